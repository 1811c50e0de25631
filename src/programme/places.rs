//! Cities, zones and districts, and what the scheme wants in each.

use super::Programme;
use crate::language::Name;
use crate::tasks::Task;
use serde::{Deserialize, Serialize};

/// A city, or a zone or district in one, where professionals may be established in practice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub id: String,
    pub name: Name,
    /// Id of the city it lies in; none for a city.
    pub city: Option<String>,
    /// Where a city stands on the schematic, which is no map. What lies in it stands with it.
    pub tile: Option<Tile>,
    /// Id of the unit to ask about it.
    pub unit: Option<String>,
    /// Whether that unit is read into the source rather than printed in it.
    pub unit_inferred: bool,
    /// What the scheme wants there, and nowhere else.
    pub requires: Vec<Requirement>,
}

/// A square of the schematic, counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Tile {
    pub row: i64,
    pub column: i64,
}

/// Something the scheme wants in a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requirement {
    pub what: Arrangement,
    /// Number of the task it is part of.
    pub task: String,
    /// Which part of the task, as its slot is called in simplified Chinese; none if the task has no parts, and
    /// then it is there once the task is closed.
    pub part: Option<String>,
    /// Where the scheme says 可设立, it may be left out.
    pub optional: bool,
    /// Where in the circular it stands.
    pub clause: String,
    pub inferred: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Arrangement {
    /// 实施细则.
    Rules,
    /// 工作站.
    Station,
    /// 示范点.
    Site,
}

impl Arrangement {
    pub const ALL: [Arrangement; 3] = [Arrangement::Rules, Arrangement::Station, Arrangement::Site];
}

impl Programme {
    /// Whether `unit` may say that `part` of a task is done: whom to ask about a place answers for its own parts
    /// alone, and whoever is asked about no place for all of them.
    pub fn may_tick(&self, unit: &str, task: &str, part: &str) -> bool {
        let is_own = |place: &&Place| place.unit.as_deref() == Some(unit);
        let wants = |place: &&Place| {
            place.requires.iter().any(|wanted| wanted.task == task && wanted.part.as_deref() == Some(part))
        };
        let mut of_part = self.places.iter().filter(wants).peekable();
        of_part.peek().is_none()
            || !self.places.iter().any(|place| is_own(&place))
            || of_part.any(|place| is_own(&place))
    }

    /// The parts without which `task` cannot be closed: all but those that the scheme leaves to the place.
    pub fn parts_wanted<'a>(&'a self, task: &'a Task) -> impl Iterator<Item = &'a Name> {
        task.slots.iter().filter(|slot| {
            let mut wanted = self.places.iter().flat_map(|place| &place.requires);
            !wanted.any(|wanted| {
                wanted.optional && wanted.task == task.number && wanted.part.as_ref() == Some(&slot.zh_hans)
            })
        })
    }

    /// The place in which a part of `task` is wanted.
    pub fn place_of_part(&self, task: &Task, part: &Name) -> Option<&Place> {
        let wants = |place: &&Place| {
            place.requires.iter().any(|it| it.task == task.number && it.part.as_ref() == Some(&part.zh_hans))
        };
        self.places.iter().find(wants)
    }
}

impl Place {
    pub fn requirement(&self, what: Arrangement) -> Option<&Requirement> {
        self.requires.iter().find(|requirement| requirement.what == what)
    }
}
