//! Issued documents by script: what each printed, the files it left as, and what has changed since.

use super::answers::{DocumentAnswer, DocumentLine, ProblemAnswer};
use crate::documents::{errata, store};
use crate::problem::Problem;
use crate::web::App;
use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};

/// Every document issued, in the order of issue.
#[utoipa::path(get, path = "/api/v1/programmes/{p}/documents", params(("p" = String, Path)), responses((status = 200, body = [DocumentLine]), (status = 404, body = ProblemAnswer)))]
pub async fn documents(State(app): State<App>, Path(id): Path<String>) -> Result<Response, Problem> {
    let mut tx = app.db.read().await?;
    app.standing(&mut tx, &id).await?;
    let issued = store::witnesses(&mut tx, &id).await?;
    let lines: Vec<DocumentLine> = issued.iter().map(|(_, witness)| DocumentLine::new(witness)).collect();
    Ok(Json(lines).into_response())
}

/// One document: its text, every figure it prints with its value, its files, and what has changed since.
#[utoipa::path(get, path = "/api/v1/programmes/{p}/documents/{id}", params(("p" = String, Path), ("id" = String, Path, example = "2022-4")), responses((status = 200, body = DocumentAnswer), (status = 404, body = ProblemAnswer)))]
pub async fn document(State(app): State<App>, Path((id, name)): Path<(String, String)>) -> Result<Response, Problem> {
    let mut tx = app.db.read().await?;
    let standing = app.standing(&mut tx, &id).await?;
    let record = app.record(&mut tx, &standing).await?;
    let document = store::named(&mut tx, &standing.programme, &name).await?.ok_or(Problem::NotFound)?;
    let witness = store::witness(&mut tx, &document.id).await?.ok_or(Problem::NotFound)?;
    let files = store::files(&mut tx, &document.id).await?;
    drop(tx);
    let errata = errata(&standing.programme, &record, &witness);
    Ok(Json(DocumentAnswer::new(&witness, files, &errata)).into_response())
}
