//! The overview: the conclusion first, then four cards, then whom to call. And one target in full.

use super::{Contacts, call, chart, contacts, period_name};
use crate::attention::{Finding, Matter, findings, matters};
use crate::charts;
use crate::decisions::islands::Shortcut;
use crate::figures::{FigureId, Subject};
use crate::lights::Light;
use crate::problem::Problem;
use crate::progress::{TargetProgress, TaskProgress};
use crate::ratio::{Ratio, Tenths};
use crate::targets::{Target, TargetMeasure};
use crate::tasks::Task;
use crate::web::pages::{Page, light};
use axum::extract::Path;
use axum::response::Response;
use leptos::prelude::*;

/// Rows of the list before it says how many more there are.
const ROWS: usize = 5;

pub async fn overview(page: Page) -> Result<Response, Problem> {
    if let Some(kept) = page.kept()? {
        return Ok(kept);
    }
    let contacts = contacts(&page).await?;
    if page.asked("print") == Some("a3") {
        return super::sheet::sheet(&page, contacts).await;
    }
    page.show_kept_awake(|page| page.lang.overview_title().to_owned(), move |page| view(page, &contacts)).await
}

fn view(page: &Page, contacts: &Contacts) -> AnyView {
    let lang = page.lang;
    let coverage =
        page.progress.reporting.iter().rfind(|row| {
            page.standing.programme.latest_due(page.view.day).is_some_and(|period| period.id == row.period)
        });
    let coverage = coverage.map(|row| match row.missing.len() as i64 {
        0 => lang.coverage_full(row.accepted, row.expected),
        missing => lang.coverage(row.accepted, row.expected, missing),
    });
    view! {
        <div class="overview">
            <div class="conclusion">
                <h1>{conclusion(page)}</h1>
                <div class="coverage">
                    <a href=page.link("/matrix")>{coverage}</a>
                    <p class="ways">
                        <a href=page.link("/meeting") aria-keyshortcuts="M" title="M">{lang.meeting()}</a>
                        <a href=page.link("/overview?print=a3")>{lang.sheet_a3()}</a>
                        <a href=page.link("/decisions")>{lang.decisions()}</a>
                    </p>
                    <Shortcut key="m".into() to=page.link("/meeting")/>
                </div>
            </div>
            <div class="cards">{cards(page)}</div>
            {attention(page, contacts)}
            {counts(page)}
            <p class="on-paper">{super::sheet::figure_ids(page)}</p>
        </div>
    }
    .into_any()
}

/// A card for each target.
pub(super) fn cards(page: &Page) -> AnyView {
    let cards = page.standing.programme.targets.iter().filter(|target| {
        // The number of specialties is told on the card of those to be signed: one fact, one card.
        !matches!(target.measure, TargetMeasure::Specialties { baseline, .. } if baseline > 0)
    });
    cards.filter_map(|target| card(page, target)).collect_view().into_any()
}

/// At most two sentences, every clause a link to what it says.
pub(super) fn conclusion(page: &Page) -> AnyView {
    let lang = page.lang;
    let sentences = sentences(page);
    let last = sentences.len().saturating_sub(1);
    sentences
        .into_iter()
        .enumerate()
        .map(|(at, (said, path))| {
            let end = if at == last { lang.pick("。", "。", ".") } else { lang.pick("；", "；", "; ") };
            view! { <span class="sentence"><a href=page.link(&path)>{said}</a>{end}</span> }
        })
        .collect_view()
        .into_any()
}

/// What the conclusion says, each sentence with what it leads to.
pub fn sentences(page: &Page) -> Vec<(String, String)> {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let (targets, tasks) = (programme.targets.len() as i64, programme.tasks.len() as i64);
    let sentences = findings(programme, &page.progress).into_iter().map(|finding| match finding {
        Finding::TargetsBehind(ids) => {
            let named: Vec<String> = ids.iter().filter_map(|id| target_clause(page, id)).collect();
            (lang.targets_behind(ids.len() as i64, targets, &lang.list(&named)), format!("/targets/{}", ids[0]))
        }
        Finding::TasksOverdue(numbers) => {
            let named: Vec<String> = numbers
                .iter()
                .filter_map(|number| Some(lang.task_named(programme.task(number)?.short.of(lang), number)))
                .collect();
            let said = lang.tasks_overdue(numbers.len() as i64, tasks, &lang.list(&named));
            (said, "/tasks?light=overdue".to_owned())
        }
        Finding::UnitsSilent(units) => {
            let named: Vec<String> = units.iter().map(|unit| page.unit_name(unit)).collect();
            let all = programme.expected_on(page.view.day).len() as i64;
            (lang.units_silent(units.len() as i64, all, &lang.list(&named)), "/matrix".to_owned())
        }
        Finding::NoTargetBehind => (lang.no_target_behind(targets), "/tasks".to_owned()),
        Finding::NothingOverdue => (lang.nothing_overdue(tasks), "/tasks".to_owned()),
        Finding::NotYetBegun => (lang.not_yet_begun().to_owned(), "/help#figures".to_owned()),
    });
    sentences.collect()
}

