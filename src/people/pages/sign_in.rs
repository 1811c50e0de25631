//! Coming in and going out.

use crate::audit::{self, Actor, Entry};
use crate::people::{passwords, store};
use crate::problem::Problem;
use crate::web::App;
use crate::web::forms::Fields;
use crate::web::guard::{COOKIE, Visitor};
use crate::web::pages::{Page, form_fields};
use axum::body::Bytes;
use axum::extract::{Extension, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use std::sync::Arc;

/// An address on this board, or the home page: nobody is sent elsewhere.
fn local(address: &str) -> &str {
    let safe = address.starts_with('/')
        && !address.starts_with("//")
        // Browsers drop tabs and line ends from an address, and then it may begin with `//` after all.
        && !address.contains(|c: char| c == '\\' || c.is_control())
        && !address.contains("/signin");
    if safe { address } else { "/" }
}

pub async fn home(State(app): State<App>, page: Page) -> Result<Response, Problem> {
    if let Some(person) = &page.visitor.person {
        return Ok(Redirect::to(&page.link(person.role.home())).into_response());
    }
    let mut tx = app.db.read().await?;
    let address = if store::is_empty(&mut tx).await? { "/setup" } else { "/signin" };
    Ok(Redirect::to(&page.link(address)).into_response())
}

pub async fn sign_in_page(page: Page) -> Result<Response, Problem> {
    show_sign_in(&page, StatusCode::OK, None, &Fields::of(Vec::new())).await
}

async fn show_sign_in(
    page: &Page,
    status: StatusCode,
    wrong: Option<String>,
    sent: &Fields,
) -> Result<Response, Problem> {
    let title = page.lang.sign_in();
    let mut examples: Vec<(String, String)> = Vec::new();
    if page.app.demo {
        let mut tx = page.app.db.read().await?;
        for (person, _) in store::all(&mut tx, page.now).await? {
            let place = person.unit.as_deref().map(|unit| page.unit_name(unit)).unwrap_or_default();
            examples.push((person.login, format!("{} {place}", page.lang.role(person.role))));
        }
    }
    let next = Some(sent.get("next")).filter(|next| !next.is_empty()).or(page.asked("next")).unwrap_or("/").to_owned();
    let login = sent.get("login").to_owned();
    let typed = Some(sent.raw("typed").to_owned()).filter(|typed| !typed.is_empty());
    let status_title = if wrong.is_some() {
        format!("{}: {title}", page.lang.problem_title(&Problem::Faults(Vec::new())))
    } else {
        title.to_owned()
    };
    page.show_with(status, &status_title, false, move |page| {
        let lang = page.lang;
        let chosen = (page.asked("chosen") == Some("yes"))
            .then(|| view! { <p class="banner" role="status">{lang.password_chosen()}</p> });
        let summary = wrong.clone().map(|wrong| view! { <p class="error-summary" role="alert">{wrong}</p> });
        let carried = || typed.clone().map(|typed| view! { <input type="hidden" name="typed" value=typed/> });
        let listed = (!examples.is_empty()).then(|| {
            let rows = examples.iter().map(|(login, who)| {
                view! { <li><button class="plain" name="example" value=login.clone() type="submit">{login.clone()}</button> " " {who.clone()}</li> }
            });
            view! {
                <section class="examples" aria-labelledby="examples">
                    <h2 id="examples">{lang.demo_accounts()}</h2>
                    <p>{lang.demo_accounts_note(crate::example::PASSWORD)}</p>
                    <form method="post" action=page.link("/signin")>
                        <input type="hidden" name="next" value=next.clone()/>
                        {carried()}
                        <ul>{rows.collect_view()}</ul>
                    </form>
                </section>
            }
        });
        view! {
            <div class="narrow">
                <h1>{lang.sign_in()}</h1>
                {chosen}
                {summary}
                <form method="post" action=page.link("/signin") class="stack">
                    <input type="hidden" name="next" value=next.clone()/>
                    {carried()}
                    <label for="login">{lang.account()}</label>
                    <input id="login" name="login" autocomplete="username" required=true value=login.clone()/>
                    <label for="password">{lang.password()}</label>
                    <input id="password" name="password" type="password" autocomplete="current-password" required=true/>
                    <button type="submit">{lang.sign_in()}</button>
                </form>
                <p class="quiet">{lang.sign_in_help()}</p>
                {listed}
            </div>
        }
        .into_any()
    })
    .await
}

pub async fn sign_in(State(app): State<App>, page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let lang = page.lang;
    if fields.has("typed") && !fields.has("login") && !fields.has("example") {
        return show_sign_in(&page, StatusCode::OK, None, &fields).await;
    }
    let example = Some(fields.get("example")).filter(|login| app.demo && !login.is_empty());
    let login = example.unwrap_or(fields.get("login")).to_owned();
    let password = if example.is_some() { crate::example::PASSWORD } else { fields.raw("password") }.to_owned();
    let (now, network) = (app.clock.now(), page.visitor.request.network.clone());
    let mut tx = app.db.read().await?;
    let wait = store::wait_to_sign_in(&mut tx, &login, &network, now).await?;
    let found = store::by_login(&mut tx, &login, now).await?;
    drop(tx);
    if wait > 0 {
        let says = lang.sign_in_wait(wait);
        return show_sign_in(&page, StatusCode::TOO_MANY_REQUESTS, Some(says), &fields).await;
    }
    let (person, stored) = found.map_or((None, None), |(person, stored)| (Some(person), Some(stored)));
    let right = passwords::verify(password, stored).await;
    let mut tx = app.db.write().await?;
    let Some(person) = person.clone().filter(|_| right) else {
        // One line each time the door closes for long, so that guessing fills neither the chain nor the disk.
        // A login that nobody has may be a password typed in the wrong field: nothing is kept of it.
        if store::note_failure(&mut tx, &login, &network, now).await?
            && let Some(person) = person
        {
            let actor = Actor { person, now, request: page.visitor.request.clone() };
            let (action, object) = ("sign-in refused", format!("login {login}"));
            let entry =
                Entry { chain: audit::SIGN_IN, action, object, outcome: "held back", before: None, after: None };
            audit::append(&mut tx, &app.audit_key, &actor, entry).await?;
        }
        tx.commit().await?;
        return show_sign_in(&page, StatusCode::UNPROCESSABLE_ENTITY, Some(lang.sign_in_wrong().into()), &fields).await;
    };
    store::forget_failures(&mut tx, &login, &network).await?;
    if let Some(old) = &page.visitor.session {
        store::end_session(&mut tx, &old.hash).await?;
    }
    let secret = store::begin_session(&mut tx, &person, now).await?;
    let actor = Actor { person, now, request: page.visitor.request.clone() };
    audit::note(&mut tx, &app.audit_key, &actor, "sign in", "session").await?;
    tx.commit().await?;
    let next = local(fields.get("next"));
    let next = if next == "/" { page.link("/") } else { next.to_owned() };
    let mut response = match fields.raw("typed") {
        typed if !typed.is_empty() && next.starts_with("/my/reports/") => go_on(page, &secret, next, typed).await?,
        _ => Redirect::to(&next).into_response(),
    };
    set_cookie(&mut response, &format!("{COOKIE}={secret}; Path=/; Secure; HttpOnly; SameSite=Lax"));
    Ok(response)
}

/// After a session has ended in the middle of a form: what had been typed, to be sent again with one button.
async fn go_on(page: Page, secret: &str, next: String, typed: &str) -> Result<Response, Problem> {
    let (session, heads) = page.app.reception.session(secret, page.now).await?;
    let (session, _) = session.ok_or(Problem::NotSignedIn)?;
    let visitor = Visitor {
        person: Some(session.person.clone()),
        session: Some(session),
        heads,
        ..Visitor::nobody(page.visitor.request.clone())
    };
    let visitor = Arc::new(visitor);
    let page = Page { visitor, ..page };
    let fields = Fields::read(typed.as_bytes())?;
    let carried: Vec<(String, String)> = fields
        .all()
        .filter(|(name, _)| !name.starts_with('_'))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect();
    page.show(page.lang.typed_title(), false, move |page| {
        let carried = carried.iter().cloned();
        let carried = carried.map(|(name, value)| view! { <input type="hidden" name=name value=value/> });
        view! {
            <div class="narrow">
                <h1>{page.lang.typed_title()}</h1>
                <p>{page.lang.typed_lead()}</p>
                <form method="post" action=next.clone()>
                    {form_fields()}
                    {carried.collect_view()}
                    <p class="buttons"><button type="submit">{page.lang.typed_go_on()}</button></p>
                </form>
            </div>
        }
        .into_any()
    })
    .await
}

fn set_cookie(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
}

pub async fn sign_out(
    State(app): State<App>,
    Extension(visitor): Extension<Arc<Visitor>>,
) -> Result<Response, Problem> {
    let actor = visitor.actor(&app)?;
    if let Some(session) = &visitor.session {
        let mut tx = app.db.write().await?;
        store::end_session(&mut tx, &session.hash).await?;
        audit::note(&mut tx, &app.audit_key, &actor, "sign out", "session").await?;
        tx.commit().await?;
    }
    let mut response = Redirect::to("/signin").into_response();
    set_cookie(&mut response, &format!("{COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"));
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cookies\", \"storage\""));
    Ok(response)
}
