//! A document as the figures compose it, before anybody has begun a draft or in a language it was not written in.

use super::asks_for_a_moment;
use super::files::{Original, downloads, issued, translated};
use crate::documents::{Document, Stage, Witness};
use crate::people::Role;
use crate::problem::Problem;
use crate::summaries::Scope;
use crate::summaries::pages::{as_printed, at_press, block};
use crate::web::pages::{Page, form_fields};
use axum::response::Response;
use chrono::NaiveDate;
use leptos::prelude::*;
use std::sync::Arc;

/// `document` is the one there is in another language, with its witness if it is issued.
pub async fn show(
    page: &Page,
    scope: Scope,
    document: Option<(Document, Option<Box<Witness>>)>,
) -> Result<Response, Problem> {
    if let Some(kept) = page.kept()? {
        return Ok(kept);
    }
    let papers = papers(page, scope).await?;
    let title = move |page: &Page| page.lang.document_title(scope);
    if let Some(opens) = scope.opens_after(&page.standing.programme, page.view) {
        return page.show_kept(title, move |page| unopened(page, scope, opens, papers.clone())).await;
    }
    let (document, witness) = document.map_or((None, None), |(document, witness)| (Some(document), witness));
    let before = if document.is_some() { issued(page).await? } else { Vec::new() };
    let original = match &document {
        Some(document) => Some(Original::of(page, document.clone(), witness).await?),
        None => None,
    };
    let summary = at_press(page, move |page| match original {
        Some(original) => translated(page, scope, original, &before),
        None => scope.compose(&page.standing.programme, &page.record, page.view, page.lang),
    });
    let summary = Arc::new(summary.await?);
    page.show_kept(title, move |page| {
        let Some(summary) = summary.as_ref() else { return ().into_any() };
        let printed = &as_printed(page, summary.view);
        let blocks = summary.blocks.iter().map(|part| block(printed, part)).collect_view();
        view! {
            {to_papers(papers.clone())}
            {note(page, scope, document.as_ref())}
            <p class="buttons">{downloads(printed, scope, [Some("button"), Some("button second")], None)}</p>
            <article class="document">{blocks}</article>
        }
        .into_any()
    })
    .await
}

/// What is said of a document whose time is not over.
fn unopened(page: &Page, scope: Scope, opens: NaiveDate, papers: Option<(String, String)>) -> AnyView {
    let lang = page.lang;
    view! {
        <h1>{lang.document_title(scope)}</h1>
        <p class="notice">{lang.document_opens(&lang.day(opens))}</p>
        {to_papers(papers)}
        <p><a href=page.link("/summaries")>{lang.nav_summaries()}</a></p>
    }
    .into_any()
}

fn to_papers(papers: Option<(String, String)>) -> Option<AnyView> {
    papers.map(|(words, address)| view! { <p><a href=address>{words}</a></p> }.into_any())
}

/// How many units have filed their own paper on a half-year, and where they are.
pub async fn papers(page: &Page, scope: Scope) -> Result<Option<(String, String)>, Problem> {
    match scope {
        Scope::Half(half) => crate::papers::pages::of_half(page, half).await,
        Scope::Issue(_) => Ok(None),
    }
}

/// What this text is, and how the document itself comes about or is found.
fn note(page: &Page, scope: Scope, document: Option<&Document>) -> Option<AnyView> {
    let lang = page.lang;
    if let Some(document) = document {
        let tag = document.lang.to_string();
        let original = page.with(&[("lang", Some(&tag))]);
        let words = if document.stage == Stage::Issued { lang.composed_issued() } else { lang.composed_drafted() };
        return Some(
            view! { <p class="notice">{words} " " <a href=original>{lang.composed_original()}</a></p> }.into_any(),
        );
    }
    let drafts = page.visitor.person.as_ref().is_some_and(|person| person.role == Role::Office);
    if !drafts || asks_for_a_moment(page) {
        return None;
    }
    Some(
        view! {
            <form method="post" action=page.link("/documents/begin") class="begin">
                {form_fields()}
                <input type="hidden" name="name" value=scope.to_string()/>
                <p>{lang.composed_note()} " " <button type="submit">{lang.begin_draft()}</button></p>
            </form>
        }
        .into_any(),
    )
}
