//! The ladder of a late task: 提醒, 催办, 督办, 批示 (product rules B.9). Each rung expects a reply that names a day;
//! the next is climbed only after the one before went unanswered, or after its promise was not kept.

use crate::calendar::Holidays;
use crate::people::{Person, Role};
use chrono::NaiveDate;
use std::fmt;
use std::str::FromStr;

/// How hard is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rung {
    /// 提醒.
    Remind,
    /// 催办, of the office.
    Chase,
    /// 督办, in the name of the office's deputy head.
    Supervise,
    /// 批示, of the leading group.
    Instruct,
}

/// What a rung asks for, besides its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    pub rung: Rung,
    /// The occurrence of the task that is late, by its day as printed.
    pub due: NaiveDate,
    /// A reply is expected by the end of this day.
    pub answer_by: NaiveDate,
    /// In whose name, where that is not who wrote it.
    pub in_name: Option<Signatory>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signatory {
    pub name: String,
    pub post: String,
}

/// What came of a rung.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// There is still time to answer.
    Awaited {
        until: NaiveDate,
    },
    Unanswered,
    /// The work is promised by the day.
    Promised {
        by: NaiveDate,
    },
    /// The day has passed and the task is still open.
    Broken {
        by: NaiveDate,
    },
}

/// Working days within which a reply is expected, unless the office says otherwise.
pub const USUAL_DAYS: u32 = 3;
/// Furthest day that can be asked for, in calendar days.
pub const MOST_DAYS: i64 = 30;
/// Most characters of the name and of the post under a 督办.
pub const NAME_LIMIT: usize = 40;

impl Rung {
    pub const ALL: [Rung; 4] = [Rung::Remind, Rung::Chase, Rung::Supervise, Rung::Instruct];

    fn above(self) -> Option<Rung> {
        Rung::ALL.into_iter().find(|rung| *rung > self)
    }

    /// Whether the person climbs it. A leader's instruction is written as every instruction is.
    pub fn is_for(self, person: &Person) -> bool {
        match self {
            Rung::Remind | Rung::Chase | Rung::Supervise => person.role == Role::Office,
            Rung::Instruct => person.role == Role::LeadingGroup,
        }
    }
}

/// How a rung stands at the end of `today`: whether everybody asked has answered, and the latest day promised.
pub fn outcome(answer_by: NaiveDate, all_answered: bool, promised: Option<NaiveDate>, today: NaiveDate) -> Outcome {
    match (all_answered, promised) {
        (false, _) if today <= answer_by => Outcome::Awaited { until: answer_by },
        (true, Some(by)) if today <= by => Outcome::Promised { by },
        (true, Some(by)) => Outcome::Broken { by },
        (false, _) | (true, None) => Outcome::Unanswered,
    }
}

/// The rung that may be climbed next, if one may.
pub fn next(last: Option<(Rung, Outcome)>) -> Option<Rung> {
    match last {
        None => Some(Rung::Remind),
        Some((rung, Outcome::Unanswered | Outcome::Broken { .. })) => rung.above(),
        Some((_, Outcome::Awaited { .. } | Outcome::Promised { .. })) => None,
    }
}

/// The day by which a reply is asked for unless the office names another.
pub fn usual_day(holidays: &Holidays, today: NaiveDate) -> NaiveDate {
    holidays.working_days_after(today, USUAL_DAYS)
}

/// Whether a reply can be asked for by `day`: after today, and not too far off.
pub fn may_ask_by(day: NaiveDate, today: NaiveDate) -> bool {
    (1..=MOST_DAYS).contains(&(day - today).num_days())
}

impl fmt::Display for Rung {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Rung::Remind => "remind",
            Rung::Chase => "chase",
            Rung::Supervise => "supervise",
            Rung::Instruct => "instruct",
        })
    }
}

impl FromStr for Rung {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Rung::ALL
            .into_iter()
            .find(|rung| rung.to_string() == text)
            .ok_or_else(|| format!("expected remind, chase, supervise or instruct, found {text:?}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(of: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, 7, of).unwrap()
    }

    #[test]
    fn a_rung_is_climbed_only_after_the_one_before_went_unanswered() {
        assert_eq!(next(None), Some(Rung::Remind));
        let after =
            |all_answered, promised, today| next(Some((Rung::Remind, outcome(day(7), all_answered, promised, today))));
        // There is time to answer until the end of the day.
        assert_eq!(after(false, None, day(7)), None);
        assert_eq!(after(false, None, day(8)), Some(Rung::Chase));
        // Whoever has answered has until the day they named.
        assert_eq!(after(true, Some(day(20)), day(20)), None);
        assert_eq!(after(true, Some(day(20)), day(21)), Some(Rung::Chase));
        // One of two has answered.
        assert_eq!(after(false, Some(day(20)), day(8)), Some(Rung::Chase));
        let unanswered = |rung| next(Some((rung, Outcome::Unanswered)));
        assert_eq!(unanswered(Rung::Chase), Some(Rung::Supervise));
        assert_eq!(unanswered(Rung::Supervise), Some(Rung::Instruct));
        assert_eq!(unanswered(Rung::Instruct), None);
    }

    proptest! {
        #[test]
        fn nobody_climbs_while_an_answer_is_awaited_or_a_promise_runs(rung in 0usize..4, answered: bool, promised in proptest::option::of(1u32..31), answer_by in 1u32..31, today in 1u32..31) {
            let (rung, today) = (Rung::ALL[rung], day(today));
            let outcome = outcome(day(answer_by), answered, promised.map(day), today);
            let climbed = next(Some((rung, outcome)));
            if !answered && today <= day(answer_by) { prop_assert_eq!(climbed, None); }
            if answered && promised.is_some_and(|by| today <= day(by)) { prop_assert_eq!(climbed, None); }
            prop_assert!(climbed.is_none_or(|next| next > rung));
        }
    }

    #[test]
    fn a_reply_is_asked_for_within_working_days() {
        let holidays = Holidays::default();
        // A Thursday: Friday, Monday, Tuesday.
        assert_eq!(usual_day(&holidays, day(28)), NaiveDate::from_ymd_opt(2022, 8, 2).unwrap());
        assert!(may_ask_by(day(29), day(28)) && !may_ask_by(day(28), day(28)));
        assert!(!may_ask_by(NaiveDate::from_ymd_opt(2022, 8, 28).unwrap(), day(28)));
    }
}
