//! A person's calendar: where its address is made and ended, and what it opens.

use super::{duties, ics, may_subscribe, store};
use crate::audit::digest;
use crate::people::store::{hash_of, secret};
use crate::problem::{Forbidden, Problem};
use crate::reports::pages::at;
use crate::snapshots::pages::note_guess;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields};
use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

/// Under which name wrong secrets are counted.
const GUESSES: &str = "calendar link";

/// What the page says above itself.
#[derive(Clone)]
enum Told {
    Nothing,
    /// The address just made, whole: now and never again.
    Made(String),
    /// The form came twice; the address was shown the first time.
    MadeBefore,
}

pub async fn calendar(page: Page) -> Result<Response, Problem> {
    show(&page, Told::Nothing).await
}

async fn show(page: &Page, told: Told) -> Result<Response, Problem> {
    let person = page.person()?;
    if !may_subscribe(person) {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let unit = person.unit.clone().unwrap_or_default();
    let mut tx = page.app.db.read().await?;
    let link = store::of_person(&mut tx, &person.id).await?;
    drop(tx);
    page.show(page.lang.calendar_title(), false, move |page| {
        let lang = page.lang;
        let said = match &told {
            Told::Nothing => ().into_any(),
            Told::Made(address) => view! {
                <section class="made" aria-labelledby="made">
                    <h2 id="made">{lang.calendar_made()}</h2>
                    <p><code class="once">{address.clone()}</code></p>
                    <p class="quiet">{lang.calendar_once()}</p>
                </section>
            }
            .into_any(),
            Told::MadeBefore => view! { <p class="banner" role="status">{lang.calendar_made_before()}</p> }.into_any(),
        };
        let held = link.as_ref().map(|link| {
            view! {
                <p>{lang.calendar_held(&at(link.made_at), link.lang.own_name())}</p>
                <form method="post" action=page.link("/my/calendar/revoke") class="stack">
                    {form_fields()}
                    <button class="second" type="submit">{lang.calendar_revoke()}</button>
                </form>
            }
        });
        let make = if link.is_some() { lang.calendar_replace() } else { lang.calendar_make() };
        let coming = duties(&page.standing.programme, &page.record, &unit, page.now).into_iter();
        let rows = coming.filter(|duty| !duty.done).take(8).map(|duty| {
            view! { <tr><th scope="row" class="when">{duty.day(lang)}</th><td><a href=page.link(&duty.path())>{duty.name(&page.standing.programme, lang)}</a></td></tr> }
        });
        view! {
            <article class="narrow-page">
                <h1>{lang.calendar_title()}</h1>
                {said}
                <p>{lang.calendar_lead()}</p>
                {held}
                <form method="post" action=page.link("/my/calendar") class="stack">
                    {form_fields()}
                    <button type="submit">{make}</button>
                </form>
                <h2 id="coming">{lang.calendar_coming()}</h2>
                <div class="scroll" tabindex="0" role="region" aria-labelledby="coming"><table>
                    <thead><tr><th scope="col">{lang.deadline_label()}</th><th scope="col">{lang.calendar_what()}</th></tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table></div>
                <p><a href=page.link("/my")>{lang.note_back()} " " {lang.nav_my()}</a></p>
            </article>
        }
        .into_any()
    })
    .await
}

pub async fn make(page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    if !may_subscribe(page.person()?) {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let (token, lang, app) = (secret(), page.lang, page.app.clone());
    let hash = hash_of(&token);
    let kept = hash.clone();
    let answer = act(&page.app, cause(&page, "POST /my/calendar", &fields)?, move |tx, cause| {
        let (app, hash) = (app.clone(), kept.clone());
        Box::pin(async move {
            store::replace(tx, &hash, lang, &cause.actor, &app.audit_key).await?;
            // Only whoever made it can tell the secret from its digest.
            Ok(Answer { status: 200, text: hash })
        })
    })
    .await?;
    let told = match answer.text == hash {
        true => Told::Made(format!("{}/calendar/{token}.ics", page.app.settings.address())),
        false => Told::MadeBefore,
    };
    show(&page, told).await
}

pub async fn revoke(page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    if !may_subscribe(page.person()?) {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let (app, here) = (page.app.clone(), page.link("/my/calendar"));
    let answer = act(&page.app, cause(&page, "POST /my/calendar/revoke", &fields)?, move |tx, cause| {
        let (app, here) = (app.clone(), here.clone());
        Box::pin(async move {
            store::revoke(tx, &cause.actor, &app.audit_key).await?;
            Ok(Answer::see(here))
        })
    })
    .await?;
    Ok(follow(answer))
}

/// The calendar behind the secret. Unknown and ended are told alike.
pub async fn feed(page: Page, Path(token): Path<String>, headers: HeaderMap) -> Result<Response, Problem> {
    let token = token.strip_suffix(".ics").unwrap_or(&token);
    let mut tx = page.app.db.read().await?;
    let opened = store::by_secret(&mut tx, token, page.now).await?;
    drop(tx);
    let Some(opened) = opened else {
        note_guess(&page, GUESSES).await?;
        return Err(Problem::NotFound);
    };
    let address = page.app.settings.address();
    let text = ics::write(&page.standing.programme, &page.record, &opened.unit, page.now, opened.lang, &address);
    let tag = format!("\"{}\"", &digest(&text)[..32]);
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let fresh = known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag);
    let about = [(header::ETAG, tag.as_str()), (header::CACHE_CONTROL, "private, no-cache")];
    if fresh {
        return Ok((StatusCode::NOT_MODIFIED, about).into_response());
    }
    let kind = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "inline; filename=\"pilotboard.ics\""),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'; frame-ancestors 'none'"),
    ];
    Ok((about, kind, Body::from(text)).into_response())
}
