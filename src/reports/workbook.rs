//! A report as a workbook to be filled in away from the board: what stands in it, and what a filled-in one says.
//!
//! One line of the sheet is one field of the form, and there is one column to fill in; so whatever is wrong has
//! one cell. A hidden sheet says whose the workbook is and what stood in it when it was taken, under a seal.

mod read;
mod write;

pub use read::{LARGEST_FILE, read};
pub use write::{file_name, write};

use super::TICKED;
use super::reading::half_width;
use super::{Cell, Draft, EVIDENCE_LIMIT, FaultKind, SAID_LIMIT, Stated, TEXT_LIMITS, Typed, cells, understand_day};
use crate::calendar::{Period, PeriodId};
use crate::language::Lang;
use crate::programme::Programme;
use crate::units::Unit;
use std::collections::BTreeMap;

/// The look of the sheet. A file of another look, or of another edition of the programme, is not read.
pub const TEMPLATE: i64 = 1;

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
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// New people, and how many there were before.
    Count {
        before: i64,
    },
    /// One rung of a ladder, by number.
    Rung(Vec<String>),
    Day,
    /// Whether a named part is in.
    Tick,
    Text {
        most: usize,
    },
}

/// What the rows of a unit's report depend on besides the draft.
pub struct Ground<'a> {
    pub programme: &'a Programme,
    pub unit: &'a Unit,
    pub period: &'a Period,
    pub lang: Lang,
    /// The unit's sum of a cell before the period.
    pub before: &'a dyn Fn(&Cell) -> i64,
    /// Whether a task is closed; nothing more is asked about it then.
    pub closed: &'a dyn Fn(&str) -> bool,
}

impl Ground<'_> {
    /// The fields of the report in the order of the form, with what stands in `draft`.
    pub fn rows(&self, draft: &Draft) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut row = |section, field: String, name: String, kind| {
            let value = draft.value(self.programme, &field);
            rows.push(Row { section, field, name, kind, base: value.clone(), value });
        };
        let (programme, lang) = (self.programme, self.lang);
        for cell in cells(programme, self.unit, draft) {
            let name = format!("{} · {}", lang.measure(cell.measure), cell.name(programme, lang));
            row(Section::Counts, cell.field(), name, Kind::Count { before: (self.before)(&cell) });
        }
        let rungs = |names: &[crate::language::Name]| names.iter().map(|name| name.of(lang).to_owned()).collect();
        for specialty in &programme.specialties {
            let asked = specialty.new && self.unit.specialties.contains(&specialty.id);
            let typed = draft.specialties.iter().any(|entry| specialty.is_called(&entry.specialty));
            if asked || typed {
                let (id, name) = (&specialty.id, specialty.name.of(lang));
                let ladder = Kind::Rung(rungs(&programme.specialty_stages));
                row(
                    Section::Stages,
                    format!("specialty.{id}.stage"),
                    format!("{name} · {}", lang.form_stage()),
                    ladder,
                );
                row(
                    Section::Stages,
                    format!("specialty.{id}.on"),
                    format!("{name} · {}", lang.form_stage_on()),
                    Kind::Day,
                );
            }
        }
        for task in programme.tasks_of(&self.unit.id, self.period.end) {
            let typed = draft.tasks.iter().any(|entry| entry.number == task.number);
            if !typed && (self.closed)(&task.number) {
                continue;
            }
            let mut part = |part: &str, name: &str, kind| {
                let name = format!("{} {} · {name}", task.number, task.short.of(lang));
                row(Section::Tasks, format!("task.{}.{part}", task.number), name, kind);
            };
            part("said", lang.form_said(), Kind::Text { most: SAID_LIMIT });
            if !task.stages.is_empty() {
                part("stage", lang.form_task_stage(), Kind::Rung(rungs(&task.stages)));
            }
            for (at, slot) in task.slots.iter().enumerate() {
                part(&format!("slots.{at}"), slot.of(lang), Kind::Tick);
            }
            part("closure.on", lang.workbook_closure_on(), Kind::Day);
            part("closure.evidence", lang.workbook_closure_evidence(), Kind::Text { most: EVIDENCE_LIMIT });
        }
        let texts = [lang.form_done(), lang.form_problems(), lang.form_next(), lang.form_ask()];
        for ((field, most), name) in TEXT_LIMITS.into_iter().zip(texts) {
            row(Section::Text, field.to_owned(), name.to_owned(), Kind::Text { most });
        }
        rows
    }
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
    SheetMissing {
        expected: String,
    },
    /// A column that is not where it was.
    Moved {
        sheet: String,
        cell: String,
        expected: String,
        found: String,
    },
}

