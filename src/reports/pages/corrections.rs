//! Saying that an accepted report was wrong: old and new, why, and what that changes, before it is sent.

use super::fields::{cell_name, id_of};
use super::filing::Posted;
use super::posted::typed;
use super::{asked_period, own_unit, report_name};
use crate::calendar::Period;
use crate::problem::Problem;
use crate::reports::store::{self, Report};
use crate::reports::{Cell, CorrectionReason, Draft, Entry, Stated, cell_of, cells};
use crate::review::State;
use crate::units::Unit;
use crate::web::acts::Answer;
use crate::web::forms::{Fields, follow};
use crate::web::pages::{Page, form_fields};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// An accepted report, and what has been typed to put it right.
struct Slip {
    unit: Unit,
    period: Period,
    report: Report,
    typed: Option<Draft>,
    reason: Option<CorrectionReason>,
    why: String,
    /// Whether the reason was missing when it was sent.
    refused: bool,
}

async fn slip(page: &Page, period: &str) -> Result<Slip, Problem> {
    let (unit, period) = (own_unit(page)?, asked_period(page, period)?);
    let mut tx = page.app.db.read().await?;
    let report = store::get(&mut tx, &page.standing.programme.id, &unit.id, period.id).await?;
    Ok(Slip { unit, period, report, typed: None, reason: None, why: String::new(), refused: false })
}

pub async fn correct_page(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    let slip = slip(&page, &period).await?;
    show(&page, StatusCode::OK, slip).await
}

async fn show(page: &Page, status: StatusCode, slip: Slip) -> Result<Response, Problem> {
    let title = page.lang.correct_title(&report_name(page, slip.period.id));
    page.show_with(status, &title, false, move |page| view(page, &slip)).await
}

fn view(page: &Page, slip: &Slip) -> AnyView {
    let lang = page.lang;
    let Slip { unit, period, report, .. } = slip;
    let path = format!("/my/reports/{}", period.id);
    let head =
        view! { <h1>{unit.name.of(lang).to_owned()} " · " {lang.correct_title(&report_name(page, period.id))}</h1> };
    if report.state != State::Accepted {
        return view! { {head}<p>{lang.form_locked(lang.state(report.state))}</p><p><a href=page.link("/my/reports")>{lang.drawer_title()}</a></p> }.into_any();
    }
    let cells = cells(&page.standing.programme, unit, &report.draft);
    let rows: Vec<_> = cells.iter().map(|cell| row(page, slip, cell)).collect();
    let counts = (!rows.is_empty()).then(|| {
        view! {
            <table class="grid" aria-label=lang.form_section_counts()>
                <thead><tr><th scope="col">{lang.measure_label()}</th><th scope="col" class="number">{lang.correct_old()}</th><th scope="col">{lang.correct_new()}</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        }
    });
    let reasons = CorrectionReason::ALL.map(|reason| {
        let chosen = slip.reason == Some(reason);
        view! { <label class="tick"><input type="radio" name="reason" value=reason.to_string() checked=chosen required=true/> {lang.correction_reason(reason)}</label> }
    });
    let refused =
        slip.refused.then(|| view! { <p class="error-summary" role="alert">{lang.correct_needs_reason()}</p> });
    view! {
        {head}
        <p>{lang.correct_lead()}</p>
        {refused}
        <form method="post" action=page.link(&format!("{path}/correct")) class="report">
            {form_fields()}
            <input type="hidden" name="lock" value=report.lock.to_string()/>
            {counts}
            <fieldset><legend>{lang.correct_reason()}</legend>{reasons.into_iter().collect_view()}
                <div class="field"><label for="why">{lang.correct_why()}</label><input id="why" name="why" class="wide" maxlength="80" value=slip.why.clone()/></div>
            </fieldset>
            <p class="buttons">
                <button type="submit" name="do" value="check">{lang.correct_check()}</button>
                <button type="submit" name="do" value="form" class="second">{lang.correct_other()}</button>
            </p>
            <p class="quiet">{lang.correct_next()}</p>
        </form>
    }
    .into_any()
}

