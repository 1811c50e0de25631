//! Five hundred races over each step beside a report's own: evidence, comments, extensions, closures.

use super::{is_conflict, people};
use chrono::{DateTime, Utc};
use pilotboard::audit::{Verdict, verify};
use pilotboard::db::{Db, new_id};
use pilotboard::evidence::store::{claim, of_draft, of_version, sha256};
use pilotboard::evidence::{Brought, Purpose};
use pilotboard::extensions::{Asked, Owed, store as extensions};
use pilotboard::people::Person;
use pilotboard::problem::Problem;
use pilotboard::programme::file::built_in;
use pilotboard::reports::store::{Report, comments, decide_closure, get, reopen_closure};
use pilotboard::review::State;
use pilotboard::testing::{act, actor, at, consolidator, each, file, filer, furnish, id, key, office, other_office};
use pilotboard::units::Route;
use std::sync::Arc;
use tokio::sync::Barrier;

/// Something one person does; the number makes each one's words or file its own.
#[derive(Clone, Debug)]
enum Move {
    Attach(usize),
    Submit,
    Accept,
    Return,
    Comment(usize),
    Undo,
    /// Agrees to an extension, or refuses it.
    Extension(String, bool),
    /// Confirms a closure, or sends it back.
    Closure(String, bool),
    Reopen(String, usize),
}

type Place = (&'static str, &'static str);

async fn make(db: &Db, person: Person, doing: Move, place: Place, now: DateTime<Utc>) -> Result<(), Problem> {
    act(db, &person, place, now, async |desk, tx| {
        match doing {
            Move::Attach(number) => {
                let bytes = format!("list {number}").into_bytes();
                let (sha256, size) = (sha256(&bytes), bytes.len() as i64);
                claim(tx, &sha256, size, now).await?;
                let brought = Brought { name: format!("{number}.pdf"), format: "pdf".into(), size, sha256 };
                desk.attach(tx, &Purpose::Report, &brought).await?.expect("there is room for a few words");
            }
            Move::Submit => {
                desk.submit(tx, None).await?;
            }
            Move::Accept => {
                desk.accept(tx, None).await?;
            }
            Move::Return => {
                desk.send_back(tx, None, "done", "文字过略").await?;
            }
            Move::Comment(number) => desk.comment(tx, &format!("批注{number}")).await?,
            Move::Undo => {
                desk.undo(tx, None).await?;
            }
            Move::Extension(id, agrees) => {
                let refusal = (!agrees).then_some("时间充足");
                extensions::settle(tx, "2022", &id, refusal, &actor(&person, now), &key()).await?;
            }
            Move::Closure(id, confirms) => {
                let back = (!confirms).then_some("无文号");
                decide_closure(tx, "2022", &id, &actor(&person, now), &key(), back).await?;
            }
            Move::Reopen(id, number) => {
                reopen_closure(tx, "2022", &id, &actor(&person, now), &key(), &format!("原因{number}")).await?;
            }
        }
        Ok(())
    })
    .await
}

/// Everybody at once; who won, in the order of the rivals.
async fn race(db: &Db, rivals: Vec<(Person, Move)>, place: Place, now: DateTime<Utc>) -> Vec<bool> {
    let start = Arc::new(Barrier::new(rivals.len()));
    let tasks: Vec<_> = rivals
        .into_iter()
        .map(|(person, doing)| {
            let (db, start) = (db.clone(), start.clone());
            tokio::spawn(async move {
                start.wait().await;
                make(&db, person, doing, place, now).await
            })
        })
        .collect();
    let mut won = Vec::new();
    for task in tasks {
        let answer = task.await.unwrap();
        assert!(answer.is_ok() || is_conflict(&answer), "{place:?}: {answer:?}");
        won.push(answer.is_ok());
    }
    won
}

async fn kept(db: &Db, (unit, period): Place) -> Report {
    get(&mut db.read().await.unwrap(), "2022", unit, id(period)).await.unwrap()
}

