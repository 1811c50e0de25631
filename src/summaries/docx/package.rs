//! What `docx-rs` leaves out of the package, and what would make two packages of one document differ.

use super::look::TWO_CHARACTERS;
use chrono::{Datelike, NaiveDate};
use std::io::{Cursor, Read, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

/// Packs the parts again: in order of name, all of one day, the XML put right.
pub fn seal(package: Vec<u8>, day: NaiveDate) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(package)).expect("docx-rs writes a zip archive");
    let named = archive.file_names().map(|name| name.expect("docx-rs names its parts in ASCII").into_owned());
    let mut names: Vec<String> = named.filter(|name| !name.ends_with('/')).collect();
    names.sort();
    let year = u16::try_from(day.year()).unwrap_or(1980);
    let (month, date) = (day.month() as u8, day.day() as u8);
    let time = DateTime::from_date_and_time(year, month, date, 0, 0, 0).unwrap_or_default();
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated).last_modified_time(time);
    let mut sealed = ZipWriter::new(Cursor::new(Vec::new()));
    for name in names {
        let mut part = String::new();
        let mut entry = archive.by_name(&name).expect("the archive has the parts it lists");
        entry.read_to_string(&mut part).expect("every part of the document is text");
        drop(entry);
        sealed.start_file(&name, options).expect("memory takes what is written to it");
        sealed.write_all(put_right(&name, part, day).as_bytes()).expect("memory takes what is written to it");
    }
    sealed.finish().expect("memory takes what is written to it").into_inner()
}

/// The few things docx-rs has no word for, or says in an order the schema does not allow.
fn put_right(name: &str, part: String, day: NaiveDate) -> String {
    match name {
        "word/document.xml" => footers_first(repeat_head_rows(part)),
        // An indent in characters follows the size of the text; the twips beside it are for readers without it.
        "word/styles.xml" => {
            let twips = format!("w:firstLine=\"{TWO_CHARACTERS}\"");
            default_style_measures_the_grid(part.replace(&twips, &format!("w:firstLineChars=\"200\" {twips}")))
        }
        "word/settings.xml" => even_and_odd_before_compat(part),
        "docProps/core.xml" => {
            part.replace("1970-01-01T00:00:00Z", &format!("{day}T00:00:00Z")).replace(">unknown<", ">pilotboard<")
        }
        _ => part,
    }
}

/// The first row of each table comes again on every page.
fn repeat_head_rows(document: String) -> String {
    let mut parts = document.split("<w:tbl>");
    let before = parts.next().unwrap_or_default().to_owned();
    parts.fold(before, |document, table| {
        document + "<w:tbl>" + &table.replacen("<w:trPr>", "<w:trPr><w:tblHeader />", 1)
    })
}

/// In the properties of a section the references to footers come before everything else.
fn footers_first(document: String) -> String {
    let Some((before, section)) = document.rsplit_once("<w:sectPr>") else { return document };
    let mut references = String::new();
    let mut rest = section.to_owned();
    while let Some(at) = rest.find("<w:footerReference") {
        let end = rest[at..].find("/>").map_or(rest.len(), |end| at + end + 2);
        references.push_str(&rest[at..end]);
        rest.replace_range(at..end, "");
    }
    format!("{before}<w:sectPr>{references}{rest}")
}

fn even_and_odd_before_compat(settings: String) -> String {
    const SWITCH: &str = "<w:evenAndOddHeaders />";
    let settings = settings.replace(SWITCH, "");
    settings.replacen("<w:defaultTabStop", &format!("{SWITCH}<w:defaultTabStop"), 1)
}

/// The grid of the page counts in characters of the default style, so that style must say it is one and how large.
fn default_style_measures_the_grid(styles: String) -> String {
    const BODY: &str = "<w:rPr><w:sz w:val=\"32\" /><w:szCs w:val=\"32\" /></w:rPr>";
    let Some((before, style)) = styles.split_once("<w:style w:type=\"paragraph\"") else { return styles };
    format!("{before}<w:style w:type=\"paragraph\" w:default=\"1\"{}", style.replacen("<w:rPr />", BODY, 1))
}
