//! Draws a unit's share as steps from zero, each month labelled with what was reached.

use super::canvas::{Canvas, Point};
use super::ink::Ink;
use super::labels::Anchor;
use crate::charts::Share;

const SMALL: i32 = 13;
/// The column of a month: a year of them fills the sheet, so that units' sheets look alike.
const MONTHS: i32 = 11;

pub fn draw(canvas: &mut Canvas, share: &Share) {
    let (top, bottom) = (26, canvas.height - 24);
    let count = i32::try_from(share.steps.len()).unwrap_or(MONTHS).max(MONTHS);
    let column = (canvas.width - 4) / count;
    let highest = share.steps.iter().map(|step| step.total).max().unwrap_or(0).max(1);
    let y = |n: i64| bottom - ((bottom - top) as i64 * n / highest) as i32;
    let mut before = 0;
    for (index, step) in share.steps.iter().enumerate() {
        let from = 2 + index as i32 * column;
        let until = from + column;
        let line = match step.new {
            Some(_) => Ink::ActualLine,
            None => Ink::MissingLine,
        };
        if step.new.is_none() {
            canvas.hatch((from + 2, top), column - 4, bottom - top);
        }
        let path: [Point; 3] = [(from, y(before)), (from, y(step.total)), (until, y(step.total))];
        canvas.path(line, 3, path);
        let middle = (from + until) / 2;
        let (ink, text) = match step.new {
            Some(_) => (Ink::Text, step.total.to_string()),
            None => (Ink::Quiet, share.missing_label.clone()),
        };
        let last = index + 1 == share.steps.len();
        let height = if step.new.is_some() { y(step.total) - 7 } else { top - 4 };
        let place = (middle, height, Anchor::Middle);
        match last && step.new.is_some() {
            true => canvas.bold(ink, 18, place, &text),
            false => canvas.text(ink, SMALL, place, &text),
        }
        canvas.text(Ink::Quiet, SMALL, (middle, bottom + 17, Anchor::Middle), &step.label);
        before = step.total;
    }
    canvas.line(Ink::Rule, 1, (0, bottom), (canvas.width, bottom));
}
