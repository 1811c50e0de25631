//! Who says what to whom, and when it is seen.

use super::*;
use crate::language::Lang;
use crate::programme::file::built_in;
use crate::testing::{at, consolidator, filer, leader, office, person, unit_head};
use crate::views::Basis;
use std::io::{Cursor, Read};

fn signed(unit: Option<&str>, moment: &str) -> Signed {
    Signed { name: "某某".into(), post: "成员".into(), unit: unit.map(str::to_owned), at: at(moment) }
}

fn note(subject: &str, to: &[&str], moment: &str) -> Note {
    Note {
        id: moment.to_owned(),
        subject: subject.parse().unwrap(),
        kind: Kind::Instruction,
        text: "请8月10日前定址".into(),
        to: to.iter().map(|unit| (*unit).to_owned()).collect(),
        by: signed(None, moment),
        asked: None,
        overtaken: false,
        replies: Vec::new(),
    }
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, month, day).unwrap()
}

#[test]
fn a_subject_has_one_spelling() {
    for text in ["task.12", "unit.sz_ast", "target.T2", "ask.soc_electric.2022-07", "ask.gz_ast.2022-12S"] {
        assert_eq!(text.parse::<Subject>().unwrap().to_string(), text);
    }
    for wrong in ["", "task", "task.", "ask.soc_food", "ask.soc_food.July", "report.1"] {
        assert!(wrong.parse::<Subject>().is_err(), "{wrong}");
    }
}

#[test]
fn the_leading_group_instructs_the_office_remarks_and_nobody_else_writes() {
    assert_eq!(may_write(&leader()), Some(Kind::Instruction));
    assert_eq!(may_write(&office()), Some(Kind::Remark));
    for role in [Role::Filer, Role::UnitHead, Role::Consolidator, Role::Administrator, Role::Auditor] {
        assert_eq!(may_write(&person("x", role, Some("gdes"))), None, "{role}");
    }
}

#[test]
fn only_those_it_goes_to_and_the_office_answer() {
    let note = note("task.12", &["sz_ast", "gdes"], "2022-07-26 09:00");
    for answers in [filer("sz_ast"), unit_head("sz_ast"), consolidator(), office()] {
        assert!(may_reply(&answers, &note), "{}", answers.login);
    }
    for silent in [filer("gz_ast"), leader(), person("a", Role::Auditor, None), person("a", Role::Administrator, None)]
    {
        assert!(!may_reply(&silent, &note), "{}", silent.login);
    }
}

#[test]
fn what_is_one_units_own_is_not_for_other_units() {
    let own = note("ask.soc_electric.2022-07", &["gdast_coop"], "2022-07-29 09:00");
    assert!(may_read(&filer("soc_electric"), &own) && may_read(&leader(), &own));
    assert!(may_read(&person("o", Role::Filer, Some("gdast_coop")), &own));
    assert!(!may_read(&filer("soc_food"), &own));
    assert!(may_read(&filer("soc_food"), &note("task.12", &["sz_ast"], "2022-07-29 09:00")));
}

#[test]
fn an_instruction_waits_until_each_unit_has_answered_and_a_remark_waits_for_nobody() {
    let mut note = note("task.12", &["sz_ast", "hengqin"], "2022-07-26 09:00");
    assert_eq!(note.waits_for(), ["sz_ast", "hengqin"]);
    note.replies.push(Reply {
        id: "1".into(),
        text: "已定址".into(),
        by: signed(Some("hengqin"), "2022-07-27 09:00"),
        promised: None,
    });
    assert_eq!(note.waits_for(), ["sz_ast"]);
    note.replies.push(Reply {
        id: "2".into(),
        text: "已催".into(),
        by: signed(Some("gdast_coop"), "2022-07-27 10:00"),
        promised: None,
    });
    assert_eq!(note.waits_for(), ["sz_ast"], "the office's word is not the unit's");
    note.kind = Kind::Remark;
    assert!(note.waits_for().is_empty());
}

