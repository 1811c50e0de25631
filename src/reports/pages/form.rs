//! The report form. It is saved as typed; what is wrong with it is worked out from what was saved, at every look.

mod conflict;
mod counts;
mod reading;
mod signing;
mod tasks;
mod texts;

pub(super) use conflict::{ASKED, BASE, KEEP, choose};
pub(super) use counts::before;
pub(super) use signing::gathers;

use super::fields::{field_name, id_of};
use super::locked::locks;
use super::posted::posted;
use super::receipt::withdraw_form;
use super::{asked_period, at, own_unit, report_name};
use crate::calendar::{Period, day_of};
use crate::evidence::File;
use crate::evidence::pages::{list, section};
use crate::evidence::store as evidence;
use crate::people::{Person, Role, store as people};
use crate::problem::Problem;
use crate::progress::parts_in;
use crate::reports::islands::{Autosave, Words};
use crate::reports::store::{self, HeadLink, Report};
use crate::reports::{Content, Fault, FaultKind, Proof};
use crate::review::pages::{content_view, return_said, with_view};
use crate::review::{State, may_file};
use crate::units::Unit;
use crate::web::pages::{Page, form_fields, text_area};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// What the form shows besides the report itself.
pub(super) struct Sheet {
    pub unit: Unit,
    pub period: Period,
    pub report: Report,
    /// What the last version was sent back with: the field and the reason.
    returned: Option<(String, String)>,
    /// Shown once the filer has asked for a check.
    pub faults: Vec<Fault>,
    pub files: Vec<File>,
    /// Who answers for the unit …
    pub head: Option<Person>,
    /// … and the link by which they read it, if one is open.
    pub link: Option<HeadLink>,
}

pub(super) async fn sheet(page: &Page, period: &str) -> Result<Sheet, Problem> {
    sheet_of(page, own_unit(page)?, asked_period(page, period)?).await
}

pub(super) async fn sheet_of(page: &Page, unit: Unit, period: Period) -> Result<Sheet, Problem> {
    let mut tx = page.app.db.read().await?;
    let report = store::get(&mut tx, &page.standing.programme.id, &unit.id, period.id).await?;
    let receipts = store::receipts(&mut tx, &page.standing.programme.id, &unit.id, period.id).await?;
    let files = evidence::of_draft(&mut tx, &page.standing.programme.id, &unit.id, period.id).await?;
    let whose = (page.standing.programme.id.as_str(), unit.id.as_str(), period.id);
    let link = store::head_link(&mut tx, whose, page.now).await?;
    let people = people::all(&mut tx, page.now).await?;
    let answers = |person: &Person| person.role == Role::UnitHead && person.belongs_to(&unit.id);
    let head =
        people.into_iter().find(|(person, closed)| closed.is_none() && answers(person)).map(|(person, _)| person);
    let last = receipts.into_iter().next().filter(|_| report.state == State::Returned);
    let returned = last.and_then(|receipt| return_said(page, &receipt));
    Ok(Sheet { unit, period, report, returned, faults: Vec::new(), files, head, link })
}

pub async fn form(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    let mut sheet = sheet(&page, &period).await?;
    if page.asked("check").is_some() {
        sheet.faults = faults(&page, &sheet);
    }
    show(&page, StatusCode::OK, sheet).await
}

fn faults(page: &Page, sheet: &Sheet) -> Vec<Fault> {
    sheet.understand(page).err().unwrap_or_default()
}

impl Sheet {
    /// The draft as understood, with the files it holds and the parts of tasks that are in.
    pub fn understand(&self, page: &Page) -> Result<Content, Vec<Fault>> {
        let (programme, today) = (&page.standing.programme, day_of(page.now));
        self.report.draft.understand_with(programme, &self.unit, &self.period, today, &self.proof(page))
    }

    pub fn proof(&self, page: &Page) -> Proof {
        let parts = parts_in(&page.standing.programme, &page.record, page.now);
        Proof { files: evidence::shown(&self.files), parts }
    }
}

