//! The two questions an auditor comes with, each with its button (product rules E.18).

use crate::web::pages::Page;
use leptos::prelude::*;

/// Who changed a number, and what somebody did; `people` are ids with names.
pub fn questions(page: &Page, people: Vec<(String, String)>) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let units = programme.filers().map(|unit| (unit.id.clone(), unit.name.of(lang).to_owned())).collect();
    let begun = programme.periods.iter().rev().filter(|period| period.start <= page.view.day);
    let periods = begun.map(|period| (period.id.to_string(), lang.period_name(period.id))).collect();
    view! {
        <div class="questions">
            <form method="get" action="/audit">
                {page.kept_fields(&[])}
                {choice(page, "chain", lang.unit_label(), units)}
                {choice(page, "object", lang.period_label(), periods)}
                <button class="second" type="submit">{lang.figure_who_changed()}</button>
            </form>
            <form method="get" action="/audit">
                {page.kept_fields(&[])}
                {choice(page, "person", lang.audit_who(), people)}
                <button class="second" type="submit">{lang.audit_what_did()}</button>
            </form>
        </div>
    }
    .into_any()
}

fn choice(page: &Page, name: &'static str, label: &'static str, options: Vec<(String, String)>) -> AnyView {
    let held = page.asked(name).unwrap_or_default();
    let options = options.into_iter().map(|(value, shown)| {
        let selected = value == held;
        view! { <option value=value selected=selected>{shown}</option> }
    });
    view! { <label>{label}<select name=name>{options.collect_view()}</select></label> }.into_any()
}
