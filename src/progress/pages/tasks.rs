//! Tasks by deadline: the year on one page (product rules E.10).

use super::attention::{missing, missing_parts};
use super::chart;
use super::charts::ChartName;
use super::overview::responsible;
use crate::charts::Chart;
use crate::language::Lang;
use crate::lights::Light;
use crate::problem::Problem;
use crate::progress::TaskProgress;
use crate::tasks::{Deadline, Task};
use crate::web::pages::{Page, encode, light, small_light};
use axum::response::Response;
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;
use std::sync::Arc;

type Row<'a> = (&'a Task, &'a TaskProgress);

pub async fn tasks(page: Page) -> Result<Response, Problem> {
    page.show_kept(title, list).await
}

fn title(page: &Page) -> String {
    ChartName::Timeline.whole(page).map(|chart| chart.title.clone()).unwrap_or_default()
}

/// The timeline with only the tasks that the address asks for; none if it asks for none.
pub fn filtered(page: &Page, whole: Arc<Chart>) -> Option<Arc<Chart>> {
    let asked = Asked::of(page);
    let shown = in_order(page).into_iter().filter(|row| asked.has(page, *row, true, true, true));
    let numbers: Vec<&str> = shown.map(|(task, _)| task.number.as_str()).collect();
    match numbers.len() {
        0 => None,
        all if all == page.progress.tasks.len() => Some(whole),
        _ => Some(Arc::new((*whole).clone().of_tasks(&numbers, page.lang))),
    }
}

/// What the address asks for, as it says it.
pub fn filters(page: &Page) -> String {
    let Asked { light, unit, key, .. } = Asked::of(page);
    let key = key.map(|key| key.to_string()).unwrap_or_default();
    let asked = [("light", light), ("unit", unit), ("key", &key)].into_iter().filter(|(_, value)| !value.is_empty());
    let asked: Vec<String> = asked.map(|(name, value)| format!("{name}={}", encode(value))).collect();
    if asked.is_empty() { String::new() } else { format!("?{}", asked.join("&")) }
}

/// The piles of a filter; a task lies in one of them, so their counts add up to all.
const PILES: [&str; 10] = [
    "overdue",
    "seriously_behind",
    "lagging",
    "due_soon",
    "normal",
    "not_started",
    "stale",
    "closure_requested",
    "closed",
    "recurring",
];

/// The pile of a task: its light, or that it recurs, unless it is overdue or its units are silent.
pub fn pile(task: &Task, at: &TaskProgress) -> &'static str {
    match (at.light, &task.deadline) {
        (light @ (Light::Overdue | Light::Stale), _) => light.as_str(),
        (_, Deadline::Monthly { .. } | Deadline::Dates { .. } | Deadline::AsNeeded) => "recurring",
        (light, Deadline::Date { .. }) if light.is_closed() => "closed",
        (light, Deadline::Date { .. }) => light.as_str(),
    }
}

fn pile_name(lang: Lang, pile: &str) -> &'static str {
    pile.parse().map_or_else(|_| lang.filter_recurring(), |light| lang.light(light))
}

/// What the address asks for.
struct Asked<'a> {
    light: &'a str,
    unit: &'a str,
    key: Option<i64>,
    group: &'a str,
}

impl<'a> Asked<'a> {
    fn of(page: &'a Page) -> Self {
        Asked {
            light: page.asked("light").unwrap_or_default(),
            unit: page.asked("unit").unwrap_or_default(),
            key: page.asked("key").and_then(|key| key.parse().ok()),
            group: page.asked("group").unwrap_or_default(),
        }
    }

    fn has(&self, page: &Page, (task, at): Row, light: bool, unit: bool, key: bool) -> bool {
        (!light || self.light.is_empty() || pile(task, at) == self.light)
            && (!unit || self.unit.is_empty() || answers(page, task, self.unit))
            && (!key || self.key.is_none() || task.key_task == self.key)
    }
}

fn answers(page: &Page, task: &Task, unit: &str) -> bool {
    page.standing.programme.answerable(task, page.view.day).contains(&unit)
}

/// The next day on which something of the task is due; of one that is late or closed, the last.
fn due(at: &TaskProgress) -> Option<NaiveDate> {
    let open = at
        .occurrences
        .iter()
        .find(|o| !o.light.is_closed() && (o.light != Light::Overdue || at.light == Light::Overdue));
    open.or(at.occurrences.last()).map(|o| o.effective_due)
}

