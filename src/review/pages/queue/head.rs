//! What stands above the queue: how the period stands, what may still be taken back, and the choices.

use super::{Choice, Row, Stand};
use crate::calendar::{Period, day_of};
use crate::documents::path_of;
use crate::figures::{FigureId, Filings, Subject};
use crate::people::{Person, Role};
use crate::progress::{Known, Lane};
use crate::reports::pages::report_name;
use crate::reports::store::Undoable;
use crate::review::{Action, State};
use crate::summaries::{Scope, issues};
use crate::units::Route;
use crate::views::{Basis, View};
use crate::web::pages::{Page, form_fields};
use leptos::prelude::*;

/// How the period stands, each number leading to what it is made of.
pub fn strip(page: &Page, person: &Person, period: &Period, rows: &[Row]) -> AnyView {
    let lang = page.lang;
    if person.role == Role::Consolidator {
        return lane_strip(page, period, rows);
    }
    let Some(row) = page.progress.reporting.iter().find(|row| row.period == period.id) else { return ().into_any() };
    let of = |which: Filings| FigureId::whole(Subject::Filings(which)).in_period(period.id);
    let waits = |row: &&Row| row.period.id == period.id && row.stand() == Stand::Waiting;
    // Reports that stand while a correction of them is looked at are counted among those accepted.
    let waiting = rows.iter().filter(waits).filter(|row| row.stands.is_none()).count();
    let corrections = rows.iter().filter(waits).filter(|row| row.stands.is_some()).count();
    let numbers = [
        (lang.matrix_expected(), page.figure(&of(Filings::Expected), row.expected)),
        (
            lang.matrix_submitted(),
            page.figure(&FigureId::whole(Subject::Reporting).in_period(period.id), row.submitted),
        ),
        (lang.cell_nil(), page.figure(&of(Filings::Nil), row.nil)),
        (lang.review_waiting(), waiting.to_string().into_any()),
        (lang.state(State::Accepted), row.accepted.to_string().into_any()),
        (lang.matrix_missing(), page.figure(&of(Filings::Missing), row.missing.len())),
    ];
    let numbers = numbers.map(|(name, number)| view! { <div><dt>{name}</dt><dd>{number}</dd></div> });
    let corrections =
        (corrections > 0).then(|| view! { <div><dt>{lang.correction_waiting()}</dt><dd>{corrections}</dd></div> });
    let known = Known::new(&page.standing.programme, &page.record, View::new(day_of(page.now), Basis::Corrected));
    let besides = rows.iter().filter(|it| it.period.id == period.id && !known.is_owed(&it.unit.id, it.period)).count();
    let besides = (besides > 0).then(|| view! { <p class="quiet">{lang.review_besides(besides)}</p> });
    let nil = (person.role == Role::Office).then(|| view! { <a class="button second small" href=page.link(&format!("/review/nil?period={}", period.id))>{lang.review_nil()}</a> });
    let sheet = view! { <a class="button second small" href=page.link(&format!("/review/sheet?period={}", period.id))>{lang.review_sheet_link()}</a> };
    view! { <div class="beside"><dl class="measures">{numbers.into_iter().collect_view()}{corrections}</dl><p class="ways">{nil} " " {sheet}</p></div>{besides} }.into_any()
}

/// The same of the consolidating unit's own lane: how many are expected there, and what became of each.
fn lane_strip(page: &Page, period: &Period, rows: &[Row]) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let known = Known::new(programme, &page.record, View::new(day_of(page.now), Basis::Reported));
    let Lane { covers, missing, .. } = known.lane(period);
    let of_lane = || rows.iter().filter(|row| row.period.id == period.id && row.unit.route == Route::ViaConsolidator);
    // What was accepted is, while a correction of it waits.
    let accepted = of_lane().filter(|row| row.stands.is_some() || row.stand() == Stand::Accepted).count();
    let waiting = of_lane().filter(|row| row.stands.is_none() && row.stand() == Stand::Waiting).count();
    let with_office = of_lane().filter(|row| row.is_with_office()).count();
    let numbers = [
        (lang.matrix_expected(), covers.len() + missing.len()),
        (lang.matrix_submitted(), covers.len()),
        (lang.review_waiting(), waiting - with_office),
        (lang.review_passed_on(), with_office),
        (lang.state(State::Accepted), accepted),
        (lang.matrix_missing(), missing.len()),
    ];
    let numbers = numbers.map(|(name, number)| view! { <div><dt>{name}</dt><dd>{number}</dd></div> });
    let sheet = view! { <a class="button second small" href=page.link(&format!("/review/sheet?period={}", period.id))>{lang.review_sheet_link()}</a> };
    view! {
        <div class="beside"><dl class="measures">{numbers.into_iter().collect_view()}</dl><p class="ways">{sheet}</p></div>
        <p class="quiet">{lang.review_own_lane()}</p>
        {crate::progress::pages::reminders(page, &known, period)}
    }
    .into_any()
}

