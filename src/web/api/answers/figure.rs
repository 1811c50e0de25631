//! A figure and what it is made of.

use crate::figures::Contribution;
use crate::figures::FigureId;
use crate::views::View;
use chrono::NaiveDate;
use serde::Serialize;
use utoipa::ToSchema;

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
    /// Ids of the readings of the circular that it rests on and that the office has yet to confirm.
    unconfirmed: Vec<String>,
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
    pub fn new(
        id: &FigureId,
        value: i64,
        formula: String,
        view: View,
        unconfirmed: Vec<String>,
        contributions: Vec<ContributionAnswer>,
    ) -> Self {
        let (as_at, basis) = (view.day, view.basis);
        FigureAnswer { id: id.to_string(), value, formula, as_at, basis, unconfirmed, contributions }
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
