//! One report in one mark, and the sentence it stands for.

use super::super::period_name;
use crate::calendar::Period;
use crate::charts::{Mark, ReportMark, ReportState, report_key};
use crate::language::Lang;
use crate::progress::{Filing, Known};
use crate::units::Unit;
use crate::web::pages::Page;
use leptos::prelude::*;

/// The names by which the style sheet knows a mark.
fn class(mark: &ReportMark) -> String {
    let state = match mark.state {
        ReportState::Accepted => "accepted",
        ReportState::Pending => "pending",
        ReportState::Returned => "returned",
        ReportState::Withdrawn => "withdrawn",
        ReportState::Nil | ReportState::NilPending => "nil",
        ReportState::Missing => "missing",
        ReportState::Future => "future",
    };
    let waiting = if mark.state == ReportState::NilPending { " filing-waiting" } else { "" };
    format!("filing filing-{state}{waiting}")
}

/// One report in one character, with its words for those who cannot see it; a link for those who may read it.
pub fn cell(page: &Page, known: &Known, unit: &Unit, period: &Period) -> AnyView {
    let lang = page.lang;
    let (mark, words) = known.report_mark(&unit.id, period, page.view.day, lang);
    let spoken = format!("{} {} {words}", unit.name.of(lang), period_name(page, period.id));
    // A month that is over, of a unit that owes no report: not yet to come, but not asked for.
    if mark.state == ReportState::Future && period.end <= page.view.day && !known.is_owed(&unit.id, period) {
        let said = spoken.clone();
        return view! { <span class="filing filing-future" title=said><span aria-hidden="true">"—"</span><span class="spoken">{spoken}</span></span> }.into_any();
    }
    let readable = page.visitor.person.as_ref().is_some_and(|person| person.may_read(&unit.id));
    let filed = !matches!(mark.state, ReportState::Missing | ReportState::Future);
    let address = (filed && readable).then(|| page.link(&format!("/reports/{}/{}", unit.id, period.id)));
    self::mark(lang, &mark, spoken, address)
}

/// A mark with what it says, as a link where there is an address.
pub fn mark(lang: Lang, mark: &ReportMark, spoken: String, address: Option<String>) -> AnyView {
    let shown = view! { {glyphs(lang, mark)}<span class="spoken">{spoken.clone()}</span> };
    match address {
        Some(address) => view! { <a class=class(mark) href=address title=spoken>{shown}</a> }.into_any(),
        None => view! { <span class=class(mark) title=spoken>{shown}</span> }.into_any(),
    }
}

fn glyphs(lang: Lang, mark: &ReportMark) -> AnyView {
    let late = mark.late.then(|| view! { <span class="late">"◥"</span> });
    let corrected = mark.corrected.then(|| view! { <sup>{mark.correction.clone()}</sup> });
    view! { <span class="mark" aria-hidden="true">{mark.state.glyph(lang)}</span><span aria-hidden="true">{late}{corrected}</span> }
        .into_any()
}

/// Where a report stands, in words.
pub fn words(page: &Page, filing: Option<&Filing>, period: &Period) -> String {
    let day = page.view.day;
    page.lang.filing_words(filing, period, period.effective_due <= day, day)
}

/// Every mark with its word.
pub fn legend(lang: Lang) -> AnyView {
    let one = |key: crate::charts::Key| match key.mark {
        Mark::Report(mark) => {
            Some(view! { <span class="key"><span class=class(&mark)>{glyphs(lang, &mark)}</span> {key.word}</span> })
        }
        _ => None,
    };
    report_key(lang).into_iter().filter_map(one).collect_view().into_any()
}
