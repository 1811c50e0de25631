//! Reads the fields of a form and keeps every slip.

use super::{Expected, Slip, Typed};
use chrono::NaiveDate;

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

    pub fn number(&mut self, field: &str) -> Option<i64> {
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
    pub fn maybe_day(&mut self, field: &str) -> Option<NaiveDate> {
        if self.raw(field).is_empty() { None } else { self.day(field) }
    }

    /// `field.zh-Hans`, `field.zh-Hant`, `field.en`; none if all are empty.
    pub fn maybe_name(&mut self, field: &str) -> Option<[&'t str; 3]> {
        let fields = ["zh-Hans", "zh-Hant", "en"].map(|lang| format!("{field}.{lang}"));
        if fields.iter().all(|field| self.raw(field).is_empty()) {
            return None;
        }
        let [zh_hans, zh_hant, en] = fields.each_ref().map(|field| self.text(field));
        Some([zh_hans, zh_hant, en])
    }

    pub fn name(&mut self, field: &str) -> Option<[&'t str; 3]> {
        let name = self.maybe_name(field);
        if name.is_none() {
            self.wrong(&format!("{field}.zh-Hans"), Expected::Filled);
        }
        name
    }

    /// One of the words offered.
    pub fn choice(&mut self, field: &str, words: &[&'static str]) -> Option<&'static str> {
        let chosen = words.iter().copied().find(|word| *word == self.raw(field));
        if chosen.is_none() {
            self.wrong(field, Expected::Choice);
        }
        chosen
    }

    /// An id for addresses and columns.
    pub fn id(&mut self, field: &str) -> &'t str {
        let id = self.raw(field);
        if id.is_empty() || !id.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c)) {
            self.wrong(field, Expected::Id);
        }
        id
    }

    /// The words of a line, with any of the usual marks between them.
    pub fn words(&self, field: &str) -> Vec<&'t str> {
        let parts = self.raw(field).split([',', '，', '、', ';', '；', '\n']).map(str::trim);
        parts.filter(|word| !word.is_empty()).collect()
    }

    /// What stands in the fields `field.1`, `field.2` and so on, each once.
    pub fn several(&self, field: &str) -> Vec<&'t str> {
        let named = |key: &str| key.strip_prefix(field).is_some_and(|rest| rest.starts_with('.'));
        let mut found: Vec<&str> = Vec::new();
        for (_, value) in self.typed.0.iter().filter(|(key, _)| named(key)) {
            let value = value.trim();
            if !value.is_empty() && !found.contains(&value) {
                found.push(value);
            }
        }
        found
    }

    /// Whether a box was sent, which only one that is ticked is.
    pub fn is_ticked(&self, field: &str) -> bool {
        self.typed.has(field)
    }

    /// The names of all fields.
    pub fn fields(&self) -> impl Iterator<Item = &'t str> {
        self.typed.0.iter().map(|(field, _)| field.as_str())
    }
}
