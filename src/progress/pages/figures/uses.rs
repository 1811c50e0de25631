//! Where else a number is printed.

use crate::documents::{path_of, store};
use crate::figures::{FigureId, Filter, Subject};
use crate::problem::Problem;
use crate::summaries::pages::halves;
use crate::summaries::{Run, compose};
use crate::targets::Target;
use crate::web::pages::Page;
use leptos::prelude::*;

/// An issued document that prints the number, and the value it has there.
pub struct Printed {
    document: String,
    path: String,
    value: i64,
}

pub async fn printed(page: &Page, id: &FigureId) -> Result<Vec<Printed>, Problem> {
    let mut tx = page.app.db.read().await?;
    let issued = store::witnesses(&mut tx, &page.standing.programme.id).await?;
    let known = issued.iter().map(|(_, witness)| witness).filter(|witness| page.view.knows(witness.issued_at));
    let printed = known.filter_map(|witness| {
        let value = witness.printed(id)?.value;
        let document = page.lang.document_name(&witness.name);
        Some(Printed { document, path: path_of(witness.summary.scope), value })
    });
    Ok(printed.collect())
}

pub fn uses(page: &Page, id: &FigureId, printed: &[Printed]) -> AnyView {
    let lang = page.lang;
    let documents = printed.iter().map(|Printed { document, path, value }| {
        view! { <li><a href=page.link(path)>{document.clone()}</a> " " {lang.figure_printed_as(*value)}</li> }
    });
    let documents = (!printed.is_empty()).then(|| {
        view! {
            <h3>{lang.figure_printed()}</h3>
            <ul class="notes">{documents.collect_view()}</ul>
            <p><a href=page.link(&format!("/documents/figures/{id}"))>{lang.figure_compared()}</a></p>
        }
    });
    let items = places(page, id).into_iter().map(|(name, path)| view! { <li><a href=page.link(&path)>{name}</a></li> });
    let api = format!("/api/v1/programmes/{}/figures/{id}", page.standing.programme.id);
    view! {
        <h2>{lang.figure_used()}</h2>
        <ul class="notes">
            {items.collect_view()}
            <li>{lang.figure_used_api()} {lang.pick("：", "：", ": ")} <code>{api}</code></li>
        </ul>
        {documents}
    }
    .into_any()
}

/// The pages that print the number, and the summaries in which it stands as they would be made at this view.
fn places(page: &Page, id: &FigureId) -> Vec<(String, String)> {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let whole = id.filter == Filter::default();
    let mut found: Vec<(String, String)> = Vec::new();
    let mut see = |name: &str, path: &str| found.push((name.to_owned(), path.to_owned()));
    match &id.subject {
        Subject::Target(target) | Subject::Pending(target) if whole => {
            if programme.target(target).is_some_and(Target::has_card) {
                see(lang.nav_overview(), "/overview");
            }
            if let Some(known) = programme.target(target) {
                see(known.name.of(lang), &format!("/targets/{target}"));
            }
        }
        Subject::Reporting | Subject::Filings(_) => {
            let address = id.filter.period.map_or("/matrix".to_owned(), |period| format!("/matrix?period={period}"));
            see(lang.nav_matrix(), &address);
        }
        Subject::Tasks(light) if whole => {
            see(lang.nav_overview(), "/overview");
            see(lang.nav_tasks(), &format!("/tasks?light={light}"));
        }
        _ => {}
    }
    if let (Subject::Measure(_), Some(unit)) = (&id.subject, &id.filter.unit)
        && page.visitor.person.as_ref().is_some_and(|person| person.may_read(unit))
    {
        see(&page.unit_name(unit), &format!("/units/{unit}"));
    }
    for half in halves(page) {
        let summary = compose(programme, &page.record, half, page.view, lang);
        if summary.runs().any(|run| matches!(run, Run::Figure { id: printed, .. } if printed == id)) {
            see(&lang.half_title(half), &format!("/summaries/{half}"));
        }
    }
    found
}
