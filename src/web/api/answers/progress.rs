//! How a programme stands: targets, tasks, specialties and reporting.

use crate::figures::FigureId;
use crate::forecast::Chance;
use crate::lights::Light;
use crate::progress::Progress;
use crate::ratio::Tenths;
use crate::web::Standing;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct ProgressAnswer {
    programme: String,
    revision: i64,
    as_at: NaiveDate,
    #[schema(value_type = String)]
    basis: crate::views::Basis,
    targets: Vec<TargetAnswer>,
    tasks: Vec<TaskAnswer>,
    specialties: Vec<SpecialtyAnswer>,
    reporting: Vec<ReportingAnswer>,
    /// Units whose latest due report is missing.
    silent: Vec<String>,
}

/// Percentages and points have one decimal; they are null for small counts.
#[derive(Serialize, ToSchema)]
pub struct TargetAnswer {
    id: String,
    value: i64,
    actual: i64,
    /// What would be added if everything submitted were accepted.
    pending: i64,
    #[schema(value_type = Option<f64>)]
    completion_pct: Option<Tenths>,
    /// What the plan expects by `pace_on`, the end of the last period that has ended.
    #[schema(value_type = Option<f64>)]
    pace_pct: Option<Tenths>,
    pace_on: Option<NaiveDate>,
    #[schema(value_type = Option<f64>)]
    gap_pp: Option<Tenths>,
    #[schema(value_type = String)]
    light: Light,
    projection: Option<i64>,
    /// Where the count may stand in the end; null before three months can be relied on, and for small counts.
    band: Option<BandAnswer>,
    needed_per_month: Option<i64>,
    /// Ask for it under `/figures`.
    #[schema(value_type = String)]
    figure: FigureId,
    /// Ids of the readings of the circular that it rests on and that the office has yet to confirm.
    unconfirmed: Vec<String>,
}

/// In about eight years of ten the final figure lies from `low` to `high`, both counted.
#[derive(Serialize, ToSchema)]
pub struct BandAnswer {
    low: i64,
    high: i64,
    /// Of reaching the target: `remote` (less than one in ten), `low`, `even`, `high` or `nearly_sure` (more than
    /// nine); null once it is reached.
    #[schema(value_type = Option<String>)]
    chance: Option<Chance>,
    /// How many months it was learnt from.
    months: i64,
    /// Months that have ended without most of their reports; they are forecast like those ahead.
    untold: i64,
}

#[derive(Serialize, ToSchema)]
pub struct TaskAnswer {
    number: String,
    #[schema(value_type = String)]
    light: Light,
    occurrences: Vec<OccurrenceAnswer>,
}

#[derive(Serialize, ToSchema)]
pub struct OccurrenceAnswer {
    due: NaiveDate,
    effective_due: NaiveDate,
    closed_on: Option<NaiveDate>,
    /// The day on which work that had been closed was taken up again, as long as it is not closed anew.
    reopened_on: Option<NaiveDate>,
    #[schema(value_type = String)]
    light: Light,
    /// Days late when overdue or closed late, days left while open, null once closed in time.
    days: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct SpecialtyAnswer {
    id: String,
    stage: i64,
    on: Option<NaiveDate>,
    #[schema(value_type = String)]
    light: Light,
}

#[derive(Serialize, ToSchema)]
pub struct ReportingAnswer {
    #[schema(value_type = String)]
    period: crate::calendar::PeriodId,
    expected: i64,
    submitted: i64,
    accepted: i64,
    nil: i64,
    on_time: i64,
    late: i64,
    missing: Vec<String>,
}

impl ProgressAnswer {
    pub fn new(standing: &Standing, progress: &Progress) -> Self {
        ProgressAnswer {
            programme: standing.programme.id.clone(),
            revision: standing.head.revision,
            as_at: progress.view.day,
            basis: progress.view.basis,
            targets: progress
                .targets
                .iter()
                .map(|row| TargetAnswer {
                    id: row.id.clone(),
                    value: row.value,
                    actual: row.actual,
                    pending: row.pending,
                    completion_pct: row.completion,
                    pace_pct: row.pace,
                    pace_on: row.pace_on,
                    gap_pp: row.gap,
                    light: row.light,
                    projection: row.projection,
                    band: row.band.map(|band| BandAnswer {
                        low: band.low,
                        high: band.high,
                        chance: band.chance,
                        months: band.months,
                        untold: band.untold,
                    }),
                    needed_per_month: row.needed_per_month,
                    figure: row.figure.clone(),
                    unconfirmed: standing
                        .programme
                        .unconfirmed(&row.figure)
                        .iter()
                        .map(|reading| reading.id.clone())
                        .collect(),
                })
                .collect(),
            tasks: progress
                .tasks
                .iter()
                .map(|row| TaskAnswer {
                    number: row.number.clone(),
                    light: row.light,
                    occurrences: row
                        .occurrences
                        .iter()
                        .map(|o| OccurrenceAnswer {
                            due: o.due,
                            effective_due: o.effective_due,
                            closed_on: o.closed_on,
                            reopened_on: o.reopened.as_ref().map(|it| it.on),
                            light: o.light,
                            days: o.days,
                        })
                        .collect(),
                })
                .collect(),
            specialties: progress
                .specialties
                .iter()
                .map(|row| SpecialtyAnswer { id: row.id.clone(), stage: row.stage, on: row.on, light: row.light })
                .collect(),
            reporting: progress
                .reporting
                .iter()
                .map(|row| ReportingAnswer {
                    period: row.period,
                    expected: row.expected,
                    submitted: row.submitted,
                    accepted: row.accepted,
                    nil: row.nil,
                    on_time: row.on_time,
                    late: row.late,
                    missing: row.missing.clone(),
                })
                .collect(),
            silent: progress.silent.clone(),
        }
    }
}
