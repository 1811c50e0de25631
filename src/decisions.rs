//! 议定事项: what a meeting settles, who does it by when, and what became of it (product rules E.20).

pub mod islands;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;

mod minutes;
#[cfg(test)]
mod tests;

pub use minutes::minutes;

use crate::calendar::day_of;
use crate::lights::Light;
use crate::people::{Person, Role};
use crate::programme::{Programme, Thresholds};
use crate::reports::{is_forbidden, understand_day};
use crate::views::View;
use chrono::{DateTime, NaiveDate, Utc};

/// Most characters of a decision, and of the sentence that says it is done.
pub const TEXT_LIMIT: usize = 200;

/// One thing settled. It is never changed; a decision that turns out wrong is closed with a sentence that says so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    pub id: String,
    /// Counted within the programme.
    pub number: i64,
    pub text: String,
    /// Who does it, in the order in which they were named.
    pub units: Vec<String>,
    pub due: NaiveDate,
    /// The day as at which the meeting looked at the programme.
    pub on: NaiveDate,
    pub by: Signed,
    pub done: Option<Done>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done {
    pub text: String,
    pub by: Signed,
}

/// Whose word it is, as they were called then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    pub name: String,
    pub post: String,
    pub at: DateTime<Utc>,
}

impl Decision {
    /// A decision belongs to the position it was taken on, and is shown with that day and every later one:
    /// whoever opens the meeting of a quarter ago finds what that meeting settled.
    pub fn is_shown(&self, view: View) -> bool {
        self.on <= view.day
    }

    /// How it was done, if the view knows that it was.
    pub fn done(&self, view: View) -> Option<&Done> {
        self.done.as_ref().filter(|done| view.knows(done.by.at))
    }

    pub fn light(&self, view: View, thresholds: &Thresholds) -> Light {
        match self.done(view) {
            Some(done) if day_of(done.by.at) > self.due => Light::ClosedLate,
            Some(_) => Light::Closed,
            None if self.days_left(view) < 0 => Light::Overdue,
            None if self.days_left(view) <= thresholds.due_soon_days => Light::DueSoon,
            None => Light::Normal,
        }
    }

    /// Days to the due day; negative once it is past.
    pub fn days_left(&self, view: View) -> i64 {
        (self.due - view.day).num_days()
    }
}

/// The day under which a meeting that looks at `view` keeps what it settles: no later than its own.
pub fn position(view: View, now: DateTime<Utc>) -> NaiveDate {
    view.day.min(day_of(now))
}

/// Whether the person may write down what a meeting settles.
pub fn may_settle(person: &Person) -> bool {
    matches!(person.role, Role::Office | Role::LeadingGroup)
}

/// Whether the person may say that it is done: the office, and the units concerned.
pub fn may_close(person: &Person, decision: &Decision) -> bool {
    let speaks = matches!(person.role, Role::Filer | Role::UnitHead | Role::Consolidator);
    person.role == Role::Office || speaks && decision.units.iter().any(|unit| person.belongs_to(unit))
}

/// A decision as somebody typed it, right or wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    pub text: String,
    pub units: Vec<String>,
    pub due: String,
}

/// A decision that has been understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    pub text: String,
    pub units: Vec<String>,
    pub due: NaiveDate,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    TextMissing,
    TextTooLong { found: usize },
    ForbiddenCharacter,
    UnitMissing,
    UnitUnknown { found: String },
    DueMissing,
    DueNotADate { found: String },
    DuePast { today: NaiveDate, found: NaiveDate },
}

impl Fault {
    /// The field of the form it belongs to.
    pub fn field(&self) -> &'static str {
        match self {
            Fault::TextMissing | Fault::TextTooLong { .. } | Fault::ForbiddenCharacter => "text",
            Fault::UnitMissing | Fault::UnitUnknown { .. } => "unit",
            Fault::DueMissing | Fault::DueNotADate { .. } | Fault::DuePast { .. } => "due",
        }
    }
}

impl Typed {
    /// Understands what was typed, or says everything that is wrong with it.
    pub fn understand(&self, programme: &Programme, today: NaiveDate) -> Result<Settled, Vec<Fault>> {
        let text = understand_text(&self.text);
        let units = self.understand_units(programme);
        let due = understand_due(&self.due, today);
        match (text, units, due) {
            (Ok(text), Ok(units), Ok(due)) => Ok(Settled { text, units, due }),
            (text, units, due) => Err([text.err(), units.err(), due.err()].into_iter().flatten().collect()),
        }
    }

    /// The units named, each once.
    fn understand_units(&self, programme: &Programme) -> Result<Vec<String>, Fault> {
        let mut units: Vec<String> = Vec::new();
        for id in self.units.iter().filter(|id| !id.is_empty()) {
            if programme.unit(id).is_none() {
                return Err(Fault::UnitUnknown { found: id.clone() });
            }
            if !units.contains(id) {
                units.push(id.clone());
            }
        }
        if units.is_empty() { Err(Fault::UnitMissing) } else { Ok(units) }
    }
}

/// One line, not empty, not too long.
pub fn understand_text(typed: &str) -> Result<String, Fault> {
    let text = typed.split_whitespace().collect::<Vec<_>>().join(" ");
    let found = text.chars().count();
    match found {
        0 => Err(Fault::TextMissing),
        _ if text.chars().any(is_forbidden) => Err(Fault::ForbiddenCharacter),
        _ if found > TEXT_LIMIT => Err(Fault::TextTooLong { found }),
        _ => Ok(text),
    }
}

fn understand_due(typed: &str, today: NaiveDate) -> Result<NaiveDate, Fault> {
    match understand_day(typed) {
        None if typed.trim().is_empty() => Err(Fault::DueMissing),
        None => Err(Fault::DueNotADate { found: typed.to_owned() }),
        Some(found) if found < today => Err(Fault::DuePast { today, found }),
        Some(due) => Ok(due),
    }
}
