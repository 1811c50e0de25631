//! The half-year work summary and the monthly briefing, composed as data: what it says is settled here, how it looks in `docx.rs`, `pdf.rs`
//! and `xlsx.rs`.
//!
//! Only accepted reports feed it. Every number in it is bound to what it counts, so that it can be checked
//! against its figure long after the document was printed.

mod annexes;
mod briefing;
#[cfg(feature = "ssr")]
pub mod docx;
#[cfg(feature = "ssr")]
pub mod pages;
pub mod papers;
#[cfg(feature = "ssr")]
pub mod pdf;
mod runs;
mod said;
mod scope;
mod sections;
mod sources;
pub mod tail;
#[cfg(feature = "ssr")]
pub mod xlsx;

use crate::calendar::{Half, PeriodId};
use crate::charts::Chart;
pub use crate::figures::Counted;
use crate::figures::{Contribution, FigureId};
use crate::language::Lang;
use crate::programme::{DocumentSettings, Programme};
use crate::progress::Record;
use crate::ratio::Tenths;
use crate::views::{Basis, View};
pub use briefing::{Issue, issue_text, issues, longest_message};
use chrono::NaiveDate;
pub use runs::{Rate, Run, plain};
pub use said::Excerpt;
pub use scope::Scope;
pub use sections::one_line;
use serde::{Deserialize, Serialize};
pub use sources::Sources;
pub use tail::copies;

/// A document in one language, ready to be printed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    pub scope: Scope,
    /// The view its numbers were taken at: the one asked for, but a corrected view never sees past the scope.
    pub view: View,
    pub lang: Lang,
    pub settings: DocumentSettings,
    pub title: String,
    /// What every sheet of it says of itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<Mark>,
    pub blocks: Vec<Block>,
    /// The way of each count of people through the year, for charts.
    pub courses: Vec<Course>,
}

/// Why a document is not to be taken for one that somebody has signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Its figures are invented.
    Example,
    /// Nobody has issued or filed it.
    Draft,
    /// It was issued in another language.
    Reference,
}

impl Mark {
    fn word(self, lang: Lang) -> &'static str {
        match self {
            Mark::Example => lang.example_data_note(),
            Mark::Draft => lang.document_draft(),
            Mark::Reference => lang.document_reference(),
        }
    }
}

impl Summary {
    /// The same, marked where it is of the worked example.
    pub fn of_example(mut self, example: bool) -> Summary {
        if example && !self.marks.contains(&Mark::Example) {
            self.marks.insert(0, Mark::Example);
        }
        self
    }

    /// What its sheets say of themselves, in words; empty for what has been issued.
    pub fn marked(&self) -> String {
        let words: Vec<&str> = self.marks.iter().map(|mark| mark.word(self.lang)).collect();
        words.join(" · ")
    }
}

/// One piece of the document, in reading order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Block {
    /// The head of a briefing: what it is called, its number, who compiles it and its day (product rules A.5).
    Masthead(Masthead),
    /// The lines of the title, broken by sense.
    Title(Vec<Vec<Run>>),
    /// A centred line under the title: what the figures cover.
    Note(Vec<Run>),
    Heading {
        level: u8,
        runs: Vec<Run>,
    },
    Paragraph(Vec<Run>),
    Table(Table),
    Figure(Figure),
    /// The list of annexes under the text.
    AnnexList(Vec<String>),
    Signature {
        signatory: String,
        date: String,
    },
    /// The foot of a briefing, on its last page: to whom it goes, between rules (GB/T 9704-2012, 7.4).
    Tail(Vec<String>),
    /// An annex begins, on a new page.
    Annex {
        kind: AnnexKind,
        /// 附件1
        number: String,
        title: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Masthead {
    /// Above all: （内部资料 注意保存）; empty for what is for everybody.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mark: String,
    /// Over the name: the programme.
    pub over: String,
    /// 工作简报
    pub name: String,
    /// 2022年第5期（总第5期）
    pub number: String,
    pub compiled_by: String,
    pub date: String,
}

/// The annexes, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AnnexKind {
    Targets,
    Tasks,
    Reporting,
    Corrections,
    /// What each unit did, lacks and plans, in its own words.
    Said,
    /// What figures that earlier documents printed have become; a draft takes it up, nothing composes it.
    Errata,
}

impl AnnexKind {
    pub fn title(self, lang: Lang) -> &'static str {
        annexes::title(self, lang)
    }

    /// Those of a half-year summary (product rules A.6).
    pub const ALL: [AnnexKind; 4] =
        [AnnexKind::Targets, AnnexKind::Tasks, AnnexKind::Reporting, AnnexKind::Corrections];
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// Above the table; empty in an annex, whose title says it.
    pub caption: String,
    /// 单位：人
    pub unit_note: Option<String>,
    pub columns: Vec<Column>,
    /// Every cell says something; what does not apply is a dash.
    pub rows: Vec<Vec<Vec<Run>>>,
}

/// Charts one below the other. They are drawn in black and grey, with their words beside them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// Below the charts: 图1 …
    pub caption: String,
    /// What the numbers are from and the day they are of.
    pub source: String,
    pub charts: Vec<Chart>,
}

