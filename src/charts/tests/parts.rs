//! The charts by specialty and by city say what progress says, in every state.

use super::fixture::{by_parts, day, july, record, version, view, with_places};
use crate::charts::{Chart, ChartKind, Climb, MonthPoint, StepState, Strip, Tiles, axis_end, tick};
use crate::charts::{by_unit, climb, duties, monthly, reports, strip, strips_end, tiles};
use crate::figures::FigureId;
use crate::language::Lang;
use crate::programme::Tile;
use crate::progress::{Arranged, Known, Record, by_specialty, progress, share};
use crate::reports::Content;
use crate::targets::Measure;
use crate::views::{Basis, View};

const ZH: Lang = Lang::ZhHans;

fn climb_of(record: &Record, view: View, id: &str, lang: Lang) -> Chart {
    let programme = with_places();
    let now = progress(&programme, record, view);
    let steps = Known::new(&programme, record, view).stages_of(id);
    climb(&programme, &now, programme.specialty(id).unwrap(), &steps, lang)
}

#[test]
fn a_climb_has_the_rungs_that_are_reached_and_the_one_that_is_due() {
    let chart = climb_of(&record(3..=7), view(7, 28), "textile", ZH);
    assert_eq!(chart.title, "纺织：已到签约（3/5）");
    assert_eq!(chart.desc, "签约 2022-05-20；须于2022年12月31日前到签约；截至2022年7月28日。");
    let ChartKind::Climb(drawn) = &chart.kind else { panic!("{chart:?}") };
    let reached = vec![true, true, true, false, false];
    assert_eq!(*drawn, Climb { reached, required: Some(2), stale: false });
    assert_eq!(chart.table.rows[0], ["对接", "已到，未填日期"]);
    assert_eq!(chart.table.rows[2], ["签约", "2022-05-20"]);
    assert_eq!(chart.table.rows[3], ["启动评价", "—"]);
    let nothing = climb_of(&Record::default(), view(3, 20), "food", Lang::En);
    assert_eq!(nothing.title, "food: no progress reported yet (5 steps)");
    let silent = climb_of(&record(3..=6), view(7, 28), "food", ZH);
    assert!(matches!(&silent.kind, ChartKind::Climb(Climb { stale: true, .. })));
    assert!(silent.desc.contains("数据未更新"), "{}", silent.desc);
}

#[test]
fn a_strip_tells_nought_from_nothing_filed() {
    let (programme, record) = (with_places(), by_parts());
    let now = progress(&programme, &record, view(7, 28));
    let shares = by_specialty(&programme, &record, view(7, 28));
    let end = strips_end(&shares);
    let of = |id: &str| {
        let at = shares.iter().position(|share| share.id == id).unwrap();
        strip(&now, &programme.specialties[at], &shares[at], end, ZH)
    };
    let drawn = |id: &str| match of(id).kind {
        ChartKind::Strip(strip) => strip,
        kind => panic!("{kind:?}"),
    };
    assert_eq!(drawn("textile"), Strip { value: Some(7), end: 8, stale: false });
    assert_eq!(drawn("food").value, Some(0));
    assert_eq!(drawn("nonmetallic"), Strip { value: Some(0), end: 8, stale: true });
    assert_eq!((of("textile").title.as_str(), of("egov").title.as_str()), ("纺织互认7人", "电子政务工程互认0人"));
    assert_eq!(of("textile").table.rows, [["纺织", "7", "4"]]);
}

#[test]
fn the_units_of_a_number_stand_in_printed_order_and_add_up_to_it() {
    let (programme, record) = (with_places(), by_parts());
    let of = |id: &FigureId| by_unit(&programme, &record, view(7, 28), id, "执业落地", ZH);
    let chart = of(&FigureId::target("T1")).unwrap();
    assert_eq!(chart.title, "执业落地来自3个单位");
    assert_eq!(chart.table.rows, [["a", "10", "5"], ["b", "13", "6"], ["c", "2", "未报"], ["合计", "25", "11"]]);
    let ChartKind::Strips(drawn) = &chart.kind else { panic!("{chart:?}") };
    let stale: Vec<bool> = drawn.groups[0].1.iter().map(|row| row.strip.stale).collect();
    assert_eq!(stale, [false, false, true]);
    assert_eq!(of(&FigureId::target("T4")), None, "agreements are no people");
    assert_eq!(of(&FigureId::measure(Measure::Practising).of_unit("a")), None, "one unit is no comparison");
}

#[test]
fn the_matrices_say_in_words_what_they_draw() {
    let (programme, record, now) = july();
    let chart = duties(&programme, &record, &now, ZH);
    let ChartKind::Duties(drawn) = &chart.kind else { panic!("{chart:?}") };
    assert_eq!(drawn.rows.len(), chart.table.rows.len());
    for (row, words) in drawn.rows.iter().zip(&chart.table.rows) {
        assert_eq!(words.len(), chart.table.columns.len());
        let listed = row.cells.iter().filter(|cell| cell.is_some()).count();
        assert_eq!(words.iter().skip(1).take(row.cells.len()).filter(|word| *word != "—").count(), listed);
    }
    let chart = reports(&programme, &record, &now, ZH);
    let ChartKind::Reports(drawn) = &chart.kind else { panic!("{chart:?}") };
    let row = &drawn.lanes[0].rows[0];
    let totals = row.totals.as_ref().unwrap();
    assert_eq!(totals[0], totals[1] + totals[2] + totals[3], "expected = on time + late + missing");
    assert_eq!(chart.table.rows.iter().map(Vec::len).max(), Some(chart.table.columns.len()));
    assert!(chart.table.rows[0].contains(&"未到期".to_owned()), "{:?}", chart.table.rows[0]);
}

