//! A figure: what a printed number is called, its value, and the contributions that add up to it.

mod counted;

use crate::calendar::{Half, PeriodId};
use crate::lights::Light;
use crate::reports::{Direction, Origin, Version};
use crate::targets::Measure;
pub use counted::Counted;
use serde::{Deserialize, Deserializer, Serialize};
use std::fmt;
use std::str::FromStr;

/// The name of a number. Spelled `T1`, `T2.pending`, `recognised,unit=soc_civil,period=2022-07`,
/// `reporting,period=2022-07`, `reporting.late`, `tasks.overdue` or `count.tasks_due,half=2022H1`; the spelling is its
/// address and what a document prints.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FigureId {
    pub subject: Subject,
    pub filter: Filter,
}

/// What is counted.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The actual of a target.
    Target(String),
    /// What is submitted towards a target and not yet accepted.
    Pending(String),
    /// The sum of a measure over accepted reports.
    Measure(Measure),
    /// Reports in for a period, or for every period that is due.
    Reporting,
    /// Reports owed for a period, or for every period that is due, by how they came in.
    Filings(Filings),
    /// Tasks with a light.
    Tasks(Light),
    /// What documents count besides: `count.slots.12`. What an occurrence of a task is called has no slash here, so
    /// that it is one step of an address: `count.days.8.2022-06-30`.
    Count { counted: Counted, of: Option<String> },
}

/// How reports that are owed came in. What is expected is on time, late or missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Filings {
    Expected,
    /// In, and the first version came by the effective due day.
    OnTime,
    /// In, and the first version came after it.
    Late,
    /// Not in: never filed, or sent back.
    Missing,
    /// In, and a nil return.
    Nil,
}

/// Stands for a specialty or place that no report names: `practising,place=-` are the people without a place.
pub const UNNAMED: &str = "-";

/// Keeps the contributions that agree with every part that is set.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    pub unit: Option<String>,
    pub period: Option<PeriodId>,
    /// The periods whose reports are summed up in a half-year.
    pub half: Option<Half>,
    pub specialty: Option<String>,
    pub place: Option<String>,
    /// A city with all that lies in it. Which places those are the programme knows: see
    /// [`crate::progress::figure`].
    pub city: Option<String>,
    pub origin: Option<Origin>,
    pub direction: Option<Direction>,
}

/// A figure taken at a view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    pub id: FigureId,
    /// The sum of the contributions.
    pub value: i64,
    pub formula: Formula,
    pub contributions: Vec<Contribution>,
}

/// How the value comes about; the words are in `words.rs`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formula {
    SumOfAccepted,
    Pending,
    SpecialtiesSigned,
    StageReached,
    UnitsReported,
    ReportsExpected,
    ReportsOnTime,
    ReportsLate,
    ReportsMissing,
    ReportsNil,
    TasksInState,
    Counted(Counted),
}

/// One part of a figure.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    pub unit: Option<String>,
    pub period: Option<PeriodId>,
    /// Number of the report version it comes from.
    pub version: Option<i64>,
    pub specialty: Option<String>,
    pub place: Option<String>,
    pub origin: Option<Origin>,
    pub direction: Option<Direction>,
    pub task: Option<String>,
    pub count: i64,
}

impl Contribution {
    pub fn of(version: &Version, count: i64) -> Self {
        Contribution {
            unit: Some(version.unit.clone()),
            period: Some(version.period),
            version: Some(version.number),
            count,
            ..Contribution::default()
        }
    }
}

impl FigureId {
    /// The figure with nothing filtered out.
    pub fn whole(subject: Subject) -> Self {
        FigureId { subject, filter: Filter::default() }
    }

    pub fn target(id: &str) -> Self {
        Self::whole(Subject::Target(id.to_owned()))
    }

    /// What follows from a target: `lacking`, `projection` or `needed`.
    pub fn derived(target: &str, what: &str) -> Self {
        Self::whole(Subject::Count { counted: Counted::Derived, of: Some(format!("{target}.{what}")) })
    }

    pub fn measure(measure: Measure) -> Self {
        Self::whole(Subject::Measure(measure))
    }

