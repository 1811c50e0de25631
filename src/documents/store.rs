//! Documents as kept: the row that moves from stage to stage, its pieces, its steps, and what is kept for good.

mod comments;
mod exceptions;
mod issued;
mod steps;
mod text;

pub use comments::{comment, comments, settle};
pub use exceptions::{close_exception, exceptions, held_back, open_exception};
pub use issued::{Deciders, File, deciders, file, files, issue, keep_file, witness, witnesses};
pub use steps::{Signature, step, steps};
pub use text::{add, hold, pieces, release, remove, save, shift};

use super::{Action, Document, ERRATA, Fresh, PieceKind, Refusal, Stage, Stored, foot, scope_of, untold};
use crate::audit::{self, Actor, AuditKey, Entry};
use crate::db::{Tx, new_id};
use crate::language::Lang;
use crate::messages::store::issued::recipients;
use crate::problem::{Forbidden, Problem};
use crate::programme::Programme;
use crate::programme::store::bump;
use crate::progress::Record;
use crate::summaries::{Scope, Summary};

#[derive(sqlx::FromRow)]
struct DocumentRow {
    id: String,
    name: String,
    lang: String,
    stage: String,
    lock: i64,
    version: i64,
    signed: Option<String>,
}

fn broken(what: &str) -> Problem {
    Problem::Internal { id: format!("document {what}") }
}

/// Every document of the programme; those its file no longer has a period for are left out.
pub async fn all(tx: &mut Tx, programme: &Programme) -> Result<Vec<Document>, Problem> {
    let rows: Vec<DocumentRow> = tx
        .sql(
            "select id, name, lang, stage, lock, version, signed from document where programme = $1 \
             order by begun_at, id",
        )
        .bind(programme.id.clone())
        .all()
        .await?;
    let authors: Vec<(String, String)> = tx
        .sql(
            "select a.document, a.person from document_author a join document d on d.id = a.document \
             where d.programme = $1 order by a.document, a.person",
        )
        .bind(programme.id.clone())
        .all()
        .await?;
    let mut documents = Vec::new();
    for row in rows {
        let Some(scope) = scope_of(programme, &row.name) else { continue };
        let mine = authors.iter().filter(|(document, _)| *document == row.id).map(|(_, person)| person.clone());
        documents.push(Document {
            authors: mine.collect(),
            scope,
            lang: row.lang.parse().map_err(|_| broken("language"))?,
            stage: row.stage.parse().map_err(|_| broken("stage"))?,
            lock: row.lock,
            version: row.version,
            signed: row.signed,
            id: row.id,
        });
    }
    Ok(documents)
}

/// The document called `name`, such as `2022-5`.
pub async fn named(tx: &mut Tx, programme: &Programme, name: &str) -> Result<Option<Document>, Problem> {
    Ok(all(tx, programme).await?.into_iter().find(|document| document.scope.to_string() == name))
}

pub async fn get(tx: &mut Tx, programme: &Programme, id: &str) -> Result<Document, Problem> {
    all(tx, programme).await?.into_iter().find(|document| document.id == id).ok_or(Problem::NotFound)
}

/// Whose act it is, and under which key it is sealed.
#[derive(Clone, Copy)]
pub struct Hand<'a> {
    pub programme: &'a Programme,
    pub actor: &'a Actor,
    pub key: &'a AuditKey,
}

impl Hand<'_> {
    async fn note(&self, tx: &mut Tx, action: &str, name: &str, before: &str, after: &str) -> Result<(), Problem> {
        let entry = Entry {
            chain: "programme",
            action,
            object: format!("document {} {name}", self.programme.id),
            outcome: "done",
            before: Some(before).filter(|text| !text.is_empty()),
            after: Some(after).filter(|text| !text.is_empty()),
        };
        audit::append(tx, self.key, self.actor, entry).await
    }

    /// Whoever types is one of its authors from then on, and what they leave is its next version.
    async fn writes(&self, tx: &mut Tx, document: &str) -> Result<(), Problem> {
        tx.sql("update document set version = version + 1 where id = $1").bind(document.to_owned()).run_one().await?;
        self.is_author(tx, document).await
    }

    async fn is_author(&self, tx: &mut Tx, document: &str) -> Result<(), Problem> {
        tx.sql(
            "insert into document_author (document, person) values ($1, $2) on conflict (document, person) do nothing",
        )
        .bind(document.to_owned())
        .bind(self.actor.person.id.clone())
        .run()
        .await?;
        Ok(())
    }
}

