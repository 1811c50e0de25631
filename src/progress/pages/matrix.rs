//! Who has reported, on time, all year; on one sheet (product rules E.8).

pub(super) mod cells;
mod reminders;

pub use reminders::reminders;

pub use cells::{cell, words};

use super::charts::ChartName;
use super::units::unit_link;
use super::{period_name, taken};
use crate::calendar::{Period, PeriodId};
use crate::charts::{TOTALS, lanes, on_time, totals, totals_of};
use crate::figures::{Figure, FigureId, Filings, Subject};
use crate::people::Role;
use crate::problem::Problem;
use crate::progress::islands::Walk;
use crate::progress::{Known, ReportingProgress};
use crate::ratio::{Ratio, Tenths};
use crate::readings::pages as readings;
use crate::review::pages::consolidation_mark;
use crate::units::Unit;
use crate::web::pages::Page;
use axum::response::Response;
use leptos::prelude::*;

pub async fn matrix(page: Page) -> Result<Response, Problem> {
    if let Some(text) = page.asked("period") {
        let known = text.parse::<PeriodId>().ok().and_then(|id| page.standing.programme.period(id));
        known.filter(|period| period.start <= page.view.day).ok_or(Problem::NotFound)?;
    }
    page.show_kept_awake(title, sheet).await
}

/// The period the heading speaks of: the one asked for, or the latest whose report was due.
fn chosen(page: &Page) -> Option<&Period> {
    let programme = &page.standing.programme;
    let asked = page.asked("period").and_then(|text| text.parse::<PeriodId>().ok());
    asked.and_then(|id| programme.period(id)).or_else(|| programme.latest_due(page.view.day))
}

fn row_of(page: &Page, period: PeriodId) -> Option<&ReportingProgress> {
    page.progress.reporting.iter().find(|row| row.period == period)
}

fn title(page: &Page) -> String {
    match chosen(page).and_then(|period| row_of(page, period.id)) {
        Some(row) => page.lang.matrix_title(
            &period_name(page, row.period),
            row.expected,
            row.submitted,
            row.missing.len() as i64,
        ),
        None => page.lang.nav_matrix().to_owned(),
    }
}

fn sheet(page: &Page) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let known = Known::new(programme, &page.record, page.view);
    let period = chosen(page);
    let measures = period.and_then(|period| row_of(page, period.id)).map(|row| measures(page, row));
    let first = programme.periods.first().filter(|_| programme.latest_due(page.view.day).is_none()).map(|first| {
        view! { <p>{lang.matrix_first(&period_name(page, first.id), &lang.day(first.effective_due))}</p> }
    });
    let queue = page
        .visitor
        .person
        .as_ref()
        .filter(|person| matches!(person.role, Role::Consolidator | Role::Office | Role::Auditor));
    let queue =
        queue.map(|_| view! { <a class="button second small" href=page.link("/review")>{lang.matrix_queue()}</a> });
    let moved: Vec<String> = programme
        .periods
        .iter()
        .filter(|period| period.effective_due != period.due)
        .map(|period| format!("{} → {}", lang.short_day(period.due), lang.short_day(period.effective_due)))
        .collect();
    let moved = (!moved.is_empty()).then(|| view! { <li>{lang.matrix_moved(&lang.list(&moved))}</li> });
    view! {
        <div class="compliance">
            <h1>{title(page)}</h1>
            <div class="beside">{measures}{queue}</div>
            {first}
            {period.map(|period| reminders::reminders(page, &known, period))}
            {period.map(|period| month(page, &known, period))}
            <div class="scroll" tabindex="0" role="region" aria-label=lang.nav_matrix()>{table(page, &known, period)}</div>
            <Walk grid="reports".to_owned() hint=lang.matrix_keys().to_owned()/>
            {taken(page, ChartName::Reports, None)}
            <ul class="notes">
                <li>{lang.matrix_note()} " " {lang.matrix_owed_note()}</li>
                <li class="key-line">{lang.matrix_legend()} {lang.pick("：", "：", ": ")} {cells::legend(lang)}</li>
                {moved}
            </ul>
        </div>
    }
    .into_any()
}

