//! The text of the monthly briefing (product rules A.5): the finding, the two numbers and the day, then section by
//! section what is new this month.

use super::super::runs::{Rate, join, say, text};
use super::super::said::{Excerpt, Matter, ended};
use super::super::{AnnexKind, Counted, MOST_PROBLEMS, annexes};
use super::{Block, Page, Run, Sources, one_line, shown_in};
use crate::calendar::Period;
use crate::figures::{FigureId, Subject};
use crate::language::Lang;
use crate::lights::Light;
use crate::progress::TargetProgress;
use crate::targets::{Measure, Target, TargetMeasure};
use chrono::{Months, NaiveDate};

pub fn briefing(sources: &Sources, period: &Period, kinds: &[AnnexKind]) -> Vec<Block> {
    let mut page = Page { sources, blocks: Vec::new(), counters: [0; 3] };
    page.finding(period);
    page.first_sentence();
    page.whole();
    page.by_key_task();
    page.problems_of_month();
    page.next_month(period);
    let names = kinds.iter().map(|kind| annexes::title(*kind, sources.lang).to_owned());
    page.blocks.push(Block::AnnexList(names.collect()));
    page.blocks
}

/// 事由—已做工作—请求. What was done is told where something is asked for.
fn in_order(matter: &Matter, done: &[Excerpt], lang: Lang) -> String {
    let done = done.iter().find(|said| said.unit == matter.unit && !matter.ask.is_empty());
    let done = done.map(|said| lang.problem_done(&ended(&one_line(&said.text), lang))).unwrap_or_default();
    if done.is_empty() {
        return matter.said(lang);
    }
    let (why, ask) = [matter.problem, matter.ask].map(|said| ended(&one_line(said), lang)).into();
    format!("{why}{done}{}", lang.problem_ask(ask.trim_end()))
}

fn tasks(light: Light) -> FigureId {
    FigureId::whole(Subject::Tasks(light))
}

impl Page<'_, '_> {
    /// The title is the conclusion, not 关于…情况的简报.
    fn finding(&mut self, period: &Period) {
        let (sources, lang) = (self.sources, self.sources.lang);
        let first = say(lang.briefing_title(), &[("month", text(sources.month(period)))]);
        let counts = sources.targets().filter(|(target, _)| matches!(target.measure, TargetMeasure::Count { .. }));
        let claims = counts.take(1).map(|(target, at)| {
            let slots = [
                ("name", text(sources.short(&target.short))),
                ("actual", sources.figure(at.figure.clone())),
                ("unit", sources.unit_word(target)),
            ];
            say(lang.briefing_title_count(), &slots)
        });
        let overdue = tasks(Light::Overdue);
        let late = match sources.value(&overdue) {
            0 => text(lang.briefing_title_none_overdue()),
            _ => say(lang.briefing_title_overdue(), &[("n", sources.figure(overdue))]),
        };
        let second = join(claims.chain([late]), lang.clause_comma());
        self.blocks.push(Block::Title(vec![first, second]));
    }

    /// The two numbers and the day, and whose report is not in.
    fn first_sentence(&mut self) {
        let (sources, lang) = (self.sources, self.sources.lang);
        let sentence = |(target, at): (&Target, &TargetProgress)| {
            let rate = sources.rate(&at.figure, Rate::Completion, at.completion?);
            let slots = [
                ("name", text(sources.short(&target.short))),
                ("actual", sources.figure(at.figure.clone())),
                ("unit", sources.unit_word(target)),
                ("rate", rate),
                ("gap", sources.gap_in_prose(at)),
            ];
            Some(say(lang.briefing_lead_target(), &slots))
        };
        let targets = join(sources.targets().filter_map(sentence), lang.semicolon());
        let slots = [("day", text(lang.day(sources.view.day))), ("targets", targets)];
        let mut sentences = vec![say(lang.briefing_lead(), &slots)];
        let (owed, missing) = self.coverage();
        if missing.is_empty() {
            sentences.push(say(lang.briefing_all_in(), &[("n", owed)]));
        } else {
            let n = sources.counted(Counted::ReportsMissing, missing.len());
            let (named, filed): (Vec<_>, Vec<bool>) = missing.into_iter().unzip();
            let sentence = match (filed.contains(&true), filed.contains(&false)) {
                (false, _) => lang.briefing_silent(),
                (true, false) => lang.briefing_waiting(),
                (true, true) => lang.briefing_silent_or_waiting(),
            };
            let names = join(named, lang.list_comma());
            sentences.push(say(sentence, &[("owed", owed), ("n", n), ("names", names)]));
        }
        self.paragraph(join(sentences, lang.pick("", "", " ")));
    }

