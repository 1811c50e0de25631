//! The audit chain: what is edited afterwards is seen.

use super::people;
use chrono::TimeDelta;
use pilotboard::audit::{AuditRow, Verdict, latest, verify};
use pilotboard::db::Tx;
use pilotboard::testing::{accept, at, each, file, furnish, key};

/// Every way to touch a row of the chain of gz_ast, its number bound to $1.
const EDITS: [&str; 13] = [
    "update audit set chain = 'elsewhere' where chain = 'gz_ast' and seq = $1",
    "update audit set seq = seq + 100 where chain = 'gz_ast' and seq = $1",
    "update audit set person = person || 'x' where chain = 'gz_ast' and seq = $1",
    "update audit set role = role || 'x' where chain = 'gz_ast' and seq = $1",
    "update audit set action = action || 'x' where chain = 'gz_ast' and seq = $1",
    "update audit set object = object || 'x' where chain = 'gz_ast' and seq = $1",
    "update audit set outcome = outcome || 'x' where chain = 'gz_ast' and seq = $1",
    "update audit set before_digest = before_digest || '0' where chain = 'gz_ast' and seq = $1",
    "update audit set after_digest = after_digest || '0' where chain = 'gz_ast' and seq = $1",
    "update audit set request = request || 'x' where chain = 'gz_ast' and seq = $1",
    "update audit set network = network || '192.0.2' where chain = 'gz_ast' and seq = $1",
    "update audit set hash = request || hash where chain = 'gz_ast' and seq = $1",
    "delete from audit where chain = 'gz_ast' and seq = $1",
];

/// Rows added, put in another order or cut off, and heads that say something else.
const REWRITES: [&[&str]; 9] = [
    &[
        "insert into audit select chain, seq + 1, at, person, role, action, object, outcome, before_digest, after_digest, \
       request, hash, network from audit where chain = 'gz_ast' and seq = (select max(seq) from audit where chain = 'gz_ast')",
    ],
    &["insert into audit select 'elsewhere', seq, at, person, role, action, object, outcome, before_digest, \
       after_digest, request, hash, network from audit where chain = 'gz_ast'"],
    &[
        "update audit set seq = 1000 where chain = 'gz_ast' and seq = 1",
        "update audit set seq = 1 where chain = 'gz_ast' and seq = 2",
        "update audit set seq = 2 where chain = 'gz_ast' and seq = 1000",
    ],
    &["delete from audit where chain = 'gz_ast' and seq > 2"],
    &["delete from audit where chain = 'gz_ast'"],
    &["update audit_head set seq = seq - 1 where chain = 'gz_ast'"],
    &["update audit_head set hash = 'x' where chain = 'gz_ast'"],
    &["delete from audit_head where chain = 'gz_ast'"],
    &["insert into audit_head (chain, seq, hash) values ('elsewhere', 1, 'x')"],
];

#[tokio::test(flavor = "multi_thread")]
async fn no_entry_of_the_audit_chain_can_be_touched_unseen() {
    each(async |db| {
        furnish(&db).await;
        for (unit, period) in [("gz_ast", "2022-05"), ("gz_ast", "2022-06"), ("sz_ast", "2022-06")] {
            file(&db, unit, period, people(2), at("2022-06-27 10:00")).await.unwrap();
            accept(&db, unit, period, at("2022-06-28 10:00")).await.unwrap();
        }
        let mut tx = db.read().await.unwrap();
        assert_eq!(verify(&mut tx, &key()).await.unwrap(), Verdict::Whole { entries: 6 });
        let rows: Vec<AuditRow> = latest(&mut tx, 100).await.unwrap();
        drop(tx);
        let seen = async |tx: &mut Tx| matches!(verify(tx, &key()).await.unwrap(), Verdict::Broken { .. });
        // Each transaction is dropped, so that the next finds the chain whole.
        for row in rows.iter().filter(|row| row.chain == "gz_ast") {
            for edit in EDITS {
                let mut tx = db.write().await.unwrap();
                tx.sql(edit).bind(row.seq).run_one().await.unwrap();
                assert!(seen(&mut tx).await, "{edit} {}", row.seq);
            }
            let mut tx = db.write().await.unwrap();
            tx.sql("update audit set at = $2 where chain = 'gz_ast' and seq = $1")
                .bind(row.seq)
                .bind(row.at + TimeDelta::microseconds(1))
                .run_one()
                .await
                .unwrap();
            assert!(seen(&mut tx).await, "at {}", row.seq);
        }
        for rewrite in REWRITES {
            let mut tx = db.write().await.unwrap();
            for statement in rewrite {
                assert!(tx.sql(statement).run().await.unwrap() > 0, "{statement}");
            }
            assert!(seen(&mut tx).await, "{rewrite:?}");
        }
        let another_key = pilotboard::audit::AuditKey::new(b"another key");
        let mut tx = db.read().await.unwrap();
        assert!(matches!(verify(&mut tx, &another_key).await.unwrap(), Verdict::Broken { .. }));
        assert_eq!(verify(&mut tx, &key()).await.unwrap(), Verdict::Whole { entries: 6 });
    })
    .await;
}
