//! Beginning a draft, and the steps to signature and issue.

use super::bench::{self, Typed};
use super::{files, read};
use crate::calendar::{day_of, start_of};
use crate::db::Tx;
use crate::documents::store::{self, Hand, Signature};
use crate::documents::{Action, COMMENT_LIMIT, Document, Stage, Witness, decide, path_of, scope_of};
use crate::language::Lang;
use crate::messages::store::issued::{Issued, recipients, send_issued};
use crate::messages::{File, Outlets};
use crate::people::Role;
use crate::problem::{Forbidden, Problem};
use crate::programme::store::head;
use crate::reports::is_forbidden;
use crate::summaries::pages::{Format, at_press};
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::Page;
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use std::sync::Arc;

/// A draft is begun from the composed text, in the language it will be signed in.
pub async fn begin(page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    if page.person()?.role != Role::Office {
        return Err(Problem::Forbidden(Forbidden::Role));
    }
    let scope = scope_of(&page.standing.programme, fields.get("name")).ok_or(Problem::NotFound)?;
    if let Some(opens) = scope.opens_after(&page.standing.programme, page.usual) {
        return Err(Problem::bad_input("name", page.lang.document_opens(&page.lang.day(opens)), scope.to_string()));
    }
    let compose = move |page: &Page| scope.compose(&page.standing.programme, &page.record, page.usual, page.lang);
    let composed = at_press(&page, compose).await?;
    let mut tx = page.app.db.read().await?;
    let known = (&*page.standing.programme, &*page.record);
    let fresh = store::first_pieces(&mut tx, known, &composed.ok_or(Problem::NotFound)?).await?;
    drop(tx);
    let fresh = Arc::new(fresh);
    let (app, programme, lang) = (page.app.clone(), page.standing.programme.clone(), page.lang);
    let next = page.link(&path_of(scope));
    let answer = act(&page.app, cause(&page, "POST /documents/begin", &fields)?, move |tx, cause| {
        let (app, programme, fresh, next) = (app.clone(), programme.clone(), fresh.clone(), next.clone());
        Box::pin(async move {
            let hand = Hand { programme: &programme, actor: &cause.actor, key: &app.audit_key };
            store::begin(tx, hand, &scope.to_string(), lang, &fresh).await?;
            Ok(Answer::see(next))
        })
    });
    Ok(follow(answer.await?))
}

/// What came with a step.
struct Said {
    action: Action,
    lock: i64,
    comment: String,
    signature: Option<Signature>,
    /// When what is issued is sent; none for at once.
    send_at: Option<DateTime<Utc>>,
}

pub async fn step(page: Page, Path(id): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let mut tx = page.app.db.read().await?;
    let document = store::get(&mut tx, &page.standing.programme, &id).await?;
    drop(tx);
    let action: Action = fields
        .get("action")
        .parse()
        .map_err(|expected| Problem::bad_input("action", expected, fields.get("action")))?;
    let typed = |wrong: String, status: StatusCode| Typed {
        wrong: Some(wrong),
        status: Some(status),
        comment: fields.get("comment").to_owned(),
        name: fields.get("name").to_owned(),
        post: fields.get("post").to_owned(),
        send_at: fields.get("send_at").to_owned(),
        ..Typed::default()
    };
    // Whose step it is not is told so before anything else.
    match decide(document.stage, &document.authors, page.person()?, action) {
        Err(crate::documents::Refusal::WrongStage(_)) | Ok(_) => {}
        Err(refusal) => return Err(store::refused(refusal)),
    }
    let said = match understand(page.lang, page.person()?.role, action, &fields, page.now) {
        Ok(said) => said,
        Err(wrong) => return bench::show(&page, document, typed(wrong, StatusCode::UNPROCESSABLE_ENTITY)).await,
    };
    let done = if action == Action::Issue {
        issue(&page, &document, said, &fields).await
    } else {
        go(&page, &document, said, &fields).await
    };
    match done {
        Ok(answer) => Ok(follow(answer)),
        Err(Stopped::Problem(Problem::Overtaken)) => {
            let wrong = page.lang.step_overtaken().to_owned();
            again(&page, &id, typed(wrong, StatusCode::CONFLICT)).await
        }
        Err(Stopped::Problem(problem)) => Err(problem),
        Err(Stopped::Faults(n)) => {
            again(&page, &id, typed(page.lang.way_faults(n), StatusCode::UNPROCESSABLE_ENTITY)).await
        }
        Err(Stopped::Bare(n)) => {
            again(&page, &id, typed(page.lang.way_bare(n), StatusCode::UNPROCESSABLE_ENTITY)).await
        }
        Err(Stopped::Unchanged) => {
            again(&page, &id, typed(page.lang.way_unchanged().to_owned(), StatusCode::UNPROCESSABLE_ENTITY)).await
        }
        Err(Stopped::Moved) => again(&page, &id, typed(page.lang.step_moved().to_owned(), StatusCode::CONFLICT)).await,
    }
}

