//! Specialties (专业领域), their other names, and the ladder each climbs towards recognition.

use crate::language::Name;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Specialty {
    pub id: String,
    /// 1–12, in the order of the circular.
    pub number: i64,
    pub name: Name,
    /// The circular writes 电力工程 and 电气 for one specialty.
    pub aliases: Vec<String>,
    /// Whether it is one of those to be added in the programme's year.
    pub new: bool,
    /// Ids of the units that carry it.
    pub units: Vec<String>,
    pub units_inferred: bool,
}

impl Specialty {
    /// Whether `word` is the id, a name or an alias.
    pub fn is_called(&self, word: &str) -> bool {
        self.id == word
            || self.name.zh_hans == word
            || self.name.zh_hant == word
            || self.name.en.eq_ignore_ascii_case(word)
            || self.aliases.iter().any(|alias| alias == word)
    }
}

/// The stage at which a recognition agreement is signed, which targets T3 and T4 count.
pub const SIGNED: i64 = 3;
