//! A unit's paper as a document, on the page of every other one.

use super::runs::{plain, say, text};
use super::{Block, Run, Scope, Summary};
use crate::calendar::{Half, Period, day_of};
use crate::figures::{FigureId, Filings, Subject};
use crate::language::Lang;
use crate::papers::{Paper, Section, Stage};
use crate::programme::Programme;
use crate::progress::{Record, figure};
use crate::reports::{Content, Origin, Version};
use crate::targets::Measure;
use crate::units::Unit;
use crate::views::{Basis, View};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use std::collections::BTreeMap;

/// What the unit itself says in a paper.
#[derive(Clone, Copy, Debug)]
pub struct Writing<'w> {
    pub texts: &'w BTreeMap<Section, String>,
    pub stage: Option<(Stage, NaiveDate)>,
    /// The name of the file that comes with it.
    pub file: Option<&'w str>,
}

/// The paper of `unit` with what was known at `moment`. Reports and decisions are never overwritten, so the same
/// moment gives the same paper at any later time.
pub fn compose(
    programme: &Programme,
    record: &Record,
    (paper, unit): (Paper, &Unit),
    writing: Writing,
    moment: DateTime<Utc>,
    lang: Lang,
) -> Summary {
    let due = paper.due(programme).unwrap_or_else(|| day_of(moment));
    let half = match paper {
        Paper::HalfYear(half) => half,
        Paper::WorkPlan | Paper::Experience => Half { year: due.year(), second: due.month() > 6 },
    };
    let view = match paper {
        // What came in after the half is known and does not count towards it.
        Paper::HalfYear(half) if half.end() < day_of(moment) => View::new(half.end(), Basis::Corrected),
        _ => View::new(day_of(moment), Basis::Reported),
    };
    let record = known(record, &unit.id, moment);
    let sheet = Sheet { programme, record: &record, unit, paper, half, view, lang };
    let mut blocks = sheet.head();
    match paper {
        Paper::HalfYear(_) => sheet.half_year(&mut blocks, writing),
        Paper::WorkPlan | Paper::Experience => sheet.written(&mut blocks, writing),
    }
    blocks.extend(writing.file.map(|name| Block::AnnexList(vec![name.to_owned()])));
    blocks.push(Block::Signature { signatory: programme.full_name(unit, lang), date: lang.day(day_of(moment)) });
    let title = blocks.iter().find_map(|block| match block {
        Block::Title(lines) => {
            Some(lines.iter().map(|line| plain(line)).collect::<Vec<_>>().join(lang.pick("", "", ": ")))
        }
        _ => None,
    });
    Summary {
        scope: Scope::Half(half),
        view,
        lang,
        settings: programme.documents,
        title: title.unwrap_or_default(),
        marks: Vec::new(),
        blocks,
        courses: Vec::new(),
    }
    .bound()
}

/// What of the unit's own reports was known at a moment.
fn known(record: &Record, unit: &str, moment: DateTime<Utc>) -> Record {
    let by = |at: Option<DateTime<Utc>>| at.filter(|at| *at <= moment);
    let own = record.versions.iter().filter(|version| version.unit == unit && version.submitted_at <= moment).cloned();
    Record {
        versions: own
            .map(|v| Version { accepted_at: by(v.accepted_at), returned_at: by(v.returned_at), ..v })
            .collect(),
        ..Record::default()
    }
}

struct Sheet<'s> {
    programme: &'s Programme,
    record: &'s Record,
    unit: &'s Unit,
    paper: Paper,
    half: Half,
    view: View,
    lang: Lang,
}

