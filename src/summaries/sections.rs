//! The text of the summary, section by section.

mod briefing;
mod results;
mod work;
pub(super) use briefing::briefing;
pub use results::one_line;

use super::Counted;
use super::runs::{Rate, join, number_of, say, text};
use super::sources::Sources;
use super::{AnnexKind, Block, Run};
use crate::calendar::next_day;
use crate::language::Lang;
use crate::lights::Light;
use crate::progress::TargetProgress;
use crate::targets::Target;
use crate::views::Basis;

/// Numbers the headings as the sections come.
pub(super) struct Page<'s, 'a> {
    pub sources: &'s Sources<'a>,
    pub blocks: Vec<Block>,
    counters: [usize; 3],
}

impl Page<'_, '_> {
    pub fn heading(&mut self, level: u8, runs: Vec<Run>) {
        let at = usize::from(level) - 1;
        self.counters[at] += 1;
        self.counters[at + 1..].fill(0);
        let number = self.sources.lang.heading_number(level, self.counters[at]);
        self.blocks.push(Block::Heading { level, runs: join([text(number), runs], "") });
    }

    pub fn paragraph(&mut self, runs: Vec<Run>) {
        if !runs.is_empty() {
            self.blocks.push(Block::Paragraph(runs));
        }
    }

    /// A paragraph of a numbered list.
    pub fn item(&mut self, n: usize, runs: Vec<Run>) {
        let number = self.sources.lang.heading_number(3, n);
        self.paragraph(join([text(number), runs], ""));
    }
}

/// 表1、图1、图2
fn shown_in(lang: Lang, figures: usize) -> String {
    let figures = (1..=figures).map(|n| lang.summary_figure_number(n));
    [lang.summary_table_number(1)].into_iter().chain(figures).collect::<Vec<_>>().join(lang.list_comma())
}

pub fn blocks(sources: &Sources) -> Vec<Block> {
    let mut page = Page { sources, blocks: Vec::new(), counters: [0; 3] };
    page.notes();
    page.lead();
    page.results();
    page.targets();
    page.tasks();
    page.reports();
    page.problems();
    page.plans();
    page.close();
    page.blocks
}

impl Page<'_, '_> {
    /// What the figures cover, and the moment they are of.
    fn notes(&mut self) {
        let (sources, lang, last) = (self.sources, self.sources.lang, self.sources.end());
        let (start, end) = sources.span();
        let rest = match next_day(end) {
            day if day >= last => lang.short_day(last),
            day => lang.days_of_month(day, last),
        };
        let supplement = sources.periods().iter().any(|period| !period.is_regular());
        let sentence = if supplement { lang.summary_span_supplement() } else { lang.summary_span() };
        let slots = [("start", text(lang.day(start))), ("end", text(lang.short_day(end))), ("rest", text(rest))];
        self.blocks.push(Block::Note(say(sentence, &slots)));
        let sentence = match sources.view.basis {
            Basis::Reported => lang.summary_cutoff_reported(),
            Basis::Corrected => lang.summary_cutoff_corrected(),
        };
        self.blocks.push(Block::Note(say(sentence, &[("day", text(lang.day(sources.view.day)))])));
    }

