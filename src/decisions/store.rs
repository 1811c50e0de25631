//! Decisions as kept: added, never changed.

use super::{Decision, Done, Settled, Signed};
use crate::audit::{self, Actor, AuditKey, Entry};
use crate::db::{Tx, new_id};
use crate::problem::Problem;
use crate::programme::store::bump;
use chrono::{DateTime, NaiveDate, Utc};

#[derive(sqlx::FromRow)]
struct DecisionRow {
    id: String,
    number: i64,
    wording: String,
    due: NaiveDate,
    position_on: NaiveDate,
    name: String,
    post: String,
    decided_at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct DoneRow {
    decision: String,
    wording: String,
    name: String,
    post: String,
    done_at: DateTime<Utc>,
}

/// Everything settled in `programme`, in the order in which it was.
pub async fn all(tx: &mut Tx, programme: &str) -> Result<Vec<Decision>, Problem> {
    let decisions: Vec<DecisionRow> = tx
        .sql(
            "select id, number, wording, due, position_on, name, post, decided_at from decision \
             where programme = $1 order by number",
        )
        .bind(programme.to_owned())
        .all()
        .await?;
    let units: Vec<(String, String)> = tx
        .sql(
            "select u.decision, u.unit from decision_unit u join decision d on d.id = u.decision \
             where d.programme = $1 order by u.decision, u.place",
        )
        .bind(programme.to_owned())
        .all()
        .await?;
    let done: Vec<DoneRow> = tx
        .sql(
            "select n.decision, n.wording, n.name, n.post, n.done_at from decision_done n \
             join decision d on d.id = n.decision where d.programme = $1 order by n.decision",
        )
        .bind(programme.to_owned())
        .all()
        .await?;
    Ok(decisions
        .into_iter()
        .map(|row| Decision {
            units: units.iter().filter(|(id, _)| *id == row.id).map(|(_, unit)| unit.clone()).collect(),
            done: done.iter().find(|done| done.decision == row.id).map(|done| Done {
                text: done.wording.clone(),
                by: Signed { name: done.name.clone(), post: done.post.clone(), at: done.done_at },
            }),
            id: row.id,
            number: row.number,
            text: row.wording,
            due: row.due,
            on: row.position_on,
            by: Signed { name: row.name, post: row.post, at: row.decided_at },
        })
        .collect())
}

/// Writes down what a meeting that looked at the position of the day `on` has settled; answers its number.
pub async fn add(
    tx: &mut Tx,
    programme: &str,
    settled: &Settled,
    on: NaiveDate,
    actor: &Actor,
    key: &AuditKey,
) -> Result<i64, Problem> {
    // The lock on the programme's row also orders two decisions at once.
    bump(tx, programme).await?;
    let (last,): (i64,) = tx
        .sql("select coalesce(max(number), 0) from decision where programme = $1")
        .bind(programme.to_owned())
        .one()
        .await?;
    let (id, number) = (new_id(), last + 1);
    tx.sql(
        "insert into decision (id, programme, number, wording, due, position_on, name, post, decided_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(id.clone())
    .bind(programme.to_owned())
    .bind(number)
    .bind(settled.text.clone())
    .bind(settled.due)
    .bind(on)
    .bind(actor.person.name.clone())
    .bind(actor.person.post.clone())
    .bind(actor.now)
    .run_one()
    .await?;
    for (place, unit) in (1_i64..).zip(&settled.units) {
        tx.sql("insert into decision_unit (decision, place, unit) values ($1, $2, $3)")
            .bind(id.clone())
            .bind(place)
            .bind(unit.clone())
            .run_one()
            .await?;
    }
    seal(tx, key, actor, "settle", number, &settled.text).await?;
    Ok(number)
}

/// Keeps the sentence that says a decision is done; answers whether it is the first that does.
pub async fn close(
    tx: &mut Tx,
    programme: &str,
    decision: &Decision,
    text: &str,
    actor: &Actor,
    key: &AuditKey,
) -> Result<bool, Problem> {
    let kept = tx
        .sql(
            "insert into decision_done (decision, wording, name, post, done_at) values ($1, $2, $3, $4, $5) \
             on conflict (decision) do nothing",
        )
        .bind(decision.id.clone())
        .bind(text.to_owned())
        .bind(actor.person.name.clone())
        .bind(actor.person.post.clone())
        .bind(actor.now)
        .run()
        .await?;
    if kept == 0 {
        return Ok(false);
    }
    bump(tx, programme).await?;
    seal(tx, key, actor, "settle done", decision.number, text).await?;
    Ok(true)
}

async fn seal(
    tx: &mut Tx,
    key: &AuditKey,
    actor: &Actor,
    action: &str,
    number: i64,
    after: &str,
) -> Result<(), Problem> {
    let object = format!("decision {number}");
    let entry = Entry { chain: "programme", action, object, outcome: "done", before: None, after: Some(after) };
    audit::append(tx, key, actor, entry).await
}
