//! The table of messages: what was done to a file, the cell that is named, and the sentence; on the page and in the
//! copy that goes back.

use super::pages::{bring, hidden, on_sqlite, save, send};
use super::{FOOD, JULY, SHEET, changed, typed, with_cell};
use calamine::{Data, Reader, Xlsx};
use pilotboard::language::Lang;
use pilotboard::reports::workbook::{Book, read, write};
use pilotboard::testing::actors::{Answer, Board, Client, shows};
use std::io::{Cursor, Read as _};
use zip::ZipArchive;

const WORKBOOK: &str = "/my/reports/2022-07/workbook";

/// The copy that the page of a refused file offers.
async fn copy(client: &Client, refused: &Answer) -> Vec<u8> {
    send(client, &format!("{WORKBOOK}/marked"), &hidden(refused)).await.is(200).bytes
}

/// What the copy says in the column of what is to be mended, in the line of `cell`.
fn beside(file: &[u8], cell: &str) -> String {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file)).unwrap();
    let sheet = book.worksheet_range("填报").unwrap();
    let row: u32 = cell[1..].parse().unwrap();
    // The head of a column has the head of the marks beside it, so its own mark stands a line above.
    let row = if row == 5 { 3 } else { row - 1 };
    sheet.get_value((row, 6)).map(Data::to_string).unwrap_or_default()
}

/// The notes of the copy, as its file keeps them: each cell's and its text.
fn note(file: &[u8], cell: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut text = String::new();
    archive.by_name("xl/comments1.xml").unwrap().read_to_string(&mut text).unwrap();
    let note = text.split("<comment ").find(|note| note.contains(&format!("ref=\"{cell}\""))).unwrap_or_default();
    let said = note.split("<t>").skip(1).filter_map(|part| part.split("</t>").next());
    html_escape::decode_html_entities(&said.collect::<String>()).into_owned()
}

async fn said_twice(client: &Client, what: &str, file: &[u8], place: &str, sentence: &str) -> Vec<u8> {
    let refused = bring(client, WORKBOOK, file).await.is(422);
    let page = html_escape::decode_html_entities(&refused.text).into_owned();
    assert!(page.contains(place) && page.contains(sentence), "{what}: {place} {sentence}: {page}");
    let copy = copy(client, &refused).await;
    let cell = place.split('!').nth(1).unwrap();
    assert_eq!(beside(&copy, cell), sentence, "{what}: beside {place}");
    assert_eq!(note(&copy, cell), sentence, "{what}: the note at {place}");
    copy
}

