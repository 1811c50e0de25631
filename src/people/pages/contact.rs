//! Where letters go: an address and a language, which each person keeps up for themselves.

use crate::audit;
use crate::language::Lang;
use crate::messages::is_address;
use crate::messages::store::set_contact;
use crate::people::roster::LONGEST;
use crate::problem::Problem;
use crate::web::App;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// The two fields, under ids that begin with `at`.
pub(super) fn contact_fields(lang: Lang, at: &str, email: &str, letters: Lang) -> AnyView {
    let [email_id, language_id] = ["email", "language"].map(|part| format!("{at}{part}"));
    let languages = Lang::ALL.map(|of| {
        view! { <option value=of.to_string() lang=of.to_string() selected=of == letters>{of.own_name()}</option> }
    });
    view! {
        <label for=email_id.clone()>{lang.person_email()}</label>
        <input id=email_id name="email" type="email" autocomplete="off" maxlength=LONGEST.to_string() value=email.to_owned()/>
        <label for=language_id.clone()>{lang.person_language()}</label>
        <select id=language_id name="language">{languages.into_iter().collect_view()}</select>
    }
    .into_any()
}

/// What the two fields say, or what is wrong with the address. None is an answer: then letters wait on the board.
pub(super) fn contact(lang: Lang, fields: &Fields) -> Result<(String, Lang), String> {
    let (email, letters) = (fields.get("email").to_owned(), fields.get("language").parse().unwrap_or_default());
    match email.is_empty() || is_address(&email) {
        true => Ok((email, letters)),
        false => Err(lang.person_email_wrong().to_owned()),
    }
}

pub(super) fn contact_form(page: &Page, email: &str, letters: Lang, wrong: Option<&str>) -> AnyView {
    let lang = page.lang;
    let wrong = wrong.map(|wrong| view! { <p class="error-summary" role="alert">{wrong.to_owned()}</p> });
    view! {
        <h2 id="contact-head">{lang.contact_change()}</h2>
        {wrong}
        <p>{lang.contact_lead()}</p>
        <form method="post" action=page.link("/account/contact") class="stack" aria-labelledby="contact-head">
            {form_fields()}
            {contact_fields(lang, "", email, letters)}
            <button type="submit">{lang.contact_keep()}</button>
        </form>
    }
    .into_any()
}

pub async fn change_contact(State(app): State<App>, page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let (email, letters) = match contact(page.lang, &fields) {
        Ok(contact) => contact,
        Err(wrong) => {
            let typed = (fields.get("email").to_owned(), fields.get("language").parse().unwrap_or_default());
            return super::own::show(&page, StatusCode::UNPROCESSABLE_ENTITY, None, Some((typed, wrong))).await;
        }
    };
    let next = page.link("/account?kept=contact");
    let worker = app.clone();
    let answer = act(&app, cause(&page, "POST /account/contact", &fields)?, move |tx, cause| {
        let (email, next, app) = (email.clone(), next.clone(), worker.clone());
        Box::pin(async move {
            let person = &cause.actor.person;
            set_contact(tx, &person.id, &email, letters).await?;
            audit::note(tx, &app.audit_key, &cause.actor, "change contact", &format!("person {}", person.id)).await?;
            Ok(Answer::see(next))
        })
    })
    .await?;
    Ok(follow(answer))
}
