//! Sections three to six: tasks, reports, problems, and what comes next.

use super::super::Counted;
use super::super::MOST_PROBLEMS;
use super::super::runs::{Run, join, number, number_of, say, text};
use super::super::said::Matter;
use super::Page;
use crate::calendar::Period;
use crate::lights::Light;
use crate::programme::Programme;
use crate::progress::{OccurrenceProgress, ReportingProgress, TaskProgress};
use crate::tasks::{Deadline, Task};
use chrono::NaiveDate;

/// One day on which a task with a fixed deadline was due in the time of the summary.
struct Due<'a> {
    task: &'a Task,
    at: &'a OccurrenceProgress,
}

impl Due<'_> {
    /// How late it is, told apart from other days by the task and the day it was due.
    fn days(&self) -> Vec<Run> {
        let of = format!("{}/{}", self.task.number, self.at.due);
        number_of(Counted::Days, of, self.at.days.unwrap_or_default())
    }
}

impl<'a> Page<'_, 'a> {
    /// 三、任务完成情况
    pub fn tasks(&mut self) {
        let (sources, lang) = (self.sources, self.sources.lang);
        self.heading(1, text(lang.summary_tasks()));
        let due = dues(sources.programme, &sources.progress.tasks, sources.span().0, sources.end());
        let of = |wanted: fn(Light) -> bool| due.iter().filter(|due| wanted(due.at.light)).collect::<Vec<_>>();
        let closed = of(|light| light == Light::Closed);
        let late = of(|light| light == Light::ClosedLate);
        let overdue = of(|light| light == Light::Overdue);
        let open = of(|light| !light.is_closed() && light != Light::Overdue);
        let slots = [
            ("due", sources.counted(Counted::TasksDue, due.len())),
            ("closed", sources.counted(Counted::TasksClosed, closed.len())),
            ("late", sources.counted(Counted::TasksClosedLate, late.len())),
            ("overdue", sources.counted(Counted::TasksOverdue, overdue.len())),
            ("open", sources.counted(Counted::TasksOpen, open.len())),
        ];
        let sentences = [say(lang.summary_tasks_count(), &slots), text(lang.summary_tasks_other())];
        self.paragraph(join(sentences, lang.pick("", "", " ")));
        let lists = [
            (lang.summary_list_closed(), closed),
            (lang.summary_list_late(), late),
            (lang.summary_list_overdue(), overdue),
            (lang.summary_list_open(), open),
        ];
        for (head, list) in lists {
            self.list(head, list);
        }
    }

    fn list(&mut self, head: &str, list: Vec<&Due>) {
        if list.is_empty() {
            return;
        }
        let lang = self.sources.lang;
        let items = join(list.into_iter().map(|due| self.due(due)), lang.semicolon());
        self.paragraph(join([text(head), items, text(lang.full_stop().trim_end())], ""));
    }

    fn due(&self, due: &Due) -> Vec<Run> {
        let lang = self.sources.lang;
        let late = matches!(due.at.light, Light::ClosedLate | Light::Overdue);
        let days = due.at.days.filter(|_| late);
        let sentence = if days.is_some() { lang.summary_task_item_days() } else { lang.summary_task_item() };
        let slots = [
            ("number", text(due.task.number.as_str())),
            ("name", text(due.task.short.of(lang))),
            ("due", text(lang.short_day(due.at.due))),
            ("days", due.days()),
        ];
        say(sentence, &slots)
    }

    /// 四、月报报送情况
    pub fn reports(&mut self) {
        let (sources, lang) = (self.sources, self.sources.lang);
        self.heading(1, text(lang.summary_reports()));
        let due: Vec<&Period> = sources.due_periods();
        if due.is_empty() {
            self.paragraph(text(lang.summary_reports_none()));
            return;
        }
        let of_half = || sources.progress.reporting.iter().filter(|row| due.iter().any(|p| p.id == row.period));
        let total = |counted, of: fn(&ReportingProgress) -> i64| number(counted, of_half().map(of).sum());
        let slots = [
            ("periods", number_of(Counted::Given, "periods", due.len() as i64)),
            ("due", total(Counted::ReportsDue, |row| row.expected)),
            ("on_time", total(Counted::ReportsOnTime, |row| row.on_time)),
            ("late", total(Counted::ReportsLate, |row| row.late)),
            ("missing", total(Counted::ReportsMissing, |row| row.missing.len() as i64)),
        ];
        let silent: Vec<_> = sources.progress.silent.iter().map(|unit| text(sources.unit_name(unit))).collect();
        let about_silent = match silent.is_empty() {
            true => text(lang.summary_reports_complete()),
            false => {
                let n = sources.counted(Counted::UnitsSilent, silent.len());
                say(lang.summary_reports_silent(), &[("n", n), ("names", join(silent, lang.list_comma()))])
            }
        };
        let sentences = [say(lang.summary_reports_count(), &slots), about_silent, text(lang.summary_reports_annex())];
        self.paragraph(join(sentences, lang.pick("", "", " ")));
    }

    /// 五、存在的主要问题: as the units put them, those named most often first, and no more than are read.
    pub fn problems(&mut self) {
        let (sources, lang) = (self.sources, self.sources.lang);
        self.heading(1, text(lang.summary_problems()));
        let matters = sources.matters();
        let mut problems = gathered(&matters);
        if problems.is_empty() {
            self.paragraph(text(lang.summary_problems_none()));
        } else if problems.len() > MOST_PROBLEMS {
            self.paragraph(text(lang.summary_problems_more()));
            problems.truncate(MOST_PROBLEMS);
        }
        for (at, (matter, units, periods)) in problems.into_iter().enumerate() {
            let units = units.into_iter().map(|unit| text(sources.unit_name(unit)));
            let months = periods.into_iter().map(|period| text(sources.month(period)));
            let slots = [
                ("unit", join(units, lang.list_comma())),
                ("months", join(months, lang.list_comma())),
                ("text", text(matter.said(lang))),
            ];
            self.item(at + 1, say(lang.summary_problem(), &slots));
        }
    }

    /// 六、下半年工作安排: what is still open with its deadline and units as printed, and the units' own plans.
    pub fn plans(&mut self) {
        let (sources, lang) = (self.sources, self.sources.lang);
        self.heading(
            1,
            text(if sources.scope.is_first_half() { lang.summary_plans_first() } else { lang.summary_plans_second() }),
        );
        self.heading(2, text(lang.summary_open_tasks()));
        let open = self.open(|at| at.occurrences.is_empty() || at.occurrences.iter().any(is_open));
        if open.is_empty() {
            self.paragraph(text(lang.summary_open_none()));
        }
        self.tasks_with_units(open);
        self.next_steps();
    }

    /// What is overdue or falls due by a day; what is due every month is not news. Tasks of one day and of the same
    /// units stand together.
    pub fn still_open(&mut self, until: NaiveDate) {
        let (sources, lang) = (self.sources, self.sources.lang);
        let mut groups: Vec<(String, Vec<Due>)> = Vec::new();
        let open = dues(sources.programme, &sources.progress.tasks, NaiveDate::MIN, until);
        for due in open.into_iter().filter(|due| is_open(due.at)) {
            let units = sources.responsible(due.task);
            match groups.iter_mut().find(|(known, group)| *known == units && group[0].at.due == due.at.due) {
                Some((_, group)) => group.push(due),
                None => groups.push((units, vec![due])),
            }
        }
        groups.sort_by_key(|(_, group)| group[0].at.due);
        if groups.is_empty() {
            self.paragraph(text(lang.briefing_none_due()));
        }
        for (units, group) in groups {
            let first = &group[0];
            let task = |due: &Due| {
                let slots = [("number", text(due.task.number.as_str())), ("name", text(due.task.short.of(lang)))];
                say(lang.briefing_task(), &slots)
            };
            let late = first.at.light == Light::Overdue && first.at.days.is_some();
            let sentence = if late { lang.briefing_overdue() } else { lang.briefing_due() };
            let slots = [
                ("by", text(lang.short_day(until))),
                ("tasks", join(group.iter().map(task), lang.list_comma())),
                ("due", text(lang.short_day(first.at.due))),
                ("days", first.days()),
                ("units", text(units)),
            ];
            self.paragraph(say(sentence, &slots));
        }
    }

    fn open(&self, is_open: impl Fn(&TaskProgress) -> bool) -> Vec<&'a Task> {
        let tasks = self.sources.programme.tasks.iter().zip(&self.sources.progress.tasks);
        tasks.filter(|(_, at)| is_open(at)).map(|(task, _)| task).collect()
    }

    fn tasks_with_units(&mut self, tasks: Vec<&Task>) {
        let (sources, lang) = (self.sources, self.sources.lang);
        for task in tasks {
            // Task 4 goes on with a numbered list of its own, which would break into this one.
            let name = task.name.of(lang).split('。').next().unwrap_or_default();
            let slots = [
                ("number", text(task.number.as_str())),
                ("name", text(name)),
                ("due", text(sources.still_due(task))),
                ("units", text(sources.responsible(task))),
            ];
            self.paragraph(say(lang.summary_open_task(), &slots));
        }
    }

    /// What units have said they do next.
    fn next_steps(&mut self) {
        let (sources, lang) = (self.sources, self.sources.lang);
        // A plan of an earlier month is past by now.
        let mut next = sources.last_excerpts(|content| &content.next);
        let Some(last) = next.iter().map(|excerpt| excerpt.period).max_by_key(|period| period.end) else {
            self.heading(2, text(lang.summary_unit_next()));
            return self.paragraph(text(lang.summary_next_none()));
        };
        next.retain(|excerpt| excerpt.period.end == last.end);
        self.heading(2, text(lang.summary_unit_next_of(&sources.month(last))));
        for (i, excerpt) in next.iter().enumerate() {
            let runs = self.attributed(lang.summary_unit_plan(), excerpt);
            self.item(i + 1, runs);
        }
    }
}

