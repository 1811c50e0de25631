//! What must hold between the parts of a programme.

use super::mistake::nearest;
use super::reader::{Kind, Reader};
use super::wanted::Wanted;
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
            reader.require(day == programme.reporting.day, &places, Wanted::ReportingDay);
        }
    }
    for (i, group) in programme.groups.iter().enumerate() {
        check_members(group, &format!("groups[{i}]"), reader);
    }
    check_readings(programme, reader);
    check_places(programme, reader);
    check_reporting(programme, reader);
    check_holidays(programme, reader);
    // Where the rule itself cannot be read, there are no periods to measure by.
    if reader.is_without_mistakes() {
        check_moved(programme, reader);
    }
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
        reader.require(seen.insert(id), &[&place(i)], Wanted::Unused);
    }
}

fn check_references(programme: &Programme, reader: &Reader) {
    for reference in reader.references() {
        let known = names(programme, reference.to);
        // Where an id could not be read, whatever refers to it would be reported in vain.
        if known.iter().all(|name| !name.is_empty() && name != "0") && !known.contains(&reference.name) {
            let near = nearest(&reference.name, known.iter().map(String::as_str)).map(str::to_owned);
            reader.require(false, &[&reference.place], Wanted::Refers(reference.to, near));
        }
    }
}

/// What may be referred to as `kind`.
fn names(programme: &Programme, kind: Kind) -> Vec<String> {
    let units = || programme.units.iter().map(|unit| unit.id.clone());
    let groups = || programme.groups.iter().map(|group| group.id.clone());
    let cities = || programme.places.iter().filter(|place| place.city.is_none());
    match kind {
        Kind::KeyTask => programme.key_tasks.iter().map(|it| it.number.to_string()).collect(),
        Kind::Task => programme.tasks.iter().map(|task| task.number.clone()).collect(),
        Kind::Unit => units().collect(),
        Kind::Group => groups().collect(),
        Kind::Party => units().chain(groups()).collect(),
        Kind::City => cities().map(|city| city.id.clone()).collect(),
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
    reader.require(holds, &[&format!("{place}.stage"), &ladder], Wanted::Stage(rungs));
}

fn check_plan(plan: &PlanLine, place: &str, reader: &Reader) {
    reader.require(plan.points.len() >= 2, &[&format!("{place}.points")], Wanted::TwoPoints);
    for (i, pair) in plan.points.windows(2).enumerate() {
        let places = |key| [format!("{place}.points[{}].{key}", i + 1), format!("{place}.points[{i}].{key}")];
        let ([on, on_before], [percent, percent_before]) = (places("on"), places("percent"));
        reader.require(pair[0].on < pair[1].on, &[&on, &on_before], Wanted::AfterPointBefore);
        let rises = pair[0].percent <= pair[1].percent;
        reader.require(rises, &[&percent, &percent_before], Wanted::NotBelowPointBefore);
    }
}

fn check_members(group: &UnitGroup, place: &str, reader: &Reader) {
    for (i, member) in group.members.iter().enumerate() {
        let overlaps = group.members[..i].iter().any(|other| {
            other.unit == member.unit
                && other.until.is_none_or(|until| member.from <= until)
                && member.until.is_none_or(|until| other.from <= until)
        });
        reader.require(!overlaps, &[&format!("{place}.members[{i}]")], Wanted::NewMember);
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
            reader.require(known, &places, Wanted::Rest);
        }
    }
}

fn check_places(programme: &Programme, reader: &Reader) {
    let mut taken = BTreeSet::new();
    for (i, place) in programme.places.iter().enumerate() {
        if let Some(tile) = place.tile {
            reader.require(taken.insert(tile), &[&format!("places[{i}].tile")], Wanted::FreeTile);
        }
        for (j, requirement) in place.requires.iter().enumerate() {
            let at = format!("places[{i}].requires[{j}]");
            let once = !place.requires[..j].iter().any(|other| other.what == requirement.what);
            reader.require(once, &[&format!("{at}.what")], Wanted::RequiredOnce);
            let Some(task) = programme.task(&requirement.task) else { continue };
            let parts: Vec<&str> = task.slots.iter().map(|slot| slot.zh_hans.as_str()).collect();
            match &requirement.part {
                Some(part) => {
                    let known = parts.contains(&part.as_str());
                    let expected = match parts.is_empty() {
                        true => Wanted::NoPart,
                        false => Wanted::Part(parts.iter().map(|part| (*part).to_owned()).collect()),
                    };
                    reader.require(known, &[&format!("{at}.part")], expected);
                }
                None => reader.require(parts.is_empty(), &[&format!("{at}.task")], Wanted::PartBeside),
            }
        }
    }
}

fn check_reporting(programme: &Programme, reader: &Reader) {
    let reporting = &programme.reporting;
    let close = |id: PeriodId| NaiveDate::from_ymd_opt(id.year, id.month, reporting.day);
    let (Some(first), Some(last)) = (close(reporting.first), close(reporting.last)) else { return };
    let places = ["reporting.start", "reporting.first", "reporting.day"];
    reader.require(reporting.start <= first, &places, Wanted::DayNotAfterFirstPeriod(first));
    if let Some(extra) = &reporting.supplement {
        let next = next_day(last);
        let places = ["reporting.supplement.start", "reporting.last", "reporting.day"];
        reader.require(extra.start == next, &places, Wanted::DayAfterLastPeriod(next));
    }
}

/// Days that were set for a period stand in their order: it opens, is due, and is late.
fn check_moved(programme: &Programme, reader: &Reader) {
    let reporting = &programme.reporting;
    let periods = reporting.periods(&programme.holidays);
    check_distinct(reader, place_of("reporting.moved", "id"), reporting.moved.iter().map(|it| it.id));
    for (i, moved) in reporting.moved.iter().enumerate() {
        let at = |key: &str| format!("reporting.moved[{i}].{key}");
        let Some(period) = periods.iter().find(|period| period.id == moved.id) else {
            reader.require(false, &[&at("id")], Wanted::Period);
            continue;
        };
        let opens = if moved.opens.is_some() { at("opens") } else { at("due") };
        reader.require(period.opens <= period.due, &[&opens, &at("id")], Wanted::NotAfterDue(period.due));
        let last = if moved.effective_due.is_some() { at("effective_due") } else { at("due") };
        reader.require(period.due <= period.effective_due, &[&last, &at("id")], Wanted::DayFrom(period.due));
    }
}

fn check_holidays(programme: &Programme, reader: &Reader) {
    let Holidays { off, worked } = &programme.holidays;
    if let Some(day) = off.intersection(worked).next() {
        reader.require(false, &["holidays.worked", "holidays.off"], Wanted::NotOff(*day));
    }
}
