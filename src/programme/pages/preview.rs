//! A change before it is made: looked at, then put in force, or laid before a second administrator.

use super::removal::spoken_of;
use super::seen::{Seen, seen_view};
use super::wrong::Wrong;
use crate::audit::{Entry, append};
use crate::calendar::day_of;
use crate::effort::pages::of_change;
use crate::people::store as people;
use crate::problem::Problem;
use crate::programme::editing::Typed;
use crate::programme::store::{self as programmes, Proposed};
use crate::programme::{Programme, file};
use crate::readings;
use crate::web::App;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{NaiveDate, TimeDelta};
use leptos::prelude::*;
use std::sync::Arc;

/// A change as it was typed: the whole file as it would be, its first day and its reason.
#[derive(Clone)]
pub(super) struct Draft {
    pub source: String,
    pub from: NaiveDate,
    pub reason: String,
    /// The file it was made from.
    pub edition: i64,
}

/// A change may be prepared this long ahead.
const FURTHEST: TimeDelta = TimeDelta::days(730);

impl Draft {
    /// The draft the fields describe; what they lack, in the visitor's words.
    fn read(page: &Page, source: String, fields: &Fields) -> Result<Draft, Vec<Wrong>> {
        let lang = page.lang;
        let (today, reason) = (day_of(page.now), fields.get("reason").to_owned());
        let mut wrong = Vec::new();
        match reason.chars().count() {
            0 => wrong.push(Wrong::of("reason", lang.field_needed(lang.programme_reason()))),
            found if found > 200 => {
                wrong.push(Wrong::of("reason", lang.field_too_long(lang.programme_reason(), 200, found)));
            }
            _ => {}
        }
        // Files follow one another in the order of their days.
        let earliest = page.standing.newest().before.as_ref().map_or(today, |before| before.until.max(today));
        let from = fields.get("from").parse::<NaiveDate>().ok();
        let from = from.filter(|day| *day >= earliest && *day <= today + FURTHEST);
        if from.is_none() {
            let said = lang.programme_from_wrong(&earliest.to_string(), fields.get("from"));
            wrong.push(Wrong::of("from", said));
        }
        let edition = fields.get("edition").parse().unwrap_or(page.standing.head.edition);
        match from {
            Some(from) if wrong.is_empty() => Ok(Draft { source, from, reason, edition }),
            _ => Err(wrong),
        }
    }
}

/// What the file would be, looked at as a whole, with its first day and its reason; or all that is wrong with them,
/// beside the fields of the form in which it was `typed`.
pub(super) fn draft(
    page: &Page,
    changed: Result<String, Vec<Wrong>>,
    fields: &Fields,
    typed: &Typed,
) -> Result<Draft, Vec<Wrong>> {
    let (source, mut wrong) = match changed {
        Ok(source) => (source, Vec::new()),
        Err(wrong) => (String::new(), wrong),
    };
    if wrong.is_empty()
        && let Err(mistakes) = file::read(&source)
    {
        wrong.extend(mistakes.iter().map(|mistake| Wrong::in_file(page, mistake, typed, &source)));
    }
    match Draft::read(page, source, fields) {
        Ok(draft) if wrong.is_empty() => Ok(draft),
        Ok(_) => Err(wrong),
        Err(lacking) => Err(wrong.into_iter().chain(lacking).collect()),
    }
}

/// The page before the act. `warning` is said above everything.
pub(super) async fn preview(
    page: &Page,
    status: StatusCode,
    draft: Draft,
    warning: Option<String>,
) -> Result<Response, Problem> {
    let after = match file::read(&draft.source) {
        Ok(after) => as_read(page, after).await?,
        Err(_) => return Err(Problem::bad_input("source", "a programme file", "?")),
    };
    let seen = Seen::of(page, page.standing.newest(), &after, draft.from);
    let seconds = second_administrators(page).await?;
    let speaking = spoken_of(page, &seen.changes, &after).await?;
    let cost = of_change(page, page.standing.newest(), &after).await?;
    let after = Arc::new(after);
    page.show_with(status, page.lang.programme_preview(), false, move |page| {
        let lang = page.lang;
        let warning = warning.clone().map(|said| view! { <p class="error-summary" role="alert">{said}</p> });
        let act = match (seen.changes.is_empty(), seen.is_dangerous(), seconds) {
            _ if !speaking.is_empty() => still_spoken_of(page, &speaking),
            (true, ..) => view! { <p class="strong">{lang.programme_nothing_changed()}</p> }.into_any(),
            (_, true, 0) => view! { <p class="error-summary">{lang.programme_no_second()}</p> }.into_any(),
            (_, dangerous, _) => keep_form(page, &draft, dangerous),
        };
        view! {
            <h1>{lang.programme_preview()}</h1>
            {warning}
            <p class="strong">{lang.programme_in_force_from(&lang.day(draft.from))} " · " {draft.reason.clone()}</p>
            {seen_view(page, &seen, &after)}
            {cost.clone().map(|cost| view! { <p class="strong">{cost} " " <a href=page.link("/cost")>{lang.cost_title()}</a></p> })}
            {act}
            <p><a href=page.link("/admin/programme")>{lang.note_back()} " " {lang.programme_editor()}</a></p>
        }
        .into_any()
    })
    .await
}

