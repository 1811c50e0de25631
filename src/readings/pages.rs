//! The ledger of questions: a card for each, what rests on it, what another reading would show, and the form in which
//! the office decides.

mod export;

pub use export::export;

use super::{AS_READ, LIMIT, may_decide, seen_as, store};
use crate::calendar::day_of;
use crate::figures::FigureId;
use crate::problem::{Forbidden, Problem};
use crate::programme::pages::effects_table;
use crate::programme::{Programme, Reading};
use crate::progress::effects;
use crate::reports::is_forbidden;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields, text_area};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use leptos::prelude::*;

/// What was typed on one card and could not be kept, and why.
#[derive(Clone)]
struct Slip {
    reading: String,
    choice: String,
    basis: String,
    day: String,
    wrong: String,
}

pub async fn questions(page: Page) -> Result<Response, Problem> {
    page.show_kept(|page| page.lang.questions_title().to_owned(), |page| view(page, None)).await
}

async fn refused(page: &Page, slip: Slip) -> Result<Response, Problem> {
    let lang = page.lang;
    let title = format!("{}: {}", lang.problem_title(&Problem::Faults(Vec::new())), lang.questions_title());
    let status = StatusCode::UNPROCESSABLE_ENTITY;
    page.show_with(status, &title, false, move |page| view(page, Some(&slip))).await
}

fn view(page: &Page, slip: Option<&Slip>) -> AnyView {
    let (lang, programme) = (page.lang, &page.standing.programme);
    let open = programme.readings.iter().filter(|reading| reading.is_open()).count();
    let (all, file) = (programme.readings.len(), |format: &str| page.link(&format!("/questions/file/{format}")));
    let summary = slip.map(|slip| {
        view! { <div class="error-summary" role="alert"><ul><li><a href=format!("#{}", slip.reading)>{slip.wrong.clone()}</a></li></ul></div> }
    });
    let cards = programme.readings.iter().zip(1..).map(|(reading, number)| {
        card(page, programme, reading, number, slip.filter(|slip| slip.reading == reading.id))
    });
    view! {
        <h1>{lang.questions_finding(open as i64, all as i64)}</h1>
        {summary}
        <p>{lang.questions_lead()}</p>
        <p class="downloads"><a href=file("xlsx")>{lang.download_list_xlsx()}</a> " · " <a href=file("csv")>{lang.download_list_csv()}</a> " · " <a href=page.link("/programme")>{lang.programme_sheet()}</a></p>
        <div class="ledger">{cards.collect_view()}</div>
    }
    .into_any()
}

fn card(page: &Page, programme: &Programme, reading: &Reading, number: usize, slip: Option<&Slip>) -> AnyView {
    let lang = page.lang;
    let state = match &reading.decided {
        None => view! { <span class="inferred">{lang.inferred_mark()}</span> }.into_any(),
        Some(decided) => {
            let said = lang.question_decided(&decided.by, &lang.day(decided.on), &decided.basis);
            view! { <span>{said}</span> }.into_any()
        }
    };
    let others = reading.others.iter().map(|other| {
        let id = format!("{}-{}", reading.id, other.id);
        let seen = other.switch.as_ref().map(|switch| {
            let switched = programme.switched(switch);
            let found = effects(programme, &switched, &page.record, page.view.day);
            match found.is_empty() {
                true => view! { <p class="quiet">{lang.question_same()}</p> }.into_any(),
                false => {
                    effects_table(page, &switched, &found, [lang.question_as_read(), lang.question_otherwise()], &id)
                }
            }
        });
        view! { <li><span id=id.clone()>{other.name.of(lang).to_owned()}</span>{seen}</li> }
    });
    let others = (!reading.others.is_empty())
        .then(|| view! { <dt>{lang.question_others()}</dt><dd><ul>{others.collect_view()}</ul></dd> });
    let rests: Vec<AnyView> = reading.rests.iter().map(|rest| resting(page, rest)).collect();
    let rests = (!rests.is_empty())
        .then(|| view! { <dt>{lang.question_rests()}</dt><dd><ul class="inline-list">{rests}</ul></dd> });
    view! {
        <section class="ledger-card" id=reading.id.clone() aria-labelledby=format!("{}-q", reading.id)>
            <h2 id=format!("{}-q", reading.id)>{format!("{number}. ")}{reading.question.of(lang).to_owned()}</h2>
            <dl>
                <dt>{lang.help_clause()}</dt><dd lang="zh-Hans">{reading.clause.clone()}</dd>
                <dt>{lang.help_in_force()}</dt><dd><strong>{reading.in_force.of(lang).to_owned()}</strong> " " {state}</dd>
                {others}
                {rests}
            </dl>
            {form(page, reading, slip)}
        </section>
    }
    .into_any()
}

