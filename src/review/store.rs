//! The consolidating unit's report on its lane, as filed and as decided on (product rules C.2).

use crate::audit::{self, Actor, AuditKey, Entry};
use crate::calendar::{Period, PeriodId, day_of};
use crate::db::Tx;
use crate::failure::refused;
use crate::people::Role;
use crate::problem::Problem;
use crate::programme::Programme;
use crate::programme::store::bump;
use crate::progress::{self, Known, Lane};
use crate::reports::{Fault, FaultKind, is_forbidden};
use crate::review::{Consolidation, Refusal, State, sums};
use crate::views::{Basis, View};
use chrono::{DateTime, NaiveDate, Utc};

/// Most characters of the note.
pub const NOTE_LIMIT: usize = 300;

#[derive(sqlx::FromRow)]
struct Row {
    period: String,
    number: i64,
    nil: bool,
    body: String,
    covers: String,
    missing: String,
    lines: String,
    receipt: String,
    fingerprint: String,
    name: String,
    post: String,
    at: DateTime<Utc>,
    accepted_at: Option<DateTime<Utc>>,
    returned_at: Option<DateTime<Utc>>,
    return_reason: Option<String>,
    decided_by: Option<String>,
}

impl Row {
    fn read(self) -> Result<Consolidation, Problem> {
        Ok(Consolidation {
            period: self.period.parse().map_err(|_| Problem::Internal { id: format!("period {}", self.period) })?,
            number: self.number,
            nil: self.nil,
            body: self.body,
            covers: serde_json::from_str(&self.covers)?,
            missing: serde_json::from_str(&self.missing)?,
            lines: serde_json::from_str(&self.lines)?,
            receipt: self.receipt,
            fingerprint: self.fingerprint,
            name: self.name,
            post: self.post,
            at: self.at,
            accepted_at: self.accepted_at,
            returned_at: self.returned_at,
            return_reason: self.return_reason,
            decided_by: self.decided_by,
        })
    }
}

/// Everything filed on the lane in `programme`, in order of filing.
pub async fn all(tx: &mut Tx, programme: &str) -> Result<Vec<Consolidation>, Problem> {
    let rows: Vec<Row> = tx
        .sql(
            "select period, number, nil, body, covers, missing, lines, receipt, fingerprint, name, post, at, accepted_at, \
             returned_at, return_reason, decided_by from consolidation where programme = $1 order by at, period, number",
        )
        .bind(programme.to_owned())
        .all()
        .await?;
    rows.into_iter().map(Row::read).collect()
}

/// What was filed on `period`, newest first.
pub async fn consolidations(tx: &mut Tx, programme: &str, period: PeriodId) -> Result<Vec<Consolidation>, Problem> {
    let mut filed: Vec<Consolidation> =
        all(tx, programme).await?.into_iter().filter(|filed| filed.period == period).collect();
    filed.sort_by_key(|filed| std::cmp::Reverse(filed.number));
    Ok(filed)
}

/// What is filed: one sentence on the month, or that nothing was counted in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    Note(String),
    Nil,
}

/// What keeps it from being filed.
fn fault(said: &Said, lane: &Lane, period: &Period, today: NaiveDate) -> Option<FaultKind> {
    if today < period.opens {
        return Some(FaultKind::NotYetOpen { opens: period.opens });
    }
    match said {
        Said::Nil => (sums(&lane.lines).0.unwrap_or(0) > 0).then_some(FaultKind::NilButFilled),
        Said::Note(body) => text_fault(body),
    }
}

fn text_fault(text: &str) -> Option<FaultKind> {
    match text.chars().count() {
        0 => Some(FaultKind::NothingSaid),
        found if found > NOTE_LIMIT => Some(FaultKind::TooLong { most: NOTE_LIMIT, found }),
        _ => text.chars().any(is_forbidden).then_some(FaultKind::ForbiddenCharacter),
    }
}

fn cleaned(text: &str) -> String {
    text.replace("\r\n", "\n").trim().to_owned()
}

