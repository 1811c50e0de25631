//! What figures are called.

use super::super::period_name;
use crate::figures::{FigureId, NOWHERE, Subject};
use crate::web::pages::Page;

/// What a figure is called in words, and its unit.
pub fn name(page: &Page, id: &FigureId) -> (String, String) {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let people = lang.pick("人", "人", "persons").to_owned();
    let items = lang.pick("项", "項", "").to_owned();
    let (head, unit) = match &id.subject {
        Subject::Target(target) => match programme.target(target) {
            Some(target) => (target.name.of(lang).to_owned(), target.unit.of(lang).to_owned()),
            None => (target.clone(), String::new()),
        },
        Subject::Pending(target) => {
            let name = programme.target(target).map_or(target.as_str(), |target| target.name.of(lang));
            (format!("{name} ({})", lang.pick("待核", "待核實", "pending")), people)
        }
        Subject::Measure(measure) => (lang.measure(*measure).to_owned(), people),
        Subject::Reporting => (lang.pick("已报单位", "已交單位", "units that have reported").to_owned(), String::new()),
        Subject::Filings(which) => (lang.filings(*which).to_owned(), lang.pick("份", "份", "").to_owned()),
        Subject::Tasks(light) => (format!("{} {}", lang.task_label(), lang.light(*light)), items),
    };
    let filter = &id.filter;
    let parts = [
        filter.unit.as_deref().map(|unit| page.unit_name(unit)),
        filter.period.map(|period| period_name(page, period)),
        filter.specialty.as_deref().map(|id| specialty(page, id)),
        filter.place.as_deref().map(|id| place(page, id)),
        filter.origin.map(|origin| lang.origin(origin).to_owned()),
        filter.direction.map(|direction| lang.direction(direction).to_owned()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() { (head, unit) } else { (format!("{head} · {}", parts.join(" · ")), unit) }
}

pub fn specialty(page: &Page, id: &str) -> String {
    page.standing.programme.specialty(id).map_or_else(|| id.to_owned(), |found| found.name.of(page.lang).to_owned())
}

pub fn place(page: &Page, id: &str) -> String {
    if id == NOWHERE {
        return page.lang.place_unknown().to_owned();
    }
    page.standing.programme.place(id).map_or_else(|| id.to_owned(), |found| found.name.of(page.lang).to_owned())
}
