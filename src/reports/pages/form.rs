//! The report form. It is saved as typed; what is wrong with it is worked out from what was saved, at every look.

use super::{Place, asked_period, at, own_unit, report_name};
use crate::calendar::Period;
use crate::figures::{FigureId, Subject};
use crate::people::pages::{Fields, cause, follow};
use crate::problem::Problem;
use crate::programme::Programme;
use crate::progress::figure;
use crate::reports::islands::Autosave;
use crate::reports::store::{self, Report};
use crate::reports::{
    Cell, ClosureEntry, Direction, Draft, Entry, Fault, FaultKind, Origin, StageEntry, TEXT_LIMITS, TaskEntry, Typed,
};
use crate::review::State;
use crate::targets::{Measure, TargetMeasure};
use crate::tasks::Task;
use crate::units::{Unit, UnitKind};
use crate::views::{Basis, View};
use crate::web::acts::{Answer, act};
use crate::web::pages::{Page, form_fields, inferred, text_area};
use axum::Json;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// The cells a unit is asked for: its specialties for recognition, its places for practice, and whatever
/// its draft already holds.
fn cells(programme: &Programme, unit: &Unit, draft: &Draft) -> Vec<Cell> {
    let mut cells = Vec::new();
    let places = places(programme, unit);
    for place in &places {
        for origin in Origin::ALL {
            cells.push(Cell {
                measure: Measure::Practising,
                specialty: None,
                place: place.clone(),
                origin,
                direction: None,
            });
        }
    }
    for specialty in &unit.specialties {
        for direction in Direction::ALL {
            for origin in Origin::ALL {
                cells.push(Cell {
                    measure: Measure::Recognised,
                    specialty: Some(specialty.clone()),
                    place: None,
                    origin,
                    direction: Some(direction),
                });
            }
        }
    }
    for entry in &draft.entries {
        let cell = cell_of(programme, entry);
        if !cells.contains(&cell) {
            cells.push(cell);
        }
    }
    cells
}

fn cell_of(programme: &Programme, entry: &Entry) -> Cell {
    let id = |word: &Option<String>| word.clone().filter(|word| !word.trim().is_empty());
    Cell {
        measure: entry.measure,
        specialty: id(&entry.specialty)
            .map(|word| programme.specialty(&word).map_or(word.clone(), |found| found.id.clone())),
        place: id(&entry.place).map(|word| programme.place(&word).map_or(word.clone(), |found| found.id.clone())),
        origin: entry.origin,
        direction: entry.direction,
    }
}

/// The places a city or zone reports by: those its name holds, the districts in them, and none for people
/// whose place is not known.
fn places(programme: &Programme, unit: &Unit) -> Vec<Option<String>> {
    if !matches!(unit.kind, UnitKind::City | UnitKind::Zone) {
        return Vec::new();
    }
    let named = |name: &str| unit.name.zh_hans.contains(name);
    let own: Vec<&str> =
        programme.places.iter().filter(|place| named(&place.name.zh_hans)).map(|place| place.id.as_str()).collect();
    let mut places: Vec<Option<String>> = programme
        .places
        .iter()
        .filter(|place| {
            own.contains(&place.id.as_str()) || place.city.as_deref().is_some_and(|city| own.contains(&city))
        })
        .map(|place| Some(place.id.clone()))
        .collect();
    places.push(None);
    places
}

