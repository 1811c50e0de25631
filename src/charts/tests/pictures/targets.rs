//! Counts and parts of targets, and the lines of units.

use super::super::fixture::{at, day, july, nil, people, record, version, view};
use super::super::people::{placed, spread};
use super::{ZH, bullet_of, looks_as_before, looks_as_before_at, partial};
use crate::charts::svg::Size;
use crate::charts::{Person, ladder, of_unit, people as persons, person_key, revised, slots, steps};
use crate::figures::{Contribution, FigureId};
use crate::language::Lang;
use crate::progress::Record;
use crate::reports::{Content, Version};
use crate::targets::Measure;
use crate::views::View;
use chrono::NaiveDate;

#[test]
fn bullets_look_as_before() {
    let (programme, _, now) = july();
    looks_as_before("bullet-behind", &bullet_of(&programme, &now, "T1", ZH));
    looks_as_before("bullet-lagging", &bullet_of(&programme, &now, "T2", ZH));
    looks_as_before("bullet-english", &bullet_of(&programme, &now, "T2", Lang::En));
    let (programme, _, now) = at(partial(), view(7, 28));
    looks_as_before("bullet-pending", &bullet_of(&programme, &now, "T1", ZH));
    looks_as_before("bullet-stale", &{
        let (programme, _, now) = at(record(3..=6), view(8, 10));
        bullet_of(&programme, &now, "T1", ZH)
    });
    looks_as_before("bullet-pending-past-pace", &bullet_of(&programme, &now, "T2", ZH));
    let (programme, _, now) = at(Record::default(), view(3, 20));
    looks_as_before("bullet-empty", &bullet_of(&programme, &now, "T1", ZH));
    let mut more = record(3..=7);
    more.versions.push(version("b", 8, people(85, 0), true));
    let (programme, _, now) = at(more, view(8, 28));
    looks_as_before("bullet-met", &bullet_of(&programme, &now, "T1", ZH));
}

#[test]
fn slots_and_ladders_look_as_before() {
    let (programme, _, now) = july();
    looks_as_before("slots-new", &slots(&programme, &now, "T4", ZH).unwrap());
    looks_as_before("slots-all", &slots(&programme, &now, "T3", ZH).unwrap());
    looks_as_before("slots-english", &slots(&programme, &now, "T4", Lang::En).unwrap());
    looks_as_before("ladder", &ladder(&programme, &now, "T5", ZH).unwrap());
    looks_as_before("ladder-english", &ladder(&programme, &now, "T5", Lang::En).unwrap());
    let (programme, _, now) = at(partial(), view(7, 28));
    looks_as_before("slots-partial", &slots(&programme, &now, "T4", ZH).unwrap());
    looks_as_before("ladder-partial", &ladder(&programme, &now, "T5", ZH).unwrap());
    let (programme, _, now) = at(record(3..=6), view(7, 28));
    looks_as_before("slots-stale", &slots(&programme, &now, "T4", ZH).unwrap());
    looks_as_before("ladder-stale", &ladder(&programme, &now, "T5", ZH).unwrap());
    let (programme, _, now) = at(Record::default(), view(3, 20));
    looks_as_before("slots-empty", &slots(&programme, &now, "T4", ZH).unwrap());
    looks_as_before("ladder-empty", &ladder(&programme, &now, "T5", ZH).unwrap());
}

#[test]
fn step_lines_look_as_before() {
    let line = |record: &Record, view: View, id: &str, lang: Lang| {
        steps(&super::super::fixture::programme(), record, view, id, lang).unwrap()
    };
    let full = record(3..=7);
    looks_as_before("steps-behind", &line(&full, view(7, 28), "T1", ZH));
    looks_as_before("steps-lagging", &line(&full, view(8, 10), "T2", ZH));
    looks_as_before("steps-english", &line(&full, view(8, 10), "T1", Lang::En));
    looks_as_before("steps-partial", &line(&partial(), view(7, 28), "T2", ZH));
    looks_as_before("steps-missing", &line(&record(3..=6), view(8, 10), "T1", ZH));
    looks_as_before("steps-empty", &line(&Record::default(), view(3, 20), "T1", ZH));
    let mut fast = record(3..=7);
    fast.versions.push(version("b", 8, nil(), true));
    fast.versions.push(version("c", 8, people(50, 0), true));
    looks_as_before("steps-ahead", &line(&fast, view(8, 28), "T1", ZH));
    looks_as_before("steps-over", &line(&full, view(12, 31), "T1", ZH));
    let telephone = Size { width: 360, height: 320 };
    looks_as_before_at(telephone, "steps-telephone", &line(&full, view(7, 28), "T1", Lang::En));
    looks_as_before("steps-two-months", &line(&record(3..=5), view(5, 28), "T1", ZH));
}