    /// How many reports the period is owed, and the units whose accepted report is not among its numbers; of each
    /// whether it has filed one.
    fn coverage(&self) -> (Vec<Run>, Vec<(Vec<Run>, bool)>) {
        let sources = self.sources;
        let periods = sources.periods();
        let expected = periods
            .iter()
            .flat_map(|period| sources.programme.expected_on(period.end).into_iter().map(move |unit| (unit, *period)));
        let expected: Vec<_> = expected.collect();
        let out = expected.iter().filter(|(unit, period)| sources.accepted(unit, period).is_none());
        let names = out.map(|(unit, period)| {
            let name = text(sources.programme.unit(unit).map_or(*unit, |it| it.name.of(sources.lang)));
            (name, sources.known.filing(unit, period).is_some())
        });
        (sources.counted(Counted::ReportsDue, expected.len()), names.collect())
    }

    /// 一、总体进展
    fn whole(&mut self) {
        let (sources, lang) = (self.sources, self.sources.lang);
        self.heading(1, text(lang.briefing_whole()));
        let count = |light| sources.figure(tasks(light));
        let slots =
            [("closed", count(Light::Closed)), ("late", count(Light::ClosedLate)), ("overdue", count(Light::Overdue))];
        let place = [("where", text(shown_in(lang, 0)))];
        // Which tasks are overdue is said once, with what is to be done about them.
        let sentences = [say(lang.briefing_tasks(), &slots), say(lang.briefing_tasks_in_annex(), &place)];
        self.paragraph(join(sentences, lang.pick("", "", " ")));
        self.blocks.push(Block::Table(annexes::targets_in_text(sources)));
    }

    /// One section for each key task, called after what it counts.
    fn by_key_task(&mut self) {
        let (sources, lang) = (self.sources, self.sources.lang);
        for key_task in &sources.programme.key_tasks {
            let mine = sources.programme.targets.iter().filter(|target| target.key_task == key_task.number);
            let measure = mine.into_iter().find_map(|target| match target.measure {
                TargetMeasure::Count { measure } => Some(measure),
                _ => None,
            });
            self.heading(
                1,
                text(match measure {
                    Some(Measure::Practising) => lang.briefing_practising(),
                    Some(Measure::Recognised) => lang.briefing_recognised(),
                    None => lang.briefing_platforms(),
                }),
            );
            self.key_task(key_task, &[]);
        }
    }

    /// 五、存在问题和需协调事项: one matter in one paragraph, what is asked for first; the rest, and what units do next,
    /// stands in an annex.
    fn problems_of_month(&mut self) {
        let (sources, lang) = (self.sources, self.sources.lang);
        self.heading(1, text(lang.briefing_problems()));
        let between = lang.pick("", "", " ");
        let units = sources.last_excerpts(|content| &content.problems).len();
        let problems = match units {
            0 => text(lang.briefing_problems_none()),
            n => {
                let named =
                    say(lang.briefing_problems_named(), &[("n", sources.counted(Counted::UnitsWithProblems, n))]);
                join([named, text(lang.briefing_problems_in_annex())], between)
            }
        };
        let mut matters = sources.matters();
        let asked = matters.iter().any(|matter| !matter.ask.is_empty());
        let none = if asked { Vec::new() } else { text(lang.briefing_no_asks()) };
        self.paragraph(join([problems, none], between));
        matters.sort_by_key(|matter| matter.ask.is_empty());
        let done = sources.last_excerpts(|content| &content.done);
        for (at, matter) in matters.iter().take(MOST_PROBLEMS).enumerate() {
            let slots = [("unit", text(sources.unit_name(matter.unit))), ("text", text(in_order(matter, &done, lang)))];
            self.item(at + 1, say(lang.briefing_unit_said(), &slots));
        }
    }

    /// 六、下月重点: what is overdue or falls due by the end of the next month, which goes on after the period's end.
    fn next_month(&mut self, period: &Period) {
        self.heading(1, text(self.sources.lang.briefing_next()));
        let month = NaiveDate::from_ymd_opt(period.id.year, period.id.month, 1);
        let until = month.and_then(|first| first.checked_add_months(Months::new(2))?.pred_opt());
        self.still_open(until.unwrap_or(period.end));
    }
}
