//! Draws marks: each has a shape of its own, and inside or beside it at most one character.

use super::canvas::{Canvas, Point};
use super::ink::Ink;
use super::labels::{Anchor, lines, width};
use crate::charts::{Key, Mark, ReportMark, ReportState};
use crate::lights::Light;

const SMALL: i32 = 12;
const TINY: i32 = 10;

pub fn mark(canvas: &mut Canvas, mark: &Mark, at: Point) {
    let (x, y) = at;
    match mark {
        Mark::Light(Light::None, glyph) => boxed(canvas, glyph, at),
        Mark::Light(kind, glyph) => {
            light(canvas, *kind, glyph, at);
            // What was closed late stays told apart from what was closed in time.
            if *kind == Light::ClosedLate {
                canvas.line(Ink::CheckOnDark, 1, (x - 6, y + 6), (x + 6, y + 6));
            }
        }
        Mark::Report(mark) => report(canvas, mark, at),
        Mark::Recurring(glyph) => boxed(canvas, glyph, at),
        Mark::Lead => star(canvas, at),
    }
}

/// A character in a box: neither good nor bad.
fn boxed(canvas: &mut Canvas, glyph: &str, (x, y): Point) {
    canvas.frame(Ink::Open, 1, (x - 9, y - 9), 18, 18);
    canvas.text(Ink::Quiet, SMALL, (x, y + 4, Anchor::Middle), glyph);
}

/// The mark of a light: its shape, and inside it one character.
pub fn light(canvas: &mut Canvas, light: Light, glyph: &str, (x, y): Point) {
    let square = |canvas: &mut Canvas, ink: Ink| canvas.rect(ink, (x - 9, y - 9), 18, 18);
    let ink = match light {
        Light::Normal | Light::Met => {
            canvas.disc(Ink::Ok, (x, y), 9);
            Ink::OnDark
        }
        Light::Lagging => {
            let hexagon = [(x - 11, y), (x - 6, y - 9), (x + 6, y - 9), (x + 11, y), (x + 6, y + 9), (x - 6, y + 9)];
            canvas.shape(Ink::Lag, hexagon);
            canvas.path(Ink::Outline, 1, hexagon.into_iter().chain([hexagon[0]]));
            Ink::Text
        }
        Light::Overdue | Light::SeriouslyBehind => {
            square(canvas, Ink::Overdue);
            Ink::OnDark
        }
        Light::Closed | Light::ClosedLate => {
            square(canvas, Ink::Done);
            Ink::OnDark
        }
        Light::Stale => {
            canvas.hatch((x - 9, y - 9), 18, 18);
            canvas.frame(Ink::Outline, 1, (x - 9, y - 9), 18, 18);
            canvas.rect(Ink::Ground, (x - 6, y - 6), 12, 12);
            Ink::Text
        }
        Light::DueSoon | Light::ClosureRequested => {
            canvas.ring(Ink::Outline, 1, (x, y), 9);
            Ink::Text
        }
        Light::NotStarted => {
            canvas.ring(Ink::Open, 1, (x, y), 9);
            return;
        }
        Light::None => return boxed(canvas, glyph, (x, y)),
    };
    // A tick is a shape: many fonts lack the character.
    match glyph {
        "✓" => canvas.path(Ink::CheckOnDark, 2, [(x - 5, y), (x - 1, y + 4), (x + 5, y - 4)]),
        word => canvas.bold(ink, SMALL, (x, y + 4, Anchor::Middle), word),
    }
}

