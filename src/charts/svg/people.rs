//! Draws people as cells: a hue and a pattern for each group, an outline for those awaited.

use super::canvas::{Canvas, Point};
use super::ink::Ink;
use crate::charts::{People, Person};

pub fn draw(canvas: &mut Canvas, people: &People) {
    let wide = people.wide.max(1) as i32;
    let rows = rows(people) as i32;
    let corner = |index: usize| {
        let (row, column) = (index as i32 / wide, index as i32 % wide);
        (
            (canvas.width * column / wide, canvas.height * row / rows),
            (canvas.width * (column + 1) / wide, canvas.height * (row + 1) / rows),
        )
    };
    let boxes: Vec<(Point, Point)> = (0..people.cells.len()).map(corner).collect();
    for (person, ((left, top), (right, bottom))) in people.cells.iter().zip(&boxes) {
        // Two pixels of ground all round keep neighbours apart; a square, however the box is stretched.
        let side = (right - left).min(bottom - top) - 4;
        let at = ((left + right - side) / 2, (top + bottom - side) / 2);
        cell(canvas, person, people.untold, at, side);
    }
    if people.cells.len() > people.target {
        end_of_target(canvas, people.target as i32, wide, rows);
    }
}

/// How many rows the cells fill.
pub fn rows(people: &People) -> usize {
    people.cells.len().div_ceil(people.wide.max(1)).max(1)
}

fn cell(canvas: &mut Canvas, person: &Person, untold: bool, (x, y): Point, side: i32) {
    if side <= 0 {
        return;
    }
    let (end, third, half) = (side - 1, side / 3, side / 2);
    match person {
        Person::Here(hue, _) => {
            let ink = [Ink::Group1, Ink::Group2, Ink::Group3, Ink::Group4].get(*hue).copied();
            canvas.rect(ink.unwrap_or(Ink::GroupOther), (x, y), side, side);
            // The first is plain; the others bear marks that a photocopy keeps.
            match hue {
                0 => {}
                1 => canvas.line(Ink::Mark, 4, (x, y + end), (x + end, y)),
                2 => canvas.disc(Ink::Mark, (x + half, y + half), (side / 5).max(1) as u32),
                3 => canvas.rect(Ink::Mark, (x, y + (side - third) / 2), side, third.max(1)),
                _ => {
                    canvas.rect(Ink::Mark, (x + 3, y + 3), side - 6, side - 6);
                    canvas.line(Ink::GroupLine, 2, (x + 3, y + 3), (x + end - 3, y + end - 3));
                    canvas.line(Ink::GroupLine, 2, (x + 3, y + end - 3), (x + end - 3, y + 3));
                }
            }
        }
        Person::Pending => {
            canvas.rect(Ink::Ground, (x, y), end, end);
            canvas.frame(Ink::Pending, 3, (x + 1, y + 1), end - 2, end - 2);
        }
        // Close lines, unlike the single stroke through an open cell of which nothing has been told.
        Person::Away(_) => {
            canvas.rect(Ink::Ground, (x, y), end, end);
            canvas.hatch((x, y), end, end);
            canvas.frame(Ink::Outline, 1, (x, y), end, end);
        }
        Person::Open => {
            canvas.rect(Ink::Ground, (x, y), end, end);
            canvas.frame(Ink::Open, 1, (x, y), end, end);
            if untold {
                canvas.line(Ink::Hatch, 1, (x + third, y + end - third), (x + end - third, y + third));
            }
        }
    }
}

/// A heavy line after the last cell of the target, stepping down if that is within a row.
fn end_of_target(canvas: &mut Canvas, target: i32, wide: i32, rows: i32) {
    let (row, column) = (target / wide, target % wide);
    let (x, y) = (canvas.width * column / wide, |row: i32| canvas.height * row / rows);
    let right = canvas.width;
    match column {
        0 => canvas.path(Ink::TargetLine, 3, [(0, y(row)), (right, y(row))]),
        _ => canvas.path(Ink::TargetLine, 3, [(0, y(row + 1)), (x, y(row + 1)), (x, y(row)), (right, y(row))]),
    }
}
