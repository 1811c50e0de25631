//! What a unit finds below its card: its tasks and what to do about each, its figures and where they are used,
//! and whom to ask.

use super::super::report_name;
use crate::calendar::day_of;
use crate::documents::{Printed, Witness, path_of};
use crate::figures::FigureId;
use crate::lights::Light;
use crate::papers::{Filed, Paper, papers};
use crate::people::{Person, Role};
use crate::progress::{Known, TaskProgress, figure};
use crate::targets::TargetMeasure;
use crate::tasks::{Deadline, Task};
use crate::units::{Route, Unit};
use crate::views::{Basis, View};
use crate::web::pages::{Page, light};
use leptos::prelude::*;

pub(super) fn tasks(page: &Page, unit: &Unit, filed: &[Filed]) -> AnyView {
    let lang = page.lang;
    let known = Known::new(&page.standing.programme, &page.record, page.view);
    let rows = page.standing.programme.tasks_of(&unit.id, page.view.day).filter_map(|task| {
        let at = page.progress.tasks.iter().find(|row| row.number == task.number)?;
        let to_do = to_do(page, unit, task, at, filed);
        Some(row(page, task, at, known.light_beside([unit.id.as_str()], at.light), to_do))
    });
    view! {
        <h2>{lang.my_own_tasks()}</h2>
        <div class="scroll" tabindex="0" role="region" aria-label=lang.my_own_tasks()><table class="stacked">
            <thead><tr>
                <th scope="col">{lang.task_no()}</th><th scope="col">{lang.task_label()}</th><th scope="col">{lang.deadline_label()}</th>
                <th scope="col">{lang.task_state()}</th><th scope="col">{lang.my_to_do()}</th>
            </tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
    }
    .into_any()
}

/// The papers a task asks of the unit.
fn papers_of(page: &Page, unit: &Unit, task: &Task) -> Vec<Paper> {
    let programme = &page.standing.programme;
    let of_it = |paper: &Paper| paper.task(programme).is_some_and(|asked| asked.number == task.number);
    let owed = |paper: &Paper| paper.owed_by(programme).contains(&unit.id.as_str());
    papers(programme).into_iter().filter(|paper| of_it(paper) && owed(paper)).collect()
}

fn is_filed(filed: &[Filed], unit: &Unit, paper: Paper) -> bool {
    filed.iter().any(|filed| filed.unit == unit.id && filed.paper == paper)
}

/// What the unit does about a task: for the monthly report by its own filing, for a paper on the paper's page, for
/// all else in a sentence of the report.
fn to_do(page: &Page, unit: &Unit, task: &Task, at: &TaskProgress, filed: &[Filed]) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let today = day_of(page.now);
    if let Deadline::Monthly { .. } = task.deadline {
        let known = Known::new(programme, &page.record, View::new(today, Basis::Corrected));
        // What was due and is not in comes before the month that is open.
        let late = programme
            .latest_due(today)
            .filter(|period| known.is_owed(&unit.id, period) && !known.is_in(&unit.id, period));
        let Some(period) = late.or_else(|| programme.periods.iter().rfind(|period| period.opens <= today)) else {
            return lang.to_do_report().into_any();
        };
        let name = report_name(page, period.id);
        return match known.is_in(&unit.id, period) {
            true => lang.to_do_reported(&name).into_any(),
            false => {
                view! { <a href=page.link(&format!("/my/reports/{}", period.id))>{lang.to_do_report_of(&name)}</a> }
                    .into_any()
            }
        };
    }
    let asked = papers_of(page, unit, task);
    // The next that is not in; once all are, nothing is left to do.
    if let Some(last) = asked.last() {
        return match asked.iter().find(|paper| !is_filed(filed, unit, **paper)) {
            Some(paper) => {
                view! { <a href=page.link("/my/papers")>{lang.to_do_paper(&lang.paper_title(*paper))}</a> }.into_any()
            }
            None => {
                view! { <a href=page.link("/my/papers")>{lang.to_do_reported(&lang.paper_title(*last))}</a> }.into_any()
            }
        };
    }
    // Why it was taken up again is told until it is closed anew.
    if let Some(reopened) = at.occurrences.iter().find_map(|at| at.reopened.as_ref()) {
        let said = lang.reopened_on(&lang.short_day(reopened.on));
        return view! { <strong>{said} {lang.pick("：", "：", ": ")} {reopened.reason.clone()}</strong> {lang.pick("。", "。", ". ")} {lang.to_do_close()} }
            .into_any();
    }
    let said = match (&task.deadline, at.light) {
        (_, Light::Closed | Light::ClosedLate) => lang.to_do_nothing(),
        (_, Light::ClosureRequested) => lang.to_do_wait(),
        (Deadline::AsNeeded, _) => lang.to_do_say(),
        (_, Light::Overdue | Light::DueSoon) => lang.to_do_close(),
        _ => lang.to_do_say(),
    };
    said.into_any()
}

