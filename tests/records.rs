//! The records of the board: who has reported, where a number comes from, and what was done.

use axum::http::Method;
use pilotboard::audit::search::seal;
use pilotboard::db::Db;
use pilotboard::testing::actors::{Answer, Board, words};
use pilotboard::testing::{Folder, at, each, key};
use pilotboard::web::front_door::Peer;

async fn on_sqlite() -> (Board, Folder) {
    let folder = Folder::new();
    (Board::new(Db::open(&folder.url()).await.unwrap()).await, folder)
}

#[track_caller]
fn holds(answer: &Answer, parts: &[&str]) {
    for part in parts {
        assert!(answer.text.contains(part), "{} does not hold {part:?}: {}", answer.sent, answer.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_matrix_says_who_has_reported_and_whom_to_chase() {
    let (board, _folder) = on_sqlite().await;
    let office = board.signed_in("office1").await;
    let july = office.get("/matrix").await.is(200);
    holds(
        &july,
        &[
            "7月月报：18个应报单位，16个已报，2个未报",
            "/figures/reporting.on_time,period=2022-07",
            "/figures/reporting.missing,unit=soc_food",
            "<span class=\"spoken\">省食品学会 7月月报 未报</span>",
            "<span class=\"spoken\">东莞市科协 5月月报 已通过、逾期1天提交</span>",
            "5月28日 → 5月30日、8月28日 → 8月29日",
            "零报告计入已报",
            "省食品学会：贵单位7月月报（2022年6月29日至2022年7月28日）应于2022年7月28日前报送",
            "请未报单位登录进度看板填报并提交",
        ],
    );
    let june = office.get("/matrix?period=2022-06").await.is(200);
    holds(&june, &["6月月报：18个应报单位，18个已报，0个未报"]);
    assert!(!june.text.contains("<textarea"), "nobody is missing in June");
    office.get("/matrix?period=2022-11").await.is(404);
    // Three days later they are three days late, in every language.
    let in_august = board.later(at("2022-08-01 08:00")).signed_in("office1").await;
    let late = in_august.get("/matrix?as_at=2022-07-31&lang=zh-Hant").await.is(200);
    holds(&late, &["截至2022年7月31日仍未收到，已逾期3天", "請提交零報告"]);
    let late = in_august.get("/matrix?as_at=2022-07-31&lang=en").await.is(200);
    holds(&late, &["was 3 days late", "file a nil return"]);
    // The consolidator chases societies, a filer nobody.
    let societies = board.signed_in("gdes").await.get("/matrix").await.is(200);
    holds(&societies, &["省食品学会：贵单位"]);
    assert!(!societies.text.contains("东莞市科协：贵单位"));
    assert!(!board.signed_in("soc_food").await.get("/matrix").await.is(200).text.contains("<textarea"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_tells_where_it_comes_from() {
    let (board, _folder) = on_sqlite().await;
    let leader = board.signed_in("leader").await;
    let page = leader.get("/figures/T2").await.is(200);
    holds(
        &page,
        &[
            "<span class=\"value\">62</span>",
            "已按存档版本逐份重算，结果一致",
            "59 → 62",
            "5 → 4",
            "重复统计",
            "未附佐证",
            "/figures/T2/csv",
            "/figures/T2/xlsx",
            "/figures/T2?as_at=2022-07-28&amp;basis=corrected",
            "/api/v1/programmes/2022/figures/T2",
            "href=\"/summaries/2022H1\"",
            "href=\"/targets/T2\"",
            "/reports/soc_civil/2022-07?version=1",
        ],
    );
    // A filer sees their own parts, and of the others only what they add up to.
    let filer = board.signed_in("soc_civil").await;
    let own = filer.get("/figures/T2").await.is(200);
    holds(&own, &["其他单位合计", "/reports/soc_civil/2022-07?version=1", "其他单位的月报"]);
    assert!(!own.text.contains("/reports/soc_food") && !own.text.contains("省电机工程学会"), "{}", own.text);
    for (client, hidden) in [(&leader, false), (&filer, true)] {
        let csv = client.get("/figures/T2/csv").await.is(200);
        assert!(csv.text.starts_with('\u{FEFF}'));
        assert_eq!(
            csv.header("content-disposition"),
            "attachment; filename=\"pilotboard-T2-2022-07-28-corrected.csv\""
        );
        assert_eq!(csv.text.contains("省电机工程学会"), !hidden);
        assert_eq!(csv.text.contains("其他单位合计"), hidden);
        let total = csv.text.lines().last().unwrap();
        assert_eq!(total, "\"合计\",\"\",\"\",\"\",\"\",\"\",62,\"\",\"\"");
        let book = client.get("/figures/T2/xlsx").await.is(200);
        assert!(book.header("content-type").ends_with("spreadsheetml.sheet"));
    }
    leader.get("/figures/T9").await.is(404);
    leader.get("/figures/T9/csv").await.is(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_is_not_what_is_stored_says_so() {
    let (board, _folder) = on_sqlite().await;
    let leader = board.signed_in("leader").await;
    leader.get("/figures/T2").await.is(200);
    // Somebody changes an accepted report behind the back of the board.
    let mut tx = board.app.db.write().await.unwrap();
    tx.sql(
        "update report_version set content = replace(content, '\"number\":3', '\"number\":5') \
         where unit = 'soc_civil' and period = '2022-07'",
    )
    .run()
    .await
    .unwrap();
    let (content,): (String,) = tx
        .sql("select content from report_version where unit = 'soc_civil' and period = '2022-07'")
        .one()
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let page = leader.get("/figures/T2").await.is(200);
    assert!(page.text.contains("重算不一致") && page.text.contains("role=\"alert\""), "{content}");
    assert!(!page.text.contains("重算，结果一致"));
    // Other numbers still agree.
    holds(&leader.get("/figures/T1").await.is(200), &["重算，结果一致"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_auditor_finds_what_was_done() {
    each(async |db| {
        let board = Board::new(db).await;
        let auditor = board.signed_in("auditor").await;
        let newest = auditor.get("/audit").await.is(200);
        holds(&newest, &["尚未自检", "校验范围", "登录", "/audit?after="]);
        // Page after page, nothing is shown twice and nothing left out.
        let mut seen: Vec<String> = Vec::new();
        let mut page = newest;
        loop {
            let codes = page.text.split("<code title=\"").skip(1).filter_map(|part| part.split('>').nth(1));
            seen.extend(
                codes.filter_map(|text| text.strip_prefix('#')).map(|text| text.split('<').next().unwrap().to_owned()),
            );
            let older = page.text.split("rel=\"next\" href=\"").nth(1).and_then(|rest| rest.split('"').next());
            let Some(older) = older.map(|address| html_escape::decode_html_entities(address).into_owned()) else {
                break;
            };
            page = auditor.get(&older).await.is(200);
        }
        let all = auditor.get("/audit/csv").await.is(200);
        let entries = all.text.lines().count() - 2;
        assert_eq!(seen.len(), entries);
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), entries);
        // Who changed this number, what did this person do, and when.
        let about = auditor.get("/audit?object=soc_civil+2022-05&action=accept").await.is(200);
        assert_eq!(about.text.matches("摘要").count(), 2, "two acceptances");
        // What was filed, as it was and as it became: the correction of May.
        let filed = words(&auditor.get("/audit?object=soc_civil+2022-05&action=submit").await.is(200).text);
        assert!(filed.contains("4 → 3") && filed.contains("— → 4"), "{filed}");
        // Who asked for what is not theirs stands in the chain, once an hour for the same thing.
        let leader = board.signed_in("leader").await;
        for _ in 0..3 {
            leader.get("/admin?as_at=2022-06-28").await.is(403);
        }
        leader.post_form("/admin/seats", &[]).await.is(403);
        board.visitor().get("/admin").await.is(401);
        let refused = auditor.get("/audit?chain=signin&action=refused").await.is(200);
        holds(&refused, &["越权被拒", "title=\"GET /admin\"", "title=\"POST /admin/seats\"", "仅越权失败"]);
        assert_eq!(refused.text.matches("<code title=\"").count(), 2);
        holds(
            &auditor.get("/audit?chain=*&from=2022-07-20&to=2022-07-20").await.is(200),
            &["title=\"report 2022 soc_civil 2022-05\">省土木建筑学会 5月月报</a>"],
        );
        holds(&auditor.get("/audit?object=%25").await.is(200), &["没有符合条件的记录"]);
        // The two questions, each with its button, and what they ask.
        let changed = auditor.get("/audit?chain=soc_civil&object=2022-05").await.is(200);
        holds(&changed, &["谁改过这个数", "这个人做过什么", "省土木建筑学会 5月月报"]);
        auditor.get("/audit?from=July").await.is(400);
        auditor.get("/audit?after=x").await.is(404);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_entry_that_was_touched_is_told_on_the_page_that_shows_it_before_the_night() {
    each(async |db| {
        let board = Board::new(db).await;
        let auditor = board.signed_in("auditor").await;
        let page = "/audit?chain=soc_civil";
        holds(&auditor.get(page).await.is(200), &["条记录校验通过"]);
        let mut tx = board.app.db.write().await.unwrap();
        let touched =
            "update audit set object = 'report 2022 soc_civil 2022-07x' where chain = 'soc_civil' and seq = 3";
        tx.sql(touched).run_one().await.unwrap();
        tx.commit().await.unwrap();
        holds(&auditor.get(page).await.is(200), &["链校验不通过：省土木建筑学会 第3条"]);
        holds(&auditor.get("/audit?chain=gz_ast").await.is(200), &["条记录校验通过"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_extract_of_the_log_is_sealed() {
    let (board, _folder) = on_sqlite().await;
    let auditor = board.signed_in("auditor").await;
    let file = auditor.get("/audit/csv?object=soc_civil").await.is(200);
    assert!(file.text.starts_with("\u{FEFF}\"at\","));
    let (table, last) = file.text.trim_end().rsplit_once("\r\n").unwrap();
    let sealed = format!("{table}\r\n");
    assert!(last.contains(&seal(&key(), sealed.as_bytes())), "{last}");
    assert!(!last.contains(&seal(&key(), sealed.replace("accept", "return").as_bytes())));
    assert!(table.lines().skip(1).all(|line| line.contains("soc_civil")));
}

#[tokio::test(flavor = "multi_thread")]
async fn guessing_a_password_leaves_one_line_each_time_the_door_is_closed() {
    let (board, _folder) = on_sqlite().await;
    let guesser = board.visitor();
    for login in ["soc_food", "nobody-has-this"] {
        let mut minutes = 0;
        // Five tries, seconds apart, leave nothing; the sixth closes the door for a quarter of an hour, the
        // seventh for half an hour.
        for wait in [0, 1, 1, 1, 1, 1, 16] {
            minutes += wait;
            let later = board.later(board.app.clock.now() + chrono::TimeDelta::minutes(minutes));
            let wrong = [("login", login), ("password", "a wrong password")];
            later.visitor().post_form("/signin", &wrong).await.is(422);
        }
    }
    guesser.post_form("/signin", &[("login", "soc_food"), ("password", "another")]).await.is(429);
    let mut from_outside = guesser.request(Method::POST, "/signin", "login=leader&password=example-board-2022");
    from_outside.extensions_mut().insert(Peer("203.0.113.7".parse().unwrap()));
    guesser.send(from_outside).await.is(303);
    let auditor = board.signed_in("auditor").await;
    let log = auditor.get("/audit/csv?chain=signin").await.is(200);
    assert_eq!(log.text.matches("\"login soc_food\"").count(), 2, "{}", log.text);
    assert!(!log.text.contains("nobody-has-this"));
    holds(&auditor.get("/audit?chain=signin").await.is(200), &["登录受限"]);
    // An entry keeps the network it came from, and not the machine.
    let entered = auditor.get("/audit?action=sign+in").await.is(200);
    holds(&entered, &["203.0.113"]);
    assert!(!entered.text.contains("203.0.113.7"));
}

#[tokio::test(flavor = "multi_thread")]
async fn what_rests_on_an_open_question_is_marked_on_the_overview_the_matrix_and_paper() {
    let (board, _folder) = on_sqlite().await;
    let office = board.signed_in("office1").await;
    for page in ["/overview", "/matrix"] {
        let seen = office.get(page).await.is(200);
        assert!(seen.text.contains("待办公室确认") && seen.text.contains("/questions#"), "{page}");
    }
    let summary = office.get("/summaries/2022H1").await.is(200);
    holds(&summary, &["部分口径待办公室确认，见《口径问题清单》"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_drawer_names_the_document_that_locks_a_month_and_draws_what_was_corrected() {
    let (board, _folder) = on_sqlite().await;
    let filer = board.signed_in("soc_civil").await;
    let drawer = filer.get("/my/reports").await.is(200);
    holds(&drawer, &["已锁定（2022年第3期工作简报）", "互认人数原报累计19人，更正后18人", "revised-recognised"]);
    let form = filer.get("/my/reports/2022-05").await.is(200);
    holds(&form, &["已锁定：2022年第3期工作简报已印发并采用本期数据，只供查阅", "/my/reports/2022-05/correct"]);
    let food = board.signed_in("soc_food").await;
    holds(&food.get("/my/reports/2022-06/correct").await.is(200), &["0（零报告）"]);
    // What is no form of the board is named as such.
    let typed = food.with("content-type", "text/plain");
    let odd = typed.body(axum::http::Method::POST, "/my/reports/2022-07", "a=b".into()).await.is(415);
    holds(&odd, &["不是本系统的表单", "请在本系统的页面上填写并提交"]);
}
