//! A text copied.

use leptos::prelude::*;

/// A button that copies the text of the field with this id; there is none where it could not work.
#[island]
pub fn Copy(source: String, label: String, done: String) -> impl IntoView {
    let (awake, set_awake) = signal(false);
    let (copied, set_copied) = signal(false);
    Effect::new(move |_| set_awake.set(true));
    let copy = move |_| set_copied.set(browser::copy(&source));
    view! {
        <span hidden=move || !awake.get()>
            <button type="button" class="second" on:click=copy>{label}</button>
            " "
            <span role="status">{move || copied.get().then(|| done.clone())}</span>
        </span>
    }
}

#[cfg(feature = "ssr")]
mod browser {
    pub fn copy(_: &str) -> bool {
        false
    }
}

#[cfg(not(feature = "ssr"))]
mod browser;
