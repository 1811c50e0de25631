//! Says at once how a field is read: the sum it makes, the day it is, how long the text has become.

use crate::reports::{Stated, Typed, understand_day};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, Event, HtmlFormElement, HtmlInputElement, HtmlTextAreaElement};

pub fn follow(form: &HtmlFormElement, read_as: &str) {
    let read_as = read_as.to_owned();
    let on_input = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let field: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
        let _ = field.and_then(|field| show(&field, &read_as));
    });
    // The watch lasts as long as the page.
    let _ = form.add_event_listener_with_callback("input", on_input.as_ref().unchecked_ref());
    on_input.forget();
}

fn show(field: &Element, read_as: &str) -> Option<()> {
    if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        return length(field, &field.closest("[data-most]").ok()??, &area.value());
    }
    let typed = field.dyn_ref::<HtmlInputElement>()?.value();
    if let Some(before) = field.get_attribute("data-before").and_then(|before| before.parse::<i64>().ok()) {
        let stated = Stated::understand(&Typed::from(typed.as_str()));
        let total = stated.as_ref().map_or("—".to_owned(), |stated| (before + stated.number()).to_string());
        tell(field, "total", &total)?;
        let _ = sum(field);
        let understood = match stated {
            Ok(Stated::Number(number)) if number.to_string() != typed.trim() => format!("{read_as} {number}"),
            _ => String::new(),
        };
        return tell(field, "read", &understood).map(|_| ());
    }
    if field.has_attribute("data-day") {
        let day = understand_day(&typed).map(|day| day.to_string()).filter(|day| day != typed.trim());
        return tell(field, "read", &day.map_or(String::new(), |day| format!("{read_as} {day}"))).map(|_| ());
    }
    length(field, field, &typed)
}

/// What the rows summed with the field come to.
fn sum(field: &Element) -> Option<()> {
    let id = field.get_attribute("data-sum")?;
    let page = field.owner_document()?;
    let rows = page.query_selector_all(&format!("[data-sum=\"{id}\"]")).ok()?;
    let typed = (0..rows.length()).filter_map(|at| rows.get(at)?.dyn_into::<HtmlInputElement>().ok());
    let stated = typed.filter_map(|row| Stated::understand(&Typed::from(row.value().as_str())).ok());
    let new: i64 = stated.map(Stated::number).sum();
    page.get_element_by_id(&format!("{id}-new"))?.set_text_content(Some(&new.to_string()));
    let total = page.get_element_by_id(&format!("{id}-total"))?;
    let before: i64 = total.get_attribute("data-before")?.parse().ok()?;
    total.set_text_content(Some(&(before + new).to_string()));
    Some(())
}

fn length(field: &Element, limited: &Element, text: &str) -> Option<()> {
    let most: usize = limited.get_attribute("data-most")?.parse().ok()?;
    let used = text.trim().chars().count();
    let place = tell(field, "length", &format!("{used}/{most}"))?;
    place.set_attribute("class", if used > most { "length over" } else { "length" }).ok()
}

/// Writes into the place that belongs to the field.
fn tell(field: &Element, what: &str, text: &str) -> Option<Element> {
    let place = field.owner_document()?.get_element_by_id(&format!("{}-{what}", field.id()))?;
    if place.text_content().as_deref() != Some(text) {
        place.set_text_content(Some(text));
    }
    Some(place)
}
