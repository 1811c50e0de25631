//! What everybody may look up: lights, figures, clauses, keys.

use crate::problem::Problem;
use crate::web::pages::Page;
use axum::response::Response;
use leptos::prelude::*;

pub async fn help(page: Page) -> Result<Response, Problem> {
    page.show(page.lang.help_title(), false, |page| {
        let lang = page.lang;
        let readings = page.standing.programme.readings.iter().map(|reading| {
            let open = reading.is_open().then(|| view! { " " <span class="inferred">{lang.to_be_confirmed()}</span> });
            let address = page.link(&format!("/questions#{}", reading.id));
            view! { <tr><td><a href=address>{reading.question.of(lang).to_owned()}</a></td><td>{reading.in_force.of(lang).to_owned()}{open}</td></tr> }
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
                <p>{lang.help_lights_from(-limits.lagging_points, -limits.serious_points, limits.due_soon_days)} " " {lang.help_lights_days(limits.report_due_soon_days, limits.stale_days)}</p>
                <ul class="legend">{lights.into_iter().collect_view()}</ul>
                <p>{lang.help_lights_order()}</p>
                <p id="extensions">{lang.help_extension()}</p>
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
                <p>{lang.help_feedback()} " " <a href=page.link("/feedback")>{lang.footer_feedback()}</a></p>
                <h2 id="accessibility">{lang.footer_accessibility()}</h2>
                <p>{lang.help_accessibility()}</p>
            </article>
        }
        .into_any()
    })
    .await
}
