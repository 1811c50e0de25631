//! The report as a workbook, pasted cells, and the printed form.

use crate::language::Lang;
use crate::reports::paste::Why;
use crate::reports::workbook::{Kind, Refusal, WrongKind};
use chrono::NaiveDate;

words! {
    workbook: "用表格填报", "以試算表填報", "Fill in as a spreadsheet";
    workbook_sheet: "填报", "填報", "Report";
    workbook_instructions: "说明", "說明", "Instructions";
    workbook_lead: "只填黄底格；其余各格已锁定。填好后保存，回到本系统上传。", "只填黃底格；其餘各格已鎖定。填妥後儲存，回到本系統上載。", "Fill in the yellow cells only; the others are locked. Save the file, then upload it to the board.";
    workbook_marked(n: usize): "有{n}处需要修改，已标为红底，原因写在右侧和批注中。改好后重新上传。", "有{n}處需要修改，已標為紅底，原因寫在右側及註解中。改妥後重新上載。", "{n} to mend: the cells are red, the reason stands beside them and in the note. Mend them and upload again.";
    workbook_to_mend: "需要修改", "需要修改", "To mend";
    workbook_edition(programme: &str, template: &str): "方案 {programme} · 模板 {template}", "方案 {programme} · 範本 {template}", "Programme {programme} · template {template}";
    workbook_yes: "是", "是", "yes";
    workbook_no: "否", "否", "no";
    workbook_agreement: "协议名称（签约后填）", "協議名稱（簽約後填）", "Title of the agreement (once signed)";
    workbook_counterpart: "签约对方（签约后填）", "簽約對方（簽約後填）", "Counterpart (once signed)";
    workbook_closure_on: "申请销号：办结日期", "申請銷號：辦結日期", "Closure request: finished on";
    workbook_closure_evidence: "申请销号：依据", "申請銷號：依據", "Closure request: evidence";
    workbook_count_rule: "应为不小于0的整数；没有填0，不适用填“—”，暂不清楚留空。", "應為不小於0的整數；沒有填0，不適用填「—」，暫不清楚留空。", "A whole number of at least 0; “—” for not applicable, empty if not known.";
    workbook_how: "怎样填报", "怎樣填報", "How to fill this in";
    workbook_title(report: &str): "用表格填报：{report}", "以試算表填報：{report}", "Fill in as a spreadsheet: {report}";
    workbook_step_take: "第一步：下载", "第一步：下載", "Step 1: download";
    workbook_take_lead: "已带入单位、报告期、上期累计和草稿中已填的内容，可用 WPS 或 Excel 离线填写。", "已帶入單位、報告期、上期累計及草稿中已填的內容，可用 WPS 或 Excel 離線填寫。", "It holds your unit, the period, the figures so far and what the draft says already. Fill it in with WPS or Excel, offline.";
    workbook_take: "下载填报表（XLSX）", "下載填報表（XLSX）", "Download the workbook (XLSX)";
    workbook_step_bring: "第二步：上传", "第二步：上載", "Step 2: upload";
    workbook_bring_lead: "先显示将改动的各栏，您确认后才存入草稿；提交前还会再检查一次。", "先顯示將改動的各欄，您確認後才存入草稿；提交前還會再檢查一次。", "You see first what would change; nothing enters the draft before you confirm, and nothing is submitted.";
    workbook_file: "填好的填报表", "填妥的填報表", "The filled-in workbook";
    workbook_bring: "上传并查看改动", "上載並查看改動", "Upload and see what changes";
    workbook_or_paste: "从自己的台账粘贴", "從自己的台賬貼上", "Paste from your own register";
    workbook_refused: "文件未被采用，草稿没有改动", "檔案未被採用，草稿沒有改動", "The file was not taken; the draft is as it was";
    workbook_wrong(n: usize): "有{n}格需要修改，草稿没有改动", "有{n}格需要修改，草稿沒有改動", "Cells to mend: {n}; the draft is as it was";
    workbook_take_instead: "下载本期的填报表（已标出上述错处）", "下載本期的填報表（已標示上述錯處）", "Download this period's workbook with this marked";
    workbook_take_marked: "下载标出错处的填报表（您填的内容都在）", "下載標示錯處的填報表（您所填內容均保留）", "Download the workbook with these cells marked (what you typed is kept)";
    changes_title(report: &str): "将存入草稿的改动：{report}", "將存入草稿的改動：{report}", "What will change in the draft: {report}";
    changes_lead(n: usize): "共{n}栏。确认后存入草稿，尚不提交。", "共{n}欄。確認後存入草稿，尚未提交。", "Fields: {n}. Confirming keeps them in the draft; nothing is submitted yet.";
    changes_none: "与草稿完全相同，没有需要改动的内容。", "與草稿完全相同，沒有需要改動的內容。", "It says what the draft says already: nothing changes.";
    changes_field: "栏目", "欄目", "Field";
    changes_from: "现为", "現為", "Now";
    changes_to: "将改为", "將改為", "Will be";
    changes_keep: "存入草稿", "存入草稿", "Keep in the draft";
    changes_understood(cell: &str, typed: &str): "{cell}所填“{typed}”", "{cell}所填「{typed}」", "typed “{typed}” in {cell}";
    changes_clash: "下载之后草稿中这几栏也改过，请逐栏选择保留哪一个：", "下載之後草稿中這幾欄也改過，請逐欄選擇保留哪一個：", "These fields were changed in the draft, too, since the file was made. Choose for each which to keep:";
    changes_theirs: "保留草稿中的：", "保留草稿中的：", "Keep the draft's:";
    changes_yours: "采用文件中的：", "採用檔案中的：", "Take the file's:";
    changes_again: "草稿刚被他人改动，请再看一遍。", "草稿剛被他人改動，請再看一遍。", "Somebody has just changed the draft. Look again.";
    field_blank: "（空白）", "（空白）", "(blank)";
    paste_title(report: &str): "粘贴填报：{report}", "貼上填報：{report}", "Paste figures: {report}";
    paste_lead: "在 Excel 或 WPS 中选中行标题和数字，复制后粘贴到下面。按行标题（专业、地区、香港或澳门、方向）对应到各栏，不看位置。", "在 Excel 或 WPS 中選取行標題和數字，複製後貼到下面。按行標題（專業、地區、香港或澳門、方向）對應到各欄，不看位置。", "Select the row labels and figures in Excel or WPS, copy, and paste below. Lines are matched by their labels (discipline, place, Hong Kong or Macao, direction), not by position.";
    paste_box: "粘贴处", "貼上處", "Paste here";
    paste_read: "查看改动", "查看改動", "See what changes";
    paste_example: "例如：", "例如：", "For example:";
    paste_unread(n: usize): "有{n}行没有采用：", "有{n}行沒有採用：", "Lines not taken: {n}";
    paste_line(n: usize): "第{n}行", "第{n}行", "Line {n}";
    print_form: "打印月报表（盖章用）", "列印月報表（蓋章用）", "Print the report (for the seal)";
    print_title(programme: &str): "{programme}工作月报表", "{programme}工作月報表", "Monthly report: {programme}";
    print_code_of_form: "表  号：互认月报01表", "表  號：互認月報01表", "Form no.: MR-01";
    print_issuer(issuer: &str): "制定机关：{issuer}", "制定機關：{issuer}", "Issued by: {issuer}";
    print_valid(year: i32): "有效期至：{year}年12月", "有效期至：{year}年12月", "Valid until: December {year}";
    print_blank: "未填", "未填", "blank";
    print_at(at: &str): "打印时间：{at}", "列印時間：{at}", "Printed: {at}";
    in_wechat: "在微信里不能保存文件，也不能打印：请点右上角“···”，选“在浏览器打开”。", "在微信裏不能儲存檔案，也不能列印：請點右上角「···」，選「在瀏覽器開啟」。", "WeChat saves no files and does not print: tap “···” at the top right and open the page in a browser.";
    print_of_which(origin: &str): "其中：{origin}", "其中：{origin}", "of which {origin}";
    print_handout: "转办表", "轉辦表", "Form to send on";
    print_handout_back(unit: &str, to: &str, day: &str): "请填写贵处掌握的情况，于{day}前交回{unit}（{to}）；没有的填0，无法取得的填“无法取得数据”。", "請填寫貴處掌握的情況，於{day}或之前交回{unit}（{to}）；沒有的填0，無法取得的填「無法取得數據」。", "Please fill in what you know and return it to the {unit} ({to}) by {day}; 0 for none, “not available” where it cannot be had.";
    print_unit: "填报单位（盖章）", "填報單位（蓋章）", "Reporting unit (seal)";
    print_code: "校验码", "校驗碼", "Check code";
    print_draft: "草稿，尚未提交", "草稿，尚未提交", "Draft, not submitted";
    print_version(version: &str, state: &str): "{version}（{state}）", "{version}（{state}）", "{version} ({state})";
    print_agreed(name: &str): "{name}（已审定）", "{name}（已審定）", "{name} (agreed)";
    print_head: "单位负责人", "單位負責人", "Head of unit";
    print_reviewer: "审核人", "審核人", "Reviewed by";
    print_filler: "填报人", "填報人", "Completed by";
    print_phone: "联系电话", "聯絡電話", "Telephone";
    print_date: "报出日期", "報出日期", "Date";
    print_hint: "按 Ctrl+P 打印，A4 纵向一页。", "按 Ctrl+P 列印，A4 直向一頁。", "Print with Ctrl+P: one page of A4, upright.";
    code_title: "核对校验码", "核對校驗碼", "Check a code";
    code_true(code: &str): "校验码 {code} 属实", "校驗碼 {code} 屬實", "Check code {code} is genuine";
    code_unknown(code: &str): "没有找到校验码 {code} 对应的月报", "沒有找到校驗碼 {code} 對應的月報", "No report you may read has the check code {code}";
    code_unknown_remedy: "请核对字符；如果无误，纸面内容可能不是从本系统打印的，或者您无权查看该单位。", "請核對字元；如果無誤，紙面內容可能並非從本系統列印，或者您無權查看該單位。", "Check the characters. If they are right, the paper may not have been printed from the board, or the unit is not yours to read.";
    code_newest: "这是最新的一版。", "這是最新的一版。", "This is the newest version.";
    code_replaced(n: i64): "此后又提交过，最新为第{n}版，请以最新的一版为准。", "其後再有提交，最新為第{n}版，請以最新的一版為準。", "There is a newer version, {n}; go by that one.";
    code_open: "查看这一版的内容", "查看這一版的內容", "See what this version says";
}

