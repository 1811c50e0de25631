//! The audit chain: what was done, by whom, when, each entry sealed together with the one before it.
//!
//! The seal is an HMAC under a key that is not in the database, so whoever can only write to the
//! database cannot restamp the chain. Cutting off its tail shows against an anchor kept elsewhere.

pub mod pages;
pub mod search;
pub mod self_check;

use crate::db::{Db, Tx};
use crate::people::Person;
use crate::problem::Problem;
use chrono::{DateTime, TimeDelta, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The chain of those who were not let in, or not through.
pub const SIGN_IN: &str = "signin";

/// The key of the seal.
#[derive(Clone)]
pub struct AuditKey(Arc<[u8]>);

impl AuditKey {
    pub fn new(bytes: &[u8]) -> Self {
        AuditKey(bytes.into())
    }

    /// A mark on `text` that only this board can make, for one purpose. It has two fields where an entry's
    /// seal has twelve or more, so neither passes for the other.
    pub fn mark(&self, purpose: &str, text: &str) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).expect("an HMAC takes a key of any length");
        for field in [purpose, text] {
            mac.update(&(field.len() as u64).to_be_bytes());
            mac.update(field.as_bytes());
        }
        hex(&mac.finalize().into_bytes())
    }
}

/// The request an act comes in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Call {
    /// The id that stands in the log of requests, too.
    pub id: String,
    /// An IPv4 /24 or an IPv6 /48; empty if nothing came over a network.
    pub network: String,
}

impl From<&str> for Call {
    /// What is done by the board itself or at the shell of its machine.
    fn from(id: &str) -> Self {
        Call { id: id.to_owned(), network: String::new() }
    }
}

/// Who acts, when, and in which request.
#[derive(Clone, Debug)]
pub struct Actor {
    pub person: Person,
    pub now: DateTime<Utc>,
    pub request: Call,
}

/// What is done to what. Values are kept as digests, never in clear.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// A unit's id, or `programme`; one chain each, so that units do not wait for one another.
    pub chain: &'a str,
    pub action: &'a str,
    pub object: String,
    pub outcome: &'a str,
    pub before: Option<&'a str>,
    pub after: Option<&'a str>,
}

/// A row as stored.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct AuditRow {
    pub chain: String,
    pub seq: i64,
    pub at: DateTime<Utc>,
    pub person: String,
    pub role: String,
    pub action: String,
    pub object: String,
    pub outcome: String,
    pub before_digest: String,
    pub after_digest: String,
    pub request: String,
    pub network: String,
    pub hash: String,
    /// The seal of the entry before it in its chain, where that was looked up; empty for the first.
    #[sqlx(default)]
    pub previous: String,
}

pub fn digest(text: &str) -> String {
    hex(&Sha256::digest(text.as_bytes()))
}

pub fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    digits.map(|digit| char::from(b"0123456789abcdef"[usize::from(digit)])).collect()
}

impl AuditRow {
    /// Whether the entry, read with the seal before it, bears the seal that follows from both.
    pub fn is_whole(&self, key: &AuditKey) -> bool {
        (self.seq == 1 || !self.previous.is_empty()) && self.hash == self.seal(key, &self.previous)
    }

    /// The seal of the row after a row sealed with `previous`.
    fn seal(&self, key: &AuditKey, previous: &str) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&key.0).expect("an HMAC takes a key of any length");
        let seq = self.seq.to_string();
        let at = self.at.timestamp_micros().to_string();
        let fields: [&str; 12] = [
            previous,
            &self.chain,
            &seq,
            &at,
            &self.person,
            &self.role,
            &self.action,
            &self.object,
            &self.outcome,
            &self.before_digest,
            &self.after_digest,
            &self.request,
        ];
        // Entries made before networks were kept, and those without one, have a field less.
        for field in fields.into_iter().chain(Some(self.network.as_str()).filter(|network| !network.is_empty())) {
            // The length first, so that no two rows read the same.
            mac.update(&(field.len() as u64).to_be_bytes());
            mac.update(field.as_bytes());
        }
        hex(&mac.finalize().into_bytes())
    }
}

