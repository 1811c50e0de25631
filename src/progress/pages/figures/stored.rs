//! What a figure is counted again from: the record as it is stored, and who had a hand in it.

use crate::audit::self_check::{self, Check};
use crate::calendar::PeriodId;
use crate::db::Tx;
use crate::problem::Problem;
use crate::programme::store as programmes;
use crate::progress::{Record, store};
use std::collections::BTreeMap;

/// A version of a report.
pub(super) type Source = (String, PeriodId, i64);

pub struct Stored {
    pub revision: i64,
    pub record: Record,
    /// Who accepted a version, by name.
    pub(super) accepted_by: BTreeMap<Source, String>,
    /// The last self-check.
    pub(super) check: Option<Check>,
}

impl Stored {
    pub async fn read(tx: &mut Tx, programme: &str) -> Result<Stored, Problem> {
        let revision = programmes::head(tx, programme).await?.ok_or(Problem::NotFound)?.revision;
        let record = store::record(tx, programme).await?;
        let accepted = store::accepted(tx, programme).await?;
        let accepted_by = accepted
            .into_iter()
            .filter_map(|row| Some(((row.unit, row.period.parse().ok()?, row.number), row.accepted_by)));
        Ok(Stored { revision, record, accepted_by: accepted_by.collect(), check: self_check::latest(tx).await? })
    }
}
