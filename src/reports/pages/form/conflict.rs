//! Two people, or two tabs, in one draft: a choice field by field, in which nothing is lost.

use super::Sheet;
use crate::problem::Problem;
use crate::reports::Draft;
use crate::reports::pages::compared::{Side, choice};
use crate::reports::pages::fields::field_name;
use crate::reports::pages::merge::Merged;
use crate::reports::pages::posted::posted;
use crate::reports::pages::{at, report_name};
use crate::web::pages::{Page, form_fields};
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// What the fields of a choice begin with: `keep.done` says whose `done` is kept.
pub const KEEP: &str = "keep.";
/// The field that holds what the form was made from.
pub const BASE: &str = "_base";
/// The field that names what is asked, so that an answer left out is asked for again.
pub const ASKED: &str = "_asked";

/// Asks whose is kept, wherever both changed a field. What was typed goes along with the page.
pub(in crate::reports::pages) async fn choose(page: &Page, sheet: Sheet, merged: Merged) -> Result<Response, Problem> {
    let title = page.lang.conflict_title(&report_name(page, sheet.period.id));
    page.show_with(StatusCode::CONFLICT, &title, false, move |page| view(page, &sheet, &merged)).await
}

fn view(page: &Page, sheet: &Sheet, merged: &Merged) -> AnyView {
    let lang = page.lang;
    let path = page.link(&format!("/my/reports/{}", sheet.period.id));
    let saved = sheet.report.saved_at.map(at).unwrap_or_default();
    let choices = merged.choices.iter().map(|asked| {
        let shown = |text: &str| if text.is_empty() { lang.report_blank().to_owned() } else { text.to_owned() };
        // What one side emptied is not chosen over what the other typed, and between two texts nothing is chosen.
        let (mine, theirs) = (!asked.first.is_empty(), !asked.second.is_empty());
        let side = |whose, label, said: &str, chosen| Side { whose, label, said: shown(said), chosen };
        let sides = [
            side("mine", lang.conflict_yours(), &asked.first, mine && !theirs),
            side("theirs", lang.conflict_theirs(), &asked.second, theirs && !mine),
        ];
        let named = view! { <input type="hidden" name=ASKED value=asked.field.clone()/> }.into_any();
        choice(field_name(page, &asked.field), &format!("{KEEP}{}", asked.field), sides, Some(named))
    });
    let carried =
        posted(&merged.draft).into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    view! {
        <h1>{lang.conflict_title(&report_name(page, sheet.period.id))}</h1>
        <p role="alert">{lang.form_conflict(&saved)}</p>
        <form method="post" action=path.clone() class="report">
            {form_fields()}
            <input type="hidden" name="lock" value=sheet.report.lock.to_string()/>
            {base(&sheet.report.draft)}
            {carried.collect_view()}
            {choices.collect_view()}
            <p class="buttons"><button type="submit">{lang.conflict_save()}</button></p>
        </form>
    }
    .into_any()
}

/// What the form is made from goes along with it, so that what is typed here can be told from what others type.
pub(super) fn base(draft: &Draft) -> AnyView {
    let held = serde_json::to_string(draft).unwrap_or_default();
    // Firefox would put what the page before was made from into the page loaded again.
    view! { <input type="hidden" name=BASE value=held autocomplete="off"/> }.into_any()
}
