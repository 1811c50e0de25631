//! What goes with a version besides what it says: why it came late, which questions the filer has looked into,
//! and why an accepted report is put right.

use super::{Warning, WarningKind};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Circumstances {
    pub late: Option<LateReason>,
    /// The keys of the questions that have been looked into: see [`Warning::key`].
    pub checked: Vec<String>,
}

/// Why a report came late; nobody has to say (product rules C.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LateReason {
    AwaitingData,
    StaffAway,
    Technical,
    Other,
}

/// Why an accepted report is put right (product rules E.6).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CorrectionReason {
    CountedTwice,
    LeftOut,
    Understanding,
    Other,
}

impl LateReason {
    pub const ALL: [LateReason; 4] =
        [LateReason::AwaitingData, LateReason::StaffAway, LateReason::Technical, LateReason::Other];
}

impl CorrectionReason {
    pub const ALL: [CorrectionReason; 4] = [
        CorrectionReason::CountedTwice,
        CorrectionReason::LeftOut,
        CorrectionReason::Understanding,
        CorrectionReason::Other,
    ];
}

impl Warning {
    /// What the question is called where its tick is kept: its field, and what is asked.
    pub fn key(&self) -> String {
        let asked = match self.kind {
            WarningKind::PerhapsCumulative { .. } => "cumulative",
            WarningKind::Unusual { .. } => "unusual",
            WarningKind::SameAsLastMonth => "same",
            WarningKind::Vague { .. } => "vague",
            WarningKind::StageBack { .. } => "back",
            WarningKind::PartsOpen { .. } => "parts",
        };
        format!("{} {asked}", self.field)
    }
}

impl fmt::Display for LateReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            LateReason::AwaitingData => "awaiting_data",
            LateReason::StaffAway => "staff_away",
            LateReason::Technical => "technical",
            LateReason::Other => "other",
        })
    }
}

impl FromStr for LateReason {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let found = LateReason::ALL.into_iter().find(|reason| reason.to_string() == text);
        found.ok_or_else(|| format!("expected awaiting_data, staff_away, technical or other, found {text:?}"))
    }
}

impl fmt::Display for CorrectionReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            CorrectionReason::CountedTwice => "counted_twice",
            CorrectionReason::LeftOut => "left_out",
            CorrectionReason::Understanding => "understanding",
            CorrectionReason::Other => "other",
        })
    }
}

impl FromStr for CorrectionReason {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let found = CorrectionReason::ALL.into_iter().find(|reason| reason.to_string() == text);
        found.ok_or_else(|| format!("expected counted_twice, left_out, understanding or other, found {text:?}"))
    }
}
