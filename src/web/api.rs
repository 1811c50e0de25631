//! The same rules by script: JSON under `/api/v1`, through the same guard and the same acts.

mod answers;
mod schema;

use crate::calendar::PeriodId;
use crate::figures::FigureId;
use crate::language::Lang;
use crate::problem::Problem;
use crate::programme::store as programmes_store;
use crate::progress as rules;
use crate::progress::pages::for_reader;
use crate::reports::Draft;
use crate::reports::pages::Place;
use crate::reports::store::{self, Report};
use crate::review::Action;
use crate::views::View;
use crate::web::acts::{Answer, Cause, Work, act};
use crate::web::guard::Visitor;
use crate::web::pages::asked_view;
use crate::web::{App, Standing};
use answers::{
    ClosureAnswer, ContributionAnswer, FigureAnswer, ProblemAnswer, ProgrammeAnswer, ProgrammeLine, ProgressAnswer,
    ReportAnswer,
};
use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{Extension, Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use schema::Bearer;
use serde::Deserialize;
use utoipa::{IntoParams, OpenApi, ToSchema};

#[derive(OpenApi)]
#[openapi(
    info(
        title = "pilotboard",
        description = "The progress board of a pilot programme by script: the rules, the rights and the acts of the pages."
    ),
    paths(
        programmes, programme, progress, figure, report, save, submit, forward, send_back, accept, correct, closures,
        confirm_closure, return_closure
    ),
    components(schemas(ProblemAnswer)),
    modifiers(&Bearer),
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
        let usual = View::usual(&standing.programme, app.clock.now());
        asked_view(usual, self.as_at.as_deref(), self.basis.as_deref())
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
    let progress = app.progress(&standing, &record, asked.view(&app, &standing)?);
    Ok(Json(ProgressAnswer::new(&standing, &progress)).into_response())
}

/// What a number is made of. Other units' parts are put together for those who may not read them.
#[utoipa::path(get, path = "/api/v1/programmes/{p}/figures/{id}", params(("p" = String, Path), ("id" = String, Path, example = "T1"), Moment), responses((status = 200, body = FigureAnswer), (status = 404, body = ProblemAnswer)))]
pub async fn figure(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
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
    let figure = rules::figure(&standing.programme, &record, view, &name).ok_or(Problem::NotFound)?;
    let (parts, others) = for_reader(visitor.signed_in()?, figure.contributions);
    let mut contributions: Vec<ContributionAnswer> = parts.into_iter().map(Into::into).collect();
    contributions.extend(others.map(ContributionAnswer::others));
    let formula = asked.lang().formula(figure.formula).to_owned();
    Ok(Json(FigureAnswer::new(&name, figure.value, formula, view, contributions)).into_response())
}

/// Where in the API a report is.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct At {
    /// Id of the programme.
    p: String,
    /// Id of the unit.
    unit: String,
    /// `2022-07`, or `2022-12S`.
    period: String,
}

async fn place(app: &App, at: &At) -> Result<Place, Problem> {
    let mut tx = app.db.read().await?;
    let standing = app.standing(&mut tx, &at.p).await?;
    let period: PeriodId = at.period.parse().map_err(|_| Problem::NotFound)?;
    let programme = standing.programme;
    programme.period(period).ok_or(Problem::NotFound)?;
    let unit = programme.unit(&at.unit).cloned().ok_or(Problem::NotFound)?;
    if unit.route == crate::units::Route::None {
        return Err(Problem::NotFound);
    }
    Ok(Place { app: app.clone(), programme, unit, period })
}

fn report_response(status: StatusCode, json: String, lock: i64) -> Response {
    let mut response = (status, [(header::CONTENT_TYPE, "application/json")], Body::from(json)).into_response();
    response.headers_mut().extend(etag(lock));
    response
}

/// A report: its state, its draft and its versions.
#[utoipa::path(get, path = "/api/v1/programmes/{p}/reports/{unit}/{period}", params(At), responses((status = 200, body = ReportAnswer), (status = 403, body = ProblemAnswer)))]
pub async fn report(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    Path(at): Path<At>,
) -> Result<Response, Problem> {
    let place = place(&app, &at).await?;
    let mut tx = app.db.read().await?;
    let report = store::get(&mut tx, &place.programme.id, &place.unit.id, place.period).await?;
    let mut answer = answer(&mut tx, &place, &report).await?;
    if !visitor.signed_in()?.belongs_to(&place.unit.id) {
        answer.hide_draft();
    }
    Ok(report_response(StatusCode::OK, serde_json::to_string(&answer)?, answer.version))
}

