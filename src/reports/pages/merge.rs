//! Two windows, or two people, in one draft: what only one of them changed is taken as it is, and what both changed is
//! for somebody to choose. Nothing that either typed is lost.

use super::posted::{Difference, grouped, merged, shown};
use crate::reports::Draft;
use std::collections::BTreeSet;

/// What was posted, with what the form was made from.
#[derive(Clone)]
pub(super) struct Mine {
    pub draft: Draft,
    /// The draft as the window last had it.
    pub base: Draft,
    /// What a save of the same hands carries that is not answered yet: what of it is stored nobody else wrote.
    pub under_way: Option<Draft>,
    /// The fields in which the reader took the other side.
    pub taken: BTreeSet<String>,
    /// The fields in which the reader was asked and chose neither.
    pub unanswered: BTreeSet<String>,
}

/// Two drafts in one, and what is left to choose; `mine` stands there until it is chosen.
pub(super) struct Merged {
    pub draft: Draft,
    pub choices: Vec<Difference>,
}

impl Mine {
    /// Puts what was changed here into the draft as it is `held` now.
    pub fn onto(&self, held: &Draft) -> Merged {
        // What was chosen of the other side is what stood there when it was asked.
        let mine = merged(&self.draft, &self.base, &self.taken);
        let [base, ours, theirs] = [&self.base, &mine, held].map(grouped);
        let under_way = self.under_way.as_ref().map(grouped);
        let mut names: Vec<&String> = Vec::new();
        for (name, _) in ours.iter().chain(&theirs).chain(&base) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let (mut taken, mut choices) = (BTreeSet::new(), Vec::new());
        for name in names {
            let [was, here, there] = [&base, &ours, &theirs].map(|side| said(side, name));
            if here == there {
                continue;
            }
            let own = under_way.as_ref().is_some_and(|sent| said(sent, name) == there);
            let both = here != was && there != was && !own;
            if both || self.unanswered.contains(name) {
                let [first, second] = [&here, &there].map(|values| shown(values));
                choices.push(Difference { field: name.clone(), first, second });
            } else if here == was && !own {
                taken.insert(name.clone());
            }
        }
        Merged { draft: merged(&mine, held, &taken), choices }
    }
}

/// What stands in a field. Browsers send line breaks in two ways.
fn said(side: &[(String, Vec<String>)], name: &str) -> Vec<String> {
    let values = side.iter().find(|(known, _)| known == name).map(|(_, values)| values.as_slice());
    values.unwrap_or_default().iter().map(|value| value.trim().replace("\r\n", "\n")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reports::pages::posted::tests::any_draft;
    use proptest::prelude::*;

    fn values(draft: &Draft, field: &str) -> Vec<String> {
        said(&grouped(draft), field)
    }

    fn fields(drafts: &[&Draft]) -> BTreeSet<String> {
        drafts.iter().flat_map(|draft| grouped(draft)).map(|(name, _)| name).collect()
    }

    proptest! {
        /// Whatever two windows type: what one of them changed is in, and where both did somebody is asked and shown both.
        #[test]
        fn nothing_that_either_side_typed_is_lost_without_a_choice(base in any_draft(), mine in any_draft(), held in any_draft()) {
            let window = Mine { draft: mine.clone(), base: base.clone(), under_way: None, taken: BTreeSet::new(), unanswered: BTreeSet::new() };
            let Merged { draft, choices } = window.onto(&held);
            for field in fields(&[&base, &mine, &held]) {
                let [was, here, there, now] = [&base, &mine, &held, &draft].map(|draft| values(draft, &field));
                let asked = choices.iter().any(|choice| choice.field == field);
                prop_assert_eq!(asked, here != was && there != was && here != there, "{}", field);
                if !asked {
                    prop_assert_eq!(now, if here == was { there } else { here }, "{}", field);
                }
            }
        }

        /// What is chosen is what is kept, and nobody is asked again while nobody else writes.
        #[test]
        fn a_choice_answered_is_a_draft_settled(base in any_draft(), mine in any_draft(), held in any_draft(), coins in prop::collection::vec(any::<bool>(), 40)) {
            let first = Mine { draft: mine, base, under_way: None, taken: BTreeSet::new(), unanswered: BTreeSet::new() }.onto(&held);
            let taken: BTreeSet<String> =
                first.choices.iter().zip(&coins).filter(|(_, coin)| **coin).map(|(choice, _)| choice.field.clone()).collect();
            let answered = Mine { draft: first.draft.clone(), base: held.clone(), under_way: None, taken: taken.clone(), unanswered: BTreeSet::new() };
            let second = answered.onto(&held);
            prop_assert!(second.choices.is_empty());
            for Difference { field, .. } in &first.choices {
                let from = if taken.contains(field) { &held } else { &first.draft };
                prop_assert_eq!(values(&second.draft, field), values(from, field), "{}", field);
            }
            let unanswered = first.choices.iter().map(|choice| choice.field.clone()).collect();
            let again = Mine { draft: first.draft, base: held.clone(), under_way: None, taken: BTreeSet::new(), unanswered }.onto(&held);
            let asked = |choices: &[Difference]| choices.iter().map(|it| it.field.clone()).collect::<Vec<_>>();
            prop_assert_eq!(asked(&again.choices), asked(&first.choices));
        }

        /// A page that is left sends what it has beside a save that is not answered yet: whether that one has come first
        /// or not, what was typed last is what is kept.
        #[test]
        fn what_is_typed_last_is_kept_whether_or_not_the_save_before_it_has_come(base in any_draft(), sent in any_draft(), last in any_draft(), first in any::<bool>()) {
            let window = Mine { draft: last.clone(), base: base.clone(), under_way: Some(sent.clone()), taken: BTreeSet::new(), unanswered: BTreeSet::new() };
            let Merged { draft, choices } = window.onto(if first { &sent } else { &base });
            prop_assert!(choices.is_empty());
            for field in fields(&[&base, &sent, &last]) {
                prop_assert_eq!(values(&draft, &field), values(&last, &field), "{}", field);
            }
        }

        /// A window that saves on the side, and again, sends what it has; the other's stays where this one wrote nothing.
        #[test]
        fn a_window_that_saves_at_every_field_keeps_what_the_other_wrote(base in any_draft(), held in any_draft(), steps in prop::collection::vec(any_draft(), 1..4)) {
            let (mut was, mut stored) = (base.clone(), held.clone());
            for step in &steps {
                let window = Mine { draft: step.clone(), base: was.clone(), under_way: None, taken: BTreeSet::new(), unanswered: BTreeSet::new() };
                let Merged { draft, choices } = window.onto(&stored);
                if !choices.is_empty() {
                    return Ok(());
                }
                (was, stored) = (step.clone(), draft);
            }
            for field in fields(&[&base, &held]) {
                let untouched = steps.iter().all(|step| values(step, &field) == values(&base, &field));
                if untouched {
                    prop_assert_eq!(values(&stored, &field), values(&held, &field), "{}", field);
                }
            }
        }
    }
}
