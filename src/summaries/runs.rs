//! Sentences as runs: plain text, and numbers that know what they are.

use super::Scope;
use crate::figures::{Counted, FigureId, Filings, Subject, UNNAMED};
use crate::ratio::Tenths;
use crate::targets::Measure;
use crate::views::View;
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
        /// The view it is taken at, where a document speaks of what an earlier one printed.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        at: Option<View>,
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
        /// The figure that is counted so in the document; none in documents issued before counts were figures.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        figure: Option<FigureId>,
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

impl Run {
    pub fn shown(&self) -> &str {
        match self {
            Run::Text(text) => text,
            Run::Figure { shown, .. } | Run::Sum { shown, .. } => shown,
            Run::Rate { shown, .. } | Run::Number { shown, .. } => shown,
        }
    }

    /// The figures a number is made of: more than one for a sum, none for text.
    pub fn figures(&self) -> &[FigureId] {
        match self {
            Run::Figure { id, .. } | Run::Rate { of: id, .. } => std::slice::from_ref(id),
            Run::Sum { ids, .. } => ids,
            Run::Number { figure, .. } => figure.as_slice(),
            Run::Text(_) => &[],
        }
    }

    pub fn figure(id: FigureId, value: i64) -> Run {
        Run::Figure { id, value, shown: value.to_string(), at: None }
    }

    pub fn number(counted: Counted, value: i64) -> Run {
        Run::Number { counted, of: None, figure: None, value, shown: value.to_string() }
    }

    /// The number with the figure that it is in a document of `scope`.
    pub fn bind(&mut self, scope: Scope) {
        if let Run::Number { counted, of, figure, .. } = self {
            *figure = counted_as(*counted, of.as_deref(), scope);
        }
    }
}

/// The figure that is counted so in a document of `scope`. None for what an earlier board did not say what it is of.
fn counted_as(counted: Counted, of: Option<&str>, scope: Scope) -> Option<FigureId> {
    let named = (of.is_some() || !counted.has_several())
        .then(|| FigureId::whole(Subject::Count { counted, of: of.map(str::to_owned) }));
    let filings = |which| FigureId::whole(Subject::Filings(which));
    let within = |id: FigureId| match scope {
        Scope::Half(half) => id.in_half(half),
        Scope::Issue(issue) => id.in_period(issue.period),
    };
    match counted {
        Counted::Unplaced => Some(FigureId::measure(Measure::Practising).of_place(UNNAMED)),
        Counted::ReportsDue => Some(within(filings(Filings::Expected))),
        Counted::ReportsOnTime => Some(within(filings(Filings::OnTime))),
        Counted::ReportsLate => Some(within(filings(Filings::Late))),
        Counted::ReportsMissing if matches!(scope, Scope::Half(_)) => Some(within(filings(Filings::Missing))),
        Counted::ReportsMissing | Counted::UnitsWithProblems => named.map(within),
        Counted::Given if of == Some("periods") => named.map(within),
        // `soc_food.2022-05`
        Counted::ReportDays => {
            let (unit, period) = of?.rsplit_once('.')?;
            let id = FigureId::whole(Subject::Count { counted, of: None });
            Some(id.of_unit(unit).in_period(period.parse().ok()?))
        }
        counted if counted.is_of_tasks() => named.map(within),
        _ => named,
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
    vec![Run::Number { counted, of: Some(of.into()), figure: None, value, shown: value.to_string() }]
}

/// A sentence in which a number stands, cut around it.
pub fn around(sentence: &str, number: Vec<Run>) -> Vec<Run> {
    match sentence.split_once(number[0].shown()) {
        Some((before, after)) => join([text(before), number, text(after)], ""),
        None => text(sentence),
    }
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
