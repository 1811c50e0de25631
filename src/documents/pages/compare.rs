//! One figure in every document that prints it, and what lies between two of them.

use super::issued::{issued_day, known};
use crate::documents::{Difference, Printed, Witness, differences, path_of, store};
use crate::figures::FigureId;
use crate::problem::Problem;
use crate::progress::Record;
use crate::web::pages::Page;
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use std::sync::Arc;

pub async fn compare(page: Page, Path(id): Path<String>) -> Result<Response, Problem> {
    let id: FigureId = id.parse().map_err(|_| Problem::NotFound)?;
    if let Some(kept) = page.kept()? {
        return Ok(kept);
    }
    let mut tx = page.app.db.read().await?;
    let issued = store::witnesses(&mut tx, &page.standing.programme.id).await?.into_iter().map(|(_, witness)| witness);
    let printed: Vec<(Witness, Printed)> = issued
        .filter(|witness| page.view.knows(witness.issued_at))
        .filter_map(|witness| witness.printed(&id).cloned().map(|printed| (witness, printed)))
        .collect();
    drop(tx);
    if printed.is_empty() {
        return Err(Problem::NotFound);
    }
    let record = known(&page);
    let now = Printed::taken(&page.standing.programme, &record, page.view, id.clone());
    let all = Arc::new((record, printed, now));
    let name = page.lang.figure_name(&page.standing.programme, &id);
    let title = page.lang.compare_title(&name);
    page.show_kept(move |_| title.clone(), move |page| whole(page, &id, &all.0, &all.1, all.2.as_ref())).await
}

fn whole(
    page: &Page,
    id: &FigureId,
    record: &Record,
    printed: &[(Witness, Printed)],
    now: Option<&Printed>,
) -> AnyView {
    let lang = page.lang;
    let name = lang.figure_name(&page.standing.programme, id);
    let mut before: Option<&Printed> = None;
    let mut rows = Vec::new();
    for (witness, printed) in printed {
        let path = path_of(witness.summary.scope);
        let head = view! { <a href=page.link(&path)>{lang.document_name(&witness.name)}</a> }.into_any();
        let day = lang.compare_row(&lang.day(witness.summary.view.day), &issued_day(page, witness));
        rows.push(row(page, head, day, printed, before, record));
        before = Some(printed);
    }
    if let Some(now) = now {
        let head = view! { <a href=page.link(&format!("/figures/{id}"))>{lang.compare_now()}</a> }.into_any();
        rows.push(row(page, head, lang.day(page.view.day), now, before, record));
    }
    view! {
        <h1>{lang.compare_title(&name)}</h1>
        <p>{lang.compare_note()}</p>
        <div class="scroll" tabindex="0" role="region" aria-label=lang.compare_title(&name)>
            <table class="stacked">
                <thead><tr><th scope="col">{lang.errata_document()}</th><th scope="col">{lang.compare_day()}</th><th scope="col" class="number">{lang.compare_value()}</th><th scope="col">{lang.compare_why()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <p><a href=page.link("/documents")>{lang.documents_title()}</a></p>
    }
    .into_any()
}

fn row(
    page: &Page,
    head: AnyView,
    day: String,
    printed: &Printed,
    before: Option<&Printed>,
    record: &Record,
) -> AnyView {
    let lang = page.lang;
    let why = before.map(|before| {
        let found = differences(&before.parts, &printed.parts, record);
        match found.is_empty() {
            true => lang.compare_same().to_owned().into_any(),
            false => explained(page, printed.value - before.value, &found),
        }
    });
    view! {
        <tr>
            <th scope="row">{head}</th>
            <td data-label=lang.compare_day()>{day}</td>
            <td data-label=lang.compare_value() class="number">{printed.value}</td>
            <td data-label=lang.compare_why()>{why}</td>
        </tr>
    }
    .into_any()
}

/// Corrections one by one; what came in since, folded where it is much.
fn explained(page: &Page, by: i64, found: &[Difference]) -> AnyView {
    let lang = page.lang;
    let (corrected, came): (Vec<_>, Vec<_>) = found.iter().partition(|difference| difference.reason.is_some());
    let said = |difference: &&Difference| view! { <li>{difference.said(&page.standing.programme, lang)}</li> };
    let corrected = corrected.iter().map(said).collect_view();
    let sum: i64 = came.iter().map(|difference| difference.to - difference.from).sum();
    let rest = (!came.is_empty()).then(|| {
        let rows = came.iter().map(said).collect_view();
        view! { <details><summary>{lang.compare_came(came.len(), sum)}</summary><ul class="plain">{rows}</ul></details> }
    });
    view! { <p>{lang.compare_by(by)}</p> <ul class="plain">{corrected}</ul> {rest} }.into_any()
}
