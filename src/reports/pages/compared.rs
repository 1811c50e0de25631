//! Two contents side by side: the old struck out, the new underlined, and both said in words; and a choice between them.

use super::fields::field_name;
use super::posted::differences;
use crate::reports::Content;
use crate::web::pages::Page;
use leptos::prelude::*;

/// Where `new` says something else than `old`; none if it says the same.
pub fn changes(page: &Page, old: &Content, new: &Content) -> Option<AnyView> {
    let lang = page.lang;
    let found = differences(&old.to_draft(), &new.to_draft());
    if found.is_empty() {
        return None;
    }
    let rows = found.into_iter().map(|difference| {
        let shown = |text: String| if text.is_empty() { lang.report_blank().to_owned() } else { text };
        view! {
            <tr>
                <th scope="row">{field_name(page, &difference.field)}</th>
                <td data-label=lang.change_old()><del><span class="spoken">{lang.change_old()} " "</span>{shown(difference.first)}</del></td>
                <td data-label=lang.change_new()><ins><span class="spoken">{lang.change_new()} " "</span>{shown(difference.second)}</ins></td>
            </tr>
        }
    });
    Some(
        view! {
            <table class="stacked changes">
                <thead><tr><th scope="col">{lang.conflict_field()}</th><th scope="col">{lang.change_old()}</th><th scope="col">{lang.change_new()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        }
        .into_any(),
    )
}

/// What one side says in a field.
pub(super) struct Side {
    pub whose: &'static str,
    pub label: &'static str,
    pub said: String,
    pub chosen: bool,
}

/// A choice between two sides, in the radio buttons `name`; where none is chosen beforehand, one has to be.
pub(super) fn choice(legend: String, name: &str, sides: [Side; 2], carried: Option<AnyView>) -> AnyView {
    let required = sides.iter().all(|side| !side.chosen);
    let sides = sides.map(|side| {
        view! {
            <label class="tick"><input type="radio" name=name.to_owned() value=side.whose checked=side.chosen required=required/>
                <span class="whose">{side.label}</span> <span class="said">{side.said}</span></label>
        }
    });
    view! { <fieldset class="choice"><legend>{legend}</legend>{carried}{sides.into_iter().collect_view()}</fieldset> }
        .into_any()
}
