//! Closures of tasks: asked for in a report, decided by the office.

use crate::audit::{self, Actor, AuditKey, Entry};
use crate::calendar::PeriodId;
use crate::db::Tx;
use crate::evidence::store as evidence;
use crate::failure::refused;
use crate::language::Name;
use crate::people::{Person, Role};
use crate::problem::{Forbidden, Problem};
use crate::programme::Programme;
use crate::programme::store::{self as programmes, bump};
use crate::progress::{parts_in, parts_missing, store as records};
use crate::reports::{Draft, Proof};
use crate::review::{Refusal, State};
use chrono::{DateTime, NaiveDate, Utc};
use std::collections::BTreeMap;

/// A closure before the office, or decided.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct ClosureCase {
    pub id: String,
    pub task: String,
    pub due: Option<NaiveDate>,
    pub unit: String,
    pub finished_on: NaiveDate,
    pub evidence: String,
    pub requested_at: DateTime<Utc>,
    pub requested_by: String,
    pub confirmed_at: Option<DateTime<Utc>>,
    pub returned_at: Option<DateTime<Utc>>,
    pub return_reason: Option<String>,
}

/// The closures that wait for the office, oldest first.
pub async fn closures_waiting(tx: &mut Tx, programme: &str) -> Result<Vec<ClosureCase>, Problem> {
    Ok(tx
        .sql(
            "select id, task, due, unit, finished_on, evidence, requested_at, requested_by, confirmed_at, returned_at, \
             return_reason from closure \
             where programme = $1 and confirmed_at is null and returned_at is null order by requested_at, id",
        )
        .bind(programme.to_owned())
        .all()
        .await?)
}

/// The parts without which a task stays open.
async fn missing(tx: &mut Tx, programme: &str, task: &str, now: DateTime<Utc>) -> Result<Vec<Name>, Problem> {
    let Some(programme) = programmes::read(tx, programme).await? else { return Ok(Vec::new()) };
    let Some(task) = programme.task(task).filter(|task| !task.slots.is_empty()) else { return Ok(Vec::new()) };
    let record = records::record(tx, &programme.id).await?;
    Ok(parts_missing(&programme, &record, task, now))
}

/// What is known when the draft of `unit` on `period` is checked: the files it holds, and the parts that are in if it
/// asks to close a task that has any.
pub async fn proof(
    tx: &mut Tx,
    programme: &Programme,
    (unit, period): (&str, PeriodId),
    draft: &Draft,
    now: DateTime<Utc>,
) -> Result<Proof, Problem> {
    let files = evidence::shown(&evidence::of_draft(tx, &programme.id, unit, period).await?);
    let parts = match draft.closes_parts(programme) {
        true => parts_in(programme, &records::record(tx, &programme.id).await?, now),
        false => BTreeMap::new(),
    };
    Ok(Proof { files, parts })
}

/// Confirms a closure, or sends it back with a reason. For the office, and never by the person who asked for it.
pub async fn decide_closure(
    tx: &mut Tx,
    programme: &str,
    id: &str,
    actor: &Actor,
    key: &AuditKey,
    sent_back: Option<&str>,
) -> Result<(), Problem> {
    let case: Option<(String, String, String, String)> = tx
        .sql("select task, unit, evidence, requested_by from closure where programme = $1 and id = $2")
        .bind(programme.to_owned())
        .bind(id.to_owned())
        .maybe()
        .await?;
    let Person { id: by, role, .. } = &actor.person;
    if *role != Role::Office {
        return Err(refused(Refusal::NotAllowed, 0));
    }
    let (task, unit, evidence, requested_by) = case.ok_or(Problem::NotFound)?;
    if requested_by == *by {
        return Err(refused(Refusal::OwnReport, 0));
    }
    if sent_back.is_none() {
        let missing = missing(tx, programme, &task, actor.now).await?;
        if !missing.is_empty() {
            return Err(Problem::PartsMissing(missing));
        }
    }
    let statement = match sent_back {
        None => {
            "update closure set confirmed_at = $2, confirmed_by = $3, return_reason = $4 \
             where id = $1 and confirmed_at is null and returned_at is null"
        }
        Some(_) => {
            "update closure set returned_at = $2, returned_by = $3, return_reason = $4 \
             where id = $1 and confirmed_at is null and returned_at is null"
        }
    };
    let decided = tx
        .sql(statement)
        .bind(id.to_owned())
        .bind(actor.now)
        .bind(by.clone())
        .bind(sent_back.map(str::to_owned))
        .run()
        .await?;
    if decided == 0 {
        return Err(refused(Refusal::WrongState(State::Accepted), 0));
    }
    let action = if sent_back.is_some() { "return closure" } else { "confirm closure" };
    let object = format!("closure {programme} {task} {id}");
    let entry = Entry { chain: &unit, action, object, outcome: "done", before: None, after: Some(&evidence) };
    audit::append(tx, key, actor, entry).await?;
    bump(tx, programme).await
}

/// 恢复督办: takes up again what was closed. The closure stays as it was decided, and from now on the work is open. For
/// the office, and never by the person who confirmed it.
pub async fn reopen_closure(
    tx: &mut Tx,
    programme: &str,
    id: &str,
    actor: &Actor,
    key: &AuditKey,
    reason: &str,
) -> Result<(), Problem> {
    if actor.person.role != Role::Office {
        return Err(refused(Refusal::NotAllowed, 0));
    }
    let case: Option<(String, String, Option<String>)> = tx
        .sql("select task, unit, confirmed_by from closure where programme = $1 and id = $2")
        .bind(programme.to_owned())
        .bind(id.to_owned())
        .maybe()
        .await?;
    let (task, unit, confirmed_by) = case.ok_or(Problem::NotFound)?;
    if confirmed_by.as_ref() == Some(&actor.person.id) {
        return Err(Problem::Forbidden(Forbidden::OwnClosure));
    }
    let reopened = tx
        .sql(
            "update closure set reopened_at = $2, reopened_by = $3, reopen_reason = $4 \
             where id = $1 and confirmed_at is not null and reopened_at is null",
        )
        .bind(id.to_owned())
        .bind(actor.now)
        .bind(actor.person.id.clone())
        .bind(reason.to_owned())
        .run()
        .await?;
    if reopened == 0 {
        return Err(Problem::Overtaken);
    }
    let object = format!("closure {programme} {task} {id}");
    let entry =
        Entry { chain: &unit, action: "reopen closure", object, outcome: "done", before: None, after: Some(reason) };
    audit::append(tx, key, actor, entry).await?;
    bump(tx, programme).await
}
