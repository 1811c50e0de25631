//! Everything issued, as it is looked for.

use super::witness::Witness;
use crate::figures::FigureId;
use crate::summaries::{Block, plain};

/// Why a document is among what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing was asked for.
    All,
    Title,
    /// The passage, with some of what stands around it.
    Text(String),
    /// It prints the figure, with this value.
    Figure(FigureId, i64),
}

/// Characters shown on either side of what was looked for.
const AROUND: usize = 20;

/// Whether a document holds what somebody looks for: in its title or number, in its text, or as a figure it prints.
pub fn found(witness: &Witness, asked: &str) -> Option<Found> {
    let asked = asked.trim();
    if asked.is_empty() {
        return Some(Found::All);
    }
    if let Ok(id) = asked.parse::<FigureId>()
        && let Some(printed) = witness.printed(&id)
    {
        return Some(Found::Figure(id, printed.value));
    }
    let wanted = asked.to_lowercase();
    let head = witness.summary.blocks.iter().find_map(|block| match block {
        Block::Masthead(head) => Some(head.number.as_str()),
        _ => None,
    });
    let titles = [witness.summary.title.as_str(), &witness.name, head.unwrap_or_default()];
    if titles.iter().any(|title| title.to_lowercase().contains(&wanted)) {
        return Some(Found::Title);
    }
    let texts = witness.summary.blocks.iter().flat_map(|block| match block {
        Block::Note(runs) | Block::Paragraph(runs) | Block::Heading { runs, .. } => vec![plain(runs)],
        Block::Table(table) => table.rows.iter().flatten().map(|cell| plain(cell)).collect(),
        _ => Vec::new(),
    });
    texts.into_iter().find_map(|text| passage(&text, &wanted)).map(Found::Text)
}

fn passage(text: &str, wanted: &str) -> Option<String> {
    let at = text.to_lowercase().find(wanted)?;
    // Lower case may be of another length in bytes, so places are counted in characters.
    let place = text.to_lowercase()[..at].chars().count();
    let start = place.saturating_sub(AROUND);
    let length = place - start + wanted.chars().count() + AROUND;
    let total = text.chars().count();
    let middle: String = text.chars().skip(start).take(length).collect();
    let (head, tail) = (if start > 0 { "…" } else { "" }, if start + length < total { "…" } else { "" });
    Some(format!("{head}{middle}{tail}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passage_is_shown_with_what_stands_around_it() {
        let text = "一二三四五六七八九十一二三四五六七八九十甲乙丙".to_owned() + &"字".repeat(30);
        let shown = passage(&text, "甲乙").unwrap();
        assert!(shown.starts_with("一二") && shown.contains("甲乙丙") && shown.ends_with('…'), "{shown}");
        assert_eq!(passage("Recognised in July", "july").as_deref(), Some("Recognised in July"));
        assert_eq!(passage("七月", "八月"), None);
    }
}
