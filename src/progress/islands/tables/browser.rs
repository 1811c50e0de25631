//! Walking a table and copying a text: what needs a browser.

use super::step::step;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlDocument, HtmlElement, HtmlTextAreaElement, KeyboardEvent, NodeList, window};

/// Makes the table a grid: one of its cells can be reached by Tab, the others by the arrow keys from there.
/// Enter follows the link of a cell, as ever.
pub fn walk(table: &str) -> bool {
    let Some(table) =
        window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id(table))
    else {
        return false;
    };
    let Some(first) = cells(&table).first().and_then(|row| row.first().cloned()) else { return false };
    for cell in cells(&table).into_iter().flatten() {
        let _ = cell.set_attribute("tabindex", "-1");
    }
    let _ = first.set_attribute("tabindex", "0");
    let _ = table.set_attribute("role", "grid");
    let walked = table.clone();
    let on_key = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        if let Some(cell) = next(&walked, &event) {
            event.prevent_default();
            let _ = cell.set_attribute("tabindex", "0");
            let _ = cell.focus();
        }
    });
    // The watch lasts as long as the page.
    let _ = table.add_event_listener_with_callback("keydown", on_key.as_ref().unchecked_ref());
    on_key.forget();
    true
}

/// The cell a key leads to; the one it leaves can no longer be reached by Tab.
fn next(table: &Element, event: &KeyboardEvent) -> Option<HtmlElement> {
    if event.ctrl_key() || event.alt_key() || event.meta_key() {
        return None;
    }
    let target: Element = event.target()?.dyn_into().ok()?;
    let cells = cells(table);
    let place = |row: &Vec<HtmlElement>| row.iter().position(|cell| cell.is_same_node(Some(&target)));
    let at = cells.iter().enumerate().find_map(|(row, cells)| Some((row, place(cells)?)))?;
    let lengths: Vec<usize> = cells.iter().map(Vec::len).collect();
    let (row, column) = step(&event.key(), at, &lengths)?;
    let _ = target.set_attribute("tabindex", "-1");
    cells.get(row)?.get(column).cloned()
}

/// What can be stood on, row by row: the link or the mark of a cell, or the cell itself.
fn cells(table: &Element) -> Vec<Vec<HtmlElement>> {
    let rows = table.query_selector_all("tbody tr:not(.lane), tfoot tr").map(elements).unwrap_or_default();
    let inside = |cell: HtmlElement| {
        cell.query_selector("a, .filing").ok().flatten().and_then(|it| it.dyn_into().ok()).unwrap_or(cell)
    };
    rows.iter()
        .map(|row| row.query_selector_all("th, td").map(elements).unwrap_or_default().into_iter().map(inside).collect())
        .collect()
}

fn elements(list: NodeList) -> Vec<HtmlElement> {
    (0..list.length()).filter_map(|at| list.get(at)?.dyn_into().ok()).collect()
}

/// Selects the text of a field and copies it. The older way of copying works over plain http too, and
/// leaves the text selected for those whose browser refuses.
pub fn copy(source: &str) -> bool {
    let Some(document) = window().and_then(|window| window.document()) else { return false };
    let field = document.get_element_by_id(source).and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
    let document = document.dyn_into::<HtmlDocument>().ok();
    let (Some(field), Some(document)) = (field, document) else { return false };
    field.select();
    document.exec_command("copy").unwrap_or(false)
}
