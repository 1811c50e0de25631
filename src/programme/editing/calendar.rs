//! Days off and days worked, a line each with what they are for, and the year-end supplement.

use super::slips::Slips;
use super::toml::{list, moment, put, put_day};
use super::{Expected, Slip};
use crate::calendar::Moved;
use crate::programme::{Programme, file};
use chrono::NaiveDate;
use std::fmt;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Value};

/// Days in a row, and what for: `2022-10-01 2022-10-07 国庆节`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub first: NaiveDate,
    pub last: NaiveDate,
    pub label: String,
}

impl fmt::Display for Stretch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.first)?;
        if self.last != self.first {
            write!(f, " {}", self.last)?;
        }
        if self.label.is_empty() { Ok(()) } else { write!(f, " {}", self.label) }
    }
}

/// The days off as the file has them.
pub fn stretches(source: &str) -> Vec<Stretch> {
    days(source, "off")
}

/// The days worked though they are Saturdays or Sundays.
pub fn worked(source: &str) -> Vec<Stretch> {
    days(source, "worked")
}

/// Whether a monthly deadline on a day off moves to the next working day; the file says so unless it says no.
pub fn roll_over(source: &str) -> bool {
    let Ok(document) = source.parse::<DocumentMut>() else { return true };
    document.get("reporting").and_then(|it| it.get("roll_over")?.as_bool()).unwrap_or(true)
}

fn days(source: &str, key: &str) -> Vec<Stretch> {
    let Ok(document) = source.parse::<DocumentMut>() else { return Vec::new() };
    let list = document.get("holidays").and_then(|it| it.get(key)).and_then(Item::as_array);
    list.map(held).unwrap_or_default()
}

fn held(list: &Array) -> Vec<Stretch> {
    let day = |item: &toml_edit::Value| item.as_datetime().and_then(|day| day.to_string().parse::<NaiveDate>().ok());
    let values: Vec<_> = list.iter().collect();
    let mut found = Vec::new();
    for (at, value) in values.iter().enumerate() {
        let table = value.as_inline_table();
        let first = day(value).or_else(|| day(table?.get("first")?));
        let last = table.and_then(|table| day(table.get("last")?)).or(first);
        // A comment behind an entry stands before the next one, or at the end of the list; it is for every entry of its
        // line.
        let behind = |at: usize| {
            let next = values.get(at + 1).and_then(|value| value.decor().prefix()).unwrap_or(list.trailing());
            next.as_str().unwrap_or_default()
        };
        let line = (at..values.len()).map(behind).find(|text| text.contains(['\n', '#'])).unwrap_or_default();
        let line = line.lines().next().unwrap_or_default();
        let label = line.split_once('#').map_or("", |(_, label)| label.trim()).to_owned();
        if let Some((first, last)) = first.zip(last) {
            found.push(Stretch { first, last, label });
        }
    }
    found
}

/// The days of a period that a form may set.
pub const PERIOD_DAYS: [&str; 3] = ["opens", "due", "effective_due"];

/// The periods whose days the file sets otherwise than by the rule, in its order.
pub fn moved_periods(source: &str) -> Vec<String> {
    let Ok(document) = source.parse::<DocumentMut>() else { return Vec::new() };
    let moved = document.get("reporting").and_then(|it| it.get("moved")?.as_array());
    let id = |row: &toml_edit::Value| row.as_inline_table()?.get("id")?.as_str().map(str::to_owned);
    moved.map(|list| list.iter().filter_map(id).collect()).unwrap_or_default()
}

pub fn write(document: &mut DocumentMut, slips: &mut Slips) {
    // What was typed is held against the days as they were, before the calendar changes them.
    let before = file::read(&document.to_string()).ok();
    if let Some(before) = &before {
        move_periods(document, before, slips);
    }
    for key in ["off", "worked"] {
        let wanted = read(slips, key);
        let Some(holidays) = document.get_mut("holidays").and_then(Item::as_table_like_mut) else {
            return slips.wrong("file", Expected::File);
        };
        let same = holidays.get(key).and_then(Item::as_array).is_some_and(|list| held(list) == wanted);
        if !same {
            holidays.insert(key, lines(key, &wanted));
        }
    }
    let Some(reporting) = document.get_mut("reporting").and_then(Item::as_table_like_mut) else {
        return slips.wrong("file", Expected::File);
    };
    if let Some(moves) = slips.choice("roll_over", &["true", "false"]).map(|word| word == "true")
        && (!moves || reporting.contains_key("roll_over"))
    {
        put(reporting, "roll_over", moves);
    }
    if let Some(days) = slips.number("opens_before")
        && (days != 7 || reporting.contains_key("opens_before"))
    {
        put(reporting, "opens_before", days);
    }
    let Some(supplement) = reporting.get_mut("supplement").and_then(Item::as_table_like_mut) else { return };
    for key in ["opens", "due"] {
        if let Some(day) = slips.day(&format!("supplement.{key}")) {
            put_day(supplement, key, day);
        }
    }
}

