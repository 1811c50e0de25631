//! A document as DOCX laid out by GB/T 9704-2012: the editable original.
//!
//! The faces of the standard are named and not embedded; whoever writes official documents has them. Headings are
//! Word's own and count themselves, so that a paragraph put in between moves the numbers on.

mod bound;
mod look;
mod package;
mod table;
mod xml;

use super::pdf::{Faces, Unprinted};
use super::runs::plain;
use super::{Block, Figure, Masthead, Run, Sheet, Summary, copies, sheets};
use crate::charts::svg::{PAPER_WIDTH, grey_png, on_paper};
use crate::language::Lang;
use bound::{Bound, figures};
use look::{HEAD, Look, NAMESPACE, RED, TEXT_WIDTH};
use package::{Cover, DRAWN, Picture, pack};
use std::fmt::Write;
use xml::escaped;

/// The document. The same summary gives the same bytes, whenever it is written.
pub fn write(summary: &Summary, faces: &Faces) -> Result<Vec<u8>, Unprinted> {
    let look = Look::of(summary.lang, summary.settings);
    let mut body = Body {
        look: &look,
        faces,
        xml: String::new(),
        counters: [0; 4],
        pictures: Vec::new(),
        numbers: Vec::new(),
        after_table: false,
    };
    let sheets = sheets(&summary.blocks);
    for (at, sheet) in sheets.iter().enumerate() {
        body.sheet(sheet, at + 1 == sheets.len())?;
    }
    let Body { xml, pictures, numbers, .. } = body;
    let document = format!("{HEAD}<w:document {NAMESPACE} {DRAWN}><w:body>{xml}</w:body></w:document>");
    let cover = Cover { title: &summary.title, author: author(summary), day: summary.view.day, mark: summary.marked() };
    Ok(pack(&look, &cover, document, pictures, &figures(summary, &numbers)))
}

fn author(summary: &Summary) -> &str {
    let named = summary.blocks.iter().find_map(|block| match block {
        Block::Signature { signatory, .. } => Some(signatory.as_str()),
        Block::Masthead(head) => Some(head.compiled_by.as_str()),
        _ => None,
    });
    named.unwrap_or("pilotboard")
}

/// The runs without so many bytes at their beginning, which are text.
fn after(runs: &[Run], mut bytes: usize) -> Vec<Run> {
    let mut rest = runs.to_vec();
    for run in &mut rest {
        let Run::Text(text) = run else { break };
        let cut = bytes.min(text.len());
        text.drain(..cut);
        bytes -= cut;
    }
    rest
}

/// Eighths of a point: the red rule under the masthead, and those above and below the foot (7.4).
const RULE: usize = 18;
const FOOT_RULE: usize = 8;
/// Where the number of copies ends: one character of 四号 from the right.
const TAIL_END: usize = TEXT_WIDTH - 280;
/// 156 mm in 36,000ths of a millimetre.
const PICTURE_WIDTH: u64 = 156 * 36_000;

/// The text as it comes.
struct Body<'b> {
    look: &'b Look,
    faces: &'b Faces,
    xml: String,
    /// How far Word has counted, level by level.
    counters: [usize; 4],
    pictures: Vec<Picture>,
    /// The numbers so far, each in a bookmark called after its place.
    numbers: Vec<Bound>,
    /// A table has just ended.
    after_table: bool,
}

