//! The life of a number: every moment at which it changed, and what happened then (product rules E.14).

use super::{Known, Record};
use crate::calendar::{Period, PeriodId, day_of, next_day, start_of};
use crate::extensions::Owed;
use crate::figures::{FigureId, Filter, Subject};
use crate::programme::Programme;
use crate::views::View;
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How a figure came to be what it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Life {
    /// What it was before anything was filed, or first, if it could not be told so early.
    pub start: i64,
    /// In order of time. The last one leads to the value of the figure.
    pub changes: Vec<Change>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub at: DateTime<Utc>,
    pub from: i64,
    pub to: i64,
    /// What happened at the moment; nothing if only time went by.
    pub causes: Vec<Cause>,
}

/// Something that happened to a report or to a request to close a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    pub act: Act,
    pub unit: String,
    pub period: PeriodId,
    /// Number of the version; none for a closure.
    pub version: Option<i64>,
    /// Number of the task; none for a report.
    pub task: Option<String>,
    /// Why an accepted report was corrected.
    pub correction: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    Submitted,
    Accepted,
    Returned,
    ClosureRequested,
    ClosureConfirmed,
    ClosureReturned,
    Reopened,
    Extended,
}

impl Life {
    pub fn value(&self) -> i64 {
        self.changes.last().map_or(self.start, |change| change.to)
    }
}

/// Takes the figure again at every moment at which something happened or a day began that may change it: with
/// the day it was then, and with what was known then. None if the programme has no such figure.
pub fn life(programme: &Programme, record: &Record, view: View, id: &FigureId) -> Option<Life> {
    let first = programme.periods.first().map_or(view.day, |period| period.start).min(view.day);
    let taken = |moment: DateTime<Utc>| {
        let then = View::new(day_of(moment).min(view.day), view.basis);
        Known::until(programme, record, then, Some(moment)).figure(id).map(|figure| figure.value)
    };
    // A projection is not there before it can be made: its life begins with the first.
    let mut start = taken(start_of(first) - TimeDelta::microseconds(1));
    let mut value = start;
    let mut changes = Vec::new();
    for (at, causes) in moments(programme, record, view, id) {
        let Some(to) = taken(at) else { continue };
        match value {
            Some(from) if from != to => changes.push(Change { at, from, to, causes }),
            Some(_) => {}
            None => start = Some(to),
        }
        value = Some(to);
    }
    let now = || Known::new(programme, record, view).figure(id).map(|figure| figure.value);
    Some(Life { start: start.or_else(now)?, changes })
}

/// An accepted report that was corrected, and what that did to a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Correction {
    pub unit: String,
    pub period: PeriodId,
    /// Number of the version that corrects.
    pub version: i64,
    /// What the report gave to the figure before and after.
    pub from: i64,
    pub to: i64,
    pub reason: String,
    pub at: DateTime<Utc>,
}

/// The corrections that changed the figure, in order of time.
pub fn corrections(programme: &Programme, record: &Record, view: View, id: &FigureId) -> Vec<Correction> {
    let mut found: Vec<Correction> = Vec::new();
    for version in &record.versions {
        let (Some(reason), Some(at)) = (&version.correction, version.accepted_at.filter(|at| view.knows(*at))) else {
            continue;
        };
        let part = id.clone().in_period(version.period).of_unit(&version.unit);
        let wanted = |part: &FigureId| {
            let Filter { unit, period, .. } = &id.filter;
            (unit.is_none() || *unit == part.filter.unit) && (period.is_none() || *period == part.filter.period)
        };
        let value = |moment: DateTime<Utc>| {
            Known::until(programme, record, view, Some(moment)).figure(&part).map_or(0, |figure| figure.value)
        };
        let (from, to) = (value(at - TimeDelta::microseconds(1)), value(at));
        if wanted(&part) && from != to {
            let (unit, period, version) = (version.unit.clone(), version.period, version.number);
            found.push(Correction { unit, period, version, from, to, reason: reason.clone(), at });
        }
    }
    found.sort_by_key(|correction| correction.at);
    found
}