impl Lang {
    /// 一、 to 四、 before the four texts of the printed form.
    pub fn print_ordinals(self) -> [&'static str; 4] {
        self.pick(["一、", "二、", "三、", "四、"], ["一、", "二、", "三、", "四、"], ["1. ", "2. ", "3. ", "4. "])
    }

    /// The heads of the sheet: field, before, to fill in, after, what is expected.
    pub fn workbook_columns(self) -> [&'static str; 5] {
        self.pick(
            ["栏目", "上期累计", "本期填写", "本期累计", "填写要求"],
            ["欄目", "上期累計", "本期填寫", "本期累計", "填寫要求"],
            ["Field", "Before", "Fill in", "Total", "What is expected"],
        )
    }

    pub fn workbook_steps(self) -> &'static [&'static str] {
        self.pick(
            &[
                "1. 只填“填报”表的黄底格。灰格由系统带入或自动算出，已锁定，没有密码。",
                "2. 数字只填本月新增，不填累计。没有填0，不适用填“—”，暂不清楚留空。",
                "3. 日期可写 2022-07-28、2022.7.28、2022/7/28 或 2022年7月28日。",
                "4. 不要用公式、不要移动行列、不要改表名。需要计算时，在别的文件算好，只把数值粘贴过来。",
                "5. 申请销号：同时填办结日期和依据（文号、链接或可查之处）。",
                "6. 填好后保存为 XLSX，回到本系统上传。系统先列出改动，您确认后才存入草稿。",
                "7. 本文件只用于首行所写的单位和报告期。下一期请重新下载。",
                "8. 不得填报涉密信息。",
            ],
            &[
                "1. 只填「填報」表的黃底格。灰格由系統帶入或自動計算，已鎖定，沒有密碼。",
                "2. 數字只填本月新增，不填累計。沒有填0，不適用填「—」，暫不清楚留空。",
                "3. 日期可寫 2022-07-28、2022.7.28、2022/7/28 或 2022年7月28日。",
                "4. 請勿使用公式、移動行列或更改工作表名稱。如需計算，請在其他檔案算好，只把數值貼過來。",
                "5. 申請銷號：須同時填寫辦結日期及依據（文號、連結或可查之處）。",
                "6. 填妥後儲存為 XLSX，回到本系統上載。系統先列出改動，您確認後才存入草稿。",
                "7. 本檔案只用於首行所寫的單位和報告期。下一期請重新下載。",
                "8. 請勿填報涉密資料。",
            ],
            &[
                "1. Fill in the yellow cells of the sheet “Report” only. Grey cells are given or computed; they are locked, without a password.",
                "2. Figures are what is new this month, not the cumulative. 0 for none, “—” for not applicable, empty if not known.",
                "3. Dates may be written 2022-07-28, 2022.7.28 or 2022/7/28.",
                "4. No formulas; do not move rows or columns, or rename the sheets. Work figures out elsewhere and paste the values.",
                "5. To request a closure give both the day it was finished and the evidence (document number, link or where to look).",
                "6. Save as XLSX and upload it to the board. You see what would change before anything enters the draft.",
                "7. The file is for the unit and period in its first line only. Download a new one for the next period.",
                "8. Do not enter classified information.",
            ],
        )
    }

    /// What a cell wants, in a few words.
    pub fn workbook_hint(self, kind: &Kind, end: NaiveDate) -> String {
        match kind {
            Kind::Count { .. } => self.pick("不小于0的整数", "不小於0的整數", "whole number of at least 0").into(),
            Kind::Rung(_) => {
                self.pick("从列表中选；无变化留空", "從列表中選；無變化留空", "choose; empty if unchanged").into()
            }
            Kind::Day { in_period: false } => self
                .pick("日期，不晚于上传当天", "日期，不遲於上載當天", "date, no later than the day of upload")
                .into(),
            Kind::Day { in_period: true } => match self {
                Lang::ZhHans => format!("日期，不晚于{end}"),
                Lang::ZhHant => format!("日期，不遲於{end}"),
                Lang::En => format!("date, no later than {end}"),
            },
            Kind::Tick => self.pick("已完成填“是”", "已完成填「是」", "“yes” if it is done").into(),
            Kind::Text { most } => match self {
                Lang::En => format!("up to {most} characters"),
                _ => format!("{most}字{}", self.pick("以内", "以內", "")),
            },
        }
    }

    /// What a cell should hold and what it holds.
    pub fn wrong_kind(self, kind: &WrongKind) -> String {
        match kind {
            WrongKind::Fault(fault) => self.fault(fault),
            WrongKind::Formula { found } => match self {
                Lang::ZhHans => format!("应为数值或文字，现为公式“{found}”"),
                Lang::ZhHant => format!("應為數值或文字，現為公式「{found}」"),
                Lang::En => format!("should be a value, is the formula “{found}”"),
            },
            WrongKind::NotYesNo { found } => match self {
                Lang::ZhHans => format!("应为“是”或留空，现为“{found}”"),
                Lang::ZhHant => format!("應為「是」或留空，現為「{found}」"),
                Lang::En => format!("should be “yes” or empty, is “{found}”"),
            },
            WrongKind::Renamed { found } => match self {
                Lang::ZhHans => format!("此行栏目应与模板相同，现为“{found}”"),
                Lang::ZhHant => format!("此行欄目應與範本相同，現為「{found}」"),
                Lang::En => format!("the label of this line should be as in the template, is “{found}”"),
            },
            WrongKind::Twice { again } => match self {
                Lang::ZhHans => format!("此栏目应只有一行，现在{again}又有一行"),
                Lang::ZhHant => format!("此欄目應只有一行，現在{again}又有一行"),
                Lang::En => format!("this field should stand in one line, stands at {again} again"),
            },
            WrongKind::Gone => self
                .pick("应保留此行，现已被删除", "應保留此行，現已被刪除", "this line should be there, was taken out")
                .into(),
        }
    }

    /// Why a file is not read, and what to do; `name` gives the name of a unit, or of a period.
    pub fn refusal(self, refusal: &Refusal, name: &dyn Fn(&str) -> String) -> String {
        match refusal {
            Refusal::Missing => self.pick("请选择填好的填报表（XLSX），现未选或为空文件。", "請選擇填妥的填報表（XLSX），現未選或為空檔案。", "Choose the filled-in workbook (XLSX); none was chosen, or it is empty.").into(),
            Refusal::TooLarge => self.pick("文件应不大于2MB。填报表里不需要图片和附件。", "檔案應不大於2MB。填報表內不需要圖片和附件。", "The file should have at most 2 MB. The workbook needs no pictures or attachments.").into(),
            Refusal::Pdf => self.pick("应为填报表（XLSX），现为 PDF 文件，改过后缀也不能读取。请上传表格文件本身。", "應為填報表（XLSX），現為 PDF 檔案，改過副檔名也不能讀取。請上載試算表檔案本身。", "Should be the workbook (XLSX), is a PDF whatever its name says. Upload the spreadsheet itself.").into(),
            Refusal::OldExcel => self.pick("应为 XLSX，现为旧版 XLS 文件。请在 WPS 或 Excel 中“另存为” XLSX 后上传，不要只改后缀。", "應為 XLSX，現為舊版 XLS 檔案。請在 WPS 或 Excel 中「另存新檔」為 XLSX 後上載，不要只改副檔名。", "Should be XLSX, is an old XLS file. Use “Save as” XLSX in WPS or Excel; renaming is not enough.").into(),
            Refusal::Locked => self.pick("文件设了打开密码，无法读取。请取消密码后上传。", "檔案設有開啟密碼，無法讀取。請取消密碼後上載。", "The file opens with a password and cannot be read. Remove the password and upload again.").into(),
            Refusal::Plain => self.pick("应为填报表（XLSX），现为文本或 CSV 文件。请用下载的填报表填写，或使用“粘贴填报”。", "應為填報表（XLSX），現為文字或 CSV 檔案。請用下載的填報表填寫，或使用「貼上填報」。", "Should be the workbook (XLSX), is text or CSV. Fill in the downloaded workbook, or paste the figures instead.").into(),
            Refusal::Document => self.pick("应为填报表（XLSX），现为文字文稿或演示文稿。", "應為填報表（XLSX），現為文書或簡報檔案。", "Should be the workbook (XLSX), is a text document or a presentation.").into(),
            Refusal::OpenDocument => self.pick("应为 XLSX，现为 ODS 文件。请另存为 XLSX 后上传。", "應為 XLSX，現為 ODS 檔案。請另存為 XLSX 後上載。", "Should be XLSX, is an ODS file. Save it as XLSX and upload again.").into(),
            Refusal::Other => self.pick("应为填报表（XLSX），现为不能识别的文件。", "應為填報表（XLSX），現為無法識別的檔案。", "Should be the workbook (XLSX), is a file of an unknown kind.").into(),
            Refusal::Macros => self.pick("文件含有宏（XLSM），不予读取。请另存为不带宏的 XLSX。", "檔案含有巨集（XLSM），不予讀取。請另存為不帶巨集的 XLSX。", "The file has macros (XLSM) and is not read. Save it as XLSX without macros.").into(),
            Refusal::Links => self.pick("文件链接到其他文件或嵌有对象，不予读取。请删除外部链接和嵌入对象后上传。", "檔案連結到其他檔案或內嵌物件，不予讀取。請刪除外部連結和內嵌物件後上載。", "The file links to other files or has embedded objects and is not read. Remove them and upload again.").into(),
            Refusal::TooMuch => self.pick("文件内容远多于填报表，不予读取。请重新下载填报表填写。", "檔案內容遠多於填報表，不予讀取。請重新下載填報表填寫。", "The file holds far more than the workbook does and is not read. Download the workbook again.").into(),
            Refusal::Damaged => self.pick("文件不完整或已损坏，无法读取。请用 WPS 或 Excel 打开后重新保存，再上传。", "檔案不完整或已損毀，無法讀取。請用 WPS 或 Excel 開啟後重新儲存，再上載。", "The file is incomplete or damaged. Open it in WPS or Excel, save it again, and upload.").into(),
            Refusal::TooSlow => self.pick("读取文件用时过长，已停止。请重新下载填报表填写。", "讀取檔案用時過長，已停止。請重新下載填報表填寫。", "Reading the file took too long and was stopped. Download the workbook again.").into(),
            Refusal::NotOurs => self.pick("这不是从本系统下载的填报表。请下载后填写，不要另建表格。", "這不是從本系統下載的填報表。請下載後填寫，不要另建試算表。", "This is not a workbook from this board. Download it here and fill that in.").into(),
            Refusal::Forged => self.pick("填报表的标识被改动过，或由两份文件拼成，不能确认属于哪个单位、哪一期。请重新下载填写。", "填報表的標識被改動過，或由兩份檔案拼成，不能確認屬於哪個單位、哪一期。請重新下載填寫。", "The workbook's mark was changed or put together from two files, so whose it is cannot be known. Download it again.").into(),
            Refusal::OtherProgramme { found } => match self {
                Lang::ZhHans => format!("应为本年度方案的填报表，现为“{found}”方案的。请重新下载。"),
                Lang::ZhHant => format!("應為本年度方案的填報表，現為「{found}」方案的。請重新下載。"),
                Lang::En => format!("Should be a workbook of this programme, is one of “{found}”. Download it again."),
            },
            Refusal::OtherUnit { found, expected } => {
                let (found, expected) = (name(found), name(expected));
                match self {
                    Lang::ZhHans => format!("应为{expected}的填报表，现为{found}的。请上传本单位的文件。"),
                    Lang::ZhHant => format!("應為{expected}的填報表，現為{found}的。請上載本單位的檔案。"),
                    Lang::En => format!("Should be the workbook of {expected}, is that of {found}. Upload your own unit's."),
                }
            }
            Refusal::OtherPeriod { found, expected } => {
                let (found, expected) = (name(found), name(expected));
                match self {
                    Lang::ZhHans => format!("应为{expected}的填报表，现为{found}的。请到对应的报告期上传，或下载本期的。"),
                    Lang::ZhHant => format!("應為{expected}的填報表，現為{found}的。請到對應的報告期上載，或下載本期的。"),
                    Lang::En => format!("Should be the workbook for {expected}, is that for {found}. Upload it there, or download this period's."),
                }
            }
            Refusal::OldTemplate { found, expected } => match self {
                Lang::ZhHans => format!("应为现行模板（{expected}），现为旧模板（{found}），栏目已有变化。请重新下载。"),
                Lang::ZhHant => format!("應為現行範本（{expected}），現為舊範本（{found}），欄目已有變化。請重新下載。"),
                Lang::En => format!("Should be the template in force ({expected}), is an older one ({found}); its fields have changed. Download it again."),
            },
            Refusal::OtherSheet { found, expected } => match self {
                Lang::ZhHans => format!("工作表应名为“{expected}”，现为“{found}”。请改回表名，或重新下载。"),
                Lang::ZhHant => format!("工作表應名為「{expected}」，現為「{found}」。請改回表名，或重新下載。"),
                Lang::En => format!("The sheet should be called “{expected}”, is called “{found}”. Name it so again, or download the workbook again."),
            },
            Refusal::Moved { expected, found, .. } => match self {
                Lang::ZhHans => format!("列标题应为“{expected}”，现为“{found}”，列被移动过。请移回原处，或重新下载。"),
                Lang::ZhHant => format!("欄標題應為「{expected}」，現為「{found}」，欄曾被移動。請移回原處，或重新下載。"),
                Lang::En => format!("The column's head should be “{expected}”, is “{found}”: columns were moved. Move it back, or download the workbook again."),
            },
        }
    }

    /// Why a pasted line was not taken.
    pub fn why(self, why: &Why) -> String {
        match why {
            Why::NoField => self
                .pick(
                    "本单位没有与此行标题对应的栏目",
                    "本單位沒有與此行標題對應的欄目",
                    "no field of your unit has this label",
                )
                .into(),
            Why::Unclear { fields } => match self {
                Lang::ZhHans => format!("行标题对应{fields}个栏目，请写明香港或澳门、方向、专业或地区"),
                Lang::ZhHant => format!("行標題對應{fields}個欄目，請寫明香港或澳門、方向、專業或地區"),
                Lang::En => {
                    format!(
                        "{fields} fields fit this label: name Hong Kong or Macao, the direction, the discipline or the place"
                    )
                }
            },
            Why::OtherUnit => self.pick("此行是其他单位的", "此行屬其他單位", "this line is about another unit").into(),
            Why::NoNumber => self.pick("此行没有数字", "此行沒有數字", "there is no number in this line").into(),
            Why::ManyNumbers => self
                .pick(
                    "此行有几个数字；请连同含“本月新增”的标题行一起粘贴",
                    "此行有數個數字；請連同含「本月新增」的標題行一併貼上",
                    "several numbers: paste the head line, too, with “New this month” in it",
                )
                .into(),
            Why::NotACount(fault) => self.fault(fault),
            Why::Twice => {
                self.pick("此栏目前面已有一行", "此欄目前面已有一行", "an earlier line was for this field").into()
            }
        }
    }
}
