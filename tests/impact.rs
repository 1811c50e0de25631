//! What is told before a report is sent is what is there once it is accepted.

mod histories;

use chrono::{DateTime, TimeDelta, Utc};
use histories::{any_day, any_record};
use pilotboard::programme::file::built_in;
use pilotboard::progress::{Record, figure, impact};
use pilotboard::reports::Version;
use pilotboard::views::{Basis, View};
use proptest::prelude::*;

/// The last version of each report that nobody has decided on.
fn waiting(record: &Record) -> Vec<&Version> {
    let newest = |version: &&Version| {
        let later = |other: &Version| {
            (&other.unit, other.period) == (&version.unit, version.period) && other.number > version.number
        };
        !record.versions.iter().any(later)
    };
    let open = |version: &&Version| version.accepted_at.is_none() && version.returned_at.is_none();
    record.versions.iter().filter(newest).filter(open).collect()
}

fn after_all(record: &Record) -> DateTime<Utc> {
    record.last_change().unwrap_or_default() + TimeDelta::hours(1)
}

proptest! {
    #[test]
    fn the_impact_that_is_told_is_the_change_that_comes(record in any_record(), day in any_day()) {
        let programme = built_in();
        let moment = after_all(&record);
        for version in waiting(&record) {
            let told = impact(programme, &record, version, moment, &[day]);
            // The acceptance itself, as the office does it.
            let mut accepted = record.clone();
            let held = accepted.versions.iter_mut().find(|held| *held == version).unwrap();
            held.accepted_at = Some(moment);
            let view = View::new(day, Basis::Corrected);
            for target in &programme.targets {
                let id = target.id.parse().unwrap();
                let value = |record: &Record| figure(programme, record, view, &id).unwrap().value;
                let (before, after) = (value(&record), value(&accepted));
                let shift = told.iter().find(|shift| shift.figure == id).map(|shift| (shift.before, shift.after));
                prop_assert_eq!(shift, (before != after).then_some((before, after)));
            }
        }
    }
}
