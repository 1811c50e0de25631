//! What a unit does to its report: each a form posted from the pages, each one act.

use super::form::{ASKED, BASE, KEEP, choose, sheet, show};
use super::merge::Mine;
use super::posted::typed;
use super::{Place, asked_period, own_unit};
use crate::calendar::shanghai;
use crate::db::Tx;
use crate::effort::store as effort;
use crate::problem::Problem;
use crate::reports::islands::Saved;
use crate::reports::store::Report;
use crate::reports::{Circumstances, Draft, store};
use crate::web::acts::{Answer, Cause, Work, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::Page;
use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// How often a save is tried again that others overtake in fields of their own.
const TRIES: u32 = 3;

/// A form posted about the reader's own report.
pub(super) struct Posted {
    pub page: Page,
    pub fields: Fields,
    pub place: Place,
    /// The lock of the report as the form showed it.
    pub seen: Option<i64>,
    pub form: String,
    pub receipt: String,
}

impl Posted {
    pub fn read(page: Page, period: &str, body: &[u8]) -> Result<Self, Problem> {
        let fields = Fields::read(body)?;
        let (unit, period) = (own_unit(&page)?, asked_period(&page, period)?);
        let form = page.link(&format!("/my/reports/{}", period.id));
        let receipt = page.link(&format!("/my/reports/{}/receipt", period.id));
        let place =
            Place { app: page.app.clone(), programme: page.standing.programme.clone(), unit, period: period.id };
        let seen = fields.get("lock").parse().ok();
        Ok(Posted { page, fields, place, seen, form, receipt })
    }

    /// Does `work` once, however often the form `name` is sent.
    pub async fn once<F>(&self, name: &str, work: F) -> Result<Answer, Problem>
    where
        F: for<'t> Fn(&'t mut Tx, &'t Cause, Place) -> Work<'t> + Send + Sync + 'static,
    {
        let place = self.place.clone();
        let asked = cause(&self.page, &format!("POST {name} {}", place.period), &self.fields)?;
        act(&self.page.app, asked, move |tx, cause| work(tx, cause, place.clone())).await
    }
}

/// What was typed, put into what is `held`. A form that does not say what it was made from was made from that if it
/// has its lock, and otherwise from nothing: then whatever both say is asked.
fn mine(fields: &Fields, seen: Option<i64>, held: &Report) -> Mine {
    let answers: Vec<(&str, &str)> =
        fields.all().filter_map(|(name, whose)| Some((name.strip_prefix(KEEP)?, whose))).collect();
    let taken = answers.iter().filter(|(_, whose)| *whose == "theirs").map(|(field, _)| (*field).to_owned()).collect();
    let asked = fields.all().filter(|(name, _)| *name == ASKED);
    let left = asked.filter(|(_, field)| answers.iter().all(|(known, _)| known != field));
    let unanswered = left.map(|(_, field)| field.to_owned()).collect();
    let follows = seen.is_none_or(|seen| seen == held.lock);
    let base = serde_json::from_str(fields.raw(BASE))
        .unwrap_or_else(|_| if follows { held.draft.clone() } else { Draft::default() });
    Mine { draft: typed(fields), base, under_way: None, taken, unanswered }
}

/// What a form says besides the report: why it is late, and which questions have been looked into.
pub(super) fn circumstances(fields: &Fields) -> Circumstances {
    let checked = fields.all().filter(|(name, _)| *name == "checked").map(|(_, key)| key.to_owned());
    Circumstances { late: fields.get("late").parse().ok(), checked: checked.collect() }
}

/// Keeps what has been typed, and goes on to the check if that was asked for.
pub async fn save(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let mut posted = Posted::read(page, &period, &body)?;
    // Saved twice it is saved once; and a page gone back to sends under the key of the one before.
    posted.fields.forget_key();
    let seen = posted.seen;
    let check = posted.page.link(&format!("/my/reports/{}/check", posted.place.period));
    let next = match posted.fields.get("do") {
        "check" => check,
        "evidence" => posted.page.link(&crate::evidence::pages::address(posted.place.period)),
        _ => posted.form.clone(),
    };
    let opened = posted.fields.get("_opened").parse::<DateTime<Utc>>().ok();
    let fields = Arc::new(posted.fields.clone());
    // Whoever saved meanwhile may have changed nothing that was changed here: then there is nothing to ask.
    for _ in 0..TRIES {
        let (fields, next) = (Arc::clone(&fields), next.clone());
        let saved = posted.once("save", move |tx, cause, place| {
            let (fields, next) = (Arc::clone(&fields), next.clone());
            Box::pin(async move {
                let (programme, unit) = (place.programme.id.as_str(), place.unit.id.as_str());
                let before = store::get(tx, programme, unit, place.period).await?;
                let merged = mine(&fields, seen, &before).onto(&before.draft);
                if !merged.choices.is_empty() {
                    return Err(Problem::Conflict { state: before.state, lock: before.lock });
                }
                let report = place.desk(cause).save(tx, merged.draft, None).await?;
                // What was saved at every field has been counted there; without JavaScript the form comes as a whole.
                let whole = |opened: &DateTime<Utc>| before.saved_at.is_none_or(|saved| saved <= *opened);
                if let Some(opened) = opened.filter(whole) {
                    let (drafts, span) = ((&before.draft, &report.draft), (opened, cause.actor.now));
                    effort::note_visit(tx, programme, place.period, drafts, span).await?;
                }
                Ok(Answer::see(next))
            })
        });
        let problem = match saved.await {
            Ok(answer) => return Ok(follow(answer)),
            Err(problem) => problem,
        };
        let Problem::Conflict { .. } = problem else { return Err(problem) };
        let sheet = sheet(&posted.page, &period).await?;
        if !sheet.report.state.is_open() {
            return Err(Problem::Conflict { state: sheet.report.state, lock: sheet.report.lock });
        }
        // What was typed goes along, beside what is stored.
        let merged = mine(&posted.fields, seen, &sheet.report).onto(&sheet.report.draft);
        if !merged.choices.is_empty() {
            return choose(&posted.page, sheet, merged).await;
        }
    }
    Err(Problem::Unavailable)
}

/// The same, for the island: saves and answers the new lock, and what the window is made from now. It comes at every
/// field and has no key.
pub async fn autosave(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let mut posted = Posted::read(page, &period, &body)?;
    let seen = posted.seen;
    // A page that is left does not wait for its save under way: what that one has stored is nobody else's.
    let under_way = posted.fields.raw("_under_way");
    let under_way = if under_way.is_empty() { None } else { Some(typed(&Fields::read(under_way.as_bytes())?)) };
    posted.fields.forget_key();
    let (fields, lang) = (Arc::new(posted.fields.clone()), posted.page.lang);
    let saved = posted
        .once("autosave", move |tx, cause, place| {
            let (fields, under_way) = (Arc::clone(&fields), under_way.clone());
            Box::pin(async move {
                let (programme, unit) = (place.programme.id.as_str(), place.unit.id.as_str());
                let before = store::get(tx, programme, unit, place.period).await?;
                let mut mine = mine(&fields, seen, &before);
                mine.under_way = under_way.filter(|_| before.author.as_ref() == Some(&cause.actor.person.id));
                let merged = mine.onto(&before.draft);
                if !merged.choices.is_empty() {
                    return Err(Problem::Conflict { state: before.state, lock: before.lock });
                }
                let others = merged.draft != mine.draft;
                let report = place.desk(cause).save(tx, merged.draft, None).await?;
                // Time is counted between two saves of the same hands, and kept of nobody.
                if let (Some(since), true) = (before.saved_at, before.author == Some(cause.actor.person.id.clone())) {
                    let (drafts, span) = ((&before.draft, &report.draft), (since, cause.actor.now));
                    effort::note_time(tx, programme, place.period, drafts, span).await?;
                }
                let time = |moment: DateTime<Utc>| moment.with_timezone(&shanghai()).format("%H:%M:%S").to_string();
                let shown = report.saved_at.map(time).unwrap_or_default();
                let shown = if others { format!("{shown} {}", lang.form_merged()) } else { shown };
                Answer::json(200, &Saved { lock: report.lock, shown, base: serde_json::to_string(&mine.draft)? })
            })
        })
        .await;
    match saved {
        Ok(answer) => {
            let saved: Saved = serde_json::from_str(&answer.text)?;
            Ok(Json(saved).into_response())
        }
        // The island shows a word and leaves the rest to the next full save.
        Err(Problem::Conflict { .. }) => Ok(StatusCode::CONFLICT.into_response()),
        Err(problem) => Err(problem),
    }
}

pub async fn submit(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let posted = Posted::read(page, &period, &body)?;
    let (seen, receipt) = (posted.seen, posted.receipt.clone());
    let circumstances = circumstances(&posted.fields);
    let submitted = posted
        .once("submit", move |tx, cause, place| {
            let (receipt, circumstances) = (receipt.clone(), circumstances.clone());
            Box::pin(async move {
                let (report, _) = place.desk(cause).submit(tx, seen).await?;
                effort::note_filing(tx, &place.programme, &place.unit.id, place.period, &report.draft).await?;
                let of = (place.programme.id.as_str(), place.unit.id.as_str(), place.period);
                store::keep_circumstances(tx, of, report.version, &circumstances).await?;
                Ok(Answer::see(receipt))
            })
        })
        .await;
    match submitted {
        Ok(answer) => Ok(follow(answer)),
        Err(Problem::Faults(faults)) => {
            let mut sheet = sheet(&posted.page, &period).await?;
            sheet.faults = faults;
            show(&posted.page, StatusCode::UNPROCESSABLE_ENTITY, sheet).await
        }
        Err(problem) => Err(problem),
    }
}

pub async fn withdraw(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let posted = Posted::read(page, &period, &body)?;
    let (seen, form) = (posted.seen, posted.form.clone());
    let withdrawn = posted.once("withdraw", move |tx, cause, place| {
        let form = form.clone();
        Box::pin(async move {
            place.desk(cause).withdraw(tx, seen).await?;
            Ok(Answer::see(form))
        })
    });
    Ok(follow(withdrawn.await?))
}

pub async fn confirm(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let posted = Posted::read(page, &period, &body)?;
    let (seen, receipt) = (posted.seen, posted.receipt.clone());
    let confirmed = posted.once("confirm", move |tx, cause, place| {
        let receipt = receipt.clone();
        Box::pin(async move {
            place.desk(cause).confirm(tx, seen).await?;
            Ok(Answer::see(receipt))
        })
    });
    Ok(follow(confirmed.await?))
}