fn target_clause(page: &Page, id: &str) -> Option<String> {
    let lang = page.lang;
    let target = page.standing.programme.target(id)?;
    let row = page.progress.targets.iter().find(|row| row.id == id)?;
    let unit = target.unit.of(lang);
    // In a sentence the short name is one word; on a card its parts stand apart.
    let name = match lang {
        crate::language::Lang::En => target.short.of(lang).to_owned(),
        _ => target.short.of(lang).replace(' ', ""),
    };
    let name = name.as_str();
    Some(match row.gap {
        Some(gap) => lang.target_at(name, row.actual, unit, &lang.gap(gap)),
        None => lang.target_open(name, row.actual, row.value, unit),
    })
}

fn card(page: &Page, target: &Target) -> Option<AnyView> {
    let lang = page.lang;
    let row = page.progress.targets.iter().find(|row| row.id == target.id)?;
    let picture = match &target.measure {
        TargetMeasure::Count { .. } => charts::bullet(&page.standing.programme, row, page.view, lang),
        TargetMeasure::Specialties { .. } => charts::slots(&page.standing.programme, &page.progress, &target.id, lang),
        TargetMeasure::TaskStage { .. } => charts::ladder(&page.standing.programme, &page.progress, &target.id, lang),
    };
    let picture = picture.map(|picture| {
        let svg = charts::svg::draw(&picture, &format!("card-{}", target.id), charts::svg::Size::natural(&picture));
        view! { <a class="drawing" href=page.link(&format!("/targets/{}", target.id)) inner_html=svg.to_string()></a> }
    });
    let lines = match target.measure {
        TargetMeasure::Count { .. } => count_lines(page, row),
        _ => small_lines(page, target),
    };
    let heading = format!("card-head-{}", target.id);
    Some(
        view! {
            <section class="card" aria-labelledby=heading.clone()>
                <div class="card-head">
                    <h2 id=heading.clone()><a href=page.link(&format!("/targets/{}", target.id))>{key_task_mark(page, target)}{target.short.of(lang).to_owned()}</a></h2>
                    {light(lang, row.light)}
                </div>
                <p class="amount">
                    <span class="big">{page.figure(&row.figure, row.actual)}</span>
                    <span class="of">" / " {target.wording.of(lang).to_owned()}</span>
                </p>
                {picture}
                {lines}
            </section>
        }
        .into_any(),
    )
}

/// 一, 二, 三: the key task a target belongs to.
fn key_task_mark(page: &Page, target: &Target) -> String {
    match (page.lang, target.key_task) {
        (crate::language::Lang::En, number) => format!("{number} "),
        (_, number) => ["一 ", "二 ", "三 ", "四 ", "五 "]
            .get(usize::try_from(number - 1).unwrap_or(usize::MAX))
            .map_or_else(String::new, |mark| (*mark).to_owned()),
    }
}

fn count_lines(page: &Page, row: &TargetProgress) -> AnyView {
    let lang = page.lang;
    let first = row.completion.zip(row.gap).map(|(done, gap)| {
        let pending = (row.pending != 0).then(|| {
            let id = FigureId::whole(Subject::Pending(row.id.clone()));
            view! { " · " {page.figure(&id, lang.pending_more(row.pending))} }
        });
        view! { <p class="strong">{lang.percent(done)} {lang.pick("，", "，", ", ")} {lang.gap_short(gap)} {pending}</p> }
    });
    let new = match row.increments[..] {
        [.., before, last] => Some(lang.new_this_period(last, before)),
        [last] => Some(lang.new_this_period_first(last)),
        [] => None,
    };
    view! { {first} <p>{new}</p> <p>{outlook(page, row)}</p> }.into_any()
}

