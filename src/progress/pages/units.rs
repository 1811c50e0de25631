//! By responsible unit: the matrix of who answers for what, one unit in full, and who has reported.

use super::{contacts, period_name};
use crate::calendar::{Period, day_of};
use crate::figures::{FigureId, Subject};
use crate::language::Lang;
use crate::lights::Light;
use crate::problem::Problem;
use crate::progress::{Filing, FilingState, Known};
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
fn unit_link(page: &Page, unit: &Unit) -> AnyView {
    let name = unit.name.of(page.lang).to_owned();
    match page.visitor.person.as_ref().is_some_and(|person| person.may_read(&unit.id)) {
        true => view! { <a href=page.link(&format!("/units/{}", unit.id))>{name}</a> }.into_any(),
        false => view! { <span>{name}</span> }.into_any(),
    }
}

/// One report in one character, with its words for those who cannot see it.
fn cell(page: &Page, known: &Known, unit: &Unit, period: &Period) -> AnyView {
    let lang = page.lang;
    let filing = known.filing(&unit.id, period);
    let (glyph, class) = match &filing {
        Some(Filing { state: FilingState::Returned, .. }) => ("↩", "returned"),
        Some(Filing { nil: true, .. }) => ("0", "nil"),
        Some(Filing { state: FilingState::Accepted, .. }) => ("●", "accepted"),
        Some(_) => ("◐", "pending"),
        None if period.effective_due <= page.view.day => (lang.pick("未", "未", "?"), "missing"),
        None => ("·", "future"),
    };
    let words = words(page, filing.as_ref(), period);
    let late = filing
        .as_ref()
        .and_then(|filing| filing.late_by)
        .map(|_| view! { <span class="late" aria-hidden="true">"◥"</span> });
    let corrected = filing
        .as_ref()
        .filter(|filing| filing.corrected)
        .map(|_| view! { <sup aria-hidden="true">{lang.pick("更", "更", "c")}</sup> });
    let spoken = format!("{} {} {words}", unit.name.of(lang), period_name(page, period.id));
    let shown = view! { <span class=format!("filing filing-{class}") title=words><span aria-hidden="true">{glyph}</span>{late}{corrected}<span class="spoken">{spoken}</span></span> };
    let readable = page.visitor.person.as_ref().is_some_and(|person| person.may_read(&unit.id));
    match filing.is_some() && readable {
        true => view! { <a href=page.link(&format!("/reports/{}/{}", unit.id, period.id))>{shown}</a> }.into_any(),
        false => shown.into_any(),
    }
}

fn words(page: &Page, filing: Option<&Filing>, period: &Period) -> String {
    let lang = page.lang;
    let Some(filing) = filing else {
        let past = period.effective_due <= page.view.day;
        return if past { lang.cell_missing() } else { lang.cell_future() }.to_owned();
    };
    let mut words = vec![lang.filing_state(filing.state).to_owned()];
    if filing.nil {
        words.push(lang.cell_nil().to_owned());
    }
    words.extend(filing.late_by.map(|days| lang.cell_late(days)));
    if filing.corrected {
        words.push(lang.cell_corrected().to_owned());
    }
    lang.list(&words)
}

/// Where each unit's report on one period stands, those that owe it, in printed order.
pub(super) fn matrix_marks(page: &Page, period: &Period) -> AnyView {
    let programme = &page.standing.programme;
    let known = Known::new(programme, &page.record, page.view);
    let units = programme.expected_on(page.view.day).into_iter().filter_map(|id| programme.unit(id));
    let marks = units
        .map(|unit| view! { <li>{cell(page, &known, unit, period)} " " {unit.name.of(page.lang).to_owned()}</li> });
    view! { <ul class="marks">{marks.collect_view()}</ul> <p class="quiet">{page.lang.matrix_note()}</p> }.into_any()
}

pub async fn matrix(page: Page) -> Result<Response, Problem> {
    page.show_kept(matrix_title, matrix_of_reports).await
}

