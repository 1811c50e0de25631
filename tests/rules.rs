//! The rules of progress hold for whatever is filed, in whatever order, and at their very edges.

use crate::histories::{any_day, any_record, any_view, whole_figures};
use chrono::{NaiveDate, TimeDelta};
use pilotboard::calendar::{PeriodId, day_of, start_of};
use pilotboard::figures::Subject;
use pilotboard::forecast::Chance;
use pilotboard::lights::Light;
use pilotboard::programme::file::built_in;
use pilotboard::programme::{Arrangement, Place, Programme};
use pilotboard::progress::{
    Arranged, Closure, FilingState, Known, OccurrenceProgress, Progress, Record, TargetProgress, arranged, by_place,
    by_specialty, figure, progress, without_place, without_specialty,
};
use pilotboard::reports::{Cell, Content, Count, Direction, Origin, StageReached, Stated, TaskSaid, Version};
use pilotboard::targets::Measure;
use pilotboard::testing::id;
use pilotboard::views::{Basis, View};
use proptest::prelude::*;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, month, day).unwrap()
}

fn corrected(day: NaiveDate) -> View {
    View::new(day, Basis::Corrected)
}

/// When everything that a generated record holds has happened.
fn in_the_end() -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 12, 31).unwrap()
}

/// A count of people without a place or specialty of its own.
fn count(measure: Measure, number: i64) -> Count {
    let recognised = measure == Measure::Recognised;
    let cell = Cell {
        measure,
        specialty: recognised.then(|| "building".to_owned()),
        place: None,
        origin: Origin::Hk,
        direction: recognised.then_some(Direction::In),
    };
    Count { cell, stated: Stated::Number(number) }
}

fn counting(counts: Vec<Count>) -> Content {
    Content { counts, ..Content::default() }
}

/// A version submitted at noon of its period's last day and accepted an hour later.
fn accepted(unit: &str, period: &str, number: i64, content: Content) -> Version {
    let period = built_in().period(id(period)).unwrap();
    let submitted_at = start_of(period.end) + TimeDelta::hours(12);
    Version {
        withdrawn: false,
        return_until: None,
        unit: unit.to_owned(),
        period: period.id,
        number,
        content,
        submitted_at,
        forwarded_at: None,
        returned_at: None,
        accepted_at: Some(submitted_at + TimeDelta::hours(1)),
        correction: None,
    }
}

fn waiting(version: Version) -> Version {
    Version { accepted_at: None, ..version }
}

fn of_versions(versions: Vec<Version>) -> Record {
    Record { versions, ..Record::default() }
}

fn target(record: &Record, view: View, id: &str) -> TargetProgress {
    progress(built_in(), record, view).targets.into_iter().find(|row| row.id == id).unwrap()
}

fn value(record: &Record, view: View, id: &str) -> i64 {
    figure(built_in(), record, view, &id.parse().unwrap()).unwrap().value
}

