//! What the leading group reads: overview, tasks, units, matrix, figures.

use crate::figures::{Filings, Formula};
use crate::language::Lang;
use crate::progress::FilingState;
use crate::ratio::Tenths;
use crate::tasks::{Deadline, Task};

impl Lang {
    /// What has to be there before the task can be closed (product rules B.8).
    pub fn standard(self, task: &Task) -> String {
        if let Some(said) = &task.done_when {
            return said.of(self).to_owned();
        }
        let named: Vec<String> = task.slots.iter().map(|slot| slot.of(self).to_owned()).collect();
        match (&task.deadline, named.is_empty(), task.stages.last()) {
            (_, false, _) => self.standard_slots(named.len(), &self.list(&named)),
            (_, true, Some(last)) => self.standard_stage(last.of(self)),
            (Deadline::Monthly { .. } | Deadline::Dates { .. }, ..) => self.standard_each().to_owned(),
            (Deadline::AsNeeded, ..) => self.standard_none().to_owned(),
            (Deadline::Date { .. }, ..) => self.standard_office().to_owned(),
        }
    }

    /// How many of the targets are overdue, seriously behind and behind, each light by its own word.
    pub fn targets_behind(self, counts: [i64; 3], all: i64) -> String {
        let words = [
            self.pick("逾期", "逾期", "overdue"),
            self.pick("严重滞后", "嚴重滯後", "seriously behind"),
            self.pick("滞后", "滯後", "behind"),
        ];
        let some = counts.into_iter().zip(words).filter(|(n, _)| *n > 0);
        match self {
            Lang::En => {
                let parts: Vec<String> = some.map(|(n, word)| format!("{n} {word}")).collect();
                // 1 of 5 annual targets behind.
                match parts.as_slice() {
                    [one] => one.replacen(' ', &format!(" of {all} annual targets "), 1),
                    parts => format!("Of {all} annual targets {}", parts.join(", ")),
                }
            }
            _ => {
                let parts: Vec<String> =
                    some.map(|(n, word)| format!("{n}{}{word}", self.pick("项", "項", ""))).collect();
                format!("{all}{}{}", self.pick("项年度目标", "項年度目標", ""), parts.join("、"))
            }
        }
    }
}

