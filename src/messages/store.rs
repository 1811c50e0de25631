//! The outbox as kept: put in with its cause, taken by one board at a time, settled once.

pub mod issued;

use super::{File, Next, Outlets, Parcel, State, Way};
use crate::audit::hex;
use crate::db::{Tx, new_id};
use crate::language::Lang;
use crate::people::Person;
use crate::problem::Problem;
use chrono::{DateTime, TimeDelta, Utc};
use sha2::{Digest, Sha256};

/// Whoever sends a message has it for this long; after that another may try.
const HELD_FOR: TimeDelta = TimeDelta::minutes(5);

/// Somebody who can be written to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reader {
    pub person: Person,
    /// Empty if none is known.
    pub email: String,
    pub lang: Lang,
}

#[derive(sqlx::FromRow)]
struct ReaderRow {
    id: String,
    login: String,
    name: String,
    post: String,
    phone: String,
    role: String,
    unit: Option<String>,
    email: String,
    language: String,
}

impl ReaderRow {
    fn reader(self) -> Result<Reader, Problem> {
        let role = self.role.parse().map_err(|_| Problem::Internal { id: format!("role of {}", self.id) })?;
        let ReaderRow { id, login, name, post, phone, unit, .. } = self;
        let person = Person { id, login, name, post, phone, role, unit };
        Ok(Reader { person, email: self.email, lang: self.language.parse().unwrap_or_default() })
    }
}

/// Everybody whose account is open at `now`.
pub async fn readers(tx: &mut Tx, now: DateTime<Utc>) -> Result<Vec<Reader>, Problem> {
    let rows: Vec<ReaderRow> = tx
        .sql(
            "select id, login, name, post, phone, role, unit, email, language from person \
             where (disabled_at is null or disabled_at > $1) and (opens_at is null or opens_at <= $1) \
             order by created_at, login",
        )
        .bind(now)
        .all()
        .await?;
    rows.into_iter().map(ReaderRow::reader).collect()
}

/// Where and in which language a person is written to.
pub async fn set_contact(tx: &mut Tx, person: &str, email: &str, lang: Lang) -> Result<(), Problem> {
    tx.sql("update person set email = $2, language = $3 where id = $1")
        .bind(person.to_owned())
        .bind(email.to_owned())
        .bind(lang.to_string())
        .run_one()
        .await?;
    Ok(())
}

/// A message to be put into the outbox.
#[derive(Clone, Debug)]
pub struct Draft<'a> {
    pub programme: &'a str,
    pub cause: &'a str,
    pub unit: Option<&'a str>,
    /// The report it reminds of.
    pub period: Option<String>,
    /// Id of the person; empty for an address of a list, and for a bot.
    pub person: &'a str,
    pub name: &'a str,
    pub post: &'a str,
    pub way: Way,
    pub address: &'a str,
    pub lang: Lang,
    pub subject: &'a str,
    pub body: &'a str,
    /// Not before this moment …
    pub from: DateTime<Utc>,
    /// … and not after this.
    pub until: DateTime<Utc>,
    pub state: State,
    pub outcome: &'a str,
}

/// Puts a message in; answers its id, or none if this person has been told of this cause by this way.
pub async fn put(tx: &mut Tx, draft: &Draft<'_>, now: DateTime<Utc>) -> Result<Option<String>, Problem> {
    let id = new_id();
    let settled = (draft.state != State::Waiting).then_some(now);
    let put = tx
        .sql(
            "insert into message (id, programme, cause, unit, period, person, name, post, way, address, language, \
             subject, body, made_at, until_at, state, tries, next_at, settled_at, outcome) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, 0, $17, $18, $19) \
             on conflict (programme, cause, way, person, address) do nothing",
        )
        .bind(id.clone())
        .bind(draft.programme.to_owned())
        .bind(draft.cause.to_owned())
        .bind(draft.unit.map(str::to_owned))
        .bind(draft.period.clone())
        .bind(draft.person.to_owned())
        .bind(draft.name.to_owned())
        .bind(draft.post.to_owned())
        .bind(draft.way.to_string())
        .bind(draft.address.to_owned())
        .bind(draft.lang.to_string())
        .bind(draft.subject.to_owned())
        .bind(draft.body.to_owned())
        .bind(now)
        .bind(draft.until)
        .bind(draft.state.to_string())
        .bind(draft.from)
        .bind(settled)
        .bind(draft.outcome.to_owned())
        .run()
        .await?;
    Ok((put == 1).then_some(id))
}

