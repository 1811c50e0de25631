//! Draws one specialty's row: its ladder as dots, and its count as a dot on the scale of all rows; and all rows
//! under one another.

use super::canvas::Canvas;
use super::ink::Ink;
use super::labels::{Anchor, Area, width, wrap};
use super::marks::{NOTE_LINE, draw_notes, notes};
use crate::charts::{Climb, Climbs, Strip, Strips, tick};

const RADIUS: u32 = 7;

/// Rows are drawn to their edges, so that the line of the required rung runs on from row to row.
pub fn draw_climb(canvas: &mut Canvas, climb: &Climb) {
    let whole = Area { left: 0, top: 0, right: canvas.width, bottom: canvas.height };
    climb_in(canvas, climb, whole);
}

fn climb_in(canvas: &mut Canvas, climb: &Climb, Area { left, top, right, bottom }: Area) {
    let count = climb.reached.len() as i32;
    if count == 0 {
        return;
    }
    let pitch = (right - left) / count;
    let y = (top + bottom) / 2;
    let x = |index: usize| left + pitch / 2 + pitch * index as i32;
    if let Some(index) = climb.required {
        canvas.line(Ink::Required, 1, (x(index), top), (x(index), bottom));
    }
    let highest = climb.reached.iter().take_while(|reached| **reached).count();
    canvas.line(Ink::Open, 1, (x(0), y), (x(climb.reached.len() - 1), y));
    if highest > 1 {
        canvas.line(Ink::ActualLine, 3, (x(0), y), (x(highest - 1), y));
    }
    for (index, reached) in climb.reached.iter().enumerate() {
        let centre = (x(index), y);
        match reached {
            true => canvas.disc(Ink::Actual, centre, RADIUS + 1),
            false => {
                canvas.disc(Ink::Ground, centre, RADIUS);
                canvas.ring(Ink::Open, 2, centre, RADIUS);
                if climb.stale {
                    canvas.hatch((centre.0 - 4, y - 4), 8, 8);
                }
            }
        }
    }
}

/// Room beside the scale for half a dot.
const MARGIN: i32 = 8;

pub fn draw_strip(canvas: &mut Canvas, strip: &Strip) {
    let whole = Area { left: 0, top: 0, right: canvas.width, bottom: canvas.height };
    strip_in(canvas, strip, whole);
}

fn strip_in(canvas: &mut Canvas, strip: &Strip, Area { left, top, right, bottom }: Area) {
    let end = strip.end.max(1);
    let y = (top + bottom) / 2;
    let room = i64::from(right - left - 2 * MARGIN);
    let x = |n: i64| left + MARGIN + (room * n.clamp(0, end) / end) as i32;
    for n in (0..=end).step_by(tick(end).max(1) as usize) {
        canvas.line(Ink::Grid, 1, (x(n), top), (x(n), bottom));
    }
    canvas.line(Ink::Frame, 1, (x(0), y), (x(end), y));
    let Some(value) = strip.value else { return };
    let centre = (x(value), y);
    match strip.stale {
        false => canvas.disc(Ink::Actual, centre, RADIUS),
        true => {
            canvas.disc(Ink::Ground, centre, RADIUS);
            canvas.ring(Ink::ActualLine, 2, centre, RADIUS);
            canvas.hatch((centre.0 - 4, y - 4), 8, 8);
        }
    }
}

const TEXT: i32 = 14;
const SMALL: i32 = 13;
const HEAD: i32 = 44;
const GROUP: i32 = 30;
const ROW: i32 = 34;
const STAGE: i32 = 96;
const SCALE: i32 = 300;
const NUMBER: i32 = 110;

/// The width of the longest name, and how many lines the groups with their heads take.
fn extent<'r>(groups: impl Iterator<Item = (&'r str, Vec<&'r str>)>) -> (i32, i32) {
    let (mut names, mut height) = (0, 0);
    for (head, rows) in groups {
        names = rows.iter().map(|name| width(name, TEXT)).chain([width(head, TEXT)]).max().unwrap_or(0).max(names);
        height += if head.is_empty() { 0 } else { GROUP } + ROW * rows.len() as i32;
    }
    (names + 20, height)
}

fn climbs_extent(climbs: &Climbs) -> (i32, i32) {
    extent(
        climbs.groups.iter().map(|(head, rows)| (head.as_str(), rows.iter().map(|(name, _)| name.as_str()).collect())),
    )
}

fn climbs_notes(climbs: &Climbs, room: i32) -> Vec<String> {
    climbs.required_note.iter().chain(&climbs.stale_note).flat_map(|note| notes(note, room)).collect()
}

pub fn climbs_size(climbs: &Climbs) -> (u32, u32) {
    let (names, height) = climbs_extent(climbs);
    let width = names + STAGE * climbs.stages.len().max(1) as i32;
    let foot = 8 + NOTE_LINE * climbs_notes(climbs, width).len() as i32;
    (width as u32, (HEAD + height + foot) as u32)
}

