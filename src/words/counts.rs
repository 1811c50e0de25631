//! What documents count: the name of each count, its unit, and how it comes about.

use crate::calendar::Half;
use crate::figures::Counted;
use crate::language::Lang;
use crate::programme::Programme;

impl Lang {
    /// What a count is called, with what it is of.
    pub fn counted_name(self, programme: &Programme, counted: Counted, of: Option<&str>) -> String {
        let name = self.count_name(counted, of);
        let Some(of) = of else { return name.to_owned() };
        let target = |id: &str| programme.target(id).map(|target| target.name.of(self).to_owned());
        let task = |number: &str| programme.task(number).map(|task| self.task_named(task.short.of(self), number));
        let stage = |n: &str| {
            let at = n.parse::<usize>().ok()?;
            let names = &programme.specialty_stages;
            Some(match at.checked_sub(1) {
                None => self.summary_stage_none().to_owned(),
                Some(at) => names.get(at)?.of(self).to_owned(),
            })
        };
        let what = match counted {
            Counted::Given => match of.split_once('.') {
                Some((_, number)) => task(number),
                None => target(of),
            },
            Counted::Derived => of.split_once('.').and_then(|(id, _)| target(id)),
            Counted::Specialties => stage(of),
            Counted::Slots => task(of),
            Counted::Days => of.split_once('/').and_then(|(number, due)| {
                let due = due.parse().ok()?;
                Some(format!("{} · {}", task(number)?, self.day(due)))
            }),
            _ => None,
        };
        match what {
            Some(what) => format!("{what} · {name}"),
            None => name.to_owned(),
        }
    }

    pub fn half_of_year(self, Half { year, second }: Half) -> String {
        match (self, second) {
            (Lang::En, false) => format!("first half of {year}"),
            (Lang::En, true) => format!("second half of {year}"),
            (_, false) => format!("{year}年上半年"),
            (_, true) => format!("{year}年下半年"),
        }
    }

