//! The file itself, for what the forms cannot say.

use super::preview::{draft, preview};
use crate::calendar::day_of;
use crate::problem::Problem;
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
    mistakes: Vec<String>,
) -> Result<Response, Problem> {
    page.show_with(status, page.lang.programme_page(), false, move |page| {
        let lang = page.lang;
        let wrong = (!mistakes.is_empty()).then(|| {
            let lines = mistakes.iter().map(|mistake| view! { <li>{mistake.clone()}</li> });
            view! { <div class="error-summary" role="alert"><p>{lang.programme_mistakes(mistakes.len() as i64)}</p><ul>{lines.collect_view()}</ul></div> }
        });
        view! {
            <p><a href=page.link("/admin/programme")>{lang.note_back()} " " {lang.programme_editor()}</a></p>
            <h1>{lang.programme_page()}</h1>
            <p>{lang.programme_lead()}</p>
            {wrong}
            <form method="post" action=page.link("/admin/programme/file") class="stack">
                {form_fields()}
                <label for="source">{lang.programme_file()}</label>
                {text_area("source".into(), "source".into(), 24, &source, None, !mistakes.is_empty())}
                {when_and_why(page, &day, &reason)}
                <button type="submit">{lang.programme_look()}</button>
            </form>
        }
        .into_any()
    })
    .await
}

/// From which day a change is in force, and why it is made.
pub(super) fn when_and_why(page: &Page, day: &str, reason: &str) -> AnyView {
    let lang = page.lang;
    let today = day_of(page.now).to_string();
    view! {
        <label for="from">{lang.programme_from()}</label>
        <p id="from-rule" class="quiet">{lang.programme_from_rule()}</p>
        <input id="from" type="date" name="from" required=true min=today value=day.to_owned() aria-describedby="from-rule"/>
        <label for="reason">{lang.programme_reason()}</label>
        <input id="reason" name="reason" required=true maxlength="200" value=reason.to_owned()/>
    }
    .into_any()
}

pub async fn try_file(page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let source = fields.raw("source").replace("\r\n", "\n");
    let typed = [source.clone(), fields.get("reason").to_owned(), fields.get("from").to_owned()];
    match draft(&page, Ok(source), &fields) {
        Ok(draft) => preview(&page, StatusCode::OK, draft, None).await,
        Err(mistakes) => show(&page, StatusCode::UNPROCESSABLE_ENTITY, typed, mistakes).await,
    }
}
