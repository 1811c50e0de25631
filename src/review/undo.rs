//! Taking a decision back: by the same person, at once, and only if nothing has followed it.

use super::{Action, Case, Refusal, State, decide};
use crate::calendar::day_of;
use crate::people::Person;
use chrono::{DateTime, TimeDelta, Utc};

/// How long after a decision it may be taken back (product rules E.7).
pub const UNDO_WITHIN: TimeDelta = TimeDelta::seconds(30);

/// A decision on a report as it was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub action: Action,
    pub by: String,
    pub at: DateTime<Utc>,
    /// The lock it left the report at; a higher one means that something followed.
    pub lock: i64,
    pub version: i64,
    pub before: State,
}

/// Whether `person` decides on the report at all, whatever has been decided: asked before anything about it is told.
pub fn decides(case: &Case, person: &Person) -> Result<(), Refusal> {
    let answers = [Action::Forward, Action::Return, Action::Accept].map(|action| decide(case, person, action));
    let mine = answers.iter().any(|answer| matches!(answer, Ok(_) | Err(Refusal::WrongState(_))));
    if mine { Ok(()) } else { Err(Refusal::NotAllowed) }
}

impl Decision {
    /// The state the report goes back to when `person` takes the decision back at `now`.
    ///
    /// The day must still be the same in Shanghai. Views look at ends of days, so a decision taken back was
    /// never in force at the end of any day, and no view of a day that is over can change by an undo.
    pub fn undo(&self, case: &Case, lock: i64, person: &Person, now: DateTime<Utc>) -> Result<State, Refusal> {
        if self.by != person.id {
            return Err(Refusal::NotAllowed);
        }
        // Whoever may no longer decide may no longer take back either.
        decide(&Case { state: self.before, ..case.clone() }, person, self.action)?;
        let in_time = self.at <= now && now - self.at <= UNDO_WITHIN && day_of(self.at) == day_of(now);
        if lock == self.lock && in_time { Ok(self.before) } else { Err(Refusal::WrongState(case.state)) }
    }
}
