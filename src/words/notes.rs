//! Leaders' notes, the office's remarks, and replies.

use crate::language::Lang;
use crate::notes::{Kind, LIMIT, Slip};

words! {
    notes_title(subject: &str): "批示和回复：{subject}", "批示及回覆：{subject}", "Instructions and replies: {subject}";
    notes_heading: "批示和回复", "批示及回覆", "Instructions and replies";
    notes_none: "尚无批示。", "尚無批示。", "No instruction yet.";
    notes_past: "当前显示的是过去某日的情况；书写请返回最新。", "現正顯示過去某日的情況；書寫請返回最新。", "This shows an earlier day; go back to the latest to write.";
    note_reply: "回复", "回覆", "Reply";
    note_reply_text: "回复内容", "回覆內容", "Your reply";
    note_reply_send: "发送回复", "發送回覆", "Send the reply";
    note_limit(most: usize): "不超过{most}字；发出后不能修改，可另写。", "不超過{most}字；發出後不能修改，可另寫。", "At most {most} characters. It cannot be changed once sent; write another instead.";
    note_to: "发往", "發往", "To";
    note_to_units(units: &str): "发往：{units}", "發往：{units}", "To: {units}";
    note_waits(units: &str): "待{units}回复", "有待{units}回覆", "awaiting a reply from {units}";
    note_waits_short: "待回复", "待回覆", "awaiting reply";
    note_answered: "已回复", "已回覆", "answered";
    note_answer: "回复批示", "回覆批示", "Reply to the instruction";
    note_mine(n: i64): "{n}条批示待贵单位回复", "{n}條批示有待貴單位回覆", "Instructions awaiting your unit's reply: {n}";
    notes_download: "下载批示和回复（XLSX）", "下載批示及回覆（XLSX）", "Download instructions and replies (XLSX)";
    note_back: "返回", "返回", "Back to";
    slip_empty: "请写明内容，现为空", "請寫明內容，現為空白", "Write something; it is empty";
    slip_too_long(most: usize, found: usize): "应不超过{most}字，现为{found}字", "應不超過{most}字，現為{found}字", "should have at most {most} characters, has {found}";
    slip_forbidden: "含有不可见的控制字符，请删除", "含有不可見的控制字元，請刪除", "contains invisible control characters; remove them";
    slip_nobody: "请至少选一个责任单位，现未选", "請至少選一個責任單位，現未選", "Choose at least one responsible unit; none is chosen";
}

impl Lang {
    /// The heads of the register: about what, kind, words, by whom, when, to whom, who has yet to answer.
    pub fn notes_columns(self) -> [&'static str; 7] {
        self.pick(
            ["事项", "类别", "内容", "发出人", "时间", "发往", "待回复"],
            ["事項", "類別", "內容", "發出人", "時間", "發往", "待回覆"],
            ["Subject", "Kind", "Words", "By", "At", "To", "Awaiting a reply from"],
        )
    }

    pub fn note_kind(self, kind: Kind) -> &'static str {
        match kind {
            Kind::Instruction => self.pick("批示", "批示", "Instruction"),
            Kind::Remark => self.pick("说明", "說明", "Remark"),
        }
    }

    pub fn note_write(self, kind: Kind) -> &'static str {
        match kind {
            Kind::Instruction => self.pick("写批示", "寫批示", "Write an instruction"),
            Kind::Remark => self.pick("加说明", "加上說明", "Add a remark"),
        }
    }

    pub fn note_text(self, kind: Kind) -> &'static str {
        match kind {
            Kind::Instruction => self.pick("批示内容", "批示內容", "Instruction"),
            Kind::Remark => self.pick("说明内容", "說明內容", "Remark"),
        }
    }

    pub fn note_send(self, kind: Kind) -> &'static str {
        match kind {
            Kind::Instruction => self.pick("发送批示", "發送批示", "Send the instruction"),
            Kind::Remark => self.pick("发送说明", "發送說明", "Send the remark"),
        }
    }

    /// What the text should be and what it is.
    pub fn slip(self, slip: Slip) -> String {
        match slip {
            Slip::Empty => self.slip_empty().into(),
            Slip::TooLong { found } => self.slip_too_long(LIMIT, found),
            Slip::ForbiddenCharacter => self.slip_forbidden().into(),
            Slip::NobodyAddressed => self.slip_nobody().into(),
            Slip::DayMissing => self.ladder_promise_wrong().into(),
        }
    }

    /// Words as somebody said them.
    pub fn quoted(self, text: &str) -> String {
        match self {
            Lang::ZhHant => format!("「{text}」"),
            Lang::ZhHans | Lang::En => format!("“{text}”"),
        }
    }
}
