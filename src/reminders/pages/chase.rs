//! 催报 by hand: one text, to the units that are chosen (product rules B.9 and E.7).

use crate::problem::{Forbidden, Problem};
use crate::reminders::store::{Desk, schedule};
use crate::reminders::{Due, Occasion, Schedule, Slip, chaseable, may_manage, told_late};
use crate::reports::pages::{at, report_name};
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields, text_area};
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Utc};
use leptos::prelude::*;

/// What has been typed and cannot be sent as it stands.
#[derive(Clone, Default)]
pub(super) struct Typed {
    pub(super) text: Option<String>,
    pub(super) units: Vec<String>,
    pub(super) slips: Vec<Wrong>,
}

#[derive(Clone)]
pub(super) enum Wrong {
    Nobody,
    Text(Slip),
}

pub(super) fn slips(page: &Page, typed: &Typed) -> Option<AnyView> {
    let lang = page.lang;
    let items = typed.slips.iter().map(|slip| match slip {
        Wrong::Nobody => view! { <li><a href="#units">{lang.chase_nobody()}</a></li> }.into_any(),
        Wrong::Text(slip) => view! { <li><a href="#text">{lang.reminder_slip(slip)}</a></li> }.into_any(),
    });
    (!typed.slips.is_empty())
        .then(|| view! { <div class="error-summary" role="alert"><ul>{items.collect_view()}</ul></div> }.into_any())
}

pub(super) fn form(
    page: &Page,
    schedule: &Schedule,
    late: &[Due],
    raised: &[(String, DateTime<Utc>)],
    typed: &Typed,
) -> AnyView {
    let lang = page.lang;
    let open: Vec<&Due> = late.iter().filter(|due| told_late(raised, due).is_none()).collect();
    let done = late.iter().filter_map(|due| {
        let on = told_late(raised, due)?;
        Some(view! { <li>{lang.chase_done(&page.unit_name(&due.unit))} " " <span class="when">{at(on)}</span></li> })
    });
    let done = done.collect_view();
    let ticks = open.iter().map(|due| {
        let ticked = typed.units.contains(&due.unit) || typed.slips.is_empty();
        view! { <label class="tick"><input type="checkbox" name="unit" value=due.unit.clone() checked=ticked/> " " {page.unit_name(&due.unit)} " · " {report_name(page, due.period)}</label> }
    });
    let text = typed.text.clone().unwrap_or_else(|| schedule.rule(Occasion::Late).text.of(lang).to_owned());
    let wrong = typed.slips.iter().any(|slip| matches!(slip, Wrong::Text(_)));
    let body = match open.is_empty() {
        true => view! { <p>{lang.chase_none()}</p> }.into_any(),
        false => view! {
            <form method="post" action=page.link("/reminders/chase") class="stack wide-form">
                {form_fields()}
                <fieldset class="plain" id="units" tabindex="-1"><legend>{lang.chase_units()}</legend>{ticks.collect_view()}</fieldset>
                <label for="text">{lang.chase_text()}</label>
                {text_area("text".into(), "text".into(), 4, &text, Some("names".into()), wrong)}
                <p class="quiet" id="names">{lang.chase_names()}</p>
                <button type="submit">{lang.chase_send()}</button>
            </form>
        }
        .into_any(),
    };
    view! {
        <section aria-labelledby="chase">
            <h2 id="chase">{lang.chase_title()}</h2>
            <p class="quiet">{lang.chase_lead()}</p>
            <ul class="plain-list">{done}</ul>
            {body}
        </section>
    }
    .into_any()
}

pub async fn chase(page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    if !may_manage(page.person()?) {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let text = fields.get("text").to_owned();
    let units: Vec<String> =
        fields.all().filter(|(name, _)| *name == "unit").map(|(_, unit)| unit.to_owned()).collect();
    let mut slips: Vec<Wrong> = Slip::of_text(Occasion::Late, page.lang, &text).map(Wrong::Text).into_iter().collect();
    if units.is_empty() {
        slips.push(Wrong::Nobody);
    }
    if !slips.is_empty() {
        let typed = Typed { text: Some(text), units, slips };
        return super::show(&page, StatusCode::UNPROCESSABLE_ENTITY, typed).await;
    }
    let outlets = page.app.outlets(&page.standing);
    let (app, programme, here) = (page.app.clone(), page.standing.programme.clone(), page.link("/reminders"));
    let answer = act(&page.app, cause(&page, "POST /reminders/chase", &fields)?, move |tx, cause| {
        let (app, programme, here) = (app.clone(), programme.clone(), here.clone());
        let (text, units) = (text.clone(), units.clone());
        Box::pin(async move {
            let now = cause.actor.now;
            // Read where it counts: whoever has filed since the page was made is left out.
            let record = crate::progress::store::record(tx, &programme.id).await?;
            let mut late = chaseable(&programme, &record, now);
            late.retain(|due| units.contains(&due.unit));
            let (schedule, address) = (schedule(tx).await?, app.settings.address());
            let desk = Desk { programme: &programme, schedule: &schedule, outlets, address: &address };
            let sent = desk.chase(tx, &late, &text, &cause.actor, &app.audit_key).await?;
            let joint = if here.contains('?') { '&' } else { '?' };
            Ok(Answer::see(format!("{here}{joint}sent={sent}")))
        })
    })
    .await?;
    Ok(follow(answer))
}
