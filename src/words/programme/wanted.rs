//! What a programme file should say, and what it says instead.

use crate::language::Lang;
use crate::programme::file::{Kind, Mistake, Wanted};

words! {
    wanted_value: "一个值", "一個值", "a value";
    wanted_table: "一个表", "一個表", "a table";
    wanted_list: "至少一项的列表", "至少一項的列表", "a list of at least one";
    wanted_key(key: &str): "键“{key}”", "鍵「{key}」", "the key \"{key}\"";
    wanted_keys(keys: &str): "下列键之一：{keys}", "下列鍵之一：{keys}", "one of the keys {keys}";
    wanted_text: "文字", "文字", "some text";
    wanted_yes_no: "true 或 false", "true 或 false", "true or false";
    wanted_id: "英文字母、数字、_ 或 - 组成的代号", "英文字母、數字、_ 或 - 組成的代號", "an id of Latin letters, digits, _ and -";
    wanted_between(least: i64, most: i64): "{least}至{most}的整数", "{least}至{most}的整數", "a whole number from {least} to {most}";
    wanted_at_least(least: i64): "不小于{least}的整数", "不小於{least}的整數", "a whole number of at least {least}";
    wanted_at_most(most: i64): "不大于{most}的整数", "不大於{most}的整數", "a whole number of at most {most}";
    wanted_number: "整数", "整數", "a whole number";
    wanted_one_of(words: &str): "下列之一：{words}", "下列之一：{words}", "one of {words}";
    wanted_day: "日期，如2022-07-28", "日期，如2022-07-28", "a day such as 2022-07-28";
    wanted_weekend: "周六或周日，如2022-01-29", "週六或週日，如2022-01-29", "a Saturday or Sunday such as 2022-01-29";
    wanted_period: "报告期，如“2022-07”或“2022-12S”", "報告期，如「2022-07」或「2022-12S」", "a period such as \"2022-07\" or \"2022-12S\"";
    wanted_monthly(example: &str): "月度报告期，如“{example}”", "月度報告期，如「{example}」", "a monthly period such as \"{example}\"";
    wanted_period_from(first: &str): "不早于{first}的报告期", "不早於{first}的報告期", "a period not before {first}";
    wanted_supplement: "年末补报期，如“2022-12S”", "年終補報期，如「2022-12S」", "a supplement such as \"2022-12S\"";
    wanted_first_period(day: &str): "不晚于{day}（首期结束日）的日期", "不晚於{day}（首期結束日）的日期", "a day not after {day}, when the first period ends";
    wanted_last_period(day: &str): "{day}，即末期结束的次日", "{day}，即末期結束的翌日", "{day}, the day after the last monthly period";
    wanted_from_start: "不早于开始日的日期", "不早於開始日的日期", "a day not before the start";
    wanted_after_end: "晚于结束日的日期", "晚於結束日的日期", "a day after the end";
    wanted_from_opening: "不早于开放日的日期", "不早於開放日的日期", "a day not before the report opens";
    wanted_until_due(day: &str): "不晚于{day}（截止日）的日期", "不晚於{day}（截止日）的日期", "a day not after {day}, when it is due";
    wanted_from_day(day: &str): "不早于{day}的日期", "不早於{day}的日期", "a day not before {day}";
    wanted_membership: "不早于成员起始日的日期", "不早於成員起始日的日期", "a day not before the membership begins";
    wanted_month: "首日起一个月内的日期", "首日起一個月內的日期", "a day within a month of the first";
    wanted_not_off(day: &str): "不同时是放假日的日期，不可为{day}", "不同時是放假日的日期，不可為{day}", "days that are not off as well, unlike {day}";
    wanted_fewer_points: "比“滞后”起点更多的落后百分点", "比「滯後」起點更多的落後百分點", "fewer points than where lagging begins";
    wanted_reporting_day: "与月报截止日相同的日子", "與月報截止日相同的日子", "the day of reporting";
    wanted_two_points: "至少两个点", "至少兩個點", "at least two points";
    wanted_next_point: "晚于前一点的日期", "晚於前一點的日期", "a day after the point before";
    wanted_rising: "不低于前一点的百分比", "不低於前一點的百分比", "a share not below the point before";
    wanted_unused: "前面没有用过的", "前面沒有用過的", "one that is not used above";
    wanted_stage(rungs: usize): "{rungs}级阶段之一", "{rungs}級階段之一", "one of the {rungs} stages";
    wanted_member: "尚不是成员的单位", "尚不是成員的單位", "a unit that is not a member already";
    wanted_rest: "目标的代号、“reporting”或“tasks”", "目標的代號、「reporting」或「tasks」", "the id of a target, \"reporting\" or \"tasks\"";
    wanted_tile: "前面没有占用的位置", "前面沒有佔用的位置", "a tile that is not taken above";
    wanted_once: "前面没有要求过的事项", "前面沒有要求過的事項", "what is not required above";
    wanted_no_part: "不填子项，因该任务没有子项", "不填子項，因該任務沒有子項", "no part, as the task has none";
    wanted_part(parts: &str): "子项之一：{parts}", "子項之一：{parts}", "one of the parts {parts}";
    wanted_part_beside: "另填子项，因该任务分子项", "另填子項，因該任務分子項", "a part beside it, as the task has parts";
    wanted_in_file(what: &str): "本方案已有的{what}", "本方案已有的{what}", "{what} of this file";
    wanted_near(near: &str): "（是否为“{near}”？）", "（是否為「{near}」？）", " (did you mean \"{near}\"?)";
    mistake_line(line: usize): "第{line}行，", "第{line}行，", "Line {line}: ";
    mistake_said(field: &str, should: &str, found: &str): "{field}应为{should}，现为“{found}”", "{field}應為{should}，現為「{found}」", "{field} should be {should}, is “{found}”";
    mistake_empty(field: &str, should: &str): "{field}应为{should}，现为空", "{field}應為{should}，現為空", "{field} should be {should}, is empty";
    mistake_item(n: usize): "第{n}项", "第{n}項", "no. {n}";
}