#[test]
fn people_look_as_before() {
    let programme = placed();
    let drawn = |record: &Record, view: View, id: &str, lang: Lang| {
        persons(&programme, record, view, &FigureId::target(id), lang).unwrap()
    };
    let filed = |month: u32, numbers: &[i64], accepted: bool| version("a", month, spread(numbers), accepted);
    let months = vec![filed(4, &[4, 2, 1], true), filed(5, &[3, 5, 0, 2], true), filed(6, &[6, 3, 2, 1], true)];
    let full = Record { versions: months.clone(), ..Record::default() };
    looks_as_before("people-100", &drawn(&full, view(6, 28), "T1", ZH));
    looks_as_before("people-200", &drawn(&full, view(6, 28), "T2", ZH));
    looks_as_before("people-english", &drawn(&full, view(6, 28), "T2", Lang::En));
    looks_as_before("people-empty", &drawn(&Record::default(), view(3, 20), "T1", ZH));
    // June stands, and nothing has come in for July.
    looks_as_before("people-stale", &drawn(&full, view(7, 28), "T1", ZH));
    let mut partial = full.clone();
    partial.versions.push(filed(7, &[5, 4], false));
    looks_as_before("people-pending", &drawn(&partial, view(7, 28), "T1", ZH));
    partial.versions.push(version("b", 7, spread(&[60, 20, 3]), true));
    partial.versions.retain(|version| version.accepted_at.is_some());
    looks_as_before("people-over", &drawn(&partial, view(7, 28), "T1", ZH));
    // In June somebody was counted three times, once in Zhuhai and twice in Nansha.
    let corrected =
        crate::reports::Version { number: 2, correction: Some("重复填报".into()), ..filed(6, &[4, 2, 2, 1], true) };
    let mut less = full.clone();
    less.versions.push(crate::reports::Version {
        submitted_at: corrected.submitted_at + chrono::Duration::days(9),
        accepted_at: corrected.accepted_at.map(|at| at + chrono::Duration::days(9)),
        ..corrected
    });
    looks_as_before("people-away", &drawn(&less, view(6, 28), "T1", ZH));
    looks_as_before("key-away", &person_key(Person::Away(0), false, "更正减去"));
    for (hue, name) in ["key-1", "key-2", "key-3", "key-4", "key-other"].into_iter().enumerate() {
        looks_as_before(name, &person_key(Person::Here(hue, Contribution::default()), false, "一类"));
    }
}

#[test]
fn the_lines_of_units_look_as_before() {
    let line = |record: &Record, view: View, lang: Lang| {
        of_unit(&super::super::fixture::programme(), record, view, "a", Measure::Practising, lang).unwrap()
    };
    looks_as_before("unit", &line(&record(3..=7), view(7, 28), ZH));
    looks_as_before("unit-english", &line(&record(3..=7), view(8, 10), Lang::En));
    looks_as_before("unit-missing", &line(&record(3..=6), view(7, 28), ZH));
    looks_as_before("unit-partial", &line(&record(4..=4), view(6, 28), ZH));
    let none = of_unit(&super::super::fixture::programme(), &record(3..=7), view(7, 28), "b", Measure::Practising, ZH);
    assert!(none.is_none(), "a unit that has stated no number has no line");
}

#[test]
fn what_was_reported_and_corrected_looks_as_before() {
    let line = |record: &Record, as_at: NaiveDate, lang: Lang| {
        revised(&super::super::fixture::programme(), record, ("a", Measure::Practising), as_at, lang).unwrap()
    };
    let mut corrected = record(3..=7);
    let june = corrected.versions.iter().find(|it| it.unit == "a" && it.period.month == 6).unwrap().clone();
    let at = june.submitted_at + chrono::Duration::days(20);
    let again = Version { number: 2, submitted_at: at, accepted_at: Some(at), correction: Some("".into()), ..june };
    corrected.versions.push(Version { content: persons_of(8), ..again });
    looks_as_before("revised", &line(&corrected, day(7, 28), ZH));
    looks_as_before("revised-english", &line(&corrected, day(7, 28), Lang::En));
    looks_as_before("revised-partial", &line(&record(4..=4), day(6, 28), ZH));
    looks_as_before("revised-stale", &line(&record(3..=6), day(8, 31), ZH));
    let programme = super::super::fixture::programme();
    let none = revised(&programme, &record(3..=7), ("b", Measure::Practising), day(7, 28), ZH);
    assert!(none.is_none(), "a unit that has stated no number has no line");
}

fn persons_of(n: i64) -> Content {
    super::super::fixture::people(n, 18)
}
