//! The little the browser runs on the report form: it saves the draft as one types, says how it
//! reads what is typed, moves through the grid as a spreadsheet does, and takes a table that is pasted there to its preview.

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// What the server answers to an autosave.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Saved {
    pub lock: i64,
    pub shown: String,
    /// What the window is made from now: what it sent.
    pub base: String,
}

/// What the form says while it is filled in, in the reader's language.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Words {
    pub saved: String,
    pub read_as: String,
    /// Somebody else saved first.
    pub clash: String,
    /// The session has ended.
    pub gone: String,
    /// Nothing came back.
    pub failed: String,
}

/// Shows when the draft was last saved; in the browser it also sees to it that it is. What is pasted into the grid goes
/// by way of the form `preview`.
#[island]
pub fn Autosave(form: String, preview: String, address: String, shown: String, words: Words) -> impl IntoView {
    let (state, set_state) = signal(shown);
    Effect::new(move |_| browser::attend(&form, &preview, &address, &words, set_state));
    view! { <span>{state}</span> }
}

#[cfg(feature = "ssr")]
mod browser {
    use super::Words;
    use leptos::prelude::WriteSignal;

    pub fn attend(_: &str, _: &str, _: &str, _: &Words, _: WriteSignal<String>) {}
}

#[cfg(not(feature = "ssr"))]
mod browser;
