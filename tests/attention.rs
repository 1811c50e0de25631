//! What a leader reads first: the conclusion holds its length, and the list its order.

use chrono::NaiveDate;
use pilotboard::attention::{Finding, LONGEST, Matter, breadth, conclusion, findings, is_of, matters};
use pilotboard::language::Lang;
use pilotboard::lights::Light;
use pilotboard::programme::file::built_in;
use pilotboard::progress::{OccurrenceProgress, Progress, Record, progress};
use pilotboard::ratio::Tenths;
use pilotboard::reports::{Content, Version};
use pilotboard::testing::{at, id};
use pilotboard::views::{Basis, View};
use proptest::prelude::*;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, month, day).unwrap()
}

/// The programme on 28 July with nothing wrong.
fn well() -> Progress {
    let mut well = progress(built_in(), &Record::default(), View::new(day(7, 28), Basis::Corrected));
    for target in &mut well.targets {
        target.light = Light::Normal;
        target.gap = target.gap.map(|_| Tenths(-23));
    }
    for task in &mut well.tasks {
        task.light = Light::Normal;
        task.occurrences.clear();
    }
    well.silent.clear();
    well
}

fn behind(mut progress: Progress, ids: &[&str], light: Light) -> Progress {
    for target in progress.targets.iter_mut().filter(|target| ids.contains(&target.id.as_str())) {
        target.light = light;
        target.gap = target.gap.map(|_| Tenths(-1000));
        target.actual = 9_999;
    }
    progress
}

fn overdue(mut progress: Progress, late: &[(&str, i64)]) -> Progress {
    for (number, days) in late {
        let task = progress.tasks.iter_mut().find(|task| task.number == *number).unwrap();
        task.light = Light::Overdue;
        let due = day(6, 30);
        let occurrence = OccurrenceProgress {
            due,
            effective_due: due,
            closed_on: None,
            reopened: None,
            light: Light::Overdue,
            days: Some(*days),
        };
        task.occurrences.push(occurrence);
    }
    progress
}

fn silent(mut progress: Progress, units: &[&str]) -> Progress {
    progress.silent = units.iter().map(|unit| (*unit).to_owned()).collect();
    progress
}

fn sentences(progress: &Progress, lang: Lang) -> Vec<String> {
    let said = conclusion(built_in(), progress, lang);
    said.iter().map(|clauses| clauses.iter().map(|clause| clause.said.as_str()).collect()).collect()
}

#[test]
fn the_conclusion_says_targets_then_tasks_then_units_then_good_news_and_no_more_than_two() {
    let programme = built_in();
    let of = |progress: &Progress| findings(programme, progress);
    let (targets, tasks) = (vec!["T2".to_owned()], vec!["8".to_owned()]);
    let units = vec!["soc_food".to_owned()];
    assert_eq!(of(&well()), [Finding::AllIsWell]);
    let late = overdue(well(), &[("8", 28)]);
    assert_eq!(of(&late), [Finding::TasksOverdue(tasks.clone()), Finding::NoTargetBehind]);
    let slow = behind(well(), &["T2"], Light::Lagging);
    assert_eq!(of(&slow), [Finding::TargetsBehind(targets.clone()), Finding::NothingOverdue]);
    assert_eq!(of(&silent(well(), &["soc_food"])), [Finding::UnitsSilent(units.clone()), Finding::AllIsWell]);
    let all = silent(overdue(slow, &[("8", 28)]), &["soc_food"]);
    assert_eq!(of(&all), [Finding::TargetsBehind(targets), Finding::TasksOverdue(tasks)]);
    // Of what is not up to date nobody says that it is well.
    let old = silent(behind(well(), &["T1"], Light::Stale), &["soc_food"]);
    let stale = Finding::TargetsStale(vec!["T1".to_owned()]);
    assert_eq!(of(&old), [stale, Finding::UnitsSilent(units)]);
    assert_eq!(sentences(&old, Lang::ZhHans)[0], "4项年度目标1项数据未更新：准入类执业落地（慢100.0个百分点）");
    let march = progress(programme, &Record::default(), View::new(day(3, 10), Basis::Corrected));
    assert!(of(&march).contains(&Finding::NotYetBegun));
    let said = sentences(&march, Lang::ZhHans);
    assert_eq!(said.last().unwrap(), "目标自4月1日起计进度，当前为部署阶段；4月1日前到期的5项任务已销号0项");
    let target = pilotboard::attention::target_in_full(programme, &march, "T1", Lang::ZhHans).unwrap();
    assert_eq!(target, "准入类执业落地0人，序时进度自4月1日起计");
}

#[test]
fn the_conclusion_reads_as_a_person_would_write_it() {
    let slow = behind(well(), &["T2"], Light::Lagging);
    let mut slow = overdue(slow, &[("8", 28), ("12", 28)]);
    let target = slow.targets.iter_mut().find(|target| target.id == "T2").unwrap();
    (target.actual, target.gap) = (62, Some(Tenths(-123)));
    assert_eq!(
        sentences(&slow, Lang::ZhHans),
        [
            "4项年度目标1项滞后：非准入类互认62人，慢于序时进度12.3个百分点",
            "14项任务2项逾期：准入类试点在湾区实施（第8项）、设立示范点（第12项）",
        ]
    );
    assert_eq!(sentences(&well(), Lang::ZhHant), ["4項年度目標均不滯後，無逾期任務"]);
    let paths: Vec<String> =
        conclusion(built_in(), &slow, Lang::ZhHans).concat().into_iter().filter_map(|clause| clause.path).collect();
    assert_eq!(paths, ["/targets/T2", "/targets/T2", "/tasks?light=overdue", "/tasks/8", "/tasks/12"]);
}

