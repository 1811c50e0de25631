//! The cells of the grid: which a unit is asked for, and what they are called.

use super::{Cell, Direction, Draft, Entry, Origin};
use crate::language::Lang;
use crate::programme::Programme;
use crate::targets::Measure;
use crate::units::{Unit, UnitKind};

impl Cell {
    /// What the cell counts, in words: 建筑工程 · 香港 · 港澳→内地.
    pub fn name(&self, programme: &Programme, lang: Lang) -> String {
        let what = match (self.measure, self.specialty.as_deref(), self.place.as_deref()) {
            (Measure::Recognised, Some(id), _) => programme.specialty(id).map_or(id, |found| found.name.of(lang)),
            (Measure::Practising, _, Some(id)) => programme.place(id).map_or(id, |found| found.name.of(lang)),
            (Measure::Practising, _, None) => lang.place_unknown(),
            (Measure::Recognised, None, _) => "—",
        };
        let way = self.direction.map(|way| lang.direction(way));
        [Some(what), Some(lang.origin(self.origin)), way].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// The cells a unit is asked for: its specialties for recognition, its places for practice, and whatever
/// its draft already holds.
pub fn cells(programme: &Programme, unit: &Unit, draft: &Draft) -> Vec<Cell> {
    let mut cells = Vec::new();
    let places = places(programme, unit);
    for place in &places {
        for origin in Origin::ALL {
            cells.push(Cell {
                measure: Measure::Practising,
                specialty: None,
                place: place.clone(),
                origin,
                direction: None,
            });
        }
    }
    for specialty in &unit.specialties {
        for direction in Direction::ALL {
            for origin in Origin::ALL {
                cells.push(Cell {
                    measure: Measure::Recognised,
                    specialty: Some(specialty.clone()),
                    place: None,
                    origin,
                    direction: Some(direction),
                });
            }
        }
    }
    for entry in &draft.entries {
        let cell = cell_of(programme, entry);
        if !cells.contains(&cell) {
            cells.push(cell);
        }
    }
    cells
}

/// Whether the unit's report has a row for the measure: what the others are silent about its figures do not lack.
pub fn is_asked(programme: &Programme, unit: &Unit, measure: Measure) -> bool {
    match measure {
        Measure::Recognised => !unit.specialties.is_empty(),
        Measure::Practising => !places(programme, unit).is_empty(),
    }
}

pub fn cell_of(programme: &Programme, entry: &Entry) -> Cell {
    let id = |word: &Option<String>| word.clone().filter(|word| !word.trim().is_empty());
    Cell {
        measure: entry.measure,
        specialty: id(&entry.specialty)
            .map(|word| programme.specialty(&word).map_or(word.clone(), |found| found.id.clone())),
        place: id(&entry.place).map(|word| programme.place(&word).map_or(word.clone(), |found| found.id.clone())),
        origin: entry.origin,
        direction: entry.direction,
    }
}

/// Whether `unit` may count people in a place: a city or zone does in those it is asked about, and nobody in those of
/// others.
pub(super) fn may_count(programme: &Programme, unit: &Unit, place: &str) -> bool {
    let own = places(programme, unit);
    own.is_empty() || own.iter().any(|known| known.as_deref() == Some(place))
}

/// The places a city or zone reports by: those its name holds, the districts in them, and none for people
/// whose place is not known.
fn places(programme: &Programme, unit: &Unit) -> Vec<Option<String>> {
    if !matches!(unit.kind, UnitKind::City | UnitKind::Zone) {
        return Vec::new();
    }
    let named = |name: &str| unit.name.zh_hans.contains(name);
    let own: Vec<&str> =
        programme.places.iter().filter(|place| named(&place.name.zh_hans)).map(|place| place.id.as_str()).collect();
    let mut places: Vec<Option<String>> = programme
        .places
        .iter()
        .filter(|place| {
            own.contains(&place.id.as_str()) || place.city.as_deref().is_some_and(|city| own.contains(&city))
        })
        .map(|place| Some(place.id.clone()))
        .collect();
    places.push(None);
    places
}
