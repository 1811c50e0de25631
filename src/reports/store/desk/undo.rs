//! Decisions kept so that they can be taken back, and their taking back: an act like any other, with its entry.

use super::{Action, Desk, Report, audit, refused};
use crate::audit::Entry;
use crate::db::Tx;
use crate::documents::Guard;
use crate::people::Person;
use crate::problem::Problem;
use crate::programme::store::bump;
use crate::review::{Decision, Refusal, UNDO_WITHIN, decides};
use chrono::{DateTime, Utc};

/// A decision a person may still take back.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Undoable {
    pub unit: String,
    pub period: String,
    /// The lock the report has while nothing has followed.
    pub lock: i64,
    pub action: String,
    pub at: DateTime<Utc>,
}

impl Undoable {
    /// The decisions of `person` that they may still take back at `now`, newest first.
    pub async fn of(
        tx: &mut Tx,
        programme: &str,
        person: &Person,
        now: DateTime<Utc>,
    ) -> Result<Vec<Undoable>, Problem> {
        Ok(tx
            .sql(
                "select d.unit, d.period, d.lock, d.action, d.at from report_decision d \
                 join report r on r.programme = d.programme and r.unit = d.unit and r.period = d.period \
                 and r.lock = d.lock where d.programme = $1 and d.person = $2 and d.at >= $3 and d.undone_at is null \
                 order by d.at desc, d.unit",
            )
            .bind(programme.to_owned())
            .bind(person.id.clone())
            .bind((now - UNDO_WITHIN).max(crate::calendar::start_of(crate::calendar::day_of(now))))
            .all()
            .await?)
    }
}

#[derive(sqlx::FromRow)]
struct DecisionRow {
    lock: i64,
    version: i64,
    action: String,
    state_before: String,
    person: String,
    at: DateTime<Utc>,
}

