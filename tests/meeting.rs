//! Meeting mode, what meetings settle, and the sheet for the wall, as a browser without JavaScript sees them.

use pilotboard::db::Db;
use pilotboard::language::Lang;
use pilotboard::testing::actors::{Answer, Board, Client, shows};
use pilotboard::testing::{Folder, at, each};

async fn on_sqlite() -> (Board, Folder) {
    let folder = Folder::new();
    (Board::new(Db::open(&folder.url()).await.unwrap()).await, folder)
}

/// Writes a decision down in the form on `page`.
async fn settle(client: &Client, page: &str, fields: &[(&str, &str)]) -> Answer {
    let key = client.get(page).await.is(200).field("_idem");
    let mut all = vec![("_idem", key.as_str())];
    all.extend(fields);
    client.post_form("/decisions", &all).await
}

const RIGHT: [(&str, &str); 4] =
    [("text", "8月起增加两批评审"), ("unit", "soc_food"), ("unit", "gdes"), ("due", "2022-08-10")];

#[tokio::test(flavor = "multi_thread")]
async fn a_meeting_is_five_slides_in_one_document() {
    let (board, _folder) = on_sqlite().await;
    let leader = board.signed_in("leader").await;
    for lang in Lang::ALL {
        let page = leader.get(&format!("/meeting?lang={lang}")).await.is(200);
        for slide in 1..=5 {
            let (id, name) = (format!("<section id=\"s{slide}\""), format!("id=\"s{slide}-says\""));
            assert_eq!((page.text.matches(&id).count(), page.text.matches(&name).count()), (1, 1), "{slide}");
        }
        // The frame of the board is left out; the way back is not.
        assert!(!page.text.contains("<nav") && page.text.contains(&format!("href=\"/overview?lang={lang}\"")));
        shows(&page, &[lang.example_data(), lang.basis_corrected(), "5/5"]);
    }
    let asked = leader.get("/overview?mode=meeting&as_at=2022-07-28").await.is(303);
    assert_eq!(asked.location(), "/meeting?as_at=2022-07-28");
    let page = leader.get("/meeting").await.is(200);
    shows(
        &page,
        &["14项任务2项逾期", "2 项任务逾期（共14项）", "16 个单位已报7月月报（应报18个）", "逾期28天", "建议省人社厅"],
    );
    // An earlier meeting is opened as it was.
    let before = leader.get("/meeting?as_at=2022-05-31&basis=reported").await.is(200);
    shows(&before, &["截至 2022年5月31日", "当时上报"]);
    assert!(before.text.contains("href=\"/overview?as_at=2022-05-31&amp;basis=reported\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_decision_is_written_down_seen_and_done() {
    each(async |db| {
        let board = Board::new(db).await;
        let (leader, filer) = (board.signed_in("leader").await, board.signed_in("soc_food").await);
        let kept = settle(&leader, "/meeting", &[&RIGHT[..], &[("meeting", "yes")]].concat()).await.is(303);
        assert_eq!(kept.location(), "/meeting#s5");
        shows(&leader.get("/meeting").await, &["8月起增加两批评审", "2022-08-10"]);
        // Those concerned find it, and say how it was done; others read.
        let page = filer.get("/decisions").await.is(200);
        shows(&page, &["议定事项：1项未办结，无逾期", "标记办结"]);
        let path = page.text.split("action=\"/decisions/").nth(1).and_then(|rest| rest.split('"').next()).unwrap();
        let path = format!("/decisions/{path}");
        let other = board.signed_in("head").await;
        assert!(!other.get("/decisions").await.text.contains("/done\""));
        let fields = [("_idem", "other-key"), ("said", "已办")];
        other.post_form(&path, &fields).await.is(403);
        let wordless = filer.post_form(&path, &[("_idem", "no-words"), ("said", " ")]).await.is(422);
        shows(&wordless, &["请填写办结情况（一句话）"]);
        filer.post_form(&path, &[("_idem", "one"), ("said", "两批评审已排定")]).await.is(303);
        shows(&leader.get("/decisions").await, &["两批评审已排定", "已销号", "0项未办结"]);
        let office = board.signed_in("office1").await;
        shows(&office.post_form(&path, &[("_idem", "two"), ("said", "再次")]).await.is(409), &["已由他人标记办结"]);
        let audit = board.signed_in("auditor").await.get("/audit").await.is(200);
        shows(&audit, &["记入议定事项", "标记办结", "decision 1"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_is_said_where_it_was_typed() {
    let (board, _folder) = on_sqlite().await;
    let office = board.signed_in("office1").await;
    let wrong = [("text", "已经<b>说定</b>"), ("unit", ""), ("due", "2022-07-28"), ("meeting", "yes")];
    let page = settle(&office, "/decisions", &wrong).await.is(422);
    shows(&page, &["请填写责任单位。", "应不早于今天（2022年7月29日），现为2022年7月28日", "5/5"]);
    assert!(page.text.contains("已经&lt;b&gt;说定&lt;/b&gt;") && page.text.contains("value=\"2022-07-28\""));
    let page = settle(&office, "/decisions", &wrong[..3]).await.is(422);
    assert!(page.text.contains("<nav"), "the list comes back in its frame");
    // Units and the auditor read; they do not write.
    for login in ["soc_food", "auditor", "admin"] {
        let client = board.signed_in(login).await;
        assert!(!client.get("/meeting").await.is(200).text.contains("name=\"due\""), "{login}");
        client.post_form("/decisions", &RIGHT).await.is(403);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_minutes_are_text_in_three_languages() {
    let (board, _folder) = on_sqlite().await;
    let office = board.signed_in("office1").await;
    settle(&office, "/decisions", &RIGHT).await.is(303);
    let minutes = office.get("/decisions/minutes").await.is(200);
    assert_eq!(minutes.header("content-type"), "text/plain; charset=utf-8");
    assert!(minutes.header("content-disposition").contains("minutes-2022-2022-07-28.txt"));
    for words in ["会议纪要", "14项任务2项逾期", "1. 8月起增加两批评审。责任单位：", "完成日期：2022年8月10日。"]
    {
        assert!(minutes.text.contains(words), "{words}: {}", minutes.text);
    }
    assert!(office.get("/decisions/minutes?lang=en").await.is(200).text.contains("Responsible: "));
    assert!(office.get("/decisions/minutes?lang=zh-Hant").await.is(200).text.contains("會議紀要"));
    // Three weeks later it stands under what was settled before, and is late.
    let later = board.later(at("2022-08-20 09:00"));
    let office = later.signed_in("office1").await;
    let minutes = office.get("/decisions/minutes").await.is(200);
    let (_, earlier) = minutes.text.split_once("三、").unwrap();
    assert!(earlier.contains("增加两批评审") && earlier.contains("逾期9天"), "{earlier}");
    shows(&office.get("/decisions").await, &["1项未办结，其中逾期1项"]);
    // Before that meeting nothing was settled.
    shows(&office.get("/decisions?as_at=2022-06-30").await, &["尚无议定事项"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn paper_carries_the_moment_the_figures_and_the_way_back() {
    let (board, _folder) = on_sqlite().await;
    let leader = board.signed_in("leader").await;
    let sheet = leader.get("/overview?print=a3").await.is(200);
    shows(&sheet, &["T1 = 41", "T2 = 62", "tasks.overdue = 2", "reporting,period=2022-07 = 16"]);
    shows(&sheet, &["/overview?as_at=2022-07-28&basis=corrected"]);
    assert!(sheet.text.contains("class=\"qr\"") && !sheet.text.contains("<nav"));
    let page = leader.get("/tasks?lang=en").await.is(200);
    shows(&page, &["/tasks?lang=en&as_at=2022-07-28&basis=corrected"]);
    assert!(page.text.contains("class=\"qr\""));
    assert!(!board.visitor().get("/signin").await.text.contains("class=\"qr\""), "nobody has a page to come back to");
}
