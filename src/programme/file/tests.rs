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
