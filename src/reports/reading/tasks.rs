//! What a report says of tasks, and the closures it asks for.

use super::Reader;
use crate::language::Name;
use crate::reports::{ClosureAsked, EVIDENCE_LIMIT, FaultKind, SAID_LIMIT, TaskEntry, TaskSaid, closure_field};
use crate::tasks::Task;
use std::collections::BTreeSet;

impl Reader<'_> {
    pub(super) fn tasks(&mut self, entries: &[TaskEntry]) -> Vec<TaskSaid> {
        let mut seen = BTreeSet::new();
        let mut said = Vec::new();
        for entry in entries {
            let field = |part: &str| format!("task.{}.{part}", entry.number);
            let Some(task) = self.programme.task(&entry.number) else {
                self.fault(field("said"), FaultKind::TaskUnknown { found: entry.number.clone() });
                continue;
            };
            if !self.programme.answerable(task, self.period.end).contains(&self.unit.id.as_str()) {
                self.fault(field("said"), FaultKind::TaskOfOthers);
            }
            if !seen.insert(&entry.number) {
                self.fault(field("said"), FaultKind::Twice);
            }
            let sentence = self.text(&field("said"), &entry.said, SAID_LIMIT);
            let ladder = i64::try_from(task.stages.len()).unwrap_or(i64::MAX);
            let stage = match entry.stage.0.as_str() {
                "" => None,
                _ => self.stage(field("stage"), &entry.stage, ladder),
            };
            let mut slots = Vec::new();
            for word in &entry.slots {
                match task.slots.iter().find(|slot| slot.zh_hans == *word || slot.zh_hant == *word || slot.en == *word)
                {
                    Some(slot) => {
                        let known = self.proof.parts.get(&task.number).is_some_and(|held| held.contains(&slot.zh_hans));
                        if !known && !self.programme.may_tick(&self.unit.id, &task.number, &slot.zh_hans) {
                            self.fault(field("slots"), FaultKind::PartOfOthers { part: slot.clone() });
                        }
                        slots.push(slot.zh_hans.clone());
                    }
                    None => self.fault(field("slots"), FaultKind::SlotUnknown { found: word.clone() }),
                }
            }
            let closures = self.closures(task, entry, &slots);
            if !sentence.is_empty() || stage.is_some() || !slots.is_empty() || !closures.is_empty() {
                said.push(TaskSaid { number: entry.number.clone(), said: sentence, stage, slots, closures });
            }
        }
        said
    }

    fn closures(&mut self, task: &Task, entry: &TaskEntry, told: &[String]) -> Vec<ClosureAsked> {
        if let Some(first) = entry.closures.first() {
            let held = self.proof.parts.get(&task.number);
            let is_in = |part: &str| told.iter().chain(held.into_iter().flatten()).any(|known| known == part);
            let missing = self.programme.parts_wanted(task).filter(|part| !is_in(&part.zh_hans));
            let missing: Vec<Name> = missing.cloned().collect();
            if !missing.is_empty() {
                let all = self.programme.parts_wanted(task).count();
                self.fault(closure_field(&entry.number, first.due, ""), FaultKind::PartsMissing { all, missing });
            }
        }
        let due = task.occurrences(&self.programme.periods);
        let mut seen = BTreeSet::new();
        let mut asked = Vec::new();
        for closure in &entry.closures {
            let field = |part: &str| closure_field(&entry.number, closure.due, part);
            if let Some(day) = closure.due.filter(|day| due.iter().all(|occurrence| occurrence.due != *day)) {
                self.fault(field(""), FaultKind::OccurrenceUnknown { found: day });
            }
            if !seen.insert(closure.due) {
                self.fault(field(""), FaultKind::Twice);
            }
            // Faults are told in the order of the page.
            let on = self.finished(field("on"), &closure.on);
            let evidence = self.text(&field("evidence"), &closure.evidence, EVIDENCE_LIMIT);
            if evidence.is_empty() && !self.proof.files.contains(&entry.number) {
                self.fault(field("evidence"), FaultKind::EvidenceMissing);
            }
            if let Some(on) = on {
                asked.push(ClosureAsked { on, evidence, due: closure.due });
            }
        }
        asked
    }
}
