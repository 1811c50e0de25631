//! The addresses of calendars as kept: of the secret in each only its digest.

use crate::audit::{self, Actor, AuditKey};
use crate::db::{Tx, new_id};
use crate::language::Lang;
use crate::people::store::hash_of;
use crate::problem::Problem;
use chrono::{DateTime, Utc};

/// A link as whoever made it sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub id: String,
    pub lang: Lang,
    pub made_at: DateTime<Utc>,
}

/// Whose calendar a link opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    pub unit: String,
    pub lang: Lang,
}

/// The link the person has, if one is in force.
pub async fn of_person(tx: &mut Tx, person: &str) -> Result<Option<Link>, Problem> {
    let row: Option<(String, String, DateTime<Utc>)> = tx
        .sql(
            "select id, language, made_at from calendar_link where person = $1 and revoked_at is null \
             order by made_at desc, id desc limit 1",
        )
        .bind(person.to_owned())
        .maybe()
        .await?;
    Ok(row.map(|(id, language, made_at)| Link { id, lang: language.parse().unwrap_or_default(), made_at }))
}

/// Keeps a link whose secret has this digest; the one before it opens nothing from now on.
pub async fn replace(tx: &mut Tx, hash: &str, lang: Lang, actor: &Actor, key: &AuditKey) -> Result<(), Problem> {
    end(tx, actor).await?;
    let id = new_id();
    tx.sql("insert into calendar_link (id, person, hash, language, made_at) values ($1, $2, $3, $4, $5)")
        .bind(id.clone())
        .bind(actor.person.id.clone())
        .bind(hash.to_owned())
        .bind(lang.to_string())
        .bind(actor.now)
        .run_one()
        .await?;
    audit::note(tx, key, actor, "make calendar link", &format!("calendar {id}")).await
}

/// Ends the person's link. Answers `false` if there is none.
pub async fn revoke(tx: &mut Tx, actor: &Actor, key: &AuditKey) -> Result<bool, Problem> {
    let ended = end(tx, actor).await?;
    if ended > 0 {
        audit::note(tx, key, actor, "revoke calendar link", &format!("calendar of {}", actor.person.id)).await?;
    }
    Ok(ended > 0)
}

async fn end(tx: &mut Tx, actor: &Actor) -> Result<u64, Problem> {
    Ok(tx
        .sql("update calendar_link set revoked_at = $2 where person = $1 and revoked_at is null")
        .bind(actor.person.id.clone())
        .bind(actor.now)
        .run()
        .await?)
}

/// Whose calendar the secret opens at `now`. A closed account opens none.
pub async fn by_secret(tx: &mut Tx, secret: &str, now: DateTime<Utc>) -> Result<Option<Opened>, Problem> {
    let row: Option<(Option<String>, String)> = tx
        .sql(
            "select p.unit, l.language from calendar_link l join person p on p.id = l.person \
             where l.hash = $1 and l.revoked_at is null and (p.disabled_at is null or p.disabled_at > $2)",
        )
        .bind(hash_of(secret))
        .bind(now)
        .maybe()
        .await?;
    Ok(row.and_then(|(unit, language)| Some(Opened { unit: unit?, lang: language.parse().unwrap_or_default() })))
}
