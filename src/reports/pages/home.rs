//! A unit's home page: what it owes, its tasks, its reports.

use super::{at, own_unit, report_name};
use crate::calendar::{Period, day_of};
use crate::lights::Light;
use crate::notes::pages as notes;
use crate::problem::Problem;
use crate::reports::store::{self, Receipt, Report};
use crate::review::pages::{comments_view, return_said, with_view};
use crate::review::{State, may_file};
use crate::units::Unit;
use crate::web::pages::{Page, light};
use axum::response::Response;
use leptos::prelude::*;

pub async fn home(page: Page) -> Result<Response, Problem> {
    let unit = own_unit(&page)?;
    let mut tx = page.app.db.read().await?;
    let programme = &page.standing.programme;
    let mut reports: Vec<(Period, Report, Vec<Receipt>)> = Vec::new();
    let today = day_of(page.now);
    for period in programme.periods.iter().filter(|period| period.opens <= today) {
        let report = store::get(&mut tx, &programme.id, &unit.id, period.id).await?;
        let receipts = store::receipts(&mut tx, &programme.id, &unit.id, period.id).await?;
        reports.push((period.clone(), report, receipts));
    }
    let mut comments = Vec::new();
    if let Some((period, ..)) = foremost(&reports, today).and_then(|at| reports.get(at)) {
        comments = store::comments(&mut tx, &programme.id, &unit.id, period.id).await?;
    }
    drop(tx);
    let notes = notes::said(&page).await?;
    let title = unit.name.of(page.lang).to_owned();
    page.show(&title, false, move |page| {
        view! { {notes::waiting(page, &unit.id, &notes)} {view(page, &unit, &reports)} {comments_view(page, &comments)} }.into_any()
    })
    .await
}

/// The report the card is about: one sent back, else the last due if it is not in, else the current one.
fn foremost(reports: &[(Period, Report, Vec<Receipt>)], today: chrono::NaiveDate) -> Option<usize> {
    let returned = reports.iter().rposition(|(_, report, _)| report.state == State::Returned);
    let owed = reports
        .iter()
        .rposition(|(period, report, _)| period.due < today && report.state == State::Draft && report.version == 0);
    let last_due = reports.iter().rposition(|(period, ..)| period.due < today);
    returned.or(owed.filter(|owed| Some(*owed) == last_due)).or(reports.len().checked_sub(1))
}

fn view(page: &Page, unit: &Unit, reports: &[(Period, Report, Vec<Receipt>)]) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let today = day_of(page.now);
    let at_top = foremost(reports, today);
    let card = at_top.map(|at| card(page, unit, &reports[at]));
    // The report that was due last is in: say so, before what is owed next.
    let in_hand = at_top.and_then(|at| reports[..at].last()).filter(|(_, report, _)| !report.state.is_open());
    let in_hand = in_hand.map(|(period, report, receipts)| {
        let filed = receipts.first().map(|receipt| lang.my_filed(&report_name(page, period.id), &super::at(receipt.submitted_at)));
        let nil = report.draft.nil.then(|| format!(" · {}", lang.cell_nil()));
        view! { <p class="in-hand">"✓ " {filed} {nil} " · " {lang.state(report.state)} " · " <a href=page.link(&format!("/my/reports/{}/receipt", period.id))>{lang.receipt_title()}</a></p> }
    });
    let rows = reports.iter().rev().map(|(period, report, receipts)| {
        let filed = receipts.first().map(|receipt| at(receipt.submitted_at));
        let path = if report.version > 0 { format!("/my/reports/{}/receipt", period.id) } else { format!("/my/reports/{}", period.id) };
        let late = receipts.last().filter(|first| period.is_late(first.submitted_at)).map(|_| lang.matrix_late());
        view! { <tr><th scope="row"><a href=page.link(&path)>{report_name(page, period.id)}</a></th><td>{if report.lock == 0 { lang.cell_missing() } else { lang.state(report.state) }} " " {report.draft.nil.then(|| lang.cell_nil())} " " {late}</td><td>{filed}</td><td>{if report.version > 0 { lang.receipt_version(report.version) } else { "—".into() }}</td></tr> }
    });
    let tasks = programme.tasks_of(&unit.id, page.view.day).filter_map(|task| {
        let at = page.progress.tasks.iter().find(|row| row.number == task.number)?;
        let days = at.days_overdue().filter(|_| at.light == Light::Overdue).map(|days| lang.days_overdue(days));
        Some(view! { <tr><td class="no">{task.number.clone()}</td><th scope="row"><a href=page.link(&format!("/tasks/{}", task.number))>{task.short.of(lang).to_owned()}</a></th><td>{task.deadline_verbatim.clone()}</td><td>{light(lang, at.light)} " " {days}</td></tr> })
    });
    view! {
        <div class="my">
            {in_hand}
            {card}
            <h2>{lang.my_own_tasks()}</h2>
            <div class="scroll" tabindex="0" role="region" aria-label=lang.my_own_tasks()><table>
                <thead><tr><th scope="col">{lang.task_no()}</th><th scope="col">{lang.task_label()}</th><th scope="col">{lang.deadline_label()}</th><th scope="col">{lang.task_state()}</th></tr></thead>
                <tbody>{tasks.collect_view()}</tbody>
            </table></div>
            <h2>{lang.my_other_periods()}</h2>
            <div class="scroll" tabindex="0" role="region" aria-label=lang.my_other_periods()><table>
                <thead><tr><th scope="col">{lang.period_label()}</th><th scope="col">{lang.task_state()}</th><th scope="col">{lang.receipt_time()}</th><th scope="col">{lang.programme_edition()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table></div>
            <p><a href=page.link(&format!("/units/{}", unit.id))>{lang.my_see_figures()}</a></p>
        </div>
    }
    .into_any()
}

