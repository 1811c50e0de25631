//! What documents count besides people, reports by how they came in, and tasks by their state.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The kind of a count. Where a document has several of a kind, what each is of stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Counted {
    /// Said by the programme: the value of a target (`T1`), how many targets there are (`targets`), how many rungs
    /// the ladder of a task has (`ladder.5`) and how many named parts (`slots.12`), how many periods are due
    /// (`periods`).
    Given,
    /// A projection of `progress`, or what a target still lacks: `T1.projection`, `T1.lacking`, `T1.needed`.
    Derived,
    /// Contributions to a figure that name no place.
    Unplaced,
    UnitsExpected,
    UnitsSilent,
    UnitsWithProblems,
    /// New specialties at a stage: `3`.
    Specialties,
    /// Named parts of a task that are in place: `12`.
    Slots,
    /// How many days an occurrence of a task is late: `8/2022-06-30`.
    Days,
    /// How many days the report of a unit on a period was late.
    ReportDays,
    TasksDue,
    TasksClosed,
    TasksClosedLate,
    TasksOverdue,
    TasksOpen,
    ReportsDue,
    ReportsOnTime,
    ReportsLate,
    /// Of a half-year those that are not in; of one period those that are not accepted, so not among its numbers.
    ReportsMissing,
}

impl Counted {
    pub const ALL: [(&str, Counted); 19] = [
        ("given", Counted::Given),
        ("derived", Counted::Derived),
        ("unplaced", Counted::Unplaced),
        ("units_expected", Counted::UnitsExpected),
        ("units_silent", Counted::UnitsSilent),
        ("units_with_problems", Counted::UnitsWithProblems),
        ("specialties", Counted::Specialties),
        ("slots", Counted::Slots),
        ("days", Counted::Days),
        ("report_days", Counted::ReportDays),
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
        use Counted::{Days, Derived, Given, ReportDays, Slots, Specialties};
        matches!(self, Given | Derived | Specialties | Slots | Days | ReportDays)
    }

    /// Whether it is of the tasks that fell due in a time.
    pub fn is_of_tasks(self) -> bool {
        use Counted::{TasksClosed, TasksClosedLate, TasksDue, TasksOpen, TasksOverdue};
        matches!(self, TasksDue | TasksClosed | TasksClosedLate | TasksOverdue | TasksOpen)
    }
}

impl fmt::Display for Counted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (word, _) = Counted::ALL.iter().find(|(_, known)| known == self).expect("every kind has its word");
        f.write_str(word)
    }
}

impl FromStr for Counted {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let known = Counted::ALL.into_iter().find(|(word, _)| *word == text);
        known.map(|(_, counted)| counted).ok_or_else(|| format!("nothing is counted as {text:?}"))
    }
}
