mod mistakes;

use super::*;
use crate::calendar::PeriodId;
use chrono::NaiveDate;
use mistakes::MISTAKES;

/// The line of the built-in file on which `piece` first stands, plus `below`.
fn line_of(piece: &str, below: usize) -> usize {
    let at = BUILT_IN.find(piece).unwrap_or_else(|| panic!("{piece:?} is not in the file"));
    BUILT_IN[..at].matches('\n').count() + 1 + below
}

/// The built-in file with the first `piece` replaced.
fn broken(piece: &str, replacement: &str) -> String {
    assert!(BUILT_IN.contains(piece), "{piece:?} is not in the file");
    BUILT_IN.replacen(piece, replacement, 1)
}

fn messages(text: &str) -> Vec<String> {
    read(text).expect_err("the file has a mistake").iter().map(Mistake::to_string).collect()
}

#[test]
fn the_built_in_programme_has_no_mistake() {
    if let Err(mistakes) = read(BUILT_IN) {
        panic!("{}", mistakes.iter().map(Mistake::to_string).collect::<Vec<_>>().join("\n"));
    }
    let programme = built_in();
    assert_eq!((programme.tasks.len(), programme.targets.len(), programme.specialties.len()), (14, 5, 12));
    assert_eq!((programme.key_tasks.len(), programme.posts.len(), programme.readings.len()), (3, 32, 30));
    assert_eq!((programme.periods.len(), programme.filers().count()), (11, 21));
    let day = NaiveDate::from_ymd_opt(2022, 7, 28).unwrap();
    assert_eq!(programme.expected_on(day).len(), 18);
    assert!(programme.period("2022-12S".parse::<PeriodId>().unwrap()).is_some());
}

#[test]
fn a_unit_knows_the_specialties_the_file_gives_it() {
    let unit = built_in().unit("soc_std").unwrap();
    assert_eq!(unit.specialties, ["standardisation", "quality"]);
    assert!(unit.specialties_inferred);
    assert!(built_in().unit("soc_road").unwrap().specialties.is_empty());
}

#[test]
fn every_mistake_is_told_by_line_with_what_was_expected() {
    let misread = MISTAKES.iter().filter_map(|(piece, replacement, below, message)| {
        let told = messages(&broken(piece, replacement));
        let comma = if message.starts_with("expected TOML") { ": " } else { ", " };
        let expected = format!("line {}{comma}{message}", line_of(piece, *below));
        let is_right = told.len() == 1 && told[0].starts_with(&expected);
        (!is_right).then(|| format!("{expected}\nbut was told {told:#?}"))
    });
    assert_eq!(misread.collect::<Vec<_>>().join("\n"), "");
}

#[test]
fn every_mistake_is_told_to_readers_in_their_own_language() {
    use crate::language::Lang;
    for (piece, replacement, ..) in MISTAKES {
        let mistake = read(&broken(piece, replacement)).expect_err("the file has a mistake").remove(0);
        let english = mistake.expected.to_string();
        for lang in Lang::ALL {
            // As a form sent it, and in the whole file by its line.
            let (beside, by_line) =
                (lang.programme_mistake(&mistake, Some("所填")), lang.programme_mistake(&mistake, None));
            let (should, is) = (lang.pick("应为", "應為", "should be"), lang.pick("，现为", "，現為", ", is "));
            assert!(beside.contains(should) && beside.contains(is) && beside.contains("所填"), "{beside}");
            assert!(by_line.contains(&mistake.line.to_string()) && by_line.contains(should), "{by_line}");
            let wanted = lang.wanted(&mistake.expected);
            let foreign = wanted.chars().any(|c| c.is_ascii_alphabetic() && lang != Lang::En);
            // Why a file cannot be taken apart is told in the words of the library that tries.
            let untold = lang != Lang::En && wanted == english;
            assert!(!untold || !foreign, "{lang} has no words for {english:?}");
        }
        let [hans, hant] = [Lang::ZhHans, Lang::ZhHant].map(|lang| lang.programme_mistake(&mistake, Some("?")));
        assert!(!hant.contains("应为") && !hant.contains("现为") && !hans.contains("應為"), "{hans} {hant}");
    }
}

