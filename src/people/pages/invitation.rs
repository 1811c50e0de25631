//! The link that works once: shown once to whoever made it, and opened once by whoever chooses a password with it.

use super::accounts::{day, password_fault};
use crate::audit::Actor;
use crate::people::store::{self, Invitation};
use crate::people::{AccountState, passwords};
use crate::problem::Problem;
use crate::reports::pages::at;
use crate::web::App;
use crate::web::forms::Fields;
use crate::web::pages::Page;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// A link that was made for somebody, to be shown this once.
#[derive(Clone)]
pub(super) struct Link {
    name: String,
    /// None if it was made and shown before, by the same form.
    address: Option<String>,
    expires: DateTime<Utc>,
}

impl Link {
    pub fn of(page: &Page, name: String, secret: &str, is_new: bool) -> Self {
        let address = format!("{}/invitation/{secret}", page.app.settings.address());
        Link { name, address: is_new.then_some(address), expires: page.now + store::VALID_FOR }
    }
}

/// The link with what to do with it.
pub(super) fn made_link(page: &Page, link: &Link) -> AnyView {
    let lang = page.lang;
    let Some(address) = link.address.clone() else {
        return view! { <p class="banner" role="status">{lang.invitation_made_before()}</p> }.into_any();
    };
    view! {
        <section class="made" role="status">
            <h2>{lang.invitation_made(&link.name)}</h2>
            <p>{lang.invitation_once(&at(link.expires))}</p>
            <p class="secret"><code>{address.clone()}</code></p>
            <button class="second small" type="button" hidden=true data-copy=address data-done=lang.copied()><span role="status">{lang.copy_link()}</span></button>
        </section>
    }
    .into_any()
}

pub async fn invitation_page(page: Page, Path(secret): Path<String>) -> Result<Response, Problem> {
    show(&page, StatusCode::OK, &secret, None).await
}

async fn show(page: &Page, status: StatusCode, secret: &str, wrong: Option<String>) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let found = store::by_secret(&mut tx, secret).await?;
    drop(tx);
    let Some(invitation) = found.filter(|invitation| invitation.is_open(page.now)) else { return closed(page).await };
    let (lang, secret) = (page.lang, secret.to_owned());
    let title = match wrong {
        Some(_) => format!("{}: {}", lang.problem_title(&Problem::Faults(Vec::new())), lang.invitation_title()),
        None => lang.invitation_title().to_owned(),
    };
    page.show_with(status, &title, false, move |page| form(page, &invitation, &secret, wrong.clone())).await
}

async fn closed(page: &Page) -> Result<Response, Problem> {
    page.show_with(StatusCode::NOT_FOUND, page.lang.invitation_closed(), false, |page| {
        let lang = page.lang;
        view! {
            <div class="narrow">
                <h1>{lang.invitation_closed()}</h1>
                <p>{lang.invitation_closed_note()}</p>
                <p><a href=page.link("/signin")>{lang.sign_in()}</a></p>
            </div>
        }
        .into_any()
    })
    .await
}

fn form(page: &Page, invitation: &Invitation, secret: &str, wrong: Option<String>) -> AnyView {
    let (lang, account) = (page.lang, &invitation.account);
    let person = &account.person;
    let place = person.unit.as_deref().map(|unit| page.unit_name(unit));
    let who = [Some(person.name.clone()), place, Some(lang.role(person.role).to_owned())];
    let who = who.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let awaited = (account.state(page.now) == AccountState::Awaited)
        .then(|| account.opens.map(|opens| view! { <p>{lang.invitation_awaited(&day(opens))}</p> }));
    let summary = wrong.map(|wrong| view! { <p class="error-summary" role="alert">{wrong}</p> });
    view! {
        <div class="narrow">
            <h1>{lang.invitation_title()}</h1>
            <p class="strong">{who}</p>
            <p>{lang.invitation_lead(&person.login)}</p>
            {awaited}
            {summary}
            <form method="post" action=page.link(&format!("/invitation/{secret}")) class="stack">
                <input type="hidden" name="login" autocomplete="username" value=person.login.clone()/>
                <label for="password">{lang.password()}</label>
                <p id="rule" class="quiet">{lang.password_rule()}</p>
                <input id="password" name="password" type="password" autocomplete="new-password" required=true aria-describedby="rule"/>
                <label for="again">{lang.password_again()}</label>
                <input id="again" name="again" type="password" autocomplete="new-password" required=true/>
                <button type="submit">{lang.password_choose()}</button>
            </form>
        </div>
    }
    .into_any()
}

pub async fn join(
    State(app): State<App>,
    page: Page,
    Path(secret): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let mut tx = app.db.read().await?;
    let found = store::by_secret(&mut tx, &secret).await?;
    drop(tx);
    let Some(invitation) = found.filter(|invitation| invitation.is_open(page.now)) else { return closed(&page).await };
    if let Some(wrong) = password_fault(page.lang, &fields, &invitation.account.person.login) {
        return show(&page, StatusCode::UNPROCESSABLE_ENTITY, &secret, Some(wrong)).await;
    }
    let password = passwords::hash(fields.raw("password").to_owned()).await;
    let actor = Actor {
        person: invitation.account.person.clone(),
        now: app.clock.now(),
        request: page.visitor.request.clone(),
    };
    let mut tx = app.db.write().await?;
    if !store::accept(&mut tx, &invitation, &password, &actor, &app.audit_key).await? {
        drop(tx);
        return closed(&page).await;
    }
    tx.commit().await?;
    Ok(Redirect::to(&page.link("/signin?chosen=yes")).into_response())
}
