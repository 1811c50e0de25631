//! Watching a form and posting it: the part of the form that needs a browser.

mod echo;
mod keys;
mod paste;

use super::{Saved, Words};
use leptos::prelude::{Set, WriteSignal};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{FormData, HtmlFormElement, HtmlInputElement, Request, RequestInit, Response, UrlSearchParams, window};

pub fn attend(form: &str, preview: &str, address: &str, words: &Words, shown: WriteSignal<String>) {
    let Some(form) = element(form) else { return };
    if let Some(preview) = element(preview) {
        paste::listen(&form, preview, address);
    }
    save_on_change(&form, address, words, shown);
    echo::follow(&form, &words.read_as);
    keys::listen(&form);
    let _ = form.set_attribute("data-autosave", "on");
}

/// Posts the form to `address` whenever one of its fields is left changed, and shows when it was saved or
/// why it was not; what is typed stays where it is.
fn save_on_change(form: &HtmlFormElement, address: &str, words: &Words, shown: WriteSignal<String>) {
    let (address, words, watched) = (address.to_owned(), words.clone(), form.clone());
    let save = Closure::<dyn Fn()>::new(move || {
        let (form, address, words) = (watched.clone(), address.clone(), words.clone());
        spawn_local(async move {
            shown.set(match post(&form, &address).await {
                Ok(Answer::Saved(answer)) => {
                    if let Some(lock) = input(&form, "lock") {
                        lock.set_value(&answer.lock.to_string());
                    }
                    format!("{} {}", words.saved, answer.shown)
                }
                Ok(Answer::Refused(409)) => words.clash,
                Ok(Answer::Refused(401 | 403)) => words.gone,
                Ok(Answer::Refused(_)) | Err(_) => words.failed,
            });
        });
    });
    // The watch lasts as long as the page.
    let _ = form.add_event_listener_with_callback("change", save.as_ref().unchecked_ref());
    save.forget();
}

enum Answer {
    Saved(Saved),
    Refused(u16),
}

fn element(id: &str) -> Option<HtmlFormElement> {
    window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}

fn input(form: &HtmlFormElement, name: &str) -> Option<HtmlInputElement> {
    form.query_selector(&format!("input[name={name}]")).ok()??.dyn_into().ok()
}

async fn post(form: &HtmlFormElement, address: &str) -> Result<Answer, JsValue> {
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
        return Ok(Answer::Refused(response.status()));
    }
    let body = JsFuture::from(response.json()?).await?;
    let lock = js_sys::Reflect::get(&body, &"lock".into())?.as_f64().unwrap_or_default() as i64;
    let shown = js_sys::Reflect::get(&body, &"shown".into())?.as_string().unwrap_or_default();
    Ok(Answer::Saved(Saved { lock, shown }))
}
