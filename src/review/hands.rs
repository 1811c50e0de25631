//! With whom a report is now: one answer for the receipt, the unit's home, the queue and the matrix.

use crate::reports::Version;
use crate::units::Route;
use chrono::{DateTime, NaiveDate, Utc};

/// Whose turn it is, and since when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum With {
    /// Nothing has been handed in, or it was taken back: the unit is writing.
    Unit,
    Consolidator {
        since: DateTime<Utc>,
    },
    Office {
        since: DateTime<Utc>,
    },
    /// Sent back to the unit, asked for again by a day.
    Returned {
        since: DateTime<Utc>,
        until: Option<NaiveDate>,
    },
    Accepted {
        since: DateTime<Utc>,
    },
}

/// Where the `latest` version of a report is, as far as `knows` lets one see. A report is with exactly one.
pub fn with_whom(route: Route, latest: Option<&Version>, knows: impl Fn(DateTime<Utc>) -> bool) -> With {
    let Some(version) = latest.filter(|version| knows(version.submitted_at)) else { return With::Unit };
    let known = |moment: Option<DateTime<Utc>>| moment.filter(|at| knows(*at));
    if let Some(since) = known(version.accepted_at) {
        return With::Accepted { since };
    }
    match (known(version.returned_at), known(version.forwarded_at), route) {
        (Some(_), ..) if version.withdrawn => With::Unit,
        (Some(since), ..) => With::Returned { since, until: version.return_until },
        (None, Some(since), _) => With::Office { since },
        (None, None, Route::ViaConsolidator) => With::Consolidator { since: version.submitted_at },
        (None, None, _) => With::Office { since: version.submitted_at },
    }
}
