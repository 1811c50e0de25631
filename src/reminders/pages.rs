//! The office's page about reminders: what goes out next, a reminder by hand, and what has been sent.

mod chase;
mod log;
mod next;
mod recipients;
mod settings;
mod told;

pub use chase::chase;
pub use recipients::{add as add_recipient, recipients, remove as remove_recipient};
pub use settings::{save as save_settings, settings};
pub use told::{line as told_line, told};

use super::{ahead, chaseable, may_manage, store};
use crate::messages::store::{self as messages, readers};
use crate::problem::Problem;
use crate::web::pages::Page;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// Rows of the log on one page.
const ROWS: i64 = 50;

pub async fn reminders(page: Page) -> Result<Response, Problem> {
    show(&page, StatusCode::OK, chase::Typed::default()).await
}

async fn show(page: &Page, status: StatusCode, typed: chase::Typed) -> Result<Response, Problem> {
    let programme = &page.standing.programme;
    let wanted = log::wanted(page);
    let mut tx = page.app.db.read().await?;
    let schedule = store::schedule(&mut tx).await?;
    let raised = store::raised(&mut tx, &programme.id).await?;
    let people = readers(&mut tx, page.now).await?;
    let logged = messages::log(&mut tx, &programme.id, &wanted, ROWS).await?;
    drop(tx);
    let mut coming = ahead(programme, &page.record, &schedule, page.now);
    coming.retain(|due| raised.iter().all(|(cause, _)| *cause != due.cause()));
    let late = chaseable(programme, &page.record, page.now);
    let title = match typed.slips.is_empty() {
        true => page.lang.reminders_title().to_owned(),
        false => format!("{}: {}", page.lang.problem_title(&Problem::Faults(Vec::new())), page.lang.reminders_title()),
    };
    page.show_with(status, &title, false, move |page| {
        let lang = page.lang;
        let manages = page.visitor.person.as_ref().is_some_and(may_manage);
        let ways = manages.then(|| {
            view! {
                <p class="buttons">
                    <a class="button second" href=page.link("/reminders/settings")>{lang.reminders_to_settings()}</a> " "
                    <a class="button second" href=page.link("/reminders/recipients")>{lang.recipients_title()}</a>
                </p>
            }
        });
        let by_hand = manages.then(|| chase::form(page, &schedule, &late, &raised, &typed));
        view! {
            <h1>{lang.reminders_title()}</h1>
            {chase::slips(page, &typed)}
            {said(page)}
            <p>{lang.reminders_lead()}</p>
            {notice(page)}
            {ways}
            {next::next(page, &schedule, &coming, &people)}
            {by_hand}
            {log::log(page, &logged, &wanted)}
        }
        .into_any()
    })
    .await
}

/// The way to a reminder by hand, from where the office sees who is missing.
pub fn way_in(page: &Page) -> Option<AnyView> {
    page.visitor.person.as_ref().filter(|person| may_manage(person))?;
    Some(view! { <p><a href=page.link("/reminders#chase")>{page.lang.chase_open()}</a></p> }.into_any())
}

/// What has just been done.
fn said(page: &Page) -> Option<AnyView> {
    let sent: i64 = page.asked("sent")?.parse().ok()?;
    Some(view! { <p class="banner" role="status">{page.lang.chase_sent(sent)}</p> }.into_any())
}

/// Which ways are open.
fn notice(page: &Page) -> Option<AnyView> {
    let lang = page.lang;
    let outlets = page.app.outlets(&page.standing);
    let words = match outlets {
        _ if outlets.example => lang.reminders_demo(),
        _ if !outlets.mail => lang.reminders_no_mail(),
        _ => return None,
    };
    Some(view! { <p class="banner" role="note">{words}</p> }.into_any())
}