/// Adds an entry to its chain, in the transaction of the act itself.
pub async fn append(tx: &mut Tx, key: &AuditKey, actor: &Actor, entry: Entry<'_>) -> Result<(), Problem> {
    let chain = entry.chain.to_owned();
    // Taking the next number locks the head until the act is committed, so the chain has no gap and no fork.
    let (seq, previous): (i64, String) = tx
        .sql(
            "insert into audit_head (chain, seq, hash) values ($1, 1, '') \
             on conflict (chain) do update set seq = audit_head.seq + 1 returning seq, hash",
        )
        .bind(chain.clone())
        .one()
        .await?;
    let mut row = AuditRow {
        chain,
        seq,
        at: actor.now,
        person: actor.person.id.clone(),
        role: actor.person.role.to_string(),
        action: entry.action.to_owned(),
        object: entry.object,
        outcome: entry.outcome.to_owned(),
        before_digest: entry.before.map(digest).unwrap_or_default(),
        after_digest: entry.after.map(digest).unwrap_or_default(),
        request: actor.request.id.clone(),
        network: actor.request.network.clone(),
        hash: String::new(),
        previous,
    };
    row.hash = row.seal(key, &row.previous);
    tx.sql("update audit_head set hash = $2 where chain = $1")
        .bind(row.chain.clone())
        .bind(row.hash.clone())
        .later()
        .await?;
    tx.sql(
        "insert into audit (chain, seq, at, person, role, action, object, outcome, before_digest, after_digest, \
         request, network, hash) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(row.chain)
    .bind(row.seq)
    .bind(row.at)
    .bind(row.person)
    .bind(row.role)
    .bind(row.action)
    .bind(row.object)
    .bind(row.outcome)
    .bind(row.before_digest)
    .bind(row.after_digest)
    .bind(row.request)
    .bind(row.network)
    .bind(row.hash)
    .later()
    .await?;
    Ok(())
}

/// What stands as the action of an attempt that the rules turned away.
pub const REFUSED: &str = "refused";

/// Notes that somebody signed in asked for what is not theirs: once an hour for the same thing, so that asking
/// again and again fills neither the chain nor the disk.
pub async fn turned_away(db: &Db, key: &AuditKey, actor: &Actor, object: String) -> Result<(), Problem> {
    let mut tx = db.write().await?;
    let lately: Option<(i64,)> = tx
        .sql("select seq from audit where at > $1 and chain = $2 and person = $3 and action = $4 and object = $5 limit 1")
        .bind(actor.now - TimeDelta::hours(1))
        .bind(SIGN_IN.to_owned())
        .bind(actor.person.id.clone())
        .bind(REFUSED.to_owned())
        .bind(object.clone())
        .maybe()
        .await?;
    if lately.is_some() {
        return Ok(());
    }
    let entry = Entry { chain: SIGN_IN, action: REFUSED, object, outcome: REFUSED, before: None, after: None };
    append(&mut tx, key, actor, entry).await?;
    Ok(tx.commit().await?)
}

/// Adds an entry about the board itself: accounts, tokens, programmes.
pub async fn note(tx: &mut Tx, key: &AuditKey, actor: &Actor, action: &str, object: &str) -> Result<(), Problem> {
    let object = object.to_owned();
    let entry = Entry { chain: "programme", action, object, outcome: "done", before: None, after: None };
    append(tx, key, actor, entry).await
}

/// The newest entries, across chains.
pub async fn latest(tx: &mut Tx, limit: i64) -> Result<Vec<AuditRow>, Problem> {
    Ok(tx
        .sql(
            "select chain, seq, at, person, role, action, object, outcome, before_digest, after_digest, request, network, hash \
             from audit order by at desc, chain, seq desc limit $1",
        )
        .bind(limit)
        .all()
        .await?)
}

/// How many entries were checked, or where the chains first disagree with their seals.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    Whole { entries: i64 },
    Broken { chain: String, seq: i64 },
}

/// Checks every seal, every number and every head.
pub async fn verify(tx: &mut Tx, key: &AuditKey) -> Result<Verdict, Problem> {
    let rows: Vec<AuditRow> = tx
        .sql(
            "select chain, seq, at, person, role, action, object, outcome, before_digest, after_digest, request, network, hash \
             from audit order by chain, seq",
        )
        .all()
        .await?;
    let heads: Vec<(String, i64, String)> =
        tx.sql("select chain, seq, hash from audit_head order by chain").all().await?;
    let mut entries = 0;
    let mut rest = rows.as_slice();
    for (chain, length, head) in heads {
        let mut previous = String::new();
        for seq in 1..=length {
            let Some((row, after)) = rest.split_first().filter(|(row, _)| row.chain == chain && row.seq == seq) else {
                return Ok(Verdict::Broken { chain, seq });
            };
            if row.hash != row.seal(key, &previous) {
                return Ok(Verdict::Broken { chain, seq });
            }
            previous.clone_from(&row.hash);
            rest = after;
            entries += 1;
        }
        if previous != head {
            return Ok(Verdict::Broken { chain, seq: length });
        }
    }
    match rest.first() {
        Some(row) => Ok(Verdict::Broken { chain: row.chain.clone(), seq: row.seq }),
        None => Ok(Verdict::Whole { entries }),
    }
}