words! {
    overview_title: "总览", "總覽", "Overview";
    tasks_overdue(n: i64, all: i64): "{all}项任务{n}项逾期", "{all}項任務{n}項逾期", "{n} of {all} tasks overdue";
    all_silent(all: i64): "{all}个单位均未报最近一期", "{all}個單位均未提交最近一期", "None of the {all} units has filed the latest report";
    units_silent(n: i64, all: i64): "{all}个单位{n}个未报最近一期", "{all}個單位{n}個未提交最近一期", "{n} of {all} units have not filed the latest report";
    all_is_well(all: i64): "{all}项年度目标均不滞后，无逾期任务", "{all}項年度目標均不滯後，無逾期任務", "None of the {all} annual targets is behind, and no task is overdue";
    no_target_behind(all: i64): "{all}项年度目标均不滞后", "{all}項年度目標均不滯後", "None of the {all} annual targets is behind";
    target_in_list(name: &str, gap: &str): "{name}（{gap}）", "{name}（{gap}）", "{name} ({gap})";
    nothing_overdue(all: i64): "{all}项任务无逾期", "{all}項任務無逾期", "none of the {all} tasks is overdue";
    not_yet_begun(day: &str): "目标自{day}起计进度，当前为部署阶段", "目標自{day}起計進度，現為部署階段", "Progress counts from {day}; this is the preparation phase";
    early_tasks(day: &str, all: i64, closed: i64): "{day}前到期的{all}项任务已销号{closed}项", "{day}前到期的{all}項任務已銷號{closed}項", "{closed} of the {all} tasks due before {day} are closed";
    plan_begins(day: &str): "序时进度自{day}起计", "序時進度由{day}起計", "The planned pace runs from {day}";
    task_named(short: &str, number: &str): "{short}（第{number}项）", "{short}（第{number}項）", "{short} (No. {number})";
    target_at(name: &str, actual: i64, unit: &str, gap: &str): "{name}{actual}{unit}，{gap}", "{name}{actual}{unit}，{gap}", "{name} {actual} {unit}, {gap}";
    target_open(name: &str, actual: i64, value: i64, unit: &str): "{name}{actual}/{value}{unit}", "{name}{actual}/{value}{unit}", "{name} {actual}/{value} {unit}";
    behind_points(points: Tenths): "慢于序时进度{points}个百分点", "慢於序時進度{points}個百分點", "{points} points behind schedule";
    ahead_points(points: Tenths): "快于序时进度{points}个百分点", "快於序時進度{points}個百分點", "{points} points ahead of schedule";
    level_points(points: Tenths): "与序时进度基本持平（{points}个百分点）", "與序時進度大致持平（{points}個百分點）", "level with schedule ({points} points)";
    behind_short(points: Tenths): "慢{points}个百分点", "慢{points}個百分點", "{points} pts behind";
    ahead_short(points: Tenths): "快{points}个百分点", "快{points}個百分點", "{points} pts ahead";
    level_short(points: Tenths): "基本持平（{points}）", "大致持平（{points}）", "level ({points} pts)";
    new_in(month: &str, n: &str): "{month}新增{n}", "{month}新增{n}", "{month}: {n} new";
    new_in_and_before(month: &str, n: &str, earlier: &str, before: &str): "{month}新增{n}（{earlier}{before}）", "{month}新增{n}（{earlier}{before}）", "{month}: {n} new ({earlier} {before})";
    projected(mean: Tenths, projection: &str, lacking: i64): "按近三月均{mean}，年底{projection}，缺{lacking}", "按近三月平均{mean}，年底{projection}，缺{lacking}", "At {mean} a month: {projection} by year end, {lacking} short";
    projected_enough(mean: Tenths, projection: &str): "按近三月均{mean}，年底{projection}，可达标", "按近三月平均{mean}，年底{projection}，可達標", "At {mean} a month: {projection} by year end, target met";
    new_unknown(month: &str, last: &str, n: &str): "{month}多数未报（{last}新增{n}）", "{month}多數未交（{last}新增{n}）", "{month}: most reports missing ({last}: {n} new)";
    no_projection: "报齐不足三期，暂不推算", "交齊不足三期，暫不推算", "Fewer than three periods reported: no projection yet";
    needed_per_month(n: i64): "每月还需{n}", "每月尚需{n}", "{n} a month needed";
    what_it_takes(days: i64, lacking: i64, unit: &str, monthly: i64): "余{days}天，还需{lacking}{unit}，即每月{monthly}{unit}", "尚餘{days}天，還需{lacking}{unit}，即每月{monthly}{unit}", "{days} days left, {lacking} {unit} still needed: {monthly} a month";
    pending_more(n: i64): "另有待核{n}", "另有待核實{n}", "{n} more pending";
    due_in(day: &str, days: i64): "时限{day}，余{days}天", "時限{day}，尚餘{days}天", "due {day}, {days} days left";
    due_past(day: &str): "时限{day}已过", "時限{day}已過", "was due {day}";
    responsible_is(units: &str): "责任单位：{units}", "責任單位：{units}", "Responsible: {units}";
    now_count(n: i64, baseline: i64, value: i64): "专业领域现有{n}个（{baseline}→{value}）", "專業領域現有{n}個（{baseline}→{value}）", "{n} disciplines now ({baseline} → {value})";
    attention: "需关注", "需關注", "Needs attention";
    attention_state: "状态", "狀態", "State";
    attention_contact: "联系", "聯絡", "Contact";
    attention_said: "最近一次说法", "最近一次說法", "Last said";
    attention_title(n: i64): "需关注{n}项", "{n}項需關注", "Needs attention: {n}";
    attention_order: "先逾期后滞后，逾期天数多的在前，需协调事项列在最后。", "先逾期後滯後，逾期日數多的在前，需協調事項列在最後。", "Overdue first, the longest first, then what is behind; requests come last.";
    attention_none: "没有需要关注的事项。", "沒有需要關注的事項。", "Nothing needs attention.";
    attention_more(n: i64): "另{n}项", "另{n}項", "{n} more";
    attention_silent(period: &str, units: &str): "{period}未到：{units}", "{period}未到：{units}", "{period} missing: {units}";
    first_of(names: &str, all: usize, more: usize): "{names}等{all}个单位", "{names}等{all}個單位", "{names} and {more} more";
    latest_data(period: &str): "最近数据为{period}", "最近數據為{period}", "latest data: {period}";
    latest_data_between(first: &str, last: &str): "最近数据为{first}至{last}", "最近數據為{first}至{last}", "latest data: {first} to {last}";
    no_data_yet: "尚无数据", "尚無數據", "no data yet";
    without_data(n: usize): "，{n}个单位尚无数据", "，{n}個單位尚無數據", "; {n} without any";
    attention_ask(text: &str, unit: &str): "需协调：{text}（{unit}）", "需協調：{text}（{unit}）", "To be settled: {text} ({unit})";
    attention_pace(name: &str, mean: Tenths, needed: i64): "{name}：近三月均{mean}，需每月{needed}", "{name}：近三月平均{mean}，需每月{needed}", "{name}: {mean} a month lately, {needed} needed";
    slots_done(done: usize, all: usize, missing: &str): "已落实{done}/{all}，缺{missing}", "已落實{done}/{all}，缺{missing}", "{done} of {all} done; missing {missing}";
    slots_all(all: usize): "已落实{all}/{all}", "已落實{all}/{all}", "{all} of {all} done";
    closure_parts_missing(missing: &str): "尚缺{missing}，全部落实前不能销号", "尚缺{missing}，全部落實前不能銷號", "Still missing: {missing}; it stays open until all are in";
    just_due: "刚过截止时间", "剛過截止時間", "just due";
    nobody: "未登记联系人", "未登記聯絡人", "no contact recorded";
    tasks_counted(n: i64): "{n}项任务", "{n}項任務", "{n} tasks";
    recurring(n: i64): "周期和持续 {n}", "週期及持續 {n}", "recurring or ongoing {n}";
    reports_in(period: &str): "{period}月报", "{period}月報", "{period} reports";
    coverage_waiting(accepted: i64, expected: i64, waiting: i64, missing: i64): "已核{accepted}/{expected} · 待核{waiting} · {missing}单位未报", "已核實{accepted}/{expected} · 待核實{waiting} · {missing}個單位未提交", "{accepted}/{expected} verified · {waiting} waiting · {missing} not in";
    coverage(accepted: i64, expected: i64, missing: i64): "已核{accepted}/{expected} · {missing}单位未报", "已核實{accepted}/{expected} · {missing}個單位未提交", "{accepted}/{expected} verified · {missing} not in";
    targets_stale(n: i64, all: i64): "{all}项年度目标{n}项数据未更新", "{all}項年度目標{n}項數據未更新", "{n} of {all} annual targets not updated";
    coverage_thin(report: &str, accepted: i64, expected: i64): "{report}仅含{accepted}/{expected}单位", "{report}只含{accepted}/{expected}個單位", "{report}: only {accepted} of {expected} in";
    coverage_full(accepted: i64, expected: i64): "已核{accepted}/{expected} · 全部已报", "已核實{accepted}/{expected} · 全部已交", "{accepted}/{expected} verified · all in";
    order_label: "排序", "排序", "Order";
    order_printed: "按通知次序", "按通知次序", "As the circular lists them";
    order_by_stage: "按所到阶段", "按所到階段", "By stage reached";
    print_page: "打印", "列印", "Print";
    view_table: "看表格", "以表格顯示", "View as table";
    trace: "数据来源", "數據來源", "Source";
    take_away: "下载", "下載", "Download";
    take_chart(kind: &str, title: &str): "下载 {kind}：{title}", "下載 {kind}：{title}", "Download {kind}: {title}";
    trace_chart(title: &str): "数据来源：{title}", "數據來源：{title}", "Source: {title}";
    drawn_from(programme: &str, moment: &str, basis: &str): "{programme} · {moment} · {basis}", "{programme} · {moment} · {basis}", "{programme} · {moment} · {basis}";
    filter_light: "状态", "狀態", "State";
    filter_all: "全部", "全部", "All";
    filter_unit: "责任单位", "責任單位", "Responsible unit";
    filter_apply: "筛选", "篩選", "Filter";
    filter_nothing: "没有符合条件的任务。", "沒有符合條件的任務。", "No task matches.";
    filter_none_of(state: &str): "没有“{state}”的任务。", "沒有「{state}」的任務。", "No task is “{state}”.";
    filter_recurring: "周期和持续", "週期及持續", "recurring or ongoing";
    filter_key: "重点任务", "重點任務", "Key task";
    group_by: "分组", "分組", "Grouped by";
    group_deadline: "时限", "限期", "deadline";
    group_unit: "责任单位（按原文）", "責任單位（按原文）", "responsible unit, as printed";
    group_key: "重点任务", "重點任務", "key task";
    key_none: "未列入重点任务", "未列入重點任務", "Under no key task";
    counted(name: &str, n: i64): "{name}（{n}）", "{name}（{n}）", "{name} ({n})";
    task_no: "序号", "序號", "No.";
    task_state: "状态", "狀態", "State";
    task_said: "最近一次进展", "最近一次進展", "Latest progress";
    task_occurrences: "各次时限", "各次時限", "Deadlines";
    task_closed_on: "办结日期", "辦結日期", "Closed on";
    task_source(document: &str, number: &str): "原文：{document}附件2工作分工表第{number}项", "原文：{document}附件2工作分工表第{number}項", "Wording of the circular: {document}, annex 2 (division of work), No. {number}";
    task_history: "各期填报", "各期填報", "Month by month";
    task_standard: "完成标准", "完成標準", "What completes it";
    standard_slots(n: usize, named: &str): "{n}处全部完成：{named}；经办公室核定销号", "{n}處全部完成：{named}；經辦公室核定銷號", "All {n} parts in: {named}; closed once the Office confirms";
    standard_short_of(done: usize, all: usize, missing: &str): "（现为{done}/{all}，缺{missing}）", "（現為{done}/{all}，缺{missing}）", " ({done} of {all} in, still missing: {missing})";
    standard_stage(stage: &str): "到达“{stage}”，经办公室核定销号", "到達「{stage}」，經辦公室核定銷號", "“{stage}” reached; closed once the Office confirms";
    standard_each: "每期按时报出，逐期经办公室核定销号", "每期準時提交，逐期經辦公室核定銷號", "Each one sent in time and closed once the Office confirms";
    standard_none: "结合工作需要持续推进，不销号", "按工作需要持續推進，不銷號", "Goes on as required; not closed";
    standard_office: "原文未另列标准；凭佐证材料经办公室核定销号", "原文未另列標準；憑佐證材料經辦公室核定銷號", "The circular sets none; closed on evidence once the Office confirms";
    task_lead: "牵头", "牽頭", "lead";
    task_support: "配合", "配合", "supporting";
    reopen: "恢复督办", "恢復督辦", "Take up again";
    reopened_by(by: &str, reason: &str): "{by} 恢复督办：{reason}", "{by} 恢復督辦：{reason}", "Taken up again by {by}: {reason}";
    reopened_on(day: &str): "{day}恢复督办", "{day}恢復督辦", "taken up again on {day}";
    closed_then_reopened(closed: &str, reopened: &str): "{closed}办结，{reopened}恢复督办", "{closed}辦結，{reopened}恢復督辦", "closed {closed}, taken up again {reopened}";
    reopen_lead: "销号记录保留；任务自即日起重新按时限亮灯，责任单位可再次申请销号。", "銷號記錄保留；任務自即日起重新按限期亮燈，責任單位可再次申請銷號。", "The record of its closing stays. From today on it has the light of its deadline again, and closing can be asked for anew.";
    reopen_reason_should(most: usize): "1至{most}字的原因", "1至{most}字的原因", "a reason of 1 to {most} characters";
    closure_record: "销号记录", "銷號記錄", "Closure record";
    closure_evidence: "销号依据", "銷號依據", "Evidence";
    closure_asked: "申请人", "申請人", "Requested by";
    closure_decided: "核定人", "核定人", "Confirmed by";
    closure_returned(by: &str, reason: &str): "{by} 退回：{reason}", "{by} 退回：{reason}", "Sent back by {by}: {reason}";
    task_nothing_said(units: &str): "尚无进展填报（责任单位：{units}）", "尚無進展填報（責任單位：{units}）", "Nothing filed yet (responsible: {units})";
    task_note: "编者注", "編者註", "Editor's note";
    task_slots_of(done: usize, all: usize): "子项：已完成{done}/{all}", "子項：已完成{done}/{all}", "Parts: {done} of {all} done";
    slot_in: "已完成", "已完成", "done";
    slot_open: "未完成", "未完成", "open";
    search: "搜索", "搜尋", "Search";
    search_field: "单位、任务、专业领域、地区、口径或图号", "單位、任務、專業範疇、地區、口徑或圖號", "A unit, task, discipline, place, definition or figure";
    search_found(asked: &str, n: i64): "找到{n}处：“{asked}”", "找到{n}處：「{asked}」", "{n} found: “{asked}”";
    search_none(asked: &str): "没有找到“{asked}”", "找不到「{asked}」", "Nothing is called “{asked}”";
    search_documents(asked: &str): "在已印发的文件中查找“{asked}”", "在已印發的文件中查找「{asked}」", "Look for “{asked}” in what was issued";
    duties_subject(units: i64, tasks: i64): "{units}个责任主体承担{tasks}项任务", "{units}個責任主體承擔{tasks}項任務", "{units} bodies answer for {tasks} tasks";
    duties_overdue(numbers: &str, units: i64): "第{numbers}项逾期，涉及{units}个主体", "第{numbers}項逾期，涉及{units}個主體", "Tasks {numbers} overdue, at {units} of them";
    duties_silent(report: &str, units: i64): "{report}{units}个未报", "{report}{units}個未交", "{report}: {units} not in";
    task_finding(named: &str, state: &str): "{named}：{state}", "{named}：{state}", "{named}: {state}";
    units_note_roles: "原文未分主次，单元格＝被列为责任单位。", "原文未分主次，單元格＝被列為責任單位。", "The source names no lead; a cell means the unit is listed as responsible.";
    units_note_sums(n: i64): "一项任务可由多个单位共同承担，按单位统计之和大于{n}。", "一項任務可由多個單位共同承擔，按單位統計之和大於{n}。", "Several units may share a task, so sums over units exceed {n}.";
    group_members(name: &str, n: i64): "{name}（{n}家）", "{name}（{n}家）", "{name} ({n})";
    latest_report: "最近月报", "最近月報", "Latest report";
    monthly_glyph: "周", "週", "M";
    monthly_word: "每月", "每月", "monthly";
    needs_attention_short: "需关注", "需關注", "To watch";
    unit_title_well(unit: &str, tasks: i64): "{unit}：承担{tasks}项任务，无逾期", "{unit}：承擔{tasks}項任務，無逾期", "{unit}: {tasks} tasks, none overdue";
    unit_title(unit: &str, tasks: i64, overdue: i64): "{unit}：承担{tasks}项任务，{overdue}项逾期", "{unit}：承擔{tasks}項任務，{overdue}項逾期", "{unit}: {tasks} tasks, {overdue} overdue";
    unit_route_via(unit: &str): "报送路径：经{unit}汇总后报办公室", "提交途徑：經{unit}匯總後交辦公室", "Reports through the {unit}, then to the Office";
    unit_route_direct: "报送路径：直接报办公室", "提交途徑：直接交辦公室", "Reports straight to the Office";
    unit_contact: "联系人", "聯絡人", "Contact";
    unit_tasks: "承担的任务", "承擔的任務", "Tasks";
    unit_figures: "本单位数据", "本單位數據", "Figures";
    unit_nothing_recognised: "尚未填报互认人数；专业领域进展见上方链接。", "尚未提交互認人數；專業範疇進展見上方連結。", "No number of persons recognised has been filed; see the discipline above for how far it has come.";
    unit_no_figures: "本单位无数据指标，仅承担任务。", "本單位沒有數據指標，只承擔任務。", "This unit has no figures; it carries tasks only.";
    unit_report_is_in(period: &str): "{period}已报", "{period}已交", "{period} in";
    unit_report_missing(period: &str): "{period}未报", "{period}未交", "{period} missing";
    unit_sum(measure: &str, n: i64): "{measure}累计{n}人", "{measure}累計{n}人", "{measure}: {n}";
    unit_problems: "问题与协调", "問題及協調", "Problems and requests";
    unit_problem: "存在问题", "存在問題", "Problem";
    unit_ask: "需协调事项", "需協調事項", "To be settled";
    unit_no_problems: "各期月报未提出问题和需协调事项。", "各期月報未提出問題及需協調事項。", "No report has named a problem or made a request.";
    unit_talk: "约谈（调研）记录", "面談（調研）記錄", "Notes of the talk or visit";
    group_open(n: usize): "逐家查看{n}家", "逐家查看{n}家", "Show all {n}";
    units_note_lead: "★＝办公室已明确牵头。", "★＝辦公室已明確牽頭。", "★ the Office has named it lead.";
    unit_reports: "各期月报", "各期月報", "Reports";
    summaries_title: "半年总结", "半年總結", "Half-year summaries";
    download_pdf: "下载 PDF", "下載 PDF", "Download PDF";
    download_docx: "下载 DOCX", "下載 DOCX", "Download DOCX";
    download_xlsx: "下载 XLSX 附表", "下載 XLSX 附表", "Download XLSX annexes";
    inferred_mark: "待办公室确认", "待辦公室確認", "to be confirmed by the Office";
}

