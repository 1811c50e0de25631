//! Tables: heads that repeat, rows that are not torn, and what follows a table.

use super::look::{TEXT_WIDTH, WIDE_WIDTH};
use super::{Body, KEEP};
use crate::summaries::runs::{Run, plain};
use crate::summaries::{Column, Table};
use std::fmt::Write;

/// Tables of the text up to this many rows stand on one page.
const WHOLE: usize = 12;

impl Body<'_> {
    pub fn table(&mut self, table: &Table, wide: bool, ends: bool) {
        let whole = !table.caption.is_empty() && table.rows.len() <= WHOLE;
        if !table.caption.is_empty() {
            self.paragraph("Caption", KEEP, &table.caption);
        }
        if let Some(note) = &table.unit_note {
            self.paragraph("UnitNote", KEEP, note);
        }
        let width = if wide { WIDE_WIDTH } else { TEXT_WIDTH };
        let shares: u32 = table.columns.iter().map(|column| column.share).sum();
        let widths: Vec<usize> =
            table.columns.iter().map(|column| width * column.share as usize / shares.max(1) as usize).collect();
        let _ = write!(
            self.xml,
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"{width}\" w:type=\"dxa\"/><w:jc w:val=\"center\"/>\
             <w:tblLayout w:type=\"fixed\"/><w:tblLook w:val=\"0020\" w:firstRow=\"1\"/></w:tblPr><w:tblGrid>"
        );
        for width in &widths {
            let _ = write!(self.xml, "<w:gridCol w:w=\"{width}\"/>");
        }
        self.xml.push_str("</w:tblGrid>");
        self.xml.push_str("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (column, width) in table.columns.iter().zip(&widths) {
            self.cell(*width, "TableHead", KEEP, &[Run::Text(column.name.clone())]);
        }
        self.xml.push_str("</w:tr>");
        for (at, row) in table.rows.iter().enumerate() {
            let keep = if whole && at + 1 < table.rows.len() { KEEP } else { "" };
            self.xml.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for ((runs, column), width) in row.iter().zip(&table.columns).zip(&widths) {
                let text = plain(runs);
                let side = alignment(&text, column);
                self.cell(*width, "TableText", &format!("{keep}{side}"), runs);
            }
            self.xml.push_str("</w:tr>");
        }
        self.xml.push_str("</w:tbl>");
        // A table is followed by a paragraph as small as can be; what comes next stands off, unless a page ends between.
        self.paragraph("SheetEnd", "", "");
        self.after_table = !ends;
    }

    fn cell(&mut self, width: usize, style: &str, properties: &str, runs: &[Run]) {
        let _ = write!(
            self.xml,
            "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/><w:vAlign w:val=\"center\"/></w:tcPr>"
        );
        self.said(style, properties, runs);
        self.xml.push_str("</w:tc>");
    }
}

fn alignment(text: &str, column: &Column) -> &'static str {
    match text {
        "—" => "<w:jc w:val=\"center\"/>",
        _ if column.numeric => "<w:jc w:val=\"right\"/>",
        _ => "",
    }
}
