//! Who has reported, all year: units in their lanes, a mark for each period (product rules E.8).

use super::key::{Key, ReportMark, report_key};
use super::{Chart, ChartKind, DASH, Table};
use crate::calendar::Period;
use crate::figures::{Figure, FigureId, Filings, Filter, Subject};
use crate::language::Lang;
use crate::programme::Programme;
use crate::progress::{Known, Progress, Record, figure};
use crate::units::{Route, Unit};
use crate::views::View;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The columns after the periods: of each row the first is the sum of the next three.
pub const TOTALS: [Filings; 5] = [Filings::Expected, Filings::OnTime, Filings::Late, Filings::Missing, Filings::Nil];

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reports {
    pub unit_head: String,
    pub periods: Vec<String>,
    pub totals: Vec<String>,
    pub lanes: Vec<ReportLane>,
    /// On time in each period of those expected, and the totals of all rows.
    pub foot: ReportFoot,
    pub key: Vec<Key>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportLane {
    pub name: String,
    pub rows: Vec<ReportRow>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportRow {
    pub name: String,
    /// One for each period.
    pub marks: Vec<ReportMark>,
    /// None for a unit that owes nothing.
    pub totals: Option<Vec<i64>>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReportFoot {
    pub name: String,
    /// 15/18 where the period is due.
    pub periods: Vec<Option<String>>,
    pub totals: Vec<i64>,
}

/// Those who file on a day by the way their reports take; those who owe none, and report on their own tasks, last.
pub fn lanes(programme: &Programme, day: NaiveDate, lang: Lang) -> Vec<(String, Vec<&Unit>)> {
    let expected = programme.expected_on(day);
    let consolidator = programme.unit(&programme.consolidator).map_or("", |unit| unit.name.of(lang));
    let lanes = [
        (Route::ViaConsolidator, true, lang.matrix_via(consolidator)),
        (Route::Direct, true, lang.matrix_direct().to_owned()),
        (Route::Direct, false, lang.matrix_own().to_owned()),
    ];
    let of = |(route, owing, name): (Route, bool, String)| {
        let own = |unit: &&Unit| unit.route == route && expected.contains(&unit.id.as_str()) == owing;
        let units: Vec<&Unit> = programme.filers().filter(own).collect();
        (!units.is_empty()).then_some((name, units))
    };
    lanes.into_iter().filter_map(of).collect()
}

/// The totals of a row; none for a unit that owes nothing.
pub fn totals_of(totals: &[Figure], unit: &Unit) -> Option<Vec<i64>> {
    let filter = Filter { unit: Some(unit.id.clone()), ..Filter::default() };
    let counts: Vec<i64> = totals.iter().map(|total| total.part(&filter)).collect();
    counts.first().is_some_and(|expected| *expected > 0).then_some(counts)
}

/// The figures of [`TOTALS`].
pub fn totals(programme: &Programme, record: &Record, view: View) -> Vec<Figure> {
    let of = |which| figure(programme, record, view, &FigureId::whole(Subject::Filings(which)));
    TOTALS.into_iter().filter_map(of).collect()
}

/// How many of the reports on a period came in on time, of how many; none before it is due.
pub fn on_time(progress: &Progress, period: &Period) -> Option<(i64, i64)> {
    let row = progress.reporting.iter().find(|row| row.period == period.id)?;
    (period.effective_due <= progress.view.day && row.expected > 0).then_some((row.on_time, row.expected))
}

pub fn reports(programme: &Programme, record: &Record, progress: &Progress, lang: Lang) -> Chart {
    let view = progress.view;
    let known = Known::new(programme, record, view);
    let figures = totals(programme, record, view);
    let heads = TOTALS.map(|which| lang.filings_short(which).to_owned());
    let mut rows: Vec<Vec<String>> = Vec::new();
    let lane = |(name, units): (String, Vec<&Unit>)| {
        let of_unit = |unit: &Unit| {
            let cells = programme.periods.iter().map(|period| known.report_mark(&unit.id, period, view.day, lang));
            let (marks, words): (Vec<ReportMark>, Vec<String>) = cells.unzip();
            let totals = totals_of(&figures, unit);
            let name = unit.label(lang).to_owned();
            let numbers: Vec<String> = match &totals {
                Some(counts) => counts.iter().map(ToString::to_string).collect(),
                None => vec![DASH.to_owned(); TOTALS.len()],
            };
            rows.push([name.clone()].into_iter().chain(words).chain(numbers).collect());
            ReportRow { name, marks, totals }
        };
        ReportLane { name, rows: units.into_iter().map(of_unit).collect() }
    };
    let lanes: Vec<ReportLane> = lanes(programme, view.day, lang).into_iter().map(lane).collect();
    let foot = ReportFoot {
        name: lang.matrix_on_time_foot().to_owned(),
        periods: programme
            .periods
            .iter()
            .map(|period| on_time(progress, period).map(|(count, of)| format!("{count}/{of}")))
            .collect(),
        totals: figures.iter().map(|total| total.value).collect(),
    };
    let last = foot.periods.iter().map(|cell| cell.clone().unwrap_or_else(|| DASH.to_owned()));
    let last = [foot.name.clone()].into_iter().chain(last);
    rows.push(last.chain(foot.totals.iter().map(ToString::to_string)).collect());
    let names: Vec<String> = programme.periods.iter().map(|period| lang.period_short(period)).collect();
    let columns = [lang.unit_label().to_owned()].into_iter().chain(names.clone()).chain(heads.clone());
    let latest = programme.latest_due(view.day);
    let row = latest.and_then(|period| progress.reporting.iter().find(|row| row.period == period.id));
    Chart {
        title: match row {
            Some(row) => {
                lang.matrix_title(&lang.period_name(row.period), row.expected, row.submitted, row.missing.len() as i64)
            }
            None => lang.matrix_none_due().to_owned(),
        },
        desc: lang.chart_sentence(&[lang.matrix_measured().to_owned(), lang.chart_as_at(&lang.day(view.day))]),
        table: Table { columns: columns.collect(), rows },
        kind: ChartKind::Reports(Box::new(Reports {
            unit_head: lang.unit_label().to_owned(),
            periods: names,
            totals: heads.to_vec(),
            lanes,
            foot,
            key: report_key(lang),
        })),
    }
}