/// A digest of all a document says: whoever signs, signs this.
pub fn said(summary: &Summary) -> Result<String, Problem> {
    Ok(audit::digest(&serde_json::to_string(&summary.blocks)?))
}

/// All that is kept of a draft as it is now, and what has been issued so far.
pub async fn stored(tx: &mut Tx, programme: &Programme, document: &Document) -> Result<Stored, Problem> {
    Ok(Stored {
        pieces: pieces(tx, &document.id).await?,
        steps: steps(tx, &document.id).await?,
        comments: comments(tx, &document.id).await?,
        issued: witnesses(tx, &programme.id).await?.into_iter().map(|(_, witness)| witness).collect(),
        recipients: recipients(tx, &programme.id).await?,
    })
}

/// The pieces a draft begins with: what the figures compose, to whom it goes and, in an issue, what earlier documents
/// printed otherwise.
pub async fn first_pieces(
    tx: &mut Tx,
    (programme, record): (&Programme, &Record),
    composed: &Summary,
) -> Result<Vec<Fresh>, Problem> {
    let foot = foot(&recipients(tx, &programme.id).await?, programme, composed.lang);
    let mut fresh = super::pieces(&composed.clone().addressed(foot));
    let issued: Vec<_> = witnesses(tx, &programme.id).await?.into_iter().map(|(_, witness)| witness).collect();
    if matches!(composed.scope, Scope::Issue(_)) && !untold(programme, record, &issued).is_empty() {
        // Before the foot, which stands on the last page.
        let at = fresh.iter().rposition(|piece| piece.kind == PieceKind::Tail).unwrap_or(fresh.len());
        fresh.insert(at, Fresh::composed(ERRATA));
    }
    Ok(fresh)
}

/// Begins a draft from `fresh` pieces. Where somebody was first, theirs is the draft.
pub async fn begin(tx: &mut Tx, hand: Hand<'_>, name: &str, lang: Lang, fresh: &[Fresh]) -> Result<Document, Problem> {
    if hand.actor.person.role != crate::people::Role::Office {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let id = new_id();
    let made = tx
        .sql(
            "insert into document (id, programme, name, lang, stage, lock, begun_at) \
             values ($1, $2, $3, $4, $5, 1, $6) on conflict (programme, name) do nothing",
        )
        .bind(id.clone())
        .bind(hand.programme.id.clone())
        .bind(name.to_owned())
        .bind(lang.to_string())
        .bind(Stage::Drafting.to_string())
        .bind(hand.actor.now)
        .run()
        .await?;
    if made == 1 {
        for (place, piece) in fresh.iter().enumerate() {
            text::insert(tx, &id, i64::try_from(place).unwrap_or(i64::MAX), piece, None).await?;
        }
        hand.is_author(tx, &id).await?;
        steps::insert(tx, &id, "begin", "", hand.actor, None).await?;
        hand.note(tx, "begin draft", name, "", "").await?;
        bump(tx, &hand.programme.id).await?;
    }
    named(tx, hand.programme, name).await?.ok_or(Problem::NotFound)
}

/// Why a step cannot be taken, in the visitor's terms.
pub fn refused(refusal: Refusal) -> Problem {
    match refusal {
        Refusal::NotAllowed => Problem::Forbidden(Forbidden::Role),
        Refusal::Author => Problem::Forbidden(Forbidden::OwnDocument),
        Refusal::WrongStage(_) => Problem::Overtaken,
    }
}

/// What may be done to a document by whoever acts: the stage it leads to.
fn decide(document: &Document, hand: Hand<'_>, action: Action) -> Result<Stage, Problem> {
    super::decide(document.stage, &document.authors, &hand.actor.person, action).map_err(refused)
}
