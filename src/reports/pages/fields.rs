//! The fields of the form: which there are, what they are called, and how they become a draft and back.

use crate::programme::Programme;
use crate::reports::{Cell, Direction, Draft, Entry, Origin};
use crate::targets::Measure;
use crate::units::{Unit, UnitKind};
use crate::web::pages::Page;

/// The cells a unit is asked for: its specialties for recognition, its places for practice, and whatever
/// its draft already holds.
pub(super) fn cells(programme: &Programme, unit: &Unit, draft: &Draft) -> Vec<Cell> {
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

pub(super) fn cell_of(programme: &Programme, entry: &Entry) -> Cell {
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

/// What a cell counts, in words: 建筑工程 香港 港澳→内地.
pub fn cell_name(page: &Page, cell: &Cell) -> String {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let what = match (cell.measure, cell.specialty.as_deref(), cell.place.as_deref()) {
        (Measure::Recognised, Some(id), _) => {
            programme.specialty(id).map_or_else(|| id.to_owned(), |found| found.name.of(lang).to_owned())
        }
        (Measure::Practising, _, Some(id)) => {
            programme.place(id).map_or_else(|| id.to_owned(), |found| found.name.of(lang).to_owned())
        }
        (Measure::Practising, _, None) => lang.place_unknown().to_owned(),
        (Measure::Recognised, None, _) => "—".to_owned(),
    };
    let way = cell.direction.map(|way| lang.direction(way));
    [Some(what.as_str()), Some(lang.origin(cell.origin)), way].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The name of a form field in words.
pub fn field_name(page: &Page, field: &str) -> String {
    let lang = page.lang;
    let programme = &page.standing.programme;
    if let Some(cell) = Cell::from_field(field) {
        return format!("{} {}", lang.form_new(), cell_name(page, &cell));
    }
    let named = |number: &str| {
        programme.task(number).map_or_else(|| number.to_owned(), |task| lang.task_named(task.short.of(lang), number))
    };
    let parts: Vec<&str> = field.splitn(3, '.').collect();
    match parts[..] {
        ["task", number, "closure.on"] => format!("{} {}", named(number), lang.form_closure_on()),
        ["task", number, "closure" | "closure.evidence"] => format!("{} {}", named(number), lang.form_closure()),
        ["task", number, "stage"] => format!("{} {}", named(number), lang.form_task_stage()),
        ["task", number, "slots"] => format!("{} {}", named(number), lang.form_slots()),
        ["task", number, ..] => format!("{} {}", named(number), lang.form_said()),
        ["specialty", id, part] => {
            let name = programme.specialty(id).map_or(id, |found| found.name.of(lang));
            format!("{name} {}", if part == "on" { lang.form_stage_on() } else { lang.form_stage() })
        }
        ["done"] => lang.form_done().to_owned(),
        ["problems"] => lang.form_problems().to_owned(),
        ["next"] => lang.form_next().to_owned(),
        ["ask"] => lang.form_ask().to_owned(),
        ["nil"] => lang.cell_nil().to_owned(),
        ["period"] => lang.period_label().to_owned(),
        _ => field.to_owned(),
    }
}

pub(super) fn id_of(field: &str) -> String {
    field.replace('.', "-")
}
