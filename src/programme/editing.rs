//! Changes of a programme file from forms: one part at a time is rewritten, everything else stays as it was typed,
//! comments and all. What the forms cannot say, the file itself can.

mod calendar;
mod rows;
mod toml;

pub use calendar::{Stretch, stretches, worked};

use crate::programme::Programme;
use rows::Slips;
use toml_edit::DocumentMut;

/// What one form changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Target(String),
    Task(String),
    Unit(String),
    /// Days off, days worked, and the year-end supplement.
    Calendar,
    /// When a light changes.
    Thresholds,
    /// Whether sealed copies are asked for, and how documents look.
    Documents,
}

impl Part {
    /// The part an address names, if the programme has it.
    pub fn named(programme: &Programme, kind: &str, id: &str) -> Option<Part> {
        match kind {
            "target" => programme.target(id).map(|target| Part::Target(target.id.clone())),
            "task" => programme.task(id).map(|task| Part::Task(task.number.clone())),
            "unit" => programme.unit(id).map(|unit| Part::Unit(unit.id.clone())),
            "calendar" => (id == "-").then_some(Part::Calendar),
            "thresholds" => (id == "-").then_some(Part::Thresholds),
            "documents" => (id == "-").then_some(Part::Documents),
            _ => None,
        }
    }

    /// Its address below `/admin/programme`.
    pub fn address(&self) -> String {
        match self {
            Part::Target(id) => format!("target/{id}"),
            Part::Task(number) => format!("task/{number}"),
            Part::Unit(id) => format!("unit/{id}"),
            Part::Calendar => "calendar/-".into(),
            Part::Thresholds => "thresholds/-".into(),
            Part::Documents => "documents/-".into(),
        }
    }
}

/// What stands in a form.
#[derive(Clone, Debug, Default)]
pub struct Typed(pub Vec<(String, String)>);

impl Typed {
    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }
}

/// A field that cannot be kept as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// Its name in the form.
    pub field: String,
    pub expected: Expected,
    pub found: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expected {
    Filled,
    /// A whole number.
    Number,
    /// A whole number from 0 to 100, or nothing.
    Percent,
    /// `2022-07-28`.
    Day,
    /// A line such as `2022-10-01 2022-10-07 国庆节`.
    Stretch,
    /// Three names with `|` between them.
    ThreeNames,
    /// One of those offered.
    Choice,
    /// The file itself is not as forms know it.
    File,
}

/// The file with one part as the form says. What the file as a whole then lacks, reading it tells.
pub fn write(source: &str, part: &Part, typed: &Typed) -> Result<String, Vec<Slip>> {
    let file = |found: String| vec![Slip { field: "file".into(), expected: Expected::File, found }];
    let mut document: DocumentMut = source.parse().map_err(|error: toml_edit::TomlError| file(error.to_string()))?;
    let mut slips = Slips::new(typed);
    match part {
        Part::Target(id) => rows::target(&mut document, id, &mut slips),
        Part::Task(number) => rows::task(&mut document, number, &mut slips),
        Part::Unit(id) => rows::unit(&mut document, id, &mut slips),
        Part::Calendar => calendar::write(&mut document, &mut slips),
        Part::Thresholds => rows::thresholds(&mut document, &mut slips),
        Part::Documents => rows::documents(&mut document, &mut slips),
    };
    match slips.finish() {
        slips if slips.is_empty() => Ok(document.to_string()),
        slips => Err(slips),
    }
}

#[cfg(test)]
mod tests;
