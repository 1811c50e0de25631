//! Changes that wait for a second administrator, and what became of them.

use super::{amend, bump};
use crate::audit::{Actor, AuditKey, Entry, append};
use crate::calendar::day_of;
use crate::db::{Tx, new_id};
use crate::people::store::{decide, hand, is_another};
use crate::problem::Problem;
use crate::programme::file;
use chrono::{DateTime, NaiveDate, Utc};

/// A change that one administrator asks for.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Proposal {
    pub id: String,
    pub programme: String,
    /// The file it was made from.
    pub edition: i64,
    pub source: String,
    pub effective_from: NaiveDate,
    pub reason: String,
    pub person: String,
    pub name: String,
    pub post: String,
    pub made_at: DateTime<Utc>,
    pub confirmed_at: Option<DateTime<Utc>>,
    pub refused_at: Option<DateTime<Utc>>,
    pub decided_by: Option<String>,
    pub refusal: Option<String>,
}

impl Proposal {
    pub fn is_open(&self) -> bool {
        self.confirmed_at.is_none() && self.refused_at.is_none()
    }
}

/// What is to be proposed.
#[derive(Clone, Debug)]
pub struct Proposed {
    pub programme: String,
    pub edition: i64,
    pub source: String,
    pub effective_from: NaiveDate,
    pub reason: String,
}

/// Keeps a change for another administrator to decide on; answers its id.
pub async fn propose(tx: &mut Tx, it: &Proposed, actor: &Actor, key: &AuditKey) -> Result<String, Problem> {
    // The lock on the programme's row orders this and an import at once.
    bump(tx, &it.programme).await?;
    let id = new_id();
    let person = &actor.person;
    tx.sql(
        "insert into programme_proposal (id, programme, edition, source, effective_from, reason, person, name, post, \
         made_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(id.clone())
    .bind(it.programme.clone())
    .bind(it.edition)
    .bind(it.source.clone())
    .bind(it.effective_from)
    .bind(it.reason.clone())
    .bind(person.id.clone())
    .bind(person.name.clone())
    .bind(person.post.clone())
    .bind(actor.now)
    .run_one()
    .await?;
    let object = format!("proposal {id} from edition {}", it.edition);
    let entry = Entry {
        chain: "programme",
        action: "propose change",
        object,
        outcome: "done",
        before: None,
        after: Some(&it.source),
    };
    append(tx, key, actor, entry).await?;
    Ok(id)
}

/// Every proposal for `programme`, the newest first.
pub async fn proposals(tx: &mut Tx, programme: &str) -> Result<Vec<Proposal>, Problem> {
    Ok(tx
        .sql(
            "select id, programme, edition, source, effective_from, reason, person, name, post, made_at, confirmed_at, \
             refused_at, decided_by, refusal from programme_proposal where programme = $1 order by made_at desc, id desc",
        )
        .bind(programme.to_owned())
        .all()
        .await?)
}

pub async fn proposal(tx: &mut Tx, id: &str) -> Result<Option<Proposal>, Problem> {
    Ok(tx
        .sql(
            "select id, programme, edition, source, effective_from, reason, person, name, post, made_at, confirmed_at, \
             refused_at, decided_by, refusal from programme_proposal where id = $1",
        )
        .bind(id.to_owned())
        .maybe()
        .await?)
}

/// Puts a proposal in force, or refuses it with a reason. Never by whoever made it. Answers `false` if somebody was
/// first, or if the programme has changed since and what was seen is no longer what would come of it.
pub async fn settle(
    tx: &mut Tx,
    id: &str,
    refusal: Option<&str>,
    actor: &Actor,
    key: &AuditKey,
) -> Result<bool, Problem> {
    let it = proposal(tx, id).await?.ok_or(Problem::NotFound)?;
    is_another(&it.person, actor)?;
    bump(tx, &it.programme).await?;
    let head = super::head(tx, &it.programme).await?.ok_or(Problem::NotFound)?;
    if refusal.is_none() && head.edition != it.edition {
        return Ok(false);
    }
    let sql = "update programme_proposal set confirmed_at = $2, refused_at = $3, decided_by = $4, refusal = $5 \
               where id = $1 and confirmed_at is null and refused_at is null";
    if !decide(tx, sql, id, refusal, actor).await? {
        return Ok(false);
    }
    let action = match refusal {
        Some(_) => "refuse change",
        None => {
            let programme = file::read(&it.source).map_err(|mistakes| {
                Problem::bad_input("source", "a programme file", format!("{} mistakes", mistakes.len()))
            })?;
            // Confirmed after its day, it begins with the day of the confirmation: no day is repainted.
            let day = it.effective_from.max(day_of(actor.now));
            let hands = format!("{} · {}; {}", it.post, it.name, hand(actor));
            amend(tx, &programme, &it.source, &it.reason, &hands, (actor.now, day)).await?;
            "confirm change"
        }
    };
    let object = format!("proposal {id}");
    let entry = Entry { chain: "programme", action, object, outcome: "done", before: None, after: Some(&it.source) };
    append(tx, key, actor, entry).await?;
    Ok(true)
}
