//! Every chart in every state looks as it was last looked at, and nothing hostile becomes markup.

use super::fixture::{at, by_parts, july, name, nil, people, record, version, view, with_places};
use super::people::{placed, spread};
use crate::charts::svg::{Size, TrustedSvg, draw};
use crate::charts::{
    Chart, Person, bullet, climb, ladder, monthly, people as persons, person_key, share, slots, steps, strip,
    strips_end, tiles, timeline,
};
use crate::figures::{Contribution, FigureId};
use crate::language::Lang;
use crate::programme::Programme;
use crate::progress::{Known, Progress, Record, by_specialty, progress};
use crate::targets::Measure;
use crate::views::View;
use std::collections::BTreeSet;
use std::path::PathBuf;

const ZH: Lang = Lang::ZhHans;

fn picture(chart: &Chart, id: &str) -> TrustedSvg {
    draw(chart, id, Size::natural(chart))
}

/// Compares with `tests/snapshots/charts/<id>.svg`; `UPDATE_SNAPSHOTS=1` writes it anew.
fn looks_as_before(id: &str, chart: &Chart) {
    looks_as_before_at(Size::natural(chart), id, chart);
}

fn looks_as_before_at(size: Size, id: &str, chart: &Chart) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/snapshots/charts/{id}.svg"));
    let svg = draw(chart, id, size);
    is_harmless(svg.as_ref());
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, svg.as_ref()).unwrap();
    }
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(before == svg.as_ref(), "{} has changed; look at it, then run with UPDATE_SNAPSHOTS=1", path.display());
}

fn bullet_of(programme: &Programme, progress: &Progress, id: &str, lang: Lang) -> Chart {
    let row = progress.targets.iter().find(|row| row.id == id).unwrap();
    bullet(programme, row, progress.view, lang).unwrap()
}

/// July with one report still to be accepted: five more people.
fn partial() -> Record {
    let mut record = record(3..=7);
    record.versions.retain(|version| !(version.unit == "c" && version.period.month == 7));
    record.versions.push(version("c", 7, people(5, 20), false));
    record
}

#[test]
fn bullets_look_as_before() {
    let (programme, _, now) = july();
    looks_as_before("bullet-behind", &bullet_of(&programme, &now, "T1", ZH));
    looks_as_before("bullet-lagging", &bullet_of(&programme, &now, "T2", ZH));
    looks_as_before("bullet-english", &bullet_of(&programme, &now, "T2", Lang::En));
    let (programme, _, now) = at(partial(), view(7, 28));
    looks_as_before("bullet-pending", &bullet_of(&programme, &now, "T1", ZH));
    looks_as_before("bullet-stale", &{
        let (programme, _, now) = at(record(3..=6), view(8, 10));
        bullet_of(&programme, &now, "T1", ZH)
    });
    looks_as_before("bullet-pending-past-pace", &bullet_of(&programme, &now, "T2", ZH));
    let (programme, _, now) = at(Record::default(), view(3, 20));
    looks_as_before("bullet-empty", &bullet_of(&programme, &now, "T1", ZH));
    let mut more = record(3..=7);
    more.versions.push(version("b", 8, people(85, 0), true));
    let (programme, _, now) = at(more, view(8, 28));
    looks_as_before("bullet-met", &bullet_of(&programme, &now, "T1", ZH));
}

#[test]
fn slots_and_ladders_look_as_before() {
    let (programme, _, now) = july();
    looks_as_before("slots-new", &slots(&programme, &now, "T4", ZH).unwrap());
    looks_as_before("slots-all", &slots(&programme, &now, "T3", ZH).unwrap());
    looks_as_before("slots-english", &slots(&programme, &now, "T4", Lang::En).unwrap());
    looks_as_before("ladder", &ladder(&programme, &now, "T5", ZH).unwrap());
    looks_as_before("ladder-english", &ladder(&programme, &now, "T5", Lang::En).unwrap());
    let (programme, _, now) = at(partial(), view(7, 28));
    looks_as_before("slots-partial", &slots(&programme, &now, "T4", ZH).unwrap());
    looks_as_before("ladder-partial", &ladder(&programme, &now, "T5", ZH).unwrap());
    let (programme, _, now) = at(record(3..=6), view(7, 28));
    looks_as_before("slots-stale", &slots(&programme, &now, "T4", ZH).unwrap());
    looks_as_before("ladder-stale", &ladder(&programme, &now, "T5", ZH).unwrap());
    let (programme, _, now) = at(Record::default(), view(3, 20));
    looks_as_before("slots-empty", &slots(&programme, &now, "T4", ZH).unwrap());
    looks_as_before("ladder-empty", &ladder(&programme, &now, "T5", ZH).unwrap());
}

