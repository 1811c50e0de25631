//! The circumstances of a version, kept beside it in the same act.

use crate::calendar::PeriodId;
use crate::db::Tx;
use crate::problem::Problem;
use crate::reports::Circumstances;
use std::collections::BTreeMap;

/// Keeps the circumstances under which version `number` was filed; nothing where there is nothing to keep.
pub async fn keep_circumstances(
    tx: &mut Tx,
    (programme, unit, period): (&str, &str, PeriodId),
    number: i64,
    circumstances: &Circumstances,
) -> Result<(), Problem> {
    if *circumstances == Circumstances::default() {
        return Ok(());
    }
    tx.sql(
        "insert into report_circumstance (programme, unit, period, number, late_reason, checked) \
         values ($1, $2, $3, $4, $5, $6)",
    )
    .bind(programme.to_owned())
    .bind(unit.to_owned())
    .bind(period.to_string())
    .bind(number)
    .bind(circumstances.late.map(|reason| reason.to_string()))
    .bind(serde_json::to_string(&circumstances.checked)?)
    .later()
    .await?;
    Ok(())
}

/// The circumstances of each version of a report.
pub async fn circumstances(
    tx: &mut Tx,
    programme: &str,
    unit: &str,
    period: PeriodId,
) -> Result<BTreeMap<i64, Circumstances>, Problem> {
    let rows: Vec<(i64, Option<String>, String)> = tx
        .sql(
            "select number, late_reason, checked from report_circumstance \
             where programme = $1 and unit = $2 and period = $3 order by number",
        )
        .bind(programme.to_owned())
        .bind(unit.to_owned())
        .bind(period.to_string())
        .all()
        .await?;
    rows.into_iter()
        .map(|(number, late, checked)| {
            let late = late.and_then(|reason| reason.parse().ok());
            Ok((number, Circumstances { late, checked: serde_json::from_str(&checked)? }))
        })
        .collect()
}
