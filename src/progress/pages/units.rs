//! By responsible unit: the matrix of who answers for what, and one unit in full.

use super::matrix::{cell, words};
use super::{contacts, period_name};
use crate::calendar::day_of;
use crate::figures::FigureId;
use crate::lights::Light;
use crate::problem::Problem;
use crate::progress::Known;
use crate::tasks::Deadline;
use crate::units::{Route, Unit};
use crate::web::pages::{Page, light, small_light};
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

/// The units that answer for some task on the day, in printed order.
fn answering(page: &Page) -> Vec<&Unit> {
    let programme = &page.standing.programme;
    programme.units.iter().filter(|unit| programme.tasks_of(&unit.id, page.view.day).next().is_some()).collect()
}

pub async fn units(page: Page) -> Result<Response, Problem> {
    page.show_kept(
        |page| page.lang.units_title(answering(page).len() as i64, page.standing.programme.tasks.len() as i64),
        matrix_of_tasks,
    )
    .await
}

fn matrix_of_tasks(page: &Page) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let known = Known::new(programme, &page.record, page.view);
    let heads = programme.tasks.iter().map(|task| {
        view! { <th scope="col"><a href=page.link(&format!("/tasks/{}", task.number)) title=task.short.of(lang).to_owned() aria-label=format!("{} {}", task.number, task.short.of(lang))>{task.number.clone()}</a></th> }
    });
    let rows = answering(page).into_iter().map(|unit| {
        let mut watch = 0;
        let cells = programme
            .tasks
            .iter()
            .map(|task| {
                if !programme.answerable(task, page.view.day).contains(&unit.id.as_str()) {
                    return view! { <td class="empty"><span aria-hidden="true">"·"</span></td> }.into_any();
                }
                let at = page.progress.tasks.iter().find(|row| row.number == task.number);
                let mark = at.map_or(Light::None, |row| row.light);
                watch += i64::from(mark == Light::Overdue);
                let monthly = matches!(task.deadline, Deadline::Monthly { .. });
                let shown = match monthly {
                    true => view! { <span class="light light-none" title=lang.pick("每月", "每月", "monthly")><span class="glyph">{lang.pick("周", "週", "M")}</span><span class="spoken">{lang.light(mark)}</span></span> }.into_any(),
                    false => small_light(lang, mark),
                };
                view! { <td><a href=page.link(&format!("/tasks/{}", task.number)) aria-label=format!("{} {} {}", unit.name.of(lang), task.number, lang.light(mark))>{shown}</a></td> }.into_any()
            })
            .collect_view();
        let latest = programme
            .latest_due(page.view.day)
            .filter(|period| programme.expected_on(period.end).contains(&unit.id.as_str()))
            .map_or_else(|| "—".into_any(), |period| cell(page, &known, unit, period));
        let watch = watch + i64::from(known.is_silent(&unit.id));
        view! {
            <tr>
                <th scope="row">{unit_link(page, unit)}</th>
                {cells}
                <td class="report">{latest}</td>
                <td class="number">{watch}</td>
            </tr>
        }
    });
    let notes = programme.tasks.iter().filter_map(|task| {
        let note = task.note.as_ref()?;
        Some(view! { <li>{task.number.clone()} {lang.pick("：", "：", ": ")} {note.of(lang).to_owned()}</li> })
    });
    let groups = programme.groups.iter().filter(|group| group.inferred).map(|group| {
        let members = group.members_on(page.view.day).count() as i64;
        view! { <li>{lang.group_members(group.name.of(lang), members)} {lang.pick("：", "：", ": ")} {group.note.as_ref().map(|note| note.of(lang).to_owned())} " " <span class="inferred">{lang.to_be_confirmed()}</span></li> }
    });
    view! {
        <h1>{lang.units_title(answering(page).len() as i64, programme.tasks.len() as i64)}</h1>
        <p class="quiet">{lang.units_note_roles()} " " {lang.units_note_sums(programme.tasks.len() as i64)}</p>
        <div class="scroll" tabindex="0" role="region" aria-label=lang.nav_units()>
            <table class="matrix">
                <thead><tr><th scope="col">{lang.unit_label()}</th>{heads.collect_view()}<th scope="col">{lang.latest_report()}</th><th scope="col">{lang.needs_attention_short()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
        <ul class="notes">{notes.collect_view()}{groups.collect_view()}</ul>
    }
    .into_any()
}

/// A unit's name; a link for those who may read it.
pub fn unit_link(page: &Page, unit: &Unit) -> AnyView {
    let name = unit.name.of(page.lang).to_owned();
    match page.visitor.person.as_ref().is_some_and(|person| person.may_read(&unit.id)) {
        true => view! { <a href=page.link(&format!("/units/{}", unit.id))>{name}</a> }.into_any(),
        false => view! { <span>{name}</span> }.into_any(),
    }
}

