//! What the visitor reads when something cannot be done: what happened, what was kept, what to do.

use crate::language::Lang;
use crate::problem::{Forbidden, Problem};
use crate::reports::FaultKind;
use crate::review::State;

words! {
    problem_go_back: "返回上一页", "返回上一頁", "Go back";
    problem_home: "回到首页", "返回首頁", "Go to the home page";
    fault_not_a_count(found: &str): "应为不小于0的整数，现为“{found}”", "應為不小於0的整數，現為「{found}」", "should be a whole number of at least 0, is “{found}”";
    fault_too_many(largest: i64, found: &str): "应不大于{largest}，现为“{found}”", "應不大於{largest}，現為「{found}」", "should be at most {largest}, is “{found}”";
    fault_specialty_missing: "互认人数应写明专业领域，现未写明", "互認人數應寫明專業範疇，現未寫明", "persons recognised need a discipline; none is named";
    fault_specialty_unknown(found: &str): "应为方案所列的专业领域，现为“{found}”", "應為方案所列的專業領域，現為「{found}」", "should be a discipline of the programme, is “{found}”";
    fault_place_unknown(found: &str): "应为方案所列的地区，现为“{found}”", "應為方案所列的地區，現為「{found}」", "should be a place of the programme, is “{found}”";
    fault_direction_missing: "互认人数应写明方向，现未写明", "互認人數應寫明方向，現未寫明", "persons recognised need a direction; none is named";
    fault_as_at(found: &str): "截至日期应为不晚于今日的日期（年-月-日），现为“{found}”。", "截至日期應為不遲於今日的日期（年-月-日），現為「{found}」。", "As at should be a day no later than today (YYYY-MM-DD), is “{found}”.";
    fault_not_for_measure: "执业落地人数不分专业领域和方向", "落地執業人數不分專業範疇和方向", "professionals established in practice have no discipline and no direction";
    fault_twice: "应只填一次，现填了两次", "應只填一次，現填了兩次", "should be filled in once, is filled in twice";
    fault_task_unknown(found: &str): "应为任务的原文编号，现为“{found}”", "應為任務的原文編號，現為「{found}」", "should be the printed number of a task, is “{found}”";
    fault_task_of_others: "贵单位不是此项任务的责任单位", "貴單位並非此項任務的責任單位", "your unit is not responsible for this task";
    fault_stage(most: i64, found: &str): "应为1至{most}的阶段，现为“{found}”", "應為1至{most}的階段，現為「{found}」", "should be a stage from 1 to {most}, is “{found}”";
    fault_slot(found: &str): "应为任务所列的子项，现为“{found}”", "應為任務所列的子項，現為「{found}」", "should be a listed part of the task, is “{found}”";
    fault_date_missing: "应填写日期，现为空", "應填寫日期，現為空", "should be a date, is empty";
    fault_not_a_date(found: &str): "应为日期，如2022-07-28，现为“{found}”", "應為日期，如2022-07-28，現為「{found}」", "should be a date such as 2022-07-28, is “{found}”";
    fault_date_after(end: &str, found: &str): "应不晚于报告期末{end}，现为{found}", "應不遲於報告期末{end}，現為{found}", "should be no later than the end of the period, {end}; is {found}";
    fault_date_ahead(today: &str, found: &str): "应不晚于今天{today}，现为{found}", "應不遲於今天{today}，現為{found}", "should be no later than today, {today}; is {found}";
    fault_occurrence(found: &str): "应为此项任务的完成时限之一，现为{found}", "應為此項任務的完成時限之一，現為{found}", "should be one of the deadlines of the task, is {found}";
    fault_evidence: "应写明依据（文号、链接或可查之处），现为空", "應寫明依據（文號、連結或可查之處），現為空", "should name the evidence (document number, link or where to look), is empty";
    fault_parts(all: usize, done: usize, missing: &str): "应在{all}处全部完成后提出，现为{done}/{all}，缺{missing}", "應在{all}處全部完成後提出，現為{done}/{all}，缺{missing}", "should be requested once all {all} parts are in; {done} of {all} are, still missing: {missing}";
    fault_part_of_others(part: &str): "应只勾选本单位负责的子项，现含{part}", "應只勾選本單位負責的子項，現含{part}", "should be the parts your unit answers for, contains {part}";
    fault_place_of_others(place: &str): "应只填本单位负责的地方，现为{place}", "應只填本單位負責的地方，現為{place}", "should be a place your unit answers for, is {place}";
    fault_title: "应填写，现为空", "應填寫，現為空", "should be filled in, is empty";
    fault_not_signed(signed: i64, found: i64): "应在签约（第{signed}阶段）后填写，现为第{found}阶段", "應在簽約（第{signed}階段）後填寫，現為第{found}階段", "should be given once signed (stage {signed}), the stage is {found}";
    fault_too_long(most: usize, found: usize): "应不超过{most}字，现为{found}字", "應不超過{most}字，現為{found}字", "should have at most {most} characters, has {found}";
    fault_forbidden: "含有不可见的控制字符，请删除", "含有不可見的控制字元，請刪除", "contains invisible control characters; remove them";
    fault_nil_filled: "已选报零，但填有新增、阶段或销号", "已選提交零報告，但填有新增、階段或銷號", "marked as a nil return, but something new is filled in";
    fault_nothing: "尚未填写任何内容；如无进展，请选报零", "尚未填寫任何內容；如無進展，請選提交零報告", "nothing is filled in; if there is no progress, file a nil return";
    fault_not_open(opens: &str): "本期{opens}开放提交，草稿已保存", "本期於{opens}開放提交，草稿已儲存", "this period opens on {opens}; the draft is kept";
}

