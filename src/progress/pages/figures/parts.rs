//! The parts of a number: by unit and month, report by report, and number by number.

use super::super::{period_name, unsaid};
use super::names::{place, specialty};
use super::{Source, Trace};
use crate::calendar::{Period, PeriodId};
use crate::evidence::pages::count as evidence_of;
use crate::figures::Contribution;
use crate::progress::Known;
use crate::reports::Version;
use crate::reports::pages::at;
use crate::web::pages::Page;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Whether every part is of a unit and a month, so that they make a table of both.
fn is_dated(trace: &Trace) -> bool {
    trace.figure.contributions.iter().all(|part| part.unit.is_some() && part.period.is_some())
}

pub fn parts(page: &Page, trace: &Trace) -> AnyView {
    let lang = page.lang;
    let heading = view! { <h2>{lang.figure_parts()}</h2> };
    if trace.figure.contributions.is_empty() {
        return view! { {heading} <p>{lang.figure_no_parts()}</p> }.into_any();
    }
    let hidden = trace.others.map(|_| view! { <p class="quiet">{lang.figure_others_note()}</p> });
    // Nought needs no proof.
    let sources: Vec<_> = sources(page, trace).into_iter().filter(|(_, count)| *count != 0).collect();
    let attached = |source: &Source| page.record.filed.get(source).is_some_and(|attached| attached.files > 0);
    let (reports, without) = (sources.len(), sources.iter().filter(|(source, _)| !attached(source)).count());
    let said = match without == reports {
        true => lang.figure_evidence_none(reports as i64),
        false => lang.figure_evidence_some(reports as i64, without as i64),
    };
    let evidence = (reports > 0).then(|| view! { <p>{said}</p> });
    let shown = match is_dated(trace) {
        true => by_month(page, trace),
        false => list(page, trace),
    };
    view! { {heading} {shown} {evidence} {hidden} }.into_any()
}

/// Report by report and number by number, for those who check.
pub fn in_full(page: &Page, trace: &Trace) -> AnyView {
    let lang = page.lang;
    if sources(page, trace).is_empty() {
        return ().into_any();
    }
    let numbers = is_dated(trace).then(|| {
        view! { <details class="behind"><summary>{lang.figure_by_cell()}</summary>{list(page, trace)}</details> }
    });
    view! { <h2>{lang.figure_by_report()}</h2> {by_report(page, trace)} {numbers} }.into_any()
}

/// Unit by month, with the sums of both.
fn by_month(page: &Page, trace: &Trace) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let whole = &trace.figure.contributions;
    let periods: Vec<&Period> =
        programme.periods.iter().filter(|period| whole.iter().any(|part| part.period == Some(period.id))).collect();
    let sum = |unit: Option<&str>, period: Option<PeriodId>| -> Option<i64> {
        let of_it = whole.iter().filter(|part| unit.is_none() || part.unit.as_deref() == unit);
        let counts: Vec<i64> =
            of_it.filter(|part| period.is_none() || part.period == period).map(|part| part.count).collect();
        (!counts.is_empty()).then(|| counts.iter().sum())
    };
    let heads =
        periods.iter().map(|period| view! { <th scope="col" class="number">{period_name(page, period.id)}</th> });
    let shown =
        programme.units.iter().filter(|unit| trace.parts.iter().any(|part| part.unit.as_ref() == Some(&unit.id)));
    let known = Known::new(programme, &page.record, page.view);
    let rows = shown.map(|unit| {
        let cells = periods.iter().map(|period| {
            let value = sum(Some(&unit.id), Some(period.id)).map(|value| {
                let version = trace.parts.iter().find(|part| part.unit.as_ref() == Some(&unit.id) && part.period == Some(period.id));
                match version.and_then(|part| part.version) {
                    Some(version) => {
                        let nil = version_of(page, &(unit.id.clone(), period.id, version)).filter(|it| it.content.nil);
                        let nil = nil.map(|_| lang.cell_nil());
                        view! { <a class=nil.map(|_| "nil") title=nil href=page.link(&format!("/reports/{}/{}?version={version}", unit.id, period.id))>{value} {nil.map(|nil| view! { <span class="spoken">{nil}</span> })}</a> }.into_any()
                    }
                    None => value.into_any(),
                }
            });
            let corrected = trace
                .corrections
                .iter()
                .any(|correction| correction.unit == unit.id && correction.period == period.id)
                .then(|| view! { <a class="corrected" href="#corrections"><sup>{lang.pick("更", "更", "c")}</sup><span class="spoken">{lang.cell_corrected()}</span></a> });
            let of_it = || trace.figure.id.clone().of_unit(&unit.id).in_period(period.id);
            let value = value.unwrap_or_else(|| unsaid(page, &known, unit, period, &of_it()));
            view! { <td class="number">{value}{corrected}</td> }
        });
        let id = trace.figure.id.clone().of_unit(&unit.id);
        view! { <tr><th scope="row">{unit.name.of(lang).to_owned()}</th>{cells.collect_view()}<td class="number strong">{page.figure(&id, sum(Some(&unit.id), None).unwrap_or(0))}</td></tr> }
    });
    let rest = trace.others.map(|sum| {
        view! { <tr><th scope="row" colspan=(periods.len() + 1).to_string()>{lang.figure_others()}</th><td class="number">{sum}</td></tr> }
    });
    let feet = periods.iter().map(|period| {
        let id = trace.figure.id.clone().in_period(period.id);
        view! { <td class="number">{page.figure(&id, sum(None, Some(period.id)).unwrap_or(0))}</td> }
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=lang.figure_parts()><table class="frozen">
            <thead><tr><th scope="col">{lang.unit_label()}</th>{heads.collect_view()}<th scope="col" class="number">{lang.total()}</th></tr></thead>
            <tbody>{rows.collect_view()}{rest}</tbody>
            <tfoot><tr><th scope="row">{lang.total()}</th>{feet.collect_view()}<td class="number strong">{trace.figure.value}</td></tr></tfoot>
        </table></div>
    }
    .into_any()
}