/// The same picture, whatever basis it was taken on.
fn picture(progress: Progress) -> Progress {
    Progress { view: corrected(progress.view.day), ..progress }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_filing_changes_no_total(
        (record, shuffled) in any_record().prop_flat_map(|record| {
            let shuffled = Just(record.versions.clone()).prop_shuffle();
            (Just(record), shuffled)
        }),
        view in any_view(),
    ) {
        let other = Record { versions: shuffled, ..record.clone() };
        for id in whole_figures(built_in()) {
            let value_in = |record| figure(built_in(), record, view, &id).unwrap().value;
            prop_assert_eq!(value_in(&record), value_in(&other), "{}", id);
        }
    }

    #[test]
    fn contributions_add_up_to_the_figure_and_parts_to_the_whole(record in any_record(), view in any_view()) {
        let programme = built_in();
        for id in whole_figures(programme) {
            let whole = figure(programme, &record, view, &id).unwrap();
            prop_assert_eq!(whole.contributions.iter().map(|part| part.count).sum::<i64>(), whole.value, "{}", id);

            let without_unit: i64 =
                whole.contributions.iter().filter(|part| part.unit.is_none()).map(|part| part.count).sum();
            let by_unit: i64 = programme
                .units
                .iter()
                .map(|unit| figure(programme, &record, view, &id.clone().of_unit(&unit.id)).unwrap().value)
                .sum();
            prop_assert_eq!(by_unit + without_unit, whole.value, "{} by unit", id);

            if id.filter.period.is_none() && !matches!(id.subject, Subject::Reporting | Subject::Filings(_)) {
                let without_period: i64 =
                    whole.contributions.iter().filter(|part| part.period.is_none()).map(|part| part.count).sum();
                let by_period: i64 = programme
                    .periods
                    .iter()
                    .map(|period| figure(programme, &record, view, &id.clone().in_period(period.id)).unwrap().value)
                    .sum();
                prop_assert_eq!(by_period + without_period, whole.value, "{} by period", id);
            }
        }
        let tasks: i64 = Light::ALL.iter().map(|light| value(&record, view, &format!("tasks.{light}"))).sum();
        prop_assert_eq!(tasks, programme.tasks.len() as i64, "a task has one light");
    }

    #[test]
    fn specialties_and_places_with_what_has_neither_add_up_to_the_whole(
        record in any_record(),
        view in any_view(),
        lost in any::<prop::sample::Index>(),
    ) {
        // Also once a later edition of the programme has given up a place and a specialty: nobody is dropped.
        let mut smaller = built_in().clone();
        let place = lost.index(smaller.places.len());
        smaller.places.remove(place);
        smaller.places.iter_mut().for_each(|place| place.city = None);
        smaller.specialties.remove(lost.index(smaller.specialties.len()));
        for programme in [built_in(), &smaller] {
            let value = |text: &str| figure(programme, &record, view, &text.parse().unwrap()).unwrap().value;
            let specialties = by_specialty(programme, &record, view);
            let (whole, latest): (i64, i64) = specialties
                .iter()
                .map(|share| (share.whole.value, share.latest.as_ref().map_or(0, |latest| latest.value)))
                .fold((0, 0), |sum, share| (sum.0 + share.0, sum.1 + share.1));
            let without = without_specialty(programme, &record, view);
            prop_assert_eq!(whole + without.value, value("T2"));
            if let Some(period) = programme.latest_closed(view.day) {
                let id = without.id.clone().in_period(period.id);
                let without = figure(programme, &record, view, &id).unwrap().value;
                prop_assert_eq!(latest + without, value(&format!("recognised,period={}", period.id)));
            }
            let places = by_place(programme, &record, view);
            prop_assert_eq!(places.len(), programme.places.len(), "each place once");
            let placed: i64 = places.iter().map(|share| share.whole.value).sum();
            let without = without_place(programme, &record, view).value;
            prop_assert_eq!(placed + without, value("T1"));
            let by_city: i64 = programme.cities().map(|city| value(&format!("T1,city={}", city.id))).sum();
            prop_assert_eq!(by_city + without, value("T1"));
            for city in programme.cities() {
                let parts: i64 =
                    programme.places_of(&city.id).map(|place| value(&format!("T1,place={}", place.id))).sum();
                prop_assert_eq!(parts, value(&format!("T1,city={}", city.id)), "{}", &city.id);
            }
        }
    }

    #[test]
    fn the_stages_of_a_specialty_lead_up_to_where_progress_says_it_is(record in any_record(), view in any_view()) {
        let known = Known::new(built_in(), &record, view);
        for row in progress(built_in(), &record, view).specialties {
            let steps = known.stages_of(&row.id);
            prop_assert_eq!(steps.len() as i64, row.stage);
            prop_assert!(steps.iter().zip(1..).all(|(step, number)| step.stage == number));
            let top = steps.last().and_then(|step| step.reached.as_ref());
            prop_assert_eq!(top.map(|said| said.on), row.on);
        }
    }

    #[test]
    fn once_everything_has_happened_both_bases_know_it_all(record in any_record()) {
        let (reported, corrected) = (View::new(in_the_end(), Basis::Reported), corrected(in_the_end()));
        prop_assert!(record.last_change().is_none_or(|change| day_of(change) < in_the_end()));
        prop_assert_eq!(
            picture(progress(built_in(), &record, reported)),
            picture(progress(built_in(), &record, corrected))
        );
    }

    #[test]
    fn what_is_corrected_knows_every_report_of_the_periods_that_have_ended(record in any_record(), day in any_day()) {
        let expected: i64 = built_in()
            .periods
            .iter()
            .filter(|period| period.end <= day)
            .map(|period| value(&record, corrected(in_the_end()), &format!("recognised,period={}", period.id)))
            .sum();
        prop_assert_eq!(value(&record, corrected(day), "recognised"), expected);
    }

    #[test]
    fn a_target_counts_the_version_accepted_last_and_pends_what_would_change(record in any_record()) {
        // The same sums, taken report by report.
        let (mut counted, mut pending) = (0, 0);
        for unit in &built_in().units {
            for period in &built_in().periods {
                let of_it = || record.versions.iter().filter(|v| v.unit == unit.id && v.period == period.id);
                let sum = |version: &Version| -> i64 {
                    let counts = version.content.counts.iter();
                    counts.filter(|c| c.cell.measure == Measure::Practising).map(|c| c.stated.number()).sum()
                };
                let held = of_it().filter(|v| v.accepted_at.is_some()).max_by_key(|v| v.number).map_or(0, sum);
                counted += held;
                if let Some(last) = of_it().max_by_key(|v| v.number)
                    && last.accepted_at.is_none()
                    && last.returned_at.is_none()
                {
                    pending += sum(last) - held;
                }
            }
        }
        let row = target(&record, corrected(in_the_end()), "T1");
        prop_assert_eq!((row.actual, row.pending), (counted, pending));
    }

    #[test]
    fn a_band_needs_three_months_of_work_and_agrees_with_its_words(
        months in prop::collection::vec(0_i64..60, 10),
        day in any_day(),
    ) {
        let units = built_in().expected_on(self::day(7, 1));
        let versions = months.iter().zip(3..).flat_map(|(people, month)| {
            let period = PeriodId::month(2022, month).to_string();
            let counts = |unit: &str| if unit == "gz_ast" { vec![count(Measure::Practising, *people)] } else { Vec::new() };
            units.iter().map(|unit| accepted(unit, &period, 1, counting(counts(unit)))).collect::<Vec<_>>()
        });
        let row = target(&of_versions(versions.collect()), corrected(day), "T1");
        // April to December; March lies before the plan begins.
        let closed = (4..=12).filter(|month| NaiveDate::from_ymd_opt(2022, *month, 28).unwrap() <= day).count();
        prop_assert_eq!(row.band.is_some(), (3..9).contains(&closed), "{} closed", closed);
        if let Some(band) = row.band {
            prop_assert_eq!((band.months, band.untold), (closed as i64, 0));
            prop_assert!(row.actual <= band.low && band.low <= band.high);
            prop_assert_eq!(band.chance.is_none(), row.actual >= row.value);
            prop_assert_eq!(band.chance == Some(Chance::NearlySure), row.actual < row.value && row.value <= band.low);
            prop_assert_eq!(band.chance == Some(Chance::Remote), row.value > band.high);
        }
    }

    #[test]
    fn projection_and_need_are_what_a_clerk_would_work_out(
        months in prop::collection::vec(0_i64..60, 10),
        day in any_day(),
    ) {
        let names = (3..=12).map(|month| PeriodId::month(2022, month).to_string());
        // Everybody reports, and one unit counts somebody.
        let units = built_in().expected_on(self::day(7, 1));
        let record = of_versions(
            names
                .zip(&months)
                .flat_map(|(name, people)| {
                    let own = |unit: &str| match unit {
                        "gz_ast" => counting(vec![count(Measure::Practising, *people)]),
                        _ => counting(Vec::new()),
                    };
                    units.iter().map(|unit| accepted(unit, &name, 1, own(unit))).collect::<Vec<_>>()
                })
                .collect(),
        );
        // The months whose 28th has passed are closed.
        let closed = (3..=12).filter(|month| NaiveDate::from_ymd_opt(2022, *month, 28).unwrap() <= day).count();
        let left = 10 - closed as i64;
        let actual: i64 = months[..closed].iter().sum();
        let last: Vec<i64> = months[closed.saturating_sub(3)..closed].to_vec();
        let row = target(&record, corrected(day), "T1");
        prop_assert_eq!(row.actual, actual);
        prop_assert_eq!(row.recent.iter().map(|(_, new)| *new).collect::<Vec<_>>(), last.clone());

        let projection = (last.len() == 3).then(|| {
            // In thirds of a person, then to the nearest whole one.
            let thirds = 3 * actual + last.iter().sum::<i64>() * left;
            thirds / 3 + i64::from(thirds % 3 == 2)
        });
        prop_assert_eq!(row.projection, projection);
        // March lies before the plan begins.
        let to_go = left.min(9);
        let needed = (left > 0).then(|| (0..).find(|each| actual + each * to_go >= 100).unwrap());
        prop_assert_eq!(row.needed_per_month, needed);

        // The gap in tenths of a point, by way of a plain search for the nearest.
        let last_end = (3..3 + closed as u32).next_back().map(|month| self::day(month, 28));
        let held_against = if day >= self::day(12, 31) { Some(self::day(12, 31)) } else { last_end };
        let elapsed = held_against.map_or(0, |end| (end - self::day(3, 31)).num_days().max(0));
        let exact = actual as f64 - 100.0 * elapsed as f64 / 275.0;
        prop_assert!((row.gap.unwrap().as_f64() - exact).abs() <= 0.05 + 1e-9, "{} {}", row.gap.unwrap(), exact);
        let expected = match () {
            () if day <= self::day(3, 31) => Light::NotStarted,
            () if actual >= 100 => Light::Met,
            () if day > NaiveDate::from_ymd_opt(2022, 12, 31).unwrap() => Light::Overdue,
            () if 275 * actual - 100 * elapsed < -30 * 275 => Light::SeriouslyBehind,
            () if 275 * actual - 100 * elapsed <= -10 * 275 => Light::Lagging,
            () => Light::Normal,
        };
        prop_assert_eq!(row.light, expected);
    }
}

