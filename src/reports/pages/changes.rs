//! What a workbook, or pasted cells, would change in the draft: shown before it is kept, and kept as a whole.

use super::compared::{Side, choice};
use super::fields::field_name;
use super::filing::Posted;
use super::form::Sheet;
use super::report_name;
use super::workbook::open_sheet;
use crate::problem::Problem;
use crate::reports::paste::Unread;
use crate::reports::store;
use crate::reports::workbook::Change;
use crate::web::acts::Answer;
use crate::web::forms::follow;
use crate::web::pages::{Page, form_fields};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

pub(super) async fn show(
    page: &Page,
    status: StatusCode,
    sheet: Sheet,
    changes: Vec<Change>,
    unread: Vec<Unread>,
) -> Result<Response, Problem> {
    let title = page.lang.changes_title(&report_name(page, sheet.period.id));
    page.show_with(status, &title, false, move |page| view(page, &sheet, &changes, &unread)).await
}

fn view(page: &Page, sheet: &Sheet, changes: &[Change], unread: &[Unread]) -> AnyView {
    let lang = page.lang;
    let path = format!("/my/reports/{}", sheet.period.id);
    let unread = (!unread.is_empty()).then(|| {
        let lines = unread.iter().map(|line| {
            view! { <li>{lang.paste_line(line.line)} " " <q>{line.text.clone()}</q> {lang.pick("：", "：", ": ")} {lang.why(&line.why)}</li> }
        });
        view! { <div class="warning"><p>{lang.paste_unread(unread.len())}</p><ul>{lines.collect_view()}</ul></div> }
    });
    let back = view! { <a class="button second" href=page.link(&path)>{lang.check_back()}</a> };
    let content = if changes.is_empty() {
        view! { <p role="status">{lang.changes_none()}</p><p class="buttons">{back}</p> }.into_any()
    } else {
        view! {
            <form method="post" action=page.link(&format!("{path}/changes"))>
                {form_fields()}
                <input type="hidden" name="lock" value=sheet.report.lock.to_string()/>
                <p>{lang.changes_lead(changes.len())}</p>
                {table(page, changes)}
                {choices(page, changes)}
                <p class="buttons"><button type="submit">{lang.changes_keep()}</button> {back}</p>
            </form>
        }
        .into_any()
    };
    view! {
        <div class="spreadsheet">
            <h1>{lang.changes_title(&report_name(page, sheet.period.id))}</h1>
            <p class="quiet">{sheet.unit.name.of(lang).to_owned()} " · " {lang.form_span(&lang.day(sheet.period.start), &lang.day(sheet.period.end))}</p>
            {unread}
            {content}
        </div>
    }
    .into_any()
}

/// A value as it is read: blank says so.
fn shown(page: &Page, value: &str) -> String {
    match value {
        "" => page.lang.field_blank().to_owned(),
        crate::reports::TICKED => page.lang.workbook_yes().to_owned(),
        _ => value.to_owned(),
    }
}

fn carried(change: &Change) -> AnyView {
    view! {
        <input type="hidden" name=format!("was:{}", change.field) value=change.theirs.clone()/>
        <input type="hidden" name=format!("to:{}", change.field) value=change.yours.clone()/>
    }
    .into_any()
}

fn table(page: &Page, changes: &[Change]) -> AnyView {
    let lang = page.lang;
    let plain: Vec<&Change> = changes.iter().filter(|change| !change.clash).collect();
    if plain.is_empty() {
        return ().into_any();
    }
    let rows = plain.into_iter().map(|change| {
        view! { <tr><th scope="row">{change.name.clone()} {carried(change)}</th><td><del>{shown(page, &change.theirs)}</del></td><td><ins>{shown(page, &change.yours)}</ins>{read_from(page, change)}</td></tr> }
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=lang.changes_field()><table class="changes">
            <thead><tr><th scope="col">{lang.changes_field()}</th><th scope="col">{lang.changes_from()}</th><th scope="col">{lang.changes_to()}</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
    }
    .into_any()
}

/// What was typed, where it was read as something else.
fn read_from(page: &Page, change: &Change) -> Option<AnyView> {
    let (cell, typed) = change.read_from.as_ref()?;
    Some(view! { " " <span class="quiet">{page.lang.changes_understood(cell, typed)}</span> }.into_any())
}

/// A choice for every field that was changed on both sides. None is made beforehand.
fn choices(page: &Page, changes: &[Change]) -> AnyView {
    let lang = page.lang;
    let clashes: Vec<&Change> = changes.iter().filter(|change| change.clash).collect();
    if clashes.is_empty() {
        return ().into_any();
    }
    let one = |change: &Change| {
        let side =
            |whose, label: &'static str, said: &str| Side { whose, label, said: shown(page, said), chosen: false };
        let sides =
            [side("theirs", lang.changes_theirs(), &change.theirs), side("yours", lang.changes_yours(), &change.yours)];
        let with = view! {
            {carried(change)}
            {read_from(page, change)}
            <input type="hidden" name=format!("choose:{}", change.field) value="yes"/>
        };
        choice(change.name.clone(), &format!("keep:{}", change.field), sides, Some(with.into_any()))
    };
    let choices = clashes.into_iter().map(one).collect_view();
    view! { <section class="banner"><p>{lang.changes_clash()}</p>{choices}</section> }.into_any()
}

/// Keeps what was shown, all of it or nothing.
pub async fn keep_changes(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let posted = Posted::read(page, &period, &body)?;
    let fields = &posted.fields;
    let values: Vec<(String, String)> = fields
        .all()
        .filter_map(|(name, value)| Some((name.strip_prefix("to:")?.to_owned(), value.trim().replace("\r\n", "\n"))))
        .collect();
    let taken: Vec<(String, String)> = values
        .iter()
        .filter(|(field, _)| !fields.has(&format!("choose:{field}")) || fields.get(&format!("keep:{field}")) == "yours")
        .cloned()
        .collect();
    let (seen, form) = (posted.seen, posted.form.clone());
    let kept = posted.once("changes", move |tx, cause, place| {
        let (taken, form) = (taken.clone(), form.clone());
        Box::pin(async move {
            let held = store::get(tx, &place.programme.id, &place.unit.id, place.period).await?;
            let mut draft = held.draft;
            for (field, value) in &taken {
                draft.set(&place.programme, field, value);
            }
            place.desk(cause).save(tx, draft, seen).await?;
            Ok(Answer::see(form))
        })
    });
    match kept.await {
        Ok(answer) => Ok(follow(answer)),
        // Somebody saved in between: the same changes are shown against the draft as it is now.
        Err(Problem::Conflict { .. }) => {
            let page = &posted.page;
            let sheet = open_sheet(page, &period).await?;
            let changes = values.into_iter().filter_map(|(field, yours)| {
                let theirs = sheet.report.draft.value(&page.standing.programme, &field);
                let clash = theirs != fields.get(&format!("was:{field}"));
                let name = field_name(page, &field);
                (theirs != yours).then_some(Change { field, name, theirs, yours, clash, read_from: None })
            });
            let changes = changes.collect();
            show(page, StatusCode::CONFLICT, sheet, changes, Vec::new()).await
        }
        Err(problem) => Err(problem),
    }
}
