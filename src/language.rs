//! The three written languages of the board, and names that exist in all of them.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A written language. Its spelling is the BCP 47 tag used in URLs, in `<html lang>` and in the API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Lang {
    #[default]
    #[serde(rename = "zh-Hans")]
    ZhHans,
    #[serde(rename = "zh-Hant")]
    ZhHant,
    #[serde(rename = "en")]
    En,
}

impl Lang {
    pub const ALL: [Lang; 3] = [Lang::ZhHans, Lang::ZhHant, Lang::En];

    /// Chooses between three spellings of one thing.
    pub fn pick<T>(self, zh_hans: T, zh_hant: T, en: T) -> T {
        match self {
            Lang::ZhHans => zh_hans,
            Lang::ZhHant => zh_hant,
            Lang::En => en,
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.pick("zh-Hans", "zh-Hant", "en"))
    }
}

impl FromStr for Lang {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Lang::ALL
            .into_iter()
            .find(|lang| lang.to_string().eq_ignore_ascii_case(text))
            .ok_or_else(|| format!("expected zh-Hans, zh-Hant or en, found {text:?}"))
    }
}

/// What something is called, written in each language rather than converted from one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Name {
    #[serde(rename = "zh-Hans")]
    pub zh_hans: String,
    #[serde(rename = "zh-Hant")]
    pub zh_hant: String,
    pub en: String,
}

impl Name {
    pub fn new(zh_hans: &str, zh_hant: &str, en: &str) -> Self {
        Name { zh_hans: zh_hans.into(), zh_hant: zh_hant.into(), en: en.into() }
    }

    pub fn of(&self, lang: Lang) -> &str {
        lang.pick(&self.zh_hans, &self.zh_hant, &self.en)
    }
}

/// How many columns of a fixed grid a text takes: two for a Chinese character.
pub fn columns(text: &str) -> usize {
    text.chars().map(|c| if c < '\u{1100}' { 1 } else { 2 }).sum()
}

/// How many lines a text takes in a cell of a spreadsheet `width` columns wide, where not every program finds out
/// by itself. English breaks between words, so its lines are counted a little shorter.
pub fn wrapped_lines(text: &str, width: f64) -> u32 {
    let lines = text.split('\n').map(|line| (columns(line) as f64 * 1.15 / width.max(1.0)).ceil().max(1.0));
    lines.sum::<f64>().min(27.0) as u32
}

/// What English counts by, many and one.
const COUNTED: [(&str, &str); 14] = [
    ("days", "day"),
    ("months", "month"),
    ("minutes", "minute"),
    ("reports", "report"),
    ("tasks", "task"),
    ("units", "unit"),
    ("persons", "person"),
    ("files", "file"),
    ("entries", "entry"),
    ("figures", "figure"),
    ("requests", "request"),
    ("questions", "question"),
    ("messages", "message"),
    ("replies", "reply"),
];

/// The sentence with `1 days` put right: one day late, two days late.
pub fn singular(text: String) -> String {
    let mut from = 0;
    let mut told = String::new();
    for (at, _) in text.match_indices("1 ") {
        let before = text[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '/' | '-' | '−')) {
            continue;
        }
        let rest = &text[at + 2..];
        let word = &rest[..rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len())];
        if let Some((many, one)) = COUNTED.iter().find(|(many, _)| *many == word) {
            told.push_str(&text[from..at + 2]);
            told.push_str(one);
            from = at + 2 + many.len();
        }
    }
    if from == 0 {
        return text;
    }
    told.push_str(&text[from..]);
    told
}

#[cfg(test)]
mod tests {
    use super::singular;

    #[test]
    fn one_of_anything_is_told_as_one() {
        let told = |text: &str| singular(text.to_owned());
        assert_eq!(told("1 days late, 21 days, 1.1 days"), "1 day late, 21 days, 1.1 days");
        assert_eq!(told("in 1 units of 18 units; No. 1 daysy"), "in 1 unit of 18 units; No. 1 daysy");
        assert_eq!(told("11 reports, 1 reports"), "11 reports, 1 report");
    }
}
