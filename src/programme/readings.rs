//! What the circular leaves open, how it is read, and how else it might be.

use crate::language::Name;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A question that the circular leaves open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    pub id: String,
    pub question: Name,
    /// Where in the circular it arises.
    pub clause: String,
    /// How it is read.
    pub in_force: Name,
    /// How else it might be read.
    pub others: Vec<OtherReading>,
    /// The figures that rest on it: ids of targets, `reporting`, `tasks`.
    pub rests: Vec<String>,
    /// What is marked as inferred for its sake.
    pub marks: Vec<Mark>,
    /// Who confirmed the reading in force; none while it is open.
    #[serde(skip)]
    pub decided: Option<Decided>,
}

impl Reading {
    /// Whether nobody has confirmed it.
    pub fn is_open(&self) -> bool {
        self.decided.is_none()
    }
}

/// Another way to read a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OtherReading {
    pub id: String,
    pub name: Name,
    /// What it changes in the programme, where that can be computed.
    pub switch: Option<Switch>,
}

/// What another reading changes in the programme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Switch {
    /// Whether a monthly deadline that falls on a day off moves to the next working day.
    RollOver { roll_over: bool },
    /// A group has no members but those of another.
    Group { group: String, like: String },
    /// The plan lines run straight from the end of this day.
    PlanFrom { plan_from: NaiveDate },
}

/// What is marked as inferred until the reading it hangs on is confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// The note beside the targets that rest on the reading.
    Targets,
    /// Which unit carries which specialty.
    Specialties,
    /// Who belongs to a group.
    Groups,
    /// Whom to ask about a place.
    Places,
    /// What a place is to have.
    Requirements,
}

/// A decision of the office on a reading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decided {
    /// Post and name, as they were.
    pub by: String,
    pub basis: String,
    pub on: NaiveDate,
}
