//! Reports by script: the acts of the pages, one by one.

use super::answers::{ProblemAnswer, ReportAnswer};
use super::{Reason, cause, etag, filled, read};
use crate::calendar::PeriodId;
use crate::db::Tx;
use crate::problem::Problem;
use crate::reports::Draft;
use crate::reports::pages::Place;
use crate::reports::store::{self, Report, Return};
use crate::review::{Action, Ground};
use crate::units::Route;
use crate::web::App;
use crate::web::acts::{Answer, Cause, Work, act};
use crate::web::guard::Visitor;
use axum::RequestExt;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Path, Request};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::{IntoParams, ToSchema};

/// Where in the API a report is.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct At {
    /// Id of the programme.
    pub(super) p: String,
    /// Id of the unit.
    pub(super) unit: String,
    /// `2022-07`, or `2022-12S`.
    pub(super) period: String,
}

/// A script's request about a report that can be there.
pub struct Call {
    place: Place,
    visitor: Arc<Visitor>,
    headers: HeaderMap,
    body: Bytes,
}

impl FromRequest<App> for Call {
    type Rejection = Problem;
    async fn from_request(mut request: Request, app: &App) -> Result<Self, Problem> {
        let at = request.extract_parts::<Path<At>>().await.map_err(|_| Problem::NotFound)?;
        let visitor = request.extensions().get::<Arc<Visitor>>().cloned().ok_or(Problem::NotSignedIn)?;
        let headers = request.headers().clone();
        let place = place(app, &visitor, &at).await?;
        let body = Bytes::from_request(request, app).await.map_err(|_| Problem::TooLarge)?;
        Ok(Call { place, visitor, headers, body })
    }
}

/// What of an answer goes into its ETag.
#[derive(Deserialize)]
struct Lock {
    version: i64,
}

pub(super) async fn place(app: &App, visitor: &Visitor, at: &At) -> Result<Place, Problem> {
    let programme = match app.known(&visitor.heads, &at.p) {
        Some(standing) => standing.programme,
        None => app.standing(&mut app.db.glance().await?, &at.p).await?.programme,
    };
    let period: PeriodId = at.period.parse().map_err(|_| Problem::NotFound)?;
    programme.period(period).ok_or(Problem::NotFound)?;
    let unit = programme.unit(&at.unit).cloned().ok_or(Problem::NotFound)?;
    if unit.route == Route::None {
        return Err(Problem::NotFound);
    }
    Ok(Place { app: app.clone(), programme, unit, period })
}

impl Call {
    /// The lock the script has seen: `If-Match: "3"`.
    fn seen(&self) -> Result<Option<i64>, Problem> {
        let Some(value) = self.headers.get(header::IF_MATCH) else { return Ok(None) };
        let text = value.to_str().unwrap_or_default();
        let number = text.trim_start_matches("W/").trim_matches('"');
        match number.parse() {
            Ok(lock) => Ok(Some(lock)),
            Err(_) if text == "*" => Ok(None),
            Err(_) => Err(Problem::bad_input("If-Match", "\"3\"", text)),
        }
    }

    /// Does `work` once under the request's key, and answers the report.
    async fn once<F>(self, action: Action, work: F) -> Result<Response, Problem>
    where
        F: for<'t> Fn(&'t mut Tx, &'t Cause, Place, Option<i64>) -> Work<'t> + Send + Sync + 'static,
    {
        let seen = self.seen()?;
        let Call { place, visitor, headers, body } = self;
        let route = format!("{action} {} {} {}", place.programme.id, place.unit.id, place.period);
        let app = place.app.clone();
        let cause = cause(&app, &visitor, &headers, route, &body)?;
        let answer = act(&app, cause, move |tx, cause| work(tx, cause, place.clone(), seen)).await?;
        let Lock { version } = serde_json::from_str(&answer.text)?;
        Ok(report_response(StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK), answer.text, version))
    }
}

fn report_response(status: StatusCode, json: String, lock: i64) -> Response {
    let mut response = (status, [(header::CONTENT_TYPE, "application/json")], Body::from(json)).into_response();
    response.headers_mut().extend(etag(lock));
    response
}

