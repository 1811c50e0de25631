//! What the consolidating unit's lane of societies says of one month, beside the month before (product rules C.2).

use super::{Filing, FilingState, Known};
use crate::calendar::{Period, PeriodId, day_of, end_of};
use crate::reports::{Cell, Content, Draft, Stated, Version, cells};
use crate::review::{Consolidation, Line};
use crate::units::{Route, Unit};

/// The lane in one period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lane {
    /// Societies whose reports are in, and those whose are not, in printed order.
    pub covers: Vec<String>,
    pub missing: Vec<String>,
    /// Their counts, society by society in the order of the form.
    pub lines: Vec<Line>,
}

impl Lane {
    pub fn is_empty(&self) -> bool {
        self.covers.is_empty() && self.missing.is_empty()
    }
}

impl<'a> Known<'a> {
    pub fn lane(&self, period: &Period) -> Lane {
        let units = self.societies(period);
        let (covers, missing): (Vec<&Unit>, Vec<&Unit>) =
            units.iter().partition(|unit| self.filing(&unit.id, period).is_some_and(|filing| filing.state.is_in()));
        let before = self.programme.periods.iter().rev().find(|earlier| earlier.end < period.start);
        let lines = units.iter().flat_map(|unit| {
            let new = self.said(&unit.id, period.id);
            let last = before.and_then(|before| self.said(&unit.id, before.id));
            let mut asked = cells(self.programme, unit, &Draft::default());
            for count in [new, last].into_iter().flatten().flat_map(|content| &content.counts) {
                if !asked.contains(&count.cell) {
                    asked.push(count.cell.clone());
                }
            }
            asked.into_iter().map(move |cell| Line {
                unit: unit.id.clone(),
                last: last.and_then(|content| number(content, &cell)),
                new: new.and_then(|content| number(content, &cell)),
                cell,
            })
        });
        let ids = |units: &[&Unit]| units.iter().map(|unit| unit.id.clone()).collect();
        Lane { covers: ids(&covers), missing: ids(&missing), lines: lines.collect() }
    }

    /// The societies that owe the report on `period` to the consolidating unit.
    fn societies(&self, period: &Period) -> Vec<&'a Unit> {
        let expected = self.programme.expected_on(period.end);
        let lane = self.programme.units.iter().filter(|unit| unit.route == Route::ViaConsolidator);
        lane.filter(|unit| expected.contains(&unit.id.as_str())).collect()
    }

    /// Whether the consolidating unit owes a report on the lane: it does where a society owes one.
    pub fn owes_consolidation(&self, period: &Period) -> bool {
        !self.societies(period).is_empty()
    }

    /// What the unit's report says: as accepted, or as handed in and not sent back.
    fn said(&self, unit: &str, period: PeriodId) -> Option<&'a Content> {
        let of_it = self.versions.iter().copied().filter(|v| v.unit == unit && v.period == period);
        let standing = of_it.filter(|v| !self.before(v.returned_at));
        let accepted = self.accepted().get(&(period, unit)).copied();
        let version: Option<&Version> = accepted.or_else(|| standing.max_by_key(|v| v.number));
        version.map(|version| &version.content)
    }

    /// The newest filing on the lane that the view knows, as it stood then.
    pub fn consolidation(&self, period: PeriodId) -> Option<Consolidation> {
        let of_it = self.record.consolidations.iter().filter(|it| it.period == period && self.knows(it.at));
        let newest = of_it.max_by_key(|it| it.number)?.clone();
        Some(Consolidation {
            accepted_at: newest.accepted_at.filter(|at| self.knows(*at)),
            returned_at: newest.returned_at.filter(|at| self.knows(*at)),
            ..newest
        })
    }

    /// Where the report on the lane stands, as of any other report.
    pub fn consolidation_filing(&self, period: &Period) -> Option<Filing> {
        let newest = self.consolidation(period.id)?;
        let first = self.record.consolidations.iter().filter(|it| it.period == period.id).map(|it| it.at).min()?;
        let due = period.effective_due;
        let state = match (newest.accepted_at, newest.returned_at) {
            (Some(_), _) => FilingState::Accepted,
            (None, Some(_)) => FilingState::Returned,
            (None, None) => FilingState::Submitted,
        };
        Some(Filing {
            version: newest.number,
            state,
            nil: newest.nil,
            late_by: (first >= end_of(due)).then(|| (day_of(first) - due).num_days()),
            corrected: false,
            correcting: false,
            submitted_at: newest.at,
        })
    }
}

/// A nil return says nought in every cell.
fn number(content: &Content, cell: &Cell) -> Option<i64> {
    match content.counts.iter().find(|count| count.cell == *cell).map(|count| count.stated) {
        Some(Stated::Number(number)) => Some(number),
        _ => content.nil.then_some(0),
    }
}
