//! One specialty in full: its stages and who reported them, its persons, its units and what is still to come.

use super::charts::{ChartName, MonthlyOf};
use super::matrix::{cell, words};
use super::specialties::{aliases, carriers, missing, number, unreported};
use super::targets;
use super::units::unit_link;
use super::{Contacts, call, chart, contacts, period_name};
use crate::calendar::day_of;
use crate::charts::Chart;
use crate::figures::FigureId;
use crate::problem::Problem;
use crate::progress::{Agreement, Known, Source, StageStep, share, stage_due};
use crate::reports::{Direction, Origin};
use crate::specialties::{SIGNED, Specialty};
use crate::targets::Measure;
use crate::web::pages::{Page, inferred, light};
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

pub async fn specialty(page: Page, Path(id): Path<String>) -> Result<Response, Problem> {
    let specialties = &page.standing.programme.specialties;
    let specialty = specialties.iter().find(|specialty| specialty.id == id).cloned().ok_or(Problem::NotFound)?;
    let contacts = contacts(&page).await?;
    let title = specialty.name.of(page.lang).to_owned();
    page.show_kept_awake(move |_| title.clone(), move |page| in_full(page, &specialty, &contacts)).await
}

pub(super) fn of(specialty: &Specialty) -> FigureId {
    FigureId::measure(Measure::Recognised).of_specialty(&specialty.id)
}

/// The persons of a specialty month by month.
pub fn by_month(page: &Page, specialty: &Specialty) -> Chart {
    let units: Vec<&str> = specialty.units.iter().map(String::as_str).collect();
    let name = specialty.name.of(page.lang);
    let programme = &page.standing.programme;
    crate::charts::monthly(programme, &page.record, page.view, &of(specialty), &units, name, page.lang)
}

fn in_full(page: &Page, specialty: &Specialty, contacts: &Contacts) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let known = Known::new(programme, &page.record, page.view);
    let steps = known.stages_of(&specialty.id);
    let mark = page.progress.specialties.iter().find(|row| row.id == specialty.id).map(|row| light(lang, row.light));
    let new = programme.specialties.iter().filter(|other| other.new == specialty.new).count() as i64;
    let group = if specialty.new { lang.specialties_new(new) } else { lang.specialties_old(new) };
    let name = specialty.name.of(lang);
    let monthly = ChartName::Monthly(MonthlyOf::Specialty(specialty.id.clone()));
    let monthly = monthly.compose(page).map(|found| chart(page, &found, &monthly.to_string(), true));
    let people = ChartName::People(of(specialty));
    let people = people.compose(page).map(|found| targets::people::view(page, &people, &found, false));
    let stated = share(programme, &page.record, page.view, of(specialty)).stated;
    let persons = match stated {
        false => view! { <p>{lang.strip_none(name)}</p> }.into_any(),
        true => view! {
            {people}
            {persons(page, specialty)}
            <h2>{lang.by_month()}</h2>
            <div class="monthly">{monthly}</div>
        }
        .into_any(),
    };
    view! {
        <article>
            <h1 class="finding">{heading(page, specialty, &steps)}</h1>
            <p>{mark} " " {unreported(page, specialty)} " " <a href=page.link("/specialties")>{group}</a>
                {aliases(lang, specialty).map(|also| format!("{}{also}", lang.pick("，", "，", ", ")))}</p>
            {still_to_come(page, specialty, &steps)}
            <h2>{lang.stage_history()}</h2>
            {history(page, specialty, &steps)}
            <h2>{lang.agreement()}</h2>
            {agreement(page, &known, specialty, &steps)}
            <h2>{lang.persons_recognised()}</h2>
            {persons}
            <h2>{lang.units_carrying()}</h2>
            {carrying(page, &known, specialty, contacts)}
        </article>
    }
    .into_any()
}

fn stage_name(page: &Page, stage: i64) -> Option<String> {
    let at = usize::try_from(stage - 1).ok()?;
    page.standing.programme.specialty_stages.get(at).map(|name| name.of(page.lang).to_owned())
}

