//! The half-year summary on the page, and its files.

use crate::calendar::Half;
use crate::problem::Problem;
use crate::summaries::{Block, Run, Summary, Table, compose, docx, xlsx};
use crate::web::pages::Page;
use axum::body::Body;
use axum::extract::Path;
use axum::http::header;
use axum::response::Response;
use leptos::prelude::*;

/// The halves a programme reports on.
pub fn halves(page: &Page) -> Vec<Half> {
    let mut halves: Vec<Half> = Vec::new();
    for period in &page.standing.programme.periods {
        let half = Half { year: period.id.year, second: period.id.month > 6 };
        if !halves.contains(&half) {
            halves.push(half);
        }
    }
    halves
}

fn asked(page: &Page, text: &str) -> Result<Half, Problem> {
    let half: Half = text.parse().map_err(|_| Problem::NotFound)?;
    halves(page).contains(&half).then_some(half).ok_or(Problem::NotFound)
}

fn summary_of(page: &Page, half: Half) -> Summary {
    compose(&page.standing.programme, &page.record, half, page.view, page.lang)
}

pub async fn list(page: Page) -> Result<Response, Problem> {
    let title = |page: &Page| page.lang.summaries_title().to_owned();
    page.show_kept(title, |page| {
        let lang = page.lang;
        let items = halves(page).into_iter().map(|half| {
            let (path, name) = (format!("/summaries/{half}"), lang.summary_of(&half.to_string()));
            view! {
                <li>
                    <a href=page.link(&path)>{name.clone()}</a> " · "
                    <a href=page.link(&format!("{path}/docx")) aria-label=format!("{} {name}", lang.download_docx())>{lang.download_docx()}</a> " · "
                    <a href=page.link(&format!("{path}/xlsx")) aria-label=format!("{} {name}", lang.download_xlsx())>{lang.download_xlsx()}</a>
                </li>
            }
        });
        view! { <h1>{lang.summaries_title()}</h1><ul class="history">{items.collect_view()}</ul> }.into_any()
    })
    .await
}

pub async fn summary(page: Page, Path(half): Path<String>) -> Result<Response, Problem> {
    let half = asked(&page, &half)?;
    page.show_kept(
        move |page| page.lang.summary_of(&half.to_string()),
        move |page| {
            let lang = page.lang;
            let summary = summary_of(page, half);
            let path = format!("/summaries/{half}");
            let blocks = summary.blocks.iter().map(|part| block(page, part)).collect_view();
            view! {
                <p class="buttons">
                    <a class="button" href=page.link(&format!("{path}/docx"))>{lang.download_docx()}</a>
                    <a class="button second" href=page.link(&format!("{path}/xlsx"))>{lang.download_xlsx()}</a>
                </p>
                <article class="document">{blocks}</article>
            }
            .into_any()
        },
    )
    .await
}

/// Text with its numbers, each opening what it is made of.
fn runs(page: &Page, runs: &[Run]) -> AnyView {
    runs.iter()
        .map(|run| match run {
            Run::Figure { id, shown, .. } => page.figure(id, shown),
            Run::Rate { of, shown, .. } => page.figure(of, shown),
            other => other.shown().to_owned().into_any(),
        })
        .collect_view()
        .into_any()
}

fn block(page: &Page, block: &Block) -> AnyView {
    match block {
        Block::Title(lines) => view! { <h1>{lines.join("")}</h1> }.into_any(),
        Block::Note(text) => view! { <p class="note">{runs(page, text)}</p> }.into_any(),
        Block::Heading { level: 1, runs: text } => view! { <h2>{runs(page, text)}</h2> }.into_any(),
        Block::Heading { level: 2, runs: text } => view! { <h3>{runs(page, text)}</h3> }.into_any(),
        Block::Heading { runs: text, .. } => view! { <h4>{runs(page, text)}</h4> }.into_any(),
        Block::Paragraph(text) => view! { <p>{runs(page, text)}</p> }.into_any(),
        Block::Table(content) => table(page, content),
        Block::AnnexList(names) => {
            let items = names.iter().map(|name| view! { <li>{name.clone()}</li> });
            view! { <ul class="annexes">{items.collect_view()}</ul> }.into_any()
        }
        Block::Signature { signatory, date } => {
            view! { <p class="signature">{signatory.clone()}<br/>{date.clone()}</p> }.into_any()
        }
        Block::Annex { number, title, .. } => {
            view! { <h2 class="annex">{number.clone()} " " {title.clone()}</h2> }.into_any()
        }
    }
}

fn table(page: &Page, content: &Table) -> AnyView {
    let heads = content.columns.iter().map(|column| {
        view! { <th scope="col" class=column.numeric.then_some("number")>{column.name.clone()}</th> }
    });
    let rows = content.rows.iter().map(|row| {
        let cells = row.iter().zip(&content.columns).map(|(cell, column)| {
            view! { <td class=column.numeric.then_some("number")>{runs(page, cell)}</td> }
        });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    let caption = (!content.caption.is_empty())
        .then(|| view! { <caption>{content.caption.clone()} " " {content.unit_note.clone()}</caption> });
    let label =
        if content.caption.is_empty() { page.lang.summaries_title().to_owned() } else { content.caption.clone() };
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=label>
            <table>{caption}<thead><tr>{heads.collect_view()}</tr></thead><tbody>{rows.collect_view()}</tbody></table>
        </div>
    }
    .into_any()
}

pub async fn export(page: Page, Path((half, format)): Path<(String, String)>) -> Result<Response, Problem> {
    let half = asked(&page, &half)?;
    let kind = Format::of(&format).ok_or(Problem::NotFound)?;
    let summary = summary_of(&page, half);
    // Making a document takes tens of milliseconds: away from the threads that answer.
    let bytes = tokio::task::spawn_blocking(move || kind.write(&summary))
        .await
        .map_err(|_| Problem::Internal { id: crate::db::new_id() })?;
    let name = format!("pilotboard-{half}-{}.{format}", page.view.day);
    Response::builder()
        .header(header::CONTENT_TYPE, kind.media_type())
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))
        .header(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'; frame-ancestors 'none'")
        .body(Body::from(bytes))
        .map_err(|_| Problem::Internal { id: crate::db::new_id() })
}

/// The files a summary is made into.
#[derive(Clone, Copy, Debug)]
pub enum Format {
    Docx,
    Xlsx,
}

impl Format {
    pub fn of(name: &str) -> Option<Self> {
        match name {
            "docx" => Some(Format::Docx),
            "xlsx" => Some(Format::Xlsx),
            _ => None,
        }
    }

    pub fn write(self, summary: &Summary) -> Vec<u8> {
        match self {
            Format::Docx => docx::write(summary),
            Format::Xlsx => xlsx::write(summary),
        }
    }

    fn media_type(self) -> &'static str {
        match self {
            Format::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Format::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }
}
