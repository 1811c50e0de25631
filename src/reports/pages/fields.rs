//! The fields of the form: which there are, what they are called, and how they become a draft and back.

use crate::reports::{Cell, ClosureEntry, Draft, Entry, StageEntry, TaskEntry, Typed};
use crate::web::forms::Fields;
use crate::web::pages::Page;
use std::collections::BTreeMap;

/// Reads a posted form into a draft, as typed.
pub(super) fn typed(fields: &Fields) -> Draft {
    let mut draft = Draft {
        nil: fields.get("nil") == "yes",
        done: fields.get("done").to_owned(),
        problems: fields.get("problems").to_owned(),
        next: fields.get("next").to_owned(),
        ask: fields.get("ask").to_owned(),
        ..Draft::default()
    };
    let mut stages: Vec<StageEntry> = Vec::new();
    let mut tasks: Vec<TaskEntry> = Vec::new();
    let mut closures: BTreeMap<String, ClosureEntry> = BTreeMap::new();
    for (name, value) in fields.all() {
        if let Some(cell) = Cell::from_field(name) {
            draft.entries.push(Entry {
                measure: cell.measure,
                specialty: cell.specialty,
                place: cell.place,
                origin: cell.origin,
                direction: cell.direction,
                count: Typed::from(value),
            });
        } else if let Some((specialty, part)) = name.strip_prefix("specialty.").and_then(|rest| rest.rsplit_once('.')) {
            let at = stages.iter().position(|entry| entry.specialty == specialty).unwrap_or_else(|| {
                stages.push(StageEntry { specialty: specialty.to_owned(), ..StageEntry::default() });
                stages.len() - 1
            });
            match part {
                "stage" => stages[at].stage = Typed::from(value),
                _ => stages[at].on = Typed::from(value),
            }
        } else if let Some((number, part)) = name.strip_prefix("task.").and_then(|rest| rest.split_once('.')) {
            let at = tasks.iter().position(|entry| entry.number == number).unwrap_or_else(|| {
                tasks.push(TaskEntry { number: number.to_owned(), ..TaskEntry::default() });
                tasks.len() - 1
            });
            match part {
                "said" => tasks[at].said = value.trim().to_owned(),
                "stage" => tasks[at].stage = Typed::from(value),
                "slots" => tasks[at].slots.push(value.to_owned()),
                "closure.on" => closures.entry(number.to_owned()).or_default().on = Typed::from(value),
                "closure.evidence" => closures.entry(number.to_owned()).or_default().evidence = value.trim().to_owned(),
                _ => {}
            }
        }
    }
    // A closure is asked for by its tick, or by filling in either of its fields: nothing typed is dropped.
    for task in &mut tasks {
        let closure = closures.remove(&task.number).unwrap_or_default();
        let ticked = fields.get(&format!("task.{}.closure", task.number)) == "yes";
        if ticked || !closure.on.0.is_empty() || !closure.evidence.is_empty() {
            task.closure = Some(closure);
        }
    }
    draft.specialties =
        stages.into_iter().filter(|entry| !entry.stage.0.is_empty() || !entry.on.0.is_empty()).collect();
    draft.tasks = tasks
        .into_iter()
        .filter(|task| *task != TaskEntry { number: task.number.clone(), ..TaskEntry::default() })
        .collect();
    draft
}

/// The fields of a draft by name, as typed.
pub(super) fn flat(draft: &Draft) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    for entry in &draft.entries {
        let cell = Cell {
            measure: entry.measure,
            specialty: entry.specialty.clone(),
            place: entry.place.clone(),
            origin: entry.origin,
            direction: entry.direction,
        };
        fields.insert(cell.field(), entry.count.0.clone());
    }
    for entry in &draft.specialties {
        fields.insert(format!("specialty.{}.stage", entry.specialty), format!("{} {}", entry.stage.0, entry.on.0));
    }
    for task in &draft.tasks {
        let closure =
            task.closure.as_ref().map(|closure| format!(" {} {}", closure.on.0, closure.evidence)).unwrap_or_default();
        fields.insert(
            format!("task.{}.said", task.number),
            format!("{} {} {}{closure}", task.said, task.stage.0, task.slots.join(" ")),
        );
    }
    for (name, text) in
        [("done", &draft.done), ("problems", &draft.problems), ("next", &draft.next), ("ask", &draft.ask)]
    {
        fields.insert(name.to_owned(), text.clone());
    }
    fields.retain(|_, value| !value.trim().is_empty());
    fields
}

/// What a cell counts, in words: 建筑工程 香港 港澳→内地.
pub fn cell_name(page: &Page, cell: &Cell) -> String {
    cell.name(&page.standing.programme, page.lang)
}

/// The name of a form field in words.
pub fn field_name(page: &Page, field: &str) -> String {
    let lang = page.lang;
    let programme = &page.standing.programme;
    if let Some(cell) = Cell::from_field(field) {
        return format!("{} {}", lang.form_new(), cell_name(page, &cell));
    }
    let named = |number: &str| {
        programme.task(number).map_or_else(|| number.to_owned(), |task| lang.task_named(task.short.of(lang), number))
    };
    let parts: Vec<&str> = field.splitn(3, '.').collect();
    match parts[..] {
        ["task", number, "closure.on"] => format!("{} {}", named(number), lang.form_closure_on()),
        ["task", number, "closure.evidence"] => format!("{} {}", named(number), lang.form_closure()),
        ["task", number, ..] => format!("{} {}", named(number), lang.form_said()),
        ["specialty", id, ..] => {
            let name = programme.specialty(id).map_or(id, |found| found.name.of(lang));
            format!("{name} {}", lang.form_stage())
        }
        ["done"] => lang.form_done().to_owned(),
        ["problems"] => lang.form_problems().to_owned(),
        ["next"] => lang.form_next().to_owned(),
        ["ask"] => lang.form_ask().to_owned(),
        ["nil"] => lang.cell_nil().to_owned(),
        ["period"] => lang.period_label().to_owned(),
        _ => field.to_owned(),
    }
}

pub(super) fn id_of(field: &str) -> String {
    field.replace('.', "-")
}
