//! The administrator's page: who has an account, and which duties have nobody.

use super::contact::{contact, contact_fields};
use super::invitation::{Link, made_link};
use super::proposals;
use crate::audit::{self};
use crate::db::new_id;
use crate::language::Lang;
use crate::messages::store::set_contact;
use crate::people::roster::{LONGEST, is_login};
use crate::people::store::{hash_of, secret};
use crate::people::{Account, AccountState, Person, Role, passwords, store, without_filer};
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
    show_admin(&page, StatusCode::OK, None, None, &Fields::of(Vec::new())).await
}

async fn show_admin(
    page: &Page,
    status: StatusCode,
    wrong: Option<String>,
    link: Option<Link>,
    typed: &Fields,
) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let accounts = store::accounts(&mut tx).await?;
    let waiting = store::proposals(&mut tx).await?;
    drop(tx);
    let alarm = audit::pages::alarm(page).await?;
    let typed: Vec<String> =
        ["name", "post", "phone", "login", "role", "unit", "email"].map(|name| typed.get(name).to_owned()).to_vec();
    page.show_with(status, page.lang.nav_admin(), link.is_some(), move |page| {
        let lang = page.lang;
        let summary = wrong.clone().map(|wrong| view! { <p class="error-summary" role="alert">{wrong}</p> });
        view! {
            <h1>{lang.nav_admin()}</h1>
            {alarm.as_ref().map(|check| audit::pages::found(page, check))}
            {link.as_ref().map(|link| made_link(page, link))}
            <nav class="admin-places" aria-label=lang.nav_admin()><ul>{places(page)}</ul></nav>
            {vacant(page, &accounts)}
            {proposals::list(page, &waiting)}
            <h2>{lang.accounts()}</h2>
            {table(page, &accounts)}
            <p><a href=page.link("/admin/people/import")>{lang.roster_import()}</a></p>
            <h2 id="add">{lang.account_add()}</h2>
            {summary}
            {form(page, &typed)}
        }
        .into_any()
    })
    .await
}

/// What else an administrator looks after.
fn places(page: &Page) -> AnyView {
    let lang = page.lang;
    [
        ("/admin/programme", lang.programme_editor()),
        ("/programme", lang.programme_sheet()),
        ("/admin/seats", lang.seats_title()),
        ("/questions", lang.questions_title()),
        ("/cost", lang.cost_title()),
        ("/feedback", lang.footer_feedback()),
    ]
    .map(|(path, name)| view! { <li><a href=page.link(path)>{name}</a></li> })
    .into_iter()
    .collect_view()
    .into_any()
}

/// Units that owe a report and have nobody who can file it.
fn vacant(page: &Page, accounts: &[Account]) -> Option<AnyView> {
    let owing = page.standing.programme.expected_on(crate::calendar::day_of(page.now));
    let names: Vec<String> =
        without_filer(&owing, accounts, page.now).into_iter().map(|unit| page.unit_name(unit)).collect();
    (!names.is_empty()).then(|| {
        view! { <p class="banner" role="status">{page.lang.duties_vacant(names.len() as i64, &page.lang.list(&names))}</p> }.into_any()
    })
}

