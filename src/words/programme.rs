//! The programme as it is changed: its parts, what a change would do, who confirms it, and the sheet.

use crate::language::Lang;
use crate::programme::Arrangement;
use crate::units::Route;

words! {
    task_number(number: &str): "第{number}项", "第{number}項", "No. {number}";
    before: "改前", "更改前", "Before";
    after: "改后", "更改後", "After";
    programme_editor: "方案编辑", "方案編輯", "Edit the programme";
    programme_editor_lead: "每项更改写明原因和生效日期，先看影响再生效；生效日之前的任何一天仍显示原样。目标值、要求和指标定义须另一名系统管理员确认。", "每項更改寫明原因和生效日期，先看影響再生效；生效日之前的任何一天仍顯示原樣。目標值、要求和指標定義須另一名系統管理員確認。", "Each change has a reason and a first day, and is looked at before it holds; every day before it goes on showing what it showed. The value, the operator and the definition of a target need a second administrator.";
    programme_rules: "规则", "規則", "Rules";
    programme_thresholds: "亮灯标准", "亮燈標準", "Limits of the lights";
    programme_calendar: "日历", "日曆", "Calendar";
    programme_documents: "盖章件和公文样式", "蓋章件和公文樣式", "Sealed copies and documents";
    programme_yes: "是", "是", "Yes";
    programme_no: "否", "否", "No";
    programme_tasks: "任务", "任務", "Tasks";
    programme_units: "单位", "單位", "Units";
    programme_whole: "整个方案", "整個方案", "The whole programme";
    programme_sheet: "方案一览", "方案一覽", "Programme sheet";
    programme_sheet_lead: "请逐项核对；需要更改的在“确认”栏写明，签字后交领导小组办公室。", "請逐項核對；需要更改的在「確認」欄寫明，簽署後交領導小組辦公室。", "Check every line, write what should change in the last column, sign, and hand the sheet to the Leading Group Office.";
    programme_sign_here: "确认", "確認", "Confirmed";
    programme_signature: "确认人：________________　职务：________________　日期：________________", "確認人：________________　職銜：________________　日期：________________", "Confirmed by: ________________  Post: ________________  Date: ________________";
    programme_in_force: "生效日期", "生效日期", "In force from";
    programme_from_beginning: "自始", "自始", "the beginning";
    programme_look: "检查并预览影响", "檢查並預覽影響", "Check, and see what it would do";
    programme_when_why: "何时生效、为何更改", "何時生效、為何更改", "From when, and why";
    programme_from: "生效日期", "生效日期", "In force from";
    programme_from_rule: "今天或以后；自该日0时起生效。", "今天或以後；由該日0時起生效。", "Today or later; from 0:00 of that day.";
    programme_from_wrong(earliest: &str, found: &str): "生效日期应为{earliest}起两年内的某日，现为“{found}”", "生效日期應為{earliest}起兩年內的某日，現為「{found}」", "The first day should lie within two years from {earliest}, is “{found}”";
    programme_preview: "更改预览", "更改預覽", "What the change would do";
    programme_in_force_from(day: &str): "自{day}起生效", "由{day}起生效", "In force from {day}";
    programme_changes(n: i64): "更改{n}处", "更改{n}處", "{n} changes";
    programme_nothing_changed: "与现行方案相同，没有可生效的更改。", "與現行方案相同，沒有可生效的更改。", "The same as the programme in force: there is nothing to change.";
    programme_what: "内容", "內容", "What";
    programme_screens(day: &str): "按现有填报，{day}的画面将这样变化", "按現有填報，{day}的畫面將這樣變化", "From what has been filed so far, the screens of {day} would change so";
    programme_screens_same: "数字和亮灯均不变。", "數字和亮燈均不變。", "No number and no light would change.";
    programme_screen: "画面", "畫面", "Screen";
    programme_rates(rate: &str, pace: &str): "完成率{rate}，序时{pace}", "完成率{rate}，時序{pace}", "{rate} done, {pace} planned";
    programme_history_kept: "生效日之前的各日、已生成的快照和文件不变。", "生效日之前的各日、已產生的快照和文件不變。", "Every day before it, and the snapshots and documents of those days, stay as they are.";
    programme_dangerous: "须另一名管理员确认", "須另一名管理員確認", "needs a second administrator";
    programme_second_needed: "含目标值、要求或指标定义的更改：提交后由另一名系统管理员确认，确认前不生效。", "含目標值、要求或指標定義的更改：提交後由另一名系統管理員確認，確認前不生效。", "The value, operator or definition of a target changes: another administrator confirms it, and until then nothing changes.";
    programme_no_second: "含目标值、要求或指标定义的更改，须另一名系统管理员确认，现只有您一名。请先开设第二名管理员的账号。", "含目標值、要求或指標定義的更改，須另一名系統管理員確認，現只有你一名。請先開設第二名管理員的帳戶。", "The value, operator or definition of a target changes, which another administrator has to confirm, and there is none but you. Open an account for a second one first.";
    programme_propose: "提交另一名管理员确认", "提交另一名管理員確認", "Lay before another administrator";
    programme_overtaken: "您查看期间方案已由他人更改。以下按现行方案重新比较：若继续，他人的更改会按下表改回。", "你查看期間方案已由他人更改。以下按現行方案重新比較：若繼續，他人的更改會按下表改回。", "Somebody changed the programme while you were looking. Below it is compared anew: going on would undo their change as shown.";
    programme_proposals: "待确认和已决定的更改", "待確認和已決定的更改", "Changes proposed";
    programme_proposal: "更改申请", "更改申請", "A proposed change";
    programme_waits: "待另一名管理员确认", "待另一名管理員確認", "waits for another administrator";
    programme_confirmed(by: &str, at: &str): "{by}于{at}确认", "{by}於{at}確認", "confirmed by {by}, {at}";
    programme_refused(by: &str, at: &str): "{by}于{at}不同意", "{by}於{at}不同意", "refused by {by}, {at}";
    programme_not_own: "本人提出的更改须由另一名系统管理员确认。", "本人提出的更改須由另一名系統管理員確認。", "Whoever proposes a change does not confirm it.";
    programme_confirm: "确认并生效", "確認並生效", "Confirm and put in force";
    programme_refuse: "不同意", "不同意", "Refuse";
    programme_proposal_overtaken: "提出后方案已有其他更改，所见已非所得。请不同意，由提出人重新提出。", "提出後方案已有其他更改，所見已非所得。請不同意，由提出人重新提出。", "The programme has changed since, and what is shown is no longer what would come of it. Refuse it and have it proposed anew.";
    programme_proposal_gone: "此更改已有决定，或方案已有其他更改。", "此更改已有決定，或方案已有其他更改。", "This has been decided, or the programme has changed meanwhile.";
    programme_at_least: "不少于（≥）", "不少於（≥）", "at least (≥)";
    programme_exactly: "等于（＝）", "等於（＝）", "exactly (=)";
    programme_plan_rule: "填了的月末按所填百分比，空着的在前后两点之间按日均匀推进。", "填了的月底按所填百分比，空着的在前後兩點之間按日平均推進。", "A month’s end with a share has that share; between two of them the line runs straight.";
    programme_plan_day: "截至", "截至", "By the end of";
    programme_plan_share: "应完成（%）", "應完成（%）", "Share (%)";
    programme_plan_now: "现行", "現行", "In force";
    programme_plan_reason: "序时线依据", "時序線依據", "Ground of the plan line";
    programme_lagging: "滞后：慢于序时进度的百分点（含）", "滯後：慢於序時進度的百分點（含）", "Behind: points below the plan line, included";
    programme_serious: "严重滞后：超过的百分点", "嚴重滯後：超過的百分點", "Seriously behind: beyond this many points";
    programme_due_soon: "临期：到期前天数", "臨期：到期前天數", "Due soon: days before the deadline";
    programme_deadline_kind: "时限类型", "時限類型", "Kind of deadline";
    programme_lead_rule: "按原文顺序。指定牵头须写明依据。", "按原文順序。指定牽頭須寫明依據。", "In printed order. Naming a lead needs its ground.";
    programme_lead_on: "指定日期", "指定日期", "named on";
    lead_ground(ground: &str): "（依据：{ground}）", "（依據：{ground}）", "(ground: {ground})";
    programme_slots_rule: "每行一项：简体 | 繁体 | English。改名后以前填报的子项按旧名留存。", "每行一項：簡體 | 繁體 | English。改名後以前填報的子項按舊名留存。", "One a line: simplified | traditional | English. What was reported under an old name stays under it.";
    programme_member_from: "自", "由", "Member from";
    programme_member_until: "至（含，空为一直有效）", "至（含，空為一直有效）", "to (included; empty while it lasts)";
    programme_off: "放假日（每行：首日 末日 名称）", "放假日（每行：首日 末日 名稱）", "Days off (a line each: first last name)";
    programme_off_rule: "如 2022-10-01 2022-10-07 国庆节", "如 2022-10-01 2022-10-07 國慶節", "Such as 2022-10-01 2022-10-07 National Day";
    programme_worked: "调休上班日（每行：日期 名称）", "調休上班日（每行：日期 名稱）", "Weekend days worked (a line each: day name)";
    programme_worked_rule: "应为周六或周日，如 2022-10-08 国庆节", "應為週六或週日，如 2022-10-08 國慶節", "Saturdays and Sundays, such as 2022-10-08 National Day";
    programme_periods: "各报告期（按现行日历）", "各報告期（按現行日曆）", "Periods, by the calendar in force";
    programme_periods_rule: "日期按上面的规则算出，可逐期更改；生效前已截止的期不变。", "日期按上面的規則算出，可逐期更改；生效前已截止的期不變。", "The days follow from the rules above and can be set for each period; what was due before the change begins stays.";
    programme_period: "报告期", "報告期", "Period";
    programme_covers: "覆盖", "涵蓋", "Covers";
    programme_opens: "开放", "開放", "Opens";
    programme_due: "截止", "截止", "Due";
    programme_effective_due: "不计逾期至", "不計逾期至", "Not late until";
}

