//! Terms and short forms that every page shares: states, roles, days, counts.

use crate::language::Lang;
use crate::lights::Light;
use crate::people::Role;
use crate::ratio::Tenths;
use crate::reports::{Direction, Origin};
use crate::targets::Measure;
use chrono::{Datelike, NaiveDate, Weekday};

words! {
    people(n: i64): "{n}人", "{n}人", "{n}";
    days_overdue(n: i64): "逾期{n}天", "逾期{n}天", "{n} days overdue";
    closure_waits(n: i64): "时限已过{n}天，待核定", "時限已過{n}天，待核定", "awaiting confirmation, {n} days past the deadline";
    days_left(n: i64): "余{n}天", "尚餘{n}天", "{n} days left";
    due_today: "今日到期", "今日到期", "due today";
    days_late(n: i64): "+{n}天", "+{n}天", "+{n} days";
    as_at: "截至", "截至", "as at";
    not_applicable: "不适用", "不適用", "not applicable";
    to_be_confirmed: "待办公室确认", "待辦公室確認", "to be confirmed by the Office";
    example_data: "示例数据", "示例數據", "example data";
    example_data_note: "示例数据，全部数字均为虚构", "示例數據，全部數字均為虛構", "Example data: every figure is invented";
    total: "合计", "合計", "total";
    unit_label: "单位", "單位", "unit";
    period_label: "报告期", "報告期", "reporting period";
    task_label: "工作任务", "工作任務", "task";
    deadline_label: "完成时限", "完成時限", "deadline";
    responsible_unit: "责任单位", "責任單位", "responsible unit";
    role_unspecified: "原文未分主次", "原文未分主次", "role not specified in source";
    specialty_label: "专业领域", "專業範疇", "discipline";
    place_label: "地区", "地區", "place";
    origin_label: "来源地", "來源地", "place of origin";
    direction_label: "互认方向", "互認方向", "direction of recognition";
    place_unknown: "未分地", "未分地", "place not stated";
    year_end_supplement(year: i32): "{year}年末补报", "{year}年終補報", "{year} year-end supplementary return";
    month_name(year: i32, month: u32): "{year}年{month}月", "{year}年{month}月", "{year}-{month:02}";
    long_date(year: i32, month: u32, day: u32): "{year}年{month}月{day}日", "{year}年{month}月{day}日", "{day}/{month}/{year}";
}

impl Lang {
    /// 2022年7月28日, in prose.
    pub fn day(self, day: NaiveDate) -> String {
        match self {
            Lang::En => day.format("%-d %B %Y").to_string(),
            _ => self.long_date(day.year(), day.month(), day.day()),
        }
    }

    /// 7月28日, where the year is plain.
    pub fn short_day(self, day: NaiveDate) -> String {
        match self {
            Lang::En => day.format("%-d %b").to_string(),
            _ => format!("{}月{}日", day.month(), day.day()),
        }
    }

    /// The day something is due as the one way to say it: 8月28日（遇周日，顺延至8月29日）.
    pub fn due(self, due: NaiveDate, last: NaiveDate) -> String {
        let (printed, moved) = (self.short_day(due), self.short_day(last));
        if last <= due {
            return printed;
        }
        let off = match due.weekday() {
            Weekday::Sat => self.pick("周六", "週六", "a Saturday"),
            Weekday::Sun => self.pick("周日", "週日", "a Sunday"),
            _ => self.pick("节假日", "假期", "a holiday"),
        };
        match self {
            Lang::ZhHans => format!("{printed}（遇{off}，顺延至{moved}）"),
            Lang::ZhHant => format!("{printed}（遇{off}，順延至{moved}）"),
            Lang::En => format!("{printed} ({off}, moved to {moved})"),
        }
    }

