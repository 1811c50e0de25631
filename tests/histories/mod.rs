//! Random histories of a year: reports filed, returned, accepted and corrected, and tasks closed.

use chrono::{Days, NaiveDate, TimeDelta};
use pilotboard::calendar::{PeriodId, start_of};
use pilotboard::extensions::{Extension, Owed};
use pilotboard::figures::{FigureId, Filings, Subject};
use pilotboard::lights::Light;
use pilotboard::programme::Programme;
use pilotboard::programme::file::built_in;
use pilotboard::progress::{Closure, Record};
use pilotboard::reports::{Cell, Content, Count, Direction, Origin, StageReached, Stated, TaskSaid, Version};
use pilotboard::targets::Measure;
use pilotboard::tasks::Deadline;
use pilotboard::testing::id;
use pilotboard::views::{Basis, View};
use proptest::prelude::*;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, month, day).unwrap()
}

/// What becomes of a version: when it is submitted after the one before, and how it is decided.
#[derive(Clone, Debug)]
struct Turn {
    hours: i64,
    content: Content,
    decided: Decided,
}

#[derive(Clone, Copy, Debug)]
enum Decided {
    Accepted(i64),
    Returned(i64),
    /// Nobody has looked at it, so nothing can follow.
    Waiting,
}

fn any_cell() -> impl Strategy<Value = Cell> {
    let origin = prop::sample::select(Origin::ALL.to_vec());
    let programme = built_in();
    let specialties: Vec<String> = programme.specialties.iter().map(|specialty| specialty.id.clone()).collect();
    let places: Vec<String> = programme.places.iter().map(|place| place.id.clone()).collect();
    let recognised = (prop::sample::select(specialties), prop::sample::select(Direction::ALL.to_vec()))
        .prop_map(|(specialty, direction)| (Measure::Recognised, Some(specialty), None, Some(direction)));
    let practising =
        prop::option::of(prop::sample::select(places)).prop_map(|place| (Measure::Practising, None, place, None));
    (prop_oneof![recognised, practising], origin).prop_map(|((measure, specialty, place, direction), origin)| Cell {
        measure,
        specialty,
        place,
        origin,
        direction,
    })
}

fn any_stated() -> impl Strategy<Value = Stated> {
    prop_oneof![
        8 => (0_i64..40).prop_map(Stated::Number),
        1 => Just(Stated::Blank),
        1 => Just(Stated::NotApplicable),
    ]
}

fn any_content() -> impl Strategy<Value = Content> {
    let counts = prop::collection::btree_map(any_cell(), any_stated(), 0..4);
    let new: Vec<String> = built_in().specialties.iter().filter(|it| it.new).map(|it| it.id.clone()).collect();
    let stage = (prop::sample::select(new), 1_i64..=5, 0_u64..300)
        .prop_map(|(specialty, stage, days)| StageReached::new(&specialty, stage, day(1, 1) + Days::new(days)));
    let numbers: Vec<String> = built_in().tasks.iter().map(|task| task.number.clone()).collect();
    let said = (prop::sample::select(numbers), prop::option::of(1_i64..=3)).prop_map(|(number, stage)| TaskSaid {
        said: format!("task {number}"),
        number,
        stage,
        ..TaskSaid::default()
    });
    (counts, prop::option::of(stage), prop::option::of(said)).prop_map(|(counts, stage, said)| Content {
        nil: counts.is_empty(),
        counts: counts.into_iter().map(|(cell, stated)| Count { cell, stated }).collect(),
        stages: stage.into_iter().collect(),
        tasks: said.into_iter().collect(),
        ..Content::default()
    })
}

fn any_turn() -> impl Strategy<Value = Turn> {
    let decided = prop_oneof![
        5 => (1_i64..600).prop_map(Decided::Accepted),
        2 => (1_i64..200).prop_map(Decided::Returned),
        1 => Just(Decided::Waiting),
    ];
    (1_i64..900, any_content(), decided).prop_map(|(hours, content, decided)| Turn { hours, content, decided })
}

/// The versions of one report: each comes after the decision on the one before.
fn versions(unit: &str, period: PeriodId, turns: Vec<Turn>) -> Vec<Version> {
    let mut versions = Vec::new();
    let mut now = start_of(built_in().period(period).unwrap().opens);
    let mut corrects = false;
    for (turn, number) in turns.into_iter().zip(1..) {
        let submitted_at = now + TimeDelta::hours(turn.hours);
        let (accepted_at, returned_at) = match turn.decided {
            Decided::Accepted(hours) => (Some(submitted_at + TimeDelta::hours(hours)), None),
            Decided::Returned(hours) => (None, Some(submitted_at + TimeDelta::hours(hours))),
            Decided::Waiting => (None, None),
        };
        versions.push(Version {
            withdrawn: false,
            return_until: None,
            unit: unit.to_owned(),
            period,
            number,
            content: turn.content,
            submitted_at,
            forwarded_at: None,
            returned_at,
            accepted_at,
            correction: corrects.then(|| "重复统计".to_owned()),
        });
        corrects = corrects || accepted_at.is_some();
        match accepted_at.or(returned_at) {
            Some(decided) => now = decided,
            None => break,
        }
    }
    versions
}

