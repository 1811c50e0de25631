//! A briefing or a half-year summary as the office makes it: drafted in pieces, vetted, signed, issued, and from then
//! on as it was (product rules A.5, A.6, E.15 and E.16).
//!
//! A draft is a list of pieces. Some are text, in which every number is a token that names its figure; the others
//! (tables, annexes, masthead) are composed from the figures each time they are shown. Issuing resolves all of it once
//! and keeps what came of it: the witness.

mod archive;
mod bench;
mod checks;
mod draft;
mod errata;
mod locks;
mod material;
mod moved;
mod numbers;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;
mod tokens;
mod witness;
mod words;
mod workflow;

pub use archive::{Found, found};
pub use bench::{Bench, ERRATA, Stored, foot};
pub use checks::{Check, CheckKind, Ground, checks};
pub use draft::{Fresh, Resolved, pieces, resolve, unnumbered};
pub use errata::{Difference, Erratum, differences, errata, table as errata_table, untold, with_errata};
pub use locks::{Exception, Guard, LockedFor, is_held_back};
pub use material::{Item, Wanted, material};
pub use numbers::Numbers;
pub use tokens::{Bit, Slip, Token, beside, bits, for_form, from_form, places, plain_text, rest};
pub use witness::{Part, Printed, Told, Witness};
pub use workflow::{Action, Refusal, Stage, decide};

use crate::calendar::{Half, PeriodId};
use crate::language::Lang;
use crate::programme::Programme;
use crate::summaries::{AnnexKind, Scope, issues};
use chrono::{DateTime, Utc};
use std::fmt;
use std::str::FromStr;

/// Most characters of a paragraph, and of any other piece of text.
pub const TEXT_LIMIT: usize = 2_000;
/// Most characters of a comment on the way to signature.
pub const COMMENT_LIMIT: usize = 300;
/// Most pieces of a document.
pub const MOST_PIECES: usize = 300;
/// How long a piece stays with whoever is at it, in minutes.
pub const HELD_MINUTES: i64 = 10;

/// What a document sums up, by the name in its address: `2022-5` or `2022H1`.
pub fn scope_of(programme: &Programme, name: &str) -> Option<Scope> {
    if let Ok(half) = name.parse::<Half>() {
        return programme.periods.iter().any(|period| half.covers(period)).then_some(Scope::Half(half));
    }
    issues(programme).into_iter().find(|issue| issue.to_string() == name).map(Scope::Issue)
}

/// Where a document is found.
pub fn path_of(scope: Scope) -> String {
    match scope {
        Scope::Half(half) => format!("/summaries/{half}"),
        Scope::Issue(issue) => format!("/briefings/{issue}"),
    }
}

/// The periods whose reports a document of this scope speaks of.
pub fn periods_of(programme: &Programme, scope: Scope) -> Vec<PeriodId> {
    programme.periods.iter().filter(|period| scope.covers(period)).map(|period| period.id).collect()
}

/// A document on its way.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    pub id: String,
    pub scope: Scope,
    pub lang: Lang,
    pub stage: Stage,
    /// The lock of the next step, of the order of the pieces and of their number.
    pub lock: i64,
    /// How often its text has been saved, moved or taken away, counted from one.
    pub version: i64,
    /// Ids of the people who began it or typed in it; none of them signs.
    pub authors: Vec<String>,
    /// What the text said when it was signed or sent back, as a digest.
    pub signed: Option<String>,
}

/// One piece of a draft, in its place.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    pub id: String,
    pub kind: PieceKind,
    /// With tokens for numbers; empty where the kind is composed.
    pub text: String,
    /// The material it came from: `soc_food.2022-07.done`.
    pub source: Option<String>,
    pub lock: i64,
    pub held: Option<Held>,
    /// Who typed it last, and when.
    pub changed: Option<(String, DateTime<Utc>)>,
}

/// Somebody is at a piece.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub person: String,
    pub name: String,
    pub until: DateTime<Utc>,
}

impl Piece {
    /// Who else is at it now.
    pub fn held_by_another(&self, person: &str, now: DateTime<Utc>) -> Option<&Held> {
        self.held.as_ref().filter(|held| held.person != person && held.until > now)
    }

