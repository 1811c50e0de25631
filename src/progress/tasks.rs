//! How far a task is: its occurrences, each with its light, and what was last said about it (product rules B.4, B.8).

use super::{Closure, Known, OccurrenceProgress, Reopened, Said, TargetProgress, TaskProgress};
use crate::calendar::{PeriodId, day_of, end_of};
use crate::lights::Light;
use crate::reports::Version;
use crate::tasks::{Deadline, Occurrence, Task};
use std::collections::BTreeSet;

impl<'a> Known<'a> {
    pub(super) fn tasks(&self, targets: &[TargetProgress]) -> Vec<TaskProgress> {
        self.programme.tasks.iter().map(|task| self.task(task, targets)).collect()
    }

    /// The parts of `task` that accepted reports say are in.
    pub fn parts_in(&self, task: &Task) -> Vec<String> {
        let accepted = self.accepted();
        let said = accepted.values().flat_map(|version| &version.content.tasks);
        let named: BTreeSet<&String> =
            said.filter(|said| said.number == task.number).flat_map(|said| &said.slots).collect();
        task.slots.iter().map(|slot| slot.zh_hans.clone()).filter(|slot| named.contains(slot)).collect()
    }

    pub(super) fn task(&self, task: &Task, targets: &[TargetProgress]) -> TaskProgress {
        let stale = self.all_silent(self.programme.answerable(task, self.view.day));
        let occurrences: Vec<OccurrenceProgress> = task
            .occurrences(&self.programme.periods)
            .into_iter()
            .map(|occurrence| {
                let behind = if stale { Some(Light::Stale) } else { self.behind(task, &occurrence, targets) };
                self.occurrence(task, occurrence, behind)
            })
            .collect();
        let of_task = |version: &'a Version| version.content.tasks.iter().find(|said| said.number == task.number);
        let mut last: Option<(PeriodId, Said)> = None;
        for version in self.versions.iter().filter(|version| !self.before(version.returned_at)) {
            let Some(entry) = of_task(version).filter(|entry| !entry.said.is_empty()) else { continue };
            let (unit, on) = (version.unit.clone(), day_of(version.submitted_at));
            match (&mut last, &version.correction) {
                // What a correction says was said when its report came in.
                (Some((period, said)), Some(_)) if *period == version.period && said.unit == unit => {
                    said.text = entry.said.clone();
                }
                (_, Some(_)) => {}
                _ => last = Some((version.period, Said { unit, on, text: entry.said.clone() })),
            }
        }
        TaskProgress {
            number: task.number.clone(),
            light: task_light(&task.deadline, &occurrences, stale),
            occurrences,
            said: last.map(|(_, said)| said),
            slots: self.parts_in(task),
            stage: self.task_rung(&task.number).map(|rung| rung.stage),
        }
    }

    /// How far behind are the targets that this work is to bring about, if any is (product rules B.4, E.10): while
    /// the recognitions lag, the task of promoting them is not on track.
    fn behind(&self, task: &Task, occurrence: &Occurrence, targets: &[TargetProgress]) -> Option<Light> {
        let ends_in = self.programme.targets.iter().filter(|target| task.ends_in(target, occurrence.due));
        let lights = ends_in.filter_map(|target| targets.iter().find(|row| row.id == target.id)).map(|row| row.light);
        lights.filter(|light| matches!(light, Light::Lagging | Light::SeriouslyBehind)).max()
    }

    /// `unwell` is the light in place of green.
    fn occurrence(&self, task: &Task, occurrence: Occurrence, unwell: Option<Light>) -> OccurrenceProgress {
        let Occurrence { due, effective_due } = occurrence;
        let of_it = || self.closures.iter().filter(|c| c.task == task.number && c.due == Some(due));
        let stands = |c: &&&Closure| self.before(c.confirmed_at) && !self.before(c.reopened_at);
        let closed_on = of_it().filter(stands).map(|c| c.on).min();
        let taken_up = of_it().filter(|c| self.before(c.reopened_at)).max_by_key(|c| c.reopened_at);
        let reopened = taken_up.filter(|_| closed_on.is_none()).and_then(|c| {
            let on = day_of(c.reopened_at?);
            Some(Reopened { closed_on: c.on, on, reason: c.reopen_reason.clone().unwrap_or_default() })
        });
        let asked = || of_it().filter(|c| !self.before(c.confirmed_at) && !self.before(c.returned_at));
        let effective_due = self.task_due(&task.number, due, effective_due);
        let requested = asked().next().is_some();
        let in_time = asked().any(|c| c.requested_at < end_of(effective_due));
        let mut others = task.occurrences(&self.programme.periods).into_iter();
        let is_ahead = others.any(|other| other.due < due && other.due >= self.view.day);
        let days_left = (effective_due - self.view.day).num_days();
        let (light, days) = match (closed_on, unwell) {
            (Some(on), _) if on > effective_due => (Light::ClosedLate, Some((on - effective_due).num_days())),
            (Some(_), _) => (Light::Closed, None),
            // Who asked in time is not late: what is left is the office's to do (product rules B.8).
            (None, _) if in_time => (Light::ClosureRequested, Some(days_left)),
            (None, _) if days_left < 0 => (Light::Overdue, Some(-days_left)),
            (None, _) if requested => (Light::ClosureRequested, Some(days_left)),
            // Of what comes after the next time nothing is lacking yet.
            (None, Some(Light::Stale)) if is_ahead => (Light::NotStarted, Some(days_left)),
            (None, Some(light)) => (light, Some(days_left)),
            (None, None) if days_left <= self.programme.thresholds.soon(&task.deadline) => {
                (Light::DueSoon, Some(days_left))
            }
            (None, None) => (Light::Normal, Some(days_left)),
        };
        OccurrenceProgress { due, effective_due, closed_on, reopened, light, days }
    }
}

/// The light of a task as a whole (product rules B.4): overdue as long as any day it fell due on is.
fn task_light(deadline: &Deadline, occurrences: &[OccurrenceProgress], stale: bool) -> Light {
    let open = || occurrences.iter().filter(|o| !o.light.is_closed());
    if !occurrences.is_empty() && open().next().is_none() {
        let late = occurrences.iter().any(|o| o.light == Light::ClosedLate);
        return if late { Light::ClosedLate } else { Light::Closed };
    }
    match deadline {
        Deadline::AsNeeded if stale => Light::Stale,
        Deadline::AsNeeded => Light::None,
        Deadline::Monthly { .. } | Deadline::Date { .. } | Deadline::Dates { .. } => {
            let overdue = open().any(|o| o.light == Light::Overdue);
            if overdue { Light::Overdue } else { open().next().map_or(Light::None, |o| o.light) }
        }
    }
}
