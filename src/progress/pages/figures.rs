//! Where a number comes from (product rules E.14): value and definition, formula in words, the parts, the life
//! of the number and where it is used. Each time it is shown it is counted again from what is stored.

mod files;
mod names;
mod parts;
mod stored;
mod story;
mod strip;
mod uses;

pub use files::{csv, xlsx};
pub use names::specialty;
use stored::Source;
pub use stored::Stored;

use crate::audit::self_check::Differing;
use crate::figures::{Contribution, Counted, Figure, FigureId, Filter, Subject};
use crate::people::{Person, Role};
use crate::problem::Problem;
use crate::programme::Programme;
use crate::progress::{Correction, Life, corrections, figure as compute, life, recount};
use crate::reports::is_asked;
use crate::reports::pages::at;
use crate::targets::{Target, TargetMeasure};
use crate::units::Unit;
use crate::views::Basis;
use crate::web::pages::Page;
use axum::extract::Path;
use axum::response::Response;
use chrono::{DateTime, NaiveDate, Utc};
use leptos::prelude::*;
use std::sync::Arc;

pub async fn figure(mut page: Page, Path(id): Path<String>) -> Result<Response, Problem> {
    page.stamp = Some(page.app.db.stamp().await?);
    if let Some(kept) = page.kept()? {
        return Ok(kept);
    }
    let trace = Trace::take(&page, &id).await?;
    let title = trace.title(&page);
    page.show_kept_awake(move |_| title.clone(), move |page| view(page, &trace)).await
}

/// The number in words, without its value.
pub fn name(page: &Page, id: &FigureId) -> String {
    names::name(page, id).0
}

/// The contributions a person may see one by one, and the sum of those of other units.
pub fn for_reader(person: &Person, parts: Vec<Contribution>) -> (Vec<Contribution>, Option<i64>) {
    let (shown, others): (Vec<Contribution>, Vec<Contribution>) =
        parts.into_iter().partition(|part| part.unit.as_deref().is_none_or(|unit| person.may_read(unit)));
    let sum = (!others.is_empty()).then(|| others.iter().map(|part| part.count).sum());
    (shown, sum)
}

/// Everything the page of a figure shows, and its files hold.
struct Trace {
    figure: Figure,
    /// What the reader may see one by one, and the sum of the rest.
    parts: Vec<Contribution>,
    others: Option<i64>,
    /// The value counted a second way from what is stored now, if there is a second way.
    again: Option<i64>,
    /// What the last self-check found wrong with it, and when.
    alarm: Option<(Differing, DateTime<Utc>)>,
    life: Life,
    corrections: Vec<Correction>,
    stored: Arc<Stored>,
    /// The issued documents that print it.
    printed: Vec<uses::Printed>,
}

impl Trace {
    async fn take(page: &Page, id: &str) -> Result<Self, Problem> {
        let id: FigureId = id.parse().map_err(|_| Problem::NotFound)?;
        let programme = &page.standing.programme;
        let figure = compute(programme, &page.record, page.view, &id).ok_or(Problem::NotFound)?;
        let stamp = match &page.stamp {
            Some(stamp) => stamp.clone(),
            None => page.app.db.stamp().await?,
        };
        let stored = page.app.stored(&programme.id, &stamp).await?;
        let alarm = stored.check.as_ref().and_then(|check| Some((check.of(&programme.id, &id)?.clone(), check.at)));
        // Somebody may have filed since the page was begun; then what it was begun with is counted again.
        let record = if stored.revision == page.standing.head.revision { &stored.record } else { page.record.as_ref() };
        let again = recount(programme, record, page.view, &id);
        let again = again.or_else(|| Some(compute(programme, record, page.view, &id)?.value));
        if again.is_some_and(|again| again != figure.value) {
            tracing::error!(figure = %id, shown = figure.value, counted = again, "A figure does not agree with what is stored");
        }
        let reader = page.person()?;
        let (parts, others) = for_reader(reader, figure.contributions.clone());
        let corrections = corrections(programme, &page.record, page.view, &id);
        let printed = uses::printed(page, &id).await?;
        Ok(Trace {
            printed,
            life: life(programme, &page.record, page.view, &id).ok_or(Problem::NotFound)?,
            corrections: corrections.into_iter().filter(|correction| reader.may_read(&correction.unit)).collect(),
            stored,
            figure,
            parts,
            others,
            again,
            alarm,
        })
    }

    fn title(&self, page: &Page) -> String {
        let (name, unit) = names::name(page, &self.figure.id);
        page.lang.figure_is(&name, self.figure.value, &unit)
    }
}

