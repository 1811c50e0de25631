//! What we claim about speed, measured: `make bench`.
//!
//! A board runs as people run it, in a process of its own. Every figure stands beside a floor taken in
//! the same minute on the same machine (the same bytes without a board, a bare commit without a
//! report), so that it is the ratio one may compare between machines, never the figure alone.

mod bare;
mod board;
mod load;

use board::Board;
use load::Request;
use std::error::Error;
use std::time::Duration;

pub type Outcome<T> = Result<T, Box<dyn Error>>;

const CONNECTIONS: usize = 64;
const MEASURED: Duration = Duration::from_secs(5);
const STARTS: usize = 5;
const PAGES: usize = 10_000;

fn main() -> Outcome<()> {
    if let Some(body) = std::env::var_os(bare::BODY) {
        return bare::serve(body.as_ref());
    }
    cold_start()?;
    let board = Board::start()?;
    downloads(&board)?;
    let overview = board.overview("领导小组查阅人")?;
    reading(&board, &overview)?;
    memory(&board, &overview)
}

/// From the start of the process to its first answer, on a board that holds the worked example.
fn cold_start() -> Outcome<()> {
    println!("Cold start");
    let mut board = Board::start()?;
    let mut times = Vec::new();
    for _ in 0..STARTS {
        board = board.again()?;
        times.push(board.started_in);
    }
    times.sort();
    println!("  {:.0} ms, the middle one of {STARTS}", times[STARTS / 2].as_secs_f64() * 1e3);
    Ok(())
}

/// What a browser fetches on its first visit, and nothing on the next.
fn downloads(board: &Board) -> Outcome<()> {
    println!("Downloaded once by a browser (brotli; in brackets as it is)");
    for path in ["/style.css", "/pkg/pilotboard.js", "/pkg/pilotboard_bg.wasm"] {
        let plain = board.get(&Request::get(path))?.body.len();
        let brotli = board.get(&Request::get(path).header("accept-encoding", "br"))?.body.len();
        println!("  {path}: {:.1} KB ({:.1})", brotli as f64 / 1e3, plain as f64 / 1e3);
    }
    Ok(())
}

/// The overview of somebody signed in, against the same bytes from memory.
fn reading(board: &Board, overview: &Request) -> Outcome<()> {
    println!("The overview, signed in, over {CONNECTIONS} connections");
    let page = board.get(overview)?;
    let floor = bare::Bare::start(&page.body)?;
    let floor = load::run(floor.address, &Request::get("/overview"), CONNECTIONS, MEASURED)?;
    let seen = load::run(board.address, overview, CONNECTIONS, MEASURED)?;
    println!("  {}", floor.line("bare axum"));
    println!("  {}", seen.line("pilotboard"));
    println!("  one in {:.2}", floor.per_second() / seen.per_second());
    Ok(())
}

/// What the process holds once caches are warm, and after many more pages.
fn memory(board: &Board, overview: &Request) -> Outcome<()> {
    println!("Resident memory");
    let before = board.resident()?;
    load::count(board.address, overview, CONNECTIONS, PAGES)?;
    let after = board.resident()?;
    println!("  {:.1} MB; {:.1} MB after {PAGES} more pages", before as f64 / 1e6, after as f64 / 1e6);
    Ok(())
}
