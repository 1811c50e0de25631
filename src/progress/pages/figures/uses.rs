//! Where else a number is printed.

use crate::figures::{FigureId, Filter, Subject};
use crate::summaries::pages::halves;
use crate::summaries::{Run, compose};
use crate::targets::TargetMeasure;
use crate::web::pages::Page;
use leptos::prelude::*;

pub fn uses(page: &Page, id: &FigureId) -> AnyView {
    let lang = page.lang;
    let items = places(page, id).into_iter().map(|(name, path)| view! { <li><a href=page.link(&path)>{name}</a></li> });
    let api = format!("/api/v1/programmes/{}/figures/{id}", page.standing.programme.id);
    view! {
        <h2>{lang.figure_used()}</h2>
        <ul class="notes">
            {items.collect_view()}
            <li>{lang.figure_used_api()} {lang.pick("：", "：", ": ")} <code>{api}</code></li>
        </ul>
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
            let carded = programme.target(target).is_some_and(
                |target| !matches!(target.measure, TargetMeasure::Specialties { baseline, .. } if baseline > 0),
            );
            if carded {
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
            see(&lang.summary_of(&half.to_string()), &format!("/summaries/{half}"));
        }
    }
    found
}