/// The page as it is now, with what was typed.
async fn again(page: &Page, id: &str, typed: Typed) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let document = store::get(&mut tx, &page.standing.programme, id).await?;
    drop(tx);
    // What was issued meanwhile has no forms to come back to.
    if document.stage == Stage::Issued { Err(Problem::Overtaken) } else { bench::show(page, document, typed).await }
}

/// Why a step is not taken.
enum Stopped {
    Problem(Problem),
    /// Something in the text must be put right first.
    Faults(usize),
    /// So many numbers are bound to no figure, and nobody says where they are from.
    Bare(usize),
    /// It was sent back and says what it said, and nobody says why.
    Unchanged,
    /// What it says is no longer what was signed.
    Moved,
}

impl<E: Into<Problem>> From<E> for Stopped {
    fn from(error: E) -> Self {
        Stopped::Problem(error.into())
    }
}

/// How long after its issue a document may be sent.
const LATEST: TimeDelta = TimeDelta::days(31);

/// A moment of the office's own clock, as a form has it; none unless it is still to come and soon enough.
fn sending(typed: &str, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let local = NaiveDateTime::parse_from_str(typed, "%Y-%m-%dT%H:%M").ok()?;
    let moment = start_of(local.date()) + (local.time() - NaiveTime::MIN);
    (now <= moment && moment <= now + LATEST).then_some(moment)
}

fn understand(lang: Lang, role: Role, action: Action, fields: &Fields, now: DateTime<Utc>) -> Result<Said, String> {
    let comment = fields.get("comment").replace("\r\n", "\n");
    let lock = fields.get("lock").parse().unwrap_or_default();
    let length = comment.chars().count();
    if length > COMMENT_LIMIT {
        return Err(lang.comment_too_long(COMMENT_LIMIT, length));
    }
    if comment.chars().any(|c| is_forbidden(c) && c != '\n') {
        return Err(lang.fault_forbidden().to_owned());
    }
    if action == Action::Return && comment.is_empty() {
        return Err(lang.field_needed(lang.way_comment()));
    }
    let signature = match (action, role) {
        (Action::Sign, Role::Office) => {
            let field = |name: &str, label: &str, most: usize| {
                let text = fields.get(name).split_whitespace().collect::<Vec<_>>().join(" ");
                match text.chars().count() {
                    0 => Err(lang.field_needed(label)),
                    found if found > most => Err(lang.comment_too_long(most, found)),
                    _ if text.chars().any(is_forbidden) => Err(lang.fault_forbidden().to_owned()),
                    _ => Ok(text),
                }
            };
            let name = field("name", lang.way_signer(), 40)?;
            Some(Signature { name, post: field("post", lang.way_signer_post(), 60)? })
        }
        _ => None,
    };
    let send_at = match fields.get("send_at").trim() {
        "" => None,
        typed if action == Action::Issue => Some(sending(typed, now).ok_or_else(|| lang.send_at_wrong().to_owned())?),
        _ => None,
    };
    Ok(Said { action, lock, comment, signature, send_at })
}

async fn go(page: &Page, document: &Document, said: Said, fields: &Fields) -> Result<Answer, Stopped> {
    let bench = read(page, document.clone()).await?;
    if said.action == Action::Send && bench.faults() > 0 {
        return Err(Stopped::Faults(bench.faults()));
    }
    if said.action == Action::Send && bench.bare() > 0 && said.comment.trim().is_empty() {
        return Err(Stopped::Bare(bench.bare()));
    }
    let signs = store::said(&bench.resolved.summary)?;
    let sent_back = bench.returned().is_some() && document.signed.as_deref() == Some(&signs);
    if said.action == Action::Send && sent_back && said.comment.trim().is_empty() {
        return Err(Stopped::Unchanged);
    }
    let next = page.link(&path_of(document.scope));
    let (app, programme, id) = (page.app.clone(), page.standing.programme.clone(), document.id.clone());
    let (revision, said) = (page.standing.head.revision, Arc::new(said));
    let route = format!("POST /documents/{id}/steps");
    Ok(act(&page.app, cause(page, &route, fields)?, move |tx, cause| {
        let (app, programme, id, next) = (app.clone(), programme.clone(), id.clone(), next.clone());
        let (said, signs) = (said.clone(), signs.clone());
        Box::pin(async move {
            let hand = Hand { programme: &programme, actor: &cause.actor, key: &app.audit_key };
            let document = store::get(tx, &programme, &id).await?;
            if said.action == Action::Sign {
                unmoved(tx, &programme.id, revision).await?;
            }
            let step = (said.action, said.lock);
            store::step(tx, hand, &document, step, &said.comment, said.signature.as_ref(), Some(&signs)).await?;
            Ok(Answer::see(next))
        })
    })
    .await?)
}