/// The mean of the last three closed periods.
pub(super) fn mean(row: &TargetProgress) -> Option<Tenths> {
    let sum: i64 = row.increments.iter().sum();
    // A percentage of a hundredth is the number itself.
    (row.increments.len() == 3).then(|| Ratio::new(sum, 300).percent())
}

fn outlook(page: &Page, row: &TargetProgress) -> String {
    let lang = page.lang;
    match (row.projection, mean(row)) {
        (Some(projection), Some(mean)) if projection < row.value => {
            lang.projected(mean, projection, row.value - projection)
        }
        (Some(projection), Some(mean)) => lang.projected_enough(mean, projection),
        _ => lang.no_projection().to_owned(),
    }
}

fn small_lines(page: &Page, target: &Target) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let days = (target.due - page.view.day).num_days();
    let due = if days >= 0 {
        lang.due_in(&lang.short_day(target.due), days)
    } else {
        lang.due_past(&lang.short_day(target.due))
    };
    let first = match &target.measure {
        TargetMeasure::TaskStage { task, .. } => {
            programme.task(task).map(|task| view! { {lang.responsible_is(&responsible(page, task))} }.into_any())
        }
        _ => {
            let all = programme.targets.iter().find_map(|other| match other.measure {
                TargetMeasure::Specialties { baseline, .. } if baseline > 0 => {
                    let row = page.progress.targets.iter().find(|row| row.id == other.id)?;
                    Some((row.figure.clone(), lang.now_count(row.actual, baseline, other.value)))
                }
                _ => None,
            });
            all.map(|(id, said)| page.figure(&id, said))
        }
    };
    view! { <p>{first}</p> <p>{due}</p> }.into_any()
}

/// Responsible units as printed; in other languages their names, groups by the group's.
pub fn responsible(page: &Page, task: &Task) -> String {
    let programme = &page.standing.programme;
    if page.lang == crate::language::Lang::ZhHans {
        return task.responsible_verbatim.clone();
    }
    let names: Vec<String> = task
        .responsible
        .iter()
        .map(|responsible| match programme.group(&responsible.party) {
            Some(group) => group.name.of(page.lang).to_owned(),
            None => page.unit_name(&responsible.party),
        })
        .collect();
    page.lang.list(&names)
}

pub(super) fn attention(page: &Page, contacts: &Contacts) -> AnyView {
    let lang = page.lang;
    let all = matters(&page.standing.programme, &page.record, &page.progress);
    let more = all.len().saturating_sub(ROWS);
    if all.is_empty() {
        return view! { <section class="attention"><h2>{lang.attention()}</h2><p>{lang.attention_none()}</p></section> }.into_any();
    }
    let rows = all.iter().take(ROWS).map(|matter| row(page, contacts, matter));
    let rest = (more > 0)
        .then(|| view! { <p class="more"><a href=page.link("/tasks")>{lang.attention_more(more as i64)} " →"</a></p> });
    view! {
        <section class="attention" aria-labelledby="attention">
            <table>
                <thead><tr>
                    <th scope="col" id="attention">{lang.attention()}</th>
                    <th scope="col">{lang.attention_state()}</th>
                    <th scope="col">{lang.attention_contact()}</th>
                    <th scope="col">{lang.attention_said()}</th>
                </tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
            {rest}
        </section>
    }
    .into_any()
}

