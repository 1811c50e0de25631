//! Reads a TOML document value by value, and keeps every mistake it meets instead of stopping at the first.
//!
//! A value that is missing or wrong is reported once; a stand-in is read in its place and all that
//! hangs on it is passed over in silence. The result is to be used only if `finish` finds no mistake.

use super::mistake::{Mistake, nearest, variants};
use super::wanted::Wanted;
use serde::de::DeserializeOwned;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::{Bound, Range, RangeBounds};
use toml::de::{DeTable, DeValue};

pub struct Reader<'t> {
    text: &'t str,
    mistakes: RefCell<Vec<Mistake>>,
    /// Where each value stands that has been asked for.
    spans: RefCell<BTreeMap<String, Range<usize>>>,
    references: RefCell<Vec<Reference>>,
}

/// An id in the file that must be the id of something else in the file.
#[derive(Clone)]
pub struct Reference {
    pub to: Kind,
    pub name: String,
    pub place: String,
}

/// What an id can be the id of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    KeyTask,
    Task,
    Unit,
    Group,
    /// A unit or a group.
    Party,
    City,
}

impl<'t> Reader<'t> {
    pub fn new(text: &'t str) -> Self {
        Reader { text, mistakes: RefCell::default(), spans: RefCell::default(), references: RefCell::default() }
    }

    /// The document itself, as a value to read.
    pub fn document<'r>(&'r self, document: &'r DeValue<'r>) -> Node<'r> {
        Node { reader: self, place: String::new(), value: Some((document, 0..0)) }
    }

    pub fn references(&self) -> Vec<Reference> {
        self.references.borrow().clone()
    }

    pub fn is_without_mistakes(&self) -> bool {
        self.mistakes.borrow().is_empty()
    }

    /// Every mistake, first line first.
    pub fn finish(self) -> Vec<Mistake> {
        let mut mistakes = self.mistakes.into_inner();
        mistakes.sort_by_key(|mistake| mistake.line);
        mistakes
    }

    /// Reports a mistake at the first of `places` unless `holds`, or unless one of them has been reported before.
    pub fn require(&self, holds: bool, places: &[&str], expected: Wanted) {
        let Some(place) = places.first() else { return };
        if !holds && places.iter().all(|place| self.is_sound(place)) {
            let span = self.spans.borrow().get(*place).cloned().unwrap_or_default();
            self.report(span.start, place, expected, self.excerpt(span.clone()));
        }
    }

    pub fn report(&self, at: usize, place: &str, expected: Wanted, found: String) {
        let line = self.text[..at].matches('\n').count() + 1;
        self.mistakes.borrow_mut().push(Mistake { line, place: place.into(), expected, found });
    }

    fn is_sound(&self, place: &str) -> bool {
        let within =
            |other: &str| other.strip_prefix(place).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        self.spans.borrow().contains_key(place) && !self.mistakes.borrow().iter().any(|other| within(&other.place))
    }

    pub fn excerpt(&self, span: Range<usize>) -> String {
        let line = self.text[span].lines().next().unwrap_or_default();
        match line.char_indices().nth(60) {
            Some((end, _)) => format!("{}…", &line[..end]),
            None => line.into(),
        }
    }
}

/// A value and where it stands; no value where one was missing or wrong.
#[derive(Clone)]
pub struct Node<'r> {
    reader: &'r Reader<'r>,
    place: String,
    value: Option<(&'r DeValue<'r>, Range<usize>)>,
}

/// What can be read from a value.
pub trait Read {
    fn read(node: &Node) -> Self;
}

impl<'r> Node<'r> {
    /// What `take` makes of the value, or a stand-in.
    pub fn expect<T: Default>(&self, expected: Wanted, take: impl FnOnce(&DeValue) -> Option<T>) -> T {
        let Some((value, span)) = &self.value else { return T::default() };
        take(value).unwrap_or_else(|| {
            let found = match value {
                DeValue::Table(_) => "a table".into(),
                DeValue::Array(_) => "a list".into(),
                _ => self.reader.excerpt(span.clone()),
            };
            self.reader.report(span.start, &self.place, expected, found);
            T::default()
        })
    }

    pub fn number<N: TryFrom<i64> + Default>(&self, allowed: impl RangeBounds<i64>) -> N {
        let end = |bound: Bound<&i64>| if let Bound::Included(end) = bound { Some(*end) } else { None };
        let expected = Wanted::Number { least: end(allowed.start_bound()), most: end(allowed.end_bound()) };
        self.expect(expected, |value| {
            let digits = value.as_integer()?;
            let number = i64::from_str_radix(digits.as_str(), digits.radix()).ok()?;
            if allowed.contains(&number) { N::try_from(number).ok() } else { None }
        })
    }

    /// A word of the enumeration `T`, which says itself what words it has.
    pub fn word<T: DeserializeOwned>(&self) -> T {
        let words = variants::<T>();
        let offered = words.iter().map(|word| (*word).to_owned()).collect();
        let word = self
            .expect(Wanted::OneOf(offered), |value| words.iter().copied().find(|word| value.as_str() == Some(word)));
        let known = if word.is_empty() { words[0] } else { word };
        T::deserialize(serde::de::value::StrDeserializer::<serde::de::value::Error>::new(known))
            .expect("an enumeration knows the words it gave")
    }

