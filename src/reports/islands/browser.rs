//! Watching a form and posting it: the part of the form that needs a browser.

mod echo;
mod keys;
mod paste;

use super::{Saved, Words};
use leptos::prelude::{Set, WriteSignal};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{
    AbortSignal, FormData, HtmlElement, HtmlFormElement, HtmlInputElement, Request, RequestInit, Response, SubmitEvent,
    UrlSearchParams, window,
};

/// How long a save may take, in milliseconds, before whoever presses a button waits no longer.
const PATIENCE: u32 = 15_000;

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
    let saves = Saves(Rc::new(Saving {
        form: form.clone(),
        address: address.to_owned(),
        words: words.clone(),
        shown,
        is_under_way: Cell::new(false),
        is_outdated: Cell::new(false),
        held: RefCell::new(None),
    }));
    let saved = saves.clone();
    let save = Closure::<dyn Fn()>::new(move || saved.start());
    let hold = Closure::<dyn Fn(SubmitEvent)>::new(move |event: SubmitEvent| saves.hold(&event));
    // The watch lasts as long as the page.
    let _ = form.add_event_listener_with_callback("change", save.as_ref().unchecked_ref());
    let _ = form.add_event_listener_with_callback("submit", hold.as_ref().unchecked_ref());
    save.forget();
    hold.forget();
}

/// The saves of a form, one after another: each answers with the lock that the next one needs, and so does
/// the form when it is sent.
#[derive(Clone)]
struct Saves(Rc<Saving>);

struct Saving {
    form: HtmlFormElement,
    address: String,
    words: Words,
    shown: WriteSignal<String>,
    is_under_way: Cell<bool>,
    /// Something was typed since the save under way began.
    is_outdated: Cell<bool>,
    /// The button pressed while a save was under way.
    held: RefCell<Option<Option<HtmlElement>>>,
}

impl Saves {
    fn start(&self) {
        self.0.is_outdated.set(true);
        if self.0.is_under_way.replace(true) {
            return;
        }
        let saving = Rc::clone(&self.0);
        spawn_local(async move {
            // What is sent carries everything typed: nothing more need be saved before it.
            while saving.is_outdated.replace(false) && saving.held.borrow().is_none() {
                saving.shown.set(saving.save().await);
            }
            saving.is_under_way.set(false);
            let held = saving.held.take();
            let _ = held.map(|button| saving.form.request_submit_with_submitter(button.as_ref()));
        });
    }

    /// Sends the form once the save under way has been answered.
    fn hold(&self, event: &SubmitEvent) {
        if self.0.is_under_way.get() {
            event.prevent_default();
            *self.0.held.borrow_mut() = Some(event.submitter());
        }
    }
}

impl Saving {
    /// Saves what stands in the form; answers what to tell.
    async fn save(&self) -> String {
        let words = &self.words;
        match post(&self.form, &self.address).await {
            Ok(Answer::Saved(answer)) => {
                if let Some(lock) = input(&self.form, "lock") {
                    lock.set_value(&answer.lock.to_string());
                }
                format!("{} {}", words.saved, answer.shown)
            }
            Ok(Answer::Refused(409)) => words.clash.clone(),
            Ok(Answer::Refused(401 | 403)) => words.gone.clone(),
            Ok(Answer::Refused(_)) | Err(_) => words.failed.clone(),
        }
    }
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
    init.set_signal(Some(&AbortSignal::timeout_with_u32(PATIENCE)));
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