/// What the reader has just decided and may still take back.
pub fn undo(page: &Page, choice: &Choice, undoable: &[Undoable]) -> AnyView {
    let lang = page.lang;
    let rows = undoable.iter().enumerate().map(|(at, done)| {
        let action = done.action.parse::<Action>().map_or("", |action| lang.action_done(action));
        let report = done.period.parse().map_or_else(|_| done.period.clone(), |period| report_name(page, period));
        let said = format!("{} {report} · {action}", page.unit_name(&done.unit));
        let kept = choice.kept().into_iter().map(|(name, value)| view! { <input type="hidden" name=format!("queue.{name}") value=value/> });
        view! {
            <form method="post" class="undo" action=page.link(&format!("/review/{}/{}/undo", done.unit, done.period))>
                {form_fields()}
                <input type="hidden" name="lock" value=done.lock.to_string()/>
                {kept.collect_view()}
                <span>"✓ " {said.clone()}</span>
                <button type="submit" class="second small" data-key=(at == 0).then_some("u") title=page.key_hint("u") aria-label=format!("{} {said}", lang.review_undo())>{lang.review_undo()}</button>
                <span class="quiet">{lang.review_undo_within()}</span>
            </form>
        }
    });
    (!undoable.is_empty()).then(|| view! { <div role="status">{rows.collect_view()}</div> }).into_any()
}

/// What stands in place of a report when none waits: once all that came in is settled, the way to the briefing.
pub fn done(page: &Page, person: &Person, choice: &Choice, rows: &[Row]) -> AnyView {
    let lang = page.lang;
    let name = report_name(page, choice.period.id);
    let of_period = || rows.iter().filter(|row| row.period.id == choice.period.id);
    let open = of_period().any(|row| matches!(row.stand(), Stand::Waiting | Stand::Returned));
    let missing = of_period().filter(|row| row.stand() == Stand::Missing).count() as i64;
    let whole = choice.state.is_none() && !choice.warned && of_period().count() > 0;
    let issue = issues(&page.standing.programme).into_iter().find(|issue| issue.period == choice.period.id);
    match issue.filter(|_| whole && !open && person.role == Role::Office) {
        Some(issue) => {
            let settled = if missing == 0 { lang.review_settled() } else { &lang.review_settled_but(missing) };
            let (settled, way) = (settled.to_owned(), lang.review_to_briefing(issue.number));
            view! { <p>{settled} " " <a href=page.link(&path_of(Scope::Issue(issue)))>{way} " →"</a></p> }.into_any()
        }
        None => view! { <p>{lang.review_all_done(&name)}</p> }.into_any(),
    }
}

pub fn filters(page: &Page, choice: &Choice) -> AnyView {
    let lang = page.lang;
    let today = day_of(page.now);
    let periods = page.standing.programme.periods.iter().filter(|period| period.opens <= today);
    let periods = periods.map(|period| {
        view! { <option value=period.id.to_string() selected=period.id == choice.period.id>{report_name(page, period.id)}</option> }
    });
    let states = Stand::ALL.map(|(state, name)| {
        view! { <option value=name selected=choice.state == Some(state)>{lang.review_stand(name)}</option> }
    });
    view! {
        <form method="get" action="/review" class="filter">
            {page.kept_fields(&[])}
            <label>{lang.period_label()}<select name="period">{periods.collect_view()}</select></label>
            <label>{lang.task_state()}<select name="state"><option value="">{lang.review_every()}</option>{states.into_iter().collect_view()}</select></label>
            <label class="tick"><input type="checkbox" name="warned" value="1" checked=choice.warned/>" "{lang.review_warned()}</label>
            <button type="submit" class="second small">{lang.show()}</button>
        </form>
    }
    .into_any()
}