/// The tasks in order of their next deadline, those without one last.
fn in_order(page: &Page) -> Vec<Row<'_>> {
    let programme = &page.standing.programme;
    let mut rows: Vec<Row> = programme
        .tasks
        .iter()
        .filter_map(|task| Some((task, page.progress.tasks.iter().find(|row| row.number == task.number)?)))
        .collect();
    rows.sort_by_key(|(_, at)| due(at).unwrap_or(NaiveDate::MAX));
    rows
}

fn list(page: &Page) -> AnyView {
    let lang = page.lang;
    let asked = Asked::of(page);
    let all = in_order(page);
    let shown: Vec<Row> = all.iter().copied().filter(|row| asked.has(page, *row, true, true, true)).collect();
    let timeline = ChartName::Timeline.compose(page).map(|timeline| chart(page, &timeline, "timeline", false));
    let table = match shown.is_empty() {
        true => {
            let nothing = match PILES.contains(&asked.light) {
                true => lang.filter_none_of(pile_name(lang, asked.light)),
                false => lang.filter_nothing().to_owned(),
            };
            view! { <p>{nothing}</p> }.into_any()
        }
        false => view! { <div class="wide-only year">{timeline}</div> {table(page, &asked, &shown)} }.into_any(),
    };
    view! { <h1>{title(page)}</h1> {piles(page, &asked, &all)} {form(page, &asked, &all)} {table} }.into_any()
}

/// The filters one can press, each with its count among what the other filters leave.
fn piles(page: &Page, asked: &Asked, all: &[Row]) -> AnyView {
    let lang = page.lang;
    let left: Vec<&Row> = all.iter().filter(|row| asked.has(page, **row, false, true, true)).collect();
    let item = |value: &'static str, name: &'static str, count: usize| {
        let current = (asked.light == value).then_some("true");
        let address = page.with(&[("light", Some(value).filter(|value| !value.is_empty()))]);
        view! { <li><a href=address aria-current=current>{name} " " <strong>{count}</strong></a></li> }
    };
    let piles = PILES.map(|name| (name, left.iter().filter(|(task, at)| pile(task, at) == name).count()));
    // Piles that most programmes never fill are named only when they hold something.
    let rare = ["seriously_behind", "not_started", "stale", "closure_requested"];
    let items = piles.into_iter().filter(|(name, count)| *count > 0 || *name == asked.light || !rare.contains(name));
    view! {
        <nav class="piles" aria-label=lang.filter_light()><ul>
            {item("", lang.filter_all(), left.len())}
            {items.map(|(name, count)| item(name, pile_name(lang, name), count)).collect_view()}
        </ul></nav>
    }
    .into_any()
}

fn form(page: &Page, asked: &Asked, all: &[Row]) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let answering = programme.units.iter().filter(|unit| programme.tasks_of(&unit.id, page.view.day).next().is_some());
    let units = answering.map(|unit| {
        let left = all.iter().filter(|row| asked.has(page, **row, true, false, true) && answers(page, row.0, &unit.id));
        let name = lang.counted(unit.name.of(lang), left.count() as i64);
        view! { <option value=unit.id.clone() selected=unit.id == asked.unit>{name}</option> }
    });
    let keys = programme.key_tasks.iter().map(|key| {
        let left =
            all.iter().filter(|row| asked.has(page, **row, true, true, false) && row.0.key_task == Some(key.number));
        let name = lang.counted(key.name.of(lang), left.count() as i64);
        view! { <option value=key.number.to_string() selected=Some(key.number) == asked.key>{name}</option> }
    });
    let groups = [("", lang.group_deadline()), ("unit", lang.group_unit()), ("key", lang.group_key())]
        .map(|(value, name)| view! { <option value=value selected=value == asked.group>{name}</option> });
    let light =
        (!asked.light.is_empty()).then(|| view! { <input type="hidden" name="light" value=asked.light.to_owned()/> });
    view! {
        <form method="get" action=page.path.clone() class="filter">
            {page.kept_fields(&[])}
            {light}
            <label>{lang.filter_unit()} <select name="unit"><option value="">{lang.filter_all()}</option>{units.collect_view()}</select></label>
            <label>{lang.filter_key()} <select name="key"><option value="">{lang.filter_all()}</option>{keys.collect_view()}</select></label>
            <label>{lang.group_by()} <select name="group">{groups.into_iter().collect_view()}</select></label>
            <button type="submit">{lang.filter_apply()}</button>
        </form>
    }
    .into_any()
}

