//! How a failure inside becomes a [`Problem`] outside: its detail is logged once, here.

use crate::db;
use crate::problem::{Forbidden, Problem};
use crate::review::Refusal;

impl From<sqlx::Error> for Problem {
    fn from(error: sqlx::Error) -> Self {
        if db::is_away(&error) {
            // The kind only: the text of a database error can hold the values that caused it.
            tracing::warn!(code = db::code(&error), "The database is away");
            return Problem::Unavailable;
        }
        let id = db::new_id();
        tracing::error!(incident = id, code = db::code(&error), "A statement failed");
        Problem::Internal { id }
    }
}

impl From<serde_json::Error> for Problem {
    fn from(error: serde_json::Error) -> Self {
        let id = db::new_id();
        tracing::error!(incident = id, line = error.line(), "Stored JSON cannot be read");
        Problem::Internal { id }
    }
}

/// A refusal on a report whose lock is `lock`.
pub fn refused(refusal: Refusal, lock: i64) -> Problem {
    match refusal {
        Refusal::NotAllowed => Problem::Forbidden(Forbidden::Role),
        Refusal::OwnReport => Problem::Forbidden(Forbidden::OwnReport),
        Refusal::WrongState(state) => Problem::Conflict { state, lock },
    }
}
