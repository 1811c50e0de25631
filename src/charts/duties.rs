//! Who answers for what: units down, tasks across, in each cell the light of the task (product rules E.11).

use super::key::{Key, Mark, ReportMark};
use super::{Chart, ChartKind, DASH, Table};
use crate::attention::{Matter, is_of, matters};
use crate::calendar::Period;
use crate::language::Lang;
use crate::lights::Light;
use crate::programme::Programme;
use crate::progress::{Known, Progress, Record};
use crate::tasks::{Deadline, TaskRole};
use crate::units::{Unit, UnitGroup};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duties {
    pub unit_head: String,
    /// As printed.
    pub tasks: Vec<String>,
    pub report_head: String,
    pub watch_head: String,
    pub rows: Vec<DutyRow>,
    pub key: Vec<Key>,
    /// What the numbers of the tasks stand for.
    pub names: Vec<String>,
    pub note: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DutyRow {
    pub name: String,
    /// A member of the group above.
    pub inside: bool,
    /// One for each task; none where the unit is not listed.
    pub cells: Vec<Option<Duty>>,
    pub report: DutyReport,
    /// Matters that need a word.
    pub watch: i64,
}

/// That a unit answers for a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    pub light: Light,
    /// That it comes every month, and that nothing of it is due just now.
    pub monthly: bool,
    pub leads: bool,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DutyReport {
    NotOwed,
    Mark(ReportMark),
    /// Of a group: how many are in, of how many.
    In(usize, usize),
}

/// Units one after another that stand in the list by themselves, or that a group of the circular names together.
pub struct Run<'a> {
    pub group: Option<&'a UnitGroup>,
    pub units: Vec<&'a Unit>,
}

/// What every row of the matrix needs.
pub struct Roster<'a> {
    programme: &'a Programme,
    progress: &'a Progress,
    pub known: Known<'a>,
    matters: Vec<Matter>,
    /// The period whose report was due last.
    pub latest: Option<&'a Period>,
}

/// The units that answer for some task on the day, in printed order.
pub fn answering(programme: &Programme, day: NaiveDate) -> Vec<&Unit> {
    programme.units.iter().filter(|unit| programme.tasks_of(&unit.id, day).next().is_some()).collect()
}

/// The units in printed order, those of one group gathered where they stand together.
pub fn runs(programme: &Programme, day: NaiveDate) -> Vec<Run<'_>> {
    let mut runs: Vec<Run> = Vec::new();
    for unit in answering(programme, day) {
        // The group of all who report is too wide to be read as one line.
        let own = |group: &&UnitGroup| {
            group.id != programme.expected && group.members_on(day).any(|member| member == unit.id)
        };
        let group = programme.groups.iter().find(own);
        match runs.last_mut() {
            Some(run) if run.group.map(|group| &group.id) == group.map(|group| &group.id) => run.units.push(unit),
            _ => runs.push(Run { group, units: vec![unit] }),
        }
    }
    runs
}

impl<'a> Roster<'a> {
    pub fn new(programme: &'a Programme, record: &'a Record, progress: &'a Progress) -> Self {
        Roster {
            programme,
            progress,
            known: Known::new(programme, record, progress.view),
            matters: matters(programme, record, progress),
            latest: programme.latest_due(progress.view.day),
        }
    }

    /// The tasks of these units, one cell for each task of the programme.
    pub fn cells(&self, units: &[&str]) -> Vec<Option<Duty>> {
        let cell = |task: &crate::tasks::Task| {
            let answers = self.programme.answerable(task, self.progress.view.day);
            units.iter().any(|unit| answers.contains(unit)).then(|| Duty {
                light: self.known.light_beside(units.iter().copied(), self.light(&task.number)),
                monthly: matches!(task.deadline, Deadline::Monthly { .. }) && self.is_quiet(&task.number),
                leads: task.responsible.iter().any(|r| r.role == TaskRole::Lead && units == [r.party.as_str()]),
            })
        };
        self.programme.tasks.iter().map(cell).collect()
    }

    /// Whether the light of a task asks nothing of anybody.
    fn is_quiet(&self, number: &str) -> bool {
        let light = self.light(number);
        !light.is_behind() && !matches!(light, Light::DueSoon | Light::ClosureRequested)
    }

    fn light(&self, number: &str) -> Light {
        self.progress.tasks.iter().find(|row| row.number == number).map_or(Light::None, |row| row.light)
    }

    /// Matters on the list of what needs a word that are these units' own, each once.
    pub fn watch(&self, units: &[&str]) -> i64 {
        let day = self.progress.view.day;
        let own = |matter: &&Matter| units.iter().any(|unit| is_of(self.programme, matter, unit, day));
        self.matters.iter().filter(own).count() as i64
    }

    /// How many of these units have their latest report in, of those that owe it.
    pub fn reported(&self, units: &[&str]) -> Option<(usize, usize)> {
        let owing: Vec<&&str> = units.iter().filter(|unit| self.owes(unit)).collect();
        self.latest.map(|_| (owing.iter().filter(|unit| !self.known.is_silent(unit)).count(), owing.len()))
    }

    /// Whether the unit owes the latest report.
    pub fn owes(&self, unit: &str) -> bool {
        self.latest.is_some_and(|period| self.known.is_owed(unit, period))
    }

