//! What is kept is kept once, in order and whole, on both databases.

use chrono::{DateTime, TimeDelta, Utc};
use pilotboard::audit::{AuditRow, Verdict, latest, verify};
use pilotboard::db::{Broken, Db, OpenError, Tx};
use pilotboard::figures::FigureId;
use pilotboard::people::Person;
use pilotboard::people::store::{
    add, add_token, begin_session, by_login, by_token, disable, end_session, forget_failures, hash_of, note_failure,
    note_seen, revoke_token, session, wait_to_sign_in,
};
use pilotboard::problem::{Forbidden, Problem};
use pilotboard::programme::file::{BUILT_IN, built_in};
use pilotboard::programme::store::{editions, head, install, read, source};
use pilotboard::progress::{self, figure};
use pilotboard::reports::store::{closures_waiting, content, decide_closure, get, receipts};
use pilotboard::reports::{ClosureEntry, Direction, Draft, Entry, Fault, FaultKind, Origin, TaskEntry, Typed};
use pilotboard::review::State;
use pilotboard::testing::{
    Folder, accept, act, actor, administrator, at, auditor, consolidator, draft, each, file, filer, furnish, id, key,
    leader, office, other_office, practising, recognised, unit_head,
};
use pilotboard::views::{Basis, View};
use pilotboard::web::reception::Reception;
use sqlx::Connection;
use std::sync::Arc;
use tokio::sync::Barrier;

fn people(count: i64) -> Draft {
    draft(vec![practising(Some("nansha"), Origin::Hk, count)])
}

/// The actual of T1 at the end of the year.
async fn practising_now(db: &Db) -> i64 {
    let record = progress::store::record(&mut db.read().await.unwrap(), "2022").await.unwrap();
    let view = View::new("2022-12-31".parse().unwrap(), Basis::Corrected);
    figure(built_in(), &record, view, &FigureId::target("T1")).unwrap().value
}

async fn revision(db: &Db) -> i64 {
    head(&mut db.read().await.unwrap(), "2022").await.unwrap().unwrap().revision
}