/// Reads a posted form into a draft, as typed.
fn typed(fields: &Fields) -> Draft {
    let mut draft = Draft {
        nil: fields.get("nil") == "yes",
        done: fields.get("done").to_owned(),
        problems: fields.get("problems").to_owned(),
        next: fields.get("next").to_owned(),
        ask: fields.get("ask").to_owned(),
        ..Draft::default()
    };
    let mut stages: Vec<StageEntry> = Vec::new();
    let mut tasks: Vec<TaskEntry> = Vec::new();
    let mut closures: BTreeMap<String, ClosureEntry> = BTreeMap::new();
    for (name, value) in fields.all() {
        if let Some(cell) = Cell::from_field(name) {
            draft.entries.push(Entry {
                measure: cell.measure,
                specialty: cell.specialty,
                place: cell.place,
                origin: cell.origin,
                direction: cell.direction,
                count: Typed::from(value),
            });
        } else if let Some((specialty, part)) = name.strip_prefix("specialty.").and_then(|rest| rest.rsplit_once('.')) {
            let at = stages.iter().position(|entry| entry.specialty == specialty).unwrap_or_else(|| {
                stages.push(StageEntry { specialty: specialty.to_owned(), ..StageEntry::default() });
                stages.len() - 1
            });
            match part {
                "stage" => stages[at].stage = Typed::from(value),
                _ => stages[at].on = Typed::from(value),
            }
        } else if let Some((number, part)) = name.strip_prefix("task.").and_then(|rest| rest.split_once('.')) {
            let at = tasks.iter().position(|entry| entry.number == number).unwrap_or_else(|| {
                tasks.push(TaskEntry { number: number.to_owned(), ..TaskEntry::default() });
                tasks.len() - 1
            });
            match part {
                "said" => tasks[at].said = value.trim().to_owned(),
                "stage" => tasks[at].stage = Typed::from(value),
                "slots" => tasks[at].slots.push(value.to_owned()),
                "closure.on" => closures.entry(number.to_owned()).or_default().on = Typed::from(value),
                "closure.evidence" => closures.entry(number.to_owned()).or_default().evidence = value.trim().to_owned(),
                _ => {}
            }
        }
    }
    // A closure is asked for by its tick, or by filling in either of its fields: nothing typed is dropped.
    for task in &mut tasks {
        let closure = closures.remove(&task.number).unwrap_or_default();
        let ticked = fields.get(&format!("task.{}.closure", task.number)) == "yes";
        if ticked || !closure.on.0.is_empty() || !closure.evidence.is_empty() {
            task.closure = Some(closure);
        }
    }
    draft.specialties =
        stages.into_iter().filter(|entry| !entry.stage.0.is_empty() || !entry.on.0.is_empty()).collect();
    draft.tasks = tasks
        .into_iter()
        .filter(|task| *task != TaskEntry { number: task.number.clone(), ..TaskEntry::default() })
        .collect();
    draft
}

/// What the form shows besides the report itself.
struct Sheet {
    unit: Unit,
    period: Period,
    report: Report,
    /// What the last version was sent back with: the field and the reason.
    returned: Option<(String, String)>,
    /// Shown once the filer has asked for a check.
    faults: Vec<Fault>,
    /// What somebody else saved meanwhile.
    theirs: Option<Draft>,
}

