//! A report as a workbook to be filled in away from the board: what stands in it, and what a filled-in one says.
//!
//! One line of the sheet is one field of the form, and there is one column to fill in; so whatever is wrong has
//! one cell. A hidden sheet says whose the workbook is and what stood in it when it was taken, under a seal.

mod read;
mod rows;
mod understand;
mod write;

pub use read::{Cells, LARGEST_FILE, first_sheet, read};
pub use rows::Ground;
pub use understand::{Change, Wrong, WrongKind, changes, settle};
pub use write::{HEADS, file_name, write};

use crate::calendar::PeriodId;
use crate::language::Lang;
use crate::programme::Programme;
use std::collections::BTreeMap;

/// Where the sheet prints unit and period, and where programme and edition.
const TITLE_CELL: &str = "B1";
const EDITION_CELL: &str = "B4";

/// The look of the sheet. A file of another look, or of another edition of the programme, is not read.
pub const TEMPLATE: i64 = 3;

/// Which report a workbook is for, and what it was made from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub programme: String,
    pub unit: String,
    pub period: String,
    /// The look of the sheet and the edition of the programme: `1.3`.
    pub template: String,
    /// The lock of the draft it was filled from.
    pub lock: i64,
    pub lang: Lang,
}

/// What stood in the fields when the workbook was taken.
pub type Values = BTreeMap<String, String>;

impl Stamp {
    pub fn new(programme: &Programme, edition: i64, unit: &str, period: PeriodId, lock: i64, lang: Lang) -> Self {
        Stamp {
            programme: programme.id.clone(),
            unit: unit.to_owned(),
            period: period.to_string(),
            template: format!("{TEMPLATE}.{edition}"),
            lock,
            lang,
        }
    }

    /// What the seal is set under: the stamp and what stood in the fields, so that neither can be exchanged.
    pub fn sealed(&self, base: &Values) -> String {
        let Stamp { programme, unit, period, template, lock, lang } = self;
        let head = format!("{programme}\n{unit}\n{period}\n{template}\n{lock}\n{lang}");
        base.iter()
            .fold(head, |text, (field, value)| format!("{text}\n{}:{field}={}:{value}", field.len(), value.len()))
    }
}

/// A workbook to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Book {
    pub stamp: Stamp,
    pub unit: String,
    pub report: String,
    pub span: String,
    /// The last day of the period, which no date may be after.
    pub end: chrono::NaiveDate,
    pub rows: Vec<Row>,
}

/// One field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub section: Section,
    /// Its name in the form.
    pub field: String,
    /// Its name in words.
    pub name: String,
    pub kind: Kind,
    /// What stood in it when the workbook was taken.
    pub base: String,
    /// What stands in it.
    pub value: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    Counts,
    Stages,
    Tasks,
    Text,
    Policies,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// New people, and how many there were before.
    Count {
        before: i64,
    },
    /// One rung of a ladder, by number.
    Rung(Vec<String>),
    /// A day: one within the period, or any up to the one on which the file is brought.
    Day {
        in_period: bool,
    },
    /// Whether a named part is in.
    Tick,
    Text {
        most: usize,
    },
}

/// What a sheet says in one line, as it was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Counted from 1, as the sheet does.
    pub row: u32,
    pub field: String,
    pub name: String,
    pub given: Given,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    Value(String),
    /// A sum in place of a value: what it comes to depends on other cells, and on who opens it.
    Formula(String),
}

impl Given {
    /// As it is shown to whoever typed it.
    pub fn shown(&self) -> String {
        match self {
            Given::Value(text) => text.clone(),
            Given::Formula(text) => format!("={}", text.trim_start_matches('=')),
        }
    }
}

/// A workbook as it was read: nothing in it has been understood, nor believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filled {
    pub stamp: Stamp,
    pub seal: String,
    pub base: Values,
    pub sheet: String,
    pub lines: Vec<Line>,
    /// What stands in another place than it did, so that the lines are a guess.
    pub moved: Option<Refusal>,
}

/// A fault as a copy of the workbook says it: at the cell to fill in of a field, at the field's name, or at a cell
/// above the fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    Field { field: String, said: String },
    Name { field: String, said: String },
    Head { cell: String, said: String },
}

/// Why a file is not read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    Missing,
    TooLarge,
    /// Another kind of file, whatever its name says.
    Pdf,
    OldExcel,
    Locked,
    Plain,
    Document,
    OpenDocument,
    Other,
    /// Programs, links to other files or embedded objects in it.
    Macros,
    Links,
    /// More in it than a report has.
    TooMuch,
    Damaged,
    TooSlow,
    /// A workbook, but not one of ours.
    NotOurs,
    Forged,
    OtherProgramme {
        found: String,
    },
    OtherUnit {
        found: String,
        expected: String,
    },
    OtherPeriod {
        found: String,
        expected: String,
    },
    OldTemplate {
        found: String,
        expected: String,
    },
    OtherSheet {
        found: String,
        expected: String,
    },
    /// A column that is not where it was.
    Moved {
        cell: String,
        expected: String,
        found: String,
    },
}

impl Refusal {
    /// The cell that prints what is refused: whose the workbook is, its edition, or the head of a column.
    pub fn cell(&self) -> Option<&str> {
        match self {
            Refusal::OtherUnit { .. } | Refusal::OtherPeriod { .. } | Refusal::OtherSheet { .. } => Some(TITLE_CELL),
            Refusal::OtherProgramme { .. } | Refusal::OldTemplate { .. } | Refusal::Forged => Some(EDITION_CELL),
            Refusal::Moved { cell, .. } => Some(cell),
            _ => None,
        }
    }

    /// Whether what was typed answers what this report asks: not if it is another unit's, or nobody knows whose.
    pub fn keeps_what_was_typed(&self) -> bool {
        !matches!(self, Refusal::OtherUnit { .. } | Refusal::Forged)
    }
}

impl Filled {
    /// Whether the workbook is for this report and of this look; the seal has been looked at before.
    pub fn is_for(&self, expected: &Stamp) -> Result<(), Refusal> {
        let (found, expected) = (&self.stamp, expected.clone());
        if found.programme != expected.programme {
            return Err(Refusal::OtherProgramme { found: found.programme.clone() });
        }
        if found.unit != expected.unit {
            return Err(Refusal::OtherUnit { found: found.unit.clone(), expected: expected.unit });
        }
        if found.period != expected.period {
            return Err(Refusal::OtherPeriod { found: found.period.clone(), expected: expected.period });
        }
        if found.template != expected.template {
            return Err(Refusal::OldTemplate { found: found.template.clone(), expected: expected.template });
        }
        self.moved.clone().map_or(Ok(()), Err)
    }
}

impl Book {
    /// What stood in the fields, as the file keeps it.
    pub fn base(&self) -> Values {
        self.rows.iter().map(|row| (row.field.clone(), tidy(&row.base))).collect()
    }
}

/// Text as a cell of a workbook keeps it, on every way through a spreadsheet: without control characters, with
/// one kind of line end, without space around it, and no longer than a cell.
fn tidy(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    let kept: String = kept.filter(|c| !matches!(c, '\u{FFFE}' | '\u{FFFF}')).take(16_000).collect();
    kept.trim().to_owned()
}
