//! The office's review: whoever comes second is told so, what is taken back was never in force, and everybody
//! can see with whom a report is.

use chrono::{DateTime, TimeDelta, Utc};
use pilotboard::audit::{Verdict, verify};
use pilotboard::calendar::day_of;
use pilotboard::db::Db;
use pilotboard::people::Person;
use pilotboard::problem::{Forbidden, Problem};
use pilotboard::programme::file::built_in;
use pilotboard::progress::{self, FilingState, Known, Record};
use pilotboard::reports::store::{Report, comments, get, receipts};
use pilotboard::reports::{Draft, Origin, Version};
use pilotboard::review::store::{Said, consolidate, consolidations};
use pilotboard::review::{Action, State, With, decide, with_whom};
use pilotboard::testing::actors::{Answer, Board, hides, shows};
use pilotboard::testing::{
    Folder, accept, act, actor, at, consolidator, draft, each, file, filer, furnish, id, key, office, other_office,
    practising, unit_head,
};
use pilotboard::units::Route;
use pilotboard::views::{Basis, View};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use tokio::sync::Barrier;

fn people(count: i64) -> Draft {
    draft(vec![practising(None, Origin::Hk, count)])
}

fn is_conflict<T>(answer: &Result<T, Problem>) -> bool {
    matches!(answer, Err(Problem::Conflict { .. }))
}

/// The fingerprints of what was filed, the first first.
async fn filed(db: &Db, unit: &str, period: &str) -> Vec<String> {
    let filed = receipts(&mut db.read().await.unwrap(), "2022", unit, id(period)).await.unwrap();
    filed.into_iter().rev().map(|receipt| receipt.fingerprint).collect()
}

async fn record(db: &Db) -> Record {
    progress::store::record(&mut db.read().await.unwrap(), "2022").await.unwrap()
}

async fn kept(db: &Db, unit: &str, period: &str) -> Report {
    get(&mut db.read().await.unwrap(), "2022", unit, id(period)).await.unwrap()
}

/// Something one person does to a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Move {
    Act(Action),
    Undo,
}

impl Move {
    fn all() -> impl Iterator<Item = Move> {
        Action::ALL.into_iter().map(Move::Act).chain([Move::Undo])
    }
}

/// Who may do what to a report that stands like this, by the rules of review: each of them alone would succeed.
fn open_moves(report: &Report, decided: Option<&Person>) -> Vec<(Person, Move)> {
    let unit = built_in().unit(&report.unit).unwrap();
    let people = [filer(&unit.id), unit_head(&unit.id), consolidator(), office(), other_office()];
    let may = |person: &Person, action: &Action| decide(&report.case(unit), person, *action).is_ok();
    let acts = people.iter().flat_map(|person| Action::ALL.map(|action| (person, action)));
    let acts = acts.filter(|(person, action)| may(person, action));
    let undo = decided.map(|person| (person.clone(), Move::Undo));
    acts.map(|(person, action)| (person.clone(), Move::Act(action))).chain(undo).collect()
}

/// Does it; `number` tells what is saved by one from what is saved by another.
async fn make(
    db: &Db,
    (person, doing): (Person, Move),
    report: (&str, &str),
    now: DateTime<Utc>,
    (seen, number): (i64, i64),
) -> Result<(), Problem> {
    let seen = Some(seen);
    act(db, &person, report, now, async |desk, tx| {
        let Move::Act(action) = doing else { return desk.undo(tx, seen).await.map(|_| ()) };
        match action {
            Action::Save => desk.save(tx, people(number), seen).await?,
            Action::Submit => desk.submit(tx, seen).await?.0,
            Action::Withdraw => desk.withdraw(tx, seen).await?,
            Action::Confirm => desk.confirm(tx, seen).await?,
            Action::Forward => desk.forward(tx, seen).await?,
            Action::Return => desk.send_back(tx, seen, "done", "文字过略").await?,
            Action::Accept => desk.accept(tx, seen).await?,
            Action::Correct => desk.correct(tx, seen, "重复统计").await?,
            Action::Abandon => desk.abandon(tx, seen).await?,
        };
        Ok(())
    })
    .await
}