fn without_row(file: &[u8], row: u32) -> Vec<u8> {
    changed(file, |name, bytes| {
        if name != SHEET {
            return bytes;
        }
        let text = String::from_utf8(bytes).unwrap();
        let start = text.find(&format!("<row r=\"{row}\"")).unwrap();
        let end = start + text[start..].find("</row>").unwrap() + "</row>".len();
        format!("{}{}", &text[..start], &text[end..]).into_bytes()
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn every_message_about_a_cell_names_it_on_the_page_and_in_the_copy() {
    let (board, _folder) = on_sqlite().await;
    let filer = board.signed_in("soc_food").await;
    let file = filer.get(WORKBOOK).await.is(200).bytes;
    let lines = read(&file).unwrap().lines;
    let at = |field: &str| format!("D{}", lines.iter().find(|line| line.field == field).unwrap().row);
    let (done, stage, on) = (at("done"), at("specialty.food.stage"), at("specialty.food.on"));
    let (agreement, counterpart) = (at("specialty.food.agreement"), at("specialty.food.counterpart"));
    let negotiating = typed(&typed(&file, &stage, "2"), &on, "2022-07-15");
    let closed = lines.iter().find(|line| line.field.ends_with("closure.on")).unwrap();
    let (closed, proof) = (format!("D{}", closed.row), format!("D{}", closed.row + 1));
    let long = "字".repeat(301);
    let table: Vec<(&str, Vec<u8>, String, String)> = vec![
        ("words after a number", typed(&file, "D7", "3个"), "D7".into(), "应为不小于0的整数，现为“3个”".into()),
        ("half of it in full width", typed(&file, "D7", "1１"), "D7".into(), "应为不小于0的整数，现为“1１”".into()),
        ("a number below nought", typed(&file, "D8", "-2"), "D8".into(), "应为不小于0的整数，现为“-2”".into()),
        ("part of a person", typed(&file, "D8", "1.5"), "D8".into(), "应为不小于0的整数，现为“1.5”".into()),
        ("more than there can be", typed(&file, "D8", "99999"), "D8".into(), "应不大于9999，现为“99999”".into()),
        (
            "an error",
            with_cell(&file, SHEET, "D7", "e", "<v>#N/A</v>"),
            "D7".into(),
            "应为不小于0的整数，现为“#N/A”".into(),
        ),
        (
            "a formula",
            with_cell(&file, SHEET, "D7", "", "<f>C7*2</f><v>14</v>"),
            "D7".into(),
            "应为数值或文字，现为公式“=C7*2”".into(),
        ),
        ("a stage there is not", typed(&file, &stage, "99"), stage.clone(), "现为“99”".into()),
        (
            "a day there is not",
            typed(&file, &on, "2022/2/30"),
            on.clone(),
            "应为日期，如2022-07-28，现为“2022/2/30”".into(),
        ),
        (
            "a day after the period",
            typed(&typed(&file, &stage, "2"), &on, "2022-08-01"),
            on.clone(),
            "应不晚于报告期末2022年7月28日，现为2022年8月1日".into(),
        ),
        ("a stage without its day", typed(&file, &stage, "2"), on.clone(), "应填写日期，现为空".into()),
        (
            "an agreement before it is signed",
            typed(&negotiating, &agreement, "互认协议"),
            agreement.clone(),
            "应在签约（第3阶段）后填写，现为第2阶段".into(),
        ),
        (
            "a name too long",
            typed(&file, &counterpart, &"字".repeat(101)),
            counterpart,
            "应不超过100字，现为101字".into(),
        ),
        ("an agreement without its stage", typed(&file, &agreement, "互认协议"), stage.clone(), "现为“”".into()),
        (
            "a closure without its evidence",
            typed(&file, &closed, "2022-07-20"),
            proof,
            "应写明依据（文号、链接或可查之处），现为空".into(),
        ),
        ("too long", typed(&file, &done, &long), done.clone(), "应不超过300字，现为301字".into()),
        (
            "what cannot be seen",
            typed(&file, &done, "甲\u{202E}乙"),
            done.clone(),
            "含有不可见的控制字符，请删除".into(),
        ),
        (
            "another label",
            typed(&file, "B7", "互认人数 · 食品"),
            "B7".into(),
            "此行栏目应与模板相同，现为“互认人数 · 食品”".into(),
        ),
        ("the same field twice", typed(&file, "A10", FOOD), "D7".into(), "此栏目应只有一行，现在D10又有一行".into()),
        ("a line taken out", without_row(&file, 9), "D9".into(), "应保留此行，现已被删除".into()),
    ];
    for (what, file, cell, sentence) in &table {
        let refused = bring(&filer, WORKBOOK, file).await.is(422);
        let page = html_escape::decode_html_entities(&refused.text).into_owned();
        let place = format!("<strong class=\"place\">填报!{cell}</strong>");
        assert!(page.contains(&place) && page.contains(sentence.as_str()), "{what}: {cell} {sentence}: {page}");
        let copy = copy(&filer, &refused).await;
        // Of a stage, how many there are depends on the programme.
        assert!(beside(&copy, cell).ends_with(sentence.as_str()), "{what}: {}", beside(&copy, cell));
        assert!(note(&copy, cell).ends_with(sentence.as_str()), "{what}: {}", note(&copy, cell));
    }
    // What can be understood is taken, and the cell is named with what was typed there.
    let half = bring(&filer, WORKBOOK, &typed(&file, "D7", "３人")).await.is(200);
    shows(&half, &["3 填报!D7所填“３人”"]);
    let city = board.signed_in("dg_ast").await;
    let file = city.get(WORKBOOK).await.is(200).bytes;
    let lines = read(&file).unwrap().lines;
    let row = |part: &str| lines.iter().find(|line| line.field.contains(part)).unwrap().row;
    let slot = row(".slots.");
    let place = format!("填报!D{slot}");
    let unsure = typed(&file, &format!("D{slot}"), "也许");
    said_twice(&city, "neither yes nor no", &unsure, &place, "应为“是”或留空，现为“也许”").await;
    let on = format!("D{}", row("task.8.closure.on"));
    let early = typed(&typed(&file, &on, "2022-07-20"), &format!("D{}", row("task.8.closure.evidence")), "细则");
    let sentence = "应在6处全部完成后提出，现为3/6，缺珠海、横琴合作区、东莞";
    said_twice(&city, "a closure before every part is in", &early, &format!("填报!{on}"), sentence).await;
    let (title, day) = (row("policy.2.title"), row("policy.2.on"));
    let nameless = typed(&file, &format!("D{day}"), "2022-07-20");
    said_twice(&city, "a document without a title", &nameless, &format!("填报!D{title}"), "应填写，现为空").await;
    let ahead = typed(&typed(&nameless, &format!("D{title}"), "细则"), &format!("D{day}"), "2022-09-01");
    let sentence = "应不晚于今天2022年7月29日，现为2022年9月1日";
    said_twice(&city, "a document of a day to come", &ahead, &format!("填报!D{day}"), sentence).await;
}

/// The workbook of a report as the board would seal it, changed before the seal is set.
async fn sealed(board: &Board, file: &[u8], change: impl Fn(&mut Book)) -> Vec<u8> {
    let mut book = super::book("soc_food", Lang::ZhHans, &pilotboard::reports::Draft::default());
    book.stamp = read(file).unwrap().stamp;
    book.rows.iter_mut().find(|row| row.field == FOOD).unwrap().value = "3".into();
    change(&mut book);
    let seal = board.app.audit_key.mark("workbook", &book.stamp.sealed(&book.base()));
    write(&book, &seal, &[])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_for_something_else_is_told_at_the_cell_that_prints_it() {
    let (board, _folder) = on_sqlite().await;
    let (filer, city) = (board.signed_in("soc_food").await, board.signed_in("dg_ast").await);
    let file = filer.get(WORKBOOK).await.is(200).bytes;
    let other = city.get(WORKBOOK).await.is(200).bytes;
    let june = sealed(&board, &file, |book| book.stamp.period = "2022-06".into()).await;
    let template = read(&file).unwrap().stamp.template;
    let old = sealed(&board, &file, |book| book.stamp.template = "0.9".into()).await;
    let year = sealed(&board, &file, |book| book.stamp.programme = "2021".into()).await;
    let forged = with_cell(&file, super::HIDDEN, "B5", "inlineStr", "<is><t>999</t></is>");
    let moved = typed(&typed(&file, "D5", "本期累计"), "E5", "本期填写");
    let renamed = changed(&typed(&file, "D7", "3"), |name, bytes| match name {
        "xl/workbook.xml" => String::from_utf8(bytes).unwrap().replace("填报", "食品").into_bytes(),
        _ => bytes,
    });
    let old_said = format!("应为现行模板（{template}），现为旧模板（0.9），栏目已有变化。请重新下载。");
    let table = [
        ("another unit's", other, "填报!B1", "应为省食品学会的填报表，现为东莞市科协的。请上传本单位的文件。", ""),
        (
            "another period's",
            june,
            "填报!B1",
            "应为7月月报的填报表，现为6月月报的。请到对应的报告期上传，或下载本期的。",
            "3",
        ),
        ("an old template", old, "填报!B4", old_said.as_str(), "3"),
        ("another programme's", year, "填报!B4", "应为本年度方案的填报表，现为“2021”方案的。请重新下载。", "3"),
        (
            "a broken seal",
            forged,
            "填报!B4",
            "填报表的标识被改动过，或由两份文件拼成，不能确认属于哪个单位、哪一期。请重新下载填写。",
            "",
        ),
        (
            "a column moved",
            moved,
            "填报!D5",
            "列标题应为“本期填写”，现为“本期累计”，列被移动过。请移回原处，或重新下载。",
            "",
        ),
        (
            "a sheet by another name",
            renamed,
            "食品!B1",
            "工作表应名为“填报”，现为“食品”。请改回表名，或重新下载。",
            "3",
        ),
    ];
    for (what, file, place, sentence, kept) in table {
        let copy = said_twice(&filer, what, &file, place, sentence).await;
        let line = read(&copy).unwrap().lines.into_iter().find(|line| line.field == FOOD).unwrap();
        if !kept.is_empty() {
            assert_eq!(line.given.shown(), kept, "{what}: what was typed is in the copy");
            bring(&filer, WORKBOOK, &copy).await.is(200);
        }
    }
    save(&filer, &[("done", "仍可填报")]).await;
    assert!(filer.get(JULY).await.text.contains("仍可填报"));
}
