//! Who holds the seats of the leading group and its office, from which day to which.

use super::second::hand;
use crate::audit::{Actor, AuditKey, Entry, append};
use crate::calendar::day_of;
use crate::db::{Tx, new_id};
use crate::people::Holder;
use crate::problem::Problem;
use crate::programme::store::bump;
use chrono::NaiveDate;

#[derive(sqlx::FromRow)]
struct Row {
    seat: String,
    person: String,
    name: String,
    since: NaiveDate,
    until: Option<NaiveDate>,
    reason: String,
}

/// Everybody who holds or has held a seat, the newest of each seat first.
pub async fn holders(tx: &mut Tx, programme: &str) -> Result<Vec<Holder>, Problem> {
    let rows: Vec<Row> = tx
        .sql(
            "select seat, person, name, since, until, reason from seat_holder where programme = $1 \
             order by seat, since desc, made_at desc, id desc",
        )
        .bind(programme.to_owned())
        .all()
        .await?;
    let holder = |row: Row| {
        let Row { seat, person, name, since, until, reason } = row;
        Holder { seat, person, name, since, until, reason }
    };
    Ok(rows.into_iter().map(holder).collect())
}

/// Gives a seat to a person from a day on, or leaves it empty; whoever held it does so until the day before. Answers
/// `false` if the seat has been given away from a later day.
pub async fn seat(
    tx: &mut Tx,
    programme: &str,
    seat: &str,
    person: Option<(&str, &str)>,
    (since, reason): (NaiveDate, &str),
    actor: &Actor,
    key: &AuditKey,
) -> Result<bool, Problem> {
    // The lock on the programme's row orders two who do this at once.
    bump(tx, programme).await?;
    let held = holders(tx, programme).await?;
    if held.iter().any(|holder| holder.seat == seat && holder.since >= since) {
        return Ok(false);
    }
    tx.sql("update seat_holder set until = $3 where programme = $1 and seat = $2 and (until is null or until > $3)")
        .bind(programme.to_owned())
        .bind(seat.to_owned())
        .bind(since.pred_opt().unwrap_or(since))
        .run()
        .await?;
    if let Some((person, name)) = person {
        tx.sql(
            "insert into seat_holder (id, programme, seat, person, name, since, reason, made_as, made_at) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(new_id())
        .bind(programme.to_owned())
        .bind(seat.to_owned())
        .bind(person.to_owned())
        .bind(name.to_owned())
        .bind(since)
        .bind(reason.to_owned())
        .bind(hand(actor))
        .bind(actor.now)
        .run_one()
        .await?;
    }
    let who = person.map_or("nobody", |(id, _)| id);
    let object = format!("seat {seat} to {who} from {since}, noted {}", day_of(actor.now));
    let entry = Entry { chain: "programme", action: "give seat", object, outcome: "done", before: None, after: None };
    append(tx, key, actor, entry).await?;
    Ok(true)
}
