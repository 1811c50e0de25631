//! One person: what they are and have been, and the three things that can become of their account.

use super::accounts::{day, described, roles, units};
use super::contact::{contact, contact_fields};
use super::invitation::{Link, made_link};
use super::proposals;
use crate::calendar::{day_of, start_of};
use crate::db::new_id;
use crate::messages::store::set_contact;
use crate::people::roster::LONGEST;
use crate::people::store::{Handover, Proposal, hash_of, secret};
use crate::people::{Account, AccountState, Appointment, Person, Role, store};
use crate::problem::{Forbidden, Problem};
use crate::web::App;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields};
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use leptos::prelude::*;

/// Which form was sent, and what stood in it.
#[derive(Clone, Default)]
pub(super) struct Sent {
    /// What is wrong, and with which of the forms.
    wrong: Option<(Which, String)>,
    link: Option<Link>,
    typed: Vec<(String, String)>,
}

#[derive(Clone, Copy, PartialEq)]
pub(super) enum Which {
    Change,
    /// What waits for a second administrator.
    Waiting,
    Handover,
}

impl Sent {
    pub(super) fn refused(which: Which, wrong: String, fields: &Fields) -> Self {
        let typed = fields.all().map(|(name, value)| (name.to_owned(), value.trim().to_owned())).collect();
        Sent { wrong: Some((which, wrong)), link: None, typed }
    }

    /// What stood in a field of the form that was sent back, or what usually stands there.
    fn value(&self, which: Which, name: &str, usual: &str) -> String {
        let sent = self.wrong.as_ref().is_some_and(|(sent, _)| *sent == which);
        let typed = self.typed.iter().find(|(key, _)| sent && key == name);
        typed.map_or_else(|| usual.to_owned(), |(_, value)| value.clone())
    }

    fn summary(&self, which: Which) -> Option<AnyView> {
        let (sent, wrong) = self.wrong.as_ref()?;
        (*sent == which).then(|| view! { <p class="error-summary" role="alert">{wrong.clone()}</p> }.into_any())
    }
}

pub async fn person(page: Page, Path(id): Path<String>) -> Result<Response, Problem> {
    show(&page, StatusCode::OK, &id, Sent::default()).await
}

pub(super) async fn show(page: &Page, status: StatusCode, id: &str, sent: Sent) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let account = store::by_id(&mut tx, id).await?.ok_or(Problem::NotFound)?;
    let held = store::appointments(&mut tx, id).await?;
    let waiting = store::proposals(&mut tx).await?.into_iter().find(|it| it.after.id == id);
    drop(tx);
    let name = account.person.name.clone();
    let title = match sent.wrong {
        Some(_) => format!("{}: {name}", page.lang.problem_title(&Problem::Faults(Vec::new()))),
        None => name,
    };
    page.show_with(status, &title, sent.link.is_some(), move |page| {
        view(page, &account, &held, waiting.as_ref(), &sent)
    })
    .await
}

fn view(page: &Page, account: &Account, held: &[Appointment], waiting: Option<&Proposal>, sent: &Sent) -> AnyView {
    let (lang, person) = (page.lang, &account.person);
    let state = match (account.state(page.now), account.opens, account.closes) {
        (AccountState::Closed, _, Some(closes)) => lang.account_closed_on(&day(closes)),
        (AccountState::Awaited, Some(opens), _) => lang.account_opens(&day(opens)),
        (_, _, Some(closes)) => lang.account_closes(&day(closes)),
        _ => lang.account_open().to_owned(),
    };
    let me = page.visitor.person.as_ref().map_or("", |me| me.id.as_str());
    let own = me == person.id;
    let forms = (account.state(page.now) != AccountState::Closed).then(|| {
        let passes_on = (account.closes.is_none() && !own).then(|| handover_form(page, person, sent));
        view! {
            {passes_on}
            {change_form(page, person, sent, own)}
            {link_form(page, person)}
            {(!own).then(|| close_form(page, person))}
        }
    });
    view! {
        <article class="narrow-page">
            <p><a href=page.link("/admin")>{lang.note_back()} " " {lang.nav_admin()}</a></p>
            <h1>{person.name.clone()}</h1>
            <p>{lang.account()} {lang.pick("：", "：", ": ")} <strong>{person.login.clone()}</strong> " · " {state}</p>
            {sent.link.as_ref().map(|link| made_link(page, link))}
            {sent.summary(Which::Waiting)}
            {waiting.map(|it| proposals::waiting(page, it, me))}
            <h2 id="held">{lang.appointments()}</h2>
            {history(page, held)}
            {forms}
        </article>
    }
    .into_any()
}

