//! The papers a unit writes itself: its half-year summary (annex 2 no. 15), its work plan (no. 6) and the experience
//! report (T5). A summary begins as a draft made from the unit's own accepted reports, to which it adds.

#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(test)]
mod tests;

use crate::calendar::Half;
use crate::evidence::Brought;
use crate::people::{Person, Role};
use crate::programme::Programme;
use crate::reports::{is_forbidden, understand_day};
use crate::tasks::{Deadline, Task};
use crate::units::UnitKind;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paper {
    HalfYear(Half),
    WorkPlan,
    /// Filed at each of its stages.
    Experience,
}

/// The parts of a paper that are typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Section {
    Done,
    Problems,
    Next,
    Aims,
    Measures,
    Schedule,
    Practice,
    Results,
    Advice,
}

/// How far an experience report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    Outline,
    Draft,
    Final,
}

impl Stage {
    pub const ALL: [Stage; 3] = [Stage::Outline, Stage::Draft, Stage::Final];
}

/// A paper as it is being typed. Nothing typed is refused here; what is wrong is said when it is filed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Draft {
    pub texts: BTreeMap<Section, String>,
    pub stage: String,
    /// The day the stage was reached.
    pub on: String,
    /// Who heads the unit and has agreed to the text.
    pub head: String,
    pub agreed: bool,
    /// The unit's own text, as a file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<Brought>,
}

/// What was filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    pub texts: BTreeMap<Section, String>,
    pub stage: Option<(Stage, NaiveDate)>,
    pub head: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<Brought>,
}

/// A version of a unit's paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    pub unit: String,
    pub paper: Paper,
    pub number: i64,
    pub content: Content,
    pub receipt: String,
    pub fingerprint: String,
    pub at: DateTime<Utc>,
    /// Name and post of whoever filed it.
    pub by: String,
    pub post: String,
    /// When the head of the unit agreed on the board itself.
    pub agreed_at: Option<DateTime<Utc>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Missing(Section),
    TooLong {
        section: Section,
        limit: usize,
        found: usize,
    },
    Forbidden(Section),
    StageMissing,
    DayMissing,
    /// A stage is reached before it is filed.
    DayToCome,
    HeadMissing,
    NotAgreed,
}

/// The papers a programme asks its units for, by the day they are due.
pub fn papers(programme: &Programme) -> Vec<Paper> {
    let mut papers = Vec::new();
    papers.extend(programme.papers.work_plan.is_some().then_some(Paper::WorkPlan));
    let half_year = programme.papers.half_year.as_deref().and_then(|number| programme.task(number));
    if let Some(Deadline::Dates { dates }) = half_year.map(|task| &task.deadline) {
        papers.extend(dates.iter().map(|day| Paper::HalfYear(Half { year: day.year(), second: day.month() > 6 })));
    }
    papers.extend(programme.papers.experience.is_some().then_some(Paper::Experience));
    papers
}

impl Paper {
    /// The task it is owed for.
    pub fn task(self, programme: &Programme) -> Option<&Task> {
        let asked = &programme.papers;
        let number = match self {
            Paper::HalfYear(_) => &asked.half_year,
            Paper::WorkPlan => &asked.work_plan,
            Paper::Experience => &asked.experience,
        };
        programme.task(number.as_deref()?)
    }

    /// None if the programme asks for no such paper.
    pub fn due(self, programme: &Programme) -> Option<NaiveDate> {
        match (self, &self.task(programme)?.deadline) {
            (Paper::HalfYear(half), Deadline::Dates { dates }) => dates.iter().copied().find(|day| *day == half.end()),
            (Paper::WorkPlan | Paper::Experience, Deadline::Date { date }) => Some(*date),
            _ => None,
        }
    }

    /// The units that owe it: a plan every pilot unit, a summary whoever else its task names too, and the experience
    /// report whoever answers for its task.
    pub fn owed_by(self, programme: &Programme) -> Vec<&str> {
        let Some((task, due)) = self.task(programme).zip(self.due(programme)) else { return Vec::new() };
        match self {
            Paper::WorkPlan => programme.expected_on(due),
            Paper::HalfYear(_) => {
                let mut owed = programme.expected_on(due);
                // A department answers for the task by gathering the summaries.
                let writes = |id: &&str| programme.unit(id).is_some_and(|unit| unit.kind != UnitKind::Department);
                let others: Vec<&str> = programme.answerable(task, due).into_iter().filter(writes).collect();
                owed.extend(others.into_iter().filter(|id| !owed.contains(id)).collect::<Vec<_>>());
                owed
            }
            Paper::Experience => programme.answerable(task, due),
        }
    }

