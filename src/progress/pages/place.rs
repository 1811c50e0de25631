//! One city, or one place in a city: its people, what the scheme wants there, and whom to ask.

use super::charts::{ChartName, MonthlyOf};
use super::cities::{counts, heads, mark};
use super::specialties::{missing, number};
use super::specialty::source;
use super::units::unit_link;
use super::{Contacts, chart, contacts};
use crate::charts::{Chart, is_shown, place_name};
use crate::figures::{FigureId, UNNAMED};
use crate::problem::Problem;
use crate::programme::{Arrangement, Place};
use crate::progress::{Known, PlaceShare, arranged, by_place, figure, share};
use crate::targets::Measure;
use crate::web::pages::{Page, inferred};
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;
use std::collections::BTreeSet;

pub async fn city(page: Page, Path(id): Path<String>) -> Result<Response, Problem> {
    if let Some(kept) = page.kept()? {
        return Ok(kept);
    }
    let places = &page.standing.programme.places;
    let place = places.iter().find(|place| place.id == id).cloned().ok_or(Problem::NotFound)?;
    let contacts = contacts(&page).await?;
    let title = place.name.of(page.lang).to_owned();
    page.show_kept(move |_| title.clone(), move |page| in_full(page, &place, &contacts)).await
}

/// The units to ask about a place and all that lies in it.
fn units_of<'p>(page: &'p Page, place: &'p Place) -> Vec<&'p str> {
    let mut units: Vec<&str> = Vec::new();
    for unit in page.standing.programme.places_of(&place.id).filter_map(|inner| inner.unit.as_deref()) {
        if !units.contains(&unit) {
            units.push(unit);
        }
    }
    units
}

/// The people of a place month by month.
pub fn by_month(page: &Page, place: &Place) -> Chart {
    let (programme, units, name) = (&page.standing.programme, units_of(page, place), place.name.of(page.lang));
    crate::charts::monthly(programme, &page.record, page.view, &people(place), &units, name, page.lang)
}

/// The people of a city are those of every place in it.
pub(super) fn people(place: &Place) -> FigureId {
    let all = FigureId::measure(Measure::Practising);
    if place.city.is_none() { all.of_city(&place.id) } else { all.of_place(&place.id) }
}

fn in_full(page: &Page, place: &Place, contacts: &Contacts) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let known = Known::new(programme, &page.record, page.view);
    let shares = by_place(programme, &page.record, page.view);
    let inside: Vec<(&Place, &PlaceShare)> = programme
        .places_of(&place.id)
        .filter_map(|inner| Some((inner, shares.iter().find(|share| share.id == inner.id)?)))
        .filter(|(inner, share)| is_shown(programme, inner, share))
        .collect();
    let asked = units_of(page, place).into_iter().filter_map(|id| programme.unit(id)).map(|unit| {
        let marked = programme.places_of(&place.id).any(|inner| inner.unit.as_deref() == Some(&unit.id) && inner.unit_inferred);
        let late = known.is_silent(&unit.id).then(|| missing(page)).flatten();
        let person = contacts.get(&unit.id).filter(|person| !person.phone.is_empty());
        let phone = person.map(|person| {
            let address = format!("tel:{}", person.phone.replace(' ', ""));
            view! { {person.post.clone()} " " {person.name.clone()} " " <a class="call" href=address>{person.phone.clone()}</a> }
        });
        view! { <p>{lang.place_unit()} {lang.pick("：", "：", ": ")} <span class="carrier">{unit_link(page, unit)}{marked.then(|| inferred(lang))}</span> {late} " " {phone}</p> }
    });
    let lies_in = place.city.as_deref().and_then(|city| programme.place(city)).map(|city| {
        let address = page.link(&format!("/cities/{}", city.id));
        view! { <p><a href=address>{lang.place_lies_in(city.name.of(lang))}</a></p> }
    });
    let monthly = ChartName::Monthly(MonthlyOf::Place(place.id.clone()));
    let monthly = monthly.compose(page).map(|found| chart(page, &found, &monthly.to_string(), true));
    let rows = inside.iter().map(|(inner, share)| {
        view! { <tr><th scope="row">{inside_name(page, place, inner)}</th>{counts(page, &share.whole.id, share.silent)}{marks(page, inner)}</tr> }
    });
    let whole = (inside.len() > 1).then(|| {
        view! { <tfoot><tr><th scope="row">{lang.in_all()}</th>{counts(page, &people(place), false)}<td colspan="3"></td></tr></tfoot> }
    });
    let read_in = |inner: &Place| inner.unit_inferred || inner.requires.iter().any(|wanted| wanted.inferred);
    let is_inferred = programme.places_of(&place.id).any(read_in);
    view! {
        <article>
            <h1 class="finding">{heading(page, place, &inside)}</h1>
            {lies_in}
            {asked.collect_view()}
            <div class="scroll" tabindex="0" role="region" aria-label=lang.nav_cities()>
                <table class="parts cities">{heads(page, false)}<tbody>{rows.collect_view()}</tbody>{whole}</table>
            </div>
            {besides(page, place)}
            <h2>{lang.requirements()}</h2>
            {requirements(page, &known, place)}
            {policies(page, &known, place)}
            <h2>{lang.by_month()}</h2>
            <div class="monthly">{monthly}</div>
            {filed_by(page, place)}
            {is_inferred.then(|| view! { <p class="quiet">{lang.inferred_link_note()}</p> })}
        </article>
    }
    .into_any()
}

