//! The administrator's page: who has an account.

use crate::audit::{self};
use crate::db::new_id;
use crate::language::Lang;
use crate::messages::is_address;
use crate::messages::store::set_contact;
use crate::people::{Person, Role, passwords, store};
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

pub async fn admin(page: Page) -> Result<Response, Problem> {
    show_admin(&page, StatusCode::OK, None).await
}

async fn show_admin(page: &Page, status: StatusCode, wrong: Option<String>) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let people = store::all(&mut tx).await?;
    drop(tx);
    let alarm = audit::pages::alarm(page).await?;
    page.show_with(status, page.lang.nav_admin(), false, move |page| {
        let lang = page.lang;
        let rows = people.iter().map(|(person, closed)| {
            let unit = person.unit.as_deref().map(|unit| page.unit_name(unit)).unwrap_or_default();
            let own = page.visitor.person.as_ref().is_some_and(|me| me.id == person.id);
            let act = match closed {
                Some(_) => lang.account_closed().into_any(),
                None if own => ().into_any(),
                None => view! {
                    <form method="post" action=page.link("/admin/accounts/disable") class="inline">
                        {form_fields()}
                        <input type="hidden" name="login" value=person.login.clone()/>
                        <button class="plain" type="submit" aria-label=lang.account_disable_named(&person.login)>{lang.account_disable()}</button>
                    </form>
                }
                .into_any(),
            };
            view! { <tr><td>{person.login.clone()}</td><td>{person.name.clone()}</td><td>{person.post.clone()}</td><td>{person.phone.clone()}</td><td>{lang.role(person.role)}</td><td>{unit}</td><td>{act}</td></tr> }
        });
        let roles = Role::ALL.map(|role| view! { <option value=role.to_string()>{lang.role(role)}</option> });
        let units = page.standing.programme.filers().map(|unit| {
            view! { <option value=unit.id.clone()>{unit.name.of(lang).to_owned()}</option> }
        });
        let summary = wrong.clone().map(|wrong| view! { <p class="error-summary" role="alert">{wrong}</p> });
        view! {
            <h1>{lang.nav_admin()}</h1>
            {alarm.as_ref().map(|check| audit::pages::found(page, check))}
            <p><a href=page.link("/admin/programme")>{lang.programme_page()}</a></p>
            <h2>{lang.accounts()}</h2>
            <div class="scroll" tabindex="0" role="region" aria-label=lang.accounts()><table>
                <thead><tr>
                    <th scope="col">{lang.account()}</th><th scope="col">{lang.person_name()}</th><th scope="col">{lang.person_post()}</th>
                    <th scope="col">{lang.person_phone()}</th><th scope="col">{lang.person_role()}</th><th scope="col">{lang.unit_label()}</th><th scope="col">{lang.account_state()}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table></div>
            <h2>{lang.account_add()}</h2>
            {summary}
            <form method="post" action=page.link("/admin/accounts") class="stack narrow-form">
                {form_fields()}
                <label for="name">{lang.person_name()}</label><input id="name" name="name" required=true/>
                <label for="post">{lang.person_post()}</label><input id="post" name="post"/>
                <label for="phone">{lang.person_phone()}</label><input id="phone" name="phone" inputmode="tel"/>
                <label for="email">{lang.person_email()}</label><input id="email" name="email" type="email" autocomplete="off"/>
                <label for="language">{lang.person_language()}</label>
                <select id="language" name="language">{Lang::ALL.map(|of| view! { <option value=of.to_string() lang=of.to_string()>{of.own_name()}</option> }).into_iter().collect_view()}</select>
                <label for="login">{lang.account()}</label><input id="login" name="login" autocomplete="off" required=true/>
                <label for="password">{lang.password()}</label><p id="rule" class="quiet">{lang.password_rule()}</p>
                <input id="password" name="password" type="password" autocomplete="new-password" required=true aria-describedby="rule"/>
                <label for="role">{lang.person_role()}</label><select id="role" name="role">{roles.into_iter().collect_view()}</select>
                <label for="unit">{lang.unit_label()}</label><select id="unit" name="unit"><option value="">"—"</option>{units.collect_view()}</select>
                <button type="submit">{lang.account_add()}</button>
            </form>
        }
        .into_any()
    })
    .await
}

