//! The ledger of questions about the circular.

words! {
    questions_title: "口径问题清单", "口徑問題清單", "Questions about the circular";
    questions_finding(open: i64, all: i64): "{all}个口径问题，{open}个待办公室确认", "{all}個口徑問題，{open}個待辦公室確認", "{open} of {all} questions about the circular are open";
    questions_lead: "原文未写明、由本系统按现行口径处理的问题。依据未确认口径的数字带有标记，办公室确认之日起取消。", "原文未寫明、由本系統按現行口徑處理的問題。依據未確認口徑的數字帶有標記，辦公室確認之日起取消。", "What the circular leaves open and how the board reads it. Figures that rest on an unconfirmed reading carry a mark, until the day on which the Office confirms it.";
    question_decided(by: &str, on: &str, basis: &str): "{by}于{on}确认；依据：{basis}", "{by}於{on}確認；依據：{basis}", "confirmed by {by}, {on}; ground: {basis}";
    question_others: "其他可能的口径", "其他可能的口徑", "Other readings";
    question_rests: "受影响的数字", "受影響的數字", "Figures that rest on it";
    question_as_read: "现行口径", "現行口徑", "As read now";
    question_otherwise: "改用此口径", "改用此口徑", "Read so";
    question_same: "按此口径，当日数字和亮灯不变。", "按此口徑，當日數字和亮燈不變。", "Read so, no number and no light of the day would change.";
    question_decide: "确认或改定口径", "確認或改定口徑", "Decide";
    question_choice: "采用的口径", "採用的口徑", "The reading";
    question_basis: "依据（文号、会议或批示）", "依據（文號、會議或批示）", "Ground (document, meeting or instruction)";
    question_note: "自该日起生效；此前各日的数字、简报和总结不变。可计算的口径随之改变数字。", "由該日起生效；此前各日的數字、簡報和總結不變。可計算的口徑隨之改變數字。", "It holds from that day on: figures, bulletins and summaries of the days before stay. Where a reading can be computed, the figures follow it.";
    question_do: "定下口径", "定下口徑", "Settle the reading";
    question_office: "办公室意见", "辦公室意見", "The Office says";
    question_mark(n: i64): "口径{n}处待办公室确认", "口徑{n}處待辦公室確認", "rests on {n} unconfirmed readings";
    download_list_xlsx: "下载清单 XLSX", "下載清單 XLSX", "Download the list (XLSX)";
    download_list_csv: "下载清单 CSV", "下載清單 CSV", "Download the list (CSV)";
}
