//! What we claim about speed, measured: `make bench`.
//!
//! A board runs as people run it, in a process of its own. Every figure stands beside a floor taken in
//! the same minute on the same machine (the same bytes without a board, a bare commit without a
//! report), so that it is the ratio one may compare between machines, never the figure alone. What we
//! aim at stands behind each; nothing fails when it is missed.

mod bare;
mod board;
mod documents;
mod filing;
mod load;
mod views;

use board::Board;
use load::{Load, Request};
use std::error::Error;
use std::time::Duration;

pub type Outcome<T> = Result<T, Box<dyn Error>>;

const CONNECTIONS: usize = 64;
const MEASURED: Duration = Duration::from_secs(3);
/// Of so many rounds, each a floor and a board, the middle one counts.
const ROUNDS: usize = 3;
const STARTS: usize = 5;
const PAGES: usize = 10_000;
/// By then everything that goes on behind a start has ended.
const SETTLED: Duration = Duration::from_secs(10);
const READER: &str = "领导小组查阅人";

fn main() -> Outcome<()> {
    if let Some(body) = std::env::var_os(bare::BODY) {
        return bare::serve(body.as_ref());
    }
    let board = cold_start()?;
    downloads(&board)?;
    let alone = reading(&board)?;
    memory(&board)?;
    views::compare(&board, &board.sign_in(READER)?)?;
    println!("  {:.1} MB held after all of these, pictures too", board.resident()? as f64 / 1e6);
    documents::made(&board, READER)?;
    let (board, reports) = board.after(filing::fill)?;
    println!("The overview beside {} other programmes of ten years each, {reports} reports in all", filing::OTHERS);
    let beside = measure(&board)?;
    println!("  {:.2} of what it was alone (aim: at least 0.90)", beside / alone);
    let (board, tokens) = board.after(filing::tokens)?;
    writing(&board, &tokens)
}

/// From the start of the process to its first answer, on a board that holds the worked example.
fn cold_start() -> Outcome<Board> {
    println!("Cold start");
    let mut board = Board::start()?;
    let mut times = Vec::new();
    for _ in 0..STARTS {
        board = board.again()?;
        times.push(board.started_in);
    }
    times.sort();
    let middle = times[STARTS / 2].as_secs_f64() * 1e3;
    println!("  {middle:.0} ms, the middle one of {STARTS} (aim: under 500 ms)");
    Ok(board)
}

/// What a browser fetches on its first visit, once the board has had the seconds to make it as small as it gets.
fn downloads(board: &Board) -> Outcome<()> {
    println!("Downloaded by a browser (brotli; in brackets as it is)");
    std::thread::sleep(SETTLED);
    let mut all = 0;
    for path in ["/style.css", "/icon.svg", "/pkg/pilotboard.js", "/pkg/pilotboard_bg.wasm"] {
        let plain = board.get(&Request::get(path))?;
        if plain.status != 200 {
            return Err(format!("{path} is not there; is target/site built?").into());
        }
        let brotli = board.get(&Request::get(path).header("accept-encoding", "br"))?.body.len();
        all += brotli;
        println!("  {path}: {:.1} KB ({:.1})", brotli as f64 / 1e3, plain.body.len() as f64 / 1e3);
    }
    println!("  together {:.1} KB (aim: at most 120 KB)", all as f64 / 1e3);
    Ok(())
}

/// The overview of somebody signed in, against the same bytes from memory.
fn reading(board: &Board) -> Outcome<f64> {
    println!("The overview, signed in, over {CONNECTIONS} connections");
    let ratio = measure(board)?;
    println!("  {ratio:.2} of bare (aim: at least 0.25, p99 under 25 ms)");
    Ok(ratio)
}

fn measure(board: &Board) -> Outcome<f64> {
    let overview = board.overview(READER)?;
    let page = board.get(&overview)?;
    let bare = bare::Bare::start(&page.body)?;
    let mut rounds: Vec<(f64, Load, Load)> = Vec::new();
    for _ in 0..ROUNDS {
        let floor = load::run(bare.address, &Request::get("/overview"), CONNECTIONS, MEASURED)?;
        let seen = load::run(board.address, &overview, CONNECTIONS, MEASURED)?;
        rounds.push((seen.per_second() / floor.per_second(), floor, seen));
    }
    rounds.sort_by(|one, other| one.0.total_cmp(&other.0));
    let (ratio, floor, seen) = &rounds[ROUNDS / 2];
    println!("  {}", floor.line(&format!("bare axum, {:.1} KB", page.body.len() as f64 / 1e3)));
    println!("  {}", seen.line("pilotboard"));
    Ok(*ratio)
}

/// What the process holds after the pages that were measured, and after many more.
fn memory(board: &Board) -> Outcome<()> {
    println!("Resident memory");
    let overview = board.overview(READER)?;
    let before = board.resident()?;
    load::count(board.address, &overview, CONNECTIONS, PAGES)?;
    let after = board.resident()? as f64 / 1e6;
    println!("  {:.1} MB; {after:.1} MB after {PAGES} more pages (aim: under 80 MB)", before as f64 / 1e6);
    Ok(())
}

/// Filings through the API, each on disk before it is answered, against bare commits beside them.
fn writing(board: &Board, tokens: &filing::Tokens) -> Outcome<()> {
    println!("Filings through the API: save, submit, forward, accept");
    let before = filing::bare_commits(board.folder(), MEASURED)?;
    let filed = filing::file_everything(board, tokens)?;
    let after = filing::bare_commits(board.folder(), MEASURED)?;
    let floor = (before + after) / 2.0;
    let seconds = filed.lasted.as_secs_f64();
    let writes = filed.writes as f64 / seconds;
    println!("  bare insert and commit, one writer: {floor:.0} a second ({before:.0} before, {after:.0} after)");
    println!("  pilotboard, {} societies at once: {writes:.0} writes a second,", filed.accounts);
    println!("  {:.0} accepted reports a second ({} in all)", filed.filings as f64 / seconds, filed.filings);
    println!("  {:.2} of bare (aim: at least 0.50)", writes / floor);
    Ok(())
}
