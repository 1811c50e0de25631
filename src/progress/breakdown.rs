//! The whole taken apart: head-counts by specialty and by place, and what the scheme wants in each place.

use super::{Known, Progress, Record, figure};
use crate::calendar::{PeriodId, day_of};
use crate::figures::{FigureId, Subject, UNNAMED};
use crate::language::Name;
use crate::programme::{Arrangement, Place, Programme, Requirement};
use crate::reports::{Policy, Version};
use crate::specialties::Specialty;
use crate::targets::{Measure, TargetMeasure};
use crate::tasks::Task;
use crate::views::{Basis, View};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A figure's value, and whether any report states it: nothing filed is not nought, a nil return is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    pub id: FigureId,
    pub value: i64,
    pub stated: bool,
}

/// Persons recognised in one specialty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecialtyShare {
    pub id: String,
    pub whole: Share,
    /// New in the last regular period that has ended; none before the first.
    pub latest: Option<Share>,
}

/// Persons established in practice in one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceShare {
    pub id: String,
    pub whole: Share,
    pub latest: Option<Share>,
    /// Whether the unit to ask about it owes its latest report.
    pub silent: bool,
}

pub fn share(programme: &Programme, record: &Record, view: View, id: FigureId) -> Share {
    let (value, parts) =
        figure(programme, record, view, &id).map_or((0, 0), |figure| (figure.value, figure.contributions.len()));
    Share { id, value, stated: parts > 0 }
}

/// What waits for the office to accept it, of the same people as the head-count `id`; none where nothing does.
pub fn waiting(programme: &Programme, record: &Record, view: View, id: &FigureId) -> Option<Share> {
    let target = match &id.subject {
        Subject::Target(target) => target.clone(),
        Subject::Measure(measure) => programme.at(view.day).counting(*measure)?.id.clone(),
        _ => return None,
    };
    let pending = FigureId { subject: Subject::Pending(target), filter: id.filter.clone() };
    let waiting = share(programme, record, view, pending);
    (waiting.stated && waiting.value != 0).then_some(waiting)
}

fn both(programme: &Programme, record: &Record, view: View, id: FigureId) -> (Share, Option<Share>) {
    let latest = programme.latest_closed(view.day);
    let latest = latest.map(|period| share(programme, record, view, id.clone().in_period(period.id)));
    (share(programme, record, view, id), latest)
}

/// Persons recognised by specialty, in order of the programme. With [`without_specialty`] they add up to the whole.
pub fn by_specialty(programme: &Programme, record: &Record, view: View) -> Vec<SpecialtyShare> {
    let of = |specialty: &Specialty| {
        let id = FigureId::measure(Measure::Recognised).of_specialty(&specialty.id);
        let (whole, latest) = both(programme, record, view, id);
        SpecialtyShare { id: specialty.id.clone(), whole, latest }
    };
    programme.specialties.iter().map(of).collect()
}

pub fn without_specialty(programme: &Programme, record: &Record, view: View) -> Share {
    share(programme, record, view, FigureId::measure(Measure::Recognised).of_specialty(UNNAMED))
}

/// Persons in practice by place, cities in order of the programme, each followed by what lies in it. With
/// [`without_place`] they add up to the whole.
pub fn by_place(programme: &Programme, record: &Record, view: View) -> Vec<PlaceShare> {
    let known = Known::new(programme, record, view);
    let of = |place: &Place| {
        let id = FigureId::measure(Measure::Practising).of_place(&place.id);
        let (whole, latest) = both(programme, record, view, id);
        let silent = place.unit.as_deref().is_some_and(|unit| known.is_silent(unit));
        PlaceShare { id: place.id.clone(), whole, latest, silent }
    };
    programme.cities().flat_map(|city| programme.places_of(&city.id)).map(of).collect()
}

/// 未分地: people whose place no report names.
pub fn without_place(programme: &Programme, record: &Record, view: View) -> Share {
    share(programme, record, view, FigureId::measure(Measure::Practising).of_place(UNNAMED))
}

/// The day by which new specialties must have reached a stage, and which.
pub fn stage_due(programme: &Programme) -> Option<(NaiveDate, i64)> {
    programme.targets.iter().find_map(|target| match target.measure {
        TargetMeasure::Specialties { stage, .. } => Some((target.due, stage)),
        _ => None,
    })
}

/// A stage a specialty has reached, and the accepted report that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageStep {
    pub stage: i64,
    /// None where only a later stage has been reported.
    pub reached: Option<StageSaid>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StageSaid {
    pub on: NaiveDate,
    pub source: Source,
}

/// What accepted reports say of a specialty's agreement. A part that none states is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agreement {
    pub title: Option<(String, Source)>,
    pub counterpart: Option<(String, Source)>,
}

/// The report something was read in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    pub unit: String,
    pub period: PeriodId,
    pub version: i64,
}

