//! The people of a count: a picture, over it a grid of links that the arrow keys walk, and the same as a table.

use crate::charts::svg::{Size, draw};
use crate::charts::{Chart, ChartKind, Group, People, Person, Sum, away_in, person_key};
use crate::figures::{Contribution, FigureId, Filter, UNNAMED};
use crate::progress::Correction;
use crate::progress::islands::Walk;
use crate::progress::pages::charts::{ChartName, links};
use crate::progress::pages::{figures, waiting_mark};
use crate::web::pages::Page;
use leptos::prelude::*;

const GRID: &str = "people";

/// The table is open at once where it is the only one, and otherwise a key away.
pub fn view(page: &Page, name: &ChartName, chart: &Chart, open: bool) -> AnyView {
    let ChartKind::People(people) = &chart.kind else { return ().into_any() };
    let lang = page.lang;
    let svg = draw(chart, &name.to_string(), Size::natural(chart));
    let hint = lang.people_walk_hint().to_owned();
    view! {
        <figure class=format!("chart people wide-{}", people.wide)>
            <figcaption>{chart.title.clone()}</figcaption>
            <p class="measured">{chart.desc.clone()}</p>
            <div class="people-body">
                <div class="people-picture">
                    <div class="overlaid">
                        <div class="drawing" inner_html=svg.to_string()></div>
                        {grid(page, people)}
                    </div>
                    <Walk grid=GRID.to_owned() hint=hint/>
                </div>
                <div class="people-told">
                    {legend(page, people)}
                    {links(page, name, chart)}
                    <details class="behind" open=open><summary>{lang.view_table()}</summary>{table(page, &chart.title, people)}</details>
                </div>
            </div>
        </figure>
    }
    .into_any()
}

/// As many cells as are drawn, each over its own; what is open leads nowhere but can be walked to.
fn grid(page: &Page, people: &People) -> AnyView {
    let lang = page.lang;
    let cell = |(index, person): (usize, &Person)| {
        let number = index + 1;
        let (said, address) = match person {
            Person::Here(_, part) => {
                (lang.person_here(number, &facts(page, part)), Some(source(page, &people.id, part)))
            }
            Person::Pending => (lang.person_pending(number), Some(page.link(&format!("/figures/{}", people.awaited)))),
            Person::Away(index) => match people.away.get(*index) {
                Some(it) => {
                    let (from, to) = (it.from, it.to);
                    (lang.person_away(number, &away_facts(page, it), from, to), Some(away_source(page, &people.id, it)))
                }
                None => (lang.person_open(number), None),
            },
            Person::Open => (lang.person_open(number), None),
        };
        let said = if index < people.target { said } else { lang.person_beyond(&said) };
        // Only the first takes part in tabbing; the arrow keys lead on from there.
        let tab = if index == 0 { "0" } else { "-1" };
        match address {
            Some(address) => view! {
                <span role="gridcell"><a href=address title=said tabindex=tab data-cell=index></a></span>
            }
            .into_any(),
            None => view! { <span role="gridcell" title=said tabindex=tab data-cell=index></span> }.into_any(),
        }
    };
    let cells: Vec<(usize, &Person)> = people.cells.iter().enumerate().collect();
    let rows = cells.chunks(people.wide.max(1)).map(|row| {
        view! { <div role="row">{row.iter().copied().map(cell).collect_view()}</div> }
    });
    view! {
        <div id=GRID class="cells" role="grid" aria-label=lang.people_grid_label(people.target.min(people.cells.len()) as i64)>{rows.collect_view()}</div>
    }
    .into_any()
}

/// When, where, from where and through whom.
fn facts(page: &Page, part: &Contribution) -> String {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let place = part.place.as_deref().and_then(|id| programme.place(id));
    let city = place.and_then(|place| programme.place(place.city.as_deref()?));
    let origin = part.origin.map(|origin| match part.direction {
        Some(direction) => lang.way(origin, direction),
        None => lang.origin(origin).to_owned(),
    });
    let nowhere = || part.specialty.is_none().then(|| lang.place_unknown().to_owned());
    let facts = [
        part.period.map(|period| lang.period_month(period)),
        place.map(|place| lang.place_within(place, city)).or_else(nowhere),
        part.specialty.as_deref().map(|id| figures::specialty(page, id)),
        origin,
        part.unit.as_deref().filter(|unit| may_read(page, unit)).map(|unit| page.unit_name(unit)),
    ];
    let facts: Vec<String> = facts.into_iter().flatten().collect();
    facts.join(lang.pick("，", "，", ", "))
}

/// When, and through whom if the reader may know.
fn away_facts(page: &Page, it: &Correction) -> String {
    let unit = may_read(page, &it.unit).then(|| page.unit_name(&it.unit));
    let facts: Vec<String> = [Some(page.lang.period_month(it.period)), unit].into_iter().flatten().collect();
    facts.join(page.lang.pick("，", "，", ", "))
}