fn view(page: &Page, trace: &Trace) -> AnyView {
    let lang = page.lang;
    let Trace { figure, .. } = trace;
    let (name, unit) = names::name(page, &figure.id);
    view! {
        <article class="trace">
            <h1 aria-label=trace.title(page)>{name} " = " <span class="value">{figure.value}</span> {unit}</h1>
            <p class="quiet">{lang.figure_number(&figure.id.to_string())} " · " {lang.as_at_day(&lang.day(page.view.day))} " · " {lang.basis(page.view.basis)}</p>
            {checked(page, trace)}
            {tools(page, trace)}
            {citation(page, trace)}
            {definition(page, &figure.id)}
            <h2>{lang.figure_formula()}</h2>
            <p>{lang.formula(figure.formula)} " " {made_of(page, trace)}</p>
            {parts::parts(page, trace)}
            {strip::strip(page, trace)}
            {story::corrections(page, trace)}
            {story::life(page, trace)}
            {parts::in_full(page, trace)}
            {uses::uses(page, &figure.id, &trace.printed)}
        </article>
    }
    .into_any()
}

/// Whether the second count agrees; a red box if it does not.
fn checked(page: &Page, trace: &Trace) -> AnyView {
    let lang = page.lang;
    let value = trace.figure.value;
    let sum = trace.parts.iter().map(|part| part.count).sum::<i64>() + trace.others.unwrap_or(0);
    match trace.again.filter(|again| *again != value).or((sum != value).then_some(sum)) {
        Some(again) => {
            view! { <p class="error-summary" role="alert">{lang.figure_disagrees(value, again)}</p> }.into_any()
        }
        None => {
            let alarm = trace.alarm.as_ref().map(|(found, on)| {
                let said = lang.figure_alarm(&at(*on), found.shown, found.counted);
                view! { <p class="error-summary" role="alert">{said}</p> }
            });
            view! { {alarm} <p class="quiet">{lang.figure_added()} " " {lang.figure_checked()}</p> }.into_any()
        }
    }
}

/// The two bases, the files and the permanent link.
fn tools(page: &Page, trace: &Trace) -> AnyView {
    let lang = page.lang;
    let path = format!("/figures/{}", trace.figure.id);
    let bases = [(Basis::Reported, lang.basis_reported()), (Basis::Corrected, lang.basis_corrected())];
    let bases = bases.map(|(basis, name)| {
        let here = page.view.basis == basis;
        let address = page.with(&[("as_at", Some(&page.view.day.to_string())), ("basis", Some(&basis.to_string()))]);
        view! { <li><a href=address aria-current=here.then_some("true")>{name}</a></li> }
    });
    let fixed = format!("{path}?as_at={}&basis={}", page.view.day, page.view.basis);
    let audit = page.visitor.person.as_ref().filter(|person| person.role == Role::Auditor).map(|_| {
        let Filter { unit, period, .. } = &trace.figure.id.filter;
        let object =
            format!("{} {}", unit.clone().unwrap_or_default(), period.map(|id| id.to_string()).unwrap_or_default());
        let object = if object.trim().is_empty() { "report".to_owned() } else { object.trim().to_owned() };
        let address = format!("/audit?object={}", crate::web::pages::encode(&object));
        view! { <a class="button second small" href=page.link(&address)>{lang.figure_who_changed()}</a> }
    });
    view! {
        <div class="tools-row">
            <ul class="switch" aria-label=lang.figure_basis_toggle()>{bases.into_iter().collect_view()}</ul>
            <a class="button second small" href=page.link(&format!("{path}/xlsx"))>{lang.download_parts_xlsx()}</a>
            <a class="button second small" href=page.link(&format!("{path}/csv"))>{lang.download_csv()}</a>
            {audit}
            <p class="quiet">{lang.figure_permalink()} {lang.pick("：", "：", ": ")} <a href=fixed.clone()><code>{format!("{}{fixed}", page.app.settings.address())}</code></a></p>
        </div>
    }
    .into_any()
}

/// The number as it is quoted, to be copied whole or as a link. The buttons wait for scripts and a clipboard;
/// the words can always be marked and copied by hand.
fn citation(page: &Page, trace: &Trace) -> AnyView {
    let lang = page.lang;
    let (name, unit) = names::name(page, &trace.figure.id);
    let fixed = format!("/figures/{}?as_at={}&basis={}", trace.figure.id, page.view.day, page.view.basis);
    let link = format!("{}{fixed}", page.app.settings.address());
    let said = lang.figure_is(&name, trace.figure.value, &unit);
    let (number, day) = (lang.figure_number(&trace.figure.id.to_string()), lang.as_at_day(&lang.day(page.view.day)));
    let board = format!("{} · {}", page.standing.programme.short.of(lang), lang.board());
    let words = lang.figure_citation(&said, &number, &day, lang.basis(page.view.basis), &board);
    let button = |word: &'static str, text: String| {
        view! {
            <button class="second small" type="button" hidden=true data-copy=text data-done=lang.copied()>
                <span role="status">{word}</span>
            </button>
        }
    };
    view! {
        <p class="citation"><span class="kind">{lang.figure_cite()}</span> " " <q>{words.clone()}</q> " "
            {button(lang.copy_citation(), format!("{words} {link}"))} " " {button(lang.copy_link(), link)}</p>
    }
    .into_any()
}

