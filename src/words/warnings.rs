//! What a report is asked about before it is sent, and what the office sees beside it.

use crate::language::Lang;
use crate::reports::{Warning, WarningKind};

words! {
    warning_heading: "提示（请核实，不影响提交）", "提示（請核實，不影響提交）", "Questions (please check; the report can be sent as it is)";
    warning_checked: "已核实", "已核實", "Checked";
    warning_cumulative(new: i64, before: i64): "本月新增{new}人，不少于上期累计{before}人：是本月新增，还是累计？", "本月新增{new}人，不少於上期累計{before}人：是本月新增，還是累計？", "{new} new this month, no fewer than the {before} before it: is this the month or the cumulative figure?";
    warning_unusual(measure: &str, new: i64, expected: i64): "{measure}本月新增{new}人，按以往各月一般不超过{expected}人：是否有批量通过？", "{measure}本月新增{new}人，按以往各月一般不超過{expected}人：是否有批量通過？", "{measure}: {new} new this month; earlier months suggest no more than {expected}. Was there a batch?";
    warning_back(before: i64, now: i64): "此前已到第{before}阶段，现填第{now}阶段：是否填错？确有变化的，请在工作进展中写明。", "此前已到第{before}階段，現填第{now}階段：是否填錯？確有變化的，請在工作進展中寫明。", "Stage {before} was reached before, stage {now} is given now: is this a slip? If not, please say so under Progress.";
    warning_parts(parts: &str): "完成标准为各处全部落实，尚缺{parts}：是否都已落实？全部落实前办公室不能销号。", "完成標準為各處全部落實，尚欠{parts}：是否都已落實？全部落實前辦公室不能銷號。", "It is done once every place is in; still to come: {parts}. Are they? The Office cannot close it before.";
    warning_checked_by: "填报人已核实", "填報人已核實", "checked by the filer";
    warning_unchecked: "填报人未核实", "填報人未核實", "not checked by the filer";
    warning_same: "与上月文字相同：本月是否有变化？", "與上月文字相同：本月是否有變化？", "The same words as last month: has nothing changed?";
    warning_vague(verb: &str): "“{verb}”未写明对象或日期：具体做什么，何时完成？", "「{verb}」未寫明對象或日期：具體做甚麼，何時完成？", "“{verb}” names neither the work nor a day: what is done, and by when?";
}

impl Lang {
    /// The question as a sentence; the field's name goes before it.
    pub fn warning(self, warning: &Warning) -> String {
        match &warning.kind {
            WarningKind::PerhapsCumulative { new, before } => self.warning_cumulative(*new, *before),
            WarningKind::Unusual { measure, new, expected } => {
                self.warning_unusual(self.measure(*measure), *new, *expected)
            }
            WarningKind::SameAsLastMonth => self.warning_same().to_owned(),
            WarningKind::Vague { verb } => self.warning_vague(verb),
            WarningKind::StageBack { before, now } => self.warning_back(*before, *now),
            WarningKind::PartsOpen { parts } => self.warning_parts(&self.list(parts)),
        }
    }
}
