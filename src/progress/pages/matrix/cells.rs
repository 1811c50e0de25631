//! One report in one mark, and the sentence it stands for.

use super::super::period_name;
use crate::calendar::Period;
use crate::language::Lang;
use crate::progress::{Filing, FilingState, Known};
use crate::units::Unit;
use crate::web::pages::Page;
use leptos::prelude::*;

/// The mark of a report and the name of its class.
fn mark(lang: Lang, filing: Option<&Filing>, due: bool) -> (&'static str, &'static str) {
    match filing {
        Some(Filing { state: FilingState::Returned, .. }) => ("↩", "returned"),
        Some(Filing { state: FilingState::Withdrawn, .. }) => ("○", "withdrawn"),
        Some(Filing { nil: true, .. }) => ("0", "nil"),
        Some(Filing { state: FilingState::Accepted, .. }) => ("●", "accepted"),
        Some(_) => ("◐", "pending"),
        None if due => (lang.pick("未", "未", "!"), "missing"),
        None => ("·", "future"),
    }
}

/// One report in one character, with its words for those who cannot see it; a link for those who may read it.
pub fn cell(page: &Page, known: &Known, unit: &Unit, period: &Period) -> AnyView {
    let lang = page.lang;
    let filing = known.filing(&unit.id, period);
    let due = known.is_owed(&unit.id, period) && period.effective_due <= page.view.day;
    let (glyph, class) = mark(lang, filing.as_ref(), due);
    let late = filing.as_ref().is_some_and(|filing| filing.late_by.is_some());
    let corrected = filing.as_ref().is_some_and(|filing| filing.corrected);
    let waiting = filing
        .as_ref()
        .is_some_and(|filing| filing.nil && matches!(filing.state, FilingState::Submitted | FilingState::Forwarded));
    let spoken = format!(
        "{} {} {}",
        unit.name.of(lang),
        period_name(page, period.id),
        words_of(page, filing.as_ref(), period, due)
    );
    let glyphs = glyphs(lang, glyph, late, corrected);
    let shown = view! { {glyphs}<span class="spoken">{spoken.clone()}</span> };
    let class = format!("filing filing-{class}{}", if waiting { " filing-waiting" } else { "" });
    let readable = page.visitor.person.as_ref().is_some_and(|person| person.may_read(&unit.id));
    match filing.is_some() && readable {
        true => view! { <a class=class href=page.link(&format!("/reports/{}/{}", unit.id, period.id)) title=spoken>{shown}</a> }.into_any(),
        false => view! { <span class=class title=spoken>{shown}</span> }.into_any(),
    }
}

fn glyphs(lang: Lang, glyph: &'static str, late: bool, corrected: bool) -> AnyView {
    let late = late.then(|| view! { <span class="late">"◥"</span> });
    let corrected = corrected.then(|| view! { <sup>{lang.pick("更", "更", "c")}</sup> });
    view! { <span class="mark" aria-hidden="true">{glyph}</span><span aria-hidden="true">{late}{corrected}</span> }
        .into_any()
}

/// Where a report stands, in words.
pub fn words(page: &Page, filing: Option<&Filing>, period: &Period) -> String {
    words_of(page, filing, period, period.effective_due <= page.view.day)
}

fn words_of(page: &Page, filing: Option<&Filing>, period: &Period, due: bool) -> String {
    let lang = page.lang;
    let Some(filing) = filing else {
        let days = (page.view.day - period.effective_due).num_days();
        return match due {
            false if period.effective_due <= page.view.day => lang.not_applicable().to_owned(),
            false => lang.cell_future().to_owned(),
            true if days > 0 => format!("{} {}", lang.cell_missing(), lang.cell_overdue(days)),
            true => lang.cell_missing().to_owned(),
        };
    };
    let mut words = vec![lang.filing_state(filing.state).to_owned()];
    if filing.nil {
        words.push(lang.cell_nil().to_owned());
    }
    words.extend(filing.late_by.map(|days| lang.cell_late(days)));
    if filing.corrected {
        words.push(lang.cell_corrected().to_owned());
    }
    lang.list(&words)
}

/// Every mark with its word.
pub fn legend(lang: Lang) -> AnyView {
    let states = [
        ("accepted", "●", lang.filing_state(FilingState::Accepted), false, false),
        ("pending", "◐", lang.filing_state(FilingState::Submitted), false, false),
        ("returned", "↩", lang.filing_state(FilingState::Returned), false, false),
        ("withdrawn", "○", lang.filing_state(FilingState::Withdrawn), false, false),
        ("nil", "0", lang.cell_nil(), false, false),
        ("missing", lang.pick("未", "未", "!"), lang.cell_missing(), false, false),
        ("future", "·", lang.cell_future(), false, false),
        ("accepted", "●", lang.matrix_late(), true, false),
        ("accepted", "●", lang.cell_corrected(), false, true),
    ];
    states
        .into_iter()
        .map(|(class, glyph, word, late, corrected)| {
            view! { <span class="key"><span class=format!("filing filing-{class}")>{glyphs(lang, glyph, late, corrected)}</span> {word}</span> }
        })
        .collect_view()
        .into_any()
}
