//! One cell of the grid takes part in tabbing; the arrow keys hand that on and the text follows.

use leptos::prelude::{Set, WriteSignal};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlElement, KeyboardEvent, window};

/// Watches the grid as long as the page lasts.
pub fn walk(grid: &str, wide: usize, said: WriteSignal<String>) {
    let Some(grid) = window().and_then(|window| window.document()?.get_element_by_id(grid)) else { return };
    let (watched, count) = (grid.clone(), grid.query_selector_all("[data-cell]").map_or(0, |cells| cells.length()));
    let step = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        let Some(cell) = cell(&event) else { return };
        let Some(at) = number(&cell).and_then(|at| target(&event, at, wide, count as usize)) else { return };
        event.prevent_default();
        if let Some(next) = found(&watched, at) {
            let _ = cell.set_attribute("tabindex", "-1");
            let _ = next.set_attribute("tabindex", "0");
            let _ = next.focus();
        }
    });
    let tell = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        if let Some(name) = cell(&event).and_then(|cell| cell.get_attribute("title")) {
            said.set(name);
        }
    });
    let _ = grid.add_event_listener_with_callback("keydown", step.as_ref().unchecked_ref());
    for kind in ["focusin", "mouseover"] {
        let _ = grid.add_event_listener_with_callback(kind, tell.as_ref().unchecked_ref());
    }
    step.forget();
    tell.forget();
    let _ = grid.set_attribute("data-walk", "on");
}

fn cell(event: &Event) -> Option<Element> {
    event.target()?.dyn_into::<Element>().ok()?.closest("[data-cell]").ok()?
}

fn number(cell: &Element) -> Option<usize> {
    cell.get_attribute("data-cell")?.parse().ok()
}

fn found(grid: &Element, at: usize) -> Option<HtmlElement> {
    grid.query_selector(&format!("[data-cell=\"{at}\"]")).ok()??.dyn_into().ok()
}

/// Where the key leads; none for a key that is not ours, or leads out of the grid.
fn target(event: &KeyboardEvent, at: usize, wide: usize, count: usize) -> Option<usize> {
    let (start, whole) = (at - at % wide, event.ctrl_key());
    let to = match event.key().as_str() {
        "ArrowRight" => at + 1,
        "ArrowLeft" => at.checked_sub(1)?,
        "ArrowDown" => at + wide,
        "ArrowUp" => at.checked_sub(wide)?,
        "Home" if whole => 0,
        "End" if whole => count.checked_sub(1)?,
        "Home" => start,
        "End" => (start + wide).min(count) - 1,
        _ => return None,
    };
    (to < count).then_some(to)
}