/// A matter named by several units or in several months stands once, with its units and months. The latest come first
/// among those named equally often.
fn gathered<'m, 'a>(matters: &'m [Matter<'a>]) -> Vec<(&'m Matter<'a>, Vec<&'a str>, Vec<&'a Period>)> {
    let mut gathered: Vec<(&Matter, Vec<&str>, Vec<&Period>)> = Vec::new();
    for matter in matters {
        match gathered.iter_mut().find(|(known, ..)| (known.problem, known.ask) == (matter.problem, matter.ask)) {
            Some((_, units, periods)) => {
                units.push(matter.unit);
                periods.push(matter.period);
            }
            None => gathered.push((matter, vec![matter.unit], vec![matter.period])),
        }
    }
    for (_, units, periods) in &mut gathered {
        units.dedup();
        periods.sort_by_key(|period| period.id);
        periods.dedup();
    }
    gathered.sort_by_key(|(_, units, periods)| {
        std::cmp::Reverse((periods.len(), units.len(), periods.last().map(|period| period.id)))
    });
    gathered
}

/// What fell due between two days, of the tasks with fixed deadlines, in printed order.
fn dues<'p>(programme: &'p Programme, tasks: &'p [TaskProgress], from: NaiveDate, to: NaiveDate) -> Vec<Due<'p>> {
    let fixed = programme.tasks.iter().zip(tasks).filter(|(task, _)| is_fixed(task));
    fixed
        .flat_map(|(task, at)| at.occurrences.iter().map(move |at| Due { task, at }))
        .filter(|due| from <= due.at.due && due.at.due <= to)
        .collect()
}

fn is_open(occurrence: &OccurrenceProgress) -> bool {
    !occurrence.light.is_closed()
}

fn is_fixed(task: &Task) -> bool {
    matches!(task.deadline, Deadline::Date { .. } | Deadline::Dates { .. })
}
