//! Where a count of people may stand in the end: the forecast, fed with the periods that can be relied on.

use super::Known;
use crate::calendar::Period;
use crate::forecast::{Chance, Forecast};
use crate::targets::{Measure, Target};

/// In about eight years of ten the final figure lies from `low` to `high`, both counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    pub low: i64,
    pub high: i64,
    /// Of reaching the value; none once it is reached.
    pub chance: Option<Chance>,
    /// How many periods it was learnt from.
    pub months: i64,
    /// Periods that have ended without most of their reports: they are forecast like those ahead.
    pub untold: i64,
}

impl Known<'_> {
    /// None before three periods can be relied on, and once no regular period lies ahead. Like the
    /// projection it leaves out the days of the year-end supplement.
    pub(super) fn band(
        &self,
        target: &Target,
        measure: Measure,
        (behind, ahead): (&[&Period], &[&Period]),
        actual: i64,
    ) -> Option<Band> {
        let count = |period: &&Period| self.new_in(measure, period);
        let counts: Vec<i64> = behind.iter().map(count).collect();
        let forecast = Forecast::of(&counts, ahead.len() as i64)?;
        // What is already known of the periods ahead is part of what is forecast for them.
        let base = actual - ahead.iter().map(count).sum::<i64>();
        Some(Band {
            low: (base + forecast.low()).max(actual),
            high: (base + forecast.high()).max(actual),
            chance: (actual < target.value).then(|| forecast.chance(target.value - base)),
            months: counts.len() as i64,
            untold: ahead.iter().filter(|period| period.end <= self.view.day).count() as i64,
        })
    }
}
