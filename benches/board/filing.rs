//! What a database holds for the bench beside the worked example, and filings through the API.

use crate::Outcome;
use crate::board::Board;
use crate::load::{Connection, Reply, Request, field};
use pilotboard::db::{Db, new_id};
use pilotboard::people::store as people;
use pilotboard::programme::{file, store as programmes};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};

pub const OTHERS: usize = 10;
const YEARS: std::ops::Range<i64> = 2012..2022;

/// Whoever checks and accepts; the filer of a unit is called as the unit.
const CONSOLIDATOR: &str = "gdes";
const OFFICE: &str = "office1";
const PERIODS: [&str; 5] = ["2022-03", "2022-04", "2022-05", "2022-06", "2022-07"];

/// A bearer token for each login.
pub type Tokens = BTreeMap<String, String>;

fn others() -> impl Iterator<Item = String> {
    (1..=OTHERS).map(|number| format!("P{number:02}"))
}

/// Ten other programmes of ten years each, every month as full as the fullest of the example; answers how
/// many reports that makes.
#[tokio::main]
pub async fn fill(database: &str) -> Outcome<u64> {
    let db = Db::open(database).await?;
    let mut tx = db.write().await?;
    let now = chrono::Utc::now();
    let mut reports = 0;
    for other in others() {
        let source = file::BUILT_IN.replacen("id = \"2022\"", &format!("id = \"{other}\""), 1);
        let programme = file::read(&source).map_err(|mistakes| format!("{mistakes:?}"))?;
        programmes::install(&mut tx, &programme, &source, "bench", "bench", now).await.map_err(said)?;
        for (year, month) in YEARS.flat_map(|year| (1..=12).map(move |month| (year, month))) {
            let period = format!("{year}-{month:02}");
            for copy in [
                "insert into report (programme, unit, period, state, lock, version, draft, saved_at) \
                 select $1, unit, $2, state, lock, version, draft, saved_at from report \
                 where programme = '2022' and period = '2022-06'",
                "insert into report_version (programme, unit, period, number, content, receipt, fingerprint, \
                 submitted_at, submitted_by, forwarded_at, accepted_at) \
                 select $1, unit, $2, number, content, receipt, fingerprint, submitted_at, submitted_by, \
                 forwarded_at, accepted_at from report_version where programme = '2022' and period = '2022-06'",
            ] {
                reports += tx.sql(copy).bind(other.clone()).bind(period.clone()).run().await?;
            }
        }
    }
    tx.commit().await?;
    db.close().await;
    Ok(reports / 2)
}

/// A token for everybody who files, checks or accepts.
#[tokio::main]
pub async fn tokens(database: &str) -> Outcome<Tokens> {
    let db = Db::open(database).await?;
    let mut tx = db.write().await?;
    let mut tokens = Tokens::new();
    for (person, _) in people::all(&mut tx, chrono::Utc::now()).await.map_err(said)? {
        let (_, token) = people::add_token(&mut tx, &person, "bench", chrono::Utc::now()).await.map_err(said)?;
        tokens.insert(person.login, token);
    }
    tx.commit().await?;
    db.close().await;
    Ok(tokens)
}

fn said(problem: pilotboard::problem::Problem) -> String {
    format!("{problem:?}")
}

/// How many rows of the size of a draft one writer commits in a second, one in each transaction.
#[tokio::main]
pub async fn bare_commits(folder: &Path, lasting: Duration) -> Outcome<f64> {
    let db = Db::open(&format!("sqlite://{}", folder.join("bare.db").display())).await?;
    let value = "x".repeat(1024);
    let (mut commits, started) = (0, Instant::now());
    while started.elapsed() < lasting {
        let mut tx = db.write().await?;
        let insert = tx.sql("insert into setting (key, value) values ($1, $2)");
        insert.bind(new_id()).bind(value.clone()).run_one().await?;
        tx.commit().await?;
        commits += 1;
    }
    let rate = f64::from(commits) / started.elapsed().as_secs_f64();
    db.close().await;
    Ok(rate)
}

pub struct Filed {
    pub accounts: usize,
    pub filings: usize,
    pub writes: usize,
    pub lasted: Duration,
}

/// What each society reported in the example is filed again in every other programme, all societies at
/// once: saved, submitted, passed on and accepted.
pub fn file_everything(board: &Board, tokens: &Tokens) -> Outcome<Filed> {
    let societies: Vec<&String> = tokens.keys().filter(|login| login.starts_with("soc_")).collect();
    let started = Instant::now();
    let filed: Vec<Result<usize, String>> = std::thread::scope(|scope| {
        let filing = |unit| scope.spawn(move || file(board, tokens, unit).map_err(|error| format!("{unit}: {error}")));
        let threads: Vec<_> = societies.iter().map(|unit| filing(unit.as_str())).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| Err("panicked".into()))).collect()
    });
    let lasted = started.elapsed();
    let filings = filed.into_iter().sum::<Result<usize, String>>()?;
    Ok(Filed { accounts: societies.len(), filings, writes: filings * 4, lasted })
}

fn file(board: &Board, tokens: &Tokens, unit: &str) -> Outcome<usize> {
    let mut connection = Connection::open(board.address)?;
    let mut ask = |request: Request, login: &str| -> Outcome<Reply> {
        let reply = connection.ask(&request.header("authorization", &format!("Bearer {}", tokens[login])))?;
        match reply.status {
            200 => Ok(reply),
            status => Err(format!("{status}: {}", String::from_utf8_lossy(&reply.body)).into()),
        }
    };
    let mut filings = 0;
    for period in PERIODS {
        let held = ask(Request::get(format!("/api/v1/programmes/2022/reports/{unit}/{period}")), unit)?;
        let held: serde_json::Value = serde_json::from_slice(&held.body)?;
        if held["state"] != "accepted" {
            continue;
        }
        let draft = held["draft"].to_string();
        for other in others() {
            let place = format!("/api/v1/programmes/{other}/reports/{unit}/{period}");
            let keyed = |request: Request| request.header("idempotency-key", &new_id());
            let mut reply = ask(keyed(Request::put(&place, draft.clone())), unit)?;
            for (act, login) in [("submit", unit), ("forward", CONSOLIDATOR), ("accept", OFFICE)] {
                let seen = field(&reply.headers, "etag").ok_or("no ETag")?.to_owned();
                let request = Request::post(format!("{place}/{act}"), "").header("if-match", &seen);
                reply = ask(keyed(request), login)?;
            }
            filings += 1;
        }
    }
    Ok(filings)
}
