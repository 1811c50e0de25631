//! The workbook through the front door of the board.

use super::{FOOD, HIDDEN, JULY, SHEET, typed, with_cell, with_part};
use pilotboard::db::Db;
use pilotboard::reports::workbook::read;
use pilotboard::testing::Folder;
use pilotboard::testing::actors::{Answer, Board, Client};
use std::io::{Cursor, Read as _};
use std::process::Command;
use zip::ZipArchive;

pub(super) async fn on_sqlite() -> (Board, Folder) {
    let folder = Folder::new();
    (Board::new(Db::open(&folder.url()).await.unwrap()).await, folder)
}

pub(super) async fn bring(client: &Client, path: &str, file: &[u8]) -> Answer {
    let csrf = client.csrf.clone();
    bring_with(client, path, file, &csrf).await
}

async fn bring_with(client: &Client, path: &str, file: &[u8], csrf: &str) -> Answer {
    let head = format!(
        "--edge\r\ncontent-disposition: form-data; name=\"_csrf\"\r\n\r\n{csrf}\r\n--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"报表.xlsx\"\r\ncontent-type: application/octet-stream\r\n\r\n"
    );
    let body = [head.as_bytes(), file, b"\r\n--edge--\r\n"].concat();
    let client = client.with("content-type", "multipart/form-data; boundary=edge");
    client.send(client.request(axum::http::Method::POST, path, body)).await
}

/// Every hidden field of the last form of a page, as a browser sends it.
pub(super) fn hidden(page: &Answer) -> Vec<(String, String)> {
    let part = |tag: &str, name: &str| {
        let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
        Some(html_escape::decode_html_entities(value).into_owned())
    };
    let form = page
        .text
        .split("<form")
        .find(|form| form.contains("name=\"to:") || form.contains("name=\"of\""))
        .unwrap_or_default();
    let tags = form.split("<input").skip(1).filter(|tag| tag.contains("type=\"hidden\""));
    tags.filter_map(|tag| Some((part(tag, "name")?, part(tag, "value").unwrap_or_default())))
        .filter(|(name, _)| name != "_csrf")
        .collect()
}

pub(super) async fn send(client: &Client, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    client.post_form(path, &fields).await
}