/// The rows under their headings, in the order of the headings; a task may stand under several units.
fn grouped<'a>(page: &'a Page, asked: &Asked, rows: &[Row<'a>]) -> Vec<(String, Vec<Row<'a>>)> {
    let (lang, programme) = (page.lang, &page.standing.programme);
    let of = |belongs: &dyn Fn(&Row) -> bool| rows.iter().copied().filter(|row| belongs(row)).collect::<Vec<Row>>();
    let groups: Vec<(String, Vec<Row>)> = match asked.group {
        // As printed: a group named by one name is one party.
        "unit" => {
            let units = programme.units.iter().map(|unit| (&unit.id, &unit.name, vec![unit.id.as_str()]));
            let groups = programme
                .groups
                .iter()
                .map(|group| (&group.id, &group.name, group.members_on(page.view.day).collect::<Vec<_>>()));
            units
                .chain(groups)
                .filter(|(.., members)| asked.unit.is_empty() || members.contains(&asked.unit))
                .map(|(id, name, _)| {
                    let named = |(task, _): &Row| task.responsible.iter().any(|responsible| responsible.party == *id);
                    (name.of(lang).to_owned(), of(&named))
                })
                .collect()
        }
        "key" => {
            let keys = programme.key_tasks.iter().map(|key| (key.name.of(lang).to_owned(), Some(key.number)));
            keys.chain([(lang.key_none().to_owned(), None)])
                .map(|(name, number)| (name, of(&|(task, _)| task.key_task == number)))
                .collect()
        }
        _ => Urgency::ALL
            .map(|urgency| {
                (lang.urgency(urgency as usize).to_owned(), of(&|(_, at)| Urgency::of(at, page.view.day) == urgency))
            })
            .to_vec(),
    };
    groups.into_iter().filter(|(_, rows)| !rows.is_empty()).collect()
}

/// How soon something is to be done about a task.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Urgency {
    Overdue,
    ThisMonth,
    Later,
    Ongoing,
    Closed,
}

impl Urgency {
    const ALL: [Urgency; 5] = [Urgency::Overdue, Urgency::ThisMonth, Urgency::Later, Urgency::Ongoing, Urgency::Closed];

    fn of(at: &TaskProgress, today: NaiveDate) -> Self {
        match (at.light, due(at)) {
            (Light::Overdue, _) => Urgency::Overdue,
            (light, _) if light.is_closed() => Urgency::Closed,
            (_, None) => Urgency::Ongoing,
            (_, Some(due)) if (due.year(), due.month()) == (today.year(), today.month()) => Urgency::ThisMonth,
            (_, Some(_)) => Urgency::Later,
        }
    }
}

