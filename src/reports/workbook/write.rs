//! The workbook as a file. The same book gives the same bytes, whenever it is written.

use super::{Book, EDITION_CELL, Kind, Mark, Row, Section, TITLE_CELL, tidy};
use crate::language::{Lang, wrapped_lines};
use crate::reports::{Stated, TICKED, UNAVAILABLE};
use chrono::{Datelike, NaiveDate};
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, Formula, Note, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

/// The hidden sheet: the stamp, what stood in the fields, and the ladders to choose from.
pub(super) const HIDDEN: &str = "pilotboard";
/// The names of the stamp's parts, in the first column of the hidden sheet.
pub(super) const STAMP: [&str; 7] = ["programme", "unit", "period", "template", "lock", "lang", "seal"];
/// The first row of what stood in the fields, counted from 0.
pub(super) const BASE: u32 = 8;

/// Columns of the sheet, counted from 0. The first is hidden and holds the names of the fields.
pub(super) const FIELD: u16 = 0;
pub(super) const NAME: u16 = 1;
const BEFORE: u16 = 2;
pub(super) const FILL: u16 = 3;
const AFTER: u16 = 4;
const HINT: u16 = 5;
const MARK: u16 = 6;
/// The row of the columns' names, counted from 0.
pub(super) const HEAD: u32 = 4;
/// The cells above the fields that a refusal may be about.
pub const HEADS: [&str; 7] = [TITLE_CELL, EDITION_CELL, "B5", "C5", "D5", "E5", "F5"];

const GROUND: Color = Color::RGB(0xFF_F9_E5);
const WRONG: Color = Color::RGB(0xFB_DC_D4);
const GIVEN: Color = Color::RGB(0xF2_F2_F2);

/// The cell to fill in of a row counted from 1: `D7`.
pub(super) fn fill_cell(row: u32) -> String {
    format!("D{row}")
}

/// The cell of the name of a row counted from 1.
pub(super) fn name_cell(row: u32) -> String {
    format!("B{row}")
}

/// The line of the sheet in which each row stands, counted from 1: every section has a line of its own above it.
pub(super) fn places<'a>(rows: impl Iterator<Item = &'a Row>) -> impl Iterator<Item = u32> {
    let (mut at, mut section) = (HEAD + 1, None);
    rows.map(move |row| {
        at += if section.replace(row.section) == Some(row.section) { 1 } else { 2 };
        at
    })
}

/// The workbook, sealed; with `marks`, a copy to be mended: each wrong cell coloured and said beside it and in a note.
pub fn write(book: &Book, seal: &str, marks: &[Mark]) -> Vec<u8> {
    workbook(book, seal, marks)
        .expect("the sheets are small, their names our own and the texts cut to what a cell holds")
}

fn workbook(book: &Book, seal: &str, marks: &[Mark]) -> Result<Vec<u8>, XlsxError> {
    let lang = book.stamp.lang;
    let mut file = Workbook::new();
    let title = format!("{} · {}", book.unit, book.report);
    file.set_properties(&DocProperties::new().set_title(tidy(&title)).set_creation_datetime(&moment(book.end)?));
    let mut sheet = Worksheet::new();
    sheet.set_name(lang.workbook_sheet())?;
    let mut hidden = Worksheet::new();
    hidden.set_name(HIDDEN)?.set_very_hidden(true).protect();
    fill(&mut sheet, &mut hidden, book, marks)?;
    head_marks(&mut sheet, marks)?;
    stamp(&mut hidden, book, seal)?;
    file.push_worksheet(sheet);
    file.push_worksheet(instructions(book)?);
    file.push_worksheet(hidden);
    file.save_to_buffer()
}

fn stamp(sheet: &mut Worksheet, book: &Book, seal: &str) -> Result<(), XlsxError> {
    let stamp = &book.stamp;
    let (lock, lang) = (stamp.lock.to_string(), stamp.lang.to_string());
    let parts = [&stamp.programme, &stamp.unit, &stamp.period, &stamp.template, &lock, &lang, seal];
    for (row, (name, value)) in (0..).zip(STAMP.into_iter().zip(parts)) {
        sheet.write_string(row, 0, name)?.write_string(row, 1, value)?;
    }
    for (row, (field, value)) in (BASE..).zip(book.base()) {
        sheet.write_string(row, 0, &field)?.write_string(row, 1, tidy(&value))?;
    }
    Ok(())
}

