//! Watching a form and posting it: the part of the form that needs a browser.

mod echo;
mod keys;
mod left;
mod paste;
mod saves;

use super::Words;
use leptos::prelude::WriteSignal;
use saves::Saves;
use wasm_bindgen::JsCast;
use web_sys::{HtmlFormElement, window};

pub fn attend(form: &str, preview: &str, address: &str, words: &Words, shown: WriteSignal<String>) {
    let Some(form) = element(form) else { return };
    let Some(saves) = Saves::watch(&form, address, words, shown) else { return };
    if let Some(preview) = element(preview) {
        paste::listen(&form, preview, saves);
    }
    echo::follow(&form, &words.read_as);
    keys::listen(&form);
    let _ = form.set_attribute("data-autosave", "on");
}

fn element(id: &str) -> Option<HtmlFormElement> {
    window()?.document()?.get_element_by_id(id)?.dyn_into().ok()
}
