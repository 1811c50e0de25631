//! The monthly briefing (工作简报, circular annex 2 no. 4), composed from accepted reports like the half-year summary.

use super::runs::plain;
use super::sources::Sources;
use super::{AnnexKind, Block, Mark, Masthead, Scope, Summary, annexes, no_later, sections, tail};
use crate::calendar::{Period, PeriodId, next_day};
use crate::language::Lang;
use crate::programme::Programme;
use crate::progress::Record;
use crate::tasks::Deadline;
use crate::units::UnitKind;
use crate::views::View;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One issue of the briefing: `2022-5` is the fifth of 2022, on the period it reports on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Issue {
    pub year: i32,
    pub number: usize,
    pub period: PeriodId,
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.year, self.number)
    }
}

/// The issues of a programme: within a year they number from one, one for each monthly period.
pub fn issues(programme: &Programme) -> Vec<Issue> {
    let mut issues: Vec<Issue> = Vec::new();
    for period in programme.periods.iter().filter(|period| period.is_regular()) {
        let number = issues.iter().filter(|issue| issue.year == period.id.year).count() + 1;
        issues.push(Issue { year: period.id.year, number, period: period.id });
    }
    issues
}

impl Issue {
    /// The briefing as seen at `view`; none if the programme has no such period.
    pub fn compose(self, programme: &Programme, record: &Record, view: View, lang: Lang) -> Option<Summary> {
        const ANNEXES: [AnnexKind; 4] = [AnnexKind::Tasks, AnnexKind::Reporting, AnnexKind::Targets, AnnexKind::Said];
        let period = programme.period(self.period)?;
        let scope = Scope::Issue(self);
        let sources = Sources::new(programme, record, scope, no_later(view, period.end), lang);
        let mut blocks = vec![Block::Masthead(self.masthead(programme, period, lang))];
        blocks.extend(sections::briefing(&sources, period, &ANNEXES));
        blocks.extend(annexes::blocks(&sources, &ANNEXES));
        blocks.push(Block::Tail(tail::lines(&tail::usual(lang), programme.documents.copies, lang)));
        let title = blocks.iter().find_map(|block| match block {
            Block::Title(lines) => Some(lines.iter().map(|line| plain(line)).collect::<Vec<_>>().join("")),
            _ => None,
        });
        let composed = Summary {
            scope,
            view: sources.view,
            lang,
            settings: programme.documents,
            title: title.unwrap_or_default(),
            marks: vec![Mark::Draft],
            blocks,
            courses: sources.courses(),
        };
        Some(composed.bound())
    }

    fn masthead(self, programme: &Programme, period: &Period, lang: Lang) -> Masthead {
        let total = issues(programme).iter().position(|issue| *issue == self).map_or(self.number, |at| at + 1);
        let printed = programme.holidays.working_from(next_day(period.effective_due));
        let mark = if programme.documents.public { "" } else { lang.briefing_internal() };
        Masthead {
            mark: mark.to_owned(),
            over: programme.title.of(lang).to_owned(),
            name: lang.briefing_name().to_owned(),
            number: lang.briefing_number(self.year, self.number, total),
            compiled_by: lang.briefing_compiled_by(&compilers(programme, lang)),
            date: lang.day_planned(&lang.day(printed)),
        }
    }
}

/// The departments among those responsible for the monthly task.
fn compilers(programme: &Programme, lang: Lang) -> String {
    let monthly = programme.tasks.iter().find(|task| matches!(task.deadline, Deadline::Monthly { .. }));
    let parties = monthly.iter().flat_map(|task| &task.responsible);
    let units = parties.filter_map(|responsible| programme.unit(&responsible.party));
    let names: Vec<&str> =
        units.filter(|unit| unit.kind == UnitKind::Department).map(|unit| unit.name.of(lang)).collect();
    if names.is_empty() { programme.signatory.of(lang).to_owned() } else { of_one_house(&names, lang) }
}