async fn answer(tx: &mut Tx, place: &Place, report: &Report) -> Result<ReportAnswer, Problem> {
    let receipts = store::receipts(tx, &place.programme.id, &place.unit.id, place.period).await?;
    let of = (place.unit.id.as_str(), place.period);
    let proof = store::proof(tx, &place.programme, of, &report.draft, place.app.clock.now()).await?;
    Ok(ReportAnswer::new(place, report, &receipts, &proof))
}

async fn finish(tx: &mut Tx, place: &Place, report: Report) -> Result<Answer, Problem> {
    Answer::json(200, &answer(tx, place, &report).await?)
}

/// A report: its state, its draft and its versions.
#[utoipa::path(get, path = "/api/v1/programmes/{p}/reports/{unit}/{period}", params(At), responses((status = 200, body = ReportAnswer), (status = 403, body = ProblemAnswer)))]
pub async fn report(Call { place, visitor, .. }: Call) -> Result<Response, Problem> {
    let mut tx = place.app.db.read().await?;
    let report = store::get(&mut tx, &place.programme.id, &place.unit.id, place.period).await?;
    let mut answer = answer(&mut tx, &place, &report).await?;
    if !visitor.signed_in()?.belongs_to(&place.unit.id) {
        answer.hide_draft();
    }
    Ok(report_response(StatusCode::OK, serde_json::to_string(&answer)?, answer.version))
}

/// Saves the draft as given. `If-Match` names the version it was made from.
#[utoipa::path(put, path = "/api/v1/programmes/{p}/reports/{unit}/{period}", params(At, ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)), request_body = Draft, responses((status = 200, body = ReportAnswer), (status = 409, body = ProblemAnswer), (status = 428, body = ProblemAnswer)))]
pub async fn save(call: Call) -> Result<Response, Problem> {
    let draft: Draft = read(&call.body, "a report draft")?;
    let unseen = !call.headers.contains_key(header::IF_MATCH);
    call.once(Action::Save, move |tx, cause, place, seen| {
        let draft = draft.clone();
        Box::pin(async move {
            let report = place.desk(cause).save(tx, draft, seen).await?;
            // Refused, the save is undone. Only the first may be made unseen.
            let first = report.lock == 1 && report.saved_at == Some(cause.actor.now);
            if unseen && !first {
                return Err(Problem::LockMissing);
            }
            finish(tx, &place, report).await
        })
    })
    .await
}

/// Submits the draft; what is wrong with it is answered as 422, one fault per field.
#[utoipa::path(post, path = "/api/v1/programmes/{p}/reports/{unit}/{period}/submit", params(At, ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)), responses((status = 200, body = ReportAnswer), (status = 409, body = ProblemAnswer), (status = 422, body = ProblemAnswer)))]
pub async fn submit(call: Call) -> Result<Response, Problem> {
    call.once(Action::Submit, |tx, cause, place, seen| {
        Box::pin(async move {
            let (report, _) = place.desk(cause).submit(tx, seen).await?;
            finish(tx, &place, report).await
        })
    })
    .await
}

/// Takes the report back before anybody has looked at it.
#[utoipa::path(post, path = "/api/v1/programmes/{p}/reports/{unit}/{period}/withdraw", params(At, ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)), responses((status = 200, body = ReportAnswer), (status = 409, body = ProblemAnswer)))]
pub async fn withdraw(call: Call) -> Result<Response, Problem> {
    call.once(Action::Withdraw, |tx, cause, place, seen| {
        Box::pin(async move {
            let report = place.desk(cause).withdraw(tx, seen).await?;
            finish(tx, &place, report).await
        })
    })
    .await
}

/// The head of the unit agrees with what was submitted.
#[utoipa::path(post, path = "/api/v1/programmes/{p}/reports/{unit}/{period}/confirm", params(At, ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)), responses((status = 200, body = ReportAnswer), (status = 409, body = ProblemAnswer)))]
pub async fn confirm(call: Call) -> Result<Response, Problem> {
    call.once(Action::Confirm, |tx, cause, place, seen| {
        Box::pin(async move {
            let report = place.desk(cause).confirm(tx, seen).await?;
            finish(tx, &place, report).await
        })
    })
    .await
}

