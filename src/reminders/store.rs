//! Reminders as given: each occasion of a report is taken once, and the messages about it are put into the outbox
//! in the same transaction.

use super::{Due, Occasion, Schedule, due};
use crate::audit::{self, Actor, AuditKey, Entry};
use crate::calendar::{PeriodId, day_of};
use crate::db::Tx;
use crate::language::{Lang, Name};
use crate::messages::store::{Draft, Reader, put, readers, write_to};
use crate::messages::{Outlets, State, Way};
use crate::people::Role;
use crate::problem::{Forbidden, Problem};
use crate::programme::Programme;
use crate::progress::Record;
use chrono::{DateTime, Utc};

const KEY: &str = "reminders";

/// The schedule in force: what the office has set, or the defaults.
pub async fn schedule(tx: &mut Tx) -> Result<Schedule, Problem> {
    let held: Option<(String,)> =
        tx.sql("select value from setting where key = $1").bind(KEY.to_owned()).maybe().await?;
    let Some((value,)) = held else { return Ok(Schedule::default()) };
    let schedule: Schedule = serde_json::from_str(&value)?;
    Ok(if schedule.is_whole() { schedule } else { Schedule::default() })
}

/// Puts another schedule in force; none goes back to the defaults.
pub async fn set_schedule(
    tx: &mut Tx,
    schedule: Option<&Schedule>,
    actor: &Actor,
    key: &AuditKey,
) -> Result<(), Problem> {
    let before = serde_json::to_string(&self::schedule(tx).await?)?;
    let after = serde_json::to_string(&schedule.cloned().unwrap_or_default())?;
    tx.sql("insert into setting (key, value) values ($1, $2) on conflict (key) do update set value = $2")
        .bind(KEY.to_owned())
        .bind(after.clone())
        .run_one()
        .await?;
    let entry = Entry {
        chain: "programme",
        action: "set reminders",
        object: "reminders".to_owned(),
        outcome: "done",
        before: Some(&before),
        after: Some(&after),
    };
    audit::append(tx, key, actor, entry).await
}

/// The occasions that have been taken, by their causes, and when.
pub async fn raised(tx: &mut Tx, programme: &str) -> Result<Vec<(String, DateTime<Utc>)>, Problem> {
    let rows: Vec<(String, String, String, DateTime<Utc>)> = tx
        .sql("select unit, period, occasion, raised_at from reminder where programme = $1")
        .bind(programme.to_owned())
        .all()
        .await?;
    Ok(rows
        .into_iter()
        .map(|(unit, period, occasion, at)| (format!("report {unit} {period} {occasion}"), at))
        .collect())
}

/// Whether the reminder with this cause was written by somebody of the office.
pub async fn text_by_hand(tx: &mut Tx, programme: &str, cause: &str) -> Result<bool, Problem> {
    let mut words = cause.split(' ').skip(1);
    let mut next = || words.next().unwrap_or_default().to_owned();
    let held: Option<(Option<String>,)> = tx
        .sql("select raised_by from reminder where programme = $1 and unit = $2 and period = $3 and occasion = $4")
        .bind(programme.to_owned())
        .bind(next())
        .bind(next())
        .bind(next())
        .maybe()
        .await?;
    Ok(held.is_some_and(|(by,)| by.is_some()))
}

/// Takes the occasion. Of several boards that ask, one is answered `true`.
async fn take(
    tx: &mut Tx,
    programme: &str,
    (unit, period, occasion): (&str, PeriodId, Occasion),
    by: Option<&str>,
    now: DateTime<Utc>,
) -> Result<bool, Problem> {
    let taken = tx
        .sql(
            "insert into reminder (programme, unit, period, occasion, raised_at, raised_by) \
             values ($1, $2, $3, $4, $5, $6) on conflict (programme, unit, period, occasion) do nothing",
        )
        .bind(programme.to_owned())
        .bind(unit.to_owned())
        .bind(period.to_string())
        .bind(occasion.to_string())
        .bind(now)
        .bind(by.map(str::to_owned))
        .run()
        .await?;
    Ok(taken == 1)
}

/// Who sends, and from where.
#[derive(Clone, Copy, Debug)]
pub struct Desk<'a> {
    pub programme: &'a Programme,
    pub schedule: &'a Schedule,
    pub outlets: Outlets,
    /// The address of the board, for links.
    pub address: &'a str,
}

