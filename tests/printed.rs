//! The PDF as a clerk with a ruler would check it: the page against GB/T 9704-2012 (product rules A.8), the numbers
//! against their figures. The measuring is poppler's.

use crate::half_year::{record, view};
use pilotboard::calendar::{Half, PeriodId};
use pilotboard::figures::FigureId;
use pilotboard::language::Lang;
use pilotboard::lights::Light;
use pilotboard::programme::file;
use pilotboard::progress::{Progress, figure, progress};
use pilotboard::summaries::pdf::{self, Faces, Paper, Unprinted};
use pilotboard::summaries::{
    Block, Counted, Issue, Run, Summary, compose, docx, issue_text, issues, longest_message, plain,
};
use pilotboard::testing::Folder;
use pilotboard::testing::actors::Board;
use pilotboard::testing::each;
use pilotboard::views::{Basis, View};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::sync::LazyLock;
use std::sync::atomic::AtomicBool;

const FIRST: Half = Half { year: 2022, second: false };
static FACES: LazyLock<Faces> = LazyLock::new(|| Faces::new(Path::new("fonts")));

fn paper() -> Paper {
    let qr = r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0.5h1" stroke="#000"/></svg>"##;
    Paper { board: "https://board.test".into(), state: "as_at=2022-06-30".into(), qr: qr.into() }
}

fn summary(lang: Lang) -> Summary {
    let programme = file::built_in();
    compose(programme, &record(programme), FIRST, view(), lang)
}

fn briefing(lang: Lang) -> Summary {
    let programme = file::built_in();
    let june = issues(programme).into_iter().find(|issue| issue.period == PeriodId::month(2022, 6)).unwrap();
    june.compose(programme, &record(programme), view(), lang).unwrap()
}

#[track_caller]
fn printed(summary: &Summary) -> Vec<u8> {
    match pdf::write(summary, &FACES, &paper(), &AtomicBool::new(true)) {
        Ok(bytes) => bytes,
        Err(Unprinted::NoFace) => panic!("no font with traditional characters: apt-get install fonts-noto-cjk"),
        Err(why) => panic!("{why}"),
    }
}

/// What one of poppler's tools says of the file.
fn poppler(tool: &str, options: &[&str], pdf: &[u8]) -> String {
    let folder = Folder::new();
    let path = folder.path().join("document.pdf");
    std::fs::write(&path, pdf).unwrap();
    let mut command = Command::new(tool);
    command.args(options).arg(&path);
    if tool == "pdftotext" {
        command.arg("-");
    }
    match command.output() {
        Ok(output) => String::from_utf8(output.stdout).unwrap(),
        Err(_) => panic!("{tool} is missing: apt-get install poppler-utils"),
    }
}

/// A line of a page; lengths in millimetres.
#[derive(Debug)]
struct Line {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
    text: String,
}

const MM: f64 = 72.0 / 25.4;

