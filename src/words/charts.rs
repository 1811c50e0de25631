//! What charts say: their findings, what they measure, their labels and the heads of their tables.

use crate::language::Lang;
use crate::programme::Programme;
use crate::targets::Target;
use chrono::{Datelike, NaiveDate};

words! {
    chart_behind(what: &str, n: i64, unit: &str, points: &str): "{what}{n}{unit}，慢于序时进度{points}个百分点", "{what}{n}{unit}，慢於序時進度{points}個百分點", "{what}: {n}, {points} percentage points behind the planned pace";
    chart_ahead(what: &str, n: i64, unit: &str, points: &str): "{what}{n}{unit}，快于序时进度{points}个百分点", "{what}{n}{unit}，超前序時進度{points}個百分點", "{what}: {n}, {points} percentage points ahead of the planned pace";
    chart_on_pace(what: &str, n: i64, unit: &str): "{what}{n}{unit}，与序时进度持平", "{what}{n}{unit}，與序時進度持平", "{what}: {n}, level with the planned pace";
    chart_before_start(what: &str, n: i64, unit: &str, day: &str): "{what}{n}{unit}，序时进度自{day}起计", "{what}{n}{unit}，序時進度由{day}起計", "{what}: {n}; the planned pace runs from {day}";
    chart_met(what: &str, n: i64, unit: &str): "{what}{n}{unit}，已达标", "{what}{n}{unit}，已達標", "{what}: {n}, target met";
    chart_short_of(what: &str, n: i64, unit: &str, lacking: i64): "{what}{n}{unit}，距目标差{lacking}{unit}", "{what}{n}{unit}，距目標尚差{lacking}{unit}", "{what}: {n}, {lacking} short of the target";
    chart_stage_none(what: &str, steps: usize): "{what}：尚无进展填报（共{steps}步）", "{what}：尚無進展填報（共{steps}步）", "{what}: no progress reported yet ({steps} steps)";
    chart_stage_at(what: &str, stage: &str, step: i64, steps: usize): "{what}：已到{stage}（{step}/{steps}）", "{what}：已到{stage}（{step}/{steps}）", "{what}: {stage} reached ({step} of {steps})";

    chart_measures(measure: &str, unit: &str): "累计{measure}，按已核报告，单位：{unit}", "累計{measure}，按已核實報告，單位：{unit}", "Cumulative {measure}, from accepted reports, in {unit}";
    chart_measures_signed: "已签互认协议的专业领域，按已核报告", "已簽互認協議的專業範疇，按已核實報告", "Disciplines with a signed recognition agreement, from accepted reports";
    chart_measures_stage: "工作到达的步骤，按已核报告", "工作到達的步驟，按已核實報告", "The step the work has reached, from accepted reports";
    chart_measures_tasks: "各项任务的时限、办结日和逾期天数", "各項任務的限期、辦結日和逾期日數", "Deadline, closing day and days overdue of each task";
    chart_target_is(wording: &str, day: &str): "目标{wording}，时限{day}", "目標{wording}，限期{day}", "target {wording}, due {day}";
    chart_as_at(day: &str): "截至{day}", "截至{day}", "as at {day}";
    chart_pending_is(n: i64, unit: &str): "另有待核{n}{unit}", "另有待核實{n}{unit}", "{n} more awaiting acceptance";
    chart_units_accepted(accepted: i64, expected: i64): "{expected}个单位中{accepted}个已核", "{expected}個單位中{accepted}個已核實", "{accepted} of {expected} units accepted";
    chart_projected(what: &str, n: i64, unit: &str): "按近三月速度，{what}年底达{n}{unit}", "按近三個月速度，{what}年終達{n}{unit}", "{what}: {n} {unit} by the end at the pace of the last three months";
    chart_next_due(named: &str, day: &str): "下一个时限是{day}：{named}", "下一個限期是{day}：{named}", "next due on {day}: {named}";
    chart_closed_count(n: usize): "{n}项已销号", "{n}項已銷號", "{n}\u{a0}closed";
    chart_owner_of(first: &str, all: usize, more: usize): "{first}等{all}方", "{first}等{all}方", "{first} +{more}";
    chart_overdue_count(n: usize): "{n}项逾期", "{n}項逾期", "{n}\u{a0}overdue";
    chart_lagging_count(n: usize): "{n}项滞后", "{n}項滯後", "{n}\u{a0}behind schedule";
    chart_stale_count(n: usize): "{n}项数据未更新", "{n}項數據未更新", "{n}\u{a0}not updated";
    chart_no_overdue: "无逾期任务", "無逾期任務", "none overdue";
    chart_only_listed(n: usize, all: usize): "只列出{all}项中的{n}项。", "只列出{all}項中的{n}項。", "Only {n} of the {all} are listed.";
    chart_task_count(n: usize): "{n}项任务", "{n}項任務", "{n} tasks";

    chart_pace_mark(percent: &str): "序时{percent}", "時序{percent}", "pace {percent}";
    chart_pace_mark_on(percent: &str, day: &str): "序时{percent}（{day}）", "時序{percent}（{day}）", "pace {percent} ({day})";
    chart_pending_mark(n: i64): "待核{n}", "待核{n}", "+{n} pending";
    chart_baseline_mark(n: i64): "原有{n}个", "原有{n}個", "{n} existing";
    chart_target_mark(wording: &str): "目标 {wording}", "目標 {wording}", "Target: {wording}";
    chart_projection_mark(n: i64, unit: &str): "预计{n}{unit}", "預計{n}{unit}", "projected {n}";
    chart_value_mark(n: i64, unit: &str): "{n}{unit}", "{n}{unit}", "{n}";
    chart_cumulative(unit: &str): "累计（{unit}）", "累計（{unit}）", "Cumulative ({unit})";
    chart_accepted_mark(accepted: i64, expected: i64): "已核{accepted}/{expected}", "已核{accepted}/{expected}", "{accepted}/{expected} accepted";
    chart_missing_mark(period: &str): "{period}未报", "{period}未報", "{period} not reported";
    chart_days(n: i64): "{n}天", "{n}天", "{n} days";

    chart_actual: "已核", "已核實", "Accepted";
    chart_pending: "待核", "待核實", "Pending";
    chart_target: "目标", "目標", "Target";
    chart_completion: "完成", "完成", "Completion";
    chart_pace: "序时", "時序", "Planned pace";
    chart_gap: "差（百分点）", "差距（百分點）", "Gap (points)";
    chart_state: "状态", "狀態", "State";
    chart_stage: "步骤", "步驟", "Step";
    chart_reached_on: "到达日期", "到達日期", "Reached on";
    chart_reached: "已到", "已到達", "reached";
    chart_not_reached: "未到", "未到達", "not reached";
    chart_cumulative_head: "累计", "累計", "Cumulative";
    chart_period_end: "截止日", "截止日", "Ends on";
    chart_accepted_units: "已核单位", "已核實單位", "Units accepted";
    chart_projection_row: "年底预计", "年底預計", "Projected year end";
    chart_number: "编号", "編號", "No.";
    chart_closed_on: "办结日", "辦結日", "Closed on";
    chart_days_head: "逾期天数", "逾期日數", "Days late";
    chart_existing: "原有专业领域", "原有專業範疇", "Existing disciplines";
    chart_new_head: "本期新增", "本期新增", "New in the period";
    duties_measured: "行为责任单位，列为任务编号，单元格为该任务的状态，空格表示未列为责任单位", "行為責任單位，欄為任務編號，儲存格為該任務的狀態，空格表示未列為責任單位", "Units down, tasks across; a mark is the state of a task the unit is listed for";
    climbs_measured: "各专业领域到达的阶段，按已核报告", "各專業範疇到達的階段，按已核實報告", "The stage each discipline has reached, from accepted reports";
    chart_hatched: "斜线：最近一期月报未报，数据未更新", "斜線：最近一期月報未交，數據未更新", "Hatched: the latest report is missing, so the data are not up to date";
    chart_by_unit(what: &str, n: i64): "{what}来自{n}个单位", "{what}來自{n}個單位", "{what}: from {n} units";
    chart_by_unit_measured(end: i64): "各单位累计人数，同一标尺0–{end}人，按原文次序，不分先后", "各單位累計人數，同一標尺0–{end}人，按原文次序，不分先後", "Persons by unit so far, all on one scale from 0 to {end}, in printed order and not ranked";
    chart_signed: "已签", "已簽", "signed";
}

