//! Remarks as kept: added, never changed.

use super::{Remark, standing};
use crate::audit::{self, Actor, AuditKey, Entry};
use crate::db::{Tx, new_id};
use crate::notes::Signed;
use crate::problem::Problem;
use crate::programme::store::bump;
use chrono::{DateTime, Utc};

#[derive(sqlx::FromRow)]
struct RemarkRow {
    body: String,
    name: String,
    post: String,
    unit: Option<String>,
    at: DateTime<Utc>,
}

/// Every remark on the conclusion of `programme`, the oldest first.
pub async fn all(tx: &mut Tx, programme: &str) -> Result<Vec<Remark>, Problem> {
    let rows: Vec<RemarkRow> = tx
        .sql("select body, name, post, unit, at from remark where programme = $1 order by at, id")
        .bind(programme.to_owned())
        .all()
        .await?;
    let remark = |row: RemarkRow| Remark {
        text: row.body,
        by: Signed { name: row.name, post: row.post, unit: row.unit, at: row.at },
    };
    Ok(rows.into_iter().map(remark).collect())
}

/// Puts `text` in the place of the remark that stands; an empty one takes that down.
pub async fn add(tx: &mut Tx, programme: &str, text: &str, actor: &Actor, key: &AuditKey) -> Result<(), Problem> {
    // The lock on the programme's row also orders two remarks at once.
    bump(tx, programme).await?;
    let held = all(tx, programme).await?;
    let before = standing(&held).map(|remark| remark.text.as_str());
    if before.is_none() && text.is_empty() {
        return Ok(());
    }
    let person = &actor.person;
    tx.sql(
        "insert into remark (id, programme, body, person, name, post, unit, at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(new_id())
    .bind(programme.to_owned())
    .bind(text.to_owned())
    .bind(person.id.clone())
    .bind(person.name.clone())
    .bind(person.post.clone())
    .bind(person.unit.clone())
    .bind(actor.now)
    .run_one()
    .await?;
    let object = format!("conclusion {programme}");
    let action = if text.is_empty() { "take remark down" } else { "remark on conclusion" };
    let after = Some(text).filter(|text| !text.is_empty());
    audit::append(tx, key, actor, Entry { chain: "programme", action, object, outcome: "done", before, after }).await
}
