//! Draws a count twice: dashed as it was reported, solid as corrected since.

use super::canvas::{Canvas, Point};
use super::ink::Ink;
use super::labels::Anchor;
use crate::charts::{Revised, RevisedPoint, axis_end, tick};

const AXIS: i32 = 12;
const SMALL: i32 = 13;

pub fn draw(canvas: &mut Canvas, revised: &Revised) {
    let (left, right) = (40, canvas.width - 12);
    let (top, bottom) = (52, canvas.height - 24);
    let highest = revised.points.iter().map(|point| point.reported.max(point.corrected)).max().unwrap_or_default();
    let end = axis_end(highest.max(0));
    let y = |n: i64| bottom - (i64::from(bottom - top) * n.clamp(0, end) / end) as i32;
    for n in (0..=end).step_by(tick(end).max(1) as usize) {
        canvas.line(Ink::Grid, 1, (left, y(n)), (right, y(n)));
        canvas.text(Ink::Quiet, AXIS, (left - 6, y(n) + 4, Anchor::End), &n.to_string());
    }
    canvas.text(Ink::Quiet, AXIS, (0, 12, Anchor::Start), &revised.axis_label);
    canvas.line(Ink::Rule, 1, (left, bottom), (right, bottom));
    let count = revised.points.len() as i32;
    if count == 0 {
        return;
    }
    let pitch = ((right - left) / count).min(64);
    for (point, index) in revised.points.iter().zip(0..) {
        let middle = left + pitch * index + pitch / 2;
        canvas.text(Ink::Quiet, AXIS, (middle, bottom + 17, Anchor::Middle), &point.label);
    }
    let steps = |value: fn(&RevisedPoint) -> i64| {
        let mut path: Vec<Point> = vec![(left, y(0))];
        for (point, index) in revised.points.iter().zip(0..) {
            let height = y(value(point));
            path.extend([(left + pitch * index, height), (left + pitch * (index + 1), height)]);
        }
        path
    };
    canvas.path(Ink::ActualLine, 3, steps(|point| point.corrected));
    // Above the solid line, so that what was reported is seen where the two lie together.
    canvas.path(Ink::Plan, 2, steps(|point| point.reported));
    canvas.line(Ink::Plan, 2, (left, 26), (left + 28, 26));
    canvas.text(Ink::Text, SMALL, (left + 34, 31, Anchor::Start), &revised.reported_label);
    canvas.line(Ink::ActualLine, 3, (left, 43), (left + 28, 43));
    canvas.text(Ink::Text, SMALL, (left + 34, 48, Anchor::Start), &revised.corrected_label);
}
