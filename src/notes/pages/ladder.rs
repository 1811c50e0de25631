//! The ladder of a late task: how far it has been climbed, and where the office climbs the next rung.

use super::{asked, is_now, show};
use crate::calendar::day_of;
use crate::db::Tx;
use crate::ladder::{Asked, MOST_DAYS, NAME_LIMIT, Outcome, Rung, Signatory, may_ask_by, usual_day};
use crate::lights::Light;
use crate::messages::store::{Draft, readers, write_to};
use crate::messages::{Outlets, State, Way};
use crate::notes::store::Desk;
use crate::notes::{Note, Slip, Subject, check_text, check_units, climb};
use crate::people::Role;
use crate::problem::{Forbidden, Problem};
use crate::programme::Programme;
use crate::reminders::by_day;
use crate::reports::understand_day;
use crate::tasks::Deadline;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields, text_area};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use leptos::prelude::*;

/// What has been typed into the form of the next rung and cannot be sent as it stands.
#[derive(Clone, Default)]
pub(super) struct Climbing {
    text: String,
    ticked: Vec<String>,
    answer_by: String,
    name: String,
    post: String,
    wrong: Vec<Wrong>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wrong {
    Said(Slip),
    Day,
    Name,
    /// Another rung is next by now.
    Overtaken,
}

impl Climbing {
    pub(super) fn summary(&self, page: &Page) -> Vec<AnyView> {
        let lang = page.lang;
        let items = self.wrong.iter().map(|wrong| {
            let (field, words) = match wrong {
                Wrong::Said(Slip::NobodyAddressed) => ("#asked", lang.slip(Slip::NobodyAddressed)),
                Wrong::Said(slip) => ("#climb", lang.slip(*slip)),
                Wrong::Day => {
                    ("#answer-by", format!("{} {}", lang.ladder_answer_by(), lang.ladder_day_wrong(MOST_DAYS)))
                }
                Wrong::Name => ("#in-name", lang.ladder_name_wrong(NAME_LIMIT)),
                Wrong::Overtaken => ("#ladder", lang.ladder_overtaken().to_owned()),
            };
            view! { <li><a href=field>{words}</a></li> }.into_any()
        });
        items.collect()
    }
}

/// The occurrence that is late, or soon due, by its day as printed; none for a monthly duty, whose report is
/// reminded of, and none for a task that is closed.
fn occurrence(page: &Page, number: &str) -> Option<(NaiveDate, String)> {
    let task = page.standing.programme.task(number)?;
    let row = page.progress.tasks.iter().find(|row| row.number == number)?;
    if matches!(task.deadline, Deadline::Monthly { .. }) {
        return None;
    }
    let of = |light: Light| row.occurrences.iter().find(move |at| at.light == light);
    let at = of(Light::Overdue).or_else(|| of(Light::DueSoon))?;
    let days = at.days.unwrap_or_default();
    let state = if at.light == Light::Overdue { page.lang.days_overdue(days) } else { page.lang.days_left(days) };
    Some((at.due, state))
}

/// The day as at which answers are awaited: today, unless the page is turned back.
fn today(page: &Page) -> NaiveDate {
    if is_now(page) { day_of(page.now) } else { page.view.day }
}

/// How far the ladder has been climbed, on the task's own page; nothing where nobody has begun.
pub fn ladder(page: &Page, number: &str, notes: &[Note]) -> Option<AnyView> {
    let (due, _) = occurrence(page, number)?;
    let (steps, _) = climb(notes, number, due, today(page));
    (!steps.is_empty()).then(|| {
        view! { <section aria-labelledby="ladder"><h2 id="ladder">{page.lang.ladder_title()}</h2>{rungs(page, &steps)}</section> }.into_any()
    })
}

/// The four rungs, those climbed with their day and what came of each.
fn rungs(page: &Page, steps: &[&Note]) -> AnyView {
    let lang = page.lang;
    let items = Rung::ALL.map(|rung| {
        let climbed = steps.iter().rev().find(|note| note.rung() == rung);
        match climbed {
            Some(note) => {
                let outcome = outcome(page, note);
                let by = note.asked.as_ref().and_then(|asked| asked.in_name.as_ref());
                let by = by.map(|by| format!(" · {} {}", by.post, by.name));
                view! { <li class="climbed"><strong>{lang.rung_on(rung, note)}</strong> {by} " " {outcome}</li> }
                    .into_any()
            }
            None => view! { <li class="quiet">{lang.rung(rung)}</li> }.into_any(),
        }
    });
    view! { <ol class="ladder">{items.into_iter().collect_view()}</ol> }.into_any()
}

/// What came of a rung: of all it goes to, or of each where they differ. Of a leader's instruction, who owes a reply.
fn outcome(page: &Page, note: &Note) -> Option<String> {
    let lang = page.lang;
    let each = note.outcomes(today(page));
    match each.first() {
        None => {
            let waits: Vec<String> = note.waits_for().into_iter().map(|unit| page.unit_name(unit)).collect();
            (!waits.is_empty()).then(|| lang.note_waits(&lang.list(&waits)))
        }
        Some((_, first)) if each.iter().all(|(_, outcome)| outcome == first) => Some(lang.ladder_outcome(*first)),
        Some(_) => {
            let one = |(unit, outcome): &(&str, Outcome)| {
                format!("{}{}{}", page.unit_name(unit), lang.pick("：", "：", ": "), lang.ladder_outcome(*outcome))
            };
            Some(each.iter().map(one).collect::<Vec<_>>().join(lang.pick("；", "；", "; ")))
        }
    }
}

/// The ladder where one writes, with the form of the next rung for the office.
pub(super) fn section(page: &Page, subject: &Subject, notes: &[Note], typed: Option<&Climbing>) -> Option<AnyView> {
    let lang = page.lang;
    let Subject::Task(number) = subject else { return None };
    let (due, state) = occurrence(page, number)?;
    let (steps, next) = climb(notes, number, due, today(page));
    let office = page.visitor.person.as_ref().filter(|person| person.role == Role::Office && is_now(page));
    if steps.is_empty() && office.is_none() {
        return None;
    }
    let climbed = match steps.is_empty() {
        true => view! { <p>{lang.ladder_none()}</p> }.into_any(),
        false => rungs(page, &steps),
    };
    let form = match (office, next) {
        (None, _) | (_, None) => None,
        (Some(_), Some(Rung::Instruct)) => Some(view! { <p>{lang.ladder_wait_leader()}</p> }.into_any()),
        (Some(_), Some(rung)) => Some(form(page, subject, rung, (due, &state), &steps, typed)),
    };
    Some(
        view! {
            <section aria-labelledby="ladder">
                <h2 id="ladder">{lang.ladder_title()}</h2>
                <p class="quiet">{lang.ladder_lead()}</p>
                {climbed}
                {form}
            </section>
        }
        .into_any(),
    )
}

fn form(
    page: &Page,
    subject: &Subject,
    rung: Rung,
    (due, state): (NaiveDate, &str),
    steps: &[&Note],
    typed: Option<&Climbing>,
) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let addressees = subject.addressees(programme, day_of(page.now));
    // Whoever was asked before is asked again; whoever has answered need not be.
    let before = steps.last().map(|note| note.unanswered()).unwrap_or_default();
    let ticks = addressees.iter().map(|unit| {
        let ticked = match typed {
            Some(typed) => typed.ticked.contains(unit),
            None => before.contains(&unit.as_str()) || before.is_empty() && addressees.len() == 1,
        };
        view! { <label class="tick"><input type="checkbox" name="unit" value=unit.clone() checked=ticked/> " " {page.unit_name(unit)}</label> }
    });
    let name = super::subject_name(page, subject);
    let text = typed.map_or_else(|| lang.ladder_text(&name, &lang.short_day(due), state), |typed| typed.text.clone());
    let usual = || usual_day(&programme.holidays, day_of(page.now)).to_string();
    let answer_by = typed.map_or_else(usual, |typed| typed.answer_by.clone());
    let is = |wrong: Wrong| typed.is_some_and(|typed| typed.wrong.contains(&wrong)).then_some("true");
    let of = |field: fn(&Climbing) -> &String| typed.map(|typed| field(typed).clone()).unwrap_or_default();
    let signed = (rung == Rung::Supervise).then(|| {
        view! {
            <label for="in-name">{lang.ladder_in_name()}</label>
            <input id="in-name" name="in_name" autocomplete="off" value=of(|typed| &typed.name) aria-invalid=is(Wrong::Name)/>
            <label for="in-post">{lang.ladder_in_post()}</label>
            <input id="in-post" name="in_post" autocomplete="off" value=of(|typed| &typed.post) aria-invalid=is(Wrong::Name)/>
        }
    });
    let wrong_text = typed.is_some_and(|typed| {
        typed.wrong.iter().any(|wrong| matches!(wrong, Wrong::Said(slip) if *slip != Slip::NobodyAddressed))
    });
    view! {
        <form method="post" action=page.link(&format!("/notes/{subject}/rung")) class="stack wide-form">
            {form_fields()}
            <input type="hidden" name="rung" value=rung.to_string()/>
            <input type="hidden" name="due" value=due.to_string()/>
            <h3>{lang.rung(rung)}</h3>
            <fieldset class="plain" id="asked" tabindex="-1"><legend>{lang.note_to()}</legend>{ticks.collect_view()}</fieldset>
            {signed}
            <label for="climb">{lang.ladder_words()}</label>
            {text_area("text".into(), "climb".into(), 3, &text, Some("climb-limit".into()), wrong_text)}
            <p class="quiet" id="climb-limit">{lang.note_limit(super::LIMIT)}</p>
            <label for="answer-by">{lang.ladder_answer_by()}</label>
            <input id="answer-by" name="answer_by" type="date" value=answer_by aria-invalid=is(Wrong::Day)/>
            <button type="submit">{lang.rung_send(rung)}</button>
        </form>
    }
    .into_any()
}

