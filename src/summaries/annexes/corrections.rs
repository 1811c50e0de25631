//! 附件4: every accepted report that was corrected, cell by cell, with the reason.

use super::super::runs::{Run, text};
use super::super::sources::Sources;
use super::{Table, column, dash};
use crate::calendar::{Period, day_of};
use crate::figures::FigureId;
use crate::progress::figure;
use crate::reports::{Cell, Content, Version};
use crate::views::{Basis, View};
use std::collections::BTreeSet;

struct Correction<'a> {
    before: &'a Version,
    after: &'a Version,
    reason: &'a str,
}

/// One thing that differs between two versions.
struct Change {
    /// What it is called.
    what: String,
    /// The cell of the grid, where it is a count.
    cell: Option<Cell>,
    before: String,
    after: String,
}

/// A count of a version as the figure it was: what was known at the end of the day on which the version was accepted.
/// Where the day saw another version too, the number stands for itself.
fn bound(sources: &Sources, version: &Version, cell: &Cell, said: String) -> Vec<Run> {
    let mut id =
        FigureId::measure(cell.measure).of_unit(&version.unit).in_period(version.period).of_origin(cell.origin);
    id.filter.specialty.clone_from(&cell.specialty);
    id.filter.direction = cell.direction;
    if let Some(place) = &cell.place {
        id = id.of_place(place);
    }
    let at = version.accepted_at.map(|at| View::new(day_of(at), Basis::Reported));
    let value = at.and_then(|at| figure(sources.programme, sources.record, at, &id)).map(|figure| figure.value);
    match (at, value) {
        (Some(at), Some(value)) if value.to_string() == said => {
            vec![Run::Figure { id, value, shown: said, at: Some(at) }]
        }
        _ => text(said),
    }
}

pub fn is_none(sources: &Sources) -> bool {
    corrections(sources).is_empty()
}

pub fn table(sources: &Sources) -> Table {
    let lang = sources.lang;
    let mut rows: Vec<Vec<Vec<Run>>> = Vec::new();
    for correction in corrections(sources) {
        let Some(period) = sources.programme.period(correction.after.period) else { continue };
        for Change { what, cell, before, after } in
            changes(sources, &correction.before.content, &correction.after.content)
        {
            let number = |said: String, version: &Version| match &cell {
                Some(cell) => bound(sources, version, cell, said),
                None => text(said),
            };
            rows.push(vec![
                text(sources.unit_name(&correction.after.unit)),
                text(sources.month(period)),
                text(what),
                number(before, correction.before),
                number(after, correction.after),
                text(super::super::sections::one_line(correction.reason)),
            ]);
        }
    }
    if rows.is_empty() {
        let none = || text(lang.summary_corrections_none());
        rows.push(vec![none(), dash(), dash(), dash(), dash(), dash()]);
    }
    Table {
        caption: String::new(),
        unit_note: None,
        columns: vec![
            column(lang.unit_label(), 20),
            column(lang.col_period(), 10),
            column(lang.col_cell(), 27),
            column(lang.col_before(), 10),
            column(lang.col_after(), 10),
            column(lang.col_reason(), 23),
        ],
        rows,
    }
}

/// Accepted corrections of the reports summed up, and those of earlier reports that were accepted in the time of the
/// summary, in order of period and printed order of units.
fn corrections<'a>(sources: &Sources<'a>) -> Vec<Correction<'a>> {
    let accepted = |v: &&Version| v.accepted_at.is_some_and(|at| sources.view.knows(at));
    let mut found = Vec::new();
    let mine = sources.periods();
    let begins = mine.first().map(|period| period.start);
    let earlier = |period: &&Period| begins.is_some_and(|begins| period.end < begins);
    let told = sources.programme.periods.iter().filter(|period| mine.contains(period) || earlier(period));
    for period in told.filter(|period| sources.view.shows(period)) {
        for unit in sources.programme.filers() {
            let of_it = sources.record.versions.iter().filter(|v| v.unit == unit.id && v.period == period.id);
            let mut versions: Vec<&Version> = of_it.filter(accepted).collect();
            versions.sort_by_key(|v| (v.accepted_at, v.number));
            found.extend(versions.windows(2).filter_map(|pair| {
                let reason = pair[1].correction.as_deref()?;
                let on = pair[1].accepted_at.map(day_of);
                if earlier(&period) && on < begins {
                    return None;
                }
                Some(Correction { before: pair[0], after: pair[1], reason })
            }));
        }
    }
    found
}

/// What differs: its name, what was reported, what it is now.
fn changes(sources: &Sources, before: &Content, after: &Content) -> Vec<Change> {
    let (lang, programme) = (sources.lang, sources.programme);
    let mut changes = Vec::new();
    let mut changed = |what: String, cell: Option<&Cell>, before: String, after: String| {
        if before != after {
            changes.push(Change { what, cell: cell.cloned(), before, after });
        }
    };
    let counts = |content: &Content, cell: &Cell| {
        let stated = content.counts.iter().find(|count| count.cell == *cell).map(|count| count.stated);
        lang.stated(stated.unwrap_or_default())
    };
    let cells: BTreeSet<&Cell> = before.counts.iter().chain(&after.counts).map(|count| &count.cell).collect();
    for cell in cells {
        changed(name_of(sources, cell), Some(cell), counts(before, cell), counts(after, cell));
    }
    let specialty = |content: &Content, id: &str| {
        let reached = content.stages.iter().find(|reached| reached.specialty == id).map(|reached| reached.stage);
        let stage = reached.and_then(|stage| programme.specialty_stages.get(usize::try_from(stage - 1).ok()?));
        stage.map_or("—".to_owned(), |name| name.of(lang).to_owned())
    };
    for known in &programme.specialties {
        let (what, id) = (lang.correction_stage(known.name.of(lang)), &known.id);
        changed(what, None, specialty(before, id), specialty(after, id));
    }
    let task_stage = |content: &Content, number: &str| {
        let said = content.tasks.iter().find(|said| said.number == number).and_then(|said| said.stage);
        said.map_or("—".to_owned(), |stage| stage.to_string())
    };
    for task in &programme.tasks {
        let number = &task.number;
        changed(lang.correction_task(number), None, task_stage(before, number), task_stage(after, number));
    }
    if changes.is_empty() {
        let [what, before, after] =
            [lang.correction_text(), lang.correction_text_before(), lang.correction_text_after()].map(str::to_owned);
        changes.push(Change { what, cell: None, before, after });
    }
    changes
}

/// 互认人数、建筑工程、香港、港澳→内地
fn name_of(sources: &Sources, cell: &Cell) -> String {
    let (lang, programme) = (sources.lang, sources.programme);
    let specialty = cell.specialty.as_deref().and_then(|id| programme.specialty(id));
    let place = cell.place.as_deref().and_then(|id| programme.place(id));
    let parts = [
        Some(lang.measure(cell.measure)),
        specialty.map(|specialty| specialty.name.of(lang)),
        place.map(|place| place.name.of(lang)),
        Some(lang.origin(cell.origin)),
        cell.direction.map(|direction| lang.direction(direction)),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(lang.list_comma())
}