fn inside_name(page: &Page, place: &Place, inner: &Place) -> AnyView {
    let name = place_name(&page.standing.programme, inner, page.lang);
    match inner.id == place.id {
        true => view! { <span>{name}</span> }.into_any(),
        false => view! { <a href=page.link(&format!("/cities/{}", inner.id))>{name}</a> }.into_any(),
    }
}

fn heading(page: &Page, place: &Place, inside: &[(&Place, &PlaceShare)]) -> String {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let name = place.name.of(lang);
    let whole = share(programme, &page.record, page.view, people(place));
    let parts = inside
        .iter()
        .filter(|(_, share)| share.whole.stated)
        .map(|(inner, share)| lang.named_count(&place_name(programme, inner, lang), share.whole.value));
    let parts: Vec<String> = parts.collect();
    match (whole.stated, inside.len()) {
        (false, _) => lang.place_title_none(name),
        (true, 2..) => lang.place_title_parts(name, whole.value, &lang.list(&parts)),
        (true, _) => lang.place_title(name, whole.value),
    }
}

fn marks(page: &Page, place: &Place) -> AnyView {
    Arrangement::ALL
        .map(|what| {
            let (state, requirement) = arranged(&page.standing.programme, &page.progress, place, what);
            view! { <td data-label=page.lang.arrangement(what)>{mark(page, state, requirement)}</td> }
        })
        .into_iter()
        .collect_view()
        .into_any()
}

/// What the scheme wants in the place and in those that lie in it: task, part, clause, and who reported it in.
fn requirements(page: &Page, known: &Known, place: &Place) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let rows: Vec<AnyView> = programme
        .places_of(&place.id)
        .flat_map(|inner| inner.requires.iter().map(move |requirement| (inner, requirement)))
        .filter_map(|(inner, requirement)| {
            let task = programme.task(&requirement.task)?;
            let (state, _) = arranged(programme, &page.progress, inner, requirement.what);
            let part = requirement.part.as_deref();
            let slot = part.and_then(|part| task.slots.iter().find(|slot| slot.zh_hans == part));
            let by = part.and_then(|part| known.part_source(&task.number, part)).map(|found| source(page, &found));
            let optional = requirement.optional.then(|| view! { " " <span class="when">{lang.requirement_optional()}</span> });
            Some(view! {
                <tr>
                    <th scope="row">{inner.name.of(lang).to_owned()} " " {lang.arrangement(requirement.what)}{optional}</th>
                    <td data-label=lang.task_state()>{lang.arranged_glyph(state)} " " {lang.arranged(state)}{requirement.inferred.then(|| inferred(lang))}</td>
                    <td data-label=lang.task_label()><a href=page.link(&format!("/tasks/{}", task.number))>{lang.task_named(task.short.of(lang), &task.number)}</a></td>
                    <td data-label=lang.requirement_part()>{slot.map(|slot| slot.of(lang).to_owned())}</td>
                    <td data-label=lang.requirement_clause()>{requirement.clause.clone()}</td>
                    <td data-label=lang.reported_by()>{by.unwrap_or_else(|| "—".into_any())}</td>
                </tr>
            }
            .into_any())
        })
        .collect();
    if rows.is_empty() {
        return view! { <p>{lang.requirements_none()}</p> }.into_any();
    }
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=lang.requirements()><table class="parts">
            <thead><tr>
                <th scope="col">{lang.requirement()}</th><th scope="col">{lang.task_state()}</th><th scope="col">{lang.task_label()}</th>
                <th scope="col">{lang.requirement_part()}</th><th scope="col">{lang.requirement_clause()}</th><th scope="col">{lang.reported_by()}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
    }
    .into_any()
}

