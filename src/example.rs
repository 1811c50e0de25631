//! The worked example: five invented months, loaded through the same acts by which people file and decide.

mod effort;
mod evidence;
mod documents;
mod ledger;
mod notes;
mod papers;
mod reminders;
mod script;

pub use evidence::shelve;

use crate::audit::{Actor, AuditKey};
use crate::calendar::{end_of, shanghai};
use crate::db::{Db, Tx};
use crate::notes::{Subject, store as saying};
use crate::people::{self, Person, Role, passwords};
use crate::problem::Problem;
use crate::programme::store::{head, install, mark_example};
use crate::programme::{self, Programme, file};
use crate::reports;
use crate::reports::store::{Desk, closures_waiting, decide_closure};
use crate::review::store::{Said, consolidate, consolidations, decide_consolidation};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use script::{Act, Example, Step};

/// The password of every account in the example.
pub const PASSWORD: &str = "example-board-2022";

/// Accounts are opened and the programme is installed at this moment.
const OPENED: &str = "2022-03-01 09:00";
/// What would happen after this day has not happened.
const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2022, 7, 28).expect("the day exists");

/// Loads the example, whole or not at all. Does nothing if it is loaded; refuses a programme in which
/// somebody has filed, because invented figures must never stand among real ones.
pub async fn load(db: &Db, key: &AuditKey) -> Result<(), Problem> {
    load_until(db, key, LAST_DAY).await
}

/// The example beside accounts of real people: its own accounts have no password anybody knows, so nobody comes in
/// by one until the administrator makes a one-time link for it.
pub async fn load_closed(db: &Db, key: &AuditKey) -> Result<(), Problem> {
    let password = passwords::hash(people::store::secret()).await;
    let mut tx = db.write().await?;
    stage(&mut tx, key, &password, LAST_DAY).await?;
    Ok(tx.commit().await?)
}

/// The example as it stood at the end of a day.
pub async fn load_until(db: &Db, key: &AuditKey, last: NaiveDate) -> Result<(), Problem> {
    let password = passwords::hash(PASSWORD.to_owned()).await;
    let mut tx = db.write().await?;
    stage(&mut tx, key, &password, last).await?;
    Ok(tx.commit().await?)
}

async fn stage(tx: &mut Tx, key: &AuditKey, password: &str, last: NaiveDate) -> Result<(), Problem> {
    let example = Example::read();
    let id = file::built_in().id.as_str();
    match head(tx, id).await? {
        Some(head) if head.example => return Ok(()),
        Some(_) => {}
        None => {
            let by = account("admin");
            install(tx, file::built_in(), file::BUILT_IN, "示例", &by, moment(OPENED)).await?;
        }
    }
    let programme = programme::store::read(tx, id).await?.ok_or(Problem::NotFound)?;
    if !reports::store::all(tx, id).await?.is_empty() {
        return Err(Problem::bad_input("programme", "a programme in which nobody has filed", id));
    }
    let people = example.accounts(&programme);
    for person in &people {
        if !people::store::add(tx, person, password, moment(OPENED)).await? {
            return Err(Problem::bad_input("login", "a login that is not taken", &person.login));
        }
    }
    reminders::addresses(tx, &people).await?;
    let office = people.iter().find(|person| person.role == Role::Office).expect("the example has an office");
    let office = Actor { person: office.clone(), now: moment(OPENED), request: "example".into() };
    reminders::list(tx, &programme, &office, key).await?;
    let cast = Cast { programme: &programme, people: &people, evidence: &example.evidence, key };
    let mut mornings = reminders::mornings().into_iter().filter(|morning| *morning < end_of(last)).peekable();
    for step in example.steps(&programme, last) {
        while let Some(morning) = mornings.next_if(|morning| *morning <= step.at) {
            reminders::remind(tx, &programme, morning).await?;
        }
        cast.play(tx, step).await?;
    }
    for morning in mornings {
        reminders::remind(tx, &programme, morning).await?;
    }
    example.tell(tx, &cast, last).await?;
    mark_example(tx, id).await
}

/// The people of the example at work.
struct Cast<'a> {
    programme: &'a Programme,
    people: &'a [Person],
    evidence: &'a [evidence::Attached],
    key: &'a AuditKey,
}

