//! Exceptions to what issuing closes: the office opens one for a unit and a period, with a reason and an end.

use crate::calendar::{day_of, end_of};
use crate::documents::store::{self, Hand};
use crate::documents::{COMMENT_LIMIT, Exception};
use crate::people::Role;
use crate::problem::{Forbidden, Problem};
use crate::reports::is_forbidden;
use crate::reports::pages::at;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields, text_area};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{Days, NaiveDate};
use leptos::prelude::*;
use std::sync::Arc;

/// Most days an exception may last.
const LONGEST: u64 = 31;

#[derive(Clone, Debug, Default)]
struct Typed {
    unit: String,
    period: String,
    reason: String,
    until: String,
    /// The id of a field and what is wrong with it.
    faults: Vec<(&'static str, String)>,
}

pub async fn exceptions(page: Page) -> Result<Response, Problem> {
    let until = day_of(page.now).checked_add_days(Days::new(3)).unwrap_or(day_of(page.now));
    show(&page, StatusCode::OK, Typed { until: until.to_string(), ..Typed::default() }).await
}

async fn show(page: &Page, status: StatusCode, typed: Typed) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let all = Arc::new((store::exceptions(&mut tx, &page.standing.programme.id).await?, typed));
    drop(tx);
    let name = page.lang.exceptions_title();
    let title = match all.1.faults.is_empty() {
        true => name.to_owned(),
        false => format!("{}: {name}", page.lang.problem_title(&Problem::Faults(Vec::new()))),
    };
    page.show_with(status, &title, false, move |page| whole(page, &all.0, &all.1)).await
}

fn period_name(page: &Page, period: crate::calendar::PeriodId) -> String {
    match period.supplement {
        true => page.lang.year_end_supplement(period.year),
        false => page.lang.month_report(period.month),
    }
}

fn whole(page: &Page, exceptions: &[Exception], typed: &Typed) -> AnyView {
    let lang = page.lang;
    let office = page.visitor.person.as_ref().is_some_and(|person| person.role == Role::Office);
    let rows = exceptions.iter().map(|exception| {
        let state = match (exception.closed_at, exception.is_open(page.now)) {
            (Some(closed), _) => lang.exception_closed(&at(closed)),
            (None, true) => lang.exception_until(&at(exception.until)),
            (None, false) => lang.exception_over(&at(exception.until)),
        };
        let what = format!("{} {}", page.unit_name(&exception.unit), period_name(page, exception.period));
        let close = (office && exception.is_open(page.now)).then(|| {
            view! {
                <form method="post" action=page.link(&format!("/documents/exceptions/{}/close", exception.id))>
                    {form_fields()}<button class="second" aria-label=format!("{} {what}", lang.exception_close())>{lang.exception_close()}</button>
                </form>
            }
        });
        view! {
            <tr>
                <th scope="row">{what.clone()}</th>
                <td data-label=lang.exception_reason()>{exception.reason.clone()}</td>
                <td data-label=lang.audit_who()>{format!("{} {}", exception.post, exception.name)} " " <span class="when">{at(exception.at)}</span></td>
                <td data-label=lang.task_state()>{state} {close}</td>
            </tr>
        }
    });
    let list = match exceptions.is_empty() {
        true => view! { <p>{lang.exceptions_none()}</p> }.into_any(),
        false => view! {
            <div class="scroll" tabindex="0" role="region" aria-label=lang.exceptions_title()>
                <table class="stacked">
                    <thead><tr><th scope="col">{lang.exception_report()}</th><th scope="col">{lang.exception_reason()}</th><th scope="col">{lang.audit_who()}</th><th scope="col">{lang.task_state()}</th></tr></thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        }
        .into_any(),
    };
    view! {
        <article class="narrow-page">
            <h1>{lang.exceptions_title()}</h1>
            <p>{lang.exceptions_note()} " " <a href=page.link("/documents")>{lang.documents_title()}</a></p>
            {office.then(|| form(page, typed))}
            {list}
        </article>
    }
    .into_any()
}

