//! Leaders' notes (批示) and the office's remarks (说明): about what, to whom, and what units answer.
//!
//! Nothing said is ever changed; whoever thinks otherwise says so after (product rules B.9 and E.9).

#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod xlsx;

use crate::calendar::{PeriodId, end_of};
use crate::ladder::{self, Asked, Outcome, Rung};
use crate::people::{Person, Role};
use crate::programme::Programme;
use crate::tasks::Task;
use crate::units::{Route, UnitKind};
use crate::views::View;
use chrono::{DateTime, NaiveDate, Utc};
use std::fmt;
use std::str::FromStr;

/// Most characters of a note and of a reply.
pub const LIMIT: usize = 120;

/// What a note is about. Spelled `task.12`, `unit.sz_ast`, `target.T2` or `ask.soc_electric.2022-07`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    Task(String),
    Unit(String),
    Target(String),
    /// What a unit's report asks the leading group to settle.
    Ask {
        unit: String,
        period: PeriodId,
    },
}

/// Who writes decides what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 批示, of the leading group: every unit it goes to owes a reply.
    Instruction,
    /// 说明, of the office: it may be answered.
    Remark,
}

/// Under whose name something was said, with the post of the moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    pub name: String,
    pub post: String,
    pub unit: Option<String>,
    pub at: DateTime<Utc>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub id: String,
    pub subject: Subject,
    pub kind: Kind,
    pub text: String,
    /// Ids of the units it goes to, in the order of the programme.
    pub to: Vec<String>,
    pub by: Signed,
    /// What a rung of the ladder asks for, if it is one.
    pub asked: Option<Asked>,
    /// A higher rung has been climbed since: this one is no longer waited for.
    pub overtaken: bool,
    /// In the order in which they came.
    pub replies: Vec<Reply>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub id: String,
    pub text: String,
    pub by: Signed,
    /// The day by which it promises the work.
    pub promised: Option<NaiveDate>,
}

/// Why something cannot be said as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slip {
    Empty,
    TooLong {
        found: usize,
    },
    ForbiddenCharacter,
    NobodyAddressed,
    /// A reply to a rung names the day by which the work will be done.
    DayMissing,
}

impl Note {
    /// Units that owe a reply and have given none, in the order of the programme.
    pub fn waits_for(&self) -> Vec<&str> {
        let is_owed = self.kind == Kind::Instruction || self.asked.is_some() && !self.overtaken;
        if is_owed { self.unanswered() } else { Vec::new() }
    }

    /// Units it goes to that have not replied, in the order of the programme.
    pub fn unanswered(&self) -> Vec<&str> {
        let answered = |unit: &str| self.replies.iter().any(|reply| reply.by.unit.as_deref() == Some(unit));
        self.to.iter().map(String::as_str).filter(|unit| !answered(unit)).collect()
    }

    /// As which rung it counts: an instruction is the last.
    pub fn rung(&self) -> Rung {
        self.asked.as_ref().map_or(Rung::Instruct, |asked| asked.rung)
    }

    /// What has come of it by the end of `today`; none for what is no rung of the office.
    pub fn outcome(&self, today: NaiveDate) -> Option<Outcome> {
        let asked = self.asked.as_ref()?;
        let promised = self.replies.iter().filter_map(|reply| reply.promised).max();
        Some(ladder::outcome(asked.answer_by, self.unanswered().is_empty(), promised, today))
    }

    /// The same unit by unit, in the order of the programme.
    pub fn outcomes(&self, today: NaiveDate) -> Vec<(&str, Outcome)> {
        let Some(asked) = &self.asked else { return Vec::new() };
        let of = |unit: &str| {
            let replies = || self.replies.iter().filter(|reply| reply.by.unit.as_deref() == Some(unit));
            let promised = replies().filter_map(|reply| reply.promised).max();
            ladder::outcome(asked.answer_by, replies().next().is_some(), promised, today)
        };
        self.to.iter().map(|unit| (unit.as_str(), of(unit))).collect()
    }

    pub fn goes_to(&self, unit: &str) -> bool {
        self.to.iter().any(|to| to == unit)
    }

    /// Whether it concerns the unit: it is about it or goes to it.
    pub fn concerns(&self, unit: &str) -> bool {
        self.subject.unit() == Some(unit) || self.goes_to(unit)
    }

    /// What was said last: the note itself or its last reply.
    pub fn last(&self) -> (&str, &Signed) {
        self.replies.last().map_or((&self.text, &self.by), |reply| (&reply.text, &reply.by))
    }
}

impl Subject {
    /// The unit whose own matter it is.
    pub fn unit(&self) -> Option<&str> {
        match self {
            Subject::Unit(unit) | Subject::Ask { unit, .. } => Some(unit),
            Subject::Task(_) | Subject::Target(_) => None,
        }
    }

    /// The units that can be asked about it, in the order of the programme; none if the programme has
    /// no such thing.
    pub fn addressees(&self, programme: &Programme, day: NaiveDate) -> Vec<String> {
        let asked: Vec<&str> = match self {
            Subject::Task(number) => {
                programme.task(number).map(|task| programme.answerable(task, day)).unwrap_or_default()
            }
            Subject::Target(id) => programme
                .target(id)
                .into_iter()
                .flat_map(|target| programme.tasks.iter().filter(|task| task.key_task == Some(target.key_task)))
                .flat_map(|task: &Task| programme.answerable(task, day))
                .collect(),
            Subject::Unit(unit) => programme
                .unit(unit)
                .filter(|unit| unit.route != Route::None)
                .map(|unit| unit.id.as_str())
                .into_iter()
                .collect(),
            // Who asks, and the association's own departments, which settle such things.
            Subject::Ask { unit, period } if programme.unit(unit).is_some() && programme.period(*period).is_some() => {
                let departments = programme.units.iter().filter(|unit| unit.kind == UnitKind::Department);
                departments.map(|unit| unit.id.as_str()).chain([unit.as_str()]).collect()
            }
            Subject::Ask { .. } => Vec::new(),
        };
        programme.units.iter().map(|unit| &unit.id).filter(|id| asked.contains(&id.as_str())).cloned().collect()
    }
}

