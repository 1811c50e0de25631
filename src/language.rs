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
