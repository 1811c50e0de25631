//! Links under which the head of a unit reads a report. Of each the id is kept; its address holds a mark besides.

use crate::audit::{self, Actor, AuditKey};
use crate::calendar::PeriodId;
use crate::db::{Tx, new_id};
use crate::problem::Problem;
use chrono::{DateTime, Utc};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadLink {
    pub id: String,
    pub until: DateTime<Utc>,
}

/// Whose report: programme, unit and period.
pub type Whose<'a> = (&'a str, &'a str, PeriodId);

/// The link of a report that is open at `now`.
pub async fn head_link(
    tx: &mut Tx,
    (programme, unit, period): Whose<'_>,
    now: DateTime<Utc>,
) -> Result<Option<HeadLink>, Problem> {
    let row: Option<(String, DateTime<Utc>)> = tx
        .sql(
            "select id, until from head_link where programme = $1 and unit = $2 and period = $3 and ended_at is null \
             and until > $4 order by made_at desc, id desc limit 1",
        )
        .bind(programme.to_owned())
        .bind(unit.to_owned())
        .bind(period.to_string())
        .bind(now)
        .maybe()
        .await?;
    Ok(row.map(|(id, until)| HeadLink { id, until }))
}

/// Makes a link; the one before it opens nothing from now on.
pub async fn make_head_link(
    tx: &mut Tx,
    whose: Whose<'_>,
    until: DateTime<Utc>,
    actor: &Actor,
    key: &AuditKey,
) -> Result<(), Problem> {
    end(tx, whose, actor.now).await?;
    let (programme, unit, period) = whose;
    tx.sql(
        "insert into head_link (id, programme, unit, period, made_by, made_at, until) \
         values ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(new_id())
    .bind(programme.to_owned())
    .bind(unit.to_owned())
    .bind(period.to_string())
    .bind(actor.person.id.clone())
    .bind(actor.now)
    .bind(until)
    .run_one()
    .await?;
    audit::note(tx, key, actor, "make link for head", &format!("report {unit} {period}")).await
}

/// Ends the link of a report. Answers `false` if none is open.
pub async fn end_head_link(tx: &mut Tx, whose: Whose<'_>, actor: &Actor, key: &AuditKey) -> Result<bool, Problem> {
    let ended = end(tx, whose, actor.now).await?;
    let (_, unit, period) = whose;
    if ended > 0 {
        audit::note(tx, key, actor, "end link for head", &format!("report {unit} {period}")).await?;
    }
    Ok(ended > 0)
}

async fn end(tx: &mut Tx, (programme, unit, period): Whose<'_>, now: DateTime<Utc>) -> Result<u64, Problem> {
    Ok(tx
        .sql(
            "update head_link set ended_at = $4 where programme = $1 and unit = $2 and period = $3 \
             and ended_at is null and until > $4",
        )
        .bind(programme.to_owned())
        .bind(unit.to_owned())
        .bind(period.to_string())
        .bind(now)
        .run()
        .await?)
}

/// Unit and period of the report that a link opens at `now`.
pub async fn opened_by(
    tx: &mut Tx,
    programme: &str,
    id: &str,
    now: DateTime<Utc>,
) -> Result<Option<(String, String)>, Problem> {
    Ok(tx
        .sql("select unit, period from head_link where programme = $1 and id = $2 and ended_at is null and until > $3")
        .bind(programme.to_owned())
        .bind(id.to_owned())
        .bind(now)
        .maybe()
        .await?)
}
