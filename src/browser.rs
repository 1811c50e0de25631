//! Where the browser bundle begins.

mod chips;
mod copy;
mod keys;

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
pub fn hydrate() {
    leptos::mount::hydrate_islands();
    let _ = keys::listen();
    let _ = copy::offer();
    let _ = chips::keep_whole();
    if let Some(root) =
        web_sys::window().and_then(|window| window.document()).and_then(|document| document.document_element())
    {
        // For tests and style: the islands are awake.
        let _ = root.set_attribute("data-hydrated", "");
    }
}