/// What keeps an account from being opened, in the visitor's words.
pub(super) fn account_fault(lang: Lang, fields: &Fields) -> Option<String> {
    let needed = [("name", lang.person_name()), ("login", lang.account()), ("password", lang.password())];
    if let Some((_, word)) = needed.iter().find(|(name, _)| fields.get(name).is_empty()) {
        return Some(lang.field_needed(word));
    }
    if fields.has("again") && fields.raw("password") != fields.raw("again") {
        return Some(lang.passwords_differ().into());
    }
    (!passwords::is_acceptable(fields.raw("password"), fields.get("login"))).then(|| lang.password_refused().into())
}

pub async fn add_account(State(app): State<App>, page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let lang = page.lang;
    let role: Role = fields
        .get("role")
        .parse()
        .map_err(|expected: String| Problem::bad_input("role", expected, fields.get("role")))?;
    let unit = Some(fields.get("unit")).filter(|unit| !unit.is_empty());
    let (email, letters) = (fields.get("email").to_owned(), fields.get("language").parse().unwrap_or_default());
    let fault = account_fault(lang, &fields)
        .or_else(|| (!email.is_empty() && !is_address(&email)).then(|| lang.person_email_wrong().into()))
        .or_else(|| (role.needs_unit() && unit.is_none()).then(|| lang.field_needed(lang.unit_label())));
    if let Some(fault) = fault {
        return show_admin(&page, StatusCode::UNPROCESSABLE_ENTITY, Some(fault)).await;
    }
    if let Some(unit) = unit {
        page.standing
            .programme
            .unit(unit)
            .ok_or_else(|| Problem::bad_input("unit", "a unit of the programme", unit))?;
    }
    let person = Person {
        id: new_id(),
        login: fields.get("login").to_owned(),
        name: fields.get("name").to_owned(),
        post: fields.get("post").to_owned(),
        phone: fields.get("phone").to_owned(),
        role,
        unit: unit.map(str::to_owned),
    };
    let password = passwords::hash(fields.raw("password").to_owned()).await;
    let here = page.link("/admin");
    let mut asked = cause(&page, "POST /admin/accounts", &fields)?;
    // The body holds a password: what makes two requests the same is everything else.
    asked.body = format!("{} {} {}", person.login, person.role, person.name);
    let worker = app.clone();
    let answer = act(&app, asked, move |tx, cause| {
        let (person, password, here, app) = (person.clone(), password.clone(), here.clone(), worker.clone());
        let email = email.clone();
        Box::pin(async move {
            if !store::add(tx, &person, &password, cause.actor.now).await? {
                return Ok(Answer { status: 422, text: String::new() });
            }
            set_contact(tx, &person.id, &email, letters).await?;
            audit::note(
                tx,
                &app.audit_key,
                &cause.actor,
                "add account",
                &format!("person {} {}", person.id, person.role),
            )
            .await?;
            Ok(Answer::see(here))
        })
    })
    .await?;
    if answer.status == 422 {
        return show_admin(&page, StatusCode::UNPROCESSABLE_ENTITY, Some(lang.login_taken().into())).await;
    }
    Ok(follow(answer))
}

pub async fn disable_account(State(app): State<App>, page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let login = fields.get("login").to_owned();
    if page.person()?.login == login {
        return Err(Problem::Forbidden(crate::problem::Forbidden::Role));
    }
    let here = page.link("/admin");
    let worker = app.clone();
    let answer = act(&app, cause(&page, "POST /admin/accounts/disable", &fields)?, move |tx, cause| {
        let (login, here, app) = (login.clone(), here.clone(), worker.clone());
        Box::pin(async move {
            if !store::disable(tx, &login, cause.actor.now).await? {
                return Err(Problem::NotFound);
            }
            audit::note(tx, &app.audit_key, &cause.actor, "disable account", &format!("login {login}")).await?;
            Ok(Answer::see(here))
        })
    })
    .await?;
    Ok(follow(answer))
}
