//! Reminders: what is written to people who owe a report, and the office's pages about it.

use crate::calendar::PeriodId;
use crate::language::{Lang, Name};
use crate::messages::{State, Way};
use crate::reminders::{CLOSES, OPENS, Occasion, Slip};

words! {
    reminder_opening(report: &str): "{report}已可填写", "{report}已可填寫", "The {report} can be filled in";
    reminder_subject(report: &str, left: &str): "{report}：{left}", "{report}：{left}", "{report}: {left}";
    reminder_came_back(report: &str): "贵单位{report}已退回，待修改后重新提交。", "貴單位的{report}已退回，待修改後重新提交。", "Your {report} was sent back and waits to be mended and submitted again. ";
    reminder_body(unit: &str, came_back: &str, text: &str, link: &str, issuer: &str): "{unit}：\n\n{came_back}{text}\n\n填报：{link}\n\n本信由进度看板自动发出，只发给您一人。如有疑问，请联系{issuer}领导小组办公室。", "{unit}：\n\n{came_back}{text}\n\n填寫：{link}\n\n本信由進度看板自動發出，只發給您一人。如有疑問，請聯絡{issuer}領導小組辦公室。", "To {unit}\n\n{came_back}{text}\n\nThe form: {link}\n\nThe progress board sent this by itself, to you alone. If anything is unclear, ask the Leading Group Office at the {issuer}.";
    reminder_bot(report: &str, left: &str, link: &str): "{report}{left}。尚未报送的单位请登录进度看板填报并提交；本期无进展的，请作零报告。{link}", "{report}{left}。尚未提交的單位請登入進度看板填寫並提交；如本期沒有進展，請提交零報告。{link}", "{report}: {left}. Units that have not filed are asked to do so on the progress board; if there was no progress, to file a nil return. {link}";
    reminders_title: "催报和提醒", "催交和提示", "Reminders";
    reminders_lead: "只发给未报送的单位，每个时点每人一次；夜间和非工作日不发。已报送的（含零报告）不发。错过当日的不补发。", "只發給未提交的單位，每個時點每人一次；夜間和非工作天不發。已提交的（含零報告）不發。錯過當日的不補發。", "Reminders go only to units that have not reported, once a person for each occasion, never at night or on a day off. Nobody who has filed, a nil return included, gets one. What was missed on its day is not made up for.";
    reminders_ahead: "接下来发送", "接下來發送", "What goes out next";
    reminders_ahead_none: "近期没有要发送的提醒。", "近期沒有要發送的提示。", "Nothing is due to go out.";
    reminders_ahead_note: "按现在的报送情况；届时已报送的不发。", "按現時的提交情況；屆時已提交的不發。", "As things stand now; whoever has filed by then gets nothing.";
    reminders_log: "发送记录", "發送紀錄", "What was sent";
    reminders_log_none: "尚未发送。", "尚未發送。", "Nothing has been sent.";
    reminders_filter: "筛选发送记录", "篩選發送紀錄", "Filter what was sent";
    reminders_all: "全部", "全部", "all";
    reminders_kind: "种类", "種類", "Kind";
    reminders_day: "日期", "日期", "Day";
    reminders_show: "显示", "顯示", "Show";
    reminders_none_such: "没有符合条件的记录。", "沒有符合條件的紀錄。", "Nothing of that kind was sent.";
    reminders_of_tasks: "任务催办和督办", "任務催辦和督辦", "Ladder of a task";
    reminders_of_documents: "文件印发", "文件印發", "Documents issued";
    reminder_brought_forward(meant: &str, planned: &str): "{meant}为非工作日，提前至{planned}发送", "{meant}為非工作天，提前至{planned}發送", "{meant} is a day off, so it goes out early, on {planned}";
    reminders_older: "更早的记录", "較早的紀錄", "Older";
    reminders_newest: "回到最新", "返回最新", "Back to the newest";
    reminders_settings: "提醒时间和文字", "提示時間和文字", "Times and texts";
    reminders_to_settings: "修改提醒时间和文字", "修改提示時間和文字", "Change times and texts";
    reminders_demo: "示例环境：只显示将要发送的内容，不向任何地址发送。", "示例環境：只顯示將要發送的內容，不向任何地址發送。", "This is the worked example: it shows what would be sent and sends nothing anywhere.";
    reminders_no_mail: "未配置邮件服务器，提醒只在系统内显示。请系统管理员设置 PILOTBOARD_SMTP_URL 和 PILOTBOARD_SMTP_FROM。", "未設定郵件伺服器，提示只在系統內顯示。請系統管理員設定 PILOTBOARD_SMTP_URL 和 PILOTBOARD_SMTP_FROM。", "No mail server is configured, so reminders are shown on the board alone. Ask whoever runs it to set PILOTBOARD_SMTP_URL and PILOTBOARD_SMTP_FROM.";
    reminders_off: "不发送", "不發送", "not sent";
    reminder_at: "时间", "時間", "When";
    reminder_occasion: "时点", "時點", "Occasion";
    reminder_to: "发往", "發往", "To";
    reminder_units(n: i64): "{n}个单位", "{n}個單位", "{n} units";
    reminder_outcome: "方式和结果", "方式和結果", "Way and outcome";
    reminder_text_of: "标题和文字", "標題和文字", "Subject and text";
    message_on_board: "已显示", "已顯示", "shown";
    message_tried(n: i64): "待重试（已试{n}次）", "待重試（已試{n}次）", "waiting, tried {n} times";
    reminder_nobody: "无可接收的账号", "無可接收的帳戶", "nobody with an account";
    reminder_no_address: "未登记邮箱，系统内显示", "未登記電郵，系統內顯示", "no e-mail address; shown on the board";
    reminder_enabled: "发送", "發送", "Send it";
    reminder_days: "截止前几天", "截止前幾天", "Days before it is due";
    reminder_days_after: "截止后第几个工作日", "截止後第幾個工作天", "Working days after it was due";
    reminder_time: "时间（北京时间）", "時間（北京時間）", "Time of day (Beijing)";
    reminder_text_in(language: &str): "文字（{language}）", "文字（{language}）", "Text ({language})";
    reminder_names: "可用 {unit}（单位）、{report}（哪期月报）、{due}（截止日期）、{left}（还有几天或逾期几天）。遇非工作日，开始填报的提醒顺延，其余提前到前一个工作日。", "可用 {unit}（單位）、{report}（哪期月報）、{due}（截止日期）、{left}（尚餘或逾期幾天）。遇非工作天，開始填寫的提示順延，其餘提前到前一個工作天。", "Use {unit}, {report} (which report), {due} (the day) and {left} (days left or late). What falls on a day off: the opening moves to the next working day, the others to the one before.";
    reminders_save: "保存", "儲存", "Save";
    reminders_saved: "已保存", "已儲存", "Saved";
    reminders_overtaken: "他人刚修改过，未保存。您填写的内容仍在下面，请核对后再保存。", "他人剛修改過，未儲存。您填寫的內容仍在下面，請核對後再儲存。", "Somebody else has just changed this, so nothing was saved. What you typed is still below: look it over and save again.";
    reminders_default: "恢复默认", "回復預設", "Back to the defaults";
    chase_title: "发送催报", "發送催交", "Send a reminder by hand";
    chase_lead: "发给所选单位的填报员和单位负责人，每个单位每期一次；自动催报不再重复。", "發給所選單位的填報員和單位負責人，每個單位每期一次；自動催交不再重複。", "It goes to the reporting officer and the head of each unit chosen, once for each report; the automatic reminder is then not sent as well.";
    chase_names: "可用 {report}（哪期月报）、{due}（截止日期）、{left}（逾期几天）；称呼和链接自动加上。", "可用 {report}（哪期月報）、{due}（截止日期）、{left}（逾期幾天）；稱呼和連結自動加上。", "Use {report} (which report), {due} (the day it was due) and {left} (days late). Address and link are added.";
    chase_none: "没有可催报的单位。", "沒有可催交的單位。", "No unit can be reminded now.";
    chase_open: "催报", "催交", "Remind";
    chase_units: "发往", "發往", "To";
    chase_text: "催报文字", "催交文字", "Text";
    chase_send: "发送催报", "發送催交", "Send the reminder";
    chase_done(unit: &str): "已催报{unit}", "已催交{unit}", "{unit} has been reminded";
    chase_sent(n: i64): "已催报{n}个单位。", "已催交{n}個單位。", "Units reminded: {n}.";
    chase_nobody: "请至少选一个单位，现未选", "請至少選一個單位，現未選", "Choose at least one unit; none is chosen";
    my_reminded(at: &str): "提醒 {at}", "提示 {at}", "Reminder of {at}";
    person_email: "邮箱", "電郵", "E-mail";
    person_language: "来信语言", "來信語言", "Language of letters";
    person_email_wrong: "邮箱应如 name@example.org", "電郵應如 name@example.org", "The e-mail address should look like name@example.org";
    contact_change: "来信地址", "來信地址", "Where letters go";
    contact_lead: "催报和提醒寄到这里；不填的，只在系统内显示。", "催交和提醒寄到此處；不填的，只在系統內顯示。", "Reminders go here; without an address they are shown on the board alone.";
    contact_keep: "保存来信地址", "儲存來信地址", "Save";
    contact_kept: "来信地址已保存。", "來信地址已儲存。", "Saved.";
}

