//! Five hundred races over each transition of the office's and the administrators' work: whoever comes second is told
//! so, and what was said is kept once. A race is a list of rivals; how each of them acts is one table, [`once`].

mod transitions;

use super::people;
use chrono::{DateTime, NaiveDate, Utc};
use pilotboard::audit::{Actor, AuditKey, Verdict, verify};
use pilotboard::db::{Db, Tx, new_id};
use pilotboard::decisions::store as decisions;
use pilotboard::documents::store::{self as documents, Hand};
use pilotboard::documents::{Action, Document};
use pilotboard::extensions::{Asked, Owed, store as extensions};
use pilotboard::feedback::store as feedback;
use pilotboard::ladder;
use pilotboard::messages::Outlets;
use pilotboard::notes::store as notes;
use pilotboard::papers::{self, Section, store as papers_store};
use pilotboard::people::store::{self as accounts, Handover, Invitation};
use pilotboard::people::{Person, Role};
use pilotboard::problem::Problem;
use pilotboard::programme::file::built_in;
use pilotboard::programme::store as programmes;
use pilotboard::progress;
use pilotboard::readings::{AS_READ, store as readings};
use pilotboard::reminders::{chaseable, store as reminders};
use pilotboard::reports::Draft;
use pilotboard::reports::store::Desk;
use pilotboard::review::store::{Said, consolidate, decide_consolidation};
use pilotboard::snapshots::store as snapshots;
use pilotboard::testing::{actor, at, consolidator, each, filer, furnish, id, key, office, person};
use std::sync::Arc;
use tokio::sync::Barrier;

type Place = (&'static str, &'static str);