async fn answer(tx: &mut crate::db::Tx, place: &Place, report: &Report) -> Result<ReportAnswer, Problem> {
    let receipts = store::receipts(tx, &place.programme.id, &place.unit.id, place.period).await?;
    Ok(ReportAnswer::new(place, report, &receipts))
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

/// The lock the script has seen: `If-Match: "3"`.
fn seen(headers: &HeaderMap) -> Result<Option<i64>, Problem> {
    let Some(value) = headers.get(header::IF_MATCH) else { return Ok(None) };
    let text = value.to_str().unwrap_or_default();
    let number = text.trim_start_matches("W/").trim_matches('"');
    match number.parse() {
        Ok(lock) => Ok(Some(lock)),
        Err(_) if text == "*" => Ok(None),
        Err(_) => Err(Problem::bad_input("If-Match", "\"3\"", text)),
    }
}

fn cause(app: &App, visitor: &Visitor, headers: &HeaderMap, route: String, body: &[u8]) -> Result<Cause, Problem> {
    let key = headers.get("idempotency-key").map(|key| key.to_str().unwrap_or_default().to_owned());
    if key.as_ref().is_some_and(|key| key.is_empty() || key.len() > 200) {
        return Err(Problem::bad_input("Idempotency-Key", "1–200 characters", key.unwrap_or_default()));
    }
    Ok(Cause { actor: visitor.actor(app)?, route, key, body: String::from_utf8_lossy(body).into_owned() })
}

/// What every act on a report takes from its request.
struct Request<'a> {
    app: &'a App,
    visitor: &'a Visitor,
    at: &'a At,
    headers: &'a HeaderMap,
    body: &'a [u8],
}

/// Runs an act on a report and answers the report.
async fn on_report(
    request: Request<'_>,
    name: &str,
    work: impl for<'t> Fn(&'t mut crate::db::Tx, &'t Cause, Place, Option<i64>) -> Work<'t> + Send + Sync + 'static,
) -> Result<Response, Problem> {
    let Request { app, visitor, at, headers, body } = request;
    let place = place(app, at).await?;
    let seen = seen(headers)?;
    let route = format!("{name} {} {} {}", at.p, at.unit, at.period);
    let cause = cause(app, visitor, headers, route, body)?;
    let answer = act(app, cause, move |tx, cause| work(tx, cause, place.clone(), seen)).await?;
    let lock = serde_json::from_str::<serde_json::Value>(&answer.text)?["version"].as_i64().unwrap_or_default();
    Ok(report_response(StatusCode::from_u16(answer.status).unwrap_or(StatusCode::OK), answer.text, lock))
}

async fn finish(tx: &mut crate::db::Tx, place: &Place, report: Report) -> Result<Answer, Problem> {
    Answer::json(200, &answer(tx, place, &report).await?)
}

/// Saves the draft as given. `If-Match` names the version it was made from.
#[utoipa::path(put, path = "/api/v1/programmes/{p}/reports/{unit}/{period}", params(At, ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)), request_body = Draft, responses((status = 200, body = ReportAnswer), (status = 409, body = ProblemAnswer), (status = 428, body = ProblemAnswer)))]
pub async fn save(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    Path(at): Path<At>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let draft: Draft = read(&body, "a report draft")?;
    let has_lock = headers.contains_key(header::IF_MATCH);
    on_report(
        Request { app: &app, visitor: &visitor, at: &at, headers: &headers, body: &body },
        "save",
        move |tx, cause, place, seen| {
            let draft = draft.clone();
            Box::pin(async move {
                let report = place.desk(cause).save(tx, draft, seen).await?;
                // Refused, the save is undone. Only the first may be made unseen.
                if report.lock > 1 && !has_lock {
                    return Err(Problem::LockMissing);
                }
                finish(tx, &place, report).await
            })
        },
    )
    .await
}