/// Where a report stands; a corner says that it was late, a small character that it was corrected.
pub fn report(canvas: &mut Canvas, mark: &ReportMark, (x, y): Point) {
    match mark.state {
        ReportState::Accepted => canvas.disc(Ink::Done, (x, y), 6),
        ReportState::Pending => {
            canvas.ring(Ink::Outline, 1, (x, y), 6);
            let half =
                [(x, y - 6), (x - 3, y - 5), (x - 5, y - 3), (x - 6, y), (x - 5, y + 3), (x - 3, y + 5), (x, y + 6)];
            canvas.shape(Ink::Done, half);
        }
        ReportState::Returned => {
            canvas.path(Ink::Check, 2, [(x - 6, y + 3), (x + 5, y + 3), (x + 5, y - 4), (x - 1, y - 4)]);
            canvas.path(Ink::Check, 2, [(x - 2, y - 1), (x - 6, y + 3), (x - 2, y + 7)]);
        }
        ReportState::Withdrawn => canvas.ring(Ink::Outline, 1, (x, y), 6),
        ReportState::Nil | ReportState::NilPending => {
            canvas.ring(Ink::Outline, 1, (x, y), 9);
            if mark.state == ReportState::NilPending {
                canvas.ring(Ink::Outline, 1, (x, y), 11);
            }
            canvas.bold(Ink::Text, SMALL, (x, y + 4, Anchor::Middle), "0");
        }
        ReportState::Missing => {
            canvas.hatch((x - 10, y - 10), 20, 20);
            canvas.frame(Ink::Outline, 1, (x - 10, y - 10), 20, 20);
            canvas.rect(Ink::Ground, (x - 7, y - 7), 14, 14);
            canvas.bold(Ink::Text, SMALL, (x, y + 4, Anchor::Middle), &mark.missing);
        }
        ReportState::Future => canvas.disc(Ink::GroupOther, (x, y), 1),
    }
    if mark.late {
        canvas.shape(Ink::Overdue, [(x + 6, y - 12), (x + 13, y - 12), (x + 13, y - 5)]);
    }
    if mark.corrected {
        canvas.text(Ink::Text, TINY, (x + 9, y + 11, Anchor::Start), &mark.correction);
    }
}

fn star(canvas: &mut Canvas, (x, y): Point) {
    let tips = [(0, -6), (2, -2), (6, -2), (3, 1), (4, 6), (0, 3), (-4, 6), (-3, 1), (-6, -2), (-2, -2)];
    canvas.shape(Ink::Done, tips.map(|(dx, dy)| (x + dx, y + dy)));
}

/// From a mark to its word: what has a character at its side takes more.
fn beside(mark: &Mark) -> i32 {
    if matches!(mark, Mark::Report(report) if report.corrected) { 23 } else { 15 }
}

/// The height of a line of marks.
const LINE: i32 = 26;
const APART: i32 = 22;

/// Where each mark of a legend stands within `room`, and how high all of them are.
fn flow(key: &[Key], room: i32) -> (Vec<Point>, i32) {
    let (mut x, mut y) = (11, LINE / 2);
    let places = key
        .iter()
        .map(|key| {
            let wide = beside(&key.mark) + width(&key.word, SMALL);
            if x > 11 && x + wide > room {
                (x, y) = (11, y + LINE);
            }
            let place = (x, y);
            x += wide + APART;
            place
        })
        .collect();
    (places, if key.is_empty() { 0 } else { y + LINE / 2 })
}

pub fn key_height(key: &[Key], room: i32) -> i32 {
    flow(key, room).1
}

/// The legend, its first line from `top` on.
pub fn draw_key(canvas: &mut Canvas, key: &[Key], top: i32) {
    let (places, _) = flow(key, canvas.width);
    for (key, (x, y)) in key.iter().zip(places) {
        mark(canvas, &key.mark, (x, top + y));
        canvas.text(Ink::Text, SMALL, (x + beside(&key.mark), top + y + 4, Anchor::Start), &key.word);
    }
}

/// Words under a picture, in as many lines as they take.
pub fn notes(text: &str, room: i32) -> Vec<String> {
    lines(text, SMALL, room)
}

pub const NOTE_LINE: i32 = 18;

pub fn draw_notes(canvas: &mut Canvas, notes: &[String], top: i32) {
    for (line, index) in notes.iter().zip(1..) {
        canvas.line_of_text(Ink::Quiet, SMALL, (0, top + NOTE_LINE * index - 5, Anchor::Start), line);
    }
}
