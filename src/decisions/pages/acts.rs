//! Writing a decision down and marking it as done: each a form, each one act.

use super::{Refused, refused};
use crate::calendar::day_of;
use crate::decisions::{Fault, Typed, may_close, may_settle, position, store, understand_text};
use crate::problem::{Forbidden, Problem};
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::Page;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

pub async fn add(page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    if !may_settle(page.person()?) {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let meeting = fields.has("meeting");
    let units = fields.all().filter(|(name, _)| *name == "unit").map(|(_, unit)| unit.to_owned());
    let typed = Typed { text: fields.get("text").into(), units: units.collect(), due: fields.get("due").into() };
    let settled = match typed.understand(&page.standing.programme, day_of(page.now)) {
        Ok(settled) => settled,
        Err(faults) => {
            let refusal = Refused { typed, faults, wrong: None };
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return match meeting {
                true => crate::progress::pages::meeting_again(&page, status, refusal).await,
                false => refused(&page, status, refusal).await,
            };
        }
    };
    let next = page.link(if meeting { "/meeting#s5" } else { "/decisions" });
    let (app, programme) = (page.app.clone(), page.standing.programme.id.clone());
    let on = position(page.view, page.now);
    let answer = act(&page.app, cause(&page, "POST /decisions", &fields)?, move |tx, cause| {
        let (app, programme, settled, next) = (app.clone(), programme.clone(), settled.clone(), next.clone());
        Box::pin(async move {
            store::add(tx, &programme, &settled, on, &cause.actor, &app.audit_key).await?;
            Ok(Answer::see(next))
        })
    });
    Ok(follow(answer.await?))
}

pub async fn done(page: Page, Path(id): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let said = match understand_text(fields.get("said")) {
        Ok(said) => said,
        Err(fault) => {
            let lang = page.lang;
            let wrong = Some(match fault {
                Fault::TextMissing => lang.field_needed(lang.decision_said()),
                fault => lang.decision_fault(&fault),
            });
            return refused(&page, StatusCode::UNPROCESSABLE_ENTITY, Refused { wrong, ..Refused::default() }).await;
        }
    };
    let (app, programme, next) = (page.app.clone(), page.standing.programme.id.clone(), page.link("/decisions"));
    let route = format!("POST /decisions/{id}/done");
    let answer = act(&page.app, cause(&page, &route, &fields)?, move |tx, cause| {
        let (app, programme, id) = (app.clone(), programme.clone(), id.clone());
        let (said, next) = (said.clone(), next.clone());
        Box::pin(async move {
            let decisions = store::all(tx, &programme).await?;
            let decision = decisions.iter().find(|decision| decision.id == id).ok_or(Problem::NotFound)?;
            if !may_close(&cause.actor.person, decision) {
                return Err(Problem::Forbidden(Forbidden::Role));
            }
            match store::close(tx, &programme, decision, &said, &cause.actor, &app.audit_key).await? {
                true => Ok(Answer::see(next)),
                false => Ok(Answer { status: StatusCode::CONFLICT.as_u16(), text: String::new() }),
            }
        })
    })
    .await?;
    if answer.status == StatusCode::CONFLICT.as_u16() {
        let wrong = Some(page.lang.decision_done_already().to_owned());
        return refused(&page, StatusCode::CONFLICT, Refused { wrong, ..Refused::default() }).await;
    }
    Ok(follow(answer))
}
