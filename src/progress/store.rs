//! The record of a programme, read whole: a few hundred versions, from which every figure is computed.

use crate::calendar::PeriodId;
use crate::db::Tx;
use crate::problem::Problem;
use crate::progress::{Closure, Record};
use crate::reports::Version;
use chrono::{DateTime, NaiveDate, Utc};

#[derive(sqlx::FromRow)]
struct VersionRow {
    unit: String,
    period: String,
    number: i64,
    content: String,
    correction: Option<String>,
    submitted_at: DateTime<Utc>,
    forwarded_at: Option<DateTime<Utc>>,
    returned_at: Option<DateTime<Utc>>,
    withdrawn: bool,
    return_until: Option<NaiveDate>,
    accepted_at: Option<DateTime<Utc>>,
}

#[derive(sqlx::FromRow)]
struct ClosureRow {
    id: String,
    task: String,
    due: Option<NaiveDate>,
    unit: String,
    period: String,
    finished_on: NaiveDate,
    evidence: String,
    requested_at: DateTime<Utc>,
    confirmed_at: Option<DateTime<Utc>>,
    returned_at: Option<DateTime<Utc>>,
    reopened_at: Option<DateTime<Utc>>,
    reopen_reason: Option<String>,
}

fn period(text: &str) -> Result<PeriodId, Problem> {
    text.parse().map_err(|_| Problem::Internal { id: format!("period {text}") })
}

/// Everything filed and decided in `programme`.
pub async fn record(tx: &mut Tx, programme: &str) -> Result<Record, Problem> {
    let versions: Vec<VersionRow> = tx
        .sql(
            "select unit, period, number, content, correction, submitted_at, forwarded_at, returned_at, accepted_at, \
             coalesce(return_field = 'withdrawn', false) as withdrawn, return_until from report_version where programme = $1 order by submitted_at, unit, period, number",
        )
        .bind(programme.to_owned())
        .all()
        .await?;
    let closures: Vec<ClosureRow> = tx
        .sql(
            "select id, task, due, unit, period, finished_on, evidence, requested_at, confirmed_at, returned_at, \
             reopened_at, reopen_reason from closure where programme = $1 order by requested_at, id",
        )
        .bind(programme.to_owned())
        .all()
        .await?;
    let extensions = crate::extensions::store::all(tx, programme).await?;
    let filed = crate::evidence::store::filed(tx, programme).await?;
    let consolidations = crate::review::store::all(tx, programme).await?;
    Ok(Record {
        extensions,
        filed,
        consolidations,
        versions: versions
            .into_iter()
            .map(|row| {
                Ok(Version {
                    period: period(&row.period)?,
                    unit: row.unit,
                    number: row.number,
                    content: serde_json::from_str(&row.content)?,
                    submitted_at: row.submitted_at,
                    forwarded_at: row.forwarded_at,
                    returned_at: row.returned_at,
                    withdrawn: row.withdrawn,
                    return_until: row.return_until,
                    accepted_at: row.accepted_at,
                    correction: row.correction,
                })
            })
            .collect::<Result<_, Problem>>()?,
        closures: closures
            .into_iter()
            .map(|row| {
                Ok(Closure {
                    period: period(&row.period)?,
                    id: row.id,
                    task: row.task,
                    due: row.due,
                    unit: row.unit,
                    on: row.finished_on,
                    evidence: row.evidence,
                    requested_at: row.requested_at,
                    confirmed_at: row.confirmed_at,
                    returned_at: row.returned_at,
                    reopened_at: row.reopened_at,
                    reopen_reason: row.reopen_reason,
                })
            })
            .collect::<Result<_, Problem>>()?,
    })
}

/// Who asked for a closure and who decided on it, by post and name.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Hands {
    pub id: String,
    pub asked_by: String,
    pub decided_by: Option<String>,
    pub reopened_by: Option<String>,
    /// Why it was sent back.
    pub reason: Option<String>,
}

/// The people behind every closure of `task`, by the posts and names they had then.
pub async fn closure_hands(tx: &mut Tx, programme: &str, task: &str) -> Result<Vec<Hands>, Problem> {
    Ok(tx
        .sql(
            "select c.id, coalesce(a.post || ' · ' || a.name, c.requested_by) as asked_by, \
             coalesce(d.post || ' · ' || d.name, c.confirmed_by, c.returned_by) as decided_by, \
             coalesce(r.post || ' · ' || r.name, c.reopened_by) as reopened_by, \
             c.return_reason as reason from closure c \
             left join appointment r on r.person = c.reopened_by and r.since <= c.reopened_at \
             and (r.until is null or c.reopened_at < r.until) \
             left join appointment a on a.person = c.requested_by and a.since <= c.requested_at \
             and (a.until is null or c.requested_at < a.until) \
             left join appointment d on d.person = coalesce(c.confirmed_by, c.returned_by) \
             and d.since <= coalesce(c.confirmed_at, c.returned_at) \
             and (d.until is null or coalesce(c.confirmed_at, c.returned_at) < d.until) \
             where c.programme = $1 and c.task = $2 order by c.requested_at, c.id",
        )
        .bind(programme.to_owned())
        .bind(task.to_owned())
        .all()
        .await?)
}

/// Who accepted a version, by the name they had then.
#[derive(sqlx::FromRow)]
pub struct Accepted {
    pub unit: String,
    pub period: String,
    pub number: i64,
    pub accepted_by: String,
}

/// Who accepted each version that was accepted in `programme`.
pub async fn accepted(tx: &mut Tx, programme: &str) -> Result<Vec<Accepted>, Problem> {
    Ok(tx
        .sql(
            "select v.unit, v.period, v.number, coalesce(a.name, v.accepted_by) as accepted_by from report_version v \
             left join appointment a on a.person = v.accepted_by and a.since <= v.accepted_at \
             and (a.until is null or v.accepted_at < a.until) \
             where v.programme = $1 and v.accepted_by is not null order by v.unit, v.period, v.number",
        )
        .bind(programme.to_owned())
        .all()
        .await?)
}
