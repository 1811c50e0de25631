//! Notes and replies as kept: added, never changed.

mod climb;

use super::{Kind, Note, Reply, Signed, Subject, check_text, check_units, may_read, may_reply, may_write, overtake};
use crate::audit::{self, Actor, AuditKey, Entry};
use crate::calendar::day_of;
use crate::db::{Tx, new_id};
use crate::problem::{Forbidden, Problem};
use crate::programme::Programme;
use crate::programme::store::bump;
use chrono::{DateTime, NaiveDate, Utc};

#[derive(sqlx::FromRow)]
struct NoteRow {
    id: String,
    subject: String,
    kind: String,
    body: String,
    #[sqlx(flatten)]
    by: SignedRow,
}

#[derive(sqlx::FromRow)]
struct ReplyRow {
    id: String,
    note: String,
    body: String,
    #[sqlx(flatten)]
    by: SignedRow,
}

#[derive(sqlx::FromRow)]
struct SignedRow {
    name: String,
    post: String,
    unit: Option<String>,
    at: DateTime<Utc>,
}

impl From<SignedRow> for Signed {
    fn from(row: SignedRow) -> Self {
        Signed { name: row.name, post: row.post, unit: row.unit, at: row.at }
    }
}

/// Everything said in `programme`, in the order in which it was.
pub async fn all(tx: &mut Tx, programme: &str) -> Result<Vec<Note>, Problem> {
    let notes: Vec<NoteRow> = tx
        .sql("select id, subject, kind, body, name, post, unit, at from note where programme = $1 order by at, id")
        .bind(programme.to_owned())
        .all()
        .await?;
    let to: Vec<(String, String)> = tx
        .sql(
            "select a.note, a.unit from note_addressee a join note n on n.id = a.note where n.programme = $1 \
             order by a.note, a.place",
        )
        .bind(programme.to_owned())
        .all()
        .await?;
    let replies: Vec<ReplyRow> = tx
        .sql(
            "select r.id, r.note, r.body, r.name, r.post, r.unit, r.at from note_reply r join note n on n.id = r.note \
             where n.programme = $1 order by r.at, r.id",
        )
        .bind(programme.to_owned())
        .all()
        .await?;
    let (asked, promises) = (climb::asked(tx, programme).await?, climb::promises(tx, programme).await?);
    let mut said = Vec::with_capacity(notes.len());
    for row in notes {
        let broken = |what: &str| Problem::Internal { id: format!("{what} of note {}", row.id) };
        said.push(Note {
            subject: row.subject.parse().map_err(|_| broken("subject"))?,
            kind: row.kind.parse().map_err(|_| broken("kind"))?,
            to: to.iter().filter(|(note, _)| *note == row.id).map(|(_, unit)| unit.clone()).collect(),
            asked: asked.iter().find(|asked| asked.note == row.id).map(|asked| asked.asked()).transpose()?,
            overtaken: false,
            id: row.id,
            text: row.body,
            by: row.by.into(),
            replies: Vec::new(),
        });
    }
    for row in replies {
        if let Some(note) = said.iter_mut().find(|note| note.id == row.note) {
            let promised = promises.iter().find(|(reply, _)| *reply == row.id).map(|(_, day)| *day);
            note.replies.push(Reply { id: row.id, text: row.body, by: row.by.into(), promised });
        }
    }
    overtake(&mut said);
    Ok(said)
}

/// Whoever writes: in which programme, under whose name, sealed with which key.
pub struct Desk<'a> {
    pub programme: &'a Programme,
    pub actor: &'a Actor,
    pub key: &'a AuditKey,
}

impl Desk<'_> {
    /// Writes a note and answers its id. What cannot be said as it stands is refused; the page says why.
    pub async fn write(
        &self,
        tx: &mut Tx,
        subject: &Subject,
        text: &str,
        ticked: &[String],
    ) -> Result<String, Problem> {
        let kind = may_write(&self.actor.person).ok_or(Problem::Forbidden(Forbidden::Role))?;
        let addressees = subject.addressees(self.programme, day_of(self.actor.now));
        if addressees.is_empty() {
            return Err(Problem::NotFound);
        }
        let text = check_text(text).map_err(|_| Problem::bad_input("text", "1–120", text))?;
        let to =
            check_units(&addressees, ticked).map_err(|_| Problem::bad_input("unit", addressees.join(" / "), ""))?;
        let id = new_id();
        let person = &self.actor.person;
        tx.sql(
            "insert into note (id, programme, subject, kind, body, person, name, post, unit, at) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(id.clone())
        .bind(self.programme.id.clone())
        .bind(subject.to_string())
        .bind(kind.to_string())
        .bind(text.clone())
        .bind(person.id.clone())
        .bind(person.name.clone())
        .bind(person.post.clone())
        .bind(person.unit.clone())
        .bind(self.actor.now)
        .run_one()
        .await?;
        for (place, unit) in (0_i64..).zip(&to) {
            tx.sql("insert into note_addressee (note, place, unit) values ($1, $2, $3)")
                .bind(id.clone())
                .bind(place)
                .bind(unit.clone())
                .run_one()
                .await?;
        }
        let action = match kind {
            Kind::Instruction => "instruct",
            Kind::Remark => "remark",
        };
        self.seal(tx, action, format!("note {} {subject} {id}", self.programme.id), &text).await?;
        Ok(id)
    }

    /// Answers a note; a rung of the ladder is answered with the day by which the work will be done.
    pub async fn reply(&self, tx: &mut Tx, note: &str, text: &str, promised: Option<NaiveDate>) -> Result<(), Problem> {
        let person = &self.actor.person;
        let said = all(tx, &self.programme.id).await?;
        let note = said.iter().find(|said| said.id == note && may_read(person, said)).ok_or(Problem::NotFound)?;
        if !may_reply(person, note) {
            return Err(Problem::Forbidden(Forbidden::Role));
        }
        let text = check_text(text).map_err(|_| Problem::bad_input("text", "1–120", text))?;
        let id = new_id();
        tx.sql(
            "insert into note_reply (id, note, body, person, name, post, unit, at) \
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .bind(id.clone())
        .bind(note.id.clone())
        .bind(text.clone())
        .bind(person.id.clone())
        .bind(person.name.clone())
        .bind(person.post.clone())
        .bind(person.unit.clone())
        .bind(self.actor.now)
        .run_one()
        .await?;
        if let Some(day) = promised.filter(|_| note.asked.is_some()) {
            tx.sql("insert into note_promise (reply, day) values ($1, $2)").bind(id).bind(day).run_one().await?;
        }
        self.seal(tx, "reply", format!("note {} {} {}", self.programme.id, note.subject, note.id), &text).await
    }

    async fn seal(&self, tx: &mut Tx, action: &str, object: String, text: &str) -> Result<(), Problem> {
        let entry = Entry { chain: "programme", action, object, outcome: "done", before: None, after: Some(text) };
        audit::append(tx, self.key, self.actor, entry).await?;
        bump(tx, &self.programme.id).await
    }
}