// Lights at their edges.

/// The built-in programme with its period of `day` ending on it: the plan is looked at on the very day.
fn ending_on(day: NaiveDate) -> Programme {
    let mut programme = built_in().clone();
    let period = programme.periods.iter_mut().find(|period| period.start <= day && day <= period.end);
    if let Some(period) = period {
        period.end = day;
    }
    programme
}

/// The light of a target when `people` have been accepted by April, and everybody has reported up to July.
fn light_with(target: &str, people: i64, view: View) -> Light {
    light_in(built_in(), target, people, view)
}

fn light_in(programme: &Programme, target: &str, people: i64, view: View) -> Light {
    let measure = if target == "T1" { Measure::Practising } else { Measure::Recognised };
    let mut record = everybody();
    let april = record.versions.iter_mut().find(|it| it.unit == "gz_ast" && it.period == id("2022-04")).unwrap();
    april.content = counting(vec![count(measure, people)]);
    let progress = progress(programme, &record, view);
    progress.targets.iter().find(|row| row.id == target).unwrap().light
}

#[test]
fn a_target_lags_from_exactly_ten_points_below_the_line_and_is_seriously_behind_beyond_thirty() {
    // 25 May is day 55 of 275: a fifth of the year. 19 July is day 110: two fifths.
    let (fifth, two_fifths) = (corrected(day(5, 25)), corrected(day(7, 19)));
    for (id, people, view, light) in [
        ("T1", 20, fifth, Light::Normal),
        ("T1", 11, fifth, Light::Normal),
        ("T1", 10, fifth, Light::Lagging),
        ("T1", 9, fifth, Light::Lagging),
        ("T2", 21, fifth, Light::Normal),
        ("T2", 20, fifth, Light::Lagging),
        ("T1", 10, two_fifths, Light::Lagging),
        ("T1", 9, two_fifths, Light::SeriouslyBehind),
        ("T2", 20, two_fifths, Light::Lagging),
        ("T2", 19, two_fifths, Light::SeriouslyBehind),
        // The line moves 0.36 points a day.
        ("T1", 10, corrected(day(5, 24)), Light::Normal),
        ("T1", 10, corrected(day(7, 20)), Light::SeriouslyBehind),
    ] {
        assert_eq!(light_in(&ending_on(view.day), id, people, view), light, "{id} {people} {}", view.day);
    }
}

