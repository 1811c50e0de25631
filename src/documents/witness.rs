//! What is kept of an issued document: all it said, and what each of its numbers was made of at that moment.

use crate::calendar::PeriodId;
use crate::figures::FigureId;
use crate::programme::Programme;
use crate::progress::{Record, figure};
use crate::summaries::{Mark, Run, Summary};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A document as it was issued. Files are made from it alone, so that nothing filed, corrected or renamed since
/// can change them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Witness {
    /// `2022-5`
    pub name: String,
    /// The moment up to which it knows anything.
    pub issued_at: DateTime<Utc>,
    /// Number of the programme file that was in force.
    pub edition: i64,
    pub summary: Summary,
    /// Every figure it prints, once.
    pub numbers: Vec<Printed>,
    /// What it said of figures that earlier documents had printed.
    pub told: Vec<Told>,
}

/// A figure with its value, and the report versions the value is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Printed {
    pub id: FigureId,
    pub value: i64,
    pub parts: Vec<Part>,
}

/// What one version of one report, or one task, gave to a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub unit: Option<String>,
    pub period: Option<PeriodId>,
    pub version: Option<i64>,
    pub task: Option<String>,
    pub count: i64,
}

/// A printed figure that a later document put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The document that printed it.
    pub name: String,
    pub id: FigureId,
    pub now: i64,
}

impl Witness {
    /// Freezes `summary` as known at `issued_at`.
    pub fn new(
        name: String,
        mut summary: Summary,
        programme: &Programme,
        record: &Record,
        (issued_at, edition): (DateTime<Utc>, i64),
        told: Vec<Told>,
    ) -> Self {
        summary.marks.retain(|mark| *mark != Mark::Draft);
        let mut ids: Vec<FigureId> = Vec::new();
        // What an earlier document printed is of another day.
        let own = |run: &&Run| !matches!(run, Run::Figure { at: Some(_), .. });
        for run in summary.runs().filter(own) {
            for id in run.figures() {
                if !ids.contains(id) {
                    ids.push(id.clone());
                }
            }
        }
        let numbers = ids.into_iter().filter_map(|id| Printed::taken(programme, record, summary.view, id)).collect();
        Witness { name, issued_at, edition, summary, numbers, told }
    }

    pub fn printed(&self, id: &FigureId) -> Option<&Printed> {
        self.numbers.iter().find(|printed| printed.id == *id)
    }
}

impl Printed {
    /// The figure at a view; none if the programme has none of this name.
    pub fn taken(programme: &Programme, record: &Record, view: crate::views::View, id: FigureId) -> Option<Self> {
        let found = figure(programme, record, view, &id)?;
        let mut parts: Vec<Part> = Vec::new();
        for part in found.contributions {
            let same = |known: &&mut Part| {
                (&known.unit, known.period, known.version, &known.task)
                    == (&part.unit, part.period, part.version, &part.task)
            };
            match parts.iter_mut().find(same) {
                Some(known) => known.count += part.count,
                None => parts.push(Part {
                    unit: part.unit,
                    period: part.period,
                    version: part.version,
                    task: part.task,
                    count: part.count,
                }),
            }
        }
        Some(Printed { id, value: found.value, parts })
    }
}
