//! Who has reported: the matrix of reports, its measures and the reminder to those that are missing.

use crate::calendar::{Period, PeriodId};
use crate::figures::Filings;
use crate::language::Lang;
use crate::progress::Filing;
use chrono::NaiveDate;

words! {
    matrix_none_due: "各期月报均未到期", "各期月報均未到期", "No report is due yet";
    matrix_measured: "各单位各期月报的报送情况，零报告计入已报", "各單位各期月報的提交情況，零報告計入已交", "Where each unit's report on each period stands; nil returns count as reports";
    matrix_title(period: &str, expected: i64, submitted: i64, missing: i64): "{period}：{expected}个应报单位，{submitted}个已报，{missing}个未报", "{period}：{expected}個應交單位，{submitted}個已交，{missing}個未交", "{period}: {submitted} of {expected} units have reported, {missing} have not";
    matrix_measures: "报送情况指标", "提交情況指標", "Measures of reporting";
    matrix_expected: "应报", "應交", "expected";
    matrix_submitted: "已报", "已交", "in";
    matrix_on_time: "按时", "準時", "on time";
    matrix_late: "逾期", "逾期", "late";
    matrix_missing: "未报", "未交", "missing";
    matrix_nil: "零报告", "零報告", "nil";
    matrix_reporting_rate: "报送率", "提交率", "reporting rate";
    matrix_on_time_rate: "按时率", "準時率", "on-time rate";
    matrix_on_time_foot: "每月按时", "每月準時", "On time each month";
    matrix_all_periods: "全部到期各期", "全部到期各期", "All periods due";
    matrix_note: "零报告计入已报。", "零報告計入已交。", "Nil returns count as reports.";
    matrix_owed_note: "右侧各列只计截至日前到期的各期：应报＝按时＋逾期＋未报。", "右側各欄只計截至日前到期的各期：應交＝準時＋逾期＋未交。", "The columns on the right count the periods due by the day: expected = on time + late + missing.";
    matrix_legend: "图例", "圖例", "Legend";
    matrix_moved(list: &str): "*截止日不是工作日，下一工作日24:00前报送不计逾期：{list}", "*截止日並非工作天，下一個工作天24:00前提交不計逾期：{list}", "* Due on a day off; not late until the end of the next working day: {list}";
    matrix_first(period: &str, day: &str): "首期为{period}，应于{day}前报送，尚未到期。", "首期為{period}，應於{day}或之前提交，尚未到期。", "The first is the {period}, due by {day}.";
    matrix_via(unit: &str): "经{unit}", "經{unit}", "Through the {unit}";
    matrix_direct: "直报", "直接提交", "Direct";
    matrix_own: "仅报本身任务（不计入应报）", "只報本身任務（不計入應交）", "Report on their own tasks only (not counted as expected)";
    matrix_year_end: "年末", "年終", "year end";
    matrix_head(period: &str, due: &str): "{period}，{due}前报送", "{period}，{due}或之前提交", "{period}, due by {due}";
    matrix_queue: "待审核", "待審核", "Review queue";
    matrix_keys: "方向键移动，Home／End到行首行尾，Enter打开", "方向鍵移動，Home／End到行首行尾，Enter開啟", "Arrow keys move, Home and End go to the ends of the row, Enter opens";
    cell_missing: "未报", "未交", "missing";
    not_given: "未填", "未填", "not given";
    cell_overdue(n: i64): "逾期{n}天", "逾期{n}天", "{n} days overdue";
    cell_future: "未到期", "未到期", "not yet due";
    cell_nil: "零报告", "零報告", "nil return";
    cell_late(n: i64): "逾期{n}天提交", "逾期{n}天提交", "{n} days late";
    cell_corrected: "已更正", "已更正", "corrected";
    remind: "复制催报文字", "複製催交文字", "Copy reminder";
    remind_lead(n: i64): "{n}个单位未报。以下文字可全选复制。", "{n}個單位未交。以下文字可全選複製。", "{n} units are missing. Select the text to copy it.";
    remind_all(n: i64): "全部{n}个单位合为一则", "全部{n}個單位合為一則", "One text for all {n} units";
    remind_named(unit: &str): "致{unit}的催报文字", "致{unit}的催交文字", "Reminder to {unit}";
    remind_copy: "复制", "複製", "Copy";
    remind_copied: "已复制", "已複製", "Copied";
    remind_span(start: &str, end: &str): "{start}至{end}", "{start}至{end}", "{start} to {end}";
    remind_missing(unit: &str, period: &str, span: &str, due: &str, day: &str, n: i64): "{unit}：贵单位{period}（{span}）应于{due}前报送，截至{day}尚未收到，已逾期{n}天。请登录进度看板填报并提交；本期无进展的，请作零报告。确有困难的，请告知领导小组办公室。", "{unit}：貴單位的{period}（{span}）應於{due}或之前提交，截至{day}仍未收到，已逾期{n}天。請登入進度看板填寫並提交；如本期沒有進展，請提交零報告。如有困難，請通知領導小組辦公室。", "{unit}: your {period} ({span}) was due by {due}. At the end of {day} it had not come in and was {n} days late. Please fill it in and submit it on the progress board; if there was no progress, file a nil return. If you cannot, tell the Leading Group Office.";
    remind_just_due(unit: &str, period: &str, span: &str, due: &str): "{unit}：贵单位{period}（{span}）应于{due}前报送，截止时间已过，尚未收到。请登录进度看板填报并提交；本期无进展的，请作零报告。确有困难的，请告知领导小组办公室。", "{unit}：貴單位的{period}（{span}）應於{due}或之前提交，截止時間已過，仍未收到。請登入進度看板填寫並提交；如本期沒有進展，請提交零報告。如有困難，請通知領導小組辦公室。", "{unit}: your {period} ({span}) was due by {due}, and the day has passed without it. Please fill it in and submit it on the progress board; if there was no progress, file a nil return. If you cannot, tell the Leading Group Office.";
    remind_not_due(unit: &str, period: &str, span: &str, due: &str, day: &str): "{unit}：贵单位{period}（{span}）应于{due}前报送，截至{day}尚未收到。请登录进度看板填报并提交；本期无进展的，请作零报告。确有困难的，请告知领导小组办公室。", "{unit}：貴單位的{period}（{span}）應於{due}或之前提交，截至{day}仍未收到。請登入進度看板填寫並提交；如本期沒有進展，請提交零報告。如有困難，請通知領導小組辦公室。", "{unit}: your {period} ({span}) is due by {due}. At the end of {day} it had not come in. Please fill it in and submit it on the progress board; if there was no progress, file a nil return. If you cannot, tell the Leading Group Office.";
    remind_returned(unit: &str, period: &str, day: &str): "{unit}：贵单位{period}已退回，截至{day}尚未重新提交。请登录进度看板查看退回意见，修改后重新提交。确有困难的，请告知领导小组办公室。", "{unit}：貴單位的{period}已退回，截至{day}仍未重新提交。請登入進度看板查看退回意見，修改後重新提交。如有困難，請通知領導小組辦公室。", "{unit}: your {period} was sent back and by the end of {day} had not been submitted again. Please read on the progress board why, mend it and submit it again. If you cannot, tell the Leading Group Office.";
    remind_group(period: &str, expected: i64, submitted: i64, day: &str, missing: i64, units: &str): "各单位：截至{day}，{period}应报{expected}个单位，已报{submitted}个，尚有{missing}个未报：{units}。请未报单位登录进度看板填报并提交；本期无进展的，请作零报告。确有困难的，请告知领导小组办公室。", "各單位：截至{day}，{period}應交{expected}個單位，已交{submitted}個，尚有{missing}個未交：{units}。請未交的單位登入進度看板填寫並提交；如本期沒有進展，請提交零報告。如有困難，請通知領導小組辦公室。", "To all units: at the end of {day}, {submitted} of {expected} units had filed the {period}; {missing} had not: {units}. They are asked to fill it in and submit it on the progress board; if there was no progress, to file a nil return; and if they cannot, to tell the Leading Group Office.";
}

