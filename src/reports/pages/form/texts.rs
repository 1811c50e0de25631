//! What the unit says in its own words, with what it said last month one click away.

use super::{Sheet, error};
use crate::progress::history;
use crate::reports::TEXT_LIMITS;
use crate::reports::pages::fields::id_of;
use crate::web::pages::{Page, text_area};
use leptos::prelude::*;

pub(super) fn texts(page: &Page, sheet: &Sheet, no: usize) -> Option<AnyView> {
    let lang = page.lang;
    let draft = &sheet.report.draft;
    let last = history(&page.standing.programme, &page.record, &sheet.unit.id, &sheet.period).last;
    let last = last.as_ref();
    let fields = [
        ("done", lang.form_done(), &draft.done, 4, last.map(|content| &content.done)),
        ("problems", lang.form_problems(), &draft.problems, 3, last.map(|content| &content.problems)),
        ("next", lang.form_next(), &draft.next, 3, last.map(|content| &content.next)),
        ("ask", lang.form_ask(), &draft.ask, 2, last.map(|content| &content.ask)),
    ];
    let fields = fields.into_iter().map(|(field, label, value, rows, before)| {
        let wrong = sheet.faults.iter().any(|fault| fault.field == field);
        let most = TEXT_LIMITS.iter().find(|(name, _)| *name == field).map_or(0, |(_, most)| *most);
        let before = before.filter(|text| !text.is_empty()).map(|text| {
            view! { <details class="before"><summary>{lang.form_last_month()} <span class="spoken">{label}</span></summary><p class="said">{text.clone()}</p></details> }
        });
        view! {
            <div class="field" data-most=most.to_string()>
                <label for=field>{label}</label>
                {error(page, &sheet.faults, field)}
                {text_area(field.into(), field.into(), rows, value, Some(format!("{field}-length")), wrong)}
                {length(field, value, most)}
                {before}
            </div>
        }
    });
    Some(view! {
        <fieldset data-section=no.to_string()><legend><span class="no">{no}</span> " " {lang.form_section_text()}</legend>{fields.collect_view()}</fieldset>
    }
    .into_any())
}

/// How much of the room is used.
pub(super) fn length(field: &str, text: &str, most: usize) -> AnyView {
    let used = text.replace("\r\n", "\n").trim().chars().count();
    let class = if used > most { "length over" } else { "length" };
    view! { <span class=class id=format!("{}-length", id_of(field))>{format!("{used}/{most}")}</span> }.into_any()
}
