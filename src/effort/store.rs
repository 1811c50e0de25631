//! Sums of what filing costs, by period and section: never of a unit, never of a person.

use super::{Measured, Section, all_changed, changed, fields, seconds, visit};
use crate::calendar::PeriodId;
use crate::db::Tx;
use crate::problem::Problem;
use crate::programme::Programme;
use crate::reports::Draft;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// Counts the time between two saves of a draft by the same hands.
pub async fn note_time(
    tx: &mut Tx,
    programme: &str,
    period: PeriodId,
    (before, after): (&Draft, &Draft),
    (since, now): (DateTime<Utc>, DateTime<Utc>),
) -> Result<(), Problem> {
    let (Some(section), seconds) = (changed(before, after), seconds(since, now)) else { return Ok(()) };
    if seconds == 0 {
        return Ok(());
    }
    add(tx, programme, period, section, Measured { seconds, ..Measured::default() }).await
}

/// Counts a visit to the form that was sent as a whole: what it took is shared by the sections it changed.
pub async fn note_visit(
    tx: &mut Tx,
    programme: &str,
    period: PeriodId,
    (before, after): (&Draft, &Draft),
    (opened, now): (DateTime<Utc>, DateTime<Utc>),
) -> Result<(), Problem> {
    let sections = all_changed(before, after);
    let seconds = visit(opened, now) / (sections.len() as i64).max(1);
    for section in sections.into_iter().filter(|_| seconds > 0) {
        add(tx, programme, period, section, Measured { seconds, ..Measured::default() }).await?;
    }
    Ok(())
}

/// Counts a report that was submitted, with how much of its form came filled.
pub async fn note_filing(
    tx: &mut Tx,
    programme: &Programme,
    unit: &str,
    period: PeriodId,
    draft: &Draft,
) -> Result<(), Problem> {
    let (given, typed) = fields(programme, unit, draft);
    // One filing is counted in every section, so that each can be divided by the number of filings.
    for section in Section::ALL {
        let first = section == Section::Counts;
        let (given, typed) = if first { (given, typed) } else { (0, 0) };
        add(tx, &programme.id, period, section, Measured { seconds: 0, filings: 1, given, typed }).await?;
    }
    Ok(())
}

async fn add(tx: &mut Tx, programme: &str, period: PeriodId, section: Section, more: Measured) -> Result<(), Problem> {
    tx.sql(
        "insert into effort (programme, period, section, seconds, filings, given, typed) \
         values ($1, $2, $3, $4, $5, $6, $7) on conflict (programme, period, section) do update set \
         seconds = effort.seconds + $4, filings = effort.filings + $5, given = effort.given + $6, \
         typed = effort.typed + $7",
    )
    .bind(programme.to_owned())
    .bind(period.to_string())
    .bind(section.to_string())
    .bind(more.seconds)
    .bind(more.filings)
    .bind(more.given)
    .bind(more.typed)
    .run_one()
    .await?;
    Ok(())
}

/// What has been measured so far.
pub async fn measured(tx: &mut Tx, programme: &str) -> Result<BTreeMap<(String, Section), Measured>, Problem> {
    #[derive(sqlx::FromRow)]
    struct Row {
        period: String,
        section: String,
        seconds: i64,
        filings: i64,
        given: i64,
        typed: i64,
    }
    let rows: Vec<Row> = tx
        .sql("select period, section, seconds, filings, given, typed from effort where programme = $1")
        .bind(programme.to_owned())
        .all()
        .await?;
    rows.into_iter()
        .map(|row| {
            let section = row.section.parse().map_err(|_| Problem::Internal { id: row.section.clone() })?;
            let Row { period, seconds, filings, given, typed, .. } = row;
            Ok(((period, section), Measured { seconds, filings, given, typed }))
        })
        .collect()
}
