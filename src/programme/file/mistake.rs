//! What is wrong with a programme file, in words for the person who wrote it.

use super::wanted::Wanted;
use serde::de::DeserializeOwned;
use serde::de::value::StrDeserializer;
use std::fmt;

/// One thing wrong, and what should be there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// From 1.
    pub line: usize,
    /// `targets[1].value`, counted from 0; nothing where the file is not TOML.
    pub place: String,
    pub expected: Wanted,
    pub found: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Mistake { line, place, expected, found } = self;
        let comma = if place.is_empty() { "" } else { ", " };
        write!(f, "line {line}{comma}{place}: expected {expected}, found {found}")
    }
}

/// The known word that a person who wrote `word` probably meant.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = known.into_iter().map(|other| (edits(word, other), other)).min()?;
    (near.0 <= word.chars().count() / 3).then_some(near.1)
}

/// How many letters must be added, dropped or changed to make `a` into `b`.
fn edits(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, from) in a.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, to) in b.iter().enumerate() {
            let fewest = (corner + usize::from(from != *to)).min(row[j] + 1).min(row[j + 1] + 1);
            corner = std::mem::replace(&mut row[j + 1], fewest);
        }
    }
    row[b.len()]
}

/// The words of the enumeration `T`, as serde knows them.
pub fn variants<T: DeserializeOwned>() -> &'static [&'static str] {
    match T::deserialize(StrDeserializer::<Variants>::new("")) {
        Err(Variants(words)) => words,
        Ok(_) => unreachable!("no enumeration has an empty word"),
    }
}

/// An error that keeps only what could have stood instead.
#[derive(Debug)]
struct Variants(&'static [&'static str]);

impl fmt::Display for Variants {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected one of {}", self.0.join(", "))
    }
}

impl std::error::Error for Variants {}

impl serde::de::Error for Variants {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Variants(&[])
    }

    fn unknown_variant(_: &str, expected: &'static [&'static str]) -> Self {
        Variants(expected)
    }
}
