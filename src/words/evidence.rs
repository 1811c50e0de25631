//! Files that reports rest on: how they are brought, why one is not kept, and that there are none.

use crate::evidence::{LARGEST_FILE, MOST_BYTES, MOST_FILES, MOST_PIXELS, Refusal};
use crate::language::Lang;

words! {
    evidence: "佐证材料", "佐證材料", "Evidence";
    evidence_title(report: &str): "佐证材料：{report}", "佐證材料：{report}", "Evidence: {report}";
    evidence_lead: "可不附；数字有变化或申请销号时，附上名单、文件或照片便于核对。", "可不附；數字有變化或申請銷號時，附上名單、文件或照片便於核對。", "Optional. Where a figure changed or a closure is requested, a list, document or photo helps whoever checks.";
    evidence_frozen: "此份月报已提交，所附材料随该版固定；更正时可补充。", "此份月報已提交，所附材料隨該版固定；更正時可補充。", "This report has been submitted and its files are fixed with that version; a correction may add to them.";
    evidence_none: "未附佐证", "未附佐證", "no evidence attached";
    evidence_count(n: i64): "佐证{n}份", "佐證{n}份", "{n} on file";
    evidence_held: "已附材料", "已附材料", "Attached";
    evidence_add: "添加材料", "新增材料", "Add files";
    evidence_add_save: "保存并添加材料", "儲存並新增材料", "Save and add files";
    evidence_for: "用于", "用於", "For";
    evidence_for_report: "本份月报", "此份月報", "this report";
    evidence_for_task(task: &str): "销号：{task}", "銷號：{task}", "closure: {task}";
    evidence_files: "文件（可多选）", "檔案（可多選）", "Files (one or several)";
    evidence_camera: "或拍照", "或拍照", "or take a photo";
    evidence_limits(most: usize, mib: usize): "PDF、Word（.docx）、Excel（.xlsx）或照片；每个不超过{mib}MiB，每份月报不超过{most}个。照片会自动压缩并去除拍摄地点等信息。", "PDF、Word（.docx）、Excel（.xlsx）或照片；每個不超過{mib}MiB，每份月報不超過{most}個。照片會自動壓縮並移除拍攝地點等資料。", "PDF, Word (.docx), Excel (.xlsx) or photos; at most {mib} MiB each and {most} for a report. Photos are made smaller and lose their place and camera data.";
    evidence_secret: "请勿上传涉密材料和身份证件。", "請勿上載涉密材料和身分證明文件。", "Do not upload classified papers or identity documents.";
    evidence_bring: "上传", "上載", "Upload";
    evidence_phone: "用手机拍照上传", "以手機拍照上載", "Upload from a phone";
    evidence_phone_lead: "手机扫码并登录后打开此页，即可拍照上传。", "以手機掃描並登入後開啟此頁，即可拍照上載。", "Scan this with a phone and sign in there: the page opens with its camera.";
    evidence_detach: "移除", "移除", "Remove";
    evidence_size: "大小", "大小", "Size";
    evidence_by: "上传", "上載", "Uploaded";
    evidence_name: "名称", "名稱", "Name";
    evidence_wrong(n: i64): "有{n}个文件未能保存，其余已保存", "有{n}個檔案未能儲存，其餘已儲存", "{n} not kept; all others were";
    evidence_missing: "请先选择文件", "請先選擇檔案", "Choose a file first";
    evidence_see(names: &str): "见附件：{names}", "見附件：{names}", "see attached: {names}";
    evidence_new_window(name: &str): "{name}（图片）", "{name}（圖片）", "{name} (picture)";
    sealed_copy: "盖章件", "蓋章件", "Sealed copy";
    sealed_lead: "打印月报表盖章后拍照或扫描上传；不影响提交，提交后也可补传。", "列印月報表蓋章後拍照或掃描上載；不影響提交，提交後也可補交。", "Print the report, have it sealed, and upload a photo or scan. Submission never waits for it; it may follow later.";
    sealed_waiting: "待盖章件", "待蓋章件", "sealed copy to follow";
    sealed_there: "有", "有", "on file";
    sealed_add: "补传盖章件", "補交蓋章件", "Add the sealed copy";
}

