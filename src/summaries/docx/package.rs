//! The parts of a DOCX and the zip they lie in: in one order, all of one day, so that two packages of one document do
//! not differ. No fields but the page number, no links, no macros.

use super::look::{HEAD, Look, NAMESPACE, PAGE_NUMBER};
use super::xml::escaped;
use chrono::{Datelike, NaiveDate};
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// A picture as it lies in the package: the drawing itself, and the same in dots for readers that know no drawings.
pub struct Picture {
    pub svg: String,
    pub png: Vec<u8>,
}

/// What is not the text.
pub struct Cover<'c> {
    pub title: &'c str,
    pub author: &'c str,
    pub day: NaiveDate,
    /// What every sheet says of the document; empty for nothing.
    pub mark: String,
}

const DOCUMENT: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// The footers, by the ids the sections name: upright sheets on odd and on even pages, wide ones likewise.
pub const FOOTERS: [&str; 4] = ["odd", "even", "wideOdd", "wideEven"];

/// `figures` says which figure each number of the document is.
pub fn pack(look: &Look, cover: &Cover, document: String, pictures: Vec<Picture>, figures: &str) -> Vec<u8> {
    let mut parts: Vec<(String, Vec<u8>)> = vec![
        ("[Content_Types].xml".into(), content_types(!pictures.is_empty()).into()),
        ("_rels/.rels".into(), package_relations().into()),
        ("customXml/item1.xml".into(), figures.into()),
        ("docProps/app.xml".into(), application().into()),
        ("docProps/core.xml".into(), core(look, cover).into()),
        ("word/_rels/document.xml.rels".into(), relations(pictures.len()).into()),
        ("word/document.xml".into(), document.into()),
        ("word/fontTable.xml".into(), look.font_table().into()),
        ("word/numbering.xml".into(), look.numbering().into()),
        ("word/settings.xml".into(), settings(look).into()),
        ("word/styles.xml".into(), look.styles().into()),
    ];
    for id in FOOTERS {
        parts.push((format!("word/footer-{id}.xml"), footer(look, id, &cover.mark).into()));
    }
    for (picture, n) in pictures.into_iter().zip(1..) {
        parts.push((format!("word/media/figure{n}.png"), picture.png));
        parts.push((format!("word/media/figure{n}.svg"), picture.svg.into()));
    }
    zipped(parts, cover.day)
}

fn zipped(parts: Vec<(String, Vec<u8>)>, day: NaiveDate) -> Vec<u8> {
    let year = u16::try_from(day.year()).unwrap_or(1980);
    let time = DateTime::from_date_and_time(year, day.month() as u8, day.day() as u8, 0, 0, 0).unwrap_or_default();
    let by = |method| SimpleFileOptions::default().compression_method(method).last_modified_time(time);
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        // What is compressed already would only take the time.
        let method = if name.ends_with(".png") { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        file.start_file(name, by(method)).expect("memory takes what is written to it");
        file.write_all(&bytes).expect("memory takes what is written to it");
    }
    file.finish().expect("memory takes what is written to it").into_inner()
}

fn content_types(pictures: bool) -> String {
    let mut xml = format!(
        "{HEAD}<Types xmlns=\"{PACKAGE}/content-types\"><Default Extension=\"rels\" \
         ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" \
         ContentType=\"application/xml\"/>"
    );
    if pictures {
        xml.push_str("<Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"svg\" ContentType=\"image/svg+xml\"/>");
    }
    let mut part = |name: &str, kind: &str| {
        let _ = write!(xml, "<Override PartName=\"/{name}\" ContentType=\"{kind}\"/>");
    };
    part("word/document.xml", &format!("{TYPE}.document.main+xml"));
    part("word/styles.xml", &format!("{TYPE}.styles+xml"));
    part("word/numbering.xml", &format!("{TYPE}.numbering+xml"));
    part("word/settings.xml", &format!("{TYPE}.settings+xml"));
    part("word/fontTable.xml", &format!("{TYPE}.fontTable+xml"));
    for id in FOOTERS {
        part(&format!("word/footer-{id}.xml"), &format!("{TYPE}.footer+xml"));
    }
    part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    part("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml");
    xml + "</Types>"
}

fn related(list: &[(String, String, String)]) -> String {
    let mut xml = format!("{HEAD}<Relationships xmlns=\"{PACKAGE}/relationships\">");
    for (id, kind, target) in list {
        let _ = write!(xml, "<Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"{target}\"/>");
    }
    xml + "</Relationships>"
}

fn package_relations() -> String {
    related(&[
        ("rId1".into(), format!("{DOCUMENT}/officeDocument"), "word/document.xml".into()),
        ("rId2".into(), format!("{PACKAGE}/relationships/metadata/core-properties"), "docProps/core.xml".into()),
        ("rId3".into(), format!("{DOCUMENT}/extended-properties"), "docProps/app.xml".into()),
    ])
}

fn relations(pictures: usize) -> String {
    let own = ["styles", "numbering", "settings", "fontTable"];
    let mut list: Vec<_> =
        own.iter().map(|name| ((*name).to_owned(), format!("{DOCUMENT}/{name}"), format!("{name}.xml"))).collect();
    list.push(("figures".into(), format!("{DOCUMENT}/customXml"), "../customXml/item1.xml".into()));
    list.extend(FOOTERS.map(|id| (id.to_owned(), format!("{DOCUMENT}/footer"), format!("footer-{id}.xml"))));
    for n in 1..=pictures {
        for kind in ["png", "svg"] {
            list.push((format!("{kind}{n}"), format!("{DOCUMENT}/image"), format!("media/figure{n}.{kind}")));
        }
    }
    related(&list)
}

