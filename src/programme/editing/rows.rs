//! Targets, tasks, units and thresholds, as their forms say.

use super::toml::{list, moment, name, put, put_day, put_name, row};
use super::{Expected, Slip, Typed};
use chrono::NaiveDate;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, Value};

/// Reads the fields of a form, and keeps every slip instead of stopping at the first.
pub struct Slips<'t> {
    typed: &'t Typed,
    found: Vec<Slip>,
}

impl<'t> Slips<'t> {
    pub fn new(typed: &'t Typed) -> Self {
        Slips { typed, found: Vec::new() }
    }

    pub fn finish(self) -> Vec<Slip> {
        self.found
    }

    pub fn add(&mut self, slip: Slip) {
        self.found.push(slip);
    }

    pub fn wrong(&mut self, field: &str, expected: Expected) {
        let found = self.typed.get(field).to_owned();
        self.found.push(Slip { field: field.to_owned(), expected, found });
    }

    pub fn raw(&self, field: &str) -> &'t str {
        self.typed.get(field)
    }

    pub fn text(&mut self, field: &str) -> &'t str {
        if self.raw(field).is_empty() {
            self.wrong(field, Expected::Filled);
        }
        self.raw(field)
    }

    fn number(&mut self, field: &str) -> Option<i64> {
        let number = self.raw(field).parse().ok();
        if number.is_none() {
            self.wrong(field, Expected::Number);
        }
        number
    }

    pub fn day(&mut self, field: &str) -> Option<NaiveDate> {
        let day = self.raw(field).parse().ok();
        if day.is_none() {
            self.wrong(field, Expected::Day);
        }
        day
    }

    /// A day, or nothing.
    fn maybe_day(&mut self, field: &str) -> Option<NaiveDate> {
        if self.raw(field).is_empty() { None } else { self.day(field) }
    }

    /// `field.zh-Hans`, `field.zh-Hant`, `field.en`; none if all are empty.
    fn maybe_name(&mut self, field: &str) -> Option<[&'t str; 3]> {
        let fields = ["zh-Hans", "zh-Hant", "en"].map(|lang| format!("{field}.{lang}"));
        if fields.iter().all(|field| self.raw(field).is_empty()) {
            return None;
        }
        let [zh_hans, zh_hant, en] = fields.each_ref().map(|field| self.text(field));
        Some([zh_hans, zh_hant, en])
    }

    fn name(&mut self, field: &str) -> Option<[&'t str; 3]> {
        let name = self.maybe_name(field);
        if name.is_none() {
            self.wrong(&format!("{field}.zh-Hans"), Expected::Filled);
        }
        name
    }
}

/// Gives a row a name, or takes it away.
fn maybe_name(row: &mut Table, key: &str, name: Option<[&str; 3]>) {
    match name {
        Some(name) => put_name(row, key, name),
        None => {
            row.remove(key);
        }
    }
}

pub fn target(document: &mut DocumentMut, id: &str, slips: &mut Slips) {
    let Some(row) = row(document, "targets", "id", id) else { return slips.wrong("file", Expected::File) };
    match slips.raw("operator") {
        operator @ (">=" | "=") => put(row, "operator", operator),
        _ => slips.wrong("operator", Expected::Choice),
    }
    if let Some(value) = slips.number("value") {
        put(row, "value", value);
    }
    if let Some(due) = slips.day("due") {
        put_day(row, "due", due);
    }
    if let Some(wording) = slips.name("wording") {
        put_name(row, "wording", wording);
    }
    let note = slips.maybe_name("inferred");
    maybe_name(row, "inferred", note);
    if row.contains_key("plan") {
        plan(row, slips);
    }
}

/// The plan line: a share for each day that has one; between them it runs straight.
fn plan(row: &mut Table, slips: &mut Slips) {
    let reason = slips.text("plan.reason");
    let mut points: Vec<(NaiveDate, i64)> = Vec::new();
    let fields: Vec<String> = slips.typed.0.iter().map(|(field, _)| field.clone()).collect();
    for field in fields.iter().filter(|field| field.starts_with("plan.on.")) {
        let text = slips.raw(field);
        let Ok(day) = field["plan.on.".len()..].parse::<NaiveDate>() else { continue };
        match text.parse::<i64>() {
            _ if text.is_empty() => {}
            Ok(percent) if (0..=100).contains(&percent) => points.push((day, percent)),
            _ => slips.wrong(field, Expected::Percent),
        }
    }
    points.sort();
    let points: Vec<Value> = points
        .into_iter()
        .map(|(day, percent)| {
            let mut point = InlineTable::new();
            point.insert("on", moment(day).into());
            point.insert("percent", percent.into());
            point.into()
        })
        .collect();
    let Some(plan) = row.get_mut("plan").and_then(Item::as_table_like_mut) else {
        return slips.wrong("file", Expected::File);
    };
    put(plan, "points", list(points, 2));
    put(plan, "reason", reason);
}

