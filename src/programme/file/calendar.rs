//! What a programme file says about periods and working days.

use super::reader::{Node, Read};
use super::values::day;
use super::wanted::Wanted;
use crate::calendar::{Holidays, Moved, Reporting, Supplement, next_day};
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
                opens_before: t.take_if("opens_before", |node| node.number(0..=28)).unwrap_or(7),
                moved: t.maybe("moved").unwrap_or_default(),
            };
            let Reporting { first, last, .. } = reporting;
            t.require(!first.supplement, &["first"], Wanted::MonthlyPeriod("2022-03"));
            t.require(!last.supplement, &["last"], Wanted::MonthlyPeriod("2022-12"));
            t.require(first <= last, &["last", "first"], Wanted::PeriodNotBefore(first));
            reporting
        })
    }
}

impl Read for Moved {
    fn read(node: &Node) -> Self {
        node.table(|t| Moved {
            id: t.get("id"),
            opens: t.maybe("opens"),
            due: t.maybe("due"),
            effective_due: t.maybe("effective_due"),
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
            t.require(extra.id.supplement, &["id"], Wanted::SupplementPeriod);
            t.require(extra.start <= extra.end, &["end", "start"], Wanted::NotBeforeStart);
            t.require(extra.opens > extra.end, &["opens", "end"], Wanted::AfterEnd);
            t.require(extra.due >= extra.opens, &["due", "opens"], Wanted::NotBeforeOpening);
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
        t.require(is_short, &["last", "first"], Wanted::WithinMonth);
        std::iter::successors(Some(first), |day| Some(next_day(*day)))
            .take_while(|day| is_short && *day <= last)
            .collect()
    })
}

fn weekend_day(node: &Node) -> NaiveDate {
    let is_weekend = |day: &NaiveDate| matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
    node.expect(Wanted::Weekend, |value| day(value).filter(is_weekend))
}