#[test]
fn step_lines_look_as_before() {
    let line = |record: &Record, view: View, id: &str, lang: Lang| {
        steps(&super::fixture::programme(), record, view, id, lang).unwrap()
    };
    let full = record(3..=7);
    looks_as_before("steps-behind", &line(&full, view(7, 28), "T1", ZH));
    looks_as_before("steps-lagging", &line(&full, view(8, 10), "T2", ZH));
    looks_as_before("steps-english", &line(&full, view(8, 10), "T1", Lang::En));
    looks_as_before("steps-partial", &line(&partial(), view(7, 28), "T2", ZH));
    looks_as_before("steps-missing", &line(&record(3..=6), view(8, 10), "T1", ZH));
    looks_as_before("steps-empty", &line(&Record::default(), view(3, 20), "T1", ZH));
    let mut fast = record(3..=7);
    fast.versions.push(version("b", 8, nil(), true));
    fast.versions.push(version("c", 8, people(50, 0), true));
    looks_as_before("steps-ahead", &line(&fast, view(8, 28), "T1", ZH));
    looks_as_before("steps-over", &line(&full, view(12, 31), "T1", ZH));
    let telephone = Size { width: 360, height: 320 };
    looks_as_before_at(telephone, "steps-telephone", &line(&full, view(7, 28), "T1", Lang::En));
    looks_as_before("steps-two-months", &line(&record(3..=5), view(5, 28), "T1", ZH));
}

#[test]
fn people_look_as_before() {
    let programme = placed();
    let drawn =
        |record: &Record, view: View, id: &str, lang: Lang| persons(&programme, record, view, id, lang).unwrap();
    let filed = |month: u32, numbers: &[i64], accepted: bool| version("a", month, spread(numbers), accepted);
    let months = vec![filed(4, &[4, 2, 1], true), filed(5, &[3, 5, 0, 2], true), filed(6, &[6, 3, 2, 1], true)];
    let full = Record { versions: months.clone(), ..Record::default() };
    looks_as_before("people-100", &drawn(&full, view(6, 28), "T1", ZH));
    looks_as_before("people-200", &drawn(&full, view(6, 28), "T2", ZH));
    looks_as_before("people-english", &drawn(&full, view(6, 28), "T2", Lang::En));
    looks_as_before("people-empty", &drawn(&Record::default(), view(3, 20), "T1", ZH));
    // June stands, and nothing has come in for July.
    looks_as_before("people-stale", &drawn(&full, view(7, 28), "T1", ZH));
    let mut partial = full.clone();
    partial.versions.push(filed(7, &[5, 4], false));
    looks_as_before("people-pending", &drawn(&partial, view(7, 28), "T1", ZH));
    partial.versions.push(version("b", 7, spread(&[60, 20, 3]), true));
    partial.versions.retain(|version| version.accepted_at.is_some());
    looks_as_before("people-over", &drawn(&partial, view(7, 28), "T1", ZH));
    // In June somebody was counted three times, once in Zhuhai and twice in Nansha.
    let corrected =
        crate::reports::Version { number: 2, correction: Some("重复填报".into()), ..filed(6, &[4, 2, 2, 1], true) };
    let mut less = full.clone();
    less.versions.push(crate::reports::Version {
        submitted_at: corrected.submitted_at + chrono::Duration::days(9),
        accepted_at: corrected.accepted_at.map(|at| at + chrono::Duration::days(9)),
        ..corrected
    });
    looks_as_before("people-away", &drawn(&less, view(6, 28), "T1", ZH));
    looks_as_before("key-away", &person_key(Person::Away(0), false, "更正减去"));
    for (hue, name) in ["key-1", "key-2", "key-3", "key-4", "key-other"].into_iter().enumerate() {
        looks_as_before(name, &person_key(Person::Here(hue, Contribution::default()), false, "一类"));
    }
}