impl Figure {
    /// What the charts say, for those who cannot see them.
    pub fn spoken(&self, lang: Lang) -> String {
        let said = self.charts.iter().map(|chart| format!("{}{}{}", chart.title, lang.full_stop(), chart.desc));
        said.collect::<Vec<_>>().join(lang.pick("", "", " "))
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Column {
    pub name: String,
    /// Share of the width of the page, in hundredths.
    pub share: u32,
    pub numeric: bool,
}

/// How a count of people went through the year beside its plan. Two courses never share an axis.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
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

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Point {
    pub period: PeriodId,
    pub label: String,
    pub end: NaiveDate,
    /// The actual at the end of the period; none where the view does not reach.
    pub actual: Option<i64>,
    /// The plan at the end of the period, in people.
    pub planned: Tenths,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UnitRow {
    pub unit: String,
    pub name: String,
    /// One figure for each period the view reaches.
    pub counts: Vec<(FigureId, i64)>,
    pub total: (FigureId, i64),
}

impl Summary {
    /// The annexes, in order.
    pub fn annexes(&self) -> impl Iterator<Item = AnnexKind> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Annex { kind, .. } => Some(*kind),
            _ => None,
        })
    }

    /// The table of an annex.
    pub fn annex(&self, wanted: AnnexKind) -> Option<&Table> {
        let mut blocks = self.blocks.iter();
        blocks.find(|block| matches!(block, Block::Annex { kind, .. } if *kind == wanted))?;
        blocks.take_while(|block| !matches!(block, Block::Annex { .. })).find_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }

    /// The same as issued and signed on these days: until then it bears the day that is planned.
    pub fn dated(mut self, issued: NaiveDate, signed: NaiveDate) -> Summary {
        for block in &mut self.blocks {
            match block {
                Block::Masthead(head) => head.date = self.lang.day(issued),
                Block::Signature { date, .. } => *date = self.lang.day(signed),
                _ => {}
            }
        }
        self
    }

    /// Every number with its figure.
    fn bound(mut self) -> Summary {
        let scope = self.scope;
        for block in &mut self.blocks {
            match block {
                Block::Note(runs) | Block::Heading { runs, .. } | Block::Paragraph(runs) => bind(runs, scope),
                Block::Table(table) => table.rows.iter_mut().flatten().for_each(|runs| bind(runs, scope)),
                Block::Title(lines) => lines.iter_mut().for_each(|runs| bind(runs, scope)),
                _ => {}
            }
        }
        self
    }

    /// Every run of the document, those in tables too.
    pub fn runs(&self) -> impl Iterator<Item = &Run> {
        self.blocks.iter().flat_map(|block| -> Box<dyn Iterator<Item = &Run>> {
            match block {
                Block::Note(runs) | Block::Heading { runs, .. } | Block::Paragraph(runs) => Box::new(runs.iter()),
                Block::Table(table) => Box::new(table.rows.iter().flatten().flatten()),
                Block::Title(lines) => Box::new(lines.iter().flatten()),
                Block::Masthead(_)
                | Block::Figure(_)
                | Block::AnnexList(_)
                | Block::Signature { .. }
                | Block::Tail(_)
                | Block::Annex { .. } => Box::new(std::iter::empty()),
            }
        })
    }
}

fn bind(runs: &mut [Run], scope: Scope) {
    runs.iter_mut().for_each(|run| run.bind(scope));
}

/// One sheet after another: the text, then each annex. A table of many columns takes the long side of the paper
/// (GB/T 9704-2012, 8).
pub struct Sheet<'s> {
    pub wide: bool,
    pub blocks: &'s [Block],
}

impl Sheet<'_> {
    /// Whether the block at a place is a note on the table of an annex, and set as small as the table.
    pub fn is_note(&self, at: usize) -> bool {
        let after_table = at > 0 && matches!(self.blocks[at - 1], Block::Table(_));
        after_table && matches!(self.blocks.first(), Some(Block::Annex { .. }))
    }
}

/// A reader takes no more problems away than these (product rules A.6).
pub const MOST_PROBLEMS: usize = 4;

const MOST_COLUMNS: usize = 6;

pub fn sheets(blocks: &[Block]) -> Vec<Sheet<'_>> {
    let is_wide = |block: &Block| matches!(block, Block::Table(table) if table.columns.len() > MOST_COLUMNS);
    // The foot of the last page stands upright.
    let turns = |at: usize| {
        let annex = blocks[..at].iter().rposition(|block| matches!(block, Block::Annex { .. }));
        matches!(blocks[at], Block::Tail(_)) && annex.is_some_and(|annex| blocks[annex..at].iter().any(is_wide))
    };
    let begins = |at: &usize| *at == 0 || matches!(blocks[*at], Block::Annex { .. }) || turns(*at);
    let starts: Vec<usize> = (0..blocks.len()).filter(begins).collect();
    let ends = starts.iter().skip(1).copied().chain([blocks.len()]);
    let parts = starts.iter().zip(ends).map(|(start, end)| &blocks[*start..end]);
    parts
        .map(|blocks| {
            let annex = matches!(blocks.first(), Some(Block::Annex { .. }));
            Sheet { wide: annex && blocks.iter().any(is_wide), blocks }
        })
        .collect()
}

/// Composes the summary of `half` as seen at `view`.
pub fn compose(programme: &Programme, record: &Record, half: Half, view: View, lang: Lang) -> Summary {
    let scope = Scope::Half(half);
    let sources = Sources::new(programme, record, scope, no_later(view, half.end()), lang);
    let lines = sources.title_lines();
    let title = lines.join(lang.pick("", "", ": "));
    let mut blocks = vec![Block::Title(lines.into_iter().map(runs::text).collect())];
    blocks.extend(sections::blocks(&sources));
    blocks.extend(annexes::blocks(&sources, &AnnexKind::ALL));
    let courses = sources.courses();
    Summary {
        scope,
        view: sources.view,
        lang,
        settings: programme.documents,
        title,
        marks: vec![Mark::Draft],
        blocks,
        courses,
    }
    .bound()
}

/// What is known now about a time does not include what was reported after it. What was known at a moment is
/// left as it was asked for.
fn no_later(view: View, end: NaiveDate) -> View {
    match view.basis {
        Basis::Corrected => View::new(view.day.min(end), view.basis),
        Basis::Reported => view,
    }
}
