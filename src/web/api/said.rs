//! What was said and settled, by script, for those who follow the numbers elsewhere.

use super::answers::{DecisionAnswer, NoteAnswer, ProblemAnswer};
use super::{Asked, Moment, moment};
use crate::notes::{known, may_read};
use crate::problem::Problem;
use crate::views::View;
use crate::web::App;
use crate::web::guard::Visitor;
use axum::Json;
use axum::extract::{Extension, Path, State};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// Leaders' notes and the office's remarks with their replies, those the reader may read, as at a moment.
#[utoipa::path(get, path = "/api/v1/programmes/{p}/notes", params(("p" = String, Path), Moment), responses((status = 200, body = [NoteAnswer]), (status = 404, body = ProblemAnswer)))]
pub async fn notes(
    State(app): State<App>,
    Extension(visitor): Extension<Arc<Visitor>>,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, Problem> {
    let asked = moment(asked)?;
    let mut tx = app.db.read().await?;
    let standing = app.standing(&mut tx, &id).await?;
    drop(tx);
    let usual = View::usual(&standing.programme, app.clock.now());
    let mut notes = known(&app.notes(&standing).await?, asked.view(&app, &standing)?, usual);
    let person = visitor.signed_in()?;
    notes.retain(|note| may_read(person, note));
    Ok(Json(notes.into_iter().map(NoteAnswer::from).collect::<Vec<_>>()).into_response())
}

/// What meetings settled, and what became of it, as at a moment.
#[utoipa::path(get, path = "/api/v1/programmes/{p}/decisions", params(("p" = String, Path), Moment), responses((status = 200, body = [DecisionAnswer]), (status = 404, body = ProblemAnswer)))]
pub async fn decisions(State(app): State<App>, Path(id): Path<String>, asked: Asked) -> Result<Response, Problem> {
    let asked = moment(asked)?;
    let mut tx = app.db.read().await?;
    let standing = app.standing(&mut tx, &id).await?;
    let all = crate::decisions::store::all(&mut tx, &standing.programme.id).await?;
    drop(tx);
    let view = asked.view(&app, &standing)?;
    let shown = all.into_iter().filter(|decision| decision.is_shown(view));
    let answers = shown.map(|decision| DecisionAnswer::new(decision, view, &standing.programme.thresholds));
    Ok(Json(answers.collect::<Vec<_>>()).into_response())
}