/// The moments at which the figure may change, and what happened at each.
fn moments(programme: &Programme, record: &Record, view: View, id: &FigureId) -> BTreeMap<DateTime<Utc>, Vec<Cause>> {
    let mut moments: BTreeMap<DateTime<Utc>, Vec<Cause>> = BTreeMap::new();
    for day in days(programme, record).into_iter().filter(|day| *day <= view.day) {
        moments.entry(start_of(day)).or_default();
    }
    // What specialties and tasks have reached may rest on the report of any unit.
    let by_report =
        matches!(id.subject, Subject::Pending(_) | Subject::Measure(_) | Subject::Reporting | Subject::Filings(_));
    let touched = |unit: &String| !by_report || id.filter.unit.as_ref().is_none_or(|wanted| wanted == unit);
    let mut happened = |at: Option<DateTime<Utc>>, act: Act, cause: Cause| {
        // A sum of accepted reports changes when one is accepted, and at no other act.
        let matters = act == Act::Accepted || !matches!(id.subject, Subject::Measure(_) | Subject::Target(_));
        if let Some(at) = at.filter(|at| matters && view.knows(*at)) {
            moments.entry(at).or_default().push(Cause { act, ..cause });
        }
    };
    for version in record.versions.iter().filter(|version| touched(&version.unit)) {
        let cause = Cause {
            act: Act::Submitted,
            unit: version.unit.clone(),
            period: version.period,
            version: Some(version.number),
            task: None,
            correction: version.correction.clone(),
        };
        happened(Some(version.submitted_at), Act::Submitted, cause.clone());
        happened(version.accepted_at, Act::Accepted, cause.clone());
        happened(version.returned_at, Act::Returned, cause);
    }
    for closure in &record.closures {
        let cause = Cause {
            act: Act::ClosureRequested,
            unit: closure.unit.clone(),
            period: closure.period,
            version: None,
            task: Some(closure.task.clone()),
            correction: None,
        };
        happened(Some(closure.requested_at), Act::ClosureRequested, cause.clone());
        happened(closure.confirmed_at, Act::ClosureConfirmed, cause.clone());
        happened(closure.returned_at, Act::ClosureReturned, cause.clone());
        happened(closure.reopened_at, Act::Reopened, cause);
    }
    for held in &record.extensions {
        let on = held.agreed_at.map(day_of);
        let in_it = |period: &&Period| on.is_some_and(|on| period.start <= on && on <= period.end);
        let last = || programme.periods.last();
        let Some(period) = programme.periods.iter().find(in_it).or_else(last) else { continue };
        let task = match &held.owed {
            Owed::Task { number, .. } => Some(number.clone()),
            Owed::Report(_) => None,
        };
        let unit = held.unit.clone();
        let cause = Cause { act: Act::Extended, unit, period: period.id, version: None, task, correction: None };
        happened(held.agreed_at, Act::Extended, cause);
    }
    moments
}

/// The days whose beginning may change a figure although nobody did anything.
fn days(programme: &Programme, record: &Record) -> BTreeSet<NaiveDate> {
    let mut days = BTreeSet::new();
    for period in &programme.periods {
        // A report begins to count as corrected, and to be owed.
        days.extend([period.end, period.effective_due]);
    }
    let limits = &programme.thresholds;
    for task in &programme.tasks {
        let soon = TimeDelta::days(limits.soon(&task.deadline));
        let turns = task.occurrences(&programme.periods).into_iter();
        days.extend(turns.flat_map(|turn| [turn.effective_due - soon, next_day(turn.effective_due)]));
    }
    for member in programme.groups.iter().flat_map(|group| &group.members) {
        days.extend([Some(member.from), member.until.map(next_day)].into_iter().flatten());
    }
    let soon = [limits.due_soon_days, limits.report_due_soon_days].map(TimeDelta::days);
    days.extend(record.extensions.iter().flat_map(|held| soon.map(|soon| held.wanted - soon)));
    days.extend(record.extensions.iter().map(|held| next_day(held.wanted)));
    days.extend(record.closures.iter().map(|closure| closure.on));
    days.extend(record.versions.iter().flat_map(|version| version.content.stages.iter().map(|reached| reached.on)));
    days
}
