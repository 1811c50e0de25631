//! What each view and each chart costs beside the overview, one request at a time over one connection.

use crate::Outcome;
use crate::board::Board;
use crate::load::{Connection, Request};
use std::time::{Duration, Instant};

/// As it is read again and again, and as it is made after something was filed.
const KEPT: usize = 200;
const ANEW: usize = 30;

const OVERVIEW: &str = "/overview";
const VIEWS: [&str; 20] = [
    "/targets/T1",
    "/targets/T4",
    "/tasks",
    "/tasks/12",
    "/units",
    "/units/soc_civil",
    "/specialties",
    "/specialties/textile",
    "/cities",
    "/cities/guangzhou",
    "/matrix",
    "/figures/T1",
    "/attention",
    "/meeting",
    "/overview?print=a3",
    "/summaries",
    "/summaries/2022H1",
    "/decisions",
    "/help",
    "/search?q=1",
];
const CHARTS: [&str; 15] = [
    "bullet-T1",
    "people-T1",
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
    "monthly-specialty-textile",
    "revised-recognised-soc_civil",
    "units-T2",
];

/// Prints each view with the two ratios, and which of them cost more than is aimed at.
pub fn compare(board: &Board, cookie: &str) -> Outcome<()> {
    println!("Each view beside the overview, in milliseconds (in brackets the ratio): kept · made anew");
    let charts = CHARTS.iter().flat_map(|name| ["svg", "png", "xlsx"].map(|format| format!("/charts/{name}/{format}")));
    let paths: Vec<String> = VIEWS.iter().map(|path| (*path).to_owned()).chain(charts).collect();
    let mut connection = Connection::open(board.address)?;
    let overview = costs(&mut connection, OVERVIEW, cookie)?;
    let mut dear = Vec::new();
    println!("  {OVERVIEW}: {:.2} · {:.2}", millis(overview.0), millis(overview.1));
    for path in paths {
        let cost = costs(&mut connection, &path, cookie)?;
        let ratio = |one: Duration, other: Duration| one.as_secs_f64() / other.as_secs_f64();
        let (kept, anew) = (ratio(cost.0, overview.0), ratio(cost.1, overview.1));
        println!("  {path}: {:.2} ({kept:.1}) · {:.2} ({anew:.1})", millis(cost.0), millis(cost.1));
        if kept > 3.0 {
            dear.push(path);
        }
    }
    println!(
        "  over three times the overview: {} (aim: none)",
        if dear.is_empty() { "none".into() } else { dear.join(", ") }
    );
    Ok(())
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// The middle cost of asking again, and of asking for what nobody has asked for since the board was started.
fn costs(connection: &mut Connection, path: &str, cookie: &str) -> Outcome<(Duration, Duration)> {
    let joint = if path.contains('?') { '&' } else { '?' };
    // Pages are kept by address, charts by moment: another of either is made anew.
    let day = |at: usize| format!("{path}{joint}as_at=2022-{:02}-{:02}&n={at}", 5 + at % 3, 1 + at % 28);
    let anew = middle(connection, cookie, ANEW, day)?;
    middle(connection, cookie, 1, |_| path.to_owned())?;
    Ok((middle(connection, cookie, KEPT, |_| path.to_owned())?, anew))
}

fn middle(
    connection: &mut Connection,
    cookie: &str,
    times: usize,
    path: impl Fn(usize) -> String,
) -> Outcome<Duration> {
    let mut taken = Vec::new();
    for at in 0..times {
        let path = path(at);
        let request = Request::get(&path).header("cookie", cookie);
        let asked = Instant::now();
        let reply = connection.ask(&request)?;
        taken.push(asked.elapsed());
        if reply.status != 200 {
            return Err(format!("{path} answered {}", reply.status).into());
        }
    }
    taken.sort();
    Ok(taken[times / 2])
}
