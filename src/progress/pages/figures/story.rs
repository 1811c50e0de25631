//! How a number came to be what it is: its corrections and every change, the newest first.

use super::super::period_name;
use super::Trace;
use crate::calendar::day_of;
use crate::figures::Subject;
use crate::people::Person;
use crate::progress::{Cause, Change};
use crate::reports::pages::at;
use crate::web::pages::Page;
use leptos::prelude::*;

pub fn corrections(page: &Page, trace: &Trace) -> AnyView {
    if trace.corrections.is_empty() {
        return ().into_any();
    }
    let lang = page.lang;
    let rows = trace.corrections.iter().rev().map(|correction| {
        let address = format!("/reports/{}/{}?version={}", correction.unit, correction.period, correction.version);
        view! {
            <tr>
                <th scope="row">{page.unit_name(&correction.unit)}</th>
                <td data-label=lang.period_label()><a href=page.link(&address)>{period_name(page, correction.period)} " " {lang.figure_version(correction.version)}</a></td>
                <td data-label=lang.figure_old_new()>{correction.from} " → " {correction.to}</td>
                <td data-label=lang.figure_correction_reason()>{correction.reason.clone()}</td>
                <td data-label=lang.figure_when()>{at(correction.at)}</td>
            </tr>
        }
    });
    view! {
        <h2 id="corrections">{lang.figure_corrections()}</h2>
        <div class="scroll" tabindex="0" role="region" aria-label=lang.figure_corrections()><table class="stacked">
            <thead><tr><th scope="col">{lang.unit_label()}</th><th scope="col">{lang.period_label()}</th><th scope="col">{lang.figure_old_new()}</th><th scope="col">{lang.figure_correction_reason()}</th><th scope="col">{lang.figure_when()}</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
    }
    .into_any()
}

pub fn life(page: &Page, trace: &Trace) -> AnyView {
    let lang = page.lang;
    let start = trace.life.start;
    let changes = told(page, trace);
    if changes.is_empty() {
        return view! { <h2>{lang.figure_life()}</h2><p>{lang.figure_life_none(start)}</p> }.into_any();
    }
    let rows = changes.iter().rev().map(|(when, change, why)| {
        view! {
            <tr>
                <th scope="row">{when.clone()}</th>
                <td class="strong" data-label=lang.figure_change()>{change.clone()}</td>
                <td data-label=lang.figure_why()>{why.clone()}</td>
            </tr>
        }
    });
    view! {
        <h2>{lang.figure_life()}</h2>
        <div class="scroll" tabindex="0" role="region" aria-label=lang.figure_life()><table class="stacked life">
            <thead><tr><th scope="col">{lang.figure_when()}</th><th scope="col">{lang.figure_change()}</th><th scope="col">{lang.figure_why()}</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
        <p class="quiet">{lang.figure_life_start(start)}</p>
    }
    .into_any()
}

/// The changes in words: when, from what to what, why. Changes that only other units' reports brought about
/// are put together for those who may not read them, as their numbers are.
pub(super) fn told(page: &Page, trace: &Trace) -> Vec<(String, String, String)> {
    let reader = page.visitor.person.as_ref();
    let mut folded: Vec<(Change, bool)> = Vec::new();
    for change in &trace.life.changes {
        let hidden = !change.causes.is_empty() && !change.causes.iter().any(|cause| readable(reader, cause));
        match folded.last_mut() {
            Some((last, true)) if hidden => {
                last.to = change.to;
                last.at = change.at;
            }
            _ => folded.push((change.clone(), hidden)),
        }
    }
    folded.retain(|(change, _)| change.from != change.to);
    folded
        .into_iter()
        .map(|(change, hidden)| {
            let why = match hidden {
                true => page.lang.figure_other_units().to_owned(),
                false if change.causes.is_empty() => by_day(page, trace, &change),
                false => why(page, reader, &change.causes),
            };
            (at(change.at), format!("{} → {}", change.from, change.to), why)
        })
        .collect()
}

/// What the beginning of a day brought: a period whose reports count from now on, or a deadline.
fn by_day(page: &Page, trace: &Trace, change: &Change) -> String {
    let lang = page.lang;
    let day = day_of(change.at);
    let counts = page.standing.programme.periods.iter().find(|period| period.end == day || period.effective_due == day);
    match counts.filter(|_| !matches!(trace.figure.id.subject, Subject::Tasks(_))) {
        Some(period) => lang.figure_begins(&period_name(page, period.id)),
        None => lang.figure_by_day().to_owned(),
    }
}

fn readable(reader: Option<&Person>, cause: &Cause) -> bool {
    reader.is_some_and(|reader| reader.may_read(&cause.unit))
}

fn why(page: &Page, reader: Option<&Person>, causes: &[Cause]) -> String {
    let lang = page.lang;
    let mut words: Vec<String> = causes
        .iter()
        .filter(|cause| readable(reader, cause))
        .map(|cause| {
            let report = period_name(page, cause.period);
            let what = match (&cause.task, cause.version) {
                (Some(task), _) => page
                    .standing
                    .programme
                    .task(task)
                    .map_or_else(|| task.clone(), |found| lang.task_named(found.short.of(lang), task)),
                (None, Some(version)) => format!("{report} {}", lang.figure_version(version)),
                (None, None) => report,
            };
            let correction = cause.correction.as_deref().map(|reason| format!(" · {}", lang.figure_corrected(reason)));
            format!("{} {what} {}{}", page.unit_name(&cause.unit), lang.act(cause.act), correction.unwrap_or_default())
        })
        .collect();
    if words.len() < causes.len() {
        words.push(lang.figure_other_units().to_owned());
    }
    words.join(lang.pick("；", "；", "; "))
}
