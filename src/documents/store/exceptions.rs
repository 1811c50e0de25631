//! Exceptions to what issuing closes, and the question every change of a report asks.

use super::{Hand, broken};
use crate::db::{Tx, new_id};
use crate::documents::{Exception, Guard, LockedFor, is_held_back, scope_of};
use crate::people::Role;
use crate::problem::{Forbidden, Problem};
use crate::programme::Programme;
use crate::programme::store::bump;
use chrono::{DateTime, Utc};

#[derive(sqlx::FromRow)]
struct ExceptionRow {
    id: String,
    unit: String,
    period: String,
    reason: String,
    expires_at: DateTime<Utc>,
    name: String,
    post: String,
    at: DateTime<Utc>,
    closed_at: Option<DateTime<Utc>>,
}

/// Every exception of the programme, the newest first.
pub async fn exceptions(tx: &mut Tx, programme: &str) -> Result<Vec<Exception>, Problem> {
    let rows: Vec<ExceptionRow> = tx
        .sql(
            "select id, unit, period, reason, expires_at, name, post, at, closed_at from lock_exception \
             where programme = $1 order by at desc, id desc",
        )
        .bind(programme.to_owned())
        .all()
        .await?;
    let exception = |row: ExceptionRow| {
        Ok(Exception {
            period: row.period.parse().map_err(|_| broken("exception"))?,
            id: row.id,
            unit: row.unit,
            reason: row.reason,
            until: row.expires_at,
            name: row.name,
            post: row.post,
            at: row.at,
            closed_at: row.closed_at,
        })
    };
    rows.into_iter().map(exception).collect()
}

/// Opens a report to changes for a while; while it is open, another is refused.
pub async fn open_exception(
    tx: &mut Tx,
    hand: Hand<'_>,
    unit: &str,
    period: crate::calendar::PeriodId,
    reason: &str,
    until: DateTime<Utc>,
) -> Result<(), Problem> {
    let person = &hand.actor.person;
    if person.role != Role::Office {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    // One at a time, so that closing it closes the report: the lock on the programme's row orders two at once.
    bump(tx, &hand.programme.id).await?;
    let open = |held: &Exception| {
        held.unit == unit && held.period == period && held.closed_at.is_none() && hand.actor.now < held.until
    };
    if exceptions(tx, &hand.programme.id).await?.iter().any(open) {
        return Err(Problem::Overtaken);
    }
    tx.sql(
        "insert into lock_exception (id, programme, unit, period, reason, expires_at, person, name, post, at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(new_id())
    .bind(hand.programme.id.clone())
    .bind(unit.to_owned())
    .bind(period.to_string())
    .bind(reason.to_owned())
    .bind(until)
    .bind(person.id.clone())
    .bind(person.name.clone())
    .bind(person.post.clone())
    .bind(hand.actor.now)
    .run_one()
    .await?;
    hand.note(tx, "open exception", &format!("{unit} {period}"), "", reason).await
}

/// Closes an exception before its time. One that is closed already stays as it was closed.
pub async fn close_exception(tx: &mut Tx, hand: Hand<'_>, id: &str) -> Result<(), Problem> {
    let closed = tx
        .sql(
            "update lock_exception set closed_at = $3, closed_by = $4 \
             where id = $1 and programme = $2 and closed_at is null",
        )
        .bind(id.to_owned())
        .bind(hand.programme.id.clone())
        .bind(hand.actor.now)
        .bind(hand.actor.person.id.clone())
        .run()
        .await?;
    if closed == 1 { hand.note(tx, "close exception", id, "", "").await } else { Err(Problem::Overtaken) }
}

/// Whether an issued document holds the act back.
pub async fn held_back(
    tx: &mut Tx,
    programme: &Programme,
    unit: &str,
    guard: Guard,
    now: DateTime<Utc>,
) -> Result<Option<LockedFor>, Problem> {
    let rows: Vec<(String, DateTime<Utc>)> = tx
        .sql(
            "select d.name, w.issued_at from document_witness w join document d on d.id = w.document \
             where d.programme = $1 order by w.issued_at",
        )
        .bind(programme.id.clone())
        .all()
        .await?;
    let scope = |(name, at): (String, DateTime<Utc>)| scope_of(programme, &name).map(|scope| (name, scope, at));
    let issued: Vec<_> = rows.into_iter().filter_map(scope).collect();
    let mut open = exceptions(tx, &programme.id).await?;
    open.retain(|exception| exception.unit == unit);
    Ok(is_held_back(programme, &issued, &open, guard, now))
}
