//! A link for the head of a unit: whoever holds it reads the report as it stands, for two days, and changes nothing.

use super::form::sheet_of;
use super::print::paper_for_head;
use super::{asked_period, at, own_unit, report_name};
use crate::calendar::Period;
use crate::problem::Problem;
use crate::reports::store::{self, HeadLink};
use crate::web::App;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::guard::Visitor;
use crate::web::pages::{Page, form_fields};
use crate::web::qr;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::TimeDelta;
use leptos::prelude::*;
use std::sync::Arc;

/// How long a link is open (product rules C.1).
const OPEN_FOR: TimeDelta = TimeDelta::hours(48);

/// What stands in the address: which link, and a mark that only this board can make.
fn token(app: &App, id: &str) -> String {
    format!("{id}.{}", &app.audit_key.mark("report for its head", id)[..32])
}

/// Unit and period of a link that is open.
async fn opened(page: &Page, asked: &str) -> Result<Option<(String, String)>, Problem> {
    let Some((id, _)) = asked.split_once('.') else { return Ok(None) };
    let whole = token(&page.app, id);
    // Of equal length, and every byte looked at: how long a refusal takes tells nothing.
    let same = whole.len() == asked.len()
        && whole.bytes().zip(asked.bytes()).fold(0, |differs, (own, other)| differs | (own ^ other)) == 0;
    if !same {
        return Ok(None);
    }
    let mut tx = page.app.db.read().await?;
    store::opened_by(&mut tx, &page.standing.programme.id, id, page.now).await
}

/// The link that is open, to be sent, scanned or ended; else the button that makes one.
pub async fn share(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    let (unit, period) = (own_unit(&page)?, asked_period(&page, &period)?);
    let mut tx = page.app.db.read().await?;
    let whose = (page.standing.programme.id.as_str(), unit.id.as_str(), period.id);
    let link = store::head_link(&mut tx, whose, page.now).await?;
    drop(tx);
    let title = page.lang.share_title(&report_name(&page, period.id));
    let name = title.clone();
    page.show_with(StatusCode::OK, &title, false, move |page| view(page, &period, &name, link.as_ref())).await
}

fn view(page: &Page, period: &Period, name: &str, link: Option<&HeadLink>) -> AnyView {
    let lang = page.lang;
    let form = format!("/my/reports/{}", period.id);
    let address = page.link(&format!("{form}/share"));
    let open = link.map(|link| {
        let address = format!("{}/read/{}", page.app.settings.address(), token(&page.app, &link.id));
        view! {
            <p><a class="address" href=address.clone()>{address.clone()}</a></p>
            {qr::drawn(page, &address)}
            <p class="strong">{lang.share_until(&at(link.until))}</p>
            <form method="post" action=page.link(&format!("{form}/share/end"))>
                {form_fields()}
                <p><button type="submit" class="second">{lang.share_end()}</button></p>
            </form>
        }
    });
    let make = if open.is_some() { lang.share_replace() } else { lang.share_make() };
    let class = if open.is_some() { "second" } else { "" };
    view! {
        <div class="narrow">
            <p><a href=page.link(&form)>{lang.check_back()}</a></p>
            <h1>{name.to_owned()}</h1>
            <p>{lang.share_lead()}</p>
            {open}
            <form method="post" action=address>
                {form_fields()}
                <p><button type="submit" class=class>{make}</button></p>
            </form>
            <p class="quiet">{lang.share_one()}</p>
        </div>
    }
    .into_any()
}

/// Makes a link in the place of the one before.
pub async fn make_share(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    change(page, &period, &body, true).await
}

/// Ends the link before its time.
pub async fn end_share(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    change(page, &period, &body, false).await
}

async fn change(page: Page, period: &str, body: &[u8], make: bool) -> Result<Response, Problem> {
    let fields = Fields::read(body)?;
    let (unit, period) = (own_unit(&page)?.id, asked_period(&page, period)?.id);
    let here = format!("/my/reports/{period}/share");
    let route = if make { format!("POST {here}") } else { format!("POST {here}/end") };
    let (app, programme, next) = (page.app.clone(), page.standing.programme.id.clone(), page.link(&here));
    let answer = act(&page.app, cause(&page, &route, &fields)?, move |tx, cause| {
        let (app, programme, unit, next) = (app.clone(), programme.clone(), unit.clone(), next.clone());
        Box::pin(async move {
            let whose = (programme.as_str(), unit.as_str(), period);
            let (actor, key) = (&cause.actor, &app.audit_key);
            match make {
                true => store::make_head_link(tx, whose, actor.now + OPEN_FOR, actor, key).await?,
                false => {
                    store::end_head_link(tx, whose, actor, key).await?;
                }
            }
            Ok(Answer::see(next))
        })
    });
    Ok(follow(answer.await?))
}

/// The report as it stands, for whoever holds the link.
pub async fn shared(mut page: Page, Path(asked): Path<String>) -> Result<Response, Problem> {
    let found = opened(&page, &asked).await?;
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
