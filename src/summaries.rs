//! The half-year work summary, composed as data: what it says is settled here, how it looks in `docx.rs`, `pdf.rs`
//! and `xlsx.rs`.
//!
//! Only accepted reports feed it. Every number in it is bound to what it counts, so that it can be checked
//! against its figure long after the document was printed.

mod annexes;
#[cfg(feature = "ssr")]
pub mod docx;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod pdf;
mod runs;
mod sections;
mod sources;
#[cfg(feature = "ssr")]
pub mod xlsx;

use crate::calendar::{Half, PeriodId};
use crate::figures::{Contribution, FigureId};
use crate::language::Lang;
use crate::programme::Programme;
use crate::progress::Record;
use crate::ratio::Tenths;
use crate::views::{Basis, View};
use chrono::NaiveDate;
pub use runs::{Counted, Rate, Run, plain};
use sources::Sources;

/// A summary of one half-year in one language, ready to be printed.
#[derive(Clone, Debug, PartialEq)]
pub struct Summary {
    pub half: Half,
    /// The view its numbers were taken at: the one asked for, but a corrected view never sees past the half.
    pub view: View,
    pub lang: Lang,
    pub title: String,
    pub blocks: Vec<Block>,
    /// The way of each count of people through the year, for charts.
    pub courses: Vec<Course>,
}

/// One piece of the document, in reading order.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// The lines of the title, broken by sense.
    Title(Vec<String>),
    /// A centred line under the title: what the figures cover.
    Note(Vec<Run>),
    Heading {
        level: u8,
        runs: Vec<Run>,
    },
    Paragraph(Vec<Run>),
    Table(Table),
    /// The list of annexes under the text.
    AnnexList(Vec<String>),
    Signature {
        signatory: String,
        date: String,
    },
    /// An annex begins, on a new page.
    Annex {
        kind: AnnexKind,
        /// 附件1
        number: String,
        title: String,
    },
}

/// The annexes, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnnexKind {
    Targets,
    Tasks,
    Reporting,
    Corrections,
}

impl AnnexKind {
    pub const ALL: [AnnexKind; 4] =
        [AnnexKind::Targets, AnnexKind::Tasks, AnnexKind::Reporting, AnnexKind::Corrections];
}

#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Above the table; empty in an annex, whose title says it.
    pub caption: String,
    /// 单位：人
    pub unit_note: Option<String>,
    pub columns: Vec<Column>,
    /// Every cell says something; what does not apply is a dash.
    pub rows: Vec<Vec<Vec<Run>>>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    pub name: String,
    /// Share of the width of the page, in hundredths.
    pub share: u32,
    pub numeric: bool,
}

/// How a count of people went through the year beside its plan. Two courses never share an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// Id of the target.
    pub target: String,
    pub name: String,
    /// 人
    pub unit: String,
    pub value: i64,
    pub completion: Tenths,
    pub pace: Tenths,
    /// One for each regular period of the year.
    pub points: Vec<Point>,
    /// What each unit added in each period, as the figure's contributions have it.
    pub rows: Vec<UnitRow>,
    pub contributions: Vec<Contribution>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    pub period: PeriodId,
    pub label: String,
    pub end: NaiveDate,
    /// The actual at the end of the period; none where the view does not reach.
    pub actual: Option<i64>,
    /// The plan at the end of the period, in people.
    pub planned: Tenths,
}

#[derive(Clone, Debug, PartialEq)]
pub struct UnitRow {
    pub unit: String,
    pub name: String,
    /// One figure for each period the view reaches.
    pub counts: Vec<(FigureId, i64)>,
    pub total: (FigureId, i64),
}

impl Summary {
    /// The table of an annex.
    pub fn annex(&self, wanted: AnnexKind) -> Option<&Table> {
        let mut blocks = self.blocks.iter();
        blocks.find(|block| matches!(block, Block::Annex { kind, .. } if *kind == wanted))?;
        blocks.take_while(|block| !matches!(block, Block::Annex { .. })).find_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }

    /// Every run of the document, those in tables too.
    pub fn runs(&self) -> impl Iterator<Item = &Run> {
        self.blocks.iter().flat_map(|block| -> Box<dyn Iterator<Item = &Run>> {
            match block {
                Block::Note(runs) | Block::Heading { runs, .. } | Block::Paragraph(runs) => Box::new(runs.iter()),
                Block::Table(table) => Box::new(table.rows.iter().flatten().flatten()),
                Block::Title(_) | Block::AnnexList(_) | Block::Signature { .. } | Block::Annex { .. } => {
                    Box::new(std::iter::empty())
                }
            }
        })
    }
}

/// Composes the summary of `half` as seen at `view`.
pub fn compose(programme: &Programme, record: &Record, half: Half, view: View, lang: Lang) -> Summary {
    // What is known now about the half does not include what was reported after it. What was known at a
    // moment is left as it was asked for.
    let view = match view.basis {
        Basis::Corrected => View::new(view.day.min(half.end()), view.basis),
        Basis::Reported => view,
    };
    let sources = Sources::new(programme, record, half, view, lang);
    let lines = sources.title_lines();
    let title = lines.join(lang.pick("", "", ": "));
    let mut blocks = vec![Block::Title(lines)];
    blocks.extend(sections::blocks(&sources));
    blocks.extend(annexes::blocks(&sources));
    Summary { half, view, lang, title, blocks, courses: sources.courses() }
}
