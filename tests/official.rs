//! Documents as other people's programs see them (product rules A.8): the workbook in openpyxl, and the same words and
//! numbers in every file.

use crate::half_year::{record, view};
use calamine::{Data, Reader, Xlsx};
use pilotboard::calendar::PeriodId;
use pilotboard::db::Db;
use pilotboard::documents::{Bench, store as documents};
use pilotboard::language::Lang;
use pilotboard::programme::{DocumentSettings, file, store as programmes};
use pilotboard::progress;
use pilotboard::summaries::pdf::{self, Faces, Paper};
use pilotboard::summaries::{AnnexKind, Block, Run, Summary, Table, compose, docx, issues, plain, sheets, xlsx};
use pilotboard::testing::Folder;
use pilotboard::testing::actors::Board;
use pilotboard::views::{Basis, View};
use skrifa::{FontRef, MetadataProvider};
use std::collections::BTreeSet;
use std::io::{Cursor, Read};
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

static FACES: LazyLock<Faces> = LazyLock::new(|| Faces::new(Path::new("fonts")));

fn both(lang: Lang) -> [Summary; 2] {
    let (programme, record) = (file::built_in(), record(file::built_in()));
    let june = issues(programme).into_iter().find(|issue| issue.period == PeriodId::month(2022, 6)).unwrap();
    let half = pilotboard::calendar::Half { year: 2022, second: false };
    [june.compose(programme, &record, view(), lang).unwrap(), compose(programme, &record, half, view(), lang)]
}

fn printed(summary: &Summary) -> Vec<u8> {
    let qr = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0.5h1" stroke="#000"/></svg>"##;
    let paper = Paper { board: "https://board.test".into(), state: "as_at=2022-06-30".into(), qr: qr.into() };
    pdf::write(summary, &FACES, &paper, &AtomicBool::new(true)).unwrap()
}

