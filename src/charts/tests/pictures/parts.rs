//! Head-counts and stages by specialty and by city.

use super::super::fixture::{by_parts, people, version, view, with_places};
use super::{ZH, looks_as_before};
use crate::charts::{Chart, by_unit, climb, climbs, monthly, strip, strips, strips_end, tiles};
use crate::figures::FigureId;
use crate::language::Lang;
use crate::programme::Programme;
use crate::progress::{Known, Record, by_specialty, progress};
use crate::targets::Measure;
use crate::views::View;

/// What stands by specialty and by city, in a programme with places.
pub fn parts_of(programme: &Programme, record: &Record, view: View, lang: Lang) -> Vec<(String, Chart)> {
    let now = progress(programme, record, view);
    let known = Known::new(programme, record, view);
    let shares = by_specialty(programme, record, view);
    let end = strips_end(&shares);
    let mut charts = vec![
        ("tiles".to_owned(), tiles(programme, record, &now, lang)),
        ("stages".to_owned(), climbs(programme, record, &now, lang)),
        ("recognised".to_owned(), strips(programme, record, &now, lang)),
    ];
    let units = by_unit(programme, record, view, &FigureId::target("T1"), "执业落地", lang);
    charts.extend(units.map(|chart| ("units".to_owned(), chart)));
    for (specialty, share) in programme.specialties.iter().zip(&shares) {
        let id = &specialty.id;
        let steps = known.stages_of(id);
        charts.push((format!("climb-{id}"), climb(programme, &now, specialty, &steps, lang)));
        charts.push((format!("strip-{id}"), strip(&now, specialty, share, end, lang)));
    }
    for (id, unit) in [("nansha", "a"), ("hengqin", "c")] {
        let figure = FigureId::measure(Measure::Practising).of_place(id);
        let name = programme.place(id).map_or(id, |place| place.name.of(lang));
        charts.push((format!("monthly-{id}"), monthly(programme, record, view, &figure, &[unit], name, lang)));
    }
    charts
}

#[test]
fn charts_by_specialty_and_by_city_look_as_before() {
    let programme = with_places();
    let look = |record: &Record, view: View, lang: Lang, wanted: &[(&str, &str)]| {
        let charts = parts_of(&programme, record, view, lang);
        for (id, picture) in wanted {
            let (_, chart) = charts.iter().find(|(name, _)| name == id).unwrap();
            looks_as_before(picture, chart);
        }
    };
    let full = by_parts();
    let mut partial = full.clone();
    partial.versions.push(version("c", 7, people(5, 0), false));
    look(
        &full,
        view(7, 28),
        ZH,
        &[
            ("tiles", "tiles-stale"),
            ("stages", "stages-stale"),
            ("units", "units-stale"),
            ("recognised", "recognised-stale"),
            ("climb-textile", "climb"),
            ("climb-nonmetallic", "climb-stale"),
            ("strip-textile", "strip"),
            ("strip-food", "strip-nought"),
            ("strip-nonmetallic", "strip-stale"),
            ("monthly-nansha", "monthly"),
            ("monthly-hengqin", "monthly-missing"),
        ],
    );
    look(
        &partial,
        view(7, 28),
        ZH,
        &[
            ("tiles", "tiles"),
            ("stages", "stages"),
            ("units", "units"),
            ("recognised", "recognised"),
            ("climb-nonmetallic", "climb-partial"),
            ("strip-nonmetallic", "strip-partial"),
            ("monthly-hengqin", "monthly-partial"),
        ],
    );
    look(
        &partial,
        view(7, 28),
        Lang::En,
        &[
            ("tiles", "tiles-english"),
            ("stages", "stages-english"),
            ("recognised", "recognised-english"),
            ("monthly-nansha", "monthly-english"),
        ],
    );
    look(
        &Record::default(),
        view(3, 20),
        ZH,
        &[
            ("tiles", "tiles-empty"),
            ("stages", "stages-empty"),
            ("recognised", "recognised-empty"),
            ("climb-food", "climb-empty"),
            ("strip-food", "strip-empty"),
            ("monthly-nansha", "monthly-empty"),
        ],
    );
}
