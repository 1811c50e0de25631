//! Every chart has a name, one place that composes it, and an address from which it can be taken away:
//! `/charts/steps-T1/svg` is the very chart the page of T1 draws, at the same moment and in the same language.

use crate::charts::svg;
use crate::charts::{Chart, bullet, ladder, people, share, slots, steps, tiles, timeline};
use crate::figures::FigureId;
use crate::problem::Problem;
use crate::progress::pages::tasks;
use crate::ratio::Tenths;
use crate::targets::{Measure, Target, TargetMeasure};
use crate::views::{Basis, View};
use crate::web::files::{Cell, Sheet, XLSX, attachment, xlsx};
use crate::web::pages::Page;
use axum::extract::Path;
use axum::response::Response;
use chrono::NaiveDate;
use leptos::prelude::*;
use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

/// A chart that pages show. Its name is also its id on the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChartName {
    /// Of the target with this id, like the next four.
    Bullet(String),
    People(String),
    Steps(String),
    Slots(String),
    Ladder(String),
    /// What a unit has stated of a measure.
    Share(Measure, String),
    /// Of all tasks.
    Timeline,
    /// Of all cities.
    Tiles,
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
        if let ChartName::Share(_, unit) = self {
            // Whose page the reader may not open, whose line they may not take away.
            page.visitor.person.as_ref().filter(|person| person.may_read(unit))?;
        }
        page.app.chart(page.chart_key(self.to_string()), || self.anew(page))
    }

    fn anew(&self, page: &Page) -> Option<Chart> {
        let (programme, progress, lang) = (&page.standing.programme, &page.progress, page.lang);
        match self {
            ChartName::Bullet(id) => {
                let row = progress.targets.iter().find(|row| row.id == *id)?;
                bullet(programme, row, page.view, lang)
            }
            ChartName::People(id) => people(programme, &page.record, page.view, id, lang),
            ChartName::Steps(id) => steps(programme, &page.record, page.view, id, lang),
            ChartName::Slots(id) => slots(programme, progress, id, lang),
            ChartName::Ladder(id) => ladder(programme, progress, id, lang),
            ChartName::Share(measure, unit) => share(programme, &page.record, page.view, unit, *measure, lang),
            ChartName::Timeline => Some(timeline(programme, progress, lang)),
            ChartName::Tiles => Some(tiles(programme, &page.record, progress, lang)),
        }
    }

    /// What the page's address leaves out of the chart, as an address says it.
    fn filters(&self, page: &Page) -> String {
        match self {
            ChartName::Timeline => tasks::filters(page),
            _ => String::new(),
        }
    }

    /// The figure the chart is about, if it is about one.
    fn source(&self) -> Option<FigureId> {
        match self {
            ChartName::Bullet(id)
            | ChartName::People(id)
            | ChartName::Steps(id)
            | ChartName::Slots(id)
            | ChartName::Ladder(id) => Some(FigureId::target(id)),
            ChartName::Share(measure, unit) => Some(FigureId::measure(*measure).of_unit(unit)),
            ChartName::Tiles => Some(FigureId::measure(Measure::Practising)),
            ChartName::Timeline => None,
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
            ChartName::Share(measure, unit) => write!(f, "share-{measure}-{unit}"),
            ChartName::Timeline => f.write_str("timeline"),
            ChartName::Tiles => f.write_str("tiles"),
        }
    }
}

impl FromStr for ChartName {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let (kind, id) = text.split_once('-').unwrap_or((text, ""));
        match (kind, id.to_owned()) {
            ("bullet", id) => Ok(ChartName::Bullet(id)),
            ("people", id) => Ok(ChartName::People(id)),
            ("steps", id) => Ok(ChartName::Steps(id)),
            ("slots", id) => Ok(ChartName::Slots(id)),
            ("ladder", id) => Ok(ChartName::Ladder(id)),
            ("share", id) => {
                let (measure, unit) = id.split_once('-').ok_or("expected share-measure-unit")?;
                Ok(ChartName::Share(measure.parse()?, unit.to_owned()))
            }
            ("tiles", id) if id.is_empty() => Ok(ChartName::Tiles),
            ("timeline", id) if id.is_empty() => Ok(ChartName::Timeline),
            _ => Err(format!("no chart is called {text:?}")),
        }
    }
}

/// What can be done with a chart: its files, and where its number comes from (product rules E.2).
pub fn links(page: &Page, name: &ChartName, chart: &Chart) -> AnyView {
    let lang = page.lang;
    let filters = name.filters(page);
    let files = Format::ALL.map(|format| {
        let kind = format.word().to_uppercase();
        let spoken = lang.take_chart(&kind, &chart.title);
        let address = format!("/charts/{name}/{}{filters}", format.word());
        view! { <a href=page.link(&address) aria-label=spoken>{kind}</a> }
    });
    let source = name.source().map(|figure| {
        view! { <a href=page.link(&format!("/figures/{figure}")) aria-label=lang.trace_chart(&chart.title)>{lang.trace()}</a> }
    });
    view! { <p class="take"><span>{lang.take_away()}</span> {files.into_iter().collect_view()} {source}</p> }.into_any()
}

#[derive(Clone, Copy)]
enum Format {
    Svg,
    Png,
    Xlsx,
}

