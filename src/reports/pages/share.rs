//! A link for the head of a unit: whoever holds it reads the report as it stands, for two days, and changes nothing.

use super::form::{sheet, sheet_of};
use super::print::paper_for_head;
use super::{asked_period, at, report_name};
use crate::problem::Problem;
use crate::web::App;
use crate::web::guard::Visitor;
use crate::web::pages::Page;
use crate::web::qr;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, TimeDelta, Utc};
use leptos::prelude::*;
use std::sync::Arc;

/// How long a link is open (product rules C.1).
const OPEN_FOR: TimeDelta = TimeDelta::hours(48);

/// What a link says: whose report, on which period, and until when. Nothing is kept of it: the mark is one that only
/// this board can make.
fn token(app: &App, programme: &str, unit: &str, period: &str, until: DateTime<Utc>) -> String {
    let said = format!("{programme}.{unit}.{period}.{}", until.timestamp());
    let mark = app.audit_key.mark("report for its head", &said);
    format!("{said}.{}", &mark[..32])
}

/// Unit and period of a link that is open.
fn opened(page: &Page, asked: &str) -> Option<(String, String)> {
    let parts: Vec<&str> = asked.split('.').collect();
    let [programme, unit, period, until, _] = parts[..] else { return None };
    let until = DateTime::from_timestamp(until.parse().ok()?, 0)?;
    let whole = token(&page.app, programme, unit, period, until);
    // Of equal length, and every byte looked at: how long a refusal takes tells nothing.
    let same = whole.len() == asked.len()
        && whole.bytes().zip(asked.bytes()).fold(0, |differs, (own, other)| differs | (own ^ other)) == 0;
    let open = same && page.now < until && programme == page.standing.programme.id;
    open.then(|| (unit.to_owned(), period.to_owned()))
}

/// The link, to be sent or scanned.
pub async fn share(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    let sheet = sheet(&page, &period).await?;
    let until = page.now + OPEN_FOR;
    let (programme, id) = (&page.standing.programme.id, sheet.period.id);
    let token = token(&page.app, programme, &sheet.unit.id, &id.to_string(), until);
    let address = format!("{}/read/{token}", page.app.settings.address());
    let title = page.lang.share_title(&report_name(&page, id));
    let name = title.clone();
    page.show_with(StatusCode::OK, &title, false, move |page| {
        let lang = page.lang;
        let back = page.link(&format!("/my/reports/{id}"));
        view! {
            <div class="narrow">
                <p><a href=back>{lang.check_back()}</a></p>
                <h1>{name.clone()}</h1>
                <p>{lang.share_lead()}</p>
                <p><a class="address" href=address.clone()>{address.clone()}</a></p>
                {qr::drawn(page, &address)}
                <p class="quiet">{lang.share_until(&at(until))}</p>
            </div>
        }
        .into_any()
    })
    .await
}

/// The report as it stands, for whoever holds the link.
pub async fn shared(mut page: Page, Path(asked): Path<String>) -> Result<Response, Problem> {
    let found = opened(&page, &asked);
    // Whoever is signed in sees no more here than a stranger.
    page.visitor = Arc::new(Visitor::nobody(page.visitor.request.clone()));
    let (unit, period) = match found {
        Some((unit, period)) => (page.standing.programme.unit(&unit).cloned(), asked_period(&page, &period).ok()),
        None => (None, None),
    };
    let (Some(unit), Some(period)) = (unit, period) else { return closed(page).await };
    let sheet = sheet_of(&page, unit, period).await?;
    paper_for_head(page, sheet).await
}

async fn closed(page: Page) -> Result<Response, Problem> {
    let title = page.lang.share_closed();
    page.show_alone(StatusCode::NOT_FOUND, title, move |page| {
        view! { <main id="content" class="narrow problem"><h1>{title}</h1><p>{page.lang.share_closed_note()}</p></main> }.into_any()
    })
    .await
}
