//! A target as its form says.

use super::Expected;
use super::rows::{add, maybe_name};
use super::slips::Slips;
use super::toml::{list, moment, put, put_day, put_name, row};
use chrono::NaiveDate;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table};

pub fn change(document: &mut DocumentMut, id: &str, slips: &mut Slips) {
    let Some(row) = row(document, "targets", "id", id) else { return slips.wrong("file", Expected::File) };
    fill(row, slips);
    if row.contains_key("plan") {
        plan(row, slips);
    }
}

pub fn new(document: &mut DocumentMut, slips: &mut Slips) {
    let Some(row) = add(document, "targets") else { return slips.wrong("file", Expected::File) };
    put(row, "id", slips.id("id"));
    if let Some(number) = slips.number("key_task") {
        put(row, "key_task", number);
    }
    for field in ["verbatim", "clause"] {
        put(row, field, slips.text(field));
    }
    if let Some(unit) = slips.name("unit") {
        put_name(row, "unit", unit);
    }
    fill(row, slips);
    // A straight line from a day on; without one no light compares it with a plan.
    let due = slips.raw("due").parse::<NaiveDate>().ok();
    if let Some((from, due)) = slips.maybe_day("plan.from").zip(due) {
        let mut plan = InlineTable::new();
        plan.insert("points", line(&[(from, 0), (due, 100)]).into());
        plan.insert("reason", slips.text("plan.reason").into());
        put(row, "plan", plan);
    }
}

fn fill(row: &mut Table, slips: &mut Slips) {
    if let Some(operator) = slips.choice("operator", &[">=", "="]) {
        put(row, "operator", operator);
    }
    if let Some(value) = slips.number("value") {
        put(row, "value", value);
    }
    if let Some(due) = slips.day("due") {
        put_day(row, "due", due);
    }
    for field in ["name", "short", "wording"] {
        if let Some(name) = slips.name(field) {
            put_name(row, field, name);
        }
    }
    let note = slips.maybe_name("inferred");
    maybe_name(row, "inferred", note);
    if let Some(measure) = measure(slips) {
        put(row, "measure", measure);
    }
}

/// What feeds the target.
fn measure(slips: &mut Slips) -> Option<InlineTable> {
    let mut table = InlineTable::new();
    match slips.choice("measure", &["practising", "recognised", "specialties", "task_stage"])? {
        "specialties" => {
            table.insert("kind", "specialties".into());
            table.insert("baseline", slips.number("measure.baseline")?.into());
            table.insert("stage", slips.number("measure.stage")?.into());
        }
        "task_stage" => {
            table.insert("kind", "task_stage".into());
            table.insert("task", slips.text("measure.task").into());
            table.insert("stage", slips.number("measure.stage")?.into());
        }
        counted => {
            table.insert("kind", "count".into());
            table.insert("measure", counted.into());
        }
    }
    Some(table)
}

/// The plan line: a share for each day that has one; between them it runs straight.
fn plan(row: &mut Table, slips: &mut Slips) {
    let reason = slips.text("plan.reason");
    let mut points: Vec<(NaiveDate, i64)> = Vec::new();
    let fields: Vec<&str> = slips.fields().filter(|field| field.starts_with("plan.on.")).collect();
    for field in fields {
        let text = slips.raw(field);
        let Ok(day) = field["plan.on.".len()..].parse::<NaiveDate>() else { continue };
        match text.parse::<i64>() {
            _ if text.is_empty() => {}
            Ok(percent) if (0..=100).contains(&percent) => points.push((day, percent)),
            _ => slips.wrong(field, Expected::Percent),
        }
    }
    points.sort();
    let Some(plan) = row.get_mut("plan").and_then(Item::as_table_like_mut) else {
        return slips.wrong("file", Expected::File);
    };
    put(plan, "points", line(&points));
    put(plan, "reason", reason);
}

/// The points of a plan line as the file has them.
fn line(points: &[(NaiveDate, i64)]) -> Array {
    let points = points.iter().map(|(day, percent)| {
        let mut point = InlineTable::new();
        point.insert("on", moment(*day).into());
        point.insert("percent", (*percent).into());
        point.into()
    });
    list(points.collect(), 2)
}
