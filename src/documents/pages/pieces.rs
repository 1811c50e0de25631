//! The pieces of a draft, one below the other, each with what to look at and what can be done with it.

use super::bench::{Typed, TypedPiece};
use crate::documents::{Bench, CheckKind, Piece, PieceKind, for_form, plain_text};
use crate::summaries::Block;
use crate::summaries::pages::{as_printed, block, runs};
use crate::web::pages::{Page, text_area};
use leptos::prelude::*;

pub fn all(page: &Page, bench: &Bench, typed: &Typed, writes: bool, editing: Option<&str>) -> AnyView {
    let printed = as_printed(page, bench.composed.view);
    let last = bench.pieces.len().saturating_sub(1);
    let sections = bench.pieces.iter().zip(&bench.resolved.spans).enumerate().map(|(at, (piece, span))| {
        let open = editing == Some(piece.id.as_str());
        let content = match open {
            true => form(page, bench, piece, typed.piece.as_ref()),
            false => said(&printed, piece, &bench.resolved.summary.blocks[span.clone()]),
        };
        let remarks = (!writes && super::comments::may_comment(page, &bench.document))
            .then(|| view! { <div class="tools">{super::comments::way(page, piece, &beginning(bench, page, piece))}</div> });
        let tools = (writes && !open).then(|| tools(page, (piece, &beginning(bench, page, piece)), (at == 0, at == last), editing));
        view! {
            <section id=format!("p-{}", piece.id) class=if bench.has_moved(piece) { "piece moved" } else { "piece" } aria-label=page.lang.piece_named(piece.kind, at + 1)>
                <span class="nth quiet" aria-hidden="true">{at + 1}</span>
                {content}
                {flags(page, bench, piece)}
                {super::comments::beside(page, bench, piece)}
                {tools}
                {remarks}
            </section>
        }
    });
    let start = (writes && bench.pieces.is_empty()).then(|| add(page, ""));
    view! { {start} {sections.collect_view()} }.into_any()
}

/// A piece as it reads. What the figures compose is folded where it is long.
fn said(page: &Page, piece: &Piece, blocks: &[Block]) -> AnyView {
    let lang = page.lang;
    let parts = blocks.iter().map(|part| match part {
        // The page has a heading of its own.
        Block::Title(lines) => {
            let lines = lines.iter().map(|line| view! { <p class="as-title">{runs(page, line)}</p> });
            lines.collect_view().into_any()
        }
        Block::Annex { .. } => ().into_any(),
        other => block(page, other),
    });
    let parts = parts.collect_view();
    if blocks.is_empty() {
        return view! { <p class="quiet">{lang.piece_kind(piece.kind)} " · " {lang.piece_nothing()}</p> }.into_any();
    }
    if piece.kind.is_annex() {
        let title = blocks.iter().find_map(|block| match block {
            Block::Annex { number, title, .. } => Some(format!("{number} {title}")),
            _ => None,
        });
        return view! {
            <details><summary>{title} " · " {lang.piece_composed()}</summary><div class="document">{parts}</div></details>
        }
        .into_any();
    }
    view! { <div class="document">{parts}</div> }.into_any()
}

/// The first words of a piece, by which its buttons are told apart.
fn beginning(bench: &Bench, page: &Page, piece: &Piece) -> String {
    let shown = |token: &crate::documents::Token| bench.shown.get(&token.to_string()).cloned();
    let text: String = plain_text(&piece.text, shown).chars().take(12).collect();
    format!("{} {text}", page.lang.piece_kind(piece.kind)).trim_end().to_owned()
}

fn tools(page: &Page, (piece, name): (&Piece, &str), (first, last): (bool, bool), editing: Option<&str>) -> AnyView {
    let lang = page.lang;
    let person = page.visitor.person.as_ref().map_or("", |person| person.id.as_str());
    if let Some(held) = piece.held_by_another(person, page.now) {
        let until = crate::reports::pages::at(held.until);
        return view! { <p class="held">{lang.piece_held(&held.name, &until)}</p> }.into_any();
    }
    let button = |act: String, word: &'static str, shown: &'static str| {
        view! { <button class="plain" name="act" value=act aria-label=format!("{word} {name}")>{shown}</button> }
    };
    let id = &piece.id;
    let edit = piece.kind.is_text().then(|| button(format!("edit {id}"), lang.piece_edit(), lang.piece_edit()));
    let up = (!first).then(|| button(format!("up {id}"), lang.piece_up(), "↑"));
    let down = (!last).then(|| button(format!("down {id}"), lang.piece_down(), "↓"));
    let remove = button(format!("remove {id} {}", piece.lock), lang.piece_remove(), lang.piece_remove());
    // While something is being typed, pieces are neither added nor taken away around it.
    let add = editing.is_none().then(|| add(page, id));
    let comment = super::comments::way(page, piece, name);
    view! { <div class="tools"><span class="writes">{edit} {up} {down} {remove}</span> {comment} <span class="writes">{add}</span></div> }.into_any()
}

