//! The faces a PDF is set in: those that lie in `fonts/`, and for a rare character that those lack, what the machine has.
//! They are read when first asked for and never compiled in: their licences allow documents.

use crate::charts::svg::Fonts;
use crate::language::Lang;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// Where a machine keeps its fonts.
const SYSTEM: [&str; 2] = ["/usr/share/fonts", "/usr/local/share/fonts"];
/// The files taken from there, by how their names begin.
const TAKEN: [&str; 3] = ["NotoSerifCJK-Regular", "NotoSerifHK-Regular", "NotoSerifTC-Regular"];

/// A folder of fonts, read once; and a larger shelf with the machine's own, read when they are needed, because
/// they are many times as large.
pub struct Faces {
    folder: PathBuf,
    ours: OnceLock<Shelf>,
    all: OnceLock<Shelf>,
    drawing: OnceLock<Option<Fonts>>,
}

pub(super) struct Shelf {
    pub fonts: Vec<Font>,
    pub book: LazyHash<FontBook>,
}

/// What a stretch of text is for. Each has its face in the standard (7.2.4, 7.3.1, 7.3.3, 7.5).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Title,
    Body,
    Heading1,
    Heading2,
    PageNumber,
}

impl Part {
    pub const ALL: [Part; 5] = [Part::Title, Part::Body, Part::Heading1, Part::Heading2, Part::PageNumber];
}

const LATIN: &str = "Liberation Serif";
/// For what a part's own faces lack.
const REST: [&str; 4] = ["FandolSong", "Noto Serif CJK HK", "Noto Serif HK", "Noto Serif TC"];

impl Faces {
    pub fn new(folder: &Path) -> Faces {
        Faces { folder: folder.to_owned(), ours: OnceLock::new(), all: OnceLock::new(), drawing: OnceLock::new() }
    }

    /// What pictures in dots are drawn with; none where the fonts are missing.
    pub fn drawing(&self) -> Option<&Fonts> {
        self.drawing.get_or_init(|| Fonts::read(&self.folder)).as_ref()
    }

    pub(super) fn ours(&self) -> &Shelf {
        self.ours.get_or_init(|| Shelf::of(read(&fonts_in(&self.folder, &|_| true)).collect()))
    }

    pub(super) fn all(&self) -> &Shelf {
        self.all.get_or_init(|| {
            let taken = |name: &str| TAKEN.iter().any(|start| name.starts_with(start));
            let files: Vec<_> = SYSTEM.iter().flat_map(|folder| fonts_in(Path::new(folder), &taken)).collect();
            Shelf::of(self.ours().fonts.iter().cloned().chain(read(&files)).collect())
        })
    }
}

fn read(files: &[PathBuf]) -> impl Iterator<Item = Font> {
    files.iter().filter_map(|file| std::fs::read(file).ok()).flat_map(|bytes| Font::iter(Bytes::new(bytes)))
}

/// The font files in a folder and what lies in it, in one order everywhere.
fn fonts_in(folder: &Path, wanted: &dyn Fn(&str) -> bool) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let is_font = ["otf", "ttf", "ttc"].iter().any(|kind| path.extension().is_some_and(|it| it == *kind));
        match path.is_dir() {
            true => found.extend(fonts_in(&path, wanted)),
            false if is_font && wanted(&name) => found.push(path),
            false => {}
        }
    }
    found
}

impl Shelf {
    fn of(fonts: Vec<Font>) -> Shelf {
        Shelf { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts }
    }

    /// The families a part is set in, Latin letters and digits first; none where the folder has no face for it.
    pub fn families(&self, part: Part, lang: Lang) -> Option<Vec<&'static str>> {
        let here = |family: &&str| self.book.contains_family(&family.to_lowercase());
        let own = own(part, lang);
        if !here(&own[0]) {
            return None;
        }
        // The digits of a page number are those of the face itself (7.5).
        let latin = [LATIN].into_iter().filter(|_| part != Part::PageNumber);
        let mut families = Vec::new();
        for family in latin.chain(own.iter().copied()).chain(REST).filter(here) {
            if !families.contains(&family) {
                families.push(family);
            }
        }
        Some(families)
    }

    /// Whether some face has the character.
    pub fn draws(&self, families: &[&str], character: char) -> bool {
        let fonts = self.fonts.iter().filter(|font| families.contains(&font.info().family.as_str()));
        fonts.into_iter().any(|font| font.info().coverage.contains(character.into()))
    }
}

/// The faces of a part. Traditional characters have faces of their own; those of simplified ones stand in for what
/// units write.
fn own(part: Part, lang: Lang) -> &'static [&'static str] {
    match (lang, part) {
        (Lang::En, _) => &[LATIN],
        (Lang::ZhHans, Part::Title | Part::PageNumber) => &["FandolSong"],
        (Lang::ZhHans, Part::Body) => &["FandolFang R"],
        (Lang::ZhHans, Part::Heading1) => &["FandolHei"],
        (Lang::ZhHans, Part::Heading2) => &["FandolKai"],
        (Lang::ZhHant, Part::Heading1) => &["Noto Sans Traditional", "FandolHei"],
        (Lang::ZhHant, Part::Heading2) => &["UKai Traditional", "FandolKai"],
        (Lang::ZhHant, _) => &["Noto Serif Traditional", "FandolSong"],
    }
}

pub(super) fn is_latin(family: &str) -> bool {
    family == LATIN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_part_has_a_face_of_its_own_in_either_script() {
        let faces = Faces::new(Path::new("fonts"));
        for lang in [Lang::ZhHans, Lang::ZhHant] {
            let face = |part| faces.ours().families(part, lang).unwrap().into_iter().find(|name| !is_latin(name));
            let of = [Part::Title, Part::Body, Part::Heading1, Part::Heading2].map(|part| face(part).unwrap());
            assert!(of[2] != of[1] && of[3] != of[1] && of[2] != of[3], "{of:?}");
        }
        let none = Faces::new(Path::new("programmes"));
        assert!(Lang::ALL.iter().all(|lang| none.ours().families(Part::Body, *lang).is_none()));
    }
}
