//! A task as its form says.

use super::Expected;
use super::rows::{add, maybe_name, parts};
use super::slips::Slips;
use super::toml::{moment, put, put_name, row};
use chrono::NaiveDate;
use toml_edit::{Array, DocumentMut, InlineTable, Table, Value};

pub fn change(document: &mut DocumentMut, number: &str, slips: &mut Slips) {
    let Some(row) = row(document, "tasks", "number", number) else { return slips.wrong("file", Expected::File) };
    fill(row, slips);
}

pub fn new(document: &mut DocumentMut, slips: &mut Slips) {
    let Some(row) = add(document, "tasks") else { return slips.wrong("file", Expected::File) };
    put(row, "number", slips.id("number"));
    if !slips.raw("key_task").is_empty()
        && let Some(number) = slips.number("key_task")
    {
        put(row, "key_task", number);
    }
    for field in ["verbatim", "deadline_verbatim", "responsible_verbatim"] {
        put(row, field, slips.text(field));
    }
    fill(row, slips);
}

fn fill(row: &mut Table, slips: &mut Slips) {
    for field in ["name", "short"] {
        if let Some(name) = slips.name(field) {
            put_name(row, field, name);
        }
    }
    if let Some(deadline) = deadline(slips) {
        put(row, "deadline", deadline);
    }
    let parties = responsible(row, slips);
    put(row, "responsible", parties);
    for field in ["done_when", "note"] {
        let name = slips.maybe_name(field);
        maybe_name(row, field, name);
    }
    for field in ["slots", "stages"] {
        parts(row, field, slips);
    }
}

fn deadline(slips: &mut Slips) -> Option<InlineTable> {
    let mut table = InlineTable::new();
    let kind = slips.raw("deadline");
    table.insert("kind", kind.into());
    match kind {
        "date" => {
            let day = slips.day("deadline.date")?;
            table.insert("date", moment(day).into());
        }
        "monthly" => {
            let day = slips.number("deadline.day")?;
            table.insert("day", day.into());
        }
        "dates" => {
            let mut dates = Array::new();
            for word in slips.raw("deadline.dates").split([' ', ',', '，', '、', '\n']).filter(|word| !word.is_empty())
            {
                match word.trim().parse::<NaiveDate>() {
                    Ok(day) => dates.push(moment(day)),
                    Err(_) => slips.wrong("deadline.dates", Expected::Day),
                }
            }
            if dates.is_empty() {
                slips.wrong("deadline.dates", Expected::Day);
            }
            table.insert("dates", dates.into());
        }
        "as_needed" => {}
        _ => {
            slips.wrong("deadline", Expected::Choice);
            return None;
        }
    }
    Some(table)
}

/// The parties in printed order, each with the role the office has given it, on what ground and since when; those that
/// join come last, and those of whom the form says so leave.
fn responsible(row: &Table, slips: &mut Slips) -> Array {
    let held = row.get("responsible").and_then(|held| held.as_array().cloned()).unwrap_or_default();
    let mut parties = Array::new();
    let mut named: Vec<&str> = Vec::new();
    for value in held.iter() {
        let table = value.as_inline_table();
        let Some(party) = value.as_str().or_else(|| table?.get("party")?.as_str()) else { continue };
        named.push(party);
        if slips.raw(&format!("role.{party}")) == "none" {
            continue;
        }
        if let Some(mut next) = responsibility(party, slips) {
            *next.decor_mut() = value.decor().clone();
            parties.push_formatted(next);
        }
    }
    for party in slips.several("party").into_iter().filter(|party| !named.contains(party)) {
        parties.push(party);
    }
    if parties.is_empty() {
        slips.wrong("party.1", Expected::Filled);
    }
    parties.set_trailing(held.trailing().clone());
    parties.set_trailing_comma(held.trailing_comma());
    parties
}

fn responsibility(party: &str, slips: &mut Slips) -> Option<Value> {
    let role = slips.choice(&format!("role.{party}"), &["unspecified", "lead", "support"])?;
    if role == "unspecified" {
        return Some(party.into());
    }
    let mut table = InlineTable::new();
    table.insert("party", party.into());
    table.insert("role", role.into());
    if role == "lead" {
        table.insert("basis", slips.text(&format!("basis.{party}")).into());
    }
    if let Some(day) = slips.maybe_day(&format!("on.{party}")) {
        table.insert("on", moment(day).into());
    }
    Some(table.into())
}