/// The consolidating unit passes a society's report on to the office.
#[utoipa::path(post, path = "/api/v1/programmes/{p}/reports/{unit}/{period}/forward", params(At, ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)), responses((status = 200, body = ReportAnswer), (status = 409, body = ProblemAnswer)))]
pub async fn forward(call: Call) -> Result<Response, Problem> {
    call.once(Action::Forward, |tx, cause, place, seen| {
        Box::pin(async move {
            let report = place.desk(cause).forward(tx, seen).await?;
            finish(tx, &place, report).await
        })
    })
    .await
}

/// The office accepts the report; from then on it counts.
#[utoipa::path(post, path = "/api/v1/programmes/{p}/reports/{unit}/{period}/accept", params(At, ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)), responses((status = 200, body = ReportAnswer), (status = 409, body = ProblemAnswer)))]
pub async fn accept(call: Call) -> Result<Response, Problem> {
    call.once(Action::Accept, |tx, cause, place, seen| {
        Box::pin(async move {
            let report = place.desk(cause).accept(tx, seen).await?;
            finish(tx, &place, report).await
        })
    })
    .await
}

/// Gives a correction up: the accepted version stands as it was.
#[utoipa::path(post, path = "/api/v1/programmes/{p}/reports/{unit}/{period}/abandon", params(At, ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)), responses((status = 200, body = ReportAnswer), (status = 409, body = ProblemAnswer)))]
pub async fn abandon(call: Call) -> Result<Response, Problem> {
    call.once(Action::Abandon, |tx, cause, place, seen| {
        Box::pin(async move {
            let report = place.desk(cause).abandon(tx, seen).await?;
            finish(tx, &place, report).await
        })
    })
    .await
}

/// Why a report goes back, and which field it is about.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SendBack {
    /// The field to amend.
    field: String,
    /// In the office's own words; may be left out where a ground says it.
    #[serde(default)]
    reason: String,
    /// `rule`, `evidence`, `figure` or `brevity`.
    ground: Option<String>,
    /// The day by which the report is expected again; two working days from now if not said.
    until: Option<NaiveDate>,
}

impl SendBack {
    /// The return it asks for, by the rules of the page: a field, and a ground or a reason.
    fn read(self, today: NaiveDate) -> Result<Return, Problem> {
        let field = filled("field", &self.field)?;
        let grounds = || Ground::ALL.map(|ground| ground.to_string()).join(", ");
        let ground = match &self.ground {
            Some(text) => Some(text.parse().map_err(|_| Problem::bad_input("ground", grounds(), text))?),
            None => None,
        };
        let reason = self.reason.trim().to_owned();
        if ground.is_none() && reason.is_empty() {
            return Err(Problem::bad_input("reason", "a text, or a ground", ""));
        }
        match self.until {
            Some(day) if day < today => Err(Problem::bad_input("until", "today or later", day.to_string())),
            until => Ok(Return { field, ground, reason, until }),
        }
    }
}

/// Sends the report back with the field, the ground or the reason, and the day by which it is expected again.
#[utoipa::path(post, path = "/api/v1/programmes/{p}/reports/{unit}/{period}/return", params(At, ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)), request_body = SendBack, responses((status = 200, body = ReportAnswer), (status = 409, body = ProblemAnswer)))]
pub async fn send_back(call: Call) -> Result<Response, Problem> {
    let asked: SendBack = read(&call.body, "{\"field\": …, \"reason\": …}")?;
    let back = asked.read(call.place.today())?;
    call.once(Action::Return, move |tx, cause, place, seen| {
        let back = back.clone();
        Box::pin(async move {
            let report = place.desk(cause).return_for(tx, seen, back).await?;
            finish(tx, &place, report).await
        })
    })
    .await
}

/// Begins a correction of an accepted report; the accepted version counts until the new one is accepted.
#[utoipa::path(post, path = "/api/v1/programmes/{p}/reports/{unit}/{period}/correct", params(At, ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)), request_body = Reason, responses((status = 200, body = ReportAnswer), (status = 409, body = ProblemAnswer)))]
pub async fn correct(call: Call) -> Result<Response, Problem> {
    let asked: Reason = read(&call.body, "{\"reason\": …}")?;
    let reason = filled("reason", &asked.reason)?;
    call.once(Action::Correct, move |tx, cause, place, seen| {
        let reason = reason.clone();
        Box::pin(async move {
            let report = place.desk(cause).correct(tx, seen, &reason).await?;
            finish(tx, &place, report).await
        })
    })
    .await
}