/// Every step a report can take is raced for five hundred times, by two to four people at once.
#[tokio::test(flavor = "multi_thread")]
async fn of_people_acting_at_once_one_wins_and_no_text_is_lost() {
    let wanted = if std::env::var("TEST_POSTGRES_URL").is_ok() { 100 } else { 500 };
    each(async |db| {
        furnish(&db).await;
        let now = at("2022-07-27 10:00");
        let places = [("gz_ast", "2022-07"), ("soc_food", "2022-07"), ("soc_civil", "2022-06"), ("sz_ast", "2022-05")];
        for (unit, period) in places {
            act(&db, &filer(unit), (unit, period), now, async |desk, tx| desk.save(tx, people(1), None).await)
                .await
                .unwrap();
        }
        // Numbers as they come out of a fixed seed: the same races on every machine.
        let mut seed = 20_220_728_u64;
        let mut random = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) as usize % below
        };
        let mut decided: Vec<Option<Person>> = vec![None; places.len()];
        let mut standing = Vec::new();
        for (unit, period) in places {
            standing.push((kept(&db, unit, period).await, filed(&db, unit, period).await));
        }
        let mut raced: BTreeMap<Move, i64> = Move::all().map(|doing| (doing, 0)).collect();
        let mut won = raced.clone();
        let mut round = 0;
        while raced.values().any(|times| *times < wanted) {
            round += 1;
            assert!(round < 100 * wanted, "some step is never open: {raced:?}");
            // Mostly where something is open that has been raced for least, and now and then anywhere.
            let open_at = |place: usize| open_moves(&standing[place].0, decided[place].as_ref());
            let least = |place: &usize| open_at(*place).iter().map(|(_, doing)| raced[doing]).min();
            let anywhere = random(places.len());
            let place = if random(4) == 0 { anywhere } else { (0..places.len()).min_by_key(least).unwrap() };
            let (unit, period) = places[place];
            let (before, filed_before) = standing[place].clone();
            let open = open_at(place);
            // One goes for what has been raced for least, the others for anything.
            let rarest = open.iter().min_by_key(|(_, doing)| raced[doing]).unwrap().clone();
            let others = (0..1 + random(3)).map(|_| open[random(open.len())].clone());
            let rivals: Vec<(Person, Move)> = std::iter::once(rarest).chain(others).collect();
            let start = Arc::new(Barrier::new(rivals.len()));
            let tasks: Vec<_> = (0..)
                .zip(rivals.iter().cloned())
                .map(|(number, rival)| {
                    let (db, start, seen) = (db.clone(), start.clone(), (before.lock, own_words(round, number)));
                    tokio::spawn(async move {
                        start.wait().await;
                        make(&db, rival, (unit, period), now, seen).await
                    })
                })
                .collect();
            let mut answers = Vec::new();
            for task in tasks {
                answers.push(task.await.unwrap());
            }
            let after = kept(&db, unit, period).await;
            let winners: Vec<usize> = (0..rivals.len()).filter(|at| answers[*at].is_ok()).collect();
            let [at] = winners[..] else { panic!("round {round}: {rivals:?} {answers:?}") };
            let (winner, doing) = &rivals[at];
            // Who waited too long for their turn is told to come back, and has lost nothing either.
            let lost = |answer: &Result<(), Problem>| is_conflict(answer) || *answer == Err(Problem::Unavailable);
            assert!(answers.iter().all(|answer| answer.is_ok() || lost(answer)), "{answers:?}");
            assert_eq!(after.lock, before.lock + 1, "one step for one winner");
            match doing {
                Move::Act(Action::Save) => {
                    assert_eq!(after.draft, people(own_words(round, at as i64)), "the winner's words are kept");
                }
                Move::Act(Action::Correct | Action::Abandon) => {}
                _ => assert_eq!(after.draft, before.draft, "nobody's words are touched by a decision"),
            }
            let filed_after = filed(&db, unit, period).await;
            assert_eq!(filed_after.len() as i64, after.version);
            assert!(filed_after.iter().zip(&filed_before).all(|(after, before)| after == before), "no version changes");
            standing[place] = (after, filed_after);
            let is_decision = matches!(doing, Move::Act(Action::Forward | Action::Return | Action::Accept));
            decided[place] = is_decision.then(|| winner.clone());
            let steps: BTreeSet<Move> = rivals.iter().map(|(_, doing)| *doing).collect();
            steps.iter().for_each(|doing| *raced.entry(*doing).or_default() += 1);
            *won.entry(*doing).or_default() += 1;
        }
        assert!(won.values().all(|times| *times > 0), "each step wins some of its races: {won:?}");
        assert!(matches!(verify(&mut db.read().await.unwrap(), &key()).await.unwrap(), Verdict::Whole { .. }));
    })
    .await;
}

