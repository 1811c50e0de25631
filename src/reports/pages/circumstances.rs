//! What goes with a version: asked of the filer before it is sent, and told to whoever reads it.

use super::fields::field_name;
use super::form::Sheet;
use crate::calendar::day_of;
use crate::progress::Known;
use crate::reports::{Circumstances, LateReason, Warning, WarningKind};
use crate::review::pages::short;
use crate::views::{Basis, View};
use crate::web::pages::Page;
use leptos::prelude::*;

/// A choice of reasons where the report would come late; none has to be chosen.
pub(super) fn late_reasons(page: &Page, sheet: &Sheet) -> Option<AnyView> {
    let lang = page.lang;
    // A report that was in once is as late as it was then.
    let today = day_of(page.now);
    let known = Known::new(&page.standing.programme, &page.record, View::new(today, Basis::Corrected));
    let days = (today - known.report_due(&sheet.unit.id, &sheet.period)).num_days();
    if sheet.report.version > 0 || days <= 0 {
        return None;
    }
    let options =
        LateReason::ALL.map(|reason| view! { <option value=reason.to_string()>{lang.late_reason(reason)}</option> });
    Some(
        view! {
            <div class="field">
                <p class="strong">{lang.my_late(days)}</p>
                <label for="late">{lang.late_reason_label()}</label>
                <select id="late" name="late"><option value="">{lang.late_reason_none()}</option>{options.into_iter().collect_view()}</select>
            </div>
        }
        .into_any(),
    )
}

/// The questions a report raises, each with a tick that says it has been looked into. None has to be ticked.
pub(super) fn questions(page: &Page, warnings: &[Warning]) -> Option<AnyView> {
    let lang = page.lang;
    let rows = warnings.iter().map(|warning| {
        // A question about a sum names what it sums up; the others are about the field.
        let about = match warning.kind {
            WarningKind::Unusual { .. } => String::new(),
            _ => format!("{}{}", short(&field_name(page, &warning.field)), lang.pick("：", "：", ": ")),
        };
        let said = format!("{about}{}", lang.warning(warning));
        view! { <li><p>{said}</p><label class="tick"><input type="checkbox" name="checked" value=warning.key()/> {lang.warning_checked()}</label></li> }
    });
    (!warnings.is_empty()).then(|| {
        view! { <fieldset class="warning"><legend>{lang.warning_heading()}</legend><ul class="notes">{rows.collect_view()}</ul></fieldset> }.into_any()
    })
}

/// What the filer said beside the report: why it came late, and which questions were looked into.
pub fn circumstances_view(page: &Page, circumstances: Option<&Circumstances>) -> Option<AnyView> {
    let lang = page.lang;
    let said = circumstances?;
    let late = said.late.map(|reason| view! { <li>{lang.late_reason_is(lang.late_reason(reason))}</li> });
    let checked = said.checked.iter().filter_map(|key| key.rsplit_once(' ')).map(|(field, _)| field_name(page, field));
    let mut checked: Vec<String> = checked.collect();
    checked.dedup();
    let checked = (!checked.is_empty()).then(|| view! { <li>{lang.checked_is(&lang.list(&checked))}</li> });
    Some(view! { <ul class="notes circumstances">{late}{checked}</ul> }.into_any())
}
