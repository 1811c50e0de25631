//! What is done to a report: each act checks the rules, moves the row, keeps the version and seals the entry.

mod decisions;
mod undo;

pub use undo::Undoable;

use super::{Receipt, Report, get, proof};
use crate::audit::{self, Actor, AuditKey, Entry};
use crate::calendar::{PeriodId, day_of};
use crate::db::{Tx, new_id};
use crate::documents::Guard;
use crate::documents::store::held_back;
use crate::evidence::store as evidence;
use crate::evidence::{File, Purpose};
use crate::failure::refused;
use crate::language::Lang;
use crate::problem::Problem;
use crate::programme::Programme;
use crate::programme::store::bump;
use crate::reports::{Content, Draft, Fault, FaultKind};
use crate::review::{Action, Refusal, State, decide};
use crate::units::{Route, Unit};
use chrono::{DateTime, NaiveDate, Utc};

/// What stands as the field of a version that its own unit took back.
pub(super) const WITHDRAWN: &str = "withdrawn";

/// Which report, of which programme, and who is at it.
pub struct Desk<'a> {
    pub programme: &'a Programme,
    pub unit: &'a Unit,
    pub period: PeriodId,
    pub actor: &'a Actor,
    pub key: &'a AuditKey,
}

impl Desk<'_> {
    async fn report(&self, tx: &mut Tx) -> Result<Report, Problem> {
        get(tx, &self.programme.id, &self.unit.id, self.period).await
    }

    /// The report if `action` may be done to it by the actor, who has seen `lock`; and the state it leads to.
    async fn decide(&self, tx: &mut Tx, action: Action, seen: Option<i64>) -> Result<(Report, State), Problem> {
        let report = self.report(tx).await?;
        if self.unit.route == Route::None || self.programme.period(self.period).is_none() {
            return Err(Problem::NotFound);
        }
        let next = decide(&report.case(self.unit), &self.actor.person, action)
            .map_err(|refusal| refused(refusal, report.lock))?;
        if seen.is_some_and(|seen| seen != report.lock) {
            return Err(refused(Refusal::WrongState(report.state), report.lock));
        }
        if matches!(action, Action::Withdraw | Action::Return | Action::Correct) {
            let since: Option<(DateTime<Utc>,)> = tx
                .sql(
                    "select submitted_at from report_version where programme = $1 and unit = $2 and period = $3 \
                     and number = $4",
                )
                .bind(self.programme.id.clone())
                .bind(self.unit.id.clone())
                .bind(self.period.to_string())
                .bind(report.version)
                .maybe()
                .await?;
            let since = since.map_or(self.actor.now, |(at,)| at);
            let correcting = report.correction.is_some();
            self.not_held_back(tx, Guard { period: self.period, action, undo: false, since, correcting }).await?;
        }
        Ok((report, next))
    }

    /// Refuses what an issued document holds back.
    async fn not_held_back(&self, tx: &mut Tx, guard: Guard) -> Result<(), Problem> {
        match held_back(tx, self.programme, &self.unit.id, guard, self.actor.now).await? {
            Some(lock) => Err(Problem::Locked { document: lock.document }),
            None => Ok(()),
        }
    }

    /// Moves the report's row on, unless somebody else has moved it since it was read.
    async fn move_on(&self, tx: &mut Tx, before: &Report, after: &Report) -> Result<(), Problem> {
        let draft = serde_json::to_string(&after.draft)?;
        let moved = tx
            .sql(
                "insert into report (programme, unit, period, state, lock, version, draft, correction, author, saved_at) \
                 values ($1, $2, $3, $4, $6, $7, $8, $9, $10, $11) \
                 on conflict (programme, unit, period) do update set state = $4, lock = $6, version = $7, draft = $8, \
                 correction = $9, author = $10, saved_at = $11 where report.lock = $5",
            )
            .bind(self.programme.id.clone())
            .bind(self.unit.id.clone())
            .bind(self.period.to_string())
            .bind(after.state.to_string())
            .bind(before.lock)
            .bind(after.lock)
            .bind(after.version)
            .bind(draft)
            .bind(after.correction.clone())
            .bind(after.author.clone())
            .bind(self.actor.now)
            .later()
            .await;
        match moved {
            Err(sqlx::Error::RowNotFound) => Err(self.overtaken(tx).await?),
            moved => Ok(moved?),
        }
    }

    /// What somebody is told who acts on a report that another has moved on meanwhile.
    async fn overtaken(&self, tx: &mut Tx) -> Result<Problem, Problem> {
        let found = self.report(tx).await?;
        Ok(Problem::Conflict { state: found.state, lock: found.lock })
    }

    async fn note(&self, tx: &mut Tx, action: Action, before: &Report, after: &str) -> Result<(), Problem> {
        let before = serde_json::to_string(&before.draft)?;
        let entry = Entry {
            chain: &self.unit.id,
            action: &action.to_string(),
            object: format!("report {} {} {}", self.programme.id, self.unit.id, self.period),
            outcome: "done",
            before: Some(&before),
            after: Some(after),
        };
        audit::append(tx, self.key, self.actor, entry).await
    }

    /// Keeps what has been typed. Nobody else sees a draft, so the programme's revision stays. A save that
    /// says what is stored already conflicts with nobody: the form may follow on its own autosave.
    pub async fn save(&self, tx: &mut Tx, draft: Draft, seen: Option<i64>) -> Result<Report, Problem> {
        let (report, state) = self.decide(tx, Action::Save, None).await?;
        if report.lock > 0 && report.draft == draft {
            return Ok(report);
        }
        if seen.is_some_and(|seen| seen != report.lock) {
            return Err(refused(Refusal::WrongState(report.state), report.lock));
        }
        let author = Some(self.actor.person.id.clone());
        let saved_at = Some(self.actor.now);
        let after = Report { state, draft, author, saved_at, lock: report.lock + 1, ..report.clone() };
        self.move_on(tx, &report, &after).await?;
        Ok(after)
    }

    /// Turns the draft into a version, or says everything that is wrong with it.
    pub async fn submit(&self, tx: &mut Tx, seen: Option<i64>) -> Result<(Report, Receipt), Problem> {
        let (report, state) = self.decide(tx, Action::Submit, seen).await?;
        let period = self.programme.period(self.period).ok_or(Problem::NotFound)?;
        let today = day_of(self.actor.now);
        if today < period.opens {
            let kind = FaultKind::NotYetOpen { opens: period.opens };
            return Err(Problem::Faults(vec![Fault { field: "period".into(), kind }]));
        }
        let number = report.version + 1;
        let after = Report { state, version: number, lock: report.lock + 1, ..report.clone() };
        self.move_on(tx, &report, &after).await?;
        // From here on the report is ours alone, and its files stand still.
        let files = evidence::of_draft(tx, &self.programme.id, &self.unit.id, self.period).await?;
        let of = (self.unit.id.as_str(), self.period);
        let proof = proof(tx, self.programme, of, &report.draft, self.actor.now).await?;
        let understood = report.draft.understand_with(self.programme, self.unit, period, today, &proof);
        let content = understood.map_err(Problem::Faults)?;
        let json = serde_json::to_string(&content)?;
        let receipt = self.insert_version(tx, number, &json, report.correction.clone(), &files).await?;
        self.freeze_evidence(tx, number, &files).await?;
        self.request_closures(tx, number, &content, &files).await?;
        self.note(tx, Action::Submit, &report, &json).await?;
        bump(tx, &self.programme.id).await?;
        Ok((after, receipt))
    }

    async fn insert_version(
        &self,
        tx: &mut Tx,
        number: i64,
        content: &str,
        correction: Option<String>,
        files: &[File],
    ) -> Result<Receipt, Problem> {
        let place = self.programme.units.iter().position(|unit| unit.id == self.unit.id).map_or(0, |place| place + 1);
        let PeriodId { year, month, supplement } = self.period;
        let mark = if supplement { "S" } else { "" };
        let with = files.iter().map(|file| format!(" {}:{}", file.purpose, file.sha256)).collect::<String>();
        let sealed =
            audit::digest(&format!("{} {} {} {number} {content}{with}", self.programme.id, self.unit.id, self.period));
        let receipt = Receipt {
            number,
            receipt: format!("R-{year:04}{month:02}{mark}-{place:02}-{number}"),
            fingerprint: sealed[..16].to_uppercase(),
            submitted_at: self.actor.now,
            submitted_by: self.actor.person.id.clone(),
            confirmed_at: None,
            forwarded_at: None,
            forwarded_by: None,
            returned_at: None,
            returned_by: None,
            return_field: None,
            return_reason: None,
            return_ground: None,
            return_until: None,
            accepted_at: None,
            accepted_by: None,
            correction,
        };
        tx.sql(
            "insert into report_version (programme, unit, period, number, content, correction, receipt, fingerprint, \
             submitted_at, submitted_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .bind(self.programme.id.clone())
        .bind(self.unit.id.clone())
        .bind(self.period.to_string())
        .bind(number)
        .bind(content.to_owned())
        .bind(receipt.correction.clone())
        .bind(receipt.receipt.clone())
        .bind(receipt.fingerprint.clone())
        .bind(receipt.submitted_at)
        .bind(receipt.submitted_by.clone())
        .later()
        .await?;
        Ok(receipt)
    }

    /// Puts the closures the report asks for before the office. An occurrence already closed, or already
    /// before the office, is not asked for twice.
    async fn request_closures(
        &self,
        tx: &mut Tx,
        number: i64,
        content: &Content,
        files: &[File],
    ) -> Result<(), Problem> {
        let asked = content.tasks.iter().flat_map(|said| said.closures.iter().map(move |asked| (said, asked)));
        // Those that name their day first: what is left is for the one that does not.
        let (named, open): (Vec<_>, Vec<_>) = asked.partition(|(_, asked)| asked.due.is_some());
        for (said, asked) in named.into_iter().chain(open) {
            let Some(task) = self.programme.task(&said.number) else { continue };
            let taken: Vec<(Option<NaiveDate>,)> = tx
                .sql(
                    "select due from closure where programme = $1 and task = $2 and returned_at is null \
                     and reopened_at is null",
                )
                .bind(self.programme.id.clone())
                .bind(said.number.clone())
                .all()
                .await?;
            let occurrences = task.occurrences(&self.programme.periods);
            let free = occurrences.iter().map(|o| o.due).find(|due| !taken.contains(&(Some(*due),)));
            let due = asked.due.or(free);
            if (due.is_none() && !occurrences.is_empty()) || taken.contains(&(due,)) {
                continue;
            }
            tx.sql(
                "insert into closure (id, programme, task, due, unit, period, version, finished_on, evidence, \
                 requested_at, requested_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
            )
            .bind(new_id())
            .bind(self.programme.id.clone())
            .bind(said.number.clone())
            .bind(due)
            .bind(self.unit.id.clone())
            .bind(self.period.to_string())
            .bind(number)
            .bind(asked.on)
            .bind(words_for(&asked.evidence, &said.number, files))
            .bind(self.actor.now)
            .bind(self.actor.person.id.clone())
            .later()
            .await?;
        }
        Ok(())
    }

    /// Begins a new version of an accepted report. The accepted one counts until the new one is accepted.
    pub async fn correct(&self, tx: &mut Tx, seen: Option<i64>, reason: &str) -> Result<Report, Problem> {
        let (report, state) = self.decide(tx, Action::Correct, seen).await?;
        self.restore(tx, Action::Correct, &report, state, Some(reason)).await
    }

    /// Gives a correction up: the accepted version stands as it was.
    pub async fn abandon(&self, tx: &mut Tx, seen: Option<i64>) -> Result<Report, Problem> {
        let (report, state) = self.decide(tx, Action::Abandon, seen).await?;
        self.restore(tx, Action::Abandon, &report, state, None).await
    }

    /// Sets the draft to what was accepted last.
    async fn restore(
        &self,
        tx: &mut Tx,
        action: Action,
        report: &Report,
        state: State,
        reason: Option<&str>,
    ) -> Result<Report, Problem> {
        let row: Option<(String, i64)> = tx
            .sql(
                "select content, number from report_version where programme = $1 and unit = $2 and period = $3 \
                 and accepted_at is not null order by accepted_at desc, number desc limit 1",
            )
            .bind(self.programme.id.clone())
            .bind(self.unit.id.clone())
            .bind(self.period.to_string())
            .maybe()
            .await?;
        // An acceptance may have been taken back since the report was read.
        let Some((accepted, number)) = row else { return Err(self.overtaken(tx).await?) };
        let after = Report {
            state,
            lock: report.lock + 1,
            draft: serde_json::from_str::<Content>(&accepted)?.to_draft(),
            correction: reason.map(str::to_owned),
            author: Some(self.actor.person.id.clone()),
            ..report.clone()
        };
        self.move_on(tx, report, &after).await?;
        self.restore_evidence(tx, number).await?;
        self.note(tx, action, report, reason.unwrap_or_default()).await?;
        Ok(after)
    }
}

/// What shows that the work is done, in words: where the unit wrote none, the files it brought. Documents are
/// written in simplified Chinese.
fn words_for(written: &str, task: &str, files: &[File]) -> String {
    let of_it = files.iter().filter(|file| file.purpose == Purpose::Task(task.to_owned()));
    let names: Vec<String> = of_it.map(|file| file.name.clone()).collect();
    match written.is_empty() && !names.is_empty() {
        true => Lang::ZhHans.evidence_see(&names.join("、")),
        false => written.to_owned(),
    }
}
