//! The report on the lane as one of the consolidating unit's own duties: on its home, in its drawer, in the matrix.

use super::said_of;
use crate::calendar::{Period, day_of};
use crate::charts::ReportMark;
use crate::people::Role;
use crate::progress::{FilingState, Known};
use crate::reports::pages::{at, report_name};
use crate::review::with_consolidation;
use crate::units::Unit;
use crate::views::{Basis, View};
use crate::web::pages::Page;
use leptos::prelude::*;

fn known(page: &Page) -> Known<'_> {
    Known::new(&page.standing.programme, &page.record, View::new(day_of(page.now), Basis::Reported))
}

/// The periods whose report on the lane can be filed by now, the newest first; none for any other unit.
fn open<'a>(page: &'a Page, unit: &Unit, known: &Known) -> Vec<&'a Period> {
    let programme = &page.standing.programme;
    let today = day_of(page.now);
    let periods = programme.periods.iter().rev().filter(|period| period.opens <= today);
    periods.filter(|period| unit.id == programme.consolidator && known.owes_consolidation(period)).collect()
}

fn address(page: &Page, period: &Period) -> String {
    page.link(&format!("/review/consolidation/{}", period.id))
}

fn files(page: &Page) -> bool {
    page.visitor.person.as_ref().is_some_and(|person| person.role == Role::Consolidator)
}

/// What the unit still owes of it, and by when; first what was sent back.
pub fn owed_consolidations(page: &Page, unit: &Unit) -> Option<AnyView> {
    let lang = page.lang;
    let known = known(page);
    let today = day_of(page.now);
    let is_returned = |period: &Period| {
        known.consolidation_filing(period).is_some_and(|filing| filing.state == FilingState::Returned)
    };
    let mut owed: Vec<&Period> = open(page, unit, &known);
    owed.retain(|period| known.consolidation_filing(period).is_none_or(|filing| !filing.state.is_in()));
    owed.sort_by_key(|period| !is_returned(period));
    let lines = owed.iter().map(|period| {
        let lane = known.lane(period);
        let due = match (today - period.effective_due).num_days() {
            0 => lang.my_due_today(&lang.short_day(period.effective_due)),
            days if days > 0 => lang.my_late(days),
            _ => lang.due(period.due, period.effective_due),
        };
        let newest = known.consolidation(period.id);
        let back = newest.filter(|filed| filed.returned_at.is_some()).map(|filed| {
            let reason = filed.return_reason.unwrap_or_default();
            view! { <p class="strong">{lang.my_returned()} {lang.pick("：", "：", ": ")} {reason}</p> }
        });
        let named = lang.consolidation_of(&report_name(page, period.id));
        let way = files(page).then(|| view! { <a class="button second small" href=address(page, period) aria-label=format!("{} {named}", lang.consolidation_file())>{lang.consolidation_file()}</a> });
        let stands = lang.consolidation_stands(lane.covers.len() as i64, lane.missing.len() as i64);
        view! { <div class="lane-owed">{back}<p><strong>{named.clone()}</strong> " · " {due} " · " {stands} " " {way}</p></div> }
    });
    let lines: Vec<_> = lines.collect();
    (!lines.is_empty())
        .then(|| view! { <section class="owed"><h2>{lang.consolidation()}</h2>{lines}</section> }.into_any())
}

/// Every one of them since the first, in the unit's file drawer.
pub fn filed_consolidations(page: &Page, unit: &Unit) -> Option<AnyView> {
    let lang = page.lang;
    let known = known(page);
    let rows = open(page, unit, &known).into_iter().map(|period| {
        let filing = known.consolidation_filing(period);
        let newest = known.consolidation(period.id);
        let due = known.owes_consolidation(period) && period.effective_due <= day_of(page.now);
        let state = lang.filing_words(filing.as_ref(), period, due, day_of(page.now));
        let named = report_name(page, period.id);
        let named = match files(page) {
            true => view! { <a href=address(page, period)>{named}</a> }.into_any(),
            false => named.into_any(),
        };
        let receipt =
            newest.as_ref().map_or_else(|| "—".to_owned(), |filed| format!("{} · {}", filed.receipt, at(filed.at)));
        let versions = newest.as_ref().map_or_else(|| "—".to_owned(), |filed| filed.number.to_string());
        let with = said_of(page, &with_consolidation(newest.as_ref()));
        view! {
            <tr>
                <th scope="row">{named}</th>
                <td data-label=lang.task_state()>{state} <p class="with">{with}</p></td>
                <td data-label=lang.receipt_time()>{receipt}</td>
                <td data-label=lang.drawer_versions()>{versions}</td>
            </tr>
        }
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty()).then(|| {
        view! {
            <h2 id="consolidations">{lang.consolidation()}</h2>
            <table class="stacked drawer" aria-labelledby="consolidations">
                <thead><tr>
                    <th scope="col">{lang.period_label()}</th><th scope="col">{lang.task_state()}</th><th scope="col">{lang.receipt_time()}</th><th scope="col">{lang.drawer_versions()}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    })
}

/// The mark of the report on the lane in the matrix, its words and its address for those who may open it.
pub fn consolidation_mark(page: &Page, known: &Known, period: &Period) -> (ReportMark, String, Option<String>) {
    let filing = known.consolidation_filing(period);
    let due = known.owes_consolidation(period) && period.effective_due <= page.view.day;
    let mark = ReportMark::of(filing.as_ref(), due, page.lang);
    let words = page.lang.filing_words(filing.as_ref(), period, due, page.view.day);
    let reads = page.visitor.person.as_ref().is_some_and(|person| super::reads(person.role));
    (mark, words, filing.filter(|_| reads).map(|_| address(page, period)))
}
