//! Turns what plotters wrote into SVG for a page: a named root that scales, and classes for inks.

use super::Size;
use super::ink::{Ink, Palette};
use super::labels::legal;
use crate::charts::Chart;
use std::fmt::Write;

pub fn dress(shapes: &str, chart: &Chart, id: &str, size: Size, palette: Palette) -> String {
    let id: String = id.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    let text = |text: &str| html_escape::encode_text(&legal(text)).into_owned();
    let Size { width, height } = size;
    let mut svg = String::with_capacity(shapes.len() * 2);
    let named = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"chart\" viewBox=\"0 0 {width} {height}\" role=\"img\" \
         aria-labelledby=\"{id}-title {id}-desc\">\n<title id=\"{id}-title\">{}</title>\n<desc id=\"{id}-desc\">{}</desc>\n",
        text(&chart.title),
        text(&chart.desc),
    );
    match palette {
        Palette::Page => svg.push_str(&named),
        // What a figure on paper says is said once, of the whole of it.
        Palette::Paper => {
            let bare = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\">\n");
            svg.push_str(&bare);
        }
    }
    // A label is a line of its own and cannot begin with `<`, which plotters has escaped in it. The root of
    // plotters is the first line and closes with the last.
    for line in shapes.lines().skip(1) {
        match line.strip_prefix('<') {
            Some(tag) if tag.starts_with('/') => {
                svg.push_str(line);
                svg.push('\n');
            }
            Some(tag) => element(&mut svg, tag, palette),
            None => svg.push_str(line),
        }
    }
    svg
}

fn element(svg: &mut String, tag: &str, palette: Palette) {
    let (tag, end) = match tag.strip_suffix("/>") {
        Some(tag) => (tag, "/>\n"),
        // What follows is its label, which is kept on the same line.
        None => (tag.trim_end_matches('>'), ">"),
    };
    let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
    let mut kept = String::new();
    let mut worn = None;
    for (key, value) in read(attributes) {
        match (key, Ink::numbered(value)) {
            ("fill" | "stroke", Some(ink)) => {
                worn = Some(ink);
                keep(&mut kept, key, palette.of(ink));
            }
            ("fill", None) => keep(&mut kept, key, value),
            // The text is the page's, and lies on the baseline we laid it on.
            ("opacity" | "font-family" | "dy" | "stroke", _) => {}
            ("stroke-width", _) if value == "0" => {}
            ("font-size", _) => {
                let size: f64 = value.parse().unwrap_or_default();
                keep(&mut kept, key, &format!("{:.0}", size * PLOTTERS_SHRINKS));
            }
            ("text-anchor", _) if value == "start" => {}
            _ => keep(&mut kept, key, value.trim_end()),
        }
    }
    svg.push('<');
    svg.push_str(name);
    if let Some(ink) = worn {
        if palette == Palette::Page {
            keep(svg, "class", ink.class());
        }
        if let Some(dashes) = ink.dashes() {
            keep(svg, "stroke-dasharray", dashes);
        } else if name == "polyline" {
            keep(svg, "stroke-linecap", "square");
        }
    }
    if name == "rect" {
        keep(svg, "shape-rendering", "crispEdges");
    }
    svg.push_str(&kept);
    svg.push_str(end);
}

/// plotters writes a font of size 12 as 12 / 1.24.
const PLOTTERS_SHRINKS: f64 = 1.24;

fn keep(svg: &mut String, key: &str, value: &str) {
    write!(svg, " {key}=\"{value}\"").expect("writing to a string does not fail");
}

/// The attributes of one element; their values hold no quotes, as plotters escapes them.
fn read(attributes: &str) -> impl Iterator<Item = (&str, &str)> {
    attributes.split("\" ").filter_map(|attribute| attribute.trim_end_matches('"').split_once("=\""))
}
