//! The briefings and the summary that the office of the example makes of what was filed.

use super::{Act, Step, moment};
use crate::audit::{Actor, AuditKey};
use crate::calendar::day_of;
use crate::db::Tx;
use crate::documents::store::{self, Hand};
use crate::documents::{Action, Bench, Document, Fresh, PieceKind, Witness, scope_of};
use crate::language::Lang;
use crate::problem::Problem;
use crate::programme::Programme;
use crate::programme::store::head;
use crate::progress::store::record;
use crate::summaries::Scope;
use crate::views::{Basis, View};
use chrono::NaiveDate;
use serde::Deserialize;

/// One document and who took it how far, when.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Made {
    name: String,
    drafted: String,
    #[serde(default)]
    adds: Vec<Added>,
    sent: Option<String>,
    passed: Option<String>,
    signed: Option<String>,
    issued: Option<String>,
    #[serde(default)]
    comment: String,
}

/// A paragraph the office adds under a heading.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Added {
    under: String,
    text: String,
}

/// One of its steps.
#[derive(Clone, Copy)]
pub enum Move {
    Begin,
    Take(Action),
}

impl Made {
    /// Its steps, at the desk of the department whose office begins it.
    pub fn steps<'a>(&'a self, programme: &'a Programme) -> impl Iterator<Item = Step<'a>> {
        let unit = programme.unit("gdast_coop").expect("the programme has the department of co-operation");
        let taken = [
            (&self.sent, Action::Send),
            (&self.passed, Action::Pass),
            (&self.signed, Action::Sign),
            (&self.issued, Action::Issue),
        ];
        let taken = taken.into_iter().filter_map(|(at, action)| Some((at.as_ref()?, Move::Take(action))));
        [(&self.drafted, Move::Begin)].into_iter().chain(taken).map(move |(at, step)| {
            let at = moment(at);
            let period = programme.current_period(day_of(at)).expect("the example lies within the programme");
            Step { at, unit, period: period.id, act: Act::Document(self, step) }
        })
    }
}

impl Move {
    /// Who takes it: one of the office drafts and issues, the other vets, and a leader signs.
    pub fn by(self) -> &'static str {
        match self {
            Move::Take(Action::Pass) => "office2",
            Move::Take(Action::Sign) => "leader",
            _ => "office1",
        }
    }
}

/// The day up to which a document of this scope tells, as far as it has come.
fn view(programme: &Programme, scope: Scope, actor: &Actor) -> View {
    let end = match scope {
        Scope::Half(half) => half.end(),
        Scope::Issue(issue) => programme.period(issue.period).map_or(NaiveDate::MAX, |period| period.end),
    };
    View::new(day_of(actor.now).min(end), Basis::Corrected)
}

pub async fn play(
    tx: &mut Tx,
    (programme, key): (&Programme, &AuditKey),
    actor: &Actor,
    made: &Made,
    step: Move,
) -> Result<(), Problem> {
    let hand = Hand { programme, actor, key };
    let scope = scope_of(programme, &made.name).expect("a document of the example has a period of the programme");
    let record = record(tx, &programme.id).await?;
    let view = view(programme, scope, actor);
    let Move::Take(action) = step else {
        let composed = scope.compose(programme, &record, view, Lang::ZhHans).ok_or(Problem::NotFound)?;
        let fresh = store::first_pieces(tx, (programme, &record), &composed).await?;
        let document = store::begin(tx, hand, &made.name, Lang::ZhHans, &fresh).await?;
        return add(tx, hand, &document, &made.adds).await;
    };
    let document = store::named(tx, programme, &made.name).await?.ok_or(Problem::NotFound)?;
    let lock = document.lock;
    if action != Action::Issue {
        let comment = if action == Action::Pass { made.comment.as_str() } else { "" };
        store::step(tx, hand, &document, (action, lock), comment, None, None).await?;
        return Ok(());
    }
    let edition = head(tx, &programme.id).await?.map_or(1, |head| head.edition);
    let stored = store::stored(tx, programme, &document).await?;
    let bench = Bench::new((programme, &record), view, document.clone(), stored).ok_or(Problem::NotFound)?;
    let told = bench.told();
    // The example signs and issues on one day.
    let summary = bench.resolved.summary.dated(day_of(actor.now), day_of(actor.now));
    let moment = (actor.now, edition);
    let witness = Witness::new(made.name.clone(), summary.of_example(true), programme, &record, moment, told);
    // Files take a second each in a debug build; they are made from the witness when first asked for.
    store::issue(tx, hand, &document, (lock, ""), &witness, &[]).await
}

async fn add(tx: &mut Tx, hand: Hand<'_>, document: &Document, adds: &[Added]) -> Result<(), Problem> {
    for added in adds {
        let held = store::pieces(tx, &document.id).await?;
        let is_heading = |piece: &crate::documents::Piece| matches!(piece.kind, PieceKind::Heading(1));
        let start = held.iter().position(|piece| is_heading(piece) && piece.text.contains(&added.under));
        let start = start.expect("the office adds under a heading that is there");
        let rest = &held[start + 1..];
        let end = rest.iter().position(|piece| is_heading(piece) || !piece.kind.is_text());
        let after = &held[start + end.unwrap_or(rest.len())];
        let fresh = Fresh::text(PieceKind::Paragraph, added.text.clone());
        store::add(tx, hand, document, Some(&after.id), &fresh).await?;
    }
    Ok(())
}
