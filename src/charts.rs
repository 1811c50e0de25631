//! Charts as data: the finding, the marks and the same numbers as a table; `charts/svg.rs` draws them.
//!
//! Every number comes from [`crate::progress`]; a chart only arranges what was computed there.

mod bullet;
mod duties;
mod key;
mod monthly;
mod people;
mod reports;
mod revised;
mod specialties;
mod stages;
mod steps;
#[cfg(feature = "ssr")]
pub mod svg;
#[cfg(test)]
mod tests;
mod tiles;
mod timeline;
mod units;

use crate::language::Lang;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

pub use bullet::{Bullet, bullet};
pub use duties::{Duties, Duty, DutyReport, DutyRow, Roster, Run, answering, duties, runs};
pub use key::{Key, Mark, ReportMark, ReportState, report_key};
pub use monthly::{MonthPoint, Monthly, monthly, of_unit};
pub use people::{Group, KeyLine, People, Person, Sum, Sums, away_in, people, person_key};
pub use reports::{ReportFoot, ReportLane, ReportRow, Reports, TOTALS, lanes, on_time, reports, totals, totals_of};
pub use revised::{Revised, RevisedPoint, revised};
pub use specialties::{
    Climb, Climbs, Strip, StripRow, Strips, climb, climbs, climbs_title, strip, strips, strips_end, strips_title,
};
pub use stages::{Ladder, Rung, Slot, SlotState, Slots, ladder, slots};
pub use steps::{StepPoint, StepState, Steps, StepsBand, steps};
pub use tiles::{CityTile, PlaceCell, Tiles, is_shown, place_name, tiles, unplaced_by};
pub use timeline::{DeadlineMark, TaskRow, Timeline, timeline};
pub use units::by_unit;

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Chart {
    /// The finding, a sentence.
    pub title: String,
    /// What is measured, its unit and the day it is cut off; screen readers read it out.
    pub desc: String,
    pub kind: ChartKind,
    /// The same as a table.
    pub table: Table,
}

impl Chart {
    /// A timeline with only these tasks on it; its finding stays that on all, so it says how many are listed.
    pub fn of_tasks(mut self, numbers: &[&str], lang: Lang) -> Self {
        if let ChartKind::Timeline(timeline) = &mut self.kind {
            let listed = lang.chart_only_listed(numbers.len(), timeline.rows.len());
            self.desc = [self.desc, listed].join(lang.pick("", "", " "));
            timeline.rows.retain(|row| numbers.contains(&row.number.as_str()));
            self.table.rows.retain(|row| row.first().is_some_and(|number| numbers.contains(&number.as_str())));
        }
        self
    }
}

/// The nine forms of product rules E.2, some in the size of a card or a row besides: the bullet; the person grid; the
/// step line ([`Steps`], [`Monthly`], [`Revised`]); the timeline; the matrix of duties; the matrix of reports; the stage
/// ladder ([`Slots`], [`Ladder`], [`Climb`], [`Climbs`]); the dot strip ([`Strip`], [`Strips`]); the tiles. Nothing is
/// drawn that has no other sign than colour.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ChartKind {
    Bullet(Bullet),
    Slots(Slots),
    Ladder(Ladder),
    People(Box<People>),
    Steps(Box<Steps>),
    Timeline(Timeline),
    Climb(Climb),
    Strip(Strip),
    Climbs(Climbs),
    Strips(Strips),
    Duties(Box<Duties>),
    Reports(Box<Reports>),
    Monthly(Monthly),
    Revised(Revised),
    Tiles(Tiles),
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    pub columns: Vec<String>,
    /// Each as long as `columns`; the first cell heads the row.
    pub rows: Vec<Vec<String>>,
}

/// A month along the time axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Month {
    /// Its first day.
    pub start: NaiveDate,
    pub label: String,
}

/// The months that begin from `start` to `end`, both counted.
fn months(start: NaiveDate, end: NaiveDate, lang: Lang) -> Vec<Month> {
    let mut month = start.with_day(1).expect("every month has a first day");
    if month < start {
        month = next_month(month);
    }
    let mut months = Vec::new();
    while month <= end {
        months.push(Month { start: month, label: lang.chart_month(month) });
        month = next_month(month);
    }
    months
}

fn next_month(first: NaiveDate) -> NaiveDate {
    first.checked_add_months(chrono::Months::new(1)).expect("programmes do not reach the end of the calendar")
}

/// A round distance between the lines of an axis that leaves at most six of them.
pub fn tick(highest: i64) -> i64 {
    let rounds = (0..15).flat_map(|power| [1, 2, 5].map(|n| n * 10_i64.pow(power)));
    rounds.into_iter().find(|step| highest / step <= 5).unwrap_or(highest)
}

/// Where an axis from zero ends: on a line, at or past `highest`.
pub fn axis_end(highest: i64) -> i64 {
    let mut end = highest.max(1);
    // A longer axis may have wider steps, and must still end on one.
    while end % tick(end) != 0 {
        let tick = tick(end);
        end = (end + tick - 1) / tick * tick;
    }
    end
}

/// 2022-07-28, as days stand in tables.
fn iso(day: NaiveDate) -> String {
    day.format("%Y-%m-%d").to_string()
}

const DASH: &str = "—";
