//! A unit's file drawer: every report it owed, when it came, and what became of its corrections.

use super::locked::locks;
use super::{abandon_form, at, correction, is_corrected_now, own_unit, report_name, stand};
use crate::calendar::{Period, PeriodId, day_of, end_of};
use crate::problem::Problem;
use crate::programme::SealedCopy;
use crate::progress::Known;
use crate::progress::pages::{ChartName, chart};
use crate::reports::store::{self, Receipt, Report};
use crate::review::pages::{filed_consolidations, with_view};
use crate::review::{State, may_file};
use crate::targets::Measure;
use crate::units::Unit;
use crate::views::{Basis, View};
use crate::web::pages::Page;
use axum::response::Response;
use leptos::prelude::*;

pub async fn drawer(page: Page) -> Result<Response, Problem> {
    let unit = own_unit(&page)?;
    let programme = &page.standing.programme;
    let today = day_of(page.now);
    let mut tx = page.app.db.read().await?;
    let mut filed: Vec<(Period, Report, Vec<Receipt>)> = Vec::new();
    for period in programme.periods.iter().rev().filter(|period| period.opens <= today) {
        let report = store::get(&mut tx, &programme.id, &unit.id, period.id).await?;
        let receipts = store::receipts(&mut tx, &programme.id, &unit.id, period.id).await?;
        filed.push((period.clone(), report, receipts));
    }
    let locks = locks(&mut tx, programme, page.lang).await?;
    drop(tx);
    let title = page.lang.drawer_title();
    page.show(title, false, move |page| {
        let lang = page.lang;
        let files = page.visitor.person.as_ref().is_some_and(|person| may_file(person, &unit.id));
        let rows = filed.iter().map(|(period, report, receipts)| row(page, files, period, (report, receipts), &locks));
        let has_seals = page.standing.programme.sealed_copy != SealedCopy::None;
        let sealed = has_seals.then(|| view! { <th scope="col">{lang.sealed_copy()}</th> });
        let content = match filed.is_empty() {
            true => view! { <p>{lang.drawer_empty()}</p> }.into_any(),
            false => view! {
                <table class="stacked drawer" aria-label=lang.drawer_title()>
                    <thead><tr>
                        <th scope="col">{lang.period_label()}</th><th scope="col">{lang.task_state()}</th><th scope="col">{lang.receipt_time()}</th>
                        <th scope="col">{lang.drawer_versions()}</th><th scope="col">{lang.drawer_correction()}</th>{sealed}
                    </tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            }
            .into_any(),
        };
        view! { <h1>{unit.name.of(lang).to_owned()} " · " {lang.drawer_title()}</h1>{content}{filed_consolidations(page, &unit)}{courses(page, &unit)} }.into_any()
    })
    .await
}

/// Each count the unit reports, as reported and as corrected since.
fn courses(page: &Page, unit: &Unit) -> AnyView {
    let drawn = [Measure::Recognised, Measure::Practising].into_iter().filter_map(|measure| {
        let name = ChartName::Revised(measure, unit.id.clone());
        let found = name.compose(page)?;
        Some(view! { <div class="course">{chart(page, &found, &name.to_string(), true)}</div> })
    });
    drawn.collect_view().into_any()
}

fn row(
    page: &Page,
    files: bool,
    period: &Period,
    (report, receipts): (&Report, &[Receipt]),
    locks: &[(PeriodId, String)],
) -> AnyView {
    let lang = page.lang;
    let path = format!("/my/reports/{}", period.id);
    let name = report_name(page, period.id);
    let corrects = is_corrected_now(report);
    let open = if report.version > 0 && !corrects { format!("{path}/receipt") } else { path.clone() };
    let state = stand(page, period, report);
    let named = view! { <a href=page.link(&open)>{name.clone()}</a> };
    let unit = page.standing.programme.unit(&report.unit);
    let with = unit.map(|unit| with_view(page, unit, period.id));
    let stands = report.state == State::Accepted || correction(page, report).is_some();
    let locked = locks.iter().find(|(of, _)| *of == period.id && stands);
    let locked = locked.map(|(_, document)| view! { <br/><span class="quiet">{lang.drawer_locked(document)}</span> });
    let nil = report.draft.nil.then(|| format!(" · {}", lang.cell_nil()));
    let known = Known::new(&page.standing.programme, &page.record, View::new(day_of(page.now), Basis::Corrected));
    // Whether it came in time is said of the first version.
    let first = receipts.last().map(|first| {
        let due = known.report_due(&report.unit, period);
        let days = (day_of(first.submitted_at) - due).num_days();
        let word =
            if first.submitted_at >= end_of(due) { lang.cell_late(days) } else { lang.drawer_on_time().to_owned() };
        format!("{} · {word}", at(first.submitted_at))
    });
    let versions = (report.version > 0).then(|| report.version.to_string());
    let way = match report.state {
        State::Accepted => Some((format!("{path}/correct"), lang.correct())),
        state if state.is_open() && report.correction.is_some() => Some((path.clone(), lang.my_corrects())),
        _ => None,
    };
    let asks = way.filter(|_| files).map(|(way, word)| {
        view! { <a href=page.link(&way) aria-label=format!("{word} {name}")>{word}</a> {abandon_form(page, report)} }
    });
    let slip = receipts.iter().any(|receipt| receipt.correction.is_some()).then(|| {
        view! { <a href=page.link(&format!("{path}/slip")) aria-label=format!("{} {name}", lang.slip_short())>{lang.slip_short()}</a> }
    });
    let filed = page.record.filed.get(&(report.unit.clone(), report.period, report.version));
    let there = filed.is_some_and(|filed| filed.sealed > 0);
    let sealed = match page.standing.programme.sealed_copy {
        SealedCopy::None => None,
        _ if there => Some(lang.sealed_there()),
        SealedCopy::Required if report.version > 0 => Some(lang.sealed_waiting()),
        _ => Some("—"),
    };
    let sealed = sealed.map(|word| view! { <td data-label=lang.sealed_copy()>{word}</td> });
    view! {
        <tr>
            <th scope="row">{named}</th>
            <td data-label=lang.task_state()>{state} {nil}{locked}{with}</td>
            <td data-label=lang.receipt_time()>{first.unwrap_or_else(|| "—".into())}</td>
            <td data-label=lang.drawer_versions()>{versions.unwrap_or_else(|| "—".into())}</td>
            <td data-label=lang.drawer_correction()>{standing(page, report, receipts)} " " {slip} " " {asks}</td>
            {sealed}
        </tr>
    }
    .into_any()
}

/// What became of the last correction: being written, waiting, in force, or not accepted and why.
fn standing(page: &Page, report: &Report, receipts: &[Receipt]) -> Option<String> {
    let lang = page.lang;
    if report.correction.is_some() && report.state == State::Draft {
        return Some(lang.correction_writing().to_owned());
    }
    let last = receipts.iter().find(|receipt| receipt.correction.is_some())?;
    Some(match (last.accepted_at, last.returned_at) {
        (Some(moment), _) => lang.correction_in_force(&at(moment)),
        (None, Some(_)) if last.return_field.as_deref() == Some("withdrawn") => lang.correction_writing().to_owned(),
        (None, Some(_)) => lang.correction_refused(last.return_reason.as_deref().unwrap_or("—")),
        (None, None) => lang.correction_waiting().to_owned(),
    })
}
