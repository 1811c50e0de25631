//! From the composed text to pieces an office can work on, and from the pieces back to a document.

use super::checks::characters;
use super::numbers::Numbers;
use super::tokens::{Slip, Token};
use super::{Piece, PieceKind};
use crate::language::Lang;
use crate::summaries::{AnnexKind, Block, Run, Summary, Table, plain};
use std::ops::Range;

/// A piece that stands nowhere yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fresh {
    pub kind: PieceKind,
    pub text: String,
    pub source: Option<String>,
}

impl Fresh {
    pub fn composed(kind: PieceKind) -> Self {
        Fresh { kind, text: String::new(), source: None }
    }

    pub fn text(kind: PieceKind, text: impl Into<String>) -> Self {
        Fresh { kind, text: text.into(), source: None }
    }
}

/// The pieces of a composed document: its sentences with tokens for their numbers, the rest by kind.
pub fn pieces(summary: &Summary) -> Vec<Fresh> {
    let mut found = Vec::new();
    let mut annex = false;
    let mut figures = 0;
    let day = summary.lang.day(summary.view.day);
    // The day the numbers are of follows them.
    let tokens = |runs: &[Run]| tokens(runs).replace(&day, &format!("{{{{{}}}}}", Token::Day));
    for block in &summary.blocks {
        if let Block::Annex { kind, .. } = block {
            annex = true;
            found.push(Fresh::composed(PieceKind::Annex(*kind)));
        }
        if annex && !matches!(block, Block::Tail(_)) {
            continue;
        }
        found.push(match block {
            Block::Masthead(_) => Fresh::composed(PieceKind::Masthead),
            Block::Title(lines) => {
                let lines: Vec<String> = lines.iter().map(|line| tokens(line)).collect();
                Fresh::text(PieceKind::Title, lines.join("\n"))
            }
            Block::Note(runs) => Fresh::text(PieceKind::Note, tokens(runs)),
            Block::Heading { level, runs } => {
                Fresh::text(PieceKind::Heading(*level), unnumbered(&tokens(runs)).to_owned())
            }
            Block::Paragraph(runs) => {
                let led =
                    found.iter().any(|piece: &Fresh| matches!(piece.kind, PieceKind::Lead | PieceKind::Heading(_)));
                Fresh::text(if led { PieceKind::Paragraph } else { PieceKind::Lead }, tokens(runs))
            }
            Block::Table(_) => Fresh::composed(PieceKind::Targets),
            Block::Figure(_) => {
                figures += 1;
                Fresh::composed(PieceKind::Figure(figures))
            }
            Block::AnnexList(_) => Fresh::composed(PieceKind::AnnexList),
            Block::Signature { .. } => Fresh::composed(PieceKind::Signature),
            Block::Tail(lines) => Fresh::text(PieceKind::Tail, lines.join("\n")),
            Block::Annex { .. } => continue,
        });
    }
    found
}

/// A sentence with a token for each number that knows what it is.
pub fn tokens(runs: &[Run]) -> String {
    let one = |run: &Run| match Token::of(run) {
        Some(token) => format!("{{{{{token}}}}}"),
        // Braces somebody typed into a report are no token.
        None => run.shown().replace("{{", "{ {").replace("}}", "} }"),
    };
    runs.iter().map(one).collect()
}

/// A heading without the number it was typed or composed with: numbers follow from where a heading stands.
pub fn unnumbered(text: &str) -> &str {
    let numeral = |c: char| "一二三四五六七八九十".contains(c);
    let roman = |c: char| "IVX".contains(c);
    let digit = |c: char| c.is_ascii_digit();
    let text = text.trim_start();
    let strip = |open: &str, of: &dyn Fn(char) -> bool, close: &[&str]| {
        let rest = text.strip_prefix(open)?;
        let end = rest.find(|c| !of(c)).filter(|end| *end > 0)?;
        close.iter().find_map(|close| rest[end..].strip_prefix(close)).map(str::trim_start)
    };
    strip("", &numeral, &["、"])
        .or_else(|| strip("（", &numeral, &["）"]))
        .or_else(|| strip("（", &digit, &["）"]))
        .or_else(|| strip("(", &digit, &[") "]))
        .or_else(|| strip("", &roman, &[". "]))
        // 1.5 is a number and not the head of an item.
        .or_else(|| strip("", &digit, &["."]).filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit())))
        .unwrap_or(text)
}

/// A draft with its numbers filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Resolved {
    pub summary: Summary,
    /// The id of a piece, and what is wrong with a number in it.
    pub slips: Vec<(String, Slip)>,
    /// The blocks that each piece became, in the order of the pieces.
    pub spans: Vec<Range<usize>>,
    /// The annexes of the composed document, as its sentences number them.
    pub annexes: Vec<AnnexKind>,
}

/// The document the pieces make. `composed` is the same document without a hand in it, at the view of the numbers:
/// tables and annexes are taken from there. `errata` is the table of what printed figures have become.
pub fn resolve(pieces: &[Piece], composed: &Summary, numbers: &Numbers, errata: Option<&Table>) -> Resolved {
    let mut page =
        Page { composed, numbers, errata, lang: composed.lang, levels: [0; 4], annexes: 0, slips: Vec::new() };
    let names: Vec<String> = pieces.iter().filter_map(|piece| page.annex_title(piece.kind)).collect();
    let (mut blocks, mut spans) = (Vec::new(), vec![0..0; pieces.len()]);
    // The foot stands on the last page, after the annexes (GB/T 9704, 7.3.7), wherever the draft has it.
    let (foot, rest): (Vec<_>, Vec<_>) = pieces.iter().enumerate().partition(|(_, it)| it.kind == PieceKind::Tail);
    for (at, piece) in rest.into_iter().chain(foot) {
        let start = blocks.len();
        page.add(&mut blocks, piece, &names);
        spans[at] = start..blocks.len();
    }
    let title = blocks.iter().find_map(|block| match block {
        Block::Title(lines) => Some(lines.iter().map(|line| plain(line)).collect::<Vec<_>>()),
        _ => None,
    });
    let title = title.map_or_else(|| composed.title.clone(), |lines| lines.join(page.lang.pick("", "", " ")));
    let slips = page.slips;
    let annexes = composed.annexes().collect();
    Resolved { summary: Summary { title, blocks, ..composed.clone() }, slips, spans, annexes }
}

