//! What a city has issued, and who answers for the report: known from the accounts, never typed again.

use super::{Sheet, error};
use crate::reports::PolicyEntry;
use crate::reports::pages::at;
use crate::reports::pages::fields::id_of;
use crate::web::pages::Page;
use leptos::prelude::*;

/// Whether the unit is whom to ask about a place, and gathers its numbers from others.
pub fn gathers(page: &Page, sheet: &Sheet) -> bool {
    page.standing.programme.places.iter().any(|place| place.unit.as_ref() == Some(&sheet.unit.id))
}

/// 配套政策: title, number and day of what was issued, with room for one more.
pub(super) fn policies(page: &Page, sheet: &Sheet, no: usize) -> Option<AnyView> {
    let lang = page.lang;
    let held = &sheet.report.draft.policies;
    if held.is_empty() && !gathers(page, sheet) {
        return None;
    }
    let rows = held.iter().cloned().chain([PolicyEntry::default()]).zip(1..).map(|(policy, n)| {
        let input = |part: &str, label: &'static str, value: String| {
            let field = format!("policy.{n}.{part}");
            let wrong = sheet.faults.iter().any(|fault| fault.field == field);
            let id = id_of(&field);
            let described = wrong.then(|| format!("{id}-error"));
            view! {
                <div class="field">
                    <label for=id.clone()>{label}</label>
                    {error(page, &sheet.faults, &field)}
                    <input id=id name=field value=value autocomplete="off" aria-invalid=wrong.then_some("true") aria-describedby=described/>
                </div>
            }
        };
        view! {
            <fieldset class="plain policy"><legend>{lang.form_policy(&n.to_string())}</legend>
                {input("title", lang.form_policy_title(), policy.title)}
                {input("number", lang.form_policy_number(), policy.number)}
                {input("on", lang.form_policy_on(), policy.on.0)}
            </fieldset>
        }
    });
    let view = view! {
        <fieldset data-section=no.to_string()><legend><span class="no">{no}</span> " " {lang.form_policies()}</legend>
            <p class="quiet">{lang.form_policies_hint()}</p>
            {rows.collect_view()}
        </fieldset>
    };
    Some(view.into_any())
}

/// Who files, how to reach them, and whether the head of the unit has agreed.
pub(super) fn signing(page: &Page, sheet: &Sheet, no: usize) -> Option<AnyView> {
    let lang = page.lang;
    let filler = page.visitor.person.as_ref()?;
    let agreed = sheet.report.draft.agreed.clone();
    let known = sheet.head.as_ref().map(|head| head.name.clone()).filter(|name| agreed.is_empty() || *name == agreed);
    let head = match known {
        Some(name) => view! {
            <p><label class="tick"><input id="agreed" type="checkbox" name="agreed" value=name.clone() checked=!agreed.is_empty()/> {lang.form_agreed_by(&name)}</label></p>
        }
        .into_any(),
        None => view! {
            <div class="field"><label for="agreed">{lang.form_agreed_name()}</label><input id="agreed" name="agreed" maxlength="30" autocomplete="off" value=agreed/></div>
        }
        .into_any(),
    };
    let share = format!("/my/reports/{}/share", sheet.period.id);
    let link =
        sheet.link.as_ref().map_or_else(|| lang.form_share().to_owned(), |link| lang.share_open(&at(link.until)));
    let view = view! {
        <fieldset data-section=no.to_string() id="signing"><legend><span class="no">{no}</span> " " {lang.form_signing()}</legend>
            <p>{lang.print_filler()} " " <strong>{filler.name.clone()}</strong> " · " {lang.print_phone()} " " <strong>{filler.phone.clone()}</strong> " " <a class="quiet" href=page.link("/account")>{lang.form_filler_change()}</a></p>
            {error(page, &sheet.faults, "agreed")}
            {head}
            <p><a href=page.link(&share)>{link}</a></p>
        </fieldset>
    };
    Some(view.into_any())
}
