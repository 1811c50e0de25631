//! A document to take away. What is issued leaves as it was issued, whatever has been filed since.

use super::{Standing, bench, half_named, issue_named, standing, stored};
use crate::calendar::day_of;
use crate::documents::{Document, Stored, Witness, errata_table, path_of, store, untold, with_errata};
use crate::language::Lang;
use crate::problem::Problem;
use crate::summaries::pages::{Format, TEXT, at_press, hand_over as make, issued_address, issued_paper, state};
use crate::summaries::{AnnexKind, Block, Mark, Run, Scope, Summary, issue_text, plain, tail};
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

/// Composes a document once it is its turn at the press.
type Compose = Box<dyn FnOnce(&Page) -> Option<Summary> + Send>;

async fn hand_over(page: Page, scope: Scope, format: &str) -> Result<Response, Problem> {
    let stem = match scope {
        Scope::Half(half) => half.to_string(),
        Scope::Issue(issue) => format!("briefing-{issue}"),
    };
    let file = Kept::of(format, scope).ok_or(Problem::NotFound)?;
    let there = standing(&page, scope).await?;
    if matches!(there, Standing::Composed(None)) && scope.opens_after(&page.standing.programme, page.view).is_some() {
        return Err(Problem::NotFound);
    }
    let compose: Compose = match there {
        Standing::Issued(document, witness) => {
            let bytes = kept(&page.app, &page.standing.programme.id, &document, &witness, file).await?;
            let day = witness.summary.view.day;
            return attachment(&format!("pilotboard-{stem}-{day}.{}", file.ending()), file.media_type(), bytes);
        }
        Standing::Draft(document) => {
            let stored = stored(&page, &document).await?;
            Box::new(move |page| Some(bench(page, document, stored)?.resolved.summary))
        }
        Standing::Translated(_, witness) => {
            let issued = issued(&page).await?;
            Box::new(move |page| translated(page, scope, Original::Issued(witness), &issued))
        }
        Standing::Composed(Some(document)) => {
            let (issued, original) = (issued(&page).await?, Original::of(&page, document, None).await?);
            Box::new(move |page| translated(page, scope, original, &issued))
        }
        Standing::Composed(None) => {
            Box::new(move |page| scope.compose(&page.standing.programme, &page.record, page.view, page.lang))
        }
    };
    match file {
        Kept::File(kind) => make(&page, kind, compose, &path_of(scope), &stem).await,
        Kept::Text => {
            let summary = at_press(&page, compose).await?.ok_or(Problem::NotFound)?;
            let summary = summary.of_example(page.standing.head.example);
            let state = state(&summary, &page.standing.programme.id);
            let text = issue_text(&summary, &format!("{}{}?{state}", page.app.settings.address(), path_of(scope)));
            attachment(&format!("pilotboard-{stem}.txt"), TEXT, text.into_bytes())
        }
    }
}

/// What is kept of an issued document: its files, and the message of a briefing.
#[derive(Clone, Copy)]
enum Kept {
    File(Format),
    Text,
}

impl Kept {
    fn of(format: &str, scope: Scope) -> Option<Self> {
        match format {
            "txt" => matches!(scope, Scope::Issue(_)).then_some(Kept::Text),
            other => Format::of(other).map(Kept::File),
        }
    }

    fn all(scope: Scope) -> impl Iterator<Item = Self> {
        let files = Format::ALL.into_iter().map(Kept::File);
        files.chain(matches!(scope, Scope::Issue(_)).then_some(Kept::Text))
    }

    fn ending(self) -> &'static str {
        match self {
            Kept::File(kind) => kind.ending(),
            Kept::Text => "txt",
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Kept::File(kind) => kind.media_type(),
            Kept::Text => TEXT,
        }
    }
}

/// Makes a file of an issued document, away from the threads that answer.
async fn printed(app: &App, programme: &str, file: Kept, summary: Summary) -> Result<Vec<u8>, Problem> {
    let (board, path, programme) = (app.settings.address(), path_of(summary.scope), programme.to_owned());
    let made = app.press.print(move |faces, wanted| match file {
        Kept::File(kind) => kind.write(&summary, faces, &issued_paper(&board, &path, &summary, &programme), wanted),
        Kept::Text => Ok(issue_text(&summary, &issued_address(&board, &path, &summary, &programme)).into_bytes()),
    });
    Ok(made.await??)
}

/// The file of an issued document as it is kept; made from the witness and kept where nobody has yet.
async fn kept(
    app: &App,
    programme: &str,
    document: &Document,
    witness: &Witness,
    wanted: Kept,
) -> Result<Vec<u8>, Problem> {
    let mut tx = app.db.read().await?;
    if let Some(bytes) = store::file(&mut tx, &document.id, wanted.ending()).await? {
        return Ok(bytes);
    }
    drop(tx);
    let made = printed(app, programme, wanted, witness.summary.clone()).await?;
    let mut tx = app.db.write().await?;
    store::keep_file(&mut tx, &document.id, wanted.ending(), &made).await?;
    // Somebody else may have been first, with another copy of the board.
    let bytes = store::file(&mut tx, &document.id, wanted.ending()).await?.ok_or(Problem::NotFound)?;
    tx.commit().await?;
    Ok(bytes)
}

