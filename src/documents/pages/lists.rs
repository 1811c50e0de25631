//! The briefings and the summaries of a programme, and how far each is.

use super::asks_for_a_moment;
use super::files::downloads;
use crate::calendar::end_of;
use crate::documents::{Stage, Witness, path_of, store};
use crate::people::Role;
use crate::problem::Problem;
use crate::summaries::pages::{at_press, halves};
use crate::summaries::{Block, Issue, Scope, Summary, issues};
use crate::web::pages::Page;
use axum::response::Response;
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// How far each document is, and the title of those issued, as the page knows it.
struct Progress {
    stages: BTreeMap<String, Stage>,
    titles: BTreeMap<String, String>,
}

impl Progress {
    async fn of(page: &Page) -> Result<Self, Problem> {
        let programme = &page.standing.programme;
        let past = asks_for_a_moment(page);
        let mut tx = page.app.db.read().await?;
        let there = |witness: &Witness| !past || witness.issued_at < end_of(page.view.day);
        let issued = store::witnesses(&mut tx, &programme.id).await?.into_iter().map(|(_, witness)| witness);
        let issued: Vec<Witness> = issued.filter(there).collect();
        let mut stages: BTreeMap<String, Stage> =
            issued.iter().map(|witness| (witness.name.clone(), Stage::Issued)).collect();
        // A draft is on its way now and was not then.
        let drafts = store::all(&mut tx, programme)
            .await?
            .into_iter()
            .filter(|document| !past && document.stage != Stage::Issued);
        stages.extend(drafts.map(|document| (document.scope.to_string(), document.stage)));
        let titled = issued.iter().filter(|witness| witness.summary.lang == page.lang);
        let titles = titled.map(|witness| (witness.name.clone(), witness.summary.title.clone())).collect();
        Ok(Progress { stages, titles })
    }

    fn stage(&self, page: &Page, scope: Scope) -> Option<AnyView> {
        let stage = *self.stages.get(&scope.to_string())?;
        let word = if stage == Stage::Issued { page.lang.document_issued() } else { page.lang.stage(stage) };
        Some(view! { " " <strong>{word}</strong> }.into_any())
    }
}

fn number(summary: &Summary) -> String {
    let head = |block: &Block| if let Block::Masthead(head) = block { Some(head.number.clone()) } else { None };
    summary.blocks.iter().find_map(head).unwrap_or_default()
}

/// The ways to what is issued, to the papers of the units and, for the office, to the exceptions.
fn ways(page: &Page) -> AnyView {
    let lang = page.lang;
    let person = page.visitor.person.as_ref();
    let office = person.is_some_and(|person| matches!(person.role, Role::Office | Role::Auditor));
    let exceptions =
        office.then(|| view! { " · " <a href=page.link("/documents/exceptions")>{lang.exceptions_title()}</a> });
    view! {
        <p>
            <a href=page.link("/documents")>{lang.documents_title()}</a> " · "
            <a href=page.link("/papers")>{lang.papers_title()}</a> {exceptions}
        </p>
    }
    .into_any()
}

/// The issues whose month is over at the view, the latest first, as the figures compose them.
fn composed(page: &Page) -> Vec<Summary> {
    let programme = &page.standing.programme;
    let over = |issue: &Issue| Scope::Issue(*issue).opens_after(programme, page.view).is_none();
    let issues = issues(programme).into_iter().rev().filter(over);
    issues.filter_map(|issue| issue.compose(programme, &page.record, page.view, page.lang)).collect()
}

fn briefings(page: &Page, progress: &Progress, composed: &[Summary]) -> AnyView {
    let scopes = issues(&page.standing.programme).into_iter().map(Scope::Issue);
    let next = scopes.filter_map(|scope| unopened(page, scope, page.lang.document_title(scope))).next();
    let items = composed.iter().map(|summary| {
        let scope = summary.scope;
        let name = number(summary);
        let title = progress.titles.get(&scope.to_string()).unwrap_or(&summary.title).clone();
        view! {
            <li>
                <a href=page.link(&path_of(scope))>{name.clone()}</a> " " {title} {progress.stage(page, scope)}
                <p>{downloads(page, scope, [None, None], Some(&name))}</p>
            </li>
        }
    });
    view! { <ul class="history">{next}{items.collect_view()}</ul> }.into_any()
}

/// A document whose time is not over: from when there can be one.
fn unopened(page: &Page, scope: Scope, name: String) -> Option<AnyView> {
    let opens = scope.opens_after(&page.standing.programme, page.view)?;
    let words = page.lang.document_opens(&page.lang.day(opens));
    Some(view! { <li><a href=page.link(&path_of(scope))>{name}</a> <p class="quiet">{words}</p></li> }.into_any())
}

fn summaries(page: &Page, progress: &Progress) -> AnyView {
    let items = halves(page).into_iter().map(|half| {
        let scope = Scope::Half(half);
        let name = page.lang.half_title(half);
        unopened(page, scope, name.clone()).unwrap_or_else(|| {
            view! {
                <li>
                    <a href=page.link(&path_of(scope))>{name.clone()}</a> {progress.stage(page, scope)}
                    <p>{downloads(page, scope, [None, None], Some(&name))}</p>
                </li>
            }
            .into_any()
        })
    });
    view! { <ul class="history">{items.collect_view()}</ul> }.into_any()
}

/// The briefings and the half-year summaries, under either address.
pub async fn lists(page: Page) -> Result<Response, Problem> {
    if let Some(kept) = page.kept()? {
        return Ok(kept);
    }
    let progress = Progress::of(&page).await?;
    let composed = Arc::new(at_press(&page, composed).await?);
    page.show_kept(
        |page| page.lang.nav_summaries().to_owned(),
        move |page| {
            let lang = page.lang;
            view! {
                <h1>{lang.nav_summaries()}</h1>
                {ways(page)}
                <h2>{lang.briefings_title()}</h2>
                {briefings(page, &progress, &composed)}
                <h2>{lang.summaries_title()}</h2>
                {summaries(page, &progress)}
            }
            .into_any()
        },
    )
    .await
}
