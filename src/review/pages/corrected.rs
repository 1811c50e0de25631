//! An accepted report that is being put right: it stands until the correction is decided on.

use super::{hands, latest};
use crate::calendar::{Period, PeriodId};
use crate::reports::Version;
use crate::reports::pages::{changed, effect};
use crate::units::Unit;
use crate::web::pages::Page;
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// The version that stands while a correction of it is not decided on, as far as the page knows.
pub(super) fn corrected<'a>(page: &'a Page, unit: &str, period: PeriodId) -> Option<&'a Version> {
    let knows = |moment: Option<DateTime<Utc>>| moment.is_some_and(|at| page.view.knows(at));
    let last =
        latest(page, unit, period).filter(|version| version.correction.is_some() && !knows(version.accepted_at))?;
    replaced(page, last)
}

/// The accepted version that a correction replaces.
pub(super) fn replaced<'a>(page: &'a Page, correction: &Version) -> Option<&'a Version> {
    correction.correction.as_ref()?;
    let same = |held: &&Version| held.unit == correction.unit && held.period == correction.period;
    let earlier = page.record.versions.iter().filter(same).filter(|held| held.number < correction.number);
    let accepted = earlier.filter(|held| held.accepted_at.is_some_and(|at| page.view.knows(at)));
    accepted.max_by_key(|held| (held.accepted_at, held.number))
}

/// With whom a report is, in one sentence; of an accepted one that is being corrected, with whom the correction is.
pub(super) fn with_said(page: &Page, unit: &Unit, period: PeriodId) -> String {
    let lang = page.lang;
    let consolidator = page.unit_name(&page.standing.programme.consolidator);
    let said = lang.with_whom(&hands(page, unit, period), &consolidator);
    match corrected(page, &unit.id, period) {
        Some(_) => lang.with_correction(&said),
        None => said,
    }
}

/// Why an accepted report is put right, what it said and says; and, for whoever decides on it, what would change.
pub(super) fn correction_view(page: &Page, period: &Period, version: &Version, decides: bool) -> Option<AnyView> {
    let lang = page.lang;
    let old = replaced(page, version)?;
    let reason = version.correction.clone()?;
    let waits = version.accepted_at.is_none() && version.returned_at.is_none();
    let effect = (waits && decides).then(|| effect(page, period, version));
    Some(
        view! {
            <section>
                <h3>{lang.check_correction()}</h3>
                <p>{lang.correct_reason()} {lang.pick("：", "：", ": ")} {reason}</p>
                {changed(page, &old.content, &version.content)}
                {effect}
            </section>
        }
        .into_any(),
    )
}
