//! Decisions as they are posted: forward, accept, return, take back, comment.

use super::forms::Typed;
use super::{Reading, reading, show};
use crate::calendar::{PeriodId, day_of};
use crate::problem::Problem;
use crate::reports::pages::Place;
use crate::reports::store::Return;
use crate::reports::understand_day;
use crate::web::acts::{Answer, Cause, Work, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, encode};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

/// What a decision is taken on, what it says, and where it leads.
#[derive(Clone)]
struct Asked {
    seen: Option<i64>,
    back: Return,
    comment: String,
    then: String,
}

/// The queue as it was, at the report named. Only reports and choices of the board's own lead anywhere.
fn onward(page: &Page, fields: &Fields, at: Option<&str>) -> String {
    let known = |text: &str| {
        let (unit, period) = text.split_once(':')?;
        let period: PeriodId = period.parse().ok()?;
        page.standing.programme.unit(unit).map(|unit| format!("{}:{period}", unit.id))
    };
    let chosen = ["period", "state", "warned"].map(|name| (name, fields.get(&format!("queue.{name}"))));
    let mut address = "/review".to_owned();
    let mut joint = '?';
    for (name, value) in chosen.into_iter().filter(|(_, value)| !value.is_empty()) {
        address.push_str(&format!("{joint}{name}={}", encode(value)));
        joint = '&';
    }
    if let Some(report) = at.and_then(known) {
        address.push_str(&format!("{joint}report={}", encode(&report)));
    }
    page.link(&address)
}

async fn decision(
    page: &Page,
    (unit, period): (String, String),
    name: &str,
    fields: &Fields,
    back: Return,
    work: impl for<'t> Fn(&'t mut crate::db::Tx, &'t Cause, Place, Asked) -> Work<'t> + Send + Sync + 'static,
) -> Result<Response, Problem> {
    let programme = &page.standing.programme;
    let unit = programme.unit(&unit).cloned().ok_or(Problem::NotFound)?;
    let id: PeriodId = period.parse().map_err(|_| Problem::NotFound)?;
    let this = format!("{}:{id}", unit.id);
    let next = Some(fields.get("next")).filter(|next| !next.is_empty());
    // What is taken back or commented on stays in view.
    let at = if matches!(name, "undo" | "comment") { Some(this.as_str()) } else { next };
    let asked = Asked {
        seen: fields.get("lock").parse().ok(),
        back,
        comment: fields.get("comment").to_owned(),
        then: onward(page, fields, at),
    };
    let why = cause(page, &format!("POST /review/{}/{id}/{name}", unit.id), fields)?;
    let place = Place { app: page.app.clone(), programme: programme.clone(), unit, period: id };
    let answer = act(&page.app, why, move |tx, cause| work(tx, cause, place.clone(), asked.clone())).await?;
    Ok(follow(answer))
}

pub async fn forward(page: Page, Path(at): Path<(String, String)>, body: Bytes) -> Result<Response, Problem> {
    decision(&page, at, "forward", &Fields::read(&body)?, Return::default(), |tx, cause, place, asked| {
        Box::pin(async move {
            place.desk(cause).forward(tx, asked.seen).await?;
            Ok(Answer::see(asked.then))
        })
    })
    .await
}

pub async fn accept(page: Page, Path(at): Path<(String, String)>, body: Bytes) -> Result<Response, Problem> {
    decision(&page, at, "accept", &Fields::read(&body)?, Return::default(), |tx, cause, place, asked| {
        Box::pin(async move {
            place.desk(cause).accept(tx, asked.seen).await?;
            Ok(Answer::see(asked.then))
        })
    })
    .await
}

pub async fn undo(page: Page, Path(at): Path<(String, String)>, body: Bytes) -> Result<Response, Problem> {
    decision(&page, at, "undo", &Fields::read(&body)?, Return::default(), |tx, cause, place, asked| {
        Box::pin(async move {
            place.desk(cause).undo(tx, asked.seen).await?;
            Ok(Answer::see(asked.then))
        })
    })
    .await
}

pub async fn comment(page: Page, Path(at): Path<(String, String)>, body: Bytes) -> Result<Response, Problem> {
    decision(&page, at, "comment", &Fields::read(&body)?, Return::default(), |tx, cause, place, asked| {
        Box::pin(async move {
            place.desk(cause).comment(tx, &asked.comment).await?;
            Ok(Answer::see(asked.then))
        })
    })
    .await
}

/// A return as typed, or what is wrong with it.
fn returned(page: &Page, fields: &Fields) -> Result<Return, String> {
    let lang = page.lang;
    let (field, reason) = (fields.get("field").to_owned(), fields.get("reason").to_owned());
    let ground = fields.get("ground").parse().ok();
    if field.is_empty() || (reason.is_empty() && ground.is_none()) {
        return Err(lang.review_reason_needed().to_owned());
    }
    let until = match fields.get("until") {
        "" => None,
        text => Some(
            understand_day(text).filter(|day| *day >= day_of(page.now)).ok_or_else(|| lang.review_until_wrong(text))?,
        ),
    };
    Ok(Return { field, ground, reason, until })
}

pub async fn send_back(page: Page, Path(at): Path<(String, String)>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let back = match returned(&page, &fields) {
        Ok(back) => back,
        Err(wrong) => {
            let typed = |name: &str| fields.get(name).to_owned();
            let refused = Typed {
                field: typed("field"),
                ground: typed("ground"),
                reason: typed("reason"),
                until: typed("until"),
                wrong,
            };
            let reading = Reading { refused: Some(refused), ..reading(&page, &at.0, &at.1).await? };
            return show(&page, StatusCode::UNPROCESSABLE_ENTITY, reading).await;
        }
    };
    decision(&page, at, "return", &fields, back, |tx, cause, place, asked| {
        Box::pin(async move {
            place.desk(cause).return_for(tx, asked.seen, asked.back).await?;
            Ok(Answer::see(asked.then))
        })
    })
    .await
}
