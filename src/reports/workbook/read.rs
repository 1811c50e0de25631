//! A file that somebody says is a workbook of ours. Nothing in it is believed before it has been looked at:
//! first how large it is and would become, then whose it says it is, and last what stands in it.

use super::write::{BASE, FIELD, FILL, HEAD, HIDDEN, NAME, STAMP};
use super::{Filled, Given, Line, Refusal, Stamp, Values, tidy};
use crate::language::Lang;
use crate::reports::package::{Bounds, Breach, Package};
use calamine::{DataRef, ExcelDateTime, Reader, Xlsx, XlsxFormulaMetadata};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// Most a file may have: a filled-in workbook has 20 kB.
pub const LARGEST_FILE: usize = 2 * 1024 * 1024;
const MOST_PARTS: usize = 200;
const LARGEST_INSIDE: u64 = 24 * 1024 * 1024;
const MOST_ROWS: u32 = 2_000;
const MOST_COLUMNS: u32 = 16;

/// Reads a file as a workbook of ours, or says why it is none.
pub fn read(bytes: &[u8]) -> Result<Filled, Refusal> {
    look_inside(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    if !book.sheet_names().iter().any(|name| name == HIDDEN) {
        return Err(Refusal::NotOurs);
    }
    let (stamp, seal, base) = signature(&cells(&mut book, HIDDEN)?)?;
    let expected = stamp.lang.workbook_sheet().to_owned();
    let names = book.sheet_names();
    // Under another name the sheet still comes first.
    let named = names.iter().find(|name| **name == expected).or_else(|| names.first());
    let sheet = named.cloned().ok_or(Refusal::Damaged)?;
    let cells = cells(&mut book, &sheet)?;
    let renamed = (sheet != expected).then(|| Refusal::OtherSheet { found: sheet.clone(), expected });
    let moved = renamed.or_else(|| columns(&cells, stamp.lang).err());
    let lines = lines(&cells, filled_in(&cells, stamp.lang));
    Ok(Filled { stamp, seal, base, sheet, lines, moved })
}

/// The first sheet of a workbook somebody brought: its name, and what stands in its first columns. The same limits
/// hold as for a report.
pub fn first_sheet(bytes: &[u8]) -> Result<(String, Cells), Refusal> {
    look_inside(bytes)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    let name = book.sheet_names().first().cloned().ok_or(Refusal::Damaged)?;
    let cells = cells(&mut book, &name)?;
    Ok((name, cells))
}

/// What the bytes are, and whether they stay small when they are unpacked.
fn look_inside(bytes: &[u8]) -> Result<(), Refusal> {
    if bytes.is_empty() {
        return Err(Refusal::Missing);
    }
    if bytes.len() > LARGEST_FILE {
        return Err(Refusal::TooLarge);
    }
    if !bytes.starts_with(b"PK\x03\x04") {
        return Err(kind(bytes));
    }
    let package = Package::open(bytes, Bounds { parts: MOST_PARTS, inside: LARGEST_INSIDE })?;
    if package.has("word/document.xml") || package.has("ppt/presentation.xml") {
        return Err(Refusal::Document);
    }
    if package.names.iter().any(|name| name == "content.xml") {
        return Err(Refusal::OpenDocument);
    }
    if package.has("vbaproject") || package.has("xl/macrosheets") {
        return Err(Refusal::Macros);
    }
    if ["xl/externallinks", "xl/embeddings", "xl/activex", "xl/connections"].iter().any(|part| package.has(part)) {
        return Err(Refusal::Links);
    }
    if !package.has("xl/workbook.xml") || !package.stays_inside() {
        return Err(Refusal::Damaged);
    }
    package.each(|part| {
        if part.declares_entities() {
            return Err(Refusal::Damaged);
        }
        if part.name == "[content_types].xml" && part.says(b"macroEnabled", usize::MAX) {
            return Err(Refusal::Macros);
        }
        Ok(())
    })
}

impl From<Breach> for Refusal {
    fn from(breach: Breach) -> Self {
        match breach {
            Breach::Broken | Breach::Locked => Refusal::Damaged,
            Breach::TooMuch => Refusal::TooMuch,
        }
    }
}

/// What a file is that is no workbook, by its first bytes.
fn kind(bytes: &[u8]) -> Refusal {
    // "EncryptedPackage" as old Office files write it: a workbook under a password.
    let locked: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    if bytes.starts_with(b"%PDF") {
        Refusal::Pdf
    } else if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        if bytes.windows(locked.len()).any(|found| found == locked) { Refusal::Locked } else { Refusal::OldExcel }
    } else if std::str::from_utf8(bytes).is_ok() || !bytes.contains(&0) {
        Refusal::Plain
    } else {
        Refusal::Other
    }
}

