//! Watching a form and posting it: the part of the autosave that needs a browser.

use super::Saved;
use leptos::prelude::{Set, WriteSignal};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{FormData, HtmlFormElement, HtmlInputElement, Request, RequestInit, Response, UrlSearchParams, window};

/// Posts the form to `address` whenever one of its fields is left changed, and shows when it was saved.
pub fn save_on_change(form: &str, address: &str, saved: &str, shown: WriteSignal<String>) {
    let Some(form) = element(form) else { return };
    let (address, saved, watched) = (address.to_owned(), saved.to_owned(), form.clone());
    let save = Closure::<dyn Fn()>::new(move || {
        let (form, address, saved) = (watched.clone(), address.clone(), saved.clone());
        spawn_local(async move {
            if let Ok(Some(answer)) = post(&form, &address).await {
                if let Some(lock) = input(&form, "lock") {
                    lock.set_value(&answer.lock.to_string());
                }
                shown.set(format!("{saved} {}", answer.shown));
            }
        });
    });
    // The watch lasts as long as the page.
    let _ = form.add_event_listener_with_callback("change", save.as_ref().unchecked_ref());
    save.forget();
    let _ = form.set_attribute("data-autosave", "on");
}

fn element(id: &str) -> Option<HtmlFormElement> {
    window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

fn input(form: &HtmlFormElement, name: &str) -> Option<HtmlInputElement> {
    form.query_selector(&format!("input[name={name}]")).ok()??.dyn_into().ok()
}

async fn post(form: &HtmlFormElement, address: &str) -> Result<Option<Saved>, JsValue> {
    let data = FormData::new_with_form(form)?;
    let fields = UrlSearchParams::new()?;
    for pair in data.entries().into_iter() {
        let pair: js_sys::Array = pair?.dyn_into()?;
        if let (Some(name), Some(value)) = (pair.get(0).as_string(), pair.get(1).as_string()) {
            fields.append(&name, &value);
        }
    }
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_body(&fields);
    let request = Request::new_with_str_and_init(address, &init)?;
    let window = window().ok_or(JsValue::NULL)?;
    let response: Response = JsFuture::from(window.fetch_with_request(&request)).await?.dyn_into()?;
    if !response.ok() {
        return Ok(None);
    }
    let body = JsFuture::from(response.json()?).await?;
    let lock = js_sys::Reflect::get(&body, &"lock".into())?.as_f64().unwrap_or_default() as i64;
    let shown = js_sys::Reflect::get(&body, &"shown".into())?.as_string().unwrap_or_default();
    Ok(Some(Saved { lock, shown }))
}
