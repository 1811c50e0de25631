//! What filing costs: minutes at the form, kept as sums of nobody in particular, and what one more question would
//! take of everybody's year (features idea 15).

#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;

use crate::programme::Programme;
use crate::ratio::Tenths;
use crate::reports::{Draft, cells};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use std::fmt;
use std::str::FromStr;

/// Seconds taken for one field as long as none has been measured: a minute and a half.
pub const ASSUMED: i64 = 90;
/// Between two fields nobody is at the form for longer than this: then they were elsewhere, and nothing is counted.
pub const AWAY: TimeDelta = TimeDelta::seconds(60);
/// A visit to the form in which nothing was saved on the way, as without JavaScript, is counted up to this: whoever has
/// it open for longer was elsewhere for the rest.
pub const VISIT: TimeDelta = TimeDelta::minutes(10);
/// What the form fills in by itself beside the carried-over figures: unit, period, name, post and telephone.
const HEAD: i64 = 5;

/// A part of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    Counts,
    Stages,
    Tasks,
    Text,
}

impl Section {
    pub const ALL: [Section; 4] = [Section::Counts, Section::Stages, Section::Tasks, Section::Text];
}

impl fmt::Display for Section {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Section::Counts => "counts",
            Section::Stages => "stages",
            Section::Tasks => "tasks",
            Section::Text => "text",
        })
    }
}

impl FromStr for Section {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let found = Section::ALL.into_iter().find(|section| section.to_string() == text);
        found.ok_or_else(|| format!("expected counts, stages, tasks or text, found {text:?}"))
    }
}

/// The section in which a draft was changed; the first, where several were.
pub fn changed(before: &Draft, after: &Draft) -> Option<Section> {
    if before.entries != after.entries {
        Some(Section::Counts)
    } else if before.specialties != after.specialties {
        Some(Section::Stages)
    } else if before.tasks != after.tasks {
        Some(Section::Tasks)
    } else {
        let texts = |draft: &Draft| {
            [draft.done.clone(), draft.problems.clone(), draft.next.clone(), draft.ask.clone(), draft.nil.to_string()]
        };
        (texts(before) != texts(after)).then_some(Section::Text)
    }
}

/// Seconds somebody was at the form between two fields: the time since the one before, unless they were away. A tab
/// in the background saves no field, so the time in it is never counted.
pub fn seconds(before: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    let passed = now - before;
    if passed > TimeDelta::zero() && passed <= AWAY { passed.num_seconds() } else { 0 }
}

/// Every section in which a draft was changed: one sending of a whole form changes several.
pub fn all_changed(before: &Draft, after: &Draft) -> Vec<Section> {
    let part = |draft: &Draft, section: Section| match section {
        Section::Counts => Draft { entries: draft.entries.clone(), ..Draft::default() },
        Section::Stages => Draft { specialties: draft.specialties.clone(), ..Draft::default() },
        Section::Tasks => Draft { tasks: draft.tasks.clone(), ..Draft::default() },
        Section::Text => Draft { entries: vec![], specialties: vec![], tasks: vec![], ..draft.clone() },
    };
    Section::ALL.into_iter().filter(|section| part(before, *section) != part(after, *section)).collect()
}

/// Seconds of a visit from opening the form to sending it; none if it was opened in the future.
pub fn visit(opened: DateTime<Utc>, now: DateTime<Utc>) -> i64 {
    (now - opened).clamp(TimeDelta::zero(), VISIT).num_seconds()
}

/// How many fields of a unit's form came filled, and how many were typed into.
pub fn fields(programme: &Programme, unit: &str, draft: &Draft) -> (i64, i64) {
    let Some(unit) = programme.unit(unit) else { return (0, 0) };
    let cells = cells(programme, unit, &Draft::default()).len();
    let given = HEAD + (cells + unit.specialties.len()) as i64;
    let counts = draft.entries.iter().filter(|entry| !matches!(entry.count.0.trim(), "" | "0"));
    let tasks = draft.tasks.iter().filter(|task| !task.said.trim().is_empty());
    let texts = [&draft.done, &draft.problems, &draft.next, &draft.ask];
    let texts = texts.into_iter().filter(|text| !text.trim().is_empty());
    let typed = counts.count() + draft.specialties.len() + tasks.count() + texts.count();
    (given, typed as i64)
}

/// How many fields all who file are asked for on `day`, in each section: those who owe a report, and those who
/// report on their own tasks alone.
pub fn asked(programme: &Programme, day: NaiveDate) -> [i64; 4] {
    let mut sums = [0; 4];
    for unit in programme.filers() {
        sums[0] += cells(programme, unit, &Draft::default()).len() as i64;
        sums[1] += unit.specialties.len() as i64;
        sums[2] += programme.tasks_of(&unit.id, day).count() as i64;
        sums[3] += 4;
    }
    sums
}