/// What the person has been, the newest first.
fn history(page: &Page, held: &[Appointment]) -> AnyView {
    let lang = page.lang;
    let rows = held.iter().map(|it| {
        let unit = it.unit.as_deref().map(|unit| page.unit_name(unit)).unwrap_or_default();
        let span = match it.until {
            Some(until) => format!("{} – {}", day(it.since), day(until)),
            None => format!("{} –", day(it.since)),
        };
        let follows = it.follows.as_ref().map(|name| lang.appointment_follows(name));
        let why = [follows, Some(it.reason.clone())].into_iter().flatten().filter(|part| !part.is_empty());
        let why = why.collect::<Vec<_>>().join(lang.pick("；", "；", "; "));
        view! {
            <tr>
                <th scope="row" class="when">{span}</th>
                <td data-label=lang.person_name()>{it.name.clone()}</td>
                <td data-label=lang.person_post()>{it.post.clone()}</td>
                <td data-label=lang.person_role()>{lang.role(it.role)} " " {unit}</td>
                <td data-label=lang.reason()>{Some(why).filter(|why| !why.is_empty())}</td>
                <td data-label=lang.programme_installed_by()>{Some(it.made_by.clone()).filter(|by| !by.is_empty())}</td>
            </tr>
        }
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-labelledby="held"><table class="stacked">
            <thead><tr>
                <th scope="col">{lang.appointment_span()}</th><th scope="col">{lang.person_name()}</th><th scope="col">{lang.person_post()}</th>
                <th scope="col">{lang.person_role()}</th><th scope="col">{lang.reason()}</th><th scope="col">{lang.programme_installed_by()}</th>
            </tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
    }
    .into_any()
}

fn handover_form(page: &Page, person: &Person, sent: &Sent) -> AnyView {
    let lang = page.lang;
    let value = |name: &str, usual: &str| sent.value(Which::Handover, name, usual);
    let today = day_of(page.now).to_string();
    view! {
        <h2 id="handover">{lang.handover()}</h2>
        <p>{lang.handover_lead(&person.name)}</p>
        {sent.summary(Which::Handover)}
        <form method="post" action=page.link(&format!("/admin/people/{}/handover", person.id)) class="stack narrow-form" aria-labelledby="handover">
            {form_fields()}
            <label for="h-day">{lang.handover_day()}</label>
            <input id="h-day" type="date" name="day" min=today.clone() required=true value=value("day", &today)/>
            <label for="h-name">{lang.handover_name()}</label>
            <input id="h-name" name="name" required=true maxlength=LONGEST.to_string() value=value("name", "")/>
            <label for="h-post">{lang.person_post()}</label>
            <input id="h-post" name="post" maxlength=LONGEST.to_string() value=value("post", &person.post)/>
            <label for="h-phone">{lang.person_phone()}</label>
            <input id="h-phone" name="phone" inputmode="tel" maxlength=LONGEST.to_string() value=value("phone", "")/>
            {contact_fields(lang, "h-", &value("email", ""), value("language", "").parse().unwrap_or_default())}
            <label for="h-login">{lang.account()}</label><p id="h-login-rule" class="quiet">{lang.login_rule()}</p>
            <input id="h-login" name="login" autocomplete="off" required=true maxlength=LONGEST.to_string() value=value("login", "") aria-describedby="h-login-rule"/>
            <label for="h-reason">{lang.reason()}</label>
            <input id="h-reason" name="reason" required=true maxlength="200" value=value("reason", "")/>
            <button type="submit">{lang.handover_do()}</button>
        </form>
    }
    .into_any()
}

fn change_form(page: &Page, person: &Person, sent: &Sent, own: bool) -> AnyView {
    let lang = page.lang;
    let value = |name: &str, usual: &str| sent.value(Which::Change, name, usual);
    let unit = person.unit.clone().unwrap_or_default();
    // Nobody gives themselves another role: that takes a second administrator.
    let role = match own {
        true => view! {
            <input type="hidden" name="role" value=person.role.to_string()/><input type="hidden" name="unit" value=unit/>
        }
        .into_any(),
        false => view! {
            <label for="c-role">{lang.person_role()}</label><p id="c-role-rule" class="quiet">{proposals::rule(lang)}</p>
            <select id="c-role" name="role" aria-describedby="c-role-rule">{roles(lang, &value("role", &person.role.to_string()))}</select>
            <label for="c-unit">{lang.unit_label()}</label><select id="c-unit" name="unit">{units(page, &value("unit", &unit))}</select>
        }
        .into_any(),
    };
    view! {
        <h2 id="change">{lang.person_change()}</h2>
        <p>{lang.person_change_lead()}</p>
        {sent.summary(Which::Change)}
        <form method="post" action=page.link(&format!("/admin/people/{}", person.id)) class="stack narrow-form" aria-labelledby="change">
            {form_fields()}
            <label for="c-name">{lang.person_name()}</label>
            <input id="c-name" name="name" required=true maxlength=LONGEST.to_string() value=value("name", &person.name)/>
            <label for="c-post">{lang.person_post()}</label>
            <input id="c-post" name="post" maxlength=LONGEST.to_string() value=value("post", &person.post)/>
            <label for="c-phone">{lang.person_phone()}</label>
            <input id="c-phone" name="phone" inputmode="tel" maxlength=LONGEST.to_string() value=value("phone", &person.phone)/>
            {role}
            <label for="c-reason">{lang.reason()}</label>
            <input id="c-reason" name="reason" required=true maxlength="200" value=value("reason", "")/>
            <button type="submit">{lang.person_change_do()}</button>
        </form>
    }
    .into_any()
}

fn link_form(page: &Page, person: &Person) -> AnyView {
    let lang = page.lang;
    view! {
        <h2 id="link">{lang.invitation()}</h2>
        <p>{lang.invitation_note()}</p>
        <form method="post" action=page.link(&format!("/admin/people/{}/invite", person.id)) class="stack" aria-labelledby="link">
            {form_fields()}
            <button class="second" type="submit">{lang.invitation_make()}</button>
        </form>
    }
    .into_any()
}

fn close_form(page: &Page, person: &Person) -> AnyView {
    let lang = page.lang;
    view! {
        <h2 id="close">{lang.account_disable()}</h2>
        <p>{lang.account_disable_note()}</p>
        <form method="post" action=page.link("/admin/accounts/disable") class="stack" aria-labelledby="close">
            {form_fields()}
            <input type="hidden" name="login" value=person.login.clone()/>
            <button class="second" type="submit">{lang.account_disable_named(&person.login)}</button>
        </form>
    }
    .into_any()
}

/// The reason a form gives, or what it lacks.
fn reason(page: &Page, fields: &Fields) -> Result<String, String> {
    let text = fields.get("reason");
    match text.chars().count() {
        0 => Err(page.lang.field_needed(page.lang.reason())),
        found if found > 200 => Err(page.lang.field_too_long(page.lang.reason(), 200, found)),
        _ => Ok(text.to_owned()),
    }
}

/// The fields with the login of an account that is there already.
fn with_login(fields: &Fields, login: &str) -> Fields {
    let kept =
        fields.all().filter(|(name, _)| *name != "login").map(|(name, value)| (name.to_owned(), value.to_owned()));
    Fields::of(kept.chain([("login".to_owned(), login.to_owned())]).collect())
}

/// The account, if it is one that can still be changed.
async fn living(page: &Page, id: &str) -> Result<Account, Problem> {
    let mut tx = page.app.db.read().await?;
    let account = store::by_id(&mut tx, id).await?.ok_or(Problem::NotFound)?;
    if account.state(page.now) == AccountState::Closed { Err(Problem::NotFound) } else { Ok(account) }
}

pub async fn change(
    State(app): State<App>,
    page: Page,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let before = living(&page, &id).await?.person;
    let after = match described(&page, &with_login(&fields, &before.login), id.clone())? {
        Ok(after) => reason(&page, &fields).map(|reason| (after, reason)),
        Err(wrong) => Err(wrong),
    };
    let (after, reason) = match after {
        Ok(after) => after,
        Err(wrong) => {
            let sent = Sent::refused(Which::Change, wrong, &fields);
            return show(&page, StatusCode::UNPROCESSABLE_ENTITY, &id, sent).await;
        }
    };
    if page.person()?.id == id && (after.role, &after.unit) != (before.role, &before.unit) {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    if proposals::takes_two(&before, &after) {
        return proposals::propose(&page, after, reason, &fields).await;
    }
    let here = page.link(&format!("/admin/people/{id}"));
    let worker = app.clone();
    let answer = act(&app, cause(&page, "POST /admin/people/{id}", &fields)?, move |tx, cause| {
        let (after, reason, here, app) = (after.clone(), reason.clone(), here.clone(), worker.clone());
        Box::pin(async move {
            store::change(tx, &after, &reason, &cause.actor, &app.audit_key).await?;
            Ok(Answer::see(here))
        })
    })
    .await?;
    Ok(follow(answer))
}

pub async fn hand_over(
    State(app): State<App>,
    page: Page,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let account = living(&page, &id).await?;
    if page.person()?.id == id || account.closes.is_some() {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let today = day_of(page.now);
    let wanted = match successor(&page, &fields, &account.person, today)? {
        Ok(wanted) => wanted,
        Err(wrong) => {
            let sent = Sent::refused(Which::Handover, wrong, &fields);
            return show(&page, StatusCode::UNPROCESSABLE_ENTITY, &id, sent).await;
        }
    };
    let (email, letters) = match contact(page.lang, &fields) {
        Ok(contact) => contact,
        Err(wrong) => {
            let sent = Sent::refused(Which::Handover, wrong, &fields);
            return show(&page, StatusCode::UNPROCESSABLE_ENTITY, &id, sent).await;
        }
    };
    let (successor, day, reason) = wanted;
    let at = if day > today { start_of(day) } else { page.now };
    let it = Handover { from: id.clone(), successor, at, reason };
    let token = secret();
    let (hash, name) = (hash_of(&token), it.successor.name.clone());
    let (worker, kept) = (app.clone(), hash.clone());
    let answer = act(&app, cause(&page, "POST /admin/people/{id}/handover", &fields)?, move |tx, cause| {
        let (it, hash, app, email) = (it.clone(), kept.clone(), worker.clone(), email.clone());
        Box::pin(async move {
            if !store::hand_over(tx, &it, &cause.actor, &app.audit_key).await? {
                return Ok(Answer { status: 422, text: String::new() });
            }
            set_contact(tx, &it.successor.id, &email, letters).await?;
            store::invite(tx, &it.successor.id, &hash, &cause.actor, &app.audit_key).await?;
            Ok(Answer { status: 200, text: hash })
        })
    })
    .await?;
    if answer.status == 422 {
        let sent = Sent::refused(Which::Handover, page.lang.login_taken().into(), &fields);
        return show(&page, StatusCode::UNPROCESSABLE_ENTITY, &id, sent).await;
    }
    let link = Some(Link::of(&page, name, &token, answer.text == hash));
    show(&page, StatusCode::OK, &id, Sent { link, ..Sent::default() }).await
}

type Wanted = (Person, NaiveDate, String);

/// Who takes the seat, on which day and why; they have the role and unit of whoever leaves it.
fn successor(
    page: &Page,
    fields: &Fields,
    former: &Person,
    today: NaiveDate,
) -> Result<Result<Wanted, String>, Problem> {
    let seat = [("role", former.role.to_string()), ("unit", former.unit.clone().unwrap_or_default())];
    let kept = fields.all().filter(|(name, _)| *name != "role" && *name != "unit");
    let kept = kept.map(|(name, value)| (name.to_owned(), value.to_owned()));
    let fields = Fields::of(kept.chain(seat.map(|(name, value)| (name.to_owned(), value))).collect());
    let day = match fields.get("day").parse::<NaiveDate>() {
        Ok(day) if day >= today && day <= today + chrono::TimeDelta::days(366) => day,
        _ => return Ok(Err(page.lang.handover_day_wrong(&today.to_string(), fields.get("day")))),
    };
    let person = match described(page, &fields, new_id())? {
        Ok(person) => person,
        Err(wrong) => return Ok(Err(wrong)),
    };
    Ok(reason(page, &fields).map(|reason| (person, day, reason)))
}

pub async fn invite(
    State(app): State<App>,
    page: Page,
    Path(id): Path<String>,
    body: Bytes,
) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let person = living(&page, &id).await?.person;
    // An administrator may bring anybody back in; who may take over an administrator's account is the other one.
    if person.role == Role::Administrator && page.person()?.id == person.id {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let token = secret();
    let hash = hash_of(&token);
    let (worker, kept, whom) = (app.clone(), hash.clone(), id.clone());
    let answer = act(&app, cause(&page, "POST /admin/people/{id}/invite", &fields)?, move |tx, cause| {
        let (hash, whom, app) = (kept.clone(), whom.clone(), worker.clone());
        Box::pin(async move {
            store::invite(tx, &whom, &hash, &cause.actor, &app.audit_key).await?;
            Ok(Answer { status: 200, text: hash })
        })
    })
    .await?;
    let link = Some(Link::of(&page, person.name, &token, answer.text == hash));
    show(&page, StatusCode::OK, &id, Sent { link, ..Sent::default() }).await
}
