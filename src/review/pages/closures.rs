//! Requests to close tasks: what the office reads before it decides, and the deciding.

use crate::people::{Person, Role};
use crate::problem::Problem;
use crate::progress::parts_missing;
use crate::reports::is_forbidden;
use crate::reports::store::{self, ClosureCase};
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields};
use axum::body::Bytes;
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

/// Most characters of the reason for which work is taken up again.
const REASON_LIMIT: usize = 200;

/// The requests that wait, whichever report they came with; nothing if there are none.
pub(super) fn waiting(page: &Page, person: &Person, closures: &[ClosureCase]) -> Option<AnyView> {
    let rows = closures.iter().map(|case| closure_row(page, person, case)).collect_view();
    (!closures.is_empty())
        .then(|| view! { <section id="closures"><h2>{page.lang.review_closures()}</h2>{rows}</section> }.into_any())
}

/// Whoever asked for a closure does not confirm it.
pub(super) fn may_decide(person: &Person, case: &ClosureCase) -> bool {
    person.role == Role::Office && person.id != case.requested_by
}

fn closure_row(page: &Page, person: &Person, case: &ClosureCase) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let name = programme
        .task(&case.task)
        .map_or_else(|| case.task.clone(), |task| lang.task_named(task.short.of(lang), &case.task));
    let due = case.due.map(|day| format!(" · {} {}", lang.deadline_label(), lang.day(day)));
    // The office reads what is missing before it decides; whoever confirms all the same is told so.
    let missing = programme.task(&case.task).map(|task| parts_missing(programme, &page.record, task, page.now));
    let missing = missing.filter(|missing| !missing.is_empty()).map(|missing| {
        let names: Vec<String> = missing.iter().map(|part| part.of(lang).to_owned()).collect();
        view! { <p class="quiet">{lang.closure_parts_missing(&lang.list(&names))}</p> }
    });
    let decides = may_decide(person, case);
    let buttons = decides.then(|| {
        let reason = format!("reason-{}", case.id);
        view! {
            <div class="decide">
                <form method="post" action=page.link(&format!("/review/closures/{}/confirm", case.id))>
                    {form_fields()}
                    <button type="submit" aria-label=format!("{} {name}", lang.review_confirm_closure())>{lang.review_confirm_closure()}</button>
                </form>
                <details><summary>{lang.review_return()} <span class="spoken">{name.clone()}</span></summary>
                    <form method="post" action=page.link(&format!("/review/closures/{}/return", case.id)) class="stack">
                        {form_fields()}
                        <label for=reason.clone()>{lang.review_reason()}</label>
                        <input id=reason.clone() name="reason" required=true maxlength="200"/>
                        <button type="submit" class="second">{lang.review_return()}</button>
                    </form>
                </details>
            </div>
        }
    });
    view! {
        <div class="case">
            <p><strong>{name.clone()}</strong> {due} " · " {page.unit_name(&case.unit)} " · " {lang.finished_on(&lang.day(case.finished_on))}</p>
            {programme.task(&case.task).map(|task| view! { <p class="quiet">{lang.task_standard()} {lang.pick("：", "：", ": ")} {lang.standard(task)}</p> })}
            <p>{lang.evidence_is(&case.evidence)}</p>
            {missing}
            {buttons}
        </div>
    }
    .into_any()
}

async fn closure(page: Page, id: String, body: &[u8], confirms: bool) -> Result<Response, Problem> {
    let fields = Fields::read(body)?;
    let reason = fields.get("reason").to_owned();
    if !confirms && reason.is_empty() {
        return Err(Problem::bad_input("reason", "", ""));
    }
    let name = if confirms { "confirm" } else { "return" };
    let asked = cause(&page, &format!("POST /review/closures/{id}/{name}"), &fields)?;
    let (app, programme, queue) = (page.app.clone(), page.standing.programme.id.clone(), page.link("/review"));
    let answer = act(&page.app, asked, move |tx, cause| {
        let (app, programme, queue, id) = (app.clone(), programme.clone(), queue.clone(), id.clone());
        let sent_back = (!confirms).then(|| reason.clone());
        Box::pin(async move {
            store::decide_closure(tx, &programme, &id, &cause.actor, &app.audit_key, sent_back.as_deref()).await?;
            Ok(Answer::see(queue))
        })
    })
    .await?;
    Ok(follow(answer))
}

/// Takes up again what was closed, and goes back to the task.
pub async fn reopen_closure(page: Page, Path(id): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let reason = fields.get("reason").to_owned();
    let found = reason.chars().count();
    if !(1..=REASON_LIMIT).contains(&found) || reason.chars().any(is_forbidden) {
        return Err(Problem::bad_input(
            page.lang.review_reason(),
            page.lang.reopen_reason_should(REASON_LIMIT),
            found.to_string(),
        ));
    }
    let task = page.record.closures.iter().find(|closure| closure.id == id).ok_or(Problem::NotFound)?.task.clone();
    let asked = cause(&page, &format!("POST /review/closures/{id}/reopen"), &fields)?;
    let (app, programme, back) =
        (page.app.clone(), page.standing.programme.id.clone(), page.link(&format!("/tasks/{task}")));
    let answer = act(&page.app, asked, move |tx, cause| {
        let (app, programme, back, id, reason) =
            (app.clone(), programme.clone(), back.clone(), id.clone(), reason.clone());
        Box::pin(async move {
            store::reopen_closure(tx, &programme, &id, &cause.actor, &app.audit_key, &reason).await?;
            Ok(Answer::see(back))
        })
    })
    .await?;
    Ok(follow(answer))
}

pub async fn confirm_closure(page: Page, Path(id): Path<String>, body: Bytes) -> Result<Response, Problem> {
    closure(page, id, &body, true).await
}

pub async fn return_closure(page: Page, Path(id): Path<String>, body: Bytes) -> Result<Response, Problem> {
    closure(page, id, &body, false).await
}