/// All the files of a document to be issued.
pub async fn all(app: &App, programme: &str, summary: &Summary) -> Result<Vec<store::File>, Problem> {
    let mut files = Vec::new();
    for wanted in Kept::all(summary.scope) {
        let bytes = printed(app, programme, wanted, summary.clone()).await?;
        files.push(store::File { format: wanted.ending(), bytes });
    }
    Ok(files)
}

/// What has been issued, oldest first.
pub async fn issued(page: &Page) -> Result<Vec<Witness>, Problem> {
    let mut tx = page.app.db.read().await?;
    let all = store::witnesses(&mut tx, &page.standing.programme.id).await?;
    Ok(all.into_iter().map(|(_, witness)| witness).collect())
}

/// The document as it is written, of which a text in another language is made.
pub enum Original {
    Issued(Box<Witness>),
    Draft(Box<(Document, Stored)>),
}

impl Original {
    pub async fn of(page: &Page, document: Document, witness: Option<Box<Witness>>) -> Result<Self, Problem> {
        Ok(match witness {
            Some(witness) => Original::Issued(witness),
            None => {
                let stored = stored(page, &document).await?;
                Original::Draft(Box::new((document, stored)))
            }
        })
    }
}

/// A document in a language it was not written in: composed from what was known when it was issued, or from what is
/// known now where it is a draft. What it tells of earlier documents it tells in every language; what the office wrote
/// itself stands as it was written, and says so.
pub fn translated(page: &Page, scope: Scope, original: Original, issued: &[Witness]) -> Option<Summary> {
    let (programme, lang) = (&page.standing.programme, page.lang);
    let (record, view, tells, own, issued_at, foot) = match original {
        Original::Issued(witness) => {
            let (record, view) = (page.record.at(witness.issued_at), witness.summary.view);
            let tells = witness.summary.annexes().any(|kind| kind == AnnexKind::Errata);
            let own = own_sentences(&witness.summary, &scope.compose(programme, &record, view, witness.summary.lang)?);
            let foot = in_language(&witness.summary, lang);
            (record, view, tells, own, Some(witness.issued_at), foot)
        }
        Original::Draft(draft) => {
            let (document, stored) = *draft;
            let bench = bench(page, document, stored)?;
            let own = own_sentences(&bench.resolved.summary, &bench.composed);
            let foot = in_language(&bench.resolved.summary, lang);
            ((*page.record).clone(), page.view, matches!(scope, Scope::Issue(_)), own, None, foot)
        }
    };
    let mut composed = with_own(scope.compose(programme, &record, view, lang)?, own);
    if let Some(foot) = foot {
        composed = composed.addressed(foot);
    }
    if let Some(at) = issued_at {
        composed = composed.dated(day_of(at), day_of(at));
    }
    let before = issued.iter().filter(|other| issued_at.is_none_or(|at| other.issued_at < at));
    let before: Vec<Witness> = before.filter(|_| tells).cloned().collect();
    let composed = match errata_table(programme, &untold(programme, &record, &before), lang) {
        Some(table) => with_errata(composed, table),
        None => composed,
    };
    Some(match issued_at {
        Some(_) => Summary { marks: vec![Mark::Reference], ..composed },
        None => composed,
    })
}

/// To whom it goes, in another language.
fn in_language(original: &Summary, lang: Lang) -> Option<Vec<String>> {
    original.tail().map(|lines| tail::translated(lines, original.lang, lang))
}

/// The paragraphs of a document that nothing composes. A composed one stays so when its numbers move.
fn own_sentences(original: &Summary, composed: &Summary) -> Vec<Block> {
    let said = |block: &Block| match block {
        Block::Paragraph(runs) => Some(plain(runs).replace(|c: char| c.is_ascii_digit() || c == '.', "")),
        _ => None,
    };
    let known: Vec<String> = composed.blocks.iter().filter_map(said).collect();
    let text = original.blocks.iter().take_while(|block| !matches!(block, Block::Annex { .. }));
    text.filter(|block| said(block).is_some_and(|said| !known.contains(&said))).cloned().collect()
}

/// At the end of the text, before the annexes are named.
fn with_own(mut summary: Summary, own: Vec<Block>) -> Summary {
    if own.is_empty() {
        return summary;
    }
    let end = summary.blocks.iter().position(|block| matches!(block, Block::AnnexList(_) | Block::Annex { .. }));
    let at = end.unwrap_or(summary.blocks.len());
    let note = Block::Paragraph(vec![Run::Text(summary.lang.own_sentences().to_owned())]);
    summary.blocks.splice(at..at, std::iter::once(note).chain(own));
    summary
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
        "txt" => lang.message_text().to_owned(),
        other => other.to_uppercase(),
    }
}
