//! What a report says: counts with what they add to, stages, tasks, narrative.

use super::changes;
use crate::calendar::Period;
use crate::reports::pages::field_name;
use crate::reports::{Content, Policy, Warning};
use crate::units::Unit;
use crate::web::pages::Page;
use leptos::prelude::*;

/// The name of a field without its hints.
pub fn short(label: &str) -> String {
    label.split(['（', '(', '，', ',']).next().unwrap_or(label).trim().to_owned()
}

/// A whole report, every row of it.
pub fn content_view(page: &Page, unit: &Unit, period: &Period, content: &Content) -> AnyView {
    view! { {changes::whole(page, unit, period, content)} {said(page, content, &Questions::default())} }.into_any()
}

/// What a version is asked about, and which of it its filer has looked into.
#[derive(Clone, Copy, Default)]
pub(super) struct Questions<'a> {
    pub asked: &'a [Warning],
    /// By their keys.
    pub checked: &'a [String],
}

impl Questions<'_> {
    pub fn is_checked(&self, warning: &Warning) -> bool {
        self.checked.contains(&warning.key())
    }

    /// The questions about one field, beside what was typed there, each with whether the filer ticked it.
    pub fn beside(&self, page: &Page, field: &str) -> Vec<AnyView> {
        let lang = page.lang;
        let of_it = self.asked.iter().filter(|warning| warning.field == field);
        of_it
            .map(|warning| {
                let ticked = if self.is_checked(warning) { lang.warning_checked_by() } else { lang.warning_unchecked() };
                view! { <p class="question"><span aria-hidden="true">"! "</span>{lang.warning(warning)} " " <span class="quiet">{ticked}</span></p> }
                    .into_any()
            })
            .collect()
    }
}

/// Everything that is words: stages, tasks with their closures, the four texts, each with its questions.
pub(super) fn said(page: &Page, content: &Content, questions: &Questions) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let stages = content.stages.iter().map(|reached| {
        let name = programme.specialty(&reached.specialty).map_or(reached.specialty.as_str(), |found| found.name.of(lang));
        let rung = usize::try_from(reached.stage - 1).ok().and_then(|at| programme.specialty_stages.get(at));
        let agreement = lang.agreement_cited(&reached.agreement, &reached.counterpart);
        let agreement = (!agreement.is_empty()).then(|| format!("{}{agreement}", lang.pick("，", "，", ", ")));
        let asked = questions.beside(page, &format!("specialty.{}.stage", reached.specialty));
        view! { <li>{name.to_owned()} {lang.pick("：", "：", ": ")} {rung.map(|rung| rung.of(lang).to_owned())} " " {lang.day(reached.on)} {agreement}{asked}</li> }
    });
    let tasks = content.tasks.iter().map(|said| {
        let name = programme
            .task(&said.number)
            .map_or_else(|| said.number.clone(), |task| lang.task_named(task.short.of(lang), &said.number));
        let slots = (!said.slots.is_empty()).then(|| format!(" [{}]", lang.list(&said.slots)));
        let closures = said.closures.iter().map(|closure| {
            let due = closure.due.map(|due| format!("{} {} · ", lang.deadline_label(), lang.day(due)));
            // Where nothing is written, the files say it.
            let evidence = (!closure.evidence.is_empty()).then(|| format!(" · {}", lang.evidence_is(&closure.evidence)));
            let standard = programme.task(&said.number).map(|task| {
                view! { <br/><span class="quiet">{lang.task_standard()} {lang.pick("：", "：", ": ")} {lang.standard(task)}</span> }
            });
            view! { <br/><strong>{lang.form_closure()}</strong> " " {due} {lang.finished_on(&lang.day(closure.on))} {evidence} {standard} }
        });
        let asked = ["said", "stage", "closure"].map(|part| questions.beside(page, &format!("task.{}.{part}", said.number)));
        let rung = said.stage.and_then(|stage| usize::try_from(stage - 1).ok());
        let rung = rung.zip(programme.task(&said.number)).and_then(|(at, task)| task.stages.get(at));
        let rung = rung.map(|rung| format!(" {}", rung.of(lang)));
        view! { <li>{name} {lang.pick("：", "：", ": ")} {said.said.clone()} {rung} {slots} {closures.collect_view()}{asked.into_iter().collect_view()}</li> }
    });
    let texts =
        [("done", &content.done), ("problems", &content.problems), ("next", &content.next), ("ask", &content.ask)];
    let texts = texts.into_iter().filter(|(_, text)| !text.is_empty()).map(|(field, text)| {
        let label = short(&field_name(page, field));
        view! { <dt>{label}</dt><dd><span class="said">{text.clone()}</span>{questions.beside(page, field)}</dd> }
    });
    let policies = content.policies.iter().map(|policy| {
        view! { <li>{lang.form_policies()} {lang.pick("：", "：", ": ")} {policy_line(page, policy)}</li> }
    });
    let lines = (!content.stages.is_empty() || !content.tasks.is_empty() || !content.policies.is_empty())
        .then(|| view! { <ul>{stages.collect_view()}{tasks.collect_view()}{policies.collect_view()}</ul> });
    let agreed =
        (!content.agreed.is_empty()).then(|| view! { <p class="quiet">{lang.form_agreed_by(&content.agreed)}</p> });
    let any = [&content.done, &content.problems, &content.next, &content.ask].iter().any(|text| !text.is_empty());
    let texts = any.then(|| view! { <dl>{texts.collect_view()}</dl> });
    view! { {lines} {texts} {agreed} }.into_any()
}

/// A document as it is cited: 《title》（number）, day.
fn policy_line(page: &Page, policy: &Policy) -> String {
    let number = Some(&policy.number).filter(|number| !number.is_empty());
    page.lang.policy_cited(&policy.title, number.map_or("", String::as_str), &page.lang.day(policy.on))
}
