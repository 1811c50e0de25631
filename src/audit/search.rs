//! Looking through the audit chain: by object, person, chain, action and time, a page at a time.

use super::{AuditKey, AuditRow, hex};
use crate::db::Tx;
use crate::problem::Problem;
use chrono::{DateTime, TimeZone, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::fmt;
use std::str::FromStr;

/// Stands for every chain but those of the programme and of signing in: what changed data.
pub const DATA: &str = "*";

/// What is looked for. What is empty keeps everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// A part of the object.
    pub object: String,
    /// Id of a person.
    pub person: String,
    /// A chain, or [`DATA`].
    pub chain: String,
    pub action: String,
    pub from: Option<DateTime<Utc>>,
    /// The first moment no longer wanted.
    pub until: Option<DateTime<Utc>>,
}

/// The last entry of a page: where the next page begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    at: DateTime<Utc>,
    chain: String,
    seq: i64,
}

impl Place {
    pub fn of(row: &AuditRow) -> Self {
        Place { at: row.at, chain: row.chain.clone(), seq: row.seq }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}~{}~{}", self.at.timestamp_micros(), self.seq, self.chain)
    }
}

impl FromStr for Place {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("expected the end of a page, found {text:?}");
        let mut parts = text.splitn(3, '~');
        let mut number = || parts.next().and_then(|part| part.parse::<i64>().ok()).ok_or_else(wrong);
        let (micros, seq) = (number()?, number()?);
        let at = Utc.timestamp_micros(micros).single().ok_or_else(wrong)?;
        Ok(Place { at, seq, chain: parts.next().ok_or_else(wrong)?.to_owned() })
    }
}

fn far(year: i32) -> DateTime<Utc> {
    Utc.with_ymd_and_hms(year, 1, 1, 0, 0, 0).single().expect("the beginning of a year")
}

/// At most `limit` entries, the newest first, from after `place` on.
pub async fn search(tx: &mut Tx, wanted: &Wanted, place: Option<&Place>, limit: i64) -> Result<Vec<AuditRow>, Problem> {
    let mut object = String::new();
    if !wanted.object.is_empty() {
        let plain = wanted.object.to_lowercase().replace('!', "!!").replace('%', "!%").replace('_', "!_");
        object = format!("%{plain}%");
    }
    let end = far(9999);
    let place = place.cloned().unwrap_or(Place { at: end, chain: String::new(), seq: 0 });
    Ok(tx
        .sql(
            "select a.chain, a.seq, a.at, a.person, a.role, a.action, a.object, a.outcome, a.before_digest, \
             a.after_digest, a.request, a.network, a.hash, coalesce(b.hash, '') as previous \
             from audit a left join audit b on b.chain = a.chain and b.seq = a.seq - 1 \
             where ($1 = '' or lower(a.object) like $1 escape '!') and ($2 = '' or a.person = $2) \
             and ($3 = '' or a.chain = $3 or ($3 = '*' and a.chain not in ('programme', 'signin'))) \
             and ($4 = '' or a.action = $4) and a.at >= $5 and a.at < $6 \
             and (a.at < $7 or (a.at = $7 and (a.chain > $8 or (a.chain = $8 and a.seq < $9)))) \
             order by a.at desc, a.chain, a.seq desc limit $10",
        )
        .bind(object)
        .bind(wanted.person.clone())
        .bind(wanted.chain.clone())
        .bind(wanted.action.clone())
        .bind(wanted.from.unwrap_or_else(|| far(1)))
        .bind(wanted.until.unwrap_or(end))
        .bind(place.at)
        .bind(place.chain)
        .bind(place.seq)
        .bind(limit)
        .all()
        .await?)
}

/// Every chain with the number and the seal of its last entry.
pub async fn heads(tx: &mut Tx) -> Result<Vec<(String, i64, String)>, Problem> {
    Ok(tx.sql("select chain, seq, hash from audit_head order by chain").all().await?)
}

/// Every action there is an entry of.
pub async fn actions(tx: &mut Tx) -> Result<Vec<String>, Problem> {
    let found: Vec<(String,)> = tx.sql("select distinct action from audit order by action").all().await?;
    Ok(found.into_iter().map(|(action,)| action).collect())
}

/// The seal of an extract, under the key of the chain: whoever holds the key can tell that nothing was changed.
pub fn seal(key: &AuditKey, bytes: &[u8]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(&key.0).expect("an HMAC takes a key of any length");
    // An extract can never be taken for a row of the chain.
    mac.update(b"extract\0");
    mac.update(bytes);
    hex(&mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_page_has_one_spelling() {
        for text in ["1658970120000000~12~soc_food", "0~1~a~b"] {
            assert_eq!(text.parse::<Place>().unwrap().to_string(), text);
        }
        for wrong in ["", "1~2", "x~2~a", "1~y~a", "9223372036854775807~1~a"] {
            assert!(wrong.parse::<Place>().is_err(), "{wrong}");
        }
    }
}
