//! A report that leaves the board as a workbook and comes back, filled in or otherwise.

mod cells;
mod files;
mod pages;
mod table;

use pilotboard::language::Lang;
use pilotboard::programme::file::built_in;
use pilotboard::reports::workbook::{Book, Ground, Stamp};
use pilotboard::reports::{Draft, Proof};
use pilotboard::testing::id;
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const JULY: &str = "/my/reports/2022-07";
const FOOD: &str = "count.recognised.food.-.hk.in";
/// The sheet to fill in, inside the file.
const SHEET: &str = "xl/worksheets/sheet1.xml";
const HIDDEN: &str = "xl/worksheets/sheet3.xml";

fn on_ground<T>(unit: &str, lang: Lang, work: impl FnOnce(&Ground) -> T) -> T {
    let programme = built_in();
    let unit = programme.unit(unit).unwrap();
    let period = programme.period(id("2022-07")).unwrap();
    let today = period.end;
    work(&Ground { programme, unit, period, today, lang, before: &|_| 7, proof: &Proof::default(), closed: &|_| false })
}

fn book(unit: &str, lang: Lang, draft: &Draft) -> Book {
    on_ground(unit, lang, |ground| Book {
        stamp: Stamp::new(ground.programme, 1, unit, ground.period.id, 3, lang),
        unit: ground.unit.name.of(lang).to_owned(),
        report: "7月月报".into(),
        span: "2022-06-29".into(),
        end: ground.period.end,
        rows: ground.rows(draft),
    })
}

/// The parts of a file, each as `change` leaves it.
fn changed(file: &[u8], change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        written.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        written.write_all(&change(&name, bytes)).unwrap();
    }
    written.finish().unwrap().into_inner()
}

fn with_part(file: &[u8], name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut written = ZipWriter::new_append(Cursor::new(file.to_vec())).unwrap();
    written.start_file(name, SimpleFileOptions::default()).unwrap();
    written.write_all(bytes).unwrap();
    written.finish().unwrap().into_inner()
}

/// The file with a cell of a sheet written by hand: what is inside `<c>`, and its type.
fn with_cell(file: &[u8], sheet: &str, cell: &str, kind: &str, inside: &str) -> Vec<u8> {
    changed(file, |name, bytes| {
        if name != sheet {
            return bytes;
        }
        let text = String::from_utf8(bytes).unwrap();
        let start = text.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("{sheet} has no {cell}"));
        let rest = &text[start..];
        let tag = rest.find('>').unwrap();
        let end = if rest[..tag].ends_with('/') { tag + 1 } else { rest.find("</c>").unwrap() + 4 };
        let style = rest[..tag].split("s=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("0");
        let kind = if kind.is_empty() { String::new() } else { format!(" t=\"{kind}\"") };
        format!("{}<c r=\"{cell}\" s=\"{style}\"{kind}>{inside}</c>{}", &text[..start], &rest[end..]).into_bytes()
    })
}

/// The file with a text typed into a cell of the sheet.
fn typed(file: &[u8], cell: &str, text: &str) -> Vec<u8> {
    let text = html_escape::encode_text(text);
    with_cell(file, SHEET, cell, "inlineStr", &format!("<is><t xml:space=\"preserve\">{text}</t></is>"))
}
