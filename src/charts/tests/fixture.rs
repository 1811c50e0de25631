//! A small programme with the targets, deadlines and specialties of 2022, and records to chart.

use crate::calendar::{Holidays, PeriodId, Reporting, end_of, start_of};
use crate::language::Name;
use crate::programme::{
    Arrangement, DocumentSettings, PaperTasks, Place, Programme, Requirement, SealedCopy, Stage, Thresholds, Tile,
};
use crate::progress::{Closure, Progress, Record, progress};
use crate::reports::{Cell, Content, Count, Origin, StageReached, Stated, TaskSaid, Version};
use crate::specialties::Specialty;
use crate::targets::{Measure, Operator, PlanLine, PlanPoint, Target, TargetMeasure};
use crate::tasks::{Deadline, Responsible, Task, TaskRole};
use crate::units::{Membership, Route, Unit, UnitGroup, UnitKind};
use crate::views::{Basis, View};
use chrono::NaiveDate;

pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2022, month, day).unwrap()
}

pub fn view(month: u32, of_month: u32) -> View {
    View::new(day(month, of_month), Basis::Corrected)
}

pub fn name(zh_hans: &str, en: &str) -> Name {
    Name::new(zh_hans, zh_hans, en)
}

pub fn programme() -> Programme {
    let reporting = Reporting {
        start: day(1, 1),
        first: PeriodId::month(2022, 3),
        last: PeriodId::month(2022, 12),
        day: 28,
        supplement: None,
        roll_over: true,
        opens_before: 7,
        moved: Vec::new(),
    };
    let holidays = Holidays::default();
    let periods = reporting.periods(&holidays);
    Programme {
        id: "2022".into(),
        title: name("互认试点", "Recognition pilot"),
        short: name("互认试点", "Recognition pilot"),
        issuer: Name::default(),
        document_number: String::new(),
        document_title: String::new(),
        signatory: Name::default(),
        key_tasks: Vec::new(),
        targets: targets(),
        tasks: tasks(),
        tasks_note: Some(name("14项任务（原文编号1–15，缺第5项）", "14 tasks (numbered 1–15, no No. 5)")),
        stages: vec![Stage {
            number: 1,
            verbatim: String::new(),
            name: Name::default(),
            start: day(1, 1),
            end: day(12, 31),
        }],
        specialties: specialties(),
        specialty_stages: ["对接", "协商文本", "签约", "启动评价", "产生互认"].map(|stage| name(stage, stage)).to_vec(),
        units: ["a", "b", "c"].map(unit).to_vec(),
        groups: vec![UnitGroup {
            id: "pilot".into(),
            name: Name::default(),
            members: ["a", "b", "c"].map(|id| Membership { unit: id.into(), from: day(1, 1), until: None }).to_vec(),
            inferred: false,
            note: None,
        }],
        expected: "pilot".into(),
        consolidator: "a".into(),
        places: Vec::new(),
        posts: Vec::new(),
        reporting,
        holidays,
        thresholds: Thresholds {
            lagging_points: -10,
            serious_points: -30,
            due_soon_days: 7,
            report_due_soon_days: 3,
            stale_days: 35,
        },
        documents: DocumentSettings::default(),
        papers: PaperTasks::default(),
        sealed_copy: SealedCopy::default(),
        readings: Vec::new(),
        periods,
        before: None,
    }
}

fn unit(id: &str) -> Unit {
    Unit {
        id: id.into(),
        name: name(id, id),
        short: None,
        full: None,
        aliases: Vec::new(),
        kind: UnitKind::Society,
        route: Route::Direct,
        specialties: Vec::new(),
        specialties_inferred: false,
        note: None,
    }
}

