//! A form changes one part of the file and nothing else.

use super::*;
use crate::programme::changes::changes;
use crate::programme::file::{BUILT_IN, built_in, read};
use crate::targets::TargetMeasure;
use crate::tasks::Deadline;
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
            name(&mut say, "name", Some(&target.name));
            name(&mut say, "short", Some(&target.short));
            name(&mut say, "wording", Some(&target.wording));
            match &target.measure {
                TargetMeasure::Count { measure } => say("measure", measure.to_string()),
                TargetMeasure::Specialties { baseline, stage } => {
                    say("measure", "specialties".into());
                    say("measure.baseline", baseline.to_string());
                    say("measure.stage", stage.to_string());
                }
                TargetMeasure::TaskStage { task, stage } => {
                    say("measure", "task_stage".into());
                    say("measure.task", task.clone());
                    say("measure.stage", stage.to_string());
                }
            }
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
            name(&mut say, "name", Some(&task.name));
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
            say("slots", lines(&task.slots));
            say("stages", lines(&task.stages));
            name(&mut say, "done_when", None);
            name(&mut say, "note", task.note.as_ref());
        }
        Part::Unit(id) => {
            let unit = programme.unit(id).unwrap();
            name(&mut say, "name", Some(&unit.name));
            name(&mut say, "short", unit.short.as_ref());
            name(&mut say, "full", unit.full.as_ref());
            say("aliases", unit.aliases.join("、"));
            say("kind", KINDS[unit.kind as usize].into());
            say("route", unit.route.to_string());
            name(&mut say, "note", unit.note.as_ref());
            for group in &programme.groups {
                let held = group.members.iter().find(|member| member.unit == *id);
                say(&format!("from.{}", group.id), held.map_or_else(String::new, |it| it.from.to_string()));
            }
        }
        Part::Specialty(id) => {
            let specialty = programme.specialty(id).unwrap();
            name(&mut say, "name", Some(&specialty.name));
            say("aliases", specialty.aliases.join("、"));
            say("new", specialty.new.to_string());
            say("units_inferred", specialty.units_inferred.to_string());
            for (at, unit) in specialty.units.iter().enumerate() {
                say(&format!("unit.{}", at + 1), unit.clone());
            }
        }
        Part::Stages => say("specialty_stages", lines(&programme.specialty_stages)),
        Part::Group(id) => {
            let group = programme.group(id).unwrap();
            name(&mut say, "name", Some(&group.name));
            for member in &group.members {
                say(&format!("from.{}", member_field(&member.unit, 1)), member.from.to_string());
            }
            say("inferred", group.inferred.to_string());
            name(&mut say, "note", group.note.as_ref());
        }
        Part::Place(id) => {
            let place = programme.place(id).unwrap();
            name(&mut say, "name", Some(&place.name));
            say("city", place.city.clone().unwrap_or_default());
            if let Some(tile) = place.tile {
                say("tile.row", tile.row.to_string());
                say("tile.column", tile.column.to_string());
            }
            say("unit", place.unit.clone().unwrap_or_default());
            say("unit_inferred", place.unit_inferred.to_string());
            for wanted in &place.requires {
                let what = arrangement_word(wanted.what);
                say(&format!("{what}.task"), wanted.task.clone());
                say(&format!("{what}.part"), wanted.part.clone().unwrap_or_default());
                say(&format!("{what}.optional"), wanted.optional.to_string());
                say(&format!("{what}.clause"), wanted.clause.clone());
                say(&format!("{what}.inferred"), wanted.inferred.to_string());
            }
        }
        Part::NewTarget | Part::NewTask | Part::NewUnit | Part::NewGroup | Part::NewPlace => {}
        Part::Calendar => {
            say("roll_over", "true".into());
            let lines = |held: Vec<Stretch>| held.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
            say("off", lines(stretches(BUILT_IN)));
            say("worked", lines(worked(BUILT_IN)));
            let extra = programme.reporting.supplement.as_ref().unwrap();
            say("supplement.opens", extra.opens.to_string());
            say("supplement.due", extra.due.to_string());
            say("opens_before", programme.reporting.opens_before.to_string());
            for period in programme.periods.iter().filter(|period| period.is_regular()) {
                let days = [period.opens, period.due, period.effective_due];
                for (key, day) in PERIOD_DAYS.into_iter().zip(days) {
                    say(&format!("period.{}.{key}", period.id), day.to_string());
                }
            }
        }
        Part::Documents => {
            say("sealed_copy", "optional".into());
            for field in super::rows::SWITCHES {
                say(field, "false".into());
            }
            say("copies", programme.documents.copies.to_string());
        }
        Part::Thresholds => {
            say("lagging_points", "10".into());
            say("serious_points", "30".into());
            say("due_soon_days", "7".into());
            say("report_due_soon_days", "3".into());
            say("stale_days", "35".into());
        }
    }
    Typed(fields)
}