impl Lang {
    /// 7月月报, or the supplement of a year.
    pub fn period_name(self, id: PeriodId) -> String {
        match id.supplement {
            true => self.year_end_supplement(id.year),
            false => self.month_report(id.month),
        }
    }

    /// 7月, as a period stands over a narrow column.
    pub fn period_short(self, period: &Period) -> String {
        match (period.id.supplement, self) {
            (true, _) => self.matrix_year_end().to_owned(),
            (false, Lang::En) => period.due.format("%b").to_string(),
            (false, _) => format!("{}月", period.id.month),
        }
    }

    /// Over a narrow column of the matrix.
    pub fn filings_short(self, which: Filings) -> &'static str {
        match which {
            Filings::Expected => self.matrix_expected(),
            Filings::OnTime => self.matrix_on_time(),
            Filings::Late => self.matrix_late(),
            Filings::Missing => self.matrix_missing(),
            Filings::Nil => self.matrix_nil(),
        }
    }

    pub fn cell_missing_glyph(self) -> &'static str {
        self.pick("未", "未", "!")
    }

    pub fn cell_corrected_glyph(self) -> &'static str {
        self.pick("更", "更", "c")
    }

    /// Where a report stands on a day, in words; `owed` says whether the unit owes it and the day is past.
    pub fn filing_words(self, filing: Option<&Filing>, period: &Period, owed: bool, day: NaiveDate) -> String {
        let Some(filing) = filing else {
            let days = (day - period.effective_due).num_days();
            return match owed {
                false if days >= 0 => self.not_applicable().to_owned(),
                false => self.cell_future().to_owned(),
                true if days > 0 => format!("{} {}", self.cell_missing(), self.cell_overdue(days)),
                true => self.cell_missing().to_owned(),
            };
        };
        let mut words = vec![self.filing_state(filing.state).to_owned()];
        if filing.correcting {
            words.push(self.correction_waiting().to_owned());
        }
        if filing.nil {
            words.push(self.cell_nil().to_owned());
        }
        words.extend(filing.late_by.map(|days| self.cell_late(days)));
        if filing.corrected {
            words.push(self.cell_corrected().to_owned());
        }
        self.list(&words)
    }
}
