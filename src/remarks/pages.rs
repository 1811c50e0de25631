//! The office's remark beside the conclusion, where it is written, and those that stood before.

use super::{LIMIT, Remark, check, known, may_add, standing, store};
use crate::calendar::day_of;
use crate::notes::Slip;
use crate::problem::{Forbidden, Problem};
use crate::reports::pages::at;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields, text_area};
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// What had been remarked on the conclusion at the moment of the page, the oldest first.
async fn said(page: &Page) -> Result<Vec<Remark>, Problem> {
    let mut tx = page.app.db.read().await?;
    Ok(known(store::all(&mut tx, &page.standing.programme.id).await?, page.view, page.usual))
}

/// The remark that stands at the moment of the page.
pub async fn shown(page: &Page) -> Result<Option<Remark>, Problem> {
    Ok(standing(&said(page).await?).cloned())
}

/// The remark under the conclusion, marked as the office's own words. Who reads without a name is told the post alone.
pub fn line(page: &Page, remark: Option<&Remark>) -> Option<AnyView> {
    let lang = page.lang;
    let remark = remark?;
    let on = lang.short_day(day_of(remark.by.at));
    let name = page.visitor.person.as_ref().map(|_| remark.by.name.as_str()).unwrap_or_default();
    let unit = remark.by.unit.as_deref().map(|unit| page.unit_name(unit)).unwrap_or_default();
    let joined = |parts: &[&str]| parts.iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join(" · ");
    let by = joined(&[&remark.by.post, name, &on]);
    let in_full = joined(&[&unit, &remark.by.post, name, &on]);
    Some(
        view! {
            <p class="remark"><span class="kind">{lang.remark()}</span> " " <span class="said">{remark.text.clone()}</span> " " <span class="when" title=in_full>{by}</span></p>
        }
        .into_any(),
    )
}

pub async fn remarks(page: Page) -> Result<Response, Problem> {
    show(&page, StatusCode::OK, String::new(), None).await
}

async fn show(page: &Page, status: StatusCode, typed: String, slip: Option<Slip>) -> Result<Response, Problem> {
    let remarks = said(page).await?;
    let title = match slip {
        Some(_) => format!("{}: {}", page.lang.problem_title(&Problem::Faults(Vec::new())), page.lang.remarks_title()),
        None => page.lang.remarks_title().to_owned(),
    };
    page.show_with(status, &title, false, move |page| view(page, &remarks, &typed, slip)).await
}

fn view(page: &Page, remarks: &[Remark], typed: &str, slip: Option<Slip>) -> AnyView {
    let lang = page.lang;
    let summary = slip.map(|slip| {
        view! { <div class="error-summary" role="alert"><ul><li><a href="#text">{lang.remark_slip(slip)}</a></li></ul></div> }
    });
    let stands = standing(remarks);
    let now = match stands {
        Some(_) => line(page, stands),
        None => Some(view! { <p>{lang.remarks_none()}</p> }.into_any()),
    };
    let rows = remarks.iter().rev().map(|remark| {
        let text = if remark.text.is_empty() { lang.remark_taken_down().to_owned() } else { remark.text.clone() };
        view! { <tr><td class="when" data-label=lang.audit_at()>{at(remark.by.at)}</td><td data-label=lang.audit_who()>{format!("{} · {}", remark.by.post, remark.by.name)}</td><th scope="row">{text}</th></tr> }
    });
    let history = (!remarks.is_empty()).then(|| {
        view! {
            <h2>{lang.remarks_history()}</h2>
            <div class="scroll" tabindex="0" role="region" aria-label=lang.remarks_history()><table class="stacked">
                <thead><tr><th scope="col">{lang.audit_at()}</th><th scope="col">{lang.audit_who()}</th><th scope="col">{lang.remark()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table></div>
        }
    });
    view! {
        <article class="narrow-page">
            <h1>{lang.remarks_title()}</h1>
            {summary}
            {now}
            <p class="quiet">{lang.remarks_note()} " " <a href=page.link("/overview")>{lang.note_back()} " " {lang.nav_overview()}</a></p>
            {form(page, typed, slip.is_some(), stands.is_some())}
            {history}
        </article>
    }
    .into_any()
}

fn form(page: &Page, typed: &str, wrong: bool, stands: bool) -> Option<AnyView> {
    let lang = page.lang;
    page.visitor.person.as_ref().filter(|person| may_add(person))?;
    if page.view != page.usual {
        return Some(view! { <p class="quiet">{lang.notes_past()}</p> }.into_any());
    }
    let down = stands.then(|| {
        view! {
            <form method="post" action=page.link("/overview/remark") class="stack">
                {form_fields()}
                <input type="hidden" name="down" value="yes"/>
                <button class="second" type="submit">{lang.remark_take_down()}</button>
            </form>
        }
    });
    Some(
        view! {
            <form method="post" action=page.link("/overview/remark") class="stack wide-form">
                {form_fields()}
                <label for="text">{lang.remark_text()}</label>
                {text_area("text".into(), "text".into(), 2, typed, Some("limit".into()), wrong)}
                <p class="quiet" id="limit">{lang.note_limit(LIMIT)}</p>
                <button type="submit">{lang.remark_add()}</button>
            </form>
            {down}
        }
        .into_any(),
    )
}

pub async fn add(page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    if !may_add(page.person()?) {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let text = match check(fields.get("text")) {
        _ if fields.has("down") => String::new(),
        Ok(text) => text,
        Err(slip) => {
            return show(&page, StatusCode::UNPROCESSABLE_ENTITY, fields.get("text").to_owned(), Some(slip)).await;
        }
    };
    let (app, programme, next) = (page.app.clone(), page.standing.programme.id.clone(), page.link("/overview/remark"));
    let answer = act(&page.app, cause(&page, "POST /overview/remark", &fields)?, move |tx, cause| {
        let (app, programme, text, next) = (app.clone(), programme.clone(), text.clone(), next.clone());
        Box::pin(async move {
            store::add(tx, &programme, &text, &cause.actor, &app.audit_key).await?;
            Ok(Answer::see(next))
        })
    });
    Ok(follow(answer.await?))
}