/// What the person may write.
pub fn may_write(person: &Person) -> Option<Kind> {
    match person.role {
        Role::LeadingGroup => Some(Kind::Instruction),
        Role::Office => Some(Kind::Remark),
        _ => None,
    }
}

/// The units it goes to answer, and the office may.
pub fn may_reply(person: &Person, note: &Note) -> bool {
    match person.role {
        Role::Office => true,
        Role::Filer | Role::UnitHead | Role::Consolidator => {
            person.unit.as_deref().is_some_and(|unit| note.goes_to(unit))
        }
        _ => false,
    }
}

/// Tasks and targets are everybody's; what is one unit's own is for those who may read it and those it goes to.
pub fn may_read(person: &Person, note: &Note) -> bool {
    note.subject.unit().is_none_or(|unit| person.may_read(unit))
        || person.unit.as_deref().is_some_and(|unit| note.goes_to(unit))
}

/// The text as it will stand, or why it cannot.
pub fn check_text(typed: &str) -> Result<String, Slip> {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.chars().count() {
        0 => Err(Slip::Empty),
        found if found > LIMIT => Err(Slip::TooLong { found }),
        _ if text.chars().any(crate::reports::is_forbidden) => Err(Slip::ForbiddenCharacter),
        _ => Ok(text),
    }
}

/// The units ticked, in the order of the programme; others than the addressees are left out.
pub fn check_units(addressees: &[String], ticked: &[String]) -> Result<Vec<String>, Slip> {
    let to: Vec<String> = addressees.iter().filter(|unit| ticked.contains(unit)).cloned().collect();
    if to.is_empty() { Err(Slip::NobodyAddressed) } else { Ok(to) }
}

/// The rungs climbed for an occurrence of a task, the lowest first, and the next if it may be climbed: instructions
/// written since the first rung count as the last.
pub fn climb<'n>(notes: &'n [Note], task: &str, due: NaiveDate, today: NaiveDate) -> (Vec<&'n Note>, Option<Rung>) {
    let of_task = notes.iter().filter(|note| note.subject == Subject::Task(task.to_owned()));
    let mut steps: Vec<&Note> = Vec::new();
    for note in of_task {
        let is_step = match &note.asked {
            Some(asked) => asked.due == due,
            None => note.kind == Kind::Instruction && !steps.is_empty(),
        };
        if is_step {
            steps.push(note);
        }
    }
    let last = steps.last().map(|note| (note.rung(), note.outcome(today)));
    let next = match last {
        None => ladder::next(None),
        Some((rung, Some(outcome))) => ladder::next(Some((rung, outcome))),
        // It is in a leader's hands.
        Some((_, None)) => None,
    };
    (steps, next)
}

/// Marks the rungs above which another has been climbed.
pub fn overtake(notes: &mut [Note]) {
    for place in 0..notes.len() {
        let (before, after) = notes.split_at_mut(place + 1);
        let note = &mut before[place];
        let due = note.asked.as_ref().map(|asked| asked.due);
        note.overtaken = due.is_some()
            && after.iter().any(|later| {
                later.subject == note.subject
                    && match &later.asked {
                        Some(asked) => Some(asked.due) == due,
                        None => later.kind == Kind::Instruction,
                    }
            });
    }
}

/// What has been said by the moment of the view. The usual view shows everything, today's words too; any
/// other shows what had been said by the end of its day, whatever the basis: a note of August was not
/// there in July.
pub fn known(notes: &[Note], view: View, usual: View) -> Vec<Note> {
    let said = |by: &Signed| view == usual || by.at < end_of(view.day);
    let notes = notes.iter().filter(|note| said(&note.by)).cloned();
    let mut known: Vec<Note> = notes
        .map(|mut note| {
            note.replies.retain(|reply| said(&reply.by));
            note
        })
        .collect();
    overtake(&mut known);
    known
}

impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Subject::Task(number) => write!(f, "task.{number}"),
            Subject::Unit(unit) => write!(f, "unit.{unit}"),
            Subject::Target(id) => write!(f, "target.{id}"),
            Subject::Ask { unit, period } => write!(f, "ask.{unit}.{period}"),
        }
    }
}

impl FromStr for Subject {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("expected a subject such as task.12 or unit.sz_ast, found {text:?}");
        let (kind, id) = text.split_once('.').filter(|(_, id)| !id.is_empty()).ok_or_else(wrong)?;
        let id = id.to_owned();
        match kind {
            "task" => Ok(Subject::Task(id)),
            "unit" => Ok(Subject::Unit(id)),
            "target" => Ok(Subject::Target(id)),
            "ask" => {
                let (unit, period) = id.rsplit_once('.').ok_or_else(wrong)?;
                Ok(Subject::Ask { unit: unit.to_owned(), period: period.parse().map_err(|_| wrong())? })
            }
            _ => Err(wrong()),
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Kind::Instruction => "instruction",
            Kind::Remark => "remark",
        })
    }
}

impl FromStr for Kind {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "instruction" => Ok(Kind::Instruction),
            "remark" => Ok(Kind::Remark),
            _ => Err(format!("expected instruction or remark, found {text:?}")),
        }
    }
}

#[cfg(test)]
mod tests;