/// A file that comes while the report is submitted goes with it, or is refused; it is never lost between the two.
async fn evidence(db: &Db, place: Place, round: usize, now: DateTime<Utc>) {
    let (unit, period) = place;
    act(db, &filer(unit), place, now, async |desk, tx| desk.save(tx, people(1 + round as i64), None).await)
        .await
        .unwrap();
    let rivals = [Move::Attach(round), Move::Submit, Move::Submit].map(|doing| (filer(unit), doing));
    let won = race(db, rivals.to_vec(), place, now).await;
    assert_eq!(won[1..].iter().filter(|won| **won).count(), 1, "it is submitted once");
    let report = kept(db, place).await;
    assert_eq!((report.state, &report.draft), (State::Submitted, &people(1 + round as i64)));
    let mut tx = db.read().await.unwrap();
    let name = format!("{round}.pdf");
    let with = of_version(&mut tx, "2022", unit, id(period), report.version).await.unwrap();
    assert_eq!(with.iter().filter(|file| file.name == name).count(), usize::from(won[0]), "round {round}");
    let left = of_draft(&mut tx, "2022", unit, id(period)).await.unwrap();
    assert_eq!(left.iter().filter(|file| file.name == name).count(), usize::from(won[0]), "round {round}");
    drop(tx);
    act(db, &filer(unit), place, now, async |desk, tx| desk.withdraw(tx, None).await).await.unwrap();
}

/// Of two who decide one wins, whoever comments meanwhile is heard, and a decision is taken back once.
async fn decisions(db: &Db, place: Place, round: usize, now: DateTime<Utc>) {
    let (unit, period) = place;
    if kept(db, place).await.state.is_open() {
        file(db, unit, period, people(2), now).await.unwrap();
        if built_in().unit(unit).unwrap().route == Route::ViaConsolidator {
            act(db, &consolidator(), place, now, async |desk, tx| desk.forward(tx, None).await).await.unwrap();
        }
    }
    let before = kept(db, place).await;
    let rivals = vec![(office(), Move::Accept), (other_office(), Move::Return), (office(), Move::Comment(round))];
    let won = race(db, rivals, place, now).await;
    assert!(won[2] && won[0] != won[1], "{won:?}");
    let after = kept(db, place).await;
    assert_eq!(after.state, if won[0] { State::Accepted } else { State::Returned });
    assert_eq!((after.lock, &after.draft), (before.lock + 1, &before.draft));
    let winner = if won[0] { office() } else { other_office() };
    let again =
        vec![(winner.clone(), Move::Undo), (winner, Move::Undo), (other_office(), Move::Comment(round + 1_000))];
    let won = race(db, again, place, now).await;
    assert!(won[2] && won[0] != won[1], "{won:?}");
    let back = kept(db, place).await;
    assert_eq!((back.state, &back.draft), (before.state, &before.draft));
    let mut tx = db.read().await.unwrap();
    let said = comments(&mut tx, "2022", unit, id(period)).await.unwrap();
    for number in [round, round + 1_000] {
        assert_eq!(said.iter().filter(|comment| comment.body == format!("批注{number}")).count(), 1);
    }
}

async fn extension(db: &Db, place: Place, now: DateTime<Utc>) {
    let (unit, period) = place;
    let (owed, due) = (Owed::Report(id(period)), "2022-07-28".parse().unwrap());
    let asked = Asked { reason: "防汛值班".into(), wanted: "2022-08-05".parse().unwrap() };
    let mut tx = db.write().await.unwrap();
    extensions::ask(&mut tx, "2022", unit, (&owed, due), &asked, &actor(&filer(unit), now), &key()).await.unwrap();
    tx.commit().await.unwrap();
    let all = async || extensions::all(&mut db.read().await.unwrap(), "2022").await.unwrap();
    let open = all().await.into_iter().find(|it| it.is_open()).unwrap();
    let settle = |person: Person, agrees| (person, Move::Extension(open.id.clone(), agrees));
    let rivals = vec![settle(office(), true), settle(other_office(), false), settle(other_office(), true)];
    let won = race(db, rivals, place, now).await;
    assert_eq!(won.iter().filter(|won| **won).count(), 1, "{won:?}");
    let settled = all().await.into_iter().find(|it| it.id == open.id).unwrap();
    assert_eq!(settled.refused_at.is_some(), won[1]);
    assert_eq!(settled.agreed_at.is_some(), !won[1]);
    assert_eq!(settled.refusal.as_deref(), won[1].then_some("时间充足"));
}