pub(super) async fn show(page: &Page, status: StatusCode, sheet: Sheet) -> Result<Response, Problem> {
    let lang = page.lang;
    let mut tx = page.app.db.read().await?;
    let locks = match sheet.report.state {
        State::Accepted => locks(&mut tx, &page.standing.programme, lang).await?,
        _ => Vec::new(),
    };
    let content = match sheet.report.state.is_open() {
        true => None,
        false => {
            let (programme, unit, period) = (&page.standing.programme.id, &sheet.unit.id, sheet.period.id);
            store::content(&mut tx, programme, unit, period, sheet.report.version).await?
        }
    };
    drop(tx);
    let locked = locks.into_iter().find(|(period, _)| *period == sheet.period.id).map(|(_, document)| document);
    let mut title = report_name(page, sheet.period.id);
    if !sheet.faults.is_empty() {
        title = format!("{}: {title}", lang.form_faults(sheet.faults.len() as i64));
    }
    page.show_with(status, &title, true, move |page| view(page, &sheet, locked.as_deref(), content.as_ref())).await
}

fn view(page: &Page, sheet: &Sheet, locked: Option<&str>, content: Option<&Content>) -> AnyView {
    let lang = page.lang;
    let Sheet { unit, period, report, returned, faults, .. } = sheet;
    let name = report_name(page, period.id);
    let path = format!("/my/reports/{}", period.id);
    let hands_on = signing::gathers(page, sheet).then(|| {
        view! { " · " <a href=page.link(&format!("{path}/print?for=others"))>{lang.print_handout()}</a> }
    });
    let ways = report.state.is_open().then(|| {
        view! { " · " <a href=page.link(&format!("{path}/spreadsheet"))>{lang.workbook()}</a> " · " <a href=page.link(&format!("{path}/print"))>{lang.print_form()}</a> {hands_on} }
    });
    let head = view! {
        <h1>{lang.form_title(unit.name.of(lang), &name)}</h1>
        <p class="quiet">{lang.form_span(&lang.day(period.start), &lang.day(period.end))} " · " {lang.form_secret()} {ways}</p>
    };
    if !report.state.is_open() {
        let files = page.visitor.person.as_ref().is_some_and(|person| may_file(person, &unit.id));
        let said = match locked {
            Some(document) => lang.form_locked_by(document),
            None if files && report.state == State::Submitted => lang.form_submitted().to_owned(),
            None => lang.form_locked(lang.state(report.state)),
        };
        let corrects = files && report.state == State::Accepted;
        let correct = corrects.then(|| {
            view! { " " <a class="button second" href=page.link(&format!("{path}/correct"))>{lang.correct()}</a> }
        });
        return view! {
            {head}
            <p class="banner" role="status">{said}</p>
            {with_view(page, unit, period.id)}
            <p class="buttons"><a class="button" href=page.link(&format!("{path}/receipt"))>{lang.receipt_title()}</a>
                " " <a class="button second" href=page.link(&format!("{path}/print"))>{lang.print_form()}</a>{correct}</p>
            {files.then(|| withdraw_form(page, report))}
            {content.map(|content| content_view(page, unit, period, content))}
            {section(page, &sheet.files)}
        }
        .into_any();
    }
    if !page.visitor.person.as_ref().is_some_and(|person| may_file(person, &unit.id)) {
        return reading::draft(page, sheet);
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
    let saved =
        report.saved_at.map_or_else(|| lang.form_not_saved().to_owned(), |moment| lang.form_saved_at(&at(moment)));
    let words = Words {
        saved: lang.form_saved_at("").trim().to_owned(),
        read_as: lang.form_read_as("").trim().to_owned(),
        clash: lang.form_clash().to_owned(),
        gone: lang.form_gone().to_owned(),
        failed: lang.form_failed().to_owned(),
    };
    let nil = report.draft.nil;
    let nil_tick = nil.then(|| view! { <p><label class="tick" id="nil"><input type="checkbox" name="nil" value="yes" checked=true/> {lang.cell_nil()}</label></p> });
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
    let early = opens_later(page, period);
    let enter = if early.is_some() { "save" } else { "check" };
    let buttons = match early.is_some() {
        true => view! { <button type="submit" name="do" value="save">{lang.form_save()}</button> }.into_any(),
        false => view! {
            <button type="submit" name="do" value="check">{lang.form_check()}</button>
            <button type="submit" name="do" value="save" class="second">{lang.form_save()}</button>
            <a id="nil-return" class="button second" href=page.link(&format!("{path}/nil"))>{lang.my_nil()}</a>
        }
        .into_any(),
    };
    view! {
        {head}
        {early}
        {correction}
        {returned}
        {summary}
        <form method="post" action=page.link(&path) class="report" id="report">
            {form_fields()}
            // Firefox would put the lock of the page before into the page loaded again.
            <input type="hidden" name="lock" value=report.lock.to_string() autocomplete="off"/>
            {conflict::base(&report.draft)}
            <input type="hidden" name="_opened" value=page.now.to_rfc3339()/>
            // What Enter does in a field, for browsers that press the first button they find.
            <button type="submit" name="do" value=enter class="spoken" tabindex="-1" aria-hidden="true">{lang.form_check()}</button>
            {nil_tick}
            {sections(page, sheet)}
            <div class="sticky">
                <p class="saved" role="status"><Autosave form="report".to_string() preview="pasted-table".to_string() address=page.link(&format!("{path}/autosave")) shown=saved words/></p>
                <p class="buttons">{buttons}</p>
            </div>
            <p class="quiet keys">{lang.form_keys()}</p>
        </form>
        // Filled in by the browser when a table is pasted into the grid.
        <form method="post" action=page.link(&format!("{path}/paste")) id="pasted-table" hidden=true>
            {form_fields()}
            {text_area("pasted".into(), "pasted-lines".into(), 1, "", None, false)}
        </form>
    }
    .into_any()
}

/// That the period takes reports from a later day on, and until then keeps notes.
pub(super) fn opens_later(page: &Page, period: &Period) -> Option<AnyView> {
    let lang = page.lang;
    (day_of(page.now) < period.opens)
        .then(|| view! { <p class="banner" role="status">{lang.form_opens(&lang.day(period.opens))}</p> }.into_any())
}

type Section = fn(&Page, &Sheet, usize) -> Option<AnyView>;

/// The sections that the unit is asked for, numbered as they stand; beside them, where there is room, what each is
/// called and how far it is.
fn sections(page: &Page, sheet: &Sheet) -> AnyView {
    let lang = page.lang;
    let parts: [(Section, &str, &[&str]); 7] = [
        (counts::counts, lang.form_section_counts(), &["count."]),
        (tasks::stages, lang.form_section_stages(), &["specialty."]),
        (tasks::tasks, lang.form_section_tasks(), &["task."]),
        (texts::texts, lang.form_section_text(), &["done", "problems", "next", "ask"]),
        (signing::policies, lang.form_policies(), &["policy."]),
        (evidence, lang.evidence(), &[]),
        (signing::signing, lang.form_signing(), &["agreed"]),
    ];
    let held = posted(&sheet.report.draft);
    let (mut shown, mut rail) = (Vec::new(), Vec::new());
    for (section, name, fields) in parts {
        let no = shown.len() + 1;
        let Some(view) = section(page, sheet, no) else { continue };
        let of_it = |field: &str| fields.iter().any(|start| field.starts_with(start));
        let filled = match fields {
            [] => !sheet.files.is_empty(),
            _ => held.iter().any(|(field, _)| of_it(field)),
        };
        let state = match sheet.faults.iter().filter(|fault| of_it(&fault.field)).count() {
            0 if filled => lang.section_filled().to_owned(),
            0 => lang.section_empty().to_owned(),
            wrong => lang.section_wrong(wrong),
        };
        let id = format!("section-{no}");
        rail.push(view! { <li><a href=format!("#{id}")>{no} " " {name.to_owned()}</a> <span class="quiet">{state}</span></li> });
        shown.push(view! { <div id=id>{view}</div> });
    }
    view! { <div class="with-rail"><nav class="rail" aria-label=lang.form_sections()><ul>{rail}</ul></nav><div>{shown}</div></div> }
        .into_any()
}

fn evidence(page: &Page, sheet: &Sheet, no: usize) -> Option<AnyView> {
    let lang = page.lang;
    let view = view! {
        <fieldset data-section=no.to_string() id="evidence"><legend><span class="no">{no}</span> " " {lang.evidence()}</legend>
            {list(page, &sheet.files)}
            <p><button type="submit" name="do" value="evidence" class="second">{lang.evidence_add_save()}</button></p>
        </fieldset>
    };
    Some(view.into_any())
}

/// The fault beside its field, in the words of the summary.
fn error(page: &Page, faults: &[Fault], field: &str) -> AnyView {
    let id = format!("{}-error", id_of(field));
    match faults.iter().find(|fault| fault.field == field) {
        Some(fault) => view! { <p class="error" id=id>{page.lang.fault(&fault.kind)}</p> }.into_any(),
        None => ().into_any(),
    }
}
