//! The counts of a report beside what they add to: the differences are the content (product rules E.7).

use super::content::Questions;
use crate::calendar::Period;
use crate::figures::{Figure, FigureId, Filter, UNNAMED};
use crate::language::Lang;
use crate::progress::{Known, figure};
use crate::reports::pages::cell_name;
use crate::reports::{Cell, Content, Count, Draft, History, Stated, cells};
use crate::targets::Measure;
use crate::units::Unit;
use crate::views::{Basis, View};
use crate::web::pages::Page;
use leptos::prelude::*;

/// How many months a row of small bars shows, this one included.
const MONTHS: usize = 6;

/// Every row, as the unit itself and later readers see it.
pub(super) fn whole(page: &Page, unit: &Unit, period: &Period, content: &Content) -> AnyView {
    let lang = page.lang;
    let stated = content.counts.iter().filter(|count| count.stated != Stated::Blank);
    let rows: Vec<_> = stated
        .map(|count| {
            let (before, new, after) = sums(lang, before(page, unit, period, &count.cell), count);
            let name = cell_name(page, &count.cell);
            view! { <tr><th scope="row">{lang.measure(count.cell.measure)} " · " {name}</th><td class="number">{before}</td><td class="number strong">{new}</td><td class="number">{after}</td></tr> }
        })
        .collect();
    let nil = content.nil.then(|| nil_view(page, unit, period));
    if rows.is_empty() {
        return nil.unwrap_or_else(|| view! { <p>{lang.report_no_counts()}</p> }.into_any());
    }
    view! {
        {nil}
        <div class="scroll" tabindex="0" role="region" aria-label=lang.form_section_counts()><table>
            <thead><tr>
                <th scope="col">{lang.measure_label()}</th><th scope="col" class="number">{lang.review_before()}</th>
                <th scope="col" class="number">{lang.review_new()}</th><th scope="col" class="number">{lang.review_after()}</th>
            </tr></thead>
            <tbody>{rows}</tbody>
        </table></div>
    }
    .into_any()
}

/// A nil return says nought, and that the sums before it stay.
fn nil_view(page: &Page, unit: &Unit, period: &Period) -> AnyView {
    let lang = page.lang;
    view! { <p><strong>{lang.cell_nil()}</strong> {lang.pick("：", "：", ": ")} {lang.nil_unchanged()}</p>{totals(page, unit, period)} }
        .into_any()
}

/// The sums that a nil return leaves as they are.
pub fn totals(page: &Page, unit: &Unit, period: &Period) -> Option<AnyView> {
    let lang = page.lang;
    let asked = cells(&page.standing.programme, unit, &Draft::default());
    let rows: Vec<_> = [Measure::Practising, Measure::Recognised]
        .into_iter()
        .filter_map(|measure| {
            let (sum, told) = sum_before(page, period, &FigureId::measure(measure).of_unit(&unit.id))?;
            // Nobody yet is nought where the unit is asked, and no answer where it is not.
            let asked = asked.iter().any(|cell| cell.measure == measure);
            (told || asked).then(|| view! { <li>{lang.nil_total(lang.measure(measure), sum)}</li> })
        })
        .collect();
    (!rows.is_empty()).then(|| view! { <ul class="notes">{rows}</ul> }.into_any())
}

/// What was known at the moment looked at of the periods before, and whether any report told it; or, corrected,
/// what is known of them now.
fn sum_before(page: &Page, period: &Period, id: &FigureId) -> Option<(i64, bool)> {
    let (programme, record) = (&page.standing.programme, &page.record);
    let (sum, figure) = match page.view.basis {
        Basis::Corrected => {
            let eve = View::new(period.start.pred_opt()?, Basis::Corrected);
            let figure = figure(programme, record, eve, id)?;
            (figure.value, figure)
        }
        Basis::Reported => {
            let figure = figure(programme, record, page.view, id)?;
            (figure.before(period.id), figure)
        }
    };
    Some((sum, !figure.contributions.is_empty()))
}