#[test]
fn tiles_hold_everybody_or_say_who_has_no_place() {
    let (programme, record) = (with_places(), by_parts());
    let now = progress(&programme, &record, view(7, 28));
    let chart = tiles(&programme, &record, &now, ZH);
    assert_eq!(
        chart.title,
        "25人落地执业，分布4处（深圳10、南沙新区9、横琴合作区2、黄埔区1）；未分地3人；东莞、南沙新区、黄埔区、横琴合作区细则未出"
    );
    let ChartKind::Tiles(Tiles { tiles: drawn, marks, unplaced, .. }) = &chart.kind else { panic!("{chart:?}") };
    assert_eq!((marks.join(" "), unplaced.as_deref()), ("细则 工作站 示范点".to_owned(), Some("未分地3人（b填报）")));
    let at: Vec<(&str, Tile, &str)> =
        drawn.iter().map(|tile| (tile.name.as_str(), tile.at, tile.total.as_str())).collect();
    let square = |row, column| Tile { row, column };
    let expected = [
        ("广州", square(1, 1), "10人"),
        ("深圳", square(2, 2), "10人"),
        ("珠海", square(1, 2), "2人"),
        ("东莞", square(2, 1), "0人"),
    ];
    assert_eq!(at, expected, "who has no square takes the next that is free");
    let names: Vec<&str> = drawn.iter().flat_map(|tile| &tile.places).map(|place| place.name.as_str()).collect();
    assert_eq!(names, ["南沙新区", "黄埔区", "深圳", "横琴合作区", "东莞"], "a city of districts is only a heading");
    let cells: Vec<_> = drawn.iter().flat_map(|tile| &tile.places).collect();
    assert_eq!(cells.iter().map(|cell| cell.value).collect::<Vec<_>>(), [Some(9), Some(1), Some(10), Some(2), Some(0)]);
    assert_eq!(cells.iter().map(|cell| cell.tint).collect::<Vec<_>>(), [4, 1, 4, 1, 0]);
    assert_eq!(cells.iter().map(|cell| cell.stale).collect::<Vec<_>>(), [false, false, false, true, false]);
    // Task 11 has no parts and is closed, so the workstations are there.
    assert_eq!(cells[0].marks, [Arranged::UnderWay, Arranged::Done, Arranged::UnderWay]);
    assert_eq!(cells[4].marks, [Arranged::UnderWay, Arranged::NotRequired, Arranged::NotRequired]);
    let counted: i64 = cells.iter().filter_map(|cell| cell.value).sum();
    assert_eq!(counted + 3, share(&programme, &record, view(7, 28), FigureId::target("T1")).value);
    assert_eq!(chart.table.rows.last().unwrap()[..2], ["未分地", "3"]);
}

#[test]
fn a_course_by_month_ends_at_what_the_page_says_and_shows_where_nothing_came() {
    let programme = with_places();
    let of = |record: &Record, view: View, place: &str, units: &[&str]| {
        let id = FigureId::measure(Measure::Practising).of_place(place);
        let chart = monthly(&programme, record, view, &id, units, "此地", ZH);
        let whole = share(&programme, record, view, id).value;
        let ChartKind::Monthly(drawn) = chart.kind else { panic!("{}", chart.title) };
        assert_eq!(drawn.points.last().map_or(0, |point| point.value), whole);
        (chart.title, drawn.points)
    };
    let record = by_parts();
    let (title, points) = of(&record, view(7, 28), "nansha", &["a"]);
    assert_eq!(title, "此地9人，7月新增5人");
    let july = MonthPoint { label: "7月".into(), value: 9, new: Some(5), state: StepState::Complete };
    assert_eq!(points.last(), Some(&july));
    let (title, points) = of(&record, view(7, 28), "hengqin", &["c"]);
    assert_eq!((title.as_str(), points.last().unwrap().state), ("此地2人", StepState::Missing));
    let mut waiting = record.clone();
    waiting.versions.push(version("c", 7, Content::default(), false));
    let (_, points) = of(&waiting, view(7, 28), "hengqin", &["c"]);
    assert_eq!(points.last().unwrap().state, StepState::Partial, "what waits has come in");
    // A report accepted before its period has ended is already in the whole, and in the course.
    let early = View::new(day(7, 27), Basis::Reported);
    let mut record = record;
    for version in record.versions.iter_mut().filter(|version| version.period.month == 7) {
        version.submitted_at -= chrono::Duration::days(5);
        version.accepted_at = Some(version.submitted_at);
    }
    assert_eq!(of(&record, early, "nansha", &["a"]).0, "此地9人，7月新增5人");
    assert_eq!(of(&Record::default(), view(3, 20), "nansha", &["a"]), ("此地0人".to_owned(), Vec::new()));
}

#[test]
fn an_axis_ends_on_one_of_its_lines() {
    for highest in 0..2_000 {
        let end = axis_end(highest);
        assert!(end >= highest && end >= 1 && end % tick(end) == 0, "{highest}: {end}");
    }
}