fn targets() -> Vec<Target> {
    let target = |id: &str, short: Name, operator, value, unit: Name, wording: &str, measure| Target {
        id: id.into(),
        key_task: 1,
        name: short.clone(),
        short,
        operator,
        value,
        unit,
        wording: name(wording, wording),
        verbatim: String::new(),
        clause: String::new(),
        due: day(12, 31),
        measure,
        plan: None,
        inferred: None,
    };
    let count = |measure| TargetMeasure::Count { measure };
    let people = || name("人", "persons");
    let plan = || PlanLine {
        points: vec![PlanPoint { on: day(3, 31), percent: 0 }, PlanPoint { on: day(12, 31), percent: 100 }],
        reason: String::new(),
    };
    let planned = |target: Target| Target { plan: Some(plan()), ..target };
    let (t1, t2) = (
        name("准入类 执业落地", "Licensed: established in practice"),
        name("非准入类 互认", "Non-licensed: recognised"),
    );
    let kinds = || name("个", "disciplines");
    let (t3, t4) =
        (name("非准入类 专业领域", "Non-licensed: disciplines"), name("新增领域 签约", "New disciplines: signed"));
    vec![
        planned(target("T1", t1, Operator::AtLeast, 100, people(), "不少于100人", count(Measure::Practising))),
        planned(target("T2", t2, Operator::AtLeast, 200, people(), "200人以上", count(Measure::Recognised))),
        target(
            "T3",
            t3,
            Operator::Exactly,
            12,
            kinds(),
            "增加到12个",
            TargetMeasure::Specialties { baseline: 7, stage: 3 },
        ),
        target("T4", t4, Operator::AtLeast, 5, kinds(), "5个", TargetMeasure::Specialties { baseline: 0, stage: 3 }),
        target(
            "T5",
            name("大湾区经验报告", "GBA experience report"),
            Operator::AtLeast,
            1,
            name("份", "report"),
            "1份",
            TargetMeasure::TaskStage { task: "13".into(), stage: 3 },
        ),
    ]
}

fn specialties() -> Vec<Specialty> {
    [
        ("quality", "品质", "product quality"),
        ("egov", "电子政务工程", "e-government engineering"),
        ("nonmetallic", "非金属材料", "non-metallic materials"),
        ("textile", "纺织", "textiles"),
        ("food", "食品", "food"),
    ]
    .into_iter()
    .zip(8..)
    .map(|((id, zh_hans, en), number)| Specialty {
        id: id.into(),
        number,
        name: name(zh_hans, en),
        aliases: Vec::new(),
        new: true,
        units: vec![if id == "nonmetallic" { "c".into() } else { "a".into() }],
        units_inferred: false,
    })
    .collect()
}

fn tasks() -> Vec<Task> {
    let on = |month, of_month| Deadline::Date { date: day(month, of_month) };
    let rows = [
        ("1", "制定实施方案", "Implementation scheme", on(2, 25)),
        ("2", "成立领导小组", "Leading Group set up", on(3, 4)),
        ("3", "信息化平台建设", "Information platform", on(3, 25)),
        ("4", "试点工作简报", "Work bulletin", Deadline::Monthly { day: 28 }),
        ("6", "各单位工作计划", "Work plans of pilot units", on(3, 15)),
        ("7", "准入类政策宣传", "Licensed: publicity", on(3, 31)),
        ("8", "准入类试点在湾区实施", "Licensed: pilot in operation", on(6, 30)),
        ("9", "推进非准入类互认", "Non-licensed: recognition", on(12, 31)),
        ("10", "支持四市工程师学会建设", "Four city societies", on(12, 31)),
        ("11", "可设立工作站", "Workstations, by need", on(6, 30)),
        ("12", "设立示范点", "Demonstration sites", on(6, 30)),
        ("13", "大湾区经验报告", "GBA experience report", on(12, 31)),
        ("14", "宣传报道", "Publicity", Deadline::AsNeeded),
        ("15", "半年工作总结", "Half-year summaries", Deadline::Dates { dates: vec![day(6, 30), day(12, 31)] }),
    ];
    let task = |(number, zh_hans, en, deadline): (&str, &str, &str, Deadline)| Task {
        number: number.into(),
        key_task: None,
        verbatim: String::new(),
        name: name(zh_hans, en),
        short: name(zh_hans, en),
        deadline,
        deadline_verbatim: "结合工作需要".into(),
        responsible_verbatim: String::new(),
        responsible: vec![Responsible {
            party: if number == "10" { "c".into() } else { "a".into() },
            role: TaskRole::Unspecified,
            basis: None,
            on: None,
        }],
        slots: match number {
            "12" => ["南沙新区", "黄埔区", "横琴合作区", "前海"].map(|slot| name(slot, slot)).to_vec(),
            _ => Vec::new(),
        },
        stages: match number {
            "13" => vec![name("提纲", "Outline"), name("初稿", "Draft"), name("定稿", "Final text")],
            _ => Vec::new(),
        },
        done_when: None,
        note: None,
    };
    rows.map(task).to_vec()
}

