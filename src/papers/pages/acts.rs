//! Saving, filing and agreeing: each a form, each one act.

use super::form::overtaken;
use super::{asked, files_for, own_unit};
use crate::calendar::day_of;
use crate::papers::store::Desk;
use crate::papers::{Draft, Paper};
use crate::problem::Problem;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::Page;
use axum::body::Bytes;
use axum::extract::Path;
use axum::response::Response;

fn draft(paper: Paper, fields: &Fields) -> Draft {
    let texts = paper.sections().iter().map(|section| (*section, fields.get(&section.to_string()).replace('\r', "")));
    Draft {
        texts: texts.filter(|(_, text)| !text.is_empty()).collect(),
        stage: fields.get("stage").to_owned(),
        on: fields.get("on").to_owned(),
        head: fields.get("head").to_owned(),
        agreed: fields.has("agreed"),
    }
}

/// Keeps what was typed, and files it if that is asked for and nothing is wrong with it.
pub async fn save(page: Page, Path(name): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let unit = own_unit(&page)?;
    let (paper, _) = asked(&page, &name, &unit.id)?;
    files_for(&page, &unit)?;
    let draft = draft(paper, &fields);
    let seen: i64 = fields.get("lock").parse().map_err(|_| Problem::LockMissing)?;
    let files = fields.get("then") == "file";
    let sound = draft.understand(paper, day_of(page.now)).is_ok();
    let path = format!("/my/papers/{paper}");
    let next = page.link(&match (files, sound) {
        (true, true) => format!("{path}/receipt"),
        (true, false) => format!("{path}?check=1"),
        (false, _) => path.clone(),
    });
    let (app, programme) = (page.app.clone(), page.standing.programme.clone());
    let (of, typed) = (unit.id.clone(), draft.clone());
    let answer = act(&page.app, cause(&page, &format!("POST {path}"), &fields)?, move |tx, cause| {
        let (app, programme, unit) = (app.clone(), programme.clone(), of.clone());
        let (draft, next) = (draft.clone(), next.clone());
        Box::pin(async move {
            let desk = Desk { programme: &programme, unit: &unit, paper, actor: &cause.actor, key: &app.audit_key };
            desk.save(tx, &draft, seen).await?;
            if files && sound {
                desk.file(tx).await?;
            }
            Ok(Answer::see(next))
        })
    });
    match answer.await {
        Err(Problem::Conflict { .. }) => overtaken(&page, unit, paper, typed).await,
        answer => Ok(follow(answer?)),
    }
}

pub async fn agree(page: Page, Path(name): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let unit = own_unit(&page)?;
    let (paper, _) = asked(&page, &name, &unit.id)?;
    let next = page.link(&format!("/my/papers/{paper}/receipt"));
    let (app, programme) = (page.app.clone(), page.standing.programme.clone());
    let answer = act(&page.app, cause(&page, &format!("POST /my/papers/{paper}/agree"), &fields)?, move |tx, cause| {
        let (app, programme, unit, next) = (app.clone(), programme.clone(), unit.id.clone(), next.clone());
        Box::pin(async move {
            let desk = Desk { programme: &programme, unit: &unit, paper, actor: &cause.actor, key: &app.audit_key };
            desk.agree(tx).await?;
            Ok(Answer::see(next))
        })
    });
    Ok(follow(answer.await?))
}
