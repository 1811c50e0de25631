//! The papers of the worked example as an office sees them: every page as a picture, the Word file in LibreOffice, and
//! the face of every word (product rules A.8).

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, GrayImage, ImageEncoder};
use pilotboard::db::Db;
use pilotboard::language::Lang;
use pilotboard::testing::Folder;
use pilotboard::testing::actors::Board;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The briefing of July and the summary of the first half-year.
const PAPERS: [(&str, &str); 2] = [("briefing", "/briefings/2022-5"), ("summary", "/summaries/2022H1")];

/// Runs a tool that is not ours; says what to install if it is missing.
fn run(command: &mut Command, package: &str) -> String {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().unwrap_or_else(|_| panic!("{name} is missing: apt-get install {package}"));
    assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Every paper in every language, as files of these formats in one folder; their names without the ending.
async fn papers(formats: &[&str]) -> (Folder, Vec<(String, Lang)>) {
    let (data, made) = (Folder::new(), Folder::new());
    let board = Board::new(Db::open(&data.url()).await.unwrap()).await;
    let office = board.signed_in("office1").await;
    let mut names = Vec::new();
    for (paper, path) in PAPERS {
        for lang in Lang::ALL {
            let name = format!("{paper}-{lang}");
            for format in formats {
                let file = office.get(&format!("{path}/{format}?lang={lang}")).await.is(200);
                std::fs::write(made.path().join(format!("{name}.{format}")), file.bytes).unwrap();
            }
            names.push((name, lang));
        }
    }
    (made, names)
}

fn pages_of(pdf: &Path) -> usize {
    let told = run(Command::new("pdfinfo").arg(pdf), "poppler-utils");
    told.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap().trim().parse().unwrap()
}

/// LibreOffice with the faces of `fonts/` in the place of those the document names, and with nothing else of the
/// machine's.
fn office(folder: &Path, to: &str, files: &[PathBuf]) {
    let fonts = std::env::current_dir().unwrap().join("fonts");
    let stands_for = [
        ("仿宋_GB2312", "FandolFang R"),
        ("楷体_GB2312", "FandolKai"),
        ("黑体", "FandolHei"),
        ("方正小标宋简体", "FandolSong"),
        ("宋体", "FandolSong"),
        ("Times New Roman", "Liberation Serif"),
        ("PMingLiU", "Noto Serif Traditional"),
        ("標楷體", "UKai Traditional"),
        ("Microsoft JhengHei", "Noto Sans Traditional"),
    ];
    let rules = stands_for.map(|(named, drawn)| {
        format!(
            "<match target=\"pattern\"><test name=\"family\"><string>{named}</string></test><edit name=\"family\" \
             mode=\"assign\" binding=\"same\"><string>{drawn}</string></edit></match>"
        )
    });
    let config = folder.join("fonts.conf");
    let text = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig><dir>{}</dir>\
         <cachedir>{}</cachedir>{}</fontconfig>",
        fonts.display(),
        folder.join("cache").display(),
        rules.concat()
    );
    std::fs::write(&config, text).unwrap();
    let mut command = Command::new("soffice");
    command
        .env("FONTCONFIG_FILE", &config)
        .arg(format!("-env:UserInstallation=file://{}", folder.join("profile").display()));
    run(command.args(["--headless", "--convert-to", to, "--outdir"]).arg(folder).args(files), "libreoffice-writer");
}

#[tokio::test(flavor = "multi_thread")]
async fn libreoffice_sets_and_saves_the_document_on_as_many_pages_as_the_pdf() {
    let (made, names) = papers(&["pdf", "docx"]).await;
    let (first, again) = (Folder::new(), Folder::new());
    let all = |folder: &Folder, kind: &str| -> Vec<PathBuf> {
        names.iter().map(|(name, _)| folder.path().join(format!("{name}.{kind}"))).collect()
    };
    office(first.path(), "pdf", &all(&made, "docx"));
    office(again.path(), "docx", &all(&made, "docx"));
    office(again.path(), "pdf", &all(&again, "docx"));
    for (name, lang) in &names {
        let count = |folder: &Folder| pages_of(&folder.path().join(format!("{name}.pdf")));
        let (ours, opened, saved) = (count(&made), count(&first), count(&again));
        assert_eq!(opened, ours, "{name}");
        // Marks of traditional text hang over the edge in what LibreOffice has saved, which may take a page less.
        let least = if *lang == Lang::ZhHant { ours - 1 } else { ours };
        assert!((least..=ours).contains(&saved), "{name}: saved on {saved} pages, {ours} in the PDF");
    }
}

