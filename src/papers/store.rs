//! Papers as kept: the draft as it was typed last, and every version that was filed.

use super::{Content, Draft, Filed, Paper, may_agree};
use crate::audit::{self, Actor, AuditKey, Entry};
use crate::calendar::day_of;
use crate::db::Tx;
use crate::failure::refused;
use crate::problem::{Forbidden, Problem};
use crate::programme::Programme;
use crate::programme::store::bump;
use crate::review::{Refusal, State, may_file};
use chrono::{DateTime, TimeDelta, Utc};

/// A draft, and how often it has been saved.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Held {
    pub draft: Draft,
    pub lock: i64,
    pub saved_at: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct Row {
    unit: String,
    name: String,
    number: i64,
    content: String,
    receipt: String,
    fingerprint: String,
    filed_at: DateTime<Utc>,
    person_name: String,
    post: String,
    agreed_at: Option<DateTime<Utc>>,
}

impl Row {
    fn filed(self) -> Result<Filed, Problem> {
        let paper = self.name.parse().map_err(|_| Problem::Internal { id: format!("name of paper {}", self.name) })?;
        Ok(Filed {
            unit: self.unit,
            paper,
            number: self.number,
            content: serde_json::from_str(&self.content)?,
            receipt: self.receipt,
            fingerprint: self.fingerprint,
            at: self.filed_at,
            by: self.person_name,
            post: self.post,
            agreed_at: self.agreed_at,
        })
    }
}

/// Everything filed in `programme`, in the order in which it was.
pub async fn all(tx: &mut Tx, programme: &str) -> Result<Vec<Filed>, Problem> {
    let rows: Vec<Row> = tx
        .sql(
            "select unit, name, number, content, receipt, fingerprint, filed_at, person_name, post, agreed_at \
             from paper_version where programme = $1 order by filed_at, unit, name, number",
        )
        .bind(programme.to_owned())
        .all()
        .await?;
    rows.into_iter().map(Row::filed).collect()
}

/// The draft of a unit's paper; empty if nobody has begun it.
pub async fn held(tx: &mut Tx, programme: &str, unit: &str, paper: Paper) -> Result<Held, Problem> {
    let row: Option<(String, i64, DateTime<Utc>)> = tx
        .sql("select draft, lock, saved_at from paper where programme = $1 and unit = $2 and name = $3")
        .bind(programme.to_owned())
        .bind(unit.to_owned())
        .bind(paper.to_string())
        .maybe()
        .await?;
    let Some((draft, lock, saved_at)) = row else { return Ok(Held::default()) };
    Ok(Held { draft: serde_json::from_str(&draft)?, lock, saved_at: Some(saved_at) })
}

/// Filings of the same words that lie no further apart are one. Later it is a new one: the reports it is made from may
/// have changed.
const AT_ONCE: TimeDelta = TimeDelta::minutes(1);

/// Whose paper, and who is at it.
pub struct Desk<'a> {
    pub programme: &'a Programme,
    pub unit: &'a str,
    pub paper: Paper,
    pub actor: &'a Actor,
    pub key: &'a AuditKey,
}

