//! The overview: the conclusion first, then four cards, then whom to call.

use super::attention::list;
use super::charts::ChartName;
use super::tasks::pile;
use super::{Contacts, contacts, period_name};
use crate::attention;
use crate::calendar::PeriodId;
use crate::charts::svg::{Size, draw};
use crate::figures::{FigureId, Subject};
use crate::language::Lang;
use crate::lights::Light;
use crate::notes::Note;
use crate::notes::pages::said;
use crate::papers::pages as papers;
use crate::problem::Problem;
use crate::progress::TargetProgress;
use crate::ratio::{Ratio, Tenths};
use crate::readings::pages as readings;
use crate::remarks::{Remark, may_add, pages as remarks};
use crate::targets::{Target, TargetMeasure};
use crate::tasks::Task;
use crate::web::pages::{HOLE, Page, light, woven};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

/// Rows of the list before it says how many more there are; under a banner there is room for one less.
const ROWS: usize = 5;

pub async fn overview(page: Page) -> Result<Response, Problem> {
    if page.asked("mode") == Some("meeting") {
        return Ok(Redirect::to(&page.link("/meeting")).into_response());
    }
    if let Some(kept) = page.kept()? {
        return Ok(kept);
    }
    let (contacts, notes) = (contacts(&page).await?, said(&page).await?);
    if page.asked("print") == Some("a3") {
        return super::sheet::sheet(&page, contacts, notes).await;
    }
    let remark = remarks::shown(&page).await?;
    let papers = papers::latest_half(&page).await?;
    page.show_kept(
        |page| page.lang.overview_title().to_owned(),
        move |page| view(page, &contacts, &notes, remark.as_ref(), papers.as_ref()),
    )
    .await
}

fn view(
    page: &Page,
    contacts: &Contacts,
    notes: &[Note],
    remark: Option<&Remark>,
    papers: Option<&(String, String)>,
) -> AnyView {
    let lang = page.lang;
    let person = page.visitor.person.as_ref();
    let adds =
        person.is_some_and(may_add).then(|| view! { <a href=page.link("/overview/remark")>{lang.remark_write()}</a> });
    let latest = page.progress.latest_reporting(&page.standing.programme);
    // Who looks on the morning after must see at once how little the numbers rest on (product rules E.9).
    let thin = latest.filter(|row| 2 * row.accepted < row.expected);
    let coverage = latest.map(|row| {
        if thin.is_some() {
            return lang.coverage_thin(&period_name(page, row.period), row.accepted, row.expected);
        }
        match (row.missing.len() as i64, row.submitted - row.accepted) {
            (0, 0) => lang.coverage_full(row.accepted, row.expected),
            (missing, 0) => lang.coverage(row.accepted, row.expected, missing),
            (missing, waiting) => lang.coverage_waiting(row.accepted, row.expected, waiting, missing),
        }
    });
    let has_banner = page.view != page.usual || page.progress.stale(&page.standing.programme).is_some();
    let rows = if has_banner { ROWS - 1 } else { ROWS };
    view! {
        <div class="overview">
            <div class="conclusion">
                <h1>{conclusion(page)}</h1>
                {remarks::line(page, remark)}
                <div class="coverage">
                    <a class=thin.map(|_| "thin") href=page.link("/matrix")>{coverage}</a>
                    <p class="ways">
                        <a href=page.link("/meeting") data-key=page.has_keys().then_some("m") title=page.key_hint("m")>{lang.meeting()}</a>
                        <a href=page.link("/overview?print=a3")>{lang.sheet_a3()}</a>
                        <a href=page.link("/decisions")>{lang.decisions()}</a>
                        {adds}
                    </p>
                </div>
            </div>
            <div class="cards">{cards(page, true)}</div>
            {list(page, contacts, notes, Some(rows))}
            {counts(page, papers)}
            <p class="on-paper">{super::sheet::figure_ids(page)}</p>
        </div>
    }
    .into_any()
}

