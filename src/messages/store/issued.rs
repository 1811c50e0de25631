//! Sending a document to its standing list, once somebody has issued it (product rules A.1).

use super::{Draft, attach, put};
use crate::audit::{self, Actor, AuditKey};
use crate::db::{Tx, new_id};
use crate::messages::recipients::{Kind, Recipient};
use crate::messages::{File, Outlets, State, Way};
use crate::people::Role;
use crate::problem::{Forbidden, Problem};
use chrono::{DateTime, TimeDelta, Utc};

/// A document that somebody has issued.
#[derive(Clone, Debug)]
pub struct Issued<'a> {
    pub programme: &'a str,
    /// What makes it the same document: `briefing 2022-5`.
    pub document: &'a str,
    /// As printed: 工作简报〔2022〕5号.
    pub title: &'a str,
    /// Who signs the letter.
    pub issuer: &'a str,
    pub issued_at: DateTime<Utc>,
    /// Its letters wait until then.
    pub send_at: DateTime<Utc>,
}

/// A document is still worth sending this long after it was issued.
const USEFUL: TimeDelta = TimeDelta::hours(72);

#[derive(sqlx::FromRow)]
struct Row {
    id: String,
    kind: String,
    name: String,
    address: String,
    language: String,
}

/// The standing list of `programme`: 报, 送, 发, each in the order of entry.
pub async fn recipients(tx: &mut Tx, programme: &str) -> Result<Vec<Recipient>, Problem> {
    let rows: Vec<Row> = tx
        .sql(
            "select id, kind, name, address, language from recipient \
             where programme = $1 and removed_at is null order by added_at, id",
        )
        .bind(programme.to_owned())
        .all()
        .await?;
    let recipient = |row: Row| {
        let kind = row.kind.parse().map_err(|_| Problem::Internal { id: format!("recipient {}", row.id) })?;
        let lang = row.language.parse().unwrap_or_default();
        Ok(Recipient { id: row.id, kind, name: row.name, address: row.address, lang })
    };
    let mut list: Vec<Recipient> = rows.into_iter().map(recipient).collect::<Result<_, Problem>>()?;
    list.sort_by_key(|recipient| recipient.kind);
    Ok(list)
}

/// Puts somebody on the list.
pub async fn add(
    tx: &mut Tx,
    programme: &str,
    recipient: &Recipient,
    actor: &Actor,
    key: &AuditKey,
) -> Result<(), Problem> {
    let id = new_id();
    tx.sql(
        "insert into recipient (id, programme, kind, name, address, language, added_at) \
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(id.clone())
    .bind(programme.to_owned())
    .bind(recipient.kind.to_string())
    .bind(recipient.name.clone())
    .bind(recipient.address.clone())
    .bind(recipient.lang.to_string())
    .bind(actor.now)
    .run_one()
    .await?;
    audit::note(tx, key, actor, "add recipient", &format!("recipient {id} {}", recipient.kind)).await
}

/// Takes somebody off the list; what has been sent stays in the log.
pub async fn remove(tx: &mut Tx, programme: &str, id: &str, actor: &Actor, key: &AuditKey) -> Result<(), Problem> {
    let removed = tx
        .sql("update recipient set removed_at = $3 where programme = $1 and id = $2 and removed_at is null")
        .bind(programme.to_owned())
        .bind(id.to_owned())
        .bind(actor.now)
        .run()
        .await?;
    if removed == 0 {
        return Err(Problem::NotFound);
    }
    audit::note(tx, key, actor, "remove recipient", &format!("recipient {id}")).await
}

/// Puts `document` with its files into the outbox, one letter to each of `to`, in the transaction in which it is
/// issued. Answers how many there are; a second call for the same document sends nothing twice.
///
/// # Errors
/// [`Problem::Forbidden`] unless somebody of the office does it, and not before the document was issued.
pub async fn send_issued(
    tx: &mut Tx,
    document: &Issued<'_>,
    files: &[File],
    to: &[Recipient],
    outlets: Outlets,
    actor: &Actor,
    key: &AuditKey,
) -> Result<usize, Problem> {
    if actor.person.role != Role::Office || document.issued_at > actor.now || document.send_at < document.issued_at {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let (state, outcome) = match outlets {
        Outlets { example: true, .. } => (State::Shown, ""),
        Outlets { mail: true, .. } => (State::Waiting, ""),
        _ => (State::Failed, "no way"),
    };
    let mut sent = 0;
    for recipient in to {
        let lang = recipient.lang;
        let kind = match recipient.kind {
            Kind::Above => lang.pick("报", "報", "To"),
            Kind::Beside => lang.pick("送", "送", "To"),
            Kind::Below => lang.pick("发", "發", "To"),
        };
        let draft = Draft {
            programme: document.programme,
            cause: &format!("document {}", document.document),
            unit: None,
            period: None,
            person: "",
            name: &recipient.name,
            post: kind,
            way: Way::Mail,
            address: &recipient.address,
            lang,
            subject: document.title,
            body: &lang.issued_body(kind, &recipient.name, document.title, document.issuer),
            from: document.send_at.max(actor.now),
            until: document.send_at.max(actor.now) + USEFUL,
            state,
            outcome,
        };
        if let Some(message) = put(tx, &draft, actor.now).await? {
            attach(tx, &message, files).await?;
            sent += 1;
        }
    }
    if sent > 0 {
        audit::note(tx, key, actor, "send document", &format!("document {} to {sent}", document.document)).await?;
    }
    Ok(sent)
}