impl Cast<'_> {
    async fn play(&self, tx: &mut Tx, step: Step<'_>) -> Result<(), Problem> {
        let actor = self.actor(&step);
        let Step { unit, period, act, .. } = step;
        let desk = Desk { programme: self.programme, unit, period, actor: &actor, key: self.key };
        match act {
            Act::File(draft) => {
                effort::count(tx, self.programme, (unit, period), &draft, actor.now).await?;
                desk.save(tx, draft, None).await?;
                for with in self.evidence.iter().filter(|with| with.unit == unit.id && with.period == period) {
                    let brought = with.brought(tx, actor.now).await?;
                    let kept = desk.attach(tx, &with.purpose(), &brought).await?;
                    kept.expect("the example's files have room");
                }
                desk.submit(tx, None).await?;
            }
            Act::Correct(draft, reason) => {
                desk.correct(tx, None, reason).await?;
                desk.save(tx, draft, None).await?;
                desk.submit(tx, None).await?;
            }
            Act::Forward => {
                desk.forward(tx, None).await?;
            }
            Act::SendBack { field, reason } => {
                desk.send_back(tx, None, field, reason).await?;
            }
            Act::Accept => {
                desk.accept(tx, None).await?;
            }
            Act::Note(said) => {
                let subject = said.subject.parse().expect("a note of the example names its subject");
                let desk = saying::Desk { programme: self.programme, actor: &actor, key: self.key };
                match said.asked() {
                    Some(asked) => {
                        let Subject::Task(number) = &subject else { panic!("a rung is climbed on a task") };
                        let climbed = desk.climb(tx, number, &asked, &said.text, &said.to).await?;
                        climbed.expect("the example climbs one rung after the other");
                    }
                    None => {
                        desk.write(tx, &subject, &said.text, &said.to).await?;
                    }
                }
            }
            Act::Reply(said, answered) => {
                let notes = saying::all(tx, &self.programme.id).await?;
                let note = notes.iter().find(|note| note.text == said.text).expect("a reply follows its note");
                let desk = saying::Desk { programme: self.programme, actor: &actor, key: self.key };
                desk.reply(tx, &note.id, &answered.text, answered.promised()).await?;
            }
            Act::Paper(written) => written.file(tx, self.programme, unit, &actor, self.key).await?,
            Act::Document(made, step) => {
                documents::play(tx, (self.programme, self.key), &actor, made, step).await?;
            }
            Act::Consolidate(said) => {
                let said = if said.is_empty() { Said::Nil } else { Said::Note(said.to_owned()) };
                let seen = consolidations(tx, &self.programme.id, period).await?.len() as i64;
                consolidate(tx, self.programme, period, (&actor, self.key), seen, said).await?;
            }
            Act::AcceptConsolidation => {
                let number = consolidations(tx, &self.programme.id, period).await?.len() as i64;
                decide_consolidation(tx, self.programme, period, (&actor, self.key), number, None).await?;
            }
            Act::ConfirmClosures => {
                let waiting = closures_waiting(tx, &self.programme.id).await?;
                for case in waiting.iter().filter(|case| case.unit == unit.id) {
                    decide_closure(tx, &self.programme.id, &case.id, &actor, self.key, None).await?;
                }
            }
        }
        Ok(())
    }

    /// Who does the step: the unit's own person files, the consolidator checks, and the office of one
    /// department decides; on its own report, that of the other.
    fn actor(&self, step: &Step) -> Actor {
        let login = match &step.act {
            Act::Note(said) => said.by.as_str(),
            Act::Reply(_, answered) => answered.by.as_str(),
            Act::Document(_, step) => step.by(),
            Act::Forward | Act::SendBack { .. } | Act::Consolidate(_) => "gdes",
            Act::AcceptConsolidation => "office1",
            Act::File(_) | Act::Correct(..) | Act::Paper(_) => match step.unit.id.as_str() {
                "gdast_coop" => "office1",
                "gdast_acad" => "office2",
                unit => unit,
            },
            Act::Accept | Act::ConfirmClosures if step.unit.id == "gdast_coop" => "office2",
            Act::Accept | Act::ConfirmClosures => "office1",
        };
        let person = self.people.iter().find(|person| person.login == login).expect("whoever acts has an account");
        Actor { person: person.clone(), now: step.at, request: "example".into() }
    }
}

fn account(login: &str) -> String {
    format!("example-{login}")
}

/// A moment in Shanghai such as `2022-07-28 15:02`.
fn moment(text: &str) -> DateTime<Utc> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("the example writes moments in one way");
    local.and_local_timezone(shanghai()).single().expect("a fixed offset has no gaps").to_utc()
}
