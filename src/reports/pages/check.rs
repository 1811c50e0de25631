//! What a filer sees before a report goes out: what it will change, or that it says nothing new.

use super::fields::field_name;
use super::form::{before, sheet};
use super::report_name;
use crate::figures::{FigureId, Subject};
use crate::problem::Problem;
use crate::progress::figure;
use crate::targets::TargetMeasure;
use crate::views::{Basis, View};
use crate::web::pages::{Page, form_fields};
use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

/// What will change, and what to look at twice, before the report goes out.
pub async fn check(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    let sheet = sheet(&page, &period).await?;
    let path = format!("/my/reports/{}", sheet.period.id);
    let understood = sheet.report.draft.understand(&page.standing.programme, &sheet.unit, &sheet.period);
    let Ok(content) = understood else {
        let joint = if page.link(&path).contains('?') { '&' } else { '?' };
        return Ok(axum::response::Redirect::to(&format!("{}{joint}check=1", page.link(&path))).into_response());
    };
    let title = page.lang.check_title(&report_name(&page, sheet.period.id));
    page.show(&title, false, move |page| {
        let lang = page.lang;
        let programme = &page.standing.programme;
        let now = View::new(page.usual.day.max(sheet.period.end), Basis::Corrected);
        let effects: Vec<String> = programme
            .targets
            .iter()
            .filter_map(|target| {
                let TargetMeasure::Count { measure } = target.measure else { return None };
                let value = |id: FigureId| figure(programme, &page.record, now, &id).map_or(0, |figure| figure.value);
                let whole = value(FigureId::whole(Subject::Target(target.id.clone())));
                let own = value(FigureId::measure(measure).of_unit(&sheet.unit.id).in_period(sheet.period.id));
                let new: i64 = content.counts.iter().filter(|count| count.cell.measure == measure).map(|count| count.stated.number()).sum();
                (new != own).then(|| lang.check_effect_row(target.short.of(lang), whole, whole - own + new))
            })
            .collect();
        let effect = match effects.is_empty() {
            true => view! { <p>{lang.check_effect_none()}</p> }.into_any(),
            false => view! { <p>{lang.check_effect()}</p><ul>{effects.into_iter().map(|line| view! { <li class="strong">{line}</li> }).collect_view()}</ul> }.into_any(),
        };
        let warnings: Vec<String> = content
            .counts
            .iter()
            .filter_map(|count| {
                let (new, before) = (count.stated.number(), before(page, &sheet, &count.cell));
                (before > 0 && new >= before).then(|| lang.check_warn_cumulative(&field_name(page, &count.cell.field()), new, before))
            })
            .collect();
        let warned = (!warnings.is_empty()).then(|| view! { <ul class="warning">{warnings.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}</ul> });
        view! {
            <h1>{lang.check_title(&report_name(page, sheet.period.id))}</h1>
            {effect}
            {warned}
            {crate::review::pages::content_view(page, &sheet.unit, &sheet.period, &content)}
            <form method="post" action=page.link(&format!("/my/reports/{}/submit", sheet.period.id))>
                {form_fields()}
                <input type="hidden" name="lock" value=sheet.report.lock.to_string()/>
                <p class="buttons">
                    <button type="submit">{lang.check_submit()}</button>
                    <a class="button second" href=page.link(&format!("/my/reports/{}", sheet.period.id))>{lang.check_back()}</a>
                </p>
            </form>
        }
        .into_any()
    })
    .await
}

pub async fn nil_page(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    let sheet = sheet(&page, &period).await?;
    let title = page.lang.nil_title(&report_name(&page, sheet.period.id));
    page.show(&title, false, move |page| {
        let lang = page.lang;
        let path = format!("/my/reports/{}", sheet.period.id);
        if !sheet.report.state.is_open() {
            return view! { <h1>{lang.nil_title(&report_name(page, sheet.period.id))}</h1><p>{lang.form_locked(lang.state(sheet.report.state))}</p> }.into_any();
        }
        let kept = (sheet.report.lock > 0).then(|| view! { <p>{lang.nil_draft_kept()}</p> });
        view! {
            <div class="narrow">
                <h1>{lang.nil_title(&report_name(page, sheet.period.id))}</h1>
                <p>{sheet.unit.name.of(lang).to_owned()} " · " {lang.form_span(&lang.day(sheet.period.start), &lang.day(sheet.period.end))}</p>
                <p>{lang.nil_lead()}</p>
                {kept}
                <form method="post" action=page.link(&format!("{path}/nil"))>
                    {form_fields()}
                    <input type="hidden" name="lock" value=sheet.report.lock.to_string()/>
                    <p class="buttons"><button type="submit">{lang.nil_confirm()}</button>
                    <a class="button second" href=page.link(&path)>{lang.check_back()}</a></p>
                </form>
            </div>
        }
        .into_any()
    })
    .await
}