impl Lang {
    /// A key of the programme file in words; what has none is shown as the file spells it.
    pub fn programme_word(self, key: &str) -> &str {
        match key {
            "value" => self.pick("目标值", "目標值", "Value"),
            "operator" => self.pick("要求", "要求", "Operator"),
            "measure" => self.pick("指标定义", "指標定義", "Definition of the measure"),
            "due" => self.pick("完成日期", "完成日期", "Due"),
            "wording" => self.pick("原文要求", "原文要求", "Wording"),
            "inferred" => self.pick("待确认的理解", "待確認的理解", "What is yet to be confirmed"),
            "plan" => self.pick("序时线", "時序線", "Plan line"),
            "points" => self.pick("月末进度", "月底進度", "Points"),
            "percent" => self.pick("百分比", "百分比", "Percent"),
            "reason" => self.pick("依据", "依據", "Ground"),
            "thresholds" => self.programme_thresholds(),
            "lagging_points" => self.pick("滞后（百分点）", "滯後（百分點）", "Behind (points)"),
            "serious_points" => self.pick("严重滞后（百分点）", "嚴重滯後（百分點）", "Seriously behind (points)"),
            "report_due_soon_days" => self.pick(
                "临期：每月到期的，提前天数",
                "臨期：每月到期的，提前天數",
                "Due soon: days before what falls due every month",
            ),
            "stale_days" => {
                self.pick("数据未更新：超过天数", "數據未更新：超過天數", "Data called old after this many days")
            }
            "opens_before" => {
                self.pick("月报提前几天开放", "月報提前幾天開放", "Reports open this many days before they are due")
            }
            "moved" | "period" => self.pick("各期日期", "各期日期", "Days of the periods"),
            "effective_due" => self.programme_effective_due(),
            "due_soon_days" => self.pick("临期（天）", "臨期（天）", "Due soon (days)"),
            "holidays" => self.programme_calendar(),
            "off" => self.pick("放假日", "放假日", "Days off"),
            "worked" => self.pick("调休上班日", "調休上班日", "Weekend days worked"),
            "reporting" => self.pick("报告期", "報告期", "Reporting"),
            "supplement" => self.pick("年末补报", "年終補報", "Year-end supplement"),
            "opens" => self.programme_opens(),
            "deadline" => self.pick("时限", "限期", "Deadline"),
            "responsible" => self.pick("责任单位", "責任單位", "Responsible units"),
            "role" => self.pick("主次", "主次", "Role"),
            "basis" => self.pick("依据", "依據", "ground"),
            "on" => self.pick("日期", "日期", "day"),
            "done_when" => self.pick("完成标准", "完成標準", "Done when"),
            "slots" => self.pick("子项", "子項", "Parts"),
            "note" => self.pick("编者注", "編者註", "Editor’s note"),
            "full" => self.pick("全称（盖章用）", "全稱（蓋章用）", "Name in full, as on the seal"),
            "short" => self.pick("简称", "簡稱", "Short name"),
            "name" => self.pick("名称", "名稱", "Name"),
            "route" => self.pick("报送路径", "提交路徑", "Route of reports"),
            "groups" => self.pick("单位组", "單位組", "Groups"),
            "places" => self.pick("地方", "地方", "Places"),
            "city" => self.pick("所在城市", "所在城市", "City"),
            "tile" => self.pick("示意图位置", "示意圖位置", "Square of the schematic"),
            "row" => self.programme_tile_row(),
            "column" => self.programme_tile_column(),
            "part" => self.programme_wanted_part(),
            "optional" => self.programme_wanted_optional(),
            "unit_inferred" => self.pick("对应单位待确认", "對應單位待確認", "The unit is yet to be confirmed"),
            "expected" => self.pick("应报单位", "應報單位", "Units that owe reports"),
            "others" => self.pick("其他理解", "其他理解", "Other readings"),
            "begins" => self.programme_begins(),
            "join" => self.pick("增加成员", "增加成員", "Another member"),
            "joins" => self.programme_member_from(),
            "leaves" => self.programme_member_until(),
            "rules" => self.arrangement(Arrangement::Rules),
            "station" => self.arrangement(Arrangement::Station),
            "site" => self.arrangement(Arrangement::Site),
            "members" => self.pick("成员", "成員", "Members"),
            "from" => self.pick("自", "由", "from"),
            "until" => self.pick("至", "至", "to"),
            "documents" => self.programme_documents(),
            "sealed_copy" => self.pick("盖章件", "蓋章件", "Sealed copies"),
            "third_heading_bold" => self.pick("三级标题加粗", "三級標題加粗", "Third-level headings bold"),
            "single_sided" => self.pick(
                "单面印刷（页码居中）",
                "單面印刷（頁碼置中）",
                "Printed on one side (page number in the middle)",
            ),
            "body_digits" => self.pick("正文数字用仿宋", "正文數字用仿宋", "Digits of the body in its own face"),
            "plain_names" => self.pick(
                "字体名称写“仿宋”“楷体”（不带GB2312）",
                "字體名稱寫「仿宋」「楷體」（不帶GB2312）",
                "Faces named 仿宋 and 楷体, without GB2312",
            ),
            "fixed_lines" => self.pick(
                "行距固定28磅（标准为每页22行）",
                "行距固定28點（標準為每頁22行）",
                "Lines of 28 points (the standard has 22 to the page)",
            ),
            "title_bold" => self.pick(
                "标题另加粗（标准不加）",
                "標題另加粗（標準不加）",
                "Titles in bold as well (the standard has none)",
            ),
            "public" => self.pick(
                "公开件（不印“内部资料 注意保存”）",
                "公開件（不印「內部資料 注意保存」）",
                "For everybody (the head does not say “internal”)",
            ),
            "copies" => {
                self.pick("简报共印份数（0为不印）", "簡報共印份數（0為不印）", "Copies of a briefing (0: not said)")
            }
            "verbatim" => self.pick("原文", "原文", "Wording of the source"),
            "clause" => self.pick("出处", "出處", "Where it stands"),
            "id" => self.programme_id(),
            "number" => self.programme_number(),
            "key_task" => self.pick("所属重点任务", "所屬重點任務", "Key task"),
            "deadline_verbatim" => self.pick("时限（原文）", "限期（原文）", "Deadline as printed"),
            "responsible_verbatim" => self.pick("责任单位（原文）", "責任單位（原文）", "Responsible units as printed"),
            "party" => self.programme_party(),
            "stages" => self.pick("阶段", "階段", "Rungs"),
            "kind" => self.pick("类型", "類型", "Kind"),
            "aliases" => self.pick("别名", "別名", "Other names"),
            "new" => self.pick("本年新增领域", "本年新增範疇", "To be added this year"),
            "unit" => self.unit_label(),
            "units" => self.pick("承担单位", "承擔單位", "Carried by"),
            "units_inferred" => self.pick("对应关系待确认", "對應關係待確認", "The link is yet to be confirmed"),
            "specialties" => self.programme_specialties(),
            "specialty_stages" => self.pick("专业领域阶段", "專業範疇階段", "Rungs of a discipline"),
            "baseline" => self.programme_baseline(),
            "stage" => self.programme_rung(),
            "task" => self.programme_measure("task_stage"),
            "rests" => self.pick("所涉数字", "所涉數字", "Figures that rest on it"),
            "requires" => self.pick("当地应有事项", "當地應有事項", "What it is to have"),
            "papers" => self.pick("单位材料", "單位材料", "Papers of units"),
            "consolidator" => self.pick("汇总单位", "匯總單位", "Consolidating unit"),
            "roll_over" => {
                self.pick("月报遇非工作日顺延", "月報遇非工作日順延", "Monthly deadlines move to a working day")
            }
            "readings" => self.help_readings(),
            "question" => self.help_question(),
            "in_force" => self.help_in_force(),
            "targets" => self.pick("目标", "目標", "Targets"),
            "tasks" => self.pick("任务", "任務", "Tasks"),
            "key_tasks" => self.pick("重点任务", "重點任務", "Key tasks"),
            "seats" => self.pick("席位", "席位", "Seats"),
            "posts" => self.pick("职务", "職務", "Posts"),
            "title" => self.pick("标题", "標題", "Title"),
            "issuer" => self.pick("印发单位", "印發單位", "Issuer"),
            "signatory" => self.pick("落款单位", "落款單位", "Signatory"),
            "first" => self.pick("首期（首日）", "首期（首日）", "First"),
            "last" => self.pick("末期（末日）", "末期（末日）", "Last"),
            "start" => self.pick("开始日", "開始日", "Start"),
            "end" => self.pick("结束日", "結束日", "End"),
            "day" => self.pick("每月几日", "每月幾日", "Day of the month"),
            "date" | "dates" => self.pick("日期", "日期", "Day"),
            "requirement" | "what" => self.pick("事项", "事項", "What"),
            "marks" => self.pick("待确认标记", "待確認標記", "Marks"),
            "switch" => self.pick("另一理解的效果", "另一理解的效果", "What the other reading changes"),
            "group" => self.pick("单位组", "單位組", "Group"),
            "file" => self.programme_file(),
            "zh-Hans" => self.pick("简体", "簡體", "simplified"),
            "zh-Hant" => self.pick("繁体", "繁體", "traditional"),
            "en" => self.pick("英文", "英文", "English"),
            other => other,
        }
    }