fn heading(page: &Page, specialty: &Specialty, steps: &[StageStep]) -> String {
    let lang = page.lang;
    let at = steps.last().and_then(|step| stage_name(page, step.stage));
    let at = at.map_or(lang.stage_none_yet().to_owned(), |stage| lang.stage_is(&stage));
    let whole = share(&page.standing.programme, &page.record, page.view, of(specialty));
    let name = specialty.name.of(lang);
    match whole.stated {
        true => lang.specialty_title(name, &at, whole.value),
        false => lang.specialty_unreported(name, &at),
    }
}

/// What a new specialty lacks before its agreement is signed, by when, and who is to see to it.
fn still_to_come(page: &Page, specialty: &Specialty, steps: &[StageStep]) -> Option<AnyView> {
    let lang = page.lang;
    let (due, required) = stage_due(&page.standing.programme).filter(|_| specialty.new)?;
    let top = steps.last().map_or(0, |step| step.stage);
    let lacking: Vec<String> = (top + 1..=required).filter_map(|stage| stage_name(page, stage)).collect();
    let days = (due - page.view.day).num_days();
    let when = match days {
        0.. => lang.due_in(&lang.short_day(due), days),
        _ => lang.due_past(&lang.short_day(due)),
    };
    let said = page.record.versions.iter().rev().find_map(|version| {
        let known = version.accepted_at.is_some_and(|at| page.view.knows(at));
        let entry = version.content.tasks.iter().find(|entry| !entry.said.is_empty())?;
        let by = format!("{} {}", page.unit_name(&version.unit), lang.short_day(day_of(version.submitted_at)));
        (known && specialty.units.contains(&version.unit)).then(|| lang.last_said(&entry.said, &by))
    });
    (!lacking.is_empty()).then(|| {
        view! {
            <p class="strong">{lang.still_lacking(&lang.list(&lacking))} " · " {when}</p>
            <p>{lang.responsible_society()} {lang.pick("：", "：", ": ")} {carriers(page, specialty)}</p>
            <p>{said}</p>
        }
        .into_any()
    })
}

/// The report something was read in, for those who may open it.
pub(super) fn source(page: &Page, source: &Source) -> AnyView {
    let words = format!("{} {}", page.unit_name(&source.unit), period_name(page, source.period));
    let address = format!("/reports/{}/{}?version={}", source.unit, source.period, source.version);
    match page.visitor.person.as_ref().is_some_and(|person| person.may_read(&source.unit)) {
        true => view! { <a href=page.link(&address)>{words}</a> }.into_any(),
        false => view! { <span>{words}</span> }.into_any(),
    }
}

fn history(page: &Page, specialty: &Specialty, steps: &[StageStep]) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let required = stage_due(programme).filter(|_| specialty.new);
    let rows = programme.specialty_stages.iter().zip(1..).map(|(stage, number)| {
        let step = steps.iter().find(|step| step.stage == number);
        let said = step.and_then(|step| step.reached.as_ref());
        let on = match (step, said) {
            (_, Some(said)) => said.on.to_string(),
            (Some(_), None) => lang.stage_undated().to_owned(),
            (None, None) => lang.chart_not_reached().to_owned(),
        };
        let due = required.filter(|(_, stage)| *stage == number);
        let due = due.map(|(day, _)| view! { " " <span class="when">{lang.stage_by(&day.to_string())}</span> });
        view! {
            <tr><th scope="row">{if step.is_some() { "● " } else { "○ " }}{stage.of(lang).to_owned()}{due}</th>
                <td>{on}</td><td>{said.map_or_else(|| "—".into_any(), |said| source(page, &said.source))}</td></tr>
        }
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=lang.stage_history()><table>
            <thead><tr><th scope="col">{lang.stage_head()}</th><th scope="col">{lang.chart_reached_on()}</th><th scope="col">{lang.reported_by()}</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
    }
    .into_any()
}