impl Lang {
    /// 7月月报, or the supplement of the year.
    pub fn report_of(self, period: PeriodId) -> String {
        if period.supplement { self.year_end_supplement(period.year) } else { self.month_report(period.month) }
    }

    /// How long there is, or how late it is.
    pub fn reminder_left(self, days: i64) -> String {
        let late = -days;
        match (days, self) {
            (2.., Lang::ZhHans) => format!("还有{days}天截止"),
            (2.., Lang::ZhHant) => format!("尚有{days}天截止"),
            (2.., Lang::En) => format!("due in {days} days"),
            (1, _) => self.pick("明日截止", "明日截止", "due tomorrow").to_owned(),
            (0, _) => self.pick("今日24:00截止", "今日24:00截止", "due by midnight today").to_owned(),
            (-1, Lang::En) => "one day late".to_owned(),
            (_, Lang::En) => format!("{late} days late"),
            (_, _) => format!("已逾期{late}天"),
        }
    }

    /// What is said on an occasion unless the office has set another text (product rules B.9).
    pub fn reminder_text(occasion: Occasion) -> Name {
        match occasion {
            Occasion::Opening => Name::new(
                "{report}已可填写，上期数据已带入，约3分钟。请于{due}前报送；本期无进展的，可一键报零。",
                "{report}已可填寫，上期數據已帶入，約3分鐘。請於{due}或之前提交；如本期沒有進展，可一鍵報零。",
                "The {report} can be filled in. What was reported before is already there, so it takes about three minutes. It is due by {due}; if there was no progress, a nil return is one button.",
            ),
            Occasion::Soon => Name::new(
                "{report}{left}，请于{due}前填报并提交；本期无进展的，可一键报零。",
                "{report}{left}，請於{due}或之前填寫並提交；如本期沒有進展，可一鍵報零。",
                "The {report} is {left}, by {due}. Please fill it in and submit it; if there was no progress, a nil return is one button.",
            ),
            Occasion::Eve => Name::new(
                "{report}{left}（{due}）。本期无进展的，可一键报零。",
                "{report}{left}（{due}）。如本期沒有進展，可一鍵報零。",
                "The {report} is {left} ({due}). If there was no progress, a nil return is one button.",
            ),
            Occasion::LastDay => Name::new(
                "{report}{left}，尚未收到贵单位的报告。本期无进展的，可一键报零。",
                "{report}{left}，尚未收到貴單位的報告。如本期沒有進展，可一鍵報零。",
                "The {report} is {left} and has not come in from your unit. If there was no progress, a nil return is one button.",
            ),
            Occasion::Late => Name::new(
                "{report}应于{due}前报送，{left}，仍可提交；本期无进展的，可一键报零。确有困难的，请告知领导小组办公室。",
                "{report}應於{due}或之前提交，{left}，仍可提交；如本期沒有進展，可一鍵報零。如有困難，請通知領導小組辦公室。",
                "The {report} was due by {due} and is {left}. It can still be submitted; if there was no progress, a nil return is one button. If you cannot, tell the Leading Group Office.",
            ),
        }
    }