    pub fn programme_deadline(self, kind: &str) -> &str {
        match kind {
            "date" => self.pick("固定日期", "固定日期", "One day"),
            "monthly" => self.pick("每月几日", "每月幾日", "A day of every month"),
            "dates" => {
                self.pick("多个日期（用空格分开）", "多個日期（用空格分開）", "Several days, with spaces between")
            }
            "as_needed" => self.pick("结合工作需要", "按工作需要", "As required"),
            other => other,
        }
    }

    /// Whether sealed copies are asked for.
    pub fn programme_sealed(self, word: &str) -> &str {
        match word {
            "required" => self.pick("必须", "必須", "Required"),
            "optional" => self.pick("可选", "可選", "Optional"),
            "none" => self.pick("不需", "不需", "Not needed"),
            other => other,
        }
    }

    pub fn programme_route(self, route: Route) -> &'static str {
        match route {
            Route::ViaConsolidator => self.pick("经汇总单位", "經匯總單位", "by way of the consolidating unit"),
            Route::Direct => self.pick("直报办公室", "直接提交辦公室", "straight to the Office"),
            Route::None => self.pick("不报送", "不提交", "files nothing"),
        }
    }
}

mod editor;
#[cfg(feature = "ssr")]
mod slips;
#[cfg(feature = "ssr")]
mod wanted;
