//! The sizes and faces of GB/T 9704-2012, once for each written language. Lengths are in twentieths of a point and
//! sizes in half-points, as WordprocessingML has them.

use crate::language::Lang;
use crate::programme::DocumentSettings;
use std::fmt::Write;

/// 156 mm.
pub const TEXT_WIDTH: usize = 8844;
/// 225 mm: what a wide sheet has across.
pub const WIDE_WIDTH: usize = 12756;
pub const RED: &str = "C8102E";

/// How a document is set in one language.
pub struct Look {
    pub lang: Lang,
    pub settings: DocumentSettings,
    title: &'static str,
    body: &'static str,
    level_1: &'static str,
    level_2: &'static str,
    song: &'static str,
    pub body_size: usize,
    /// 225 mm divided by 22 lines; English, which has no such grid, is set smaller.
    pub line: usize,
    /// One character of the body on its grid.
    pub character: usize,
    title_size: usize,
    title_line: usize,
    name_size: usize,
    table_size: usize,
    table_line: usize,
    tail_size: usize,
}

/// One character of the page number, 四号.
pub const PAGE_NUMBER: usize = 280;
const PAGE_NUMBER_SIZE: usize = 28;
const CAPTION_SIZE: usize = 24;
/// 小五.
const SOURCE_SIZE: usize = 18;
/// Word draws 三号 as 16 pt, and takes the grid's width off every character; LibreOffice gives a character that is
/// wider than its cell two cells. A quarter of a point off each and an exact line bring both to 22 lines of 28.
const SQUEEZE: i32 = -5;

struct Style<'s> {
    id: &'s str,
    name: &'s str,
    face: &'s str,
    size: usize,
    /// What stands in the paragraph's properties, in the order of the schema.
    paragraph: String,
    /// And in those of its characters after face and size.
    bold: bool,
    italic: bool,
    red: bool,
    squeezed: bool,
    next: Option<&'s str>,
}

impl Look {
    pub fn of(lang: Lang, settings: DocumentSettings) -> Look {
        let [title, body, level_1, level_2, song] = match lang {
            Lang::ZhHans if settings.plain_names => ["方正小标宋简体", "仿宋", "黑体", "楷体", "宋体"],
            Lang::ZhHans => ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"],
            Lang::ZhHant => ["PMingLiU", "PMingLiU", "Microsoft JhengHei", "標楷體", "PMingLiU"],
            Lang::En => ["Times New Roman"; 5],
        };
        let english = lang == Lang::En;
        let of = |chinese: usize, english_: usize| if english { english_ } else { chinese };
        Look {
            lang,
            settings,
            title,
            body,
            level_1,
            level_2,
            song,
            body_size: of(32, 24),
            line: of(if settings.fixed_lines { 560 } else { 579 }, 386),
            character: of(316, 240),
            title_size: of(44, 36),
            title_line: of(if settings.fixed_lines { 560 } else { 579 }, 480),
            name_size: of(72, 52),
            table_size: of(21, 18),
            table_line: of(294, 252),
            tail_size: of(28, 22),
        }
    }

    fn english(&self) -> bool {
        self.lang == Lang::En
    }

    /// The language of the text, as Word has it: of Latin letters, and of Chinese characters.
    pub fn tags(&self) -> [&'static str; 2] {
        match self.lang {
            Lang::ZhHans => ["en-US", "zh-CN"],
            Lang::ZhHant => ["en-GB", "zh-HK"],
            Lang::En => ["en-GB", "zh-CN"],
        }
    }

    /// Latin letters and digits are set in a serif of their own, unless the office wants them in the body's face.
    fn faces(&self, face: &str, own_digits: bool) -> String {
        let own_digits = own_digits || (self.settings.body_digits && face == self.body);
        let latin = if own_digits && !self.english() { face } else { "Times New Roman" };
        format!("<w:rFonts w:ascii=\"{latin}\" w:hAnsi=\"{latin}\" w:eastAsia=\"{face}\" w:cs=\"Times New Roman\"/>")
    }