    pub fn occasion(self, occasion: Occasion) -> &'static str {
        match occasion {
            Occasion::Opening => self.pick("开始填报", "開始填寫", "Open for filing"),
            Occasion::Soon => self.pick("截止前数日", "截止前數日", "A few days before"),
            Occasion::Eve => self.pick("截止前一日", "截止前一日", "The day before"),
            Occasion::LastDay => self.pick("截止当日", "截止當日", "The day it is due"),
            Occasion::Late => self.pick("逾期催报", "逾期催交", "After it was due"),
        }
    }

    pub fn message_way(self, way: Way) -> &'static str {
        match way {
            Way::Board => self.pick("系统内", "系統內", "on the board"),
            Way::Mail => self.pick("邮件", "電郵", "e-mail"),
            Way::Bot => self.pick("群机器人", "群組機械人", "group bot"),
        }
    }

    pub fn message_state(self, state: State) -> &'static str {
        match state {
            State::Waiting => self.pick("待发送", "待發送", "waiting"),
            State::Sent => self.pick("已发送", "已發送", "sent"),
            State::Failed => self.pick("发送失败", "發送失敗", "failed"),
            State::Dropped => self.pick("未发送", "未發送", "not sent"),
            State::Shown => self.pick("示例，未发送", "示例，未發送", "example, not sent"),
        }
    }

    /// Why a message is where it is, for the office; what has no words is a code of the other side.
    pub fn message_outcome(self, outcome: &str) -> String {
        let said = match outcome {
            "filed" => self.pick("发送前已报送", "發送前已提交", "filed before it could be sent"),
            "too late" => self.pick("已过时效", "已過時效", "past its time"),
            "nobody" => self.reminder_nobody(),
            "no way" => self.pick("未配置此方式", "未設定此方式", "this way is not configured"),
            "no answer" => self.pick("对方服务器无应答", "對方伺服器無應答", "the other server does not answer"),
            "address" => self.pick("地址无效", "地址無效", "the address is not one"),
            "secure" => self.pick("加密连接未能建立", "加密連接未能建立", "no secure connection could be made"),
            other => return other.to_owned(),
        };
        said.to_owned()
    }

    pub fn reminder_slip(self, slip: &Slip) -> String {
        let named = |occasion: &Occasion| self.occasion(*occasion);
        let (opens, closes) = (OPENS.format("%H:%M").to_string(), CLOSES.format("%H:%M").to_string());
        let most = crate::reminders::TEXT_LIMIT;
        let colon = self.pick("：", "：", ": ");
        let (occasion, said) = match slip {
            Slip::Days { occasion, found } => (occasion, self.slip_days(crate::reminders::MOST_DAYS, found)),
            Slip::Time { occasion, found } => (occasion, self.slip_time(&opens, &closes, found)),
            Slip::Order { occasion } => (occasion, self.slip_order().to_owned()),
            Slip::Empty { occasion, .. } => (occasion, self.slip_empty().to_owned()),
            Slip::TooLong { occasion, found, .. } => (occasion, self.slip_too_long(most, *found)),
            Slip::ForbiddenCharacter { occasion, .. } => (occasion, self.slip_forbidden().to_owned()),
            Slip::UnknownName { occasion, found, .. } => (occasion, self.slip_name(found)),
        };
        let field = match slip {
            Slip::Days { occasion: Occasion::Late, .. } => self.reminder_days_after().to_owned(),
            Slip::Days { .. } | Slip::Order { .. } => self.reminder_days().to_owned(),
            Slip::Time { .. } => self.reminder_time().to_owned(),
            Slip::Empty { lang, .. }
            | Slip::TooLong { lang, .. }
            | Slip::ForbiddenCharacter { lang, .. }
            | Slip::UnknownName { lang, .. } => self.reminder_text_in(lang.own_name()),
        };
        format!("{} · {field}{colon}{said}", named(occasion))
    }

    /// In brackets, after what it explains.
    pub fn bracketed(self, text: &str) -> String {
        match self {
            Lang::En => format!(" ({text})"),
            _ => format!("（{text}）"),
        }
    }

    /// What a language is called by those who read it.
    pub fn own_name(self) -> &'static str {
        self.pick("简体中文", "繁體中文", "English")
    }
}

words! {
    slip_days(most: u32, found: &str): "应为1至{most}的整数，现为“{found}”", "應為1至{most}的整數，現為「{found}」", "should be a whole number from 1 to {most}, is “{found}”";
    slip_time(opens: &str, closes: &str, found: &str): "应为{opens}至{closes}之间的时间，现为“{found}”", "應為{opens}至{closes}之間的時間，現為「{found}」", "should be a time between {opens} and {closes}, is “{found}”";
    slip_order: "应少于前一时点的天数", "應少於前一時點的天數", "should be fewer days than the occasion before it";
    slip_name(found: &str): "不认识 {{{found}}}，请只用所列名称", "不認識 {{{found}}}，請只用所列名稱", "{{{found}}} is not one of the names listed";
}
