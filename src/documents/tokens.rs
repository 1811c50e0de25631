//! Numbers in a typed text: `{{T1}}` is the figure T1, whatever it is when the text is read.
//!
//! In a form the value stands before the name, `{{41|T1}}`, so that a sentence reads as a sentence. The name decides;
//! a value typed over is a slip and not another number.

use crate::figures::FigureId;
use crate::summaries::{Counted, Rate, Run};
use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// What a number is called in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token {
    /// `T1`
    Figure(FigureId),
    /// `recognised,period=2022-04+recognised,period=2022-05`
    Sum(Vec<FigureId>),
    /// `T1.completion`, `T1.pace`, `T1.gap`
    Rate { of: FigureId, rate: Rate },
    /// `count.units_with_problems`, `count.days,8/2022-06-30`: what the composed document counts.
    Count { counted: Counted, of: Option<String> },
    /// `day`: the day the numbers are of, 2022年7月28日.
    Day,
}

const RATES: [(&str, Rate); 3] = [("completion", Rate::Completion), ("pace", Rate::Pace), ("gap", Rate::Gap)];

impl Token {
    /// The token of a number that knows what it is.
    pub fn of(run: &Run) -> Option<Token> {
        match run {
            Run::Figure { id, at: None, .. } => Some(Token::Figure(id.clone())),
            Run::Sum { ids, .. } => Some(Token::Sum(ids.clone())),
            Run::Rate { of, rate, .. } => Some(Token::Rate { of: of.clone(), rate: *rate }),
            Run::Text(_) | Run::Figure { at: Some(_), .. } => None,
            Run::Number { counted, of, .. } => {
                let named = of.is_some() || !counted.has_several();
                named.then(|| Token::Count { counted: *counted, of: of.clone() })
            }
        }
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Token::Day => f.write_str("day"),
            Token::Figure(id) => write!(f, "{id}"),
            Token::Sum(ids) => f.write_str(&ids.iter().map(ToString::to_string).collect::<Vec<_>>().join("+")),
            Token::Rate { of, rate } => {
                let (word, _) = RATES.iter().find(|(_, known)| known == rate).expect("every rate has its word");
                write!(f, "{of}.{word}")
            }
            Token::Count { counted, of } => match of {
                Some(of) => write!(f, "count.{counted},{of}"),
                None => write!(f, "count.{counted}"),
            },
        }
    }
}

impl FromStr for Token {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        if text == "day" {
            return Ok(Token::Day);
        }
        if let Some(name) = text.strip_prefix("count.") {
            let (word, of) = name.split_once(',').map_or((name, None), |(word, of)| (word, Some(of.to_owned())));
            return Ok(Token::Count { counted: word.parse()?, of });
        }
        for (word, rate) in RATES {
            if let Some(of) = text.strip_suffix(word).and_then(|rest| rest.strip_suffix('.')) {
                return Ok(Token::Rate { of: of.parse()?, rate });
            }
        }
        let mut ids = text.split('+').map(str::parse).collect::<Result<Vec<FigureId>, _>>()?;
        if ids.len() == 1 { Ok(Token::Figure(ids.remove(0))) } else { Ok(Token::Sum(ids)) }
    }
}

/// A stretch of a typed text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bit<'a> {
    Text(&'a str),
    /// What stands between the braces.
    Token(&'a str),
    /// Braces that are not closed before others are opened or the text ends.
    Open(&'a str),
}

/// The text, cut at its tokens.
pub fn bits(text: &str) -> Vec<Bit<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("{{") {
        if !before.is_empty() {
            found.push(Bit::Text(before));
        }
        let within = after.find("{{").unwrap_or(after.len());
        match after[..within].split_once("}}") {
            Some((token, _)) => {
                found.push(Bit::Token(token));
                rest = &after[token.len() + "}}".len()..];
            }
            None => {
                let end = before.len() + "{{".len() + within;
                found.push(Bit::Open(&rest[before.len()..end]));
                rest = &rest[end..];
            }
        }
    }
    if !rest.is_empty() {
        found.push(Bit::Text(rest));
    }
    found
}

/// Where the numbers of a typed text stand, counted as browsers count: in UTF-16 units.
pub fn places(text: &str) -> Vec<Range<usize>> {
    let units = |text: &str| text.encode_utf16().count();
    let (mut at, mut found) = (0, Vec::new());
    for bit in bits(text) {
        match bit {
            Bit::Text(text) | Bit::Open(text) => at += units(text),
            Bit::Token(inside) => {
                let end = at + units(inside) + "{{}}".len();
                found.push(at..end);
                at = end;
            }
        }
    }
    found
}

/// Where a caret at `at` comes to rest, which is never within a number: coming `from` one end of it, at the other.
pub fn rest(places: &[Range<usize>], at: usize, from: usize) -> usize {
    match places.iter().find(|place| place.start < at && at < place.end) {
        None => at,
        Some(number) if from == number.start => number.end,
        Some(number) if from == number.end => number.start,
        Some(number) if at - number.start < number.end - at => number.start,
        Some(number) => number.end,
    }
}

/// The number right before or right after a caret, which goes as a whole.
pub fn beside(places: &[Range<usize>], at: usize, before: bool) -> Option<&Range<usize>> {
    places.iter().find(|place| at == if before { place.end } else { place.start })
}

/// What is wrong with a number in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// No figure of the programme is called so.
    Unknown {
        found: String,
    },
    /// `{{` without `}}`.
    Open,
    /// The value before the name is not what the figure is.
    Value {
        token: String,
        found: String,
        is: String,
    },
    TooLong {
        found: usize,
    },
    ForbiddenCharacter,
}

