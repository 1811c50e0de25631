//! The sheet for the wall: the overview on one page of A3 (product rules E.20).

use super::attention::list;
use super::charts::ChartName;
use super::matrix::cell;
use super::matrix::cells::legend;
use super::overview::{cards, conclusion};
use super::targets::people::legend as key;
use super::{Contacts, period_name};
use crate::calendar::Period;
use crate::charts::svg::{Size, draw};
use crate::charts::{Chart, ChartKind};
use crate::figures::{FigureId, Subject};
use crate::lights::Light;
use crate::notes::Note;
use crate::problem::Problem;
use crate::progress::{Known, figure as compute};
use crate::remarks::{Remark, pages as remarks};
use crate::web::pages::Page;
use crate::web::qr;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// Rows of the list before it says how many more there are.
const ROWS: usize = 8;

/// What the sheet tells besides the numbers.
struct Told {
    contacts: Contacts,
    notes: Vec<Note>,
    remark: Option<Remark>,
}

pub async fn sheet(page: &Page, contacts: Contacts, notes: Vec<Note>) -> Result<Response, Problem> {
    let told = Told { contacts, notes, remark: remarks::shown(page).await? };
    page.show_kept_alone(|page| page.lang.sheet_a3().to_owned(), move |page| view(page, &told)).await
}

/// The sheet of a snapshot link: without contacts and without what was said to units.
pub async fn sheet_frozen(page: &Page) -> Result<Response, Problem> {
    let told = Told { contacts: Contacts::default(), notes: Vec::new(), remark: remarks::shown(page).await? };
    page.show_alone(StatusCode::OK, page.lang.sheet_a3(), move |page| view(page, &told)).await
}

fn view(page: &Page, told: &Told) -> AnyView {
    let lang = page.lang;
    let Told { contacts, notes, remark } = told;
    let programme = &page.standing.programme;
    let tasks = ChartName::Timeline.whole(page);
    let title_of_tasks = tasks.as_ref().map(|chart| chart.title.clone());
    let tasks = tasks.map(|chart| drawn(&chart, "sheet-timeline", Size { width: 760, height: 0 }));
    let example = page.standing.head.example.then(|| view! { <strong>{lang.example_data()}</strong> });
    let title = format!("{} · {}", programme.short.of(lang), lang.board());
    let month = programme.latest_due(page.view.day).map(|period| {
        view! {
            <h2>{period_name(page, period.id)}</h2>
            {marks(page, period)}
            <p class="key-line quiet">{lang.matrix_legend()} {lang.pick("：", "：", ": ")} {legend(lang)}</p>
        }
    });
    let address = page.address();
    let back = page.snapshot.as_ref().map_or_else(|| page.link("/overview"), |own| format!("{own}?lang={lang}"));
    let word = if page.snapshot.is_some() { lang.meeting() } else { lang.sheet_back() };
    view! {
        <p class="sheet-hint quiet"><a href=back>{word}</a> " · " {lang.sheet_hint()}</p>
        <main id="content" class="sheet" tabindex="-1">
            <header>
                <p>{lang.hosted_by(programme.issuer.of(lang))} " · " {title} " · " {lang.as_at_day(&lang.day(page.view.day))} " · " {lang.basis(page.view.basis)} " " {example}</p>
                <h1 class="finding">{conclusion(page)}</h1>
                {remarks::line(page, remark.as_ref())}
            </header>
            <section class="sheet-targets" aria-label=lang.meeting_targets()><div class="cards">{cards(page, false)}</div><div class="sheet-people">{people(page)}</div></section>
            <section class="sheet-tasks" aria-labelledby="sheet-tasks">
                <h2 id="sheet-tasks">{title_of_tasks}</h2>
                {tasks}
                {courses(page)}
            </section>
            <section class="sheet-words" aria-label=lang.attention()>{list(page, contacts, notes, Some(ROWS))} {month}</section>
            <footer>
                <div><p>{figure_ids(page)}</p><p>{address.clone()}</p></div>
                {qr::drawn(page, &address)}
            </footer>
        </main>
    }
    .into_any()
}

fn drawn(chart: &Chart, id: &str, size: Size) -> AnyView {
    let svg = draw(chart, id, size);
    view! { <div class="drawing" inner_html=svg.to_string()></div> }.into_any()
}

/// Every person of the targets that count people, the cells of all of them alike.
fn people(page: &Page) -> AnyView {
    let grids = page.standing.programme.targets.iter().filter_map(|target| {
        let chart = ChartName::People(FigureId::target(&target.id)).whole(page)?;
        let ChartKind::People(people) = &chart.kind else { return None };
        let name = target.short.of(page.lang).to_owned();
        let picture = drawn(&chart, &format!("sheet-people-{}", target.id), Size::natural(&chart));
        let grid =
            view! { <div class=format!("sheet-grid wide-{}", people.wide)><h2>{name.clone()}</h2>{picture}</div> };
        Some((grid, view! { <div><h3>{name}</h3>{key(page, people)}</div> }))
    });
    let (grids, keys): (Vec<_>, Vec<_>) = grids.unzip();
    view! { {grids} <div class="sheet-keys">{keys}</div> }.into_any()
}

/// How the counts came about and where they lead.
fn courses(page: &Page) -> AnyView {
    let lines = page.standing.programme.targets.iter().filter_map(|target| {
        let chart = ChartName::Steps(target.id.clone()).whole(page)?;
        let size = Size { width: 760, height: 250 };
        Some(view! { <h2>{chart.title.clone()}</h2> {drawn(&chart, &format!("sheet-steps-{}", target.id), size)} })
    });
    lines.collect_view().into_any()
}

/// Where each unit's report on one period stands, those that owe it, in printed order.
fn marks(page: &Page, period: &Period) -> AnyView {
    let programme = &page.standing.programme;
    let known = Known::new(programme, &page.record, page.view);
    let units = programme.expected_on(page.view.day).into_iter().filter_map(|id| programme.unit(id));
    let marks =
        units.map(|unit| view! { <li>{cell(page, &known, unit, period)} " " {unit.label(page.lang).to_owned()}</li> });
    view! { <ul class="marks">{marks.collect_view()}</ul> }.into_any()
}

/// The numbers of the page under the names by which anybody can ask for them again.
pub fn figure_ids(page: &Page) -> AnyView {
    let programme = &page.standing.programme;
    let targets = page.progress.targets.iter().map(|target| target.figure.clone());
    let reports =
        programme.latest_due(page.view.day).map(|period| FigureId::whole(Subject::Reporting).in_period(period.id));
    let ids = targets.chain([FigureId::whole(Subject::Tasks(Light::Overdue))]).chain(reports);
    let named = ids.filter_map(|id| {
        let value = compute(programme, &page.record, page.view, &id)?.value;
        Some(view! { <span class="figure-id">{id.to_string()} " = " {page.figure(&id, value)}</span> " " })
    });
    view! { {page.lang.sheet_figures()} {page.lang.pick("：", "：", ": ")} {named.collect_view()} }.into_any()
}
