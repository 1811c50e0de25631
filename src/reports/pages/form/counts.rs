//! The grid of figures: what was there before, what is new, and what that makes.

use super::{Sheet, error};
use crate::figures::{FigureId, UNNAMED};
use crate::programme::Programme;
use crate::progress::figure;
use crate::reports::pages::fields::{cell_name, id_of};
use crate::reports::{Cell, Stated, Typed, cell_of, cells};
use crate::views::{Basis, View};
use crate::web::pages::{Page, inferred};
use leptos::prelude::*;

/// The unit's sum of a cell over the periods before this one.
pub(in crate::reports::pages) fn before(page: &Page, sheet: &Sheet, cell: &Cell) -> i64 {
    let Some(day) = sheet.period.start.pred_opt() else { return 0 };
    let named = |id: &Option<String>| Some(id.clone().unwrap_or_else(|| UNNAMED.to_owned()));
    let mut id = FigureId::measure(cell.measure).of_unit(&sheet.unit.id);
    id.filter.specialty = named(&cell.specialty);
    id.filter.place = named(&cell.place);
    id.filter.origin = Some(cell.origin);
    id.filter.direction = cell.direction;
    let found = figure(&page.standing.programme, &page.record, View::new(day, Basis::Corrected), &id);
    found.map_or(0, |figure| figure.value)
}

/// Whether that the unit is asked about the specialty of the cell is inferred.
fn inferred_cell(programme: &Programme, cell: &Cell) -> bool {
    let specialty = cell.specialty.as_deref().and_then(|id| programme.specialty(id));
    specialty.is_some_and(|specialty| specialty.units_inferred)
}

/// What a cell was understood as, where that is not what stands in it.
fn read_as(page: &Page, typed: &str) -> Option<String> {
    match Stated::understand(&Typed::from(typed)) {
        Ok(Stated::Number(number)) if typed != number.to_string() => Some(page.lang.form_read_as(&number.to_string())),
        _ => None,
    }
}

pub(super) fn counts(page: &Page, sheet: &Sheet, no: usize) -> Option<AnyView> {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let cells = cells(programme, &sheet.unit, &sheet.report.draft);
    if cells.is_empty() {
        return None;
    }
    let note = cells.iter().any(|cell| inferred_cell(programme, cell));
    let note = note.then(|| view! { <p class="quiet">{lang.inferred_link_note()}</p> });
    let group = |cell: &Cell| (cell.measure, cell.specialty.clone());
    let groups: Vec<&[Cell]> = cells.chunk_by(|one, other| group(one) == group(other)).collect();
    let rows = groups.into_iter().map(|cells| {
        let rows = cells.iter().map(|cell| row(page, sheet, cell)).collect_view();
        view! { {rows}{sum(page, sheet, cells)} }
    });
    // Whoever gathers from others may not get an answer, and that is no nought (product rules C.2).
    let gathers = super::signing::gathers(page, sheet);
    let hint = gathers.then(|| view! { <p class="quiet">{lang.form_unavailable_hint()}</p> });
    let offered = gathers
        .then(|| view! { <datalist id="count-words"><option value=lang.count_unavailable()></option></datalist> });
    let view = view! {
        <fieldset data-section=no.to_string()>
            <legend><span class="no">{no}</span> " " {lang.form_section_counts()}</legend>
            <p class="quiet" id="counts-hint">{lang.form_counts_hint()}</p>
            {hint}{offered}
            {note}
            <table class="grid">
                <thead><tr>
                    <th scope="col">{lang.measure_label()}</th><th scope="col" class="number">{lang.form_previous()}</th>
                    <th scope="col">{lang.form_new()}</th><th scope="col" class="number">{lang.form_total()}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </fieldset>
    };
    Some(view.into_any())
}

/// What the cells of a measure and a discipline are summed under, where the browser finds it too.
fn sum_id(cell: &Cell) -> String {
    format!("sum-{}-{}", cell.measure, cell.specialty.as_deref().unwrap_or("all"))
}

/// 合计: the rows above it together, as typed so far.
fn sum(page: &Page, sheet: &Sheet, cells: &[Cell]) -> Option<AnyView> {
    let lang = page.lang;
    let first = cells.first().filter(|_| cells.len() > 1)?;
    let typed = |cell: &Cell| {
        let entry = sheet.report.draft.entries.iter().find(|entry| cell_of(&page.standing.programme, entry) == *cell);
        entry.and_then(|entry| Stated::understand(&entry.count).ok()).map_or(0, Stated::number)
    };
    let before: i64 = cells.iter().map(|cell| before(page, sheet, cell)).sum();
    let new: i64 = cells.iter().map(typed).sum();
    let id = sum_id(first);
    Some(
        view! {
            <tr class="sum">
                <th scope="row">{lang.measure(first.measure)} " · " {lang.total()}</th>
                <td class="number given" data-label=lang.form_previous()>{before}</td>
                <td class="given" data-label=lang.form_new()><output id=format!("{id}-new")>{new}</output></td>
                <td class="number given" data-label=lang.form_total()><output id=format!("{id}-total") data-before=before.to_string()>{before + new}</output></td>
            </tr>
        }
        .into_any(),
    )
}

fn row(page: &Page, sheet: &Sheet, cell: &Cell) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let (field, before) = (cell.field(), before(page, sheet, cell));
    let id = id_of(&field);
    let typed = sheet.report.draft.entries.iter().find(|entry| cell_of(programme, entry) == *cell);
    let value = typed.map_or(String::new(), |entry| entry.count.0.clone());
    let total = Stated::understand(&Typed::from(value.as_str()));
    let total = total.map_or_else(|_| "—".to_owned(), |stated| (before + stated.number()).to_string());
    let wrong = sheet.faults.iter().any(|fault| fault.field == field);
    let described = if wrong { format!("{id}-error") } else { format!("{id}-read") };
    let gathers = super::signing::gathers(page, sheet);
    let which = inferred_cell(programme, cell).then(|| inferred(lang));
    view! {
        <tr>
            <th scope="row"><label for=id.clone()>{lang.measure(cell.measure)} " · " {cell_name(page, cell)} {which}</label>{error(page, &sheet.faults, &field)}</th>
            <td class="number given" data-label=lang.form_previous()>{before}</td>
            <td data-label=lang.form_new()>
                <input id=id.clone() name=field.clone() value=value.clone() data-before=before.to_string() data-sum=sum_id(cell) inputmode=(!gathers).then_some("numeric") list=gathers.then_some("count-words") autocomplete="off" size="6" aria-invalid=wrong.then_some("true") aria-describedby=described/>
                <span class="read" id=format!("{id}-read")>{read_as(page, &value)}</span>
            </td>
            <td class="number given" data-label=lang.form_total()><output id=format!("{id}-total") for=id.clone()>{total}</output></td>
        </tr>
    }
    .into_any()
}
