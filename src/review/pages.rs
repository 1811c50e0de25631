//! The review queue, one report in full, and the decisions on it.

mod acts;
mod case;
mod changes;
mod closures;
mod consolidation;
mod content;
mod corrected;
mod forms;
mod nil;
mod past;
mod queue;
mod sheet;

pub use acts::{accept, comment, forward, send_back, undo};
pub use changes::totals;
pub use closures::{confirm_closure, reopen_closure, return_closure};
pub use consolidation::{
    accept_consolidation, consolidate, consolidation, consolidation_mark, filed_consolidations, owed_consolidations,
    print_consolidation, return_consolidation,
};
pub use content::{content_view, short};
pub use nil::{accept_nil, nil};
pub use queue::queue;
pub use sheet::sheet;

use corrected::{correction_view, with_said};

use crate::calendar::{Period, PeriodId, day_of};
use crate::evidence::File;
use crate::evidence::pages::section;
use crate::evidence::store as evidence;
use crate::people::Person;
use crate::problem::Problem;
use crate::progress::Known;
use crate::reports::pages::{at, circumstances_view, field_name, report_name, version_row};
use crate::reports::store::{self, Comment, Receipt, Report, Signer};
use crate::reports::{Circumstances, Content, Version};
use crate::review::{Action, With, decide, with_whom};
use crate::units::Unit;
use crate::views::{Basis, View};
use crate::web::pages::Page;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::Response;
use leptos::prelude::*;

/// Whether `person` may do `action` to the report as it stands.
fn may(page: &Page, person: &Person, report: &Report, action: Action) -> bool {
    let unit = page.standing.programme.unit(&report.unit);
    unit.is_some_and(|unit| decide(&report.case(unit), person, action).is_ok())
}

fn waits_for(page: &Page, person: &Person, report: &Report) -> bool {
    may(page, person, report, Action::Accept) || may(page, person, report, Action::Forward)
}

/// The newest version of a report that the view knows.
fn latest<'a>(page: &'a Page, unit: &str, period: PeriodId) -> Option<&'a Version> {
    let of_it = page.record.versions.iter().filter(|v| v.unit == unit && v.period == period);
    of_it.filter(|version| page.view.knows(version.submitted_at)).max_by_key(|version| version.number)
}

/// With whom the report of `unit` on `period` is.
fn hands(page: &Page, unit: &Unit, period: PeriodId) -> With {
    with_whom(unit.route, latest(page, &unit.id, period), |moment| page.view.knows(moment))
}

/// Whether the report came in after its day. A later version of it comes no later than its first.
fn came_late(page: &Page, unit: &Unit, period: &Period) -> bool {
    let everything = View::new(day_of(page.now), Basis::Reported);
    let filing = Known::new(&page.standing.programme, &page.record, everything).filing(&unit.id, period);
    filing.is_some_and(|filing| filing.late_by.is_some())
}

/// With whom a report is, in one sentence for whoever asks.
pub fn with_view(page: &Page, unit: &Unit, period: PeriodId) -> AnyView {
    view! { <p class="with">{with_said(page, unit, period)}</p> }.into_any()
}

/// Why a report came back, for its filer: the field in words, and the ground, the reason and the day.
pub fn return_said(page: &Page, receipt: &Receipt) -> Option<(String, String)> {
    let lang = page.lang;
    let field = content::short(&field_name(page, receipt.return_field.as_deref()?));
    let words: Vec<String> = [
        receipt.ground().map(|ground| lang.ground(ground).to_owned()),
        receipt.return_reason.clone().filter(|reason| !reason.is_empty()),
    ]
    .into_iter()
    .flatten()
    .collect();
    let reason = words.join(lang.pick("：", "：", ": "));
    let until = receipt.return_until.map(|day| lang.review_again_by(&lang.day(day))).unwrap_or_default();
    Some((field, format!("{reason}{until}")))
}

/// What the consolidating unit and the office have said about a report; nothing if they have said nothing.
pub fn comments_view(page: &Page, comments: &[Comment]) -> Option<AnyView> {
    let lang = page.lang;
    let rows = comments.iter().map(|comment| {
        view! { <li><span class="said">{comment.body.clone()}</span> <span class="quiet">" — " {comment.post.clone()} " " {comment.name.clone()} " · " {at(comment.at)} " · " {lang.receipt_version(comment.version)}</span></li> }
    });
    (!comments.is_empty()).then(|| {
        view! { <section class="comments"><h2>{lang.review_comments()}</h2><ul class="history">{rows.collect_view()}</ul></section> }
            .into_any()
    })
}

