//! The first set-up: one link, once, makes the administrator.

use super::accounts::account_fault;
use crate::audit::{self, Actor};
use crate::db::{Tx, new_id};
use crate::people::{Person, Role, passwords, store};
use crate::problem::Problem;
use crate::web::App;
use crate::web::forms::Fields;
use crate::web::pages::Page;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

/// Makes the one-time link of the first set-up, if nobody has an account yet; answers its secret.
pub async fn open_setup(tx: &mut Tx) -> Result<Option<String>, Problem> {
    if !store::is_empty(tx).await? {
        return Ok(None);
    }
    let secret = store::secret()[..32].to_owned();
    tx.sql("insert into setting (key, value) values ('setup', $1) on conflict (key) do update set value = $1")
        .bind(store::hash_of(&secret))
        .run_one()
        .await?;
    Ok(Some(secret))
}

pub async fn setup_page(page: Page) -> Result<Response, Problem> {
    let token = page.asked("token").unwrap_or_default().to_owned();
    show_setup(&page, StatusCode::OK, token, None).await
}

async fn show_setup(
    page: &Page,
    status: StatusCode,
    token: String,
    wrong: Option<String>,
) -> Result<Response, Problem> {
    let title = page.lang.setup_title();
    let mut tx = page.app.db.read().await?;
    let held: Option<(String,)> = tx.sql("select value from setting where key = 'setup'").maybe().await?;
    drop(tx);
    // Nobody fills in a form that will be refused.
    let valid = held.is_some_and(|(hash,)| hash == store::hash_of(&token));
    page.show_with(status, title, false, move |page| {
        let lang = page.lang;
        if token.is_empty() || !valid {
            return view! { <div class="narrow"><h1>{lang.setup_title()}</h1><p>{if token.is_empty() { lang.setup_needed() } else { lang.setup_link_used() }}</p></div> }.into_any();
        }
        let summary = wrong.clone().map(|wrong| view! { <p class="error-summary" role="alert">{wrong}</p> });
        view! {
            <div class="narrow">
                <h1>{lang.setup_title()}</h1>
                <p>{lang.setup_lead()}</p>
                {summary}
                <form method="post" action=page.link("/setup") class="stack">
                    <input type="hidden" name="token" value=token.clone()/>
                    <label for="name">{lang.person_name()}</label>
                    <input id="name" name="name" autocomplete="name" required=true/>
                    <label for="login">{lang.account()}</label>
                    <input id="login" name="login" autocomplete="username" required=true/>
                    <label for="password">{lang.password()}</label>
                    <p id="rule" class="quiet">{lang.password_rule()}</p>
                    <input id="password" name="password" type="password" autocomplete="new-password" required=true aria-describedby="rule"/>
                    <label for="again">{lang.password_again()}</label>
                    <input id="again" name="again" type="password" autocomplete="new-password" required=true/>
                    <label class="tick"><input type="checkbox" name="example" value="yes"/> {lang.setup_example()}</label>
                    <p class="quiet">{lang.setup_example_note()}</p>
                    <button type="submit">{lang.setup_create()}</button>
                </form>
            </div>
        }
        .into_any()
    })
    .await
}

pub async fn set_up(State(app): State<App>, page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let token = fields.get("token").to_owned();
    if let Some(fault) = account_fault(page.lang, &fields) {
        return show_setup(&page, StatusCode::UNPROCESSABLE_ENTITY, token, Some(fault)).await;
    }
    let password = passwords::hash(fields.raw("password").to_owned()).await;
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let used =
        tx.sql("delete from setting where key = 'setup' and value = $1").bind(store::hash_of(&token)).run().await?;
    if used == 0 || !store::is_empty(&mut tx).await? {
        let says = page.lang.setup_link_used().to_owned();
        return show_setup(&page, StatusCode::FORBIDDEN, token, Some(says)).await;
    }
    let person = Person {
        id: new_id(),
        login: fields.get("login").to_owned(),
        name: fields.get("name").to_owned(),
        post: String::new(),
        phone: String::new(),
        role: Role::Administrator,
        unit: None,
    };
    store::add(&mut tx, &person, &password, now).await?;
    let actor = Actor { person, now, request: page.visitor.request.clone() };
    audit::note(&mut tx, &app.audit_key, &actor, "set up", "board").await?;
    tx.commit().await?;
    if fields.has("example") {
        crate::example::load_closed(&app.db, &app.audit_key).await?;
    }
    Ok(Redirect::to(&page.link("/signin")).into_response())
}
