//! One's own account: who the board takes one for, and one's password.

use super::accounts::password_fault;
use super::contact::contact_form;
use crate::audit;
use crate::language::Lang;
use crate::messages::store::readers;
use crate::people::{passwords, store};
use crate::problem::Problem;
use crate::web::App;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause};
use crate::web::pages::{Page, form_fields};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

pub async fn own_page(page: Page) -> Result<Response, Problem> {
    show(&page, StatusCode::OK, None, None).await
}

/// What was typed as one's contact, and what is wrong with it.
type Refused = Option<((String, Lang), String)>;

pub(super) async fn show(
    page: &Page,
    status: StatusCode,
    wrong: Option<String>,
    refused: Refused,
) -> Result<Response, Problem> {
    let me = page.person()?.id.clone();
    let mut tx = page.app.db.read().await?;
    let readers = readers(&mut tx, page.now).await?;
    drop(tx);
    let kept = readers.into_iter().find(|reader| reader.person.id == me).map(|reader| (reader.email, reader.lang));
    let (contact, unkept) = match refused {
        Some((typed, wrong)) => (typed, Some(wrong)),
        None => (kept.unwrap_or_default(), None),
    };
    let title = match wrong.as_ref().or(unkept.as_ref()) {
        Some(_) => format!("{}: {}", page.lang.problem_title(&Problem::Faults(Vec::new())), page.lang.own_account()),
        None => page.lang.own_account().to_owned(),
    };
    page.show_with(status, &title, false, move |page| view(page, wrong.clone(), (&contact, unkept.as_deref()))).await
}

fn view(page: &Page, wrong: Option<String>, (contact, unkept): (&(String, Lang), Option<&str>)) -> AnyView {
    let lang = page.lang;
    let Some(person) = &page.visitor.person else { return ().into_any() };
    let unit = person.unit.as_deref().map(|unit| page.unit_name(unit)).unwrap_or_default();
    let rows = [
        (lang.account(), person.login.clone()),
        (lang.person_name(), person.name.clone()),
        (lang.person_post(), person.post.clone()),
        (lang.person_phone(), person.phone.clone()),
        (lang.person_role(), lang.role(person.role).to_owned()),
        (lang.unit_label(), unit),
    ];
    let rows = rows.into_iter().filter(|(_, said)| !said.is_empty());
    let rows = rows.map(|(name, said)| view! { <dt>{name}</dt><dd>{said}</dd> });
    let summary = wrong.map(|wrong| view! { <p class="error-summary" role="alert">{wrong}</p> });
    let changed = (page.asked("changed") == Some("yes"))
        .then(|| view! { <p class="banner" role="status">{lang.password_changed()}</p> });
    let kept = (page.asked("kept") == Some("contact"))
        .then(|| view! { <p class="banner" role="status">{lang.contact_kept()}</p> });
    view! {
        <div class="narrow">
            <h1>{lang.own_account()}</h1>
            {changed}{kept}
            <dl class="facts">{rows.collect_view()}</dl>
            <p class="quiet">{lang.own_account_note()}</p>
            {contact_form(page, &contact.0, contact.1, unkept)}
            <h2 id="password-head">{lang.password_change()}</h2>
            {summary}
            <form method="post" action=page.link("/account/password") class="stack" aria-labelledby="password-head">
                {form_fields()}
                <input type="hidden" name="login" autocomplete="username" value=person.login.clone()/>
                <label for="old">{lang.password_old()}</label>
                <input id="old" name="old" type="password" autocomplete="current-password" required=true/>
                <label for="password">{lang.password_new()}</label>
                <p id="rule" class="quiet">{lang.password_rule()}</p>
                <input id="password" name="password" type="password" autocomplete="new-password" required=true aria-describedby="rule"/>
                <label for="again">{lang.password_again()}</label>
                <input id="again" name="again" type="password" autocomplete="new-password" required=true/>
                <p class="quiet">{lang.password_change_note()}</p>
                <button type="submit">{lang.password_change()}</button>
            </form>
        </div>
    }
    .into_any()
}

/// Whoever finds a board signed in still needs the password to take it over, and guesses no faster here than at the
/// door.
pub async fn change_password(State(app): State<App>, page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let (person, now, network) = (page.person()?.clone(), app.clock.now(), page.visitor.request.network.clone());
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    if let Some(wrong) = password_fault(page.lang, &fields, &person.login) {
        return show(&page, refused, Some(wrong), None).await;
    }
    let mut tx = app.db.read().await?;
    let wait = store::wait_to_sign_in(&mut tx, &person.login, &network, now).await?;
    let stored = store::by_login(&mut tx, &person.login, now).await?.map(|(_, stored)| stored);
    drop(tx);
    if wait > 0 {
        return show(&page, StatusCode::TOO_MANY_REQUESTS, Some(page.lang.sign_in_wait(wait)), None).await;
    }
    if !passwords::verify(fields.raw("old").to_owned(), stored).await {
        let mut tx = app.db.write().await?;
        store::note_failure(&mut tx, &person.login, &network, now).await?;
        tx.commit().await?;
        return show(&page, refused, Some(page.lang.password_old_wrong().into()), None).await;
    }
    let password = passwords::hash(fields.raw("password").to_owned()).await;
    let mut asked = cause(&page, "POST /account/password", &fields)?;
    // The body holds passwords, and of what is kept nobody should guess at them.
    asked.body = String::new();
    let session = page.visitor.session.as_ref().map(|session| session.hash.clone());
    let next = page.link("/account?changed=yes");
    let worker = app.clone();
    act(&app, asked, move |tx, cause| {
        let (password, session, next, app) = (password.clone(), session.clone(), next.clone(), worker.clone());
        Box::pin(async move {
            let person = &cause.actor.person;
            store::set_password(tx, &person.id, &password, session.as_deref()).await?;
            audit::note(tx, &app.audit_key, &cause.actor, "change password", &format!("person {}", person.id)).await?;
            Ok(Answer::see(next))
        })
    })
    .await
    .map(|answer| Redirect::to(&answer.text).into_response())
}
