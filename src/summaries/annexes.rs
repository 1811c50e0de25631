//! The tables of the summary: the one in the text and those of the annexes.

mod corrections;

use super::Counted;
use super::runs::{Rate, Run, around, join, number_of, say, text};
use super::said::{Excerpt, ended};
use super::sections::one_line;
use super::sources::Sources;
use super::{AnnexKind, Block, Column, Scope, Table};
use crate::calendar::Period;
use crate::language::Lang;
use crate::lights::Light;
use crate::progress::{FilingState, TargetProgress, TaskProgress};
use crate::targets::Target;
use crate::tasks::Task;

pub fn title(kind: AnnexKind, lang: Lang) -> &'static str {
    match kind {
        AnnexKind::Targets => lang.summary_annex_targets(),
        AnnexKind::Tasks => lang.summary_annex_tasks(),
        AnnexKind::Reporting => lang.summary_annex_reporting(),
        AnnexKind::Corrections => lang.summary_annex_corrections(),
        AnnexKind::Said => lang.summary_annex_said(),
        AnnexKind::Errata => lang.errata_title(),
    }
}

pub fn blocks(sources: &Sources, kinds: &[AnnexKind]) -> Vec<Block> {
    let lang = sources.lang;
    let mut blocks = Vec::new();
    for (i, kind) in kinds.iter().copied().enumerate() {
        let number = lang.summary_annex(i + 1);
        let table = match kind {
            AnnexKind::Targets => targets(sources),
            AnnexKind::Tasks => tasks(sources),
            AnnexKind::Reporting => reporting(sources),
            AnnexKind::Corrections => corrections::table(sources),
            AnnexKind::Said => said_by_units(sources),
            AnnexKind::Errata => continue,
        };
        blocks.push(Block::Annex { kind, number, title: title(kind, lang).to_owned() });
        blocks.push(Block::Table(table));
        if kind == AnnexKind::Targets {
            blocks.extend(footnote(sources).map(Block::Paragraph));
            // The text of a briefing is to be read in two pages: its picture stands here.
            if matches!(sources.scope, Scope::Issue(_)) {
                blocks.extend(sources.strips().map(Block::Figure));
            }
        }
        if kind == AnnexKind::Corrections && corrections::is_none(sources) {
            blocks.push(Block::Paragraph(text(lang.summary_corrections_note())));
        }
    }
    blocks
}

/// Which figures rest on a reading of the circular that nobody has confirmed.
fn footnote(sources: &Sources) -> Option<Vec<Run>> {
    let lang = sources.lang;
    let resting = sources.targets().filter(|(_, at)| !sources.programme.unconfirmed(&at.figure).is_empty());
    let names: Vec<_> = resting.map(|(target, _)| text(sources.short(&target.short))).collect();
    (!names.is_empty()).then(|| say(lang.summary_footnote(), &[("names", join(names, lang.list_comma()))]))
}

