//! 拟稿 → 核稿 → 签发 → 印发 on the page: where the document stands, the next step, and those it has taken.

use super::bench::Typed;
use crate::documents::{Action, Bench, COMMENT_LIMIT, Stage, Step, decide};
use crate::people::Role;
use crate::reports::pages::at;
use crate::web::pages::{Page, form_fields, text_area};
use leptos::prelude::*;

/// Where the document stands, among the stages.
pub fn stages(page: &Page, stage: Stage) -> AnyView {
    let lang = page.lang;
    let shown = [Stage::Drafting, Stage::Vetting, Stage::Signing, Stage::Issued];
    // What is signed waits to be issued.
    let now = if stage == Stage::Signed { Stage::Issued } else { stage };
    let at = shown.iter().position(|known| *known == now).unwrap_or(0);
    let items = shown.into_iter().enumerate().map(|(place, known)| {
        let done = place < at || stage == Stage::Issued;
        let mark = if done { "✓ " } else { "" };
        let current = (place == at).then_some("step");
        view! { <li aria-current=current class=done.then_some("done")>{mark} {lang.stage(known)}</li> }
    });
    view! { <ol class="stages" aria-label=lang.way_title()>{items.collect_view()}</ol> }.into_any()
}

/// The forms of the steps the reader may take now; what is waited for if there is none.
pub fn next(page: &Page, bench: &Bench, typed: &Typed) -> Option<AnyView> {
    let (lang, document) = (page.lang, &bench.document);
    let person = page.visitor.person.as_ref()?;
    let may = |action| decide(document.stage, &document.authors, person, action).is_ok();
    let actions: Vec<Action> = Action::ALL.into_iter().filter(|action| may(*action)).collect();
    let waits = view! { <p>{lang.way_waits(document.stage)}</p> };
    if actions.is_empty() {
        return Some(waits.into_any());
    }
    let faults = bench.faults();
    let held = (faults > 0 && document.stage == Stage::Drafting)
        .then(|| view! { <p class="flag fault">{lang.way_faults(faults)}</p> });
    let bare = (bench.bare() > 0 && document.stage == Stage::Drafting)
        .then(|| view! { <p class="flag">{lang.way_bare(bench.bare())}</p> });
    // The office writes down who signed on paper; a leader signs with their own name.
    let paper = (actions.contains(&Action::Sign) && person.role == Role::Office).then(|| {
        view! {
            <p>{lang.way_paper()}</p>
            <label for="signer">{lang.way_signer()}</label>
            <input id="signer" name="name" maxlength="40" value=typed.name.clone()/>
            <label for="signer-post">{lang.way_signer_post()}</label>
            <input id="signer-post" name="post" maxlength="60" value=typed.post.clone()/>
        }
    });
    let buttons = actions.iter().map(|action| {
        let class = (*action == Action::Return).then_some("second");
        let disabled = faults > 0 && *action == Action::Send;
        view! { <button class=class name="action" value=action.to_string() disabled=disabled>{lang.document_action(*action)}</button> " " }
    });
    let issue = actions.contains(&Action::Issue).then(|| {
        view! {
            <p>{lang.way_issue_note()}</p>
            <label for="send-at">{lang.send_at()}</label>
            <input id="send-at" type="datetime-local" name="send_at" value=typed.send_at.clone() aria-describedby="send-at-note"/>
            <p class="quiet" id="send-at-note">{lang.send_at_note()}</p>
        }
    });
    Some(
        view! {
            {waits}
            {held}
            {bare}
            <form method="post" action=page.link(&format!("/documents/{}/steps", document.id)) class="stack wide-form">
                {form_fields()}
                <input type="hidden" name="lock" value=document.lock.to_string()/>
                {paper}
                {issue}
                <label for="comment">{lang.way_comment()}</label>
                {text_area("comment".into(), "comment".into(), 2, &typed.comment, Some("comment-limit".into()), false)}
                <p class="quiet" id="comment-limit">{lang.way_comment_note(COMMENT_LIMIT)}</p>
                <p class="buttons">{buttons.collect_view()}</p>
            </form>
        }
        .into_any(),
    )
}

/// Every step so far: who, in which post, when, and what they said.
pub fn steps(page: &Page, steps: &[Step]) -> AnyView {
    let lang = page.lang;
    let rows = steps.iter().map(|step| {
        let what = step.action.map_or(lang.stage(Stage::Drafting), |action| lang.document_action(action));
        let recorded = step.recorded_by.as_ref().map(|by| lang.way_recorded(by));
        let name = page.visitor.person.as_ref().map(|_| step.name.clone()).unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{what}</th>
                <td data-label=lang.audit_who()>{format!("{} {name}", step.post)} " " <span class="quiet">{recorded}</span></td>
                <td data-label=lang.audit_at() class="when">{at(step.at)}</td>
                <td data-label=lang.way_comment()>{step.comment.clone()}</td>
            </tr>
        }
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=lang.way_steps()>
            <table class="stacked">
                <caption class="spoken">{lang.way_steps()}</caption>
                <thead><tr><th scope="col">{lang.way_step()}</th><th scope="col">{lang.audit_who()}</th><th scope="col">{lang.audit_at()}</th><th scope="col">{lang.way_comment()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
