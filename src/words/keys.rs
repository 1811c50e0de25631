//! Keys, and how old the newest data are.

words! {
    keys_title: "快捷键", "快捷鍵", "Keys";
    keys_note: "不用快捷键也能完成全部操作。填写内容时，单个字母的快捷键不起作用。", "不用快捷鍵亦可完成全部操作。輸入內容時，單個字母的快捷鍵不起作用。", "Nothing needs a key. Keys of one letter rest while you type in a field.";
    keys_off: "关闭快捷键", "關閉快捷鍵", "Turn keys off";
    keys_on: "启用快捷键", "啟用快捷鍵", "Turn keys on";
    key_hint(key: &str): "快捷键 {key}", "快捷鍵 {key}", "Key: {key}";
    key_column: "按键", "按鍵", "Key";
    key_does: "作用", "作用", "What it does";
    key_goes(place: &str): "转到“{place}”", "前往「{place}」", "Go to {place}";
    key_before: "查看上一期期末", "查看上一期期末", "Look at the end of the period before";
    key_after: "查看下一期期末", "查看下一期期末", "Look at the end of the next period";
    key_moment: "选择截至日期", "選擇截至日期", "Choose the as-at day";
    key_tables: "展开或收起图表数据", "展開或收起圖表數據", "Open or close the tables behind charts";
    key_row_next: "到表中下一行（回车打开）", "移至表中下一列（按輸入鍵開啟）", "To the next row of a table (Enter opens it)";
    key_row_previous: "到表中上一行", "移至表中上一列", "To the row above";
    key_filter: "到筛选条件", "移至篩選條件", "To the filters";
    key_evidence: "在数字来源页：查看第一份佐证材料", "在數字來源頁：查看首份佐證材料", "On the trace of a figure: look at the first evidence";
    key_cards: "打开总览的第1至4项目标", "開啟總覽的第1至4項目標", "Open the first to the fourth target of the overview";
    key_export: "下载本页第一张图的数据表", "下載本頁第一張圖的數據表", "Download the table of the first chart on the page";
    key_print: "打印本页", "列印本頁", "Print the page";
    key_list: "查看快捷键", "查看快捷鍵", "Show this list";
    key_next_check: "编辑文稿时：到下一处校核提示", "編輯文稿時：移至下一處校核提示", "In a draft: to the next thing to look at";
    key_save_piece: "编辑文稿时：保存本段", "編輯文稿時：儲存本段", "In a draft: save what is typed";
    key_insert_number: "编辑文稿时：到可用数字", "編輯文稿時：移至可用數字", "In a draft: to the numbers that can be put in";
    key_close: "收起已展开的内容", "收起已展開的內容", "Close what is open";
    period_before(day: &str): "← 上一期末（{day}）", "← 上一期末（{day}）", "← Period before ({day})";
    period_after(day: &str): "下一期末（{day}） →", "下一期末（{day}） →", "Next period ({day}) →";
    stale_now(day: &str, days: i64): "数据截至{day}，距今{days}天。此后各期尚无已通过的月报。", "數據截至{day}，距今{days}天。其後各期尚無已通過的月報。", "The data end on {day}, {days} days ago. No report on a later period has been approved.";
    stale_then(day: &str, days: i64): "数据截至{day}，距所查看日期{days}天。此后各期当时尚无已通过的月报。", "數據截至{day}，距所查看日期{days}天。其後各期當時尚無已通過的月報。", "The data end on {day}, {days} days before the day shown. No report on a later period had been approved.";
}