impl Lang {
    pub fn wanted(self, wanted: &Wanted) -> String {
        match wanted {
            Wanted::Toml(why) => self.pick("TOML（", "TOML（", "TOML (").to_owned() + why + self.pick("）", "）", ")"),
            Wanted::Value => self.wanted_value().into(),
            Wanted::Table => self.wanted_table().into(),
            Wanted::List => self.wanted_list().into(),
            Wanted::Key(key) => self.wanted_key(key),
            Wanted::Keys(keys) => self.wanted_keys(&keys.join(", ")),
            Wanted::Text => self.wanted_text().into(),
            Wanted::YesNo => self.wanted_yes_no().into(),
            Wanted::Id => self.wanted_id().into(),
            Wanted::Number { least: Some(least), most: Some(most) } => self.wanted_between(*least, *most),
            Wanted::Number { least: Some(least), most: None } => self.wanted_at_least(*least),
            Wanted::Number { least: None, most: Some(most) } => self.wanted_at_most(*most),
            Wanted::Number { least: None, most: None } => self.wanted_number().into(),
            Wanted::OneOf(words) => {
                let words: Vec<&str> = words.iter().map(|word| self.programme_option(word)).collect();
                self.wanted_one_of(&words.join(self.pick("、", "、", ", ")))
            }
            Wanted::Day => self.wanted_day().into(),
            Wanted::Weekend => self.wanted_weekend().into(),
            Wanted::Period => self.wanted_period().into(),
            Wanted::MonthlyPeriod(example) => self.wanted_monthly(example),
            Wanted::PeriodNotBefore(first) => self.wanted_period_from(&first.to_string()),
            Wanted::SupplementPeriod => self.wanted_supplement().into(),
            Wanted::DayNotAfterFirstPeriod(day) => self.wanted_first_period(&day.to_string()),
            Wanted::DayAfterLastPeriod(day) => self.wanted_last_period(&day.to_string()),
            Wanted::NotBeforeStart => self.wanted_from_start().into(),
            Wanted::AfterEnd => self.wanted_after_end().into(),
            Wanted::NotBeforeOpening => self.wanted_from_opening().into(),
            Wanted::NotAfterDue(day) => self.wanted_until_due(&day.to_string()),
            Wanted::DayFrom(day) => self.wanted_from_day(&day.to_string()),
            Wanted::NotBeforeMembership => self.wanted_membership().into(),
            Wanted::WithinMonth => self.wanted_month().into(),
            Wanted::NotOff(day) => self.wanted_not_off(&day.to_string()),
            Wanted::FewerPoints => self.wanted_fewer_points().into(),
            Wanted::ReportingDay => self.wanted_reporting_day().into(),
            Wanted::TwoPoints => self.wanted_two_points().into(),
            Wanted::AfterPointBefore => self.wanted_next_point().into(),
            Wanted::NotBelowPointBefore => self.wanted_rising().into(),
            Wanted::Unused => self.wanted_unused().into(),
            Wanted::Refers(kind, near) => {
                let near = near.as_deref().map(|near| self.wanted_near(near)).unwrap_or_default();
                self.wanted_in_file(self.wanted_kind(*kind)) + &near
            }
            Wanted::Stage(rungs) => self.wanted_stage(*rungs),
            Wanted::NewMember => self.wanted_member().into(),
            Wanted::Rest => self.wanted_rest().into(),
            Wanted::FreeTile => self.wanted_tile().into(),
            Wanted::RequiredOnce => self.wanted_once().into(),
            Wanted::NoPart => self.wanted_no_part().into(),
            Wanted::Part(parts) => self.wanted_part(&parts.join(self.pick("、", "、", ", "))),
            Wanted::PartBeside => self.wanted_part_beside().into(),
        }
    }

