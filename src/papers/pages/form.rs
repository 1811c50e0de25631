//! The form of a paper: what the unit adds, beside what its reports already say.

use super::{asked, files, files_for, own_unit};
use crate::evidence::{LARGEST_FILE, Refusal};
use crate::papers::store::{self, Held};
use crate::papers::{Draft, Fault, Paper, Section, Stage};
use crate::problem::Problem;
use crate::reports::pages::at;
use crate::reports::understand_day;
use crate::summaries::Summary;
use crate::summaries::pages::article;
use crate::summaries::papers::{Writing, compose};
use crate::units::Unit;
use crate::web::pages::{Page, form_fields, text_area};
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use leptos::prelude::*;

pub async fn form(page: Page, Path(name): Path<String>) -> Result<Response, Problem> {
    let unit = own_unit(&page)?;
    let (paper, due) = asked(&page, &name, &unit.id)?;
    files_for(&page, &unit)?;
    let held = held(&page, &unit, paper).await?;
    let draft = held.draft.clone();
    show(&page, StatusCode::OK, Shown { unit, paper, due, held, draft, refused: None }).await
}

pub(super) async fn held(page: &Page, unit: &Unit, paper: Paper) -> Result<Held, Problem> {
    let mut tx = page.app.db.read().await?;
    store::held(&mut tx, &page.standing.programme.id, &unit.id, paper).await
}

pub(super) fn drafted(page: &Page, unit: &Unit, paper: Paper, draft: &Draft) -> Summary {
    let stage = draft.stage.parse::<Stage>().ok().zip(understand_day(&draft.on));
    let writing = Writing { texts: &draft.texts, stage, file: draft.file.as_ref().map(|file| file.name.as_str()) };
    compose(&page.standing.programme, &page.record, (paper, unit), writing, page.now, page.lang)
}

/// What stands on the page: what is kept, and what was typed, where they differ.
pub(super) struct Shown {
    pub unit: Unit,
    pub paper: Paper,
    pub due: NaiveDate,
    pub held: Held,
    pub draft: Draft,
    pub refused: Option<Refused>,
}

/// A file that is not kept, by the name it came with.
pub(super) struct Refused {
    pub name: String,
    pub why: Refusal,
}

/// The form again with what was typed, when a colleague has saved meanwhile or a file is not kept.
pub(super) async fn shown_again(
    page: &Page,
    status: StatusCode,
    (unit, paper): (Unit, Paper),
    draft: Draft,
    refused: Option<Refused>,
) -> Result<Response, Problem> {
    let held = held(page, &unit, paper).await?;
    let due = paper.due(&page.standing.programme).ok_or(Problem::NotFound)?;
    show(page, status, Shown { unit, paper, due, held, draft, refused }).await
}

async fn show(page: &Page, status: StatusCode, shown: Shown) -> Result<Response, Problem> {
    let title = page.lang.paper_title(shown.paper);
    page.show_with(status, &title, false, move |page| view(page, &shown)).await
}

fn view(page: &Page, shown: &Shown) -> AnyView {
    let lang = page.lang;
    let Shown { unit, paper, due, held, draft, refused } = shown;
    let path = format!("/my/papers/{paper}");
    let faults = match page.asked("check") {
        Some(_) => draft.understand(*paper, crate::calendar::day_of(page.now)).err().unwrap_or_default(),
        None => Vec::new(),
    };
    let summary = (!faults.is_empty() || refused.is_some()).then(|| {
        let items = faults
            .iter()
            .map(|fault| view! { <li><a href=format!("#{}", place(*fault))>{lang.paper_fault(*fault)}</a></li> });
        let refused = refused.as_ref().map(|Refused { name, why }| {
            let said = format!("{name}{}{}", lang.pick("：", "：", ": "), lang.evidence_refusal(why));
            view! { <li><a href="#file">{said}</a></li> }
        });
        view! { <div class="error-summary" role="alert"><ul>{items.collect_view()}{refused}</ul></div> }
    });
    let lead = match paper {
        Paper::HalfYear(_) => lang.paper_form_lead(&lang.day(*due)),
        Paper::WorkPlan | Paper::Experience => lang.paper_form_lead_plain(&lang.day(*due)),
    };
    let saved = held.saved_at.map(|moment| view! { <span class="quiet">{lang.paper_saved(&at(moment))}</span> });
    view! {
        <h1>{unit.name.of(lang).to_owned()} " · " {lang.paper_title(*paper)}</h1>
        <p class="quiet">{lead}</p>
        {summary}
        {conflict(page, shown)}
        <form method="post" action=page.link(&path) enctype="multipart/form-data" class="stack wide-form">
            {form_fields()}
            <input type="hidden" name="lock" value=held.lock.to_string()/>
            {stage(page, *paper, draft, &faults)}
            {paper.sections().iter().map(|section| text(page, *paper, *section, draft, &faults)).collect_view()}
            {attachment(page, &path, draft)}
            {head(page, draft, &faults)}
            <p class="buttons">
                <button type="submit" name="then" value="save" class="second">{lang.paper_save()}</button> " "
                <button type="submit" name="then" value="file">{lang.paper_file()}</button> " " {saved}
            </p>
        </form>
        <h2>{lang.paper_preview()}</h2>
        <p class="buttons">{files(page, &path, "?draft=1")}</p>
        {article(page, &drafted(page, unit, *paper, draft), false)}
    }
    .into_any()
}