impl Body<'_> {
    /// A sheet is a section of its own, upright or on its side.
    fn sheet(&mut self, sheet: &Sheet, last: bool) -> Result<(), Unprinted> {
        for (at, block) in sheet.blocks.iter().enumerate() {
            match block {
                Block::Paragraph(runs) if sheet.is_note(at) => self.said("TableNote", "", runs),
                _ => self.block(block, sheet.wide, sheet.blocks.get(at + 1))?,
            }
        }
        let section = self.section(sheet.wide);
        match last {
            true => self.xml.push_str(&section),
            // The properties of a section stand in its last paragraph.
            false => match self.xml.rfind("</w:pPr>").filter(|_| self.xml.ends_with("</w:p>")) {
                Some(at) => self.xml.insert_str(at, &section),
                None => self.paragraph("SheetEnd", &section, ""),
            },
        }
        Ok(())
    }

    fn section(&self, wide: bool) -> String {
        let (names, size, margins) = match wide {
            false => (
                ["odd", "even"],
                "w:w=\"11906\" w:h=\"16838\"",
                "w:top=\"2098\" w:right=\"1474\" w:bottom=\"1984\" w:left=\"1588\" w:header=\"851\" w:footer=\"1400\"",
            ),
            true => (
                ["wideOdd", "wideEven"],
                "w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"",
                "w:top=\"1588\" w:right=\"2041\" w:bottom=\"1474\" w:left=\"2041\" w:header=\"400\" w:footer=\"400\"",
            ),
        };
        let grid = match self.look.lang {
            Lang::En => format!("<w:docGrid w:type=\"lines\" w:linePitch=\"{}\"/>", self.look.line),
            _ => "<w:docGrid w:type=\"linesAndChars\" w:linePitch=\"579\" w:charSpace=\"-848\"/>".to_owned(),
        };
        format!(
            "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"{}\"/><w:footerReference w:type=\"even\" r:id=\"{}\"/>\
             <w:type w:val=\"nextPage\"/><w:pgSz {size}/><w:pgMar {margins} w:gutter=\"0\"/>{grid}</w:sectPr>",
            names[0], names[1]
        )
    }

    /// Half a line above what follows a table.
    fn gap(&mut self) -> String {
        match std::mem::take(&mut self.after_table) {
            true => format!("<w:spacing w:before=\"{}\"/>", self.look.line / 2),
            false => String::new(),
        }
    }

    /// `properties` come after the style, in the order of the schema.
    fn paragraph(&mut self, style: &str, properties: &str, text: &str) {
        let gap = self.gap();
        let _ = write!(self.xml, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}{gap}</w:pPr>");
        if !text.is_empty() {
            let _ = write!(self.xml, "<w:r><w:t xml:space=\"preserve\">{}</w:t></w:r>", escaped(text));
        }
        self.xml.push_str("</w:p>");
    }

    /// The same of text with numbers, each in a bookmark that names its place among the figures of the package.
    fn said(&mut self, style: &str, properties: &str, runs: &[Run]) {
        let gap = self.gap();
        let _ = write!(self.xml, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/>{properties}{gap}</w:pPr>");
        for run in runs.iter().filter(|run| !run.shown().is_empty()) {
            let text = escaped(run.shown());
            if run.figures().is_empty() {
                let _ = write!(self.xml, "<w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>");
                continue;
            }
            self.numbers.push(Bound::of(run));
            let n = self.numbers.len();
            let _ = write!(
                self.xml,
                "<w:bookmarkStart w:id=\"{n}\" w:name=\"_n{n}\"/><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r>\
                 <w:bookmarkEnd w:id=\"{n}\"/>"
            );
        }
        self.xml.push_str("</w:p>");
    }

    fn empty(&mut self) {
        self.paragraph("Body", "", "");
    }

    fn block(&mut self, block: &Block, wide: bool, next: Option<&Block>) -> Result<(), Unprinted> {
        match block {
            Block::Title(lines) => self.title(lines),
            Block::Masthead(head) => self.masthead(head),
            Block::Tail(lines) => self.tail(lines),
            Block::Note(runs) => self.said("Note", "", runs),
            Block::Heading { level, runs } => self.heading(*level, runs),
            Block::Paragraph(runs) => {
                let text = plain(runs);
                // What announces a list stands on the list's page, and a signature never stands on a page without text.
                let announces =
                    text.ends_with(['：', ':']) || matches!(next, Some(Block::AnnexList(_) | Block::Signature { .. }));
                self.said("Body", if announces { KEEP } else { "" }, runs);
            }
            Block::Table(table) => self.table(table, wide, next.is_none()),
            Block::Figure(figure) => self.figure(figure)?,
            Block::AnnexList(names) => self.annex_list(names),
            Block::Signature { signatory, date } => {
                let (issuer_end, date_end) = self.look.signature_indents(signatory, date);
                self.paragraph("Body", KEEP, "");
                self.paragraph("Signature", &format!("{KEEP}<w:ind w:right=\"{issuer_end}\"/>"), signatory);
                self.paragraph("Signature", &format!("<w:ind w:right=\"{date_end}\"/>"), date);
            }
            Block::Annex { number, title, .. } => {
                self.paragraph("Annex", "", number);
                self.empty();
                self.paragraph("AnnexTitle", &format!("<w:spacing w:after=\"{}\"/>", self.look.line / 2), title);
            }
        }
        Ok(())
    }

    fn title(&mut self, lines: &[Vec<Run>]) {
        let half = self.look.line / 2;
        for (at, line) in lines.iter().enumerate() {
            let before = if at == 0 { half } else { 0 };
            let after = if at + 1 == lines.len() { half } else { 0 };
            let space = format!("<w:spacing w:before=\"{before}\" w:after=\"{after}\"/>");
            self.said("Title", &space, line);
        }
    }

    /// Red name, number, compiler and day over a red rule (product rules A.5).
    fn masthead(&mut self, head: &Masthead) {
        if !head.mark.is_empty() {
            self.paragraph("MastheadNumber", "", &head.mark);
        }
        self.paragraph("MastheadOver", "", &head.over);
        self.paragraph("MastheadName", "", &spaced(&head.name));
        self.paragraph("MastheadNumber", "", &head.number);
        let rule =
            format!("<w:pBdr><w:bottom w:val=\"single\" w:sz=\"{RULE}\" w:space=\"1\" w:color=\"{RED}\"/></w:pBdr>");
        if self.look.lang == Lang::En {
            // Names in English fill lines of their own.
            self.paragraph("MastheadLine", "", &head.compiled_by);
            self.paragraph("MastheadLine", &format!("{rule}<w:jc w:val=\"right\"/>"), &head.date);
        } else {
            // The compiler on the left, the day at the right end of the same line.
            let _ = write!(
                self.xml,
                "<w:p><w:pPr><w:pStyle w:val=\"MastheadLine\"/>{rule}<w:tabs><w:tab w:val=\"right\" \
                 w:pos=\"{TEXT_WIDTH}\"/></w:tabs></w:pPr><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r><w:r><w:tab/>\
                 </w:r><w:r><w:t>{}</w:t></w:r></w:p>",
                escaped(&head.compiled_by),
                escaped(&head.date),
            );
        }
    }

    /// To whom it goes, at the foot of the page between rules.
    fn tail(&mut self, lines: &[String]) {
        let frame = format!(
            "<w:framePr w:w=\"{TEXT_WIDTH}\" w:hSpace=\"0\" w:vSpace=\"0\" w:wrap=\"around\" w:vAnchor=\"margin\" \
             w:hAnchor=\"margin\" w:xAlign=\"left\" w:yAlign=\"bottom\"/>"
        );
        let rule =
            |side: &str| format!("<w:{side} w:val=\"single\" w:sz=\"{FOOT_RULE}\" w:space=\"1\" w:color=\"000000\"/>");
        // One paragraph, so that no program parts its lines; the section ends after it.
        let lines = lines.iter().map(|line| match copies(line) {
            Some((line, copies)) => {
                let (line, copies) = (escaped(line), escaped(copies));
                format!("<w:t xml:space=\"preserve\">{line}</w:t><w:tab/><w:t xml:space=\"preserve\">{copies}</w:t>")
            }
            None => format!("<w:t xml:space=\"preserve\">{}</w:t>", escaped(line)),
        });
        let text = lines.collect::<Vec<_>>().join("<w:br/>");
        let _ = write!(
            self.xml,
            "<w:p><w:pPr><w:pStyle w:val=\"Tail\"/>{frame}<w:pBdr>{}{}</w:pBdr><w:tabs><w:tab w:val=\"right\" \
             w:pos=\"{TAIL_END}\"/></w:tabs></w:pPr><w:r>{text}</w:r></w:p>",
            rule("top"),
            rule("bottom"),
        );
        self.paragraph("SheetEnd", "", "");
    }

    /// Word counts headings; one that is numbered otherwise keeps what it says.
    fn heading(&mut self, level: u8, runs: &[Run]) {
        let level = level.clamp(1, 4);
        let (style, text) = (format!("Heading{level}"), plain(runs));
        let at = usize::from(level) - 1;
        let next = self.counters[at] + 1;
        match text.strip_prefix(&self.look.lang.heading_number(level, next)) {
            Some(rest) => {
                self.counters[at] = next;
                self.counters[at + 1..].fill(0);
                self.said(&style, "", &after(runs, text.len() - rest.len()));
            }
            None => {
                let uncounted = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"0\"/></w:numPr>";
                self.said(&style, uncounted, runs);
            }
        }
    }

    fn annex_list(&mut self, names: &[String]) {
        self.paragraph("Body", KEEP, "");
        let head = self.look.lang.summary_annex_list();
        let number = self.look.width("1. ");
        let left = 2 * self.look.character + self.look.width(head) + number;
        for (at, name) in names.iter().enumerate() {
            let (hanging, head) = if at == 0 { (self.look.width(head) + number, head) } else { (number, "") };
            let properties = format!("{KEEP}<w:ind w:left=\"{left}\" w:hanging=\"{hanging}\"/>");
            self.paragraph("Listed", &properties, &format!("{head}{}. {name}", at + 1));
        }
    }

    /// The picture, its title below it, and where its numbers are from.
    fn figure(&mut self, figure: &Figure) -> Result<(), Unprinted> {
        let fonts = self.faces.drawing().ok_or(Unprinted::NoFace)?;
        let lang = self.look.lang;
        let drawn = on_paper(&figure.charts, self.look.picture_faces());
        let png = grey_png(&drawn.svg, lang, fonts).map_err(Unprinted::Layout)?;
        self.pictures.push(Picture { svg: drawn.svg.to_string(), png });
        let n = self.pictures.len();
        let height = PICTURE_WIDTH * u64::from(drawn.height) / u64::from(PAPER_WIDTH);
        let (name, said) = (escaped(&figure.caption), escaped(&figure.spoken(lang)));
        let gap = self.gap();
        let extent = format!("cx=\"{PICTURE_WIDTH}\" cy=\"{height}\"");
        let _ = write!(
            self.xml,
            "<w:p><w:pPr><w:pStyle w:val=\"Figure\"/>{gap}</w:pPr><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" \
             distR=\"0\"><wp:extent {extent}/><wp:docPr id=\"{n}\" name=\"{name}\" descr=\"{said}\"/><wp:cNvGraphicFramePr/>\
             <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>\
             <pic:cNvPr id=\"{n}\" name=\"{name}\" descr=\"{said}\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip \
             r:embed=\"png{n}\"><a:extLst><a:ext uri=\"{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}\"><asvg:svgBlip \
             r:embed=\"svg{n}\"/></a:ext></a:extLst></a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>\
             <a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext {extent}/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>\
             </pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
        );
        self.paragraph("Caption", KEEP, &figure.caption);
        self.paragraph("Source", "", &figure.source);
        self.paragraph("AfterTable", "", "");
        Ok(())
    }
}

const KEEP: &str = "<w:keepNext/>";

/// A name of few characters stands wide.
fn spaced(name: &str) -> String {
    if name.is_ascii() { name.to_owned() } else { name.chars().map(String::from).collect::<Vec<_>>().join("\u{3000}") }
}