#[test]
fn a_light_does_not_turn_while_nothing_can_be_reported() {
    for people in 0..100 {
        let lights: Vec<Light> = (28..=31)
            .map(|date| day(7, date))
            .chain((1..=27).map(|date| day(8, date)))
            .map(|day| light_with("T1", people, corrected(day)))
            .collect();
        assert!(lights.iter().all(|light| *light == lights[0]), "{people}: {lights:?}");
    }
}

#[test]
fn a_month_is_told_of_a_measure_by_those_who_are_asked_about_it() {
    let cities: Vec<&str> = ["gz_ast", "sz_ast", "zh_ast", "dg_ast", "hengqin"].to_vec();
    let mut record = everybody();
    for version in record.versions.iter_mut().filter(|version| version.unit == "gz_ast") {
        version.content = counting(vec![count(Measure::Practising, 5)]);
    }
    let months = |record: &Record, id: &str| {
        let row = target(record, corrected(day(7, 28)), id);
        (row.recent.iter().map(|(period, new)| (period.month, *new)).collect::<Vec<_>>(), row.light)
    };
    assert_eq!(months(&record, "T1").0, [(5, 5), (6, 5), (7, 5)]);
    // The thirteen societies are most of the eighteen, and know nothing about who practises where.
    record.versions.retain(|version| version.period != id("2022-07") || !cities.contains(&version.unit.as_str()));
    assert_eq!(months(&record, "T1"), (vec![(4, 5), (5, 5), (6, 5)], Light::Stale));
    let july = built_in().period(id("2022-07")).unwrap();
    let view = corrected(day(7, 28));
    let reach = |measure: Measure| {
        let row = Known::new(built_in(), &record, view).reporting_on(measure, july);
        (row.accepted, row.expected)
    };
    assert_eq!((reach(Measure::Practising), reach(Measure::Recognised)), ((0, 5), (12, 12)));
}

