//! What a document sums up, and from when there can be one.

use super::{Issue, Summary, compose};
use crate::calendar::{Half, Period, next_day};
use crate::language::Lang;
use crate::programme::Programme;
use crate::progress::Record;
use crate::views::View;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::fmt;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// A half-year: the work summary (circular annex 2 no. 15).
    Half(Half),
    /// One monthly period: an issue of the work briefing (circular annex 2 no. 4).
    Issue(Issue),
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scope::Half(half) => half.fmt(f),
            Scope::Issue(issue) => issue.fmt(f),
        }
    }
}

impl Scope {
    /// The document as seen at `view`; none if the programme has no such period.
    pub fn compose(self, programme: &Programme, record: &Record, view: View, lang: Lang) -> Option<Summary> {
        match self {
            Scope::Half(half) => Some(compose(programme, record, half, view, lang)),
            Scope::Issue(issue) => issue.compose(programme, record, view, lang),
        }
    }

    /// Whether the report of `period` is summed up.
    pub fn covers(self, period: &Period) -> bool {
        match self {
            Scope::Half(half) => half.covers(period),
            Scope::Issue(issue) => issue.period == period.id,
        }
    }

    /// Whether it begins with the programme, so that everything in it is new.
    pub fn is_first_half(self) -> bool {
        matches!(self, Scope::Half(Half { second: false, .. }))
    }

    /// The first day on which the last of its months is over. Nothing sums up a month that has not ended.
    pub fn opens(self, programme: &Programme) -> Option<NaiveDate> {
        let mine = programme.periods.iter().filter(|period| period.is_regular() && self.covers(period));
        mine.map(|period| next_day(period.end)).max()
    }

    /// The day on which it opens, where that is still to come at the view.
    pub fn opens_after(self, programme: &Programme, view: View) -> Option<NaiveDate> {
        self.opens(programme).filter(|opens| next_day(view.day) < *opens)
    }
}