fn is_conflict<T>(answer: &Result<T, Problem>) -> bool {
    matches!(answer, Err(Problem::Conflict { .. }))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_filed_twice_is_kept_once() {
    each(async |db| {
        furnish(&db).await;
        let (report, now) = (("gz_ast", "2022-07"), at("2022-07-26 10:00"));
        file(&db, "gz_ast", "2022-07", people(3), now).await.unwrap();
        let again = act(&db, &filer("gz_ast"), report, now, async |desk, tx| desk.submit(tx, None).await).await;
        assert!(is_conflict(&again), "{again:?}");
        accept(&db, "gz_ast", "2022-07", at("2022-07-27 10:00")).await.unwrap();
        let kept = receipts(&mut db.read().await.unwrap(), "2022", "gz_ast", id("2022-07")).await.unwrap();
        assert_eq!(kept.len(), 1);
        assert_eq!(practising_now(&db).await, 3);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_deciding_at_once_have_one_winner() {
    each(async |db| {
        furnish(&db).await;
        let mut accepted = 0;
        for unit in ["gz_ast", "sz_ast", "zh_ast", "dg_ast", "hengqin"] {
            for period in ["2022-03", "2022-04", "2022-05", "2022-06", "2022-07"] {
                let (report, now) = ((unit, period), at("2022-07-27 10:00"));
                file(&db, unit, period, people(1), now).await.unwrap();
                let start = Arc::new(Barrier::new(2));
                let (accepting, returning) = ((db.clone(), start.clone()), (db.clone(), start));
                let first = tokio::spawn(async move {
                    let (db, start) = accepting;
                    start.wait().await;
                    act(&db, &office(), report, now, async |desk, tx| desk.accept(tx, None).await).await
                });
                let second = tokio::spawn(async move {
                    let (db, start) = returning;
                    start.wait().await;
                    act(&db, &other_office(), report, now, async |desk, tx| {
                        desk.send_back(tx, None, "done", "too short").await
                    })
                    .await
                });
                let answers = [first.await.unwrap(), second.await.unwrap()];
                let [won, lost] =
                    if answers[0].is_ok() { [&answers[0], &answers[1]] } else { [&answers[1], &answers[0]] };
                assert!(won.is_ok() && is_conflict(lost), "{answers:?}");
                let receipt =
                    receipts(&mut db.read().await.unwrap(), "2022", unit, id(period)).await.unwrap().remove(0);
                assert_ne!(receipt.accepted_at.is_some(), receipt.returned_at.is_some(), "{receipt:?}");
                accepted += i64::from(receipt.accepted_at.is_some());
            }
        }
        assert_eq!(practising_now(&db).await, accepted);
        assert!(matches!(verify(&mut db.read().await.unwrap(), &key()).await.unwrap(), Verdict::Whole { .. }));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_people_saving_what_they_both_saw_have_one_winner() {
    each(async |db| {
        furnish(&db).await;
        let (report, now) = (("gz_ast", "2022-07"), at("2022-07-26 10:00"));
        for round in 0..25 {
            let seen = get(&mut db.read().await.unwrap(), "2022", "gz_ast", id("2022-07")).await.unwrap().lock;
            let start = Arc::new(Barrier::new(2));
            let saving = [1, 2].map(|person| {
                let (db, start) = (db.clone(), start.clone());
                tokio::spawn(async move {
                    start.wait().await;
                    act(&db, &filer("gz_ast"), report, now, async |desk, tx| {
                        desk.save(tx, people(10 * round + person), Some(seen)).await
                    })
                    .await
                })
            });
            let [first, second] = saving;
            let answers = [first.await.unwrap(), second.await.unwrap()];
            assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
            assert_eq!(answers.iter().filter(|answer| is_conflict(answer)).count(), 1, "{answers:?}");
            let kept = get(&mut db.read().await.unwrap(), "2022", "gz_ast", id("2022-07")).await.unwrap();
            assert_eq!(kept, *answers.iter().flatten().next().unwrap());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_keeps_the_old_version() {
    each(async |db| {
        furnish(&db).await;
        let report = ("gz_ast", "2022-05");
        let receipt = file(&db, "gz_ast", "2022-05", people(4), at("2022-05-27 10:00")).await.unwrap();
        accept(&db, "gz_ast", "2022-05", at("2022-05-30 10:00")).await.unwrap();
        let begun = at("2022-07-18 10:00");
        let opened =
            act(&db, &filer("gz_ast"), report, begun, async |desk, tx| desk.correct(tx, None, "重复统计").await)
                .await
                .unwrap();
        assert_eq!(opened.draft, people(4), "a correction starts from what was accepted");
        file(&db, "gz_ast", "2022-05", people(3), begun).await.unwrap();
        assert_eq!(practising_now(&db).await, 4, "the old version counts until the new one is accepted");
        accept(&db, "gz_ast", "2022-05", at("2022-07-20 10:00")).await.unwrap();
        assert_eq!(practising_now(&db).await, 3);

        let mut tx = db.read().await.unwrap();
        let kept = receipts(&mut tx, "2022", "gz_ast", id("2022-05")).await.unwrap();
        assert_eq!(kept.iter().map(|kept| kept.correction.as_deref()).collect::<Vec<_>>(), [Some("重复统计"), None]);
        assert_eq!(kept[1].accepted_at, Some(at("2022-05-30 10:00")));
        assert_eq!(kept[1].fingerprint, receipt.fingerprint);
        let old = content(&mut tx, "2022", "gz_ast", id("2022-05"), 1).await.unwrap().unwrap();
        assert_eq!(old.counts[0].stated.number(), 4);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_correction_given_up_leaves_what_was_accepted() {
    each(async |db| {
        furnish(&db).await;
        let report = ("gz_ast", "2022-05");
        let later = at("2022-07-18 10:00");
        let correct = async || {
            act(&db, &filer("gz_ast"), report, later, async |desk, tx| desk.correct(tx, None, "重复统计").await).await
        };
        let abandon =
            async || act(&db, &filer("gz_ast"), report, later, async |desk, tx| desk.abandon(tx, None).await).await;
        file(&db, "gz_ast", "2022-05", people(4), at("2022-05-27 10:00")).await.unwrap();
        accept(&db, "gz_ast", "2022-05", at("2022-05-30 10:00")).await.unwrap();
        assert!(is_conflict(&abandon().await), "nothing is being corrected");

        // Given up while it is being written, and once it has come back.
        for returned in [false, true] {
            correct().await.unwrap();
            if returned {
                file(&db, "gz_ast", "2022-05", people(3), later).await.unwrap();
                assert!(is_conflict(&abandon().await), "it is with the office");
                act(&db, &office(), report, later, async |desk, tx| desk.send_back(tx, None, "ask", "?").await)
                    .await
                    .unwrap();
            }
            let kept = abandon().await.unwrap();
            assert_eq!((kept.state, kept.draft, kept.correction), (State::Accepted, people(4), None));
            assert_eq!(practising_now(&db).await, 4);
        }
        // The next correction starts from what was accepted, not from what was sent back.
        assert_eq!(correct().await.unwrap().draft, people(4));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_returned_version_frees_its_closure_request() {
    each(async |db| {
        furnish(&db).await;
        let plan = || Draft {
            tasks: vec![TaskEntry {
                number: "6".into(),
                closures: vec![ClosureEntry { on: "2022-03-14".into(), evidence: "工作计划".into(), due: None }],
                ..TaskEntry::default()
            }],
            ..Draft::default()
        };
        let waiting = async || closures_waiting(&mut db.read().await.unwrap(), "2022").await.unwrap();
        file(&db, "gz_ast", "2022-03", plan(), at("2022-03-24 10:00")).await.unwrap();
        file(&db, "sz_ast", "2022-03", plan(), at("2022-03-24 11:00")).await.unwrap();
        let [first] = &waiting().await[..] else { panic!("an occurrence is asked for once") };
        assert_eq!(first.requested_by, "gz_ast");

        let back = at("2022-03-25 10:00");
        let report = ("gz_ast", "2022-03");
        act(&db, &office(), report, back, async |desk, tx| desk.send_back(tx, None, "task.6.closure", "无文号").await)
            .await
            .unwrap();
        assert!(waiting().await.is_empty());
        file(&db, "gz_ast", "2022-03", plan(), at("2022-03-26 10:00")).await.unwrap();
        let [again] = &waiting().await[..] else { panic!("the occurrence can be asked for again") };

        let decide = async |person: Person, sent_back: Option<&str>| {
            let actor = actor(&person, at("2022-03-28 10:00"));
            let mut tx = db.write().await?;
            decide_closure(&mut tx, "2022", &again.id, &actor, &key(), sent_back).await?;
            Ok::<(), Problem>(tx.commit().await?)
        };
        decide(office(), None).await.unwrap();
        assert!(is_conflict(&decide(other_office(), Some("无文号")).await));
        assert!(waiting().await.is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_report_asks_to_close_each_day_a_task_was_due() {
    each(async |db| {
        furnish(&db).await;
        let closure = |on: &str, due: &str| ClosureEntry {
            on: on.into(),
            evidence: "半年总结已报送".into(),
            due: due.parse().ok(),
        };
        let both = |closures| Draft {
            tasks: vec![TaskEntry { number: "15".into(), closures, ..TaskEntry::default() }],
            ..Draft::default()
        };
        // The one that names no day is for the day that is left.
        let asked = both(vec![closure("2022-12-20", ""), closure("2022-06-28", "2022-06-30")]);
        file(&db, "gz_ast", "2022-12", asked, at("2022-12-26 10:00")).await.unwrap();
        let waiting = closures_waiting(&mut db.read().await.unwrap(), "2022").await.unwrap();
        let mut found: Vec<_> =
            waiting.iter().map(|case| (case.due.unwrap().to_string(), case.finished_on.to_string())).collect();
        found.sort();
        let expected = [("2022-06-30", "2022-06-28"), ("2022-12-31", "2022-12-20")];
        assert_eq!(found, expected.map(|(due, on)| (due.to_owned(), on.to_owned())));
        // What was asked for is asked for no more, and the same day cannot be named twice.
        let again = both(vec![closure("2022-12-21", ""), closure("2022-12-21", "2022-12-31")]);
        file(&db, "sz_ast", "2022-12", again, at("2022-12-26 11:00")).await.unwrap();
        assert_eq!(closures_waiting(&mut db.read().await.unwrap(), "2022").await.unwrap().len(), 2);
        let twice = both(vec![closure("2022-12-21", "2022-12-31"), closure("2022-12-21", "2022-12-31")]);
        let Err(Problem::Faults(faults)) = file(&db, "zh_ast", "2022-12", twice, at("2022-12-26 12:00")).await else {
            panic!("a day named twice is refused")
        };
        let fault = Fault { field: "task.15.closure.2022-12-31".into(), kind: FaultKind::Twice };
        assert_eq!(faults, [fault]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn work_finished_after_the_period_and_before_filing_is_closed_by_its_report() {
    each(async |db| {
        furnish(&db).await;
        let plan = |on: &str| Draft {
            tasks: vec![TaskEntry {
                number: "12".into(),
                said: "四地均已设立".into(),
                closures: vec![ClosureEntry { on: on.into(), evidence: "四地均已设立".into(), due: None }],
                ..TaskEntry::default()
            }],
            ..Draft::default()
        };
        // 28 May 2022 is a Saturday: the report of May may come until the 30th.
        let ahead = file(&db, "gz_ast", "2022-05", plan("2022-05-31"), at("2022-05-30 10:00")).await;
        let day = |day: u32| chrono::NaiveDate::from_ymd_opt(2022, 5, day).unwrap();
        let kind = FaultKind::DateAhead { today: day(30), found: day(31) };
        assert_eq!(ahead.unwrap_err(), Problem::Faults(vec![Fault { field: "task.12.closure.on".into(), kind }]));
        file(&db, "gz_ast", "2022-05", plan("2022-05-30"), at("2022-05-30 11:00")).await.unwrap();
        let [case] = &closures_waiting(&mut db.read().await.unwrap(), "2022").await.unwrap()[..] else {
            panic!("it is before the office")
        };
        assert_eq!(case.finished_on, day(30));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_the_office_decides_on_a_closure_and_never_on_its_own() {
    each(async |db| {
        furnish(&db).await;
        let closure =
            ClosureEntry { on: "2022-02-22".into(), evidence: "粤科协学〔2022〕2号".into(), due: None };
        let said = TaskEntry { number: "1".into(), closures: vec![closure], ..TaskEntry::default() };
        let scheme = Draft { tasks: vec![said], ..Draft::default() };
        let now = at("2022-03-25 10:00");
        act(&db, &other_office(), ("gdast_acad", "2022-03"), now, async |desk, tx| {
            desk.save(tx, scheme, None).await?;
            desk.submit(tx, None).await
        })
        .await
        .unwrap();
        let case = closures_waiting(&mut db.read().await.unwrap(), "2022").await.unwrap().remove(0);
        let decide = async |person: Person| {
            let mut tx = db.write().await?;
            decide_closure(&mut tx, "2022", &case.id, &actor(&person, now), &key(), None).await
        };
        for person in [filer("gz_ast"), unit_head("gz_ast"), consolidator(), leader(), administrator(), auditor()] {
            let role = person.role;
            assert_eq!(decide(person).await, Err(Problem::Forbidden(Forbidden::Role)), "{role}");
        }
        assert_eq!(decide(other_office()).await, Err(Problem::Forbidden(Forbidden::OwnReport)));
        decide(office()).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_kept_as_typed() {
    each(async |db| {
        furnish(&db).await;
        let typed = Draft {
            entries: vec![
                Entry { count: Typed("３人".into()), ..recognised("建筑工程", Origin::Hk, Direction::In, 0) },
                Entry { count: Typed("三".into()), ..recognised("no such specialty", Origin::Mo, Direction::Out, 0) },
                Entry { count: Typed::default(), direction: None, ..practising(Some("somewhere"), Origin::Mo, 0) },
            ],
            tasks: vec![TaskEntry {
                number: "5".into(),
                said: "  推进'; drop table report; -- ".into(),
                ..TaskEntry::default()
            }],
            done: "第一行\r\n第二行 \u{1F600}\t“引号”\"'".into(),
            ask: "字".repeat(500),
            ..Draft::default()
        };
        let (person, report, now) = (filer("soc_civil"), ("soc_civil", "2022-07"), at("2022-07-25 10:06"));
        act(&db, &person, report, now, async |desk, tx| desk.save(tx, typed.clone(), None).await).await.unwrap();
        let kept = get(&mut db.read().await.unwrap(), "2022", "soc_civil", id("2022-07")).await.unwrap();
        assert_eq!((&kept.draft, kept.state, kept.saved_at), (&typed, State::Draft, Some(now)));

        let refused = act(&db, &person, report, now, async |desk, tx| desk.submit(tx, None).await).await;
        assert!(matches!(refused, Err(Problem::Faults(faults)) if faults.len() >= 5));
        let after = get(&mut db.read().await.unwrap(), "2022", "soc_civil", id("2022-07")).await.unwrap();
        assert_eq!(after, kept, "a refused submission changes nothing");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_author_never_accepts() {
    each(async |db| {
        furnish(&db).await;
        let (report, now) = (("gdast_coop", "2022-07"), at("2022-07-25 10:00"));
        let said = Draft { done: "简报第5期编写中。".into(), ..Draft::default() };
        act(&db, &office(), report, now, async |desk, tx| {
            desk.save(tx, said, None).await?;
            desk.submit(tx, None).await
        })
        .await
        .unwrap();
        let own = act(&db, &office(), report, now, async |desk, tx| desk.accept(tx, None).await).await;
        assert_eq!(own.unwrap_err(), Problem::Forbidden(Forbidden::OwnReport));
        act(&db, &other_office(), report, now, async |desk, tx| desk.accept(tx, None).await).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_report_cannot_be_submitted_before_its_period_opens() {
    each(async |db| {
        furnish(&db).await;
        let refused = file(&db, "gz_ast", "2022-07", people(1), at("2022-06-28 23:59")).await;
        assert!(matches!(refused, Err(Problem::Faults(_))), "{refused:?}");
        file(&db, "gz_ast", "2022-07", people(1), at("2022-06-29 00:00")).await.unwrap();
        let unit_that_files_nothing = file(&db, "gd_hrss", "2022-07", people(1), at("2022-07-01 10:00")).await;
        assert!(unit_that_files_nothing.is_err());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn drafts_do_not_move_the_programmes_revision_and_decisions_do() {
    each(async |db| {
        furnish(&db).await;
        let (report, now) = (("soc_civil", "2022-07"), at("2022-07-25 10:00"));
        let said = || draft(vec![recognised("building", Origin::Hk, Direction::In, 3)]);
        let before = revision(&db).await;
        for _ in 0..3 {
            act(&db, &filer("soc_civil"), report, now, async |desk, tx| desk.save(tx, said(), None).await)
                .await
                .unwrap();
        }
        assert_eq!(revision(&db).await, before);
        file(&db, "soc_civil", "2022-07", said(), now).await.unwrap();
        assert_eq!(revision(&db).await, before + 1);
        act(&db, &consolidator(), report, now, async |desk, tx| desk.forward(tx, None).await).await.unwrap();
        assert_eq!(revision(&db).await, before + 2);
        act(&db, &office(), report, now, async |desk, tx| desk.send_back(tx, None, "done", "short").await)
            .await
            .unwrap();
        assert_eq!(revision(&db).await, before + 3);
        file(&db, "soc_civil", "2022-07", said(), now).await.unwrap();
        accept(&db, "soc_civil", "2022-07", now).await.unwrap();
        assert_eq!(revision(&db).await, before + 6);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_dropped_leaves_no_trace() {
    each(async |db| {
        furnish(&db).await;
        let before = revision(&db).await;
        let now = at("2022-07-25 10:00");
        let dropped: Result<(), Problem> = act(&db, &filer("gz_ast"), ("gz_ast", "2022-07"), now, async |desk, tx| {
            desk.save(tx, people(3), None).await?;
            desk.submit(tx, None).await?;
            Err(Problem::Unavailable)
        })
        .await;
        assert_eq!(dropped, Err(Problem::Unavailable));
        assert_eq!(revision(&db).await, before);
        let mut tx = db.read().await.unwrap();
        assert_eq!(get(&mut tx, "2022", "gz_ast", id("2022-07")).await.unwrap().lock, 0);
        assert!(latest(&mut tx, 10).await.unwrap().is_empty());
    })
    .await;
}

/// Every way to touch a row of the chain of gz_ast, its number bound to $1.
const EDITS: [&str; 12] = [
    "update audit set chain = 'elsewhere' where chain = 'gz_ast' and seq = $1",
    "update audit set seq = seq + 100 where chain = 'gz_ast' and seq = $1",
    "update audit set person = person || 'x' where chain = 'gz_ast' and seq = $1",
    "update audit set role = role || 'x' where chain = 'gz_ast' and seq = $1",
    "update audit set action = action || 'x' where chain = 'gz_ast' and seq = $1",
    "update audit set object = object || 'x' where chain = 'gz_ast' and seq = $1",
    "update audit set outcome = outcome || 'x' where chain = 'gz_ast' and seq = $1",
    "update audit set before_digest = before_digest || '0' where chain = 'gz_ast' and seq = $1",
    "update audit set after_digest = after_digest || '0' where chain = 'gz_ast' and seq = $1",
    "update audit set request = request || 'x' where chain = 'gz_ast' and seq = $1",
    "update audit set hash = request || hash where chain = 'gz_ast' and seq = $1",
    "delete from audit where chain = 'gz_ast' and seq = $1",
];

/// Rows added, put in another order or cut off, and heads that say something else.
const REWRITES: [&[&str]; 9] = [
    &[
        "insert into audit select chain, seq + 1, at, person, role, action, object, outcome, before_digest, after_digest, \
       request, hash from audit where chain = 'gz_ast' and seq = (select max(seq) from audit where chain = 'gz_ast')",
    ],
    &["insert into audit select 'elsewhere', seq, at, person, role, action, object, outcome, before_digest, \
       after_digest, request, hash from audit where chain = 'gz_ast'"],
    &[
        "update audit set seq = 1000 where chain = 'gz_ast' and seq = 1",
        "update audit set seq = 1 where chain = 'gz_ast' and seq = 2",
        "update audit set seq = 2 where chain = 'gz_ast' and seq = 1000",
    ],
    &["delete from audit where chain = 'gz_ast' and seq > 2"],
    &["delete from audit where chain = 'gz_ast'"],
    &["update audit_head set seq = seq - 1 where chain = 'gz_ast'"],
    &["update audit_head set hash = 'x' where chain = 'gz_ast'"],
    &["delete from audit_head where chain = 'gz_ast'"],
    &["insert into audit_head (chain, seq, hash) values ('elsewhere', 1, 'x')"],
];

#[tokio::test(flavor = "multi_thread")]
async fn no_entry_of_the_audit_chain_can_be_touched_unseen() {
    each(async |db| {
        furnish(&db).await;
        for (unit, period) in [("gz_ast", "2022-05"), ("gz_ast", "2022-06"), ("sz_ast", "2022-06")] {
            file(&db, unit, period, people(2), at("2022-06-27 10:00")).await.unwrap();
            accept(&db, unit, period, at("2022-06-28 10:00")).await.unwrap();
        }
        let mut tx = db.read().await.unwrap();
        assert_eq!(verify(&mut tx, &key()).await.unwrap(), Verdict::Whole { entries: 6 });
        let rows: Vec<AuditRow> = latest(&mut tx, 100).await.unwrap();
        drop(tx);
        let seen = async |tx: &mut Tx| matches!(verify(tx, &key()).await.unwrap(), Verdict::Broken { .. });
        // Each transaction is dropped, so that the next finds the chain whole.
        for row in rows.iter().filter(|row| row.chain == "gz_ast") {
            for edit in EDITS {
                let mut tx = db.write().await.unwrap();
                tx.sql(edit).bind(row.seq).run_one().await.unwrap();
                assert!(seen(&mut tx).await, "{edit} {}", row.seq);
            }
            let mut tx = db.write().await.unwrap();
            tx.sql("update audit set at = $2 where chain = 'gz_ast' and seq = $1")
                .bind(row.seq)
                .bind(row.at + TimeDelta::microseconds(1))
                .run_one()
                .await
                .unwrap();
            assert!(seen(&mut tx).await, "at {}", row.seq);
        }
        for rewrite in REWRITES {
            let mut tx = db.write().await.unwrap();
            for statement in rewrite {
                assert!(tx.sql(statement).run().await.unwrap() > 0, "{statement}");
            }
            assert!(seen(&mut tx).await, "{rewrite:?}");
        }
        let another_key = pilotboard::audit::AuditKey::new(b"another key");
        let mut tx = db.read().await.unwrap();
        assert!(matches!(verify(&mut tx, &another_key).await.unwrap(), Verdict::Broken { .. }));
        assert_eq!(verify(&mut tx, &key()).await.unwrap(), Verdict::Whole { entries: 6 });
    })
    .await;
}

/// The overview says whom to call, and pages are kept under the revision.
#[tokio::test(flavor = "multi_thread")]
async fn an_account_opened_or_closed_is_seen_on_pages_that_are_kept() {
    each(async |db| {
        furnish(&db).await;
        let before = revision(&db).await;
        let mut tx = db.write().await.unwrap();
        assert!(
            add(&mut tx, &Person { id: "new".into(), login: "new".into(), ..leader() }, "", Utc::now()).await.unwrap()
        );
        tx.commit().await.unwrap();
        assert_eq!(revision(&db).await, before + 1);
        let mut tx = db.write().await.unwrap();
        assert!(disable(&mut tx, "new", Utc::now()).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(revision(&db).await, before + 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn visitors_looked_up_together_are_each_themselves_and_a_session_that_ended_is_over_at_once() {
    each(async |db| {
        furnish(&db).await;
        let now = Utc::now();
        let mut secrets = Vec::new();
        for unit in built_in().expected_on(built_in().reporting.start) {
            let mut tx = db.write().await.unwrap();
            secrets.push((unit, begin_session(&mut tx, &filer(unit), now).await.unwrap()));
            tx.commit().await.unwrap();
        }
        let reception = Reception::new(db.clone());
        // A script is at the same door, and neither passes for the other.
        let mut tx = db.write().await.unwrap();
        let (_, token) = add_token(&mut tx, &filer("gz_ast"), "script", now).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(reception.bearer(&token, now).await.unwrap().0, Some(filer("gz_ast")));
        assert!(reception.session(&token, now).await.unwrap().0.is_none());
        assert!(reception.bearer(&secrets[0].1, now).await.unwrap().0.is_none());
        for _ in 0..20 {
            let asking = secrets.iter().chain(&secrets).map(|(unit, secret)| {
                let (reception, secret) = (reception.clone(), secret.clone());
                (*unit, tokio::spawn(async move { reception.session(&secret, now).await.unwrap() }))
            });
            for (unit, asked) in asking.collect::<Vec<_>>() {
                let (found, heads) = asked.await.unwrap();
                assert_eq!(found.unwrap().0.person, filer(unit));
                assert_eq!(heads.len(), 1);
            }
        }
        for (_, secret) in secrets {
            let mut tx = db.write().await.unwrap();
            end_session(&mut tx, &hash_of(&secret)).await.unwrap();
            tx.commit().await.unwrap();
            assert!(reception.session(&secret, now).await.unwrap().0.is_none());
        }
        assert!(reception.session("", now).await.unwrap().0.is_none());
    })
    .await;
}

/// What a dropped transaction leaves to be rolled back must not cost the next reader a new connection.
#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_was_read_from_is_kept() {
    let folder = Folder::new();
    let db = Db::open(&folder.url()).await.unwrap();
    let Db::Sqlite { readers, .. } = &db else { panic!("not SQLite") };
    let back = async || {
        while readers.num_idle() < readers.size() as usize {
            tokio::task::yield_now().await;
        }
    };
    // A temporary table lives as long as its connection.
    let mut tx = db.read().await.unwrap();
    tx.sql("create temp table mark (held bigint)").run().await.unwrap();
    tx.commit().await.unwrap();
    back().await;
    for _ in 0..50 {
        let mut tx = db.read().await.unwrap();
        let _: Vec<(i64,)> = tx.sql("select held from mark").all().await.unwrap();
        drop(tx);
        back().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_account_loses_its_sessions_and_tokens() {
    each(async |db| {
        furnish(&db).await;
        let now = at("2022-07-25 10:00");
        let mut tx = db.write().await.unwrap();
        let (gz, sz) = (filer("gz_ast"), filer("sz_ast"));
        let (secret, other) =
            (begin_session(&mut tx, &gz, now).await.unwrap(), begin_session(&mut tx, &sz, now).await.unwrap());
        let (_, token) = add_token(&mut tx, &gz, "月报", now).await.unwrap();
        assert!(session(&mut tx, &secret, now).await.unwrap().is_some());
        assert_eq!(by_token(&mut tx, &token, now).await.unwrap().as_ref(), Some(&gz));
        assert!(disable(&mut tx, "gz_ast", now).await.unwrap());
        assert!(session(&mut tx, &secret, now).await.unwrap().is_none());
        assert!(by_token(&mut tx, &token, now).await.unwrap().is_none());
        assert!(by_login(&mut tx, "gz_ast", now).await.unwrap().is_none());
        assert!(!disable(&mut tx, "gz_ast", now).await.unwrap());
        assert_eq!(session(&mut tx, &other, now).await.unwrap().unwrap().0.person, sz);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_after_half_an_hour_unused_and_after_half_a_day_in_any_case() {
    each(async |db| {
        furnish(&db).await;
        let began = at("2022-07-25 08:00");
        let mut tx = db.write().await.unwrap();
        let secret = begin_session(&mut tx, &filer("gz_ast"), began).await.unwrap();
        let lives =
            async |tx: &mut Tx, now: DateTime<Utc>| session(tx, &secret, now).await.unwrap().map(|found| found.0);
        assert!(lives(&mut tx, began + TimeDelta::minutes(30)).await.is_some());
        assert!(lives(&mut tx, began + TimeDelta::seconds(1801)).await.is_none());
        for turn in 1..=24 {
            let now = began + TimeDelta::minutes(30 * turn);
            let found = lives(&mut tx, now).await.expect("a session in use lives for twelve hours");
            note_seen(&mut tx, &found.hash, now).await.unwrap();
        }
        assert!(lives(&mut tx, began + TimeDelta::seconds(12 * 3600 + 1)).await.is_none());

        let hash = session(&mut tx, &secret, began).await.unwrap().unwrap().0.hash;
        end_session(&mut tx, &hash).await.unwrap();
        assert!(lives(&mut tx, began).await.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_holds_three_sessions_and_a_fourth_ends_the_oldest() {
    each(async |db| {
        furnish(&db).await;
        let began = at("2022-07-25 08:00");
        let mut tx = db.write().await.unwrap();
        let mut secrets = Vec::new();
        for minute in 0..4 {
            let now = began + TimeDelta::minutes(minute);
            secrets.push(begin_session(&mut tx, &filer("gz_ast"), now).await.unwrap());
        }
        let mut alive = Vec::new();
        for secret in &secrets {
            alive.push(session(&mut tx, secret, began + TimeDelta::minutes(5)).await.unwrap().is_some());
        }
        assert_eq!(alive, [false, true, true, true]);
        let (id, token) = add_token(&mut tx, &filer("gz_ast"), "月报", began).await.unwrap();
        assert!(revoke_token(&mut tx, &id, began).await.unwrap() && !revoke_token(&mut tx, &id, began).await.unwrap());
        assert!(by_token(&mut tx, &token, began).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_failed_sign_in_makes_the_next_wait_longer_and_no_outsider_locks_an_account_for_long() {
    each(async |db| {
        let now = at("2022-07-25 08:00");
        let mut tx = db.write().await.unwrap();
        let mut waits = Vec::new();
        for _ in 0..11 {
            note_failure(&mut tx, "gz_ast", "192.0.2", now).await.unwrap();
            waits.push(wait_to_sign_in(&mut tx, "gz_ast", "192.0.2", now).await.unwrap());
        }
        assert_eq!(waits, [1, 1, 1, 5, 5, 900, 1800, 3600, 7200, 14400, 14400]);
        assert_eq!(wait_to_sign_in(&mut tx, "gz_ast", "198.51.100", now).await.unwrap(), 0);
        assert_eq!(wait_to_sign_in(&mut tx, "sz_ast", "192.0.2", now).await.unwrap(), 0);
        for _ in 11..25 {
            note_failure(&mut tx, "gz_ast", "192.0.2", now).await.unwrap();
        }
        assert_eq!(wait_to_sign_in(&mut tx, "gz_ast", "198.51.100", now).await.unwrap(), 900);
        let later = now + TimeDelta::minutes(15);
        assert_eq!(wait_to_sign_in(&mut tx, "gz_ast", "198.51.100", later).await.unwrap(), 0);
        forget_failures(&mut tx, "gz_ast", "192.0.2").await.unwrap();
        assert_eq!(wait_to_sign_in(&mut tx, "gz_ast", "192.0.2", now).await.unwrap(), 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_programme_file_is_followed_by_another_and_never_lost() {
    each(async |db| {
        furnish(&db).await;
        let longer = BUILT_IN.replace("short = { zh-Hans = \"互认试点\"", "short = { zh-Hans = \"互认试点二\"");
        assert_ne!(longer, BUILT_IN);
        let mut tx = db.write().await.unwrap();
        let before = head(&mut tx, "2022").await.unwrap().unwrap();
        assert_eq!((before.edition, before.example), (1, false));
        let number = install(&mut tx, built_in(), &longer, "简称", "admin", at("2022-08-01 09:00")).await.unwrap();
        assert_eq!(number, 2);
        assert_eq!(source(&mut tx, "2022").await.unwrap().as_deref(), Some(longer.as_str()));
        assert_eq!(read(&mut tx, "2022").await.unwrap().unwrap().short.zh_hans, "互认试点二");
        let after = head(&mut tx, "2022").await.unwrap().unwrap();
        assert_eq!((after.edition, after.revision), (2, before.revision + 1));
        let kept = editions(&mut tx, "2022").await.unwrap();
        assert_eq!(
            kept.iter().map(|kept| (kept.number, kept.reason.as_str())).collect::<Vec<_>>(),
            [(2, "简称"), (1, "first")]
        );
        assert!(head(&mut tx, "2023").await.unwrap().is_none() && read(&mut tx, "2023").await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_writers_lose_nothing() {
    each(async |db| {
        furnish(&db).await;
        let before = revision(&db).await;
        let writers: Vec<_> = (0..64)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move {
                    for _ in 0..50 {
                        let mut tx = db.write().await.unwrap();
                        pilotboard::programme::store::bump(&mut tx, "2022").await.unwrap();
                        tx.commit().await.unwrap();
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!(revision(&db).await, before + 64 * 50);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_writes_while_reading() {
    each(async |db| {
        let mut tx = db.read().await.unwrap();
        assert!(tx.sql("insert into setting (key, value) values ('a', 'b')").run().await.is_err());
        drop(tx);
        let mut tx = db.read().await.unwrap();
        let (count,): (i64,) = tx.sql("select count(*) from setting").one().await.unwrap();
        assert_eq!(count, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_connection_to_sqlite_is_set_for_safety() {
    let folder = Folder::new();
    let db = Db::open(&folder.url()).await.unwrap();
    for mut tx in [db.write().await.unwrap(), db.read().await.unwrap()] {
        let (mode,): (String,) = tx.sql("pragma journal_mode").one().await.unwrap();
        assert_eq!(mode, "wal");
        for (pragma, expected) in [
            ("pragma synchronous", 2),
            ("pragma foreign_keys", 1),
            ("pragma trusted_schema", 0),
            ("pragma cell_size_check", 1),
            ("pragma secure_delete", 1),
            ("pragma mmap_size", 0),
            ("pragma temp_store", 2),
            ("pragma busy_timeout", 5000),
            ("pragma journal_size_limit", 67_108_864),
        ] {
            let (found,): (i64,) = tx.sql(pragma).one().await.unwrap();
            assert_eq!(found, expected, "{pragma}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sqlite_file_in_use_is_not_opened_twice() {
    let folder = Folder::new();
    let db = Db::open(&folder.url()).await.unwrap();
    furnish(&db).await;
    let written = revision(&db).await;
    let second = Db::open(&folder.url()).await;
    assert!(matches!(second, Err(OpenError::InUse(_))));
    db.close().await;
    drop(db);
    let again = Db::open(&folder.url()).await.unwrap();
    assert_eq!(revision(&again).await, written, "what was written is there after closing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sqlite_file_of_another_version_is_not_joined() {
    let folder = Folder::new();
    let serving = Db::open(&folder.url()).await.unwrap();
    furnish(&serving).await;
    let beside = Db::join(&folder.url()).await.unwrap();
    assert_eq!(revision(&beside).await, revision(&serving).await);
    let mut tx = serving.write().await.unwrap();
    tx.sql("update _sqlx_migrations set version = version + 100").run().await.unwrap();
    tx.commit().await.unwrap();
    assert!(matches!(Db::join(&folder.url()).await, Err(OpenError::OtherVersion(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn work_done_together_is_kept_or_undone_each_by_itself() {
    each(async |db| {
        let count = async || {
            let counted: (i64,) = db.read().await.unwrap().sql("select count(*) from setting").one().await.unwrap();
            counted.0
        };
        let before = count().await;
        let start = Arc::new(Barrier::new(60));
        let working = (0..60).map(|number| {
            let (db, start) = (db.clone(), start.clone());
            tokio::spawn(async move {
                start.wait().await;
                let work = db.together(move |tx| {
                    Box::pin(async move {
                        let insert = tx.sql("insert into setting (key, value) values ($1, 'x')");
                        insert.bind(format!("{number}")).run_one().await.map_err(|_| "insert")?;
                        match number % 3 {
                            0 => Ok(number),
                            1 => Err("refused"),
                            _ => panic!("this is part of the test"),
                        }
                    })
                });
                (number, work.await)
            })
        });
        for work in working.collect::<Vec<_>>() {
            match work.await.unwrap() {
                (number, Ok(answer)) => assert!(number % 3 == 0 && answer == number),
                (number, Err(Broken::Refused(said))) => assert!(number % 3 == 1 && said == "refused"),
                (number, Err(Broken::Panicked)) => assert_eq!(number % 3, 2),
                (number, other) => panic!("{number}: {other:?}"),
            }
        }
        assert_eq!(count().await, before + 20);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_put_off_is_done_before_what_follows_and_fails_it_if_it_fails() {
    each(async |db| {
        let value = async |tx: &mut Tx| {
            let found: Option<(String,)> = tx.sql("select value from setting where key = 'a'").maybe().await.unwrap();
            found.map(|(value,)| value)
        };
        let mut tx = db.write().await.unwrap();
        let insert = tx.sql("insert into setting (key, value) values ($1, $2)").bind("a".to_owned());
        insert.bind("one".to_owned()).later().await.unwrap();
        let update = tx.sql("update setting set value = $2 where key = $1 and value <> $2").bind("a".to_owned());
        update.bind("two".to_owned()).later().await.unwrap();
        assert_eq!(value(&mut tx).await.as_deref(), Some("two"));
        let update = tx.sql("update setting set value = $1 where key = 'a'").bind("three".to_owned());
        update.later().await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(value(&mut db.read().await.unwrap()).await.as_deref(), Some("three"));
        // SQLite says it with the statement that follows, PostgreSQL at once.
        let touch_nothing = async |tx: &mut Tx| {
            tx.sql("update setting set value = 'four' where key = $1").bind("nobody".to_owned()).later().await?;
            tx.sql("update setting set value = $1 where key = 'a'").bind("four".to_owned()).run().await
        };
        let mut tx = db.write().await.unwrap();
        assert!(matches!(touch_nothing(&mut tx).await, Err(sqlx::Error::RowNotFound)));
        drop(tx);
        let mut tx = db.write().await.unwrap();
        let put_off = tx.sql("update setting set value = 'four' where key = $1").bind("nobody".to_owned());
        assert!(put_off.later().await.is_err() || tx.commit().await.is_err());
        assert_eq!(value(&mut db.read().await.unwrap()).await.as_deref(), Some("three"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_piece_of_work_put_off_fails_it_alone() {
    each(async |db| {
        let start = Arc::new(Barrier::new(30));
        let working = (0..30).map(|number| {
            let (db, start) = (db.clone(), start.clone());
            tokio::spawn(async move {
                start.wait().await;
                let work = db.together(move |tx| {
                    Box::pin(async move {
                        let insert = tx.sql("insert into setting (key, value) values ($1, 'x')");
                        insert.bind(format!("{number}")).later().await?;
                        let update = tx.sql("update setting set value = 'y' where key = $1");
                        let key = if number % 5 == 0 { "nobody".to_owned() } else { format!("{number}") };
                        update.bind(key).later().await
                    })
                });
                (number, work.await)
            })
        });
        for work in working.collect::<Vec<_>>() {
            let (number, outcome): (i32, Result<(), Broken<sqlx::Error>>) = work.await.unwrap();
            assert_eq!(outcome.is_ok(), number % 5 != 0, "{number}: {outcome:?}");
        }
        let kept: Vec<(String,)> =
            db.read().await.unwrap().sql("select value from setting where key <> 'audit'").all().await.unwrap();
        assert_eq!(kept.iter().filter(|(value,)| value == "y").count(), 24);
        assert!(kept.iter().all(|(value,)| value != "x"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stamp_changes_with_whatever_is_written_and_with_nothing_else() {
    each(async |db| {
        let stamp = db.stamp().await.unwrap();
        drop(db.read().await.unwrap());
        let mut tx = db.write().await.unwrap();
        tx.sql("insert into setting (key, value) values ('dropped', 'x')").run().await.unwrap();
        drop(tx);
        // PostgreSQL counts what is written in its other databases too.
        if matches!(db, Db::Sqlite { .. }) {
            assert_eq!(db.stamp().await.unwrap(), stamp);
        }
        let mut tx = db.write().await.unwrap();
        tx.sql("insert into setting (key, value) values ('kept', 'x')").run().await.unwrap();
        tx.commit().await.unwrap();
        assert_ne!(db.stamp().await.unwrap(), stamp);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_sqlite_gives_a_transaction_up_nobody_in_it_is_told_it_was_kept() {
    let folder = Folder::new();
    let db = Db::open(&folder.url()).await.unwrap();
    let start = Arc::new(Barrier::new(9));
    let working = (0..9).map(|number| {
        let (db, start) = (db.clone(), start.clone());
        tokio::spawn(async move {
            start.wait().await;
            let work = db.together(move |tx| {
                Box::pin(async move {
                    // A full disk ends the whole transaction, as this does.
                    let statement = if number == 4 { "rollback" } else { "insert into setting values ($1, 'x')" };
                    let run = tx.sql(statement).bind(format!("{number}")).run().await;
                    if number == 4 { Err("full") } else { run.map(|_| number).map_err(|_| "insert") }
                })
            });
            work.await
        })
    });
    let mut kept = 0;
    for work in working.collect::<Vec<_>>() {
        match work.await.unwrap() {
            Ok(_) => kept += 1,
            Err(broken) => assert!(matches!(broken, Broken::Lost), "{broken:?}"),
        }
    }
    let (count,): (i64,) = db.read().await.unwrap().sql("select count(*) from setting").one().await.unwrap();
    assert_eq!(count, kept);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_left_in_a_transaction_is_not_used_again() {
    let folder = Folder::new();
    let db = Db::open(&folder.url()).await.unwrap();
    let Db::Sqlite { writer, .. } = &db else { panic!("the file is SQLite") };
    let mut connection = writer.acquire().await.unwrap();
    sqlx::query("create temp table mark (one bigint)").execute(&mut *connection).await.unwrap();
    std::mem::forget(connection.begin().await.unwrap());
    drop(connection);
    furnish(&db).await;
    let mut tx = db.write().await.unwrap();
    assert!(tx.sql("select one from mark").all::<(i64,)>().await.is_err(), "the connection is a new one");
}