/// One letter to one person: on the board, and by mail if there is an address and a way.
pub async fn write_to(
    tx: &mut Tx,
    reader: &Reader,
    outlets: Outlets,
    draft: Draft<'_>,
    now: DateTime<Utc>,
) -> Result<(), Problem> {
    let (shown, waits) = if outlets.example { (State::Shown, State::Shown) } else { (State::Sent, State::Waiting) };
    put(tx, &Draft { way: Way::Board, address: "", state: shown, ..draft.clone() }, now).await?;
    if !reader.email.is_empty() && (outlets.mail || outlets.example) {
        put(tx, &Draft { way: Way::Mail, address: &reader.email, state: waits, ..draft }, now).await?;
    }
    Ok(())
}

/// Lets files go with a message; the same bytes are kept once.
pub async fn attach(tx: &mut Tx, message: &str, files: &[File]) -> Result<(), Problem> {
    for (place, file) in (0_i64..).zip(files) {
        let digest = hex(&Sha256::digest(&file.bytes));
        tx.sql("insert into message_bytes (digest, bytes) values ($1, $2) on conflict (digest) do nothing")
            .bind(digest.clone())
            .bind(file.bytes.clone())
            .run()
            .await?;
        tx.sql("insert into message_file (message, place, name, media, digest) values ($1, $2, $3, $4, $5)")
            .bind(message.to_owned())
            .bind(place)
            .bind(file.name.clone())
            .bind(file.media.clone())
            .bind(digest)
            .run_one()
            .await?;
    }
    Ok(())
}

/// A message that somebody holds to send it.
#[derive(Clone, Debug)]
pub struct Held {
    pub programme: String,
    pub unit: Option<String>,
    pub period: Option<String>,
    pub tries: i64,
    pub until: DateTime<Utc>,
    pub parcel: Parcel,
}

#[derive(sqlx::FromRow)]
struct HeldRow {
    id: String,
    programme: String,
    unit: Option<String>,
    period: Option<String>,
    name: String,
    way: String,
    address: String,
    language: String,
    subject: String,
    body: String,
    made_at: DateTime<Utc>,
    until_at: DateTime<Utc>,
    tries: i64,
}

/// Takes the message that has waited longest, if there is one whose time has come. Of several boards that ask, one
/// gets it.
pub async fn take(tx: &mut Tx, now: DateTime<Utc>) -> Result<Option<Held>, Problem> {
    let row: Option<HeldRow> = tx
        .sql(
            "update message set held_until = $2, tries = tries + 1 where id = (select id from message \
             where state = 'waiting' and next_at <= $1 and (held_until is null or held_until <= $1) \
             order by next_at, id limit 1) and state = 'waiting' and (held_until is null or held_until <= $1) \
             returning id, programme, unit, period, name, way, address, language, subject, body, made_at, until_at, tries",
        )
        .bind(now)
        .bind(now + HELD_FOR)
        .maybe()
        .await?;
    let Some(row) = row else { return Ok(None) };
    let files: Vec<(String, String, Vec<u8>)> = tx
        .sql(
            "select f.name, f.media, b.bytes from message_file f join message_bytes b on b.digest = f.digest \
             where f.message = $1 order by f.place",
        )
        .bind(row.id.clone())
        .all()
        .await?;
    let files = files.into_iter().map(|(name, media, bytes)| File { name, media, bytes }).collect();
    row.held(files).map(Some)
}

impl HeldRow {
    fn held(self, files: Vec<File>) -> Result<Held, Problem> {
        let way = self.way.parse().map_err(|_| Problem::Internal { id: format!("way of message {}", self.id) })?;
        let lang = self.language.parse().unwrap_or_default();
        let HeldRow { id, programme, unit, period, name, address, subject, body, made_at, tries, .. } = self;
        let parcel = Parcel { id, way, name, address, lang, subject, body, made_at, files };
        Ok(Held { programme, unit, period, tries, until: self.until_at, parcel })
    }
}

/// Writes down what became of an attempt, unless somebody else has settled the message meanwhile.
pub async fn settle(tx: &mut Tx, id: &str, next: &Next, now: DateTime<Utc>) -> Result<(), Problem> {
    let (state, next_at, settled, outcome) = match next {
        Next::Settle(state, why) => (*state, now, Some(now), why),
        Next::Wait(at, why) => (State::Waiting, *at, None, why),
    };
    tx.sql(
        "update message set state = $2, next_at = $3, settled_at = $4, outcome = $5, held_until = null \
         where id = $1 and state = 'waiting'",
    )
    .bind(id.to_owned())
    .bind(state.to_string())
    .bind(next_at)
    .bind(settled)
    .bind(outcome.clone())
    .run()
    .await?;
    Ok(())
}

