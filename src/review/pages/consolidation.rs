//! The consolidating unit's report on the societies' lane: what it covers, what it says, and what becomes of it.

mod figures;
mod owed;
mod print;

pub use owed::{consolidation_mark, filed_consolidations, owed_consolidations};
pub use print::print_consolidation;

use crate::calendar::{Period, PeriodId, day_of};
use crate::people::Role;
use crate::problem::Problem;
use crate::progress::{Known, Lane};
use crate::reports::FaultKind;
use crate::reports::pages::{at, report_name};
use crate::review::store::{self, NOTE_LIMIT, Said, consolidations};
use crate::review::{Consolidation, State, With, sums, with_consolidation};
use crate::views::{Basis, View};
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields, text_area};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use figures::figures;
use leptos::prelude::*;

/// The newest in one line of the queue, or that there is none.
pub(super) fn summary(page: &Page, period: &Period, filed: &[Consolidation]) -> AnyView {
    let lang = page.lang;
    let said = match filed.first() {
        Some(newest) => format!("{} · {}", newest.receipt, at(newest.at)),
        None => lang.consolidation_none().to_owned(),
    };
    let body = filed.first().map(|newest| {
        view! { <p class="said">{note_text(page, newest)}</p><p class="with">{said_of(page, &with_consolidation(Some(newest)))}</p> }
    });
    let address = page.link(&format!("/review/consolidation/{}", period.id));
    view! { <p><a href=address>{lang.consolidation()}</a> " " <span class="quiet">{said}</span></p>{body} }.into_any()
}

/// Who opens the page of the report.
fn reads(role: Role) -> bool {
    matches!(role, Role::Consolidator | Role::Office | Role::Auditor)
}

/// With whom it is, in one sentence.
fn said_of(page: &Page, with: &With) -> String {
    page.lang.with_whom(with, &page.unit_name(&page.standing.programme.consolidator))
}

/// What it says: its sentence, or that nothing was counted.
fn note_text(page: &Page, filed: &Consolidation) -> String {
    match filed.nil {
        true => format!("{}{}", page.lang.cell_nil(), page.lang.consolidation_nil_says()),
        false => filed.body.clone(),
    }
}

fn names(page: &Page, units: &[String]) -> String {
    let names: Vec<String> = units.iter().map(|unit| page.unit_name(unit)).collect();
    if names.is_empty() { "—".to_owned() } else { page.lang.list(&names) }
}

fn asked(page: &Page, text: &str) -> Result<Period, Problem> {
    let id: PeriodId = text.parse().map_err(|_| Problem::NotFound)?;
    page.standing.programme.period(id).cloned().ok_or(Problem::NotFound)
}

async fn filed_on(page: &Page, period: PeriodId) -> Result<Vec<Consolidation>, Problem> {
    let mut tx = page.app.db.read().await?;
    consolidations(&mut tx, &page.standing.programme.id, period).await
}

pub async fn consolidation(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    let period = asked(&page, &period)?;
    show(&page, StatusCode::OK, period, None).await
}

/// What was typed and what is wrong with it.
struct Refused {
    /// Of the form: `note` or `reason`.
    field: &'static str,
    typed: String,
    wrong: String,
}

async fn show(page: &Page, status: StatusCode, period: Period, refused: Option<Refused>) -> Result<Response, Problem> {
    let filed = filed_on(page, period.id).await?;
    let title = page.lang.consolidation_of(&report_name(page, period.id));
    page.show_with(status, &title, false, move |page| view(page, &period, &filed, refused.as_ref())).await
}

fn view(page: &Page, period: &Period, filed: &[Consolidation], refused: Option<&Refused>) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let known = Known::new(programme, &page.record, View::new(day_of(page.now), Basis::Reported));
    let lane = known.lane(period);
    let newest = filed.first();
    let person = page.visitor.person.as_ref();
    let writes =
        person.is_some_and(|person| person.role == Role::Consolidator && person.belongs_to(&programme.consolidator));
    let wrong = refused.map(|refused| {
        let address = format!("#{}", refused.field);
        view! { <p class="error-summary" role="alert"><a href=address>{refused.wrong.clone()}</a></p> }
    });
    let opens =
        (period.opens > day_of(page.now)).then(|| view! { <p>{lang.consolidation_opens(&lang.day(period.opens))}</p> });
    let form = (writes && opens.is_none()).then(|| form(page, period, &lane, newest, refused));
    let decides = person.is_some_and(|person| person.role == Role::Office);
    let waits = newest.filter(|newest| decides && newest.accepted_at.is_none() && newest.returned_at.is_none());
    let decide = waits.map(|newest| decide_form(page, period, newest, refused));
    // What has come in or changed since it was filed.
    let moved = newest.filter(|newest| newest.lines != lane.lines || newest.covers != lane.covers);
    let moved = moved.map(|_| view! { <p class="question">{lang.consolidation_moved()}</p> });
    let none = newest.is_none().then(|| view! { <p>{lang.consolidation_none()}</p> });
    let shown = filed.iter().enumerate().map(|(place, it)| one(page, period, it, place == 0));
    view! {
        <article class="consolidation">
            <h1>{lang.consolidation_of(&report_name(page, period.id))}</h1>
            <p class="with">{said_of(page, &with_consolidation(newest))}</p>
            {wrong}{opens}{none}{moved}{decide}{form}
            {shown.collect_view()}
            <p><a href=page.link(&format!("/review?period={}", period.id))>{lang.review_back()}</a></p>
        </article>
    }
    .into_any()
}

