//! How far the programme is: completion, pace, gap, light and projection, as at a moment.
//!
//! Every number a page, an export or the API prints comes from [`figure`]; nothing else adds up counts.

mod band;
mod breakdown;
mod compliance;
mod counted;
mod earlier;
mod effects;
mod extended;
mod figure;
mod freshness;
mod history;
mod impact;
pub mod islands;
mod known;
mod lane;
mod life;
#[cfg(feature = "ssr")]
pub mod pages;
mod recount;
#[cfg(feature = "ssr")]
pub mod store;
mod target;
mod tasks;
mod told;

pub use band::Band;
pub use breakdown::*;
pub use effects::{Effect, effects};
pub use figure::figure;
pub use freshness::Stale;
pub use history::history;
pub use impact::{Shift, impact};
pub use known::Known;
pub use lane::Lane;
pub use life::{Act, Cause, Change, Correction, Life, corrections, life};
pub use recount::recount;

use crate::calendar::PeriodId;
use crate::evidence::Filed;
use crate::extensions::Extension;
use crate::figures::FigureId;
use crate::lights::Light;
use crate::programme::Programme;
use crate::ratio::Tenths;
use crate::reports::Version;
use crate::review::Consolidation;
use crate::views::View;
use chrono::{DateTime, NaiveDate, Utc};

/// Everything filed and decided in one programme: what progress is computed from.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// In order of submission.
    pub versions: Vec<Version>,
    /// In order of request.
    pub closures: Vec<Closure>,
    /// In order of request.
    pub extensions: Vec<Extension>,
    /// The files each version was filed with.
    pub filed: Filed,
    /// What the consolidating unit has filed on its lane, in order of filing.
    pub consolidations: Vec<Consolidation>,
}

impl Record {
    /// When something in it last changed before `end`.
    pub fn changed_before(&self, end: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.changes().filter(|at| *at < end).max()
    }

    /// When something in it last changed.
    pub fn last_change(&self) -> Option<DateTime<Utc>> {
        self.changes().max()
    }

    fn changes(&self) -> impl Iterator<Item = DateTime<Utc>> {
        let versions = self
            .versions
            .iter()
            .flat_map(|v| [Some(v.submitted_at), v.forwarded_at, v.returned_at, v.accepted_at].into_iter().flatten());
        let closures = self
            .closures
            .iter()
            .flat_map(|c| [Some(c.requested_at), c.confirmed_at, c.returned_at, c.reopened_at].into_iter().flatten());
        let extensions =
            self.extensions.iter().flat_map(|e| [Some(e.asked_at), e.agreed_at, e.refused_at].into_iter().flatten());
        versions.chain(closures).chain(extensions)
    }
}

/// A request to close one occurrence of a task, and what the office made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    pub id: String,
    pub task: String,
    /// The occurrence it closes.
    pub due: Option<NaiveDate>,
    pub unit: String,
    pub period: PeriodId,
    /// The day the work was finished.
    pub on: NaiveDate,
    pub evidence: String,
    pub requested_at: DateTime<Utc>,
    pub confirmed_at: Option<DateTime<Utc>>,
    pub returned_at: Option<DateTime<Utc>>,
    /// When the office took the work up again, if it did; what was confirmed stays as it was.
    pub reopened_at: Option<DateTime<Utc>>,
    pub reopen_reason: Option<String>,
}

