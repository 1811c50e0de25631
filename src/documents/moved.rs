//! Numbers of a draft that are others than they were when their piece was written.

use super::tokens::{Bit, bits};
use super::{Check, CheckKind, Numbers, Piece, Step, Token};
use crate::programme::Programme;
use crate::progress::Record;
use crate::summaries::Summary;
use chrono::{DateTime, Utc};
use std::collections::BTreeMap;

/// What reports, corrections and decisions since have made of the numbers of each piece, so that its author looks at
/// the words around them again. The passing of days alone moves nothing.
pub fn moved(
    (programme, record): (&Programme, &Record),
    (pieces, steps): (&[Piece], &[Step]),
    composed: &Summary,
    numbers: &Numbers,
) -> Vec<Check> {
    let Some(last) = record.last_change() else { return Vec::new() };
    let begun = steps.first().map(|step| step.at);
    let mut written: BTreeMap<DateTime<Utc>, Vec<&Piece>> = BTreeMap::new();
    for piece in pieces.iter().filter(|piece| piece.kind.is_text() && piece.text.contains("{{")) {
        let moment = piece.changed.as_ref().map(|(_, at)| *at).or(begun);
        if let Some(moment) = moment.filter(|moment| *moment < last) {
            written.entry(moment).or_default().push(piece);
        }
    }
    let mut found = Vec::new();
    for (moment, written) in written {
        let record = record.at(moment);
        let Some(then) = composed.scope.compose(programme, &record, composed.view, composed.lang) else { continue };
        let then = Numbers::new(programme, &record, &then);
        for piece in written {
            let mut kinds: Vec<CheckKind> = tokens(&piece.text)
                .filter_map(|token| {
                    let (from, to) = (then.shown(&token)?, numbers.shown(&token)?);
                    let name = composed.lang.token_name(programme, &token);
                    (from != to).then_some(CheckKind::Moved { name, from, to })
                })
                .collect();
            kinds.dedup();
            found.extend(kinds.into_iter().map(|kind| Check { piece: Some(piece.id.clone()), kind }));
        }
    }
    found
}

fn tokens(text: &str) -> impl Iterator<Item = Token> {
    bits(text).into_iter().filter_map(|bit| match bit {
        Bit::Token(name) => name.parse().ok(),
        Bit::Text(_) | Bit::Open(_) => None,
    })
}