/// A head begins with a capital, also where the word stands within a sentence elsewhere.
fn capital(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

pub fn column(name: &str, share: u32) -> Column {
    Column { name: capital(name), share, numeric: false }
}

pub fn numbers(name: &str, share: u32) -> Column {
    Column { name: capital(name), share, numeric: true }
}

pub fn dash() -> Vec<Run> {
    text("—")
}

/// 表1: small counts go without percentages, because one step of five would be twenty points.
pub fn targets_in_text(sources: &Sources) -> Table {
    let lang = sources.lang;
    let row = |(target, at): (&Target, &TargetProgress)| {
        vec![
            text(sources.short(&target.short)),
            number_of(Counted::Given, target.id.as_str(), target.value),
            sources.figure(at.figure.clone()),
            at.completion.map_or_else(dash, |rate| sources.rate(&at.figure, Rate::Completion, rate)),
            at.pace.map_or_else(dash, |rate| sources.rate(&at.figure, Rate::Pace, rate)),
            gap(sources, target, at),
            text(lang.light(at.light)),
        ]
    };
    Table {
        caption: lang.summary_table_targets().to_owned(),
        unit_note: Some(lang.summary_unit_note_people().to_owned()),
        columns: vec![
            column(lang.col_target(), 23),
            numbers(lang.col_value(), 10),
            numbers(lang.col_actual(), 10),
            numbers(lang.col_rate(), 13),
            numbers(lang.col_pace(), 12),
            column(lang.col_gap(), 20),
            column(lang.col_state(), 12),
        ],
        rows: sources.targets().map(row).collect(),
    }
}

/// Against the schedule where there is one, else what is lacking.
fn gap(sources: &Sources, target: &Target, at: &TargetProgress) -> Vec<Run> {
    let lang = sources.lang;
    let lacking = target.value - at.actual;
    match at.gap {
        Some(_) => {
            sources.gap(at, [lang.summary_short_ahead(), lang.summary_short_behind(), lang.summary_short_level()])
        }
        None if lacking > 0 => {
            let slots = [("n", derived(target, "lacking", lacking)), ("unit", sources.unit_word(target))];
            say(lang.summary_still_lacking(), &slots)
        }
        None => dash(),
    }
}

/// What is worked out about a target: `lacking`, `projection` or `needed`.
pub fn derived(target: &Target, what: &str, n: i64) -> Vec<Run> {
    number_of(Counted::Derived, format!("{}.{what}", target.id), n)
}

fn targets(sources: &Sources) -> Table {
    let lang = sources.lang;
    let row = |(target, at): (&Target, &TargetProgress)| {
        let or_dash = |what: &str, n: Option<i64>| n.map_or_else(dash, |n| derived(target, what, n));
        let recent = at.recent.iter().map(|(period, _)| sources.figure(at.figure.clone().in_period(*period)));
        let recent: Vec<_> = recent.collect();
        vec![
            text(sources.short(&target.short)),
            text(target.wording.of(lang)),
            number_of(Counted::Given, target.id.as_str(), target.value),
            sources.figure(at.figure.clone()),
            at.completion.map_or_else(dash, |rate| sources.rate(&at.figure, Rate::Completion, rate)),
            at.pace.map_or_else(dash, |rate| sources.rate(&at.figure, Rate::Pace, rate)),
            if recent.is_empty() { dash() } else { join(recent, lang.list_comma()) },
            or_dash("projection", at.projection),
            or_dash("needed", at.needed_per_month),
            text(lang.light(at.light)),
        ]
    };
    Table {
        caption: String::new(),
        unit_note: Some(lang.summary_unit_note_people().to_owned()),
        columns: vec![
            column(lang.col_target(), 14),
            column(lang.col_wording(), 12),
            numbers(lang.col_value(), 7),
            numbers(lang.col_actual(), 7),
            numbers(lang.col_rate(), 9),
            numbers(lang.col_pace(), 9),
            column(lang.col_recent(), 16),
            numbers(lang.col_projection(), 8),
            numbers(lang.col_needed(), 8),
            column(lang.col_state(), 10),
        ],
        rows: sources.targets().map(row).collect(),
    }
}

fn tasks(sources: &Sources) -> Table {
    let lang = sources.lang;
    let rows = sources.programme.tasks.iter().zip(&sources.progress.tasks).map(|(task, at)| {
        let closed = at.occurrences.iter().filter_map(|occurrence| occurrence.closed_on).next_back();
        vec![
            text(task.number.as_str()),
            text(task.short.of(lang)),
            text(sources.deadline(task)),
            text(sources.responsible(task)),
            state(sources, at),
            closed.map_or_else(|| reopened(lang, at), |day| text(lang.short_day(day))),
            said(sources, task),
        ]
    });
    Table {
        caption: String::new(),
        unit_note: quoted(lang),
        columns: vec![
            column(lang.col_number(), 5),
            column(lang.task_label(), 15),
            column(lang.deadline_label(), 12),
            column(lang.responsible_unit(), 25),
            column(lang.col_state(), 13),
            column(lang.col_closed_on(), 9),
            column(lang.col_progress(), 23),
        ],
        rows: rows.collect(),
    }
}

/// The days on which work was closed and taken up again, as long as it is open.
fn reopened(lang: Lang, at: &TaskProgress) -> Vec<Run> {
    let last = at.occurrences.iter().filter_map(|occurrence| occurrence.reopened.as_ref()).next_back();
    last.map_or_else(dash, |it| text(lang.closed_then_reopened(&lang.short_day(it.closed_on), &lang.short_day(it.on))))
}

/// What units wrote stands as they wrote it, in whatever language the document is.
fn quoted(lang: Lang) -> Option<String> {
    let note = lang.said_note();
    (!note.is_empty()).then(|| note.to_owned())
}

/// The word of the light, with the days of what is late.
fn state(sources: &Sources, at: &TaskProgress) -> Vec<Run> {
    let word = text(sources.lang.light(at.light));
    let of_light = || at.occurrences.iter().filter(|occurrence| occurrence.light == at.light);
    let late = of_light().find_map(|it| Some((it.due, it.days?)));
    let longest = of_light().filter_map(|it| Some((it.due, it.days?))).max_by_key(|(_, days)| *days);
    let of_due = |due, days| number_of(Counted::Days, format!("{}/{due}", at.number), days);
    match at.light {
        Light::Overdue => match longest {
            Some((due, days)) => around(&sources.lang.days_overdue(days), of_due(due, days)),
            None => word,
        },
        Light::ClosedLate => match late {
            Some((due, days)) => around(&sources.lang.summary_closed_late(days), of_due(due, days)),
            None => word,
        },
        _ => word,
    }
}

/// The last sentence about the task in an accepted report, and who said it.
fn said(sources: &Sources, task: &Task) -> Vec<Run> {
    for period in sources.programme.periods.iter().rev() {
        for unit in sources.programme.filers() {
            let accepted = sources.accepted(&unit.id, period);
            let entries = accepted.iter().flat_map(|version| &version.content.tasks);
            if let Some(entry) = entries.into_iter().find(|entry| entry.number == task.number && !entry.said.is_empty())
            {
                let colon = sources.lang.pick("：", "：", ": ");
                let said = ended(&one_line(&entry.said), sources.lang);
                return text(format!("{}{colon}{}", unit.name.of(sources.lang), said.trim_end()));
            }
        }
    }
    dash()
}

/// What each unit wrote last in the time of the document, in printed order; units that wrote nothing are left out.
fn said_by_units(sources: &Sources) -> Table {
    let lang = sources.lang;
    let texts: [Vec<Excerpt>; 3] = [
        sources.last_excerpts(|content| &content.done),
        sources.last_excerpts(|content| &content.problems),
        sources.last_excerpts(|content| &content.next),
    ];
    let rows = sources.programme.filers().filter_map(|unit| {
        let of = |said: &[Excerpt]| {
            let said = said.iter().find(|said| said.unit == unit.id)?;
            Some(ended(&one_line(&said.text), lang).trim_end().to_owned())
        };
        let said = [of(&texts[0]), of(&texts[1]), of(&texts[2])];
        said.iter().any(Option::is_some).then(|| {
            let cells = said.into_iter().map(|said| said.map_or_else(dash, text));
            [text(unit.name.of(lang))].into_iter().chain(cells).collect()
        })
    });
    let mut rows: Vec<Vec<Vec<Run>>> = rows.collect();
    if rows.is_empty() {
        rows.push(vec![dash(); 4]);
    }
    Table {
        caption: String::new(),
        unit_note: quoted(lang),
        columns: vec![
            column(lang.unit_label(), 19),
            column(lang.col_progress(), 31),
            column(lang.col_problems(), 25),
            column(lang.col_next(), 25),
        ],
        rows,
    }
}

fn reporting(sources: &Sources) -> Table {
    let lang = sources.lang;
    let periods = sources.periods();
    let expected: Vec<Vec<&str>> = periods.iter().map(|period| sources.programme.expected_on(period.end)).collect();
    let units = sources.programme.units.iter().filter(|unit| expected.iter().any(|on| on.contains(&unit.id.as_str())));
    let rows = units.map(|unit| {
        let cells = periods.iter().zip(&expected).map(|(period, on)| match on.contains(&unit.id.as_str()) {
            true => filing(sources, &unit.id, period),
            false => dash(),
        });
        std::iter::once(text(unit.name.of(lang))).chain(cells).collect()
    });
    // Names stand on one line; months share the rest.
    let name = if periods.len() == 1 { 55 } else { 38 };
    let share = (100 - name) / u32::try_from(periods.len().max(1)).unwrap_or(1);
    let columns = periods.iter().map(|period| column(&sources.month(period), share));
    Table {
        caption: String::new(),
        unit_note: None,
        columns: std::iter::once(column(lang.unit_label(), name)).chain(columns).collect(),
        rows: rows.collect(),
    }
}

/// Where the report of a unit on a period stands, in one word, and how late it came.
fn filing(sources: &Sources, unit: &str, period: &Period) -> Vec<Run> {
    let lang = sources.lang;
    let Some(filing) = sources.known.filing(unit, period) else {
        let due = period.effective_due <= sources.view.day;
        return text(if due { lang.filing_missing() } else { lang.filing_not_due() });
    };
    let word = match filing.state {
        FilingState::Accepted if filing.nil => lang.filing_nil(),
        state => lang.filing_word(state),
    };
    match filing.late_by {
        Some(days) => {
            let of = format!("{unit}.{}", period.id);
            // Beside other months there is room for what matters of one that is in.
            let brief = filing.state == FilingState::Accepted && sources.periods().len() > 1;
            let said = if brief { lang.days_overdue(days) } else { lang.filing_late(word, days) };
            around(&said, number_of(Counted::ReportDays, of, days))
        }
        None => text(word),
    }
}
