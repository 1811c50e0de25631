//! What a number is made of.

use super::period_name;
use crate::figures::{Contribution, FigureId, Subject};
use crate::people::Person;
use crate::problem::Problem;
use crate::progress::figure as compute;
use crate::web::pages::Page;
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

pub async fn figure(page: Page, Path(id): Path<String>) -> Result<Response, Problem> {
    let id: FigureId = id.parse().map_err(|_| Problem::NotFound)?;
    let programme = &page.standing.programme;
    let figure = compute(programme, &page.record, page.view, &id).ok_or(Problem::NotFound)?;
    let (parts, others) = for_reader(page.person()?, figure.contributions);
    let (name, unit) = name(&page, &id);
    let title = page.lang.figure_is(&name, figure.value, &unit);
    let heading = title.clone();
    let shown = Shown { heading, id, value: figure.value, formula: page.lang.formula(figure.formula), parts, others };
    page.show(&title, false, move |page| view(page, &shown)).await
}

/// The contributions a person may see one by one, and the sum of those of other units.
pub fn for_reader(person: &Person, parts: Vec<Contribution>) -> (Vec<Contribution>, Option<i64>) {
    let (shown, others): (Vec<Contribution>, Vec<Contribution>) =
        parts.into_iter().partition(|part| part.unit.as_deref().is_none_or(|unit| person.may_read(unit)));
    let sum = (!others.is_empty()).then(|| others.iter().map(|part| part.count).sum());
    (shown, sum)
}

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

fn specialty(page: &Page, id: &str) -> String {
    page.standing.programme.specialty(id).map_or_else(|| id.to_owned(), |found| found.name.of(page.lang).to_owned())
}

fn place(page: &Page, id: &str) -> String {
    page.standing.programme.place(id).map_or_else(|| id.to_owned(), |found| found.name.of(page.lang).to_owned())
}

/// What the page of a figure shows.
struct Shown {
    heading: String,
    id: FigureId,
    value: i64,
    formula: &'static str,
    parts: Vec<Contribution>,
    /// The sum of what the reader may not see one by one.
    others: Option<i64>,
}

fn view(page: &Page, shown: &Shown) -> AnyView {
    let lang = page.lang;
    let Shown { heading, id, value, formula, parts, others } = shown;
    let rows = parts.iter().map(|part| row(page, part));
    let agrees = parts.iter().map(|part| part.count).sum::<i64>() + others.unwrap_or(0) == *value;
    let rest = others.map(|sum| {
        view! { <tr><th scope="row" colspan="6">{lang.figure_others()}</th><td class="number">{sum}</td></tr> }
    });
    let checked = match agrees {
        true => view! { <p class="quiet">{lang.figure_checked()}</p> }.into_any(),
        false => view! { <p class="error-summary" role="alert">{lang.pick("重算不一致", "重算不一致", "The parts do not add up")}</p> }.into_any(),
    };
    let hidden = others.map(|_| view! { <p class="quiet">{lang.figure_others_note()}</p> });
    let basis = lang.basis(page.view.basis);
    let table = match parts.is_empty() && others.is_none() {
        true => view! { <p>{lang.figure_no_parts()}</p> }.into_any(),
        false => view! {
            <div class="scroll" tabindex="0" role="region" aria-label=lang.figure_parts()><table>
                <thead><tr>
                    <th scope="col">{lang.unit_label()}</th><th scope="col">{lang.period_label()}</th><th scope="col">{lang.specialty_label()}</th>
                    <th scope="col">{lang.place_label()}</th><th scope="col">{lang.origin_label()}</th><th scope="col">{lang.direction_label()}</th><th scope="col" class="number">{lang.figure_count()}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}{rest}</tbody>
                <tfoot><tr><th scope="row" colspan="6">{lang.total()}</th><td class="number strong">{*value}</td></tr></tfoot>
            </table></div>
        }
        .into_any(),
    };
    view! {
        <article>
            <h1>{heading.clone()}</h1>
            <p class="quiet">{lang.as_at_day(&lang.day(page.view.day))} " · " {basis} " · " <code>{id.to_string()}</code></p>
            <h2>{lang.figure_formula()}</h2>
            <p>{*formula}</p>
            <h2>{lang.figure_parts()}</h2>
            {table}
            {checked}
            {hidden}
            <p class="quiet">{lang.figure_same_number()} <code>{format!("/api/v1/programmes/{}/figures/{id}", page.standing.programme.id)}</code></p>
        </article>
    }
    .into_any()
}

fn row(page: &Page, part: &Contribution) -> AnyView {
    let lang = page.lang;
    let dash = || "—".to_owned();
    let who = match (&part.unit, &part.task) {
        (Some(unit), _) => page.unit_name(unit),
        (None, Some(task)) => {
            page.standing.programme.task(task).map_or_else(dash, |found| lang.task_named(found.short.of(lang), task))
        }
        (None, None) => lang.figure_baseline().to_owned(),
    };
    let source = match (&part.unit, part.period, part.version) {
        (Some(unit), Some(period), Some(version)) => {
            let words = format!("{} {}", period_name(page, period), lang.figure_version(version));
            view! { <a href=page.link(&format!("/reports/{unit}/{period}?version={version}"))>{words}</a> }.into_any()
        }
        (_, Some(period), _) => period_name(page, period).into_any(),
        _ => dash().into_any(),
    };
    view! {
        <tr>
            <th scope="row">{who}</th>
            <td>{source}</td>
            <td>{part.specialty.as_deref().map_or_else(dash, |id| specialty(page, id))}</td>
            <td>{part.place.as_deref().map_or_else(dash, |id| place(page, id))}</td>
            <td>{part.origin.map_or_else(dash, |origin| lang.origin(origin).to_owned())}</td>
            <td>{part.direction.map_or_else(dash, |way| lang.direction(way).to_owned())}</td>
            <td class="number">{part.count}</td>
        </tr>
    }
    .into_any()
}
