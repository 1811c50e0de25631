//! A table pasted into the grid goes to the page that shows what it would change; nothing is overwritten here.

use super::post;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, Event, HtmlFormElement, HtmlTextAreaElement};

/// `address` is where the draft is saved before its page is left.
pub fn listen(form: &HtmlFormElement, preview: HtmlFormElement, address: &str) {
    let (watched, address) = (form.clone(), address.to_owned());
    let on_paste = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        let Some(table) = table(&event) else { return };
        event.prevent_default();
        let (form, preview, address) = (watched.clone(), preview.clone(), address.clone());
        spawn_local(async move {
            let kept = post(&form, &address).await;
            // What could not be saved would be lost with the page.
            if let (Ok(super::Answer::Saved(_)), Some(area)) = (kept, area(&preview)) {
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
