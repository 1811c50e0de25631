//! The report on the lane on paper, to be signed and sealed.

use super::figures::figures;
use super::{asked, filed_on, names, note_text};
use crate::calendar::{Period, day_of};
use crate::problem::Problem;
use crate::reports::pages::{at, report_name};
use crate::review::Consolidation;
use crate::web::pages::Page;
use crate::web::qr;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

pub async fn print_consolidation(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    let period = asked(&page, &period)?;
    let filed = filed_on(&page, period.id).await?.into_iter().next().ok_or(Problem::NotFound)?;
    let title = page.lang.consolidation_of(&report_name(&page, period.id));
    page.show_alone(StatusCode::OK, &title, move |page| view(page, &period, &filed)).await
}

fn view(page: &Page, period: &Period, filed: &Consolidation) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let colon = lang.pick("：", "：", ": ");
    let path = format!("/review/consolidation/{}", period.id);
    let address = format!("{}{path}", page.app.settings.address());
    let unit = programme.unit(&programme.consolidator).map_or("", |unit| unit.name.of(lang));
    let signatures = [
        (lang.print_head(), None),
        (lang.print_reviewer(), None),
        (lang.print_filler(), Some(filed.name.clone())),
        (lang.print_date(), Some(lang.day(day_of(filed.at)))),
    ];
    view! {
        <p class="sheet-hint quiet"><a href=page.link(&path)>{lang.consolidation()}</a> " · " {lang.print_hint()}</p>
        <main id="content" class="paper" tabindex="-1">
            <header>
                <div>
                    <h1>{programme.short.of(lang).to_owned()} " · " {lang.consolidation_of(&report_name(page, period.id))}</h1>
                    {page.invented().map(|note| view! { <p><strong>{note}</strong></p> })}
                    <p>{lang.print_unit()} {colon} <strong>{unit.to_owned()}</strong></p>
                    <p>{lang.form_span(&lang.day(period.start), &lang.day(period.end))}</p>
                    <p>{lang.receipt_number()} {colon} <strong class="code">{filed.receipt.clone()}</strong> " · " {lang.receipt_time()} {colon} {at(filed.at)}</p>
                    <p>{lang.receipt_fingerprint()} {colon} <span class="code">{filed.fingerprint.clone()}</span></p>
                </div>
                <div class="form-number">
                    <p>{lang.print_at(&at(page.now))}</p>
                    {qr::drawn(page, &address)}
                </div>
            </header>
            <p>{lang.consolidation_covers(filed.covers.len() as i64)} {colon} {names(page, &filed.covers)}</p>
            <p>{lang.consolidation_missing(filed.missing.len() as i64)} {colon} {names(page, &filed.missing)}</p>
            {figures(page, &filed.lines, &filed.covers, &filed.missing)}
            <section class="texts"><div class="said"><h2>{lang.consolidation_word()}</h2><p>{note_text(page, filed)}</p></div></section>
            <footer class="signatures">{signatures.map(|(name, said)| view! { <span>{name} {colon} {said}</span> }).collect_view()}</footer>
        </main>
    }
    .into_any()
}
