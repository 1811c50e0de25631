//! Sentences of the half-year summary. A `{slot}` is filled with numbers that know what they are.

use crate::calendar::Half;
use crate::language::Lang;
use crate::progress::FilingState;
use chrono::{Datelike, NaiveDate};

words! {
    /// Of a document nobody has issued or filed.
    document_draft: "草稿", "草稿", "Draft";
    document_reference: "依同一数据编成，仅供参考，以印发文本为准", "依同一數據編成，僅供參考，以印發文本為準", "Composed from the same data for reference; the issued text stands";
    summary_title_first(year: i32): "{year}年上半年工作总结", "{year}年上半年工作總結", "Work summary for the first half of {year}";
    summary_title_second(year: i32): "{year}年下半年工作总结", "{year}年下半年工作總結", "Work summary for the second half of {year}";
    summary_span: "（统计时段：{start}至{end}；{rest}事项以文字补充）", "（統計時段：{start}至{end}；{rest}事項以文字補充）", "(Period covered: {start} to {end}; matters of {rest} are added in words)";
    summary_footnote: "注：{names}的数字依据现行口径，部分口径待办公室确认，见《口径问题清单》。", "註：{names}的數字依據現行口徑，部分口徑待辦公室確認，見《口徑問題清單》。", "Note: the figures of {names} rest on readings of the circular, some of which the Office has yet to confirm; see the list of questions.";
    summary_span_supplement: "（统计时段：{start}至{end}，含{rest}补报）", "（統計時段：{start}至{end}，包括{rest}補報）", "(Period covered: {start} to {end}, with the supplementary return for {rest})";
    summary_cutoff_reported: "（数据截至{day}，按当时已核月报）", "（數據截至{day}，按當時已核實的月報）", "(Data as at {day}, from reports verified by then)";
    summary_cutoff_corrected: "（数据截至{day}，按更正后已核月报）", "（數據截至{day}，按更正後已核實的月報）", "(Data as at {day}, from verified reports as since corrected)";

    summary_lead: "根据《{document}》（{number}），{units}个互认试点单位开展试点工作。截至{day}，{targets}。{overall}", "根據《{document}》（{number}），{units}個互認試點單位開展試點工作。截至{day}，{targets}。{overall}", "Under the {document} ({number}), {units} pilot units have carried on the pilot. As at {day}: {targets}. {overall}";
    summary_lead_target: "{name}累计{actual}{unit}，完成年度目标（{wording}）的{rate}，{gap}", "{name}累計{actual}{unit}，完成年度目標（{wording}）的{rate}，{gap}", "{name} {actual} {unit} so far, {rate} of the annual target ({wording}), {gap}";
    scheme_of(title: &str): "{title}实施方案", "{title}實施方案", "Implementation Scheme for the {title}";
    summary_overall_good: "各项目标与序时进度的差距均在正常范围以内。", "各項目標與序時進度的差距均在正常範圍以內。", "Every target is within the normal margin of the schedule.";
    summary_overall_early: "年度目标尚未进入实施期。", "年度目標尚未進入實施期。", "The period of implementation has not begun.";
    summary_overall_behind: "总体评价：{names}慢于序时进度，列为下一阶段督办事项。", "總體評價：{names}慢於序時進度，列為下一階段督辦事項。", "Overall: behind schedule on {names}, to be followed up in the next stage.";
    summary_gap_ahead: "快于序时进度{points}个百分点", "快於序時進度{points}個百分點", "{points} percentage points ahead of schedule";
    summary_gap_behind: "慢于序时进度{points}个百分点", "慢於序時進度{points}個百分點", "{points} percentage points behind schedule";
    summary_gap_level: "与序时进度基本持平", "與序時進度大致相同", "about level with the schedule";
    summary_short_ahead: "快{points}个百分点", "快{points}個百分點", "{points} points ahead";
    summary_short_behind: "慢{points}个百分点", "慢{points}個百分點", "{points} points behind";
    summary_short_level: "基本持平", "大致相同", "about level";
    summary_still_lacking: "差{n}{unit}", "尚差{n}{unit}", "{n} {unit} short";

    summary_results: "主要工作及成效", "主要工作及成效", "Main work and results";
    summary_targets: "目标完成情况", "目標完成情況", "Targets";
    summary_tasks: "任务完成情况", "任務完成情況", "Tasks";
    summary_reports: "月报报送情况", "月報提交情況", "Monthly reports";
    summary_problems: "存在的主要问题", "存在的主要問題", "Main problems";
    summary_plans_first: "下半年工作安排", "下半年工作安排", "Work for the second half-year";
    summary_plans_second: "下一步工作安排", "下一步工作安排", "Next steps";

    summary_claim_count: "{name}累计{actual}{unit}，本期新增{new}{unit}", "{name}累計{actual}{unit}，本期新增{new}{unit}", "{name}: {actual} {unit}, {new} of them new";
    summary_claim_count_first: "{name}{actual}{unit}", "{name}{actual}{unit}", "{name}: {actual} {unit}";
    summary_claim_signed: "{actual}个新增专业领域完成签约", "{actual}個新增專業範疇完成簽約", "agreements signed for {actual} new disciplines";
    summary_claim_stage: "{name}完成{actual}{unit}", "{name}完成{actual}{unit}", "{name}: {actual} completed";
    summary_count: "截至{day}，{name}累计{actual}{unit}，{parts}。", "截至{day}，{name}累計{actual}{unit}，{parts}。", "As at {day}, {name}: {actual} {unit} so far, {parts}.";
    summary_count_none: "截至{day}，{name}累计{actual}{unit}。", "截至{day}，{name}累計{actual}{unit}。", "As at {day}, {name}: {actual} {unit} so far.";
    summary_origins: "其中香港{hk}{unit}、澳门{mo}{unit}", "其中香港{hk}{unit}、澳門{mo}{unit}", "{hk} from Hong Kong and {mo} from Macao";
    summary_directions: "港澳到内地{in}{unit}、内地到港澳{out}{unit}", "港澳到內地{in}{unit}、內地到港澳{out}{unit}", "{in} from Hong Kong/Macao to the Mainland and {out} from the Mainland to Hong Kong/Macao";
    summary_new_first: "上半年新增{new}{unit}。", "上半年新增{new}{unit}。", "New in the first half-year: {new} {unit}.";
    summary_new_second: "下半年新增{new}{unit}。", "下半年新增{new}{unit}。", "New in the second half-year: {new} {unit}.";
    summary_by_place: "分地区看：{parts}。", "按地區計：{parts}。", "By place: {parts}.";
    summary_by_specialty: "分专业领域看：{parts}。", "按專業範疇計：{parts}。", "By discipline: {parts}.";
    summary_part: "{name}{actual}{unit}", "{name}{actual}{unit}", "{name} {actual}";
    summary_part_new: "{name}新增{new}{unit}、累计{actual}{unit}", "{name}新增{new}{unit}、累計{actual}{unit}", "{name} {new} new, {actual} so far";
    summary_stages: "新增专业领域签约进展：{parts}。", "新增專業範疇簽約進展：{parts}。", "New disciplines: {parts}.";
    summary_stage_at: "{names}（{n}个）{stage}", "{names}（{n}個）{stage}", "{names} ({n}): {stage}";
    summary_stage_reached(stage: &str): "处于“{stage}”阶段", "處於「{stage}」階段", "at the stage “{stage}”";
    summary_stage_signed: "已完成签约", "已完成簽約", "agreement signed";
    summary_stage_none: "尚未报告进展", "尚未報告進展", "no progress reported";
    summary_ladder_at: "{name}处于“{stage}”阶段（共{n}个阶段）。", "{name}處於「{stage}」階段（共{n}個階段）。", "{name} is at the stage “{stage}” (of {n}).";
    summary_ladder_none: "{name}尚未报告进展。", "{name}尚未報告進展。", "{name}: no progress reported.";
    summary_slots: "{task}：{all}处中已落实{n}处。", "{task}：{all}處中已落實{n}處。", "{task}: {n} of {all} in place.";
    summary_slots_in: "{task}：{all}处中已落实{n}处（{names}）。", "{task}：{all}處中已落實{n}處（{names}）。", "{task}: {n} of {all} in place ({names}).";
    summary_set_up: "{task}应设{all}处，已设{n}处。", "{task}應設{all}處，已設{n}處。", "{task}: {n} of {all} in place.";
    summary_set_up_in: "{task}应设{all}处，已设{n}处（{names}）。", "{task}應設{all}處，已設{n}處（{names}）。", "{task}: {n} of {all} in place ({names}).";
    summary_claim_set_up: "{n}处{task}全部设立", "{n}處{task}全部設立", "{task}: all {n} in place";
    summary_claim_stage_at: "{name}形成{stage}", "{name}形成{stage}", "{name}: “{stage}”";
    summary_place_unnamed: "未注明地区", "未註明地區", "place not stated";
    summary_unit_said: "{unit}（{month}月报）：{text}", "{unit}（{month}月報）：{text}", "{unit} (report of {month}): {text}";
    summary_done_intro: "各单位工作进展（摘自最近一期有记载的已核月报）：", "各單位工作進展（摘自最近已核實月報，引用原文）：", "What units report (from the latest verified report of each that says so, quoted in the original language):";
    summary_unit_plan: "{unit}：{text}", "{unit}：{text}", "{unit}: {text}";
    said_note: "", "各單位所寫，引用原文", "Units in their own words, quoted in the original language";
    summary_none_reported: "暂无已核月报记载工作进展。", "暫無已核實月報記載工作進展。", "No verified report records any progress yet.";

    summary_targets_intro: "年度目标共{n}项，截至{day}完成情况见{where}。", "年度目標共{n}項，截至{day}完成情況見{where}。", "There are {n} annual targets. For where they stand as at {day}, see {where}.";
    summary_table_targets: "表1 年度目标完成情况", "表1 年度目標完成情況", "Table 1  Annual targets";
    summary_table_number(n: usize): "表{n}", "表{n}", "table {n}";
    summary_figure_number(n: usize): "图{n}", "圖{n}", "figure {n}";
    making_title: "正在制作文件", "正在製作檔案", "Making the file";
    making_since(seconds: u64): "文件较大，已用时{seconds}秒。完成后自动开始下载；离开本页即取消制作。", "檔案較大，已用時{seconds}秒。完成後自動開始下載；離開本頁即取消製作。", "The document is long; it has taken {seconds} seconds so far. The download begins by itself; to leave this page is to give it up.";
    making_stop: "取消，返回", "取消，返回", "Stop and go back";
    summary_figure(n: usize, name: &str): "图{n} {name}", "圖{n} {name}", "Figure {n}  {name}";
    summary_figure_strips: "人数目标完成情况与序时进度", "人數目標完成情況與序時進度", "Head-counts against target and schedule";
    summary_figure_steps(name: &str): "{name}：各月累计与序时进度", "{name}：各月累計與序時進度", "{name}: cumulative by month, and schedule";
    summary_source(day: &str): "资料来源：各单位已核月报（截至{day}）", "資料來源：各單位已核實月報（截至{day}）", "Source: verified monthly reports of the units, as at {day}";
    summary_unit_note_people: "单位：人（另有注明的除外）", "單位：人（另有註明的除外）", "Unit: persons unless said otherwise";

    summary_outlook: "按近三期平均推算，到年底{parts}。", "按近三期平均推算，到年底{parts}。", "At the average of the last three periods, the end of the year would see {parts}.";
    summary_outlook_part: "{name}累计{n}{unit}", "{name}累計{n}{unit}", "{name}: {n} {unit}";
    summary_need: "要完成年度目标，{parts}。", "要完成年度目標，{parts}。", "Still to go to the annual targets: {parts}.";
    summary_need_part: "{name}还需{lack}{unit}，即每月{each}{unit}", "{name}尚需{lack}{unit}，即每月{each}{unit}", "{name}, {lack} {unit}, {each} a month";

    summary_tasks_count: "有固定时限的任务应完成{due}项，其中按时销号{closed}项、逾期办结{late}项、逾期未办结{overdue}项、期内在办{open}项。", "有固定時限的任務應完成{due}項，其中按時銷號{closed}項、逾期辦結{late}項、逾期未辦結{overdue}項、期內在辦{open}項。", "Tasks with a fixed deadline due in the period: {due}; closed in time {closed}, closed late {late}, overdue and open {overdue}, not yet due {open}.";
    summary_tasks_other: "每月任务的完成情况见第四部分，无固定时限的任务持续推进，均不计入以上项数。", "每月任務的完成情況見第四部分，無固定時限的任務持續推進，均不計入以上項數。", "The monthly task is the subject of part IV; tasks without a deadline go on. Neither is counted here.";
    summary_list_closed: "按时销号：", "按時銷號：", "Closed in time: ";
    summary_list_late: "逾期办结：", "逾期辦結：", "Closed late: ";
    summary_list_overdue: "逾期未办结：", "逾期未辦結：", "Overdue and open: ";
    summary_list_open: "期内在办：", "期內在辦：", "Not yet due: ";
    summary_task_item: "第{number}项（{name}，{due}）", "第{number}項（{name}，{due}）", "No. {number} ({name}, {due})";
    summary_task_item_days: "第{number}项（{name}，{due}，逾期{days}天）", "第{number}項（{name}，{due}，逾期{days}天）", "No. {number} ({name}, {due}, {days} days late)";

    summary_reports_count: "已到期的{periods}期月报应报{due}份，按时{on_time}份、逾期{late}份、未报{missing}份。", "已到期的{periods}期月報應交{due}份，準時{on_time}份、逾期{late}份、未提交{missing}份。", "For the {periods} periods that have fallen due, {due} reports were expected: {on_time} in time, {late} late, {missing} outstanding.";
    summary_reports_silent: "最近一期到期月报未报的单位（{n}个）：{names}。其数据未更新，相关目标数不含其本期进展。", "最近一期到期月報未提交的單位（{n}個）：{names}。其數據未更新，相關目標數不包括其本期進展。", "Units whose latest due report is outstanding ({n}): {names}. Their data are not updated, and the figures leave out their progress in that period.";
    summary_reports_complete: "最近一期到期月报已全部报送。", "最近一期到期月報已全部提交。", "Every report of the latest due period is in.";
    summary_reports_annex: "各单位各期报送情况见附件3。", "各單位各期提交情況見附件3。", "Annex 3 has every unit and period.";
    summary_reports_none: "本时段尚无月报到期。", "本時段尚無月報到期。", "No report has fallen due yet.";

    summary_problem: "{unit}反映（{months}月报）：{text}", "{unit}反映（{months}月報，原文）：{text}", "{unit} (report of {months}, original wording): {text}";
    summary_problems_more: "按反映次数由多到少列出前四项，其余见各单位总结。", "按反映次數由多到少列出前四項，其餘見各單位總結。", "The four named most often; the rest stand in the summaries of the units.";
    problem_done(text: &str): "已做工作：{text}", "已做工作：{text}", "Done so far: {text}";
    problem_ask(text: &str): "请求：{text}", "請求：{text}", "Asked for: {text}";
    summary_closed_late(days: i64): "逾期{days}天办结", "逾期{days}天辦結", "closed {days} days late";
    summary_problems_none: "已核月报未反映问题。", "已核實月報未反映問題。", "Verified reports name no problem.";

    summary_open_tasks: "继续推进的任务", "繼續推進的任務", "Tasks that go on";
    summary_open_task: "第{number}项：{name}。完成时限：{due}；责任单位：{units}。", "第{number}項：{name}。完成時限：{due}；責任單位：{units}。", "No. {number}: {name}. Deadline: {due}. Responsible: {units}.";
    summary_unit_next: "各单位下一步工作", "各單位下一步工作", "What units do next";
    summary_unit_next_of(month: &str): "各单位下一步工作（{month}月报）", "各單位下一步工作（{month}月報，原文）", "What units do next (reports of {month}, in the original language)";
    summary_next_none: "已核月报未列下一步工作。", "已核實月報未列下一步工作。", "Verified reports name no next steps.";
    summary_open_none: "有时限的任务已全部办结。", "有時限的任務已全部辦結。", "Every task with a deadline is closed.";

    summary_annex_targets: "年度目标完成情况表", "年度目標完成情況表", "Annual targets";
    summary_annex_tasks: "任务完成情况一览表", "任務完成情況一覽表", "Tasks";
    summary_annex_reporting: "各单位月报报送情况", "各單位月報提交情況", "Monthly reports of each unit";
    summary_annex_corrections: "数据更正说明", "數據更正說明", "Corrections";
    summary_annex_said: "各单位进展、问题和计划", "各單位進展、問題和計劃", "Progress, problems and plans of the units";
    summary_annex(n: usize): "附件{n}", "附件{n}", "Annex {n}";
    summary_continued: "（续表）", "（續表）", " (continued)";
    summary_annex_list: "附件：", "附件：", "Annexes: ";
    summary_corrections_none: "无", "無", "None";
    summary_corrections_note: "本时段内无已核月报更正。", "本時段內無已核實月報更正。", "No verified report was corrected in the period.";

    monthly_on(day: u32): "每月{day}日", "每月{day}日", "day {day} of each month";
    as_required: "结合工作需要", "按工作需要", "as required";
    col_number: "序号", "序號", "No.";
    col_target: "目标", "目標", "Target";
    col_wording: "原文表述", "原文表述", "In the source";
    col_value: "目标值", "目標值", "Target value";
    col_actual: "完成数", "完成數", "Actual";
    col_rate: "完成率", "完成率", "Completion";
    col_pace: "序时进度", "序時進度", "Schedule";
    col_gap: "差额", "差額", "Gap";
    col_state: "状态", "狀態", "State";
    col_recent: "近三期新增", "近三期新增", "Last three periods";
    col_projection: "年底推算", "年底推算", "Projected";
    col_needed: "每月还需", "每月尚需", "Needed a month";
    col_closed_on: "办结日期", "辦結日期", "Closed on";
    col_progress: "进展", "進展", "Progress";
    col_problems: "存在问题", "存在問題", "Problems";
    col_next: "下一步", "下一步", "Next";
    col_period: "报告期", "報告期", "Period";
    col_cell: "更正项", "更正項", "Item";
    col_before: "原报数", "原報數", "As reported";
    col_after: "更正数", "更正數", "As corrected";
    col_reason: "更正原因", "更正原因", "Reason";
    col_planned: "序时应完成", "序時應完成", "Scheduled";
    col_cumulative: "累计完成", "累計完成", "Cumulative";
    col_indicator: "指标", "指標", "Indicator";
    col_people: "人数", "人數", "Persons";
    sheet_targets: "目标", "目標", "Targets";
    sheet_tasks: "任务", "任務", "Tasks";
    sheet_reporting: "报送", "提交", "Reporting";
    sheet_corrections: "更正", "更正", "Corrections";
    sheet_errata: "更正说明", "更正說明", "Errata";
    sheet_said: "各单位", "各單位", "Units";
    pdf_figures: "扫码溯源　图号：", "掃碼溯源　圖號：", "Scan to trace every number. Figures: ";
    pdf_faces: "PDF使用开源字体替代，正式印发请用Word版", "PDF使用開源字體替代，正式印發請用Word版", "Set in free faces; issue from the Word file";
    sheet_data: "数据", "數據", "Data";
    sheet_index: "图号", "圖號", "Figures";
    figures_sheet_note: "各表每个数字的图号、数值和时点；在进度板“图号”处输入图号，可查到来源。", "各表每個數字的圖號、數值和時點；在進度板「圖號」處輸入圖號，可查到來源。", "The figure that each number of the sheets is, its value and its moment; the board opens a figure by its name and shows what it is made of.";
    col_sheet: "工作表", "工作表", "Sheet";
    col_cell_address: "单元格", "儲存格", "Cell";
    col_figure_id: "图号", "圖號", "Figure";
    workbook_cumulative(name: &str): "{name}：累计完成与序时进度", "{name}：累計完成與序時進度", "{name}: cumulative and schedule";
    workbook_completion(name: &str): "{name}：完成率与序时进度（%）", "{name}：完成率與序時進度（%）", "{name}: completion and schedule (%)";

    filing_verified: "已核", "已核實", "verified";
    filing_pending: "待核", "待核實", "pending";
    filing_returned: "退回", "退回", "returned";
    filing_nil: "零报告", "零報告", "nil return";
    filing_missing: "未报", "未提交", "outstanding";
    filing_not_due: "未到期", "未到期", "not due";
    filing_late(word: &str, days: i64): "{word}（逾期{days}天）", "{word}（逾期{days}天）", "{word} ({days} days late)";
    correction_stage(specialty: &str): "{specialty}阶段", "{specialty}階段", "stage of {specialty}";
    correction_task(number: &str): "第{number}项任务阶段", "第{number}項任務階段", "stage of task No. {number}";
    correction_text: "文字内容", "文字內容", "text";
    correction_text_before: "见原月报", "見原月報", "see the first report";
    correction_text_after: "已更正", "已更正", "corrected";
}

