//! What the package tells of each number of the document: which figure it is, its value and its moment.

use super::look::HEAD;
use super::xml::escaped;
use crate::summaries::{Run, Summary};
use crate::views::View;
use std::fmt::Write;

/// A number as the package tells of it.
pub struct Bound {
    ids: String,
    shown: String,
    /// Where it is of another moment than the document.
    at: Option<View>,
}

impl Bound {
    pub fn of(run: &Run) -> Self {
        let ids: Vec<String> = run.figures().iter().map(ToString::to_string).collect();
        let at = match run {
            Run::Figure { at, .. } => *at,
            _ => None,
        };
        Bound { ids: ids.join("+"), shown: run.shown().to_owned(), at }
    }
}

/// The part that says of each bookmark which figure its number is, what it is and at what moment.
pub fn figures(summary: &Summary, numbers: &[Bound]) -> String {
    let mut xml = format!("{HEAD}<figures xmlns=\"urn:pilotboard:figures\" document=\"{}\">", summary.scope);
    for (at, number) in numbers.iter().enumerate() {
        let View { day, basis } = number.at.unwrap_or(summary.view);
        let (ids, shown) = (escaped(&number.ids), escaped(&number.shown));
        let _ = write!(
            xml,
            "<number bookmark=\"_n{}\" figure=\"{ids}\" value=\"{shown}\" as_at=\"{day}\" basis=\"{basis}\"/>",
            at + 1
        );
    }
    xml + "</figures>"
}
