//! The report form. It is saved as typed; what is wrong with it is worked out from what was saved, at every look.

use super::fields::{cell_name, field_name, flat, id_of};
use super::{asked_period, at, own_unit, report_name};
use crate::calendar::Period;
use crate::figures::FigureId;
use crate::problem::Problem;
use crate::programme::Programme;
use crate::progress::figure;
use crate::reports::islands::Autosave;
use crate::reports::store::{self, Report};
use crate::reports::{Cell, Draft, Fault, FaultKind, TEXT_LIMITS, cell_of, cells};
use crate::review::State;
use crate::review::pages::return_said;
use crate::tasks::Task;
use crate::units::Unit;
use crate::views::{Basis, View};
use crate::web::pages::{Page, form_fields, inferred, text_area};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What the form shows besides the report itself.
pub(super) struct Sheet {
    pub unit: Unit,
    pub period: Period,
    pub report: Report,
    /// What the last version was sent back with: the field and the reason.
    returned: Option<(String, String)>,
    /// Shown once the filer has asked for a check.
    pub faults: Vec<Fault>,
    /// What somebody else saved meanwhile.
    pub theirs: Option<Draft>,
}

pub(super) async fn sheet(page: &Page, period: &str) -> Result<Sheet, Problem> {
    let (unit, period) = (own_unit(page)?, asked_period(page, period)?);
    let mut tx = page.app.db.read().await?;
    let report = store::get(&mut tx, &page.standing.programme.id, &unit.id, period.id).await?;
    let receipts = store::receipts(&mut tx, &page.standing.programme.id, &unit.id, period.id).await?;
    let last = receipts.into_iter().next().filter(|_| report.state == State::Returned);
    let returned = last.and_then(|receipt| return_said(page, &receipt));
    Ok(Sheet { unit, period, report, returned, faults: Vec::new(), theirs: None })
}

pub async fn form(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    let mut sheet = sheet(&page, &period).await?;
    if page.asked("check").is_some() {
        sheet.faults = faults(&page, &sheet);
    }
    show(&page, StatusCode::OK, sheet).await
}

fn faults(page: &Page, sheet: &Sheet) -> Vec<Fault> {
    sheet.report.draft.understand(&page.standing.programme, &sheet.unit, &sheet.period).err().unwrap_or_default()
}

pub(super) async fn show(page: &Page, status: StatusCode, sheet: Sheet) -> Result<Response, Problem> {
    let lang = page.lang;
    let mut title = report_name(page, sheet.period.id);
    if !sheet.faults.is_empty() {
        title = format!("{}: {title}", lang.form_faults(sheet.faults.len() as i64));
    }
    page.show_with(status, &title, true, move |page| view(page, &sheet)).await
}

