//! What a filled-in workbook says: as changes to the draft, or as cells that cannot be taken.

use super::{Filled, Given, Ground, Kind, Line, Row, write};
use crate::reports::reading::half_width;
use crate::reports::{
    Draft, Fault, FaultKind, PolicyEntry, Stated, TICKED, Typed, UNAVAILABLE, policy_of_field, understand_day,
};
use std::collections::BTreeMap;

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
    /// The field stands in another line, too; this is that line's cell.
    Twice {
        again: String,
    },
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
    /// The cell and what was typed in it, where that was read as something else: `３人` as 3.
    pub read_from: Option<(String, String)>,
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
            Ok(Stated::Unavailable) => Ok(UNAVAILABLE.to_owned()),
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
        Kind::Day { .. } => match understand_day(text) {
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
    let rows = ground.rows(&with_room_for(draft, filled));
    // Where each field stood when the file was made.
    let made: Vec<&Row> = rows.iter().filter(|row| filled.base.contains_key(&row.field)).collect();
    let places: BTreeMap<&str, u32> =
        made.iter().map(|row| row.field.as_str()).zip(write::places(made.iter().copied())).collect();
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
                let cell = write::fill_cell(places.get(row.field.as_str()).copied().unwrap_or_default());
                let (sheet, field, name) = (filled.sheet.clone(), row.field.clone(), row.name.clone());
                wrong.push(Wrong { sheet, cell, field, name, kind: WrongKind::Gone });
            }
            continue;
        };
        if let Some(again) = lines.next() {
            wrong.push(wrong_at(line, WrongKind::Twice { again: write::fill_cell(again.row) }));
            continue;
        }
        // Names are compared in the language of the file.
        if ground.lang == filled.stamp.lang && line.name != row.name {
            wrong.push(Wrong {
                name: row.name.clone(),
                cell: write::name_cell(line.row),
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
                    let is_read = matches!(row.kind, Kind::Count { .. } | Kind::Day { .. }) && text.trim() != yours;
                    let cell = || format!("{}!{}", filled.sheet, write::fill_cell(line.row));
                    let read_from = is_read.then(|| (cell(), text.trim().to_owned()));
                    changes.push(Change { field, name, theirs, yours: yours.clone(), clash, read_from });
                }
                read.push((row, line, yours));
            }
        }
    }
    // What the form would say about the draft as it would be, where the file has a part in it.
    let faults = merged.understand_with(ground.programme, ground.unit, ground.period, ground.today, ground.proof);
    let faults = faults.err().unwrap_or_default();
    for (row, line, yours) in read {
        let fault = faults.iter().find(|fault| is_at(fault, row));
        if let Some(fault) = fault.filter(|_| same(&row.kind, &yours, &merged.value(ground.programme, &row.field))) {
            wrong.push(wrong_at(line, WrongKind::Fault(fault.kind.clone())));
        }
    }
    if wrong.is_empty() { Ok(changes) } else { Err(in_order(wrong, &rows)) }
}

/// Whether a fault is told at the row: that of a request to close a task at its day, that of a part at the part.
fn is_at(fault: &Fault, row: &Row) -> bool {
    let of_parts = || row.field.strip_prefix(&fault.field).is_some_and(|rest| rest.starts_with('.'));
    match &fault.kind {
        FaultKind::PartsMissing { .. } => row.field == format!("{}.on", fault.field),
        FaultKind::PartOfOthers { part } => {
            of_parts() && [&part.zh_hans, &part.zh_hant, &part.en].iter().any(|name| row.name.ends_with(*name))
        }
        FaultKind::SlotUnknown { .. } => of_parts() && row.field.ends_with(".0"),
        _ => fault.field == row.field,
    }
}

/// The draft with room for every document that the file has room for: one may have been taken out since.
fn with_room_for(draft: &Draft, filled: &Filled) -> Draft {
    let documents =
        filled.base.keys().filter_map(|field| Some(policy_of_field(field)?.0 + 1)).max().unwrap_or_default();
    let mut draft = draft.clone();
    draft.policies.resize_with(documents.max(draft.policies.len()), PolicyEntry::default);
    draft
}

/// The order of the sheet, one message for a cell.
fn in_order(mut wrong: Vec<Wrong>, rows: &[Row]) -> Vec<Wrong> {
    wrong.sort_by_key(|wrong| rows.iter().position(|row| row.field == wrong.field));
    wrong.dedup_by(|later, first| later.cell == first.cell);
    wrong
}
