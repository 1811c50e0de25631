//! A form changes one part of the file and nothing else.

use super::*;
use crate::programme::changes::changes;
use crate::programme::file::{BUILT_IN, built_in, read};
use chrono::NaiveDate;

/// What the form of a part says when it is opened: its fields with what the file says.
fn opened(part: &Part) -> Typed {
    let programme = built_in();
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut say = |field: &str, value: String| fields.push((field.to_owned(), value));
    let name = |say: &mut dyn FnMut(&str, String), field: &str, name: Option<&crate::language::Name>| {
        for lang in crate::language::Lang::ALL {
            say(&format!("{field}.{lang}"), name.map_or_else(String::new, |name| name.of(lang).to_owned()));
        }
    };
    match part {
        Part::Target(id) => {
            let target = programme.target(id).unwrap();
            say("operator", if id == "T3" { "=" } else { ">=" }.into());
            say("value", target.value.to_string());
            say("due", target.due.to_string());
            name(&mut say, "wording", Some(&target.wording));
            name(&mut say, "inferred", target.inferred.as_ref());
            if let Some(plan) = &target.plan {
                say("plan.reason", plan.reason.clone());
                for point in &plan.points {
                    say(&format!("plan.on.{}", point.on), point.percent.to_string());
                }
            }
        }
        Part::Task(number) => {
            let task = programme.task(number).unwrap();
            name(&mut say, "short", Some(&task.short));
            match &task.deadline {
                crate::tasks::Deadline::Date { date } => {
                    say("deadline", "date".into());
                    say("deadline.date", date.to_string());
                }
                crate::tasks::Deadline::Monthly { day } => {
                    say("deadline", "monthly".into());
                    say("deadline.day", day.to_string());
                }
                crate::tasks::Deadline::Dates { dates } => {
                    say("deadline", "dates".into());
                    say("deadline.dates", dates.iter().map(ToString::to_string).collect::<Vec<_>>().join(" "));
                }
                crate::tasks::Deadline::AsNeeded => say("deadline", "as_needed".into()),
            }
            for responsible in &task.responsible {
                say(&format!("role.{}", responsible.party), "unspecified".into());
            }
            let slots = task.slots.iter().map(|it| format!("{} | {} | {}", it.zh_hans, it.zh_hant, it.en));
            say("slots", slots.collect::<Vec<_>>().join("\n"));
            name(&mut say, "done_when", None);
            name(&mut say, "note", task.note.as_ref());
        }
        Part::Unit(id) => {
            let unit = programme.unit(id).unwrap();
            name(&mut say, "name", Some(&unit.name));
            say("route", unit.route.to_string());
            name(&mut say, "note", unit.note.as_ref());
            for group in &programme.groups {
                let held = group.members.iter().find(|member| member.unit == *id);
                say(&format!("from.{}", group.id), held.map_or_else(String::new, |it| it.from.to_string()));
            }
        }
        Part::Calendar => {
            let lines = |held: Vec<Stretch>| held.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
            say("off", lines(stretches(BUILT_IN)));
            say("worked", lines(worked(BUILT_IN)));
            let extra = programme.reporting.supplement.as_ref().unwrap();
            say("supplement.opens", extra.opens.to_string());
            say("supplement.due", extra.due.to_string());
        }
        Part::Documents => {
            say("sealed_copy", "optional".into());
            for field in ["third_heading_bold", "single_sided", "body_digits"] {
                say(field, "false".into());
            }
        }
        Part::Thresholds => {
            say("lagging_points", "10".into());
            say("serious_points", "30".into());
            say("due_soon_days", "7".into());
        }
    }
    Typed(fields)
}

fn with(part: &Part, changes: &[(&str, &str)]) -> Typed {
    let mut typed = opened(part);
    for (field, value) in changes {
        match typed.0.iter_mut().find(|(key, _)| key == field) {
            Some((_, held)) => *held = (*value).to_owned(),
            None => typed.0.push(((*field).to_owned(), (*value).to_owned())),
        }
    }
    typed
}

fn parts() -> Vec<Part> {
    let programme = built_in();
    let targets = programme.targets.iter().map(|it| Part::Target(it.id.clone()));
    let tasks = programme.tasks.iter().map(|it| Part::Task(it.number.clone()));
    let units = programme.units.iter().map(|it| Part::Unit(it.id.clone()));
    targets.chain(tasks).chain(units).chain([Part::Calendar, Part::Thresholds, Part::Documents]).collect()
}

#[test]
fn a_form_sent_as_it_was_opened_changes_not_a_letter_of_the_programme() {
    for part in parts() {
        let text = write(BUILT_IN, &part, &opened(&part)).unwrap_or_else(|slips| panic!("{part:?}: {slips:?}"));
        let after = read(&text).unwrap_or_else(|mistakes| panic!("{part:?}: {mistakes:?}"));
        assert_eq!(changes(built_in(), &after), [], "{part:?}");
        let lost: Vec<&str> =
            BUILT_IN.lines().filter(|line| line.contains('#') && !text.contains(line.trim())).collect();
        assert_eq!(lost, Vec::<&str>::new(), "{part:?} keeps every comment");
    }
}

