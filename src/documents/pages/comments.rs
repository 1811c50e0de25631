//! What is said of the pieces of a draft: each comment with its piece, and the form for one more.

use super::bench::{self, Typed};
use crate::documents::store::{self, Hand};
use crate::documents::{Bench, COMMENT_LIMIT, Comment, Document, Piece, Stage, path_of};
use crate::people::Role;
use crate::problem::Problem;
use crate::reports::is_forbidden;
use crate::reports::pages::at;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields, text_area};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

pub fn may_comment(page: &Page, document: &Document) -> bool {
    let reads = |role| matches!(role, Role::Office | Role::LeadingGroup);
    page.visitor.person.as_ref().is_some_and(|person| reads(person.role)) && document.stage != Stage::Issued
}

/// The way from a piece to the form, with that piece chosen.
pub fn way(page: &Page, piece: &Piece, name: &str) -> AnyView {
    let word = page.lang.comment_add();
    let address = format!("{}#comment", page.with(&[("comment", Some(&piece.id))]));
    view! { <a href=address aria-label=format!("{word} {name}")>{word}</a> }.into_any()
}

/// What is still to be settled of a piece, where it stands.
pub fn beside(page: &Page, bench: &Bench, piece: &Piece) -> Option<AnyView> {
    let mine: Vec<AnyView> = bench
        .unsettled()
        .filter(|comment| comment.piece == piece.id)
        .map(|comment| view! { <li>{said(page, comment)}</li> }.into_any())
        .collect();
    let label = page.lang.comments_title(mine.len());
    (!mine.is_empty()).then(|| view! { <ul class="comments" aria-label=label>{mine}</ul> }.into_any())
}

fn said(page: &Page, comment: &Comment) -> AnyView {
    let by = page.lang.comment_by(&comment.name, &comment.post, &at(comment.at));
    view! { {comment.text.clone()} " " <span class="quiet">{by}</span> }.into_any()
}

/// All of them, what is settled folded away, and the form for one more.
pub fn all(page: &Page, bench: &Bench, typed: &Typed) -> AnyView {
    let lang = page.lang;
    let open = may_comment(page, &bench.document);
    let place = |piece: &str| bench.pieces.iter().position(|known| known.id == piece);
    let item = |comment: &Comment| {
        let about = match place(&comment.piece) {
            Some(at) => {
                let name = lang.piece_named(bench.pieces[at].kind, at + 1);
                view! { <a href=format!("#p-{}", comment.piece)>{name}</a> }.into_any()
            }
            None => view! { <span class="quiet">{lang.comment_piece_gone()}</span> }.into_any(),
        };
        let settled = comment.settled.as_ref().map(|(name, moment)| lang.comment_settled(name, &at(*moment)));
        let settle = (open && comment.settled.is_none()).then(|| {
            let action = page.link(&format!("/documents/{}/comments/{}/settle", bench.document.id, comment.id));
            let label = format!("{} {}", lang.comment_settle(), comment.text.chars().take(12).collect::<String>());
            view! {
                <form method="post" action=action>{form_fields()} <button class="plain" aria-label=label>{lang.comment_settle()}</button></form>
            }
        });
        view! { <li>{about} " " {said(page, comment)} " " <span class="quiet">{settled}</span> {settle}</li> }
    };
    let unsettled: Vec<_> = bench.unsettled().map(item).collect();
    let count = unsettled.len();
    let settled: Vec<_> = bench.comments.iter().filter(|comment| comment.settled.is_some()).map(item).collect();
    let folded = (!settled.is_empty()).then(|| {
        view! { <details><summary>{lang.comments_settled(settled.len())}</summary><ul class="plain">{settled}</ul></details> }
    });
    let none = (count == 0).then(|| view! { <p class="quiet">{lang.comments_none()}</p> });
    view! {
        <section class="side comments-side" aria-labelledby="comments">
            <h2 id="comments">{lang.comments_title(count)}</h2>
            {none}
            <ul class="plain">{unsettled}</ul>
            {folded}
            {open.then(|| form(page, bench, typed))}
        </section>
    }
    .into_any()
}

