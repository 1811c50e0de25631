//! Programmes as installed: files in force one after another, and the revision everything is cached under.

use crate::db::Tx;
use crate::problem::Problem;
use crate::programme::Programme;
use crate::programme::file;
use chrono::{DateTime, Utc};

/// Where a programme stands.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Head {
    /// How often it has been written to.
    pub revision: i64,
    /// Whether its figures are the worked example's.
    pub example: bool,
    pub edition: i64,
}

/// One file of a programme that has been in force.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Edition {
    pub number: i64,
    pub reason: String,
    pub installed_by: String,
    pub installed_at: DateTime<Utc>,
}

/// Makes `source`, which must read as a programme, the file in force from `now` on.
pub async fn install(
    tx: &mut Tx,
    programme: &Programme,
    source: &str,
    reason: &str,
    by: &str,
    now: DateTime<Utc>,
) -> Result<i64, Problem> {
    tx.sql("insert into programme (id, revision, example) values ($1, 0, false) on conflict (id) do nothing")
        .bind(programme.id.clone())
        .run()
        .await?;
    // The lock on the programme's row also orders two imports at once.
    bump(tx, &programme.id).await?;
    let (last,): (i64,) = tx
        .sql("select coalesce(max(number), 0) from programme_file where programme = $1")
        .bind(programme.id.clone())
        .one()
        .await?;
    tx.sql(
        "insert into programme_file (programme, number, source, reason, installed_by, installed_at) \
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(programme.id.clone())
    .bind(last + 1)
    .bind(source.to_owned())
    .bind(reason.to_owned())
    .bind(by.to_owned())
    .bind(now)
    .run_one()
    .await?;
    Ok(last + 1)
}

/// The ids of all programmes, oldest first.
pub async fn ids(tx: &mut Tx) -> Result<Vec<String>, Problem> {
    let rows: Vec<(String,)> = tx.sql("select id from programme order by id").all().await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

pub async fn editions(tx: &mut Tx, id: &str) -> Result<Vec<Edition>, Problem> {
    Ok(tx
        .sql(
            "select number, reason, installed_by, installed_at from programme_file where programme = $1 \
             order by number desc",
        )
        .bind(id.to_owned())
        .all()
        .await?)
}

/// The text of the file in force.
pub async fn source(tx: &mut Tx, id: &str) -> Result<Option<String>, Problem> {
    let row: Option<(String,)> = tx
        .sql("select source from programme_file where programme = $1 order by number desc limit 1")
        .bind(id.to_owned())
        .maybe()
        .await?;
    Ok(row.map(|(source,)| source))
}

/// The programme's revision, whether it is the worked example, and the number of the file in force.
pub async fn head(tx: &mut Tx, id: &str) -> Result<Option<Head>, Problem> {
    Ok(tx
        .sql(
            "select p.revision, p.example, (select max(number) from programme_file f where f.programme = p.id) \
             as edition from programme p where p.id = $1",
        )
        .bind(id.to_owned())
        .maybe()
        .await?)
}

/// The programme as its file in force says. Reading a file takes milliseconds: keep what it answers
/// under the edition.
pub async fn read(tx: &mut Tx, id: &str) -> Result<Option<Programme>, Problem> {
    let Some(source) = source(tx, id).await? else { return Ok(None) };
    match file::read(&source) {
        Ok(programme) => Ok(Some(programme)),
        Err(mistakes) => {
            let incident = crate::db::new_id();
            tracing::error!(incident, programme = id, mistakes = mistakes.len(), "A stored programme cannot be read");
            Err(Problem::Internal { id: incident })
        }
    }
}

/// Notes that something the programme's readers see has changed.
pub async fn bump(tx: &mut Tx, id: &str) -> Result<(), Problem> {
    tx.sql("update programme set revision = revision + 1 where id = $1").bind(id.to_owned()).later().await?;
    Ok(())
}

/// Notes that something has changed that the readers of every programme see: who is to be called.
pub async fn bump_all(tx: &mut Tx) -> Result<(), Problem> {
    tx.sql("update programme set revision = revision + 1").run().await?;
    Ok(())
}

/// Where every programme stands.
pub async fn heads(tx: &mut Tx) -> Result<Vec<(String, Head)>, Problem> {
    #[derive(sqlx::FromRow)]
    struct Row {
        id: String,
        #[sqlx(flatten)]
        head: Head,
    }
    let rows: Vec<Row> = tx
        .sql(
            "select p.id, p.revision, p.example, (select max(number) from programme_file f where f.programme = p.id) \
             as edition from programme p",
        )
        .all()
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.head)).collect())
}

pub async fn mark_example(tx: &mut Tx, id: &str) -> Result<(), Problem> {
    tx.sql("update programme set example = true where id = $1").bind(id.to_owned()).run_one().await?;
    Ok(())
}
