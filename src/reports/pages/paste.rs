//! Figures pasted from a unit's own register, shown as changes before they are kept.

use super::form::Sheet;
use super::workbook::{on_ground, open_sheet, sheet_or_form};
use super::{changes, report_name};
use crate::problem::Problem;
use crate::reports::cells;
use crate::reports::paste::read;
use crate::reports::workbook::Change;
use crate::web::forms::Fields;
use crate::web::pages::{Page, form_fields, text_area};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

pub async fn paste_page(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    let sheet = match sheet_or_form(&page, &period).await? {
        Ok(sheet) => sheet,
        Err(form) => return Ok(form),
    };
    let title = page.lang.paste_title(&report_name(&page, sheet.period.id));
    page.show(&title, false, move |page| view(page, &sheet)).await
}

fn view(page: &Page, sheet: &Sheet) -> AnyView {
    let lang = page.lang;
    let path = format!("/my/reports/{}", sheet.period.id);
    let cells = cells(&page.standing.programme, &sheet.unit, &sheet.report.draft);
    let example = cells.iter().take(2).map(|cell| {
        let name = cell.name(&page.standing.programme, lang);
        view! { <tr>{name.split(" · ").map(|word| view! { <td>{word.to_owned()}</td> }).collect_view()}<td class="number">"3"</td></tr> }
    });
    let example = (!cells.is_empty()).then(
        || view! { <p>{lang.paste_example()}</p><table class="pasted" aria-label=lang.paste_example().trim_end_matches(['：', ':'])><tbody>{example.collect_view()}</tbody></table> },
    );
    view! {
        <div class="spreadsheet">
            <h1>{lang.paste_title(&report_name(page, sheet.period.id))}</h1>
            <p>{lang.paste_lead()}</p>
            {example}
            <form method="post" action=page.link(&format!("{path}/paste")) class="stack">
                {form_fields()}
                <label for="pasted">{lang.paste_box()}</label>
                {text_area("pasted".into(), "pasted".into(), 10, "", None, false)}
                <p class="buttons"><button type="submit">{lang.paste_read()}</button> <a class="button second" href=page.link(&path)>{lang.check_back()}</a></p>
            </form>
        </div>
    }
    .into_any()
}

/// Shows what the pasted lines would change. Nothing is kept yet.
pub async fn paste(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let sheet = open_sheet(&page, &period).await?;
    let fields = Fields::read(&body)?;
    let draft = &sheet.report.draft;
    let cells = cells(&page.standing.programme, &sheet.unit, draft);
    // Spaces at the beginning of a line are cells.
    let pasted = read(&page.standing.programme, &sheet.unit, &cells, fields.raw("pasted"));
    let rows = on_ground(&page, &sheet, page.lang, |ground| ground.rows(draft));
    let found = pasted.values.into_iter().filter_map(|(field, yours)| {
        let row = rows.iter().find(|row| row.field == field)?;
        let (name, theirs) = (row.name.clone(), row.value.clone());
        (theirs != yours).then_some(Change { field, name, theirs, yours, clash: false, read_from: None })
    });
    let found = found.collect();
    changes::show(&page, StatusCode::OK, sheet, found, pasted.unread).await
}
