//! The name of every chart, and the one place that composes it.

use crate::charts::{
    Chart, bullet, by_unit, climbs, duties, ladder, of_unit, people, reports, revised, slots, steps, strips, tiles,
    timeline,
};
use crate::figures::{FigureId, Filings, Subject};
use crate::progress::pages::{figures, place, specialty, tasks};
use crate::targets::{Measure, Target, TargetMeasure};
use crate::web::pages::Page;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// A chart that pages show. Its name is also its id on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChartName {
    /// A head-count person by person: that of a target, or a part of it.
    People(FigureId),
    /// Of the target with this id, like the next three.
    Bullet(String),
    Steps(String),
    Slots(String),
    Ladder(String),
    /// What a unit has stated of a measure, as reported and as corrected since.
    Revised(Measure, String),
    /// Of all tasks.
    Timeline,
    /// Of all cities.
    Tiles,
    /// Head-counts month by month.
    Monthly(MonthlyOf),
    /// The stages of all specialties.
    Climbs,
    /// The persons recognised in all specialties.
    Strips,
    /// Who answers for what.
    Duties,
    /// Who has reported.
    Reports,
    /// A number by the units it comes from.
    ByUnit(FigureId),
}

/// Whose head-count.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MonthlyOf {
    Unit(Measure, String),
    Specialty(String),
    Place(String),
}

impl ChartName {
    /// What the card of a target shows.
    pub fn on_card(target: &Target) -> Self {
        let id = target.id.clone();
        match target.measure {
            TargetMeasure::Count { .. } => ChartName::Bullet(id),
            TargetMeasure::Specialties { .. } => ChartName::Slots(id),
            TargetMeasure::TaskStage { .. } => ChartName::Ladder(id),
        }
    }

    /// The chart at the page's moment and in its language, less what the page's address leaves out; none if the
    /// programme has no such chart.
    pub fn compose(&self, page: &Page) -> Option<Arc<Chart>> {
        let whole = self.whole(page)?;
        match self {
            ChartName::Timeline => tasks::filtered(page, whole),
            _ => Some(whole),
        }
    }

    /// The chart with nothing left out, composed once for each revision.
    pub fn whole(&self, page: &Page) -> Option<Arc<Chart>> {
        let of_unit = match self {
            ChartName::Monthly(MonthlyOf::Unit(_, unit)) | ChartName::Revised(_, unit) => Some(unit),
            ChartName::People(id) => id.filter.unit.as_ref(),
            _ => None,
        };
        if let Some(unit) = of_unit {
            // Whose page the reader may not open, whose line they may not take away.
            page.visitor.person.as_ref().filter(|person| person.may_read(unit))?;
        }
        if let ChartName::ByUnit(_) = self {
            let reader = page.visitor.person.as_ref()?;
            page.standing.programme.units.iter().all(|unit| reader.may_read(&unit.id)).then_some(())?;
        }
        page.app.chart(page.chart_key(self.to_string()), || self.anew(page))
    }

    fn anew(&self, page: &Page) -> Option<Chart> {
        let (programme, progress, lang) = (&page.standing.programme, &page.progress, page.lang);
        match self {
            ChartName::Bullet(id) => bullet(programme, progress, id, lang),
            ChartName::People(id) => people(programme, &page.record, page.view, id, lang),
            ChartName::Steps(id) => steps(programme, &page.record, page.view, id, lang),
            ChartName::Slots(id) => slots(programme, progress, id, lang),
            ChartName::Ladder(id) => ladder(programme, progress, id, lang),
            ChartName::Revised(measure, unit) => {
                revised(programme, &page.record, (unit, *measure), page.view.day, lang)
            }
            ChartName::Timeline => Some(timeline(programme, progress, lang)),
            ChartName::Tiles => Some(tiles(programme, &page.record, progress, lang)),
            ChartName::Monthly(MonthlyOf::Specialty(id)) => Some(specialty::by_month(page, programme.specialty(id)?)),
            ChartName::Monthly(MonthlyOf::Unit(measure, unit)) => {
                of_unit(programme, &page.record, page.view, unit, *measure, lang)
            }
            ChartName::Monthly(MonthlyOf::Place(id)) => Some(place::by_month(page, programme.place(id)?)),
            ChartName::Climbs => Some(climbs(programme, &page.record, progress, lang)),
            ChartName::Strips => Some(strips(programme, &page.record, progress, lang)),
            ChartName::Duties => Some(duties(programme, &page.record, progress, lang)),
            ChartName::Reports => Some(reports(programme, &page.record, progress, lang)),
            ChartName::ByUnit(id) => {
                let what = figures::name(page, id);
                by_unit(programme, &page.record, page.view, id, &what, lang)
            }
        }
    }

    /// What the page's address leaves out of the chart, as an address says it.
    pub(super) fn filters(&self, page: &Page) -> String {
        match self {
            ChartName::Timeline => tasks::filters(page),
            _ => String::new(),
        }
    }