/// One filing with its receipt; the older ones are folded away.
fn one(page: &Page, period: &Period, filed: &Consolidation, newest: bool) -> AnyView {
    let lang = page.lang;
    let print = newest.then(|| {
        view! { <p class="on-screen"><a href=page.link(&format!("/review/consolidation/{}/print", period.id))>{lang.print_form()}</a></p> }
    });
    let decided = match (filed.accepted_at, filed.returned_at) {
        (Some(moment), _) => Some((lang.state(State::Accepted), moment)),
        (None, Some(moment)) => Some((lang.state(State::Returned), moment)),
        (None, None) => None,
    };
    let decided = decided.map(|(state, moment)| {
        let by = filed.decided_by.clone().unwrap_or_default();
        let reason = filed.return_reason.clone().map(|reason| format!("{}{reason}", lang.pick("：", "：", ": ")));
        view! { <dt>{state}</dt><dd>{at(moment)} " · " {by} {reason}</dd> }
    });
    let body = view! {
        <p class="said">{note_text(page, filed)}</p>
        <dl>
            <dt>{lang.consolidation_covers(filed.covers.len() as i64)}</dt><dd>{names(page, &filed.covers)}</dd>
            <dt>{lang.consolidation_missing(filed.missing.len() as i64)}</dt><dd>{names(page, &filed.missing)}</dd>
            <dt>{lang.receipt_time()}</dt><dd>{at(filed.at)} " · " {filed.post.clone()} " " {filed.name.clone()}</dd>
            <dt>{lang.receipt_fingerprint()}</dt><dd><code>{filed.fingerprint.clone()}</code></dd>
            {decided}
        </dl>
        {figures(page, &filed.lines, &filed.covers, &filed.missing)}
        {print}
    };
    let head = format!("{} {}", lang.receipt_title(), filed.receipt);
    match newest {
        true => view! { <section class="case"><h2>{head}</h2>{body}</section> }.into_any(),
        false => view! { <details class="case"><summary>{head}</summary>{body}</details> }.into_any(),
    }
}

fn form(
    page: &Page,
    period: &Period,
    lane: &Lane,
    newest: Option<&Consolidation>,
    refused: Option<&Refused>,
) -> AnyView {
    let lang = page.lang;
    let colon = lang.pick("：", "：", ": ");
    let action = page.link(&format!("/review/consolidation/{}", period.id));
    let seen = newest.map_or(0, |newest| newest.number);
    let typed = refused.filter(|refused| refused.field == "note");
    let counted = sums(&lane.lines).0.unwrap_or(0);
    let hidden = move || view! { {form_fields()} <input type="hidden" name="seen" value=seen.to_string()/> };
    // Where something was counted, nothing to report would be untrue.
    let nil = match counted {
        0 => view! {
            <form method="post" action=action.clone() class="inline">
                {hidden()}
                <button type="submit" name="nil" value="true" class="second">{lang.consolidation_nil()}</button>
            </form>
        }
        .into_any(),
        _ => view! { <p class="quiet">{lang.consolidation_nil_counts(counted)}</p> }.into_any(),
    };
    view! {
        <section>
            <p>{lang.consolidation_covers(lane.covers.len() as i64)} {colon} {names(page, &lane.covers)}</p>
            <p>{lang.consolidation_missing(lane.missing.len() as i64)} {colon} {names(page, &lane.missing)}</p>
            {figures(page, &lane.lines, &lane.covers, &lane.missing)}
            <form method="post" action=action class="stack">
                {hidden()}
                <label for="note">{lang.consolidation_text(NOTE_LIMIT)}</label>
                {typed.map(|refused| view! { <p class="error" id="note-wrong">{refused.wrong.clone()}</p> })}
                {text_area("note".into(), "note".into(), 3, typed.map_or("", |refused| &refused.typed), typed.map(|_| "note-wrong".to_owned()), typed.is_some())}
                <button type="submit">{lang.consolidation_file()}</button>
            </form>
            {nil}
        </section>
    }
    .into_any()
}

