//! 拟稿 → 核稿 → 签发 → 印发 on the page: where the document stands, the next step, and those it has taken.

use super::bench::Typed;
use crate::documents::{Action, Bench, COMMENT_LIMIT, Stage, Step, decide};
use crate::messages::recipients::{Kind, Recipient};
use crate::people::Role;
use crate::reports::pages::at;
use crate::web::pages::{Page, form_fields, text_area};
use leptos::prelude::*;

/// Who sent the draft back, when, and with what words.
pub fn returned(page: &Page, bench: &Bench) -> Option<AnyView> {
    let step = bench.returned()?;
    let said = page.lang.way_returned(&who(page, step), &at(step.at), &step.comment);
    Some(view! { <p class="notice returned">{said} " " <a href="#way">{page.lang.way_steps()}</a></p> }.into_any())
}

/// The unit, the post and the name of whoever took a step; names are for those who are signed in.
fn who(page: &Page, step: &Step) -> String {
    let name = page.visitor.person.as_ref().map(|_| step.name.clone()).unwrap_or_default();
    let unit = step.unit.as_deref().map(|unit| page.unit_name(unit)).unwrap_or_default();
    [unit, step.post.clone(), name].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Where the document stands, among the stages, and whether it came back to the first.
pub fn stages(page: &Page, stage: Stage, returned: bool) -> AnyView {
    let lang = page.lang;
    let shown = [Stage::Drafting, Stage::Vetting, Stage::Signing, Stage::Issued];
    // What is signed waits to be issued.
    let now = if stage == Stage::Signed { Stage::Issued } else { stage };
    let at = shown.iter().position(|known| *known == now).unwrap_or(0);
    let items = shown.into_iter().enumerate().map(|(place, known)| {
        let done = place < at || stage == Stage::Issued;
        let mark = if done { "✓ " } else { "" };
        let current = (place == at).then_some("step");
        let back = (known == Stage::Drafting && returned).then(|| lang.bracketed(lang.way_sent_back()));
        view! { <li aria-current=current class=done.then_some("done")>{mark} {lang.stage(known)} {back}</li> }
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
        .then(|| view! { <p class="flag fault">{lang.way_faults(faults)} " " {faulty(page, bench)}</p> });
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
            {goes_to(page, &bench.recipients)}
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

/// Where the faults are, each one press away.
fn faulty(page: &Page, bench: &Bench) -> AnyView {
    let at = |id: &str| bench.pieces.iter().position(|piece| piece.id == id);
    let links = bench.checks.iter().filter(|check| check.kind.is_fault()).map(|check| {
        match check.piece.as_deref().and_then(|id| Some((id, at(id)?))) {
            Some((id, at)) => {
                let name = page.lang.piece_named(bench.pieces[at].kind, at + 1);
                view! { <a href=format!("#p-{id}")>{name}</a> " " }.into_any()
            }
            None => view! { <a href="#checks">{page.lang.check_said(&check.kind)}</a> " " }.into_any(),
        }
    });
    links.collect_view().into_any()
}

/// Who will get it; shown before anybody issues it.
fn goes_to(page: &Page, recipients: &[Recipient]) -> AnyView {
    let lang = page.lang;
    let colon = lang.pick("：", "：", ": ");
    let of = |kind: Kind| {
        let names = recipients.iter().filter(|it| it.kind == kind).map(|it| it.name.clone()).collect::<Vec<_>>();
        (!names.is_empty()).then(|| format!("{}{colon}{}", lang.recipient_as(kind), lang.list(&names)))
    };
    let named = Kind::ALL.into_iter().filter_map(of).collect::<Vec<_>>().join(lang.semicolon());
    let said = if named.is_empty() { lang.way_goes_nowhere().to_owned() } else { lang.way_goes_to(&named) };
    view! { <p>{said} " " <a href=page.link("/reminders/recipients")>{lang.way_list()}</a></p> }.into_any()
}

/// Every step so far: who, in which post, when, and what they said.
pub fn steps(page: &Page, steps: &[Step]) -> AnyView {
    let lang = page.lang;
    let rows = steps.iter().map(|step| {
        let what = step.action.map_or(lang.stage(Stage::Drafting), |action| lang.document_action(action));
        let recorded = step.recorded_by.as_ref().map(|by| lang.way_recorded(by));
        view! {
            <tr>
                <th scope="row">{what}</th>
                <td data-label=lang.audit_who()>{who(page, step)} " " <span class="quiet">{recorded}</span></td>
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
