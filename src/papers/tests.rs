use super::*;
use crate::programme::file::built_in;

const FIRST: Paper = Paper::HalfYear(Half { year: 2022, second: false });

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, month, day).unwrap()
}

fn draft(texts: &[(Section, &str)]) -> Draft {
    let texts = texts.iter().map(|(section, text)| (*section, (*text).to_owned())).collect();
    Draft { texts, head: "王".into(), agreed: true, ..Draft::default() }
}

#[test]
fn the_programme_asks_for_a_plan_two_summaries_and_one_report() {
    let programme = built_in();
    let asked = papers(programme);
    assert_eq!(asked.iter().map(Paper::to_string).collect::<Vec<_>>(), ["plan", "2022H1", "2022H2", "experience"]);
    assert!(asked.iter().all(|paper| paper.to_string().parse() == Ok(*paper)));
    assert!("2022H3".parse::<Paper>().is_err());
    // The circular asks a summary of the pilot units and of the Society of Engineers, a plan of the pilot units alone.
    assert_eq!((FIRST.owed_by(programme).len(), Paper::WorkPlan.owed_by(programme).len()), (19, 18));
    let owes = |paper: Paper, unit: &str| paper.owed_by(programme).contains(&unit);
    assert!(owes(FIRST, "gdes") && !owes(FIRST, "gdast_acad") && !owes(Paper::WorkPlan, "gdes"));
    assert_eq!((FIRST.due(programme), Paper::WorkPlan.due(programme)), (Some(day(6, 30)), Some(day(3, 15))));
    let other = Paper::HalfYear(Half { year: 2023, second: false });
    assert_eq!((other.due(programme), other.owed_by(programme).len()), (None, 0));
}

#[test]
fn a_summary_needs_no_words_of_its_own_and_a_plan_needs_all_of_them() {
    assert!(draft(&[]).understand(FIRST, day(6, 24)).is_ok());
    let missing = draft(&[(Section::Aims, "目标")]).understand(Paper::WorkPlan, day(3, 15));
    assert_eq!(missing, Err(vec![Fault::Missing(Section::Measures), Fault::Missing(Section::Schedule)]));
}

#[test]
fn an_addition_has_three_hundred_characters_and_a_head_who_agrees() {
    assert!(draft(&[(Section::Done, &"字".repeat(300))]).understand(FIRST, day(6, 24)).is_ok());
    let long = draft(&[(Section::Done, &"字".repeat(301))]).understand(FIRST, day(6, 24));
    assert_eq!(long, Err(vec![Fault::TooLong { section: Section::Done, limit: 300, found: 301 }]));
    let odd = draft(&[(Section::Next, "a\u{202e}b")]).understand(FIRST, day(6, 24));
    assert_eq!(odd, Err(vec![Fault::Forbidden(Section::Next)]));
    let alone = Draft { head: " ".into(), agreed: false, ..draft(&[]) };
    assert_eq!(alone.understand(FIRST, day(6, 24)), Err(vec![Fault::HeadMissing, Fault::NotAgreed]));
}

#[test]
fn an_experience_report_tells_its_stage_and_the_day_it_was_reached() {
    let of = |stage: &str, on: &str, texts: &[(Section, &str)]| {
        let draft = Draft { stage: stage.into(), on: on.into(), ..draft(texts) };
        draft.understand(Paper::Experience, day(6, 20))
    };
    let practice = [(Section::Practice, "做法")];
    assert_eq!(of("outline", "2022-06-20", &practice).unwrap().stage, Some((Stage::Outline, day(6, 20))));
    assert_eq!(of("", "2022-06-20", &practice), Err(vec![Fault::StageMissing]));
    assert_eq!(of("draft", "下周", &practice), Err(vec![Fault::DayMissing]));
    assert_eq!(of("draft", "2022-06-21", &practice), Err(vec![Fault::DayToCome]));
    let faults = of("final", "2022-06-20", &practice);
    assert_eq!(faults, Err(vec![Fault::Missing(Section::Results), Fault::Missing(Section::Advice)]));
}
