//! What a snapshot link opens: the slides and the sheet of its day, and nothing else.

use crate::people::store as people;
use crate::problem::Problem;
use crate::progress::pages::{meeting_frozen, sheet_frozen};
use crate::snapshots::store;
use crate::web::guard::Visitor;
use crate::web::pages::Page;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use std::sync::Arc;

/// Under which name wrong secrets are counted, as wrong passwords are. Nobody's login has a space in it.
const GUESSES: &str = "snapshot link";

pub async fn meeting(page: Page, Path(token): Path<String>) -> Result<Response, Problem> {
    match frozen(&page, &token).await? {
        Some(frozen) => meeting_frozen(&frozen).await,
        None => closed(page).await,
    }
}

pub async fn sheet(page: Page, Path(token): Path<String>) -> Result<Response, Problem> {
    match frozen(&page, &token).await? {
        Some(frozen) => sheet_frozen(&frozen).await,
        None => closed(page).await,
    }
}

/// The page as the link shows it, whoever holds it: at its day, read by nobody. None if it opens nothing.
async fn frozen(page: &Page, token: &str) -> Result<Option<Page>, Problem> {
    let mut tx = page.app.db.read().await?;
    let Some(link) = store::by_secret(&mut tx, token).await? else {
        drop(tx);
        note_guess(page, GUESSES).await?;
        return Ok(None);
    };
    // Whoever holds a link that has ended has guessed nothing.
    if !link.is_open(page.now) {
        return Ok(None);
    }
    let standing = page.app.standing(&mut tx, &link.programme).await?.at(link.view().day);
    let record = page.app.record(&mut tx, &standing).await?;
    drop(tx);
    let mut frozen = page.clone();
    frozen.view = link.view();
    frozen.progress = page.app.progress(&standing, &record, frozen.view);
    (frozen.standing, frozen.record) = (standing, record);
    frozen.visitor = Arc::new(Visitor::nobody(page.visitor.request.clone()));
    frozen.snapshot = Some(format!("/s/{token}"));
    // What is printed leads to the page itself, where one signs in: paper outlasts the link and carries no secret.
    frozen.path = "/overview".to_owned();
    let kept = page.query.iter().filter(|(key, _)| ["lang", "text"].contains(&key.as_str())).cloned();
    let state = [("as_at", frozen.view.day.to_string()), ("basis", frozen.view.basis.to_string())];
    frozen.query = state.map(|(key, value)| (key.to_owned(), value)).into_iter().chain(kept).collect();
    Ok(Some(frozen))
}

/// Whoever tries secrets is held back as whoever tries passwords is, each kind under its own name. A secret that is
/// right is never held back.
pub async fn note_guess(page: &Page, guesses: &str) -> Result<(), Problem> {
    let network = page.visitor.request.network.clone();
    let mut tx = page.app.db.write().await?;
    let seconds = people::wait_to_sign_in(&mut tx, guesses, &network, page.now).await?;
    if seconds > 0 {
        return Err(Problem::TooOften { seconds });
    }
    people::note_failure(&mut tx, guesses, &network, page.now).await?;
    tx.commit().await?;
    Ok(())
}

/// Unknown, expired and revoked are told alike.
async fn closed(mut page: Page) -> Result<Response, Problem> {
    page.visitor = Arc::new(Visitor::nobody(page.visitor.request.clone()));
    let title = page.lang.snapshot_closed();
    page.show_alone(StatusCode::NOT_FOUND, title, move |page| {
        view! {
            <main id="content" class="narrow problem"><h1>{title}</h1><p>{page.lang.snapshot_closed_note()}</p></main>
        }
        .into_any()
    })
    .await
}
