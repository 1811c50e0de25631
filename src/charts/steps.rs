//! A head-count through the year: what was reached by each period end, the plan, and where it leads.

use super::bullet::{description, finding, pace_mark, percent};
use super::{Chart, ChartKind, DASH, Month, Table, iso, months};
use crate::calendar::Period;
use crate::figures::FigureId;
use crate::language::Lang;
use crate::programme::Programme;
use crate::progress::{Known, Record, ReportingProgress, figure, progress};
use crate::targets::{Measure, PlanPoint, TargetMeasure};
use crate::views::View;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Steps {
    pub start: NaiveDate,
    pub end: NaiveDate,
    pub as_at: NaiveDate,
    pub months: Vec<Month>,
    /// What the one axis counts.
    pub axis_label: String,
    /// One for each period that has ended, oldest first.
    pub points: Vec<StepPoint>,
    /// The value at the as-at day.
    pub actual: i64,
    pub actual_label: String,
    pub target: i64,
    pub target_label: String,
    pub plan: Vec<PlanPoint>,
    pub plan_label: Option<String>,
    /// The value the last three months lead to at the end.
    pub projection: Option<i64>,
    pub projection_label: Option<String>,
    /// Where the end may lie, in about eight years of ten.
    pub band: Option<StepsBand>,
    /// Submitted and not accepted; below zero if a correction takes away.
    pub pending: i64,
    pub pending_label: Option<String>,
    /// What is lacking in the newest point.
    pub note: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepsBand {
    pub low: i64,
    pub high: i64,
    pub label: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepPoint {
    pub on: NaiveDate,
    /// Reached by the end of the day.
    pub value: i64,
    pub state: StepState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepState {
    Complete,
    /// Some units' reports are not accepted yet.
    Partial,
    /// Nothing has come in, so the value is that of the period before.
    Missing,
}

/// None if the target is not a count of people or has no plan.
pub fn steps(programme: &Programme, record: &Record, view: View, target: &str, lang: Lang) -> Option<Chart> {
    let now = progress(programme, record, view);
    let row = now.targets.iter().find(|row| row.id == target)?;
    let target = programme.target(target)?;
    let plan = target.plan.as_ref()?;
    let TargetMeasure::Count { measure } = target.measure else { return None };
    let mut desc = vec![description(target, row, view, lang)?];
    let unit = target.unit.of(lang);

    let mut points = Vec::new();
    let mut rows = Vec::new();
    let mut note = None;
    for period in programme.periods.iter().filter(|period| period.end <= view.day) {
        // The board of that day, so that the line and the overview can never differ.
        let then = View::new(period.end, view.basis);
        let value = figure(programme, record, then, &FigureId::target(&target.id))?.value;
        let reporting = Known::new(programme, record, then).reporting_on(measure, period);
        let state = state(&reporting);
        note = match state {
            StepState::Complete => None,
            StepState::Partial => Some(lang.chart_accepted_mark(reporting.accepted, reporting.expected)),
            StepState::Missing => Some(lang.chart_missing_mark(&period_name(period, lang))),
        };
        rows.push(vec![
            period_name(period, lang),
            iso(period.end),
            match state {
                StepState::Missing => lang.cell_missing().to_owned(),
                StepState::Complete | StepState::Partial => value.to_string(),
            },
            lang.percent(programme.pace(&target.id, period.end)?.percent()),
            format!("{}/{}", reporting.accepted, reporting.expected),
        ]);
        points.push(StepPoint { on: period.end, value, state });
    }
    let dash = || DASH.to_owned();
    let as_at = lang.chart_as_at(&lang.short_day(view.day));
    rows.push(vec![as_at, iso(view.day), row.actual.to_string(), percent(row.pace, lang), dash()]);
    if let Some(n) = row.projection {
        rows.push(vec![lang.chart_projection_row().into(), iso(target.due), n.to_string(), dash(), dash()]);
    }
    if let Some(band) = row.band {
        let range = lang.range(band.low, band.high);
        rows.push(vec![lang.chart_band_row().into(), iso(target.due), range, dash(), dash()]);
        desc.push(lang.chart_sentence(&[lang.chart_band_is(&lang.range(band.low, band.high), unit)]));
    }

    // How much of the newest point is in, for those who cannot see that its dot is hollow.
    let newest = newest(&Known::new(programme, record, view), measure);
    if let Some((reporting, _)) = newest.filter(|(_, state)| *state != StepState::Complete) {
        desc.push(lang.chart_sentence(&[lang.chart_units_accepted(reporting.accepted, reporting.expected)]));
    }
    let plan_start = plan.points.first()?.on;
    let start = programme.periods.first().map_or(plan_start, |first| first.end.min(plan_start));
    Some(Chart {
        // What the bullet finds is not found twice: here it is where the line leads.
        title: match row.projection {
            Some(n) => lang.chart_projected(&lang.chart_subject(target), n, unit),
            None => finding(target, row, lang),
        },
        desc: desc.join(lang.pick("", "", " ")),
        kind: ChartKind::Steps(Box::new(Steps {
            start,
            end: target.due,
            as_at: view.day,
            months: months(start, target.due, lang),
            axis_label: lang.chart_cumulative(unit),
            points,
            actual: row.actual,
            actual_label: lang.chart_value_mark(row.actual, unit),
            target: row.value,
            target_label: lang.chart_target_mark(target.wording.of(lang)),
            plan: programme.plan_drawn(&target.id),
            plan_label: pace_mark(row, view, lang),
            projection: row.projection,
            projection_label: row.projection.map(|n| lang.chart_projection_mark(n, unit)),
            band: row.band.map(|band| StepsBand {
                low: band.low,
                high: band.high,
                label: lang.chart_band_mark(&lang.range(band.low, band.high), unit),
            }),
            pending: row.pending,
            pending_label: (row.pending > 0).then(|| lang.chart_pending_mark(row.pending)),
            note,
        })),
        table: Table {
            columns: [
                lang.period_label(),
                lang.chart_period_end(),
                lang.chart_cumulative_head(),
                lang.chart_pace(),
                lang.chart_accepted_units(),
            ]
            .map(str::to_owned)
            .to_vec(),
            rows,
        },
    })
}

/// How far the reports of the newest period that has ended are in, of those who are asked about the measure.
pub(super) fn newest(known: &Known, measure: Measure) -> Option<(ReportingProgress, StepState)> {
    let newest = known.programme().periods.iter().rfind(|period| period.end <= known.view().day)?;
    let reporting = known.reporting_on(measure, newest);
    let state = state(&reporting);
    Some((reporting, state))
}

fn state(reporting: &ReportingProgress) -> StepState {
    match reporting.accepted {
        _ if reporting.expected == 0 => StepState::Complete,
        0 if reporting.submitted == 0 => StepState::Missing,
        accepted if accepted < reporting.expected => StepState::Partial,
        _ => StepState::Complete,
    }
}

pub(super) fn period_name(period: &Period, lang: Lang) -> String {
    match period.id.supplement {
        true => lang.year_end_supplement(period.id.year),
        false => lang.month_report(period.id.month),
    }
}
