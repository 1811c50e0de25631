//! Which periods an issued document has counted: their reports are read, and put right only by a correction.

use crate::calendar::PeriodId;
use crate::db::Tx;
use crate::documents::store as documents;
use crate::documents::{Stage, periods_of};
use crate::language::Lang;
use crate::problem::Problem;
use crate::programme::Programme;

/// Each period that is locked, with the name of the document that has counted it first.
pub async fn locks(tx: &mut Tx, programme: &Programme, lang: Lang) -> Result<Vec<(PeriodId, String)>, Problem> {
    let issued = documents::all(tx, programme).await?.into_iter().filter(|it| it.stage == Stage::Issued);
    let periods = issued.flat_map(|document| {
        let name = lang.document_title(document.scope);
        periods_of(programme, document.scope).into_iter().map(move |period| (period, name.clone()))
    });
    Ok(periods.collect())
}