/// The text as a form shows it: each number with its value before its name. What names no figure stays as it is.
pub fn for_form(text: &str, shown: impl Fn(&Token) -> Option<String>) -> String {
    let mut out = String::new();
    for bit in bits(text) {
        match bit {
            Bit::Text(text) | Bit::Open(text) => out.push_str(text),
            Bit::Token(name) => match name.parse().ok().and_then(|token| shown(&token)) {
                Some(value) => out.push_str(&format!("{{{{{value}|{name}}}}}")),
                None => out.push_str(&format!("{{{{{name}}}}}")),
            },
        }
    }
    out
}

/// The text as it reads, with values in place of names.
pub fn plain_text(text: &str, shown: impl Fn(&Token) -> Option<String>) -> String {
    let bit = |bit: Bit| match bit {
        Bit::Text(text) | Bit::Open(text) => text.to_owned(),
        Bit::Token(name) => name.parse().ok().and_then(|token| shown(&token)).unwrap_or_else(|| name.to_owned()),
    };
    bits(text).into_iter().map(bit).collect()
}

/// Reads back [`for_form`], and says everything that is wrong with the numbers.
pub fn from_form(typed: &str, shown: impl Fn(&Token) -> Option<String>) -> Result<String, Vec<Slip>> {
    let (mut out, mut slips) = (String::new(), Vec::new());
    for bit in bits(typed) {
        match bit {
            Bit::Text(text) => out.push_str(text),
            Bit::Open(_) => slips.push(Slip::Open),
            Bit::Token(inside) => {
                let (value, name) = match inside.rsplit_once('|') {
                    Some((value, name)) => (Some(value.trim()), name.trim()),
                    None => (None, inside.trim()),
                };
                match (name.parse::<Token>().ok().and_then(|token| shown(&token)), value) {
                    (None, _) => slips.push(Slip::Unknown { found: inside.to_owned() }),
                    (Some(is), Some(found)) if is != found => {
                        slips.push(Slip::Value { token: name.to_owned(), found: found.to_owned(), is });
                    }
                    (Some(_), _) => out.push_str(&format!("{{{{{name}}}}}")),
                }
            }
        }
    }
    if slips.is_empty() { Ok(out) } else { Err(slips) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(token: &Token) -> Option<String> {
        match token.to_string().as_str() {
            "T1" => Some("41".into()),
            "T1.completion" => Some("41.0%".into()),
            "T2,period=2022-06+T2,period=2022-07" => Some("24".into()),
            _ => None,
        }
    }

    #[test]
    fn a_token_has_one_spelling() {
        for text in [
            "T1",
            "day",
            "T1.completion",
            "T2.gap",
            "T2.pending",
            "recognised,unit=soc_civil+T1,period=2022-07",
            "count.units_with_problems",
            "count.days,8/2022-06-30",
        ] {
            assert_eq!(text.parse::<Token>().unwrap().to_string(), text);
        }
        assert!("count.stars".parse::<Token>().is_err());
        assert!("T1.other".parse::<Token>().is_err());
    }

    #[test]
    fn a_number_shows_its_value_in_a_form_and_is_kept_by_its_name() {
        let stored = "落地{{T1}}人，完成{{T1.completion}}，两月新增{{T2,period=2022-06+T2,period=2022-07}}人";
        let form = for_form(stored, shown);
        assert_eq!(
            form,
            "落地{{41|T1}}人，完成{{41.0%|T1.completion}}，两月新增{{24|T2,period=2022-06+T2,period=2022-07}}人"
        );
        assert_eq!(from_form(&form, shown).as_deref(), Ok(stored));
        assert_eq!(from_form(stored, shown).as_deref(), Ok(stored), "the name alone does as well");
    }

    #[test]
    fn a_caret_never_rests_within_a_number() {
        let places = places("落地𠮷{{41|T1}}人{{62|T2}}");
        assert_eq!(places, [4..13, 14..23], "𠮷 is two units");
        for (at, from, rests) in [(4, 0, 4), (5, 4, 13), (12, 13, 4), (6, 0, 4), (11, 0, 13), (13, 4, 13), (22, 23, 14)]
        {
            assert_eq!(rest(&places, at, from), rests, "{at} from {from}");
        }
        assert_eq!((beside(&places, 13, true), beside(&places, 13, false)), (Some(&places[0]), None));
        assert_eq!(beside(&places, 14, false), Some(&places[1]));
        let typing = super::places("{{T1落地{{41|T1}}人{{");
        assert_eq!(typing.first(), Some(&(6..15)), "one that is still being typed takes no other with it");
        assert_eq!(typing.len(), 1);
    }

    #[test]
    fn a_chip_cannot_be_mistyped() {
        let slips = from_form("{{42|T1}}、{{T9}}、{{T1", shown).unwrap_err();
        assert_eq!(
            slips,
            [
                Slip::Value { token: "T1".into(), found: "42".into(), is: "41".into() },
                Slip::Unknown { found: "T9".into() },
                Slip::Open,
            ]
        );
    }
}
