//! What everybody sees: the overview, the tasks by deadline, the units, the matrix and the figures.

mod attention;
mod charts;
mod cities;
mod figures;
mod matrix;
mod meeting;
mod overview;
mod place;
mod search;
mod sheet;
mod specialties;
mod specialty;
mod targets;
mod task;
mod tasks;
mod unit;
mod units;

pub use attention::attention;
pub use charts::ChartName;
pub use charts::file as chart_file;
pub use cities::cities;
pub use figures::{Stored, csv as figure_csv, figure, for_reader, xlsx as figure_xlsx};
pub use matrix::{matrix, reminders};
pub use meeting::{meeting, meeting_again, meeting_frozen};
pub use overview::overview;
pub use place::city;
pub use search::search;
pub use sheet::sheet_frozen;
pub use specialties::specialties;
pub use specialty::specialty;
pub use targets::target;
pub use task::task;
pub use tasks::{deadline, tasks};
pub use unit::{shares, unit};
pub use units::units;

use crate::calendar::Period;
use crate::charts::svg::{Size, draw};
use crate::charts::{Chart, ChartKind, Table};
use crate::figures::FigureId;
use crate::people::{Person, Role};
use crate::problem::Problem;
use crate::progress::{Known, waiting};
use crate::units::Unit;
use crate::web::pages::Page;
use leptos::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Whom to call at each unit.
pub type Contacts = Arc<BTreeMap<String, Person>>;

pub async fn contacts(page: &Page) -> Result<Contacts, Problem> {
    let mut tx = page.app.db.read().await?;
    let people = crate::people::store::all(&mut tx, page.now).await?;
    let mut contacts = BTreeMap::new();
    for (person, closed) in people {
        let speaks = matches!(person.role, Role::Filer | Role::Office | Role::Consolidator);
        if let (true, None, Some(unit)) = (speaks, closed, person.unit.clone()) {
            contacts.entry(unit).or_insert(person);
        }
    }
    Ok(Arc::new(contacts))
}

/// A unit's short name and its telephone, to call with one tap.
pub fn call(page: &Page, contacts: &Contacts, unit: &str) -> AnyView {
    let name = page.unit_label(unit);
    match contacts.get(unit).filter(|person| !person.phone.is_empty()) {
        Some(person) => {
            let title = format!("{} {} {}", person.post, person.name, person.phone);
            let spoken = format!("{name} {} {}", person.name, person.phone);
            view! { <a class="call" href=format!("tel:{}", person.phone.replace(' ', "")) data-phone=person.phone.clone() title=title aria-label=spoken>{name} "\u{a0}☎"</a> }
                .into_any()
        }
        None => view! { <span>{name}</span> }.into_any(),
    }
}

/// A chart with its finding, its picture and the table behind it. Under the name it has in [`charts::ChartName`]
/// it can also be taken away.
pub(crate) fn chart(page: &Page, chart: &Chart, id: &str, heading: bool) -> AnyView {
    let size = if page.large { Size::large(chart) } else { Size::natural(chart) };
    let svg = draw(chart, id, size).to_string();
    // On a telephone the letters of a month would be too small: it is drawn again, half as wide.
    let narrow = matches!(chart.kind, ChartKind::Monthly(_) | ChartKind::Revised(_)).then(|| {
        let svg = draw(chart, &format!("{id}-narrow"), Size { width: 340, height: 200 }).to_string();
        view! { <div class="drawing narrow-only" inner_html=svg></div> }
    });
    let wide = if narrow.is_some() { "drawing wide-only" } else { "drawing" };
    let title = heading.then(|| view! { <figcaption>{chart.title.clone()}</figcaption> });
    let files = id.parse().ok().map(|name| charts::links(page, &name, chart));
    view! {
        <figure class="chart">
            {title}
            <p class="measured">{chart.desc.clone()}</p>
            <div class=wide inner_html=svg></div>
            {narrow}
            <div class="under">
                {files}
                <details class="behind">
                    <summary title=page.key_hint("v")>{page.lang.view_table()}</summary>
                    {table(&chart.title, &chart.table)}
                </details>
            </div>
        </figure>
    }
    .into_any()
}

/// What can be taken away of a chart whose numbers the page itself shows as a table; `what` tells it from others.
fn taken(page: &Page, name: ChartName, what: Option<&'static str>) -> Option<AnyView> {
    let chart = name.compose(page)?;
    let what = what.map(|what| view! { <p class="quiet">{what}</p> });
    Some(view! { <div class="under">{what}{charts::links(page, &name, &chart)}</div> }.into_any())
}

/// What stands for the number `id` that a unit has not given for a period: that it waits, is yet to come, was left out,
/// or is not the unit's to say (product rules E.2).
fn unsaid(page: &Page, known: &Known, unit: &Unit, period: &Period, id: &FigureId) -> AnyView {
    let lang = page.lang;
    let waiting = waiting_mark(page, id);
    match known.is_in(&unit.id, period) {
        true => waiting.unwrap_or_else(|| view! { <span class="quiet">{lang.not_given()}</span> }.into_any()),
        false if period.end <= page.view.day && known.is_owed(&unit.id, period) => {
            view! { <span class="unreported">{lang.cell_missing()}</span> }.into_any()
        }
        false => "—".into_any(),
    }
}

/// 待核2, where so many wait to be counted in the figure.
fn waiting_mark(page: &Page, id: &FigureId) -> Option<AnyView> {
    let waiting = waiting(&page.standing.programme, &page.record, page.view, id)?;
    page.note_figure(&waiting.id);
    let address = page.link(&format!("/figures/{}", waiting.id));
    Some(view! { <a class="figure quiet" href=address>{page.lang.chart_pending_mark(waiting.value)}</a> }.into_any())
}

/// The table behind a chart.
fn table(label: &str, table: &Table) -> AnyView {
    let heads = table.columns.iter().map(|name| view! { <th scope="col">{name.clone()}</th> });
    let rows = table.rows.iter().map(|row| {
        let cells = row.iter().enumerate().map(|(at, cell)| match at {
            0 => view! { <th scope="row">{cell.clone()}</th> }.into_any(),
            _ => view! { <td>{cell.clone()}</td> }.into_any(),
        });
        view! { <tr>{cells.collect_view()}</tr> }
    });
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=label.to_owned()>
            <table><thead><tr>{heads.collect_view()}</tr></thead><tbody>{rows.collect_view()}</tbody></table>
        </div>
    }
    .into_any()
}

/// The name of a period for people: 7月月报, or the supplement.
fn period_name(page: &Page, id: crate::calendar::PeriodId) -> String {
    page.lang.period_name(id)
}
