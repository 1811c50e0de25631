//! Draws a bullet: bar, pending extension, pace and target on one scale from zero.

use super::canvas::Canvas;
use super::ink::Ink;
use super::labels::{Anchor, width};
use crate::charts::Bullet;
use crate::ratio::Tenths;

const SMALL: i32 = 13;
const TINY: i32 = 12;

pub fn draw(canvas: &mut Canvas, bullet: &Bullet) {
    let top = (canvas.height - 44) / 2;
    let (frame, frame_height) = (top + 20, 19);
    let right = canvas.width - 1;
    let reached = bullet.actual.max(0);
    let whole = bullet.target.max(reached + bullet.pending.max(0)).max(1);
    let x = |n: i64| (i128::from(right) * i128::from(n.clamp(0, whole)) / i128::from(whole)) as i32;
    let target = x(bullet.target);
    let at_pace = |pace: Tenths| (f64::from(target) * pace.as_f64() / 100.0).round() as i32;

    canvas.rect(Ink::Ground, (0, frame), right, frame_height);
    if let Some(pace) = bullet.pace {
        canvas.rect(Ink::Band, (0, frame), at_pace(pace), frame_height);
    }
    canvas.frame(Ink::Frame, 1, (0, frame), right, frame_height);
    canvas.rect(Ink::Actual, (0, frame + 5), x(reached), 10);
    let mut end = x(reached);
    if bullet.pending > 0 {
        end = x(reached + bullet.pending);
        let (left, width) = (x(reached), (end - x(reached)).max(3));
        canvas.rect(Ink::Ground, (left, frame + 5), width, 9);
        canvas.frame(Ink::Pending, 1, (left, frame + 5), width, 9);
    }
    let beyond = if target < right { 4 } else { 0 };
    canvas.rect(Ink::Pace, (target.min(right - 1), frame - beyond), 1, frame_height + 2 * beyond);
    let tick = bullet.pace.map(at_pace);
    if let Some(tick) = tick {
        let tick = tick.clamp(1, right - 1);
        canvas.rect(Ink::Pace, (tick - 1, frame - 4), 3, 28);
        if let Some(text) = &bullet.pace_label {
            let half = width(text, SMALL) / 2;
            let middle = tick.clamp(half.min(right), (right - half).max(half.min(right)));
            canvas.text(Ink::Quiet, SMALL, (middle, frame - 8, Anchor::Middle), text);
        }
    }
    if let Some(text) = &bullet.stale_label {
        // What is not known lies between what was reached and where the plan is by now.
        let until = tick.unwrap_or(0).max(end + 40).min(right);
        canvas.hatch((end, frame + 2), until - end, frame_height - 4);
        let wide = width(text, TINY) + 6;
        let left = (until + 6).min(right - wide);
        canvas.rect(Ink::Ground, (left, frame + 2), wide, frame_height - 3);
        canvas.text(Ink::Text, TINY, (left + 3, frame + 14, Anchor::Start), text);
    } else if let Some(text) = &bullet.pending_label {
        // Past the tick, if the label would lie under it.
        let wide = width(text, TINY);
        let mut left = end + 5;
        if let Some(tick) = tick.filter(|tick| left - 4 < tick + 3 && tick - 4 < left + wide) {
            left = tick + 6;
        }
        if left + wide < right {
            canvas.text(Ink::Quiet, TINY, (left, frame + 14, Anchor::Start), text);
        }
    }
}
