//! A document to take away. What is issued leaves as it was issued, whatever has been filed since.

use super::{Standing, half_named, issue_named, read, standing};
use crate::documents::{Document, Witness, path_of, store};
use crate::language::Lang;
use crate::problem::Problem;
use crate::summaries::pages::{Format, TEXT, hand_over as make, paper};
use crate::summaries::{Scope, Summary, issue_text};
use crate::web::App;
use crate::web::files::attachment;
use crate::web::pages::Page;
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

pub async fn briefing_file(page: Page, Path((name, format)): Path<(String, String)>) -> Result<Response, Problem> {
    let scope = issue_named(&page, &name)?;
    hand_over(page, scope, &format).await
}

pub async fn summary_file(page: Page, Path((half, format)): Path<(String, String)>) -> Result<Response, Problem> {
    let scope = half_named(&page, &half)?;
    hand_over(page, scope, &format).await
}

async fn hand_over(page: Page, scope: Scope, format: &str) -> Result<Response, Problem> {
    let stem = match scope {
        Scope::Half(half) => half.to_string(),
        Scope::Issue(issue) => format!("briefing-{issue}"),
    };
    let (summary, issued) = match standing(&page, scope).await? {
        Standing::Issued(document, witness) => (witness.summary.clone(), Some((document, witness))),
        Standing::Draft(document) => (read(&page, document).await?.resolved.summary, None),
        Standing::Composed(_) => {
            let composed = scope.compose(&page.standing.programme, &page.record, page.view, page.lang);
            (composed.ok_or(Problem::NotFound)?, None)
        }
    };
    let summary = summary.of_example(page.standing.head.example);
    if format == "txt" && matches!(scope, Scope::Issue(_)) {
        let state = format!("as_at={}&basis={}&lang={}", page.view.day, page.view.basis, summary.lang);
        let text = issue_text(&summary, &format!("{}{}?{state}", page.app.settings.address(), path_of(scope)));
        return attachment(&format!("pilotboard-{stem}.txt"), TEXT, text.into_bytes());
    }
    let kind = Format::of(format).ok_or(Problem::NotFound)?;
    let name = format!("pilotboard-{stem}-{}.{}", summary.view.day, kind.ending());
    let bytes = match issued {
        Some((document, witness)) => kept(&page.app, &page.standing.programme.id, &document, &witness, kind).await?,
        None => return make(&page, kind, summary, &path_of(scope), &stem).await,
    };
    attachment(&name, kind.media_type(), bytes)
}

/// Makes a file away from the threads that answer.
pub async fn printed(app: &App, programme: &str, kind: Format, summary: Summary) -> Result<Vec<u8>, Problem> {
    let paper = paper(&app.settings.address(), &path_of(summary.scope), &summary, programme);
    Ok(app.press.print(move |faces, wanted| kind.write(&summary, faces, &paper, wanted)).await??)
}

/// The file of an issued document as it is kept; made from the witness and kept where nobody has yet.
async fn kept(
    app: &App,
    programme: &str,
    document: &Document,
    witness: &Witness,
    kind: Format,
) -> Result<Vec<u8>, Problem> {
    let mut tx = app.db.read().await?;
    if let Some(bytes) = store::file(&mut tx, &document.id, kind.ending()).await? {
        return Ok(bytes);
    }
    drop(tx);
    let made = printed(app, programme, kind, witness.summary.clone()).await?;
    let mut tx = app.db.write().await?;
    store::keep_file(&mut tx, &document.id, kind.ending(), &made).await?;
    // Somebody else may have been first, with another copy of the board.
    let bytes = store::file(&mut tx, &document.id, kind.ending()).await?.ok_or(Problem::NotFound)?;
    tx.commit().await?;
    Ok(bytes)
}

/// All the files of a document to be issued.
pub async fn all(app: &App, programme: &str, summary: &Summary) -> Result<Vec<store::File>, Problem> {
    let mut files = Vec::new();
    for kind in Format::ALL {
        let bytes = printed(app, programme, kind, summary.clone()).await?;
        files.push(store::File { format: kind.ending(), bytes });
    }
    Ok(files)
}

/// The ways to take a document away, each called after it where several stand on one page.
pub fn downloads(page: &Page, scope: Scope, class: [Option<&'static str>; 2], name: Option<&str>) -> AnyView {
    let lang = page.lang;
    let path = path_of(scope);
    let way = |class: Option<&'static str>, format: &str, word: &'static str| {
        let label = name.map(|name| format!("{word} {name}"));
        view! { <a class=class href=page.link(&format!("{path}/{format}")) aria-label=label>{word}</a> }
    };
    let [first, other] = class;
    let gap = if name.is_some() { " · " } else { " " };
    let text = matches!(scope, Scope::Issue(_)).then(|| view! { {way(other, "txt", lang.download_text())} {gap} });
    view! {
        {way(first, "pdf", lang.download_pdf())} {gap}
        {way(other, "docx", lang.download_docx())} {gap}
        {text}
        {way(other, "xlsx", lang.download_xlsx())}
    }
    .into_any()
}

/// The word for a format.
pub fn word(lang: Lang, format: &str) -> String {
    match format {
        "txt" => lang.download_text().to_owned(),
        other => other.to_uppercase(),
    }
}
