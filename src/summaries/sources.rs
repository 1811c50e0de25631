//! What a summary is composed from: the programme and its progress at the view, and who said what in accepted reports.

use super::runs::{Rate, Run, number, say, text};
use super::{Counted, Course, Figure, Point, Scope, UnitRow};
use crate::calendar::{Period, PeriodId};
use crate::charts::{bullet, steps};
use crate::figures::{FigureId, Subject};
use crate::language::{Lang, Name};
use crate::lights::Light;
use crate::programme::Programme;
use crate::progress::{Known, Progress, Record, TargetProgress, figure, progress};
use crate::ratio::Tenths;
use crate::reports::Version;
use crate::targets::{Measure, PlanLine, Target, TargetMeasure};
use crate::tasks::{Deadline, Task};
use crate::units::UnitKind;
use crate::views::{Basis, View};
use chrono::NaiveDate;
use std::collections::HashMap;

pub struct Sources<'a> {
    pub programme: &'a Programme,
    pub record: &'a Record,
    pub scope: Scope,
    pub view: View,
    pub lang: Lang,
    pub progress: Progress,
    pub known: Known<'a>,
    /// The versions of each report, so that a document of very many units need not look through all of them for each.
    versions: HashMap<(&'a str, PeriodId), Vec<&'a Version>>,
}

impl<'a> Sources<'a> {
    pub fn new(programme: &'a Programme, record: &'a Record, scope: Scope, view: View, lang: Lang) -> Self {
        let programme = programme.at(view.day);
        let (progress, known) = (progress(programme, record, view), Known::new(programme, record, view));
        let mut versions: HashMap<_, Vec<&Version>> = HashMap::new();
        for version in &record.versions {
            versions.entry((version.unit.as_str(), version.period)).or_default().push(version);
        }
        Sources { programme, record, scope, view, lang, progress, known, versions }
    }

    /// Unit and matter on one line, time and kind on the next.
    pub fn title_lines(&self) -> Vec<String> {
        let programme = self.programme.title.of(self.lang).to_owned();
        let kind = match self.scope {
            Scope::Half(half) => self.lang.half_title(half),
            Scope::Issue(issue) => self.lang.document_issue(&issue.year.to_string(), &issue.number.to_string()),
        };
        vec![programme, kind]
    }

