//! Everything about a draft at one moment: its pieces, what they make, what is to be looked at, and what units wrote.

use super::moved::moved;
use super::{
    Action, Check, CheckKind, Comment, Document, Erratum, Fresh, Ground, Item, Numbers, Piece, PieceKind, Resolved,
    Stage, Step, Token, Told, Witness, checks, errata_table, material, pieces, resolve, untold,
};
use crate::language::Lang;
use crate::messages::recipients::{Kind, Recipient};
use crate::programme::Programme;
use crate::progress::Record;
use crate::summaries::{AnnexKind, Scope, Summary, tail};
use crate::views::View;
use std::collections::BTreeMap;

/// The annex that tells what printed figures have become.
pub const ERRATA: PieceKind = PieceKind::Annex(AnnexKind::Errata);

/// What is kept of a draft, and of all that was issued before it.
pub struct Stored {
    pub pieces: Vec<Piece>,
    pub steps: Vec<Step>,
    pub comments: Vec<Comment>,
    pub issued: Vec<Witness>,
    /// Who gets it once it is issued.
    pub recipients: Vec<Recipient>,
}

pub struct Bench {
    pub document: Document,
    pub pieces: Vec<Piece>,
    /// The same document without a hand in it.
    pub composed: Summary,
    pub resolved: Resolved,
    pub checks: Vec<Check>,
    pub items: Vec<Item>,
    /// Ids of units whose report is not accepted.
    pub silent: Vec<String>,
    /// What earlier documents printed and this one puts right.
    pub untold: Vec<(String, Erratum)>,
    pub steps: Vec<Step>,
    pub comments: Vec<Comment>,
    pub recipients: Vec<Recipient>,
    /// What each token shows, for those that stand in the draft or in the composed text.
    pub shown: BTreeMap<String, String>,
}

impl Bench {
    /// The draft at the view `usual` when nobody asks for another; none if the programme no longer has its period.
    pub fn new(
        (programme, record): (&Programme, &Record),
        usual: View,
        document: Document,
        Stored { pieces: held, steps, comments, issued, recipients }: Stored,
    ) -> Option<Self> {
        let untold = untold(programme, record, &issued).into_iter();
        let untold: Vec<_> = untold.map(|(name, erratum)| (name.to_owned(), erratum)).collect();
        let (scope, lang) = (document.scope, document.lang);
        // As it is printed: the foot comes last.
        let (foot_pieces, mut held): (Vec<_>, Vec<_>) =
            held.into_iter().partition(|piece| piece.kind == PieceKind::Tail);
        held.extend(foot_pieces);
        let foot = foot(&recipients, programme, lang);
        let composed = scope.compose(programme, record, usual, lang)?.addressed(foot);
        let view = composed.view;
        let numbers = Numbers::new(programme, record, &composed);
        let named: Vec<_> = untold.iter().map(|(name, erratum)| (name.as_str(), erratum.clone())).collect();
        let errata = errata_table(programme, &named, lang);
        let resolved = resolve(&held, &composed, &numbers, errata.as_ref());
        let (items, silent) = material(programme, record, scope, view, lang);
        let wording = programme.tasks.iter().map(|task| task.name.of(lang));
        let wording = wording.chain(programme.targets.iter().map(|target| target.wording.of(lang)));
        let ground = Ground::new(&composed, items.iter().map(|item| item.text.as_str()).chain(wording));
        let mut found = moved((programme, record), (&held, &steps), &composed, &numbers);
        found.extend(checks(programme, scope, &held, &resolved, &ground, &silent, lang));
        // What an issue printed, the next one puts right.
        if matches!(scope, Scope::Issue(_)) && !untold.is_empty() && !held.iter().any(|piece| piece.kind == ERRATA) {
            found.push(Check { piece: None, kind: CheckKind::Untold { figures: untold.len() } });
        }
        let others = |piece: &&Piece| {
            let lines: Vec<&str> = piece.text.lines().collect();
            piece.kind == PieceKind::Tail && composed.tail().is_some_and(|foot| foot != lines)
        };
        if let Some(piece) = held.iter().find(others) {
            let foot = composed.tail().unwrap_or_default().join(lang.pick("；", "；", "; "));
            found.push(Check { piece: Some(piece.id.clone()), kind: CheckKind::Foot { foot } });
        }
        let checks = found;
        let mut shown = BTreeMap::new();
        let tokens = composed.runs().chain(resolved.summary.runs()).filter_map(Token::of);
        for token in tokens.chain([Token::Day]) {
            if let Some(value) = numbers.shown(&token) {
                shown.insert(token.to_string(), value);
            }
        }
        Some(Bench {
            document,
            pieces: held,
            composed,
            resolved,
            checks,
            items,
            silent,
            untold,
            steps,
            comments,
            recipients,
            shown,
        })
    }

    /// The errata it tells, if it has the annex that tells them.
    pub fn told(&self) -> Vec<Told> {
        let tells = self.pieces.iter().any(|piece| piece.kind == ERRATA);
        self.untold.iter().filter(|_| tells).map(|(name, erratum)| erratum.told(name)).collect()
    }

    /// The step that sent it back, if that is where it comes from.
    pub fn returned(&self) -> Option<&Step> {
        let last = self.steps.last().filter(|step| step.action == Some(Action::Return))?;
        (self.document.stage == Stage::Drafting).then_some(last)
    }

    /// Numbers in the text that are bound to no figure.
    pub fn bare(&self) -> usize {
        self.checks.iter().filter(|check| check.kind.is_bare()).count()
    }

    /// What keeps it from going on.
    pub fn faults(&self) -> usize {
        self.checks.iter().filter(|check| check.kind.is_fault()).count()
    }

    /// Whether a number of the piece has changed since it was written.
    pub fn has_moved(&self, piece: &Piece) -> bool {
        let mut mine = self.checks.iter().filter(|check| check.piece.as_deref() == Some(&piece.id));
        mine.any(|check| matches!(check.kind, CheckKind::Moved { .. }))
    }

    /// What is still to be settled.
    pub fn unsettled(&self) -> impl Iterator<Item = &Comment> {
        self.comments.iter().filter(|comment| comment.settled.is_none())
    }

    /// Numbers that stand in the text bound to a figure.
    pub fn bound(&self) -> usize {
        self.resolved.summary.runs().filter(|run| Token::of(run).is_some()).count()
    }

    /// The paragraphs the figures compose, for those that the draft does not have.
    pub fn unused(&self) -> Vec<Fresh> {
        let all = pieces(&self.composed).into_iter();
        all.filter(|fresh| fresh.kind.is_text() && !self.pieces.iter().any(|piece| piece.text == fresh.text)).collect()
    }
}

/// The foot of a paper that goes to a list: 报, 送 and 发. Who has two addresses is named once.
pub fn foot(recipients: &[Recipient], programme: &Programme, lang: Lang) -> Vec<String> {
    let names = |kind: Kind| {
        let mut names: Vec<String> = Vec::new();
        for recipient in recipients.iter().filter(|recipient| recipient.kind == kind) {
            if !names.contains(&recipient.name) {
                names.push(recipient.name.clone());
            }
        }
        names
    };
    let to = if recipients.is_empty() { tail::usual(lang) } else { Kind::ALL.map(names) };
    tail::lines(&to, programme.documents.copies, lang)
}
