//! What a unit holds in hand once it has filed, and what it may do to the report from there.

use super::circumstances::circumstances_view;
use super::compared::changes;
use super::print::code;
use super::{asked_period, at, own_unit, report_name, spaced};
use crate::calendar::Period;
use crate::evidence::pages::{address, section};
use crate::evidence::store as evidence;
use crate::evidence::{File, Purpose};
use crate::people::Role;
use crate::problem::Problem;
use crate::programme::SealedCopy;
use crate::reports::store::{self, Receipt, Report, Signer};
use crate::reports::{Circumstances, Version};
use crate::review::pages::{comments_view, return_said, with_view};
use crate::review::{Action, State, may_file};
use crate::units::{Route, Unit};
use crate::web::pages::{Page, form_fields};
use crate::web::qr;
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

pub async fn receipt(page: Page, Path(period): Path<String>) -> Result<Response, Problem> {
    let (unit, period) = (own_unit(&page)?, asked_period(&page, &period)?);
    let mut tx = page.app.db.read().await?;
    let programme = &page.standing.programme.id;
    let report = store::get(&mut tx, programme, &unit.id, period.id).await?;
    let receipts = store::receipts(&mut tx, programme, &unit.id, period.id).await?;
    let said = store::circumstances(&mut tx, programme, &unit.id, period.id).await?;
    let comments = store::comments(&mut tx, programme, &unit.id, period.id).await?;
    let files = evidence::of_version(&mut tx, programme, &unit.id, period.id, report.version).await?;
    let signers = store::signers(&mut tx, programme, &unit.id, period.id).await?;
    drop(tx);
    let title = page.lang.receipt_title();
    page.show(title, false, move |page| {
        let comments = comments_view(page, &comments);
        let files = (report.version > 0).then(|| files_view(page, &period, &report, &files));
        view! { {receipt_view(page, &unit, &period, &report, (&receipts, &signers), said.get(&report.version))} {files} {comments} }
            .into_any()
    })
    .await
}

fn receipt_view(
    page: &Page,
    unit: &Unit,
    period: &Period,
    report: &Report,
    (receipts, signers): (&[Receipt], &[Signer]),
    said: Option<&Circumstances>,
) -> AnyView {
    let lang = page.lang;
    let path = format!("/my/reports/{}", period.id);
    let Some(last) = receipts.first() else {
        return view! { <h1>{lang.receipt_title()}</h1><p>{lang.receipt_none()}</p><p><a href=page.link(&path)>{lang.my_fill()}</a></p> }.into_any();
    };
    let next = match (report.state, unit.route) {
        (State::Submitted, Route::ViaConsolidator) => {
            lang.receipt_next_via(&page.unit_name(&page.standing.programme.consolidator))
        }
        (State::Submitted | State::Forwarded, _) => lang.receipt_next_direct().to_owned(),
        (state, _) => lang.my_state(lang.state(state)),
    };
    // How long the Office takes is its own rule: two working days.
    let holidays = &page.standing.programme.holidays;
    let by = holidays.working_days_after(crate::calendar::day_of(last.submitted_at), 2);
    let by = matches!(report.state, State::Submitted | State::Forwarded).then(|| lang.receipt_by(&lang.day(by)));
    let person = page.visitor.person.as_ref();
    let files = person.is_some_and(|person| may_file(person, &unit.id));
    let lock = report.lock.to_string();
    let hidden = move || view! { {form_fields()} <input type="hidden" name="lock" value=lock.clone()/> };
    let withdraw = files.then(|| withdraw_form(page, report));
    let correct = (files && report.state == State::Accepted).then(|| {
        view! { <p><a class="button second" href=page.link(&format!("{path}/correct"))>{lang.correct()}</a></p> }
    });
    let confirm = (person.is_some_and(|person| person.role == Role::UnitHead) && last.confirmed_at.is_none()).then(|| {
        view! { <form method="post" action=page.link(&format!("{path}/confirm"))>{hidden()}<button type="submit">{lang.confirm_head()}</button></form> }
    });
    let reopen = report
        .state
        .is_open()
        .then(|| view! { <p><a class="button" href=page.link(&path)>{lang.my_continue()}</a></p> });
    let confirmed = last.confirmed_at.map(|moment| view! { <p>{lang.confirmed_on(&at(moment))}</p> });
    let versions = receipts.iter().map(|receipt| version_row(page, unit, period, (receipt, signers)));
    let programme = &page.standing.programme.id;
    let code = code(&page.app, programme, &unit.id, &period.id.to_string(), last.number, &last.fingerprint);
    let address = format!("{}/receipts/{code}", page.app.settings.address());
    view! {
        <article class="receipt">
            <h1>{lang.receipt_title()} " · " {unit.name.of(lang).to_owned()} " · " {report_name(page, period.id)}</h1>
            <dl>
                <dt>{lang.receipt_number()}</dt><dd class="strong">{last.receipt.clone()}</dd>
                <dt>{lang.receipt_time()}</dt><dd>{at(last.submitted_at)}</dd>
                <dt>{lang.receipt_fingerprint()}</dt><dd><code>{grouped(&last.fingerprint)}</code></dd>
            </dl>
            {with_view(page, unit, period.id)}
            <p>{next} " " {by}</p>
            {circumstances_view(page, said)}
            {confirmed}
            <p class="on-screen"><a href=page.link(&format!("{path}/print"))>{lang.print_form()}</a></p>
            {reopen}{withdraw}{confirm}{correct}
            <h2>{lang.review_history()}</h2>
            <ul class="history">{versions.collect_view()}</ul>
            {compared(page, unit, period)}
            <p class="on-screen"><a href=page.link("/my/reports")>{lang.drawer_title()}</a></p>
            <div class="on-paper" aria-hidden="true">
                {qr::drawn(page, &address)}
                <p>{lang.print_code()} {lang.pick("：", "：", ": ")} <strong class="code">{code}</strong><br/>{address.clone()}</p>
            </div>
        </article>
    }
    .into_any()
}

