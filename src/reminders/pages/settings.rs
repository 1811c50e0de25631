//! When reminders go out and what they say.

use crate::audit::digest;
use crate::language::Lang;
use crate::problem::{Forbidden, Problem};
use crate::reminders::store::{schedule, set_schedule};
use crate::reminders::{Occasion, Schedule, Slip, Typed, may_manage};
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields, text_area};
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// What stands above the form.
#[derive(Clone)]
enum Told {
    Nothing,
    Saved,
    Wrong(Vec<Slip>),
    /// Somebody else has changed it since the form was shown.
    Overtaken,
}

/// A schedule's own mark: whoever saves says which one they have seen.
fn mark(schedule: &Schedule) -> Result<String, Problem> {
    Ok(digest(&serde_json::to_string(schedule)?))
}

pub async fn settings(page: Page) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let held = schedule(&mut tx).await?;
    drop(tx);
    let told = if page.asked("saved").is_some() { Told::Saved } else { Told::Nothing };
    show(&page, StatusCode::OK, held.typed(), mark(&held)?, told).await
}

async fn show(
    page: &Page,
    status: StatusCode,
    typed: Vec<Typed>,
    mark: String,
    told: Told,
) -> Result<Response, Problem> {
    let lang = page.lang;
    let title = match told {
        Told::Wrong(_) => {
            format!("{}: {}", lang.problem_title(&Problem::Faults(Vec::new())), lang.reminders_settings())
        }
        _ => lang.reminders_settings().to_owned(),
    };
    page.show_with(status, &title, false, move |page| {
        let lang = page.lang;
        let said = match &told {
            Told::Nothing => ().into_any(),
            Told::Saved => view! { <p class="banner" role="status">{lang.reminders_saved()}</p> }.into_any(),
            Told::Overtaken => {
                view! { <div class="error-summary" role="alert"><p>{lang.reminders_overtaken()}</p></div> }.into_any()
            }
            Told::Wrong(slips) => {
                let items = slips
                    .iter()
                    .map(|slip| view! { <li><a href=format!("#{}", slip.field())>{lang.reminder_slip(slip)}</a></li> });
                view! { <div class="error-summary" role="alert"><ul>{items.collect_view()}</ul></div> }.into_any()
            }
        };
        let wrong: Vec<String> = match &told {
            Told::Wrong(slips) => slips.iter().map(Slip::field).collect(),
            _ => Vec::new(),
        };
        let occasions =
            Occasion::ALL.into_iter().zip(&typed).map(|(occasion, typed)| fields(lang, occasion, typed, &wrong));
        view! {
            <article class="narrow-page">
                <h1>{lang.reminders_settings()}</h1>
                {said}
                <p><a href=page.link("/reminders")>{lang.note_back()} " " {lang.reminders_title()}</a></p>
                <p id="names">{lang.reminder_names()}</p>
                <form method="post" action=page.link("/reminders/settings") class="stack wide-form">
                    {form_fields()}
                    <input type="hidden" name="mark" value=mark.clone()/>
                    {occasions.collect_view()}
                    <button type="submit">{lang.reminders_save()}</button>
                </form>
                <form method="post" action=page.link("/reminders/settings") class="stack">
                    {form_fields()}
                    <input type="hidden" name="mark" value=mark.clone()/>
                    <input type="hidden" name="default" value="yes"/>
                    <button class="second" type="submit">{lang.reminders_default()}</button>
                </form>
            </article>
        }
        .into_any()
    })
    .await
}

fn fields(lang: Lang, occasion: Occasion, typed: &Typed, wrong: &[String]) -> AnyView {
    let id = |field: &str| format!("{occasion}-{field}");
    let is_wrong = |id: &str| wrong.iter().any(|wrong| wrong == id);
    let invalid = |id: &str| is_wrong(id).then_some("true");
    let texts = Lang::ALL.into_iter().zip(&typed.texts).map(|(of, text)| {
        let id = format!("{occasion}-text-{of}");
        view! {
            <label for=id.clone()>{lang.reminder_text_in(of.own_name())}</label>
            {text_area(id.clone(), id.clone(), 2, text, Some("names".into()), is_wrong(&id))}
        }
    });
    let (days, time) = (id("days"), id("time"));
    let days = (occasion != Occasion::LastDay).then(|| {
        let word = if occasion == Occasion::Late { lang.reminder_days_after() } else { lang.reminder_days() };
        view! {
            <div><label for=days.clone()>{word}</label>
                <input id=days.clone() name=days.clone() inputmode="numeric" autocomplete="off" size="4" value=typed.days.clone() aria-invalid=invalid(&days)/></div>
        }
    });
    view! {
        <fieldset>
            <legend>{lang.occasion(occasion)}</legend>
            <label class="tick"><input type="checkbox" name=id("enabled") value="yes" checked=typed.enabled/> " " {lang.reminder_enabled()}</label>
            <div class="row">
                {days}
                <div><label for=time.clone()>{lang.reminder_time()}</label>
                    <input id=time.clone() name=time.clone() autocomplete="off" size="6" value=typed.time.clone() aria-invalid=invalid(&time)/></div>
            </div>
            {texts.collect_view()}
        </fieldset>
    }
    .into_any()
}

fn typed(fields: &Fields) -> Vec<Typed> {
    let of = |occasion: Occasion| Typed {
        enabled: fields.has(&format!("{occasion}-enabled")),
        days: fields.get(&format!("{occasion}-days")).to_owned(),
        time: fields.get(&format!("{occasion}-time")).to_owned(),
        texts: Lang::ALL.map(|lang| fields.get(&format!("{occasion}-text-{lang}")).to_owned()),
    };
    Occasion::ALL.map(of).to_vec()
}

pub async fn save(page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    if !may_manage(page.person()?) {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let seen = fields.get("mark").to_owned();
    let wanted = match fields.has("default") {
        true => None,
        false => match Schedule::understand(&typed(&fields)) {
            Ok(schedule) => Some(schedule),
            Err(slips) => {
                let told = Told::Wrong(slips);
                return show(&page, StatusCode::UNPROCESSABLE_ENTITY, typed(&fields), seen, told).await;
            }
        },
    };
    let here = page.link("/reminders/settings");
    let here = format!("{here}{}saved=yes", if here.contains('?') { '&' } else { '?' });
    let app = page.app.clone();
    let answer = act(&page.app, cause(&page, "POST /reminders/settings", &fields)?, move |tx, cause| {
        let (app, wanted, seen, here) = (app.clone(), wanted.clone(), seen.clone(), here.clone());
        Box::pin(async move {
            if mark(&schedule(tx).await?)? != seen {
                return Ok(Answer { status: 409, text: String::new() });
            }
            set_schedule(tx, wanted.as_ref(), &cause.actor, &app.audit_key).await?;
            Ok(Answer::see(here))
        })
    })
    .await?;
    if answer.status == 409 {
        let mut tx = page.app.db.read().await?;
        let held = schedule(&mut tx).await?;
        drop(tx);
        let kept = if fields.has("default") { held.typed() } else { typed(&fields) };
        return show(&page, StatusCode::CONFLICT, kept, mark(&held)?, Told::Overtaken).await;
    }
    Ok(follow(answer))
}
