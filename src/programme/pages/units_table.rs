//! The units as they stand on a day: kind, route, groups with their days, specialties, people.

use crate::calendar::day_of;
use crate::people::Account;
use crate::programme::Programme;
use crate::programme::editing::KINDS;
use crate::units::Unit;
use crate::web::pages::{Page, inferred};
use chrono::NaiveDate;
use leptos::prelude::*;

pub(super) fn units_table(page: &Page, accounts: &[Account]) -> AnyView {
    let lang = page.lang;
    let day = page.asked("on").and_then(|day| day.parse().ok()).unwrap_or_else(|| day_of(page.now));
    let programme = page.standing.newest().at(day);
    let rows = programme.units.iter().map(|unit| row(page, programme, unit, day, accounts));
    view! {
        <form method="get" action="/admin/programme" class="filter">
            {page.kept_fields(&[])}
            <label>{lang.units_on()}<input type="date" name="on" value=day.to_string()/></label>
            <button type="submit" class="second small">{lang.show()}</button>
        </form>
        <div class="scroll" tabindex="0" role="region" aria-labelledby="units"><table class="stacked">
            <thead><tr><th scope="col">{lang.unit_label()}</th><th scope="col">{lang.programme_word("kind")}</th><th scope="col">{lang.programme_word("route")}</th><th scope="col">{lang.programme_word("groups")}</th><th scope="col">{lang.programme_word("specialties")}</th><th scope="col">{lang.unit_contact()}</th></tr></thead>
            <tbody>{rows.collect_view()}</tbody>
        </table></div>
    }
    .into_any()
}

fn row(page: &Page, programme: &Programme, unit: &Unit, day: NaiveDate, accounts: &[Account]) -> AnyView {
    let lang = page.lang;
    let name = unit.name.of(lang).to_owned();
    // A unit that has left since has no form any more.
    let name = match page.standing.newest().unit(&unit.id) {
        Some(_) => view! { <a href=page.link(&format!("/admin/programme/unit/{}", unit.id))>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    let groups = programme.groups.iter().flat_map(|group| {
        let of_it = |it: &&crate::units::Membership| {
            it.unit == unit.id && it.from <= day && it.until.is_none_or(|until| day <= until)
        };
        group.members.iter().filter(of_it).map(move |it| {
            let until = it.until.map(|day| day.to_string()).unwrap_or_default();
            view! { <span class="part-of">{group.name.of(lang).to_owned()} " " <span class="when">{it.from.to_string()} "–" {until}</span></span> }
        })
    });
    let carried = programme.specialties.iter().filter(|it| it.units.contains(&unit.id));
    let specialties: Vec<String> = carried.clone().map(|it| it.name.of(lang).to_owned()).collect();
    let mark = carried.clone().any(|it| it.units_inferred).then(|| inferred(lang));
    let people = accounts.iter().filter(|it| it.is_open(page.now) && it.person.belongs_to(&unit.id));
    let people: Vec<String> = people.map(|it| it.person.name.clone()).collect();
    view! {
        <tr><th scope="row">{name}</th>
            <td data-label=lang.programme_word("kind")>{lang.programme_kind(KINDS[unit.kind as usize])}</td>
            <td data-label=lang.programme_word("route")>{lang.programme_route(unit.route)}</td>
            <td data-label=lang.programme_word("groups")>{groups.collect_view()}</td>
            <td data-label=lang.programme_word("specialties")>{lang.list(&specialties)}{mark}</td>
            <td data-label=lang.unit_contact()>{lang.list(&people)}</td></tr>
    }
    .into_any()
}
