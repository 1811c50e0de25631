//! What people are over time, and how a seat passes from one to the next.

use super::second::hand;
use super::{PersonRow, shut_out};
use crate::audit::{Actor, AuditKey, Entry, append};
use crate::db::{Tx, new_id};
use crate::people::{Account, Appointment, Person};
use crate::problem::Problem;
use crate::programme::store::bump_all;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

#[derive(sqlx::FromRow)]
struct AccountRow {
    opens_at: Option<DateTime<Utc>>,
    disabled_at: Option<DateTime<Utc>>,
    #[sqlx(flatten)]
    person: PersonRow,
}

/// Every account there has been or will be, in the order in which they were made.
pub async fn accounts(tx: &mut Tx) -> Result<Vec<Account>, Problem> {
    let rows: Vec<AccountRow> = tx
        .sql(
            "select opens_at, disabled_at, id, login, name, post, phone, role, unit from person \
             order by created_at, login",
        )
        .all()
        .await?;
    rows.into_iter().map(account).collect()
}

fn account(row: AccountRow) -> Result<Account, Problem> {
    Ok(Account { person: row.person.person()?, opens: row.opens_at, closes: row.disabled_at })
}

pub async fn by_id(tx: &mut Tx, id: &str) -> Result<Option<Account>, Problem> {
    let row: Option<AccountRow> = tx
        .sql("select opens_at, disabled_at, id, login, name, post, phone, role, unit from person where id = $1")
        .bind(id.to_owned())
        .maybe()
        .await?;
    row.map(account).transpose()
}

#[derive(sqlx::FromRow)]
struct AppointmentRow {
    name: String,
    post: String,
    phone: String,
    role: String,
    unit: Option<String>,
    since: DateTime<Utc>,
    until: Option<DateTime<Utc>>,
    reason: String,
    follows: Option<String>,
    made_by: String,
}

impl AppointmentRow {
    fn appointment(self) -> Result<Appointment, Problem> {
        let role = self.role.parse().map_err(|_| Problem::Internal { id: format!("role {}", self.role) })?;
        let AppointmentRow { name, post, phone, unit, since, until, reason, follows, made_by, .. } = self;
        Ok(Appointment { name, post, phone, role, unit, since, until, reason, follows, made_by })
    }
}

/// Everybody, as they were at each moment.
pub struct Register(BTreeMap<String, (String, Vec<Appointment>)>);

impl Register {
    pub async fn read(tx: &mut Tx) -> Result<Self, Problem> {
        #[derive(sqlx::FromRow)]
        struct Row {
            person: String,
            login: String,
            #[sqlx(flatten)]
            row: AppointmentRow,
        }
        let rows: Vec<Row> = tx
            .sql(
                "select a.person, p.login, a.name, a.post, a.phone, a.role, a.unit, a.since, a.until, a.reason, \
                 a.follows, a.made_by from appointment a join person p on p.id = a.person \
                 order by a.since, a.made_at, a.id",
            )
            .all()
            .await?;
        let mut all: BTreeMap<String, (String, Vec<Appointment>)> = BTreeMap::new();
        for Row { person, login, row } in rows {
            all.entry(person).or_insert((login, Vec::new())).1.push(row.appointment()?);
        }
        Ok(Register(all))
    }

    /// What a person was at a moment; of a moment before all others, what they were first.
    pub fn at(&self, person: &str, moment: DateTime<Utc>) -> Option<&Appointment> {
        let (_, held) = self.0.get(person)?;
        held.iter().rfind(|appointment| appointment.since <= moment).or_else(|| held.first())
    }

    /// Everybody with their account, as they are or last were.
    pub fn everybody(&self) -> impl Iterator<Item = (&str, &str, &Appointment)> {
        self.0.iter().filter_map(|(id, (login, held))| Some((id.as_str(), login.as_str(), held.last()?)))
    }
}

/// What a person has been, the newest first.
pub async fn appointments(tx: &mut Tx, person: &str) -> Result<Vec<Appointment>, Problem> {
    let rows: Vec<AppointmentRow> = tx
        .sql(
            "select a.name, a.post, a.phone, a.role, a.unit, a.since, a.until, a.reason, f.name as follows, a.made_by \
             from appointment a left join person f on f.id = a.follows where a.person = $1 \
             order by a.since desc, a.made_at desc, a.id desc",
        )
        .bind(person.to_owned())
        .all()
        .await?;
    rows.into_iter().map(AppointmentRow::appointment).collect()
}

