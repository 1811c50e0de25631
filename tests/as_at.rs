//! As at a moment: what the board says of a day past is what it said on that day, whatever has happened since;
//! and each number can be told from its beginning and counted a second way.

use crate::histories::{any_day, any_record, any_view, whole_figures};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use pilotboard::attention::matters;
use pilotboard::calendar::{Half, Moved, end_of};
use pilotboard::extensions::Extension;
use pilotboard::figures::{FigureId, Filter, Subject};
use pilotboard::language::Lang;
use pilotboard::programme::file::built_in;
use pilotboard::programme::{DocumentSettings, Programme};
use pilotboard::progress::{Closure, Known, Record, figure, impact, life, progress, recount};
use pilotboard::reports::{Origin, Version};
use pilotboard::summaries::{Summary, compose};
use pilotboard::targets::Measure;
use pilotboard::tasks::Deadline;
use pilotboard::testing::id;
use pilotboard::views::{Basis, View};
use proptest::prelude::*;
use proptest::sample::select as sample;

/// What was in the record at `moment`.
fn truncated(record: &Record, moment: DateTime<Utc>) -> Record {
    let by = |at: Option<DateTime<Utc>>| at.filter(|at| *at < moment);
    let versions = record.versions.iter().filter(|version| version.submitted_at < moment).map(|version| Version {
        forwarded_at: by(version.forwarded_at),
        returned_at: by(version.returned_at),
        accepted_at: by(version.accepted_at),
        ..version.clone()
    });
    let closures = record.closures.iter().filter(|closure| closure.requested_at < moment).map(|closure| Closure {
        confirmed_at: by(closure.confirmed_at),
        returned_at: by(closure.returned_at),
        reopened_at: by(closure.reopened_at),
        ..closure.clone()
    });
    let extensions = record.extensions.iter().filter(|held| held.asked_at < moment).map(|held| Extension {
        agreed_at: by(held.agreed_at),
        refused_at: by(held.refused_at),
        ..held.clone()
    });
    Record {
        versions: versions.collect(),
        closures: closures.collect(),
        extensions: extensions.collect(),
        ..Record::default()
    }
}

