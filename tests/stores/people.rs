//! Accounts, sessions and tokens.

use super::revision;
use chrono::{DateTime, TimeDelta, Utc};
use pilotboard::db::Tx;
use pilotboard::people::Person;
use pilotboard::people::store::{
    add, add_token, begin_session, by_login, by_token, disable, end_session, forget_failures, hash_of, note_failure,
    note_seen, revoke_token, session, wait_to_sign_in,
};
use pilotboard::programme::file::built_in;
use pilotboard::testing::{at, each, filer, furnish, leader};
use pilotboard::web::reception::Reception;

/// The overview says whom to call, and pages are kept under the revision.
#[tokio::test(flavor = "multi_thread")]
async fn an_account_opened_or_closed_is_seen_on_pages_that_are_kept() {
    each(async |db| {
        furnish(&db).await;
        let before = revision(&db).await;
        let mut tx = db.write().await.unwrap();
        assert!(
            add(&mut tx, &Person { id: "new".into(), login: "new".into(), ..leader() }, "", Utc::now()).await.unwrap()
        );
        tx.commit().await.unwrap();
        assert_eq!(revision(&db).await, before + 1);
        let mut tx = db.write().await.unwrap();
        assert!(disable(&mut tx, "new", Utc::now()).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(revision(&db).await, before + 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn visitors_looked_up_together_are_each_themselves_and_a_session_that_ended_is_over_at_once() {
    each(async |db| {
        furnish(&db).await;
        let now = Utc::now();
        let mut secrets = Vec::new();
        for unit in built_in().expected_on(built_in().reporting.start) {
            let mut tx = db.write().await.unwrap();
            secrets.push((unit, begin_session(&mut tx, &filer(unit), now).await.unwrap()));
            tx.commit().await.unwrap();
        }
        let reception = Reception::new(db.clone());
        // A script is at the same door, and neither passes for the other.
        let mut tx = db.write().await.unwrap();
        let (_, token) = add_token(&mut tx, &filer("gz_ast"), "script", now).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(reception.bearer(&token, now).await.unwrap().0, Some(filer("gz_ast")));
        assert!(reception.session(&token, now).await.unwrap().0.is_none());
        assert!(reception.bearer(&secrets[0].1, now).await.unwrap().0.is_none());
        for _ in 0..20 {
            let asking = secrets.iter().chain(&secrets).map(|(unit, secret)| {
                let (reception, secret) = (reception.clone(), secret.clone());
                (*unit, tokio::spawn(async move { reception.session(&secret, now).await.unwrap() }))
            });
            for (unit, asked) in asking.collect::<Vec<_>>() {
                let (found, heads) = asked.await.unwrap();
                assert_eq!(found.unwrap().0.person, filer(unit));
                assert_eq!(heads.len(), 1);
            }
        }
        for (_, secret) in secrets {
            let mut tx = db.write().await.unwrap();
            end_session(&mut tx, &hash_of(&secret)).await.unwrap();
            tx.commit().await.unwrap();
            assert!(reception.session(&secret, now).await.unwrap().0.is_none());
        }
        assert!(reception.session("", now).await.unwrap().0.is_none());
    })
    .await;
}

/// What a dropped transaction leaves to be rolled back must not cost the next reader a new connection.
#[tokio::test(flavor = "multi_thread")]
async fn a_closed_account_loses_its_sessions_and_tokens() {
    each(async |db| {
        furnish(&db).await;
        let now = at("2022-07-25 10:00");
        let mut tx = db.write().await.unwrap();
        let (gz, sz) = (filer("gz_ast"), filer("sz_ast"));
        let (secret, other) =
            (begin_session(&mut tx, &gz, now).await.unwrap(), begin_session(&mut tx, &sz, now).await.unwrap());
        let (_, token) = add_token(&mut tx, &gz, "月报", now).await.unwrap();
        assert!(session(&mut tx, &secret, now).await.unwrap().is_some());
        assert_eq!(by_token(&mut tx, &token, now).await.unwrap().as_ref(), Some(&gz));
        assert!(disable(&mut tx, "gz_ast", now).await.unwrap());
        assert!(session(&mut tx, &secret, now).await.unwrap().is_none());
        assert!(by_token(&mut tx, &token, now).await.unwrap().is_none());
        assert!(by_login(&mut tx, "gz_ast", now).await.unwrap().is_none());
        assert!(!disable(&mut tx, "gz_ast", now).await.unwrap());
        assert_eq!(session(&mut tx, &other, now).await.unwrap().unwrap().0.person, sz);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_after_half_an_hour_unused_and_after_half_a_day_in_any_case() {
    each(async |db| {
        furnish(&db).await;
        let began = at("2022-07-25 08:00");
        let mut tx = db.write().await.unwrap();
        let secret = begin_session(&mut tx, &filer("gz_ast"), began).await.unwrap();
        let lives =
            async |tx: &mut Tx, now: DateTime<Utc>| session(tx, &secret, now).await.unwrap().map(|found| found.0);
        assert!(lives(&mut tx, began + TimeDelta::minutes(30)).await.is_some());
        assert!(lives(&mut tx, began + TimeDelta::seconds(1801)).await.is_none());
        for turn in 1..=24 {
            let now = began + TimeDelta::minutes(30 * turn);
            let found = lives(&mut tx, now).await.expect("a session in use lives for twelve hours");
            note_seen(&mut tx, &found.hash, now).await.unwrap();
        }
        assert!(lives(&mut tx, began + TimeDelta::seconds(12 * 3600 + 1)).await.is_none());

        let hash = session(&mut tx, &secret, began).await.unwrap().unwrap().0.hash;
        end_session(&mut tx, &hash).await.unwrap();
        assert!(lives(&mut tx, began).await.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_holds_three_sessions_and_a_fourth_ends_the_oldest() {
    each(async |db| {
        furnish(&db).await;
        let began = at("2022-07-25 08:00");
        let mut tx = db.write().await.unwrap();
        let mut secrets = Vec::new();
        for minute in 0..4 {
            let now = began + TimeDelta::minutes(minute);
            secrets.push(begin_session(&mut tx, &filer("gz_ast"), now).await.unwrap());
        }
        let mut alive = Vec::new();
        for secret in &secrets {
            alive.push(session(&mut tx, secret, began + TimeDelta::minutes(5)).await.unwrap().is_some());
        }
        assert_eq!(alive, [false, true, true, true]);
        let (id, token) = add_token(&mut tx, &filer("gz_ast"), "月报", began).await.unwrap();
        assert!(revoke_token(&mut tx, &id, began).await.unwrap() && !revoke_token(&mut tx, &id, began).await.unwrap());
        assert!(by_token(&mut tx, &token, began).await.unwrap().is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_failed_sign_in_makes_the_next_wait_longer_and_no_outsider_locks_an_account_for_long() {
    each(async |db| {
        let now = at("2022-07-25 08:00");
        let mut tx = db.write().await.unwrap();
        let mut waits = Vec::new();
        for _ in 0..11 {
            note_failure(&mut tx, "gz_ast", "192.0.2", now).await.unwrap();
            waits.push(wait_to_sign_in(&mut tx, "gz_ast", "192.0.2", now).await.unwrap());
        }
        assert_eq!(waits, [1, 1, 1, 5, 5, 900, 1800, 3600, 7200, 14400, 14400]);
        assert_eq!(wait_to_sign_in(&mut tx, "gz_ast", "198.51.100", now).await.unwrap(), 0);
        assert_eq!(wait_to_sign_in(&mut tx, "sz_ast", "192.0.2", now).await.unwrap(), 0);
        for _ in 11..25 {
            note_failure(&mut tx, "gz_ast", "192.0.2", now).await.unwrap();
        }
        assert_eq!(wait_to_sign_in(&mut tx, "gz_ast", "198.51.100", now).await.unwrap(), 900);
        let later = now + TimeDelta::minutes(15);
        assert_eq!(wait_to_sign_in(&mut tx, "gz_ast", "198.51.100", later).await.unwrap(), 0);
        forget_failures(&mut tx, "gz_ast", "192.0.2").await.unwrap();
        assert_eq!(wait_to_sign_in(&mut tx, "gz_ast", "192.0.2", now).await.unwrap(), 0);
    })
    .await;
}
