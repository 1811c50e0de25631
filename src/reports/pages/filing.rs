//! What a unit does to its report: each a form posted from the pages, each one act.

use super::fields::typed;
use super::form::{sheet, show};
use super::{Place, asked_period, at, own_unit};
use crate::db::Tx;
use crate::problem::Problem;
use crate::reports::islands::Saved;
use crate::reports::{Draft, TaskEntry, store};
use crate::web::acts::{Answer, Cause, Work, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::Page;
use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

/// A form posted about the reader's own report.
pub(super) struct Posted {
    pub page: Page,
    pub fields: Fields,
    place: Place,
    /// The lock of the report as the form showed it.
    pub seen: Option<i64>,
    pub form: String,
    receipt: String,
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

/// Keeps what has been typed, and goes on to the check if that was asked for.
pub async fn save(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let posted = Posted::read(page, &period, &body)?;
    let (draft, seen) = (typed(&posted.fields), posted.seen);
    let check = posted.page.link(&format!("/my/reports/{}/check", posted.place.period));
    let next = if posted.fields.get("do") == "check" { check } else { posted.form.clone() };
    let kept = draft.clone();
    let saved = posted
        .once("save", move |tx, cause, place| {
            let (draft, next) = (draft.clone(), next.clone());
            Box::pin(async move {
                place.desk(cause).save(tx, draft, seen).await?;
                Ok(Answer::see(next))
            })
        })
        .await;
    match saved {
        Ok(answer) => Ok(follow(answer)),
        Err(Problem::Conflict { .. }) => {
            // What was typed is shown again, beside what is stored, under the lock that is in force now.
            let mut sheet = sheet(&posted.page, &period).await?;
            if !sheet.report.state.is_open() {
                return Err(Problem::Conflict { state: sheet.report.state, lock: sheet.report.lock });
            }
            sheet.theirs = Some(std::mem::replace(&mut sheet.report.draft, kept));
            show(&posted.page, StatusCode::CONFLICT, sheet).await
        }
        Err(problem) => Err(problem),
    }
}

/// The same, for the island: saves and answers the new lock. It comes at every field and has no key.
pub async fn autosave(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let mut posted = Posted::read(page, &period, &body)?;
    let (draft, seen) = (typed(&posted.fields), posted.seen);
    posted.fields.forget_key();
    let saved = posted
        .once("autosave", move |tx, cause, place| {
            let draft = draft.clone();
            Box::pin(async move {
                let report = place.desk(cause).save(tx, draft, seen).await?;
                let shown = report.saved_at.map(at).unwrap_or_default();
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
    let submitted = posted
        .once("submit", move |tx, cause, place| {
            let receipt = receipt.clone();
            Box::pin(async move {
                place.desk(cause).submit(tx, seen).await?;
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

/// Files a nil return in one act: what the draft says in words is kept, its numbers are not.
pub async fn nil(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let posted = Posted::read(page, &period, &body)?;
    let (seen, receipt) = (posted.seen, posted.receipt.clone());
    let filed = posted.once("nil", move |tx, cause, place| {
        let receipt = receipt.clone();
        Box::pin(async move {
            let held = store::get(tx, &place.programme.id, &place.unit.id, place.period).await?;
            let tasks = held.draft.tasks.into_iter().map(|task| TaskEntry { closure: None, ..task }).collect();
            let draft = Draft { nil: true, entries: Vec::new(), specialties: Vec::new(), tasks, ..held.draft };
            let desk = place.desk(cause);
            let saved = desk.save(tx, draft, seen).await?;
            desk.submit(tx, Some(saved.lock)).await?;
            Ok(Answer::see(receipt))
        })
    });
    Ok(follow(filed.await?))
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

pub async fn correct(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let posted = Posted::read(page, &period, &body)?;
    let (seen, form) = (posted.seen, posted.form.clone());
    let reason = posted.fields.get("reason").to_owned();
    if reason.is_empty() {
        return Err(Problem::bad_input("reason", "…", ""));
    }
    let begun = posted.once("correct", move |tx, cause, place| {
        let (form, reason) = (form.clone(), reason.clone());
        Box::pin(async move {
            place.desk(cause).correct(tx, seen, &reason).await?;
            Ok(Answer::see(form))
        })
    });
    Ok(follow(begun.await?))
}

/// Gives a correction up: the accepted version stands as it was.
pub async fn abandon(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let posted = Posted::read(page, &period, &body)?;
    let (seen, receipt) = (posted.seen, posted.receipt.clone());
    let abandoned = posted.once("abandon", move |tx, cause, place| {
        let receipt = receipt.clone();
        Box::pin(async move {
            place.desk(cause).abandon(tx, seen).await?;
            Ok(Answer::see(receipt))
        })
    });
    Ok(follow(abandoned.await?))
}
