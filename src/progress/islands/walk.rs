//! What stands in rows and columns, walked with the arrow keys: people, places, reports.

use leptos::prelude::*;

/// Makes a grid of the element with this id: one of its cells can be reached by Tab, the others by the arrow
/// keys from there. Says what stands in the cell that is pointed at or walked to, where it has a title.
#[island]
pub fn Walk(grid: String, hint: String) -> impl IntoView {
    let (awake, set_awake) = signal(false);
    let (said, say) = signal(hint);
    Effect::new(move |_| set_awake.set(browser::walk(&grid, say)));
    // The cell itself is read out when it is walked to, so what follows it is not announced.
    view! { <p class="walked" hidden=move || !awake.get()>{said}</p> }
}

#[cfg(feature = "ssr")]
mod browser {
    use leptos::prelude::WriteSignal;

    pub fn walk(_: &str, _: WriteSignal<String>) -> bool {
        false
    }
}

#[cfg(not(feature = "ssr"))]
mod browser;

#[cfg(any(test, not(feature = "ssr")))]
mod step;