    /// What is typed, in the order of the paper.
    pub fn sections(self) -> &'static [Section] {
        match self {
            Paper::HalfYear(_) => &[Section::Done, Section::Problems, Section::Next],
            Paper::WorkPlan => &[Section::Aims, Section::Measures, Section::Schedule],
            Paper::Experience => &[Section::Practice, Section::Results, Section::Advice],
        }
    }

    /// Most characters of a section: additions to a summary of two pages, or a text of its own.
    pub fn limit(self) -> usize {
        match self {
            Paper::HalfYear(_) => 300,
            Paper::WorkPlan => 600,
            Paper::Experience => 2000,
        }
    }

    /// Whether a section may stay empty: a summary says enough with the reports it is made from, an outline without
    /// the rest of the report.
    fn may_lack(self, section: Section, stage: Option<Stage>) -> bool {
        match self {
            Paper::HalfYear(_) => true,
            Paper::WorkPlan => false,
            Paper::Experience => section != Section::Practice && stage != Some(Stage::Final),
        }
    }
}

impl Draft {
    pub fn text(&self, section: Section) -> &str {
        self.texts.get(&section).map_or("", String::as_str)
    }

    /// Understands what was typed, on the day `today`, or says everything that is wrong with it.
    pub fn understand(&self, paper: Paper, today: NaiveDate) -> Result<Content, Vec<Fault>> {
        let mut faults = Vec::new();
        let stage = self.stage.parse::<Stage>().ok();
        let mut texts = BTreeMap::new();
        for section in paper.sections().iter().copied() {
            let text = self.text(section).trim();
            let (limit, found) = (paper.limit(), text.chars().count());
            if found > limit {
                faults.push(Fault::TooLong { section, limit, found });
            }
            if text.chars().any(is_forbidden) {
                faults.push(Fault::Forbidden(section));
            }
            match text.is_empty() {
                true if !paper.may_lack(section, stage) => faults.push(Fault::Missing(section)),
                true => {}
                false => {
                    texts.insert(section, text.to_owned());
                }
            }
        }
        let mut reached = None;
        if paper == Paper::Experience {
            match (stage, understand_day(&self.on)) {
                (None, _) => faults.push(Fault::StageMissing),
                (_, None) => faults.push(Fault::DayMissing),
                (_, Some(on)) if on > today => faults.push(Fault::DayToCome),
                (Some(stage), Some(on)) => reached = Some((stage, on)),
            }
        }
        let head = self.head.trim();
        if head.is_empty() || head.chars().count() > 30 || head.chars().any(is_forbidden) {
            faults.push(Fault::HeadMissing);
        }
        if !self.agreed {
            faults.push(Fault::NotAgreed);
        }
        if !faults.is_empty() {
            return Err(faults);
        }
        Ok(Content { texts, stage: reached, head: head.to_owned(), file: self.file.clone() })
    }
}

/// The head of a unit agrees to what it has filed.
pub fn may_agree(person: &Person, unit: &str) -> bool {
    person.role == Role::UnitHead && person.belongs_to(unit)
}

impl fmt::Display for Paper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Paper::HalfYear(half) => fmt::Display::fmt(half, f),
            Paper::WorkPlan => f.write_str("plan"),
            Paper::Experience => f.write_str("experience"),
        }
    }
}

impl FromStr for Paper {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "plan" => Ok(Paper::WorkPlan),
            "experience" => Ok(Paper::Experience),
            half => half.parse().map(Paper::HalfYear),
        }
    }
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Section::Done => "done",
            Section::Problems => "problems",
            Section::Next => "next",
            Section::Aims => "aims",
            Section::Measures => "measures",
            Section::Schedule => "schedule",
            Section::Practice => "practice",
            Section::Results => "results",
            Section::Advice => "advice",
        })
    }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Stage::Outline => "outline",
            Stage::Draft => "draft",
            Stage::Final => "final",
        })
    }
}

impl FromStr for Stage {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Stage::ALL.into_iter().find(|stage| stage.to_string() == text).ok_or_else(|| {
            let names = Stage::ALL.map(|stage| stage.to_string()).join(", ");
            format!("expected one of {names}, found {text:?}")
        })
    }
}
