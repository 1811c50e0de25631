use super::*;
use crate::extensions::{Extension, Owed};
use crate::programme::file::built_in;
use crate::reports::{Content, Version};
use chrono::TimeDelta;
use proptest::prelude::*;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, month, day).unwrap()
}

/// A moment in Shanghai.
fn at(month: u32, of: u32, hour: u32, minute: u32) -> DateTime<Utc> {
    moment(day(month, of), NaiveTime::from_hms_opt(hour, minute, 0).unwrap())
}

fn period(month: u32) -> &'static Period {
    built_in().period(PeriodId::month(2022, month)).unwrap()
}

fn planned(month: u32) -> Vec<(Occasion, String)> {
    let period = period(month);
    let plan = plan(&Schedule::default(), &built_in().holidays, period, period.effective_due);
    plan.iter()
        .map(|planned| (planned.occasion, planned.at.with_timezone(&shanghai()).format("%m-%d %H:%M").to_string()))
        .collect()
}

fn version(unit: &str, month: u32, submitted_at: DateTime<Utc>) -> Version {
    Version {
        unit: unit.to_owned(),
        period: PeriodId::month(2022, month),
        number: 1,
        content: Content::default(),
        submitted_at,
        forwarded_at: None,
        returned_at: None,
        withdrawn: false,
        return_until: None,
        accepted_at: None,
        correction: None,
    }
}

fn who(due: &[Due], occasion: Occasion) -> Vec<&str> {
    due.iter().filter(|due| due.planned.occasion == occasion).map(|due| due.unit.as_str()).collect()
}

#[test]
fn a_report_due_on_a_working_day_is_reminded_of_as_the_office_has_it() {
    use Occasion::*;
    let expected = [
        (Opening, "07-21 09:30"),
        (Soon, "07-25 09:30"),
        (Eve, "07-27 10:00"),
        (LastDay, "07-28 15:00"),
        (Late, "07-29 09:00"),
    ];
    assert_eq!(planned(7), expected.map(|(occasion, at)| (occasion, at.to_owned())));
}

#[test]
fn reminders_avoid_days_off_and_the_last_day_is_the_one_that_counts() {
    use Occasion::*;
    // 21 August is a Sunday, 27 and 28 August are a weekend: the report is late after Monday.
    let august = [
        (Opening, "08-22 09:30"),
        (Soon, "08-25 09:30"),
        (Eve, "08-26 10:00"),
        (LastDay, "08-29 15:00"),
        (Late, "08-30 09:00"),
    ];
    assert_eq!(planned(8), august.map(|(occasion, at)| (occasion, at.to_owned())));
    // 25 September is a Sunday, and on 1 to 7 October nobody works.
    let september = [
        (Opening, "09-21 09:30"),
        (Soon, "09-23 09:30"),
        (Eve, "09-27 10:00"),
        (LastDay, "09-28 15:00"),
        (Late, "09-29 09:00"),
    ];
    assert_eq!(planned(9), september.map(|(occasion, at)| (occasion, at.to_owned())));
    // A Saturday that is worked is a working day: 8 October comes after the holidays.
    let late = plan(&Schedule::default(), &built_in().holidays, period(9), day(9, 30)).pop().unwrap();
    assert_eq!(late.at, at(10, 8, 9, 0));
}

#[test]
fn whoever_has_filed_is_not_reminded_nor_whoever_owes_nothing() {
    let programme = built_in();
    let schedule = Schedule::default();
    let mut record = Record::default();
    let noon = at(7, 28, 15, 0);
    assert_eq!(due(programme, &record, &schedule, noon).len(), 18);
    record.versions.push(version("soc_food", 7, at(7, 28, 14, 59)));
    // A nil return counts.
    record.versions.push(Version {
        content: Content { nil: true, ..Content::default() },
        ..version("dg_ast", 7, at(7, 20, 9, 0))
    });
    // One that was sent back is owed again.
    record.versions.push(Version { returned_at: Some(at(7, 27, 9, 0)), ..version("soc_civil", 7, at(7, 26, 9, 0)) });
    let due = due(programme, &record, &schedule, noon);
    let units = who(&due, Occasion::LastDay);
    assert!(due.len() == 16 && !units.contains(&"soc_food") && !units.contains(&"dg_ast"), "{units:?}");
    assert!(due.iter().any(|due| due.unit == "soc_civil" && due.returned));
    assert!(!units.contains(&"gdes") && !units.contains(&"gdast_coop"));
}

