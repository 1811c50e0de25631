//! The few ways a request can fail, in the visitor's terms.

use crate::evidence;
use crate::language::Name;
use crate::reports::Fault;
use crate::review::State;

/// Why a request could not be served. The words for each are in `words/problems.rs`; what is not for
/// the visitor's eyes is logged where it happened, under the id in [`Problem::Internal`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    NotSignedIn,
    /// Signed in, but not for this page, unit or act.
    Forbidden(Forbidden),
    NotFound,
    /// The address is there, but not for this method.
    WrongMethod,
    /// Somebody else was first. Carries the lock that is in force now.
    Conflict {
        state: State,
        lock: i64,
    },
    /// Somebody else was first, at something other than a report.
    Overtaken,
    /// An issued document has counted the report: 2022-5.
    Locked {
        document: String,
    },
    /// A task closes when all its parts are in, and these are not.
    PartsMissing(Vec<Name>),
    /// The request's lock is older than the report's, or it names none.
    LockMissing,
    /// A draft that cannot be submitted as it is.
    Faults(Vec<Fault>),
    /// Something in the request cannot be read; where nothing in particular is expected, something is missing.
    BadInput {
        at: String,
        expected: String,
        found: String,
    },
    /// A file that is not kept.
    File(evidence::Refusal),
    /// The same idempotency key came with another request.
    KeyReused,
    TooLarge,
    /// What came is not a form as the board's pages send it.
    NotAForm,
    TooOften {
        seconds: i64,
    },
    /// The database is away; trying again later may help.
    Unavailable,
    /// Our mistake.
    Internal {
        id: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forbidden {
    /// This role, or this unit, may not.
    Role,
    /// The author never decides on their own report.
    OwnReport,
    /// Who drafts a document neither vets nor signs it.
    OwnDocument,
    /// Who confirmed a closure does not take the task up again.
    OwnClosure,
    /// The request did not come from one of our own pages.
    CrossSite,
}

impl Problem {
    pub fn status(&self) -> u16 {
        match self {
            Problem::NotSignedIn => 401,
            Problem::Forbidden(_) => 403,
            Problem::NotFound => 404,
            Problem::WrongMethod => 405,
            Problem::Conflict { .. } | Problem::Overtaken => 409,
            Problem::Locked { .. } => 423,
            Problem::LockMissing => 428,
            Problem::Faults(_) | Problem::PartsMissing(_) | Problem::File(_) | Problem::KeyReused => 422,
            Problem::BadInput { .. } => 400,
            Problem::TooLarge => 413,
            Problem::NotAForm => 415,
            Problem::TooOften { .. } => 429,
            Problem::Unavailable => 503,
            Problem::Internal { .. } => 500,
        }
    }

    pub fn bad_input(at: impl Into<String>, expected: impl Into<String>, found: impl Into<String>) -> Self {
        Problem::BadInput { at: at.into(), expected: expected.into(), found: found.into() }
    }
}
