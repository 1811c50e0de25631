//! The consolidating unit's report on its lane of societies, filed and decided on like any other (product rules C.2).

use super::With;
use crate::calendar::PeriodId;
use crate::reports::Cell;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// One filing of it. Nothing in it changes but the decision; an amended one is filed under the next number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consolidation {
    pub period: PeriodId,
    pub number: i64,
    pub nil: bool,
    /// One sentence on the month; none with a nil return.
    pub body: String,
    /// Units of the lane whose reports were in, and those missing, in printed order.
    pub covers: Vec<String>,
    pub missing: Vec<String>,
    /// What it rests on, as it stood when this was filed.
    pub lines: Vec<Line>,
    pub receipt: String,
    pub fingerprint: String,
    pub name: String,
    pub post: String,
    pub at: DateTime<Utc>,
    pub accepted_at: Option<DateTime<Utc>>,
    pub returned_at: Option<DateTime<Utc>>,
    pub return_reason: Option<String>,
    /// Post and name of whoever decided.
    pub decided_by: Option<String>,
}

/// One count of one society: new this month beside the month before. None where no number was said.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    pub unit: String,
    pub cell: Cell,
    pub last: Option<i64>,
    pub new: Option<i64>,
}

/// What the lines say together of this month and of the last; none where none of them says a number.
pub fn sums<'a>(lines: impl IntoIterator<Item = &'a Line>) -> (Option<i64>, Option<i64>) {
    let add = |sum: Option<i64>, more: Option<i64>| match (sum, more) {
        (None, None) => None,
        _ => Some(sum.unwrap_or(0) + more.unwrap_or(0)),
    };
    lines.into_iter().fold((None, None), |(new, last), line| (add(new, line.new), add(last, line.last)))
}

/// With whom the report on the lane is, by its `newest` filing.
pub fn with_consolidation(newest: Option<&Consolidation>) -> With {
    match newest {
        None => With::Unit,
        Some(filed) => match (filed.accepted_at, filed.returned_at) {
            (Some(since), _) => With::Accepted { since },
            (None, Some(since)) => With::Returned { since, until: None },
            (None, None) => With::Office { since: filed.at },
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::Origin;
    use crate::targets::Measure;

    #[test]
    fn the_sum_of_what_nobody_said_is_not_nought() {
        let cell =
            Cell { measure: Measure::Practising, specialty: None, place: None, origin: Origin::Hk, direction: None };
        let line = |last, new| Line { unit: "a".into(), cell: cell.clone(), last, new };
        assert_eq!(sums(&[line(None, None)]), (None, None));
        assert_eq!(sums(&[line(Some(2), None), line(None, Some(0)), line(Some(1), Some(4))]), (Some(4), Some(3)));
    }
}
