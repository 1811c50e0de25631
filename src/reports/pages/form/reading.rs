//! What is being written, for the head of the unit: to read and not to change.

use super::{Sheet, opens_later};
use crate::evidence::pages::section;
use crate::reports::pages::fields::field_name;
use crate::reports::pages::posted::{grouped, shown};
use crate::reports::pages::report_name;
use crate::review::pages::with_view;
use crate::web::pages::Page;
use leptos::prelude::*;

pub(super) fn draft(page: &Page, sheet: &Sheet) -> AnyView {
    let lang = page.lang;
    let Sheet { unit, period, report, returned, files, .. } = sheet;
    let rows: Vec<_> = grouped(&report.draft)
        .into_iter()
        .map(|(field, values)| {
            view! { <dt>{field_name(page, &field)}</dt><dd><span class="said">{shown(&values)}</span></dd> }
        })
        .collect();
    let said = match rows.is_empty() {
        true => view! { <p>{lang.head_nothing()}</p> }.into_any(),
        false => view! { <dl>{rows}</dl> }.into_any(),
    };
    let returned = returned.as_ref().map(|(field, reason)| super::super::home::returned(page, field, reason));
    let path = format!("/my/reports/{}", period.id);
    let receipt = (report.version > 0).then(
        || view! { " " <a class="button second" href=page.link(&format!("{path}/receipt"))>{lang.receipt_title()}</a> },
    );
    view! {
        <h1>{lang.form_title(unit.name.of(lang), &report_name(page, period.id))}</h1>
        <p class="quiet">{lang.form_span(&lang.day(period.start), &lang.day(period.end))}</p>
        {opens_later(page, period)}
        <p class="banner" role="status">{lang.head_lead()}</p>
        {with_view(page, unit, period.id)}
        {returned}
        {said}
        {section(page, files)}
        <p class="buttons"><a class="button second" href=page.link(&format!("{path}/print"))>{lang.print_form()}</a>{receipt}</p>
    }
    .into_any()
}