    /// The figure the chart is about, if it is about one.
    pub(super) fn source(&self, page: &Page) -> Option<FigureId> {
        let programme = &page.standing.programme;
        match self {
            ChartName::Bullet(id) | ChartName::Steps(id) | ChartName::Slots(id) | ChartName::Ladder(id) => {
                Some(FigureId::target(id))
            }
            ChartName::Monthly(MonthlyOf::Unit(measure, unit)) | ChartName::Revised(measure, unit) => {
                Some(FigureId::measure(*measure).of_unit(unit))
            }
            ChartName::Tiles => Some(FigureId::measure(Measure::Practising)),
            ChartName::Monthly(MonthlyOf::Specialty(id)) => programme.specialty(id).map(specialty::of),
            ChartName::Monthly(MonthlyOf::Place(id)) => programme.place(id).map(place::people),
            ChartName::Strips => Some(FigureId::measure(Measure::Recognised)),
            ChartName::People(id) | ChartName::ByUnit(id) => Some(id.clone()),
            ChartName::Climbs => {
                let signed =
                    |target: &&Target| matches!(target.measure, TargetMeasure::Specialties { baseline: 0, .. });
                programme.targets.iter().find(signed).map(|target| FigureId::target(&target.id))
            }
            ChartName::Reports => Some(FigureId::whole(Subject::Filings(Filings::OnTime))),
            ChartName::Timeline | ChartName::Duties => None,
        }
    }
}

impl fmt::Display for ChartName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ChartName::Bullet(id) => write!(f, "bullet-{id}"),
            ChartName::People(id) => write!(f, "people-{id}"),
            ChartName::Steps(id) => write!(f, "steps-{id}"),
            ChartName::Slots(id) => write!(f, "slots-{id}"),
            ChartName::Ladder(id) => write!(f, "ladder-{id}"),
            ChartName::Revised(measure, unit) => write!(f, "revised-{measure}-{unit}"),
            ChartName::Timeline => f.write_str("timeline"),
            ChartName::Tiles => f.write_str("tiles"),
            ChartName::Monthly(MonthlyOf::Specialty(id)) => write!(f, "monthly-specialty-{id}"),
            ChartName::Monthly(MonthlyOf::Unit(measure, unit)) => write!(f, "monthly-{measure}-{unit}"),
            ChartName::Monthly(MonthlyOf::Place(id)) => write!(f, "monthly-place-{id}"),
            ChartName::Climbs => f.write_str("stages"),
            ChartName::Strips => f.write_str("recognised"),
            ChartName::Duties => f.write_str("duties"),
            ChartName::Reports => f.write_str("reports"),
            ChartName::ByUnit(id) => write!(f, "units-{id}"),
        }
    }
}

impl FromStr for ChartName {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let (kind, id) = text.split_once('-').unwrap_or((text, ""));
        match (kind, id.to_owned()) {
            ("bullet", id) => Ok(ChartName::Bullet(id)),
            ("people", id) => Ok(ChartName::People(id.parse()?)),
            ("steps", id) => Ok(ChartName::Steps(id)),
            ("slots", id) => Ok(ChartName::Slots(id)),
            ("ladder", id) => Ok(ChartName::Ladder(id)),
            ("revised", id) => {
                let (measure, unit) = id.split_once('-').ok_or("expected revised-measure-unit")?;
                Ok(ChartName::Revised(measure.parse()?, unit.to_owned()))
            }
            ("units", id) => Ok(ChartName::ByUnit(id.parse()?)),
            ("monthly", id) => match id.split_once('-') {
                Some(("specialty", id)) => Ok(ChartName::Monthly(MonthlyOf::Specialty(id.to_owned()))),
                Some(("place", id)) => Ok(ChartName::Monthly(MonthlyOf::Place(id.to_owned()))),
                Some((measure, unit)) => Ok(ChartName::Monthly(MonthlyOf::Unit(measure.parse()?, unit.to_owned()))),
                None => Err("expected monthly-specialty-…, monthly-place-… or monthly-measure-unit".to_owned()),
            },
            (whole, id) if id.is_empty() && !text.contains('-') => match whole {
                "tiles" => Ok(ChartName::Tiles),
                "timeline" => Ok(ChartName::Timeline),
                "stages" => Ok(ChartName::Climbs),
                "recognised" => Ok(ChartName::Strips),
                "duties" => Ok(ChartName::Duties),
                "reports" => Ok(ChartName::Reports),
                _ => Err(format!("no chart is called {text:?}")),
            },
            _ => Err(format!("no chart is called {text:?}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_is_found_by_the_name_it_says() {
        for text in [
            "bullet-T1",
            "people-T1",
            "people-recognised,specialty=food",
            "steps-T2",
            "slots-T4",
            "ladder-T5",
            "monthly-recognised-soc_food",
            "revised-recognised-soc_food",
            "timeline",
            "tiles",
            "monthly-specialty-food",
            "monthly-place-qianhai",
            "stages",
            "recognised",
            "duties",
            "reports",
            "units-T2",
            "units-recognised,specialty=building",
        ] {
            assert_eq!(text.parse::<ChartName>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "pie-T1",
            "timeline-T1",
            "Timeline",
            "T1",
            "monthly-T1",
            "monthly-none-a",
            "monthly-x-a",
            "duties-",
            "tiles-x",
        ] {
            assert!(text.parse::<ChartName>().is_err(), "{text}");
        }
    }
}
