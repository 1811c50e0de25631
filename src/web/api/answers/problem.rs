//! What a refusal says: `application/problem+json`.

use crate::language::Lang;
use crate::problem::Problem;
use crate::reports::Fault;
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

impl FaultAnswer {
    pub fn new(fault: &Fault, lang: Lang) -> Self {
        FaultAnswer { field: fault.field.clone(), message: lang.fault(&fault.kind) }
    }
}

impl ProblemAnswer {
    pub fn new(problem: &Problem, lang: Lang) -> Self {
        let mut answer = ProblemAnswer {
            r#type: kind(problem),
            title: lang.problem_title(problem),
            status: problem.status(),
            detail: lang.api_remedy(problem),
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
                let something = if expected.is_empty() { "a text" } else { expected };
                answer.expected = Some(something.to_owned());
                answer.found = Some(found.clone());
            }
            Problem::Conflict { state, lock } => {
                answer.state = Some(state.to_string());
                answer.version = Some(*lock);
            }
            Problem::Faults(faults) => {
                answer.faults = faults.iter().map(|fault| FaultAnswer::new(fault, lang)).collect();
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
        Problem::WrongMethod => "wrong-method",
        Problem::Conflict { .. } | Problem::Overtaken => "conflict",
        Problem::Locked { .. } => "locked",
        Problem::PartsMissing(_) => "parts-missing",
        Problem::LockMissing => "version-missing",
        Problem::Faults(_) => "faults",
        Problem::BadInput { .. } => "bad-input",
        Problem::File(_) => "file",
        Problem::KeyReused => "key-reused",
        Problem::TooLarge => "too-large",
        Problem::NotAForm => "not-a-form",
        Problem::TooOften { .. } => "too-often",
        Problem::Unavailable => "unavailable",
        Problem::Internal { .. } => "internal",
    }
}
