//! One report as the office reads it: what is new, what is questioned, and what may be done about it.

use super::changes::{Against, changes};
use super::content::{Questions, said};
use super::corrected::{correction_view, replaced};
use super::forms::{self, Onward};
use super::{came_late, comments_view, waits_for, with_view};
use crate::attention::standing_version;
use crate::calendar::{Period, PeriodId};
use crate::db::Tx;
use crate::evidence::File;
use crate::evidence::pages::list;
use crate::evidence::store as evidence;
use crate::figures::FigureId;
use crate::people::Person;
use crate::problem::Problem;
use crate::progress::history;
use crate::reports::pages::{at, circumstances_view, report_name, version_row};
use crate::reports::store::{self, Comment, Receipt, Report, Signer};
use crate::reports::{Circumstances, Content, Version, alike, texts, warnings};
use crate::targets::Measure;
use crate::units::Unit;
use crate::web::pages::Page;
use leptos::prelude::*;

/// The report chosen in the queue.
pub(super) struct Chosen {
    unit: Unit,
    period: Period,
    report: Report,
    receipts: Vec<Receipt>,
    signers: Vec<Signer>,
    comments: Vec<Comment>,
    /// What goes with the newest version besides what it says.
    aside: Option<Circumstances>,
    files: Vec<File>,
}

impl Chosen {
    pub fn id(&self) -> String {
        format!("{}:{}", self.unit.id, self.period.id)
    }
}

/// Reads it; none if nothing has been handed in.
pub(super) async fn chosen(tx: &mut Tx, page: &Page, unit: &str, period: PeriodId) -> Result<Option<Chosen>, Problem> {
    let programme = &page.standing.programme;
    let (Some(unit), Some(period)) = (programme.unit(unit), programme.period(period)) else { return Ok(None) };
    let report = store::get(tx, &programme.id, &unit.id, period.id).await?;
    let receipts = store::receipts(tx, &programme.id, &unit.id, period.id).await?;
    let comments = store::comments(tx, &programme.id, &unit.id, period.id).await?;
    let aside = store::circumstances(tx, &programme.id, &unit.id, period.id).await?.remove(&report.version);
    let files = evidence::of_version(tx, &programme.id, &unit.id, period.id, report.version).await?;
    let signers = store::signers(tx, &programme.id, &unit.id, period.id).await?;
    let chosen =
        Chosen { unit: unit.clone(), period: period.clone(), report, receipts, signers, comments, aside, files };
    Ok((chosen.report.version > 0).then_some(chosen))
}

/// The reports before and after in the list.
pub(super) struct Steps {
    pub before: Option<String>,
    pub after: Option<String>,
}