async fn closure(db: &Db, place: Place, now: DateTime<Utc>) {
    let (unit, period) = place;
    let closure = new_id();
    let mut tx = db.write().await.unwrap();
    tx.sql(
        "insert into closure (id, programme, task, due, unit, period, version, finished_on, evidence, requested_at, \
         requested_by) values ($1, '2022', '9', $2, $3, $4, 1, $5, $6, $7, $3)",
    )
    .bind(closure.clone())
    .bind("2022-12-31".parse::<chrono::NaiveDate>().unwrap())
    .bind(unit.to_owned())
    .bind(period.to_owned())
    .bind("2022-07-20".parse::<chrono::NaiveDate>().unwrap())
    .bind("名单已公示".to_owned())
    .bind(now)
    .run_one()
    .await
    .unwrap();
    tx.commit().await.unwrap();
    let decide = |person: Person, confirms| (person, Move::Closure(closure.clone(), confirms));
    let rivals = vec![decide(office(), true), decide(other_office(), false), decide(office(), true)];
    let won = race(db, rivals, place, now).await;
    assert_eq!(won.iter().filter(|won| **won).count(), 1, "{won:?}");
    let mut tx = db.read().await.unwrap();
    let (confirmed, returned, why): (Option<DateTime<Utc>>, Option<DateTime<Utc>>, Option<String>) = tx
        .sql("select confirmed_at, returned_at, return_reason from closure where id = $1")
        .bind(closure.clone())
        .one()
        .await
        .unwrap();
    drop(tx);
    assert_eq!((confirmed.is_some(), returned.is_some()), (!won[1], won[1]));
    assert_eq!(why.as_deref(), won[1].then_some("无文号"));
    // What was confirmed is taken up again once, and by the other; what was sent back never was closed.
    let reopen = |number: usize| (other_office(), Move::Reopen(closure.clone(), number));
    let again = race(db, vec![reopen(0), reopen(1), reopen(2)], place, now).await;
    assert_eq!(again.iter().filter(|won| **won).count(), usize::from(!won[1]), "{again:?}");
    let mut tx = db.read().await.unwrap();
    let (why,): (Option<String>,) =
        tx.sql("select reopen_reason from closure where id = $1").bind(closure).one().await.unwrap();
    assert_eq!(why, again.iter().position(|won| *won).map(|number| format!("原因{number}")));
}

/// How many races each of the steps takes.
fn rounds() -> usize {
    if std::env::var("TEST_POSTGRES_URL").is_ok() { 100 } else { 500 }
}

/// The unit and the period of a round, so that no report grows longer than reports do.
fn place(round: usize) -> Place {
    let (units, periods) =
        (built_in().expected_on(at("2022-07-27 10:00").date_naive()), ["2022-03", "2022-04", "2022-05", "2022-07"]);
    (units[round % units.len()], periods[(round / units.len()) % periods.len()])
}

async fn five_hundred(race: impl AsyncFn(&Db, usize, DateTime<Utc>)) {
    each(async |db| {
        furnish(&db).await;
        for round in 0..rounds() {
            race(&db, round, at("2022-07-27 10:00")).await;
        }
        assert!(matches!(verify(&mut db.read().await.unwrap(), &key()).await.unwrap(), Verdict::Whole { .. }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_brought_while_a_report_goes_off_is_with_it_or_is_refused() {
    five_hundred(async |db, round, now| evidence(db, place(round), round, now).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_comment_is_heard_whoever_decides_meanwhile() {
    five_hundred(async |db, round, now| decisions(db, (place(round).0, "2022-06"), round, now).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_extension_is_settled_once() {
    five_hundred(async |db, round, now| extension(db, (place(round).0, "2022-07"), now).await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closure_is_decided_once() {
    five_hundred(async |db, round, now| closure(db, (place(round).0, "2022-07"), now).await).await;
}
