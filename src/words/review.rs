//! The office's review: the queue, decisions and their taking back, comments, the note on the lane of societies.

use crate::calendar::day_of;
use crate::language::Lang;
use crate::review::{Ground, With};

words! {
    review_sheet(report: &str): "月报汇总表：{report}", "月報匯總表：{report}", "Summary table: {report}";
    review_sheet_note: "人数为已通过审核的数", "人數為已通過審核的數", "numbers are those approved";
    review_sheet_link: "打印汇总表", "列印匯總表", "Print the table";
    sheet_print_hint: "按A3横向打印。", "按A3橫向列印。", "Print on A3, landscape.";
    review_waiting: "待审", "待審", "waiting";
    review_every: "全部", "全部", "all";
    review_warned: "只看有提示的", "只看有提示的", "with questions only";
    review_questions(n: i64): "{n}处提示", "{n}處提示", "questions: {n}";
    review_questions_checked(n: i64, checked: i64): "{n}处提示，填报人已核实{checked}处", "{n}處提示，填報人已核實{checked}處", "questions: {n}, of which the filer checked {checked}";
    review_all_done(report: &str): "{report}没有待您处理的报告。", "{report}沒有待您處理的報告。", "{report}: nothing waits for you.";
    review_settled: "本期已全部审结，", "本期已全部審結，", "Everything of this period is settled:";
    review_settled_but(n: i64): "本期已报送的全部审结（未报{n}个单位），", "本期已提交的全部審結（未交{n}個單位），", "All that came in is settled ({n} missing):";
    review_to_briefing(number: usize): "可以开始编写第{number}期简报", "可以開始編寫第{number}期簡報", "begin briefing no. {number}";
    review_last_month: "上月新增", "上月新增", "last month";
    review_six_months: "近6个月", "近6個月", "six months";
    review_unchanged(n: i64): "未变化的{n}行", "未變化的{n}行", "Rows without change: {n}";
    review_nothing_new: "数字没有变化。", "數字沒有變化。", "No figure has changed.";
    review_was(old: &str): "原报{old}", "原報{old}", "was {old}";
    review_before_one: "上一份", "上一份", "Previous";
    review_next_one: "下一份", "下一份", "Next";
    review_on_overview: "此项请求已列入总览", "此項請求已列入總覽", "This request stands on the overview";
    review_alike(percent: i64): "与上月文字相同度{percent}%", "與上月文字相同度{percent}%", "Likeness to last month's words: {percent} %";
    review_sources(measure: &str): "溯源：{measure}", "溯源：{measure}", "Trace: {measure}";
    review_whole: "完整月报和经过", "完整月報及經過", "Whole report and history";
    review_ground: "问题类型", "問題類型", "Kind of problem";
    review_ground_other: "其他（请写明）", "其他（請寫明）", "Other (say which)";
    review_until: "请于此日前再报", "請於此日或之前再報", "File again by";
    review_until_wrong(found: &str): "再报日期应不早于今天，现为“{found}”", "再報日期應不早於今天，現為「{found}」", "The day to file again should be no earlier than today, is “{found}”";
    review_again_by(day: &str): "（请于{day}前再报）", "（請於{day}或之前再報）", " (file again by {day})";
    review_undo: "撤销", "撤銷", "Undo";
    review_undo_within: "30秒内可撤销", "30秒內可撤銷", "can be undone within 30 seconds";
    review_comment: "批注", "批註", "Comment";
    review_comment_text(most: usize): "批注内容（不退回；填报单位可见；不超过{most}字，发出后不能修改）", "批註內容（不退回；填報單位可見；不超過{most}字，發出後不能修改）", "Comment (does not return the report; the unit sees it; at most {most} characters, not to be changed afterwards)";
    review_comment_send: "发出批注", "發出批註", "Send the comment";
    review_comments: "批注", "批註", "Comments";
    review_back: "返回待审核", "返回待審核", "Back to the queue";
    review_nil: "批量通过零报告", "批量通過零報告", "Approve nil returns together";
    review_nil_lead: "只列待您审核、没有提示的零报告；逐份通过，逐份留痕。", "只列待您審核、沒有提示的零報告；逐份通過，逐份留痕。", "Only nil returns that wait for you and raise no question; each is approved and recorded by itself.";
    review_nil_none: "没有可批量通过的零报告。", "沒有可批量通過的零報告。", "No nil return can be approved this way.";
    review_nil_accept: "通过所选零报告", "通過所選零報告", "Approve those chosen";
    review_nil_not(state: &str): "本次未处理，现为：{state}", "本次未處理，現為：{state}", "not approved by you; now: {state}";
    review_passed_on: "已提请办公室", "已提請辦公室", "passed on";
    review_own_lane: "以上只计经本单位汇总的学会。", "以上只計經本單位匯總的學會。", "These count the societies of your lane alone.";
    review_others(n: i64): "（其中{n}份属其他期）", "（其中{n}份屬其他期）", " (of other periods: {n})";
    review_besides(n: usize): "下列另有{n}个只报本单位任务的单位，不计入应报。", "下列另有{n}個只提交本單位任務的單位，不計入應交。", "The list has {n} more units, which report on their own tasks alone and are not counted as expected.";
    consolidation: "学会汇总报告", "學會匯總報告", "Report on the societies’ lane";
    consolidation_of(report: &str): "学会汇总报告：{report}", "學會匯總報告：{report}", "Report on the societies’ lane: {report}";
    consolidation_word: "汇总说明", "匯總說明", "Note";
    consolidation_figures: "各学会本期新增人数", "各學會本期新增人數", "People newly counted, by society";
    consolidation_figures_note: "（括号内为与上月新增之差；—为未填）", "（括號內為與上月新增之差；—為未填）", "(in brackets: more or less than the month before; — not given)";
    consolidation_last(last: i64): "上月新增{last}", "上月新增{last}", "month before: {last}";
    consolidation_stands(inside: i64, missing: i64): "学会已报{inside}个、未报{missing}个", "學會已交{inside}個、未交{missing}個", "societies in: {inside}, missing: {missing}";
    consolidation_opens(day: &str): "{day}开放报送。", "{day}開放提交。", "It can be filed from {day}.";
    consolidation_moved: "报送之后又有学会报送或更正，各学会现在的数见待审核；可再报一版。", "提交之後又有學會提交或更正，各學會現時的數見待審核；可再報一版。", "Societies have filed or corrected since. A further version can be filed.";
    consolidation_nil: "各学会均无新增，报零", "各學會均無新增，報零", "Nobody newly counted: file a nil return";
    consolidation_nil_says: "：各学会本期均无新增。", "：各學會本期均無新增。", ": no society counted anybody this month.";
    consolidation_nil_counts(n: i64): "本期各学会合计新增{n}人，不能报零，请写一句汇总说明。", "本期各學會合計新增{n}人，不可報零，請寫一句匯總說明。", "The societies counted {n} people this month, so it cannot be a nil return: write one sentence.";
    consolidation_nil_refused: "报零时各学会新增合计应为0，现不为0", "報零時各學會新增合計應為0，現不為0", "For a nil return the societies’ new people should be 0, and they are not";
    consolidation_reason_needed(most: usize): "退回原因应为1至{most}字，现为空", "退回原因應為1至{most}字，現為空", "The reason should have 1 to {most} characters, is empty";
    consolidation_row: "汇总各学会月报（单列，不计入应报）", "匯總各學會月報（單列，不計入應交）", "Report on the societies’ lane (a duty of its own, not counted as expected)";
    consolidation_none: "尚未报送。", "尚未提交。", "Not yet filed.";
    consolidation_covers(n: i64): "已报送（{n}个学会）", "已提交（{n}個學會）", "Filed ({n} societies)";
    consolidation_missing(n: i64): "未报（{n}个学会）", "未交（{n}個學會）", "Missing ({n} societies)";
    consolidation_text(most: usize): "汇总说明（不超过{most}字）", "匯總說明（不超過{most}字）", "Note (at most {most} characters)";
    consolidation_needed(most: usize): "汇总说明应为1至{most}字，现为空", "匯總說明應為1至{most}字，現為空", "The note should have 1 to {most} characters, is empty";
    consolidation_file: "报送汇总报告", "提交匯總報告", "File the report";
    consolidation_meanwhile: "同事刚报送了一版，见下方；您填写的内容保留在此，可核对后再报。", "同事剛提交了一版，見下方；您填寫的內容保留在此，可核對後再提交。", "A colleague has just filed one, shown below. What you typed is kept here; check it and file again.";
    with_unit: "现在：由填报单位填写", "現在：由填報單位填寫", "Now: with the unit, which is writing";
    with_consolidator(unit: &str, day: &str): "现在：在{unit}（自{day}起），之后由办公室审核", "現在：在{unit}（自{day}起），其後由辦公室審核", "Now: with the {unit} since {day}; next, the Office";
    with_office(day: &str): "现在：在办公室（自{day}起）", "現在：在辦公室（自{day}起）", "Now: with the Office since {day}";
    with_returned(day: &str): "现在：{day}已退回填报单位", "現在：{day}已退回填報單位", "Now: returned to the unit on {day}";
    with_returned_until(day: &str, until: &str): "现在：{day}已退回填报单位，请于{until}前再报", "現在：{day}已退回填報單位，請於{until}或之前再報", "Now: returned to the unit on {day}, to be filed again by {until}";
    with_correction(said: &str): "原报已通过。更正{said}", "原報已通過。更正{said}", "The report stands as approved. Its correction – {said}";
    with_accepted(day: &str): "现在：{day}已审核通过", "現在：{day}已審核通過", "Now: approved on {day}";
    key_next: "待审核：下一份", "待審核：下一份", "Review: next report";
    key_previous: "待审核：上一份", "待審核：上一份", "Review: previous report";
    key_accept: "待审核：通过（汇总单位：提请审核）", "待審核：通過（匯總單位：提請審核）", "Review: approve (consolidating unit: pass on)";
    key_return: "待审核：退回", "待審核：退回", "Review: return";
    key_comment: "待审核：批注", "待審核：批註", "Review: comment";
    key_undo: "待审核：30秒内撤销", "待審核：30秒內撤銷", "Review: undo within 30 seconds";
}

