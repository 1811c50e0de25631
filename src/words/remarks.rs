//! The office's remark beside the conclusion, and the links that open a meeting without signing in.

use crate::language::Lang;
use crate::notes::Slip;
use crate::remarks::LIMIT;

words! {
    remark: "办公室说明", "辦公室說明", "Office remark";
    remark_write: "补充说明", "補充說明", "Add a remark";
    remarks_title: "对结论的补充说明", "對結論的補充說明", "Remarks on the conclusion";
    remarks_note: "说明附在总览结论之后，署职务、姓名和日期，不改动结论和数字；新说明替换旧说明，旧说明留存。", "說明附於總覽結論之後，署職銜、姓名及日期，不改動結論和數字；新說明取代舊說明，舊說明留存。", "A remark stands under the conclusion of the overview with post, name and date. It changes neither sentence nor numbers; a new one takes the place of the old, which is kept.";
    remarks_none: "现无说明。", "現無說明。", "No remark stands.";
    remarks_history: "历次说明", "歷次說明", "Remarks so far";
    remark_text: "说明内容", "說明內容", "Remark";
    remark_add: "附上说明", "附上說明", "Put the remark up";
    remark_take_down: "撤下现有说明", "撤下現有說明", "Take the remark down";
    remark_taken_down: "（撤下）", "（撤下）", "(taken down)";
    meeting_asked_on: "提出日期", "提出日期", "Asked on";
    snapshots_title: "投影链接", "投影連結", "Snapshot links";
    snapshots_note: "凭链接不登录即可打开某日的会议页和A3一页纸，不能打开其他页面；不显示人员姓名和电话。内容按该日当时上报的情况固定，其后的核定和更正不改变它；会上新记的议定事项会显示。", "憑連結不用登入即可開啟某日的會議頁及A3一頁紙，不能開啟其他頁面；不顯示人員姓名和電話。內容按該日當時已提交的情況固定，其後的核定和更正不改變它；會上新記的議定事項會顯示。", "A link opens the meeting and the A3 sheet of one day without signing in, and no other page; it shows nobody’s name or telephone. What was reported by that day is frozen: nothing approved or corrected later changes it. Decisions of that meeting appear as they are written down.";
    snapshot_day: "冻结于", "凍結於", "Frozen as at";
    snapshot_open_for: "有效期", "有效期", "Valid for";
    snapshot_make: "生成链接", "產生連結", "Make a link";
    snapshot_made: "链接已生成", "連結已產生", "The link is made";
    snapshot_once: "链接只显示这一次，请现在复制或用手机扫码；丢失后请撤销并另行生成。", "連結只顯示這一次，請即複製或以手機掃描；遺失後請撤銷並另行產生。", "It is shown this once: copy it or scan it now. If it is lost, revoke it and make another.";
    snapshot_made_before: "此链接已生成并显示过一次，不能再次显示；如未记下，请撤销并另行生成。", "此連結已產生並顯示過一次，不能再次顯示；如未記下，請撤銷並另行產生。", "This link was made and shown once and cannot be shown again. If you did not keep it, revoke it and make another.";
    snapshot_day_wrong(latest: &str): "日期应为不晚于{latest}的某日", "日期應為不遲於{latest}的某日", "The day should be one that ended by {latest}";
    snapshot_hours_wrong: "有效期应为所列之一，最长7天", "有效期應為所列之一，最長7天", "The time should be one of those listed, seven days at most";
    snapshots_list: "已生成的链接", "已產生的連結", "Links made";
    snapshots_none: "尚未生成链接。", "尚未產生連結。", "No link has been made.";
    snapshot_made_by: "生成人和时间", "產生人及時間", "Made by and at";
    snapshot_until: "有效至", "有效至", "Valid until";
    snapshot_revoke: "撤销", "撤銷", "Revoke";
    snapshot_revoke_named(day: &str, made: &str): "撤销{made}生成、冻结于{day}的链接", "撤銷{made}產生、凍結於{day}的連結", "Revoke the link of {day} made at {made}";
    snapshot_revoked(at: &str): "已撤销（{at}）", "已撤銷（{at}）", "Revoked ({at})";
    snapshot_expired: "已过期", "已過期", "Expired";
    snapshot_closed: "此链接打不开", "此連結無法開啟", "This link opens nothing";
    snapshot_closed_note: "链接不完整、已过期或已撤销。请向领导小组办公室索取新链接。", "連結不完整、已過期或已撤銷。請向領導小組辦公室索取新連結。", "It is incomplete, has expired or was revoked. Ask the Leading Group Office for another.";
}

impl Lang {
    /// For how long a link is valid.
    pub fn snapshot_hours(self, hours: i64) -> String {
        let (days, rest) = (hours / 24, hours % 24);
        match (rest, days) {
            (0, 1) => self.pick("24小时", "24小時", "24 hours").to_owned(),
            (0, days) => format!("{days}{}", self.pick("天", "天", " days")),
            _ => format!("{hours}{}", self.pick("小时", "小時", " hours")),
        }
    }

    /// What the text should be and what it is.
    pub fn remark_slip(self, slip: Slip) -> String {
        match slip {
            Slip::TooLong { found } => self.slip_too_long(LIMIT, found),
            other => self.slip(other),
        }
    }
}
