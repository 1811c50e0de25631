//! Issued documents on their way, and the list of those who get them.

use crate::language::Lang;
use crate::messages::recipients::{Kind, NAME_LIMIT, Slip};

words! {
    issued_body(kind: &str, name: &str, title: &str, issuer: &str): "{kind}：{name}\n\n现将《{title}》随信附上，请查收。\n\n{issuer}", "{kind}：{name}\n\n隨信附上《{title}》，請查收。\n\n{issuer}", "{kind}: {name}\n\nPlease find attached: {title}\n\n{issuer}";
    recipients_title: "报送发名单", "報送發名單", "Who gets issued documents";
    recipients_lead: "文件印发后，以邮件附件发给名单上的每一位，一人一信；印发之前不发。简报的报尾按此名单写。", "文件印發後，以電郵附件發給名單上的每一位，一人一信；印發之前不發。簡報的報尾按此名單寫。", "Once a document is issued it goes as an attachment to each of these, one letter each; never before somebody has issued it. The foot of a briefing names them.";
    recipients_none: "名单为空，印发后不发送。", "名單為空，印發後不發送。", "The list is empty: nothing is sent when a document is issued.";
    recipient_kind: "报、送或发", "報、送或發", "As what";
    recipient_name: "名称", "名稱", "Name";
    recipient_add: "加入名单", "加入名單", "Add to the list";
    recipient_remove: "移出", "移出", "Remove";
    recipient_remove_named(name: &str): "将{name}移出名单", "將{name}移出名單", "Remove {name} from the list";
}

impl Lang {
    pub fn recipient_as(self, kind: Kind) -> &'static str {
        match kind {
            Kind::Above => self.pick("报（上级）", "報（上級）", "Superiors (报)"),
            Kind::Beside => self.pick("送（平级）", "送（平級）", "Equals (送)"),
            Kind::Below => self.pick("发（下级）", "發（下級）", "Units below (发)"),
        }
    }

    pub fn recipient_slip(self, slip: Slip) -> String {
        let colon = self.pick("：", "：", ": ");
        match slip {
            Slip::NameMissing => self.field_needed(self.recipient_name()),
            Slip::NameTooLong { found } => {
                format!("{}{colon}{}", self.recipient_name(), self.slip_too_long(NAME_LIMIT, found))
            }
            Slip::Address => self.person_email_wrong().to_owned(),
        }
    }
}