impl Lang {
    /// What a value should be and what it is; the field's name goes before it.
    pub fn fault(self, kind: &FaultKind) -> String {
        match kind {
            FaultKind::NotACount { found } => self.fault_not_a_count(found),
            FaultKind::TooMany { largest, found } => self.fault_too_many(*largest, found),
            FaultKind::SpecialtyMissing => self.fault_specialty_missing().into(),
            FaultKind::SpecialtyUnknown { found } => self.fault_specialty_unknown(found),
            FaultKind::PlaceUnknown { found } => self.fault_place_unknown(found),
            FaultKind::DirectionMissing => self.fault_direction_missing().into(),
            FaultKind::NotForThisMeasure => self.fault_not_for_measure().into(),
            FaultKind::Twice => self.fault_twice().into(),
            FaultKind::TaskUnknown { found } => self.fault_task_unknown(found),
            FaultKind::TaskOfOthers => self.fault_task_of_others().into(),
            FaultKind::StageOutOfRange { most, found } => self.fault_stage(*most, found),
            FaultKind::SlotUnknown { found } => self.fault_slot(found),
            FaultKind::DateMissing => self.fault_date_missing().into(),
            FaultKind::NotADate { found } => self.fault_not_a_date(found),
            FaultKind::DateAfterPeriod { end, found } => self.fault_date_after(&self.day(*end), &self.day(*found)),
            FaultKind::DateAhead { today, found } => self.fault_date_ahead(&self.day(*today), &self.day(*found)),
            FaultKind::OccurrenceUnknown { found } => self.fault_occurrence(&self.day(*found)),
            FaultKind::EvidenceMissing => self.fault_evidence().into(),
            FaultKind::PartsMissing { all, missing } => {
                let names: Vec<String> = missing.iter().map(|part| part.of(self).to_owned()).collect();
                self.fault_parts(*all, all - missing.len(), &self.list(&names))
            }
            FaultKind::PartOfOthers { part } => self.fault_part_of_others(part.of(self)),
            FaultKind::PlaceOfOthers { place } => self.fault_place_of_others(place.of(self)),
            FaultKind::TitleMissing => self.fault_title().into(),
            FaultKind::NotSigned { signed, found } => self.fault_not_signed(*signed, *found),
            FaultKind::TooLong { most, found } => self.fault_too_long(*most, *found),
            FaultKind::ForbiddenCharacter => self.fault_forbidden().into(),
            FaultKind::NilButFilled => self.fault_nil_filled().into(),
            FaultKind::NothingSaid => self.fault_nothing().into(),
            FaultKind::NotYetOpen { opens } => self.fault_not_open(&self.day(*opens)),
        }
    }