/// What has been issued for the place, as its units report: title, number, day.
fn policies(page: &Page, known: &Known, place: &Place) -> Option<AnyView> {
    let lang = page.lang;
    let found = known.policies(&units_of(page, place));
    let rows = found.iter().map(|(policy, by)| {
        view! {
            <tr><th scope="row">{policy.title.clone()}</th><td data-label=lang.form_policy_number()>{policy.number.clone()}</td>
                <td data-label=lang.form_policy_on() class="when">{policy.on.to_string()}</td><td data-label=lang.reported_by()>{source(page, by)}</td></tr>
        }
    });
    (!found.is_empty()).then(|| {
        view! {
            <h2 id="policies">{lang.place_policies()}</h2>
            <div class="scroll" tabindex="0" role="region" aria-labelledby="policies"><table class="parts">
                <thead><tr><th scope="col">{lang.form_policy_title()}</th><th scope="col">{lang.form_policy_number()}</th><th scope="col">{lang.form_policy_on()}</th><th scope="col">{lang.reported_by()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table></div>
        }
        .into_any()
    })
}

/// What the units of a city filed without a place: the city does not count it, and no sum of cities is the whole.
fn besides(page: &Page, place: &Place) -> Option<AnyView> {
    let without = FigureId::measure(Measure::Practising).of_place(UNNAMED);
    let of_unit = |unit: &str| share(&page.standing.programme, &page.record, page.view, without.clone().of_unit(unit));
    let filed: Vec<(&str, i64)> =
        units_of(page, place).into_iter().map(|unit| (unit, of_unit(unit).value)).filter(|(_, n)| *n != 0).collect();
    let said = filed.into_iter().map(|(unit, n)| {
        let address = page.link(&format!("/figures/{}", without.clone().of_unit(unit)));
        view! { <p class="quiet"><a href=address>{page.lang.unplaced_besides(n, &page.unit_label(unit))}</a></p> }
    });
    place.city.is_none().then(|| said.collect_view().into_any())
}

/// Which units filed the people of the place; each number opens its source.
fn filed_by(page: &Page, place: &Place) -> Option<AnyView> {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let whole = figure(programme, &page.record, page.view, &people(place))?;
    let units: BTreeSet<&str> = whole.contributions.iter().filter_map(|part| part.unit.as_deref()).collect();
    let rows = programme.units.iter().filter(|unit| units.contains(unit.id.as_str())).map(|unit| {
        let share = share(programme, &page.record, page.view, people(place).of_unit(&unit.id));
        view! { <tr><th scope="row">{unit_link(page, unit)}</th><td class="number">{number(page, &share, false)}</td></tr> }
    });
    (!units.is_empty()).then(|| {
        view! {
            <h2 id="filing-units">{lang.by_filing_unit()}</h2>
            <table class="compact" aria-labelledby="filing-units"><thead><tr><th scope="col">{lang.unit_label()}</th><th scope="col" class="number">{lang.measure(Measure::Practising)}</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody></table>
        }
        .into_any()
    })
}
