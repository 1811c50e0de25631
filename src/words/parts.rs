//! The whole taken apart: by specialty and by place.

use crate::language::Lang;
use crate::programme::Arrangement;
use crate::progress::Arranged;
use crate::ratio::Tenths;

words! {
    inferred_link: "推定对应关系，待办公室确认", "推定對應關係，待辦公室確認", "an inferred link, to be confirmed by the Office";
    inferred_link_note: "“?”为推定对应关系，待办公室确认", "「?」為推定對應關係，待辦公室確認", "“?” marks an inferred link, to be confirmed by the Office";
    stage_on(stage: &str, on: &str): "{stage} {on}", "{stage} {on}", "{stage} {on}";
    stage_undated: "已到，未填日期", "已到達，未填日期", "reached, no date filed";
    stage_required(stage: &str, day: &str): "须于{day}前到{stage}", "須於{day}前到達{stage}", "{stage} is due by {day}";
    strip_title(name: &str, n: i64): "{name}互认{n}人", "{name}互認{n}人", "{name}: {n} recognised";
    strip_none(name: &str): "{name}尚未填报互认人数", "{name}尚未提交互認人數", "{name}: no number reported";
    strip_scale(end: i64): "累计互认人数，各专业领域同一标尺0–{end}人，按已核报告", "累計互認人數，各專業範疇同一標尺0–{end}人，按已核實報告", "Persons recognised so far, all disciplines on one scale from 0 to {end}, from accepted reports";
    specialties_title(all: i64, new: i64, signed: i64): "{all}个专业领域：新增{new}个中已签约{signed}个", "{all}個專業範疇：新增{new}個中已簽約{signed}個", "{all} disciplines: {signed} of {new} new ones signed";
    recognised_from(n: i64, named: &str, percent: Tenths): "互认{n}人中，{named}占{percent}%", "互認{n}人中，{named}佔{percent}%", "{percent}% of the {n} persons recognised come from {named}";
    recognised_from_all(n: i64, named: &str): "互认{n}人，均来自{named}", "互認{n}人，均來自{named}", "the {n} persons recognised all come from {named}";
    recognised_nobody: "尚无互认人数", "尚無互認人數", "nobody recognised yet";
    specialties_old(n: i64): "原有{n}个", "原有{n}個", "{n} existing disciplines";
    specialties_new(n: i64): "新增{n}个", "新增{n}個", "{n} new disciplines";
    specialty_unknown: "未分专业领域", "未分專業範疇", "discipline not stated";
    also_called(names: &str): "原文又作{names}", "原文又作{names}", "also {names} in the source";
    stage_head: "阶段", "階段", "Stage";
    month_added(month: &str): "{month}新增", "{month}新增", "New in {month}";
    agreement: "互认协议", "互認協議", "Agreement";
    agreement_part: "内容", "內容", "Part";
    agreement_said: "所报", "所報", "As reported";
    agreement_on: "签约日期", "簽約日期", "Signed on";
    agreement_unsaid: "未报", "未報", "not reported";
    agreement_none: "尚未签约。", "尚未簽約。", "Not signed yet.";
    agreement_before: "试点前已开展互认，本方案不要求报送协议。", "試點前已開展互認，本方案不要求提交協議。", "Recognised before the pilot; the programme asks for no agreement.";
    responsible_society: "责任单位", "責任單位", "Responsible";
    required_mark(stage: &str, day: &str): "竖虚线：新增专业领域须于{day}前到“{stage}”", "豎虛線：新增專業範疇須於{day}前到達「{stage}」", "Dotted line: new disciplines must reach “{stage}” by {day}";
    scale_end(end: i64): "{end}人", "{end}人", "{end}";
    not_reported(month: &str): "{month}未报", "{month}未交", "{month} not reported";
    specialty_title(name: &str, at: &str, n: i64): "{name}：{at}，互认{n}人", "{name}：{at}，互認{n}人", "{name}: {at}, {n} recognised";
    specialty_unreported(name: &str, at: &str): "{name}：{at}，尚未填报互认人数", "{name}：{at}，尚未提交互認人數", "{name}: {at}, no number reported";
    stage_is(stage: &str): "已到“{stage}”", "已到達「{stage}」", "“{stage}” reached";
    stage_none_yet: "尚无阶段填报", "尚無階段填報", "no stage reported yet";
    still_lacking(stages: &str): "还缺：{stages}", "尚缺：{stages}", "Still to come: {stages}";
    stage_by(day: &str): "须于{day}前", "須於{day}前", "due by {day}";
    stage_history: "阶段经过", "階段經過", "Stages";
    reported_by: "填报", "填報", "Reported by";
    persons_recognised: "互认人员构成", "互認人員構成", "Persons recognised";
    by_month: "逐月人数", "逐月人數", "Month by month";
    units_carrying: "责任单位和最近月报", "責任單位和最近月報", "Responsible units and their latest report";
    no_unit: "未确定责任单位", "未確定責任單位", "no unit is known";
    last_said(text: &str, by: &str): "最近一次进展：{text}（{by}）", "最近一次進展：{text}（{by}）", "Latest progress: {text} ({by})";

    whole_city(city: &str): "{city}全市", "{city}全市", "{city} as a whole";
    place_title(place: &str, n: i64): "{place}：落地执业{n}人", "{place}：落地執業{n}人", "{place}: {n} established in practice";
    place_title_parts(place: &str, n: i64, parts: &str): "{place}：落地执业{n}人（{parts}）", "{place}：落地執業{n}人（{parts}）", "{place}: {n} established in practice ({parts})";
    place_title_none(place: &str): "{place}：未填报分地数据", "{place}：未提交分地數據", "{place}: no number by place yet";
    place_unit: "联系单位", "聯絡單位", "Unit to ask";
    place_lies_in(city: &str): "位于{city}", "位於{city}", "In {city}";
    requirements: "方案要求的事项", "方案要求的事項", "What the scheme wants there";
    requirements_none: "方案未对此地单独提出要求。", "方案未對此地單獨提出要求。", "The scheme asks for nothing of its own here.";
    requirement: "事项", "事項", "Item";
    requirement_part: "子项", "子項", "Part";
    requirement_clause: "依据", "依據", "Clause";
    requirement_optional: "按需设立", "按需設立", "where needed";
    by_filing_unit: "填报单位", "填報單位", "Filed by";
    in_all: "合计", "合計", "Total";
    recognised_total: "互认人数（累计）", "互認人數（累計）", "Recognised so far";
    month_new: "本月新增", "本月新增", "New this month";
    revised_title(what: &str, reported: i64, corrected: i64): "{what}原报累计{reported}人，更正后{corrected}人", "{what}原報累計{reported}人，更正後{corrected}人", "{what}: {reported} reported, {corrected} as corrected";
    revised_same(what: &str, n: i64): "{what}累计{n}人，与原报一致", "{what}累計{n}人，與原報一致", "{what}: {n}, as reported";
    revised_measures: "虚线为首次通过时所报，实线为更正后", "虛線為首次通過時所報，實線為更正後", "Dashed: as first approved; solid: as corrected since";
    revised_line_reported(n: i64): "原报 {n}", "原報 {n}", "reported {n}";
    revised_line_corrected(n: i64): "更正后 {n}", "更正後 {n}", "corrected {n}";
    revised_new_reported: "原报新增", "原報新增", "New as reported";
    revised_new_corrected: "更正后新增", "更正後新增", "New as corrected";
    revised_reported: "原报累计", "原報累計", "Total as reported";
    revised_corrected: "更正后累计", "更正後累計", "Total as corrected";
    monthly_title(what: &str, n: i64, month: &str, new: i64): "{what}{n}人，{month}新增{new}人", "{what}{n}人，{month}新增{new}人", "{what}: {n}, {new} new in {month}";
    monthly_title_plain(what: &str, n: i64): "{what}{n}人", "{what}{n}人", "{what}: {n}";
    monthly_measures: "各期末累计人数和当期新增，按已核报告", "各期末累計人數和當期新增，按已核實報告", "Persons by the end of each period and new in it, from accepted reports";

    tiles_measures: "各地落地执业人数和细则、工作站、示范点，按已核报告", "各地落地執業人數和細則、工作站、示範點，按已核實報告", "Professionals established in each place, and its rules, workstation and demonstration site, from accepted reports";
    tiles_schematic: "示意图，不代表行政区划界线", "示意圖，不代表行政區劃界線", "a schematic that shows no administrative boundaries";
    tiles_legend: "每格：落地执业人数；✓已完成 ○推进中 –方案未要求", "每格：落地執業人數；✓已完成 ○推進中 –方案未要求", "Each row: persons established in practice; ✓ done, ○ under way, – not required by the scheme";
    place_elsewhere(city: &str): "{city}其他", "{city}其他", "{city}, elsewhere";
    place_unstated: "未填报分地数据", "未提交分地數據", "no number by place";
    unplaced(n: i64): "未分地{n}人", "未分地{n}人", "{n} without a place";
    unplaced_of(n: i64, units: &str): "未分地{n}人（{units}填报）", "未分地{n}人（{units}提交）", "{n} without a place (reported by {units})";
    place_unknown_by(units: &str): "未分地（{units}）", "未分地（{units}）", "No place given ({units})";
    unplaced_besides(n: i64, units: &str): "另有未分地{n}人由{units}填报，不计入各市。", "另有未分地{n}人由{units}提交，不計入各市。", "{units} also reported {n} without a place; they are counted with no city.";
    other_places(places: i64, n: i64): "其余{places}处{n}", "其餘{places}處{n}", "{places} other places {n}";
    tiles_grid_label: "各城市，可用方向键逐格查看", "各城市，可用方向鍵逐格查看", "The cities; arrow keys walk from tile to tile";
    tiles_walk_hint: "可用方向键逐城查看，回车打开该城市。", "可用方向鍵逐個城市查看，按 Enter 開啟該城市。", "Walk from city to city with the arrow keys; Enter opens one.";
    named_count(name: &str, n: i64): "{name}{n}", "{name}{n}", "{name} {n}";
    others: "其他", "其他", "others";
    cities_title(n: i64, places: i64, named: &str): "{n}人落地执业，分布{places}处（{named}）", "{n}人落地執業，分佈{places}處（{named}）", "{n} established in practice, in {places} places ({named})";
    cities_nobody(n: i64): "落地执业{n}人，尚无分地数据", "落地執業{n}人，尚無分地數據", "{n} established in practice, none by place yet";
    rules_open(named: &str): "{named}细则未出", "{named}細則未出", "rules still to come: {named}";
}

impl Lang {
    pub fn arrangement(self, what: Arrangement) -> &'static str {
        match what {
            Arrangement::Rules => self.pick("细则", "細則", "rules"),
            Arrangement::Station => self.pick("工作站", "工作站", "workstation"),
            Arrangement::Site => self.pick("示范点", "示範點", "demo. site"),
        }
    }

    pub fn arranged(self, state: Arranged) -> &'static str {
        match state {
            Arranged::Done => self.pick("已完成", "已完成", "done"),
            Arranged::UnderWay => self.pick("推进中", "推進中", "under way"),
            Arranged::NotRequired => self.pick("方案未要求", "方案未要求", "not required"),
        }
    }

    /// The mark that stands for a state.
    pub fn arranged_glyph(self, state: Arranged) -> &'static str {
        match state {
            Arranged::Done => "✓",
            Arranged::UnderWay => "○",
            Arranged::NotRequired => "–",
        }
    }
}