#[test]
fn a_note_is_short_and_says_something() {
    assert_eq!(check_text("  请\r\n尽快  定址 "), Ok("请 尽快 定址".to_owned()));
    assert_eq!(check_text(" \n"), Err(Slip::Empty));
    assert_eq!(check_text(&"字".repeat(LIMIT)).map(|text| text.chars().count()), Ok(LIMIT));
    assert_eq!(check_text(&"字".repeat(LIMIT + 1)), Err(Slip::TooLong { found: LIMIT + 1 }));
    assert_eq!(check_text("定\u{202e}址"), Err(Slip::ForbiddenCharacter));
}

#[test]
fn a_note_goes_to_units_responsible_for_its_subject_in_printed_order() {
    let programme = built_in();
    let of = |subject: &str| subject.parse::<Subject>().unwrap().addressees(programme, day(7, 28));
    assert_eq!(of("task.12"), ["gdast_acad", "gdast_coop", "gdes", "gz_ast", "sz_ast", "dg_ast", "hengqin"]);
    assert_eq!(of("unit.sz_ast"), ["sz_ast"]);
    assert_eq!(of("target.T2").len(), 14, "the society of engineers and the thirteen");
    assert_eq!(of("ask.soc_electric.2022-07"), ["gdast_acad", "gdast_coop", "soc_electric"]);
    for nothing in ["task.5", "unit.gd_hrss", "unit.nobody", "target.T9", "ask.nobody.2022-07", "ask.soc_food.2031-01"]
    {
        assert!(of(nothing).is_empty(), "{nothing}");
    }
    let ticked = ["hengqin", "soc_food", "sz_ast"].map(str::to_owned);
    assert_eq!(check_units(&of("task.12"), &ticked), Ok(vec!["sz_ast".to_owned(), "hengqin".to_owned()]));
    assert_eq!(check_units(&of("task.12"), &ticked[1..2]), Err(Slip::NobodyAddressed));
}

#[test]
fn a_note_of_august_was_not_there_in_july() {
    let mut july = note("task.12", &["sz_ast"], "2022-07-26 09:00");
    july.replies.push(Reply {
        id: "1".into(),
        text: "已定址".into(),
        by: signed(Some("sz_ast"), "2022-08-02 09:00"),
        promised: None,
    });
    let notes = [july, note("task.8", &["dg_ast"], "2022-08-01 00:00")];
    let usual = View::new(day(8, 4), Basis::Corrected);
    let seen = |view: View| known(&notes, view, usual).iter().map(|note| note.replies.len()).collect::<Vec<_>>();
    for basis in [Basis::Corrected, Basis::Reported] {
        assert_eq!(seen(View::new(day(7, 31), basis)), [0], "{basis}");
        assert_eq!(seen(View::new(day(7, 25), basis)), [0; 0], "{basis}");
    }
    assert_eq!(seen(usual), [1, 0]);
    // What was said this morning stands on the page that shows yesterday's figures.
    let today = View::new(day(7, 31), Basis::Corrected);
    assert_eq!(known(&notes, today, today).len(), 2);
}

#[test]
fn the_register_is_a_sheet_of_text_in_the_readers_language() {
    let mut note = note("task.12", &["sz_ast", "hengqin"], "2022-07-26 09:00");
    note.text = "=1+1".into();
    note.replies.push(Reply {
        id: "1".into(),
        text: "已定址".into(),
        by: signed(Some("hengqin"), "2022-07-27 09:00"),
        promised: None,
    });
    let view = View::new(day(7, 28), Basis::Corrected);
    let write = |lang| xlsx::write(built_in(), view, lang, &[("设立示范点".to_owned(), note.clone())]);
    let heads = [(Lang::ZhHans, "待回复"), (Lang::ZhHant, "待回覆"), (Lang::En, "Awaiting a reply from")];
    for (lang, head) in heads {
        let book = write(lang);
        assert!(book == write(lang), "the same notes give the same bytes");
        let part = |name: &str| {
            let mut text = String::new();
            let mut archive = zip::ZipArchive::new(Cursor::new(book.as_slice())).unwrap();
            archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
            text
        };
        let text = part("xl/sharedStrings.xml");
        for said in [head, "=1+1", "已定址", "2022-07-27 09:00", built_in().unit("sz_ast").unwrap().name.of(lang)] {
            assert!(text.contains(said), "{lang}: {said}");
        }
        assert!(!part("xl/worksheets/sheet1.xml").contains("<f>"), "what was typed is no formula");
    }
}
