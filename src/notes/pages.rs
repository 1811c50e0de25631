//! What has been said on one subject, and the place where one says it.

mod ladder;
mod panel;
mod quick;

pub use ladder::{climb_rung, ladder};
pub use panel::{link, panel, subject_name, waiting};
pub use quick::note_box;

use super::{Kind, LIMIT, Note, Slip, Subject, check_text, check_units, known, may_read, may_reply, may_write};
use crate::attention::ask_of;
use crate::calendar::day_of;
use crate::notes::store::Desk;
use crate::problem::{Forbidden, Problem};
use crate::reports::understand_day;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields, text_area};
use axum::body::{Body, Bytes};
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::Response;
use leptos::prelude::*;

/// What the reader may read of what had been said at the moment of the page.
pub async fn said(page: &Page) -> Result<Vec<Note>, Problem> {
    let person = page.person()?;
    let mut notes = known(&page.app.notes(&page.standing).await?, page.view, page.usual);
    notes.retain(|note| may_read(person, note));
    Ok(notes)
}

/// What somebody has typed and cannot be said as it stands.
#[derive(Clone, Default)]
struct Typed {
    /// The note it answers; none for a note of one's own.
    reply_to: Option<String>,
    text: String,
    ticked: Vec<String>,
    slips: Vec<Slip>,
    /// The day a reply promises, as typed.
    promise: String,
    /// What was typed into the form of the next rung instead.
    climb: Option<ladder::Climbing>,
}

/// The subject of an address, if the programme has it and the reader may see it.
fn asked(page: &Page, text: &str) -> Result<Subject, Problem> {
    let subject: Subject = text.parse().map_err(|_| Problem::NotFound)?;
    let person = page.person()?;
    if subject.addressees(&page.standing.programme, day_of(page.now)).is_empty() {
        return Err(Problem::NotFound);
    }
    if let Subject::Ask { unit, period } = &subject
        && ask_of(&page.record, page.view, unit, *period).is_none()
    {
        return Err(Problem::NotFound);
    }
    let own = subject.unit().is_none_or(|unit| person.may_read(unit));
    // A department reads what it was asked about another unit's request.
    if own || person.unit.is_some() { Ok(subject) } else { Err(Problem::Forbidden(Forbidden::Role)) }
}

/// Everything the reader may read, as a workbook in the language of the page.
pub async fn export(page: Page) -> Result<Response, Problem> {
    let notes: Vec<(String, Note)> =
        said(&page).await?.into_iter().map(|note| (subject_name(&page, &note.subject), note)).collect();
    let (programme, view, lang) = (page.standing.programme.clone(), page.view, page.lang);
    // Making a workbook takes milliseconds: away from the threads that answer.
    let bytes = tokio::task::spawn_blocking(move || super::xlsx::write(&programme, view, lang, &notes))
        .await
        .map_err(|_| Problem::Internal { id: crate::db::new_id() })?;
    let name = format!("pilotboard-notes-{}.xlsx", page.view.day);
    Response::builder()
        .header(header::CONTENT_TYPE, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))
        .header(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'; frame-ancestors 'none'")
        .body(Body::from(bytes))
        .map_err(|_| Problem::Internal { id: crate::db::new_id() })
}

pub async fn subject(page: Page, Path(text): Path<String>) -> Result<Response, Problem> {
    let subject = asked(&page, &text)?;
    show(page, subject, StatusCode::OK, None).await
}

