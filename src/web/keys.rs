//! Keys that save the mouse a way: which they are, and where they are told (product rules E.2).
//!
//! A link or button carries its key in `data-key`, and the browser presses it (`browser/keys.rs`). Nothing
//! can be done by key alone, and whoever is disturbed by keys of one letter turns them off (WCAG 2.1.4).

use crate::people::Role;
use crate::web::pages::Page;
use crate::web::shell::places;
use leptos::prelude::*;

/// The keys that lead to a page of the navigation.
fn to(path: &str) -> Option<&'static str> {
    match path {
        "/overview" => Some("g o"),
        "/tasks" => Some("g t"),
        "/units" => Some("g u"),
        "/specialties" => Some("g d"),
        "/cities" => Some("g c"),
        "/matrix" => Some("g m"),
        "/summaries" => Some("g b"),
        _ => None,
    }
}

impl Page {
    /// Whether the reader wants keys.
    pub fn has_keys(&self) -> bool {
        self.visitor.person.is_some() && self.asked("keys") != Some("off")
    }

    /// The key of a place in the navigation.
    pub fn key_of(&self, path: &str) -> Option<&'static str> {
        to(path).filter(|_| self.has_keys())
    }

    /// What the pointer reads on something that has a key.
    pub fn key_hint(&self, key: &str) -> Option<String> {
        self.has_keys().then(|| self.lang.key_hint(key))
    }
}

/// The list of keys, and the way to be rid of them.
pub fn list(page: &Page) -> AnyView {
    let lang = page.lang;
    let row = |key: &'static str, does: String| view! { <tr><th scope="row"><kbd>{key}</kbd></th><td>{does}</td></tr> };
    let going = places(page).into_iter().filter_map(|(path, name)| Some(row(to(path)?, lang.key_goes(name))));
    let rest = [
        ("j", lang.key_row_next()),
        ("k", lang.key_row_previous()),
        ("f", lang.key_filter()),
        ("s", lang.key_evidence()),
        ("m", lang.meeting()),
        ("[", lang.key_before()),
        ("]", lang.key_after()),
        ("a", lang.key_moment()),
        ("v", lang.key_tables()),
        ("1–4", lang.key_cards()),
        ("e", lang.key_export()),
        ("p", lang.key_print()),
        ("/", lang.search()),
        ("?", lang.key_list()),
        ("Esc", lang.key_close()),
    ];
    let rest = rest.map(|(key, does)| row(key, does.to_owned()));
    // Keys of the queue, for those who have one.
    let queue = [
        ("j", lang.key_next()),
        ("k", lang.key_previous()),
        ("a", lang.key_accept()),
        ("r", lang.key_return()),
        ("c", lang.key_comment()),
        ("u", lang.key_undo()),
    ];
    let reviews = places(page).iter().any(|(path, _)| *path == "/review");
    let queue = queue.into_iter().filter(|_| reviews).map(|(key, does)| row(key, does.to_owned()));
    // Keys of the page on which a document is made.
    let editor =
        [("F7", lang.key_next_check()), ("Ctrl+S", lang.key_save_piece()), ("Ctrl+K", lang.key_insert_number())];
    let writes = page.visitor.person.as_ref().is_some_and(|person| person.role == Role::Office);
    let editor = editor.into_iter().filter(|_| writes).map(|(key, does)| row(key, does.to_owned()));
    let (value, word) = if page.has_keys() { (Some("off"), lang.keys_off()) } else { (None, lang.keys_on()) };
    let switch = format!("{}#keys", page.with(&[("keys", value)]));
    view! {
        <h2 id="keys">{lang.keys_title()}</h2>
        <p>{lang.keys_note()} " " <a href=switch>{word}</a></p>
        <table class="keys" aria-labelledby="keys">
            <thead><tr><th scope="col">{lang.key_column()}</th><th scope="col">{lang.key_does()}</th></tr></thead>
            <tbody>{going.collect_view()}{rest.into_iter().collect_view()}{queue.collect_view()}{editor.collect_view()}</tbody>
        </table>
    }
    .into_any()
}
