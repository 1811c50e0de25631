//! The same rules by script: JSON under `/api/v1`, through the same guard and the same acts.

mod answers;
mod closures;
mod evidence;
mod documents;
mod reports;
mod said;
mod schema;

pub use closures::{closures, confirm_closure, return_closure};
pub use documents::{document, documents};
pub use evidence::{attach, detach, evidence, evidence_file};
pub use reports::{abandon, accept, confirm, correct, forward, report, save, send_back, submit, withdraw};
pub use said::{decisions, notes};

use crate::calendar::day_of;
use crate::figures::FigureId;
use crate::language::Lang;
use crate::problem::Problem;
use crate::programme::store as programmes_store;
use crate::progress as rules;
use crate::progress::pages::for_reader;
use crate::views::View;
use crate::web::acts::Cause;
use crate::web::guard::Visitor;
use crate::web::pages::asked_view;
use crate::web::{App, Standing};
use answers::{ContributionAnswer, FigureAnswer, ProblemAnswer, ProgrammeAnswer, ProgrammeLine, ProgressAnswer};
use axum::Json;
use axum::extract::{Extension, Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use schema::{Bearer, Problems};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::{IntoParams, OpenApi, ToSchema};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "pilotboard",
        description = "The progress board of a pilot programme by script: the rules, the rights and the acts of the pages."
    ),
    paths(
        programmes, programme, progress, figure, said::notes, said::decisions, reports::report, reports::save, reports::submit, reports::withdraw,
        reports::confirm, reports::forward, reports::send_back, reports::accept, reports::correct, reports::abandon,
        evidence::evidence, evidence::attach, evidence::detach, evidence::evidence_file, closures::closures, closures::confirm_closure, closures::return_closure, documents::documents, documents::document
    ),
    components(schemas(ProblemAnswer)),
    modifiers(&Bearer, &Problems),
    security(("bearer" = []))
)]
struct Document;

/// The OpenAPI 3.1 document, made from the handlers below.
pub async fn openapi() -> Response {
    match Document::openapi().to_json() {
        Ok(json) => ([(header::CONTENT_TYPE, "application/json")], json).into_response(),
        Err(_) => Problem::Internal { id: crate::db::new_id() }.into_response(),
    }
}

/// The paths the document describes, for the test that compares them with the route table.
pub fn described() -> Vec<String> {
    Document::openapi().paths.paths.keys().cloned().collect()
}

/// A problem as `application/problem+json` (RFC 9457): what, where, what was expected, how to mend it.
pub fn problem_response(problem: &Problem, lang: Lang) -> Response {
    let body = ProblemAnswer::new(problem, lang);
    let status = StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(body)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    if let Problem::Conflict { lock, .. } = problem {
        headers.extend(etag(*lock));
    }
    if let Problem::TooOften { seconds } = problem {
        headers.insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
    }
    if *problem == Problem::NotSignedIn {
        headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
    }
    response
}

fn etag(lock: i64) -> Option<(header::HeaderName, HeaderValue)> {
    Some((header::ETAG, HeaderValue::from_str(&format!("\"{lock}\"")).ok()?))
}

/// A moment and a basis; what is left out is as on the pages: the last day that has ended, as corrected since.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Moment {
    /// A day, `2022-07-28`; its end in Shanghai.
    as_at: Option<String>,
    /// `reported` or `corrected`.
    basis: Option<String>,
    /// `zh-Hans`, `zh-Hant` or `en`, for names and messages.
    lang: Option<String>,
}

impl Moment {
    fn view(&self, app: &App, standing: &Standing) -> Result<View, Problem> {
        let now = app.clock.now();
        let usual = View::usual(&standing.programme, now);
        asked_view(usual, day_of(now), self.as_at.as_deref(), self.basis.as_deref())
    }

    fn lang(&self) -> Lang {
        self.lang.as_deref().and_then(|tag| tag.parse().ok()).unwrap_or_default()
    }
}

type Asked = Result<Query<Moment>, axum::extract::rejection::QueryRejection>;

fn moment(asked: Asked) -> Result<Moment, Problem> {
    asked
        .map(|Query(moment)| moment)
        .map_err(|rejection| Problem::bad_input("query", "as_at, basis, lang", rejection.body_text()))
}

/// The programmes on this board.
#[utoipa::path(get, path = "/api/v1/programmes", responses((status = 200, body = [ProgrammeLine])))]
pub async fn programmes(State(app): State<App>) -> Result<Response, Problem> {
    let mut tx = app.db.read().await?;
    let mut lines = Vec::new();
    for id in programmes_store::ids(&mut tx).await? {
        let standing = app.standing(&mut tx, &id).await?;
        lines.push(ProgrammeLine::new(&standing));
    }
    Ok(Json(lines).into_response())
}

