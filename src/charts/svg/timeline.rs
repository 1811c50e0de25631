//! Draws the timeline of tasks: one row each, days from left to right.

use super::canvas::{Canvas, Point};
use super::ink::Ink;
use super::labels::{Anchor, Area, Place, Room, shorten, width};
use super::marks::light;
use crate::charts::{DeadlineMark, TaskRow, Timeline};
use crate::lights::Light;
use chrono::NaiveDate;

const HEAD: i32 = 40;
const ROW: i32 = 26;
const NUMBER: i32 = 22;
const NAMES: i32 = 236;
const STATES: i32 = 204;
/// Who answers stands at the right where there is room for it.
const OWNERS: i32 = 176;
const ROOMY: i32 = 1280;
const TEXT: i32 = 14;
const SMALL: i32 = 12;

pub fn height(rows: usize) -> u32 {
    u32::try_from(HEAD + 4).unwrap_or_default() + 26 * rows as u32
}

struct Axis {
    start: NaiveDate,
    days: i64,
    left: i32,
    right: i32,
}

impl Axis {
    fn x(&self, day: NaiveDate) -> i32 {
        let along = (day - self.start).num_days().clamp(0, self.days);
        self.left + (i64::from(self.right - self.left) * along / self.days) as i32
    }
}

pub fn draw(canvas: &mut Canvas, timeline: &Timeline) {
    let days = (timeline.end - timeline.start).num_days().max(1);
    let owners = if canvas.width >= ROOMY { OWNERS } else { 0 };
    let axis = Axis { start: timeline.start, days, left: NAMES, right: canvas.width - STATES - owners };
    let bottom = HEAD + ROW * timeline.rows.len() as i32;
    head(canvas, timeline, &axis, bottom);
    let as_at = axis.x(timeline.as_at);
    for index in 1..=timeline.rows.len() as i32 {
        canvas.line(Ink::Grid, 1, (0, HEAD + ROW * index), (canvas.width, HEAD + ROW * index));
    }
    canvas.line(Ink::Rule, 2, (as_at, HEAD - 4), (as_at, bottom));
    for (index, row) in timeline.rows.iter().enumerate() {
        let top = HEAD + ROW * index as i32;
        let baseline = top + 18;
        canvas.text(Ink::Quiet, TEXT, (NUMBER, baseline, Anchor::End), &row.number);
        let name = shorten(&row.name, TEXT, NAMES - NUMBER - 20);
        canvas.text(Ink::Text, TEXT, (NUMBER + 8, baseline, Anchor::Start), &name);
        marks(canvas, row, &axis, top, as_at);
        light(canvas, row.light, &row.glyph, (axis.right + 22, top + ROW / 2));
        let state = shorten(&row.state, TEXT, STATES - 38);
        let place = (axis.right + 36, baseline, Anchor::Start);
        match row.light.is_behind() {
            true => canvas.bold(Ink::Text, TEXT, place, &state),
            false => canvas.text(Ink::Text, TEXT, place, &state),
        }
        if owners > 0 {
            let owner = shorten(&row.owner, TEXT, owners - 6);
            canvas.text(Ink::Quiet, TEXT, (canvas.width - owners + 6, baseline, Anchor::Start), &owner);
        }
        if row.light == Light::ClosedLate {
            let under = baseline + 3;
            canvas.line(Ink::Rule, 1, (place.0, under), (place.0 + width(&state, TEXT), under));
        }
    }
}

fn head(canvas: &mut Canvas, timeline: &Timeline, axis: &Axis, bottom: i32) {
    // Where months are narrow only every second or third is named.
    let widest = timeline.months.iter().map(|month| width(&month.label, 13) + 6).max().unwrap_or(1);
    let pitch = ((axis.right - axis.left) / (timeline.months.len().max(1) as i32)).max(1);
    let step = (widest + pitch - 1) / pitch;
    for (index, month) in timeline.months.iter().enumerate() {
        let from = axis.x(month.start);
        let until = timeline.months.get(index + 1).map_or(axis.right, |next| axis.x(next.start));
        canvas.line(Ink::Grid, 1, (from, HEAD - 4), (from, bottom));
        if index as i32 % step == 0 {
            canvas.text(Ink::Quiet, 13, ((from + until) / 2, HEAD - 8, Anchor::Middle), &month.label);
        }
    }
    canvas.line(Ink::Rule, 1, (0, HEAD), (canvas.width, HEAD));
    let label = &timeline.as_at_label;
    let half = width(label, 13) / 2;
    let middle = axis.x(timeline.as_at).clamp(axis.left + half, (axis.right - half).max(axis.left + half));
    canvas.bold(Ink::Text, 13, (middle, 14, Anchor::Middle), label);
    canvas.line(Ink::Rule, 2, (axis.x(timeline.as_at), 18), (axis.x(timeline.as_at), 22));
}

