//! When something is due once the office has agreed to a later day (product rules B.1, B.4). What is agreed
//! counts from the moment it was agreed; the day printed in the circular never changes.

use super::Known;
use crate::calendar::Period;
use crate::extensions::Owed;
use chrono::NaiveDate;

impl Known<'_> {
    /// The latest day the office has agreed to, as far as is known.
    pub fn extended(&self, owed: &Owed, unit: &str) -> Option<NaiveDate> {
        let agreed = self.record.extensions.iter().filter(|held| self.before(held.agreed_at));
        agreed.filter(|held| held.moves(owed, unit)).map(|held| held.wanted).max()
    }

    /// The day after which the report of `unit` on `period` is late. Whether it is missing does not depend on it:
    /// no report is no data, however long one may wait for it.
    pub fn report_due(&self, unit: &str, period: &Period) -> NaiveDate {
        self.extended(&Owed::Report(period.id), unit).unwrap_or(period.effective_due).max(period.effective_due)
    }

    /// The day after which an occurrence of a task is overdue.
    pub(super) fn task_due(&self, number: &str, due: NaiveDate, effective_due: NaiveDate) -> NaiveDate {
        let owed = Owed::Task { number: number.to_owned(), due };
        self.extended(&owed, "").unwrap_or(effective_due).max(effective_due)
    }
}
