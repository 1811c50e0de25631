//! What must hold between the parts of a programme.

use super::mistake::nearest;
use super::reader::{Kind, Reader};
use crate::calendar::{Holidays, PeriodId, next_day};
use crate::programme::Programme;
use crate::targets::{PlanLine, TargetMeasure};
use crate::tasks::Deadline;
use crate::units::UnitGroup;
use chrono::NaiveDate;
use std::collections::BTreeSet;

pub fn check(programme: &Programme, reader: &Reader) {
    check_ids(programme, reader);
    check_references(programme, reader);
    for (i, target) in programme.targets.iter().enumerate() {
        check_measure(programme, &target.measure, &format!("targets[{i}].measure"), reader);
        if let Some(plan) = &target.plan {
            check_plan(plan, &format!("targets[{i}].plan"), reader);
        }
    }
    for (i, task) in programme.tasks.iter().enumerate() {
        if let Deadline::Monthly { day } = task.deadline {
            let places = [&*format!("tasks[{i}].deadline.day"), "reporting.day"];
            reader.require(day == programme.reporting.day, &places, "the day of reporting");
        }
    }
    for (i, group) in programme.groups.iter().enumerate() {
        check_members(group, &format!("groups[{i}]"), reader);
    }
    check_readings(programme, reader);
    check_places(programme, reader);
    check_reporting(programme, reader);
    check_holidays(programme, reader);
}

fn check_ids(programme: &Programme, reader: &Reader) {
    let p = programme;
    check_distinct(reader, place_of("key_tasks", "number"), p.key_tasks.iter().map(|it| it.number));
    check_distinct(reader, place_of("targets", "id"), p.targets.iter().map(|it| &it.id));
    check_distinct(reader, place_of("tasks", "number"), p.tasks.iter().map(|it| &it.number));
    check_distinct(reader, place_of("stages", "number"), p.stages.iter().map(|it| it.number));
    check_distinct(reader, place_of("specialties", "id"), p.specialties.iter().map(|it| &it.id));
    check_distinct(reader, place_of("specialties", "number"), p.specialties.iter().map(|it| it.number));
    check_distinct(reader, place_of("places", "id"), p.places.iter().map(|it| &it.id));
    check_distinct(reader, place_of("readings", "id"), p.readings.iter().map(|it| &it.id));
    // Units and groups stand side by side in a task, so no group may be called like a unit.
    let party = |i: usize| match i.checked_sub(p.units.len()) {
        None => format!("units[{i}].id"),
        Some(i) => format!("groups[{i}].id"),
    };
    check_distinct(reader, party, p.units.iter().map(|it| &it.id).chain(p.groups.iter().map(|it| &it.id)));
}

fn place_of(list: &str, key: &str) -> impl Fn(usize) -> String {
    move |i| format!("{list}[{i}].{key}")
}

fn check_distinct<T: Ord>(reader: &Reader, place: impl Fn(usize) -> String, ids: impl Iterator<Item = T>) {
    let mut seen = BTreeSet::new();
    for (i, id) in ids.enumerate() {
        reader.require(seen.insert(id), &[&place(i)], "one that is not used above");
    }
}

fn check_references(programme: &Programme, reader: &Reader) {
    for reference in reader.references() {
        let (what, known) = names(programme, reference.to);
        // Where an id could not be read, whatever refers to it would be reported in vain.
        if known.iter().all(|name| !name.is_empty() && name != "0") && !known.contains(&reference.name) {
            let near = nearest(&reference.name, known.iter().map(String::as_str));
            let hint = near.map(|near| format!(" (did you mean {near:?}?)")).unwrap_or_default();
            reader.require(false, &[&reference.place], format!("{what} of this file{hint}"));
        }
    }
}

/// What may be referred to as `kind`, and what it is called.
fn names(programme: &Programme, kind: Kind) -> (&'static str, Vec<String>) {
    let units = || programme.units.iter().map(|unit| unit.id.clone());
    let groups = || programme.groups.iter().map(|group| group.id.clone());
    let cities = || programme.places.iter().filter(|place| place.city.is_none());
    match kind {
        Kind::KeyTask => {
            ("the number of a key task", programme.key_tasks.iter().map(|it| it.number.to_string()).collect())
        }
        Kind::Task => ("the number of a task", programme.tasks.iter().map(|task| task.number.clone()).collect()),
        Kind::Unit => ("a unit", units().collect()),
        Kind::Group => ("a group", groups().collect()),
        Kind::Party => ("a unit or group", units().chain(groups()).collect()),
        Kind::City => ("a city", cities().map(|city| city.id.clone()).collect()),
    }
}

