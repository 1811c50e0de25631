//! A draft as a form posts it, and back: what is read, what is carried along, and how two drafts become one.

use crate::reports::{
    Cell, ClosureEntry, Draft, Entry, PolicyEntry, StageEntry, TICKED, TaskEntry, Typed, closure_field,
    closure_of_field, policy_of_field, stage_of_field,
};
use crate::web::forms::Fields;
use std::collections::BTreeSet;

/// Reads a posted form into a draft, as typed.
pub(super) fn typed(fields: &Fields) -> Draft {
    let mut draft = Draft {
        nil: fields.get("nil") == "yes",
        done: fields.get("done").to_owned(),
        problems: fields.get("problems").to_owned(),
        next: fields.get("next").to_owned(),
        ask: fields.get("ask").to_owned(),
        agreed: fields.get("agreed").to_owned(),
        ..Draft::default()
    };
    let mut stages: Vec<StageEntry> = Vec::new();
    let mut tasks: Vec<TaskEntry> = Vec::new();
    let mut policies: Vec<(usize, PolicyEntry)> = Vec::new();
    for (name, value) in fields.all() {
        if let Some((n, part)) = policy_of_field(name) {
            let at = policies.iter().position(|(known, _)| *known == n).unwrap_or_else(|| {
                policies.push((n, PolicyEntry::default()));
                policies.len() - 1
            });
            policies[at].1.set(part, value);
        } else if let Some(cell) = Cell::from_field(name) {
            draft.entries.push(Entry {
                measure: cell.measure,
                specialty: cell.specialty,
                place: cell.place,
                origin: cell.origin,
                direction: cell.direction,
                count: Typed::from(value),
            });
        } else if let Some((specialty, part)) = stage_of_field(name) {
            let at = stages.iter().position(|entry| entry.specialty == specialty).unwrap_or_else(|| {
                stages.push(StageEntry { specialty: specialty.to_owned(), ..StageEntry::default() });
                stages.len() - 1
            });
            stages[at].set(part, value);
        } else if let Some((number, part)) = name.strip_prefix("task.").and_then(|rest| rest.split_once('.')) {
            let at = tasks.iter().position(|entry| entry.number == number).unwrap_or_else(|| {
                tasks.push(TaskEntry { number: number.to_owned(), ..TaskEntry::default() });
                tasks.len() - 1
            });
            match part {
                "said" => tasks[at].said = value.trim().to_owned(),
                "stage" => tasks[at].stage = Typed::from(value),
                "slots" => tasks[at].slots.push(value.to_owned()),
                part => closure_typed(&mut tasks[at].closures, part, value),
            }
        }
    }
    draft.policies = policies.into_iter().map(|(_, entry)| entry).filter(|entry| !entry.is_empty()).collect();
    draft.specialties = stages.into_iter().filter(|entry| !entry.is_empty()).collect();
    draft.tasks = tasks
        .into_iter()
        .filter(|task| *task != TaskEntry { number: task.number.clone(), ..TaskEntry::default() })
        .collect();
    draft
}

/// A closure is asked for by its tick, or by filling in either of its fields: nothing typed is dropped.
fn closure_typed(closures: &mut Vec<ClosureEntry>, part: &str, value: &str) {
    let Some((due, part)) = closure_of_field(part).filter(|_| !value.trim().is_empty()) else { return };
    let at = closures.iter().position(|closure| closure.due == due).unwrap_or_else(|| {
        closures.push(ClosureEntry { due, ..ClosureEntry::default() });
        closures.len() - 1
    });
    match part {
        "on" => closures[at].on = Typed::from(value),
        "evidence" => closures[at].evidence = value.trim().to_owned(),
        _ => {}
    }
}

