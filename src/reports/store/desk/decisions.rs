//! Decisions on a version: each moves the report and leaves its stamp; what comes back frees its closures.

use super::{Desk, WITHDRAWN};
use crate::calendar::day_of;
use crate::db::Tx;
use crate::problem::Problem;
use crate::programme::store::bump;
use crate::reports::is_field;
use crate::reports::store::{Report, Return};
use crate::review::Action;

impl Desk<'_> {
    /// Passes a society's report on to the office.
    pub async fn forward(&self, tx: &mut Tx, seen: Option<i64>) -> Result<Report, Problem> {
        self.stamp(
            tx,
            Action::Forward,
            seen,
            "update report_version set forwarded_at = $5, forwarded_by = $6 \
             where programme = $1 and unit = $2 and period = $3 and number = $4",
        )
        .await
    }

    /// Accepts the version: from now on its counts are part of the figures.
    pub async fn accept(&self, tx: &mut Tx, seen: Option<i64>) -> Result<Report, Problem> {
        self.stamp(
            tx,
            Action::Accept,
            seen,
            "update report_version set accepted_at = $5, accepted_by = $6 \
             where programme = $1 and unit = $2 and period = $3 and number = $4 and accepted_at is null",
        )
        .await
    }

    /// Notes that the head of the unit agrees.
    pub async fn confirm(&self, tx: &mut Tx, seen: Option<i64>) -> Result<Report, Problem> {
        self.stamp(
            tx,
            Action::Confirm,
            seen,
            "update report_version set confirmed_at = $5, confirmed_by = $6 \
             where programme = $1 and unit = $2 and period = $3 and number = $4",
        )
        .await
    }

    async fn stamp(
        &self,
        tx: &mut Tx,
        action: Action,
        seen: Option<i64>,
        statement: &'static str,
    ) -> Result<Report, Problem> {
        let (report, state) = self.decide(tx, action, seen).await?;
        let after = Report { state, lock: report.lock + 1, ..report.clone() };
        self.move_on(tx, &report, &after).await?;
        tx.sql(statement)
            .bind(self.programme.id.clone())
            .bind(self.unit.id.clone())
            .bind(self.period.to_string())
            .bind(report.version)
            .bind(self.actor.now)
            .bind(self.actor.person.id.clone())
            .later()
            .await?;
        if action != Action::Confirm {
            self.remember(tx, action, &report, &after).await?;
        }
        self.note(tx, action, &report, &state.to_string()).await?;
        bump(tx, &self.programme.id).await?;
        Ok(after)
    }

    /// Sends the version back with the field and the reason, which the filer sees.
    pub async fn send_back(
        &self,
        tx: &mut Tx,
        seen: Option<i64>,
        field: &str,
        reason: &str,
    ) -> Result<Report, Problem> {
        let (field, reason) = (field.to_owned(), reason.to_owned());
        self.return_for(tx, seen, Return { field, reason, ..Return::default() }).await
    }

    /// Sends the version back with a ground besides, and the day by which it is expected again: two working
    /// days from now if no other is named.
    pub async fn return_for(&self, tx: &mut Tx, seen: Option<i64>, back: Return) -> Result<Report, Problem> {
        let usual = self.programme.holidays.working_days_after(day_of(self.actor.now), 2);
        let until = Some(back.until.unwrap_or(usual));
        self.take_back(tx, Action::Return, seen, Return { until, ..back }).await
    }

    /// Takes the version back before anybody has looked at it.
    pub async fn withdraw(&self, tx: &mut Tx, seen: Option<i64>) -> Result<Report, Problem> {
        let back = Return { field: WITHDRAWN.to_owned(), ..Return::default() };
        self.take_back(tx, Action::Withdraw, seen, back).await
    }

    async fn take_back(
        &self,
        tx: &mut Tx,
        action: Action,
        seen: Option<i64>,
        Return { field, ground, reason, until }: Return,
    ) -> Result<Report, Problem> {
        let (report, state) = self.decide(tx, action, seen).await?;
        if action == Action::Return && !is_field(self.programme, &field) {
            let fields = "done, problems, next, ask, task.9.said, specialty.egov.stage, count.…";
            return Err(Problem::bad_input("field", fields, field));
        }
        let after = Report { state, lock: report.lock + 1, ..report.clone() };
        self.move_on(tx, &report, &after).await?;
        tx.sql(
            "update report_version set returned_at = $5, returned_by = $6, return_field = $7, return_reason = $8, \
             return_ground = $9, return_until = $10 where programme = $1 and unit = $2 and period = $3 and number = $4",
        )
        .bind(self.programme.id.clone())
        .bind(self.unit.id.clone())
        .bind(self.period.to_string())
        .bind(report.version)
        .bind(self.actor.now)
        .bind(self.actor.person.id.clone())
        .bind(field)
        .bind(reason.clone())
        .bind(ground.map(|ground| ground.to_string()))
        .bind(until)
        .later()
        .await?;
        tx.sql(
            "update closure set returned_at = $5, returned_by = $6, return_reason = $7 \
             where programme = $1 and unit = $2 and period = $3 and version = $4 and confirmed_at is null \
             and returned_at is null",
        )
        .bind(self.programme.id.clone())
        .bind(self.unit.id.clone())
        .bind(self.period.to_string())
        .bind(report.version)
        .bind(self.actor.now)
        .bind(self.actor.person.id.clone())
        .bind(reason.clone())
        .run()
        .await?;
        if action == Action::Return {
            self.remember(tx, action, &report, &after).await?;
        }
        self.note(tx, action, &report, &reason).await?;
        bump(tx, &self.programme.id).await?;
        Ok(after)
    }
}