#[test]
fn the_lines_of_units_look_as_before() {
    let line = |record: &Record, view: View, lang: Lang| {
        share(&super::fixture::programme(), record, view, "a", Measure::Practising, lang).unwrap()
    };
    looks_as_before("share", &line(&record(3..=7), view(7, 28), ZH));
    looks_as_before("share-english", &line(&record(3..=7), view(8, 10), Lang::En));
    looks_as_before("share-missing", &line(&record(3..=6), view(7, 28), ZH));
    looks_as_before("share-partial", &line(&record(4..=4), view(6, 28), ZH));
    let none = share(&super::fixture::programme(), &record(3..=7), view(7, 28), "b", Measure::Practising, ZH);
    assert!(none.is_none(), "a unit that has stated no number has no line");
}

#[test]
fn timelines_look_as_before() {
    let (programme, _, now) = july();
    looks_as_before("timeline", &timeline(&programme, &now, ZH));
    looks_as_before("timeline-english", &timeline(&programme, &now, Lang::En));
    let (programme, _, now) = at(partial(), view(7, 28));
    looks_as_before("timeline-partial", &timeline(&programme, &now, ZH));
    let (programme, _, now) = at(record(3..=6), view(8, 31));
    looks_as_before("timeline-stale", &timeline(&programme, &now, ZH));
    let (programme, _, now) = at(Record::default(), view(1, 5));
    looks_as_before("timeline-empty", &timeline(&programme, &now, ZH));
    let (programme, _, now) = at(record(3..=7), view(12, 31));
    looks_as_before("timeline-year-end", &timeline(&programme, &now, ZH));
    let (programme, _, now) = july();
    looks_as_before("timeline-filtered", &timeline(&programme, &now, ZH).of_tasks(&["8", "12", "4"], ZH));
}

/// What stands by specialty and by city, in a programme with places.
fn parts_of(programme: &Programme, record: &Record, view: View, lang: Lang) -> Vec<(String, Chart)> {
    let now = progress(programme, record, view);
    let known = Known::new(programme, record, view);
    let shares = by_specialty(programme, record, view);
    let end = strips_end(&shares);
    let mut charts = vec![("tiles".to_owned(), tiles(programme, record, &now, lang))];
    for (specialty, share) in programme.specialties.iter().zip(&shares) {
        let id = &specialty.id;
        let steps = known.stages_of(id);
        charts.push((format!("climb-{id}"), climb(programme, &now, specialty, &steps, lang)));
        charts.push((format!("strip-{id}"), strip(&now, specialty, share, end, lang)));
    }
    for (id, unit) in [("nansha", "a"), ("hengqin", "c")] {
        let figure = FigureId::measure(Measure::Practising).of_place(id);
        let name = programme.place(id).map_or(id, |place| place.name.of(lang));
        charts.push((format!("monthly-{id}"), monthly(programme, record, view, &figure, &[unit], name, lang)));
    }
    charts
}

#[test]
fn charts_by_specialty_and_by_city_look_as_before() {
    let programme = with_places();
    let look = |record: &Record, view: View, lang: Lang, wanted: &[(&str, &str)]| {
        let charts = parts_of(&programme, record, view, lang);
        for (id, picture) in wanted {
            let (_, chart) = charts.iter().find(|(name, _)| name == id).unwrap();
            looks_as_before(picture, chart);
        }
    };
    let full = by_parts();
    let mut partial = full.clone();
    partial.versions.push(version("c", 7, people(5, 0), false));
    look(
        &full,
        view(7, 28),
        ZH,
        &[
            ("tiles", "tiles-stale"),
            ("climb-textile", "climb"),
            ("climb-nonmetallic", "climb-stale"),
            ("strip-textile", "strip"),
            ("strip-food", "strip-nought"),
            ("strip-nonmetallic", "strip-stale"),
            ("monthly-nansha", "monthly"),
            ("monthly-hengqin", "monthly-missing"),
        ],
    );
    look(
        &partial,
        view(7, 28),
        ZH,
        &[
            ("tiles", "tiles"),
            ("climb-nonmetallic", "climb-partial"),
            ("strip-nonmetallic", "strip-partial"),
            ("monthly-hengqin", "monthly-partial"),
        ],
    );
    look(&partial, view(7, 28), Lang::En, &[("tiles", "tiles-english"), ("monthly-nansha", "monthly-english")]);
    look(
        &Record::default(),
        view(3, 20),
        ZH,
        &[
            ("tiles", "tiles-empty"),
            ("climb-food", "climb-empty"),
            ("strip-food", "strip-empty"),
            ("monthly-nansha", "monthly-empty"),
        ],
    );
}