fn row(page: &Page, contacts: &Contacts, matter: &Matter) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let said = |said: Option<&crate::progress::Said>| match said {
        Some(said) => {
            let quoted = match lang {
                crate::language::Lang::ZhHant => format!("「{}」", said.text),
                _ => format!("“{}”", said.text),
            };
            view! { <span class="quote">{quoted}</span> " " <span class="when">{lang.short_day(said.on)}</span> }
                .into_any()
        }
        None => "—".into_any(),
    };
    let (mark, what, state, who, last) = match matter {
        Matter::Overdue { task: number, days } => {
            let (task, at) = (programme.task(number), page.progress.tasks.iter().find(|row| row.number == *number));
            let (Some(task), Some(at)) = (task, at) else { return ().into_any() };
            let what = view! {
                <a href=page.link(&format!("/tasks/{number}"))><span class="no">{number.clone()}</span> " " {missing(page, task, at)}</a>
            };
            let who = answerers(page, task, at)
                .into_iter()
                .map(|unit| view! { {call(page, contacts, &unit)} " " })
                .collect_view();
            (Light::Overdue, what.into_any(), lang.days_overdue(*days), who.into_any(), said(at.said.as_ref()))
        }
        Matter::Behind { target: id, serious } => {
            let (target, at) = (programme.target(id), page.progress.targets.iter().find(|row| row.id == *id));
            let (Some(target), Some(at)) = (target, at) else { return ().into_any() };
            let pace = match (mean(at), at.needed_per_month) {
                (Some(mean), Some(needed)) => lang.attention_pace(target.short.of(lang), mean, needed),
                _ => target.short.of(lang).to_owned(),
            };
            // Who answers for a target is who answers for the tasks of its key task.
            let task = programme.tasks.iter().find(|task| task.key_task == Some(target.key_task));
            let row = task.and_then(|task| page.progress.tasks.iter().find(|row| row.number == task.number));
            let who = task.zip(row).map(|(task, row)| {
                answerers(page, task, row).into_iter().take(1).map(|unit| call(page, contacts, &unit)).collect_view()
            });
            let what = view! { <a href=page.link(&format!("/targets/{id}"))>{pace}</a> };
            let mark = if *serious { at.light } else { Light::Lagging };
            let state = at.gap.map_or_else(|| lang.light(at.light).to_owned(), |gap| lang.gap_short(gap));
            (mark, what.into_any(), state, who.into_any(), said(row.and_then(|row| row.said.as_ref())))
        }
        Matter::Silent { units, period, days } => {
            let names: Vec<String> = units.iter().map(|unit| page.unit_name(unit)).collect();
            let what = view! { <a href=page.link("/matrix")>{lang.attention_silent(&period_name(page, *period), &lang.list(&names))}</a> };
            let who = units.iter().take(3).map(|unit| view! { {call(page, contacts, unit)} " " }).collect_view();
            let state = if *days > 0 { lang.days_overdue(*days) } else { lang.just_due().to_owned() };
            (Light::Stale, what.into_any(), state, who.into_any(), "—".into_any())
        }
        Matter::Ask { unit, text, on } => {
            let asked = lang.attention_ask(text, &page.unit_name(unit));
            let who = call(page, contacts, unit);
            return view! {
                <tr class="ask">
                    <th scope="row"><span class="light light-ask"><span class="glyph" aria-hidden="true">"◆"</span></span> " " {asked}</th>
                    <td>"—"</td><td>{who}</td><td><span class="when">{lang.short_day(*on)}</span></td>
                </tr>
            }
            .into_any();
        }
    };
    view! {
        <tr>
            <th scope="row">{crate::web::pages::small_light(lang, mark)} " " {what}</th>
            <td class="strong">{state}</td><td>{who}</td><td>{last}</td>
        </tr>
    }
    .into_any()
}

/// What is missing, in nouns.
pub fn missing(page: &Page, task: &Task, at: &TaskProgress) -> String {
    let lang = page.lang;
    let short = task.short.of(lang);
    if task.slots.is_empty() {
        return short.to_owned();
    }
    let named = |done: bool| {
        let parts: Vec<String> = task
            .slots
            .iter()
            .filter(|slot| at.slots.contains(&slot.zh_hans) == done)
            .map(|slot| slot.of(lang).to_owned())
            .collect();
        (parts.len(), lang.list(&parts))
    };
    let ((done, which), (_, missing)) = (named(true), named(false));
    let parts = match done {
        0 => lang.slots_none(task.slots.len(), &missing),
        _ => lang.slots_done(done, task.slots.len(), &which, &missing),
    };
    format!("{short}{}{parts}", lang.pick("：", "：", ": "))
}

/// Whom to call about a task: the unit that spoke last, then the first printed.
fn answerers(page: &Page, task: &Task, at: &TaskProgress) -> Vec<String> {
    let mut units: Vec<String> = at.said.iter().map(|said| said.unit.clone()).collect();
    let first = page.standing.programme.answerable(task, page.view.day).first().map(|unit| (*unit).to_owned());
    units.extend(first.filter(|first| !units.contains(first)));
    units
}