/// A card for each target; with keys, each opens by its number.
pub(super) fn cards(page: &Page, keyed: bool) -> AnyView {
    let cards = page.standing.programme.targets.iter().filter(|target| target.has_card());
    let key = |number: usize| Some(number.to_string()).filter(|_| keyed && page.has_keys());
    cards.zip(1..).filter_map(|(target, number)| card(page, target, key(number))).collect_view().into_any()
}

/// At most two sentences, every clause a link to what it says.
pub(super) fn conclusion(page: &Page) -> AnyView {
    let lang = page.lang;
    let sentences = attention::conclusion(&page.standing.programme, &page.progress, lang);
    let last = sentences.len().saturating_sub(1);
    let shown = sentences.into_iter().enumerate().map(|(at, clauses)| {
        let end = if at == last { lang.pick("。", "。", ".") } else { lang.pick("；", "；", "; ") };
        let clauses = clauses.into_iter().map(|clause| match clause.path {
            Some(path) => view! { <a href=page.link(&path)>{clause.said}</a> }.into_any(),
            None => clause.said.into_any(),
        });
        view! { <span class="sentence">{clauses.collect_view()}{end}</span> }
    });
    shown.collect_view().into_any()
}

fn card(page: &Page, target: &Target, key: Option<String>) -> Option<AnyView> {
    let lang = page.lang;
    let row = page.progress.targets.iter().find(|row| row.id == target.id)?;
    let name = ChartName::on_card(target);
    let picture = name.compose(page).map(|picture| {
        let svg = draw(&picture, &name.to_string(), Size::natural(&picture));
        view! { <a class="drawing" href=page.link(&format!("/targets/{}", target.id)) inner_html=svg.to_string()></a> }
    });
    let lines = match target.measure {
        TargetMeasure::Count { .. } => count_lines(page, target, row),
        _ => small_lines(page, target),
    };
    let heading = format!("card-head-{}", target.id);
    let hint = key.as_deref().and_then(|key| page.key_hint(key));
    Some(
        view! {
            <section class="card" aria-labelledby=heading.clone()>
                <div class="card-head">
                    <h2 id=heading.clone()><a href=page.link(&format!("/targets/{}", target.id)) data-key=key title=hint>{key_task_mark(page, target)}{target.short.of(lang).to_owned()}</a></h2>
                    {light(lang, row.light)}
                </div>
                <p class="amount">
                    <span class="big">{page.figure(&row.figure, row.actual)}</span>
                    <span class="of">" / " {target.wording.of(lang).to_owned()}</span>
                    {readings::small_mark(page, &row.figure)}
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
        (Lang::En, number) => format!("{number} "),
        (_, number) => ["一 ", "二 ", "三 ", "四 ", "五 "]
            .get(usize::try_from(number - 1).unwrap_or(usize::MAX))
            .map_or_else(String::new, |mark| (*mark).to_owned()),
    }
}

fn count_lines(page: &Page, target: &Target, row: &TargetProgress) -> AnyView {
    let lang = page.lang;
    // Before the plan begins there is nothing to be ahead of or behind.
    if row.light == Light::NotStarted {
        let begins = attention::begins(target).map(|day| lang.plan_begins(&lang.short_day(day)));
        return view! { <p class="strong">{begins}</p> <p>{outlook_view(page, row)}</p> }.into_any();
    }
    let first = row.completion.zip(row.gap).map(|(done, gap)| {
        let pending = (row.pending != 0).then(|| {
            let id = FigureId::whole(Subject::Pending(row.id.clone()));
            view! { " · " {page.figure(&id, lang.pending_more(row.pending))} }
        });
        let done = page.figure(&row.figure, lang.percent(done));
        view! { <p class="strong">{done} {lang.pick("，", "，", ", ")} {lang.gap_short(gap)} {pending}</p> }
    });
    let latest = page.standing.programme.latest_closed(page.view.day).map(|period| period.id);
    let of = |period: PeriodId| row.figure.clone().in_period(period);
    let new = match (latest, &row.recent[..]) {
        // The month has ended and most units are silent: it is not known, and not nought.
        (Some(latest), [.., (period, new)]) if *period != latest => {
            let said = lang.new_unknown(&lang.period_head(latest), &lang.period_head(*period), HOLE);
            Some(woven(page, &said, &[(of(*period), *new)]))
        }
        (_, [.., (earlier, before), (month, new)]) => {
            let said = lang.new_in_and_before(&lang.period_head(*month), HOLE, &lang.period_head(*earlier), HOLE);
            Some(woven(page, &said, &[(of(*month), *new), (of(*earlier), *before)]))
        }
        (_, [(month, new)]) => Some(woven(page, &lang.new_in(&lang.period_head(*month), HOLE), &[(of(*month), *new)])),
        (_, []) => None,
    };
    view! { {first} <p>{new}</p> <p>{outlook_view(page, row)}</p> }.into_any()
}

/// The mean of the last three periods of which most reports are in.
pub fn mean(row: &TargetProgress) -> Option<Tenths> {
    let sum: i64 = row.recent.iter().map(|(_, new)| new).sum();
    // A percentage of a hundredth is the number itself.
    (row.recent.len() == 3).then(|| Ratio::new(sum, 300).percent())
}

fn outlook_view(page: &Page, row: &TargetProgress) -> AnyView {
    woven(page, &outlook(page, row), &projection(row))
}

/// The number that [`outlook`] leaves a hole for.
pub fn projection(row: &TargetProgress) -> Vec<(FigureId, i64)> {
    row.projection.map(|n| (FigureId::derived(&row.id, "projection"), n)).into_iter().collect()
}

/// Where the last months lead, in words; the number itself is left open.
pub fn outlook(page: &Page, row: &TargetProgress) -> String {
    let lang = page.lang;
    match (row.projection, mean(row)) {
        (Some(projection), Some(mean)) if projection < row.value => lang.projected(mean, HOLE, row.value - projection),
        (Some(_), Some(mean)) => lang.projected_enough(mean, HOLE),
        _ => lang.no_projection().to_owned(),
    }
}

pub fn small_lines(page: &Page, target: &Target) -> AnyView {
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
    if page.lang == Lang::ZhHans {
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

fn counts(page: &Page, papers: Option<&(String, String)>) -> AnyView {
    let lang = page.lang;
    let programme = &page.standing.programme;
    let of = |name: &str| {
        let tasks = programme.tasks.iter().filter_map(|task| {
            let at = page.progress.tasks.iter().find(|row| row.number == task.number)?;
            Some(pile(task, at))
        });
        tasks.filter(|pile| *pile == name).count()
    };
    let lights = [
        Light::Closed,
        Light::Normal,
        Light::DueSoon,
        Light::ClosureRequested,
        Light::NotStarted,
        Light::Stale,
        Light::Lagging,
        Light::SeriouslyBehind,
        Light::Overdue,
    ];
    let marks = lights.into_iter().map(|mark| (mark, of(mark.as_str()))).filter(|(_, count)| *count > 0);
    let marks = marks.map(|(mark, count)| {
        view! { <a href=page.link(&format!("/tasks?light={mark}"))>{light(lang, mark)} " " <strong>{count}</strong></a> }
    });
    let recurring = of("recurring") as i64;
    let latest = page.progress.latest_reporting(programme).map(|row| {
        let id = FigureId::whole(Subject::Reporting).in_period(row.period);
        let shown = format!("{} {}/{}", period_name(page, row.period), row.submitted, row.expected);
        page.figure(&id, shown)
    });
    view! {
        <p class="counts">
            <span>{lang.tasks_counted(programme.tasks.len() as i64)}</span>
            {marks.collect_view()}
            <a href=page.link("/tasks?light=recurring")>{lang.recurring(recurring)}</a>
            {latest}
            {papers.map(|(words, address)| view! { <a href=address.clone()>{words.clone()}</a> })}
            <span class="push quiet">{lang.footer_traceable()}</span>
        </p>
    }
    .into_any()
}
