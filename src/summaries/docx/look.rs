//! The sizes and fonts of GB/T 9704-2012, once for each written language.

use crate::language::Lang;
use docx_rs::{
    AlignmentType, DocGrid, DocGridType, Docx, LineSpacing, LineSpacingType, PageMargin, RunFonts, SpecialIndentType,
    Style, StyleType, TableCellMargins,
};

/// Lengths in twentieths of a point. 156 mm: 28 characters to a line.
pub const TEXT_WIDTH: usize = 8844;
/// 225 mm divided by 22 lines.
const LINE: i32 = 579;
/// A line of the title, with room for the larger characters.
const TITLE_LINE: i32 = 700;
/// One character of the body on its grid: 156 mm divided by 28.
const CHARACTER: i32 = 316;
pub const TWO_CHARACTERS: i32 = 2 * CHARACTER;
/// Word draws 三号 as 16 pt; this brings 28 of them into 156 mm.
const CHAR_SPACE: isize = -848;

/// The same for text that does not hold on to the grid. Word takes the grid's width off every character, but
/// LibreOffice gives a character that is wider than its cell two cells; spacing and an exact line bring both to
/// 22 lines of 28 characters.
const SQUEEZE: i32 = -5;

/// Half-points.
const TITLE: usize = 44;
const BODY: usize = 32;
/// One character of the page number.
pub const PAGE_NUMBER_CHARACTER: i32 = 280;
/// The name of a briefing.
const MASTHEAD: usize = 72;
const MASTHEAD_LINE: i32 = 1000;
pub const RED: &str = "C8102E";
const NOTE: usize = 24;
const PAGE_NUMBER: usize = 28;
const CAPTION: usize = 24;
const TABLE: usize = 21;

pub struct Look {
    pub lang: Lang,
    title: &'static str,
    body: &'static str,
    level_1: &'static str,
    level_2: &'static str,
    song: &'static str,
}

impl Look {
    pub fn of(lang: Lang) -> Look {
        let [title, body, level_1, level_2, song] = match lang {
            Lang::ZhHans => ["方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"],
            Lang::ZhHant => ["PMingLiU", "PMingLiU", "Microsoft JhengHei", "標楷體", "PMingLiU"],
            Lang::En => ["Times New Roman"; 5],
        };
        Look { lang, title, body, level_1, level_2, song }
    }

    /// The page, its grid and the styles everything is set in.
    pub fn page(&self, docx: Docx) -> Docx {
        let mut docx = docx
            .page_size(11906, 16838)
            .page_margin(PageMargin {
                top: 2098,
                left: 1588,
                right: 1474,
                bottom: 1984,
                header: 851,
                footer: 1400,
                gutter: 0,
            })
            .default_fonts(fonts(self.body))
            .default_size(BODY);
        docx.document.section_property = docx
            .document
            .section_property
            .doc_grid(DocGrid::new().grid_type(DocGridType::LinesAndChars).line_pitch(579).char_space(CHAR_SPACE));
        self.styles().into_iter().fold(docx, Docx::add_style)
    }

