//! What the acceptance of a version would change, told before it is sent: the same figures with and without it.

use super::{Record, figure};
use crate::figures::{FigureId, Subject};
use crate::programme::Programme;
use crate::reports::Version;
use crate::targets::Measure;
use crate::views::{Basis, View};
use chrono::{DateTime, NaiveDate, Utc};

/// A figure that would change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// The day as at which it is looked at, as corrected.
    pub day: NaiveDate,
    pub figure: FigureId,
    pub before: i64,
    pub after: i64,
}

impl Record {
    /// The record as it would be had `version` been accepted at `moment`.
    pub fn supposing(&self, version: &Version, moment: DateTime<Utc>) -> Record {
        let mut record = self.clone();
        let same =
            |held: &Version| (&held.unit, held.period, held.number) == (&version.unit, version.period, version.number);
        record.versions.retain(|held| !same(held));
        record.versions.push(Version {
            accepted_at: Some(moment),
            returned_at: None,
            withdrawn: false,
            ..version.clone()
        });
        record
    }
}

/// The targets, and the sums of the version's own unit, that would change on any of `days` if `version` were
/// accepted at `moment`.
pub fn impact(
    programme: &Programme,
    record: &Record,
    version: &Version,
    moment: DateTime<Utc>,
    days: &[NaiveDate],
) -> Vec<Shift> {
    let supposed = record.supposing(version, moment);
    let targets = programme.targets.iter().map(|target| FigureId::whole(Subject::Target(target.id.clone())));
    let own =
        [Measure::Practising, Measure::Recognised].map(|measure| FigureId::measure(measure).of_unit(&version.unit));
    let figures: Vec<FigureId> = targets.chain(own).collect();
    let mut shifts = Vec::new();
    for day in days {
        let view = View::new(*day, Basis::Corrected);
        for id in &figures {
            let value = |record: &Record| figure(programme, record, view, id).map_or(0, |figure| figure.value);
            let (before, after) = (value(record), value(&supposed));
            if before != after {
                shifts.push(Shift { day: *day, figure: id.clone(), before, after });
            }
        }
    }
    shifts
}
