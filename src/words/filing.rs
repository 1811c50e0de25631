//! What the filer reads while filling in a report.

words! {
    form_total: "本期累计", "本期累計", "Cumulative now";
    form_read_as(what: &str): "识别为{what}", "識別為{what}", "read as {what}";
    form_last_month: "上月内容", "上月內容", "Last month's text";
    form_clash: "他人已保存过这份草稿。您所填内容仍在本页，请按“保存草稿”逐栏选择。", "他人已儲存過此份草稿。您所填內容仍在本頁，請按「儲存草稿」逐欄選擇。", "Somebody else has saved this draft. What you typed is still here: press “Save draft” to choose field by field.";
    form_gone: "登录已过期。您所填内容仍在本页，请按“保存草稿”重新登录后继续。", "登入已逾時。您所填內容仍在本頁，請按「儲存草稿」重新登入後繼續。", "You have been signed out. What you typed is still here: press “Save draft”, sign in again and go on.";
    form_failed: "暂未保存，您所填内容仍在本页，可继续填写。", "暫未儲存，您所填內容仍在本頁，可繼續填寫。", "Not saved yet. What you typed is still here; go on typing.";
    form_keys: "快捷键：Ctrl+S 保存 · Ctrl+Enter 检查并提交 · Alt+1至4 到各部分 · 数据表内 ↑ ↓ 和 Enter 换行", "快捷鍵：Ctrl+S 儲存 · Ctrl+Enter 檢查並提交 · Alt+1至4 前往各部分 · 數據表內 ↑ ↓ 和 Enter 換行", "Keys: Ctrl+S saves · Ctrl+Enter checks · Alt+1 to 4 go to a section · ↑ ↓ and Enter move in the figures";
    conflict_title(report: &str): "{report}有两份不同内容，请逐栏选择", "{report}有兩份不同內容，請逐欄選擇", "{report}: two drafts differ, please choose field by field";
    form_conflict(at: &str): "他人在您之后保存过这份草稿（{at}）。两份内容都在下面，请逐栏选择保留哪一份。", "他人在您之後儲存過此份草稿（{at}）。兩份內容都在下面，請逐欄選擇保留哪一份。", "Somebody saved this draft after you opened it ({at}). Both are below; choose for each field which one to keep.";
    conflict_theirs: "对方所填：", "對方所填：", "Theirs: ";
    conflict_yours: "您所填：", "您所填：", "Yours: ";
    conflict_save: "按所选保存", "按所選儲存", "Save what is chosen";
}
