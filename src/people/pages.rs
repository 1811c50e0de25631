//! Signing in and out, the first set-up, the accounts, and the auditor's page.

mod accounts;
mod setup;
mod sign_in;

pub use accounts::{add_account, admin, disable_account};
pub use setup::{open_setup, set_up, setup_page};
pub use sign_in::{home, sign_in, sign_in_page, sign_out};

use crate::audit::{self, Verdict};
use crate::people::{Role, store};
use crate::problem::Problem;
use crate::web::pages::Page;
use axum::response::Response;
use leptos::prelude::*;

pub async fn audit_page(page: Page) -> Result<Response, Problem> {
    let mut tx = page.app.db.read().await?;
    let rows = audit::latest(&mut tx, 200).await?;
    let verdict = audit::verify(&mut tx, &page.app.audit_key).await?;
    let people = store::all(&mut tx).await?;
    drop(tx);
    page.show(page.lang.nav_audit(), false, move |page| {
        let lang = page.lang;
        let verdict = match &verdict {
            Verdict::Whole { entries } => view! { <p class="quiet">{lang.audit_whole(*entries)}</p> }.into_any(),
            Verdict::Broken { chain, seq } => view! { <p class="error-summary" role="alert">{lang.audit_broken(chain, *seq)}</p> }.into_any(),
        };
        let lines = rows.iter().map(|row| {
            let at = row.at.with_timezone(&crate::calendar::shanghai()).format("%Y-%m-%d %H:%M:%S").to_string();
            let who = people.iter().find(|(person, _)| person.id == row.person).map_or_else(|| row.person.clone(), |(person, _)| person.name.clone());
            let role = row.role.parse::<Role>().map_or("", |role| lang.role(role));
            view! { <tr><td>{at}</td><td>{who} " · " {role}</td><td>{row.action.clone()}</td><td>{row.object.clone()}</td><td>{format!("#{} {}", row.chain, row.seq)}</td></tr> }
        });
        view! {
            <h1>{lang.nav_audit()}</h1>
            {verdict}
            <div class="scroll" tabindex="0" role="region" aria-label=lang.nav_audit()><table>
                <thead><tr><th scope="col">{lang.audit_at()}</th><th scope="col">{lang.audit_who()}</th><th scope="col">{lang.audit_action()}</th><th scope="col">{lang.audit_object()}</th><th scope="col">{lang.audit_number()}</th></tr></thead>
                <tbody>{lines.collect_view()}</tbody>
            </table></div>
        }
        .into_any()
    })
    .await
}
