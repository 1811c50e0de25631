//! Transactions, connections and files.

use super::{people, revision};
use pilotboard::audit::latest;
use pilotboard::db::{Broken, Db, OpenError, Tx};
use pilotboard::problem::Problem;
use pilotboard::reports::store::get;
use pilotboard::testing::{Folder, act, at, each, filer, furnish, id};
use sqlx::Connection;
use std::sync::Arc;
use tokio::sync::Barrier;

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_was_read_from_is_kept() {
    let folder = Folder::new();
    let db = Db::open(&folder.url()).await.unwrap();
    let Db::Sqlite { readers, .. } = &db else { panic!("not SQLite") };
    let back = async || {
        while readers.num_idle() < readers.size() as usize {
            tokio::task::yield_now().await;
        }
    };
    // A temporary table lives as long as its connection.
    let mut tx = db.read().await.unwrap();
    tx.sql("create temp table mark (held bigint)").run().await.unwrap();
    tx.commit().await.unwrap();
    back().await;
    for _ in 0..50 {
        let mut tx = db.read().await.unwrap();
        let _: Vec<(i64,)> = tx.sql("select held from mark").all().await.unwrap();
        drop(tx);
        back().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_transaction_dropped_leaves_no_trace() {
    each(async |db| {
        furnish(&db).await;
        let before = revision(&db).await;
        let now = at("2022-07-25 10:00");
        let dropped: Result<(), Problem> = act(&db, &filer("gz_ast"), ("gz_ast", "2022-07"), now, async |desk, tx| {
            desk.save(tx, people(3), None).await?;
            desk.submit(tx, None).await?;
            Err(Problem::Unavailable)
        })
        .await;
        assert_eq!(dropped, Err(Problem::Unavailable));
        assert_eq!(revision(&db).await, before);
        let mut tx = db.read().await.unwrap();
        assert_eq!(get(&mut tx, "2022", "gz_ast", id("2022-07")).await.unwrap().lock, 0);
        assert!(latest(&mut tx, 10).await.unwrap().is_empty());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_writers_lose_nothing() {
    each(async |db| {
        furnish(&db).await;
        let before = revision(&db).await;
        let writers: Vec<_> = (0..64)
            .map(|_| {
                let db = db.clone();
                tokio::spawn(async move {
                    for _ in 0..50 {
                        let mut tx = db.write().await.unwrap();
                        pilotboard::programme::store::bump(&mut tx, "2022").await.unwrap();
                        tx.commit().await.unwrap();
                    }
                })
            })
            .collect();
        for writer in writers {
            writer.await.unwrap();
        }
        assert_eq!(revision(&db).await, before + 64 * 50);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_writes_while_reading() {
    each(async |db| {
        let mut tx = db.read().await.unwrap();
        assert!(tx.sql("insert into setting (key, value) values ('a', 'b')").run().await.is_err());
        drop(tx);
        let mut tx = db.read().await.unwrap();
        let (count,): (i64,) = tx.sql("select count(*) from setting").one().await.unwrap();
        assert_eq!(count, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_connection_to_sqlite_is_set_for_safety() {
    let folder = Folder::new();
    let db = Db::open(&folder.url()).await.unwrap();
    for mut tx in [db.write().await.unwrap(), db.read().await.unwrap()] {
        let (mode,): (String,) = tx.sql("pragma journal_mode").one().await.unwrap();
        assert_eq!(mode, "wal");
        for (pragma, expected) in [
            ("pragma synchronous", 2),
            ("pragma foreign_keys", 1),
            ("pragma trusted_schema", 0),
            ("pragma cell_size_check", 1),
            ("pragma secure_delete", 1),
            ("pragma mmap_size", 0),
            ("pragma temp_store", 2),
            ("pragma busy_timeout", 5000),
            ("pragma journal_size_limit", 67_108_864),
        ] {
            let (found,): (i64,) = tx.sql(pragma).one().await.unwrap();
            assert_eq!(found, expected, "{pragma}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sqlite_file_in_use_is_not_opened_twice() {
    let folder = Folder::new();
    let db = Db::open(&folder.url()).await.unwrap();
    furnish(&db).await;
    let written = revision(&db).await;
    let second = Db::open(&folder.url()).await;
    assert!(matches!(second, Err(OpenError::InUse(_))));
    db.close().await;
    drop(db);
    let again = Db::open(&folder.url()).await.unwrap();
    assert_eq!(revision(&again).await, written, "what was written is there after closing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sqlite_file_of_another_version_is_not_joined() {
    let folder = Folder::new();
    let serving = Db::open(&folder.url()).await.unwrap();
    furnish(&serving).await;
    let beside = Db::join(&folder.url()).await.unwrap();
    assert_eq!(revision(&beside).await, revision(&serving).await);
    let mut tx = serving.write().await.unwrap();
    tx.sql("update _sqlx_migrations set version = version + 100").run().await.unwrap();
    tx.commit().await.unwrap();
    assert!(matches!(Db::join(&folder.url()).await, Err(OpenError::OtherVersion(_))));
}

#[tokio::test(flavor = "multi_thread")]
async fn work_done_together_is_kept_or_undone_each_by_itself() {
    each(async |db| {
        let count = async || {
            let counted: (i64,) = db.read().await.unwrap().sql("select count(*) from setting").one().await.unwrap();
            counted.0
        };
        let before = count().await;
        let start = Arc::new(Barrier::new(60));
        let working = (0..60).map(|number| {
            let (db, start) = (db.clone(), start.clone());
            tokio::spawn(async move {
                start.wait().await;
                let work = db.together(move |tx| {
                    Box::pin(async move {
                        let insert = tx.sql("insert into setting (key, value) values ($1, 'x')");
                        insert.bind(format!("{number}")).run_one().await.map_err(|_| "insert")?;
                        match number % 3 {
                            0 => Ok(number),
                            1 => Err("refused"),
                            _ => panic!("this is part of the test"),
                        }
                    })
                });
                (number, work.await)
            })
        });
        for work in working.collect::<Vec<_>>() {
            match work.await.unwrap() {
                (number, Ok(answer)) => assert!(number % 3 == 0 && answer == number),
                (number, Err(Broken::Refused(said))) => assert!(number % 3 == 1 && said == "refused"),
                (number, Err(Broken::Panicked)) => assert_eq!(number % 3, 2),
                (number, other) => panic!("{number}: {other:?}"),
            }
        }
        assert_eq!(count().await, before + 20);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_put_off_is_done_before_what_follows_and_fails_it_if_it_fails() {
    each(async |db| {
        let value = async |tx: &mut Tx| {
            let found: Option<(String,)> = tx.sql("select value from setting where key = 'a'").maybe().await.unwrap();
            found.map(|(value,)| value)
        };
        let mut tx = db.write().await.unwrap();
        let insert = tx.sql("insert into setting (key, value) values ($1, $2)").bind("a".to_owned());
        insert.bind("one".to_owned()).later().await.unwrap();
        let update = tx.sql("update setting set value = $2 where key = $1 and value <> $2").bind("a".to_owned());
        update.bind("two".to_owned()).later().await.unwrap();
        assert_eq!(value(&mut tx).await.as_deref(), Some("two"));
        let update = tx.sql("update setting set value = $1 where key = 'a'").bind("three".to_owned());
        update.later().await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(value(&mut db.read().await.unwrap()).await.as_deref(), Some("three"));
        // SQLite says it with the statement that follows, PostgreSQL at once.
        let touch_nothing = async |tx: &mut Tx| {
            tx.sql("update setting set value = 'four' where key = $1").bind("nobody".to_owned()).later().await?;
            tx.sql("update setting set value = $1 where key = 'a'").bind("four".to_owned()).run().await
        };
        let mut tx = db.write().await.unwrap();
        assert!(matches!(touch_nothing(&mut tx).await, Err(sqlx::Error::RowNotFound)));
        drop(tx);
        let mut tx = db.write().await.unwrap();
        let put_off = tx.sql("update setting set value = 'four' where key = $1").bind("nobody".to_owned());
        assert!(put_off.later().await.is_err() || tx.commit().await.is_err());
        assert_eq!(value(&mut db.read().await.unwrap()).await.as_deref(), Some("three"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_piece_of_work_put_off_fails_it_alone() {
    each(async |db| {
        let start = Arc::new(Barrier::new(30));
        let working = (0..30).map(|number| {
            let (db, start) = (db.clone(), start.clone());
            tokio::spawn(async move {
                start.wait().await;
                let work = db.together(move |tx| {
                    Box::pin(async move {
                        let insert = tx.sql("insert into setting (key, value) values ($1, 'x')");
                        insert.bind(format!("{number}")).later().await?;
                        let update = tx.sql("update setting set value = 'y' where key = $1");
                        let key = if number % 5 == 0 { "nobody".to_owned() } else { format!("{number}") };
                        update.bind(key).later().await
                    })
                });
                (number, work.await)
            })
        });
        for work in working.collect::<Vec<_>>() {
            let (number, outcome): (i32, Result<(), Broken<sqlx::Error>>) = work.await.unwrap();
            assert_eq!(outcome.is_ok(), number % 5 != 0, "{number}: {outcome:?}");
        }
        let kept: Vec<(String,)> =
            db.read().await.unwrap().sql("select value from setting where key <> 'audit'").all().await.unwrap();
        assert_eq!(kept.iter().filter(|(value,)| value == "y").count(), 24);
        assert!(kept.iter().all(|(value,)| value != "x"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stamp_changes_with_whatever_is_written_and_with_nothing_else() {
    each(async |db| {
        let stamp = db.stamp().await.unwrap();
        drop(db.read().await.unwrap());
        let mut tx = db.write().await.unwrap();
        tx.sql("insert into setting (key, value) values ('dropped', 'x')").run().await.unwrap();
        drop(tx);
        // PostgreSQL counts what is written in its other databases too.
        if matches!(db, Db::Sqlite { .. }) {
            assert_eq!(db.stamp().await.unwrap(), stamp);
        }
        let mut tx = db.write().await.unwrap();
        tx.sql("insert into setting (key, value) values ('kept', 'x')").run().await.unwrap();
        tx.commit().await.unwrap();
        assert_ne!(db.stamp().await.unwrap(), stamp);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn when_sqlite_gives_a_transaction_up_nobody_in_it_is_told_it_was_kept() {
    let folder = Folder::new();
    let db = Db::open(&folder.url()).await.unwrap();
    let start = Arc::new(Barrier::new(9));
    let working = (0..9).map(|number| {
        let (db, start) = (db.clone(), start.clone());
        tokio::spawn(async move {
            start.wait().await;
            let work = db.together(move |tx| {
                Box::pin(async move {
                    // A full disk ends the whole transaction, as this does.
                    let statement = if number == 4 { "rollback" } else { "insert into setting values ($1, 'x')" };
                    let run = tx.sql(statement).bind(format!("{number}")).run().await;
                    if number == 4 { Err("full") } else { run.map(|_| number).map_err(|_| "insert") }
                })
            });
            work.await
        })
    });
    let mut kept = 0;
    for work in working.collect::<Vec<_>>() {
        match work.await.unwrap() {
            Ok(_) => kept += 1,
            Err(broken) => assert!(matches!(broken, Broken::Lost), "{broken:?}"),
        }
    }
    let (count,): (i64,) = db.read().await.unwrap().sql("select count(*) from setting").one().await.unwrap();
    assert_eq!(count, kept);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_left_in_a_transaction_is_not_used_again() {
    let folder = Folder::new();
    let db = Db::open(&folder.url()).await.unwrap();
    let Db::Sqlite { writer, .. } = &db else { panic!("the file is SQLite") };
    let mut connection = writer.acquire().await.unwrap();
    sqlx::query("create temp table mark (one bigint)").execute(&mut *connection).await.unwrap();
    std::mem::forget(connection.begin().await.unwrap());
    drop(connection);
    furnish(&db).await;
    let mut tx = db.write().await.unwrap();
    assert!(tx.sql("select one from mark").all::<(i64,)>().await.is_err(), "the connection is a new one");
}