    /// Whether the person is at it now.
    pub fn is_held_by(&self, person: &str, now: DateTime<Utc>) -> bool {
        self.held.as_ref().is_some_and(|held| held.person == person && held.until > now)
    }
}

/// What somebody says of a piece of a draft (批注).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    pub id: String,
    /// The piece it is about, which may be gone by now.
    pub piece: String,
    pub text: String,
    pub name: String,
    pub post: String,
    pub at: DateTime<Utc>,
    /// Who settled it, and when.
    pub settled: Option<(String, DateTime<Utc>)>,
}

/// What a piece is. Its spelling stands in the database and in forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PieceKind {
    Masthead,
    Title,
    Note,
    Lead,
    /// 一、 / （一） / 1. / （1）
    Heading(u8),
    Paragraph,
    /// 表1, the targets.
    Targets,
    /// 图1, 图2.
    Figure(u8),
    AnnexList,
    Signature,
    Tail,
    Annex(AnnexKind),
}

impl PieceKind {
    pub const TEXTS: [PieceKind; 9] = [
        PieceKind::Paragraph,
        PieceKind::Heading(1),
        PieceKind::Heading(2),
        PieceKind::Heading(3),
        PieceKind::Heading(4),
        PieceKind::Lead,
        PieceKind::Title,
        PieceKind::Note,
        PieceKind::Tail,
    ];
    pub const COMPOSED: [PieceKind; 12] = [
        PieceKind::Targets,
        PieceKind::Figure(1),
        PieceKind::Figure(2),
        PieceKind::AnnexList,
        PieceKind::Masthead,
        PieceKind::Signature,
        PieceKind::Annex(AnnexKind::Targets),
        PieceKind::Annex(AnnexKind::Tasks),
        PieceKind::Annex(AnnexKind::Reporting),
        PieceKind::Annex(AnnexKind::Corrections),
        PieceKind::Annex(AnnexKind::Said),
        PieceKind::Annex(AnnexKind::Errata),
    ];

    /// Whether the office types it.
    pub fn is_text(self) -> bool {
        PieceKind::TEXTS.contains(&self)
    }

    /// Whether it begins a page of its own after the text.
    pub fn is_annex(self) -> bool {
        matches!(self, PieceKind::Annex(_))
    }
}

impl fmt::Display for PieceKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PieceKind::Masthead => "masthead",
            PieceKind::Title => "title",
            PieceKind::Note => "note",
            PieceKind::Lead => "lead",
            PieceKind::Heading(level) => return write!(f, "heading{level}"),
            PieceKind::Paragraph => "paragraph",
            PieceKind::Targets => "targets",
            PieceKind::Figure(n) => return write!(f, "figure{n}"),
            PieceKind::AnnexList => "annexes",
            PieceKind::Signature => "signature",
            PieceKind::Tail => "tail",
            PieceKind::Annex(AnnexKind::Targets) => "annex_targets",
            PieceKind::Annex(AnnexKind::Tasks) => "annex_tasks",
            PieceKind::Annex(AnnexKind::Reporting) => "annex_reporting",
            PieceKind::Annex(AnnexKind::Corrections) => "annex_corrections",
            PieceKind::Annex(AnnexKind::Said) => "annex_said",
            PieceKind::Annex(AnnexKind::Errata) => "errata",
        })
    }
}

impl FromStr for PieceKind {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let mut all = PieceKind::TEXTS.into_iter().chain(PieceKind::COMPOSED);
        all.find(|kind| kind.to_string() == text).ok_or_else(|| format!("no such piece: {text:?}"))
    }
}

/// A step on the way, as it was taken: never changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// None for the first: the draft was begun.
    pub action: Option<Action>,
    pub comment: String,
    /// Whose step it is: where somebody signed on paper, they and not who wrote it down.
    pub name: String,
    pub post: String,
    /// The department or unit of whoever took it with their own account.
    pub unit: Option<String>,
    /// Who wrote a signature on paper down.
    pub recorded_by: Option<String>,
    pub at: DateTime<Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_of_piece_has_one_spelling() {
        for kind in PieceKind::TEXTS.into_iter().chain(PieceKind::COMPOSED) {
            assert_eq!(kind.to_string().parse(), Ok(kind));
        }
        assert!("heading5".parse::<PieceKind>().is_err());
    }
}