/// What `unit` filed for a month, accepted the same evening unless `accepted` is false.
pub fn version(unit: &str, month: u32, content: Content, accepted: bool) -> Version {
    let submitted_at = start_of(day(month, 28));
    Version {
        withdrawn: false,
        return_until: None,
        unit: unit.into(),
        period: PeriodId::month(2022, month),
        number: 1,
        content,
        submitted_at,
        forwarded_at: None,
        returned_at: None,
        accepted_at: accepted.then_some(submitted_at + chrono::Duration::hours(8)),
        correction: None,
    }
}

pub fn people(practising: i64, recognised: i64) -> Content {
    let count = |measure, n| Count {
        cell: Cell { measure, specialty: None, place: None, origin: Origin::Hk, direction: None },
        stated: Stated::Number(n),
    };
    Content {
        counts: vec![count(Measure::Practising, practising), count(Measure::Recognised, recognised)],
        ..Content::default()
    }
}

pub fn nil() -> Content {
    Content { nil: true, ..Content::default() }
}

/// Everybody's reports for the months given: 41 and 62 people by July, two agreements, an outline.
pub fn record(months: std::ops::RangeInclusive<u32>) -> Record {
    let mut versions = Vec::new();
    for month in months {
        let mut content = match month {
            4 => people(7, 10),
            5 => people(10, 16),
            6 => people(11, 18),
            7 => people(13, 18),
            _ => nil(),
        };
        let stage = |specialty: &str, stage| StageReached::new(specialty, stage, day(month, 20));
        let task = |number: &str, stage, slots: &[&str]| TaskSaid {
            number: number.into(),
            stage,
            slots: slots.iter().map(|slot| (*slot).to_owned()).collect(),
            ..TaskSaid::default()
        };
        match month {
            5 => content.stages = vec![stage("textile", 3)],
            6 => {
                content.stages = vec![stage("egov", 3), stage("quality", 2), stage("food", 2)];
                content.tasks = vec![task("13", Some(1), &[]), task("12", None, &["南沙新区", "黄埔区"])];
            }
            _ => {}
        }
        versions.push(version("a", month, content, true));
        versions.push(version("b", month, nil(), true));
        versions.push(version("c", month, nil(), true));
    }
    let closed = [
        ("1", day(2, 25), day(2, 25)),
        ("2", day(3, 4), day(3, 2)),
        ("6", day(3, 15), day(3, 20)),
        ("3", day(3, 25), day(3, 25)),
        ("7", day(3, 31), day(3, 29)),
        ("11", day(6, 30), day(6, 10)),
        ("4", day(3, 28), day(3, 28)),
        ("4", day(4, 28), day(4, 28)),
        ("4", day(5, 28), day(6, 2)),
        ("15", day(6, 30), day(6, 30)),
    ];
    let closures = closed.map(|(task, due, on)| closure(task, due, on)).to_vec();
    Record { versions, closures, ..Record::default() }
}