/// What each version gives, in printed order of units.
pub(super) fn sources(page: &Page, trace: &Trace) -> Vec<(Source, i64)> {
    let mut sums: BTreeMap<Source, i64> = BTreeMap::new();
    for part in &trace.parts {
        if let (Some(unit), Some(period), Some(version)) = (&part.unit, part.period, part.version) {
            *sums.entry((unit.clone(), period, version)).or_default() += part.count;
        }
    }
    let units = &page.standing.programme.units;
    let mut sums: Vec<(Source, i64)> = sums.into_iter().collect();
    sums.sort_by_key(|((unit, period, version), _)| {
        (units.iter().position(|known| known.id == *unit), *period, *version)
    });
    sums
}

/// The version behind a part, as far as the view knows it.
pub(super) fn version_of<'p>(page: &'p Page, (unit, period, number): &Source) -> Option<&'p Version> {
    page.record.versions.iter().find(|v| v.unit == *unit && v.period == *period && v.number == *number)
}

/// Who accepted a version and when; none if that is not known at the view.
pub(super) fn acceptance(page: &Page, trace: &Trace, source: &Source) -> Option<(String, String)> {
    let moment = version_of(page, source)?.accepted_at.filter(|at| page.view.knows(*at))?;
    Some((trace.stored.accepted_by.get(source).cloned().unwrap_or_default(), at(moment)))
}

