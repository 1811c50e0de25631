//! Tasks by deadline: the year on one page, and one task in full.

use super::charts::ChartName;
use super::overview::{missing, responsible};
use super::{chart, period_name};
use crate::language::Lang;
use crate::lights::Light;
use crate::problem::Problem;
use crate::progress::TaskProgress;
use crate::tasks::{Deadline, Task};
use crate::web::pages::{Page, light};
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

pub async fn tasks(page: Page) -> Result<Response, Problem> {
    page.show_kept(title, list).await
}

fn title(page: &Page) -> String {
    let all = &page.progress.tasks;
    let closed = all.iter().filter(|task| task.light.is_closed()).count() as i64;
    let overdue = all.iter().filter(|task| task.light == Light::Overdue).count() as i64;
    page.lang.tasks_title(closed, overdue, all.len() as i64)
}

/// The tasks in order of their next deadline, those without one last.
fn in_order(page: &Page) -> Vec<(&Task, &TaskProgress)> {
    let programme = &page.standing.programme;
    let mut rows: Vec<(&Task, &TaskProgress)> = programme
        .tasks
        .iter()
        .filter_map(|task| Some((task, page.progress.tasks.iter().find(|row| row.number == task.number)?)))
        .collect();
    rows.sort_by_key(|(task, at)| match task.deadline {
        Deadline::Monthly { .. } => (1, None),
        Deadline::AsNeeded => (2, None),
        Deadline::Date { .. } | Deadline::Dates { .. } => (0, at.occurrences.last().map(|o| o.due)),
    });
    rows
}

/// Whether a task belongs to the light the filter asks for.
fn is_shown(asked: &str, task: &Task, at: &TaskProgress) -> bool {
    match asked {
        "" => true,
        "closed" => at.light.is_closed(),
        "recurring" => !matches!(task.deadline, Deadline::Date { .. }),
        light => at.light.as_str() == light,
    }
}

