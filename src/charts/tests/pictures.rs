//! Every chart in every state looks as it was last looked at.

mod harmless;
mod parts;
mod targets;
mod tasks;

use super::fixture::{people, record, version};
use crate::charts::svg::{Size, TrustedSvg, draw};
use crate::charts::{Chart, bullet};
use crate::language::Lang;
use crate::programme::Programme;
use crate::progress::{Progress, Record};
use harmless::is_harmless;
use std::path::PathBuf;

const ZH: Lang = Lang::ZhHans;

fn picture(chart: &Chart, id: &str) -> TrustedSvg {
    draw(chart, id, Size::natural(chart))
}

/// Compares with `tests/snapshots/charts/<id>.svg`; `UPDATE_SNAPSHOTS=1` writes it anew.
fn looks_as_before(id: &str, chart: &Chart) {
    looks_as_before_at(Size::natural(chart), id, chart);
}

fn looks_as_before_at(size: Size, id: &str, chart: &Chart) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("tests/snapshots/charts/{id}.svg"));
    let svg = draw(chart, id, size);
    is_harmless(svg.as_ref());
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&path, svg.as_ref()).unwrap();
    }
    let before = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(before == svg.as_ref(), "{} has changed; look at it, then run with UPDATE_SNAPSHOTS=1", path.display());
}

fn bullet_of(programme: &Programme, progress: &Progress, id: &str, lang: Lang) -> Chart {
    bullet(programme, progress, id, lang).unwrap()
}

/// July with one report still to be accepted: five more people.
fn partial() -> Record {
    let mut record = record(3..=7);
    record.versions.retain(|version| !(version.unit == "c" && version.period.month == 7));
    record.versions.push(version("c", 7, people(5, 20), false));
    record
}

/// Each kind of chart has been looked at when nothing is filed, when only a part is, and when that is old. A
/// number that no unit, or only one, has stated is not drawn by units, so that those have no empty picture.
#[test]
fn every_kind_of_chart_has_been_looked_at_in_every_state() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots/charts");
    for (empty, partial, stale) in [
        (Some("bullet-empty"), "bullet-pending", "bullet-stale"),
        (Some("slots-empty"), "slots-partial", "slots-stale"),
        (Some("ladder-empty"), "ladder-partial", "ladder-stale"),
        (Some("people-empty"), "people-pending", "people-stale"),
        (Some("steps-empty"), "steps-partial", "steps-missing"),
        (None, "unit-partial", "unit-missing"),
        (None, "revised-partial", "revised-stale"),
        (Some("timeline-empty"), "timeline-partial", "timeline-stale"),
        (Some("climb-empty"), "climb-partial", "climb-stale"),
        (Some("strip-empty"), "strip-partial", "strip-stale"),
        (Some("monthly-empty"), "monthly-partial", "monthly-missing"),
        (Some("tiles-empty"), "tiles", "tiles-stale"),
        (Some("stages-empty"), "stages", "stages-stale"),
        (Some("recognised-empty"), "recognised", "recognised-stale"),
        (None, "units", "units-stale"),
        (Some("duties-empty"), "duties-partial", "duties-stale"),
        (Some("reports-empty"), "reports-partial", "reports-stale"),
    ] {
        for name in [Some(partial), Some(stale), empty].into_iter().flatten() {
            assert!(folder.join(format!("{name}.svg")).is_file(), "{name}");
        }
    }
}
