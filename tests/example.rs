//! The worked example says what the drawings of the board say, on both databases.

use chrono::NaiveDate;
use pilotboard::audit::{Verdict, verify};
use pilotboard::calendar::PeriodId;
use pilotboard::charts::Roster;
use pilotboard::db::Db;
use pilotboard::example::{PASSWORD, load, load_closed};
use pilotboard::figures::{FigureId, Subject};
use pilotboard::lights::Light;
use pilotboard::people::{self, Person, Role, passwords};
use pilotboard::programme::file::{BUILT_IN, built_in};
use pilotboard::programme::store::{head, install};
use pilotboard::progress::{self, FilingState, Known, OccurrenceProgress, Progress, Record, TaskProgress, figure};
use pilotboard::reports::store::{closures_waiting, receipts};
use pilotboard::targets::Measure;
use pilotboard::testing::{at, draft, each, file, furnish, id, key, practising};
use pilotboard::views::{Basis, View};

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, month, day).unwrap()
}

/// The day of the drawings.
fn drawn() -> View {
    View::new(day(7, 28), Basis::Corrected)
}

async fn example(db: &Db) -> Record {
    load(db, &key()).await.unwrap();
    progress::store::record(&mut db.read().await.unwrap(), "2022").await.unwrap()
}

fn months(record: &Record, measure: Measure) -> Vec<i64> {
    (3..=7)
        .map(|month| {
            let id = FigureId::measure(measure).in_period(PeriodId::month(2022, month));
            figure(built_in(), record, drawn(), &id).unwrap().value
        })
        .collect()
}

fn value(record: &Record, id: &str) -> i64 {
    figure(built_in(), record, drawn(), &id.parse().unwrap()).unwrap().value
}

fn task<'a>(progress: &'a Progress, number: &str) -> &'a TaskProgress {
    progress.tasks.iter().find(|task| task.number == number).unwrap()
}