/// The fields that a form would post for a draft; [`typed`] reads them back.
pub(super) fn posted(draft: &Draft) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut add = |name: String, value: &str| {
        if !value.trim().is_empty() {
            fields.push((name, value.to_owned()));
        }
    };
    if draft.nil {
        add("nil".into(), "yes");
    }
    for entry in &draft.entries {
        let Entry { measure, origin, direction, .. } = *entry;
        let cell = Cell { measure, specialty: entry.specialty.clone(), place: entry.place.clone(), origin, direction };
        add(cell.field(), &entry.count.0);
    }
    for entry in &draft.specialties {
        add(format!("specialty.{}.stage", entry.specialty), &entry.stage.0);
        add(format!("specialty.{}.on", entry.specialty), &entry.on.0);
        add(format!("specialty.{}.agreement", entry.specialty), &entry.agreement);
        add(format!("specialty.{}.counterpart", entry.specialty), &entry.counterpart);
    }
    for task in &draft.tasks {
        let field = |part: &str| format!("task.{}.{part}", task.number);
        add(field("said"), &task.said);
        add(field("stage"), &task.stage.0);
        for slot in &task.slots {
            add(field("slots"), slot);
        }
        for closure in &task.closures {
            let field = |part: &str| closure_field(&task.number, closure.due, part);
            add(field(""), TICKED);
            add(field("on"), &closure.on.0);
            add(field("evidence"), &closure.evidence);
        }
    }
    for (name, text) in
        [("done", &draft.done), ("problems", &draft.problems), ("next", &draft.next), ("ask", &draft.ask)]
    {
        add(name.to_owned(), text);
    }
    for (policy, n) in draft.policies.iter().zip(1..) {
        add(format!("policy.{n}.title"), &policy.title);
        add(format!("policy.{n}.number"), &policy.number);
        add(format!("policy.{n}.on"), &policy.on.0);
    }
    add("agreed".to_owned(), &draft.agreed);
    fields
}

/// What is chosen as one: a request to close a task goes with its date and its evidence, and the documents go
/// together, as they are told apart by their places alone.
pub(super) fn group(field: &str) -> String {
    if field.starts_with("policy.") {
        return "policy".to_owned();
    }
    match field.strip_prefix("task.").and_then(|rest| rest.split_once('.')) {
        Some((number, part)) => match closure_of_field(part) {
            Some((due, _)) => closure_field(number, due, ""),
            None => field.to_owned(),
        },
        None => field.to_owned(),
    }
}

/// What a draft says in each field or group of fields, in the order of the form.
pub(super) fn grouped(draft: &Draft) -> Vec<(String, Vec<String>)> {
    let mut groups: Vec<(String, Vec<String>)> = Vec::new();
    for (field, value) in posted(draft) {
        let name = group(&field);
        match groups.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => values.push(value),
            None => groups.push((name, vec![value])),
        }
    }
    groups
}

/// What stands in a field, in words. The tick itself says nothing that its date and evidence do not.
pub(super) fn shown(values: &[String]) -> String {
    match values.iter().filter(|value| *value != TICKED).map(String::as_str).collect::<Vec<_>>().join(" ") {
        words if words.is_empty() && !values.is_empty() => "✓".to_owned(),
        words => words,
    }
}

/// A field in which two drafts differ.
pub(super) struct Difference {
    pub field: String,
    /// Empty where that draft says nothing.
    pub first: String,
    pub second: String,
}

/// Where two drafts say different things.
pub(super) fn differences(first: &Draft, second: &Draft) -> Vec<Difference> {
    let (first, second) = (grouped(first), grouped(second));
    let mut names: Vec<&String> = first.iter().map(|(name, _)| name).collect();
    names.extend(second.iter().map(|(name, _)| name).filter(|name| first.iter().all(|(known, _)| known != *name)));
    let said = |side: &[(String, Vec<String>)], name: &str| {
        let values = side.iter().find(|(known, _)| known == name).map(|(_, values)| values.as_slice());
        // The tick itself says nothing that its date and evidence do not.
        values.unwrap_or_default().iter().filter(|value| *value != "yes").cloned().collect::<Vec<_>>().join(" ")
    };
    names
        .into_iter()
        .map(|name| Difference { field: name.clone(), first: said(&first, name), second: said(&second, name) })
        .filter(|difference| difference.first != difference.second)
        .collect()
}