fn closure(task: &str, due: NaiveDate, on: NaiveDate) -> Closure {
    Closure {
        id: format!("{task}-{due}"),
        task: task.into(),
        due: Some(due),
        unit: "a".into(),
        period: PeriodId::month(2022, 7),
        on,
        evidence: String::new(),
        requested_at: end_of(on),
        confirmed_at: Some(end_of(on)),
        returned_at: None,
        reopened_at: None,
        reopen_reason: None,
    }
}

pub fn july() -> (Programme, Record, Progress) {
    at(record(3..=7), view(7, 28))
}

pub fn at(record: Record, view: View) -> (Programme, Record, Progress) {
    let programme = programme();
    let progress = progress(&programme, &record, view);
    (programme, record, progress)
}

/// The same with four cities, a district and a zone, of which `a`, `b` and `c` report.
pub fn with_places() -> Programme {
    let requires = |what, task: &str, part: Option<&str>, optional| Requirement {
        what,
        task: task.into(),
        part: part.map(str::to_owned),
        optional,
        clause: "二".into(),
        inferred: false,
    };
    let place = |id: &str, zh_hans: &str, en: &str, city: Option<&str>, unit: &str, sited: bool| Place {
        id: id.into(),
        name: name(zh_hans, en),
        city: city.map(str::to_owned),
        tile: None,
        unit: Some(unit.into()),
        unit_inferred: true,
        requires: match sited {
            true => vec![
                requires(Arrangement::Rules, "8", None, false),
                requires(Arrangement::Station, "11", None, true),
                requires(Arrangement::Site, "12", Some(zh_hans), false),
            ],
            false => Vec::new(),
        },
    };
    let mut places = vec![
        place("guangzhou", "广州", "Guangzhou", None, "a", false),
        place("shenzhen", "深圳", "Shenzhen", None, "b", false),
        place("zhuhai", "珠海", "Zhuhai", None, "c", false),
        place("dongguan", "东莞", "Dongguan", None, "a", false),
        place("nansha", "南沙新区", "Nansha New Area", Some("guangzhou"), "a", true),
        place("huangpu", "黄埔区", "Huangpu District", Some("guangzhou"), "a", true),
        place("hengqin", "横琴合作区", "Hengqin Co-operation Zone", Some("zhuhai"), "c", true),
    ];
    places[1].tile = Some(Tile { row: 2, column: 2 });
    places[3].requires = vec![requires(Arrangement::Rules, "8", None, false)];
    Programme { places, ..programme() }
}

/// How many people a unit reports in a month: by place, and by specialty.
pub fn parts(unit: &str, month: u32, places: &[(Option<&str>, i64)], specialties: &[(&str, i64)]) -> Version {
    let count = |measure, specialty: Option<&str>, place: Option<&str>, n| Count {
        cell: Cell {
            measure,
            specialty: specialty.map(str::to_owned),
            place: place.map(str::to_owned),
            origin: Origin::Hk,
            direction: None,
        },
        stated: Stated::Number(n),
    };
    let placed = places.iter().map(|(place, n)| count(Measure::Practising, None, *place, *n));
    let recognised = specialties.iter().map(|(id, n)| count(Measure::Recognised, Some(id), None, *n));
    version(unit, month, Content { counts: placed.chain(recognised).collect(), ..Content::default() }, true)
}

/// June and July of three units: 22 people in places, three without one, and seven in a specialty.
pub fn by_parts() -> Record {
    let mut record = record(3..=5);
    record.versions.iter_mut().for_each(|version| version.content.counts.clear());
    let (nansha, huangpu) = (Some("nansha"), Some("huangpu"));
    record.versions.extend([
        parts("a", 6, &[(nansha, 4), (huangpu, 1)], &[("textile", 3), ("food", 0)]),
        parts("b", 6, &[(Some("shenzhen"), 6), (None, 1)], &[]),
        parts("c", 6, &[(Some("hengqin"), 2)], &[]),
        parts("a", 7, &[(nansha, 5), (huangpu, 0)], &[("textile", 4)]),
        parts("b", 7, &[(Some("shenzhen"), 4), (None, 2)], &[]),
    ]);
    record
}
