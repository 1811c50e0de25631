//! Draws a chart as SVG, for pages, downloads and paper alike.
//!
//! plotters writes the shapes and escapes the labels; `dress` then gives the root its names and every
//! shape its class, so that `style/charts.css` decides how it looks on screen and in black print.

mod bullet;
mod canvas;
mod dress;
mod file;
mod ink;
mod labels;
mod marks;
mod matrices;
mod monthly;
mod paper;
mod people;
mod png;
mod revised;
mod specialties;
mod stages;
mod steps;
mod tiles;
mod timeline;

use super::{Chart, ChartKind};
use canvas::Canvas;
use ink::Palette;
use std::fmt;

pub use file::file;
pub use labels::Area;
pub use paper::{OnPaper, WIDTH as PAPER_WIDTH, on_paper};
pub use png::{FONT, Fonts, grey_png, png};
pub use tiles::areas as tile_areas;

/// SVG that this module wrote, with every label escaped: the only text that may become markup unread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustedSvg(String);

impl AsRef<str> for TrustedSvg {
    fn as_ref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for TrustedSvg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The box the chart is laid out in. It scales with the page, so this decides proportions and how
/// large text is beside the shapes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    pub width: u32,
    pub height: u32,
}

impl Size {
    /// The size at which a chart reads best.
    pub fn natural(chart: &Chart) -> Size {
        let (width, height) = match &chart.kind {
            ChartKind::Bullet(_) => (294, 44),
            ChartKind::Slots(_) => (294, 52),
            ChartKind::Ladder(_) => (294, 44),
            ChartKind::People(people) => (people.wide as u32 * CELL, people::rows(people) as u32 * CELL),
            ChartKind::Steps(_) => (640, 300),
            ChartKind::Timeline(timeline) => (1300, timeline::height(timeline.rows.len())),
            ChartKind::Climb(_) => (352, 44),
            ChartKind::Strip(_) => (192, 44),
            ChartKind::Climbs(climbs) => specialties::climbs_size(climbs),
            ChartKind::Strips(strips) => specialties::strips_size(strips),
            ChartKind::Duties(duties) => matrices::duties_size(duties),
            ChartKind::Reports(reports) => matrices::reports_size(reports),
            ChartKind::Monthly(_) => (560, 200),
            ChartKind::Revised(_) => (480, 200),
            ChartKind::Tiles(tiles) => tiles::size(tiles),
        };
        Size { width, height }
    }

    /// For readers of large text: the same on less paper, so that letters are larger beside the shapes.
    pub fn large(chart: &Chart) -> Size {
        let natural = Size::natural(chart);
        match chart.kind {
            ChartKind::Timeline(_) => Size { width: natural.width * 4 / 5, ..natural },
            ChartKind::Steps(_) => Size { width: natural.width * 4 / 5, height: natural.height * 4 / 5 },
            _ => natural,
        }
    }

    /// Within what the layout can fill: half as wide as reads best, and not beyond any wall.
    fn usable(self, chart: &Chart) -> Size {
        let natural = Size::natural(chart);
        let height = if let ChartKind::Steps(_) = chart.kind { natural.height / 2 } else { natural.height };
        Size {
            width: self.width.clamp(natural.width / 2, LARGEST),
            height: self.height.clamp(height.min(LARGEST), LARGEST),
        }
    }
}

/// The side of a person's cell.
const CELL: u32 = 40;
const LARGEST: u32 = 20_000;

/// `id` must be the chart's own on its page; its title and description are called after it.
pub fn draw(chart: &Chart, id: &str, size: Size) -> TrustedSvg {
    in_inks(chart, id, size, Palette::Page)
}

fn in_inks(chart: &Chart, id: &str, size: Size, palette: Palette) -> TrustedSvg {
    let size = size.usable(chart);
    let mut shapes = String::new();
    let mut canvas = Canvas::new(&mut shapes, size);
    match &chart.kind {
        ChartKind::Bullet(it) => bullet::draw(&mut canvas, it),
        ChartKind::Slots(it) => stages::draw_slots(&mut canvas, it),
        ChartKind::Ladder(it) => stages::draw_ladder(&mut canvas, it),
        ChartKind::People(it) => people::draw(&mut canvas, it),
        ChartKind::Steps(it) => steps::draw(&mut canvas, it),
        ChartKind::Timeline(it) => timeline::draw(&mut canvas, it),
        ChartKind::Climb(it) => specialties::draw_climb(&mut canvas, it),
        ChartKind::Strip(it) => specialties::draw_strip(&mut canvas, it),
        ChartKind::Climbs(it) => specialties::draw_climbs(&mut canvas, it),
        ChartKind::Strips(it) => specialties::draw_strips(&mut canvas, it),
        ChartKind::Duties(it) => matrices::draw_duties(&mut canvas, it),
        ChartKind::Reports(it) => matrices::draw_reports(&mut canvas, it),
        ChartKind::Monthly(it) => monthly::draw(&mut canvas, it),
        ChartKind::Revised(it) => revised::draw(&mut canvas, it),
        ChartKind::Tiles(it) => tiles::draw(&mut canvas, it),
    }
    drop(canvas);
    TrustedSvg(dress::dress(&shapes, chart, id, size, palette))
}