fn marks(canvas: &mut Canvas, row: &TaskRow, axis: &Axis, top: i32, as_at: i32) {
    let line = top + 17;
    if row.open_ended {
        canvas.line(Ink::Ongoing, 2, (axis.left, top + ROW / 2), (axis.right, top + ROW / 2));
    }
    let mut room = Room::new(Area { left: axis.left, top, right: axis.right, bottom: top + ROW });
    for mark in &row.marks {
        let x = axis.x(mark.due);
        if mark.overdue_label.is_some() && !row.monthly {
            canvas.rect(Ink::Overdue, (x, line - 6), as_at - x, 12);
            room.take(Area { left: x, top: line - 6, right: as_at + 2, bottom: line + 6 });
        }
        room.take(Area::around((x, line), if row.monthly { 4 } else { 6 }));
        if let Some(closed) = mark.closed_on {
            room.take(Area::around((axis.x(closed), top + 7), 4));
        }
    }
    room.take(Area { left: as_at - 2, top, right: as_at + 2, bottom: top + ROW });
    for mark in &row.marks {
        deadline(canvas, mark, row.monthly, (axis.x(mark.due), line));
        if let Some(closed) = mark.closed_on {
            check(canvas, Ink::Check, (axis.x(closed), top + 7));
        }
    }
    for mark in &row.marks {
        labels(canvas, &mut room, mark, row.monthly, axis, top, as_at);
    }
}

fn deadline(canvas: &mut Canvas, mark: &DeadlineMark, monthly: bool, (x, y): Point) {
    let half = if monthly { 4 } else { 6 };
    let diamond = [(x, y - half), (x + half, y), (x, y + half), (x - half, y)];
    if mark.overdue_label.is_some() && monthly {
        canvas.rect(Ink::Overdue, (x - 5, y - 5), 10, 10);
    } else if mark.past {
        // A rim keeps it apart from its bar in black print.
        let rim = half + 2;
        canvas.shape(Ink::Ground, [(x, y - rim), (x + rim, y), (x, y + rim), (x - rim, y)]);
        canvas.shape(Ink::Deadline, diamond);
    } else {
        canvas.shape(Ink::Ground, diamond);
        // Done as those who answer for it say, and not yet confirmed.
        if mark.requested {
            canvas.shape(Ink::Deadline, [(x, y - half), (x, y + half), (x - half, y)]);
        }
        canvas.path(
            if mark.requested { Ink::Deadline } else { Ink::DeadlineOpen },
            1,
            diamond.into_iter().chain([diamond[0]]),
        );
    }
}

fn labels(canvas: &mut Canvas, room: &mut Room, mark: &DeadlineMark, monthly: bool, axis: &Axis, top: i32, as_at: i32) {
    let x = axis.x(mark.due);
    let baseline = top + 21;
    let sides =
        |left: i32, right: i32| -> [Place; 2] { [(right, baseline, Anchor::Start), (left, baseline, Anchor::End)] };
    if let Some(text) = &mark.overdue_label {
        let right = if monthly { x + 8 } else { as_at + 6 };
        let wide = width(text, SMALL);
        let [beyond, before] = sides(x - 10, right);
        if let Some(place) = room.find(text, SMALL, [beyond].into_iter().chain(monthly.then_some(before))) {
            canvas.bold(Ink::Text, SMALL, place, text);
        } else if !monthly && as_at - x > wide + 24 {
            canvas.bold(Ink::OnDark, SMALL, (as_at - 8, baseline, Anchor::End), text);
        }
    }
    if let (Some(text), Some(closed)) = (&mark.late_label, mark.closed_on) {
        let right = axis.x(closed) + 7;
        let places =
            [(right, top + 13, Anchor::Start), (right + 4, baseline, Anchor::Start), (x - 10, baseline, Anchor::End)];
        if let Some(place) = room.find(text, SMALL, places) {
            canvas.bold(Ink::Text, SMALL, place, text);
        }
    }
    if !monthly {
        let [right, left] = sides(x - 10, x + 10);
        if let Some(place) = room.find(&mark.due_label, SMALL, [left, right]) {
            canvas.text(Ink::Quiet, SMALL, place, &mark.due_label);
        }
    }
}

fn check(canvas: &mut Canvas, ink: Ink, (x, y): Point) {
    canvas.path(ink, 2, [(x - 4, y), (x - 1, y + 3), (x + 4, y - 4)]);
}
