//! Draws one specialty's row: its ladder as dots, and its count as a dot on the scale of all rows.

use super::canvas::Canvas;
use super::ink::Ink;
use crate::charts::{Climb, Strip, tick};

const RADIUS: u32 = 7;

/// Rows are drawn to their edges, so that the line of the required rung runs on from row to row.
pub fn draw_climb(canvas: &mut Canvas, climb: &Climb) {
    let count = climb.reached.len() as i32;
    if count == 0 {
        return;
    }
    let pitch = canvas.width / count;
    let y = canvas.height / 2;
    let x = |index: usize| pitch / 2 + pitch * index as i32;
    if let Some(index) = climb.required {
        canvas.line(Ink::Required, 1, (x(index), 0), (x(index), canvas.height));
    }
    let top = climb.reached.iter().take_while(|reached| **reached).count();
    canvas.line(Ink::Open, 1, (x(0), y), (x(climb.reached.len() - 1), y));
    if top > 1 {
        canvas.line(Ink::ActualLine, 3, (x(0), y), (x(top - 1), y));
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
    let end = strip.end.max(1);
    let y = canvas.height / 2;
    let room = i64::from(canvas.width - 2 * MARGIN);
    let x = |n: i64| MARGIN + (room * n.clamp(0, end) / end) as i32;
    let (left, right) = (x(0), x(end));
    for n in (0..=end).step_by(tick(end).max(1) as usize) {
        canvas.line(Ink::Grid, 1, (x(n), 0), (x(n), canvas.height));
    }
    canvas.line(Ink::Frame, 1, (left, y), (right, y));
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
