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
mod nil;
mod posted;
mod paste;
mod print;
mod receipt;
mod share;
mod slip;
mod workbook;

pub use changes::keep_changes;
pub use check::check;
pub use circumstances::circumstances_view;
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
use crate::web::pages::Page;
use chrono::{DateTime, NaiveDate, Utc};

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
fn stand(page: &Page, period: &Period, report: &Report) -> &'static str {
    match report.lock {
        0 if period.effective_due < day_of(page.now) => page.lang.cell_missing(),
        0 => page.lang.not_begun(),
        _ if is_corrected_now(report) => page.lang.correction_writing(),
        _ => page.lang.state(report.state),
    }
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
