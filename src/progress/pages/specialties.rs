//! By specialty: how far each has climbed, and where the persons recognised come from (product rules E.12).

use super::charts::ChartName;
use super::taken;
use super::units::unit_link;
use super::waiting_mark;
use crate::charts::svg::{Size, draw};
use crate::charts::{self, Chart};
use crate::figures::FigureId;
use crate::language::Lang;
use crate::lights::Light;
use crate::problem::Problem;
use crate::progress::{Known, Share, SpecialtyShare, by_specialty, share, stage_due, without_specialty};
use crate::specialties::Specialty;
use crate::targets::Measure;
use crate::units::Unit;
use crate::web::pages::{Page, inferred};
use axum::response::Response;
use leptos::prelude::*;

pub async fn specialties(page: Page) -> Result<Response, Problem> {
    page.show_kept(title, list).await
}

fn title(page: &Page) -> String {
    let (lang, programme) = (page.lang, &page.standing.programme);
    let first = charts::climbs_title(programme, &page.progress, lang);
    let second = charts::strips_title(programme, &page.record, &page.progress, lang);
    [first, second].join(lang.pick("；", "；", "; "))
}

/// The other names of a specialty in the circular, which are Chinese in every language.
pub(super) fn aliases(lang: Lang, specialty: &Specialty) -> Option<String> {
    (!specialty.aliases.is_empty()).then(|| lang.also_called(&specialty.aliases.join("、")))
}

/// The units that carry a specialty, marked where that is inferred.
pub(super) fn carriers(page: &Page, specialty: &Specialty) -> AnyView {
    let programme = &page.standing.programme;
    let mark = || specialty.units_inferred.then(|| inferred(page.lang));
    let units = specialty.units.iter().filter_map(|unit| programme.unit(unit));
    let items = units.map(|unit| view! { <span class="carrier">{unit_link(page, unit)}{mark()}</span> });
    match specialty.units.is_empty() {
        true => page.lang.no_unit().into_any(),
        false => items.collect_view().into_any(),
    }
}

/// The specialties a unit carries, for the page of the unit.
pub(super) fn carried(page: &Page, unit: &Unit) -> Option<AnyView> {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let found: Vec<&Specialty> =
        programme.specialties.iter().filter(|specialty| specialty.units.contains(&unit.id)).collect();
    let is_inferred = found.iter().any(|specialty| specialty.units_inferred);
    let links = found.iter().map(|specialty| {
        view! { <span class="carrier"><a href=page.link(&format!("/specialties/{}", specialty.id))>{specialty.name.of(lang).to_owned()}</a>{specialty.units_inferred.then(|| inferred(lang))}</span> }
    });
    let note = is_inferred.then(|| view! { <span class="quiet">{lang.inferred_link_note()}</span> });
    (!found.is_empty()).then(|| {
        view! { <p>{lang.specialty_label()} {lang.pick("：", "：", ": ")} {links.collect_view()} " " {note}</p> }
            .into_any()
    })
}

fn is_by_stage(page: &Page) -> bool {
    page.asked("sort") == Some("stage")
}

/// The specialties as the circular lists them, or those that have climbed highest first.
fn in_order(page: &Page) -> Vec<&Specialty> {
    let mut all: Vec<&Specialty> = page.standing.programme.specialties.iter().collect();
    if is_by_stage(page) {
        let stage = |id: &str| page.progress.specialties.iter().find(|row| row.id == id).map_or(0, |row| row.stage);
        all.sort_by_key(|specialty| -stage(&specialty.id));
    }
    all
}

/// The choice between the two orders.
fn orders(page: &Page) -> AnyView {
    let lang = page.lang;
    let orders = [(None, lang.order_printed()), (Some("stage"), lang.order_by_stage())];
    let links = orders.map(|(sort, word)| {
        let here = sort.is_some() == is_by_stage(page);
        view! { <li><a href=page.with(&[("sort", sort)]) aria-current=here.then_some("true")>{word}</a></li> }
    });
    view! { <ul class="switch" aria-label=lang.order_label()>{links.into_iter().collect_view()}</ul> }.into_any()
}

fn list(page: &Page) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let shares = by_specialty(programme, &page.record, page.view);
    let end = charts::strips_end(&shares);
    let known = Known::new(programme, &page.record, page.view);
    let groups = [false, true].map(|new| {
        let rows: Vec<AnyView> = in_order(page)
            .into_iter()
            .filter(|specialty| specialty.new == new)
            .filter_map(|specialty| {
                let share = shares.iter().find(|share| share.id == specialty.id)?;
                Some(row(page, &known, specialty, share, end))
            })
            .collect();
        let count = rows.len() as i64;
        let head = if new { lang.specialties_new(count) } else { lang.specialties_old(count) };
        (count > 0).then(|| {
            view! { <tbody><tr class="lane"><th scope="rowgroup" colspan="6">{head}</th></tr>{rows}</tbody> }
        })
    });
    let stages = programme.specialty_stages.iter().map(|stage| view! { <span>{stage.of(lang).to_owned()}</span> });
    let month = programme.latest_closed(page.view.day).map(|period| lang.chart_month(period.end));
    let added = month.map_or(lang.month_new().to_owned(), |month| lang.month_added(&month));
    let line = stage_due(programme).and_then(|(due, stage)| {
        let stage = programme.specialty_stages.get(usize::try_from(stage - 1).ok()?)?;
        Some(view! { <p class="quiet wide-only">{lang.required_mark(stage.of(lang), &lang.day(due))}</p> })
    });
    let is_inferred = programme.specialties.iter().any(|specialty| specialty.units_inferred);
    let note = is_inferred.then(|| view! { <p class="quiet">{lang.inferred_link_note()}</p> });
    view! {
        <h1 class="finding">{title(page)}</h1>
        {orders(page)}
        <div class="scroll" tabindex="0" role="region" aria-label=lang.nav_specialties()>
            <table class="parts specialties">
                <thead><tr>
                    <th scope="col">{lang.specialty_label()}</th>
                    <th scope="col" class="rungs"><span class="spoken">{lang.stage_head()}</span><span class="heads">{stages.collect_view()}</span></th>
                    <th scope="col" class="scale"><span class="spoken">{lang.recognised_total()}</span><span class="heads" aria-hidden="true"><span>"0"</span><span>{lang.scale_end(end)}</span></span></th>
                    <th scope="col" class="number">{lang.recognised_total()}</th>
                    <th scope="col" class="number">{added}</th>
                    <th scope="col">{lang.responsible_society()}</th>
                </tr></thead>
                {groups.into_iter().collect_view()}
                <tfoot>{totals(page)}</tfoot>
            </table>
        </div>
        {line}
        {note}
        {taken(page, ChartName::Climbs, Some(lang.stage_head()))}
        {taken(page, ChartName::Strips, Some(lang.recognised_total()))}
    }
    .into_any()
}

