//! The self-check as the auditor asks for it, and as it is told to those who can mend what it finds.

use super::moment;
use crate::audit::self_check::{self, Check, claim, latest};
use crate::audit::{self, Verdict};
use crate::problem::Problem;
use crate::web::acts::{Answer, act};
use crate::web::forms::{Fields, cause, follow};
use crate::web::pages::Page;
use axum::body::Bytes;
use axum::response::Response;
use leptos::prelude::*;
use std::time::Duration;

/// How long the button waits for its check.
const PATIENCE: Duration = Duration::from_secs(10);

/// What the last self-check found: a line if all is well, a box for everything that is not.
pub fn found(page: &Page, check: &Check) -> AnyView {
    let lang = page.lang;
    let on = moment(check.at);
    let chain = match &check.verdict {
        Verdict::Whole { entries } => {
            view! { <p><span class="tick" aria-hidden="true">"✓ "</span>{lang.audit_whole_extent(check.chains, *entries, &on)}</p> }.into_any()
        }
        Verdict::Broken { chain, seq } => {
            view! { <p class="error-summary" role="alert">{lang.audit_broken(chain, *seq)}</p> }.into_any()
        }
    };
    let figures = match check.differing.is_empty() {
        true => view! { <p><span class="tick" aria-hidden="true">"✓ "</span>{lang.check_figures_agree(check.figures, &on)}</p> }.into_any(),
        false => {
            let links = check.differing.iter().map(|found| {
                let basis = lang.basis(found.basis);
                let address = page.link(&format!("/figures/{}", found.figure));
                view! { <li><a href=address>{found.figure.clone()}</a> " " {lang.check_differs(found.shown, found.counted)} " " {basis}</li> }
            });
            view! {
                <div class="error-summary" role="alert">
                    <p>{lang.check_figures_differ(check.differing.len() as i64, &on)}</p>
                    <ul>{links.collect_view()}</ul>
                </div>
            }
            .into_any()
        }
    };
    view! { {chain} {figures} }.into_any()
}

/// What the administrator is told: nothing while all is well.
pub async fn alarm(page: &Page) -> Result<Option<Check>, Problem> {
    let mut tx = page.app.db.read().await?;
    Ok(latest(&mut tx).await?.filter(|check| !check.is_well()))
}

/// Checks now, as at night. Sent twice, it is done once.
pub async fn check(page: Page, body: Bytes) -> Result<Response, Problem> {
    let fields = Fields::read(&body)?;
    let name = format!("asked {}", crate::db::new_id());
    let (app, begun, next) = (page.app.clone(), name.clone(), page.link("/audit"));
    let answer = act(&page.app, cause(&page, "POST /audit/check", &fields)?, move |tx, cause| {
        let (app, name) = (app.clone(), begun.clone());
        Box::pin(async move {
            claim(tx, &name, cause.actor.now).await?;
            audit::note(tx, &app.audit_key, &cause.actor, "self-check", &name).await?;
            Ok(Answer { status: 200, text: name })
        })
    })
    .await?;
    if answer.text == name {
        let app = page.app.clone();
        let work = tokio::spawn(async move { self_check::run(&app.db, &app.audit_key, &name, app.clock.now()).await });
        // Most are done at once; what takes longer is shown when the page is opened again.
        if let Ok(Ok(done)) = tokio::time::timeout(PATIENCE, work).await {
            done?;
        }
    }
    Ok(follow(Answer::see(next)))
}
