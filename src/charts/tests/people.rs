//! Everybody counted stands in a cell, whatever is filed.

use super::fixture::{day, name, programme, view};
use crate::charts::svg::Size;
use crate::charts::{Chart, ChartKind, People, Person, people};
use crate::figures::FigureId;
use crate::language::Lang;
use crate::programme::{Place, Programme};
use crate::progress::{Record, figure, progress};
use crate::reports::{Cell, Content, Count, Direction, Origin, Stated};
use crate::targets::Measure;
use crate::views::View;
use proptest::prelude::*;

/// Two cities, one with a zone in it.
pub fn placed() -> Programme {
    let place = |id: &str, zh: &str, en: &str, city: Option<&str>| Place {
        id: id.into(),
        name: name(zh, en),
        city: city.map(str::to_owned),
        tile: None,
        unit: None,
        unit_inferred: false,
        requires: Vec::new(),
    };
    Programme {
        places: vec![
            place("guangzhou", "广州", "Guangzhou", None),
            place("zhuhai", "珠海", "Zhuhai", None),
            place("nansha", "南沙新区", "Nansha", Some("guangzhou")),
        ],
        ..programme()
    }
}

/// So many people at each of the places and directions, by turns from Hong Kong and Macao.
pub fn spread(numbers: &[i64]) -> Content {
    let places = [Some("nansha"), Some("zhuhai"), None, Some("guangzhou")];
    let ways = [(Origin::Hk, Direction::In), (Origin::Mo, Direction::In), (Origin::Hk, Direction::Out)];
    let practising = numbers.iter().zip(places).map(|(n, place)| Count {
        cell: Cell {
            measure: Measure::Practising,
            specialty: None,
            place: place.map(str::to_owned),
            origin: if n % 2 == 0 { Origin::Hk } else { Origin::Mo },
            direction: None,
        },
        stated: Stated::Number(*n),
    });
    let recognised = numbers.iter().zip(ways).map(|(n, (origin, direction))| Count {
        cell: Cell {
            measure: Measure::Recognised,
            specialty: Some("food".into()),
            place: None,
            origin,
            direction: Some(direction),
        },
        stated: Stated::Number(2 * n),
    });
    Content { counts: practising.chain(recognised).collect(), ..Content::default() }
}

fn drawn(chart: &Chart) -> &People {
    let ChartKind::People(people) = &chart.kind else { panic!("{chart:?}") };
    people
}

fn picture(record: &Record, view: View, target: &str) -> Chart {
    people(&placed(), record, view, &FigureId::target(target), Lang::ZhHans).unwrap()
}

fn filed(unit: &str, month: u32, numbers: &[i64], accepted: bool) -> crate::reports::Version {
    super::fixture::version(unit, month, spread(numbers), accepted)
}

#[test]
fn people_stand_in_the_order_of_months_and_by_city_within_one() {
    let record = Record {
        versions: vec![filed("b", 5, &[1, 0, 1], true), filed("a", 4, &[1, 2], true), filed("c", 5, &[2], false)],
        ..Record::default()
    };
    let chart = picture(&record, view(5, 28), "T1");
    assert_eq!(chart.title, "每格1人：准入类执业落地5人，还有95格待填");
    let people = drawn(&chart);
    let seen: Vec<(usize, u32, Option<&str>)> = people
        .cells
        .iter()
        .filter_map(|cell| match cell {
            Person::Here(hue, part) => Some((*hue, part.period?.month, part.place.as_deref())),
            Person::Pending | Person::Away(_) | Person::Open => None,
        })
        .collect();
    let (nansha, zhuhai) = (Some("nansha"), Some("zhuhai"));
    assert_eq!(seen, [(0, 4, nansha), (1, 4, zhuhai), (1, 4, zhuhai), (0, 5, nansha), (4, 5, None)]);
    assert_eq!(people.cells.iter().filter(|cell| **cell == Person::Pending).count(), 2);
    assert_eq!((people.cells.len(), people.wide, people.target), (100, 10, 100));
    let legend: Vec<(&str, Vec<String>)> = people
        .groups
        .iter()
        .map(|group| {
            (group.name.as_str(), group.parts.iter().map(|part| format!("{}={}", part.id, part.value)).collect())
        })
        .collect();
    assert_eq!(
        legend,
        [
            ("广州", vec!["T1,place=nansha=2".to_owned()]),
            ("珠海", vec!["T1,place=zhuhai=2".to_owned()]),
            ("未分地", vec!["T1,place=-=1".to_owned()]),
        ]
    );
    assert_eq!(chart.table.columns, ["地区", "3月", "4月", "5月", "合计"]);
    assert_eq!(chart.table.rows[0], ["南沙新区", "0", "1", "1", "2"]);
    assert_eq!(chart.table.rows[3], ["合计", "0", "3", "2", "5"]);
}

#[test]
fn more_than_the_target_goes_on_after_its_last_cell() {
    let record = Record { versions: vec![filed("a", 4, &[90, 13], true)], ..Record::default() };
    let chart = picture(&record, view(4, 28), "T1");
    assert_eq!(chart.title, "每格1人：准入类执业落地103人，粗线后3格为超出目标");
    let people = drawn(&chart);
    assert_eq!((people.cells.len(), people.target), (103, 100));
    assert!(people.cells.iter().all(|cell| matches!(cell, Person::Here(..))));
}

