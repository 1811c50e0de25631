//! The worked example: five invented months, loaded through the same acts by which people file and decide.

mod effort;
mod evidence;
mod documents;
mod ledger;
mod notes;
mod papers;
mod reminders;

pub use evidence::shelve;

use crate::audit::{Actor, AuditKey};
use crate::calendar::{PeriodId, end_of, shanghai};
use crate::db::{Db, Tx};
use crate::notes::{Subject, store as saying};
use crate::people::{self, Person, Role, passwords};
use crate::problem::Problem;
use crate::programme::store::{head, install, mark_example};
use crate::programme::{self, Programme, file};
use crate::reports::store::{Desk, closures_waiting, decide_closure};
use crate::reports::{self, Draft, Entry, StageEntry, TaskEntry, Typed};
use crate::targets::Measure;
use crate::units::{Route, Unit};
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeDelta, Utc};
use serde::Deserialize;
use std::collections::BTreeMap;

/// The password of every account in the example.
pub const PASSWORD: &str = "example-board-2022";

const SOURCE: &str = include_str!("../programmes/example-2022.toml");

/// Accounts are opened and the programme is installed at this moment.
const OPENED: &str = "2022-03-01 09:00";
/// What would happen after this day has not happened.
const LAST_DAY: NaiveDate = NaiveDate::from_ymd_opt(2022, 7, 28).expect("the day exists");

/// A first check takes the consolidator two hours, …
const FORWARDED_AFTER: TimeDelta = TimeDelta::hours(2);
/// … an acceptance is there five hours after the filing, …
const ACCEPTED_AFTER: TimeDelta = TimeDelta::hours(5);
/// … and a closure is looked into for a day longer.
const CONFIRMED_AFTER: TimeDelta = TimeDelta::hours(29);

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
    let example = read();
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

fn read() -> Example {
    toml::from_str(SOURCE).expect("the example is read by every test run")
}

/// The file, as written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Example {
    people: Vec<Account>,
    returned: Vec<Returned>,
    corrections: Vec<Correction>,
    notes: Vec<notes::Said>,
    evidence: Vec<evidence::Attached>,
    documents: Vec<documents::Made>,
    decided: Vec<ledger::Decided>,
    feedback: Vec<ledger::Feedback>,
    units: Vec<Months>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Account {
    login: String,
    name: String,
    post: String,
    role: Role,
    unit: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Returned {
    unit: String,
    period: PeriodId,
    filed: String,
    done: String,
    at: String,
    field: String,
    reason: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Correction {
    unit: String,
    period: PeriodId,
    filed: String,
    accepted: String,
    reason: String,
    /// The cell that changes …
    count: String,
    /// … and what it says from now on.
    is: i64,
}

/// What one unit reports from month to month.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Months {
    id: String,
    /// None where somebody under [`Example::people`] files.
    filer: Option<String>,
    #[serde(default)]
    post: String,
    filed: Vec<String>,
    #[serde(default)]
    papers: Vec<papers::Written>,
    #[serde(default)]
    accepted: BTreeMap<PeriodId, String>,
    #[serde(default)]
    nil: Vec<PeriodId>,
    #[serde(default)]
    counts: BTreeMap<String, Vec<i64>>,
    #[serde(default)]
    specialties: BTreeMap<PeriodId, Vec<StageEntry>>,
    #[serde(default)]
    tasks: BTreeMap<PeriodId, Vec<TaskEntry>>,
    #[serde(default)]
    done: BTreeMap<PeriodId, String>,
    #[serde(default)]
    problems: BTreeMap<PeriodId, String>,
    #[serde(default)]
    next: BTreeMap<PeriodId, String>,
    #[serde(default)]
    ask: BTreeMap<PeriodId, String>,
}

/// One act of one person.
struct Step<'a> {
    at: DateTime<Utc>,
    unit: &'a Unit,
    period: PeriodId,
    act: Act<'a>,
}

