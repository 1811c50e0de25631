//! What goes out next, and to whom.

use crate::calendar::day_of;
use crate::messages::Way;
use crate::messages::store::Reader;
use crate::reminders::{Due, Occasion, Schedule};
use crate::reports::pages::{at, report_name};
use crate::web::pages::Page;
use chrono::Days;
use leptos::prelude::*;

/// Most moments shown: a month of them.
const MOST: usize = 6;

pub(super) fn next(page: &Page, schedule: &Schedule, coming: &[Due], people: &[Reader]) -> AnyView {
    let lang = page.lang;
    let mut moments: Vec<&Due> = Vec::new();
    for due in coming {
        let known = moments.iter().any(|held| {
            held.planned.at == due.planned.at
                && held.period == due.period
                && held.planned.occasion == due.planned.occasion
        });
        if !known && moments.len() < MOST {
            moments.push(due);
        }
    }
    let rows = moments.iter().map(|first| {
        let of_it = |due: &&Due| due.planned.at == first.planned.at && due.period == first.period && due.planned.occasion == first.planned.occasion;
        let units: Vec<&Due> = coming.iter().filter(of_it).collect();
        let items = units.iter().map(|due| view! { <li>{to(page, due, people)}</li> }).collect_view();
        let count = units.len() as i64;
        let to = match count {
            ..=4 => view! { <ul class="plain-list">{items}</ul> }.into_any(),
            _ => view! { <details><summary>{lang.reminder_units(count)}</summary><ul class="plain-list">{items}</ul></details> }.into_any(),
        };
        let letter = first.letter(&page.standing.programme, schedule, lang, day_of(first.planned.at), &page.app.settings.address());
        view! {
            <tr>
                <th scope="row" class="when">{at(first.planned.at)}</th>
                <td data-label=lang.reminder_occasion()>{report_name(page, first.period)} " · " {lang.occasion(first.planned.occasion)} {moved(page, schedule, first).map(|said| view! { <br/><span class="quiet">{said}</span> })}</td>
                <td data-label=lang.reminder_to()>{to}</td>
                <td data-label=lang.reminder_text_of()><details><summary>{letter.subject}</summary><p class="letter">{letter.body}</p></details></td>
            </tr>
        }
    });
    let table = match moments.is_empty() {
        true => view! { <p>{lang.reminders_ahead_none()}</p> }.into_any(),
        false => view! {
            <p class="quiet">{lang.reminders_ahead_note()}</p>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="ahead"><table class="stacked messages">
                <thead><tr>
                    <th scope="col">{lang.reminder_at()}</th><th scope="col">{lang.reminder_occasion()}</th>
                    <th scope="col">{lang.reminder_to()}</th><th scope="col">{lang.reminder_text_of()}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table></div>
        }
        .into_any(),
    };
    view! { <section><h2 id="ahead">{lang.reminders_ahead()}</h2>{table}</section> }.into_any()
}

/// Why fewer or more days are left than the occasion's name says, where a day off is the reason.
fn moved(page: &Page, schedule: &Schedule, due: &Due) -> Option<String> {
    let (lang, programme) = (page.lang, &page.standing.programme);
    let (planned, period) = (day_of(due.planned.at), programme.period(due.period)?);
    let (occasion, day) = (due.planned.occasion, |day| lang.short_day(day));
    let rolls = due.last == period.effective_due && period.effective_due != period.due;
    let rolled = rolls.then(|| lang.due(period.due, due.last));
    let printed = if rolls { period.due } else { due.last };
    let meant = printed.checked_sub_days(Days::new(schedule.rule(occasion).days.into()))?;
    let early = (planned < meant).then(|| lang.reminder_brought_forward(&day(meant), &day(planned)));
    let said: Vec<String> = match occasion {
        Occasion::Opening | Occasion::Late => return None,
        Occasion::LastDay => rolled.into_iter().collect(),
        Occasion::Soon | Occasion::Eve => rolled.into_iter().chain(early).collect(),
    };
    (!said.is_empty()).then(|| said.join(lang.pick("；", "；", "; ")))
}

/// A unit, and the people in it who are told, each with the way.
fn to(page: &Page, due: &Due, people: &[Reader]) -> String {
    let lang = page.lang;
    let mail = page.app.outlets(&page.standing);
    let concerned =
        |reader: &&Reader| reader.person.belongs_to(&due.unit) && due.planned.occasion.tells(reader.person.role);
    let told: Vec<String> = people
        .iter()
        .filter(concerned)
        .map(|reader| {
            let way = match (reader.email.is_empty(), mail.mail || mail.example) {
                (true, _) => lang.reminder_no_address().to_owned(),
                (false, true) => lang.message_way(Way::Mail).to_owned(),
                (false, false) => lang.message_way(Way::Board).to_owned(),
            };
            format!("{}{}", reader.person.name, lang.bracketed(&way))
        })
        .collect();
    let told = if told.is_empty() { lang.reminder_nobody().to_owned() } else { lang.list(&told) };
    format!("{}{}{told}", page.unit_name(&due.unit), lang.pick("：", "：", ": "))
}