/// What differs after one form was sent with changes, each as `path: before → after`.
#[track_caller]
fn changed(part: &Part, typed: &[(&str, &str)]) -> Vec<String> {
    let text = write(BUILT_IN, part, &with(part, typed)).unwrap_or_else(|slips| panic!("{slips:?}"));
    let after = read(&text).unwrap_or_else(|mistakes| panic!("{mistakes:?}\n{text}"));
    let said = |text: &Option<String>| text.clone().unwrap_or_else(|| "-".into());
    let told = changes(built_in(), &after);
    told.iter().map(|it| format!("{}: {} → {}", it.path.join("."), said(&it.before), said(&it.after))).collect()
}

#[test]
fn each_form_changes_what_it_says() {
    let t2 = Part::Target("T2".into());
    assert_eq!(changed(&t2, &[("value", "220")]), ["targets.T2.value: 200 → 220"]);
    assert_eq!(
        changed(&t2, &[("plan.on.2022-06-30", "30"), ("plan.reason", "上半年受疫情影响")]),
        [
            "targets.T2.plan.points.2022-06-30: - → on=2022-06-30 percent=30",
            "targets.T2.plan.reason: 三（五）“4-12月，具体实施”；按直线推定，待办公室确认 → 上半年受疫情影响"
        ]
    );
    let task = Part::Task("8".into());
    assert_eq!(
        changed(&task, &[("role.gz_ast", "lead"), ("basis.gz_ast", "8月2日专题会纪要"), ("on.gz_ast", "2022-08-02")]),
        [
            "tasks.8.responsible.gz_ast.basis: - → 8月2日专题会纪要",
            "tasks.8.responsible.gz_ast.on: - → 2022-08-02",
            "tasks.8.responsible.gz_ast.role: unspecified → lead",
        ]
    );
    assert_eq!(
        changed(&task, &[("deadline", "dates"), ("deadline.dates", "2022-06-30 2022-09-30")]),
        [
            "tasks.8.deadline.date: 2022-06-30 → -",
            "tasks.8.deadline.kind: date → dates",
            "tasks.8.deadline.dates: - → 2022-06-30, 2022-09-30"
        ]
    );
    let unit = Part::Unit("gz_ast".into());
    assert_eq!(
        changed(&unit, &[("until.pilot_units", "2022-08-31")]),
        ["groups.pilot_units.members.gz_ast.until: - → 2022-08-31"]
    );
    assert_eq!(
        changed(&unit, &[("from.pilot_units", "")]),
        ["groups.pilot_units.members.gz_ast: from=2022-01-01 unit=gz_ast → -"]
    );
    assert_eq!(
        changed(&Part::Unit("gdes".into()), &[("from.pilot_units", "2022-08-01")]),
        ["groups.pilot_units.members.gdes: - → from=2022-08-01 unit=gdes"]
    );
    assert_eq!(changed(&Part::Thresholds, &[("lagging_points", "12")]), ["thresholds.lagging_points: -10 → -12"]);
    assert_eq!(
        changed(&Part::Documents, &[("sealed_copy", "required"), ("third_heading_bold", "true")]),
        ["documents.third_heading_bold: false → true", "sealed_copy: optional → required"]
    );
    let more = format!("{}\n2022-08-05 防汛停工", opened(&Part::Calendar).get("off"));
    assert_eq!(changed(&Part::Calendar, &[("off", &more)]).len(), 1);
}

#[test]
fn the_calendar_keeps_what_each_day_is_for() {
    let held = stretches(BUILT_IN);
    let day = |m, d| NaiveDate::from_ymd_opt(2022, m, d).unwrap();
    assert!(held.contains(&Stretch { first: day(10, 1), last: day(10, 7), label: "国庆节".into() }));
    let typed = with(&Part::Calendar, &[("off", "2022-10-01 2022-10-07 国庆节\n2022-12-31 元旦")]);
    let text = write(BUILT_IN, &Part::Calendar, &typed).unwrap();
    assert_eq!(
        stretches(&text).iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["2022-10-01 2022-10-07 国庆节", "2022-12-31 元旦"]
    );
}

#[test]
fn every_slip_of_a_form_is_told() {
    let slips = |part: Part, typed: &[(&str, &str)]| -> Vec<(String, Expected)> {
        let slips = write(BUILT_IN, &part, &with(&part, typed)).expect_err("the form has slips");
        slips.into_iter().map(|slip| (slip.field, slip.expected)).collect()
    };
    assert_eq!(
        slips(
            Part::Target("T1".into()),
            &[("value", "一百"), ("due", "年底"), ("operator", ">"), ("wording.en", ""), ("plan.on.2022-03-31", "101")]
        ),
        [
            ("operator".to_owned(), Expected::Choice),
            ("value".to_owned(), Expected::Number),
            ("due".to_owned(), Expected::Day),
            ("wording.en".to_owned(), Expected::Filled),
            ("plan.on.2022-03-31".to_owned(), Expected::Percent),
        ]
    );
    assert_eq!(
        slips(Part::Task("12".into()), &[("role.gz_ast", "lead"), ("slots", "南沙新区"), ("deadline.date", "")]),
        [
            ("deadline.date".to_owned(), Expected::Day),
            ("basis.gz_ast".to_owned(), Expected::Filled),
            ("slots".to_owned(), Expected::ThreeNames),
        ]
    );
    assert_eq!(slips(Part::Calendar, &[("off", "国庆节")]), [("off".to_owned(), Expected::Stretch)]);
}