#[test]
fn the_worst_of_days_still_fits_two_short_sentences() {
    let programme = built_in();
    let targets: Vec<&str> = programme.targets.iter().map(|target| target.id.as_str()).collect();
    let tasks: Vec<(&str, i64)> = programme.tasks.iter().map(|task| (task.number.as_str(), 99)).collect();
    let units: Vec<&str> = programme.expected_on(day(7, 28));
    let worst = [
        overdue(behind(well(), &targets, Light::SeriouslyBehind), &tasks),
        silent(overdue(well(), &tasks), &units),
        silent(behind(well(), &targets, Light::SeriouslyBehind), &units),
        silent(well(), &units),
    ];
    for progress in &worst {
        for lang in Lang::ALL {
            let said = sentences(progress, lang);
            assert!(!said.is_empty() && said.len() <= 2, "{said:?}");
            for sentence in said {
                assert!(breadth(&sentence) + 2 <= 2 * LONGEST, "{lang}: {sentence}");
                assert!(sentence.chars().any(|c| c.is_ascii_digit()), "{sentence}");
            }
        }
    }
    assert_eq!(sentences(&worst[3], Lang::ZhHans)[0], "18个单位均未报最近一期");
    let many = &sentences(&silent(well(), &units[..17]), Lang::ZhHans)[0];
    assert!(many.starts_with("18个单位17个未报最近一期：省测量控制") && many.ends_with('等'), "{many}");
}

proptest! {
    #[test]
    fn whatever_is_wrong_the_conclusion_holds_its_length(
        slow in proptest::collection::vec(any::<bool>(), 5),
        late in proptest::collection::vec(any::<bool>(), 14),
        missing in proptest::collection::vec(any::<bool>(), 18),
    ) {
        let programme = built_in();
        let chosen = |ids: Vec<String>, which: &[bool]| ids.into_iter().zip(which).filter(|(_, chosen)| **chosen).map(|(id, _)| id).collect::<Vec<_>>();
        let targets = chosen(programme.targets.iter().map(|target| target.id.clone()).collect(), &slow);
        let tasks = chosen(programme.tasks.iter().map(|task| task.number.clone()).collect(), &late);
        let units = chosen(programme.expected_on(day(7, 28)).into_iter().map(str::to_owned).collect(), &missing);
        let tasks: Vec<(&str, i64)> = tasks.iter().map(|task| (task.as_str(), 9)).collect();
        let units: Vec<&str> = units.iter().map(String::as_str).collect();
        let targets: Vec<&str> = targets.iter().map(String::as_str).collect();
        let progress = silent(overdue(behind(well(), &targets, Light::Lagging), &tasks), &units);
        for lang in Lang::ALL {
            let said = sentences(&progress, lang);
            prop_assert!((1..=2).contains(&said.len()));
            for sentence in said {
                prop_assert!(breadth(&sentence) + 2 <= 2 * LONGEST, "{}", sentence);
            }
        }
    }
}

fn asking(unit: &str, number: i64, ask: &str, returned: bool) -> Version {
    Version {
        withdrawn: false,
        return_until: None,
        unit: unit.to_owned(),
        period: id("2022-07"),
        number,
        content: Content { ask: ask.to_owned(), ..Content::default() },
        submitted_at: at("2022-07-27 10:00"),
        forwarded_at: None,
        returned_at: returned.then(|| at("2022-07-27 12:00")),
        accepted_at: None,
        correction: None,
    }
}

#[test]
fn red_comes_before_amber_the_longest_late_first_and_requests_last() {
    let progress = behind(well(), &["T1"], Light::SeriouslyBehind);
    let progress = behind(progress, &["T2"], Light::Lagging);
    let progress = silent(overdue(progress, &[("3", 5), ("12", 28), ("8", 40)]), &["dg_ast", "soc_food"]);
    let record = Record {
        versions: vec![
            asking("soc_food", 1, "第一版的请求", true),
            asking("soc_electric", 1, "明确职称衔接口径", false),
            asking("gz_ast", 1, "先前的请求", false),
            asking("gz_ast", 2, "", false),
        ],
        ..Record::default()
    };
    let list = matters(built_in(), &record, &progress);
    let short: Vec<String> = list
        .iter()
        .map(|matter| match matter {
            Matter::Overdue { task, days } => format!("{task} {days}"),
            Matter::Behind { target, serious } => format!("{target} {serious}"),
            Matter::Silent { units, .. } => units.join(" "),
            Matter::Ask { unit, text, .. } => format!("{unit} {text}"),
        })
        .collect();
    let expected = ["8 40", "12 28", "3 5", "T1 true", "T2 false", "dg_ast soc_food", "soc_electric 明确职称衔接口径"];
    assert_eq!(short, expected);
    let half: Vec<&str> = built_in().expected_on(day(7, 28)).into_iter().take(9).collect();
    let order = |units: &[&str]| {
        let progress = silent(behind(behind(well(), &["T1"], Light::SeriouslyBehind), &["T2"], Light::Lagging), units);
        let list = matters(built_in(), &Record::default(), &progress);
        list.iter().position(|matter| matches!(matter, Matter::Silent { .. })).unwrap()
    };
    assert_eq!((order(&half), order(&half[..8])), (1, 2), "where half are silent, what else is amber rests on little");
    let own = |unit: &str| list.iter().filter(|matter| is_of(built_in(), matter, unit, day(7, 28))).count();
    // The recognitions behind their line are of those who answer for promoting them.
    assert_eq!(["dg_ast", "soc_electric", "zh_ast", "gdast_coop", "gdes"].map(own), [3, 2, 0, 2, 4]);
}
