//! Reminders of a report that is due: who is told what, on which morning (product rules B.9 and B.10).
//!
//! Only those who owe a report are reminded of it, each once for each occasion, by day and on working days. An
//! occasion holds for its own day: a board that was down says nothing late, because the next occasion says what
//! is true by then.

#[cfg(feature = "ssr")]
pub mod pages;
mod schedule;
#[cfg(feature = "ssr")]
pub mod store;

pub use schedule::{MOST_DAYS, Rule, Schedule, Slip, TEXT_LIMIT, Typed};

use crate::calendar::{Holidays, Period, PeriodId, day_of, next_day, shanghai};
use crate::language::Lang;
use crate::people::{Person, Role};
use crate::programme::Programme;
use crate::progress::{FilingState, Known, Record};
use crate::views::{Basis, View};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use std::fmt;
use std::str::FromStr;

/// Nothing goes out before this time of day in Shanghai …
pub const OPENS: NaiveTime = NaiveTime::from_hms_opt(8, 30, 0).expect("a time of day");
/// … nor from this time on.
pub const CLOSES: NaiveTime = NaiveTime::from_hms_opt(18, 0, 0).expect("a time of day");

/// Why a unit is reminded, in the order of time. Its spelling is the one kept and the one of forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Occasion {
    /// The report can be filled in; said once.
    Opening,
    /// A few days are left.
    Soon,
    Eve,
    LastDay,
    /// 催报, the working day after.
    Late,
}

impl Occasion {
    pub const ALL: [Occasion; 5] =
        [Occasion::Opening, Occasion::Soon, Occasion::Eve, Occasion::LastDay, Occasion::Late];

    /// Whether somebody of this role is told. The head hears of it only once it is late.
    pub fn tells(self, role: Role) -> bool {
        match role {
            Role::Filer => true,
            Role::UnitHead => self == Occasion::Late,
            _ => false,
        }
    }
}

/// One occasion of one report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Planned {
    pub occasion: Occasion,
    pub at: DateTime<Utc>,
    /// From here on it is not said any more.
    pub until: DateTime<Utc>,
}

/// A reminder that is to be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub unit: String,
    pub period: PeriodId,
    pub planned: Planned,
    /// The report is late after this day: the effective due day, or the one the office agreed to.
    pub last: NaiveDate,
    /// It was filed and came back.
    pub returned: bool,
}

/// The occasions of a report in order of time, at most one a day and none after one that is nearer to its end.
///
/// `last` is the day after which it is late: the effective due day, or the one the office agreed to. What would
/// fall on a day off is said on the working day before, so that there is time left; the opening on the one after.
pub fn plan(schedule: &Schedule, holidays: &Holidays, period: &Period, last: NaiveDate) -> Vec<Planned> {
    // Days are counted from the day it is due as printed, unless another was agreed to.
    let due = if last == period.effective_due { period.due } else { last };
    let mut planned: Vec<Planned> = Vec::new();
    let mut nearest: Option<NaiveDate> = None;
    for rule in schedule.rules.iter().rev().filter(|rule| rule.enabled) {
        let day = match rule.occasion {
            Occasion::Opening => holidays.working_from(before(period.due, rule.days).max(period.opens)),
            Occasion::Late => holidays.working_days_after(last, rule.days),
            Occasion::LastDay => working_until(holidays, last),
            Occasion::Soon | Occasion::Eve => working_until(holidays, before(due, rule.days)),
        };
        if nearest.is_none_or(|nearest| day < nearest) {
            nearest = Some(day);
            planned.push(Planned { occasion: rule.occasion, at: moment(day, rule.time), until: moment(day, CLOSES) });
        }
    }
    planned.reverse();
    planned
}

fn before(day: NaiveDate, days: u32) -> NaiveDate {
    day.checked_sub_days(Days::new(days.into())).expect("programmes do not reach the beginning of the calendar")
}

/// `day` itself if it is worked, else the last day before that is.
fn working_until(holidays: &Holidays, mut day: NaiveDate) -> NaiveDate {
    while !holidays.is_working(day) {
        day = before(day, 1);
    }
    day
}

fn moment(day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    day.and_time(time).and_local_timezone(shanghai()).single().expect("a fixed offset has no gaps").to_utc()
}

/// Whether it is a working day, and neither evening nor night.
pub fn is_by_day(holidays: &Holidays, now: DateTime<Utc>) -> bool {
    let local = now.with_timezone(&shanghai());
    holidays.is_working(local.date_naive()) && (OPENS..CLOSES).contains(&local.time())
}

/// Everything that is still to be said about reports not yet in, as far as is known at `now`; in order of time.
pub fn ahead(programme: &Programme, record: &Record, schedule: &Schedule, now: DateTime<Utc>) -> Vec<Due> {
    let mut due: Vec<Due> = Vec::new();
    // What has happened today is known.
    let known = Known::new(programme, record, View::new(day_of(now), Basis::Reported));
    for period in &programme.periods {
        for unit in programme.expected_on(period.end) {
            if !owes(&known, unit, period) {
                continue;
            }
            let last = known.report_due(unit, period);
            let returned = came_back(&known, unit, period);
            let planned = plan(schedule, &programme.holidays, period, last).into_iter();
            due.extend(planned.filter(|planned| now < planned.until).map(|planned| Due {
                unit: unit.to_owned(),
                period: period.id,
                planned,
                last,
                returned,
            }));
        }
    }
    due.sort_by_key(|due| due.planned.at);
    due
}