/// What stood in a cell before the period.
fn before(page: &Page, unit: &Unit, period: &Period, cell: &Cell) -> Option<i64> {
    let mut id = FigureId::measure(cell.measure).of_unit(&unit.id);
    let named = |id: &Option<String>| Some(id.clone().unwrap_or_else(|| UNNAMED.to_owned()));
    id.filter.specialty = named(&cell.specialty);
    id.filter.place = named(&cell.place);
    id.filter.origin = Some(cell.origin);
    id.filter.direction = cell.direction;
    sum_before(page, period, &id).map(|(sum, _)| sum)
}

/// What stood before, what is new and what stands after, as printed.
fn sums(lang: Lang, before: Option<i64>, count: &Count) -> (i64, String, String) {
    let before = before.unwrap_or(0);
    match count.stated {
        Stated::Number(0) => (before, "0".to_owned(), before.to_string()),
        Stated::Number(new) => (before, format!("+{new}"), (before + new).to_string()),
        other => (before, lang.stated(other), before.to_string()),
    }
}

/// What a version is read against.
pub(super) struct Against<'a> {
    pub history: &'a History,
    /// The version it would replace, if it is a correction.
    pub replaces: Option<&'a Content>,
    pub questions: Questions<'a>,
}

/// The rows in which something is new or questioned; the others are folded away.
pub(super) fn changes(page: &Page, unit: &Unit, period: &Period, content: &Content, against: &Against) -> AnyView {
    let lang = page.lang;
    let told = |count: &&Count| {
        let field = count.cell.field();
        let old = against.replaces.map(|old| stated(old, &count.cell));
        count.stated.number() > 0
            || count.stated == Stated::Unavailable
            || old.is_some_and(|old| old != count.stated)
            || against.questions.asked.iter().any(|warning| warning.field == field)
    };
    let (new, unchanged): (Vec<&Count>, Vec<&Count>) =
        content.counts.iter().filter(|count| count.stated != Stated::Blank).partition(told);
    let nil = content.nil.then(|| nil_view(page, unit, period));
    if new.is_empty() && unchanged.is_empty() {
        return nil.unwrap_or_else(|| view! { <p>{lang.report_no_counts()}</p> }.into_any());
    }
    let past = Past::of(page, unit, period);
    let rows =
        |counts: &[&Count]| -> Vec<AnyView> { counts.iter().map(|count| row(page, count, against, &past)).collect() };
    let table = |rows: Vec<AnyView>| {
        view! {
            <div class="scroll" tabindex="0" role="region" aria-label=lang.form_section_counts()><table class="changes stacked">
                <thead><tr>
                    <th scope="col">{lang.measure_label()}</th><th scope="col" class="number">{lang.review_last_month()}</th>
                    <th scope="col" class="number">{lang.review_new()}</th><th scope="col" class="number">{lang.review_after()}</th>
                    <th scope="col">{lang.review_six_months()}</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table></div>
        }
    };
    let shown = (!new.is_empty()).then(|| table(rows(&new)));
    let nothing_new = new.is_empty().then(|| view! { <p>{lang.review_nothing_new()}</p> });
    let folded = (!unchanged.is_empty()).then(|| {
        view! { <details><summary>{lang.review_unchanged(unchanged.len() as i64)}</summary>{table(rows(&unchanged))}</details> }
    });
    view! { {nil} {nothing_new} {shown} {folded} }.into_any()
}

fn stated(content: &Content, cell: &Cell) -> Stated {
    content.counts.iter().find(|count| count.cell == *cell).map(|count| count.stated).unwrap_or_default()
}