impl Format {
    const ALL: [Format; 3] = [Format::Svg, Format::Png, Format::Xlsx];

    fn word(self) -> &'static str {
        match self {
            Format::Svg => "svg",
            Format::Png => "png",
            Format::Xlsx => "xlsx",
        }
    }
}

/// A chart as a file.
pub async fn file(page: Page, Path((name, format)): Path<(String, String)>) -> Result<Response, Problem> {
    let name: ChartName = name.parse().map_err(|_| Problem::NotFound)?;
    let format = Format::ALL.into_iter().find(|known| known.word() == format).ok_or(Problem::NotFound)?;
    let chart = name.compose(&page).ok_or(Problem::NotFound)?;
    let svg = {
        let (chart, id, lang, foot) = (Arc::clone(&chart), name.to_string(), page.lang, cutoff(&page));
        move || svg::file(&chart, &id, lang, &foot)
    };
    let key = page.chart_key(format!("{name}.{}{}", format.word(), name.filters(&page)));
    let (kind, bytes) = match format {
        Format::Svg => ("image/svg+xml", page.app.file(key, || Ok(svg().to_string().into_bytes()))?),
        Format::Png => ("image/png", page.app.picture(key, svg).await?),
        Format::Xlsx => {
            let table = || xlsx(&chart.title, page.view.day, &[sheet(&page, &name, &chart)]);
            (XLSX, page.app.file(key, table)?)
        }
    };
    attachment(&format!("pilotboard-{name}-{}.{}", page.view.day, format.word()), kind, bytes)
}

/// 粤港澳… · 截至… · 按更正后: what stands under every file.
fn cutoff(page: &Page) -> String {
    let basis = match page.view.basis {
        Basis::Reported => page.lang.basis_reported(),
        Basis::Corrected => page.lang.basis_corrected(),
    };
    let moment = page.lang.as_at_day(&page.lang.day(page.view.day));
    page.lang.drawn_from(page.standing.programme.short.of(page.lang), &moment, basis)
}

/// The table behind a chart, with what it is of above it.
fn sheet(page: &Page, name: &ChartName, chart: &Chart) -> Sheet {
    let lang = page.lang;
    let mut lead = vec![chart.title.clone(), chart.desc.clone(), cutoff(page)];
    lead.extend(name.source().map(|figure| {
        let origin = page.app.settings.public_url.as_deref().unwrap_or_default().trim_end_matches('/');
        let View { day, basis } = page.view;
        lang.trace_chart(&format!("{origin}/figures/{figure}?as_at={day}&basis={basis}"))
    }));
    // The first cell names the row, even where a name is made of digits.
    let row = |cells: &Vec<String>| {
        cells.iter().enumerate().map(|(at, text)| if at == 0 { Cell::text(text) } else { cell(text) }).collect()
    };
    Sheet {
        name: lang.sheet_data().to_owned(),
        lead,
        head: chart.table.columns.clone(),
        rows: chart.table.rows.iter().map(row).collect(),
    }
}

/// What a cell of a table says, as a number or a day if it is one.
fn cell(text: &str) -> Cell {
    let plain = text.replace('−', "-");
    if let Some(day) = text.parse::<NaiveDate>().ok().filter(|day| day.to_string() == text) {
        return Cell::Day(day);
    }
    if let Some(number) = plain.parse::<i64>().ok().filter(|number| number.to_string() == plain) {
        return Cell::Number(number);
    }
    match (plain.strip_suffix('%').and_then(tenths), tenths(&plain)) {
        (Some(percent), _) => Cell::Percent(percent),
        (None, Some(number)) => Cell::Tenths(number),
        (None, None) => Cell::text(text),
    }
}

fn tenths(plain: &str) -> Option<Tenths> {
    let (whole, tenth) = plain.split_once('.').filter(|(_, tenth)| tenth.len() == 1)?;
    let number = Tenths(format!("{whole}{tenth}").parse().ok()?);
    (number.to_string() == plain.replace('-', "−")).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chart_is_found_by_the_name_it_says() {
        for text in [
            "bullet-T1",
            "people-T1",
            "steps-T2",
            "slots-T4",
            "ladder-T5",
            "share-recognised-soc_food",
            "timeline",
            "tiles",
        ] {
            assert_eq!(text.parse::<ChartName>().unwrap().to_string(), text);
        }
        for text in ["", "pie-T1", "timeline-T1", "Timeline", "T1", "share-T1", "share-none-a"] {
            assert!(text.parse::<ChartName>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_cell_is_a_number_only_if_it_reads_the_same() {
        let cases = [
            ("41", Cell::Number(41)),
            ("−3", Cell::Number(-3)),
            ("41.0%", Cell::Percent(Tenths(410))),
            ("−0.3", Cell::Tenths(Tenths(-3))),
            ("2022-07-28", Cell::Day(NaiveDate::from_ymd_opt(2022, 7, 28).unwrap())),
        ];
        for (text, expected) in cases {
            assert_eq!(cell(text), expected, "{text}");
        }
        for text in ["", "—", "3/3", "007", "+5天", "=1+1", "1.25", "2022-7-28", "1e3", "41%"] {
            assert_eq!(cell(text), Cell::text(text), "{text}");
        }
    }
}
