//! Entries and answers as kept: added, never changed.

use super::{Answered, Feedback};
use crate::audit::{Actor, AuditKey, Entry, append};
use crate::db::{Tx, new_id};
use crate::notes::Signed;
use crate::problem::Problem;
use chrono::{DateTime, Utc};

#[derive(sqlx::FromRow)]
struct FeedbackRow {
    id: String,
    body: String,
    page: String,
    person: String,
    name: String,
    post: String,
    unit: Option<String>,
    at: DateTime<Utc>,
    answer: Option<String>,
    answer_name: Option<String>,
    answer_post: Option<String>,
    answer_at: Option<DateTime<Utc>>,
}

/// Every entry, the newest first.
pub async fn all(tx: &mut Tx) -> Result<Vec<Feedback>, Problem> {
    let rows: Vec<FeedbackRow> = tx
        .sql(
            "select f.id, f.body, f.page, f.person, f.name, f.post, f.unit, f.at, a.body as answer, \
             a.name as answer_name, a.post as answer_post, a.at as answer_at \
             from feedback f left join feedback_answer a on a.feedback = f.id order by f.at desc, f.id desc",
        )
        .all()
        .await?;
    Ok(rows.into_iter().map(Feedback::from).collect())
}

impl From<FeedbackRow> for Feedback {
    fn from(row: FeedbackRow) -> Self {
        let by = Signed { name: row.name, post: row.post, unit: row.unit, at: row.at };
        let answer = row.answer.zip(row.answer_at).map(|(text, at)| Answered {
            text,
            by: Signed {
                name: row.answer_name.unwrap_or_default(),
                post: row.answer_post.unwrap_or_default(),
                unit: None,
                at,
            },
        });
        Feedback { id: row.id, text: row.body, page: row.page, person: row.person, by, answer }
    }
}

pub async fn add(tx: &mut Tx, text: &str, page: &str, actor: &Actor, key: &AuditKey) -> Result<(), Problem> {
    let (id, person) = (new_id(), &actor.person);
    tx.sql(
        "insert into feedback (id, body, page, person, name, post, unit, at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id.clone())
    .bind(text.to_owned())
    .bind(page.to_owned())
    .bind(person.id.clone())
    .bind(person.name.clone())
    .bind(person.post.clone())
    .bind(person.unit.clone())
    .bind(actor.now)
    .run_one()
    .await?;
    let entry = Entry {
        chain: "programme",
        action: "give feedback",
        object: format!("feedback {id}"),
        outcome: "done",
        before: None,
        after: Some(text),
    };
    append(tx, key, actor, entry).await
}

/// Answers an entry; `false` if there is none, or if it has been answered.
pub async fn answer(tx: &mut Tx, id: &str, text: &str, actor: &Actor, key: &AuditKey) -> Result<bool, Problem> {
    let found: Option<(String,)> = tx.sql("select id from feedback where id = $1").bind(id.to_owned()).maybe().await?;
    if found.is_none() {
        return Ok(false);
    }
    let added = tx
        .sql(
            "insert into feedback_answer (feedback, body, name, post, at) values ($1, $2, $3, $4, $5) \
             on conflict (feedback) do nothing",
        )
        .bind(id.to_owned())
        .bind(text.to_owned())
        .bind(actor.person.name.clone())
        .bind(actor.person.post.clone())
        .bind(actor.now)
        .run()
        .await?;
    if added == 0 {
        return Ok(false);
    }
    let entry = Entry {
        chain: "programme",
        action: "answer feedback",
        object: format!("feedback {id}"),
        outcome: "done",
        before: None,
        after: Some(text),
    };
    append(tx, key, actor, entry).await?;
    Ok(true)
}
