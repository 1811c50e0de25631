//! The buttons of a decision, each a form that works by itself.

use super::content::short;
use super::may;
use crate::calendar::day_of;
use crate::people::Person;
use crate::reports::pages::field_name;
use crate::reports::store::{COMMENT_LIMIT, Report};
use crate::reports::{Cell, Content, Draft, cells};
use crate::review::{Action, Ground, may_comment};
use crate::specialties::SIGNED;
use crate::units::Unit;
use crate::web::pages::{Page, form_fields, text_area};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// A return or a comment that could not be made as it was typed.
#[derive(Clone, Default)]
pub(super) struct Typed {
    pub field: String,
    pub ground: String,
    pub reason: String,
    pub until: String,
    /// What is wrong with it.
    pub wrong: String,
}

/// Where the reader goes from a decision: further in the queue, or back to it.
#[derive(Clone, Default)]
pub(super) struct Onward {
    /// The report that waits next, `soc_electric:2022-07`.
    pub next: Option<String>,
    /// The choices of the queue, kept.
    pub kept: Vec<(&'static str, String)>,
}

impl Onward {
    fn fields(&self) -> AnyView {
        let next = self.next.clone().map(|next| view! { <input type="hidden" name="next" value=next/> });
        let kept = self
            .kept
            .iter()
            .map(|(name, value)| view! { <input type="hidden" name=format!("queue.{name}") value=value.clone()/> });
        view! { {next} {kept.collect_view()} }.into_any()
    }
}

/// The fields of a report that a return may name, in the order of the form: what was left blank may be what is wrong.
fn fields(page: &Page, unit: &Unit, content: &Content) -> Vec<String> {
    let programme = &page.standing.programme;
    let mut fields: Vec<String> = cells(programme, unit, &Draft::default()).iter().map(Cell::field).collect();
    fields.extend(content.counts.iter().map(|count| count.cell.field()));
    let own =
        programme.specialties.iter().filter(|specialty| specialty.new && unit.specialties.contains(&specialty.id));
    fields.extend(own.map(|specialty| format!("specialty.{}.stage", specialty.id)));
    let signed = content.stages.iter().filter(|reached| reached.stage >= SIGNED);
    fields.extend(signed.map(|reached| format!("specialty.{}.agreement", reached.specialty)));
    fields.extend((1..=content.policies.len()).map(|n| format!("policy.{n}.title")));
    // A task that is closed is not on the form any more.
    let open = |number: &str| !page.progress.tasks.iter().any(|row| row.number == number && row.light.is_closed());
    let tasks = programme.tasks_of(&unit.id, page.view.day).filter(|task| open(&task.number));
    fields.extend(tasks.map(|task| format!("task.{}.said", task.number)));
    fields.extend(content.tasks.iter().map(|task| format!("task.{}.said", task.number)));
    let mut seen = BTreeSet::new();
    fields.retain(|field| seen.insert(field.clone()));
    fields.extend(["done", "problems", "next", "ask", "evidence"].map(str::to_owned));
    fields
}

/// Everything the reader may decide on the version shown, which is the newest.
pub(super) fn decide(
    page: &Page,
    person: &Person,
    unit: &Unit,
    report: &Report,
    content: &Content,
    onward: &Onward,
    refused: Option<&Typed>,
) -> AnyView {
    let lang = page.lang;
    let act_on = |action: Action| may(page, person, report, action);
    let address = |name: &str| page.link(&format!("/review/{}/{}/{name}", unit.id, report.period));
    let lock = report.lock.to_string();
    let hidden = || view! { {form_fields()} <input type="hidden" name="lock" value=lock.clone()/> {onward.fields()} };
    let decide =
        [(Action::Accept, "accept", lang.review_accept()), (Action::Forward, "forward", lang.review_forward())];
    let decide = decide.into_iter().filter(|(action, ..)| act_on(*action)).map(|(_, name, word)| {
        view! { <form method="post" action=address(name)>{hidden()}<button type="submit" data-key="a" title=page.key_hint("a")>{word}</button></form> }
    });
    let returning = act_on(Action::Return).then(|| {
        let typed = refused.cloned().unwrap_or_default();
        let open = refused.is_some();
        let options = fields(page, unit, content).into_iter().map(|field| {
            let chosen = typed.field == field;
            view! { <option value=field.clone() selected=chosen>{short(&field_name(page, &field))}</option> }
        });
        let grounds = Ground::ALL.map(|ground| {
            let chosen = typed.ground == ground.to_string();
            view! { <option value=ground.to_string() selected=chosen>{lang.ground(ground)}</option> }
        });
        let today = day_of(page.now);
        let until = match typed.until.is_empty() {
            true => page.standing.programme.holidays.working_days_after(today, 2).to_string(),
            false => typed.until.clone(),
        };
        let summary = refused.map(|typed| view! { <p class="error-summary" role="alert">{typed.wrong.clone()}</p> });
        view! {
            <details open=open id="return"><summary data-key="r" title=page.key_hint("r")>{lang.review_return()}</summary>
                {summary}
                <form method="post" action=address("return") class="stack">
                    {hidden()}
                    <label for="field">{lang.review_field()}</label>
                    <select id="field" name="field" autofocus=open>{options.collect_view()}</select>
                    <label for="ground">{lang.review_ground()}</label>
                    <select id="ground" name="ground"><option value="">{lang.review_ground_other()}</option>{grounds.into_iter().collect_view()}</select>
                    <label for="reason">{lang.review_reason()}</label>
                    {text_area("reason".into(), "reason".into(), 2, &typed.reason, None, refused.is_some())}
                    <label for="until">{lang.review_until()}</label>
                    <input id="until" name="until" type="date" value=until min=today.to_string()/>
                    <button type="submit" class="second">{lang.review_return()}</button>
                </form>
            </details>
        }
    });
    let commenting = (may_comment(person, unit.route) && report.version > 0).then(|| {
        view! {
            <details id="comment"><summary data-key="c" title=page.key_hint("c")>{lang.review_comment()}</summary>
                <form method="post" action=address("comment") class="stack">
                    {hidden()}
                    <label for="body">{lang.review_comment_text(COMMENT_LIMIT)}</label>
                    {text_area("comment".into(), "body".into(), 2, "", None, false)}
                    <button type="submit" class="second">{lang.review_comment_send()}</button>
                </form>
            </details>
        }
    });
    view! { <div class="decide">{decide.collect_view()}{returning}{commenting}</div> }.into_any()
}
