//! Accounts, sessions and tokens.

mod appointments;
mod invitations;
mod proposals;
mod seats;
mod second;

pub use appointments::{Handover, Register, accounts, appointments, by_id, change, hand_over};
pub use invitations::{Invitation, VALID_FOR, accept, by_secret, invite, set_password};
pub use proposals::{Proposal, other_administrators, proposals, propose, settle};
pub use seats::{holders, seat};
pub use second::{decide, hand, is_another};

use crate::db::{Tx, new_id};
use crate::people::Person;
use crate::problem::Problem;
use crate::programme::store::bump_all;
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

/// A session ends this long after it was last used …
const IDLE: TimeDelta = TimeDelta::minutes(30);
/// … and in any case this long after it began.
const LONGEST: TimeDelta = TimeDelta::hours(12);
/// More than these, and the oldest is ended.
const SESSIONS_EACH: usize = 3;
/// `seen_at` is written at most this often, so that reading a page costs no write.
const SEEN_EVERY: TimeDelta = TimeDelta::minutes(1);

#[derive(Clone, sqlx::FromRow)]
struct PersonRow {
    id: String,
    login: String,
    name: String,
    post: String,
    phone: String,
    role: String,
    unit: Option<String>,
}

impl PersonRow {
    fn person(self) -> Result<Person, Problem> {
        let role = self.role.parse().map_err(|_| Problem::Internal { id: format!("role of {}", self.id) })?;
        let PersonRow { id, login, name, post, phone, unit, .. } = self;
        Ok(Person { id, login, name, post, phone, role, unit })
    }
}

/// Opens an account. Answers `false` if the login is taken.
pub async fn add(tx: &mut Tx, person: &Person, password: &str, now: DateTime<Utc>) -> Result<bool, Problem> {
    let added = appointments::open(tx, person, password, None, now).await?;
    if added {
        appointments::appoint(tx, person, now, "", None, ("", now)).await?;
    }
    bump_all(tx).await?;
    Ok(added)
}

/// The person with this login and the hash of their password, if the account is open at `now`.
pub async fn by_login(tx: &mut Tx, login: &str, now: DateTime<Utc>) -> Result<Option<(Person, String)>, Problem> {
    let found: Option<PersonRow> = tx
        .sql(
            "select id, login, name, post, phone, role, unit from person where login = $1 \
             and (disabled_at is null or disabled_at > $2) and (opens_at is null or opens_at <= $2)",
        )
        .bind(login.to_owned())
        .bind(now)
        .maybe()
        .await?;
    let Some(row) = found else { return Ok(None) };
    let (password,): (String,) = tx.sql("select password from person where id = $1").bind(row.id.clone()).one().await?;
    Ok(Some((row.person()?, password)))
}

