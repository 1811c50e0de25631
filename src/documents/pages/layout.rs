//! A draft as it will be printed: its pages as pictures under the editor, and its proof with numbered lines.

use super::read;
use crate::audit::digest;
use crate::documents::{Bench, Document, Stage, path_of, store};
use crate::problem::Problem;
use crate::summaries::pages::paper;
use crate::summaries::pdf::{self, Fill};
use crate::web::files::attachment;
use crate::web::pages::Page;
use crate::web::press::{PATIENT, Pages};
use axum::body::Body;
use axum::extract::Path;
use axum::http::header;
use axum::response::Response;
use leptos::prelude::*;

/// The pages of a draft, and the name under which the press keeps them: it changes with what they say.
pub struct Layout {
    name: String,
    pages: Pages,
}

impl Layout {
    pub fn fill(&self) -> Option<Fill> {
        self.pages.fill
    }
}

/// Whether the reader asks for the pages under the editor.
pub fn asked(page: &Page) -> bool {
    page.asked("layout") == Some("on")
}

fn key(document: &Document, name: &str) -> String {
    format!("{} {name}", document.id)
}

/// The pages, or for how many seconds they have been under way.
pub async fn layout(page: &Page, bench: &Bench) -> Result<Result<Layout, u64>, Problem> {
    let summary = bench.resolved.summary.clone().of_example(page.standing.head.example);
    let said = serde_json::to_string(&summary).map_err(|_| Problem::Internal { id: crate::db::new_id() })?;
    let paper = paper(&page.app.settings.address(), &path_of(summary.scope), &summary, &page.standing.programme.id);
    let name = digest(&format!("{said}{paper:?}"))[..32].to_owned();
    let work = move |faces: &pdf::Faces, wanted: &std::sync::atomic::AtomicBool| {
        pdf::pictures(&summary, faces, &paper, wanted)
    };
    let pages = page.app.press.draw(&key(&bench.document, &name), PATIENT, work).await?;
    Ok(pages.map(|pages| Layout { name, pages }))
}

/// A document that is still a draft.
async fn draft(page: &Page, id: &str) -> Result<Document, Problem> {
    let mut tx = page.app.db.read().await?;
    let document = store::get(&mut tx, &page.standing.programme, id).await?;
    if document.stage == Stage::Issued { Err(Problem::NotFound) } else { Ok(document) }
}

/// One page, as it was when it was drawn if the address names that, else as it is now.
pub async fn picture(page: Page, Path((id, number)): Path<(String, usize)>) -> Result<Response, Problem> {
    let document = draft(&page, &id).await?;
    let drawn = page.asked("of").and_then(|name| page.app.press.drawn(&key(&document, name)));
    let pages = match drawn {
        Some(pages) => pages,
        None => layout(&page, &read(&page, document).await?).await?.map_err(|_| Problem::Unavailable)?.pages,
    };
    let picture = number.checked_sub(1).and_then(|at| pages.pages.get(at)).ok_or(Problem::NotFound)?;
    Response::builder()
        .header(header::CONTENT_TYPE, "image/png")
        .header(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'; frame-ancestors 'none'")
        .body(Body::from(picture.clone()))
        .map_err(|_| Problem::Internal { id: crate::db::new_id() })
}

/// 校样: the draft as PDF with its lines numbered, to be corrected on paper.
pub async fn proof(page: Page, Path(id): Path<String>) -> Result<Response, Problem> {
    let document = draft(&page, &id).await?;
    let bench = read(&page, document).await?;
    let summary = bench.resolved.summary.of_example(page.standing.head.example);
    let paper = paper(&page.app.settings.address(), &path_of(summary.scope), &summary, &page.standing.programme.id);
    let name = format!("pilotboard-proof-{}-{}.pdf", summary.scope, summary.view.day);
    let made = page.app.press.print(move |faces, wanted| pdf::proof(&summary, faces, &paper, wanted)).await??;
    attachment(&name, "application/pdf", made)
}

/// Width and height of a picture, as its head (PNG, IHDR) has them: the page keeps room for what comes later.
fn size(picture: &[u8]) -> (u32, u32) {
    let number =
        |at: usize| picture.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_be_bytes);
    (number(16), number(20))
}

/// The pages under the editor, or the way to them.
pub fn shown(page: &Page, bench: &Bench, layout: Option<&Result<Layout, u64>>) -> AnyView {
    let (lang, id) = (page.lang, &bench.document.id);
    let proof = view! { <a class="button second" href=page.link(&format!("/documents/{id}/proof"))>{lang.proof_download()}</a> };
    let turn = |value: Option<&str>| format!("{}#layout", page.with(&[("layout", value)]));
    let body = match layout {
        None => view! {
            <p class="buttons"><a class="button second" href=turn(Some("on"))>{lang.layout_show()}</a> " " {proof}</p>
        }
        .into_any(),
        Some(Err(seconds)) => view! {
            <p role="status">{lang.layout_under_way(*seconds)} " " <a href=turn(Some("on"))>{lang.layout_again()}</a></p>
        }
        .into_any(),
        Some(Ok(Layout { name, pages })) => {
            let count = pages.pages.len();
            let pictures = pages.pages.iter().zip(1..).map(|(picture, at)| {
                let (width, height) = size(picture);
                let source = page.link(&format!("/documents/{id}/pages/{at}?of={name}"));
                view! { <li><a href=source.clone()><img src=source.clone() alt=lang.layout_page(at, count) width=width height=height loading="lazy"/></a></li> }
            });
            view! {
                <p class="buttons"><a class="button second" href=turn(None)>{lang.layout_hide()}</a> " " {proof}</p>
                <p class="quiet">{lang.layout_note(count)}</p>
                <ol class="sheets">{pictures.collect_view()}</ol>
            }
            .into_any()
        }
    };
    view! {
        <section class="layout" aria-labelledby="layout"><h2 id="layout">{lang.layout_title()}</h2> {body}</section>
    }
    .into_any()
}