/// One report as the reader may see it.
struct Reading {
    unit: Unit,
    period: Period,
    report: Report,
    receipts: Vec<Receipt>,
    comments: Vec<Comment>,
    signers: Vec<Signer>,
    /// The version shown.
    number: i64,
    content: Content,
    /// What goes with it besides what it says.
    aside: Option<Circumstances>,
    files: Vec<File>,
    /// A return that could not be made as it was typed.
    refused: Option<forms::Typed>,
}

async fn reading(page: &Page, unit: &str, period: &str) -> Result<Reading, Problem> {
    let programme = &page.standing.programme;
    let unit = programme.unit(unit).cloned().ok_or(Problem::NotFound)?;
    let id: PeriodId = period.parse().map_err(|_| Problem::NotFound)?;
    let period = programme.period(id).cloned().ok_or(Problem::NotFound)?;
    let mut tx = page.app.db.read().await?;
    let mut report = store::get(&mut tx, &programme.id, &unit.id, id).await?;
    let mut receipts = store::receipts(&mut tx, &programme.id, &unit.id, id).await?;
    let mut comments = store::comments(&mut tx, &programme.id, &unit.id, id).await?;
    past::forget_later(page, &period, &mut report, &mut receipts, &mut comments);
    let asked = page.asked("version").and_then(|number| number.parse().ok());
    let number = asked.unwrap_or(report.version);
    receipts.iter().find(|receipt| receipt.number == number).ok_or(Problem::NotFound)?;
    let content = store::content(&mut tx, &programme.id, &unit.id, id, number).await?.ok_or(Problem::NotFound)?;
    let aside = store::circumstances(&mut tx, &programme.id, &unit.id, id).await?.remove(&number);
    let files = evidence::of_version(&mut tx, &programme.id, &unit.id, id, number).await?;
    let signers = store::signers(&mut tx, &programme.id, &unit.id, id).await?;
    Ok(Reading { unit, period, report, receipts, comments, signers, number, content, aside, files, refused: None })
}

pub async fn report(page: Page, Path((unit, period)): Path<(String, String)>) -> Result<Response, Problem> {
    let reading = reading(&page, &unit, &period).await?;
    show(&page, StatusCode::OK, reading).await
}

async fn show(page: &Page, status: StatusCode, reading: Reading) -> Result<Response, Problem> {
    let title = format!("{} · {}", reading.unit.name.of(page.lang), report_name(page, reading.period.id));
    page.show_with(status, &title, false, move |page| report_view(page, &reading)).await
}

fn report_view(page: &Page, reading: &Reading) -> AnyView {
    let lang = page.lang;
    let Reading { unit, period, report, receipts, comments, signers, number, content, aside, files, refused } = reading;
    let Some(person) = &page.visitor.person else { return ().into_any() };
    let newest = *number == report.version;
    let of_it = |version: &&Version| version.unit == unit.id && version.period == period.id;
    let version = page.record.versions.iter().filter(of_it).find(|version| version.number == *number);
    // Nobody decides in the past.
    let decides = newest && page.view == page.usual;
    let decide = decides
        .then(|| forms::decide(page, person, unit, report, content, &forms::Onward::default(), refused.as_ref()));
    let old = (!newest).then(|| view! { <p class="banner" role="status">{lang.review_old_version()}</p> });
    let history = receipts.iter().map(|receipt| version_row(page, unit, period, (receipt, signers)));
    let shown = receipts.iter().find(|receipt| receipt.number == *number);
    let filed = shown.map(|receipt| {
        format!("{} · {} · {}", receipt.receipt, at(receipt.submitted_at), lang.receipt_version(*number))
    });
    view! {
        <article>
            <h1>{unit.name.of(lang).to_owned()} " · " {report_name(page, period.id)}</h1>
            <p>{lang.my_state(lang.state(report.state))} " · " {filed}</p>
            {with_view(page, unit, period.id)}
            {old}
            {circumstances_view(page, aside.as_ref())}
            {version.and_then(|version| correction_view(page, period, version, decides && waits_for(page, person, report)))}
            {content_view(page, unit, period, content)}
            {section(page, files)}
            {comments_view(page, comments)}
            {decide}
            <h2>{lang.review_history()}</h2>
            <ul class="history">{history.collect_view()}</ul>
        </article>
    }
    .into_any()
}
