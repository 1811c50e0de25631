//! Days off and days worked, and what the periods are by them.

use super::super::wrong::{beside, id_of};
use super::Form;
use crate::calendar::day_of;
use crate::programme::Programme;
use crate::programme::editing::{PERIOD_DAYS, Stretch, roll_over, stretches, worked};
use chrono::NaiveDate;
use leptos::prelude::*;

impl Form<'_> {
    pub(super) fn calendar(&self, programme: &Programme, source: &str) -> AnyView {
        let lang = self.page.lang;
        let lines = |held: Vec<Stretch>| held.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
        let today = day_of(self.page.now);
        let periods = programme.periods.iter().map(|period| {
            // What has been due stays as it was; the supplement has its fields above.
            let open = period.is_regular() && period.effective_due >= today;
            let days = PERIOD_DAYS.into_iter().zip([period.opens, period.due, period.effective_due]);
            let labels = [lang.programme_opens(), lang.programme_due(), lang.programme_effective_due()];
            let days = days.zip(labels).map(|((key, held), label)| {
                let shown = match open {
                    true => self.day_in_cell(&format!("period.{}.{key}", period.id), &format!("{} {label}", lang.period_name(period.id)), held),
                    false => held.to_string().into_any(),
                };
                view! { <td class="when" data-label=label>{shown}</td> }
            });
            view! {
                <tr><th scope="row">{lang.period_name(period.id)}</th><td class="when" data-label=lang.programme_covers()>{format!("{} – {}", period.start, period.end)}</td>{days.collect_view()}</tr>
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
            {self.input("opens_before", lang.programme_word("opens_before"), programme.reporting.opens_before, "number", true)}
            {self.area("off", lang.programme_off(), lines(stretches(source)), 10, Some(lang.programme_off_rule()))}
            {self.area("worked", lang.programme_worked(), lines(worked(source)), 8, Some(lang.programme_worked_rule()))}
            {supplement}
            <h2 id="periods">{lang.programme_periods()}</h2>
            <p class="quiet">{lang.programme_periods_rule()}</p>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="periods"><table class="stacked">
                <thead><tr><th scope="col">{lang.programme_period()}</th><th scope="col">{lang.programme_covers()}</th><th scope="col">{lang.programme_opens()}</th><th scope="col">{lang.programme_due()}</th><th scope="col">{lang.programme_effective_due()}</th></tr></thead>
                <tbody>{periods.collect_view()}</tbody>
            </table></div>
        }
        .into_any()
    }

    /// A day in a cell of a table, whose head names it.
    fn day_in_cell(&self, field: &str, label: &str, held: NaiveDate) -> AnyView {
        let (wrong, wrong_id) = beside(self.wrong, field).unzip();
        view! {
            {wrong}
            <input id=id_of(field) type="date" name=field.to_owned() required=true value=self.value(field, held) aria-label=label.to_owned() aria-invalid=wrong_id.as_ref().map(|_| "true") aria-describedby=wrong_id/>
        }
        .into_any()
    }
}
