//! Where the unit's disciplines and tasks stand.

use super::texts::length;
use super::{Sheet, error};
use crate::lights::Light;
use crate::progress::parts_missing;
use crate::reports::pages::fields::id_of;
use crate::reports::{ClosureEntry, SAID_LIMIT, TICKED, TaskEntry, closure_field, understand_day};
use crate::specialties::SIGNED;
use crate::tasks::{Deadline, Task};
use crate::web::pages::{Page, inferred};
use chrono::NaiveDate;
use leptos::prelude::*;

/// A day as people write it, with the day that was understood beside it.
fn day_box(page: &Page, field: &str, typed: &str) -> AnyView {
    let id = id_of(field);
    let understood = understand_day(typed).map(|day| day.to_string()).filter(|day| day != typed);
    let understood = understood.map(|day| page.lang.form_read_as(&day));
    view! {
        <input id=id.clone() name=field.to_owned() value=typed.to_owned() data-day="" placeholder="2022-07-15" size="12" autocomplete="off"/>
        <span class="read" id=format!("{id}-read")>{understood}</span>
    }
    .into_any()
}

pub(super) fn stages(page: &Page, sheet: &Sheet, no: usize) -> Option<AnyView> {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let typed = |id: &str| {
        sheet
            .report
            .draft
            .specialties
            .iter()
            .find(|entry| programme.specialty(&entry.specialty).is_some_and(|found| found.id == id))
    };
    let new: Vec<_> = programme
        .specialties
        .iter()
        .filter(|specialty| {
            typed(&specialty.id).is_some() || (specialty.new && sheet.unit.specialties.contains(&specialty.id))
        })
        .collect();
    if new.is_empty() {
        return None;
    }
    let rows = new.into_iter().map(|specialty| {
        let entry = typed(&specialty.id).cloned().unwrap_or_default();
        let field = |part: &str| format!("specialty.{}.{part}", specialty.id);
        let (stage, on) = (field("stage"), field("on"));
        let reached = page.progress.specialties.iter().find(|row| row.id == specialty.id).map_or(0, |row| row.stage);
        let options = programme.specialty_stages.iter().enumerate().map(|(at, name)| {
            let value = (at + 1).to_string();
            view! { <option value=value.clone() selected=entry.stage.0 == value>{format!("{value} {}", name.of(lang))}</option> }
        });
        let now = usize::try_from(reached - 1).ok().and_then(|at| programme.specialty_stages.get(at)).map(|name| format!("（{}）", name.of(lang)));
        let wide = |part: &str, label: &'static str, value: String| {
            let field = field(part);
            view! { <div class="field"><label for=id_of(&field)>{label}</label>{error(page, &sheet.faults, &field)}
                <input id=id_of(&field) name=field.clone() value=value class="wide" autocomplete="off"/></div> }
        };
        let signed = entry.stage.0.parse().is_ok_and(|stage: i64| stage >= SIGNED);
        let open = signed || !entry.agreement.is_empty() || !entry.counterpart.is_empty();
        view! {
            <div class="row">
                <div class="field"><label for=id_of(&stage)>{specialty.name.of(lang).to_owned()} {specialty.units_inferred.then(|| inferred(lang))} {now} " " {lang.form_stage()}</label>{error(page, &sheet.faults, &stage)}
                    <select id=id_of(&stage) name=stage.clone()><option value="">{lang.form_stage_none()}</option>{options.collect_view()}</select></div>
                <div class="field"><label for=id_of(&on)>{lang.form_stage_on()}</label>{error(page, &sheet.faults, &on)}
                    {day_box(page, &on, &entry.on.0)}</div>
            </div>
            <details open=open>
                <summary>{lang.form_agreement_open()} <span class="spoken">{specialty.name.of(lang).to_owned()}</span></summary>
                <p class="quiet">{lang.form_agreement_hint()}</p>
                {wide("agreement", lang.form_agreement(), entry.agreement)}
                {wide("counterpart", lang.form_counterpart(), entry.counterpart)}
            </details>
        }
    });
    Some(view! { <fieldset data-section=no.to_string()><legend><span class="no">{no}</span> " " {lang.form_section_stages()}</legend>{rows.collect_view()}</fieldset> }.into_any())
}

