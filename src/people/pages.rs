//! Signing in and out, the first set-up, and the administrator's pages.

use crate::audit::{self, Actor, Entry};
use crate::db::{Tx, new_id};
use crate::language::Lang;
use crate::people::{Person, Role, passwords, store};
use crate::problem::Problem;
use crate::programme::{file, store as programmes};
use crate::web::App;
use crate::web::acts::{Answer, Cause, act};
use crate::web::front_door::Peer;
use crate::web::guard::{COOKIE, Visitor};
use crate::web::pages::{Page, form_fields, text_area};
use axum::body::Bytes;
use axum::extract::{Extension, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

/// The fields of a form, in the order of the page.
pub struct Fields(Vec<(String, String)>);

impl Fields {
    pub fn read(body: &[u8]) -> Result<Self, Problem> {
        serde_html_form::from_bytes(body).map(Fields).map_err(|_| Problem::bad_input("body", "form", "?"))
    }

    pub fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.trim())
    }

    /// A password keeps its spaces.
    fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value)
    }

    pub fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(key, _)| key == name)
    }

    pub fn all(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(key, value)| (key.as_str(), value.as_str()))
    }

    /// The key under which the form does its act once.
    pub fn key(&self) -> Option<String> {
        Some(self.get("_idem")).filter(|key| !key.is_empty()).map(str::to_owned)
    }

    /// The body without what differs each time the form is shown.
    pub fn substance(&self) -> String {
        self.0.iter().filter(|(key, _)| !key.starts_with('_')).map(|(key, value)| format!("{key}={value}\n")).collect()
    }
}

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
    show_sign_in(&page, StatusCode::OK, None, "").await
}

async fn show_sign_in(
    page: &Page,
    status: StatusCode,
    wrong: Option<String>,
    login: &str,
) -> Result<Response, Problem> {
    let title = page.lang.sign_in();
    let mut examples: Vec<(String, String)> = Vec::new();
    if page.app.demo {
        let mut tx = page.app.db.read().await?;
        for (person, _) in store::all(&mut tx).await? {
            let place = person.unit.as_deref().map(|unit| page.unit_name(unit)).unwrap_or_default();
            examples.push((person.login, format!("{} {place}", page.lang.role(person.role))));
        }
    }
    let next = page.asked("next").unwrap_or("/").to_owned();
    let login = login.to_owned();
    let status_title = if wrong.is_some() {
        format!("{}: {title}", page.lang.problem_title(&Problem::Faults(Vec::new())))
    } else {
        title.to_owned()
    };
    page.show_with(status, &status_title, false, move |page| {
        let lang = page.lang;
        let summary = wrong.clone().map(|wrong| view! { <p class="error-summary" role="alert">{wrong}</p> });
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
                        <ul>{rows.collect_view()}</ul>
                    </form>
                </section>
            }
        });
        view! {
            <div class="narrow">
                <h1>{lang.sign_in()}</h1>
                {summary}
                <form method="post" action=page.link("/signin") class="stack">
                    <input type="hidden" name="next" value=next.clone()/>
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

/// The network a request comes from: an IPv4 /24 or an IPv6 /48.
fn network(peer: Option<Extension<Peer>>) -> String {
    match peer.map(|Extension(Peer(address))| address) {
        Some(std::net::IpAddr::V4(v4)) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}")
        }
        Some(std::net::IpAddr::V6(v6)) => {
            let [a, b, c, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}")
        }
        None => "-".into(),
    }
}

pub async fn sign_in(
    State(app): State<App>,
    peer: Option<Extension<Peer>>,
    page: Page,
    body: Bytes,
) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let lang = page.lang;
    let example = Some(fields.get("example")).filter(|login| app.demo && !login.is_empty());
    let login = example.unwrap_or(fields.get("login")).to_owned();
    let password = if example.is_some() { crate::example::PASSWORD } else { fields.raw("password") }.to_owned();
    let (now, network) = (app.clock.now(), network(peer));
    let mut tx = app.db.read().await?;
    let wait = store::wait_to_sign_in(&mut tx, &login, &network, now).await?;
    let found = store::by_login(&mut tx, &login).await?;
    drop(tx);
    if wait > 0 {
        let says = lang.sign_in_wait(wait);
        return show_sign_in(&page, StatusCode::TOO_MANY_REQUESTS, Some(says), &login).await;
    }
    let (person, stored) = found.map_or((None, None), |(person, stored)| (Some(person), Some(stored)));
    let right = passwords::verify(password, stored).await;
    let mut tx = app.db.write().await?;
    let Some(person) = person.filter(|_| right) else {
        store::note_failure(&mut tx, &login, &network, now).await?;
        tx.commit().await?;
        return show_sign_in(&page, StatusCode::UNPROCESSABLE_ENTITY, Some(lang.sign_in_wrong().into()), &login).await;
    };
    store::forget_failures(&mut tx, &login, &network).await?;
    if let Some(old) = &page.visitor.session {
        store::end_session(&mut tx, &old.hash).await?;
    }
    let secret = store::begin_session(&mut tx, &person, now).await?;
    let actor = Actor { person, now, request: page.visitor.request.clone() };
    note(&mut tx, &app, &actor, "sign in", "session").await?;
    tx.commit().await?;
    let next = local(fields.get("next"));
    let next = if next == "/" { page.link("/") } else { next.to_owned() };
    let mut response = Redirect::to(&next).into_response();
    set_cookie(&mut response, &format!("{COOKIE}={secret}; Path=/; Secure; HttpOnly; SameSite=Lax"));
    Ok(response)
}