    /// On what basis, how it stands, and the numbers a reader takes away.
    fn lead(&mut self) {
        let (sources, lang) = (self.sources, self.sources.lang);
        let programme = sources.programme;
        let sentence = |(target, at): (&Target, &TargetProgress)| {
            let rate = sources.rate(&at.figure, Rate::Completion, at.completion?);
            let slots = [
                ("name", text(sources.short(&target.short))),
                ("actual", sources.figure(at.figure.clone())),
                ("unit", sources.unit_word(target)),
                ("wording", text(target.wording.of(lang))),
                ("rate", rate),
                ("gap", sources.gap_in_prose(at)),
            ];
            Some(say(lang.summary_lead_target(), &slots))
        };
        let targets = join(sources.targets().filter_map(sentence), lang.semicolon());
        let expected = programme.expected_on(sources.view.day).len();
        let title = programme.document_title.trim_matches(['《', '》']);
        let document = match title.split_once('《').and_then(|(_, rest)| rest.split_once('》')) {
            Some((scheme, _)) => scheme,
            None => title,
        };
        // The circular has a title in Chinese; its scheme is called after the programme, in whatever language.
        let document = match document.strip_prefix(programme.title.zh_hans.as_str()) {
            Some("实施方案") => lang.scheme_of(programme.title.of(lang)),
            _ => document.to_owned(),
        };
        let slots = [
            ("document", text(document)),
            ("number", text(lang.instrument(&programme.document_number))),
            ("units", sources.counted(Counted::UnitsExpected, expected)),
            ("day", text(lang.day(sources.view.day))),
            ("targets", targets),
            ("overall", self.overall()),
        ];
        self.paragraph(say(lang.summary_lead(), &slots));
    }

    fn overall(&self) -> Vec<Run> {
        let (sources, lang) = (self.sources, self.sources.lang);
        let behind: Vec<_> = sources
            .targets()
            .filter(|(_, at)| at.light.is_behind())
            .map(|(target, _)| text(sources.short(&target.short)))
            .collect();
        if !behind.is_empty() {
            return say(lang.summary_overall_behind(), &[("names", join(behind, lang.list_comma()))]);
        }
        let early =
            sources.targets().filter(|(target, _)| target.plan.is_some()).all(|(_, at)| at.light == Light::NotStarted);
        text(if early { lang.summary_overall_early() } else { lang.summary_overall_good() })
    }

    /// 二、目标完成情况
    fn targets(&mut self) {
        let (sources, lang) = (self.sources, self.sources.lang);
        self.heading(1, text(lang.summary_targets()));
        let count = number_of(Counted::Given, "targets", sources.programme.targets.len() as i64);
        let lines = sources.step_lines();
        let place = ("where", text(shown_in(lang, lines.len())));
        let slots = [("n", count), ("day", text(lang.day(sources.view.day))), place];
        self.paragraph(say(lang.summary_targets_intro(), &slots));
        self.blocks.push(Block::Table(super::annexes::targets_in_text(sources)));
        self.blocks.extend(lines.into_iter().map(Block::Figure));
        let (mut outlook, mut need) = (Vec::new(), Vec::new());
        for (target, at) in sources.targets() {
            let unit = || ("unit", sources.unit_word(target));
            let name = || ("name", text(sources.short(&target.short)));
            let derived = |what: &str, n| super::annexes::derived(target, what, n);
            let lacking = target.value - at.actual;
            let needed = at.needed_per_month.filter(|_| lacking > 0);
            if let Some(n) = at.projection {
                outlook.push(say(lang.summary_outlook_part(), &[name(), unit(), ("n", derived("projection", n))]));
            }
            if let Some(each) = needed {
                let slots = [name(), unit(), ("lack", derived("lacking", lacking)), ("each", derived("needed", each))];
                need.push(say(lang.summary_need_part(), &slots));
            }
        }
        let comma = lang.semicolon();
        let said = [(outlook, lang.summary_outlook()), (need, lang.summary_need())].into_iter();
        let said = said.filter(|(parts, _)| !parts.is_empty());
        let said: Vec<_> = said.map(|(parts, sentence)| say(sentence, &[("parts", join(parts, comma))])).collect();
        self.paragraph(join(said, lang.pick("", "", " ")));
    }

    /// The list of annexes and who signs.
    fn close(&mut self) {
        let (sources, lang) = (self.sources, self.sources.lang);
        let names = AnnexKind::ALL.map(|kind| super::annexes::title(kind, lang).to_owned());
        self.blocks.push(Block::AnnexList(names.to_vec()));
        self.blocks.push(Block::Signature {
            signatory: sources.programme.signatory.of(lang).to_owned(),
            date: lang.day_planned(&lang.day(sources.end())),
        });
    }
}
