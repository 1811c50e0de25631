//! Sentences of the monthly briefing. A `{slot}` is filled with numbers that know what they are.

use crate::language::Lang;

words! {
    briefings_title: "工作简报", "工作簡報", "Work bulletins";
    briefing_name: "工作简报", "工作簡報", "Work Bulletin";
    briefing_number(year: i32, number: usize, total: usize): "{year}年第{number}期（总第{total}期）", "{year}年第{number}期（總第{total}期）", "No. {number} of {year} (No. {total} in all)";
    briefing_compiled_by(names: &str): "{names}　编", "{names}　編", "Compiled by {names}";
    briefing_leaders: "中国科协、省科协领导", "中國科協、省科協領導", "China Association for Science and Technology; leaders of the Guangdong Association for Science and Technology";
    briefing_pilot_units: "各互认试点单位", "各互認試點單位", "all pilot units";
    briefing_copies(n: i64): "（共印{n}份）", "（共印{n}份）", " (copies: {n})";
    /// The day on which a document is to be issued, as long as nobody has.
    day_planned(day: &str): "{day}（拟）", "{day}（擬）", "{day} (planned)";
    briefing_more(address: &str): "全文：{address}", "全文：{address}", "In full: {address}";
    briefing_month(month: &str): "{month}试点工作", "{month}試點工作", "The pilot in {month}";
    download_text: "下载微信文本", "下載微信文本", "Download message text";

    briefing_title: "{month}试点工作进展：", "{month}試點工作進展：", "The pilot in {month}: ";
    briefing_title_count: "{name}{actual}{unit}", "{name}{actual}{unit}", "{name} {actual}";
    briefing_title_overdue: "{n}项任务逾期", "{n}項任務逾期", "tasks overdue: {n}";
    briefing_title_none_overdue: "无任务逾期", "無任務逾期", "no task overdue";
    briefing_lead: "截至{day}，{targets}。", "截至{day}，{targets}。", "As at {day}: {targets}.";
    briefing_lead_target: "{name}累计{actual}{unit}，完成年度目标{rate}，{gap}", "{name}累計{actual}{unit}，完成年度目標{rate}，{gap}", "{name} {actual} {unit} so far, {rate} of the annual target, {gap}";
    briefing_all_in: "本期{n}个单位的月报均已核，数据完整。", "本期{n}個單位的月報均已核實，數據完整。", "The reports of all {n} units for this period are verified.";
    briefing_silent: "{owed}个单位中{n}个未报（{names}），未计入。", "{owed}個單位中{n}個未交（{names}），未計入。", "Reports that have not come and are not counted: {n} of {owed} ({names}).";
    briefing_waiting: "{owed}个单位中{n}个月报待核（{names}），未计入。", "{owed}個單位中{n}個月報待核實（{names}），未計入。", "Reports that wait to be verified and are not counted: {n} of {owed} ({names}).";
    briefing_silent_or_waiting: "{owed}个单位中{n}个月报未报或待核（{names}），未计入。", "{owed}個單位中{n}個月報未交或待核實（{names}），未計入。", "Reports not verified yet and not counted: {n} of {owed} ({names}).";

    briefing_whole: "总体进展", "總體進展", "Overall";
    briefing_practising: "准入类专业领域", "准入類專業範疇", "Practice-licence category";
    briefing_recognised: "非准入类专业领域", "非准入類專業範疇", "Non-practice-licence category";
    briefing_platforms: "机制与平台建设", "機制與平台建設", "Mechanisms and platforms";
    briefing_problems: "存在问题和需协调事项", "存在問題和需協調事項", "Problems and matters requiring co-ordination";
    briefing_next: "下月重点", "下月重點", "Next month";
    briefing_tasks: "任务已销号{closed}项、逾期办结{late}项、逾期未办结{overdue}项。", "任務已銷號{closed}項、逾期辦結{late}項、逾期未辦結{overdue}項。", "Tasks closed: {closed}; closed late: {late}; overdue and open: {overdue}.";
    briefing_tasks_in_annex: "逐项情况见附件1，年度目标完成情况见{where}、附件3。", "逐項情況見附件1，年度目標完成情況見{where}、附件3。", "For each task, see annex 1; for the annual targets, {where} and annex 3.";
    briefing_count: "本月新增{new}{unit}，累计{actual}{unit}（{parts}）。", "本月新增{new}{unit}，累計{actual}{unit}（{parts}）。", "New this month: {new}; so far: {actual} {unit} ({parts}).";
    briefing_count_none: "本月新增{new}{unit}，累计{actual}{unit}。", "本月新增{new}{unit}，累計{actual}{unit}。", "New this month: {new}; so far: {actual} {unit}.";
    briefing_origins: "香港{hk}{unit}、澳门{mo}{unit}", "香港{hk}{unit}、澳門{mo}{unit}", "{hk} from Hong Kong and {mo} from Macao";
    briefing_directions: "港澳到内地{in}{unit}、内地到港澳{out}{unit}", "港澳到內地{in}{unit}、內地到港澳{out}{unit}", "{in} to the Mainland and {out} from it";
    briefing_city: "{name}累计{actual}{unit}，本月新增{new}{unit}。", "{name}累計{actual}{unit}，本月新增{new}{unit}。", "{name}: {actual} {unit} so far, {new} new this month.";
    briefing_city_parts: "{name}累计{actual}{unit}，本月新增{new}{unit}，其中{parts}。", "{name}累計{actual}{unit}，本月新增{new}{unit}，其中{parts}。", "{name}: {actual} {unit} so far, {new} new this month; of all, {parts}.";
    briefing_city_one: "{name}（{place}）累计{actual}{unit}，本月新增{new}{unit}。", "{name}（{place}）累計{actual}{unit}，本月新增{new}{unit}。", "{name} ({place}): {actual} {unit} so far, {new} new this month.";
    briefing_unplaced: "另有{actual}{unit}未注明地区，本月新增{new}{unit}。", "另有{actual}{unit}未註明地區，本月新增{new}{unit}。", "Place not stated: {actual} {unit} so far, {new} new this month.";
    briefing_rest: "其余：{parts}。", "其餘：{parts}。", "The rest: {parts}.";
    briefing_by_specialty: "分专业累计（新增）：{parts}。", "按專業累計（新增）：{parts}。", "By discipline (new this month): {parts}.";
    briefing_part: "{name}{actual}{unit}（{new}）", "{name}{actual}{unit}（{new}）", "{name} {actual} ({new})";
    briefing_stage_at: "{names}{stage}", "{names}{stage}", "{names}: {stage}";
    briefing_stage(stage: &str): "处于“{stage}”阶段", "處於「{stage}」階段", "“{stage}”";
    briefing_ladder_at: "{name}处于“{stage}”阶段。", "{name}處於「{stage}」階段。", "{name}: “{stage}”.";
    briefing_stages: "新增领域签约：{parts}。", "新增範疇簽約：{parts}。", "New disciplines: {parts}.";
    briefing_task: "第{number}项（{name}）", "第{number}項（{name}）", "task No. {number} ({name})";
    briefing_overdue: "{by}前办结{tasks}；原定{due}完成，已逾期{days}天。责任单位：{units}。", "{by}前辦結{tasks}；原定{due}完成，已逾期{days}天。責任單位：{units}。", "By {by}, close {tasks} (due {due}, {days} days late). Responsible: {units}.";
    briefing_due: "{due}前办结{tasks}。责任单位：{units}。", "{due}前辦結{tasks}。責任單位：{units}。", "By {due}, close {tasks}. Responsible: {units}.";
    briefing_internal: "（内部资料　注意保存）", "（內部資料　注意保存）", "(Internal)";
    briefing_unit_said: "{unit}：{text}", "{unit}（原文）：{text}", "{unit} (original wording): {text}";
    briefing_none_due: "下月没有到期的任务。", "下月沒有到期的任務。", "No task falls due next month.";
    briefing_problems_none: "已核月报未反映问题。各单位下一步工作见附件4。", "已核實月報未反映問題。各單位下一步工作見附件4。", "Verified reports name no problem. What each unit does next: annex 4.";
    briefing_problems_named: "{n}个单位反映问题，", "{n}個單位反映問題，", "Units that named problems: {n}.";
    briefing_problems_in_annex: "择要如下，其余和下步工作见附件4。", "擇要如下，其餘和下步工作見附件4。", "The main ones follow; the rest, and what each unit does next, stand in annex 4.";
    briefing_no_asks: "没有需协调事项。", "沒有需協調事項。", "Nothing requires co-ordination.";
}

impl Lang {
    /// Before those a briefing goes to: superiors, equals and units below.
    pub fn briefing_tail(self) -> [&'static str; 3] {
        self.pick(["报：", "送：", "发："], ["報：", "送：", "發："], ["Submitted to: ", "Copied to: ", "Sent to: "])
    }
}