fn table(page: &Page, accounts: &[Account]) -> AnyView {
    let lang = page.lang;
    let rows = accounts.iter().map(|account| {
        let person = &account.person;
        let unit = person.unit.as_deref().map(|unit| page.unit_name(unit)).unwrap_or_default();
        let state = match (account.state(page.now), account.opens, account.closes) {
            (AccountState::Closed, ..) => lang.account_closed().to_owned(),
            (AccountState::Awaited, Some(opens), _) => lang.account_opens(&day(opens)),
            (_, _, Some(closes)) => lang.account_closes(&day(closes)),
            _ => lang.account_open().to_owned(),
        };
        view! {
            <tr>
                <th scope="row"><a href=page.link(&format!("/admin/people/{}", person.id))>{person.login.clone()}</a></th>
                <td data-label=lang.person_name()>{person.name.clone()}</td>
                <td data-label=lang.person_post()>{person.post.clone()}</td>
                <td data-label=lang.person_phone() class="when">{person.phone.clone()}</td>
                <td data-label=lang.person_role()>{lang.role(person.role)}</td>
                <td data-label=lang.unit_label()>{unit}</td>
                <td data-label=lang.account_state()>{state}</td>
            </tr>
        }
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=lang.accounts()><table class="stacked">
            <thead><tr>
                <th scope="col">{lang.account()}</th><th scope="col">{lang.person_name()}</th><th scope="col">{lang.person_post()}</th>
                <th scope="col">{lang.person_phone()}</th><th scope="col">{lang.person_role()}</th><th scope="col">{lang.unit_label()}</th><th scope="col">{lang.account_state()}</th>
            </tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
    }
    .into_any()
}

/// The day a moment lies on, as tables print it.
pub(super) fn day(moment: chrono::DateTime<chrono::Utc>) -> String {
    crate::calendar::day_of(moment).to_string()
}

/// The roles to choose from.
pub(super) fn roles(lang: Lang, chosen: &str) -> AnyView {
    Role::ALL
        .map(|role| {
            let value = role.to_string();
            let is_chosen = value == chosen;
            view! { <option value=value selected=is_chosen>{lang.role(role)}</option> }
        })
        .into_iter()
        .collect_view()
        .into_any()
}

/// The units to choose from.
pub(super) fn units(page: &Page, chosen: &str) -> AnyView {
    let units = page.standing.programme.filers().map(|unit| {
        let is_chosen = unit.id == chosen;
        view! { <option value=unit.id.clone() selected=is_chosen>{unit.name.of(page.lang).to_owned()}</option> }
    });
    view! { <option value="">"—"</option>{units.collect_view()} }.into_any()
}

fn form(page: &Page, typed: &[String]) -> AnyView {
    let lang = page.lang;
    let [name, post, phone, login, role, unit, email] = typed else { return ().into_any() };
    view! {
        <form method="post" action=page.link("/admin/accounts") class="stack narrow-form">
            {form_fields()}
            <label for="name">{lang.person_name()}</label><input id="name" name="name" required=true maxlength=LONGEST.to_string() value=name.clone()/>
            <label for="post">{lang.person_post()}</label><input id="post" name="post" maxlength=LONGEST.to_string() value=post.clone()/>
            <label for="phone">{lang.person_phone()}</label><input id="phone" name="phone" inputmode="tel" maxlength=LONGEST.to_string() value=phone.clone()/>
            {contact_fields(lang, "", email, Lang::default())}
            <label for="login">{lang.account()}</label><p id="login-rule" class="quiet">{lang.login_rule()}</p>
            <input id="login" name="login" autocomplete="off" required=true maxlength=LONGEST.to_string() value=login.clone() aria-describedby="login-rule"/>
            <label for="role">{lang.person_role()}</label><select id="role" name="role">{roles(lang, role)}</select>
            <label for="unit">{lang.unit_label()}</label><select id="unit" name="unit">{units(page, unit)}</select>
            <p class="quiet">{lang.invite_note()}</p>
            <button type="submit">{lang.account_add()}</button>
        </form>
    }
    .into_any()
}

/// What keeps the first account from being opened, in the visitor's words.
pub(super) fn account_fault(lang: Lang, fields: &Fields) -> Option<String> {
    let needed = [("name", lang.person_name()), ("login", lang.account()), ("password", lang.password())];
    if let Some((_, word)) = needed.iter().find(|(name, _)| fields.get(name).is_empty()) {
        return Some(lang.field_needed(word));
    }
    password_fault(lang, fields, fields.get("login"))
}

/// What is wrong with a password typed twice.
pub(super) fn password_fault(lang: Lang, fields: &Fields, login: &str) -> Option<String> {
    if fields.has("again") && fields.raw("password") != fields.raw("again") {
        return Some(lang.passwords_differ().into());
    }
    (!passwords::is_acceptable(fields.raw("password"), login)).then(|| lang.password_refused().into())
}

/// The person the fields describe, under `id`, or what keeps them from being one. A role or unit that was not on
/// offer is no slip of the hand.
pub(super) fn described(page: &Page, fields: &Fields, id: String) -> Result<Result<Person, String>, Problem> {
    let lang = page.lang;
    let role: Role = fields
        .get("role")
        .parse()
        .map_err(|expected: String| Problem::bad_input("role", expected, fields.get("role")))?;
    let unit = Some(fields.get("unit")).filter(|unit| !unit.is_empty());
    if let Some(unit) = unit {
        page.standing
            .programme
            .unit(unit)
            .ok_or_else(|| Problem::bad_input("unit", "a unit of the programme", unit))?;
    }
    let words = [
        ("name", lang.person_name(), true),
        ("post", lang.person_post(), false),
        ("phone", lang.person_phone(), false),
        ("login", lang.account(), true),
    ];
    for (name, word, needed) in words {
        let text = fields.get(name);
        if needed && text.is_empty() {
            return Ok(Err(lang.field_needed(word)));
        }
        if text.chars().count() > LONGEST || text.chars().any(char::is_control) {
            return Ok(Err(lang.field_too_long(word, LONGEST, text.chars().count())));
        }
    }
    if !is_login(fields.get("login")) {
        return Ok(Err(lang.login_not_plain(fields.get("login"))));
    }
    if role.needs_unit() && unit.is_none() {
        return Ok(Err(lang.field_needed(lang.unit_label())));
    }
    if !role.needs_unit() && unit.is_some() {
        return Ok(Err(lang.unit_not_for_role(lang.role(role))));
    }
    Ok(Ok(Person {
        id,
        login: fields.get("login").to_owned(),
        name: fields.get("name").to_owned(),
        post: fields.get("post").to_owned(),
        phone: fields.get("phone").to_owned(),
        role,
        unit: unit.map(str::to_owned),
    }))
}

pub async fn add_account(State(app): State<App>, page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    let person = match described(&page, &fields, new_id())? {
        Ok(person) => person,
        Err(wrong) => return show_admin(&page, refused, Some(wrong), None, &fields).await,
    };
    let (email, letters) = match contact(page.lang, &fields) {
        Ok(contact) => contact,
        Err(wrong) => return show_admin(&page, refused, Some(wrong), None, &fields).await,
    };
    let token = secret();
    let (hash, name) = (hash_of(&token), person.name.clone());
    let (worker, kept) = (app.clone(), hash.clone());
    let answer = act(&app, cause(&page, "POST /admin/accounts", &fields)?, move |tx, cause| {
        let (person, hash, app, email) = (person.clone(), kept.clone(), worker.clone(), email.clone());
        Box::pin(async move {
            if !store::add(tx, &person, "", cause.actor.now).await? {
                return Ok(Answer { status: 422, text: String::new() });
            }
            set_contact(tx, &person.id, &email, letters).await?;
            let object = format!("person {} {}", person.id, person.role);
            audit::note(tx, &app.audit_key, &cause.actor, "add account", &object).await?;
            store::invite(tx, &person.id, &hash, &cause.actor, &app.audit_key).await?;
            // What is answered is kept, so it names the digest and not the secret.
            Ok(Answer { status: 200, text: hash })
        })
    })
    .await?;
    if answer.status == 422 {
        return show_admin(&page, refused, Some(page.lang.login_taken().into()), None, &fields).await;
    }
    let link = Link::of(&page, name, &token, answer.text == hash);
    show_admin(&page, StatusCode::OK, None, Some(link), &Fields::of(Vec::new())).await
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
