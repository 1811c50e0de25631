//! Rungs of the ladder as kept: a note of the office, and what is asked with it.

use super::{Desk, all};
use crate::calendar::day_of;
use crate::db::Tx;
use crate::ladder::{Asked, Rung, Signatory};
use crate::notes::{Subject, climb};
use crate::problem::{Forbidden, Problem};
use chrono::NaiveDate;

#[derive(sqlx::FromRow)]
pub(super) struct AskedRow {
    pub(super) note: String,
    rung: String,
    due: NaiveDate,
    answer_by: NaiveDate,
    in_name: Option<String>,
    in_post: Option<String>,
}

impl AskedRow {
    pub(super) fn asked(&self) -> Result<Asked, Problem> {
        let rung = self.rung.parse().map_err(|_| Problem::Internal { id: format!("rung of note {}", self.note) })?;
        let in_name = self.in_name.clone().map(|name| {
            let post = self.in_post.clone().unwrap_or_default();
            Signatory { name, post }
        });
        Ok(Asked { rung, due: self.due, answer_by: self.answer_by, in_name })
    }
}

/// What was asked with each note of `programme` that is a rung.
pub(super) async fn asked(tx: &mut Tx, programme: &str) -> Result<Vec<AskedRow>, Problem> {
    Ok(tx
        .sql(
            "select r.note, r.rung, r.due, r.answer_by, r.in_name, r.in_post from note_rung r \
             join note n on n.id = r.note where n.programme = $1",
        )
        .bind(programme.to_owned())
        .all()
        .await?)
}

/// The days that replies in `programme` promise.
pub(super) async fn promises(tx: &mut Tx, programme: &str) -> Result<Vec<(String, NaiveDate)>, Problem> {
    Ok(tx
        .sql(
            "select p.reply, p.day from note_promise p join note_reply r on r.id = p.reply \
             join note n on n.id = r.note where n.programme = $1",
        )
        .bind(programme.to_owned())
        .all()
        .await?)
}

impl Desk<'_> {
    /// Climbs a rung: writes the note and keeps what is asked with it. Answers the note's id, or none if the rung
    /// is not the next one: somebody was quicker, or an answer has come.
    pub async fn climb(
        &self,
        tx: &mut Tx,
        task: &str,
        asked: &Asked,
        text: &str,
        ticked: &[String],
    ) -> Result<Option<String>, Problem> {
        if !asked.rung.is_for(&self.actor.person) || asked.rung == Rung::Instruct {
            return Err(Problem::Forbidden(Forbidden::Role));
        }
        // The lock on the programme's row orders two who climb at once.
        crate::programme::store::bump(tx, &self.programme.id).await?;
        let said = all(tx, &self.programme.id).await?;
        let (_, next) = climb(&said, task, asked.due, day_of(self.actor.now));
        if next != Some(asked.rung) {
            return Ok(None);
        }
        let note = self.write(tx, &Subject::Task(task.to_owned()), text, ticked).await?;
        tx.sql("insert into note_rung (note, rung, due, answer_by, in_name, in_post) values ($1, $2, $3, $4, $5, $6)")
            .bind(note.clone())
            .bind(asked.rung.to_string())
            .bind(asked.due)
            .bind(asked.answer_by)
            .bind(asked.in_name.as_ref().map(|by| by.name.clone()))
            .bind(asked.in_name.as_ref().map(|by| by.post.clone()))
            .run_one()
            .await?;
        let object = format!("task {} {task} {}", self.programme.id, asked.due);
        let action = match asked.rung {
            Rung::Remind => "remind of task",
            Rung::Chase => "chase task",
            Rung::Supervise | Rung::Instruct => "supervise task",
        };
        self.seal(tx, action, object, text).await?;
        Ok(Some(note))
    }
}
