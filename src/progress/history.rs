//! What a unit reported before a period: what its next report is questioned with.

use super::{Known, Record};
use crate::calendar::Period;
use crate::figures::{Contribution, FigureId, Filter};
use crate::language::Name;
use crate::programme::Programme;
use crate::reports::{Cell, History};
use crate::targets::Measure;
use crate::tasks::Task;
use crate::views::{Basis, View};

/// The earlier reports of `unit`, as accepted by now; and the words of its last one, accepted or waiting.
pub fn history(programme: &Programme, record: &Record, unit: &str, period: &Period) -> History {
    let Some(eve) = period.start.pred_opt() else { return History::default() };
    let known = Known::new(programme, record, View::new(eve, Basis::Corrected));
    let accepted = known.accepted();
    let earlier: Vec<&Period> = programme.periods.iter().filter(|earlier| earlier.end < period.start).collect();
    let mut history = History::default();
    for measure in [Measure::Practising, Measure::Recognised] {
        let Some(figure) = known.figure(&FigureId::measure(measure).of_unit(unit)) else { continue };
        for part in &figure.contributions {
            if let Some(cell) = cell(measure, part) {
                *history.before.entry(cell).or_default() += part.count;
            }
        }
        let new = earlier
            .iter()
            .filter(|earlier| earlier.is_regular() && accepted.contains_key(&(earlier.id, unit)))
            .map(|earlier| figure.part(&Filter { period: Some(earlier.id), ..Filter::default() }));
        history.months.insert(measure, new.collect());
    }
    let stages = known.rungs().into_iter().map(|(id, rung)| (format!("specialty.{id}.stage"), rung));
    let tasks = known.programme.tasks.iter().filter_map(|task| Some((task, known.task_rung(&task.number)?)));
    let tasks = tasks.map(|(task, rung)| (format!("task.{}.stage", task.number), rung));
    history.rungs = stages.chain(tasks).map(|(field, rung)| (field, (rung.stage, rung.on))).collect();
    let open = |task: &Task| {
        let is_in = |part: &Name| accepted.values().any(|version| version.content.says(&task.number, &part.zh_hans));
        let parts = known.programme.parts_wanted(task).filter(|part| !is_in(part));
        parts.map(|part| part.zh_hans.clone()).collect::<Vec<_>>()
    };
    history.open = known.programme.tasks.iter().map(|task| (task.number.clone(), open(task))).collect();
    let last = earlier.iter().max_by_key(|earlier| earlier.end).and_then(|last| {
        let standing =
            record.versions.iter().filter(|v| v.unit == unit && v.period == last.id && v.returned_at.is_none());
        standing.max_by_key(|version| version.number)
    });
    history.last = last.map(|version| version.content.clone());
    history
}

fn cell(measure: Measure, part: &Contribution) -> Option<Cell> {
    Some(Cell {
        measure,
        specialty: part.specialty.clone(),
        place: part.place.clone(),
        origin: part.origin?,
        direction: part.direction,
    })
}