    pub fn in_period(mut self, period: PeriodId) -> Self {
        self.filter.period = Some(period);
        self
    }

    pub fn in_half(mut self, half: Half) -> Self {
        self.filter.half = Some(half);
        self
    }

    /// Whether nothing but a time is filtered out.
    pub fn is_whole(&self) -> bool {
        let Filter { period, half, .. } = self.filter;
        self.filter == Filter { period, half, ..Filter::default() }
    }

    pub fn of_unit(mut self, unit: &str) -> Self {
        self.filter.unit = Some(unit.to_owned());
        self
    }

    pub fn of_specialty(mut self, specialty: &str) -> Self {
        self.filter.specialty = Some(specialty.to_owned());
        self
    }

    pub fn of_place(mut self, place: &str) -> Self {
        self.filter.place = Some(place.to_owned());
        self
    }

    pub fn of_city(mut self, city: &str) -> Self {
        self.filter.city = Some(city.to_owned());
        self
    }

    pub fn of_origin(mut self, origin: Origin) -> Self {
        self.filter.origin = Some(origin);
        self
    }

    pub fn of_direction(mut self, direction: Direction) -> Self {
        self.filter.direction = Some(direction);
        self
    }
}

impl Filter {
    /// Whether `part` agrees. A part without a field does not agree with a filter on that field, unless the
    /// filter asks for what is [`UNNAMED`].
    /// Both filters at once; where both set a part, the other's.
    pub fn with(&self, other: &Filter) -> Filter {
        Filter {
            unit: other.unit.clone().or_else(|| self.unit.clone()),
            period: other.period.or(self.period),
            half: other.half.or(self.half),
            specialty: other.specialty.clone().or_else(|| self.specialty.clone()),
            place: other.place.clone().or_else(|| self.place.clone()),
            city: other.city.clone().or_else(|| self.city.clone()),
            origin: other.origin.or(self.origin),
            direction: other.direction.or(self.direction),
        }
    }

    pub fn admits(&self, part: &Contribution) -> bool {
        fn agrees<T: PartialEq>(wanted: &Option<T>, found: &Option<T>) -> bool {
            wanted.is_none() || wanted == found
        }
        let named = |wanted: &Option<String>, found: &Option<String>| match wanted.as_deref() {
            Some(UNNAMED) => found.is_none(),
            _ => agrees(wanted, found),
        };
        agrees(&self.unit, &part.unit)
            && agrees(&self.period, &part.period)
            // Of what names no period the count itself knows what is of the half-year.
            && self.half.is_none_or(|half| part.period.is_none_or(|period| half.includes(period)))
            && named(&self.specialty, &part.specialty)
            && named(&self.place, &part.place)
            && agrees(&self.origin, &part.origin)
            && agrees(&self.direction, &part.direction)
    }
}

impl Figure {
    /// The part of the value that a filter keeps: the value of the figure with that filter.
    pub fn part(&self, filter: &Filter) -> i64 {
        self.contributions.iter().filter(|part| filter.admits(part)).map(|part| part.count).sum()
    }
}

impl Figure {
    /// The part of the value that comes from the periods before `period`.
    pub fn before(&self, period: PeriodId) -> i64 {
        let earlier = |part: &&Contribution| part.period.is_some_and(|of| of < period);
        self.contributions.iter().filter(earlier).map(|part| part.count).sum()
    }
}

impl Filings {
    pub const ALL: [Filings; 5] = [Filings::Expected, Filings::OnTime, Filings::Late, Filings::Missing, Filings::Nil];
}

impl fmt::Display for Filings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Filings::Expected => "expected",
            Filings::OnTime => "on_time",
            Filings::Late => "late",
            Filings::Missing => "missing",
            Filings::Nil => "nil",
        })
    }
}

impl FromStr for Filings {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Filings::ALL
            .into_iter()
            .find(|which| which.to_string() == text)
            .ok_or_else(|| format!("expected expected, on_time, late, missing or nil, found {text:?}"))
    }
}

