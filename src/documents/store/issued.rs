//! What is kept for good: the witness of each issued document, and the files made from it.

use super::{Hand, Signature, step};
use crate::audit::hex;
use crate::db::Tx;
use crate::documents::{Action, Document, Witness};
use crate::problem::Problem;
use chrono::{DateTime, Utc};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// A file of an issued document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub format: &'static str,
    pub bytes: Vec<u8>,
}

/// Issues a signed document: what it says is frozen, together with the files made from it.
pub async fn issue(
    tx: &mut Tx,
    hand: Hand<'_>,
    document: &Document,
    (lock, comment): (i64, &str),
    witness: &Witness,
    files: &[File],
) -> Result<(), Problem> {
    step(tx, hand, document, (Action::Issue, lock), comment, None::<&Signature>, None).await?;
    let content = serde_json::to_string(witness)?;
    tx.sql("insert into document_witness (document, issued_at, content, fingerprint) values ($1, $2, $3, $4)")
        .bind(document.id.clone())
        .bind(witness.issued_at)
        .bind(content.clone())
        .bind(crate::audit::digest(&content))
        .run_one()
        .await?;
    for file in files {
        keep_file(tx, &document.id, file.format, &file.bytes).await?;
    }
    hand.note(tx, "freeze document", &witness.name, "", &content).await
}

/// Keeps a file, if none of its format is kept.
pub async fn keep_file(tx: &mut Tx, document: &str, format: &str, bytes: &[u8]) -> Result<(), Problem> {
    tx.sql(
        "insert into document_file (document, format, fingerprint, bytes) values ($1, $2, $3, $4) \
         on conflict (document, format) do nothing",
    )
    .bind(document.to_owned())
    .bind(format.to_owned())
    .bind(hex(&Sha256::digest(bytes)))
    .bind(bytes.to_vec())
    .run()
    .await?;
    Ok(())
}

/// What is kept of a document, if it is issued.
pub async fn witness(tx: &mut Tx, document: &str) -> Result<Option<Witness>, Problem> {
    let row: Option<(String,)> =
        tx.sql("select content from document_witness where document = $1").bind(document.to_owned()).maybe().await?;
    Ok(row.map(|(content,)| serde_json::from_str(&content)).transpose()?)
}

/// Every issued document of the programme with its id, in the order in which they were issued.
pub async fn witnesses(tx: &mut Tx, programme: &str) -> Result<Vec<(String, Witness)>, Problem> {
    let rows: Vec<(String, String)> = tx
        .sql(
            "select w.document, w.content from document_witness w join document d on d.id = w.document \
             where d.programme = $1 order by w.issued_at, d.name",
        )
        .bind(programme.to_owned())
        .all()
        .await?;
    let read = |(id, content): (String, String)| Ok((id, serde_json::from_str(&content)?));
    rows.into_iter().map(read).collect()
}

/// The format and the fingerprint of each file that is kept of a document.
pub async fn files(tx: &mut Tx, document: &str) -> Result<Vec<(String, String)>, Problem> {
    Ok(tx
        .sql("select format, fingerprint from document_file where document = $1 order by format")
        .bind(document.to_owned())
        .all()
        .await?)
}

pub async fn file(tx: &mut Tx, document: &str, format: &str) -> Result<Option<Vec<u8>>, Problem> {
    let row: Option<(Vec<u8>,)> = tx
        .sql("select bytes from document_file where document = $1 and format = $2")
        .bind(document.to_owned())
        .bind(format.to_owned())
        .maybe()
        .await?;
    Ok(row.map(|(bytes,)| bytes))
}

/// Who accepted which version: by unit, period and number.
pub type Deciders = BTreeMap<(String, String, i64), String>;

/// The name of whoever accepted each version after `since`.
pub async fn deciders(tx: &mut Tx, programme: &str, since: DateTime<Utc>) -> Result<Deciders, Problem> {
    let rows: Vec<(String, String, i64, String)> = tx
        .sql(
            "select v.unit, v.period, v.number, p.name from report_version v join person p on p.id = v.accepted_by \
             where v.programme = $1 and v.accepted_at > $2",
        )
        .bind(programme.to_owned())
        .bind(since)
        .all()
        .await?;
    Ok(rows.into_iter().map(|(unit, period, number, name)| ((unit, period, number), name)).collect())
}