#[test]
fn a_mistake_is_a_field_what_it_should_be_and_what_it_is() {
    use crate::language::Lang;
    let told = |piece: &str, replacement: &str, typed: Option<&str>, lang: Lang| {
        let mistake = read(&broken(piece, replacement)).expect_err("the file has a mistake").remove(0);
        lang.programme_mistake(&mistake, typed).replace(&format!("{}", mistake.line), "#")
    };
    let table = [
        (
            ("serious_points = -30", "serious_points = -5", Some("5")),
            [
                "严重滞后（百分点）应为比“滞后”起点更多的落后百分点，现为“5”",
                "嚴重滯後（百分點）應為比「滯後」起點更多的落後百分點，現為「5」",
                "Seriously behind (points) should be fewer points than where lagging begins, is “5”",
            ],
        ),
        (
            ("due = 2023-01-10", "due = 2022-12-31", Some("2022-12-31")),
            [
                "截止应为不早于开放日的日期，现为“2022-12-31”",
                "截止應為不早於開放日的日期，現為「2022-12-31」",
                "Due should be a day not before the report opens, is “2022-12-31”",
            ],
        ),
        (
            ("value = 200", "value = \"two hundred\"", None),
            [
                "第#行，目标 第2项 › 目标值应为不小于1的整数，现为“two hundred”",
                "第#行，目標 第2項 › 目標值應為不小於1的整數，現為「two hundred」",
                "Line #: Targets no. 2 › Value should be a whole number of at least 1, is “two hundred”",
            ],
        ),
        (
            ("[[places]]\nid = \"guangzhou\"", "[[places]]", None),
            [
                "第#行，地方 第1项 › 代号（英文字母、数字，如 T6、soc_water）应为一个值，现为空",
                "第#行，地方 第1項 › 代號（英文字母、數字，如 T6、soc_water）應為一個值，現為空",
                "Line #: Places no. 1 › Short id (Latin letters and digits, such as T6, soc_water) should be a value, is empty",
            ],
        ),
        (
            ("route = \"direct\"", "route = \"by_post\"", None),
            [
                "第#行，单位 第3项 › 报送路径应为下列之一：经汇总单位、直报办公室、不报送，现为“by_post”",
                "第#行，單位 第3項 › 提交路徑應為下列之一：經匯總單位、直接提交辦公室、不提交，現為「by_post」",
                "Line #: Units no. 3 › Route of reports should be one of via_consolidator, direct, none, is “by_post”",
            ],
        ),
    ];
    for ((piece, replacement, typed), expected) in table {
        for (lang, expected) in Lang::ALL.into_iter().zip(expected) {
            assert_eq!(told(piece, replacement, typed, lang), expected);
        }
    }
}

#[test]
fn all_mistakes_of_a_file_are_told_at_once_from_top_to_bottom() {
    let text = broken("value = 200", "value = \"two hundred\"")
        .replacen("lagging_points = -10", "lagging_points = \"ten\"", 1)
        .replacen("date = 2022-03-04", "date = 2022-02-29", 1)
        .replacen("responsible = [\"gdast_coop\"]", "responsible = [\"gdast_cop\"]", 1)
        .replacen("city = \"shenzhen\"", "town = \"shenzhen\"", 1);
    let lines = [
        (line_of("lagging_points", 0), "thresholds.lagging_points"),
        (line_of("value = 200", 0), "targets[1].value"),
        (line_of("date = 2022-03-04", 0), "tasks[1].deadline.date"),
        (line_of("responsible = [\"gdast_coop\"]", 0), "tasks[12].responsible[0]"),
        (line_of("city = \"shenzhen\"", 0), "places[7].town"),
    ];
    let told = read(&text).expect_err("the file has five mistakes");
    assert_eq!(told.iter().map(|it| (it.line, it.place.as_str())).collect::<Vec<_>>(), lines);
}

#[test]
fn an_empty_file_lacks_what_every_programme_has() {
    let told = messages("");
    assert!(told.contains(&"line 1, targets: expected a value, found nothing".to_owned()));
    assert!(told.iter().all(|message| message.ends_with("expected a value, found nothing")));
}

#[test]
fn a_unit_whose_id_is_missing_is_told_once_and_not_wherever_it_was_meant() {
    assert_eq!(messages(&broken("id = \"soc_food\"\n", "")).len(), 1);
}

#[test]
fn a_file_that_was_cut_off_or_lost_a_letter_is_refused_or_read_but_never_stops_the_board() {
    for (at, letter) in BUILT_IN.char_indices().step_by(397) {
        let _ = read(&BUILT_IN[..at]);
        let _ = read(&format!("{}{}", &BUILT_IN[..at], &BUILT_IN[at + letter.len_utf8()..]));
        let _ = read(&format!("{}'界[{}", &BUILT_IN[..at], &BUILT_IN[at..]));
    }
}