/// Figures with filters, such as pages of units, targets and traces print.
fn any_narrow_figure() -> impl Strategy<Value = FigureId> {
    let units: Vec<Option<String>> = built_in().filers().map(|unit| Some(unit.id.clone())).chain([None]).collect();
    let periods: Vec<_> = built_in().periods.iter().map(|period| Some(period.id)).chain([None]).collect();
    let origins: Vec<_> = Origin::ALL.into_iter().map(Some).chain([None]).collect();
    let subjects: Vec<Subject> = whole_figures(built_in()).into_iter().map(|id| id.subject).collect();
    (sample(subjects), sample(units), sample(periods), sample(origins)).prop_map(|(subject, unit, period, origin)| {
        FigureId { subject, filter: Filter { unit, period, origin, ..Filter::default() } }
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_reported_by_a_day_does_not_depend_on_what_happened_after_it(
        record in any_record(),
        day in any_day(),
        narrow in prop::collection::vec(any_narrow_figure(), 12),
    ) {
        let (programme, view) = (built_in(), View::new(day, Basis::Reported));
        let then = truncated(&record, end_of(day));
        let (now_shown, then_shown) = (progress(programme, &record, view), progress(programme, &then, view));
        prop_assert_eq!(&now_shown, &then_shown);
        for id in narrow.iter().take(2) {
            prop_assert_eq!(life(programme, &record, view, id), life(programme, &then, view, id), "{}", id);
        }
        for id in whole_figures(programme).into_iter().chain(narrow) {
            prop_assert_eq!(figure(programme, &record, view, &id), figure(programme, &then, view, &id), "{}", id);
        }
        // The matrix of reports, cell by cell.
        let (known, knew) = (Known::new(programme, &record, view), Known::new(programme, &then, view));
        for unit in programme.filers() {
            for period in &programme.periods {
                prop_assert_eq!(known.filing(&unit.id, period), knew.filing(&unit.id, period));
            }
        }
        prop_assert_eq!(matters(programme, &record, &now_shown), matters(programme, &then, &then_shown));
        for half in ["2022H1", "2022H2"].map(|half| half.parse::<Half>().unwrap()) {
            let summary = |record: &Record| compose(programme, record, half, view, Lang::En);
            prop_assert_eq!(summary(&record), summary(&then));
        }
    }

    #[test]
    fn the_life_of_a_number_ends_with_the_number(
        record in any_record(),
        view in any_view(),
        narrow in prop::collection::vec(any_narrow_figure(), 12),
    ) {
        let whole = whole_figures(built_in()).into_iter().filter(|id| id.filter.period.is_none());
        for id in whole.chain(narrow) {
            let value = figure(built_in(), &record, view, &id).map(|figure| figure.value);
            let life = life(built_in(), &record, view, &id);
            prop_assert_eq!(life.as_ref().map(|life| life.value()), value, "{}", id);
            let mut before = life.as_ref().map(|life| life.start);
            for change in life.iter().flat_map(|life| &life.changes) {
                prop_assert_eq!(Some(change.from), before, "{}", id);
                prop_assert_ne!(change.from, change.to);
                before = Some(change.to);
            }
        }
    }

    #[test]
    fn a_number_counted_a_second_way_is_the_same(
        record in any_record(),
        view in any_view(),
        narrow in prop::collection::vec(any_narrow_figure(), 24),
    ) {
        for id in whole_figures(built_in()).into_iter().chain(narrow) {
            let value = figure(built_in(), &record, view, &id).map(|figure| figure.value);
            if let Some(again) = recount(built_in(), &record, view, &id) {
                prop_assert_eq!(Some(again), value, "{}", id);
            }
        }
    }

    #[test]
    fn a_part_of_a_figure_is_the_figure_of_the_part(
        record in any_record(),
        view in any_view(),
        narrow in prop::collection::vec(any_narrow_figure(), 24),
    ) {
        for id in narrow {
            // What is owed in all counts other periods than what is owed for one.
            let period = id.filter.period.filter(|_| matches!(id.subject, Subject::Reporting | Subject::Filings(_)));
            let whole = FigureId { filter: Filter { period, ..Filter::default() }, ..id.clone() };
            let whole = figure(built_in(), &record, view, &whole).unwrap();
            prop_assert_eq!(whole.part(&id.filter), figure(built_in(), &record, view, &id).unwrap().value, "{}", id);
        }
    }

    #[test]
    fn what_is_owed_is_on_time_late_or_missing(record in any_record(), view in any_view()) {
        let count = |name: &str| figure(built_in(), &record, view, &name.parse().unwrap()).unwrap().value;
        for suffix in built_in().periods.iter().map(|period| format!(",period={}", period.id)).chain([String::new()]) {
            let of = |kind: &str| count(&format!("reporting{kind}{suffix}"));
            let (expected, missing) = (of(".expected"), of(".missing"));
            prop_assert_eq!(of(".on_time") + of(".late") + missing, expected, "{}", suffix);
            prop_assert_eq!(of("") + missing, expected, "{}", suffix);
            prop_assert!(of(".nil") <= of(""));
        }
        for row in progress(built_in(), &record, view).reporting {
            let of = |kind: &str| count(&format!("reporting{kind},period={}", row.period));
            let figures = [of(".expected"), of(""), of(".nil"), of(".on_time"), of(".late"), of(".missing")];
            let shown = [row.expected, row.submitted, row.nil, row.on_time, row.late, row.missing.len() as i64];
            prop_assert_eq!(figures, shown, "{}", row.period);
        }
    }
}

#[test]
fn the_life_of_a_number_says_what_changed_it() {
    let content = |people: i64| {
        let draft = pilotboard::testing::draft(vec![pilotboard::testing::practising(None, Origin::Hk, people)]);
        let (programme, period) = (built_in(), built_in().period(id("2022-05")).unwrap());
        draft.understand(programme, programme.unit("gz_ast").unwrap(), period, period.end).unwrap()
    };
    let filed = pilotboard::testing::at("2022-05-26 10:00");
    let version = |number: i64, people: i64, submitted_at: DateTime<Utc>| Version {
        withdrawn: false,
        return_until: None,
        unit: "gz_ast".to_owned(),
        period: id("2022-05"),
        number,
        content: content(people),
        submitted_at,
        forwarded_at: None,
        returned_at: None,
        accepted_at: Some(submitted_at + TimeDelta::hours(5)),
        correction: (number > 1).then(|| "重复统计".to_owned()),
    };
    let corrected = pilotboard::testing::at("2022-07-20 10:00");
    let record = Record { versions: vec![version(1, 5, filed), version(2, 3, corrected)], ..Record::default() };
    let story = |view: View| {
        let id = FigureId::measure(Measure::Practising);
        let life = life(built_in(), &record, view, &id).unwrap();
        life.changes
            .into_iter()
            .map(|change| {
                let why = change.causes.first().and_then(|cause| cause.correction.clone()).unwrap_or_default();
                (change.at, change.from, change.to, change.causes.len(), why)
            })
            .collect::<Vec<_>>()
    };
    let july = NaiveDate::from_ymd_opt(2022, 7, 28).unwrap();
    let five = TimeDelta::hours(5);
    let accepted = (filed + five, 0, 5, 1, String::new());
    let correction = (corrected + five, 5, 3, 1, "重复统计".to_owned());
    assert_eq!(story(View::new(july, Basis::Reported)), [accepted.clone(), correction.clone()]);
    // As corrected, a report counts from the last day of its period.
    let begins =
        (pilotboard::calendar::start_of(NaiveDate::from_ymd_opt(2022, 5, 28).unwrap()), 0, 5, 0, String::new());
    assert_eq!(story(View::new(july, Basis::Corrected)), [begins, correction]);
    let june = NaiveDate::from_ymd_opt(2022, 6, 28).unwrap();
    assert_eq!(story(View::new(june, Basis::Reported)), [accepted]);
}

/// The last version of each report that nobody has decided on.
fn waiting(record: &Record) -> Vec<&Version> {
    let newest = |version: &&Version| {
        let later = |other: &Version| {
            (&other.unit, other.period) == (&version.unit, version.period) && other.number > version.number
        };
        !record.versions.iter().any(later)
    };
    let open = |version: &&Version| version.accepted_at.is_none() && version.returned_at.is_none();
    record.versions.iter().filter(newest).filter(open).collect()
}

fn after_all(record: &Record) -> DateTime<Utc> {
    record.last_change().unwrap_or_default() + TimeDelta::hours(1)
}

proptest! {
    #[test]
    fn the_impact_that_is_told_is_the_change_that_comes(record in any_record(), day in any_day()) {
        let programme = built_in();
        let moment = after_all(&record);
        for version in waiting(&record) {
            let told = impact(programme, &record, version, moment, &[day]);
            // The acceptance itself, as the office does it.
            let mut accepted = record.clone();
            let held = accepted.versions.iter_mut().find(|held| *held == version).unwrap();
            held.accepted_at = Some(moment);
            let view = View::new(day, Basis::Corrected);
            for target in &programme.targets {
                let id = target.id.parse().unwrap();
                let value = |record: &Record| figure(programme, record, view, &id).unwrap().value;
                let (before, after) = (value(&record), value(&accepted));
                let shift = told.iter().find(|shift| shift.figure == id).map(|shift| (shift.before, shift.after));
                prop_assert_eq!(shift, (before != after).then_some((before, after)));
            }
        }
    }
}

/// A change of the plan: which, how much, and from which day.
#[derive(Clone, Debug)]
enum Amendment {
    Value(usize, i64),
    Lagging(i64),
    PlanStart(i64),
    Leaves(usize),
    Deadline(usize, NaiveDate),
    DueSoon(i64, i64),
    Stale(i64),
    /// Reports open this many days before they are due, and whether a day off moves them.
    Opens(i64, bool),
    DayOff(NaiveDate),
    /// A period whose days are set, and by how many days it moves.
    Period(usize, i64),
    UnitName(usize),
    SpecialtyNew(usize),
    SpecialtyUnits(usize),
    Stage(usize),
    PlaceUnit(usize),
    Parts(usize),
    Look,
}

fn any_amendment() -> impl Strategy<Value = (NaiveDate, Amendment)> {
    let change = prop_oneof![
        (0_usize..5, 1_i64..400).prop_map(|(at, value)| Amendment::Value(at, value)),
        (0_i64..29).prop_map(|points| Amendment::Lagging(-points)),
        (0_i64..100).prop_map(Amendment::PlanStart),
        (0_usize..18).prop_map(Amendment::Leaves),
        (0_usize..14, any_day()).prop_map(|(at, day)| Amendment::Deadline(at, day)),
        (0_i64..15, 0_i64..15).prop_map(|(days, report)| Amendment::DueSoon(days, report)),
        (1_i64..60).prop_map(Amendment::Stale),
        (0_i64..20, any::<bool>()).prop_map(|(days, moves)| Amendment::Opens(days, moves)),
        any_day().prop_map(Amendment::DayOff),
        (0_usize..11, 0_i64..9).prop_map(|(at, by)| Amendment::Period(at, by)),
        (0_usize..24).prop_map(Amendment::UnitName),
        (0_usize..12).prop_map(Amendment::SpecialtyNew),
        (0_usize..12).prop_map(Amendment::SpecialtyUnits),
        (0_usize..5).prop_map(Amendment::Stage),
        (0_usize..8).prop_map(Amendment::PlaceUnit),
        (0_usize..14).prop_map(Amendment::Parts),
        Just(Amendment::Look),
    ];
    (any_day(), change)
}

/// The plan with the amendments made one after another, in the order of their days.
fn amended(amendments: &[(NaiveDate, Amendment)]) -> Programme {
    let mut plan = built_in().clone();
    for (day, change) in amendments {
        let mut next = Programme { before: None, ..plan.clone() };
        match change {
            Amendment::Value(at, value) => next.targets[*at].value = *value,
            Amendment::Lagging(points) => next.thresholds.lagging_points = *points,
            Amendment::PlanStart(percent) => {
                for target in &mut next.targets {
                    if let Some(plan) = &mut target.plan {
                        plan.points[0].percent = *percent;
                    }
                }
            }
            Amendment::Leaves(at) => {
                if let Some(group) = next.groups.iter_mut().find(|group| group.id == "pilot_units") {
                    let at = at % group.members.len().max(1);
                    group.members.remove(at);
                    next.groups.retain(|group| !group.members.is_empty());
                }
            }
            Amendment::Deadline(at, due) => next.tasks[*at].deadline = Deadline::Date { date: *due },
            Amendment::DueSoon(days, report) => {
                (next.thresholds.due_soon_days, next.thresholds.report_due_soon_days) = (*days, *report);
            }
            Amendment::Stale(days) => next.thresholds.stale_days = *days,
            Amendment::Opens(days, moves) => {
                (next.reporting.opens_before, next.reporting.roll_over) = (*days, *moves);
            }
            Amendment::DayOff(day) => drop(next.holidays.off.insert(*day)),
            Amendment::Period(at, by) => {
                let period = next.periods[*at % next.periods.len()].clone();
                let due = period.due + TimeDelta::days(*by);
                next.reporting.moved.retain(|moved| moved.id != period.id);
                let (opens, effective_due) = (Some(period.opens), Some(due + TimeDelta::days(1)));
                next.reporting.moved.push(Moved { id: period.id, opens, due: Some(due), effective_due });
            }
            Amendment::UnitName(at) => next.units[*at].name.zh_hans.push('新'),
            Amendment::SpecialtyNew(at) => next.specialties[*at].new ^= true,
            Amendment::SpecialtyUnits(at) => drop(next.specialties[*at].units.pop()),
            Amendment::Stage(at) => next.specialty_stages[*at].zh_hans.push('新'),
            Amendment::PlaceUnit(at) => next.places[*at].unit = None,
            Amendment::Parts(at) => next.tasks[*at].slots.clear(),
            Amendment::Look => next.documents.third_heading_bold ^= true,
        }
        next.periods = next.reporting.periods(&next.holidays);
        plan = next.following(plan, *day);
    }
    plan
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_change_of_the_plan_repaints_no_day_before_it(
        record in any_record(),
        mut amendments in prop::collection::vec(any_amendment(), 1..4),
        view in any_view(),
    ) {
        amendments.sort_by_key(|(day, _)| *day);
        let whole = amended(&amendments);
        let (last, _) = amendments.last().unwrap().clone();
        let without = amended(&amendments[..amendments.len() - 1]);
        let eve = View::new(view.day.min(last.pred_opt().unwrap()), view.basis);
        prop_assert_eq!(progress(&whole, &record, eve), progress(&without, &record, eve));
        for id in whole_figures(built_in()) {
            prop_assert_eq!(figure(&whole, &record, eve, &id), figure(&without, &record, eve, &id));
            prop_assert_eq!(recount(&whole, &record, eve, &id), recount(&without, &record, eve, &id));
        }
        for half in [Half { year: 2022, second: false }, Half { year: 2022, second: true }] {
            if half.end() < last {
                // A draft is printed as documents look today; what was issued keeps the look it had.
                let look = DocumentSettings::default();
                let told = |plan: &Programme| Summary { settings: look, ..compose(plan, &record, half, eve, Lang::ZhHans) };
                prop_assert_eq!(told(&whole), told(&without));
            }
        }
        // And from its day on, it is the plan.
        let newest = Programme { before: None, ..whole.clone() };
        let after = View::new(view.day.max(last), view.basis);
        prop_assert_eq!(progress(&whole, &record, after), progress(&newest, &record, after));
    }
}
