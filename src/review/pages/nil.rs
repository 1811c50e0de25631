//! Nil returns without a question: accepted together, each by an act of its own (product rules E.7).

use super::content::{Questions, said};
use super::{latest, may, queue::questions};
use crate::calendar::{Period, PeriodId, day_of};
use crate::people::Person;
use crate::problem::Problem;
use crate::reports::pages::{Place, at, report_name};
use crate::reports::store::{self, Receipt, Report};
use crate::review::Action;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause};
use crate::web::pages::{Page, encode, form_fields};
use axum::body::Bytes;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

/// Most reports one page tells the outcome of.
const MOST: usize = 50;

fn asked_period(page: &Page) -> Result<Period, Problem> {
    let programme = &page.standing.programme;
    let today = day_of(page.now);
    match page.asked("period") {
        Some(text) => {
            let id: PeriodId = text.parse().map_err(|_| Problem::NotFound)?;
            programme.period(id).cloned().ok_or(Problem::NotFound)
        }
        None => {
            let usual = programme.periods.iter().rfind(|period| period.due < today).or(programme.periods.first());
            usual.cloned().ok_or(Problem::NotFound)
        }
    }
}

/// The nil returns of the period that wait for the reader and raise no question.
fn ready<'a>(page: &Page, person: &Person, reports: &'a [Report], period: &Period) -> Vec<&'a Report> {
    let units = &page.standing.programme.units;
    let of_period =
        reports.iter().filter(|report| report.period == period.id && may(page, person, report, Action::Accept));
    let mut ready: Vec<&Report> = of_period
        .filter(|report| {
            let unit = units.iter().find(|unit| unit.id == report.unit);
            unit.zip(latest(page, &report.unit, period.id)).is_some_and(|(unit, version)| {
                version.number == report.version
                    && version.content.nil
                    && questions(page, unit, period, version).is_empty()
            })
        })
        .collect();
    ready.sort_by_key(|report| units.iter().position(|unit| unit.id == report.unit));
    ready
}

pub async fn nil(page: Page) -> Result<Response, Problem> {
    let person = page.person()?.clone();
    let period = asked_period(&page)?;
    let programme = page.standing.programme.id.clone();
    let mut tx = page.app.db.read().await?;
    let reports = store::all(&mut tx, &programme).await?;
    let mut done: Vec<(Report, Option<Receipt>)> = Vec::new();
    for (_, unit) in page.query.iter().filter(|(name, _)| name == "done").take(MOST) {
        let Some(report) = reports.iter().find(|report| report.unit == *unit && report.period == period.id) else {
            continue;
        };
        let receipts = store::receipts(&mut tx, &programme, unit, period.id).await?;
        done.push((report.clone(), receipts.into_iter().next()));
    }
    drop(tx);
    let title = page.lang.review_nil();
    page.show(title, false, move |page| view(page, &person, &period, &ready(page, &person, &reports, &period), &done))
        .await
}

fn view(
    page: &Page,
    person: &Person,
    period: &Period,
    ready: &[&Report],
    done: &[(Report, Option<Receipt>)],
) -> AnyView {
    let lang = page.lang;
    let outcomes = done.iter().map(|(report, receipt)| {
        let accepted = receipt.as_ref().filter(|receipt| receipt.accepted_by.as_ref() == Some(&person.id));
        let said = match accepted.and_then(|receipt| receipt.accepted_at) {
            Some(moment) => format!("✓ {} {}", lang.action_done(Action::Accept), at(moment)),
            None => lang.review_nil_not(lang.state(report.state)),
        };
        view! { <li>{page.unit_name(&report.unit)} " · " {said}</li> }
    });
    let outcomes = (!done.is_empty()).then(|| view! { <ul role="status">{outcomes.collect_view()}</ul> });
    let rows = ready.iter().map(|report| {
        let name = page.unit_name(&report.unit);
        let version = latest(page, &report.unit, period.id);
        let filed = version.map(|version| at(version.submitted_at));
        let said = version.map(|version| said(page, &version.content, &Questions::default()));
        view! {
            <li><label class="tick"><input type="checkbox" name="report" value=format!("{}:{}", report.unit, report.lock) checked=true/>" "{name}" "<span class="quiet">{filed}</span></label>{said}</li>
        }
    });
    let form = match ready.is_empty() {
        true => view! { <p>{lang.review_nil_none()}</p> }.into_any(),
        false => view! {
            <form method="post" action=page.link("/review/nil")>
                {form_fields()}
                <input type="hidden" name="period" value=period.id.to_string()/>
                <ul class="plain">{rows.collect_view()}</ul>
                <p><button type="submit">{lang.review_nil_accept()}</button></p>
            </form>
        }
        .into_any(),
    };
    view! {
        <h1>{lang.review_nil()} " · " {report_name(page, period.id)}</h1>
        <p>{lang.review_nil_lead()}</p>
        {outcomes}
        {form}
        <p><a href=page.link(&format!("/review?period={}", period.id))>{lang.review_back()}</a></p>
    }
    .into_any()
}

/// Accepts each report ticked, if it is still one of those; what cannot be accepted does not hold up the rest.
pub async fn accept_nil(page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let person = page.person()?.clone();
    let id: PeriodId =
        fields.get("period").parse().map_err(|_| Problem::bad_input("period", "2022-07", fields.get("period")))?;
    let period = page.standing.programme.period(id).cloned().ok_or(Problem::NotFound)?;
    let mut tx = page.app.db.read().await?;
    let reports = store::all(&mut tx, &page.standing.programme.id).await?;
    drop(tx);
    let ready = ready(&page, &person, &reports, &period);
    let asked = fields.all().filter(|(name, _)| *name == "report").filter_map(|(_, value)| value.split_once(':'));
    let mut then = format!("/review/nil?period={id}");
    for (unit, lock) in asked.take(MOST) {
        let Some(known) = page.standing.programme.unit(unit).cloned() else { continue };
        then.push_str(&format!("&done={}", encode(unit)));
        let key = fields.key().map(|key| format!("{key} {unit}"));
        let mut why = cause(&page, &format!("POST /review/{unit}/{id}/accept"), &fields)?;
        (why.key, why.body) = (key, format!("nil {unit} {lock}"));
        let seen: Option<i64> = lock.parse().ok();
        // What was sent twice is no longer waiting the second time: then the key of the first time answers.
        let still = ready.iter().any(|report| report.unit == unit);
        let place =
            Place { app: page.app.clone(), programme: page.standing.programme.clone(), unit: known, period: id };
        let answer = act(&page.app, why, move |tx, cause| {
            let place = place.clone();
            Box::pin(async move {
                if !still {
                    return Err(Problem::NotFound);
                }
                place.desk(cause).accept(tx, Some(seen.unwrap_or(0))).await?;
                Ok(Answer::see("/review"))
            })
        })
        .await;
        match answer {
            Ok(_) | Err(Problem::Conflict { .. } | Problem::Forbidden(_) | Problem::NotFound) => {}
            Err(problem) => return Err(problem),
        }
    }
    Ok(Redirect::to(&page.link(&then)).into_response())
}
