//! The pieces of a draft: each has its own lock, and stays for a while with whoever is at it.

use super::{Hand, broken};
use crate::db::{Tx, new_id};
use crate::documents::{Document, Fresh, HELD_MINUTES, Held, MOST_PIECES, Piece, PieceKind, Stage};
use crate::people::Role;
use crate::problem::{Forbidden, Problem};
use chrono::{DateTime, TimeDelta, Utc};

#[derive(sqlx::FromRow)]
struct PieceRow {
    id: String,
    kind: String,
    body: String,
    source: Option<String>,
    lock: i64,
    held_by: Option<String>,
    held_name: Option<String>,
    held_until: Option<DateTime<Utc>>,
    changed_name: Option<String>,
    changed_at: Option<DateTime<Utc>>,
}

/// The pieces of a document, in order.
pub async fn pieces(tx: &mut Tx, document: &str) -> Result<Vec<Piece>, Problem> {
    let rows: Vec<PieceRow> = tx
        .sql(
            "select id, kind, body, source, lock, held_by, held_name, held_until, changed_name, changed_at \
             from document_piece where document = $1 order by place, id",
        )
        .bind(document.to_owned())
        .all()
        .await?;
    let piece = |row: PieceRow| {
        let held = match (row.held_by, row.held_until) {
            (Some(person), Some(until)) => Some(Held { person, name: row.held_name.unwrap_or_default(), until }),
            _ => None,
        };
        Ok(Piece {
            id: row.id,
            kind: row.kind.parse().map_err(|_| broken("piece"))?,
            text: row.body,
            source: row.source,
            lock: row.lock,
            held,
            changed: row.changed_name.zip(row.changed_at),
        })
    };
    rows.into_iter().map(piece).collect()
}

pub(super) async fn insert(
    tx: &mut Tx,
    document: &str,
    place: i64,
    fresh: &Fresh,
    by: Option<(&str, DateTime<Utc>)>,
) -> Result<String, Problem> {
    let id = new_id();
    tx.sql(
        "insert into document_piece (document, id, place, kind, body, source, lock, changed_name, changed_at) \
         values ($1, $2, $3, $4, $5, $6, 1, $7, $8)",
    )
    .bind(document.to_owned())
    .bind(id.clone())
    .bind(place)
    .bind(fresh.kind.to_string())
    .bind(fresh.text.clone())
    .bind(fresh.source.clone())
    .bind(by.map(|(name, _)| name.to_owned()))
    .bind(by.map(|(_, at)| at))
    .run_one()
    .await?;
    Ok(id)
}

