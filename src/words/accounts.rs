//! Accounts, seats and how they pass on, and the links that let people in.

use crate::language::Lang;
use crate::people::roster::{Column, Expected, LONGEST};

words! {
    account_open: "有效", "有效", "open";
    account_opens(day: &str): "{day}起有效", "{day}起有效", "opens on {day}";
    account_closes(day: &str): "至{day}交接", "至{day}交接", "hands over on {day}";
    account_closed_on(day: &str): "已于{day}停用", "已於{day}停用", "closed on {day}";
    account_disable_note: "停用后不能登录，会话、接口令牌和未用链接立即失效；已报送和审核的记录不变。不能恢复，可另开账号。", "停用後不能登入，工作階段、介面權杖和未用連結立即失效；已提交和審核的紀錄不變。不能恢復，可另開帳戶。", "A closed account cannot sign in; its sessions, tokens and unused links end at once. What it filed and decided stays. It is not opened again; make another.";
    login_rule: "字母、数字和 . _ - @，登录时使用，不能更改。", "字母、數字和 . _ - @，登入時使用，不能更改。", "Letters, digits and . _ - @. It is typed to sign in and cannot be changed.";
    login_not_plain(found: &str): "账号应由字母、数字和 . _ - @ 组成，现为“{found}”。", "帳戶應由字母、數字和 . _ - @ 組成，現為「{found}」。", "The account should have letters, digits and . _ - @ only, is “{found}”.";
    field_too_long(field: &str, most: usize, found: usize): "{field}应不超过{most}字、不换行，现为{found}字。", "{field}應不超過{most}字、不換行，現為{found}字。", "{field} should be one line of at most {most} characters, has {found}.";
    unit_not_for_role(role: &str): "{role}不属于某个单位，单位应留空。", "{role}不屬於某個單位，單位應留空。", "A {role} belongs to no unit; leave the unit empty.";
    reason: "原因", "原因", "Reason";
    duties_vacant(n: i64, names: &str): "{n}个应报单位没有可登录的填报员：{names}。请开设账号或办理交接。", "{n}個應交單位沒有可登入的填報員：{names}。請開設帳戶或辦理交接。", "{n} units that owe a report have nobody who can file it: {names}. Open an account or hand a seat over.";
    appointments: "任职记录", "任職紀錄", "Posts held";
    appointment_span: "起止", "起止", "From – to";
    appointment_follows(name: &str): "接替{name}", "接替{name}", "follows {name}";
    handover: "交接", "交接", "Hand the seat over";
    handover_lead(name: &str): "自交接之日起，本单位的待办、草稿和提醒由接任人处理，{name}不能再登录。此前的报送、审核和文件仍署原姓名和职务。", "由交接之日起，本單位的待辦、草稿和提示由接任人處理，{name}不能再登入。此前的提交、審核和文件仍署原姓名和職銜。", "From that day what the unit owes, its drafts and its reminders are the successor’s, and {name} can no longer sign in. What was filed, decided and printed before keeps the old name and post.";
    handover_day: "交接日期（当日0时起，选今天即刻生效）", "交接日期（當日0時起，選今天即時生效）", "Day of the handover (from 0:00; today means at once)";
    handover_day_wrong(today: &str, found: &str): "交接日期应为{today}起一年内的某日，现为“{found}”。", "交接日期應為{today}起一年內的某日，現為「{found}」。", "The day should lie within a year from {today}, is “{found}”.";
    handover_name: "接任人姓名", "接任人姓名", "Name of the successor";
    handover_do: "办理交接", "辦理交接", "Hand over";
    person_change: "更改资料", "更改資料", "Change the details";
    person_change_lead: "即刻生效，旧资料按日期留存。更改角色或单位后，本人须重新登录。", "即時生效，舊資料按日期留存。更改角色或單位後，本人須重新登入。", "It holds at once, and what held before is kept with its days. After a change of role or unit they sign in anew.";
    person_change_do: "保存更改", "儲存更改", "Keep the change";
    role_takes_two(roles: &str): "改为{roles}须另一名系统管理员确认。", "改為{roles}須另一名系統管理員確認。", "To make somebody {roles} takes a second administrator.";
    role_no_second: "授予此角色须另一名系统管理员确认，现只有您一名。请先为另一人开设系统管理员账号，再由其确认。", "授予此角色須另一名系統管理員確認，現只有你一名。請先為另一人開設系統管理員帳戶，再由其確認。", "Another administrator has to confirm this role, and there is none but you. Open an administrator’s account for somebody else first, who then confirms it.";
    role_waiting: "待另一名系统管理员确认", "待另一名系統管理員確認", "Waits for another administrator";
    role_proposed(name: &str, role: &str, by: &str): "{name}改任{role}（{by}提出）", "{name}改任{role}（{by}提出）", "{name} to become {role} (proposed by {by})";
    role_not_own: "本人提出的、或关于本人的更改须由另一名系统管理员确认。", "本人提出的、或關於本人的更改須由另一名系統管理員確認。", "Whoever proposes a change, or is its subject, does not confirm it.";
    role_decided: "此更改已有决定。", "此更改已有決定。", "This has been decided already.";
    seats_title: "领导小组和办公室席位", "領導小組和辦公室席位", "Seats of the leading group and its office";
    seats_lead: "席位按附件1，任职人按日期登记；每次更改写明原因，过去的任职人保留。", "席位按附件1，任職人按日期登記；每次更改寫明原因，過去的任職人保留。", "The seats are those of annex 1; who holds each is noted with days and a reason, and nobody who has held one is forgotten.";
    seat: "席位", "席位", "Seat";
    seat_leading_group: "领导小组", "領導小組", "Leading Group";
    seat_office: "办公室", "辦公室", "Office";
    seat_holder: "任职人", "任職人", "Held by";
    seat_empty: "未登记", "未登記", "not noted";
    seat_left_empty: "（空缺）", "（空缺）", "(nobody)";
    seat_give: "登记任职", "登記任職", "Note who holds a seat";
    seat_since: "自何日起", "由何日起", "From";
    seat_do: "登记", "登記", "Note it";
    seat_day_wrong(found: &str): "日期应在试点开始之后、一年之内，现为“{found}”。", "日期應在試點開始之後、一年之內，現為「{found}」。", "The day should lie after the pilot began and within a year from now, is “{found}”.";
    seat_taken_later(found: &str): "该席位已登记有{found}或以后开始的任职人。", "該席位已登記有{found}或以後開始的任職人。", "Somebody has been noted for this seat from {found} or later.";
    invitation: "一次性链接", "一次性連結", "One-time link";
    invitation_note: "链接7天内有效，只能使用一次，用于首次设置或重设密码；管理员不知道密码。新链接生成后，旧链接作废。", "連結7天內有效，只能使用一次，用於首次設定或重設密碼；管理員不知道密碼。新連結產生後，舊連結作廢。", "It is valid for 7 days and works once, to choose a password for the first time or anew; nobody else knows it. A new link makes the old one void.";
    invite_note: "保存后显示一次性链接，由本人自设密码。", "儲存後顯示一次性連結，由本人自設密碼。", "A one-time link follows, with which they choose the password themselves.";
    invitation_make: "生成链接", "產生連結", "Make a link";
    invitation_made(name: &str): "{name}的一次性链接", "{name}的一次性連結", "One-time link for {name}";
    invitation_once(until: &str): "只显示这一次，请现在交给本人；{until}前有效。", "只顯示這一次，請即交給本人；{until}前有效。", "It is shown this once: give it to them now. Valid until {until}.";
    invitation_made_before: "此链接已生成并显示过一次，不能再次显示；如未记下，请到该人员页面另行生成。", "此連結已產生並顯示過一次，不能再次顯示；如未記下，請到該人員頁面另行產生。", "This link was made and shown once and cannot be shown again. If you did not keep it, make another on the person’s page.";
    invitation_title: "设置密码", "設定密碼", "Choose your password";
    invitation_lead(login: &str): "您的账号是 {login}。请自设密码，设好后用它登录；此链接只能使用一次。", "你的帳戶是 {login}。請自設密碼，設好後用它登入；此連結只能使用一次。", "Your account is {login}. Choose a password and sign in with it; this link works once.";
    invitation_awaited(day: &str): "账号自{day}起可以登录。", "帳戶由{day}起可以登入。", "The account can sign in from {day}.";
    invitation_closed: "此链接打不开", "此連結無法開啟", "This link opens nothing";
    invitation_closed_note: "链接不完整、已使用、已过期或已作废。请向系统管理员索取新链接。", "連結不完整、已使用、已過期或已作廢。請向系統管理員索取新連結。", "It is incomplete, used, expired or void. Ask the administrator for another.";
    password_choose: "设置密码", "設定密碼", "Keep this password";
    password_chosen: "密码已设好，请登录。", "密碼已設好，請登入。", "The password is kept. Sign in with it.";
    password_change: "更改密码", "更改密碼", "Change the password";
    password_change_note: "更改后，其他设备上的登录全部退出。", "更改後，其他裝置上的登入全部登出。", "Every other device is then signed out.";
    password_changed: "密码已更改，其他设备已退出登录。", "密碼已更改，其他裝置已登出。", "The password is changed, and every other device is signed out.";
    password_old: "现用密码", "現用密碼", "Present password";
    password_old_wrong: "现用密码不正确。", "現用密碼不正確。", "The present password is not right.";
    password_new: "新密码", "新密碼", "New password";
    own_account: "我的账号", "我的帳戶", "My account";
    own_account_note: "姓名、职务、电话有误，请告知系统管理员；更改按日期留存。来信地址和密码可自行更改。", "姓名、職務、電話有誤，請通知系統管理員；更改按日期留存。來信地址和密碼可自行更改。", "If name, post or telephone is wrong, tell the administrator; changes are kept with their days. Where letters go and the password you change yourself.";
    roster_import: "从表格导入人员", "由試算表匯入人員", "Bring people in from a sheet";
    roster_sheet: "人员", "人員", "People";
    roster_lists: "选项", "選項", "Lists";
    roster_how: "填写说明", "填寫說明", "How to fill it in";
    roster_file: "填好的人员表", "填妥的人員表", "The filled-in list of people";
    roster_template_lead(most: usize): "模板带角色和单位选项，每行一人，最多{most}人。", "範本帶角色和單位選項，每行一人，最多{most}人。", "The template has roles and units to choose from; one person a line, {most} at most.";
    roster_template_take: "下载模板（XLSX）", "下載範本（XLSX）", "Download the template (XLSX)";
    roster_bring_lead: "上传后先显示结果，确认后才开设账号；有一处错误则全部不导入。", "上載後先顯示結果，確認後才開設帳戶；有一處錯誤則全部不匯入。", "You first see what it would do; accounts open once you say so. One mistake, and nothing is taken in.";
    roster_look: "检查表格", "檢查試算表", "Check the sheet";
    roster_import_wrong(n: i64): "有{n}处需要修改，未导入任何人", "有{n}處需要修改，未匯入任何人", "{n} to mend; nobody was taken in";
    roster_preview(n: i64): "将开设{n}个账号", "將開設{n}個帳戶", "{n} accounts to be opened";
    roster_preview_lead: "确认后一次开设，并逐人生成一次性链接。", "確認後一次開設，並逐人產生一次性連結。", "They open together, each with a one-time link.";
    roster_open(n: i64): "开设{n}个账号", "開設{n}個帳戶", "Open {n} accounts";
    roster_not_yet: "返回修改表格", "返回修改試算表", "Back, to mend the sheet";
    roster_opened(n: i64): "已开设{n}个账号", "已開設{n}個帳戶", "{n} accounts opened";
    roster_links_lead(until: &str): "链接只显示这一次，请打印或复制后分别交给本人；{until}前有效。", "連結只顯示這一次，請列印或複製後分別交給本人；{until}前有效。", "The links are shown this once: print or copy them and hand each to its owner. Valid until {until}.";
    roster_none(sheet: &str): "{sheet}：应至少有一行人员，现没有。", "{sheet}：應至少有一行人員，現沒有。", "{sheet}: there should be at least one person, there is none.";
    roster_too_many(sheet: &str, most: usize, found: usize): "{sheet}：应不超过{most}人，现为{found}人。", "{sheet}：應不超過{most}人，現為{found}人。", "{sheet}: there should be at most {most} people, there are {found}.";
    roster_column_moved(sheet: &str, cell: &str, expected: &str, found: &str): "{sheet}!{cell} 列标题应为“{expected}”，现为“{found}”。", "{sheet}!{cell} 欄標題應為「{expected}」，現為「{found}」。", "{sheet}!{cell} the column’s head should be “{expected}”, is “{found}”.";
    roster_formula(sheet: &str, cell: &str, found: &str): "{sheet}!{cell} 应为文字，现为公式“{found}”。", "{sheet}!{cell} 應為文字，現為公式「{found}」。", "{sheet}!{cell} should be text, is the formula “{found}”.";
    roster_login_taken(login: &str): "账号“{login}”已被使用，全部未导入。", "帳戶「{login}」已被使用，全部未匯入。", "The account “{login}” is taken; nobody was taken in.";
}

