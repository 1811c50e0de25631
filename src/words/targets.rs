//! What the page of one target says: people one by one, what it takes, and what may be expected.

use crate::calendar::PeriodId;
use crate::forecast::Chance;
use crate::language::Lang;
use crate::programme::Place;
use crate::ratio::Tenths;
use crate::reports::{Direction, Origin};
use crate::targets::Measure;

words! {
    people_open(what: &str, n: i64, unit: &str, open: i64): "每格1{unit}：{what}{n}{unit}，还有{open}格待填", "每格1{unit}：{what}{n}{unit}，尚有{open}格待填", "One cell each: {what} {n}, {open} cells still open";
    people_over(what: &str, n: i64, unit: &str, over: i64): "每格1{unit}：{what}{n}{unit}，粗线后{over}格为超出目标", "每格1{unit}：{what}{n}{unit}，粗線後{over}格為超出目標", "One cell each: {what} {n}, the {over} after the heavy line beyond the target";
    people_part(what: &str, n: i64, unit: &str): "每格1{unit}：{what}{n}{unit}", "每格1{unit}：{what}{n}{unit}", "One cell each: {what} {n}";
    people_none(value: i64, unit: &str): "每格1{unit}，共{value}格，均待填", "每格1{unit}，共{value}格，均待填", "One cell each, {value} cells, all still open";
    people_desc(by: &str): "按报告期先后逐格填充，颜色和花纹按{by}区分；粗框为待核，空格待填。", "按報告期先後逐格填充，顏色及花紋按{by}區分；粗框為待核，空格待填。", "Filled in the order of reporting periods; colour and pattern tell the {by} apart; a heavy outline awaits acceptance, an empty cell is still to come.";
    people_by_city: "城市", "城市", "city";
    people_by_way: "互认方向", "互認方向", "direction of recognition";
    person_here(number: usize, facts: &str): "第{number}人：{facts}", "第{number}人：{facts}", "No. {number}: {facts}";
    person_pending(number: usize): "第{number}人：待核，尚未计入", "第{number}人：待核，尚未計入", "No. {number}: awaiting acceptance, not yet counted";
    person_open(number: usize): "第{number}格：待填", "第{number}格：待填", "Cell {number}: still to come";
    person_beyond(said: &str): "{said}（超出目标）", "{said}（超出目標）", "{said} (beyond the target)";
    people_grid_label(value: i64): "{value}人图，可用方向键逐格查看", "{value}人圖，可用方向鍵逐格查看", "The {value} people; arrow keys walk from cell to cell";
    people_walk_hint: "指向或用方向键逐格查看，点开看来源。", "指向或用方向鍵逐格查看，點開看來源。", "Point, or walk with the arrow keys; open a cell to see where it comes from.";
    people_legend: "图例", "圖例", "Key";
    person_away(number: usize, facts: &str, from: i64, to: i64): "第{number}格：更正减去。{facts}，原报{from}人，更正为{to}人", "第{number}格：更正減去。{facts}，原報{from}人，更正為{to}人", "Cell {number}: taken away by a correction. {facts}: {from} as first accepted, {to} as corrected";
    person_away_head: "更正减去（不计入合计）", "更正減去（不計入合計）", "Taken away by corrections (not in the total)";
    people_away_desc: "密斜线格是曾经核定、后经更正减去的人，不计入。", "密斜線格是曾經核定、後經更正減去的人，不計入。", "A closely hatched cell was counted once and taken away by a correction; it no longer counts.";
    legend_away: "更正减去（不计入）", "更正減去（不計入）", "taken away by a correction, not counted";
    legend_pending: "待核", "待核", "awaiting acceptance";
    legend_open: "待填", "待填", "still to come";
    legend_untold: "待填；本期无一份月报，可能只是未报", "待填；本期沒有一份月報，可能只是未報", "still to come; no report is in for the period, so it may only be untold";
    pending_takes_away(n: i64, unit: &str): "另有更正待核，如通过将减少{n}{unit}。", "另有更正待核，如通過將減少{n}{unit}。", "A correction awaits acceptance; if accepted it takes away {n} {unit}.";
    takes_against(monthly: &str, mean: Tenths, unit: &str): "达到目标每月需{monthly}{unit}；近三月平均每月{mean}{unit}。", "達到目標每月需{monthly}{unit}；近三個月平均每月{mean}{unit}。", "To reach the target takes {monthly} {unit} a month; the last three months had {mean} a month.";
    takes_days(days: i64, lacking: &str, unit: &str): "余{days}天，还需{lacking}{unit}。", "尚餘{days}天，還需{lacking}{unit}。", "{days} days left, {lacking} {unit} still needed.";
    takes_monthly(monthly: &str, unit: &str): "达到目标每月需{monthly}{unit}。", "達到目標每月需{monthly}{unit}。", "To reach the target takes {monthly} {unit} a month.";
    forecast_says(range: &str, unit: &str): "年底可能在{range}{unit}之间", "年底可能在{range}{unit}之間", "The year may end at {range} {unit}";
    forecast_chance(value: i64, unit: &str, chance: &str): "达到{value}{unit}的可能性{chance}", "達到{value}{unit}的可能性{chance}", "the chance of reaching {value} {unit} is {chance}";
    forecast_rule(months: i64): "区间按实施以来已报{months}个月逐月新增的多少和波动推算。如果以后各月与这{months}个月相近，十年中约八年的年底数落在此区间；如果做法、批次安排有变，则不适用。月数越少，区间越宽；满三个月才推算。不含年末补报。", "區間按實施以來已報{months}個月逐月新增的多少及波動推算。如果以後各月與這{months}個月相近，十年中約八年的年底數落在此區間；如果做法、批次安排有變，則不適用。月數愈少，區間愈寬；滿三個月才推算。不含年終補報。", "The range comes from how many were new in each of the {months} months reported since the start, and how much the months differed. If the months ahead are like those {months}, the year ends within it in about eight years of ten; it does not hold if the way of working or the timing of sessions changes. The fewer the months the wider it is; before three months there is none. The year-end supplement is left out.";
    forecast_untold(n: i64): "另有{n}个月多数单位尚未报齐：这{n}个月不当作0，与今后各月一样推算。", "另有{n}個月多數單位尚未報齊：這{n}個月不當作0，與今後各月一樣推算。", "Most reports of {n} more months are not in: they are no nought, and are reckoned like the months still to come.";
    forecast_none: "实施以来已报不足三个月，暂不给出区间。", "實施以來已報不足三個月，暫不給出區間。", "Fewer than three months have been reported since the start, so no range is given yet.";
    projection_rule: "点线为预计：完成数加近三个多数已核的报告期平均新增乘以剩余月数。", "點線為預計：完成數加近三個多數已核實的報告期平均新增乘以剩餘月數。", "The dotted line is the projection: the actual plus the mean of the last three periods mostly verified, for each month left.";
    open_task(number: &str): "第{number}项任务的各期填报", "第{number}項任務的各期填報", "Task No. {number} month by month";

    chart_band_mark(range: &str, unit: &str): "八成区间{range}{unit}", "八成區間{range}{unit}", "8 in 10: {range}";
    chart_band_is(range: &str, unit: &str): "年底八成区间{range}{unit}", "年底八成區間{range}{unit}", "in about eight years of ten the year would end at {range} {unit}";
    chart_band_row: "年底八成区间", "年底八成區間", "Eight in ten";
    range(low: i64, high: i64): "{low}至{high}", "{low}至{high}", "{low} to {high}";
}

