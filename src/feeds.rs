//! What a person's unit owes, day by day, as a calendar they can subscribe to (product rules B.9; issue 4, item 8).
//!
//! The feed says what is due and when. It tells no figure and nobody's name, because whoever holds its address
//! reads it without signing in.

#[cfg(feature = "ssr")]
pub mod ics;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;

use crate::calendar::{PeriodId, day_of};
use crate::extensions::Owed;
use crate::language::Lang;
use crate::people::{Person, Role};
use crate::programme::Programme;
use crate::progress::{Known, Record};
use crate::tasks::Deadline;
use crate::views::{Basis, View};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// What is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Report(PeriodId),
    Task(String),
}

/// One day on which the unit owes something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Duty {
    /// The same for as long as the duty exists, whatever becomes of its day.
    pub uid: String,
    pub what: What,
    /// As printed.
    pub due: NaiveDate,
    /// The working day on which it is due.
    pub rolled: NaiveDate,
    /// It is late after this day: the next working day, or the one the office agreed to.
    pub last: NaiveDate,
    /// It is in, or closed.
    pub done: bool,
}

/// Everything `unit` owes in the programme, in order of time, as far as is known at `now`. A monthly duty is its
/// report; half-year summaries are occurrences of their task.
pub fn duties(programme: &Programme, record: &Record, unit: &str, now: DateTime<Utc>) -> Vec<Duty> {
    let known = Known::new(programme, record, View::new(day_of(now), Basis::Reported));
    let uid = |what: &str| format!("{what}.{unit}.{}@pilotboard", programme.id);
    let reports = programme.periods.iter().filter(|period| known.is_owed(unit, period)).map(|period| Duty {
        uid: uid(&format!("report-{}", period.id)),
        what: What::Report(period.id),
        due: period.due,
        rolled: period.effective_due,
        last: known.report_due(unit, period),
        done: known.is_in(unit, period),
    });
    let tasks = programme.tasks.iter().filter(|task| !matches!(task.deadline, Deadline::Monthly { .. }));
    let tasks = tasks.flat_map(|task| {
        let occurrences = task.occurrences(&programme.periods).into_iter();
        let answers = occurrences.filter(|at| programme.answerable(task, at.due).contains(&unit));
        answers.map(|at| (task, at)).collect::<Vec<_>>()
    });
    let tasks = tasks.map(|(task, at)| {
        let owed = Owed::Task { number: task.number.clone(), due: at.due };
        let closed = record.closures.iter().any(|closure| {
            closure.task == task.number
                && closure.due == Some(at.due)
                && closure.confirmed_at.is_some_and(|on| on <= now)
                && closure.reopened_at.is_none_or(|on| now < on)
        });
        Duty {
            uid: uid(&format!("task-{}-{}", task.number, at.due)),
            what: What::Task(task.number.clone()),
            due: at.due,
            rolled: at.effective_due,
            last: known.extended(&owed, unit).unwrap_or(at.effective_due).max(at.effective_due),
            done: closed,
        }
    });
    let mut duties: Vec<Duty> = reports.chain(tasks).collect();
    duties.sort_by(|a, b| (a.last, &a.uid).cmp(&(b.last, &b.uid)));
    duties
}

impl Duty {
    /// How long before, or after, the beginning of its last day a telephone should say so: by day, days ahead for
    /// a task, and on the afternoon itself for a report. Nothing for what is done.
    pub fn alarms(&self) -> Vec<TimeDelta> {
        let morning = |days: i64| TimeDelta::hours(9) + TimeDelta::minutes(30) - TimeDelta::days(days);
        match self.what {
            _ if self.done => Vec::new(),
            What::Report(_) => vec![morning(3), TimeDelta::hours(15)],
            What::Task(_) => vec![morning(7), morning(1)],
        }
    }

    /// When it is due: moved by a day off, or to a later day that the office agreed to.
    pub fn day(&self, lang: Lang) -> String {
        match self.last > self.rolled {
            true => format!(
                "{}{}",
                lang.short_day(self.last),
                lang.bracketed(&lang.calendar_printed(&lang.short_day(self.due)))
            ),
            false => lang.due(self.due, self.last),
        }
    }

