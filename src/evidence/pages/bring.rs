//! Files on their way in: one after the other, each looked at and put on the shelf before the next is read, and then
//! all of them attached in one act.

use super::{Sheet, address, sheet, show};
use crate::evidence::look::look;
use crate::evidence::store::{claim, sha256};
use crate::evidence::{Brought, LARGEST_FILE, MOST_FILES, Purpose, Refusal, tidy};
use crate::problem::{Forbidden, Problem};
use crate::reports::pages::Place;
use crate::review::may_file;
use crate::web::App;
use crate::web::acts::{Answer, Cause, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::Page;
use crate::web::parcel::{Parcel, Piece};
use crate::web::turns::Turns;
use axum::Extension;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use std::time::Duration;
use tokio::sync::{Semaphore, SemaphorePermit};

/// Uploads read at once: each holds one file.
static READING: Semaphore = Semaphore::const_new(8);
/// Files looked at at once, and how long one may take: a picture of forty million dots needs memory and a while.
static LOOKING: Turns = Turns::new(2, Duration::from_secs(20));

/// A turn to read a form with files.
pub async fn turn() -> Result<SemaphorePermit<'static>, Problem> {
    READING.acquire().await.map_err(|_| Problem::Unavailable)
}

/// Looks at a file and puts it on the shelf. The outer failure is one of the board, the inner one of this file.
pub async fn shelve(app: &App, name: &str, bytes: Bytes) -> Result<Result<Brought, Refusal>, Problem> {
    let called = name.to_owned();
    let looking = LOOKING.take(move || look(&called, bytes.into()).map(|looked| (sha256(&looked.bytes), looked)));
    let (sha256, looked) = match looking.await.unwrap_or_else(|stopped| Err(stopped.into())) {
        Ok(looked) => looked,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let size = looked.bytes.len() as i64;
    let mut tx = app.db.write().await?;
    claim(&mut tx, &sha256, size, app.clock.now()).await?;
    tx.commit().await?;
    app.shelf()?.put(&sha256, looked.bytes).await?;
    Ok(Ok(Brought { name: tidy(name, looked.format), format: looked.format.to_string(), size, sha256 }))
}

/// What a form brought.
struct Basket {
    purpose: Purpose,
    key: Option<String>,
    brought: Vec<Brought>,
    refused: Vec<(String, Refusal)>,
}

async fn basket(page: &Page, parcel: &Parcel) -> Result<Basket, Problem> {
    let _turn = turn().await?;
    let mut rest = parcel.rest()?;
    let mut basket = Basket { purpose: Purpose::Report, key: None, brought: Vec::new(), refused: Vec::new() };
    while let Some(piece) = rest.next(LARGEST_FILE).await? {
        match piece {
            Piece::Field { name, value } if name == "for" => {
                basket.purpose =
                    value.parse().map_err(|_| Problem::bad_input("for", "report, sealed, task.N", value))?;
            }
            Piece::Field { name, value } if name == "_idem" => basket.key = Some(value).filter(|key| !key.is_empty()),
            Piece::Field { .. } => {}
            piece if piece.is_empty_file() => {}
            Piece::File { name, bytes } => {
                let kept = match bytes {
                    None => Err(Refusal::TooLarge),
                    Some(_) if basket.brought.len() >= MOST_FILES => Err(Refusal::TooMany),
                    Some(bytes) => shelve(&page.app, &name, bytes).await?,
                };
                match kept {
                    Ok(brought) => basket.brought.push(brought),
                    Err(refusal) => basket.refused.push((shown(&name), refusal)),
                }
            }
        }
    }
    Ok(basket)
}

/// A name as its owner will know it again.
fn shown(name: &str) -> String {
    name.chars().filter(|c| !c.is_control()).take(80).collect()
}

fn place(page: &Page, sheet: &Sheet) -> Place {
    let programme = page.standing.programme.clone();
    Place { app: page.app.clone(), programme, unit: sheet.unit.clone(), period: sheet.period.id }
}

/// Attaches what the form brought. A file that is refused keeps none of the others out, and the draft is not touched.
pub async fn bring(
    page: Page,
    Path(period): Path<String>,
    parcel: Option<Extension<Parcel>>,
) -> Result<Response, Problem> {
    let before = sheet(&page, &period).await?;
    if !may_file(page.person()?, &before.unit.id) {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let Extension(parcel) = parcel.ok_or_else(|| Problem::bad_input("body", "multipart/form-data", "?"))?;
    let Basket { purpose, key, brought, mut refused } = basket(&page, &parcel).await?;
    let missing = brought.is_empty() && refused.is_empty();
    if !brought.is_empty() {
        let place = place(&page, &before);
        let body = brought.iter().fold(purpose.to_string(), |text, file| format!("{text}\n{}", file.sha256));
        let route = format!("POST evidence {}", place.period);
        let cause = Cause { actor: page.visitor.actor(&page.app)?, route, key, body };
        let answer = act(&page.app, cause, move |tx, cause| {
            let (place, purpose, brought) = (place.clone(), purpose.clone(), brought.clone());
            Box::pin(async move {
                let mut refused: Vec<(String, Refusal)> = Vec::new();
                for file in brought {
                    if let Err(refusal) = place.desk(cause).attach(tx, &purpose, &file).await? {
                        refused.push((file.name, refusal));
                    }
                }
                Answer::json(200, &refused)
            })
        });
        let more: Vec<(String, Refusal)> = serde_json::from_str(&answer.await?.text)?;
        refused.extend(more);
    }
    if refused.is_empty() && !missing {
        return Ok(Redirect::to(&page.link(&address(before.period.id))).into_response());
    }
    let after = sheet(&page, &period).await?;
    show(&page, StatusCode::UNPROCESSABLE_ENTITY, Sheet { refused, missing, ..after }).await
}

pub async fn detach(page: Page, Path((period, id)): Path<(String, String)>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let before = sheet(&page, &period).await?;
    let place = place(&page, &before);
    let next = page.link(&address(before.period.id));
    let asked = cause(&page, &format!("POST detach {} {id}", place.period), &fields)?;
    let answer = act(&page.app, asked, move |tx, cause| {
        let (place, id, next) = (place.clone(), id.clone(), next.clone());
        Box::pin(async move {
            place.desk(cause).detach(tx, &id).await?;
            Ok(Answer::see(next))
        })
    });
    Ok(follow(answer.await?))
}
