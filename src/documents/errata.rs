//! What printed figures have become: the erratum beside an issued document, the 更正说明 of the next one, and why two
//! documents print the same figure differently.

use super::witness::{Part, Printed, Told, Witness};
use crate::calendar::{PeriodId, day_of};
use crate::figures::{FigureId, Filter, Subject};
use crate::language::Lang;
use crate::programme::Programme;
use crate::progress::Record;
use crate::reports::Version;
use crate::summaries::{AnnexKind, Block, Column, Run, Summary, Table};
use crate::views::{Basis, View};
use chrono::{DateTime, Utc};

/// A printed figure that is another one now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Erratum {
    pub id: FigureId,
    /// The day the document was of, with all that is known by now.
    pub view: View,
    pub printed: i64,
    /// A moment at which the figure was what was printed.
    pub printed_at: View,
    /// The same figure of the same day, with all that is known by now.
    pub now: i64,
    pub why: Vec<Difference>,
}

/// One report, or one task, that gives more or less to a figure than it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    pub unit: Option<String>,
    pub period: Option<PeriodId>,
    pub task: Option<String>,
    /// Number of the version that gives now what is given; none where nothing is given any more.
    pub version: Option<i64>,
    pub from: i64,
    pub to: i64,
    /// Why the report was corrected; none where it came in, or was accepted, only after.
    pub reason: Option<String>,
    /// When the version was accepted.
    pub at: Option<DateTime<Utc>>,
}

/// What lies between two values of a figure, report by report; together they make up the difference.
pub fn differences(before: &[Part], after: &[Part], record: &Record) -> Vec<Difference> {
    let key = |part: &Part| (part.period, part.unit.clone(), part.task.clone());
    let mut keys: Vec<_> = before.iter().chain(after).map(key).collect();
    keys.sort();
    keys.dedup();
    let mut found = Vec::new();
    for (period, unit, task) in keys {
        let of = |parts: &[Part]| -> (i64, Option<i64>) {
            let mine = parts.iter().filter(|part| part.period == period && part.unit == unit && part.task == task);
            mine.fold((0, None), |(sum, version), part| (sum + part.count, part.version.max(version)))
        };
        let ((from, _), (to, version)) = (of(before), of(after));
        if from == to {
            continue;
        }
        let same = |it: &&Version| Some(&it.unit) == unit.as_ref() && Some(it.period) == period;
        let made = match version {
            Some(number) => record.versions.iter().filter(same).find(|it| it.number == number),
            // A correction can leave nothing to count.
            None => record
                .versions
                .iter()
                .filter(same)
                .filter(|it| it.accepted_at.is_some())
                .max_by_key(|it| it.accepted_at),
        };
        let (reason, at) = made.map_or((None, None), |it| (it.correction.clone(), it.accepted_at));
        found.push(Difference { unit, period, task, version: made.map(|it| it.number), from, to, reason, at });
    }
    found
}

/// What a document printed and is no longer so, in the order of the document. `record` is what is known now.
pub fn errata(programme: &Programme, record: &Record, witness: &Witness) -> Vec<Erratum> {
    let view = witness.summary.view;
    let now = |printed: &Printed| Printed::taken(programme, record, view, printed.id.clone());
    // A count of what is late or still out moves as things come in; that puts nothing right.
    let put_right = |printed: &&Printed| !matches!(printed.id.subject, Subject::Count { .. });
    let changed = witness.numbers.iter().filter(put_right).filter_map(|printed| {
        let now = now(printed).filter(|now| now.value != printed.value)?;
        let why = differences(&printed.parts, &now.parts, record);
        // What was known when the document was issued, or on the day it is of.
        let days = [day_of(witness.issued_at), view.day].map(|day| View::new(day, Basis::Reported));
        let was = |at: &View| {
            let then = Printed::taken(programme, record, *at, printed.id.clone());
            then.is_some_and(|then| then.value == printed.value)
        };
        let printed_at = days.into_iter().find(was).unwrap_or(days[0]);
        Some(Erratum { id: printed.id.clone(), view, printed: printed.value, printed_at, now: now.value, why })
    });
    changed.collect()
}

