//! Everything issued, by year and number, and a search over it.

use super::files::downloads;
use super::issued::{issued_day, known};
use crate::documents::{Found, Witness, errata, found, path_of, store};
use crate::people::Role;
use crate::problem::Problem;
use crate::summaries::Scope;
use crate::web::pages::Page;
use axum::response::Response;
use leptos::prelude::*;
use std::sync::Arc;

struct Row {
    witness: Witness,
    found: Found,
    errata: usize,
    /// The first file's format and fingerprint.
    print: Option<(String, String)>,
}

pub async fn archive(page: Page) -> Result<Response, Problem> {
    if let Some(kept) = page.kept()? {
        return Ok(kept);
    }
    let asked = page.asked("q").unwrap_or_default().to_owned();
    let programme = &page.standing.programme;
    let record = known(&page);
    let mut tx = page.app.db.read().await?;
    let mut rows = Vec::new();
    for (id, witness) in store::witnesses(&mut tx, &programme.id).await? {
        let Some(found) = found(&witness, &asked).filter(|_| page.view.knows(witness.issued_at)) else { continue };
        let print = store::files(&mut tx, &id).await?.into_iter().find(|(format, _)| format == "pdf");
        rows.push(Row { errata: errata(programme, &record, &witness).len(), witness, found, print });
    }
    drop(tx);
    // By year, briefings by their number, summaries after them.
    rows.sort_by_key(|row| match row.witness.summary.scope {
        Scope::Issue(issue) => (std::cmp::Reverse(issue.year), 0, issue.number),
        Scope::Half(half) => (std::cmp::Reverse(half.year), 1, usize::from(half.second)),
    });
    let rows = Arc::new(rows);
    page.show_kept(|page| page.lang.documents_title().to_owned(), move |page| whole(page, &asked, &rows)).await
}

fn whole(page: &Page, asked: &str, rows: &[Row]) -> AnyView {
    let lang = page.lang;
    let exceptions =
        page.visitor.person.as_ref().is_some_and(|person| matches!(person.role, Role::Office | Role::Auditor));
    let exceptions =
        exceptions.then(|| view! { " · " <a href=page.link("/documents/exceptions")>{lang.exceptions_title()}</a> });
    let lines = rows.iter().map(|row| line(page, row)).collect_view();
    let list = match (rows.is_empty(), asked.is_empty()) {
        (true, true) => view! { <p>{lang.documents_none()}</p> }.into_any(),
        (true, false) => view! { <p role="status">{lang.documents_not_found(asked)}</p> }.into_any(),
        _ => view! {
            <div class="scroll" tabindex="0" role="region" aria-label=lang.documents_title()>
                <table class="stacked archive">
                    <thead><tr><th scope="col">{lang.errata_document()}</th><th scope="col">{lang.documents_issued()}</th><th scope="col">{lang.documents_files()}</th><th scope="col">{lang.documents_erratum()}</th></tr></thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        }
        .into_any(),
    };
    view! {
        <h1>{lang.documents_title()}</h1>
        <p><a href=page.link("/summaries")>{lang.nav_summaries()}</a> {exceptions}</p>
        <form method="get" action="/documents" class="search" role="search" aria-label=lang.documents_find()>
            {page.kept_fields(&[])}
            <label for="q">{lang.documents_search()}</label>
            <input id="q" type="search" name="q" value=asked.to_owned()/>
            <button type="submit">{lang.documents_find()}</button>
        </form>
        {list}
    }
    .into_any()
}

fn line(page: &Page, row: &Row) -> AnyView {
    let lang = page.lang;
    let witness = &row.witness;
    let scope = witness.summary.scope;
    let name = lang.document_name(&witness.name);
    let passage = match &row.found {
        Found::All | Found::Title => None,
        Found::Text(passage) => Some(passage.clone()),
        Found::Figure(id, value) => {
            Some(lang.documents_prints(&lang.figure_name(&page.standing.programme, id), *value))
        }
    };
    let passage = passage.map(|passage| view! { <p class="quiet">{passage}</p> });
    let print = row.print.as_ref().map(|(_, print)| {
        view! { <br/><code class="print" title=print.clone()>{format!("SHA-256 {}…", &print[..12])}</code> }
    });
    let errata = match row.errata {
        0 => lang.documents_no_erratum().to_owned().into_any(),
        n => view! { <a href=page.link(&format!("{}#erratum", path_of(scope)))>{lang.documents_errata(n)}</a> }
            .into_any(),
    };
    view! {
        <tr>
            <th scope="row"><a href=page.link(&path_of(scope))>{name.clone()}</a> " " <span class="said">{witness.summary.title.clone()}</span> {passage}</th>
            <td data-label=lang.documents_issued() class="when">{issued_day(page, witness)}</td>
            <td data-label=lang.documents_files()>{downloads(page, scope, [None, None], Some(&name))} {print}</td>
            <td data-label=lang.documents_erratum()>{errata}</td>
        </tr>
    }
    .into_any()
}
