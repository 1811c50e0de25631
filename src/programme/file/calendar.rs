//! What a programme file says about periods and working days.

use super::reader::{Node, Read};
use super::values::day;
use crate::calendar::{Holidays, Reporting, Supplement, next_day};
use chrono::{Datelike, NaiveDate, Weekday};

impl Read for Reporting {
    fn read(node: &Node) -> Self {
        node.table(|t| {
            let reporting = Reporting {
                start: t.get("start"),
                first: t.get("first"),
                last: t.get("last"),
                day: t.number("day", 1..=28),
                supplement: t.maybe("supplement"),
                roll_over: t.maybe("roll_over").unwrap_or(true),
            };
            let Reporting { first, last, .. } = reporting;
            t.require(!first.supplement, &["first"], "a monthly period such as \"2022-03\"");
            t.require(!last.supplement, &["last"], "a monthly period such as \"2022-12\"");
            t.require(first <= last, &["last", "first"], format!("a period not before {first}").as_str());
            reporting
        })
    }
}

impl Read for Supplement {
    fn read(node: &Node) -> Self {
        node.table(|t| {
            let extra = Supplement {
                id: t.get("id"),
                start: t.get("start"),
                end: t.get("end"),
                opens: t.get("opens"),
                due: t.get("due"),
            };
            t.require(extra.id.supplement, &["id"], "a supplement such as \"2022-12S\"");
            t.require(extra.start <= extra.end, &["end", "start"], "a day not before the start");
            t.require(extra.opens > extra.end, &["opens", "end"], "a day after the end");
            t.require(extra.due >= extra.opens, &["due", "opens"], "a day not before the report opens");
            extra
        })
    }
}

impl Read for Holidays {
    fn read(node: &Node) -> Self {
        node.table(|t| Holidays {
            off: t.take("off", |node| node.list(days)).into_iter().flatten().collect(),
            worked: t.take("worked", |node| node.list(weekend_day)).into_iter().collect(),
        })
    }
}

/// A day, or all days of a stretch.
fn days(node: &Node) -> Vec<NaiveDate> {
    if !node.is_table() {
        return vec![NaiveDate::read(node)];
    }
    node.table(|t| {
        let (first, last): (NaiveDate, NaiveDate) = (t.get("first"), t.get("last"));
        let is_short = (0..=31).contains(&(last - first).num_days());
        t.require(is_short, &["last", "first"], "a day within a month of the first");
        std::iter::successors(Some(first), |day| Some(next_day(*day)))
            .take_while(|day| is_short && *day <= last)
            .collect()
    })
}

fn weekend_day(node: &Node) -> NaiveDate {
    let is_weekend = |day: &NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    node.expect("a Saturday or Sunday such as 2022-01-29", |value| day(value).filter(is_weekend))
}