enum Act<'a> {
    File(Draft),
    Correct(Draft, &'a str),
    Forward,
    SendBack { field: &'a str, reason: &'a str },
    Accept,
    ConfirmClosures,
    Note(&'a notes::Said),
    Reply(&'a notes::Said, &'a notes::Answered),
    Paper(&'a papers::Written),
    Document(&'a documents::Made, documents::Move),
}

impl Example {
    /// Everybody with an account, in the order of the file; each has a telephone that nobody answers.
    fn accounts(&self, programme: &Programme) -> Vec<Person> {
        let named = self.people.iter().map(|account| Person {
            id: crate::example::account(&account.login),
            login: account.login.clone(),
            name: account.name.clone(),
            post: account.post.clone(),
            phone: String::new(),
            role: account.role,
            unit: account.unit.clone(),
        });
        let filers = self.units.iter().filter_map(|months| {
            let unit = programme.unit(&months.id)?;
            Some(Person {
                id: account(&unit.id),
                login: unit.id.clone(),
                name: months.filer.clone()?,
                post: months.post.clone(),
                phone: String::new(),
                role: Role::Filer,
                unit: Some(unit.id.clone()),
            })
        });
        let people = named.chain(filers).enumerate();
        people.map(|(place, person)| Person { phone: format!("020-0000-{:04}", place + 1), ..person }).collect()
    }

    /// Everything that happened, in the order in which it did.
    fn steps<'a>(&'a self, programme: &'a Programme, last: NaiveDate) -> Vec<Step<'a>> {
        let mut steps = Vec::new();
        for months in &self.units {
            let unit = programme.unit(&months.id).expect("the example names units of the programme");
            for ((place, period), filed) in programme.periods.iter().enumerate().zip(&months.filed) {
                if !filed.is_empty() {
                    let accepted = months.accepted.get(&period.id);
                    let draft = months.draft(place, period.id);
                    steps.extend(passage(unit, period.id, Act::File(draft), filed, accepted));
                }
            }
            steps.extend(months.papers.iter().map(|written| written.step(unit)));
            let place_of = |id: PeriodId| {
                programme.periods.iter().position(|p| p.id == id).expect("the example names periods of the programme")
            };
            for returned in self.returned.iter().filter(|returned| returned.unit == unit.id) {
                let draft = months.draft(place_of(returned.period), returned.period);
                let act = Act::File(Draft { done: returned.done.clone(), ..draft });
                steps.push(Step { at: moment(&returned.filed), unit, period: returned.period, act });
                let act = Act::SendBack { field: &returned.field, reason: &returned.reason };
                steps.push(Step { at: moment(&returned.at), unit, period: returned.period, act });
            }
            for correction in self.corrections.iter().filter(|correction| correction.unit == unit.id) {
                let mut draft = months.draft(place_of(correction.period), correction.period);
                let cell = entry(&correction.count, correction.is);
                let wrong = draft
                    .entries
                    .iter_mut()
                    .find(|held| Entry { count: cell.count.clone(), ..(*held).clone() } == cell);
                *wrong.expect("a correction names a cell of the report") = cell;
                let act = Act::Correct(draft, &correction.reason);
                steps.extend(passage(unit, correction.period, act, &correction.filed, Some(&correction.accepted)));
            }
        }
        steps.extend(self.notes.iter().flat_map(|said| said.steps(programme)));
        steps.extend(self.documents.iter().flat_map(|made| made.steps(programme)));
        steps.retain(|step| step.at < end_of(last));
        steps.sort_by_key(|step| step.at);
        steps
    }
}

/// A filing and what follows from it when nobody objects.
fn passage<'a>(
    unit: &'a Unit,
    period: PeriodId,
    filing: Act<'a>,
    filed: &str,
    accepted: Option<&String>,
) -> impl Iterator<Item = Step<'a>> {
    let filed = moment(filed);
    let accepted = accepted.map_or(filed + ACCEPTED_AFTER, |text| moment(text));
    let forwarded = (unit.route == Route::ViaConsolidator).then_some((filed + FORWARDED_AFTER, Act::Forward));
    let confirmed = accepted.max(filed + CONFIRMED_AFTER);
    [Some((filed, filing)), forwarded, Some((accepted, Act::Accept)), Some((confirmed, Act::ConfirmClosures))]
        .into_iter()
        .flatten()
        .map(move |(at, act)| Step { at, unit, period, act })
}

impl Months {
    fn draft(&self, place: usize, period: PeriodId) -> Draft {
        let nil = self.nil.contains(&period);
        let text = |texts: &BTreeMap<PeriodId, String>| texts.get(&period).cloned().unwrap_or_default();
        let counts = self.counts.iter().filter(|_| !nil);
        Draft {
            nil,
            entries: counts.map(|(cell, months)| entry(cell, months[place])).collect(),
            specialties: self.specialties.get(&period).cloned().unwrap_or_default(),
            tasks: self.tasks.get(&period).cloned().unwrap_or_default(),
            done: text(&self.done),
            problems: text(&self.problems),
            next: text(&self.next),
            ask: text(&self.ask),
            ..Draft::default()
        }
    }
}

/// Reads `building hk in` or `nansha mo`.
fn entry(cell: &str, count: i64) -> Entry {
    let words: Vec<&str> = cell.split(' ').collect();
    let (what, origin, direction) = match words[..] {
        [what, origin] => (what, origin, None),
        [what, origin, direction] => (what, origin, Some(direction)),
        _ => panic!("expected a cell such as `building hk in` or `nansha mo`, found {cell:?}"),
    };
    let named = (what != "-").then(|| what.to_owned());
    let (measure, specialty, place) =
        if direction.is_some() { (Measure::Recognised, named, None) } else { (Measure::Practising, None, named) };
    Entry {
        measure,
        specialty,
        place,
        origin: origin.parse().expect("a cell names hk or mo"),
        direction: direction.map(|way| way.parse().expect("a cell names in or out")),
        count: Typed(count.to_string()),
    }
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
            Act::Forward | Act::SendBack { .. } => "gdes",
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
