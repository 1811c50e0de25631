//! Tables to take away: as CSV, as a workbook, and how a file is handed over.

use crate::language::wrapped_lines;
use crate::problem::Problem;
use crate::ratio::Tenths;
use crate::web::pages::encode;
use axum::body::Body;
use axum::http::header;
use axum::response::Response;
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

pub const CSV: &str = "text/csv; charset=utf-8";
pub const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    Text(String),
    Number(i64),
    Tenths(Tenths),
    /// Hundred times the ratio, as it is read.
    Percent(Tenths),
    Day(NaiveDate),
}

impl Cell {
    pub fn text(text: impl Into<String>) -> Self {
        Cell::Text(text.into())
    }
}

/// A table with a name, and lines above it that say what it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    pub name: String,
    pub lead: Vec<String>,
    pub head: Vec<String>,
    pub rows: Vec<Vec<Cell>>,
}

/// The head and the rows as RFC 4180 has them, with the mark by which Excel knows UTF-8. The lines above
/// stay out: a program that reads the file wants one table.
pub fn csv(sheet: &Sheet) -> Vec<u8> {
    let mut text = String::from('\u{FEFF}');
    let head = sheet.head.iter().map(|name| quoted(name)).collect::<Vec<_>>();
    let rows = sheet.rows.iter().map(|row| row.iter().map(written).collect());
    for row in std::iter::once(head).chain(rows) {
        text.push_str(&row.join(","));
        text.push_str("\r\n");
    }
    text.into_bytes()
}

fn written(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => quoted(text),
        Cell::Number(number) => number.to_string(),
        Cell::Tenths(number) | Cell::Percent(number) => format!("{:.1}", number.as_f64()),
        Cell::Day(day) => day.to_string(),
    }
}

/// Text in quotes. A spreadsheet takes text that begins like a formula for one, unless an apostrophe stands before it.
fn quoted(text: &str) -> String {
    const FORMULA: [char; 10] = ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'];
    let guard = if text.starts_with(FORMULA) { "'" } else { "" };
    format!("\"{guard}{}\"", text.replace('"', "\"\""))
}

/// A workbook of tables. Cells are text or numbers, never formulas; the same tables give the same bytes.
pub fn xlsx(title: &str, day: NaiveDate, sheets: &[Sheet]) -> Result<Vec<u8>, Problem> {
    book(title, day, sheets).map_err(|error| {
        tracing::error!(%error, "A workbook could not be written");
        Problem::Internal { id: crate::db::new_id() }
    })
}

/// Columns of digits in each column of a sheet.
const WIDTH: f64 = 18.0;

fn book(title: &str, day: NaiveDate, sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_title(clean(title)).set_creation_datetime(&moment(day)?));
    let (head, text) = (Format::new().set_bold(), Format::new().set_align(FormatAlign::Top).set_text_wrap());
    let [tenths, percent, date] = ["0.0", "0.0%", "yyyy-mm-dd"].map(|format| Format::new().set_num_format(format));
    for sheet in sheets {
        let mut page = Worksheet::new();
        page.set_name(&sheet.name)?;
        let mut row = 0;
        for line in &sheet.lead {
            page.write_string(row, 0, clean(line))?;
            row += 1;
        }
        for (column, name) in (0..).zip(&sheet.head) {
            page.write_string_with_format(row, column, clean(name), &head)?;
            page.set_column_width(column, WIDTH)?;
        }
        page.set_freeze_panes(row + 1, 1)?;
        for cells in &sheet.rows {
            row += 1;
            let lines =
                cells.iter().map(|cell| if let Cell::Text(words) = cell { wrapped_lines(words, WIDTH) } else { 1 });
            page.set_row_height(row, f64::from(lines.max().unwrap_or(1)) * 15.0)?;
            for (column, cell) in (0..).zip(cells) {
                match cell {
                    Cell::Text(words) => page.write_string_with_format(row, column, clean(words), &text)?,
                    Cell::Number(number) => page.write_number(row, column, *number as f64)?,
                    Cell::Tenths(number) => page.write_number_with_format(row, column, number.as_f64(), &tenths)?,
                    Cell::Percent(number) => {
                        page.write_number_with_format(row, column, number.as_f64() / 100.0, &percent)?
                    }
                    Cell::Day(day) => page.write_datetime_with_format(row, column, moment(*day)?, &date)?,
                };
            }
        }
        page.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
        page.set_footer("&C— &P —");
        book.push_worksheet(page);
    }
    book.save_to_buffer()
}

fn moment(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(day.year()).unwrap_or(9999);
    ExcelDateTime::from_ymd(year, day.month() as u8, day.day() as u8)
}

/// Characters that a workbook cannot hold are left out, and a cell holds no more than 32,767.
fn clean(text: &str) -> String {
    let kept = text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t'));
    kept.filter(|c| !matches!(c, '\u{FFFE}' | '\u{FFFF}')).take(32_000).collect()
}

/// Hands a file over under `name`, whose characters become plain ones.
pub fn attachment(name: &str, kind: &'static str, bytes: impl Into<Body>) -> Result<Response, Problem> {
    attachment_called(name, None, kind, bytes)
}

/// The same with a name that people read, for browsers that know how to take one.
pub fn attachment_called(
    name: &str,
    called: Option<&str>,
    kind: &'static str,
    bytes: impl Into<Body>,
) -> Result<Response, Problem> {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '-' };
    let name: String = name.chars().map(plain).collect();
    let called = called.map(|called| format!("; filename*=UTF-8''{}", encode(called))).unwrap_or_default();
    Response::builder()
        .header(header::CONTENT_TYPE, kind)
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"{called}"))
        .header(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'; frame-ancestors 'none'")
        .body(bytes.into())
        .map_err(|_| Problem::Internal { id: crate::db::new_id() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_in_a_csv_never_becomes_a_formula() {
        for (text, expected) in [
            ("=1+1", "\"'=1+1\""),
            ("+86", "\"'+86\""),
            ("-2", "\"'-2\""),
            ("@sum", "\"'@sum\""),
            ("\tx", "\"'\tx\""),
            ("\rx", "\"'\rx\""),
            ("＝1", "\"'＝1\""),
            ("省食品学会", "\"省食品学会\""),
            ("a \"b\", c", "\"a \"\"b\"\", c\""),
            ("", "\"\""),
        ] {
            assert_eq!(quoted(text), expected);
        }
        let sheet = Sheet {
            head: vec!["单位".into(), "数".into()],
            rows: vec![vec![Cell::text("甲"), Cell::Number(-2)]],
            ..Sheet::default()
        };
        assert_eq!(String::from_utf8(csv(&sheet)).unwrap(), "\u{FEFF}\"单位\",\"数\"\r\n\"甲\",-2\r\n");
    }
}
