//! The summary as a DOCX laid out by GB/T 9704-2012: the editable original.
//!
//! The fonts are named and not embedded; whoever writes official documents has them.

mod look;
mod package;

use super::runs::plain;
use super::{Block, Column, Masthead, Run as Said, Summary, Table};
use docx_rs::{
    AlignmentType, Docx, FieldCharType, Footer, InstrPAGE, InstrText, Paragraph, ParagraphBorder,
    ParagraphBorderPosition, ParagraphBorders, Run, Tab, TabValueType, TableCell, TableLayoutType, TableRow,
    VAlignType, WidthType,
};
use look::{Look, PAGE_NUMBER_CHARACTER, RED, TEXT_WIDTH};

/// The document. The same summary gives the same bytes, whenever it is written.
pub fn write(summary: &Summary) -> Vec<u8> {
    let look = Look::of(summary.lang);
    let mut docx = look.page(Docx::new()).footer(footer(Side::Right)).even_footer(footer(Side::Left));
    for block in &summary.blocks {
        docx = add(docx, &look, block);
    }
    let mut file = std::io::Cursor::new(Vec::new());
    docx.pack(&mut file).expect("memory takes what is written to it");
    package::seal(file.into_inner(), summary.view.day)
}

fn add(docx: Docx, look: &Look, block: &Block) -> Docx {
    match block {
        Block::Title(lines) => {
            let title = lines.iter().fold(docx, |docx, line| docx.add_paragraph(paragraph("Title", plain(line))));
            title.add_paragraph(paragraph("Body", ""))
        }
        Block::Masthead(head) => add_masthead(docx, head),
        Block::Tail(lines) => lines.iter().enumerate().fold(docx, |docx, (at, line)| {
            docx.add_paragraph(ruled(paragraph("Tail", line), at == 0, at + 1 == lines.len()))
        }),
        Block::Note(runs) => docx.add_paragraph(paragraph("Note", plain(runs))),
        Block::Heading { level, runs } => {
            docx.add_paragraph(paragraph(&format!("Heading{level}"), plain(runs)).keep_next(true))
        }
        Block::Paragraph(runs) => docx.add_paragraph(paragraph("Body", plain(runs))),
        Block::Table(table) => add_table(docx, look, table),
        Block::AnnexList(names) => {
            let mut docx = docx.add_paragraph(paragraph("Body", ""));
            for (i, name) in names.iter().enumerate() {
                let head = if i == 0 { look.lang.summary_annex_list().to_owned() } else { look.annex_list_indent() };
                docx = docx.add_paragraph(paragraph("Body", format!("{head}{}. {name}", i + 1)).keep_next(true));
            }
            docx
        }
        Block::Signature { signatory, date } => {
            // Issuer two characters from the right, the date's first character two further right (7.3.5.2).
            let (issuer_end, date_end) = look.signature_indents(signatory, date);
            docx.add_paragraph(paragraph("Body", "").keep_next(true))
                .add_paragraph(
                    paragraph("Signature", signatory).indent(None, None, Some(issuer_end), None).keep_next(true),
                )
                .add_paragraph(paragraph("Signature", date).indent(None, None, Some(date_end), None))
        }
        Block::Annex { number, title, .. } => docx
            .add_paragraph(paragraph("Annex", number).page_break_before(true))
            .add_paragraph(paragraph("Body", ""))
            .add_paragraph(paragraph("AnnexTitle", title))
            .add_paragraph(paragraph("Body", "")),
    }
}

/// Eighths of a point: the red rule under the masthead, and those above and below the foot (7.4).
const RULE: usize = 18;
const FOOT_RULE: usize = 8;

fn bordered(mut paragraph: Paragraph, borders: ParagraphBorders) -> Paragraph {
    paragraph.property = paragraph.property.set_borders(borders);
    paragraph
}

fn ruled(paragraph: Paragraph, first: bool, last: bool) -> Paragraph {
    let rule = |position| ParagraphBorder::new(position).size(FOOT_RULE).color("000000");
    let mut borders = ParagraphBorders::with_empty();
    if first {
        borders = borders.set(rule(ParagraphBorderPosition::Top));
    }
    if last {
        borders = borders.set(rule(ParagraphBorderPosition::Bottom));
    }
    bordered(paragraph, borders)
}

