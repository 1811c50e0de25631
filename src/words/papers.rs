//! The papers a unit writes itself.

use crate::language::Lang;
use crate::papers::{Fault, Paper, Section, Stage};

words! {
    papers_title: "各单位材料", "各單位材料", "Papers of the units";
    my_papers_title: "本单位材料", "本單位材料", "Papers of your unit";
    papers_lead: "工作计划、半年总结和经验报告由各单位在线起草、报送，凭回执备查；报送后可再报，各版均留存。", "工作計劃、半年總結和經驗報告由各單位在線草擬、提交，以回執備查；提交後可再提交，各版本均予保存。", "Units draft and file work plans, half-year summaries and the experience report here and get a receipt. What has been filed can be filed again; every version is kept.";
    paper_plan: "试点工作计划", "試點工作計劃", "Work plan of the pilot";
    paper_experience: "大湾区互认经验报告", "大灣區互認經驗報告", "Report on the experience of the GBA";
    paper_half_first(year: i32): "{year}年上半年互认工作总结", "{year}年上半年互認工作總結", "Summary of work on recognition, first half of {year}";
    paper_half_second(year: i32): "{year}年下半年互认工作总结", "{year}年下半年互認工作總結", "Summary of work on recognition, second half of {year}";
    paper_task(number: &str): "第{number}项", "第{number}項", "No. {number}";
    papers_filed_of(filed: usize, owed: usize): "已交{filed}/{owed}", "已提交{filed}/{owed}", "filed {filed} of {owed}";
    papers_of_half(filed: usize, owed: usize): "各单位总结 已交{filed}/{owed}", "各單位總結 已提交{filed}/{owed}", "Summaries of the units: {filed} of {owed} filed";
    half_counted(due: &str, filed: usize, owed: usize): "半年总结（{due}）{filed}/{owed}", "半年總結（{due}）{filed}/{owed}", "Half-year summaries ({due}) {filed}/{owed}";
    paper_not_filed: "未交", "未提交", "not filed";
    paper_filed_on(moment: &str): "{moment}报送", "{moment}提交", "filed {moment}";
    paper_late(days: i64): "逾期{days}天", "逾期{days}天", "{days} days late";
    paper_write: "起草", "草擬", "Write";
    paper_rewrite: "修改后再报", "修改後再提交", "Change and file again";
    paper_read: "查看", "查看", "Read";
    paper_read_named(unit: &str, paper: &str): "查看{unit}：{paper}", "查看{unit}：{paper}", "Read {unit}: {paper}";
    paper_form_lead(due: &str): "应于{due}前报送。数字和各月进展取自本单位已核月报，见下方预览，不能在此修改；可在各部分补充。", "應於{due}前提交。數字和各月進展取自本單位已核實月報，見下方預覽，不能在此修改；可在各部分補充。", "Due by {due}. Numbers and the months’ progress come from your verified reports (see below) and are not changed here; each part can be added to.";
    paper_form_lead_plain(due: &str): "应于{due}前报送。", "應於{due}前提交。", "Due by {due}.";
    paper_addition(section: &str): "{section}：补充（选填）", "{section}：補充（選填）", "{section}: addition (optional)";
    paper_limit(most: usize): "最多{most}字", "最多{most}字", "At most {most} characters";
    paper_stage_label: "阶段", "階段", "Stage";
    paper_stage_day: "完成日期", "完成日期", "Reached on";
    paper_head: "审定的单位负责人姓名", "審定的單位負責人姓名", "Name of the head of the unit who agreed";
    paper_agreed: "已经单位负责人审定", "已經單位負責人審定", "The head of the unit has agreed";
    paper_file_label: "附件（选填）：本单位的正式文本", "附件（選填）：本單位的正式文本", "Attachment (optional): the text as your unit issued it";
    paper_file_limit(mib: usize): "1个文件，{mib} MB以内：PDF、Word、Excel或图片；再选文件即替换原附件。", "1個檔案，{mib} MB以內：PDF、Word、Excel或圖片；再選檔案即替換原附件。", "One file of at most {mib} MB: PDF, Word, Excel or a picture. Another file takes its place.";
    paper_file_held: "附件", "附件", "Attachment";
    paper_file_drop: "删除附件", "刪除附件", "Take the attachment off";
    paper_save: "保存草稿", "儲存草稿", "Save the draft";
    paper_file: "报送", "提交", "File";
    paper_saved(moment: &str): "已保存 {moment}", "已儲存 {moment}", "Saved {moment}";
    paper_conflict: "此稿已被同事另行保存，下面是您刚才输入的内容，未丢失。核对后再保存即以您的文字为准；同事保存的文字如下。", "此稿已被同事另行儲存，下面是您剛才輸入的內容，並未遺失。核對後再儲存即以您的文字為準；同事儲存的文字如下。", "A colleague has saved this draft meanwhile. What you typed is below and is not lost; save again to keep yours. What your colleague saved is shown here.";
    paper_preview: "预览", "預覽", "As it will read";
    paper_receipt_title: "报送回执", "提交回執", "Receipt";
    paper_none_yet: "尚未报送。", "尚未提交。", "Nothing has been filed yet.";
    paper_head_agreed(name: &str): "单位负责人{name}审定", "單位負責人{name}審定", "agreed by the head of the unit, {name}";
    paper_agree: "我已审定，同意报送内容", "我已審定，同意提交內容", "I have read it and agree";
    paper_agreed_on(moment: &str): "单位负责人已在线审定（{moment}）", "單位負責人已在線審定（{moment}）", "the head of the unit agreed here ({moment})";
    paper_version(number: i64): "第{number}版", "第{number}版", "version {number}";
    paper_stage_on(stage: &str, day: &str): "（{stage}，{day}完成）", "（{stage}，{day}完成）", "({stage}, reached on {day})";
    paper_cutoff(day: &str): "（数据截至{day}，取自本单位已核月报）", "（數據截至{day}，取自本單位已核實月報）", "(From the unit’s verified monthly reports, as at {day})";
    paper_count: "截至{day}，{measure}累计{n}人，其中香港{hk}人、澳门{mo}人；本半年新增{new}人。", "截至{day}，{measure}累計{n}人，其中香港{hk}人、澳門{mo}人；本半年新增{new}人。", "As at {day}, {measure}: {n} persons, {hk} from Hong Kong and {mo} from Macao; new in this half-year: {new}.";
    paper_filings: "本半年月报应报{due}份，按时{on_time}份、逾期{late}份、未报{missing}份。", "本半年月報應提交{due}份，按時{on_time}份、逾期{late}份、未提交{missing}份。", "Monthly reports due in this half-year: {due}; on time {on_time}, late {late}, outstanding {missing}.";
    paper_nothing: "无。", "無。", "None.";
    paper_too_long(section: &str, limit: usize, found: usize): "“{section}”应在{limit}字以内，现有{found}字", "「{section}」應在{limit}字以內，現有{found}字", "“{section}” should have at most {limit} characters; it has {found}";
    paper_forbidden(section: &str): "“{section}”含有不能使用的特殊字符", "「{section}」含有不能使用的特殊字元", "“{section}” has characters that cannot be used";
    paper_missing(section: &str): "“{section}”应填写，现为空白", "「{section}」應填寫，現為空白", "“{section}” should say something; it is empty";
    paper_stage_missing: "请选择阶段：提纲、初稿或定稿", "請選擇階段：提綱、初稿或定稿", "Choose the stage: outline, draft or final";
    paper_day_missing: "完成日期应为日期，如2022-06-20", "完成日期應為日期，如2022-06-20", "The day should be a day such as 2022-06-20";
    paper_day_to_come: "完成日期不应晚于今天", "完成日期不應遲於今天", "The day should not be after today";
    paper_head_missing: "请填写审定的单位负责人姓名（30字以内）", "請填寫審定的單位負責人姓名（30字以內）", "Give the name of the head who agreed (at most 30 characters)";
    paper_not_agreed: "报送前须经单位负责人审定，请勾选", "提交前須經單位負責人審定，請勾選", "The head of the unit must have agreed: tick the box";
}