impl Lang {
    /// Reports by how they came in, as a figure is called.
    pub fn filings(self, which: Filings) -> &'static str {
        match which {
            Filings::Expected => self.pick("应报月报", "應交月報", "reports expected"),
            Filings::OnTime => self.pick("按时报送的月报", "準時提交的月報", "reports in on time"),
            Filings::Late => self.pick("逾期报送的月报", "逾期提交的月報", "reports in late"),
            Filings::Missing => self.pick("未报的月报", "未交的月報", "reports missing"),
            Filings::Nil => self.pick("零报告", "零報告", "nil returns"),
        }
    }

    /// The gap in words, for prose: within one point is level.
    pub fn gap(self, gap: Tenths) -> String {
        match gap.0 {
            -10..=10 => self.level_points(gap),
            ..-10 => self.behind_points(gap.abs()),
            _ => self.ahead_points(gap),
        }
    }

    /// The gap in a few characters, for a card.
    pub fn gap_short(self, gap: Tenths) -> String {
        match gap.0 {
            -10..=10 => self.level_short(gap),
            ..-10 => self.behind_short(gap.abs()),
            _ => self.ahead_short(gap),
        }
    }

    /// A list in prose.
    pub fn list(self, items: &[String]) -> String {
        // Some English names hold commas.
        let apart = if items.iter().any(|item| item.contains(", ")) { "; " } else { ", " };
        items.join(self.pick("、", "、", apart))
    }

    /// The headings of tasks by how soon something is to be done: overdue, this month, later, ongoing, closed.
    pub fn urgency(self, place: usize) -> &'static str {
        match place {
            0 => self.pick("逾期", "逾期", "Overdue"),
            1 => self.pick("本月到期", "本月到期", "Due this month"),
            2 => self.pick("以后到期", "以後到期", "Due later"),
            3 => self.pick("持续推进", "持續推進", "Ongoing"),
            _ => self.pick("已销号", "已銷號", "Closed"),
        }
    }

    pub fn unit_report_is(self, period: &str, inside: bool) -> String {
        if inside { self.unit_report_is_in(period) } else { self.unit_report_missing(period) }
    }

    pub fn filing_state(self, state: FilingState) -> &'static str {
        match state {
            FilingState::Submitted => self.pick("待审核", "待審核", "pending"),
            FilingState::Forwarded => self.pick("待办公室审核", "待辦公室審核", "with the Office"),
            FilingState::Returned => self.pick("已退回", "已退回", "returned"),
            FilingState::Withdrawn => self.pick("已撤回，草稿中", "已撤回，草稿中", "withdrawn, a draft again"),
            FilingState::Accepted => self.pick("已通过", "已通過", "approved"),
        }
    }

    pub fn formula(self, formula: Formula) -> &'static str {
        match formula {
            Formula::SumOfAccepted => self.pick(
                "各单位已通过审核的月报中“本月新增”之和。",
                "各單位已通過審核的月報中「本月新增」之和。",
                "The sum of what approved monthly reports give as new in the period.",
            ),
            Formula::Pending => self.pick(
                "已提交、尚未通过的月报如全部通过，将增加的数（更正按差额计）。",
                "已提交、尚未通過的月報如全部通過，將增加的數（更正按差額計）。",
                "What would be added if every report submitted were approved; a correction counts as its difference.",
            ),
            Formula::SpecialtiesSigned => self.pick(
                "原有专业领域数（如计入）加上已达到签约阶段的新增专业领域，每个计1。",
                "原有專業領域數（如計入）加上已達到簽約階段的新增專業領域，每個計1。",
                "The existing disciplines, where counted, plus one for each new discipline that has reached signing.",
            ),
            Formula::StageReached => self.pick(
                "任务达到定稿阶段计1，未达到计0。",
                "任務達到定稿階段計1，未達到計0。",
                "One once the task has reached its last stage, nothing before.",
            ),
            Formula::UnitsReported => self.pick(
                "应报单位中已提交且未被退回的单位，每个计1。",
                "應交單位中已提交且未被退回的單位，每個計1。",
                "One for each unit that owes the report and has one in that was not sent back.",
            ),
            Formula::ReportsExpected => self.pick(
                "应报单位应交的月报，每单位每期计1；未指定报告期的，计截至日前到期的各期。",
                "應交單位應交的月報，每單位每期計1；未指定報告期的，計截至日前到期的各期。",
                "One for each report owed by a unit; where no period is named, those due by the day.",
            ),
            Formula::ReportsOnTime => self.pick(
                "已报且首次提交不晚于应报日24:00的月报，每份计1；零报告计入。",
                "已交且首次提交不遲於應交日24:00的月報，每份計1；零報告計入。",
                "One for each report that is in and was first submitted by the end of its due day; nil returns count.",
            ),
            Formula::ReportsLate => self.pick(
                "已报但首次提交晚于应报日24:00的月报，每份计1。",
                "已交但首次提交遲於應交日24:00的月報，每份計1。",
                "One for each report that is in and was first submitted after the end of its due day.",
            ),
            Formula::ReportsMissing => self.pick(
                "应报而未提交，或已退回尚未重新提交的月报，每份计1。",
                "應交而未提交，或已退回尚未重新提交的月報，每份計1。",
                "One for each report that is owed and was never filed, or was sent back and not filed again.",
            ),
            Formula::ReportsNil => self.pick(
                "已报且为零报告的月报，每份计1。",
                "已交且為零報告的月報，每份計1。",
                "One for each report that is in and is a nil return.",
            ),
            Formula::TasksInState => self.pick(
                "处于此状态的任务，每项计1。",
                "處於此狀態的任務，每項計1。",
                "One for each task in this state.",
            ),
            Formula::Counted(counted) => self.count_rule(counted),
        }
    }
}
