//! What meetings have settled: the list of all, the form that adds one, and the minutes.

mod acts;
mod form;

pub use acts::{add, done};
pub use form::{Refused, form};

use super::{Decision, may_close, may_settle, minutes};
use crate::attention::{Clause, conclusion};
use crate::calendar::day_of;
use crate::lights::Light;
use crate::problem::Problem;
use crate::snapshots::may_share;
use crate::web::pages::{Page, form_fields, light};
use axum::body::Body;
use axum::http::{StatusCode, header};
use axum::response::Response;
use leptos::prelude::*;

/// What the view knows to have been settled.
pub async fn settled(page: &Page) -> Result<Vec<Decision>, Problem> {
    let mut tx = page.app.db.read().await?;
    let mut decisions = super::store::all(&mut tx, &page.standing.programme.id).await?;
    decisions.retain(|decision| decision.is_shown(page.view));
    Ok(decisions)
}

pub async fn decisions(page: Page) -> Result<Response, Problem> {
    if let Some(kept) = page.kept()? {
        return Ok(kept);
    }
    let decisions = settled(&page).await?;
    let title = title(&page, &decisions);
    page.show_kept(move |_| title.clone(), move |page| whole(page, &decisions, None)).await
}

fn title(page: &Page, decisions: &[Decision]) -> String {
    let light = |decision: &&Decision| decision.light(page.view, &page.standing.programme.thresholds);
    let open = decisions.iter().filter(|decision| !light(decision).is_closed()).count() as i64;
    let overdue = decisions.iter().filter(|decision| light(decision) == Light::Overdue).count() as i64;
    if overdue == 0 { page.lang.decisions_title_well(open) } else { page.lang.decisions_title(open, overdue) }
}

/// The page again, with what was typed and what is wrong with it.
async fn refused(page: &Page, status: StatusCode, refused: Refused) -> Result<Response, Problem> {
    let decisions = settled(page).await?;
    let title = title(page, &decisions);
    page.show_with(status, &title, false, move |page| whole(page, &decisions, Some(&refused))).await
}

fn whole(page: &Page, decisions: &[Decision], refused: Option<&Refused>) -> AnyView {
    let lang = page.lang;
    let person = page.visitor.person.as_ref();
    let form = person.is_some_and(may_settle).then(|| {
        view! { <h2>{lang.decision_add()}</h2> {form(page, refused, false)} }
    });
    let share = person.is_some_and(may_share).then(|| {
        view! { <a class="button second" href=page.link("/snapshots")>{lang.snapshots_title()}</a> }
    });
    let wrong = refused.and_then(|refused| refused.wrong.clone()).map(|wrong| {
        view! { <p class="error-summary" role="alert">{wrong}</p> }
    });
    view! {
        <article class="decisions">
            <h1>{title(page, decisions)}</h1>
            {wrong}
            <p class="buttons">
                <a class="button second" href=page.link("/decisions/minutes")>{lang.decisions_minutes()}</a>
                <a class="button second" href=page.link("/meeting#s5")>{lang.meeting()}</a>
                {share}
            </p>
            {list(page, decisions, true)}
            {form}
        </article>
    }
    .into_any()
}

/// What a unit is to do by what was settled and has not done, each leading to where it says that it is done.
pub fn owed_by(page: &Page, unit: &str, decisions: &[Decision]) -> Option<AnyView> {
    let lang = page.lang;
    let thresholds = &page.standing.programme.thresholds;
    let open = |decision: &&Decision| {
        decision.units.iter().any(|id| id == unit) && !decision.light(page.view, thresholds).is_closed()
    };
    let mut open: Vec<&Decision> = decisions.iter().filter(open).collect();
    open.sort_by_key(|decision| decision.due);
    if open.is_empty() {
        return None;
    }
    let items = open.iter().map(|decision| {
        let days = match decision.days_left(page.view) {
            late if late < 0 => lang.days_overdue(-late),
            left => lang.days_left(left),
        };
        let due = lang.decision_due_on(&lang.short_day(decision.due), &days);
        view! {
            <li>
                {light(lang, decision.light(page.view, thresholds))} " "
                <a href=page.link(&format!("/decisions#d{}", decision.number))>{decision.text.clone()}</a>
                " " <span class="quiet">{due}</span>
            </li>
        }
    });
    Some(
        view! {
            <section class="owed" aria-labelledby="settled">
                <h2 id="settled">{lang.decisions_owed(open.len() as i64)}</h2>
                <ul class="plain-list">{items.collect_view()}</ul>
            </section>
        }
        .into_any(),
    )
}

