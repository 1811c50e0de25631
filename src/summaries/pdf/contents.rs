//! The document as the strings typst is given. None of them is markup, whatever a unit typed.

use super::Paper;
use super::faces::{Part, Shelf, is_latin};
use crate::charts::svg::on_paper;
use crate::figures::FigureId;
use crate::language::Lang;
use crate::summaries::{Block, Figure, Mark, Run, Summary, Table, copies, sheets};
use chrono::Datelike;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The printer's mark for a type that is not in the case.
pub const MISSING: char = '〓';

/// Beyond so many numbers a document is a book, whose pages would take minutes to find out what stands on them: its
/// numbers open their figures, and its foot has the code alone.
const MOST_IDS: usize = 2000;

/// Whether a document is one of very many units.
pub fn is_long(summary: &Summary) -> bool {
    summary.runs().filter(|run| !matches!(run, Run::Text(_))).count() > MOST_IDS || summary.blocks.len() > MOST_IDS
}

pub struct Contents<'a> {
    pub summary: &'a Summary,
    pub paper: &'a Paper,
    pub shelf: &'a Shelf,
    families: Vec<&'static str>,
}

impl<'a> Contents<'a> {
    /// None where the machine has no face for the language.
    pub fn new(summary: &'a Summary, paper: &'a Paper, shelf: &'a Shelf) -> Option<Self> {
        let families = shelf.families(Part::Body, summary.lang)?;
        Some(Contents { summary, paper, shelf, families })
    }

    /// `proof` stands over every page of a proof.
    pub fn json(&self, proof: Option<&str>) -> Value {
        let Summary { lang, view, title, blocks, settings, .. } = self.summary;
        let sheets = sheets(blocks).into_iter().map(|sheet| {
            let blocks = sheet.blocks.iter().map(|block| self.block(block)).collect::<Vec<_>>();
            json!({ "wide": sheet.wide, "blocks": blocks })
        });
        let (tag, region) = lang.pick(("zh", "cn"), ("zh", "hk"), ("en", "gb"));
        let faces: BTreeMap<&str, Value> =
            Part::ALL.into_iter().map(|part| (role(part), self.faces(part, *lang))).collect();
        // What is not issued is also read on screens by whoever will issue it: from Word.
        let printed = proof.is_none() && !self.summary.marks.iter().any(|mark| *mark != Mark::Example);
        json!({
            "lang": tag,
            "region": region,
            "title": self.text(title),
            "author": self.author(),
            "date": { "year": view.day.year(), "month": view.day.month(), "day": view.day.day() },
            "faces": faces,
            "words": {
                "continued": lang.summary_continued(),
                "annex_list": lang.summary_annex_list(),
                "qr": lang.sheet_qr(),
                "figures": lang.pdf_figures(),
                "faces": if printed { "" } else { lang.pdf_faces() },
                "comma": lang.list_comma(),
            },
            "qr": self.paper.qr,
            "mark": self.text(&self.summary.marked()),
            "proof": proof,
            "ids": !is_long(self.summary),
            "bold3": settings.third_heading_bold,
            "single": settings.single_sided,
            "fixed": settings.fixed_lines,
            "sheets": sheets.collect::<Vec<_>>(),
        })
    }

    fn faces(&self, part: Part, lang: Lang) -> Value {
        let families = self.shelf.families(part, lang).unwrap_or_default();
        let own_digits = part == Part::Body && self.summary.settings.body_digits;
        let families = families.into_iter().filter(|name| !(own_digits && is_latin(name)) || lang == Lang::En);
        families.map(|name| json!({ "name": name, "latin": is_latin(name) && lang != Lang::En })).collect()
    }

    fn author(&self) -> String {
        let signatory = self.summary.blocks.iter().find_map(|block| match block {
            Block::Signature { signatory, .. } => Some(signatory.as_str()),
            Block::Masthead(head) => Some(head.compiled_by.as_str()),
            _ => None,
        });
        self.text(signatory.unwrap_or_default())
    }

