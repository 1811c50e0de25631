//! The moment at which a programme is looked at, and with what knowledge.

use crate::calendar::{Period, day_of, end_of};
use crate::programme::Programme;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// The moment at which the programme is looked at, and with what knowledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct View {
    /// The end of this day, in Shanghai.
    pub day: NaiveDate,
    pub basis: Basis,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Basis {
    /// What was known at the moment: for each unit and period the version accepted last before it.
    Reported,
    /// What is known now about the periods that ended by the day.
    #[default]
    Corrected,
}

impl View {
    pub fn new(day: NaiveDate, basis: Basis) -> Self {
        View { day, basis }
    }

    /// What a page shows when nobody asks for a moment: the last day that has ended, with all that is
    /// known by now. Once the programme is over, the day its last report was due.
    pub fn usual(programme: &Programme, now: DateTime<Utc>) -> Self {
        let yesterday = day_of(now).pred_opt().expect("programmes do not reach the beginning of the calendar");
        let last = programme.periods.iter().map(|period| period.effective_due).max();
        View::new(last.map_or(yesterday, |last| last.min(yesterday)), Basis::Corrected)
    }

    /// The end of the last period that ended before the day.
    pub fn period_before(&self, programme: &Programme) -> Option<NaiveDate> {
        programme.periods.iter().map(|period| period.end).filter(|end| *end < self.day).max()
    }

    /// The end of the next period after the day, no later than `latest`; the latest itself after the last end.
    pub fn period_after(&self, programme: &Programme, latest: NaiveDate) -> Option<NaiveDate> {
        let ends = programme.periods.iter().map(|period| period.end);
        ends.chain([latest]).filter(|end| *end > self.day && *end <= latest).min()
    }

    /// Whether something that happened at `moment` is known.
    pub fn knows(&self, moment: DateTime<Utc>) -> bool {
        self.basis == Basis::Corrected || moment < end_of(self.day)
    }

    /// Whether the reports of `period` are counted.
    pub fn shows(&self, period: &Period) -> bool {
        self.basis == Basis::Reported || period.end <= self.day
    }
}

impl std::fmt::Display for Basis {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Basis::Reported => "reported",
            Basis::Corrected => "corrected",
        })
    }
}

impl std::str::FromStr for Basis {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "reported" => Ok(Basis::Reported),
            "corrected" => Ok(Basis::Corrected),
            _ => Err(format!("expected reported or corrected, found {text:?}")),
        }
    }
}
