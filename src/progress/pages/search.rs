//! Looking something up by what it is called, whatever it is (product rules E.2, key `/`).

use super::figures;
use crate::figures::FigureId;
use crate::language::{Lang, Name};
use crate::problem::Problem;
use crate::progress::figure;
use crate::web::pages::{Page, encode};
use axum::response::Response;
use leptos::prelude::*;

/// Characters of what is asked for; nothing on the board is called by more.
const LONGEST: usize = 60;

/// Something that goes by what was asked for.
struct Hit {
    kind: &'static str,
    name: String,
    address: String,
}

pub async fn search(page: Page) -> Result<Response, Problem> {
    let asked: String = page.asked("q").unwrap_or_default().trim().chars().take(LONGEST).collect();
    let hits = hits(&page, &asked);
    let title = match (asked.is_empty(), hits.len()) {
        (true, _) => page.lang.search().to_owned(),
        (false, 0) => page.lang.search_none(&asked),
        (false, found) => page.lang.search_found(&asked, found as i64),
    };
    page.show(&title.clone(), false, move |page| view(page, &title, &asked, &hits)).await
}

fn hits(page: &Page, asked: &str) -> Vec<Hit> {
    if asked.is_empty() {
        return Vec::new();
    }
    let (lang, programme) = (page.lang, &page.standing.programme);
    let wanted = asked.to_lowercase();
    let holds = |text: &str| text.to_lowercase().contains(&wanted);
    let called = |name: &Name| Lang::ALL.iter().any(|lang| holds(name.of(*lang)));
    let is = |word: &str| word.to_lowercase() == wanted;
    let mut found: Vec<Hit> = Vec::new();
    let mut add = |kind, name: String, address: String| found.push(Hit { kind, name, address });
    for target in &programme.targets {
        if is(&target.id) || [&target.name, &target.short].into_iter().any(called) || holds(&target.verbatim) {
            add(lang.meeting_targets(), target.name.of(lang).to_owned(), format!("/targets/{}", target.id));
        }
    }
    for task in &programme.tasks {
        if is(&task.number) || [&task.name, &task.short].into_iter().any(called) || holds(&task.verbatim) {
            let name = lang.task_named(task.short.of(lang), &task.number);
            add(lang.task_label(), name, format!("/tasks/{}", task.number));
        }
    }
    for unit in &programme.units {
        let may_read = page.visitor.person.as_ref().is_some_and(|person| person.may_read(&unit.id));
        if may_read && called(&unit.name) {
            add(lang.unit_label(), unit.name.of(lang).to_owned(), format!("/units/{}", unit.id));
        }
    }
    for specialty in &programme.specialties {
        if called(&specialty.name) || specialty.is_called(asked) {
            add(lang.specialty_label(), specialty.name.of(lang).to_owned(), format!("/specialties/{}", specialty.id));
        }
    }
    for place in programme.places.iter().filter(|place| called(&place.name)) {
        add(lang.place_label(), place.name.of(lang).to_owned(), format!("/cities/{}", place.id));
    }
    for reading in &programme.readings {
        if called(&reading.question) || called(&reading.in_force) {
            add(lang.help_question(), reading.question.of(lang).to_owned(), format!("/questions#{}", reading.id));
        }
    }
    // A figure goes by the name that is printed at the foot of a page.
    if let Ok(id) = asked.parse::<FigureId>()
        && figure(programme, &page.record, page.view, &id).is_some()
    {
        add(lang.trace(), figures::name(page, &id), format!("/figures/{id}"));
    }
    found
}

fn view(page: &Page, title: &str, asked: &str, hits: &[Hit]) -> AnyView {
    let lang = page.lang;
    let rows = hits.iter().map(|hit| {
        view! { <li><a href=page.link(&hit.address)>{hit.name.clone()}</a> " " <span class="quiet">{hit.kind}</span></li> }
    });
    let list = (!hits.is_empty()).then(|| view! { <ul class="hits">{rows.collect_view()}</ul> });
    let documents = (!asked.is_empty()).then(|| {
        let address = page.link(&format!("/documents?q={}", encode(asked)));
        view! { <p><a href=address>{lang.search_documents(asked)}</a></p> }
    });
    view! {
        <article class="prose">
            <h1>{title.to_owned()}</h1>
            <form method="get" action="/search" class="filter" role="search" aria-label=lang.search()>
                {page.kept_fields(&[])}
                <label>{lang.search_field()}<input id="q" type="search" name="q" maxlength=LONGEST.to_string() value=asked.to_owned()/></label>
                <button type="submit">{lang.search()}</button>
            </form>
            {list}
            {documents}
        </article>
    }
    .into_any()
}
