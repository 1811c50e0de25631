//! Extensions: a later day, asked for before something is due and agreed or refused by the office. The day it
//! was due stays beside the new one (product rules B.1, B.2).

#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;

use crate::calendar::{PeriodId, day_of, end_of};
use crate::people::{Person, Role};
use crate::programme::Programme;
use crate::review::{Refusal, may_file};
use crate::tasks::Deadline;
use chrono::{DateTime, NaiveDate, Utc};

/// What a later day is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Owed {
    /// The occurrence of a task that is due on a day. An extension moves it for everybody who answers for it.
    Task { number: String, due: NaiveDate },
    /// The report of the unit that asks.
    Report(PeriodId),
}

/// A request, and what the office made of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extension {
    pub id: String,
    pub unit: String,
    pub owed: Owed,
    pub reason: String,
    /// The day asked for.
    pub wanted: NaiveDate,
    pub asked_at: DateTime<Utc>,
    /// Id of the person.
    pub asked_by: String,
    pub agreed_at: Option<DateTime<Utc>>,
    pub refused_at: Option<DateTime<Utc>>,
    /// Why it was refused.
    pub refusal: Option<String>,
}

/// What is wrong with a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    ReasonMissing,
    TooLong,
    NotADay,
    /// Not after the day it is due without an extension.
    NotLater,
    /// What is due has been due: whoever asks, asks before.
    TooLate,
}

pub const REASON_LIMIT: usize = 100;

/// A request that can be put before the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub reason: String,
    pub wanted: NaiveDate,
}

impl Owed {
    /// The day it is due as printed, and the day after which it is late without an extension; none if `unit`
    /// owes no such thing. A monthly duty is extended as a report.
    pub fn due(&self, programme: &Programme, unit: &str) -> Option<(NaiveDate, NaiveDate)> {
        match self {
            Owed::Task { number, due } => {
                let task = programme.task(number)?;
                let fixed = !matches!(task.deadline, Deadline::Monthly { .. });
                let answers = programme.answerable(task, *due).contains(&unit);
                let mut occurrences = task.occurrences(&programme.periods).into_iter();
                let found = occurrences.find(|occurrence| occurrence.due == *due).filter(|_| fixed && answers)?;
                Some((found.due, found.effective_due))
            }
            Owed::Report(period) => {
                let period = programme.period(*period)?;
                programme.expected_on(period.end).contains(&unit).then_some((period.due, period.effective_due))
            }
        }
    }

    /// Understands what was typed, at the moment `now`; `latest` is the day after which it is late.
    pub fn understand(
        latest: NaiveDate,
        reason: &str,
        wanted: Option<NaiveDate>,
        now: DateTime<Utc>,
    ) -> Result<Asked, Vec<Fault>> {
        let reason = reason.trim();
        let mut faults = Vec::new();
        if now >= end_of(latest) {
            faults.push(Fault::TooLate);
        }
        if reason.is_empty() {
            faults.push(Fault::ReasonMissing);
        }
        if reason.chars().count() > REASON_LIMIT || reason.chars().any(crate::reports::is_forbidden) {
            faults.push(Fault::TooLong);
        }
        match wanted {
            None => faults.push(Fault::NotADay),
            Some(wanted) if wanted <= latest => faults.push(Fault::NotLater),
            Some(wanted) if faults.is_empty() => return Ok(Asked { reason: reason.to_owned(), wanted }),
            Some(_) => {}
        }
        Err(faults)
    }
}

impl Extension {
    pub fn is_open(&self) -> bool {
        self.agreed_at.is_none() && self.refused_at.is_none()
    }

    /// Whether it moves what `unit` owes as `owed`.
    pub fn moves(&self, owed: &Owed, unit: &str) -> bool {
        self.owed == *owed && (matches!(owed, Owed::Task { .. }) || self.unit == unit)
    }

    /// The day it was asked for.
    pub fn asked_on(&self) -> NaiveDate {
        day_of(self.asked_at)
    }
}

/// Whether `person` may ask for `unit`.
pub fn may_ask(person: &Person, unit: &str) -> bool {
    may_file(person, unit)
}

/// The office decides, and nobody on what they asked for themselves.
pub fn decide(person: &Person, extension: &Extension) -> Result<(), Refusal> {
    if person.role != Role::Office {
        return Err(Refusal::NotAllowed);
    }
    if person.id == extension.asked_by {
        return Err(Refusal::OwnReport);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::start_of;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, month, day).unwrap()
    }

    #[test]
    fn an_extension_is_asked_for_before_the_day_and_for_a_later_one() {
        let (due, eve) = (day(12, 31), start_of(day(12, 31)));
        let ask = |reason: &str, wanted, now| Owed::understand(due, reason, wanted, now);
        let later = NaiveDate::from_ymd_opt(2023, 1, 15);
        assert!(ask("等待批复", later, eve).is_ok());
        assert_eq!(ask("等待批复", later, end_of(due)), Err(vec![Fault::TooLate]));
        assert_eq!(ask("", Some(due), eve), Err(vec![Fault::ReasonMissing, Fault::NotLater]));
        assert_eq!(ask("等待批复", None, eve), Err(vec![Fault::NotADay]));
        assert_eq!(ask(&"字".repeat(101), later, eve), Err(vec![Fault::TooLong]));
    }
}
