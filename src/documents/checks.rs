//! What a careful colleague would say of a draft before it is signed (product rules A.5, A.8 and E.15).

mod figures;
mod sensitive;
mod style;

use super::draft::Resolved;
use super::tokens::{Slip, Token};
use super::{Piece, PieceKind};
use crate::language::Lang;
use crate::programme::Programme;
use crate::reports::is_vague;
use crate::summaries::{AnnexKind, Counted, MOST_PROBLEMS, Scope};
pub use figures::Ground;
pub(super) use style::characters;

/// One thing to look at. The piece it is about is none for the document as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    pub piece: Option<String>,
    pub kind: CheckKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CheckKind {
    /// A number that names no figure.
    Number(Slip),
    /// A number is another than it was when its piece was written.
    Moved {
        name: String,
        from: String,
        to: String,
    },
    /// Nothing typed where something must stand.
    Empty,
    NoTitle,
    /// What every briefing or summary has, and this one has no longer.
    Lacking {
        kind: PieceKind,
    },
    /// The text refers to an annex by a number that another has now, or none.
    Annex {
        found: String,
        is: Option<&'static str>,
    },
    /// The lead counts the reports that are not in and names others than those.
    SilentNamed {
        names: String,
    },
    /// A number that is neither a figure of the view nor in what units wrote.
    BareNumber {
        found: String,
    },
    /// A number typed by hand that is a known figure: the names it could be bound to.
    Unbound {
        found: String,
        names: Vec<String>,
    },
    /// A unit whose report is not in, and the text does not say so.
    SilentUnit {
        name: String,
    },
    /// 推进 and the like, without an object or a day.
    Vague {
        verb: &'static str,
    },
    /// 关于…的简报
    TitleIsNoFinding,
    /// 2022年07月08日, 2022-07-08
    Date {
        found: String,
        right: String,
    },
    /// `[2022]2号`
    Brackets {
        found: String,
        right: String,
    },
    /// A level is left out on the way down.
    Level {
        level: u8,
        after: u8,
    },
    /// Nothing stands under a heading.
    HeadingAlone,
    /// An instrument under a title that is not its own.
    Instrument {
        found: &'static str,
        official: &'static str,
    },
    /// Figures that earlier documents printed are others now, and the issue does not say so.
    Untold {
        figures: usize,
    },
    /// Longer than is read.
    Long {
        most: usize,
        found: usize,
    },
    /// A paragraph of more than one matter.
    LongParagraph {
        most: usize,
        found: usize,
    },
    /// More problems than a reader takes in.
    Problems {
        most: usize,
        found: usize,
    },
    /// The foot names others than the list of those who get it.
    Foot {
        foot: String,
    },
    /// 机密
    Secret {
        found: &'static str,
    },
    /// The number of a mobile telephone.
    Phone,
    /// The number of an identity document.
    Identity,
    /// A name that official papers do not use.
    Wording {
        found: &'static str,
        right: &'static str,
    },
}

impl CheckKind {
    /// Whether the document cannot go on as it is.
    pub fn is_fault(&self) -> bool {
        matches!(
            self,
            CheckKind::Number(_)
                | CheckKind::Empty
                | CheckKind::NoTitle
                | CheckKind::BareNumber { .. }
                | CheckKind::Lacking { .. }
                | CheckKind::SilentNamed { .. }
                | CheckKind::Untold { .. }
        )
    }

    /// Whether a number stands there that is a figure and not bound to it: whoever sends it on says why.
    pub fn is_bare(&self) -> bool {
        matches!(self, CheckKind::Unbound { .. })
    }
}

/// A briefing is one sheet, both sides; a summary of more than this is not read (product rules A.5 and A.6).
const BRIEFING_LENGTH: usize = 1_200;
const SUMMARY_LENGTH: usize = 3_000;
/// A paragraph of a briefing is of one unit or one discipline; the lead says all that matters.
const PARAGRAPH_LENGTH: usize = 120;

