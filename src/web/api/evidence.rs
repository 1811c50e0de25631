//! Files of reports by script: listed, brought one by one, taken off a draft, and fetched.

use super::answers::{EvidenceAnswer, ProblemAnswer};
use super::cause;
use super::reports::{At, place};
use crate::evidence::pages::{handed_over, shelve};
use crate::evidence::{LARGEST_FILE, Purpose, may_read, store};
use crate::problem::Problem;
use crate::reports::store::get;
use crate::web::App;
use crate::web::acts::{Answer, act};
use crate::web::guard::Visitor;
use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::{Extension, Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;

/// Which files: those of a version, or of the draft.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Of {
    /// The number of a version; without it the draft's, for the unit itself, or else those of the last version.
    version: Option<i64>,
}

/// A file as it is called, and what it is for.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Named {
    /// Its name, with its end.
    name: String,
    /// `report`, `sealed` or `task.9`; the report if not said.
    r#for: Option<String>,
}

type Asked<T> = Result<Query<T>, axum::extract::rejection::QueryRejection>;

fn asked<T>(asked: Asked<T>, expected: &str) -> Result<T, Problem> {
    asked.map(|Query(asked)| asked).map_err(|rejection| Problem::bad_input("query", expected, rejection.body_text()))
}

async fn listed(app: &App, visitor: &Visitor, at: &At, version: Option<i64>) -> Result<Vec<EvidenceAnswer>, Problem> {
    let place = place(app, visitor, at).await?;
    let (programme, unit) = (&place.programme.id, &place.unit.id);
    let mut tx = app.db.read().await?;
    let report = get(&mut tx, programme, unit, place.period).await?;
    let own = visitor.signed_in()?.belongs_to(unit) && report.state.is_open();
    let files = match version {
        None if own => store::of_draft(&mut tx, programme, unit, place.period).await?,
        number => store::of_version(&mut tx, programme, unit, place.period, number.unwrap_or(report.version)).await?,
    };
    Ok(files.into_iter().map(|file| EvidenceAnswer::new(programme, file)).collect())
}

/// The files of a report.
#[utoipa::path(get, path = "/api/v1/programmes/{p}/reports/{unit}/{period}/evidence", params(At, Of), responses((status = 200, body = [EvidenceAnswer]), (status = 403, body = ProblemAnswer)))]
pub async fn evidence(
    State(app): State<App>,
    Extension(visitor): Extension<Arc<Visitor>>,
    Path(at): Path<At>,
    of: Asked<Of>,
) -> Result<Response, Problem> {
    let Of { version } = asked(of, "version")?;
    Ok(Json(listed(&app, &visitor, &at, version).await?).into_response())
}

/// Brings a file: its bytes are the body. The same content for the same purpose is kept once.
#[utoipa::path(post, path = "/api/v1/programmes/{p}/reports/{unit}/{period}/evidence", params(At, Named, ("Idempotency-Key" = Option<String>, Header)), request_body(content = Vec<u8>, content_type = "application/octet-stream"), responses((status = 200, body = [EvidenceAnswer]), (status = 409, body = ProblemAnswer), (status = 413, body = ProblemAnswer), (status = 422, body = ProblemAnswer)))]
pub async fn attach(
    State(app): State<App>,
    Extension(visitor): Extension<Arc<Visitor>>,
    Path(at): Path<At>,
    named: Asked<Named>,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, Problem> {
    let Named { name, r#for } = asked(named, "name, for")?;
    let purpose: Purpose =
        r#for.as_deref().unwrap_or("report").parse().map_err(|_| {
            Problem::bad_input("for", "report, sealed or task.NUMBER", r#for.clone().unwrap_or_default())
        })?;
    let place = place(&app, &visitor, &at).await?;
    let bytes = to_bytes(body, LARGEST_FILE).await.map_err(|_| Problem::TooLarge)?;
    let file = shelve(&app, &name, bytes).await?.map_err(Problem::File)?;
    let route = format!("attach {} {} {}", place.programme.id, place.unit.id, place.period);
    let cause = cause(&app, &visitor, &headers, route, format!("{purpose} {}", file.sha256).as_bytes())?;
    act(&app, cause, move |tx, cause| {
        let (place, purpose, file) = (place.clone(), purpose.clone(), file.clone());
        Box::pin(async move {
            place.desk(cause).attach(tx, &purpose, &file).await?.map_err(Problem::File)?;
            Ok(Answer { status: 204, text: String::new() })
        })
    })
    .await?;
    Ok(Json(listed(&app, &visitor, &at, None).await?).into_response())
}

/// Takes a file off a draft.
#[utoipa::path(post, path = "/api/v1/programmes/{p}/reports/{unit}/{period}/evidence/{id}/detach", params(At, ("id" = String, Path), ("Idempotency-Key" = Option<String>, Header)), responses((status = 204), (status = 404, body = ProblemAnswer), (status = 409, body = ProblemAnswer)))]
pub async fn detach(
    State(app): State<App>,
    Extension(visitor): Extension<Arc<Visitor>>,
    Path((p, unit, period, id)): Path<(String, String, String, String)>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let place = place(&app, &visitor, &At { p, unit, period }).await?;
    let route = format!("detach {} {} {} {id}", place.programme.id, place.unit.id, place.period);
    let cause = cause(&app, &visitor, &headers, route, b"")?;
    act(&app, cause, move |tx, cause| {
        let (place, id) = (place.clone(), id.clone());
        Box::pin(async move {
            place.desk(cause).detach(tx, &id).await?;
            Ok(Answer { status: 204, text: String::new() })
        })
    })
    .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// The bytes of a file.
#[utoipa::path(get, path = "/api/v1/programmes/{p}/evidence/{id}", params(("p" = String, Path), ("id" = String, Path)), responses((status = 200, content_type = "application/octet-stream"), (status = 404, body = ProblemAnswer)))]
pub async fn evidence_file(
    State(app): State<App>,
    Extension(visitor): Extension<Arc<Visitor>>,
    Path((programme, id)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let person = visitor.signed_in()?;
    let mut tx = app.db.read().await?;
    let found = store::find(&mut tx, &id).await?;
    drop(tx);
    let found = found.filter(|(of, file, filed)| *of == programme && may_read(person, file, *filed));
    let (_, file, _) = found.ok_or(Problem::NotFound)?;
    handed_over(&app, &file, "attachment").await
}
