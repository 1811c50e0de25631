//! A unit with its groups, and a specialty with the units that carry it, as their forms say.

use super::Expected;
use super::rows::{add, maybe_name, remove, words};
use super::slips::Slips;
use super::toml::{moment, put, put_name, row};
use toml_edit::{DocumentMut, InlineTable, Item, Table, Value};

/// What a unit can be, as the file spells it.
pub const KINDS: [&str; 10] =
    ["national", "provincial", "department", "platform", "society", "city", "zone", "company", "partner", "alliance"];

pub fn change(document: &mut DocumentMut, id: &str, slips: &mut Slips) {
    let Some(row) = row(document, "units", "id", id) else { return slips.wrong("file", Expected::File) };
    fill(row, slips);
    groups(document, id, slips);
}

pub fn new(document: &mut DocumentMut, slips: &mut Slips) {
    let id = slips.id("id");
    let Some(row) = add(document, "units") else { return slips.wrong("file", Expected::File) };
    put(row, "id", id);
    fill(row, slips);
    groups(document, id, slips);
}

/// Takes the unit away, and out of its groups.
pub fn take_away(document: &mut DocumentMut, id: &str, slips: &mut Slips) {
    remove(document, "units", "id", id, slips);
    let Some(groups) = document.get_mut("groups").and_then(Item::as_array_of_tables_mut) else { return };
    for members in groups.iter_mut().filter_map(|group| group.get_mut("members")?.as_array_mut()) {
        members.retain(|value| !is_called(value, id));
    }
}

fn fill(row: &mut Table, slips: &mut Slips) {
    if let Some(name) = slips.name("name") {
        put_name(row, "name", name);
    }
    words(row, "aliases", &slips.words("aliases"));
    if let Some(kind) = slips.choice("kind", &KINDS) {
        put(row, "kind", kind);
    }
    if let Some(route) = slips.choice("route", &["via_consolidator", "direct", "none"]) {
        put(row, "route", route);
    }
    let note = slips.maybe_name("note");
    maybe_name(row, "note", note);
}

fn is_called(value: &Value, unit: &str) -> bool {
    value.as_str() == Some(unit) || value.as_inline_table().and_then(|it| it.get("unit")?.as_str()) == Some(unit)
}

fn groups(document: &mut DocumentMut, id: &str, slips: &mut Slips) {
    let Some(groups) = document.get_mut("groups").and_then(Item::as_array_of_tables_mut) else { return };
    for group in groups.iter_mut() {
        let Some(name) = group.get("id").and_then(Item::as_str).map(str::to_owned) else { continue };
        membership(group, &name, id, slips);
    }
}

/// From when to when the unit belongs to the group. Nothing typed means that it does not and never did.
fn membership(group: &mut Table, name: &str, unit: &str, slips: &mut Slips) {
    let (from, until) = (format!("from.{name}"), format!("until.{name}"));
    let typed = (!slips.raw(&from).is_empty()).then(|| (slips.day(&from), slips.maybe_day(&until)));
    if typed.is_none() && !slips.raw(&until).is_empty() {
        return slips.wrong(&from, Expected::Day);
    }
    let usual = group.get("from").and_then(Item::as_datetime).map(ToString::to_string);
    let Some(members) = group.get_mut("members").and_then(Item::as_array_mut) else { return };
    let at = members.iter().position(|value| is_called(value, unit));
    let next = typed.and_then(|(from, until)| from.map(|from| (from, until))).map(|(from, until)| -> Value {
        if until.is_none() && usual.as_deref() == Some(from.to_string().as_str()) {
            return unit.into();
        }
        let mut table = InlineTable::new();
        table.insert("unit", unit.into());
        table.insert("from", moment(from).into());
        if let Some(until) = until {
            table.insert("until", moment(until).into());
        }
        table.into()
    });
    match (at, next) {
        (Some(at), Some(mut next)) => {
            let held = members.get(at).map(|value| (value.to_string(), value.decor().clone()));
            if let Some((text, decor)) = held.filter(|(text, _)| text.trim() != next.to_string().trim()) {
                let _ = text;
                *next.decor_mut() = decor;
                members.replace_formatted(at, next);
            }
        }
        (None, Some(next)) => members.push(next),
        (Some(at), None) => {
            members.remove(at);
        }
        (None, None) => {}
    }
}

pub fn specialty(document: &mut DocumentMut, id: &str, slips: &mut Slips) {
    let Some(row) = row(document, "specialties", "id", id) else { return slips.wrong("file", Expected::File) };
    if let Some(name) = slips.name("name") {
        put_name(row, "name", name);
    }
    words(row, "aliases", &slips.words("aliases"));
    words(row, "units", &slips.several("unit"));
    for field in ["new", "units_inferred"] {
        let Some(is_on) = slips.choice(field, &["true", "false"]).map(|word| word == "true") else { continue };
        // What is left out means no.
        if is_on || row.contains_key(field) {
            put(row, field, is_on);
        }
    }
}