fn counts(page: &Page) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let dated = |number: &str| {
        programme.task(number).is_some_and(|task| matches!(task.deadline, crate::tasks::Deadline::Date { .. }))
    };
    let of = |wanted: &[Light]| {
        page.progress.tasks.iter().filter(|task| dated(&task.number) && wanted.contains(&task.light)).count()
    };
    let rows = [
        (Light::Closed, of(&[Light::Closed, Light::ClosedLate]), "closed"),
        (Light::Normal, of(&[Light::Normal]), "normal"),
        (Light::DueSoon, of(&[Light::DueSoon]), "due_soon"),
        (Light::ClosureRequested, of(&[Light::ClosureRequested]), "closure_requested"),
        (Light::Stale, of(&[Light::Stale]), "stale"),
        (Light::Overdue, of(&[Light::Overdue]), "overdue"),
    ];
    let marks = rows.into_iter().filter(|(_, count, _)| *count > 0).map(|(mark, count, word)| {
        view! { <a href=page.link(&format!("/tasks?light={word}"))>{light(lang, mark)} " " <strong>{count}</strong></a> }
    });
    let recurring = programme.tasks.iter().filter(|task| !dated(&task.number)).count() as i64;
    let latest = programme.latest_due(page.view.day).and_then(|period| {
        let row = page.progress.reporting.iter().find(|row| row.period == period.id)?;
        let id = FigureId::whole(Subject::Reporting).in_period(period.id);
        let shown = format!("{} {}/{}", period_name(page, period.id), row.submitted, row.expected);
        Some(page.figure(&id, shown))
    });
    view! {
        <p class="counts">
            <span>{lang.tasks_counted(programme.tasks.len() as i64)}</span>
            {marks.collect_view()}
            <a href=page.link("/tasks?light=recurring")>{lang.recurring(recurring)}</a>
            {latest}
            <span class="push quiet">{lang.footer_traceable()}</span>
        </p>
    }
    .into_any()
}

/// One target in full: the step line, what it takes, and where the number comes from.
pub async fn target(page: Page, Path(id): Path<String>) -> Result<Response, Problem> {
    let target = page.standing.programme.target(&id).cloned().ok_or(Problem::NotFound)?;
    let title = target.name.of(page.lang).to_owned();
    page.show(&title, false, move |page| {
        let lang = page.lang;
        let programme = &page.standing.programme;
        let Some(row) = page.progress.targets.iter().find(|row| row.id == target.id) else { return ().into_any() };
        let pictures = [
            charts::bullet(programme, row, page.view, lang).filter(|_| row.pace.is_some()),
            charts::steps(programme, &page.record, page.view, &target.id, lang),
            charts::slots(programme, &page.progress, &target.id, lang),
            charts::ladder(programme, &page.progress, &target.id, lang),
        ];
        let pictures: Vec<AnyView> = pictures
            .iter()
            .flatten()
            .enumerate()
            .map(|(at, picture)| chart(page, picture, &format!("target-{at}"), true))
            .collect();
        let takes = row.needed_per_month.filter(|_| row.actual < row.value).map(|monthly| {
            let days = (target.due - page.view.day).num_days().max(0);
            lang.what_it_takes(days, row.value - row.actual, target.unit.of(lang), monthly)
        });
        let inferred = target.inferred.as_ref().map(|note| {
            view! { <p class="inferred">{lang.inferred_mark()} {lang.pick("：", "：", ": ")} {note.of(lang).to_owned()}</p> }
        });
        let outlook = row.pace.map(|_| outlook(page, row));
        view! {
            <article>
                <h1>{target_clause(page, &target.id)}</h1>
                <p>{light(lang, row.light)}</p>
                <p class="amount">
                    <span class="big">{page.figure(&row.figure, row.actual)}</span>
                    <span class="of">" / " {target.wording.of(lang).to_owned()}</span>
                </p>
                <p class="strong">{takes}</p>
                <p>{outlook}</p>
                {pictures}
                <blockquote lang="zh-Hans"><p>{target.verbatim.clone()}</p><footer>{programme.document_number.clone()} " " {target.clause.clone()}</footer></blockquote>
                {inferred}
                <p><a class="button" href=page.link(&format!("/figures/{}", row.figure))>{lang.trace()}</a></p>
            </article>
        }
        .into_any()
    })
    .await
}
