//! What a leader should know first: the conclusion, and what needs a word, most pressing first.

use crate::calendar::{PeriodId, day_of, next_day};
use crate::language::Lang;
use crate::lights::Light;
use crate::programme::Programme;
use crate::progress::{Progress, Record, TargetProgress, TaskProgress};
use crate::reports::Version;
use crate::targets::Target;
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
    Ask { unit: String, period: PeriodId, text: String, on: NaiveDate },
}

/// Every matter, red before amber, the longest overdue first, then those who ask. The silent come after the amber, or
/// before it where they are most.
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
        of_cards(programme, progress)
            .filter(move |target| wanted(target.light))
            .map(move |target| Matter::Behind { target: target.id.clone(), serious })
    };
    matters.extend(behind(true));
    let silent = programme.latest_due(progress.view.day).filter(|_| !progress.silent.is_empty()).map(|period| {
        let days = (progress.view.day - period.effective_due).num_days();
        Matter::Silent { units: progress.silent.clone(), period: period.id, days }
    });
    // Where most have not reported, what else is amber rests on little (product rules B.4).
    let most = 2 * progress.silent.len() >= programme.expected_on(progress.view.day).len();
    let (before, after) = if most { (silent, None) } else { (None, silent) };
    matters.extend(before);
    matters.extend(behind(false));
    matters.extend(after);
    matters.extend(asks(programme, record, progress.view));
    matters
}

/// The targets with cards of their own, as they stand.
fn of_cards<'a>(programme: &'a Programme, progress: &'a Progress) -> impl Iterator<Item = &'a TargetProgress> {
    let has_card = |row: &&TargetProgress| programme.target(&row.id).is_some_and(Target::has_card);
    progress.targets.iter().filter(has_card)
}

/// What the reports of the latest due period ask for, unless they were sent back; in the order of the programme.
fn asks(programme: &Programme, record: &Record, view: View) -> Vec<Matter> {
    let Some(period) = programme.latest_due(view.day) else { return Vec::new() };
    let asked = programme.units.iter().filter_map(|unit| {
        let version = standing_version(record, view, &unit.id, period.id)?;
        (!version.content.ask.is_empty()).then(|| Matter::Ask {
            unit: unit.id.clone(),
            period: period.id,
            text: version.content.ask.clone(),
            on: day_of(version.submitted_at),
        })
    });
    asked.collect()
}

/// What the report of `unit` on `period` asks the leading group to settle, as known at the view.
pub fn ask_of<'a>(record: &'a Record, view: View, unit: &str, period: PeriodId) -> Option<&'a str> {
    let version = standing_version(record, view, unit, period)?;
    Some(version.content.ask.as_str()).filter(|text| !text.is_empty())
}

/// The newest version that has not been sent back: what it leaves out is no longer asked.
pub fn standing_version<'a>(record: &'a Record, view: View, unit: &str, period: PeriodId) -> Option<&'a Version> {
    let stands =
        |version: &&Version| view.knows(version.submitted_at) && !version.returned_at.is_some_and(|at| view.knows(at));
    let of_it = record.versions.iter().filter(|version| version.unit == unit && version.period == period);
    of_it.filter(stands).max_by_key(|version| version.number)
}

/// Whether a matter is the unit's own: a task it answers for, or the target that such a task ends in, its missing
/// report, what it asks.
pub fn is_of(programme: &Programme, matter: &Matter, unit: &str, day: NaiveDate) -> bool {
    match matter {
        Matter::Overdue { task, .. } => {
            programme.task(task).is_some_and(|task| programme.answerable(task, day).contains(&unit))
        }
        Matter::Silent { units, .. } => units.iter().any(|silent| silent == unit),
        Matter::Ask { unit: asking, .. } => asking == unit,
        Matter::Behind { target, .. } => programme.target(target).is_some_and(|target| {
            let mut ends_in_it = programme.tasks_of(unit, day).filter(|task| task.ends_in(target, target.due));
            ends_in_it.any(|task| task.occurrences(&programme.periods).iter().any(|it| it.due == target.due))
        }),
    }
}

/// What the conclusion says, most pressing first: targets behind, targets of which nothing new is known, tasks
/// overdue, units silent, good news; two at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    TargetsBehind(Vec<String>),
    TargetsStale(Vec<String>),
    TasksOverdue(Vec<String>),
    UnitsSilent(Vec<String>),
    AllIsWell,
    NoTargetBehind,
    NothingOverdue,
    NotYetBegun,
}

