//! A report as typed.

use super::{Direction, Origin};
use crate::targets::Measure;
use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A report as somebody typed it, right or wrong. This is what a draft keeps, so that nothing typed is lost.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Draft {
    /// 零报告: nothing new in the period.
    pub nil: bool,
    pub entries: Vec<Entry>,
    pub specialties: Vec<StageEntry>,
    pub tasks: Vec<TaskEntry>,
    /// 工作进展
    pub done: String,
    /// 存在问题
    pub problems: String,
    /// 下一步工作
    pub next: String,
    /// 需协调事项; goes straight to the leading group.
    pub ask: String,
    /// 配套政策 issued in the places the unit is asked about.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<PolicyEntry>,
    /// The head of the unit who has agreed, as the filer says; empty while nobody has.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub agreed: String,
}

/// People new in the period, in one cell of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    pub measure: Measure,
    /// Id, name or alias of a specialty; for `recognised`.
    #[serde(default)]
    pub specialty: Option<String>,
    /// Id or name of a place; for `practising`, and none when the place is not known.
    #[serde(default)]
    pub place: Option<String>,
    pub origin: Origin,
    /// For `recognised`.
    #[serde(default)]
    pub direction: Option<Direction>,
    #[serde(default)]
    pub count: Typed,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StageEntry {
    pub specialty: String,
    #[serde(default)]
    pub stage: Typed,
    /// The day the stage was reached.
    #[serde(default)]
    pub on: Typed,
    /// What the agreement is called, once it is signed …
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agreement: String,
    /// … and with whom.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub counterpart: String,
}

impl StageEntry {
    pub fn is_empty(&self) -> bool {
        self.stage.0.is_empty() && self.on.0.is_empty() && self.agreement.is_empty() && self.counterpart.is_empty()
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TaskEntry {
    pub number: String,
    /// One sentence.
    #[serde(default)]
    pub said: String,
    /// The rung reached, on tasks that have a ladder of their own.
    #[serde(default)]
    pub stage: Typed,
    /// Named parts that are in, on tasks that have parts.
    #[serde(default)]
    pub slots: Vec<String>,
    /// In JSON `null`, one, or a list: a task that is due on several days can be closed for each.
    #[serde(default, rename = "closure", with = "super::several")]
    pub closures: Vec<ClosureEntry>,
}

/// A document that a city or a zone has issued for the pilot.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PolicyEntry {
    pub title: String,
    /// 文号
    pub number: String,
    /// The day of issue.
    pub on: Typed,
}

impl PolicyEntry {
    pub fn is_empty(&self) -> bool {
        self.title.is_empty() && self.number.is_empty() && self.on.0.is_empty()
    }
}

/// A request to close a task (申请销号).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClosureEntry {
    /// The day the work was finished.
    pub on: Typed,
    /// Document number, link or what there is to see.
    pub evidence: String,
    /// Which occurrence it closes; the earliest open one if not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
}

/// What stands in a cell. In JSON a number, `null` for blank, or the text that was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed(pub String);

impl From<&str> for Typed {
    fn from(text: &str) -> Self {
        Typed(text.trim().to_owned())
    }
}

impl Serialize for Typed {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.0.as_str(), self.0.parse::<i64>()) {
            ("", _) => serializer.serialize_none(),
            (text, Ok(number)) if number.to_string() == text => serializer.serialize_i64(number),
            (text, _) => serializer.serialize_str(text),
        }
    }
}

impl<'de> Deserialize<'de> for Typed {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl serde::de::Visitor<'_> for Visitor {
            type Value = Typed;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a whole number, a text or null")
            }
            fn visit_i64<E>(self, number: i64) -> Result<Typed, E> {
                Ok(Typed(number.to_string()))
            }
            fn visit_u64<E>(self, number: u64) -> Result<Typed, E> {
                Ok(Typed(number.to_string()))
            }
            fn visit_f64<E>(self, number: f64) -> Result<Typed, E> {
                Ok(Typed(number.to_string()))
            }
            fn visit_str<E>(self, text: &str) -> Result<Typed, E> {
                Ok(Typed::from(text))
            }
            fn visit_unit<E>(self) -> Result<Typed, E> {
                Ok(Typed::default())
            }
        }
        deserializer.deserialize_any(Visitor)
    }
}
