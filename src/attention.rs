//! What a leader should know first: the conclusion, and what needs a word, most pressing first.

use crate::calendar::{PeriodId, day_of};
use crate::lights::Light;
use crate::programme::Programme;
use crate::progress::{Progress, Record};
use crate::views::View;
use chrono::NaiveDate;

/// One matter that needs attention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Matter {
    /// A task past its deadline, by so many days.
    Overdue { task: String, days: i64 },
    /// A head-count behind its plan line.
    Behind { target: String, serious: bool },
    /// Units whose latest due report is missing.
    Silent { units: Vec<String>, period: PeriodId, days: i64 },
    /// Something a unit asks the leading group to settle.
    Ask { unit: String, text: String, on: NaiveDate },
}

/// Every matter, red before amber, the longest overdue first, then the silent and those who ask.
pub fn matters(programme: &Programme, record: &Record, progress: &Progress) -> Vec<Matter> {
    let mut late: Vec<(i64, Matter)> = Vec::new();
    for task in &progress.tasks {
        if let (Light::Overdue, Some(days)) = (task.light, task.days_overdue()) {
            late.push((days, Matter::Overdue { task: task.number.clone(), days }));
        }
    }
    late.sort_by_key(|(days, _)| std::cmp::Reverse(*days));
    let mut matters: Vec<Matter> = late.into_iter().map(|(_, matter)| matter).collect();
    let behind = |serious: bool| {
        let wanted = move |light: Light| {
            if serious { light != Light::Lagging && light.is_behind() } else { light == Light::Lagging }
        };
        progress
            .targets
            .iter()
            .filter(move |target| wanted(target.light))
            .map(move |target| Matter::Behind { target: target.id.clone(), serious })
    };
    matters.extend(behind(true));
    matters.extend(behind(false));
    if let Some(period) = programme.latest_due(progress.view.day).filter(|_| !progress.silent.is_empty()) {
        let days = (progress.view.day - period.effective_due).num_days();
        matters.push(Matter::Silent { units: progress.silent.clone(), period: period.id, days });
    }
    matters.extend(asks(programme, record, progress.view));
    matters
}

/// What the reports of the latest due period ask for, unless they were sent back.
fn asks(programme: &Programme, record: &Record, view: View) -> Vec<Matter> {
    let Some(period) = programme.latest_due(view.day) else { return Vec::new() };
    let mut asks: Vec<Matter> = Vec::new();
    for version in record.versions.iter().rev() {
        let known = view.knows(version.submitted_at) && !version.returned_at.is_some_and(|at| view.knows(at));
        let said = asks.iter().any(|ask| matches!(ask, Matter::Ask { unit, .. } if *unit == version.unit));
        if version.period == period.id && known && !said && !version.content.ask.is_empty() {
            let on = day_of(version.submitted_at);
            asks.push(Matter::Ask { unit: version.unit.clone(), text: version.content.ask.clone(), on });
        }
    }
    asks.reverse();
    asks
}

/// Which sentences the conclusion has, in order: targets behind, tasks overdue, units silent, good news;
/// two at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    TargetsBehind(Vec<String>),
    TasksOverdue(Vec<String>),
    UnitsSilent(Vec<String>),
    NoTargetBehind,
    NothingOverdue,
    NotYetBegun,
}

pub fn findings(programme: &Programme, progress: &Progress) -> Vec<Finding> {
    let behind: Vec<String> =
        progress.targets.iter().filter(|target| target.light.is_behind()).map(|target| target.id.clone()).collect();
    let overdue: Vec<String> =
        progress.tasks.iter().filter(|task| task.light == Light::Overdue).map(|task| task.number.clone()).collect();
    let begun = progress.targets.iter().any(|target| target.light != Light::NotStarted && target.pace.is_some());
    let mut findings = Vec::new();
    if !behind.is_empty() {
        findings.push(Finding::TargetsBehind(behind));
    }
    if !overdue.is_empty() {
        findings.push(Finding::TasksOverdue(overdue));
    }
    if !progress.silent.is_empty() {
        findings.push(Finding::UnitsSilent(progress.silent.clone()));
    }
    if findings.len() < 2 && !findings.iter().any(|finding| matches!(finding, Finding::TargetsBehind(_))) {
        let has_plan = programme.targets.iter().any(|target| target.plan.is_some());
        let good = if has_plan && !begun { Finding::NotYetBegun } else { Finding::NoTargetBehind };
        findings.insert(0, good);
    }
    if findings.len() < 2 && !findings.iter().any(|finding| matches!(finding, Finding::TasksOverdue(_))) {
        findings.push(Finding::NothingOverdue);
    }
    findings.truncate(2);
    findings
}
