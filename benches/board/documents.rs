//! The half-year summary as files, made anew for each reader; the same content by the programs people know; and a
//! summary of two thousand units.

use crate::Outcome;
use crate::board::Board;
use chrono::{NaiveDate, TimeDelta};
use pilotboard::calendar::{Half, start_of};
use pilotboard::language::{Lang, Name};
use pilotboard::programme::{Programme, file};
use pilotboard::progress::Record;
use pilotboard::reports::{Cell, Content, Count, Direction, Origin, Stated, Version};
use pilotboard::summaries::pdf::{Faces, Paper};
use pilotboard::summaries::{compose, docx, pdf, xlsx};
use pilotboard::targets::Measure;
use pilotboard::views::{Basis, View};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

const ROUNDS: usize = 7;
const UNITS: usize = 2_000;

pub fn made(board: &Board, reader: &str) -> Outcome<()> {
    // A day before it was issued: what has been issued is handed over as it is kept.
    println!("The half-year summary, warm");
    let mut ours = [Duration::ZERO; 3];
    for (at, (format, aim)) in [("docx", 50), ("xlsx", 50), ("pdf", 400)].into_iter().enumerate() {
        let request = board.signed(reader, &format!("/summaries/2022H1/{format}?as_at=2022-06-29"))?;
        // The first PDF reads the fonts.
        let first = board.get(&request)?;
        if first.status != 200 {
            return Err(format!("no {format}: {}", first.status).into());
        }
        std::fs::write(board.folder().join(format!("summary.{format}")), &first.body)?;
        let mut times = Vec::new();
        for _ in 0..ROUNDS {
            let started = Instant::now();
            board.get(&request)?;
            times.push(started.elapsed());
        }
        times.sort();
        ours[at] = times[ROUNDS / 2];
        let (middle, size) = (ours[at].as_secs_f64() * 1e3, first.body.len() as f64 / 1e3);
        println!("  {format}: {middle:.0} ms, the middle one of {ROUNDS}; {size:.0} KB (aim: under {aim} ms)");
    }
    beside_python(board.folder(), ours)?;
    beside_libreoffice(board.folder(), ours[2])?;
    long()
}

/// python-docx and XlsxWriter writing what is in our files. They come from PyPI into a folder of their own.
fn beside_python(folder: &Path, ours: [Duration; 3]) -> Outcome<()> {
    let home = folder.join("python");
    let python = home.join("bin/python3");
    let made = Command::new("python3").args(["-m", "venv"]).arg(&home).output().is_ok_and(|done| done.status.success());
    let mut install = Command::new(&python);
    install.args(["-m", "pip", "install", "--quiet", "python-docx", "XlsxWriter", "openpyxl"]);
    if !made || !install.output().is_ok_and(|done| done.status.success()) {
        println!("  python-docx and XlsxWriter: not measured (no Python, or PyPI cannot be reached)");
        return Ok(());
    }
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/board/documents.py");
    let files = ["docx", "xlsx"].map(|format| folder.join(format!("summary.{format}")));
    let told = Command::new(&python).arg(script).args(files).output()?;
    if !told.status.success() {
        return Err(String::from_utf8_lossy(&told.stderr).into_owned().into());
    }
    let told = String::from_utf8(told.stdout)?;
    let names = ["python-docx", "XlsxWriter"];
    for ((name, theirs), ours) in names.into_iter().zip(told.split_whitespace()).zip(ours) {
        let theirs: f64 = theirs.parse()?;
        let ratio = theirs / (ours.as_secs_f64() * 1e3);
        println!("  {name}, the same content without request or pictures: {theirs:.0} ms, {ratio:.1} times ours");
    }
    Ok(())
}

/// LibreOffice making a PDF of our DOCX, as an office would.
fn beside_libreoffice(folder: &Path, ours: Duration) -> Outcome<()> {
    let mut times = Vec::new();
    // The first makes its profile and is not counted.
    for _ in 0..4 {
        let started = Instant::now();
        let mut command = Command::new("soffice");
        command.arg(format!("-env:UserInstallation=file://{}", folder.join("office").display()));
        command.args(["--headless", "--convert-to", "pdf", "--outdir"]).arg(folder.join("converted"));
        if !command.arg(folder.join("summary.docx")).output().is_ok_and(|done| done.status.success()) {
            println!("  LibreOffice: not measured (soffice is not there)");
            return Ok(());
        }
        times.push(started.elapsed());
    }
    times.remove(0);
    times.sort();
    let ratio = times[1].as_secs_f64() / ours.as_secs_f64();
    println!("  LibreOffice, DOCX to PDF: {:.0} ms, {ratio:.0} times ours", times[1].as_secs_f64() * 1e3);
    Ok(())
}

