//! An issued document: as it was printed, who took it there, its files with their fingerprints, and beside it what has
//! turned out otherwise since.

use super::asks_for_a_moment;
use super::composed::papers;
use super::files::{downloads, word};
use super::way;
use crate::calendar::day_of;
use crate::documents::{Difference, Document, Erratum, Stage, Step, Witness, errata, path_of, store};
use crate::figures::{Filter, Subject};
use crate::messages::store::{Logged, of_document};
use crate::problem::Problem;
use crate::progress::Record;
use crate::reminders::may_manage;
use crate::reports::Version;
use crate::reports::pages::at;
use crate::summaries::pages::{as_printed, block};
use crate::views::Basis;
use crate::web::pages::Page;
use axum::response::Response;
use chrono::{DateTime, Utc};
use leptos::prelude::*;
use std::sync::Arc;

/// What stands beside an issued document.
struct Beside {
    document: Document,
    witness: Witness,
    steps: Vec<Step>,
    files: Vec<(String, String)>,
    errata: Vec<Erratum>,
    deciders: store::Deciders,
    /// Other issued documents.
    others: Vec<Witness>,
    /// What was sent of it, for those who may know.
    sent: Option<Vec<Logged>>,
    /// The units' own papers on the same time.
    papers: Option<(String, String)>,
}

/// The record as the page knows it: what was known then leaves out what came after.
pub fn known(page: &Page) -> Record {
    if page.view.basis == Basis::Corrected {
        return (*page.record).clone();
    }
    let known = |moment: Option<DateTime<Utc>>| moment.filter(|at| page.view.knows(*at));
    let versions = page.record.versions.iter().filter(|v| page.view.knows(v.submitted_at)).cloned();
    let versions =
        versions.map(|v| Version { accepted_at: known(v.accepted_at), returned_at: known(v.returned_at), ..v });
    let mut record = Record { versions: versions.collect(), ..(*page.record).clone() };
    record.closures.retain(|closure| page.view.knows(closure.requested_at));
    for closure in &mut record.closures {
        closure.confirmed_at = known(closure.confirmed_at);
        closure.returned_at = known(closure.returned_at);
        closure.reopened_at = known(closure.reopened_at);
    }
    record.extensions.retain(|held| page.view.knows(held.asked_at));
    for held in &mut record.extensions {
        held.agreed_at = known(held.agreed_at);
    }
    record
}

pub async fn show(page: &Page, document: Document, witness: Witness) -> Result<Response, Problem> {
    let papers = papers(page, document.scope).await?;
    let mut tx = page.app.db.read().await?;
    let programme = &page.standing.programme;
    let others = store::witnesses(&mut tx, &programme.id).await?.into_iter().map(|(_, witness)| witness);
    let others = others.filter(|other| other.name != witness.name && page.view.knows(other.issued_at)).collect();
    let sent = match page.visitor.person.as_ref().is_some_and(may_manage) && !asks_for_a_moment(page) {
        true => Some(of_document(&mut tx, &programme.id, &witness.name).await?),
        false => None,
    };
    let beside = Arc::new(Beside {
        sent,
        steps: store::steps(&mut tx, &document.id).await?,
        files: store::files(&mut tx, &document.id).await?,
        deciders: store::deciders(&mut tx, &programme.id, witness.issued_at).await?,
        errata: errata(programme, &known(page), &witness),
        others,
        papers,
        document,
        witness,
    });
    let scope = beside.document.scope;
    page.show_kept(move |page| page.lang.document_title(scope), move |page| whole(page, &beside)).await
}

fn whole(page: &Page, beside: &Beside) -> AnyView {
    let (lang, scope) = (page.lang, beside.document.scope);
    let summary = &beside.witness.summary;
    let printed = &as_printed(page, summary.view);
    let blocks = summary.blocks.iter().map(|part| block(printed, part)).collect_view();
    let on = at(beside.witness.issued_at);
    let changed = (!beside.errata.is_empty()).then(|| {
        view! { <p class="notice"><a href="#erratum">{lang.erratum_title(beside.errata.len())}</a></p> }
    });
    view! {
        {way::stages(page, Stage::Issued, false)}
        <p class="notice">{lang.issued_on(&on, &lang.day(summary.view.day))} " " <a href=page.link("/documents")>{lang.documents_title()}</a></p>
        <p class="buttons">{downloads(page, scope, [Some("button"), Some("button second")], None)}</p>
        {beside.papers.clone().map(|(words, address)| view! { <p><a href=address>{words}</a></p> })}
        {changed}
        <article class="document">{blocks}</article>
        {erratum(page, beside)}
        <section class="way" aria-labelledby="way">
            <h2 id="way">{lang.way_title()}</h2>
            {way::steps(page, &beside.steps)}
            {beside.sent.as_ref().map(|sent| sending(page, sent))}
            {(!asks_for_a_moment(page)).then(|| prints(page, beside))}
            {elsewhere(page, beside)}
        </section>
    }
    .into_any()
}

