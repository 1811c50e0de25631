//! A report as understood: what is submitted, accepted and counted.

use super::{ClosureEntry, Draft, Entry, PolicyEntry, StageEntry, TaskEntry, Typed, UNAVAILABLE};
use crate::calendar::PeriodId;
use crate::targets::Measure;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A report that has been understood: what is submitted, accepted and counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub nil: bool,
    pub counts: Vec<Count>,
    pub stages: Vec<StageReached>,
    pub tasks: Vec<TaskSaid>,
    pub done: String,
    pub problems: String,
    pub next: String,
    pub ask: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub policies: Vec<Policy>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agreed: String,
}

/// A document that a city or a zone has issued for the pilot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Policy {
    pub title: String,
    pub number: String,
    pub on: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    pub cell: Cell,
    pub stated: Stated,
}

/// What a count counts: the key under which contributions are summed.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Cell {
    pub measure: Measure,
    pub specialty: Option<String>,
    pub place: Option<String>,
    pub origin: Origin,
    pub direction: Option<Direction>,
}

impl Cell {
    /// The name of the cell's field in the form, `count.recognised.building.-.hk.in`; also where a fault is shown.
    pub fn field(&self) -> String {
        format!(
            "count.{}.{}.{}.{}.{}",
            self.measure,
            self.specialty.as_deref().unwrap_or("-"),
            self.place.as_deref().unwrap_or("-"),
            self.origin,
            self.direction.map_or("-".into(), |d| d.to_string()),
        )
    }

    /// Reads back [`Cell::field`].
    pub fn from_field(field: &str) -> Option<Cell> {
        let mut parts = field.strip_prefix("count.")?.split('.');
        let optional = |part: &str| (part != "-").then(|| part.to_owned());
        let cell = Cell {
            measure: parts.next()?.parse().ok()?,
            specialty: optional(parts.next()?),
            place: optional(parts.next()?),
            origin: parts.next()?.parse().ok()?,
            direction: match parts.next()? {
                "-" => None,
                way => Some(way.parse().ok()?),
            },
        };
        parts.next().is_none().then_some(cell)
    }
}

/// Zero, blank, not applicable and not to be had are four different statements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stated {
    #[default]
    Blank,
    NotApplicable,
    /// 无法取得数据: whoever asked got no answer (product rules C.2).
    Unavailable,
    Number(i64),
}

