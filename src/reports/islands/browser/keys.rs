//! Keys of the form: Ctrl+S saves, Ctrl+Enter checks, Alt with a digit goes to a section, and in the grid
//! the arrows and Enter move up and down as in a spreadsheet.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement, HtmlFormElement, HtmlInputElement, KeyboardEvent, window};

pub fn listen(form: &HtmlFormElement) {
    let watched = form.clone();
    let on_key = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        if pressed(&watched, &event).is_some() {
            event.prevent_default();
        }
    });
    // The watch lasts as long as the page.
    if let Some(page) = window().and_then(|window| window.document()) {
        let _ = page.add_event_listener_with_callback("keydown", on_key.as_ref().unchecked_ref());
    }
    on_key.forget();
}

fn pressed(form: &HtmlFormElement, event: &KeyboardEvent) -> Option<()> {
    // An input method uses Enter and the arrows for its own list.
    if event.is_composing() || event.default_prevented() {
        return None;
    }
    let (held, key) = (event.ctrl_key() || event.meta_key(), event.key());
    match key.as_str() {
        "s" | "S" if held => press(form, "button[value=save]"),
        "Enter" if held => press(form, "button[value=check]"),
        _ if event.alt_key() => section(form, event.code().strip_prefix("Digit")?),
        "ArrowUp" | "ArrowDown" | "Enter" if !held && !event.shift_key() => step(form, event, key != "ArrowUp"),
        _ => None,
    }
}

fn press(form: &HtmlFormElement, button: &str) -> Option<()> {
    form.query_selector(button).ok()??.dyn_ref::<HtmlElement>()?.click();
    Some(())
}

fn section(form: &HtmlFormElement, number: &str) -> Option<()> {
    let chosen = format!("[data-section=\"{number}\"]");
    let fields = ["input", "select", "textarea", "button"].map(|kind| format!("{chosen} {kind}")).join(", ");
    form.query_selector(&fields).ok()??.dyn_ref::<HtmlElement>()?.focus().ok()
}

/// To the cell above or below; from the last cell the focus goes nowhere, and Enter sends nothing.
fn step(form: &HtmlFormElement, event: &KeyboardEvent, down: bool) -> Option<()> {
    let at: Element = event.target()?.dyn_into().ok()?;
    at.closest("table.grid").ok()??;
    let cells = form.query_selector_all("table.grid input").ok()?;
    let here = (0..cells.length()).find(|place| cells.get(*place).is_some_and(|cell| cell.is_same_node(Some(&at))))?;
    let next = if down { here.checked_add(1) } else { here.checked_sub(1) };
    if let Some(cell) =
        next.and_then(|place| cells.get(place)).and_then(|cell| cell.dyn_into::<HtmlInputElement>().ok())
    {
        cell.focus().ok()?;
        cell.select();
    }
    Some(())
}