fn view(page: &Page, sheet: &Sheet) -> AnyView {
    let lang = page.lang;
    let Sheet { unit, period, report, returned, faults, theirs } = sheet;
    let name = report_name(page, period.id);
    let path = format!("/my/reports/{}", period.id);
    let head = view! {
        <h1>{lang.form_title(unit.name.of(lang), &name)}</h1>
        <p class="quiet">{lang.form_span(&lang.day(period.start), &lang.day(period.end))} " · " {lang.form_secret()}</p>
    };
    if !report.state.is_open() {
        return view! {
            {head}
            <p class="banner" role="status">{lang.form_locked(lang.state(report.state))}</p>
            <p><a class="button" href=page.link(&format!("{path}/receipt"))>{lang.receipt_title()}</a></p>
        }
        .into_any();
    }
    let summary = (!faults.is_empty()).then(|| {
        let lines = faults.iter().map(|fault| {
            let said = format!("{}{}{}", field_name(page, &fault.field), lang.pick("：", "：", ": "), lang.fault(&fault.kind));
            let target = if fault.kind == FaultKind::NothingSaid { "nil-return".to_owned() } else { id_of(&fault.field) };
            view! { <li><a href=format!("#{target}")>{said}</a></li> }
        });
        view! { <div class="error-summary" role="alert" tabindex="-1"><p>{lang.form_faults(faults.len() as i64)}</p><ul>{lines.collect_view()}</ul></div> }
    });
    let returned = returned.as_ref().map(|(field, reason)| super::home::returned(page, field, reason));
    let conflict = theirs.as_ref().map(|theirs| conflict(page, theirs, &report.draft));
    let saved =
        report.saved_at.map_or_else(|| lang.form_not_saved().to_owned(), |moment| lang.form_saved_at(&at(moment)));
    let nil = report.draft.nil;
    let nil_tick = nil.then(|| view! { <p><label class="tick" id="nil"><input type="checkbox" name="nil" value="yes" checked=true/> {lang.cell_nil()}</label></p> });
    let texts = [
        ("done", lang.form_done(), &report.draft.done, 4),
        ("problems", lang.form_problems(), &report.draft.problems, 3),
        ("next", lang.form_next(), &report.draft.next, 3),
        ("ask", lang.form_ask(), &report.draft.ask, 2),
    ]
    .map(|(field, label, value, rows)| {
        let wrong = faults.iter().any(|fault| fault.field == field);
        let error = error(page, faults, field);
        view! { <div class="field"><label for=field>{label}</label>{error}{text_area(field.into(), field.into(), rows, value, None, wrong)}</div> }
    });
    debug_assert_eq!(TEXT_LIMITS.len(), texts.len());
    let correction = report.correction.as_ref().map(|reason| {
        view! {
            <form method="post" action=page.link(&format!("{path}/abandon")) class="banner">
                {form_fields()}
                <input type="hidden" name="lock" value=report.lock.to_string()/>
                <p>{lang.abandon_lead()} {reason.clone()}</p>
                <p><button type="submit" class="second">{lang.abandon()}</button> <span class="quiet">{lang.abandon_keeps()}</span></p>
            </form>
        }
    });
    view! {
        {head}
        {correction}
        {returned}
        {summary}
        {conflict}
        <form method="post" action=page.link(&path) class="report" id="report">
            {form_fields()}
            <input type="hidden" name="lock" value=report.lock.to_string()/>
            <p class="saved" role="status"><Autosave form="report".to_string() address=page.link(&format!("{path}/autosave")) shown=saved saved=lang.form_saved_at("").trim().to_owned()/></p>
            <p class="other-ways"><a href=page.link(&format!("{path}/spreadsheet"))>{lang.workbook()}</a> " · " <a href=page.link(&format!("{path}/print"))>{lang.print_form()}</a></p>
            {nil_tick}
            {counts(page, sheet)}
            {stages(page, sheet)}
            {tasks(page, sheet)}
            <fieldset><legend>{lang.form_section_text()}</legend>{texts.into_iter().collect_view()}</fieldset>
            <p class="buttons sticky">
                <button type="submit" name="do" value="check">{lang.form_check()}</button>
                <button type="submit" name="do" value="save" class="second">{lang.form_save()}</button>
                <a id="nil-return" class="button second" href=page.link(&format!("{path}/nil"))>{lang.my_nil()}</a>
            </p>
        </form>
    }
    .into_any()
}

/// The fault beside its field, in the words of the summary.
fn error(page: &Page, faults: &[Fault], field: &str) -> AnyView {
    let id = format!("{}-error", id_of(field));
    match faults.iter().find(|fault| fault.field == field) {
        Some(fault) => view! { <p class="error" id=id>{page.lang.fault(&fault.kind)}</p> }.into_any(),
        None => ().into_any(),
    }
}

/// The unit's sum of a cell over the periods before this one.
pub(super) fn before(page: &Page, sheet: &Sheet, cell: &Cell) -> i64 {
    let Some(day) = sheet.period.start.pred_opt() else { return 0 };
    let mut id = FigureId::measure(cell.measure).of_unit(&sheet.unit.id);
    id.filter.specialty.clone_from(&cell.specialty);
    id.filter.place.clone_from(&cell.place);
    id.filter.origin = Some(cell.origin);
    id.filter.direction = cell.direction;
    let found = figure(&page.standing.programme, &page.record, View::new(day, Basis::Corrected), &id);
    found.map_or(0, |figure| {
        let same = |part: &&crate::figures::Contribution| part.place == cell.place && part.specialty == cell.specialty;
        figure.contributions.iter().filter(same).map(|part| part.count).sum()
    })
}