#[test]
fn nothing_is_expected_until_the_end_of_march_and_a_target_reached_is_met() {
    let empty = Record::default();
    assert_eq!(target(&empty, corrected(day(3, 31)), "T1").light, Light::NotStarted);
    // Level with the line, but nobody has reported on the month before: that is not green.
    assert_eq!(target(&everybody(), corrected(day(4, 1)), "T1").light, Light::Normal);
    assert_eq!(target(&empty, corrected(day(4, 1)), "T1").light, Light::Stale);
    assert_eq!(light_with("T1", 99, corrected(day(12, 31))), Light::Stale);
    assert_eq!(light_with("T1", 100, corrected(day(12, 31))), Light::Met);
    assert_eq!(light_with("T1", 100, corrected(day(4, 28))), Light::Met);
}

#[test]
fn a_small_count_missed_is_overdue_the_day_after_it_was_due_and_a_head_count_keeps_the_light_of_its_gap() {
    let new_year = corrected(NaiveDate::from_ymd_opt(2023, 1, 1).unwrap());
    let signed = |ids: &[&str]| {
        let stages = ids.iter().map(|id| StageReached::new(id, 3, day(6, 1)));
        let content = Content { stages: stages.collect(), ..Content::default() };
        of_versions(vec![accepted("soc_egov", "2022-06", 1, content)])
    };
    let all = signed(&["quality", "egov", "nonmetallic", "textile", "food"]);
    let four = signed(&["quality", "egov", "nonmetallic", "textile"]);
    for id in ["T3", "T4"] {
        assert_eq!(target(&all, corrected(day(12, 31)), id).light, Light::Met, "{id}");
        assert_eq!(target(&all, new_year, id).light, Light::Met, "{id}");
        // Whoever is to sign the fifth has reported in June, and says nothing in December.
        assert_eq!(target(&four, corrected(day(6, 30)), id).light, Light::Stale, "{id}");
        assert_eq!(target(&four, corrected(day(12, 31)), id).light, Light::Stale, "{id}");
        assert_eq!(target(&four, new_year, id).light, Light::Overdue, "{id}");
    }
    assert_eq!(target(&all, new_year, "T3").actual, 12);
    assert_eq!(light_with("T1", 99, new_year), Light::Stale);
    assert_eq!(light_with("T1", 69, new_year), Light::SeriouslyBehind);
    assert_eq!(light_with("T1", 100, new_year), Light::Met);
}

/// The report of every pilot unit on every period up to July, saying nothing.
fn everybody() -> Record {
    let july = built_in().periods.iter().filter(|period| period.end <= day(7, 28));
    of_versions(
        july.flat_map(|period| built_in().expected_on(period.end).into_iter().map(|unit| (unit, period.id)))
            .map(|(unit, period)| accepted(unit, &period.to_string(), 1, Content::default()))
            .collect(),
    )
}

