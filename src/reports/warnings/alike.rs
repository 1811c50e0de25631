//! How much of one text stands in another.

use std::collections::BTreeMap;

/// How alike two texts are, in per cent: the share of pairs of neighbouring characters they have in common
/// (Dice's coefficient). Spaces and punctuation count for nothing; two empty texts are not alike.
pub fn alike(one: &str, other: &str) -> i64 {
    let (one, other) = (pairs(one), pairs(other));
    let all: i64 = one.values().chain(other.values()).sum();
    let common: i64 = one.iter().map(|(pair, count)| (*count).min(other.get(pair).copied().unwrap_or(0))).sum();
    if all == 0 { 0 } else { 200 * common / all }
}

fn pairs(text: &str) -> BTreeMap<(char, char), i64> {
    let letters: Vec<char> = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let mut pairs = BTreeMap::new();
    for pair in letters.windows(2) {
        *pairs.entry((pair[0], pair[1])).or_default() += 1;
    }
    pairs
}
