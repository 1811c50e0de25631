//! Closures of tasks: asked for in a report, decided by the office, once.

use super::is_conflict;
use pilotboard::audit::{Verdict, verify};
use pilotboard::lights::Light;
use pilotboard::people::Person;
use pilotboard::problem::{Forbidden, Problem};
use pilotboard::programme::file::built_in;
use pilotboard::progress::store::record;
use pilotboard::progress::{Reopened, progress};
use pilotboard::reports::store::{closures_waiting, decide_closure, reopen_closure};
use pilotboard::reports::{ClosureEntry, Draft, Fault, FaultKind, TaskEntry};
use pilotboard::testing::{
    accept, act, actor, administrator, at, auditor, consolidator, each, file, filer, furnish, key, leader, office,
    other_office, unit_head,
};
use pilotboard::views::{Basis, View};

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
                number: "6".into(),
                said: "工作计划已印发".into(),
                closures: vec![ClosureEntry { on: on.into(), evidence: "工作计划".into(), due: None }],
                ..TaskEntry::default()
            }],
            ..Draft::default()
        };
        // 28 May 2022 is a Saturday: the report of May may come until the 30th.
        let ahead = file(&db, "gz_ast", "2022-05", plan("2022-05-31"), at("2022-05-30 10:00")).await;
        let day = |day: u32| chrono::NaiveDate::from_ymd_opt(2022, 5, day).unwrap();
        let kind = FaultKind::DateAhead { today: day(30), found: day(31) };
        assert_eq!(ahead.unwrap_err(), Problem::Faults(vec![Fault { field: "task.6.closure.on".into(), kind }]));
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
async fn a_task_of_four_places_closes_when_all_four_are_in() {
    each(async |db| {
        furnish(&db).await;
        let sites = |places: &[&str], closures: Vec<ClosureEntry>| Draft {
            tasks: vec![TaskEntry {
                number: "12".into(),
                slots: places.iter().map(|&place| place.to_owned()).collect(),
                closures,
                ..TaskEntry::default()
            }],
            ..Draft::default()
        };
        let finished = ClosureEntry { on: "2022-06-28".into(), evidence: "四处挂牌".into(), due: None };
        let accepted = async |unit: &'static str, draft: Draft| {
            file(&db, unit, "2022-06", draft, at("2022-06-28 10:00")).await.unwrap();
            accept(&db, unit, "2022-06", at("2022-06-28 11:00")).await.unwrap();
        };
        accepted("hengqin", sites(&["横琴合作区"], vec![])).await;
        // Closing is asked for once all four are in; what is only submitted is not in.
        file(&db, "sz_ast", "2022-06", sites(&["前海"], vec![]), at("2022-06-28 10:00")).await.unwrap();
        let own = || sites(&["南沙新区", "黄埔区"], vec![finished.clone()]);
        let early = file(&db, "gz_ast", "2022-06", own(), at("2022-06-28 10:00")).await;
        let part = |en: &str| built_in().task("12").unwrap().slots.iter().find(|part| part.en == en).unwrap().clone();
        let kind = FaultKind::PartsMissing { all: 4, missing: vec![part("Qianhai")] };
        assert_eq!(early.unwrap_err(), Problem::Faults(vec![Fault { field: "task.12.closure".into(), kind }]));
        // A place tells of its own parts alone.
        let others = file(&db, "gz_ast", "2022-06", sites(&["前海"], vec![]), at("2022-06-28 10:00")).await;
        let kind = FaultKind::PartOfOthers { part: part("Qianhai") };
        assert_eq!(others.unwrap_err(), Problem::Faults(vec![Fault { field: "task.12.slots".into(), kind }]));
        accept(&db, "sz_ast", "2022-06", at("2022-06-28 11:30")).await.unwrap();
        file(&db, "gz_ast", "2022-06", own(), at("2022-06-28 11:40")).await.unwrap();

        let case = closures_waiting(&mut db.read().await.unwrap(), "2022").await.unwrap().remove(0);
        let confirm = async || {
            let mut tx = db.write().await?;
            let actor = actor(&office(), at("2022-06-28 12:00"));
            decide_closure(&mut tx, "2022", &case.id, &actor, &key(), None).await?;
            Ok::<(), Problem>(tx.commit().await?)
        };
        // The report that asks has not been looked into.
        let Err(Problem::PartsMissing(missing)) = confirm().await else { panic!("two of four are not four") };
        assert_eq!(missing, [part("Nansha New Area"), part("Huangpu District")]);
        accept(&db, "gz_ast", "2022-06", at("2022-06-28 11:50")).await.unwrap();
        confirm().await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_closed_is_taken_up_again_by_another_and_both_days_are_kept() {
    each(async |db| {
        furnish(&db).await;
        let plan = |evidence: &str| Draft {
            tasks: vec![TaskEntry {
                number: "6".into(),
                closures: vec![ClosureEntry { on: "2022-03-14".into(), evidence: evidence.into(), due: None }],
                ..TaskEntry::default()
            }],
            ..Draft::default()
        };
        file(&db, "gz_ast", "2022-03", plan("工作计划"), at("2022-03-24 10:00")).await.unwrap();
        let waiting = async || closures_waiting(&mut db.read().await.unwrap(), "2022").await.unwrap();
        let case = waiting().await.remove(0);
        let reopen = async |person: Person, moment: &str| {
            let mut tx = db.write().await?;
            reopen_closure(&mut tx, "2022", &case.id, &actor(&person, at(moment)), &key(), "计划未附时间表").await?;
            Ok::<(), Problem>(tx.commit().await?)
        };
        assert!(is_conflict(&reopen(other_office(), "2022-03-25 10:00").await), "it is not closed");
        let mut tx = db.write().await.unwrap();
        let confirmed = actor(&office(), at("2022-03-28 10:00"));
        decide_closure(&mut tx, "2022", &case.id, &confirmed, &key(), None).await.unwrap();
        tx.commit().await.unwrap();
        for person in [filer("gz_ast"), unit_head("gz_ast"), consolidator(), leader(), administrator(), auditor()] {
            assert_eq!(reopen(person, "2022-04-06 10:00").await, Err(Problem::Forbidden(Forbidden::Role)));
        }
        assert_eq!(reopen(office(), "2022-04-06 10:00").await, Err(Problem::Forbidden(Forbidden::OwnClosure)));
        reopen(other_office(), "2022-04-06 10:00").await.unwrap();
        assert!(is_conflict(&reopen(other_office(), "2022-04-06 11:00").await), "once");

        let record = record(&mut db.read().await.unwrap(), "2022").await.unwrap();
        let [closure] = &record.closures[..] else { panic!("nothing is overwritten") };
        assert_eq!(
            (closure.confirmed_at, closure.reopened_at),
            (Some(at("2022-03-28 10:00")), Some(at("2022-04-06 10:00")))
        );
        // A day before is as it was; from the day on the deadline counts again, with both days beside it.
        let on = |day: &str| {
            let view = View::new(day.parse().unwrap(), Basis::Reported);
            let tasks = progress(built_in(), &record, view).tasks;
            tasks.into_iter().find(|task| task.number == "6").unwrap().occurrences.remove(0)
        };
        let (before, since) = (on("2022-04-05"), on("2022-04-06"));
        assert_eq!((before.light, before.closed_on, before.reopened), (Light::Closed, Some(day("2022-03-14")), None));
        let expected =
            Reopened { closed_on: day("2022-03-14"), on: day("2022-04-06"), reason: "计划未附时间表".into() };
        assert_eq!((since.light, since.closed_on, since.reopened), (Light::Overdue, None, Some(expected)));
        // It can be asked for anew, and is closed anew.
        file(&db, "sz_ast", "2022-04", plan("补附时间表"), at("2022-04-27 10:00")).await.unwrap();
        let [again] = &waiting().await[..] else { panic!("it is before the office again") };
        let mut tx = db.write().await.unwrap();
        let confirmed = actor(&office(), at("2022-04-28 10:00"));
        decide_closure(&mut tx, "2022", &again.id, &confirmed, &key(), None).await.unwrap();
        tx.commit().await.unwrap();
        let mut tx = db.read().await.unwrap();
        let record = pilotboard::progress::store::record(&mut tx, "2022").await.unwrap();
        let tasks = progress(built_in(), &record, View::new(day("2022-04-29"), Basis::Reported)).tasks;
        let anew = tasks.into_iter().find(|task| task.number == "6").unwrap().occurrences.remove(0);
        assert_eq!((anew.light, anew.reopened), (Light::Closed, None));
        assert!(matches!(verify(&mut tx, &key()).await.unwrap(), Verdict::Whole { .. }));
    })
    .await;
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}
