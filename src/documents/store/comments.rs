//! What is said of a piece of a draft, and when it was settled.

use super::Hand;
use crate::db::{Tx, new_id};
use crate::documents::{Comment, Document, Stage};
use crate::people::Role;
use crate::problem::{Forbidden, Problem};
use chrono::{DateTime, Utc};

#[derive(sqlx::FromRow)]
struct CommentRow {
    id: String,
    piece: String,
    body: String,
    name: String,
    post: String,
    at: DateTime<Utc>,
    settled_name: Option<String>,
    settled_at: Option<DateTime<Utc>>,
}

/// Every comment on a draft, the oldest first.
pub async fn comments(tx: &mut Tx, document: &str) -> Result<Vec<Comment>, Problem> {
    let rows: Vec<CommentRow> = tx
        .sql(
            "select id, piece, body, name, post, at, settled_name, settled_at from document_comment \
             where document = $1 order by at, id",
        )
        .bind(document.to_owned())
        .all()
        .await?;
    let comment = |row: CommentRow| Comment {
        id: row.id,
        piece: row.piece,
        text: row.body,
        name: row.name,
        post: row.post,
        at: row.at,
        settled: row.settled_name.zip(row.settled_at),
    };
    Ok(rows.into_iter().map(comment).collect())
}

/// Those who read a draft may say something of it until it is issued.
fn open(document: &Document, hand: Hand<'_>) -> Result<(), Problem> {
    if !matches!(hand.actor.person.role, Role::Office | Role::LeadingGroup) {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    if document.stage == Stage::Issued { Err(Problem::Overtaken) } else { Ok(()) }
}

pub async fn comment(
    tx: &mut Tx,
    hand: Hand<'_>,
    document: &Document,
    piece: &str,
    text: &str,
) -> Result<String, Problem> {
    open(document, hand)?;
    let there: Option<(i64,)> = tx
        .sql("select place from document_piece where document = $1 and id = $2")
        .bind(document.id.clone())
        .bind(piece.to_owned())
        .maybe()
        .await?;
    there.ok_or(Problem::Overtaken)?;
    let (id, person) = (new_id(), &hand.actor.person);
    tx.sql(
        "insert into document_comment (id, document, piece, body, person, name, post, at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(id.clone())
    .bind(document.id.clone())
    .bind(piece.to_owned())
    .bind(text.to_owned())
    .bind(person.id.clone())
    .bind(person.name.clone())
    .bind(person.post.clone())
    .bind(hand.actor.now)
    .run_one()
    .await?;
    hand.note(tx, "comment on draft", &document.scope.to_string(), "", text).await?;
    Ok(id)
}

/// Settles a comment; whoever comes second finds it settled.
pub async fn settle(tx: &mut Tx, hand: Hand<'_>, document: &Document, comment: &str) -> Result<(), Problem> {
    open(document, hand)?;
    let settled = tx
        .sql(
            "update document_comment set settled_name = $3, settled_at = $4 \
             where document = $1 and id = $2 and settled_at is null",
        )
        .bind(document.id.clone())
        .bind(comment.to_owned())
        .bind(hand.actor.person.name.clone())
        .bind(hand.actor.now)
        .run()
        .await?;
    match settled {
        1 => hand.note(tx, "settle comment", &document.scope.to_string(), comment, "").await,
        _ => Err(Problem::Overtaken),
    }
}
