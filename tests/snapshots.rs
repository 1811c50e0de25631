//! What the office adds to the conclusion, the links that open a meeting without signing in, and the self-check.

use chrono::TimeDelta;
use pilotboard::audit::Verdict;
use pilotboard::audit::self_check::{self, Check, Differing};
use pilotboard::db::Db;
use pilotboard::language::Lang;
use pilotboard::testing::actors::{Answer, Board, Client, lacks, shows, words};
use pilotboard::testing::{self, Folder, at, each, recognised};
use pilotboard::views::Basis;
use pilotboard::web::nightly;

async fn on_sqlite() -> (Board, Folder) {
    let folder = Folder::new();
    (Board::new(Db::open(&folder.url()).await.unwrap()).await, folder)
}

async fn remark(office: &Client, text: &str) -> Answer {
    let key = office.get("/overview/remark").await.is(200).field("_idem");
    office.post_form("/overview/remark", &[("_idem", &key), ("text", text)]).await
}

/// What an answer carries of one form field's page, and the address of the link it shows once.
async fn share(person: &Client, day: &str, hours: &str) -> String {
    let key = person.get("/snapshots").await.is(200).field("_idem");
    let fields = [("_idem", key.as_str()), ("day", day), ("hours", hours)];
    let made = person.post_form("/snapshots", &fields).await.is(200);
    shows(&made, &["链接已生成", "只显示这一次"]);
    assert!(made.text.contains("class=\"qr\""));
    // Sent twice it is made once, and not shown again.
    let again = person.post_form("/snapshots", &fields).await.is(200);
    shows(&again, &["已生成并显示过一次"]);
    let path = made.text.split("/s/").nth(1).and_then(|rest| rest.split('<').next()).expect("the link is shown");
    assert!(path.len() == 64 && !again.text.contains(path));
    format!("/s/{path}")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_remark_stands_under_the_conclusion_signed_and_dated_and_never_alters_it() {
    each(async |db| {
        let board = Board::new(db).await;
        let (office, leader) = (board.signed_in("office1").await, board.signed_in("leader").await);
        let conclusion = |page: &Answer| {
            let heading = page.text.split("<h1>").nth(1).and_then(|rest| rest.split("</h1>").next());
            heading.unwrap_or_default().to_owned()
        };
        let before = leader.get("/overview").await.is(200);
        remark(&office, "8月起增加两批评审，预计9月赶上。").await.is(303);
        let after = leader.get("/overview").await.is(200);
        assert_eq!(conclusion(&before), conclusion(&after));
        shows(&after, &["办公室说明", "8月起增加两批评审，预计9月赶上。", "7月29日"]);
        for path in ["/meeting", "/overview?print=a3", "/overview?lang=en"] {
            shows(&leader.get(path).await.is(200), &["预计9月赶上"]);
        }
        // A new one takes its place; the old one is kept.
        remark(&office, "<b>改为</b>三批。").await.is(303);
        lacks(&leader.get("/overview").await, &["预计9月赶上", "<b>改为"]);
        shows(&leader.get("/overview/remark").await, &["预计9月赶上", "<b>改为</b>三批。", "历次说明"]);
        // It was not there before it was made.
        for address in ["/overview?as_at=2022-07-28&basis=reported", "/overview?as_at=2022-06-28"] {
            lacks(&leader.get(address).await.is(200), &["三批"]);
        }
        lacks(&leader.get("/overview/remark?as_at=2022-06-28").await.is(200), &["三批"]);
        // Too long comes back as typed; nobody else may.
        let long = "字".repeat(81);
        let refused = remark(&office, &long).await.is(422);
        assert!(refused.text.contains(&long));
        shows(&refused, &["应不超过80字，现为81字"]);
        leader.post_form("/overview/remark", &[("text", "领导")]).await.is(403);
        let key = office.get("/overview/remark").await.field("_idem");
        office.post_form("/overview/remark", &[("_idem", &key), ("down", "yes")]).await.is(303);
        lacks(&leader.get("/overview").await, &["办公室说明"]);
        let log = board.signed_in("auditor").await.get("/audit?object=conclusion").await.is(200);
        shows(&log, &["补充说明", "撤下说明"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_link_opens_one_meeting_and_its_sheet_and_nothing_else() {
    each(async |db| {
        let board = Board::new(db).await;
        let leader = board.signed_in("leader").await;
        let path = share(&leader, "2022-07-28", "24").await;
        let visitor = board.visitor();
        for lang in Lang::ALL {
            for address in [path.clone(), format!("{path}/sheet")] {
                let page = visitor.get(&format!("{address}?lang={lang}")).await.is(200);
                shows(&page, &[lang.basis(Basis::Reported)]);
                // No name, no telephone, no way out, no cookie, not for search engines.
                lacks(
                    &page,
                    &[
                        "示例审核员",
                        "示例查阅人",
                        "填报员",
                        "tel:",
                        "☎",
                        "020-",
                        "method=\"post\"",
                        "href=\"/overview",
                        "href=\"/figures",
                    ],
                );
                let links = page.text.split("<a ").skip(1).filter_map(|link| link.split('>').next());
                let leads = links.filter_map(|tag| tag.split("href=\"").nth(1)?.split('"').next());
                let out: Vec<&str> =
                    leads.filter(|to| !to.starts_with('#') && !to.starts_with(path.as_str())).collect();
                assert!(out.is_empty(), "{out:?}");
                assert_eq!((page.header("set-cookie"), page.header("cache-control")), ("", "no-store"));
                assert!(page.header("x-robots-tag").contains("noindex"));
            }
        }
        shows(&visitor.get(&path).await, &["14项任务2项逾期", "截至 2022年7月28日", "1/5", "5/5"]);
        // Whoever is signed in sees no more by it.
        lacks(&leader.get(&path).await.is(200), &["method=\"post\"", "tel:"]);
        // The link opens no other page, and its moment cannot be moved.
        visitor.get("/overview").await.is(401);
        shows(&visitor.get(&format!("{path}?as_at=2022-05-31&basis=corrected")).await.is(200), &["2022年7月28日"]);
        // What is accepted later changes nothing.
        let before = words(&visitor.get(&path).await);
        testing::file(&board.app.db, "soc_food", "2022-07", draft(7), at("2022-08-01 10:00")).await.unwrap();
        testing::accept(&board.app.db, "soc_food", "2022-07", at("2022-08-01 15:00")).await.unwrap();
        assert_eq!(words(&visitor.get(&path).await), before);
        // Of the secret nothing is kept.
        let secret = path.trim_start_matches("/s/").to_owned();
        let mut tx = board.app.db.read().await.unwrap();
        let kept: Vec<(String,)> = tx
            .sql(
                "select hash from snapshot union all select answer from idempotency union all select object from audit",
            )
            .all()
            .await
            .unwrap();
        assert!(kept.iter().all(|(text,)| !text.contains(&secret)));
    })
    .await;
}

fn draft(people: i64) -> pilotboard::reports::Draft {
    use pilotboard::reports::{Direction, Origin};
    testing::draft(vec![recognised("food", Origin::Hk, Direction::In, people)])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_snapshot_link_ends_when_it_expires_or_is_revoked_and_guessing_is_held_back() {
    each(async |db| {
        let board = Board::new(db).await;
        let office = board.signed_in("office1").await;
        let path = share(&office, "2022-06-28", "4").await;
        let (early, late) = (board.app.clock.now() + TimeDelta::hours(3), board.app.clock.now() + TimeDelta::hours(5));
        board.later(early).visitor().get(&path).await.is(200);
        shows(&board.later(late).visitor().get(&path).await.is(404), &["此链接打不开"]);
        // Revoked by whoever may make one.
        let path = share(&office, "2022-07-28", "168").await;
        let list = board.signed_in("leader").await;
        let page = list.get("/snapshots").await.is(200);
        shows(&page, &["冻结于", "截至 2022-07-28", "撤销"]);
        let id = page.text.split("action=\"/snapshots/").nth(1).and_then(|rest| rest.split('/').next()).unwrap();
        list.post_form(&format!("/snapshots/{id}/revoke"), &[("_idem", "revoke")]).await.is(303);
        board.later(early).visitor().get(&path).await.is(404);
        shows(&list.get("/snapshots").await, &["已撤销"]);
        // Who may not, and what may not.
        board.signed_in("auditor").await.get("/snapshots").await.is(403);
        for (day, hours) in [("2022-07-29", "24"), ("2022-07-28", "169"), ("", "24")] {
            office.post_form("/snapshots", &[("day", day), ("hours", hours)]).await.is(422);
        }
        // Guessing is held back, a right link is not.
        let right = share(&office, "2022-07-28", "24").await;
        let visitor = board.later(early).visitor();
        let mut answers = Vec::new();
        for guess in 0..4 {
            answers.push(visitor.get(&format!("/s/{guess:064}")).await.status.as_u16());
        }
        assert!(answers.contains(&429), "{answers:?}");
        visitor.get(&right).await.is(200);
        let log = board.signed_in("auditor").await.get("/audit?object=snapshot").await.is(200);
        shows(&log, &["生成投影链接", "撤销投影链接"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn leaders_write_on_the_slide_and_come_back_to_it() {
    let (board, _folder) = on_sqlite().await;
    let leader = board.signed_in("leader").await;
    let page = leader.get("/meeting").await.is(200);
    let subject = page.text.split("action=\"/notes/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
    assert!(subject.starts_with("ask."), "{subject}");
    let unit = subject.split('.').nth(1).unwrap();
    let fields = [("_idem", "slide"), ("meeting", "yes"), ("unit", unit), ("text", "请8月5日前答复。")];
    let sent = leader.post_form(&format!("/notes/{subject}"), &fields).await.is(303);
    assert_eq!(sent.location(), "/meeting#s4");
    shows(&leader.get("/meeting").await, &["待回复"]);
    // Those who may not write have no box, and nobody writes into the past.
    for (login, address) in [("soc_food", "/meeting"), ("leader", "/meeting?as_at=2022-07-28&basis=reported")] {
        lacks(&board.signed_in(login).await.get(address).await.is(200), &["action=\"/notes/"]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_night_one_instance_checks_every_figure_and_every_seal() {
    each(async |db| {
        let board = Board::new(db.clone()).await;
        let auditor = board.signed_in("auditor").await;
        shows(&auditor.get("/audit").await.is(200), &["尚未自检"]);
        // Two instances wake at the same moment.
        let other = board.later(board.app.clock.now());
        let (one, two) = tokio::join!(nightly::check(&board.app), nightly::check(&other.app));
        assert_eq!([one.unwrap(), two.unwrap()].iter().filter(|ours| **ours).count(), 1);
        let page = auditor.get("/audit").await.is(200);
        shows(&page, &["链校验通过", "个数字按存档版本重算，结果一致", "2022-07-29 08:30"]);
        let mut tx = db.read().await.unwrap();
        let found = self_check::latest(&mut tx).await.unwrap().unwrap();
        drop(tx);
        assert!(found.is_well() && found.figures > 800 && found.entries > 200, "{found:?}");
        // The auditor asks for another; sent twice it is done once.
        let key = page.field("_idem");
        for _ in 0..2 {
            auditor.post_form("/audit/check", &[("_idem", &key)]).await.is(303);
        }
        let mut tx = db.read().await.unwrap();
        let (checks,): (i64,) = tx.sql("select count(*) from self_check").one().await.unwrap();
        assert_eq!(checks, 2);
        drop(tx);
        shows(&auditor.get("/audit?action=self-check").await, &["立即自检"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_check_finds_is_told_where_it_matters() {
    let (board, _folder) = on_sqlite().await;
    let (auditor, admin) = (board.signed_in("auditor").await, board.signed_in("admin").await);
    let mut tx = board.app.db.write().await.unwrap();
    self_check::claim(&mut tx, "2022-07-29", board.app.clock.now()).await.unwrap();
    let differing =
        Differing { programme: "2022".into(), figure: "T2".into(), basis: Basis::Corrected, shown: 62, counted: 63 };
    let verdict = Verdict::Broken { chain: "soc_food".into(), seq: 3 };
    let now = board.app.clock.now();
    let check = Check { at: now, figures: 900, differing: vec![differing], chains: 2, verdict, entries: 0 };
    self_check::finish(&mut tx, "2022-07-29", &check).await.unwrap();
    tx.commit().await.unwrap();
    for (client, path) in [(&auditor, "/audit"), (&admin, "/admin")] {
        let page = client.get(path).await.is(200);
        shows(&page, &["链校验不通过：soc_food 第3条", "1个数字重算不一致", "显示为62，重算为63"]);
        assert!(page.text.contains("role=\"alert\""));
    }
    let leader = board.signed_in("leader").await;
    shows(&leader.get("/figures/T2").await.is(200), &["夜间自检", "显示为62，重算为63"]);
    lacks(&leader.get("/figures/T1").await.is(200), &["夜间自检"]);
    // Taking the log away is itself an entry.
    auditor.get("/audit/csv?object=soc_civil").await.is(200);
    shows(&auditor.get("/audit?action=export+audit").await, &["导出操作日志"]);
    // The next check, of a chain and figures that are whole, ends the alarm.
    auditor.post_form("/audit/check", &[("_idem", "again")]).await.is(303);
    lacks(&admin.get("/admin").await, &["重算不一致"]);
}
