//! What is written is read again, and what is no workbook of ours is refused by name.

use super::{SHEET, book, changed, on_ground, typed, with_part};
use pilotboard::language::Lang;
use pilotboard::programme::file::built_in;
use pilotboard::reports::Draft;
use pilotboard::reports::workbook::{Given, Kind, Refusal, Stamp, read, settle, write};
use proptest::prelude::*;
use std::io::Cursor;
use std::time::{Duration, Instant};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

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
        Kind::Day { .. } => match number % 4 {
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
    let moved = read(&typed(&file, "D5", "本期累计")).unwrap().is_for(&expected).unwrap_err();
    let said = Lang::ZhHans.refusal(&moved, &|name| name.to_owned());
    assert_eq!(said, "列标题应为“本期填写”，现为“本期累计”，列被移动过。请移回原处，或重新下载。");
    assert_eq!(moved.cell(), Some("D5"));
    let renamed = changed(&file, |name, bytes| match name {
        "xl/workbook.xml" => String::from_utf8(bytes).unwrap().replace("填报", "Sheet1").into_bytes(),
        _ => bytes,
    });
    let other = Refusal::OtherSheet { found: "Sheet1".into(), expected: "填报".into() };
    assert_eq!(read(&renamed).unwrap().is_for(&expected), Err(other));
}
