use super::*;
use crate::programme::file::built_in;
use crate::testing::{administrator, at, auditor, consolidator, filer, leader, office, unit_head};
use crate::views::Basis;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn typed(text: &str, units: &[&str], due: &str) -> Typed {
    Typed { text: text.into(), units: units.iter().map(|unit| (*unit).to_owned()).collect(), due: due.into() }
}

fn decision() -> Decision {
    let by = |text: &str| Signed { name: "陈".into(), post: "组长".into(), at: at(text) };
    Decision {
        id: "1".into(),
        number: 1,
        text: "8月起增加两批评审".into(),
        units: vec!["soc_civil".into(), "gdes".into()],
        due: day("2022-08-10"),
        on: day("2022-07-28"),
        by: by("2022-07-29 10:00"),
        done: Some(Done { text: "已增加".into(), by: by("2022-08-11 09:00") }),
    }
}

#[test]
fn a_decision_needs_words_a_unit_and_a_day_that_has_not_passed() {
    let today = day("2022-07-29");
    let understand = |typed: Typed| typed.understand(built_in(), today);
    let right = understand(typed(" 8月起 增加\n两批评审 ", &["soc_civil", "", "soc_civil", "gdes"], "2022年7月29日"));
    let settled =
        Settled {
            text: "8月起 增加 两批评审".into(), units: vec!["soc_civil".into(), "gdes".into()], due: today
        };
    assert_eq!(right, Ok(settled));
    assert_eq!(understand(typed(" ", &[""], "")), Err(vec![Fault::TextMissing, Fault::UnitMissing, Fault::DueMissing]));
    let long = "长".repeat(TEXT_LIMIT + 1);
    assert_eq!(
        understand(typed(&long, &["nobody"], "2022-07-28")),
        Err(vec![
            Fault::TextTooLong { found: TEXT_LIMIT + 1 },
            Fault::UnitUnknown { found: "nobody".into() },
            Fault::DuePast { today, found: day("2022-07-28") },
        ])
    );
    assert!(understand(typed(&"长".repeat(TEXT_LIMIT), &["gdes"], "2022-08-01")).is_ok());
    assert_eq!(
        understand(typed("一\u{202E}二", &["gdes"], "下周")),
        Err(vec![Fault::ForbiddenCharacter, Fault::DueNotADate { found: "下周".into() }])
    );
}

#[test]
fn a_decision_is_shown_from_its_own_day_on_and_done_when_the_view_knows_it() {
    let (decision, thresholds) = (decision(), &built_in().thresholds);
    let light = |on: &str, basis| decision.light(View::new(day(on), basis), thresholds);
    assert!(!decision.is_shown(View::new(day("2022-07-27"), Basis::Corrected)));
    // Taken on the morning after, it belongs to the position that the meeting looked at.
    assert!(decision.is_shown(View::new(day("2022-07-28"), Basis::Reported)));
    assert_eq!(light("2022-07-28", Basis::Reported), Light::Normal);
    assert_eq!(light("2022-08-03", Basis::Reported), Light::DueSoon);
    assert_eq!(light("2022-08-10", Basis::Reported), Light::DueSoon);
    assert_eq!(light("2022-08-11", Basis::Reported), Light::ClosedLate);
    assert_eq!(light("2022-07-28", Basis::Corrected), Light::ClosedLate);
    let open = Decision { done: None, ..decision.clone() };
    assert_eq!(open.light(View::new(day("2022-08-11"), Basis::Reported), thresholds), Light::Overdue);
    assert_eq!(position(View::new(day("2022-12-31"), Basis::Corrected), at("2022-07-29 10:00")), day("2022-07-29"));
}

#[test]
fn leaders_and_the_office_settle_and_the_units_concerned_say_it_is_done() {
    let decision = decision();
    let people = [
        (filer("soc_civil"), false, true),
        (unit_head("soc_civil"), false, true),
        (filer("soc_food"), false, false),
        (consolidator(), false, true),
        (office(), true, true),
        (leader(), true, false),
        (administrator(), false, false),
        (auditor(), false, false),
    ];
    for (person, settles, closes) in people {
        assert_eq!((may_settle(&person), may_close(&person, &decision)), (settles, closes), "{}", person.login);
    }
}

#[test]
fn the_minutes_say_what_was_settled_and_what_became_of_it() {
    let conclusion = ["14项任务2项逾期".to_owned()];
    let of = |on: &str| {
        let view = View::new(day(on), Basis::Reported);
        minutes(built_in(), &conclusion, &[decision()], view, crate::language::Lang::ZhHans)
    };
    let then = of("2022-07-28");
    assert!(then.contains("14项任务2项逾期。\r\n"), "{then}");
    assert!(then.contains("1. 8月起增加两批评审。责任单位：") && then.contains("2022年8月10日"), "{then}");
    let later = of("2022-08-11");
    assert!(later.contains("2022年8月11日办结：已增加。"), "{later}");
    let late = of("2022-08-10");
    assert!(late.contains("余0天。"), "{late}");
}
