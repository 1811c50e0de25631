//! A unit with its groups, and a specialty with the units that carry it, as their forms say.

use super::Expected;
use super::groups::{membership, replace, span, unit_of};
use super::rows::{add, maybe_name, remove, switch, words};
use super::slips::Slips;
use super::toml::{put, put_name, row};
use toml_edit::{Array, DocumentMut, Item, Table, value};

/// What a unit can be, as the file spells it.
pub const KINDS: [&str; 10] =
    ["national", "provincial", "department", "platform", "society", "city", "zone", "company", "partner", "alliance"];

pub fn change(document: &mut DocumentMut, id: &str, slips: &mut Slips) {
    let Some(row) = row(document, "units", "id", id) else { return slips.wrong("file", Expected::File) };
    fill(row, slips);
    groups(document, id, slips);
    carries(document, id, slips);
}

pub fn new(document: &mut DocumentMut, slips: &mut Slips) {
    let id = slips.id("id");
    let Some(row) = add(document, "units") else { return slips.wrong("file", Expected::File) };
    put(row, "id", id);
    fill(row, slips);
    groups(document, id, slips);
    carries(document, id, slips);
}

/// Takes the unit away, and out of its groups.
pub fn take_away(document: &mut DocumentMut, id: &str, slips: &mut Slips) {
    remove(document, "units", "id", id, slips);
    let Some(groups) = document.get_mut("groups").and_then(Item::as_array_of_tables_mut) else { return };
    for members in groups.iter_mut().filter_map(|group| group.get_mut("members")?.as_array_mut()) {
        members.retain(|value| unit_of(value) != Some(id));
    }
}

fn fill(row: &mut Table, slips: &mut Slips) {
    if let Some(name) = slips.name("name") {
        put_name(row, "name", name);
    }
    let short = slips.maybe_name("short");
    maybe_name(row, "short", short);
    let full = slips.maybe_name("full");
    maybe_name(row, "full", full);
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

fn groups(document: &mut DocumentMut, id: &str, slips: &mut Slips) {
    let Some(groups) = document.get_mut("groups").and_then(Item::as_array_of_tables_mut) else { return };
    for group in groups.iter_mut() {
        let Some(name) = group.get("id").and_then(Item::as_str).map(str::to_owned) else { continue };
        member(group, &name, id, slips);
    }
}

/// From when to when the unit belongs to the group. Nothing typed means that it does not and never did; of a unit
/// that left and came back, the last stay is meant.
fn member(group: &mut Table, name: &str, unit: &str, slips: &mut Slips) {
    let next = span(slips, &format!("from.{name}"), &format!("until.{name}"));
    let next = next.map(|(from, until)| membership(group, unit, from, until));
    let Some(members) = group.get_mut("members").and_then(Item::as_array_mut) else { return };
    let last = members.iter().enumerate().filter(|(_, value)| unit_of(value) == Some(unit)).last().map(|(at, _)| at);
    match (last, next) {
        (Some(at), Some(next)) => replace(members, at, next),
        (None, Some(next)) => members.push(next),
        (Some(at), None) => {
            members.remove(at);
        }
        (None, None) => {}
    }
}

/// Which specialties the unit carries: each specialty of the file names its units. Asked by one form alone.
fn carries(document: &mut DocumentMut, unit: &str, slips: &mut Slips) {
    if !slips.is_ticked(CARRIES) {
        return;
    }
    let Some(specialties) = document.get_mut("specialties").and_then(Item::as_array_of_tables_mut) else { return };
    for specialty in specialties.iter_mut() {
        let Some(id) = specialty.get("id").and_then(Item::as_str).map(str::to_owned) else { continue };
        let wanted = slips.is_ticked(&carried_field(&id));
        let Some(units) = specialty.entry("units").or_insert_with(|| value(Array::new())).as_array_mut() else {
            continue;
        };
        let held = units.iter().any(|value| value.as_str() == Some(unit));
        match (held, wanted) {
            (true, false) => units.retain(|value| value.as_str() != Some(unit)),
            (false, true) => units.push(unit),
            _ => {}
        }
    }
}

/// Sent by the form that asks which specialties a unit carries.
pub const CARRIES: &str = "carries";

/// The box of a specialty in that form.
pub fn carried_field(specialty: &str) -> String {
    format!("{CARRIES}.{specialty}")
}

pub fn specialty(document: &mut DocumentMut, id: &str, slips: &mut Slips) {
    let Some(row) = row(document, "specialties", "id", id) else { return slips.wrong("file", Expected::File) };
    if let Some(name) = slips.name("name") {
        put_name(row, "name", name);
    }
    words(row, "aliases", &slips.words("aliases"));
    words(row, "units", &slips.several("unit"));
    for field in ["new", "units_inferred"] {
        switch(row, field, slips);
    }
}