    fn count_name(self, counted: Counted, of: Option<&str>) -> &'static str {
        match counted {
            Counted::Given => match of {
                Some("targets") => self.pick("年度目标项数", "年度目標項數", "annual targets"),
                Some("periods") => self.pick("到期月报期数", "到期月報期數", "periods due"),
                Some(of) if of.starts_with("ladder.") => self.pick("阶段数", "階段數", "stages"),
                Some(of) if of.starts_with("slots.") => self.pick("应落实处数", "應落實處數", "parts"),
                _ => self.pick("目标值", "目標值", "target value"),
            },
            Counted::Derived => match of.and_then(|of| of.split_once('.')) {
                Some((_, "lacking")) => self.pick("尚差", "尚差", "still lacking"),
                Some((_, "projection")) => self.pick("预计年底数", "預計年底數", "projected for the year"),
                Some((_, "needed")) => self.pick("此后每月需新增", "此後每月需新增", "needed each month from now"),
                _ => self.pick("推算数", "推算數", "projected"),
            },
            Counted::Unplaced => self.pick("未分地人数", "未分地人數", "place not stated"),
            Counted::UnitsExpected => self.pick("试点单位数", "試點單位數", "pilot units"),
            Counted::UnitsSilent => self.pick("未报单位数", "未交單位數", "units outstanding"),
            Counted::UnitsWithProblems => {
                self.pick("反映问题的单位数", "反映問題的單位數", "units that named problems")
            }
            Counted::Specialties => {
                self.pick("处于该阶段的新增专业领域数", "處於該階段的新增專業範疇數", "disciplines at the stage")
            }
            Counted::Slots => self.pick("已落实处数", "已落實處數", "parts in place"),
            Counted::Days => self.pick("逾期天数", "逾期天數", "days late"),
            Counted::ReportDays => self.pick("月报逾期天数", "月報逾期天數", "days a report was late"),
            Counted::TasksDue => self.pick("应完成任务数", "應完成任務數", "tasks due"),
            Counted::TasksClosed => self.pick("按时销号任务数", "按時銷號任務數", "tasks closed in time"),
            Counted::TasksClosedLate => self.pick("逾期办结任务数", "逾期辦結任務數", "tasks closed late"),
            Counted::TasksOverdue => self.pick("逾期未办结任务数", "逾期未辦結任務數", "tasks overdue"),
            Counted::TasksOpen => self.pick("期内在办任务数", "期內在辦任務數", "tasks not yet due"),
            Counted::ReportsDue => self.pick("应报月报数", "應交月報數", "reports expected"),
            Counted::ReportsOnTime => self.pick("按时月报数", "準時月報數", "reports in time"),
            Counted::ReportsLate => self.pick("逾期月报数", "逾期月報數", "reports late"),
            Counted::ReportsMissing => self.pick("未核或未报月报数", "未核實或未交月報數", "reports outstanding"),
        }
    }

    /// The word after the value of a count.
    pub fn count_unit(self, counted: Counted) -> &'static str {
        use Counted::{Days, ReportDays, ReportsDue, ReportsLate, ReportsMissing, ReportsOnTime};
        use Counted::{UnitsExpected, UnitsSilent, UnitsWithProblems};
        match counted {
            Days | ReportDays => self.pick("天", "天", "days"),
            UnitsExpected | UnitsSilent | UnitsWithProblems => self.pick("个单位", "個單位", ""),
            ReportsDue | ReportsOnTime | ReportsLate | ReportsMissing => self.pick("份", "份", ""),
            counted if counted.is_of_tasks() => self.pick("项", "項", ""),
            _ => "",
        }
    }

    /// How a count comes about.
    pub fn count_rule(self, counted: Counted) -> &'static str {
        match counted {
            Counted::Given => self.pick(
                "实施方案规定的数，或方案中列明的项数。",
                "實施方案規定的數，或方案中列明的項數。",
                "As the circular has it, or as many as it lists.",
            ),
            Counted::Derived => self.pick(
                "由目标值、累计数和最近三个月新增数推算。",
                "由目標值、累計數和最近三個月新增數推算。",
                "Worked out from the target, the total so far and what was new in the last three months.",
            ),
            Counted::Unplaced => self.pick(
                "已核月报中未注明地点的人数。",
                "已核實月報中未註明地點的人數。",
                "People of whom approved reports name no place.",
            ),
            Counted::UnitsExpected => self.pick(
                "截至日应报月报的单位，每个计1。",
                "截至日應交月報的單位，每個計1。",
                "One for each unit that owes a report on the day.",
            ),
            Counted::UnitsSilent => self.pick(
                "最近一期到期月报未报的单位，每个计1。",
                "最近一期到期月報未交的單位，每個計1。",
                "One for each unit whose latest report due is missing.",
            ),
            Counted::UnitsWithProblems => self.pick(
                "期内已核月报中写了“存在问题”的单位，每个计1。",
                "期內已核實月報中寫了「存在問題」的單位，每個計1。",
                "One for each unit that names problems in an approved report of the time.",
            ),
            Counted::Specialties => self.pick(
                "正处于该阶段的新增专业领域，每个计1。",
                "正處於該階段的新增專業範疇，每個計1。",
                "One for each new discipline that is at the stage.",
            ),
            Counted::Slots => self.pick(
                "任务列明的各处中已落实的，每处计1。",
                "任務列明的各處中已落實的，每處計1。",
                "One for each named part of the task that is in place.",
            ),
            Counted::Days => self.pick(
                "自应完成日至办结日或截至日的天数。",
                "自應完成日至辦結日或截至日的天數。",
                "Days from the due day to the day it was closed, or to the day of the figures.",
            ),
            Counted::ReportDays => self.pick(
                "自应报日至首次提交日的天数。",
                "自應交日至首次提交日的天數。",
                "Days from the due day to the day the report was first submitted.",
            ),
            Counted::TasksDue
            | Counted::TasksClosed
            | Counted::TasksClosedLate
            | Counted::TasksOverdue
            | Counted::TasksOpen => self.pick(
                "期内到期、有固定时限且处于此状态的任务，每次到期计1。",
                "期內到期、有固定時限且處於此狀態的任務，每次到期計1。",
                "One for each due day within the time of a task with a fixed deadline that stands so.",
            ),
            Counted::ReportsDue | Counted::ReportsOnTime | Counted::ReportsLate => self.pick(
                "期内应报的月报，按报送情况每份计1。",
                "期內應交的月報，按報送情況每份計1。",
                "One for each report owed for the time, by how it came in.",
            ),
            Counted::ReportsMissing => self.pick(
                "应报而尚未通过审核、未计入数据的月报，每份计1。",
                "應交而尚未通過審核、未計入數據的月報，每份計1。",
                "One for each report that is owed and not approved, so that it is not among the numbers.",
            ),
        }
    }
}