impl Resolved {
    /// The characters of the longest paragraph that the piece at a place became.
    pub fn longest_paragraph(&self, at: usize, lang: Lang) -> usize {
        let blocks = self.spans.get(at).map_or(&[][..], |span| &self.summary.blocks[span.clone()]);
        let lengths = blocks.iter().map(|block| match block {
            Block::Paragraph(runs) => characters(&plain(runs), lang),
            _ => 0,
        });
        lengths.max().unwrap_or_default()
    }
}

struct Page<'a> {
    composed: &'a Summary,
    numbers: &'a Numbers<'a>,
    errata: Option<&'a Table>,
    lang: Lang,
    levels: [usize; 4],
    annexes: usize,
    slips: Vec<(String, Slip)>,
}

impl Page<'_> {
    fn add(&mut self, blocks: &mut Vec<Block>, piece: &Piece, annexes: &[String]) {
        match piece.kind {
            PieceKind::Title => {
                let lines = piece.text.lines().map(|line| self.read(piece, line)).collect();
                blocks.push(Block::Title(lines));
            }
            PieceKind::Note => blocks.push(Block::Note(self.read(piece, &piece.text))),
            PieceKind::Heading(level) => {
                let at = usize::from(level.clamp(1, 4)) - 1;
                self.levels[at] += 1;
                self.levels[at + 1..].fill(0);
                let mut runs = vec![Run::Text(self.lang.heading_number(level, self.levels[at]))];
                runs.extend(self.read(piece, &piece.text));
                blocks.push(Block::Heading { level, runs });
            }
            PieceKind::Lead | PieceKind::Paragraph => {
                // A line is a paragraph, as it is typed.
                for line in piece.text.lines().filter(|line| !line.trim().is_empty()) {
                    let runs = self.read(piece, line.trim());
                    blocks.push(Block::Paragraph(runs));
                }
            }
            PieceKind::Tail => blocks.push(Block::Tail(piece.text.lines().map(str::to_owned).collect())),
            PieceKind::AnnexList if annexes.is_empty() => {}
            PieceKind::AnnexList => blocks.push(Block::AnnexList(annexes.to_vec())),
            PieceKind::Annex(kind) => self.annex(blocks, kind),
            PieceKind::Figure(n) => {
                let figures = self.composed.blocks.iter().filter(|block| matches!(block, Block::Figure(_)));
                blocks.extend(figures.skip(usize::from(n.saturating_sub(1))).take(1).cloned());
            }
            PieceKind::Masthead | PieceKind::Signature | PieceKind::Targets => {
                let wanted = |block: &&Block| match block {
                    Block::Masthead(_) => piece.kind == PieceKind::Masthead,
                    Block::Signature { .. } => piece.kind == PieceKind::Signature,
                    Block::Table(_) => piece.kind == PieceKind::Targets,
                    _ => false,
                };
                blocks.extend(self.composed.blocks.iter().find(wanted).cloned());
            }
        }
    }

    fn read(&mut self, piece: &Piece, text: &str) -> Vec<Run> {
        let (runs, slips) = self.numbers.read(text);
        self.slips.extend(slips.into_iter().map(|slip| (piece.id.clone(), slip)));
        runs
    }

    fn annex_title(&self, kind: PieceKind) -> Option<String> {
        match kind {
            PieceKind::Annex(kind) => {
                let table = if kind == AnnexKind::Errata { self.errata } else { self.composed.annex(kind) };
                table.map(|_| kind.title(self.lang).to_owned())
            }
            _ => None,
        }
    }

    /// An annex and its table; nothing where there is nothing to put in.
    fn annex(&mut self, blocks: &mut Vec<Block>, named: AnnexKind) {
        let Some(title) = self.annex_title(PieceKind::Annex(named)) else { return };
        self.annexes += 1;
        blocks.push(Block::Annex { kind: named, number: self.lang.summary_annex(self.annexes), title });
        if named == AnnexKind::Errata {
            blocks.extend(self.errata.cloned().map(Block::Table));
            return;
        }
        let begins = |block: &Block| matches!(block, Block::Annex { kind, .. } if *kind == named);
        let rest = self.composed.blocks.iter().skip_while(|block| !begins(block)).skip(1);
        blocks.extend(rest.take_while(|block| !matches!(block, Block::Annex { .. } | Block::Tail(_))).cloned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_is_kept_without_its_number() {
        for (typed, kept) in [
            ("一、总体进展", "总体进展"),
            ("十二、附则", "附则"),
            ("（一）准入类", "准入类"),
            ("1.签约", "签约"),
            ("（1）说明", "说明"),
            ("II. Targets", "Targets"),
            ("(2) Tasks", "Tasks"),
            ("1.5个百分点", "1.5个百分点"),
            ("一项任务逾期", "一项任务逾期"),
            ("{{T1}}人落地", "{{T1}}人落地"),
        ] {
            assert_eq!(unnumbered(typed), kept);
        }
    }
}
