//! Files beside a report: the page on which they are brought, how they are listed elsewhere, and how they leave.

mod bring;
mod list;
mod serve;

pub use bring::{bring, detach, shelve, turn};
pub use list::{count, line, list, section};
pub use serve::{download, hand_over, handed_over, picture};

use super::{File, LARGEST_FILE, MOST_FILES, Purpose, Refusal, store};
use crate::calendar::{Period, PeriodId};
use crate::problem::Problem;
use crate::programme::SealedCopy;
use crate::reports::pages::{at, report_name};
use crate::reports::store::{Report, get};
use crate::review::may_file;
use crate::units::Unit;
use crate::web::pages::{Page, form_fields};
use crate::web::qr;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// The files of the reader's own report, and what was just refused.
struct Sheet {
    unit: Unit,
    period: Period,
    report: Report,
    files: Vec<File>,
    refused: Vec<(String, Refusal)>,
    /// Nothing was chosen.
    missing: bool,
}

async fn sheet(page: &Page, period: &str) -> Result<Sheet, Problem> {
    let programme = &page.standing.programme;
    let unit = page.person()?.unit.as_deref().and_then(|id| programme.unit(id)).cloned().ok_or(Problem::NotFound)?;
    let id: PeriodId = period.parse().map_err(|_| Problem::NotFound)?;
    let period = programme.period(id).cloned().ok_or(Problem::NotFound)?;
    let mut tx = page.app.db.read().await?;
    let report = get(&mut tx, &programme.id, &unit.id, id).await?;
    let files = match report.state.is_open() {
        true => store::of_draft(&mut tx, &programme.id, &unit.id, id).await?,
        false => store::of_version(&mut tx, &programme.id, &unit.id, id, report.version).await?,
    };
    Ok(Sheet { unit, period, report, files, refused: Vec::new(), missing: false })
}

/// The address of the page for a period's report.
pub fn address(period: PeriodId) -> String {
    format!("/my/reports/{period}/evidence")
}

pub async fn evidence(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    let sheet = sheet(&page, &period).await?;
    show(&page, StatusCode::OK, sheet).await
}

async fn show(page: &Page, status: StatusCode, sheet: Sheet) -> Result<Response, Problem> {
    let mut title = page.lang.evidence_title(&report_name(page, sheet.period.id));
    if status != StatusCode::OK {
        title = format!("{}: {title}", page.lang.problem_title(&Problem::Faults(Vec::new())));
    }
    page.show_with(status, &title, false, move |page| view(page, &sheet)).await
}

fn view(page: &Page, sheet: &Sheet) -> AnyView {
    let lang = page.lang;
    let Sheet { unit, period, report, .. } = sheet;
    let open = report.state.is_open();
    let files_here = page.visitor.person.as_ref().is_some_and(|person| may_file(person, &unit.id));
    let lead = if open { lang.evidence_lead() } else { lang.evidence_frozen() };
    let sealed = page.standing.programme.sealed_copy;
    // After the report has gone, only its sealed copy may follow.
    let may_seal = sealed != SealedCopy::None && (open || report.version > 0);
    let form = (files_here && (open || may_seal)).then(|| form(page, sheet, may_seal));
    let back = match open {
        true => {
            view! { <a class="button second" href=page.link(&format!("/my/reports/{}", period.id))>{lang.check_back()}</a> }
        }
        false => {
            view! { <a class="button second" href=page.link(&format!("/my/reports/{}/receipt", period.id))>{lang.receipt_title()}</a> }
        }
    };
    view! {
        <div class="evidence">
            <h1>{lang.evidence_title(&report_name(page, period.id))}</h1>
            <p class="quiet">{unit.name.of(lang).to_owned()} " · " {lead}</p>
            {refused(page, sheet)}
            <h2>{lang.evidence_held()}</h2>
            {held(page, sheet, files_here && open)}
            {form}
            <p class="buttons">{back}</p>
        </div>
    }
    .into_any()
}