fn table(page: &Page, asked: &Asked, rows: &[Row]) -> AnyView {
    let lang = page.lang;
    // Under the name of a unit its fellows need not be named again in every row.
    let with_units = asked.group != "unit";
    let width = if with_units { "6" } else { "5" };
    let units = with_units.then(|| view! { <th scope="col">{lang.responsible_unit()}</th> });
    let bodies = grouped(page, asked, rows).into_iter().map(|(name, rows)| {
        let name = lang.counted(&name, rows.len() as i64);
        let rows = rows.iter().map(|(task, at)| row(page, task, at, with_units));
        view! { <tbody><tr class="lane"><th scope="rowgroup" colspan=width>{name}</th></tr>{rows.collect_view()}</tbody> }
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=lang.nav_tasks()>
            <table class="tasks stacked">
                <thead><tr>
                    <th scope="col">{lang.task_no()}</th><th scope="col">{lang.task_label()}</th><th scope="col">{lang.deadline_label()}</th>
                    <th scope="col">{lang.task_state()}</th>{units}<th scope="col">{lang.task_said()}</th>
                </tr></thead>
                {bodies.collect_view()}
            </table>
        </div>
    }
    .into_any()
}

/// The deadline as printed; in other languages its days.
pub fn deadline(page: &Page, task: &Task) -> String {
    let lang = page.lang;
    let printed = printed(page, task);
    let at = page.progress.tasks.iter().find(|row| row.number == task.number);
    // A monthly duty rolls over to a working day; any other day moves only when the office agrees to it.
    let fixed = !matches!(task.deadline, Deadline::Monthly { .. });
    let moved = at.filter(|_| fixed).and_then(|at| at.occurrences.iter().rfind(|o| o.effective_due != o.due));
    match moved {
        Some(moved) => lang.list(&[printed, lang.extended_to(&lang.day(moved.effective_due))]),
        None => printed,
    }
}

/// The deadline in the words of the circular.
fn printed(page: &Page, task: &Task) -> String {
    let lang = page.lang;
    match (&task.deadline, lang) {
        (_, Lang::ZhHans) => task.deadline_verbatim.clone(),
        (Deadline::Date { date }, _) => lang.short_day(*date),
        (Deadline::Dates { dates }, _) => lang.list(&dates.iter().map(|day| lang.short_day(*day)).collect::<Vec<_>>()),
        (Deadline::Monthly { day }, _) => {
            lang.pick(String::new(), format!("每月{day}日"), format!("the {day}th of each month"))
        }
        (Deadline::AsNeeded, _) => lang.as_required().to_owned(),
    }
}

/// The light of a task and its days; of an overdue one the days say the word.
pub fn state(page: &Page, at: &TaskProgress) -> AnyView {
    let days = days(page, at);
    match at.light {
        Light::Overdue => view! { {small_light(page.lang, at.light)} " " <strong>{days}</strong> }.into_any(),
        _ => view! { {light(page.lang, at.light)} " " <span class="when">{days}</span> }.into_any(),
    }
}

/// The same in words, with what is missing: what the page of the task says first.
pub fn finding(page: &Page, task: &Task, at: &TaskProgress) -> String {
    let (lang, word, days) = (page.lang, page.lang.light(at.light), days(page, at));
    let state = match (at.light, days) {
        (Light::Overdue, Some(days)) => days,
        (_, Some(days)) => format!("{word}{}{days}", lang.pick("，", "，", ", ")),
        (_, None) => word.to_owned(),
    };
    let said: Vec<String> = [state].into_iter().chain(missing_parts(page, task, at)).collect();
    lang.task_finding(&lang.task_named(task.short.of(lang), &task.number), &said.join(lang.pick("，", "，", ", ")))
}

/// Days overdue, late or left, in words.
fn days(page: &Page, at: &TaskProgress) -> Option<String> {
    let lang = page.lang;
    if let Some(overdue) = at.days_overdue().filter(|_| at.light == Light::Overdue) {
        return Some(lang.days_overdue(overdue));
    }
    let next = at.occurrences.iter().find(|o| !o.light.is_closed() && o.light != Light::Overdue);
    match (next, at.occurrences.last()) {
        (Some(next), _) => next.days.map(|days| match days {
            0 => lang.due_today().to_owned(),
            1.. => lang.days_left(days),
            _ => lang.closure_waits(-days),
        }),
        (None, Some(last)) => last.days.filter(|_| last.light == Light::ClosedLate).map(|days| lang.days_late(days)),
        (None, None) => None,
    }
}

fn row(page: &Page, task: &Task, at: &TaskProgress, with_units: bool) -> AnyView {
    let lang = page.lang;
    let said = at.said.as_ref().map(|said| {
        let (by, on) = (page.unit_name(&said.unit), lang.short_day(said.on));
        view! { {said.text.clone()} " " <span class="quiet">{by}</span> " " <span class="when">{on}</span> }
    });
    let units = with_units.then(|| view! { <td data-label=lang.responsible_unit()>{responsible(page, task)}</td> });
    view! {
        <tr>
            <td class="no" data-label=lang.task_no()>{task.number.clone()}</td>
            <th scope="row"><a href=page.link(&format!("/tasks/{}", task.number))>{missing(page, task, at)}</a></th>
            <td data-label=lang.deadline_label()>{deadline(page, task)}</td>
            <td data-label=lang.task_state()>{state(page, at)}</td>
            {units}
            <td data-label=lang.task_said()>{said}</td>
        </tr>
    }
    .into_any()
}