/// A file as the office reads it: what it has decided holds beside every file.
pub(super) async fn as_read(page: &Page, programme: Programme) -> Result<Programme, Problem> {
    let mut tx = page.app.db.read().await?;
    let decisions = readings::store::decisions(&mut tx, &programme.id).await?;
    Ok(readings::read_as(programme, &decisions))
}

/// Why the change cannot be made.
pub(super) fn still_spoken_of(page: &Page, speaking: &[String]) -> AnyView {
    let lang = page.lang;
    let lines = speaking.iter().map(|line| view! { <li>{line.clone()}</li> });
    view! { <div class="error-summary" role="alert"><p>{lang.programme_still_spoken_of()}</p><ul>{lines.collect_view()}</ul></div> }
        .into_any()
}

fn keep_form(page: &Page, draft: &Draft, dangerous: bool) -> AnyView {
    let lang = page.lang;
    let (note, button) = match dangerous {
        true => (Some(lang.programme_second_needed()), lang.programme_propose()),
        false => (None, lang.programme_install()),
    };
    view! {
        <form method="post" action=page.link("/admin/programme/install")>
            {form_fields()}
            <input type="hidden" name="source" value=draft.source.clone()/>
            <input type="hidden" name="from" value=draft.from.to_string()/>
            <input type="hidden" name="reason" value=draft.reason.clone()/>
            <input type="hidden" name="edition" value=page.standing.head.edition.to_string()/>
            {note.map(|note| view! { <p>{note}</p> })}
            <p class="buttons"><button type="submit">{button}</button></p>
        </form>
    }
    .into_any()
}

/// How many others could confirm.
async fn second_administrators(page: &Page) -> Result<usize, Problem> {
    let mut tx = page.app.db.read().await?;
    people::other_administrators(&mut tx, &page.person()?.id, page.now).await
}

pub async fn install_programme(State(app): State<App>, page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let source = fields.raw("source").replace("\r\n", "\n");
    let Ok(draft) = Draft::read(&page, source, &fields) else {
        return Err(Problem::bad_input("from", "YYYY-MM-DD", fields.get("from")));
    };
    let after = match file::read(&draft.source) {
        Ok(after) => after,
        Err(mistakes) => {
            let first = mistakes.first().map(|first| page.lang.programme_mistake(first, None)).unwrap_or_default();
            return Err(Problem::bad_input("source", "a programme file", first));
        }
    };
    let after = as_read(&page, after).await?;
    let refused = StatusCode::UNPROCESSABLE_ENTITY;
    if after.id != page.standing.programme.id {
        return Err(Problem::bad_input("id", page.standing.programme.id.clone(), after.id));
    }
    let seen = Seen::of(&page, page.standing.newest(), &after, draft.from);
    if seen.changes.is_empty() {
        return preview(&page, refused, draft, None).await;
    }
    let dangerous = seen.is_dangerous();
    if !spoken_of(&page, &seen.changes, &after).await?.is_empty() {
        return preview(&page, refused, draft, None).await;
    }
    if dangerous && second_administrators(&page).await? == 0 {
        return preview(&page, refused, draft, None).await;
    }
    let (after, kept) = (Arc::new(after), draft.clone());
    let (editor, worker) = (page.link("/admin/programme"), app.clone());
    let answer = act(&app, cause(&page, "POST /admin/programme/install", &fields)?, move |tx, cause| {
        let (after, draft, app, editor) = (after.clone(), kept.clone(), worker.clone(), editor.clone());
        Box::pin(async move {
            // Whoever was first changed what the other looked at.
            let head = programmes::head(tx, &after.id).await?.ok_or(Problem::NotFound)?;
            if head.edition != draft.edition {
                return Ok(Answer { status: 409, text: String::new() });
            }
            let actor = &cause.actor;
            if dangerous {
                let it = Proposed {
                    programme: after.id.clone(),
                    edition: draft.edition,
                    source: draft.source.clone(),
                    effective_from: draft.from,
                    reason: draft.reason.clone(),
                };
                programmes::propose(tx, &it, actor, &app.audit_key).await?;
                return Ok(Answer::see(editor));
            }
            let before = programmes::source(tx, &after.id).await?;
            let by = format!("{} · {}", actor.person.post, actor.person.name);
            let when = (actor.now, draft.from);
            programmes::amend(tx, &after, &draft.source, &draft.reason, &by, when).await?;
            let entry = Entry {
                chain: "programme",
                action: "install programme",
                object: format!("programme {}", after.id),
                outcome: "done",
                before: before.as_deref(),
                after: Some(&draft.source),
            };
            append(tx, &app.audit_key, actor, entry).await?;
            Ok(Answer::see(editor))
        })
    })
    .await?;
    if answer.status == 409 {
        // What has been changed meanwhile is read, so that it is seen which of it this would undo.
        let mut tx = page.app.db.read().await?;
        let standing = page.app.standing(&mut tx, &page.standing.programme.id).await?;
        drop(tx);
        let page = Page { standing, ..page };
        let said = page.lang.programme_overtaken().to_owned();
        return preview(&page, StatusCode::CONFLICT, draft, Some(said)).await;
    }
    Ok(follow(answer))
}