/// One programme: targets, tasks, units, specialties, periods.
#[utoipa::path(get, path = "/api/v1/programmes/{p}", params(("p" = String, Path)), responses((status = 200, body = ProgrammeAnswer), (status = 404, body = ProblemAnswer)))]
pub async fn programme(State(app): State<App>, Path(id): Path<String>) -> Result<Response, Problem> {
    let mut tx = app.db.read().await?;
    let standing = app.standing(&mut tx, &id).await?;
    Ok(Json(ProgrammeAnswer::new(&standing)).into_response())
}

/// How far the programme is, as at a moment.
#[utoipa::path(get, path = "/api/v1/programmes/{p}/progress", params(("p" = String, Path), Moment), responses((status = 200, body = ProgressAnswer), (status = 400, body = ProblemAnswer)))]
pub async fn progress(State(app): State<App>, Path(id): Path<String>, asked: Asked) -> Result<Response, Problem> {
    let asked = moment(asked)?;
    let mut tx = app.db.read().await?;
    let standing = app.standing(&mut tx, &id).await?;
    let record = app.record(&mut tx, &standing).await?;
    drop(tx);
    let view = asked.view(&app, &standing)?;
    let standing = standing.at(view.day);
    let progress = app.progress(&standing, &record, view);
    Ok(Json(ProgressAnswer::new(&standing, &progress)).into_response())
}

/// What a number is made of. Other units' parts are put together for those who may not read them.
#[utoipa::path(get, path = "/api/v1/programmes/{p}/figures/{id}", params(("p" = String, Path), ("id" = String, Path, example = "T1"), Moment), responses((status = 200, body = FigureAnswer), (status = 404, body = ProblemAnswer)))]
pub async fn figure(
    State(app): State<App>,
    Extension(visitor): Extension<Arc<Visitor>>,
    Path((id, name)): Path<(String, String)>,
    asked: Asked,
) -> Result<Response, Problem> {
    let asked = moment(asked)?;
    let name: FigureId = name.parse().map_err(|_| Problem::NotFound)?;
    let mut tx = app.db.read().await?;
    let standing = app.standing(&mut tx, &id).await?;
    let record = app.record(&mut tx, &standing).await?;
    drop(tx);
    let view = asked.view(&app, &standing)?;
    let standing = standing.at(view.day);
    let figure = rules::figure(&standing.programme, &record, view, &name).ok_or(Problem::NotFound)?;
    let (parts, others) = for_reader(visitor.signed_in()?, figure.contributions);
    let mut contributions: Vec<ContributionAnswer> = parts.into_iter().map(Into::into).collect();
    contributions.extend(others.map(ContributionAnswer::others));
    let formula = asked.lang().formula(figure.formula).to_owned();
    let unconfirmed = standing.programme.unconfirmed(&name).iter().map(|reading| reading.id.clone()).collect();
    Ok(Json(FigureAnswer::new(&name, figure.value, formula, view, unconfirmed, contributions)).into_response())
}

/// Reads a body of JSON strictly; a mistake names where it is.
fn read<T: for<'de> Deserialize<'de>>(body: &[u8], expected: &str) -> Result<T, Problem> {
    // serde also takes an array for an object, its values in the order of the fields.
    if body.trim_ascii_start().first().is_some_and(|first| *first != b'{') {
        return Err(Problem::bad_input("body:1:1", expected, "not an object"));
    }
    serde_json::from_slice(body).map_err(|error| {
        Problem::bad_input(format!("body:{}:{}", error.line(), error.column()), expected, error.to_string())
    })
}

fn cause(app: &App, visitor: &Visitor, headers: &HeaderMap, route: String, body: &[u8]) -> Result<Cause, Problem> {
    let key = headers.get("idempotency-key").map(|key| key.to_str().unwrap_or_default().to_owned());
    if key.as_ref().is_some_and(|key| key.is_empty() || key.len() > 200) {
        return Err(Problem::bad_input("Idempotency-Key", "1–200 characters", key.unwrap_or_default()));
    }
    Ok(Cause { actor: visitor.actor(app)?, route, key, body: String::from_utf8_lossy(body).into_owned() })
}

/// A reason.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    reason: String,
}

fn filled(at: &str, text: &str) -> Result<String, Problem> {
    let text = text.trim();
    if text.is_empty() { Err(Problem::bad_input(at, "", "")) } else { Ok(text.to_owned()) }
}