/// What is to be said now.
pub fn due(programme: &Programme, record: &Record, schedule: &Schedule, now: DateTime<Utc>) -> Vec<Due> {
    if !is_by_day(&programme.holidays, now) {
        return Vec::new();
    }
    let mut due = ahead(programme, record, schedule, now);
    due.retain(|due| due.planned.at <= now);
    due
}

/// Whether the report is owed and not in. A nil return is in; one that came back or was taken back is not.
pub fn owes(known: &Known, unit: &str, period: &Period) -> bool {
    known.is_owed(unit, period) && !known.is_in(unit, period)
}

/// The reports that can be chased by hand: those that were due last, not in, and late before today; in the order of
/// the programme. What is sent in the evening or on a day off goes out on the next working morning.
pub fn chaseable(programme: &Programme, record: &Record, now: DateTime<Utc>) -> Vec<Due> {
    let today = day_of(now);
    let Some(period) = programme.latest_due(before(today, 1)) else { return Vec::new() };
    let known = Known::new(programme, record, View::new(today, Basis::Reported));
    let planned = by_hand(&programme.holidays, now);
    let owing = programme.expected_on(period.end).into_iter().filter(|unit| owes(&known, unit, period));
    let due = owing.map(|unit| Due {
        unit: unit.to_owned(),
        period: period.id,
        planned,
        last: known.report_due(unit, period),
        returned: came_back(&known, unit, period),
    });
    due.filter(|due| due.last < today).collect()
}

fn by_hand(holidays: &Holidays, now: DateTime<Utc>) -> Planned {
    let (at, until) = by_day(holidays, now);
    Planned { occasion: Occasion::Late, at, until }
}

/// From when to when something that somebody sends at `now` may go out: at once by day, else on the next working
/// morning, and in either case on that day.
pub fn by_day(holidays: &Holidays, now: DateTime<Utc>) -> (DateTime<Utc>, DateTime<Utc>) {
    let at = if is_by_day(holidays, now) { now } else { next_morning(holidays, now) };
    (at, moment(day_of(at), CLOSES))
}

/// When the first working day begins after `now`.
fn next_morning(holidays: &Holidays, now: DateTime<Utc>) -> DateTime<Utc> {
    let today = day_of(now);
    let from = if now < moment(today, OPENS) { today } else { next_day(today) };
    moment(holidays.working_from(from), OPENS)
}

/// Whether the report was filed and sent back.
pub fn came_back(known: &Known, unit: &str, period: &Period) -> bool {
    known.filing(unit, period).is_some_and(|filing| filing.state == FilingState::Returned)
}

/// When the unit was told that its report is late, if it was.
pub fn told_late(raised: &[(String, DateTime<Utc>)], due: &Due) -> Option<DateTime<Utc>> {
    let cause = cause(&due.unit, due.period, Occasion::Late);
    raised.iter().find(|(held, _)| *held == cause).map(|(_, at)| *at)
}

/// Whether the person may read what has been sent, and change what will be.
pub fn may_manage(person: &Person) -> bool {
    person.role == Role::Office
}

/// How a message is put to one person.
pub struct Letter {
    pub subject: String,
    pub body: String,
}

impl Due {
    /// For nobody to be told twice.
    pub fn cause(&self) -> String {
        cause(&self.unit, self.period, self.planned.occasion)
    }

    /// What the filer of the unit is told, with the text the office has set; `address` is the board's own.
    pub fn letter(
        &self,
        programme: &Programme,
        schedule: &Schedule,
        lang: Lang,
        today: NaiveDate,
        address: &str,
    ) -> Letter {
        let report = lang.report_of(self.period);
        let days = (self.last - today).num_days();
        let left = lang.reminder_left(days);
        let unit = programme.unit(&self.unit).map_or(self.unit.as_str(), |unit| unit.name.of(lang));
        let period = programme.period(self.period).filter(|period| period.effective_due == self.last);
        let due = period.map_or_else(|| lang.short_day(self.last), |period| lang.due(period.due, self.last));
        let values = [("unit", unit), ("report", &report), ("due", &due), ("left", &left)];
        let text = filled(schedule.rule(self.planned.occasion).text.of(lang), &values);
        let came_back = if self.returned { lang.reminder_came_back(&report) } else { String::new() };
        let subject = match self.planned.occasion {
            Occasion::Opening => lang.reminder_opening(&report),
            _ => lang.reminder_subject(&report, &left),
        };
        let link = format!("{address}/my/reports/{}?lang={lang}", self.period);
        let issuer = programme.issuer.of(lang);
        Letter { subject, body: lang.reminder_body(unit, &came_back, &text, &link, issuer) }
    }
}

pub fn cause(unit: &str, period: PeriodId, occasion: Occasion) -> String {
    format!("report {unit} {period} {occasion}")
}

/// `text` with every `{name}` replaced by its value.
pub fn filled(text: &str, values: &[(&str, &str)]) -> String {
    values.iter().fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

impl fmt::Display for Occasion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Occasion::Opening => "opening",
            Occasion::Soon => "soon",
            Occasion::Eve => "eve",
            Occasion::LastDay => "last_day",
            Occasion::Late => "late",
        })
    }
}

impl FromStr for Occasion {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Occasion::ALL
            .into_iter()
            .find(|occasion| occasion.to_string() == text)
            .ok_or_else(|| format!("expected opening, soon, eve, last_day or late, found {text:?}"))
    }
}

#[cfg(test)]
mod tests;