impl Lang {
    /// 粤科协学〔2022〕2号 as it stands in a text of this language.
    pub fn instrument(self, number: &str) -> String {
        const TRADITIONAL: [(&str, &str); 6] =
            [("粤", "粵"), ("协", "協"), ("学", "學"), ("号", "號"), ("规", "規"), ("发", "發")];
        match self {
            Lang::ZhHant => TRADITIONAL.iter().fold(number.to_owned(), |text, (from, to)| text.replace(from, to)),
            Lang::ZhHans | Lang::En => number.to_owned(),
        }
    }

    /// 一、 or （一） or 1.
    pub fn heading_number(self, level: u8, n: usize) -> String {
        const NUMERALS: [&str; 10] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];
        const ROMAN: [&str; 10] = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];
        match (level, self) {
            (1, Lang::En) => format!("{}. ", ROMAN[(n - 1) % 10]),
            (1, _) => format!("{}、", NUMERALS[(n - 1) % 10]),
            (2, Lang::En) => format!("({n}) "),
            (2, _) => format!("（{}）", NUMERALS[(n - 1) % 10]),
            (4, Lang::En) => format!("({n}) "),
            (4, _) => format!("（{n}）"),
            (_, Lang::En) => format!("{n}. "),
            _ => format!("{n}."),
        }
    }

    /// 6月29日至30日: days of one month.
    pub fn days_of_month(self, from: NaiveDate, to: NaiveDate) -> String {
        match self {
            Lang::En => format!("{}–{}", from.day(), self.short_day(to)),
            _ => format!("{}至{}日", self.short_day(from), to.day()),
        }
    }

    /// The title of a half-year summary.
    pub fn half_title(self, half: Half) -> String {
        if half.second { self.summary_title_second(half.year) } else { self.summary_title_first(half.year) }
    }

    /// Between the members of a list.
    pub fn list_comma(self) -> &'static str {
        self.pick("、", "、", ", ")
    }

    /// Between the parts of a long sentence.
    pub fn semicolon(self) -> &'static str {
        self.pick("；", "；", "; ")
    }

    pub fn clause_comma(self) -> &'static str {
        self.pick("，", "，", ", ")
    }

    pub fn full_stop(self) -> &'static str {
        self.pick("。", "。", ". ")
    }

    pub fn filing_word(self, state: FilingState) -> &'static str {
        match state {
            FilingState::Accepted => self.filing_verified(),
            FilingState::Submitted | FilingState::Forwarded => self.filing_pending(),
            FilingState::Returned | FilingState::Withdrawn => self.filing_returned(),
        }
    }
}