/// Whether that the unit is asked about the specialty of the cell is inferred.
fn inferred_cell(programme: &Programme, cell: &Cell) -> bool {
    let specialty = cell.specialty.as_deref().and_then(|id| programme.specialty(id));
    specialty.is_some_and(|specialty| specialty.units_inferred)
}

fn counts(page: &Page, sheet: &Sheet) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let cells = cells(programme, &sheet.unit, &sheet.report.draft);
    if cells.is_empty() {
        return ().into_any();
    }
    let note = cells.iter().any(|cell| inferred_cell(programme, cell));
    let note = note.then(|| view! { <p class="quiet">{lang.inferred_link_note()}</p> });
    let rows = cells.iter().map(|cell| {
        let field = cell.field();
        let id = id_of(&field);
        let typed = sheet.report.draft.entries.iter().find(|entry| cell_of(programme, entry) == *cell);
        let value = typed.map_or(String::new(), |entry| entry.count.0.clone());
        let wrong = sheet.faults.iter().any(|fault| fault.field == field);
        let described = wrong.then(|| format!("{id}-error"));
        view! {
            <tr>
                <th scope="row"><label for=id.clone()>{lang.measure(cell.measure)} " · " {cell_name(page, cell)} {inferred_cell(programme, cell).then(|| inferred(lang))}</label>{error(page, &sheet.faults, &field)}</th>
                <td class="number given">{before(page, sheet, cell)}</td>
                <td><input id=id.clone() name=field.clone() value=value inputmode="numeric" autocomplete="off" size="6" aria-invalid=wrong.then_some("true") aria-describedby=described/></td>
            </tr>
        }
    });
    view! {
        <fieldset>
            <legend>{lang.form_section_counts()}</legend>
            <p class="quiet" id="counts-hint">{lang.form_counts_hint()}</p>
            {note}
            <table class="grid">
                <thead><tr><th scope="col">{lang.measure_label()}</th><th scope="col" class="number">{lang.form_previous()}</th><th scope="col">{lang.form_new()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </fieldset>
    }
    .into_any()
}

fn stages(page: &Page, sheet: &Sheet) -> AnyView {
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
        return ().into_any();
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
        view! {
            <div class="row">
                <div class="field"><label for=id_of(&stage)>{specialty.name.of(lang).to_owned()} {specialty.units_inferred.then(|| inferred(lang))} {now} " " {lang.form_stage()}</label>{error(page, &sheet.faults, &stage)}
                    <select id=id_of(&stage) name=stage.clone()><option value="">{lang.form_stage_none()}</option>{options.collect_view()}</select></div>
                <div class="field"><label for=id_of(&on)>{lang.form_stage_on()}</label>{error(page, &sheet.faults, &on)}
                    <input id=id_of(&on) name=on.clone() value=entry.on.0.clone() placeholder="2022-07-15" size="12" autocomplete="off"/></div>
            </div>
        }
    });
    view! { <fieldset><legend>{lang.form_section_stages()}</legend>{rows.collect_view()}</fieldset> }.into_any()
}

fn tasks(page: &Page, sheet: &Sheet) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let open = |task: &&Task| {
        let typed = sheet.report.draft.tasks.iter().any(|entry| entry.number == task.number);
        let closed = page.progress.tasks.iter().any(|row| row.number == task.number && row.light.is_closed());
        typed || !closed
    };
    let rows =
        programme.tasks_of(&sheet.unit.id, sheet.period.end).filter(open).map(|task| task_fields(page, sheet, task));
    view! { <fieldset><legend>{lang.form_section_tasks()}</legend>{rows.collect_view()}</fieldset> }.into_any()
}

