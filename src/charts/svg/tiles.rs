//! Draws places as tiles: the number is the mark, the tint its echo.

use super::canvas::{Canvas, Point};
use super::ink::Ink;
use super::labels::{Anchor, Area, shorten, width, wrap};
use crate::charts::{CityTile, PlaceCell, Tiles};
use crate::progress::Arranged;

const TILE: i32 = 420;
const GAP: i32 = 16;
const HEAD: i32 = 34;
const ROW: i32 = 38;
/// Width of a mark's column, and of the numbers'.
const MARK: i32 = 66;
const NUMBER: i32 = 52;
const FOOT: i32 = 30;
const TEXT: i32 = 15;
const SMALL: i32 = 12;

/// How many columns there are, and the height of each row of tiles: that of its fullest.
fn grid(tiles: &Tiles) -> (i32, Vec<i32>) {
    let columns = tiles.tiles.iter().map(|tile| tile.at.column).max().unwrap_or(1);
    let last = tiles.tiles.iter().map(|tile| tile.at.row).max().unwrap_or(0);
    let fullest = |row: i64| {
        let of_it = tiles.tiles.iter().filter(|tile| tile.at.row == row);
        of_it.map(|tile| tile.places.len()).max().unwrap_or_default() as i32
    };
    (columns as i32, (1..=last).map(|row| HEAD + ROW * fullest(row)).collect())
}

pub fn size(tiles: &Tiles) -> (u32, u32) {
    let (columns, rows) = grid(tiles);
    let foot = if tiles.unplaced.is_some() { FOOT } else { 2 };
    let height = rows.iter().map(|row| row + GAP).sum::<i32>() + foot;
    ((columns * (TILE + GAP) - GAP + 2) as u32, height as u32)
}

/// Where each tile stands in a picture of its natural size.
pub fn areas(tiles: &Tiles) -> Vec<Area> {
    let (_, rows) = grid(tiles);
    let area = |tile: &CityTile| {
        let above = (tile.at.row - 1).max(0) as usize;
        let top = 1 + rows.iter().take(above).map(|row| row + GAP).sum::<i32>();
        let left = 1 + (TILE + GAP) * (tile.at.column - 1) as i32;
        Area { left, top, right: left + TILE, bottom: top + rows.get(above).copied().unwrap_or(HEAD) }
    };
    tiles.tiles.iter().map(area).collect()
}

pub fn draw(canvas: &mut Canvas, tiles: &Tiles) {
    let (_, rows) = grid(tiles);
    for (tile, Area { left, top, bottom, .. }) in tiles.tiles.iter().zip(areas(tiles)) {
        block(canvas, tiles, tile, (left, top), bottom - top);
    }
    if let Some(text) = &tiles.unplaced {
        let bottom = rows.iter().map(|row| row + GAP).sum::<i32>();
        canvas.text(Ink::Text, TEXT, (1, bottom + 16, Anchor::Start), text);
    }
}

fn block(canvas: &mut Canvas, tiles: &Tiles, tile: &CityTile, (left, top): Point, height: i32) {
    let marks = tiles.marks.len() as i32;
    let name = shorten(&tile.name, TEXT, TILE - MARK * marks - 80);
    canvas.bold(Ink::Text, TEXT, (left + 10, top + 23, Anchor::Start), &name);
    let after = left + 10 + width(&name, TEXT) + 14;
    canvas.text(Ink::Quiet, TEXT, (after, top + 23, Anchor::Start), &tile.total);
    for (mark, index) in tiles.marks.iter().zip(0..) {
        let middle = left + TILE - MARK * (marks - index) + MARK / 2;
        canvas.text(Ink::Quiet, SMALL, (middle, top + 22, Anchor::Middle), &shorten(mark, SMALL, MARK + 2));
    }
    for (place, index) in tile.places.iter().zip(0..) {
        row(canvas, tiles, place, (left, top + HEAD + ROW * index));
    }
    canvas.frame(Ink::Outline, 1, (left, top), TILE, height);
}

/// In one line, or a little smaller in one or two.
fn name(canvas: &mut Canvas, name: &str, (left, top): Point, room: i32) {
    let smaller = if width(name, TEXT) <= room { None } else { wrap(name, SMALL + 1, room) };
    let Some(lines) = smaller else {
        return canvas.text(Ink::Text, TEXT, (left, top + 25, Anchor::Start), &shorten(name, TEXT, room));
    };
    let first = if lines.len() == 1 { top + 24 } else { top + 17 };
    for (line, index) in lines.iter().zip(0..) {
        canvas.text(Ink::Text, SMALL + 1, (left, first + 15 * index, Anchor::Start), line);
    }
}

fn row(canvas: &mut Canvas, tiles: &Tiles, place: &PlaceCell, (left, top): Point) {
    let marks = MARK * place.marks.len() as i32;
    let (number, baseline) = (left + TILE - marks - 12, top + 25);
    canvas.rect(Ink::TINTS[place.tint.min(4)], (left + 1, top), TILE - 1, ROW);
    canvas.line(Ink::Frame, 1, (left, top), (left + TILE, top));
    let mut room = TILE - marks - NUMBER - 16;
    if place.stale {
        let wide = width(&tiles.missing_label, SMALL) + 20;
        let x = number - NUMBER + 16 - wide;
        canvas.rect(Ink::Ground, (x, top + 12), 14, 14);
        canvas.hatch((x, top + 12), 14, 14);
        canvas.frame(Ink::Outline, 1, (x, top + 12), 14, 14);
        canvas.text(Ink::Text, SMALL, (x + 18, top + 24, Anchor::Start), &tiles.missing_label);
        room -= wide;
    }
    name(canvas, &place.name, (left + 10, top), room);
    match place.value {
        Some(n) => canvas.bold(Ink::Text, 21, (number, baseline + 2, Anchor::End), &n.to_string()),
        None => canvas.text(Ink::Quiet, SMALL, (number, baseline, Anchor::End), &tiles.unstated_label),
    }
    for (mark, index) in place.marks.iter().zip(0..) {
        let (x, y) = (left + TILE - marks + MARK * index + MARK / 2, top + ROW / 2);
        match mark {
            Arranged::Done => canvas.path(Ink::Check, 3, [(x - 7, y), (x - 2, y + 5), (x + 7, y - 6)]),
            Arranged::UnderWay => canvas.ring(Ink::Outline, 2, (x, y), 6),
            Arranged::NotRequired => canvas.line(Ink::Open, 1, (x - 5, y), (x + 5, y)),
        }
    }
}
