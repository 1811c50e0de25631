//! Charts as people take them away: the very picture of the page, and its numbers.

use calamine::{Data, Reader, Xlsx};
use chrono::{NaiveDate, TimeDelta};
use pilotboard::db::Db;
use pilotboard::reports::Origin;
use pilotboard::testing::actors::{Answer, Board, Client};
use pilotboard::testing::{Folder, accept, at, draft, each, file as filed, practising};
use resvg::tiny_skia::Pixmap;
use std::io::Cursor;

const PAGES: [&str; 11] = [
    "/overview",
    "/targets/T1",
    "/targets/T2",
    "/targets/T3",
    "/targets/T4",
    "/targets/T5",
    "/tasks",
    "/units/soc_civil",
    "/cities",
    "/specialties/building",
    "/cities/qianhai",
];
const VIEWS: [&str; 4] =
    ["lang=zh-Hans", "lang=zh-Hant", "lang=en&as_at=2022-05-28&basis=reported", "lang=en&as_at=2022-03-20"];

async fn on_sqlite(moment: &str) -> (Board, Folder) {
    let folder = Folder::new();
    (Board::on(Db::open(&folder.url()).await.unwrap(), moment).await, folder)
}

/// The pictures on a page: the name of each, and what is drawn.
fn pictures(page: &Answer) -> Vec<(String, String)> {
    let drawn = page.text.split("<svg ").skip(1).map(|rest| rest.split("</svg>").next().unwrap());
    let drawn = drawn.filter(|svg| svg.contains("class=\"chart\""));
    drawn
        .map(|svg| {
            let id = svg.split("aria-labelledby=\"").nth(1).unwrap().split("-title").next().unwrap();
            // The id of a picture is its name without what an id cannot hold.
            let bare = |name: &str| name.replace([',', '='], "");
            let names = page.text.split("/charts/").skip(1).map(|rest| rest.split('/').next().unwrap());
            let name = names.into_iter().find(|name| bare(name) == id).unwrap_or(id);
            (name.to_owned(), svg.split_once('>').unwrap().1.to_owned())
        })
        .collect()
}

/// The tables behind the charts of a page that can be taken away, row by row, as they are read.
fn tables(page: &Answer) -> Vec<(String, Vec<Vec<String>>)> {
    let under = page.text.split("class=\"under\"").skip(1).map(|rest| rest.split("</details>").next().unwrap());
    let named = under.filter_map(|under| {
        let name = under.split_once("/charts/")?.1.split('/').next().unwrap();
        Some((name.to_owned(), under.split_once("class=\"behind\"").unwrap().1))
    });
    let words = |cell: &str| {
        let text = cell.split_once('>').unwrap().1.split("</t").next().unwrap().replace("<!>", "");
        html_escape::decode_html_entities(&text).into_owned()
    };
    let cells =
        |row: &str| row.split("<t").filter(|it| it.starts_with("d>") || it.starts_with("h ")).map(words).collect();
    named.map(|(name, table)| (name, table.split("<tr>").skip(1).map(cells).collect())).collect()
}