/// Everybody whose account has opened by `now`, and since when it is closed.
pub async fn all(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<(Person, Option<DateTime<Utc>>)>, Problem> {
    let begun = accounts(tx).await?.into_iter().filter(|account| account.opens.is_none_or(|opens| opens <= now));
    Ok(begun.map(|account| (account.person, account.closes.filter(|closes| *closes <= now))).collect())
}

/// Whether anybody has an account yet.
pub async fn is_empty(tx: &mut Tx) -> Result<bool, Problem> {
    let (count,): (i64,) = tx.sql("select count(*) from person").one().await?;
    Ok(count == 0)
}

/// Closes an account and ends its sessions and tokens. Answers `false` if there is no such open account.
pub async fn disable(tx: &mut Tx, login: &str, now: DateTime<Utc>) -> Result<bool, Problem> {
    let found: Option<(String,)> = tx
        .sql(
            "update person set disabled_at = $2 where login = $1 and (disabled_at is null or disabled_at > $2) \
             returning id",
        )
        .bind(login.to_owned())
        .bind(now)
        .maybe()
        .await?;
    let Some((id,)) = found else { return Ok(false) };
    appointments::end(tx, &id, now).await?;
    shut_out(tx, &id, now).await?;
    bump_all(tx).await?;
    Ok(true)
}

/// Ends every session, token and invitation of a person.
pub(super) async fn shut_out(tx: &mut Tx, person: &str, now: DateTime<Utc>) -> Result<(), Problem> {
    tx.sql("delete from session where person = $1").bind(person.to_owned()).run().await?;
    tx.sql("update token set revoked_at = $2 where person = $1 and revoked_at is null")
        .bind(person.to_owned())
        .bind(now)
        .run()
        .await?;
    invitations::revoke(tx, person, now).await
}

/// A secret of 256 random bits, in hexadecimal.
pub fn secret() -> String {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    crate::audit::hex(&bytes)
}

/// What is kept of a secret.
pub fn hash_of(secret: &str) -> String {
    crate::audit::hex(&Sha256::digest(secret.as_bytes()))
}

/// A session as the visitor's request finds it.
#[derive(Clone, Debug)]
pub struct Session {
    pub hash: String,
    pub csrf: String,
    pub person: Person,
}

/// Begins a session and answers its secret, which is nowhere kept.
pub async fn begin_session(tx: &mut Tx, person: &Person, now: DateTime<Utc>) -> Result<String, Problem> {
    let held: Vec<(String,)> = tx
        .sql("select hash from session where person = $1 order by created_at desc, hash")
        .bind(person.id.clone())
        .all()
        .await?;
    for (hash,) in held.into_iter().skip(SESSIONS_EACH - 1) {
        tx.sql("delete from session where hash = $1").bind(hash).run().await?;
    }
    let session = secret();
    tx.sql("insert into session (hash, person, csrf, created_at, seen_at) values ($1, $2, $3, $4, $4)")
        .bind(hash_of(&session))
        .bind(person.id.clone())
        .bind(secret())
        .bind(now)
        .run_one()
        .await?;
    Ok(session)
}

/// A session as kept, living or not.
#[derive(Clone, sqlx::FromRow)]
pub struct SessionRow {
    hash: String,
    csrf: String,
    seen_at: DateTime<Utc>,
    created_at: DateTime<Utc>,
    opens_at: Option<DateTime<Utc>>,
    disabled_at: Option<DateTime<Utc>>,
    #[sqlx(flatten)]
    person: PersonRow,
}

impl SessionRow {
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The session if it lives at `now`; and whether its use should be noted.
    pub fn living(self, now: DateTime<Utc>) -> Result<Option<(Session, bool)>, Problem> {
        let account_is_open =
            self.opens_at.is_none_or(|opens| opens <= now) && self.disabled_at.is_none_or(|closes| now < closes);
        if !account_is_open || now - self.seen_at > IDLE || now - self.created_at > LONGEST {
            return Ok(None);
        }
        let note = now - self.seen_at > SEEN_EVERY;
        Ok(Some((Session { hash: self.hash, csrf: self.csrf, person: self.person.person()? }, note)))
    }
}

/// Most sessions that [`sessions`] looks for at once.
pub const AT_ONCE: usize = 8;

/// The sessions with these hashes, living or not.
pub async fn sessions(tx: &mut Tx, hashes: &[&str]) -> Result<Vec<SessionRow>, Problem> {
    let mut query = tx.sql(
        "select s.hash, s.csrf, s.seen_at, s.created_at, p.opens_at, p.disabled_at, p.id, p.login, p.name, p.post, \
         p.phone, p.role, p.unit from session s join person p on p.id = s.person \
         where s.hash in ($1, $2, $3, $4, $5, $6, $7, $8)",
    );
    for place in 0..AT_ONCE {
        query = query.bind(hashes.get(place).copied().unwrap_or_default().to_owned());
    }
    Ok(query.all().await?)
}

/// The session behind a secret, if it lives at `now`; and whether its use should be noted.
pub async fn session(tx: &mut Tx, secret: &str, now: DateTime<Utc>) -> Result<Option<(Session, bool)>, Problem> {
    match sessions(tx, &[&hash_of(secret)]).await?.pop() {
        Some(row) => row.living(now),
        None => Ok(None),
    }
}

pub async fn note_seen(tx: &mut Tx, hash: &str, now: DateTime<Utc>) -> Result<(), Problem> {
    tx.sql("update session set seen_at = $2 where hash = $1").bind(hash.to_owned()).bind(now).run().await?;
    Ok(())
}

pub async fn end_session(tx: &mut Tx, hash: &str) -> Result<(), Problem> {
    tx.sql("delete from session where hash = $1").bind(hash.to_owned()).run().await?;
    Ok(())
}

/// Makes a bearer token for a person and answers its secret, which is nowhere kept.
pub async fn add_token(
    tx: &mut Tx,
    person: &Person,
    label: &str,
    now: DateTime<Utc>,
) -> Result<(String, String), Problem> {
    let (id, token) = (new_id(), format!("pb_{}", secret()));
    tx.sql("insert into token (id, person, hash, label, created_at) values ($1, $2, $3, $4, $5)")
        .bind(id.clone())
        .bind(person.id.clone())
        .bind(hash_of(&token))
        .bind(label.to_owned())
        .bind(now)
        .run_one()
        .await?;
    Ok((id, token))
}

/// Whom a token speaks for, with the days of their account.
#[derive(Clone)]
pub struct Spoken {
    person: Person,
    opens: Option<DateTime<Utc>>,
    closes: Option<DateTime<Utc>>,
}

impl Spoken {
    /// The person, if their account is open at `now`.
    pub fn living(self, now: DateTime<Utc>) -> Option<Person> {
        let is_open = self.opens.is_none_or(|opens| opens <= now) && self.closes.is_none_or(|closes| now < closes);
        is_open.then_some(self.person)
    }
}

/// For whom the bearer tokens with these hashes speak, each with its hash; at most [`AT_ONCE`].
pub async fn of_tokens(tx: &mut Tx, hashes: &[&str]) -> Result<Vec<(String, Spoken)>, Problem> {
    #[derive(sqlx::FromRow)]
    struct Row {
        hash: String,
        opens_at: Option<DateTime<Utc>>,
        disabled_at: Option<DateTime<Utc>>,
        #[sqlx(flatten)]
        person: PersonRow,
    }
    let mut query = tx.sql(
        "select t.hash, p.opens_at, p.disabled_at, p.id, p.login, p.name, p.post, p.phone, p.role, p.unit \
         from token t join person p on p.id = t.person \
         where t.hash in ($1, $2, $3, $4, $5, $6, $7, $8) and t.revoked_at is null",
    );
    for place in 0..AT_ONCE {
        query = query.bind(hashes.get(place).copied().unwrap_or_default().to_owned());
    }
    let rows: Vec<Row> = query.all().await?;
    let spoken = |row: Row| {
        let Row { hash, opens_at: opens, disabled_at: closes, person } = row;
        Ok((hash, Spoken { person: person.person()?, opens, closes }))
    };
    rows.into_iter().map(spoken).collect()
}

/// The person a bearer token speaks for at `now`.
pub async fn by_token(tx: &mut Tx, token: &str, now: DateTime<Utc>) -> Result<Option<Person>, Problem> {
    Ok(of_tokens(tx, &[&hash_of(token)]).await?.pop().and_then(|(_, spoken)| spoken.living(now)))
}

/// Revokes a token. Answers `false` if there is none in force with this id.
pub async fn revoke_token(tx: &mut Tx, id: &str, now: DateTime<Utc>) -> Result<bool, Problem> {
    let revoked = tx
        .sql("update token set revoked_at = $2 where id = $1 and revoked_at is null")
        .bind(id.to_owned())
        .bind(now)
        .run()
        .await?;
    Ok(revoked == 1)
}

/// Seconds until `login` may try again from `network`; zero when it may now.
pub async fn wait_to_sign_in(tx: &mut Tx, login: &str, network: &str, now: DateTime<Utc>) -> Result<i64, Problem> {
    let until: Vec<(DateTime<Utc>,)> = tx
        .sql("select closed_until from sign_in_failure where key in ($1, $2)")
        .bind(format!("{login} {network}"))
        .bind(login.to_owned())
        .all()
        .await?;
    // Rounded up: a part of a second is waited for too.
    let longest = until.into_iter().map(|(until,)| (until - now).num_milliseconds()).max().unwrap_or(0);
    Ok(longest.max(0).unsigned_abs().div_ceil(1000) as i64)
}

/// Notes a failed sign-in: one second for the first three from a network, five for two more, then a
/// quarter of an hour, doubling to four hours. Twenty-five in an hour close the account to every network
/// for a quarter of an hour, no longer, so that an outsider cannot lock a society out. Answers whether the
/// door is now closed for a quarter of an hour or more.
pub async fn note_failure(tx: &mut Tx, login: &str, network: &str, now: DateTime<Utc>) -> Result<bool, Problem> {
    let mut held_back = false;
    let keys = [(format!("{login} {network}"), true), (login.to_owned(), false)];
    for (key, here) in keys {
        let held: Option<(i64, DateTime<Utc>)> =
            tx.sql("select failures, since from sign_in_failure where key = $1").bind(key.clone()).maybe().await?;
        let window = if here { TimeDelta::hours(24) } else { TimeDelta::hours(1) };
        let (failures, since) = held.filter(|(_, since)| now - *since < window).unwrap_or((0, now));
        let failures = failures + 1;
        let closed = match failures {
            _ if !here => TimeDelta::minutes(if failures >= 25 { 15 } else { 0 }),
            1..=3 => TimeDelta::seconds(1),
            4..=5 => TimeDelta::seconds(5),
            n => TimeDelta::minutes((15_i64 << (n - 6).min(4)).min(240)),
        };
        held_back |= closed >= TimeDelta::minutes(15);
        tx.sql(
            "insert into sign_in_failure (key, failures, since, closed_until) values ($1, $2, $3, $4) \
             on conflict (key) do update set failures = $2, since = $3, closed_until = $4",
        )
        .bind(key)
        .bind(failures)
        .bind(since)
        .bind(now + closed)
        .run_one()
        .await?;
    }
    Ok(held_back)
}

pub async fn forget_failures(tx: &mut Tx, login: &str, network: &str) -> Result<(), Problem> {
    tx.sql("delete from sign_in_failure where key in ($1, $2)")
        .bind(format!("{login} {network}"))
        .bind(login.to_owned())
        .run()
        .await?;
    Ok(())
}
