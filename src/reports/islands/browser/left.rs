//! What was typed when the page was left: a page asked for again at once may be older than that save.

use super::saves::field as of_form;
use js_sys::Reflect;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlFormElement, Storage, UrlSearchParams, window};

fn storage() -> Option<Storage> {
    window()?.session_storage().ok()?
}

/// Keeps the fields of the form for this window alone.
pub fn put_down(address: &str, fields: &str) {
    let _ = storage().map(|storage| storage.set_item(address, fields));
}

/// Puts what was left into a form that has not moved on since, for the same session alone; none if there is nothing.
pub fn take_up(form: &HtmlFormElement, address: &str) -> Option<()> {
    let storage = storage()?;
    let left = storage.get_item(address).ok()??;
    let _ = storage.remove_item(address);
    let left = UrlSearchParams::new_with_str(&left).ok()?;
    let token = form.query_selector("input[name=_csrf]").ok()??.get_attribute("value");
    if left.get("lock") != Some(of_form(form, "lock")?.value()) || left.get("_csrf") != token {
        return None;
    }
    let fields = form.query_selector_all("[name]:not(button, [type=hidden])").ok()?;
    for field in (0..fields.length()).filter_map(|at| fields.get(at)?.dyn_into::<Element>().ok()) {
        let values = left.get_all(&field.get_attribute("name")?);
        if field.matches("[type=checkbox], [type=radio]").ok()? {
            let value = field.get_attribute("value").unwrap_or_default();
            Reflect::set(&field, &"checked".into(), &values.includes(&value.into(), 0).into()).ok()?;
        } else {
            Reflect::set(&field, &"value".into(), &values.get(0).as_string().unwrap_or_default().into()).ok()?;
        }
    }
    Some(())
}
