//! Figures counted a second time, report by report and without what [`Known`](super::Known) shares between
//! figures: what the page of a figure is checked against each time it is shown (product rules E.14).

use super::{Record, progress};
use crate::calendar::{Period, end_of};
use crate::extensions::Owed;
use crate::figures::{FigureId, Filings, Filter, Subject, UNNAMED};
use crate::programme::Programme;
use crate::reports::{Stated, Version};
use crate::targets::{Measure, TargetMeasure};
use crate::views::View;

/// The value of a figure. None where there is no second way to count it: what specialties and tasks have
/// reached, by unit or by period.
pub fn recount(programme: &Programme, record: &Record, view: View, id: &FigureId) -> Option<i64> {
    let programme = programme.at(view.day);
    if id.filter.half.is_some() {
        return None;
    }
    let count = Count { programme, record, view, filter: &id.filter };
    match &id.subject {
        Subject::Measure(measure) => Some(count.people(*measure)),
        Subject::Pending(target) => match programme.target(target)?.measure {
            TargetMeasure::Count { measure } => Some(count.pending(measure)),
            _ => None,
        },
        Subject::Target(target) => match &programme.target(target)?.measure {
            TargetMeasure::Count { measure } => Some(count.people(*measure)),
            _ if id.filter != Filter::default() => None,
            TargetMeasure::Specialties { baseline, stage } => Some(baseline + count.specialties(*stage)),
            TargetMeasure::TaskStage { task, stage } => Some(i64::from(count.task_reached(task, *stage))),
        },
        Subject::Reporting => Some(count.filings(None)),
        Subject::Filings(which) => Some(count.filings(Some(*which))),
        Subject::Tasks(_) if id.filter != Filter::default() => Some(0),
        Subject::Count { .. } => None,
        Subject::Tasks(light) => {
            Some(progress(programme, record, view).tasks.iter().filter(|task| task.light == *light).count() as i64)
        }
    }
}

struct Count<'a> {
    programme: &'a Programme,
    record: &'a Record,
    view: View,
    filter: &'a Filter,
}

