//! Complaints and suggestions.

use crate::feedback::LIMIT;
use crate::language::Lang;
use crate::notes::Slip;

words! {
    feedback_text: "投诉或建议", "投訴或建議", "Complaint or suggestion";
    feedback_who_reads: "由领导小组办公室和审计员阅读，办公室答复。", "由領導小組辦公室和審計員閱讀，辦公室答覆。", "Read by the Leading Group Office and the auditor; the Office answers.";
    feedback_page: "所涉页面", "所涉頁面", "About";
    feedback_about: "所涉页面（选填，如 /tasks/12）", "所涉頁面（選填，如 /tasks/12）", "Page it is about (optional, such as /tasks/12)";
    feedback_send: "提交", "提交", "Send";
    feedback_own: "您提出的", "你提出的", "Yours so far";
    feedback_all: "全部投诉建议", "全部投訴及建議", "All of them";
    feedback_none: "尚无。", "尚無。", "None so far.";
    feedback_waits: "待办公室答复", "待辦公室答覆", "waits for the Office";
    feedback_answered: "办公室答复", "辦公室答覆", "The Office answers";
    feedback_answer: "答复", "答覆", "Answer";
    feedback_answer_do: "答复", "答覆", "Answer";
}

impl Lang {
    /// What the text should be and what it is.
    pub fn feedback_slip(self, slip: Slip) -> String {
        match slip {
            Slip::TooLong { found } => self.slip_too_long(LIMIT, found),
            other => self.slip(other),
        }
    }
}