fn task_fields(page: &Page, sheet: &Sheet, task: &Task) -> AnyView {
    let lang = page.lang;
    let entry = sheet.report.draft.tasks.iter().find(|entry| entry.number == task.number).cloned().unwrap_or_default();
    let field = |part: &str| format!("task.{}.{part}", task.number);
    let (said, stage, slots) = (field("said"), field("stage"), field("slots"));
    let (tick, on, evidence) = (field("closure"), field("closure.on"), field("closure.evidence"));
    let ladder = (!task.stages.is_empty()).then(|| {
        let options = task.stages.iter().enumerate().map(|(at, name)| {
            let value = (at + 1).to_string();
            view! { <option value=value.clone() selected=entry.stage.0 == value>{format!("{value} {}", name.of(lang))}</option> }
        });
        view! { <div class="field"><label for=id_of(&stage)>{lang.form_task_stage()}</label>{error(page, &sheet.faults, &stage)}
            <select id=id_of(&stage) name=stage.clone()><option value="">{lang.form_stage_none()}</option>{options.collect_view()}</select></div> }
    });
    let parts = (!task.slots.is_empty()).then(|| {
        let boxes = task.slots.iter().map(|slot| {
            let chosen = entry.slots.iter().any(|word| *word == slot.zh_hans || *word == slot.en || *word == slot.zh_hant);
            view! { <label class="tick"><input type="checkbox" name=slots.clone() value=slot.zh_hans.clone() checked=chosen/> {slot.of(lang).to_owned()}</label> }
        });
        view! { <fieldset class="plain"><legend>{lang.form_slots()}</legend>{error(page, &sheet.faults, &slots)}{boxes.collect_view()}</fieldset> }
    });
    let closure = entry.closure.clone();
    let asks = closure.is_some();
    let closure = closure.unwrap_or_default();
    view! {
        <div class="task">
            <div class="field">
                <label for=id_of(&said)><span class="no">{task.number.clone()}</span> " " {task.short.of(lang).to_owned()} " · " {lang.form_said()}</label>
                {error(page, &sheet.faults, &said)}
                <input id=id_of(&said) name=said.clone() value=entry.said.clone() autocomplete="off" class="wide"/>
            </div>
            {ladder}
            {parts}
            <details open=asks>
                <summary>{lang.form_closure()} <span class="spoken">{task.number.clone()}</span></summary>
                <label class="tick"><input type="checkbox" name=tick.clone() value="yes" checked=asks/> {lang.form_closure()}</label>
                <div class="field"><label for=id_of(&on)>{lang.form_closure_on()}</label>{error(page, &sheet.faults, &on)}<input id=id_of(&on) name=on.clone() value=closure.on.0.clone() size="12" placeholder="2022-07-15" autocomplete="off"/></div>
                <div class="field"><label for=id_of(&evidence)>{lang.form_closure_evidence()}</label>{error(page, &sheet.faults, &evidence)}<input id=id_of(&evidence) name=evidence.clone() value=closure.evidence.clone() class="wide" autocomplete="off"/></div>
            </details>
        </div>
    }
    .into_any()
}

fn conflict(page: &Page, theirs: &Draft, yours: &Draft) -> AnyView {
    let lang = page.lang;
    let (theirs, yours) = (flat(theirs), flat(yours));
    let mut names: Vec<&String> = theirs.keys().chain(yours.keys()).collect();
    names.sort();
    names.dedup();
    let rows = names.into_iter().filter(|name| theirs.get(*name) != yours.get(*name)).map(|name| {
        let shown = |side: &BTreeMap<String, String>| side.get(name).cloned().unwrap_or_else(|| "—".into());
        view! { <tr><th scope="row">{field_name(page, name)}</th><td>{shown(&theirs)}</td><td>{shown(&yours)}</td></tr> }
    });
    view! {
        <div class="error-summary" role="alert">
            <p>{lang.form_conflict()}</p>
            <table><thead><tr><th scope="col">{lang.conflict_field()}</th><th scope="col">{lang.conflict_theirs()}</th><th scope="col">{lang.conflict_yours()}</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody></table>
        </div>
    }
    .into_any()
}
