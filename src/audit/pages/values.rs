//! What a report said before and after it was filed (product rules E.18). An entry keeps digests alone; the values
//! stand in the versions of the report.

use crate::audit::AuditRow;
use crate::calendar::PeriodId;
use crate::reports::pages::cell_name;
use crate::reports::{Cell, Content, Stated, Version};
use crate::web::pages::Page;
use std::collections::BTreeSet;

/// Every number that a version says otherwise than the one before it, where it was filed and, of a correction, where
/// it was accepted; of other entries nothing.
pub fn changes(page: &Page, row: &AuditRow) -> Vec<String> {
    let words: Vec<&str> = row.object.split(' ').collect();
    let ["report", programme, unit, period] = words[..] else { return Vec::new() };
    let Ok(period) = period.parse::<PeriodId>() else { return Vec::new() };
    if programme != page.standing.programme.id {
        return Vec::new();
    }
    let is_of = |version: &&Version| match row.action.as_str() {
        "submit" => version.submitted_at == row.at,
        "accept" => version.accepted_at == Some(row.at) && version.correction.is_some(),
        _ => false,
    };
    let versions = || page.record.versions.iter().filter(|it| it.unit == unit && it.period == period);
    let Some(after) = versions().find(is_of) else { return Vec::new() };
    let mut changes = between(page, versions().find(|version| version.number + 1 == after.number), after);
    changes.extend(after.correction.as_deref().map(|reason| page.lang.figure_corrected(reason)));
    changes
}

fn between(page: &Page, before: Option<&Version>, after: &Version) -> Vec<String> {
    let cells = |version: &Version| version.content.counts.iter().map(|count| count.cell.clone()).collect::<Vec<_>>();
    let all: BTreeSet<Cell> = before.into_iter().chain([after]).flat_map(cells).collect();
    let said = |content: Option<&Content>, cell: &Cell| {
        let counts = content.map(|content| content.counts.as_slice()).unwrap_or_default();
        counts.iter().find(|count| count.cell == *cell).map_or(Stated::Blank, |count| count.stated)
    };
    let changed = all.into_iter().filter_map(|cell| {
        let (old, new) = (said(before.map(|version| &version.content), &cell), said(Some(&after.content), &cell));
        (old != new)
            .then(|| format!("{} {} → {}", cell_name(page, &cell), page.lang.stated(old), page.lang.stated(new)))
    });
    changed.collect()
}