async fn show(page: Page, subject: Subject, status: StatusCode, typed: Option<Typed>) -> Result<Response, Problem> {
    let notes: Vec<Note> = said(&page).await?.into_iter().filter(|note| note.subject == subject).collect();
    let person = page.person()?;
    if subject.unit().is_some_and(|unit| !person.may_read(unit)) && notes.is_empty() {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let name = page.lang.notes_title(&subject_name(&page, &subject));
    let title = match typed {
        Some(_) => format!("{}: {name}", page.lang.problem_title(&Problem::Faults(Vec::new()))),
        None => name,
    };
    page.show_with(status, &title, false, move |page| view(page, &subject, &notes, typed.as_ref())).await
}

fn view(page: &Page, subject: &Subject, notes: &[Note], typed: Option<&Typed>) -> AnyView {
    let lang = page.lang;
    let name = subject_name(page, subject);
    let summary = typed.map(|typed| {
        let field = typed.reply_to.as_deref().map_or("text".to_owned(), |note| format!("reply-{note}"));
        let slips = typed.slips.iter().map(|slip| {
            let to = match (slip, &typed.reply_to) {
                (Slip::NobodyAddressed, _) => "units".to_owned(),
                (Slip::DayMissing, Some(note)) => format!("promise-{note}"),
                _ => field.clone(),
            };
            view! { <li><a href=format!("#{to}")>{lang.slip(*slip)}</a></li> }
        });
        let climbing = typed.climb.as_ref().map(|climb| climb.summary(page));
        view! { <div class="error-summary" role="alert"><ul>{slips.collect_view()}{climbing}</ul></div> }
    });
    let climbing = typed.and_then(|typed| typed.climb.as_ref());
    let typed = typed.filter(|typed| typed.climb.is_none());
    let items = notes.iter().map(|note| {
        let form = answer_form(page, note, typed.filter(|typed| typed.reply_to.as_deref() == Some(&note.id)));
        panel::item(page, note, false, form)
    });
    let list = match notes.is_empty() {
        true => view! { <p>{lang.notes_none()}</p> }.into_any(),
        false => view! { <ul class="said-list">{items.collect_view()}</ul> }.into_any(),
    };
    view! {
        <article class="narrow-page">
            <h1>{lang.notes_title(&name)}</h1>
            {summary}
            <p><a href=page.link(&panel::home_of(subject))>{lang.note_back()} " " {name.clone()}</a></p>
            {list}
            {ladder::section(page, subject, notes, climbing)}
            {note_form(page, subject, typed.filter(|typed| typed.reply_to.is_none()))}
        </article>
    }
    .into_any()
}

/// Nobody writes into the past.
fn is_now(page: &Page) -> bool {
    page.view == page.usual
}

fn answer_form(page: &Page, note: &Note, typed: Option<&Typed>) -> Option<AnyView> {
    let lang = page.lang;
    let person = page.visitor.person.as_ref()?;
    if !may_reply(person, note) || !is_now(page) {
        return None;
    }
    let id = format!("reply-{}", note.id);
    let action = page.link(&format!("/notes/{}/{}/reply", note.subject, note.id));
    let owed = person.unit.as_deref().is_some_and(|unit| note.waits_for().contains(&unit));
    let text = typed.map(|typed| typed.text.clone()).unwrap_or_default();
    let limit = format!("limit-{}", note.id);
    let promise = note.asked.as_ref().map(|_| {
        let id = format!("promise-{}", note.id);
        let day = typed.map(|typed| typed.promise.clone()).unwrap_or_default();
        let wrong = typed.is_some_and(|typed| typed.slips.contains(&Slip::DayMissing)).then_some("true");
        view! { <label for=id.clone()>{lang.ladder_promise()}</label><input id=id name="promise" type="date" value=day aria-invalid=wrong/> }
    });
    let area = text_area("text".into(), id.clone(), 2, &text, Some(limit.clone()), typed.is_some());
    let form = view! {
        <form method="post" action=action class="stack wide-form">
            {form_fields()}
            <label for=id.clone()>{lang.note_reply_text()}</label>
            {area}
            <p class="quiet" id=limit>{lang.note_limit(LIMIT)}</p>
            {promise}
            <button class=(!owed).then_some("second") type="submit">{lang.note_reply_send()}</button>
        </form>
    };
    Some(match owed || typed.is_some() {
        true => form.into_any(),
        false => view! { <details><summary>{lang.note_reply()}</summary>{form}</details> }.into_any(),
    })
}

fn note_form(page: &Page, subject: &Subject, typed: Option<&Typed>) -> Option<AnyView> {
    let lang = page.lang;
    let kind = page.visitor.person.as_ref().and_then(may_write)?;
    if !is_now(page) {
        return Some(view! { <p class="quiet">{lang.notes_past()}</p> }.into_any());
    }
    let addressees = subject.addressees(&page.standing.programme, day_of(page.now));
    let only_one = addressees.len() == 1;
    let ticks = addressees.iter().map(|unit| {
        let ticked = typed.map_or(only_one, |typed| typed.ticked.contains(unit));
        view! { <label class="tick"><input type="checkbox" name="unit" value=unit.clone() checked=ticked/> " " {page.unit_name(unit)}</label> }
    });
    let wrong = |slips: fn(Slip) -> bool| typed.is_some_and(|typed| typed.slips.iter().any(|slip| slips(*slip)));
    let text = typed.map(|typed| typed.text.clone()).unwrap_or_default();
    let invalid = wrong(|slip| slip != Slip::NobodyAddressed);
    let area = text_area("text".into(), "text".into(), 3, &text, Some("limit".into()), invalid);
    let send = match kind {
        Kind::Instruction => "",
        Kind::Remark => "second",
    };
    Some(
        view! {
            <section>
                <h2>{lang.note_write(kind)}</h2>
                <form method="post" action=page.link(&format!("/notes/{subject}")) class="stack wide-form">
                    {form_fields()}
                    <fieldset class="plain" id="units" tabindex="-1"><legend>{lang.note_to()}</legend>{ticks.collect_view()}</fieldset>
                    <label for="text">{lang.note_text(kind)}</label>
                    {area}
                    <p class="quiet" id="limit">{lang.note_limit(LIMIT)}</p>
                    <button class=send type="submit">{lang.note_send(kind)}</button>
                </form>
            </section>
        }
        .into_any(),
    )
}

pub async fn write(page: Page, Path(text): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let (subject, fields) = (asked(&page, &text)?, Fields::read(&body)?);
    let typed = fields.get("text").to_owned();
    let ticked: Vec<String> =
        fields.all().filter(|(name, _)| *name == "unit").map(|(_, unit)| unit.to_owned()).collect();
    let addressees = subject.addressees(&page.standing.programme, day_of(page.now));
    let slips: Vec<Slip> =
        [check_units(&addressees, &ticked).err(), check_text(&typed).err()].into_iter().flatten().collect();
    if !slips.is_empty() {
        let typed = Typed { text: typed, ticked, slips, ..Typed::default() };
        return show(page, subject, StatusCode::UNPROCESSABLE_ENTITY, Some(typed)).await;
    }
    let asked = cause(&page, &format!("POST /notes/{subject}"), &fields)?;
    // From the slides back to the slides.
    let here = page.link(&if fields.has("meeting") { "/meeting#s4".to_owned() } else { format!("/notes/{subject}") });
    let (app, programme) = (page.app.clone(), page.standing.programme.clone());
    let answer = act(&page.app, asked, move |tx, cause| {
        let (app, programme, here) = (app.clone(), programme.clone(), here.clone());
        let (subject, typed, ticked) = (subject.clone(), typed.clone(), ticked.clone());
        Box::pin(async move {
            let desk = Desk { programme: &programme, actor: &cause.actor, key: &app.audit_key };
            desk.write(tx, &subject, &typed, &ticked).await?;
            Ok(Answer::see(here))
        })
    })
    .await?;
    Ok(follow(answer))
}

pub async fn reply(page: Page, Path((text, note)): Path<(String, String)>, body: Bytes) -> Result<Response, Problem> {
    let (subject, fields) = (asked(&page, &text)?, Fields::read(&body)?);
    let typed = fields.get("text").to_owned();
    let person = page.person()?;
    let answered = said(&page).await?.into_iter().find(|said| said.id == note && said.subject == subject);
    let answered = answered.ok_or(Problem::NotFound)?;
    if !may_reply(person, &answered) {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    // The office may add a word to a rung; whoever was asked names a day.
    let promises = answered.asked.is_some() && person.unit.as_deref().is_some_and(|unit| answered.goes_to(unit));
    let promise = fields.get("promise").to_owned();
    let promised = understand_day(&promise).filter(|day| *day >= day_of(page.now));
    let no_day = (promises && promised.is_none()).then_some(Slip::DayMissing);
    let slips: Vec<Slip> = check_text(&typed).err().into_iter().chain(no_day).collect();
    if !slips.is_empty() {
        let typed = Typed { reply_to: Some(note), text: typed, slips, promise, ..Typed::default() };
        return show(page, subject, StatusCode::UNPROCESSABLE_ENTITY, Some(typed)).await;
    }
    let asked = cause(&page, &format!("POST /notes/{subject}/{note}/reply"), &fields)?;
    let here = page.link(&format!("/notes/{subject}"));
    let (app, programme) = (page.app.clone(), page.standing.programme.clone());
    let answer = act(&page.app, asked, move |tx, cause| {
        let (app, programme, here) = (app.clone(), programme.clone(), here.clone());
        let (note, typed) = (note.clone(), typed.clone());
        Box::pin(async move {
            let desk = Desk { programme: &programme, actor: &cause.actor, key: &app.audit_key };
            desk.reply(tx, &note, &typed, promised).await?;
            Ok(Answer::see(here))
        })
    })
    .await?;
    Ok(follow(answer))
}