impl Lang {
    /// The short name of a target inside a sentence; Chinese needs no space there.
    pub fn chart_subject(self, target: &Target) -> String {
        match self {
            Lang::En => target.short.en.clone(),
            _ => target.short.of(self).replace(' ', ""),
        }
    }

    /// Clauses as one sentence.
    pub fn chart_sentence(self, clauses: &[String]) -> String {
        clauses.join(self.pick("；", "；", "; ")) + self.pick("。", "。", ".")
    }

    /// What stands before the colon in the finding on all tasks.
    pub fn chart_tasks_subject(self, programme: &Programme) -> String {
        match &programme.tasks_note {
            Some(note) => note.of(self).to_owned(),
            None => self.chart_task_count(programme.tasks.len()),
        }
    }

    /// Two parts of a finding, the first announcing the second.
    pub fn chart_announce(self, subject: &str, said: &[String]) -> String {
        let said = said.join(self.pick("，", "，", ", "));
        self.pick(format!("{subject}：{said}"), format!("{subject}：{said}"), format!("{subject}: {said}"))
    }

    /// 6-30, for the crowded inside of a chart.
    pub fn chart_day(self, day: NaiveDate) -> String {
        match self {
            Lang::En => self.short_day(day),
            _ => format!("{}-{}", day.month(), day.day()),
        }
    }

    pub fn chart_month(self, month: NaiveDate) -> String {
        match self {
            Lang::En => month.format("%b").to_string(),
            _ => format!("{}月", month.month()),
        }
    }
}