/// What is expected, in, on time, late and missing, and the two rates.
fn measures(page: &Page, row: &ReportingProgress) -> AnyView {
    let lang = page.lang;
    let id = |subject: Subject| FigureId::whole(subject).in_period(row.period);
    let filings = |which: Filings| id(Subject::Filings(which));
    let rate = |count: i64| (row.expected > 0).then(|| lang.percent(Ratio::new(count, row.expected).percent()));
    let shown: [(&str, FigureId, Option<String>); 7] = [
        (lang.matrix_expected(), filings(Filings::Expected), Some(row.expected.to_string())),
        (lang.matrix_submitted(), id(Subject::Reporting), Some(row.submitted.to_string())),
        (lang.matrix_on_time(), filings(Filings::OnTime), Some(row.on_time.to_string())),
        (lang.matrix_late(), filings(Filings::Late), Some(row.late.to_string())),
        (lang.matrix_missing(), filings(Filings::Missing), Some(row.missing.len().to_string())),
        (lang.matrix_reporting_rate(), id(Subject::Reporting), rate(row.submitted)),
        (lang.matrix_on_time_rate(), filings(Filings::OnTime), rate(row.on_time)),
    ];
    let items = shown
        .into_iter()
        .filter_map(|(name, id, value)| Some(view! { <div><dt>{name}</dt><dd>{page.figure(&id, value?)}</dd></div> }));
    let mark = readings::mark(page, &id(Subject::Reporting)).map(|mark| view! { <p>{mark}</p> });
    view! { <div><dl class="measures" aria-label=lang.matrix_measures()>{items.collect_view()}</dl>{mark}</div> }
        .into_any()
}

/// The chosen month as a list, for a telephone: each unit, its state in words, and the months before as marks.
fn month(page: &Page, known: &Known, chosen: &Period) -> AnyView {
    let programme = &page.standing.programme;
    let expected = programme.expected_on(chosen.end);
    let before: Vec<&Period> = programme.periods.iter().filter(|period| period.start <= chosen.start).collect();
    let strip: Vec<&Period> = before[before.len().saturating_sub(4)..].to_vec();
    let items = expected.into_iter().filter_map(|id| programme.unit(id)).map(|unit| {
        let marks = strip.iter().map(|period| cell(page, known, unit, period)).collect_view();
        let filing = known.filing(&unit.id, chosen);
        view! { <li><span class="who">{unit_link(page, unit)}</span><span class="state">{words(page, filing.as_ref(), chosen)}</span><span class="marks">{marks}</span></li> }
    });
    let heads = strip.iter().map(|period| view! { <span>{page.lang.period_short(period)}</span> }).collect_view();
    view! {
        <ul class="month phone-only" aria-label=period_name(page, chosen.id)>
            <li class="heads"><span class="who">{page.lang.unit_label()}</span><span class="marks">{heads}</span></li>
            {items.collect_view()}
        </ul>
    }
    .into_any()
}

fn table(page: &Page, known: &Known, chosen: Option<&Period>) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let totals = totals(programme, &page.record, page.view);
    let heads = programme.periods.iter().map(|period| head(page, period, chosen));
    let columns = TOTALS.map(|which| view! { <th scope="col" class="sum">{lang.filings_short(which)}</th> });
    let width = programme.periods.len() + 1 + TOTALS.len();
    let bodies = lanes(programme, page.view.day, lang).into_iter().map(|(name, units)| {
        let rows: Vec<_> = units.into_iter().map(|unit| row(page, known, unit, &totals)).collect();
        view! { <tbody><tr class="lane"><th scope="rowgroup" colspan=width.to_string()>{name}</th></tr>{rows}</tbody> }
    });
    let feet = programme.periods.iter().map(|period| foot(page, period));
    let sums = totals.iter().map(|total| view! { <td class="sum">{page.figure(&total.id, total.value)}</td> });
    view! {
        <table class="matrix reports" id="reports">
            <thead><tr><th scope="col">{lang.unit_label()}</th>{heads.collect_view()}{columns.into_iter().collect_view()}</tr></thead>
            {bodies.collect_view()}
            {consolidations(page, known, width)}
            <tfoot><tr><th scope="row">{lang.matrix_on_time_foot()}</th>{feet.collect_view()}{sums.collect_view()}</tr></tfoot>
        </table>
    }
    .into_any()
}

