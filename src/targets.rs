//! Targets of a programme: what is measured, the value to reach and the line along which to get there.

use crate::language::Name;
use crate::ratio::Ratio;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    /// T1 … T5.
    pub id: String,
    pub key_task: i64,
    pub name: Name,
    /// A few characters for a card: 准入类 执业落地.
    pub short: Name,
    pub operator: Operator,
    pub value: i64,
    /// 人, 个, 份.
    pub unit: Name,
    /// How the circular puts the value: 不少于100人.
    pub wording: Name,
    /// The sentence of the circular, verbatim.
    pub verbatim: String,
    /// Where in the circular it stands.
    pub clause: String,
    pub due: NaiveDate,
    pub measure: TargetMeasure,
    /// For counts of people; small counts have none.
    pub plan: Option<PlanLine>,
    /// What the office has yet to confirm about it.
    pub inferred: Option<Name>,
}

impl Target {
    /// Whether it counts among the annual targets with a card of its own. The number of specialties is told
    /// on the card of those to be signed: one fact, one card.
    pub fn has_card(&self) -> bool {
        !matches!(self.measure, TargetMeasure::Specialties { baseline, .. } if baseline > 0)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Operator {
    #[serde(rename = ">=")]
    AtLeast,
    #[serde(rename = "=")]
    Exactly,
}

/// What feeds a target.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TargetMeasure {
    /// The sum of a measure over accepted reports.
    Count { measure: Measure },
    /// `baseline` plus the new specialties that have reached `stage`.
    Specialties { baseline: i64, stage: i64 },
    /// One, once task `task` has reached `stage`.
    TaskStage { task: String, stage: i64 },
}

/// The two head-counts. They are different acts: never added, stacked or put on one axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Professionals newly established in practice; by place and origin. Feeds T1.
    Practising,
    /// Persons newly recognised; by specialty, origin and direction. Feeds T2.
    Recognised,
}

impl std::fmt::Display for Measure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Measure::Practising => "practising",
            Measure::Recognised => "recognised",
        })
    }
}

impl std::str::FromStr for Measure {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "practising" => Ok(Measure::Practising),
            "recognised" => Ok(Measure::Recognised),
            _ => Err(format!("expected practising or recognised, found {text:?}")),
        }
    }
}

/// The share of a value that should have been reached by the end of each day: straight between its points.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanLine {
    /// At least two, in order of days; shares in percent. Nothing is expected up to the first.
    pub points: Vec<PlanPoint>,
    /// Why the line is what it is.
    pub reason: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanPoint {
    pub on: NaiveDate,
    pub percent: i64,
}

impl PlanLine {
    /// Whether the line has begun by the end of `day`.
    pub fn has_begun(&self, day: NaiveDate) -> bool {
        self.points.first().is_some_and(|first| day > first.on)
    }

    /// The share expected by the end of `day` (序时进度).
    pub fn pace(&self, day: NaiveDate) -> Ratio {
        let share = |point: &PlanPoint| Ratio::new(point.percent, 100);
        let mut before: Option<&PlanPoint> = None;
        for point in &self.points {
            if day < point.on {
                return before.map_or(Ratio::ZERO, |from| {
                    share(from).towards(share(point), (day - from.on).num_days(), (point.on - from.on).num_days())
                });
            }
            before = Some(point);
        }
        before.map_or(Ratio::ZERO, share)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plan_line_runs_from_1_april_to_31_december_both_counted() {
        let day = |m, d| NaiveDate::from_ymd_opt(2022, m, d).unwrap();
        let line = PlanLine {
            points: vec![PlanPoint { on: day(3, 31), percent: 0 }, PlanPoint { on: day(12, 31), percent: 100 }],
            reason: String::new(),
        };
        assert!(line.pace(day(3, 31)) == Ratio::ZERO);
        assert!(!line.has_begun(day(3, 31)) && line.has_begun(day(4, 1)));
        assert!(line.pace(day(6, 30)) == Ratio::new(91, 275));
        assert!(line.pace(day(7, 28)) == Ratio::new(119, 275));
        assert!(line.pace(day(12, 31)) == Ratio::ONE);
        assert_eq!(line.pace(day(7, 28)).percent().to_string(), "43.3");
    }
}