fn form(page: &Page, typed: &Typed) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let wrong = |field: &str| typed.faults.iter().any(|(id, _)| *id == field).then_some("true");
    let summary = (!typed.faults.is_empty()).then(|| {
        let lines =
            typed.faults.iter().map(|(id, said)| view! { <li><a href=format!("#{id}")>{said.clone()}</a></li> });
        view! { <div class="error-summary" role="alert"><ul>{lines.collect_view()}</ul></div> }
    });
    let units = programme.filers().map(|unit| {
        view! { <option value=unit.id.clone() selected=unit.id == typed.unit>{unit.name.of(lang).to_owned()}</option> }
    });
    let periods = programme.periods.iter().filter(|period| period.start <= day_of(page.now)).map(|period| {
        let id = period.id.to_string();
        view! { <option value=id.clone() selected=id == typed.period>{period_name(page, period.id)}</option> }
    });
    view! {
        <form method="post" action=page.link("/documents/exceptions") class="stack wide-form">
            {form_fields()}
            {summary}
            <label for="unit">{lang.unit_label()}</label>
            <select id="unit" name="unit" required=true aria-invalid=wrong("unit")><option value="">"—"</option>{units.collect_view()}</select>
            <label for="period">{lang.col_period()}</label>
            <select id="period" name="period" required=true aria-invalid=wrong("period")><option value="">"—"</option>{periods.collect_view()}</select>
            <label for="reason">{lang.exception_reason()}</label>
            {text_area("reason".into(), "reason".into(), 2, &typed.reason, None, wrong("reason").is_some())}
            <label for="until">{lang.exception_last_day()}</label>
            <input id="until" type="date" name="until" value=typed.until.clone() required=true aria-invalid=wrong("until")/>
            <button type="submit">{lang.exception_open()}</button>
        </form>
    }
    .into_any()
}

pub async fn open(page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    if page.person()?.role != Role::Office {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let (lang, programme) = (page.lang, page.standing.programme.clone());
    let text = |name: &str| fields.get(name).to_owned();
    let mut typed = Typed {
        unit: text("unit"),
        period: text("period"),
        reason: text("reason"),
        until: text("until"),
        faults: Vec::new(),
    };
    let today = day_of(page.now);
    let latest = today.checked_add_days(Days::new(LONGEST)).unwrap_or(today);
    if !programme.filers().any(|unit| unit.id == typed.unit) {
        typed.faults.push(("unit", lang.field_needed(lang.unit_label())));
    }
    let period = typed.period.parse().ok().filter(|id| programme.period(*id).is_some());
    if period.is_none() {
        typed.faults.push(("period", lang.field_needed(lang.col_period())));
    }
    let length = typed.reason.chars().count();
    if length == 0 {
        typed.faults.push(("reason", lang.field_needed(lang.exception_reason())));
    } else if length > COMMENT_LIMIT {
        typed.faults.push(("reason", lang.comment_too_long(COMMENT_LIMIT, length)));
    } else if typed.reason.chars().any(|c| is_forbidden(c) && !matches!(c, '\n' | '\r')) {
        typed.faults.push(("reason", lang.fault_forbidden().to_owned()));
    }
    let until = typed.until.parse::<NaiveDate>().ok().filter(|day| (today..=latest).contains(day));
    if until.is_none() {
        typed.faults.push(("until", lang.exception_day_wrong(&lang.day(today), &lang.day(latest))));
    }
    let (Some(period), Some(until), true) = (period, until, typed.faults.is_empty()) else {
        return show(&page, StatusCode::UNPROCESSABLE_ENTITY, typed).await;
    };
    let (app, next) = (page.app.clone(), page.link("/documents/exceptions"));
    let answer = act(&page.app, cause(&page, "POST /documents/exceptions", &fields)?, move |tx, cause| {
        let (app, programme, typed, next) = (app.clone(), programme.clone(), typed.clone(), next.clone());
        Box::pin(async move {
            let hand = Hand { programme: &programme, actor: &cause.actor, key: &app.audit_key };
            store::open_exception(tx, hand, &typed.unit, period, &typed.reason, end_of(until)).await?;
            Ok(Answer::see(next))
        })
    });
    Ok(follow(answer.await?))
}

pub async fn close(page: Page, Path(id): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    if page.person()?.role != Role::Office {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let (app, programme, next) =
        (page.app.clone(), page.standing.programme.clone(), page.link("/documents/exceptions"));
    let route = format!("POST /documents/exceptions/{id}/close");
    let answer = act(&page.app, cause(&page, &route, &fields)?, move |tx, cause| {
        let (app, programme, id, next) = (app.clone(), programme.clone(), id.clone(), next.clone());
        Box::pin(async move {
            let hand = Hand { programme: &programme, actor: &cause.actor, key: &app.audit_key };
            store::close_exception(tx, hand, &id).await?;
            Ok(Answer::see(next))
        })
    });
    Ok(follow(answer.await?))
}