/// 省科协合作交流部、学会学术部: what departments have in common is said once, as the circular does.
fn of_one_house(names: &[&str], lang: Lang) -> String {
    let first = names.first().copied().unwrap_or_default();
    let house = |name: &str| first.chars().zip(name.chars()).take_while(|(a, b)| a == b).count();
    let shared = names.iter().skip(1).map(|name| house(name)).min().unwrap_or_default();
    let cut = if lang == Lang::En || shared < 2 { 0 } else { shared };
    let rest = names.iter().skip(1).map(|name| name.chars().skip(cut).collect());
    std::iter::once(first.to_owned()).chain(rest).collect::<Vec<String>>().join(lang.list_comma())
}

/// The most a message to telephones holds, in characters; a letter takes half the room of a Chinese one.
pub fn longest_message(lang: Lang) -> usize {
    lang.pick(800, 800, 1_600)
}

/// The briefing as a message: its head, and of each section the first paragraph, or its first sentence or its heading
/// alone where [`longest_message`] does not reach further. The last line says where the rest is.
pub fn issue_text(summary: &Summary, address: &str) -> String {
    // Each with its heading; what stands alone has none.
    let mut parts: Vec<(String, String)> = Vec::new();
    if !summary.marks.is_empty() {
        parts.push((String::new(), summary.marked()));
    }
    // The heading whose first paragraph is still to come.
    let mut heading = Some(String::new());
    for block in &summary.blocks {
        match block {
            Block::Masthead(head) => {
                parts.push((String::new(), format!("{} {} {}", head.over, head.name, head.number)))
            }
            Block::Title(title) => parts.push((String::new(), title.iter().map(|line| plain(line)).collect())),
            Block::Heading { level: 1, runs } => heading = Some(plain(runs) + "\n"),
            Block::Paragraph(runs) => {
                let said = without_references(&plain(runs), summary.lang);
                parts.extend(heading.take().map(|heading| (heading, said)));
            }
            Block::Annex { .. } => break,
            _ => {}
        }
    }
    let end = summary.lang.briefing_more(address);
    // From the least that can be said of each to all of it, as far as there is room.
    let ways = |(heading, said): &(String, String)| {
        let short = format!("{heading}{}\n", first_sentence(said));
        let least = if heading.is_empty() { short.clone() } else { heading.clone() };
        [least, short, format!("{heading}{said}\n")]
    };
    let length = |text: &str| text.chars().count();
    let ways: Vec<[String; 3]> = parts.iter().map(ways).collect();
    let mut taken = vec![0; ways.len()];
    let mut room = longest_message(summary.lang)
        .saturating_sub(length(&end) + ways.iter().map(|way| length(&way[0])).sum::<usize>());
    // The lead is said whole before anything else is.
    for (better, all) in [(2, false), (1, true), (2, true)] {
        for ((way, taken), (heading, _)) in ways.iter().zip(&mut taken).zip(&parts) {
            if !all && !heading.is_empty() {
                continue;
            }
            let more = length(&way[better]).saturating_sub(length(&way[*taken]));
            if more <= room {
                (*taken, room) = (better, room - more);
            }
        }
    }
    ways.iter().zip(taken).map(|(way, taken)| way[taken].as_str()).collect::<String>() + &end
}

/// A text without the sentences that point to a table or an annex: a message has none.
fn without_references(text: &str, lang: Lang) -> String {
    let table = lang.summary_table_number(1);
    let number = |name: String| name.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end().to_lowercase();
    let (table, annex) = (number(table), number(lang.summary_annex(1)));
    let points = |sentence: &str| {
        let sentence = sentence.to_lowercase();
        [&table, &annex].iter().any(|name| {
            sentence
                .match_indices(name.as_str())
                .any(|(at, name)| sentence[at + name.len()..].trim_start().starts_with(|c: char| c.is_ascii_digit()))
        })
    };
    let (mut kept, mut rest) = (String::new(), text);
    while !rest.is_empty() {
        let sentence = first_sentence(rest);
        if !points(sentence) {
            kept.push_str(sentence);
        }
        rest = &rest[sentence.len()..];
    }
    kept.trim().to_owned()
}

/// A text as far as its first full stop. One before a digit ends no sentence.
fn first_sentence(text: &str) -> &str {
    let ends = |at: usize, c: char| {
        c == '。' || (c == '.' && text[at + 1..].starts_with(' ') && text[at + 2..].starts_with(char::is_uppercase))
    };
    text.char_indices().find(|(at, c)| ends(*at, *c)).map_or(text, |(at, c)| &text[..at + c.len_utf8()])
}
