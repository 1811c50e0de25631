//! Reports and programmes: drafts, versions, decisions.

use super::{is_conflict, people, practising_now, revision};
use pilotboard::audit::{Verdict, verify};
use pilotboard::problem::{Forbidden, Problem};
use pilotboard::programme::file::{BUILT_IN, built_in};
use pilotboard::programme::store::{editions, head, install, read, source};
use pilotboard::reports::store::{content, get, receipts};
use pilotboard::reports::{Direction, Draft, Entry, Origin, TaskEntry, Typed};
use pilotboard::review::State;
use pilotboard::testing::{
    accept, act, at, consolidator, draft, each, file, filer, furnish, id, key, office, other_office, practising,
    recognised,
};
use std::sync::Arc;
use tokio::sync::Barrier;

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
        let refused = file(&db, "gz_ast", "2022-07", people(1), at("2022-07-20 23:59")).await;
        assert!(matches!(refused, Err(Problem::Faults(_))), "{refused:?}");
        file(&db, "gz_ast", "2022-07", people(1), at("2022-07-21 00:00")).await.unwrap();
        let unit_that_files_nothing = file(&db, "gd_hrss", "2022-07", people(1), at("2022-07-22 10:00")).await;
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
