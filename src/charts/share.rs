//! One unit's share of a head-count through the year. It stands alone: no unit is drawn beside another.

use super::steps::period_name;
use super::{Chart, ChartKind, DASH, Table, iso};
use crate::figures::FigureId;
use crate::language::Lang;
use crate::programme::Programme;
use crate::progress::{Known, Record, figure};
use crate::targets::Measure;
use crate::views::View;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// One for each period that has ended, oldest first.
    pub steps: Vec<ShareStep>,
    /// What stands in a period without a report.
    pub missing_label: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShareStep {
    pub label: String,
    /// Reached by the end of the period.
    pub total: i64,
    /// New in the period; none if no report is in.
    pub new: Option<i64>,
}

/// None if the unit has never stated a number of the measure, or no period has ended.
pub fn share(
    programme: &Programme,
    record: &Record,
    view: View,
    unit: &str,
    measure: Measure,
    lang: Lang,
) -> Option<Chart> {
    let known = Known::new(programme, record, view);
    let id = FigureId::measure(measure).of_unit(unit);
    let now = figure(programme, record, view, &id).filter(|figure| !figure.contributions.is_empty())?;
    let mut steps = Vec::new();
    let mut rows = Vec::new();
    for period in programme.periods.iter().filter(|period| period.end <= view.day) {
        let then = View::new(period.end, view.basis);
        let total = figure(programme, record, then, &id)?.value;
        let new = figure(programme, record, view, &id.clone().in_period(period.id))?.value;
        let new = known.filing(unit, period).map(|_| new);
        let shown = new.map_or_else(|| lang.no_data().to_owned(), |new| new.to_string());
        rows.push(vec![period_name(period, lang), iso(period.end), shown, total.to_string()]);
        let label = match period.id.supplement {
            true => DASH.to_owned(),
            false => lang.chart_month(period.end),
        };
        steps.push(ShareStep { label, total, new });
    }
    let last = steps.last()?;
    let name = lang.measure(measure);
    let title = match last.new {
        Some(new) => lang.chart_share(name, now.value, new),
        None => lang.chart_share_missing(name, now.value),
    };
    Some(Chart {
        title,
        desc: lang.chart_sentence(&[
            lang.chart_measures(name, lang.pick("人", "人", "persons")),
            lang.chart_as_at(&lang.day(view.day)),
        ]),
        kind: ChartKind::Share(Share { steps, missing_label: lang.cell_missing().to_owned() }),
        table: Table {
            columns: [
                lang.period_label(),
                lang.chart_period_end(),
                lang.chart_new_head(),
                lang.chart_cumulative_head(),
            ]
            .map(str::to_owned)
            .to_vec(),
            rows,
        },
    })
}
