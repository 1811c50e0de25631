//! Places as tiles: each city a block with what lies in it, tinted by head-count. A schematic, not a map
//! (product rules C.6).

use super::{Chart, ChartKind, DASH, Table};
use crate::figures::{FigureId, Filter, UNNAMED};
use crate::language::Lang;
use crate::programme::{Arrangement, Place, Programme, Tile};
use crate::progress::{Arranged, PlaceShare, Progress, Record, arranged, by_place, figure, share, without_place};
use crate::targets::Measure;
use crate::units::Unit;
use crate::views::View;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tiles {
    pub tiles: Vec<CityTile>,
    /// What the three marks are about, in their order; none if the programme requires nothing of places.
    pub marks: Vec<String>,
    pub missing_label: String,
    /// In the place of a number no report states.
    pub unstated_label: String,
    /// People without a place, who belong to no tile.
    pub unplaced: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CityTile {
    pub at: Tile,
    pub name: String,
    /// 14人, of the city with all that lies in it; empty where no report states a number.
    pub total: String,
    pub places: Vec<PlaceCell>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceCell {
    pub name: String,
    /// None where no report states a number.
    pub value: Option<i64>,
    /// 0 for nobody, 4 for the place with the most.
    pub tint: usize,
    /// The unit to ask about it owes its latest report.
    pub stale: bool,
    pub marks: Vec<Arranged>,
}

/// What the finding says of a record: where people are, and where rules are still to come.
pub fn tiles(programme: &Programme, record: &Record, progress: &Progress, lang: Lang) -> Chart {
    let shares = by_place(programme, record, progress.view);
    let without = without_place(programme, record, progress.view);
    let most = shares.iter().map(|share| share.whole.value).max().unwrap_or_default();
    let wanted = |what: &Arrangement| programme.places.iter().any(|place| place.requirement(*what).is_some());
    let kinds: Vec<Arrangement> = Arrangement::ALL.into_iter().filter(wanted).collect();
    let heads = kinds.iter().map(|what| lang.arrangement(*what).to_owned());

    let mut rows = Vec::new();
    let mut drawn = Vec::new();
    for (city, at) in programme.cities().zip(squares(programme)) {
        let mut places = Vec::new();
        for place in programme.places_of(&city.id) {
            let Some(share) = shares.iter().find(|share| share.id == place.id) else { continue };
            if !is_shown(programme, place, share) {
                continue;
            }
            let marks: Vec<Arranged> = kinds.iter().map(|what| arranged(programme, progress, place, *what).0).collect();
            let name = place_name(programme, place, lang);
            let value = share.whole.stated.then_some(share.whole.value);
            let mut row = vec![name.clone(), value.map_or(lang.place_unstated().to_owned(), |n| n.to_string())];
            row.extend(marks.iter().map(|mark| lang.arranged(*mark).to_owned()));
            row.push(if share.silent { lang.cell_missing().to_owned() } else { DASH.to_owned() });
            rows.push(row);
            places.push(PlaceCell { name, value, tint: tint(share.whole.value, most), stale: share.silent, marks });
        }
        let id = FigureId::measure(Measure::Practising).of_city(&city.id);
        let whole = crate::progress::share(programme, record, progress.view, id);
        drawn.push(CityTile {
            at,
            name: city.name.of(lang).to_owned(),
            total: if whole.stated { lang.people(whole.value) } else { String::new() },
            places,
        });
    }
    if without.stated {
        let mut row = vec![lang.place_unknown().to_owned(), without.value.to_string()];
        row.resize(kinds.len() + 3, DASH.to_owned());
        rows.push(row);
    }
    let columns = [lang.place_label().to_owned(), lang.measure(Measure::Practising).to_owned()];
    Chart {
        title: finding(programme, record, progress, lang),
        desc: lang.chart_sentence(&[
            lang.tiles_measures().to_owned(),
            lang.tiles_schematic().to_owned(),
            lang.chart_as_at(&lang.day(progress.view.day)),
        ]),
        table: Table {
            columns: columns.into_iter().chain(heads.clone()).chain([lang.latest_report().to_owned()]).collect(),
            rows,
        },
        kind: ChartKind::Tiles(Tiles {
            tiles: drawn,
            marks: heads.collect(),
            missing_label: lang.cell_missing().to_owned(),
            unstated_label: lang.not_given().to_owned(),
            unplaced: (without.value > 0)
                .then(|| lang.unplaced_of(without.value, &unplaced_by(programme, record, progress.view, lang))),
        }),
    }
}

/// A city that has places of its own and nothing else to show of itself is only a heading.
pub fn is_shown(programme: &Programme, place: &Place, share: &PlaceShare) -> bool {
    let is_heading = place.city.is_none() && programme.places_of(&place.id).nth(1).is_some();
    !is_heading || share.whole.value != 0 || !place.requires.is_empty()
}

/// A city's own people are those outside the places that lie in it.
pub fn place_name(programme: &Programme, place: &Place, lang: Lang) -> String {
    let name = place.name.of(lang);
    match place.city.is_none() && programme.places_of(&place.id).nth(1).is_some() {
        true => lang.place_elsewhere(name),
        false => name.to_owned(),
    }
}

/// Where each city stands: as the file says, and the others on the first free square of two columns.
fn squares(programme: &Programme) -> Vec<Tile> {
    let mut taken: Vec<Tile> = programme.cities().filter_map(|city| city.tile).collect();
    let mut free = (1..).flat_map(|row| [1, 2].map(|column| Tile { row, column }));
    let mut places = Vec::new();
    for city in programme.cities() {
        let at = city.tile.or_else(|| free.find(|tile| !taken.contains(tile)));
        places.extend(at);
        taken.extend(at);
    }
    places
}

/// Who filed the people without a place: they are counted with no city, and the reader may look for them there.
pub fn unplaced_by(programme: &Programme, record: &Record, view: View, lang: Lang) -> String {
    let without = figure(programme, record, view, &FigureId::measure(Measure::Practising).of_place(UNNAMED));
    let counted = |unit: &&Unit| {
        let filter = Filter { unit: Some(unit.id.clone()), ..Filter::default() };
        without.as_ref().is_some_and(|whole| whole.part(&filter) != 0)
    };
    let units: Vec<String> = programme.units.iter().filter(counted).map(|unit| unit.label(lang).to_owned()).collect();
    lang.list(&units)
}

/// Five tints from nobody to the most.
fn tint(value: i64, most: i64) -> usize {
    match most {
        ..=0 => 0,
        _ => usize::try_from((value.clamp(0, most) * 4 + most - 1) / most).unwrap_or_default(),
    }
}

/// How many places the finding names before it counts the rest.
const NAMED: usize = 4;

fn finding(programme: &Programme, record: &Record, progress: &Progress, lang: Lang) -> String {
    let whole = share(programme, record, progress.view, FigureId::measure(Measure::Practising)).value;
    let without = without_place(programme, record, progress.view).value;
    let mut peopled = by_place(programme, record, progress.view);
    peopled.retain(|share| share.whole.value > 0);
    // Largest first; those alike stay in the order of the programme.
    peopled.sort_by_key(|share| -share.whole.value);
    let named = |share: &PlaceShare| {
        let place = programme.place(&share.id).map(|place| place_name(programme, place, lang)).unwrap_or_default();
        lang.named_count(&place, share.whole.value)
    };
    let mut parts: Vec<String> = peopled.iter().take(NAMED).map(named).collect();
    let others: i64 = peopled.iter().skip(NAMED).map(|share| share.whole.value).sum();
    let more = peopled.len().saturating_sub(NAMED) as i64;
    parts.extend((more > 0).then(|| lang.other_places(more, others)));
    let mut clauses = vec![match peopled.is_empty() {
        true => lang.cities_nobody(whole),
        false => lang.cities_title(whole, peopled.len() as i64, &lang.list(&parts)),
    }];
    clauses.extend((without > 0).then(|| lang.unplaced(without)));
    // What is inferred counts with another place, and is not told twice.
    let lacks_rules = |place: &&Place| {
        let (state, requirement) = arranged(programme, progress, place, Arrangement::Rules);
        state == Arranged::UnderWay && requirement.is_some_and(|requirement| !requirement.inferred)
    };
    let open = programme.places.iter().filter(lacks_rules).map(|place| place.name.of(lang).to_owned());
    let open: Vec<String> = open.collect();
    clauses.extend((!open.is_empty()).then(|| lang.rules_open(&lang.list(&open))));
    clauses.join(lang.pick("；", "；", "; "))
}
