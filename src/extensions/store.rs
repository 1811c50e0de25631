//! Extensions as kept: asked for once, decided once, never changed.

use super::{Asked, Extension, Owed, decide};
use crate::audit::{self, Actor, AuditKey, Entry};
use crate::db::{Tx, new_id};
use crate::failure::refused;
use crate::problem::Problem;
use crate::programme::store::bump;
use crate::review::{Refusal, State};
use chrono::{DateTime, NaiveDate, Utc};

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    unit: String,
    task: Option<String>,
    period: Option<String>,
    due: NaiveDate,
    reason: String,
    wanted: NaiveDate,
    asked_at: DateTime<Utc>,
    asked_by: String,
    agreed_at: Option<DateTime<Utc>>,
    refused_at: Option<DateTime<Utc>>,
    refusal: Option<String>,
}

impl Row {
    fn extension(self) -> Result<Extension, Problem> {
        let owed = match (self.task, self.period) {
            (Some(number), _) => Owed::Task { number, due: self.due },
            (None, Some(period)) => {
                Owed::Report(period.parse().map_err(|_| Problem::Internal { id: format!("extension {}", self.id) })?)
            }
            (None, None) => return Err(Problem::Internal { id: format!("extension {}", self.id) }),
        };
        Ok(Extension {
            id: self.id,
            unit: self.unit,
            owed,
            reason: self.reason,
            wanted: self.wanted,
            asked_at: self.asked_at,
            asked_by: self.asked_by,
            agreed_at: self.agreed_at,
            refused_at: self.refused_at,
            refusal: self.refusal,
        })
    }
}

/// Every extension asked for in `programme`, in the order in which it was.
pub async fn all(tx: &mut Tx, programme: &str) -> Result<Vec<Extension>, Problem> {
    let rows: Vec<Row> = tx
        .sql(
            "select id, unit, task, period, due, reason, wanted, asked_at, asked_by, agreed_at, refused_at, refusal \
             from extension where programme = $1 order by asked_at, id",
        )
        .bind(programme.to_owned())
        .all()
        .await?;
    rows.into_iter().map(Row::extension).collect()
}

/// Puts a request before the office. One waits at a time: who asks again meanwhile is told so.
pub async fn ask(
    tx: &mut Tx,
    programme: &str,
    unit: &str,
    (owed, due): (&Owed, NaiveDate),
    asked: &Asked,
    actor: &Actor,
    key: &AuditKey,
) -> Result<(), Problem> {
    // The lock on the programme's row also orders two requests at once.
    bump(tx, programme).await?;
    if all(tx, programme).await?.iter().any(|held| held.is_open() && held.unit == unit && held.owed == *owed) {
        return Err(refused(Refusal::WrongState(State::Submitted), 0));
    }
    let (task, period) = match owed {
        Owed::Task { number, .. } => (Some(number.clone()), None),
        Owed::Report(period) => (None, Some(period.to_string())),
    };
    let id = new_id();
    tx.sql(
        "insert into extension (id, programme, unit, task, period, due, reason, wanted, asked_at, asked_by) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(id.clone())
    .bind(programme.to_owned())
    .bind(unit.to_owned())
    .bind(task)
    .bind(period)
    .bind(due)
    .bind(asked.reason.clone())
    .bind(asked.wanted)
    .bind(actor.now)
    .bind(actor.person.id.clone())
    .run_one()
    .await?;
    let object = format!("extension {programme} {unit} {id}");
    let after = format!("{} {}", asked.wanted, asked.reason);
    let entry =
        Entry { chain: unit, action: "ask extension", object, outcome: "done", before: None, after: Some(&after) };
    audit::append(tx, key, actor, entry).await
}

/// Agrees to an extension, or refuses it with a reason: once, by one of the office who did not ask for it.
pub async fn settle(
    tx: &mut Tx,
    programme: &str,
    id: &str,
    refusal: Option<&str>,
    actor: &Actor,
    key: &AuditKey,
) -> Result<(), Problem> {
    let held = all(tx, programme).await?.into_iter().find(|held| held.id == id);
    let held = held.ok_or(Problem::NotFound)?;
    decide(&actor.person, &held).map_err(|refusal| refused(refusal, 0))?;
    let statement = match refusal {
        None => {
            "update extension set agreed_at = $2, decided_by = $3, refusal = $4 \
             where id = $1 and agreed_at is null and refused_at is null"
        }
        Some(_) => {
            "update extension set refused_at = $2, decided_by = $3, refusal = $4 \
             where id = $1 and agreed_at is null and refused_at is null"
        }
    };
    let written = tx
        .sql(statement)
        .bind(id.to_owned())
        .bind(actor.now)
        .bind(actor.person.id.clone())
        .bind(refusal.map(str::to_owned))
        .run()
        .await?;
    if written == 0 {
        return Err(refused(Refusal::WrongState(State::Accepted), 0));
    }
    let action = if refusal.is_some() { "refuse extension" } else { "agree extension" };
    let object = format!("extension {programme} {} {id}", held.unit);
    let after = refusal.map_or_else(|| held.wanted.to_string(), str::to_owned);
    let entry = Entry { chain: &held.unit, action, object, outcome: "done", before: None, after: Some(&after) };
    audit::append(tx, key, actor, entry).await?;
    bump(tx, programme).await
}
