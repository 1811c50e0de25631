//! Numbers in a piece that is being written: the caret goes around them, they are put in where it stands, they go as a
//! whole, and below the text they show with their values. Without this the form does the same by its buttons, and
//! refuses a number that was typed over.

use crate::documents::{Bit, beside, bits, places, rest};
use js_sys::Reflect;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Document, Element, Event, EventTarget, HtmlDocument, HtmlElement, HtmlTextAreaElement, KeyboardEvent, window,
};

/// The text, and where the caret was.
#[derive(Clone)]
struct Text {
    page: Document,
    field: HtmlTextAreaElement,
    was: Rc<Cell<(usize, usize)>>,
}

/// Watches over the text of the piece that is open, if one is. The watches last as long as the page.
pub fn keep_whole() -> Option<()> {
    let page = window()?.document()?;
    let field = page.query_selector("form#draft #piece-text").ok()??.dyn_into().ok()?;
    let text = Text { page, field, was: Rc::default() };
    // Until the caret is put somewhere, numbers go to the end, as they do without this.
    let end = text.field.text_length() as usize;
    text.select(end, end, "none");
    text.show();
    let (moved, typed, pressed, taken, chosen) = (text.clone(), text.clone(), text.clone(), text.clone(), text.clone());
    listen(&text.page, "selectionchange", move |_| {
        moved.settle();
    });
    listen(&text.field, "beforeinput", move |event| {
        let _ = typed.before(event);
    });
    listen(&text.field, "keydown", move |event| {
        let _ = pressed.key(event);
    });
    listen(&text.field, "input", move |_| taken.show());
    let list = text.page.query_selector("details.chips").ok()??;
    listen(&list, "click", move |event| {
        let _ = chosen.put(event);
    });
    Some(())
}

fn listen(target: &EventTarget, name: &str, act: impl Fn(&Event) + 'static) {
    let heard = Closure::<dyn Fn(Event)>::new(move |event: Event| act(&event));
    let _ = target.add_event_listener_with_callback(name, heard.as_ref().unchecked_ref());
    heard.forget();
}

impl Text {
    /// Where the selection begins and ends.
    fn selected(&self) -> (usize, usize) {
        let at = |found: Result<Option<u32>, JsValue>| found.ok().flatten().unwrap_or_default() as usize;
        (at(self.field.selection_start()), at(self.field.selection_end()))
    }

    fn select(&self, from: usize, to: usize, direction: &str) {
        let _ = self.field.set_selection_range_with_direction(from as u32, to as u32, direction);
        self.was.set((from, to));
    }

    /// Takes the caret, or the ends of what is selected, out of the numbers; whether it had to.
    fn settle(&self) -> bool {
        let places = places(&self.field.value());
        let ((from, to), (was_from, was_to)) = (self.selected(), self.was.get());
        let within = places.iter().find(|number| from < to && number.start < from && to < number.end);
        let rests = match within {
            Some(number) => (number.start, number.end),
            None => (rest(&places, from, was_from), rest(&places, to, was_to)),
        };
        self.was.set((from, to));
        if rests != (from, to) {
            let direction = self.field.selection_direction().ok().flatten().unwrap_or_default();
            self.select(rests.0, rests.1.max(rests.0), &direction);
        }
        rests != (from, to)
    }

    /// Types in place of what is selected, so that it can be undone.
    fn put_in(&self, typed: &str) {
        let command = if typed.is_empty() { "delete" } else { "insertText" };
        let page: &HtmlDocument = self.page.unchecked_ref();
        let _ = page.exec_command_with_show_ui_and_value(command, false, typed);
    }

    /// A number beside the caret is selected by the key that deletes, which then takes all of it away and can be undone.
    fn key(&self, event: &Event) -> Option<()> {
        let event: &KeyboardEvent = event.dyn_ref()?;
        let before = match event.key().as_str() {
            "Backspace" => true,
            "Delete" => false,
            _ => return None,
        };
        let (from, to) = self.selected();
        let places = places(&self.field.value());
        let number = beside(&places, from, before).filter(|_| from == to)?;
        self.select(number.start, number.end, "none");
        Some(())
    }

    /// What comes without keys, from a telephone or by dropping, finds the numbers whole as well.
    fn before(&self, event: &Event) -> Option<()> {
        let told = |name: &str| Reflect::get(event, &name.into()).ok()?.as_string();
        // What an input method composes cannot be held up.
        if self.settle() && event.cancelable() {
            event.prevent_default();
            self.put_in(&told("data").unwrap_or_default());
            return Some(());
        }
        let kind = told("inputType")?;
        let (from, to) = self.selected();
        if from != to || !kind.starts_with("delete") {
            return None;
        }
        let places = places(&self.field.value());
        let number = beside(&places, from, kind.ends_with("Backward"))?;
        event.prevent_default();
        self.select(number.start, number.end, "none");
        self.put_in("");
        Some(())
    }

    /// Puts the number of a button in where the caret stands.
    fn put(&self, event: &Event) -> Option<()> {
        let pressed: Element = event.target()?.dyn_into().ok()?;
        let chip = pressed.closest("button").ok()??;
        event.prevent_default();
        self.field.focus().ok()?;
        self.put_in(&chip.text_content()?);
        Some(())
    }

    /// Shows below the text how it reads.
    fn show(&self) {
        let _ = self.read();
    }

    fn read(&self) -> Option<()> {
        let shown: HtmlElement = self.page.get_element_by_id("piece-read")?.dyn_into().ok()?;
        let place = shown.last_element_child()?;
        place.set_text_content(None);
        for bit in bits(&self.field.value()) {
            let part = self.page.create_element("span").ok()?;
            match bit {
                Bit::Text(text) | Bit::Open(text) => part.set_text_content(Some(text)),
                Bit::Token(inside) => {
                    let (value, name) = inside.rsplit_once('|').unwrap_or((inside, inside));
                    let _ = part.set_attribute("class", "chip");
                    if let Some(title) = self.name(name) {
                        let _ = part.set_attribute("title", &title);
                    }
                    part.set_text_content(Some(value));
                }
            }
            place.append_child(&part).ok()?;
        }
        shown.remove_attribute("hidden").ok()
    }

    /// What the list of numbers calls it.
    fn name(&self, token: &str) -> Option<String> {
        let buttons = self.page.query_selector_all("details.chips button").ok()?;
        let found = (0..buttons.length()).filter_map(|at| buttons.get(at)?.dyn_into::<Element>().ok());
        let end = format!(" {token}");
        let mut found = found.filter(|button| button.get_attribute("value").is_some_and(|act| act.ends_with(&end)));
        found.next()?.get_attribute("title")
    }
}
