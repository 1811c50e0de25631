//! What the numbers of a draft are at its view.

use super::tokens::{Bit, Slip, Token, bits};
use crate::language::Lang;
use crate::programme::Programme;
use crate::progress::{Progress, Record, figure, progress};
use crate::summaries::{Rate, Run, Scope, Summary};
use crate::views::View;

/// The figures of a programme, taken at the view of a composed document, and what that document counts.
pub struct Numbers<'a> {
    programme: &'a Programme,
    record: &'a Record,
    view: View,
    scope: Scope,
    lang: Lang,
    progress: Progress,
    counts: Vec<Run>,
}

impl<'a> Numbers<'a> {
    pub fn new(programme: &'a Programme, record: &'a Record, composed: &Summary) -> Self {
        let (view, lang) = (composed.view, composed.lang);
        let counts = composed.runs().filter(|run| matches!(run, Run::Number { .. })).cloned().collect();
        Numbers {
            programme,
            record,
            view,
            scope: composed.scope,
            lang,
            progress: progress(programme, record, view),
            counts,
        }
    }

    /// The number a token stands for; none if the programme has no such figure.
    pub fn run(&self, token: &Token) -> Option<Run> {
        let value = |id| figure(self.programme, self.record, self.view, id).map(|figure| figure.value);
        match token {
            Token::Day => Some(Run::Text(self.lang.day(self.view.day))),
            Token::Figure(id) => {
                let value = value(id)?;
                Some(Run::figure(id.clone(), value))
            }
            Token::Sum(ids) => {
                let value = ids.iter().map(value).sum::<Option<i64>>()?;
                Some(Run::Sum { ids: ids.clone(), value, shown: value.to_string() })
            }
            Token::Rate { of, rate } => {
                let at = self.progress.targets.iter().find(|target| target.figure == *of)?;
                let value = match rate {
                    Rate::Completion => at.completion?,
                    Rate::Pace => at.pace?,
                    // The sentence says which way.
                    Rate::Gap => at.gap?.abs(),
                };
                let shown = match rate {
                    Rate::Completion | Rate::Pace => self.lang.percent(value),
                    Rate::Gap => value.to_string(),
                };
                Some(Run::Rate { of: of.clone(), rate: *rate, value, shown })
            }
            Token::Count { counted, of } => {
                let mut counts = self.counts.iter().filter(|run| Token::of(run).as_ref() == Some(token));
                // Of what a document counts once there may be none, and then it is not said.
                let none = || {
                    let mut none = Run::number(*counted, 0);
                    none.bind(self.scope);
                    (of.is_none() && !counted.has_several()).then_some(none)
                };
                counts.next().cloned().or_else(none)
            }
        }
    }

    pub fn shown(&self, token: &Token) -> Option<String> {
        self.run(token).map(|run| run.shown().to_owned())
    }

    /// A typed text as runs, and what is wrong with its numbers. What names no figure is left standing as typed.
    pub fn read(&self, text: &str) -> (Vec<Run>, Vec<Slip>) {
        let (mut runs, mut slips) = (Vec::new(), Vec::new());
        for bit in bits(text) {
            match bit {
                Bit::Text(text) => runs.push(Run::Text(text.to_owned())),
                Bit::Open(text) => {
                    slips.push(Slip::Open);
                    runs.push(Run::Text(text.to_owned()));
                }
                Bit::Token(name) => match name.parse().ok().and_then(|token| self.run(&token)) {
                    Some(run) => runs.push(run),
                    None => {
                        slips.push(Slip::Unknown { found: name.to_owned() });
                        runs.push(Run::Text(format!("{{{{{name}}}}}")));
                    }
                },
            }
        }
        (runs, slips)
    }
}
