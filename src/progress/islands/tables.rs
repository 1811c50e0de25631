//! A table walked with the arrow keys, and a text copied.

use leptos::prelude::*;

/// Lets the arrow keys move through the table with this id.
#[island]
pub fn Grid(table: String, help: String) -> impl IntoView {
    let (awake, set_awake) = signal(false);
    Effect::new(move |_| set_awake.set(browser::walk(&table)));
    view! { <p class="quiet keys-help" hidden=move || !awake.get()>{help}</p> }
}

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
    pub fn walk(_: &str) -> bool {
        false
    }

    pub fn copy(_: &str) -> bool {
        false
    }
}

#[cfg(not(feature = "ssr"))]
mod browser;

#[cfg(any(test, not(feature = "ssr")))]
mod step;