    /// `word/styles.xml`.
    pub fn styles(&self) -> String {
        let [latin, chinese] = self.tags();
        let mut xml = format!(
            "{HEAD}<w:styles {NAMESPACE}><w:docDefaults><w:rPrDefault><w:rPr>{}<w:sz w:val=\"{size}\"/><w:szCs \
             w:val=\"{size}\"/><w:lang w:val=\"{latin}\" w:eastAsia=\"{chinese}\"/></w:rPr></w:rPrDefault><w:pPrDefault/>\
             </w:docDefaults>",
            self.faces(self.body, false),
            size = self.body_size,
        );
        // The grid of the page counts in characters of the default style, so that style says how large it is. Of marks that hang over the edge nothing is said: LibreOffice
        // reads the opposite of what it writes, and would set the lines of a file it has saved otherwise.
        let _ = write!(
            xml,
            "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/>\
             <w:rPr><w:sz w:val=\"{size}\"/><w:szCs w:val=\"{size}\"/></w:rPr></w:style>\
             <w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/>\
             <w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/>\
             </w:tblPr></w:style>\
             <w:style w:type=\"table\" w:styleId=\"Grid\"><w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"TableNormal\"/>\
             <w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar><w:top w:w=\"50\" w:type=\"dxa\"/><w:left \
             w:w=\"60\" w:type=\"dxa\"/><w:bottom w:w=\"50\" w:type=\"dxa\"/><w:right w:w=\"60\" w:type=\"dxa\"/>\
             </w:tblCellMar></w:tblPr></w:style>",
            size = self.body_size,
            borders = ["top", "left", "bottom", "right", "insideH", "insideV"]
                .map(|side| format!("<w:{side} w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"))
                .concat(),
        );
        for style in self.list() {
            self.write(&mut xml, &style);
        }
        xml + "</w:styles>"
    }

    fn write(&self, xml: &mut String, style: &Style) {
        let Style { id, name, face, size, paragraph, .. } = style;
        let next = style.next.map(|next| format!("<w:next w:val=\"{next}\"/>")).unwrap_or_default();
        let flag = |on: bool, tag: &'static str| if on { tag } else { "" };
        let colour = if style.red { format!("<w:color w:val=\"{RED}\"/>") } else { String::new() };
        let spacing =
            if style.squeezed && !self.english() { format!("<w:spacing w:val=\"{SQUEEZE}\"/>") } else { String::new() };
        let _ = write!(
            xml,
            "<w:style w:type=\"paragraph\" w:styleId=\"{id}\"><w:name w:val=\"{name}\"/><w:basedOn w:val=\"Normal\"/>{next}\
             <w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{faces}{bold}{italic}{colour}{spacing}<w:sz w:val=\"{size}\"/>\
             <w:szCs w:val=\"{size}\"/></w:rPr></w:style>",
            // 附件1 is of one face, number and all (7.3.7).
            faces = self.faces(face, *id == "Annex"),
            bold = flag(style.bold, "<w:b/><w:bCs/>"),
            italic = flag(style.italic, "<w:i/><w:iCs/>"),
        );
    }

