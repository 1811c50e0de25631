//! What the editor says when something joins the programme or leaves it.

use crate::language::Lang;

words! {
    units_on: "显示这一天的单位", "顯示這一天的單位", "Units as they stand on";
    unit_carries: "承担的专业领域", "承擔的專業範疇", "Disciplines it carries";
    unit_contacts_none: "本单位还没有可登录的人员。", "本單位還沒有可登入的人員。", "Nobody of this unit has an account yet.";
    unit_contacts_note: "更换联系人在其本人页面办理：自某日起生效、写明原因，以前的记录保留原姓名。新增人员在", "更換聯絡人在其本人頁面辦理：自某日起生效、寫明原因，以前的記錄保留原姓名。新增人員在", "A contact is changed on their own page, from a day on and with a reason; what was done before keeps the old name. New people are added under";
    programme_new_target: "＋ 新增目标", "＋ 新增目標", "+ Add a target";
    programme_new_task: "＋ 新增任务", "＋ 新增任務", "+ Add a task";
    programme_new_unit: "＋ 新增单位", "＋ 新增單位", "+ Add a unit";
    programme_new_group: "＋ 新增单位组", "＋ 新增單位組", "+ Add a group";
    programme_new_place: "＋ 新增地方", "＋ 新增地方", "+ Add a place";
    programme_short_name: "简称（版面窄处用，可不填）", "簡稱（版面窄處用，可不填）", "Short name (where there is little room; optional)";
    programme_inferred: "为推定，待办公室确认", "為推定，待辦公室確認", "Inferred, to be confirmed by the Office";
    programme_begins: "本组起始日", "本組起始日", "First day of the group";
    programme_members_rule: "自、至均按日计；只填“自”为一直有效。两栏都清空，即从来不是成员。", "由、至均按日計；只填「由」為一直有效。兩欄都清空，即從來不是成員。", "Both days count; without a last day it stays. With both empty it is not a member and never was.";
    programme_joins(n: usize): "增加成员{n}", "增加成員{n}", "Another member {n}";
    programme_stay(n: usize): "第{n}段", "第{n}段", "stay {n}";
    programme_in_city: "位于（城市本身不填）", "位於（城市本身不填）", "Lies in (empty for a city)";
    programme_tile_rule: "仅城市需填，不代表行政区划位置。", "僅城市需填，不代表行政區劃位置。", "For cities only; the schematic is no map.";
    programme_tile_row: "第几行", "第幾行", "Row";
    programme_tile_column: "第几列", "第幾列", "Column";
    programme_asked: "向谁了解当地情况", "向誰了解當地情況", "Whom to ask about it";
    programme_wanted_under: "所属任务（不要求则不选）", "所屬任務（不要求則不選）", "Under task (none where it is not wanted)";
    programme_wanted_part: "任务的子项", "任務的子項", "Part of the task";
    programme_wanted_optional: "方案写明“可设立”", "方案寫明「可設立」", "The scheme leaves it open (可设立)";
    units_import: "从表格导入单位", "由試算表匯入單位", "Bring units in from a sheet";
    units_sheet_id: "代号", "代號", "Short id";
    units_take_lead: "表格已带现有单位，一行一个：改名、改路径、改组别日期直接改，新单位加在下面并写明代号。", "試算表已帶現有單位，一行一個：改名、改路徑、改組別日期直接改，新單位加在下面並寫明代號。", "The sheet lists the units as they are, one a line: change names, routes and days where they stand, and add new units below with a short id of their own.";
    units_take: "下载单位表（XLSX）", "下載單位表（XLSX）", "Download the units (XLSX)";
    units_bring_lead: "上传后先预览影响，确认后才生效。表中没有的单位不变。", "上載後先預覽影響，確認後才生效。表中沒有的單位不變。", "What it would change is shown before it holds. Units that are not in the sheet stay as they are.";
    units_file: "改好的单位表", "改妥的單位表", "The changed sheet";
    units_column_moved(cell: &str, expected: &str, found: &str): "{cell} 列标题应为“{expected}”，现为“{found}”", "{cell} 欄標題應為「{expected}」，現為「{found}」", "{cell} should be headed “{expected}”, is “{found}”";
    units_formula(cell: &str, found: &str): "{cell} 应为文字，现为公式“{found}”", "{cell} 應為文字，現為公式「{found}」", "{cell} should be text, is the formula “{found}”";
    programme_specialties: "专业领域", "專業範疇", "Disciplines";
    programme_remove: "移除，先预览影响", "移除，先預覽影響", "Remove, and see what that would do";
    programme_named_by(by: &str): "不能移除：{by}仍用到它，请先更改", "不能移除：{by}仍用到它，請先更改", "Cannot be removed: {by} still names it; change that first";
    programme_still_spoken_of: "不能移除已有填报的内容，否则以前的数字无从追溯：", "不能移除已有填報的內容，否則以前的數字無從追溯：", "What has been filed under cannot be removed, or past figures could no longer be traced:";
    programme_reported(name: &str, n: i64): "{name}：已有{n}份月报填报。单位可填写成员截止日期，任务和目标可在编者注中说明。", "{name}：已有{n}份月報填報。單位可填寫成員截止日期，任務和目標可在編者註中說明。", "{name}: {n} reports speak of it. A unit can be given a last day in its groups; a task or target a note.";
    programme_has_accounts(name: &str, n: i64): "{name}：有{n}个账号属于该单位。", "{name}：有{n}個帳戶屬於該單位。", "{name}: {n} accounts belong to it.";
    programme_has_papers(name: &str, n: i64): "{name}：有{n}份材料、批示或会议议定事项涉及该单位。", "{name}：有{n}份材料、批示或會議議定事項涉及該單位。", "{name}: {n} papers, notes or decisions name it.";
    programme_nobody: "（无）", "（無）", "(none)";
    programme_leaves: "移出", "移出", "no longer answers";
    programme_party: "增加责任单位", "增加責任單位", "Another responsible unit";
    programme_id: "代号（英文字母、数字，如 T6、soc_water）", "代號（英文字母、數字，如 T6、soc_water）", "Short id (Latin letters and digits, such as T6, soc_water)";
    programme_number: "序号（按原文）", "序號（按原文）", "Number as printed";
    programme_new_task_rule: "分工表缺第5项：如新增的不是原文所列任务，请在编者注中说明。", "分工表缺第5項：如新增的不是原文所列任務，請在編者註中說明。", "The table has no No. 5: if what you add is not printed in the source, say so in the note.";
    programme_aliases: "别名（用、分开）", "別名（用、分開）", "Other names (with commas between)";
    programme_counted_in: "计量单位", "計量單位", "Counted in";
    programme_measured: "统计什么", "統計甚麼", "What is counted";
    programme_baseline: "原有数", "原有數", "Already there";
    programme_rung: "达到第几阶段", "達到第幾階段", "Rung to reach";
    programme_plan_from: "起步日（该日为0%）", "起步日（該日為0%）", "Starts from (0% on that day)";
    programme_straight_rule: "填写起步日的，至完成日期按日均匀推进；不填则不设序时线。以后可按月改。", "填寫起步日的，至完成日期按日平均推進；不填則不設時序線。以後可按月改。", "With a first day the line runs straight to the deadline; without one there is no plan line. It can be set month by month later.";
    programme_stages_rule: "每行一级：简体 | 繁体 | English。", "每行一級：簡體 | 繁體 | English。", "One a line: simplified | traditional | English.";
    programme_ladder_rule: "每行一级，由低到高：简体 | 繁体 | English。月报按级数填报，故只可改名或在末尾增加。", "每行一級，由低到高：簡體 | 繁體 | English。月報按級數填報，故只可改名或在末尾增加。", "One a line from the lowest: simplified | traditional | English. Reports name rungs by number, so rename them or add at the end.";
}