async fn sheet(page: &Page, period: &str) -> Result<Sheet, Problem> {
    let (unit, period) = (own_unit(page)?, asked_period(page, period)?);
    let mut tx = page.app.db.read().await?;
    let report = store::get(&mut tx, &page.standing.programme.id, &unit.id, period.id).await?;
    let receipts = store::receipts(&mut tx, &page.standing.programme.id, &unit.id, period.id).await?;
    let last = receipts.into_iter().next().filter(|_| report.state == State::Returned);
    let returned = last.and_then(|receipt| receipt.return_field.zip(receipt.return_reason));
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

async fn show(page: &Page, status: StatusCode, sheet: Sheet) -> Result<Response, Problem> {
    let lang = page.lang;
    let mut title = report_name(page, sheet.period.id);
    if !sheet.faults.is_empty() {
        title = format!("{}: {title}", lang.form_faults(sheet.faults.len() as i64));
    }
    page.show_with(status, &title, true, move |page| view(page, &sheet)).await
}

/// What a cell counts, in words: 建筑工程 香港 港澳→内地.
pub fn cell_name(page: &Page, cell: &Cell) -> String {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let what = match (cell.measure, cell.specialty.as_deref(), cell.place.as_deref()) {
        (Measure::Recognised, Some(id), _) => {
            programme.specialty(id).map_or_else(|| id.to_owned(), |found| found.name.of(lang).to_owned())
        }
        (Measure::Practising, _, Some(id)) => {
            programme.place(id).map_or_else(|| id.to_owned(), |found| found.name.of(lang).to_owned())
        }
        (Measure::Practising, _, None) => lang.place_unknown().to_owned(),
        (Measure::Recognised, None, _) => "—".to_owned(),
    };
    let way = cell.direction.map(|way| lang.direction(way));
    [Some(what.as_str()), Some(lang.origin(cell.origin)), way].into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// The name of a form field in words.
pub fn field_name(page: &Page, field: &str) -> String {
    let lang = page.lang;
    let programme = &page.standing.programme;
    if let Some(cell) = Cell::from_field(field) {
        return format!("{} {}", lang.form_new(), cell_name(page, &cell));
    }
    let named = |number: &str| {
        programme.task(number).map_or_else(|| number.to_owned(), |task| lang.task_named(task.short.of(lang), number))
    };
    let parts: Vec<&str> = field.splitn(3, '.').collect();
    match parts[..] {
        ["task", number, "closure.on"] => format!("{} {}", named(number), lang.form_closure_on()),
        ["task", number, "closure.evidence"] => format!("{} {}", named(number), lang.form_closure()),
        ["task", number, ..] => format!("{} {}", named(number), lang.form_said()),
        ["specialty", id, ..] => {
            let name = programme.specialty(id).map_or(id, |found| found.name.of(lang));
            format!("{name} {}", lang.form_stage())
        }
        ["done"] => lang.form_done().to_owned(),
        ["problems"] => lang.form_problems().to_owned(),
        ["next"] => lang.form_next().to_owned(),
        ["ask"] => lang.form_ask().to_owned(),
        ["nil"] => lang.cell_nil().to_owned(),
        ["period"] => lang.period_label().to_owned(),
        _ => field.to_owned(),
    }
}

fn id_of(field: &str) -> String {
    field.replace('.', "-")
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
    view! {
        {head}
        {returned}
        {summary}
        {conflict}
        <form method="post" action=page.link(&path) class="report" id="report">
            {form_fields()}
            <input type="hidden" name="lock" value=report.lock.to_string()/>
            <p class="saved" role="status"><Autosave form="report".to_string() address=page.link(&format!("{path}/autosave")) shown=saved saved=lang.form_saved_at("").trim().to_owned()/></p>
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
fn before(page: &Page, sheet: &Sheet, cell: &Cell) -> i64 {
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

/// The fields of a draft by name, as typed.
fn flat(draft: &Draft) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    for entry in &draft.entries {
        let cell = Cell {
            measure: entry.measure,
            specialty: entry.specialty.clone(),
            place: entry.place.clone(),
            origin: entry.origin,
            direction: entry.direction,
        };
        fields.insert(cell.field(), entry.count.0.clone());
    }
    for entry in &draft.specialties {
        fields.insert(format!("specialty.{}.stage", entry.specialty), format!("{} {}", entry.stage.0, entry.on.0));
    }
    for task in &draft.tasks {
        let closure =
            task.closure.as_ref().map(|closure| format!(" {} {}", closure.on.0, closure.evidence)).unwrap_or_default();
        fields.insert(
            format!("task.{}.said", task.number),
            format!("{} {} {}{closure}", task.said, task.stage.0, task.slots.join(" ")),
        );
    }
    for (name, text) in
        [("done", &draft.done), ("problems", &draft.problems), ("next", &draft.next), ("ask", &draft.ask)]
    {
        fields.insert(name.to_owned(), text.clone());
    }
    fields.retain(|_, value| !value.trim().is_empty());
    fields
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

pub async fn save(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let (unit, period) = (own_unit(&page)?, asked_period(&page, &period)?);
    let draft = typed(&fields);
    let seen: Option<i64> = fields.get("lock").parse().ok();
    let path = format!("/my/reports/{}", period.id);
    let next = if fields.get("do") == "check" { page.link(&format!("{path}/check")) } else { page.link(&path) };
    let place = Place {
        app: page.app.clone(),
        programme: page.standing.programme.clone(),
        unit: unit.clone(),
        period: period.id,
    };
    let asked = cause(&page, &format!("POST {path}"), &fields)?;
    let kept = draft.clone();
    let saved = act(&page.app, asked, move |tx, cause| {
        let (place, draft, next) = (place.clone(), draft.clone(), next.clone());
        Box::pin(async move {
            place.desk(cause).save(tx, draft, seen).await?;
            Ok(Answer::see(next))
        })
    })
    .await;
    match saved {
        Ok(answer) => Ok(follow(answer)),
        Err(Problem::Conflict { .. }) => {
            // What was typed is shown again, beside what is stored, under the lock that is in force now.
            let mut sheet = self::sheet(&page, &period.id.to_string()).await?;
            if !sheet.report.state.is_open() {
                return Err(Problem::Conflict { state: sheet.report.state, lock: sheet.report.lock });
            }
            sheet.theirs = Some(std::mem::replace(&mut sheet.report.draft, kept));
            show(&page, StatusCode::CONFLICT, sheet).await
        }
        Err(problem) => Err(problem),
    }
}

/// The same, for the island: saves and answers the new lock.
pub async fn autosave(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let (unit, period) = (own_unit(&page)?, asked_period(&page, &period)?);
    let (draft, seen) = (typed(&fields), fields.get("lock").parse::<i64>().ok());
    let place = Place { app: page.app.clone(), programme: page.standing.programme.clone(), unit, period: period.id };
    let mut asked = cause(&page, "POST autosave", &fields)?;
    asked.key = None;
    let saved = act(&page.app, asked, move |tx, cause| {
        let (place, draft) = (place.clone(), draft.clone());
        Box::pin(async move {
            let report = place.desk(cause).save(tx, draft, seen).await?;
            let shown = report.saved_at.map(at).unwrap_or_default();
            Answer::json(200, &(report.lock, shown))
        })
    })
    .await;
    match saved {
        Ok(answer) => {
            let (lock, shown): (i64, String) = serde_json::from_str(&answer.text)?;
            Ok(Json(crate::reports::islands::Saved { lock, shown }).into_response())
        }
        // The island shows a word and leaves the rest to the next full save.
        Err(Problem::Conflict { .. }) => Ok(StatusCode::CONFLICT.into_response()),
        Err(problem) => Err(problem),
    }
}

/// What will change, and what to look at twice, before the report goes out.
pub async fn check(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    let sheet = sheet(&page, &period).await?;
    let path = format!("/my/reports/{}", sheet.period.id);
    let understood = sheet.report.draft.understand(&page.standing.programme, &sheet.unit, &sheet.period);
    let Ok(content) = understood else {
        let joint = if page.link(&path).contains('?') { '&' } else { '?' };
        return Ok(axum::response::Redirect::to(&format!("{}{joint}check=1", page.link(&path))).into_response());
    };
    let title = page.lang.check_title(&report_name(&page, sheet.period.id));
    page.show(&title, false, move |page| {
        let lang = page.lang;
        let programme = &page.standing.programme;
        let now = View::new(page.usual.day.max(sheet.period.end), Basis::Corrected);
        let effects: Vec<String> = programme
            .targets
            .iter()
            .filter_map(|target| {
                let TargetMeasure::Count { measure } = target.measure else { return None };
                let value = |id: FigureId| figure(programme, &page.record, now, &id).map_or(0, |figure| figure.value);
                let whole = value(FigureId::whole(Subject::Target(target.id.clone())));
                let own = value(FigureId::measure(measure).of_unit(&sheet.unit.id).in_period(sheet.period.id));
                let new: i64 = content.counts.iter().filter(|count| count.cell.measure == measure).map(|count| count.stated.number()).sum();
                (new != own).then(|| lang.check_effect_row(target.short.of(lang), whole, whole - own + new))
            })
            .collect();
        let effect = match effects.is_empty() {
            true => view! { <p>{lang.check_effect_none()}</p> }.into_any(),
            false => view! { <p>{lang.check_effect()}</p><ul>{effects.into_iter().map(|line| view! { <li class="strong">{line}</li> }).collect_view()}</ul> }.into_any(),
        };
        let warnings: Vec<String> = content
            .counts
            .iter()
            .filter_map(|count| {
                let (new, before) = (count.stated.number(), before(page, &sheet, &count.cell));
                (before > 0 && new >= before).then(|| lang.check_warn_cumulative(&field_name(page, &count.cell.field()), new, before))
            })
            .collect();
        let warned = (!warnings.is_empty()).then(|| view! { <ul class="warning">{warnings.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul> });
        view! {
            <h1>{lang.check_title(&report_name(page, sheet.period.id))}</h1>
            {effect}
            {warned}
            {crate::review::pages::content_view(page, &sheet.unit, &sheet.period, &content)}
            <form method="post" action=page.link(&format!("/my/reports/{}/submit", sheet.period.id))>
                {form_fields()}
                <input type="hidden" name="lock" value=sheet.report.lock.to_string()/>
                <p class="buttons">
                    <button type="submit">{lang.check_submit()}</button>
                    <a class="button second" href=page.link(&format!("/my/reports/{}", sheet.period.id))>{lang.check_back()}</a>
                </p>
            </form>
        }
        .into_any()
    })
    .await
}

pub async fn submit(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let (unit, period) = (own_unit(&page)?, asked_period(&page, &period)?);
    let seen: Option<i64> = fields.get("lock").parse().ok();
    let receipt = page.link(&format!("/my/reports/{}/receipt", period.id));
    let place = Place { app: page.app.clone(), programme: page.standing.programme.clone(), unit, period: period.id };
    let asked = cause(&page, &format!("POST /my/reports/{}/submit", period.id), &fields)?;
    let answer = act(&page.app, asked, move |tx, cause| {
        let (place, receipt) = (place.clone(), receipt.clone());
        Box::pin(async move {
            place.desk(cause).submit(tx, seen).await?;
            Ok(Answer::see(receipt))
        })
    })
    .await;
    match answer {
        Ok(answer) => Ok(follow(answer)),
        Err(Problem::Faults(faults)) => {
            let mut sheet = sheet(&page, &period.id.to_string()).await?;
            sheet.faults = faults;
            show(&page, StatusCode::UNPROCESSABLE_ENTITY, sheet).await
        }
        Err(problem) => Err(problem),
    }
}

pub async fn nil_page(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    let sheet = sheet(&page, &period).await?;
    let title = page.lang.nil_title(&report_name(&page, sheet.period.id));
    page.show(&title, false, move |page| {
        let lang = page.lang;
        let path = format!("/my/reports/{}", sheet.period.id);
        if !sheet.report.state.is_open() {
            return view! { <h1>{lang.nil_title(&report_name(page, sheet.period.id))}</h1><p>{lang.form_locked(lang.state(sheet.report.state))}</p> }.into_any();
        }
        let kept = (sheet.report.lock > 0).then(|| view! { <p>{lang.nil_draft_kept()}</p> });
        view! {
            <div class="narrow">
                <h1>{lang.nil_title(&report_name(page, sheet.period.id))}</h1>
                <p>{sheet.unit.name.of(lang).to_owned()} " · " {lang.form_span(&lang.day(sheet.period.start), &lang.day(sheet.period.end))}</p>
                <p>{lang.nil_lead()}</p>
                {kept}
                <form method="post" action=page.link(&format!("{path}/nil"))>
                    {form_fields()}
                    <input type="hidden" name="lock" value=sheet.report.lock.to_string()/>
                    <p class="buttons"><button type="submit">{lang.nil_confirm()}</button>
                    <a class="button second" href=page.link(&path)>{lang.check_back()}</a></p>
                </form>
            </div>
        }
        .into_any()
    })
    .await
}

/// Files a nil return in one act: what the draft says in words is kept, its numbers are not.
pub async fn nil(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let (unit, period) = (own_unit(&page)?, asked_period(&page, &period)?);
    let seen: Option<i64> = fields.get("lock").parse().ok();
    let receipt = page.link(&format!("/my/reports/{}/receipt", period.id));
    let place = Place { app: page.app.clone(), programme: page.standing.programme.clone(), unit, period: period.id };
    let asked = cause(&page, &format!("POST /my/reports/{}/nil", period.id), &fields)?;
    let answer = act(&page.app, asked, move |tx, cause| {
        let (place, receipt) = (place.clone(), receipt.clone());
        Box::pin(async move {
            let held = store::get(tx, &place.programme.id, &place.unit.id, place.period).await?;
            let tasks = held.draft.tasks.into_iter().map(|task| TaskEntry { closure: None, ..task }).collect();
            let draft = Draft { nil: true, entries: Vec::new(), specialties: Vec::new(), tasks, ..held.draft };
            let desk = place.desk(cause);
            let saved = desk.save(tx, draft, seen).await?;
            desk.submit(tx, Some(saved.lock)).await?;
            Ok(Answer::see(receipt))
        })
    })
    .await?;
    Ok(follow(answer))
}