pub fn findings(programme: &Programme, progress: &Progress) -> Vec<Finding> {
    let behind: Vec<String> = of_cards(programme, progress)
        .filter(|target| target.light.is_behind())
        .map(|target| target.id.clone())
        .collect();
    let overdue: Vec<String> =
        progress.tasks.iter().filter(|task| task.light == Light::Overdue).map(|task| task.number.clone()).collect();
    let has_plan = programme.targets.iter().any(|target| target.plan.is_some());
    let begun = progress.targets.iter().any(|target| target.light != Light::NotStarted && target.pace.is_some());
    // Of a target whose data are not up to date nobody knows whether it is behind.
    let stale = of_cards(programme, progress).filter(|target| target.light == Light::Stale);
    let stale: Vec<String> = stale.map(|target| target.id.clone()).collect();
    let good = match (behind.is_empty() && stale.is_empty(), overdue.is_empty()) {
        (true, _) if has_plan && !begun => Some(Finding::NotYetBegun),
        (true, true) => Some(Finding::AllIsWell),
        (true, false) => Some(Finding::NoTargetBehind),
        (false, true) => Some(Finding::NothingOverdue),
        (false, false) => None,
    };
    let mut findings = Vec::new();
    if !behind.is_empty() {
        findings.push(Finding::TargetsBehind(behind));
    }
    if !stale.is_empty() {
        findings.push(Finding::TargetsStale(stale));
    }
    if !overdue.is_empty() {
        findings.push(Finding::TasksOverdue(overdue));
    }
    if !progress.silent.is_empty() {
        findings.push(Finding::UnitsSilent(progress.silent.clone()));
    }
    findings.extend(good);
    findings.truncate(2);
    findings
}

/// How many targets are overdue, seriously behind and behind.
pub fn behind_by_light(programme: &Programme, progress: &Progress) -> [i64; 3] {
    [Light::Overdue, Light::SeriouslyBehind, Light::Lagging]
        .map(|light| of_cards(programme, progress).filter(|target| target.light == light).count() as i64)
}

/// How many annual targets there are: as many as cards.
pub fn targets_counted(programme: &Programme) -> i64 {
    programme.targets.iter().filter(|target| target.has_card()).count() as i64
}

/// A part of a sentence, and the page that says more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    pub said: String,
    pub path: Option<String>,
}

/// A sentence is as long as 80 Chinese characters at most; a Latin letter is half as wide.
pub const LONGEST: usize = 80;

/// Half-widths of a text, counted as it is set.
pub fn breadth(text: &str) -> usize {
    text.chars().map(|c| if c < '\u{2000}' { 1 } else { 2 }).sum()
}

/// The conclusion in words: at most two sentences, each clause with where it leads. Deterministic: the
/// same progress always says the same.
pub fn conclusion(programme: &Programme, progress: &Progress, lang: Lang) -> Vec<Vec<Clause>> {
    let (targets, tasks) = (targets_counted(programme), programme.tasks.len() as i64);
    let plain = |said: String, path: &str| vec![Clause { said, path: Some(path.to_owned()) }];
    let say = |finding: Finding| match finding {
        Finding::TargetsBehind(ids) => {
            let only = ids.len() == 1;
            let named = ids.iter().filter_map(|id| {
                let said = if only {
                    target_in_full(programme, progress, id, lang)
                } else {
                    target_in_short(programme, progress, id, lang)
                };
                Some(Clause { said: said?, path: Some(format!("/targets/{id}")) })
            });
            sentence(
                lang.targets_behind(behind_by_light(programme, progress), targets),
                &format!("/targets/{}", ids[0]),
                named.collect(),
                lang,
            )
        }
        Finding::TargetsStale(ids) => {
            let named = ids.iter().filter_map(|id| {
                Some(Clause {
                    said: target_in_short(programme, progress, id, lang)?,
                    path: Some(format!("/targets/{id}")),
                })
            });
            let lead = lang.targets_stale(ids.len() as i64, targets);
            sentence(lead, &format!("/targets/{}", ids[0]), named.collect(), lang)
        }
        Finding::TasksOverdue(numbers) => {
            let named = numbers.iter().filter_map(|number| {
                let said = lang.task_named(programme.task(number)?.short.of(lang), number);
                Some(Clause { said, path: Some(format!("/tasks/{number}")) })
            });
            sentence(lang.tasks_overdue(numbers.len() as i64, tasks), "/tasks?light=overdue", named.collect(), lang)
        }
        Finding::UnitsSilent(units) => {
            let named = units.iter().filter_map(|id| {
                let said = programme.unit(id)?.name.of(lang).to_owned();
                Some(Clause { said, path: Some("/matrix".to_owned()) })
            });
            let all = programme.expected_on(progress.view.day).len() as i64;
            if units.len() as i64 == all {
                return plain(lang.all_silent(all), "/matrix");
            }
            sentence(lang.units_silent(units.len() as i64, all), "/matrix", named.collect(), lang)
        }
        Finding::AllIsWell => plain(lang.all_is_well(targets), "/tasks"),
        Finding::NoTargetBehind => plain(lang.no_target_behind(targets), "/tasks"),
        Finding::NothingOverdue => plain(lang.nothing_overdue(tasks), "/tasks"),
        Finding::NotYetBegun => not_yet_begun(programme, progress, lang),
    };
    findings(programme, progress).into_iter().map(say).collect()
}

