//! The ladder of a late task.

use crate::calendar::day_of;
use crate::ladder::{Outcome, Rung};
use crate::language::Lang;
use crate::notes::Note;

words! {
    ladder_title: "督办流程", "督辦流程", "Chasing this task";
    ladder_lead: "提醒、催办、督办、批示逐级进行；每级须回复完成日期，未复或逾诺才能进入下一级。", "提示、催辦、督辦、批示逐級進行；每級須回覆完成日期，未覆或逾諾才可進入下一級。", "Reminder, chase-up, supervision, instruction, one after the other. Each asks for a reply with a day; the next comes only if there is none or the day passes.";
    ladder_words: "内容", "內容", "Words";
    ladder_none: "尚未提醒。", "尚未提示。", "Nobody has been reminded yet.";
    ladder_answer_by: "请于此日前回复", "請於此日或之前回覆", "Reply expected by";
    ladder_answer_until(day: &str): "{day}前回复", "{day}或之前回覆", "reply by {day}";
    ladder_in_name: "以谁的名义（姓名）", "以誰的名義（姓名）", "In whose name";
    ladder_in_post: "职务（办公室副主任等）", "職銜（辦公室副主任等）", "Post (deputy head of the Office)";
    ladder_promise: "承诺完成日期", "承諾完成日期", "It will be done by";
    ladder_promised(day: &str): "承诺{day}完成", "承諾{day}完成", "promised by {day}";
    ladder_wait_leader: "督办未复，待领导批示。", "督辦未覆，待領導批示。", "Supervision went unanswered; it is for a leader to write an instruction.";
    ladder_text(task: &str, due: &str, state: &str): "{task}应于{due}完成，{state}。请回复办理情况和完成日期。", "{task}應於{due}完成，{state}。請回覆辦理情況和完成日期。", "{task} was due on {due}: {state}. Please reply how it stands and when it will be done.";
    ladder_day_wrong(most: i64): "应为明日起{most}天内的某日", "應為明日起{most}天內的某日", "should be a day within {most} days from tomorrow";
    ladder_promise_wrong: "请写明完成日期，如2022-08-10，不早于今日", "請寫明完成日期，如2022-08-10，不早於今日", "Give the day by which it will be done, such as 2022-08-10, today or later";
    ladder_name_wrong(most: usize): "请写明姓名和职务，各不超过{most}字", "請寫明姓名和職銜，各不超過{most}字", "Give name and post, at most {most} characters each";
    ladder_mine(n: i64): "{n}项待贵单位回复", "{n}項待貴單位回覆", "{n} await your unit’s reply";
    ladder_overtaken: "进度已变，未发送。请核对后再发。", "進度已變，未發送。請核對後再發。", "Things have moved on meanwhile, so nothing was sent. Look again before you send.";
    ladder_subject(kind: &str, task: &str): "{kind}：{task}", "{kind}：{task}", "{kind}: {task}";
    ladder_body(unit: &str, text: &str, by: &str, day: &str, link: &str): "{unit}：\n\n{text}\n\n{by}\n\n请于{day}前回复：{link}", "{unit}：\n\n{text}\n\n{by}\n\n請於{day}或之前回覆：{link}", "To {unit}\n\n{text}\n\n{by}\n\nPlease reply by {day}: {link}";
}

impl Lang {
    pub fn rung(self, rung: Rung) -> &'static str {
        match rung {
            Rung::Remind => self.pick("提醒", "提示", "Reminder"),
            Rung::Chase => self.pick("催办", "催辦", "Chase-up"),
            Rung::Supervise => self.pick("督办", "督辦", "Supervision"),
            Rung::Instruct => self.pick("批示", "批示", "Instruction"),
        }
    }

    pub fn rung_send(self, rung: Rung) -> &'static str {
        match rung {
            Rung::Remind => self.pick("发送提醒", "發送提示", "Send the reminder"),
            Rung::Chase => self.pick("发送催办", "發送催辦", "Send the chase-up"),
            Rung::Supervise => self.pick("发送督办", "發送督辦", "Send the supervision notice"),
            Rung::Instruct => self.pick("发送批示", "發送批示", "Send the instruction"),
        }
    }

    pub fn ladder_outcome(self, outcome: Outcome) -> String {
        match outcome {
            Outcome::Awaited { until } => self.ladder_answer_until(&self.short_day(until)),
            Outcome::Unanswered => self.pick("未复", "未覆", "unanswered").to_owned(),
            Outcome::Promised { by } => self.ladder_promised(&self.short_day(by)),
            Outcome::Broken { by } => {
                let promised = self.ladder_promised(&self.short_day(by));
                format!("{promised}{}", self.pick("，未办结", "，未辦結", ", not done"))
            }
        }
    }

    /// What a note is called: its rung if it is one, else its kind.
    pub fn note_called(self, note: &Note) -> &'static str {
        note.asked.as_ref().map_or_else(|| self.note_kind(note.kind), |asked| self.rung(asked.rung))
    }

    /// A rung with the day it was climbed.
    pub fn rung_on(self, rung: Rung, note: &Note) -> String {
        format!("{} {}", self.rung(rung), self.short_day(day_of(note.by.at)))
    }
}