fn lines(names: &[crate::language::Name]) -> String {
    names.iter().map(|it| format!("{} | {} | {}\n", it.zh_hans, it.zh_hant, it.en)).collect()
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
    let specialties = programme.specialties.iter().map(|it| Part::Specialty(it.id.clone()));
    let alone = [Part::Stages, Part::Calendar, Part::Thresholds, Part::Documents];
    let groups = programme.groups.iter().map(|it| Part::Group(it.id.clone()));
    let places = programme.places.iter().map(|it| Part::Place(it.id.clone()));
    targets.chain(tasks).chain(units).chain(specialties).chain(groups).chain(places).chain(alone).collect()
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
fn every_day_worked_says_what_it_is_for() {
    let held = worked(BUILT_IN);
    assert_eq!(held.len(), 9);
    assert!(held.iter().all(|it| !it.label.is_empty()), "{held:?}");
    let named = |text: &str| held.iter().find(|it| it.first.to_string() == text).map(|it| it.label.as_str());
    assert_eq!((named("2022-01-29"), named("2022-04-24")), (Some("春节"), Some("劳动节")));
}

#[test]
fn the_days_of_a_period_are_set_one_by_one_until_it_is_due() {
    let day = |m, d| NaiveDate::from_ymd_opt(2022, m, d).unwrap();
    let days = |text: &str, period: &str| {
        let programme = read(text).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
        let period = programme.period(period.parse().unwrap()).unwrap().clone();
        (period.opens, period.due, period.effective_due)
    };
    let from = ("from", "2022-08-15");
    let typed = with(&Part::Calendar, &[from, ("period.2022-08.due", "2022-08-30")]);
    let text = write(BUILT_IN, &Part::Calendar, &typed).unwrap();
    assert_eq!(days(&text, "2022-08"), (day(8, 22), day(8, 30), day(8, 30)));
    for period in ["2022-07", "2022-09", "2022-12S"] {
        assert_eq!(days(&text, period), days(BUILT_IN, period), "{period}");
    }
    // Once more: opens earlier, late later; what was set before stays set.
    let typed = with(
        &Part::Calendar,
        &[
            from,
            ("period.2022-08.opens", "2022-08-19"),
            ("period.2022-08.due", "2022-08-30"),
            ("period.2022-08.effective_due", "2022-08-31"),
        ],
    );
    let text = write(&text, &Part::Calendar, &typed).unwrap();
    assert_eq!(days(&text, "2022-08"), (day(8, 19), day(8, 30), day(8, 31)));
    // What was due before the change begins is not moved, and the order of the days is kept.
    let past = with(&Part::Calendar, &[from, ("period.2022-07.due", "2022-07-30")]);
    let slips = write(BUILT_IN, &Part::Calendar, &past).expect_err("July has been due");
    assert_eq!(slips[0].expected, Expected::NotPast);
    let early = with(&Part::Calendar, &[from, ("period.2022-08.effective_due", "2022-08-20")]);
    let told = read(&write(BUILT_IN, &Part::Calendar, &early).unwrap()).expect_err("late before it is due");
    assert_eq!(told[0].place, "reporting.moved[0].effective_due");
    let typed = with(&Part::Calendar, &[("opens_before", "5")]);
    let text = write(BUILT_IN, &Part::Calendar, &typed).unwrap();
    assert_eq!(days(&text, "2022-09").0, day(9, 23));
    // A day off more moves what follows from the rule, and nothing that nobody typed.
    let off = "2022-08-29 2022-08-29 台风";
    let typed = with(&Part::Calendar, &[("off", off)]);
    let text = write(BUILT_IN, &Part::Calendar, &typed).unwrap();
    assert_eq!(days(&text, "2022-08"), (day(8, 22), day(8, 28), day(8, 30)));
    assert!(read(&text).unwrap().reporting.moved.is_empty());
}

#[test]
fn what_falls_due_every_month_and_what_is_old_have_limits_of_their_own() {
    let limits = &built_in().thresholds;
    let day = NaiveDate::from_ymd_opt(2022, 8, 28).unwrap();
    assert_eq!(limits.soon(&Deadline::Monthly { day: 28 }), 3);
    assert_eq!(limits.soon(&Deadline::Date { date: day }), 7);
    assert_eq!(
        changed(&Part::Thresholds, &[("report_due_soon_days", "2"), ("stale_days", "40")]),
        ["thresholds.report_due_soon_days: 3 → 2", "thresholds.stale_days: 35 → 40"]
    );
    // A file written before they were settings has them all the same.
    let older = BUILT_IN.replacen("report_due_soon_days = 3\nstale_days = 35\n", "", 1);
    assert_eq!(&read(&older).unwrap().thresholds, limits);
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

#[test]
fn the_forms_change_names_specialties_and_the_weekend_switch() {
    assert_eq!(
        changed(&Part::Target("T1".into()), &[("short.zh-Hans", "执业落地")]),
        ["targets.T1.short.zh-Hans: 准入类 执业落地 → 执业落地"]
    );
    assert_eq!(changed(&Part::Target("T3".into()), &[("measure.stage", "4")]), ["targets.T3.measure.stage: 3 → 4"]);
    assert_eq!(changed(&Part::Calendar, &[("roll_over", "false")]), ["reporting.roll_over: true → false"]);
    assert_eq!(
        changed(&Part::Specialty("power".into()), &[("aliases", "电气、电机"), ("unit.2", "soc_std")]),
        [
            "specialties.power.aliases: 电气 → 电气, 电机",
            "specialties.power.units: soc_electric → soc_electric, soc_std"
        ]
    );
    let ladder = lines(&built_in().specialty_stages).replacen("对接 |", "接洽 |", 1);
    assert_eq!(
        changed(&Part::Stages, &[("specialty_stages", &ladder)]),
        ["specialty_stages: 对接, 协商文本, 签约, 启动评价, 产生互认 → 接洽, 协商文本, 签约, 启动评价, 产生互认"]
    );
    assert_eq!(
        changed(&Part::Task("14".into()), &[("party.1", "gdes")]),
        ["tasks.14.responsible.gdes: - → party=gdes role=unspecified"]
    );
    assert_eq!(
        changed(&Part::Task("13".into()), &[("role.gdes", "none"), ("party.1", "gdast_coop")]),
        [
            "tasks.13.responsible.gdes: party=gdes role=unspecified → -",
            "tasks.13.responsible.gdast_coop: - → party=gdast_coop role=unspecified"
        ]
    );
}

fn named<'t>(field: &str, text: &'t str) -> [(String, &'t str); 3] {
    ["zh-Hans", "zh-Hant", "en"].map(|lang| (format!("{field}.{lang}"), text))
}

/// A form of something new, filled in.
fn filled(names: &[(&str, &str)], rest: &[(&str, &str)]) -> Typed {
    let names = names.iter().flat_map(|(field, text)| named(field, text));
    let rest = rest.iter().map(|(field, value)| ((*field).to_owned(), *value));
    Typed(names.chain(rest).map(|(field, value)| (field, value.to_owned())).collect())
}

#[test]
fn a_target_a_task_and_a_unit_join_the_programme_and_leave_it_again() {
    let unit = filled(
        &[("name", "省水利学会")],
        &[("id", "soc_water"), ("kind", "society"), ("route", "direct"), ("from.pilot_units", "2022-08-01")],
    );
    let task = filled(
        &[("name", "编写指南"), ("short", "指南")],
        &[
            ("number", "16"),
            ("verbatim", "编写互认指南。"),
            ("deadline_verbatim", "9月30日"),
            ("responsible_verbatim", "省水利学会"),
            ("deadline", "date"),
            ("deadline.date", "2022-09-30"),
            ("party.1", "soc_water"),
            ("stages", "初稿 | 初稿 | Draft\n定稿 | 定稿 | Final text"),
        ],
    );
    let target = filled(
        &[("name", "互认指南"), ("short", "指南"), ("wording", "1份"), ("unit", "份")],
        &[
            ("id", "T6"),
            ("key_task", "3"),
            ("verbatim", "形成1份指南"),
            ("clause", "补充通知"),
            ("operator", ">="),
            ("value", "1"),
            ("due", "2022-09-30"),
            ("measure", "task_stage"),
            ("measure.task", "16"),
            ("measure.stage", "2"),
            ("plan.from", "2022-07-31"),
            ("plan.reason", "按直线"),
        ],
    );
    let mut text = BUILT_IN.to_owned();
    for (part, typed) in [(Part::NewUnit, unit), (Part::NewTask, task), (Part::NewTarget, target)] {
        text = write(&text, &part, &typed).unwrap_or_else(|slips| panic!("{slips:?}"));
        read(&text).unwrap_or_else(|mistakes| panic!("{mistakes:?}\n{text}"));
    }
    let whole = read(&text).unwrap();
    assert_eq!(whole.targets.iter().map(|it| it.id.as_str()).collect::<Vec<_>>(), ["T1", "T2", "T3", "T4", "T5", "T6"]);
    assert_eq!(whole.pace("T6", NaiveDate::from_ymd_opt(2022, 8, 31).unwrap()).unwrap().percent().to_string(), "50.8");
    assert_eq!(whole.tasks.last().unwrap().responsible[0].party, "soc_water");
    assert!(whole.group("pilot_units").unwrap().members.iter().any(|it| it.unit == "soc_water"));
    for part in [Part::Target("T6".into()), Part::Task("16".into()), Part::Unit("soc_water".into())] {
        text = remove(&text, &part).unwrap();
    }
    assert_eq!(changes(built_in(), &read(&text).unwrap()), []);
    let lost: Vec<&str> = BUILT_IN.lines().filter(|line| line.starts_with('#') && !text.contains(line)).collect();
    assert_eq!(lost, Vec::<&str>::new());
    let slips = write(BUILT_IN, &Part::NewUnit, &filled(&[], &[("id", "省水利")])).unwrap_err();
    let fields: Vec<(&str, Expected)> = slips.iter().map(|slip| (slip.field.as_str(), slip.expected)).collect();
    assert_eq!(
        fields,
        [
            ("id", Expected::Id),
            ("name.zh-Hans", Expected::Filled),
            ("kind", Expected::Choice),
            ("route", Expected::Choice)
        ]
    );
}

mod circles;
