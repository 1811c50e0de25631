//! Snapshot links: the list where they are made and revoked, and what they open.

mod opened;

pub use opened::{meeting, note_guess, sheet};

use super::{HOURS, Slip, Snapshot, USUAL_HOURS, may_share, store, understand};
use crate::calendar::day_of;
use crate::people::store::{hash_of, secret};
use crate::problem::{Forbidden, Problem};
use crate::reports::pages::at;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields};
use crate::web::qr;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

pub async fn snapshots(page: Page) -> Result<Response, Problem> {
    show(&page, StatusCode::OK, Told::Nothing).await
}

/// What the list says above itself.
#[derive(Clone)]
enum Told {
    Nothing,
    /// The link just made, whole: now and never again.
    Made(String),
    /// The form came twice; the link was shown the first time.
    MadeBefore,
    Wrong(Slip),
}

async fn show(page: &Page, status: StatusCode, told: Told) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let links = store::all(&mut tx, &page.standing.programme.id).await?;
    drop(tx);
    page.show_with(status, page.lang.snapshots_title(), false, move |page| view(page, &links, &told)).await
}

fn view(page: &Page, links: &[Snapshot], told: &Told) -> AnyView {
    let lang = page.lang;
    let said = match told {
        Told::Nothing => ().into_any(),
        Told::Made(address) => view! {
            <section class="made" aria-labelledby="made">
                <h2 id="made">{lang.snapshot_made()}</h2>
                <p><code class="once">{address.clone()}</code></p>
                {qr::drawn(page, address)}
                <p class="quiet">{lang.snapshot_once()}</p>
            </section>
        }
        .into_any(),
        Told::MadeBefore => view! { <p class="banner" role="status">{lang.snapshot_made_before()}</p> }.into_any(),
        Told::Wrong(slip) => {
            let (field, words) = match slip {
                Slip::Day { latest } => ("#day", lang.snapshot_day_wrong(&latest.to_string())),
                Slip::Hours => ("#hours", lang.snapshot_hours_wrong().to_owned()),
            };
            view! { <div class="error-summary" role="alert"><ul><li><a href=field>{words}</a></li></ul></div> }
                .into_any()
        }
    };
    view! {
        <article class="narrow-page">
            <h1>{lang.snapshots_title()}</h1>
            {said}
            <p>{lang.snapshots_note()}</p>
            {form(page)}
            {list(page, links)}
        </article>
    }
    .into_any()
}

fn form(page: &Page) -> AnyView {
    let lang = page.lang;
    let latest = page.usual.day;
    let day = page.view.day.min(latest);
    let hours = HOURS.map(|hours| {
        view! { <option value=hours.to_string() selected={hours == USUAL_HOURS}>{lang.snapshot_hours(hours)}</option> }
    });
    view! {
        <form method="post" action=page.link("/snapshots") class="stack">
            {form_fields()}
            <div class="row">
                <div><label for="day">{lang.snapshot_day()}</label>
                    <input id="day" type="date" name="day" value=day.to_string() max=latest.to_string() required=true/></div>
                <div><label for="hours">{lang.snapshot_open_for()}</label>
                    <select id="hours" name="hours">{hours.into_iter().collect_view()}</select></div>
                <button type="submit">{lang.snapshot_make()}</button>
            </div>
        </form>
    }
    .into_any()
}

fn list(page: &Page, links: &[Snapshot]) -> AnyView {
    let lang = page.lang;
    if links.is_empty() {
        return view! { <p>{lang.snapshots_none()}</p> }.into_any();
    }
    let rows = links.iter().map(|link| {
        let day = link.day.to_string();
        let state = match link.revoked {
            Some(moment) => lang.snapshot_revoked(&at(moment)).into_any(),
            None if !link.is_open(page.now) => lang.snapshot_expired().into_any(),
            None => view! {
                <form class="inline" method="post" action=page.link(&format!("/snapshots/{}/revoke", link.id))>
                    {form_fields()}
                    <button class="plain" type="submit" aria-label=lang.snapshot_revoke_named(&day, &at(link.made.at))>{lang.snapshot_revoke()}</button>
                </form>
            }
            .into_any(),
        };
        view! {
            <tr>
                <th scope="row" class="when">{lang.as_at_day(&day)}</th>
                <td data-label=lang.snapshot_made_by()>{format!("{} · {} · {}", link.made.post, link.made.name, at(link.made.at))}</td>
                <td data-label=lang.snapshot_until() class="when">{at(link.expires)}</td>
                <td data-label=lang.task_state()>{state}</td>
            </tr>
        }
    });
    view! {
        <h2 id="links">{lang.snapshots_list()}</h2>
        <div class="scroll" tabindex="0" role="region" aria-labelledby="links"><table class="stacked">
            <thead><tr>
                <th scope="col">{lang.snapshot_day()}</th><th scope="col">{lang.snapshot_made_by()}</th>
                <th scope="col">{lang.snapshot_until()}</th><th scope="col">{lang.task_state()}</th>
            </tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
    }
    .into_any()
}

pub async fn make(page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    if !may_share(page.person()?) {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let latest = page.usual.day.min(day_of(page.now));
    let wanted = match understand(fields.get("day"), fields.get("hours"), latest) {
        Ok(wanted) => wanted,
        Err(slip) => return show(&page, StatusCode::UNPROCESSABLE_ENTITY, Told::Wrong(slip)).await,
    };
    let token = secret();
    let hash = hash_of(&token);
    let (app, programme, kept) = (page.app.clone(), page.standing.programme.id.clone(), hash.clone());
    let answer = act(&page.app, cause(&page, "POST /snapshots", &fields)?, move |tx, cause| {
        let (app, programme, kept) = (app.clone(), programme.clone(), kept.clone());
        Box::pin(async move {
            store::add(tx, &programme, &kept, wanted, &cause.actor, &app.audit_key).await?;
            // What is answered is kept, so it names the digest and not the secret.
            Ok(Answer { status: 200, text: kept })
        })
    })
    .await?;
    let told = match answer.text == hash {
        true => Told::Made(format!("{}/s/{token}", page.app.settings.address())),
        false => Told::MadeBefore,
    };
    show(&page, StatusCode::OK, told).await
}

pub async fn revoke(page: Page, Path(id): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    if !may_share(page.person()?) {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let (app, programme, next) = (page.app.clone(), page.standing.programme.id.clone(), page.link("/snapshots"));
    let route = format!("POST /snapshots/{id}/revoke");
    let answer = act(&page.app, cause(&page, &route, &fields)?, move |tx, cause| {
        let (app, programme, id, next) = (app.clone(), programme.clone(), id.clone(), next.clone());
        Box::pin(async move {
            match store::revoke(tx, &programme, &id, &cause.actor, &app.audit_key).await? {
                true => Ok(Answer::see(next)),
                false => Err(Problem::NotFound),
            }
        })
    });
    Ok(follow(answer.await?))
}
