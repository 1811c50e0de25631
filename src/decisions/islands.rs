//! The keys of a meeting: the little the browser runs on the overview and on the slides.

use leptos::prelude::*;

/// What a key does on the slides; nothing for all others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    Next,
    Previous,
    First,
    Last,
    Leave,
}

impl Turn {
    /// Arrows and space for the keyboard, the page keys for what presenters hold in their hand.
    pub fn of(key: &str) -> Option<Turn> {
        match key {
            "ArrowRight" | "ArrowDown" | "PageDown" | " " => Some(Turn::Next),
            "ArrowLeft" | "ArrowUp" | "PageUp" => Some(Turn::Previous),
            "Home" => Some(Turn::First),
            "End" => Some(Turn::Last),
            "Escape" => Some(Turn::Leave),
            _ => None,
        }
    }

    /// The slide it leads to, of `count` from 1 on; none for one that leaves.
    pub fn from(self, at: u32, count: u32) -> Option<u32> {
        match self {
            Turn::Next => Some((at + 1).min(count)),
            Turn::Previous => Some(at.saturating_sub(1).max(1)),
            Turn::First => Some(1),
            Turn::Last => Some(count),
            Turn::Leave => None,
        }
    }
}

/// Turns the slides `s1` to `s…` of the page by keys. Nothing is asked of the server until Esc leads to `leave`.
#[island]
pub fn SlideKeys(count: u32, leave: String, said: String) -> impl IntoView {
    Effect::new(move |_| {
        browser::turn_slides(count, &leave);
        browser::hold_offline();
    });
    view! { <span class="keys">{said}</span> }
}

#[cfg(feature = "ssr")]
mod browser {
    pub fn turn_slides(_: u32, _: &str) {}
    pub fn hold_offline() {}
}

#[cfg(not(feature = "ssr"))]
mod browser;

#[cfg(test)]
mod tests {
    use super::Turn;

    #[test]
    fn keys_stay_among_the_slides() {
        let from = |key: &str, at| Turn::of(key).and_then(|turn| turn.from(at, 5));
        assert_eq!(from("PageDown", 1), Some(2));
        assert_eq!(from(" ", 5), Some(5));
        assert_eq!(from("ArrowLeft", 1), Some(1));
        assert_eq!((from("End", 2), from("Home", 2)), (Some(5), Some(1)));
        assert_eq!((Turn::of("Escape"), from("Escape", 3), Turn::of("q")), (Some(Turn::Leave), None, None));
    }
}
