//! A document on the page: as it is drafted, as it was issued, or as the figures would compose it now.

mod acts;
mod archive;
mod bench;
mod comments;
mod compare;
mod composed;
mod exceptions;
mod files;
mod issued;
mod layout;
mod lists;
mod pieces;
mod side;
mod text;
mod way;

pub use acts::{begin, step};
pub use archive::archive;
pub use comments::{comment, settle};
pub use compare::compare;
pub use exceptions::{close, exceptions, open};
pub use files::{briefing_file, summary_file};
pub use layout::{picture, proof};
pub use lists::lists;
pub use text::write;

use super::{Bench, Document, Stage, Stored, Witness, scope_of, store};
use crate::calendar::end_of;
use crate::problem::Problem;
use crate::summaries::Scope;
use crate::summaries::pages::at_press;
use crate::web::pages::Page;
use axum::extract::Path;
use axum::response::Response;

/// What a reader finds under the address of a document.
enum Standing {
    /// Issued by the moment of the page.
    Issued(Document, Box<Witness>),
    /// Not issued yet, and nobody asks for another moment.
    Draft(Document),
    /// Issued by the moment of the page, in another language.
    Translated(Document, Box<Witness>),
    /// What the figures say; the draft, if there is one in another language.
    Composed(Option<Document>),
}

/// Whether the address names a moment: then nothing is shown that was not there at its end.
fn asks_for_a_moment(page: &Page) -> bool {
    page.asked("as_at").is_some() || page.asked("basis").is_some()
}

async fn standing(page: &Page, scope: Scope) -> Result<Standing, Problem> {
    let mut tx = page.app.db.read().await?;
    let Some(document) = store::named(&mut tx, &page.standing.programme, &scope.to_string()).await? else {
        return Ok(Standing::Composed(None));
    };
    let past = asks_for_a_moment(page);
    if document.stage == Stage::Issued {
        let witness = store::witness(&mut tx, &document.id).await?.ok_or(Problem::NotFound)?;
        let there = !past || witness.issued_at < end_of(page.view.day);
        return Ok(match there {
            true if document.lang == page.lang => Standing::Issued(document, Box::new(witness)),
            true => Standing::Translated(document, Box::new(witness)),
            false => Standing::Composed(None),
        });
    }
    Ok(match past {
        true => Standing::Composed(None),
        false if document.lang == page.lang => Standing::Draft(document),
        false => Standing::Composed(Some(document)),
    })
}

fn issue_named(page: &Page, name: &str) -> Result<Scope, Problem> {
    let scope = scope_of(&page.standing.programme, name).filter(|scope| matches!(scope, Scope::Issue(_)));
    scope.ok_or(Problem::NotFound)
}

fn half_named(page: &Page, name: &str) -> Result<Scope, Problem> {
    let scope = scope_of(&page.standing.programme, name).filter(|scope| matches!(scope, Scope::Half(_)));
    scope.ok_or(Problem::NotFound)
}

pub async fn briefing(page: Page, Path(name): Path<String>) -> Result<Response, Problem> {
    let scope = issue_named(&page, &name)?;
    show(page, scope).await
}

pub async fn summary(page: Page, Path(half): Path<String>) -> Result<Response, Problem> {
    let scope = half_named(&page, &half)?;
    show(page, scope).await
}

async fn show(mut page: Page, scope: Scope) -> Result<Response, Problem> {
    // What has been issued is kept for as long as nothing at all is written: its files, steps and errata as well.
    let stamp = page.stamp.replace(page.app.db.stamp().await?);
    if let Some(kept) = page.kept()? {
        return Ok(kept);
    }
    let standing = standing(&page, scope).await?;
    if !matches!(standing, Standing::Issued(..)) {
        page.stamp = stamp;
    }
    match standing {
        Standing::Issued(document, witness) => issued::show(&page, document, *witness).await,
        Standing::Draft(document) => bench::show(&page, document, bench::Typed::default()).await,
        Standing::Translated(document, witness) => composed::show(&page, scope, Some((document, Some(witness)))).await,
        Standing::Composed(document) => composed::show(&page, scope, document.map(|document| (document, None))).await,
    }
}

/// What is kept of a draft, as it is now.
async fn stored(page: &Page, document: &Document) -> Result<Stored, Problem> {
    let mut tx = page.app.db.read().await?;
    store::stored(&mut tx, &page.standing.programme, document).await
}

/// The draft composed from it; none if the programme no longer has its period.
fn bench(page: &Page, document: Document, stored: Stored) -> Option<Bench> {
    Bench::new((&page.standing.programme, &page.record), page.usual, document, stored)
}

/// The draft as it is now.
async fn read(page: &Page, document: Document) -> Result<Bench, Problem> {
    let stored = stored(page, &document).await?;
    at_press(page, move |page| bench(page, document, stored)).await?.ok_or(Problem::NotFound)
}