/// Takes a report back before anybody has looked at it.
pub(super) fn withdraw_form(page: &Page, report: &Report) -> Option<AnyView> {
    let address = page.link(&format!("/my/reports/{}/withdraw", report.period));
    (report.state == State::Submitted).then(|| {
        view! {
            <form method="post" action=address>
                {form_fields()}
                <input type="hidden" name="lock" value=report.lock.to_string()/>
                <button class="second" type="submit">{page.lang.withdraw()}</button> <span class="quiet on-screen">{page.lang.withdraw_until()}</span>
            </form>
        }
        .into_any()
    })
}

/// What the report was filed with, and the sealed copy that may follow.
fn files_view(page: &Page, period: &Period, report: &Report, files: &[File]) -> AnyView {
    let lang = page.lang;
    let setting = page.standing.programme.sealed_copy;
    let there = files.iter().any(|file| file.purpose == Purpose::Sealed);
    let files_here = page.visitor.person.as_ref().is_some_and(|person| may_file(person, &report.unit));
    let waiting =
        (setting == SealedCopy::Required && !there).then(|| view! { <p class="strong">{lang.sealed_waiting()}</p> });
    let add = (files_here && setting != SealedCopy::None && !there).then(|| {
        view! { <p class="on-screen"><a href=page.link(&format!("{}?for=sealed", address(period.id)))>{lang.sealed_add()}</a></p> }
    });
    view! { {section(page, files)} {waiting} {add} }.into_any()
}

/// What each version changed, beside the one before it.
fn compared(page: &Page, unit: &Unit, period: &Period) -> AnyView {
    let lang = page.lang;
    let of_it: Vec<&Version> =
        page.record.versions.iter().filter(|version| version.unit == unit.id && version.period == period.id).collect();
    let pairs = of_it.windows(2).map(|pair| {
        let table = changes(page, &pair[0].content, &pair[1].content);
        let table = table.unwrap_or_else(|| view! { <p>{lang.change_none()}</p> }.into_any());
        view! { <details><summary>{lang.change_between(pair[0].number, pair[1].number)}</summary>{table}</details> }
    });
    pairs.collect_view().into_any()
}

/// `7F3A 21C0 …`, to be read out on the telephone.
fn grouped(fingerprint: &str) -> String {
    fingerprint.as_bytes().chunks(4).filter_map(|part| std::str::from_utf8(part).ok()).collect::<Vec<_>>().join(" ")
}

/// What happened to one version, in order, and who did it.
pub fn version_row(page: &Page, unit: &Unit, period: &Period, (receipt, signers): (&Receipt, &[Signer])) -> AnyView {
    let lang = page.lang;
    let steps = [
        (Some(receipt.submitted_at), Action::Submit, "submitted"),
        (receipt.confirmed_at, Action::Confirm, "confirmed"),
        (receipt.forwarded_at, Action::Forward, "forwarded"),
        (receipt.returned_at, if receipt.is_withdrawn() { Action::Withdraw } else { Action::Return }, "returned"),
        (receipt.accepted_at, Action::Accept, "accepted"),
    ];
    let who = |step: &str| {
        let signer = signers.iter().find(|signer| signer.number == receipt.number && signer.step == step);
        signer.map_or_else(String::new, |signer| {
            let unit = signer.unit.as_deref().map(|unit| page.unit_name(unit)).unwrap_or_default();
            lang.signed_by(spaced(&[&unit, &signer.name]).as_str())
        })
    };
    let said: Vec<String> = steps
        .into_iter()
        .filter_map(|(moment, action, step)| Some(format!("{} {}{}", lang.action_done(action), at(moment?), who(step))))
        .collect();
    let back = return_said(page, receipt).filter(|(_, reason)| !reason.is_empty());
    let why = back.map(|(field, reason)| view! { " — " {field} {lang.pick("：", "：", ": ")} {reason} });
    let correction = receipt
        .correction
        .clone()
        .map(|reason| view! { " — " {lang.action_done(Action::Correct)} {lang.pick("：", "：", ": ")} {reason} });
    view! {
        <li><a href=page.link(&format!("/reports/{}/{}?version={}", unit.id, period.id, receipt.number))>{lang.receipt_version(receipt.number)}</a> " · " {said.join(" · ")} {why} {correction}</li>
    }
    .into_any()
}
