//! The counts of documents, each from what it counts: the figures behind 应完成任务, 未报单位 and what a target lacks.

use super::{Known, OccurrenceProgress};
use crate::calendar::Period;
use crate::figures::{Contribution, Counted, Filings, Filter, Formula};
use crate::lights::Light;
use crate::tasks::{Deadline, Task};
use chrono::NaiveDate;

impl Known<'_> {
    /// What a count is made of; none where nothing is counted so. `of` says which of several it is.
    pub(super) fn count(
        &self,
        counted: Counted,
        of: Option<&str>,
        filter: &Filter,
    ) -> Option<(Formula, Vec<Contribution>)> {
        let programme = self.programme;
        let parts = match counted {
            Counted::Given => self.given(of?, filter)?,
            Counted::Derived => {
                let (id, what) = of?.split_once('.')?;
                let at = self.target(programme.target(id)?);
                let value = match what {
                    "lacking" => at.value - at.actual,
                    "projection" => at.projection?,
                    "needed" => at.needed_per_month?,
                    _ => return None,
                };
                vec![bare(value)]
            }
            Counted::Unplaced => return None,
            Counted::UnitsExpected => programme.expected_on(self.view.day).into_iter().map(of_unit).collect(),
            Counted::UnitsSilent => self.silent().into_iter().map(of_unit).collect(),
            Counted::UnitsWithProblems => self.with_problems(filter),
            Counted::Specialties => {
                let stage: i64 = of?.parse().ok()?;
                let all = programme.specialties.iter().zip(self.specialties());
                let at = all.filter(|(specialty, at)| specialty.new && at.stage == stage);
                at.map(|(specialty, _)| Contribution {
                    specialty: Some(specialty.id.clone()),
                    count: 1,
                    ..Contribution::default()
                })
                .collect()
            }
            Counted::Slots => {
                let task = programme.task(of?)?;
                let filled = self.parts_in(task);
                let n = task.slots.iter().filter(|slot| filled.contains(&slot.zh_hans)).count();
                vec![of_task(task, n as i64)]
            }
            Counted::Days => {
                let (number, due) = of?.split_once('/')?;
                let (task, due) = (programme.task(number)?, due.parse().ok()?);
                let at = self.task(task, &self.targets()).occurrences.into_iter().find(|at| at.due == due)?;
                vec![of_task(task, at.days.unwrap_or_default())]
            }
            Counted::ReportDays => {
                let unit = filter.unit.as_deref()?;
                let filing = self.filing(unit, programme.period(filter.period?)?)?;
                let count = filing.late_by.unwrap_or_default();
                vec![Contribution { period: filter.period, version: Some(filing.version), count, ..of_unit(unit) }]
            }
            Counted::TasksDue => self.due_tasks(filter, |_| true),
            Counted::TasksClosed => self.due_tasks(filter, |light| light == Light::Closed),
            Counted::TasksClosedLate => self.due_tasks(filter, |light| light == Light::ClosedLate),
            Counted::TasksOverdue => self.due_tasks(filter, |light| light == Light::Overdue),
            Counted::TasksOpen => self.due_tasks(filter, |light| !light.is_closed() && light != Light::Overdue),
            Counted::ReportsMissing if filter.period.is_some() => self.unaccepted(filter.period?)?,
            Counted::ReportsDue => self.filings(Filings::Expected, filter.period)?.1,
            Counted::ReportsOnTime => self.filings(Filings::OnTime, filter.period)?.1,
            Counted::ReportsLate => self.filings(Filings::Late, filter.period)?.1,
            Counted::ReportsMissing => self.filings(Filings::Missing, filter.period)?.1,
        };
        Some((Formula::Counted(counted), parts))
    }

    fn given(&self, of: &str, filter: &Filter) -> Option<Vec<Contribution>> {
        let programme = self.programme;
        if of == "targets" {
            return Some(vec![bare(programme.targets.len() as i64)]);
        }
        if of == "periods" {
            let due = programme.periods.iter().filter(|period| period.effective_due <= self.view.day);
            let mine = due.filter(|period| within(filter, period));
            return Some(mine.map(|period| Contribution { period: Some(period.id), ..bare(1) }).collect());
        }
        if let Some(number) = of.strip_prefix("ladder.") {
            let task = programme.task(number)?;
            return Some(vec![of_task(task, task.stages.len() as i64)]);
        }
        if let Some(number) = of.strip_prefix("slots.") {
            let task = programme.task(number)?;
            return Some(vec![of_task(task, task.slots.len() as i64)]);
        }
        Some(vec![bare(programme.target(of)?.value)])
    }

    /// The units that named a problem in a report of the time, each with the report that did so last.
    fn with_problems(&self, filter: &Filter) -> Vec<Contribution> {
        let accepted = self.accepted();
        let periods: Vec<&Period> = self.programme.periods.iter().filter(|period| within(filter, period)).collect();
        let of = |unit: &str| {
            let versions = periods.iter().rev().filter_map(|period| accepted.get(&(period.id, unit)));
            let mut named = versions.filter(|version| !version.content.problems.trim().is_empty());
            named.next().map(|version| Contribution::of(version, 1))
        };
        self.programme.filers().filter_map(|unit| of(&unit.id)).collect()
    }

    /// The units whose report on a period is owed and not accepted.
    fn unaccepted(&self, period: crate::calendar::PeriodId) -> Option<Vec<Contribution>> {
        let accepted = self.accepted();
        let owed = self.programme.expected_on(self.programme.period(period)?.end).into_iter();
        let out = owed.filter(|unit| !accepted.contains_key(&(period, *unit)));
        Some(out.map(|unit| Contribution { period: Some(period), ..of_unit(unit) }).collect())
    }

    /// The occurrences of tasks with fixed deadlines that fell due in the half-year. The second half tells of the
    /// whole year.
    fn due_tasks(&self, filter: &Filter, wanted: impl Fn(Light) -> bool) -> Vec<Contribution> {
        let (from, to) = match filter.half {
            Some(half) => {
                let regular = || self.programme.periods.iter().filter(|period| period.is_regular());
                let first = regular().find(|period| half.second || half.covers(period));
                (first.map_or(self.view.day, |period| period.start), half.end())
            }
            None => (NaiveDate::MIN, NaiveDate::MAX),
        };
        let is_of = |at: &OccurrenceProgress| from <= at.due && at.due <= to && wanted(at.light);
        let fixed = self
            .programme
            .tasks
            .iter()
            .filter(|task| matches!(task.deadline, Deadline::Date { .. } | Deadline::Dates { .. }));
        let targets = self.targets();
        let counted =
            fixed.map(|task| (task, self.task(task, &targets).occurrences.iter().filter(|at| is_of(at)).count()));
        counted.filter(|(_, n)| *n > 0).map(|(task, n)| of_task(task, n as i64)).collect()
    }
}

fn within(filter: &Filter, period: &Period) -> bool {
    filter.half.is_none_or(|half| half.covers(period)) && filter.period.is_none_or(|asked| asked == period.id)
}

fn bare(count: i64) -> Contribution {
    Contribution { count, ..Contribution::default() }
}

fn of_unit(unit: &str) -> Contribution {
    Contribution { unit: Some(unit.to_owned()), ..bare(1) }
}

fn of_task(task: &Task, count: i64) -> Contribution {
    Contribution { task: Some(task.number.clone()), ..bare(count) }
}