fn list(page: &Page) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let asked = page.asked("light").unwrap_or_default().to_owned();
    let unit = page.asked("unit").unwrap_or_default().to_owned();
    let shown: Vec<(&Task, &TaskProgress)> = in_order(page)
        .into_iter()
        .filter(|(task, at)| is_shown(&asked, task, at))
        .filter(|(task, _)| unit.is_empty() || programme.answerable(task, page.view.day).contains(&unit.as_str()))
        .collect();
    let rows = shown.iter().map(|(task, at)| row(page, task, at));
    let nothing = shown.is_empty().then(|| view! { <p>{lang.filter_nothing()}</p> });
    let options = [
        ("", lang.filter_all()),
        ("overdue", lang.light(Light::Overdue)),
        ("due_soon", lang.light(Light::DueSoon)),
        ("closure_requested", lang.light(Light::ClosureRequested)),
        ("normal", lang.light(Light::Normal)),
        ("stale", lang.light(Light::Stale)),
        ("closed", lang.light(Light::Closed)),
    ]
    .map(|(value, word)| view! { <option value=value selected=value == asked>{word}</option> });
    let answering = programme.units.iter().filter(|unit| programme.tasks_of(&unit.id, page.view.day).next().is_some());
    let units = answering.map(|option| {
        view! { <option value=option.id.clone() selected=option.id == unit>{option.name.of(lang).to_owned()}</option> }
    });
    let timeline = ChartName::Timeline.compose(page).map(|timeline| chart(page, &timeline, "timeline", false));
    view! {
        <h1>{title(page)}</h1>
        <p class="quiet">{programme.tasks_note.as_ref().map(|note| note.of(lang).to_owned())}</p>
        <div class="wide-only">{timeline}</div>
        <form method="get" action=page.path.clone() class="filter">
            {page.kept_fields(&[])}
            <label>{lang.filter_light()} <select name="light">{options.into_iter().collect_view()}</select></label>
            <label>{lang.filter_unit()} <select name="unit"><option value="">{lang.filter_all()}</option>{units.collect_view()}</select></label>
            <button type="submit">{lang.filter_apply()}</button>
        </form>
        {nothing}
        <div class="scroll" tabindex="0" role="region" aria-label=lang.nav_tasks()>
            <table class="tasks stacked">
                <thead><tr>
                    <th scope="col">{lang.task_no()}</th><th scope="col">{lang.task_label()}</th><th scope="col">{lang.deadline_label()}</th>
                    <th scope="col">{lang.task_state()}</th><th scope="col">{lang.responsible_unit()}</th><th scope="col">{lang.task_said()}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// The deadline as printed; in other languages its days.
fn deadline(page: &Page, task: &Task) -> String {
    let lang = page.lang;
    match (&task.deadline, lang) {
        (_, Lang::ZhHans) => task.deadline_verbatim.clone(),
        (Deadline::Date { date }, _) => lang.short_day(*date),
        (Deadline::Dates { dates }, _) => lang.list(&dates.iter().map(|day| lang.short_day(*day)).collect::<Vec<_>>()),
        (Deadline::Monthly { day }, _) => {
            lang.pick(String::new(), format!("每月{day}日"), format!("the {day}th of each month"))
        }
        (Deadline::AsNeeded, _) => lang.pick("", "按工作需要", "as required").to_owned(),
    }
}

/// Days overdue, late or left, in words.
fn days(page: &Page, at: &TaskProgress) -> Option<String> {
    let lang = page.lang;
    if let Some(overdue) = at.days_overdue().filter(|_| at.light == Light::Overdue) {
        return Some(lang.days_overdue(overdue));
    }
    let next = at.occurrences.iter().find(|o| !o.light.is_closed() && o.light != Light::Overdue);
    match (next, at.occurrences.last()) {
        (Some(next), _) => {
            next.days.map(|days| if days == 0 { lang.due_today().to_owned() } else { lang.days_left(days) })
        }
        (None, Some(last)) => last.days.filter(|_| last.light == Light::ClosedLate).map(|days| lang.days_late(days)),
        (None, None) => None,
    }
}

fn row(page: &Page, task: &Task, at: &TaskProgress) -> AnyView {
    let lang = page.lang;
    let said = at.said.as_ref().map(|said| {
        let by = format!("{} {}", page.unit_name(&said.unit), lang.short_day(said.on));
        view! { {said.text.clone()} " " <span class="when">{by}</span> }
    });
    view! {
        <tr>
            <td class="no" data-label=lang.task_no()>{task.number.clone()}</td>
            <th scope="row"><a href=page.link(&format!("/tasks/{}", task.number))>{missing(page, task, at)}</a></th>
            <td data-label=lang.deadline_label()>{deadline(page, task)}</td>
            <td data-label=lang.task_state()>{light(lang, at.light)} " " <span class="when">{days(page, at)}</span></td>
            <td data-label=lang.responsible_unit()>{responsible(page, task)}</td>
            <td data-label=lang.task_said()>{said}</td>
        </tr>
    }
    .into_any()
}

pub async fn task(page: Page, Path(number): Path<String>) -> Result<Response, Problem> {
    let task = page.standing.programme.task(&number).cloned().ok_or(Problem::NotFound)?;
    let title = page.lang.task_named(task.short.of(page.lang), &number);
    page.show(&title, false, move |page| {
        let Some(at) = page.progress.tasks.iter().find(|row| row.number == task.number) else { return ().into_any() };
        in_full(page, &task, at)
    })
    .await
}

fn in_full(page: &Page, task: &Task, at: &TaskProgress) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let translated = (lang != Lang::ZhHans).then(|| view! { <p>{task.name.of(lang).to_owned()}</p> });
    let occurrences = at.occurrences.iter().map(|o| {
        let extended = (o.effective_due != o.due).then(|| format!(" → {}", o.effective_due));
        let days = match (o.light, o.days) {
            (Light::Overdue, Some(days)) => lang.days_overdue(days),
            (Light::ClosedLate, Some(days)) => lang.days_late(days),
            (_, Some(days)) if days >= 0 => lang.days_left(days),
            _ => String::new(),
        };
        view! {
            <tr>
                <th scope="row">{o.due.to_string()}{extended}</th>
                <td>{light(lang, o.light)} " " {days}</td>
                <td>{o.closed_on.map_or_else(|| "—".to_owned(), |day| day.to_string())}</td>
            </tr>
        }
    });
    let has_occurrences = !at.occurrences.is_empty();
    let occurrences = has_occurrences.then(|| {
        view! {
            <h2>{lang.task_occurrences()}</h2>
            <table><thead><tr><th scope="col">{lang.deadline_label()}</th><th scope="col">{lang.task_state()}</th><th scope="col">{lang.task_closed_on()}</th></tr></thead>
            <tbody>{occurrences.collect_view()}</tbody></table>
        }
    });
    let slots = (!task.slots.is_empty()).then(|| {
        let items = task.slots.iter().map(|slot| {
            let done = at.slots.contains(&slot.zh_hans);
            let word = if done { lang.slot_in() } else { lang.slot_open() };
            view! { <li>{if done { "▮ " } else { "▯ " }}{slot.of(lang).to_owned()} " " <span class="when">{word}</span></li> }
        });
        view! { <h2>{lang.task_slots()}</h2><ul class="slots">{items.collect_view()}</ul> }
    });
    let note = task.note.as_ref().map(|note| {
        view! { <p class="inferred">{lang.task_note()} {lang.pick("：", "：", ": ")} {note.of(lang).to_owned()}</p> }
    });
    view! {
        <article>
            <h1>{lang.task_named(task.short.of(lang), &task.number)}</h1>
            <p>{light(lang, at.light)} " " <strong>{days(page, at)}</strong></p>
            <blockquote lang="zh-Hans"><p>{task.verbatim.clone()}</p><footer>{lang.task_source(&programme.document_number)}</footer></blockquote>
            {translated}
            <p>{lang.deadline_label()} {lang.pick("：", "：", ": ")} {deadline(page, task)}</p>
            <p>{lang.responsible_is(&responsible(page, task))} " " <span class="inferred">{lang.role_unspecified()}</span></p>
            {note}
            {slots}
            {occurrences}
            <h2>{lang.task_history()}</h2>
            {history(page, task)}
        </article>
    }
    .into_any()
}