    fn wanted_kind(self, kind: Kind) -> &'static str {
        match kind {
            Kind::KeyTask => self.pick("重点任务序号", "重點任務序號", "the number of a key task"),
            Kind::Task => self.pick("任务序号", "任務序號", "the number of a task"),
            Kind::Unit => self.pick("单位", "單位", "a unit"),
            Kind::Group => self.pick("单位组", "單位組", "a group"),
            Kind::Party => self.pick("单位或单位组", "單位或單位組", "a unit or group"),
            Kind::City => self.pick("城市", "城市", "a city"),
        }
    }

    /// One of the words a file offers, in the words of the forms. English readers of the file have it as it is spelt.
    fn programme_option(self, word: &str) -> &str {
        if self == Lang::En {
            return word;
        }
        let known = [
            self.programme_kind(word),
            self.programme_measure(word),
            self.programme_deadline(word),
            self.programme_sealed(word),
        ];
        // A route is a word of its own, though "none" also says that nothing is to be sealed.
        if let Ok(route) = word.parse() {
            return self.programme_route(route);
        }
        known.into_iter().find(|known| *known != word).unwrap_or_else(|| self.programme_word(word))
    }

    /// A mistake of a programme file: the field, what it should be, what it is. `typed` is what stands in the form.
    pub fn programme_mistake(self, mistake: &Mistake, typed: Option<&str>) -> String {
        let place = mistake.place.as_str();
        // Beside a discipline the same key says who carries it.
        let list_name = |key: &str| {
            if key == "units" { self.programme_units().to_owned() } else { self.programme_word(key).to_owned() }
        };
        let steps = place.split('.').filter(|step| !step.is_empty()).map(|step| match step.split_once('[') {
            // A target is due when it is reached, a report when it is handed in.
            None if step == "due" && place.contains("supplement") => self.programme_due().to_owned(),
            None => self.programme_word(step).to_owned(),
            Some((list, rest)) => {
                let at: usize = rest.trim_end_matches(']').parse().unwrap_or(0);
                format!(
                    "{} {}",
                    if place.starts_with(step) { list_name(list) } else { self.programme_word(list).to_owned() },
                    self.mistake_item(at + 1)
                )
            }
        });
        let steps: Vec<String> = steps.collect();
        let field = match (typed, steps.last()) {
            (Some(_), Some(last)) => last.clone(),
            (_, None) => self.programme_word("file").to_owned(),
            _ => steps.join(" › "),
        };
        let (line, should) = match typed {
            Some(_) => (String::new(), self.wanted(&mistake.expected)),
            None => (self.mistake_line(mistake.line), self.wanted(&mistake.expected)),
        };
        let found = match (typed, mistake.found.as_str()) {
            (Some(typed), _) => typed,
            (None, "nothing") => "",
            (None, "a table") => self.wanted_table(),
            (None, "a list") => self.pick("一个列表", "一個列表", "a list"),
            (None, found) => found.trim_matches('"'),
        };
        match found.is_empty() {
            true => line + &self.mistake_empty(&field, &should),
            false => line + &self.mistake_said(&field, &should, found),
        }
    }
}
