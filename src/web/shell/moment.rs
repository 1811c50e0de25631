//! The control that turns the whole board to another moment.

use crate::calendar::day_of;
use crate::views::Basis;
use crate::web::pages::Page;
use leptos::prelude::*;

/// The one control that turns the whole board to another moment.
pub fn moment(page: &Page) -> AnyView {
    if page.visitor.person.is_none() {
        return ().into_any();
    }
    let lang = page.lang;
    let kept = page.kept_fields(&["as_at", "basis"]);
    let reported = page.view.basis == Basis::Reported;
    view! {
        <details class="moment">
            <summary title=page.key_hint("a")>{lang.as_at_day(&lang.day(page.view.day))}</summary>
            <form method="get" action=page.path.clone()>
                {periods(page)}
                {kept}
                <label>{lang.as_at_field()}<input type="date" name="as_at" value=page.view.day.to_string() max=day_of(page.now).to_string()/></label>
                <label>{lang.basis_field()}
                    <select name="basis">
                        <option value="corrected" selected=!reported>{lang.basis_corrected()}</option>
                        <option value="reported" selected=reported>{lang.basis_reported()}</option>
                    </select>
                </label>
                <button type="submit">{lang.show()}</button>
            </form>
        </details>
    }
    .into_any()
}

/// The ends of the periods before and after the moment, one step each.
fn periods(page: &Page) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let step = |day: chrono::NaiveDate| {
        let asked = (day != page.usual.day).then(|| day.to_string());
        page.with(&[("as_at", asked.as_deref())])
    };
    let before = page.view.period_before(programme).map(|day| {
        let said = lang.period_before(&lang.short_day(day));
        view! { <a href=step(day) data-key="[" title=page.key_hint("[")>{said}</a> }
    });
    let after = page.view.period_after(programme, page.usual.day).map(|day| {
        let said = lang.period_after(&lang.short_day(day));
        view! { <a href=step(day) data-key="]" title=page.key_hint("]")>{said}</a> }
    });
    view! { <p class="steps">{before} {after}</p> }.into_any()
}
