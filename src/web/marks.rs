//! Marks beside words: the lights, the question mark of what the office has yet to confirm, and numbers in sentences.

use crate::figures::FigureId;
use crate::language::Lang;
use crate::lights::Light;
use crate::web::pages::Page;
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

/// Stands in a sentence for a number that opens its source.
pub const HOLE: &str = "\u{fffc}";

/// A sentence with its numbers in its holes, in their order; each opens what it is made of.
pub fn woven(page: &Page, said: &str, numbers: &[(FigureId, i64)]) -> AnyView {
    let mut numbers = numbers.iter();
    let parts = said.split(HOLE).enumerate().map(|(at, text)| {
        let number = (at > 0).then(|| numbers.next()).flatten().map(|(id, n)| page.figure(id, n));
        view! { {number} {text.to_owned()} }
    });
    parts.collect_view().into_any()
}
