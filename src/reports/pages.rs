//! Filing: what a unit owes, the form, the check, the nil return, the receipt.

mod changes;
mod check;
mod circumstances;
mod compared;
mod corrections;
mod drawer;
mod fields;
mod filing;
mod form;
mod home;
mod locked;
mod merge;
mod nil;
mod paste;
mod posted;
mod print;
mod receipt;
mod share;
mod slip;
mod workbook;

pub use changes::keep_changes;
pub use check::{check, effect};
pub use circumstances::circumstances_view;
pub use compared::changes as changed;
pub use corrections::{abandon, correct, correct_page};
pub use drawer::drawer;
pub use fields::{cell_name, field_name};
pub use filing::{autosave, confirm, save, submit, withdraw};
pub use form::form;
pub use home::home;
pub use nil::{nil, nil_page};
pub use paste::{paste, paste_page};
pub use print::{print, receipt_code};
pub use receipt::{receipt, version_row};
pub use share::{end_share, make_share, share, shared};
pub use slip::slip;
pub use workbook::{bring, marked, spreadsheet, workbook};

use crate::calendar::{Period, PeriodId, day_of};
use crate::problem::Problem;
use crate::reports::store::{Desk, Report};
use crate::review::State;
use crate::units::Unit;
use crate::web::App;
use crate::web::acts::Cause;
use crate::web::pages::{Page, form_fields};
use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;

/// The reader's own unit.
fn own_unit(page: &Page) -> Result<Unit, Problem> {
    let unit = page.person()?.unit.as_deref().and_then(|id| page.standing.programme.unit(id));
    unit.cloned().ok_or(Problem::NotFound)
}

fn asked_period(page: &Page, text: &str) -> Result<Period, Problem> {
    let id: PeriodId = text.parse().map_err(|_| Problem::NotFound)?;
    page.standing.programme.period(id).cloned().ok_or(Problem::NotFound)
}

/// The name of a period's report for people: 7月月报.
pub fn report_name(page: &Page, id: PeriodId) -> String {
    match id.supplement {
        true => page.lang.year_end_supplement(id.year),
        false => page.lang.month_report(id.month),
    }
}

/// Where a report stands, for those who file it. What has not been begun is missing only once it is due.
fn stand(page: &Page, period: &Period, report: &Report) -> String {
    let lang = page.lang;
    match report.lock {
        0 if period.effective_due < day_of(page.now) => lang.cell_missing().to_owned(),
        0 => lang.not_begun().to_owned(),
        _ => match correction(page, report) {
            Some(correction) => format!("{} · {correction}", lang.state(State::Accepted)),
            None => lang.state(report.state).to_owned(),
        },
    }
}

/// How far the correction of an accepted report is that has not been decided on; the report stands meanwhile.
fn correction(page: &Page, report: &Report) -> Option<&'static str> {
    report.correction.as_ref()?;
    match report.state {
        State::Draft => Some(page.lang.correction_writing()),
        State::Submitted | State::Forwarded => Some(page.lang.correction_waiting()),
        State::Returned => Some(page.lang.correction_returned()),
        State::Accepted => None,
    }
}

/// The way to give up a correction that is being written.
fn abandon_form(page: &Page, report: &Report) -> Option<AnyView> {
    let lang = page.lang;
    (report.correction.is_some() && report.state.is_open()).then(|| {
        view! {
            <form method="post" class="inline" action=page.link(&format!("/my/reports/{}/abandon", report.period))>
                {form_fields()}
                <input type="hidden" name="lock" value=report.lock.to_string()/>
                <button type="submit" class="second small" title=lang.abandon_keeps() aria-label=format!("{} {}", lang.abandon(), report_name(page, report.period))>{lang.abandon()}</button>
            </form>
        }
        .into_any()
    })
}

/// Whether a correction of an accepted report is being written.
fn is_corrected_now(report: &Report) -> bool {
    report.correction.is_some() && report.state == State::Draft
}

/// Parts of a line that say something, with spaces between.
fn spaced(parts: &[&str]) -> String {
    parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" ")
}

/// A moment as people read it, in Shanghai.
pub fn at(moment: DateTime<Utc>) -> String {
    moment.with_timezone(&crate::calendar::shanghai()).format("%Y-%m-%d %H:%M").to_string()
}

/// What is needed to act on a report inside an act: owned, so that the act outlives the request.
#[derive(Clone)]
pub struct Place {
    pub app: App,
    pub programme: std::sync::Arc<crate::programme::Programme>,
    pub unit: Unit,
    pub period: PeriodId,
}

impl Place {
    pub fn today(&self) -> NaiveDate {
        day_of(self.app.clock.now())
    }

    pub fn desk<'a>(&'a self, cause: &'a Cause) -> Desk<'a> {
        Desk {
            programme: &self.programme,
            unit: &self.unit,
            period: self.period,
            actor: &cause.actor,
            key: &self.app.audit_key,
        }
    }
}
