//! Who did what to a report, by the name and in the department they had then.

use crate::calendar::PeriodId;
use crate::db::Tx;
use crate::problem::Problem;

/// Whoever took one step with one version.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Signer {
    pub number: i64,
    /// As the step is called in the record: `submitted`, `confirmed`, `forwarded`, `returned` or `accepted`.
    pub step: String,
    pub name: String,
    pub unit: Option<String>,
}

/// Everybody behind the versions of one report. After a handover the past keeps the old name.
pub async fn signers(tx: &mut Tx, programme: &str, unit: &str, period: PeriodId) -> Result<Vec<Signer>, Problem> {
    Ok(tx
        .sql(
            "with version as (select number, submitted_by, submitted_at, confirmed_by, confirmed_at, forwarded_by, \
             forwarded_at, returned_by, returned_at, accepted_by, accepted_at from report_version \
             where programme = $1 and unit = $2 and period = $3), \
             act as (select number, 'submitted' as step, submitted_by as person, submitted_at as moment from version \
             union all select number, 'confirmed', confirmed_by, confirmed_at from version \
             union all select number, 'forwarded', forwarded_by, forwarded_at from version \
             union all select number, 'returned', returned_by, returned_at from version \
             union all select number, 'accepted', accepted_by, accepted_at from version) \
             select act.number, act.step, a.name, a.unit from act join appointment a on a.person = act.person \
             and a.since <= act.moment and (a.until is null or act.moment < a.until)",
        )
        .bind(programme.to_owned())
        .bind(unit.to_owned())
        .bind(period.to_string())
        .all()
        .await?)
}