fn row(page: &Page, known: &Known, specialty: &Specialty, share: &SpecialtyShare, end: i64) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let address = page.link(&format!("/specialties/{}", specialty.id));
    let steps = known.stages_of(&specialty.id);
    let climb = charts::climb(programme, &page.progress, specialty, &steps, lang);
    let strip = charts::strip(&page.progress, specialty, share, end, lang);
    let at = steps.last().and_then(|step| programme.specialty_stages.get(usize::try_from(step.stage - 1).ok()?));
    let stage = at.map_or(lang.stage_none_yet(), |stage| stage.of(lang)).to_owned();
    let silent = page.progress.specialties.iter().any(|row| row.id == specialty.id && row.light == Light::Stale);
    let latest = share.latest.as_ref().map(|latest| latest_number(page, latest, silent));
    view! {
        <tr>
            <th scope="row"><a href=address.clone()>{specialty.name.of(lang).to_owned()}</a>
                {aliases(lang, specialty).map(|also| view! { <span class="when">{lang.pick("（", "（", " (")}{also}{lang.pick("）", "）", ")")}</span> })}
                " " {unreported(page, specialty)}</th>
            <td class="rungs"><a href=address title=climb.desc.clone()>{picture(&climb, &format!("climb-{}", specialty.id))}</a><span class="narrow-only">{stage}</span></td>
            <td class="scale">{picture(&strip, &format!("strip-{}", specialty.id))}</td>
            <td class="number strong" data-label=lang.recognised_total()>{number(page, &share.whole, false)}</td>
            <td class="number" data-label=lang.month_new()>{latest.unwrap_or_else(|| "—".into_any())}</td>
            <td data-label=lang.responsible_society()>{carriers(page, specialty)}</td>
        </tr>
    }
    .into_any()
}

fn picture(chart: &Chart, id: &str) -> AnyView {
    let svg = draw(chart, id, Size::natural(chart));
    view! { <span class="picture" inner_html=svg.to_string()></span> }.into_any()
}

/// What is new in the latest period; hatched where those who could say it owe their report.
pub(super) fn latest_number(page: &Page, share: &Share, silent: bool) -> AnyView {
    let waiting = waiting_mark(page, &share.id);
    let untold = || Known::new(&page.standing.programme, &page.record, page.view).is_untold(&share.id);
    match (share.stated, waiting) {
        (false, Some(waiting)) => waiting,
        (false, None) if silent || untold() => {
            view! { <span class="unreported">{page.lang.cell_missing()}</span> }.into_any()
        }
        (_, waiting) => {
            view! { {number(page, share, true)} {waiting.map(|waiting| view! { " " {waiting} })} }.into_any()
        }
    }
}

/// A share with the link to what it is made of; a dash where no report states it.
pub(super) fn number(page: &Page, share: &Share, added: bool) -> AnyView {
    match (share.stated, added && share.value > 0) {
        (false, _) => view! { <span class="quiet">{page.lang.not_given()}</span> }.into_any(),
        (true, false) => page.figure(&share.id, share.value),
        (true, true) => page.figure(&share.id, format!("+{}", share.value)),
    }
}

/// 7月未报, hatched, where every unit that reports on the specialty owes its latest report.
pub(super) fn unreported(page: &Page, specialty: &Specialty) -> Option<AnyView> {
    let is_stale = page.progress.specialties.iter().any(|row| row.id == specialty.id && row.light == Light::Stale);
    is_stale.then(|| missing(page)).flatten()
}

/// The latest report due, as missing.
pub(super) fn missing(page: &Page) -> Option<AnyView> {
    let period = page.standing.programme.latest_due(page.view.day)?;
    let words = page.lang.not_reported(&page.lang.chart_month(period.end));
    Some(view! { <span class="unreported">{words}</span> }.into_any())
}

fn totals(page: &Page) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let of = |id: FigureId| share(programme, &page.record, page.view, id);
    let row = |name: &'static str, id: FigureId| {
        let latest = programme.latest_closed(page.view.day).map(|period| of(id.clone().in_period(period.id)));
        view! {
            <tr><th scope="row" colspan="3">{name}</th>
                <td class="number" data-label=lang.recognised_total()>{number(page, &of(id), false)}</td>
                <td class="number" data-label=lang.month_new()>{latest.map(|latest| number(page, &latest, true))}</td><td></td></tr>
        }
    };
    let without = without_specialty(programme, &page.record, page.view);
    view! {
        {without.stated.then(|| row(lang.specialty_unknown(), without.id.clone()))}
        {row(lang.in_all(), FigureId::measure(Measure::Recognised))}
    }
    .into_any()
}
