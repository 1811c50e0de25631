//! The form that writes a decision down: on the list of all, and on the last slide of a meeting.

use crate::calendar::day_of;
use crate::decisions::{Fault, Typed};
use crate::web::pages::{Page, form_fields, text_area};
use leptos::prelude::*;

/// Units that can be named in one decision.
const UNITS: usize = 3;

/// Why a form comes back.
#[derive(Clone, Debug, Default)]
pub struct Refused {
    /// What was typed into the form of a new decision, and what is wrong with it.
    pub typed: Typed,
    pub faults: Vec<Fault>,
    /// What is wrong with marking one as done.
    pub wrong: Option<String>,
}

/// `meeting` leads back to the slides.
pub fn form(page: &Page, refused: Option<&Refused>, meeting: bool) -> AnyView {
    let lang = page.lang;
    let (typed, faults) = refused.map(|it| (it.typed.clone(), it.faults.clone())).unwrap_or_default();
    let wrong = |field: &str| faults.iter().any(|fault| fault.field() == field);
    let summary = (!faults.is_empty()).then(|| {
        let lines = faults.iter().map(|fault| {
            view! { <li><a href=format!("#decision-{}", fault.field())>{lang.decision_fault(fault)}</a></li> }
        });
        view! { <div class="error-summary" role="alert"><ul>{lines.collect_view()}</ul></div> }
    });
    let units = (1..=UNITS).map(|place| {
        let chosen = typed.units.get(place - 1).cloned().unwrap_or_default();
        let options = page.standing.programme.units.iter().map(|unit| {
            let selected = unit.id == chosen;
            view! { <option value=unit.id.clone() selected=selected>{unit.name.of(lang).to_owned()}</option> }
        });
        let (id, label) = match place {
            1 => ("decision-unit".to_owned(), lang.decision_unit().to_owned()),
            _ => (format!("decision-unit-{place}"), lang.decision_unit_more(place)),
        };
        let invalid = (place == 1 && wrong("unit")).then_some("true");
        view! {
            <div>
                <label for=id.clone()>{label}</label>
                <select id=id.clone() name="unit" required={place == 1} aria-invalid=invalid>
                    <option value="">"—"</option>{options.collect_view()}
                </select>
            </div>
        }
    });
    let back = meeting.then(|| view! { <input type="hidden" name="meeting" value="yes"/> });
    let action = page.link(if meeting { "/decisions#s5" } else { "/decisions" });
    view! {
        <form method="post" action=action class="settle">
            {form_fields()}
            {back}
            {summary}
            <p class="error-summary" role="alert" data-offline="" hidden>{lang.decision_offline()}</p>
            <label for="decision-text">{lang.decision_text()}</label>
            {text_area("text".into(), "decision-text".into(), 2, &typed.text, None, wrong("text"))}
            <div class="row">
                {units.collect_view()}
                <div>
                    <label for="decision-due">{lang.decision_due()}</label>
                    <input id="decision-due" type="date" name="due" value=typed.due.clone() min=day_of(page.now).to_string()
                        required=true aria-invalid=wrong("due").then_some("true")/>
                </div>
                <button type="submit">{lang.decision_add()}</button>
            </div>
        </form>
    }
    .into_any()
}
