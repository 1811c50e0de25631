//! Changes of a person that wait for a second administrator.

use super::second::{decide, hand, is_another};
use super::{accounts, by_id, change};
use crate::audit::{Actor, AuditKey, Entry, append};
use crate::db::{Tx, new_id};
use crate::people::{Person, Role};
use crate::problem::Problem;
use chrono::{DateTime, Utc};

/// What one administrator wants a person to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub id: String,
    pub after: Person,
    pub reason: String,
    /// Id of whoever proposed it, and post and name as they were.
    pub proposed_by: String,
    pub proposed_as: String,
    pub made_at: DateTime<Utc>,
}

/// How many other administrators could confirm at `now`.
pub async fn other_administrators(tx: &mut Tx, own: &str, now: DateTime<Utc>) -> Result<usize, Problem> {
    let may =
        |it: &crate::people::Account| it.is_open(now) && it.person.role == Role::Administrator && it.person.id != own;
    Ok(accounts(tx).await?.iter().filter(|it| may(it)).count())
}

/// Keeps a change until another administrator decides; one that waits already for the same person is taken back.
pub async fn propose(tx: &mut Tx, after: &Person, reason: &str, actor: &Actor, key: &AuditKey) -> Result<(), Problem> {
    let by = hand(actor);
    tx.sql(
        "update person_proposal set refused_at = $2, decided_as = $3 \
         where person = $1 and confirmed_at is null and refused_at is null",
    )
    .bind(after.id.clone())
    .bind(actor.now)
    .bind(by.clone())
    .run()
    .await?;
    tx.sql(
        "insert into person_proposal (id, person, name, post, phone, role, unit, reason, proposed_by, proposed_as, \
         made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .bind(new_id())
    .bind(after.id.clone())
    .bind(after.name.clone())
    .bind(after.post.clone())
    .bind(after.phone.clone())
    .bind(after.role.to_string())
    .bind(after.unit.clone())
    .bind(reason.to_owned())
    .bind(actor.person.id.clone())
    .bind(by)
    .bind(actor.now)
    .run_one()
    .await?;
    note(tx, "propose role", &after.id, after.role, actor, key).await
}

async fn note(
    tx: &mut Tx,
    action: &'static str,
    person: &str,
    role: Role,
    actor: &Actor,
    key: &AuditKey,
) -> Result<(), Problem> {
    let object = format!("person {person} to {role}");
    let entry = Entry { chain: "programme", action, object, outcome: "done", before: None, after: None };
    append(tx, key, actor, entry).await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    person: String,
    login: String,
    name: String,
    post: String,
    phone: String,
    role: String,
    unit: Option<String>,
    reason: String,
    proposed_by: String,
    proposed_as: String,
    made_at: DateTime<Utc>,
}

/// Every change that waits, the oldest first.
pub async fn proposals(tx: &mut Tx) -> Result<Vec<Proposal>, Problem> {
    let rows: Vec<Row> = tx
        .sql(
            "select q.id, q.person, p.login, q.name, q.post, q.phone, q.role, q.unit, q.reason, q.proposed_by, \
             q.proposed_as, q.made_at from person_proposal q join person p on p.id = q.person \
             where q.confirmed_at is null and q.refused_at is null order by q.made_at, q.id",
        )
        .all()
        .await?;
    rows.into_iter()
        .map(|row| {
            let role = row.role.parse().map_err(|_| Problem::Internal { id: format!("role {}", row.role) })?;
            let Row { id, person, login, name, post, phone, unit, reason, proposed_by, proposed_as, made_at, .. } = row;
            let after = Person { id: person, login, name, post, phone, role, unit };
            Ok(Proposal { id, after, reason, proposed_by, proposed_as, made_at })
        })
        .collect()
}

/// Makes a person what was proposed, or refuses it with a reason; never by whoever proposed it, nor by the person.
/// Answers `false` if somebody was first.
pub async fn settle(
    tx: &mut Tx,
    id: &str,
    refusal: Option<&str>,
    actor: &Actor,
    key: &AuditKey,
) -> Result<bool, Problem> {
    let Some(it) = proposals(tx).await?.into_iter().find(|it| it.id == id) else { return Ok(false) };
    is_another(&it.proposed_by, actor)?;
    is_another(&it.after.id, actor)?;
    let sql = "update person_proposal set confirmed_at = $2, refused_at = $3, decided_as = $4, refusal = $5 \
               where id = $1 and confirmed_at is null and refused_at is null";
    if !decide(tx, sql, id, refusal, actor).await? {
        return Ok(false);
    }
    if refusal.is_some() {
        note(tx, "refuse role", &it.after.id, it.after.role, actor, key).await?;
        return Ok(true);
    }
    let account = by_id(tx, &it.after.id).await?.ok_or(Problem::NotFound)?;
    if account.closes.is_some_and(|closes| closes <= actor.now) {
        return Err(Problem::NotFound);
    }
    let reason = format!("{} ({})", it.reason, it.proposed_as);
    change(tx, &it.after, &reason, actor, key).await?;
    Ok(true)
}
