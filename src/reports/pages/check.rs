//! What a filer sees before a report goes out: what it will change, what is asked about it, and what it says.

use super::circumstances::{late_reasons, questions};
use super::compared::changes;
use super::fields::cell_name;
use super::form::{Sheet, opens_later, sheet};
use super::report_name;
use crate::calendar::Period;
use crate::evidence::pages::{address, list};
use crate::figures::Subject;
use crate::problem::Problem;
use crate::progress::{Shift, history, impact};
use crate::reports::{Cell, Content, Stated, Version, Warning, warnings};
use crate::web::pages::{Page, form_fields};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use chrono::NaiveDate;
use leptos::prelude::*;

pub async fn check(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    let sheet = sheet(&page, &period).await?;
    let path = page.link(&format!("/my/reports/{}", sheet.period.id));
    let Ok(content) = sheet.understand(&page) else {
        let joint = if path.contains('?') { '&' } else { '?' };
        return Ok(axum::response::Redirect::to(&format!("{path}{joint}check=1")).into_response());
    };
    let title = page.lang.check_title(&report_name(&page, sheet.period.id));
    page.show(&title, false, move |page| view(page, &sheet, &content)).await
}

fn view(page: &Page, sheet: &Sheet, content: &Content) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let path = format!("/my/reports/{}", sheet.period.id);
    let before = history(programme, &page.record, &sheet.unit.id, &sheet.period);
    let asked = warnings(content, &before);
    let since = match (&sheet.report.correction, accepted(page, sheet)) {
        (Some(reason), Some(old)) => view! {
            <h2>{lang.check_correction()}</h2>
            <p>{lang.correct_reason()} {lang.pick("：", "：", ": ")} {reason.clone()}</p>
            {changes(page, &old.content, content)}
        }
        .into_any(),
        _ => view! { {before.last.as_ref().map(|last| months(page, last, content))} }.into_any(),
    };
    view! {
        <h1>{lang.check_title(&report_name(page, sheet.period.id))}</h1>
        {effect(page, &sheet.period, &version(page, sheet, content))}
        {since}
        <h2>{lang.check_content()}</h2>
        {crate::review::pages::content_view(page, &sheet.unit, &sheet.period, content)}
        <h3>{lang.evidence()}</h3>
        {list(page, &sheet.files)}
        {no_evidence(page, sheet, content)}
        {send(page, sheet, &asked, &path)}
    }
    .into_any()
}

fn send(page: &Page, sheet: &Sheet, asked: &[Warning], path: &str) -> AnyView {
    let lang = page.lang;
    let back = view! { <a class="button second" href=page.link(path)>{lang.check_back()}</a> };
    if let Some(later) = opens_later(page, &sheet.period) {
        return view! { {later}<p class="buttons">{back}</p> }.into_any();
    }
    view! {
        <form method="post" action=page.link(&format!("{path}/submit"))>
            {form_fields()}
            <input type="hidden" name="lock" value=sheet.report.lock.to_string()/>
            {questions(page, asked)}
            {late_reasons(page, sheet)}
            <p class="buttons"><button type="submit">{lang.check_submit()}</button> {back}</p>
        </form>
    }
    .into_any()
}

/// Where people are new and nothing shows it, the way to bring it: it may be left, and is not asked for twice.
fn no_evidence(page: &Page, sheet: &Sheet, content: &Content) -> Option<AnyView> {
    let lang = page.lang;
    let new: i64 = content.counts.iter().map(|count| count.stated.number()).sum();
    (new > 0 && sheet.files.is_empty()).then(|| {
        view! { <p>{lang.check_no_evidence(new)} " " <a href=page.link(&address(sheet.period.id))>{lang.evidence_add()}</a></p> }.into_any()
    })
}

/// The version that stands while another is written.
fn accepted<'a>(page: &'a Page, sheet: &Sheet) -> Option<&'a Version> {
    let of_it = |version: &&Version| version.unit == sheet.unit.id && version.period == sheet.period.id;
    let accepted = page.record.versions.iter().filter(of_it).filter(|version| version.accepted_at.is_some());
    accepted.max_by_key(|version| (version.accepted_at, version.number))
}

/// The days to look at: a correction changes every total since the end of its period.
fn days(page: &Page, period: &Period, version: &Version) -> Vec<NaiveDate> {
    let today = page.usual.day.max(period.end);
    let ends = page.standing.programme.periods.iter().map(|period| period.end);
    let mut days: Vec<NaiveDate> = match version.correction.is_some() {
        true => ends.filter(|end| *end >= period.end && *end < today).collect(),
        false => Vec::new(),
    };
    days.push(today);
    days
}