fn application() -> String {
    format!(
        "{HEAD}<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\">\
         <Application>pilotboard</Application></Properties>"
    )
}

fn core(look: &Look, cover: &Cover) -> String {
    let Cover { title, author, day, .. } = cover;
    let (title, author) = (escaped(title), escaped(author));
    let tag = look.tags()[usize::from(look.lang != crate::language::Lang::En)];
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"{PACKAGE}/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{title}</dc:title><dc:creator>{author}\
         </dc:creator><cp:lastModifiedBy>{author}</cp:lastModifiedBy><cp:revision>1</cp:revision><dcterms:created \
         xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">{day}\
         T00:00:00Z</dcterms:modified><dc:language>{tag}</dc:language></cp:coreProperties>"
    )
}

fn settings(look: &Look) -> String {
    let [latin, chinese] = look.tags();
    let duplex = !look.settings.single_sided;
    let mirrored = if duplex { "<w:mirrorMargins/>" } else { "" };
    let even = if duplex { "<w:evenAndOddHeaders/>" } else { "" };
    format!(
        "{HEAD}<w:settings {NAMESPACE}><w:zoom w:percent=\"100\"/>{mirrored}<w:defaultTabStop w:val=\"420\"/>{even}\
         <w:characterSpacingControl w:val=\"compressPunctuation\"/><w:compat><w:spaceForUL/>\
         <w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/><w:ulTrailSpace/>\
         <w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/><w:compatSetting \
         w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>\
         <w:themeFontLang w:val=\"{latin}\" w:eastAsia=\"{chinese}\"/></w:settings>"
    )
}

/// 五号.
const MARK_SIZE: usize = 21;

/// The page number between dashes, 四号, where the standard has it: one character in from the outer edge (7.5). A
/// wide sheet lies on its side, and its number stays where the upright ones have theirs (8).
/// Beside it, what the document says of itself on every sheet.
fn footer(look: &Look, id: &str, mark: &str) -> String {
    let even = id.to_lowercase().ends_with("even");
    let number = "<w:r><w:t xml:space=\"preserve\">— </w:t></w:r><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r>\
                  <w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r><w:fldChar \
                  w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>\
                  <w:r><w:t xml:space=\"preserve\"> —</w:t></w:r>";
    let side = match (look.settings.single_sided, even) {
        (true, _) => "<w:jc w:val=\"center\"/>".to_owned(),
        (false, true) => format!("<w:ind w:left=\"{PAGE_NUMBER}\"/><w:jc w:val=\"left\"/>"),
        (false, false) => format!("<w:ind w:right=\"{PAGE_NUMBER}\"/><w:jc w:val=\"right\"/>"),
    };
    let line = |runs: &str| format!("<w:p><w:pPr><w:pStyle w:val=\"PageNumber\"/>{side}</w:pPr>{runs}</w:p>");
    let said = match mark {
        "" => String::new(),
        mark => format!(
            "<w:r><w:rPr><w:sz w:val=\"{MARK_SIZE}\"/></w:rPr><w:t xml:space=\"preserve\">  {}  </w:t></w:r>",
            escaped(mark)
        ),
    };
    // On one line with the number, which keeps its place: a second line would take one from the text above.
    let runs = if even { format!("{number}{said}") } else { format!("{said}{number}") };
    let content = if id.starts_with("wide") { on_its_side(&line(&runs)) } else { line(&runs) };
    format!("{HEAD}<w:ftr {NAMESPACE} {DRAWN}>{content}</w:ftr>")
}

pub const DRAWN: &str = "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
     xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
     xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
     xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" \
     xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
     xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
     xmlns:asvg=\"http://schemas.microsoft.com/office/drawing/2016/SVG/main\"";

/// A box along the left edge of the sheet, its line running downwards. Lengths in 36,000ths of a millimetre: as wide
/// as the line is high, as long as the upright text is wide, 7 mm below that text, which is to its left.
fn on_its_side(line: &str) -> String {
    const MM: i64 = 36_000;
    let (left, top, width, height) = (23 * MM, 27 * MM, 8 * MM, 156 * MM);
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"SheetEnd\"/></w:pPr><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\">\
         <w:drawing><wp:anchor distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\" simplePos=\"0\" relativeHeight=\"1\" \
         behindDoc=\"0\" locked=\"0\" layoutInCell=\"1\" allowOverlap=\"1\"><wp:simplePos x=\"0\" y=\"0\"/><wp:positionH \
         relativeFrom=\"page\"><wp:posOffset>{left}</wp:posOffset></wp:positionH><wp:positionV relativeFrom=\"page\">\
         <wp:posOffset>{top}</wp:posOffset></wp:positionV><wp:extent cx=\"{width}\" cy=\"{height}\"/><wp:wrapNone/>\
         <wp:docPr id=\"9000\" name=\"Page number\"/><wp:cNvGraphicFramePr/><a:graphic><a:graphicData \
         uri=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\"><wps:wsp><wps:cNvSpPr txBox=\"1\"/>\
         <wps:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom \
         prst=\"rect\"><a:avLst/></a:prstGeom><a:noFill/></wps:spPr><wps:txbx><w:txbxContent>{line}</w:txbxContent>\
         </wps:txbx><wps:bodyPr vert=\"vert\" lIns=\"0\" tIns=\"0\" rIns=\"0\" bIns=\"0\" anchor=\"ctr\"/></wps:wsp>\
         </a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>"
    )
}