fn matrix_title(page: &Page) -> String {
    let latest = page.standing.programme.latest_due(page.view.day);
    let row = latest.and_then(|period| page.progress.reporting.iter().find(|row| row.period == period.id));
    match row {
        Some(row) => page.lang.matrix_title(
            &period_name(page, row.period),
            row.expected,
            row.submitted,
            row.missing.len() as i64,
        ),
        None => page.lang.nav_matrix().to_owned(),
    }
}

fn matrix_of_reports(page: &Page) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let known = Known::new(programme, &page.record, page.view);
    let expected = programme.expected_on(page.view.day);
    let consolidator = page.unit_name(&programme.consolidator);
    let via = lang.matrix_via(&consolidator);
    let lanes = [
        (Route::ViaConsolidator, true, via),
        (Route::Direct, true, lang.matrix_direct().to_owned()),
        (Route::Direct, false, lang.matrix_own().to_owned()),
    ];
    let heads = programme.periods.iter().map(|period| {
        let name = match (period.id.supplement, lang) {
            (true, _) => lang.pick("年末", "年終", "year end").to_owned(),
            (false, Lang::En) => period.due.format("%b").to_string(),
            (false, _) => format!("{}月", period.id.month),
        };
        let moved = (period.effective_due != period.due).then_some("*");
        view! { <th scope="col" title=format!("{} – {} → {}", period.start, period.end, period.effective_due)>{name}{moved}</th> }
    });
    let width = programme.periods.len() + 5;
    let bodies = lanes.into_iter().map(|(route, owing, name)| {
        let units = programme.filers().filter(|unit| unit.route == route && expected.contains(&unit.id.as_str()) == owing);
        let rows = units.map(|unit| {
            let cells = programme.periods.iter().map(|period| view! { <td>{cell(page, &known, unit, period)}</td> });
            let due: Vec<&Period> = programme.periods.iter().filter(|period| owing && period.effective_due <= page.view.day).collect();
            let filings: Vec<Filing> = due.iter().filter_map(|period| known.filing(&unit.id, period)).filter(|filing| filing.state != FilingState::Returned).collect();
            let late = filings.iter().filter(|filing| filing.late_by.is_some()).count() + (due.len() - filings.len());
            let on_time = due.len() - late;
            let nil = filings.iter().filter(|filing| filing.nil).count();
            view! {
                <tr><th scope="row">{unit_link(page, unit)}</th>{cells.collect_view()}
                <td class="number">{due.len()}</td><td class="number">{on_time}</td><td class="number">{late}</td><td class="number">{nil}</td></tr>
            }
        });
        view! { <tbody><tr class="lane"><th scope="rowgroup" colspan=width.to_string()>{name}</th></tr>{rows.collect_view()}</tbody> }
    });
    let rates = programme.periods.iter().map(|period| {
        let row = page.progress.reporting.iter().find(|row| row.period == period.id);
        let shown = row.filter(|_| period.effective_due <= page.view.day).map(|row| {
            let id = FigureId::whole(Subject::Reporting).in_period(period.id);
            page.figure(&id, format!("{}/{}", row.on_time, row.expected))
        });
        view! { <td>{shown}</td> }
    });
    view! {
        <h1>{matrix_title(page)}</h1>
        <div class="scroll" tabindex="0" role="region" aria-label=lang.nav_matrix()>
            <table class="matrix">
                <thead><tr><th scope="col">{lang.unit_label()}</th>{heads.collect_view()}
                    <th scope="col">{lang.matrix_expected()}</th><th scope="col">{lang.matrix_on_time()}</th><th scope="col">{lang.matrix_late()}</th><th scope="col">{lang.matrix_nil()}</th></tr></thead>
                {bodies.collect_view()}
                <tfoot><tr><th scope="row">{lang.matrix_on_time()}</th>{rates.collect_view()}<td></td><td></td><td></td><td></td></tr></tfoot>
            </table>
        </div>
        <p class="quiet">{lang.matrix_note()}</p>
    }
    .into_any()
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