fn check_measure(programme: &Programme, measure: &TargetMeasure, place: &str, reader: &Reader) {
    let (rungs, stage, ladder) = match measure {
        TargetMeasure::Count { .. } => return,
        TargetMeasure::Specialties { stage, .. } => {
            (programme.specialty_stages.len(), *stage, "specialty_stages".to_owned())
        }
        TargetMeasure::TaskStage { task, stage } => match programme.tasks.iter().position(|it| it.number == *task) {
            Some(i) => (programme.tasks[i].stages.len(), *stage, format!("tasks[{i}].number")),
            None => return,
        },
    };
    let holds = usize::try_from(stage).is_ok_and(|stage| stage <= rungs);
    reader.require(holds, &[&format!("{place}.stage"), &ladder], format!("one of the {rungs} stages"));
}

fn check_plan(plan: &PlanLine, place: &str, reader: &Reader) {
    reader.require(plan.points.len() >= 2, &[&format!("{place}.points")], "at least two points");
    for (i, pair) in plan.points.windows(2).enumerate() {
        let places = |key| [format!("{place}.points[{}].{key}", i + 1), format!("{place}.points[{i}].{key}")];
        let ([on, on_before], [percent, percent_before]) = (places("on"), places("percent"));
        reader.require(pair[0].on < pair[1].on, &[&on, &on_before], "a day after the point before");
        let rises = pair[0].percent <= pair[1].percent;
        reader.require(rises, &[&percent, &percent_before], "a share not below the point before");
    }
}

fn check_members(group: &UnitGroup, place: &str, reader: &Reader) {
    for (i, member) in group.members.iter().enumerate() {
        let overlaps = group.members[..i].iter().any(|other| {
            other.unit == member.unit
                && other.until.is_none_or(|until| member.from <= until)
                && member.until.is_none_or(|until| other.from <= until)
        });
        reader.require(!overlaps, &[&format!("{place}.members[{i}]")], "a unit that is not a member already");
    }
}

fn check_readings(programme: &Programme, reader: &Reader) {
    // Where the id of a target is wrong, whatever rests on it would be reported in vain.
    let ids: Vec<String> = (0..programme.targets.len()).map(|i| format!("targets[{i}].id")).collect();
    for (i, reading) in programme.readings.iter().enumerate() {
        check_distinct(reader, |j| format!("readings[{i}].others[{j}].id"), reading.others.iter().map(|it| &it.id));
        for (j, rest) in reading.rests.iter().enumerate() {
            let known = programme.target(rest).is_some() || ["reporting", "tasks"].contains(&rest.as_str());
            let place = format!("readings[{i}].rests[{j}]");
            let places: Vec<&str> = std::iter::once(&place).chain(&ids).map(String::as_str).collect();
            reader.require(known, &places, "the id of a target, \"reporting\" or \"tasks\"");
        }
    }
}

fn check_places(programme: &Programme, reader: &Reader) {
    let mut taken = BTreeSet::new();
    for (i, place) in programme.places.iter().enumerate() {
        if let Some(tile) = place.tile {
            reader.require(taken.insert(tile), &[&format!("places[{i}].tile")], "a tile that is not taken above");
        }
        for (j, requirement) in place.requires.iter().enumerate() {
            let at = format!("places[{i}].requires[{j}]");
            let once = !place.requires[..j].iter().any(|other| other.what == requirement.what);
            reader.require(once, &[&format!("{at}.what")], "what is not required above");
            let Some(task) = programme.task(&requirement.task) else { continue };
            let parts: Vec<&str> = task.slots.iter().map(|slot| slot.zh_hans.as_str()).collect();
            match &requirement.part {
                Some(part) => {
                    let known = parts.contains(&part.as_str());
                    let expected = match parts.is_empty() {
                        true => "no part, as the task has none".to_owned(),
                        false => format!("one of the parts {}", parts.join(", ")),
                    };
                    reader.require(known, &[&format!("{at}.part")], expected);
                }
                None => reader.require(
                    parts.is_empty(),
                    &[&format!("{at}.task")],
                    "a part beside it, as the task has parts",
                ),
            }
        }
    }
}

fn check_reporting(programme: &Programme, reader: &Reader) {
    let reporting = &programme.reporting;
    let close = |id: PeriodId| NaiveDate::from_ymd_opt(id.year, id.month, reporting.day);
    let (Some(first), Some(last)) = (close(reporting.first), close(reporting.last)) else { return };
    let places = ["reporting.start", "reporting.first", "reporting.day"];
    reader.require(reporting.start <= first, &places, format!("a day not after {first}, when the first period ends"));
    if let Some(extra) = &reporting.supplement {
        let next = next_day(last);
        let places = ["reporting.supplement.start", "reporting.last", "reporting.day"];
        reader.require(extra.start == next, &places, format!("{next}, the day after the last monthly period"));
    }
}

fn check_holidays(programme: &Programme, reader: &Reader) {
    let Holidays { off, worked } = &programme.holidays;
    let both = off.intersection(worked).next();
    let expected = both.map(|day| format!("days that are not off as well, unlike {day}")).unwrap_or_default();
    reader.require(both.is_none(), &["holidays.worked", "holidays.off"], expected);
}
