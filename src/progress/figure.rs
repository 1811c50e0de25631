//! A figure and everything it is made of: the one place where counts are added up.

use super::{Known, Record};
use crate::figures::{Contribution, Figure, FigureId, Formula, Subject};
use crate::programme::Programme;
use crate::targets::{Target, TargetMeasure};
use crate::views::View;

/// The value of a figure and everything it is made of; the contributions add up to the value.
/// None if the programme has no such figure.
pub fn figure(programme: &Programme, record: &Record, view: View, id: &FigureId) -> Option<Figure> {
    Known::new(programme, record, view).figure(id)
}

/// What a report names and the programme no longer has counts as not named, so that nobody is dropped.
fn as_named(programme: &Programme, part: Contribution) -> Contribution {
    Contribution {
        specialty: part.specialty.filter(|id| programme.specialties.iter().any(|known| known.id == *id)),
        place: part.place.filter(|id| programme.places.iter().any(|known| known.id == *id)),
        ..part
    }
}

fn in_city(programme: &Programme, city: Option<&str>, part: &Contribution) -> bool {
    city.is_none_or(|city| programme.places_of(city).any(|place| part.place.as_ref() == Some(&place.id)))
}

impl Known<'_> {
    /// The figure as far as it is known; see [`figure`].
    pub fn figure(&self, id: &FigureId) -> Option<Figure> {
        let programme = self.programme;
        let (formula, contributions) = match &id.subject {
            Subject::Target(target) => self.target_parts(programme.target(target)?),
            Subject::Pending(target) => match programme.target(target)?.measure {
                TargetMeasure::Count { measure } => (Formula::Pending, self.pending(measure)),
                _ => return None,
            },
            Subject::Measure(measure) => {
                (Formula::SumOfAccepted, Self::counts(self.accepted().values().copied(), *measure).collect())
            }
            Subject::Reporting => (Formula::UnitsReported, self.reports_in(id.filter.period)?),
            Subject::Filings(which) => self.filings(*which, id.filter.period)?,
            Subject::Tasks(light) => {
                let tasks = programme
                    .tasks
                    .iter()
                    .zip(self.tasks(&self.targets()))
                    .filter(|(_, at)| at.light == *light)
                    .map(|(task, _)| task);
                let parts = tasks.map(|task| Contribution {
                    task: Some(task.number.clone()),
                    count: 1,
                    ..Contribution::default()
                });
                (Formula::TasksInState, parts.collect())
            }
            Subject::Count { counted, of } => self.count(*counted, of.as_deref(), &id.filter)?,
        };
        let city = id.filter.city.as_deref();
        let wanted = |part: &Contribution| id.filter.admits(part) && in_city(programme, city, part);
        let parts = contributions.into_iter().map(|part| as_named(programme, part)).filter(wanted);
        let parts: Vec<Contribution> = parts.chain(self.noughts(id)).collect();
        let value = parts.iter().map(|part| part.count).sum();
        Some(Figure { id: id.clone(), value, formula, contributions: parts })
    }

    pub(super) fn target_parts(&self, target: &Target) -> (Formula, Vec<Contribution>) {
        match &target.measure {
            TargetMeasure::Count { measure } => {
                (Formula::SumOfAccepted, Self::counts(self.accepted().values().copied(), *measure).collect())
            }
            TargetMeasure::Specialties { baseline, stage } => {
                let mut parts = Vec::new();
                if *baseline > 0 {
                    parts.push(Contribution { count: *baseline, ..Contribution::default() });
                }
                let rungs = self.rungs();
                for specialty in self.programme.specialties.iter().filter(|specialty| specialty.new) {
                    if let Some(rung) = rungs.get(specialty.id.as_str()).filter(|rung| rung.stage >= *stage) {
                        parts.push(Contribution {
                            specialty: Some(specialty.id.clone()),
                            ..Contribution::of(rung.version, 1)
                        });
                    }
                }
                (Formula::SpecialtiesSigned, parts)
            }
            TargetMeasure::TaskStage { task, stage } => {
                let rung = self.task_rung(task).filter(|rung| rung.stage >= *stage);
                let part =
                    rung.map(|rung| Contribution { task: Some(task.clone()), ..Contribution::of(rung.version, 1) });
                (Formula::StageReached, part.into_iter().collect())
            }
        }
    }
}
