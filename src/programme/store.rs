//! Programmes as installed: files in force one after another, and the revision everything is cached under.

mod proposals;

pub use proposals::{Proposal, Proposed, proposal, proposals, propose, settle};

use crate::db::Tx;
use crate::problem::Problem;
use crate::programme::Programme;
use crate::programme::file;
use crate::readings::{self, Decision};
use chrono::{DateTime, NaiveDate, Utc};

/// Where a programme stands.
#[derive(Clone, Copy, Debug, sqlx::FromRow)]
pub struct Head {
    /// How often it has been written to.
    pub revision: i64,
    /// Whether its figures are the worked example's.
    pub example: bool,
    pub edition: i64,
    /// How many decisions on its readings there are.
    pub decided: i64,
}

/// One file of a programme that has been in force.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Edition {
    pub number: i64,
    /// Its first day; none if it has been in force from the beginning.
    pub effective_from: Option<NaiveDate>,
    pub reason: String,
    pub installed_by: String,
    pub installed_at: DateTime<Utc>,
}

/// Makes `source`, which must read as a programme, the file in force from the beginning, for every day: how a
/// programme comes in. Whatever follows has a day: see [`amend`].
pub async fn install(
    tx: &mut Tx,
    programme: &Programme,
    source: &str,
    reason: &str,
    by: &str,
    now: DateTime<Utc>,
) -> Result<i64, Problem> {
    keep(tx, programme, source, reason, by, (now, None)).await
}

/// Makes `source` the file in force from `day` on; the days before it keep the file they had. The first file of a
/// programme is in force from the beginning, whatever the day. Files follow one another in the order of their days.
pub async fn amend(
    tx: &mut Tx,
    programme: &Programme,
    source: &str,
    reason: &str,
    by: &str,
    (now, day): (DateTime<Utc>, NaiveDate),
) -> Result<i64, Problem> {
    let held = editions(tx, &programme.id).await?;
    let latest = held.iter().filter_map(|edition| edition.effective_from).max();
    if let Some(latest) = latest.filter(|latest| day < *latest) {
        return Err(Problem::bad_input("effective_from", format!("a day not before {latest}"), day.to_string()));
    }
    let from = (!held.is_empty()).then_some(day);
    keep(tx, programme, source, reason, by, (now, from)).await
}

async fn keep(
    tx: &mut Tx,
    programme: &Programme,
    source: &str,
    reason: &str,
    by: &str,
    (now, from): (DateTime<Utc>, Option<NaiveDate>),
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
        "insert into programme_file (programme, number, source, reason, installed_by, installed_at, effective_from) \
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(programme.id.clone())
    .bind(last + 1)
    .bind(source.to_owned())
    .bind(reason.to_owned())
    .bind(by.to_owned())
    .bind(now)
    .bind(from)
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
            "select number, effective_from, reason, installed_by, installed_at from programme_file \
             where programme = $1 order by number desc",
        )
        .bind(id.to_owned())
        .all()
        .await?)
}

/// How many papers, remarks and decisions name a unit, beside its reports.
pub async fn kept_of_unit(tx: &mut Tx, id: &str, unit: &str) -> Result<i64, Problem> {
    let (count,): (i64,) = tx
        .sql(
            "select (select count(*) from paper where programme = $1 and unit = $2) \
             + (select count(*) from note_addressee a join note n on n.id = a.note \
                where n.programme = $1 and a.unit = $2) \
             + (select count(*) from decision_unit u join decision d on d.id = u.decision \
                where d.programme = $1 and u.unit = $2)",
        )
        .bind(id.to_owned())
        .bind(unit.to_owned())
        .one()
        .await?;
    Ok(count)
}

/// The text of the newest file.
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
             as edition, (select count(*) from reading_decision d where d.programme = p.id) as decided \
             from programme p where p.id = $1",
        )
        .bind(id.to_owned())
        .maybe()
        .await?)
}

/// The programme as its files say and as the office reads them: the newest plan, which knows what was in force before
/// it. Reading a file takes milliseconds: keep what it answers under the edition and the number of decisions.
pub async fn read(tx: &mut Tx, id: &str) -> Result<Option<Programme>, Problem> {
    let files: Vec<(String, Option<NaiveDate>)> = tx
        .sql("select source, effective_from from programme_file where programme = $1 order by number")
        .bind(id.to_owned())
        .all()
        .await?;
    // What came in the order of days holds in the order of days, a file or a decision alike.
    let mut steps: Vec<(Option<NaiveDate>, Step)> = Vec::new();
    for (source, from) in files {
        let programme = file::read(&source).map_err(|mistakes| {
            let incident = crate::db::new_id();
            tracing::error!(incident, programme = id, mistakes = mistakes.len(), "A stored programme cannot be read");
            Problem::Internal { id: incident }
        })?;
        steps.push((from, Step::File(Box::new(programme))));
    }
    let decisions = crate::readings::store::decisions(tx, id).await?;
    steps.extend(decisions.into_iter().map(|decision| (Some(decision.from), Step::Decision(decision))));
    steps.sort_by_key(|(from, _)| *from);
    let (mut newest, mut made): (Option<Programme>, Vec<Decision>) = (None, Vec::new());
    for (from, step) in steps {
        let next = match step {
            Step::File(programme) => Some(readings::read_as(*programme, &made)),
            Step::Decision(decision) => {
                let next = newest.as_ref().and_then(|plan| plan.reading_decided(&decision));
                made.push(decision);
                next
            }
        };
        newest = match (next, newest, from) {
            (Some(next), Some(earlier), Some(from)) => Some(next.following(earlier, from)),
            (Some(next), ..) => Some(next),
            (None, held, _) => held,
        };
    }
    Ok(newest)
}

/// What changes a programme.
enum Step {
    File(Box<Programme>),
    Decision(Decision),
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
             as edition, (select count(*) from reading_decision d where d.programme = p.id) as decided from programme p",
        )
        .all()
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.head)).collect())
}

pub async fn mark_example(tx: &mut Tx, id: &str) -> Result<(), Problem> {
    tx.sql("update programme set example = true where id = $1").bind(id.to_owned()).run_one().await?;
    Ok(())
}