/// What a rival goes for. Texts are each rival's own.
#[derive(Clone, Debug)]
enum Step {
    Save(Place, i64, i64),
    Nil(Place, i64),
    Submit(Place, i64),
    /// Every nil return of a list, as the office accepts them together.
    AcceptAll(Vec<Place>, i64),
    Return(Place, i64),
    AskExtension(Place, String),
    Consolidate(String, i64),
    DecideConsolidation(i64, bool),
    Chase(String),
    Climb(NaiveDate, ladder::Rung, String),
    Reply(String, String),
    OpenException(Place, String),
    CloseException(String),
    FilePaper(&'static str, String),
    AgreePaper(&'static str),
    TakeDocument(Box<Document>, Action),
    ReadingDecided(String, String),
    /// The change of a programme, confirmed or refused.
    Programme(String, bool),
    /// The rights of a person, given or refused.
    Rights(String, bool),
    Invited(Box<Invitation>, String),
    HandOver(String, String),
    Done(Box<pilotboard::decisions::Decision>, String),
    Answer(String, String),
    Revoke(String),
}

/// Does one step; `false` where the store says that somebody was first.
async fn once(tx: &mut Tx, by: &Actor, key: &AuditKey, step: &Step) -> Result<bool, Problem> {
    let programme = built_in();
    let desk = |(unit, period): Place| Desk {
        programme,
        unit: programme.unit(unit).expect("a unit of the programme"),
        period: id(period),
        actor: by,
        key,
    };
    let hand = Hand { programme, actor: by, key };
    let paper = |unit: &'static str| papers_store::Desk { programme, unit, paper: PAPER, actor: by, key };
    let said = notes::Desk { programme, actor: by, key };
    let july = id("2022-07");
    match step {
        Step::Save(place, count, seen) => {
            desk(*place).save(tx, people(*count), Some(*seen)).await?;
        }
        Step::Nil(place, seen) => {
            let saved = desk(*place).save(tx, Draft { nil: true, ..Draft::default() }, Some(*seen)).await?;
            desk(*place).submit(tx, Some(saved.lock)).await?;
        }
        Step::Submit(place, seen) => {
            desk(*place).submit(tx, Some(*seen)).await?;
        }
        Step::AcceptAll(places, seen) => {
            for place in places {
                desk(*place).accept(tx, Some(*seen)).await?;
            }
        }
        Step::Return(place, seen) => {
            desk(*place).send_back(tx, Some(*seen), "done", "文字过略").await?;
        }
        Step::AskExtension((unit, period), reason) => {
            let owed = Owed::Report(id(period));
            let asked = Asked { reason: reason.clone(), wanted: day("2022-08-05") };
            extensions::ask(tx, "2022", unit, (&owed, day("2022-07-28")), &asked, by, key).await?;
        }
        Step::Consolidate(text, seen) => {
            consolidate(tx, programme, july, (by, key), *seen, Said::Note(text.clone())).await?;
        }
        Step::DecideConsolidation(number, accepts) => {
            let reason = (!accepts).then_some("请补充。");
            decide_consolidation(tx, programme, july, (by, key), *number, reason).await?;
        }
        Step::Chase(text) => {
            let record = progress::store::record(tx, "2022").await?;
            let late = chaseable(programme, &record, by.now);
            let schedule = reminders::schedule(tx).await?;
            let outlets = Outlets { mail: false, bot: false, example: false };
            let desk = reminders::Desk { programme, schedule: &schedule, outlets, address: "https://board.test" };
            return Ok(desk.chase(tx, &late[..1], text, by, key).await? == 1);
        }
        Step::Climb(due, rung, text) => {
            let asked = ladder::Asked { rung: *rung, due: *due, answer_by: day("2022-08-03"), in_name: None };
            return Ok(said.climb(tx, "12", &asked, text, &["gz_ast".to_owned()]).await?.is_some());
        }
        Step::Reply(note, text) => said.reply(tx, note, text, None).await?,
        Step::OpenException((unit, period), reason) => {
            documents::open_exception(tx, hand, unit, id(period), reason, at("2022-08-05 00:00")).await?;
        }
        Step::CloseException(id) => documents::close_exception(tx, hand, id).await?,
        Step::FilePaper(unit, text) => {
            let held = papers_store::held(tx, "2022", unit, PAPER).await?;
            paper(unit).save(tx, &plan(text), held.lock).await?;
            paper(unit).file(tx).await?;
        }
        Step::AgreePaper(unit) => paper(unit).agree(tx).await?,
        Step::TakeDocument(document, action) => {
            documents::step(tx, hand, document, (*action, document.lock), "", None, Some("said")).await?;
        }
        Step::ReadingDecided(basis, seen) => {
            let what = (READING, AS_READ, basis.as_str());
            readings::decide(tx, "2022", what, (day("2022-07-29"), Some(seen)), by, key).await?;
        }
        Step::Programme(id, confirms) => {
            let refusal = (!confirms).then_some("再议");
            return programmes::settle(tx, id, refusal, by, key).await;
        }
        Step::Rights(id, gives) => {
            let refusal = (!gives).then_some("再议");
            return accounts::settle(tx, id, refusal, by, key).await;
        }
        Step::Invited(invitation, password) => return accounts::accept(tx, invitation, password, by, key).await,
        Step::HandOver(from, login) => {
            let successor = Person { id: new_id(), login: login.clone(), ..filer("gz_ast") };
            let it = Handover { from: from.clone(), successor, at: by.now, reason: "换届".into() };
            return accounts::hand_over(tx, &it, by, key).await;
        }
        Step::Done(decision, text) => return decisions::close(tx, "2022", decision, text, by, key).await,
        Step::Answer(id, text) => return feedback::answer(tx, id, text, by, key).await,
        Step::Revoke(id) => return snapshots::revoke(tx, "2022", id, by, key).await,
    }
    Ok(true)
}

const PAPER: papers::Paper = papers::Paper::WorkPlan;
const READING: &str = "persons-or-cases";

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn now() -> DateTime<Utc> {
    at("2022-07-29 10:00")
}

fn plan(text: &str) -> papers::Draft {
    let texts = [Section::Aims, Section::Measures, Section::Schedule].map(|section| (section, text.to_owned()));
    papers::Draft { texts: texts.into(), head: "林某".into(), agreed: true, ..papers::Draft::default() }
}

/// Everybody at once, each in a transaction that is kept if the step was taken; who won, in the order of the rivals.
async fn contest(db: &Db, rivals: Vec<(Person, Step)>) -> Vec<bool> {
    let start = Arc::new(Barrier::new(rivals.len()));
    let tasks: Vec<_> = rivals
        .into_iter()
        .map(|(person, step)| {
            let (db, start) = (db.clone(), start.clone());
            tokio::spawn(async move {
                start.wait().await;
                let mut tx = db.write().await?;
                let won = once(&mut tx, &actor(&person, now()), &key(), &step).await?;
                if won {
                    tx.commit().await?;
                }
                Ok::<bool, Problem>(won)
            })
        })
        .collect();
    let mut won = Vec::new();
    for task in tasks {
        let answer = task.await.unwrap();
        let beaten = matches!(
            answer,
            Ok(_) | Err(Problem::Conflict { .. } | Problem::Overtaken | Problem::Unavailable | Problem::NotFound)
        );
        assert!(beaten, "{answer:?}");
        won.push(answer == Ok(true));
    }
    won
}

/// The one who won.
#[track_caller]
fn winner(won: &[bool]) -> usize {
    let winners: Vec<usize> = (0..won.len()).filter(|at| won[*at]).collect();
    let [one] = winners[..] else { panic!("one winner, not {winners:?}") };
    one
}

/// Takes a step that nobody contests.
async fn alone(db: &Db, person: &Person, step: Step) {
    assert_eq!(contest(db, vec![(person.clone(), step)]).await, [true]);
}

fn second() -> Person {
    person("admin2", Role::Administrator, None)
}

fn third() -> Person {
    person("admin3", Role::Administrator, None)
}

/// Five hundred rounds on each database, over one board that goes on, and the seals are whole at the end.
async fn five_hundred(race: impl AsyncFn(&Db, usize)) {
    each(async |db| {
        furnish(&db).await;
        let mut tx = db.write().await.unwrap();
        for person in [second(), third()] {
            assert!(accounts::add(&mut tx, &person, "", at("2022-01-10 09:00")).await.unwrap());
        }
        tx.commit().await.unwrap();
        for round in 0..500 {
            race(&db, round).await;
        }
        assert!(matches!(verify(&mut db.read().await.unwrap(), &key()).await.unwrap(), Verdict::Whole { .. }));
    })
    .await;
}

/// A unit of the round that files directly.
fn city(round: usize) -> Place {
    let cities = ["gz_ast", "sz_ast", "dg_ast", "zh_ast", "hengqin"];
    let periods = ["2022-03", "2022-04", "2022-05", "2022-06", "2022-07"];
    (cities[round % cities.len()], periods[(round / cities.len()) % periods.len()])
}
