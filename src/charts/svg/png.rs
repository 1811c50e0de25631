//! A picture in dots, for programs that cannot draw SVG: slides, chats, older word processors.

use super::TrustedSvg;
use crate::language::Lang;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{Options, Tree};
use std::path::Path;
use std::sync::Arc;

/// Slides and good screens show two dots where the picture has one.
const SCALE: f32 = 2.0;

/// The fonts the board brings along, and how they call themselves. The licence of the first speaks of documents, not
/// of programs, so they lie beside the program and are read at run time.
pub const FONT: &str = "FandolHei-Regular.otf";
const FAMILY: &str = "FandolHei";
const TRADITIONAL: [&str; 2] = ["NotoSansTraditional-Regular.otf", "Noto Sans Traditional"];

/// What words are drawn with, the same on every server. Each language has its own first, and the other for what that
/// lacks.
pub struct Fonts {
    simplified: Arc<Database>,
    traditional: Arc<Database>,
}

impl Fonts {
    /// None if the fonts are not in `folder`.
    pub fn read(folder: &Path) -> Option<Fonts> {
        let mut fonts = Database::new();
        for name in [FONT, TRADITIONAL[0]] {
            let font = std::fs::read(folder.join(name)).ok()?;
            fonts.load_font_source(Source::Binary(Arc::new(font)));
        }
        // The default of everything that is not named is a font of Windows.
        let with = |family: &str| {
            let mut fonts = fonts.clone();
            fonts.set_sans_serif_family(family);
            fonts.set_serif_family(family);
            Arc::new(fonts)
        };
        (fonts.len() > 1).then(|| Fonts { simplified: with(FAMILY), traditional: with(TRADITIONAL[1]) })
    }

    fn of(&self, lang: Lang) -> Arc<Database> {
        Arc::clone(if lang == Lang::ZhHant { &self.traditional } else { &self.simplified })
    }
}

/// A PNG of twice the size; what is wrong, if it cannot be drawn.
pub fn png(svg: &TrustedSvg, lang: Lang, fonts: &Fonts) -> Result<Vec<u8>, String> {
    dots(svg, lang, fonts)?.encode_png().map_err(|error| error.to_string())
}

/// The same for paper: grey on white, a quarter of the bytes, which is most of the time a document takes.
pub fn grey_png(svg: &TrustedSvg, lang: Lang, fonts: &Fonts) -> Result<Vec<u8>, String> {
    let drawn = dots(svg, lang, fonts)?;
    // Where nothing is drawn the paper shows; inks of paper have no colour, so that one channel says it all.
    let grey: Vec<u8> = drawn.pixels().iter().map(|dot| dot.green() + (u8::MAX - dot.alpha())).collect();
    let mut made = Vec::new();
    PngEncoder::new_with_quality(&mut made, CompressionType::Fast, FilterType::Up)
        .write_image(&grey, drawn.width(), drawn.height(), ExtendedColorType::L8)
        .map_err(|error| error.to_string())?;
    Ok(made)
}

fn dots(svg: &TrustedSvg, lang: Lang, fonts: &Fonts) -> Result<Pixmap, String> {
    let options = Options { fontdb: fonts.of(lang), ..Options::default() };
    let tree = Tree::from_str(svg.as_ref(), &options).map_err(|error| error.to_string())?;
    let size = tree.size().to_int_size().scale_by(SCALE).ok_or("the picture has no size")?;
    let mut dots = Pixmap::new(size.width(), size.height()).ok_or("the picture is too large")?;
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut dots.as_mut());
    Ok(dots)
}

#[cfg(test)]
mod tests {
    use super::*;
    use skrifa::{FontRef, MetadataProvider};
    use std::collections::BTreeSet;

    #[test]
    fn paper_has_the_picture_in_grey_on_white() {
        let svg = TrustedSvg(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"2\" height=\"1\"><rect width=\"1\" height=\"1\" fill=\"#555555\"/></svg>"
                .into(),
        );
        let fonts = Fonts::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts")).unwrap();
        let made = image::load_from_memory(&grey_png(&svg, Lang::En, &fonts).unwrap()).unwrap();
        assert_eq!((made.width(), made.height(), made.color()), (4, 2, image::ColorType::L8));
        assert_eq!(made.as_bytes(), [0x55, 0x55, 0xff, 0xff, 0x55, 0x55, 0xff, 0xff]);
    }

    /// The characters of the interface and of the programmes, by language.
    fn written() -> [BTreeSet<char>; 3] {
        let mut written: [BTreeSet<char>; 3] = Default::default();
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let files = ["src/words", "src/words/programme"].map(|folder| std::fs::read_dir(root.join(folder)).unwrap());
        let files = files.into_iter().flatten().map(|file| file.unwrap().path());
        for file in files.filter(|path| path.is_file()) {
            let text = std::fs::read_to_string(file).unwrap();
            for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
                // A row says the same three times: simplified, traditional, English.
                let said: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
                if said.len().is_multiple_of(3) {
                    said.iter().enumerate().for_each(|(at, text)| written[at % 3].extend(text.chars()));
                }
            }
        }
        for file in std::fs::read_dir(root.join("programmes")).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            for line in text.lines().filter(|line| !line.starts_with('#')) {
                for (at, tag) in ["zh-Hans", "zh-Hant", "en"].into_iter().enumerate() {
                    let said = line.split(tag).skip(1).filter_map(|rest| rest.split('"').find(|part| part.len() > 3));
                    said.for_each(|text| written[at].extend(text.chars()));
                }
            }
        }
        written
    }

    #[test]
    fn the_fonts_have_every_character_of_the_languages_they_draw() {
        let lacking = |name: &str, written: &BTreeSet<char>| -> String {
            let font = std::fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("fonts").join(name)).unwrap();
            let map = FontRef::new(&font).unwrap().charmap();
            written.iter().filter(|c| map.map(**c).is_none_or(|glyph| glyph.to_u32() == 0)).collect()
        };
        let [hans, hant, en] = written();
        assert!(hans.len() > 500 && hant.len() > 500 && en.len() > 50);
        // Charts draw their ticks as lines.
        assert_eq!([lacking(FONT, &hans), lacking(FONT, &en)], ["✓", "✓"]);
        assert_eq!(lacking(TRADITIONAL[0], &hant).replace('✓', ""), "", "run fonts/traditional.py");
    }
}