/// The whole picture at one moment.
#[derive(Clone, Debug, PartialEq)]
pub struct Progress {
    pub view: View,
    pub targets: Vec<TargetProgress>,
    pub tasks: Vec<TaskProgress>,
    pub specialties: Vec<SpecialtyProgress>,
    /// One row for each period that has begun.
    pub reporting: Vec<ReportingProgress>,
    /// Units whose latest due report is missing.
    pub silent: Vec<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TargetProgress {
    pub id: String,
    pub value: i64,
    pub actual: i64,
    /// What would be added if everything submitted were accepted.
    pub pending: i64,
    /// For counts of people only, like the next seven.
    pub completion: Option<Tenths>,
    /// What should have been reached by `pace_on`.
    pub pace: Option<Tenths>,
    pub pace_on: Option<NaiveDate>,
    /// Completion less pace, in percentage points.
    pub gap: Option<Tenths>,
    pub projection: Option<i64>,
    /// Where the count may stand in the end; absent before three periods.
    pub band: Option<Band>,
    pub needed_per_month: Option<i64>,
    /// The last periods of which most reports are accepted, oldest first, at most three, and what was new in each.
    pub recent: Vec<(PeriodId, i64)>,
    /// None of the units it rests on has reported on the latest period due.
    pub silent: bool,
    pub light: Light,
    pub figure: FigureId,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TaskProgress {
    pub number: String,
    pub light: Light,
    pub occurrences: Vec<OccurrenceProgress>,
    /// The last sentence said about it.
    pub said: Option<Said>,
    /// Named parts that are in.
    pub slots: Vec<String>,
    /// The rung reached, on tasks that have a ladder.
    pub stage: Option<i64>,
}

impl TaskProgress {
    /// Days overdue of the occurrence that is latest, if any is.
    pub fn days_overdue(&self) -> Option<i64> {
        self.occurrences.iter().filter(|o| o.light == Light::Overdue).filter_map(|o| o.days).max()
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub unit: String,
    pub on: NaiveDate,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OccurrenceProgress {
    pub due: NaiveDate,
    pub effective_due: NaiveDate,
    pub closed_on: Option<NaiveDate>,
    /// That it was closed before and taken up again, as long as it is not closed anew.
    pub reopened: Option<Reopened>,
    pub light: Light,
    /// Days late when overdue or closed late; days left while open; none once closed in time.
    pub days: Option<i64>,
}

/// Work that was closed and taken up again (恢复督办): both days, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reopened {
    /// The day it was said to be finished.
    pub closed_on: NaiveDate,
    pub on: NaiveDate,
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpecialtyProgress {
    pub id: String,
    /// 0 before the first rung.
    pub stage: i64,
    pub on: Option<NaiveDate>,
    pub light: Light,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportingProgress {
    pub period: PeriodId,
    pub expected: i64,
    pub submitted: i64,
    pub accepted: i64,
    pub nil: i64,
    pub on_time: i64,
    pub late: i64,
    /// Units that owe the report and have none in, in printed order.
    pub missing: Vec<String>,
}

/// Where one unit's report on one period stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filing {
    /// The version accepted last, which stands while a correction of it waits; else the latest submitted.
    pub version: i64,
    pub state: FilingState,
    pub nil: bool,
    /// Days by which the first version came after the effective due day, or after the day agreed to.
    pub late_by: Option<i64>,
    pub corrected: bool,
    /// Whether a correction of what was accepted waits for a decision.
    pub correcting: bool,
    pub submitted_at: DateTime<Utc>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FilingState {
    Submitted,
    Forwarded,
    Returned,
    /// Taken back by the unit: a draft again.
    Withdrawn,
    Accepted,
}

impl FilingState {
    /// Whether the report is in somebody's hands who decides, or decided upon.
    pub fn is_in(self) -> bool {
        !matches!(self, FilingState::Returned | FilingState::Withdrawn)
    }
}

/// Everything the overview, the tables, the exports and the API show.
pub fn progress(programme: &Programme, record: &Record, view: View) -> Progress {
    let programme = programme.at(view.day);
    let known = Known::new(programme, record, view);
    let begun = programme.periods.iter().filter(|period| period.start <= view.day);
    let targets = known.targets();
    Progress {
        view,
        tasks: known.tasks(&targets),
        targets,
        specialties: known.specialties(),
        reporting: begun.map(|period| known.reporting(period)).collect(),
        silent: known.silent().into_iter().map(str::to_owned).collect(),
    }
}

impl<'a> Known<'a> {
    fn targets(&self) -> Vec<TargetProgress> {
        self.programme.targets.iter().map(|target| self.target(target)).collect()
    }

    fn specialties(&self) -> Vec<SpecialtyProgress> {
        let rungs = self.rungs();
        let due = stage_due(self.programme);
        let light = |stage: i64, new: bool, stale: bool| match due {
            _ if stale => Light::Stale,
            Some((due, signed)) if new && stage < signed && self.view.day > due => Light::Overdue,
            Some((_, signed)) if new && stage >= signed => Light::Met,
            _ => Light::Normal,
        };
        self.programme
            .specialties
            .iter()
            .map(|specialty| {
                let rung = rungs.get(specialty.id.as_str());
                let stage = rung.map_or(0, |rung| rung.stage);
                let stale = self.all_silent(specialty.units.iter().map(String::as_str));
                SpecialtyProgress {
                    id: specialty.id.clone(),
                    stage,
                    on: rung.map(|rung| rung.on),
                    light: light(stage, specialty.new, stale),
                }
            })
            .collect()
    }
}
