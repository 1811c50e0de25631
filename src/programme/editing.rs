//! Changes of a programme file from forms: one part at a time is rewritten, everything else stays as it was typed,
//! comments and all. What the forms cannot say, the file itself can.

mod calendar;
mod groups;
mod places;
mod rows;
mod slips;
mod targets;
mod tasks;
mod toml;
mod units;

pub use calendar::{PERIOD_DAYS, Stretch, moved_periods, roll_over, stretches, worked};
pub use groups::{JOINING, member_field};
pub use places::word as arrangement_word;
pub use units::{CARRIES, KINDS, carried_field};

use crate::programme::Programme;
use slips::Slips;
use toml_edit::DocumentMut;

/// What one form changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Target(String),
    Task(String),
    Unit(String),
    Specialty(String),
    Group(String),
    Place(String),
    /// One that is not there yet.
    NewTarget,
    NewTask,
    NewUnit,
    NewGroup,
    NewPlace,
    /// The ladder every specialty climbs.
    Stages,
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
            "specialty" => programme.specialties.iter().find(|it| it.id == id).map(|it| Part::Specialty(it.id.clone())),
            "group" => programme.group(id).map(|group| Part::Group(group.id.clone())),
            "place" => programme.places.iter().find(|it| it.id == id).map(|it| Part::Place(it.id.clone())),
            "new" => match id {
                "target" => Some(Part::NewTarget),
                "task" => Some(Part::NewTask),
                "unit" => Some(Part::NewUnit),
                "group" => Some(Part::NewGroup),
                "place" => Some(Part::NewPlace),
                _ => None,
            },
            "stages" => (id == "-").then_some(Part::Stages),
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
            Part::Specialty(id) => format!("specialty/{id}"),
            Part::Group(id) => format!("group/{id}"),
            Part::Place(id) => format!("place/{id}"),
            Part::NewTarget => "new/target".into(),
            Part::NewTask => "new/task".into(),
            Part::NewUnit => "new/unit".into(),
            Part::NewGroup => "new/group".into(),
            Part::NewPlace => "new/place".into(),
            Part::Stages => "stages/-".into(),
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
    /// A day that does not come before the first.
    NotBefore,
    /// A line such as `2022-10-01 2022-10-07 国庆节`.
    Stretch,
    /// Three names with `|` between them.
    ThreeNames,
    /// What it was: the period was due before the change begins.
    NotPast,
    /// One of those offered.
    Choice,
    /// Latin letters, digits, `_` and `-`.
    Id,
    /// The file itself is not as forms know it.
    File,
}

/// The file with one part as the form says. What the file as a whole then lacks, reading it tells.
pub fn write(source: &str, part: &Part, typed: &Typed) -> Result<String, Vec<Slip>> {
    edit(source, typed, |document, slips| match part {
        Part::Target(id) => targets::change(document, id, slips),
        Part::Task(number) => tasks::change(document, number, slips),
        Part::Unit(id) => units::change(document, id, slips),
        Part::Specialty(id) => units::specialty(document, id, slips),
        Part::Group(id) => groups::change(document, id, slips),
        Part::Place(id) => places::change(document, id, slips),
        Part::NewTarget => targets::new(document, slips),
        Part::NewTask => tasks::new(document, slips),
        Part::NewUnit => units::new(document, slips),
        Part::NewGroup => groups::new(document, slips),
        Part::NewPlace => places::new(document, slips),
        Part::Stages => rows::parts(document.as_table_mut(), "specialty_stages", slips),
        Part::Calendar => calendar::write(document, slips),
        Part::Thresholds => rows::thresholds(document, slips),
        Part::Documents => rows::documents(document, slips),
    })
}

/// The file without a target, a task, a unit, a group or a place.
pub fn remove(source: &str, part: &Part) -> Result<String, Vec<Slip>> {
    edit(source, &Typed::default(), |document, slips| match part {
        Part::Target(id) => rows::remove(document, "targets", "id", id, slips),
        Part::Task(number) => rows::remove(document, "tasks", "number", number, slips),
        Part::Unit(id) => units::take_away(document, id, slips),
        Part::Group(id) => rows::remove(document, "groups", "id", id, slips),
        Part::Place(id) => rows::remove(document, "places", "id", id, slips),
        _ => slips.wrong("file", Expected::File),
    })
}

fn edit(source: &str, typed: &Typed, change: impl FnOnce(&mut DocumentMut, &mut Slips)) -> Result<String, Vec<Slip>> {
    let file = |found: String| vec![Slip { field: "file".into(), expected: Expected::File, found }];
    let mut document: DocumentMut = source.parse().map_err(|error: toml_edit::TomlError| file(error.to_string()))?;
    let mut slips = Slips::new(typed);
    change(&mut document, &mut slips);
    match slips.finish() {
        slips if slips.is_empty() => Ok(document.to_string()),
        slips => Err(slips),
    }
}

#[cfg(test)]
mod tests;
