//! What the lane counted, society by society, each count beside the month before (product rules C.2).

use crate::reports::{Cell, Direction, Origin};
use crate::review::{Line, sums};
use crate::targets::Measure;
use crate::web::pages::Page;
use leptos::prelude::*;

/// One column: what is counted there, of whom, and which way.
type Column = (Measure, Origin, Option<Direction>);

fn column(cell: &Cell) -> Column {
    (cell.measure, cell.origin, cell.direction)
}

/// Every society of the lane with its counts and their sums; those `missing` say so and have none.
pub fn figures(page: &Page, lines: &[Line], covers: &[String], missing: &[String]) -> Option<AnyView> {
    let lang = page.lang;
    if lines.is_empty() {
        return None;
    }
    let mut columns: Vec<Column> = Vec::new();
    for line in lines {
        if !columns.contains(&column(&line.cell)) {
            columns.push(column(&line.cell));
        }
    }
    let one_measure = columns.iter().all(|(measure, ..)| *measure == columns[0].0);
    let heads = columns.iter().map(|(measure, origin, direction)| {
        let measure = (!one_measure).then(|| lang.measure(*measure));
        let way = direction.map(|way| lang.direction(way));
        let words: Vec<&str> = [measure, Some(lang.origin(*origin)), way].into_iter().flatten().collect();
        view! { <th scope="col" class="number">{words.join(" ")}</th> }
    });
    let heads: Vec<_> = heads.collect();
    let of_lane = |unit: &&crate::units::Unit| covers.contains(&unit.id) || missing.contains(&unit.id);
    let units = page.standing.programme.units.iter().filter(of_lane).map(|unit| {
        let own: Vec<&Line> = lines.iter().filter(|line| line.unit == unit.id).collect();
        let mut kinds: Vec<(Option<&str>, Option<&str>)> = Vec::new();
        for line in &own {
            let kind = (line.cell.specialty.as_deref(), line.cell.place.as_deref());
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let absent = missing.contains(&unit.id).then(|| view! { " " <strong>{lang.cell_missing()}</strong> });
        let name = view! { {unit.label(lang).to_owned()} {absent} };
        let row = |(specialty, place): &(Option<&str>, Option<&str>)| {
            let of_kind = |line: &&&Line| (line.cell.specialty.as_deref(), line.cell.place.as_deref()) == (*specialty, *place);
            let kind: Vec<&Line> = own.iter().filter(of_kind).copied().collect();
            let first = kind.first().map(|line| what(page, &line.cell)).unwrap_or_default();
            view! { <tr><th scope="row" class="part">{first}</th>{cells(page, &columns, &kind)}</tr> }
        };
        // A society with one line says it beside its name.
        match kinds.as_slice() {
            [_] => {
                let what = what(page, &own[0].cell);
                view! { <tr><th scope="row">{name} <span class="quiet">" " {what}</span></th>{cells(page, &columns, &own)}</tr> }.into_any()
            }
            several => view! {
                <tr><th scope="row">{name}</th>{cells(page, &columns, &own)}</tr>
                {several.iter().map(row).collect_view()}
            }
            .into_any(),
        }
    });
    let units: Vec<_> = units.collect();
    let all: Vec<&Line> = lines.iter().collect();
    let title = match one_measure {
        true => format!("{} · {}", lang.consolidation_figures(), lang.measure(columns[0].0)),
        false => lang.consolidation_figures().to_owned(),
    };
    let named = title.clone();
    Some(
        view! {
            <div class="scroll" tabindex="0" role="region" aria-label=named><table class="lane-figures">
                <caption>{title} " " <span class="quiet">{lang.consolidation_figures_note()}</span></caption>
                <thead><tr><th scope="col">{lang.unit_label()}</th>{heads}<th scope="col" class="number">{lang.total()}</th></tr></thead>
                <tbody>{units}</tbody>
                <tfoot><tr><th scope="row">{lang.total()}</th>{cells(page, &columns, &all)}</tr></tfoot>
            </table></div>
        }
        .into_any(),
    )
}

/// The discipline or the place.
fn what(page: &Page, cell: &Cell) -> String {
    let programme = &page.standing.programme;
    let specialty = cell.specialty.as_deref().map(|id| programme.specialty(id).map_or(id, |it| it.name.of(page.lang)));
    let place = cell.place.as_deref().map(|id| programme.place(id).map_or(id, |it| it.name.of(page.lang)));
    specialty.or(place).unwrap_or_default().to_owned()
}

/// A number for each column and one for all of them. People of one measure are never added to those of another.
fn cells(page: &Page, columns: &[Column], lines: &[&Line]) -> AnyView {
    let of = |wanted: &Column| lines.iter().copied().filter(|line| column(&line.cell) == *wanted).collect::<Vec<_>>();
    let shown = columns.iter().map(|wanted| view! { <td class="number">{difference(page, &of(wanted))}</td> });
    let measures: std::collections::BTreeSet<Measure> = lines.iter().map(|line| line.cell.measure).collect();
    let sum = if measures.len() == 1 { difference(page, lines) } else { "—".into_any() };
    view! { {shown.collect_view()} <td class="number strong">{sum}</td> }.into_any()
}

/// 3 (+1): new this month, and how much more than the month before.
fn difference(page: &Page, lines: &[&Line]) -> AnyView {
    let (new, last) = sums(lines.iter().copied());
    let Some(new) = new else { return "—".into_any() };
    let than = last.map(|last| {
        let signed = match new - last {
            0 => "±0".to_owned(),
            more if more > 0 => format!("+{more}"),
            less => format!("−{}", -less),
        };
        view! { " " <span class="quiet" title=page.lang.consolidation_last(last)>"(" {signed} ")"</span> }
    });
    view! { {new}{than} }.into_any()
}
