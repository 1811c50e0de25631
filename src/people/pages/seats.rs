//! The seats of annex 1 and who has held each, from which day to which.

use crate::calendar::day_of;
use crate::people::store;
use crate::people::{Account, AccountState, Body, Holder, Post};
use crate::problem::Problem;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields};
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{NaiveDate, TimeDelta};
use leptos::prelude::*;

pub async fn seats(page: Page) -> Result<Response, Problem> {
    show(&page, StatusCode::OK, None, &Fields::of(Vec::new())).await
}

async fn show(page: &Page, status: StatusCode, wrong: Option<String>, typed: &Fields) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let held = store::holders(&mut tx, &page.standing.programme.id).await?;
    let accounts = store::accounts(&mut tx).await?;
    drop(tx);
    let typed: Vec<String> = ["seat", "person", "since", "reason"].map(|name| typed.get(name).to_owned()).to_vec();
    page.show_with(status, page.lang.seats_title(), false, move |page| {
        let lang = page.lang;
        let summary = wrong.clone().map(|wrong| view! { <p class="error-summary" role="alert">{wrong}</p> });
        view! {
            <p><a href=page.link("/admin")>{lang.note_back()} " " {lang.nav_admin()}</a></p>
            <h1>{lang.seats_title()}</h1>
            <p>{lang.seats_lead()}</p>
            {seat_table(page, &held, None)}
            <h2 id="give">{lang.seat_give()}</h2>
            {summary}
            {form(page, &accounts, &typed)}
        }
        .into_any()
    })
    .await
}

/// The seats with whoever holds each on a day, or with everybody who ever did.
pub(crate) fn seat_table(page: &Page, held: &[Holder], on: Option<NaiveDate>) -> AnyView {
    let lang = page.lang;
    let rows = page.standing.programme.posts.iter().map(|post| {
        let key = post.key();
        let of_seat = held.iter().filter(|it| it.seat == key && on.is_none_or(|day| it.holds_on(day)));
        let people = of_seat.map(|it| {
            let until = it.until.map(|day| day.to_string()).unwrap_or_default();
            let why = Some(it.reason.clone()).filter(|_| on.is_none());
            view! { <li>{it.name.clone()} " " <span class="when quiet">{format!("{} – {until}", it.since)}</span> " " {why}</li> }
        });
        let people: Vec<_> = people.collect();
        let people = match people.is_empty() {
            true => view! { <span class="quiet">{lang.seat_empty()}</span> }.into_any(),
            false => view! { <ul class="plain">{people}</ul> }.into_any(),
        };
        view! {
            <tr><th scope="row">{body(page, post)} " " {post.seat.of(lang).to_owned()}</th>
                <td data-label=lang.person_post() lang="zh-Hans">{post.post.clone()}</td>
                <td data-label=lang.seat_holder()>{people}</td></tr>
        }
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=lang.seats_title()><table class="stacked">
            <thead><tr><th scope="col">{lang.seat()}</th><th scope="col">{lang.person_post()}</th><th scope="col">{lang.seat_holder()}</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
    }
    .into_any()
}

fn body(page: &Page, post: &Post) -> &'static str {
    match post.body {
        Body::LeadingGroup => page.lang.seat_leading_group(),
        Body::Office => page.lang.seat_office(),
    }
}

fn form(page: &Page, accounts: &[Account], typed: &[String]) -> AnyView {
    let lang = page.lang;
    let [seat, person, since, reason] = typed else { return ().into_any() };
    let seats = page.standing.programme.posts.iter().map(|post| {
        let key = post.key();
        let is_chosen = key == *seat;
        view! { <option value=key selected=is_chosen>{format!("{} {} · {}", body(page, post), post.seat.of(lang), post.post)}</option> }
    });
    let people = accounts.iter().filter(|it| it.state(page.now) != AccountState::Closed).map(|it| {
        let is_chosen = it.person.id == *person;
        view! { <option value=it.person.id.clone() selected=is_chosen>{format!("{} · {}", it.person.name, it.person.post)}</option> }
    });
    let since = if since.is_empty() { day_of(page.now).to_string() } else { since.clone() };
    view! {
        <form method="post" action=page.link("/admin/seats") class="stack narrow-form" aria-labelledby="give">
            {form_fields()}
            <label for="seat">{lang.seat()}</label><select id="seat" name="seat">{seats.collect_view()}</select>
            <label for="person">{lang.seat_holder()}</label>
            <select id="person" name="person"><option value="">{lang.seat_left_empty()}</option>{people.collect_view()}</select>
            <label for="since">{lang.seat_since()}</label><input id="since" type="date" name="since" required=true value=since/>
            <label for="reason">{lang.reason()}</label><input id="reason" name="reason" required=true maxlength="200" value=reason.clone()/>
            <button type="submit">{lang.seat_do()}</button>
        </form>
    }
    .into_any()
}

pub async fn give_seat(page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let (lang, today) = (page.lang, day_of(page.now));
    let seat = fields.get("seat").to_owned();
    if !page.standing.programme.posts.iter().any(|post| post.key() == seat) {
        return Err(Problem::bad_input("seat", "a seat of the programme", seat));
    }
    let mut tx = page.app.db.read().await?;
    let accounts = store::accounts(&mut tx).await?;
    drop(tx);
    let chosen = fields.get("person");
    let person = accounts.iter().find(|it| it.person.id == chosen && it.state(page.now) != AccountState::Closed);
    if person.is_none() && !chosen.is_empty() {
        return Err(Problem::bad_input("person", "an open account", chosen));
    }
    let person = person.map(|it| (it.person.id.clone(), it.person.name.clone()));
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let near =
        |day: &NaiveDate| *day >= page.standing.programme.reporting.start && *day <= today + TimeDelta::days(366);
    let Some(since) = fields.get("since").parse::<NaiveDate>().ok().filter(near) else {
        return show(&page, refused, Some(lang.seat_day_wrong(fields.get("since"))), &fields).await;
    };
    let reason = fields.get("reason").to_owned();
    let length = reason.chars().count();
    if length == 0 || length > 200 {
        let wrong = match length {
            0 => lang.field_needed(lang.reason()),
            _ => lang.field_too_long(lang.reason(), 200, length),
        };
        return show(&page, refused, Some(wrong), &fields).await;
    }
    let (here, app, programme) = (page.link("/admin/seats"), page.app.clone(), page.standing.programme.id.clone());
    let answer = act(&page.app, cause(&page, "POST /admin/seats", &fields)?, move |tx, cause| {
        let (here, app, programme) = (here.clone(), app.clone(), programme.clone());
        let (seat, person, reason) = (seat.clone(), person.clone(), reason.clone());
        Box::pin(async move {
            let who = person.as_ref().map(|(id, name)| (id.as_str(), name.as_str()));
            let when = (since, reason.as_str());
            match store::seat(tx, &programme, &seat, who, when, &cause.actor, &app.audit_key).await? {
                true => Ok(Answer::see(here)),
                false => Ok(Answer { status: 422, text: String::new() }),
            }
        })
    })
    .await?;
    if answer.status == 422 {
        return show(&page, refused, Some(lang.seat_taken_later(fields.get("since"))), &fields).await;
    }
    Ok(follow(answer))
}