/// A message as the log shows it.
#[derive(Clone, Debug)]
pub struct Logged {
    pub id: String,
    pub cause: String,
    pub unit: Option<String>,
    pub name: String,
    pub post: String,
    pub way: Way,
    pub subject: String,
    pub body: String,
    pub made_at: DateTime<Utc>,
    pub state: State,
    pub outcome: String,
    pub tries: i64,
}

#[derive(sqlx::FromRow)]
struct LoggedRow {
    id: String,
    cause: String,
    unit: Option<String>,
    name: String,
    post: String,
    way: String,
    subject: String,
    body: String,
    made_at: DateTime<Utc>,
    state: String,
    outcome: String,
    tries: i64,
}

impl LoggedRow {
    fn logged(self) -> Result<Logged, Problem> {
        let broken = || Problem::Internal { id: format!("message {}", self.id) };
        let (way, state) = (self.way.parse().map_err(|_| broken())?, self.state.parse().map_err(|_| broken())?);
        let LoggedRow { id, cause, unit, name, post, subject, body, made_at, outcome, tries, .. } = self;
        Ok(Logged { id, cause, unit, name, post, way, subject, body, made_at, state, outcome, tries })
    }
}

/// Which messages somebody wants to see; all, unless told otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Only those made before the one called so.
    pub before: Option<String>,
    pub unit: Option<String>,
    /// How the cause begins or ends: see `Wanted::matching`.
    pub kind: Option<String>,
    /// Made from the first moment up to the second.
    pub made: Option<(DateTime<Utc>, DateTime<Utc>)>,
}

impl Wanted {
    /// The causes of a kind: an occasion ends the cause of a reminder, anything else begins its own.
    fn matching(&self) -> String {
        match self.kind.as_deref() {
            None => "%".into(),
            Some(kind @ ("task" | "document")) => format!("{kind} %"),
            Some(occasion) => format!("report % {}", occasion.replace('_', "!_")),
        }
    }
}

/// The messages of `programme` that are wanted, the newest first, `limit` of them.
pub async fn log(tx: &mut Tx, programme: &str, wanted: &Wanted, limit: i64) -> Result<Vec<Logged>, Problem> {
    let (from, until) = wanted.made.unwrap_or((DateTime::UNIX_EPOCH, DateTime::UNIX_EPOCH + TimeDelta::days(365_000)));
    // Ids sort by the moment they were made; `g` comes after every one.
    let rows: Vec<LoggedRow> = tx
        .sql(
            "select id, cause, unit, name, post, way, subject, body, made_at, state, outcome, tries from message \
             where programme = $1 and id < $2 and ($3 = '' or unit = $3) and cause like $4 escape '!' \
             and made_at >= $5 and made_at < $6 order by id desc limit $7",
        )
        .bind(programme.to_owned())
        .bind(wanted.before.clone().unwrap_or_else(|| "g".into()))
        .bind(wanted.unit.clone().unwrap_or_default())
        .bind(wanted.matching())
        .bind(from)
        .bind(until)
        .bind(limit)
        .all()
        .await?;
    rows.into_iter().map(LoggedRow::logged).collect()
}

/// What was sent of an issued document, in the order of the list; `document` is its name, as in `2022-5`.
pub async fn of_document(tx: &mut Tx, programme: &str, document: &str) -> Result<Vec<Logged>, Problem> {
    let rows: Vec<LoggedRow> = tx
        .sql(
            "select id, cause, unit, name, post, way, subject, body, made_at, state, outcome, tries from message \
             where programme = $1 and cause = $2 order by id",
        )
        .bind(programme.to_owned())
        .bind(format!("document {document}"))
        .all()
        .await?;
    rows.into_iter().map(LoggedRow::logged).collect()
}

/// What the person was told last on the board about a report of their unit; none after that report came in.
pub async fn last_told(tx: &mut Tx, programme: &str, person: &str) -> Result<Option<(Logged, String)>, Problem> {
    let row: Option<LoggedRow> = tx
        .sql(
            "select id, cause, unit, name, post, way, subject, body, made_at, state, outcome, tries from message \
             where programme = $1 and person = $2 and way = 'board' and period is not null order by id desc limit 1",
        )
        .bind(programme.to_owned())
        .bind(person.to_owned())
        .maybe()
        .await?;
    let Some(row) = row else { return Ok(None) };
    let (period,): (String,) = tx.sql("select period from message where id = $1").bind(row.id.clone()).one().await?;
    Ok(Some((row.logged()?, period)))
}