/// What a rival saves: unlike what the others save, and unlike what stands there.
fn own_words(round: i64, rival: i64) -> i64 {
    (round % 2_000) * 4 + rival + 2
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_taken_back_was_never_in_force_at_the_end_of_any_day() {
    each(async |db| {
        furnish(&db).await;
        let (direct, society) = (("gz_ast", "2022-07"), ("soc_food", "2022-07"));
        file(&db, "gz_ast", "2022-07", people(3), at("2022-07-26 10:00")).await.unwrap();
        file(&db, "soc_food", "2022-07", people(2), at("2022-07-26 10:00")).await.unwrap();
        let now = at("2022-07-27 10:00");
        let soon = now + TimeDelta::seconds(30);
        let undo = async |person: &Person, report: (&str, &str), moment: DateTime<Utc>| {
            act(&db, person, report, moment, async |desk, tx| desk.undo(tx, None).await).await
        };
        // Acceptance, return and passing on: the record afterwards is the record before, so every view is.
        let before = record(&db).await;
        accept(&db, "gz_ast", "2022-07", now).await.unwrap();
        assert_ne!(record(&db).await.versions, before.versions);
        assert_eq!(undo(&office(), direct, soon).await.unwrap().state, State::Submitted);
        assert_eq!(record(&db).await.versions, before.versions);
        act(&db, &office(), direct, now, async |desk, tx| desk.send_back(tx, None, "done", "?").await).await.unwrap();
        assert_eq!(undo(&office(), direct, soon).await.unwrap().state, State::Submitted);
        assert_eq!(record(&db).await.versions, before.versions);
        act(&db, &consolidator(), society, now, async |desk, tx| desk.forward(tx, None).await).await.unwrap();
        assert_eq!(undo(&consolidator(), society, soon).await.unwrap().state, State::Submitted);
        assert_eq!(record(&db).await.versions, before.versions);

        // Not by another, not late, not twice, not once something has followed.
        assert!(is_conflict(&undo(&office(), direct, soon).await), "there is nothing to take back");
        accept(&db, "gz_ast", "2022-07", now).await.unwrap();
        let other = undo(&other_office(), direct, soon).await;
        assert_eq!(other.unwrap_err(), Problem::Forbidden(Forbidden::Role));
        assert!(is_conflict(&undo(&office(), direct, now + TimeDelta::seconds(31)).await));
        act(&db, &unit_head("gz_ast"), direct, now, async |desk, tx| desk.confirm(tx, None).await).await.unwrap();
        assert!(is_conflict(&undo(&office(), direct, soon).await), "the head has confirmed since");

        // Nor over midnight: the day that is over stays as it was.
        let late = at("2022-07-27 23:59") + TimeDelta::seconds(50);
        accept(&db, "soc_food", "2022-07", late).await.unwrap();
        let next_day = late + TimeDelta::seconds(15);
        assert_ne!(day_of(late), day_of(next_day));
        assert!(is_conflict(&undo(&office(), society, next_day).await));
        assert!(matches!(verify(&mut db.read().await.unwrap(), &key()).await.unwrap(), Verdict::Whole { .. }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_its_unit_took_back_is_a_draft_again_and_not_a_return() {
    each(async |db| {
        furnish(&db).await;
        let now = at("2022-07-26 10:00");
        file(&db, "gz_ast", "2022-07", people(3), now).await.unwrap();
        act(&db, &filer("gz_ast"), ("gz_ast", "2022-07"), now, async |desk, tx| desk.withdraw(tx, None).await)
            .await
            .unwrap();
        let record = record(&db).await;
        let known = Known::new(built_in(), &record, View::new("2022-07-28".parse().unwrap(), Basis::Corrected));
        let filing = known.filing("gz_ast", built_in().period(id("2022-07")).unwrap()).unwrap();
        assert_eq!(filing.state, FilingState::Withdrawn);
        assert_eq!(with_whom(Route::Direct, record.versions.last(), |_| true), With::Unit);
        // Nobody can make a return look like that.
        file(&db, "gz_ast", "2022-07", people(3), now).await.unwrap();
        let forged = act(&db, &office(), ("gz_ast", "2022-07"), now, async |desk, tx| {
            desk.send_back(tx, None, "withdrawn", "?").await
        })
        .await;
        assert!(matches!(forged, Err(Problem::BadInput { .. })), "{forged:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn comments_are_added_to_by_those_who_review_and_change_nothing() {
    each(async |db| {
        furnish(&db).await;
        let now = at("2022-07-26 10:00");
        let report = ("soc_food", "2022-07");
        file(&db, "soc_food", "2022-07", people(2), now).await.unwrap();
        let before = kept(&db, "soc_food", "2022-07").await;
        let say = async |person: Person, report: (&str, &str), body: &str| {
            act(&db, &person, report, now, async |desk, tx| desk.comment(tx, body).await).await
        };
        say(consolidator(), report, "人数与名单一致。").await.unwrap();
        say(office(), report, "请下月写明评审日期。").await.unwrap();
        assert_eq!(say(filer("soc_food"), report, "?").await, Err(Problem::Forbidden(Forbidden::Role)));
        file(&db, "gz_ast", "2022-07", people(2), now).await.unwrap();
        let elsewhere = say(consolidator(), ("gz_ast", "2022-07"), "?").await;
        assert_eq!(elsewhere, Err(Problem::Forbidden(Forbidden::Role)));
        for wrong in ["", "字\u{202E}", &"字".repeat(201)] {
            assert!(matches!(say(office(), report, wrong).await, Err(Problem::Faults(_))), "{wrong}");
        }
        let said = comments(&mut db.read().await.unwrap(), "2022", "soc_food", id("2022-07")).await.unwrap();
        let mut bodies: Vec<&str> = said.iter().map(|comment| comment.body.as_str()).collect();
        bodies.sort_unstable();
        assert_eq!(bodies, ["人数与名单一致。", "请下月写明评审日期。"]);
        assert_eq!(kept(&db, "soc_food", "2022-07").await, before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn of_two_notes_on_the_lane_filed_at_once_one_is_the_next_number() {
    each(async |db| {
        furnish(&db).await;
        let now = at("2022-07-28 10:00");
        file(&db, "soc_food", "2022-07", people(2), now).await.unwrap();
        let note = async |person: Person, seen: i64, body: &str| {
            let (actor, key) = (actor(&person, now), key());
            let mut tx = db.write().await?;
            consolidate(&mut tx, built_in(), id("2022-07"), (&actor, &key), seen, Said::Note(body.to_owned())).await?;
            Ok::<(), Problem>(tx.commit().await?)
        };
        assert_eq!(note(office(), 0, "?").await, Err(Problem::Forbidden(Forbidden::Role)));
        assert!(matches!(note(consolidator(), 0, &"字".repeat(301)).await, Err(Problem::Faults(_))));
        for round in 0..10 {
            let (first, second) = tokio::join!(note(consolidator(), round, "甲"), note(consolidator(), round, "乙"));
            assert!(first.is_ok() != second.is_ok(), "{first:?} {second:?}");
            assert!(is_conflict(&first) || is_conflict(&second), "{first:?} {second:?}");
        }
        assert!(is_conflict(&note(consolidator(), 20, "跳号").await), "no number is left out");
        let notes = consolidations(&mut db.read().await.unwrap(), "2022", id("2022-07")).await.unwrap();
        assert_eq!(notes.len(), 10);
        assert_eq!(
            (notes[0].receipt.as_str(), notes[0].covers.as_slice()),
            ("C-202207-10", &["soc_food".to_owned()][..])
        );
        assert_eq!(notes[0].missing.len(), 12);
    })
    .await;
}

proptest! {
    /// A report is with exactly one, whatever happened to it, and only what is known counts.
    #[test]
    fn a_report_is_always_with_somebody(
        forwarded in prop::option::of(1i64..9), returned in prop::option::of(1i64..9), accepted in prop::option::of(1i64..9),
        withdrawn: bool, via: bool, now in 0i64..10,
    ) {
        let hour = |hours: i64| at("2022-07-26 10:00") + TimeDelta::hours(hours);
        let version = Version {
            unit: "soc_food".into(), period: id("2022-07"), number: 1, content: Default::default(),
            submitted_at: hour(1), forwarded_at: forwarded.map(hour), returned_at: returned.map(hour), withdrawn,
            return_until: None, accepted_at: accepted.map(hour), correction: None,
        };
        let route = if via { Route::ViaConsolidator } else { Route::Direct };
        let with = with_whom(route, Some(&version), |moment| moment <= hour(now));
        let known = |step: Option<i64>| step.is_some_and(|step| step <= now);
        let expected = match () {
            () if now < 1 => With::Unit,
            () if known(accepted) => With::Accepted { since: hour(accepted.unwrap()) },
            () if known(returned) && withdrawn => With::Unit,
            () if known(returned) => With::Returned { since: hour(returned.unwrap()), until: None },
            () if known(forwarded) => With::Office { since: hour(forwarded.unwrap()) },
            () if via => With::Consolidator { since: hour(1) },
            () => With::Office { since: hour(1) },
        };
        prop_assert_eq!(with, expected);
    }
}

#[track_caller]
pub fn holds(answer: &Answer, parts: &[&str]) {
    for part in parts {
        assert!(answer.text.contains(part), "{} does not hold {part:?}: {}", answer.sent, answer.text);
    }
}

pub async fn on_sqlite() -> (Board, Folder) {
    let folder = Folder::new();
    (Board::new(Db::open(&folder.url()).await.unwrap()).await, folder)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_clears_the_month_in_the_queue() {
    let (board, _folder) = on_sqlite().await;
    let (db, morning) = (&board.app.db, at("2022-07-29 08:10"));
    file(db, "dg_ast", "2022-07", Draft { nil: true, ..Draft::default() }, morning).await.unwrap();
    file(db, "soc_food", "2022-07", Draft { done: "积极推进相关工作。".into(), ..people(40) }, morning).await.unwrap();
    let (office, gdes) = (board.signed_in("office1").await, board.signed_in("gdes").await);

    // The consolidator finds what waits, questions first, and passes it on from the queue.
    let queue = gdes.get("/review").await.is(200);
    holds(
        &queue,
        &["1份待您处理", "省食品学会", "“推进”未写明对象或日期", "data-key=\"a\"", "现在：在广东省工程师学会"],
    );
    let lock = queue.field("lock");
    let said = [("lock", lock.as_str()), ("comment", "请核对40人。"), ("queue.period", "2022-07")];
    let back = gdes.post_form("/review/soc_food/2022-07/comment", &said).await.is(303);
    assert_eq!(back.location(), "/review?period=2022-07&report=soc_food%3A2022-07");
    holds(&gdes.get(back.location()).await.is(200), &["请核对40人。"]);
    gdes.post_form("/review/soc_food/2022-07/forward", &[("lock", &lock)]).await.is(303);
    holds(&gdes.get("/review").await.is(200), &["/review/soc_food/2022-07/undo", "data-key=\"u\""]);

    // The office accepts, takes it back, and returns it with a ground and a day.
    let queue = office.get("/review?report=soc_food:2022-07").await.is(200);
    holds(
        &queue,
        &["2份待您处理", "现在：在办公室", "溯源", "data-key=\"r\"", "data-key=\"c\"", "value=\"2022-08-02\""],
    );
    let lock = queue.text.split("/review/soc_food/2022-07/accept").nth(1).unwrap();
    let lock = lock.split("name=\"lock\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let next = queue.text.split("name=\"next\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    assert_eq!(next, "dg_ast:2022-07");
    let accepted = [("lock", lock.as_str()), ("next", next)];
    let onward = office.post_form("/review/soc_food/2022-07/accept", &accepted).await.is(303);
    assert_eq!(onward.location(), "/review?report=dg_ast%3A2022-07");
    let page = office.get(onward.location()).await.is(200);
    holds(&page, &["/review/soc_food/2022-07/undo", "30秒内可撤销"]);
    office.post_form("/review/soc_food/2022-07/undo", &[]).await.is(303);
    let wrong = [("field", "done"), ("ground", "brevity"), ("until", "2022-07-01")];
    let refused = office.post_form("/review/soc_food/2022-07/return", &wrong).await.is(422);
    holds(&refused, &["再报日期应不早于今天，现为“2022-07-01”"]);
    let right = [("field", "done"), ("ground", "brevity"), ("reason", "请写明日期"), ("until", "2022.8.3")];
    office.post_form("/review/soc_food/2022-07/return", &right).await.is(303);
    let filer = board.signed_in("soc_food").await;
    let exactly = ["工作进展", "文字过略：请写明日期（请于2022年8月3日前再报）"];
    holds(&filer.get("/my").await.is(200), &exactly);
    holds(&filer.get("/my").await.is(200), &["请核对40人。", "已退回填报单位，请于2022年8月3日前再报"]);
    holds(&filer.get("/my/reports/2022-07").await.is(200), &exactly);
    holds(&filer.get("/my/reports/2022-07/receipt").await.is(200), &["请核对40人。", "已退回填报单位"]);
    // What is filtered out is not listed; nobody is led out of the board.
    let returned = office.get("/review?state=returned").await.is(200);
    assert!(returned.text.contains("省食品学会") && !returned.text.contains("省公路学会"));
    let away = [("lock", "0"), ("next", "//evil.example:2022-07")];
    office.post_form("/review/soc_food/2022-07/accept", &away).await.is(409);
}

#[tokio::test(flavor = "multi_thread")]
async fn nil_returns_are_accepted_together_and_each_by_itself() {
    let (board, _folder) = on_sqlite().await;
    let (db, morning) = (&board.app.db, at("2022-08-25 08:10"));
    let nil = || Draft { nil: true, ..Draft::default() };
    for unit in ["dg_ast", "gz_ast", "sz_ast"] {
        file(db, unit, "2022-08", nil(), morning).await.unwrap();
    }
    // What was written beside it is read with the rest, and keeps none of them back.
    file(db, "hengqin", "2022-08", Draft { done: "积极推进工作。".into(), ..nil() }, morning).await.unwrap();
    let board = board.later(at("2022-08-26 08:30"));
    let office = board.signed_in("office1").await;
    let page = office.get("/review/nil?period=2022-08").await.is(200);
    let listed: Vec<&str> =
        page.text.split("name=\"report\" value=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(listed.len(), 4, "{}", page.text);
    holds(&page, &["横琴", "积极推进工作。"]);
    // A colleague is quicker with one of them.
    let quick = board.signed_in("office2").await;
    quick.post_form("/review/gz_ast/2022-08/return", &[("field", "done"), ("reason", "?")]).await.is(303);
    let key = page.field("_idem");
    let mut fields = vec![("period", "2022-08"), ("_idem", key.as_str())];
    fields.extend(listed.iter().map(|report| ("report", *report)));
    // One that is no nil return is not let through beside them.
    fields.push(("report", "soc_food:2"));
    let done = office.post_form("/review/nil", &fields).await.is(303);
    let told = office.get(done.location()).await.is(200);
    assert_eq!(told.text.matches("✓ 审核通过").count(), 3, "{}", told.text);
    holds(&told, &["本次未处理，现为：已退回", "没有可批量通过的零报告"]);
    // Sent again it does nothing more.
    office.post_form("/review/nil", &fields).await.is(303);
    for (unit, state) in [
        ("dg_ast", State::Accepted),
        ("sz_ast", State::Accepted),
        ("gz_ast", State::Returned),
        ("hengqin", State::Accepted),
        ("soc_food", State::Draft),
    ] {
        assert_eq!(kept(&board.app.db, unit, "2022-08").await.state, state, "{unit}");
    }
    let auditor = board.signed_in("auditor").await;
    let log = auditor.get("/audit/csv?object=2022-08&action=accept").await.is(200);
    assert_eq!(log.text.matches(&format!("\"{}\"", Action::Accept)).count(), 3, "{}", log.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_note_on_the_lane_is_filed_with_a_receipt_and_seen_in_the_queue() {
    let (board, _folder) = on_sqlite().await;
    let gdes = board.signed_in("gdes").await;
    // Of her lane alone, what is missing on top, with the text to send to it.
    let queue = gdes.get("/review?period=2022-07").await.is(200);
    holds(&queue, &["以上只计经本单位汇总的学会", "致省食品学会的催报文字", "应报13个单位，已报12个，尚有1个未报"]);
    let chosen = gdes.get("/review?period=2022-07&state=missing").await.is(200);
    holds(&chosen, &["<dt>已通过</dt><dd>12</dd>", "<dt>未报</dt><dd>1</dd>"]);
    let lane = queue.text.split("class=\"lane\"").nth(1).unwrap();
    let first = lane.split("</li>").next().unwrap();
    assert!(first.contains("省食品学会") && first.contains("未报"), "{first}");
    hides(&board.signed_in("office1").await.get("/review?period=2022-07").await.is(200), &["以上只计"]);
    let path = "/review/consolidation/2022-07";
    let page = gdes.get(path).await.is(200);
    holds(&page, &["已报送（12个学会）", "未报（1个学会）", "省食品学会"]);
    holds(&gdes.post_form(path, &[("seen", "0"), ("note", " ")]).await.is(422), &["汇总说明应为1至300字，现为空"]);
    let said = "12个学会已报，互认新增25人；食品学会待报。";
    gdes.post_form(path, &[("seen", "0"), ("note", said)]).await.is(303);
    let late = gdes.post_form(path, &[("seen", "0"), ("note", "同时写的另一版")]).await.is(409);
    holds(&late, &["同时写的另一版", said]);
    gdes.post_form(path, &[("seen", "1"), ("note", &"字".repeat(301))]).await.is(422);
    let office = board.signed_in("office1").await;
    holds(&office.get("/review").await.is(200), &["C-202207-1", said]);
    let page = office.get(path).await.is(200);
    hides(&page, &["name=\"note\""]);
    office.post_form(path, &[("seen", "1"), ("note", "?")]).await.is(403);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_task_is_taken_up_again_with_a_reason_that_everybody_reads() {
    each(async |db| {
        let board = Board::new(db).await;
        let (one, two) = (board.signed_in("office1").await, board.signed_in("office2").await);
        let page = one.get("/tasks/11").await.is(200);
        shows(&page, &["恢复督办", "销号记录保留"]);
        hides(&board.signed_in("gdes").await.get("/tasks/11").await.is(200), &["恢复督办"]);
        let path = page.text.split("action=\"").find(|form| form.starts_with("/review/closures/")).unwrap();
        let path = path.split(['"', '?']).next().unwrap();
        let because = [("reason", "前海工作站未挂牌")];
        two.post_form(path, &[("reason", "")]).await.is(400);
        // Who confirmed it does not take it up again.
        one.post_form(path, &because).await.is(403);
        let back = two.post_form(path, &because).await.is(303);
        assert!(back.location().starts_with("/tasks/11"), "{}", back.location());
        let page = two.get("/tasks/11").await.is(200);
        shows(&page, &["2022-06-24办结，2022-07-29恢复督办", "恢复督办：前海工作站未挂牌", "逾期"]);
        hides(&page, &["销号记录保留"]);
        // The day before it was closed, and says so.
        let before = two.get("/tasks/11?as_at=2022-07-27&basis=reported").await.is(200);
        shows(&before, &["已销号"]);
        hides(&before, &["恢复督办"]);
        shows(&board.signed_in("gdes").await.get("/my").await.is(200), &["7月29日恢复督办：前海工作站未挂牌"]);
        shows(&board.signed_in("auditor").await.get("/audit").await.is(200), &["恢复督办", "第11项销号申请"]);
        shows(&two.get("/tasks").await.is(200), &["2022-06-24办结，2022-07-29恢复督办"]);
        // The next document that lists the tasks tells both days.
        let later = board.later(at("2022-12-30 09:00")).signed_in("office2").await;
        shows(&later.get("/summaries/2022H2").await.is(200), &["6月24日办结，7月29日恢复督办"]);
    })
    .await;
}
