//! A draft by the names of its form's fields: `count.…`, `specialty.egov.on`, `task.9.said`, `done`, `policy.1.title`.

use super::{Cell, ClosureEntry, Draft, Entry, PolicyEntry, StageEntry, TaskEntry, Typed, cell_of};
use crate::language::Name;
use crate::programme::Programme;
use chrono::NaiveDate;

/// What stands in a field that is ticked.
pub const TICKED: &str = "yes";

/// The name of a field of a request to close a task: `task.15.closure.2022-06-30.on` where the task is due on
/// several days, else `task.9.closure.on`; without a part, of the request itself.
pub fn closure_field(number: &str, due: Option<NaiveDate>, part: &str) -> String {
    let due = due.map(|day| format!(".{day}")).unwrap_or_default();
    let joint = if part.is_empty() { "" } else { "." };
    format!("task.{number}.closure{due}{joint}{part}")
}

/// Reads what follows the number of the task in [`closure_field`]: the day it was due, and the part.
pub fn closure_of_field(rest: &str) -> Option<(Option<NaiveDate>, &str)> {
    let rest = rest.strip_prefix("closure")?;
    let rest = if rest.is_empty() { rest } else { rest.strip_prefix('.')? };
    let (first, part) = rest.split_once('.').unwrap_or((rest, ""));
    match first.parse() {
        Ok(due) => Some((Some(due), part)),
        Err(_) => Some((None, rest)),
    }
}

