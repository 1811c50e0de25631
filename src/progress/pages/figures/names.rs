//! What figures are called.

use crate::figures::{FigureId, Subject, UNNAMED};
use crate::web::pages::Page;

/// What a figure is called in words, and its unit.
pub fn name(page: &Page, id: &FigureId) -> (String, String) {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let people = lang.pick("人", "人", "persons").to_owned();
    let unit = match &id.subject {
        Subject::Target(target) => programme.target(target).map_or(String::new(), |it| it.unit.of(lang).to_owned()),
        Subject::Pending(_) | Subject::Measure(_) => people,
        Subject::Reporting => String::new(),
        Subject::Filings(_) => lang.pick("份", "份", "").to_owned(),
        Subject::Tasks(_) => lang.pick("项", "項", "").to_owned(),
        Subject::Count { counted, .. } => lang.count_unit(*counted).to_owned(),
    };
    (lang.figure_name(programme, id), unit)
}

pub fn specialty(page: &Page, id: &str) -> String {
    if id == UNNAMED {
        return page.lang.specialty_unknown().to_owned();
    }
    page.standing.programme.specialty(id).map_or_else(|| id.to_owned(), |found| found.name.of(page.lang).to_owned())
}

pub fn place(page: &Page, id: &str) -> String {
    if id == UNNAMED {
        return page.lang.place_unknown().to_owned();
    }
    page.standing.programme.place(id).map_or_else(|| id.to_owned(), |found| found.name.of(page.lang).to_owned())
}