/// Makes the row of an account. Answers `false` if the login is taken.
pub(super) async fn open(
    tx: &mut Tx,
    person: &Person,
    password: &str,
    opens: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<bool, Problem> {
    let added = tx
        .sql(
            "insert into person (id, login, name, post, phone, role, unit, password, created_at, opens_at) \
             values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (login) do nothing",
        )
        .bind(person.id.clone())
        .bind(person.login.clone())
        .bind(person.name.clone())
        .bind(person.post.clone())
        .bind(person.phone.clone())
        .bind(person.role.to_string())
        .bind(person.unit.clone())
        .bind(password.to_owned())
        .bind(now)
        .bind(opens)
        .run()
        .await?;
    Ok(added == 1)
}

/// Notes what `person` is from `since` on; who noted it, and when, is given as `made`.
pub(super) async fn appoint(
    tx: &mut Tx,
    person: &Person,
    since: DateTime<Utc>,
    reason: &str,
    follows: Option<&str>,
    made: (&str, DateTime<Utc>),
) -> Result<(), Problem> {
    tx.sql(
        "insert into appointment (id, person, name, post, phone, role, unit, since, reason, follows, made_by, made_at) \
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
    )
    .bind(new_id())
    .bind(person.id.clone())
    .bind(person.name.clone())
    .bind(person.post.clone())
    .bind(person.phone.clone())
    .bind(person.role.to_string())
    .bind(person.unit.clone())
    .bind(since)
    .bind(reason.to_owned())
    .bind(follows.map(str::to_owned))
    .bind(made.0.to_owned())
    .bind(made.1)
    .run_one()
    .await?;
    Ok(())
}

/// Ends what lasts, or would have lasted beyond `at`.
pub(super) async fn end(tx: &mut Tx, person: &str, at: DateTime<Utc>) -> Result<(), Problem> {
    tx.sql("update appointment set until = $2 where person = $1 and (until is null or until > $2)")
        .bind(person.to_owned())
        .bind(at)
        .run()
        .await?;
    Ok(())
}

/// Makes a person what `after` says, from now on. Answers `false` if they are that already. Whoever takes up
/// another role or unit signs in anew.
pub async fn change(tx: &mut Tx, after: &Person, reason: &str, actor: &Actor, key: &AuditKey) -> Result<bool, Problem> {
    let before = by_id(tx, &after.id).await?.ok_or(Problem::NotFound)?.person;
    if before == *after {
        return Ok(false);
    }
    tx.sql("update person set name = $2, post = $3, phone = $4, role = $5, unit = $6 where id = $1")
        .bind(after.id.clone())
        .bind(after.name.clone())
        .bind(after.post.clone())
        .bind(after.phone.clone())
        .bind(after.role.to_string())
        .bind(after.unit.clone())
        .run_one()
        .await?;
    end(tx, &after.id, actor.now).await?;
    appoint(tx, after, actor.now, reason, None, (&hand(actor), actor.now)).await?;
    if (before.role, &before.unit) != (after.role, &after.unit) {
        shut_out(tx, &after.id, actor.now).await?;
    }
    bump_all(tx).await?;
    let (was, is) = (described(&before), described(after));
    let object = format!("person {}", after.id);
    let entry = Entry {
        chain: "programme",
        action: "change person",
        object,
        outcome: "done",
        before: Some(&was),
        after: Some(&is),
    };
    append(tx, key, actor, entry).await?;
    Ok(true)
}

fn described(person: &Person) -> String {
    let Person { name, post, phone, role, unit, .. } = person;
    format!("{name}\n{post}\n{phone}\n{role}\n{}", unit.as_deref().unwrap_or_default())
}

/// A seat that passes on at a moment.
#[derive(Clone, Debug)]
pub struct Handover {
    /// Id of whoever leaves it.
    pub from: String,
    pub successor: Person,
    /// The first moment of the day, or now.
    pub at: DateTime<Utc>,
    pub reason: String,
}

/// Passes a seat on. What is owed and begun belongs to the unit and stays with it, so the successor finds it; what
/// the former holder did keeps their name, for their row stays as it was. Answers `false` if the login is taken.
pub async fn hand_over(tx: &mut Tx, it: &Handover, actor: &Actor, key: &AuditKey) -> Result<bool, Problem> {
    let Handover { from, successor, at, reason } = it;
    if !open(tx, successor, "", Some(*at), actor.now).await? {
        return Ok(false);
    }
    let closed = tx
        .sql("update person set disabled_at = $2 where id = $1 and (disabled_at is null or disabled_at > $2)")
        .bind(from.clone())
        .bind(*at)
        .run()
        .await?;
    if closed == 0 {
        return Err(Problem::Overtaken);
    }
    end(tx, from, *at).await?;
    appoint(tx, successor, *at, reason, Some(from), (&hand(actor), actor.now)).await?;
    if *at <= actor.now {
        shut_out(tx, from, actor.now).await?;
    }
    bump_all(tx).await?;
    let object = format!("person {from} to {} on {}", successor.id, crate::calendar::day_of(*at));
    let entry =
        Entry { chain: "programme", action: "hand over seat", object, outcome: "done", before: None, after: None };
    append(tx, key, actor, entry).await?;
    Ok(true)
}
