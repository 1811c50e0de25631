//! Meeting mode, what a meeting settles, and the sheet for the wall.

use crate::decisions::{Fault, TEXT_LIMIT};
use crate::language::Lang;
use crate::views::Basis;

words! {
    decision_offline: "网络不通，尚未发送。内容仍在页面上，恢复后再按一次。", "網絡不通，尚未發送。內容仍在頁面上，恢復後再按一次。", "No network: nothing was sent. What you typed is still here; press again once it is back.";
    meeting: "会议模式", "會議模式", "Meeting mode";
    meeting_slide(n: usize, all: usize): "{n}/{all}", "{n}/{all}", "{n}/{all}";
    meeting_next: "下一页", "下一頁", "Next";
    meeting_previous: "上一页", "上一頁", "Back";
    meeting_leave: "退出会议模式", "離開會議模式", "Leave";
    meeting_keys: "方向键、空格或翻页笔换页，Esc 退出", "以方向鍵、空白鍵或簡報器換頁，按 Esc 離開", "Arrows, space or a presenter turn the page; Esc leaves";
    meeting_overdue_tasks(all: i64): "项任务逾期（共{all}项）", "項任務逾期（共{all}項）", "of {all} tasks overdue";
    meeting_reports_in(period: &str, all: i64): "个单位已报{period}（应报{all}个）", "個單位已提交{period}（應交{all}個）", "of {all} units filed the {period}";
    meeting_and_more(named: &str, n: usize): "{named}等，另{n}个单位", "{named}等，另{n}個單位", "{named} and {n} more";
    meeting_targets: "年度目标", "年度目標", "Annual targets";
    meeting_late(n: i64): "逾期和滞后{n}项，责任单位如下", "逾期及滯後共{n}項，責任單位如下", "{n} overdue or behind, and who answers for them";
    meeting_late_none: "没有逾期和滞后的事项", "沒有逾期或滯後的事項", "Nothing is overdue or behind";
    meeting_asks(n: i64): "需协调事项{n}项", "需協調事項{n}項", "{n} to be settled";
    meeting_asks_none: "各单位没有提出需协调的事项", "各單位沒有提出需協調的事項", "No unit asks for anything to be settled";
    meeting_silent(period: &str, n: i64): "{period}还有{n}个单位未报", "{period}尚有{n}個單位未提交", "{n} units have not filed the {period}";
    decisions: "议定事项", "議定事項", "Decisions";
    decisions_title_well(open: i64): "议定事项：{open}项未办结，无逾期", "議定事項：{open}項未辦結，無逾期", "Decisions: {open} open, none overdue";
    decisions_title(open: i64, overdue: i64): "议定事项：{open}项未办结，其中逾期{overdue}项", "議定事項：{open}項未辦結，其中逾期{overdue}項", "Decisions: {open} open, {overdue} of them overdue";
    decisions_none: "截至所选日期尚无议定事项。", "截至所選日期尚無議定事項。", "Nothing has been settled by this day.";
    decisions_who: "由领导小组或办公室在会议模式中记录。", "由領導小組或辦公室在會議模式中記錄。", "The Leading Group or the Office writes them down in meeting mode.";
    decisions_minutes: "下载纪要草稿（TXT）", "下載紀要草稿（TXT）", "Download the draft minutes (TXT)";
    decisions_all: "议定事项台账", "議定事項總表", "All decisions";
    decision_text: "议定事项内容（200字以内）", "議定事項內容（200字以內）", "What is settled (200 characters at most)";
    decision_unit: "责任单位", "責任單位", "Responsible unit";
    decision_unit_more(n: usize): "责任单位{n}（可不选）", "責任單位{n}（可不選）", "Unit {n} (optional)";
    decisions_owed(n: i64): "议定事项：{n}项待落实", "議定事項：{n}項待落實", "Settled at meetings: {n} to be done";
    decision_due_on(day: &str, days: &str): "{day}前完成，{days}", "{day}前完成，{days}", "by {day}, {days}";
    decision_due: "完成日期", "完成日期", "Due day";
    decision_add: "记入议定事项", "記入議定事項", "Write it down";
    decision_close: "标记办结", "標記辦結", "Mark as done";
    decision_close_named(n: i64): "标记第{n}项办结", "標記第{n}項辦結", "Mark No. {n} as done";
    decision_said: "办结情况（一句话）", "辦結情況（一句話）", "How it was done (one sentence)";
    decision_by(name: &str, on: &str): "{name}，{on}记录", "{name}，{on}記錄", "written down by {name}, {on}";
    decision_done_by(name: &str, on: &str): "{name}，{on}", "{name}，{on}", "{name}, {on}";
    decision_done_already: "此项已由他人标记办结，请查看已有说明。", "此項已由他人標記辦結，請查看已有說明。", "Somebody else has marked it as done; see what they said.";
    fault_unit_unknown(found: &str): "应为方案所列的单位，现为“{found}”", "應為方案所列的單位，現為「{found}」", "should be a unit of the programme, is “{found}”";
    fault_due_past(today: &str, found: &str): "应不早于今天（{today}），现为{found}", "應不早於今天（{today}），現為{found}", "should be no earlier than today, {today}; is {found}";
    minutes_title(programme: &str): "{programme}推进会议纪要", "{programme}推進會議紀要", "{programme}: minutes of the progress meeting";
    minutes_draft: "（草稿，由进度看板生成，待办公室核定）", "（草稿，由進度看板產生，待辦公室核定）", "(draft made by the progress board, to be settled by the Office)";
    minutes_blanks: "会议时间：________　地点：________　主持：________　出席：________", "會議時間：________　地點：________　主持：________　出席：________", "Time: ________  Place: ________  Chair: ________  Present: ________";
    minutes_position(day: &str, basis: &str): "数据截至{day}（{basis}）", "數據截至{day}（{basis}）", "Figures as at {day} ({basis})";
    minutes_conclusion: "一、总体进展", "一、整體進展", "1. Where the programme stands";
    minutes_settled: "二、本次会议议定事项", "二、本次會議議定事項", "2. What this meeting settled";
    minutes_earlier: "三、此前议定事项办理情况", "三、先前議定事項辦理情況", "3. What became of earlier decisions";
    minutes_none: "无。", "無。", "None.";
    minutes_line(text: &str, units: &str, due: &str): "{text}责任单位：{units}；完成日期：{due}。", "{text}責任單位：{units}；完成日期：{due}。", "{text} Responsible: {units}; due {due}.";
    minutes_done(on: &str, text: &str): "{on}办结：{text}", "{on}辦結：{text}", "Done on {on}: {text}";
    sheet_a3: "打印 A3", "列印 A3", "A3 sheet";
    sheet_hint: "按 Ctrl+P 打印：A3 横向，一页。", "按 Ctrl+P 列印：A3 橫向，一頁。", "Press Ctrl+P to print: A3 landscape, one page.";
    sheet_back: "返回总览", "返回總覽", "Back to the overview";
    sheet_figures: "图号", "圖號", "Figures";
    sheet_qr: "扫码打开本页", "掃描開啟本頁", "Scan to open this page";
}

impl Lang {
    pub fn basis(self, basis: Basis) -> &'static str {
        match basis {
            Basis::Reported => self.basis_reported(),
            Basis::Corrected => self.basis_corrected(),
        }
    }

    /// What a field should be and what it is, with its name before it.
    pub fn decision_fault(self, fault: &Fault) -> String {
        let colon = self.pick("：", "：", ": ");
        let name = match fault.field() {
            "text" => self.decisions(),
            "unit" => self.decision_unit(),
            _ => self.decision_due(),
        };
        let said = match fault {
            Fault::TextMissing => return self.field_needed(self.decisions()),
            Fault::UnitMissing => return self.field_needed(self.decision_unit()),
            Fault::DueMissing => return self.field_needed(self.decision_due()),
            Fault::TextTooLong { found } => self.fault_too_long(TEXT_LIMIT, *found),
            Fault::ForbiddenCharacter => self.fault_forbidden().to_owned(),
            Fault::UnitUnknown { found } => self.fault_unit_unknown(found),
            Fault::DueNotADate { found } => self.fault_not_a_date(found),
            Fault::DuePast { today, found } => self.fault_due_past(&self.day(*today), &self.day(*found)),
        };
        format!("{name}{colon}{said}")
    }
}
