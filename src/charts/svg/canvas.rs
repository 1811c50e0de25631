//! A sheet to draw on in pixels, over the SVG backend of plotters.

use super::Size;
use super::ink::Ink;
use super::labels::{Anchor, Area, Place, Room, label, legal};
use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{FontStyle, IntoFont, ShapeStyle, TextStyle};

pub type Point = (i32, i32);

pub struct Canvas<'a> {
    backend: SVGBackend<'a>,
    pub width: i32,
    pub height: i32,
}

/// No line of a picture has room for more characters.
const LINE: usize = 400;

const ALWAYS: &str = "writing to a string does not fail";

impl<'a> Canvas<'a> {
    pub fn new(shapes: &'a mut String, size: Size) -> Canvas<'a> {
        let backend = SVGBackend::with_string(shapes, (size.width, size.height));
        Canvas { backend, width: size.width as i32, height: size.height as i32 }
    }

    pub fn room(&self) -> Room {
        Room::new(Area { left: 0, top: 0, right: self.width, bottom: self.height })
    }

    pub fn line(&mut self, ink: Ink, width: u32, from: Point, to: Point) {
        self.backend.draw_line(from, to, &style(ink, width)).expect(ALWAYS);
    }

    pub fn path(&mut self, ink: Ink, width: u32, points: impl IntoIterator<Item = Point>) {
        self.backend.draw_path(points, &style(ink, width)).expect(ALWAYS);
    }

    pub fn rect(&mut self, ink: Ink, (x, y): Point, width: i32, height: i32) {
        if width > 0 && height > 0 {
            self.backend.draw_rect((x, y), (x + width, y + height), &style(ink, 1), true).expect(ALWAYS);
        }
    }

    pub fn frame(&mut self, ink: Ink, stroke: u32, (x, y): Point, width: i32, height: i32) {
        let (right, bottom) = (x + width, y + height);
        self.path(ink, stroke, [(x, y), (right, y), (right, bottom), (x, bottom), (x, y)]);
    }

    pub fn shape(&mut self, ink: Ink, points: impl IntoIterator<Item = Point>) {
        self.backend.fill_polygon(points, &style(ink, 1)).expect(ALWAYS);
    }

    pub fn disc(&mut self, ink: Ink, centre: Point, radius: u32) {
        self.backend.draw_circle(centre, radius, &style(ink, 0), true).expect(ALWAYS);
    }

    pub fn ring(&mut self, ink: Ink, stroke: u32, centre: Point, radius: u32) {
        self.backend.draw_circle(centre, radius, &style(ink, stroke), false).expect(ALWAYS);
    }

    /// Slanted lines across a rectangle: the sign for data that are missing.
    pub fn hatch(&mut self, (x, y): Point, width: i32, height: i32) {
        let mut offset = 5;
        while offset < width + height {
            let from = (x + (offset - height).max(0), y + offset.min(height));
            let to = (x + offset.min(width), y + (offset - width).max(0));
            self.line(Ink::Hatch, 1, from, to);
            offset += 5;
        }
    }

    pub fn text(&mut self, ink: Ink, size: i32, place: Place, text: &str) {
        self.write(ink, size, FontStyle::Normal, place, text);
    }

    pub fn bold(&mut self, ink: Ink, size: i32, place: Place, text: &str) {
        self.write(ink, size, FontStyle::Bold, place, text);
    }

    /// A text for which room was made: it is drawn whole, however long it is.
    pub fn line_of_text(&mut self, ink: Ink, size: i32, place: Place, text: &str) {
        let text: String = legal(text).chars().take(LINE).collect();
        self.written(ink, size, FontStyle::Normal, place, &text);
    }

    fn write(&mut self, ink: Ink, size: i32, weight: FontStyle, place: Place, text: &str) {
        self.written(ink, size, weight, place, &label(text));
    }

    fn written(&mut self, ink: Ink, size: i32, weight: FontStyle, (x, baseline, anchor): Place, text: &str) {
        if text.is_empty() {
            return;
        }
        let side = match anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        let font = ("sans-serif", size).into_font().style(weight);
        let colour = ink.number();
        let style = TextStyle::from(font).color(&colour).pos(Pos::new(side, VPos::Bottom));
        self.backend.draw_text(text, &style, (x, baseline)).expect(ALWAYS);
    }
}

fn style(ink: Ink, width: u32) -> ShapeStyle {
    ShapeStyle { color: ink.number().into(), filled: true, stroke_width: width }
}