/// Each kind of chart has been looked at when nothing is filed, when only a part is, and when that is old. A
/// unit that has stated no number has no line, so that there is none to be empty.
#[test]
fn every_kind_of_chart_has_been_looked_at_in_every_state() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/charts");
    for (empty, partial, stale) in [
        ("bullet-empty", "bullet-pending", "bullet-stale"),
        ("slots-empty", "slots-partial", "slots-stale"),
        ("ladder-empty", "ladder-partial", "ladder-stale"),
        ("people-empty", "people-pending", "people-stale"),
        ("steps-empty", "steps-partial", "steps-missing"),
        ("share-missing", "share-partial", "share-missing"),
        ("timeline-empty", "timeline-partial", "timeline-stale"),
        ("climb-empty", "climb-partial", "climb-stale"),
        ("strip-empty", "strip-partial", "strip-stale"),
        ("monthly-empty", "monthly-partial", "monthly-missing"),
        ("tiles-empty", "tiles", "tiles-stale"),
    ] {
        for name in [empty, partial, stale] {
            assert!(folder.join(format!("{name}.svg")).is_file(), "{name}");
        }
    }
}

const HOSTILE: [&str; 7] = [
    "</title></desc></svg><script>alert(1)</script>",
    "\"'><svg onload=alert(1)>&amp;<![CDATA[x]]>",
    "\u{0}\u{7}\u{1b}[31m\u{9f}\n<\r\n</text><a href=\"javascript:1\">",
    "\u{202e}dlrow\u{fffe}\u{ffff}\u{2028}&#x0;&bogus;",
    "fill=\"#000003\" class=\"c-ok\" style=\"x\"",
    "",
    "长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长长",
];

#[test]
fn svg_payloads() {
    for hostile in HOSTILE {
        let text = || name(hostile, hostile);
        let mut programme = super::fixture::programme();
        for target in &mut programme.targets {
            (target.short, target.unit, target.wording) = (text(), text(), text());
        }
        for task in &mut programme.tasks {
            (task.short, task.number) = (text(), format!("{hostile}{}", task.number));
            task.stages.iter_mut().for_each(|stage| *stage = text());
            if let Some(number) = task.number.strip_prefix(hostile).filter(|number| *number == "13") {
                task.number = number.to_owned();
            }
        }
        programme.specialties.iter_mut().for_each(|specialty| specialty.name = text());
        programme.tasks_note = Some(text());
        let record = partial();
        let now = progress(&programme, &record, view(7, 28));
        let charts = [
            bullet_of(&programme, &now, "T1", ZH),
            slots(&programme, &now, "T3", ZH).unwrap(),
            slots(&programme, &now, "T4", ZH).unwrap(),
            ladder(&programme, &now, "T5", ZH).unwrap(),
            steps(&programme, &record, view(7, 28), "T1", ZH).unwrap(),
            persons(&programme, &record, view(7, 28), "T2", ZH).unwrap(),
            timeline(&programme, &now, ZH),
        ];
        let mut placed = with_places();
        placed.places.iter_mut().for_each(|place| place.name = text());
        placed.specialties.iter_mut().for_each(|specialty| specialty.name = text());
        placed.specialty_stages.iter_mut().for_each(|stage| *stage = text());
        let parts = parts_of(&placed, &by_parts(), view(7, 28), ZH).into_iter().map(|(_, chart)| chart);
        for chart in charts.into_iter().chain(parts) {
            is_harmless(picture(&chart, &format!("a{hostile}")).as_ref());
        }
    }
}

