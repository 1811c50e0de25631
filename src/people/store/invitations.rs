//! Links that work once, for choosing one's own password: of the secret only a digest is kept.

use super::second::hand;
use super::{PersonRow, hash_of};
use crate::audit::{Actor, AuditKey, note};
use crate::db::{Tx, new_id};
use crate::people::Account;
use crate::problem::Problem;
use chrono::{DateTime, TimeDelta, Utc};

/// For how long a link is valid.
pub const VALID_FOR: TimeDelta = TimeDelta::days(7);

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub id: String,
    pub account: Account,
    pub expires: DateTime<Utc>,
    /// Used, or followed by another.
    pub is_spent: bool,
}

impl Invitation {
    pub fn is_open(&self, now: DateTime<Utc>) -> bool {
        !self.is_spent && now < self.expires && self.account.closes.is_none_or(|closes| now < closes)
    }
}

/// Makes a link for `person`, whose secret has this `hash`; one made before opens nothing any more.
pub async fn invite(tx: &mut Tx, person: &str, hash: &str, actor: &Actor, key: &AuditKey) -> Result<(), Problem> {
    revoke(tx, person, actor.now).await?;
    tx.sql("insert into invitation (id, person, hash, made_by, made_at, expires_at) values ($1, $2, $3, $4, $5, $6)")
        .bind(new_id())
        .bind(person.to_owned())
        .bind(hash.to_owned())
        .bind(hand(actor))
        .bind(actor.now)
        .bind(actor.now + VALID_FOR)
        .run_one()
        .await?;
    note(tx, key, actor, "invite", &format!("person {person}")).await
}

pub(super) async fn revoke(tx: &mut Tx, person: &str, now: DateTime<Utc>) -> Result<(), Problem> {
    tx.sql("update invitation set revoked_at = $2 where person = $1 and used_at is null and revoked_at is null")
        .bind(person.to_owned())
        .bind(now)
        .run()
        .await?;
    Ok(())
}

#[derive(sqlx::FromRow)]
struct InvitationRow {
    invitation: String,
    expires_at: DateTime<Utc>,
    used_at: Option<DateTime<Utc>>,
    revoked_at: Option<DateTime<Utc>>,
    opens_at: Option<DateTime<Utc>>,
    disabled_at: Option<DateTime<Utc>>,
    #[sqlx(flatten)]
    person: PersonRow,
}

/// The invitation with this secret, open or not.
pub async fn by_secret(tx: &mut Tx, secret: &str) -> Result<Option<Invitation>, Problem> {
    let row: Option<InvitationRow> = tx
        .sql(
            "select i.id as invitation, i.expires_at, i.used_at, i.revoked_at, p.opens_at, p.disabled_at, p.id, \
             p.login, p.name, p.post, p.phone, p.role, p.unit from invitation i join person p on p.id = i.person \
             where i.hash = $1",
        )
        .bind(hash_of(secret))
        .maybe()
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Invitation {
        id: row.invitation,
        account: Account { person: row.person.person()?, opens: row.opens_at, closes: row.disabled_at },
        expires: row.expires_at,
        is_spent: row.used_at.is_some() || row.revoked_at.is_some(),
    }))
}

/// Takes the invitation and keeps the hash of the password chosen; answers `false` if somebody was first, or
/// if it has expired. Sessions begun with an older password end.
pub async fn accept(
    tx: &mut Tx,
    invitation: &Invitation,
    password: &str,
    actor: &Actor,
    key: &AuditKey,
) -> Result<bool, Problem> {
    let taken = tx
        .sql(
            "update invitation set used_at = $2 where id = $1 and used_at is null and revoked_at is null \
             and expires_at > $2",
        )
        .bind(invitation.id.clone())
        .bind(actor.now)
        .run()
        .await?;
    if taken == 0 {
        return Ok(false);
    }
    set_password(tx, &invitation.account.person.id, password, None).await?;
    note(tx, key, actor, "choose password", &format!("person {}", actor.person.id)).await?;
    Ok(true)
}

/// Keeps the hash of another password and ends the person's sessions, but for the one named.
pub async fn set_password(tx: &mut Tx, person: &str, password: &str, but: Option<&str>) -> Result<(), Problem> {
    tx.sql("update person set password = $2 where id = $1")
        .bind(person.to_owned())
        .bind(password.to_owned())
        .run_one()
        .await?;
    tx.sql("delete from session where person = $1 and hash <> $2")
        .bind(person.to_owned())
        .bind(but.unwrap_or_default().to_owned())
        .run()
        .await?;
    Ok(())
}
