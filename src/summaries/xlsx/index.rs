//! Where each number of the annexes is found again: its cell, the figure it is, its value and its moment.

use super::{Formats, HEAD, clean, height};
use crate::language::wrapped_lines;
use crate::summaries::{Run, Summary, Table};
use rust_xlsxwriter::{Worksheet, XlsxError, utility::row_col_to_cell};

/// The numbers of the sheets, in reading order.
#[derive(Default)]
pub struct Index<'s>(Vec<(&'static str, String, &'s Run)>);

const WIDTHS: [f64; 5] = [16.0, 10.0, 52.0, 12.0, 34.0];

impl<'s> Index<'s> {
    pub fn add(&mut self, sheet: &'static str, table: &'s Table) {
        for (row, cells) in table.rows.iter().enumerate() {
            for (column, runs) in cells.iter().enumerate() {
                let cell = || row_col_to_cell(HEAD + 1 + row as u32, super::column_number(column));
                let numbers = runs.iter().filter(|run| !run.figures().is_empty());
                self.0.extend(numbers.map(|run| (sheet, cell(), run)));
            }
        }
    }

    pub fn fill(&self, sheet: &mut Worksheet, formats: &Formats, summary: &Summary) -> Result<(), XlsxError> {
        let lang = summary.lang;
        let last = super::column_number(WIDTHS.len() - 1);
        super::title(sheet, formats, &summary.title, last, WIDTHS.iter().sum())?;
        sheet.write_string(1, 0, lang.figures_sheet_note())?;
        let heads =
            [lang.col_sheet(), lang.col_cell_address(), lang.col_figure_id(), lang.figure_count(), lang.compare_day()];
        for (at, (head, width)) in heads.into_iter().zip(WIDTHS).enumerate() {
            let at = super::column_number(at);
            sheet.write_string_with_format(HEAD, at, head, &formats.head)?;
            sheet.set_column_width(at, width)?;
        }
        let mut row = HEAD;
        for (name, cell, run) in &self.0 {
            row += 1;
            let ids: Vec<String> = run.figures().iter().map(ToString::to_string).collect();
            let ids = ids.join(" + ");
            let view = match run {
                Run::Figure { at: Some(view), .. } => *view,
                _ => summary.view,
            };
            sheet.set_row_height(row, height(Some(wrapped_lines(&ids, WIDTHS[2]))))?;
            sheet.write_string_with_format(row, 0, *name, &formats.text)?;
            sheet.write_string_with_format(row, 1, cell, &formats.text)?;
            sheet.write_string_with_format(row, 2, clean(&ids), &formats.text)?;
            super::write_cell(sheet, (formats, &formats.text), row, 3, std::slice::from_ref(*run))?;
            let moment = format!("{} · {}", view.day, lang.basis(view.basis));
            sheet.write_string_with_format(row, 4, moment, &formats.text)?;
        }
        super::page(sheet, summary, row, last)?;
        Ok(())
    }
}
