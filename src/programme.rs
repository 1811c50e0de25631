//! A programme: targets, tasks, units, specialties and calendar as one dated plan.
//!
//! The default is `programmes/gba-2022.toml`; another scheme is another file, not other code.

mod places;
mod readings;

pub use places::{Arrangement, Place, Requirement, Tile};
pub use readings::{Decided, Mark, OtherReading, Reading, Switch};

use crate::calendar::{Holidays, Period, PeriodId, Reporting};
use crate::language::{Lang, Name};
use crate::people::Post;
use crate::ratio::Ratio;
use crate::specialties::Specialty;
use crate::targets::{Measure, PlanPoint, Target, TargetMeasure};
use crate::tasks::{Deadline, Task};
use crate::units::{Route, Unit, UnitGroup};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Programme {
    /// `2022`; part of every address.
    pub id: String,
    pub title: Name,
    /// A few words for the head of a page.
    pub short: Name,
    pub issuer: Name,
    /// 粤科协学〔2022〕2号.
    pub document_number: String,
    pub document_title: String,
    /// Who signs the summaries.
    pub signatory: Name,
    pub key_tasks: Vec<KeyTask>,
    pub targets: Vec<Target>,
    pub tasks: Vec<Task>,
    /// What the printed numbering leaves out, said once for every page that counts tasks.
    pub tasks_note: Option<Name>,
    /// 进度安排.
    pub stages: Vec<Stage>,
    pub specialties: Vec<Specialty>,
    /// The ladder of a specialty, first rung first.
    pub specialty_stages: Vec<Name>,
    pub units: Vec<Unit>,
    pub groups: Vec<UnitGroup>,
    /// Id of the group that owes a report each period (试点单位).
    pub expected: String,
    /// Id of the unit that gives societies' reports their first check.
    pub consolidator: String,
    pub places: Vec<Place>,
    pub posts: Vec<Post>,
    pub reporting: Reporting,
    pub holidays: Holidays,
    pub thresholds: Thresholds,
    /// Where offices differ on how a document looks.
    pub documents: DocumentSettings,
    /// The tasks under which units owe papers of their own.
    pub papers: PaperTasks,
    /// Whether the printed report is expected back with its seal.
    pub sealed_copy: SealedCopy,
    /// What the circular leaves open and how it is read until the office decides.
    pub readings: Vec<Reading>,
    /// `reporting.periods(&holidays)`, worked out once.
    #[serde(skip)]
    pub periods: Vec<Period>,
    /// The plan it took the place of; none if it has been in force from the beginning.
    #[serde(skip)]
    pub before: Option<Before>,
}

/// The plan before another one, and the first day on which the other is in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Before {
    pub until: NaiveDate,
    pub programme: Arc<Programme>,
}

/// Where offices differ on how a document looks and GB/T 9704-2012 lets them (product rules A.3). The default is the
/// standard's own reading.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DocumentSettings {
    /// 三级标题加粗.
    pub third_heading_bold: bool,
    /// Printed on one side: the page number stands in the middle, and the margins are alike on every page.
    pub single_sided: bool,
    /// Digits and Latin letters in the 仿宋 of the body instead of a serif.
    pub body_digits: bool,
    /// 仿宋 and 楷体 by those names, where an office has no faces called after GB 2312.
    pub plain_names: bool,
    /// Lines of 28 points instead of 22 to the page.
    pub fixed_lines: bool,
    /// Titles in Word's bold as well; the standard has the face as it is drawn.
    pub title_bold: bool,
    /// For everybody: the head of a briefing does not say that it is internal.
    pub public: bool,
    /// 共印份数: how many copies of a briefing are printed; none says nothing of it.
    #[serde(default)]
    pub copies: i64,
}

/// Numbers of the tasks under which each unit writes a paper itself; none where the programme asks for none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaperTasks {
    /// A summary of each half-year.
    pub half_year: Option<String>,
    pub work_plan: Option<String>,
    pub experience: Option<String>,
}

/// 盖章件: whether units bring their printed reports back with a seal (product rules C.1). A submission never waits for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SealedCopy {
    /// 必须: until it is there, the report says that it is to follow.
    Required,
    /// 可选
    #[default]
    Optional,
    /// 不需
    None,
}

