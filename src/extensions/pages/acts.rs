//! Asking and deciding: each a form, each one act.

use super::{Typed, owed, own_unit, shared_by, show_own};
use crate::extensions::{Owed, may_ask, store};
use crate::problem::{Forbidden, Problem};
use crate::reports::understand_day;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::Page;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

pub async fn ask(page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let unit = own_unit(&page)?;
    if !may_ask(page.person()?, &unit.id) {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let owed = owed(|name| fields.get(name)).ok_or(Problem::NotFound)?;
    let (due, latest) = owed.due(&page.standing.programme, &unit.id).ok_or(Problem::NotFound)?;
    let (reason, wanted) = (fields.get("reason").to_owned(), fields.get("wanted").to_owned());
    let asked = match Owed::understand(latest, &reason, understand_day(&wanted), page.now) {
        Ok(asked) => asked,
        Err(faults) => {
            let typed = Typed { reason, wanted, faults };
            return show_own(&page, StatusCode::UNPROCESSABLE_ENTITY, Some(owed), typed).await;
        }
    };
    let (app, programme, next) = (page.app.clone(), page.standing.programme.id.clone(), page.link("/my/extensions"));
    let answer = act(&page.app, cause(&page, "POST /my/extensions", &fields)?, move |tx, cause| {
        let (app, programme, unit, next) = (app.clone(), programme.clone(), unit.id.clone(), next.clone());
        let (owed, asked) = (owed.clone(), asked.clone());
        Box::pin(async move {
            store::ask(tx, &programme, &unit, (&owed, due), &asked, &cause.actor, &app.audit_key).await?;
            Ok(Answer::see(next))
        })
    });
    Ok(follow(answer.await?))
}

pub async fn agree(page: Page, Path(id): Path<String>, body: Bytes) -> Result<Response, Problem> {
    settle(page, id, &body, "agree").await
}

pub async fn refuse(page: Page, Path(id): Path<String>, body: Bytes) -> Result<Response, Problem> {
    settle(page, id, &body, "refuse").await
}

async fn settle(page: Page, id: String, body: &[u8], name: &'static str) -> Result<Response, Problem> {
    let fields = Fields::read(body)?;
    let refusal = (name == "refuse").then(|| fields.get("refusal").to_owned());
    if refusal.as_deref() == Some("") {
        return Err(Problem::bad_input("refusal", page.lang.extension_refusal(), ""));
    }
    // Whoever agrees has seen for whom.
    let held = page.record.extensions.iter().find(|held| held.id == id);
    let for_all = held.is_some_and(|held| !shared_by(&page, &held.owed).is_empty());
    if name == "agree" && for_all && fields.get("seen") != "yes" {
        let seen = page.lang.extension_for_all_seen();
        return Err(Problem::bad_input("seen", seen, fields.get("seen")));
    }
    let (app, programme, next) = (page.app.clone(), page.standing.programme.id.clone(), page.link("/extensions"));
    let asked = cause(&page, &format!("POST /extensions/{id}/{name}"), &fields)?;
    let answer = act(&page.app, asked, move |tx, cause| {
        let (app, programme, id) = (app.clone(), programme.clone(), id.clone());
        let (refusal, next) = (refusal.clone(), next.clone());
        Box::pin(async move {
            store::settle(tx, &programme, &id, refusal.as_deref(), &cause.actor, &app.audit_key).await?;
            Ok(Answer::see(next))
        })
    });
    Ok(follow(answer.await?))
}