    fn row(&self, unit: &Unit, inside: bool, lang: Lang) -> DutyRow {
        let report = match self.latest.filter(|_| self.owes(&unit.id)) {
            Some(period) => DutyReport::Mark(self.known.report_mark(&unit.id, period, self.progress.view.day, lang).0),
            None => DutyReport::NotOwed,
        };
        let (name, ids) = (unit.label(lang).to_owned(), [unit.id.as_str()]);
        DutyRow { name, inside, cells: self.cells(&ids), report, watch: self.watch(&ids) }
    }

    fn group_row(&self, name: String, units: &[&Unit]) -> DutyRow {
        let ids: Vec<&str> = units.iter().map(|unit| unit.id.as_str()).collect();
        let report = self.reported(&ids).map_or(DutyReport::NotOwed, |(inside, of)| DutyReport::In(inside, of));
        DutyRow { name, inside: false, cells: self.cells(&ids), report, watch: self.watch(&ids) }
    }
}

pub fn duties(programme: &Programme, record: &Record, progress: &Progress, lang: Lang) -> Chart {
    let (view, roster) = (progress.view, Roster::new(programme, record, progress));
    let rows: Vec<DutyRow> = runs(programme, view.day)
        .into_iter()
        .flat_map(|run| {
            let head = run.group.map(|group| {
                roster.group_row(lang.group_members(group.name.of(lang), run.units.len() as i64), &run.units)
            });
            let inside = head.is_some();
            let rows: Vec<DutyRow> = run.units.iter().map(|unit| roster.row(unit, inside, lang)).collect();
            head.into_iter().chain(rows)
        })
        .collect();
    let report_head = roster.latest.map_or(lang.latest_report().to_owned(), |period| lang.period_name(period.id));
    let names: Vec<String> =
        programme.tasks.iter().map(|task| format!("{} {}", task.number, task.short.of(lang))).collect();
    let columns = [lang.unit_label().to_owned()].into_iter().chain(names.iter().cloned());
    let columns = columns.chain([report_head.clone(), lang.needs_attention_short().to_owned()]);
    let table = Table { columns: columns.collect(), rows: rows.iter().map(|row| in_words(row, lang)).collect() };
    Chart {
        title: finding(programme, progress, lang),
        desc: lang.chart_sentence(&[lang.duties_measured().to_owned(), lang.chart_as_at(&lang.day(view.day))]),
        table,
        kind: ChartKind::Duties(Box::new(Duties {
            unit_head: lang.unit_label().to_owned(),
            tasks: programme.tasks.iter().map(|task| task.number.clone()).collect(),
            report_head,
            watch_head: lang.needs_attention_short().to_owned(),
            key: key(&rows, lang),
            names,
            note: lang.units_note_sums(programme.tasks.len() as i64),
            rows,
        })),
    }
}

/// How many answer for how much, which tasks are overdue and at how many of them, and whose report is missing.
fn finding(programme: &Programme, progress: &Progress, lang: Lang) -> String {
    let day = progress.view.day;
    let overdue = || progress.tasks.iter().filter(|row| row.light == Light::Overdue);
    let tasks = overdue().filter_map(|row| programme.task(&row.number));
    let at: BTreeSet<&str> = tasks.flat_map(|task| programme.answerable(task, day)).collect();
    let numbers: Vec<&str> = overdue().map(|row| row.number.as_str()).collect();
    let late = match numbers.is_empty() {
        true => lang.chart_no_overdue().to_owned(),
        false => lang.duties_overdue(&numbers.join(lang.pick("、", "、", ", ")), at.len() as i64),
    };
    let silent = programme.latest_due(day).filter(|_| !progress.silent.is_empty());
    let silent = silent.map(|period| lang.duties_silent(&lang.period_name(period.id), progress.silent.len() as i64));
    let subject = lang.duties_subject(answering(programme, day).len() as i64, programme.tasks.len() as i64);
    lang.chart_announce(&subject, &[vec![late], silent.into_iter().collect()].concat())
}

fn in_words(row: &DutyRow, lang: Lang) -> Vec<String> {
    let cell = |duty: &Option<Duty>| match duty {
        None => DASH.to_owned(),
        Some(duty) if duty.leads => format!("{} {}", lang.light(duty.light), lang.task_lead()),
        Some(duty) => lang.light(duty.light).to_owned(),
    };
    let report = match &row.report {
        DutyReport::NotOwed => DASH.to_owned(),
        DutyReport::Mark(mark) => mark.state.word(lang).to_owned(),
        DutyReport::In(inside, of) => format!("{inside}/{of}"),
    };
    let cells = row.cells.iter().map(cell);
    [row.name.clone()].into_iter().chain(cells).chain([report, row.watch.to_string()]).collect()
}

/// The marks that occur, each with its word.
fn key(rows: &[DutyRow], lang: Lang) -> Vec<Key> {
    let all = || rows.iter().flat_map(|row| row.cells.iter().flatten());
    let has = |light: Light| all().any(|duty| duty.light == light && !duty.monthly);
    let lights = Light::ALL.into_iter().filter(|light| has(*light)).map(|light| Key {
        mark: Mark::Light(light, lang.light_glyph(light).to_owned()),
        word: lang.light(light).to_owned(),
    });
    let monthly = all()
        .any(|duty| duty.monthly)
        .then(|| Key { mark: Mark::Recurring(lang.monthly_glyph().to_owned()), word: lang.monthly_word().to_owned() });
    let lead = all().any(|duty| duty.leads).then(|| Key { mark: Mark::Lead, word: lang.task_lead().to_owned() });
    lights.chain(monthly).chain(lead).collect()
}
