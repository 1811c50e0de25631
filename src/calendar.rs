//! Days, working days, reporting periods and when each is due, in the time of Shanghai.

use chrono::{DateTime, Datelike, Days, FixedOffset, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;

/// Shanghai keeps +08:00 the whole year; the zone has had no summer time since 1991.
pub fn shanghai() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).expect("+08:00 is an offset")
}

/// The day it is in Shanghai at `moment`.
pub fn day_of(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&shanghai()).date_naive()
}

/// The first moment of `day` in Shanghai.
pub fn start_of(day: NaiveDate) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    shanghai().from_local_datetime(&midnight).single().expect("a fixed offset has no gaps").to_utc()
}

/// 24:00 of `day` in Shanghai: what happened on the day lies before it.
pub fn end_of(day: NaiveDate) -> DateTime<Utc> {
    start_of(next_day(day))
}

pub fn next_day(day: NaiveDate) -> NaiveDate {
    day.checked_add_days(Days::new(1)).expect("programmes do not reach the end of the calendar")
}

/// Public holidays and make-up working days, as the State Council announces them each year.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holidays {
    /// Days off that would otherwise be worked.
    pub off: BTreeSet<NaiveDate>,
    /// Saturdays and Sundays that are worked.
    pub worked: BTreeSet<NaiveDate>,
}

impl Holidays {
    pub fn is_working(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        self.worked.contains(&day) || !(weekend || self.off.contains(&day))
    }

    /// `day` itself if it is worked, else the next day that is.
    pub fn working_from(&self, mut day: NaiveDate) -> NaiveDate {
        while !self.is_working(day) {
            day = next_day(day);
        }
        day
    }

    /// The last of the `count` working days that follow `day`.
    pub fn working_days_after(&self, day: NaiveDate, count: u32) -> NaiveDate {
        (0..count).fold(day, |day, _| self.working_from(next_day(day)))
    }
}

/// The name of a reporting period: `2022-07`, or `2022-12S` for the year-end supplement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PeriodId {
    pub year: i32,
    pub month: u32,
    pub supplement: bool,
}

impl PeriodId {
    pub const fn month(year: i32, month: u32) -> Self {
        PeriodId { year, month, supplement: false }
    }
}

impl fmt::Display for PeriodId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}{}", self.year, self.month, if self.supplement { "S" } else { "" })
    }
}

impl FromStr for PeriodId {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("expected a period such as 2022-07 or 2022-12S, found {text:?}");
        let (digits, supplement) = text.strip_suffix('S').map_or((text, false), |digits| (digits, true));
        let (year, month) = digits.split_once('-').ok_or_else(wrong)?;
        if year.len() != 4 || month.len() != 2 || !digits.bytes().all(|b| b.is_ascii_digit() || b == b'-') {
            return Err(wrong());
        }
        let id = PeriodId {
            year: year.parse().map_err(|_| wrong())?,
            month: month.parse().map_err(|_| wrong())?,
            supplement,
        };
        if (1..=12).contains(&id.month) { Ok(id) } else { Err(wrong()) }
    }
}

impl Serialize for PeriodId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PeriodId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// A stretch of days that one report covers, and when that report is due.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    pub id: PeriodId,
    /// First day, included.
    pub start: NaiveDate,
    /// Last day, included.
    pub end: NaiveDate,
    /// First day on which the report may be submitted.
    pub opens: NaiveDate,
    /// Due at 24:00 of this day.
    pub due: NaiveDate,
    /// A filing counts as late only after 24:00 of this day: `due`, or the next working day.
    pub effective_due: NaiveDate,
}

impl Period {
    /// Whether this is one of the monthly periods, which projections count, and not the supplement.
    pub fn is_regular(&self) -> bool {
        !self.id.supplement
    }
}

