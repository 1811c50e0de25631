//! When reports are due: the periods of 2022, weekends, public holidays and make-up working days.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use pilotboard::calendar::{Period, end_of, start_of};
use pilotboard::programme::Programme;
use pilotboard::programme::file::built_in;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day as in 2022-07-28")
}

fn period(id: &str) -> &'static Period {
    let programme: &Programme = built_in();
    programme.period(id.parse().expect("a period as in 2022-07")).expect("a period of the programme")
}

#[test]
fn the_first_report_is_that_of_march_and_covers_the_year_so_far() {
    let first = &built_in().periods[0];
    assert_eq!(first.id.to_string(), "2022-03");
    assert_eq!((first.start, first.end), (day("2022-01-01"), day("2022-03-28")));
}

#[test]
fn every_later_report_runs_from_the_29th_to_the_28th() {
    let months: Vec<_> = built_in().periods.iter().filter(|period| period.is_regular()).collect();
    assert_eq!(months.len(), 10);
    for pair in months.windows(2) {
        assert_eq!((pair[1].start.day(), pair[1].end.day()), (29, 28), "{}", pair[1].id);
        assert_eq!(pair[1].start.month(), pair[0].id.month);
        assert_eq!(pair[1].end.month(), pair[1].id.month);
        assert_eq!(pair[1].due, pair[1].end);
        assert!(pair[1].opens > pair[1].start && pair[1].opens < pair[1].due, "a month opens in its last week");
    }
    assert_eq!(months[9].id.to_string(), "2022-12");
    // A week before, or the working day after: 21 August is a Sunday.
    assert_eq!((months[4].opens, months[5].opens), (day("2022-07-21"), day("2022-08-22")));
}

#[test]
fn the_year_end_supplement_covers_29_to_31_december_and_opens_on_1_january() {
    let extra = period("2022-12S");
    assert!(!extra.is_regular());
    assert_eq!((extra.start, extra.end), (day("2022-12-29"), day("2022-12-31")));
    assert_eq!(
        (extra.opens, extra.due, extra.effective_due),
        (day("2023-01-01"), day("2023-01-10"), day("2023-01-10"))
    );
}

#[test]
fn the_periods_tile_the_year_without_gap_or_overlap() {
    let periods = &built_in().periods;
    assert_eq!(periods.first().map(|it| it.start), Some(day("2022-01-01")));
    assert_eq!(periods.last().map(|it| it.end), Some(day("2022-12-31")));
    for pair in periods.windows(2) {
        assert_eq!(pair[0].end + Days::new(1), pair[1].start, "{} and {}", pair[0].id, pair[1].id);
    }
    for date in day("2022-01-01").iter_days().take(365) {
        assert_eq!(periods.iter().filter(|it| it.start <= date && date <= it.end).count(), 1, "{date}");
    }
}

#[test]
fn a_28th_that_is_not_worked_is_late_only_after_the_next_working_day() {
    let rolled: Vec<_> = built_in().periods.iter().filter(|it| it.due != it.effective_due).collect();
    let told: Vec<_> = rolled.iter().map(|it| (it.due, it.effective_due)).collect();
    assert_eq!(told, [(day("2022-05-28"), day("2022-05-30")), (day("2022-08-28"), day("2022-08-29"))]);
    assert_eq!((day("2022-05-28").weekday(), day("2022-08-28").weekday()), (Weekday::Sat, Weekday::Sun));
}

#[test]
fn a_report_is_in_time_until_midnight_in_shanghai() {
    let may = period("2022-05");
    assert_eq!(end_of(may.effective_due).to_rfc3339(), "2022-05-30T16:00:00+00:00");
    assert_eq!(start_of(day("2022-05-31")), end_of(day("2022-05-30")));
}

#[test]
fn weekends_announced_as_worked_are_working_days() {
    let holidays = &built_in().holidays;
    let worked = [
        "2022-01-29",
        "2022-01-30",
        "2022-04-02",
        "2022-04-24",
        "2022-05-07",
        "2022-10-08",
        "2022-10-09",
        "2023-01-28",
        "2023-01-29",
    ];
    assert_eq!(holidays.worked.iter().copied().collect::<Vec<_>>(), worked.map(day));
    for date in worked.map(day) {
        assert!(matches!(date.weekday(), Weekday::Sat | Weekday::Sun) && holidays.is_working(date), "{date}");
    }
}

#[test]
fn public_holidays_and_other_weekends_are_days_off() {
    let holidays = &built_in().holidays;
    let stretches = [
        ("2022-01-01", 3),
        ("2022-01-31", 7),
        ("2022-04-03", 3),
        ("2022-04-30", 5),
        ("2022-06-03", 3),
        ("2022-09-10", 3),
        ("2022-10-01", 7),
        ("2022-12-31", 3),
        ("2023-01-21", 7),
    ];
    let announced: Vec<_> = stretches.iter().flat_map(|(first, days)| day(first).iter_days().take(*days)).collect();
    assert_eq!(holidays.off.iter().copied().collect::<Vec<_>>(), announced);
    assert!(announced.iter().all(|date| !holidays.is_working(*date)));
    assert!(!holidays.is_working(day("2022-07-30")) && !holidays.is_working(day("2022-07-31")));
    assert!(holidays.is_working(day("2022-07-28")));
}

#[test]
fn the_first_working_day_after_a_holiday_is_found_across_make_up_days() {
    let holidays = &built_in().holidays;
    assert_eq!(holidays.working_from(day("2022-10-01")), day("2022-10-08"));
    assert_eq!(holidays.working_from(day("2022-01-29")), day("2022-01-29"));
    assert_eq!(holidays.working_from(day("2022-12-31")), day("2023-01-03"));
}