/// The draft as the version it would be.
fn version(page: &Page, sheet: &Sheet, content: &Content) -> Version {
    Version {
        unit: sheet.unit.id.clone(),
        period: sheet.period.id,
        number: sheet.report.version + 1,
        content: content.clone(),
        submitted_at: page.now,
        forwarded_at: None,
        returned_at: None,
        withdrawn: false,
        return_until: None,
        accepted_at: None,
        correction: sheet.report.correction.clone(),
    }
}

/// What the leader's screen will read once the version is accepted: reckoned as it will be then.
pub fn effect(page: &Page, period: &Period, version: &Version) -> AnyView {
    let lang = page.lang;
    let days = days(page, period, version);
    let shifts = impact(&page.standing.programme, &page.record, version, page.now, &days);
    if shifts.is_empty() {
        return view! { <p>{lang.check_effect_none()}</p> }.into_any();
    }
    let rows = shifts.iter().map(|shift| effect_row(page, shift, days.len() > 1));
    view! { <p>{lang.check_effect()}</p><ul class="effect">{rows.collect_view()}</ul> }.into_any()
}

fn effect_row(page: &Page, shift: &Shift, dated: bool) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let Shift { day, figure, before, after } = shift;
    let name = match &figure.subject {
        Subject::Target(id) => programme.target(id).map_or(id.clone(), |target| target.short.of(lang).to_owned()),
        Subject::Measure(measure) => lang.check_own(lang.measure(*measure)),
        _ => String::new(),
    };
    let on = dated.then(|| view! { <span class="when">{lang.check_as_at(&lang.day(*day))}</span> " " });
    // The link says its own moment, whatever moment the page is looked at.
    let address = format!("/figures/{figure}?as_at={day}&basis=corrected&lang={lang}");
    let goal = match &figure.subject {
        Subject::Target(id) => programme.target(id).map(|target| target.value),
        _ => None,
    };
    let bar = goal.map(|goal| bar(*before, *after, goal));
    view! { <li class="strong">{on} <a class="figure" href=address>{lang.check_effect_row(&name, *before, *after)}</a>{bar}</li> }.into_any()
}

/// What stood, what is added and where the target stands, on one line; the sentence beside it says the same.
fn bar(before: i64, after: i64, goal: i64) -> AnyView {
    let most = goal.max(before).max(after).max(1);
    let at = |value: i64| value.max(0) * 1000 / most;
    let (low, high, mark) = (at(before.min(after)), at(before.max(after)), at(goal));
    view! {
        <svg class="shift" viewBox="0 0 1004 60" aria-hidden="true" focusable="false">
            <rect class="held" x="0" y="15" width=low height="30"></rect>
            <rect class="added" x=low y="15" width=high - low height="30"></rect>
            <rect class="goal" x=mark y="0" width="4" height="60"></rect>
        </svg>
    }
    .into_any()
}

/// The counts of last month and of this one, where they differ.
fn months(page: &Page, last: &Content, now: &Content) -> Option<AnyView> {
    let lang = page.lang;
    let mut cells: Vec<_> = now.counts.iter().chain(&last.counts).map(|count| &count.cell).collect();
    cells.sort();
    cells.dedup();
    // A nil return says nought of everything; what was left blank says nothing.
    let stated = |content: &Content, cell: &Cell| match content.counts.iter().find(|count| count.cell == *cell) {
        Some(count) => count.stated,
        None if content.nil => Stated::Number(0),
        None => Stated::Blank,
    };
    let said =
        |stated: Stated| if stated == Stated::Blank { lang.section_empty().to_owned() } else { lang.stated(stated) };
    let rows: Vec<_> = cells
        .into_iter()
        .map(|cell| (cell, stated(last, cell), stated(now, cell)))
        .filter(|(_, last, now)| last != now)
        .map(|(cell, last, now)| {
            let change = match (last, now) {
                (Stated::Number(last), Stated::Number(now)) if now > last => format!("+{}", now - last),
                (Stated::Number(last), Stated::Number(now)) => format!("−{}", last - now),
                _ => "—".to_owned(),
            };
            let (last, now) = (said(last), said(now));
            view! { <tr><th scope="row">{lang.measure(cell.measure)} " · " {cell_name(page, cell)}</th><td class="number">{last}</td><td class="number strong">{now}</td><td class="number">{change}</td></tr> }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <h2>{lang.check_months()}</h2>
            <table class="narrow-table">
                <thead><tr><th scope="col">{lang.measure_label()}</th><th scope="col" class="number">{lang.check_last_month()}</th><th scope="col" class="number">{lang.form_new()}</th><th scope="col" class="number">{lang.check_change()}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    })
}
