//! The administrator's, the auditor's and the help pages.

use crate::language::Lang;
use crate::lights::Light;

words! {
    accounts: "账号", "帳戶", "Accounts";
    account_add: "新增账号", "新增帳戶", "Add an account";
    account_state: "状态", "狀態", "State";
    account_closed: "已停用", "已停用", "closed";
    account_disable: "停用", "停用", "Close";
    account_disable_named(login: &str): "停用 {login}", "停用 {login}", "Close {login}";
    programme_page: "方案文件", "方案檔案", "Programme file";
    programme_lead: "方案即数据：目标、任务、单位、日历和序时线都写在此文件中。修改后须写明原因，旧版保留。", "方案即數據：目標、任務、單位、日曆和序時線都寫在此檔案中。修改後須寫明原因，舊版保留。", "The programme is data: targets, tasks, units, calendar and plan lines are in this file. A change needs a reason, and the old file is kept.";
    programme_file: "方案文件内容", "方案檔案內容", "Content of the file";
    programme_reason: "修改原因", "修改原因", "Reason for the change";
    programme_install: "检查并生效", "檢查並生效", "Check and put in force";
    programme_editions: "历次版本", "歷次版本", "Editions";
    programme_edition: "版次", "版次", "No.";
    programme_installed_at: "录入时间", "輸入時間", "Put in at";
    programme_installed_by: "操作人", "操作人", "By";
    programme_mistakes(n: i64): "有{n}处需要修改，尚未生效", "有{n}處需要修改，尚未生效", "{n} to mend; nothing has been changed";
    help_title: "统计口径与说明", "統計口徑與說明", "Definitions and help";
    help_lights: "亮灯规则", "亮燈規則", "Status lights";
    help_figures: "数字怎么来的", "數字從何而來", "Where the figures come from";
    help_actual: "完成数＝各单位已通过审核的月报之和。待核数不计入完成数，另行标出。0、空白、不适用是三种不同的填法。", "完成數＝各單位已通過審核的月報之和。待核實數不計入完成數，另行標出。0、空白、不適用是三種不同的填法。", "An actual is the sum over approved monthly reports. What awaits verification is shown apart and never included. Zero, blank and not applicable are three different statements.";
    help_pace: "序时进度自2022年4月1日起至12月31日按日均匀推算，首尾两日均计（共275天）。与已结束的最近一期期末比较，两期之间不再变动。差额＝完成率－序时进度，以百分点表示。", "序時進度由2022年4月1日起至12月31日按日平均推算，首尾兩日均計（共275天）。與已結束的最近一期期末比較，兩期之間不再變動。差額＝完成率－序時進度，以百分點表示。", "Scheduled progress runs evenly from 1 April to 31 December 2022, both days counted (275 days). It is compared at the end of the last period that has ended and does not move between two ends. The gap is the completion rate less scheduled progress, in percentage points.";
    help_projection: "预计数＝完成数＋近三个已结束、多数单位已核的报告期的平均新增×剩余月数，四舍五入；多数未报的月份不当作0，与今后各月一样推算。这是推算，不是承诺。", "預計數＝完成數＋近三個已結束、多數單位已核實的報告期的平均新增×剩餘月數，四捨五入；多數未交的月份不當作0，與今後各月一樣推算。這是推算，並非承諾。", "A projection is the actual plus the mean of the last three closed periods of which most reports are verified, for each month left, rounded; a month most units have not reported on is no nought and is reckoned like those ahead. It is arithmetic, not a promise.";
    help_basis: "“当时上报”只用截至日之前通过的版本；“按更正后”用截至日以前各期现在有效的版本。", "「當時上報」只採用截至日之前通過的版本；「按更正後」採用截至日以前各期現時有效的版本。", "“As known then” uses versions approved before the moment; “as corrected since” uses what is known now about the periods that had ended by then.";
    help_readings: "原文未明之处", "原文未明之處", "What the circular leaves open";
    help_question: "问题", "問題", "Question";
    help_in_force: "现行口径", "現行口徑", "Reading in force";
    help_feedback: "对本系统或数据有意见，请向领导小组办公室提出；办公室应当答复。", "對本系統或數據有意見，請向領導小組辦公室提出；辦公室應當答覆。", "Tell the Leading Group Office of any complaint or suggestion about the board or its data; the Office owes you an answer.";
    help_accessibility: "全部页面可用键盘操作，不依赖脚本，可放大至200%，状态不以颜色单独表示。如有障碍，请告知办公室。", "全部頁面可用鍵盤操作，不依賴程式碼，可放大至200%，狀態不以顏色單獨表示。如有障礙，請告知辦公室。", "Every page works by keyboard, without scripts and at 200 %, and no state is shown by colour alone. Tell the Office of any barrier you meet.";
}

impl Lang {
    /// When a light is lit.
    pub fn light_rule(self, light: Light) -> &'static str {
        match light {
            Light::NotStarted => self.pick("序时线开始之前", "序時線開始之前", "before the plan line begins"),
            Light::Met => self.pick("完成数达到目标值", "完成數達到目標值", "the actual has reached the target"),
            Light::Normal => self.pick(
                "慢于序时进度不到10个百分点，或时限未到",
                "慢於序時進度不足10個百分點，或時限未到",
                "less than 10 points behind schedule, or not yet due",
            ),
            Light::DueSoon => self.pick("7天内到期，未办结", "7天內到期，未辦結", "open and due within 7 days"),
            Light::Lagging => self.pick(
                "慢于序时进度10至30个百分点；同一重点任务中同日到期的任务随目标同灯",
                "慢於序時進度10至30個百分點；同一重點任務中同日到期的任務與目標同燈",
                "10 to 30 points behind schedule; a task that ends with the target is as far behind as the target",
            ),
            Light::SeriouslyBehind => self.pick(
                "慢于序时进度30个百分点以上",
                "慢於序時進度30個百分點以上",
                "more than 30 points behind schedule",
            ),
            Light::Overdue => self.pick("时限已过，未办结", "時限已過，未辦結", "past the deadline and not closed"),
            Light::ClosureRequested => self.pick(
                "已申请销号，待办公室核定",
                "已申請銷號，待辦公室核定",
                "closure requested, not yet confirmed",
            ),
            Light::Closed => self.pick("时限内办结", "時限內辦結", "closed by the deadline"),
            Light::ClosedLate => {
                self.pick("时限后办结，永久保留", "時限後辦結，永久保留", "closed after the deadline; it stays so")
            }
            Light::Stale => self.pick(
                "应报单位均未报最近一期",
                "應交單位均未提交最近一期",
                "none of its units has filed the latest report",
            ),
            Light::None => {
                self.pick("结合工作需要，不设时限", "按工作需要，不設時限", "done as required, without a deadline")
            }
        }
    }
}
