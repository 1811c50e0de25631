//! What filing cost in the worked example: invented like everything in it, and of nobody in particular.

use crate::calendar::PeriodId;
use crate::db::Tx;
use crate::effort::store::{note_filing, note_visit};
use crate::problem::Problem;
use crate::programme::Programme;
use crate::reports::Draft;
use crate::units::Unit;
use chrono::{DateTime, TimeDelta, Utc};

/// A report sent at `at` took a minute to begin, and a while for each thing that is in it.
pub(super) async fn count(
    tx: &mut Tx,
    programme: &Programme,
    (unit, period): (&Unit, PeriodId),
    draft: &Draft,
    at: DateTime<Utc>,
) -> Result<(), Problem> {
    let written: usize =
        [&draft.done, &draft.problems, &draft.next, &draft.ask].iter().map(|it| it.chars().count()).sum();
    let seconds = 60 + 15 * (draft.entries.len() + draft.tasks.len()) + written;
    let opened = at - TimeDelta::seconds(seconds as i64);
    note_visit(tx, &programme.id, period, (&Draft::default(), draft), (opened, at)).await?;
    note_filing(tx, programme, &unit.id, period, draft).await
}
