//! A report as it stood on an earlier day: versions that came later are not there, decisions taken later are not
//! taken yet.

use crate::calendar::Period;
use crate::reports::store::{Comment, Receipt, Report};
use crate::review::State;
use crate::web::pages::Page;
use chrono::{DateTime, Utc};

/// Leaves of a report what the page knows of it. The latest view knows everything, also of a period that is not over.
pub fn forget_later(
    page: &Page,
    period: &Period,
    report: &mut Report,
    receipts: &mut Vec<Receipt>,
    comments: &mut Vec<Comment>,
) {
    if page.view == page.usual {
        return;
    }
    let knows = |at: DateTime<Utc>| page.view.knows(at);
    comments.retain(|comment| knows(comment.at));
    receipts.retain(|receipt| page.view.shows(period) && knows(receipt.submitted_at));
    for receipt in receipts.iter_mut() {
        receipt.confirmed_at = receipt.confirmed_at.filter(|at| knows(*at));
        receipt.forwarded_at = receipt.forwarded_at.filter(|at| knows(*at));
        receipt.accepted_at = receipt.accepted_at.filter(|at| knows(*at));
        receipt.returned_at = receipt.returned_at.filter(|at| knows(*at));
        if receipt.forwarded_at.is_none() {
            receipt.forwarded_by = None;
        }
        if receipt.accepted_at.is_none() {
            receipt.accepted_by = None;
        }
        if receipt.returned_at.is_none() {
            (receipt.returned_by, receipt.return_field, receipt.return_reason) = (None, None, None);
            (receipt.return_ground, receipt.return_until) = (None, None);
        }
    }
    let newest = receipts.iter().max_by_key(|receipt| receipt.number);
    report.version = newest.map_or(0, |receipt| receipt.number);
    report.state = newest.map_or(State::Draft, state);
}

/// Where a version stands by what has been decided on it.
fn state(receipt: &Receipt) -> State {
    match receipt {
        Receipt { accepted_at: Some(_), .. } => State::Accepted,
        _ if receipt.is_withdrawn() => State::Draft,
        Receipt { returned_at: Some(_), .. } => State::Returned,
        Receipt { forwarded_at: Some(_), .. } => State::Forwarded,
        _ => State::Submitted,
    }
}
