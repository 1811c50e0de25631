//! What the API answers, shape by shape.

use crate::figures::{Contribution, FigureId};
use crate::language::Lang;
use crate::lights::Light;
use crate::problem::Problem;
use crate::progress::Progress;
use crate::ratio::Tenths;
use crate::reports::Draft;
use crate::reports::pages::Place;
use crate::reports::store::{ClosureCase, Receipt, Report};
use crate::views::View;
use crate::web::Standing;
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;
use utoipa::ToSchema;

/// `application/problem+json`.
#[derive(Serialize, ToSchema)]
pub struct ProblemAnswer {
    /// A stable name of the kind of problem.
    r#type: &'static str,
    title: &'static str,
    status: u16,
    /// What happened and how to mend it.
    detail: String,
    /// Where in the request.
    #[serde(skip_serializing_if = "Option::is_none")]
    at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    found: Option<String>,
    /// The state the report is in now.
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<String>,
    /// The version the report is at now, for `If-Match`.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i64>,
    /// One for each field that keeps the draft from being submitted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    faults: Vec<FaultAnswer>,
}

#[derive(Serialize, ToSchema)]
pub struct FaultAnswer {
    field: String,
    message: String,
}

impl ProblemAnswer {
    pub fn new(problem: &Problem, lang: Lang) -> Self {
        let mut answer = ProblemAnswer {
            r#type: kind(problem),
            title: lang.problem_title(problem),
            status: problem.status(),
            detail: lang.problem_remedy(problem),
            at: None,
            expected: None,
            found: None,
            state: None,
            version: None,
            faults: Vec::new(),
        };
        match problem {
            Problem::BadInput { at, expected, found } => {
                answer.at = Some(at.clone());
                answer.expected = Some(expected.clone());
                answer.found = Some(found.clone());
            }
            Problem::Conflict { state, lock } => {
                answer.state = Some(state.to_string());
                answer.version = Some(*lock);
            }
            Problem::Faults(faults) => {
                let say = |fault: &crate::reports::Fault| FaultAnswer {
                    field: fault.field.clone(),
                    message: lang.fault(&fault.kind),
                };
                answer.faults = faults.iter().map(say).collect();
            }
            _ => {}
        }
        answer
    }
}

fn kind(problem: &Problem) -> &'static str {
    match problem {
        Problem::NotSignedIn => "not-signed-in",
        Problem::Forbidden(_) => "forbidden",
        Problem::NotFound => "not-found",
        Problem::Conflict { .. } => "conflict",
        Problem::LockMissing => "version-missing",
        Problem::Faults(_) => "faults",
        Problem::BadInput { .. } => "bad-input",
        Problem::KeyReused => "key-reused",
        Problem::TooLarge => "too-large",
        Problem::TooOften { .. } => "too-often",
        Problem::Unavailable => "unavailable",
        Problem::Internal { .. } => "internal",
    }
}

#[derive(Serialize, ToSchema)]
pub struct ProgrammeLine {
    id: String,
    /// Name by language tag.
    #[schema(value_type = Object)]
    title: crate::language::Name,
    /// Grows with every change of what readers see.
    revision: i64,
    /// Whether its figures are invented.
    example: bool,
}

impl ProgrammeLine {
    pub fn new(standing: &Standing) -> Self {
        ProgrammeLine {
            id: standing.programme.id.clone(),
            title: standing.programme.title.clone(),
            revision: standing.head.revision,
            example: standing.head.example,
        }
    }
}

/// A programme as its file says, with its periods worked out.
#[derive(Serialize, ToSchema)]
pub struct ProgrammeAnswer {
    #[serde(flatten)]
    line: ProgrammeLine,
    document_number: String,
    #[schema(value_type = Vec<Object>)]
    key_tasks: Vec<crate::programme::KeyTask>,
    #[schema(value_type = Vec<Object>)]
    targets: Vec<crate::targets::Target>,
    #[schema(value_type = Vec<Object>)]
    tasks: Vec<crate::tasks::Task>,
    #[schema(value_type = Vec<Object>)]
    units: Vec<crate::units::Unit>,
    #[schema(value_type = Vec<Object>)]
    groups: Vec<crate::units::UnitGroup>,
    #[schema(value_type = Vec<Object>)]
    specialties: Vec<crate::specialties::Specialty>,
    #[schema(value_type = Vec<Object>)]
    places: Vec<crate::programme::Place>,
    #[schema(value_type = Vec<Object>)]
    periods: Vec<crate::calendar::Period>,
    #[schema(value_type = Vec<Object>)]
    stages: Vec<crate::programme::Stage>,
}

impl ProgrammeAnswer {
    pub fn new(standing: &Standing) -> Self {
        let programme = &standing.programme;
        ProgrammeAnswer {
            line: ProgrammeLine::new(standing),
            document_number: programme.document_number.clone(),
            key_tasks: programme.key_tasks.clone(),
            targets: programme.targets.clone(),
            tasks: programme.tasks.clone(),
            units: programme.units.clone(),
            groups: programme.groups.clone(),
            specialties: programme.specialties.clone(),
            places: programme.places.clone(),
            periods: programme.periods.clone(),
            stages: programme.stages.clone(),
        }
    }
}

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
    #[schema(value_type = Option<f64>)]
    pace_pct: Option<Tenths>,
    #[schema(value_type = Option<f64>)]
    gap_pp: Option<Tenths>,
    #[schema(value_type = String)]
    light: Light,
    projection: Option<i64>,
    needed_per_month: Option<i64>,
    /// Ask for it under `/figures`.
    #[schema(value_type = String)]
    figure: FigureId,
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
                    gap_pp: row.gap,
                    light: row.light,
                    projection: row.projection,
                    needed_per_month: row.needed_per_month,
                    figure: row.figure.clone(),
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

