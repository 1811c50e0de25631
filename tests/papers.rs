//! A unit's own papers: drafted from its reports, filed with a receipt, read by the office; on both databases.

use axum::http::Method;
use pilotboard::evidence::store::sweep;
use pilotboard::testing::actors::{Answer, Board, Client, shows};
use pilotboard::testing::{at, each};

#[track_caller]
fn holds(answer: &Answer, parts: &[&str]) {
    for part in parts {
        assert!(answer.text.contains(part), "{} does not hold {part:?}: {}", answer.sent, answer.text);
    }
}

/// Sends the form of the experience report with a file.
async fn bring(client: &Client, fields: &[(&str, &str)], name: &str, file: &[u8]) -> Answer {
    let part = |name: &str, value: &str| {
        format!("--edge\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
    };
    let typed: String = fields.iter().map(|(name, value)| part(name, value)).collect();
    let head = format!("--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n");
    let csrf = part("_csrf", &client.csrf);
    let body = [csrf.as_bytes(), typed.as_bytes(), head.as_bytes(), file, b"\r\n--edge--\r\n"].concat();
    let client = client.with("content-type", "multipart/form-data; boundary=edge");
    client.send(client.request(Method::POST, "/my/papers/experience", body)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_office_sees_who_has_filed_and_reads_what() {
    each(async |db| {
        let board = Board::new(db).await;
        let office = board.signed_in("office1").await;
        holds(&office.get("/summaries/2022H1").await.is(200), &["各单位总结 已交19/19", "/papers#2022H1"]);
        holds(&office.get("/summaries/2022H2?lang=en").await.is(200), &["Summaries of the units: 0 of 19 filed"]);
        let list = office.get("/papers").await.is(200);
        holds(
            &list,
            &["已交19/19", "已交0/19", "已交18/18", "2022-06-23 16:40", "逾期5天", "提纲", "/papers/2022H1/soc_civil"],
        );
        let before = office.get("/papers?as_at=2022-06-23").await.is(200);
        holds(&before, &["已交5/19"]);
        let paper = office.get("/papers/2022H1/soc_civil").await.is(200);
        // Its own reports up to the day it filed, in its own numbers; what was accepted later is not in it.
        shows(&paper, &["应报3份，按时2份、逾期1份、未报0份"]);
        holds(&paper, &["P-2022H1-", "2022年上半年互认工作总结", "互认", "5月20日完成材料核验", "评审材料已全部归档"]);
        assert!(!paper.text.contains("6月16日完成第1批评价"), "June was accepted after the summary was filed");
        for format in ["pdf", "docx"] {
            let file = office.get(&format!("/papers/2022H1/soc_civil/{format}")).await.is(200);
            assert!(file.bytes.starts_with(if format == "pdf" { b"%PDF" } else { b"PK\x03\x04" }));
        }
        office.get("/papers/2022H1/soc_civil/xlsx").await.is(404);
        office.get("/papers/2022H2/soc_civil").await.is(404);
        office.get("/papers/2023H1/soc_civil").await.is(404);
        let filer = board.signed_in("soc_food").await;
        filer.get("/papers/2022H1/soc_civil").await.is(403);
        holds(&filer.get("/papers").await.is(200), &["/papers/2022H1/soc_food"]);
        assert!(!filer.get("/papers").await.text.contains("/papers/2022H1/soc_civil"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_drafts_is_told_what_is_wrong_files_and_holds_a_receipt() {
    each(async |db| {
        let board = Board::new(db).await.later(at("2022-12-28 09:00"));
        let filer = board.signed_in("soc_civil").await;
        holds(&filer.get("/my/papers").await.is(200), &["2022年下半年互认工作总结", "未交", "/my/papers/2022H2"]);
        let form = filer.get("/my/papers/2022H2").await.is(200);
        // July's report is in the draft before anything is typed.
        holds(&form, &["7月15日完成第2批评价", "name=\"done\"", "最多300字"]);
        let long = "字".repeat(301);
        let post = async |lock: &str, done: &str, then: &str, more: &[(&str, &str)]| {
            let fields = [&[("lock", lock), ("done", done), ("then", then)], more].concat();
            filer.post_form("/my/papers/2022H2", &fields).await
        };
        let answer = post("0", &long, "file", &[]).await.is(303);
        assert_eq!(answer.location(), "/my/papers/2022H2?check=1");
        let told = filer.get(answer.location()).await.is(200);
        holds(&told, &["应在300字以内，现有301字", "请填写审定的单位负责人姓名", "请勾选", &long]);
        // Somebody who has not seen that save keeps what they typed.
        let overtaken = post("0", "我的文字", "save", &[]).await.is(409);
        holds(&overtaken, &["我的文字", &long, "name=\"lock\" value=\"1\""]);
        let agreed = [("head", "王会长"), ("agreed", "yes")];
        let answer = post("1", "评审全部完成。", "file", &agreed).await.is(303);
        assert_eq!(answer.location(), "/my/papers/2022H2/receipt");
        let receipt = filer.get(answer.location()).await.is(200);
        holds(&receipt, &["P-2022H2-", "第1版", "单位负责人王会长审定", "评审全部完成。"]);
        assert!(filer.get("/my/papers/2022H2/pdf").await.is(200).bytes.starts_with(b"%PDF"));
        assert!(filer.get("/my/papers/2022H2/docx?draft=1").await.is(200).bytes.starts_with(b"PK"));
        // Filed again, both versions stay; the head agrees on the board itself.
        post("2", "评审全部完成，归档。", "file", &agreed).await.is(303);
        holds(&filer.get("/my/papers/2022H2/receipt").await.is(200), &["第1版", "第2版", "归档。"]);
        let head = board.signed_in("head").await;
        holds(&head.get("/my/papers/2022H2/receipt").await.is(200), &["我已审定"]);
        head.post_form("/my/papers/2022H2/agree", &[]).await.is(303);
        holds(&head.get("/my/papers/2022H2/receipt").await.is(200), &["单位负责人已在线审定"]);
        holds(&board.signed_in("office1").await.get("/summaries/2022H2").await, &["已交1/19"]);
        holds(&board.signed_in("auditor").await.get("/audit").await.is(200), &["报送材料", "负责人审定材料"]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_read_later_is_the_paper_that_was_filed() {
    each(async |db| {
        let board = Board::new(db).await;
        let office = board.signed_in("office1").await;
        let now = office.get("/papers/2022H1/gz_ast/docx").await.is(200);
        let later = board.later(at("2022-12-30 09:00"));
        let then = later.signed_in("office1").await.get("/papers/2022H1/gz_ast/docx?as_at=2022-07-28").await.is(200);
        assert!(now.bytes == then.bytes);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_experience_report_is_filed_stage_by_stage() {
    each(async |db| {
        let board = Board::new(db).await;
        let filer = board.signed_in("gdes").await;
        holds(&filer.get("/my/papers").await.is(200), &["大湾区互认经验报告", "提纲"]);
        let fields = [
            ("lock", "1"),
            ("stage", "draft"),
            ("on", "2022-07-28"),
            ("practice", "分类推进。"),
            ("head", "王"),
            ("agreed", "yes"),
            ("then", "file"),
        ];
        let answer = filer.post_form("/my/papers/experience", &fields).await.is(303);
        holds(&filer.get(answer.location()).await.is(200), &["（初稿，2022年7月28日完成）", "第2版"]);
        // A file goes with it: the form brings it beside what is typed, and it stays with the version.
        let text = filer.get("/my/papers/experience/pdf").await.is(200).bytes;
        let fields = [fields[1], fields[2], ("practice", "分类推进，先易后难。"), fields[4], fields[5]];
        let script =
            bring(&filer, &[&fields[..], &[("lock", "2"), ("then", "file")]].concat(), "x.pdf", b"MZ").await.is(422);
        holds(&script, &["x.pdf", "分类推进，先易后难。", "name=\"lock\" value=\"3\""]);
        let answer = bring(&filer, &[&fields[..], &[("lock", "3"), ("then", "file")]].concat(), "经验报告.pdf", &text)
            .await
            .is(303);
        let receipt = filer.get(answer.location()).await.is(200);
        holds(&receipt, &["第3版", "经验报告.pdf", "/my/papers/experience/file"]);
        let office = board.signed_in("office1").await;
        holds(&office.get("/papers").await.is(200), &["/papers/experience/gdes/file"]);
        let file = office.get("/papers/experience/gdes/file").await.is(200);
        assert!(file.bytes.starts_with(b"%PDF") && file.header("content-disposition").starts_with("attachment"));
        // Taken off the next version, it stays with the one before; nothing rests on it in the draft.
        let off = [&fields[..], &[("lock", "4"), ("then", "file"), ("drop_file", "yes")]].concat();
        filer.post_form("/my/papers/experience", &off).await.is(303);
        office.get("/papers/experience/gdes/file").await.is(404);
        let shelf = board.app.shelf().unwrap().clone();
        let swept = sweep(&board.app.db, &shelf, at("2030-01-01 00:00")).await.unwrap();
        assert_eq!(swept.files, 0, "what was filed once is kept");
        // Whoever owes no plan has no form for one.
        filer.get("/my/papers/plan").await.is(404);
    })
    .await;
}
