//! The table behind the people: the same head-count by kind and period.

use super::Kind;
use crate::calendar::PeriodId;
use crate::figures::{Figure, FigureId, Filter};
use crate::language::Lang;
use crate::progress::{Correction, Known};
use crate::targets::Measure;
use serde::{Deserialize, Serialize};

/// A number with the figure that it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sum {
    pub name: String,
    pub id: FigureId,
    pub value: i64,
    /// Whether it is known at all: nobody who is asked about it has reported otherwise.
    pub told: bool,
    /// What waits to be counted in it.
    pub waiting: i64,
}

/// The same people counted by kind and period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    pub heads: Vec<String>,
    /// One row for each kind, the last for all; the last number of a row is its sum.
    pub rows: Vec<Vec<Sum>>,
}

pub(super) fn line(row: &[Sum], lang: Lang) -> Vec<String> {
    let name = row.first().map(|sum| sum.name.clone());
    let value = |sum: &Sum| match (sum.told, sum.value, sum.waiting) {
        (false, ..) => lang.cell_missing().to_owned(),
        (true, 0, waiting) if waiting != 0 => lang.chart_pending_mark(waiting),
        (true, value, _) => value.to_string(),
    };
    name.into_iter().chain(row.iter().map(value)).collect()
}

/// How many were taken away in each period of the table, and in all.
pub fn away_in(away: &[Correction], sums: &Sums) -> Vec<i64> {
    let columns = sums.rows.last().map(Vec::as_slice).unwrap_or_default();
    let within = |sum: &Sum| {
        let of_it = |it: &&Correction| sum.id.filter.period.is_none_or(|period| it.period == period);
        away.iter().filter(of_it).map(|it| it.from - it.to).sum()
    };
    columns.iter().map(within).collect()
}

pub(super) fn sum(whole: &Figure, filter: &Filter, name: String, told: bool) -> Sum {
    let id = FigureId { subject: whole.id.subject.clone(), filter: whole.id.filter.with(filter) };
    Sum { name, value: whole.part(filter), id, told, waiting: 0 }
}

/// Kinds by period, for every period that has ended or has anybody in it; those who wait stand where they will count.
pub(super) fn sums(
    known: &Known,
    (whole, waiting): (&Figure, &Figure),
    kinds: &[Kind],
    measure: Measure,
    lang: Lang,
) -> Sums {
    let (programme, view) = (known.programme(), known.view());
    let within = |filter: &Filter, period: PeriodId| Filter { period: Some(period), ..filter.clone() };
    let all = Filter::default();
    let shown = |id: PeriodId| whole.part(&within(&all, id)) != 0;
    let periods: Vec<PeriodId> = programme
        .periods
        .iter()
        .filter(|period| (period.is_regular() && period.end <= view.day) || shown(period.id))
        .map(|period| period.id)
        .collect();
    let row = |name: &str, filter: &Filter| -> Vec<Sum> {
        let each = periods.iter().map(|id| {
            let mut sum = sum(whole, &within(filter, *id), name.to_owned(), true);
            // Where nobody has said anything of the period, nobody has left out the place either.
            let all = whole.id.clone().in_period(*id);
            sum.waiting = waiting.part(&sum.id.filter);
            sum.told = sum.value != 0 || !(known.is_untold(&sum.id) || known.is_untold(&all));
            sum
        });
        each.chain([sum(whole, filter, name.to_owned(), true)]).collect()
    };
    let counted = |filter: &Filter| whole.part(filter) != 0 || waiting.part(filter) != 0;
    let found = kinds.iter().filter(|kind| counted(&kind.filter));
    let rows = found.map(|kind| row(&kind.name, &kind.filter)).chain([row(lang.total(), &all)]);
    let head = match measure {
        Measure::Practising => lang.place_label(),
        Measure::Recognised => lang.direction_label(),
    };
    let heads = periods.iter().map(|id| lang.period_head(*id));
    Sums {
        heads: [head.to_owned()].into_iter().chain(heads).chain([lang.total().to_owned()]).collect(),
        rows: rows.collect(),
    }
}