/// One cell that cannot be taken as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    pub sheet: String,
    pub cell: String,
    pub field: String,
    pub name: String,
    pub kind: WrongKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WrongKind {
    /// The value is wrong in the way it would be in the form.
    Fault(FaultKind),
    Formula {
        found: String,
    },
    NotYesNo {
        found: String,
    },
    /// The line says another name than its field has: lines were mixed up.
    Renamed {
        found: String,
    },
    Twice,
    /// The line was taken out.
    Gone,
}

/// One field that a file would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub field: String,
    pub name: String,
    /// What stands in the draft now.
    pub theirs: String,
    /// What the file says, understood.
    pub yours: String,
    /// Whether the draft was changed in this field, too, since the file was made.
    pub clash: bool,
}

/// Reads the value of one field as people type it, and gives it as the draft keeps it.
pub fn settle(kind: &Kind, text: &str) -> Result<String, WrongKind> {
    let text = text.trim();
    let fault = |kind| Err(WrongKind::Fault(kind));
    match kind {
        _ if text.is_empty() => Ok(String::new()),
        // Half of the figures in full width: the input method was changed in mid-number, and the number is a guess.
        Kind::Count { .. }
            if text.contains(|c: char| c.is_ascii_digit()) && text.contains(|c| matches!(c, '０'..='９')) =>
        {
            fault(FaultKind::NotACount { found: text.to_owned() })
        }
        Kind::Count { .. } => match Stated::understand(&Typed::from(text)) {
            Ok(Stated::Number(number)) => Ok(number.to_string()),
            Ok(Stated::NotApplicable) => Ok("—".to_owned()),
            Ok(Stated::Blank) => Ok(String::new()),
            Err(kind) => fault(kind),
        },
        Kind::Rung(names) => {
            let plain = half_width(text);
            let figures: String = plain.chars().take_while(char::is_ascii_digit).collect();
            let rest = plain[figures.len()..].trim();
            let by_name = names.iter().position(|name| name == text).map(|at| at + 1);
            let number = figures
                .parse::<usize>()
                .ok()
                .filter(|n| names.get(n.wrapping_sub(1)).is_some_and(|name| rest.is_empty() || *name == rest));
            match number.or(by_name) {
                Some(number) => Ok(number.to_string()),
                None => fault(FaultKind::StageOutOfRange {
                    most: i64::try_from(names.len()).unwrap_or(i64::MAX),
                    found: text.to_owned(),
                }),
            }
        }
        Kind::Day => match understand_day(text) {
            Some(day) => Ok(day.to_string()),
            None => fault(FaultKind::NotADate { found: text.to_owned() }),
        },
        Kind::Tick => match half_width(text).to_lowercase().as_str() {
            "是" | "有" | "已完成" | "√" | "✓" | "v" | "y" | "yes" | "1" | "true" => Ok(TICKED.to_owned()),
            "否" | "无" | "無" | "未完成" | "×" | "x" | "n" | "no" | "0" | "false" | "-" | "—" => {
                Ok(String::new())
            }
            _ => Err(WrongKind::NotYesNo { found: text.to_owned() }),
        },
        Kind::Text { .. } => Ok(text.replace("\r\n", "\n")),
    }
}

