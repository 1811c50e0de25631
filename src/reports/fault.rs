//! What may be wrong with a draft, and how much each field holds.

use crate::language::Name;
use chrono::NaiveDate;

/// Most a single count may be. The targets are 100 and 200; anything near this is a slip of the key.
pub const LARGEST_COUNT: i64 = 9_999;

/// Something that keeps a draft from being submitted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The name of the form field: `count.…`, `task.9.said`, `specialty.egov.on`, `done`.
    pub field: String,
    pub kind: FaultKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FaultKind {
    NotACount {
        found: String,
    },
    TooMany {
        largest: i64,
        found: String,
    },
    SpecialtyMissing,
    SpecialtyUnknown {
        found: String,
    },
    PlaceUnknown {
        found: String,
    },
    DirectionMissing,
    NotForThisMeasure,
    Twice,
    TaskUnknown {
        found: String,
    },
    TaskOfOthers,
    StageOutOfRange {
        most: i64,
        found: String,
    },
    SlotUnknown {
        found: String,
    },
    DateMissing,
    NotADate {
        found: String,
    },
    DateAfterPeriod {
        end: NaiveDate,
        found: NaiveDate,
    },
    /// A day that has not come.
    DateAhead {
        today: NaiveDate,
        found: NaiveDate,
    },
    OccurrenceUnknown {
        found: NaiveDate,
    },
    EvidenceMissing,
    /// A closure, of a task of which not every part is in.
    PartsMissing {
        all: usize,
        missing: Vec<Name>,
    },
    /// A part that is another unit's to tell of.
    PartOfOthers {
        part: Name,
    },
    /// People in a place that is another unit's to tell of.
    PlaceOfOthers {
        place: Name,
    },
    TitleMissing,
    /// An agreement, at a stage before the one at which it is signed.
    NotSigned {
        signed: i64,
        found: i64,
    },
    TooLong {
        most: usize,
        found: usize,
    },
    ForbiddenCharacter,
    NilButFilled,
    NothingSaid,
    /// The period cannot be submitted before this day.
    NotYetOpen {
        opens: NaiveDate,
    },
}

/// Most characters of each text (product rule: a report fits one page).
pub const TEXT_LIMITS: [(&str, usize); 4] = [("done", 300), ("problems", 150), ("next", 150), ("ask", 100)];
/// Most characters of the name of whoever agreed, and of the title or the number of a document and of its parties.
pub(super) const AGREED_LIMIT: usize = 30;
pub const TITLE_LIMIT: usize = 100;
/// What stands in a cell for a count that cannot be had.
pub const UNAVAILABLE: &str = "无法取得数据";
pub const SAID_LIMIT: usize = 120;
pub const EVIDENCE_LIMIT: usize = 200;
