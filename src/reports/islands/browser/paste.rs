//! A table pasted into the grid goes to the page that shows what it would change; nothing is overwritten here.

use super::saves::Saves;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlFormElement, HtmlTextAreaElement};

pub fn listen(form: &HtmlFormElement, preview: HtmlFormElement, saves: Saves) {
    let on_paste = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let Some(table) = table(&event) else { return };
        event.prevent_default();
        let preview = preview.clone();
        saves.then(move |kept| {
            // What could not be saved would be lost with the page.
            if let (true, Some(area)) = (kept, area(&preview)) {
                area.set_value(&table);
                let _ = preview.submit();
            }
        });
    });
    // The watch lasts as long as the page.
    let _ = form.add_event_listener_with_callback("paste", on_paste.as_ref().unchecked_ref());
    on_paste.forget();
}

fn area(form: &HtmlFormElement) -> Option<HtmlTextAreaElement> {
    form.query_selector("textarea").ok()??.dyn_into().ok()
}

/// What is pasted, if it is a table and the grid is where it is pasted; a single value goes into its field.
fn table(event: &Event) -> Option<String> {
    let at: Element = event.target()?.dyn_into().ok()?;
    at.closest("table.grid").ok()??;
    let data = js_sys::Reflect::get(event.as_ref(), &"clipboardData".into()).ok()?;
    let get: js_sys::Function = js_sys::Reflect::get(&data, &JsValue::from_str("getData")).ok()?.dyn_into().ok()?;
    let text = get.call1(&data, &"text/plain".into()).ok()?.as_string()?;
    (text.contains('\t') || text.trim().contains('\n')).then_some(text)
}