/// The words of each page.
fn words(pdf: &[u8]) -> Vec<Vec<Line>> {
    let text = poppler("pdftotext", &["-bbox-layout"], pdf);
    let number = |tag: &str, name: &str| -> f64 {
        let value = tag.split(&format!("{name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
        value.unwrap().parse::<f64>().unwrap() / MM
    };
    let word = |word: &str| {
        let text = word.split('>').nth(1).and_then(|rest| rest.split('<').next()).unwrap_or_default();
        Line {
            left: number(word, "xMin"),
            right: number(word, "xMax"),
            top: number(word, "yMin"),
            bottom: number(word, "yMax"),
            text: text.replace("&quot;", "\"").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"),
        }
    };
    let page = |page: &str| page.split("<word ").skip(1).map(word).collect();
    text.split("<page ").skip(1).map(page).collect()
}

/// The lines of each page, from the top.
fn pages(pdf: &[u8]) -> Vec<Vec<Line>> {
    let page = |words: Vec<Line>| {
        let mut lines: Vec<Line> = Vec::new();
        for word in words {
            let middle = (word.top + word.bottom) / 2.0;
            match lines.iter_mut().find(|line| line.top < middle && middle < line.bottom) {
                Some(line) => {
                    line.left = line.left.min(word.left);
                    line.right = line.right.max(word.right);
                    line.text.push_str(&word.text);
                }
                None => lines.push(word),
            }
        }
        lines.sort_by(|a, b| a.top.total_cmp(&b.top));
        lines
    };
    words(pdf).into_iter().map(page).collect()
}

/// Which pages lie on their side.
fn wide(pdf: &[u8]) -> Vec<bool> {
    let told = poppler("pdftotext", &["-bbox"], pdf);
    told.split("<page width=\"").skip(1).map(|page| page.starts_with("84")).collect()
}

/// Where the text of a page ends and its foot begins.
const FOOT: f64 = 262.0;

fn body(page: &[Line]) -> Vec<&Line> {
    page.iter().filter(|line| line.bottom < FOOT + 1.0).collect()
}

/// A document of nothing but characters, to measure the grid with.
fn solid(lines: usize) -> Summary {
    // The first line has two characters less.
    let paragraph = Block::Paragraph(vec![Run::Text("国".repeat(lines * 28 - 2))]);
    Summary { blocks: vec![paragraph], ..summary(Lang::ZhHans) }
}

#[test]
fn a_full_page_has_22_lines_of_28_characters_in_156_by_225_millimetres() {
    let pages = pages(&printed(&solid(45)));
    assert_eq!(pages.len(), 3);
    for (at, page) in pages.iter().enumerate() {
        let lines = body(page);
        assert_eq!(lines.len(), [22, 22, 1][at]);
        // The binding edge lies left on odd pages and right on even ones: 28 mm of paper there, 26 on the other side.
        let left = if at % 2 == 0 { 28.0 } else { 26.0 };
        for line in lines.iter().skip(usize::from(at == 0)) {
            assert_eq!(line.text.chars().count(), 28, "{line:?}");
            assert!((line.left - left).abs() < 0.5 && (line.right - left - 156.0).abs() < 0.5, "{line:?}");
        }
        for pair in lines.windows(2) {
            assert!((pair[1].top - pair[0].top - 225.0 / 22.0).abs() < 0.02, "{pair:?}");
        }
        assert!(lines.iter().all(|line| line.top > 36.5 && line.bottom < 262.5));
        assert!((lines[0].top + lines[0].bottom) / 2.0 - 37.0 < 225.0 / 22.0, "the first line is at the top");
    }
    assert_eq!(pages[0][0].text.chars().count(), 26, "two characters of the first line are left free");
}

#[test]
fn page_numbers_stand_outside_and_no_heading_or_closing_mark_where_it_may_not() {
    for document in Lang::ALL.map(summary).into_iter().chain(Lang::ALL.map(briefing)) {
        let bytes = printed(&document);
        let pages = pages(&bytes);
        let (wide, words) = (wide(&bytes), words(&bytes));
        assert!(wide.contains(&true) && wide.contains(&false));
        let headings: Vec<String> = document
            .blocks
            .iter()
            .filter_map(|block| match block {
                Block::Heading { runs, .. } => Some(plain(runs).replace(' ', "")),
                _ => None,
            })
            .collect();
        assert!(!body(&pages[0]).is_empty(), "the first page has text");
        for (at, page) in pages.iter().enumerate() {
            let number = format!("—{}—", at + 1);
            if wide[at] {
                // The sheet lies on its side: the number stays where upright pages have theirs, along the left edge.
                let stands = |line: &&Line| line.left < 35.0 && line.text.trim() == (at + 1).to_string();
                let foot = words[at].iter().find(stands).unwrap_or_else(|| panic!("{number} in {page:#?}"));
                assert!(if at % 2 == 0 { foot.top > 150.0 } else { foot.bottom < 60.0 }, "{foot:?}");
                continue;
            }
            let stands = |line: &&Line| line.top > FOOT && line.text.replace(' ', "").contains(&number);
            let foot = page.iter().find(stands).unwrap_or_else(|| panic!("{number} in {page:#?}"));
            if foot.text.replace(' ', "") == number {
                let outer = if at % 2 == 0 { 210.0 - 26.0 - foot.right } else { foot.left - 26.0 };
                assert!((outer - 14.0 / MM).abs() < 0.7, "one character from the edge: {foot:?}");
            }
            let lines = body(page);
            let Some(last) = lines.last() else { continue };
            let last = last.text.replace(' ', "");
            assert!(!headings.iter().any(|heading| !last.is_empty() && heading.ends_with(&last)), "{last}");
            for line in lines {
                let first = line.text.chars().next().unwrap_or_default();
                assert!(!"，。；：、！？）》〉」』〕】”’%".contains(first), "{}", line.text);
            }
        }
    }
}

#[test]
fn every_character_has_a_face_and_nothing_is_drawn_with_another() {
    for document in Lang::ALL.map(summary).into_iter().chain(Lang::ALL.map(briefing)) {
        let bytes = printed(&document);
        let text = poppler("pdftotext", &[], &bytes);
        assert!(!text.contains('〓') && !text.contains('\u{FFFD}'));
        let drawn: BTreeSet<char> = text.chars().collect();
        for run in document.runs() {
            for c in run.shown().chars().filter(|c| !c.is_whitespace()) {
                assert!(drawn.contains(&c), "{c} of {:?} is on no page", run.shown());
            }
        }
        let fonts = poppler("pdffonts", &[], &bytes);
        for font in fonts.lines().skip(2) {
            assert!(["Fandol", "LiberationSerif", "Traditional"].iter().any(|name| font.contains(name)), "{font}");
            assert!(font.contains("yes yes yes"), "embedded, cut down, and readable: {font}");
            if document.lang == Lang::ZhHans {
                assert!(!font.contains("Traditional"), "{font}");
            }
        }
        if document.lang == Lang::ZhHans {
            for face in ["FandolSong-Bold", "FandolHei", "FandolFang", "FandolSong-Regular"] {
                assert!(fonts.contains(face), "{face}");
            }
        }
    }
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    for document in [summary(Lang::ZhHans), briefing(Lang::En)] {
        let anew = pdf::write(&document, &Faces::new(Path::new("fonts")), &paper(), &AtomicBool::new(true));
        assert!(printed(&document) == anew.unwrap());
    }
}

#[test]
fn every_number_opens_its_figure() {
    let programme = file::built_in();
    let record = record(programme);
    for document in Lang::ALL.map(summary).into_iter().chain(Lang::ALL.map(briefing)) {
        let bytes = printed(&document);
        let links = poppler("pdfinfo", &["-url"], &bytes);
        let opened: Vec<&str> = links.lines().filter_map(|line| line.split("/figures/").nth(1)).collect();
        let opened: Vec<&str> = opened.into_iter().filter_map(|rest| rest.split('?').next()).collect();
        let mut bound = Vec::new();
        for run in document.runs() {
            let [id] = run.figures() else {
                assert!(matches!(run, Run::Text(_)), "{run:?} is no figure");
                continue;
            };
            let at = if let Run::Figure { at: Some(at), .. } = run { *at } else { document.view };
            let known = figure(programme, &record, at, id).unwrap_or_else(|| panic!("{id}")).value;
            if let Run::Figure { value, shown, .. } | Run::Number { value, shown, .. } = run {
                assert_eq!((known, shown), (*value, &value.to_string()), "{id}");
            }
            bound.push(id.to_string());
        }
        assert!(bound.len() > 10);
        let all = |ids: &[&str]| ids.iter().map(|id| (*id).to_owned()).collect::<BTreeSet<String>>();
        assert_eq!(all(&opened), bound.iter().cloned().collect(), "{}", document.title);
        assert!(opened.len() >= bound.len(), "each where it is printed");
        assert!(opened.iter().all(|id| id.parse::<FigureId>().is_ok()));
    }
}

#[test]
fn numbers_that_are_no_figures_are_counted_again() {
    let programme = file::built_in();
    let record = record(programme);
    for document in [summary(Lang::ZhHans), briefing(Lang::En)] {
        let progress = progress(programme, &record, document.view);
        let mut seen = 0;
        for run in document.runs() {
            let Run::Number { counted, value, shown, .. } = run else { continue };
            assert_eq!(*shown, value.to_string());
            let may = recounted(&document, &progress, *counted);
            assert!(may.contains(value), "{counted:?} {value} is none of {may:?}");
            seen += 1;
        }
        assert!(seen > 10);
    }
}

/// What a count of that kind may be in the document, from the programme and its progress alone.
fn recounted(document: &Summary, progress: &Progress, counted: Counted) -> BTreeSet<i64> {
    let programme = file::built_in();
    let record = record(programme);
    let covered = || programme.periods.iter().filter(|period| document.scope.covers(period));
    let due = || covered().filter(|period| period.effective_due <= document.view.day);
    let reporting = || progress.reporting.iter().filter(|row| due().any(|period| period.id == row.period));
    let targets = || programme.targets.iter().zip(&progress.targets);
    let (start, end) = (covered().next().unwrap().start, document.view.day);
    let fixed = |light: fn(Light) -> bool| {
        let occurrences = progress.tasks.iter().zip(&programme.tasks).filter(|(_, task)| {
            use pilotboard::tasks::Deadline;
            matches!(task.deadline, Deadline::Date { .. } | Deadline::Dates { .. })
        });
        let all = occurrences.flat_map(|(at, _)| &at.occurrences);
        all.filter(|it| start <= it.due && it.due <= end && light(it.light)).count() as i64
    };
    let one = |n: i64| BTreeSet::from([n]);
    match counted {
        Counted::Given => {
            let mut given: BTreeSet<i64> = programme.targets.iter().map(|target| target.value).collect();
            given.extend(programme.tasks.iter().flat_map(|task| [task.stages.len() as i64, task.slots.len() as i64]));
            given.extend([programme.targets.len() as i64, due().count() as i64]);
            given
        }
        Counted::Derived => targets()
            .flat_map(|(target, at)| {
                let lacking = Some(target.value - at.actual);
                [lacking, at.projection, at.needed_per_month]
                    .into_iter()
                    .flatten()
                    .chain(at.recent.iter().map(|(_, new)| *new))
            })
            .collect(),
        Counted::Unplaced => {
            let id: FigureId = "practising,place=-".parse().unwrap();
            one(figure(programme, &record, document.view, &id).unwrap().value)
        }
        Counted::UnitsExpected => one(programme.expected_on(document.view.day).len() as i64),
        Counted::UnitsWithProblems => {
            let of_time = record.versions.iter().filter(|version| covered().any(|period| period.id == version.period));
            let units = of_time.filter(|version| !version.content.problems.is_empty()).map(|version| &version.unit);
            one(units.collect::<BTreeSet<_>>().len() as i64)
        }
        Counted::UnitsSilent => one(progress.silent.len() as i64),
        Counted::Specialties => (0..=programme.specialty_stages.len() as i64)
            .map(|stage| {
                let all = programme.specialties.iter().zip(&progress.specialties);
                all.filter(|(specialty, at)| specialty.new && at.stage == stage).count() as i64
            })
            .collect(),
        Counted::Slots => progress.tasks.iter().map(|task| task.slots.len() as i64).collect(),
        Counted::ReportDays => BTreeSet::from_iter(0..400),
        Counted::Days => {
            progress.tasks.iter().flat_map(|task| &task.occurrences).filter_map(|occurrence| occurrence.days).collect()
        }
        Counted::TasksDue => one(fixed(|_| true)),
        Counted::TasksClosed => one(fixed(|light| light == Light::Closed)),
        Counted::TasksClosedLate => one(fixed(|light| light == Light::ClosedLate)),
        Counted::TasksOverdue => one(fixed(|light| light == Light::Overdue)),
        Counted::TasksOpen => one(fixed(|light| !light.is_closed() && light != Light::Overdue)),
        Counted::ReportsDue => one(reporting().map(|row| row.expected).sum()),
        Counted::ReportsOnTime => one(reporting().map(|row| row.on_time).sum()),
        Counted::ReportsLate => one(reporting().map(|row| row.late).sum()),
        Counted::ReportsMissing => one(reporting().map(|row| row.missing.len() as i64).sum()),
    }
}

#[test]
fn what_a_unit_typed_is_printed_and_never_obeyed() {
    let typed = r##"#read("/etc/passwd") *x* $y$ \ @z <b> [#set page(width: 1pt)] "]} // 完"##;
    let document = Summary { blocks: vec![Block::Paragraph(vec![Run::Text(typed.into())])], ..summary(Lang::ZhHans) };
    let text = poppler("pdftotext", &["-raw"], &printed(&document));
    let close = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    assert!(close(&text).contains(&close(typed)), "{text}");
}

#[test]
fn a_document_nobody_waits_for_is_not_printed() {
    let gone = AtomicBool::new(false);
    assert_eq!(pdf::write(&summary(Lang::ZhHans), &FACES, &paper(), &gone), Err(Unprinted::Abandoned));
}

#[test]
fn a_briefing_names_units_not_yet_in_and_fits_a_message() {
    for lang in Lang::ALL {
        let june = briefing(lang);
        let name = file::built_in().unit("soc_food").unwrap().name.of(lang);
        let lead = june.blocks.iter().find_map(|block| match block {
            Block::Paragraph(runs) => Some(plain(runs)),
            _ => None,
        });
        assert!(lead.unwrap().contains(name), "the first paragraph names who is not in");
        let message = issue_text(&june, "https://board.test/briefings/2022-4");
        assert!(message.chars().count() <= longest_message(lang), "{}", message.chars().count());
        assert!(message.contains(name) && message.ends_with("https://board.test/briefings/2022-4"));
        for part in lang.pick(["附件", "表1"], ["附件", "表1"], ["annex", "able 1"]) {
            assert!(!message.contains(part), "a message has no tables and annexes to refer to: {message}");
        }
        let sections = june.blocks.iter().filter_map(|block| match block {
            Block::Heading { level: 1, runs } => Some(plain(runs)),
            _ => None,
        });
        for section in sections {
            assert!(message.contains(&section), "{lang}: no section is left out: {section} in {message}");
        }
        assert!(!docx::write(&june, &FACES).unwrap().is_empty());
    }
    let named: Vec<String> = issues(file::built_in()).iter().map(Issue::to_string).collect();
    assert_eq!(named[4], "2022-5");
    assert_eq!(issues(file::built_in())[4].period, PeriodId::month(2022, 7), "the fifth issue is July's");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_board_hands_over_briefings_and_summaries() {
    each(async |db| {
        let board = Board::new(db).await;
        let leader = board.signed_in("leader").await;
        let list = leader.get("/briefings").await.is(200);
        assert!(list.text.contains("2022年第5期（总第5期）"));
        // What sums up a month or a half-year is there once it is over.
        assert!(list.text.contains("2022年第6期工作简报") && !list.text.contains("2022年第7期"));
        let office = board.signed_in("office1").await;
        for (path, opens) in [("/briefings/2022-6", "自2022年8月29日起"), ("/summaries/2022H2", "自2022年12月29日起")]
        {
            assert!(list.text.contains(opens) && !list.text.contains(&format!("{path}/pdf")));
            let page = office.get(path).await.is(200);
            assert!(page.text.contains(opens));
            for said in ["开始拟稿", "统计时段", "未计入"] {
                assert!(!page.text.contains(said), "{path} says {said}");
            }
            office.get(&format!("{path}/pdf")).await.is(404);
            let name = path.rsplit('/').next().unwrap();
            office.post_form("/documents/begin", &[("name", name)]).await.is(400);
        }
        let page = leader.get("/briefings/2022-5?as_at=2022-07-28").await.is(200);
        assert!(page.text.contains("/figures/T1?as_at=2022-07-28"));
        let past = leader.get("/briefings/2022-4?as_at=2022-07-28").await.is(200);
        assert!(past.text.contains("/figures/T1?as_at=2022-06-28"), "a past issue opens the figures of its day");
        for path in ["/briefings/2022-5/pdf", "/summaries/2022H1/pdf"] {
            let file = leader.get(path).await.is(200);
            assert_eq!(file.header("content-type"), "application/pdf");
            assert!(file.header("content-disposition").ends_with(".pdf\""));
            assert!(file.bytes.starts_with(b"%PDF-"));
        }
        for format in ["docx", "xlsx"] {
            assert!(leader.get(&format!("/briefings/2022-5/{format}")).await.is(200).bytes.starts_with(b"PK"));
        }
        let text = leader.get("/briefings/2022-5/txt?lang=en").await.is(200).text;
        assert!(text.chars().count() <= longest_message(Lang::En) && text.contains("No. 5 of 2022"), "{text}");
        for missing in ["/briefings/2022-13", "/briefings/2022-0/pdf", "/briefings/2022-5/exe", "/summaries/2022H1/txt"]
        {
            leader.get(missing).await.is(404);
        }
    })
    .await;
}

#[test]
fn a_document_can_be_printed_before_anything_was_filed() {
    let programme = file::built_in();
    for issue in issues(programme).into_iter().take(2) {
        let view = View::new(crate::half_year::day("2022-01-28"), Basis::Reported);
        let empty = issue.compose(programme, &Default::default(), view, Lang::ZhHans).unwrap();
        assert!(printed(&empty).starts_with(b"%PDF-"));
    }
}
