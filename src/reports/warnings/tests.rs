use super::*;
use crate::reports::{ClosureAsked, Count, Direction, Origin, StageReached, Stated, TaskSaid};
use proptest::prelude::*;

fn cell(place: &str) -> Cell {
    Cell {
        measure: Measure::Practising,
        specialty: None,
        place: Some(place.into()),
        origin: Origin::Hk,
        direction: None,
    }
}

fn recognised() -> Cell {
    Cell {
        measure: Measure::Recognised,
        specialty: Some("power".into()),
        place: None,
        origin: Origin::Hk,
        direction: Some(Direction::In),
    }
}

fn said(new: i64) -> Content {
    Content { counts: vec![Count { cell: recognised(), stated: Stated::Number(new) }], ..Content::default() }
}

fn after(before: i64, months: &[i64]) -> History {
    History {
        before: [(recognised(), before)].into(),
        months: [(Measure::Recognised, months.to_vec())].into(),
        ..History::default()
    }
}

#[test]
fn a_month_as_large_as_all_before_it_may_be_the_sum() {
    let asked = warnings(&said(8), &after(5, &[]));
    let kind = WarningKind::PerhapsCumulative { new: 8, before: 5 };
    assert_eq!(asked, [Warning { field: recognised().field(), kind }]);
    assert!(warnings(&said(4), &after(5, &[])).is_empty());
    assert!(warnings(&said(2), &after(1, &[])).is_empty(), "two after one is an everyday month");
    assert_eq!(warnings(&said(3), &after(1, &[])).len(), 1, "three after one may be the sum");
    assert!(warnings(&said(9), &after(0, &[])).is_empty(), "nobody was there before");
}

#[test]
fn eleven_after_ones_and_twos_is_asked_about_and_three_is_not() {
    let history = after(100, &[0, 1, 2, 2]);
    assert!(warnings(&said(3), &history).is_empty());
    let kind = WarningKind::Unusual { measure: Measure::Recognised, new: 11, expected: 6 };
    assert_eq!(warnings(&said(11), &history), [Warning { field: recognised().field(), kind }]);
    assert!(warnings(&said(11), &after(100, &[1, 2])).is_empty(), "two months say too little");
}

#[test]
fn a_rung_below_the_one_reached_is_asked_about_unless_it_is_told_again_with_its_own_day() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    let rungs = ["specialty.food.stage", "task.4.stage"].map(|field| (field.to_owned(), (3, day("2022-06-10"))));
    let history = History { rungs: rungs.into(), ..History::default() };
    let reached =
        |stage, on: &str| Content { stages: vec![StageReached::new("food", stage, day(on))], ..Content::default() };
    let kind = WarningKind::StageBack { before: 3, now: 1 };
    let asked = |content: &Content| warnings(content, &history);
    assert_eq!(
        asked(&reached(1, "2022-07-15")),
        [Warning { field: "specialty.food.stage".into(), kind: kind.clone() }]
    );
    assert!(asked(&reached(1, "2022-05-01")).is_empty(), "the agreement of an earlier rung is added");
    assert!(asked(&reached(3, "2022-07-15")).is_empty());
    let task = TaskSaid { number: "4".into(), stage: Some(1), ..TaskSaid::default() };
    let content = Content { tasks: vec![task], ..Content::default() };
    assert_eq!(asked(&content), [Warning { field: "task.4.stage".into(), kind }]);
}

#[test]
fn closing_a_task_whose_places_are_not_all_in_is_asked_about() {
    let open = [("8".to_owned(), vec!["珠海".to_owned(), "东莞".to_owned()])];
    let history = History { open: open.into(), ..History::default() };
    let closing = |slots: &[&str]| {
        let slots = slots.iter().map(|slot| (*slot).to_owned()).collect();
        let on = "2022-07-20".parse().unwrap();
        let closures = vec![ClosureAsked { on, evidence: "文号".into(), due: None }];
        let task = TaskSaid { number: "8".into(), slots, closures, ..TaskSaid::default() };
        warnings(&Content { tasks: vec![task], ..Content::default() }, &history)
    };
    let kind = WarningKind::PartsOpen { parts: vec!["珠海".into()] };
    assert_eq!(closing(&["东莞"]), [Warning { field: "task.8.closure".into(), kind }]);
    assert!(closing(&["东莞", "珠海"]).is_empty());
}