impl Stated {
    pub fn number(self) -> i64 {
        match self {
            Stated::Number(n) => n,
            Stated::Blank | Stated::NotApplicable | Stated::Unavailable => 0,
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StageReached {
    pub specialty: String,
    pub stage: i64,
    pub on: NaiveDate,
    /// The title of the agreement signed, and with whom; empty where the report does not say.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub agreement: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub counterpart: String,
}

impl StageReached {
    pub fn new(specialty: &str, stage: i64, on: NaiveDate) -> Self {
        let (agreement, counterpart) = (String::new(), String::new());
        StageReached { specialty: specialty.to_owned(), stage, on, agreement, counterpart }
    }
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskSaid {
    pub number: String,
    pub said: String,
    pub stage: Option<i64>,
    pub slots: Vec<String>,
    /// In JSON `null`, one, or a list.
    #[serde(rename = "closure", with = "super::several")]
    pub closures: Vec<ClosureAsked>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClosureAsked {
    pub on: NaiveDate,
    pub evidence: String,
    pub due: Option<NaiveDate>,
}

impl TaskSaid {
    /// Whether nothing is said of the task: a place ticked or a rung reached says something.
    pub fn is_empty(&self) -> bool {
        self.said.is_empty() && self.stage.is_none() && self.slots.is_empty() && self.closures.is_empty()
    }
}

impl Content {
    /// Whether nothing at all has been filled in.
    pub fn is_silent(&self) -> bool {
        self.counts.iter().all(|count| count.stated == Stated::Blank)
            && self.stages.is_empty()
            && self.tasks.iter().all(TaskSaid::is_empty)
            && self.policies.is_empty()
            && [&self.done, &self.problems, &self.next, &self.ask].iter().all(|text| text.is_empty())
    }

    /// Whether it says that a part of a task is in.
    pub fn says(&self, task: &str, part: &str) -> bool {
        self.tasks.iter().any(|said| said.number == task && said.slots.iter().any(|slot| slot == part))
    }

    /// The draft that would be understood as this: where a correction starts from.
    pub fn to_draft(&self) -> Draft {
        let typed_stage = |stage: Option<i64>| Typed(stage.map_or(String::new(), |n| n.to_string()));
        Draft {
            nil: self.nil,
            entries: self
                .counts
                .iter()
                .map(|count| Entry {
                    measure: count.cell.measure,
                    specialty: count.cell.specialty.clone(),
                    place: count.cell.place.clone(),
                    origin: count.cell.origin,
                    direction: count.cell.direction,
                    count: match count.stated {
                        Stated::Blank => Typed::default(),
                        Stated::NotApplicable => Typed::from("—"),
                        Stated::Unavailable => Typed::from(UNAVAILABLE),
                        Stated::Number(n) => Typed(n.to_string()),
                    },
                })
                .collect(),
            specialties: self
                .stages
                .iter()
                .map(|reached| StageEntry {
                    specialty: reached.specialty.clone(),
                    stage: typed_stage(Some(reached.stage)),
                    on: Typed(reached.on.to_string()),
                    agreement: reached.agreement.clone(),
                    counterpart: reached.counterpart.clone(),
                })
                .collect(),
            tasks: self
                .tasks
                .iter()
                .map(|task| TaskEntry {
                    number: task.number.clone(),
                    said: task.said.clone(),
                    stage: typed_stage(task.stage),
                    slots: task.slots.clone(),
                    closures: task
                        .closures
                        .iter()
                        .map(|closure| ClosureEntry {
                            on: Typed(closure.on.to_string()),
                            evidence: closure.evidence.clone(),
                            due: closure.due,
                        })
                        .collect(),
                })
                .collect(),
            done: self.done.clone(),
            problems: self.problems.clone(),
            next: self.next.clone(),
            ask: self.ask.clone(),
            policies: self
                .policies
                .iter()
                .map(|policy| PolicyEntry {
                    title: policy.title.clone(),
                    number: policy.number.clone(),
                    on: Typed(policy.on.to_string()),
                })
                .collect(),
            agreed: self.agreed.clone(),
        }
    }
}

/// One submission of a report. Nothing in it changes once it is made; decisions are added with their moments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    pub unit: String,
    pub period: PeriodId,
    /// 1, 2, 3 …
    pub number: i64,
    pub content: Content,
    pub submitted_at: DateTime<Utc>,
    pub forwarded_at: Option<DateTime<Utc>>,
    pub returned_at: Option<DateTime<Utc>>,
    /// Whether it was its own unit that took it back.
    pub withdrawn: bool,
    /// The day by which it was asked for again when it was sent back.
    pub return_until: Option<NaiveDate>,
    pub accepted_at: Option<DateTime<Utc>>,
    /// Why it replaces an accepted version.
    pub correction: Option<String>,
}

/// Where the person comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    Hk,
    Mo,
}

/// Which way the recognition goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Hong Kong or Macao to the Mainland.
    In,
    /// The Mainland to Hong Kong or Macao.
    Out,
}

impl Origin {
    pub const ALL: [Origin; 2] = [Origin::Hk, Origin::Mo];
}

impl Direction {
    pub const ALL: [Direction; 2] = [Direction::In, Direction::Out];
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Origin::Hk => "hk",
            Origin::Mo => "mo",
        })
    }
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Direction::In => "in",
            Direction::Out => "out",
        })
    }
}

impl FromStr for Origin {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Origin::ALL
            .into_iter()
            .find(|o| o.to_string() == text)
            .ok_or_else(|| format!("expected hk or mo, found {text:?}"))
    }
}

impl FromStr for Direction {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Direction::ALL
            .into_iter()
            .find(|d| d.to_string() == text)
            .ok_or_else(|| format!("expected in or out, found {text:?}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_and_its_field_are_one_spelling() {
        let cell = Cell {
            measure: Measure::Recognised,
            specialty: Some("building".into()),
            place: None,
            origin: Origin::Mo,
            direction: Some(Direction::Out),
        };
        assert_eq!(cell.field(), "count.recognised.building.-.mo.out");
        assert_eq!(Cell::from_field(&cell.field()), Some(cell));
        assert_eq!(Cell::from_field("count.recognised.building.-.mo"), None);
    }

    #[test]
    fn what_was_filed_before_agreements_were_asked_for_keeps_its_fingerprint() {
        let on = NaiveDate::from_ymd_opt(2022, 6, 21).unwrap();
        let filed = r#"{"specialty":"textile","stage":3,"on":"2022-06-21"}"#;
        let reached = StageReached::new("textile", 3, on);
        assert_eq!(serde_json::to_string(&reached).unwrap(), filed);
        assert_eq!(serde_json::from_str::<StageReached>(filed).unwrap(), reached);
        let draft = Content { stages: vec![reached], ..Content::default() }.to_draft();
        let typed = serde_json::to_string(&draft.specialties[0]).unwrap();
        assert_eq!(typed, r#"{"specialty":"textile","stage":3,"on":"2022-06-21"}"#);
    }
}