impl Lang {
    pub fn paper_title(self, paper: Paper) -> String {
        match paper {
            Paper::HalfYear(half) if half.second => self.paper_half_second(half.year),
            Paper::HalfYear(half) => self.paper_half_first(half.year),
            Paper::WorkPlan => self.paper_plan().to_owned(),
            Paper::Experience => self.paper_experience().to_owned(),
        }
    }

    pub fn paper_section(self, section: Section) -> &'static str {
        match section {
            Section::Done => self.pick("主要工作及成效", "主要工作及成效", "Main work and results"),
            Section::Problems => self.pick("存在的主要问题", "存在的主要問題", "Main problems"),
            Section::Next => self.pick("下一步工作安排", "下一步工作安排", "What comes next"),
            Section::Aims => self.pick("工作目标", "工作目標", "Aims"),
            Section::Measures => self.pick("主要措施和责任人", "主要措施和負責人", "Measures and who is responsible"),
            Section::Schedule => self.pick("时间安排", "時間安排", "Schedule"),
            Section::Practice => self.pick("主要做法", "主要做法", "Practice"),
            Section::Results => self.pick("成效", "成效", "Results"),
            Section::Advice => self.pick("问题和建议", "問題和建議", "Problems and advice"),
        }
    }

    pub fn paper_stage(self, stage: Stage) -> &'static str {
        match stage {
            Stage::Outline => self.pick("提纲", "提綱", "outline"),
            Stage::Draft => self.pick("初稿", "初稿", "draft"),
            Stage::Final => self.pick("定稿", "定稿", "final"),
        }
    }

    pub fn paper_fault(self, fault: Fault) -> String {
        match fault {
            Fault::Missing(section) => self.paper_missing(self.paper_section(section)),
            Fault::TooLong { section, limit, found } => self.paper_too_long(self.paper_section(section), limit, found),
            Fault::Forbidden(section) => self.paper_forbidden(self.paper_section(section)),
            Fault::StageMissing => self.paper_stage_missing().to_owned(),
            Fault::DayMissing => self.paper_day_missing().to_owned(),
            Fault::DayToCome => self.paper_day_to_come().to_owned(),
            Fault::HeadMissing => self.paper_head_missing().to_owned(),
            Fault::NotAgreed => self.paper_not_agreed().to_owned(),
        }
    }

    /// 6月
    pub fn paper_month(self, month: u32) -> String {
        match self {
            Lang::En => {
                chrono::Month::try_from(month as u8).map_or_else(|_| month.to_string(), |it| it.name().to_owned())
            }
            _ => format!("{month}月"),
        }
    }
}
