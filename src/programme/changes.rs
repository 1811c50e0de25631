//! What one edition of a programme says otherwise than another: every value, found by its path, so that no change
//! can hide behind a form that does not show it.

use crate::programme::Programme;
use serde_json::Value;

/// One value that differs. The path names rows by their id: `targets`, `T1`, `value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub path: Vec<String>,
    /// None where there was nothing.
    pub before: Option<String>,
    /// None where there is nothing any more.
    pub after: Option<String>,
}

impl Change {
    /// Whether it moves the goal itself: the value, the operator or the measure of a target, a target that comes or
    /// goes, and the rungs of specialties and tasks that targets are measured by. Such a change needs a second administrator (product rules E.17).
    pub fn is_dangerous(&self) -> bool {
        let path: Vec<&str> = self.path.iter().map(String::as_str).collect();
        matches!(
            path[..],
            ["targets", _]
                | ["targets", _, "value" | "operator" | "measure", ..]
                | ["specialties", _]
                | ["specialties", _, "new"]
                | ["specialty_stages", ..]
                | ["tasks", _, "stages", ..]
        )
    }
}

/// Worked out from the rest, or said once elsewhere in the file.
const DERIVED: [&str; 2] = ["specialties", "specialties_inferred"];
/// By what the rows of a list are known, the first that all of them have.
const NAMES: [&str; 6] = ["id", "number", "unit", "on", "party", "what"];

/// Every value that differs, in the order of the keys.
pub fn changes(before: &Programme, after: &Programme) -> Vec<Change> {
    let value = |programme: &Programme| serde_json::to_value(programme).expect("a programme is plain data");
    let mut found = Vec::new();
    differ(&mut Vec::new(), Some(&value(before)), Some(&value(after)), &mut found);
    found.retain(|change| {
        let path: Vec<&str> = change.path.iter().map(String::as_str).collect();
        !matches!(path[..], ["units", _, last, ..] if DERIVED.contains(&last))
    });
    found
}

fn differ(path: &mut Vec<String>, before: Option<&Value>, after: Option<&Value>, found: &mut Vec<Change>) {
    match (before, after) {
        (Some(before), Some(after)) if before == after => {}
        (Some(Value::Object(old)), Some(Value::Object(new))) => {
            let keys = old.keys().chain(new.keys().filter(|key| !old.contains_key(*key)));
            for key in keys {
                path.push(key.clone());
                differ(path, old.get(key), new.get(key), found);
                path.pop();
            }
        }
        (Some(Value::Array(old)), Some(Value::Array(new))) => match named(old).zip(named(new)) {
            Some((old, new)) => rows(path, &old, &new, found),
            None => push(path, before, after, found),
        },
        _ => push(path, before, after, found),
    }
}

fn rows(path: &mut Vec<String>, old: &[(String, &Value)], new: &[(String, &Value)], found: &mut Vec<Change>) {
    let of = |rows: &[(String, &Value)], name: &str| rows.iter().position(|(held, _)| held == name);
    let names = old.iter().chain(new.iter().filter(|(name, _)| of(old, name).is_none())).map(|(name, _)| name.clone());
    for name in names.collect::<Vec<_>>() {
        let value = |rows: &[(String, &Value)]| of(rows, &name).map(|at| rows[at].1.clone());
        let (before, after) = (value(old), value(new));
        path.push(name);
        differ(path, before.as_ref(), after.as_ref(), found);
        path.pop();
    }
    let kept = |rows: &[(String, &Value)], others: &[(String, &Value)]| {
        let shared = rows.iter().filter(|(name, _)| of(others, name).is_some());
        shared.map(|(name, _)| name.clone()).collect::<Vec<_>>()
    };
    let (before, after) = (kept(old, new), kept(new, old));
    if before != after {
        found.push(Change { path: path.clone(), before: Some(before.join(", ")), after: Some(after.join(", ")) });
    }
}