impl fmt::Display for FigureId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.subject {
            Subject::Target(id) => write!(f, "{id}")?,
            Subject::Pending(id) => write!(f, "{id}.pending")?,
            Subject::Measure(measure) => write!(f, "{measure}")?,
            Subject::Reporting => write!(f, "reporting")?,
            Subject::Filings(which) => write!(f, "reporting.{which}")?,
            Subject::Tasks(light) => write!(f, "tasks.{light}")?,
            Subject::Count { counted, of: None } => write!(f, "count.{counted}")?,
            Subject::Count { counted, of: Some(of) } => write!(f, "count.{counted}.{}", of.replace('/', "."))?,
        }
        let Filter { unit, period, half, specialty, place, city, origin, direction } = &self.filter;
        let parts: [(&str, Option<String>); 8] = [
            ("unit", unit.clone()),
            ("period", period.map(|p| p.to_string())),
            ("half", half.map(|half| half.to_string())),
            ("specialty", specialty.clone()),
            ("place", place.clone()),
            ("city", city.clone()),
            ("origin", origin.map(|o| o.to_string())),
            ("direction", direction.map(|d| d.to_string())),
        ];
        for (key, value) in parts.iter().filter_map(|(key, value)| Some((key, value.as_ref()?))) {
            write!(f, ",{key}={value}")?;
        }
        Ok(())
    }
}

impl FromStr for FigureId {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let mut parts = text.split(',');
        let head = parts.next().unwrap_or_default();
        let subject = match head.split_once('.') {
            Some(("tasks", light)) => Subject::Tasks(light.parse()?),
            Some(("reporting", which)) => Subject::Filings(which.parse()?),
            Some(("count", rest)) => count(rest)?,
            Some((id, "pending")) => Subject::Pending(id.to_owned()),
            Some(_) => return Err(format!("no figure is called {text:?}")),
            None if head == "reporting" => Subject::Reporting,
            None => match head.parse() {
                Ok(measure) => Subject::Measure(measure),
                Err(_) => Subject::Target(head.to_owned()),
            },
        };
        let mut filter = Filter::default();
        for part in parts {
            let (key, value) = part.split_once('=').ok_or_else(|| format!("expected key=value, found {part:?}"))?;
            match key {
                "unit" => filter.unit = Some(value.to_owned()),
                "period" => filter.period = Some(value.parse()?),
                "half" => filter.half = Some(value.parse()?),
                "specialty" => filter.specialty = Some(value.to_owned()),
                "place" => filter.place = Some(value.to_owned()),
                "city" => filter.city = Some(value.to_owned()),
                "origin" => filter.origin = Some(value.parse()?),
                "direction" => filter.direction = Some(value.parse()?),
                _ => {
                    return Err(format!(
                        "expected unit, period, half, specialty, place, city, origin or direction, found {key:?}"
                    ));
                }
            }
        }
        Ok(FigureId { subject, filter })
    }
}

/// What stands behind `count.`: a kind, and what it is of.
fn count(text: &str) -> Result<Subject, String> {
    let (word, of) = text.split_once('.').map_or((text, None), |(word, of)| (word, Some(of)));
    let counted: Counted = word.parse()?;
    let of = match (counted, of) {
        (Counted::Days, Some(of)) => Some(of.replacen('.', "/", 1)),
        (_, of) => of.map(str::to_owned),
    };
    Ok(Subject::Count { counted, of })
}

impl Serialize for FigureId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for FigureId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_has_one_spelling() {
        for text in [
            "T1",
            "T2.pending",
            "recognised,unit=soc_civil,period=2022-07,origin=hk",
            "practising,place=-",
            "T1,city=guangzhou",
            "reporting,period=2022-07",
            "reporting.on_time,unit=soc_food",
            "tasks.overdue",
            "T1,half=2022H1",
            "count.tasks_due,half=2022H1",
            "count.days.8.2022-06-30",
            "count.derived.T1.projection",
        ] {
            assert_eq!(text.parse::<FigureId>().unwrap().to_string(), text);
        }
        for wrong in
            ["tasks.purple", "reporting.early", "T1.other", "T1,colour=red", "count.stars", "T1,period=July", "T1,unit"]
        {
            assert!(wrong.parse::<FigureId>().is_err(), "{wrong}");
        }
    }
}
