//! What a unit does to its report: each a form posted from the pages, each one act.

use super::form::{KEEP, choose, sheet, show};
use super::posted::{merged, typed};
use super::{Place, asked_period, own_unit};
use crate::calendar::shanghai;
use crate::db::Tx;
use crate::effort::store as effort;
use crate::problem::Problem;
use crate::reports::islands::Saved;
use crate::reports::{Circumstances, store};
use crate::web::acts::{Answer, Cause, Work, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::Page;
use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;

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

/// The fields of which the other's is kept, in a choice between two drafts.
fn taken(fields: &Fields) -> BTreeSet<String> {
    let choices = fields.all().filter(|(_, whose)| *whose == "theirs");
    choices.filter_map(|(name, _)| name.strip_prefix(KEEP)).map(str::to_owned).collect()
}

/// What a form says besides the report: why it is late, and which questions have been looked into.
pub(super) fn circumstances(fields: &Fields) -> Circumstances {
    let checked = fields.all().filter(|(name, _)| *name == "checked").map(|(_, key)| key.to_owned());
    Circumstances { late: fields.get("late").parse().ok(), checked: checked.collect() }
}

/// Keeps what has been typed, and goes on to the check if that was asked for.
pub async fn save(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let posted = Posted::read(page, &period, &body)?;
    let (draft, seen) = (typed(&posted.fields), posted.seen);
    let check = posted.page.link(&format!("/my/reports/{}/check", posted.place.period));
    let next = match posted.fields.get("do") {
        "check" => check,
        "evidence" => posted.page.link(&crate::evidence::pages::address(posted.place.period)),
        _ => posted.form.clone(),
    };
    let kept = draft.clone();
    let taken = taken(&posted.fields);
    let opened = posted.fields.get("_opened").parse::<DateTime<Utc>>().ok();
    let saved = posted
        .once("save", move |tx, cause, place| {
            let (mut draft, next, taken) = (draft.clone(), next.clone(), taken.clone());
            Box::pin(async move {
                if !taken.is_empty() {
                    let held = store::get(tx, &place.programme.id, &place.unit.id, place.period).await?;
                    draft = merged(&draft, &held.draft, &taken);
                }
                let (programme, unit) = (place.programme.id.as_str(), place.unit.id.as_str());
                let before = store::get(tx, programme, unit, place.period).await?;
                let report = place.desk(cause).save(tx, draft, seen).await?;
                // What was saved at every field has been counted there; without JavaScript the form comes as a whole.
                let whole = |opened: &DateTime<Utc>| before.saved_at.is_none_or(|saved| saved <= *opened);
                if let Some(opened) = opened.filter(whole) {
                    let (drafts, span) = ((&before.draft, &report.draft), (opened, cause.actor.now));
                    effort::note_visit(tx, programme, place.period, drafts, span).await?;
                }
                Ok(Answer::see(next))
            })
        })
        .await;
    match saved {
        Ok(answer) => Ok(follow(answer)),
        Err(Problem::Conflict { .. }) => {
            // What was typed goes along, beside what is stored, under the lock that is in force now.
            let sheet = sheet(&posted.page, &period).await?;
            if !sheet.report.state.is_open() {
                return Err(Problem::Conflict { state: sheet.report.state, lock: sheet.report.lock });
            }
            choose(&posted.page, sheet, kept).await
        }
        Err(problem) => Err(problem),
    }
}

/// The same, for the island: saves and answers the new lock. It comes at every field and has no key.
pub async fn autosave(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let mut posted = Posted::read(page, &period, &body)?;
    let (draft, seen) = (typed(&posted.fields), posted.seen);
    // A page that is left does not wait for its save under way: what that one has stored is nobody else's.
    let under_way = posted.fields.raw("_under_way");
    let under_way = if under_way.is_empty() { None } else { Some(typed(&Fields::read(under_way.as_bytes())?)) };
    posted.fields.forget_key();
    let saved = posted
        .once("autosave", move |tx, cause, place| {
            let (draft, under_way) = (draft.clone(), under_way.clone());
            Box::pin(async move {
                let (programme, unit) = (place.programme.id.as_str(), place.unit.id.as_str());
                let before = store::get(tx, programme, unit, place.period).await?;
                let is_ours = under_way.is_some_and(|draft| draft == before.draft)
                    && before.author.as_ref() == Some(&cause.actor.person.id);
                let seen = seen.map(|seen| if is_ours && seen + 1 == before.lock { before.lock } else { seen });
                let report = place.desk(cause).save(tx, draft, seen).await?;
                // Time is counted between two saves of the same hands, and kept of nobody.
                if let (Some(since), true) = (before.saved_at, before.author == Some(cause.actor.person.id.clone())) {
                    let (drafts, span) = ((&before.draft, &report.draft), (since, cause.actor.now));
                    effort::note_time(tx, programme, place.period, drafts, span).await?;
                }
                let time = |moment: DateTime<Utc>| moment.with_timezone(&shanghai()).format("%H:%M:%S").to_string();
                let shown = report.saved_at.map(time).unwrap_or_default();
                Answer::json(200, &(report.lock, shown))
            })
        })
        .await;
    match saved {
        Ok(answer) => {
            let (lock, shown): (i64, String) = serde_json::from_str(&answer.text)?;
            Ok(Json(Saved { lock, shown }).into_response())
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
