//! The foot of every page: how far its data reach, and on paper the way back to it.

use crate::calendar::{end_of, shanghai};
use crate::web::pages::Page;
use crate::web::qr;
use leptos::prelude::*;

pub fn foot(page: &Page, example: AnyView) -> AnyView {
    let lang = page.lang;
    // A page turned back knows nothing of what came later.
    let until = if page.view == page.usual { page.now } else { end_of(page.view.day) };
    let changed = page.record.changed_before(until).unwrap_or(until).with_timezone(&shanghai());
    let now = changed.format("%Y-%m-%d %H:%M").to_string();
    let keys = page.visitor.person.as_ref().map(|_| {
        view! { <a href=page.link("/help#keys") data-key="?" title=page.key_hint("?")>{lang.keys_title()}</a> " · " }
    });
    // Paper says as at when, and leads back to the page.
    // A receipt carries the way to itself.
    let printed = page.visitor.person.as_ref().filter(|_| !page.path.ends_with("/receipt")).map(|_| {
        let address = page.address();
        // The overview and the sheet print theirs with their values.
        let named = page.figures_named().filter(|_| page.path != "/overview");
        let figures = named.map(|(ids, more)| {
            let more = more.then(|| lang.pick(" 等", " 等", " …"));
            view! { {lang.sheet_figures()} {lang.pick("：", "：", ": ")} {ids} {more} <br/> }
        });
        let moment = format!("{} · {}", lang.as_at_day(&lang.day(page.view.day)), lang.basis(page.view.basis));
        view! {
            <div class="on-paper" aria-hidden="true">
                {qr::drawn(page, &address)}
                <p><strong>{moment}</strong><br/>{figures}{lang.sheet_qr()} {lang.pick("：", "：", ": ")} {address.clone()}</p>
            </div>
        }
    });
    // The overview has both beside its conclusion: how many reports are in, and the meeting.
    let meeting = page.visitor.person.as_ref().filter(|_| page.path != "/overview").map(|_| {
        let key = page.has_keys().then_some("m");
        view! { <a href=page.link("/meeting") data-key=key title=page.key_hint("m")>{lang.meeting()}</a> " · " }
    });
    let coverage = page.progress.latest_reporting(&page.standing.programme);
    let coverage = coverage.filter(|_| page.visitor.person.is_some() && page.path != "/overview");
    let coverage = coverage.map(|row| {
        view! { <a href=page.link("/matrix")>{lang.footer_coverage(row.accepted, row.expected)}</a> " · " }
    });
    let office = page.app.settings.office.as_deref().map(str::trim).filter(|office| !office.is_empty());
    let office = office.map(|office| view! { <span>{lang.footer_office(office)}</span> " · " });
    view! {
        <footer>
            {printed}
            {example}
            <p>
                {lang.footer_cutoff(&page.view.day.to_string(), &now)} " · "
                {coverage}
                <span class="on-screen"><a href=page.link("/help")>{lang.footer_definitions()}</a> " · "
                {feedback(page)}
                <a href=page.link("/help#accessibility")>{lang.footer_accessibility()}</a> " · "
                {meeting}
                {keys}</span>
                {office}
                {lang.footer_secret()}
            </p>
        </footer>
    }
    .into_any()
}

/// Where complaints and suggestions go; whoever is not signed in is told in the help.
fn feedback(page: &Page) -> AnyView {
    let address = match page.visitor.person {
        Some(_) => page.link("/feedback"),
        None => page.link("/help#feedback"),
    };
    view! { <a href=address>{page.lang.footer_feedback()}</a> " · " }.into_any()
}