pub(super) async fn save(client: &Client, fields: &[(&str, &str)]) {
    let form = client.get(JULY).await.is(200);
    let (lock, key) = (form.field("lock"), form.field("_idem"));
    let fields = [&[("lock", lock.as_str()), ("_idem", key.as_str())], fields].concat();
    client.post_form(JULY, &fields).await.is(303);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_goes_out_comes_back_is_looked_at_and_kept() {
    let (board, _folder) = on_sqlite().await;
    let filer = board.signed_in("soc_food").await;
    save(&filer, &[(FOOD, "2"), ("done", "已填的内容")]).await;
    let workbook = format!("{JULY}/workbook");
    let taken = filer.get(&workbook).await.is(200);
    assert!(taken.header("content-disposition").contains("report-soc_food-2022-07.xlsx"));
    assert_eq!(taken.bytes, filer.get(&workbook).await.bytes, "the same draft gives the same bytes");
    bring(&filer, &workbook, &taken.bytes).await.is(200).text.contains("与草稿完全相同").then_some(()).unwrap();
    let file = typed(&typed(&taken.bytes, "D7", "５人"), "D28", "缺少英文材料");
    let shown = bring(&filer, &workbook, &file).await.is(200);
    for word in ["共2栏", "<del>2</del>", "<ins>5</ins>", "缺少英文材料"] {
        assert!(shown.text.contains(word), "{word}: {}", shown.text);
    }
    assert!(filer.get(JULY).await.text.contains("value=\"2\""), "nothing is kept before it is confirmed");
    let fields = hidden(&shown);
    let kept = send(&filer, &format!("{JULY}/changes"), &fields).await.is(303);
    assert_eq!(kept.location(), JULY);
    let form = filer.get(JULY).await.is(200);
    assert!(
        form.text.contains("value=\"5\"") && form.text.contains("缺少英文材料") && form.text.contains("已填的内容")
    );
    // The button pressed twice, and the same file again: nothing more.
    send(&filer, &format!("{JULY}/changes"), &fields).await.is(303);
    let again = bring(&filer, &workbook, &file).await.is(200);
    assert!(again.text.contains("与草稿完全相同，没有需要改动的内容"), "{}", again.text);
    assert_eq!(filer.get(JULY).await.field("lock"), form.field("lock"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_for_somebody_else_or_tampered_with_changes_nothing() {
    let (board, _folder) = on_sqlite().await;
    let (filer, other) = (board.signed_in("soc_food").await, board.signed_in("dg_ast").await);
    let workbook = format!("{JULY}/workbook");
    let file = filer.get(&workbook).await.is(200).bytes;
    let refused = async |client: &Client, path: &str, file: &[u8], words: &str| {
        let answer = bring(client, path, file).await.is(422);
        assert!(answer.text.contains(words), "{words}: {}", answer.text);
    };
    refused(&other, &workbook, &file, "现为省食品学会的").await;
    refused(&filer, "/my/reports/2022-08/workbook", &file, "应为8月月报的填报表，现为7月月报的").await;
    // Making it look like one's own breaks the seal.
    for (cell, text) in [("B2", "dg_ast"), ("B5", "999"), ("B7", "00")] {
        let forged = with_cell(&file, HIDDEN, cell, "inlineStr", &format!("<is><t>{text}</t></is>"));
        refused(&other, &workbook, &forged, "标识被改动过").await;
    }
    refused(&filer, &workbook, &with_part(&file, "xl/vbaProject.bin", b"x"), "宏（XLSM）").await;
    refused(&filer, &workbook, b"%PDF-1.4", "现为 PDF 文件").await;
    refused(&filer, &workbook, b"", "请选择填好的填报表").await;
    refused(&filer, &workbook, &vec![b'x'; 2 * 1024 * 1024 + 1], "应不大于2MB").await;
    bring(&filer, &workbook, &vec![b'x'; 3 * 1024 * 1024]).await.is(413);
    bring_with(&filer, &workbook, &file, "").await.is(403);
    // A route without files takes none, and says where files go.
    bring(&filer, JULY, &file).await.is(415);
    filer.post_form(JULY, &[("done", &"x".repeat(300 * 1024))]).await.is(413);
    assert_eq!(filer.get(JULY).await.field("lock"), "0");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_file_can_be_taken_back_with_its_faults_marked() {
    let (board, _folder) = on_sqlite().await;
    let filer = board.signed_in("soc_food").await;
    let workbook = format!("{JULY}/workbook");
    let file = filer.get(&workbook).await.is(200).bytes;
    let file = typed(&typed(&typed(&file, "D7", "3个"), "D8", "2"), "D18", "2022.2.30");
    let refused = bring(&filer, &workbook, &file).await.is(422);
    for word in ["有2格需要修改", "填报!D7", "应为不小于0的整数，现为“3个”", "填报!D18", "现为“2022.2.30”"]
    {
        assert!(refused.text.contains(word), "{word}: {}", refused.text);
    }
    let marked = send(&filer, &format!("{JULY}/workbook/marked"), &hidden(&refused)).await.is(200).bytes;
    let mut archive = ZipArchive::new(Cursor::new(&marked[..])).unwrap();
    let mut notes = String::new();
    archive.by_name("xl/comments1.xml").unwrap().read_to_string(&mut notes).unwrap();
    assert!(
        notes.contains("ref=\"D7\"") && notes.contains("应为不小于0的整数，现为“3个”") && notes.contains("ref=\"D18\""),
        "{notes}"
    );
    let said = read(&marked)
        .unwrap()
        .lines
        .into_iter()
        .map(|line| line.given.shown())
        .filter(|text| !text.is_empty())
        .collect::<Vec<_>>();
    assert_eq!(said, ["3个", "2", "2022.2.30"], "what was typed is kept");
    // Mended, it is taken.
    let mended = typed(&typed(&marked, "D7", "3"), "D18", "");
    let shown = bring(&filer, &workbook, &mended).await.is(200);
    assert!(shown.text.contains("共2栏"), "{}", shown.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_on_both_sides_is_chosen_field_by_field() {
    let (board, _folder) = on_sqlite().await;
    let filer = board.signed_in("soc_food").await;
    let workbook = format!("{JULY}/workbook");
    let file = filer.get(&workbook).await.is(200).bytes;
    let file = typed(&typed(&file, "D7", "3"), "D28", "文件中的问题");
    save(&filer, &[(FOOD, "4"), ("done", "网页上的进展")]).await;
    let shown = bring(&filer, &workbook, &file).await.is(200);
    assert!(
        shown.text.contains("请逐栏选择")
            && shown.text.contains("保留草稿中的")
            && shown.text.contains("type=\"radio\"")
    );
    let fields = hidden(&shown);
    let path = format!("{JULY}/changes");
    // Somebody saves in between: the choice is shown again, against what stands there now.
    save(&filer, &[(FOOD, "6"), ("done", "网页上的进展")]).await;
    let yours = (format!("keep:{FOOD}"), "yours".to_owned());
    let again = send(&filer, &path, &[&fields[..], std::slice::from_ref(&yours)].concat()).await.is(409);
    let fields = hidden(&again);
    assert!(fields.contains(&(format!("was:{FOOD}"), "6".into())), "{fields:?}");
    send(&filer, &path, &[&fields[..], &[yours]].concat()).await.is(303);
    let form = filer.get(JULY).await.is(200);
    for word in ["value=\"3\"", "网页上的进展", "文件中的问题"] {
        assert!(form.text.contains(word), "{word}");
    }
    // Without a choice the draft's value stays.
    let file = typed(&file, "D7", "9");
    let fields = hidden(&bring(&filer, &workbook, &file).await.is(200));
    send(&filer, &path, &fields).await.is(303);
    assert!(filer.get(JULY).await.text.contains("value=\"3\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn pasted_lines_find_their_fields_by_label() {
    let (board, _folder) = on_sqlite().await;
    let filer = board.signed_in("soc_food").await;
    save(&filer, &[(FOOD, "1")]).await;
    let paste = format!("{JULY}/paste");
    filer.get(&paste).await.is(200);
    let text = "专业\t方向\t香港\t澳门\n食品工程\t港澳→内地\t３人\t0\n省土木建筑学会\t港澳→内地\t5\t5\n\n建筑工程\t内地→港澳\t1\t2\n食品\t内地->港澳\t三\t\n";
    let shown = filer.post_form(&paste, &[("pasted", text)]).await.is(200);
    for word in
        ["共2栏", "<del>1</del>", "<ins>3</ins>", "此行是其他单位的", "本单位没有与此行标题对应的栏目", "现为“三”"]
    {
        assert!(shown.text.contains(word), "{word}: {}", shown.text);
    }
    send(&filer, &format!("{JULY}/changes"), &hidden(&shown)).await.is(303);
    assert!(filer.get(JULY).await.text.contains("value=\"3\""));
    for (text, word) in [
        ("食品\t香港\t2", "行标题对应2个栏目"),
        ("食品\t香港\t港澳→内地\t2\t3", "此行有几个数字"),
        ("食品 香港 港澳→内地 -1", "应为不小于0的整数"),
        ("指标\t上期累计\t本月新增\n互认人数 · 食品 · 香港 · 港澳→内地\t12\t8", "<ins>8</ins>"),
    ] {
        let shown = filer.post_form(&paste, &[("pasted", text)]).await.is(200);
        assert!(shown.text.contains(word), "{word}: {}", shown.text);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_printed_report_carries_a_code_that_leads_back_to_its_version() {
    let (board, _folder) = on_sqlite().await;
    let filer = board.signed_in("soc_food").await;
    let draft = filer.get(&format!("{JULY}/print")).await.is(200);
    assert!(draft.text.contains("草稿，尚未提交") && !draft.text.contains("class=\"code\""));
    let paper = filer.get("/my/reports/2022-06/print").await.is(200);
    for word in ["互认月报01表", "单位负责人", "填报单位（盖章）", "广东省食品学会", "class=\"qr\""]
    {
        assert!(paper.text.contains(word), "{word}");
    }
    let code = paper.text.split("class=\"code\">").nth(1).unwrap().split('<').next().unwrap();
    assert_eq!(code.len(), 9, "{code}");
    let told = filer.get(&format!("/receipts/{}", code.to_lowercase().replace('-', ""))).await.is(200);
    assert!(told.text.contains("属实") && told.text.contains("/reports/soc_food/2022-06?version=1"), "{}", told.text);
    board.signed_in("auditor").await.get(&format!("/receipts/{code}")).await.is(200);
    board.signed_in("soc_civil").await.get(&format!("/receipts/{code}")).await.is(404);
    filer.get("/receipts/0000-0000").await.is(404);
    board.visitor().get(&format!("/receipts/{code}")).await.is(401);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_saved_by_libreoffice_is_read_like_any_other() {
    let folder = Folder::new();
    let (board, _kept) = on_sqlite().await;
    let filer = board.signed_in("soc_food").await;
    let workbook = format!("{JULY}/workbook");
    let file = filer.get(&workbook).await.is(200).bytes;
    let file = typed(&with_cell(&file, SHEET, "D7", "", "<v>3</v>"), "D8", "４人");
    let path = folder.path().join("report.xlsx");
    std::fs::write(&path, &file).unwrap();
    let out = folder.path().join("saved");
    let profile = format!("-env:UserInstallation=file://{}", folder.path().join("profile").display());
    let run = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"])
        .args([out.as_path(), path.as_path()])
        .output();
    let Ok(run) = run else {
        panic!(
            "LibreOffice is missing: install libreoffice-calc, so that `soffice` can open, recalculate and save the workbook"
        );
    };
    let saved = std::fs::read(out.join("report.xlsx"));
    let saved = saved.unwrap_or_else(|_| {
        panic!("LibreOffice (libreoffice-calc) saved nothing: {}", String::from_utf8_lossy(&run.stderr))
    });
    let shown = bring(&filer, &workbook, &saved).await.is(200);
    for word in ["共2栏", "<ins>3</ins>", "<ins>4</ins>"] {
        assert!(shown.text.contains(word), "{word}: {}", shown.text);
    }
    // Saved as it was, it says what the draft says.
    assert_eq!(read(&saved).unwrap().stamp, read(&file).unwrap().stamp);
    assert_eq!(read(&saved).unwrap().base, read(&file).unwrap().base);
}