    /// The heading of a problem's page, and `title` in problem+json.
    pub fn problem_title(self, problem: &Problem) -> &'static str {
        match problem {
            Problem::NotSignedIn => self.pick("请先登录", "請先登入", "Sign in first"),
            Problem::Forbidden(Forbidden::Role) => self.pick("您没有此项权限", "您沒有此項權限", "You may not do this"),
            Problem::Forbidden(Forbidden::OwnReport) => self.pick(
                "本人填报的内容须由他人审核",
                "本人填報的內容須由他人審核",
                "Somebody else must decide on your own report",
            ),
            Problem::Forbidden(Forbidden::OwnClosure) => self.pick(
                "本人核定的销号，须由他人恢复督办",
                "本人核實的銷號，須由他人恢復督辦",
                "Somebody else must take up again what you closed",
            ),
            Problem::Forbidden(Forbidden::OwnDocument) => self.pick(
                "拟稿人不能核稿或签发",
                "擬稿人不可核稿或簽發",
                "Whoever drafted it neither vets nor signs it",
            ),
            Problem::Forbidden(Forbidden::CrossSite) => self.pick(
                "此请求不是从本系统页面发出的",
                "此請求並非由本系統頁面發出",
                "This request did not come from one of our pages",
            ),
            Problem::NotFound => self.pick("没有这个页面", "沒有此頁面", "There is no such page"),
            Problem::WrongMethod => {
                self.pick("此地址不接受这种请求", "此地址不接受這種請求", "This address does not take such a request")
            }
            Problem::Conflict { .. } | Problem::Overtaken => {
                self.pick("他人已先作处理", "他人已先作處理", "Somebody else was first")
            }
            Problem::Locked { .. } => self.pick(
                "此报告期已由印发的文件采用，报表已锁定",
                "此報告期已由印發的文件採用，報表已鎖定",
                "An issued document has counted this report; it is locked",
            ),
            Problem::PartsMissing(_) => self.pick(
                "各处未全部落实，不能销号",
                "各處未全部落實，不能銷號",
                "It cannot be closed before every part is done",
            ),
            Problem::LockMissing => self.pick("缺少版本号", "缺少版本編號", "The version is missing"),
            Problem::Faults(_) => self.pick("有内容需要修改", "有內容需要修改", "There is a problem with the report"),
            Problem::BadInput { .. } => self.pick("无法识别所填内容", "無法識別所填內容", "The request cannot be read"),
            Problem::File(_) => self.pick("文件未能保存", "檔案未能儲存", "The file is not kept"),
            Problem::KeyReused => self.pick(
                "同一提交编号用于了不同内容",
                "同一提交編號用於不同內容",
                "The idempotency key was used for another request",
            ),
            Problem::TooLarge => self.pick("内容过大", "內容過大", "Too large"),
            Problem::NotAForm => self.pick("不是本系统的表单", "不是本系統的表格", "This is not a form of the board"),
            Problem::TooOften { .. } => self.pick("尝试次数过多", "嘗試次數過多", "Too many attempts"),
            Problem::Unavailable => {
                self.pick("系统暂时不可用", "系統暫時無法使用", "The board is not available right now")
            }
            Problem::Internal { .. } => self.pick("系统出错", "系統出錯", "Something went wrong on our side"),
        }
    }

    /// How a script mends it, where that is another way than a reader's; `detail` in problem+json.
    pub fn api_remedy(self, problem: &Problem) -> String {
        let said = match problem {
            Problem::NotSignedIn => self.pick(
                "请在 Authorization 中带有效令牌（Bearer …）；令牌由 pilotboard token create 发放。",
                "請在 Authorization 中帶有效權杖（Bearer …）；權杖由 pilotboard token create 發出。",
                "Send a valid token in Authorization (Bearer …); pilotboard token create makes one.",
            ),
            Problem::NotFound => self.pick(
                "此地址没有内容：方案、单位、报告期或数字的编号可能有误。编号见 GET /api/v1/programmes/{p}。",
                "此地址沒有內容：方案、單位、報告期或數字的編號可能有誤。編號見 GET /api/v1/programmes/{p}。",
                "Nothing has this address: the programme, unit, period or figure it names may be wrong. \
                 GET /api/v1/programmes/{p} lists the ids.",
            ),
            Problem::Conflict { .. } | Problem::Overtaken => self.pick(
                "请重新读取，看清现状和版本号后再发；本次请求未改动任何内容。",
                "請重新讀取，看清現況和版本編號後再發送；本次請求未更改任何內容。",
                "Read it again, look at its state and version, and decide anew; this request changed nothing.",
            ),
            other => return self.problem_remedy(other),
        };
        said.to_owned()
    }

    /// What the visitor can do about it, and `detail` in problem+json.
    pub fn problem_remedy(self, problem: &Problem) -> String {
        match problem {
            Problem::BadInput { at, found, .. } if at == "as_at" => self.fault_as_at(found),
            Problem::NotSignedIn => self
                .pick("登录后将回到此页面。", "登入後將返回此頁面。", "After signing in you come back to this page.")
                .into(),
            Problem::Forbidden(Forbidden::Role) => self
                .pick(
                    "您可以查看本单位数据；如需其他权限，请联系领导小组办公室。",
                    "您可以查看本單位數據；如需其他權限，請聯絡領導小組辦公室。",
                    "You may see your own unit's data. For more, contact the Leading Group Office.",
                )
                .into(),
            Problem::Forbidden(Forbidden::OwnReport | Forbidden::OwnClosure) => self
                .pick(
                    "请由办公室另一位工作人员办理。",
                    "請由辦公室另一位工作人員辦理。",
                    "Ask another member of the Office to do it.",
                )
                .into(),
            Problem::Forbidden(Forbidden::OwnDocument) => self
                .pick(
                    "请由未参与拟稿的工作人员核稿，由未参与拟稿的负责人签发。",
                    "請由未參與擬稿的工作人員核稿，由未參與擬稿的負責人簽發。",
                    "Ask a colleague who has not typed in it to vet it, and one who has not to sign it.",
                )
                .into(),
            Problem::Forbidden(Forbidden::CrossSite) => self
                .pick(
                    "请回到本系统页面重新提交。所填内容未作改动。",
                    "請返回本系統頁面重新提交。所填內容未有改動。",
                    "Go back to the page and send it again. Nothing was changed.",
                )
                .into(),
            Problem::NotFound => self
                .pick(
                    "请检查网址，或回到首页。",
                    "請檢查網址，或返回首頁。",
                    "Check the address, or go to the home page.",
                )
                .into(),
            Problem::Conflict { state, .. } => {
                let now = self.state(*state);
                match self {
                    Lang::ZhHans => format!("现在的状态是“{now}”。您所填内容已保留，请查看后再决定。"),
                    Lang::ZhHant => format!("現在的狀態是「{now}」。您所填內容已保留，請查看後再決定。"),
                    Lang::En => {
                        format!("The report is now “{now}”. What you typed is kept; look at it and decide again.")
                    }
                }
            }
            Problem::WrongMethod => self
                .pick(
                    "可用的方法见回应中的 Allow。",
                    "可用的方法見回應中的 Allow。",
                    "The Allow header of the answer names those it takes.",
                )
                .into(),
            Problem::Overtaken => self
                .pick(
                    "您所见的内容已有变化，请回到原页查看后再决定。",
                    "您所見的內容已有變更，請返回原頁查看後再決定。",
                    "What you saw has changed. Go back, look at it and decide again.",
                )
                .into(),
            Problem::Locked { document } => self.locked_by(&self.document_name(document)),
            Problem::PartsMissing(parts) => {
                let parts = self.list(&parts.iter().map(|part| part.of(self).to_owned()).collect::<Vec<_>>());
                match self {
                    Lang::ZhHans => format!("尚缺{parts}。请先核定写明已落实的报表再确认，或退回申请。"),
                    Lang::ZhHant => format!("尚缺{parts}。請先核實寫明已落實的報表再確認，或退回申請。"),
                    Lang::En => format!(
                        "Still missing: {parts}. First verify the report that tells of it, or return the request."
                    ),
                }
            }
            Problem::LockMissing => self
                .pick(
                    "请在 If-Match 中写明所见的版本号。",
                    "請在 If-Match 中寫明所見的版本編號。",
                    "Name the version you have seen in If-Match.",
                )
                .into(),
            Problem::Faults(faults) => {
                let lines: Vec<String> =
                    faults.iter().map(|fault| format!("{}: {}", fault.field, self.fault(&fault.kind))).collect();
                lines.join("; ")
            }
            Problem::BadInput { at, expected, .. } if expected.is_empty() => match self {
                Lang::ZhHans => format!("{at}：不能为空。"),
                Lang::ZhHant => format!("{at}：不可留空。"),
                Lang::En => format!("{at}: must not be empty."),
            },
            Problem::BadInput { at, expected, found } => match self {
                Lang::ZhHans => format!("{at}：应为“{expected}”，现为“{found}”。"),
                Lang::ZhHant => format!("{at}：應為「{expected}」，現為「{found}」。"),
                Lang::En => format!("{at}: should be “{expected}”, is “{found}”."),
            },
            Problem::File(refusal) => self.evidence_refusal(refusal),
            Problem::KeyReused => {
                self.pick("请换一个编号再发。", "請換一個編號再發送。", "Send it again under a new key.").into()
            }
            Problem::TooLarge => {
                self.pick("请删减后再提交。", "請刪減後再提交。", "Shorten it and send it again.").into()
            }
            Problem::NotAForm => self
                .pick(
                    "内容未收下。请在本系统的页面上填写并提交；文件请在“佐证材料”或“表格填报”处上传。",
                    "內容未收下。請在本系統的頁面上填寫並提交；檔案請在「佐證材料」或「試算表填報」處上載。",
                    "Nothing was taken in. Fill in the form on its page and send it from there; files go where the page asks for files.",
                )
                .into(),
            Problem::TooOften { seconds } => match self {
                Lang::ZhHans => format!("为防猜测密码或口令，请在{seconds}秒后再试；本次未作处理。"),
                Lang::ZhHant => format!("為防猜測密碼或口令，請在{seconds}秒後再試；本次未作處理。"),
                Lang::En => format!("So that nobody can guess their way in, wait {seconds} seconds and try again; nothing was done this time."),
            },
            Problem::Unavailable => self
                .pick(
                    "所填内容未丢失，请稍后再试。",
                    "所填內容並未遺失，請稍後再試。",
                    "Nothing you typed is lost. Try again in a moment.",
                )
                .into(),
            Problem::Internal { id } => match self {
                Lang::ZhHans => format!("请把此编号告知办公室：{id}"),
                Lang::ZhHant => format!("請將此編號告知辦公室：{id}"),
                Lang::En => format!("Tell the Office this number: {id}"),
            },
        }
    }

    pub fn state(self, state: State) -> &'static str {
        match state {
            State::Draft => self.pick("草稿", "草稿", "draft"),
            State::Submitted => self.pick("已提交", "已提交", "submitted"),
            State::Forwarded => {
                self.pick("已汇总，待办公室审核", "已匯總，待辦公室審核", "consolidated, with the Office")
            }
            State::Returned => self.pick("已退回", "已退回", "returned"),
            State::Accepted => self.pick("已通过", "已通過", "approved"),
        }
    }
}
