//! One unit in full; the unit itself sees the same page (product rules E.11).

use super::charts::{ChartName, MonthlyOf};
use super::matrix::cell;
use super::task::report_link;
use super::{chart, contacts, period_name, unsaid};
use crate::attention::standing_version;
use crate::calendar::Period;
use crate::decisions::Decision;
use crate::decisions::pages::{owed_by, settled};
use crate::figures::FigureId;
use crate::lights::Light;
use crate::notes::pages::{panel, said};
use crate::notes::{Note, Subject};
use crate::people::Person;
use crate::problem::Problem;
use crate::progress::{Known, TaskProgress, figure};
use crate::targets::Measure;
use crate::tasks::Task;
use crate::units::{Route, Unit};
use crate::web::pages::Page;
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

pub async fn unit(page: Page, Path(id): Path<String>) -> Result<Response, Problem> {
    if let Some(kept) = page.kept()? {
        return Ok(kept);
    }
    let (contacts, notes, decisions) = (contacts(&page).await?, said(&page).await?, settled(&page).await?);
    let unit = page.standing.programme.unit(&id).cloned().ok_or(Problem::NotFound)?;
    let title = unit.name.of(page.lang).to_owned();
    page.show_kept(
        move |_| title.clone(),
        move |page| in_full(page, &unit, contacts.get(&unit.id), (&notes, &decisions)),
    )
    .await
}

fn in_full(page: &Page, unit: &Unit, contact: Option<&Person>, (notes, decisions): (&[Note], &[Decision])) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let known = Known::new(programme, &page.record, page.view);
    let tasks: Vec<(&Task, TaskProgress)> = programme
        .tasks_of(&unit.id, page.view.day)
        .filter_map(|task| {
            let at = page.progress.tasks.iter().find(|row| row.number == task.number)?;
            Some((task, TaskProgress { light: known.light_beside([unit.id.as_str()], at.light), ..at.clone() }))
        })
        .collect();
    let route = match unit.route {
        Route::ViaConsolidator => Some(lang.unit_route_via(&page.unit_name(&programme.consolidator))),
        Route::Direct => Some(lang.unit_route_direct().to_owned()),
        Route::None => None,
    };
    let route = route.map(|route| view! { <p>{route}</p> });
    let contact = contact.map(|person| {
        view! { <p>{lang.unit_contact()} {lang.pick("：", "：", ": ")} {person.post.clone()} " " {person.name.clone()} " " <a class="call" href=format!("tel:{}", person.phone.replace(' ', ""))>{person.phone.clone()} " ☎"</a></p> }
    });
    let note = unit.note.as_ref().map(|note| view! { <p class="inferred">{note.of(lang).to_owned()}</p> });
    let files = unit.route != Route::None;
    let panel = files.then(|| panel(page, &Subject::Unit(unit.id.clone()), notes));
    view! {
        <article>
            <h1>{sentence(page, &known, unit, &tasks)}</h1>
            {contact}
            {route}
            {super::specialties::carried(page, unit)}
            {note}
            <h2>{lang.unit_tasks()}</h2>
            {of_tasks(page, &tasks)}
            {owed_by(page, &unit.id, decisions)}
            {panel}
            <h2>{lang.unit_figures()}</h2>
            {figures(page, unit)}
            {files.then(|| strip(page, &known, unit))}
            {files.then(|| problems(page, unit))}
            {lines(page)}
        </article>
    }
    .into_any()
}

/// What the unit carries, what is late, whether its report is in, and its figures, in one sentence.
fn sentence(page: &Page, known: &Known, unit: &Unit, tasks: &[(&Task, TaskProgress)]) -> String {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let overdue = tasks.iter().filter(|(_, at)| at.light == Light::Overdue).count() as i64;
    let (name, carries) = (unit.name.of(lang), tasks.len() as i64);
    let title =
        if overdue == 0 { lang.unit_title_well(name, carries) } else { lang.unit_title(name, carries, overdue) };
    let mut said = vec![title];
    let owed = programme
        .latest_due(page.view.day)
        .filter(|period| programme.expected_on(period.end).contains(&unit.id.as_str()));
    said.extend(owed.map(|period| lang.unit_report_is(&period_name(page, period.id), !known.is_silent(&unit.id))));
    for measure in MEASURES {
        said.extend(sum(page, unit, measure).map(|sum| lang.unit_sum(lang.measure(measure), sum)));
    }
    said.join(lang.pick("；", "；", "; "))
}

const MEASURES: [Measure; 2] = [Measure::Practising, Measure::Recognised];

fn of_unit(unit: &Unit, measure: Measure) -> FigureId {
    FigureId::measure(measure).of_unit(&unit.id)
}

/// The unit's share of a head-count; none if it has never said a number.
fn sum(page: &Page, unit: &Unit, measure: Measure) -> Option<i64> {
    let figure = figure(&page.standing.programme, &page.record, page.view, &of_unit(unit, measure))?;
    (!figure.contributions.is_empty()).then_some(figure.value)
}

