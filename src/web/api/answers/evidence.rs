//! A file beside a report.

use crate::evidence::File;
use chrono::{DateTime, Utc};
use serde::Serialize;
use utoipa::ToSchema;

#[derive(Serialize, ToSchema)]
pub struct EvidenceAnswer {
    id: String,
    /// `report`, `sealed` or `task.9`.
    r#for: String,
    name: String,
    /// `pdf`, `png`, `jpg`, `docx` or `xlsx`, by what is in it.
    format: String,
    /// In bytes, as kept: pictures are drawn anew.
    size: i64,
    sha256: String,
    at: DateTime<Utc>,
    /// Where its bytes are.
    address: String,
}

impl EvidenceAnswer {
    pub fn new(programme: &str, file: File) -> Self {
        EvidenceAnswer {
            address: format!("/api/v1/programmes/{programme}/evidence/{}", file.id),
            id: file.id,
            r#for: file.purpose.to_string(),
            name: file.name,
            format: file.format.to_string(),
            size: file.size,
            sha256: file.sha256,
            at: file.at,
        }
    }
}