impl Lang {
    pub fn programme_measure(self, kind: &str) -> &str {
        match kind {
            "practising" => {
                self.pick("执业落地人数（月报）", "落地執業人數（月報）", "Persons established in practice (reports)")
            }
            "recognised" => {
                self.pick("新增互认人数（月报）", "新增互認人數（月報）", "Persons newly recognised (reports)")
            }
            "specialties" => {
                self.pick("达到某阶段的专业领域数", "達到某階段的專業範疇數", "Disciplines that have reached a rung")
            }
            "task_stage" => self.pick("任务达到某阶段", "任務達到某階段", "A task that has reached a rung"),
            other => other,
        }
    }

    /// What a unit is.
    pub fn programme_kind(self, kind: &str) -> &str {
        match kind {
            "national" => self.pick("全国性组织", "全國性組織", "national body"),
            "provincial" => self.pick("省级组织", "省級組織", "provincial body"),
            "department" => self.pick("省科协部门", "省科協部門", "department of the Association"),
            "platform" => self.pick("工程师学会", "工程師學會", "society of engineers"),
            "society" => self.pick("省级学会", "省級學會", "provincial society"),
            "city" => self.pick("市科协", "市科協", "city association"),
            "zone" => self.pick("合作区", "合作區", "co-operation zone"),
            "company" => self.pick("企业", "企業", "company"),
            "partner" => self.pick("省有关部门", "省有關部門", "provincial department"),
            "alliance" => self.pick("联盟", "聯盟", "alliance"),
            other => other,
        }
    }
}
