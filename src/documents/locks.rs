//! What issuing closes: the reports a document has counted stand as they were, and what is wrong in them is corrected
//! (product rules E.6 and E.15). The office may open an exception.

use super::periods_of;
use crate::calendar::PeriodId;
use crate::programme::Programme;
use crate::review::Action;
use crate::summaries::Scope;
use chrono::{DateTime, Utc};

/// The office lets a unit change its report on a period although a document has counted it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exception {
    pub id: String,
    pub unit: String,
    pub period: PeriodId,
    pub reason: String,
    pub until: DateTime<Utc>,
    /// Who opened it, and when.
    pub name: String,
    pub post: String,
    pub at: DateTime<Utc>,
    pub closed_at: Option<DateTime<Utc>>,
}

impl Exception {
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        self.closed_at.is_none() && now < self.until
    }
}

/// Why a report does not move.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockedFor {
    /// The document that has counted it: `2022-4`.
    pub document: String,
}

/// What is asked of the lock.
#[derive(Clone, Copy, Debug)]
pub struct Guard {
    pub period: PeriodId,
    pub action: Action,
    /// Whether a decision is to be taken back.
    pub undo: bool,
    /// When what is to be changed came about: the version was filed, or the decision taken.
    pub since: DateTime<Utc>,
    /// Whether the version corrects one that was accepted.
    pub correcting: bool,
}

/// Whether the act is held back by a document. `issued` are the scopes of issued documents with their moments.
///
/// A report that a document has counted is neither withdrawn nor returned, and no decision before it is taken back.
/// What came in after it was not counted and goes its way. A correction may be withdrawn and returned like any
/// report: what is accepted stands meanwhile. Once the summary of the year is issued, none begins.
pub fn is_held_back(
    programme: &Programme,
    issued: &[(String, Scope, DateTime<Utc>)],
    open: &[Exception],
    guard: Guard,
    now: DateTime<Utc>,
) -> Option<LockedFor> {
    if open.iter().any(|exception| exception.period == guard.period && exception.is_open(now)) {
        return None;
    }
    let counted = |scope: &Scope| periods_of(programme, *scope).contains(&guard.period);
    let locks = |(_, scope, at): &&(String, Scope, DateTime<Utc>)| match guard.action {
        Action::Correct => matches!(scope, Scope::Half(half) if half.second && half.year == guard.period.year),
        Action::Withdraw | Action::Return if guard.correcting && !guard.undo => false,
        Action::Withdraw | Action::Return => counted(scope) && guard.since <= *at,
        _ if guard.undo => counted(scope) && guard.since <= *at,
        _ => false,
    };
    issued.iter().find(locks).map(|(name, ..)| LockedFor { document: name.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::documents::scope_of;
    use crate::programme::file::built_in;
    use chrono::TimeDelta;

    fn at(day: &str) -> DateTime<Utc> {
        format!("{day}T09:00:00Z").parse().unwrap()
    }

    fn issued(name: &str, on: &str) -> (String, Scope, DateTime<Utc>) {
        (name.to_owned(), scope_of(built_in(), name).unwrap(), at(on))
    }

    #[test]
    fn a_report_a_document_has_counted_stands_and_one_that_came_after_does_not_wait_for_it() {
        let issued = [issued("2022-5", "2022-07-29")];
        let july = PeriodId::month(2022, 7);
        let guard =
            |action, since, undo, correcting| Guard { period: july, action, undo, since: at(since), correcting };
        let held = |guard| is_held_back(built_in(), &issued, &[], guard, at("2022-08-01")).is_some();
        for action in [Action::Withdraw, Action::Return] {
            assert!(held(guard(action, "2022-07-28", false, false)), "{action}");
            assert!(!held(guard(action, "2022-07-30", false, false)), "{action} of a late one");
            assert!(!held(guard(action, "2022-07-28", false, true)), "{action} of a correction");
            assert!(!held(Guard { period: PeriodId::month(2022, 8), ..guard(action, "2022-07-28", false, false) }));
        }
        for action in [Action::Accept, Action::Forward, Action::Return] {
            assert!(held(guard(action, "2022-07-28", true, false)), "{action} taken back");
            assert!(!held(guard(action, "2022-07-30", true, false)));
        }
        for action in [Action::Accept, Action::Forward, Action::Submit, Action::Correct, Action::Confirm] {
            assert!(!held(guard(action, "2022-07-28", false, false)), "{action}");
        }
    }

    #[test]
    fn once_the_year_is_summed_up_a_correction_needs_an_exception() {
        let period = PeriodId::month(2022, 5);
        let guard = Guard { period, action: Action::Correct, undo: false, since: at("2022-05-28"), correcting: false };
        let first = [issued("2022H1", "2022-06-30")];
        assert_eq!(is_held_back(built_in(), &first, &[], guard, at("2022-08-01")), None);
        let year = [issued("2022H1", "2022-06-30"), issued("2022H2", "2022-12-31")];
        let now = at("2023-01-10");
        let locked = LockedFor { document: "2022H2".into() };
        assert_eq!(is_held_back(built_in(), &year, &[], guard, now), Some(locked.clone()));
        let open = Exception {
            id: "1".into(),
            unit: "soc_food".into(),
            period,
            reason: "漏附名单".into(),
            until: now + TimeDelta::days(1),
            name: String::new(),
            post: String::new(),
            at: now,
            closed_at: None,
        };
        assert_eq!(is_held_back(built_in(), &year, std::slice::from_ref(&open), guard, now), None);
        let late = now + TimeDelta::days(2);
        assert_eq!(is_held_back(built_in(), &year, std::slice::from_ref(&open), guard, late), Some(locked.clone()));
        let closed = Exception { closed_at: Some(now), ..open };
        assert_eq!(is_held_back(built_in(), &year, &[closed], guard, now), Some(locked));
    }
}
