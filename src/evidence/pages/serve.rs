//! How a file leaves: to whoever may read it, under its name, as something to keep. Only pictures the board has drawn
//! itself are shown inside a page.

use crate::evidence::{File, Format, may_read, store};
use crate::problem::Problem;
use crate::web::App;
use crate::web::guard::Visitor;
use crate::web::pages::encode;
use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::Response;
use std::sync::Arc;

pub async fn download(
    State(app): State<App>,
    Extension(visitor): Extension<Arc<Visitor>>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let file = readable(&app, &visitor, &id).await?;
    handed_over(&app, &file, "attachment").await
}

pub async fn picture(
    State(app): State<App>,
    Extension(visitor): Extension<Arc<Visitor>>,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let file = readable(&app, &visitor, &id).await?;
    if !file.format.is_picture() {
        return Err(Problem::NotFound);
    }
    handed_over(&app, &file, "inline").await
}

/// The file, if the visitor may read it. Who may not is not told whether it is there.
async fn readable(app: &App, visitor: &Visitor, id: &str) -> Result<File, Problem> {
    let person = visitor.signed_in()?;
    let mut tx = app.db.read().await?;
    let found = store::find(&mut tx, id).await?;
    let (_, file, _) = found.filter(|(_, file, filed)| may_read(person, file, *filed)).ok_or(Problem::NotFound)?;
    Ok(file)
}

pub async fn handed_over(app: &App, file: &File, how: &str) -> Result<Response, Problem> {
    hand_over(app, (&file.name, file.format, &file.sha256), how).await
}

/// A content of the shelf on its way out, under its name (RFC 6266: a plain one for old programs, the true one for
/// all others).
pub async fn hand_over(
    app: &App,
    (name, format, sha256): (&str, Format, &str),
    how: &str,
) -> Result<Response, Problem> {
    let bytes = app.shelf()?.get(sha256).await?;
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '-' };
    let fallback: String = name.chars().map(plain).collect();
    let name = encode(name).replace('/', "%2F");
    Response::builder()
        .header(header::CONTENT_TYPE, format.media_type())
        .header(header::CONTENT_DISPOSITION, format!("{how}; filename=\"{fallback}\"; filename*=UTF-8''{name}"))
        .header(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'; frame-ancestors 'none'")
        .body(Body::from(bytes))
        .map_err(|_| Problem::Internal { id: crate::db::new_id() })
}
