//! A nil return: nothing new this month, said on one page with one button.

use super::circumstances::late_reasons;
use super::filing::{Posted, circumstances};
use super::form::{Sheet, sheet};
use super::report_name;
use crate::calendar::day_of;
use crate::figures::FigureId;
use crate::problem::Problem;
use crate::progress::{Known, figure};
use crate::reports::{Draft, TaskEntry, store};
use crate::targets::Measure;
use crate::views::{Basis, View};
use crate::web::acts::Answer;
use crate::web::forms::follow;
use crate::web::pages::{Page, form_fields};
use axum::body::Bytes;
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

pub async fn nil_page(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    let sheet = sheet(&page, &period).await?;
    let title = page.lang.nil_title(&report_name(&page, sheet.period.id));
    page.show(&title, false, move |page| {
        let lang = page.lang;
        let path = format!("/my/reports/{}", sheet.period.id);
        if !sheet.report.state.is_open() {
            return view! { <h1>{lang.nil_title(&report_name(page, sheet.period.id))}</h1><p>{lang.form_locked(lang.state(sheet.report.state))}</p> }.into_any();
        }
        let known = Known::new(&page.standing.programme, &page.record, View::new(day_of(page.now), Basis::Corrected));
        let in_time = sheet.report.version > 0 || day_of(page.now) <= known.report_due(&sheet.unit.id, &sheet.period);
        let lead = if in_time { lang.nil_lead() } else { lang.nil_lead_late() };
        let kept = (sheet.report.lock > 0).then(|| view! { <p>{lang.nil_draft_kept()}</p> });
        view! {
            <div class="narrow">
                <h1>{lang.nil_title(&report_name(page, sheet.period.id))}</h1>
                <p>{sheet.unit.name.of(lang).to_owned()} " · " {lang.form_span(&lang.day(sheet.period.start), &lang.day(sheet.period.end))}</p>
                <p>{lead}</p>
                {totals(page, &sheet)}
                {kept}
                <form method="post" action=page.link(&format!("{path}/nil"))>
                    {form_fields()}
                    <input type="hidden" name="lock" value=sheet.report.lock.to_string()/>
                    {late_reasons(page, &sheet)}
                    <p class="buttons"><button type="submit">{lang.nil_confirm()}</button>
                    <a class="button second" href=page.link(&path)>{lang.check_back()}</a></p>
                </form>
            </div>
        }
        .into_any()
    })
    .await
}

/// The sums that a nil return leaves as they are.
fn totals(page: &Page, sheet: &Sheet) -> AnyView {
    let lang = page.lang;
    let view = View::new(sheet.period.end, Basis::Corrected);
    let rows = [Measure::Practising, Measure::Recognised].into_iter().filter_map(|measure| {
        let id = FigureId::measure(measure).of_unit(&sheet.unit.id);
        let found = figure(&page.standing.programme, &page.record, view, &id)?;
        let told = !found.contributions.is_empty();
        told.then(|| view! { <li>{lang.nil_total(lang.measure(measure), found.value)}</li> })
    });
    view! { <ul class="notes">{rows.collect_view()}</ul> }.into_any()
}

/// Files a nil return in one act: what the draft says in words is kept, its numbers are not.
pub async fn nil(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let posted = Posted::read(page, &period, &body)?;
    let (seen, receipt) = (posted.seen, posted.receipt.clone());
    let circumstances = circumstances(&posted.fields);
    let filed = posted.once("nil", move |tx, cause, place| {
        let (receipt, circumstances) = (receipt.clone(), circumstances.clone());
        Box::pin(async move {
            let held = store::get(tx, &place.programme.id, &place.unit.id, place.period).await?;
            let tasks = held.draft.tasks.into_iter().map(|task| TaskEntry { closures: Vec::new(), ..task }).collect();
            let draft = Draft { nil: true, entries: Vec::new(), specialties: Vec::new(), tasks, ..held.draft };
            let desk = place.desk(cause);
            let saved = desk.save(tx, draft, seen).await?;
            let (report, _) = desk.submit(tx, Some(saved.lock)).await?;
            let of = (place.programme.id.as_str(), place.unit.id.as_str(), place.period);
            store::keep_circumstances(tx, of, report.version, &circumstances).await?;
            Ok(Answer::see(receipt))
        })
    });
    Ok(follow(filed.await?))
}
