//! Buttons that copy: they appear where the browser has a clipboard to copy to, and say when it is done.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, window};

/// Wakes every button that carries `data-copy`.
pub fn offer() -> Option<()> {
    let document = window()?.document()?;
    clipboard()?;
    let found = document.query_selector_all("[data-copy]").ok()?;
    for at in 0..found.length() {
        let Some(button) = found.get(at).and_then(|node| node.dyn_into::<Element>().ok()) else { continue };
        let pressed = button.clone();
        let copy = Closure::<dyn Fn()>::new(move || {
            let button = pressed.clone();
            wasm_bindgen_futures::spawn_local(async move {
                let _ = write(&button).await;
            });
        });
        let _ = button.add_event_listener_with_callback("click", copy.as_ref().unchecked_ref());
        // The watch lasts as long as the page.
        copy.forget();
        let _ = button.remove_attribute("hidden");
    }
    Some(())
}

/// The clipboard; without a safe connection there is none.
fn clipboard() -> Option<JsValue> {
    let navigator = Reflect::get(window()?.as_ref(), &"navigator".into()).ok()?;
    Reflect::get(&navigator, &"clipboard".into()).ok().filter(|found| found.is_object())
}

async fn write(button: &Element) -> Option<()> {
    let (clipboard, text) = (clipboard()?, button.get_attribute("data-copy")?);
    let write: Function = Reflect::get(&clipboard, &"writeText".into()).ok()?.dyn_into().ok()?;
    let written: Promise = write.call1(&clipboard, &text.into()).ok()?.dyn_into().ok()?;
    JsFuture::from(written).await.ok()?;
    button.first_element_child()?.set_text_content(button.get_attribute("data-done").as_deref());
    Some(())
}