fn fill(sheet: &mut Worksheet, hidden: &mut Worksheet, book: &Book, marks: &[Mark]) -> Result<(), XlsxError> {
    let lang = book.stamp.lang;
    let looks = Looks::new();
    for (column, width) in [(FIELD, 0.0), (NAME, 38.0), (BEFORE, 9.0), (FILL, 40.0), (AFTER, 9.0), (HINT, 24.0)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_column_hidden(FIELD)?;
    sheet.write_string_with_format(0, NAME, tidy(&format!("{} · {}", book.unit, book.report)), &looks.title)?;
    sheet.write_string(1, NAME, tidy(&book.span))?;
    let lead = if marks.is_empty() { lang.workbook_lead().to_owned() } else { lang.workbook_marked(marks.len()) };
    sheet.write_string_with_format(2, NAME, tidy(&lead), if marks.is_empty() { &looks.lead } else { &looks.alarm })?;
    let edition = lang.workbook_edition(&book.stamp.programme, &book.stamp.template);
    sheet.write_string_with_format(3, NAME, tidy(&edition), &looks.hint)?;
    for (column, name) in (NAME..).zip(lang.workbook_columns()) {
        sheet.write_string_with_format(HEAD, column, name, &looks.head)?;
    }
    if !marks.is_empty() {
        sheet.set_column_width(MARK, 40)?;
        sheet.write_string_with_format(HEAD, MARK, lang.workbook_to_mend(), &looks.head)?;
    }
    let (mut at, mut section, mut lists) = (HEAD, None, 0);
    for row in &book.rows {
        at += 1;
        if section != Some(row.section) {
            section = Some(row.section);
            let name = match row.section {
                Section::Counts => lang.form_section_counts(),
                Section::Stages => lang.form_section_stages(),
                Section::Tasks => lang.form_section_tasks(),
                Section::Text => lang.form_section_text(),
                Section::Policies => lang.form_policies(),
            };
            for column in [BEFORE, FILL, AFTER, HINT] {
                sheet.write_blank(at, column, &looks.section)?;
            }
            sheet.write_string_with_format(at, NAME, name, &looks.section)?;
            at += 1;
        }
        let mark = marks.iter().find_map(|mark| match mark {
            Mark::Field { field, said } if *field == row.field => Some((FILL, said.as_str())),
            Mark::Name { field, said } if *field == row.field => Some((NAME, said.as_str())),
            _ => None,
        });
        line(sheet, &looks, book, row, at, mark)?;
        let check = match &row.kind {
            Kind::Rung(names) => {
                lists += 1;
                let column = 2 + lists;
                for (at, name) in (0..).zip(names) {
                    hidden.write_string(at, column, rung(names, i64::from(at) + 1).unwrap_or_else(|| tidy(name)))?;
                }
                let letters = rust_xlsxwriter::utility::column_number_to_name(column);
                let range = format!("={HIDDEN}!${letters}$1:${letters}${}", names.len().max(1));
                DataValidation::new().allow_list_formula(Formula::new(range))
            }
            kind => check(book, kind, at)?,
        };
        let check = match row.kind {
            Kind::Count { .. } => check.set_error_message(lang.workbook_count_rule())?,
            _ => check,
        };
        sheet.add_data_validation(at, FILL, at, FILL, &check)?;
    }
    sheet.set_freeze_panes(HEAD + 1, 0)?;
    sheet.set_repeat_rows(HEAD, HEAD)?;
    sheet.set_print_area(0, NAME, at, if marks.is_empty() { HINT } else { MARK })?;
    sheet.set_paper_size(9).set_portrait().set_print_fit_to_pages(1, 0);
    sheet.set_footer("&C— &P —");
    sheet.set_selection(HEAD + 2, FILL, HEAD + 2, FILL)?;
    // Without a password: it keeps hands from slipping, and keeps nobody out.
    sheet.protect_with_options(&ProtectionOptions {
        format_rows: true,
        format_columns: true,
        ..ProtectionOptions::new()
    });
    Ok(())
}

fn line(
    sheet: &mut Worksheet,
    looks: &Looks,
    book: &Book,
    row: &Row,
    at: u32,
    wrong: Option<(u16, &str)>,
) -> Result<(), XlsxError> {
    let lang = book.stamp.lang;
    sheet.write_string(at, FIELD, &row.field)?;
    sheet.write_string_with_format(at, NAME, tidy(&row.name), &looks.name)?;
    let (look, day) = if wrong.is_some() { (&looks.wrong, &looks.wrong_day) } else { (&looks.fill, &looks.day) };
    let number = looks.number(wrong.is_some());
    match &row.kind {
        Kind::Count { before } => {
            sheet.write_number_with_format(at, BEFORE, *before as f64, &looks.given)?;
            let typed = row.value.parse::<i64>().ok().filter(|n| n.to_string() == row.value && n.abs() < 1_000_000_000);
            let after = before + Stated::understand(&row.value.as_str().into()).map_or(0, Stated::number);
            let (cell, sum) = (fill_cell(at + 1), format!("C{}", at + 1));
            let formula =
                Formula::new(format!("=IF(ISNUMBER({cell}),{sum}+{cell},{sum})")).set_result(after.to_string());
            sheet.write_formula_with_format(at, AFTER, formula, &looks.given)?;
            match typed {
                Some(typed) => sheet.write_number_with_format(at, FILL, typed as f64, number)?,
                None if row.value.is_empty() => sheet.write_blank(at, FILL, number)?,
                None => sheet.write_string_with_format(at, FILL, tidy(&row.value), number)?,
            };
        }
        Kind::Day { .. } => match row
            .value
            .parse::<NaiveDate>()
            .ok()
            .filter(|day| day.to_string() == row.value && (1901..=9999).contains(&day.year()))
        {
            Some(typed) => {
                sheet.write_datetime_with_format(at, FILL, moment(typed)?, day)?;
            }
            None if row.value.is_empty() => {
                sheet.write_blank(at, FILL, day)?;
            }
            None => {
                sheet.write_string_with_format(at, FILL, tidy(&row.value), day)?;
            }
        },
        kind => {
            let shown = match kind {
                Kind::Rung(names) => row.value.parse().ok().and_then(|number| rung(names, number)),
                Kind::Tick if row.value == TICKED => Some(lang.workbook_yes().to_owned()),
                _ => None,
            };
            sheet.write_string_with_format(at, FILL, shown.unwrap_or_else(|| tidy(&row.value)), look)?;
        }
    }
    if !matches!(row.kind, Kind::Count { .. }) {
        sheet.write_blank(at, BEFORE, &looks.given)?.write_blank(at, AFTER, &looks.given)?;
    }
    sheet.write_string_with_format(at, HINT, lang.workbook_hint(&row.kind, book.end), &looks.hint)?;
    let lines = match row.kind {
        Kind::Text { most } if row.section == Section::Text => most / 40 + 2,
        Kind::Text { .. } => 3,
        _ => 2,
    };
    sheet.set_row_height(at, lines as f64 * 15.0)?;
    if let Some((column, said)) = wrong {
        sheet.write_string_with_format(at, MARK, tidy(said), &looks.mark)?;
        sheet.insert_note(at, column, &note(said))?;
    }
    Ok(())
}

fn note(said: &str) -> Note {
    Note::new(tidy(said)).add_author_prefix(false).set_author(HIDDEN)
}

/// What is said of the workbook as a whole, at the cell that prints it.
fn head_marks(sheet: &mut Worksheet, marks: &[Mark]) -> Result<(), XlsxError> {
    let looks = Looks::new();
    for mark in marks {
        let Mark::Head { cell, said } = mark else { continue };
        let row = cell[1..].parse::<u32>().unwrap_or(1) - 1;
        let column = u16::from(cell.as_bytes()[0] - b'A');
        sheet.set_cell_format(row, column, &looks.wrong_head)?;
        sheet.insert_note(row, column, &note(said))?;
        // The head of a column is told apart by its note; beside it stands the head of the marks.
        let beside = if row == HEAD { HEAD - 1 } else { row };
        sheet.write_string_with_format(beside, MARK, tidy(said), &looks.mark)?;
    }
    Ok(())
}

/// What the spreadsheet itself refuses, or asks about, while somebody types.
fn check(book: &Book, kind: &Kind, at: u32) -> Result<DataValidation, XlsxError> {
    let check = DataValidation::new();
    let cell = fill_cell(at + 1);
    Ok(match kind {
        // A whole number of at least 0; what says that there is none to be had is let through.
        Kind::Count { .. } => {
            let words =
                ["—", "不适用", "不適用", UNAVAILABLE, Lang::ZhHant.count_unavailable(), Lang::En.count_unavailable()];
            let words: String = words.iter().map(|word| format!(",{cell}=\"{word}\"")).collect();
            check.allow_custom(Formula::new(format!("=OR(AND(ISNUMBER({cell}),{cell}>=0,{cell}=INT({cell})){words})")))
        }
        // Dates typed as text are understood, too, so this asks and does not refuse.
        Kind::Day { in_period } => check
            .allow_date(match in_period {
                true => DataValidationRule::LessThanOrEqualTo(moment(book.end)?),
                // What has come by the day the file is brought nobody knows as it is written.
                false => DataValidationRule::GreaterThan(ExcelDateTime::from_ymd(1900, 12, 31)?),
            })
            .set_error_style(DataValidationErrorStyle::Information)
            .set_error_message(book.stamp.lang.workbook_hint(kind, book.end))?,
        Kind::Tick => {
            let lang = book.stamp.lang;
            check.allow_list_strings(&[lang.workbook_yes(), lang.workbook_no()])?
        }
        Kind::Text { most } => check.allow_text_length(DataValidationRule::LessThanOrEqualTo(*most as u32)),
        Kind::Rung(_) => check,
    })
}

/// A rung as it is chosen: `3 已签约`.
fn rung(names: &[String], number: i64) -> Option<String> {
    let name = usize::try_from(number - 1).ok().and_then(|at| names.get(at))?;
    Some(tidy(&format!("{number} {name}")))
}

fn instructions(book: &Book) -> Result<Worksheet, XlsxError> {
    let lang = book.stamp.lang;
    let looks = Looks::new();
    let mut sheet = Worksheet::new();
    sheet.set_name(lang.workbook_instructions())?;
    sheet.set_column_width(0, 90)?;
    sheet.write_string_with_format(0, 0, lang.workbook_how(), &looks.title)?;
    for (row, text) in (1..).zip(lang.workbook_steps()) {
        sheet.write_string_with_format(row, 0, *text, &looks.plain)?;
        sheet.set_row_height(row, f64::from(wrapped_lines(text, 90.0)) * 15.0)?;
    }
    sheet.set_paper_size(9).set_portrait().set_print_fit_to_pages(1, 0);
    sheet.protect();
    Ok(sheet)
}

fn moment(day: NaiveDate) -> Result<ExcelDateTime, XlsxError> {
    ExcelDateTime::from_ymd(u16::try_from(day.year()).unwrap_or(9999), day.month() as u8, day.day() as u8)
}

/// The name of the file for people's folders: `report-soc_food-2022-07.xlsx`.
pub fn file_name(unit: &str, period: &str, marked: bool) -> String {
    format!("report-{unit}-{period}{}.xlsx", if marked { "-to-mend" } else { "" })
}

struct Looks {
    title: Format,
    head: Format,
    section: Format,
    name: Format,
    given: Format,
    fill: Format,
    count: Format,
    day: Format,
    wrong: Format,
    wrong_count: Format,
    wrong_day: Format,
    wrong_head: Format,
    hint: Format,
    plain: Format,
    lead: Format,
    alarm: Format,
    mark: Format,
}

impl Looks {
    fn new() -> Looks {
        let cell =
            || Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter).set_text_wrap();
        let open = |ground| cell().set_background_color(ground).set_unlocked();
        let text = |ground| open(ground).set_num_format("@");
        let count = |ground| open(ground).set_align(FormatAlign::Right);
        let day = |ground| open(ground).set_num_format("yyyy-mm-dd").set_align(FormatAlign::Left);
        Looks {
            title: Format::new().set_bold().set_font_size(15),
            head: cell().set_bold().set_align(FormatAlign::Center),
            section: cell().set_bold().set_background_color(GIVEN),
            name: cell(),
            given: cell().set_background_color(GIVEN).set_num_format("0"),
            fill: text(GROUND),
            count: count(GROUND),
            day: day(GROUND),
            wrong: text(WRONG),
            wrong_count: count(WRONG),
            wrong_day: day(WRONG),
            wrong_head: cell().set_bold().set_background_color(WRONG),
            hint: cell().set_font_color(Color::RGB(0x59_59_59)).set_font_size(9),
            lead: Format::new(),
            alarm: Format::new().set_bold().set_font_color(Color::RGB(0xA5_2A_1A)),
            plain: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            mark: Format::new().set_text_wrap().set_bold().set_font_color(Color::RGB(0xA5_2A_1A)),
        }
    }

    fn number(&self, wrong: bool) -> &Format {
        if wrong { &self.wrong_count } else { &self.count }
    }
}
