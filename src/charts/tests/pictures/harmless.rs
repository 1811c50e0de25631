//! Nothing hostile becomes markup, whatever is drawn and at whatever size.

use super::super::fixture::{by_parts, july, name, view, with_places};
use super::parts::parts_of;
use super::{ZH, bullet_of, partial, picture};
use crate::charts::svg::{Size, draw};
use crate::charts::{Chart, bullet, duties, ladder, people as persons, reports, slots, steps, timeline};
use crate::figures::FigureId;
use crate::language::Lang;
use crate::progress::{Record, progress};
use std::collections::BTreeSet;
use std::path::PathBuf;

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
        let mut programme = super::super::fixture::programme();
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
        programme.units.iter_mut().for_each(|unit| unit.name = text());
        let record = partial();
        let now = progress(&programme, &record, view(7, 28));
        let charts = [
            bullet_of(&programme, &now, "T1", ZH),
            slots(&programme, &now, "T3", ZH).unwrap(),
            slots(&programme, &now, "T4", ZH).unwrap(),
            ladder(&programme, &now, "T5", ZH).unwrap(),
            steps(&programme, &record, view(7, 28), "T1", ZH).unwrap(),
            persons(&programme, &record, view(7, 28), &FigureId::target("T2"), ZH).unwrap(),
            timeline(&programme, &now, ZH),
            duties(&programme, &record, &now, ZH),
            reports(&programme, &record, &now, ZH),
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
pub fn is_harmless(svg: &str) {
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
            assert!(node.text().unwrap_or_default().chars().count() <= 400);
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
            bullet(programme, &now, &row.id, lang)
                .or_else(|| slots(programme, &now, &row.id, lang))
                .or_else(|| ladder(programme, &now, &row.id, lang))
        };
        let mut charts: Vec<Chart> = now.targets.iter().filter_map(of).collect();
        assert_eq!(charts.len(), programme.targets.len());
        let counts = now.targets.iter().filter(|row| row.pace.is_some());
        charts.extend(counts.filter_map(|row| steps(programme, &Record::default(), now.view, &row.id, lang)));
        assert_eq!(charts.len(), programme.targets.len() + 2);
        charts.push(timeline(programme, &now, lang));
        charts.push(duties(programme, &Record::default(), &now, lang));
        charts.push(reports(programme, &Record::default(), &now, lang));
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
    let mut all = vec![
        bullet_of(&programme, &now, "T1", ZH),
        slots(&programme, &now, "T3", ZH).unwrap(),
        ladder(&programme, &now, "T5", ZH).unwrap(),
        steps(&programme, &record, now.view, "T1", ZH).unwrap(),
        persons(&programme, &record, now.view, &FigureId::target("T1"), ZH).unwrap(),
        duties(&programme, &record, &now, ZH),
        reports(&programme, &record, &now, ZH),
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