pub(super) fn view(page: &Page, person: &Person, chosen: &Chosen, steps: &Steps, onward: &Onward) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let Chosen { unit, period, report, receipts, comments, aside, files, .. } = chosen;
    let of_it = |version: &&Version| version.unit == unit.id && version.period == period.id;
    let Some(version) = page.record.versions.iter().filter(of_it).max_by_key(|version| version.number) else {
        return ().into_any();
    };
    let history = history(programme, &page.record, &unit.id, period);
    let asked = warnings(&version.content, &history);
    let checked = aside.as_ref().map(|aside| aside.checked.as_slice()).unwrap_or_default();
    let questions = Questions { asked: &asked, checked };
    let replaces = replaced(page, version);
    let against = Against { history: &history, replaces: replaces.map(|version| &version.content), questions };
    let correction = correction_view(page, period, version, waits_for(page, person, report));
    let specialties: Vec<String> = unit
        .specialties
        .iter()
        .filter_map(|id| programme.specialty(id))
        .map(|specialty| specialty.name.of(lang).to_owned())
        .collect();
    let specialties = (!specialties.is_empty()).then(|| format!(" · {}", lang.list(&specialties)));
    let filed = receipts.first().map(|receipt| {
        let late = if came_late(page, unit, period) { format!(" · {}", lang.matrix_late()) } else { String::new() };
        format!("{} · {} · {}{late}", lang.receipt_version(receipt.number), at(receipt.submitted_at), receipt.receipt)
    });
    let confirmed = receipts
        .first()
        .and_then(|receipt| receipt.confirmed_at)
        .map(|moment| view! { <p>{lang.confirmed_on(&at(moment))}</p> });
    let ticked = asked.iter().filter(|warning| questions.is_checked(warning)).count() as i64;
    let count = (!asked.is_empty())
        .then(|| view! { <p class="question">{lang.review_questions_checked(asked.len() as i64, ticked)}</p> });
    let heard = history_rows(page, chosen);
    let keys =
        [(steps.before.clone(), "k", lang.review_before_one()), (steps.after.clone(), "j", lang.review_next_one())];
    let keys = keys.into_iter().filter_map(|(to, key, word)| {
        to.map(|to| view! { <a class="button second small" href=to data-key=key title=page.key_hint(key)>{word}</a> })
    });
    view! {
        <article class="reading" aria-labelledby="report-name">
            <h2 id="report-name">{unit.name.of(lang).to_owned()} {specialties} " · " {report_name(page, period.id)}</h2>
            <p class="quiet">{filed}</p>
            {with_view(page, unit, period.id)}
            {confirmed}{correction}{count}
            {circumstances_view(page, aside.as_ref())}
            {changes(page, unit, period, &version.content, &against)}
            {said(page, &version.content, &questions)}
            <h3>{lang.evidence()}</h3>
            {list(page, files)}
            {asks(page, version)}
            {likeness(page, &version.content, history.last.as_ref())}
            {comments_view(page, comments)}
            {forms::decide(page, person, unit, report, &version.content, onward, None)}
            <p class="buttons">
                {keys.collect_view()}
                {sources(page, unit, period)}
                <a href=page.link(&format!("/reports/{}/{}", unit.id, period.id))>{lang.review_whole()}</a>
            </p>
            {heard}
        </article>
    }
    .into_any()
}

/// What happened to the versions, folded away.
fn history_rows(page: &Page, Chosen { unit, period, receipts, signers, .. }: &Chosen) -> AnyView {
    let rows = receipts.iter().map(|receipt| version_row(page, unit, period, (receipt, signers)));
    view! { <details><summary>{page.lang.review_history()}</summary><ul class="history">{rows.collect_view()}</ul></details> }
        .into_any()
}

/// Whether what is asked of the leading group stands on the overview.
fn asks(page: &Page, version: &Version) -> Option<AnyView> {
    let stands = standing_version(&page.record, page.view, &version.unit, version.period);
    let shown = !version.content.ask.is_empty() && stands.is_some_and(|stands| stands.number == version.number);
    shown.then(|| {
        let subject = format!("/notes/ask.{}.{}", version.unit, version.period);
        view! { <p><a href=page.link(&subject)>{page.lang.review_on_overview()}</a></p> }.into_any()
    })
}

/// How much of what is said was said last month.
fn likeness(page: &Page, content: &Content, last: Option<&Content>) -> Option<AnyView> {
    let whole = |content: &Content| texts(content).into_values().collect::<Vec<_>>().join("\n");
    let (now, last) = (whole(content), whole(last?));
    (!now.is_empty() && !last.is_empty())
        .then(|| view! { <p class="quiet">{page.lang.review_alike(alike(&now, &last))}</p> }.into_any())
}

/// The figures to which the report adds, with what they are made of.
fn sources(page: &Page, unit: &Unit, period: &Period) -> AnyView {
    let measures = [Measure::Practising, Measure::Recognised].into_iter().filter(|measure| {
        page.record.versions.iter().any(|version| {
            version.unit == unit.id && version.content.counts.iter().any(|count| count.cell.measure == *measure)
        })
    });
    measures
        .map(|measure| {
            let id = FigureId::measure(measure).of_unit(&unit.id).in_period(period.id);
            view! { <a href=page.link(&format!("/figures/{id}"))>{page.lang.review_sources(page.lang.measure(measure))}</a> " " }
        })
        .collect_view()
        .into_any()
}
