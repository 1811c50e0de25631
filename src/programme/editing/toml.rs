//! Small changes of a TOML document that leave the rest of it as it is.

use chrono::NaiveDate;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Table, TableLike, Value};

/// The row of a list of tables whose `key` says `name`.
pub fn row<'d>(document: &'d mut DocumentMut, list: &str, key: &str, name: &str) -> Option<&'d mut Table> {
    let rows = document.get_mut(list)?.as_array_of_tables_mut()?;
    rows.iter_mut().find(|row| row.get(key).and_then(Item::as_str) == Some(name))
}

/// Puts a value in the place of another, with the space and the comments around it.
pub fn put(table: &mut dyn TableLike, key: &str, value: impl Into<Value>) {
    let mut value = value.into();
    match table.get_mut(key) {
        Some(Item::Value(held)) => {
            if held.to_string().trim() == value.to_string().trim() {
                return;
            }
            *value.decor_mut() = held.decor().clone();
            *held = value;
        }
        _ => {
            table.insert(key, Item::Value(value));
        }
    }
}

pub fn put_day(table: &mut dyn TableLike, key: &str, day: NaiveDate) {
    put(table, key, moment(day));
}

pub fn moment(day: NaiveDate) -> toml_edit::Datetime {
    day.to_string().parse().expect("a day is a TOML date")
}

/// A name in three languages, however it is written in the file.
pub fn put_name(table: &mut dyn TableLike, key: &str, [zh_hans, zh_hant, en]: [&str; 3]) {
    if let Some(held) = table.get_mut(key).and_then(Item::as_table_like_mut) {
        for (lang, text) in [("zh-Hans", zh_hans), ("zh-Hant", zh_hant), ("en", en)] {
            put(held, lang, text);
        }
        return;
    }
    table.insert(key, Item::Value(Value::InlineTable(name([zh_hans, zh_hant, en]))));
}

pub fn name([zh_hans, zh_hant, en]: [&str; 3]) -> InlineTable {
    let mut name = InlineTable::new();
    name.insert("zh-Hans", zh_hans.into());
    name.insert("zh-Hant", zh_hant.into());
    name.insert("en", en.into());
    name
}

/// A list with each entry on a line of its own, where there are more than `few`.
pub fn list(values: Vec<Value>, few: usize) -> Array {
    let long = values.len() > few;
    let mut list = Array::new();
    for value in values {
        list.push_formatted(if long { value.decorated("\n  ", "") } else { value });
    }
    if long {
        list.set_trailing("\n");
        list.set_trailing_comma(true);
    } else {
        list.fmt();
    }
    list
}