pub(super) fn tasks(page: &Page, sheet: &Sheet, no: usize) -> Option<AnyView> {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let open = |task: &&Task| {
        let typed = sheet.report.draft.tasks.iter().any(|entry| entry.number == task.number);
        let closed = page.progress.tasks.iter().any(|row| row.number == task.number && row.light.is_closed());
        typed || !closed
    };
    let rows =
        programme.tasks_of(&sheet.unit.id, sheet.period.end).filter(open).map(|task| task_fields(page, sheet, task));
    Some(view! { <fieldset data-section=no.to_string()><legend><span class="no">{no}</span> " " {lang.form_section_tasks()}</legend>{rows.collect_view()}</fieldset> }.into_any())
}

fn task_fields(page: &Page, sheet: &Sheet, task: &Task) -> AnyView {
    let lang = page.lang;
    let entry = sheet.report.draft.tasks.iter().find(|entry| entry.number == task.number).cloned().unwrap_or_default();
    let field = |part: &str| format!("task.{}.{part}", task.number);
    let (said, stage, slots) = (field("said"), field("stage"), field("slots"));
    let ladder = (!task.stages.is_empty()).then(|| {
        let options = task.stages.iter().enumerate().map(|(at, name)| {
            let value = (at + 1).to_string();
            view! { <option value=value.clone() selected=entry.stage.0 == value>{format!("{value} {}", name.of(lang))}</option> }
        });
        view! { <div class="field"><label for=id_of(&stage)>{lang.form_task_stage()}</label>{error(page, &sheet.faults, &stage)}
            <select id=id_of(&stage) name=stage.clone()><option value="">{lang.form_stage_none()}</option>{options.collect_view()}</select></div> }
    });
    let parts = (!task.slots.is_empty()).then(|| {
        let done = page.progress.tasks.iter().find(|row| row.number == task.number).map(|row| &row.slots);
        let is_done = |part: &str| done.is_some_and(|done| done.iter().any(|done| done == part));
        let boxes = task.slots.iter().map(|slot| {
            if is_done(&slot.zh_hans) {
                return view! { <p class="given">"✓ " {slot.of(lang).to_owned()} " " <span class="quiet">{lang.form_slot_done()}</span></p> }.into_any();
            }
            let typed = entry.slots.contains(&slot.zh_hans);
            if !typed && !page.standing.programme.may_tick(&sheet.unit.id, &task.number, &slot.zh_hans) {
                return ().into_any();
            }
            let chosen = entry.slots.iter().any(|word| *word == slot.zh_hans || *word == slot.en || *word == slot.zh_hant);
            view! { <label class="tick"><input type="checkbox" name=slots.clone() value=slot.zh_hans.clone() checked=chosen/> {slot.of(lang).to_owned()}</label> }
                .into_any()
        });
        view! { <fieldset class="plain"><legend>{lang.form_slots()}</legend>{error(page, &sheet.faults, &slots)}{boxes.collect_view()}</fieldset> }
    });
    let closures = closable(page, task, &entry).into_iter().map(|(due, asked)| closure(page, sheet, task, due, asked));
    view! {
        <div class="task">
            <div class="field">
                <label for=id_of(&said)><span class="no">{task.number.clone()}</span> " " {task.short.of(lang).to_owned()} " · " {lang.form_said()}</label>
                {error(page, &sheet.faults, &said)}
                <input id=id_of(&said) name=said.clone() value=entry.said.clone() data-most=SAID_LIMIT.to_string() autocomplete="off" class="wide"/>
                {length(&said, &entry.said, SAID_LIMIT)}
            </div>
            {ladder}
            {parts}
            {closures.collect_view()}
        </div>
    }
    .into_any()
}