/// The errata of documents issued so far that no document has told yet, with the name of the document each is of.
pub fn untold<'w>(programme: &Programme, record: &Record, issued: &'w [Witness]) -> Vec<(&'w str, Erratum)> {
    let told = |name: &str, erratum: &Erratum| {
        let latest = issued.iter().flat_map(|witness| &witness.told).rfind(|it| it.name == name && it.id == erratum.id);
        latest.is_some_and(|it| it.now == erratum.now)
    };
    let mut found = Vec::new();
    for witness in issued {
        let errata = errata(programme, record, witness).into_iter().filter(|erratum| !told(&witness.name, erratum));
        found.extend(errata.map(|erratum| (witness.name.as_str(), erratum)));
    }
    found
}

/// 更正说明 as a table: for each document and reason one row, with every figure as printed and as it is. None where
/// there is nothing to tell.
pub fn table(programme: &Programme, untold: &[(&str, Erratum)], lang: Lang) -> Option<Table> {
    let column = |name: &str, share| Column { name: name.to_owned(), share, numeric: false };
    let text = |text: String| vec![Run::Text(text)];
    let mut groups: Vec<(&str, String, Vec<&Erratum>)> = Vec::new();
    for (name, erratum) in untold {
        let because = erratum.because(programme, lang);
        match groups.iter_mut().find(|(of, why, _)| *of == *name && *why == because) {
            Some((.., group)) => group.push(erratum),
            None => groups.push((name, because, vec![erratum])),
        }
    }
    let rows = groups.into_iter().map(|(name, because, group)| {
        vec![text(lang.document_name(name)), put_right(programme, &group, lang), text(because)]
    });
    let rows: Vec<Vec<Vec<Run>>> = rows.collect();
    let columns =
        vec![column(lang.errata_document(), 20), column(lang.errata_figures(), 50), column(lang.col_reason(), 30)];
    (!rows.is_empty()).then(|| Table { caption: String::new(), unit_note: None, columns, rows })
}

/// 互认人数由27更正为26；香港由25更正为24: what figures have in common is said with the first of them.
fn put_right(programme: &Programme, group: &[&Erratum], lang: Lang) -> Vec<Run> {
    let values = |erratum: &Erratum| (erratum.id.subject.clone(), erratum.printed, erratum.now);
    let whole = |erratum: &&&Erratum| erratum.id.filter == Filter::default();
    let said_whole: Vec<_> = group.iter().filter(whole).map(|erratum| values(erratum)).collect();
    // In its first half-year a count is as large as in all.
    let twice = |erratum: &Erratum| erratum.id.filter.half.is_some() && said_whole.contains(&values(erratum));
    let mut runs = Vec::new();
    let mut above = String::new();
    for erratum in group.iter().filter(|erratum| !twice(erratum)) {
        let name = lang.figure_name(programme, &erratum.id).replace('→', lang.pick("到", "到", " to "));
        let (head, rest) = name.split_once(" · ").unwrap_or((&name, ""));
        let named = if head == above && !rest.is_empty() { rest } else { &name };
        let comma = if runs.is_empty() { "" } else { lang.semicolon() };
        runs.push(Run::Text(format!("{comma}{}", lang.errata_from(&named.replace(" · ", lang.list_comma())))));
        let number =
            |value: i64, at| Run::Figure { id: erratum.id.clone(), value, shown: value.to_string(), at: Some(at) };
        runs.push(number(erratum.printed, erratum.printed_at));
        runs.push(Run::Text(lang.errata_to().to_owned()));
        runs.push(number(erratum.now, erratum.view));
        above = head.to_owned();
    }
    runs
}