fn row(page: &Page, count: &Count, against: &Against, past: &Past) -> AnyView {
    let lang = page.lang;
    let (_, new, after) = sums(lang, against.history.before.get(&count.cell).copied(), count);
    let mut months = past.months(&count.cell);
    let last = months.last().copied().flatten();
    months.push(match count.stated {
        Stated::Number(number) => Some(number),
        Stated::Blank | Stated::NotApplicable | Stated::Unavailable => None,
    });
    let old = against.replaces.map(|old| stated(old, &count.cell)).filter(|old| *old != count.stated);
    let old = old.map(|old| {
        let was = lang.stated(old);
        view! { <br/><span class="quiet">{lang.review_was(&was)}</span> }
    });
    let name = cell_name(page, &count.cell);
    let questions = against.questions.beside(page, &count.cell.field());
    view! {
        <tr>
            <th scope="row">{lang.measure(count.cell.measure)} " · " {name}{questions}</th>
            <td class="number" data-label=lang.review_last_month()>{last.map_or_else(|| "—".to_owned(), |last| last.to_string())}</td>
            <td class="number strong" data-label=lang.review_new()>{new}{old}</td>
            <td class="number" data-label=lang.review_after()>{after}</td>
            <td data-label=lang.review_six_months()>{bars(page, &months)}</td>
        </tr>
    }
    .into_any()
}

/// What the unit's accepted reports say of each of the months before.
struct Past {
    figures: Vec<(Measure, Figure)>,
    /// The months before, oldest first, each with whether its report is a nil return: nought in every cell.
    periods: Vec<(Period, bool)>,
}

impl Past {
    fn of(page: &Page, unit: &Unit, period: &Period) -> Past {
        let programme = &page.standing.programme;
        let earlier = programme.periods.iter().filter(|earlier| earlier.is_regular() && earlier.end < period.start);
        let known = Known::new(programme, &page.record, View::new(page.view.day, Basis::Corrected));
        let nil = |period: &Period| known.filing(&unit.id, period).is_some_and(|filing| filing.nil);
        let mut periods: Vec<(Period, bool)> = earlier.map(|period| (period.clone(), nil(period))).collect();
        periods.drain(..periods.len().saturating_sub(MONTHS - 1));
        let eve = period.start.pred_opt().unwrap_or(period.start);
        let figures = [Measure::Practising, Measure::Recognised].into_iter().filter_map(|measure| {
            let id = FigureId::measure(measure).of_unit(&unit.id);
            Some((measure, figure(programme, &page.record, View::new(eve, Basis::Corrected), &id)?))
        });
        Past { figures: figures.collect(), periods }
    }

    /// The month's number of a cell; none where nothing was said of it.
    fn months(&self, cell: &Cell) -> Vec<Option<i64>> {
        let figure = self.figures.iter().find(|(measure, _)| *measure == cell.measure).map(|(_, figure)| figure);
        let number = |(period, nil): &(Period, bool)| {
            if *nil {
                return Some(0);
            }
            let filter = Filter {
                period: Some(period.id),
                specialty: cell.specialty.clone(),
                place: cell.place.clone(),
                origin: Some(cell.origin),
                direction: cell.direction,
                ..Filter::default()
            };
            let figure = figure?;
            figure.contributions.iter().any(|part| filter.admits(part)).then(|| figure.part(&filter))
        };
        self.periods.iter().map(number).collect()
    }
}

/// The months as blocks of eight heights, and as numbers for those who cannot see them.
fn bars(page: &Page, months: &[Option<i64>]) -> AnyView {
    const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let most = months.iter().flatten().copied().max().unwrap_or(0).max(1);
    let block = |month: &Option<i64>| match month {
        Some(number) => usize::try_from(number * 7 / most).ok().and_then(|at| BLOCKS.get(at)).copied().unwrap_or('▁'),
        None => '·',
    };
    let drawn: String = months.iter().map(block).collect();
    let numbers: Vec<String> =
        months.iter().map(|month| month.map_or_else(|| "—".to_owned(), |number| number.to_string())).collect();
    let numbers = page.lang.list(&numbers);
    view! { <span class="bars" aria-hidden="true" title=numbers.clone()>{drawn}</span><span class="spoken">{numbers}</span> }.into_any()
}
