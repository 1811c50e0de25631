//! Every chart has a name and an address from which it can be taken away:
//! `/charts/steps-T1/svg` is the very chart the page of T1 draws, at the same moment and in the same language.

mod name;

pub use name::{ChartName, MonthlyOf};

use crate::charts::{Chart, svg};
use crate::problem::Problem;
use crate::ratio::Tenths;
use crate::views::{Basis, View};
use crate::web::files::{Cell, Sheet, XLSX, attachment, xlsx};
use crate::web::pages::{Page, encode};
use axum::extract::Path;
use axum::response::Response;
use chrono::NaiveDate;
use leptos::prelude::*;
use std::sync::Arc;

/// What can be done with a chart: its files, and where its number comes from (product rules E.2).
pub fn links(page: &Page, name: &ChartName, chart: &Chart) -> AnyView {
    let lang = page.lang;
    let filters = name.filters(page);
    let files = Format::ALL.map(|format| {
        let kind = format.word().to_uppercase();
        let spoken = lang.take_chart(&kind, &chart.title);
        let address = format!("/charts/{name}/{}{filters}", format.word());
        // The table of the first chart of a page has a key.
        let key = matches!(format, Format::Xlsx).then_some("e").filter(|_| page.has_keys());
        let hint = key.and_then(|key| page.key_hint(key));
        view! { <a href=page.link(&address) aria-label=spoken data-key=key title=hint>{kind}</a> }
    });
    let source = name.source(page).map(|figure| {
        page.note_figure(&figure);
        view! { <a href=page.link(&format!("/figures/{figure}")) aria-label=lang.trace_chart(&chart.title)>{lang.trace()}</a> }
    });
    view! { <p class="take"><span>{lang.take_away()}</span> {files.into_iter().collect_view()} {source} {copy(page, name)}</p> }
        .into_any()
}

/// Copies where the chart stands, its moment written out; it waits for scripts and a clipboard.
fn copy(page: &Page, name: &ChartName) -> AnyView {
    let address = format!("{}#{}", page.address(), encode(&name.to_string()));
    view! {
        <button class="word" type="button" hidden=true data-copy=address data-done=page.lang.copied()>
            <span role="status">{page.lang.copy_link()}</span>
        </button>
    }
    .into_any()
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
    let from = page.lang.drawn_from(page.standing.programme.short.of(page.lang), &moment, basis);
    page.invented().map_or_else(|| from.clone(), |note| format!("{from} · {note}"))
}

/// The table behind a chart, with what it is of above it.
fn sheet(page: &Page, name: &ChartName, chart: &Chart) -> Sheet {
    let lang = page.lang;
    let mut lead = vec![chart.title.clone(), chart.desc.clone(), cutoff(page)];
    lead.extend(name.source(page).map(|figure| {
        let origin = page.app.settings.address();
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