#[test]
fn a_task_that_ends_with_a_target_is_as_far_behind_as_the_target_until_it_is_closed() {
    // 19 July is two fifths of the year; the ninth task promotes the recognitions and is due with them.
    let today = day(7, 19);
    let programme = ending_on(today);
    let of = |people: i64| {
        let mut record = everybody();
        let july = record.versions.iter_mut().find(|it| it.unit == "gz_ast" && it.period == id("2022-05")).unwrap();
        july.content = counting(vec![count(Measure::Recognised, people)]);
        record
    };
    for (people, light) in
        [(61, Light::Normal), (60, Light::Lagging), (20, Light::Lagging), (19, Light::SeriouslyBehind)]
    {
        let record = of(people);
        let progress = progress(&programme, &record, corrected(today));
        let light_of = |number: &str| progress.tasks.iter().find(|row| row.number == number).unwrap().light;
        assert_eq!(progress.targets.iter().find(|row| row.id == "T2").unwrap().light, light);
        assert_eq!(light_of("9"), light, "{people}");
        // Others of the same day belong to another of the 重点任务.
        assert_eq!((light_of("10"), light_of("13")), (Light::Normal, Light::Normal));
    }
    let mut record = of(19);
    record.closures.push(closure("9", day(12, 31), day(7, 1), true));
    assert_eq!(occurrence(&record, today, "9", 0).light, Light::Closed);
}

fn closure(task: &str, due: NaiveDate, on: NaiveDate, confirmed: bool) -> Closure {
    let requested_at = start_of(on) + TimeDelta::hours(12);
    Closure {
        id: format!("{task} {on}"),
        task: task.to_owned(),
        due: Some(due),
        unit: "gdes".to_owned(),
        period: id("2022-06"),
        on,
        evidence: "文号".to_owned(),
        requested_at,
        confirmed_at: confirmed.then(|| requested_at + TimeDelta::hours(1)),
        returned_at: None,
        reopened_at: None,
        reopen_reason: None,
    }
}

fn occurrence(record: &Record, day: NaiveDate, task: &str, place: usize) -> OccurrenceProgress {
    let progress = progress(built_in(), record, corrected(day));
    let task = progress.tasks.into_iter().find(|row| row.number == task).unwrap();
    task.occurrences.into_iter().nth(place).unwrap()
}

#[test]
fn a_task_is_due_soon_for_a_week_and_overdue_the_day_after() {
    let record = everybody();
    for (today, light, days) in [
        (day(6, 22), Light::Normal, 8),
        (day(6, 23), Light::DueSoon, 7),
        (day(6, 30), Light::DueSoon, 0),
        (day(7, 1), Light::Overdue, 1),
        (day(7, 28), Light::Overdue, 28),
    ] {
        let found = occurrence(&record, today, "11", 0);
        assert_eq!((found.light, found.days), (light, Some(days)), "{today}");
    }
}

#[test]
fn a_task_closed_late_says_by_how_much_for_ever() {
    let with = |closure| Record { closures: vec![closure], ..everybody() };
    let (due, today) = (day(6, 30), day(7, 28));
    let cases = [
        (closure("11", due, day(6, 30), true), Light::Closed, None),
        (closure("11", due, day(7, 1), true), Light::ClosedLate, Some(1)),
        (closure("11", due, day(7, 12), true), Light::ClosedLate, Some(12)),
        // Who asked in time is not late while the office has yet to confirm; who asked late is.
        (closure("11", due, day(6, 30), false), Light::ClosureRequested, Some(-28)),
        (closure("11", due, day(7, 1), false), Light::Overdue, Some(28)),
    ];
    for (closure, light, days) in cases {
        let on = closure.on;
        let found = occurrence(&with(closure), today, "11", 0);
        assert_eq!((found.light, found.days), (light, days), "{on}");
    }
    let asked = with(closure("11", due, day(6, 20), false));
    assert_eq!(occurrence(&asked, day(6, 25), "11", 0).light, Light::ClosureRequested);
    // What is finished only on the 12th is still open on the 11th.
    let late = with(closure("11", due, day(7, 12), true));
    assert_eq!(occurrence(&late, day(7, 11), "11", 0).light, Light::Overdue);
}

#[test]
fn no_data_is_never_green_and_never_hides_what_is_overdue() {
    // Nobody has reported on June by 5 July: what depends on reports goes stale.
    let mut record = everybody();
    record.versions.retain(|version| version.period <= id("2022-05"));
    let after_june = progress(built_in(), &record, corrected(day(7, 5)));
    let light = |number: &str| after_june.tasks.iter().find(|row| row.number == number).unwrap().light;
    assert_eq!(light("9"), Light::Stale, "would be normal");
    assert_eq!(light("8"), Light::Overdue);
    assert_eq!(light("10"), Light::Normal, "no unit that owes reports answers for it");
    let food = after_june.specialties.iter().find(|row| row.id == "food").unwrap();
    assert_eq!(food.light, Light::Stale);
    // Nor is it stale while one of the units has reported.
    record.versions.push(accepted("soc_food", "2022-06", 1, Content::default()));
    let one_in = progress(built_in(), &record, corrected(day(7, 5)));
    let of_ninth = one_in.tasks.iter().find(|row| row.number == "9").unwrap().light;
    assert_eq!(of_ninth, Light::SeriouslyBehind, "nobody is recognised yet");
    // Before the next report is due nobody is silent.
    let in_june = progress(built_in(), &record, corrected(day(6, 27)));
    assert!(in_june.silent.is_empty(), "{:?}", in_june.silent);
}