/// Well-formed, named, and made of nothing but shapes and text.
fn is_harmless(svg: &str) {
    const ELEMENTS: [&str; 9] = ["svg", "title", "desc", "rect", "line", "polyline", "polygon", "circle", "text"];
    const ATTRIBUTES: [&str; 28] = [
        "class",
        "viewBox",
        "role",
        "aria-labelledby",
        "id",
        "x",
        "y",
        "x1",
        "y1",
        "x2",
        "y2",
        "cx",
        "cy",
        "r",
        "width",
        "height",
        "points",
        "fill",
        "stroke",
        "stroke-width",
        "stroke-dasharray",
        "stroke-linecap",
        "shape-rendering",
        "font-size",
        "font-weight",
        "text-anchor",
        "xmlns",
        "lang",
    ];
    let document = roxmltree::Document::parse(svg).unwrap_or_else(|error| panic!("{error}\n{svg}"));
    let root = document.root_element();
    for node in document.descendants().filter(|node| node.is_element()) {
        assert!(ELEMENTS.contains(&node.tag_name().name()), "{:?}", node.tag_name());
        let of_root = node == root;
        for attribute in node.attributes() {
            let (key, value) = (attribute.name(), attribute.value());
            assert!(ATTRIBUTES.contains(&key), "{key}");
            assert!(!of_root || !matches!(key, "width" | "height"));
            assert!(!value.contains(['<', '(', ':', ';']), "{key}={value}");
        }
        if node.tag_name().name() == "text" {
            assert!(node.text().unwrap_or_default().chars().count() <= 40);
        }
    }
    let names: Vec<&str> = root.attribute("aria-labelledby").unwrap().split(' ').collect();
    let ids: BTreeSet<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    assert_eq!(names.len(), 2);
    assert!(names.iter().all(|name| ids.contains(name)));
    assert_eq!(root.attribute("role"), Some("img"));
    assert!(!root.children().any(|child| child.tag_name().name() == "title" && child.text().is_none()));
}

#[test]
fn the_built_in_programme_has_a_chart_for_each_target_and_its_tasks_in_every_language() {
    let programme = crate::programme::file::built_in();
    let now = progress(programme, &Record::default(), view(7, 28));
    for lang in Lang::ALL {
        let of = |row: &crate::progress::TargetProgress| {
            bullet(programme, row, now.view, lang)
                .or_else(|| slots(programme, &now, &row.id, lang))
                .or_else(|| ladder(programme, &now, &row.id, lang))
        };
        let mut charts: Vec<Chart> = now.targets.iter().filter_map(of).collect();
        assert_eq!(charts.len(), programme.targets.len());
        let counts = now.targets.iter().filter(|row| row.pace.is_some());
        charts.extend(counts.filter_map(|row| steps(programme, &Record::default(), now.view, &row.id, lang)));
        assert_eq!(charts.len(), programme.targets.len() + 2);
        charts.push(timeline(programme, &now, lang));
        charts.extend(parts_of(programme, &Record::default(), now.view, lang).into_iter().map(|(_, chart)| chart));
        for (index, chart) in charts.iter().enumerate() {
            let svg = picture(chart, "built-in");
            is_harmless(svg.as_ref());
            if let Some(folder) = std::env::var_os("LOOK_AT_CHARTS") {
                std::fs::write(PathBuf::from(folder).join(format!("{lang}-{index}.svg")), svg.as_ref()).unwrap();
            }
        }
    }
}

#[test]
fn a_chart_is_drawn_the_same_each_time_and_at_any_size() {
    let (programme, _, now) = july();
    let chart = timeline(&programme, &now, ZH);
    assert_eq!(picture(&chart, "t"), picture(&chart, "t"));
    let (programme, record, now) = july();
    let row = &now.targets[0];
    let mut all = vec![
        bullet(&programme, row, now.view, ZH).unwrap(),
        slots(&programme, &now, "T3", ZH).unwrap(),
        ladder(&programme, &now, "T5", ZH).unwrap(),
        steps(&programme, &record, now.view, "T1", ZH).unwrap(),
        persons(&programme, &record, now.view, "T1", ZH).unwrap(),
        chart,
    ];
    all.extend(parts_of(&with_places(), &by_parts(), view(7, 28), ZH).into_iter().map(|(_, chart)| chart));
    for chart in &all {
        for (width, height) in [(0, 0), (1, 1), (60, 20), (3000, 2000), (u32::MAX, u32::MAX)] {
            is_harmless(draw(chart, "t", Size { width, height }).as_ref());
        }
    }
}

/// Class names in the drawing code and in the style sheet are the same.
#[test]
fn every_ink_has_its_rule_in_the_style_sheet() {
    let css = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/style/charts.css")).unwrap();
    let drawn: BTreeSet<String> = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/snapshots/charts"))
        .unwrap()
        .map(|file| std::fs::read_to_string(file.unwrap().path()).unwrap())
        .flat_map(|svg| {
            let classes = svg.split("class=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
            classes.collect::<Vec<_>>()
        })
        .collect();
    for class in drawn.iter().filter(|class| *class != "chart") {
        assert!(css.contains(&format!(".{class} {{")) || css.contains(&format!(".{class},")), "{class}");
    }
}