impl Lang {
    /// What a file should be and what it is; its name goes before it.
    pub fn evidence_refusal(self, refusal: &Refusal) -> String {
        let mib = LARGEST_FILE / 1024 / 1024;
        match refusal {
            Refusal::Empty => self.pick("文件是空的", "檔案是空的", "the file is empty").into(),
            Refusal::TooLarge => match self {
                Lang::ZhHans => format!("应不超过{mib}MiB，请压缩或拆分后再传"),
                Lang::ZhHant => format!("應不超過{mib}MiB，請壓縮或拆分後再上載"),
                Lang::En => format!("should be at most {mib} MiB; make it smaller or split it"),
            },
            Refusal::Unknown => self
                .pick(
                    "应为PDF、PNG、JPG、DOCX或XLSX文件，内容不是其中任何一种",
                    "應為PDF、PNG、JPG、DOCX或XLSX檔案，內容並非其中任何一種",
                    "should be PDF, PNG, JPG, DOCX or XLSX; its content is none of them",
                )
                .into(),
            Refusal::Heic => self
                .pick(
                    "应为JPG照片，现为HEIC；请在手机相机设置中选“兼容性最佳”，或截图后再传",
                    "應為JPG照片，現為HEIC；請在手機相機設定中選「最兼容」，或擷取畫面後再上載",
                    "should be a JPG photo, is HEIC; choose “Most Compatible” in the camera settings, or send a screenshot",
                )
                .into(),
            Refusal::OldOffice => self
                .pick(
                    "应为DOCX或XLSX，现为旧版Office文件或带密码；请另存为新格式、去掉密码后再传",
                    "應為DOCX或XLSX，現為舊版Office檔案或設有密碼；請另存為新格式、移除密碼後再上載",
                    "should be DOCX or XLSX, is an old Office file or has a password; save it in the new format without one",
                )
                .into(),
            Refusal::Misnamed { claimed, is } => match self {
                Lang::ZhHans => format!("名称写作.{claimed}，内容是{}；请改正扩展名后再传", is.to_uppercase()),
                Lang::ZhHant => format!("名稱寫作.{claimed}，內容是{}；請改正副檔名後再上載", is.to_uppercase()),
                Lang::En => format!("is called .{claimed}, its content is {}; correct its name", is.to_uppercase()),
            },
            Refusal::Damaged => self
                .pick("文件已损坏，无法读取；请重新导出后再传", "檔案已損壞，無法讀取；請重新匯出後再上載", "is damaged and cannot be read; export it again")
                .into(),
            Refusal::Locked => self
                .pick("文件带密码；请去掉密码后再传", "檔案設有密碼；請移除密碼後再上載", "has a password; remove it first")
                .into(),
            Refusal::TooMuch => self
                .pick("展开后过大，不能接收", "展開後過大，不能接收", "becomes too large when unpacked")
                .into(),
            Refusal::Nested => self
                .pick("内含压缩包；请把其中的文件分别上传", "內含壓縮檔；請將其中的檔案分別上載", "holds another archive; upload its files one by one")
                .into(),
            Refusal::Macros => self
                .pick("含有宏；请另存为不含宏的文件后再传", "含有巨集；請另存為不含巨集的檔案後再上載", "has macros; save it without them")
                .into(),
            Refusal::Links => self
                .pick("含有嵌入对象或外部链接；请删除，或导出为PDF后再传", "含有嵌入物件或外部連結；請刪除，或匯出為PDF後再上載", "has embedded objects or links to other files; remove them, or export it as PDF")
                .into(),
            Refusal::Script => self
                .pick("PDF含有脚本、启动命令或内嵌文件；请重新打印为PDF后再传", "PDF含有指令碼、啟動指令或內嵌檔案；請重新列印為PDF後再上載", "this PDF has scripts, commands or files inside; print it to PDF again")
                .into(),
            Refusal::TooManyPixels => match self {
                Lang::ZhHans => format!("图片应不超过{}万像素，请缩小后再传", MOST_PIXELS / 10_000),
                Lang::ZhHant => format!("圖片應不超過{}萬像素，請縮小後再上載", MOST_PIXELS / 10_000),
                Lang::En => format!("a picture should have at most {} megapixels; make it smaller", MOST_PIXELS / 1_000_000),
            },
            Refusal::TooSlow => self
                .pick("文件过于复杂，未能在时限内检查；请导出为PDF或图片后再传", "檔案過於複雜，未能在時限內檢查；請匯出為PDF或圖片後再上載", "took too long to check; export it as PDF or picture")
                .into(),
            Refusal::TooMany => match self {
                Lang::ZhHans => format!("每份月报应不超过{MOST_FILES}个文件，请先移除不需要的"),
                Lang::ZhHant => format!("每份月報應不超過{MOST_FILES}個檔案，請先移除不需要的"),
                Lang::En => format!("a report should have at most {MOST_FILES} files; remove some first"),
            },
            Refusal::NoRoom => match self {
                Lang::ZhHans => format!("本期材料合计应不超过{}MiB", MOST_BYTES / 1024 / 1024),
                Lang::ZhHant => format!("本期材料合計應不超過{}MiB", MOST_BYTES / 1024 / 1024),
                Lang::En => format!("the files of one period should have at most {} MiB together", MOST_BYTES / 1024 / 1024),
            },
            Refusal::Closed => self
                .pick("此项任务已销号，依据已固定", "此項任務已銷號，依據已固定", "this task is closed and its evidence fixed")
                .into(),
        }
    }

    /// `312 KB`, `1.4 MB`.
    pub fn file_size(self, bytes: i64) -> String {
        match bytes {
            ..1_000_000 => format!("{} KB", (bytes + 999) / 1000),
            _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
        }
    }
}
