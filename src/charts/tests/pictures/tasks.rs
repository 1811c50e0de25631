//! Tasks along the year, who answers for them, and who has reported.

use super::super::fixture::{at, july, record, view};
use super::{ZH, looks_as_before, partial};
use crate::charts::{duties, reports, timeline};
use crate::language::Lang;
use crate::progress::Record;

#[test]
fn timelines_look_as_before() {
    let (programme, _, now) = july();
    looks_as_before("timeline", &timeline(&programme, &now, ZH));
    looks_as_before("timeline-english", &timeline(&programme, &now, Lang::En));
    let (programme, _, now) = at(partial(), view(7, 28));
    looks_as_before("timeline-partial", &timeline(&programme, &now, ZH));
    let (programme, _, now) = at(record(3..=6), view(8, 31));
    looks_as_before("timeline-stale", &timeline(&programme, &now, ZH));
    let (programme, _, now) = at(Record::default(), view(1, 5));
    looks_as_before("timeline-empty", &timeline(&programme, &now, ZH));
    let (programme, _, now) = at(record(3..=7), view(12, 31));
    looks_as_before("timeline-year-end", &timeline(&programme, &now, ZH));
    let (programme, _, now) = july();
    looks_as_before("timeline-filtered", &timeline(&programme, &now, ZH).of_tasks(&["8", "12", "4"], ZH));
}

#[test]
fn the_two_matrices_look_as_before() {
    let look = |state: &str, record: Record, view: crate::views::View, lang: Lang| {
        let (programme, record, now) = at(record, view);
        looks_as_before(&format!("duties{state}"), &duties(&programme, &record, &now, lang));
        looks_as_before(&format!("reports{state}"), &reports(&programme, &record, &now, lang));
    };
    look("", record(3..=7), view(7, 28), ZH);
    look("-english", record(3..=7), view(7, 28), Lang::En);
    look("-partial", partial(), view(7, 28), ZH);
    look("-stale", record(3..=6), view(8, 10), ZH);
    look("-empty", Record::default(), view(3, 20), ZH);
}
