//! A change that one administrator asks for and another decides, whichever table it waits in.

use crate::audit::Actor;
use crate::db::Tx;
use crate::problem::{Forbidden, Problem};

/// Post and name of whoever acts, as they are now.
pub fn hand(actor: &Actor) -> String {
    format!("{} · {}", actor.person.post, actor.person.name)
}

/// Refuses whoever asked for the change.
pub fn is_another(asked_by: &str, actor: &Actor) -> Result<(), Problem> {
    if asked_by == actor.person.id { Err(Problem::Forbidden(Forbidden::Role)) } else { Ok(()) }
}

/// Confirms what waits, or refuses it with a reason: `sql` notes of the row `$1` when it was confirmed or refused, by
/// whom, and why not. Answers `false` if somebody was first.
pub async fn decide(
    tx: &mut Tx,
    sql: &'static str,
    id: &str,
    refusal: Option<&str>,
    actor: &Actor,
) -> Result<bool, Problem> {
    let decided = tx
        .sql(sql)
        .bind(id.to_owned())
        .bind(refusal.is_none().then_some(actor.now))
        .bind(refusal.is_some().then_some(actor.now))
        .bind(hand(actor))
        .bind(refusal.map(str::to_owned))
        .run()
        .await?;
    Ok(decided > 0)
}