/// The decisions as a table, the newest first; on the list each open one can be marked as done by those who may.
pub fn list(page: &Page, decisions: &[Decision], acts: bool) -> AnyView {
    let lang = page.lang;
    if decisions.is_empty() {
        return view! { <p>{lang.decisions_none()} " " {lang.decisions_who()}</p> }.into_any();
    }
    let rows = decisions.iter().rev().map(|decision| row(page, decision, acts));
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=lang.decisions()>
            <table class="stacked settled">
                <thead><tr>
                    <th scope="col">{lang.task_no()}</th><th scope="col">{lang.decisions()}</th>
                    <th scope="col">{lang.decision_unit()}</th><th scope="col">{lang.decision_due()}</th>
                    <th scope="col">{lang.task_state()}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(page: &Page, decision: &Decision, acts: bool) -> AnyView {
    let lang = page.lang;
    let mark = decision.light(page.view, &page.standing.programme.thresholds);
    let days = match mark {
        Light::Overdue => Some(lang.days_overdue(-decision.days_left(page.view))),
        Light::DueSoon => Some(lang.days_left(decision.days_left(page.view))),
        _ => None,
    };
    let done = decision.done(page.view).map(|done| {
        let on = lang.short_day(day_of(done.by.at));
        // Who reads without a name is told none.
        let by = if page.visitor.person.is_some() { lang.decision_done_by(&done.by.name, &on) } else { on };
        view! { <span class="said">{done.text.clone()}</span> " " <span class="when">{by}</span> }
    });
    let closes = acts && decision.done.is_none();
    let close = page.visitor.person.as_ref().filter(|person| closes && may_close(person, decision)).map(|_| {
        let said = format!("said-{}", decision.number);
        view! {
            <details>
                <summary aria-label=lang.decision_close_named(decision.number)>{lang.decision_close()}</summary>
                <form method="post" action=page.link(&format!("/decisions/{}/done", decision.id)) class="stack">
                    {form_fields()}
                    <label for=said.clone()>{lang.decision_said()}</label>
                    <input id=said.clone() name="said" class="wide" maxlength=super::TEXT_LIMIT.to_string() required=true/>
                    <button type="submit">{lang.decision_close()}</button>
                </form>
            </details>
        }
    });
    let by = lang.decision_by(&decision.by.name, &lang.day(day_of(decision.by.at)));
    let by = acts.then(|| view! { <br/><span class="quiet">{by}</span> });
    view! {
        <tr id=format!("d{}", decision.number)>
            <td class="no">{decision.number}</td>
            <th scope="row">{decision.text.clone()} {by}</th>
            <td data-label=lang.decision_unit()>{units(page, decision)}</td>
            <td data-label=lang.decision_due() class="when">{decision.due.to_string()}</td>
            <td>{light(lang, mark)} " " {days} " " {done} {close}</td>
        </tr>
    }
    .into_any()
}

fn units(page: &Page, decision: &Decision) -> String {
    let names: Vec<String> = decision.units.iter().map(|unit| page.unit_name(unit)).collect();
    page.lang.list(&names)
}

/// The draft of the minutes, as text to be finished by hand.
pub async fn download(page: Page) -> Result<Response, Problem> {
    let decisions = settled(&page).await?;
    let conclusion = conclusion(&page.standing.programme, &page.progress, page.lang);
    let said = |clauses: Vec<Clause>| clauses.into_iter().map(|clause| clause.said).collect::<String>();
    let conclusion: Vec<String> = conclusion.into_iter().map(said).collect();
    let text = minutes(&page.standing.programme, &conclusion, &decisions, page.view, page.lang);
    let name = format!("minutes-{}-{}.txt", page.standing.programme.id, page.view.day);
    Response::builder()
        .header(header::CONTENT_TYPE, "text/plain; charset=utf-8")
        .header(header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\""))
        .header(header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'; frame-ancestors 'none'")
        // The mark by which Windows tells what it is written in.
        .body(Body::from(format!("\u{FEFF}{text}")))
        .map_err(|_| Problem::Internal { id: crate::db::new_id() })
}