fn set_cookie(response: &mut Response, cookie: &str) {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, value);
    }
}

async fn note(tx: &mut Tx, app: &App, actor: &Actor, action: &str, object: &str) -> Result<(), Problem> {
    let entry =
        Entry { chain: "programme", action, object: object.to_owned(), outcome: "done", before: None, after: None };
    audit::append(tx, &app.audit_key, actor, entry).await
}

pub async fn sign_out(State(app): State<App>, Extension(visitor): Extension<Visitor>) -> Result<Response, Problem> {
    let actor = visitor.actor(&app)?;
    if let Some(session) = &visitor.session {
        let mut tx = app.db.write().await?;
        store::end_session(&mut tx, &session.hash).await?;
        note(&mut tx, &app, &actor, "sign out", "session").await?;
        tx.commit().await?;
    }
    let mut response = Redirect::to("/signin").into_response();
    set_cookie(&mut response, &format!("{COOKIE}=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0"));
    response.headers_mut().insert("clear-site-data", HeaderValue::from_static("\"cookies\", \"storage\""));
    Ok(response)
}

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
    page.show_with(status, title, false, move |page| {
        let lang = page.lang;
        if token.is_empty() {
            return view! { <div class="narrow"><h1>{lang.setup_title()}</h1><p>{lang.setup_needed()}</p></div> }.into_any();
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
                    <button type="submit">{lang.setup_create()}</button>
                </form>
            </div>
        }
        .into_any()
    })
    .await
}

/// What keeps an account from being opened, in the visitor's words.
fn account_fault(lang: Lang, fields: &Fields) -> Option<String> {
    let needed = [("name", lang.person_name()), ("login", lang.account()), ("password", lang.password())];
    if let Some((_, word)) = needed.iter().find(|(name, _)| fields.get(name).is_empty()) {
        return Some(lang.field_needed(word));
    }
    if fields.has("again") && fields.raw("password") != fields.raw("again") {
        return Some(lang.passwords_differ().into());
    }
    (!passwords::is_acceptable(fields.raw("password"), fields.get("login"))).then(|| lang.password_refused().into())
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
    note(&mut tx, &app, &actor, "set up", "board").await?;
    tx.commit().await?;
    if fields.has("example") {
        crate::example::load(&app.db, &app.audit_key).await?;
    }
    Ok(Redirect::to(&page.link("/signin")).into_response())
}

pub async fn help(page: Page) -> Result<Response, Problem> {
    page.show(page.lang.help_title(), false, |page| {
        let lang = page.lang;
        let readings = page.standing.programme.readings.iter().map(|reading| {
            view! { <tr><td>{reading.question.of(lang).to_owned()}</td><td>{reading.in_force.of(lang).to_owned()} " " <span class="inferred">{lang.to_be_confirmed()}</span></td></tr> }
        });
        let lights = crate::lights::Light::ALL.map(|light| {
            view! { <li>{crate::web::pages::light(lang, light)} " " {lang.light_rule(light)}</li> }
        });
        view! {
            <article class="prose">
                <h1>{lang.help_title()}</h1>
                <h2 id="lights">{lang.help_lights()}</h2>
                <ul class="legend">{lights.into_iter().collect_view()}</ul>
                <h2 id="figures">{lang.help_figures()}</h2>
                <p>{lang.help_actual()}</p>
                <p>{lang.help_pace()}</p>
                <p>{lang.help_projection()}</p>
                <p>{lang.help_basis()}</p>
                <h2 id="readings">{lang.help_readings()}</h2>
                <div class="scroll" tabindex="0" role="region" aria-label=lang.help_readings()><table>
                    <thead><tr><th scope="col">{lang.help_question()}</th><th scope="col">{lang.help_in_force()}</th></tr></thead>
                    <tbody>{readings.collect_view()}</tbody>
                </table></div>
                <h2 id="feedback">{lang.footer_feedback()}</h2>
                <p>{lang.help_feedback()}</p>
                <h2 id="accessibility">{lang.footer_accessibility()}</h2>
                <p>{lang.help_accessibility()}</p>
            </article>
        }
        .into_any()
    })
    .await
}

pub async fn admin(page: Page) -> Result<Response, Problem> {
    show_admin(&page, StatusCode::OK, None).await
}

async fn show_admin(page: &Page, status: StatusCode, wrong: Option<String>) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let people = store::all(&mut tx).await?;
    drop(tx);
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

