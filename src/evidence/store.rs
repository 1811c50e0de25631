//! Files as kept: a content claimed and put on the shelf, a row for each file brought, and what each version was
//! filed with.

mod shelf;
mod sweep;

pub use shelf::{Shelf, sha256};
pub use sweep::{Swept, claim, sweep};

use super::{Attached, Brought, File, Filed, Format, Purpose, Refusal, has_room};
use crate::audit::{self, Entry};
use crate::calendar::PeriodId;
use crate::db::{Tx, new_id};
use crate::failure::refused;
use crate::problem::Problem;
use crate::programme::store::bump;
use crate::reports::Draft;
use crate::reports::store::{Desk, Report, get};
use crate::review;
use chrono::{DateTime, Utc};
use std::collections::BTreeSet;

#[derive(sqlx::FromRow)]
struct FileRow {
    id: String,
    unit: String,
    period: String,
    purpose: String,
    name: String,
    format: String,
    sha256: String,
    size: i64,
    person_name: String,
    post: String,
    at: DateTime<Utc>,
}

impl FileRow {
    fn file(self) -> Result<File, Problem> {
        let broken = || Problem::Internal { id: format!("evidence {}", self.id) };
        Ok(File {
            period: self.period.parse().map_err(|_| broken())?,
            purpose: self.purpose.parse().map_err(|_| broken())?,
            format: self.format.parse().map_err(|_| broken())?,
            id: self.id,
            unit: self.unit,
            name: self.name,
            size: self.size,
            sha256: self.sha256,
            by: self.person_name,
            post: self.post,
            at: self.at,
        })
    }
}

fn files(rows: Vec<FileRow>) -> Result<Vec<File>, Problem> {
    rows.into_iter().map(FileRow::file).collect()
}

/// The files of a report's draft, in the order in which they came.
pub async fn of_draft(tx: &mut Tx, programme: &str, unit: &str, period: PeriodId) -> Result<Vec<File>, Problem> {
    let rows = tx
        .sql(
            "select id, unit, period, purpose, name, format, sha256, size, person_name, post, at from evidence \
             where programme = $1 and unit = $2 and period = $3 and in_draft order by at, id",
        )
        .bind(programme.to_owned())
        .bind(unit.to_owned())
        .bind(period.to_string())
        .all()
        .await?;
    files(rows)
}

/// The files that version `number` was filed with.
pub async fn of_version(
    tx: &mut Tx,
    programme: &str,
    unit: &str,
    period: PeriodId,
    number: i64,
) -> Result<Vec<File>, Problem> {
    let rows = tx
        .sql(
            "select e.id, e.unit, e.period, e.purpose, e.name, e.format, e.sha256, e.size, e.person_name, e.post, e.at \
             from report_version_evidence v join evidence e on e.id = v.evidence \
             where v.programme = $1 and v.unit = $2 and v.period = $3 and v.number = $4 order by e.at, e.id",
        )
        .bind(programme.to_owned())
        .bind(unit.to_owned())
        .bind(period.to_string())
        .bind(number)
        .all()
        .await?;
    files(rows)
}

/// The files of every request to close `task`, each with the id of the request.
pub async fn of_closures(tx: &mut Tx, programme: &str, task: &str) -> Result<Vec<(String, File)>, Problem> {
    let closures: Vec<(String, String, String, i64)> = tx
        .sql("select id, unit, period, version from closure where programme = $1 and task = $2")
        .bind(programme.to_owned())
        .bind(task.to_owned())
        .all()
        .await?;
    let mut found = Vec::new();
    for (closure, unit, period, number) in closures {
        let period = period.parse().map_err(|_| Problem::Internal { id: format!("period {period}") })?;
        let with = of_version(tx, programme, &unit, period, number).await?;
        let of_it = with.into_iter().filter(|file| file.purpose == Purpose::Task(task.to_owned()));
        found.extend(of_it.map(|file| (closure.clone(), file)));
    }
    Ok(found)
}

/// A file by its id, the programme it is of, and whether a version was filed with it.
pub async fn find(tx: &mut Tx, id: &str) -> Result<Option<(String, File, bool)>, Problem> {
    let row: Option<FileRow> = tx
        .sql(
            "select id, unit, period, purpose, name, format, sha256, size, person_name, post, at from evidence \
             where id = $1",
        )
        .bind(id.to_owned())
        .maybe()
        .await?;
    let Some(row) = row else { return Ok(None) };
    let (programme, versions): (String, i64) = tx
        .sql(
            "select programme, (select count(*) from report_version_evidence v where v.evidence = e.id) \
             from evidence e where id = $1",
        )
        .bind(id.to_owned())
        .one()
        .await?;
    Ok(Some((programme, row.file()?, versions > 0)))
}

