//! What the fields of the form are called.

use crate::reports::{Cell, closure_of_field};
use crate::web::pages::Page;

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
    if let ["task", number, part] = parts[..]
        && let Some((due, part)) = closure_of_field(part)
    {
        let said = match part {
            "on" => lang.form_closure_on(),
            "evidence" => lang.closure_evidence(),
            _ => lang.form_closure(),
        };
        let due = due.map(|due| format!(" · {} {}", lang.deadline_label(), lang.day(due))).unwrap_or_default();
        return format!("{} {said}{due}", named(number));
    }
    match parts[..] {
        ["task", number, "stage"] => format!("{} {}", named(number), lang.form_task_stage()),
        ["task", number, "slots"] => format!("{} {}", named(number), lang.form_slots()),
        ["task", number, ..] => format!("{} {}", named(number), lang.form_said()),
        ["specialty", id, part] => {
            let name = programme.specialty(id).map_or(id, |found| found.name.of(lang));
            let part = match part {
                "on" => lang.form_stage_on(),
                "agreement" => lang.form_agreement(),
                "counterpart" => lang.form_counterpart(),
                _ => lang.form_stage(),
            };
            format!("{name} {part}")
        }
        ["done"] => lang.form_done().to_owned(),
        ["problems"] => lang.form_problems().to_owned(),
        ["next"] => lang.form_next().to_owned(),
        ["ask"] => lang.form_ask().to_owned(),
        ["policy"] => lang.form_policies().to_owned(),
        ["policy", n, "title"] => format!("{} {}", lang.form_policy(n), lang.form_policy_title()),
        ["policy", n, "number"] => format!("{} {}", lang.form_policy(n), lang.form_policy_number()),
        ["policy", n, _] => format!("{} {}", lang.form_policy(n), lang.form_policy_on()),
        ["agreed"] => lang.form_agreed().to_owned(),
        ["evidence"] => lang.evidence().to_owned(),
        ["nil"] => lang.cell_nil().to_owned(),
        ["period"] => lang.period_label().to_owned(),
        _ => field.to_owned(),
    }
}

pub(super) fn id_of(field: &str) -> String {
    field.replace('.', "-")
}
