//! The faces a PDF is set in: those that lie in `fonts/`, and for traditional characters, some of which those lack,
//! what the machine has. They are read when first asked for and never compiled in: their licences allow documents.

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
const TAKEN: [&str; 6] = ["NotoSerifCJK", "NotoSansCJK", "NotoSerifHK", "NotoSansHK", "NotoSerifTC", "NotoSansTC"];
const WEIGHTS: [&str; 2] = ["Regular", "Bold"];
/// The same of faces of Kai with traditional characters, by how the names of their files begin and what families they
/// hold, best first: Arphic's, LXGW's, those of Taiwan's standard, Windows and macOS.
const TAKEN_KAI: [&str; 6] = ["ukai", "LXGWWenKaiTC", "LXGWWenKai-TC", "TW-Kai", "kaiu", "BiauKai"];
const KAI: [&str; 8] = [
    "AR PL UKai HK",
    "AR PL UKai TW",
    "AR PL UKai TW MBE",
    "LXGW WenKai TC",
    "TW-Kai",
    "TW-Kai-98_1",
    "DFKai-SB",
    "BiauKai",
];

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
const MING: [&str; 4] = ["Noto Serif CJK HK", "Noto Serif HK", "Noto Serif CJK TC", "Noto Serif TC"];
const GOTHIC: [&str; 4] = ["Noto Sans CJK HK", "Noto Sans HK", "Noto Sans CJK TC", "Noto Sans TC"];
/// For what the first choice lacks.
const REST: [&str; 3] = ["Noto Serif CJK SC", "FandolSong", "Noto Serif Supplement"];

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
            let taken = |name: &str| {
                let is_kai = TAKEN_KAI.iter().any(|start| name.starts_with(start));
                is_kai
                    || TAKEN.iter().any(|start| name.starts_with(start))
                        && WEIGHTS.iter().any(|weight| name.contains(weight))
            };
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

    /// The families a part is set in, Latin letters and digits first; none where the machine has no face for
    /// the language.
    pub fn families(&self, part: Part, lang: Lang) -> Option<Vec<&'static str>> {
        let here = |family: &str| self.book.contains_family(&family.to_lowercase());
        let first = first(part, lang, here)?;
        // The digits of a page number are those of the face itself (7.5).
        let latin = [LATIN].into_iter().filter(|_| part != Part::PageNumber);
        let mut families = Vec::new();
        for family in latin.chain([first]).chain(REST).filter(|family| here(family)) {
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

/// The face of a part, the first of its choices that is `here`.
fn first(part: Part, lang: Lang, here: impl Fn(&str) -> bool) -> Option<&'static str> {
    let ours = match part {
        Part::Title | Part::PageNumber => "FandolSong",
        Part::Body => "FandolFang R",
        Part::Heading1 => "FandolHei",
        Part::Heading2 => "FandolKai",
    };
    // On a machine without faces of Hong Kong, ours do, with a supplement for what they lack.
    let choices: Vec<&'static str> = match (lang, part) {
        (Lang::En, _) => vec![LATIN],
        (Lang::ZhHans, _) => vec![ours],
        (Lang::ZhHant, Part::Heading1) => GOTHIC.into_iter().chain([ours]).collect(),
        (Lang::ZhHant, Part::Heading2) => KAI.into_iter().chain(MING).chain([ours]).collect(),
        (Lang::ZhHant, _) => MING.into_iter().chain([ours]).collect(),
    };
    choices.into_iter().find(|family| here(family))
}

pub(super) fn is_latin(family: &str) -> bool {
    family == LATIN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_the_second_level_are_in_kai_where_the_machine_has_one_with_traditional_characters() {
        let on = |machine: &[&str]| {
            let here = |family: &str| machine.contains(&family);
            [Part::Body, Part::Heading2].map(|part| first(part, Lang::ZhHant, here))
        };
        let noto = "Noto Serif CJK HK";
        assert_eq!(on(&[noto, "FandolFang R", "FandolKai"]), [Some(noto), Some(noto)]);
        assert_eq!(on(&[noto, "DFKai-SB"]), [Some(noto), Some("DFKai-SB")]);
        assert_eq!(on(&[noto, "BiauKai", "AR PL UKai TW"]), [Some(noto), Some("AR PL UKai TW")]);
        // Without any, our own do.
        assert_eq!(on(&["FandolFang R", "FandolKai"]), [Some("FandolFang R"), Some("FandolKai")]);
        assert_eq!(first(Part::Heading2, Lang::ZhHans, |_| true), Some("FandolKai"));
        assert_eq!(first(Part::Heading2, Lang::En, |_| true), Some(LATIN));
        assert_eq!(first(Part::Body, Lang::ZhHant, |_| false), None);
    }
}
