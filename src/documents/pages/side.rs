//! Beside the text: what to look at, and what units wrote, to be taken up with one press.

use crate::audit::digest;
use crate::documents::{Bench, ERRATA, Item, Wanted};
use crate::summaries::Scope;
use crate::summaries::pdf::Fill;
use crate::web::pages::Page;
use leptos::prelude::*;

/// A briefing is one sheet, both sides (product rules A.5 and E.15).
const MOST_PAGES: usize = 2;

/// Every check, the piece it is about one press away; and what was found in order. `fill` is known once the pages have
/// been set.
pub fn checks(page: &Page, bench: &Bench, fill: Option<Fill>) -> AnyView {
    let lang = page.lang;
    let is_issue = matches!(bench.document.scope, Scope::Issue(_));
    let too_long = fill.filter(|fill| is_issue && fill.pages > MOST_PAGES);
    let too_long = too_long.map(|fill| view! { <li class="flag">{lang.check_pages(fill.pages, MOST_PAGES)}</li> });
    let filled = fill.map(|fill| view! { <li class="fine">{lang.check_fill(fill.pages, fill.lines_left)}</li> });
    let count = bench.checks.len() + usize::from(too_long.is_some());
    let places = |id: &str| bench.pieces.iter().position(|piece| piece.id == id);
    let lines = bench.checks.iter().map(|check| {
        let class = if check.kind.is_fault() { "flag fault" } else { "flag" };
        let said = lang.check_said(&check.kind);
        match check.piece.as_deref().and_then(|id| Some((id, places(id)?))) {
            Some((id, at)) => {
                let kind = bench.pieces[at].kind;
                view! { <li class=class><a href=format!("#p-{id}")>{lang.piece_named(kind, at + 1)}</a> " " {said}</li> }.into_any()
            }
            None => view! { <li class=class>{said}</li> }.into_any(),
        }
    });
    let bound = lang.check_bound(bench.bound());
    view! {
        <aside class="side checks" aria-labelledby="checks">
            <h2 id="checks">{lang.checks_title(count)}</h2>
            <ul class="flags">{lines.collect_view()}{too_long}<li class="fine">{bound}</li>{filled}</ul>
        </aside>
    }
    .into_any()
}

/// What an automatic paragraph is called in a form: it has no id before it is taken up.
pub fn mark(text: &str) -> String {
    digest(text)[..16].to_owned()
}

/// What can be taken up: the paragraphs the figures compose, and what each unit wrote.
pub fn material(page: &Page, bench: &Bench, editing: bool) -> AnyView {
    let lang = page.lang;
    let silent = (!bench.silent.is_empty()).then(|| {
        let names: Vec<String> = bench.silent.iter().map(|unit| page.unit_name(unit)).collect();
        view! { <p class="silent">{lang.material_silent(names.len(), &lang.list(&names))}</p> }
    });
    let unused = bench.unused();
    let composed = (!unused.is_empty()).then(|| {
        let rows = unused.iter().map(|fresh| {
            let shown = |token: &crate::documents::Token| bench.shown.get(&token.to_string()).cloned();
            let text = crate::documents::plain_text(&fresh.text, shown);
            view! {
                <li>
                    <span class="said">{lang.piece_kind(fresh.kind)} " · " {text.clone()}</span> " "
                    <button class="plain" form="draft" name="act" value=format!("take auto.{}", mark(&fresh.text)) aria-label=format!("{} {}", lang.material_take(), head(&text))>{lang.material_take()}</button>
                </li>
            }
        });
        view! { <details><summary>{lang.material_composed(unused.len())}</summary><ul class="plain">{rows.collect_view()}</ul></details> }
    });
    let parts = Wanted::ALL.map(|wanted| {
        let items: Vec<&Item> = bench.items.iter().filter(|item| item.wanted == wanted).collect();
        let open = wanted == Wanted::Done || wanted == Wanted::Ask;
        (!items.is_empty()).then(|| {
            let used = items.iter().filter(|item| item.is_used(&bench.pieces)).count();
            let rows = items.iter().map(|item| self::item(page, bench, item)).collect_view();
            view! {
                <details open=open><summary>{lang.material_of(wanted, used, items.len())}</summary><ul class="plain">{rows}</ul></details>
            }
        })
    });
    let errata = (!bench.untold.is_empty() && !bench.pieces.iter().any(|piece| piece.kind == ERRATA)).then(|| {
        view! {
            <p>{lang.material_errata(bench.untold.len())} " "
                <button class="plain" form="draft" name="act" value="take errata">{lang.material_take()}</button></p>
        }
    });
    let note = editing.then(|| view! { <p class="quiet">{lang.material_editing()}</p> });
    view! {
        <aside class="side material" aria-labelledby="material">
            <h2 id="material">{lang.material_title()}</h2>
            {note}
            {silent}
            {errata}
            {composed}
            {parts.into_iter().collect_view()}
        </aside>
    }
    .into_any()
}

fn head(text: &str) -> String {
    text.chars().take(16).collect()
}

fn item(page: &Page, bench: &Bench, item: &Item) -> AnyView {
    let lang = page.lang;
    let name = page.unit_name(&item.unit);
    let place = match item.is_used(&bench.pieces) {
        true => view! { <span class="used"><span aria-hidden="true">"☑ "</span>{lang.material_used()}</span> }.into_any(),
        false => view! {
            <button class="plain" form="draft" name="act" value=format!("take {}", item.source) aria-label=format!("{} {name} {}", lang.material_take(), head(&item.text))>{lang.material_take()}</button>
        }
        .into_any(),
    };
    view! {
        <li><strong>{name}</strong> " " <span class="quiet">{item.month.clone()}</span> " " <span class="said">{item.text.clone()}</span> " " {place}</li>
    }
    .into_any()
}
