//! How far the accepted data reach.

use super::{Progress, ReportingProgress};
use crate::programme::Programme;
use chrono::NaiveDate;

/// Data that reach so far and no further.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stale {
    /// The last day of the newest period on which a report is accepted.
    pub until: NaiveDate,
    /// From then to the day of the view.
    pub days: i64,
}

impl Progress {
    /// How many reports of the latest due period are in: what every number rests on.
    pub fn latest_reporting(&self, programme: &Programme) -> Option<&ReportingProgress> {
        let latest = programme.latest_due(self.view.day)?;
        self.reporting.iter().find(|row| row.period == latest.id)
    }

    /// None while the newest accepted reports are fresh, and before there are any (product rules E.2).
    pub fn stale(&self, programme: &Programme) -> Option<Stale> {
        let newest = self.reporting.iter().rfind(|row| row.accepted > 0)?;
        let until = programme.period(newest.period)?.end.min(self.view.day);
        let days = (self.view.day - until).num_days();
        (days > programme.thresholds.stale_days).then_some(Stale { until, days })
    }
}
