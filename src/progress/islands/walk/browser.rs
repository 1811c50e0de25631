//! One cell of a grid takes part in tabbing; the arrow keys hand that on, and the text follows.

use super::step::step;
use leptos::prelude::{Set, WriteSignal};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, Node, NodeList, window};

/// Watches the grid as long as the page lasts; false if there is nothing to walk over. Enter follows the link
/// of a cell, as ever.
pub fn walk(grid: &str, said: WriteSignal<String>) -> bool {
    let Some(grid) = window().and_then(|window| window.document()?.get_element_by_id(grid)) else { return false };
    let cells = cells(&grid);
    let Some(first) = cells.iter().flatten().next().cloned() else { return false };
    for cell in cells.iter().flatten() {
        let _ = cell.set_attribute("tabindex", "-1");
    }
    let _ = first.set_attribute("tabindex", "0");
    // A grid of several tables stays what it is to those who listen: tables.
    if grid.query_selector("table").ok().flatten().is_none() {
        let _ = grid.set_attribute("role", "grid");
    }
    let _ = grid.set_attribute("data-walk", "on");

    let stepped = cells.clone();
    let on_key = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        // Rows that are folded away are stepped over.
        let open: Vec<&Vec<HtmlElement>> = stepped.iter().filter(|row| row.iter().any(is_shown)).collect();
        let lengths: Vec<usize> = open.iter().map(|row| row.len()).collect();
        let Some(at) = place(open.iter().copied(), &event) else { return };
        if event.alt_key() || event.meta_key() {
            return;
        }
        let Some((row, column)) = step(&event.key(), event.ctrl_key(), at, &lengths) else { return };
        event.prevent_default();
        if let (Some(cell), Some(next)) = (open[at.0].get(at.1), open.get(row).and_then(|row| row.get(column))) {
            let _ = cell.set_attribute("tabindex", "-1");
            let _ = next.set_attribute("tabindex", "0");
            let _ = next.focus();
        }
    });
    let tell = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let found = place(&cells, &event).and_then(|(row, column)| cells[row][column].get_attribute("title"));
        if let Some(title) = found {
            said.set(title);
        }
    });
    let _ = grid.add_event_listener_with_callback("keydown", on_key.as_ref().unchecked_ref());
    for kind in ["focusin", "mouseover"] {
        let _ = grid.add_event_listener_with_callback(kind, tell.as_ref().unchecked_ref());
    }
    on_key.forget();
    tell.forget();
    true
}

/// Row and column of the cell in which something happened.
fn place<'a>(cells: impl IntoIterator<Item = &'a Vec<HtmlElement>>, event: &Event) -> Option<(usize, usize)> {
    let target: Node = event.target()?.dyn_into().ok()?;
    let within = |row: &Vec<HtmlElement>| row.iter().position(|cell| cell.contains(Some(&target)));
    cells.into_iter().enumerate().find_map(|(row, cells)| Some((row, within(cells)?)))
}

fn is_shown(cell: &HtmlElement) -> bool {
    cell.closest("details:not([open])").is_ok_and(|folded| folded.is_none())
}

/// What can be stood on, row by row: a cell that says so itself, or the link or mark in a cell of a table, or
/// that cell.
fn cells(grid: &Element) -> Vec<Vec<HtmlElement>> {
    let inside = |cell: HtmlElement| {
        let found = cell.query_selector("a, .filing").ok().flatten();
        // Links of a picture are no HTML, and take the focus just as well.
        found.map_or(cell, |found| found.unchecked_into())
    };
    let all = |element: &Element, wanted: &str| element.query_selector_all(wanted).map(elements).unwrap_or_default();
    let rows = all(grid, "[role=row], tbody tr:not(.lane), tfoot tr");
    let of_row = |row: &HtmlElement| all(row, "[role=gridcell], th, td").into_iter().map(inside).collect();
    rows.iter().map(of_row).collect()
}

fn elements(list: NodeList) -> Vec<HtmlElement> {
    (0..list.length()).filter_map(|at| Some(list.get(at)?.unchecked_into())).collect()
}
