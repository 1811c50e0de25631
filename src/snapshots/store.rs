//! Snapshot links as kept: of the secret in the address only its digest.

use super::{Snapshot, Wanted};
use crate::audit::{self, Actor, AuditKey};
use crate::db::{Tx, new_id};
use crate::notes::Signed;
use crate::people::store::hash_of;
use crate::problem::Problem;
use chrono::{DateTime, NaiveDate, Utc};

#[derive(sqlx::FromRow)]
struct SnapshotRow {
    id: String,
    programme: String,
    position_on: NaiveDate,
    name: String,
    post: String,
    unit: Option<String>,
    made_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    revoked_at: Option<DateTime<Utc>>,
}

impl From<SnapshotRow> for Snapshot {
    fn from(row: SnapshotRow) -> Self {
        Snapshot {
            id: row.id,
            programme: row.programme,
            day: row.position_on,
            made: Signed { name: row.name, post: row.post, unit: row.unit, at: row.made_at },
            expires: row.expires_at,
            revoked: row.revoked_at,
        }
    }
}

/// Every link made for `programme`, the newest first.
pub async fn all(tx: &mut Tx, programme: &str) -> Result<Vec<Snapshot>, Problem> {
    let rows: Vec<SnapshotRow> = tx
        .sql(
            "select id, programme, position_on, name, post, unit, made_at, expires_at, revoked_at from snapshot \
             where programme = $1 order by made_at desc, id desc",
        )
        .bind(programme.to_owned())
        .all()
        .await?;
    Ok(rows.into_iter().map(Snapshot::from).collect())
}

/// The link with this secret, open or not.
pub async fn by_secret(tx: &mut Tx, secret: &str) -> Result<Option<Snapshot>, Problem> {
    let row: Option<SnapshotRow> = tx
        .sql(
            "select id, programme, position_on, name, post, unit, made_at, expires_at, revoked_at from snapshot \
             where hash = $1",
        )
        .bind(hash_of(secret))
        .maybe()
        .await?;
    Ok(row.map(Snapshot::from))
}

/// Keeps a link whose secret has this digest; answers its id.
pub async fn add(
    tx: &mut Tx,
    programme: &str,
    hash: &str,
    wanted: Wanted,
    actor: &Actor,
    key: &AuditKey,
) -> Result<String, Problem> {
    let (id, expires) = (new_id(), actor.now + wanted.open_for);
    tx.sql(
        "insert into snapshot (id, programme, hash, position_on, name, post, unit, made_at, expires_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(id.clone())
    .bind(programme.to_owned())
    .bind(hash.to_owned())
    .bind(wanted.day)
    .bind(actor.person.name.clone())
    .bind(actor.person.post.clone())
    .bind(actor.person.unit.clone())
    .bind(actor.now)
    .bind(expires)
    .run_one()
    .await?;
    audit::note(tx, key, actor, "make snapshot", &format!("snapshot {} {id}", wanted.day)).await?;
    Ok(id)
}

/// Ends a link. Answers `false` if there is none in force with this id.
pub async fn revoke(tx: &mut Tx, programme: &str, id: &str, actor: &Actor, key: &AuditKey) -> Result<bool, Problem> {
    let revoked: Option<(NaiveDate,)> = tx
        .sql(
            "update snapshot set revoked_at = $3, revoked_by = $4 \
             where programme = $1 and id = $2 and revoked_at is null returning position_on",
        )
        .bind(programme.to_owned())
        .bind(id.to_owned())
        .bind(actor.now)
        .bind(actor.person.id.clone())
        .maybe()
        .await?;
    let Some((day,)) = revoked else { return Ok(false) };
    audit::note(tx, key, actor, "revoke snapshot", &format!("snapshot {day} {id}")).await?;
    Ok(true)
}