    /// The periods whose reports are summed up.
    pub fn periods(&self) -> Vec<&'a Period> {
        self.programme.periods.iter().filter(|period| self.scope.covers(period)).collect()
    }

    /// Those of them whose reports were due by the view.
    pub fn due_periods(&self) -> Vec<&'a Period> {
        self.periods().into_iter().filter(|period| period.effective_due <= self.view.day).collect()
    }

    /// The first and last day the figures can speak of. The second half tells of the whole year.
    pub fn span(&self) -> (NaiveDate, NaiveDate) {
        let regular = || self.programme.periods.iter().filter(|period| period.is_regular());
        let mine = || regular().filter(|period| self.scope.covers(period));
        let first = match self.scope {
            Scope::Half(half) if half.second => regular().next(),
            _ => mine().next(),
        };
        let start = first.map_or(self.view.day, |period| period.start);
        (start, mine().next_back().map_or(self.view.day, |period| period.end))
    }

    /// Targets and how far they are.
    pub fn targets(&self) -> impl Iterator<Item = (&'a Target, &TargetProgress)> {
        self.programme.targets.iter().zip(&self.progress.targets)
    }

    pub fn unit_name(&self, id: &'a str) -> &'a str {
        self.programme.unit(id).map_or(id, |unit| unit.name.of(self.lang))
    }

    /// `short` as it stands in a sentence: Chinese has no use for the space that breaks the line on a card.
    pub fn short(&self, name: &Name) -> String {
        let name = name.of(self.lang);
        if self.lang == Lang::En { name.to_owned() } else { name.replace(' ', "") }
    }

    /// A number of people or things with its unit's word after it.
    pub fn unit_word(&self, target: &Target) -> Vec<Run> {
        text(target.unit.of(self.lang))
    }

    pub fn value(&self, id: &FigureId) -> i64 {
        figure(self.programme, self.record, self.view, id).map_or(0, |figure| figure.value)
    }

    pub fn figure(&self, id: FigureId) -> Vec<Run> {
        let value = self.value(&id);
        Run::figure(id, value).into()
    }

    /// The nominal last day of what is summed up.
    pub fn end(&self) -> NaiveDate {
        match self.scope {
            Scope::Half(half) => half.end(),
            Scope::Issue(_) => self.span().1,
        }
    }

    /// What was new in the periods summed up.
    pub fn fresh(&self, id: &FigureId) -> Vec<Run> {
        self.figure(self.fresh_id(id))
    }

    pub fn fresh_id(&self, id: &FigureId) -> FigureId {
        match self.scope {
            Scope::Half(half) => id.clone().in_half(half),
            Scope::Issue(issue) => id.clone().in_period(issue.period),
        }
    }

    /// The sum of figures that have no part in common; one alone stands for itself.
    pub fn sum(&self, ids: Vec<FigureId>) -> Vec<Run> {
        match ids.as_slice() {
            [id] => self.figure(id.clone()),
            _ => {
                let value: i64 = ids.iter().map(|id| self.value(id)).sum();
                Run::Sum { ids, value, shown: value.to_string() }.into()
            }
        }
    }

    /// The rung a task has reached, and how many it has; none before the first.
    pub fn stage_of(&self, task: &str) -> Option<(&'a str, i64)> {
        let ladder = &self.programme.task(task)?.stages;
        let at = self.progress.tasks.iter().find(|at| at.number == task)?.stage?;
        let stage = ladder.get(usize::try_from(at - 1).ok()?)?;
        Some((stage.of(self.lang), ladder.len() as i64))
    }

    pub fn rate(&self, of: &FigureId, rate: Rate, value: Tenths) -> Vec<Run> {
        let shown = match rate {
            Rate::Completion | Rate::Pace => self.lang.percent(value),
            Rate::Gap => value.to_string(),
        };
        Run::Rate { of: of.clone(), rate, value, shown }.into()
    }

    /// Ahead, behind, or about level: within one percentage point.
    pub fn gap(&self, at: &TargetProgress, sentences: [&str; 3]) -> Vec<Run> {
        let Some(gap) = at.gap else { return text("—") };
        let [ahead, behind, level] = sentences;
        let sentence = match gap.0 {
            -10..=10 => level,
            11.. => ahead,
            _ => behind,
        };
        say(sentence, &[("points", self.rate(&at.figure, Rate::Gap, gap.abs()))])
    }

    pub fn gap_in_prose(&self, at: &TargetProgress) -> Vec<Run> {
        let lang = self.lang;
        if at.light == Light::NotStarted {
            return text(lang.light(at.light));
        }
        self.gap(at, [lang.summary_gap_ahead(), lang.summary_gap_behind(), lang.summary_gap_level()])
    }

    /// The version of the unit's report on `period` that is accepted at the view.
    pub fn accepted(&self, unit: &str, period: &Period) -> Option<&'a Version> {
        let versions = self.versions.get(&(unit, period.id))?.iter().copied();
        versions
            .filter(|v| self.view.shows(period) && v.accepted_at.is_some_and(|at| self.view.knows(at)))
            .max_by_key(|v| (v.accepted_at, v.number))
    }

    /// Under which key task a unit's own words belong: with the count its specialties or its place feed,
    /// else with the last.
    pub fn key_task_of(&self, unit: &str) -> Option<i64> {
        let unit = self.programme.unit(unit)?;
        let counting = |wanted: Measure| {
            let feeds =
                |target: &&Target| matches!(target.measure, TargetMeasure::Count { measure } if measure == wanted);
            self.programme.targets.iter().find(feeds).map(|target| target.key_task)
        };
        match unit.kind {
            _ if !unit.specialties.is_empty() => counting(Measure::Recognised),
            UnitKind::Society => counting(Measure::Recognised),
            UnitKind::City | UnitKind::Zone | UnitKind::Company => counting(Measure::Practising),
            _ => None,
        }
        .or(self.programme.key_tasks.last().map(|task| task.number))
    }

    /// The deadline as printed; in other languages, what is printed says.
    pub fn deadline(&self, task: &Task) -> String {
        let lang = self.lang;
        match &task.deadline {
            _ if lang == Lang::ZhHans => task.deadline_verbatim.clone(),
            Deadline::Date { date } => lang.short_day(*date),
            Deadline::Dates { dates } => {
                dates.iter().map(|date| lang.short_day(*date)).collect::<Vec<_>>().join(lang.list_comma())
            }
            Deadline::Monthly { day } => lang.monthly_on(*day),
            Deadline::AsNeeded => lang.as_required().to_owned(),
        }
    }

    /// The deadline without the days that are past.
    pub fn still_due(&self, task: &Task) -> String {
        match &task.deadline {
            Deadline::Dates { dates } => {
                let later = dates.iter().filter(|date| **date > self.end());
                let later: Vec<String> = later.map(|date| self.lang.short_day(*date)).collect();
                if later.is_empty() { self.deadline(task) } else { later.join(self.lang.list_comma()) }
            }
            _ => self.deadline(task),
        }
    }

    /// The responsible units as printed, with the source's own punctuation; in other languages, their names.
    pub fn responsible(&self, task: &Task) -> String {
        if self.lang == Lang::ZhHans {
            return task.responsible_verbatim.clone();
        }
        let name = |party: &str| match (self.programme.group(party), self.programme.unit(party)) {
            (Some(group), _) => group.name.of(self.lang).to_owned(),
            (None, Some(unit)) => unit.name.of(self.lang).to_owned(),
            (None, None) => party.to_owned(),
        };
        let names: Vec<_> = task.responsible.iter().map(|responsible| name(&responsible.party)).collect();
        names.join(self.lang.list_comma())
    }

    /// Month of a period, as it stands before 月报.
    pub fn month(&self, period: &Period) -> String {
        match period.is_regular() {
            false => self.lang.year_end_supplement(period.id.year),
            true if self.lang == Lang::En => period.end.format("%B").to_string(),
            true => format!("{}月", period.id.month),
        }
    }

    pub fn counted(&self, counted: Counted, value: usize) -> Vec<Run> {
        number(counted, value as i64)
    }

    /// 图1: every count of people against its target and its schedule.
    pub fn strips(&self) -> Option<Figure> {
        let drawn = self.targets().filter_map(|(_, at)| bullet(self.programme, &self.progress, &at.id, self.lang));
        let charts: Vec<_> = drawn.collect();
        (!charts.is_empty()).then(|| self.drawn(1, self.lang.summary_figure_strips(), charts))
    }

    /// 图1, 图2: each count of people through the year.
    pub fn step_lines(&self) -> Vec<Figure> {
        let lines = self.targets().filter_map(|(target, _)| {
            let chart = steps(self.programme, self.record, self.view, &target.id, self.lang)?;
            Some((self.lang.summary_figure_steps(&self.short(&target.short)), chart))
        });
        lines.enumerate().map(|(at, (name, chart))| self.drawn(at + 1, &name, vec![chart])).collect()
    }

    fn drawn(&self, n: usize, name: &str, charts: Vec<crate::charts::Chart>) -> Figure {
        let lang = self.lang;
        Figure { caption: lang.summary_figure(n, name), source: lang.summary_source(&lang.day(self.view.day)), charts }
    }

    /// The way of each count of people. The past is told with what the view knows, so that its last point
    /// is the actual of the summary.
    pub fn courses(&self) -> Vec<Course> {
        let known = self.known_record();
        self.targets().filter_map(|(target, at)| self.course(&known, target, at)).collect()
    }

    fn course(&self, known: &Record, target: &Target, at: &TargetProgress) -> Option<Course> {
        let plan = target.plan.as_ref()?;
        let (completion, pace) = (at.completion?, at.pace?);
        let whole = figure(self.programme, self.record, self.view, &at.figure)?;
        let regular: Vec<&Period> = self.programme.periods.iter().filter(|period| period.is_regular()).collect();
        let actual_at = |day| figure(self.programme, known, View::new(day, Basis::Corrected), &at.figure);
        let points = regular.iter().map(|period| Point {
            period: period.id,
            label: self.month(period),
            end: period.end,
            actual: (period.end <= self.view.day).then(|| actual_at(period.end).map_or(0, |figure| figure.value)),
            planned: self.planned(target, plan, period.end),
        });
        let counts_of = |id: &FigureId| {
            let begun = |period: &&Period| self.view.shows(period) && period.start <= self.view.day;
            let periods = self.programme.periods.iter().filter(begun).map(|period| id.clone().in_period(period.id));
            periods.map(|id| (id.clone(), whole.part(&id.filter))).collect()
        };
        let has_part = |unit: &str| whole.contributions.iter().any(|part| part.unit.as_deref() == Some(unit));
        let rows = self.programme.filers().filter(|unit| has_part(&unit.id)).map(|unit| {
            let id = FigureId::whole(Subject::Target(target.id.clone())).of_unit(&unit.id);
            UnitRow {
                unit: unit.id.clone(),
                name: unit.name.of(self.lang).to_owned(),
                counts: counts_of(&id),
                total: (id.clone(), whole.part(&id.filter)),
            }
        });
        Some(Course {
            target: target.id.clone(),
            name: self.short(&target.short),
            unit: target.unit.of(self.lang).to_owned(),
            value: target.value,
            completion,
            pace,
            points: points.collect(),
            rows: rows.collect(),
            contributions: whole.contributions,
        })
    }

    /// How many should have been reached by the end of `day`, by the value and the line in force on it.
    fn planned(&self, target: &Target, plan: &PlanLine, day: chrono::NaiveDate) -> Tenths {
        let then = self.programme.at(day).target(&target.id);
        let (value, pace) = match then.and_then(|then| Some((then.value, then.plan.as_ref()?))) {
            Some((value, line)) => (value, line.pace(day)),
            None => (target.value, plan.pace(day)),
        };
        Tenths((pace.tenths_of_percent() * value + 50) / 100)
    }

    /// The record with what the view does not know left out, to be looked at as at earlier days.
    fn known_record(&self) -> Record {
        let known = |moment: Option<chrono::DateTime<chrono::Utc>>| moment.filter(|at| self.view.knows(*at));
        let versions = self.record.versions.iter().filter(|v| self.view.knows(v.submitted_at)).cloned();
        Record {
            versions: versions
                .map(|v| Version { accepted_at: known(v.accepted_at), returned_at: known(v.returned_at), ..v })
                .collect(),
            ..Record::default()
        }
    }
}
