//! A report that leaves the board as a workbook and comes back, filled in or otherwise.

use pilotboard::db::Db;
use pilotboard::language::Lang;
use pilotboard::programme::file::built_in;
use pilotboard::reports::workbook::{
    Book, Change, Filled, Given, Ground, Kind, Refusal, Stamp, WrongKind, changes, read, settle, write,
};
use pilotboard::reports::{Draft, FaultKind};
use pilotboard::testing::actors::{Answer, Board, Client};
use pilotboard::testing::{Folder, id};
use proptest::prelude::*;
use std::io::{Cursor, Read, Write};
use std::process::Command;
use std::time::{Duration, Instant};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

const JULY: &str = "/my/reports/2022-07";
const FOOD: &str = "count.recognised.food.-.hk.in";
/// The sheet to fill in, inside the file.
const SHEET: &str = "xl/worksheets/sheet1.xml";
const HIDDEN: &str = "xl/worksheets/sheet3.xml";

fn on_ground<T>(unit: &str, lang: Lang, work: impl FnOnce(&Ground) -> T) -> T {
    let programme = built_in();
    let unit = programme.unit(unit).unwrap();
    let period = programme.period(id("2022-07")).unwrap();
    let today = period.end;
    work(&Ground { programme, unit, period, today, lang, before: &|_| 7, closed: &|_| false })
}

fn book(unit: &str, lang: Lang, draft: &Draft) -> Book {
    on_ground(unit, lang, |ground| Book {
        stamp: Stamp::new(ground.programme, 1, unit, ground.period.id, 3, lang),
        unit: ground.unit.name.of(lang).to_owned(),
        report: "7月月报".into(),
        span: "2022-06-29".into(),
        end: ground.period.end,
        rows: ground.rows(draft),
    })
}

/// The parts of a file, each as `change` leaves it.
fn changed(file: &[u8], change: impl Fn(&str, Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        written.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        written.write_all(&change(&name, bytes)).unwrap();
    }
    written.finish().unwrap().into_inner()
}

fn with_part(file: &[u8], name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut written = ZipWriter::new_append(Cursor::new(file.to_vec())).unwrap();
    written.start_file(name, SimpleFileOptions::default()).unwrap();
    written.write_all(bytes).unwrap();
    written.finish().unwrap().into_inner()
}

/// The file with a cell of a sheet written by hand: what is inside `<c>`, and its type.
fn with_cell(file: &[u8], sheet: &str, cell: &str, kind: &str, inside: &str) -> Vec<u8> {
    changed(file, |name, bytes| {
        if name != sheet {
            return bytes;
        }
        let text = String::from_utf8(bytes).unwrap();
        let start = text.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("{sheet} has no {cell}"));
        let rest = &text[start..];
        let tag = rest.find('>').unwrap();
        let end = if rest[..tag].ends_with('/') { tag + 1 } else { rest.find("</c>").unwrap() + 4 };
        let style = rest[..tag].split("s=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("0");
        let kind = if kind.is_empty() { String::new() } else { format!(" t=\"{kind}\"") };
        format!("{}<c r=\"{cell}\" s=\"{style}\"{kind}>{inside}</c>{}", &text[..start], &rest[end..]).into_bytes()
    })
}

/// The file with a text typed into a cell of the sheet.
fn typed(file: &[u8], cell: &str, text: &str) -> Vec<u8> {
    let text = html_escape::encode_text(text);
    with_cell(file, SHEET, cell, "inlineStr", &format!("<is><t xml:space=\"preserve\">{text}</t></is>"))
}