/// The agreement: its title, the day and the other side; what no report states yet, and who is to state it.
fn agreement(page: &Page, known: &Known, specialty: &Specialty, steps: &[StageStep]) -> AnyView {
    let lang = page.lang;
    let found = known.agreement(&specialty.id);
    let signed = steps.iter().find(|step| step.stage == SIGNED);
    if !specialty.new && found == Agreement::default() {
        return view! { <p>{lang.agreement_before()}</p> }.into_any();
    }
    let said = |part: &Option<(String, Source)>| match part {
        Some((text, by)) => view! { <td>{text.clone()}</td><td>{source(page, by)}</td> }.into_any(),
        None => view! { <td>{lang.agreement_unsaid()}</td><td>"—"</td> }.into_any(),
    };
    let day = signed.and_then(|step| step.reached.as_ref()).map(|said| (said.on.to_string(), said.source.clone()));
    let rows = [
        (lang.form_agreement(), found.title.clone()),
        (lang.agreement_on(), day),
        (lang.form_counterpart(), found.counterpart.clone()),
    ];
    let lacking: Vec<String> =
        rows.iter().filter(|(_, part)| part.is_none()).map(|(name, _)| (*name).to_owned()).collect();
    let lacking = (!lacking.is_empty()).then(|| {
        let lacking = lang.still_lacking(&lang.list(&lacking));
        view! { <p><strong>{lacking}</strong> " · " {lang.responsible_society()} {lang.pick("：", "：", ": ")} {carriers(page, specialty)}</p> }
    });
    if signed.is_none() {
        return view! { <p>{lang.agreement_none()}</p> {lacking} }.into_any();
    }
    let rows = rows.iter().map(|(name, part)| view! { <tr><th scope="row">{*name}</th>{said(part)}</tr> });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=lang.agreement()><table>
            <thead><tr><th scope="col">{lang.agreement_part()}</th><th scope="col">{lang.agreement_said()}</th><th scope="col">{lang.reported_by()}</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
        {lacking}
    }
    .into_any()
}

/// By place of origin and direction; each number opens its source.
fn persons(page: &Page, specialty: &Specialty) -> AnyView {
    let lang = page.lang;
    let cell = |id: FigureId| {
        let share = share(&page.standing.programme, &page.record, page.view, id);
        view! { <td class="number">{number(page, &share, false)}</td> }
    };
    let rows = Origin::ALL.map(|origin| {
        let id = of(specialty).of_origin(origin);
        let ways = Direction::ALL.map(|way| cell(id.clone().of_direction(way)));
        view! { <tr><th scope="row">{lang.origin(origin)}</th>{ways.into_iter().collect_view()}{cell(id)}</tr> }
    });
    let sums = Direction::ALL.map(|way| cell(of(specialty).of_direction(way)));
    let heads = Direction::ALL.map(|way| view! { <th scope="col" class="number">{lang.direction(way)}</th> });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=lang.persons_recognised()><table class="compact">
            <thead><tr><th scope="col">{lang.origin_label()}</th>{heads.into_iter().collect_view()}<th scope="col" class="number">{lang.in_all()}</th></tr></thead>
            <tbody>{rows.into_iter().collect_view()}</tbody>
            <tfoot><tr><th scope="row">{lang.in_all()}</th>{sums.into_iter().collect_view()}{cell(of(specialty))}</tr></tfoot>
        </table></div>
    }
    .into_any()
}

fn carrying(page: &Page, known: &Known, specialty: &Specialty, contacts: &Contacts) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let latest = programme.latest_due(page.view.day);
    let rows = specialty.units.iter().filter_map(|unit| programme.unit(unit)).map(|unit| {
        let report = latest.map(|period| {
            let filing = known.filing(&unit.id, period);
            match &filing {
                None => view! { {missing(page)} }.into_any(),
                Some(filing) => view! { {cell(page, known, unit, period)} " " {period_name(page, period.id)} " " {words(page, Some(filing), period)} }.into_any(),
            }
        });
        view! { <tr><th scope="row">{unit_link(page, unit)}{specialty.units_inferred.then(|| inferred(lang))}</th><td>{report}</td><td>{call(page, contacts, &unit.id)}</td></tr> }
    });
    let note = specialty.units_inferred.then(|| view! { <p class="quiet">{lang.inferred_link_note()}</p> });
    match specialty.units.is_empty() {
        true => view! { <p>{lang.no_unit()}</p> }.into_any(),
        false => view! {
            <div class="scroll" tabindex="0" role="region" aria-label=lang.units_carrying()><table>
                <thead><tr><th scope="col">{lang.unit_label()}</th><th scope="col">{lang.latest_report()}</th><th scope="col">{lang.unit_contact()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table></div>
            {note}
        }
        .into_any(),
    }
}