macro_rules! plain_act {
    ($(#[$meta:meta])* $name:ident, $path:literal, $action:expr, $work:expr) => {
        $(#[$meta])*
        #[utoipa::path(post, path = $path, params(At, ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)), responses((status = 200, body = ReportAnswer), (status = 409, body = ProblemAnswer), (status = 422, body = ProblemAnswer)))]
        pub async fn $name(
            State(app): State<App>,
            Extension(visitor): Extension<Visitor>,
            Path(at): Path<At>,
            headers: HeaderMap,
            body: Bytes,
        ) -> Result<Response, Problem> {
            let request = Request { app: &app, visitor: &visitor, at: &at, headers: &headers, body: &body };
            let action: Action = $action;
            on_report(request, &action.to_string(), $work).await
        }
    };
}

plain_act!(
    /// Submits the draft; what is wrong with it is answered as 422, one fault per field.
    submit, "/api/v1/programmes/{p}/reports/{unit}/{period}/submit", Action::Submit, |tx, cause, place, seen| {
        Box::pin(async move {
            let (report, _) = place.desk(cause).submit(tx, seen).await?;
            finish(tx, &place, report).await
        })
    }
);

plain_act!(
    /// The consolidating unit passes a society's report on to the office.
    forward, "/api/v1/programmes/{p}/reports/{unit}/{period}/forward", Action::Forward, |tx, cause, place, seen| {
        Box::pin(async move {
            let report = place.desk(cause).forward(tx, seen).await?;
            finish(tx, &place, report).await
        })
    }
);

plain_act!(
    /// The office accepts the report; from then on it counts.
    accept, "/api/v1/programmes/{p}/reports/{unit}/{period}/accept", Action::Accept, |tx, cause, place, seen| {
        Box::pin(async move {
            let report = place.desk(cause).accept(tx, seen).await?;
            finish(tx, &place, report).await
        })
    }
);

/// Why a report goes back, and which field it is about.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SendBack {
    /// The field to amend.
    field: String,
    reason: String,
}

/// A reason.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Reason {
    reason: String,
}

fn filled(at: &str, text: &str) -> Result<String, Problem> {
    let text = text.trim();
    if text.is_empty() { Err(Problem::bad_input(at, "a text", "")) } else { Ok(text.to_owned()) }
}

/// Sends the report back with the field and the reason.
#[utoipa::path(post, path = "/api/v1/programmes/{p}/reports/{unit}/{period}/return", params(At, ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)), request_body = SendBack, responses((status = 200, body = ReportAnswer), (status = 409, body = ProblemAnswer)))]
pub async fn send_back(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    Path(at): Path<At>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let asked: SendBack = read(&body, "{\"field\": …, \"reason\": …}")?;
    let (field, reason) = (filled("field", &asked.field)?, filled("reason", &asked.reason)?);
    on_report(
        Request { app: &app, visitor: &visitor, at: &at, headers: &headers, body: &body },
        "return",
        move |tx, cause, place, seen| {
            let (field, reason) = (field.clone(), reason.clone());
            Box::pin(async move {
                let report = place.desk(cause).send_back(tx, seen, &field, &reason).await?;
                finish(tx, &place, report).await
            })
        },
    )
    .await
}

/// Begins a correction of an accepted report; the accepted version counts until the new one is accepted.
#[utoipa::path(post, path = "/api/v1/programmes/{p}/reports/{unit}/{period}/correct", params(At, ("If-Match" = Option<String>, Header), ("Idempotency-Key" = Option<String>, Header)), request_body = Reason, responses((status = 200, body = ReportAnswer), (status = 409, body = ProblemAnswer)))]
pub async fn correct(
    State(app): State<App>,
    Extension(visitor): Extension<Visitor>,
    Path(at): Path<At>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let asked: Reason = read(&body, "{\"reason\": …}")?;
    let reason = filled("reason", &asked.reason)?;
    on_report(
        Request { app: &app, visitor: &visitor, at: &at, headers: &headers, body: &body },
        "correct",
        move |tx, cause, place, seen| {
            let reason = reason.clone();
            Box::pin(async move {
                let report = place.desk(cause).correct(tx, seen, &reason).await?;
                finish(tx, &place, report).await
            })
        },
    )
    .await
}

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
    Extension(visitor): Extension<Visitor>,
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
    Extension(visitor): Extension<Visitor>,
    Path(at): Path<(String, String)>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Problem> {
    let asked: Reason = read(&body, "{\"reason\": …}")?;
    let reason = filled("reason", &asked.reason)?;
    closure(&app, &visitor, at, &headers, &body, Some(reason)).await
}
