//! Two people, or two tabs, in one draft: a choice field by field, in which nothing is lost.

use super::Sheet;
use crate::problem::Problem;
use crate::reports::Draft;
use crate::reports::pages::compared::{Side, choice};
use crate::reports::pages::fields::field_name;
use crate::reports::pages::posted::{differences, posted};
use crate::reports::pages::{at, report_name};
use crate::web::pages::{Page, form_fields};
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// What the fields of a choice begin with: `keep.done` says whose `done` is kept.
pub const KEEP: &str = "keep.";

/// Asks whose is kept, wherever `mine` and what is stored differ. What was typed goes along with the page.
pub(in crate::reports::pages) async fn choose(page: &Page, sheet: Sheet, mine: Draft) -> Result<Response, Problem> {
    let title = page.lang.conflict_title(&report_name(page, sheet.period.id));
    page.show_with(StatusCode::CONFLICT, &title, false, move |page| view(page, &sheet, &mine)).await
}

fn view(page: &Page, sheet: &Sheet, mine: &Draft) -> AnyView {
    let lang = page.lang;
    let path = page.link(&format!("/my/reports/{}", sheet.period.id));
    let saved = sheet.report.saved_at.map(at).unwrap_or_default();
    let choices = differences(mine, &sheet.report.draft).into_iter().map(|difference| {
        let shown = |text: String| if text.is_empty() { lang.report_blank().to_owned() } else { text };
        // What one side left blank is not chosen over what the other typed, and between two texts nothing is chosen.
        let (mine, theirs) = (!difference.first.is_empty(), !difference.second.is_empty());
        let side = |whose, label, said, chosen| Side { whose, label, said: shown(said), chosen };
        let sides = [
            side("mine", lang.conflict_yours(), difference.first, mine && !theirs),
            side("theirs", lang.conflict_theirs(), difference.second, theirs && !mine),
        ];
        choice(field_name(page, &difference.field), &format!("{KEEP}{}", difference.field), sides, None)
    });
    let carried = posted(mine).into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
    view! {
        <h1>{lang.conflict_title(&report_name(page, sheet.period.id))}</h1>
        <p role="alert">{lang.form_conflict(&saved)}</p>
        <form method="post" action=path.clone() class="report">
            {form_fields()}
            <input type="hidden" name="lock" value=sheet.report.lock.to_string()/>
            {carried.collect_view()}
            {choices.collect_view()}
            <p class="buttons"><button type="submit">{lang.conflict_save()}</button></p>
        </form>
    }
    .into_any()
}
