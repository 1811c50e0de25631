//! Copying a text: what needs a browser.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDocument, HtmlTextAreaElement, window};

/// Selects the text of a field and copies it. The older way of copying works over plain http too, and
/// leaves the text selected for those whose browser refuses.
pub fn copy(source: &str) -> bool {
    let Some(document) = window().and_then(|window| window.document()) else { return false };
    let field = document.get_element_by_id(source).and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
    let document = document.dyn_into::<HtmlDocument>().ok();
    let (Some(field), Some(document)) = (field, document) else { return false };
    field.select();
    document.exec_command("copy").unwrap_or(false)
}
