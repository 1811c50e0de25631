//! What filing has cost so far, and what one more question would.

use super::{ASSUMED, Cost, Measured, Section, asked, more, store};
use crate::calendar::day_of;
use crate::problem::Problem;
use crate::programme::Programme;
use crate::web::pages::Page;
use axum::response::Response;
use leptos::prelude::*;
use std::collections::BTreeMap;

type Sums = BTreeMap<(String, Section), Measured>;

async fn sums(page: &Page) -> Result<Sums, Problem> {
    let mut tx = page.app.db.read().await?;
    store::measured(&mut tx, &page.standing.programme.id).await
}

/// Seconds one field takes, as measured over all sections, and whether that has been measured.
fn seconds_a_field(programme: &Programme, sums: &Sums, day: chrono::NaiveDate) -> (i64, bool) {
    let whole = sums.values().fold(Measured::default(), |sum, of| sum + *of);
    // One filing stands in each of the sections.
    let filings = whole.filings / Section::ALL.len() as i64;
    let filers = programme.filers().count().max(1) as i64;
    let fields = asked(programme, day).iter().sum::<i64>();
    if filings == 0 || whole.seconds == 0 || fields == 0 {
        return (ASSUMED, false);
    }
    ((whole.seconds * filers / (filings * fields)).max(1), true)
}

/// What a change of the programme would add to everybody's year; none if it asks for nothing more.
pub async fn of_change(page: &Page, before: &Programme, after: &Programme) -> Result<Option<String>, Problem> {
    let day = day_of(page.now);
    let (seconds, measured) = seconds_a_field(before, &sums(page).await?, day);
    Ok(more(before, after, day, seconds).map(|(fields, cost)| said(page, fields, cost, measured)))
}

fn said(page: &Page, fields: i64, cost: Cost, measured: bool) -> String {
    let lang = page.lang;
    let (time, hours) = (lang.cost_time(cost.seconds), cost.hours());
    let basis = if measured { lang.cost_measured() } else { lang.cost_assumed() };
    lang.cost_more(fields, cost.times, &time, &hours.to_string(), basis)
}

pub async fn cost(page: Page) -> Result<Response, Problem> {
    let sums = sums(&page).await?;
    page.show(page.lang.cost_title(), false, move |page| view(page, &sums)).await
}

fn view(page: &Page, sums: &Sums) -> AnyView {
    let (lang, programme) = (page.lang, &page.standing.programme);
    let day = day_of(page.now);
    let (seconds, measured) = seconds_a_field(programme, sums, day);
    let (filers, owing) = (programme.filers().count() as i64, programme.expected_on(day).len() as i64);
    let times = programme.periods.iter().filter(|period| period.is_regular()).count() as i64;
    let one = Cost { filers, times, seconds };
    let example = lang.cost_one(filers, times, &lang.cost_time(seconds), &one.hours().to_string());
    let basis = if measured { lang.cost_measured() } else { lang.cost_assumed() };
    let periods: Vec<String> = {
        let mut periods: Vec<String> = sums.keys().map(|(period, _)| period.clone()).collect();
        periods.dedup();
        periods
    };
    let minutes = |of: Measured| crate::ratio::Tenths((of.seconds * 10 + 30).div_euclid(60));
    let rows = periods.iter().map(|period| {
        let of = |section: Section| sums.get(&(period.clone(), section)).copied().unwrap_or_default();
        let whole = Section::ALL.into_iter().fold(Measured::default(), |sum, section| sum + of(section));
        let filings = of(Section::Counts).filings;
        let cells = Section::ALL.map(|section| view! { <td class="number" data-label=lang.cost_section(section)>{minutes(of(section)).to_string()}</td> });
        let each = if filings == 0 { "—".to_owned() } else { crate::ratio::Tenths((whole.seconds * 10).div_euclid(60 * filings)).to_string() };
        view! {
            <tr><th scope="row">{period.clone()}</th>{cells.into_iter().collect_view()}
                <td class="number" data-label=lang.cost_filings()>{filings}</td><td class="number" data-label=lang.cost_each()>{each}</td>
                <td class="number" data-label=lang.cost_given()>{whole.given}</td><td class="number" data-label=lang.cost_typed()>{whole.typed}</td></tr>
        }
    });
    let heads = Section::ALL.map(|section| view! { <th scope="col" class="number">{lang.cost_section(section)}</th> });
    let table = match periods.is_empty() {
        true => view! { <p>{lang.cost_nothing()}</p> }.into_any(),
        false => view! {
            <div class="scroll" tabindex="0" role="region" aria-labelledby="measured"><table class="stacked">
                <thead><tr><th scope="col">{lang.programme_period()}</th>{heads.into_iter().collect_view()}<th scope="col" class="number">{lang.cost_filings()}</th><th scope="col" class="number">{lang.cost_each()}</th><th scope="col" class="number">{lang.cost_given()}</th><th scope="col" class="number">{lang.cost_typed()}</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table></div>
        }
        .into_any(),
    };
    let now = asked(programme, day);
    let fields = Section::ALL
        .into_iter()
        .zip(now)
        .map(|(section, count)| view! { <dt>{lang.cost_section(section)}</dt><dd>{lang.cost_fields(count)}</dd> });
    view! {
        <article>
            <h1>{lang.cost_title()}</h1>
            <p class="strong">{example} " " {basis}</p>
            <p>{lang.cost_lead()}</p>
            <h2>{lang.cost_asked(filers)}</h2>
            <p class="quiet">{lang.cost_filers(owing, filers - owing)}</p>
            <dl>{fields.collect_view()}</dl>
            <h2 id="measured">{lang.cost_minutes()}</h2>
            {table}
            <p class="quiet">{lang.cost_note()}</p>
        </article>
    }
    .into_any()
}