/// The target that a figure is of, or towards.
fn target_of<'p>(page: &'p Page, id: &FigureId) -> Option<&'p Target> {
    let programme = &page.standing.programme;
    match &id.subject {
        Subject::Target(target) | Subject::Pending(target) => programme.target(target),
        Subject::Measure(measure) => programme
            .targets
            .iter()
            .find(|target| matches!(target.measure, TargetMeasure::Count { measure: counted } if counted == *measure)),
        Subject::Count { counted: Counted::Derived, of } => {
            of.as_deref().and_then(|of| programme.target(of.split('.').next().unwrap_or_default()))
        }
        Subject::Count { counted: Counted::Given, of } => of.as_deref().and_then(|of| programme.target(of)),
        Subject::Reporting | Subject::Filings(_) | Subject::Tasks(_) | Subject::Count { .. } => None,
    }
}

/// What counts, in the words of the programme.
fn definition(page: &Page, id: &FigureId) -> AnyView {
    let lang = page.lang;
    let target = target_of(page, id).map(|target| {
        let open = target.inferred.as_ref().map(|note| view! { <p class="inferred">{note.of(lang).to_owned()}</p> });
        view! {
            <p>{target.name.of(lang).to_owned()} {lang.pick("：", "：", ": ")} {target.wording.of(lang).to_owned()}</p>
            <blockquote lang="zh-Hans"><p>{target.verbatim.clone()}</p><footer class="quiet" lang=lang.to_string()>{lang.figure_source(&target.clause)}</footer></blockquote>
            {open}
        }
    });
    let rule = match &id.subject {
        Subject::Tasks(light) => Some(lang.light_rule(*light)),
        Subject::Reporting | Subject::Filings(_) => Some(lang.matrix_note()),
        _ => None,
    };
    let basis = (page.view.basis == Basis::Reported).then(|| view! { <p class="quiet">{lang.help_basis()}</p> });
    view! {
        <h2>{lang.figure_definition()}</h2>
        {target}
        {crate::readings::pages::open_readings(page, id)}
        {rule.map(|rule| view! { <p>{rule}</p> })}
        {basis}
        <p><a href=page.link("/help#figures")>{lang.figure_definitions_link()}</a></p>
    }
    .into_any()
}

/// Whether the report of `unit` can add to the measure.
fn is_asked_for(programme: &Programme, unit: &Unit, measure: &TargetMeasure, day: NaiveDate) -> bool {
    match measure {
        TargetMeasure::Count { measure } => is_asked(programme, unit, *measure),
        TargetMeasure::TaskStage { task, .. } => {
            programme.task(task).is_some_and(|task| programme.answerable(task, day).contains(&unit.id.as_str()))
        }
        _ => programme.specialties.iter().any(|specialty| specialty.new && unit.specialties.contains(&specialty.id)),
    }
}

/// From how many reports of how many units the number comes, and whose are lacking.
fn made_of(page: &Page, trace: &Trace) -> AnyView {
    let lang = page.lang;
    let (mut reports, mut units) = (Vec::new(), Vec::new());
    for part in &trace.figure.contributions {
        if let (Some(unit), Some(period), Some(_)) = (&part.unit, part.period, part.version) {
            reports.push((unit, period));
            units.push(unit);
        }
    }
    reports.sort();
    reports.dedup();
    units.sort();
    units.dedup();
    let counted = matches!(trace.figure.id.subject, Subject::Measure(_) | Subject::Target(_));
    let programme = &page.standing.programme;
    let measure = match &trace.figure.id.subject {
        Subject::Measure(measure) => Some(TargetMeasure::Count { measure: *measure }),
        _ => target_of(page, &trace.figure.id).map(|target| target.measure.clone()),
    };
    let gives = |id: &&String| {
        let unit = programme.unit(id);
        unit.zip(measure.as_ref()).is_none_or(|(unit, measure)| is_asked_for(programme, unit, measure, page.view.day))
    };
    let asked = trace.figure.id.filter.unit.as_ref();
    let silent = page.progress.silent.iter().filter(|id| asked.is_none_or(|asked| asked == *id)).filter(gives);
    let names: Vec<String> = silent.map(|unit| page.unit_name(unit)).collect();
    let without = (counted && trace.figure.id.filter.period.is_none() && !names.is_empty())
        .then(|| lang.figure_without(names.len() as i64, &lang.list(&names)));
    let from = (!reports.is_empty()).then(|| lang.figure_from(reports.len() as i64, units.len() as i64));
    view! { {from} " " {without} }.into_any()
}