    fn block(&self, block: &Block) -> Value {
        match block {
            Block::Masthead(head) => json!({
                "kind": "masthead",
                "mark": self.text(&head.mark),
                "over": self.text(&head.over),
                "name": self.text(&head.name),
                "number": head.number,
                "compiled_by": self.text(&head.compiled_by),
                "date": head.date,
            }),
            Block::Title(lines) => {
                let lines = lines.iter().map(|line| self.runs(line)).collect::<Vec<_>>();
                json!({ "kind": "title", "lines": lines })
            }
            Block::Tail(lines) => {
                let line = |line: &String| match copies(line) {
                    Some((line, copies)) => json!([self.text(line), self.text(copies)]),
                    None => json!([self.text(line)]),
                };
                json!({ "kind": "tail", "lines": lines.iter().map(line).collect::<Vec<_>>() })
            }
            Block::Note(runs) => json!({ "kind": "note", "runs": self.runs(runs) }),
            Block::Heading { level, runs } => json!({ "kind": "heading", "level": level, "runs": self.runs(runs) }),
            Block::Paragraph(runs) => json!({ "kind": "paragraph", "runs": self.runs(runs) }),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::AnnexList(names) => json!({ "kind": "annex_list", "names": self.texts(names) }),
            Block::Signature { signatory, date } => {
                json!({ "kind": "signature", "signatory": self.text(signatory), "date": date })
            }
            Block::Annex { number, title, .. } => {
                json!({ "kind": "annex", "number": number, "title": self.text(title) })
            }
        }
    }

    fn figure(&self, figure: &Figure) -> Value {
        // Characters before letters: a drawing takes the first face that is there, and any for what that lacks.
        let mut families = self.shelf.families(Part::Heading1, self.summary.lang).unwrap_or_default();
        families.sort_by_key(|family| is_latin(family) && self.summary.lang != Lang::En);
        let families = families.join("', '");
        let drawn = on_paper(&figure.charts, &format!("'{families}'"));
        json!({
            "kind": "figure",
            "caption": self.text(&figure.caption),
            "source": self.text(&figure.source),
            "spoken": self.text(&figure.spoken(self.summary.lang)),
            "svg": drawn.svg.to_string(),
        })
    }

    fn table(&self, table: &Table) -> Value {
        let columns = table
            .columns
            .iter()
            .map(|column| json!({ "name": self.text(&column.name), "share": column.share, "numeric": column.numeric }));
        let rows = table.rows.iter().map(|row| row.iter().map(|runs| self.runs(runs)).collect::<Vec<_>>());
        json!({
            "kind": "table",
            "caption": self.text(&table.caption),
            "unit_note": table.unit_note.as_ref().map(|note| self.text(note)),
            "columns": columns.collect::<Vec<_>>(),
            "rows": rows.collect::<Vec<_>>(),
        })
    }

    /// Text as strings, numbers with the figure they are and the address that opens it.
    fn runs(&self, runs: &[Run]) -> Value {
        let run = |run: &Run| {
            let text = self.text(run.shown());
            let (id, href) = match (run.figures(), run) {
                ([], _) => return json!(text),
                ([id], Run::Figure { at: Some(view), .. }) => (id.to_string(), Some(self.paper.figure_at(id, *view))),
                ([id], _) => (id.to_string(), Some(self.paper.figure(id))),
                (ids, _) => (spanned(ids), None),
            };
            json!({ "text": text, "id": id, "href": href })
        };
        runs.iter().map(run).collect()
    }

    fn texts(&self, texts: &[String]) -> Vec<String> {
        texts.iter().map(|text| self.text(text)).collect()
    }

    /// What is printed of a text: no control characters, and a mark for what no face can draw.
    fn text(&self, text: &str) -> String {
        let shown = |c: char| match c {
            '\n' | '\t' => ' ',
            c if c == ' ' || self.shelf.draws(&self.families, c) => c,
            _ => MISSING,
        };
        text.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).map(shown).collect()
    }
}

/// The same figure of several months: the first of them, and up to which.
fn spanned(ids: &[FigureId]) -> String {
    let last = ids.last().and_then(|id| id.filter.period).map(|period| format!("…{period}"));
    let first = ids.first().map(ToString::to_string).unwrap_or_default();
    if ids.len() > 1 { first + &last.unwrap_or_default() } else { first }
}

fn role(part: Part) -> &'static str {
    match part {
        Part::Title => "title",
        Part::Body => "body",
        Part::Heading1 => "heading1",
        Part::Heading2 => "heading2",
        Part::PageNumber => "song",
    }
}