impl Sheet<'_> {
    fn head(&self) -> Vec<Block> {
        let lang = self.lang;
        let name = self.programme.full_name(self.unit, lang);
        let mut blocks = vec![Block::Title(vec![text(name), text(lang.paper_title(self.paper))])];
        if let Paper::HalfYear(_) = self.paper {
            blocks.push(Block::Note(text(lang.paper_cutoff(&lang.day(self.view.day)))));
        }
        blocks
    }

    fn heading(&self, blocks: &mut Vec<Block>, n: usize, section: Section) {
        let runs = text(format!("{}{}", self.lang.heading_number(1, n), self.lang.paper_section(section)));
        blocks.push(Block::Heading { level: 1, runs });
    }

    /// What the unit wrote, a paragraph for each line.
    fn own_words(&self, blocks: &mut Vec<Block>, writing: Writing, section: Section) {
        let said = writing.texts.get(&section).map_or("", String::as_str);
        let lines = said.lines().map(str::trim).filter(|line| !line.is_empty());
        blocks.extend(lines.map(|line| Block::Paragraph(text(line))));
    }

    fn written(&self, blocks: &mut Vec<Block>, writing: Writing) {
        let lang = self.lang;
        if let Some((stage, on)) = writing.stage {
            blocks.push(Block::Note(text(lang.paper_stage_on(lang.paper_stage(stage), &lang.day(on)))));
        }
        // An outline has not come to every section yet.
        let written = self.paper.sections().iter().filter(|section| writing.texts.contains_key(section));
        for (at, section) in written.enumerate() {
            self.heading(blocks, at + 1, *section);
            self.own_words(blocks, writing, *section);
        }
    }

    fn half_year(&self, blocks: &mut Vec<Block>, writing: Writing) {
        let lang = self.lang;
        self.heading(blocks, 1, Section::Done);
        blocks.extend([Measure::Practising, Measure::Recognised].into_iter().filter_map(|measure| self.count(measure)));
        blocks.extend(self.filings());
        self.said(blocks, |content| &content.done);
        self.own_words(blocks, writing, Section::Done);
        self.heading(blocks, 2, Section::Problems);
        let before = blocks.len();
        self.said(blocks, |content| &content.problems);
        self.said(blocks, |content| &content.ask);
        self.own_words(blocks, writing, Section::Problems);
        if blocks.len() == before {
            blocks.push(Block::Paragraph(text(lang.summary_problems_none())));
        }
        self.heading(blocks, 3, Section::Next);
        let before = blocks.len();
        if let Some((_, next)) = self.texts(|content| &content.next).pop() {
            blocks.push(Block::Paragraph(text(next)));
        }
        self.own_words(blocks, writing, Section::Next);
        if blocks.len() == before {
            blocks.push(Block::Paragraph(text(lang.paper_nothing())));
        }
    }

    fn periods(&self) -> impl Iterator<Item = &Period> {
        self.programme.periods.iter().filter(|period| self.half.covers(period) && self.view.shows(period))
    }

    fn value(&self, id: &FigureId) -> i64 {
        figure(self.programme, self.record, self.view, id).map_or(0, |figure| figure.value)
    }

    fn figure(&self, id: FigureId) -> Vec<Run> {
        let value = self.value(&id);
        vec![Run::figure(id, value)]
    }

    fn in_half(&self, id: &FigureId) -> Vec<Run> {
        self.figure(id.clone().in_half(self.half))
    }

    /// Nothing is said of what the unit does not count.
    fn count(&self, measure: Measure) -> Option<Block> {
        let lang = self.lang;
        let own = FigureId::measure(measure).of_unit(&self.unit.id);
        let any = figure(self.programme, self.record, self.view, &own).is_some_and(|it| !it.contributions.is_empty());
        let of = |origin| self.figure(own.clone().of_origin(origin));
        let slots = [
            ("day", text(lang.day(self.view.day))),
            ("measure", text(lang.measure(measure))),
            ("n", self.figure(own.clone())),
            ("hk", of(Origin::Hk)),
            ("mo", of(Origin::Mo)),
            ("new", self.in_half(&own)),
        ];
        any.then(|| Block::Paragraph(say(lang.paper_count(), &slots)))
    }

    /// Of the months whose reports were due; nothing is said of a unit that owes none.
    fn filings(&self) -> Option<Block> {
        let owes = |period: &Period| self.programme.expected_on(period.end).contains(&self.unit.id.as_str());
        let any = self.periods().any(owes);
        let of = |filings| {
            let own = FigureId::whole(Subject::Filings(filings)).of_unit(&self.unit.id);
            self.in_half(&own)
        };
        let slots = [
            ("due", of(Filings::Expected)),
            ("on_time", of(Filings::OnTime)),
            ("late", of(Filings::Late)),
            ("missing", of(Filings::Missing)),
        ];
        any.then(|| Block::Paragraph(say(self.lang.paper_filings(), &slots)))
    }

    /// What accepted reports say, month by month.
    fn texts(&self, pick: fn(&Content) -> &str) -> Vec<(String, String)> {
        let of = |period: &Period| {
            let accepted = self.record.versions.iter().filter(|v| v.period == period.id && v.accepted_at.is_some());
            let version = accepted.max_by_key(|v| (v.accepted_at, v.number))?;
            let said = pick(&version.content).split('\n').map(str::trim).filter(|line| !line.is_empty());
            let said = said.collect::<Vec<_>>().join(" ");
            (!said.is_empty()).then(|| (self.lang.paper_month(period.id.month), said))
        };
        self.periods().filter_map(of).collect()
    }

    fn said(&self, blocks: &mut Vec<Block>, pick: fn(&Content) -> &str) {
        let colon = self.lang.pick("：", "：", ": ");
        let lines = self.texts(pick).into_iter();
        blocks.extend(lines.map(|(month, said)| Block::Paragraph(text(format!("{month}{colon}{said}")))));
    }
}
