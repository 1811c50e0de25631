//! What a unit finds below its card: its tasks and what to do about each, its figures and where they are used,
//! and whom to ask.

use crate::figures::FigureId;
use crate::lights::Light;
use crate::people::{Person, Role};
use crate::progress::{Known, TaskProgress, figure};
use crate::targets::TargetMeasure;
use crate::tasks::{Deadline, Task};
use crate::units::{Route, Unit};
use crate::web::pages::{Page, light};
use leptos::prelude::*;

pub(super) fn tasks(page: &Page, unit: &Unit) -> AnyView {
    let lang = page.lang;
    let known = Known::new(&page.standing.programme, &page.record, page.view);
    let rows = page.standing.programme.tasks_of(&unit.id, page.view.day).filter_map(|task| {
        let at = page.progress.tasks.iter().find(|row| row.number == task.number)?;
        Some(row(page, task, at, known.light_beside([unit.id.as_str()], at.light)))
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

fn row(page: &Page, task: &Task, at: &TaskProgress, beside: Light) -> AnyView {
    let lang = page.lang;
    let days = at.days_overdue().filter(|_| at.light == Light::Overdue).map(|days| lang.days_overdue(days));
    let to_do = match (&task.deadline, at.light) {
        (_, Light::Closed | Light::ClosedLate) => lang.to_do_nothing(),
        (_, Light::ClosureRequested) => lang.to_do_wait(),
        (Deadline::Monthly { .. }, _) => lang.to_do_report(),
        (Deadline::AsNeeded, _) => lang.to_do_say(),
        (_, Light::Overdue | Light::DueSoon) => lang.to_do_close(),
        _ => lang.to_do_say(),
    };
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
pub(super) fn figures(page: &Page, unit: &Unit) -> Option<AnyView> {
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
    let halves = crate::summaries::pages::halves(page).into_iter().map(|half| {
        view! { <li><a href=page.link(&format!("/summaries/{half}"))>{lang.half_title(half)}</a></li> }
    });
    Some(
        view! {
            <h2>{lang.my_figures()}</h2>
            {crate::progress::pages::shares(page, unit)}
            <p><a href=page.link(&format!("/units/{}", unit.id))>{lang.my_see_figures()}</a></p>
            <h2>{lang.my_used()}</h2>
            <ul class="notes">{used}{halves.collect_view()}</ul>
        }
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
