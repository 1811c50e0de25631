//! Reads a programme from its file, or says everything that is wrong with the file at once.

mod calendar;
mod checks;
mod mistake;
mod reader;
mod schema;
#[cfg(test)]
mod tests;
mod values;
mod wanted;

use crate::programme::Programme;
pub use mistake::Mistake;
pub use reader::Kind;
use reader::{Read, Reader};
use std::ops::Range;
use std::sync::OnceLock;
use toml::de::{DeTable, DeValue};
pub use wanted::Wanted;

/// The programme the board shows unless told otherwise.
pub const BUILT_IN: &str = include_str!("../../programmes/gba-2022.toml");

pub fn built_in() -> &'static Programme {
    static PROGRAMME: OnceLock<Programme> = OnceLock::new();
    PROGRAMME.get_or_init(|| read(BUILT_IN).expect("the built-in programme is read by every test run"))
}

/// The programme that `text` describes, or every mistake in it, first line first.
pub fn read(text: &str) -> Result<Programme, Vec<Mistake>> {
    let reader = Reader::new(text);
    let (document, errors) = DeTable::parse_recoverable(text);
    let document = DeValue::Table(document.into_inner());

    // A day that does not exist is a mistake like any other; what cannot be taken apart at all is
    // reported alone, since whatever follows it may be misread.
    let impossible_days = unread_dates(&document);
    let broken = errors.iter().find(|error| error.span().is_none_or(|span| !impossible_days.contains(&span)));
    if let Some(error) = broken {
        let span = error.span().unwrap_or_default();
        let whole_line = text[..span.start].rfind('\n').map_or(0, |end| end + 1)..text.len();
        let expected = Wanted::Toml(error.message().to_owned());
        reader.report(span.start, "", expected, format!("{:?}", reader.excerpt(whole_line)));
        return Err(reader.finish());
    }

    let mut programme = Programme::read(&reader.document(&document));
    checks::check(&programme, &reader);
    let mistakes = reader.finish();
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    link_units_to_specialties(&mut programme);
    programme.periods = programme.reporting.periods(&programme.holidays);
    Ok(programme)
}

/// Where the file has a day such as 2022-02-30.
fn unread_dates(value: &DeValue) -> Vec<Range<usize>> {
    let children: Vec<_> = match value {
        DeValue::Table(table) => table.values().collect(),
        DeValue::Array(list) => list.iter().collect(),
        _ => Vec::new(),
    };
    let is_unread = |value: &DeValue| matches!(value, DeValue::Datetime(it) if it.date.is_none() && it.time.is_none());
    children
        .into_iter()
        .flat_map(|child| if is_unread(child.get_ref()) { vec![child.span()] } else { unread_dates(child.get_ref()) })
        .collect()
}

/// The file says once, beside the specialty, which units carry it.
fn link_units_to_specialties(programme: &mut Programme) {
    for unit in &mut programme.units {
        let carried: Vec<_> = programme.specialties.iter().filter(|it| it.units.contains(&unit.id)).collect();
        unit.specialties = carried.iter().map(|specialty| specialty.id.clone()).collect();
        unit.specialties_inferred = carried.iter().any(|specialty| specialty.units_inferred);
    }
}
