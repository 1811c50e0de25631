//! Filing and reviewing a report.

use crate::language::Lang;
use crate::reports::Stated;
use crate::review::Action;

words! {
    my_title(unit: &str, report: &str): "{unit} · {report}", "{unit} · {report}", "{unit} · {report}";
    my_days_left(days: i64, day: &str): "还有{days}天，24:00截止：{day}", "尚餘{days}天，24:00截止：{day}", "{days} days left, due by midnight of {day}";
    my_due_today(day: &str): "今日24:00截止（{day}）", "今日24:00截止（{day}）", "Due today at 24:00 ({day})";
    my_late(days: i64): "已逾期{days}天，仍可提交", "已逾期{days}天，仍可提交", "{days} days late; you can still file";
    my_late_since(day: &str, days: i64): "{day}24:00截止，已逾期{days}天，仍可提交", "{day}24:00截止，已逾期{days}天，仍可提交", "Due by midnight of {day}: {days} days late; you can still file";
    my_again(day: &str, days: i64): "请于{day}前改好再报，还有{days}天", "請於{day}或之前改好再提交，尚餘{days}天", "Amend it and file again by {day}: {days} days left";
    my_again_today(day: &str): "请于今日（{day}）24:00前改好再报", "請於今日（{day}）24:00前改好再提交", "Amend it and file again today, {day}, by midnight";
    my_again_late(day: &str, days: i64): "应于{day}前改好再报，已过{days}天，仍可提交", "應於{day}或之前改好再提交，已過{days}天，仍可提交", "To be filed again by {day}: {days} days ago; you can still file";
    my_again_open: "请改好后再报", "請改好後再提交", "Amend it and file again";
    form_opens(day: &str): "本期{day}开放提交；现在可先记要点，内容保存在草稿里。", "本期{day}開放提交；現在可先記要點，內容保存在草稿內。", "This period opens on {day}; until then, notes are kept in the draft.";
    form_submitted: "此份月报已提交，审核前可撤回修改。", "此份月報已提交，審核前可撤回修改。", "This report is submitted; it can be withdrawn and changed until it is reviewed.";
    my_correcting: "正在更正，提交后由办公室核准；此前以原报为准", "正在更正，提交後由辦公室核准；此前以原報為準", "A correction is being written; until the Office agrees, the report stands as filed";
    my_corrects: "继续更正", "繼續更正", "Go on with the correction";
    my_state(state: &str): "状态：{state}", "狀態：{state}", "State: {state}";
    my_fill: "填写月报", "填寫月報", "Fill in the report";
    my_continue: "继续填写", "繼續填寫", "Continue";
    my_mend: "修改后重新提交", "修改後重新提交", "Amend and resubmit";
    my_nil: "本月无进展，报零", "本月無進展，提交零報告", "No progress this month – file a nil return";
    my_minutes: "上期数据已带入，约3分钟。", "上期數據已帶入，約3分鐘。", "Last period's figures are filled in; about 3 minutes.";
    my_filed(report: &str, on: &str): "{report}已提交（{on}）", "{report}已提交（{on}）", "{report} submitted ({on})";
    my_filed_receipt(report: &str, on: &str, receipt: &str): "{report}已提交（{on}），回执{receipt}", "{report}已提交（{on}），回條{receipt}", "{report} submitted ({on}), receipt {receipt}";
    my_returned: "已退回，请修改", "已退回，請修改", "Returned for amendment";
    my_returned_field(field: &str): "需修改：{field}", "需修改：{field}", "To amend: {field}";
    my_returned_reason(reason: &str): "原因：{reason}", "原因：{reason}", "Reason: {reason}";
    my_other_periods: "各期月报", "各期月報", "All periods";
    my_own_tasks: "本单位承担的任务（原文）", "本單位承擔的任務（原文）", "Your unit's tasks (as in the circular)";
    my_office: "领导小组办公室", "領導小組辦公室", "Leading Group Office";
    my_see_figures: "本单位数据与溯源", "本單位數據與溯源", "Your figures and their sources";
    form_title(unit: &str, report: &str): "{unit} · {report}", "{unit} · {report}", "{unit} · {report}";
    form_span(start: &str, end: &str): "报告期 {start}—{end}", "報告期 {start}—{end}", "Reporting period {start} – {end}";
    form_saved_at(at: &str): "已保存 {at}", "已儲存 {at}", "Saved {at}";
    form_not_saved: "尚未保存", "尚未儲存", "Not saved yet";
    form_faults(n: i64): "有 {n} 处需要修改", "有 {n} 處需要修改", "There is a problem ({n})";
    form_sections: "各部分填写情况", "各部分填寫情況", "How far each part is";
    section_filled: "已填", "已填", "filled";
    section_empty: "未填", "未填", "empty";
    section_wrong(n: usize): "{n}处需修改", "{n}處需修改", "{n} to amend";
    form_section_counts: "数据", "數據", "Figures";
    form_section_stages: "专业领域阶段", "專業範疇階段", "Stages of disciplines";
    form_section_tasks: "任务", "任務", "Tasks";
    form_section_text: "情况", "情況", "Narrative";
    form_previous: "上期累计", "上期累計", "Cumulative before";
    form_new: "本月新增", "本月新增", "New this month";
    measure_label: "指标", "指標", "Measure";
    form_counts_hint: "只填本月新增人数；没有填0，不适用填“—”，暂不清楚留空。", "只填本月新增人數；沒有填0，不適用填「—」，暫不清楚留空。", "Only what is new this month. 0 for none, “—” for not applicable, empty if not known.";
    form_stage: "已到阶段", "已到階段", "Stage reached";
    form_stage_on: "日期", "日期", "Date";
    form_stage_none: "本月无变化", "本月無變化", "No change this month";
    form_agreement: "协议名称", "協議名稱", "Title of the agreement";
    form_counterpart: "签约对方", "簽約對方", "Counterpart";
    form_agreement_open: "协议（签约后填，可不填）", "協議（簽約後填，可不填）", "Agreement (once signed, optional)";
    form_agreement_hint: "对方写到专业组别，如“香港工程师学会××组”。补报时，阶段和日期照原来的填。", "對方寫到專業組別，如「香港工程師學會××組」。補報時，階段和日期照原來的填。", "Name the counterpart down to its discipline, such as “HKIE, … Discipline”. To add it later, give the stage and its date as before.";
    form_said: "一句话进展", "一句話進展", "Progress in one sentence";
    form_task_stage: "阶段", "階段", "Stage";
    form_slots: "已完成的子项", "已完成的子項", "Parts that are done";
    form_slot_done: "已落实", "已落實", "done";
    form_closure: "申请销号", "申請銷號", "Request closure";
    form_closure_on: "办结日期", "辦結日期", "Finished on";
    form_closure_evidence: "销号依据（文号、链接或可查之处）", "銷號依據（文號、連結或可查之處）", "Evidence (document number, link or where to look)";
    form_done: "工作进展（300字内）", "工作進展（300字內）", "Progress (up to 300 characters)";
    form_problems: "存在问题（150字内）", "存在問題（150字內）", "Issues (up to 150 characters)";
    form_next: "下一步工作，须含时间（150字内）", "下一步工作，須含時間（150字內）", "Next steps, with dates (up to 150 characters)";
    form_ask: "需协调事项，选填，直接呈领导小组（100字内）", "需協調事項，選填，直接呈領導小組（100字內）", "Matters requiring co-ordination, optional, shown to the Leading Group (up to 100 characters)";
    form_save: "保存草稿", "儲存草稿", "Save draft";
    form_check: "检查并提交", "檢查並提交", "Check and submit";
    form_secret: "请勿填报涉密信息。", "請勿填報涉密資料。", "Do not enter classified information.";
    form_locked_by(document: &str): "已锁定：{document}已印发并采用本期数据，只供查阅。如有错误，请申请更正，办公室核准后生效。", "已鎖定：{document}已印發並採用本期數據，只供查閱。如有錯誤，請申請更正，經辦公室核准後生效。", "Locked: the {document} has been issued and counts this report, which can be read only. If it is wrong, ask for a correction; it holds once the Office agrees.";
    drawer_locked(document: &str): "已锁定（{document}）", "已鎖定（{document}）", "locked ({document})";
    correct_old_nil: "0（零报告）", "0（零報告）", "0 (nil return)";
    form_locked(state: &str): "此份月报{state}，不能直接修改。", "此份月報{state}，不能直接修改。", "This report is {state} and cannot be changed directly.";
    check_title(report: &str): "提交前检查：{report}", "提交前檢查：{report}", "Check before submitting: {report}";
    check_effect: "提交并通过后，总览上的数字将变为", "提交並通過後，總覽上的數字將變為", "Once approved, the overview will read";
    check_effect_row(name: &str, before: i64, after: i64): "{name}：{before} → {after}", "{name}：{before} → {after}", "{name}: {before} → {after}";
    check_effect_none: "本份月报不改变目标完成数。", "此份月報不改變目標完成數。", "This report does not change any target's actual.";
    check_submit: "确认提交", "確認提交", "Submit";
    check_back: "返回修改", "返回修改", "Back to the form";
    nil_title(report: &str): "零报告：{report}", "零報告：{report}", "Nil return: {report}";
    nil_lead: "本月新增为0，累计不变。零报告视同已报。", "本月新增為0，累計不變。零報告視同已提交。", "Nothing new this month; the cumulative figures stay. A nil return counts as a report.";
    nil_lead_late: "本月新增为0，累计不变。零报告视同已报；现已过期，按逾期报送计。", "本月新增為0，累計不變。零報告視同已提交；現已過期，按逾期提交計。", "Nothing new this month; the cumulative figures stay. A nil return counts as a report; the day is past, so it counts as late.";
    nil_dropped: "草稿中还填有下列内容，与报零不符；确认报零后不计入，也不再保留。", "草稿中還填有下列內容，與零報告不符；確認提交零報告後不計入，也不再保留。", "The draft also holds what follows, which a nil return does not go with; once it is filed, this is neither counted nor kept.";
    nil_go_back: "本月有进展的，请返回填写月报", "本月有進展的，請返回填寫月報", "If there was progress, go back to the report";
    nil_words: "草稿中已填的文字", "草稿中已填的文字", "What the draft says in words";
    nil_keep: "保留，作为零报告的说明", "保留，作為零報告的說明", "Keep it as the note of the nil return";
    nil_drop: "不保留", "不保留", "Do not keep it";
    nil_choose: "应选保留或不保留，现未选", "應選保留或不保留，現未選", "should be kept or not kept, neither is chosen";
    nil_note(most: usize): "说明（选填，{most}字内）", "說明（選填，{most}字內）", "Note (optional, up to {most} characters)";
    nil_unchanged: "本月新增0，累计不变。", "本月新增0，累計不變。", "0 new this month; the cumulative figures stay.";
    nil_confirm: "确认报零", "確認提交零報告", "File the nil return";
    count_unavailable: "无法取得数据", "無法取得數據", "not available";
    form_unavailable_hint: "取不到的数填“无法取得数据”，不要填0。", "取不到的數填「無法取得數據」，不要填0。", "Where a number cannot be had, write “not available”, not 0.";
    form_policies: "配套政策", "配套政策", "Policy documents";
    form_policies_hint: "本期印发的实施细则等文件，没有的不填；以前报过的不用再报。", "本期印發的實施細則等文件，沒有的不填；以前報過的不用再報。", "Rules and other documents issued in this period; none, and it stays empty. What was reported before is not asked again.";
    form_policy(n: &str): "文件{n}", "文件{n}", "Document {n}";
    form_policy_title: "标题", "標題", "Title";
    form_policy_number: "文号", "文號", "Number";
    form_policy_on: "印发日期", "印發日期", "Day of issue";
    place_policies: "已印发的配套政策", "已印發的配套政策", "Policy documents issued";
    form_signing: "签报", "簽報", "Sign-off";
    form_filler_change: "不对？见“我的账号”", "不對？見「我的帳戶」", "Not right? See My account";
    form_agreed: "单位负责人审定", "單位負責人審定", "Head of the unit";
    form_agreed_by(name: &str): "已经单位负责人（{name}）审定", "已經單位負責人（{name}）審定", "The head of the unit ({name}) has agreed";
    form_agreed_name: "审定的单位负责人姓名（可不填）", "審定的單位負責人姓名（可不填）", "Head of the unit who agreed (optional)";
    form_share: "给负责人看的链接（48小时，免登录）", "給負責人看的連結（48小時，免登入）", "A link for the head to read (48 hours, no sign-in)";
    share_title(report: &str): "给负责人看：{report}", "給負責人看：{report}", "For the head to read: {report}";
    share_lead: "把链接用微信发给单位负责人，或让其扫码。对方不用登录，只能看，不能改；同意后由您在“签报”中勾选或填写负责人姓名。", "把連結用微信發給單位負責人，或請其掃碼。對方不用登入，只能看，不能改；同意後由您在「簽報」中勾選或填寫負責人姓名。", "Send the link to the head of your unit, or have it scanned. It opens without signing in, to read and not to change; once agreed, you tick that the head has agreed.";
    share_until(moment: &str): "{moment}前有效。", "{moment}前有效。", "Open until {moment}.";
    share_make: "生成链接", "產生連結", "Make the link";
    share_replace: "换一个新链接", "換一個新連結", "Make a new link";
    share_end: "停用这个链接", "停用這個連結", "End this link";
    share_one: "同时只有一个链接有效：生成新的，原来的即失效。", "同時只有一個連結有效：產生新的，原來的即失效。", "One link is open at a time: a new one ends the old.";
    share_open(moment: &str): "给负责人看的链接：{moment}前有效", "給負責人看的連結：{moment}前有效", "The link for the head to read is open until {moment}";
    share_read_only: "供单位负责人阅看；同意的，请告知填报人。", "供單位負責人閱看；同意的，請告知填報人。", "For the head of the unit to read. If you agree, tell whoever files it.";
    share_closed: "链接已失效", "連結已失效", "This link is closed";
    share_closed_note: "链接48小时后失效，或已由填报人停用、更换，或地址不完整。请填报人再发一次。", "連結48小時後失效，或已由填報人停用、更換，或地址不完整。請填報人再發一次。", "It closes after 48 hours, or whoever files ended or replaced it, or the address is not whole. Ask them for another.";
    receipt_title: "报送回执", "提交回條", "Acknowledgement of receipt";
    receipt_number: "回执编号", "回條編號", "Receipt";
    receipt_time: "提交时间", "提交時間", "Submitted";
    receipt_fingerprint: "指纹", "指紋", "Fingerprint";
    receipt_version(n: i64): "第{n}版", "第{n}版", "Version {n}";
    receipt_next_via(unit: &str): "下一步：{unit}汇总，办公室审核。", "下一步：{unit}匯總，辦公室審核。", "Next: consolidation by the {unit}, then review by the Office.";
    receipt_next_direct: "下一步：办公室审核。", "下一步：辦公室審核。", "Next: review by the Office.";
    receipt_none: "尚未提交。", "尚未提交。", "Nothing has been submitted.";
    withdraw: "撤回修改", "撤回修改", "Withdraw";
    withdraw_until: "审核前可撤回", "審核前可撤回", "possible until it is reviewed";
    correct: "申请更正", "申請更正", "Request a correction";
    correct_reason: "更正原因", "更正原因", "Reason for correction";
    abandon: "放弃更正", "放棄更正", "Give the correction up";
    abandon_lead: "正在更正，原因：", "正在更正，原因：", "A correction is under way. Reason: ";
    abandon_keeps: "放弃后恢复已核的一版，本次更正所填内容不再保留。", "放棄後恢復已核的一版，本次更正所填內容不再保留。", "Giving it up brings the approved version back; what was typed for the correction is not kept.";
    correct_lead: "更正将成为新的一版，经办公室通过后生效；原版保留。", "更正將成為新的一版，經辦公室通過後生效；原版保留。", "A correction is a new version, in force once the Office approves it; the old one stays.";
    confirm_head: "单位负责人审定", "單位負責人審定", "Confirm as head of unit";
    confirmed_on(at: &str): "单位负责人已审定（{at}）", "單位負責人已審定（{at}）", "Confirmed by the head of unit ({at})";
    review_title(report: &str, waiting: i64): "{report}：{waiting}份待您处理", "{report}：{waiting}份待您處理", "{report}: {waiting} waiting for you";
    review_progress(expected: i64, submitted: i64, accepted: i64, missing: i64): "应报{expected} · 已报{submitted} · 已通过{accepted} · 未报{missing}", "應交{expected} · 已交{submitted} · 已通過{accepted} · 未交{missing}", "{expected} expected · {submitted} in · {accepted} approved · {missing} missing";
    review_lane_societies(unit: &str): "学会（经{unit}）", "學會（經{unit}）", "Societies (through the {unit})";
    review_lane_direct: "直报单位", "直接提交單位", "Direct";
    review_closures_waiting(n: i64): "{n}项销号待核定", "{n}項銷號待核定", "{n} to close";
    review_closures: "待核定的销号", "待核定的銷號", "Closures to confirm";
    review_missing: "未报", "未交", "Missing";
    review_empty: "没有待处理的月报。", "沒有待處理的月報。", "Nothing is waiting.";
    review_accept: "审核通过", "審核通過", "Approve";
    review_forward: "提请办公室审核", "提請辦公室審核", "Pass on to the Office";
    review_return: "退回修改", "退回修改", "Return for amendment";
    review_field: "需修改的栏目", "需修改的欄目", "Field to amend";
    review_reason: "退回原因", "退回原因", "Reason for return";
    review_reason_needed: "退回须写明栏目和原因", "退回須寫明欄目和原因", "A return needs a field and a reason";
    review_confirm_closure: "核定销号", "核定銷號", "Confirm closure";
    review_before: "上期累计", "上期累計", "before";
    review_new: "本月新增", "本月新增", "new";
    review_after: "本期累计", "本期累計", "after";
    review_history: "经过", "經過", "History";
    review_open: "打开", "開啟", "Open";
    review_with_consolidator: "在汇总单位", "在匯總單位", "with the consolidating unit";
    review_with_office: "在办公室", "在辦公室", "with the Office";
    review_with_unit: "在填报单位", "在填報單位", "with the unit";
    review_old_version: "此版已被更新的版本取代。", "此版已被更新的版本取代。", "A newer version has replaced this one.";
    report_number_row(specialty: &str, origin: &str, direction: &str): "{specialty} · {origin} · {direction}", "{specialty} · {origin} · {direction}", "{specialty} · {origin} · {direction}";
    report_no_counts: "本期没有数字。", "本期沒有數字。", "No figures in this period.";
    report_blank: "空白", "空白", "blank";
    evidence_is(evidence: &str): "依据：{evidence}", "依據：{evidence}", "Evidence: {evidence}";
    finished_on(day: &str): "办结{day}", "辦結{day}", "finished {day}";
}

