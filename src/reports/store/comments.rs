//! Comments on a report that is not sent back: added to, never changed.

use super::{Desk, get};
use crate::audit::{self, Entry};
use crate::calendar::PeriodId;
use crate::db::{Tx, new_id};
use crate::failure::refused;
use crate::problem::Problem;
use crate::reports::{Fault, FaultKind, is_forbidden};
use crate::review::{Refusal, may_comment};
use chrono::{DateTime, Utc};

/// Most characters of a comment.
pub const COMMENT_LIMIT: usize = 200;

/// What the consolidating unit or the office says about a version; name and post are those of the moment.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Comment {
    pub version: i64,
    pub body: String,
    pub name: String,
    pub post: String,
    pub at: DateTime<Utc>,
}

/// The comments on the report of `unit` on `period`, oldest first.
pub async fn comments(tx: &mut Tx, programme: &str, unit: &str, period: PeriodId) -> Result<Vec<Comment>, Problem> {
    Ok(tx
        .sql(
            "select version, body, name, post, at from report_comment \
             where programme = $1 and unit = $2 and period = $3 order by at, id",
        )
        .bind(programme.to_owned())
        .bind(unit.to_owned())
        .bind(period.to_string())
        .all()
        .await?)
}

impl Desk<'_> {
    /// Adds a comment to the version handed in last. The report stays where it is.
    pub async fn comment(&self, tx: &mut Tx, body: &str) -> Result<(), Problem> {
        let report = get(tx, &self.programme.id, &self.unit.id, self.period).await?;
        if !may_comment(&self.actor.person, self.unit.route) {
            return Err(refused(Refusal::NotAllowed, report.lock));
        }
        if report.version == 0 {
            return Err(Problem::NotFound);
        }
        let body = body.replace("\r\n", "\n").trim().to_owned();
        let found = body.chars().count();
        let kind = match found {
            0 => Some(FaultKind::NothingSaid),
            _ if found > COMMENT_LIMIT => Some(FaultKind::TooLong { most: COMMENT_LIMIT, found }),
            _ => body.chars().any(is_forbidden).then_some(FaultKind::ForbiddenCharacter),
        };
        if let Some(kind) = kind {
            return Err(Problem::Faults(vec![Fault { field: "comment".into(), kind }]));
        }
        tx.sql(
            "insert into report_comment (id, programme, unit, period, version, body, person, name, post, at) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(new_id())
        .bind(self.programme.id.clone())
        .bind(self.unit.id.clone())
        .bind(self.period.to_string())
        .bind(report.version)
        .bind(body.clone())
        .bind(self.actor.person.id.clone())
        .bind(self.actor.person.name.clone())
        .bind(self.actor.person.post.clone())
        .bind(self.actor.now)
        .run_one()
        .await?;
        let entry = Entry {
            chain: &self.unit.id,
            action: "comment",
            object: format!("report {} {} {}", self.programme.id, self.unit.id, self.period),
            outcome: "done",
            before: None,
            after: Some(&body),
        };
        audit::append(tx, self.key, self.actor, entry).await
    }
}