    pub fn list<T>(&self, read: impl Fn(&Node<'r>) -> T) -> Vec<T> {
        let is_list = |value: &DeValue| value.as_array().filter(|list| !list.is_empty()).map(|_| ());
        self.expect(Wanted::List, is_list);
        let Some((DeValue::Array(list), _)) = &self.value else { return Vec::new() };
        let nodes = list.iter().enumerate().map(|(i, value)| {
            let place = format!("{}[{i}]", self.place);
            self.reader.spans.borrow_mut().insert(place.clone(), value.span());
            Node { reader: self.reader, place, value: Some((value.get_ref(), value.span())) }
        });
        nodes.map(|node| read(&node)).collect()
    }

    /// Reads a table, and reports the keys `read` did not ask for.
    pub fn table<T>(&self, read: impl FnOnce(&Table<'r>) -> T) -> T {
        self.expect(Wanted::Table, |value| value.as_table().map(|_| ()));
        let entries = self.value.as_ref().and_then(|(value, _)| value.as_table());
        let table = Table { node: self.clone(), entries, asked: RefCell::default(), missing: RefCell::default() };
        let result = read(&table);
        table.report_keys();
        result
    }

    pub fn is_table(&self) -> bool {
        matches!(self.value, Some((DeValue::Table(_), _)))
    }

    /// An id that must be that of a `kind`.
    pub fn refers(&self, to: Kind) -> String {
        let name = String::read(self);
        self.refer(to, name.clone());
        name
    }

    pub fn refer(&self, to: Kind, name: String) {
        self.reader.references.borrow_mut().push(Reference { to, name, place: self.place.clone() });
    }
}

pub struct Table<'r> {
    node: Node<'r>,
    entries: Option<&'r DeTable<'r>>,
    /// The keys that have been asked for; none any more once the kind of the table is in doubt.
    asked: RefCell<Vec<&'static str>>,
    /// Those of them that had to be there and were not.
    missing: RefCell<Vec<&'static str>>,
}

/// What a table of one kind says, under the name of the kind.
pub type Case<T> = (&'static str, fn(&Table) -> T);

impl<'r> Table<'r> {
    /// A value that must be there.
    pub fn get<T: Read>(&self, key: &'static str) -> T {
        self.take(key, T::read)
    }

    /// A value that may be left out.
    pub fn maybe<T: Read>(&self, key: &'static str) -> Option<T> {
        self.take_if(key, T::read)
    }

    pub fn number<N: TryFrom<i64> + Default>(&self, key: &'static str, allowed: impl RangeBounds<i64>) -> N {
        self.take(key, |node| node.number(allowed))
    }

    pub fn take<T>(&self, key: &'static str, read: impl FnOnce(&Node<'r>) -> T) -> T {
        let node = self.find(key);
        if node.value.is_none() && self.entries.is_some() {
            self.missing.borrow_mut().push(key);
        }
        read(&node)
    }

    pub fn take_if<T>(&self, key: &'static str, read: impl FnOnce(&Node<'r>) -> T) -> Option<T> {
        let node = self.find(key);
        node.value.is_some().then(|| read(&node))
    }

    /// Reads the table in the way that its key `kind` names.
    pub fn kind<T>(&self, cases: &[Case<T>]) -> T {
        let names = cases.iter().map(|(name, _)| (*name).to_owned()).collect();
        let case = self.take("kind", |node| {
            node.expect(Wanted::OneOf(names), |value| {
                cases.iter().find(|(name, _)| value.as_str() == Some(name)).map(Some)
            })
        });
        match case {
            Some((_, read)) => read(self),
            None => {
                self.asked.borrow_mut().clear();
                let node = Node { value: None, ..self.node.clone() };
                cases[0].1(&Table { node, entries: None, asked: RefCell::default(), missing: RefCell::default() })
            }
        }
    }

    /// Reports a mistake at the first of `keys` unless `holds`.
    pub fn require(&self, holds: bool, keys: &[&str], expected: Wanted) {
        let places: Vec<_> = keys.iter().map(|key| self.place_of(key)).collect();
        let places: Vec<_> = places.iter().map(String::as_str).collect();
        self.node.reader.require(holds, &places, expected);
    }

    fn place_of(&self, key: &str) -> String {
        if self.node.place.is_empty() { key.into() } else { format!("{}.{key}", self.node.place) }
    }

    fn find(&self, key: &'static str) -> Node<'r> {
        self.asked.borrow_mut().push(key);
        let place = self.place_of(key);
        let value = self.entries.and_then(|entries| entries.get(key)).map(|value| (value.get_ref(), value.span()));
        if let Some((_, span)) = &value {
            self.node.reader.spans.borrow_mut().insert(place.clone(), span.clone());
        }
        Node { reader: self.node.reader, place, value }
    }

    /// A key that was misspelt is told once, and not as missing as well.
    fn report_keys(&self) {
        let Some((entries, (_, span))) = self.entries.zip(self.node.value.as_ref()) else { return };
        let (asked, mut missing) = (self.asked.borrow(), self.missing.borrow_mut());
        for (key, _) in entries {
            let name = key.get_ref().as_ref();
            if asked.is_empty() || asked.contains(&name) {
                continue;
            }
            let near = nearest(name, asked.iter().copied());
            let expected = match near {
                Some(near) => Wanted::Key(near.to_owned()),
                None => Wanted::Keys(asked.iter().map(|key| (*key).to_owned()).collect()),
            };
            missing.retain(|key| Some(*key) != near);
            self.node.reader.report(key.span().start, &self.place_of(name), expected, format!("{name:?}"));
        }
        for key in missing.iter() {
            self.node.reader.report(span.start, &self.place_of(key), Wanted::Value, "nothing".into());
        }
    }
}
