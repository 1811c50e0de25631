//! The year on one page: what was due, what is late, what comes next.

use super::{Chart, ChartKind, DASH, Month, Table, iso, months};
use crate::language::Lang;
use crate::lights::Light;
use crate::programme::Programme;
use crate::progress::{OccurrenceProgress, Progress, TaskProgress};
use crate::tasks::{Deadline, Task};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    pub start: NaiveDate,
    pub end: NaiveDate,
    pub as_at: NaiveDate,
    pub as_at_label: String,
    pub months: Vec<Month>,
    pub rows: Vec<TaskRow>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskRow {
    /// As printed.
    pub number: String,
    pub name: String,
    pub light: Light,
    /// The character inside the light.
    pub glyph: String,
    /// The light in words, with days.
    pub state: String,
    /// The first unit or group in printed order, and of how many.
    pub owner: String,
    pub marks: Vec<DeadlineMark>,
    /// Many short marks rather than few full ones.
    pub monthly: bool,
    /// Done as needed: it neither falls due nor ends.
    pub open_ended: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeadlineMark {
    /// The day after which it is late.
    pub due: NaiveDate,
    pub due_label: String,
    pub past: bool,
    pub closed_on: Option<NaiveDate>,
    /// +5天, when closed late.
    pub late_label: Option<String>,
    /// 28天, when past due and open.
    /// Closing it was asked for and not yet confirmed.
    pub requested: bool,
    pub overdue_label: Option<String>,
}

pub fn timeline(programme: &Programme, progress: &Progress, lang: Lang) -> Chart {
    let mut tasks: Vec<(&Task, &TaskProgress)> = programme
        .tasks
        .iter()
        .filter_map(|task| Some((task, progress.tasks.iter().find(|row| row.number == task.number)?)))
        .collect();
    // In the order in which each is finally due; what never falls due stands last.
    tasks.sort_by_key(|(_, row)| {
        let due = |at: Option<&OccurrenceProgress>| at.map_or(NaiveDate::MAX, |at| at.due);
        (due(row.occurrences.last()), due(row.occurrences.first()))
    });
    let (start, end) = span(programme, progress);
    Chart {
        title: finding(programme, progress, lang),
        desc: lang
            .chart_sentence(&[lang.chart_measures_tasks().to_owned(), lang.chart_as_at(&lang.day(progress.view.day))]),
        table: Table {
            columns: [
                lang.chart_number(),
                lang.task_label(),
                lang.deadline_label(),
                lang.chart_closed_on(),
                lang.chart_days_head(),
                lang.chart_state(),
                lang.responsible_unit(),
            ]
            .map(str::to_owned)
            .to_vec(),
            rows: tasks.iter().flat_map(|(task, row)| table_rows(programme, task, row, lang)).collect(),
        },
        kind: ChartKind::Timeline(Timeline {
            start,
            end,
            as_at: progress.view.day,
            as_at_label: lang.chart_as_at(&lang.chart_day(progress.view.day)),
            months: months(start, end, lang),
            rows: tasks.iter().map(|(task, row)| drawn(programme, task, row, progress.view.day, lang)).collect(),
        }),
    }
}

/// Who answers for a task: the first as printed, and how many there are.
fn owner(programme: &Programme, task: &Task, lang: Lang) -> String {
    let Some(first) = task.responsible.first() else { return DASH.to_owned() };
    let group = programme.group(&first.party).map(|group| &group.name);
    let unit = || programme.unit(&first.party).map_or("", |unit| unit.label(lang));
    let name = group.map_or_else(unit, |name| name.of(lang));
    match task.responsible.len() {
        1 => name.to_owned(),
        all => lang.chart_owner_of(name, all, all - 1),
    }
}

fn drawn(programme: &Programme, task: &Task, row: &TaskProgress, as_at: NaiveDate, lang: Lang) -> TaskRow {
    let monthly = matches!(task.deadline, Deadline::Monthly { .. });
    // Where a later day was agreed to, the day it was due stays beside it; so does the day it was taken up again.
    let due_label = |at: &OccurrenceProgress| {
        let due = match at.effective_due != at.due && !monthly {
            true => lang.extended_from(&lang.chart_day(at.effective_due), &lang.chart_day(at.due)),
            false => lang.chart_day(at.effective_due),
        };
        match &at.reopened {
            Some(reopened) => format!("{due} · {}", lang.reopened_on(&lang.chart_day(reopened.on))),
            None => due,
        }
    };
    let mark = |at: &OccurrenceProgress| {
        let days = |light: Light| at.days.filter(|_| at.light == light);
        DeadlineMark {
            due: at.effective_due,
            due_label: due_label(at),
            past: at.effective_due < as_at,
            closed_on: at.closed_on,
            late_label: days(Light::ClosedLate).map(|n| lang.days_late(n)),
            requested: at.light == Light::ClosureRequested,
            overdue_label: days(Light::Overdue).map(|n| lang.chart_days(n)),
        }
    };
    TaskRow {
        number: row.number.clone(),
        name: task.short.of(lang).to_owned(),
        light: row.light,
        glyph: lang.light_glyph(row.light).to_owned(),
        state: state(task, row, lang),
        owner: owner(programme, task, lang),
        marks: row.occurrences.iter().map(mark).collect(),
        monthly,
        open_ended: task.deadline == Deadline::AsNeeded,
    }
}

/// The light in words, with the days that belong to it and the parts that are in.
fn state(task: &Task, row: &TaskProgress, lang: Lang) -> String {
    // The mark beside it says how far behind; here the days count.
    let word = match (lang, row.light) {
        (Lang::En, Light::Lagging | Light::SeriouslyBehind) => "behind",
        (_, light) => lang.light(light),
    };
    let of_light = || row.occurrences.iter().filter(|at| at.light == row.light);
    let mut parts = vec![match row.light {
        Light::Overdue => row.days_overdue().map_or(word.into(), |n| lang.days_overdue(n)),
        Light::ClosedLate => {
            let late = of_light().filter_map(|at| at.days).max();
            late.map_or(word.into(), |n| format!("{word} {}", lang.days_late(n)))
        }
        Light::Normal | Light::DueSoon | Light::Lagging | Light::SeriouslyBehind => {
            match of_light().find_map(|at| at.days) {
                Some(0) => lang.due_today().to_owned(),
                Some(n) => format!("{word} {}", lang.days_left(n)),
                None => word.to_owned(),
            }
        }
        _ => word.to_owned(),
    }];
    parts.extend((!task.slots.is_empty()).then(|| format!("{}/{}", row.slots.len(), task.slots.len())));
    parts.join(" · ")
}

fn table_rows(programme: &Programme, task: &Task, row: &TaskProgress, lang: Lang) -> Vec<Vec<String>> {
    let head = || vec![row.number.clone(), task.short.of(lang).to_owned()];
    let owner = owner(programme, task, lang);
    if row.occurrences.is_empty() {
        let when = match lang {
            Lang::ZhHans => task.deadline_verbatim.as_str(),
            _ => lang.as_required(),
        };
        let blank = [when, DASH, DASH, lang.light(row.light), &owner];
        return vec![head().into_iter().chain(blank.map(str::to_owned)).collect()];
    }
    let line = |at: &OccurrenceProgress| {
        let late = at.days.filter(|_| matches!(at.light, Light::Overdue | Light::ClosedLate));
        let cells = [
            iso(at.effective_due),
            at.closed_on.map_or_else(|| reopened(at, lang), iso),
            late.map_or(DASH.into(), |n| n.to_string()),
            lang.light(at.light).to_owned(),
            owner.clone(),
        ];
        head().into_iter().chain(cells).collect()
    };
    row.occurrences.iter().map(line).collect()
}

fn reopened(at: &OccurrenceProgress, lang: Lang) -> String {
    let days = at.reopened.as_ref().map(|it| lang.closed_then_reopened(&iso(it.closed_on), &iso(it.on)));
    days.unwrap_or_else(|| DASH.to_owned())
}

fn finding(programme: &Programme, progress: &Progress, lang: Lang) -> String {
    let count = |holds: fn(Light) -> bool| progress.tasks.iter().filter(|row| holds(row.light)).count();
    let mut said = Vec::new();
    let mut say = |n: usize, words: fn(Lang, usize) -> String| said.extend((n > 0).then(|| words(lang, n)));
    say(count(Light::is_closed), Lang::chart_closed_count);
    let overdue = count(|light| light == Light::Overdue);
    say(overdue, Lang::chart_overdue_count);
    say(count(|light| matches!(light, Light::Lagging | Light::SeriouslyBehind)), Lang::chart_lagging_count);
    say(count(|light| light == Light::Stale), Lang::chart_stale_count);
    if overdue == 0 {
        said.push(lang.chart_no_overdue().to_owned());
    }
    let open = |row: &TaskProgress| {
        let to_do = |at: &&OccurrenceProgress| {
            at.closed_on.is_none() && at.light != Light::ClosureRequested && at.effective_due >= progress.view.day
        };
        let next = row.occurrences.iter().find(to_do)?;
        let task = programme.task(&row.number)?;
        Some((next.effective_due, lang.task_named(task.short.of(lang), &task.number)))
    };
    // The first in printed order among those due on the same day.
    let next = progress.tasks.iter().filter_map(open).min_by_key(|(due, _)| *due);
    let announced = lang.chart_announce(&lang.chart_tasks_subject(programme), &said);
    match next {
        None => announced,
        Some((due, named)) => {
            let next = lang.chart_next_due(&named, &lang.short_day(due));
            [announced, next].join(lang.pick("；", "；", "; "))
        }
    }
}

/// Whole months around everything that is shown.
fn span(programme: &Programme, progress: &Progress) -> (NaiveDate, NaiveDate) {
    let marks = progress.tasks.iter().flat_map(|row| &row.occurrences);
    let days: Vec<NaiveDate> = marks
        .flat_map(|at| [Some(at.effective_due), at.closed_on])
        .flatten()
        .chain(programme.stages.iter().flat_map(|stage| [stage.start, stage.end]))
        .chain([progress.view.day])
        .collect();
    let first = days.iter().min().copied().unwrap_or(progress.view.day);
    let last = days.iter().max().copied().unwrap_or(progress.view.day);
    let start = first.with_day(1).expect("every month has a first day");
    let end = super::next_month(last.with_day(1).expect("every month has a first day"));
    (start, end.pred_opt().expect("programmes do not reach the beginning of the calendar"))
}
