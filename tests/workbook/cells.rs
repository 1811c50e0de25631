//! Cells as people type them: understood, or told apart one by one.

use super::{FOOD, SHEET, book, on_ground, typed, with_cell};
use pilotboard::language::Lang;
use pilotboard::programme::file::built_in;
use pilotboard::reports::workbook::{Change, Filled, Kind, WrongKind, changes, read, settle, write};
use pilotboard::reports::{Draft, FaultKind, PolicyEntry, Typed};

#[test]
fn values_are_understood_as_people_type_them() {
    let (count, day) = (Kind::Count { before: 0 }, Kind::Day { in_period: true });
    let ladder = Kind::Rung(vec!["起草".into(), "协商文本".into()]);
    for (kind, text, expected) in [
        (&count, "３人", "3"),
        (&count, " 0 ", "0"),
        (&count, "不适用", "—"),
        (&count, "", ""),
        (&day, "2022.7.28", "2022-07-28"),
        (&day, "2022年7月28日", "2022-07-28"),
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
        (&day, "2022/2/30"),
        (&ladder, "3"),
        (&ladder, "2 起草"),
        (&Kind::Tick, "也许"),
    ] {
        assert!(settle(kind, text).is_err(), "{text}");
    }
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
    let half = read(&typed(&typed(&file, "D12", "2"), "D18", "2022-07-20")).unwrap();
    let expected =
        vec![("D13".into(), fault(FaultKind::DateMissing)), ("D19".into(), fault(FaultKind::EvidenceMissing))];
    assert_eq!(understood(&half, &Draft::default()), Err(expected));
    // A day after the period, as the spreadsheet keeps days: 2022-08-01 is 44774.
    let late = read(&typed(&with_cell(&file, SHEET, "D13", "", "<v>44774</v>"), "D12", "2")).unwrap();
    assert!(
        matches!(&understood(&late, &Draft::default()).unwrap_err()[..], [(cell, WrongKind::Fault(FaultKind::DateAfterPeriod { .. }))] if cell == "D13")
    );
    // Lines that were mixed up.
    let mixed = read(&typed(&file, "B7", "互认人数 · 食品 · 澳门 · 港澳→内地")).unwrap();
    assert!(
        matches!(&understood(&mixed, &Draft::default()).unwrap_err()[..], [(cell, WrongKind::Renamed { .. })] if cell == "B7")
    );
    let twice = read(&typed(&file, "A8", FOOD)).unwrap();
    let wrong = understood(&twice, &Draft::default()).unwrap_err();
    assert_eq!(wrong.iter().map(|(cell, _)| cell.as_str()).collect::<Vec<_>>(), ["D7", "D8"], "{wrong:?}");
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

#[test]
fn documents_and_agreements_come_back_as_they_went_out() {
    let policy =
        |title: &str, on: &str| PolicyEntry { title: title.into(), on: Typed::from(on), ..PolicyEntry::default() };
    let held = Draft { policies: vec![policy("试点实施细则", "2022-07-20")], ..Draft::default() };
    let file = write(&book("dg_ast", Lang::ZhHans, &held), "a seal", &[]);
    let read_by = |draft: &Draft, file: &[u8]| {
        let filled = read(file).unwrap();
        let found = on_ground("dg_ast", Lang::ZhHans, |ground| changes(ground, draft, &filled)).unwrap();
        found.into_iter().map(|change| (change.field, change.yours)).collect::<Vec<_>>()
    };
    assert_eq!(read_by(&held, &file), [], "nothing was typed");
    let number = typed(&file, &at(&file, "policy.1.number"), "东科协〔2022〕8号");
    let second =
        typed(&typed(&number, &at(&file, "policy.2.title"), "二号文件"), &at(&file, "policy.2.on"), "2022年7月21日");
    let found = read_by(&held, &second);
    let expected =
        [("policy.1.number", "东科协〔2022〕8号"), ("policy.2.title", "二号文件"), ("policy.2.on", "2022-07-21")];
    assert_eq!(found, expected.map(|(field, said)| (field.to_owned(), said.to_owned())));
    let mut kept = held.clone();
    for (field, said) in &found {
        kept.set(built_in(), field, said);
    }
    assert_eq!(read_by(&kept, &second), [], "the same file again changes nothing");
    assert_eq!(kept.policies[1], policy("二号文件", "2022-07-21"));
    // Emptied, a document keeps its place while another stands after it.
    for part in ["title", "number", "on"] {
        kept.set(built_in(), &format!("policy.1.{part}"), "");
    }
    assert_eq!((kept.policies.len(), kept.value(built_in(), "policy.2.title")), (2, "二号文件".to_owned()));
    // What was typed of a document that has been taken out since is not lost.
    let fifth = Draft { policies: vec![policy("甲", "2022-07-01"); 5], ..Draft::default() };
    let file = write(&book("dg_ast", Lang::ZhHans, &fifth), "a seal", &[]);
    let found = read_by(&held, &typed(&file, &at(&file, "policy.5.number"), "5号"));
    assert!(found.contains(&("policy.5.number".to_owned(), "5号".to_owned())), "{found:?}");
}