#[test]
fn a_later_day_that_was_agreed_moves_every_reminder_of_that_unit_alone() {
    let programme = built_in();
    let mut record = Record::default();
    record.extensions.push(Extension {
        id: "e".into(),
        unit: "soc_food".into(),
        owed: Owed::Report(PeriodId::month(2022, 7)),
        reason: "等待数据".into(),
        wanted: day(8, 5),
        asked_at: at(7, 26, 9, 0),
        asked_by: "soc_food".into(),
        agreed_at: Some(at(7, 26, 10, 0)),
        refused_at: None,
        refusal: None,
    });
    let (schedule, at) = (Schedule::default(), at);
    let at_last = due(programme, &record, &schedule, at(7, 28, 15, 30));
    assert!(at_last.len() == 17 && who(&at_last, Occasion::LastDay).iter().all(|unit| *unit != "soc_food"));
    assert!(
        who(&due(programme, &record, &schedule, at(7, 29, 9, 0)), Occasion::Late)
            .iter()
            .all(|unit| *unit != "soc_food")
    );
    assert_eq!(who(&due(programme, &record, &schedule, at(8, 5, 15, 0)), Occasion::LastDay), ["soc_food"]);
    assert_eq!(who(&due(programme, &record, &schedule, at(8, 8, 9, 0)), Occasion::Late), ["soc_food"]);
}

#[test]
fn a_board_that_was_down_says_nothing_of_yesterday() {
    let (programme, record, schedule) = (built_in(), Record::default(), Schedule::default());
    let said = |now| due(programme, &record, &schedule, now).iter().map(|due| due.planned.occasion).next();
    assert_eq!(said(at(7, 25, 9, 29)), None);
    assert_eq!(said(at(7, 25, 9, 30)), Some(Occasion::Soon));
    assert_eq!(said(at(7, 25, 17, 59)), Some(Occasion::Soon));
    // Neither in the evening of its day nor on the next.
    assert_eq!(said(at(7, 25, 18, 0)), None);
    assert_eq!(said(at(7, 26, 9, 30)), None);
    assert_eq!(said(at(7, 27, 10, 0)), Some(Occasion::Eve));
}

#[test]
fn a_letter_says_what_is_true_on_its_day_and_names_nobody_else() {
    let (programme, schedule) = (built_in(), Schedule::default());
    let due = due(programme, &Record::default(), &schedule, at(7, 29, 9, 0));
    let food = due.iter().find(|due| due.unit == "soc_food").unwrap();
    let letter = food.letter(programme, &schedule, Lang::ZhHans, day(7, 29), "https://board.example.org");
    assert_eq!(letter.subject, "7月月报：已逾期1天");
    for said in [
        "省食品学会：",
        "应于7月28日前报送，已逾期1天，仍可提交",
        "https://board.example.org/my/reports/2022-07?lang=zh-Hans",
    ] {
        assert!(letter.body.contains(said), "{said}: {}", letter.body);
    }
    for lang in Lang::ALL {
        let letter = food.letter(programme, &schedule, lang, day(7, 29), "");
        for other in programme.units.iter().filter(|unit| unit.id != "soc_food") {
            assert!(
                !letter.body.contains(other.name.of(lang)) || programme.issuer.of(lang).contains(other.name.of(lang)),
                "{}",
                other.id
            );
        }
        assert!(!letter.body.contains(['{', '}']), "{}", letter.body);
    }
}

