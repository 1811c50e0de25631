//! A head-count month by month: what was reached by the end of each period, and what it grew by.

use super::{Chart, ChartKind, DASH, StepState, Table, iso};
use crate::figures::FigureId;
use crate::language::Lang;
use crate::programme::Programme;
use crate::progress::{FilingState, Known, Record, share};
use crate::targets::Measure;
use crate::views::View;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Monthly {
    /// What the one axis counts.
    pub axis_label: String,
    /// One for each period that has ended or been reported on, oldest first.
    pub points: Vec<MonthPoint>,
    /// What stands in a column for which nothing has come in.
    pub missing_label: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthPoint {
    pub label: String,
    /// Reached by the end of the period.
    pub value: i64,
    /// New in it; none where no report states a number.
    pub new: Option<i64>,
    pub state: StepState,
}

/// What a unit has stated of a measure, with no other unit beside it; none if it has never been asked or never answered.
pub fn of_unit(
    programme: &Programme,
    record: &Record,
    view: View,
    unit: &str,
    measure: Measure,
    lang: Lang,
) -> Option<Chart> {
    let id = FigureId::measure(measure).of_unit(unit);
    share(programme, record, view, id.clone()).stated.then_some(())?;
    Some(monthly(programme, record, view, &id, &[unit], lang.measure(measure), lang))
}

/// The course of a figure to which `units` report; `what` names it in the finding.
pub fn monthly(
    programme: &Programme,
    record: &Record,
    view: View,
    figure: &FigureId,
    units: &[&str],
    what: &str,
    lang: Lang,
) -> Chart {
    let known = Known::new(programme, record, view);
    let mut value = 0;
    let mut points = Vec::new();
    let mut rows = Vec::new();
    for period in &programme.periods {
        let new = share(programme, record, view, figure.clone().in_period(period.id));
        // A report may be in before its period has ended; the last point is always what the page says.
        if period.end > view.day && !new.stated {
            continue;
        }
        value += new.value;
        let expected = programme.expected_on(period.end);
        let filings = units.iter().filter(|unit| expected.contains(unit)).map(|unit| known.filing(unit, period));
        let filings: Vec<_> = filings.collect();
        let accepted = |filing: &&Option<_>| {
            filing.as_ref().is_some_and(|filing: &crate::progress::Filing| filing.state == FilingState::Accepted)
        };
        let state = match filings.iter().filter(accepted).count() {
            all if all == filings.len() => StepState::Complete,
            0 if filings.iter().all(Option::is_none) && !new.stated => StepState::Missing,
            _ => StepState::Partial,
        };
        let label = match period.id.supplement {
            true => lang.pick("年末", "年終", "year end").to_owned(),
            false => lang.chart_month(period.end),
        };
        let new = new.stated.then_some(new.value);
        let nil = !filings.is_empty() && filings.iter().flatten().filter(|it| it.nil).count() == filings.len();
        let state_word = match state {
            StepState::Complete if nil => lang.cell_nil(),
            StepState::Complete => lang.chart_actual(),
            StepState::Partial => lang.chart_pending(),
            StepState::Missing => lang.cell_missing(),
        };
        rows.push(vec![
            label.clone(),
            iso(period.end),
            new.map_or(DASH.to_owned(), |n| n.to_string()),
            value.to_string(),
            state_word.to_owned(),
        ]);
        points.push(MonthPoint { label, value, new, state });
    }
    let latest = points.last().and_then(|point| Some((point.label.clone(), point.new?)));
    Chart {
        title: match latest {
            Some((month, new)) => lang.monthly_title(what, value, &month, new),
            None => lang.monthly_title_plain(what, value),
        },
        desc: lang.chart_sentence(&[lang.monthly_measures().to_owned(), lang.chart_as_at(&lang.day(view.day))]),
        kind: ChartKind::Monthly(Monthly {
            axis_label: lang.chart_cumulative(lang.pick("人", "人", "persons")),
            points,
            missing_label: lang.cell_missing().to_owned(),
        }),
        table: Table {
            columns: [
                lang.period_label(),
                lang.chart_period_end(),
                lang.month_new(),
                lang.chart_cumulative_head(),
                lang.chart_state(),
            ]
            .map(str::to_owned)
            .to_vec(),
            rows,
        },
    }
}
