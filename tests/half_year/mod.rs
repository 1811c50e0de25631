//! Six months of a programme, as accepted reports.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use pilotboard::calendar::{PeriodId, start_of};
use pilotboard::programme::Programme;
use pilotboard::progress::{Closure, Record};
use pilotboard::reports::{Cell, Content, Count, Direction, Origin, StageReached, Stated, TaskSaid, Version};
use pilotboard::targets::Measure;
use pilotboard::views::{Basis, View};

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn practising(place: Option<&str>, origin: Origin, n: i64) -> Count {
    let place = place.map(str::to_owned);
    let cell = Cell { measure: Measure::Practising, specialty: None, place, origin, direction: None };
    Count { cell, stated: Stated::Number(n) }
}

pub fn recognised(specialty: &str, origin: Origin, direction: Direction, n: i64) -> Count {
    let cell = Cell {
        measure: Measure::Recognised,
        specialty: Some(specialty.into()),
        place: None,
        origin,
        direction: Some(direction),
    };
    Count { cell, stated: Stated::Number(n) }
}

pub fn accepted(programme: &Programme, unit: &str, period: &str, content: Content) -> Version {
    let id: PeriodId = period.parse().unwrap();
    let due = programme.period(id).unwrap().due;
    let submitted_at = start_of(due) + TimeDelta::hours(9);
    Version {
        withdrawn: false,
        return_until: None,
        unit: unit.into(),
        period: id,
        number: 1,
        content,
        submitted_at,
        forwarded_at: Some(submitted_at + TimeDelta::hours(1)),
        returned_at: None,
        accepted_at: Some(submitted_at + TimeDelta::hours(3)),
        correction: None,
    }
}

pub fn closure(task: &str, due: &str, on: &str) -> Closure {
    let at: DateTime<Utc> = start_of(day(on)) + TimeDelta::hours(10);
    Closure {
        id: format!("{task}-{due}"),
        task: task.into(),
        due: Some(day(due)),
        unit: "gdast_acad".into(),
        period: PeriodId::month(2022, 3),
        on: day(on),
        evidence: "粤科协学〔2022〕2号".into(),
        requested_at: at,
        confirmed_at: Some(at + TimeDelta::hours(1)),
        returned_at: None,
        reopened_at: None,
        reopen_reason: None,
    }
}

/// Six months of a programme that is neither perfect nor a disaster.
pub fn record(programme: &Programme) -> Record {
    let mut versions = Vec::new();
    let societies: Vec<(&str, &str)> = programme
        .specialties
        .iter()
        .flat_map(|specialty| specialty.units.iter().map(|unit| (unit.as_str(), specialty.id.as_str())))
        .collect();
    let cities = [("gz_ast", "nansha"), ("sz_ast", "qianhai"), ("dg_ast", "dongguan"), ("zh_ast", "zhuhai")];
    for (month, period) in ["2022-03", "2022-04", "2022-05", "2022-06"].into_iter().enumerate() {
        let grown = month as i64;
        for (i, unit) in programme.expected_on(day("2022-06-28")).into_iter().enumerate() {
            let mut content = Content::default();
            if let Some((_, place)) = cities.iter().find(|(city, _)| *city == unit) {
                content.counts.push(practising(Some(place), Origin::Hk, grown + 2));
                content.counts.push(practising(None, Origin::Mo, grown / 3));
                content.done =
                    format!("走访企业{}家，完成港澳专业人士备案初审，与当地住建部门对接执业落地手续。", month + 2);
                content.problems = "实施细则尚未出台，港澳企业备案材料口径不一。".into();
                content.next = "7月底前印发实施细则，8月组织首批备案企业座谈。".into();
            } else if let Some((_, specialty)) = societies.iter().find(|(society, _)| *society == unit) {
                content.counts.push(recognised(specialty, Origin::Hk, Direction::In, (grown + i as i64) % 3));
                content.counts.push(recognised(specialty, Origin::Mo, Direction::Out, grown / 3));
                content.done = format!("完成第{}批申请材料初审，组织评审会1次。", month + 1);
                content.next = "9月底前完成下一批评审。".into();
            }
            content.nil = content.counts.iter().all(|count| count.stated.number() == 0);
            match unit {
                "soc_textile" => {
                    let stage = StageReached::new("textile", 3, day("2022-05-20"));
                    content.stages.extend((month >= 2).then_some(stage));
                }
                "soc_food" if month == 3 => continue,
                "soc_egov" if month == 3 => {
                    content.stages.push(StageReached::new("egov", 2, day("2022-06-10")));
                    content.ask = "请省科协协调香港工程师学会确定签约时间。".into();
                }
                "sz_ast" => content.tasks.push(TaskSaid {
                    number: "12".into(),
                    said: "前海示范点已挂牌。".into(),
                    slots: programme
                        .task("12")
                        .unwrap()
                        .slots
                        .last()
                        .map(|slot| slot.zh_hans.clone())
                        .into_iter()
                        .collect(),
                    ..TaskSaid::default()
                }),
                _ => {}
            }
            let mut version = accepted(programme, unit, period, content);
            if unit == "soc_ceramic" && month == 1 {
                version.submitted_at += TimeDelta::days(3);
                version.forwarded_at = Some(version.submitted_at + TimeDelta::hours(1));
                version.accepted_at = Some(version.submitted_at + TimeDelta::hours(2));
            }
            versions.push(version);
        }
    }
    let first = versions.iter().find(|v| v.unit == "gz_ast" && v.period == PeriodId::month(2022, 4)).unwrap();
    let mut corrected = first.clone();
    corrected.number = 2;
    corrected.content.counts[0].stated = Stated::Number(4);
    corrected.correction = Some("南沙新区重复登记1人，经复核补录2人。".into());
    corrected.submitted_at += TimeDelta::days(20);
    corrected.accepted_at = Some(corrected.submitted_at + TimeDelta::hours(2));
    versions.push(corrected);
    versions.sort_by_key(|version| version.submitted_at);
    let closures = vec![
        closure("1", "2022-02-25", "2022-02-23"),
        closure("2", "2022-03-04", "2022-03-04"),
        closure("3", "2022-03-25", "2022-04-06"),
    ];
    Record { versions, closures, ..Record::default() }
}

pub fn view() -> View {
    View::new(day("2022-06-30"), Basis::Corrected)
}