impl Desk<'_> {
    /// Keeps a decision as it was taken.
    pub(super) async fn remember(
        &self,
        tx: &mut Tx,
        action: Action,
        before: &Report,
        after: &Report,
    ) -> Result<(), Problem> {
        tx.sql(
            "insert into report_decision (programme, unit, period, lock, version, action, state_before, person, at) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(self.programme.id.clone())
        .bind(self.unit.id.clone())
        .bind(self.period.to_string())
        .bind(after.lock)
        .bind(after.version)
        .bind(action.to_string())
        .bind(before.state.to_string())
        .bind(self.actor.person.id.clone())
        .bind(self.actor.now)
        .later()
        .await
        .map_err(Problem::from)
    }

    /// The decision after which nothing has been done to the report.
    async fn last_decision(&self, tx: &mut Tx, lock: i64) -> Result<Option<Decision>, Problem> {
        let row: Option<DecisionRow> = tx
            .sql(
                "select lock, version, action, state_before, person, at from report_decision \
                 where programme = $1 and unit = $2 and period = $3 and lock = $4 and undone_at is null",
            )
            .bind(self.programme.id.clone())
            .bind(self.unit.id.clone())
            .bind(self.period.to_string())
            .bind(lock)
            .maybe()
            .await?;
        let broken = || Problem::Internal { id: format!("decision on {} {}", self.unit.id, self.period) };
        row.map(|row| {
            Ok(Decision {
                action: row.action.parse().map_err(|_| broken())?,
                by: row.person,
                at: row.at,
                lock: row.lock,
                version: row.version,
                before: row.state_before.parse().map_err(|_| broken())?,
            })
        })
        .transpose()
    }

    /// Takes the actor's own last decision back: the report waits again as it did.
    pub async fn undo(&self, tx: &mut Tx, seen: Option<i64>) -> Result<Report, Problem> {
        let report = self.report(tx).await?;
        decides(&report.case(self.unit), &self.actor.person).map_err(|refusal| refused(refusal, report.lock))?;
        let wrong = || refused(Refusal::WrongState(report.state), report.lock);
        // Whoever was overtaken is told so, and not that the decision is another's.
        if seen.is_some_and(|seen| seen != report.lock) {
            return Err(wrong());
        }
        let decision = self.last_decision(tx, report.lock).await?.ok_or_else(wrong)?;
        let state = decision
            .undo(&report.case(self.unit), report.lock, &self.actor.person, self.actor.now)
            .map_err(|refusal| refused(refusal, report.lock))?;
        let correcting = report.correction.is_some();
        let since = decision.at;
        let guard = Guard { period: self.period, action: decision.action, undo: true, since, correcting };
        self.not_held_back(tx, guard).await?;
        let after = Report { state, lock: report.lock + 1, ..report.clone() };
        self.move_on(tx, &report, &after).await?;
        let statement = match decision.action {
            Action::Forward => {
                "update report_version set forwarded_at = null, forwarded_by = null \
                 where programme = $1 and unit = $2 and period = $3 and number = $4 and forwarded_at = $5"
            }
            Action::Accept => {
                "update report_version set accepted_at = null, accepted_by = null \
                 where programme = $1 and unit = $2 and period = $3 and number = $4 and accepted_at = $5"
            }
            _ => {
                self.ask_for_closures_again(tx, &report, &decision).await?;
                "update report_version set returned_at = null, returned_by = null, return_field = null, \
                 return_reason = null, return_ground = null, return_until = null \
                 where programme = $1 and unit = $2 and period = $3 and number = $4 and returned_at = $5"
            }
        };
        tx.sql(statement)
            .bind(self.programme.id.clone())
            .bind(self.unit.id.clone())
            .bind(self.period.to_string())
            .bind(decision.version)
            .bind(decision.at)
            .later()
            .await?;
        tx.sql(
            "update report_decision set undone_at = $5 \
             where programme = $1 and unit = $2 and period = $3 and lock = $4",
        )
        .bind(self.programme.id.clone())
        .bind(self.unit.id.clone())
        .bind(self.period.to_string())
        .bind(decision.lock)
        .bind(self.actor.now)
        .later()
        .await?;
        let entry = Entry {
            chain: &self.unit.id,
            action: "undo",
            object: format!("report {} {} {}", self.programme.id, self.unit.id, self.period),
            outcome: "done",
            before: Some(&decision.action.to_string()),
            after: Some(&state.to_string()),
        };
        audit::append(tx, self.key, self.actor, entry).await?;
        bump(tx, &self.programme.id).await?;
        Ok(after)
    }

    /// The closures that went back with the return are before the office again, unless another unit has asked
    /// for one of them meanwhile: then something has followed, and the return stands.
    async fn ask_for_closures_again(&self, tx: &mut Tx, report: &Report, decision: &Decision) -> Result<(), Problem> {
        let (taken,): (i64,) = tx
            .sql(
                "select count(*) from closure mine join closure other on other.programme = mine.programme \
                 and other.task = mine.task and other.id <> mine.id and other.returned_at is null \
                 and (other.due = mine.due or (other.due is null and mine.due is null)) \
                 where mine.programme = $1 and mine.unit = $2 and mine.period = $3 and mine.version = $4 \
                 and mine.returned_at = $5",
            )
            .bind(self.programme.id.clone())
            .bind(self.unit.id.clone())
            .bind(self.period.to_string())
            .bind(decision.version)
            .bind(decision.at)
            .one()
            .await?;
        if taken > 0 {
            return Err(refused(Refusal::WrongState(report.state), report.lock));
        }
        tx.sql(
            "update closure set returned_at = null, returned_by = null, return_reason = null \
             where programme = $1 and unit = $2 and period = $3 and version = $4 and returned_at = $5 \
             and returned_by = $6",
        )
        .bind(self.programme.id.clone())
        .bind(self.unit.id.clone())
        .bind(self.period.to_string())
        .bind(decision.version)
        .bind(decision.at)
        .bind(decision.by.clone())
        .run()
        .await?;
        Ok(())
    }
}