/// What a figure that rests on a reading is called.
fn rest_name(page: &Page, rest: &str) -> String {
    let lang = page.lang;
    let target = |id: &str| page.standing.programme.target(id).map(|target| format!("{id} {}", target.short.of(lang)));
    match rest {
        "reporting" => lang.nav_matrix().to_owned(),
        "tasks" => lang.nav_tasks().to_owned(),
        id => target(id).unwrap_or_else(|| id.to_owned()),
    }
}

/// A figure that rests on a reading, with where it stands.
fn resting(page: &Page, rest: &str) -> AnyView {
    let name = rest_name(page, rest);
    let address = match rest {
        "reporting" => page.link("/matrix"),
        "tasks" => page.link("/tasks"),
        id => page.link(&format!("/figures/{}", FigureId::target(id))),
    };
    view! { <li><a href=address>{name}</a></li> }.into_any()
}

/// The office's form; folded, as most who come only read.
fn form(page: &Page, reading: &Reading, slip: Option<&Slip>) -> Option<AnyView> {
    let lang = page.lang;
    page.visitor.person.as_ref().filter(|person| may_decide(person))?;
    if page.view != page.usual {
        return None;
    }
    let id = &reading.id;
    let usual = || slip.map_or(AS_READ, |slip| slip.choice.as_str());
    let choices = std::iter::once((AS_READ, reading.in_force.of(lang)))
        .chain(reading.others.iter().map(|other| (other.id.as_str(), other.name.of(lang))));
    let choices = choices.map(|(value, words)| {
        let checked = value == usual();
        view! { <label class="tick"><input type="radio" name="choice" value=value.to_owned() checked=checked/> {words.to_owned()}</label> }
    });
    let today = day_of(page.now).to_string();
    let day = slip.map_or_else(|| today.clone(), |slip| slip.day.clone());
    let basis = slip.map(|slip| slip.basis.clone()).unwrap_or_default();
    let seen = seen_as(page.standing.newest().reading(id).and_then(|reading| reading.decided.as_ref()));
    Some(
        view! {
            <details open=slip.is_some()>
                <summary>{lang.question_decide()} <span class="spoken">{lang.pick("：", "：", ": ")} {reading.question.of(lang).to_owned()}</span></summary>
                <form method="post" action=page.link(&format!("/questions/{id}")) class="stack">
                    {form_fields()}
                    <input type="hidden" name="seen" value=seen/>
                    <fieldset><legend>{lang.question_choice()}</legend>{choices.collect_view()}</fieldset>
                    <label for=format!("{id}-basis")>{lang.question_basis()}</label>
                    {text_area("basis".into(), format!("{id}-basis"), 2, &basis, None, slip.is_some())}
                    <label for=format!("{id}-day")>{lang.programme_from()}</label>
                    <input id=format!("{id}-day") type="date" name="day" min=today required=true value=day/>
                    <p class="quiet">{lang.question_note()}</p>
                    <button type="submit">{lang.question_do()}</button>
                </form>
            </details>
        }
        .into_any(),
    )
}

