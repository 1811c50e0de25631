//! Saving, filing and agreeing: each a form, each one act.

use super::form::{Refused, held, shown_again};
use super::{asked, files_for, own_unit};
use crate::calendar::day_of;
use crate::evidence::pages::{shelve, turn};
use crate::evidence::{Brought, LARGEST_FILE, Refusal};
use crate::papers::store::Desk;
use crate::papers::{Draft, Paper};
use crate::problem::Problem;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::Page;
use crate::web::parcel::{Parcel, Piece};
use axum::Extension;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;

fn draft(paper: Paper, fields: &Fields, file: Option<Brought>) -> Draft {
    let texts = paper.sections().iter().map(|section| (*section, fields.get(&section.to_string()).replace('\r', "")));
    Draft {
        texts: texts.filter(|(_, text)| !text.is_empty()).collect(),
        stage: fields.get("stage").to_owned(),
        on: fields.get("on").to_owned(),
        head: fields.get("head").to_owned(),
        agreed: fields.has("agreed"),
        file,
    }
}

/// What the form says and the file it brings, which may be one that is not kept.
async fn read(
    page: &Page,
    parcel: Option<Extension<Parcel>>,
    body: &[u8],
) -> Result<(Fields, Option<Result<Brought, Refused>>), Problem> {
    let Some(Extension(parcel)) = parcel else { return Ok((Fields::read(body)?, None)) };
    let _turn = turn().await?;
    let mut rest = parcel.rest()?;
    let (mut fields, mut file) = (Vec::new(), None);
    while let Some(piece) = rest.next(LARGEST_FILE).await? {
        match piece {
            Piece::Field { name, value } => fields.push((name, value)),
            piece if piece.is_empty_file() => {}
            Piece::File { name, bytes } => {
                let kept = match bytes {
                    None => Err(Refusal::TooLarge),
                    Some(bytes) => shelve(&page.app, &name, bytes).await?,
                };
                file = Some(kept.map_err(|why| Refused { name, why }));
            }
        }
    }
    // The same form with another file is another form.
    if let Some(Ok(brought)) = &file {
        fields.push(("file".to_owned(), brought.sha256.clone()));
    }
    Ok((Fields::of(fields), file))
}

/// Keeps what was typed, and files it if that is asked for and nothing is wrong with it.
pub async fn save(
    page: Page,
    Path(name): Path<String>,
    parcel: Option<Extension<Parcel>>,
    body: Bytes,
) -> Result<Response, Problem> {
    let unit = own_unit(&page)?;
    let (paper, _) = asked(&page, &name, &unit.id)?;
    files_for(&page, &unit)?;
    let (fields, brought) = read(&page, parcel, &body).await?;
    let (brought, refused) = match brought {
        Some(Ok(brought)) => (Some(brought), None),
        Some(Err(refused)) => (None, Some(refused)),
        None => (None, None),
    };
    let before = held(&page, &unit, paper).await?.draft.file;
    let draft = draft(paper, &fields, brought.or(before.filter(|_| !fields.has("drop_file"))));
    let seen: i64 = fields.get("lock").parse().map_err(|_| Problem::LockMissing)?;
    let files = fields.get("then") == "file" && refused.is_none();
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
    match (answer.await, refused) {
        (Err(Problem::Conflict { .. }), refused) => {
            shown_again(&page, StatusCode::CONFLICT, (unit, paper), typed, refused).await
        }
        // What was typed is kept; the file is not.
        (Ok(_), Some(refused)) => {
            shown_again(&page, StatusCode::UNPROCESSABLE_ENTITY, (unit, paper), typed, Some(refused)).await
        }
        (answer, _) => Ok(follow(answer?)),
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
