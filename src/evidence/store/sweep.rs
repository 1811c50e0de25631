//! What nobody refers to any more leaves the shelf. A content is claimed before it is put there, and what was
//! claimed within a day is never thrown away, so no file is lost between being put down and being written down.

use super::Shelf;
use crate::db::{Db, Tx};
use crate::problem::Problem;
use chrono::{DateTime, TimeDelta, Utc};

/// An upload that takes longer has ended badly.
const CLAIMED_FOR: TimeDelta = TimeDelta::days(1);

/// What was thrown away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Swept {
    pub files: i64,
    pub bytes: i64,
}

/// Claims the place of a content, to be put there next. To be committed before it is.
pub async fn claim(tx: &mut Tx, sha256: &str, size: i64, now: DateTime<Utc>) -> Result<(), Problem> {
    tx.sql(
        "insert into evidence_blob (sha256, size, claimed_at) values ($1, $2, $3) \
         on conflict (sha256) do update set claimed_at = $3",
    )
    .bind(sha256.to_owned())
    .bind(size)
    .bind(now)
    .run_one()
    .await?;
    Ok(())
}

/// Throws away every content that no file refers to and that nobody has claimed since yesterday. Each goes in a
/// transaction of its own, whose row keeps a claim of the same content waiting until it is gone.
pub async fn sweep(db: &Db, shelf: &Shelf, now: DateTime<Utc>) -> Result<Swept, Problem> {
    let before = now - CLAIMED_FOR;
    let mut tx = db.glance().await?;
    let found: Vec<(String, i64)> = tx
        .sql(
            "select sha256, size from evidence_blob b where claimed_at < $1 \
             and not exists (select 1 from evidence e where e.sha256 = b.sha256) \
             and not exists (select 1 from paper_file p where p.sha256 = b.sha256) order by sha256",
        )
        .bind(before)
        .all()
        .await?;
    drop(tx);
    let mut swept = Swept::default();
    for (sha256, size) in found {
        let mut tx = db.write().await?;
        let gone = tx
            .sql(
                "delete from evidence_blob where sha256 = $1 and claimed_at < $2 \
                 and not exists (select 1 from evidence e where e.sha256 = evidence_blob.sha256) \
                 and not exists (select 1 from paper_file p where p.sha256 = evidence_blob.sha256)",
            )
            .bind(sha256.clone())
            .bind(before)
            .run()
            .await?;
        if gone == 1 {
            shelf.remove(&sha256).await?;
            tx.commit().await?;
            swept.files += 1;
            swept.bytes += size;
        }
    }
    Ok(swept)
}
