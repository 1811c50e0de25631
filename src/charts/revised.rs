//! What a unit reported and what it has been corrected to: one count twice, period by period.

use super::{Chart, ChartKind, DASH, Table};
use crate::calendar::day_of;
use crate::figures::FigureId;
use crate::language::Lang;
use crate::programme::Programme;
use crate::progress::{Record, figure};
use crate::targets::Measure;
use crate::views::{Basis, View};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Revised {
    /// What the one axis counts.
    pub axis_label: String,
    /// One for each period that was accepted, oldest first.
    pub points: Vec<RevisedPoint>,
    pub reported_label: String,
    pub corrected_label: String,
}

/// What had been reached by the end of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RevisedPoint {
    pub label: String,
    pub reported: i64,
    pub corrected: i64,
}

/// None as long as no report of the unit that counts `measure` has been accepted.
pub fn revised(
    programme: &Programme,
    record: &Record,
    (unit, measure): (&str, Measure),
    today: NaiveDate,
    lang: Lang,
) -> Option<Chart> {
    let id = FigureId::measure(measure).of_unit(unit);
    let (mut points, mut rows) = (Vec::new(), Vec::new());
    let (mut reported, mut corrected) = (0, 0);
    let mut counted = false;
    for period in &programme.periods {
        let versions = record.versions.iter().filter(|it| it.unit == unit && it.period == period.id);
        let first = versions.clone().filter_map(|it| it.accepted_at).min();
        let Some(first) = first else { continue };
        counted |= versions.clone().any(|it| it.content.counts.iter().any(|count| count.cell.measure == measure));
        let in_period = id.clone().in_period(period.id);
        let value = |view: View| figure(programme, record, view, &in_period).map_or(0, |figure| figure.value);
        // As it was known when the period was first accepted; a report may be in before its period has ended.
        let then = value(View::new(day_of(first).max(period.end), Basis::Reported));
        let now = value(View::new(today.max(period.end), Basis::Corrected));
        reported += then;
        corrected += now;
        let label = lang.period_short(period);
        let change = if then == now { DASH.to_owned() } else { format!("{:+}", now - then) };
        rows.push(vec![
            label.clone(),
            then.to_string(),
            now.to_string(),
            change,
            reported.to_string(),
            corrected.to_string(),
        ]);
        points.push(RevisedPoint { label, reported, corrected });
    }
    if !counted {
        return None;
    }
    let what = lang.measure(measure);
    let title = match corrected - reported {
        0 => lang.revised_same(what, corrected),
        _ => lang.revised_title(what, reported, corrected),
    };
    let columns = [
        lang.period_label(),
        lang.revised_new_reported(),
        lang.revised_new_corrected(),
        lang.drawer_correction(),
        lang.revised_reported(),
        lang.revised_corrected(),
    ];
    Some(Chart {
        title,
        desc: lang.chart_sentence(&[lang.revised_measures().to_owned(), lang.chart_as_at(&lang.day(today))]),
        kind: ChartKind::Revised(Revised {
            axis_label: lang.chart_cumulative(lang.pick("人", "人", "persons")),
            points,
            reported_label: lang.revised_line_reported(reported),
            corrected_label: lang.revised_line_corrected(corrected),
        }),
        table: Table { columns: columns.map(str::to_owned).to_vec(), rows },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::PeriodId;
    use crate::programme::file::built_in;
    use crate::reports::{Cell, Content, Count, Origin, Stated, Version};
    use chrono::{DateTime, Utc};

    fn version(number: i64, count: i64, accepted: &str) -> Version {
        let cell = Cell {
            measure: Measure::Recognised,
            specialty: Some("food".into()),
            place: None,
            origin: Origin::Hk,
            direction: Some(crate::reports::Direction::In),
        };
        let at: DateTime<Utc> = format!("{accepted}T09:00:00Z").parse().unwrap();
        Version {
            unit: "soc_food".into(),
            period: PeriodId::month(2022, 5),
            number,
            content: Content { counts: vec![Count { cell, stated: Stated::Number(count) }], ..Content::default() },
            submitted_at: at,
            forwarded_at: None,
            returned_at: None,
            withdrawn: false,
            return_until: None,
            accepted_at: Some(at),
            correction: (number > 1).then(|| "重复统计".into()),
        }
    }

    #[test]
    fn what_was_reported_stays_beside_what_it_was_corrected_to() {
        let mut record = Record { versions: vec![version(1, 4, "2022-05-30")], ..Record::default() };
        let today = NaiveDate::from_ymd_opt(2022, 7, 28).unwrap();
        let drawn = |record: &Record| {
            let chart = revised(built_in(), record, ("soc_food", Measure::Recognised), today, Lang::ZhHans).unwrap();
            let ChartKind::Revised(it) = chart.kind else { panic!("{}", chart.title) };
            (chart.title, it.points.iter().map(|point| (point.reported, point.corrected)).collect::<Vec<_>>())
        };
        assert_eq!(drawn(&record), ("互认人数累计4人，与原报一致".to_owned(), vec![(4, 4)]));
        record.versions.push(version(2, 3, "2022-07-01"));
        assert_eq!(drawn(&record), ("互认人数原报累计4人，更正后3人".to_owned(), vec![(4, 3)]));
        assert!(revised(built_in(), &record, ("soc_food", Measure::Practising), today, Lang::ZhHans).is_none());
    }
}