fn value_of(row: &Kind, seed: (u32, String)) -> String {
    let (number, text) = seed;
    match row {
        Kind::Count { .. } => match number % 5 {
            0 => String::new(),
            1 => "—".into(),
            _ => (number % 10_000).to_string(),
        },
        Kind::Rung(names) => match number as usize % (names.len() + 1) {
            0 => String::new(),
            rung => rung.to_string(),
        },
        Kind::Day => match number % 4 {
            0 => String::new(),
            _ => format!("2022-0{}-{:02}", number % 7 + 1, number % 28 + 1),
        },
        Kind::Tick => if number % 2 == 0 { "" } else { "yes" }.into(),
        Kind::Text { most } => text.chars().take(*most).collect::<String>().trim().to_owned(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_into_a_workbook_is_read_out_of_it(
        seeds in proptest::collection::vec((any::<u32>(), "[=+@'\"<>&a-z0-9_一-龥，。🀄\n ]{0,130}|_x000D_|3人|1E5"), 60),
        city in any::<bool>(),
        lang in proptest::sample::select(Lang::ALL.to_vec()),
    ) {
        let unit = if city { "gz_ast" } else { "soc_civil" };
        let mut draft = Draft::default();
        let rows = on_ground(unit, lang, |ground| ground.rows(&draft));
        for (row, seed) in rows.iter().zip(&seeds) {
            draft.set(built_in(), &row.field, &value_of(&row.kind, seed.clone()));
        }
        let book = book(unit, lang, &draft);
        let file = write(&book, "a seal", &[]);
        prop_assert_eq!(&file, &write(&book, "a seal", &[]), "the same draft gives the same bytes");
        let filled = read(&file).unwrap();
        prop_assert_eq!(&filled.stamp, &book.stamp);
        prop_assert_eq!(&filled.base, &book.base());
        prop_assert_eq!(filled.lines.len(), book.rows.len());
        // Field by field, over an empty draft: the same draft again.
        let mut again = Draft::default();
        for (row, line) in book.rows.iter().zip(&filled.lines) {
            prop_assert_eq!(&line.field, &row.field);
            let Given::Value(text) = &line.given else { panic!("no formula in {}", line.field) };
            again.set(built_in(), &row.field, &settle(&row.kind, text).unwrap());
        }
        for row in &book.rows {
            prop_assert_eq!(again.value(built_in(), &row.field), draft.value(built_in(), &row.field), "{}", row.field);
        }
    }

    #[test]
    fn no_file_whatever_breaks_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400), at in 0usize..10_000, byte in any::<u8>()) {
        let _ = read(&bytes);
        let mut file = write(&book("soc_food", Lang::ZhHans, &Draft::default()), "a seal", &[]);
        let at = at % file.len();
        file[at] = byte;
        let _ = std::panic::catch_unwind(|| read(&file));
    }
}

#[test]
fn values_are_understood_as_people_type_them() {
    let count = Kind::Count { before: 0 };
    let ladder = Kind::Rung(vec!["起草".into(), "协商文本".into()]);
    for (kind, text, expected) in [
        (&count, "３人", "3"),
        (&count, " 0 ", "0"),
        (&count, "不适用", "—"),
        (&count, "", ""),
        (&Kind::Day, "2022.7.28", "2022-07-28"),
        (&Kind::Day, "2022年7月28日", "2022-07-28"),
        (&ladder, "2 协商文本", "2"),
        (&ladder, "协商文本", "2"),
        (&ladder, "２", "2"),
        (&Kind::Tick, "是", "yes"),
        (&Kind::Tick, "否", ""),
        (&Kind::Text { most: 10 }, " 甲\r\n乙 ", "甲\n乙"),
    ] {
        assert_eq!(settle(kind, text).as_deref(), Ok(expected), "{text}");
    }
    for (kind, text) in [
        (&count, "1１"),
        (&count, "-1"),
        (&count, "1.5"),
        (&Kind::Day, "2022/2/30"),
        (&ladder, "3"),
        (&ladder, "2 起草"),
        (&Kind::Tick, "也许"),
    ] {
        assert!(settle(kind, text).is_err(), "{text}");
    }
}

