//! What a view knows of the record: which versions count, which wait, and who has fallen silent.

use super::{Closure, Filing, FilingState, Record};
use crate::calendar::{Period, PeriodId, end_of};
use crate::figures::Contribution;
use crate::lights::Light;
use crate::programme::Programme;
use crate::reports::{Stated, Version};
use crate::targets::Measure;
use crate::views::View;
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeMap;

/// What is known at the moment of a view: the record with later decisions left out.
pub struct Known<'a> {
    pub(super) programme: &'a Programme,
    pub(super) record: &'a Record,
    pub(super) view: View,
    /// Nothing after this moment is known, if one is named.
    pub(super) until: Option<DateTime<Utc>>,
    /// Versions submitted before the moment.
    pub(super) versions: Vec<&'a Version>,
    pub(super) closures: Vec<&'a Closure>,
    /// Asked for again and again, and found once.
    accepted: Accepted<'a>,
}

/// For each unit and period the version accepted last.
type Accepted<'a> = BTreeMap<(PeriodId, &'a str), &'a Version>;

impl<'a> Known<'a> {
    pub fn new(programme: &'a Programme, record: &'a Record, view: View) -> Self {
        Known::until(programme, record, view, None)
    }

    /// What a view knew at a moment of which it may have known more since.
    pub fn until(programme: &'a Programme, record: &'a Record, view: View, until: Option<DateTime<Utc>>) -> Self {
        let programme = programme.at(view.day);
        let mut known = Known {
            programme,
            record,
            view,
            until,
            versions: Vec::new(),
            closures: Vec::new(),
            accepted: Accepted::new(),
        };
        let shown = |id: PeriodId| programme.period(id).is_some_and(|period| view.shows(period));
        known.versions = record.versions.iter().filter(|v| known.knows(v.submitted_at) && shown(v.period)).collect();
        known.closures = record.closures.iter().filter(|c| known.knows(c.requested_at) && c.on <= view.day).collect();
        known.accepted = known.find_accepted();
        known
    }

