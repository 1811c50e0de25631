//! Draws slots that fill one by one, and a ladder with the rungs reached filled.

use super::canvas::Canvas;
use super::ink::Ink;
use super::labels::{Anchor, shorten, width, wrap};
use crate::charts::{Ladder, SlotState, Slots};

const SMALL: i32 = 12;
const TINY: i32 = 11;
const LINE: i32 = 14;
const SLOT_HEIGHT: i32 = 21;
/// Slots that stand for no name in particular.
const NARROW: i32 = 8;

pub fn draw_slots(canvas: &mut Canvas, slots: &Slots) {
    let mut left = 1;
    let baseline = slots.baseline.clamp(0, 20) as i32;
    for _ in 0..baseline {
        canvas.rect(Ink::Actual, (left, 1), NARROW - 3, SLOT_HEIGHT + 1);
        left += NARROW;
    }
    if let Some(text) = slots.baseline_label.as_ref().filter(|_| baseline > 0) {
        canvas.text(Ink::Quiet, SMALL, (1, SLOT_HEIGHT + 17, Anchor::Start), text);
        left = left.max(width(text, SMALL)) + 8;
    }
    let count = slots.slots.len() as i32;
    if count == 0 {
        return;
    }
    let pitch = (canvas.width - 1 - left + 7) / count;
    let wide = pitch - 7;
    let wrapped = |size: i32| -> Option<(i32, Vec<Vec<String>>)> {
        let lines: Option<Vec<_>> = slots.slots.iter().map(|slot| wrap(&slot.name, size, pitch - 2)).collect();
        Some((size, lines?))
    };
    let lines = wrapped(SMALL).filter(|(_, lines)| lines.iter().all(|lines| !is_torn(lines))).or_else(|| wrapped(TINY));
    for (index, slot) in slots.slots.iter().enumerate() {
        let x = left + pitch * index as i32;
        let middle = x + wide / 2;
        match slot.state {
            SlotState::Signed => canvas.rect(Ink::Actual, (x, 1), wide, SLOT_HEIGHT + 1),
            SlotState::Open => canvas.rect(Ink::Ground, (x, 1), wide, SLOT_HEIGHT),
            SlotState::Stale => canvas.hatch((x, 1), wide, SLOT_HEIGHT),
        }
        if slot.state != SlotState::Signed {
            canvas.frame(Ink::Open, 1, (x, 1), wide, SLOT_HEIGHT);
        }
        let under = SLOT_HEIGHT + 17;
        match &lines {
            Some((size, lines)) => {
                for (row, line) in lines[index].iter().enumerate() {
                    canvas.text(Ink::Text, *size, (middle, under + LINE * row as i32, Anchor::Middle), line);
                }
            }
            // Too long for its slot even in two lines: every second one steps down, and each has two widths.
            None => {
                let down = index as i32 % 2;
                let at_edge = index == 0 || index as i32 == count - 1;
                let text = shorten(&slot.name, TINY, if at_edge { pitch * 3 / 2 } else { pitch * 2 - 12 });
                let half = width(&text, TINY) / 2;
                let middle = middle.clamp(half, (canvas.width - half).max(half));
                canvas.text(Ink::Text, TINY, (middle, under + LINE * down, Anchor::Middle), &text);
            }
        }
    }
}

/// Whether Chinese was broken elsewhere than before its last two characters.
fn is_torn(lines: &[String]) -> bool {
    lines.get(1).is_some_and(|line| !line.is_ascii() && line.chars().count() > 2)
}

pub fn draw_ladder(canvas: &mut Canvas, ladder: &Ladder) {
    let count = ladder.rungs.len() as i32;
    if count == 0 {
        return;
    }
    let pitch = canvas.width / count;
    let (y, radius) = (12, 9);
    let x = |index: usize| pitch / 2 + pitch * index as i32;
    canvas.line(Ink::Open, 2, (x(0), y), (x(ladder.rungs.len() - 1), y));
    for (index, rung) in ladder.rungs.iter().enumerate() {
        let centre = (x(index), y);
        match rung.reached {
            true => canvas.disc(Ink::Actual, centre, radius + 1),
            false => {
                canvas.disc(Ink::Ground, centre, radius);
                canvas.ring(Ink::Open, 2, centre, radius);
                if ladder.stale {
                    canvas.hatch((centre.0 - 5, y - 5), 10, 10);
                }
            }
        }
        let text = shorten(&rung.name, 13, pitch - 4);
        let place = (centre.0, y + 27, Anchor::Middle);
        match rung.reached {
            true => canvas.bold(Ink::Text, 13, place, &text),
            false => canvas.text(Ink::Quiet, 13, place, &text),
        }
    }
}
