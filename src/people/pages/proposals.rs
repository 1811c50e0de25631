//! A change of a person that waits for a second administrator: proposed on their page, confirmed or refused there.

use super::person::{Sent, Which, show};
use crate::language::Lang;
use crate::people::store::{self, Proposal};
use crate::people::{Person, Role};
use crate::problem::Problem;
use crate::reports::pages::at;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// Whether a change gives rights that take two.
pub(super) fn takes_two(before: &Person, after: &Person) -> bool {
    before.role != after.role && after.role.takes_two()
}

/// Lays the change before another administrator, if there is one.
pub(super) async fn propose(page: &Page, after: Person, reason: String, fields: &Fields) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let others = store::other_administrators(&mut tx, &page.person()?.id, page.now).await?;
    drop(tx);
    if others == 0 {
        let sent = Sent::refused(Which::Change, page.lang.role_no_second().into(), fields);
        return show(page, StatusCode::UNPROCESSABLE_ENTITY, &after.id, sent).await;
    }
    let (here, app) = (page.link(&format!("/admin/people/{}", after.id)), page.app.clone());
    let answer = act(&page.app, cause(page, "POST /admin/people/{id}", fields)?, move |tx, cause| {
        let (after, reason, here, app) = (after.clone(), reason.clone(), here.clone(), app.clone());
        Box::pin(async move {
            store::propose(tx, &after, &reason, &cause.actor, &app.audit_key).await?;
            Ok(Answer::see(here))
        })
    })
    .await?;
    Ok(follow(answer))
}

/// What waits, with whom it is about, for the page of all accounts.
pub(super) fn list(page: &Page, waiting: &[Proposal]) -> Option<AnyView> {
    let lang = page.lang;
    let rows = waiting.iter().map(|it| {
        let said = lang.role_proposed(&it.after.name, lang.role(it.after.role), &it.proposed_as);
        view! { <li><a href=page.link(&format!("/admin/people/{}#waits", it.after.id))>{said}</a></li> }
    });
    (!waiting.is_empty()).then(|| view! { <h2>{lang.role_waiting()}</h2><ul>{rows.collect_view()}</ul> }.into_any())
}

/// What waits for one person, and the forms of whoever may decide.
pub(super) fn waiting(page: &Page, it: &Proposal, me: &str) -> AnyView {
    let lang = page.lang;
    let unit = it.after.unit.as_deref().map(|unit| page.unit_name(unit)).unwrap_or_default();
    let forms = match it.proposed_by == me || it.after.id == me {
        true => view! { <p>{lang.role_not_own()}</p> }.into_any(),
        false => forms(page, it),
    };
    view! {
        <section class="banner" aria-labelledby="waits">
            <h2 id="waits">{lang.role_waiting()}</h2>
            <p class="strong">{lang.role_proposed(&it.after.name, lang.role(it.after.role), &it.proposed_as)} " " {unit}</p>
            <p>{it.reason.clone()} " · " {at(it.made_at)}</p>
            {forms}
        </section>
    }
    .into_any()
}

fn forms(page: &Page, it: &Proposal) -> AnyView {
    let lang: Lang = page.lang;
    let hidden = it.id.clone();
    let path = |what: &str| page.link(&format!("/admin/people/{}/{what}", it.after.id));
    view! {
        <form method="post" action=path("confirm")>
            {form_fields()}<input type="hidden" name="proposal" value=hidden.clone()/>
            <button type="submit">{lang.programme_confirm()}</button>
        </form>
        <form method="post" action=path("refuse") class="stack narrow-form">
            {form_fields()}<input type="hidden" name="proposal" value=hidden/>
            <label for="refusal">{lang.reason()}</label><input id="refusal" name="refusal" required=true maxlength="200"/>
            <button class="second" type="submit">{lang.programme_refuse()}</button>
        </form>
    }
    .into_any()
}

pub async fn confirm(page: Page, Path(id): Path<String>, body: Bytes) -> Result<Response, Problem> {
    settle(page, id, None, Fields::read(&body)?).await
}

pub async fn refuse(page: Page, Path(id): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let why: String = fields.get("refusal").chars().take(200).collect();
    if why.is_empty() {
        let sent = Sent::refused(Which::Waiting, page.lang.field_needed(page.lang.reason()), &fields);
        return show(&page, StatusCode::UNPROCESSABLE_ENTITY, &id, sent).await;
    }
    settle(page, id, Some(why), fields).await
}

async fn settle(page: Page, id: String, refusal: Option<String>, fields: Fields) -> Result<Response, Problem> {
    let route = if refusal.is_some() { "POST /admin/people/{id}/refuse" } else { "POST /admin/people/{id}/confirm" };
    let (which, here, app) =
        (fields.get("proposal").to_owned(), page.link(&format!("/admin/people/{id}")), page.app.clone());
    let answer = act(&page.app, cause(&page, route, &fields)?, move |tx, cause| {
        let (which, refusal, here, app) = (which.clone(), refusal.clone(), here.clone(), app.clone());
        Box::pin(async move {
            match store::settle(tx, &which, refusal.as_deref(), &cause.actor, &app.audit_key).await? {
                true => Ok(Answer::see(here)),
                false => Ok(Answer { status: 409, text: String::new() }),
            }
        })
    })
    .await?;
    if answer.status == 409 {
        let sent = Sent::refused(Which::Waiting, page.lang.role_decided().into(), &fields);
        return show(&page, StatusCode::CONFLICT, &id, sent).await;
    }
    Ok(follow(answer))
}

/// What the form of a person says beside the roles.
pub(super) fn rule(lang: Lang) -> String {
    lang.role_takes_two(
        &lang.list(
            &Role::ALL
                .into_iter()
                .filter(|role| role.takes_two())
                .map(|role| lang.role(role).to_owned())
                .collect::<Vec<_>>(),
        ),
    )
}