/// Figure, as printed, as it is now, why, who and when. The document itself is never changed.
fn erratum(page: &Page, beside: &Beside) -> Option<AnyView> {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let printed = as_printed(page, beside.witness.summary.view);
    let row = |erratum: &Erratum| {
        let why = erratum.why.iter().map(|difference| {
            view! { <li>{difference.said(programme, lang)} {decided(page, beside, difference)}</li> }
        });
        let name = lang.figure_name(programme, &erratum.id);
        view! {
            <tr>
                <th scope="row"><a href=printed.link(&format!("/figures/{}", erratum.id))>{name}</a></th>
                <td data-label=lang.errata_printed() class="number">{erratum.printed}</td>
                <td data-label=lang.errata_now() class="number">{erratum.now}</td>
                <td data-label=lang.col_reason()><ul class="plain">{why.collect_view()}</ul></td>
            </tr>
        }
    };
    (!beside.errata.is_empty()).then(|| {
        let rows = beside.errata.iter().map(row);
        view! {
            <section class="erratum" aria-labelledby="erratum">
                <h2 id="erratum">{lang.erratum_title(beside.errata.len())}</h2>
                <p>{told(page, beside).unwrap_or_else(|| lang.erratum_note().to_owned())}</p>
                <div class="scroll" tabindex="0" role="region" aria-label=lang.erratum_title(beside.errata.len())>
                    <table class="stacked">
                        <thead><tr><th scope="col">{lang.errata_figure()}</th><th scope="col" class="number">{lang.errata_printed()}</th><th scope="col" class="number">{lang.errata_now()}</th><th scope="col">{lang.col_reason()}</th></tr></thead>
                        <tbody>{rows.collect_view()}</tbody>
                    </table>
                </div>
            </section>
        }
        .into_any()
    })
}

/// Which document has told all that has changed; none while something is untold.
fn told(page: &Page, beside: &Beside) -> Option<String> {
    let name = &beside.witness.name;
    let teller = |erratum: &Erratum| {
        let tells = |other: &&Witness| {
            other.told.iter().any(|told| told.name == *name && told.id == erratum.id && told.now == erratum.now)
        };
        beside.others.iter().find(tells).map(|other| page.lang.document_name(&other.name))
    };
    let mut names = beside.errata.iter().map(teller).collect::<Option<Vec<_>>>()?;
    names.dedup();
    Some(page.lang.erratum_told(&page.lang.list(&names)))
}

/// Who accepted the version that made the difference; names are for those who are signed in.
fn decided(page: &Page, beside: &Beside, difference: &Difference) -> Option<AnyView> {
    page.visitor.person.as_ref()?;
    let key = (difference.unit.clone()?, difference.period?.to_string(), difference.version?);
    let name = beside.deciders.get(&key)?;
    Some(view! { " " <span class="quiet">{page.lang.erratum_by(name)}</span> }.into_any())
}

/// To whom it went, when, and what became of it.
fn sending(page: &Page, sent: &[Logged]) -> AnyView {
    let lang = page.lang;
    let rows = sent.iter().map(|letter| {
        let why = match letter.outcome.as_str() {
            "" => String::new(),
            outcome => lang.bracketed(&lang.message_outcome(outcome)),
        };
        view! {
            <tr>
                <th scope="row">{letter.post.clone()} " " {letter.name.clone()}</th>
                <td data-label=lang.audit_at() class="when">{at(letter.made_at)}</td>
                <td data-label=lang.reminder_outcome()>{lang.message_state(letter.state)} {why}</td>
            </tr>
        }
    });
    let table = match sent.is_empty() {
        true => view! { <p class="quiet">{lang.sending_none()}</p> }.into_any(),
        false => view! {
            <div class="scroll" tabindex="0" role="region" aria-label=lang.sending_title()><table class="stacked">
                <thead><tr><th scope="col">{lang.reminder_to()}</th><th scope="col">{lang.audit_at()}</th><th scope="col">{lang.reminder_outcome()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table></div>
        }
        .into_any(),
    };
    view! { <h3>{lang.sending_title()}</h3> {table} <p><a href=page.link("/reminders?kind=document")>{lang.reminders_log()}</a></p> }.into_any()
}

/// The files as they were made, and by what they are known.
fn prints(page: &Page, beside: &Beside) -> AnyView {
    let lang = page.lang;
    if beside.files.is_empty() {
        return view! { <p class="quiet">{lang.prints_none()}</p> }.into_any();
    }
    let path = path_of(beside.document.scope);
    let rows = beside.files.iter().map(|(format, print)| {
        view! {
            <tr><th scope="row"><a href=page.link(&format!("{path}/{format}"))>{word(lang, format)}</a></th><td><code class="print">{print.clone()}</code></td></tr>
        }
    });
    view! {
        <h3>{lang.prints_title()}</h3>
        <p>{lang.prints_note()}</p>
        <div class="scroll" tabindex="0" role="region" aria-label=lang.prints_title()>
            <table><thead><tr><th scope="col">{lang.prints_file()}</th><th scope="col">"SHA-256"</th></tr></thead><tbody>{rows.collect_view()}</tbody></table>
        </div>
    }
    .into_any()
}

/// The annual figures as other documents print them, each leading to why.
fn elsewhere(page: &Page, beside: &Beside) -> Option<AnyView> {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let annual = |subject: &Subject| matches!(subject, Subject::Target(_) | Subject::Tasks(_));
    let mine = beside.witness.numbers.iter().filter(|it| it.id.filter == Filter::default() && annual(&it.id.subject));
    let rows = mine.filter_map(|printed| {
        let others = beside.others.iter().filter_map(|other| {
            let value = other.printed(&printed.id)?.value;
            (value != printed.value).then(|| format!("{} {value}", lang.document_name(&other.name)))
        });
        let others: Vec<String> = others.collect();
        (!others.is_empty()).then(|| {
            let name = lang.figure_name(programme, &printed.id);
            view! {
                <li><a href=page.link(&format!("/documents/figures/{}", printed.id))>{lang.compare_title(&name)}</a> " " {printed.value} {lang.elsewhere_others(&lang.list(&others))}</li>
            }
        })
    });
    let rows: Vec<_> = rows.collect();
    (!rows.is_empty())
        .then(|| view! { <h3>{lang.elsewhere_title()}</h3> <ul class="notes">{rows.collect_view()}</ul> }.into_any())
}

/// The day a document was issued.
pub fn issued_day(page: &Page, witness: &Witness) -> String {
    page.lang.day(day_of(witness.issued_at))
}