pub async fn decide(page: Page, Path(id): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    if !may_decide(page.person()?) {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let newest = page.standing.newest();
    let reading = newest.reading(&id).ok_or(Problem::NotFound)?;
    let (lang, today) = (page.lang, day_of(page.now));
    let choice = fields.get("choice").to_owned();
    let known = choice == AS_READ || reading.others.iter().any(|other| other.id == choice);
    let basis = fields.get("basis").split_whitespace().collect::<Vec<_>>().join(" ");
    let earliest = newest.before.as_ref().map_or(today, |before| before.until.max(today));
    let day = fields.get("day").parse::<NaiveDate>().ok();
    let day = day.filter(|day| *day >= earliest && *day <= today + chrono::TimeDelta::days(730));
    let wrong = match (known, basis.chars().count(), day) {
        (false, ..) => Some(lang.field_needed(lang.question_choice())),
        (_, 0, _) => Some(lang.field_needed(lang.question_basis())),
        (_, found, _) if found > LIMIT => Some(lang.field_too_long(lang.question_basis(), LIMIT, found)),
        _ if basis.chars().any(is_forbidden) => Some(lang.fault_forbidden().to_owned()),
        (.., None) => Some(lang.programme_from_wrong(&earliest.to_string(), fields.get("day"))),
        _ => None,
    };
    let day = match (wrong, day) {
        (None, Some(day)) => day,
        (wrong, _) => {
            let (basis, day) = (fields.get("basis").to_owned(), fields.get("day").to_owned());
            let slip = Slip { reading: id, choice, basis, day, wrong: wrong.unwrap_or_default() };
            // The cards are those of the day that is looked at, as on the page the form stood on.
            let page = Page { standing: page.standing.clone().at(page.view.day), ..page };
            return refused(&page, slip).await;
        }
    };
    let seen = fields.has("seen").then(|| fields.get("seen").to_owned());
    let (app, programme) = (page.app.clone(), newest.id.clone());
    // The change is seen from its day on: the answer leads there.
    let next = page.link(&format!("/questions?as_at={day}#{id}"));
    let answer = act(&page.app, cause(&page, "POST /questions/{id}", &fields)?, move |tx, cause| {
        let (app, programme, next) = (app.clone(), programme.clone(), next.clone());
        let (id, choice, basis, seen) = (id.clone(), choice.clone(), basis.clone(), seen.clone());
        Box::pin(async move {
            let what = (id.as_str(), choice.as_str(), basis.as_str());
            store::decide(tx, &programme, what, (day, seen.as_deref()), &cause.actor, &app.audit_key).await?;
            Ok(Answer::see(next))
        })
    });
    Ok(follow(answer.await?))
}

/// The mark beside a figure that rests on readings nobody has confirmed, with the way to them.
pub fn mark(page: &Page, figure: &FigureId) -> Option<AnyView> {
    let (lang, open) = (page.lang, page.standing.programme.unconfirmed(figure));
    let first = open.first()?;
    let said = lang.question_mark(open.len() as i64);
    let address = page.link(&format!("/questions#{}", first.id));
    Some(view! { <a class="inferred" href=address>{said}</a> }.into_any())
}

/// The same where there is room for one character: 「?」, with the words for those who point at it or listen.
pub fn small_mark(page: &Page, figure: &FigureId) -> Option<AnyView> {
    let (lang, open) = (page.lang, page.standing.programme.unconfirmed(figure));
    let first = open.first()?;
    let said = lang.question_mark(open.len() as i64);
    let (address, title) = (page.link(&format!("/questions#{}", first.id)), said.clone());
    Some(
        view! { <a class="inferred" href=address title=title><span aria-hidden="true">"?"</span><span class="spoken">{said}</span></a> }
            .into_any(),
    )
}

/// The open readings a figure rests on, one by one.
pub fn open_readings(page: &Page, figure: &FigureId) -> Option<AnyView> {
    let (lang, open) = (page.lang, page.standing.programme.unconfirmed(figure));
    let items = open.iter().map(|reading| {
        view! { <li><a href=page.link(&format!("/questions#{}", reading.id))>{reading.question.of(lang).to_owned()}</a> " " {reading.in_force.of(lang).to_owned()}</li> }
    });
    (!open.is_empty()).then(|| {
        view! { <p class="inferred">{lang.question_mark(open.len() as i64)}</p><ul>{items.collect_view()}</ul> }
            .into_any()
    })
}
