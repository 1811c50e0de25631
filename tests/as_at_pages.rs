//! As at a moment, through the front door: the pages, files and answers of a board that has gone on say of a day
//! past what those of a board said that stopped on that day.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use pilotboard::calendar::end_of;
use pilotboard::db::Db;
use pilotboard::example;
use pilotboard::programme::file::built_in;
use pilotboard::progress::store::record;
use pilotboard::reports::store::{closures_waiting, decide_closure, reopen_closure};
use pilotboard::reports::{ClosureEntry, Direction, Draft, Entry, Origin, TaskEntry, Typed};
use pilotboard::testing::actors::{Answer, Board, Client, shows, words};
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

/// Of the charts, too, one of each kind.
const CHARTS: [&str; 12] = [
    "bullet-T1",
    "people-T2",
    "steps-T1",
    "slots-T4",
    "ladder-T5",
    "monthly-recognised-soc_civil",
    "timeline",
    "tiles",
    "stages",
    "recognised",
    "duties",
    "reports",
];

/// Every page that shows numbers, and what scripts and files say.
fn addresses() -> Vec<String> {
    let programme = built_in();
    let mut found: Vec<String> =
        ["/overview", "/tasks", "/units", "/matrix", "/specialties", "/cities", "/meeting", "/attention", "/decisions"]
            .map(str::to_owned)
            .to_vec();
    found.extend(programme.specialties.iter().map(|specialty| format!("/specialties/{}", specialty.id)));
    found.extend(programme.places.iter().map(|place| format!("/cities/{}", place.id)));
    for name in CHARTS {
        found.extend(["svg", "xlsx"].map(|format| format!("/charts/{name}/{format}")));
    }
    found.extend(programme.targets.iter().map(|target| format!("/targets/{}", target.id)));
    found.extend(programme.tasks.iter().map(|task| format!("/tasks/{}", task.number)));
    found.extend(programme.filers().map(|unit| format!("/units/{}", unit.id)));
    for unit in ["soc_civil", "soc_food", "gz_ast", "dg_ast"] {
        found.extend(["2022-05", "2022-06", "2022-07"].map(|period| format!("/reports/{unit}/{period}")));
    }
    for id in FIGURES {
        found.extend(["", "/csv"].map(|file| format!("/figures/{id}{file}")));
        found.push(format!("/api/v1/programmes/2022/figures/{id}"));
    }
    found.extend(["/figures/T2/xlsx", "/overview?print=a3"].map(str::to_owned));
    for half in ["2022H1", "2022H2"] {
        found.extend(["", "/docx", "/xlsx"].map(|file| format!("/summaries/{half}{file}")));
    }
    for issue in ["2022-4", "2022-5"] {
        found.extend(["", "/docx", "/txt"].map(|file| format!("/briefings/{issue}{file}")));
    }
    found.push("/api/v1/programmes/2022/progress".to_owned());
    found
}

/// What of an answer does not depend on who asked when: the middle of a page, or the whole of a file. Forms
/// carry a key that is new each time, notes an id; the frame says when something was last filed.
fn said(answer: &Answer) -> String {
    let Some(main) = answer.text.split("<main").nth(1).and_then(|rest| rest.split("</main>").next()) else {
        // How often anything was written is not a number of the programme.
        return answer.text.split(',').filter(|part| !part.starts_with("\"revision\":")).collect::<Vec<_>>().join(",");
    };
    let title = answer.text.split("<title>").nth(1).and_then(|rest| rest.split("</title>").next());
    let mut parts = main.split("<input type=\"hidden\" name=\"_");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(part.split_once('>').map_or("", |(_, rest)| rest));
    }
    without_ids(&without_earliest(&format!("{}{kept}", title.unwrap_or_default())))
}

/// The text without the earliest day of a field: what is typed today begins today.
fn without_earliest(text: &str) -> String {
    let mut parts = text.split(" min=\"");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |kept, part| kept + part.split_once('"').map_or("", |(_, rest)| rest))
}