/// Files it under the number after `seen`; whoever has not seen the newest one is told so.
pub async fn consolidate(
    tx: &mut Tx,
    programme: &Programme,
    period: PeriodId,
    (actor, key): (&Actor, &AuditKey),
    seen: i64,
    said: Said,
) -> Result<(), Problem> {
    let person = &actor.person;
    if person.role != Role::Consolidator || !person.belongs_to(&programme.consolidator) {
        return Err(refused(Refusal::NotAllowed, 0));
    }
    let period = programme.period(period).ok_or(Problem::NotFound)?;
    let said = match said {
        Said::Note(body) => Said::Note(cleaned(&body)),
        Said::Nil => Said::Nil,
    };
    let record = progress::store::record(tx, &programme.id).await?;
    // By what is known today, also of a period that has not ended.
    let known = Known::new(programme, &record, View::new(day_of(actor.now), Basis::Reported));
    let lane = known.lane(period);
    if let Some(kind) = fault(&said, &lane, period, day_of(actor.now)) {
        return Err(Problem::Faults(vec![Fault { field: "note".into(), kind }]));
    }
    let (nil, body) = match said {
        Said::Note(body) => (false, body),
        Said::Nil => (true, String::new()),
    };
    let (covers, missing) = (serde_json::to_string(&lane.covers)?, serde_json::to_string(&lane.missing)?);
    let lines = serde_json::to_string(&lane.lines)?;
    let number = seen + 1;
    let PeriodId { year, month, supplement } = period.id;
    let mark = if supplement { "S" } else { "" };
    let sealed =
        audit::digest(&format!("{} {} {number} {covers} {missing} {lines} {nil} {body}", programme.id, period.id));
    let written = tx
        .sql(
            "insert into consolidation (programme, period, number, body, covers, missing, receipt, fingerprint, person, \
             name, post, at, nil, lines) select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14 \
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
        .bind(nil)
        .bind(lines)
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
        after: Some(if nil { "nil" } else { &body }),
    };
    audit::append(tx, key, actor, entry).await?;
    bump(tx, &programme.id).await
}

/// The office accepts the filing under `number`, or sends it back and says why. Whoever decides on another than the
/// newest, or after somebody else, is told so.
pub async fn decide_consolidation(
    tx: &mut Tx,
    programme: &Programme,
    period: PeriodId,
    (actor, key): (&Actor, &AuditKey),
    number: i64,
    return_reason: Option<&str>,
) -> Result<(), Problem> {
    if actor.person.role != Role::Office {
        return Err(refused(Refusal::NotAllowed, number));
    }
    let reason = return_reason.map(cleaned);
    if let Some(kind) = reason.as_deref().and_then(text_fault) {
        return Err(Problem::Faults(vec![Fault { field: "reason".into(), kind }]));
    }
    let accepted = reason.is_none().then_some(actor.now);
    let returned = reason.is_some().then_some(actor.now);
    let written = tx
        .sql(
            "update consolidation set accepted_at = $4, returned_at = $5, return_reason = $6, decided_by = $7 \
             where programme = $1 and period = $2 and number = $3 and accepted_at is null and returned_at is null \
             and not exists (select 1 from consolidation n where n.programme = $1 and n.period = $2 and n.number > $3)",
        )
        .bind(programme.id.clone())
        .bind(period.to_string())
        .bind(number)
        .bind(accepted)
        .bind(returned)
        .bind(reason.clone())
        .bind(format!("{} {}", actor.person.post, actor.person.name).trim().to_owned())
        .run()
        .await?;
    if written == 0 {
        return Err(Problem::Overtaken);
    }
    let object = format!("consolidation {} {period}", programme.id);
    let action = if reason.is_some() { "return" } else { "accept" };
    let entry = Entry {
        chain: &programme.consolidator,
        action,
        object,
        outcome: "done",
        before: None,
        after: reason.as_deref(),
    };
    audit::append(tx, key, actor, entry).await?;
    bump(tx, &programme.id).await
}
