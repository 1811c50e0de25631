//! Charts on paper: black and grey, each with its words beside it, because documents are photocopied.

use super::ink::Palette;
use super::labels::{legal, lines};
use super::{Size, TrustedSvg, in_inks};
use crate::charts::{Chart, ChartKind};
use std::fmt::Write;

/// What a line of text is wide, in pixels of the picture; on paper it fills the width of the text.
pub const WIDTH: u32 = 640;
const WORDS: i32 = 216;
const LONG_WORDS: i32 = 300;
/// Between words and bar.
const GAP: i32 = 14;
const TARGET: i32 = 76;
const TEXT: i32 = 13;
const STRIP: u32 = 52;

/// A figure, [`WIDTH`] wide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnPaper {
    pub svg: TrustedSvg,
    pub height: u32,
}

/// The charts of one figure, one below the other. A bullet has its finding at its left and its target at its right.
/// `families` are the faces of the words, as SVG lists them.
pub fn on_paper(charts: &[Chart], families: &str) -> OnPaper {
    let mut parts = String::new();
    let mut top = 0;
    // A strip has room for two lines; longer findings take more of its width.
    let is_long = |chart: &Chart| lines(&chart.title, TEXT, WORDS - GAP).len() > 2;
    let words = if charts.iter().any(is_long) { LONG_WORDS } else { WORDS };
    for (at, chart) in charts.iter().enumerate() {
        let id = format!("figure-{at}");
        let (left, width, height) = match chart.kind {
            ChartKind::Bullet(_) => {
                strip_words(&mut parts, chart, top, words);
                (words as u32, WIDTH - words as u32 - TARGET as u32, STRIP)
            }
            // Two of them and a table stand on one page.
            ChartKind::Steps(_) => (0, WIDTH, 236),
            _ => {
                let natural = Size::natural(chart);
                (0, WIDTH, (natural.height * WIDTH).div_ceil(natural.width))
            }
        };
        let natural = Size { width, height: if height == STRIP { 44 } else { height } };
        let place = format!("<svg x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{}\" ", natural.height);
        let drawn = in_inks(chart, &id, natural, Palette::Paper).to_string().replacen("<svg ", &place, 1);
        parts.push_str(&drawn);
        top += height;
    }
    let svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{top}\" viewBox=\"0 0 {WIDTH} {top}\" \
         font-family=\"{families}\">\n{parts}</svg>\n"
    );
    OnPaper { svg: TrustedSvg(svg), height: top }
}

/// The finding, in as many lines as it takes, and the target it is measured against.
fn strip_words(parts: &mut String, chart: &Chart, top: u32, words: i32) {
    let mut write = |x: i32, y: i32, text: &str| {
        let text = html_escape::encode_text(&legal(text)).into_owned();
        let _ = writeln!(parts, "<text x=\"{x}\" y=\"{y}\" font-size=\"{TEXT}\" fill=\"#000000\">{text}</text>");
    };
    let said = lines(&chart.title, TEXT, words - GAP);
    let first = top as i32 + 34 - (said.len().saturating_sub(1) as i32 * 16) / 2;
    for (at, line) in said.iter().enumerate() {
        write(0, first + 16 * at as i32, line);
    }
    // The table of a bullet has one row; its fourth column is the target.
    if let (Some(name), Some(value)) = (chart.table.columns.get(3), chart.table.rows.first().and_then(|row| row.get(3)))
    {
        write(WIDTH as i32 - TARGET + 8, top as i32 + 34, &format!("{name} {value}"));
    }
}
