//! Decisions on readings as kept: added, never changed.

use super::{Decision, seen_as};
use crate::audit::{Actor, AuditKey, Entry, append};
use crate::calendar::day_of;
use crate::db::{Tx, new_id};
use crate::problem::Problem;
use crate::programme::Decided;
use crate::programme::store::bump;
use chrono::{DateTime, NaiveDate, Utc};

#[derive(sqlx::FromRow)]
struct DecisionRow {
    reading: String,
    choice: String,
    basis: String,
    effective_from: NaiveDate,
    name: String,
    post: String,
    decided_at: DateTime<Utc>,
}

/// Every decision on the readings of `programme`, in the order in which they were made.
pub async fn decisions(tx: &mut Tx, programme: &str) -> Result<Vec<Decision>, Problem> {
    let rows: Vec<DecisionRow> = tx
        .sql(
            "select reading, choice, basis, effective_from, name, post, decided_at from reading_decision \
             where programme = $1 order by decided_at, id",
        )
        .bind(programme.to_owned())
        .all()
        .await?;
    let decision = |row: DecisionRow| Decision {
        reading: row.reading,
        choice: row.choice,
        from: row.effective_from,
        decided: Decided { by: format!("{} · {}", row.post, row.name), basis: row.basis, on: day_of(row.decided_at) },
    };
    Ok(rows.into_iter().map(decision).collect())
}

/// Decides how a question is read from `from` on. Decisions follow one another in the order of their days, like the
/// files of the programme. Whoever has `seen` another decision than the last is told so; none asks for no such check.
pub async fn decide(
    tx: &mut Tx,
    programme: &str,
    (reading, choice, basis): (&str, &str, &str),
    (from, seen): (NaiveDate, Option<&str>),
    actor: &Actor,
    key: &AuditKey,
) -> Result<(), Problem> {
    // The lock on the programme's row orders this and a new file at once, and two who decide at once.
    bump(tx, programme).await?;
    let held = decisions(tx, programme).await?;
    let last = held.iter().rfind(|decision| decision.reading == reading).map(|decision| &decision.decided);
    if seen.is_some_and(|seen| seen != seen_as(last)) {
        return Err(Problem::Overtaken);
    }
    let person = &actor.person;
    tx.sql(
        "insert into reading_decision (id, programme, reading, choice, basis, effective_from, person, name, post, \
         decided_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(new_id())
    .bind(programme.to_owned())
    .bind(reading.to_owned())
    .bind(choice.to_owned())
    .bind(basis.to_owned())
    .bind(from)
    .bind(person.id.clone())
    .bind(person.name.clone())
    .bind(person.post.clone())
    .bind(actor.now)
    .run_one()
    .await?;
    let object = format!("reading {reading} of programme {programme}");
    let after = format!("{choice}\n{basis}\n{from}");
    let entry = Entry {
        chain: "programme",
        action: "decide reading",
        object,
        outcome: "done",
        before: None,
        after: Some(&after),
    };
    append(tx, key, actor, entry).await
}