impl Lang {
    /// With whom a report is, and since when.
    pub fn with_whom(self, with: &With, consolidator: &str) -> String {
        let day = |moment| self.day(day_of(moment));
        match *with {
            With::Unit => self.with_unit().to_owned(),
            With::Consolidator { since } => self.with_consolidator(consolidator, &day(since)),
            With::Office { since } => self.with_office(&day(since)),
            With::Returned { since, until: None } => self.with_returned(&day(since)),
            With::Returned { since, until: Some(until) } => self.with_returned_until(&day(since), &self.day(until)),
            With::Accepted { since } => self.with_accepted(&day(since)),
        }
    }

    pub fn ground(self, ground: Ground) -> &'static str {
        match ground {
            Ground::Rule => self.pick("口径不符", "口徑不符", "Counted by another rule"),
            Ground::Evidence => self.pick("佐证不足", "佐證不足", "Not enough evidence"),
            Ground::Figure => self.pick("数据有误", "數據有誤", "A figure is wrong"),
            Ground::Brevity => self.pick("文字过略", "文字過略", "Too brief"),
        }
    }

    /// The states by which the queue is filtered.
    pub fn review_stand(self, stand: &str) -> &'static str {
        match stand {
            "mine" => self.pick("待您处理", "待您處理", "waiting for you"),
            "waiting" => self.pick("待审", "待審", "waiting"),
            "returned" => self.pick("已退回", "已退回", "returned"),
            "accepted" => self.pick("已通过", "已通過", "approved"),
            _ => self.pick("未报", "未交", "missing"),
        }
    }
}
