//! An issued document.

use crate::documents::{Erratum, Witness};
use crate::summaries::{Block, plain};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct DocumentLine {
    /// `2022-4` for the fourth briefing of 2022, `2022H1` for the summary of its first half.
    id: String,
    title: String,
    issued_at: DateTime<Utc>,
    /// The day of its figures.
    as_at: NaiveDate,
    lang: String,
}

#[derive(Serialize, ToSchema)]
pub struct DocumentAnswer {
    #[serde(flatten)]
    line: DocumentLine,
    /// Its headings and paragraphs, without tables and annexes.
    text: Vec<String>,
    figures: Vec<PrintedAnswer>,
    files: Vec<FileAnswer>,
    /// Figures that are others now.
    changed: Vec<ChangedAnswer>,
}

#[derive(Serialize, ToSchema)]
pub struct PrintedAnswer {
    id: String,
    /// As printed.
    value: i64,
}

#[derive(Serialize, ToSchema)]
pub struct FileAnswer {
    format: String,
    sha256: String,
}

#[derive(Serialize, ToSchema)]
pub struct ChangedAnswer {
    id: String,
    printed: i64,
    now: i64,
    /// Why reports were corrected; empty where reports came in later.
    reasons: Vec<String>,
}

impl DocumentLine {
    pub fn new(witness: &Witness) -> Self {
        DocumentLine {
            id: witness.name.clone(),
            title: witness.summary.title.clone(),
            issued_at: witness.issued_at,
            as_at: witness.summary.view.day,
            lang: witness.summary.lang.to_string(),
        }
    }
}

impl DocumentAnswer {
    pub fn new(witness: &Witness, files: Vec<(String, String)>, errata: &[Erratum]) -> Self {
        let text = witness.summary.blocks.iter().take_while(|block| !matches!(block, Block::Annex { .. }));
        let text = text.filter_map(|block| match block {
            Block::Heading { runs, .. } | Block::Paragraph(runs) => Some(plain(runs)),
            _ => None,
        });
        let printed = |id: &crate::figures::FigureId, value| PrintedAnswer { id: id.to_string(), value };
        let changed = |erratum: &Erratum| ChangedAnswer {
            id: erratum.id.to_string(),
            printed: erratum.printed,
            now: erratum.now,
            reasons: erratum.why.iter().filter_map(|difference| difference.reason.clone()).collect(),
        };
        DocumentAnswer {
            line: DocumentLine::new(witness),
            text: text.collect(),
            figures: witness.numbers.iter().map(|number| printed(&number.id, number.value)).collect(),
            files: files.into_iter().map(|(format, sha256)| FileAnswer { format, sha256 }).collect(),
            changed: errata.iter().map(changed).collect(),
        }
    }
}