impl<'a> Count<'a> {
    /// The versions of one report, in the order of their numbers, as far as the view knows them.
    fn versions(&self, unit: &str, period: &Period) -> Vec<&'a Version> {
        if !self.view.shows(period) {
            return Vec::new();
        }
        let of_it = self.record.versions.iter().filter(|v| v.unit == unit && v.period == period.id);
        let mut known: Vec<&Version> = of_it.filter(|v| self.view.knows(v.submitted_at)).collect();
        known.sort_by_key(|version| version.number);
        known
    }

    fn is_accepted(&self, version: &Version) -> bool {
        version.accepted_at.is_some_and(|at| self.view.knows(at))
    }

    fn is_returned(&self, version: &Version) -> bool {
        version.returned_at.is_some_and(|at| self.view.knows(at))
    }

    /// The version of a report that counts.
    fn held(&self, versions: &[&'a Version]) -> Option<&'a Version> {
        let accepted = versions.iter().filter(|version| self.is_accepted(version));
        accepted.max_by_key(|version| (version.accepted_at, version.number)).copied()
    }

    /// Every report of every unit in every period the filter leaves.
    fn reports(&self) -> impl Iterator<Item = Vec<&'a Version>> {
        let units = self.programme.units.iter().filter(|unit| is(&self.filter.unit, Some(&unit.id)));
        units.flat_map(|unit| {
            let periods = self.programme.periods.iter().filter(|period| is(&self.filter.period, Some(&period.id)));
            periods.map(|period| self.versions(&unit.id, period)).collect::<Vec<_>>()
        })
    }

    fn stated(&self, version: &Version, measure: Measure) -> i64 {
        let mut sum = 0;
        for count in &version.content.counts {
            let (cell, filter) = (&count.cell, self.filter);
            let wanted = cell.measure == measure
                && named(&filter.specialty, cell.specialty.as_ref(), |id| {
                    self.programme.specialties.iter().any(|s| s.id == id)
                })
                && named(&filter.place, cell.place.as_ref(), |id| {
                    self.programme.places.iter().any(|place| place.id == id)
                })
                && self.in_city(cell.place.as_deref())
                && is(&filter.origin, Some(&cell.origin))
                && is(&filter.direction, cell.direction.as_ref());
            if let (true, Stated::Number(number)) = (wanted, count.stated) {
                sum += number;
            }
        }
        sum
    }

    /// Whether a place is the city of the filter or lies in it.
    fn in_city(&self, found: Option<&str>) -> bool {
        let Some(city) = self.filter.city.as_deref() else { return true };
        let place = self.programme.places.iter().find(|place| Some(place.id.as_str()) == found);
        place.is_some_and(|place| place.id == city || place.city.as_deref() == Some(city))
    }

    fn people(&self, measure: Measure) -> i64 {
        self.reports().filter_map(|versions| self.held(&versions)).map(|held| self.stated(held, measure)).sum()
    }

    fn pending(&self, measure: Measure) -> i64 {
        let mut sum = 0;
        for versions in self.reports() {
            let last = versions.last().filter(|last| !self.is_accepted(last) && !self.is_returned(last));
            if let Some(last) = last {
                sum += self.stated(last, measure);
                sum -= self.held(&versions).map_or(0, |held| self.stated(held, measure));
            }
        }
        sum
    }

    fn specialties(&self, stage: i64) -> i64 {
        let held: Vec<&Version> = self.reports().filter_map(|versions| self.held(&versions)).collect();
        let signed = |id: &str| {
            held.iter()
                .flat_map(|version| &version.content.stages)
                .any(|reached| reached.specialty == id && reached.stage >= stage && reached.on <= self.view.day)
        };
        self.programme.specialties.iter().filter(|specialty| specialty.new && signed(&specialty.id)).count() as i64
    }

    fn task_reached(&self, number: &str, stage: i64) -> bool {
        self.reports().filter_map(|versions| self.held(&versions)).any(|version| {
            version.content.tasks.iter().any(|said| said.number == number && said.stage.is_some_and(|at| at >= stage))
        })
    }

    /// Reports owed: those in, or those that came in as said.
    fn filings(&self, which: Option<Filings>) -> i64 {
        let Filter { unit: wanted, period: asked, .. } = self.filter;
        let other = Filter { unit: None, period: None, ..self.filter.clone() };
        if other != Filter::default() {
            return 0;
        }
        let mut sum = 0;
        for period in &self.programme.periods {
            let counted = asked.map_or(period.effective_due <= self.view.day, |asked| asked == period.id);
            for unit in self.programme.expected_on(period.end).into_iter().filter(|_| counted) {
                let versions = self.versions(unit, period);
                // What was accepted stands until a correction of it is.
                let accepted = versions.iter().filter(|version| self.is_accepted(version));
                let accepted = accepted.max_by_key(|version| (version.accepted_at, version.number));
                let standing = accepted.or(versions.iter().rev().find(|version| !self.is_returned(version)));
                let is_in = standing.is_some();
                let agreed = self.record.extensions.iter().filter(|held| {
                    held.moves(&Owed::Report(period.id), unit) && held.agreed_at.is_some_and(|at| self.view.knows(at))
                });
                let due = agreed.map(|held| held.wanted).chain([period.effective_due]).max();
                let first = versions.iter().map(|version| version.submitted_at).min();
                let late = first.zip(due).is_some_and(|(first, due)| first >= end_of(due));
                let counts = match which {
                    None => is_in,
                    Some(Filings::Expected) => true,
                    Some(Filings::OnTime) => is_in && !late,
                    Some(Filings::Late) => is_in && late,
                    Some(Filings::Missing) => !is_in,
                    Some(Filings::Nil) => standing.is_some_and(|version| version.content.nil),
                };
                sum += i64::from(counts && wanted.as_deref().is_none_or(|wanted| wanted == unit));
            }
        }
        sum
    }
}

/// What the programme does not have counts as not named.
fn named(wanted: &Option<String>, found: Option<&String>, has: impl Fn(&str) -> bool) -> bool {
    let found = found.filter(|id| has(id));
    match wanted.as_deref() {
        Some(UNNAMED) => found.is_none(),
        _ => is(wanted, found),
    }
}

fn is<T: PartialEq>(wanted: &Option<T>, found: Option<&T>) -> bool {
    wanted.is_none() || wanted.as_ref() == found
}