#[test]
fn a_file_that_is_not_the_workbook_is_refused_at_once_and_by_name() {
    let good = write(&book("soc_food", Lang::ZhHans, &Draft::default()), "a seal", &[]);
    let locked: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    let zeros = vec![0; 40 * 1024 * 1024];
    let crowd = |parts: usize| {
        let mut written = ZipWriter::new(Cursor::new(good.clone()));
        for at in 0..parts {
            written.start_file(format!("xl/worksheets/{at}.xml"), SimpleFileOptions::default()).unwrap();
        }
        written.finish().unwrap().into_inner()
    };
    let macros = |name: &str, bytes: Vec<u8>| match name {
        "[Content_Types].xml" => String::from_utf8(bytes)
            .unwrap()
            .replace("spreadsheetml.sheet.main", "ms-excel.sheet.macroEnabled.main")
            .into_bytes(),
        _ => bytes,
    };
    let entities = |name: &str, bytes: Vec<u8>| match name {
        SHEET => [b"<!DOCTYPE x [<!ENTITY a \"aa\">]>".to_vec(), bytes].concat(),
        _ => bytes,
    };
    let cases: Vec<(&str, Vec<u8>, Refusal)> = vec![
        ("nothing", Vec::new(), Refusal::Missing),
        ("a PDF", b"%PDF-1.7 ...".to_vec(), Refusal::Pdf),
        ("an old workbook", [&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1][..], &[0; 600]].concat(), Refusal::OldExcel),
        ("a workbook under a password", [&[0xD0, 0xCF, 0x11, 0xE0][..], &[0; 60], &locked].concat(), Refusal::Locked),
        ("a CSV", "单位,人数\n省食品学会,3".as_bytes().to_vec(), Refusal::Plain),
        ("a picture", [&[0x89, b'P', b'N', b'G', 0, 0, 0xFF][..], &[0; 60]].concat(), Refusal::Other),
        ("half a file", good[..good.len() / 2].to_vec(), Refusal::Damaged),
        ("a large file", [&good[..], &vec![7; 2 * 1024 * 1024]].concat(), Refusal::TooLarge),
        ("a text document", with_part(&good, "word/document.xml", b"<x/>"), Refusal::Document),
        ("an OpenDocument", with_part(&good, "content.xml", b"<x/>"), Refusal::OpenDocument),
        ("macros", with_part(&good, "xl/vbaProject.bin", b"x"), Refusal::Macros),
        ("a workbook for macros", changed(&good, macros), Refusal::Macros),
        ("links", with_part(&good, "xl/externalLinks/externalLink1.xml", b"<x/>"), Refusal::Links),
        ("embedded objects", with_part(&good, "xl/embeddings/oleObject1.bin", b"x"), Refusal::Links),
        ("entities", changed(&good, entities), Refusal::Damaged),
        ("a way out", with_part(&good, "../../etc/passwd", b"x"), Refusal::Damaged),
        ("a bomb", with_part(&good, "xl/media/zeros.bin", &zeros), Refusal::TooMuch),
        ("a crowd", crowd(5_000), Refusal::TooMuch),
        ("another workbook", rust_xlsxwriter::Workbook::new().save_to_buffer().unwrap(), Refusal::NotOurs),
    ];
    for (what, file, expected) in cases {
        let started = Instant::now();
        assert_eq!(read(&file), Err(expected), "{what}");
        assert!(started.elapsed() < Duration::from_secs(3), "{what} took {:?}", started.elapsed());
    }
    // A cell at the far end of the sheet is passed by, and nothing is laid out for it.
    let far = changed(&good, |name, bytes| match name {
        SHEET => String::from_utf8(bytes)
            .unwrap()
            .replace("</sheetData>", "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>")
            .into_bytes(),
        _ => bytes,
    });
    let started = Instant::now();
    assert_eq!(read(&far), read(&good));
    assert!(started.elapsed() < Duration::from_secs(3));
}

#[test]
fn a_workbook_of_another_report_or_look_is_told_apart() {
    let expected = book("soc_food", Lang::ZhHans, &Draft::default()).stamp;
    let is_for = |change: &dyn Fn(&mut Stamp)| {
        let mut book = book("soc_food", Lang::ZhHans, &Draft::default());
        change(&mut book.stamp);
        read(&write(&book, "a seal", &[])).unwrap().is_for(&expected)
    };
    assert_eq!(is_for(&|_| {}), Ok(()));
    assert!(matches!(is_for(&|stamp| stamp.programme = "2023".into()), Err(Refusal::OtherProgramme { .. })));
    assert!(matches!(is_for(&|stamp| stamp.unit = "soc_civil".into()), Err(Refusal::OtherUnit { .. })));
    assert!(matches!(is_for(&|stamp| stamp.period = "2022-06".into()), Err(Refusal::OtherPeriod { .. })));
    assert!(matches!(is_for(&|stamp| stamp.template = "0.1".into()), Err(Refusal::OldTemplate { .. })));
    let file = write(&book("soc_food", Lang::ZhHans, &Draft::default()), "a seal", &[]);
    let moved = read(&typed(&file, "D5", "本期累计")).unwrap_err();
    let said = Lang::ZhHans.refusal(&moved, &|name| name.to_owned());
    assert_eq!(said, "填报!D5：列标题应为“本期填写”，现为“本期累计”，列被移动过。请移回原处，或重新下载。");
    let renamed = changed(&file, |name, bytes| match name {
        "xl/workbook.xml" => String::from_utf8(bytes).unwrap().replace("填报", "Sheet1").into_bytes(),
        _ => bytes,
    });
    assert_eq!(read(&renamed), Err(Refusal::SheetMissing { expected: "填报".into() }));
}

