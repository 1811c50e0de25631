//! The audit log: its filter, its columns, whether the chain holds.

use crate::language::Lang;

words! {
    audit_whole_extent(chains: i64, n: i64, at: &str): "链校验通过：{chains}条链共{n}条记录，校验于{at}", "鏈校驗通過：{chains}條鏈共{n}條紀錄，校驗於{at}", "The chain is whole: {n} entries in {chains} chains, checked at {at}";
    audit_shown_whole(n: i64): "本页{n}条记录校验通过", "本頁{n}條紀錄校驗通過", "The {n} entries on this page bear their seals";
    audit_broken_at(chain: &str, seq: i64): "链校验不通过（{chain} 第{seq}条）", "鏈校驗不通過（{chain} 第{seq}條）", "the chain is broken ({chain}, entry {seq})";
    audit_broken(chain: &str, seq: i64): "链校验不通过：{chain} 第{seq}条。请勿改动数据库，并立即告知系统管理员。", "鏈校驗不通過：{chain} 第{seq}條。請勿更改資料庫，並立即通知系統管理員。", "The chain is broken: {chain}, entry {seq}. Leave the database as it is and tell the administrator at once.";
    check_none_yet: "尚未自检；每日凌晨2:30自动进行。", "尚未自檢；每日凌晨2:30自動進行。", "No self-check yet; one is done every night at 2:30.";
    check_now: "立即自检", "立即自檢", "Check now";
    check_note: "每日凌晨2:30自动重算全部数字并校验全部记录。", "每日凌晨2:30自動重算全部數字並校驗全部紀錄。", "Every night at 2:30 all figures are counted again and all entries checked.";
    check_figures_agree(n: i64, at: &str): "{n}个数字按存档版本重算，结果一致，自检于{at}", "{n}個數字按存檔版本重算，結果一致，自檢於{at}", "{n} figures counted again from the stored versions, all the same, at {at}";
    check_figures_differ(n: i64, at: &str): "{n}个数字重算不一致，自检于{at}。更正前请勿引用。", "{n}個數字重算不一致，自檢於{at}。更正前請勿引用。", "{n} figures do not agree when counted again, at {at}. Do not quote them until this is mended.";
    check_differs(shown: i64, counted: i64): "显示为{shown}，重算为{counted}", "顯示為{shown}，重算為{counted}", "{shown} shown, {counted} counted";
    audit_extent: "校验范围", "校驗範圍", "What was checked";
    audit_chain: "单位", "單位", "Unit";
    audit_chain_programme: "方案、账号和登录", "方案、帳戶和登入", "Programme, accounts and sign-in";
    audit_chain_signin: "登录受限和越权", "登入受限和越權", "Held back and turned away";
    audit_report(unit: &str, report: &str): "{unit} {report}", "{unit} {report}", "{unit}, {report}";
    audit_closure(task: &str): "第{task}项销号申请", "第{task}項銷號申請", "closure of No. {task}";
    audit_task(task: &str): "第{task}项任务", "第{task}項任務", "Task No. {task}";
    audit_extension(unit: &str): "{unit} 延期申请", "{unit} 延期申請", "{unit}, extension";
    audit_consolidation(report: &str): "{report} 学会汇总报告", "{report} 學會匯總報告", "{report}, report on the societies’ lane";
    audit_session: "会话", "工作階段", "session";
    audit_programme: "方案", "方案", "Programme";
    audit_conclusion: "总览结论", "總覽結論", "Conclusion of the overview";
    audit_snapshot: "投影链接", "投影連結", "Snapshot link";
    audit_recipients: "报送发名单", "報送發名單", "List of recipients";
    audit_reminders: "提醒设置", "提示設定", "Settings of reminders";
    audit_last: "末条编号", "末條編號", "Last entry";
    audit_seal: "末条校验码", "末條校驗碼", "Seal of the last entry";
    audit_at: "时间", "時間", "Time";
    audit_who: "人员", "人員", "Person";
    audit_action: "动作", "動作", "Action";
    audit_object: "对象", "對象", "Object";
    audit_values: "前后值", "前後值", "Before and after";
    audit_digests(before: &str, after: &str): "摘要 {before} → {after}", "摘要 {before} → {after}", "digests {before} → {after}";
    audit_finding(said: &str): "操作日志：{said}", "操作日誌：{said}", "Audit log: {said}";
    audit_refused_only: "仅越权失败", "只限越權被拒", "Only what was turned away";
    audit_number: "编号", "編號", "No.";
    audit_from: "自", "由", "From";
    audit_to: "至", "至", "To";
    audit_data_only: "仅数据变更", "只限數據變更", "Changes to data only";
    audit_clear: "清除筛选", "清除篩選", "Clear the filter";
    audit_hint: "点人员，看这个人做过什么；点对象，看谁改过它。", "點選人員，可看此人做過什麼；點選對象，可看誰改過它。", "A person leads to what they did; an object to who changed it.";
    audit_what_did: "这个人做过什么", "此人做過什麼", "What did this person do";
    audit_export: "导出 CSV（末行为校验码）", "匯出 CSV（末行為校驗碼）", "Export as CSV (sealed in its last line)";
    audit_nothing: "没有符合条件的记录。", "沒有符合條件的紀錄。", "No entry matches.";
    audit_older: "更早的记录", "較早的紀錄", "Older entries";
    audit_newest: "回到最新", "返回最新", "Back to the newest";
}

