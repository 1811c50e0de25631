//! The little the browser runs on the report form: it saves the draft as each field is left.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the server answers to an autosave.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Saved {
    pub lock: i64,
    pub shown: String,
}

/// Shows when the draft was last saved; in the browser it also sees to it that it is.
#[island]
pub fn Autosave(form: String, address: String, shown: String, saved: String) -> impl IntoView {
    let (state, set_state) = signal(shown);
    Effect::new(move |_| browser::save_on_change(&form, &address, &saved, set_state));
    view! { <span>{state}</span> }
}

#[cfg(feature = "ssr")]
mod browser {
    use leptos::prelude::WriteSignal;

    pub fn save_on_change(_: &str, _: &str, _: &str, _: WriteSignal<String>) {}
}

#[cfg(not(feature = "ssr"))]
mod browser;