/// The cell to fill in of a field.
fn at(file: &[u8], field: &str) -> String {
    let lines = read(file).unwrap().lines;
    format!("D{}", lines.iter().find(|line| line.field == field).unwrap().row)
}

fn understood(filled: &Filled, draft: &Draft) -> Result<Vec<Change>, Vec<(String, WrongKind)>> {
    let found = on_ground("soc_food", Lang::ZhHans, |ground| changes(ground, draft, filled));
    found.map_err(|wrong| wrong.into_iter().map(|wrong| (wrong.cell, wrong.kind)).collect())
}

#[test]
fn each_wrong_cell_gives_one_message_that_names_it() {
    let file = write(&book("soc_food", Lang::ZhHans, &Draft::default()), "a seal", &[]);
    let fault = |kind| WrongKind::Fault(kind);
    let found = |text: &str| text.to_owned();
    let (long, done) = ("字".repeat(301), at(&file, "done"));
    let cases: Vec<(&str, &str, WrongKind)> = vec![
        ("D7", "3个", fault(FaultKind::NotACount { found: found("3个") })),
        ("D7", "1１", fault(FaultKind::NotACount { found: found("1１") })),
        ("D8", "-2", fault(FaultKind::NotACount { found: found("-2") })),
        ("D8", "99999", fault(FaultKind::TooMany { largest: 9_999, found: found("99999") })),
        (
            "D12",
            "99",
            fault(FaultKind::StageOutOfRange { most: built_in().specialty_stages.len() as i64, found: found("99") }),
        ),
        ("D13", "2022/2/30", fault(FaultKind::NotADate { found: found("2022/2/30") })),
        ("D13", "七月", fault(FaultKind::NotADate { found: found("七月") })),
        (&done, &long, fault(FaultKind::TooLong { most: 300, found: 301 })),
        (&done, "甲\u{202E}乙", fault(FaultKind::ForbiddenCharacter)),
    ];
    for (cell, text, kind) in cases {
        let filled = read(&typed(&file, cell, text)).unwrap();
        assert_eq!(understood(&filled, &Draft::default()), Err(vec![(cell.to_owned(), kind)]), "{text}");
    }
    // A formula is refused, whatever it comes to; an error is shown as one.
    let sum = read(&with_cell(&file, SHEET, "D7", "", "<f>C7*2</f><v>14</v>")).unwrap();
    assert_eq!(
        understood(&sum, &Draft::default()),
        Err(vec![("D7".into(), WrongKind::Formula { found: "=C7*2".into() })])
    );
    let error = read(&with_cell(&file, SHEET, "D7", "e", "<v>#N/A</v>")).unwrap();
    assert_eq!(
        understood(&error, &Draft::default()),
        Err(vec![("D7".into(), fault(FaultKind::NotACount { found: "#N/A".into() }))])
    );
    // A stage without its day, a closure without its evidence: said at the cell that is empty.
    let half = read(&typed(&typed(&file, "D12", "2"), "D16", "2022-07-20")).unwrap();
    let expected =
        vec![("D13".into(), fault(FaultKind::DateMissing)), ("D17".into(), fault(FaultKind::EvidenceMissing))];
    assert_eq!(understood(&half, &Draft::default()), Err(expected));
    // A day after the period, as the spreadsheet keeps days: 2022-08-01 is 44774.
    let late = read(&typed(&with_cell(&file, SHEET, "D13", "", "<v>44774</v>"), "D12", "2")).unwrap();
    assert!(
        matches!(&understood(&late, &Draft::default()).unwrap_err()[..], [(cell, WrongKind::Fault(FaultKind::DateAfterPeriod { .. }))] if cell == "D13")
    );
    // Lines that were mixed up.
    let mixed = read(&typed(&file, "B7", "互认人数 · 食品 · 澳门 · 港澳→内地")).unwrap();
    assert!(
        matches!(&understood(&mixed, &Draft::default()).unwrap_err()[..], [(cell, WrongKind::Renamed { .. })] if cell == "D7")
    );
    let twice = read(&typed(&file, "A8", FOOD)).unwrap();
    let wrong = understood(&twice, &Draft::default()).unwrap_err();
    assert_eq!(wrong.iter().map(|(cell, _)| cell.as_str()).collect::<Vec<_>>(), ["", "D8"], "{wrong:?}");
}

