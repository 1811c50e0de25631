//! The file itself, for what the forms cannot say.

use super::preview::{draft, preview};
use super::wrong::{Wrong, beside, summary};
use crate::calendar::day_of;
use crate::problem::Problem;
use crate::programme::editing::Typed;
use crate::programme::store as programmes;
use crate::web::forms::Fields;
use crate::web::pages::{Page, form_fields, text_area};
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

pub async fn file_page(page: Page) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let source = programmes::source(&mut tx, &page.standing.programme.id).await?.unwrap_or_default();
    drop(tx);
    let day = day_of(page.now).to_string();
    show(&page, StatusCode::OK, [source, String::new(), day], Vec::new()).await
}

async fn show(
    page: &Page,
    status: StatusCode,
    [source, reason, day]: [String; 3],
    wrong: Vec<Wrong>,
) -> Result<Response, Problem> {
    page.show_with(status, page.lang.programme_page(), false, move |page| {
        let lang = page.lang;
        view! {
            <p><a href=page.link("/admin/programme")>{lang.note_back()} " " {lang.programme_editor()}</a></p>
            <h1>{lang.programme_page()}</h1>
            <p>{lang.programme_lead()}</p>
            {summary(page, &wrong)}
            <form method="post" action=page.link("/admin/programme/file") class="stack">
                {form_fields()}
                <label for="source">{lang.programme_file()}</label>
                {text_area("source".into(), "source".into(), 24, &source, None, wrong.iter().any(|wrong| wrong.field.is_empty()))}
                {when_and_why(page, &day, &reason, &wrong)}
                <button type="submit">{lang.programme_look()}</button>
            </form>
        }
        .into_any()
    })
    .await
}

/// From which day a change is in force, and why it is made.
pub(super) fn when_and_why(page: &Page, day: &str, reason: &str, wrong: &[Wrong]) -> AnyView {
    let lang = page.lang;
    let today = day_of(page.now).to_string();
    let (from_wrong, from_id) = beside(wrong, "from").unzip();
    let (reason_wrong, reason_id) = beside(wrong, "reason").unzip();
    let from_rule = from_id.clone().map_or_else(|| "from-rule".to_owned(), |id| format!("from-rule {id}"));
    view! {
        <label for="from">{lang.programme_from()}</label>
        <p id="from-rule" class="quiet">{lang.programme_from_rule()}</p>
        {from_wrong}
        <input id="from" type="date" name="from" required=true min=today value=day.to_owned() aria-describedby=from_rule aria-invalid=from_id.map(|_| "true")/>
        <label for="reason">{lang.programme_reason()}</label>
        {reason_wrong}
        <input id="reason" name="reason" required=true maxlength="200" value=reason.to_owned() aria-invalid=reason_id.as_ref().map(|_| "true") aria-describedby=reason_id/>
    }
    .into_any()
}

pub async fn try_file(page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let source = fields.raw("source").replace("\r\n", "\n");
    let typed = [source.clone(), fields.get("reason").to_owned(), fields.get("from").to_owned()];
    match draft(&page, Ok(source), &fields, &Typed::default()) {
        Ok(draft) => preview(&page, StatusCode::OK, draft, None).await,
        Err(wrong) => show(&page, StatusCode::UNPROCESSABLE_ENTITY, typed, wrong).await,
    }
}