fn row(page: &Page, slip: &Slip, cell: &Cell) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let said = |draft: &Draft| {
        let entry = draft.entries.iter().find(|entry| cell_of(programme, entry) == *cell);
        entry.map(|entry| entry.count.0.clone())
    };
    let (field, old) = (cell.field(), said(&slip.report.draft).unwrap_or_default());
    let id = id_of(&field);
    let now = slip.typed.as_ref().and_then(said).unwrap_or_else(|| old.clone());
    // A nil return says nought of everything.
    let old = if old.is_empty() && slip.report.draft.nil { lang.correct_old_nil().to_owned() } else { old };
    view! {
        <tr>
            <th scope="row"><label for=id.clone()>{lang.measure(cell.measure)} " · " {cell_name(page, cell)}</label></th>
            <td class="number given" data-label=lang.correct_old()>{old}</td>
            <td data-label=lang.correct_new()><input id=id name=field value=now inputmode="numeric" autocomplete="off" size="6"/></td>
        </tr>
    }
    .into_any()
}

/// Whether two entries are about one cell.
fn same(one: &Entry, other: &Entry) -> bool {
    *one == Entry { count: one.count.clone(), ..other.clone() }
}

/// The reason as it is kept and printed: in the words of the office, with what the unit adds. Documents are
/// written in simplified Chinese, whatever language the form was read in.
fn reason_of(fields: &Fields) -> Option<String> {
    let why = fields.get("why");
    match fields.get("reason").parse::<CorrectionReason>() {
        Ok(CorrectionReason::Other) => Some(why.to_owned()).filter(|why| !why.is_empty()),
        Ok(reason) => {
            let word = crate::language::Lang::ZhHans.correction_reason(reason);
            Some(if why.is_empty() { word.to_owned() } else { format!("{word}：{why}") })
        }
        Err(_) => None,
    }
}

/// Begins the correction with what was typed, and goes on to what it would change.
pub async fn correct(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let posted = Posted::read(page, &period, &body)?;
    let new = typed(&posted.fields);
    let Some(reason) = reason_of(&posted.fields) else {
        let mut slip = slip(&posted.page, &period).await?;
        slip.typed = Some(new);
        slip.reason = posted.fields.get("reason").parse().ok();
        slip.why = posted.fields.get("why").to_owned();
        slip.refused = true;
        return show(&posted.page, StatusCode::UNPROCESSABLE_ENTITY, slip).await;
    };
    let check = posted.page.link(&format!("/my/reports/{}/check", posted.place.period));
    let next = if posted.fields.get("do") == "check" { check } else { posted.form.clone() };
    let seen = posted.seen;
    let begun = posted.once("correct", move |tx, cause, place| {
        let (next, reason, new) = (next.clone(), reason.clone(), new.clone());
        Box::pin(async move {
            let desk = place.desk(cause);
            let begun = desk.correct(tx, seen, &reason).await?;
            let mut draft = begun.draft.clone();
            for entry in new.entries {
                // Where somebody is new, the report is no nil return any more.
                draft.nil &= Stated::understand(&entry.count).is_ok_and(|stated| stated.number() == 0);
                match draft.entries.iter_mut().find(|held| same(held, &entry)) {
                    Some(held) => held.count = entry.count,
                    None if entry.count.0.is_empty() => {}
                    None => draft.entries.push(entry),
                }
            }
            desk.save(tx, draft, Some(begun.lock)).await?;
            Ok(Answer::see(next))
        })
    });
    Ok(follow(begun.await?))
}

/// Gives a correction up: the accepted version stands as it was.
pub async fn abandon(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let posted = Posted::read(page, &period, &body)?;
    let (seen, receipt) = (posted.seen, posted.receipt.clone());
    let abandoned = posted.once("abandon", move |tx, cause, place| {
        let receipt = receipt.clone();
        Box::pin(async move {
            place.desk(cause).abandon(tx, seen).await?;
            Ok(Answer::see(receipt))
        })
    });
    Ok(follow(abandoned.await?))
}
