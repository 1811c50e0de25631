//! What units wrote in their accepted reports, as documents quote it.

use super::sections::one_line;
use super::sources::Sources;
use crate::calendar::Period;
use crate::language::Lang;
use crate::reports::Content;
use std::borrow::Cow;

/// A problem a unit named, or what it asked for, in one report.
pub struct Matter<'a> {
    pub unit: &'a str,
    pub period: &'a Period,
    pub problem: &'a str,
    pub ask: &'a str,
}

impl Matter<'_> {
    /// The matter, then what is asked for.
    pub fn said(&self, lang: Lang) -> String {
        let problem = ended(&one_line(self.problem), lang);
        let said = match self.ask.is_empty() {
            true => problem,
            false => format!("{problem}{}", lang.problem_ask(&ended(&one_line(self.ask), lang))),
        };
        said.trim_end().to_owned()
    }
}

/// A sentence with its full stop.
pub fn ended(sentence: &str, lang: Lang) -> String {
    let gap = lang.pick("", "", " ");
    match sentence.is_empty() || sentence.ends_with(['。', '！', '？', '；', '.', '!', '?', ';']) {
        true if sentence.is_empty() => String::new(),
        true => format!("{sentence}{gap}"),
        false => format!("{sentence}{}", lang.full_stop()),
    }
}

/// Of what a unit did in a month, what is still worth telling after half a year: neither that it filed its papers, which
/// is a duty, nor what it counted in the month, which is in the figures. None where nothing is left.
fn results(said: &str) -> Option<String> {
    const PAPERS: [&str; 5] = ["总结", "月报", "工作计划", "總結", "月報"];
    const FILED: [&str; 6] = ["报送", "补报", "提交", "收齐", "報送", "補報"];
    let is_duty = |clause: &str| {
        PAPERS.iter().any(|paper| clause.contains(paper)) && FILED.iter().any(|filed| clause.contains(filed))
    };
    let is_of_month = |clause: &str| clause.trim_start().starts_with("当月") || clause.trim_start().starts_with("當月");
    let said = one_line(said);
    let clauses = said.split_inclusive(['；', '。']).filter(|clause| !is_duty(clause) && !is_of_month(clause));
    let left = clauses.collect::<String>();
    let left = left.trim().trim_end_matches('；');
    (!left.is_empty()).then(|| left.to_owned())
}

/// What a unit wrote in one of the texts of a report.
pub struct Excerpt<'a> {
    pub unit: &'a str,
    pub period: &'a Period,
    pub text: Cow<'a, str>,
}

impl<'a> Sources<'a> {
    /// What each unit wrote, in printed order of units, latest period first.
    pub fn excerpts(&self, pick: fn(&Content) -> &str) -> Vec<Excerpt<'a>> {
        let mut excerpts = Vec::new();
        for unit in self.programme.filers() {
            for period in self.periods().into_iter().rev() {
                let said = self.accepted(&unit.id, period).map(|version| pick(&version.content).trim());
                if let Some(text) = said.filter(|text| !text.is_empty()) {
                    excerpts.push(Excerpt { unit: &unit.id, period, text: Cow::Borrowed(text) });
                }
            }
        }
        excerpts
    }

    /// What each unit wrote last.
    pub fn last_excerpts(&self, pick: fn(&Content) -> &str) -> Vec<Excerpt<'a>> {
        let mut excerpts = self.excerpts(pick);
        excerpts.dedup_by_key(|excerpt| excerpt.unit);
        excerpts
    }

    /// What each unit last wrote of its work that is a result.
    pub fn last_results(&self) -> Vec<Excerpt<'a>> {
        let all = self.excerpts(|content| &content.done).into_iter();
        let mut results: Vec<Excerpt> =
            all.filter_map(|said| Some(Excerpt { text: Cow::Owned(results(&said.text)?), ..said })).collect();
        results.dedup_by_key(|excerpt| excerpt.unit);
        results
    }

    /// Problems and requests, in printed order of units, the latest period first.
    pub fn matters(&self) -> Vec<Matter<'a>> {
        let mut matters = Vec::new();
        for unit in self.programme.filers() {
            for period in self.periods().into_iter().rev() {
                let Some(version) = self.accepted(&unit.id, period) else { continue };
                let (problem, ask) = (version.content.problems.trim(), version.content.ask.trim());
                if !problem.is_empty() || !ask.is_empty() {
                    matters.push(Matter { unit: &unit.id, period, problem, ask });
                }
            }
        }
        matters
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_half_year_tells_results_and_neither_duties_nor_the_count_of_a_month() {
        for (said, told) in [
            ("6月15日黄埔示范点挂牌；当月3人落地执业；6月27日报送上半年总结。", Some("6月15日黄埔示范点挂牌")),
            ("6月24日报送上半年总结；整理互认意向名册31人", Some("整理互认意向名册31人")),
            ("当月3人落地执业，其中前海2人；6月24日报送上半年总结。", None),
            ("6月20日完成文本第2轮磋商。", Some("6月20日完成文本第2轮磋商。")),
        ] {
            assert_eq!(results(said).as_deref(), told, "{said}");
        }
    }
}
