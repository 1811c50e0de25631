//! Who has told of a period: nought said by a nil return, nothing said yet, and the months a pace is learnt from.

use super::{Known, figure};
use crate::calendar::{Period, PeriodId};
use crate::figures::{Contribution, FigureId, Filter, Subject};
use crate::reports::is_asked;
use crate::targets::{Measure, PlanLine, TargetMeasure};
use std::collections::BTreeSet;

/// Periods whose mean is the pace.
const RECENT: usize = 3;

impl<'a> Known<'a> {
    /// Which head-count a figure is, if it is one.
    fn head_count(&self, subject: &Subject) -> Option<Measure> {
        match subject {
            Subject::Measure(measure) => Some(*measure),
            Subject::Target(target) => match self.programme.target(target)?.measure {
                TargetMeasure::Count { measure } => Some(measure),
                _ => None,
            },
            _ => None,
        }
    }

    /// Whether `unit` is asked about what the filter keeps: for the specialties it carries, for the places to be
    /// asked about there.
    fn is_asked_within(&self, unit: &str, measure: Measure, of: &Filter) -> bool {
        let kept = |wanted: &Option<String>, found: &str| wanted.as_deref().is_none_or(|wanted| wanted == found);
        let asked = match measure {
            Measure::Recognised => {
                let mut carried = self.programme.specialties.iter().filter(|it| it.units.iter().any(|id| id == unit));
                of.place.is_none() && of.city.is_none() && carried.any(|it| kept(&of.specialty, &it.id))
            }
            Measure::Practising => {
                let mut places = self.programme.places.iter().filter(|it| it.unit.as_deref() == Some(unit));
                let within = |id: &str, city: Option<&str>| {
                    of.city.as_deref().is_none_or(|wanted| wanted == id || Some(wanted) == city)
                };
                of.specialty.is_none() && places.any(|it| kept(&of.place, &it.id) && within(&it.id, it.city.as_deref()))
            }
        };
        asked && kept(&of.unit, unit)
    }

    /// The filers whose reports have a row for the measure; all of them where none has.
    pub(super) fn asked(&self, measure: Measure) -> BTreeSet<&'a str> {
        let filers = || self.programme.filers().map(|unit| (unit, unit.id.as_str()));
        let asked: BTreeSet<&str> =
            filers().filter(|(unit, _)| is_asked(self.programme, unit, measure)).map(|(_, id)| id).collect();
        if asked.is_empty() { filers().map(|(_, id)| id).collect() } else { asked }
    }

    /// The nought that accepted nil returns say of a head-count, so that its source can be opened like any other.
    pub(super) fn noughts(&self, id: &FigureId) -> Vec<Contribution> {
        let Some(measure) = self.head_count(&id.subject) else { return Vec::new() };
        let of = &id.filter;
        let when = |period| of.period.is_none_or(|id| id == period) && of.half.is_none_or(|it| it.includes(period));
        let nil = self.accepted().values().copied().filter(|it| it.content.nil && when(it.period));
        nil.filter(|it| self.is_asked_within(&it.unit, measure, of))
            .map(|version| Contribution {
                specialty: of.specialty.clone(),
                place: of.place.clone(),
                origin: of.origin,
                direction: of.direction,
                ..Contribution::of(version, 0)
            })
            .collect()
    }

    /// Whether a head-count of one period is not known rather than nought: the period has ended, and of those who are
    /// asked about it none has reported (product rules E.0.5).
    pub fn is_untold(&self, id: &FigureId) -> bool {
        let period = id.filter.period.and_then(|period| self.programme.period(period));
        let Some((measure, period)) = self.head_count(&id.subject).zip(period) else { return false };
        let expected = self.programme.expected_on(period.end).into_iter();
        let mut asked = expected.filter(|unit| self.is_asked_within(unit, measure, &id.filter)).peekable();
        period.end <= self.view.day && asked.peek().is_some() && asked.all(|unit| !self.is_in(unit, period))
    }

    /// Whether the period has ended and most of the reports of those who are asked are accepted. A month that is still coming
    /// in would pass for a bad one.
    fn is_told(&self, asked: &BTreeSet<&str>, period: &Period) -> bool {
        let reporting = self.reporting_of(asked, period);
        period.end <= self.view.day && 2 * reporting.accepted >= reporting.expected
    }

    /// The regular periods that are told, oldest first.
    pub(super) fn told(&self, measure: Measure) -> Vec<&'a Period> {
        let asked = self.asked(measure);
        self.programme.periods.iter().filter(|it| it.is_regular() && self.is_told(&asked, it)).collect()
    }

    /// The last of them, at most three, each with what was new in it.
    pub(super) fn recent(&self, told: &[&'a Period], measure: Measure) -> Vec<(PeriodId, i64)> {
        let last = &told[told.len().saturating_sub(RECENT)..];
        last.iter().map(|period| (period.id, self.new_in(measure, period))).collect()
    }

    /// The regular periods after the plan begins: those behind, which are told, and those ahead, among them the ones
    /// that have ended without most of their reports.
    pub(super) fn behind_and_ahead(&self, told: &[&'a Period], plan: &PlanLine) -> (Vec<&'a Period>, Vec<&'a Period>) {
        // Up to the first point of the plan nothing is expected, so those months say nothing about the pace.
        let begins = plan.points.first().map(|point| point.on);
        let regular = self.programme.periods.iter().filter(|it| it.is_regular() && Some(it.end) > begins);
        regular.partition(|period| told.iter().any(|it| it.id == period.id))
    }

    pub(super) fn new_in(&self, measure: Measure, period: &Period) -> i64 {
        let id = FigureId::measure(measure).in_period(period.id);
        figure(self.programme, self.record, self.view, &id).map_or(0, |figure| figure.value)
    }
}