/// A composed document with the annex of what earlier ones printed otherwise.
pub fn with_errata(mut summary: Summary, table: Table) -> Summary {
    let (lang, number) = (summary.lang, summary.annexes().count() + 1);
    let title = lang.errata_title().to_owned();
    for block in &mut summary.blocks {
        if let Block::AnnexList(names) = block {
            names.push(title.clone());
        }
    }
    let foot = summary.blocks.iter().position(|block| matches!(block, Block::Tail(_)));
    let at = foot.unwrap_or(summary.blocks.len());
    let annex = Block::Annex { kind: AnnexKind::Errata, number: lang.summary_annex(number), title };
    summary.blocks.splice(at..at, [annex, Block::Table(table)]);
    summary
}

impl Erratum {
    /// Every report and reason behind it, in one sentence.
    pub fn why(&self, programme: &Programme, lang: Lang) -> String {
        let each = self.why.iter().map(|difference| difference.said(programme, lang));
        each.collect::<Vec<_>>().join(lang.semicolon())
    }

    /// The same without the numbers, which differ from figure to figure.
    fn because(&self, programme: &Programme, lang: Lang) -> String {
        let each = self.why.iter().map(|difference| difference.because(programme, lang));
        each.collect::<Vec<_>>().join(lang.semicolon())
    }

    pub fn told(&self, name: &str) -> Told {
        Told { name: name.to_owned(), id: self.id.clone(), now: self.now }
    }
}

impl Difference {
    /// 省土木建筑学会5月月报4→3（重复统计，7月20日核定）
    pub fn said(&self, programme: &Programme, lang: Lang) -> String {
        let (what, on, from, to) = (self.what(programme, lang), self.on(lang), self.from, self.to);
        match &self.reason {
            Some(reason) => lang.difference_corrected(&what, from, to, reason, &on),
            None if self.at.is_some() => lang.difference_came(&what, from, to, &on),
            None => lang.difference_is(&what, from, to),
        }
    }

    /// 省土木建筑学会5月月报更正（重复统计，7月20日核定）
    fn because(&self, programme: &Programme, lang: Lang) -> String {
        let what = self.what(programme, lang);
        match &self.reason {
            Some(reason) => lang.difference_reason(&what, reason, &self.on(lang)),
            None if self.at.is_some() => lang.difference_verified(&what, &self.on(lang)),
            None => what,
        }
    }

    fn on(&self, lang: Lang) -> String {
        self.at.map(|at| lang.short_day(day_of(at))).unwrap_or_default()
    }

    /// The report, or the task.
    fn what(&self, programme: &Programme, lang: Lang) -> String {
        let mut what = String::new();
        if let Some(unit) = self.unit.as_deref() {
            what.push_str(programme.unit(unit).map_or(unit, |unit| unit.name.of(lang)));
        }
        if let Some(period) = self.period {
            what.push_str(lang.pick("", "", " "));
            what.push_str(&match period.supplement {
                true => lang.year_end_supplement(period.year),
                false => lang.month_report(period.month),
            });
        }
        if let Some(task) = &self.task {
            what.push_str(&lang.difference_task(task));
        }
        what
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(unit: &str, month: u32, version: i64, count: i64) -> Part {
        let period = Some(PeriodId::month(2022, month));
        Part { unit: Some(unit.into()), period, version: Some(version), task: None, count }
    }

    #[test]
    fn the_difference_of_two_values_is_told_report_by_report_and_adds_up() {
        let before = [part("soc_civil", 5, 1, 5), part("gz_ast", 5, 1, 2)];
        let after = [part("soc_civil", 5, 2, 4), part("gz_ast", 5, 1, 2), part("soc_food", 6, 1, 3)];
        let found = differences(&before, &after, &Record::default());
        let said: Vec<_> = found.iter().map(|it| (it.unit.as_deref().unwrap(), it.from, it.to)).collect();
        assert_eq!(said, [("soc_civil", 5, 4), ("soc_food", 0, 3)]);
        let sum = |parts: &[Part]| parts.iter().map(|part| part.count).sum::<i64>();
        assert_eq!(found.iter().map(|it| it.to - it.from).sum::<i64>(), sum(&after) - sum(&before));
    }
}