/// The head of a month: it turns the heading to that month once it has begun.
fn head(page: &Page, period: &Period, chosen: Option<&Period>) -> AnyView {
    let lang = page.lang;
    let name = lang.period_short(period);
    let moved = (period.effective_due != period.due).then_some("*");
    let title = lang.matrix_head(&period_name(page, period.id), &lang.day(period.effective_due));
    let here = chosen.is_some_and(|chosen| chosen.id == period.id);
    let id = period.id.to_string();
    let shown = match period.start <= page.view.day {
        true => view! { <a href=page.with(&[("period", Some(&id))]) title=title aria-current=here.then_some("true")>{name}{moved}</a> }.into_any(),
        false => view! { <span title=title>{name}{moved}</span> }.into_any(),
    };
    view! { <th scope="col">{shown}</th> }.into_any()
}

fn row(page: &Page, known: &Known, unit: &Unit, totals: &[Figure]) -> AnyView {
    let periods = page.standing.programme.periods.iter();
    let cells = periods.map(|period| view! { <td>{cell(page, known, unit, period)}</td> });
    let counts = totals_of(totals, unit);
    let sums = totals.iter().enumerate().map(|(at, total)| {
        let count = counts.as_ref().and_then(|counts| counts.get(at));
        let shown = count.map(|count| page.figure(&total.id.clone().of_unit(&unit.id), count));
        view! { <td class="sum">{shown.unwrap_or_else(|| "—".into_any())}</td> }
    });
    view! { <tr><th scope="row">{unit_link(page, unit)}</th>{cells.collect_view()}{sums.collect_view()}</tr> }
        .into_any()
}

/// The consolidating unit's reports on its lane: its own duty, which no total counts.
fn consolidations(page: &Page, known: &Known, width: usize) -> Option<AnyView> {
    let programme = &page.standing.programme;
    let unit = programme.unit(&programme.consolidator)?;
    programme.periods.iter().any(|period| known.owes_consolidation(period)).then(|| {
        let marks = programme.periods.iter().map(|period| {
            let (mark, words, address) = consolidation_mark(page, known, period);
            let spoken = format!("{} {} {words}", page.lang.consolidation(), period_name(page, period.id));
            view! { <td>{cells::mark(page.lang, &mark, spoken, address)}</td> }
        });
        let sums = TOTALS.map(|_| view! { <td class="sum">"—"</td> });
        view! {
            <tbody>
                <tr class="lane"><th scope="rowgroup" colspan=width.to_string()>{page.lang.consolidation_row()}</th></tr>
                <tr><th scope="row">{unit_link(page, unit)}</th>{marks.collect_view()}{sums.into_iter().collect_view()}</tr>
            </tbody>
        }
        .into_any()
    })
}

/// How many of the reports of a month came in on time, and the rate as a dot between none and all.
fn foot(page: &Page, period: &Period) -> AnyView {
    let shown = on_time(&page.progress, period).map(|(count, of)| {
        let id = FigureId::whole(Subject::Filings(Filings::OnTime)).in_period(period.id);
        view! { {page.figure(&id, format!("{count}/{of}"))}{strip(Ratio::new(count, of).percent())} }
    });
    view! { <td>{shown}</td> }.into_any()
}

/// The rate is printed above it, so the strip itself is silent.
fn strip(rate: Tenths) -> AnyView {
    let at = 4 + rate.0 * 36 / 1000;
    view! {
        <svg class="strip" viewBox="0 0 44 8" aria-hidden="true">
            <line x1="4" y1="4" x2="40" y2="4"></line>
            <circle cx=at.to_string() cy="4" r="3"></circle>
        </svg>
    }
    .into_any()
}