impl Desk<'_> {
    /// Gives every reminder that is due at `now` and has not been given; answers how many units were reminded.
    pub async fn raise(&self, tx: &mut Tx, record: &Record, now: DateTime<Utc>) -> Result<usize, Problem> {
        let due = due(self.programme, record, self.schedule, now);
        if due.is_empty() {
            return Ok(0);
        }
        let readers = readers(tx, now).await?;
        let mut given = Vec::new();
        for due in &due {
            let what = (due.unit.as_str(), due.period, due.planned.occasion);
            if take(tx, &self.programme.id, what, None, now).await? {
                self.tell(tx, due, &readers, now, due.planned.until).await?;
                given.push(due);
            }
        }
        // A group hears that something is due, not from whom.
        let mut said: Vec<(PeriodId, Occasion)> = Vec::new();
        for due in given.iter().filter(|_| self.outlets.bot) {
            let what = (due.period, due.planned.occasion);
            if !said.contains(&what) {
                said.push(what);
                self.tell_group(tx, due, now).await?;
            }
        }
        Ok(given.len())
    }

    /// 催报 by hand: `text` to the filers and heads of the units, each unit once for each report. Answers how many
    /// units there were; those that have been told, by hand or by the board, are left out.
    pub async fn chase(
        &self,
        tx: &mut Tx,
        late: &[Due],
        text: &str,
        actor: &Actor,
        key: &AuditKey,
    ) -> Result<usize, Problem> {
        if actor.person.role != Role::Office {
            return Err(Problem::Forbidden(Forbidden::Role));
        }
        let (readers, now) = (readers(tx, actor.now).await?, actor.now);
        let mut chased = 0;
        for due in late {
            let what = (due.unit.as_str(), due.period, Occasion::Late);
            if !take(tx, &self.programme.id, what, Some(&actor.person.id), now).await? {
                continue;
            }
            let mut schedule = self.schedule.clone();
            for rule in schedule.rules.iter_mut().filter(|rule| rule.occasion == Occasion::Late) {
                rule.text = Name::new(text, text, text);
            }
            let desk = Desk { schedule: &schedule, ..*self };
            desk.tell(tx, due, &readers, now, due.planned.until).await?;
            let object = format!("report {} {} {}", self.programme.id, due.unit, due.period);
            let entry =
                Entry { chain: &due.unit, action: "chase", object, outcome: "done", before: None, after: Some(text) };
            audit::append(tx, key, actor, entry).await?;
            chased += 1;
        }
        Ok(chased)
    }

    /// One letter to each person whom the occasion concerns, on the board and by mail if there is an address.
    async fn tell(
        &self,
        tx: &mut Tx,
        due: &Due,
        readers: &[Reader],
        now: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<(), Problem> {
        let cause = due.cause();
        let concerned =
            |reader: &&Reader| reader.person.belongs_to(&due.unit) && due.planned.occasion.tells(reader.person.role);
        let from = due.planned.at.max(now);
        let mut anybody = false;
        for reader in readers.iter().filter(concerned) {
            anybody = true;
            let letter = due.letter(self.programme, self.schedule, reader.lang, day_of(from), self.address);
            let draft = Draft {
                programme: &self.programme.id,
                cause: &cause,
                unit: Some(&due.unit),
                period: Some(due.period.to_string()),
                person: &reader.person.id,
                name: &reader.person.name,
                post: &reader.person.post,
                way: Way::Board,
                address: "",
                lang: reader.lang,
                subject: &letter.subject,
                body: &letter.body,
                from,
                until,
                state: State::Sent,
                outcome: "",
            };
            write_to(tx, reader, self.outlets, draft, now).await?;
        }
        if !anybody {
            let letter = due.letter(self.programme, self.schedule, Lang::default(), day_of(from), self.address);
            let draft = Draft {
                programme: &self.programme.id,
                cause: &cause,
                unit: Some(&due.unit),
                period: Some(due.period.to_string()),
                person: "",
                name: "",
                post: "",
                way: Way::Board,
                address: "",
                lang: Lang::default(),
                subject: &letter.subject,
                body: &letter.body,
                from,
                until,
                state: State::Failed,
                outcome: "nobody",
            };
            put(tx, &draft, now).await?;
        }
        Ok(())
    }

    async fn tell_group(&self, tx: &mut Tx, due: &Due, now: DateTime<Utc>) -> Result<(), Problem> {
        let lang = Lang::default();
        let report = lang.report_of(due.period);
        // Units with a later day of their own are not what the group is told of.
        let last = self.programme.period(due.period).map_or(due.last, |period| period.effective_due);
        let left = lang.reminder_left((last - day_of(now)).num_days());
        let draft = Draft {
            programme: &self.programme.id,
            cause: &format!("report {} {}", due.period, due.planned.occasion),
            unit: None,
            period: Some(due.period.to_string()),
            person: "",
            name: "",
            post: "",
            way: Way::Bot,
            address: "",
            lang,
            subject: &lang.reminder_subject(&report, &left),
            body: &lang.reminder_bot(&report, &left, &format!("{}/my", self.address)),
            from: now,
            until: due.planned.until,
            state: if self.outlets.example { State::Shown } else { State::Waiting },
            outcome: "",
        };
        put(tx, &draft, now).await?;
        Ok(())
    }
}