pub async fn climb_rung(page: Page, Path(text): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let (subject, fields) = (asked(&page, &text)?, Fields::read(&body)?);
    if page.person()?.role != Role::Office {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let Subject::Task(number) = &subject else { return Err(Problem::NotFound) };
    let rung: Rung = fields
        .get("rung")
        .parse()
        .map_err(|expected: String| Problem::bad_input("rung", expected, fields.get("rung")))?;
    let due =
        understand_day(fields.get("due")).ok_or_else(|| Problem::bad_input("due", "YYYY-MM-DD", fields.get("due")))?;
    let mut typed = Climbing {
        text: fields.get("text").to_owned(),
        ticked: fields.all().filter(|(name, _)| *name == "unit").map(|(_, unit)| unit.to_owned()).collect(),
        answer_by: fields.get("answer_by").to_owned(),
        name: fields.get("in_name").to_owned(),
        post: fields.get("in_post").to_owned(),
        wrong: Vec::new(),
    };
    let today = day_of(page.now);
    let addressees = subject.addressees(&page.standing.programme, today);
    let said_wrong = [check_units(&addressees, &typed.ticked).err(), check_text(&typed.text).err()];
    typed.wrong.extend(said_wrong.into_iter().flatten().map(Wrong::Said));
    let answer_by = understand_day(&typed.answer_by).filter(|day| may_ask_by(*day, today));
    let in_name = signatory(rung, &typed);
    if in_name.is_err() {
        typed.wrong.push(Wrong::Name);
    }
    let (Some(answer_by), Ok(in_name), []) = (answer_by, in_name, typed.wrong.as_slice()) else {
        if answer_by.is_none() {
            typed.wrong.push(Wrong::Day);
        }
        return refuse(page, subject, StatusCode::UNPROCESSABLE_ENTITY, typed).await;
    };
    if occurrence(&page, number).is_none_or(|(late, _)| late != due) {
        typed.wrong.push(Wrong::Overtaken);
        return refuse(page, subject, StatusCode::CONFLICT, typed).await;
    }
    let step = Asked { rung, due, answer_by, in_name };
    let letters = letters(&page, number, &subject, &step);
    let (app, programme, kept) = (page.app.clone(), page.standing.programme.clone(), typed.clone());
    let (number, here) = (number.clone(), page.link(&format!("/notes/{subject}")));
    let answer = act(&page.app, cause(&page, &format!("POST /notes/{subject}/rung"), &fields)?, move |tx, cause| {
        let (app, programme, kept, step) = (app.clone(), programme.clone(), kept.clone(), step.clone());
        let (number, here, letters) = (number.clone(), here.clone(), letters.clone());
        Box::pin(async move {
            let desk = Desk { programme: &programme, actor: &cause.actor, key: &app.audit_key };
            let Some(note) = desk.climb(tx, &number, &step, &kept.text, &kept.ticked).await? else {
                return Ok(Answer { status: 409, text: String::new() });
            };
            letters.send(tx, &programme, &note, &kept, &cause.actor).await?;
            Ok(Answer::see(here))
        })
    })
    .await?;
    if answer.status == 409 {
        typed.wrong.push(Wrong::Overtaken);
        return refuse(page, subject, StatusCode::CONFLICT, typed).await;
    }
    Ok(follow(answer))
}

async fn refuse(page: Page, subject: Subject, status: StatusCode, typed: Climbing) -> Result<Response, Problem> {
    show(page, subject, status, Some(super::Typed { climb: Some(typed), ..super::Typed::default() })).await
}

/// 督办 is written in somebody's name; the rungs below are the office's own.
fn signatory(rung: Rung, typed: &Climbing) -> Result<Option<Signatory>, ()> {
    if rung != Rung::Supervise {
        return Ok(None);
    }
    let fits = |text: &str| {
        (1..=NAME_LIMIT).contains(&text.chars().count()) && !text.chars().any(crate::reports::is_forbidden)
    };
    let by = Signatory { name: typed.name.clone(), post: typed.post.clone() };
    if fits(&by.name) && fits(&by.post) { Ok(Some(by)) } else { Err(()) }
}

/// What the letters about a rung need, so that the act outlives the request.
#[derive(Clone)]
struct Letters {
    task: String,
    step: Asked,
    subject: String,
    outlets: Outlets,
    address: String,
}

fn letters(page: &Page, number: &str, subject: &Subject, step: &Asked) -> Letters {
    Letters {
        task: number.to_owned(),
        step: step.clone(),
        subject: subject.to_string(),
        outlets: page.app.outlets(&page.standing),
        address: page.app.settings.address(),
    }
}

impl Letters {
    /// One letter to each filer and head of the units asked: now, or on the next working morning.
    async fn send(
        &self,
        tx: &mut Tx,
        programme: &Programme,
        note: &str,
        typed: &Climbing,
        actor: &crate::audit::Actor,
    ) -> Result<(), Problem> {
        let (from, until) = by_day(&programme.holidays, actor.now);
        let Some(task) = programme.task(&self.task) else { return Ok(()) };
        for reader in readers(tx, actor.now).await? {
            let Some(unit) = typed.ticked.iter().find(|unit| reader.person.belongs_to(unit)) else { continue };
            if !matches!(reader.person.role, Role::Filer | Role::UnitHead | Role::Consolidator | Role::Office) {
                continue;
            }
            let lang = reader.lang;
            let name = programme.unit(unit).map_or(unit.as_str(), |unit| unit.name.of(lang));
            let by = match &self.step.in_name {
                Some(by) => format!("{} {}", by.post, by.name),
                None => format!("{} {}", actor.person.post, actor.person.name),
            };
            let link = format!("{}/notes/{}?lang={lang}#reply-{note}", self.address, self.subject);
            let subject =
                lang.ladder_subject(lang.rung(self.step.rung), &lang.task_named(task.short.of(lang), &self.task));
            let draft = Draft {
                programme: &programme.id,
                cause: &format!("task {} {} {note}", self.task, self.step.rung),
                unit: Some(unit),
                period: None,
                person: &reader.person.id,
                name: &reader.person.name,
                post: &reader.person.post,
                way: Way::Board,
                address: "",
                lang,
                subject: &subject,
                body: &lang.ladder_body(name, &typed.text, &by, &lang.day(self.step.answer_by), &link),
                from,
                until,
                state: State::Sent,
                outcome: "",
            };
            write_to(tx, &reader, self.outlets, draft, actor.now).await?;
        }
        Ok(())
    }
}