fn refused(page: &Page, sheet: &Sheet) -> Option<AnyView> {
    let lang = page.lang;
    let colon = lang.pick("：", "：", ": ");
    let lines = sheet.refused.iter().map(|(name, why)| {
        view! { <li><a href="#files"><span class="name">{name.clone()}</span> {colon} {lang.evidence_refusal(why)}</a></li> }
    });
    let missing = sheet.missing.then(|| view! { <li><a href="#files">{lang.evidence_missing()}</a></li> });
    let head = (!sheet.refused.is_empty()).then(|| lang.evidence_wrong(sheet.refused.len() as i64));
    (sheet.missing || !sheet.refused.is_empty()).then(|| {
        view! { <div class="error-summary" role="alert" tabindex="-1"><p>{head}</p><ul>{lines.collect_view()}{missing}</ul></div> }.into_any()
    })
}

/// What is attached, each with the way to take it off again while that is possible.
fn held(page: &Page, sheet: &Sheet, may_detach: bool) -> AnyView {
    let lang = page.lang;
    if sheet.files.is_empty() {
        return view! { <p>{lang.evidence_none()}</p> }.into_any();
    }
    let rows = sheet.files.iter().map(|file| {
        let detach = may_detach.then(|| {
            view! {
                <form method="post" action=page.link(&format!("{}/{}/detach", address(sheet.period.id), file.id))>
                    {form_fields()}
                    <button type="submit" class="second small" aria-label=format!("{} {}", lang.evidence_detach(), file.name)>{lang.evidence_detach()}</button>
                </form>
            }
        });
        view! {
            <tr>
                <th scope="row">{list::named(page, file)}</th>
                <td data-label=lang.evidence_for()>{list::purpose(page, &file.purpose)}</td>
                <td data-label=lang.evidence_size() class="size">{lang.file_size(file.size)}</td>
                <td data-label=lang.evidence_by()>{at(file.at)} " " {file.by.clone()}</td>
                <td>{detach}</td>
            </tr>
        }
    });
    view! {
        <table class="stacked files" aria-label=lang.evidence_held()>
            <thead><tr>
                <th scope="col">{lang.evidence_name()}</th><th scope="col">{lang.evidence_for()}</th><th scope="col">{lang.evidence_size()}</th>
                <th scope="col">{lang.evidence_by()}</th><th scope="col"><span class="spoken">{lang.evidence_detach()}</span></th>
            </tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
    .into_any()
}

fn form(page: &Page, sheet: &Sheet, may_seal: bool) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let open = sheet.report.state.is_open();
    let asked = page.asked("for").and_then(|text| text.parse::<Purpose>().ok());
    let tasks = programme.tasks_of(&sheet.unit.id, sheet.period.end).map(|task| Purpose::Task(task.number.clone()));
    let purposes = open.then_some(Purpose::Report).into_iter().chain(may_seal.then_some(Purpose::Sealed));
    let purposes = purposes.chain(tasks.filter(|_| open)).map(|purpose| {
        view! { <option value=purpose.to_string() selected=asked.as_ref() == Some(&purpose)>{list::purpose(page, &purpose)}</option> }
    });
    let sealed = may_seal.then(|| view! { <p class="quiet">{lang.sealed_copy()} {lang.pick("：", "：", ": ")} {lang.sealed_lead()} " " <a href=page.link(&format!("/my/reports/{}/print", sheet.period.id))>{lang.print_form()}</a></p> });
    let here = format!("{}{}", page.app.settings.address(), page.link(&address(sheet.period.id)));
    view! {
        <h2>{lang.evidence_add()}</h2>
        <form method="post" action=page.link(&address(sheet.period.id)) enctype="multipart/form-data" class="stack">
            {form_fields()}
            <label for="for">{lang.evidence_for()}</label>
            <select id="for" name="for">{purposes.collect_view()}</select>
            <label for="files">{lang.evidence_files()}</label>
            <input id="files" type="file" name="files" multiple=true accept=".pdf,.png,.jpg,.jpeg,.docx,.xlsx,application/pdf,image/png,image/jpeg" aria-describedby="limits"/>
            <div class="camera">
                <label for="photo">{lang.evidence_camera()}</label>
                <input id="photo" type="file" name="files" accept="image/jpeg,image/png" capture="environment" aria-describedby="limits"/>
            </div>
            <p class="quiet" id="limits">{lang.evidence_limits(MOST_FILES, LARGEST_FILE / 1024 / 1024)} " " {lang.evidence_secret()}</p>
            {sealed}
            <button type="submit">{lang.evidence_bring()}</button>
        </form>
        <details class="phone"><summary>{lang.evidence_phone()}</summary><p>{lang.evidence_phone_lead()}</p>{qr::drawn(page, &here)}</details>
    }
    .into_any()
}