#[test]
fn a_monthly_duty_is_overdue_while_one_of_its_months_is() {
    let record = everybody();
    for today in [day(3, 29), day(5, 31), day(7, 29), day(12, 29)] {
        let progress = progress(built_in(), &record, corrected(today));
        let task = progress.tasks.iter().find(|row| row.number == "4").unwrap();
        assert_eq!(task.occurrences[0].light, Light::Overdue);
        assert_eq!(task.light, Light::Overdue, "{today}");
    }
    // 28 May is a Saturday: the month is overdue from the 31st.
    assert_eq!(occurrence(&record, day(5, 30), "4", 2).light, Light::DueSoon);
    assert_eq!(occurrence(&record, day(5, 31), "4", 2).light, Light::Overdue);
    // A task with a date gets no such grace, though 31 December is a Saturday too.
    assert_eq!(occurrence(&record, NaiveDate::from_ymd_opt(2023, 1, 1).unwrap(), "9", 0).light, Light::Overdue);
}

#[test]
fn a_correction_that_waits_counts_as_its_difference() {
    let people = |count_of| counting(vec![count(Measure::Practising, count_of)]);
    let view = corrected(day(7, 28));
    let first = accepted("gz_ast", "2022-06", 1, people(5));
    let second = Version {
        submitted_at: first.submitted_at + TimeDelta::days(5),
        correction: Some("重复统计".to_owned()),
        ..waiting(accepted("gz_ast", "2022-06", 2, people(3)))
    };
    let other = waiting(accepted("sz_ast", "2022-07", 1, people(4)));
    let row = |versions: Vec<Version>| {
        let row = target(&of_versions(versions), view, "T1");
        (row.actual, row.pending)
    };
    assert_eq!(row(vec![first.clone()]), (5, 0));
    assert_eq!(row(vec![first.clone(), second.clone()]), (5, -2));
    assert_eq!(row(vec![first.clone(), second.clone(), other.clone()]), (5, 2));
    let returned = Version { returned_at: Some(second.submitted_at + TimeDelta::days(1)), ..second.clone() };
    assert_eq!(row(vec![first.clone(), returned, other]), (5, 4));
    let done = Version { accepted_at: Some(second.submitted_at + TimeDelta::days(1)), ..second };
    assert_eq!(row(vec![first, done]), (3, 0));
}

#[test]
fn what_was_accepted_stands_on_time_while_a_correction_of_it_waits_or_came_back() {
    let people = |count_of| counting(vec![count(Measure::Practising, count_of)]);
    let first = accepted("gz_ast", "2022-06", 1, people(5));
    let second = Version {
        submitted_at: first.submitted_at + TimeDelta::days(20),
        correction: Some("重复统计".to_owned()),
        ..waiting(accepted("gz_ast", "2022-06", 2, people(3)))
    };
    let returned = Version { returned_at: Some(second.submitted_at + TimeDelta::days(1)), ..second.clone() };
    let period = built_in().period(id("2022-06")).unwrap();
    let filing = |versions: Vec<Version>| {
        let record = of_versions(versions);
        let filing = Known::new(built_in(), &record, corrected(day(7, 28))).filing("gz_ast", period).unwrap();
        (filing.version, filing.state, filing.late_by, filing.correcting)
    };
    assert_eq!(filing(vec![first.clone()]), (1, FilingState::Accepted, None, false));
    assert_eq!(filing(vec![first.clone(), second.clone()]), (1, FilingState::Accepted, None, true));
    assert_eq!(filing(vec![first.clone(), returned]), (1, FilingState::Accepted, None, false));
    assert_eq!(filing(vec![Version { number: 1, ..second }]), (1, FilingState::Submitted, Some(20), false));
}

