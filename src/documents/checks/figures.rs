//! Numbers typed by hand: is there anything they can have come from?

use super::style::padded_date;
use crate::documents::tokens::{Bit, Token, bits};
use crate::summaries::{Block, Summary};
use std::collections::{BTreeMap, BTreeSet};

/// Every number that the figures of a view and the reports behind them know.
#[derive(Clone, Debug, Default)]
pub struct Ground {
    /// The numbers of the composed document, each with what it is called there.
    bound: BTreeMap<String, Vec<Token>>,
    /// The texts of units and of the programme: whoever quotes one quotes its numbers.
    quoted: Vec<String>,
    /// The numbers of those texts, and others that stand for no figure.
    known: BTreeSet<String>,
}

/// A number typed by hand.
#[derive(Clone, Debug, PartialEq)]
pub struct Bare {
    pub found: String,
    /// The figures it may be; none if it matches nothing at all.
    pub tokens: Vec<Token>,
}

/// More names than this help nobody to choose.
const MOST_NAMES: usize = 3;

impl Ground {
    /// The numbers of the composed document, and of what units and the programme wrote.
    pub fn new<'t>(composed: &Summary, texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut ground = Ground::default();
        for run in composed.runs() {
            let Some(token) = Token::of(run) else {
                ground.known.extend(counts(run.shown()));
                continue;
            };
            for number in counts(run.shown()) {
                let names = ground.bound.entry(number).or_default();
                if names.len() < MOST_NAMES && !names.contains(&token) {
                    names.push(token.clone());
                }
            }
        }
        for block in &composed.blocks {
            if let Block::Masthead(head) = block {
                ground.known.extend(counts(&head.number));
            }
        }
        for text in texts.into_iter().filter(|text| text.contains(|c: char| half(c).is_ascii_digit())) {
            ground.known.extend(counts(text));
            ground.quoted.push(text.to_owned());
        }
        ground
    }

    /// The numbers of a typed text that are no chips, and are not quoted. Dates, document numbers and the numbers of
    /// tables, annexes, tasks and items are not counts.
    pub fn bare_numbers(&self, text: &str) -> Vec<Bare> {
        // A chip stands between two texts as a letter would.
        let typed = bits(text).into_iter().map(|bit| match bit {
            Bit::Text(text) => text,
            Bit::Token(_) | Bit::Open(_) => APART,
        });
        let mut typed: String = typed.collect();
        if counts(&typed).next().is_some() {
            for quoted in &self.quoted {
                typed = typed.replace(quoted.as_str(), APART);
            }
        }
        let mut found: Vec<Bare> = Vec::new();
        for line in typed.lines() {
            for number in counts(&unexplained(line)) {
                let tokens = self.bound.get(&number).cloned().unwrap_or_default();
                let bare = Bare { found: number, tokens };
                if (!bare.tokens.is_empty() || !self.known.contains(&bare.found)) && !found.contains(&bare) {
                    found.push(bare);
                }
            }
        }
        found
    }
}

const APART: &str = "\u{FFFC}";

/// A line without what it quotes, the dates another check is about, and sentences that say where their numbers are from.
fn unexplained(line: &str) -> String {
    const SOURCES: [&str; 6] = ["（据", "（據", "（来源", "（來源", "(source", "(according to"];
    let sentences = line.split_inclusive(['。', '；', ';']).filter(|said| !SOURCES.iter().any(|it| said.contains(it)));
    let chars: Vec<char> = sentences.collect::<String>().chars().collect();
    let (mut out, mut at) = (String::new(), 0);
    while at < chars.len() {
        let close = match chars[at] {
            '“' => Some('”'),
            '「' => Some('」'),
            '《' => Some('》'),
            _ => None,
        };
        let quoted = close.and_then(|close| chars[at..].iter().position(|c| *c == close)).map(|length| length + 1);
        let dated = || padded_date(&chars[at..]).map(|(length, _)| length);
        match quoted.or_else(dated) {
            Some(length) => {
                out.push_str(APART);
                at += length;
            }
            None => {
                out.push(chars[at]);
                at += 1;
            }
        }
    }
    out
}

