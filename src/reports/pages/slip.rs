//! The correction slip on one page of A4: what was put right, why, and where it stands, for the file (product rules
//! E.6).

use super::compared::changes;
use super::{asked_period, at, own_unit, report_name};
use crate::calendar::Period;
use crate::problem::Problem;
use crate::reports::Version;
use crate::units::Unit;
use crate::web::pages::Page;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

pub async fn slip(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    let (unit, period) = (own_unit(&page)?, asked_period(&page, &period)?);
    let title = page.lang.slip_title(&report_name(&page, period.id));
    page.show_alone(StatusCode::OK, &title, move |page| view(page, &unit, &period)).await
}

fn view(page: &Page, unit: &Unit, period: &Period) -> AnyView {
    let lang = page.lang;
    let colon = lang.pick("：", "：", ": ");
    let mut versions: Vec<&Version> =
        page.record.versions.iter().filter(|version| version.unit == unit.id && version.period == period.id).collect();
    versions.sort_by_key(|version| version.number);
    let corrections = versions.iter().filter(|version| version.correction.is_some());
    let shown = corrections.map(|version| correction(page, &versions, version)).collect::<Vec<_>>();
    let none = shown.is_empty().then(|| view! { <p>{lang.slip_none()}</p> });
    let signatures = [lang.print_head(), lang.print_filler(), lang.print_reviewer(), lang.print_date()];
    view! {
        <p class="sheet-hint quiet"><a href=page.link("/my/reports")>{lang.drawer_title()}</a> " · " {lang.print_hint()}</p>
        <main id="content" class="paper" tabindex="-1">
            <header><div>
                <h1>{lang.slip_title(&report_name(page, period.id))}</h1>
                {page.invented().map(|note| view! { <p><strong>{note}</strong></p> })}
                <p>{lang.print_unit()} {colon} <strong>{page.standing.programme.full_name(unit, lang)}</strong></p>
                <p>{lang.form_span(&lang.day(period.start), &lang.day(period.end))} " · " {lang.print_at(&at(page.now))}</p>
            </div></header>
            {none}
            {shown}
            <footer class="signatures">{signatures.map(|name| view! { <span>{name} {colon}</span> }).collect_view()}</footer>
        </main>
    }
    .into_any()
}

/// One correction beside the version that stood when it was written.
fn correction(page: &Page, versions: &[&Version], version: &Version) -> AnyView {
    let lang = page.lang;
    let colon = lang.pick("：", "：", ": ");
    let before = versions.iter().filter(|other| other.number < version.number && other.accepted_at.is_some());
    let before = before.max_by_key(|other| (other.accepted_at, other.number));
    let table = before.and_then(|before| changes(page, &before.content, &version.content));
    let table = table.unwrap_or_else(|| view! { <p>{lang.change_none()}</p> }.into_any());
    let stands = match (version.accepted_at, version.returned_at) {
        (Some(moment), _) => lang.correction_in_force(&at(moment)),
        (None, Some(_)) if version.withdrawn => lang.correction_writing().to_owned(),
        (None, Some(moment)) => lang.correction_refused(&at(moment)),
        (None, None) => lang.correction_waiting().to_owned(),
    };
    view! {
        <section>
            <h2>{lang.receipt_version(version.number)} " · " {at(version.submitted_at)}</h2>
            <p>{lang.correct_reason()} {colon} <strong>{version.correction.clone()}</strong></p>
            {table}
            <p>{stands}</p>
        </section>
    }
    .into_any()
}
