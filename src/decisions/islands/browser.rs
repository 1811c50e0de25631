//! Listening to the keyboard: what needs a browser.

use super::Turn;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, KeyboardEvent, window};

/// What is typed into or opened by the keys itself keeps them.
const OWN: &str = "input, select, textarea, button, summary, [contenteditable]";

pub fn turn_slides(count: u32, leave: &str) {
    let leave = leave.to_owned();
    listen("slides", move |event| {
        let Some(turn) = Turn::of(&event.key()) else { return };
        // Space and the arrows of a link are not taken by anybody else.
        event.prevent_default();
        match turn.from(current(count), count) {
            Some(slide) => show(slide),
            None => go(&leave),
        }
    });
}

/// What is sent without a network would be lost with the page: it stays where it was typed, and the form says so.
pub fn hold_offline() {
    let Some(document) = window().and_then(|window| window.document()) else { return };
    let sent = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        if window().is_some_and(|window| window.navigator().on_line()) {
            return;
        }
        event.prevent_default();
        let form = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let told = form.and_then(|form| form.query_selector("[data-offline]").ok().flatten());
        if let Some(told) = told {
            let _ = told.remove_attribute("hidden");
        }
    });
    let _ = document.add_event_listener_with_callback("submit", sent.as_ref().unchecked_ref());
    sent.forget();
}

/// Calls `act` for every key of the page but those of fields and those held with Ctrl, Alt or Meta. The watch
/// lasts as long as the page.
fn listen(name: &str, act: impl Fn(&KeyboardEvent) + 'static) {
    let Some(document) = window().and_then(|window| window.document()) else { return };
    let heard = Closure::<dyn Fn(KeyboardEvent)>::new(move |event: KeyboardEvent| {
        let held = event.ctrl_key() || event.alt_key() || event.meta_key();
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let taken = target.and_then(|target| target.closest(OWN).ok().flatten()).is_some();
        if !held && !taken {
            act(&event);
        }
    });
    let _ = document.add_event_listener_with_callback("keydown", heard.as_ref().unchecked_ref());
    heard.forget();
    if let Some(root) = document.document_element() {
        let _ = root.set_attribute(&format!("data-{name}"), "on");
    }
}

/// The slide that fills most of the window: the last whose top is above its middle.
fn current(count: u32) -> u32 {
    let Some(window) = window() else { return 1 };
    let middle = window.inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default() / 2.0;
    let top = |slide: u32| {
        let found = window.document()?.get_element_by_id(&format!("s{slide}"))?;
        Some(found.get_bounding_client_rect().top())
    };
    (1..=count).rev().find(|slide| top(*slide).is_some_and(|top| top <= middle)).unwrap_or(1)
}

/// By its address, as the links do: so it can be copied, and Back goes back.
fn show(slide: u32) {
    if let Some(window) = window() {
        let _ = window.location().set_hash(&format!("s{slide}"));
    }
}

fn go(address: &str) {
    if let Some(window) = window() {
        let _ = window.location().set_href(address);
    }
}
