//! By city: where people are established in practice, and what the scheme wants in each place (product rules E.13).

use super::charts::{ChartName, links};
use super::specialties::{latest_number, missing, number};
use super::units::unit_link;
use crate::charts::svg::{Area, Size, draw, tile_areas};
use crate::charts::{Chart, ChartKind, is_shown, place_name, unplaced_by};
use crate::figures::FigureId;
use crate::problem::Problem;
use crate::programme::{Arrangement, Place, Requirement};
use crate::progress::islands::Walk;
use crate::progress::{Arranged, PlaceShare, Share, arranged, by_place, share, without_place};
use crate::reports::Origin;
use crate::targets::Measure;
use crate::web::pages::{Page, inferred};
use axum::response::Response;
use leptos::prelude::*;

pub async fn cities(page: Page) -> Result<Response, Problem> {
    let title = |page: &Page| ChartName::Tiles.whole(page).map(|chart| chart.title.clone()).unwrap_or_default();
    page.show_kept_awake(title, view).await
}

fn view(page: &Page) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let Some(chart) = ChartName::Tiles.whole(page) else { return ().into_any() };
    let svg = draw(&chart, "tiles", Size::natural(&chart)).to_string();
    let shares = by_place(programme, &page.record, page.view);
    let cities = programme.cities().map(|city| {
        let whole = of(page, FigureId::measure(Measure::Practising).of_city(&city.id));
        let rows: Vec<AnyView> = programme
            .places_of(&city.id)
            .filter_map(|place| {
                let share = shares.iter().find(|share| share.id == place.id)?;
                is_shown(programme, place, share).then(|| row(page, place, share))
            })
            .collect();
        let address = page.link(&format!("/cities/{}", city.id));
        view! {
            <tbody>
                <tr class="lane"><th scope="rowgroup" colspan="9"><a href=address>{city.name.of(lang).to_owned()}</a> " " {number(page, &whole, false)}{whole.stated.then(|| lang.pick("人", "人", ""))}</th></tr>
                {rows}
            </tbody>
        }
    });
    let is_inferred = programme.places.iter().any(|place| place.unit_inferred);
    let note = is_inferred.then(|| view! { <p class="quiet">{lang.inferred_link_note()}</p> });
    view! {
        <h1 class="finding">{chart.title.clone()}</h1>
        <figure class="chart tiles wide-only">
            <div class="overlaid"><div class="drawing" inner_html=svg></div>{walked(page, &chart)}</div>
            <Walk grid=GRID.to_owned() hint=lang.tiles_walk_hint().to_owned()/>
            {links(page, &ChartName::Tiles, &chart)}
            <p class="quiet">{lang.tiles_legend()} " · " {lang.tiles_schematic()}</p>
        </figure>
        <div class="scroll" tabindex="0" role="region" aria-label=lang.nav_cities()>
            <table class="parts cities">
                {heads(page, true)}
                {cities.collect_view()}
                <tfoot>{totals(page)}</tfoot>
            </table>
        </div>
        {note}
    }
    .into_any()
}

const GRID: &str = "tiles-walked";

/// A link over each tile of the picture; the arrow keys lead from one to the next.
fn walked(page: &Page, chart: &Chart) -> AnyView {
    let ChartKind::Tiles(tiles) = &chart.kind else { return ().into_any() };
    let programme = &page.standing.programme;
    let mut cells: Vec<_> = programme.cities().zip(tiles.tiles.iter().zip(tile_areas(tiles))).collect();
    cells.sort_by_key(|(_, (tile, _))| (tile.at.row, tile.at.column));
    let rows = cells.chunk_by(|(_, (one, _)), (_, (other, _))| one.at.row == other.at.row).map(|row| {
        let cells = row.iter().map(|(city, (tile, area))| {
            let Area { left, top, right, bottom } = area;
            let name = match tile.total.is_empty() {
                true => tile.name.clone(),
                false => format!("{} {}", tile.name, tile.total),
            };
            let (said, spoken) = (name.clone(), name);
            view! {
                <g role="gridcell">
                    <a href=page.link(&format!("/cities/{}", city.id)) title=said aria-label=spoken>
                        <rect x=left.to_string() y=top.to_string() width=(right - left).to_string() height=(bottom - top).to_string()></rect>
                    </a>
                </g>
            }
        });
        view! { <g role="row">{cells.collect_view()}</g> }
    });
    let Size { width, height } = Size::natural(chart);
    view! {
        <svg id=GRID class="over" role="grid" aria-label=page.lang.tiles_grid_label() viewBox=format!("0 0 {width} {height}")>
            {rows.collect_view()}
        </svg>
    }
    .into_any()
}