impl Lang {
    pub fn people_grouping(self, measure: Measure) -> &'static str {
        match measure {
            Measure::Practising => self.people_by_city(),
            Measure::Recognised => self.people_by_way(),
        }
    }

    /// 香港→内地: from where to where somebody is recognised.
    pub fn way(self, origin: Origin, direction: Direction) -> String {
        let (here, there) = (self.pick("内地", "內地", "Mainland"), self.origin(origin));
        match direction {
            Direction::In => format!("{there}→{here}"),
            Direction::Out => format!("{here}→{there}"),
        }
    }

    /// 广州南沙新区: a place after the city it lies in.
    pub fn place_within(self, place: &Place, city: Option<&Place>) -> String {
        match (self, city) {
            (_, None) => place.name.of(self).to_owned(),
            (Lang::En, Some(city)) => format!("{}, {}", place.name.en, city.name.en),
            (_, Some(city)) => format!("{}{}", city.name.of(self), place.name.of(self)),
        }
    }

    /// 2022年6月: the month of a report.
    pub fn period_month(self, id: PeriodId) -> String {
        if id.supplement { self.year_end_supplement(id.year) } else { self.month_name(id.year, id.month) }
    }

    /// 6月, over a column.
    pub fn period_head(self, id: PeriodId) -> String {
        match chrono::NaiveDate::from_ymd_opt(id.year, id.month, 1) {
            Some(month) if !id.supplement => self.chart_month(month),
            _ => self.year_end_supplement(id.year),
        }
    }

    pub fn chance(self, chance: Chance) -> &'static str {
        match chance {
            Chance::NearlySure => self.pick("在九成以上", "在九成以上", "more than nine in ten"),
            Chance::High => self.pick("有七八成", "有七八成", "seven or eight in ten"),
            Chance::Even => self.pick("约一半", "約一半", "about half"),
            Chance::Low => self.pick("约二至三成", "約二至三成", "two or three in ten"),
            Chance::Remote => self.pick("不到一成", "不到一成", "less than one in ten"),
        }
    }
}
