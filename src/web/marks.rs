//! Marks beside words: the lights, and the question mark of what the office has yet to confirm.

use crate::language::Lang;
use crate::lights::Light;
use leptos::prelude::*;

/// A light: shape, one character and the word. The word is the state.
pub fn light(lang: Lang, light: Light) -> AnyView {
    view! {
        <span class=format!("light light-{light}")>
            <span class="glyph" aria-hidden="true">{lang.light_glyph(light)}</span>
            <span class="word">{lang.light(light)}</span>
        </span>
    }
    .into_any()
}

/// The mark of a light alone, beside words that say what it says.
pub fn glyph(lang: Lang, light: Light) -> AnyView {
    view! {
        <span class=format!("light light-{light}")><span class="glyph" aria-hidden="true">{lang.light_glyph(light)}</span></span>
    }
    .into_any()
}

/// A light in a narrow cell: the word is for those who cannot see the mark, and in its title.
pub fn small_light(lang: Lang, light: Light) -> AnyView {
    view! {
        <span class=format!("light light-{light}") title=lang.light(light)>
            <span class="glyph" aria-hidden="true">{lang.light_glyph(light)}</span>
            <span class="spoken">{lang.light(light)}</span>
        </span>
    }
    .into_any()
}

/// 「?」 beside a link between two things that is read into the source and that the office has yet to confirm.
pub fn inferred(lang: Lang) -> AnyView {
    view! {
        <span class="inferred" title=lang.inferred_link()>
            <span aria-hidden="true">"?"</span><span class="spoken">" " {lang.inferred_link()}</span>
        </span>
    }
    .into_any()
}