async fn file(client: &Client, name: &str, format: &str, query: &str) -> Answer {
    client.get(&format!("/charts/{name}/{format}?{query}")).await.is(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn every_picture_on_a_page_is_the_file_at_its_address() {
    let (board, _folder) = on_sqlite("2022-07-29 08:30").await;
    let leader = board.signed_in("leader").await;
    let mut seen = 0;
    for query in VIEWS {
        for path in PAGES {
            let page = leader.get(&format!("{path}?{query}")).await.is(200);
            // Neither the keys of a legend nor a second drawing for telephones is taken away.
            let drawn = pictures(&page).into_iter().filter(|(name, _)| {
                !(name.starts_with("key-") || name.ends_with("-narrow") || name == "target-months")
            });
            for (name, drawn) in drawn {
                seen += 1;
                let svg = file(&leader, &name, "svg", query).await;
                assert!(svg.text.contains(&drawn), "{name} on {path}?{query} is another picture");
                assert_eq!(svg.header("content-type"), "image/svg+xml");
                assert_eq!(svg.header("x-content-type-options"), "nosniff");
                assert!(svg.header("content-disposition").starts_with("attachment; filename=\"pilotboard-"));
                assert!(svg.header("content-security-policy").contains("sandbox"));
                let xml = roxmltree::Document::parse(&svg.text).unwrap();
                let foreign = |node: roxmltree::Node| ["script", "image", "style"].contains(&node.tag_name().name());
                assert!(!xml.descendants().any(foreign) && !svg.text.contains("href"), "{name} needs nothing else");
            }
        }
    }
    assert!(seen >= 4 * 10, "{seen} pictures");
}

/// A PNG as people get it: twice the size of its SVG, and with dark dots where the SVG has words.
fn is_drawn(name: &str, svg: &Answer, png: &Answer) {
    assert_eq!(png.header("content-type"), "image/png");
    let dots = Pixmap::decode_png(&png.bytes).unwrap();
    let xml = roxmltree::Document::parse(&svg.text).unwrap();
    let root = xml.root_element();
    let number = |node: roxmltree::Node, key: &str| node.attribute(key).unwrap().parse::<f32>().unwrap();
    let size = [number(root, "width"), number(root, "height")].map(|side| (side * 2.0) as u32);
    assert_eq!([dots.width(), dots.height()], size, "{name}");
    let left = root.attribute("viewBox").unwrap().split(' ').next().unwrap().parse::<f32>().unwrap();
    let words = root.children().filter(|node| node.has_tag_name("text") && !node.text().unwrap_or_default().is_empty());
    let mut lines = 0;
    for words in words {
        lines += 1;
        let (x, y, tall) = (number(words, "x") - left, number(words, "y") - left, number(words, "font-size"));
        let (from, to) = ((x * 2.0) as u32, ((x + tall) * 2.0) as u32);
        let rows = ((y - tall) * 2.0) as u32..(y * 2.0) as u32;
        let dark = rows
            .flat_map(|y| (from..to).map(move |x| (x, y)))
            .filter(|(x, y)| dots.pixel(*x, *y).is_some_and(|dot| dot.alpha() == 255 && u32::from(dot.red()) < 140));
        assert!(dark.count() > 8, "{name} says nothing of {:?}", words.text());
    }
    assert!(lines >= 3, "{name} has a finding, what it measures, and where it is from");
}

/// Every kind of chart that has a name.
const NAMES: [&str; 16] = [
    "bullet-T1",
    "bullet-T2",
    "people-T1",
    "steps-T2",
    "slots-T4",
    "ladder-T5",
    "monthly-recognised-soc_civil",
    "timeline",
    "tiles",
    "monthly-specialty-building",
    "monthly-place-qianhai",
    "stages",
    "recognised",
    "duties",
    "reports",
    "units-T2",
];

#[tokio::test(flavor = "multi_thread")]
async fn every_chart_is_drawn_in_every_format_and_language() {
    let (board, _folder) = on_sqlite("2022-07-29 08:30").await;
    let leader = board.signed_in("leader").await;
    for query in VIEWS {
        for name in NAMES {
            let svg = leader.get(&format!("/charts/{name}/svg?{query}")).await;
            // A unit that had stated nothing by then has no line.
            let unstated = name.starts_with("monthly-recognised") || name.starts_with("units");
            let expected = if unstated && query.contains("03-20") { 404 } else { 200 };
            let png = leader.get(&format!("/charts/{name}/png?{query}")).await;
            let xlsx = leader.get(&format!("/charts/{name}/xlsx?{query}")).await;
            let (svg, png, xlsx) = (svg.is(expected), png.is(expected), xlsx.is(expected));
            if expected == 200 {
                is_drawn(name, &svg, &png);
                assert!(xlsx.bytes.starts_with(b"PK"));
                if let Some(folder) = std::env::var_os("LOOK_AT_CHARTS") {
                    let file = format!("{name}-{}.png", query.replace(['=', '&'], "-"));
                    std::fs::write(std::path::Path::new(&folder).join(file), &png.bytes).unwrap();
                }
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_picture_is_the_same_for_everybody_until_something_is_written() {
    let (board, _folder) = on_sqlite("2022-07-29 08:30").await;
    let (leader, other) = (board.signed_in("leader").await, board.signed_in("auditor").await);
    let picture = file(&leader, "people-T1", "png", "lang=en").await;
    assert_eq!(file(&other, "people-T1", "png", "lang=en").await.bytes, picture.bytes);
    for query in ["lang=zh-Hans", "lang=en&as_at=2022-06-28", "lang=en&basis=reported&as_at=2022-05-28"] {
        assert_ne!(file(&leader, "people-T1", "png", query).await.bytes, picture.bytes, "{query}");
    }
}

/// Each instance keeps what it has made under the revision, which it reads from the database every time.
#[tokio::test(flavor = "multi_thread")]
async fn two_instances_on_one_database_never_show_different_numbers() {
    each(async |db| {
        let one = Board::on(db.clone(), "2022-07-29 08:30").await;
        let other = one.later(at("2022-07-29 08:30"));
        let (here, there) = (one.signed_in("leader").await, other.signed_in("leader").await);
        let paths = [
            "/api/v1/programmes/2022/progress",
            "/figures/T1/csv",
            "/charts/people-T1/svg",
            "/charts/people-T1/png",
            "/charts/steps-T1/xlsx",
        ];
        let mut before: Option<Vec<Vec<u8>>> = None;
        for people in 0..3 {
            if people > 0 {
                // Food has filed nothing for July, textiles nothing of the kind.
                let (unit, now) = (["", "soc_food", "dg_ast"][people], at("2022-07-29 08:40"));
                let more = draft(vec![practising(None, Origin::Hk, people as i64)]);
                filed(&db, unit, "2022-07", more, now).await.unwrap();
                accept(&db, unit, "2022-07", at("2022-07-29 08:50")).await.unwrap();
            }
            let mut seen = Vec::new();
            for path in paths {
                let (mine, theirs) = (here.get(path).await.is(200), there.get(path).await.is(200));
                assert!(mine.bytes == theirs.bytes, "{path}");
                seen.push(mine.bytes);
            }
            if let Some(before) = before.replace(seen.clone()) {
                assert!(before.iter().zip(&seen).all(|(before, now)| before != now), "a new revision shows at once");
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn tasks_are_taken_away_as_they_are_filtered() {
    let (board, _folder) = on_sqlite("2022-07-29 08:30").await;
    let leader = board.signed_in("leader").await;
    for filter in ["light=overdue", "unit=gz_ast", "key=1&light=closed"] {
        let page = leader.get(&format!("/tasks?lang=en&{filter}")).await.is(200);
        let (_, drawn) = pictures(&page).into_iter().find(|(name, _)| name == "timeline").unwrap();
        let address = page.text.split("href=\"").find(|rest| rest.starts_with("/charts/timeline/svg?")).unwrap();
        let address = address.split('"').next().unwrap().replace("&amp;", "&");
        let svg = leader.get(&address).await.is(200);
        assert!(svg.text.contains(&drawn) && svg.text.contains("of the 14 are listed."), "{address}");
        let png = leader.get(&address.replace("/svg?", "/png?")).await.is(200);
        is_drawn(&address, &svg, &png);
    }
    let few = file(&leader, "timeline", "xlsx", "light=overdue").await.bytes;
    assert!(few != file(&leader, "timeline", "xlsx", "").await.bytes);
    leader.get("/charts/timeline/svg?light=none").await.is(404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_workbook_holds_the_table_behind_its_chart_as_numbers() {
    let (board, _folder) = on_sqlite("2022-07-29 08:30").await;
    let leader = board.signed_in("leader").await;
    let mut numbers = 0;
    for query in VIEWS {
        for path in PAGES.iter().skip(1) {
            let page = leader.get(&format!("{path}?{query}")).await.is(200);
            for (name, shown) in tables(&page) {
                let taken = file(&leader, &name, "xlsx", query).await;
                let again = file(&leader, &name, "xlsx", query).await;
                assert_eq!(taken.bytes, again.bytes, "{name}: the same bytes");
                let mut book = Xlsx::new(Cursor::new(taken.bytes)).unwrap();
                let sheet = book.worksheet_range_at(0).unwrap().unwrap();
                let formulas = book.worksheet_formula(&book.sheet_names()[0].clone()).unwrap();
                assert_eq!(formulas.used_cells().count(), 0, "{name} holds no formula");
                let rows: Vec<&[Data]> = sheet.rows().collect();
                let rows = &rows[rows.len() - shown.len()..];
                for (row, shown) in rows.iter().zip(&shown).skip(1) {
                    for (cell, shown) in row.iter().zip(shown) {
                        numbers += i32::from(!matches!(cell, Data::String(_) | Data::Empty));
                        assert!(says(cell, shown), "{name}: {cell:?} is not {shown:?}");
                    }
                }
            }
        }
    }
    assert!(numbers > 200, "{numbers} numbers and days");
}

/// Whether a cell of a workbook is what the page says.
fn says(cell: &Data, shown: &str) -> bool {
    let plain = shown.replace('−', "-");
    match cell {
        Data::Empty => shown.is_empty(),
        Data::String(text) => text == shown,
        Data::DateTime(day) => {
            // Days since the one that spreadsheets count from.
            let day = NaiveDate::from_ymd_opt(1899, 12, 30).unwrap() + TimeDelta::days(day.as_f64() as i64);
            day.to_string() == shown
        }
        Data::Float(number) => match plain.strip_suffix('%') {
            Some(percent) => format!("{:.1}", number * 100.0) == percent,
            None if plain.contains('.') => format!("{number:.1}") == plain,
            None => number.to_string() == plain,
        },
        _ => false,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn who_may_not_read_every_unit_takes_no_picture_of_them_all() {
    let (board, _folder) = on_sqlite("2022-07-29 08:30").await;
    board.signed_in("soc_food").await.get("/charts/units-T2/svg").await.is(404);
    let page = board.signed_in("leader").await.get("/figures/T2").await.is(200);
    assert!(page.text.contains("/charts/units-T2/xlsx"), "the picture stands on the page of its number");
    assert!(!board.signed_in("soc_food").await.get("/figures/T2").await.is(200).text.contains("/charts/units-T2"));
    // The two matrices are everybody's, as their pages are.
    for name in ["duties", "reports", "stages", "recognised"] {
        board.signed_in("soc_food").await.get(&format!("/charts/{name}/svg")).await.is(200);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_chart_is_not_found() {
    let (board, _folder) = on_sqlite("2022-07-29 08:30").await;
    let leader = board.signed_in("leader").await;
    for path in [
        "pie-T1/svg",
        "steps-T9/svg",
        "steps-T4/svg",
        "slots-T1/xlsx",
        "timeline/pdf",
        "timeline-T1/svg",
        "pie-T1/png",
        "timeline/PNG",
        "units-T4/svg",
        "monthly-place-nowhere/svg",
    ] {
        leader.get(&format!("/charts/{path}")).await.is(404);
    }
    leader.get("/charts/timeline/svg?as_at=yesterday").await.is(400);
}

#[tokio::test(flavor = "multi_thread")]
async fn data_older_than_35_days_are_called_old_on_every_page() {
    let (board, _folder) = on_sqlite("2022-07-29 08:30").await;
    // The newest approved reports are of July, which ended on the 28th.
    for (moment, query, said) in [
        ("2022-07-29 08:30", "", None),
        ("2022-09-02 08:30", "", None),
        ("2022-09-03 08:30", "", Some("数据截至2022年7月28日，距今36天")),
        ("2022-09-03 08:30", "?as_at=2022-07-28", None),
        ("2022-09-20 08:30", "?as_at=2022-09-10", Some("数据截至2022年7月28日，距所查看日期44天")),
    ] {
        let leader = board.later(at(moment)).signed_in("leader").await;
        for path in ["/overview", "/tasks", "/targets/T1", "/matrix"] {
            let page = leader.get(&format!("{path}{query}")).await.is(200);
            match said {
                Some(said) => assert!(page.text.contains(said), "{path} at {moment}: {said}"),
                None => assert!(!page.text.contains("尚无已通过的月报"), "{path} at {moment}"),
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn keys_are_told_where_they_work_and_can_be_turned_off() {
    let (board, _folder) = on_sqlite("2022-07-29 08:30").await;
    let leader = board.signed_in("leader").await;
    let page = leader.get("/overview").await.is(200);
    for key in ["g o", "g t", "g u", "g m", "[", "?"] {
        assert!(page.text.contains(&format!("data-key=\"{key}\"")), "{key}");
    }
    assert!(page.text.contains("data-keys") && page.text.contains("快捷键 g t"));
    // The end of the period before; after the last there is nothing.
    assert!(page.text.contains("href=\"/overview?as_at=2022-06-28\"") && !page.text.contains("data-key=\"]\""));
    let june = leader.get("/overview?as_at=2022-06-28").await.is(200);
    assert!(june.text.contains("href=\"/overview?as_at=2022-05-28\"") && june.text.contains("data-key=\"]\""));

    let help = leader.get("/help").await.is(200);
    assert!(help.text.contains("id=\"keys\"") && help.text.contains("href=\"/help?keys=off#keys\""));
    let off = leader.get("/overview?keys=off").await.is(200);
    assert!(!off.text.contains("data-keys") && !off.text.contains("快捷键 g t") && !off.text.contains("<script"));
    assert!(off.text.contains("href=\"/tasks?keys=off\""), "the choice is carried on");
    assert!(leader.get("/help?keys=off").await.is(200).text.contains("href=\"/help#keys\""));
}
