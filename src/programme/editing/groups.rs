//! A group and from when to when each unit belongs to it, as its form says.

use super::Expected;
use super::rows::{add, maybe_name, switch};
use super::slips::Slips;
use super::toml::{list, moment, put, put_day, put_name, row};
use chrono::NaiveDate;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value};

pub fn change(document: &mut DocumentMut, id: &str, slips: &mut Slips) {
    let Some(row) = row(document, "groups", "id", id) else { return slips.wrong("file", Expected::File) };
    fill(row, slips);
}

pub fn new(document: &mut DocumentMut, slips: &mut Slips) {
    let (id, begins) = (slips.id("id"), slips.day("begins"));
    let Some(row) = add(document, "groups") else { return slips.wrong("file", Expected::File) };
    put(row, "id", id);
    if let Some(day) = begins {
        put_day(row, "from", day);
    }
    put(row, "members", Array::new());
    fill(row, slips);
}

fn fill(row: &mut Table, slips: &mut Slips) {
    if let Some(name) = slips.name("name") {
        put_name(row, "name", name);
    }
    members(row, slips);
    switch(row, "inferred", slips);
    let note = slips.maybe_name("note");
    maybe_name(row, "note", note);
}

/// The unit a member of the file names.
pub fn unit_of(value: &Value) -> Option<&str> {
    value.as_str().or_else(|| value.as_inline_table()?.get("unit")?.as_str())
}

/// A membership as the file spells it: the id alone where it lasts from the first day of the group.
pub fn membership(group: &Table, unit: &str, from: NaiveDate, until: Option<NaiveDate>) -> Value {
    let usual = group.get("from").and_then(Item::as_datetime).map(ToString::to_string);
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
}

/// From when to when, as two fields say it; none if nothing is typed in either.
pub fn span(slips: &mut Slips, from: &str, until: &str) -> Option<(NaiveDate, Option<NaiveDate>)> {
    if slips.raw(from).is_empty() {
        if !slips.raw(until).is_empty() {
            slips.wrong(from, Expected::Day);
        }
        return None;
    }
    let (first, last) = (slips.day(from), slips.maybe_day(until));
    if let (Some(first), Some(last)) = (first, last)
        && last < first
    {
        slips.wrong(until, Expected::NotBefore);
        return None;
    }
    first.map(|first| (first, last))
}

/// What the fields of a membership are called: of the unit, and which of its stays, counted from 1.
pub fn member_field(unit: &str, stay: usize) -> String {
    format!("{unit}.{stay}")
}

/// Puts a value in the place of another with the space around it, unless it says the same.
pub fn replace(members: &mut Array, at: usize, mut next: Value) {
    let Some(held) = members.get(at) else { return };
    if held.to_string().trim() != next.to_string().trim() {
        *next.decor_mut() = held.decor().clone();
        members.replace_formatted(at, next);
    }
}

/// How many units may join by one form.
pub const JOINING: usize = 4;

fn members(row: &mut Table, slips: &mut Slips) {
    let held = row.get("members").and_then(Item::as_array).cloned().unwrap_or_default();
    let mut members = held.clone();
    let mut gone: Vec<usize> = Vec::new();
    for (at, value) in held.iter().enumerate() {
        let Some(unit) = unit_of(value) else { continue };
        let stay = held.iter().take(at + 1).filter(|other| unit_of(other) == Some(unit)).count();
        let field = member_field(unit, stay);
        match span(slips, &format!("from.{field}"), &format!("until.{field}")) {
            Some((from, until)) => replace(&mut members, at, membership(row, unit, from, until)),
            None => gone.push(at),
        }
    }
    for at in gone.into_iter().rev() {
        members.remove(at);
    }
    for n in 1..=JOINING {
        let unit = slips.raw(&format!("join.{n}"));
        if unit.is_empty() {
            continue;
        }
        match span(slips, &format!("joins.{n}"), &format!("leaves.{n}")) {
            Some((from, until)) => members.push(membership(row, unit, from, until)),
            None => slips.wrong(&format!("joins.{n}"), Expected::Day),
        }
    }
    if members.is_empty() {
        slips.wrong("join.1", Expected::Filled);
    }
    if held.is_empty() {
        members = list(members.into_iter().collect(), 3);
    }
    if held.to_string() != members.to_string() {
        put(row, "members", members);
    }
}
