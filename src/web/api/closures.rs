//! Closures of tasks by script.

use super::answers::{ClosureAnswer, ProblemAnswer};
use super::{Reason, cause, filled, read};
use crate::problem::Problem;
use crate::reports::store;
use crate::web::App;
use crate::web::acts::{Answer, act};
use crate::web::guard::Visitor;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The closures that wait for the office.
#[utoipa::path(get, path = "/api/v1/programmes/{p}/closures", params(("p" = String, Path)), responses((status = 200, body = [ClosureAnswer])))]
pub async fn closures(State(app): State<App>, Path(id): Path<String>) -> Result<Response, Problem> {
    let mut tx = app.db.read().await?;
    app.standing(&mut tx, &id).await?;
    let waiting = store::closures_waiting(&mut tx, &id).await?;
    Ok(Json(waiting.into_iter().map(ClosureAnswer::from).collect::<Vec<_>>()).into_response())
}

async fn closure(
    app: &App,
    visitor: &Visitor,
    (programme, id): (String, String),
    headers: &HeaderMap,
    body: &[u8],
    sent_back: Option<String>,
) -> Result<Response, Problem> {
    let name = if sent_back.is_some() { "return" } else { "confirm" };
    let cause = cause(app, visitor, headers, format!("{name} closure {programme} {id}"), body)?;
    let worker = app.clone();
    act(app, cause, move |tx, cause| {
        let (app, programme, id, sent_back) = (worker.clone(), programme.clone(), id.clone(), sent_back.clone());
        Box::pin(async move {
            store::decide_closure(tx, &programme, &id, &cause.actor, &app.audit_key, sent_back.as_deref()).await?;
            Ok(Answer { status: 204, text: String::new() })
        })
    })
    .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Confirms that a task's occurrence is closed; never by the person who asked for it.
#[utoipa::path(post, path = "/api/v1/programmes/{p}/closures/{id}/confirm", params(("p" = String, Path), ("id" = String, Path), ("Idempotency-Key" = Option<String>, Header)), responses((status = 204), (status = 409, body = ProblemAnswer)))]
pub async fn confirm_closure(
    State(app): State<App>,
    Extension(visitor): Extension<Arc<Visitor>>,
    Path(at): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    closure(&app, &visitor, at, &headers, &body, None).await
}

/// Sends a closure request back with a reason.
#[utoipa::path(post, path = "/api/v1/programmes/{p}/closures/{id}/return", params(("p" = String, Path), ("id" = String, Path), ("Idempotency-Key" = Option<String>, Header)), request_body = Reason, responses((status = 204), (status = 409, body = ProblemAnswer)))]
pub async fn return_closure(
    State(app): State<App>,
    Extension(visitor): Extension<Arc<Visitor>>,
    Path(at): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let asked: Reason = read(&body, "{\"reason\": …}")?;
    let reason = filled("reason", &asked.reason)?;
    closure(&app, &visitor, at, &headers, &body, Some(reason)).await
}