/// The id of the field a fault is about.
fn place(fault: Fault) -> String {
    match fault {
        Fault::Missing(section) | Fault::TooLong { section, .. } | Fault::Forbidden(section) => section.to_string(),
        Fault::StageMissing => "stage".to_owned(),
        Fault::DayMissing | Fault::DayToCome => "on".to_owned(),
        Fault::HeadMissing => "head".to_owned(),
        Fault::NotAgreed => "agreed".to_owned(),
    }
}

fn wrong(faults: &[Fault], field: &str) -> bool {
    faults.iter().any(|fault| place(*fault) == field)
}

fn text(page: &Page, paper: Paper, section: Section, draft: &Draft, faults: &[Fault]) -> AnyView {
    let lang = page.lang;
    let name = lang.paper_section(section);
    let label = match paper {
        Paper::HalfYear(_) => lang.paper_addition(name),
        Paper::WorkPlan | Paper::Experience => name.to_owned(),
    };
    let (id, limit) = (section.to_string(), format!("{section}-limit"));
    let rows = if paper == Paper::Experience { 10 } else { 5 };
    view! {
        <label for=id.clone()>{label}</label>
        {text_area(id.clone(), id.clone(), rows, draft.text(section), Some(limit.clone()), wrong(faults, &id))}
        <p class="quiet" id=limit>{lang.paper_limit(paper.limit())}</p>
    }
    .into_any()
}

fn stage(page: &Page, paper: Paper, draft: &Draft, faults: &[Fault]) -> Option<AnyView> {
    let lang = page.lang;
    let choice = |stage: Stage| {
        let value = stage.to_string();
        let id = if stage == Stage::Outline { "stage".to_owned() } else { format!("stage-{value}") };
        let checked = draft.stage == value;
        view! { <label class="tick"><input type="radio" id=id name="stage" value=value checked=checked/> {lang.paper_stage(stage)}</label> }
    };
    (paper == Paper::Experience).then(|| {
        view! {
            <fieldset class="choice"><legend>{lang.paper_stage_label()}</legend>{Stage::ALL.map(choice).into_iter().collect_view()}</fieldset>
            <label for="on">{lang.paper_stage_day()}</label>
            <input id="on" name="on" value=draft.on.clone() placeholder="2022-06-20" autocomplete="off" aria-invalid=wrong(faults, "on").then_some("true")/>
        }
        .into_any()
    })
}

/// The file that goes with the paper, and the field that brings another.
fn attachment(page: &Page, path: &str, draft: &Draft) -> AnyView {
    let lang = page.lang;
    let present = draft.file.as_ref().map(|file| {
        view! {
            <p>{lang.paper_file_held()} <a href=page.link(&format!("{path}/file?draft=1")) download="">{file.name.clone()}</a> " " <span class="quiet">{lang.file_size(file.size)}</span></p>
            <label class="tick"><input type="checkbox" name="drop_file" value="yes"/> {lang.paper_file_drop()}</label>
        }
    });
    view! {
        <label for="file">{lang.paper_file_label()}</label>
        <input id="file" type="file" name="file" accept=".pdf,.docx,.xlsx,.png,.jpg,.jpeg" aria-describedby="file-limit"/>
        <p class="quiet" id="file-limit">{lang.paper_file_limit(LARGEST_FILE / 1024 / 1024)}</p>
        {present}
    }
    .into_any()
}

fn head(page: &Page, draft: &Draft, faults: &[Fault]) -> AnyView {
    let lang = page.lang;
    view! {
        <label for="head">{lang.paper_head()}</label>
        <input id="head" name="head" value=draft.head.clone() maxlength="30" autocomplete="off" aria-invalid=wrong(faults, "head").then_some("true")/>
        <label class="tick"><input type="checkbox" id="agreed" name="agreed" value="yes" checked=draft.agreed/> {lang.paper_agreed()}</label>
    }
    .into_any()
}

/// What a colleague has saved where it differs from what was typed.
fn conflict(page: &Page, shown: &Shown) -> Option<AnyView> {
    let lang = page.lang;
    let Shown { paper, held, draft, .. } = shown;
    if held.draft == *draft {
        return None;
    }
    let theirs = paper.sections().iter().filter(|section| held.draft.text(**section) != draft.text(**section));
    let rows = theirs.map(|section| {
        view! { <dt>{lang.paper_section(*section)}</dt><dd>{held.draft.text(*section).to_owned()}</dd> }
    });
    Some(view! { <div class="error-summary" role="alert"><p>{lang.paper_conflict()}</p><dl>{rows.collect_view()}</dl></div> }.into_any())
}
