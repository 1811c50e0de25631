//! A report, its submissions, and the closures it asks for.

use super::FaultAnswer;
use crate::language::Lang;
use crate::reports::Draft;
use crate::reports::Proof;
use crate::reports::pages::Place;
use crate::reports::store::ClosureCase;
use crate::reports::store::Receipt;
use crate::reports::store::Report;
use chrono::DateTime;
use chrono::NaiveDate;
use chrono::Utc;
use serde::Serialize;
use utoipa::ToSchema;

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
    /// `rule`, `evidence`, `figure` or `brevity`.
    return_ground: Option<String>,
    /// By when the report is expected again.
    return_until: Option<NaiveDate>,
    accepted_at: Option<DateTime<Utc>>,
    correction: Option<String>,
}

impl ReportAnswer {
    pub fn new(place: &Place, report: &Report, receipts: &[Receipt], proof: &Proof) -> Self {
        let understood = place
            .programme
            .period(place.period)
            .filter(|_| report.state.is_open())
            .map(|period| report.draft.understand_with(&place.programme, &place.unit, period, place.today(), proof))
            .and_then(Result::err);
        let say = |fault| FaultAnswer::new(&fault, Lang::ZhHans);
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
                    return_ground: receipt.return_ground.clone(),
                    return_until: receipt.return_until,
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