/// The text without the ids that a database gives, which are never the same in two.
fn without_ids(text: &str) -> String {
    let is_id = |at: usize| text.get(at..at + 36).is_some_and(|part| uuid::Uuid::try_parse(part).is_ok());
    let (mut kept, mut at) = (String::new(), 0);
    while let Some(next) = text[at..].chars().next() {
        if text.as_bytes().get(at + 8) == Some(&b'-') && is_id(at) {
            at += 36;
        } else {
            kept.push(next);
            at += next.len_utf8();
        }
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

/// Reports that came late, an old one corrected, a correction sent back, a task said to have been closed in July.
async fn august(db: &Db) {
    let food = Draft {
        entries: vec![recognised("food", Origin::Hk, Direction::In, 7)],
        ask: "请协调".to_owned(),
        ..Draft::default()
    };
    testing::file(db, "soc_food", "2022-07", food, at("2022-08-01 10:00")).await.unwrap();
    testing::accept(db, "soc_food", "2022-07", at("2022-08-01 15:00")).await.unwrap();
    let closure =
        ClosureEntry { on: Typed("2022-07-27".to_owned()), evidence: "文号".to_owned(), due: Some(day(6, 30)) };
    let city = testing::draft(vec![practising(None, Origin::Mo, 5)]);
    let sites = Draft {
        tasks: vec![TaskEntry {
            number: "12".to_owned(),
            said: "已设示范点".to_owned(),
            slots: ["南沙新区", "黄埔区", "横琴合作区", "前海"].map(str::to_owned).to_vec(),
            closures: vec![closure],
            ..TaskEntry::default()
        }],
        ..Draft::default()
    };
    testing::file(db, "dg_ast", "2022-07", city, at("2022-08-02 10:00")).await.unwrap();
    testing::accept(db, "dg_ast", "2022-07", at("2022-08-02 11:00")).await.unwrap();
    correct(db, "gdast_coop", "2022-07", "2022-08-02 11:10", sites).await;
    testing::accept(db, "gdast_coop", "2022-07", at("2022-08-02 11:30")).await.unwrap();
    let mut tx = db.write().await.unwrap();
    let asked = closures_waiting(&mut tx, "2022").await.unwrap();
    let asked = asked.iter().find(|case| case.task == "12").expect("the closure of task 12 waits");
    let office = testing::actor(&testing::office(), at("2022-08-02 12:00"));
    decide_closure(&mut tx, "2022", &asked.id, &office, &key(), None).await.unwrap();
    // Work closed in June is taken up again: in July it was closed.
    let june =
        record(&mut tx, "2022").await.unwrap().closures.into_iter().find(|closure| closure.task == "11").unwrap();
    let other = testing::actor(&testing::other_office(), at("2022-08-02 13:00"));
    reopen_closure(&mut tx, "2022", &june.id, &other, &key(), "前海工作站未挂牌").await.unwrap();
    tx.commit().await.unwrap();
    correct(
        db,
        "soc_civil",
        "2022-06",
        "2022-08-03 09:00",
        counting(recognised("building", Origin::Hk, Direction::In, 9)),
    )
    .await;
    testing::accept(db, "soc_civil", "2022-06", at("2022-08-03 16:00")).await.unwrap();
    correct(db, "gz_ast", "2022-05", "2022-08-04 09:00", counting(practising(None, Origin::Hk, 30))).await;
    act(db, &testing::office(), ("gz_ast", "2022-05"), at("2022-08-04 15:00"), async |desk, tx| {
        desk.send_back(tx, None, "done", "请补充").await
    })
    .await
    .unwrap();
}

fn counting(entry: Entry) -> Draft {
    testing::draft(vec![entry])
}

/// An accepted report is opened again and submitted with something else.
async fn correct(db: &Db, unit: &str, period: &str, moment: &str, draft: Draft) {
    act(db, &filer(unit), (unit, period), at(moment), async |desk, tx| {
        desk.correct(tx, None, "漏报").await?;
        desk.save(tx, draft, None).await?;
        desk.submit(tx, None).await
    })
    .await
    .unwrap();
}

/// Compares everything that `login` sees of `day`.
async fn compare(now: &Board, then: &Board, login: &str, day: NaiveDate, differences: &mut Vec<String>) {
    let (reader, of_old): (Client, Client) = (now.signed_in(login).await, then.signed_in(login).await);
    for address in addresses() {
        let joint = if address.contains('?') { '&' } else { '?' };
        let address = format!("{address}{joint}as_at={day}&basis=reported");
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
    // A month that closed, the eve of a correction of May, and the day of the drawings.
    for (day, logins) in
        [(day(6, 28), &["leader"][..]), (day(7, 19), &["leader"]), (day(7, 28), &["leader", "soc_civil"])]
    {
        let (db, _folder) = example_until(day).await;
        let then = Board::over(db, morning_after(day));
        for login in logins {
            compare(&now, &then, login, day, &mut differences).await;
        }
    }
    // What happened since does show on the day on which it had happened.
    let leader = now.signed_in("leader").await;
    for (day, people) in [("2022-07-31", "62"), ("2022-08-01", "69"), ("2022-08-03", "74")] {
        let page = leader.get(&format!("/figures/T2?as_at={day}&basis=reported")).await;
        assert!(page.text.contains(&format!("<span class=\"value\">{people}</span>")), "{day}: {}", page.text);
    }
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences.join("\n"));
}

async fn on_sqlite() -> (Board, Folder) {
    let folder = Folder::new();
    (Board::new(Db::open(&folder.url()).await.unwrap()).await, folder)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_has_two_spellings_and_none_that_has_not_come() {
    let (board, _folder) = on_sqlite().await;
    let leader = board.signed_in("leader").await;
    let [one, other] = ["as_at", "asof"].map(|name| format!("/overview?{name}=2022-05-31"));
    let (one, other) = (leader.get(&one).await.is(200), leader.get(&other).await.is(200));
    shows(&one, &["截至 2022年5月31日"]);
    assert_eq!(words(&one), words(&other));
    for ahead in ["/overview?as_at=2022-07-30", "/figures/T1?as_at=2023-01-05", "/overview?asof=2022-07-30"] {
        shows(&leader.get(ahead).await.is(400), &["截至日期应为不晚于今日的日期"]);
    }
    // The day itself can be looked at, though it has not ended.
    leader.get("/overview?as_at=2022-07-29").await.is(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_month_that_nobody_closed_makes_its_task_overdue_wherever_it_stands() {
    let (board, _folder) = on_sqlite().await;
    let leader = board.signed_in("leader").await;
    let then = "as_at=2022-06-20&basis=reported";
    shows(&leader.get(&format!("/tasks?{then}")).await.is(200), &["5项已销号，1项逾期", "逾期 1", "逾期21天"]);
    shows(&leader.get(&format!("/overview?{then}")).await.is(200), &["14项任务1项逾期", "第4项"]);
    shows(&leader.get(&format!("/tasks/4?{then}")).await.is(200), &["试点工作简报（第4项）：逾期21天"]);
    shows(&leader.get(&format!("/figures/tasks.overdue?{then}")).await.is(200), &["= 1"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_says_of_each_month_how_much_was_known_at_its_end() {
    let (board, _folder) = on_sqlite().await;
    let leader = board.signed_in("leader").await;
    let row = async |basis: &str| {
        let page = words(leader.get(&format!("/targets/T2?as_at=2022-07-28&basis={basis}")).await.is(200));
        let table = page.split("已核单位").nth(1).unwrap_or_else(|| panic!("{page}")).to_owned();
        table.split("4月月报").nth(1).unwrap().split("5月月报").next().unwrap().trim().to_owned()
    };
    assert_eq!(row("corrected").await, "2022-04-281210.2%12/12");
    // 省土木建筑学会 was accepted on the 29th with seven.
    let then = row("reported").await;
    assert!(then.starts_with("2022-04-28510.2%") && !then.ends_with("12/12"), "{then}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_head_of_a_printed_sheet_says_the_moment_of_its_page() {
    let (board, _folder) = on_sqlite().await;
    let leader = board.signed_in("leader").await;
    for (query, head) in [
        ("", "互认试点 · 截至 2022年7月28日 · 按更正后"),
        ("?as_at=2022-05-31&basis=reported", "互认试点 · 截至 2022年5月31日 · 当时上报"),
        ("?lang=en", "Recognition pilot · As at 28 July 2022 · as corrected since"),
    ] {
        let page = leader.get(&format!("/tasks{query}")).await.is(200);
        let address = page.text.split("href=\"/running-head.css?").nth(1).unwrap().split('"').next().unwrap();
        let style = leader.get(&format!("/running-head.css?{}", address.replace("&amp;", "&"))).await.is(200);
        assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
        assert!(style.text.contains(&format!("\"{head}\"")), "{}", style.text);
    }
}
