//! Lights: the state of a target or a task in one word.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The word is the state; shape and colour only echo it. Its spelling is the one of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Light {
    NotStarted,
    Met,
    Normal,
    DueSoon,
    Lagging,
    SeriouslyBehind,
    Overdue,
    ClosureRequested,
    Closed,
    ClosedLate,
    Stale,
    None,
}

impl Light {
    pub const ALL: [Light; 12] = [
        Light::NotStarted,
        Light::Met,
        Light::Normal,
        Light::DueSoon,
        Light::Lagging,
        Light::SeriouslyBehind,
        Light::Overdue,
        Light::ClosureRequested,
        Light::Closed,
        Light::ClosedLate,
        Light::Stale,
        Light::None,
    ];

    pub fn is_closed(self) -> bool {
        matches!(self, Light::Closed | Light::ClosedLate)
    }

    pub fn is_behind(self) -> bool {
        matches!(self, Light::Lagging | Light::SeriouslyBehind | Light::Overdue)
    }

    /// The same beside those who should have reported and have not: no data is never green, and what is closed or
    /// overdue stays so (product rules B.4).
    pub fn without_report(self) -> Light {
        match self {
            Light::Normal | Light::DueSoon | Light::Lagging => Light::Stale,
            other => other,
        }
    }

    pub fn as_str(self) -> &'static str {
        match self {
            Light::NotStarted => "not_started",
            Light::Met => "met",
            Light::Normal => "normal",
            Light::DueSoon => "due_soon",
            Light::Lagging => "lagging",
            Light::SeriouslyBehind => "seriously_behind",
            Light::Overdue => "overdue",
            Light::ClosureRequested => "closure_requested",
            Light::Closed => "closed",
            Light::ClosedLate => "closed_late",
            Light::Stale => "stale",
            Light::None => "none",
        }
    }
}

impl fmt::Display for Light {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Light {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Light::ALL.into_iter().find(|light| light.as_str() == text).ok_or_else(|| format!("no such light: {text:?}"))
    }
}