/// The rows of a list by their names, if every row has one of its own.
fn named(list: &[Value]) -> Option<Vec<(String, &Value)>> {
    let key = NAMES.iter().find(|key| list.iter().all(|row| row.get(**key).is_some_and(|name| !name.is_null())))?;
    let rows: Vec<(String, &Value)> = list.iter().map(|row| (plain(&row[*key]), row)).collect();
    let once = rows.iter().all(|(name, _)| rows.iter().filter(|(other, _)| other == name).count() == 1);
    once.then_some(rows)
}

fn push(path: &[String], before: Option<&Value>, after: Option<&Value>, found: &mut Vec<Change>) {
    let said = |value: Option<&Value>| value.filter(|value| !value.is_null()).map(plain);
    let (before, after) = (said(before), said(after));
    if before != after {
        found.push(Change { path: path.to_vec(), before, after });
    }
}

/// A value as a person would write it: of a row, its name.
fn plain(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(list) => list.iter().map(plain).collect::<Vec<_>>().join(", "),
        Value::Object(row) => match row.get("name").or_else(|| row.get("zh-Hans")) {
            Some(name) => plain(name),
            None => row
                .iter()
                .filter(|(_, value)| !value.is_null())
                .map(|(key, value)| format!("{key}={}", plain(value)))
                .collect::<Vec<_>>()
                .join(" "),
        },
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::file::{BUILT_IN, built_in, read};

    /// What is found between the built-in file and the same with its first `piece` replaced.
    fn found(piece: &str, replacement: &str) -> Vec<(String, Option<String>, Option<String>, bool)> {
        let text = BUILT_IN.replacen(piece, replacement, 1);
        assert_ne!(text, BUILT_IN, "{piece:?} is not in the file");
        let after = read(&text).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
        let told = |it: Change| (it.path.join("."), it.before.clone(), it.after.clone(), it.is_dangerous());
        changes(built_in(), &after).into_iter().map(told).collect()
    }

    fn one(
        path: &str,
        before: &str,
        after: &str,
        dangerous: bool,
    ) -> Vec<(String, Option<String>, Option<String>, bool)> {
        let said = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        vec![(path.into(), said(before), said(after), dangerous)]
    }

    #[test]
    fn a_change_is_found_by_its_path_whatever_it_is() {
        assert_eq!(changes(built_in(), built_in()), []);
        assert_eq!(found("value = 200", "value = 220"), one("targets.T2.value", "200", "220", true));
        assert_eq!(found("operator = \"=\"", "operator = \">=\""), one("targets.T3.operator", "=", ">=", true));
        assert_eq!(
            found("baseline = 7, stage = 3", "baseline = 7, stage = 4"),
            one("targets.T3.measure.stage", "3", "4", true)
        );
        assert_eq!(
            found("lagging_points = -10", "lagging_points = -12"),
            one("thresholds.lagging_points", "-10", "-12", false)
        );
        assert_eq!(
            found("on = 2022-03-31, percent = 0 }", "on = 2022-03-31, percent = 5 }"),
            one("targets.T1.plan.points.2022-03-31.percent", "0", "5", false)
        );
        assert_eq!(
            found("{ kind = \"date\", date = 2022-03-15 }", "{ kind = \"date\", date = 2022-03-18 }"),
            one("tasks.6.deadline.date", "2022-03-15", "2022-03-18", false)
        );
        assert_eq!(
            found("responsible = [\"gdast_coop\"]", "responsible = [{ party = \"gdast_coop\", role = \"lead\" }]"),
            one("tasks.14.responsible.gdast_coop.role", "unspecified", "lead", false)
        );
        assert_eq!(
            found("\"soc_food\", \"soc_quality\"", "\"soc_quality\""),
            one("groups.pilot_societies.members.soc_food", "from=2022-01-01 unit=soc_food", "", false)
        );
    }

    #[test]
    fn another_order_of_rows_is_a_change() {
        let swapped = found("\"soc_measure\", \"soc_road\"", "\"soc_road\", \"soc_measure\"");
        assert_eq!(swapped.len(), 1);
        assert_eq!(swapped[0].0, "groups.pilot_societies.members");
    }
}
