//! The sheet that people are listed in: one line each, roles and units to choose from.

use crate::language::{Lang, wrapped_lines};
use crate::people::Role;
use crate::people::roster::{Column, MOST};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    Color, DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Formula, Workbook,
    Worksheet, XlsxError,
};

/// The empty sheet. The same units give the same bytes on the same day.
pub fn write(lang: Lang, units: &[String], day: NaiveDate) -> Vec<u8> {
    book(lang, units, day).expect("the sheets are small and their names our own")
}

fn book(lang: Lang, units: &[String], day: NaiveDate) -> Result<Vec<u8>, XlsxError> {
    let mut file = Workbook::new();
    let made = ExcelDateTime::from_ymd(day.year() as u16, day.month() as u8, day.day() as u8)?;
    file.set_properties(&DocProperties::new().set_title(lang.roster_import()).set_creation_datetime(&made));
    let mut sheet = Worksheet::new();
    sheet.set_name(lang.roster_sheet())?;
    let head =
        Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_background_color(Color::RGB(0xF2_F2_F2));
    // Telephones and accounts are text: a number would lose its leading noughts.
    let text = Format::new().set_num_format("@");
    for (column, width) in (0..).zip([14.0, 20.0, 18.0, 18.0, 34.0, 18.0]) {
        sheet.set_column_width(column, width)?.set_column_format(column, &text)?;
    }
    for (at, column) in (0..).zip(Column::ALL) {
        sheet.write_string_with_format(0, at, lang.roster_column(column), &head)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    let last = MOST as u32;
    for (at, count) in [(3, Role::ALL.len()), (4, units.len().max(1))] {
        let letter = ["A", "B"][usize::from(at) - 3];
        let range = format!("='{}'!${letter}$1:${letter}${count}", lang.roster_lists());
        let check = DataValidation::new().allow_list_formula(Formula::new(range));
        sheet.add_data_validation(1, at, last, at, &check)?;
    }
    let mut lists = Worksheet::new();
    lists.set_name(lang.roster_lists())?.set_hidden(true);
    for (row, role) in (0..).zip(Role::ALL) {
        lists.write_string(row, 0, lang.role(role))?;
    }
    for (row, unit) in (0..).zip(units) {
        lists.write_string(row, 1, unit)?;
    }
    let mut help = Worksheet::new();
    help.set_name(lang.roster_how())?.set_column_width(0, 90)?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (row, line) in (0..).zip(lang.roster_instructions()) {
        help.write_string_with_format(row, 0, line, &wrapped)?;
        help.set_row_height(row, f64::from(wrapped_lines(line, 90.0)) * 15.0)?;
    }
    file.push_worksheet(sheet);
    file.push_worksheet(help);
    file.push_worksheet(lists);
    file.save_to_buffer()
}