#[test]
fn a_schedule_is_understood_whole_or_every_slip_is_told() {
    let usual = Schedule::default();
    assert_eq!(Schedule::understand(&usual.typed()), Ok(usual.clone()));
    let kept: Schedule = serde_json::from_str(&serde_json::to_string(&usual).unwrap()).unwrap();
    assert_eq!(kept, usual);
    let mut typed = usual.typed();
    typed[0].days = "2".into();
    typed[1].time = "23:30".into();
    typed[2].texts[0] = "{name}，明日截止".into();
    typed[3].texts[2] = String::new();
    typed[4].days = "0".into();
    let slips = Schedule::understand(&typed).unwrap_err();
    let fields: Vec<String> = slips.iter().map(Slip::field).collect();
    for field in ["soon-time", "eve-text-zh-Hans", "last_day-text-en", "late-days"] {
        assert!(fields.contains(&field.to_owned()), "{field}: {fields:?}");
    }
    typed = usual.typed();
    typed[1].days = "8".into();
    assert_eq!(Schedule::understand(&typed), Err(vec![Slip::Order { occasion: Occasion::Soon }]));
}

proptest! {
    /// Whatever was filed when, and whenever the board looks: nobody who has filed is reminded, nobody twice on one
    /// occasion, at most once a day, only by day and on working days, and never after the day of the occasion.
    #[test]
    fn reminders_keep_their_promises(
        filed in proptest::collection::vec((0usize..18, 3u32..=12, -12i64..6, 0i64..1440), 0..60),
        steps in proptest::collection::vec(1i64..2000, 1..120),
        start in 0i64..330,
    ) {
        let programme = built_in();
        let schedule = Schedule::default();
        let units = programme.expected_on(programme.reporting.start);
        let mut all: Vec<Version> = filed.iter().map(|(unit, month, days, minutes)| {
            let due = crate::calendar::start_of(period(*month).due);
            version(units[*unit], *month, due + TimeDelta::days(*days) + TimeDelta::minutes(*minutes))
        }).collect();
        all.sort_by_key(|version| version.submitted_at);
        let mut now = at(3, 1, 0, 0) + TimeDelta::days(start);
        let mut given: Vec<(String, NaiveDate)> = Vec::new();
        for step in steps {
            now += TimeDelta::minutes(step);
            let record = Record { versions: all.iter().filter(|v| v.submitted_at <= now).cloned().collect(), ..Record::default() };
            for due in due(programme, &record, &schedule, now) {
                let has_filed = record.versions.iter().any(|v| v.unit == due.unit && v.period == due.period);
                prop_assert!(!has_filed);
                prop_assert!(is_by_day(&programme.holidays, now));
                prop_assert!(due.planned.at <= now && now < due.planned.until);
                prop_assert_eq!(day_of(due.planned.at), day_of(now));
                if given.iter().all(|(cause, _)| *cause != due.cause()) {
                    let same_day = given.iter().filter(|(cause, on)| *on == day_of(now) && cause.starts_with(&format!("report {} {} ", due.unit, due.period)));
                    prop_assert_eq!(same_day.count(), 0);
                    given.push((due.cause(), day_of(now)));
                }
            }
        }
    }

    /// Whatever days the office sets: a plan is in order, on working days, one a day.
    #[test]
    fn a_plan_is_in_order_and_on_working_days(opening in 1u32..=20, soon in 1u32..=20, month in 3u32..=12, later in 0i64..40) {
        let mut schedule = Schedule::default();
        schedule.rules[0].days = opening;
        schedule.rules[1].days = soon;
        let period = period(month);
        let plan = plan(&schedule, &built_in().holidays, period, period.effective_due + TimeDelta::days(later));
        prop_assert!(plan.windows(2).all(|two| day_of(two[0].at) < day_of(two[1].at) && two[0].occasion < two[1].occasion));
        prop_assert!(plan.iter().all(|planned| is_by_day(&built_in().holidays, planned.at) && planned.at < planned.until));
        prop_assert!(plan.iter().any(|planned| planned.occasion == Occasion::LastDay));
        prop_assert!(plan.iter().any(|planned| planned.occasion == Occasion::Late));
    }
}
