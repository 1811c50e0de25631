//! The page where anybody says what they have to say, sees it answered, and where the office answers.

use super::{Feedback, LIMIT, check, may_answer, page_named, reads_all, seen_by, store};
use crate::notes::Slip;
use crate::problem::{Forbidden, Problem};
use crate::reports::pages::at;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields, text_area};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// A text that could not be kept: of the form, or of the answer to an entry.
#[derive(Clone)]
struct Refused {
    entry: Option<String>,
    typed: String,
    slip: Slip,
}

pub async fn feedback(page: Page) -> Result<Response, Problem> {
    show(&page, StatusCode::OK, None).await
}

async fn show(page: &Page, status: StatusCode, refused: Option<Refused>) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let entries = seen_by(store::all(&mut tx).await?, page.person()?);
    drop(tx);
    let title = match refused {
        Some(_) => {
            format!("{}: {}", page.lang.problem_title(&Problem::Faults(Vec::new())), page.lang.footer_feedback())
        }
        None => page.lang.footer_feedback().to_owned(),
    };
    page.show_with(status, &title, false, move |page| view(page, &entries, refused.as_ref())).await
}

fn view(page: &Page, entries: &[Feedback], refused: Option<&Refused>) -> AnyView {
    let lang = page.lang;
    let Some(person) = &page.visitor.person else { return ().into_any() };
    let own = refused.filter(|refused| refused.entry.is_none());
    let summary = refused.map(|refused| {
        let field = refused.entry.as_ref().map_or_else(|| "#text".to_owned(), |id| format!("#answer-{id}"));
        view! { <div class="error-summary" role="alert"><ul><li><a href=field>{lang.feedback_slip(refused.slip)}</a></li></ul></div> }
    });
    let typed = own.map(|refused| refused.typed.clone()).unwrap_or_default();
    let about = page.asked("about").map(page_named).unwrap_or_default();
    let heading = if reads_all(person) { lang.feedback_all() } else { lang.feedback_own() };
    let items = entries.iter().map(|entry| item(page, entry, may_answer(person), refused));
    let list = match entries.is_empty() {
        true => view! { <p>{lang.feedback_none()}</p> }.into_any(),
        false => view! { <ul class="feedback">{items.collect_view()}</ul> }.into_any(),
    };
    view! {
        <article class="narrow-page">
            <h1>{lang.footer_feedback()}</h1>
            {summary}
            <p>{lang.help_feedback()}</p>
            <form method="post" action=page.link("/feedback") class="stack wide-form">
                {form_fields()}
                <label for="text">{lang.feedback_text()}</label>
                {text_area("text".into(), "text".into(), 5, &typed, Some("limit".into()), own.is_some())}
                <p class="quiet" id="limit">{lang.note_limit(LIMIT)} " " {lang.feedback_who_reads()}</p>
                <label for="about">{lang.feedback_about()}</label>
                <input id="about" name="about" value=about/>
                <button type="submit">{lang.feedback_send()}</button>
            </form>
            <h2>{heading}</h2>
            {list}
        </article>
    }
    .into_any()
}

fn item(page: &Page, entry: &Feedback, answers: bool, refused: Option<&Refused>) -> AnyView {
    let lang = page.lang;
    let unit = entry.by.unit.as_deref().map(|unit| page.unit_name(unit));
    let by = [unit, Some(entry.by.post.clone()), Some(entry.by.name.clone()), Some(at(entry.by.at))];
    let by = by.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let about = (!entry.page.is_empty())
        .then(|| view! { <p class="quiet">{lang.feedback_page()} {lang.pick("：", "：", ": ")} <a href=page.link(&entry.page)>{entry.page.clone()}</a></p> });
    let answer = match &entry.answer {
        Some(answer) => view! {
            <p class="answer"><strong>{lang.feedback_answered()}</strong> " " <span class="said">{answer.text.clone()}</span></p>
            <p class="quiet">{format!("{} · {} · {}", answer.by.post, answer.by.name, at(answer.by.at))}</p>
        }
        .into_any(),
        None if answers => answer_form(page, entry, refused),
        None => view! { <p class="inferred">{lang.feedback_waits()}</p> }.into_any(),
    };
    view! { <li id=format!("entry-{}", entry.id)><p class="said">{entry.text.clone()}</p><p class="quiet">{by}</p>{about}{answer}</li> }.into_any()
}

fn answer_form(page: &Page, entry: &Feedback, refused: Option<&Refused>) -> AnyView {
    let lang = page.lang;
    let own = refused.filter(|refused| refused.entry.as_ref() == Some(&entry.id));
    let typed = own.map(|refused| refused.typed.clone()).unwrap_or_default();
    let id = format!("answer-{}", entry.id);
    view! {
        <form method="post" action=page.link(&format!("/feedback/{}/answer", entry.id)) class="stack">
            {form_fields()}
            <label for=id.clone()>{lang.feedback_answer()}</label>
            {text_area("text".into(), id, 2, &typed, None, own.is_some())}
            <button class="second" type="submit">{lang.feedback_answer_do()}</button>
        </form>
    }
    .into_any()
}

pub async fn add(page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let text = match check(fields.get("text")) {
        Ok(text) => text,
        Err(slip) => {
            let refused = Refused { entry: None, typed: fields.get("text").to_owned(), slip };
            return show(&page, StatusCode::UNPROCESSABLE_ENTITY, Some(refused)).await;
        }
    };
    let about = page_named(fields.get("about"));
    let (app, next) = (page.app.clone(), page.link("/feedback"));
    let answer = act(&page.app, cause(&page, "POST /feedback", &fields)?, move |tx, cause| {
        let (app, text, about, next) = (app.clone(), text.clone(), about.clone(), next.clone());
        Box::pin(async move {
            store::add(tx, &text, &about, &cause.actor, &app.audit_key).await?;
            Ok(Answer::see(next))
        })
    });
    Ok(follow(answer.await?))
}

pub async fn answer(page: Page, Path(id): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    if !may_answer(page.person()?) {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let text = match check(fields.get("text")) {
        Ok(text) => text,
        Err(slip) => {
            let refused = Refused { entry: Some(id), typed: fields.get("text").to_owned(), slip };
            return show(&page, StatusCode::UNPROCESSABLE_ENTITY, Some(refused)).await;
        }
    };
    let (app, next) = (page.app.clone(), page.link(&format!("/feedback#entry-{id}")));
    let answer = act(&page.app, cause(&page, "POST /feedback/{id}/answer", &fields)?, move |tx, cause| {
        let (app, text, id, next) = (app.clone(), text.clone(), id.clone(), next.clone());
        Box::pin(async move {
            match store::answer(tx, &id, &text, &cause.actor, &app.audit_key).await? {
                true => Ok(Answer::see(next)),
                false => Err(Problem::NotFound),
            }
        })
    });
    Ok(follow(answer.await?))
}
