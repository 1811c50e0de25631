//! What filing costs, and what one more question would.

use crate::effort::Section;
use crate::language::Lang;

words! {
    cost_title: "填报负担", "填報負擔", "What filing costs";
    cost_lead: "增加任何必填项、指标或任务前，请先看这笔账；方案编辑的预览会按所加项目逐次算出。", "增加任何必填項、指標或任務前，請先看這筆帳；方案編輯的預覽會按所加項目逐次算出。", "Look at this before a field, a measure or a task is added; the preview of a change works it out for what is added.";
    cost_one(filers: i64, times: i64, time: &str, hours: &str): "每增加一项：约{filers}个单位×每年{times}期×{time}＝每年{hours}小时", "每增加一項：約{filers}個單位×每年{times}期×{time}＝每年{hours}小時", "One question more: ≈ {filers} filers × {times} periods × {time} = {hours} hours a year";
    cost_more(fields: i64, times: i64, time: &str, hours: &str, basis: &str): "填报负担增加：约{fields}处×每年{times}期×{time}＝每年{hours}小时{basis}", "填報負擔增加：約{fields}處×每年{times}期×{time}＝每年{hours}小時{basis}", "More to file: ≈ {fields} fields × {times} periods × {time} = {hours} hours a year {basis}";
    cost_measured: "（按实测用时）", "（按實測用時）", "(as measured)";
    cost_assumed: "（尚无实测，按每项1.5分钟估算）", "（尚無實測，按每項1.5分鐘估算）", "(not measured yet; a minute and a half assumed)";
    cost_asked(filers: i64): "{filers}个填报单位每期要填的项目合计", "{filers}個填報單位每期要填的項目合計", "Fields that {filers} filers are asked for each period, together";
    cost_filers(owing: i64, besides: i64): "应报月报的{owing}个，另有{besides}个只报本单位任务；提交份数按全部填报单位计。", "應交月報的{owing}個，另有{besides}個只報本單位任務；提交份數按全部填報單位計。", "{owing} owe the monthly report, {besides} more report on their own tasks alone; filings are counted of all of them.";
    cost_fields(n: i64): "{n}项", "{n}項", "{n} fields";
    cost_minutes: "各期实测用时（分钟，各单位合计）", "各期實測用時（分鐘，各單位合計）", "Minutes measured, all units together";
    cost_filings: "提交份数", "提交份數", "Filings";
    cost_each: "每份分钟", "每份分鐘", "Minutes each";
    cost_given: "已带入项", "已帶入項", "Came filled";
    cost_typed: "手填项", "手填項", "Typed";
    cost_nothing: "尚无实测：表单自动保存后才有用时。", "尚無實測：表單自動儲存後才有用時。", "Nothing measured yet: time is counted once a form is saved as it is filled in.";
    cost_note: "只按期和栏目留合计，不记单位和个人，不用于考核。两次保存相隔超过1分钟的，视为离开，不计入；后台标签页不计时。浏览器不用脚本的，按打开至提交计，最多10分钟。", "只按期和欄目留合計，不記單位和個人，不用於考核。兩次儲存相隔超過1分鐘的，視為離開，不計入；背景分頁不計時。瀏覽器不用程式碼的，按開啟至提交計，最多10分鐘。", "Kept as sums by period and section alone, of no unit and no person, and used to judge nobody. Where more than a minute lies between two saves somebody was away, and it is not counted; nor is a tab in the background. Where the browser runs no scripts, it is the time from opening the form to sending it, ten minutes at most.";
}

impl Lang {
    /// A time as the sum is reckoned with: in minutes where they come out even to a tenth, else in seconds.
    pub fn cost_time(self, seconds: i64) -> String {
        if seconds < 60 || seconds % 6 != 0 {
            return format!("{seconds}{}", self.pick("秒", "秒", " s"));
        }
        let minutes = match (seconds / 60, seconds % 60 / 6) {
            (whole, 0) => whole.to_string(),
            (whole, tenths) => format!("{whole}.{tenths}"),
        };
        format!("{minutes}{}", self.pick("分钟", "分鐘", " min"))
    }

    /// A part of the form.
    pub fn cost_section(self, section: Section) -> &'static str {
        match section {
            Section::Counts => self.form_section_counts(),
            Section::Stages => self.form_section_stages(),
            Section::Tasks => self.form_section_tasks(),
            Section::Text => self.form_section_text(),
        }
    }
}
