//! The text to send to those who have not reported, ready to be copied (product rules E.8).

use super::super::period_name;
use crate::calendar::Period;
use crate::people::Role;
use crate::progress::Known;
use crate::progress::islands::Copy;
use crate::units::{Route, Unit};
use crate::web::pages::{Page, text_area};
use leptos::prelude::*;

/// One text for each unit that owes the report and has none in; one for all of them on request. The
/// consolidator chases the societies, the office and the leading group everybody.
pub fn reminders(page: &Page, known: &Known, period: &Period) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let chases = |unit: &Unit| match page.visitor.person.as_ref().map(|person| person.role) {
        Some(Role::Office | Role::LeadingGroup) => true,
        Some(Role::Consolidator) => unit.route == Route::ViaConsolidator,
        _ => false,
    };
    let Some(row) = page.progress.reporting.iter().find(|row| row.period == period.id) else { return ().into_any() };
    let missing: Vec<&Unit> =
        row.missing.iter().filter_map(|id| programme.unit(id)).filter(|unit| chases(unit)).collect();
    if missing.is_empty() {
        return ().into_any();
    }
    let count = missing.len() as i64;
    let items = missing.iter().enumerate().map(|(at, unit)| {
        let name = unit.name.of(lang);
        view! { <li><h3>{name.to_owned()}</h3>{copied(page, &format!("remind-{at}"), &lang.remind_named(name), &text(page, known, unit, period))}</li> }
    });
    let names: Vec<String> = missing.iter().map(|unit| unit.name.of(lang).to_owned()).collect();
    // Of those the reader chases: the consolidating unit of its lane alone.
    let expected = programme.expected_on(period.end);
    let expected = expected.iter().filter_map(|id| programme.unit(id)).filter(|unit| chases(unit)).count() as i64;
    let all = (count > 0).then(|| {
        let text = lang.remind_group(
            &period_name(page, period.id),
            expected,
            expected - count,
            &lang.day(page.view.day),
            count,
            &lang.list(&names),
        );
        let label = lang.remind_all(count);
        view! { <li><details><summary>{label.clone()}</summary>{copied(page, "remind-all", &label, &addressed(page, text, period))}</details></li> }
    });
    view! {
        <details class="reminders">
            <summary>{lang.remind()}</summary>
            <p class="quiet">{lang.remind_lead(count)}</p>
            <ul>{items.collect_view()}{all}</ul>
        </details>
    }
    .into_any()
}

/// A text that can be selected, and copied by a button where there is JavaScript.
fn copied(page: &Page, id: &str, label: &str, text: &str) -> AnyView {
    let lang = page.lang;
    view! {
        <label class="spoken" for=id.to_owned()>{label.to_owned()}</label>
        {text_area(id.to_owned(), id.to_owned(), 4, text, None, false)}
        <Copy source=id.to_owned() label=lang.remind_copy().to_owned() done=lang.remind_copied().to_owned()/>
    }
    .into_any()
}

fn text(page: &Page, known: &Known, unit: &Unit, period: &Period) -> String {
    let lang = page.lang;
    let (name, report) = (unit.name.of(lang), period_name(page, period.id));
    let day = |day| lang.day(day);
    let span = lang.remind_span(&day(period.start), &day(period.end));
    let due = day(period.effective_due);
    let today = day(page.view.day);
    let text = match (page.view.day - period.effective_due).num_days() {
        _ if known.filing(&unit.id, period).is_some() => lang.remind_returned(name, &report, &today),
        1.. => {
            let late = (page.view.day - period.effective_due).num_days();
            lang.remind_missing(name, &report, &span, &due, &today, late)
        }
        0 => lang.remind_just_due(name, &report, &span, &due),
        _ => lang.remind_not_due(name, &report, &span, &due, &today),
    };
    addressed(page, text, period)
}

/// With the address of the form, where the board knows its own.
fn addressed(page: &Page, text: String, period: &Period) -> String {
    match &page.app.settings.public_url {
        Some(url) => format!("{text}\n{}/my/reports/{}", url.trim_end_matches('/'), period.id),
        None => text,
    }
}