#[test]
fn what_a_spreadsheet_makes_of_a_value_is_understood() {
    let file = write(&book("soc_food", Lang::ZhHans, &Draft::default()), "a seal", &[]);
    let file = with_cell(&file, SHEET, "D7", "", "<v>3</v>");
    let file = with_cell(&typed(&file, "D12", "3"), SHEET, "D13", "", "<v>44757</v>");
    let file = typed(&typed(&file, "D8", "４人"), &at(&file, "done"), "=1+1 不是公式");
    let found = understood(&read(&file).unwrap(), &Draft::default()).unwrap();
    let said: Vec<(&str, &str)> = found.iter().map(|change| (change.field.as_str(), change.yours.as_str())).collect();
    let expected = [
        (FOOD, "3"),
        ("count.recognised.food.-.mo.in", "4"),
        ("specialty.food.stage", "3"),
        ("specialty.food.on", "2022-07-15"),
        ("done", "=1+1 不是公式"),
    ];
    assert_eq!(said, expected);
}

// Through the front door.

async fn on_sqlite() -> (Board, Folder) {
    let folder = Folder::new();
    (Board::new(Db::open(&folder.url()).await.unwrap()).await, folder)
}

async fn bring(client: &Client, path: &str, file: &[u8]) -> Answer {
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
fn hidden(page: &Answer) -> Vec<(String, String)> {
    let part = |tag: &str, name: &str| {
        let value = tag.split(&format!(" {name}=\"")).nth(1)?.split('"').next()?;
        Some(html_escape::decode_html_entities(value).into_owned())
    };
    let form = page
        .text
        .split("<form")
        .find(|form| form.contains("name=\"to:") || form.contains("name=\"value."))
        .unwrap_or_default();
    let tags = form.split("<input").skip(1).filter(|tag| tag.contains("type=\"hidden\""));
    tags.filter_map(|tag| Some((part(tag, "name")?, part(tag, "value").unwrap_or_default())))
        .filter(|(name, _)| name != "_csrf")
        .collect()
}

async fn send(client: &Client, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    client.post_form(path, &fields).await
}

async fn save(client: &Client, fields: &[(&str, &str)]) {
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
    let file = typed(&typed(&taken.bytes, "D7", "５人"), "D26", "缺少英文材料");
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
    // A route without files takes none, and no more than it ever did.
    bring(&filer, JULY, &file).await.is(403);
    filer.post_form(JULY, &[("done", &"x".repeat(300 * 1024))]).await.is(413);
    assert_eq!(filer.get(JULY).await.field("lock"), "0");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_file_can_be_taken_back_with_its_faults_marked() {
    let (board, _folder) = on_sqlite().await;
    let filer = board.signed_in("soc_food").await;
    let workbook = format!("{JULY}/workbook");
    let file = filer.get(&workbook).await.is(200).bytes;
    let file = typed(&typed(&typed(&file, "D7", "3个"), "D8", "2"), "D16", "2022.2.30");
    let refused = bring(&filer, &workbook, &file).await.is(422);
    for word in ["有2格需要修改", "填报!D7", "应为不小于0的整数，现为“3个”", "填报!D16", "现为“2022.2.30”"]
    {
        assert!(refused.text.contains(word), "{word}: {}", refused.text);
    }
    let marked = send(&filer, &format!("{JULY}/workbook/marked"), &hidden(&refused)).await.is(200).bytes;
    let mut archive = ZipArchive::new(Cursor::new(&marked[..])).unwrap();
    let mut notes = String::new();
    archive.by_name("xl/comments1.xml").unwrap().read_to_string(&mut notes).unwrap();
    assert!(
        notes.contains("ref=\"D7\"") && notes.contains("应为不小于0的整数，现为“3个”") && notes.contains("ref=\"D16\""),
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
    let mended = typed(&typed(&marked, "D7", "3"), "D16", "");
    let shown = bring(&filer, &workbook, &mended).await.is(200);
    assert!(shown.text.contains("共2栏"), "{}", shown.text);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_changed_on_both_sides_is_chosen_field_by_field() {
    let (board, _folder) = on_sqlite().await;
    let filer = board.signed_in("soc_food").await;
    let workbook = format!("{JULY}/workbook");
    let file = filer.get(&workbook).await.is(200).bytes;
    let file = typed(&typed(&file, "D7", "3"), "D26", "文件中的问题");
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
    for word in ["互认月报01表", "单位负责人", "填报单位（盖章）", "class=\"qr\""] {
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