/// Why a report came back, for its filer: the field and the reason.
pub fn returned(page: &Page, field: &str, reason: &str) -> AnyView {
    let lang = page.lang;
    view! {
        <div class="returned" role="status">
            <p><strong>{lang.my_returned()}</strong></p>
            <p>{lang.my_returned_field(field)}</p>
            <p>{lang.my_returned_reason(reason)}</p>
        </div>
    }
    .into_any()
}

fn card(page: &Page, unit: &Unit, (period, report, receipts): &(Period, Report, Vec<Receipt>)) -> AnyView {
    let lang = page.lang;
    let today = day_of(page.now);
    let name = report_name(page, period.id);
    let form = format!("/my/reports/{}", period.id);
    let open = report.state.is_open();
    let left = (period.due - today).num_days();
    let due = match left {
        _ if !open => {
            receipts.first().map(|receipt| lang.my_filed(&name, &at(receipt.submitted_at))).unwrap_or_default()
        }
        1.. => lang.my_days_left(left, &lang.day(period.due)),
        0 => lang.my_due_today(&lang.day(period.due)),
        _ if today <= period.effective_due => lang.my_grace(&lang.day(period.due), &lang.day(period.effective_due)),
        _ => lang.my_late((today - period.effective_due).num_days()),
    };
    let returned = (report.state == State::Returned)
        .then(|| receipts.first())
        .flatten()
        .map(|receipt| return_said(page, receipt).map(|(field, reason)| self::returned(page, &field, &reason)));
    let files = page.visitor.person.as_ref().is_some_and(|person| may_file(person, &unit.id));
    let word = match report.state {
        State::Returned => lang.my_mend(),
        _ if report.lock > 0 => lang.my_continue(),
        _ => lang.my_fill(),
    };
    let buttons = (open && files).then(|| {
        view! {
            <p class="buttons">
                <a class="button" href=page.link(&form)>{word}</a>
                <a class="button second" href=page.link(&format!("{form}/nil"))>{lang.my_nil()}</a>
            </p>
            <p class="quiet">{lang.my_minutes()}</p>
        }
    });
    let receipt = (!open).then(
        || view! { <p><a class="button" href=page.link(&format!("{form}/receipt"))>{lang.receipt_title()}</a></p> },
    );
    view! {
        <section class="owed">
            <h1>{lang.my_title(unit.name.of(lang), &name)}</h1>
            <p class="due">{due}</p>
            <p>{lang.my_state(if report.lock == 0 { lang.cell_missing() } else { lang.state(report.state) })}</p>
            {(report.version > 0).then(|| with_view(page, unit, period.id))}
            {returned}
            {buttons}
            {receipt}
        </section>
    }
    .into_any()
}
