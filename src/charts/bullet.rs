//! A head-count against its target and its pace.

use super::{Chart, ChartKind, DASH, Table};
use crate::attention::begins;
use crate::language::Lang;
use crate::lights::Light;
use crate::programme::Programme;
use crate::progress::{Progress, TargetProgress};
use crate::ratio::Tenths;
use crate::targets::{Target, TargetMeasure};
use crate::views::View;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bullet {
    pub actual: i64,
    pub pending: i64,
    /// The right end, unless more has been reached.
    pub target: i64,
    pub pace: Option<Tenths>,
    pub pace_label: Option<String>,
    pub pending_label: Option<String>,
    /// 7月未报, where no report on the latest period has come in: what is shown is older.
    pub stale_label: Option<String>,
}

/// None if the target is not a count of people.
pub fn bullet(programme: &Programme, progress: &Progress, target: &str, lang: Lang) -> Option<Chart> {
    let target = programme.target(target)?;
    let row = progress.targets.iter().find(|row| row.id == target.id)?;
    let latest = programme.latest_due(progress.view.day).filter(|_| row.silent);
    let stale_label = latest.map(|period| lang.chart_missing_mark(&lang.period_short(period)));
    let cells = [
        row.actual.to_string(),
        row.pending.to_string(),
        row.value.to_string(),
        percent(row.completion, lang),
        percent(row.pace, lang),
        row.gap.map_or(DASH.into(), |gap| gap.to_string()),
        lang.light(row.light).to_owned(),
    ];
    let heads = [
        lang.chart_actual(),
        lang.chart_pending(),
        lang.chart_target(),
        lang.chart_completion(),
        lang.chart_pace(),
        lang.chart_gap(),
        lang.chart_state(),
    ];
    let name = target.short.of(lang).to_owned();
    Some(Chart {
        title: finding(target, row, lang),
        desc: [
            Some(description(target, row, progress.view, lang)?),
            stale_label.clone().map(|said| lang.chart_sentence(&[said])),
        ]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(lang.pick("", "", " ")),
        kind: ChartKind::Bullet(Bullet {
            actual: row.actual,
            pending: row.pending,
            target: row.value,
            pace: row.pace,
            pace_label: pace_mark(row, progress.view, lang),
            pending_label: (row.pending > 0).then(|| lang.chart_pending_mark(row.pending)),
            stale_label,
        }),
        table: Table {
            columns: std::iter::once("").chain(heads).map(str::to_owned).collect(),
            rows: vec![std::iter::once(name).chain(cells).collect()],
        },
    })
}

pub(super) fn percent(value: Option<Tenths>, lang: Lang) -> String {
    value.map_or(DASH.into(), |value| lang.percent(value))
}

/// 序时43.3%, with the day where it is not that of the board.
pub(super) fn pace_mark(row: &TargetProgress, view: View, lang: Lang) -> Option<String> {
    let percent = lang.percent(row.pace?);
    Some(match row.pace_on.filter(|day| *day != view.day) {
        Some(day) => lang.chart_pace_mark_on(&percent, &lang.short_day(day)),
        None => lang.chart_pace_mark(&percent),
    })
}

/// How the count stands to its pace.
pub(super) fn finding(target: &Target, row: &TargetProgress, lang: Lang) -> String {
    let (what, unit) = (lang.chart_subject(target), target.unit.of(lang));
    let points = |gap: Tenths| gap.abs().to_string();
    match (row.light, row.gap) {
        (Light::Met, _) => lang.chart_met(&what, row.actual, unit),
        (Light::NotStarted, _) => {
            let day = begins(target).map_or(String::new(), |day| lang.short_day(day));
            lang.chart_before_start(&what, row.actual, unit, &day)
        }
        (_, Some(gap)) if gap < Tenths(0) => lang.chart_behind(&what, row.actual, unit, &points(gap)),
        (_, Some(gap)) if gap > Tenths(0) => lang.chart_ahead(&what, row.actual, unit, &points(gap)),
        (_, Some(_)) => lang.chart_on_pace(&what, row.actual, unit),
        (_, None) => lang.chart_short_of(&what, row.actual, unit, row.value - row.actual),
    }
}

/// None if the target is not a count.
pub(super) fn description(target: &Target, row: &TargetProgress, view: View, lang: Lang) -> Option<String> {
    let TargetMeasure::Count { measure } = target.measure else { return None };
    let unit = target.unit.of(lang);
    let mut clauses = vec![
        lang.chart_measures(lang.measure(measure), unit),
        lang.chart_target_is(target.wording.of(lang), &lang.day(target.due)),
        lang.chart_as_at(&lang.day(view.day)),
    ];
    clauses.extend(pace_mark(row, view, lang));
    clauses.extend((row.pending > 0).then(|| lang.chart_pending_is(row.pending, unit)));
    Some(lang.chart_sentence(&clauses))
}
