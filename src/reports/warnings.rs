//! What may be wrong with a report that can be understood: questions to the filer, which never keep it back.

mod alike;
mod limit;
mod vague;

pub use alike::alike;
pub use limit::most_expected;
pub use vague::is_vague;

use super::{Cell, Content};
use crate::targets::Measure;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A question about one field, to be answered with a tick or put right (product rules E.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The name of the form field, as in [`Fault`](super::Fault).
    pub field: String,
    pub kind: WarningKind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WarningKind {
    /// As many are new as were there before: the month, or the sum of the months?
    PerhapsCumulative { new: i64, before: i64 },
    /// More than the months behind lead one to expect.
    Unusual { measure: Measure, new: i64, expected: i64 },
    /// The words of last month again.
    SameAsLastMonth,
    /// A verb that promises nothing that could be checked.
    Vague { verb: String },
    /// A task is to be closed while parts that its standard names are not in.
    PartsOpen { parts: Vec<String> },
    /// A lower rung than was reached before.
    StageBack { before: i64, now: i64 },
}

/// What a unit's earlier reports say; [`crate::progress`] reads it off the accepted ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Who had been counted in each cell before the period began.
    pub before: BTreeMap<Cell, i64>,
    /// Who was new in each month reported, oldest first.
    pub months: BTreeMap<Measure, Vec<i64>>,
    /// The rung reached before, and when, by the form field in which a rung is typed.
    pub rungs: BTreeMap<String, (i64, NaiveDate)>,
    /// The parts that are not in yet, of each task that cannot be closed without them.
    pub open: BTreeMap<String, Vec<String>>,
    /// The report on the period before this one.
    pub last: Option<Content>,
}

/// Fewer new people than this are an everyday month, however few there were before.
const FEWEST_NEW: i64 = 3;

/// Every question `content` raises after what was reported before, in the order of the form.
pub fn warnings(content: &Content, history: &History) -> Vec<Warning> {
    let mut found = Vec::new();
    let mut ask = |field: String, kind: WarningKind| found.push(Warning { field, kind });
    for count in &content.counts {
        let (new, before) = (count.stated.number(), history.before.get(&count.cell).copied().unwrap_or(0));
        if before >= 1 && new >= before.max(FEWEST_NEW) {
            ask(count.cell.field(), WarningKind::PerhapsCumulative { new, before });
        }
    }
    for (measure, months) in &history.months {
        let of_it = || content.counts.iter().filter(|count| count.cell.measure == *measure);
        let new = of_it().map(|count| count.stated.number()).sum();
        // Shown where the most was typed: a slip of the key is there.
        let Some(largest) = of_it().max_by_key(|count| count.stated.number()) else { continue };
        if let Some(expected) = most_expected(months).filter(|expected| new > *expected) {
            ask(largest.cell.field(), WarningKind::Unusual { measure: *measure, new, expected });
        }
    }
    for (field, now, on) in rungs(content) {
        // What was reached before may be told again with its own day, to add what was left out then.
        if let Some((before, at)) = history.rungs.get(&field)
            && now < *before
            && on.is_none_or(|on| on > *at)
        {
            ask(field, WarningKind::StageBack { before: *before, now });
        }
    }
    for said in content.tasks.iter().filter(|said| !said.closures.is_empty()) {
        let open = history.open.get(&said.number).into_iter().flatten();
        let parts: Vec<String> = open.filter(|part| !said.slots.contains(part)).cloned().collect();
        if !parts.is_empty() {
            ask(format!("task.{}.closure", said.number), WarningKind::PartsOpen { parts });
        }
    }
    // The words of a nil return are a note on it, and promise nothing.
    let said = if content.nil { BTreeMap::new() } else { texts(content) };
    let last = history.last.as_ref().map(texts).unwrap_or_default();
    for (field, text) in said {
        if last.get(&field).is_some_and(|before| same(before, text)) {
            ask(field.clone(), WarningKind::SameAsLastMonth);
        }
        if let Some(verb) = is_vague(text, field == "next") {
            ask(field, WarningKind::Vague { verb: verb.to_owned() });
        }
    }
    found
}

/// The rungs a report tells of, by the name of their field, with the day where it has one.
fn rungs(content: &Content) -> impl Iterator<Item = (String, i64, Option<NaiveDate>)> + '_ {
    let stages = content.stages.iter();
    let stages = stages.map(|it| (format!("specialty.{}.stage", it.specialty), it.stage, Some(it.on)));
    let tasks = content.tasks.iter();
    stages.chain(tasks.filter_map(|said| Some((format!("task.{}.stage", said.number), said.stage?, None))))
}

/// The texts of a report that say something, by the name of their field.
pub fn texts(content: &Content) -> BTreeMap<String, &str> {
    let tasks = content.tasks.iter().map(|task| (format!("task.{}.said", task.number), task.said.as_str()));
    let own =
        [("done", &content.done), ("problems", &content.problems), ("next", &content.next), ("ask", &content.ask)];
    let own = own.into_iter().map(|(field, text)| (field.to_owned(), text.as_str()));
    tasks.chain(own).filter(|(_, text)| !text.trim().is_empty()).collect()
}

/// Whether two texts differ in nothing but spaces.
fn same(one: &str, other: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    letters(one) == letters(other)
}

#[cfg(test)]
mod tests;
