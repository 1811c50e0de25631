//! Marks that stand for a state, and what each of them means.

use crate::calendar::Period;
use crate::language::Lang;
use crate::lights::Light;
use crate::progress::{Filing, FilingState, Known};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One character or shape in a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Mark {
    /// A light, and the character inside it.
    Light(Light, String),
    Report(ReportMark),
    /// What comes round, by its character.
    Recurring(String),
    /// 牵头, as the office has said.
    Lead,
}

/// A mark and what it means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key {
    pub mark: Mark,
    pub word: String,
}

/// Where one report stands, as a mark.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportMark {
    pub state: ReportState,
    /// It came after its day.
    pub late: bool,
    pub corrected: bool,
    /// The character of what is missing.
    pub missing: String,
    /// The character of what was corrected.
    pub correction: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReportState {
    Accepted,
    Pending,
    Returned,
    Withdrawn,
    Nil,
    /// A nil return that waits for a decision.
    NilPending,
    Missing,
    Future,
}

impl ReportState {
    /// The character that stands for it in a line of text.
    pub fn glyph(self, lang: Lang) -> &'static str {
        match self {
            ReportState::Accepted => "●",
            ReportState::Pending => "◐",
            ReportState::Returned => "↩",
            ReportState::Withdrawn => "○",
            ReportState::Nil | ReportState::NilPending => "0",
            ReportState::Missing => lang.cell_missing_glyph(),
            ReportState::Future => "·",
        }
    }

    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            ReportState::Accepted => lang.filing_state(FilingState::Accepted),
            ReportState::Pending => lang.filing_state(FilingState::Submitted),
            ReportState::Returned => lang.filing_state(FilingState::Returned),
            ReportState::Withdrawn => lang.filing_state(FilingState::Withdrawn),
            ReportState::Nil | ReportState::NilPending => lang.cell_nil(),
            ReportState::Missing => lang.cell_missing(),
            ReportState::Future => lang.cell_future(),
        }
    }
}

impl ReportMark {
    pub fn plain(state: ReportState, lang: Lang) -> Self {
        let [missing, correction] = [lang.cell_missing_glyph(), lang.cell_corrected_glyph()].map(str::to_owned);
        ReportMark { state, late: false, corrected: false, missing, correction }
    }

    /// The mark of what has come in, or has not though it was `due`.
    pub fn of(filing: Option<&Filing>, due: bool, lang: Lang) -> Self {
        let waits = |state| matches!(state, FilingState::Submitted | FilingState::Forwarded);
        let state = match filing {
            Some(Filing { state: FilingState::Returned, .. }) => ReportState::Returned,
            Some(Filing { state: FilingState::Withdrawn, .. }) => ReportState::Withdrawn,
            Some(Filing { nil: true, state, .. }) if waits(*state) => ReportState::NilPending,
            Some(Filing { nil: true, .. }) => ReportState::Nil,
            Some(Filing { state: FilingState::Accepted, .. }) => ReportState::Accepted,
            Some(_) => ReportState::Pending,
            None if due => ReportState::Missing,
            None => ReportState::Future,
        };
        ReportMark {
            late: filing.is_some_and(|filing| filing.late_by.is_some()),
            corrected: filing.is_some_and(|filing| filing.corrected),
            ..ReportMark::plain(state, lang)
        }
    }
}

impl Known<'_> {
    /// The report of `unit` on `period` as a mark, and in words.
    pub fn report_mark(&self, unit: &str, period: &Period, day: NaiveDate, lang: Lang) -> (ReportMark, String) {
        let filing = self.filing(unit, period);
        let due = self.is_owed(unit, period) && period.effective_due <= day;
        (ReportMark::of(filing.as_ref(), due, lang), lang.filing_words(filing.as_ref(), period, due, day))
    }
}

/// Every mark of a report with its word.
pub fn report_key(lang: Lang) -> Vec<Key> {
    use ReportState::{Accepted, Future, Missing, Nil, Pending, Returned, Withdrawn};
    let states = [Accepted, Pending, Returned, Withdrawn, Nil, Missing, Future];
    let plain = |state| ReportMark::plain(state, lang);
    let marks = states.map(|state| (plain(state), state.word(lang))).into_iter().chain([
        (ReportMark { late: true, ..plain(Accepted) }, lang.matrix_late()),
        (ReportMark { corrected: true, ..plain(Accepted) }, lang.cell_corrected()),
    ]);
    marks.map(|(mark, word)| Key { mark: Mark::Report(mark), word: word.to_owned() }).collect()
}
