//! What the filer reads while filling in a report, sending it, and putting it right.

use crate::language::Lang;
use crate::reports::{CorrectionReason, LateReason};

words! {
    form_total: "本期累计", "本期累計", "Cumulative now";
    form_read_as(what: &str): "识别为{what}", "識別為{what}", "read as {what}";
    form_last_month: "上月内容", "上月內容", "Last month's text";
    form_clash: "另一个窗口或另一人已保存过这份草稿。您所填内容仍在本页，请按“保存草稿”逐栏选择。", "另一個視窗或另一人已儲存過此份草稿。您所填內容仍在本頁，請按「儲存草稿」逐欄選擇。", "Another window or another person has saved this draft. What you typed is still here: press “Save draft” to choose field by field.";
    signed_by(who: &str): "（{who}）", "（{who}）", " ({who})";
    head_reads: "查看草稿（只读）", "查看草稿（唯讀）", "Read the draft";
    head_lead: "草稿，尚未提交；您可审阅，内容由填报人填写。", "草稿，尚未提交；您可審閱，內容由填報人填寫。", "A draft, not yet filed: for you to read; who files it writes it.";
    head_nothing: "填报人尚未填写。", "填報人尚未填寫。", "Nothing has been filled in yet.";
    form_merged: "（另一个窗口或另一人所填的其他栏目已一并保留，重新打开本页可见）", "（另一個視窗或另一人所填的其他欄目已一併保留，重新開啟本頁可見）", "(what another window or person typed in other fields is kept, too; open this page again to see it)";
    form_gone: "登录已过期。您所填内容仍在本页，请按“保存草稿”重新登录后继续。", "登入已逾時。您所填內容仍在本頁，請按「儲存草稿」重新登入後繼續。", "You have been signed out. What you typed is still here: press “Save draft”, sign in again and go on.";
    form_failed: "暂未保存，您所填内容仍在本页，可继续填写，稍后自动重试。", "暫未儲存，您所填內容仍在本頁，可繼續填寫，稍後自動重試。", "Not saved yet. What you typed is still here; go on typing, saving is tried again.";
    form_keys: "快捷键：Ctrl+S 保存 · Ctrl+Enter 检查并提交 · Alt+数字 到各部分 · 数据表内 ↑ ↓ 和 Enter 换行", "快捷鍵：Ctrl+S 儲存 · Ctrl+Enter 檢查並提交 · Alt+數字 前往各部分 · 數據表內 ↑ ↓ 和 Enter 換行", "Keys: Ctrl+S saves · Ctrl+Enter checks · Alt with a digit goes to a section · ↑ ↓ and Enter move in the figures";
    conflict_title(report: &str): "{report}有两份不同内容，请逐栏选择", "{report}有兩份不同內容，請逐欄選擇", "{report}: two drafts differ, please choose field by field";
    form_conflict(at: &str): "另一个窗口或另一人在您之后保存过这份草稿（{at}）。只有一方改过的栏目已一并保留；下面几栏双方都改过，请逐栏选择保留哪一份。", "另一個視窗或另一人在您之後儲存過此份草稿（{at}）。只有一方改過的欄目已一併保留；下面幾欄雙方都改過，請逐欄選擇保留哪一份。", "Another window or another person saved this draft after you opened it ({at}). What only one of you changed is kept; these fields were changed by both, so choose for each which to keep.";
    conflict_theirs: "对方所填：", "對方所填：", "Theirs: ";
    conflict_yours: "您所填：", "您所填：", "Yours: ";
    conflict_save: "按所选保存", "按所選儲存", "Save what is chosen";
    my_filled(done: i64, left: i64): "（{done}项已填，{left}项未填）", "（{done}項已填，{left}項未填）", "({done} filled, {left} left)";
    my_open_already(report: &str, day: &str): "{report}已开放填报，{day}截止。", "{report}已開放填寫，{day}截止。", "The {report} is open already, due on {day}.";
    my_opens(report: &str, day: &str, due: &str): "下一期：{report}，{day}开放填报，{due}截止。", "下一期：{report}，{day}開放填寫，{due}截止。", "Next: {report}, which opens on {day} and is due on {due}.";
    my_notes: "现在可先记要点", "現在可先記要點", "You can already keep notes";
    my_to_do: "要做的事", "要做的事", "What to do";
    my_figures: "本单位数据", "本單位數據", "Your figures";
    my_used: "您的数据用在了", "您的數據用於", "Where your figures are used";
    my_of_which: "，其中本单位", "，其中本單位", ", of which yours: ";
    my_contacts: "联系人", "聯絡人", "Whom to ask";
    my_extensions(n: i64): "本单位的延期申请（{n}项）", "本單位的延期申請（{n}項）", "Your unit's extensions ({n})";
    persons(n: i64): "{n}人", "{n}人", "{n}";
    to_do_nothing: "已办结", "已辦結", "nothing more";
    to_do_wait: "待办公室核定销号", "待辦公室核定銷號", "the Office confirms the closure";
    to_do_report: "按月报送", "按月提交", "file every month";
    to_do_report_of(report: &str): "报送{report}", "提交{report}", "file the {report}";
    to_do_reported(name: &str): "{name}已报送", "{name}已提交", "{name}: filed";
    to_do_paper(name: &str): "填写{name}", "填寫{name}", "write: {name}";
    my_late_paper(name: &str, due: &str, days: i64): "{name}（{due}截止）已逾期{days}天，仍可报送", "{name}（{due}截止）已逾期{days}天，仍可提交", "{name} (due {due}): {days} days late, still welcome";
    to_do_say: "在月报中填一句进展", "在月報中填寫一句進展", "say a sentence in the report";
    to_do_close: "办结后在月报中申请销号，未办结的写明时间", "辦結後在月報中申請銷號，未辦結的寫明時間", "ask for closure in the report, or say when";
    typed_is_kept: "您刚才所填的内容已带到下一页，登录后一键保存。", "您剛才所填的內容已帶到下一頁，登入後一鍵儲存。", "What you typed goes along; after signing in one button saves it.";
    typed_title: "登录前所填内容尚未保存", "登入前所填內容尚未儲存", "What you typed is not saved yet";
    typed_lead: "请保存后继续填写。", "請儲存後繼續填寫。", "Save it and go on.";
    typed_go_on: "保存并继续填写", "儲存並繼續填寫", "Save and go on";
    conflict_field: "栏目", "欄目", "Field";
    change_old: "原为", "原為", "Was";
    change_new: "现为", "現為", "Is";
    change_none: "内容相同。", "內容相同。", "Both say the same.";
    change_between(old: i64, new: i64): "第{new}版与第{old}版的不同", "第{new}版與第{old}版的不同", "What version {new} changed from version {old}";
    check_correction: "更正内容", "更正內容", "What is corrected";
    check_content: "本份月报的全部内容", "此份月報的全部內容", "The whole report";
    check_months: "与上月不同之处", "與上月不同之處", "What differs from last month";
    check_no_evidence(n: i64): "本月新增{n}人，未附佐证。数字有变化的，宜附名单、证书等佐证；不附也可提交。", "本月新增{n}人，未附佐證。數字有變化的，宜附名單、證書等佐證；不附也可提交。", "{n} new this month and nothing to show for it. Where a figure changes, a list or certificates help; the report can be sent without.";
    check_last_month: "上月新增", "上月新增", "New last month";
    check_change: "增减", "增減", "Change";
    check_own(measure: &str): "本单位{measure}", "本單位{measure}", "Your unit, {measure}";
    check_as_at(day: &str): "截至{day}", "截至{day}", "As at {day}";
    nil_total(measure: &str, n: i64): "{measure}累计{n}人，不变", "{measure}累計{n}人，不變", "{measure}: {n} so far, unchanged";
    receipt_by(day: &str): "一般2个工作日，即{day}前。", "一般2個工作天，即{day}或之前。", "Usually two working days: by {day}.";
    late_reason_label: "逾期原因（选填）", "逾期原因（選填）", "Why it is late (optional)";
    late_reason_none: "不填", "不填", "Not stated";
    late_reason_is(reason: &str): "逾期原因：{reason}", "逾期原因：{reason}", "Why it was late: {reason}";
    checked_is(fields: &str): "填报人已核实：{fields}", "填報人已核實：{fields}", "Looked into by the filer: {fields}";
    not_begun: "未填写", "未填寫", "not started";
    drawer_title: "报送记录", "提交記錄", "Reports filed";
    drawer_empty: "尚无报送记录。首期开放填报后，每期月报列在这里。", "尚無提交記錄。首期開放填報後，每期月報列於此處。", "Nothing has been filed. Once the first period opens, every report is listed here.";
    drawer_versions: "版本", "版本", "Versions";
    drawer_correction: "更正", "更正", "Correction";
    drawer_on_time: "按时", "準時", "on time";
    correction_writing: "更正填写中", "更正填寫中", "correction being written";
    correction_waiting: "更正待核准", "更正待核准", "correction waiting for the Office";
    correction_returned: "更正已退回", "更正已退回", "correction returned";
    correction_in_force(at: &str): "更正已生效（{at}）", "更正已生效（{at}）", "in force ({at})";
    correction_refused(reason: &str): "更正未采纳：{reason}", "更正未獲接納：{reason}", "not accepted: {reason}";
    correct_title(report: &str): "更正{report}", "更正{report}", "Correct {report}";
    correct_old: "原报数", "原報數", "Reported";
    correct_new: "更正为", "更正為", "Correct to";
    correct_why: "说明", "說明", "Explanation";
    correct_needs_reason: "更正须选原因；选“其他”的须写说明。", "更正須選原因；選「其他」的須寫說明。", "A correction needs a reason; “other” needs an explanation.";
    correct_check: "查看影响", "查看影響", "See what it changes";
    correct_other: "更正其他栏目", "更正其他欄目", "Correct other fields";
    slip_title(report: &str): "月报更正单：{report}", "月報更正單：{report}", "Correction slip: {report}";
    slip_none: "此份月报没有更正。", "此份月報沒有更正。", "Nothing of this report has been corrected.";
    slip_short: "更正单", "更正單", "Slip";
    correct_next: "下一页列出受影响的各期累计数，确认后才提交。", "下一頁列出受影響的各期累計數，確認後才提交。", "The next page lists every total that changes; nothing is sent before you confirm.";
}

impl Lang {
    pub fn late_reason(self, reason: LateReason) -> &'static str {
        match reason {
            LateReason::AwaitingData => self.pick("等待其他单位数据", "等候其他單位數據", "waiting for others' data"),
            LateReason::StaffAway => self.pick("经办人出差或更换", "經辦人員出差或更換", "staff away or changed"),
            LateReason::Technical => self.pick("网络或系统问题", "網絡或系統問題", "network or system trouble"),
            LateReason::Other => self.pick("其他", "其他", "other"),
        }
    }

    pub fn correction_reason(self, reason: CorrectionReason) -> &'static str {
        match reason {
            CorrectionReason::CountedTwice => self.pick("重复统计", "重複統計", "counted twice"),
            CorrectionReason::LeftOut => self.pick("漏报", "漏報", "left out"),
            CorrectionReason::Understanding => self.pick("口径理解", "口徑理解", "misread definition"),
            CorrectionReason::Other => self.pick("其他", "其他", "other"),
        }
    }
}
