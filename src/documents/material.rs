//! What units wrote that a document may take up, unit by unit, and who has said nothing.

use super::draft::Fresh;
use super::{Piece, PieceKind};
use crate::language::Lang;
use crate::programme::Programme;
use crate::progress::Record;
use crate::summaries::{Excerpt, Scope, Sources, one_line};
use crate::targets::{Measure, TargetMeasure};
use crate::views::View;

/// One text of a report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    pub unit: String,
    /// 7月
    pub month: String,
    pub wanted: Wanted,
    pub text: String,
    /// `soc_food.2022-07.done`
    pub source: String,
}

/// Which text of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Done,
    Problems,
    Next,
    Ask,
}

impl Wanted {
    pub const ALL: [Wanted; 4] = [Wanted::Done, Wanted::Problems, Wanted::Ask, Wanted::Next];

    fn word(self) -> &'static str {
        match self {
            Wanted::Done => "done",
            Wanted::Problems => "problems",
            Wanted::Next => "next",
            Wanted::Ask => "ask",
        }
    }
}

/// Everything accepted reports say in words, by unit in printed order, the latest period first; and the units of
/// which no report on the latest of the periods is accepted.
pub fn material(
    programme: &Programme,
    record: &Record,
    scope: Scope,
    view: View,
    lang: Lang,
) -> (Vec<Item>, Vec<String>) {
    let sources = Sources::new(programme, record, scope, view, lang);
    let mut items = Vec::new();
    for wanted in Wanted::ALL {
        let texts = sources.excerpts(match wanted {
            Wanted::Done => |content| &content.done,
            Wanted::Problems => |content| &content.problems,
            Wanted::Next => |content| &content.next,
            Wanted::Ask => |content| &content.ask,
        });
        items.extend(texts.into_iter().map(|Excerpt { unit, period, text }| Item {
            unit: unit.to_owned(),
            month: sources.month(period),
            wanted,
            text: one_line(&text),
            source: format!("{unit}.{}.{}", period.id, wanted.word()),
        }));
    }
    let place = |unit: &str| programme.units.iter().position(|known| known.id == unit);
    items.sort_by_key(|item| place(&item.unit));
    let due = sources.periods().into_iter().rfind(|period| period.end <= view.day);
    let silent = due.map(|period| {
        let expected = programme.expected_on(period.end);
        let out = expected.into_iter().filter(|unit| sources.accepted(unit, period).is_none());
        out.map(str::to_owned).collect()
    });
    (items, silent.unwrap_or_default())
}

impl Item {
    /// The paragraph it becomes, under the unit's name.
    pub fn piece(&self, programme: &Programme, scope: Scope, lang: Lang) -> Fresh {
        let name = programme.unit(&self.unit).map_or(self.unit.as_str(), |unit| unit.name.of(lang));
        let text = self.text.replace("{{", "{ {").replace("}}", "} }");
        let text = match (scope, self.wanted) {
            (Scope::Issue(_), _) => lang.piece_unit_said(name, &text),
            (Scope::Half(_), Wanted::Problems | Wanted::Ask) => lang.piece_unit_problem(name, &self.month, &text),
            (Scope::Half(_), _) => lang.piece_unit_said_in(name, &self.month, &text),
        };
        Fresh { kind: PieceKind::Paragraph, text, source: Some(self.source.clone()) }
    }

    /// Whether the draft has it, by where it came from or by its very words.
    pub fn is_used(&self, pieces: &[Piece]) -> bool {
        let same = |piece: &Piece| piece.source.as_deref() == Some(&self.source) || piece.text.contains(&self.text);
        pieces.iter().any(same)
    }

    /// After which piece it belongs: the last one under the heading of its section, or of all the text.
    pub fn place(&self, pieces: &[Piece], headings: &[String]) -> Option<String> {
        let is_heading = |piece: &Piece| matches!(piece.kind, PieceKind::Heading(1));
        let start =
            pieces.iter().position(|piece| is_heading(piece) && headings.iter().any(|word| piece.text.contains(word)));
        let text = |piece: &&Piece| {
            matches!(
                piece.kind,
                PieceKind::Lead
                    | PieceKind::Heading(_)
                    | PieceKind::Paragraph
                    | PieceKind::Targets
                    | PieceKind::Figure(_)
            )
        };
        let section = match start {
            Some(start) => {
                let rest = &pieces[start + 1..];
                let end = rest.iter().position(|piece| is_heading(piece) || !text(&piece)).unwrap_or(rest.len());
                &pieces[start..=start + end]
            }
            None => pieces,
        };
        section.iter().rfind(text).map(|piece| piece.id.clone())
    }

    /// What the heading of its section may be called.
    pub fn headings(
        &self,
        programme: &Programme,
        record: &Record,
        scope: Scope,
        view: View,
        lang: Lang,
    ) -> Vec<String> {
        let words: &[&str] = match self.wanted {
            Wanted::Problems | Wanted::Ask => &[lang.briefing_problems(), lang.summary_problems()],
            Wanted::Next => &[lang.briefing_next(), lang.summary_plans_first(), lang.summary_plans_second()],
            Wanted::Done => {
                let key_task = Sources::new(programme, record, scope, view, lang).key_task_of(&self.unit);
                let counted = programme.targets.iter().find_map(|target| match target.measure {
                    TargetMeasure::Count { measure } if Some(target.key_task) == key_task => Some(measure),
                    _ => None,
                });
                match (scope, counted) {
                    (Scope::Half(_), _) => &[lang.summary_results()],
                    (Scope::Issue(_), Some(Measure::Practising)) => &[lang.briefing_practising()],
                    (Scope::Issue(_), Some(Measure::Recognised)) => &[lang.briefing_recognised()],
                    (Scope::Issue(_), None) => &[lang.briefing_platforms()],
                }
            }
        };
        words.iter().map(|word| (*word).to_owned()).collect()
    }
}