pub fn draw_climbs(canvas: &mut Canvas, climbs: &Climbs) {
    let (names, _) = climbs_extent(climbs);
    let right = names + STAGE * climbs.stages.len() as i32;
    for (stage, index) in climbs.stages.iter().zip(0..) {
        let middle = names + STAGE * index + STAGE / 2;
        let lines = wrap(stage, SMALL, STAGE - 6).unwrap_or_else(|| vec![stage.clone()]);
        for (line, back) in lines.iter().rev().zip(0..) {
            canvas.text(Ink::Quiet, SMALL, (middle, HEAD - 9 - 15 * back, Anchor::Middle), line);
        }
    }
    canvas.line(Ink::Rule, 1, (0, HEAD), (right, HEAD));
    let mut top = HEAD;
    for (head, rows) in &climbs.groups {
        canvas.bold(Ink::Text, SMALL, (0, top + 20, Anchor::Start), head);
        top += GROUP;
        canvas.line(Ink::Frame, 1, (0, top), (right, top));
        for (name, climb) in rows {
            canvas.line_of_text(Ink::Text, TEXT, (0, top + ROW / 2 + 5, Anchor::Start), name);
            climb_in(canvas, climb, Area { left: names, top, right, bottom: top + ROW });
            top += ROW;
            canvas.line(Ink::Grid, 1, (0, top), (right, top));
        }
    }
    draw_notes(canvas, &climbs_notes(climbs, right), top + 4);
}

fn strips_extent(strips: &Strips) -> (i32, i32) {
    let (names, height) = extent(
        strips.groups.iter().map(|(head, rows)| (head.as_str(), rows.iter().map(|row| row.name.as_str()).collect())),
    );
    let sums = strips.sums.iter().map(|(name, ..)| width(name, TEXT) + 20).max().unwrap_or(0);
    (names.max(sums), height + ROW * strips.sums.len() as i32)
}

/// The right edges of the two columns of numbers.
fn strips_columns(strips: &Strips, names: i32) -> [i32; 2] {
    let wide = |head: &str| (width(head, SMALL) + 16).max(NUMBER);
    let total = names + SCALE + wide(&strips.total_head);
    [total, total + wide(&strips.new_head)]
}

fn strips_notes(strips: &Strips, room: i32) -> Vec<String> {
    strips.stale_note.iter().flat_map(|note| notes(note, room)).collect()
}

pub fn strips_size(strips: &Strips) -> (u32, u32) {
    let (names, height) = strips_extent(strips);
    let [_, right] = strips_columns(strips, names);
    let foot = 8 + NOTE_LINE * strips_notes(strips, right).len() as i32;
    (right as u32, (HEAD + height + foot) as u32)
}

pub fn draw_strips(canvas: &mut Canvas, strips: &Strips) {
    let (names, _) = strips_extent(strips);
    let [total, new] = strips_columns(strips, names);
    let baseline = HEAD - 9;
    canvas.text(Ink::Quiet, SMALL, (names + MARGIN, baseline, Anchor::Middle), "0");
    canvas.text(Ink::Quiet, SMALL, (names + SCALE, baseline, Anchor::End), &strips.end_label);
    canvas.text(Ink::Quiet, SMALL, (total, baseline, Anchor::End), &strips.total_head);
    canvas.text(Ink::Quiet, SMALL, (new, baseline, Anchor::End), &strips.new_head);
    canvas.line(Ink::Rule, 1, (0, HEAD), (new, HEAD));
    let numbers = |canvas: &mut Canvas, top: i32, all: &str, added: &str| {
        canvas.bold(Ink::Text, TEXT, (total, top + ROW / 2 + 5, Anchor::End), all);
        canvas.text(Ink::Text, TEXT, (new, top + ROW / 2 + 5, Anchor::End), added);
    };
    let mut top = HEAD;
    for (head, rows) in &strips.groups {
        if !head.is_empty() {
            canvas.bold(Ink::Text, SMALL, (0, top + 20, Anchor::Start), head);
            top += GROUP;
            canvas.line(Ink::Frame, 1, (0, top), (new, top));
        }
        for row in rows {
            canvas.line_of_text(Ink::Text, TEXT, (0, top + ROW / 2 + 5, Anchor::Start), &row.name);
            strip_in(canvas, &row.strip, Area { left: names, top, right: names + SCALE, bottom: top + ROW });
            numbers(canvas, top, &row.total, &row.new);
            top += ROW;
            canvas.line(Ink::Grid, 1, (0, top), (new, top));
        }
    }
    canvas.line(Ink::Rule, 1, (0, top), (new, top));
    for (name, all, added) in &strips.sums {
        canvas.bold(Ink::Text, TEXT, (0, top + ROW / 2 + 5, Anchor::Start), name);
        numbers(canvas, top, all, added);
        top += ROW;
    }
    draw_notes(canvas, &strips_notes(strips, new), top + 4);
}
