//! One target in full: the finding, the people or the parts it is made of, and what may be expected.

pub(super) mod people;

use super::charts::{ChartName, links};
use super::overview::{mean, outlook, projection, small_lines};
use super::{chart, period_name, table};
use crate::calendar::PeriodId;
use crate::charts::Chart;
use crate::charts::svg::{Size, draw};
use crate::figures::{Contribution, FigureId, Subject};
use crate::language::Lang;
use crate::problem::Problem;
use crate::progress::{Known, TargetProgress, figure};
use crate::targets::{Target, TargetMeasure};
use crate::web::pages::{HOLE, Page, light, woven};
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

pub async fn target(page: Page, Path(id): Path<String>) -> Result<Response, Problem> {
    let target = page.standing.programme.target(&id).cloned().ok_or(Problem::NotFound)?;
    let title = target.name.of(page.lang).to_owned();
    let counts = matches!(target.measure, TargetMeasure::Count { .. });
    match counts {
        true => page.show_kept_awake(move |_| title.clone(), move |page| view(page, &target)).await,
        false => page.show_kept(move |_| title.clone(), move |page| view(page, &target)).await,
    }
}

fn view(page: &Page, target: &Target) -> AnyView {
    let lang = page.lang;
    let Some(row) = page.progress.targets.iter().find(|row| row.id == target.id) else { return ().into_any() };
    let body = match target.measure {
        TargetMeasure::Count { .. } => counted(page, target, row),
        _ => small(page, target, row),
    };
    let inferred = target.inferred.as_ref().map(|note| {
        view! { <p class="inferred">{note.of(lang).to_owned()}</p> }
    });
    view! {
        <article class="target">
            {body}
            <blockquote lang="zh-Hans"><p>{target.verbatim.clone()}</p><footer>{page.standing.programme.document_number.clone()} " " {target.clause.clone()}</footer></blockquote>
            {inferred}
            {crate::readings::pages::mark(page, &row.figure).map(|mark| view! { <p>{mark}</p> })}
            <p><a class="button" href=page.link(&format!("/figures/{}", row.figure))>{lang.trace()}</a></p>
        </article>
    }
    .into_any()
}

/// The value with its light, and what awaits acceptance.
fn amount(page: &Page, target: &Target, row: &TargetProgress) -> AnyView {
    let lang = page.lang;
    let unit = target.unit.of(lang);
    let pending = match row.pending {
        0 => None,
        n => {
            let id = FigureId::whole(Subject::Pending(row.id.clone()));
            let said = if n > 0 { lang.pending_more(n) } else { lang.pending_takes_away(-n, unit) };
            Some(view! { <span class="of">{page.figure(&id, said)}</span> })
        }
    };
    view! {
        <p class="amount">
            <span class="big">{page.figure(&row.figure, row.actual)}</span>
            <span class="of">" / " {target.wording.of(lang).to_owned()}</span>
            {light(lang, row.light)}
            {pending}
        </p>
    }
    .into_any()
}

/// A count of people: every person, then the months and where they lead.
fn counted(page: &Page, target: &Target, row: &TargetProgress) -> AnyView {
    let lang = page.lang;
    let name = ChartName::Steps(target.id.clone());
    let people = ChartName::People(FigureId::target(&target.id));
    view! {
        <h1>{crate::attention::target_in_full(&page.standing.programme, &page.progress, &target.id, page.lang)}</h1>
        {amount(page, target, row)}
        <p class="strong">{takes(page, target, row)}</p>
        <p>{woven(page, &ahead(page, target, row), &projection(row))}</p>
        {people.compose(page).map(|chart| people::view(page, &people, &chart, true))}
        {name.compose(page).map(|steps| months(page, &name, &steps))}
        <p class="quiet prose">{sentences(lang, [Some(lang.projection_rule().to_owned()), rule(page, target, row)])}</p>
    }
    .into_any()
}

/// What reaching the value takes, beside what there was lately; no more than the two numbers.
fn takes(page: &Page, target: &Target, row: &TargetProgress) -> Option<AnyView> {
    let (lang, unit) = (page.lang, target.unit.of(page.lang));
    let monthly = row.needed_per_month.filter(|_| row.actual < row.value)?;
    let days = (target.due - page.view.day).num_days().max(0);
    let needed = match mean(row) {
        Some(mean) => lang.takes_against(HOLE, mean, unit),
        None => lang.takes_monthly(HOLE, unit),
    };
    let said = sentences(lang, [Some(lang.takes_days(days, HOLE, unit)), Some(needed)]);
    let of = |what: &str| FigureId::derived(&target.id, what);
    Some(woven(page, &said, &[(of("lacking"), row.value - row.actual), (of("needed"), monthly)]))
}

/// Where the last months lead, then the band and the chance in words.
fn ahead(page: &Page, target: &Target, row: &TargetProgress) -> String {
    let (lang, unit) = (page.lang, target.unit.of(page.lang));
    let band = row.band.map(|band| {
        let mut clauses = vec![lang.forecast_says(&lang.range(band.low, band.high), unit)];
        clauses.extend(band.chance.map(|chance| lang.forecast_chance(row.value, unit, lang.chance(chance))));
        lang.chart_sentence(&clauses)
    });
    sentences(lang, [Some(lang.chart_sentence(&[outlook(page, row)])), band])
}

fn sentences<const N: usize>(lang: Lang, said: [Option<String>; N]) -> String {
    let said: Vec<String> = said.into_iter().flatten().collect();
    said.join(lang.pick("", "", " "))
}