/// Whether two values of a field say the same, however they were typed.
fn same(kind: &Kind, one: &str, other: &str) -> bool {
    one == other || matches!((settle(kind, one), settle(kind, other)), (Ok(one), Ok(other)) if one == other)
}

/// What a filled-in workbook would change in `draft`, or every cell that cannot be taken.
pub fn changes(ground: &Ground, draft: &Draft, filled: &Filled) -> Result<Vec<Change>, Vec<Wrong>> {
    let rows = ground.rows(draft);
    let mut wrong = Vec::new();
    let wrong_at = |line: &Line, kind| Wrong {
        sheet: filled.sheet.clone(),
        cell: write::fill_cell(line.row),
        field: line.field.clone(),
        name: line.name.clone(),
        kind,
    };
    let mut changes = Vec::new();
    let mut merged = draft.clone();
    let mut read: Vec<(&Row, &Line, String)> = Vec::new();
    for row in &rows {
        let mut lines = filled.lines.iter().filter(|line| line.field == row.field);
        let Some(line) = lines.next() else {
            // A field that has come into the draft since is not missed.
            if filled.base.contains_key(&row.field) {
                let (cell, kind) = (String::new(), WrongKind::Gone);
                let (sheet, field, name) = (filled.sheet.clone(), row.field.clone(), row.name.clone());
                wrong.push(Wrong { sheet, cell, field, name, kind });
            }
            continue;
        };
        if let Some(again) = lines.next() {
            wrong.push(wrong_at(again, WrongKind::Twice));
            continue;
        }
        // Names are compared in the language of the file.
        if ground.lang == filled.stamp.lang && line.name != row.name {
            wrong.push(Wrong {
                name: row.name.clone(),
                ..wrong_at(line, WrongKind::Renamed { found: line.name.clone() })
            });
            continue;
        }
        let text = match &line.given {
            Given::Formula(_) => {
                wrong.push(wrong_at(line, WrongKind::Formula { found: line.given.shown() }));
                continue;
            }
            Given::Value(text) => text,
        };
        let base = filled.base.get(&row.field).map_or("", String::as_str);
        match settle(&row.kind, text) {
            Err(kind) => wrong.push(wrong_at(line, kind)),
            Ok(yours) => {
                if !same(&row.kind, &yours, base) && !same(&row.kind, &yours, &row.value) {
                    merged.set(ground.programme, &row.field, &yours);
                    let clash = !same(&row.kind, &row.value, base);
                    let (field, name, theirs) = (row.field.clone(), row.name.clone(), row.value.clone());
                    changes.push(Change { field, name, theirs, yours: yours.clone(), clash });
                }
                read.push((row, line, yours));
            }
        }
    }
    // What the form would say about the draft as it would be, where the file has a part in it.
    let faults = merged.understand(ground.programme, ground.unit, ground.period).err().unwrap_or_default();
    for (row, line, yours) in read {
        let own = |field: &str| *field == row.field || (row.field.starts_with(field) && row.field.ends_with("slots.0"));
        let fault = faults.iter().find(|fault| own(&fault.field));
        if let Some(fault) = fault.filter(|_| same(&row.kind, &yours, &merged.value(ground.programme, &row.field))) {
            wrong.push(wrong_at(line, WrongKind::Fault(fault.kind.clone())));
        }
    }
    if wrong.is_empty() { Ok(changes) } else { Err(in_order(wrong, &filled.lines)) }
}

/// The order of the sheet, one message for a cell.
fn in_order(mut wrong: Vec<Wrong>, lines: &[Line]) -> Vec<Wrong> {
    wrong.sort_by_key(|wrong| lines.iter().position(|line| line.field == wrong.field));
    wrong.dedup_by(|later, first| later.cell == first.cell && !later.cell.is_empty());
    wrong
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
        Ok(())
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
