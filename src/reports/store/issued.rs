//! The versions that have left a desk, by what a printed one is known by.

use crate::db::Tx;
use crate::problem::Problem;
use chrono::{DateTime, Utc};

/// One version, without what it says.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Issued {
    pub unit: String,
    pub period: String,
    pub number: i64,
    pub receipt: String,
    pub fingerprint: String,
    pub submitted_at: DateTime<Utc>,
}

/// Every version of a programme.
pub async fn issued(tx: &mut Tx, programme: &str) -> Result<Vec<Issued>, Problem> {
    Ok(tx
        .sql(
            "select unit, period, number, receipt, fingerprint, submitted_at from report_version \
             where programme = $1 order by period, unit, number",
        )
        .bind(programme.to_owned())
        .all()
        .await?)
}
