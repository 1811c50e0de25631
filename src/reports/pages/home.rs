//! A unit's home page: what it owes, its tasks, its reports.

mod card;
mod own;

pub use card::returned;

use super::{abandon_form, at, is_corrected_now, own_unit, report_name, stand};
use crate::calendar::{Period, day_of};
use crate::decisions::pages as decisions;
use crate::documents::{Witness, store as documents};
use crate::notes::pages as notes;
use crate::papers::{Filed, store as papers};
use crate::people::{Person, store as people};
use crate::problem::Problem;
use crate::progress::Known;
use crate::reminders::pages as reminders;
use crate::reports::store::{self, Receipt, Report};
use crate::review::pages::{comments_view, owed_consolidations, with_view};
use crate::review::{State, may_file};
use crate::units::Unit;
use crate::views::{Basis, View};
use crate::web::pages::Page;
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
    let people = people::all(&mut tx, page.now).await?.into_iter().filter(|(_, closed)| closed.is_none());
    let people: Vec<Person> = people.map(|(person, _)| person).collect();
    let mut comments = Vec::new();
    if let Some((period, ..)) = foremost(&reports, today).and_then(|at| reports.get(at)) {
        comments = store::comments(&mut tx, &programme.id, &unit.id, period.id).await?;
    }
    let papers = papers::all(&mut tx, &programme.id).await?;
    let issued = documents::witnesses(&mut tx, &programme.id).await?;
    drop(tx);
    let issued: Vec<Witness> = issued.into_iter().map(|(_, witness)| witness).collect();
    let notes = notes::said(&page).await?;
    let decisions = decisions::settled(&page).await?;
    let told = reminders::told(&page).await?;
    let title = unit.name.of(page.lang).to_owned();
    page.show(&title, false, move |page| {
        view! { {reminders::told_line(told.as_ref())} {notes::waiting(page, &unit.id, &notes)} {decisions::owed_by(page, &unit.id, &decisions)} {owed_consolidations(page, &unit)} {view(page, &unit, &reports, &people, (&papers, &issued))} {comments_view(page, &comments)} }.into_any()
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

fn view(
    page: &Page,
    unit: &Unit,
    reports: &[(Period, Report, Vec<Receipt>)],
    people: &[Person],
    (papers, issued): (&[Filed], &[Witness]),
) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let today = day_of(page.now);
    let known = Known::new(programme, &page.record, View::new(today, Basis::Corrected));
    let at_top = foremost(reports, today);
    // What is being written is for those who write it to change, and for the head of the unit to read.
    let files = page.visitor.person.as_ref().is_some_and(|person| may_file(person, &unit.id));
    let card = at_top.map(|at| card::card(page, unit, &reports[at], own::late_papers(page, unit, papers)));
    // The report that was due last is in: say so, before what is owed next.
    let owed = at_top.filter(|at| reports[*at].1.state.is_open());
    let in_hand = owed.and_then(|at| reports[..at].last());
    let in_hand = in_hand.filter(|(_, report, _)| !report.state.is_open() || report.correction.is_some());
    let in_hand = in_hand.map(|(period, report, receipts)| {
        // What is corrected came in when it was first accepted, not when the correction did.
        let filed = receipts.iter().find(|receipt| receipt.correction.is_none());
        let filed = filed.map(|receipt| lang.my_filed(&report_name(page, period.id), &super::at(receipt.submitted_at)));
        let nil = report.draft.nil.then(|| format!(" · {}", lang.cell_nil()));
        let state = (report.state != State::Submitted || report.correction.is_some()).then(|| format!(" · {}", stand(page, period, report)));
        let go_on = (files && is_corrected_now(report)).then(|| {
            view! { " · " <a href=page.link(&format!("/my/reports/{}", period.id))>{lang.my_corrects()}</a> }
        });
        view! { <div class="in-hand"><p>"✓ " {filed} {nil} {state} " · " <a href=page.link(&format!("/my/reports/{}/receipt", period.id))>{lang.receipt_title()}</a>{go_on}</p>{files.then(|| abandon_form(page, report))}</div> }
    });
    let rows = reports.iter().rev().map(|(period, report, receipts)| {
        // When it came in, as the file drawer has it: what was amended since is told by its version.
        let filed = receipts.last().map(|receipt| at(receipt.submitted_at));
        let path = if report.version > 0 && !is_corrected_now(report) { format!("/my/reports/{}/receipt", period.id) } else { format!("/my/reports/{}", period.id) };
        let late = known.filing(&unit.id, period).and_then(|filing| filing.late_by).map(|_| lang.matrix_late());
        let name = report_name(page, period.id);
        let name = view! { <a href=page.link(&path)>{name}</a> };
        view! { <tr><th scope="row">{name}</th><td>{stand(page, period, report)} " " {report.draft.nil.then(|| lang.cell_nil())} " " {late}{with_view(page, unit, period.id)}</td><td>{filed}</td><td>{if report.version > 0 { lang.receipt_version(report.version) } else { "—".into() }}</td></tr> }
    });
    // What comes after the card: a month that is open already, or the one that opens next.
    let open = reports.iter().enumerate().find(|(at, (period, report, _))| {
        at_top.is_some_and(|top| *at > top) && period.opens <= today && report.state.is_open()
    });
    let next = open.map(|(_, (period, ..))| period).or_else(|| programme.periods.iter().find(|p| p.opens > today));
    let next = next.map(|period| {
        let name = report_name(page, period.id);
        let due = lang.due(period.due, known.report_due(&unit.id, period));
        let opens = match period.opens <= today {
            true => lang.my_open_already(&name, &due),
            false => lang.my_opens(&name, &lang.short_day(period.opens), &due),
        };
        let notes =
            files.then(|| view! { <a href=page.link(&format!("/my/reports/{}", period.id))>{lang.my_notes()}</a> });
        view! { <p class="quiet">{opens} " " {notes}</p> }
    });
    view! {
        <div class="my">
            {in_hand}
            {card}
            {next}
            {own::extensions(page, unit)}
            {own::tasks(page, unit, papers)}
            {own::figures(page, unit, issued)}
            <h2>{lang.my_other_periods()}</h2>
            <div class="scroll" tabindex="0" role="region" aria-label=lang.my_other_periods()><table>
                <thead><tr><th scope="col">{lang.period_label()}</th><th scope="col">{lang.task_state()}</th><th scope="col">{lang.receipt_time()}</th><th scope="col">{lang.programme_edition()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table></div>
            <p><a href=page.link("/my/reports")>{lang.drawer_title()}</a> " · " <a href=page.link("/my/papers")>{lang.my_papers_title()}</a> " · " <a href=page.link("/my/calendar")>{lang.calendar_title()}</a></p>
            {own::contacts(page, unit, people)}
        </div>
    }
    .into_any()
}