/// The figure whose life tells of the correction.
fn away_source(page: &Page, id: &FigureId, it: &Correction) -> String {
    let whole = id.clone().in_period(it.period);
    let id = if may_read(page, &it.unit) { whole.of_unit(&it.unit) } else { whole };
    page.link(&format!("/figures/{id}"))
}

fn may_read(page: &Page, unit: &str) -> bool {
    page.visitor.person.as_ref().is_some_and(|person| person.may_read(unit))
}

/// The report itself for those who may read it, else the figure of all people like this one.
fn source(page: &Page, id: &FigureId, part: &Contribution) -> String {
    match (part.unit.as_deref().filter(|unit| may_read(page, unit)), part.period, part.version) {
        (Some(unit), Some(period), Some(version)) => page.link(&format!("/reports/{unit}/{period}?version={version}")),
        _ => {
            let nowhere = || part.specialty.is_none().then(|| UNNAMED.to_owned());
            let filter = Filter {
                period: part.period,
                specialty: part.specialty.clone(),
                place: part.place.clone().or_else(nowhere),
                origin: part.origin,
                direction: part.direction,
                ..Filter::default()
            };
            page.link(&format!("/figures/{}", FigureId { subject: id.subject.clone(), filter }))
        }
    }
}

/// What each look of a cell means, with its numbers.
pub fn legend(page: &Page, people: &People) -> AnyView {
    let lang = page.lang;
    let groups = people.groups.iter().map(|group| {
        let here = Person::Here(group.hue, Contribution::default());
        view! { <li>{swatch(people, here, &group.name)} <span>{group_numbers(page, group)}</span></li> }
    });
    let rest = people.key.iter().filter(|line| !matches!(line.person, Person::Here(..))).map(|line| {
        view! { <li>{swatch(people, line.person.clone(), &line.text)} <span>{line.text.clone()}</span></li> }
    });
    view! { <ul class="people-legend" aria-label=lang.people_legend()>{groups.collect_view()}{rest.collect_view()}</ul> }
        .into_any()
}

/// 广州：南沙新区 9，黄埔区 5; a group that is its only part says its name once.
fn group_numbers(page: &Page, group: &Group) -> AnyView {
    let alone = group.parts.iter().all(|part| part.name == group.name);
    let head = (!alone).then(|| view! { <strong>{group.name.clone()}</strong> " " });
    let parts = group.parts.iter().map(|part| {
        view! { <span class="part">{part.name.clone()} " " {page.figure(&part.id, part.value)}</span> " " }
    });
    view! { {head} {parts.collect_view()} }.into_any()
}

/// One cell drawn alone, with its meaning for those who do not see it.
fn swatch(people: &People, person: Person, name: &str) -> AnyView {
    let chart = person_key(person, people.untold, name);
    // On the sheet two targets have each their key.
    let of = people.id.to_string().replace([',', '='], "-");
    let id = format!("key-{of}-{}", crate::web::pages::encode(name).replace('%', ""));
    let svg = draw(&chart, &id, Size::natural(&chart));
    view! { <span class="swatch" inner_html=svg.to_string()></span> }.into_any()
}

/// The same people counted; every number opens its source.
fn table(page: &Page, label: &str, people: &People) -> AnyView {
    let sums = &people.sums;
    let heads = sums.heads.iter().enumerate().map(|(at, name)| {
        view! { <th scope="col" class=(at > 0).then_some("number")>{name.clone()}</th> }
    });
    let cells = |row: &[Sum]| {
        let name = row.first().map(|sum| sum.name.clone());
        let numbers = row.iter().map(|sum| {
            let shown = match (sum.told, sum.value, sum.waiting) {
                (false, ..) => view! { <span class="unreported">{page.lang.cell_missing()}</span> }.into_any(),
                (true, 0, 1..) => waiting_mark(page, &sum.id).unwrap_or_else(|| page.figure(&sum.id, sum.value)),
                (true, value, _) => page.figure(&sum.id, value),
            };
            view! { <td class="number">{shown}</td> }
        });
        view! { <th scope="row">{name}</th> {numbers.collect_view()} }
    };
    let (last, rows) = sums.rows.split_last().map_or((None, &[][..]), |(last, rows)| (Some(last), rows));
    let rows = rows.iter().map(|row| view! { <tr>{cells(row)}</tr> });
    let away = (!people.away.is_empty()).then(|| {
        let taken = away_in(&people.away, sums).into_iter();
        let taken = taken.map(|n| view! { <td class="number quiet">{n}</td> });
        view! { <tr><th scope="row" class="quiet">{page.lang.person_away_head()}</th>{taken.collect_view()}</tr> }
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=label.to_owned()>
            <table>
                <thead><tr>{heads.collect_view()}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
                <tfoot>{last.map(|row| view! { <tr>{cells(row)}</tr> })}{away}</tfoot>
            </table>
        </div>
    }
    .into_any()
}