pub async fn unit(page: Page, Path(id): Path<String>) -> Result<Response, Problem> {
    let contacts = contacts(&page).await?;
    let unit = page.standing.programme.unit(&id).cloned().ok_or(Problem::NotFound)?;
    let title = unit.name.of(page.lang).to_owned();
    page.show(&title, false, move |page| in_full(page, &unit, contacts.get(&unit.id))).await
}

fn in_full(page: &Page, unit: &Unit, contact: Option<&crate::people::Person>) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let known = Known::new(programme, &page.record, page.view);
    let tasks: Vec<_> = programme
        .tasks_of(&unit.id, page.view.day)
        .filter_map(|task| Some((task, page.progress.tasks.iter().find(|row| row.number == task.number)?)))
        .collect();
    let overdue = tasks.iter().filter(|(_, at)| at.light == Light::Overdue).count() as i64;
    let rows = tasks.iter().map(|(task, at)| {
        let days = at.days_overdue().filter(|_| at.light == Light::Overdue).map(|days| lang.days_overdue(days));
        view! { <tr><td class="no">{task.number.clone()}</td><th scope="row"><a href=page.link(&format!("/tasks/{}", task.number))>{task.short.of(lang).to_owned()}</a></th><td>{task.deadline_verbatim.clone()}</td><td>{light(lang, at.light)} " " {days}</td></tr> }
    });
    let route = match unit.route {
        Route::ViaConsolidator => lang.unit_route_via(&page.unit_name(&programme.consolidator)),
        _ => lang.unit_route_direct().to_owned(),
    };
    let contact = contact.map(|person| {
        view! { <p>{lang.unit_contact()} {lang.pick("：", "：", ": ")} {person.post.clone()} " " {person.name.clone()} " " <a href=format!("tel:{}", person.phone)>{person.phone.clone()}</a></p> }
    });
    let figures = figures(page, unit);
    let reports = (unit.route != Route::None).then(|| {
        let begun = programme.periods.iter().filter(|period| period.start <= page.view.day);
        let items = begun.map(|period| {
            let filing = known.filing(&unit.id, period);
            let on = filing.as_ref().map(|filing| lang.short_day(day_of(filing.submitted_at)));
            view! { <tr><th scope="row">{period_name(page, period.id)}</th><td>{cell(page, &known, unit, period)} " " {words(page, filing.as_ref(), period)}</td><td>{on}</td></tr> }
        });
        view! { <h2>{lang.unit_reports()}</h2><table><tbody>{items.collect_view()}</tbody></table> }
    });
    let note = unit.note.as_ref().map(|note| view! { <p class="inferred">{note.of(lang).to_owned()}</p> });
    view! {
        <article>
            <h1>{lang.unit_title(unit.name.of(lang), tasks.len() as i64, overdue)}</h1>
            <p>{route}</p>
            {contact}
            {note}
            <h2>{lang.unit_tasks()}</h2>
            <div class="scroll" tabindex="0" role="region" aria-label=lang.unit_tasks()><table>
                <thead><tr><th scope="col">{lang.task_no()}</th><th scope="col">{lang.task_label()}</th><th scope="col">{lang.deadline_label()}</th><th scope="col">{lang.task_state()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table></div>
            <h2>{lang.unit_figures()}</h2>
            {figures}
            {reports}
        </article>
    }
    .into_any()
}

/// The unit's share of each head-count, by period; each number opens its source.
fn figures(page: &Page, unit: &Unit) -> AnyView {
    use crate::targets::Measure;
    let lang = page.lang;
    let programme = &page.standing.programme;
    let of = |measure: Measure| FigureId::measure(measure).of_unit(&unit.id);
    let value = |id: &FigureId| {
        crate::progress::figure(programme, &page.record, page.view, id)
            .map(|figure| (figure.value, !figure.contributions.is_empty()))
    };
    let rows: Vec<_> = [Measure::Practising, Measure::Recognised]
        .into_iter()
        .filter_map(|measure| {
            let (sum, _) = value(&of(measure)).filter(|(_, stated)| *stated)?;
            let months = programme.periods.iter().filter(|period| period.start <= page.view.day).map(|period| {
                let id = of(measure).in_period(period.id);
                let shown = value(&id).filter(|(_, stated)| *stated).map(|(value, _)| page.figure(&id, value));
                view! { <td class="number">{shown.unwrap_or_else(|| "—".into_any())}</td> }
            });
            Some(view! { <tr><th scope="row">{lang.measure(measure)}</th>{months.collect_view()}<td class="number strong">{page.figure(&of(measure), sum)}</td></tr> })
        })
        .collect();
    if rows.is_empty() {
        return view! { <p>{lang.unit_no_figures()}</p> }.into_any();
    }
    let heads = programme
        .periods
        .iter()
        .filter(|period| period.start <= page.view.day)
        .map(|period| view! { <th scope="col">{period_name(page, period.id)}</th> });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=lang.unit_figures()><table>
            <thead><tr><th scope="col"></th>{heads.collect_view()}<th scope="col">{lang.total()}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
    }
    .into_any()
}