/// How a programme cuts its year into periods (circular annex 2 no. 4: 每月28日; the rest is inference).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reporting {
    /// First day of the first period.
    pub start: NaiveDate,
    pub first: PeriodId,
    pub last: PeriodId,
    /// The day of the month on which a period ends and its report is due.
    pub day: u32,
    pub supplement: Option<Supplement>,
    /// Whether a report due on a day off is late only after the next working day.
    pub roll_over: bool,
    /// A monthly report may be submitted from this many days before it is due, or from the next working day (product
    /// rules B.9 and E.17): until then the month is young, and notes are kept in the draft.
    pub opens_before: i64,
    /// Periods whose days the office has set otherwise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub moved: Vec<Moved>,
}

/// The days of one period that are not those of the rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moved {
    pub id: PeriodId,
    pub opens: Option<NaiveDate>,
    pub due: Option<NaiveDate>,
    pub effective_due: Option<NaiveDate>,
}

/// The report on the days between the last monthly period and the end of the year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Supplement {
    pub id: PeriodId,
    pub start: NaiveDate,
    pub end: NaiveDate,
    pub opens: NaiveDate,
    pub due: NaiveDate,
}

impl Reporting {
    /// Every period of the programme, in order of time.
    pub fn periods(&self, holidays: &Holidays) -> Vec<Period> {
        let may = |due: NaiveDate| if self.roll_over { holidays.working_from(due) } else { due };
        let mut periods = Vec::new();
        let mut start = self.start;
        let (mut year, mut month) = (self.first.year, self.first.month);
        while (year, month) <= (self.last.year, self.last.month) {
            let due =
                NaiveDate::from_ymd_opt(year, month, self.day).expect("the day of reporting exists in every month");
            periods.push(Period {
                id: PeriodId::month(year, month),
                start,
                end: due,
                opens: holidays.working_from(due - TimeDelta::days(self.opens_before)),
                due,
                effective_due: may(due),
            });
            start = next_day(due);
            (year, month) = if month == 12 { (year + 1, 1) } else { (year, month + 1) };
        }
        if let Some(extra) = &self.supplement {
            periods.push(Period {
                id: extra.id,
                start: extra.start,
                end: extra.end,
                opens: extra.opens,
                due: extra.due,
                effective_due: may(extra.due),
            });
        }
        for period in &mut periods {
            let Some(moved) = self.moved.iter().find(|moved| moved.id == period.id) else { continue };
            period.opens = moved.opens.unwrap_or(period.opens);
            if let Some(due) = moved.due {
                (period.due, period.effective_due) = (due, may(due));
            }
            period.effective_due = moved.effective_due.unwrap_or(period.effective_due);
        }
        periods
    }
}

/// A half of a year, the span of a summary: `2022H1`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Half {
    pub year: i32,
    pub second: bool,
}

impl Half {
    /// The nominal last day: 30 June or 31 December (circular annex 2 no. 15).
    pub fn end(self) -> NaiveDate {
        let (month, day) = if self.second { (12, 31) } else { (6, 30) };
        NaiveDate::from_ymd_opt(self.year, month, day).expect("a half-year ends on a day that exists")
    }

    pub fn start(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.year, if self.second { 7 } else { 1 }, 1).expect("the first of a month exists")
    }

    /// Whether the report of `period` is summed up in this half.
    pub fn covers(self, period: &Period) -> bool {
        self.includes(period.id)
    }

    /// The same of a period known by its name alone.
    pub fn includes(self, period: PeriodId) -> bool {
        period.year == self.year && (period.month > 6) == self.second
    }
}

impl fmt::Display for Half {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}H{}", self.year, if self.second { 2 } else { 1 })
    }
}

impl Serialize for Half {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Half {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl FromStr for Half {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("expected a half-year such as 2022H1, found {text:?}");
        let (year, half) = text.split_once('H').ok_or_else(wrong)?;
        let second = match half {
            "1" => false,
            "2" => true,
            _ => return Err(wrong()),
        };
        if year.len() != 4 || !year.bytes().all(|b| b.is_ascii_digit()) {
            return Err(wrong());
        }
        Ok(Half { year: year.parse().map_err(|_| wrong())?, second })
    }
}
