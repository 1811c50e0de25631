//! The monthly briefing on the page, and its files.

use super::{Format, article, hand_over};
use crate::problem::Problem;
use crate::summaries::{Block, Issue, Summary, issue_text, issues};
use crate::web::files;
use crate::web::pages::Page;
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

const TEXT: &str = "text/plain; charset=utf-8";

/// The issues whose month has begun at the view, the latest first.
fn begun(page: &Page) -> Vec<(Issue, bool)> {
    let programme = &page.standing.programme;
    let periods = issues(programme).into_iter().filter_map(|issue| Some((issue, programme.period(issue.period)?)));
    let begun = periods.filter(|(_, period)| period.start <= page.view.day);
    let mut begun: Vec<_> = begun.map(|(issue, period)| (issue, period.end <= page.view.day)).collect();
    begun.reverse();
    begun
}

fn asked(page: &Page, text: &str) -> Result<Issue, Problem> {
    let mut issues = issues(&page.standing.programme).into_iter();
    issues.find(|issue| issue.to_string() == text).ok_or(Problem::NotFound)
}

fn composed(page: &Page, issue: Issue) -> Result<Summary, Problem> {
    issue.compose(&page.standing.programme, &page.record, page.view, page.lang).ok_or(Problem::NotFound)
}

fn number(summary: &Summary) -> String {
    let head = |block: &Block| if let Block::Masthead(head) = block { Some(head.number.clone()) } else { None };
    summary.blocks.iter().find_map(head).unwrap_or_default()
}

/// The ways to take an issue away, each called after the issue where several stand on one page.
fn downloads(page: &Page, issue: Issue, class: [Option<&'static str>; 2], name: Option<&str>) -> AnyView {
    let lang = page.lang;
    let way = |class: Option<&'static str>, format: &str, word: &'static str| {
        let label = name.map(|name| format!("{word} {name}"));
        let address = page.link(&format!("/briefings/{issue}/{format}"));
        view! { <a class=class href=address aria-label=label>{word}</a> }
    };
    let [first, other] = class;
    let gap = if name.is_some() { " · " } else { " " };
    view! {
        {way(first, "pdf", lang.download_pdf())} {gap}
        {way(other, "docx", lang.download_docx())} {gap}
        {way(other, "txt", lang.download_text())} {gap}
        {way(other, "xlsx", lang.download_xlsx())}
    }
    .into_any()
}

pub async fn briefings(page: Page) -> Result<Response, Problem> {
    page.show_kept(
        |page| page.lang.briefings_title().to_owned(),
        |page| {
            let lang = page.lang;
            let items = begun(page).into_iter().filter_map(|(issue, ended)| {
                let summary = composed(page, issue).ok()?;
                let name = number(&summary);
                Some(view! {
                    <li>
                        <a href=page.link(&format!("/briefings/{issue}"))>{name.clone()}</a> " "
                        {summary.title.clone()}
                        {(!ended).then(|| view! { " " <strong>{lang.briefing_in_hand()}</strong> })}
                        <p>{downloads(page, issue, [None, None], Some(&name))}</p>
                    </li>
                })
            });
            view! {
                <h1>{lang.briefings_title()}</h1>
                <ul class="history">{items.collect_view()}</ul>
                <p><a href=page.link("/summaries")>{lang.summaries_title()}</a></p>
            }
            .into_any()
        },
    )
    .await
}

pub async fn briefing(page: Page, Path(issue): Path<String>) -> Result<Response, Problem> {
    let issue = asked(&page, &issue)?;
    page.show_kept(
        move |page| page.lang.briefing_title_of(&issue.to_string()),
        move |page| {
            let Ok(summary) = composed(page, issue) else { return ().into_any() };
            let ways = downloads(page, issue, [Some("button"), Some("button second")], None);
            view! { <p class="buttons">{ways}</p>{article(page, &summary, true)} }.into_any()
        },
    )
    .await
}

pub async fn briefing_file(page: Page, Path((issue, format)): Path<(String, String)>) -> Result<Response, Problem> {
    let issue = asked(&page, &issue)?;
    let summary = composed(&page, issue)?;
    let path = format!("/briefings/{issue}");
    let stem = format!("briefing-{issue}");
    if format == "txt" {
        let state = format!("as_at={}&basis={}&lang={}", page.view.day, page.view.basis, page.lang);
        let text = issue_text(&summary, &format!("{}{path}?{state}", page.app.settings.address()));
        return files::attachment(&format!("pilotboard-{stem}.txt"), TEXT, text.into_bytes());
    }
    let kind = Format::of(&format).ok_or(Problem::NotFound)?;
    hand_over(&page, kind, summary, &path, &stem).await
}
