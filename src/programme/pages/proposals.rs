//! A change that waits for a second administrator: seen in full, then confirmed or refused, never by its maker.

use super::preview::{as_read, still_spoken_of};
use super::removal::spoken_of;
use super::seen::{Seen, seen_view};
use crate::calendar::day_of;
use crate::problem::Problem;
use crate::programme::changes::changes;
use crate::programme::file;
use crate::programme::store::{self as programmes, Proposal};
use crate::reports::pages::at;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// The proposals, those that wait first.
pub(super) fn waiting(page: &Page, proposals: &[Proposal]) -> Option<AnyView> {
    let lang = page.lang;
    let mut sorted: Vec<&Proposal> = proposals.iter().collect();
    sorted.sort_by_key(|it| !it.is_open());
    let rows = sorted.into_iter().map(|it| {
        view! {
            <li><a href=page.link(&format!("/admin/proposals/{}", it.id))>{it.reason.clone()}</a>
                " · " {format!("{} · {}", it.post, it.name)} " · " {at(it.made_at)} " · " <strong>{state(page, it)}</strong></li>
        }
    });
    (!proposals.is_empty())
        .then(|| view! { <h2>{lang.programme_proposals()}</h2><ul>{rows.collect_view()}</ul> }.into_any())
}

fn state(page: &Page, it: &Proposal) -> String {
    let lang = page.lang;
    let by = it.decided_by.clone().unwrap_or_default();
    match (it.confirmed_at, it.refused_at) {
        (Some(moment), _) => lang.programme_confirmed(&by, &at(moment)),
        (_, Some(moment)) => lang.programme_refused(&by, &at(moment)),
        _ => lang.programme_waits().to_owned(),
    }
}

pub async fn proposal_page(page: Page, Path(id): Path<String>) -> Result<Response, Problem> {
    show(&page, StatusCode::OK, &id, None).await
}

async fn show(page: &Page, status: StatusCode, id: &str, wrong: Option<String>) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let it = programmes::proposal(&mut tx, id).await?.ok_or(Problem::NotFound)?;
    drop(tx);
    let after = file::read(&it.source).map_err(|_| Problem::Internal { id: it.id.clone() })?;
    let after = as_read(page, after).await?;
    let from = it.effective_from.max(day_of(page.now));
    // What has been decided is no longer compared: what it changed is in force, or was never.
    let seen = it.is_open().then(|| Seen::of(page, page.standing.newest(), &after, from));
    let speaking = match &seen {
        Some(seen) => spoken_of(page, &seen.changes, &after).await?,
        None => Vec::new(),
    };
    let own = page.person()?.id == it.person;
    let overtaken = it.is_open() && page.standing.head.edition != it.edition;
    page.show_with(status, page.lang.programme_proposal(), false, move |page| {
        let lang = page.lang;
        let summary = wrong.clone().map(|wrong| view! { <p class="error-summary" role="alert">{wrong}</p> });
        let refusal =
            it.refusal.clone().map(|why| view! { <p>{lang.reason()} {lang.pick("：", "：", ": ")} {why}</p> });
        let forms = match (it.is_open(), own, overtaken) {
            (false, ..) => None,
            (_, true, _) => Some(view! { <p class="strong">{lang.programme_not_own()}</p> }.into_any()),
            (_, _, overtaken) => Some(decide_forms(page, &it.id, overtaken, &speaking)),
        };
        view! {
            <article>
                <p><a href=page.link("/admin/programme")>{lang.note_back()} " " {lang.programme_editor()}</a></p>
                <h1>{lang.programme_proposal()}</h1>
                {summary}
                <p class="strong">{lang.programme_in_force_from(&lang.day(from))} " · " {it.reason.clone()}</p>
                <p>{format!("{} · {}", it.post, it.name)} " · " {at(it.made_at)} " · " {state(page, &it)}</p>
                {refusal}
                {seen.as_ref().map(|seen| seen_view(page, seen, &after))}
                {forms}
            </article>
        }
        .into_any()
    })
    .await
}

fn decide_forms(page: &Page, id: &str, overtaken: bool, speaking: &[String]) -> AnyView {
    let lang = page.lang;
    let confirm = match overtaken {
        _ if !speaking.is_empty() => still_spoken_of(page, speaking),
        true => view! { <p class="error-summary">{lang.programme_proposal_overtaken()}</p> }.into_any(),
        false => view! {
            <form method="post" action=page.link(&format!("/admin/proposals/{id}/confirm")) class="stack">
                {form_fields()}<button type="submit">{lang.programme_confirm()}</button>
            </form>
        }
        .into_any(),
    };
    view! {
        {confirm}
        <form method="post" action=page.link(&format!("/admin/proposals/{id}/refuse")) class="stack narrow-form">
            {form_fields()}
            <label for="why">{lang.reason()}</label><input id="why" name="reason" required=true maxlength="200"/>
            <button class="second" type="submit">{lang.programme_refuse()}</button>
        </form>
    }
    .into_any()
}

pub async fn confirm(page: Page, Path(id): Path<String>, body: Bytes) -> Result<Response, Problem> {
    // Something may have been filed since it was proposed.
    let mut tx = page.app.db.read().await?;
    let it = programmes::proposal(&mut tx, &id).await?.ok_or(Problem::NotFound)?;
    drop(tx);
    let after = file::read(&it.source).map_err(|_| Problem::Internal { id: it.id.clone() })?;
    let taken = changes(page.standing.newest(), &as_read(&page, after.clone()).await?);
    if it.is_open() && !spoken_of(&page, &taken, &after).await?.is_empty() {
        return show(&page, StatusCode::CONFLICT, &id, None).await;
    }
    settle(page, id, None, body).await
}

pub async fn refuse(page: Page, Path(id): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let reason = Fields::read(&body)?.get("reason").chars().take(200).collect::<String>();
    if reason.is_empty() {
        let wrong = Some(page.lang.field_needed(page.lang.reason()));
        return show(&page, StatusCode::UNPROCESSABLE_ENTITY, &id, wrong).await;
    }
    settle(page, id, Some(reason), body).await
}

async fn settle(page: Page, id: String, refusal: Option<String>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let route =
        if refusal.is_some() { "POST /admin/proposals/{id}/refuse" } else { "POST /admin/proposals/{id}/confirm" };
    let (app, next, which) = (page.app.clone(), page.link("/admin/programme"), id.clone());
    let answer = act(&page.app, cause(&page, route, &fields)?, move |tx, cause| {
        let (app, id, refusal, next) = (app.clone(), which.clone(), refusal.clone(), next.clone());
        Box::pin(async move {
            match programmes::settle(tx, &id, refusal.as_deref(), &cause.actor, &app.audit_key).await? {
                true => Ok(Answer::see(next)),
                false => Ok(Answer { status: 409, text: String::new() }),
            }
        })
    })
    .await?;
    if answer.status == 409 {
        let wrong = Some(page.lang.programme_proposal_gone().to_owned());
        return show(&page, StatusCode::CONFLICT, &id, wrong).await;
    }
    Ok(follow(answer))
}