/// Every report that is in the number: the version, who accepted it and when, and what it shows for itself.
fn by_report(page: &Page, trace: &Trace) -> AnyView {
    let lang = page.lang;
    let rows = sources(page, trace).into_iter().map(|(source, count)| {
        let (unit, period, version) = &source;
        let accepted = acceptance(page, trace, &source).map_or_else(|| lang.figure_not_accepted().to_owned(), |(who, at)| format!("{who} {at}"));
        let said = version_of(page, &source).map(|version| version.content.done.clone()).filter(|text| !text.is_empty());
        let said = said.map(|text| view! { <span class="quiet">{lang.figure_said(&text)}</span> });
        let report = page.link(&format!("/reports/{unit}/{period}?version={version}"));
        let attached = page.record.filed.get(&source);
        let files = evidence_of(page, attached);
        let files = match attached.is_some_and(|attached| attached.files > 0) {
            true => {
                let name = format!("{files} {} {}", page.unit_name(unit), period_name(page, *period));
                view! { <a href=format!("{report}#evidence") aria-label=name data-key="s" title=page.key_hint("s")>{files}</a> }.into_any()
            }
            false => files.into_any(),
        };
        view! {
            <tr>
                <th scope="row">{page.unit_name(unit)}</th>
                <td data-label=lang.period_label()><a href=report.clone()>{period_name(page, *period)} " " {lang.figure_version(*version)}</a></td>
                <td class="number" data-label=lang.figure_count()>{count}</td>
                <td data-label=lang.figure_accepted()>{accepted}</td>
                <td data-label=lang.figure_evidence()>{files} " " {said}</td>
            </tr>
        }
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=lang.figure_by_report()><table class="stacked proof">
            <thead><tr><th scope="col">{lang.unit_label()}</th><th scope="col">{lang.period_label()}</th><th scope="col" class="number">{lang.figure_count()}</th><th scope="col">{lang.figure_accepted()}</th><th scope="col">{lang.figure_evidence()}</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
    }
    .into_any()
}

/// Every number that went in, with the cell of the form it stood in; or every task.
fn list(page: &Page, trace: &Trace) -> AnyView {
    let lang = page.lang;
    if trace.parts.iter().all(|part| part.task.is_some() && part.unit.is_none()) && !trace.parts.is_empty() {
        return of_tasks(page, trace);
    }
    let rest = trace.others.map(|sum| {
        view! { <tr><th scope="row" colspan="6">{lang.figure_others()}</th><td class="number">{sum}</td></tr> }
    });
    let rows = trace.parts.iter().map(|part| {
        let [who, source, specialty, place, origin, direction] = described(page, part);
        let source = match (&part.unit, part.period, part.version) {
            (Some(unit), Some(period), Some(version)) => {
                view! { <a href=page.link(&format!("/reports/{unit}/{period}?version={version}"))>{source}</a> }.into_any()
            }
            _ => source.into_any(),
        };
        view! { <tr><th scope="row">{who}</th><td>{source}</td><td>{specialty}</td><td>{place}</td><td>{origin}</td><td>{direction}</td><td class="number">{part.count}</td></tr> }
    });
    let heads = heads(page).into_iter().map(|name| view! { <th scope="col">{name}</th> });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=lang.figure_by_cell()><table>
            <thead><tr>{heads.collect_view()}<th scope="col" class="number">{lang.figure_count()}</th></tr></thead>
            <tbody>{rows.collect_view()}{rest}</tbody>
            <tfoot><tr><th scope="row" colspan="6">{lang.total()}</th><td class="number strong">{trace.figure.value}</td></tr></tfoot>
        </table></div>
    }
    .into_any()
}

fn of_tasks(page: &Page, trace: &Trace) -> AnyView {
    let lang = page.lang;
    let rows = trace.parts.iter().map(|part| {
        let [who, ..] = described(page, part);
        let address = format!("/tasks/{}", part.task.clone().unwrap_or_default());
        view! { <tr><th scope="row"><a href=page.link(&address)>{who}</a></th><td class="number">{part.count}</td></tr> }
    });
    view! {
        <table class="frozen" aria-label=lang.figure_parts()>
            <thead><tr><th scope="col">{lang.task_label()}</th><th scope="col" class="number">{lang.figure_count()}</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
            <tfoot><tr><th scope="row">{lang.total()}</th><td class="number strong">{trace.figure.value}</td></tr></tfoot>
        </table>
    }
    .into_any()
}

/// What stands over the columns of [`described`].
pub(super) fn heads(page: &Page) -> [&'static str; 6] {
    let lang = page.lang;
    [
        lang.unit_label(),
        lang.period_label(),
        lang.specialty_label(),
        lang.place_label(),
        lang.origin_label(),
        lang.direction_label(),
    ]
}

/// A part in words: whose it is, from which version, and of whom it speaks.
pub(super) fn described(page: &Page, part: &Contribution) -> [String; 6] {
    let lang = page.lang;
    let dash = || "—".to_owned();
    let who = match (&part.unit, &part.task) {
        (Some(unit), _) => page.unit_name(unit),
        (None, Some(task)) => {
            page.standing.programme.task(task).map_or_else(dash, |found| lang.task_named(found.short.of(lang), task))
        }
        (None, None) => lang.figure_baseline().to_owned(),
    };
    let source = match (part.period, part.version) {
        (Some(period), Some(version)) => format!("{} {}", period_name(page, period), lang.figure_version(version)),
        (Some(period), None) => period_name(page, period),
        _ => dash(),
    };
    [
        who,
        source,
        part.specialty.as_deref().map_or_else(dash, |id| specialty(page, id)),
        part.place.as_deref().map_or_else(dash, |id| place(page, id)),
        part.origin.map_or_else(dash, |origin| lang.origin(origin).to_owned()),
        part.direction.map_or_else(dash, |way| lang.direction(way).to_owned()),
    ]
}
