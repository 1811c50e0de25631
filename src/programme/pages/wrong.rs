//! What is wrong with what was typed: said above the form, and beside the field where a form has it.

use crate::programme::editing::{Typed, moved_periods};
use crate::programme::file::Mistake;
use crate::web::pages::Page;
use leptos::prelude::*;

/// One thing wrong, in the reader's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wrong {
    /// The name of the field; empty where no field of the form is meant.
    pub field: String,
    pub said: String,
}

impl Wrong {
    pub fn of(field: &str, said: String) -> Wrong {
        Wrong { field: field.to_owned(), said }
    }

    /// A mistake of the file, at the field of the form that holds the place: `supplement.due` for
    /// `reporting.supplement.due`.
    pub fn in_file(page: &Page, mistake: &Mistake, typed: &Typed, source: &str) -> Wrong {
        let steps: Vec<&str> =
            mistake.place.split('.').map(|step| step.split('[').next().unwrap_or_default()).collect();
        let own = moved_field(mistake, source);
        let mut ends = own.into_iter().chain((0..steps.len()).map(|from| steps[from..].join(".")));
        let field = ends.find(|end| typed.has(end)).unwrap_or_default();
        // Of a list that stands in one field, the one that is wrong.
        let in_list = mistake.place.ends_with(']').then(|| mistake.found.trim_matches('"'));
        let typed = (!field.is_empty()).then(|| in_list.unwrap_or_else(|| typed.get(&field)));
        Wrong { said: page.lang.programme_mistake(mistake, typed), field }
    }
}

/// The field of the calendar's form for a day of a period, which the file has in a list of its own.
fn moved_field(mistake: &Mistake, source: &str) -> Option<String> {
    let (at, key) = mistake.place.strip_prefix("reporting.moved[")?.split_once("].")?;
    let period = moved_periods(source).into_iter().nth(at.parse().ok()?)?;
    Some(format!("period.{period}.{key}"))
}

/// Everything that is wrong, each line leading to its field.
pub(super) fn summary(page: &Page, wrong: &[Wrong]) -> Option<AnyView> {
    let lines = wrong.iter().map(|wrong| match wrong.field.is_empty() {
        true => view! { <li>{wrong.said.clone()}</li> }.into_any(),
        false => view! { <li><a href=format!("#{}", id_of(&wrong.field))>{wrong.said.clone()}</a></li> }.into_any(),
    });
    (!wrong.is_empty()).then(|| {
        view! { <div class="error-summary" role="alert" tabindex="-1"><p>{page.lang.programme_mistakes(wrong.len() as i64)}</p><ul>{lines.collect_view()}</ul></div> }
            .into_any()
    })
}

/// The id of a field on the page.
pub(super) fn id_of(field: &str) -> String {
    field.replace('.', "-")
}

/// What is wrong with one field, beside it, and the id by which the field names it.
pub(super) fn beside(wrong: &[Wrong], field: &str) -> Option<(AnyView, String)> {
    let said: Vec<String> = wrong.iter().filter(|wrong| wrong.field == field).map(|wrong| wrong.said.clone()).collect();
    let id = format!("{}-wrong", id_of(field));
    (!said.is_empty()).then(|| (view! { <p class="error" id=id.clone()>{said.join(" ")}</p> }.into_any(), id.clone()))
}
