//! What has been sent: to whom, when, by which way, and what became of it.

use crate::calendar::{end_of, start_of};
use crate::messages::store::{Logged, Wanted};
use crate::messages::{State, Way};
use crate::reminders::Occasion;
use crate::reports::pages::at;
use crate::web::pages::Page;
use chrono::{Datelike, NaiveDate};
use leptos::prelude::*;

/// What the address asks for; what it asks for wrongly, it does not ask for.
pub(super) fn wanted(page: &Page) -> Wanted {
    let asked = |name: &str| page.asked(name).map(str::trim).filter(|value| !value.is_empty());
    let day = day(page);
    Wanted {
        before: asked("before").map(str::to_owned),
        unit: asked("unit").filter(|unit| page.standing.programme.unit(unit).is_some()).map(str::to_owned),
        kind: asked("kind").filter(|kind| kinds().iter().any(|known| known == kind)).map(str::to_owned),
        made: day.map(|day| (start_of(day), end_of(day))),
    }
}

fn day(page: &Page) -> Option<NaiveDate> {
    page.asked("day")?.parse::<NaiveDate>().ok().filter(|day| (2000..=9999).contains(&day.year()))
}

/// The occasions of a reminder, the ladder of a task, and documents that were issued.
fn kinds() -> Vec<String> {
    Occasion::ALL.iter().map(ToString::to_string).chain(["task".into(), "document".into()]).collect()
}

/// The filter: a form like any other, so that what it shows has an address.
fn filter(page: &Page, wanted: &Wanted) -> AnyView {
    let lang = page.lang;
    let units = page.standing.programme.filers().map(|unit| {
        let is_chosen = wanted.unit.as_ref() == Some(&unit.id);
        view! { <option value=unit.id.clone() selected=is_chosen>{unit.name.of(lang).to_owned()}</option> }
    });
    let kinds = kinds().into_iter().map(|kind| {
        let is_chosen = wanted.kind.as_ref() == Some(&kind);
        let name = match kind.parse::<Occasion>() {
            Ok(occasion) => lang.occasion(occasion),
            Err(_) if kind == "task" => lang.reminders_of_tasks(),
            Err(_) => lang.reminders_of_documents(),
        };
        view! { <option value=kind selected=is_chosen>{name}</option> }
    });
    let day = day(page).map(|day| day.to_string()).unwrap_or_default();
    view! {
        <form method="get" action="/reminders#log" class="filter" aria-label=lang.reminders_filter()>
            {page.kept_fields(&[])}
            <label>{lang.unit_label()} <select name="unit"><option value="">{lang.reminders_all()}</option>{units.collect_view()}</select></label>
            <label>{lang.reminders_kind()} <select name="kind"><option value="">{lang.reminders_all()}</option>{kinds.collect_view()}</select></label>
            <label>{lang.reminders_day()} <input type="date" name="day" value=day/></label>
            <button type="submit" class="second">{lang.reminders_show()}</button>
        </form>
    }
    .into_any()
}

pub(super) fn log(page: &Page, logged: &[Logged], wanted: &Wanted) -> AnyView {
    let lang = page.lang;
    // One row for each person and occasion; the ways stand in it one below the other.
    let same = |a: &Logged, b: &Logged| (&a.cause, &a.unit, &a.name, &a.post) == (&b.cause, &b.unit, &b.name, &b.post);
    let rows = logged.chunk_by(|a, b| same(a, b)).filter_map(|told| Some(row(page, told.first()?, told)));
    let table = match logged.is_empty() {
        true if *wanted != Wanted::default() => view! { <p>{lang.reminders_none_such()}</p> }.into_any(),
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
    let newest = wanted
        .before
        .is_some()
        .then(|| view! { <a href=page.with(&[("before", None), ("sent", None)])>{lang.reminders_newest()}</a> });
    view! {
        <section><h2 id="log">{lang.reminders_log()}</h2>{filter(page, wanted)}{table}<p>{older}{newest}</p></section>
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
