//! The small values of a programme file: texts, days, periods, names and ids.

use super::reader::{Node, Read, Table};
use super::wanted::Wanted;
use crate::calendar::PeriodId;
use crate::language::Name;
use chrono::NaiveDate;
use toml::de::DeValue;

impl Read for String {
    fn read(node: &Node) -> Self {
        node.expect(Wanted::Text, |value| value.as_str().filter(|text| !text.trim().is_empty()).map(String::from))
    }
}

impl Read for bool {
    fn read(node: &Node) -> Self {
        node.expect(Wanted::YesNo, |value| value.as_bool())
    }
}

impl Read for NaiveDate {
    fn read(node: &Node) -> Self {
        node.expect(Wanted::Day, day)
    }
}

impl Read for PeriodId {
    fn read(node: &Node) -> Self {
        let id = node.expect(Wanted::Period, |value| value.as_str().and_then(|text| text.parse().ok()).map(Some));
        id.unwrap_or(PeriodId::month(1970, 1))
    }
}

impl<T: Read> Read for Vec<T> {
    fn read(node: &Node) -> Self {
        node.list(T::read)
    }
}

impl Read for Name {
    fn read(node: &Node) -> Self {
        node.table(|t| Name { zh_hans: t.get("zh-Hans"), zh_hant: t.get("zh-Hant"), en: t.get("en") })
    }
}

/// An id is part of addresses and column names, so it keeps to a few letters.
pub fn id(t: &Table) -> String {
    let plain = |text: &&str| !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c));
    t.take("id", |node| node.expect(Wanted::Id, |value| value.as_str().filter(plain).map(String::from)))
}

pub fn day(value: &DeValue) -> Option<NaiveDate> {
    let date = value.as_datetime().filter(|moment| moment.time.is_none())?.date?;
    NaiveDate::from_ymd_opt(date.year.into(), date.month.into(), date.day.into())
}
