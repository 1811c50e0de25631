//! What the board sends by itself: reminders when their hour has come, and whatever waits in the outbox.

use crate::calendar::day_of;
use crate::delivery::Delivery;
use crate::messages::store::{Held, settle, take};
use crate::messages::{Attempt, Next, State, Way, after};
use crate::problem::Problem;
use crate::programme::store as programmes;
use crate::progress::Known;
use crate::reminders::store::{Desk, raised, schedule};
use crate::reminders::{due, is_by_day, owes};
use crate::views::{Basis, View};
use crate::web::App;
use std::time::Duration;

/// A reminder is no more than this late, and a failed letter is tried again within it.
const EVERY: Duration = Duration::from_secs(20);
/// Most letters in one round, so that a long list does not keep reminders waiting.
const MOST: usize = 200;

/// Looks after the outbox for as long as the board runs.
pub async fn watch(app: App, delivery: Delivery) {
    loop {
        if let Err(problem) = round(&app, &delivery).await {
            tracing::error!(status = problem.status(), "The outbox could not be looked after");
        }
        tokio::time::sleep(EVERY).await;
    }
}

/// Gives the reminders that are due and sends what waits; answers how many letters were tried.
pub async fn round(app: &App, delivery: &Delivery) -> Result<usize, Problem> {
    remind(app, delivery).await?;
    let mut silent: Vec<Way> = Vec::new();
    for tried in 0..MOST {
        let mut tx = app.db.write().await?;
        let held = take(&mut tx, app.clock.now()).await?;
        tx.commit().await?;
        let Some(held) = held else { return Ok(tried) };
        let attempt = match stale(app, &held).await? {
            Some(why) => Err(why),
            // A server that did not answer a minute ago is not asked again for every letter.
            None if silent.contains(&held.parcel.way) => Ok(Attempt::Later("no answer".to_owned())),
            None => Ok(delivery.send(&held.parcel).await),
        };
        if attempt == Ok(Attempt::Later("no answer".to_owned())) {
            silent.push(held.parcel.way);
        }
        let now = app.clock.now();
        let next = match attempt {
            Ok(attempt) => after(attempt, held.tries, now, held.until),
            Err(why) => Next::Settle(State::Dropped, why.to_owned()),
        };
        if let Next::Settle(State::Failed, why) = &next {
            tracing::warn!(message = %held.parcel.id, way = %held.parcel.way, outcome = %why, "A message was given up");
        }
        let mut tx = app.db.write().await?;
        settle(&mut tx, &held.parcel.id, &next, now).await?;
        tx.commit().await?;
    }
    Ok(MOST)
}

/// Gives the reminders that are due in every programme; answers how many units were reminded.
pub async fn remind(app: &App, delivery: &Delivery) -> Result<usize, Problem> {
    let now = app.clock.now();
    let mut reminded = 0;
    let mut tx = app.db.read().await?;
    let ids = programmes::ids(&mut tx).await?;
    let schedule = schedule(&mut tx).await?;
    let mut wanting = Vec::new();
    for id in ids {
        let standing = app.standing(&mut tx, &id).await?;
        if !is_by_day(&standing.programme.holidays, now) {
            continue;
        }
        let record = app.record(&mut tx, &standing).await?;
        let given = raised(&mut tx, &id).await?;
        let due = due(&standing.programme, &record, &schedule, now);
        if due.iter().any(|due| given.iter().all(|(cause, _)| *cause != due.cause())) {
            wanting.push(standing);
        }
    }
    drop(tx);
    let address = app.settings.address();
    for standing in wanting {
        let programme = &standing.programme;
        let outlets = delivery.outlets(app.outlets(&standing).example);
        let desk = Desk { programme, schedule: &schedule, outlets, address: &address };
        let mut tx = app.db.write().await?;
        // Read again where it counts: whoever has filed meanwhile is not reminded.
        let record = crate::progress::store::record(&mut tx, &programme.id).await?;
        reminded += desk.raise(&mut tx, &record, now).await?;
        tx.commit().await?;
    }
    Ok(reminded)
}

/// Why a message is not worth sending any more.
async fn stale(app: &App, held: &Held) -> Result<Option<&'static str>, Problem> {
    let now = app.clock.now();
    if now >= held.until {
        return Ok(Some("too late"));
    }
    let Some(period) = held.period.as_deref().and_then(|period| period.parse().ok()) else { return Ok(None) };
    let mut tx = app.db.read().await?;
    let standing = app.standing(&mut tx, &held.programme).await?;
    let record = app.record(&mut tx, &standing).await?;
    let programme = &standing.programme;
    let Some(period) = programme.period(period) else { return Ok(Some("filed")) };
    let known = Known::new(programme, &record, View::new(day_of(now), Basis::Reported));
    let still = match &held.unit {
        Some(unit) => owes(&known, unit, period),
        None => programme.expected_on(period.end).into_iter().any(|unit| owes(&known, unit, period)),
    };
    Ok((!still).then_some("filed"))
}
