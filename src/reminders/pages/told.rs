//! The reminder as whoever owes the report finds it on their own page.

use crate::calendar::day_of;
use crate::messages::store::last_told;
use crate::problem::Problem;
use crate::progress::Known;
use crate::reminders::owes;
use crate::reports::pages::at;
use crate::views::{Basis, View};
use crate::web::pages::Page;
use leptos::prelude::*;

/// What the reader was last reminded of, while their unit still owes it. What the board said itself, without
/// greeting and signature.
pub async fn told(page: &Page) -> Result<Option<String>, Problem> {
    let person = page.person()?;
    let mut tx = page.app.db.read().await?;
    let Some((message, period)) = last_told(&mut tx, &page.standing.programme.id, &person.id).await? else {
        return Ok(None);
    };
    drop(tx);
    let programme = &page.standing.programme;
    let known = Known::new(programme, &page.record, View::new(day_of(page.now), Basis::Reported));
    let period = period.parse().ok().and_then(|period| programme.period(period));
    let owed = person.unit.as_deref().zip(period).is_some_and(|(unit, period)| owes(&known, unit, period));
    let text = message.body.split("\n\n").nth(1).unwrap_or(&message.body).to_owned();
    Ok(owed
        .then(|| format!("{}{}{text}", page.lang.my_reminded(&at(message.made_at)), page.lang.pick("：", "：", ": "))))
}

/// The line above what is owed.
pub fn line(told: Option<&String>) -> Option<AnyView> {
    told.map(|told| view! { <p class="banner" role="status">{told.clone()}</p> }.into_any())
}