/// Everything to look at, in the order of the document; what concerns the whole comes last.
pub fn checks(
    programme: &Programme,
    scope: Scope,
    pieces: &[Piece],
    resolved: &Resolved,
    ground: &Ground,
    silent: &[String],
    lang: Lang,
) -> Vec<Check> {
    let mut found = Vec::new();
    let mut level = 0;
    let mut next_steps = false;
    for (at, piece) in pieces.iter().enumerate().filter(|(_, piece)| piece.kind.is_text()) {
        let mut add = |kind| found.push(Check { piece: Some(piece.id.clone()), kind });
        if piece.text.trim().is_empty() {
            add(CheckKind::Empty);
            continue;
        }
        for (_, slip) in resolved.slips.iter().filter(|(id, _)| *id == piece.id) {
            add(CheckKind::Number(slip.clone()));
        }
        if let PieceKind::Heading(mine) = piece.kind {
            if mine > level + 1 {
                add(CheckKind::Level { level: mine, after: level });
            }
            level = mine;
            next_steps = (mine > 1 && next_steps) || style::is_about_next_steps(&piece.text, lang);
            let under = pieces.get(at + 1).map(|next| next.kind);
            if !under.is_some_and(|kind| stands_under(kind, mine)) {
                add(CheckKind::HeadingAlone);
            }
        }
        if piece.kind == PieceKind::Title && matches!(scope, Scope::Issue(_)) && !style::is_finding(&piece.text) {
            add(CheckKind::TitleIsNoFinding);
        }
        if matches!(piece.kind, PieceKind::Lead | PieceKind::Paragraph)
            && let Some(verb) =
                is_vague(&super::tokens::bits(&piece.text).into_iter().map(words).collect::<String>(), next_steps)
        {
            add(CheckKind::Vague { verb });
        }
        // The foot says how many copies are printed.
        let counted = if piece.kind == PieceKind::Tail { "" } else { &piece.text };
        for bare in ground.bare_numbers(counted) {
            add(match bare.tokens.is_empty() {
                true => CheckKind::BareNumber { found: bare.found },
                false => {
                    let names = bare.tokens.iter().map(|token| lang.token_name(programme, token));
                    CheckKind::Unbound { found: bare.found, names: names.collect() }
                }
            });
        }
        // The name of a number is not typed: `8/2022-06-30` in one is no date.
        let typed: String = super::tokens::bits(&piece.text).into_iter().map(words).collect();
        style::of_text(&typed).into_iter().chain(sensitive::of_text(&typed)).for_each(&mut add);
        if piece.kind == PieceKind::Paragraph && matches!(scope, Scope::Issue(_)) {
            let longest = resolved.longest_paragraph(at, lang);
            if longest > PARAGRAPH_LENGTH {
                add(CheckKind::LongParagraph { most: PARAGRAPH_LENGTH, found: longest });
            }
        }
    }
    let problems = problems(pieces, lang);
    if problems > MOST_PROBLEMS && matches!(scope, Scope::Half(_)) {
        found.push(Check { piece: None, kind: CheckKind::Problems { most: MOST_PROBLEMS, found: problems } });
    }
    let mut whole = |kind| found.push(Check { piece: None, kind });
    if !pieces.iter().any(|piece| piece.kind == PieceKind::Title) {
        whole(CheckKind::NoTitle);
    }
    let needed: &[PieceKind] = match scope {
        Scope::Issue(_) => &[PieceKind::Masthead, PieceKind::Tail],
        Scope::Half(_) => &[PieceKind::Signature],
    };
    for kind in needed.iter().copied().filter(|kind| !pieces.iter().any(|piece| piece.kind == *kind)) {
        whole(CheckKind::Lacking { kind });
    }
    let counted = format!("{{{{{}}}}}", Token::Count { counted: Counted::ReportsMissing, of: None });
    for piece in pieces.iter().filter(|piece| piece.text.contains(&counted) && matches!(scope, Scope::Issue(_))) {
        let names = silent.iter().filter_map(|unit| programme.unit(unit)).map(|unit| unit.name.of(lang));
        let names = names.collect::<Vec<_>>().join(lang.list_comma());
        if names.is_empty() || !piece.text.contains(&names) {
            found.push(Check { piece: Some(piece.id.clone()), kind: CheckKind::SilentNamed { names } });
        }
    }
    found.extend(annexes(pieces, resolved, lang));
    let mut whole = |kind| found.push(Check { piece: None, kind });
    for unit in silent {
        let Some(unit) = programme.unit(unit) else { continue };
        let name = unit.name.of(lang);
        // 省食品学会 is also named as 食品学会.
        let named: Vec<&str> = unit.names().chain([name.trim_start_matches('省')]).collect();
        if !pieces.iter().any(|piece| named.iter().any(|name| piece.text.contains(name))) {
            whole(CheckKind::SilentUnit { name: unit.name.of(lang).to_owned() });
        }
    }
    let most = match scope {
        Scope::Issue(_) => BRIEFING_LENGTH,
        Scope::Half(_) => SUMMARY_LENGTH,
    };
    let length = style::length(&resolved.summary, lang);
    if length > most {
        whole(CheckKind::Long { most, found: length });
    }
    found
}

/// Where a composed sentence refers to an annex that stands elsewhere now, or nowhere.
fn annexes(pieces: &[Piece], resolved: &Resolved, lang: Lang) -> Vec<Check> {
    let now: Vec<AnnexKind> = resolved.summary.annexes().collect();
    let composed = resolved.annexes.iter().enumerate().map(|(at, kind)| (lang.summary_annex(at + 1), at, *kind));
    let moved: Vec<_> = composed.filter(|(_, at, kind)| now.get(*at) != Some(kind)).collect();
    let texts = pieces.iter().filter(|piece| piece.kind.is_text());
    let found = texts.flat_map(|piece| {
        moved.iter().filter(|(name, ..)| piece.text.contains(name.as_str())).map(|(name, at, _)| Check {
            piece: Some(piece.id.clone()),
            kind: CheckKind::Annex { found: name.clone(), is: now.get(*at).map(|kind| kind.title(lang)) },
        })
    });
    found.collect()
}

/// The paragraphs under the heading of problems.
fn problems(pieces: &[Piece], lang: Lang) -> usize {
    let is_first = |piece: &Piece| piece.kind == PieceKind::Heading(1);
    let mut rest = pieces.iter().skip_while(|piece| !(is_first(piece) && piece.text.contains(lang.summary_problems())));
    let under = rest.by_ref().skip(1).take_while(|piece| !is_first(piece));
    let named = |piece: &&Piece| {
        piece.kind == PieceKind::Paragraph
            && ![lang.summary_problems_more(), lang.summary_problems_none()].contains(&piece.text.as_str())
    };
    under.filter(named).count()
}

/// A number stands in for its figure, so that a sentence with one is one that can be checked.
fn words(bit: super::tokens::Bit<'_>) -> &str {
    match bit {
        super::tokens::Bit::Text(text) | super::tokens::Bit::Open(text) => text,
        super::tokens::Bit::Token(_) => "0",
    }
}

/// Whether what follows a heading of `level` belongs under it.
fn stands_under(next: PieceKind, level: u8) -> bool {
    match next {
        PieceKind::Heading(other) => other > level,
        PieceKind::Lead | PieceKind::Paragraph | PieceKind::Targets | PieceKind::Figure(_) | PieceKind::Note => true,
        _ => false,
    }
}
