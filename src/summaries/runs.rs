//! Sentences as runs: plain text, and numbers that know what they are.

use crate::figures::FigureId;
use crate::ratio::Tenths;
use serde::{Deserialize, Serialize};

/// A stretch of a sentence.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Run {
    Text(String),
    /// A figure, taken at the view of the summary.
    Figure {
        id: FigureId,
        value: i64,
        shown: String,
    },
    /// The sum of figures that have no part in common: what was new in the months of a half-year.
    Sum {
        ids: Vec<FigureId>,
        value: i64,
        shown: String,
    },
    /// A rate of a target, as `progress` has it.
    Rate {
        of: FigureId,
        rate: Rate,
        value: Tenths,
        shown: String,
    },
    /// A count of units, tasks or reports, or a number of the programme itself.
    Number {
        counted: Counted,
        /// Of what, where a document counts several so: the number of a task, the id of a target.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        of: Option<String>,
        value: i64,
        shown: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Rate {
    Completion,
    Pace,
    /// In percentage points; where the sentence says ahead or behind, the number is without sign.
    Gap,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Counted {
    /// Said by the programme: the value of a target.
    Given,
    /// A projection of `progress`, or what a target still lacks.
    Derived,
    /// Contributions to a figure that name no place.
    Unplaced,
    UnitsExpected,
    UnitsSilent,
    UnitsWithProblems,
    Specialties,
    Slots,
    Days,
    TasksDue,
    TasksClosed,
    TasksClosedLate,
    TasksOverdue,
    TasksOpen,
    ReportsDue,
    ReportsOnTime,
    ReportsLate,
    ReportsMissing,
}

impl Run {
    pub fn shown(&self) -> &str {
        match self {
            Run::Text(text) => text,
            Run::Figure { shown, .. } | Run::Sum { shown, .. } => shown,
            Run::Rate { shown, .. } | Run::Number { shown, .. } => shown,
        }
    }

    pub fn number(counted: Counted, value: i64) -> Run {
        Run::Number { counted, of: None, value, shown: value.to_string() }
    }
}

impl Counted {
    /// Each as it is spelled in a draft. What the programme says itself needs no name.
    pub const NAMED: [(&str, Counted); 17] = [
        ("derived", Counted::Derived),
        ("unplaced", Counted::Unplaced),
        ("units_expected", Counted::UnitsExpected),
        ("units_silent", Counted::UnitsSilent),
        ("units_with_problems", Counted::UnitsWithProblems),
        ("specialties", Counted::Specialties),
        ("slots", Counted::Slots),
        ("days", Counted::Days),
        ("tasks_due", Counted::TasksDue),
        ("tasks_closed", Counted::TasksClosed),
        ("tasks_closed_late", Counted::TasksClosedLate),
        ("tasks_overdue", Counted::TasksOverdue),
        ("tasks_open", Counted::TasksOpen),
        ("reports_due", Counted::ReportsDue),
        ("reports_on_time", Counted::ReportsOnTime),
        ("reports_late", Counted::ReportsLate),
        ("reports_missing", Counted::ReportsMissing),
    ];

    /// Whether a document may count several so, told apart by what they are of.
    pub fn has_several(self) -> bool {
        matches!(self, Counted::Derived | Counted::Specialties | Counted::Slots | Counted::Days)
    }
}

impl From<Run> for Vec<Run> {
    fn from(run: Run) -> Vec<Run> {
        vec![run]
    }
}

pub fn text(text: impl Into<String>) -> Vec<Run> {
    vec![Run::Text(text.into())]
}

pub fn number(counted: Counted, value: i64) -> Vec<Run> {
    vec![Run::number(counted, value)]
}

/// A number of which the document has several, and which of them it is.
pub fn number_of(counted: Counted, of: impl Into<String>, value: i64) -> Vec<Run> {
    vec![Run::Number { counted, of: Some(of.into()), value, shown: value.to_string() }]
}

/// The sentence as it reads.
pub fn plain(runs: &[Run]) -> String {
    runs.iter().map(Run::shown).collect()
}

/// Puts runs into the `{slots}` of a sentence from `words`, whatever order the language has them in.
pub fn say(sentence: &str, slots: &[(&str, Vec<Run>)]) -> Vec<Run> {
    let mut runs = Vec::new();
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').expect("a slot in words/summary.rs is closed");
        let (_, filling) =
            slots.iter().find(|(slot, _)| *slot == name).expect("every slot in words/summary.rs is filled");
        push(&mut runs, Run::Text(before.to_owned()));
        for run in filling {
            push(&mut runs, run.clone());
        }
        rest = after;
    }
    push(&mut runs, Run::Text(rest.to_owned()));
    runs
}

/// Joins sentences or parts of one.
pub fn join(parts: impl IntoIterator<Item = Vec<Run>>, between: &str) -> Vec<Run> {
    let mut runs = Vec::new();
    for part in parts.into_iter().filter(|part| !part.is_empty()) {
        if !runs.is_empty() {
            push(&mut runs, Run::Text(between.to_owned()));
        }
        for run in part {
            push(&mut runs, run);
        }
    }
    runs
}

/// Text that follows text is one run.
fn push(runs: &mut Vec<Run>, run: Run) {
    match (runs.last_mut(), run) {
        (_, Run::Text(text)) if text.is_empty() => {}
        (Some(Run::Text(before)), Run::Text(text)) => before.push_str(&text),
        (_, run) => runs.push(run),
    }
}
