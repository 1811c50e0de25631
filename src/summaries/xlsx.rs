//! The tables of the summary as a workbook, with charts that spreadsheets draw themselves.
//!
//! Cells are text or numbers; nothing in it is a formula or a link, so no report can smuggle one in.

mod charts;
mod data;
mod index;

use super::{AnnexKind, Block, Run, Summary, Table};
use crate::language::wrapped_lines;
use chrono::Datelike;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// The workbook. The same summary gives the same bytes, whenever it is written.
pub fn write(summary: &Summary) -> Vec<u8> {
    book(summary).expect("the sheets are small and their names and ranges our own")
}

fn book(summary: &Summary) -> Result<Vec<u8>, XlsxError> {
    let lang = summary.lang;
    let mut book = Workbook::new();
    let day = summary.view.day;
    let created = ExcelDateTime::from_ymd(day.year() as u16, day.month() as u8, day.day() as u8)?;
    book.set_properties(&DocProperties::new().set_title(clean(&summary.title)).set_creation_datetime(&created));
    let formats = Formats::new();
    let mut index = index::Index::default();
    // In the order of the annexes, each under its number and title.
    let annexes = summary.blocks.iter().filter_map(|block| match block {
        Block::Annex { kind, number, title } => Some((*kind, format!("{number} {title}"))),
        _ => None,
    });
    for (kind, titled) in annexes {
        let Some(table) = summary.annex(kind) else { continue };
        let name = match kind {
            AnnexKind::Targets => lang.sheet_targets(),
            AnnexKind::Tasks => lang.sheet_tasks(),
            AnnexKind::Reporting => lang.sheet_reporting(),
            AnnexKind::Corrections => lang.sheet_corrections(),
            AnnexKind::Said => lang.sheet_said(),
            AnnexKind::Errata => lang.sheet_errata(),
        };
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        let rows = fill(&mut sheet, &formats, summary, (&titled, table))?;
        index.add(name, table);
        if kind == AnnexKind::Targets {
            let last = charts::below(&mut sheet, summary, rows + 2)?;
            page(&mut sheet, summary, last, column_number(table.columns.len().max(1) - 1))?;
            // Charts are not torn between pages.
            sheet.set_print_fit_to_pages(1, 1);
        }
        book.push_worksheet(sheet);
    }
    let mut sheet = Worksheet::new();
    sheet.set_name(lang.sheet_data())?;
    data::fill(&mut sheet, &formats, summary)?;
    book.push_worksheet(sheet);
    let mut sheet = Worksheet::new();
    sheet.set_name(lang.sheet_index())?;
    index.fill(&mut sheet, &formats, summary)?;
    book.push_worksheet(sheet);
    book.save_to_buffer()
}

/// One table: its title, the document and the cut-off above, a frozen head, and a page that prints. Says how many rows
/// it took.
fn fill(
    sheet: &mut Worksheet,
    formats: &Formats,
    summary: &Summary,
    (titled, table): (&str, &Table),
) -> Result<u32, XlsxError> {
    let last = column_number(table.columns.len().max(1) - 1);
    let widths: Vec<f64> = table.columns.iter().map(|column| f64::from(column.share).mul_add(0.8, 4.0)).collect();
    let width: f64 = widths.iter().sum();
    title(sheet, formats, titled, last, width)?;
    let below = format!("{}　{}", clean(&summary.title), clean(&cutoff(summary)));
    match last {
        0 => sheet.write_string_with_format(1, 0, &below, &formats.below)?,
        _ => sheet.merge_range(1, 0, 1, last, &below, &formats.below)?,
    };
    sheet.set_row_height(1, height(Some(wrapped_lines(&below, width))))?;
    for (at, column) in table.columns.iter().enumerate() {
        let at = column_number(at);
        sheet.write_string_with_format(HEAD, at, clean(&column.name), &formats.head)?;
        sheet.set_column_width(at, widths[usize::from(at)])?;
    }
    let heads = table.columns.iter().zip(&widths).map(|(column, width)| wrapped_lines(&column.name, *width));
    sheet.set_row_height(HEAD, height(heads.max()))?;
    let mut row = HEAD;
    for cells in &table.rows {
        row += 1;
        let lines = cells.iter().zip(&widths).map(|(runs, width)| wrapped_lines(&super::plain(runs), *width));
        sheet.set_row_height(row, height(lines.max()))?;
        for (at, runs) in cells.iter().enumerate() {
            let text = if table.columns[at].numeric { &formats.dash } else { &formats.text };
            write_cell(sheet, (formats, text), row, column_number(at), runs)?;
        }
    }
    page(sheet, summary, row, last)?;
    Ok(row)
}

