//! As at a moment, through the front door: the pages, files and answers of a board that has gone on say of a day
//! past what those of a board said that stopped on that day.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use pilotboard::calendar::end_of;
use pilotboard::db::Db;
use pilotboard::example;
use pilotboard::programme::file::built_in;
use pilotboard::reports::{ClosureEntry, Direction, Draft, Origin, TaskEntry, Typed};
use pilotboard::testing::actors::{Answer, Board, Client};
use pilotboard::testing::{self, Folder, act, at, filer, key, practising, recognised};

/// The figures of the addresses below stand for all: one of each kind.
const FIGURES: [&str; 16] = [
    "T1",
    "T2",
    "T3",
    "T4",
    "T5",
    "T1.pending",
    "T2.pending",
    "recognised,unit=soc_civil,period=2022-05",
    "practising,origin=hk",
    "reporting,period=2022-06",
    "reporting.expected",
    "reporting.late,unit=soc_civil",
    "reporting.missing,period=2022-07",
    "tasks.overdue",
    "tasks.closed",
    "tasks.stale",
];

/// Every page that shows numbers, and what scripts and files say.
fn addresses() -> Vec<String> {
    let programme = built_in();
    let mut found: Vec<String> = ["/overview", "/tasks", "/units", "/matrix"].map(str::to_owned).to_vec();
    found.extend(programme.targets.iter().map(|target| format!("/targets/{}", target.id)));
    found.extend(programme.tasks.iter().map(|task| format!("/tasks/{}", task.number)));
    found.extend(programme.filers().map(|unit| format!("/units/{}", unit.id)));
    for id in FIGURES {
        found.extend(["", "/csv"].map(|file| format!("/figures/{id}{file}")));
        found.push(format!("/api/v1/programmes/2022/figures/{id}"));
    }
    found.push("/figures/T2/xlsx".to_owned());
    for half in ["2022H1", "2022H2"] {
        found.extend(["", "/docx", "/xlsx"].map(|file| format!("/summaries/{half}{file}")));
    }
    found.push("/api/v1/programmes/2022/progress".to_owned());
    found
}

/// What of an answer does not depend on who asked when: the middle of a page, or the whole of a file. Forms
/// carry a key that is new each time; the frame says when something was last filed.
fn said(answer: &Answer) -> String {
    let Some(main) = answer.text.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()) else {
        return answer.text.clone();
    };
    let mut parts = main.split("<input type=\"hidden\" name=\"_");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(part.split_once('>').map_or("", |(_, rest)| rest));
    }
    kept
}

/// Where two texts part, with what stands around the place.
fn difference(now: &str, then: &str) -> Option<String> {
    let same = now.chars().zip(then.chars()).take_while(|(a, b)| a == b).count();
    let around = |text: &str| text.chars().skip(same.saturating_sub(120)).take(300).collect::<String>();
    (now != then).then(|| format!("\n  now:  {}\n  then: {}", around(now), around(then)))
}

async fn example_until(last: NaiveDate) -> (Db, Folder) {
    let folder = Folder::new();
    let db = Db::open(&folder.url()).await.unwrap();
    example::load_until(&db, &key(), last).await.unwrap();
    (db, folder)
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, month, day).unwrap()
}

/// The morning after a day.
fn morning_after(day: NaiveDate) -> DateTime<Utc> {
    end_of(day) + TimeDelta::minutes(510)
}

/// Reports that came late, a correction of an old one, a return, and a task closed: all in August.
async fn august(db: &Db) {
    let food = Draft {
        entries: vec![recognised("food", Origin::Hk, Direction::In, 7)],
        tasks: vec![TaskEntry {
            number: "12".to_owned(),
            said: "已设示范点".to_owned(),
            closure: Some(ClosureEntry {
                on: Typed("2022-07-27".to_owned()), evidence: "文号".to_owned(), due: None
            }),
            ..TaskEntry::default()
        }],
        ask: "请协调".to_owned(),
        ..Draft::default()
    };
    let plain = Draft { tasks: Vec::new(), ..food.clone() };
    let filed = match testing::file(db, "soc_food", "2022-07", food, at("2022-08-01 10:00")).await {
        Ok(receipt) => receipt,
        // Task 12 may be answered for by others.
        Err(_) => testing::file(db, "soc_food", "2022-07", plain, at("2022-08-01 10:30")).await.unwrap(),
    };
    assert_eq!(filed.number, 1);
    testing::accept(db, "soc_food", "2022-07", at("2022-08-01 15:00")).await.unwrap();
    let city = testing::draft(vec![practising(None, Origin::Mo, 5)]);
    testing::file(db, "dg_ast", "2022-07", city, at("2022-08-02 10:00")).await.unwrap();
    act(db, &testing::office(), ("dg_ast", "2022-07"), at("2022-08-02 11:00"), async |desk, tx| {
        desk.send_back(tx, None, "done", "请补充").await
    })
    .await
    .unwrap();
    act(db, &filer("soc_civil"), ("soc_civil", "2022-06"), at("2022-08-03 09:00"), async |desk, tx| {
        desk.correct(tx, None, "漏报").await?;
        desk.save(tx, testing::draft(vec![recognised("building", Origin::Hk, Direction::In, 9)]), None).await?;
        desk.submit(tx, None).await
    })
    .await
    .unwrap();
    testing::accept(db, "soc_civil", "2022-06", at("2022-08-03 16:00")).await.unwrap();
}

/// Compares everything that `login` sees of `day`.
async fn compare(now: &Board, then: &Board, login: &str, day: NaiveDate, differences: &mut Vec<String>) {
    let (reader, of_old): (Client, Client) = (now.signed_in(login).await, then.signed_in(login).await);
    for address in addresses() {
        let address = format!("{address}?as_at={day}&basis=reported");
        let (now, then) = (reader.get(&address).await, of_old.get(&address).await);
        if now.status != then.status {
            differences.push(format!("{login} {address}: {} then {}", now.status, then.status));
        }
        let found = difference(&said(&now), &said(&then));
        differences.extend(found.map(|found| format!("{login} {address}: {found}")));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_past_is_shown_as_it_was_on_that_day() {
    let (db, _folder) = example_until(day(7, 28)).await;
    august(&db).await;
    let now = Board::over(db, at("2022-08-15 09:00"));
    let mut differences = Vec::new();
    // Before a correction of May and on the day of it; a month that closed; the day of the drawings.
    for day in [day(4, 15), day(6, 28), day(7, 19), day(7, 20), day(7, 28)] {
        let (db, _folder) = example_until(day).await;
        let then = Board::over(db, morning_after(day));
        for login in ["leader", "soc_food"] {
            compare(&now, &then, login, day, &mut differences).await;
        }
    }
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences.join("\n"));
}
