//! Sentences of the monthly briefing. A `{slot}` is filled with numbers that know what they are.

words! {
    briefings_title: "工作简报", "工作簡報", "Work briefings";
    briefing_title_of(issue: &str): "工作简报 {issue}", "工作簡報 {issue}", "Work briefing {issue}";
    briefing_name: "工作简报", "工作簡報", "Work Briefing";
    briefing_number(year: i32, number: usize, total: usize): "{year}年第{number}期（总第{total}期）", "{year}年第{number}期（總第{total}期）", "No. {number} of {year} (No. {total} in all)";
    briefing_compiled_by(names: &str): "{names}　编", "{names}　編", "Compiled by {names}";
    briefing_report_to: "报：中国科协，省科协领导", "報：中國科協，省科協領導", "Submitted to: China Association for Science and Technology; leaders of the Guangdong Association for Science and Technology";
    briefing_send_to: "发：各互认试点单位", "發：各互認試點單位", "Sent to: all pilot units";
    briefing_more(address: &str): "全文：{address}", "全文：{address}", "In full: {address}";
    briefing_month(month: &str): "{month}试点工作", "{month}試點工作", "The pilot in {month}";
    briefing_in_hand: "编制中", "編製中", "in preparation";
    download_text: "下载微信文本", "下載微信文本", "Download message text";

    briefing_title: "{month}试点工作进展：", "{month}試點工作進展：", "The pilot in {month}: ";
    briefing_title_count: "{name}{actual}{unit}", "{name}{actual}{unit}", "{name} {actual}";
    briefing_title_overdue: "{n}项任务逾期", "{n}項任務逾期", "tasks overdue: {n}";
    briefing_title_none_overdue: "无任务逾期", "無任務逾期", "no task overdue";
    briefing_lead: "截至{day}，{targets}。", "截至{day}，{targets}。", "As at {day}: {targets}.";
    briefing_lead_target: "{name}累计{actual}{unit}，完成年度目标的{rate}，{gap}", "{name}累計{actual}{unit}，完成年度目標的{rate}，{gap}", "{name} {actual} {unit} so far, {rate} of the annual target, {gap}";
    briefing_all_in: "本期{n}个单位的月报均已核，数据完整。", "本期{n}個單位的月報均已核實，數據完整。", "The reports of all {n} units for this period are verified.";
    briefing_silent: "本期应报{owed}个单位中，{n}个单位的月报尚未核定：{names}；以上数据不含其本期进展。", "本期應交{owed}個單位中，{n}個單位的月報尚未核實：{names}；以上數據不包括其本期進展。", "Of {owed} units, the reports of {n} are not verified yet: {names}. The figures leave out their progress in this period.";

    briefing_whole: "总体进展", "總體進展", "Overall";
    briefing_practising: "准入类专业领域", "准入類專業範疇", "Practice-licence category";
    briefing_recognised: "非准入类专业领域", "非准入類專業範疇", "Non-practice-licence category";
    briefing_platforms: "机制与平台建设", "機制與平台建設", "Mechanisms and platforms";
    briefing_problems: "存在问题和需协调事项", "存在問題和需協調事項", "Problems and matters requiring co-ordination";
    briefing_next: "下月重点", "下月重點", "Next month";
    briefing_tasks: "任务已销号{closed}项、逾期办结{late}项、逾期未办结{overdue}项，见附件1。年度目标完成情况见{where}。", "任務已銷號{closed}項、逾期辦結{late}項、逾期未辦結{overdue}項，見附件1。年度目標完成情況見{where}。", "Tasks closed: {closed}; closed late: {late}; overdue and open: {overdue} (annex 1). For the annual targets, see {where}.";
    briefing_new: "本月新增{new}{unit}。", "本月新增{new}{unit}。", "New this month: {new} {unit}.";
    briefing_unit_said: "{unit}：{text}", "{unit}：{text}", "{unit}: {text}";
    briefing_none_due: "下月没有到期的任务。", "下月沒有到期的任務。", "No task falls due next month.";
    briefing_problems_in_annex: "本期{n}个单位反映了问题，见附件3。", "本期{n}個單位反映了問題，見附件3。", "Units that named problems: {n} (annex 3).";
    briefing_no_asks: "没有需协调事项。", "沒有需協調事項。", "Nothing requires co-ordination.";
    briefing_plans_in_annex: "各单位下一步工作见附件3。", "各單位下一步工作見附件3。", "What each unit does next is in annex 3.";
}
