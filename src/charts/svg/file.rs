//! A picture as a file of its own, which must say by itself what it shows and as at when.

use super::labels::{legal, lines};
use super::{Size, TrustedSvg, draw};
use crate::charts::Chart;
use crate::language::Lang;
use std::fmt::Write;

/// Small pictures are enlarged to this, so that the words around them have room.
const NARROWEST: u32 = 640;
const MARGIN: i32 = 16;

/// The fonts of the pages, first the one that is there.
fn fonts(lang: Lang) -> &'static [&'static str] {
    match lang {
        Lang::ZhHans => &["PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC"],
        Lang::ZhHant => &["PingFang HK", "Microsoft JhengHei", "Noto Sans CJK HK"],
        Lang::En => &["Segoe UI", "Helvetica Neue", "Noto Sans", "Liberation Sans", "Noto Sans CJK SC"],
    }
}

/// The picture just as a page embeds it, under its finding and what it measures; `foot` says where it is from.
/// Colours stand in the file; the style sheet of the pages would only confuse programs that know no variables.
pub fn file(chart: &Chart, id: &str, lang: Lang, foot: &str) -> TrustedSvg {
    let natural = Size::natural(chart);
    let width = natural.width.max(NARROWEST);
    let height = (natural.height * width).div_ceil(natural.width);
    let room = width as i32;
    let escaped = |text: &str| html_escape::encode_text(&legal(text)).into_owned();

    let mut words = String::new();
    let mut write = |y: &mut i32, text: &str, size: i32, look: &str| {
        for line in lines(text, size, room) {
            *y += size * 3 / 2;
            let _ = writeln!(words, "<text x=\"0\" y=\"{y}\" font-size=\"{size}\" {look}>{}</text>", escaped(&line));
        }
    };
    let mut y = 0;
    write(&mut y, &chart.title, 18, "font-weight=\"bold\" fill=\"#1A1A1A\"");
    y += 4;
    write(&mut y, &chart.desc, 13, "fill=\"#4A5560\"");
    let top = y + 14;
    y = top + height as i32 + 6;
    write(&mut y, foot, 13, "fill=\"#4A5560\"");

    let (wide, high) = (room + 2 * MARGIN, y + 8 + 2 * MARGIN);
    let family: Vec<String> = fonts(lang).iter().map(|name| format!("'{name}'")).collect();
    let picture = draw(chart, id, natural).to_string().replacen(
        "<svg ",
        &format!("<svg x=\"0\" y=\"{top}\" width=\"{width}\" height=\"{height}\" overflow=\"visible\" "),
        1,
    );
    TrustedSvg(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{wide}\" \
         height=\"{high}\" viewBox=\"-{MARGIN} -{MARGIN} {wide} {high}\" xml:lang=\"{lang}\" \
         font-family=\"{}, sans-serif\">\n<title>{}</title>\n<rect x=\"-{MARGIN}\" y=\"-{MARGIN}\" width=\"{wide}\" \
         height=\"{high}\" fill=\"#FFFFFF\"/>\n{words}{picture}</svg>\n",
        family.join(", "),
        escaped(&chart.title),
    ))
}