/// By row and column, counted from 0.
pub type Cells = BTreeMap<(u32, u32), Given>;

/// The cells of a sheet where a workbook of ours has any, one after the other: a sheet that claims a million
/// rows is never laid out.
fn cells<R: Read + std::io::Seek>(book: &mut Xlsx<R>, sheet: &str) -> Result<Cells, Refusal> {
    let mut reader = book.worksheet_cells_reader(sheet).map_err(|_| Refusal::Damaged)?;
    let mut cells = Cells::new();
    while let Some(cell) = reader.next_cell_with_formula_metadata().map_err(|_| Refusal::Damaged)? {
        let (row, column) = cell.pos;
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            continue;
        }
        let given = match cell.formula {
            Some(XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. }) => {
                Given::Formula(formula.chars().take(200).collect())
            }
            Some(_) => Given::Formula(String::new()),
            None => Given::Value(text(&cell.value)),
        };
        cells.insert((row, column), given);
    }
    Ok(cells)
}

/// A value as people would type it.
fn text(value: &DataRef) -> String {
    let said = match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => format!("{number:.0}"),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) => day(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.trim_end_matches("T00:00:00").to_owned(),
        DataRef::Error(error) => error.to_string(),
        DataRef::Empty => String::new(),
    };
    tidy(&said)
}

/// A day as `2022-07-28`; with an hour, the hour goes with it, and it is no day.
fn day(moment: &ExcelDateTime) -> String {
    match moment.to_ymd_hms_milli() {
        _ if moment.is_duration() => moment.as_f64().to_string(),
        (year, month, day, 0, 0, 0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        (year, month, day, hour, minute, ..) => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
    }
}

fn value(cells: &Cells, row: u32, column: u16) -> &str {
    match cells.get(&(row, column.into())) {
        Some(Given::Value(text)) => text,
        _ => "",
    }
}

/// Whose the workbook says it is, its seal, and what stood in it.
fn signature(cells: &Cells) -> Result<(Stamp, String, Values), Refusal> {
    let mut parts = Vec::new();
    for (row, name) in (0..).zip(STAMP) {
        if value(cells, row, 0) != name {
            return Err(Refusal::NotOurs);
        }
        parts.push(value(cells, row, 1).to_owned());
    }
    let [programme, unit, period, template, lock, lang, seal] =
        <[String; 7]>::try_from(parts).map_err(|_| Refusal::NotOurs)?;
    let (lock, lang) =
        (lock.parse().map_err(|_| Refusal::NotOurs)?, lang.parse::<Lang>().map_err(|_| Refusal::NotOurs)?);
    let named = cells.keys().filter(|(row, column)| *row >= BASE && *column == 0);
    let base = named.map(|(row, _)| (value(cells, *row, 0).to_owned(), value(cells, *row, 1).to_owned()));
    let base: Values = base.filter(|(field, _)| !field.is_empty()).collect();
    Ok((Stamp { programme, unit, period, template, lock, lang }, seal, base))
}

/// Every column must be where it was: a number read from the wrong one would be believed.
fn columns(cells: &Cells, lang: Lang) -> Result<(), Refusal> {
    for (column, expected) in (NAME..).zip(lang.workbook_columns()) {
        let found = value(cells, HEAD, column);
        if found != expected {
            let cell = format!("{}{}", char::from(b'A' + column as u8), HEAD + 1);
            return Err(Refusal::Moved { cell, expected: expected.to_owned(), found: found.to_owned() });
        }
    }
    Ok(())
}

/// The column that was filled in, by its head if columns were moved.
fn filled_in(cells: &Cells, lang: Lang) -> u16 {
    let [_, _, head, ..] = lang.workbook_columns();
    if value(cells, HEAD, FILL) == head {
        return FILL;
    }
    (0..MOST_COLUMNS as u16).find(|column| value(cells, HEAD, *column) == head).unwrap_or(FILL)
}

fn lines(cells: &Cells, fill: u16) -> Vec<Line> {
    let rows = cells.keys().filter(|(row, column)| *row > HEAD && *column == u32::from(FIELD)).map(|(row, _)| *row);
    let line = |row| {
        let field = value(cells, row, FIELD).to_owned();
        let name = value(cells, row, NAME).to_owned();
        let given = cells.get(&(row, fill.into())).cloned().unwrap_or(Given::Value(String::new()));
        (!field.is_empty()).then_some(Line { row: row + 1, field, name, given })
    };
    rows.filter_map(line).collect()
}