/// A field's name, taken apart.
enum Field<'a> {
    Count(Cell),
    Specialty(&'a str, StagePart),
    Task(&'a str, Part),
    Text(&'a str),
    /// A document by its place, counted from 0.
    Policy(usize, PolicyPart),
}

#[derive(Clone, Copy)]
pub enum StagePart {
    Stage,
    On,
    Agreement,
    Counterpart,
}

#[derive(Clone, Copy)]
pub enum PolicyPart {
    Title,
    Number,
    On,
}

/// More documents than anybody issues in a month; a name with a larger number is no field's.
const MOST_POLICIES: usize = 50;

/// Reads `policy.1.title`.
pub fn policy_of_field(name: &str) -> Option<(usize, PolicyPart)> {
    let (n, part) = name.strip_prefix("policy.")?.split_once('.')?;
    let at = n.parse::<usize>().ok()?.checked_sub(1).filter(|at| *at < MOST_POLICIES)?;
    let part = match part {
        "title" => PolicyPart::Title,
        "number" => PolicyPart::Number,
        "on" => PolicyPart::On,
        _ => return None,
    };
    Some((at, part))
}

/// Reads `specialty.egov.on`.
pub fn stage_of_field(name: &str) -> Option<(&str, StagePart)> {
    let (id, part) = name.strip_prefix("specialty.")?.rsplit_once('.')?;
    let part = match part {
        "stage" => StagePart::Stage,
        "on" => StagePart::On,
        "agreement" => StagePart::Agreement,
        "counterpart" => StagePart::Counterpart,
        _ => return None,
    };
    Some((id, part))
}

enum Part {
    Said,
    Stage,
    Slot(usize),
    FinishedOn,
    Evidence,
}

impl<'a> Field<'a> {
    fn read(name: &'a str) -> Option<Field<'a>> {
        if let Some(cell) = Cell::from_field(name) {
            return Some(Field::Count(cell));
        }
        if let Some((id, part)) = stage_of_field(name) {
            return Some(Field::Specialty(id, part));
        }
        if let Some((at, part)) = policy_of_field(name) {
            return Some(Field::Policy(at, part));
        }
        let Some((number, part)) = name.strip_prefix("task.").and_then(|rest| rest.split_once('.')) else {
            return ["done", "problems", "next", "ask"].contains(&name).then_some(Field::Text(name));
        };
        let part = match part {
            "said" => Part::Said,
            "stage" => Part::Stage,
            "closure.on" => Part::FinishedOn,
            "closure.evidence" => Part::Evidence,
            slot => Part::Slot(slot.strip_prefix("slots.")?.parse().ok()?),
        };
        Some(Field::Task(number, part))
    }
}

/// Whether a report of `programme` has a field of this name.
pub fn is_field(programme: &Programme, name: &str) -> bool {
    let closure = name.strip_prefix("task.").and_then(|rest| rest.split_once('.'));
    if let Some((number, (_, part))) = closure.and_then(|(number, rest)| Some((number, closure_of_field(rest)?))) {
        return programme.task(number).is_some() && ["", "on", "evidence"].contains(&part);
    }
    if name == "evidence" {
        return true;
    }
    match Field::read(name) {
        Some(Field::Count(cell)) => {
            cell.specialty.as_ref().is_none_or(|id| programme.specialty(id).is_some())
                && cell.place.as_ref().is_none_or(|id| programme.place(id).is_some())
        }
        Some(Field::Specialty(id, _)) => programme.specialty(id).is_some(),
        Some(Field::Task(number, _)) => programme.task(number).is_some(),
        Some(Field::Text(_) | Field::Policy(..)) => true,
        None => false,
    }
}

impl Draft {
    /// What stands in a field; blank if nothing does.
    pub fn value(&self, programme: &Programme, field: &str) -> String {
        match Field::read(field) {
            Some(Field::Count(cell)) => {
                let entry = self.entries.iter().find(|entry| cell_of(programme, entry) == cell);
                entry.map(|entry| entry.count.0.clone()).unwrap_or_default()
            }
            Some(Field::Specialty(id, part)) => {
                self.reached(programme, id).map(|entry| entry.value(part).to_owned()).unwrap_or_default()
            }
            Some(Field::Task(number, part)) => {
                let task = self.tasks.iter().find(|task| task.number == number);
                task.map(|task| task.value(programme, &part)).unwrap_or_default()
            }
            Some(Field::Text("done")) => self.done.clone(),
            Some(Field::Text("problems")) => self.problems.clone(),
            Some(Field::Text("next")) => self.next.clone(),
            Some(Field::Text(_)) => self.ask.clone(),
            Some(Field::Policy(at, part)) => {
                self.policies.get(at).map(|policy| policy.value(part).to_owned()).unwrap_or_default()
            }
            None => String::new(),
        }
    }

    fn reached(&self, programme: &Programme, id: &str) -> Option<&StageEntry> {
        self.specialties.iter().find(|entry| is_specialty(programme, entry, id))
    }

    /// Puts `value` into a field, and leaves everything else as it is. A name that is no field's changes nothing.
    pub fn set(&mut self, programme: &Programme, field: &str, value: &str) {
        match Field::read(field) {
            Some(Field::Count(cell)) => match self.entries.iter_mut().find(|entry| cell_of(programme, entry) == cell) {
                Some(entry) => entry.count = Typed::from(value),
                None if value.is_empty() => {}
                None => self.entries.push(Entry {
                    measure: cell.measure,
                    specialty: cell.specialty,
                    place: cell.place,
                    origin: cell.origin,
                    direction: cell.direction,
                    count: Typed::from(value),
                }),
            },
            Some(Field::Specialty(id, part)) => self.set_reached(programme, id, |entry| entry.set(part, value)),
            Some(Field::Task(number, part)) => {
                let at = self.tasks.iter().position(|task| task.number == number).unwrap_or_else(|| {
                    self.tasks.push(TaskEntry { number: number.to_owned(), ..TaskEntry::default() });
                    self.tasks.len() - 1
                });
                self.tasks[at].set(programme, &part, value);
                if self.tasks[at] == (TaskEntry { number: number.to_owned(), ..TaskEntry::default() }) {
                    self.tasks.remove(at);
                }
            }
            Some(Field::Text("done")) => value.clone_into(&mut self.done),
            Some(Field::Text("problems")) => value.clone_into(&mut self.problems),
            Some(Field::Text("next")) => value.clone_into(&mut self.next),
            Some(Field::Text(_)) => value.clone_into(&mut self.ask),
            Some(Field::Policy(at, part)) => self.set_policy(at, part, value),
            None => {}
        }
    }

    /// One that is emptied keeps its place as long as another stands after it, which is named by the place it has.
    fn set_policy(&mut self, at: usize, part: PolicyPart, value: &str) {
        if self.policies.len() <= at {
            self.policies.resize_with(at + 1, PolicyEntry::default);
        }
        self.policies[at].set(part, value);
        while self.policies.last().is_some_and(PolicyEntry::is_empty) {
            self.policies.pop();
        }
    }

    fn set_reached(&mut self, programme: &Programme, id: &str, set: impl FnOnce(&mut StageEntry)) {
        let at = self.specialties.iter().position(|entry| is_specialty(programme, entry, id)).unwrap_or_else(|| {
            self.specialties.push(StageEntry { specialty: id.to_owned(), ..StageEntry::default() });
            self.specialties.len() - 1
        });
        set(&mut self.specialties[at]);
        if self.specialties[at].is_empty() {
            self.specialties.remove(at);
        }
    }
}

impl StageEntry {
    fn value(&self, part: StagePart) -> &str {
        match part {
            StagePart::Stage => &self.stage.0,
            StagePart::On => &self.on.0,
            StagePart::Agreement => &self.agreement,
            StagePart::Counterpart => &self.counterpart,
        }
    }

    pub(super) fn set(&mut self, part: StagePart, value: &str) {
        match part {
            StagePart::Stage => self.stage = Typed::from(value),
            StagePart::On => self.on = Typed::from(value),
            StagePart::Agreement => value.trim().clone_into(&mut self.agreement),
            StagePart::Counterpart => value.trim().clone_into(&mut self.counterpart),
        }
    }
}

impl PolicyEntry {
    fn value(&self, part: PolicyPart) -> &str {
        match part {
            PolicyPart::Title => &self.title,
            PolicyPart::Number => &self.number,
            PolicyPart::On => &self.on.0,
        }
    }

    pub(super) fn set(&mut self, part: PolicyPart, value: &str) {
        match part {
            PolicyPart::Title => value.trim().clone_into(&mut self.title),
            PolicyPart::Number => value.trim().clone_into(&mut self.number),
            PolicyPart::On => self.on = Typed::from(value),
        }
    }
}

impl TaskEntry {
    fn value(&self, programme: &Programme, part: &Part) -> String {
        // A workbook has room for one.
        let closure = self.closures.first();
        match part {
            Part::Said => self.said.clone(),
            Part::Stage => self.stage.0.clone(),
            Part::Slot(at) => match slot(programme, &self.number, *at) {
                Some(slot) if self.slots.iter().any(|word| is_called(slot, word)) => TICKED.to_owned(),
                _ => String::new(),
            },
            Part::FinishedOn => closure.map(|closure| closure.on.0.clone()).unwrap_or_default(),
            Part::Evidence => closure.map(|closure| closure.evidence.clone()).unwrap_or_default(),
        }
    }

    fn set(&mut self, programme: &Programme, part: &Part, value: &str) {
        match part {
            Part::Said => value.clone_into(&mut self.said),
            Part::Stage => self.stage = Typed::from(value),
            Part::Slot(at) => {
                let Some(slot) = slot(programme, &self.number, *at) else { return };
                let held = self.slots.iter().any(|word| is_called(slot, word));
                match (value.is_empty(), held) {
                    (true, true) => self.slots.retain(|word| !is_called(slot, word)),
                    (false, false) => self.slots.push(slot.zh_hans.clone()),
                    _ => {}
                }
            }
            Part::FinishedOn => self.set_closure(|closure| closure.on = Typed::from(value)),
            Part::Evidence => self.set_closure(|closure| value.clone_into(&mut closure.evidence)),
        }
    }

    /// A closure is asked for by filling in either of its fields.
    fn set_closure(&mut self, set: impl FnOnce(&mut ClosureEntry)) {
        if self.closures.is_empty() {
            self.closures.push(ClosureEntry::default());
        }
        set(&mut self.closures[0]);
        if self.closures[0].on.0.is_empty() && self.closures[0].evidence.is_empty() {
            self.closures.remove(0);
        }
    }
}

fn is_specialty(programme: &Programme, entry: &StageEntry, id: &str) -> bool {
    programme.specialty(&entry.specialty).map_or(entry.specialty.as_str(), |found| found.id.as_str()) == id
}

fn slot<'a>(programme: &'a Programme, number: &str, at: usize) -> Option<&'a Name> {
    programme.task(number)?.slots.get(at)
}

fn is_called(name: &Name, word: &str) -> bool {
    name.zh_hans == word || name.zh_hant == word || name.en == word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_field_of_a_closure_is_read_as_it_is_written() {
        let june = NaiveDate::from_ymd_opt(2022, 6, 30);
        assert_eq!(closure_field("15", june, "on"), "task.15.closure.2022-06-30.on");
        for (due, part) in [(None, ""), (None, "on"), (june, ""), (june, "evidence")] {
            let field = closure_field("9", due, part);
            assert_eq!(closure_of_field(field.strip_prefix("task.9.").unwrap()), Some((due, part)), "{field}");
        }
        assert_eq!(closure_of_field("said"), None);
        assert_eq!(closure_of_field("closures"), None);
    }
}