/// What every version of a programme was filed with.
pub async fn filed(tx: &mut Tx, programme: &str) -> Result<Filed, Problem> {
    let rows: Vec<(String, String, i64, i64, i64)> = tx
        .sql(
            "select v.unit, v.period, v.number, count(*) filter (where e.purpose <> 'sealed'), \
             count(*) filter (where e.purpose = 'sealed') \
             from report_version_evidence v join evidence e on e.id = v.evidence where v.programme = $1 \
             group by v.unit, v.period, v.number",
        )
        .bind(programme.to_owned())
        .all()
        .await?;
    rows.into_iter()
        .map(|(unit, period, number, files, sealed)| {
            let period = period.parse().map_err(|_| Problem::Internal { id: format!("period {period}") })?;
            Ok(((unit, period, number), Attached { files, sealed }))
        })
        .collect()
}

/// The tasks for whose closure the draft holds a file.
pub fn shown(files: &[File]) -> BTreeSet<String> {
    files
        .iter()
        .filter_map(|file| match &file.purpose {
            Purpose::Task(number) => Some(number.clone()),
            _ => None,
        })
        .collect()
}

impl Desk<'_> {
    fn keys(&self) -> (String, String, String) {
        (self.programme.id.clone(), self.unit.id.clone(), self.period.to_string())
    }

    /// Keeps a file with the draft, or with the version handed in last if it is a sealed copy that comes after it.
    /// The same content for the same purpose is kept once. The outer failure is one of the request, the inner one
    /// of this file.
    pub async fn attach(
        &self,
        tx: &mut Tx,
        purpose: &Purpose,
        brought: &Brought,
    ) -> Result<Result<(), Refusal>, Problem> {
        let mut report = get(tx, &self.programme.id, &self.unit.id, self.period).await?;
        if !review::may_file(&self.actor.person, &self.unit.id) {
            return Err(refused(review::Refusal::NotAllowed, report.lock));
        }
        if report.lock == 0 {
            report = self.save(tx, Draft::default(), None).await?;
        }
        let after = *purpose == Purpose::Sealed && !report.state.is_open();
        self.hold(tx, &report, after).await?;
        let held = match after {
            true => of_version(tx, &self.programme.id, &self.unit.id, self.period, report.version).await?,
            false => of_draft(tx, &self.programme.id, &self.unit.id, self.period).await?,
        };
        if held.iter().any(|file| file.sha256 == brought.sha256 && file.purpose == *purpose) {
            return Ok(Ok(()));
        }
        if let Purpose::Task(number) = purpose {
            if self.programme.task(number).is_none() {
                return Err(Problem::NotFound);
            }
            if self.is_closed(tx, number).await? {
                return Ok(Err(Refusal::Closed));
            }
        }
        let (programme, unit, period) = self.keys();
        let (bytes,): (i64,) = tx
            .sql(
                "select cast(coalesce(sum(size), 0) as bigint) from evidence \
                 where programme = $1 and unit = $2 and period = $3",
            )
            .bind(programme.clone())
            .bind(unit.clone())
            .bind(period.clone())
            .one()
            .await?;
        if let Err(refusal) = has_room(held.len(), bytes, brought.size) {
            return Ok(Err(refusal));
        }
        let format: Format = brought.format.parse().map_err(|_| Problem::NotFound)?;
        let id = new_id();
        tx.sql(
            "insert into evidence (id, programme, unit, period, purpose, name, format, sha256, size, in_draft, person, \
             person_name, post, at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        )
        .bind(id.clone())
        .bind(programme)
        .bind(unit)
        .bind(period)
        .bind(purpose.to_string())
        .bind(brought.name.clone())
        .bind(format.to_string())
        .bind(brought.sha256.clone())
        .bind(brought.size)
        // A sealed copy goes on with a correction.
        .bind(true)
        .bind(self.actor.person.id.clone())
        .bind(self.actor.person.name.clone())
        .bind(self.actor.person.post.clone())
        .bind(self.actor.now)
        .run_one()
        .await?;
        self.seal(tx, "attach evidence", None, Some(&brought.sha256)).await?;
        if after {
            self.keep_with(tx, report.version, &id).await?;
            bump(tx, &self.programme.id).await?;
        }
        Ok(Ok(()))
    }

    /// Takes a file out of the draft. Versions keep theirs, and what was accepted stays with its correction.
    pub async fn detach(&self, tx: &mut Tx, id: &str) -> Result<(), Problem> {
        let report = get(tx, &self.programme.id, &self.unit.id, self.period).await?;
        if !review::may_file(&self.actor.person, &self.unit.id) {
            return Err(refused(review::Refusal::NotAllowed, report.lock));
        }
        self.hold(tx, &report, false).await?;
        let held = of_draft(tx, &self.programme.id, &self.unit.id, self.period).await?;
        let file = held.iter().find(|file| file.id == id).ok_or(Problem::NotFound)?;
        let (versions, accepted): (i64, i64) = tx
            .sql(
                "select count(*), count(r.accepted_at) from report_version_evidence v \
                 join report_version r on r.programme = v.programme and r.unit = v.unit and r.period = v.period \
                 and r.number = v.number where v.evidence = $1",
            )
            .bind(id.to_owned())
            .one()
            .await?;
        if accepted > 0 {
            return Err(refused(review::Refusal::WrongState(review::State::Accepted), report.lock));
        }
        let statement = match versions {
            0 => "delete from evidence where id = $1",
            _ => "update evidence set in_draft = false where id = $1",
        };
        tx.sql(statement).bind(id.to_owned()).run_one().await?;
        self.seal(tx, "detach evidence", Some(&file.sha256), None).await
    }

    /// Sets the files of the draft to those of version `number`: where a correction starts from, and what stands
    /// when it is given up.
    pub async fn restore_evidence(&self, tx: &mut Tx, number: i64) -> Result<(), Problem> {
        let (programme, unit, period) = self.keys();
        tx.sql(
            "delete from evidence where programme = $1 and unit = $2 and period = $3 \
             and not exists (select 1 from report_version_evidence v where v.evidence = evidence.id)",
        )
        .bind(programme.clone())
        .bind(unit.clone())
        .bind(period.clone())
        .run()
        .await?;
        tx.sql(
            "update evidence set in_draft = exists (select 1 from report_version_evidence v \
             where v.evidence = evidence.id and v.number = $4) where programme = $1 and unit = $2 and period = $3",
        )
        .bind(programme)
        .bind(unit)
        .bind(period)
        .bind(number)
        .run()
        .await?;
        Ok(())
    }

    /// Files the draft's files with version `number`. From now on they are what it rests on.
    pub async fn freeze_evidence(&self, tx: &mut Tx, number: i64, files: &[File]) -> Result<(), Problem> {
        for file in files {
            self.keep_with(tx, number, &file.id).await?;
        }
        Ok(())
    }

    async fn keep_with(&self, tx: &mut Tx, number: i64, id: &str) -> Result<(), Problem> {
        let (programme, unit, period) = self.keys();
        tx.sql(
            "insert into report_version_evidence (programme, unit, period, number, evidence) \
             values ($1, $2, $3, $4, $5)",
        )
        .bind(programme)
        .bind(unit)
        .bind(period)
        .bind(number)
        .bind(id.to_owned())
        .run_one()
        .await?;
        Ok(())
    }

    /// Holds the report where it was read, so that nobody submits it while its files change.
    async fn hold(&self, tx: &mut Tx, report: &Report, after: bool) -> Result<(), Problem> {
        let wrong = || refused(review::Refusal::WrongState(report.state), report.lock);
        if !after && !report.state.is_open() {
            return Err(wrong());
        }
        let (programme, unit, period) = self.keys();
        let held = tx
            .sql(
                "update report set saved_at = saved_at where programme = $1 and unit = $2 and period = $3 \
                 and state = $4 and version = $5",
            )
            .bind(programme)
            .bind(unit)
            .bind(period)
            .bind(report.state.to_string())
            .bind(report.version)
            .run()
            .await?;
        if held == 1 { Ok(()) } else { Err(wrong()) }
    }

    async fn is_closed(&self, tx: &mut Tx, task: &str) -> Result<bool, Problem> {
        let (programme, unit, period) = self.keys();
        let (closed,): (i64,) = tx
            .sql(
                "select count(*) from closure where programme = $1 and unit = $2 and period = $3 and task = $4 \
                 and confirmed_at is not null",
            )
            .bind(programme)
            .bind(unit)
            .bind(period)
            .bind(task.to_owned())
            .one()
            .await?;
        Ok(closed > 0)
    }

    async fn seal(&self, tx: &mut Tx, action: &str, before: Option<&str>, after: Option<&str>) -> Result<(), Problem> {
        let object = format!("report {} {} {}", self.programme.id, self.unit.id, self.period);
        let entry = Entry { chain: &self.unit.id, action, object, outcome: "done", before, after };
        audit::append(tx, self.key, self.actor, entry).await
    }
}