impl Lang {
    /// The head of a column of the sheet; a star where something has to stand.
    pub fn roster_column(self, column: Column) -> &'static str {
        match column {
            Column::Name => self.pick("姓名*", "姓名*", "Name*"),
            Column::Post => self.pick("职务", "職務", "Post"),
            Column::Phone => self.pick("联系电话", "聯絡電話", "Contact number"),
            Column::Role => self.pick("角色*", "角色*", "Role*"),
            Column::Unit => self.pick("单位", "單位", "Unit"),
            Column::Login => self.pick("账号*", "帳戶*", "Account*"),
        }
    }

    /// What a cell should be and what it is.
    pub fn roster_expected(self, expected: &Expected, found: &str) -> String {
        let now = |should: &str| match self {
            Lang::ZhHans => format!("应为{should}，现为“{found}”"),
            Lang::ZhHant => format!("應為{should}，現為「{found}」"),
            Lang::En => format!("should be {should}, is “{found}”"),
        };
        match expected {
            Expected::Filled => {
                self.pick("应填写，现为空", "應填寫，現為空", "should be filled in, is empty").to_owned()
            }
            Expected::Short => match self {
                Lang::ZhHans => format!("应不超过{LONGEST}字、不换行，现为{}字", found.chars().count()),
                Lang::ZhHant => format!("應不超過{LONGEST}字、不換行，現為{}字", found.chars().count()),
                Lang::En => {
                    format!("should be one line of at most {LONGEST} characters, has {}", found.chars().count())
                }
            },
            Expected::Role => now(self.pick("所列角色之一", "所列角色之一", "one of the roles listed")),
            Expected::Unit(Some(near)) => now(&match self {
                Lang::ZhHans => format!("方案中的单位（是否为“{near}”？）"),
                Lang::ZhHant => format!("方案中的單位（是否為「{near}」？）"),
                Lang::En => format!("a unit of the programme (“{near}”?)"),
            }),
            Expected::Unit(None) => now(self.pick("方案中的单位", "方案中的單位", "a unit of the programme")),
            Expected::SomeUnit => self
                .pick("此角色须有单位，现为空", "此角色須有單位，現為空", "this role needs a unit, is empty")
                .to_owned(),
            Expected::NoUnit => now(self.pick(
                "空（此角色不属于某个单位）",
                "空（此角色不屬於某個單位）",
                "empty, as this role belongs to no unit",
            )),
            Expected::FreeLogin => now(self.pick("未被使用的账号", "未被使用的帳戶", "an account nobody has")),
            Expected::OtherLogin(above) => now(&match self {
                Lang::ZhHans => format!("与第{above}行不同的账号"),
                Lang::ZhHant => format!("與第{above}行不同的帳戶"),
                Lang::En => format!("an account other than that of line {above}"),
            }),
            Expected::PlainLogin => {
                now(self.pick("字母、数字和 . _ - @", "字母、數字和 . _ - @", "letters, digits and . _ - @"))
            }
        }
    }

    /// What the sheet says of itself.
    pub fn roster_instructions(self) -> [&'static str; 5] {
        [
            self.pick(
                "每行一人，从第2行起填写；不要移动或改动标题行。",
                "每行一人，由第2行起填寫；不要移動或更改標題列。",
                "One person a line, from line 2 on; leave the heads where they are.",
            ),
            self.pick(
                "姓名、角色、账号必填。角色和单位请从下拉选项中选择。",
                "姓名、角色、帳戶必填。角色和單位請由下拉選項中選擇。",
                "Name, role and account are needed. Choose role and unit from the lists.",
            ),
            self.pick(
                "填报员、单位负责人、汇总单位、办公室工作人员须填单位；其他角色不填。",
                "填報員、單位負責人、匯總單位、辦公室工作人員須填單位；其他角色不填。",
                "Reporting officers, heads of unit, the consolidating unit and Office staff have a unit; the others have none.",
            ),
            self.pick(
                "账号由字母、数字和 . _ - @ 组成，登录时使用，不能与他人相同。",
                "帳戶由字母、數字和 . _ - @ 組成，登入時使用，不能與他人相同。",
                "The account has letters, digits and . _ - @ only, is typed to sign in, and is nobody else’s.",
            ),
            self.pick(
                "表中不填密码：导入后逐人生成一次性链接，由本人自设。",
                "表中不填密碼：匯入後逐人產生一次性連結，由本人自設。",
                "No passwords here: each person gets a one-time link and chooses their own.",
            ),
        ]
    }
}
