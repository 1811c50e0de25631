//! The way to signature, step by step.

use super::{Hand, decide};
use crate::audit::Actor;
use crate::db::{Tx, new_id};
use crate::documents::{Action, Document, Stage, Step};
use crate::problem::Problem;
use crate::programme::store::bump;
use chrono::{DateTime, Utc};

#[derive(sqlx::FromRow)]
struct StepRow {
    action: String,
    comment: String,
    name: String,
    post: String,
    unit: Option<String>,
    recorded_by: Option<String>,
    at: DateTime<Utc>,
}

/// Who signed on paper.
#[derive(Clone, Debug)]
pub struct Signature {
    pub name: String,
    pub post: String,
}

/// Every step a document has taken, the oldest first.
pub async fn steps(tx: &mut Tx, document: &str) -> Result<Vec<Step>, Problem> {
    let rows: Vec<StepRow> = tx
        .sql(
            "select s.action, s.comment, s.name, s.post, p.unit, s.recorded_by, s.at from document_step s \
             left join person p on p.id = s.person and s.recorded_by is null \
             where s.document = $1 order by s.at, s.id",
        )
        .bind(document.to_owned())
        .all()
        .await?;
    let step = |row: StepRow| Step {
        action: row.action.parse().ok(),
        comment: row.comment,
        name: row.name,
        post: row.post,
        unit: row.unit,
        recorded_by: row.recorded_by,
        at: row.at,
    };
    Ok(rows.into_iter().map(step).collect())
}

pub(super) async fn insert(
    tx: &mut Tx,
    document: &str,
    action: &str,
    comment: &str,
    actor: &Actor,
    signed: Option<&Signature>,
) -> Result<(), Problem> {
    let person = &actor.person;
    let (name, post) = signed.map_or((&person.name, &person.post), |signed| (&signed.name, &signed.post));
    tx.sql(
        "insert into document_step (id, document, action, comment, person, name, post, recorded_by, at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(new_id())
    .bind(document.to_owned())
    .bind(action.to_owned())
    .bind(comment.to_owned())
    .bind(person.id.clone())
    .bind(name.clone())
    .bind(post.clone())
    .bind(signed.map(|_| person.name.clone()))
    .bind(actor.now)
    .run_one()
    .await?;
    Ok(())
}

/// Takes a document one step on, if nobody has moved it since it was seen at `lock`. `said` is a digest of all it
/// says now, kept when it is signed, and when it is sent back to tell whether anything has been done about it.
pub async fn step(
    tx: &mut Tx,
    hand: Hand<'_>,
    document: &Document,
    (action, lock): (Action, i64),
    comment: &str,
    signed: Option<&Signature>,
    said: Option<&str>,
) -> Result<Stage, Problem> {
    let next = decide(document, hand, action)?;
    let kept = match action {
        Action::Sign | Action::Return => said.map(str::to_owned),
        Action::Issue => document.signed.clone(),
        Action::Send | Action::Pass => None,
    };
    let moved = tx
        .sql("update document set stage = $3, lock = lock + 1, signed = $4 where id = $1 and lock = $2 and stage = $5")
        .bind(document.id.clone())
        .bind(lock)
        .bind(next.to_string())
        .bind(kept)
        .bind(document.stage.to_string())
        .run()
        .await?;
    if moved != 1 {
        return Err(Problem::Overtaken);
    }
    insert(tx, &document.id, &action.to_string(), comment, hand.actor, signed).await?;
    let name = document.scope.to_string();
    // What is sent by mail once it is issued is another thing.
    let words = if action == Action::Send { "submit document".to_owned() } else { format!("{action} document") };
    hand.note(tx, &words, &name, &document.stage.to_string(), &format!("{next} {comment}")).await?;
    bump(tx, &hand.programme.id).await?;
    Ok(next)
}