fn any_closure() -> impl Strategy<Value = Closure> {
    let occurrences: Vec<(String, NaiveDate)> = built_in()
        .tasks
        .iter()
        .flat_map(|task| task.occurrences(&built_in().periods).into_iter().map(|it| (task.number.clone(), it.due)))
        .collect();
    let decided = prop::option::of((any::<bool>(), 1_i64..400));
    let taken_up = prop::option::of(1_i64..400);
    (prop::sample::select(occurrences), -20_i64..40, 0_i64..400, decided, taken_up).prop_map(
        |((task, due), days, hours, decided, taken_up)| {
            let on = due + TimeDelta::days(days);
            let requested_at = start_of(on) + TimeDelta::hours(hours);
            let at = |wanted: bool| {
                decided
                    .filter(|(confirmed, _)| *confirmed == wanted)
                    .map(|(_, hours)| requested_at + TimeDelta::hours(hours))
            };
            Closure {
                id: format!("{task} {due} {requested_at}"),
                task,
                due: Some(due),
                unit: "gdes".to_owned(),
                period: id("2022-12"),
                on,
                evidence: "文号".to_owned(),
                requested_at,
                confirmed_at: at(true),
                returned_at: at(false),
                reopened_at: at(true).zip(taken_up).map(|(closed, hours)| closed + TimeDelta::hours(hours)),
                reopen_reason: taken_up.map(|_| "依据不足".to_owned()),
            }
        },
    )
}

fn any_extension() -> impl Strategy<Value = Extension> {
    let tasks = built_in().tasks.iter().flat_map(|task| {
        let fixed = !matches!(task.deadline, Deadline::Monthly { .. });
        let occurrences = task.occurrences(&built_in().periods).into_iter().filter(move |_| fixed);
        occurrences.map(|it| ("gdes".to_owned(), Owed::Task { number: task.number.clone(), due: it.due }, it.due))
    });
    let units = built_in().expected_on(day(7, 1));
    let reports = built_in().periods.iter().flat_map(|period| {
        units.iter().map(|unit| ((*unit).to_owned(), Owed::Report(period.id), period.effective_due))
    });
    let owed: Vec<(String, Owed, NaiveDate)> = tasks.chain(reports).collect();
    let decided = prop::option::of((any::<bool>(), 1_i64..400));
    (prop::sample::select(owed), 0_i64..20, 1_i64..40, decided).prop_map(|((unit, owed, due), days, later, decided)| {
        let asked_at = start_of(due) - TimeDelta::days(days);
        let at =
            |agreed: bool| decided.filter(|(is, _)| *is == agreed).map(|(_, hours)| asked_at + TimeDelta::hours(hours));
        Extension {
            id: format!("{unit} {due} {asked_at}"),
            unit,
            owed,
            reason: "等待批复".to_owned(),
            wanted: due + TimeDelta::days(later),
            asked_at,
            asked_by: "filer".to_owned(),
            agreed_at: at(true),
            refused_at: at(false),
            refusal: None,
        }
    })
}

/// A record such as a year might leave behind: some reports, each filed up to three times, and closures.
pub fn any_record() -> impl Strategy<Value = Record> {
    let units: Vec<String> = built_in().expected_on(day(7, 1)).into_iter().map(str::to_owned).collect();
    let periods: Vec<PeriodId> = built_in().periods.iter().map(|period| period.id).collect();
    let report = (prop::sample::select(units), prop::sample::select(periods));
    let reports = prop::collection::btree_map(report, prop::collection::vec(any_turn(), 1..=3), 0..25);
    let extensions = prop::collection::vec(any_extension(), 0..6);
    (reports, prop::collection::vec(any_closure(), 0..8), extensions).prop_map(
        |(reports, mut closures, mut extensions)| {
            let mut all: Vec<Version> =
                reports.into_iter().flat_map(|((unit, period), turns)| versions(&unit, period, turns)).collect();
            all.sort_by_key(|version| version.submitted_at);
            closures.sort_by_key(|closure| closure.requested_at);
            extensions.sort_by_key(|extension| extension.asked_at);
            Record { versions: all, closures, extensions, ..Record::default() }
        },
    )
}

/// Any day of the year, and some after it.
pub fn any_day() -> impl Strategy<Value = NaiveDate> {
    (0_u64..420).prop_map(|days| day(1, 1) + Days::new(days))
}

pub fn any_view() -> impl Strategy<Value = View> {
    let basis = prop_oneof![Just(Basis::Reported), Just(Basis::Corrected)];
    (any_day(), basis).prop_map(|(day, basis)| View::new(day, basis))
}

/// Every figure that the board prints without a filter.
pub fn whole_figures(programme: &Programme) -> Vec<FigureId> {
    let targets = programme.targets.iter().map(|target| Subject::Target(target.id.clone()));
    let pending = ["T1", "T2"].map(|id| Subject::Pending(id.to_owned()));
    let measures = [Measure::Practising, Measure::Recognised].map(Subject::Measure);
    let lights = Light::ALL.map(Subject::Tasks);
    let subjects = targets.chain(pending).chain(measures).chain(lights);
    let filings = || std::iter::once(Subject::Reporting).chain(Filings::ALL.map(Subject::Filings));
    let by_period = programme
        .periods
        .iter()
        .flat_map(|period| filings().map(|subject| FigureId::whole(subject).in_period(period.id)));
    subjects.chain(filings()).map(FigureId::whole).chain(by_period).collect()
}
