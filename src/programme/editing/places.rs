//! A place and what the scheme wants there, as its form says.

use super::Expected;
use super::groups::replace;
use super::rows::{add, switch};
use super::slips::Slips;
use super::toml::{put, put_name, row};
use crate::programme::Arrangement;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value};

/// An arrangement as the file spells it.
pub fn word(what: Arrangement) -> &'static str {
    match what {
        Arrangement::Rules => "rules",
        Arrangement::Station => "station",
        Arrangement::Site => "site",
    }
}

pub fn change(document: &mut DocumentMut, id: &str, slips: &mut Slips) {
    let Some(row) = row(document, "places", "id", id) else { return slips.wrong("file", Expected::File) };
    fill(row, slips);
}

pub fn new(document: &mut DocumentMut, slips: &mut Slips) {
    let id = slips.id("id");
    let Some(row) = add(document, "places") else { return slips.wrong("file", Expected::File) };
    put(row, "id", id);
    fill(row, slips);
}

fn fill(row: &mut Table, slips: &mut Slips) {
    if let Some(name) = slips.name("name") {
        put_name(row, "name", name);
    }
    for field in ["city", "unit"] {
        maybe(row, field, slips.raw(field));
    }
    tile(row, slips);
    switch(row, "unit_inferred", slips);
    requires(row, slips);
}

fn maybe(row: &mut Table, key: &str, word: &str) {
    match word {
        "" => {
            row.remove(key);
        }
        word => put(row, key, word),
    }
}

/// Where a city stands on the schematic; what lies in a city stands with it.
fn tile(row: &mut Table, slips: &mut Slips) {
    let typed = ["tile.row", "tile.column"].map(|field| slips.raw(field));
    if typed == ["", ""] || !slips.raw("city").is_empty() {
        row.remove("tile");
        return;
    }
    let [Some(line), Some(column)] = ["tile.row", "tile.column"].map(|field| slips.number(field)) else { return };
    let mut tile = InlineTable::new();
    tile.insert("row", line.into());
    tile.insert("column", column.into());
    put(row, "tile", tile);
}

fn requires(row: &mut Table, slips: &mut Slips) {
    let held = row.get("requires").and_then(Item::as_array).cloned().unwrap_or_default();
    let mut wanted: Array = held.clone();
    for what in Arrangement::ALL {
        let at = wanted.iter().position(|it| text(it, "what") == Some(word(what)));
        let next = requirement(what, slips);
        match (at, next) {
            (Some(at), Some(next)) if !wanted.get(at).is_some_and(|held| is_same(held, &next)) => {
                replace(&mut wanted, at, next.into());
            }
            (None, Some(next)) => wanted.push_formatted(Value::from(next).decorated("\n  ", "")),
            (Some(at), None) => {
                wanted.remove(at);
            }
            _ => {}
        }
    }
    if wanted.is_empty() {
        row.remove("requires");
    } else if wanted.to_string() != held.to_string() {
        wanted.set_trailing("\n");
        wanted.set_trailing_comma(true);
        put(row, "requires", wanted);
    }
}

/// One thing the scheme wants in the place; none where no task is named for it.
fn requirement(what: Arrangement, slips: &mut Slips) -> Option<InlineTable> {
    let what = word(what);
    let field = |key: &str| format!("{what}.{key}");
    let task = slips.raw(&field("task"));
    if task.is_empty() {
        return None;
    }
    let mut wanted = InlineTable::new();
    wanted.insert("what", what.into());
    wanted.insert("task", task.into());
    let part = slips.raw(&field("part"));
    if !part.is_empty() {
        wanted.insert("part", part.into());
    }
    let is_on = |slips: &mut Slips, key: &str| slips.choice(&field(key), &["true", "false"]) == Some("true");
    if is_on(slips, "optional") {
        wanted.insert("optional", true.into());
    }
    wanted.insert("clause", slips.text(&field("clause")).into());
    if is_on(slips, "inferred") {
        wanted.insert("inferred", true.into());
    }
    Some(wanted)
}

fn text<'v>(value: &'v Value, key: &str) -> Option<&'v str> {
    value.as_inline_table()?.get(key)?.as_str()
}

fn is_same(held: &Value, next: &InlineTable) -> bool {
    let Some(held) = held.as_inline_table() else { return false };
    let words = ["what", "task", "part", "clause"];
    let switches = ["optional", "inferred"];
    let word = |table: &InlineTable, key: &str| table.get(key).and_then(Value::as_str).map(str::to_owned);
    let is_on = |table: &InlineTable, key: &str| table.get(key).and_then(Value::as_bool) == Some(true);
    words.iter().all(|key| word(held, key) == word(next, key))
        && switches.iter().all(|key| is_on(held, key) == is_on(next, key))
}