/// Dots to an inch: a line of text is sixteen high.
const DOTS: &str = "40";
const LINE: u32 = 16;
/// Shades of grey that are kept of a picture.
const SHADES: u8 = 16;
/// How far a piece of a page, as high as a line and a quarter as wide as the page, may differ on the average. Two
/// versions of poppler differ by less; a lost word by more.
const MOST: f64 = 9.0;

fn pieces_apart(new: &GrayImage, old: &GrayImage) -> f64 {
    let wide = new.width().div_ceil(4);
    let mut most: f64 = 0.0;
    for top in (0..new.height()).step_by(LINE as usize) {
        for left in (0..new.width()).step_by(wide as usize) {
            let (bottom, right) = ((top + LINE).min(new.height()), (left + wide).min(new.width()));
            let dots = (top..bottom).flat_map(|y| (left..right).map(move |x| (x, y)));
            let apart: u32 =
                dots.map(|(x, y)| u32::from(new.get_pixel(x, y).0[0].abs_diff(old.get_pixel(x, y).0[0]))).sum();
            most = most.max(f64::from(apart) / f64::from((bottom - top) * (right - left)));
        }
    }
    most
}

/// Every page was looked at; `UPDATE_PAGES=1` writes the pictures anew, to be looked at again.
#[tokio::test(flavor = "multi_thread")]
async fn every_page_looks_as_it_was_approved() {
    let approved = Path::new("tests/snapshots/pages");
    let anew = std::env::var_os("UPDATE_PAGES").is_some();
    if anew {
        let _ = std::fs::remove_dir_all(approved);
        std::fs::create_dir_all(approved).unwrap();
    }
    let (made, names) = papers(&["pdf"]).await;
    let mut wrong = Vec::new();
    let mut count = 0;
    for (name, _) in &names {
        let pdf = made.path().join(format!("{name}.pdf"));
        let mut command = Command::new("pdftoppm");
        run(command.args(["-gray", "-png", "-r", DOTS]).arg(&pdf).arg(made.path().join(name)), "poppler-utils");
        for page in 1..=pages_of(&pdf) {
            let drawn = made.path().join(format!("{name}-{page:02}.png"));
            let mut new = image::open(&drawn).unwrap().into_luma8();
            let step = u8::MAX / (SHADES - 1);
            new.pixels_mut().for_each(|dot| dot.0[0] = (dot.0[0] / step) * step);
            let kept = approved.join(format!("{name}-{page:02}.png"));
            if anew {
                let mut bytes = Vec::new();
                PngEncoder::new_with_quality(&mut bytes, CompressionType::Best, FilterType::NoFilter)
                    .write_image(&new, new.width(), new.height(), ExtendedColorType::L8)
                    .unwrap();
                std::fs::write(&kept, bytes).unwrap();
            }
            count += 1;
            let old = image::open(&kept);
            let old = old.unwrap_or_else(|_| panic!("{} is missing: UPDATE_PAGES=1", kept.display())).into_luma8();
            assert_eq!(new.dimensions(), old.dimensions(), "{name}, page {page}");
            let apart = pieces_apart(&new, &old);
            if apart > MOST {
                wrong.push(format!("{name}, page {page}: a piece differs by {apart:.1} of 255"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(std::fs::read_dir(approved).unwrap().count(), count, "a page is gone");
}

#[test]
fn a_word_that_is_lost_is_noticed() {
    let page = image::open("tests/snapshots/pages/briefing-zh-Hans-01.png").unwrap().into_luma8();
    // Two characters of the body: seventeen dots wide, where the lead has them.
    let ink = |left: u32, top: u32| -> u32 {
        let dots = (left..left + 18).flat_map(|x| (top..top + LINE).map(move |y| (x, y)));
        dots.map(|(x, y)| u32::from(u8::MAX - page.get_pixel(x, y).0[0])).sum()
    };
    let places = (60..260).step_by(2).flat_map(|left| (200..280).map(move |top| (left, top)));
    let (left, top) = places.max_by_key(|(left, top)| ink(*left, *top)).unwrap();
    let mut lost = page.clone();
    for (x, y) in (left..left + 18).flat_map(|x| (top..top + LINE).map(move |y| (x, y))) {
        lost.get_pixel_mut(x, y).0[0] = u8::MAX;
    }
    assert!(pieces_apart(&lost, &page) > MOST, "{}", pieces_apart(&lost, &page));
    assert!(pieces_apart(&page, &page) < MOST);
}

/// The text of a PDF by the face it is set in: pieces of it, and the name of the face.
fn set_in(pdf: &Path) -> Vec<(String, String)> {
    let mut command = Command::new("pdftohtml");
    let told = run(command.args(["-xml", "-stdout", "-i", "-fontfullname"]).arg(pdf), "poppler-utils");
    let attribute = |line: &str, name: &str| {
        line.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next()).map(str::to_owned)
    };
    let mut faces = std::collections::HashMap::new();
    let mut set = Vec::new();
    for line in told.lines().map(str::trim) {
        if line.starts_with("<fontspec") {
            faces.insert(attribute(line, "id").unwrap(), attribute(line, "family").unwrap());
        } else if line.starts_with("<text") {
            let inside = line.split_once('>').unwrap().1.trim_end_matches("</text>");
            let plain: String =
                inside.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect();
            set.push((plain.replace(' ', ""), faces[&attribute(line, "font").unwrap()].clone()));
        }
    }
    set
}

#[tokio::test(flavor = "multi_thread")]
async fn every_word_is_set_in_the_face_of_its_part() {
    let (made, names) = papers(&["pdf"]).await;
    for (name, lang) in &names {
        let set = set_in(&made.path().join(format!("{name}.pdf")));
        // Nothing is drawn with a face of the machine.
        let ours = ["Fandol", "LiberationSerif", "Traditional"];
        for (text, face) in &set {
            assert!(ours.iter().any(|known| face.contains(known)), "{name}: {text} in {face}");
        }
        let face_of = |wanted: &str| -> Vec<&str> {
            let mine = set.iter().filter(|(text, _)| text.contains(wanted));
            mine.map(|(_, face)| face.as_str()).collect()
        };
        let wanted: &[(&str, &str)] = match lang {
            Lang::ZhHans => &[
                ("粤港澳大湾区工程师资格互认试点", "FandolSong-Bold"),
                ("一、总体进展", "FandolHei"),
                ("一、主要工作及成效", "FandolHei"),
                ("年度目标完成情况", "FandolHei"),
                ("目标不少于", "FandolHei"),
                ("慢于序时进度2", "FandolHei"),
                ("各单位下一步工作（", "FandolKai"),
                ("资料来源：", "FandolFang"),
                ("附件1", "FandolHei"),
            ],
            Lang::ZhHant => &[
                ("粵港澳大灣區工程師資格互認試點", "NotoSerifTraditional-Bold"),
                ("一、總體進展", "NotoSansTraditional"),
                ("一、主要工作及成效", "NotoSansTraditional"),
                ("目標不少於", "NotoSansTraditional"),
                ("各單位下一步工作（", "UKaiTraditional"),
                ("資料來源：", "NotoSerifTraditional-Regular"),
            ],
            Lang::En => &[("Main work and results", "LiberationSerif-Bold")],
        };
        let mut looked_at = 0;
        for (text, face) in wanted {
            let found = face_of(&text.replace(' ', ""));
            looked_at += found.len();
            // In a line of the text the same words may stand in the body's face.
            assert!(found.is_empty() || found.iter().any(|found| found.contains(face)), "{name}: {text} in {found:?}");
        }
        assert!(*lang == Lang::En || looked_at > 2, "{name}: {looked_at}");
    }
}