/// One of the 重点任务 under which a leader thinks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyTask {
    pub number: i64,
    pub verbatim: String,
    pub name: Name,
}

/// A phase of the plan. Both days are counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stage {
    pub number: i64,
    pub verbatim: String,
    pub name: Name,
    pub start: NaiveDate,
    pub end: NaiveDate,
}

/// When a light changes. Points are percentage points of gap; days are calendar days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Thresholds {
    /// Lagging at or below this gap: −10.
    pub lagging_points: i64,
    /// Seriously behind below this gap: −30.
    pub serious_points: i64,
    /// Due soon this many days before: 7.
    pub due_soon_days: i64,
    /// The same of what falls due every month: 3.
    pub report_due_soon_days: i64,
    /// Accepted data that reach no further than this long ago are called old: 35.
    pub stale_days: i64,
}

impl Thresholds {
    /// From how many days before its deadline a task is due soon.
    pub fn soon(&self, deadline: &Deadline) -> i64 {
        match deadline {
            Deadline::Monthly { .. } => self.report_due_soon_days,
            Deadline::Date { .. } | Deadline::Dates { .. } | Deadline::AsNeeded => self.due_soon_days,
        }
    }
}

impl Programme {
    /// The name of a unit as it signs and seals. What is printed of the province stands for the whole of its name.
    pub fn full_name(&self, unit: &Unit, lang: Lang) -> String {
        let name = unit.full_name(lang);
        let province = self.issuer.of(lang).split_once('省').map(|(province, _)| province);
        match province.filter(|_| name.starts_with('省')) {
            Some(province) => format!("{province}{name}"),
            None => name.to_owned(),
        }
    }

    /// The plan in force on `day`. A change never repaints the days before it: whoever looks at a day asks for the
    /// plan of that day.
    pub fn at(&self, day: NaiveDate) -> &Programme {
        match &self.before {
            Some(before) if day < before.until => before.programme.at(day),
            _ => self,
        }
    }

    /// This plan in force from `day` on, after `earlier`.
    pub fn following(self, earlier: Programme, day: NaiveDate) -> Programme {
        Programme { before: Some(Before { until: day, programme: Arc::new(earlier) }), ..self }
    }

    /// The same, to be kept.
    pub fn shared_at(self: &Arc<Self>, day: NaiveDate) -> Arc<Programme> {
        match &self.before {
            Some(before) if day < before.until => before.programme.shared_at(day),
            _ => Arc::clone(self),
        }
    }

    /// The day of the plan that reports known on `day` are held against: the end of the last period that has ended.
    /// Nothing new can be counted between two ends, so a pace that ran on with the days would call every target
    /// slower each morning and level again on the 28th. From its own day on a target is held against the whole. None
    /// before the first end, when nothing is due yet.
    pub fn pace_day(&self, target: &Target, day: NaiveDate) -> Option<NaiveDate> {
        let ends = self.periods.iter().map(|period| period.end);
        ends.chain([target.due]).filter(|end| *end <= day).max().map(|end| end.min(target.due))
    }

    /// What should have been reached of `target` by the end of `day`, as the plan of that day has it.
    pub fn pace(&self, target: &str, day: NaiveDate) -> Option<Ratio> {
        Some(self.at(day).target(target)?.plan.as_ref()?.pace(day))
    }

    /// The plan line of `target` as it is to be drawn against its value of today: what an earlier plan expected is
    /// kept up to the day on which it changed.
    pub fn plan_drawn(&self, target: &str) -> Vec<PlanPoint> {
        let Some(held) = self.target(target) else { return Vec::new() };
        let points = held.plan.as_ref().map(|plan| plan.points.clone()).unwrap_or_default();
        let Some(before) = &self.before else { return points };
        let Some((earlier, plan)) = before
            .programme
            .target(target)
            .and_then(|earlier| Some((earlier, earlier.plan.as_ref()?)))
            .filter(|(earlier, _)| (earlier.value, &earlier.plan) != (held.value, &held.plan))
        else {
            return points;
        };
        let Some(eve) = before.until.pred_opt() else { return points };
        let whole = |share: Ratio| share.percent().0.div_euclid(10);
        let scaled = |percent: i64| percent * earlier.value / held.value.max(1);
        let mut drawn: Vec<PlanPoint> = before.programme.plan_drawn(target);
        drawn.retain(|point| point.on < eve);
        drawn.push(PlanPoint { on: eve, percent: whole(plan.pace(eve)) });
        for point in &mut drawn {
            point.percent = scaled(point.percent);
        }
        if let Some(line) = &held.plan {
            drawn.push(PlanPoint { on: before.until, percent: whole(line.pace(before.until)) });
        }
        drawn.extend(points.into_iter().filter(|point| point.on > before.until));
        drawn
    }

