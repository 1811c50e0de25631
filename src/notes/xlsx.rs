//! The register of notes and replies as a sheet, one line for each thing said, in the language of the reader.
//!
//! Every cell is text: what somebody typed never becomes a formula.

use super::{Note, Signed};
use crate::calendar::shanghai;
use crate::language::{Lang, wrapped_lines};
use crate::programme::Programme;
use crate::views::View;
use chrono::Datelike;
use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

/// The workbook; `notes` come with the name of their subject. The same notes give the same bytes.
pub fn write(programme: &Programme, view: View, lang: Lang, notes: &[(String, Note)]) -> Vec<u8> {
    book(programme, view, lang, notes).expect("one small sheet with a name of our own")
}

fn book(programme: &Programme, view: View, lang: Lang, notes: &[(String, Note)]) -> Result<Vec<u8>, XlsxError> {
    let cell = || Format::new().set_border(FormatBorder::Thin).set_align(FormatAlign::VerticalCenter).set_text_wrap();
    let (head, text) = (cell().set_bold(), cell());
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_ymd(view.day.year() as u16, view.day.month() as u8, view.day.day() as u8)?;
    book.set_properties(&DocProperties::new().set_title(lang.notes_heading()).set_creation_datetime(&created));
    let mut sheet = Worksheet::new();
    sheet.set_name(lang.notes_heading())?;
    let title = format!("{} · {}", programme.short.of(lang), lang.notes_heading());
    sheet.write_string_with_format(0, 0, title, &Format::new().set_bold().set_font_size(14))?;
    sheet.write_string(1, 0, lang.as_at_day(&lang.day(view.day)))?;
    const WIDTHS: [u32; 7] = [34, 10, 48, 40, 17, 30, 24];
    for (at, (name, width)) in (0_u16..).zip(lang.notes_columns().into_iter().zip(WIDTHS)) {
        sheet.write_string_with_format(2, at, name, &head)?;
        sheet.set_column_width(at, width)?;
    }
    for (row, cells) in (3_u32..).zip(notes.iter().flat_map(|(subject, note)| lines(programme, lang, subject, note))) {
        let height = cells.iter().zip(WIDTHS).map(|(said, width)| wrapped_lines(said, f64::from(width))).max();
        sheet.set_row_height(row, f64::from(height.unwrap_or(1)) * 15.0)?;
        for (at, said) in (0_u16..).zip(cells) {
            sheet.write_string_with_format(row, at, said, &text)?;
        }
    }
    sheet.set_freeze_panes(3, 1)?;
    sheet.set_repeat_rows(0, 2)?;
    sheet.set_paper_size(9).set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_footer("&C— &P —");
    book.push_worksheet(sheet);
    book.save_to_buffer()
}

/// The note and then its replies: about what, which of the two, the words, who, when, to whom, and who has
/// yet to answer.
fn lines(programme: &Programme, lang: Lang, subject: &str, note: &Note) -> Vec<[String; 7]> {
    let name = |id: &str| programme.unit(id).map_or_else(|| id.to_owned(), |unit| unit.name.of(lang).to_owned());
    let names = |ids: &[&str]| lang.list(&ids.iter().map(|id| name(id)).collect::<Vec<_>>());
    let who = |by: &Signed| {
        let unit = by.unit.as_deref().map(name).unwrap_or_default();
        [unit.as_str(), &by.post, &by.name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    let when = |by: &Signed| by.at.with_timezone(&shanghai()).format("%Y-%m-%d %H:%M").to_string();
    let to: Vec<&str> = note.to.iter().map(String::as_str).collect();
    let kind = lang.note_called(note).to_owned();
    let first = [
        subject.to_owned(),
        kind,
        note.text.clone(),
        who(&note.by),
        when(&note.by),
        names(&to),
        names(&note.waits_for()),
    ];
    let replies = note.replies.iter().map(|reply| {
        let kind = lang.note_reply().to_owned();
        [subject.to_owned(), kind, reply.text.clone(), who(&reply.by), when(&reply.by), String::new(), String::new()]
    });
    [first].into_iter().chain(replies).collect()
}