/// The title across the sheet, as high as it needs.
fn title(sheet: &mut Worksheet, formats: &Formats, said: &str, last: u16, width: f64) -> Result<(), XlsxError> {
    let said = clean(said);
    match last {
        0 => sheet.write_string_with_format(0, 0, &said, &formats.title)?,
        _ => sheet.merge_range(0, 0, 0, last, &said, &formats.title)?,
    };
    // Its characters are larger than those the columns are measured by.
    sheet.set_row_height(0, f64::from(wrapped_lines(&said, width / 1.4)) * 20.0)?;
    Ok(())
}

/// The height of a row of so many lines.
fn height(lines: Option<u32>) -> f64 {
    f64::from(lines.unwrap_or(1)) * 15.0 + 2.0
}

/// The row of column names.
const HEAD: u32 = 2;

fn page(sheet: &mut Worksheet, summary: &Summary, last_row: u32, last_column: u16) -> Result<(), XlsxError> {
    if !summary.marks.is_empty() {
        sheet.set_header(format!("&C{}", clean(&summary.marked())));
    }
    sheet.set_freeze_panes(HEAD + 1, 1)?;
    sheet.set_repeat_rows(0, HEAD)?;
    sheet.set_print_area(0, 0, last_row, last_column)?;
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_footer("&C— &P —");
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (formats, text): (&Formats, &Format),
    row: u32,
    column: u16,
    runs: &[Run],
) -> Result<(), XlsxError> {
    match runs {
        [Run::Figure { value, .. } | Run::Sum { value, .. } | Run::Number { value, .. }] => {
            sheet.write_number_with_format(row, column, *value as f64, &formats.whole)?;
        }
        [Run::Rate { value, shown, .. }] if shown.ends_with('%') => {
            sheet.write_number_with_format(row, column, value.as_f64() / 100.0, &formats.percent)?;
        }
        runs => {
            sheet.write_string_with_format(row, column, clean(&super::plain(runs)), text)?;
        }
    }
    Ok(())
}

/// The line under the title: the moment the numbers are of.
fn cutoff(summary: &Summary) -> String {
    let notes = summary.blocks.iter().filter_map(|block| match block {
        super::Block::Note(runs) => Some(super::plain(runs)),
        super::Block::Masthead(head) => Some(format!("{} {} {}", head.name, head.number, head.date)),
        _ => None,
    });
    notes.collect::<Vec<_>>().join(" ")
}

/// Characters that XML or a spreadsheet cannot hold are left out.
fn clean(text: &str) -> String {
    const MOST: usize = 32_000;
    text.chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .filter(|c| !matches!(c, '\u{FFFE}' | '\u{FFFF}'))
        .take(MOST)
        .collect()
}

fn column_number(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

struct Formats {
    title: Format,
    below: Format,
    course: Format,
    head: Format,
    text: Format,
    /// What stands in a column of numbers and is none.
    dash: Format,
    whole: Format,
    tenths: Format,
    percent: Format,
}

impl Formats {
    fn new() -> Formats {
        let cell = || Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter);
        Formats {
            title: Format::new().set_bold().set_font_size(14).set_text_wrap().set_align(FormatAlign::VerticalCenter),
            below: Format::new().set_text_wrap().set_align(FormatAlign::VerticalCenter),
            course: Format::new().set_bold().set_font_size(12),
            head: cell().set_bold().set_align(FormatAlign::Center).set_text_wrap(),
            text: cell().set_text_wrap(),
            dash: cell().set_align(FormatAlign::Right),
            whole: cell().set_num_format("0"),
            tenths: cell().set_num_format("0.0"),
            percent: cell().set_num_format("0.0%"),
        }
    }
}
