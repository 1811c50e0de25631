//! A picture as a file of its own, which must say by itself what it shows and as at when.

use super::labels::{legal, lines};
use super::{Size, TrustedSvg, draw};
use crate::charts::{Chart, ChartKind, KeyLine, person_key};
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
    let key = key(chart, id, &mut y, room);
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
         height=\"{high}\" fill=\"#FFFFFF\"/>\n{words}{picture}{key}</svg>\n",
        family.join(", "),
        escaped(&chart.title),
    ))
}

fn escaped(text: &str) -> String {
    html_escape::encode_text(&legal(text)).into_owned()
}

/// On a page the key of people is text beside the picture; a file has it below.
fn key(chart: &Chart, id: &str, y: &mut i32, room: i32) -> String {
    const SWATCH: i32 = 20;
    let ChartKind::People(people) = &chart.kind else { return String::new() };
    let mut drawn = String::new();
    for (number, KeyLine { person, text }) in people.key.iter().enumerate() {
        *y += 8;
        let swatch = person_key(person.clone(), people.untold, text);
        let svg = draw(&swatch, &format!("{id}-key-{number}"), Size::natural(&swatch)).to_string();
        let at = format!("<svg x=\"0\" y=\"{y}\" width=\"{SWATCH}\" height=\"{SWATCH}\" ");
        drawn.push_str(&svg.replacen("<svg ", &at, 1));
        for (line, text) in lines(text, 13, room - SWATCH - 8).iter().enumerate() {
            let baseline = if line == 0 { *y + 15 } else { *y + 18 };
            *y = baseline - 15 + SWATCH;
            let text = escaped(text);
            let _ = writeln!(
                drawn,
                "<text x=\"{}\" y=\"{baseline}\" font-size=\"13\" fill=\"#1A1A1A\">{text}</text>",
                SWATCH + 8
            );
        }
    }
    *y += 6;
    drawn
}