/// A name of few characters stands wide.
fn spaced(name: &str) -> String {
    if name.is_ascii() { name.to_owned() } else { name.chars().map(String::from).collect::<Vec<_>>().join("\u{3000}") }
}

/// Red name, number, compiler and day over a red rule (product rules A.5).
fn add_masthead(docx: Docx, head: &Masthead) -> Docx {
    // The compiler on the left, the day at the right end of the same line.
    let end = Tab::new().val(TabValueType::Right).pos(TEXT_WIDTH);
    let line = Paragraph::new()
        .style("MastheadLine")
        .add_tab(end)
        .add_run(Run::new().add_text(&head.compiled_by).add_tab().add_text(&head.date));
    let rule = ParagraphBorder::new(ParagraphBorderPosition::Bottom).size(RULE).color(RED).space(4);
    let line = bordered(line, ParagraphBorders::with_empty().set(rule));
    docx.add_paragraph(paragraph("MastheadOver", &head.over))
        .add_paragraph(paragraph("MastheadName", spaced(&head.name)))
        .add_paragraph(paragraph("MastheadNumber", &head.number))
        .add_paragraph(line)
        .add_paragraph(paragraph("Body", ""))
}

fn paragraph(style: &str, text: impl Into<String>) -> Paragraph {
    let text = text.into();
    // A page holds 22 lines, so no line is held back to keep another company.
    let paragraph = Paragraph::new().style(style).widow_control(false);
    if text.is_empty() { paragraph } else { paragraph.add_run(Run::new().add_text(text)) }
}

fn add_table(mut docx: Docx, look: &Look, table: &Table) -> Docx {
    if !table.caption.is_empty() {
        docx = docx.add_paragraph(paragraph("Caption", &table.caption).keep_next(true));
    }
    if let Some(note) = &table.unit_note {
        docx = docx.add_paragraph(paragraph("UnitNote", note).keep_next(true));
    }
    let shares: u32 = table.columns.iter().map(|column| column.share).sum();
    let widths: Vec<usize> =
        table.columns.iter().map(|column| TEXT_WIDTH * column.share as usize / shares.max(1) as usize).collect();
    let head = table.columns.iter().zip(&widths).map(|(column, width)| {
        let name = paragraph("TableHead", &column.name).align(AlignmentType::Center);
        cell(name, *width)
    });
    let mut rows = vec![TableRow::new(head.collect()).cant_split()];
    for row in &table.rows {
        let cells = row.iter().zip(&table.columns).zip(&widths);
        let cells = cells.map(|((runs, column), width)| cell(cell_text(runs, column), *width));
        rows.push(TableRow::new(cells.collect()).cant_split());
    }
    let table = docx_rs::Table::new(rows)
        .set_grid(widths)
        .width(TEXT_WIDTH, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(look.cell_margins());
    docx.add_table(table).add_paragraph(paragraph("AfterTable", ""))
}

fn cell_text(runs: &[Said], column: &Column) -> Paragraph {
    let text = plain(runs);
    let align = match text.as_str() {
        "—" => AlignmentType::Center,
        _ if column.numeric => AlignmentType::Right,
        _ => AlignmentType::Left,
    };
    paragraph("TableText", text).align(align)
}

fn cell(paragraph: Paragraph, width: usize) -> TableCell {
    TableCell::new().width(width, WidthType::Dxa).vertical_align(VAlignType::Center).add_paragraph(paragraph)
}

/// Where the page number stands: one character in from the outer edge (7.5).
enum Side {
    Left,
    Right,
}

fn footer(side: Side) -> Footer {
    let page = Paragraph::new()
        .style("PageNumber")
        .add_run(Run::new().add_text("— "))
        .add_run(
            Run::new()
                .add_field_char(FieldCharType::Begin, false)
                .add_instr_text(InstrText::PAGE(InstrPAGE::new()))
                .add_field_char(FieldCharType::Separate, false)
                .add_text("1")
                .add_field_char(FieldCharType::End, false),
        )
        .add_run(Run::new().add_text(" —"));
    Footer::new().add_paragraph(match side {
        Side::Right => page.align(AlignmentType::Right).indent(None, None, Some(PAGE_NUMBER_CHARACTER), None),
        Side::Left => page.align(AlignmentType::Left).indent(Some(PAGE_NUMBER_CHARACTER), None, None, None),
    })
}