fn of(page: &Page, id: FigureId) -> Share {
    share(&page.standing.programme, &page.record, page.view, id)
}

/// The heads of a table of places.
pub(super) fn heads(page: &Page, with_unit: bool) -> AnyView {
    let lang = page.lang;
    let origins = Origin::ALL.map(|origin| view! { <th scope="col" class="number">{lang.origin(origin)}</th> });
    let month = page.standing.programme.latest_closed(page.view.day).map(|period| lang.chart_month(period.end));
    let added = month.map_or(lang.month_new().to_owned(), |month| lang.month_added(&month));
    let kinds = Arrangement::ALL.map(|what| view! { <th scope="col">{lang.arrangement(what)}</th> });
    view! {
        <thead><tr>
            <th scope="col">{lang.place_label()}</th><th scope="col" class="number">{lang.measure(Measure::Practising)}</th>
            {origins.into_iter().collect_view()}<th scope="col" class="number">{added}</th>{kinds.into_iter().collect_view()}
            {with_unit.then(|| view! { <th scope="col">{lang.place_unit()}</th> })}
        </tr></thead>
    }
    .into_any()
}

/// Head-counts under `id`: in all, by origin, and new in the last closed period; whether who could say is silent.
pub(super) fn counts(page: &Page, id: &FigureId, silent: bool) -> AnyView {
    let lang = page.lang;
    let latest = page.standing.programme.latest_closed(page.view.day);
    let latest = latest.map(|period| of(page, id.clone().in_period(period.id)));
    let origins = Origin::ALL.map(|origin| {
        let share = of(page, id.clone().of_origin(origin));
        view! { <td class="number" data-label=lang.origin(origin)>{number(page, &share, false)}</td> }
    });
    view! {
        <td class="number strong" data-label=lang.measure(Measure::Practising)>{number(page, &of(page, id.clone()), false)}</td>
        {origins.into_iter().collect_view()}
        <td class="number" data-label=lang.month_new()>{latest.map_or_else(|| "—".into_any(), |latest| latest_number(page, &latest, silent))}</td>
    }
    .into_any()
}

fn row(page: &Page, place: &Place, share: &PlaceShare) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let marks = Arrangement::ALL.map(|what| {
        let (state, requirement) = arranged(programme, &page.progress, place, what);
        view! { <td data-label=lang.arrangement(what)>{mark(page, state, requirement)}</td> }
    });
    let unit = place.unit.as_deref().and_then(|unit| programme.unit(unit)).map(|unit| {
        view! { <span class="carrier">{unit_link(page, unit)}{place.unit_inferred.then(|| inferred(lang))}</span> }
    });
    let late = share.silent.then(|| missing(page)).flatten();
    view! {
        <tr>
            <th scope="row"><a href=page.link(&format!("/cities/{}", place.id))>{place_name(programme, place, lang)}</a> " " {late}</th>
            {counts(page, &share.whole.id, share.silent)}
            {marks.into_iter().collect_view()}
            <td data-label=lang.place_unit()>{unit}</td>
        </tr>
    }
    .into_any()
}

/// The mark of something the scheme wants, with its word and the task it belongs to.
pub(super) fn mark(page: &Page, state: Arranged, requirement: Option<&Requirement>) -> AnyView {
    let lang = page.lang;
    let glyph = lang.arranged_glyph(state);
    let Some(requirement) = requirement else {
        return view! { <span class="quiet"><span aria-hidden="true">{glyph}</span><span class="spoken">{lang.arranged(state)}</span></span> }
            .into_any();
    };
    let optional = requirement.optional.then(|| lang.requirement_optional());
    view! {
        <a class="arranged" href=page.link(&format!("/tasks/{}", requirement.task)) title=optional>
            <span class="tick" aria-hidden="true">{glyph}</span> " " {lang.arranged(state)}
        </a>
        {requirement.inferred.then(|| inferred(lang))}
    }
    .into_any()
}

fn totals(page: &Page) -> AnyView {
    let lang = page.lang;
    let without = without_place(&page.standing.programme, &page.record, page.view);
    let row = |name: String, id: &FigureId| {
        view! { <tr><th scope="row">{name}</th>{counts(page, id, false)}<td colspan="4"></td></tr> }
    };
    let unknown = || match unplaced_by(&page.standing.programme, &page.record, page.view, lang) {
        units if units.is_empty() => lang.place_unknown().to_owned(),
        units => lang.place_unknown_by(&units),
    };
    view! {
        {without.stated.then(|| row(unknown(), &without.id))}
        {row(lang.in_all().to_owned(), &FigureId::measure(Measure::Practising))}
    }
    .into_any()
}
