//! The consolidating unit's note on the societies' lane: what it covers, what it says, its receipt.

use crate::calendar::{Period, PeriodId, day_of};
use crate::people::Role;
use crate::problem::Problem;
use crate::progress::Known;
use crate::reports::FaultKind;
use crate::reports::pages::{at, report_name};
use crate::review::store::{self, Consolidation, NOTE_LIMIT, consolidations, lane};
use crate::views::{Basis, View};
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::{Page, form_fields, text_area};
use axum::body::Bytes;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// The newest note in one line of the queue, or that there is none.
pub(super) fn summary(page: &Page, period: &Period, notes: &[Consolidation]) -> AnyView {
    let lang = page.lang;
    let said = match notes.first() {
        Some(note) => format!("{} · {}", note.receipt, at(note.at)),
        None => lang.consolidation_none().to_owned(),
    };
    let body = notes.first().map(|note| view! { <p class="said">{note.body.clone()}</p> });
    let address = page.link(&format!("/review/consolidation/{}", period.id));
    view! { <p><a href=address>{lang.consolidation()}</a> " " <span class="quiet">{said}</span></p>{body} }.into_any()
}

fn asked(page: &Page, text: &str) -> Result<Period, Problem> {
    let id: PeriodId = text.parse().map_err(|_| Problem::NotFound)?;
    page.standing.programme.period(id).cloned().ok_or(Problem::NotFound)
}

pub async fn consolidation(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    let period = asked(&page, &period)?;
    show(&page, StatusCode::OK, period, None).await
}

/// What was typed and what is wrong with it.
type Refused = Option<(String, String)>;

async fn show(page: &Page, status: StatusCode, period: Period, refused: Refused) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let notes = consolidations(&mut tx, &page.standing.programme.id, period.id).await?;
    drop(tx);
    let title = format!("{} · {}", page.lang.consolidation(), report_name(page, period.id));
    page.show_with(status, &title, false, move |page| view(page, &period, &notes, refused.as_ref())).await
}

fn view(page: &Page, period: &Period, notes: &[Consolidation], refused: Option<&(String, String)>) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let names = |units: &[String]| {
        let names: Vec<String> = units.iter().map(|unit| page.unit_name(unit)).collect();
        if names.is_empty() { "—".to_owned() } else { lang.list(&names) }
    };
    let filed = notes.iter().map(|note| {
        view! {
            <section class="case">
                <h2>{note.receipt.clone()}</h2>
                <p class="said">{note.body.clone()}</p>
                <dl>
                    <dt>{lang.consolidation_covers(note.covers.len() as i64)}</dt><dd>{names(&note.covers)}</dd>
                    <dt>{lang.consolidation_missing(note.missing.len() as i64)}</dt><dd>{names(&note.missing)}</dd>
                    <dt>{lang.receipt_time()}</dt><dd>{at(note.at)} " · " {note.post.clone()} " " {note.name.clone()}</dd>
                    <dt>{lang.receipt_fingerprint()}</dt><dd><code>{note.fingerprint.clone()}</code></dd>
                </dl>
            </section>
        }
    });
    let none = notes.is_empty().then(|| view! { <p>{lang.consolidation_none()}</p> });
    let person = page.visitor.person.as_ref();
    let writes =
        person.is_some_and(|person| person.role == Role::Consolidator && person.belongs_to(&programme.consolidator));
    let form = (writes && period.opens <= day_of(page.now)).then(|| {
        let known = Known::new(programme, &page.record, View::new(day_of(page.now), Basis::Reported));
        let (covers, missing) = lane(programme, &known, period);
        let wrong = refused.map(|(_, wrong)| view! { <p class="error-summary" role="alert">{wrong.clone()}</p> });
        let typed = refused.map_or("", |(typed, _)| typed.as_str());
        let seen = notes.first().map_or(0, |note| note.number);
        view! {
            <form method="post" action=page.link(&format!("/review/consolidation/{}", period.id)) class="stack">
                {form_fields()}
                <input type="hidden" name="seen" value=seen.to_string()/>
                {wrong}
                <p>{lang.consolidation_covers(covers.len() as i64)} {lang.pick("：", "：", ": ")} {names(&covers)}</p>
                <p>{lang.consolidation_missing(missing.len() as i64)} {lang.pick("：", "：", ": ")} {names(&missing)}</p>
                <label for="note">{lang.consolidation_text(NOTE_LIMIT)}</label>
                {text_area("note".into(), "note".into(), 5, typed, None, refused.is_some())}
                <button type="submit">{lang.consolidation_file()}</button>
            </form>
        }
    });
    view! {
        <article>
            <h1>{lang.consolidation()} " · " {report_name(page, period.id)}</h1>
            {none}{form}
            {filed.collect_view()}
            <p><a href=page.link(&format!("/review?period={}", period.id))>{lang.review_back()}</a></p>
        </article>
    }
    .into_any()
}

pub async fn consolidate(page: Page, Path(period): Path<String>, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let period = asked(&page, &period)?;
    let note = fields.get("note").to_owned();
    let seen: i64 = fields.get("seen").parse().unwrap_or(0);
    let why = cause(&page, &format!("POST /review/consolidation/{}", period.id), &fields)?;
    let (app, programme, id) = (page.app.clone(), page.standing.programme.clone(), period.id);
    let (then, said) = (page.link(&format!("/review/consolidation/{id}")), note.clone());
    let answer = act(&page.app, why, move |tx, cause| {
        let (app, programme, then, said) = (app.clone(), programme.clone(), then.clone(), said.clone());
        Box::pin(async move {
            store::consolidate(tx, &programme, id, (&cause.actor, &app.audit_key), seen, &said).await?;
            Ok(Answer::see(then))
        })
    })
    .await;
    match answer {
        Ok(answer) => Ok(follow(answer)),
        Err(Problem::Faults(faults)) => {
            let wrong: Vec<String> = faults
                .iter()
                .map(|fault| match fault.kind {
                    FaultKind::NothingSaid => page.lang.consolidation_needed(NOTE_LIMIT),
                    ref kind => page.lang.fault(kind),
                })
                .collect();
            show(&page, StatusCode::UNPROCESSABLE_ENTITY, period, Some((note, wrong.join(" ")))).await
        }
        // Nothing typed is lost: what was filed meanwhile stands above what was about to be filed.
        Err(Problem::Conflict { .. }) => {
            let wrong = page.lang.consolidation_meanwhile().to_owned();
            show(&page, StatusCode::CONFLICT, period, Some((note, wrong))).await
        }
        Err(problem) => Err(problem),
    }
}