    fn list(&self) -> Vec<Style<'_>> {
        let justified = if self.english() { "left" } else { "both" };
        let indent = format!("<w:ind w:firstLineChars=\"200\" w:firstLine=\"{}\"/>", 2 * self.character);
        let plain = |id, name, face, size, paragraph| Style {
            id,
            name,
            face,
            size,
            paragraph,
            bold: false,
            italic: false,
            red: false,
            squeezed: false,
            next: None,
        };
        // A page holds 22 lines, so no line is held back to keep another company.
        let set = |line: usize, indent: &str, jc: &str| {
            format!(
                "<w:widowControl w:val=\"0\"/><w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"0\" w:after=\"0\" \
                 w:line=\"{line}\" w:lineRule=\"exact\"/>{indent}<w:jc w:val=\"{jc}\"/>"
            )
        };
        let text = |id, name, face, indent: &str, jc: &str| Style {
            squeezed: true,
            ..plain(id, name, face, self.body_size, set(self.line, indent, jc))
        };
        let heading = |level: u8, id, name, face| Style {
            paragraph: format!(
                "<w:keepNext/><w:widowControl w:val=\"0\"/><w:numPr><w:ilvl w:val=\"{at}\"/><w:numId w:val=\"1\"/>\
                 </w:numPr><w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"{line}\" \
                 w:lineRule=\"exact\"/>{indent}<w:jc w:val=\"{justified}\"/><w:outlineLvl w:val=\"{at}\"/>",
                at = level - 1,
                line = self.line,
            ),
            bold: (self.english() && level == 1) || (level == 3 && self.settings.third_heading_bold),
            italic: self.english() && level == 2,
            next: Some("Body"),
            ..text(id, name, face, "", justified)
        };
        let strong = self.english();
        let small = |id, name, face, size, line, jc: &str| plain(id, name, face, size, set(line, "", jc));
        vec![
            text("Body", "Body Text", self.body, &indent, justified),
            Style { bold: strong || self.settings.title_bold, ..plain("Title", "Title", self.title, self.title_size, set(self.title_line, "", "center")) },
            plain("Note", "Note", self.level_2, CAPTION_SIZE, set(self.line * 4 / 5, "", "center")),
            heading(1, "Heading1", "heading 1", self.level_1),
            heading(2, "Heading2", "heading 2", self.level_2),
            heading(3, "Heading3", "heading 3", self.body),
            heading(4, "Heading4", "heading 4", self.body),
            text("Listed", "Annex List", self.body, "", "left"),
            text("Signature", "Signature", self.body, "", "right"),
            Style { bold: strong, ..text("Annex", "Annex", self.level_1, "", "left") },
            Style {
                bold: strong || self.settings.title_bold,
                paragraph: set(self.title_line, "", "center") + "<w:outlineLvl w:val=\"0\"/>",
                ..plain("AnnexTitle", "Annex Title", self.title, self.title_size, String::new())
            },
            Style { red: true, bold: strong, ..plain("MastheadOver", "Masthead Over", self.title, self.title_size, set(self.title_line, "", "center")) },
            Style { red: true, bold: strong, ..plain("MastheadName", "Masthead Name", self.title, self.name_size, set(2 * self.line, "", "center")) },
            text("MastheadNumber", "Masthead Number", self.body, "", "center"),
            text("MastheadLine", "Masthead Line", self.body, "", "left"),
            plain("Tail", "Tail", self.body, self.tail_size, set(self.line * 17 / 20, &format!("<w:ind w:left=\"{PAGE_NUMBER}\" w:right=\"{PAGE_NUMBER}\"/>"), "left")),
            Style { bold: strong, ..small("Caption", "caption", self.level_1, CAPTION_SIZE, self.line * 3 / 4, "center") },
            small("UnitNote", "Unit Note", self.body, self.table_size, self.table_line + 40, "right"),
            Style { bold: strong, ..small("TableHead", "Table Head", self.level_1, self.table_size, self.table_line, "center") },
            small("TableText", "Table Text", self.body, self.table_size, self.table_line, "left"),
            small("TableNote", "Table Note", self.body, self.table_size, self.table_line, "left"),
            small("AfterTable", "After Table", self.body, self.table_size, self.line / 2, "left"),
            // A picture is as high as it is.
            plain("Figure", "Figure", self.body, self.table_size, "<w:keepNext/><w:widowControl w:val=\"0\"/><w:snapToGrid w:val=\"0\"/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>".to_owned()),
            small("Source", "Source", self.body, SOURCE_SIZE, self.line / 2, "center"),
            small("SheetEnd", "Sheet End", self.body, 2, 20, "left"),
            plain("PageNumber", "page number", self.song, PAGE_NUMBER_SIZE, "<w:widowControl w:val=\"0\"/><w:snapToGrid w:val=\"0\"/>".to_owned()),
        ]
    }

    /// `word/numbering.xml`: 一、 （一） 1. （1）, as headings count themselves.
    pub fn numbering(&self) -> String {
        let levels = match self.lang {
            Lang::En => [("upperRoman", "%1. "), ("decimal", "(%2) "), ("decimal", "%3. "), ("decimal", "(%4) ")],
            _ => {
                [("chineseCounting", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3."), ("decimal", "（%4）")]
            }
        };
        let mut xml = format!(
            "{HEAD}<w:numbering {NAMESPACE}><w:abstractNum w:abstractNumId=\"0\"><w:multiLevelType w:val=\"multilevel\"/>"
        );
        for (at, (format, text)) in levels.into_iter().enumerate() {
            let _ = write!(
                xml,
                "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/><w:pStyle w:val=\"Heading{}\"/>\
                 <w:suff w:val=\"nothing\"/><w:lvlText w:val=\"{text}\"/><w:lvlJc w:val=\"left\"/></w:lvl>",
                at + 1
            );
        }
        xml + "</w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>"
    }

    /// `word/fontTable.xml`: what stands in for a face where it is missing.
    pub fn font_table(&self) -> String {
        let fonts: &[(&str, &str, &str, &str)] = match self.lang {
            Lang::ZhHans => &[
                ("方正小标宋简体", "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,宋体", "86", "auto"),
                ("仿宋_GB2312", "仿宋,FangSong,FangSong_GB2312,华文仿宋", "86", "modern"),
                ("楷体_GB2312", "楷体,KaiTi,KaiTi_GB2312,华文楷体", "86", "modern"),
                ("黑体", "SimHei,华文细黑", "86", "modern"),
                ("宋体", "SimSun,华文宋体", "86", "auto"),
            ],
            Lang::ZhHant => &[
                ("PMingLiU", "新細明體,MingLiU,細明體", "88", "roman"),
                ("Microsoft JhengHei", "微軟正黑體", "88", "swiss"),
                ("標楷體", "DFKai-SB,BiauKai", "88", "script"),
            ],
            Lang::En => &[],
        };
        let mut xml = format!("{HEAD}<w:fonts {NAMESPACE}>");
        for (name, instead, charset, family) in
            fonts.iter().chain(&[("Times New Roman", "Liberation Serif,TeX Gyre Termes", "00", "roman")])
        {
            let _ = write!(
                xml,
                "<w:font w:name=\"{name}\"><w:altName w:val=\"{instead}\"/><w:charset w:val=\"{charset}\"/><w:family \
                 w:val=\"{family}\"/><w:pitch w:val=\"variable\"/></w:font>"
            );
        }
        xml + "</w:fonts>"
    }

    /// The faces of words in drawings, first the one that is there.
    pub fn picture_faces(&self) -> &'static str {
        match self.lang {
            Lang::ZhHans => "黑体, SimHei, 'Microsoft YaHei', FandolHei, 'Noto Sans CJK SC'",
            Lang::ZhHant => "'Microsoft JhengHei', 'PingFang HK', 'Noto Sans CJK HK', 'Noto Sans Traditional'",
            Lang::En => "'Times New Roman', 'Liberation Serif', FandolHei",
        }
    }

    /// How far the issuer and the date end from the right edge: issuer two characters in, the date's first character
    /// two further right (7.3.5.2); if that would push the date out, the date keeps the edge and the issuer moves.
    pub fn signature_indents(&self, issuer: &str, date: &str) -> (usize, usize) {
        if self.english() {
            return (0, 0);
        }
        let two = 2 * self.character;
        let (issuer, date) = (self.width(issuer), self.width(date));
        match issuer.checked_sub(date) {
            Some(end) if end >= two => (two, end),
            end => (two + two.saturating_sub(end.unwrap_or_default()) + date.saturating_sub(issuer), two),
        }
    }

    /// Latin letters and digits take half a character.
    pub fn width(&self, text: &str) -> usize {
        text.chars().map(|c| if c.is_ascii() { self.character / 2 } else { self.character }).sum()
    }
}

pub const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
pub const NAMESPACE: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
