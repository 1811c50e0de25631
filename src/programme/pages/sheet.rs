//! 方案一览: the programme on a few printed pages, to be confirmed by signature.

use crate::people::pages::seat_table;
use crate::people::{Holder, store as people};
use crate::problem::Problem;
use crate::programme::Programme;
use crate::tasks::{Task, TaskRole};
use crate::web::pages::Page;
use axum::response::Response;
use leptos::prelude::*;

pub async fn sheet(page: Page) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let held = people::holders(&mut tx, &page.standing.programme.id).await?;
    drop(tx);
    page.show(page.lang.programme_sheet(), false, move |page| view(page, &held)).await
}

fn view(page: &Page, held: &[Holder]) -> AnyView {
    let (lang, programme) = (page.lang, &page.standing.programme);
    let limits = &programme.thresholds;
    let targets = programme.targets.iter().map(|it| {
        let plan = it.plan.as_ref().map(|plan| {
            let points = plan.points.iter().map(|point| format!("{} {}%", point.on, point.percent));
            points.collect::<Vec<_>>().join(" → ")
        });
        view! {
            <tr><th scope="row">{it.id.clone()}</th><td data-label=lang.programme_what()>{it.name.of(lang).to_owned()}</td><td data-label=lang.programme_word("wording")>{it.wording.of(lang).to_owned()}</td>
                <td data-label=lang.programme_word("due") class="when">{it.due.to_string()}</td><td data-label=lang.programme_word("plan")>{plan}</td><td data-label=lang.help_clause() lang="zh-Hans">{it.clause.clone()}</td></tr>
        }
    });
    let tasks = programme.tasks.iter().map(|it| {
        view! {
            <tr><th scope="row">{it.number.clone()}</th><td data-label=lang.programme_what()>{it.name.of(lang).to_owned()}</td>
                <td data-label=lang.programme_word("deadline") lang="zh-Hans">{it.deadline_verbatim.clone()}</td>
                <td data-label=lang.programme_word("responsible")>{parties(page, programme, it)}</td>
                <td data-label=lang.programme_word("note")>{it.note.as_ref().map(|note| note.of(lang).to_owned())}</td></tr>
        }
    });
    let groups = programme.groups.iter().map(|group| {
        let members: Vec<String> = group.members_on(page.view.day).map(|unit| page.unit_name(unit)).collect();
        let note = group.note.as_ref().map(|note| view! { " " <span class="inferred">{note.of(lang).to_owned()}</span> });
        view! { <dt>{lang.group_members(group.name.of(lang), members.len() as i64)}</dt><dd>{lang.list(&members)}{note}</dd> }
    });
    let readings = programme.readings.iter().map(|it| {
        view! { <tr><td data-label=lang.help_question()>{it.question.of(lang).to_owned()}</td><td data-label=lang.help_in_force()>{it.in_force.of(lang).to_owned()}</td><td data-label=lang.programme_sign_here()>{it.decided.as_ref().map(|decided| decided.by.clone())}</td></tr> }
    });
    view! {
        <article class="programme-sheet">
            <h1>{lang.programme_sheet()}</h1>
            <p>{programme.title.of(lang).to_owned()} " · " <span lang="zh-Hans">{programme.document_number.clone()}</span> " · " {lang.as_at_day(&lang.day(page.view.day))}</p>
            <p>{lang.programme_sheet_lead()}</p>
            <h2 id="targets">{lang.meeting_targets()}</h2>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="targets"><table class="stacked">
                <thead><tr><th scope="col">{lang.audit_number()}</th><th scope="col">{lang.programme_what()}</th><th scope="col">{lang.programme_word("wording")}</th><th scope="col">{lang.programme_word("due")}</th><th scope="col">{lang.programme_word("plan")}</th><th scope="col">{lang.help_clause()}</th></tr></thead>
                <tbody>{targets.collect_view()}</tbody>
            </table></div>
            <h2 id="tasks">{programme.tasks_note.as_ref().map_or_else(|| lang.programme_tasks().to_owned(), |note| note.of(lang).to_owned())}</h2>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="tasks"><table class="stacked">
                <thead><tr><th scope="col">{lang.audit_number()}</th><th scope="col">{lang.programme_what()}</th><th scope="col">{lang.programme_word("deadline")}</th><th scope="col">{lang.programme_word("responsible")}</th><th scope="col">{lang.programme_word("note")}</th></tr></thead>
                <tbody>{tasks.collect_view()}</tbody>
            </table></div>
            <h2>{lang.programme_units()}</h2>
            <dl>{groups.collect_view()}</dl>
            <h2>{lang.seats_title()}</h2>
            {seat_table(page, held, Some(page.view.day))}
            <h2>{lang.programme_thresholds()}</h2>
            <p>{lang.help_lights_from(-limits.lagging_points, -limits.serious_points, limits.due_soon_days)} " " {lang.help_lights_days(limits.report_due_soon_days, limits.stale_days)}</p>
            <h2 id="readings">{lang.help_readings()}</h2>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="readings"><table class="stacked">
                <thead><tr><th scope="col">{lang.help_question()}</th><th scope="col">{lang.help_in_force()}</th><th scope="col">{lang.programme_sign_here()}</th></tr></thead>
                <tbody>{readings.collect_view()}</tbody>
            </table></div>
            <p class="signature">{lang.programme_signature()}</p>
        </article>
    }
    .into_any()
}

/// The responsible units in printed order, and who leads if the office has said so.
fn parties(page: &Page, programme: &Programme, task: &Task) -> String {
    let lang = page.lang;
    let names = task.responsible.iter().map(|it| {
        let name = match programme.group(&it.party) {
            Some(group) => group.name.of(lang).to_owned(),
            None => page.unit_name(&it.party),
        };
        match it.role {
            TaskRole::Lead => format!("{name} ★"),
            _ => name,
        }
    });
    lang.list(&names.collect::<Vec<_>>())
}
