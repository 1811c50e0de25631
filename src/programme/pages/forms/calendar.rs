//! Days off and days worked, and what the periods are by them.

use super::Form;
use crate::programme::Programme;
use crate::programme::editing::{Stretch, roll_over, stretches, worked};
use leptos::prelude::*;

impl Form<'_> {
    pub(super) fn calendar(&self, programme: &Programme, source: &str) -> AnyView {
        let lang = self.page.lang;
        let lines = |held: Vec<Stretch>| held.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        let periods = programme.periods.iter().map(|period| {
            view! {
                <tr><th scope="row">{lang.period_name(period.id)}</th><td class="when">{format!("{} – {}", period.start, period.end)}</td>
                    <td class="when">{period.opens.to_string()}</td><td class="when">{period.due.to_string()}</td><td class="when">{period.effective_due.to_string()}</td></tr>
            }
        });
        let supplement = programme.reporting.supplement.as_ref().map(|extra| {
            view! {
                <fieldset><legend>{lang.year_end_supplement(extra.id.year)}</legend>
                    {self.input("supplement.opens", lang.programme_opens(), extra.opens, "date", true)}
                    {self.input("supplement.due", lang.programme_due(), extra.due, "date", true)}
                </fieldset>
            }
        });
        view! {
            {self.yes_no("roll_over", lang.programme_word("roll_over"), roll_over(source))}
            {self.area("off", lang.programme_off(), lines(stretches(source)), 10, Some(lang.programme_off_rule()))}
            {self.area("worked", lang.programme_worked(), lines(worked(source)), 8, Some(lang.programme_worked_rule()))}
            {supplement}
            <h2 id="periods">{lang.programme_periods()}</h2>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="periods"><table>
                <thead><tr><th scope="col">{lang.programme_period()}</th><th scope="col">{lang.programme_covers()}</th><th scope="col">{lang.programme_opens()}</th><th scope="col">{lang.programme_due()}</th><th scope="col">{lang.programme_effective_due()}</th></tr></thead>
                <tbody>{periods.collect_view()}</tbody>
            </table></div>
        }
        .into_any()
    }
}
