//! Groups and places by their forms.

use super::*;

#[test]
fn a_unit_joins_a_group_leaves_it_and_comes_back() {
    let group = Part::Group("pilot_units".into());
    assert_eq!(
        changed(&group, &[("until.soc_food.1", "2022-08-31"), ("inferred", "false")]),
        ["groups.pilot_units.inferred: true → false", "groups.pilot_units.members.soc_food.until: - → 2022-08-31"]
    );
    assert_eq!(
        changed(&group, &[("from.soc_food.1", ""), ("join.1", "gdes"), ("joins.1", "2022-08-01")]),
        [
            "groups.pilot_units.members.soc_food: from=2022-01-01 unit=soc_food → -",
            "groups.pilot_units.members.gdes: - → from=2022-08-01 unit=gdes"
        ]
    );
    let left = [("until.soc_food.1", "2022-06-30"), ("join.1", "soc_food"), ("joins.1", "2022-08-01")];
    let text = write(BUILT_IN, &group, &with(&group, &left)).unwrap();
    let stays = |text: &str| -> Vec<String> {
        let programme = read(text).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
        let members = programme.group("pilot_units").unwrap().members.iter().filter(|it| it.unit == "soc_food");
        members.map(|it| format!("{} – {}", it.from, it.until.map(|day| day.to_string()).unwrap_or_default())).collect()
    };
    assert_eq!(stays(&text), ["2022-01-01 – 2022-06-30", "2022-08-01 – "]);
    // The form of the unit means its last stay, and leaves the first as it was.
    let unit = Part::Unit("soc_food".into());
    let form = with(&unit, &[("from.pilot_units", "2022-09-01")]);
    assert_eq!(stays(&write(&text, &unit, &form).unwrap()), ["2022-01-01 – 2022-06-30", "2022-09-01 – "]);
}

#[test]
fn a_group_and_a_place_join_the_programme_and_leave_it_again() {
    let group = filled(
        &[("name", "示范点单位")],
        &[
            ("id", "sites"),
            ("begins", "2022-08-01"),
            ("inferred", "false"),
            ("join.1", "gz_ast"),
            ("joins.1", "2022-08-01"),
        ],
    );
    let place = filled(
        &[("name", "松山湖")],
        &[
            ("id", "songshan"),
            ("city", "dongguan"),
            ("unit", "dg_ast"),
            ("unit_inferred", "true"),
            ("station.task", "11"),
            ("station.part", "东莞"),
            ("station.optional", "true"),
            ("station.clause", "补充通知"),
            ("station.inferred", "false"),
        ],
    );
    let mut text = BUILT_IN.to_owned();
    for (part, typed) in [(Part::NewGroup, group), (Part::NewPlace, place)] {
        text = write(&text, &part, &typed).unwrap_or_else(|slips| panic!("{slips:?}"));
        read(&text).unwrap_or_else(|mistakes| panic!("{mistakes:?}\n{text}"));
    }
    let whole = read(&text).unwrap();
    assert_eq!(whole.group("sites").unwrap().members[0].unit, "gz_ast");
    let place = whole.place("songshan").unwrap();
    assert_eq!((place.city.as_deref(), place.requires.len(), place.requires[0].optional), (Some("dongguan"), 1, true));
    for part in [Part::Group("sites".into()), Part::Place("songshan".into())] {
        text = remove(&text, &part).unwrap();
    }
    assert_eq!(changes(built_in(), &read(&text).unwrap()), []);
}

#[test]
fn a_place_changes_what_its_form_says() {
    let place = Part::Place("shenzhen".into());
    assert_eq!(
        changed(&place, &[("rules.inferred", "true"), ("unit_inferred", "false"), ("tile.row", "3")]),
        [
            "places.shenzhen.requires.rules.inferred: false → true",
            "places.shenzhen.tile.row: 2 → 3",
            "places.shenzhen.unit_inferred: true → false",
        ]
    );
    assert_eq!(changed(&place, &[("rules.task", "")]).len(), 1);
}

#[test]
fn a_short_name_comes_and_goes() {
    let unit = Part::Unit("soc_food".into());
    let short = [("short.zh-Hans", "食品"), ("short.zh-Hant", "食品"), ("short.en", "Food")];
    let text = write(BUILT_IN, &unit, &with(&unit, &short)).unwrap();
    let named = read(&text).unwrap();
    assert_eq!(named.unit("soc_food").unwrap().label(crate::language::Lang::En), "Food");
    let again = write(&text, &unit, &opened(&unit)).unwrap();
    assert_eq!(changes(built_in(), &read(&again).unwrap()), []);
}

#[test]
fn a_slip_of_a_group_or_a_place_is_told() {
    let slips = |part: Part, typed: &[(&str, &str)]| -> Vec<(String, Expected)> {
        let slips = write(BUILT_IN, &part, &with(&part, typed)).expect_err("the form has slips");
        slips.into_iter().map(|slip| (slip.field, slip.expected)).collect()
    };
    let group = Part::Group("pilot_units".into());
    assert_eq!(
        slips(group, &[("until.soc_food.1", "2021-12-31"), ("join.1", "gdes")]),
        [("until.soc_food.1".to_owned(), Expected::NotBefore), ("joins.1".to_owned(), Expected::Day)]
    );
    let place = Part::Place("shenzhen".into());
    assert_eq!(
        slips(place, &[("rules.clause", ""), ("tile.row", "上")]),
        [("tile.row".to_owned(), Expected::Number), ("rules.clause".to_owned(), Expected::Filled)]
    );
}
