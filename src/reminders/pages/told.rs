//! The reminder as whoever owes the report finds it on their own page.

use crate::calendar::day_of;
use crate::messages::store::last_told;
use crate::problem::Problem;
use crate::progress::Known;
use crate::reminders::store::{schedule, text_by_hand};
use crate::reminders::{Due, Occasion, Planned, came_back, owes};
use crate::reports::pages::at;
use crate::views::{Basis, View};
use crate::web::pages::Page;
use leptos::prelude::*;

/// What the reader was last reminded of, while their unit still owes it, without greeting and signature: in the
/// language of the page where the board said it, as written where somebody of the office did.
pub async fn told(page: &Page) -> Result<Option<String>, Problem> {
    let person = page.person()?;
    let programme = &page.standing.programme;
    let mut tx = page.app.db.read().await?;
    let Some((message, period)) = last_told(&mut tx, &programme.id, &person.id).await? else { return Ok(None) };
    let by_hand = text_by_hand(&mut tx, &programme.id, &message.cause).await?;
    let schedule = schedule(&mut tx).await?;
    drop(tx);
    // As it was said: what has happened since is told by the card, and not put in the mouth of the reminder.
    let known = Known::new(programme, &page.record, View::new(day_of(page.now), Basis::Reported));
    let then = View::new(day_of(message.made_at), Basis::Reported);
    let known_then = Known::until(programme, &page.record, then, Some(message.made_at));
    let period = period.parse().ok().and_then(|period| programme.period(period));
    let Some((unit, period)) = person.unit.as_deref().zip(period) else { return Ok(None) };
    if !owes(&known, unit, period) {
        return Ok(None);
    }
    let occasion = message.cause.rsplit(' ').next().and_then(|word| word.parse().ok()).unwrap_or(Occasion::Late);
    let planned = Planned { occasion, at: message.made_at, until: message.made_at };
    let last = known_then.report_due(unit, period);
    // It has come in since, though it came back; or the day it names is over.
    let moved = known.filing(unit, period) != known_then.filing(unit, period);
    let over = last < day_of(page.now) && occasion != Occasion::Late;
    if moved || (over && !by_hand) {
        return Ok(None);
    }
    let returned = came_back(&known_then, unit, period);
    let due = Due { unit: unit.to_owned(), period: period.id, planned, last, returned };
    let body = match by_hand {
        true => message.body.clone(),
        false => due.letter(programme, &schedule, page.lang, day_of(message.made_at), "").body,
    };
    let text = body.split("\n\n").nth(1).unwrap_or(&body);
    Ok(Some(format!("{}{}{text}", page.lang.my_reminded(&at(message.made_at)), page.lang.pick("：", "：", ": "))))
}

/// The line above what is owed.
pub fn line(told: Option<&String>) -> Option<AnyView> {
    told.map(|told| view! { <p class="banner" role="status">{told.clone()}</p> }.into_any())
}