impl Lang {
    /// What came of it, where it was not done.
    pub fn audit_outcome(self, outcome: &str) -> &str {
        match outcome {
            "refused" => self.pick("未执行", "未執行", "not done"),
            "held back" => self.pick("须等候", "須等候", "held back"),
            other => other,
        }
    }

    /// What an entry says was done. What has no words yet is shown as it is kept.
    pub fn audit_action_named(self, action: &str) -> &str {
        match action {
            "save" => self.pick("保存草稿", "儲存草稿", "save draft"),
            "submit" => self.pick("提交", "提交", "submit"),
            "withdraw" => self.pick("撤回", "撤回", "withdraw"),
            "confirm" => self.pick("单位负责人确认", "單位負責人確認", "confirm by head of unit"),
            "forward" => self.pick("汇总转报", "匯總轉交", "forward"),
            "return" => self.pick("退回", "退回", "return"),
            "accept" => self.pick("核定", "核定", "accept"),
            "undo" => self.pick("撤销决定", "撤銷決定", "take a decision back"),
            "comment" => self.pick("批注", "批註", "comment"),
            "consolidate" => {
                self.pick("报送学会汇总报告", "提交學會匯總報告", "file the report on the societies’ lane")
            }
            "correct" => self.pick("发起更正", "提出更正", "begin a correction"),
            "sign in" => self.pick("登录", "登入", "sign in"),
            "sign out" => self.pick("退出登录", "登出", "sign out"),
            "refused" => self.pick("越权被拒", "越權被拒", "turned away"),
            "sign-in refused" => self.pick("登录受限", "登入受限", "sign-in held back"),
            "set up" => self.pick("首次设置", "首次設定", "set up"),
            "add account" => self.pick("新增账号", "新增帳戶", "add account"),
            "disable account" => self.pick("停用账号", "停用帳戶", "close account"),
            "invite" => self.pick("生成一次性链接", "產生一次性連結", "make a one-time link"),
            "choose password" => self.pick("自设密码", "自設密碼", "choose a password"),
            "change password" => self.pick("更改密码", "更改密碼", "change the password"),
            "change person" => self.pick("更改人员资料", "更改人員資料", "change a person’s details"),
            "propose role" => self.pick("提出授予权限", "提出授予權限", "propose rights"),
            "refuse role" => self.pick("不同意授予权限", "不同意授予權限", "refuse rights"),
            "give seat" => self.pick("登记席位", "登記席位", "note who holds a seat"),
            "hand over seat" => self.pick("交接", "交接", "hand a seat over"),
            "remark on conclusion" => self.pick("补充说明", "補充說明", "remark on the conclusion"),
            "take remark down" => self.pick("撤下说明", "撤下說明", "take the remark down"),
            "make snapshot" => self.pick("生成投影链接", "產生投影連結", "make a snapshot link"),
            "revoke snapshot" => self.pick("撤销投影链接", "撤銷投影連結", "revoke a snapshot link"),
            "file paper" => self.pick("报送材料", "提交材料", "file a paper"),
            "agree to paper" => self.pick("负责人审定材料", "負責人審定材料", "head of unit agrees to a paper"),
            "self-check" => self.pick("立即自检", "立即自檢", "self-check"),
            "export audit" => self.pick("导出操作日志", "匯出操作日誌", "export the audit log"),
            "instruct" => self.pick("批示", "批示", "instruct"),
            "remark" => self.pick("说明", "說明", "remark"),
            "reply" => self.pick("回复", "回覆", "reply"),
            "settle" => self.pick("记入议定事项", "記入議定事項", "write a decision down"),
            "settle done" => self.pick("标记办结", "標記辦結", "mark a decision as done"),
            "create token" => self.pick("发放接口令牌", "發出介面權杖", "create token"),
            "revoke token" => self.pick("撤销接口令牌", "撤銷介面權杖", "revoke token"),
            "give feedback" => self.pick("提出投诉建议", "提出投訴建議", "complain or suggest"),
            "answer feedback" => self.pick("答复投诉建议", "答覆投訴建議", "answer feedback"),
            "decide reading" => self.pick("定下口径", "定下口徑", "settle a reading"),
            "propose change" => self.pick("提出方案更改", "提出方案更改", "propose a change"),
            "confirm change" => self.pick("确认方案更改", "確認方案更改", "confirm a change"),
            "refuse change" => self.pick("不同意方案更改", "不同意方案更改", "refuse a change"),
            "install programme" => self.pick("方案文件生效", "方案檔案生效", "install programme"),
            "attach evidence" => self.pick("上传材料", "上載材料", "attach evidence"),
            "detach evidence" => self.pick("移除材料", "移除材料", "take evidence off"),
            "confirm closure" => self.pick("确认销号", "確認銷號", "confirm closure"),
            "return closure" => self.pick("退回销号申请", "退回銷號申請", "return closure"),
            "reopen closure" => self.pick("恢复督办", "恢復督辦", "take a closed task up again"),
            "ask extension" => self.pick("申请延期", "申請延期", "ask for an extension"),
            "agree extension" => self.pick("同意延期", "同意延期", "agree to an extension"),
            "make calendar link" => self.pick("生成日历订阅地址", "產生日曆訂閱地址", "make a calendar address"),
            "revoke calendar link" => self.pick("停用日历订阅地址", "停用日曆訂閱地址", "end a calendar address"),
            "make link for head" => {
                self.pick("生成负责人阅看链接", "產生負責人閱看連結", "make a link for the head of a unit")
            }
            "end link for head" => {
                self.pick("停用负责人阅看链接", "停用負責人閱看連結", "end a link for the head of a unit")
            }
            "remind of task" => self.pick("任务提醒", "任務提示", "remind of a task"),
            "chase task" => self.pick("任务催办", "任務催辦", "chase a task"),
            "supervise task" => self.pick("任务督办", "任務督辦", "supervise a task"),
            "change contact" => {
                self.pick("修改邮箱和来信语言", "修改電郵和來信語言", "change where a person is written to")
            }
            "chase" => self.pick("催报", "催交", "send a reminder"),
            "set reminders" => self.pick("修改提醒设置", "修改提示設定", "change the reminders"),
            "add recipient" => self.pick("加入报送发名单", "加入報送發名單", "add to the list of recipients"),
            "remove recipient" => self.pick("移出报送发名单", "移出報送發名單", "remove from the list of recipients"),
            "send document" => self.pick("发送文件", "發送文件", "send a document"),
            "refuse extension" => self.pick("不同意延期", "不同意延期", "refuse an extension"),
            "begin draft" => self.pick("开始拟稿", "開始擬稿", "begin a draft"),
            "comment on draft" => self.pick("批注文稿", "批註文稿", "comment on a draft"),
            "settle comment" => self.pick("处理批注", "處理批註", "settle a comment"),
            "write draft" => self.pick("改动文稿", "改動文稿", "write in a draft"),
            "submit document" => self.pick("送核", "送核", "send for vetting"),
            "pass document" => self.pick("核稿通过", "核稿通過", "vet a document"),
            "return document" => self.pick("退回文稿", "退回文稿", "return a draft"),
            "sign document" => self.pick("签发", "簽發", "sign a document"),
            "issue document" => self.pick("印发", "印發", "issue a document"),
            "freeze document" => self.pick("固化文件", "固化文件", "freeze a document"),
            "open exception" => self.pick("开放例外", "開放例外", "open an exception"),
            "close exception" => self.pick("关闭例外", "關閉例外", "close an exception"),
            other => other,
        }
    }
}