/// What can be put after a piece.
fn add(page: &Page, after: &str) -> AnyView {
    let lang = page.lang;
    let choice = |kind: PieceKind| {
        view! { <button class="plain" name="act" value=format!("add {kind} {after}")>{lang.piece_kind(kind)}</button> }
    };
    let texts = PieceKind::TEXTS.into_iter().map(choice).collect_view();
    let composed = PieceKind::COMPOSED.into_iter().map(choice).collect_view();
    view! {
        <details class="add"><summary>{lang.piece_add()}</summary><div><p>{texts}</p><p>{composed}</p></div></details>
    }
    .into_any()
}

fn form(page: &Page, bench: &Bench, piece: &Piece, typed: Option<&TypedPiece>) -> AnyView {
    let lang = page.lang;
    let shown = |token: &crate::documents::Token| bench.shown.get(&token.to_string()).cloned();
    let text = typed.map_or_else(|| for_form(&piece.text, shown), |typed| typed.text.clone());
    let chosen = typed.map_or(piece.kind, |typed| typed.kind);
    let kinds = PieceKind::TEXTS.into_iter().map(|kind| {
        view! { <option value=kind.to_string() selected=kind == chosen>{lang.piece_kind(kind)}</option> }
    });
    let slips = typed.map(|typed| typed.slips.clone()).unwrap_or_default();
    let wrong = (!slips.is_empty()).then(|| {
        let lines = slips.iter().map(|slip| view! { <li><a href="#piece-text">{lang.token_slip(slip)}</a></li> });
        view! { <div class="error-summary" role="alert"><ul>{lines.collect_view()}</ul></div> }
    });
    let theirs = typed.and_then(|typed| typed.theirs.clone()).map(|theirs| {
        view! {
            <div class="theirs"><p>{lang.piece_theirs()}</p><blockquote>{theirs}</blockquote><p>{lang.piece_yours()}</p></div>
        }
    });
    let numbers = bench.shown.iter().map(|(token, value)| {
        let chip = format!("{{{{{value}|{token}}}}}");
        view! {
            <li><button class="plain" name="act" value=format!("chip {} {token}", piece.id) title=token_name(page, token)>{chip}</button> " " {token_name(page, token)}</li>
        }
    });
    view! {
        {wrong}
        {theirs}
        <input type="hidden" name="piece" value=piece.id.clone()/>
        <input type="hidden" name="lock" value=piece.lock.to_string()/>
        <label for="piece-kind">{lang.piece_kind_label()}</label>
        <select id="piece-kind" name="kind">{kinds.collect_view()}</select>
        <label for="piece-text">{lang.piece_text()}</label>
        {text_area("text".into(), "piece-text".into(), 6, &text, Some("piece-help".into()), !slips.is_empty())}
        <p id="piece-read" class="as-read" hidden=true><span class="quiet">{lang.piece_read()}</span> " " <span></span></p>
        <p class="quiet" id="piece-help">{lang.piece_help()}</p>
        <p class="buttons">
            <button name="act" value="save">{lang.piece_save()}</button> " "
            <button class="second" name="act" value=format!("leave {}", piece.id)>{lang.piece_leave()}</button>
        </p>
        <details class="chips"><summary>{lang.piece_numbers()}</summary><ul class="plain">{numbers.collect_view()}</ul></details>
    }
    .into_any()
}

fn token_name(page: &Page, token: &str) -> String {
    match token.parse() {
        Ok(token) => page.lang.token_name(&page.standing.programme, &token),
        Err(_) => token.to_owned(),
    }
}

/// What to look at in a piece, where it stands.
fn flags(page: &Page, bench: &Bench, piece: &Piece) -> Option<AnyView> {
    let mine: Vec<&CheckKind> = bench
        .checks
        .iter()
        .filter(|check| check.piece.as_deref() == Some(&piece.id))
        .map(|check| &check.kind)
        .collect();
    let lines = mine.iter().map(|kind| {
        let class = if kind.is_fault() { "flag fault" } else { "flag" };
        view! { <li class=class>{page.lang.check_said(kind)}</li> }
    });
    (!mine.is_empty()).then(|| view! { <ul class="flags" tabindex="-1">{lines.collect_view()}</ul> }.into_any())
}
