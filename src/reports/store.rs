//! Reports as kept: one row that moves through its states, and a version for every submission.

mod circumstances;
mod closures;
mod comments;
mod desk;
mod head_links;
mod issued;
mod signers;

pub use circumstances::{circumstances, keep_circumstances};
pub use closures::{ClosureCase, closures_waiting, decide_closure, proof, reopen_closure};
pub use comments::{COMMENT_LIMIT, Comment, comments};
pub use desk::{Desk, Undoable};
pub use head_links::{HeadLink, end_head_link, head_link, make_head_link, opened_by};
pub use issued::{Issued, issued};
pub use signers::{Signer, signers};

use crate::calendar::PeriodId;
use crate::db::Tx;
use crate::problem::Problem;
use crate::reports::{Content, Draft};
use crate::review::{Case, Ground, State};
use crate::units::Unit;
use chrono::{DateTime, NaiveDate, Utc};

/// A report where it stands now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    pub unit: String,
    pub period: PeriodId,
    pub state: State,
    /// Grows with every write; a writer says which one it has seen. 0 before the first.
    pub lock: i64,
    /// The number of the last version submitted.
    pub version: i64,
    pub draft: Draft,
    pub correction: Option<String>,
    pub author: Option<String>,
    pub saved_at: Option<DateTime<Utc>>,
}

impl Report {
    /// What the rules of review ask about it.
    pub fn case<'a>(&'a self, unit: &'a Unit) -> Case<'a> {
        Case {
            unit: &unit.id,
            route: unit.route,
            state: self.state,
            correcting: self.correction.is_some(),
            author: self.author.as_deref(),
        }
    }
}

/// What happened to one version, for the people who file and decide.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Receipt {
    pub number: i64,
    pub receipt: String,
    pub fingerprint: String,
    pub submitted_at: DateTime<Utc>,
    pub submitted_by: String,
    pub confirmed_at: Option<DateTime<Utc>>,
    pub forwarded_at: Option<DateTime<Utc>>,
    pub forwarded_by: Option<String>,
    pub returned_at: Option<DateTime<Utc>>,
    pub returned_by: Option<String>,
    pub return_field: Option<String>,
    pub return_reason: Option<String>,
    pub return_ground: Option<String>,
    pub return_until: Option<NaiveDate>,
    pub accepted_at: Option<DateTime<Utc>>,
    pub accepted_by: Option<String>,
    pub correction: Option<String>,
}

impl Receipt {
    /// Why it came back, in one of the four words.
    pub fn ground(&self) -> Option<Ground> {
        self.return_ground.as_deref()?.parse().ok()
    }

    /// Whether the unit itself took it back.
    pub fn is_withdrawn(&self) -> bool {
        self.return_field.as_deref() == Some(desk::WITHDRAWN)
    }
}

/// Why a version goes back, and by when it is expected again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Return {
    /// The name of the form field to amend.
    pub field: String,
    pub ground: Option<Ground>,
    pub reason: String,
    pub until: Option<NaiveDate>,
}

#[derive(sqlx::FromRow)]
struct ReportRow {
    unit: String,
    period: String,
    state: String,
    lock: i64,
    version: i64,
    draft: String,
    correction: Option<String>,
    author: Option<String>,
    saved_at: DateTime<Utc>,
}

impl ReportRow {
    fn report(self) -> Result<Report, Problem> {
        let broken = |what: &str| Problem::Internal { id: format!("{what} of {} {}", self.unit, self.period) };
        Ok(Report {
            period: self.period.parse().map_err(|_| broken("period"))?,
            state: self.state.parse().map_err(|_| broken("state"))?,
            unit: self.unit,
            lock: self.lock,
            version: self.version,
            draft: serde_json::from_str(&self.draft)?,
            correction: self.correction,
            author: self.author,
            saved_at: Some(self.saved_at),
        })
    }
}

/// The report of `unit` on `period`; an empty draft if nobody has begun it.
pub async fn get(tx: &mut Tx, programme: &str, unit: &str, period: PeriodId) -> Result<Report, Problem> {
    let row: Option<ReportRow> = tx
        .sql(
            "select unit, period, state, lock, version, draft, correction, author, saved_at from report \
             where programme = $1 and unit = $2 and period = $3",
        )
        .bind(programme.to_owned())
        .bind(unit.to_owned())
        .bind(period.to_string())
        .maybe()
        .await?;
    match row {
        Some(row) => row.report(),
        None => Ok(Report {
            unit: unit.to_owned(),
            period,
            state: State::Draft,
            lock: 0,
            version: 0,
            draft: Draft::default(),
            correction: None,
            author: None,
            saved_at: None,
        }),
    }
}

/// Every report of a programme that somebody has begun.
pub async fn all(tx: &mut Tx, programme: &str) -> Result<Vec<Report>, Problem> {
    let rows: Vec<ReportRow> = tx
        .sql(
            "select unit, period, state, lock, version, draft, correction, author, saved_at from report \
             where programme = $1 order by period, unit",
        )
        .bind(programme.to_owned())
        .all()
        .await?;
    rows.into_iter().map(ReportRow::report).collect()
}

/// The versions of one report, newest first.
pub async fn receipts(tx: &mut Tx, programme: &str, unit: &str, period: PeriodId) -> Result<Vec<Receipt>, Problem> {
    Ok(tx
        .sql(
            "select number, receipt, fingerprint, submitted_at, submitted_by, confirmed_at, forwarded_at, \
             forwarded_by, returned_at, returned_by, return_field, return_reason, return_ground, return_until, \
             accepted_at, accepted_by, correction from report_version where programme = $1 and unit = $2 and period = $3 order by number desc",
        )
        .bind(programme.to_owned())
        .bind(unit.to_owned())
        .bind(period.to_string())
        .all()
        .await?)
}

/// What version `number` of a report says.
pub async fn content(
    tx: &mut Tx,
    programme: &str,
    unit: &str,
    period: PeriodId,
    number: i64,
) -> Result<Option<Content>, Problem> {
    let row: Option<(String,)> = tx
        .sql(
            "select content from report_version \
             where programme = $1 and unit = $2 and period = $3 and number = $4",
        )
        .bind(programme.to_owned())
        .bind(unit.to_owned())
        .bind(period.to_string())
        .bind(number)
        .maybe()
        .await?;
    row.map(|(content,)| Ok(serde_json::from_str(&content)?)).transpose()
}