impl Lang {
    /// An agreement as it is cited; either part may be missing.
    pub fn agreement_cited(self, title: &str, counterpart: &str) -> String {
        let title = match (title, self) {
            ("", _) => String::new(),
            (title, Lang::En) => title.to_owned(),
            (title, _) => format!("《{}》", title.trim_matches(['《', '》'])),
        };
        match (title.as_str(), counterpart, self) {
            (title, "", _) => title.to_owned(),
            ("", with, Lang::En) => format!("signed with {with}"),
            (title, with, Lang::En) => format!("{title}, signed with {with}"),
            (title, with, Lang::ZhHans) => format!("与{with}签署{title}"),
            (title, with, Lang::ZhHant) => format!("與{with}簽署{title}"),
        }
    }

    /// A document as it is cited.
    pub fn policy_cited(self, title: &str, number: &str, day: &str) -> String {
        let number = match number {
            "" => String::new(),
            number => {
                if self == Lang::En {
                    format!(" ({number})")
                } else {
                    format!("（{number}）")
                }
            }
        };
        match self {
            Lang::En => format!("{title}{number}, {day}"),
            _ => format!("《{}》{number}，{day}", title.trim_matches(['《', '》'])),
        }
    }

    /// A count as printed.
    pub fn stated(self, stated: Stated) -> String {
        match stated {
            Stated::Number(number) => number.to_string(),
            Stated::Blank | Stated::NotApplicable => "—".to_owned(),
            Stated::Unavailable => self.count_unavailable().to_owned(),
        }
    }

    /// What was done to a report, in the history of its versions.
    pub fn action_done(self, action: Action) -> &'static str {
        match action {
            Action::Save => self.pick("保存", "儲存", "saved"),
            Action::Submit => self.pick("提交", "提交", "submitted"),
            Action::Withdraw => self.pick("撤回", "撤回", "withdrawn"),
            Action::Confirm => self.pick("单位负责人审定", "單位負責人審定", "confirmed by the head"),
            Action::Forward => self.pick("汇总单位提请审核", "匯總單位提請審核", "passed on by the consolidating unit"),
            Action::Return => self.pick("退回", "退回", "returned"),
            Action::Accept => self.pick("审核通过", "審核通過", "approved"),
            Action::Correct => self.pick("申请更正", "申請更正", "correction requested"),
            Action::Abandon => self.pick("放弃更正", "放棄更正", "correction given up"),
        }
    }
}