/// The papers that should have been in, with how late they are.
pub(super) fn late_papers(page: &Page, unit: &Unit, filed: &[Filed]) -> Option<AnyView> {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let today = day_of(page.now);
    let rows = papers(programme).into_iter().filter_map(|paper| {
        let late = paper.due(programme).filter(|due| *due < today)?;
        let owed = paper.owed_by(programme).contains(&unit.id.as_str()) && !is_filed(filed, unit, paper);
        owed.then(|| {
            let said = lang.my_late_paper(&lang.paper_title(paper), &lang.short_day(late), (today - late).num_days());
            view! { <p><a href=page.link(&format!("/my/papers/{paper}"))>{said}</a></p> }
        })
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| rows.collect_view().into_any())
}

fn row(page: &Page, task: &Task, at: &TaskProgress, beside: Light, to_do: AnyView) -> AnyView {
    let lang = page.lang;
    let days = at.days_overdue().filter(|_| at.light == Light::Overdue).map(|days| lang.days_overdue(days));
    view! {
        <tr>
            <td class="no">{task.number.clone()}</td>
            <th scope="row"><a href=page.link(&format!("/tasks/{}", task.number))>{task.short.of(lang).to_owned()}</a></th>
            <td data-label=lang.deadline_label()>{crate::progress::pages::deadline(page, task)}</td>
            <td data-label=lang.task_state()>{light(lang, beside)} " " {days}</td>
            <td data-label=lang.my_to_do()>{to_do}</td>
        </tr>
    }
    .into_any()
}

/// The unit's figures, each a line with its source, and what they are part of.
pub(super) fn figures(page: &Page, unit: &Unit, issued: &[Witness]) -> Option<AnyView> {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let value =
        |id: &FigureId| figure(programme, &page.record, page.view, id).filter(|found| !found.contributions.is_empty());
    let mut used = Vec::new();
    for target in &programme.targets {
        let TargetMeasure::Count { measure } = target.measure else { continue };
        let (whole, own) = (FigureId::target(&target.id), FigureId::measure(measure).of_unit(&unit.id));
        if let (Some(all), Some(part)) = (value(&whole), value(&own)) {
            used.push(view! {
                <li><a href=page.link("/overview")>{lang.nav_overview()}</a> " " {target.short.of(lang).to_owned()} " " {page.figure(&whole, lang.persons(all.value))}
                    {lang.my_of_which()} {page.figure(&own, lang.persons(part.value))}</li>
            });
        }
    }
    if used.is_empty() {
        return None;
    }
    let documents = issued.iter().rev().filter_map(|witness| in_document(page, unit, witness));
    Some(
        view! {
            <h2>{lang.my_figures()}</h2>
            {crate::progress::pages::shares(page, unit)}
            <p><a href=page.link(&format!("/units/{}", unit.id))>{lang.my_see_figures()}</a></p>
            <h2>{lang.my_used()}</h2>
            <ul class="notes">{used}{documents.collect_view()}</ul>
        }
        .into_any(),
    )
}

/// An issued document that has printed figures of the unit, with what it printed of the targets.
fn in_document(page: &Page, unit: &Unit, witness: &Witness) -> Option<AnyView> {
    let lang = page.lang;
    let own = |printed: &Printed| -> i64 {
        printed.parts.iter().filter(|part| part.unit.as_deref() == Some(&unit.id)).map(|part| part.count).sum()
    };
    let counted = page.view.knows(witness.issued_at) && witness.numbers.iter().any(|printed| own(printed) > 0);
    if !counted {
        return None;
    }
    let targets = page.standing.programme.targets.iter().filter_map(|target| {
        let TargetMeasure::Count { .. } = target.measure else { return None };
        let printed = witness.printed(&FigureId::target(&target.id)).filter(|printed| own(printed) > 0)?;
        let (all, part) = (lang.persons(printed.value), lang.persons(own(printed)));
        Some(view! { " " {target.short.of(lang).to_owned()} " " {all} {lang.my_of_which()} {part} })
    });
    let path = path_of(witness.summary.scope);
    Some(
        view! { <li><a href=page.link(&path)>{lang.document_name(&witness.name)}</a>{targets.collect_view()}</li> }
            .into_any(),
    )
}

/// Whom to ask: the consolidating unit for a society, and the Office for everybody.
pub(super) fn contacts(page: &Page, unit: &Unit, people: &[Person]) -> AnyView {
    let lang = page.lang;
    let of = |role: Role| people.iter().find(|person| person.role == role && person.unit.as_deref() != Some(&unit.id));
    let consolidator = of(Role::Consolidator).filter(|_| unit.route == Route::ViaConsolidator);
    let rows = consolidator.into_iter().chain(of(Role::Office)).map(|person| {
        let unit = person.unit.as_deref().map(|unit| page.unit_name(unit)).unwrap_or_default();
        view! { <li>{unit} " " {person.post.clone()} " " {person.name.clone()} " " <a class="call" href=format!("tel:{}", person.phone.replace(' ', ""))>{person.phone.clone()} " ☎"</a></li> }
    });
    view! { <h2>{lang.my_contacts()}</h2><ul class="notes">{rows.collect_view()}</ul> }.into_any()
}

/// What the office has answered: extensions, where the unit has asked for any.
pub(super) fn extensions(page: &Page, unit: &Unit) -> Option<AnyView> {
    let asked = page.record.extensions.iter().filter(|held| held.unit == unit.id).count() as i64;
    (asked > 0)
        .then(|| view! { <p><a href=page.link("/my/extensions")>{page.lang.my_extensions(asked)}</a></p> }.into_any())
}