/// Nothing was filed, decided or drafted since the page was read: what was read is what is signed or frozen.
async fn unmoved(tx: &mut Tx, programme: &str, revision: i64) -> Result<(), Problem> {
    let now = head(tx, programme).await?.ok_or(Problem::NotFound)?;
    if now.revision == revision { Ok(()) } else { Err(Problem::Overtaken) }
}

/// Puts the document into the outbox, for everybody on the list of those who get it.
async fn send(
    tx: &mut Tx,
    hand: Hand<'_>,
    witness: &Witness,
    files: &[store::File],
    outlets: Outlets,
    send_at: Option<DateTime<Utc>>,
) -> Result<(), Problem> {
    let lang = witness.summary.lang;
    let to = recipients(tx, &hand.programme.id).await?;
    // What is read and what is filed; the tables of the annexes are in both.
    let sent = files.iter().filter_map(|file| {
        let kind = Format::of(file.format).filter(|kind| !matches!(kind, Format::Xlsx))?;
        let name = format!("{}.{}", lang.document_name(&witness.name), file.format);
        Some(File { name, media: kind.media_type().to_owned(), bytes: file.bytes.clone() })
    });
    let sent: Vec<File> = sent.collect();
    let issued = Issued {
        programme: &hand.programme.id,
        document: &witness.name,
        title: &lang.document_name(&witness.name),
        issuer: hand.programme.signatory.of(lang),
        issued_at: witness.issued_at,
        send_at: send_at.unwrap_or(witness.issued_at),
    };
    send_issued(tx, &issued, &sent, &to, outlets, hand.actor, hand.key).await?;
    Ok(())
}

/// Freezes what was signed, and makes its files.
async fn issue(page: &Page, document: &Document, said: Said, fields: &Fields) -> Result<Answer, Stopped> {
    let bench = read(page, document.clone()).await?;
    let (told, mut summary) = (bench.told(), bench.resolved.summary.clone());
    // What is not signed is refused below, or was issued before under the same key; nothing is printed for it.
    let files = if document.stage == Stage::Signed {
        if document.signed.as_deref().is_some_and(|signed| store::said(&summary).as_deref() != Ok(signed)) {
            return Err(Stopped::Moved);
        }
        summary.marks.clear();
        let signed =
            bench.steps.iter().rev().find(|step| step.action == Some(Action::Sign)).map_or(page.now, |it| it.at);
        summary = summary.dated(day_of(page.now), day_of(signed));
        summary = summary.of_example(page.standing.head.example);
        files::all(&page.app, &page.standing.programme.id, &summary).await?
    } else {
        Vec::new()
    };
    let files = Arc::new(files);
    let (app, programme, record) = (page.app.clone(), page.standing.programme.clone(), page.record.clone());
    let (standing, id, outlets) = (page.standing.head, document.id.clone(), page.app.outlets(&page.standing));
    let next = page.link(&path_of(document.scope));
    let (said, summary, told) = (Arc::new(said), Arc::new(summary), Arc::new(told));
    let route = format!("POST /documents/{id}/steps");
    Ok(act(&page.app, cause(page, &route, fields)?, move |tx, cause| {
        let (app, programme, record, id, next) =
            (app.clone(), programme.clone(), record.clone(), id.clone(), next.clone());
        let (said, summary, told, files) = (said.clone(), summary.clone(), told.clone(), files.clone());
        Box::pin(async move {
            let hand = Hand { programme: &programme, actor: &cause.actor, key: &app.audit_key };
            let document = store::get(tx, &programme, &id).await?;
            unmoved(tx, &programme.id, standing.revision).await?;
            let name = document.scope.to_string();
            let moment = (cause.actor.now, standing.edition);
            let witness = Witness::new(name, (*summary).clone(), &programme, &record, moment, (*told).clone());
            store::issue(tx, hand, &document, (said.lock, &said.comment), &witness, &files).await?;
            send(tx, hand, &witness, &files, outlets, said.send_at).await?;
            Ok(Answer::see(next))
        })
    })
    .await?)
}