/// The first day that counts towards a target.
pub fn begins(target: &Target) -> Option<NaiveDate> {
    target.plan.as_ref()?.points.first().map(|first| next_day(first.on))
}

/// When the targets begin to count, and what was to be done before.
fn not_yet_begun(programme: &Programme, progress: &Progress, lang: Lang) -> Vec<Clause> {
    let Some(day) = programme.targets.iter().filter_map(begins).min() else { return Vec::new() };
    let early: Vec<&TaskProgress> =
        progress.tasks.iter().filter(|row| row.occurrences.last().is_some_and(|last| last.due < day)).collect();
    let closed = early.iter().filter(|row| row.light.is_closed()).count() as i64;
    let clause = |said: String, path: Option<&str>| Clause { said, path: path.map(str::to_owned) };
    let mut clauses = vec![clause(lang.not_yet_begun(&lang.short_day(day)), Some("/help#figures"))];
    if !early.is_empty() {
        clauses.push(clause(lang.pick("；", "；", "; ").to_owned(), None));
        clauses.push(clause(lang.early_tasks(&lang.short_day(day), early.len() as i64, closed), Some("/tasks")));
    }
    clauses
}

/// How many there are, then as many names as the length allows; the number says how many are left out.
fn sentence(lead: String, path: &str, named: Vec<Clause>, lang: Lang) -> Vec<Clause> {
    let between = |said: &str| Clause { said: said.to_owned(), path: None };
    let with = |count: usize| {
        let mut clauses = vec![Clause { said: lead.clone(), path: Some(path.to_owned()) }];
        for (at, name) in named.iter().take(count).enumerate() {
            clauses.push(between(if at == 0 { lang.pick("：", "：", ": ") } else { lang.pick("、", "、", ", ") }));
            clauses.push(name.clone());
        }
        if count > 0 && count < named.len() {
            clauses.push(between(lang.pick("等", "等", " and others")));
        }
        clauses
    };
    // The full stop or semicolon after it counts as well.
    let fits =
        |clauses: &[Clause]| clauses.iter().map(|clause| breadth(&clause.said)).sum::<usize>() + 2 <= 2 * LONGEST;
    (0..=named.len()).rev().map(with).find(|clauses| fits(clauses)).unwrap_or_else(|| with(0))
}

/// 非准入类互认62人，慢于序时进度12.3个百分点.
pub fn target_in_full(programme: &Programme, progress: &Progress, id: &str, lang: Lang) -> Option<String> {
    let (target, row) = (programme.target(id)?, progress.targets.iter().find(|row| row.id == id)?);
    let (name, unit) = (lang.chart_subject(target), target.unit.of(lang));
    Some(match row.gap {
        Some(_) if row.light == Light::NotStarted => {
            let day = begins(target).map_or(String::new(), |day| lang.short_day(day));
            lang.chart_before_start(&name, row.actual, unit, &day)
        }
        Some(gap) => lang.target_at(&name, row.actual, unit, &lang.gap(gap)),
        None => lang.target_open(&name, row.actual, row.value, unit),
    })
}

/// The same where several stand in one sentence: 非准入类互认（慢12.3个百分点）.
fn target_in_short(programme: &Programme, progress: &Progress, id: &str, lang: Lang) -> Option<String> {
    let (target, row) = (programme.target(id)?, progress.targets.iter().find(|row| row.id == id)?);
    let gap = row.gap.map_or_else(|| format!("{}/{}", row.actual, row.value), |gap| lang.gap_short(gap));
    Some(lang.target_in_list(&lang.chart_subject(target), &gap))
}
