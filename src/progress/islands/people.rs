//! The people of a target: the arrow keys walk over them.

use leptos::prelude::*;

/// Says what stands in the cell that is pointed at or walked to. `grid` is the id of the element whose
/// cells carry `data-cell`, `wide` how many of them stand in a row.
#[island]
pub fn Walk(grid: String, wide: usize, hint: String) -> impl IntoView {
    let (said, say) = signal(hint);
    Effect::new(move |_| browser::walk(&grid, wide, say));
    // The cell itself is read out when it is walked to, so this is for the eye alone.
    view! { <p class="walked" aria-hidden="true">{said}</p> }
}

#[cfg(feature = "ssr")]
mod browser {
    use leptos::prelude::WriteSignal;

    pub fn walk(_: &str, _: usize, _: WriteSignal<String>) {}
}

#[cfg(not(feature = "ssr"))]
mod browser;