fn of_tasks(page: &Page, tasks: &[(&Task, TaskProgress)]) -> AnyView {
    let lang = page.lang;
    let rows = tasks.iter().map(|(task, at)| {
        view! {
            <tr>
                <td class="no">{task.number.clone()}</td>
                <th scope="row"><a href=page.link(&format!("/tasks/{}", task.number))>{task.short.of(lang).to_owned()}</a></th>
                <td data-label=lang.deadline_label()>{super::tasks::deadline(page, task)}</td>
                <td data-label=lang.task_state()>{super::tasks::state(page, at)}</td>
            </tr>
        }
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=lang.unit_tasks()><table class="tasks stacked">
            <thead><tr><th scope="col">{lang.task_no()}</th><th scope="col">{lang.task_label()}</th><th scope="col">{lang.deadline_label()}</th><th scope="col">{lang.task_state()}</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
    }
    .into_any()
}

/// The unit's share of each head-count: its line, and by period; each number opens its source.
fn figures(page: &Page, unit: &Unit) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let known = Known::new(programme, &page.record, page.view);
    let begun = || programme.periods.iter().filter(|period| period.start <= page.view.day);
    let rows: Vec<_> = MEASURES
        .into_iter()
        .filter_map(|measure| {
            let sum = sum(page, unit, measure)?;
            let months = begun().map(|period| {
                let id = of_unit(unit, measure).in_period(period.id);
                let figure = figure(programme, &page.record, page.view, &id);
                let stated = figure.filter(|figure| !figure.contributions.is_empty());
                let shown = stated.map(|figure| page.figure(&id, figure.value));
                view! { <td class="number">{shown.unwrap_or_else(|| unsaid(page, &known, unit, period, &id))}</td> }
            });
            Some(view! { <tr><th scope="row">{lang.measure(measure)}</th>{months.collect_view()}<td class="number strong">{page.figure(&of_unit(unit, measure), sum)}</td></tr> })
        })
        .collect();
    if rows.is_empty() {
        let carries = programme.specialties.iter().any(|it| it.units.contains(&unit.id));
        let said = if carries { lang.unit_nothing_recognised() } else { lang.unit_no_figures() };
        return view! { <p>{said}</p> }.into_any();
    }
    let heads = begun().map(|period| view! { <th scope="col" class="number">{period_name(page, period.id)}</th> });
    view! {
        {shares(page, unit)}
        <div class="scroll" tabindex="0" role="region" aria-label=lang.unit_figures()><table>
            <thead><tr><th scope="col"></th>{heads.collect_view()}<th scope="col" class="number">{lang.total()}</th></tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
    }
    .into_any()
}

/// The unit's share of each head-count as a line; nothing for a measure of which it has said no number.
pub fn shares(page: &Page, unit: &Unit) -> AnyView {
    let lines = MEASURES.into_iter().filter_map(|measure| {
        sum(page, unit, measure)?;
        let name = ChartName::Monthly(MonthlyOf::Unit(measure, unit.id.clone()));
        let line = name.compose(page)?;
        Some(view! { <div class="small-chart">{chart(page, &line, &name.to_string(), true)}</div> })
    });
    lines.collect_view().into_any()
}

/// The reports of the year in one strip.
fn strip(page: &Page, known: &Known, unit: &Unit) -> AnyView {
    let lang = page.lang;
    let periods = || page.standing.programme.periods.iter();
    let heads = periods().map(|period| view! { <th scope="col">{period_name(page, period.id)}</th> });
    let cells = periods().map(|period| view! { <td>{cell(page, known, unit, period)}</td> });
    view! {
        <h2>{lang.unit_reports()}</h2>
        <div class="scroll" tabindex="0" role="region" aria-label=lang.unit_reports()><table class="matrix strip">
            <thead><tr>{heads.collect_view()}</tr></thead><tbody><tr>{cells.collect_view()}</tr></tbody>
        </table></div>
        <p class="quiet">{lang.matrix_note()}</p>
    }
    .into_any()
}

/// What the unit has called a problem and what it has asked for, report by report, the newest first.
fn problems(page: &Page, unit: &Unit) -> AnyView {
    let lang = page.lang;
    let said = |period: &Period| {
        let version = standing_version(&page.record, page.view, &unit.id, period.id)?;
        let content = &version.content;
        if content.problems.is_empty() && content.ask.is_empty() {
            return None;
        }
        let part = |name: &'static str, text: &str| {
            (!text.is_empty()).then(|| view! { <p><strong>{name}</strong> {lang.pick("：", "：", ": ")} <span class="said">{text.to_owned()}</span></p> })
        };
        Some(
            view! { <li>{report_link(page, version)} {part(lang.unit_problem(), &content.problems)} {part(lang.unit_ask(), &content.ask)}</li> },
        )
    };
    let items: Vec<_> = page.standing.programme.periods.iter().rev().filter_map(said).collect();
    let list = match items.is_empty() {
        true => view! { <p>{lang.unit_no_problems()}</p> }.into_any(),
        false => view! { <ul class="history">{items}</ul> }.into_any(),
    };
    view! { <h2>{lang.unit_problems()}</h2> {list} }.into_any()
}

/// Room to write on the printed sheet, for the talk it is taken to.
fn lines(page: &Page) -> AnyView {
    let rules = (0..8).map(|_| view! { <div class="ruled"></div> });
    view! { <section class="paper-only"><h2>{page.lang.unit_talk()}</h2>{rules.collect_view()}</section> }.into_any()
}