    fn styles(&self) -> Vec<Style> {
        let indented = || Some(SpecialIndentType::FirstLine(TWO_CHARACTERS));
        let text = |id: &str, name: &str, font: &str, size: usize| {
            let mut text = style(id, name, font, size).line_spacing(exactly(LINE)).align(self.justified());
            if self.lang != Lang::En {
                text.run_property = text.run_property.character_spacing(SQUEEZE);
            }
            text.snap_to_grid(false)
        };
        let heading = |level: usize, font: &str| {
            text(&format!("Heading{level}"), &format!("heading {level}"), font, BODY)
                .indent(None, indented(), None, None)
                .outline_lvl(level - 1)
                .q_format(true)
                .next("Body")
        };
        let single = || LineSpacing::new().line_rule(LineSpacingType::Auto).line(240).before(0).after(0);
        let small = |id: &str, name: &str, font: &str, size: usize| {
            style(id, name, font, size).line_spacing(single()).snap_to_grid(false)
        };
        let centred = |id: &str, name: &str, font: &str, size: usize| {
            style(id, name, font, size).snap_to_grid(false).align(AlignmentType::Center)
        };
        let red = |style: Style, line: i32| style.line_spacing(exactly(line)).color(RED);
        vec![
            text("Body", "Body Text", self.body, BODY).indent(None, indented(), None, None),
            style("Title", "Title", self.title, TITLE)
                .line_spacing(exactly(TITLE_LINE))
                .snap_to_grid(false)
                .align(AlignmentType::Center),
            text("Note", "Note", self.level_2, NOTE).align(AlignmentType::Center),
            heading(1, self.level_1),
            heading(2, self.level_2),
            heading(3, self.body),
            text("Signature", "Signature", self.body, BODY).align(AlignmentType::Right),
            text("Annex", "Annex", self.level_1, BODY).align(AlignmentType::Left),
            style("AnnexTitle", "Annex Title", self.title, TITLE)
                .line_spacing(exactly(TITLE_LINE))
                .snap_to_grid(false)
                .align(AlignmentType::Center)
                .outline_lvl(0),
            red(centred("MastheadOver", "Masthead Over", self.title, TITLE), TITLE_LINE),
            red(centred("MastheadName", "Masthead Name", self.title, MASTHEAD), MASTHEAD_LINE),
            text("MastheadNumber", "Masthead Number", self.body, BODY).align(AlignmentType::Center),
            text("MastheadLine", "Masthead Line", self.body, BODY).align(AlignmentType::Left),
            text("Tail", "Tail", self.body, PAGE_NUMBER).align(AlignmentType::Left),
            small("Caption", "caption", self.level_1, CAPTION).align(AlignmentType::Center),
            small("UnitNote", "Unit Note", self.body, TABLE).align(AlignmentType::Right),
            small("TableHead", "Table Head", self.level_1, TABLE),
            small("TableText", "Table Text", self.body, TABLE),
            small("AfterTable", "After Table", self.body, TABLE),
            small("PageNumber", "page number", self.song, PAGE_NUMBER),
        ]
    }

    /// English does not spread its words over the line.
    fn justified(&self) -> AlignmentType {
        if self.lang == Lang::En { AlignmentType::Left } else { AlignmentType::Both }
    }

    /// What puts the second annex of the list under the first.
    pub fn annex_list_indent(&self) -> String {
        match self.lang {
            Lang::En => String::new(),
            _ => "\u{3000}".repeat(3),
        }
    }

    /// How far the issuer and the date end from the right edge. The issuer stands two characters in and the
    /// date begins two characters after the issuer does; if that would push the date out, the date keeps the
    /// edge and the issuer moves.
    pub fn signature_indents(&self, issuer: &str, date: &str) -> (i32, i32) {
        let (issuer, date) = (self.width(issuer), self.width(date));
        let date_end = TWO_CHARACTERS + issuer - TWO_CHARACTERS - date;
        if date_end >= TWO_CHARACTERS {
            (TWO_CHARACTERS, date_end)
        } else {
            (TWO_CHARACTERS + (TWO_CHARACTERS - date_end).max(0), TWO_CHARACTERS)
        }
    }

    /// Latin letters and digits take half a character.
    fn width(&self, text: &str) -> i32 {
        text.chars().map(|c| if c.is_ascii() { CHARACTER / 2 } else { CHARACTER }).sum()
    }

    pub fn cell_margins(&self) -> TableCellMargins {
        TableCellMargins::new().margin(40, 70, 40, 70)
    }
}

fn fonts(east_asian: &str) -> RunFonts {
    let latin = "Times New Roman";
    RunFonts::new().ascii(latin).hi_ansi(latin).cs(latin).east_asia(east_asian)
}

fn style(id: &str, name: &str, font: &str, size: usize) -> Style {
    Style::new(id, StyleType::Paragraph).name(name).based_on("Normal").fonts(fonts(font)).size(size)
}

fn exactly(line: i32) -> LineSpacing {
    LineSpacing::new().line_rule(LineSpacingType::Exact).line(line).before(0).after(0)
}