/// The closures that can be asked for: one for each deadline that is open where the task has several days. A
/// monthly duty is closed month by month, the earliest open one first.
fn closable(page: &Page, task: &Task, entry: &TaskEntry) -> Vec<(Option<NaiveDate>, Option<ClosureEntry>)> {
    if !matches!(task.deadline, Deadline::Dates { .. }) {
        let asked = entry.closures.iter().map(|closure| (closure.due, Some(closure.clone())));
        return if entry.closures.is_empty() { vec![(None, None)] } else { asked.collect() };
    }
    let row = page.progress.tasks.iter().find(|row| row.number == task.number);
    let open = row
        .into_iter()
        .flat_map(|row| &row.occurrences)
        .filter(|occurrence| !occurrence.light.is_closed() && occurrence.light != Light::ClosureRequested);
    let mut days: Vec<Option<NaiveDate>> = open.map(|occurrence| Some(occurrence.due)).collect();
    let asked = |due| entry.closures.iter().find(|closure| closure.due == due);
    // What was asked for without its day is for the first that nothing was asked for.
    let free = days.iter().copied().find(|due| asked(*due).is_none()).filter(|_| asked(None).is_some());
    for closure in &entry.closures {
        if !days.contains(&closure.due) && (closure.due.is_some() || free.is_none()) {
            days.push(closure.due);
        }
    }
    let of = |due| asked(due).or_else(|| asked(None).filter(|_| free == Some(due))).cloned();
    days.into_iter().map(|due| (due, of(due))).collect()
}

/// How many of its parts are in, counting those ticked here, and which are not.
fn short_of(page: &Page, sheet: &Sheet, task: &Task) -> Option<String> {
    let lang = page.lang;
    let ticked = sheet.report.draft.tasks.iter().find(|entry| entry.number == task.number).map(|entry| &entry.slots);
    let missing = parts_missing(&page.standing.programme, &page.record, task, page.now);
    let missing = missing.iter().filter(|part| ticked.is_none_or(|ticked| !ticked.contains(&part.zh_hans)));
    let names: Vec<String> = missing.map(|part| part.of(lang).to_owned()).collect();
    let all = page.standing.programme.parts_wanted(task).count();
    (!names.is_empty()).then(|| lang.standard_short_of(all - names.len(), all, &lang.list(&names)))
}

/// A request to close the task, or what is due of it on a day.
fn closure(page: &Page, sheet: &Sheet, task: &Task, due: Option<NaiveDate>, asked: Option<ClosureEntry>) -> AnyView {
    let lang = page.lang;
    let (asks, named) = (asked.is_some(), asked.as_ref().map_or(due, |closure| closure.due));
    let ClosureEntry { on: day, evidence: said, .. } = asked.unwrap_or_default();
    let parts = ["", "on", "evidence"];
    let [tick, on, evidence] = parts.map(|part| closure_field(&task.number, due, part));
    let [wrong, wrong_on, wrong_evidence] =
        parts.map(|part| error(page, &sheet.faults, &closure_field(&task.number, named, part)));
    let due = due.map(|due| format!(" · {} {}", lang.deadline_label(), lang.day(due)));
    view! {
        <details open=asks>
            <summary>{lang.form_closure()} {due.clone()} <span class="spoken">{task.number.clone()}</span></summary>
            {wrong}
            <p class="quiet">{lang.task_standard()} {lang.pick("：", "：", ": ")} {lang.standard(task)} {short_of(page, sheet, task)}</p>
            <label class="tick"><input type="checkbox" id=id_of(&tick) name=tick.clone() value=TICKED checked=asks/> {lang.form_closure()} {due}</label>
            <div class="field"><label for=id_of(&on)>{lang.form_closure_on()}</label>{wrong_on}{day_box(page, &on, &day.0)}</div>
            <div class="field"><label for=id_of(&evidence)>{lang.form_closure_evidence()}</label>{wrong_evidence}<input id=id_of(&evidence) name=evidence.clone() value=said class="wide" autocomplete="off"/></div>
        </details>
    }
    .into_any()
}
