//! Asking for a later day.

use crate::extensions::Fault;
use crate::language::Lang;
use chrono::NaiveDate;

words! {
    extensions_title: "延期申请", "延期申請", "Extensions";
    extensions_asked: "本单位的延期申请", "本單位的延期申請", "Asked for by your unit";
    extensions_none: "没有延期申请。", "沒有延期申請。", "Your unit has asked for none.";
    extensions_none_waiting: "没有待处理的延期申请。", "沒有待處理的延期申請。", "No extension waits for a decision.";
    extensions_waiting(n: i64): "{n}项延期申请待处理", "{n}項延期申請待處理", "Extensions waiting for a decision: {n}";
    extensions_settled: "已处理的延期申请", "已處理的延期申請", "Decided";
    extension_record: "延期记录", "延期記錄", "Extensions";
    extension_of: "事项和原定期限", "事項和原定期限", "What is due, and when";
    extension_ask: "申请延期", "申請延期", "Ask for an extension";
    extension_lead(due: &str): "原定期限{due}保留显示，经办公室同意后按新期限计算。", "原定期限{due}會保留顯示，經辦公室同意後按新期限計算。", "The original day, {due}, stays printed; once the Office agrees, the new day counts.";
    extension_for_all(n: usize, units: &str): "此项任务由{n}家单位承担，延期对各单位一并生效：{units}", "此項任務由{n}家單位承擔，延期對各單位一併生效：{units}", "{n} units answer for this task, and a later day holds for all of them: {units}";
    extension_for_all_seen: "已知悉对各责任单位一并顺延", "已知悉對各責任單位一併順延", "I have seen that the day moves for every one of them";
    extension_wanted: "申请延至", "申請延至", "New day";
    extension_reason: "原因", "原因", "Reason";
    extension_send: "提交延期申请", "提交延期申請", "Send the request";
    extension_waits: "待办公室处理", "待辦公室處理", "waiting for the Office";
    extension_too_late: "期限已过，不能再申请延期。仍可提交，逾期天数照实显示。", "期限已過，不能再申請延期。仍可提交，逾期天數會如實顯示。", "The day has passed, so no extension can be asked for. You can still file; the days late are shown.";
    extension_agree: "同意延期", "同意延期", "Agree";
    extension_refuse: "不同意", "不同意", "Refuse";
    extension_refusal: "不同意的原因", "不同意的原因", "Reason for refusing";
    extension_agreed(on: &str): "已同意（{on}）", "已同意（{on}）", "agreed on {on}";
    extension_refused(on: &str, reason: &str): "未同意（{on}）：{reason}", "未同意（{on}）：{reason}", "refused on {on}: {reason}";
    extended_to(day: &str): "已同意延至{day}", "已同意延至{day}", "extended to {day}";
    extended_from(day: &str, from: &str): "{day}（原{from}）", "{day}（原{from}）", "{day} (was {from})";
    help_extension: "延期须在到期前申请并经办公室同意，申请人不能自行同意。任务延期后，该期限对各责任单位一并顺延，亮灯和逾期天数按新期限计算；月报延期只对申请单位有效，只影响是否逾期，未报仍列未报。原定期限始终显示；查看同意之前的日期时，仍按原定期限。", "延期須於到期前申請並經辦公室同意，申請人不能自行同意。任務延期後，該期限對各責任單位一併順延，狀態和逾期天數按新期限計算；月報延期只對申請單位有效，只影響是否逾期，未交仍列作未交。原定期限會一直顯示；查看同意之前的日期時，仍按原定期限。", "An extension is asked for before the day and agreed by somebody of the Office who did not ask. A task's new day holds for every unit that answers for it, and its light and days late follow it. A report's new day holds for the unit that asked and decides only whether it is late: a report that is not in stays missing. The original day is always shown, and a look at a moment before the agreement still uses it.";
    extension_limit(most: usize): "原因应在{most}字以内，不含特殊字符", "原因應在{most}字以內，不含特殊字元", "The reason has at most {most} characters, and no special ones";
    extension_later(day: &str): "新期限应晚于{day}", "新期限應遲於{day}", "The new day must be after {day}";
}

impl Lang {
    pub fn extension_fault(self, fault: Fault, latest: NaiveDate) -> String {
        match fault {
            Fault::ReasonMissing => self.field_needed(self.extension_reason()),
            Fault::TooLong => self.extension_limit(crate::extensions::REASON_LIMIT),
            Fault::NotADay => self.fault_date_missing().to_owned(),
            Fault::NotLater => self.extension_later(&self.day(latest)),
            Fault::TooLate => self.extension_too_late().to_owned(),
        }
    }
}