/// What was said of the task, report by report, newest first. A unit's own reader sees their unit's line
/// and everything accepted.
fn history(page: &Page, task: &Task) -> AnyView {
    let lang = page.lang;
    let mut lines = Vec::new();
    for version in page.record.versions.iter().rev().filter(|version| page.view.knows(version.submitted_at)) {
        let accepted = version.accepted_at.is_some_and(|at| page.view.knows(at));
        let said = version.content.tasks.iter().find(|said| said.number == task.number && !said.said.is_empty());
        if let Some(said) = said.filter(|_| accepted) {
            let when = lang.short_day(crate::calendar::day_of(version.submitted_at));
            let source = format!("/reports/{}/{}", version.unit, version.period);
            let readable = page.visitor.person.as_ref().is_some_and(|person| person.may_read(&version.unit));
            let name = page.unit_name(&version.unit);
            let who = match readable {
                true => {
                    view! { <a href=page.link(&source)>{name} " " {period_name(page, version.period)}</a> }.into_any()
                }
                false => view! { <span>{name} " " {period_name(page, version.period)}</span> }.into_any(),
            };
            lines.push(view! { <li><span class="when">{when}</span> " " {who} {lang.pick("：", "：", ": ")} {said.said.clone()}</li> });
        }
    }
    if lines.is_empty() {
        return view! { <p>{lang.task_nothing_said(&responsible(page, task))}</p> }.into_any();
    }
    view! { <ul class="history">{lines}</ul> }.into_any()
}