/// What an act of a page is about: who, which form, what it says.
pub fn cause(page: &Page, route: &str, fields: &Fields) -> Result<Cause, Problem> {
    Ok(Cause {
        actor: page.visitor.actor(&page.app)?,
        route: route.to_owned(),
        key: fields.key(),
        body: fields.substance(),
    })
}

/// Goes where the answer says.
pub fn follow(answer: Answer) -> Response {
    Redirect::to(&answer.text).into_response()
}

pub async fn add_account(State(app): State<App>, page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let lang = page.lang;
    let role: Role = fields
        .get("role")
        .parse()
        .map_err(|expected: String| Problem::bad_input("role", expected, fields.get("role")))?;
    let unit = Some(fields.get("unit")).filter(|unit| !unit.is_empty());
    let fault = account_fault(lang, &fields)
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
        Box::pin(async move {
            if !store::add(tx, &person, &password, cause.actor.now).await? {
                return Ok(Answer { status: 422, text: String::new() });
            }
            note(tx, &app, &cause.actor, "add account", &format!("person {} {}", person.id, person.role)).await?;
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
            note(tx, &app, &cause.actor, "disable account", &format!("login {login}")).await?;
            Ok(Answer::see(here))
        })
    })
    .await?;
    Ok(follow(answer))
}

pub async fn programme_page(page: Page) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let source = programmes::source(&mut tx, &page.standing.programme.id).await?.unwrap_or_default();
    drop(tx);
    show_programme(&page, StatusCode::OK, source, Vec::new()).await
}

async fn show_programme(
    page: &Page,
    status: StatusCode,
    source: String,
    mistakes: Vec<String>,
) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let editions = programmes::editions(&mut tx, &page.standing.programme.id).await?;
    drop(tx);
    page.show_with(status, page.lang.programme_page(), false, move |page| {
        let lang = page.lang;
        let rows = editions.iter().map(|edition| {
            let on = edition.installed_at.with_timezone(&crate::calendar::shanghai()).format("%Y-%m-%d %H:%M").to_string();
            view! { <tr><td>{edition.number}</td><td>{on}</td><td>{edition.installed_by.clone()}</td><td>{edition.reason.clone()}</td></tr> }
        });
        let wrong = (!mistakes.is_empty()).then(|| {
            let lines = mistakes.iter().map(|mistake| view! { <li>{mistake.clone()}</li> });
            view! { <div class="error-summary" role="alert"><p>{lang.programme_mistakes(mistakes.len() as i64)}</p><ul>{lines.collect_view()}</ul></div> }
        });
        view! {
            <h1>{lang.programme_page()}</h1>
            <p>{lang.programme_lead()}</p>
            {wrong}
            <form method="post" action=page.link("/admin/programme") class="stack">
                {form_fields()}
                <label for="source">{lang.programme_file()}</label>
                {text_area("source".into(), "source".into(), 24, &source, None, !mistakes.is_empty())}
                <label for="reason">{lang.programme_reason()}</label>
                <input id="reason" name="reason" required=true/>
                <button type="submit">{lang.programme_install()}</button>
            </form>
            <h2>{lang.programme_editions()}</h2>
            <div class="scroll" tabindex="0" role="region" aria-label=lang.programme_editions()><table>
                <thead><tr><th scope="col">{lang.programme_edition()}</th><th scope="col">{lang.programme_installed_at()}</th><th scope="col">{lang.programme_installed_by()}</th><th scope="col">{lang.programme_reason()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table></div>
        }
        .into_any()
    })
    .await
}

pub async fn install_programme(State(app): State<App>, page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let source = fields.raw("source").replace("\r\n", "\n");
    let reason = fields.get("reason").to_owned();
    let mut mistakes: Vec<String> = Vec::new();
    if reason.is_empty() {
        mistakes.push(page.lang.field_needed(page.lang.programme_reason()));
    }
    let programme = match file::read(&source) {
        Ok(programme) => Some(programme),
        Err(found) => {
            mistakes.extend(found.iter().map(ToString::to_string));
            None
        }
    };
    let Some(programme) = programme.filter(|_| mistakes.is_empty()) else {
        return show_programme(&page, StatusCode::UNPROCESSABLE_ENTITY, source, mistakes).await;
    };
    let here = page.link("/admin/programme");
    let worker = app.clone();
    let programme = std::sync::Arc::new(programme);
    let answer = act(&app, cause(&page, "POST /admin/programme", &fields)?, move |tx, cause| {
        let (programme, source, reason) = (programme.clone(), source.clone(), reason.clone());
        let (here, app) = (here.clone(), worker.clone());
        Box::pin(async move {
            let by = cause.actor.person.login.clone();
            programmes::install(tx, &programme, &source, &reason, &by, cause.actor.now).await?;
            note(tx, &app, &cause.actor, "install programme", &format!("programme {}", programme.id)).await?;
            Ok(Answer::see(here))
        })
    })
    .await?;
    Ok(follow(answer))
}
