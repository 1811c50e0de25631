//! What is kept is kept once, in order and whole, on both databases.

mod audit;
mod closures;
mod contests;
mod database;
mod people;
mod races;
mod reports;

use pilotboard::db::Db;
use pilotboard::figures::FigureId;
use pilotboard::problem::Problem;
use pilotboard::programme::file::built_in;
use pilotboard::programme::store::head;
use pilotboard::progress::{self, figure};
use pilotboard::reports::{Draft, Origin};
use pilotboard::testing::{draft, practising};
use pilotboard::views::{Basis, View};

fn people(count: i64) -> Draft {
    draft(vec![practising(None, Origin::Hk, count)])
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
    matches!(answer, Err(Problem::Conflict { .. } | Problem::Overtaken))
}