#[test]
fn a_correction_changes_what_is_known_now_and_not_what_was_known_then() {
    let people = |count_of| counting(vec![count(Measure::Recognised, count_of)]);
    let first = accepted("soc_civil", "2022-05", 1, people(4));
    let corrected_on = start_of(day(7, 20)) + TimeDelta::hours(9);
    let second = Version {
        submitted_at: corrected_on,
        accepted_at: Some(corrected_on),
        ..accepted("soc_civil", "2022-05", 2, people(3))
    };
    let record = of_versions(vec![first, second]);
    for (today, basis, expected) in [
        (day(6, 28), Basis::Reported, 4),
        (day(6, 28), Basis::Corrected, 3),
        (day(7, 19), Basis::Reported, 4),
        (day(7, 20), Basis::Reported, 3),
        (day(5, 27), Basis::Corrected, 0),
    ] {
        assert_eq!(value(&record, View::new(today, basis), "T2"), expected, "{today} {basis}");
    }
}

#[test]
fn a_month_still_coming_in_does_not_pass_for_a_bad_one() {
    let units = built_in().expected_on(day(7, 1));
    let month = |period: &'static str, people: i64, filers: usize| {
        let counts = move |at: usize| if at == 0 { vec![count(Measure::Practising, people)] } else { Vec::new() };
        let filed = units.iter().take(filers).enumerate();
        filed.map(|(at, unit)| accepted(unit, period, 1, counting(counts(at)))).collect::<Vec<_>>()
    };
    let all = units.len();
    let closed = [month("2022-04", 10, all), month("2022-05", 12, all), month("2022-06", 9, all)].concat();
    let june = target(&of_versions(closed.clone()), corrected(day(6, 28)), "T1").band.unwrap();
    let early = [closed.clone(), month("2022-07", 1, 2)].concat();
    let july = target(&of_versions(early), corrected(day(7, 28)), "T1").band.unwrap();
    assert_eq!((july.low, july.high, july.months, july.untold), (june.low, june.high, 3, 1));
    let late = [closed, month("2022-07", 1, all)].concat();
    let july = target(&of_versions(late), corrected(day(7, 28)), "T1").band.unwrap();
    assert_eq!((july.months, july.untold), (4, 0));
    assert!(july.high < june.high);
}

fn place(id: &str) -> &'static Place {
    built_in().place(id).unwrap()
}

fn parts_in(number: &str, slots: &[&str]) -> Content {
    let said = TaskSaid {
        number: number.to_owned(),
        slots: slots.iter().map(|slot| (*slot).to_owned()).collect(),
        ..TaskSaid::default()
    };
    Content { tasks: vec![said], ..Content::default() }
}

#[test]
fn a_place_has_what_its_part_of_the_task_says_and_nothing_the_scheme_does_not_want_there() {
    use Arrangement::{Rules, Site, Station};
    let marks = |record: &Record, id: &str| {
        let now = progress(built_in(), record, corrected(day(7, 28)));
        [Rules, Station, Site].map(|what| arranged(built_in(), &now, place(id), what).0)
    };
    let (done, open, none) = (Arranged::Done, Arranged::UnderWay, Arranged::NotRequired);
    let nothing = Record::default();
    assert_eq!(marks(&nothing, "nansha"), [open, open, open]);
    assert_eq!(marks(&nothing, "dongguan"), [open, open, none]);
    assert_eq!(marks(&nothing, "zhuhai"), [open, none, none]);
    assert_eq!(marks(&nothing, "guangzhou"), [none, none, none]);
    let mut record = of_versions(vec![
        accepted("gz_ast", "2022-06", 1, parts_in("12", &["南沙新区"])),
        accepted("sz_ast", "2022-06", 1, parts_in("8", &["深圳"])),
        waiting(accepted("hengqin", "2022-06", 1, parts_in("12", &["横琴合作区"]))),
        accepted("gdes", "2022-06", 1, parts_in("11", &["黄埔区"])),
    ]);
    assert_eq!(marks(&record, "nansha"), [open, open, done]);
    assert_eq!(marks(&record, "shenzhen"), [done, none, none]);
    assert_eq!(marks(&record, "qianhai"), [done, open, open], "Qianhai counts with Shenzhen's rules");
    assert_eq!(marks(&record, "hengqin"), [open, open, open], "what waits is not in");
    // 可设立: once the task is closed, a place without a workstation is one that needs none.
    record.closures = vec![closure("11", day(6, 30), day(6, 24), true)];
    assert_eq!(marks(&record, "huangpu"), [open, done, open]);
    assert_eq!(marks(&record, "nansha"), [open, none, done]);
}