#[test]
fn who_was_taken_away_by_a_correction_is_hatched_and_not_counted() {
    let first = filed("a", 4, &[5, 3], true);
    let later = |version: crate::reports::Version, number: i64, days: i64| crate::reports::Version {
        number,
        correction: Some("重复".into()),
        submitted_at: version.submitted_at + chrono::Duration::days(days),
        accepted_at: version.accepted_at.map(|at| at + chrono::Duration::days(days)),
        ..version
    };
    // Eight people, then four, then five; another report gains somebody, whom nothing takes away.
    let versions = vec![
        first.clone(),
        later(filed("a", 4, &[2, 2], true), 2, 40),
        later(filed("a", 4, &[3, 2], true), 3, 50),
        filed("b", 5, &[1], true),
        later(filed("b", 5, &[2], true), 2, 20),
    ];
    let record = Record { versions, ..Record::default() };
    let away = |view: View| {
        let chart = picture(&record, view, "T1");
        let people = drawn(&chart);
        let cells = people.cells.iter().filter(|cell| matches!(cell, Person::Away(_))).count();
        let row = chart.table.rows.iter().find(|row| row[0].starts_with("更正减去")).cloned();
        (cells, row, people.key.iter().any(|line| line.text == "更正减去（不计入）3"), people.cells.len())
    };
    let told = ["更正减去（不计入合计）", "0", "3", "0", "3"].map(str::to_owned).to_vec();
    assert_eq!(away(view(5, 28)), (3, Some(told), true, 100));
    // As it was reported at the time, nobody had been taken away.
    assert_eq!(away(View::new(day(5, 28), crate::views::Basis::Reported)), (0, None, false, 100));
}

#[test]
fn who_cannot_be_drawn_as_people_is_not() {
    let record = Record { versions: vec![filed("a", 4, &[9000], true)], ..Record::default() };
    assert_eq!(people(&placed(), &record, view(4, 28), &FigureId::target("T1"), Lang::ZhHans), None);
    assert_eq!(people(&placed(), &Record::default(), view(4, 28), &FigureId::target("T4"), Lang::ZhHans), None);
}

#[test]
fn a_grid_is_as_high_as_its_rows() {
    let size = |target: &str| Size::natural(&picture(&Record::default(), view(4, 28), target));
    assert_eq!(size("T1"), Size { width: 400, height: 400 });
    assert_eq!(size("T2"), Size { width: 800, height: 400 });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn filled_cells_are_the_actual_outlined_the_pending_and_sums_agree(
        months in prop::collection::vec((0_usize..3, prop::collection::vec(0_i64..9, 0..4), any::<bool>()), 1..9),
        target in prop::sample::select(vec!["T1", "T2"]),
    ) {
        let versions = months
            .iter()
            .zip(4..)
            .map(|((unit, numbers, accepted), month)| filed(["a", "b", "c"][*unit], month, numbers, *accepted))
            .collect();
        let record = Record { versions, ..Record::default() };
        let (programme, view) = (placed(), View::new(day(12, 28), crate::views::Basis::Corrected));
        let now = progress(&programme, &record, view);
        let row = now.targets.iter().find(|row| row.id == target).unwrap();
        let chart = people(&programme, &record, view, &FigureId::target(target), Lang::ZhHans).unwrap();
        let people = drawn(&chart);
        let here = people.cells.iter().filter(|cell| matches!(cell, Person::Here(..))).count() as i64;
        let pending = people.cells.iter().filter(|cell| **cell == Person::Pending).count() as i64;
        prop_assert_eq!((here, pending), (row.actual, row.pending));
        prop_assert!(people.cells.len() as i64 >= row.value);

        // Every number of the table and of the key is the figure it names, and the sums agree.
        let told = people.groups.iter().flat_map(|group| &group.parts).chain(people.sums.rows.iter().flatten());
        for sum in told {
            prop_assert_eq!(figure(&programme, &record, view, &sum.id).unwrap().value, sum.value, "{}", sum.id);
            prop_assert_eq!(sum.id.to_string().parse::<FigureId>().unwrap(), sum.id.clone());
        }
        let key: i64 = people.groups.iter().flat_map(|group| &group.parts).map(|part| part.value).sum();
        prop_assert_eq!(key, row.actual);
        let (all, kinds) = people.sums.rows.split_last().unwrap();
        for (column, sum) in all.iter().enumerate() {
            prop_assert_eq!(kinds.iter().map(|kind| kind[column].value).sum::<i64>(), sum.value);
        }
        prop_assert_eq!(all.last().unwrap().value, row.actual);
        prop_assert_eq!(all.iter().rev().skip(1).map(|sum| sum.value).sum::<i64>(), row.actual);

        // A part has its own people and no open cells.
        let food = FigureId::measure(Measure::Recognised).of_specialty("food");
        let part = super::super::people(&programme, &record, view, &food, Lang::ZhHans);
        let whole = figure(&programme, &record, view, &food).unwrap().value;
        let awaited = now.targets.iter().find(|row| row.id == "T2").unwrap().pending;
        match part {
            Some(chart) => {
                let people = drawn(&chart);
                let here = people.cells.iter().filter(|cell| matches!(cell, Person::Here(..))).count() as i64;
                prop_assert_eq!((here, people.cells.len() as i64), (whole, whole + awaited));
                for sum in people.groups.iter().flat_map(|group| &group.parts).chain(people.sums.rows.iter().flatten()) {
                    prop_assert_eq!(figure(&programme, &record, view, &sum.id).unwrap().value, sum.value, "{}", sum.id);
                }
            }
            None => prop_assert_eq!(whole + awaited, 0),
        }
    }
}