fn closing(task: &TaskProgress) -> Vec<(Light, Option<NaiveDate>, Option<i64>)> {
    task.occurrences
        .iter()
        .map(|OccurrenceProgress { light, closed_on, days, .. }| (*light, *closed_on, *days))
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_example_counts_the_people_of_the_drawings() {
    each(async |db| {
        let record = example(&db).await;
        assert_eq!(months(&record, Measure::Practising), [0, 7, 10, 11, 13]);
        assert_eq!(months(&record, Measure::Recognised), [0, 12, 14, 18, 18]);
        let progress = progress::progress(built_in(), &record, drawn());
        let rows: Vec<_> = progress
            .targets
            .iter()
            .map(|row| (row.id.as_str(), row.actual, row.pending, row.light, row.gap.map(|gap| gap.to_string())))
            .collect();
        assert_eq!(
            rows,
            [
                ("T1", 41, 0, Light::Normal, Some("−2.3".into())),
                ("T2", 62, 0, Light::Lagging, Some("−12.3".into())),
                ("T3", 9, 0, Light::Normal, None),
                ("T4", 2, 0, Light::Normal, None),
                ("T5", 0, 0, Light::Normal, None),
            ]
        );
        let ahead: Vec<_> = progress.targets[..2].iter().map(|row| (row.projection, row.needed_per_month)).collect();
        assert_eq!(ahead, [(Some(98), Some(12)), (Some(145), Some(28))]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_count_lies_where_the_drawings_put_it() {
    each(async |db| {
        let record = example(&db).await;
        let by = |prefix: &str, keys: &[&str]| -> Vec<i64> {
            keys.iter().map(|key| value(&record, &format!("{prefix}{key}"))).collect()
        };
        let specialties = [
            "building",
            "quality_mgmt",
            "metrology_control",
            "power",
            "computer_info",
            "standardisation",
            "cyberspace",
            "egov",
            "textile",
        ];
        assert_eq!(by("recognised,specialty=", &specialties), [18, 11, 9, 8, 7, 5, 4, 0, 0]);
        assert_eq!(by("recognised,direction=", &["in", "out"]), [58, 4]);
        let places = ["qianhai", "nansha", "hengqin", "huangpu", "dongguan", "zhuhai"];
        assert_eq!(by("practising,place=", &places), [11, 9, 8, 5, 3, 2]);
        let all =
            figure(built_in(), &record, drawn(), &FigureId::whole(Subject::Measure(Measure::Practising))).unwrap();
        let nowhere: i64 = all.contributions.iter().filter(|part| part.place.is_none()).map(|part| part.count).sum();
        assert_eq!(nowhere, 3);
        for measure in ["practising", "recognised"] {
            let origins = by(&format!("{measure},origin="), &["hk", "mo"]);
            assert!(origins.iter().all(|count| *count > 0), "{measure} {origins:?}");
            assert_eq!(origins.iter().sum::<i64>(), value(&record, measure));
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_of_the_five_new_specialties_are_signed() {
    each(async |db| {
        let progress = progress::progress(built_in(), &example(&db).await, drawn());
        let stages: Vec<_> = progress.specialties.iter().map(|row| (row.id.as_str(), row.stage, row.light)).collect();
        assert!(stages[..7].iter().all(|(_, stage, _)| *stage == 5), "{stages:?}");
        assert_eq!(
            stages[7..],
            [
                ("quality", 2, Light::Normal),
                ("egov", 3, Light::Met),
                ("nonmetallic", 1, Light::Normal),
                ("textile", 3, Light::Met),
                ("food", 2, Light::Stale),
            ]
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sixteen_of_eighteen_have_reported_on_july_in_time_and_been_accepted() {
    each(async |db| {
        let record = example(&db).await;
        for basis in [Basis::Corrected, Basis::Reported] {
            let progress = progress::progress(built_in(), &record, View::new(day(7, 28), basis));
            let [.., july] = &progress.reporting[..] else { panic!("no period has begun") };
            assert_eq!(july.period, id("2022-07"));
            assert_eq!((july.expected, july.submitted, july.accepted), (18, 16, 16));
            assert_eq!((july.on_time, july.late, july.nil), (16, 0, 2));
            assert_eq!(july.missing, ["soc_food", "dg_ast"]);
            assert!(["soc_food", "dg_ast"].iter().all(|unit| progress.silent.iter().any(|silent| silent == unit)));
            let spring: Vec<_> =
                progress.reporting[..4].iter().map(|row| (row.submitted, row.accepted, row.late)).collect();
            assert_eq!(spring, [(18, 18, 0), (18, 18, 1), (18, 18, 1), (18, 18, 0)]);
            // Beside the two who are silent no task is green, though it is beside the others.
            let roster = Roster::new(built_in(), &record, &progress);
            let lights = |unit| roster.cells(&[unit]).into_iter().flatten().map(|duty| duty.light).collect::<Vec<_>>();
            assert!(lights("dg_ast").contains(&Light::Stale) && lights("sz_ast").contains(&Light::Normal));
            for unit in ["soc_food", "dg_ast"] {
                assert!(!lights(unit).iter().any(|light| [Light::Normal, Light::DueSoon].contains(light)), "{unit}");
            }
        }
        let known = Known::new(built_in(), &record, drawn());
        let late_by = |unit, period| known.filing(unit, built_in().period(id(period)).unwrap()).unwrap().late_by;
        assert_eq!(late_by("soc_civil", "2022-04"), Some(1));
        assert_eq!(late_by("dg_ast", "2022-05"), Some(1));
        assert_eq!(late_by("soc_civil", "2022-05"), None, "28 May is a Saturday");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_stand_where_the_drawings_put_them() {
    each(async |db| {
        let progress = progress::progress(built_in(), &example(&db).await, drawn());
        for (number, closed_on) in
            [("1", day(2, 22)), ("2", day(3, 3)), ("3", day(3, 24)), ("7", day(3, 25)), ("11", day(6, 24))]
        {
            assert_eq!(closing(task(&progress, number)), [(Light::Closed, Some(closed_on), None)], "task {number}");
        }
        assert_eq!(closing(task(&progress, "6")), [(Light::ClosedLate, Some(day(3, 20)), Some(5))]);
        assert_eq!(
            closing(task(&progress, "4"))[..5],
            [
                (Light::Closed, Some(day(3, 28)), None),
                (Light::Closed, Some(day(4, 28)), None),
                (Light::Closed, Some(day(5, 30)), None),
                (Light::Closed, Some(day(6, 28)), None),
                (Light::ClosureRequested, None, Some(0)),
            ]
        );
        assert_eq!(closing(task(&progress, "15"))[0], (Light::Closed, Some(day(6, 28)), None));
        for number in ["8", "12"] {
            assert_eq!(closing(task(&progress, number)), [(Light::Overdue, None, Some(28))], "task {number}");
        }
        for number in ["10", "13"] {
            assert_eq!(task(&progress, number).light, Light::Normal, "task {number}");
        }
        assert_eq!(task(&progress, "9").light, Light::Lagging, "as far behind as the recognitions");
        assert_eq!(task(&progress, "14").light, Light::None);
        assert_eq!(task(&progress, "12").slots, ["南沙新区", "黄埔区"]);
        assert_eq!(task(&progress, "13").stage, Some(1));
        let said = |number| {
            let said = task(&progress, number).said.as_ref().unwrap();
            (said.unit.as_str(), said.text.as_str(), said.on)
        };
        assert_eq!(said("8"), ("gdast_coop", "珠海、东莞待住建会签", day(7, 25)));
        assert_eq!(said("12"), ("sz_ast", "前海选址8月10日定", day(7, 26)));
        assert_eq!(said("9"), ("gdes", "8月起增加两批评审", day(7, 28)));
        assert_eq!(closures_waiting(&mut db.read().await.unwrap(), "2022").await.unwrap().len(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_report_was_corrected_and_one_sent_back_and_filed_again() {
    each(async |db| {
        let record = example(&db).await;
        let then = |text: &str, basis| {
            let day = text.parse().unwrap();
            let id = FigureId::target("T2");
            figure(built_in(), &record, View::new(day, basis), &id).unwrap().value
        };
        assert_eq!((then("2022-06-28", Basis::Reported), then("2022-06-28", Basis::Corrected)), (45, 44));
        assert_eq!((then("2022-07-19", Basis::Reported), then("2022-07-20", Basis::Reported)), (45, 44));
        assert_eq!((then("2022-07-27", Basis::Reported), then("2022-07-28", Basis::Reported)), (56, 62));

        let mut tx = db.read().await.unwrap();
        let may = receipts(&mut tx, "2022", "soc_civil", id("2022-05")).await.unwrap();
        assert_eq!(
            may.iter().map(|receipt| receipt.correction.as_deref()).collect::<Vec<_>>(),
            [Some("重复统计"), None]
        );
        assert_eq!(may[0].accepted_at, Some(at("2022-07-20 09:30")));
        let june = receipts(&mut tx, "2022", "soc_civil", id("2022-06")).await.unwrap();
        assert!(june[0].accepted_at.is_some() && june[1].accepted_at.is_none() && june[1].returned_at.is_some());

        let known = Known::new(built_in(), &record, drawn());
        let filing = known.filing("soc_civil", built_in().period(id("2022-05")).unwrap()).unwrap();
        assert_eq!((filing.version, filing.state, filing.corrected), (2, FilingState::Accepted, true));
        let electric = record.versions.iter().rfind(|version| version.unit == "soc_electric").unwrap();
        assert_eq!(electric.content.ask, "建议省人社厅明确职称衔接口径");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_in_the_example_can_sign_in_and_nobody_accepts_their_own() {
    each(async |db| {
        let record = example(&db).await;
        let mut tx = db.read().await.unwrap();
        let people: Vec<Person> = people::store::all(&mut tx, at("2022-07-29 08:30"))
            .await
            .unwrap()
            .into_iter()
            .map(|(person, _)| person)
            .collect();
        for unit in built_in().expected_on(day(3, 1)) {
            let filer = people.iter().find(|person| person.login == unit).unwrap();
            assert!(filer.role == Role::Filer && filer.belongs_to(unit), "{filer:?}");
        }
        for (login, role, unit) in [
            ("gdes", Role::Consolidator, Some("gdes")),
            ("office1", Role::Office, Some("gdast_coop")),
            ("office2", Role::Office, Some("gdast_acad")),
            ("leader", Role::LeadingGroup, None),
            ("admin", Role::Administrator, None),
            ("admin2", Role::Administrator, None),
            ("auditor", Role::Auditor, None),
            ("head", Role::UnitHead, Some("soc_civil")),
        ] {
            let person = people.iter().find(|person| person.login == login).unwrap();
            assert_eq!((person.role, person.unit.as_deref()), (role, unit), "{login}");
        }
        for person in &people {
            assert!(person.phone.starts_with("020-0000-00") && !person.post.is_empty(), "{person:?}");
            assert!(passwords::is_acceptable(PASSWORD, &person.login), "{}", person.login);
        }
        let (_, hash) = people::store::by_login(&mut tx, "soc_food", at("2022-07-29 08:30")).await.unwrap().unwrap();
        assert!(passwords::verify(PASSWORD.into(), Some(hash)).await);
        for version in &record.versions {
            for receipt in receipts(&mut tx, "2022", &version.unit, version.period).await.unwrap() {
                assert_ne!(Some(&receipt.submitted_by), receipt.accepted_by.as_ref(), "{}", receipt.receipt);
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_example_is_loaded_once_and_leaves_a_whole_chain() {
    each(async |db| {
        load(&db, &key()).await.unwrap();
        let mut tx = db.read().await.unwrap();
        let before = head(&mut tx, "2022").await.unwrap().unwrap();
        drop(tx);
        assert!(before.example && before.edition == 1);
        load(&db, &key()).await.unwrap();
        let mut tx = db.read().await.unwrap();
        assert_eq!(head(&mut tx, "2022").await.unwrap().unwrap().revision, before.revision);
        // 103 reports submitted and accepted, 64 of them forwarded; one sent back, one corrected; 11 closures;
        // three notes and two replies; eighteen plans, nineteen summaries and one outline; three files; five documents
        // begun, taken four steps and frozen, one begun, two paragraphs.
        let documents = 5 * 6 + 1 + 2;
        // Six recipients; three rungs of the ladder, each a note with a seal of its own, and a reply. Three
        // readings settled, two suggestions, one of them answered.
        // The lane: filed five times, accepted four.
        let entries = 2 * 103 + 64 + 2 + 4 + 11 + 5 + 38 + 3 + documents + 13 + 6 + 5 + 4;
        assert_eq!(verify(&mut tx, &key()).await.unwrap(), Verdict::Whole { entries });
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_example_stands_in_a_programme_already_installed_but_not_among_real_reports() {
    each(async |db| {
        let mut tx = db.write().await.unwrap();
        install(&mut tx, built_in(), BUILT_IN, "first", "admin", at("2026-01-05 09:00")).await.unwrap();
        tx.commit().await.unwrap();
        load(&db, &key()).await.unwrap();
    })
    .await;
    each(async |db| {
        furnish(&db).await;
        let july = draft(vec![practising(None, pilotboard::reports::Origin::Hk, 1)]);
        file(&db, "gz_ast", "2022-07", july, at("2022-07-26 10:00")).await.unwrap();
        assert!(load(&db, &key()).await.is_err());
        let head = head(&mut db.read().await.unwrap(), "2022").await.unwrap().unwrap();
        assert!(!head.example);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn beside_accounts_of_real_people_nobody_comes_in_by_the_example() {
    each(async |db| {
        load_closed(&db, &key()).await.unwrap();
        let mut tx = db.read().await.unwrap();
        for (person, _) in people::store::all(&mut tx, at("2022-07-29 08:30")).await.unwrap() {
            let (_, hash) =
                people::store::by_login(&mut tx, &person.login, at("2022-07-29 08:30")).await.unwrap().unwrap();
            assert!(!passwords::verify(PASSWORD.into(), Some(hash)).await, "{}", person.login);
        }
        let record = progress::store::record(&mut tx, "2022").await.unwrap();
        assert!(!record.versions.is_empty());
    })
    .await;
}
