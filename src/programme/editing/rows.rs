//! What the rows of a file have in common, and the limits and switches that stand alone.

use super::slips::Slips;
use super::toml::{list, name, put, put_name};
use super::{Expected, Slip};
use toml_edit::{Array, DocumentMut, Item, Table, TableLike, Value};

/// Gives a row a name, or takes it away.
pub fn maybe_name(row: &mut Table, key: &str, name: Option<[&str; 3]>) {
    match name {
        Some(name) => put_name(row, key, name),
        None => {
            row.remove(key);
        }
    }
}

/// Named parts or rungs, a line each: the name in three languages.
pub fn parts(table: &mut dyn TableLike, key: &str, slips: &mut Slips) {
    let mut parts: Vec<Value> = Vec::new();
    for line in slips.raw(key).lines().map(str::trim).filter(|line| !line.is_empty()) {
        let names: Vec<&str> = line.split(['|', '｜']).map(str::trim).collect();
        match names[..] {
            [zh_hans, zh_hant, en] if ![zh_hans, zh_hant, en].contains(&"") => {
                parts.push(name([zh_hans, zh_hant, en]).into());
            }
            _ => slips.add(Slip { field: key.into(), expected: Expected::ThreeNames, found: line.to_owned() }),
        }
    }
    let held = table.get(key).and_then(Item::as_array);
    let same = held.map_or(0, Array::len) == parts.len()
        && held.is_none_or(|held| held.iter().zip(&parts).all(|(held, part)| is_same_name(held, part)));
    if same {
        return;
    }
    match parts.is_empty() {
        true => {
            table.remove(key);
        }
        false => put(table, key, list(parts, 0)),
    }
}

fn is_same_name(held: &Value, other: &Value) -> bool {
    let text = |value: &Value, lang| value.as_inline_table()?.get(lang)?.as_str().map(str::to_owned);
    ["zh-Hans", "zh-Hant", "en"].iter().all(|lang| text(held, lang) == text(other, lang))
}

/// Words in a list, such as other names; none leave no list.
pub fn words(row: &mut Table, key: &str, words: &[&str]) {
    let held: Vec<&str> = row
        .get(key)
        .and_then(Item::as_array)
        .map(|list| list.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    if held == words {
        return;
    }
    match words.is_empty() {
        true => {
            row.remove(key);
        }
        false => put(row, key, words.iter().copied().collect::<Array>()),
    }
}

/// A yes or no; what is left out means no.
pub fn switch(row: &mut Table, key: &str, slips: &mut Slips) {
    let Some(is_on) = slips.choice(key, &["true", "false"]).map(|word| word == "true") else { return };
    if is_on || row.contains_key(key) {
        put(row, key, is_on);
    }
}

/// A row of its own behind the others of a list.
pub fn add<'d>(document: &'d mut DocumentMut, list: &str) -> Option<&'d mut Table> {
    let rows = document.get_mut(list)?.as_array_of_tables_mut()?;
    let mut row = Table::new();
    row.decor_mut().set_prefix("\n");
    rows.push(row);
    let last = rows.len() - 1;
    rows.get_mut(last)
}

/// Takes a row away; what stood above it as a heading of the list stays.
pub fn remove(document: &mut DocumentMut, list: &str, key: &str, name: &str, slips: &mut Slips) {
    let Some(rows) = document.get_mut(list).and_then(Item::as_array_of_tables_mut) else {
        return slips.wrong("file", Expected::File);
    };
    let called = |row: &Table| row.get(key).and_then(Item::as_str) == Some(name);
    let Some(at) = rows.iter().position(called) else { return slips.wrong("file", Expected::File) };
    let heading = rows.get(at).map(|row| row.decor().clone()).filter(|_| at == 0);
    rows.remove(at);
    if let Some((heading, next)) = heading.zip(rows.get_mut(0)) {
        *next.decor_mut() = heading;
    }
}

pub fn thresholds(document: &mut DocumentMut, slips: &mut Slips) {
    let fields = ["lagging_points", "serious_points", "due_soon_days", "report_due_soon_days", "stale_days"]
        .map(|field| (field, slips.number(field)));
    let Some(table) = document.get_mut("thresholds").and_then(Item::as_table_like_mut) else {
        return slips.wrong("file", Expected::File);
    };
    for (field, number) in fields {
        if let Some(number) = number {
            // The form asks how many points behind, the file keeps the gap.
            put(table, field, if field.ends_with("_days") { number } else { -number });
        }
    }
}

/// The switches of printed documents, in the order of the form.
pub const SWITCHES: [&str; 7] =
    ["third_heading_bold", "single_sided", "body_digits", "plain_names", "fixed_lines", "title_bold", "public"];

pub fn documents(document: &mut DocumentMut, slips: &mut Slips) {
    match slips.raw("sealed_copy") {
        word @ ("required" | "optional" | "none") => put(document.as_table_mut(), "sealed_copy", word),
        _ => slips.wrong("sealed_copy", Expected::Choice),
    }
    let switches = SWITCHES.map(|field| match slips.raw(field) {
        "true" => Some(true),
        "false" => Some(false),
        _ => {
            slips.wrong(field, Expected::Choice);
            None
        }
    });
    let copies = slips.number("copies");
    if !document.contains_key("documents") {
        document.insert("documents", Item::Table(Table::new()));
    }
    let Some(table) = document.get_mut("documents").and_then(Item::as_table_like_mut) else {
        return slips.wrong("file", Expected::File);
    };
    for (field, is_on) in SWITCHES.into_iter().zip(switches) {
        if let Some(is_on) = is_on {
            put(table, field, is_on);
        }
    }
    if let Some(copies) = copies {
        put(table, "copies", copies);
    }
}