pub fn thresholds(document: &mut DocumentMut, slips: &mut Slips) {
    let fields = ["lagging_points", "serious_points", "due_soon_days"].map(|field| (field, slips.number(field)));
    let Some(table) = document.get_mut("thresholds").and_then(Item::as_table_like_mut) else {
        return slips.wrong("file", Expected::File);
    };
    for (field, number) in fields {
        if let Some(number) = number {
            // The form asks how many points behind, the file keeps the gap.
            put(table, field, if field == "due_soon_days" { number } else { -number });
        }
    }
}

/// The switches of printed documents, in the order of the form.
pub const SWITCHES: [&str; 3] = ["third_heading_bold", "single_sided", "body_digits"];

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
}

pub fn task(document: &mut DocumentMut, number: &str, slips: &mut Slips) {
    let Some(row) = row(document, "tasks", "number", number) else { return slips.wrong("file", Expected::File) };
    if let Some(short) = slips.name("short") {
        put_name(row, "short", short);
    }
    if let Some(deadline) = deadline(slips) {
        put(row, "deadline", deadline);
    }
    if let Some(parties) = responsible(row, slips) {
        put(row, "responsible", parties);
    }
    let done = slips.maybe_name("done_when");
    maybe_name(row, "done_when", done);
    let note = slips.maybe_name("note");
    maybe_name(row, "note", note);
    slots(row, slips);
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

/// The parties in printed order, each with the role the office has given it, on what ground and since when.
fn responsible(row: &Table, slips: &mut Slips) -> Option<Array> {
    let held = row.get("responsible")?.as_array()?;
    let mut parties = Array::new();
    for value in held.iter() {
        let table = value.as_inline_table();
        let party = value.as_str().or_else(|| table?.get("party")?.as_str())?;
        let (role, basis) = (format!("role.{party}"), format!("basis.{party}"));
        let mut next: Value = match slips.raw(&role) {
            "unspecified" => party.into(),
            word @ ("lead" | "support") => {
                let mut table = InlineTable::new();
                table.insert("party", party.into());
                table.insert("role", word.into());
                if word == "lead" {
                    table.insert("basis", slips.text(&basis).into());
                }
                if let Some(day) = slips.maybe_day(&format!("on.{party}")) {
                    table.insert("on", moment(day).into());
                }
                table.into()
            }
            _ => {
                slips.wrong(&role, Expected::Choice);
                continue;
            }
        };
        *next.decor_mut() = value.decor().clone();
        parties.push_formatted(next);
    }
    parties.set_trailing(held.trailing().clone());
    parties.set_trailing_comma(held.trailing_comma());
    Some(parties)
}

/// The named parts, a line each: the name in three languages.
fn slots(row: &mut Table, slips: &mut Slips) {
    let mut parts: Vec<Value> = Vec::new();
    for line in slips.raw("slots").lines().map(str::trim).filter(|line| !line.is_empty()) {
        let names: Vec<&str> = line.split(['|', '｜']).map(str::trim).collect();
        match names[..] {
            [zh_hans, zh_hant, en] if ![zh_hans, zh_hant, en].contains(&"") => {
                parts.push(name([zh_hans, zh_hant, en]).into());
            }
            _ => {
                slips.found.push(Slip { field: "slots".into(), expected: Expected::ThreeNames, found: line.to_owned() })
            }
        }
    }
    let same = row.get("slots").and_then(Item::as_array).map_or(0, Array::len) == parts.len()
        && row.get("slots").and_then(Item::as_array).is_none_or(|held| {
            held.iter().zip(&parts).all(|(held, part)| {
                ["zh-Hans", "zh-Hant", "en"].iter().all(|lang| {
                    let text = |value: &Value| value.as_inline_table()?.get(lang)?.as_str().map(str::to_owned);
                    text(held) == text(part)
                })
            })
        });
    if same {
        return;
    }
    match parts.is_empty() {
        true => {
            row.remove("slots");
        }
        false => put(row, "slots", list(parts, 0)),
    }
}

pub fn unit(document: &mut DocumentMut, id: &str, slips: &mut Slips) {
    let Some(row) = row(document, "units", "id", id) else { return slips.wrong("file", Expected::File) };
    if let Some(name) = slips.name("name") {
        put_name(row, "name", name);
    }
    match slips.raw("route") {
        route @ ("via_consolidator" | "direct" | "none") => put(row, "route", route),
        _ => slips.wrong("route", Expected::Choice),
    }
    let note = slips.maybe_name("note");
    maybe_name(row, "note", note);
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
    let called = |value: &Value| {
        value.as_str() == Some(unit) || value.as_inline_table().and_then(|it| it.get("unit")?.as_str()) == Some(unit)
    };
    let at = members.iter().position(called);
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