/// The step line, drawn once for a wide window and once for a telephone, where its labels would be too small.
fn months(page: &Page, name: &ChartName, steps: &Chart) -> AnyView {
    let svg = draw(steps, "target-months", Size { width: 360, height: 320 });
    view! {
        <div class="months">
            <div class="wide-only">{chart(page, steps, &name.to_string(), true)}</div>
            <div class="narrow-only">
                <figure class="chart">
                    <figcaption>{steps.title.clone()}</figcaption>
                    <div class="drawing" inner_html=svg.to_string()></div>
                    <details class="behind"><summary>{page.lang.view_table()}</summary>{table(&steps.title, &steps.table)}</details>
                </figure>
            </div>
        </div>
    }
    .into_any()
}

/// What the band is and takes for granted, or why there is none. Nothing, once nothing lies ahead.
fn rule(page: &Page, target: &Target, row: &TargetProgress) -> Option<String> {
    let lang = page.lang;
    let Some(band) = row.band else {
        return (page.view.day < target.due && row.needed_per_month.is_some()).then(|| lang.forecast_none().to_owned());
    };
    let untold = (band.untold > 0).then(|| lang.forecast_untold(band.untold));
    Some(sentences(lang, [Some(lang.forecast_rule(band.months)), untold]))
}

/// A handful of agreements, or one report: the parts by name and how each came about, without percentages.
fn small(page: &Page, target: &Target, row: &TargetProgress) -> AnyView {
    let programme = &page.standing.programme;
    let name = ChartName::on_card(target);
    let picture = name.compose(page);
    let history = match &target.measure {
        TargetMeasure::TaskStage { task, .. } => programme.task(task).map(|task| {
            let words = page.lang.open_task(&task.number);
            view! {
                <p><a href=page.link(&format!("/tasks/{}", task.number))>{words}</a></p>
            }
            .into_any()
        }),
        _ => Some(signings(page, target, row)),
    };
    view! {
        <h1>{picture.as_ref().map(|picture| picture.title.clone())}</h1>
        {amount(page, target, row)}
        <div class="small">{small_lines(page, target)}</div>
        {picture.map(|picture| small_picture(page, &name, &picture))}
        {history}
    }
    .into_any()
}

/// A picture of a few parts is drawn as on its card, not blown up.
fn small_picture(page: &Page, name: &ChartName, picture: &Chart) -> AnyView {
    let svg = draw(picture, &name.to_string(), Size::natural(picture));
    view! {
        <figure class="chart few">
            <div class="drawing" inner_html=svg.to_string()></div>
            {links(page, name, picture)}
            <details class="behind"><summary title=page.key_hint("v")>{page.lang.view_table()}</summary>{table(&picture.title, &picture.table)}</details>
        </figure>
    }
    .into_any()
}

/// Each new specialty, how far it has come, and the report that says it is signed.
fn signings(page: &Page, target: &Target, row: &TargetProgress) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let whole = figure(programme, &page.record, page.view, &row.figure);
    let parts = whole.map(|whole| whole.contributions).unwrap_or_default();
    let known = Known::new(programme, &page.record, page.view);
    let baseline = parts.iter().find(|part| part.unit.is_none()).map(|part| {
        view! {
            <tr><th scope="row">{lang.chart_existing()}</th><td>{part.count}</td><td></td><td></td><td>{target.clause.clone()}</td></tr>
        }
    });
    let rows = programme.specialties.iter().filter(|specialty| specialty.new).filter_map(|specialty| {
        let at = page.progress.specialties.iter().find(|row| row.id == specialty.id)?;
        let stage =
            usize::try_from(at.stage).ok().and_then(|stage| programme.specialty_stages.get(stage.checked_sub(1)?));
        let part = parts.iter().find(|part| part.specialty.as_ref() == Some(&specialty.id));
        // Before it counts, a stage has a report as well.
        let steps = || known.stages_of(&specialty.id).into_iter().rev().find_map(|step| step.reached);
        let source = match part {
            Some(part) => source(page, part),
            None => steps().map_or_else(
                || ().into_any(),
                |said| report_link(page, &said.source.unit, said.source.period, said.source.version),
            ),
        };
        Some(view! {
            <tr>
                <th scope="row">{specialty.name.of(lang).to_owned()}</th>
                <td data-label=lang.chart_stage()>{stage.map(|stage| stage.of(lang).to_owned())}</td>
                <td data-label=lang.chart_reached_on()>{at.on.map(|on| on.to_string())}</td>
                <td data-label=lang.chart_state()>{light(lang, at.light)}</td>
                <td data-label=lang.trace()>{source}</td>
            </tr>
        })
    });
    let heads = [lang.specialty_label(), lang.chart_stage(), lang.chart_reached_on(), lang.chart_state(), lang.trace()];
    let heads = heads.map(|head| view! { <th scope="col">{head}</th> });
    view! {
        <div class="scroll parts" tabindex="0" role="region" aria-label=lang.specialty_label()>
            <table class="stacked"><thead><tr>{heads.into_iter().collect_view()}</tr></thead><tbody>{baseline}{rows.collect_view()}</tbody></table>
        </div>
    }
    .into_any()
}

/// The report a part comes from, for those who may read it.
fn source(page: &Page, part: &Contribution) -> AnyView {
    let (Some(unit), Some(period), Some(version)) = (&part.unit, part.period, part.version) else {
        return ().into_any();
    };
    report_link(page, unit, period, version)
}

fn report_link(page: &Page, unit: &str, period: PeriodId, version: i64) -> AnyView {
    let words = format!("{} · {}", page.unit_name(unit), period_name(page, period));
    match page.visitor.person.as_ref().is_some_and(|person| person.may_read(unit)) {
        true => {
            let address = page.link(&format!("/reports/{unit}/{period}?version={version}"));
            view! { <a href=address>{words}</a> }.into_any()
        }
        false => period_name(page, period).into_any(),
    }
}
