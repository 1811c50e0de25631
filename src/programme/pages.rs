//! The programme as people see it: the help page, and the page that puts a file in force.

use crate::audit::{self};
use crate::problem::Problem;
use crate::programme::{file, store as programmes};
use crate::web::App;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields, text_area};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

pub async fn help(page: Page) -> Result<Response, Problem> {
    page.show(page.lang.help_title(), false, |page| {
        let lang = page.lang;
        let readings = page.standing.programme.readings.iter().map(|reading| {
            view! { <tr><td>{reading.question.of(lang).to_owned()}</td><td>{reading.in_force.of(lang).to_owned()} " " <span class="inferred">{lang.to_be_confirmed()}</span></td></tr> }
        });
        let limits = &page.standing.programme.thresholds;
        let clauses = page.standing.programme.targets.iter().map(|target| {
            let address = page.link(&format!("/targets/{}", target.id));
            view! {
                <tr><th scope="row"><a href=address>{target.name.of(lang).to_owned()}</a></th>
                    <td class="when" lang="zh-Hans">{target.clause.clone()}</td><td lang="zh-Hans">{target.verbatim.clone()}</td></tr>
            }
        });
        let lights = crate::lights::Light::ALL.map(|light| {
            view! { <li>{crate::web::pages::light(lang, light)} " " {lang.light_rule(light)}</li> }
        });
        view! {
            <article class="prose">
                <h1>{lang.help_title()}</h1>
                <h2 id="lights">{lang.help_lights()}</h2>
                <p>{lang.help_lights_from(-limits.lagging_points, -limits.serious_points, limits.due_soon_days)}</p>
                <ul class="legend">{lights.into_iter().collect_view()}</ul>
                <p>{lang.help_lights_order()}</p>
                <h2 id="figures">{lang.help_figures()}</h2>
                <p>{lang.help_actual()}</p>
                <p>{lang.help_pace()}</p>
                <h3 id="projection">{lang.help_projection_head()}</h3>
                <p>{lang.help_projection()}</p>
                <h3 id="band">{lang.help_band_head()}</h3>
                <p>{lang.help_band()}</p>
                <p>{lang.help_band_chance()}</p>
                <p>{lang.help_band_limits()}</p>
                <h3 id="basis">{lang.basis_field()}</h3>
                <p>{lang.help_basis()}</p>
                <h2 id="clauses">{lang.help_clauses()}</h2>
                <div class="scroll" tabindex="0" role="region" aria-labelledby="clauses"><table>
                    <thead><tr><th scope="col">{lang.meeting_targets()}</th><th scope="col">{lang.help_clause()}</th><th scope="col">{lang.figure_definition()}</th></tr></thead>
                    <tbody>{clauses.collect_view()}</tbody>
                </table></div>
                <h2 id="readings">{lang.help_readings()}</h2>
                <div class="scroll" tabindex="0" role="region" aria-label=lang.help_readings()><table>
                    <thead><tr><th scope="col">{lang.help_question()}</th><th scope="col">{lang.help_in_force()}</th></tr></thead>
                    <tbody>{readings.collect_view()}</tbody>
                </table></div>
                {crate::web::keys::list(page)}
                <h2 id="feedback">{lang.footer_feedback()}</h2>
                <p>{lang.help_feedback()}</p>
                <h2 id="accessibility">{lang.footer_accessibility()}</h2>
                <p>{lang.help_accessibility()}</p>
            </article>
        }
        .into_any()
    })
    .await
}

pub async fn programme_page(page: Page) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let source = programmes::source(&mut tx, &page.standing.programme.id).await?.unwrap_or_default();
    drop(tx);
    show_programme(&page, StatusCode::OK, source, Vec::new()).await
}

async fn show_programme(
    page: &Page,
    status: StatusCode,
    source: String,
    mistakes: Vec<String>,
) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let editions = programmes::editions(&mut tx, &page.standing.programme.id).await?;
    drop(tx);
    page.show_with(status, page.lang.programme_page(), false, move |page| {
        let lang = page.lang;
        let rows = editions.iter().map(|edition| {
            let on = edition.installed_at.with_timezone(&crate::calendar::shanghai()).format("%Y-%m-%d %H:%M").to_string();
            view! { <tr><td>{edition.number}</td><td>{on}</td><td>{edition.installed_by.clone()}</td><td>{edition.reason.clone()}</td></tr> }
        });
        let wrong = (!mistakes.is_empty()).then(|| {
            let lines = mistakes.iter().map(|mistake| view! { <li>{mistake.clone()}</li> });
            view! { <div class="error-summary" role="alert"><p>{lang.programme_mistakes(mistakes.len() as i64)}</p><ul>{lines.collect_view()}</ul></div> }
        });
        view! {
            <h1>{lang.programme_page()}</h1>
            <p>{lang.programme_lead()}</p>
            {wrong}
            <form method="post" action=page.link("/admin/programme") class="stack">
                {form_fields()}
                <label for="source">{lang.programme_file()}</label>
                {text_area("source".into(), "source".into(), 24, &source, None, !mistakes.is_empty())}
                <label for="reason">{lang.programme_reason()}</label>
                <input id="reason" name="reason" required=true/>
                <button type="submit">{lang.programme_install()}</button>
            </form>
            <h2>{lang.programme_editions()}</h2>
            <div class="scroll" tabindex="0" role="region" aria-label=lang.programme_editions()><table>
                <thead><tr><th scope="col">{lang.programme_edition()}</th><th scope="col">{lang.programme_installed_at()}</th><th scope="col">{lang.programme_installed_by()}</th><th scope="col">{lang.programme_reason()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table></div>
        }
        .into_any()
    })
    .await
}

pub async fn install_programme(State(app): State<App>, page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let source = fields.raw("source").replace("\r\n", "\n");
    let reason = fields.get("reason").to_owned();
    let mut mistakes: Vec<String> = Vec::new();
    if reason.is_empty() {
        mistakes.push(page.lang.field_needed(page.lang.programme_reason()));
    }
    let programme = match file::read(&source) {
        Ok(programme) => Some(programme),
        Err(found) => {
            mistakes.extend(found.iter().map(ToString::to_string));
            None
        }
    };
    let Some(programme) = programme.filter(|_| mistakes.is_empty()) else {
        return show_programme(&page, StatusCode::UNPROCESSABLE_ENTITY, source, mistakes).await;
    };
    let here = page.link("/admin/programme");
    let worker = app.clone();
    let programme = std::sync::Arc::new(programme);
    let answer = act(&app, cause(&page, "POST /admin/programme", &fields)?, move |tx, cause| {
        let (programme, source, reason) = (programme.clone(), source.clone(), reason.clone());
        let (here, app) = (here.clone(), worker.clone());
        Box::pin(async move {
            let by = cause.actor.person.login.clone();
            programmes::install(tx, &programme, &source, &reason, &by, cause.actor.now).await?;
            audit::note(tx, &app.audit_key, &cause.actor, "install programme", &format!("programme {}", programme.id))
                .await?;
            Ok(Answer::see(here))
        })
    })
    .await?;
    Ok(follow(answer))
}
