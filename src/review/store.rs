//! The consolidating unit's note on its lane: a filed report of its own, with a receipt (product rules C.2).

use crate::audit::{self, Actor, AuditKey, Entry};
use crate::calendar::{Period, PeriodId, day_of};
use crate::db::Tx;
use crate::failure::refused;
use crate::people::Role;
use crate::problem::Problem;
use crate::programme::Programme;
use crate::programme::store::bump;
use crate::progress::{self, Known};
use crate::reports::{Fault, FaultKind, is_forbidden};
use crate::review::{Refusal, State};
use crate::units::Route;
use crate::views::{Basis, View};
use chrono::{DateTime, Utc};

/// Most characters of the note.
pub const NOTE_LIMIT: usize = 300;

/// One filing of the note. Nothing in it changes; an amended one is filed under the next number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consolidation {
    pub number: i64,
    pub body: String,
    /// Units of the lane whose reports were in, and those missing, in printed order.
    pub covers: Vec<String>,
    pub missing: Vec<String>,
    pub receipt: String,
    pub fingerprint: String,
    pub name: String,
    pub post: String,
    pub at: DateTime<Utc>,
}

#[derive(sqlx::FromRow)]
struct Row {
    number: i64,
    body: String,
    covers: String,
    missing: String,
    receipt: String,
    fingerprint: String,
    name: String,
    post: String,
    at: DateTime<Utc>,
}

/// The notes filed on `period`, newest first.
pub async fn consolidations(tx: &mut Tx, programme: &str, period: PeriodId) -> Result<Vec<Consolidation>, Problem> {
    let rows: Vec<Row> = tx
        .sql(
            "select number, body, covers, missing, receipt, fingerprint, name, post, at from consolidation \
             where programme = $1 and period = $2 order by number desc",
        )
        .bind(programme.to_owned())
        .bind(period.to_string())
        .all()
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Consolidation {
                number: row.number,
                body: row.body,
                covers: serde_json::from_str(&row.covers)?,
                missing: serde_json::from_str(&row.missing)?,
                receipt: row.receipt,
                fingerprint: row.fingerprint,
                name: row.name,
                post: row.post,
                at: row.at,
            })
        })
        .collect()
}

/// The societies whose reports on `period` are in, and those whose are not.
pub fn lane(programme: &Programme, known: &Known, period: &Period) -> (Vec<String>, Vec<String>) {
    let expected = programme.expected_on(period.end);
    let lane = programme.units.iter().filter(|unit| unit.route == Route::ViaConsolidator);
    lane.map(|unit| unit.id.clone())
        .filter(|unit| expected.contains(&unit.as_str()))
        .partition(|unit| known.filing(unit, period).is_some_and(|filing| filing.state.is_in()))
}

/// Files the note under the number after `seen`; whoever has not seen the newest one is told so.
pub async fn consolidate(
    tx: &mut Tx,
    programme: &Programme,
    period: PeriodId,
    (actor, key): (&Actor, &AuditKey),
    seen: i64,
    body: &str,
) -> Result<(), Problem> {
    let person = &actor.person;
    if person.role != Role::Consolidator || !person.belongs_to(&programme.consolidator) {
        return Err(refused(Refusal::NotAllowed, 0));
    }
    let period = programme.period(period).ok_or(Problem::NotFound)?;
    let body = body.replace("\r\n", "\n").trim().to_owned();
    let found = body.chars().count();
    let kind = match found {
        _ if day_of(actor.now) < period.opens => Some(FaultKind::NotYetOpen { opens: period.opens }),
        0 => Some(FaultKind::NothingSaid),
        _ if found > NOTE_LIMIT => Some(FaultKind::TooLong { most: NOTE_LIMIT, found }),
        _ => body.chars().any(is_forbidden).then_some(FaultKind::ForbiddenCharacter),
    };
    if let Some(kind) = kind {
        return Err(Problem::Faults(vec![Fault { field: "note".into(), kind }]));
    }
    let record = progress::store::record(tx, &programme.id).await?;
    // By what is known today, also of a period that has not ended.
    let known = Known::new(programme, &record, View::new(day_of(actor.now), Basis::Reported));
    let (covers, missing) = lane(programme, &known, period);
    let (covers, missing) = (serde_json::to_string(&covers)?, serde_json::to_string(&missing)?);
    let number = seen + 1;
    let PeriodId { year, month, supplement } = period.id;
    let mark = if supplement { "S" } else { "" };
    let sealed = audit::digest(&format!("{} {} {number} {covers} {missing} {body}", programme.id, period.id));
    let written = tx
        .sql(
            "insert into consolidation (programme, period, number, body, covers, missing, receipt, fingerprint, person, \
             name, post, at) select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 \
             where $3 = 1 or exists (select 1 from consolidation where programme = $1 and period = $2 and number = $3 - 1) \
             on conflict (programme, period, number) do nothing",
        )
        .bind(programme.id.clone())
        .bind(period.id.to_string())
        .bind(number)
        .bind(body.clone())
        .bind(covers)
        .bind(missing)
        .bind(format!("C-{year:04}{month:02}{mark}-{number}"))
        .bind(sealed[..16].to_uppercase())
        .bind(person.id.clone())
        .bind(person.name.clone())
        .bind(person.post.clone())
        .bind(actor.now)
        .run()
        .await?;
    if written == 0 {
        return Err(refused(Refusal::WrongState(State::Submitted), seen));
    }
    let object = format!("consolidation {} {}", programme.id, period.id);
    let entry = Entry {
        chain: &programme.consolidator,
        action: "consolidate",
        object,
        outcome: "done",
        before: None,
        after: Some(&body),
    };
    audit::append(tx, key, actor, entry).await?;
    bump(tx, &programme.id).await
}
