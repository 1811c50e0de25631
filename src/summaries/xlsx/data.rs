//! The last sheet: the way of each count through the year, and what each unit added in each period.

use super::{Formats, clean, column_number};
use crate::language::wrapped_lines;
use crate::summaries::{Course, Summary};
use rust_xlsxwriter::{Worksheet, XlsxError};

/// Where the numbers of one course stand on the sheet.
pub struct Place {
    /// The row of the first period.
    pub first: u32,
    pub last: u32,
    /// The row of completion and pace.
    pub rates: u32,
}

/// Widths in digits: of the first column, and of those of numbers, whose heads are words.
const WIDTH: f64 = 34.0;
const USUAL: f64 = 12.0;

/// Label, actual and plan.
pub const LABEL: u16 = 0;
pub const ACTUAL: u16 = 1;
pub const PLANNED: u16 = 2;

/// Rows of a course: its name, a head, the periods, a head and the rates, a head, the units, and an empty row.
fn height(course: &Course) -> u32 {
    (course.points.len() + course.rows.len()) as u32 + 7
}

/// Course by course, after the lines that every sheet begins with.
pub fn places(summary: &Summary) -> Vec<Place> {
    let mut top = super::HEAD + 1;
    let mut places = Vec::new();
    for course in &summary.courses {
        let first = top + 2;
        let last = first + course.points.len() as u32 - 1;
        places.push(Place { first, last, rates: last + 2 });
        top += height(course);
    }
    places
}

pub fn fill(sheet: &mut Worksheet, formats: &Formats, summary: &Summary) -> Result<(), XlsxError> {
    let lang = summary.lang;
    sheet.write_string(1, 0, clean(&super::cutoff(summary)))?;
    sheet.write_string_with_format(super::HEAD, 0, lang.sheet_data(), &formats.head)?;
    let (mut last_row, mut last_column) = (super::HEAD, PLANNED);
    for (course, place) in summary.courses.iter().zip(places(summary)) {
        sheet.write_string_with_format(place.first - 2, 0, clean(&course.name), &formats.course)?;
        heads(sheet, formats, place.first - 1, [lang.col_period(), lang.col_cumulative(), lang.col_planned()])?;
        for (at, point) in course.points.iter().enumerate() {
            let row = place.first + at as u32;
            sheet.write_string_with_format(row, LABEL, clean(&point.label), &formats.text)?;
            if let Some(actual) = point.actual {
                sheet.write_number_with_format(row, ACTUAL, actual as f64, &formats.whole)?;
            }
            sheet.write_number_with_format(row, PLANNED, point.planned.as_f64(), &formats.tenths)?;
        }
        heads(sheet, formats, place.rates - 1, [lang.col_indicator(), lang.col_rate(), lang.col_pace()])?;
        sheet.write_string_with_format(place.rates, LABEL, clean(&course.name), &formats.text)?;
        for (column, rate) in [(ACTUAL, course.completion), (PLANNED, course.pace)] {
            sheet.write_number_with_format(place.rates, column, rate.as_f64() / 100.0, &formats.percent)?;
        }
        let head = place.rates + 1;
        let periods = course.rows.first().map_or(0, |row| row.counts.len());
        sheet.write_string_with_format(head, 0, lang.unit_label(), &formats.head)?;
        for (at, row) in course.rows.iter().enumerate() {
            let line = head + 1 + at as u32;
            sheet.write_string_with_format(line, 0, clean(&row.name), &formats.text)?;
            sheet.set_row_height(line, super::height(Some(wrapped_lines(&row.name, WIDTH))))?;
            for (at, (id, count)) in row.counts.iter().enumerate() {
                let column = column_number(at + 1);
                let period = id.filter.period.map(|period| period.to_string()).unwrap_or_default();
                sheet.write_string_with_format(head, column, period, &formats.head)?;
                sheet.write_number_with_format(line, column, *count as f64, &formats.whole)?;
            }
            // Which figure the row is; with `,period=` and the head of a column it is that of the cell.
            let named = column_number(periods + 2);
            sheet.write_string_with_format(head, named, lang.col_figure_id(), &formats.head)?;
            sheet.write_string_with_format(line, named, row.total.0.to_string(), &formats.text)?;
            let total = column_number(periods + 1);
            sheet.write_string_with_format(head, total, lang.total(), &formats.head)?;
            sheet.write_number_with_format(line, total, row.total.1 as f64, &formats.whole)?;
            last_column = last_column.max(named);
            sheet.set_column_width(named, WIDTH)?;
        }
        last_row = head + course.rows.len() as u32;
    }
    sheet.set_column_width(0, WIDTH)?;
    for column in 1..last_column {
        sheet.set_column_width(column, USUAL)?;
    }
    super::title(sheet, formats, &summary.title, last_column, WIDTH + f64::from(last_column) * USUAL)?;
    // Each course on a page of its own, under its own head.
    let breaks: Vec<u32> = places(summary).iter().skip(1).map(|place| place.first - 2).collect();
    if !breaks.is_empty() {
        sheet.set_page_breaks(&breaks)?;
    }
    super::page(sheet, summary, last_row, last_column)
}

fn heads(sheet: &mut Worksheet, formats: &Formats, row: u32, names: [&str; 3]) -> Result<(), XlsxError> {
    for (column, name) in [LABEL, ACTUAL, PLANNED].into_iter().zip(names) {
        sheet.write_string_with_format(row, column, name, &formats.head)?;
    }
    Ok(())
}