    /// What it is called.
    pub fn name(&self, programme: &Programme, lang: Lang) -> String {
        let name = match &self.what {
            What::Report(period) => lang.report_of(*period),
            What::Task(number) => programme
                .task(number)
                .map_or_else(|| number.clone(), |task| lang.task_named(task.short.of(lang), number)),
        };
        if self.done { lang.feed_done(&name) } else { lang.feed_due(&name) }
    }

    /// Where one does it.
    pub fn path(&self) -> String {
        match &self.what {
            What::Report(period) => format!("/my/reports/{period}"),
            What::Task(number) => format!("/tasks/{number}"),
        }
    }
}

/// Whether the person has duties that a calendar could hold.
pub fn may_subscribe(person: &Person) -> bool {
    person.unit.is_some() && matches!(person.role, Role::Filer | Role::UnitHead | Role::Consolidator | Role::Office)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extensions::Extension;
    use crate::programme::file::built_in;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, month, day).unwrap()
    }

    fn now() -> DateTime<Utc> {
        "2022-07-29T00:30:00Z".parse().unwrap()
    }

    #[test]
    fn a_calendar_holds_every_report_and_every_dated_task_of_the_unit_and_nothing_monthly_twice() {
        let duties = duties(built_in(), &Record::default(), "soc_food", now());
        let reports = duties.iter().filter(|duty| matches!(duty.what, What::Report(_))).count();
        assert_eq!(reports, built_in().periods.len());
        assert!(duties.iter().all(|duty| duty.what != What::Task("4".into())));
        let summaries: Vec<NaiveDate> =
            duties.iter().filter(|duty| duty.what == What::Task("15".into())).map(|duty| duty.due).collect();
        assert_eq!(summaries, [day(6, 30), day(12, 31)]);
        // 28 August is a Sunday.
        let august = duties.iter().find(|duty| duty.what == What::Report(PeriodId::month(2022, 8))).unwrap();
        assert_eq!((august.due, august.last), (day(8, 28), day(8, 29)));
        let mut uids: Vec<&str> = duties.iter().map(|duty| duty.uid.as_str()).collect();
        uids.sort_unstable();
        uids.dedup();
        assert_eq!(uids.len(), duties.len());
    }

    #[test]
    fn an_agreed_day_moves_the_duty_and_keeps_its_name() {
        let before = duties(built_in(), &Record::default(), "soc_food", now());
        let extension = Extension {
            id: "e".into(),
            unit: "soc_food".into(),
            owed: Owed::Report(PeriodId::month(2022, 8)),
            reason: String::new(),
            wanted: day(9, 5),
            asked_at: now(),
            asked_by: String::new(),
            agreed_at: Some(now()),
            refused_at: None,
            refusal: None,
        };
        let record = Record { extensions: vec![extension], ..Record::default() };
        let after = duties(built_in(), &record, "soc_food", now());
        let of = |duties: &[Duty]| {
            duties.iter().find(|duty| duty.what == What::Report(PeriodId::month(2022, 8))).cloned().unwrap()
        };
        let (before, after) = (of(&before), of(&after));
        assert_eq!((&after.uid, after.due, after.last), (&before.uid, day(8, 28), day(9, 5)));
        assert_eq!(
            duties(built_in(), &record, "dg_ast", now()).iter().find(|duty| duty.what == before.what).unwrap().last,
            day(8, 29)
        );
    }

    #[test]
    fn a_telephone_rings_by_day_and_never_for_what_is_done() {
        for mut duty in duties(built_in(), &Record::default(), "soc_food", now()) {
            let alarms = duty.alarms();
            assert!(
                alarms.len() == 2
                    && alarms.iter().all(|alarm| {
                        let hour = alarm.num_minutes().rem_euclid(24 * 60);
                        (9 * 60..=15 * 60).contains(&hour)
                    })
            );
            duty.done = true;
            assert!(duty.alarms().is_empty());
        }
    }
}
