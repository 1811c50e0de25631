//! The box in which a leader or the office writes on the slides, without leaving them.

use super::is_now;
use crate::calendar::day_of;
use crate::notes::{LIMIT, Subject, may_write};
use crate::web::pages::{Page, form_fields, text_area};
use leptos::prelude::*;

/// A note on `subject`, folded until it is wanted; what cannot be said as it stands comes back on the subject's page.
pub fn note_box(page: &Page, subject: &Subject) -> Option<AnyView> {
    let lang = page.lang;
    let kind = page.visitor.person.as_ref().and_then(may_write).filter(|_| is_now(page))?;
    let addressees = subject.addressees(&page.standing.programme, day_of(page.now));
    let ticks = addressees.iter().map(|unit| {
        let ticked = subject.unit() == Some(unit);
        view! { <label class="tick"><input type="checkbox" name="unit" value=unit.clone() checked=ticked/> " " {page.unit_name(unit)}</label> }
    });
    let name = super::subject_name(page, subject);
    let (id, limit) = (format!("note-{subject}"), format!("limit-{subject}"));
    Some(
        view! {
            <details class="note-box">
                <summary aria-label=format!("{} {name}", lang.note_write(kind))>{lang.note_write(kind)}</summary>
                <form method="post" action=page.link(&format!("/notes/{subject}")) class="stack">
                    {form_fields()}
                    <input type="hidden" name="meeting" value="yes"/>
                    <fieldset class="plain"><legend>{lang.note_to()}</legend>{ticks.collect_view()}</fieldset>
                    <label for=id.clone()>{lang.note_text(kind)}</label>
                    {text_area("text".into(), id.clone(), 2, "", Some(limit.clone()), false)}
                    <p class="quiet" id=limit.clone()>{lang.note_limit(LIMIT)}</p>
                    <button type="submit">{lang.note_send(kind)}</button>
                </form>
            </details>
        }
        .into_any(),
    )
}
