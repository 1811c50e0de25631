//! Where a number comes from: its parts, its life, where it is used.

use crate::language::Lang;
use crate::progress::Act;

words! {
    figure_is(name: &str, value: i64, unit: &str): "{name} = {value}{unit}", "{name} = {value}{unit}", "{name} = {value} {unit}";
    figure_number(id: &str): "图号 {id}", "圖號 {id}", "figure {id}";
    figure_definition: "口径", "口徑", "Definition";
    figure_definitions_link: "统计口径全文", "統計口徑全文", "All definitions";
    figure_source(clause: &str): "原文：{clause}", "原文：{clause}", "Wording of the circular ({clause})";
    figure_formula: "怎么算的", "怎樣計算", "How it is computed";
    figure_from(reports: i64, units: i64): "本数由{units}个单位的{reports}份月报组成。", "此數由{units}個單位的{reports}份月報組成。", "It comes from {reports} reports of {units} units.";
    figure_without(n: i64, units: &str): "最近一期{n}个单位未报，未计入：{units}。", "最近一期{n}個單位未交，未計入：{units}。", "{n} units have not filed the latest report and are not in it: {units}.";
    figure_parts: "由哪些数组成", "由哪些數組成", "What it is made of";
    figure_by_report: "逐份月报", "逐份月報", "Report by report";
    figure_by_cell: "逐项数字", "逐項數字", "Number by number";
    figure_no_parts: "截至此时没有任何一份月报计入此数。", "截至此時沒有任何一份月報計入此數。", "No report counts towards this number yet.";
    figure_others: "其他单位合计", "其他單位合計", "other units together";
    figure_others_note: "其他单位的明细仅限办公室查看。", "其他單位的明細只限辦公室查看。", "Other units' details are for the Office.";
    figure_version(n: i64): "第{n}版", "第{n}版", "version {n}";
    figure_accepted_by: "核定人", "核定人", "Accepted by";
    figure_accepted: "核定人／时间", "核定人／時間", "Accepted by and at";
    figure_not_accepted: "待核", "待核實", "not accepted";
    figure_evidence: "佐证", "佐證", "Evidence";
    figure_evidence_some(n: i64, without: i64): "佐证：有人数的{n}份月报中{without}份未附佐证，其余见各份月报。", "佐證：有人數的{n}份月報中{without}份未附佐證，其餘見各份月報。", "Evidence: {without} of the {n} reports that count people have none attached; the others’ is with them.";
    figure_evidence_none(n: i64): "佐证：有人数的{n}份月报均未附佐证材料，以月报所述为准。", "佐證：有人數的{n}份月報均未附佐證材料，以月報所述為準。", "Evidence: none is attached to the {n} reports that count people; what the reports say stands.";
    figure_said(text: &str): "报告所述：{text}", "報告所述：{text}", "The report says: {text}";
    figure_baseline: "原有基数", "原有基數", "baseline";
    figure_count: "数", "數", "count";
    figure_checked: "已按存档版本逐份重算，结果一致。", "已按存檔版本逐份重算，結果一致。", "Counted again from the stored versions, report by report: the same.";
    figure_added: "各部分相加与数值一致。", "各部分相加與數值一致。", "The parts add up to the value.";
    figure_disagrees(value: i64, again: i64): "重算不一致：显示为{value}，按存档版本重算为{again}。请勿引用此数，并请告知系统管理员。", "重算不一致：顯示為{value}，按存檔版本重算為{again}。請勿引用此數，並請通知系統管理員。", "The count does not agree: {value} is shown, {again} is counted from the stored versions. Do not quote this number, and tell the administrator.";
    figure_alarm(on: &str, shown: i64, counted: i64): "夜间自检（{on}）发现不一致：显示为{shown}，重算为{counted}，已通知管理员和审计员。核实前请勿引用此数。", "夜間自檢（{on}）發現不一致：顯示為{shown}，重算為{counted}，已通知管理員及審計員。核實前請勿引用此數。", "The self-check of {on} found a difference: {shown} shown, {counted} counted. Administrator and auditor have been told. Do not quote this number until it is settled.";
    figure_cite: "引用", "引用", "To quote";
    figure_citation(said: &str, number: &str, day: &str, basis: &str, board: &str): "{said}（{number}，{day}，{basis}，{board}）", "{said}（{number}，{day}，{basis}，{board}）", "{said} ({number}, {day}, {basis}, {board})";
    copy_citation: "复制引用", "複製引用", "Copy the quotation";
    copy_link: "复制链接", "複製連結", "Copy the link";
    copied: "已复制", "已複製", "Copied";
    figure_corrections: "更正", "更正", "Corrections";
    figure_correction_reason: "原因", "原因", "Reason";
    figure_old_new: "原报 → 更正后", "原報 → 更正後", "Reported → corrected";
    figure_life: "怎么变的", "怎樣變化", "How it changed";
    figure_life_none(n: i64): "自始为{n}，未曾变化。", "自始為{n}，未曾變化。", "It has been {n} from the beginning.";
    figure_life_start(n: i64): "起初为{n}。", "起初為{n}。", "It began at {n}.";
    figure_change: "变化", "變化", "Change";
    figure_why: "原因", "原因", "What happened";
    figure_when: "时间", "時間", "When";
    figure_by_day: "日期推移：时限临近或已过", "日期推移：時限臨近或已過", "time went by: a deadline came near or passed";
    figure_begins(period: &str): "{period}开始计入，含此前已核定的", "{period}開始計入，包括此前已核定的", "the {period} begins to count, with what was accepted of it before";
    figure_other_units: "其他单位的月报", "其他單位的月報", "reports of other units";
    figure_corrected(reason: &str): "更正：{reason}", "更正：{reason}", "correction: {reason}";
    figure_used: "用在哪里", "用在哪裏", "Where it is used";
    figure_printed: "印有本数的文件", "印有本數的文件", "Issued documents that print it";
    figure_printed_as(value: i64): "（印发数{value}）", "（印發數{value}）", "(printed as {value})";
    figure_compared: "各文件印发数及差异", "各文件印發數及差異", "Each document's value, and why they differ";
    figure_used_api: "数据接口", "數據介面", "By script";
    figure_permalink: "固定链接", "固定連結", "Permanent link";
    figure_basis_toggle: "数据依据", "數據依據", "Basis";
    figure_who_changed: "谁改过这个数", "誰改過這個數", "Who changed this number";
    download_csv: "下载明细 CSV", "下載明細 CSV", "Download parts as CSV";
    download_parts_xlsx: "下载明细 XLSX", "下載明細 XLSX", "Download parts as XLSX";
}

impl Lang {
    /// What was done to a report or to a request to close a task.
    pub fn act(self, act: Act) -> &'static str {
        match act {
            Act::Submitted => self.pick("提交", "提交", "submitted"),
            Act::Accepted => self.pick("核定", "核定", "accepted"),
            Act::Returned => self.pick("退回", "退回", "sent back"),
            Act::ClosureRequested => self.pick("申请销号", "申請銷號", "closure requested"),
            Act::ClosureConfirmed => self.pick("确认销号", "確認銷號", "closure confirmed"),
            Act::ClosureReturned => self.pick("退回销号申请", "退回銷號申請", "closure sent back"),
            Act::Reopened => self.pick("恢复督办", "恢復督辦", "taken up again"),
            Act::Extended => self.pick("同意延期", "同意延期", "extension agreed"),
        }
    }
}