    pub fn target(&self, id: &str) -> Option<&Target> {
        self.targets.iter().find(|target| target.id == id)
    }

    /// The target that counts a measure.
    pub fn counting(&self, measure: Measure) -> Option<&Target> {
        self.targets
            .iter()
            .find(|target| matches!(target.measure, TargetMeasure::Count { measure: of } if of == measure))
    }

    pub fn task(&self, number: &str) -> Option<&Task> {
        self.tasks.iter().find(|task| task.number == number)
    }

    pub fn unit(&self, id: &str) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.id == id)
    }

    pub fn group(&self, id: &str) -> Option<&UnitGroup> {
        self.groups.iter().find(|group| group.id == id)
    }

    /// The specialty with this id, name or alias.
    pub fn specialty(&self, word: &str) -> Option<&Specialty> {
        self.specialties.iter().find(|specialty| specialty.is_called(word))
    }

    /// The place with this id or name.
    pub fn place(&self, word: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.id == word || place.name.zh_hans == word || place.name.zh_hant == word)
    }

    pub fn cities(&self) -> impl Iterator<Item = &Place> {
        self.places.iter().filter(|place| place.city.is_none())
    }

    /// A city and what lies in it; of a place inside one, itself alone.
    pub fn places_of<'a>(&'a self, place: &'a str) -> impl Iterator<Item = &'a Place> {
        self.places.iter().filter(move |other| other.id == place || other.city.as_deref() == Some(place))
    }

    pub fn period(&self, id: PeriodId) -> Option<&Period> {
        self.periods.iter().find(|period| period.id == id)
    }

    /// The units that owe a report on `day`, in printed order.
    pub fn expected_on(&self, day: NaiveDate) -> Vec<&str> {
        self.group(&self.expected).map(|group| group.members_on(day).collect()).unwrap_or_default()
    }

    /// The units that may file a report, whether they owe one or not: 18 pilot units, and the
    /// consolidator and departments, which report only on their own tasks.
    pub fn filers(&self) -> impl Iterator<Item = &Unit> {
        self.units.iter().filter(|unit| unit.route != Route::None)
    }

    /// The units answering for `task` on `day`, groups opened, in printed order, each once.
    pub fn answerable<'a>(&'a self, task: &'a Task, day: NaiveDate) -> Vec<&'a str> {
        let mut units: Vec<&str> = Vec::new();
        for responsible in &task.responsible {
            match self.group(&responsible.party) {
                Some(group) => {
                    units.extend(group.members_on(day).filter(|unit| !units.contains(unit)).collect::<Vec<_>>())
                }
                None if !units.contains(&responsible.party.as_str()) => units.push(&responsible.party),
                None => {}
            }
        }
        units
    }

    /// Tasks for which `unit` answers on `day`.
    pub fn tasks_of(&self, unit: &str, day: NaiveDate) -> impl Iterator<Item = &Task> {
        self.tasks.iter().filter(move |task| self.answerable(task, day).contains(&unit))
    }

    /// The last regular period whose report was due by the end of `day`.
    pub fn latest_due(&self, day: NaiveDate) -> Option<&Period> {
        self.periods.iter().rfind(|period| period.effective_due <= day)
    }

    /// The last regular period that has ended by `day`.
    pub fn latest_closed(&self, day: NaiveDate) -> Option<&Period> {
        self.periods.iter().rfind(|period| period.is_regular() && period.end <= day)
    }

    /// The period a unit would be filing on `day`: the one that holds the day, or the last.
    pub fn current_period(&self, day: NaiveDate) -> Option<&Period> {
        self.periods.iter().rfind(|period| day >= if period.is_regular() { period.start } else { period.opens })
    }
}

#[cfg(feature = "ssr")]
pub mod changes;
#[cfg(feature = "ssr")]
pub mod editing;
#[cfg(feature = "ssr")]
pub mod file;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;