/// A figure and its parts; the counts of the parts add up to the value.
#[derive(Serialize, ToSchema)]
pub struct FigureAnswer {
    id: String,
    value: i64,
    /// In words.
    formula: String,
    as_at: NaiveDate,
    #[schema(value_type = String)]
    basis: crate::views::Basis,
    contributions: Vec<ContributionAnswer>,
}

#[derive(Serialize, ToSchema)]
pub struct ContributionAnswer {
    unit: Option<String>,
    period: Option<String>,
    /// Number of the report version.
    version: Option<i64>,
    specialty: Option<String>,
    place: Option<String>,
    origin: Option<String>,
    direction: Option<String>,
    task: Option<String>,
    count: i64,
    /// Whether this is the sum of what the reader may not see one by one.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    others: bool,
}

impl FigureAnswer {
    pub fn new(id: &FigureId, value: i64, formula: String, view: View, contributions: Vec<ContributionAnswer>) -> Self {
        FigureAnswer { id: id.to_string(), value, formula, as_at: view.day, basis: view.basis, contributions }
    }
}

impl ContributionAnswer {
    pub fn others(count: i64) -> Self {
        ContributionAnswer { others: true, ..Contribution { count, ..Contribution::default() }.into() }
    }
}

impl From<Contribution> for ContributionAnswer {
    fn from(part: Contribution) -> Self {
        ContributionAnswer {
            unit: part.unit,
            period: part.period.map(|period| period.to_string()),
            version: part.version,
            specialty: part.specialty,
            place: part.place,
            origin: part.origin.map(|origin| origin.to_string()),
            direction: part.direction.map(|way| way.to_string()),
            task: part.task,
            count: part.count,
            others: false,
        }
    }
}

/// A report. `version` is what `If-Match` wants; it grows with every write.
#[derive(Serialize, ToSchema)]
pub struct ReportAnswer {
    programme: String,
    unit: String,
    #[schema(value_type = String)]
    period: crate::calendar::PeriodId,
    /// `draft`, `submitted`, `forwarded`, `returned` or `accepted`.
    state: String,
    pub version: i64,
    /// Why an accepted report is being corrected.
    correction: Option<String>,
    saved_at: Option<DateTime<Utc>>,
    draft: Draft,
    /// What keeps the draft from being submitted.
    faults: Vec<FaultAnswer>,
    /// Newest first.
    submissions: Vec<SubmissionAnswer>,
}

#[derive(Serialize, ToSchema)]
pub struct SubmissionAnswer {
    number: i64,
    receipt: String,
    fingerprint: String,
    submitted_at: DateTime<Utc>,
    confirmed_at: Option<DateTime<Utc>>,
    forwarded_at: Option<DateTime<Utc>>,
    returned_at: Option<DateTime<Utc>>,
    return_field: Option<String>,
    return_reason: Option<String>,
    accepted_at: Option<DateTime<Utc>>,
    correction: Option<String>,
}

impl ReportAnswer {
    pub fn new(place: &Place, report: &Report, receipts: &[Receipt]) -> Self {
        let understood = place
            .programme
            .period(place.period)
            .filter(|_| report.state.is_open())
            .and_then(|period| report.draft.understand(&place.programme, &place.unit, period).err());
        let say =
            |fault: crate::reports::Fault| FaultAnswer { message: Lang::ZhHans.fault(&fault.kind), field: fault.field };
        ReportAnswer {
            programme: place.programme.id.clone(),
            unit: report.unit.clone(),
            period: report.period,
            state: report.state.to_string(),
            version: report.lock,
            correction: report.correction.clone(),
            saved_at: report.saved_at,
            draft: report.draft.clone(),
            faults: understood.unwrap_or_default().into_iter().map(say).collect(),
            submissions: receipts
                .iter()
                .map(|receipt| SubmissionAnswer {
                    number: receipt.number,
                    receipt: receipt.receipt.clone(),
                    fingerprint: receipt.fingerprint.clone(),
                    submitted_at: receipt.submitted_at,
                    confirmed_at: receipt.confirmed_at,
                    forwarded_at: receipt.forwarded_at,
                    returned_at: receipt.returned_at,
                    return_field: receipt.return_field.clone(),
                    return_reason: receipt.return_reason.clone(),
                    accepted_at: receipt.accepted_at,
                    correction: receipt.correction.clone(),
                })
                .collect(),
        }
    }

    /// What is still being written is for the unit alone.
    pub fn hide_draft(&mut self) {
        if matches!(self.state.as_str(), "draft" | "returned") {
            self.draft = Draft::default();
            self.faults.clear();
        }
    }
}

#[derive(Serialize, ToSchema)]
pub struct ClosureAnswer {
    id: String,
    task: String,
    due: Option<NaiveDate>,
    unit: String,
    finished_on: NaiveDate,
    evidence: String,
    requested_at: DateTime<Utc>,
}

impl From<ClosureCase> for ClosureAnswer {
    fn from(case: ClosureCase) -> Self {
        ClosureAnswer {
            id: case.id,
            task: case.task,
            due: case.due,
            unit: case.unit,
            finished_on: case.finished_on,
            evidence: case.evidence,
            requested_at: case.requested_at,
        }
    }
}
