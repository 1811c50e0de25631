//! Tasks of the division of work, the four kinds of deadline, and the occurrences each gives rise to.

use crate::calendar::Period;
use crate::language::Name;
use crate::targets::Target;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// As printed, so a missing number stays missing.
    pub number: String,
    pub key_task: Option<i64>,
    /// The wording of the circular.
    pub verbatim: String,
    /// What it says, in each language.
    pub name: Name,
    /// A few characters for a row.
    pub short: Name,
    pub deadline: Deadline,
    /// The deadline as printed: 每月28日.
    pub deadline_verbatim: String,
    /// The responsible units as printed, with 、 and ， kept.
    pub responsible_verbatim: String,
    pub responsible: Vec<Responsible>,
    /// Named parts of the work, each reported as it is in: the four demonstration sites.
    pub slots: Vec<Name>,
    /// The ladder of the work, when it has one of its own: outline, draft, final.
    pub stages: Vec<Name>,
    /// When the office takes it for done (完成标准).
    pub done_when: Option<Name>,
    pub note: Option<Name>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Deadline {
    Date { date: NaiveDate },
    Monthly { day: u32 },
    Dates { dates: Vec<NaiveDate> },
    AsNeeded,
}

/// A unit or group in the column 责任单位, in printed order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Responsible {
    /// Id of a unit or of a group.
    pub party: String,
    pub role: TaskRole,
    /// On what ground the office named it lead.
    pub basis: Option<String>,
    /// When it did.
    pub on: Option<NaiveDate>,
}

/// The circular names responsible units only; who leads is for the office to say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TaskRole {
    #[default]
    Unspecified,
    Lead,
    Support,
}

/// One day on which a task is due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Occurrence {
    pub due: NaiveDate,
    /// `due`, or for monthly reports the next working day.
    pub effective_due: NaiveDate,
}

impl Task {
    /// Whether the work is done once the target is reached: both belong to one 重点任务 and end on one day.
    pub fn ends_in(&self, target: &Target, due: NaiveDate) -> bool {
        self.key_task == Some(target.key_task) && due == target.due
    }

    /// Every day the task is due; none for work done as needed. A monthly duty falls due with each
    /// regular period, and only it rolls over to a working day.
    pub fn occurrences(&self, periods: &[Period]) -> Vec<Occurrence> {
        let fixed = |due: &NaiveDate| Occurrence { due: *due, effective_due: *due };
        match &self.deadline {
            Deadline::Date { date } => vec![fixed(date)],
            Deadline::Dates { dates } => dates.iter().map(fixed).collect(),
            Deadline::Monthly { .. } => periods
                .iter()
                .filter(|period| period.is_regular())
                .map(|period| Occurrence { due: period.due, effective_due: period.effective_due })
                .collect(),
            Deadline::AsNeeded => Vec::new(),
        }
    }
}