/// What has been measured of one section in one period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measured {
    pub seconds: i64,
    pub filings: i64,
    pub given: i64,
    pub typed: i64,
}

impl std::ops::Add for Measured {
    type Output = Measured;
    fn add(self, other: Measured) -> Measured {
        Measured {
            seconds: self.seconds + other.seconds,
            filings: self.filings + other.filings,
            given: self.given + other.given,
            typed: self.typed + other.typed,
        }
    }
}

/// What more questions cost in a year: so many filers, so often, so many seconds each time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cost {
    pub filers: i64,
    pub times: i64,
    pub seconds: i64,
}

impl Cost {
    /// Hours a year, to a tenth, half up.
    pub fn hours(self) -> Tenths {
        Tenths((self.filers * self.times * self.seconds * 10 + 1800).div_euclid(3600))
    }
}

/// What it would cost that `after` asks for more fields than `before`; none if it does not.
pub fn more(before: &Programme, after: &Programme, day: NaiveDate, seconds: i64) -> Option<(i64, Cost)> {
    let sum = |programme: &Programme| asked(programme, day).iter().sum::<i64>();
    let fields = sum(after) - sum(before);
    let times = after.periods.iter().filter(|period| period.is_regular()).count() as i64;
    // Each field more is one more filer's: the sum over filers is already in it.
    (fields > 0).then_some((fields, Cost { filers: fields, times, seconds }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Lang;
    use crate::programme::file::{BUILT_IN, built_in, read};

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2022, 7, 28).unwrap()
    }

    #[test]
    fn eighteen_filers_twelve_times_a_minute_and_a_half_are_five_hours_and_four_tenths() {
        let cost = Cost { filers: 18, times: 12, seconds: ASSUMED };
        assert_eq!((cost.hours().to_string(), Lang::En.cost_time(cost.seconds)), ("5.4".into(), "1.5 min".into()));
        assert_eq!([8, 60, 100].map(|seconds| Lang::ZhHans.cost_time(seconds)), ["8秒", "1分钟", "100秒"]);
        assert_eq!(Cost { filers: 1, times: 1, seconds: 1 }.hours().to_string(), "0.0");
        assert_eq!(Cost { filers: 13, times: 10, seconds: 20 }.hours().to_string(), "0.7");
    }

    #[test]
    fn a_question_more_is_counted_once_for_every_unit_that_is_asked() {
        assert_eq!(more(built_in(), built_in(), day(), ASSUMED), None);
        let wider = BUILT_IN.replacen("responsible = [\"gdast_coop\"]", "responsible = [\"pilot_units\"]", 1);
        let (fields, cost) = more(built_in(), &read(&wider).unwrap(), day(), ASSUMED).unwrap();
        // One department that was asked before is asked no more.
        assert_eq!((fields, cost.filers, cost.times), (17, 17, 10));
        assert_eq!(cost.hours().to_string(), "4.3");
        assert_eq!(more(&read(&wider).unwrap(), built_in(), day(), ASSUMED), None, "a question less costs nothing");
    }

    #[test]
    fn time_away_from_the_form_is_not_counted() {
        let at = |second: i64| DateTime::from_timestamp(1_659_000_000 + second, 0).unwrap();
        assert_eq!(seconds(at(0), at(20)), 20);
        assert_eq!(seconds(at(0), at(60)), 60);
        assert_eq!(seconds(at(0), at(61)), 0, "a tab left in the background saves nothing meanwhile");
        assert_eq!(seconds(at(0), at(86_400)), 0);
        assert_eq!(seconds(at(20), at(0)), 0);
    }

    #[test]
    fn a_visit_without_saves_on_the_way_is_counted_whole_up_to_ten_minutes() {
        let at = |second: i64| DateTime::from_timestamp(1_659_000_000 + second, 0).unwrap();
        assert_eq!([visit(at(0), at(240)), visit(at(0), at(7200)), visit(at(9), at(0))], [240, 600, 0]);
        let done = Draft { done: "7月15日签约。".into(), ..Draft::default() };
        assert_eq!(all_changed(&Draft::default(), &done), [Section::Text]);
        assert_eq!(all_changed(&done, &done), []);
    }

    #[test]
    fn what_was_changed_says_in_which_section_the_time_went() {
        let draft = Draft::default();
        let done = Draft { done: "7月15日签约。".into(), ..draft.clone() };
        assert_eq!(changed(&draft, &draft), None);
        assert_eq!(changed(&draft, &done), Some(Section::Text));
        assert_eq!(fields(built_in(), "soc_food", &done), (10, 1));
    }
}
