//! A number by the units it comes from: a dot for each on one scale (product rules E.14).
//!
//! The units stand in printed order, not by size: nobody is ranked (product rules B.10).

use super::specialties::{Strip, StripRow, Strips};
use super::{Chart, ChartKind, DASH, Table, axis_end};
use crate::figures::{Contribution, FigureId, Filter, Subject};
use crate::language::Lang;
use crate::programme::Programme;
use crate::progress::{Known, Record, figure, waiting};
use crate::targets::TargetMeasure;
use crate::units::Unit;
use crate::views::View;

/// None for a number that is no count of people, of one unit alone, or of none.
pub fn by_unit(
    programme: &Programme,
    record: &Record,
    view: View,
    id: &FigureId,
    what: &str,
    lang: Lang,
) -> Option<Chart> {
    let counted = match &id.subject {
        Subject::Measure(_) => true,
        Subject::Target(target) => {
            programme.target(target).is_some_and(|target| matches!(target.measure, TargetMeasure::Count { .. }))
        }
        _ => false,
    };
    let whole = figure(programme, record, view, id).filter(|_| counted)?;
    let known = Known::new(programme, record, view);
    let latest = programme.latest_closed(view.day);
    let is_new = |part: &&Contribution| latest.is_some_and(|latest| part.period == Some(latest.id));
    let mut units: Vec<(&Unit, i64, i64)> = Vec::new();
    for unit in &programme.units {
        let own = Filter { unit: Some(unit.id.clone()), ..Filter::default() };
        let parts = || whole.contributions.iter().filter(|part| own.admits(part));
        if parts().next().is_some() {
            let new = parts().filter(is_new).map(|part| part.count).sum();
            units.push((unit, whole.part(&own), new));
        }
    }
    if units.len() < 2 {
        return None;
    }
    let end = axis_end(units.iter().map(|(_, value, _)| *value).max().unwrap_or_default());
    let new_head = latest.map_or(lang.month_new().to_owned(), |period| lang.month_added(&lang.chart_month(period.end)));
    let of_unit = |unit: &Unit| id.clone().of_unit(&unit.id);
    let rows: Vec<StripRow> = units
        .iter()
        .map(|(unit, value, new)| StripRow {
            name: unit.label(lang).to_owned(),
            strip: Strip { value: Some((*value).max(0)), end, stale: known.is_silent(&unit.id) },
            total: value.to_string(),
            new: match latest {
                Some(period) if known.is_untold(&of_unit(unit).in_period(period.id)) => lang.cell_missing().to_owned(),
                Some(period) => match waiting(programme, record, view, &of_unit(unit).in_period(period.id)) {
                    Some(waiting) if *new == 0 => lang.chart_pending_mark(waiting.value),
                    _ => new.to_string(),
                },
                None => DASH.to_owned(),
            },
        })
        .collect();
    let stale = rows.iter().any(|row| row.strip.stale);
    let all_new: i64 = units.iter().map(|(_, _, new)| new).sum();
    let sum = (lang.in_all().to_owned(), whole.value.to_string(), all_new.to_string());
    let cells = |row: &StripRow| vec![row.name.clone(), row.total.clone(), row.new.clone()];
    let table = rows.iter().map(cells).chain([vec![sum.0.clone(), sum.1.clone(), sum.2.clone()]]).collect();
    let total_head = lang.chart_cumulative_head().to_owned();
    Some(Chart {
        title: lang.chart_by_unit(what, units.len() as i64),
        desc: lang.chart_sentence(&[lang.chart_by_unit_measured(end), lang.chart_as_at(&lang.day(view.day))]),
        table: Table { columns: vec![lang.unit_label().to_owned(), total_head.clone(), new_head.clone()], rows: table },
        kind: ChartKind::Strips(Strips {
            end,
            end_label: lang.scale_end(end),
            total_head,
            new_head,
            groups: vec![(String::new(), rows)],
            sums: vec![sum],
            stale_note: stale.then(|| lang.chart_hatched().to_owned()),
        }),
    })
}
