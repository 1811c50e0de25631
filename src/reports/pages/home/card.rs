//! One card: what is owed, by when, how far it is, and one button.

use super::super::receipt::withdraw_form;
use super::super::{abandon_form, at, is_corrected_now, report_name, stand};
use crate::calendar::{Period, day_of};
use crate::extensions::Owed;
use crate::programme::Programme;
use crate::progress::Known;
use crate::reports::store::{Receipt, Report};
use crate::reports::{Draft, cell_of, cells};
use crate::review::pages::{return_said, with_view};
use crate::review::{State, may_file};
use crate::units::Unit;
use crate::views::{Basis, View};
use crate::web::pages::Page;
use chrono::NaiveDate;
use leptos::prelude::*;

/// Why a report came back, for its filer: the field and the reason.
pub fn returned(page: &Page, field: &str, reason: &str) -> AnyView {
    let lang = page.lang;
    view! {
        <div class="returned" role="status">
            <p><strong>{lang.my_returned()}</strong></p>
            <p>{lang.my_returned_field(field)}</p>
            <p>{lang.my_returned_reason(reason)}</p>
        </div>
    }
    .into_any()
}

/// How many of the fields that every month asks for are filled, and how many are left.
fn filled(page: &Page, unit: &Unit, period: &Period, draft: &Draft) -> (i64, i64) {
    let programme: &Programme = &page.standing.programme;
    let cells = cells(programme, unit, draft)
        .into_iter()
        .map(|cell| draft.entries.iter().any(|entry| cell_of(programme, entry) == cell && !entry.count.0.is_empty()));
    let closed = |number: &str| page.progress.tasks.iter().any(|row| row.number == number && row.light.is_closed());
    let tasks = programme.tasks_of(&unit.id, period.end).filter(|task| !closed(&task.number));
    let tasks = tasks.map(|task| draft.tasks.iter().any(|entry| entry.number == task.number && !entry.said.is_empty()));
    let texts = [&draft.done, &draft.next].map(|text| !text.is_empty());
    let all: Vec<bool> = cells.chain(tasks).chain(texts).collect();
    let done = all.iter().filter(|done| **done).count();
    (done as i64, (all.len() - done) as i64)
}

/// By when a report that came back is expected again.
fn again_by(page: &Page, until: Option<NaiveDate>) -> String {
    let lang = page.lang;
    let Some(day) = until else { return lang.my_again_open().to_owned() };
    let said = lang.day(day);
    match (day - day_of(page.now)).num_days() {
        left @ 1.. => lang.my_again(&said, left),
        0 => lang.my_again_today(&said),
        past => lang.my_again_late(&said, -past),
    }
}

pub(super) fn card(
    page: &Page,
    unit: &Unit,
    (period, report, receipts): &(Period, Report, Vec<Receipt>),
    late: Option<AnyView>,
) -> AnyView {
    let lang = page.lang;
    let today = day_of(page.now);
    let name = report_name(page, period.id);
    let form = format!("/my/reports/{}", period.id);
    let open = report.state.is_open();
    let known = Known::new(&page.standing.programme, &page.record, View::new(today, Basis::Corrected));
    let until = known.report_due(&unit.id, period);
    let extended = (until > period.effective_due).then(|| view! { <p>{lang.extended_to(&lang.day(until))}</p> });
    let left = (until - today).num_days();
    // An extension has a line of its own, which names the day as printed.
    let day = if until > period.effective_due { lang.short_day(until) } else { lang.due(period.due, until) };
    let again = receipts.first().filter(|_| report.state == State::Returned);
    let due = match left {
        _ if !open => {
            let filed = receipts.iter().find(|receipt| receipt.correction.is_none());
            let filed = filed.map(|it| lang.my_filed_receipt(&name, &at(it.submitted_at), &it.receipt));
            filed.map(|filed| format!("✓ {filed}")).unwrap_or_default()
        }
        _ if is_corrected_now(report) => lang.my_correcting().to_owned(),
        _ if again.is_some() => again_by(page, again.and_then(|receipt| receipt.return_until)),
        1.. => lang.my_days_left(left, &day),
        0 => lang.my_due_today(&day),
        _ => lang.my_late_since(&day, -left),
    };
    let returned = (report.state == State::Returned)
        .then(|| receipts.first())
        .flatten()
        .map(|receipt| return_said(page, receipt).map(|(field, reason)| self::returned(page, &field, &reason)));
    let files = page.visitor.person.as_ref().is_some_and(|person| may_file(person, &unit.id));
    let word = match report.state {
        State::Returned => lang.my_mend(),
        _ if is_corrected_now(report) => lang.my_corrects(),
        _ if report.lock > 0 => lang.my_continue(),
        _ => lang.my_fill(),
    };
    // A correction is of what was filed: it is gone on with or given up, and is no month without news.
    let corrects = report.correction.is_some();
    let nil = (!corrects).then(|| {
        view! { <a class="button second" href=page.link(&format!("{form}/nil")) data-key="n" title=page.key_hint("n")>{lang.my_nil()}</a> }
    });
    let minutes = (!corrects).then(|| view! { <p class="quiet">{lang.my_minutes()}</p> });
    let buttons = (open && files).then(|| {
        view! {
            <p class="buttons">
                <a class="button" href=page.link(&form) data-key="enter" title=page.key_hint("Enter")>{word}</a>
                {nil}
            </p>
            {abandon_form(page, report)}
            {minutes}
        }
    });
    let reads = (open && !files).then(|| {
        view! { <p class="buttons"><a class="button" href=page.link(&form)>{lang.head_reads()}</a></p> }
    });
    let far = (open && report.lock > 0).then(|| {
        let (done, left) = filled(page, unit, period, &report.draft);
        lang.my_filled(done, left)
    });
    let asks =
        (open && files && report.version == 0 && today <= period.effective_due && known.is_owed(&unit.id, period))
            .then(|| {
                let address = crate::extensions::pages::address(&Owed::Report(period.id));
                view! { <p><a href=page.link(&address)>{lang.extension_ask()}</a></p> }
            });
    let receipt = (!open).then(|| {
        let withdraw = files.then(|| withdraw_form(page, report));
        let receipt = page.link(&format!("{form}/receipt"));
        view! { <div class="buttons"><a class="button" href=receipt>{lang.receipt_title()}</a> {withdraw}</div> }
    });
    // What the line above says already is not said again.
    let state = (report.state != State::Submitted || corrects)
        .then(|| view! { <p>{lang.my_state(&stand(page, period, report))} {far}</p> });
    view! {
        {returned}
        <section class="owed">
            <h1>{lang.my_title(unit.name.of(lang), &name)}</h1>
            <p class="due">{due}</p>
            {extended}
            {state}
            {with_view(page, unit, period.id)}
            {asks}
            {buttons}
            {reads}
            {receipt}
            {late}
        </section>
    }
    .into_any()
}
