//! 月报汇总表: every report of one period on a sheet of A3, for the office's file (product rules E.7).

use super::queue::{Choice, rows};
use super::{came_late, queue};
use crate::calendar::day_of;
use crate::evidence::pages::count;
use crate::figures::FigureId;
use crate::problem::Problem;
use crate::progress::figure;
use crate::reports::pages::{at, report_name};
use crate::reports::store::all;
use crate::reports::{Draft, cells};
use crate::targets::Measure;
use crate::units::{Route, Unit};
use crate::web::pages::Page;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

pub async fn sheet(page: Page) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let reports = all(&mut tx, &page.standing.programme.id).await?;
    drop(tx);
    let choice = Choice::of(&page, None).ok_or(Problem::NotFound)?;
    let choice = Choice { state: None, warned: false, ..choice };
    let title = page.lang.review_sheet(&report_name(&page, choice.period.id));
    page.show_alone(StatusCode::OK, &title, move |page| view(page, &choice, &reports)).await
}

fn view(page: &Page, choice: &Choice, reports: &[crate::reports::store::Report]) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let Some(person) = &page.visitor.person else { return ().into_any() };
    let rows = rows(page, person, reports, choice);
    let of_period =
        |route: Route| rows.iter().filter(move |row| row.unit.route == route && row.period.id == choice.period.id);
    let consolidator = page.unit_name(&programme.consolidator);
    let lanes = [
        (Route::ViaConsolidator, lang.review_lane_societies(&consolidator)),
        (Route::Direct, lang.review_lane_direct().to_owned()),
    ];
    let bodies = lanes.map(|(route, name)| {
        // As printed, not as they came in.
        let mut of_it: Vec<_> = of_period(route).collect();
        of_it.sort_by_key(|row| programme.units.iter().position(|unit| unit.id == row.unit.id));
        let lines = of_it.into_iter().map(|row| line(page, row)).collect_view();
        view! { <tbody><tr class="lane-name"><th scope="rowgroup" colspan="11">{name}</th></tr>{lines}</tbody> }
    });
    let sums = MEASURES.map(|measure| {
        let id = FigureId::measure(measure);
        let new = page.figure(&id.clone().in_period(choice.period.id), value(page, &id.clone().in_period(choice.period.id)));
        view! { <td class="number strong">{new}</td><td class="number strong">{page.figure(&id, value(page, &id))}</td> }
    });
    let heads = MEASURES.map(|measure| view! { <th scope="colgroup" colspan="2">{lang.measure(measure)}</th> });
    let parts = MEASURES.map(|_| view! { <th scope="col" class="number">{lang.review_new()}</th><th scope="col" class="number">{lang.review_after()}</th> });
    let texts = [lang.form_done(), lang.form_problems(), lang.form_ask()].map(|name| {
        let name = name.split(['（', '，', '(', ',']).next().unwrap_or(name).trim().to_owned();
        view! { <th scope="col" rowspan="2">{name}</th> }
    });
    view! {
        <p class="sheet-hint quiet"><a href=page.link(&format!("/review?period={}", choice.period.id))>{lang.nav_review()}</a> " · " {lang.sheet_print_hint()}</p>
        <main id="content" class="review-sheet" tabindex="-1">
            <h1>{programme.short.of(lang).to_owned()} " · " {lang.review_sheet(&report_name(page, choice.period.id))}</h1>
            <p>{lang.form_span(&lang.day(choice.period.start), &lang.day(choice.period.end))} " · " {lang.print_at(&at(page.now))} " · " {lang.review_sheet_note()} " " {page.invented().map(|note| view! { <strong>{note}</strong> })}</p>
            <table aria-label=lang.review_sheet(&report_name(page, choice.period.id))>
                <thead>
                    <tr><th scope="col" rowspan="2">{lang.unit_label()}</th><th scope="col" rowspan="2">{lang.task_state()}</th><th scope="col" rowspan="2">{lang.receipt_time()}</th>{heads.into_iter().collect_view()}{texts.into_iter().collect_view()}<th scope="col" rowspan="2">{lang.evidence()}</th></tr>
                    <tr>{parts.into_iter().collect_view()}</tr>
                </thead>
                {bodies.into_iter().collect_view()}
                <tfoot><tr><th scope="row" colspan="3">{lang.total()}</th>{sums.into_iter().collect_view()}<td colspan="4"></td></tr></tfoot>
            </table>
        </main>
    }
    .into_any()
}

const MEASURES: [Measure; 2] = [Measure::Recognised, Measure::Practising];

fn value(page: &Page, id: &FigureId) -> i64 {
    figure(&page.standing.programme, &page.record, page.view, id).map_or(0, |figure| figure.value)
}

fn has_parts(page: &Page, id: &FigureId) -> bool {
    let found = figure(&page.standing.programme, &page.record, page.view, id);
    found.is_some_and(|figure| !figure.contributions.is_empty())
}

/// Whether the unit is asked for the measure at all.
fn is_asked(page: &Page, unit: &Unit, measure: Measure) -> bool {
    cells(&page.standing.programme, unit, &Draft::default()).iter().any(|cell| cell.measure == measure)
}

fn line(page: &Page, row: &queue::Row) -> AnyView {
    let lang = page.lang;
    let version = row.stands.or(row.version);
    let numbers = MEASURES.map(|measure| {
        let id = FigureId::measure(measure).of_unit(&row.unit.id);
        let new = id.clone().in_period(row.period.id);
        // Nought, nothing asked and nothing said are three things: a nil return says nought.
        let nil = version.is_some_and(|version| version.content.nil);
        let of = |id: &FigureId, said: bool| match said
            && (has_parts(page, id) || nil && is_asked(page, row.unit, measure))
        {
            true => page.figure(id, value(page, id)),
            false => "—".into_any(),
        };
        view! { <td class="number">{of(&new, version.is_some())}</td><td class="number">{of(&id, true)}</td> }
    });
    let content = version.map(|version| &version.content);
    let nil = content.filter(|content| content.nil).map(|_| format!(" {}", lang.cell_nil()));
    let late = came_late(page, row.unit, row.period).then(|| format!(" {}", lang.matrix_late()));
    let filed = version.map(|version| lang.short_day(day_of(version.submitted_at)));
    let texts = [0, 1, 2].map(|at| {
        let text = content.map(|content| [&content.done, &content.problems, &content.ask][at].clone());
        view! { <td class="text">{text}</td> }
    });
    let with = version
        .map(|version| count(page, page.record.filed.get(&(version.unit.clone(), version.period, version.number))));
    view! {
        <tr>
            <th scope="row">{row.unit.name.of(lang).to_owned()}</th>
            <td>{row.said(page)}{nil}{late}</td>
            <td class="when">{filed.unwrap_or_else(|| "—".to_owned())}</td>
            {numbers.into_iter().collect_view()}
            {texts.into_iter().collect_view()}
            <td>{with}</td>
        </tr>
    }
    .into_any()
}