/// A run of digits in a text.
struct Number {
    /// As it would be typed in ASCII.
    plain: String,
    /// A date, an ordinal or the name of something.
    is_name: bool,
}

fn numbers(text: &str) -> Vec<Number> {
    let chars: Vec<char> = text.chars().map(half).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < chars.len() {
        if !chars[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let start = at;
        let point = |at: usize| chars[at] == '.' && chars.get(at + 1).is_some_and(char::is_ascii_digit);
        while at < chars.len() && (chars[at].is_ascii_digit() || point(at)) {
            at += 1;
        }
        let plain: String = chars[start..at].iter().collect();
        found.push(Number { plain, is_name: is_name(&chars[..start], &chars[at..]) });
    }
    found
}

/// The numbers of a text that count something.
fn counts(text: &str) -> impl Iterator<Item = String> {
    numbers(text).into_iter().filter(|number| !number.is_name).map(|number| number.plain)
}

fn half(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        c => c,
    }
}

/// Whether digits between `before` and `after` are part of a date or of the name of something.
fn is_name(before: &[char], after: &[char]) -> bool {
    const NAMED: [&str; 16] = [
        "第", "附件", "表", "图", "圖", "任务", "任務", "〔", "[", "Table ", "Figure ", "figure ", "Annex ", "annex ",
        "task ", "No. ",
    ];
    let head: String = before.iter().rev().take(8).rev().collect();
    if NAMED.iter().any(|word| head.ends_with(word)) {
        return true;
    }
    let tail: String = after.iter().take(12).collect();
    // 6月29日至30日, 4—12月: the last of the row says that the first is a day or a month too.
    let dated = |tail: &str| {
        let rest = tail.trim_start_matches(|c: char| c.is_ascii_digit() || "至、-—–—~".contains(c));
        rest.starts_with(['年', '月', '日', '号', '號', '〕', '时', '時'])
    };
    if dated(&tail) && !tail.starts_with(['、']) || tail.starts_with(['年', '月', '日']) {
        return true;
    }
    // 1. at the head of an item; 28 July 2022; July 2022.
    let item = head.trim().is_empty() && (tail.starts_with('.') || tail.starts_with('．') || tail.starts_with('、'));
    let month = |word: &str| {
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
            .iter()
            .any(|month| word.starts_with(month))
    };
    let word_after = tail.trim_start().to_owned();
    let word_before: String =
        before.iter().rev().skip_while(|c| **c == ' ').take_while(|c| c.is_alphabetic()).collect();
    item || month(&word_after) || month(&word_before.chars().rev().collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_typed_by_hand_is_flagged_and_a_date_or_a_quotation_is_not() {
        let bound = [("41", "T1"), ("2.3", "T1.gap")].map(|(n, token)| (n.to_owned(), vec![token.parse().unwrap()]));
        let ground = Ground {
            bound: BTreeMap::from(bound),
            quoted: vec!["走访41家".into()],
            known: BTreeSet::from(["173".into()]),
        };
        for (text, bare) in [
            ("截至2022年7月28日，累计{{T1}}人", vec![]),
            ("累计41人", vec!["41=T1"]),
            ("省食品学会：走访41家，另173家", vec![]),
            ("累计42人", vec!["42"]),
            ("累计４２人", vec!["42"]),
            ("慢2.3个百分点、快3.2个百分点", vec!["2.3=T1.gap", "3.2"]),
            ("6月29日至30日、4—12月、第12项、附件2、表1、任务8", vec![]),
            ("粤科协学〔2022〕2号、[2022]2号", vec![]),
            ("1.省食品学会：签约3家", vec!["3"]),
            ("{{T1}}人，{{T2}}人", vec![]),
            ("7项、8项", vec!["7", "8"]),
            ("As at 28 July 2022, 17 persons", vec!["17"]),
        ] {
            let found: Vec<String> = ground
                .bare_numbers(text)
                .into_iter()
                .map(|bare| bare.tokens.first().map_or(bare.found.clone(), |token| format!("{}={token}", bare.found)))
                .collect();
            assert_eq!(found, bare, "{text}");
        }
    }
}