/// Keeps the days that were typed otherwise than they were. What was due before the change begins stays as it was.
fn move_periods(document: &mut DocumentMut, before: &Programme, slips: &mut Slips) {
    let from = slips.raw("from").parse::<NaiveDate>().ok();
    let Some(reporting) = document.get_mut("reporting").and_then(Item::as_table_like_mut) else { return };
    let mut moved: Vec<Moved> = before.reporting.moved.clone();
    for period in before.periods.iter().filter(|period| period.is_regular()) {
        for key in PERIOD_DAYS {
            let field = format!("period.{}.{key}", period.id);
            if slips.raw(&field).is_empty() && !slips.is_ticked(&field) {
                continue;
            }
            let held = match key {
                "opens" => period.opens,
                "due" => period.due,
                _ => period.effective_due,
            };
            let Some(day) = slips.day(&field).filter(|day| *day != held) else { continue };
            if from.is_some_and(|from| period.effective_due < from) {
                slips.wrong(&field, Expected::NotPast);
                continue;
            }
            let at = moved.iter().position(|it| it.id == period.id).unwrap_or(moved.len());
            if at == moved.len() {
                moved.push(Moved { id: period.id, opens: None, due: None, effective_due: None });
            }
            match key {
                "opens" => moved[at].opens = Some(day),
                "due" => moved[at].due = Some(day),
                _ => moved[at].effective_due = Some(day),
            }
        }
    }
    if moved == before.reporting.moved {
        return;
    }
    moved.sort_by_key(|it| it.id);
    let rows = moved.iter().map(|it| {
        let mut row = InlineTable::new();
        row.insert("id", it.id.to_string().into());
        for (key, day) in PERIOD_DAYS.into_iter().zip([it.opens, it.due, it.effective_due]) {
            if let Some(day) = day {
                row.insert(key, moment(day).into());
            }
        }
        Value::from(row)
    });
    put(reporting, "moved", list(rows.collect(), 0));
}

fn read(slips: &mut Slips, key: &str) -> Vec<Stretch> {
    let mut wanted = Vec::new();
    let mut wrong = Vec::new();
    for line in slips.raw(key).lines().map(str::trim).filter(|line| !line.is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let day = |at: usize| words.get(at).and_then(|word| word.parse::<NaiveDate>().ok());
        match (day(0), day(1)) {
            (Some(first), last) => {
                let label = words[if last.is_some() { 2 } else { 1 }..].join(" ");
                wanted.push(Stretch { first, last: last.unwrap_or(first), label });
            }
            (None, _) => wrong.push(line.to_owned()),
        }
    }
    for found in wrong {
        slips.add(Slip { field: key.to_owned(), expected: Expected::Stretch, found });
    }
    wanted
}

/// The list with each entry on its line, and what it is for behind it. Days worked are single days.
fn lines(key: &str, wanted: &[Stretch]) -> Item {
    let mut text = String::from("it = [\n");
    for stretch in wanted {
        let mut day = stretch.first;
        let entry = match key {
            "off" => format!("{{ first = {}, last = {} }}", stretch.first, stretch.last),
            _ => {
                let mut days = vec![day.to_string()];
                while day < stretch.last && days.len() < 31 {
                    day = crate::calendar::next_day(day);
                    days.push(day.to_string());
                }
                days.join(", ")
            }
        };
        let label: String = stretch.label.chars().filter(|c| !c.is_control()).collect();
        let label = if label.is_empty() { String::new() } else { format!(" # {label}") };
        text.push_str(&format!("  {entry},{label}\n"));
    }
    text.push_str("]\n");
    let mut document: DocumentMut = text.parse().expect("what we have just written is TOML");
    document.remove("it").expect("the list has just been written")
}
