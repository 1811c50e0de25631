//! Draws a head-count month by month: a step line from zero, and what each month added.

use super::canvas::Canvas;
use super::ink::Ink;
use super::labels::Anchor;
use crate::charts::{Monthly, StepState, axis_end, tick};

const AXIS: i32 = 12;
const SMALL: i32 = 13;

pub fn draw(canvas: &mut Canvas, monthly: &Monthly) {
    let (left, right) = (40, canvas.width - 12);
    let (top, bottom) = (36, canvas.height - 24);
    let highest = monthly.points.iter().map(|point| point.value).max().unwrap_or_default().max(0);
    let end = axis_end(highest);
    let y = |n: i64| bottom - (i64::from(bottom - top) * n.clamp(0, end) / end) as i32;
    for n in (0..=end).step_by(tick(end).max(1) as usize) {
        canvas.line(Ink::Grid, 1, (left, y(n)), (right, y(n)));
        canvas.text(Ink::Quiet, AXIS, (left - 6, y(n) + 4, Anchor::End), &n.to_string());
    }
    canvas.text(Ink::Quiet, AXIS, (0, 12, Anchor::Start), &monthly.axis_label);
    canvas.line(Ink::Rule, 1, (left, bottom), (right, bottom));
    let count = monthly.points.len() as i32;
    if count == 0 {
        return;
    }
    // A column is never wider than a month of a whole year's chart needs.
    let pitch = ((right - left) / count).min(96);
    let mut before = 0;
    for (point, index) in monthly.points.iter().zip(0..) {
        let (from, until) = (left + pitch * index, left + pitch * (index + 1));
        let (middle, height) = ((from + until) / 2, y(point.value));
        canvas.text(Ink::Quiet, AXIS, (middle, bottom + 17, Anchor::Middle), &point.label);
        let ink = match point.state {
            StepState::Missing => {
                canvas.hatch((from + 2, top), pitch - 4, bottom - top);
                canvas.text(Ink::Text, AXIS, (middle, top - 4, Anchor::Middle), &monthly.missing_label);
                Ink::MissingLine
            }
            StepState::Partial => Ink::MissingLine,
            StepState::Complete => Ink::ActualLine,
        };
        canvas.path(ink, 3, [(from, y(before)), (from, height), (until, height)]);
        if let Some(new) = point.new.filter(|new| *new != 0 && point.state != StepState::Missing) {
            canvas.text(Ink::Text, SMALL, (middle, height - 6, Anchor::Middle), &format!("{new:+}"));
        }
        before = point.value;
    }
    if let Some(last) = monthly.points.last() {
        let dot = (left + pitch * count, y(last.value));
        match last.state {
            StepState::Complete => canvas.disc(Ink::Actual, dot, 5),
            StepState::Partial | StepState::Missing => {
                canvas.disc(Ink::Ground, dot, 5);
                canvas.ring(Ink::ActualLine, 2, dot, 5);
            }
        }
        let (anchor, x) = if dot.0 + 30 < canvas.width { (Anchor::Start, dot.0 + 10) } else { (Anchor::End, dot.0) };
        let baseline = if anchor == Anchor::Start { dot.1 + 5 } else { dot.1 - 10 };
        canvas.bold(Ink::Text, SMALL, (x, baseline, anchor), &last.value.to_string());
    }
}
