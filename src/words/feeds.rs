//! The calendar a person subscribes to.

words! {
    feed_name(programme: &str): "{programme}：期限", "{programme}：期限", "{programme}: what is due";
    feed_due(name: &str): "{name}截止", "{name}截止", "Due: {name}";
    feed_done(name: &str): "{name}（已办结）", "{name}（已辦結）", "Done: {name}";
    feed_until(day: &str): "24:00截止：{day}。", "24:00截止：{day}。", "Due by midnight of {day}.";
    calendar_title: "日历订阅", "日曆訂閱", "Calendar";
    calendar_lead: "用手机或电脑的日历订阅本单位的期限：月报、有时限的任务和半年总结，延期后自动更新，并在白天提醒。日历中没有数字，也没有人员姓名。", "用手機或電腦的日曆訂閱本單位的期限：月報、有時限的任務和半年總結，延期後自動更新，並在日間提示。日曆中沒有數字，也沒有人員姓名。", "Subscribe to what your unit owes: reports, tasks with a day, half-year summaries. It follows extensions and reminds you by day. It holds no figures and no names.";
    calendar_make: "生成订阅地址", "產生訂閱地址", "Make an address";
    calendar_replace: "更换订阅地址（旧地址失效）", "更換訂閱地址（舊地址失效）", "Replace the address (the old one ends)";
    calendar_revoke: "停用订阅地址", "停用訂閱地址", "End the address";
    calendar_made: "订阅地址已生成", "訂閱地址已產生", "The address is made";
    calendar_once: "地址只显示这一次，请复制到日历的“按网址订阅”。任何人持有此地址都能看到期限，请勿转发；丢失后请更换。", "地址只顯示這一次，請複製到日曆的「按網址訂閱」。任何人持有此地址都能看到期限，請勿轉發；遺失後請更換。", "It is shown this once: paste it where your calendar asks for the address of a subscription. Whoever holds it sees what is due, so keep it to yourself; if it is lost, replace it.";
    calendar_made_before: "订阅地址已生成并显示过一次，不能再次显示；如未记下，请更换。", "訂閱地址已產生並顯示過一次，不能再次顯示；如未記下，請更換。", "The address was made and shown once and cannot be shown again. If you did not keep it, replace it.";
    calendar_held(at: &str, language: &str): "已有一个订阅地址，{at}生成，语言为{language}。", "已有一個訂閱地址，{at}產生，語言為{language}。", "There is an address, made {at}, in {language}.";
    calendar_coming: "未办结的期限", "未辦結的限期", "What is open, and when it is due";
    calendar_what: "事项", "事項", "What";
    calendar_printed(day: &str): "原定{day}", "原定{day}", "originally {day}";
}