impl Desk<'_> {
    fn object(&self) -> String {
        format!("paper {} {} {}", self.programme.id, self.unit, self.paper)
    }

    async fn note(&self, tx: &mut Tx, action: &str, after: &str) -> Result<(), Problem> {
        let object = self.object();
        let entry = Entry { chain: self.unit, action, object, outcome: "done", before: None, after: Some(after) };
        audit::append(tx, self.key, self.actor, entry).await
    }

    /// Keeps what has been typed, for whoever has seen `seen`. Nobody else sees a draft, so the programme's revision
    /// stays. A save that says what is stored already conflicts with nobody.
    pub async fn save(&self, tx: &mut Tx, draft: &Draft, seen: i64) -> Result<Held, Problem> {
        if !may_file(&self.actor.person, self.unit) {
            return Err(Problem::Forbidden(Forbidden::Role));
        }
        if !self.paper.owed_by(self.programme).contains(&self.unit) {
            return Err(Problem::NotFound);
        }
        let before = held(tx, &self.programme.id, self.unit, self.paper).await?;
        if before.lock > 0 && before.draft == *draft {
            return Ok(before);
        }
        let overtaken = |lock| refused(Refusal::WrongState(State::Draft), lock);
        if before.lock != seen {
            return Err(overtaken(before.lock));
        }
        let written = tx
            .sql(
                "insert into paper (programme, unit, name, lock, draft, saved_at, saved_by) \
                 values ($1, $2, $3, $4, $5, $6, $7) on conflict (programme, unit, name) do update \
                 set lock = $4, draft = $5, saved_at = $6, saved_by = $7 where paper.lock = $8",
            )
            .bind(self.programme.id.clone())
            .bind(self.unit.to_owned())
            .bind(self.paper.to_string())
            .bind(before.lock + 1)
            .bind(serde_json::to_string(draft)?)
            .bind(self.actor.now)
            .bind(self.actor.person.id.clone())
            .bind(before.lock)
            .run()
            .await?;
        if written != 1 {
            let found = held(tx, &self.programme.id, self.unit, self.paper).await?;
            return Err(overtaken(found.lock));
        }
        self.rest_on(tx, draft).await?;
        Ok(Held { draft: draft.clone(), lock: before.lock + 1, saved_at: Some(self.actor.now) })
    }

    /// Keeps the file of the draft from being thrown away, and lets go of the one it had before. What was filed stays.
    async fn rest_on(&self, tx: &mut Tx, draft: &Draft) -> Result<(), Problem> {
        tx.sql("delete from paper_file where programme = $1 and unit = $2 and name = $3 and not filed")
            .bind(self.programme.id.clone())
            .bind(self.unit.to_owned())
            .bind(self.paper.to_string())
            .run()
            .await?;
        let Some(file) = &draft.file else { return Ok(()) };
        tx.sql(
            "insert into paper_file (programme, unit, name, sha256, filed) values ($1, $2, $3, $4, false) \
             on conflict (programme, unit, name, sha256) do nothing",
        )
        .bind(self.programme.id.clone())
        .bind(self.unit.to_owned())
        .bind(self.paper.to_string())
        .bind(file.sha256.clone())
        .run()
        .await?;
        Ok(())
    }

    /// Files the draft as it is kept. The page says what is wrong with one that cannot be filed; here it is refused.
    /// Two who file the same at once have filed it once.
    pub async fn file(&self, tx: &mut Tx) -> Result<Filed, Problem> {
        if !may_file(&self.actor.person, self.unit) {
            return Err(Problem::Forbidden(Forbidden::Role));
        }
        // The lock on the programme's row also orders two filings at once.
        bump(tx, &self.programme.id).await?;
        let held = held(tx, &self.programme.id, self.unit, self.paper).await?;
        let content = held.draft.understand(self.paper, day_of(self.actor.now));
        let content =
            content.map_err(|_| Problem::bad_input("paper", "a paper without faults", self.paper.to_string()))?;
        let own = all(tx, &self.programme.id).await?.into_iter();
        let mut own = own.filter(|filed| filed.unit == self.unit && filed.paper == self.paper).collect::<Vec<_>>();
        if own.last().is_some_and(|last| last.content == content && self.actor.now - last.at < AT_ONCE) {
            return own.pop().ok_or(Problem::NotFound);
        }
        let filed = self.filed(content, own.len() as i64 + 1)?;
        self.insert(tx, &filed).await?;
        tx.sql("update paper_file set filed = true where programme = $1 and unit = $2 and name = $3 and not filed")
            .bind(self.programme.id.clone())
            .bind(self.unit.to_owned())
            .bind(self.paper.to_string())
            .run()
            .await?;
        self.note(tx, "file paper", &filed.receipt).await?;
        Ok(filed)
    }

    fn filed(&self, content: Content, number: i64) -> Result<Filed, Problem> {
        let place = self.programme.units.iter().position(|unit| unit.id == self.unit).map_or(0, |place| place + 1);
        let json = serde_json::to_string(&content)?;
        let sealed = audit::digest(&format!("{} {number} {json}", self.object()));
        let person = &self.actor.person;
        Ok(Filed {
            unit: self.unit.to_owned(),
            paper: self.paper,
            number,
            content,
            receipt: format!("P-{}-{place:02}-{number}", self.paper.to_string().to_uppercase()),
            fingerprint: sealed[..16].to_uppercase(),
            at: self.actor.now,
            by: person.name.clone(),
            post: person.post.clone(),
            agreed_at: None,
        })
    }

    async fn insert(&self, tx: &mut Tx, filed: &Filed) -> Result<(), Problem> {
        tx.sql(
            "insert into paper_version (programme, unit, name, number, content, receipt, fingerprint, filed_at, person, \
             person_name, post) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        )
        .bind(self.programme.id.clone())
        .bind(self.unit.to_owned())
        .bind(self.paper.to_string())
        .bind(filed.number)
        .bind(serde_json::to_string(&filed.content)?)
        .bind(filed.receipt.clone())
        .bind(filed.fingerprint.clone())
        .bind(filed.at)
        .bind(self.actor.person.id.clone())
        .bind(filed.by.clone())
        .bind(filed.post.clone())
        .run_one()
        .await?;
        Ok(())
    }

    /// The head of the unit agrees to the version filed last; once is enough.
    pub async fn agree(&self, tx: &mut Tx) -> Result<(), Problem> {
        if !may_agree(&self.actor.person, self.unit) {
            return Err(Problem::Forbidden(Forbidden::Role));
        }
        let mut own = all(tx, &self.programme.id).await?.into_iter();
        let last = own.rfind(|filed| filed.unit == self.unit && filed.paper == self.paper);
        let last = last.ok_or(Problem::NotFound)?;
        if last.agreed_at.is_some() {
            return Ok(());
        }
        let agreed = tx
            .sql(
                "update paper_version set agreed_at = $5, agreed_by = $6 \
                 where programme = $1 and unit = $2 and name = $3 and number = $4 and agreed_at is null",
            )
            .bind(self.programme.id.clone())
            .bind(self.unit.to_owned())
            .bind(self.paper.to_string())
            .bind(last.number)
            .bind(self.actor.now)
            .bind(self.actor.person.id.clone())
            .run()
            .await?;
        // Somebody agreed at the same moment.
        if agreed == 0 {
            return Ok(());
        }
        self.note(tx, "agree to paper", &last.receipt).await?;
        bump(tx, &self.programme.id).await
    }
}