#[test]
fn the_words_of_last_month_are_noticed_in_each_text() {
    let task = TaskSaid { number: "9".into(), said: "7月20日召开评审会。".into(), ..TaskSaid::default() };
    let content = Content { tasks: vec![task], done: "通过 3人。".into(), ..Content::default() };
    let last = Content { done: "通过3人。\n".into(), ..content.clone() };
    let asked = warnings(&content, &History { last: Some(last), ..History::default() });
    let fields: Vec<&str> = asked.iter().map(|warning| warning.field.as_str()).collect();
    assert_eq!(fields, ["done", "task.9.said"]);
    assert!(asked.iter().all(|warning| warning.kind == WarningKind::SameAsLastMonth));
}

#[test]
fn verbs_without_object_or_date_are_vague() {
    for text in ["积极推进相关工作。", "进一步加强，有序推进", "加快進度", "We will step up the work"]
    {
        assert!(is_vague(text, false).is_some(), "{text}");
    }
    for text in ["推进电力专业评审。", "7月20日前推进相关工作", "落实《评审细则》", "通过3人", "月底前加快进度", ""]
    {
        assert_eq!(is_vague(text, false), None, "{text}");
    }
    assert_eq!(is_vague("加快推进电力专业评审", true), Some("加快"), "what comes next needs a day");
    assert_eq!(is_vague("8月24日前推进电力专业评审", true), None);
}

proptest! {
    #[test]
    fn likeness_is_mutual_and_whole_for_the_same_words(one in "[评审通过人月0-9，。]{2,40}", other in "[评审通过人月0-9，。]{0,40}") {
        prop_assert_eq!(alike(&one, &other), alike(&other, &one));
        prop_assert!((0..=100).contains(&alike(&one, &other)));
        let says = one.chars().filter(|c| c.is_alphanumeric()).count() > 1;
        prop_assert_eq!(alike(&one, &one), if says { 100 } else { 0 });
    }

    /// More history of the same kind, or a larger month, never hides a question that a smaller month raised.
    #[test]
    fn a_larger_month_is_asked_about_if_a_smaller_one_is(months in prop::collection::vec(0i64..40, 0..12), new in 0i64..200) {
        let unusual = |new| warnings(&said(new), &after(10_000, &months)).len();
        prop_assert!(unusual(new) <= unusual(new + 1));
    }

    #[test]
    fn a_busier_past_raises_the_limit_and_the_order_of_months_does_not_matter(mut months in prop::collection::vec(0i64..400, 3..12)) {
        let limit = most_expected(&months).unwrap();
        prop_assert!(limit as f64 >= months.iter().sum::<i64>() as f64 / (months.len() + 1) as f64);
        months.reverse();
        prop_assert_eq!(most_expected(&months), Some(limit));
        months[0] += 5;
        prop_assert!(most_expected(&months).unwrap() >= limit);
    }

    /// Every question names a field of the report it is about, each kind once for each field.
    #[test]
    fn every_question_is_about_a_field_of_the_report(news in prop::collection::vec(0i64..30, 0..6), text in "[推进加快工作3。]{0,12}") {
        let counts = (0..).zip(&news).map(|(at, new)| Count { cell: cell(&format!("p{at}")), stated: Stated::Number(*new) });
        let content = Content { counts: counts.collect(), done: text.clone(), next: text, ..Content::default() };
        let before = content.counts.iter().map(|count| (count.cell.clone(), 3)).collect();
        let history = History { before, months: [(Measure::Practising, vec![1, 2, 1])].into(), last: Some(content.clone()), ..History::default() };
        let asked = warnings(&content, &history);
        let fields: Vec<String> = content.counts.iter().map(|count| count.cell.field()).chain(texts(&content).into_keys()).collect();
        for warning in &asked {
            prop_assert!(fields.contains(&warning.field), "{}", warning.field);
            prop_assert_eq!(asked.iter().filter(|other| *other == warning).count(), 1);
        }
    }

    /// A nil return has nothing to ask about, whatever came before.
    #[test]
    fn a_silent_report_raises_no_question(before in 0i64..50, months in prop::collection::vec(0i64..20, 0..9)) {
        let done = "加快推进工作。".to_owned();
        let nil = Content { nil: true, done, ..Content::default() };
        prop_assert!(warnings(&nil, &after(before, &months)).is_empty());
    }
}
