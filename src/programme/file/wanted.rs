//! What a programme file should say where it says something else. The words are those of [`Lang`]; the command line
//! has them in English.

use super::reader::Kind;
use crate::calendar::PeriodId;
use crate::language::Lang;
use chrono::NaiveDate;
use std::fmt;

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// The file cannot be taken apart; why, in the reader's library's words.
    Toml(String),
    Value,
    Table,
    List,
    Key(String),
    Keys(Vec<String>),
    Text,
    YesNo,
    Id,
    Number {
        least: Option<i64>,
        most: Option<i64>,
    },
    OneOf(Vec<String>),
    Day,
    Weekend,
    Period,
    MonthlyPeriod(&'static str),
    PeriodNotBefore(PeriodId),
    SupplementPeriod,
    DayNotAfterFirstPeriod(NaiveDate),
    DayAfterLastPeriod(NaiveDate),
    NotBeforeStart,
    AfterEnd,
    NotBeforeOpening,
    NotAfterDue(NaiveDate),
    DayFrom(NaiveDate),
    NotBeforeMembership,
    WithinMonth,
    NotOff(NaiveDate),
    FewerPoints,
    ReportingDay,
    TwoPoints,
    AfterPointBefore,
    NotBelowPointBefore,
    Unused,
    /// The id of something in the file; the nearest there is.
    Refers(Kind, Option<String>),
    Stage(usize),
    NewMember,
    Rest,
    FreeTile,
    RequiredOnce,
    NoPart,
    Part(Vec<String>),
    PartBeside,
}

impl fmt::Display for Wanted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Lang::En.wanted(self))
    }
}