/// Runs a tool that is not ours; says what to install if it is missing.
fn run(command: &mut Command, package: &str) -> String {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().unwrap_or_else(|_| panic!("{name} is missing: apt-get install {package}"));
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn part(package: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(package)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The text of each paragraph of the DOCX, cells too.
fn paragraphs(document: &str) -> Vec<String> {
    let tree = roxmltree::Document::parse(document).unwrap();
    let named = |node: &roxmltree::Node, name: &str| node.tag_name().name() == name;
    let all = tree.descendants().filter(|node| named(node, "p"));
    let text = all.map(|paragraph| {
        let runs = paragraph.descendants().filter(|node| named(node, "t"));
        runs.filter_map(|run| run.text()).collect::<String>()
    });
    text.filter(|text| !text.is_empty()).collect()
}

/// The same of the document itself: numbers of headings are Word's own.
fn said(document: &Summary) -> Vec<String> {
    let mut said = Vec::new();
    for block in &document.blocks {
        match block {
            Block::Masthead(head) => {
                let wide = if document.lang == Lang::En { String::new() } else { "\u{3000}".to_owned() };
                let name = head.name.chars().map(String::from).collect::<Vec<_>>().join(&wide);
                said.extend([head.mark.clone(), head.over.clone(), name, head.number.clone()]);
                match document.lang {
                    Lang::En => said.extend([head.compiled_by.clone(), head.date.clone()]),
                    _ => said.push(format!("{}{}", head.compiled_by, head.date)),
                }
            }
            Block::Title(lines) => said.extend(lines.iter().map(|line| plain(line))),
            Block::Heading { runs, .. } => {
                let text = plain(runs);
                let bare = ["、", "）", ". ", ") ", "."].iter().filter_map(|mark| text.split_once(mark));
                said.push(bare.min_by_key(|(number, _)| number.len()).unwrap().1.to_owned());
            }
            Block::Note(runs) | Block::Paragraph(runs) => said.push(plain(runs)),
            Block::Table(table) => {
                said.extend((!table.caption.is_empty()).then(|| table.caption.clone()));
                said.extend(table.unit_note.clone());
                said.extend(table.columns.iter().map(|column| column.name.clone()));
                said.extend(table.rows.iter().flatten().map(|cell| plain(cell)));
            }
            Block::Figure(figure) => said.extend([figure.caption.clone(), figure.source.clone()]),
            Block::AnnexList(names) => said.extend(names.iter().enumerate().map(|(at, name)| {
                let head = if at == 0 { document.lang.summary_annex_list() } else { "" };
                format!("{head}{}. {name}", at + 1)
            })),
            Block::Signature { signatory, date } => said.extend([signatory.clone(), date.clone()]),
            Block::Tail(lines) => said.push(lines.concat()),
            Block::Annex { number, title, .. } => said.extend([number.clone(), title.clone()]),
        }
    }
    said
}

#[test]
fn the_editable_original_says_word_for_word_what_was_composed() {
    for lang in Lang::ALL {
        for document in both(lang) {
            let package = docx::write(&document, &FACES).unwrap();
            let xml = part(&package, "word/document.xml");
            assert_eq!(paragraphs(&xml), said(&document));
            // Wide annexes lie on their side, pictures speak, and no field but the page number, no link, no macro.
            let wide = sheets(&document.blocks).iter().filter(|sheet| sheet.wide).count();
            assert!(wide > 0);
            assert_eq!(xml.matches("w:orient=\"landscape\"").count(), wide);
            let figures = document.blocks.iter().filter(|block| matches!(block, Block::Figure(_))).count();
            assert_eq!(xml.matches("<wp:docPr ").count(), figures);
            assert!(
                xml.split("<wp:docPr ").skip(1).all(|it| it.split("descr=\"").nth(1).is_some_and(|it| it.len() > 40))
            );
            assert!(!xml.contains("instrText") && !xml.contains("hyperlink") && !xml.contains("TargetMode"));
            for part_ in ["word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/fontTable.xml"] {
                roxmltree::Document::parse(&part(&package, part_)).unwrap();
            }
        }
    }
}

#[test]
fn the_switches_of_the_office_change_what_they_say_and_nothing_else() {
    let [briefing, _] = both(Lang::ZhHans);
    let of = |settings: DocumentSettings| {
        let package = docx::write(&Summary { settings, ..briefing.clone() }, &FACES).unwrap();
        ["word/styles.xml", "word/settings.xml", "word/footer-odd.xml"].map(|name| part(&package, name))
    };
    let standard = of(DocumentSettings::default());
    assert!(standard[1].contains("<w:evenAndOddHeaders/>") && standard[1].contains("<w:mirrorMargins/>"));
    assert!(standard[2].contains("<w:jc w:val=\"right\"/>") && !standard[0].contains("<w:b/>"));
    let bold = of(DocumentSettings { third_heading_bold: true, ..DocumentSettings::default() });
    assert_eq!(bold[0].matches("<w:b/>").count(), 1);
    let single = of(DocumentSettings { single_sided: true, ..DocumentSettings::default() });
    assert!(!single[1].contains("evenAndOdd") && single[2].contains("<w:jc w:val=\"center\"/>"));
    let digits = of(DocumentSettings { body_digits: true, ..DocumentSettings::default() });
    assert!(digits[0].contains("w:ascii=\"仿宋_GB2312\"") && !standard[0].contains("w:ascii=\"仿宋_GB2312\""));
    let pdf = printed(&Summary { settings: DocumentSettings { single_sided: true, ..Default::default() }, ..briefing });
    assert!(pdf.starts_with(b"%PDF"));
}

/// What openpyxl finds: kinds of cells, links, and every value.
const OPENPYXL: &str = r#"
import json, sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
cells = [[sheet.title, cell.row, cell.column, cell.data_type, cell.value]
         for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
links = [str(cell.hyperlink) for sheet in book for row in sheet.iter_rows() for cell in row if cell.hyperlink]
# Before openpyxl 3.1 names stood in a list of their own.
names = [name.name for name in getattr(book.defined_names, "definedName", [])] or list(getattr(book.defined_names, "keys", list)())
print(json.dumps({"cells": cells, "links": links, "names": names,
                  "charts": sum(len(sheet._charts) for sheet in book)}))
"#;

fn openpyxl(package: &[u8]) -> serde_json::Value {
    let folder = Folder::new();
    let path = folder.path().join("book.xlsx");
    std::fs::write(&path, package).unwrap();
    // Debian's own Python has Debian's openpyxl, whatever else is called python3 here.
    let has = |python: &&str| {
        Command::new(python).args(["-c", "import openpyxl"]).output().is_ok_and(|it| it.status.success())
    };
    let python = ["python3", "/usr/bin/python3"].into_iter().find(has);
    let python = python.expect("openpyxl is missing: apt-get install python3-openpyxl");
    let told = run(Command::new(python).args(["-c", OPENPYXL]).arg(path), "python3-openpyxl");
    serde_json::from_str(&told).unwrap()
}

/// What reads as a formula somewhere.
const PREFIXES: [&str; 12] = ["=", "+", "-", "@", "\t", "\r", "\0", "'=", "{=", "＝", "＋", "＠"];

#[test]
fn no_text_of_a_unit_becomes_a_formula_in_any_column() {
    let programme = file::built_in();
    for prefix in PREFIXES {
        let mut record = record(programme);
        let evil = format!("{prefix}cmd|'/c calc'!A1");
        for version in &mut record.versions {
            for text in [&mut version.content.done, &mut version.content.problems, &mut version.content.next] {
                text.clone_from(&evil);
            }
            for task in &mut version.content.tasks {
                task.said.clone_from(&evil);
            }
            version.correction = version.correction.as_ref().map(|_| evil.clone());
        }
        let june = issues(programme).into_iter().find(|issue| issue.period == PeriodId::month(2022, 6)).unwrap();
        let briefing = june.compose(programme, &record, view(), Lang::ZhHans).unwrap();
        let half = pilotboard::calendar::Half { year: 2022, second: false };
        for document in [briefing, compose(programme, &record, half, view(), Lang::ZhHans)] {
            let found = openpyxl(&xlsx::write(&document));
            let cells = found["cells"].as_array().unwrap();
            assert!(cells.iter().all(|cell| cell[3] != "f"), "{prefix:?}");
            assert!(cells.iter().any(|cell| cell[4].as_str().is_some_and(|text| text.contains("cmd|"))), "{prefix:?}");
            assert_eq!((found["links"].as_array().unwrap().len(), found["names"].as_array().unwrap().len()), (0, 0));
        }
    }
}

#[test]
fn every_number_of_the_workbook_is_the_one_in_the_document() {
    for lang in Lang::ALL {
        for document in both(lang) {
            let package = xlsx::write(&document);
            let mut book: Xlsx<_> = Xlsx::new(Cursor::new(package.clone())).unwrap();
            let sheets = [
                (AnnexKind::Targets, lang.sheet_targets()),
                (AnnexKind::Tasks, lang.sheet_tasks()),
                (AnnexKind::Reporting, lang.sheet_reporting()),
                (AnnexKind::Corrections, lang.sheet_corrections()),
                (AnnexKind::Said, lang.sheet_said()),
            ];
            let mut compared = 0;
            for (kind, name) in sheets {
                let Some(table) = document.annex(kind) else { continue };
                let range = book.worksheet_range(name).unwrap();
                compared += same(table, |row, column| range.get_value((row + 3, column)).cloned());
            }
            assert!(compared > 40);
            // Sheets stand in the order of the annexes, under their numbers and titles.
            let titled: Vec<String> = document
                .blocks
                .iter()
                .filter_map(|block| match block {
                    Block::Annex { number, title, .. } => Some(format!("{number} {title}")),
                    _ => None,
                })
                .collect();
            let names = book.sheet_names();
            let said =
                names.iter().map(|name| book.worksheet_range(name).unwrap().get_value((0, 0)).unwrap().to_string());
            let said: Vec<String> = said.take(titled.len()).collect();
            assert_eq!(said, titled);
            // The same by a program of other people, charts and all.
            let found = openpyxl(&package);
            assert_eq!(found["charts"].as_u64().unwrap() as usize > 0, document.annex(AnnexKind::Targets).is_some());
            for (kind, name) in sheets {
                let Some(table) = document.annex(kind) else { continue };
                let cells = found["cells"].as_array().unwrap();
                let at = |row: u32, column: u32| {
                    let place =
                        |cell: &&serde_json::Value| cell[0] == name && cell[1] == row + 4 && cell[2] == column + 1;
                    let value = &cells.iter().find(place)?[4];
                    Some(value.as_f64().map_or_else(|| Data::String(value.as_str().unwrap().into()), Data::Float))
                };
                same(table, at);
            }
        }
    }
}

/// Compares a table cell by cell, and says how many.
fn same(table: &Table, at: impl Fn(u32, u32) -> Option<Data>) -> usize {
    let mut compared = 0;
    for (row, cells) in table.rows.iter().enumerate() {
        for (column, runs) in cells.iter().enumerate() {
            let found = at(row as u32, column as u32).unwrap_or_else(|| panic!("row {row}, column {column}"));
            let expected = match runs.as_slice() {
                [Run::Figure { value, .. } | Run::Sum { value, .. } | Run::Number { value, .. }] => {
                    Data::Float(*value as f64)
                }
                [Run::Rate { value, shown, .. }] if shown.ends_with('%') => Data::Float(value.as_f64() / 100.0),
                runs => Data::String(plain(runs)),
            };
            match (&found, &expected) {
                (Data::Float(a), Data::Float(b)) => assert!((a - b).abs() < 1e-9, "{found:?} {expected:?}"),
                _ => assert_eq!(found, expected),
            }
            compared += 1;
        }
    }
    compared
}

/// The figure, the value and the moment of every number, in reading order.
fn numbers(document: &Summary) -> Vec<(String, String, View)> {
    let bound = document.runs().filter(|run| !run.figures().is_empty());
    let moment = |run: &Run| if let Run::Figure { at: Some(at), .. } = run { *at } else { document.view };
    let named = |run: &Run| run.figures().iter().map(ToString::to_string).collect::<Vec<_>>().join("+");
    bound.map(|run| (named(run), run.shown().to_owned(), moment(run))).collect()
}

#[test]
fn every_number_of_the_word_file_and_of_the_workbook_names_its_figure() {
    for lang in Lang::ALL {
        for document in both(lang) {
            names_its_figures(&document);
        }
    }
}

/// What an earlier document printed, and both values of a correction, are figures of moments of their own.
#[tokio::test(flavor = "multi_thread")]
async fn the_numbers_of_what_was_put_right_are_figures_of_their_moments_in_every_file() {
    let folder = Folder::new();
    let board = Board::new(Db::open(&folder.url()).await.unwrap()).await;
    let mut tx = board.app.db.read().await.unwrap();
    let programme = programmes::read(&mut tx, "2022").await.unwrap().unwrap();
    let record = progress::store::record(&mut tx, "2022").await.unwrap();
    let document = documents::named(&mut tx, &programme, "2022-5").await.unwrap().unwrap();
    let stored = documents::stored(&mut tx, &programme, &document).await.unwrap();
    drop(tx);
    let draft = Bench::new((&programme, &record), view(), document, stored).unwrap().resolved.summary;
    let half = pilotboard::calendar::Half { year: 2022, second: false };
    let later = View::new("2022-07-28".parse().unwrap(), Basis::Corrected);
    let mut told = [AnnexKind::Errata, AnnexKind::Corrections].map(|_| 0);
    for (at, document) in [draft, compose(&programme, &record, half, later, Lang::ZhHans)].iter().enumerate() {
        let kind = [AnnexKind::Errata, AnnexKind::Corrections][at];
        for row in &document.annex(kind).unwrap().rows {
            for run in row.iter().flatten() {
                let Run::Figure { id, value, at: moment, .. } = run else { continue };
                let found = progress::figure(&programme, &record, moment.unwrap(), id).unwrap();
                assert_eq!(found.value, *value, "{id} at {moment:?}");
                told[at] += 1;
            }
        }
        // An erratum has a row for each document and reason, with as many figures as it puts right.
        let rows = document.annex(kind).unwrap().rows.len();
        let enough = if kind == AnnexKind::Errata { told[at] > 2 * rows } else { told[at] == 2 * rows };
        assert!(enough && told[at] % 2 == 0, "both values of every row of {kind:?}: {}", told[at]);
        names_its_figures(document);
    }
}

fn names_its_figures(document: &Summary) {
    let lang = document.lang;
    let expected = numbers(document);
    let package = docx::write(document, &FACES).unwrap();
    let (xml, figures) = (part(&package, "word/document.xml"), part(&package, "customXml/item1.xml"));
    let tree = roxmltree::Document::parse(&figures).unwrap();
    let told = tree.descendants().filter(|node| node.has_tag_name(("urn:pilotboard:figures", "number")));
    let told: Vec<_> = told
        .map(|node| ["bookmark", "figure", "value", "as_at", "basis"].map(|it| node.attribute(it).unwrap()))
        .collect();
    assert_eq!(told.len(), expected.len());
    for ([bookmark, figure, value, as_at, basis], (id, shown, at)) in told.into_iter().zip(&expected) {
        assert_eq!((figure, value), (id.as_str(), shown.as_str()));
        assert_eq!((as_at, basis), (&*at.day.to_string(), &*at.basis.to_string()));
        let at = xml.split(&format!("w:name=\"{bookmark}\"/>")).nth(1).unwrap_or_else(|| panic!("{bookmark}"));
        let marked = at.split("<w:bookmarkEnd").next().unwrap();
        assert!(marked.contains(&format!(">{shown}</w:t>")), "{bookmark} holds {marked}");
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(xlsx::write(document))).unwrap();
    let index = book.worksheet_range(lang.sheet_index()).unwrap();
    let rows: Vec<Vec<Data>> = index.rows().skip(3).map(<[Data]>::to_vec).collect();
    assert!(rows.len() > 20);
    for row in rows {
        let text = |at: usize| row[at].to_string();
        let known = |(id, shown, at): &&(String, String, View)| {
            *id == text(2) && !shown.is_empty() && text(4).starts_with(&at.day.to_string())
        };
        assert!(expected.iter().any(|it| known(&it)), "{row:?} is no number of the document");
        let sheet = book.worksheet_range(&text(0)).unwrap();
        let cell = text(1);
        let (letters, digits): (String, String) = cell.chars().partition(char::is_ascii_alphabetic);
        let column = u32::from(letters.as_bytes()[0] - b'A');
        let held = sheet.get_value((digits.parse::<u32>().unwrap() - 1, column)).unwrap().to_string();
        // A cell of words holds the number among them; a rate in words has no sign.
        assert!(held == text(3) || held.contains(&text(3)), "{} holds {held}, not {}", text(1), text(3));
    }
}

#[test]
fn every_character_of_the_documents_is_in_the_face_it_is_set_in() {
    let map = |name: &str| -> BTreeSet<char> {
        let bytes = std::fs::read(Path::new("fonts").join(name)).unwrap();
        let font = FontRef::new(&bytes).unwrap();
        font.charmap().mappings().filter_map(|(code, _)| char::from_u32(code)).collect()
    };
    let latin = map("LiberationSerif-Regular.ttf");
    let faces =
        ["FandolFang-Regular.otf", "FandolHei-Regular.otf", "FandolKai-Regular.otf", "FandolSong-Bold.otf"].map(map);
    let has = |face: usize, text: &str| {
        for c in text.chars().filter(|c| !c.is_whitespace()) {
            assert!(faces[face].contains(&c) || latin.contains(&c), "{c} of {text}");
        }
    };
    for document in both(Lang::ZhHans) {
        for block in &document.blocks {
            match block {
                Block::Heading { level: 1, runs } => has(1, &plain(runs)),
                Block::Heading { level: 2, runs } | Block::Note(runs) => has(2, &plain(runs)),
                Block::Title(lines) => lines.iter().for_each(|line| has(3, &plain(line))),
                Block::Heading { runs, .. } | Block::Paragraph(runs) => has(0, &plain(runs)),
                Block::Table(table) => table.rows.iter().flatten().for_each(|cell| has(0, &plain(cell))),
                Block::Masthead(head) => {
                    [&head.over, &head.name].into_iter().for_each(|text| has(3, text));
                    [&head.mark, &head.number, &head.compiled_by, &head.date].into_iter().for_each(|text| has(0, text));
                }
                Block::Tail(lines) => lines.iter().for_each(|line| has(0, line)),
                Block::Signature { signatory, date } => [signatory, date].into_iter().for_each(|text| has(0, text)),
                Block::AnnexList(names) => names.iter().for_each(|name| has(0, name)),
                Block::Annex { number, title, .. } => {
                    has(1, number);
                    has(3, title);
                }
                Block::Figure(figure) => {
                    has(1, &figure.caption);
                    has(0, &figure.source);
                }
            }
        }
    }
}

#[test]
fn days_and_document_numbers_are_written_by_the_standard() {
    for document in both(Lang::ZhHans) {
        let text = said(&document).join("\n");
        for (at, _) in text.match_indices('年') {
            let after = &text[at + '年'.len_utf8()..];
            assert!(
                !after.starts_with('0') && !after.split('月').nth(1).is_some_and(|day| day.starts_with('0')),
                "{after}"
            );
        }
        assert!(!text.contains("[2022]") && !text.contains("【2022】") && !text.contains("(2022)"));
    }
    assert!(said(&both(Lang::ZhHans)[1]).join("").contains("粤科协学〔2022〕2号"));
}