fn decide_form(page: &Page, period: &Period, newest: &Consolidation, refused: Option<&Refused>) -> AnyView {
    let lang = page.lang;
    let action = |step: &str| page.link(&format!("/review/consolidation/{}/{step}", period.id));
    let number = newest.number.to_string();
    let hidden = move || view! { {form_fields()} <input type="hidden" name="number" value=number.clone()/> };
    let typed = refused.filter(|refused| refused.field == "reason");
    view! {
        <section class="buttons">
            <form method="post" action=action("accept")>{hidden()}<button type="submit">{lang.review_accept()}</button></form>
            <details open=typed.is_some()>
                <summary>{lang.review_return()}</summary>
                <form method="post" action=action("return") class="stack">
                    {hidden()}
                    <label for="reason">{lang.review_reason()}</label>
                    {typed.map(|refused| view! { <p class="error" id="reason-wrong">{refused.wrong.clone()}</p> })}
                    {text_area("reason".into(), "reason".into(), 2, typed.map_or("", |refused| &refused.typed), typed.map(|_| "reason-wrong".to_owned()), typed.is_some())}
                    <button type="submit" class="second">{lang.review_return()}</button>
                </form>
            </details>
        </section>
    }
    .into_any()
}

pub async fn consolidate(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let period = asked(&page, &period)?;
    let typed = fields.get("note").to_owned();
    let said = if fields.get("nil") == "true" { Said::Nil } else { Said::Note(typed.clone()) };
    let seen: i64 = fields.get("seen").parse().unwrap_or(0);
    let why = cause(&page, &format!("POST /review/consolidation/{}", period.id), &fields)?;
    let (app, programme, id) = (page.app.clone(), page.standing.programme.clone(), period.id);
    let then = page.link(&format!("/review/consolidation/{id}"));
    let answer = act(&page.app, why, move |tx, cause| {
        let (app, programme, then, said) = (app.clone(), programme.clone(), then.clone(), said.clone());
        Box::pin(async move {
            store::consolidate(tx, &programme, id, (&cause.actor, &app.audit_key), seen, said).await?;
            Ok(Answer::see(then))
        })
    })
    .await;
    match answer {
        Ok(answer) => Ok(follow(answer)),
        Err(Problem::Faults(faults)) => {
            let wrong: Vec<String> = faults
                .iter()
                .map(|fault| match fault.kind {
                    FaultKind::NothingSaid => page.lang.consolidation_needed(NOTE_LIMIT),
                    FaultKind::NilButFilled => page.lang.consolidation_nil_refused().to_owned(),
                    ref kind => page.lang.fault(kind),
                })
                .collect();
            let refused = Refused { field: "note", typed, wrong: wrong.join(" ") };
            show(&page, StatusCode::UNPROCESSABLE_ENTITY, period, Some(refused)).await
        }
        // Nothing typed is lost: what was filed meanwhile stands above what was about to be filed.
        Err(Problem::Conflict { .. }) => {
            let refused = Refused { field: "note", typed, wrong: page.lang.consolidation_meanwhile().to_owned() };
            show(&page, StatusCode::CONFLICT, period, Some(refused)).await
        }
        Err(problem) => Err(problem),
    }
}

pub async fn accept_consolidation(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    decide(page, period, body, false).await
}

pub async fn return_consolidation(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    decide(page, period, body, true).await
}

async fn decide(page: Page, period: String, body: Bytes, returns: bool) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let period = asked(&page, &period)?;
    let reason = returns.then(|| fields.get("reason").to_owned());
    let number: i64 = fields.get("number").parse().unwrap_or(0);
    let step = if returns { "return" } else { "accept" };
    let why = cause(&page, &format!("POST /review/consolidation/{}/{step}", period.id), &fields)?;
    let (app, programme, id) = (page.app.clone(), page.standing.programme.clone(), period.id);
    let (then, said) = (page.link(&format!("/review/consolidation/{id}")), reason.clone());
    let answer = act(&page.app, why, move |tx, cause| {
        let (app, programme, then, said) = (app.clone(), programme.clone(), then.clone(), said.clone());
        Box::pin(async move {
            let by = (&cause.actor, &app.audit_key);
            store::decide_consolidation(tx, &programme, id, by, number, said.as_deref()).await?;
            Ok(Answer::see(then))
        })
    })
    .await;
    let typed = reason.unwrap_or_default();
    match answer {
        Ok(answer) => Ok(follow(answer)),
        Err(Problem::Faults(faults)) => {
            let wrong = faults.iter().map(|fault| match fault.kind {
                FaultKind::NothingSaid => page.lang.consolidation_reason_needed(NOTE_LIMIT),
                ref kind => page.lang.fault(kind),
            });
            let refused = Refused { field: "reason", typed, wrong: wrong.collect::<Vec<_>>().join(" ") };
            show(&page, StatusCode::UNPROCESSABLE_ENTITY, period, Some(refused)).await
        }
        Err(problem) => Err(problem),
    }
}