impl Source {
    fn of(version: &Version) -> Self {
        Source { unit: version.unit.clone(), period: version.period, version: version.number }
    }
}

impl Known<'_> {
    /// Every stage a specialty has reached, first to last; a stage is dated by the earliest day reported for it.
    pub fn stages_of(&self, specialty: &str) -> Vec<StageStep> {
        let mut said: Vec<(i64, StageSaid)> = Vec::new();
        for version in self.accepted().values().copied() {
            let entries = version.content.stages.iter();
            for entry in entries.filter(|entry| entry.specialty == specialty && entry.on <= self.view.day) {
                said.push((entry.stage, StageSaid { on: entry.on, source: Source::of(version) }));
            }
        }
        let top = said.iter().map(|(stage, _)| *stage).max().unwrap_or_default();
        let first = |stage: i64| {
            said.iter().filter(|(of, _)| *of == stage).min_by_key(|(_, said)| said.on).map(|(_, said)| said.clone())
        };
        (1..=top).map(|stage| StageStep { stage, reached: first(stage) }).collect()
    }

    /// The agreement of a specialty, each part as the latest report that states it has it.
    pub fn agreement(&self, specialty: &str) -> Agreement {
        let mut found = Agreement::default();
        for version in self.accepted().values().copied() {
            let entries = version.content.stages.iter();
            for entry in entries.filter(|entry| entry.specialty == specialty && entry.on <= self.view.day) {
                let said = |text: &String| (!text.is_empty()).then(|| (text.clone(), Source::of(version)));
                found.title = said(&entry.agreement).or(found.title);
                found.counterpart = said(&entry.counterpart).or(found.counterpart);
            }
        }
        found
    }

    /// What the accepted reports of these units say has been issued, in the order of the days, each with its report.
    pub fn policies(&self, units: &[&str]) -> Vec<(Policy, Source)> {
        let said = self.accepted().values().copied().filter(|version| units.contains(&version.unit.as_str()));
        let each = said.flat_map(|version| version.content.policies.iter().map(move |policy| (policy, version)));
        let mut found: Vec<(Policy, Source)> =
            each.map(|(policy, version)| (policy.clone(), Source::of(version))).collect();
        found.sort_by_key(|(policy, _)| policy.on);
        found
    }

    /// The first accepted report that names a part of a task as in.
    pub fn part_source(&self, task: &str, part: &str) -> Option<Source> {
        let names = |content: &crate::reports::Content| {
            content.tasks.iter().any(|said| said.number == task && said.slots.iter().any(|slot| slot == part))
        };
        let found = self.accepted().values().copied().filter(|version| names(&version.content));
        found.min_by_key(|version| version.submitted_at).map(Source::of)
    }
}

/// The parts of `task` that no report accepted by `now` says are in, and without which it stays open (product
/// rule B.8).
pub fn parts_missing(programme: &Programme, record: &Record, task: &Task, now: DateTime<Utc>) -> Vec<Name> {
    let parts_in = Known::new(programme, record, View::new(day_of(now), Basis::Reported)).parts_in(task);
    programme.parts_wanted(task).filter(|part| !parts_in.contains(&part.zh_hans)).cloned().collect()
}

/// For each task of several parts those that a report accepted by `now` says are in.
pub fn parts_in(programme: &Programme, record: &Record, now: DateTime<Utc>) -> BTreeMap<String, Vec<String>> {
    let known = Known::new(programme, record, View::new(day_of(now), Basis::Reported));
    let of_parts = programme.tasks.iter().filter(|task| !task.slots.is_empty());
    of_parts.map(|task| (task.number.clone(), known.parts_in(task))).collect()
}

/// How far something is that the scheme wants in a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Arranged {
    Done,
    UnderWay,
    /// The scheme does not ask for it there, or leaves it to the place and the task was closed without.
    NotRequired,
}

/// Where a place stands with `what`, and what asks for it.
pub fn arranged<'a>(
    programme: &Programme,
    progress: &Progress,
    place: &'a Place,
    what: Arrangement,
) -> (Arranged, Option<&'a Requirement>) {
    let Some(requirement) = place.requirement(what) else { return (Arranged::NotRequired, None) };
    let at = progress.tasks.iter().find(|row| row.number == requirement.task);
    let closed = at.is_some_and(|row| row.light.is_closed());
    let has_parts = programme.task(&requirement.task).is_some_and(|task| !task.slots.is_empty());
    let done = match &requirement.part {
        Some(part) => at.is_some_and(|row| row.slots.contains(part)),
        None => closed && !has_parts,
    };
    let arranged = match (done, requirement.optional && closed) {
        (true, _) => Arranged::Done,
        (false, true) => Arranged::NotRequired,
        (false, false) => Arranged::UnderWay,
    };
    (arranged, Some(requirement))
}