/// A summary in which two thousand units each say what they did.
fn long() -> Outcome<()> {
    println!("A half-year summary of {UNITS} units");
    let (programme, record) = many();
    let faces = Faces::new(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts"));
    let half = Half { year: 2022, second: false };
    let view = View::new(half.end(), Basis::Corrected);
    let paper = Paper { board: "https://board.test".into(), state: String::new(), qr: QR.into() };
    fresh_peak();
    let started = Instant::now();
    let summary = compose(&programme, &record, half, view, Lang::ZhHans);
    println!("  composed in {:.1} s: {} blocks", started.elapsed().as_secs_f64(), summary.blocks.len());
    let line = |name: &str, bytes: usize, started: Instant| {
        let (seconds, peak) = (started.elapsed().as_secs_f64(), peak().unwrap_or_default() / 1e6);
        println!(
            "  {name}: {seconds:.1} s, {:.1} MB; at most {peak:.0} MB held (aim: under 10 s and 500 MB)",
            bytes as f64 / 1e6
        );
    };
    let started = Instant::now();
    line("docx", docx::write(&summary, &faces).map_err(|why| why.to_string())?.len(), started);
    let started = Instant::now();
    line("xlsx", xlsx::write(&summary).len(), started);
    let started = Instant::now();
    let made = pdf::write(&summary, &faces, &paper, &AtomicBool::new(true)).map_err(|why| why.to_string())?;
    line("pdf", made.len(), started);
    Ok(())
}

const QR: &str =
    r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0.5h1" stroke="#000"/></svg>"##;

/// The built-in programme with so many societies, and a report of each for every month.
fn many() -> (Programme, Record) {
    let mut programme = file::built_in().clone();
    let pattern = programme.unit("soc_civil").expect("the built-in programme has it").clone();
    let expected = programme.expected.clone();
    let group = programme.groups.iter_mut().find(|group| group.id == expected).expect("the group of all units");
    let member = group.members[0].clone();
    let mut versions = Vec::new();
    for n in 0..UNITS - group.members.len() {
        let id = format!("society_{n}");
        let name = Name::new(&format!("第{n}学会"), &format!("第{n}學會"), &format!("Society {n}"));
        programme.units.push(pilotboard::units::Unit { id: id.clone(), name, ..pattern.clone() });
        group.members.push(pilotboard::units::Membership { unit: id.clone(), ..member.clone() });
        for period in programme.periods.iter().filter(|period| period.end <= day(2022, 6, 30)) {
            let cell = Cell {
                measure: Measure::Recognised,
                specialty: Some("building".into()),
                place: None,
                origin: Origin::Hk,
                direction: Some(Direction::In),
            };
            let submitted_at = start_of(period.due) + TimeDelta::hours(9);
            versions.push(Version {
                withdrawn: false,
                return_until: None,
                unit: id.clone(),
                period: period.id,
                number: 1,
                content: Content {
                    counts: vec![Count { cell, stated: Stated::Number(1) }],
                    done: format!("{}月完成第{n}批申请材料初审，组织评审会1次。", period.id.month),
                    problems: format!("第{}类材料口径不一。", n % 40),
                    next: "9月底前完成下一批评审。".into(),
                    ..Content::default()
                },
                submitted_at,
                forwarded_at: Some(submitted_at + TimeDelta::hours(1)),
                returned_at: None,
                accepted_at: Some(submitted_at + TimeDelta::hours(2)),
                correction: None,
            });
        }
    }
    versions.sort_by_key(|version| version.submitted_at);
    (programme, Record { versions, ..Record::default() })
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day that exists")
}

/// Lets the kernel forget how much this process has held.
fn fresh_peak() {
    let _ = std::fs::write(PathBuf::from("/proc/self/clear_refs"), "5");
}

/// Most bytes of memory held since then.
fn peak() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").trim().parse::<f64>().ok()? * 1024.0)
}