    pub fn programme(&self) -> &'a Programme {
        self.programme
    }

    pub fn view(&self) -> View {
        self.view
    }

    pub(super) fn knows(&self, moment: DateTime<Utc>) -> bool {
        self.view.knows(moment) && self.until.is_none_or(|until| moment <= until)
    }

    pub(super) fn before(&self, moment: Option<DateTime<Utc>>) -> bool {
        moment.is_some_and(|at| self.knows(at))
    }

    /// For each unit and period the version accepted last.
    pub(super) fn accepted(&self) -> &Accepted<'a> {
        &self.accepted
    }

    fn find_accepted(&self) -> Accepted<'a> {
        let mut last = Accepted::new();
        for version in self.versions.iter().filter(|v| self.before(v.accepted_at)) {
            let key = (version.period, version.unit.as_str());
            let newer = last
                .get(&key)
                .is_none_or(|other| (other.accepted_at, other.number) < (version.accepted_at, version.number));
            if newer {
                last.insert(key, version);
            }
        }
        last
    }

    /// For each unit and period the version that waits for a decision.
    pub(super) fn waiting(&self) -> BTreeMap<(PeriodId, &'a str), &'a Version> {
        let mut last: BTreeMap<(PeriodId, &str), &Version> = BTreeMap::new();
        for version in &self.versions {
            let key = (version.period, version.unit.as_str());
            if last.get(&key).is_none_or(|other| other.number < version.number) {
                last.insert(key, version);
            }
        }
        last.retain(|_, version| !self.before(version.accepted_at) && !self.before(version.returned_at));
        last
    }

    /// Where the report of `unit` on `period` stands; none if nothing has come in.
    pub fn filing(&self, unit: &str, period: &Period) -> Option<Filing> {
        let of_it: Vec<&Version> =
            self.versions.iter().copied().filter(|v| v.unit == unit && v.period == period.id).collect();
        let first = of_it.iter().min_by_key(|v| v.submitted_at)?;
        // What was accepted stands until a correction of it is.
        let accepted = of_it.iter().filter(|v| self.before(v.accepted_at)).max_by_key(|v| (v.accepted_at, v.number));
        let standing = of_it.iter().filter(|v| !self.before(v.returned_at)).max_by_key(|v| v.number);
        let latest = accepted.or(standing).or_else(|| of_it.iter().max_by_key(|v| v.number))?;
        let state = if self.before(latest.accepted_at) {
            FilingState::Accepted
        } else if self.before(latest.returned_at) {
            if latest.withdrawn { FilingState::Withdrawn } else { FilingState::Returned }
        } else if self.before(latest.forwarded_at) {
            FilingState::Forwarded
        } else {
            FilingState::Submitted
        };
        let filed_on = crate::calendar::day_of(first.submitted_at);
        let due = self.report_due(unit, period);
        Some(Filing {
            version: latest.number,
            state,
            nil: latest.content.nil,
            late_by: (first.submitted_at >= end_of(due)).then(|| (filed_on - due).num_days()),
            corrected: of_it.iter().any(|v| v.correction.is_some() && self.before(v.accepted_at)),
            correcting: accepted.zip(standing).is_some_and(|(accepted, standing)| standing.number > accepted.number),
            submitted_at: latest.submitted_at,
        })
    }

    /// Whether a report of the unit counts as in: submitted and not sent back, or accepted before.
    pub fn is_in(&self, unit: &str, period: &Period) -> bool {
        self.filing(unit, period).is_some_and(|filing| filing.state.is_in())
            || self.accepted().contains_key(&(period.id, unit))
    }

    /// The newest period on which the unit's report is in.
    pub fn latest_in(&self, unit: &str) -> Option<&'a Period> {
        self.programme.periods.iter().rev().find(|period| self.is_in(unit, period))
    }

    /// Whether the unit's latest due report is missing. A unit that owes none is never silent.
    pub fn is_silent(&self, unit: &str) -> bool {
        self.programme
            .latest_due(self.view.day)
            .is_some_and(|period| self.programme.expected_on(period.end).contains(&unit) && !self.is_in(unit, period))
    }

    /// The units whose latest due report is missing, in the order in which they are asked for it.
    pub fn silent(&self) -> Vec<&'a str> {
        let Some(period) = self.programme.latest_due(self.view.day) else { return Vec::new() };
        self.programme.expected_on(period.end).into_iter().filter(|unit| !self.is_in(unit, period)).collect()
    }

    /// Whether nothing current is known from those who do the work: every one of them who owes reports is silent, or,
    /// where none of them owes any, the newest that one of them filed has grown old (product rules B.4).
    pub(super) fn all_silent<'u>(&self, units: impl IntoIterator<Item = &'u str>) -> bool {
        let expected = self.programme.expected_on(self.view.day);
        let (owing, others): (Vec<&str>, Vec<&str>) = units.into_iter().partition(|unit| expected.contains(unit));
        if !owing.is_empty() {
            return owing.into_iter().all(|unit| self.is_silent(unit));
        }
        let newest = others.into_iter().filter_map(|unit| self.latest_in(unit)).map(|period| period.end).max();
        newest.is_some_and(|end| (self.view.day - end).num_days() > self.programme.thresholds.stale_days)
    }

    /// The light of a task as it stands beside these units: never green where all of them are silent.
    pub fn light_beside<'u>(&self, units: impl IntoIterator<Item = &'u str>, light: Light) -> Light {
        if self.all_silent(units) { light.without_report() } else { light }
    }

    /// The highest rung each specialty has reached in accepted reports, and when.
    pub(super) fn rungs(&self) -> BTreeMap<&'a str, Rung<'a>> {
        let mut rungs: BTreeMap<&str, Rung> = BTreeMap::new();
        for version in self.accepted().values().copied() {
            for reached in version.content.stages.iter().filter(|reached| reached.on <= self.view.day) {
                let rung = Rung { stage: reached.stage, on: reached.on, version };
                let better = rungs.get(reached.specialty.as_str()).is_none_or(|held| {
                    (held.stage, std::cmp::Reverse(held.on)) < (rung.stage, std::cmp::Reverse(rung.on))
                });
                if better {
                    rungs.insert(&reached.specialty, rung);
                }
            }
        }
        rungs
    }

    /// The highest rung a task with a ladder has reached in accepted reports.
    pub(super) fn task_rung(&self, number: &str) -> Option<Rung<'a>> {
        let mut best: Option<Rung> = None;
        for version in self.accepted().values().copied() {
            for said in version.content.tasks.iter().filter(|said| said.number == number) {
                if let Some(stage) = said.stage.filter(|stage| best.as_ref().is_none_or(|b| b.stage < *stage)) {
                    best = Some(Rung { stage, on: crate::calendar::day_of(version.submitted_at), version });
                }
            }
        }
        best
    }

    /// Every number of `measure` in the versions given.
    pub(super) fn counts(
        versions: impl IntoIterator<Item = &'a Version>,
        measure: Measure,
    ) -> impl Iterator<Item = Contribution> {
        versions.into_iter().flat_map(move |version| {
            version.content.counts.iter().filter(move |count| count.cell.measure == measure).filter_map(move |count| {
                let Stated::Number(number) = count.stated else { return None };
                Some(Contribution {
                    specialty: count.cell.specialty.clone(),
                    place: count.cell.place.clone(),
                    origin: Some(count.cell.origin),
                    direction: count.cell.direction,
                    ..Contribution::of(version, number)
                })
            })
        })
    }

    /// What each waiting version would add: its counts, less those of the accepted version it would replace.
    pub(super) fn pending(&self, measure: Measure) -> Vec<Contribution> {
        let accepted = self.accepted();
        let waiting = self.waiting();
        let replaced = waiting.keys().filter_map(|key| accepted.get(key).copied());
        Self::counts(waiting.values().copied(), measure)
            .chain(Self::counts(replaced, measure).map(|c| Contribution { count: -c.count, ..c }))
            .collect()
    }
}

pub(super) struct Rung<'a> {
    pub(super) stage: i64,
    pub(super) on: NaiveDate,
    pub(super) version: &'a Version,
}
