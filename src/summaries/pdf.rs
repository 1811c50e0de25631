//! The summary as a PDF laid out by GB/T 9704-2012: what is read on a telephone, projected and printed duplex.
//!
//! The fonts of the standard are not free; their free likenesses are embedded, so that the page looks the same
//! everywhere.

mod contents;
mod faces;
mod world;

use super::Summary;
use crate::figures::FigureId;
use crate::language::Lang;
use crate::views::View;
pub use contents::is_long;
use contents::{Contents, MISSING};
pub use faces::Faces;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};
use typst::diag::SourceDiagnostic;
use typst::foundations::{Bytes, Label, Smart};
use typst::introspection::Introspector;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandard, PdfStandards};
use typst_render::{RenderOptions, render};
use world::Room;

/// What a printed document says of where it is found again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paper {
    /// The board, without a slash at its end.
    pub board: String,
    /// The moment, the basis and the language, as an address carries them.
    pub state: String,
    /// A picture of the code that opens this document, as SVG of our own drawing.
    pub qr: String,
}

impl Paper {
    pub fn figure(&self, id: &FigureId) -> String {
        format!("{}/figures/{id}?{}", self.board, self.state)
    }

    /// The same at another moment than the document's.
    pub fn figure_at(&self, id: &FigureId, View { day, basis }: View) -> String {
        let rest = self.state.split('&').filter(|part| !part.starts_with("as_at=") && !part.starts_with("basis="));
        let rest: String = rest.map(|part| format!("&{part}")).collect();
        format!("{}/figures/{id}?as_at={day}&basis={basis}{rest}", self.board)
    }
}

/// Why there is no PDF.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unprinted {
    /// The folder of fonts is not there, or empty.
    NoFace,
    /// Whoever asked has gone.
    Abandoned,
    /// A mistake of ours in the layout.
    Layout(String),
}

impl fmt::Display for Unprinted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Unprinted::NoFace => {
                f.write_str("the fonts of documents are not in the folder of fonts (PILOTBOARD_FONTS)")
            }
            Unprinted::Abandoned => f.write_str("nobody waits for the document any more"),
            Unprinted::Layout(why) => write!(f, "the document could not be laid out: {why}"),
        }
    }
}

/// What is made of a document before it is issued.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Final,
    /// 校样: the lines are numbered, and every page says what it is.
    Proof,
}

/// The document. The same summary gives the same bytes, whenever it is written. Between its steps it looks
/// whether it is still `wanted`.
pub fn write(summary: &Summary, faces: &Faces, paper: &Paper, wanted: &AtomicBool) -> Result<Vec<u8>, Unprinted> {
    exported(summary, faces, paper, State::Final, wanted)
}

/// The document to be read and corrected.
pub fn proof(summary: &Summary, faces: &Faces, paper: &Paper, wanted: &AtomicBool) -> Result<Vec<u8>, Unprinted> {
    exported(summary, faces, paper, State::Proof, wanted)
}

/// Dots to a point: a page is as wide as a window of usual size.
const DOTS: f64 = 1.6;

/// The pages of a document as pictures (PNG), as they will be printed.
pub struct Drawn {
    pub pages: Vec<Vec<u8>>,
    pub fill: Option<Fill>,
}

/// On how many pages the text stands, without its annexes, and how many lines its last page has left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fill {
    pub pages: usize,
    pub lines_left: usize,
}

pub fn pictures(summary: &Summary, faces: &Faces, paper: &Paper, wanted: &AtomicBool) -> Result<Drawn, Unprinted> {
    let document = laid_out(summary, faces, paper, State::Final, wanted)?;
    let options = RenderOptions { pixel_per_pt: DOTS.into(), ..RenderOptions::default() };
    let drawn = document.pages().iter().map(|page| {
        still(wanted)?;
        render(page, &options).encode_png().map_err(|fault| Unprinted::Layout(fault.to_string()))
    });
    let drawn = drawn.collect::<Result<_, _>>();
    typst::comemo::evict(4);
    Ok(Drawn { pages: drawn?, fill: fill(&document, summary.lang) })
}

/// Millimetres from the top of a sheet to its text, and the height of the text (GB/T 9704-2012, 5.2).
const TOP: f64 = 37.0;
const HEIGHT: f64 = 225.0;

fn fill(document: &PagedDocument, lang: Lang) -> Option<Fill> {
    let found = document.introspector();
    let end = found.query_label(Label::new(PicoStr::intern("text-end"))?).ok()?.location()?;
    let end = found.position(end)?;
    let lines = if lang == Lang::En { 33 } else { 22 };
    // What ends within a hair of a line ends with it.
    let used = ((end.point.y.to_mm() - TOP) / (HEIGHT / f64::from(lines)) - 0.1).ceil();
    Some(Fill { pages: end.page.get(), lines_left: (f64::from(lines) - used).clamp(0.0, f64::from(lines)) as usize })
}

/// Goes on only for somebody.
pub fn still(wanted: &AtomicBool) -> Result<(), Unprinted> {
    if wanted.load(Ordering::Relaxed) { Ok(()) } else { Err(Unprinted::Abandoned) }
}

fn laid_out(
    summary: &Summary,
    faces: &Faces,
    paper: &Paper,
    state: State,
    wanted: &AtomicBool,
) -> Result<PagedDocument, Unprinted> {
    still(wanted)?;
    let proof = (state == State::Proof).then(|| summary.lang.proof_mark());
    let set = |shelf| Contents::new(summary, paper, shelf).map(|contents| (shelf, contents.json(proof).to_string()));
    let (shelf, contents) = match set(faces.ours()) {
        Some((shelf, contents)) if !contents.contains(MISSING) => (shelf, contents),
        _ => set(faces.all()).ok_or(Unprinted::NoFace)?,
    };
    let room = Room { shelf, document: Bytes::from_string(contents) };
    still(wanted)?;
    typst::compile::<PagedDocument>(&room).output.map_err(|faults| layout(&faults))
}

fn exported(
    summary: &Summary,
    faces: &Faces,
    paper: &Paper,
    state: State,
    wanted: &AtomicBool,
) -> Result<Vec<u8>, Unprinted> {
    let document = laid_out(summary, faces, paper, state, wanted)?;
    still(wanted)?;
    if is_long(summary) {
        // What was kept to lay it out is not needed to write it, and is much.
        typst::comemo::evict(0);
    }
    let standards =
        PdfStandards::new(&[PdfStandard::Ua_1]).map_err(|fault| Unprinted::Layout(fault.message().to_string()))?;
    let ident = format!("{}?{}", summary.title, paper.state);
    let options = PdfOptions {
        ident: Smart::Custom(ident),
        creator: Smart::Custom(Some("pilotboard".to_owned())),
        standards,
        ..PdfOptions::default()
    };
    let bytes = typst_pdf::pdf(&document, &options).map_err(|faults| layout(&faults));
    // What typst remembers of documents is dropped after a few others.
    typst::comemo::evict(4);
    bytes
}

fn layout(faults: &[SourceDiagnostic]) -> Unprinted {
    Unprinted::Layout(faults.iter().map(|fault| fault.message.as_str()).collect::<Vec<_>>().join("; "))
}