    /// 7月月报, July report.
    pub fn month_report(self, month: u32) -> String {
        match self {
            Lang::ZhHans => format!("{month}月月报"),
            Lang::ZhHant => format!("{month}月月報"),
            Lang::En => {
                let name = NaiveDate::from_ymd_opt(2000, month, 1).map(|day| day.format("%B").to_string());
                format!("{} report", name.unwrap_or_else(|| month.to_string()))
            }
        }
    }

    pub fn percent(self, value: Tenths) -> String {
        format!("{value}%")
    }

    /// The word that is the state; shape and colour only echo it.
    pub fn light(self, light: Light) -> &'static str {
        match light {
            Light::NotStarted => self.pick("未开始", "未開始", "not started"),
            Light::Met => self.pick("已达标", "已達標", "target met"),
            Light::Normal => self.pick("正常", "正常", "on track"),
            Light::DueSoon => self.pick("临期", "臨期", "due soon"),
            Light::Lagging => self.pick("滞后", "滯後", "behind schedule"),
            Light::SeriouslyBehind => self.pick("严重滞后", "嚴重滯後", "seriously behind"),
            Light::Overdue => self.pick("逾期", "逾期", "overdue"),
            Light::ClosureRequested => self.pick("待销号", "待銷號", "closure pending"),
            Light::Closed => self.pick("已销号", "已銷號", "closed"),
            Light::ClosedLate => self.pick("逾期办结", "逾期辦結", "closed late"),
            Light::Stale => self.pick("数据未更新", "數據未更新", "data not updated"),
            Light::None => self.pick("持续推进", "持續推進", "ongoing"),
        }
    }

    /// The one character inside the mark.
    pub fn light_glyph(self, light: Light) -> &'static str {
        match light {
            Light::NotStarted => self.pick("○", "○", "○"),
            Light::Met => self.pick("达", "達", "✓"),
            Light::Normal => self.pick("正", "正", "✓"),
            Light::DueSoon => self.pick("临", "臨", "S"),
            Light::Lagging => self.pick("滞", "滯", "B"),
            Light::SeriouslyBehind => self.pick("严", "嚴", "B"),
            Light::Overdue => self.pick("逾", "逾", "!"),
            Light::ClosureRequested => self.pick("待", "待", "P"),
            Light::Closed => self.pick("销", "銷", "C"),
            Light::ClosedLate => self.pick("销", "銷", "C"),
            Light::Stale => self.pick("未", "未", "?"),
            Light::None => self.pick("续", "續", "~"),
        }
    }

    pub fn role(self, role: Role) -> &'static str {
        match role {
            Role::Filer => self.pick("填报员", "填報員", "reporting officer"),
            Role::UnitHead => self.pick("单位负责人", "單位負責人", "head of unit"),
            Role::Consolidator => self.pick("汇总单位", "匯總單位", "consolidating unit"),
            Role::Office => self.pick("办公室工作人员", "辦公室工作人員", "Office staff"),
            Role::LeadingGroup => self.pick("领导小组查阅人", "領導小組查閱人", "Leading Group viewer"),
            Role::Administrator => self.pick("系统管理员", "系統管理員", "system administrator"),
            Role::Auditor => self.pick("审计员", "審計員", "auditor"),
        }
    }

    pub fn measure(self, measure: Measure) -> &'static str {
        match measure {
            Measure::Practising => self.pick("落地执业人数", "落地執業人數", "professionals established in practice"),
            Measure::Recognised => self.pick("互认人数", "互認人數", "persons mutually recognised"),
        }
    }

    pub fn origin(self, origin: Origin) -> &'static str {
        match origin {
            Origin::Hk => self.pick("香港", "香港", "Hong Kong"),
            Origin::Mo => self.pick("澳门", "澳門", "Macao"),
        }
    }

    pub fn direction(self, direction: Direction) -> &'static str {
        match direction {
            Direction::In => self.pick("港澳→内地", "港澳→內地", "Hong Kong/Macao to Mainland"),
            Direction::Out => self.pick("内地→港澳", "內地→港澳", "Mainland to Hong Kong/Macao"),
        }
    }
}
