//! Keys: pressed outside fields they press the link that carries them, open tables, or close what is open.

use js_sys::Reflect;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Document, Element, HtmlElement, KeyboardEvent, NodeList, window};

/// How long after `g` the second key may come, in milliseconds.
const PATIENCE: f64 = 1500.0;

/// The rows one walks along; those of a grid have keys of their own.
const WALKED: &str = "main tbody tr:not([role=row])";

/// Listens, if the page says that its reader wants keys.
pub fn listen() -> Option<()> {
    let document = window()?.document()?;
    document.document_element()?.get_attribute("data-keys")?;
    let (page, begun) = (document.clone(), Cell::new(None));
    let on_key = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        if pressed(&page, &event, &begun).is_some() {
            event.prevent_default();
        }
    });
    // The watch lasts as long as the page.
    document.add_event_listener_with_callback("keydown", on_key.as_ref().unchecked_ref()).ok()?;
    on_key.forget();
    Some(())
}

/// Does what the key stands for; none if it stands for nothing here. `begun` is when `g` was pressed.
fn pressed(page: &Document, event: &KeyboardEvent, begun: &Cell<Option<f64>>) -> Option<()> {
    let held = event.ctrl_key() || event.meta_key() || event.alt_key();
    if event.is_composing() || event.repeat() || event.default_prevented() {
        return None;
    }
    if in_editor(page, event).is_some() {
        return Some(());
    }
    if held {
        return None;
    }
    let key = event.key();
    if key == "Escape" {
        return close(page);
    }
    let at: Element = event.target()?.dyn_into().ok()?;
    if at.closest("input, select, textarea, [contenteditable]").ok()?.is_some() {
        return None;
    }
    let second = begun.take().is_some_and(|at| event.time_stamp() - at < PATIENCE);
    match key.as_str() {
        _ if second => press(page, &format!("g {key}")),
        "g" => {
            begun.set(Some(event.time_stamp()));
            Some(())
        }
        "v" => turn_tables(page),
        // A page that has a key of its own for it goes first: on the queue it is to approve.
        "a" => press(page, "a").or_else(|| choose_moment(page)),
        "j" | "k" => press(page, &key).or_else(|| walk(page, key == "j")),
        // Once a row has the focus, arrows go on from it; elsewhere they scroll.
        "ArrowDown" | "ArrowUp" if at.closest(WALKED).ok()?.is_some() => walk(page, key == "ArrowDown"),
        "f" => {
            page.query_selector("form.filter select, form.filter input").ok()??.dyn_ref::<HtmlElement>()?.focus().ok()
        }
        "p" => window()?.print().ok(),
        // Enter belongs to what has the focus; it is a key of the page only where nothing has.
        "Enter" if !at.matches("body, main").unwrap_or_default() => None,
        _ => press(page, &key.to_lowercase()),
    }
}

/// Keys of the page on which a document is made, also for whoever is typing: to the next thing to look at, to keep
/// what is typed, to the numbers that can be put in, to another level (product rules E.15).
fn in_editor(page: &Document, event: &KeyboardEvent) -> Option<()> {
    let draft = page.query_selector("form#draft").ok()??;
    let control = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key();
    match event.key().as_str() {
        "F7" => next_check(page),
        "s" if control => {
            draft.query_selector("button[value=save]").ok()??.dyn_ref::<HtmlElement>()?.click();
            Some(())
        }
        _ if event.ctrl_key() && event.alt_key() => heading(&draft, event.code().strip_prefix("Digit")?),
        "k" if control => {
            let chips = draft.query_selector("details.chips").ok()??;
            turn(&chips, true);
            chips.query_selector("button").ok()??.dyn_ref::<HtmlElement>()?.focus().ok()
        }
        _ => None,
    }
}

/// Makes the piece that is open a heading of this level.
fn heading(draft: &Element, level: &str) -> Option<()> {
    let choice = draft.query_selector(&format!("#piece-kind option[value=heading{level}]")).ok()??;
    Reflect::set(&choice, &"selected".into(), &true.into()).ok().map(|_| ())
}

/// From the piece the reader is at to the flags of the next one that has any, and from the last to the first.
fn next_check(page: &Document) -> Option<()> {
    let pieces = all(page, "#draft .piece");
    let here = page.active_element().and_then(|at| at.closest(".piece").ok()?);
    let after = pieces.iter().position(|piece| here.as_ref() == Some(piece)).map_or(0, |at| at + 1);
    let flags = |piece: &Element| piece.query_selector(".flags").ok()?;
    let (before, rest) = pieces.split_at(after);
    let next = rest.iter().chain(before).find_map(flags)?;
    next.dyn_ref::<HtmlElement>()?.focus().ok()
}

/// Presses what carries the key. What opens by it is there to be filled in.
fn press(page: &Document, key: &str) -> Option<()> {
    if key.contains(['"', '\\']) {
        return None;
    }
    let found = page.query_selector(&format!("[data-key=\"{key}\"]")).ok()??;
    found.dyn_ref::<HtmlElement>()?.click();
    let field = || {
        let opened = found.closest("details[open]").ok()??;
        opened.query_selector("select, textarea, input:not([type=hidden])").ok()?
    };
    if found.matches("summary").unwrap_or_default()
        && let Some(field) = field()
    {
        let _ = field.dyn_ref::<HtmlElement>()?.focus();
    }
    Some(())
}

/// Opens the tables behind the charts, or closes them if all are open.
fn turn_tables(page: &Document) -> Option<()> {
    let tables = all(page, "details.behind");
    let open = tables.iter().any(|table| !table.has_attribute("open"));
    tables.first()?;
    tables.iter().for_each(|table| turn(table, open));
    Some(())
}

/// To the row below or above of those that lead somewhere; at either end the focus stays.
fn walk(page: &Document, down: bool) -> Option<()> {
    let rows: Vec<HtmlElement> = all(page, WALKED)
        .into_iter()
        .filter_map(|row| row.query_selector("a[href]").ok()??.dyn_into().ok())
        .filter(|link: &HtmlElement| link.offset_parent().is_some())
        .collect();
    let row_of = |element: &Element| element.closest("tr").ok()?;
    let here = page.active_element().and_then(|at| row_of(&at));
    let here = rows.iter().position(|link| here.is_some() && row_of(link) == here);
    let next = match (here, down) {
        (None, true) => 0,
        (Some(at), true) => at + 1,
        (at, false) => at?.checked_sub(1)?,
    };
    rows.get(next)?.focus().ok()
}

fn choose_moment(page: &Document) -> Option<()> {
    let moment = page.query_selector("details.moment").ok()??;
    turn(&moment, true);
    moment.query_selector("input[name=as_at]").ok()??.dyn_ref::<HtmlElement>()?.focus().ok()
}

/// Closes what is open; the control of the moment takes the focus back.
fn close(page: &Document) -> Option<()> {
    let open = all(page, "details.moment[open], details.behind[open]");
    open.first()?;
    for element in &open {
        turn(element, false);
        if element.matches(".moment").unwrap_or_default() {
            element.query_selector("summary").ok()??.dyn_ref::<HtmlElement>()?.focus().ok()?;
        }
    }
    Some(())
}

fn turn(details: &Element, open: bool) {
    let _ = match open {
        true => details.set_attribute("open", ""),
        false => details.remove_attribute("open"),
    };
}

fn all(page: &Document, selector: &str) -> Vec<Element> {
    let found = page.query_selector_all(selector).ok();
    let elements = |list: NodeList| (0..list.length()).filter_map(move |at| list.get(at)?.dyn_into().ok());
    found.into_iter().flat_map(elements).collect()
}