/// `mine` with the fields of `taken` as they are in `theirs`: how two drafts become one, and neither is lost
/// but by choice.
pub(super) fn merged(mine: &Draft, theirs: &Draft, taken: &BTreeSet<String>) -> Draft {
    let kept = posted(mine).into_iter().filter(|(field, _)| !taken.contains(&group(field)));
    let other = posted(theirs).into_iter().filter(|(field, _)| taken.contains(&group(field)));
    typed(&Fields::of(kept.chain(other).collect()))
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::targets::Measure;
    use proptest::prelude::*;

    pub fn any_draft() -> impl Strategy<Value = Draft> {
        let text = "[a-z七月签约 ]{0,6}".prop_map(|text| text.trim().to_owned());
        let count = prop::sample::select(vec!["3", "３人", "—", "三"]);
        let origin = prop::sample::select(crate::reports::Origin::ALL.to_vec());
        let entry =
            (prop::sample::select(vec!["food", "civil"]), origin, count).prop_map(|(specialty, origin, count)| Entry {
                measure: Measure::Recognised,
                specialty: Some(specialty.into()),
                place: None,
                origin,
                direction: Some(crate::reports::Direction::In),
                count: Typed::from(count),
            });
        let closure = |due: &'static str| {
            text.clone().prop_map(move |evidence| ClosureEntry {
                on: Typed::from("7.15"),
                evidence,
                due: due.parse().ok(),
            })
        };
        let closures = (prop::option::of(closure("")), prop::option::of(closure("2022-06-30")))
            .prop_map(|(one, other)| one.into_iter().chain(other).collect());
        let task = (1_u8..4, "[a-z]{1,5}", closures).prop_map(|(number, said, closures)| TaskEntry {
            number: number.to_string(),
            said,
            slots: vec!["南沙".into(), "前海".into()],
            closures,
            ..TaskEntry::default()
        });
        let policy = ("[a-z细则]{1,4}", text.clone(), "(2022.7.1)?").prop_map(|(title, number, on)| PolicyEntry {
            title,
            number,
            on: Typed::from(on.as_str()),
        });
        let policies = prop::collection::vec(policy, 0..3);
        let agreed = prop::sample::select(vec!["", "王某"]);
        let words = (text.clone(), text.clone());
        let specialties = ("[1-5]?", text).prop_map(|(stage, agreement)| {
            let stage = Typed::from(stage.as_str());
            vec![StageEntry { specialty: "food".into(), stage, agreement, ..StageEntry::default() }]
        });
        (prop::collection::vec(entry, 0..3), prop::collection::vec(task, 0..3), words, specialties, policies, agreed)
            .prop_map(|(mut entries, mut tasks, (done, ask), mut specialties, policies, agreed)| {
                specialties.retain(|entry| !entry.is_empty());
                entries.sort_by_key(|entry| (entry.specialty.clone(), entry.origin));
                entries.dedup_by_key(|entry| (entry.specialty.clone(), entry.origin));
                tasks.sort_by_key(|task| task.number.clone());
                tasks.dedup_by_key(|task| task.number.clone());
                Draft { entries, specialties, tasks, done, ask, policies, agreed: agreed.into(), ..Draft::default() }
            })
    }

    proptest! {
        #[test]
        fn a_draft_posted_and_read_again_is_the_same(draft in any_draft()) {
            prop_assert_eq!(typed(&Fields::of(posted(&draft))), draft);
        }

        #[test]
        fn a_choice_field_by_field_takes_each_field_from_one_side(mine in any_draft(), theirs in any_draft(), coins in prop::collection::vec(any::<bool>(), 40)) {
            let found = differences(&mine, &theirs);
            let taken: BTreeSet<String> =
                found.iter().zip(&coins).filter(|(_, coin)| **coin).map(|(difference, _)| difference.field.clone()).collect();
            let both = merged(&mine, &theirs, &taken);
            let said = |draft: &Draft, field: &str| grouped(draft).into_iter().find(|(name, _)| name == field);
            for difference in &found {
                let from = if taken.contains(&difference.field) { &theirs } else { &mine };
                prop_assert_eq!(said(&both, &difference.field), said(from, &difference.field));
            }
            let none = merged(&mine, &theirs, &BTreeSet::new());
            prop_assert!(differences(&none, &mine).is_empty());
            let all = found.into_iter().map(|difference| difference.field).collect();
            prop_assert!(differences(&merged(&mine, &theirs, &all), &theirs).is_empty());
        }
    }
}
