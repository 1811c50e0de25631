//! Which fields a unit is asked for, in the order of the form.

use super::{Kind, Row, Section};
use crate::calendar::Period;
use crate::language::Lang;
use crate::programme::Programme;
use crate::reports::{Cell, Draft, EVIDENCE_LIMIT, Proof, SAID_LIMIT, TEXT_LIMITS, TITLE_LIMIT, cells};
use crate::units::Unit;
use chrono::NaiveDate;

/// How many documents a sheet has room for, at the least.
const POLICY_ROWS: usize = 3;

/// What the rows of a unit's report depend on besides the draft.
pub struct Ground<'a> {
    pub programme: &'a Programme,
    pub unit: &'a Unit,
    pub period: &'a Period,
    pub today: NaiveDate,
    pub lang: Lang,
    /// The unit's sum of a cell before the period.
    pub before: &'a dyn Fn(&Cell) -> i64,
    /// The files that were brought, and the parts of tasks that are in.
    pub proof: &'a Proof,
    /// Whether a task is closed; nothing more is asked about it then.
    pub closed: &'a dyn Fn(&str) -> bool,
}

impl Ground<'_> {
    /// The fields of the report in the order of the form, with what stands in `draft`.
    pub fn rows(&self, draft: &Draft) -> Vec<Row> {
        let mut rows = Vec::new();
        let mut row = |section, field: String, name: String, kind| {
            let value = draft.value(self.programme, &field);
            rows.push(Row { section, field, name, kind, base: value.clone(), value });
        };
        let (programme, lang) = (self.programme, self.lang);
        for cell in cells(programme, self.unit, draft) {
            let name = format!("{} · {}", lang.measure(cell.measure), cell.name(programme, lang));
            row(Section::Counts, cell.field(), name, Kind::Count { before: (self.before)(&cell) });
        }
        let rungs = |names: &[crate::language::Name]| names.iter().map(|name| name.of(lang).to_owned()).collect();
        for specialty in &programme.specialties {
            let asked = specialty.new && self.unit.specialties.contains(&specialty.id);
            let typed = draft.specialties.iter().any(|entry| specialty.is_called(&entry.specialty));
            if asked || typed {
                let mut part = |part: &str, name: &str, kind| {
                    let name = format!("{} · {name}", specialty.name.of(lang));
                    row(Section::Stages, format!("specialty.{}.{part}", specialty.id), name, kind);
                };
                part("stage", lang.form_stage(), Kind::Rung(rungs(&programme.specialty_stages)));
                part("on", lang.form_stage_on(), Kind::Day { in_period: true });
                part("agreement", lang.workbook_agreement(), Kind::Text { most: TITLE_LIMIT });
                part("counterpart", lang.workbook_counterpart(), Kind::Text { most: TITLE_LIMIT });
            }
        }
        for task in programme.tasks_of(&self.unit.id, self.period.end) {
            let typed = draft.tasks.iter().any(|entry| entry.number == task.number);
            if !typed && (self.closed)(&task.number) {
                continue;
            }
            let mut part = |part: &str, name: &str, kind| {
                let name = format!("{} {} · {name}", task.number, task.short.of(lang));
                row(Section::Tasks, format!("task.{}.{part}", task.number), name, kind);
            };
            part("said", lang.form_said(), Kind::Text { most: SAID_LIMIT });
            if !task.stages.is_empty() {
                part("stage", lang.form_task_stage(), Kind::Rung(rungs(&task.stages)));
            }
            // As in the form: what is done is given there, and a place's part is for whoever is asked about the place.
            let held = self.proof.parts.get(&task.number);
            for (at, slot) in task.slots.iter().enumerate() {
                let ticked = !draft.value(programme, &format!("task.{}.slots.{at}", task.number)).is_empty();
                let done = held.is_some_and(|held| held.contains(&slot.zh_hans));
                if !ticked && (done || !programme.may_tick(&self.unit.id, &task.number, &slot.zh_hans)) {
                    continue;
                }
                part(&format!("slots.{at}"), slot.of(lang), Kind::Tick);
            }
            part("closure.on", lang.workbook_closure_on(), Kind::Day { in_period: false });
            part("closure.evidence", lang.workbook_closure_evidence(), Kind::Text { most: EVIDENCE_LIMIT });
        }
        let texts = [lang.form_done(), lang.form_problems(), lang.form_next(), lang.form_ask()];
        for ((field, most), name) in TEXT_LIMITS.into_iter().zip(texts) {
            row(Section::Text, field.to_owned(), name.to_owned(), Kind::Text { most });
        }
        let gathers = programme.places.iter().any(|place| place.unit.as_ref() == Some(&self.unit.id));
        let documents = if gathers { POLICY_ROWS.max(draft.policies.len() + 1) } else { draft.policies.len() };
        for n in 1..=documents {
            let mut part = |part: &str, name: &str, kind| {
                let name = format!("{} · {name}", lang.form_policy(&n.to_string()));
                row(Section::Policies, format!("policy.{n}.{part}"), name, kind);
            };
            part("title", lang.form_policy_title(), Kind::Text { most: TITLE_LIMIT });
            part("number", lang.form_policy_number(), Kind::Text { most: TITLE_LIMIT });
            part("on", lang.form_policy_on(), Kind::Day { in_period: false });
        }
        rows
    }
}