fn form(page: &Page, bench: &Bench, typed: &Typed) -> AnyView {
    let lang = page.lang;
    let chosen = match &typed.remark {
        Some((piece, _)) => piece.clone(),
        None => page.asked("comment").unwrap_or_default().to_owned(),
    };
    let choices = bench.pieces.iter().enumerate().map(|(at, piece)| {
        let name = lang.piece_named(piece.kind, at + 1);
        view! { <option value=piece.id.clone() selected=piece.id == chosen>{name}</option> }
    });
    let text = typed.remark.as_ref().map_or("", |(_, text)| text);
    view! {
        <form method="post" action=page.link(&format!("/documents/{}/comments", bench.document.id)) id="comment">
            {form_fields()}
            <label for="comment-piece">{lang.comment_about()}</label>
            <select id="comment-piece" name="piece">{choices.collect_view()}</select>
            <label for="comment-text">{lang.comment_text(COMMENT_LIMIT)}</label>
            {text_area("text".into(), "comment-text".into(), 3, text, None, typed.remark.is_some())}
            <p><button class="second">{lang.comment_add()}</button></p>
        </form>
    }
    .into_any()
}

pub async fn comment(page: Page, Path(id): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let mut tx = page.app.db.read().await?;
    let document = store::get(&mut tx, &page.standing.programme, &id).await?;
    drop(tx);
    let text = fields.raw("text").replace("\r\n", "\n").trim().to_owned();
    let found = text.chars().count();
    let wrong = match found {
        0 => Some(page.lang.comment_empty().to_owned()),
        _ if found > COMMENT_LIMIT => Some(page.lang.comment_too_long(COMMENT_LIMIT, found)),
        _ if text.chars().any(|c| is_forbidden(c) && c != '\n') => Some(page.lang.comment_forbidden().to_owned()),
        _ => None,
    };
    let piece = fields.get("piece").to_owned();
    if wrong.is_some() && may_comment(&page, &document) {
        let status = Some(StatusCode::UNPROCESSABLE_ENTITY);
        return bench::show(&page, document, Typed { wrong, status, remark: Some((piece, text)), ..Typed::default() })
            .await;
    }
    let (app, programme) = (page.app.clone(), page.standing.programme.clone());
    let next = page.link(&format!("{}#comments", path_of(document.scope)));
    let route = format!("POST /documents/{id}/comments");
    let answer = act(&page.app, cause(&page, &route, &fields)?, move |tx, cause| {
        let (app, programme, document) = (app.clone(), programme.clone(), document.clone());
        let (piece, text, next) = (piece.clone(), text.clone(), next.clone());
        Box::pin(async move {
            let hand = Hand { programme: &programme, actor: &cause.actor, key: &app.audit_key };
            let document = store::get(tx, &programme, &document.id).await?;
            store::comment(tx, hand, &document, &piece, &text).await?;
            Ok(Answer::see(next))
        })
    });
    Ok(follow(answer.await?))
}

pub async fn settle(page: Page, Path((id, comment)): Path<(String, String)>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let (app, programme) = (page.app.clone(), page.standing.programme.clone());
    let links = page.clone();
    let route = format!("POST /documents/{id}/comments/{comment}/settle");
    let answer = act(&page.app, cause(&page, &route, &fields)?, move |tx, cause| {
        let (app, programme, links) = (app.clone(), programme.clone(), links.clone());
        let (id, comment) = (id.clone(), comment.clone());
        Box::pin(async move {
            let hand = Hand { programme: &programme, actor: &cause.actor, key: &app.audit_key };
            let document = store::get(tx, &programme, &id).await?;
            store::settle(tx, hand, &document, &comment).await?;
            Ok(Answer::see(links.link(&format!("{}#comments", path_of(document.scope)))))
        })
    });
    Ok(follow(answer.await?))
}