/// Whether whoever acts may type in the document now.
fn open(document: &Document, hand: Hand<'_>) -> Result<(), Problem> {
    if hand.actor.person.role != Role::Office {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    if document.stage == Stage::Drafting { Ok(()) } else { Err(Problem::Overtaken) }
}

/// The lock on the document's row orders two editors who move pieces at once, and the stage is still the draft's.
async fn hold_row(tx: &mut Tx, document: &Document) -> Result<(), Problem> {
    let held = tx
        .sql("update document set stage = stage where id = $1 and stage = $2")
        .bind(document.id.clone())
        .bind(Stage::Drafting.to_string())
        .run()
        .await?;
    if held == 1 { Ok(()) } else { Err(Problem::Overtaken) }
}

/// Takes a piece for whoever wants to type in it; another who is at it keeps it until their time is over.
pub async fn hold(tx: &mut Tx, hand: Hand<'_>, document: &Document, piece: &str) -> Result<(), Problem> {
    open(document, hand)?;
    hold_row(tx, document).await?;
    let taken = tx
        .sql(
            "update document_piece set held_by = $3, held_name = $4, held_until = $5 where document = $1 and id = $2 \
             and (held_by is null or held_by = $3 or held_until <= $6)",
        )
        .bind(document.id.clone())
        .bind(piece.to_owned())
        .bind(hand.actor.person.id.clone())
        .bind(hand.actor.person.name.clone())
        .bind(hand.actor.now + TimeDelta::minutes(HELD_MINUTES))
        .bind(hand.actor.now)
        .run()
        .await?;
    if taken == 1 { Ok(()) } else { Err(Problem::Overtaken) }
}

/// Lets go of a piece without changing it.
pub async fn release(tx: &mut Tx, hand: Hand<'_>, document: &Document, piece: &str) -> Result<(), Problem> {
    tx.sql(
        "update document_piece set held_by = null, held_name = null, held_until = null \
         where document = $1 and id = $2 and held_by = $3",
    )
    .bind(document.id.clone())
    .bind(piece.to_owned())
    .bind(hand.actor.person.id.clone())
    .run()
    .await?;
    Ok(())
}

/// Keeps what was typed into a piece by somebody who has seen it at `lock`, and lets go of it.
pub async fn save(
    tx: &mut Tx,
    hand: Hand<'_>,
    document: &Document,
    (piece, lock): (&str, i64),
    kind: PieceKind,
    text: &str,
) -> Result<(), Problem> {
    open(document, hand)?;
    hold_row(tx, document).await?;
    let person = &hand.actor.person;
    let kept = tx
        .sql(
            "update document_piece set body = $5, kind = $6, lock = lock + 1, held_by = null, held_name = null, \
             held_until = null, changed_name = $7, changed_at = $8 where document = $1 and id = $2 and lock = $3 \
             and (held_by is null or held_by = $4 or held_until <= $8)",
        )
        .bind(document.id.clone())
        .bind(piece.to_owned())
        .bind(lock)
        .bind(person.id.clone())
        .bind(text.to_owned())
        .bind(kind.to_string())
        .bind(person.name.clone())
        .bind(hand.actor.now)
        .run()
        .await?;
    if kept != 1 {
        return Err(Problem::Overtaken);
    }
    hand.writes(tx, &document.id).await?;
    hand.note(tx, "write draft", &document.scope.to_string(), "", text).await
}

/// Puts a piece after another, or at the beginning; says what it is called.
pub async fn add(
    tx: &mut Tx,
    hand: Hand<'_>,
    document: &Document,
    after: Option<&str>,
    fresh: &Fresh,
) -> Result<String, Problem> {
    open(document, hand)?;
    hold_row(tx, document).await?;
    let (count,): (i64,) =
        tx.sql("select count(*) from document_piece where document = $1").bind(document.id.clone()).one().await?;
    if count >= MOST_PIECES as i64 {
        return Err(Problem::TooLarge);
    }
    let place: Option<(i64,)> = tx
        .sql("select place from document_piece where document = $1 and id = $2")
        .bind(document.id.clone())
        .bind(after.unwrap_or_default().to_owned())
        .maybe()
        .await?;
    let place = match (place, after) {
        (Some((place,)), _) => place + 1,
        (None, None) => 0,
        // Somebody took away what it was to follow.
        (None, Some(_)) => return Err(Problem::Overtaken),
    };
    tx.sql("update document_piece set place = place + 1 where document = $1 and place >= $2")
        .bind(document.id.clone())
        .bind(place)
        .run()
        .await?;
    let by = Some((hand.actor.person.name.as_str(), hand.actor.now));
    let id = insert(tx, &document.id, place, fresh, by).await?;
    hand.writes(tx, &document.id).await?;
    hand.note(tx, "write draft", &document.scope.to_string(), "", &fresh.text).await?;
    Ok(id)
}

/// Takes a piece away that nobody else is at and that is still as it was seen.
pub async fn remove(tx: &mut Tx, hand: Hand<'_>, document: &Document, piece: &str, lock: i64) -> Result<(), Problem> {
    open(document, hand)?;
    hold_row(tx, document).await?;
    let held = pieces(tx, &document.id).await?;
    let found = held.iter().find(|held| held.id == piece).ok_or(Problem::Overtaken)?;
    if found.lock != lock || found.held_by_another(&hand.actor.person.id, hand.actor.now).is_some() {
        return Err(Problem::Overtaken);
    }
    tx.sql("delete from document_piece where document = $1 and id = $2")
        .bind(document.id.clone())
        .bind(piece.to_owned())
        .run_one()
        .await?;
    hand.writes(tx, &document.id).await?;
    hand.note(tx, "write draft", &document.scope.to_string(), &found.text, "").await
}

/// Moves a piece one place up or down; at either end it stays where it is.
pub async fn shift(tx: &mut Tx, hand: Hand<'_>, document: &Document, piece: &str, up: bool) -> Result<(), Problem> {
    open(document, hand)?;
    hold_row(tx, document).await?;
    let mut order: Vec<String> = pieces(tx, &document.id).await?.into_iter().map(|piece| piece.id).collect();
    let at = order.iter().position(|id| id == piece).ok_or(Problem::Overtaken)?;
    let to = if up { at.checked_sub(1) } else { Some(at + 1).filter(|to| *to < order.len()) };
    let Some(to) = to else { return Ok(()) };
    order.swap(at, to);
    for (place, id) in order.into_iter().enumerate() {
        tx.sql("update document_piece set place = $3 where document = $1 and id = $2")
            .bind(document.id.clone())
            .bind(id)
            .bind(i64::try_from(place).unwrap_or(i64::MAX))
            .run_one()
            .await?;
    }
    hand.writes(tx, &document.id).await
}
