//! What has been sent: to whom, when, by which way, and what became of it.

use crate::messages::store::Logged;
use crate::messages::{State, Way};
use crate::reports::pages::at;
use crate::web::pages::Page;
use leptos::prelude::*;

pub(super) fn log(page: &Page, logged: &[Logged], is_older: bool) -> AnyView {
    let lang = page.lang;
    // One row for each person and occasion; the ways stand in it one below the other.
    let same = |a: &Logged, b: &Logged| (&a.cause, &a.unit, &a.name, &a.post) == (&b.cause, &b.unit, &b.name, &b.post);
    let rows = logged.chunk_by(|a, b| same(a, b)).filter_map(|told| Some(row(page, told.first()?, told)));
    let table = match logged.is_empty() {
        true => view! { <p>{lang.reminders_log_none()}</p> }.into_any(),
        false => view! {
            <div class="scroll" tabindex="0" role="region" aria-labelledby="log"><table class="stacked messages">
                <thead><tr>
                    <th scope="col">{lang.reminder_at()}</th><th scope="col">{lang.reminder_to()}</th><th scope="col">{lang.reminder_outcome()}</th>
                    <th scope="col">{lang.reminder_text_of()}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table></div>
        }
        .into_any(),
    };
    let older = logged.last().filter(|_| logged.len() as i64 == super::ROWS).map(|last| {
        view! { <a href=page.with(&[("before", Some(&last.id)), ("sent", None)])>{lang.reminders_older()}</a> " " }
    });
    let newest = is_older
        .then(|| view! { <a href=page.with(&[("before", None), ("sent", None)])>{lang.reminders_newest()}</a> });
    view! {
        <section><h2 id="log">{lang.reminders_log()}</h2>{table}<p>{older}{newest}</p></section>
    }
    .into_any()
}

fn row(page: &Page, message: &Logged, told: &[Logged]) -> AnyView {
    let lang = page.lang;
    let unit = message.unit.as_deref().map(|unit| page.unit_name(unit)).unwrap_or_default();
    let to = [unit.as_str(), &message.post, &message.name];
    let to = to.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let outcomes = told.iter().rev().map(|message| {
        let why = match message.outcome.as_str() {
            "" => String::new(),
            outcome => lang.bracketed(&lang.message_outcome(outcome)),
        };
        let state = match (message.state, message.tries) {
            (State::Waiting, tries @ 1..) => lang.message_tried(tries),
            (State::Sent, _) if message.way == Way::Board => lang.message_on_board().to_owned(),
            (state, _) => lang.message_state(state).to_owned(),
        };
        let colon = lang.pick("：", "：", ": ");
        view! { <li>{lang.message_way(message.way)}{colon}{state}{why}</li> }
    });
    view! {
        <tr>
            <td class="when">{at(message.made_at)}</td>
            <th scope="row">{to}</th>
            <td data-label=lang.reminder_outcome()><ul class="plain-list">{outcomes.collect_view()}</ul></td>
            <td data-label=lang.reminder_text_of()><details><summary>{message.subject.clone()}</summary><p class="letter">{message.body.clone()}</p></details></td>
        </tr>
    }
    .into_any()
}
