//! Documents of Word and Excel: containers that may hold text, tables and pictures, and nothing that acts or fetches.

use crate::evidence::{Format, Refusal};
use crate::reports::package::{Bounds, Breach, Package, Part};

const BOUNDS: Bounds = Bounds { parts: 2_000, inside: 100 * 1024 * 1024 };

/// Beginnings of archives.
const ARCHIVES: [&[u8]; 6] = [b"PK\x03\x04", b"Rar!", b"7z\xBC\xAF\x27\x1C", b"\x1F\x8B", b"BZh", b"\xFD7zXZ"];
/// What programs are kept under.
const MACROS: [&str; 3] = ["vbaproject", "macrosheets", "vbadata"];
/// What is embedded, or fetched from elsewhere.
const LINKS: [&str; 5] = ["embeddings/", "oleobject", "activex", "externallinks/", "xl/connections"];

impl From<Breach> for Refusal {
    fn from(breach: Breach) -> Self {
        match breach {
            Breach::Broken => Refusal::Damaged,
            Breach::TooMuch => Refusal::TooMuch,
            Breach::Locked => Refusal::Locked,
        }
    }
}

/// Which of the two a container is, if it is one.
pub fn recognise(bytes: &[u8]) -> Result<Format, Refusal> {
    let package = Package::open(bytes, BOUNDS)?;
    let has = |part: &str| package.names.iter().any(|name| name == part);
    match (has("[content_types].xml"), has("word/document.xml"), has("xl/workbook.xml")) {
        (true, true, false) => Ok(Format::Docx),
        (true, false, true) => Ok(Format::Xlsx),
        _ => Err(Refusal::Unknown),
    }
}

pub fn checked(bytes: Vec<u8>) -> Result<Vec<u8>, Refusal> {
    let package = Package::open(&bytes, BOUNDS)?;
    if !package.stays_inside() {
        return Err(Refusal::Damaged);
    }
    if MACROS.iter().any(|part| package.has(part)) {
        return Err(Refusal::Macros);
    }
    if LINKS.iter().any(|part| package.has(part)) {
        return Err(Refusal::Links);
    }
    package.each(part)?;
    Ok(bytes)
}

fn part(part: Part<'_>) -> Result<(), Refusal> {
    if ARCHIVES.iter().any(|archive| part.head.starts_with(archive)) {
        return Err(Refusal::Nested);
    }
    let is_list = part.name.ends_with(".rels") || part.name == "[content_types].xml";
    // These say what everything else is, so they are read whole or not believed.
    if is_list && !part.is_whole {
        return Err(Refusal::TooMuch);
    }
    if (is_list || part.name.ends_with(".xml")) && part.declares_entities() {
        return Err(Refusal::Damaged);
    }
    if part.name == "[content_types].xml" && part.says(b"macroEnabled", usize::MAX) {
        return Err(Refusal::Macros);
    }
    if part.name.ends_with(".xml") && part.says(b"DDEAUTO", usize::MAX) {
        return Err(Refusal::Links);
    }
    if part.name.ends_with(".rels") && fetches(&String::from_utf8_lossy(part.head)) {
        return Err(Refusal::Links);
    }
    Ok(())
}

/// Whether a list of relations names something outside the file that is more than a link to click on.
fn fetches(list: &str) -> bool {
    let relations =
        list.split('<').filter(|element| element.starts_with("Relationship") || element.contains(":Relationship"));
    relations.map(str::to_lowercase).any(|element| element.contains("external") && !element.contains("/hyperlink"))
}
