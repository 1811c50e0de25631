//! Who owed which report, and how it came in (product rules E.8).

use super::{Filing, Known, ReportingProgress};
use crate::calendar::{Period, PeriodId};
use crate::figures::{Contribution, Filings, Formula};
use crate::targets::Measure;
use std::collections::BTreeSet;

/// One report that is owed.
struct Owed<'k> {
    unit: &'k str,
    period: &'k Period,
    /// None if nothing has come in.
    filing: Option<Filing>,
    /// Whether it counts as in: submitted and not sent back, or accepted before.
    is_in: bool,
    accepted: bool,
}

impl Owed<'_> {
    fn is(&self, which: Filings) -> bool {
        let late = self.filing.as_ref().is_some_and(|filing| filing.late_by.is_some());
        match which {
            Filings::Expected => true,
            Filings::OnTime => self.is_in && !late,
            Filings::Late => self.is_in && late,
            Filings::Missing => !self.is_in,
            Filings::Nil => self.is_in && self.filing.as_ref().is_some_and(|filing| filing.nil),
        }
    }

    fn part(&self) -> Contribution {
        Contribution {
            unit: Some(self.unit.to_owned()),
            period: Some(self.period.id),
            version: self.filing.as_ref().map(|filing| filing.version),
            count: 1,
            ..Contribution::default()
        }
    }
}

impl<'a> Known<'a> {
    /// The reports owed for `period`, or for every period whose report was due by the day, in printed order.
    fn owed(&self, period: Option<PeriodId>) -> Option<Vec<Owed<'a>>> {
        let periods: Vec<&'a Period> = match period {
            Some(id) => vec![self.programme.period(id)?],
            None => self.programme.periods.iter().filter(|period| period.effective_due <= self.view.day).collect(),
        };
        let accepted = self.accepted();
        let of = |period: &'a Period| {
            let units = self.programme.expected_on(period.end).into_iter();
            let owed: Vec<Owed<'a>> = units
                .map(|unit| {
                    let filing = self.filing(unit, period);
                    let accepted = accepted.contains_key(&(period.id, unit));
                    let stands = filing.as_ref().is_some_and(|filing| filing.state.is_in());
                    Owed { unit, period, filing, is_in: stands || accepted, accepted }
                })
                .collect();
            owed
        };
        Some(periods.into_iter().flat_map(of).collect())
    }

    /// Whether `unit` owes the report on `period`.
    pub fn is_owed(&self, unit: &str, period: &Period) -> bool {
        self.programme.expected_on(period.end).contains(&unit)
    }

    pub(super) fn reports_in(&self, period: Option<PeriodId>) -> Option<Vec<Contribution>> {
        Some(self.owed(period)?.iter().filter(|owed| owed.is_in).map(Owed::part).collect())
    }

    pub(super) fn filings(&self, which: Filings, period: Option<PeriodId>) -> Option<(Formula, Vec<Contribution>)> {
        let formula = match which {
            Filings::Expected => Formula::ReportsExpected,
            Filings::OnTime => Formula::ReportsOnTime,
            Filings::Late => Formula::ReportsLate,
            Filings::Missing => Formula::ReportsMissing,
            Filings::Nil => Formula::ReportsNil,
        };
        Some((formula, self.owed(period)?.iter().filter(|owed| owed.is(which)).map(Owed::part).collect()))
    }

    pub fn reporting(&self, period: &Period) -> ReportingProgress {
        summed(period, &self.owed(Some(period.id)).unwrap_or_default())
    }

    /// The same of the units whose reports a head-count is made of: what the others are silent about it does not lack.
    pub fn reporting_on(&self, measure: Measure, period: &Period) -> ReportingProgress {
        self.reporting_of(&self.asked(measure), period)
    }

    pub(super) fn reporting_of(&self, asked: &BTreeSet<&str>, period: &Period) -> ReportingProgress {
        let owed = self.owed(Some(period.id)).unwrap_or_default();
        summed(period, &owed.into_iter().filter(|owed| asked.contains(owed.unit)).collect::<Vec<_>>())
    }
}

fn summed(period: &Period, owed: &[Owed]) -> ReportingProgress {
    let count = |kept: &dyn Fn(&Owed) -> bool| owed.iter().filter(|owed| kept(owed)).count() as i64;
    ReportingProgress {
        period: period.id,
        expected: count(&|owed| owed.is(Filings::Expected)),
        submitted: count(&|owed| owed.is_in),
        accepted: count(&|owed| owed.accepted),
        nil: count(&|owed| owed.is(Filings::Nil)),
        on_time: count(&|owed| owed.is(Filings::OnTime)),
        late: count(&|owed| owed.is(Filings::Late)),
        missing: owed.iter().filter(|owed| !owed.is_in).map(|owed| owed.unit.to_owned()).collect(),
    }
}
