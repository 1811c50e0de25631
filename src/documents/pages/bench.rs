//! The page on which a document is made: its text in the middle, what to look at and what units wrote at its sides.

use super::files::downloads;
use super::layout::{self, Layout};
use super::{comments, pieces, read, side, way};
use crate::documents::{Bench, Document, PieceKind, Slip, Stage};
use crate::people::Role;
use crate::problem::Problem;
use crate::summaries::pdf::is_long;
use crate::web::pages::{Page, form_fields};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use leptos::prelude::*;
use std::sync::Arc;

/// What somebody had typed when the page came back to them.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    /// What is wrong with the whole of it.
    pub wrong: Option<String>,
    pub status: Option<StatusCode>,
    pub piece: Option<TypedPiece>,
    pub comment: String,
    pub name: String,
    pub post: String,
    pub send_at: String,
    /// The piece and the text of a comment that could not be kept.
    pub remark: Option<(String, String)>,
}

#[derive(Clone, Debug)]
pub struct TypedPiece {
    pub id: String,
    pub kind: PieceKind,
    pub text: String,
    pub slips: Vec<Slip>,
    /// What another has made of it meanwhile, as a form shows it.
    pub theirs: Option<String>,
}

/// Whether the reader may type in the draft.
pub fn may_write(page: &Page, document: &Document) -> bool {
    is_office(page) && document.stage == Stage::Drafting
}

fn is_office(page: &Page) -> bool {
    page.visitor.person.as_ref().is_some_and(|person| person.role == Role::Office)
}

pub async fn show(page: &Page, document: Document, typed: Typed) -> Result<Response, Problem> {
    let bench = Arc::new(read(page, document).await?);
    let name = page.lang.document_title(bench.document.scope);
    let title = match &typed.wrong {
        Some(_) => format!("{}: {name}", page.lang.problem_title(&Problem::Faults(Vec::new()))),
        None => name,
    };
    let status = typed.status.unwrap_or(StatusCode::OK);
    let typed = Arc::new(typed);
    let layout = match layout::asked(page) && is_office(page) && !is_long(&bench.resolved.summary) {
        true => Some(layout::layout(page, &bench).await?),
        false => None,
    };
    let (layout, writes) = (Arc::new(layout), may_write(page, &bench.document));
    // The page asks again by itself, unless somebody is typing in it.
    let asks_again = matches!(&*layout, Some(Err(_))) && edited(page, &bench, &typed).is_none();
    let shown =
        page.show_with(status, &title, writes, move |page| whole(page, &bench, &typed, layout.as_ref().as_ref()));
    let mut response = shown.await?;
    if asks_again {
        response.headers_mut().insert("refresh", HeaderValue::from_static("2"));
    }
    Ok(response)
}

fn whole(page: &Page, bench: &Bench, typed: &Typed, layout: Option<&Result<Layout, u64>>) -> AnyView {
    let (lang, document) = (page.lang, &bench.document);
    let wrong = typed.wrong.clone().map(|wrong| view! { <p class="error-summary" role="alert">{wrong}</p> });
    let writes = may_write(page, document);
    // Whoever is at a piece finishes it before the document goes on.
    let editing = edited(page, bench, typed);
    let on = if editing.is_none() {
        way::next(page, bench, typed)
    } else {
        Some(view! { <p class="quiet">{lang.finish_piece_first()}</p> }.into_any())
    };
    let material = writes.then(|| side::material(page, bench, editing.is_some()));
    view! {
        <div class="bench">
            <header class="bench-head">
                <h1>{lang.document_title(document.scope)}</h1>
                {wrong}
                {way::returned(page, bench)}
                {way::stages(page, document.stage, bench.returned().is_some())}
                <p class="quiet">{snapshot(page, bench)} {changed(page, bench)}</p>
                <p class="buttons">{downloads(page, document.scope, [Some("button second"); 2], None)}</p>
                <p class="quiet">{lang.proof_note()}</p>
            </header>
            {side::checks(page, bench, layout.and_then(|layout| layout.as_ref().ok()?.fill()))}
            <form method="post" action=page.link(&format!("/documents/{}/text", document.id)) id="draft" class="draft">
                {form_fields()}
                {layout::asked(page).then(|| view! { <input type="hidden" name="layout" value="on"/> })}
                {pieces::all(page, bench, typed, writes, editing)}
            </form>
            {comments::all(page, bench, typed)}
            {material}
            {is_office(page).then(|| layout::shown(page, bench, layout))}
            <section class="way" aria-labelledby="way">
                <h2 id="way">{lang.way_title()}</h2>
                {on}
                {way::steps(page, &bench.steps)}
            </section>
        </div>
    }
    .into_any()
}

/// 数据截至2022年7月28日，已核16/18个单位。
fn snapshot(page: &Page, bench: &Bench) -> String {
    let programme = &page.standing.programme;
    let view = bench.composed.view;
    let expected = programme.expected_on(view.day).len();
    page.lang.document_snapshot(&page.lang.day(view.day), expected.saturating_sub(bench.silent.len()), expected)
}

/// The version of the text, who typed last, and when.
fn changed(page: &Page, bench: &Bench) -> Option<String> {
    let (name, moment) = bench.pieces.iter().filter_map(|piece| piece.changed.as_ref()).max_by_key(|(_, at)| *at)?;
    Some(page.lang.document_changed(bench.document.version, name, &crate::reports::pages::at(*moment)))
}

/// The piece that is open for typing: what came back, or the one the address names and the reader holds.
fn edited<'a>(page: &'a Page, bench: &'a Bench, typed: &'a Typed) -> Option<&'a str> {
    if let Some(piece) = &typed.piece {
        return Some(&piece.id);
    }
    let person = page.visitor.person.as_ref().filter(|_| may_write(page, &bench.document))?;
    let asked = page.asked("edit")?;
    let piece = bench.pieces.iter().find(|piece| piece.id == asked)?;
    piece.is_held_by(&person.id, page.now).then_some(piece.id.as_str())
}
