//! What a change of the plan would do to the screens of one day, told before it is made: the same day by both plans.

use super::{Progress, Record, TargetProgress, figure, progress};
use crate::figures::{FigureId, Filings, Subject};
use crate::lights::Light;
use crate::programme::Programme;
use crate::views::{Basis, View};
use chrono::NaiveDate;

/// What would be seen otherwise.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// A target's number, rate, pace or light.
    Target {
        id: String,
        before: Option<Box<TargetProgress>>,
        after: Option<Box<TargetProgress>>,
    },
    Task {
        number: String,
        before: Option<Light>,
        after: Option<Light>,
    },
    Specialty {
        id: String,
        before: Option<Light>,
        after: Option<Light>,
    },
    /// How many reports are owed, in time, late or missing.
    Filings {
        which: Filings,
        before: i64,
        after: i64,
    },
}

/// What `after` would show on `day` otherwise than `before`, from what has been filed by now.
pub fn effects(before: &Programme, after: &Programme, record: &Record, day: NaiveDate) -> Vec<Effect> {
    let view = View::new(day, Basis::Corrected);
    let (old, new) = (progress(before, record, view), progress(after, record, view));
    let mut found = Vec::new();
    for id in ids(&old, &new, |it| it.targets.iter().map(|row| row.id.clone()).collect()) {
        let row = |it: &Progress| it.targets.iter().find(|row| row.id == id).cloned().map(Box::new);
        let (before, after) = (row(&old), row(&new));
        if before != after {
            found.push(Effect::Target { id, before, after });
        }
    }
    for number in ids(&old, &new, |it| it.tasks.iter().map(|row| row.number.clone()).collect()) {
        let light = |it: &Progress| it.tasks.iter().find(|row| row.number == number).map(|row| row.light);
        let (before, after) = (light(&old), light(&new));
        if before != after {
            found.push(Effect::Task { number, before, after });
        }
    }
    for id in ids(&old, &new, |it| it.specialties.iter().map(|row| row.id.clone()).collect()) {
        let light = |it: &Progress| it.specialties.iter().find(|row| row.id == id).map(|row| row.light);
        let (before, after) = (light(&old), light(&new));
        if before != after {
            found.push(Effect::Specialty { id, before, after });
        }
    }
    for which in [Filings::Expected, Filings::OnTime, Filings::Late, Filings::Missing] {
        let id = FigureId::whole(Subject::Filings(which));
        let count = |programme: &Programme| figure(programme, record, view, &id).map_or(0, |figure| figure.value);
        let (before, after) = (count(before), count(after));
        if before != after {
            found.push(Effect::Filings { which, before, after });
        }
    }
    found
}

/// What either has, in the order of the first.
fn ids(old: &Progress, new: &Progress, of: impl Fn(&Progress) -> Vec<String>) -> Vec<String> {
    let mut all = of(old);
    let more: Vec<String> = of(new).into_iter().filter(|id| !all.contains(id)).collect();
    all.extend(more);
    all
}
